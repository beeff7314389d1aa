"""What a registry says of a record, as facts; `pubchem` is the only network code."""
