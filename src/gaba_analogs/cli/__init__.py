"""The parts of the command ``verify-structure``."""
