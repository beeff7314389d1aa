"""The values that a verification gives."""
