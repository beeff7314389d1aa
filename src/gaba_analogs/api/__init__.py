"""What Python users call: verification of a record, of many, of a DataFrame."""
