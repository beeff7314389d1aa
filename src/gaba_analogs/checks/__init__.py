"""CATALOGUE: the one table of checks (being written)."""
