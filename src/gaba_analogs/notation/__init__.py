"""Notation is not chemistry: readers for what people write in a field, each with its repairs.

Every reader gives a value with ``notes``: the repairs it made, each a `Repair`. A repair is a warning
about the notation; the value is checked as repaired.
"""
