"""Texts as a database takes them."""

from __future__ import annotations


def storable(text: str | None) -> str | None:
    """Escape lone surrogates, which UTF-8 cannot encode."""
    return text if text is None or text.isascii() else text.encode("utf-8", "backslashreplace").decode()
