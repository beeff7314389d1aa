"""Compounds fetched from PubChem, for Python."""
