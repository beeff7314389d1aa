"""What people write down once for every run: options in a configuration file, accepted findings in a baseline."""

BASELINE_ENDINGS = (".toml", ".csv")
"""Endings of the files that hold a baseline."""
