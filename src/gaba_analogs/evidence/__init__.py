"""What the fields of a record say, read into typed values, and which of them state the same."""
