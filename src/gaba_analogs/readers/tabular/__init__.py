"""Records in rows: CSV, TSV, Parquet, DataFrames."""
