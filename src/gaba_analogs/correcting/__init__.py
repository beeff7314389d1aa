"""The input again, with its corrections: tables and articles."""
