"""RD files (SciFinder, Reaxys, registries) and reactions, read as text.

Source: BIOVIA, CTfile formats (2020), chapters "RDfile" and "RXNfile".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import too_long
from gaba_analogs.readers.tabular.tags import Tags
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

REACTION = "a reaction, not a single structure: give its molecules as an SD file"
GENERIC = "a generic structure with R groups (RGfile), not a single structure"
LONGEST_LINE = 80
"""Characters [-] of a line of data; a plus sign after them means that the text goes on."""
LONGEST_ENTRY_LINES = 2_000_000

_BEGIN = regex(r"\$(?:MFMT|RFMT|[MR][IE]REG)\b")
_REGISTRY = regex(r"\$[MR][IE]REG\s+(\S+)")


def read_rdfile(
    lines: Iterable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read an RD file, one record per molecule; a reaction is a record that says so.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to data type (``$DTYPE``); overrides automatic recognition.
    notes
        What to tell of them that states no field.

    Raises
    ------
    InputError
        It holds no entry, or no entry has a mapped data type.
    """
    tags = Tags(mapping, "data type", notes)
    number = 0
    for number, (line, entry) in enumerate(_entries(lines), start=1):
        yield _record(entry, tags, Place(name, line, number))
    if not number:
        raise InputError("no molecules in this RD file: it holds no $MFMT or $RFMT line", path=name)
    tags.finish(name)


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Split at the lines that begin an entry; a file that is one reaction or RGfile is one entry."""
    entry: list[str] = []
    first = 0
    for number, line in enumerate(lines, start=1):
        begins = _BEGIN.match(line) is not None
        if begins or (number == 1 and line.lstrip("\ufeff").startswith(("$RXN", "$MDL"))):
            if entry and not _only_registry(entry):
                yield first, entry
                entry = []
            first = first if entry else number
            entry.append(line.lstrip("\ufeff"))
        elif entry and len(entry) <= LONGEST_ENTRY_LINES:
            entry.append(line)
    if entry:
        yield first, entry


def _only_registry(entry: Sequence[str]) -> bool:
    """Tell whether an entry is a registry number so far, whose molecule follows."""
    return all(_REGISTRY.match(line) for line in entry)


def _record(entry: Sequence[str], tags: Tags, place: Place) -> StructureRecord:
    drawn = [line for line in entry if not _only_registry([line])]
    start = next((i for i, line in enumerate(drawn) if line.startswith(("$DTYPE", "$DATUM"))), len(drawn))
    block, data = drawn[:start], _data(drawn[start:])
    registry = next((found[1] for line in entry if (found := _REGISTRY.search(line))), "")
    values = [registry, *data.values()]
    columns = tags.columns(("Registry number of the file", *data), values)
    if (problem := too_long(entry, LONGEST_ENTRY_LINES)) is not None:
        return columns.record(values, place, problem=problem)
    if any(line.startswith(("$RXN", "$RFMT")) for line in block):
        return columns.record(values, place, problem=REACTION)
    if any(line.startswith("$MDL") for line in block):
        return columns.record(values, place, problem=GENERIC)
    molfile = block[1:] if block and block[0].startswith("$MFMT") else block
    molblock = "\n".join(molfile) if any(line.strip() for line in molfile) else None
    title = molfile[0].strip() if molblock else ""
    return columns.record(values, place, molblock=molblock, name=title or None)


def _data(lines: Sequence[str]) -> dict[str, str]:
    """Read the data of an entry: a data type, then its datum, which may take several lines."""
    items: dict[str, str] = {}
    label = ""
    parts: list[str] = []
    for line in [*lines, "$DTYPE"]:
        if line.startswith("$DTYPE"):
            if label and (text := _joined(parts)):
                items.setdefault(label, text)
            label, parts = line[6:].strip(), []
        elif line.startswith("$DATUM"):
            parts = [line[6:].lstrip(" ")]
        elif parts:
            parts.append(line)
    return items


def _joined(parts: Sequence[str]) -> str:
    """Join the lines of a datum; one whose text goes on ends with a plus sign.

    Examples
    --------
    >>> _joined(["4-amino-3-(4-chlorophenyl)butanoic acid"])
    '4-amino-3-(4-chlorophenyl)butanoic acid'
    >>> _joined(["x" * 72 + "+", "y"]).endswith("xy")
    True
    """
    text = ""
    for part in parts:
        goes_on = part.endswith("+") and len(part) >= LONGEST_LINE - len("$DATUM ")
        text += part[:-1] if goes_on else f"{part}\n"
    return text.strip()
