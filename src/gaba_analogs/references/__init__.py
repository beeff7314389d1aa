"""Reference tables: local files that say which compound an identifier stands for.

identifiers.py  what a record or a row states by which it can be looked up, in one spelling
reading.py      the rows of a file, with a short way for plain tables
fingerprint.py  whether a file is still the one that was indexed
building.py     a file into an index, whole or not at all
tables.py       an index opened: the compounds of the identifiers of a chunk of records
"""
