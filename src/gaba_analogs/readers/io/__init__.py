"""Files as text: compression, encodings, and the format that a file has."""
