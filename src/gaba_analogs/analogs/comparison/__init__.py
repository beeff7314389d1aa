"""Compounds side by side: descriptors, measured values, similarity, R groups, matched pairs."""
