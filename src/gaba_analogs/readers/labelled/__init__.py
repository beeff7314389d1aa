"""Records written as labelled lines: spectral libraries, flat files of databases, pages copied as text."""
