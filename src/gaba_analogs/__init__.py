"""Proves that a structure record agrees with itself, and compares GABA analogues."""
