"""Lists of mappings in YAML: the part of the format that people write by hand, one record per item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from gaba_analogs.readers.labelled.entries import Entry, Item, Profile
from gaba_analogs.regex import regex

_ITEM = regex(r" {0,4}- +(?:[^\s:#'\"][^:]*|\"[^\"]+\"|'[^']+'):(?:\s|$)")
_PAIR = regex(r"(\s*(?:- +)?)([^\s:#'\"-][^:]*?|\"[^\"]+\"|'[^']+')\s*:(?:\s+(.*))?$")
_LISTED = regex(r"\s*- +(.*)")
_REMARK = regex(r"\s+#.*$")
_BLOCKS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
_NOTHING = frozenset({"", "null", "~", "Null", "NULL"})
_PASSED = ("#", "%YAML", "---", "...")


def is_yaml(lines: Sequence[str]) -> bool:
    """Whether a text is a list of mappings in YAML.

    Examples
    --------
    >>> is_yaml(["- name: GABA", "  smiles: NCCCC(=O)O"]), is_yaml(["- GABA"])
    (True, False)
    """
    stated = [line for line in lines if line.strip() and not line.startswith(_PASSED)]
    if stated and re.fullmatch(r"[A-Za-z_]\w*:\s*", stated[0]):
        stated = stated[1:]
    return len(stated) > 1 and _ITEM.match(stated[0]) is not None and _PAIR.match(stated[1]) is not None


def _entries(lines: Iterable[str], _: str) -> Iterator[Entry]:
    """Split before each item of the outermost list, and between documents."""
    first, gathered, depth = 0, list[str](), -1
    for number, line in enumerate(lines, start=1):
        begins = _ITEM.match(line) is not None
        indent = len(line) - len(line.lstrip(" "))
        depth = indent if begins and depth < 0 else depth
        if (begins and indent == depth) or line.startswith(("---", "...")):
            if gathered:
                yield first, gathered
            first, gathered = number, []
        if line.strip() and not line.lstrip().startswith("#") and not line.startswith(_PASSED):
            first = first or number
            gathered.append(line)
    if gathered:
        yield first, gathered


def _items(entry: Sequence[str]) -> Iterator[Item]:
    """Give the pairs of an item, nested ones included; a list or a block of lines is one value."""
    index = 0
    while index < len(entry):
        found = _PAIR.match(entry[index])
        index += 1
        if found is None:
            continue
        indent, label, value = len(found[1]), _unquoted(found[2]), (found[3] or "").strip()
        if value not in _BLOCKS and (text := _unquoted(value)) not in _NOTHING:
            yield label, text
            continue
        below: list[str] = []
        while index < len(entry) and _is_below(entry[index], indent, listed=not value):
            below.append(entry[index])
            index += 1
        if value in _BLOCKS:
            margin = min((len(line) - len(line.lstrip()) for line in below), default=0)
            yield label, "\n".join(line[margin:] for line in below)
        elif listed := [_unquoted(part[1]) for line in below if (part := _LISTED.fullmatch(line))]:
            yield label, "|".join(listed)
        else:
            index -= len(below)  # a mapping of its own, whose pairs are the record's


def _is_below(line: str, indent: int, *, listed: bool) -> bool:
    own = len(line) - len(line.lstrip())
    return own > indent or (listed and own == indent and line.lstrip().startswith("- "))


def _unquoted(text: str) -> str:
    r"""Take the quotation marks off a scalar, or the remark behind it; a list in brackets is joined.

    Examples
    --------
    >>> _unquoted('"NCCCC(=O)O"'), _unquoted("GABA  # an amino acid"), _unquoted("[GABA, Gamate]")
    ('NCCCC(=O)O', 'GABA', 'GABA|Gamate')
    """
    bare = text.strip()
    if bare.startswith('"') and (end := re.match(r'"(?:[^"\\]|\\.)*"', bare)):
        try:
            return str(json.loads(end[0]))
        except ValueError:
            return end[0][1:-1]
    if bare.startswith("'") and (end := re.match(r"'(?:[^']|'')*'", bare)):
        return end[0][1:-1].replace("''", "'")
    bare = _REMARK.sub("", bare)
    if bare.startswith("[") and bare.endswith("]") and "," in bare:
        return "|".join(_unquoted(part) for part in bare[1:-1].split(","))
    return bare


YAML = Profile(_entries, _items)
