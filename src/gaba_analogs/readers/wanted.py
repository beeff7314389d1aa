"""What is wanted of the columns of an input beside its fields: the identifier, and those that are passed through.

It travels as further entries of the mapping of fields to titles, whose keys are no names of fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_MARK = "@"
IDENTITY = f"{_MARK}identity"
"""Stands for the identifier of a record."""
EVERYTHING = f"{_MARK}all"
"""Stands for every column; its title is empty."""
_ONE = f"{_MARK}column "


def with_wanted(
    mapping: Mapping[str, str] | None, identity: str | None = None, columns: Iterable[str] = ()
) -> dict[str, str]:
    """Add to a mapping the title of the identifier, and the titles to pass through; ``all`` stands for every one.

    Examples
    --------
    >>> with_wanted({"smiles": "SMI"}, "Catalog no", ["price"])
    {'smiles': 'SMI', '@identity': 'Catalog no', '@column price': 'price'}
    """
    wanted = dict(mapping or {})
    if identity is not None:
        wanted[IDENTITY] = identity
    for title in columns:
        wanted |= {EVERYTHING: ""} if title == "all" else {f"{_ONE}{title}": title}
    return wanted


def fields_in(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Give the entries of a mapping that are about fields."""
    return {name: title for name, title in (mapping or {}).items() if not name.startswith(_MARK)}


def passed_through(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """Give the titles to pass through, as they were asked for, by the entry of the mapping."""
    return {name: title for name, title in (mapping or {}).items() if name.startswith(_ONE)}
