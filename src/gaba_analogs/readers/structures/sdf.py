"""Structure files: SD files, molfiles and SMILES lists, read as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError
from gaba_analogs.notation.smiles import is_reaction
from gaba_analogs.readers.io.text import Peekable, too_long
from gaba_analogs.readers.tabular.columns import looks_like_smiles, normalised
from gaba_analogs.readers.tabular.tags import Tags
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.fields import shape_of
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

REACTION = "a reaction, not a single structure: list its molecules"
ENTRY_END = "$$$$"
TITLE_LINE = "title line"
SAMPLE_LINES = 20_000
SAMPLE_CHARACTERS = 1 << 20
LONGEST_ENTRY_LINES = 2_000_000
BLOCK_LINES = 1024

_BLOCK_END = regex(r"M\s+END\s*")
_VERSION = regex(r"V[23]000\s*$")
_EXTENSION = regex(r"(\S+\s+\|[^|]*\|)(?:\s+(.*))?")


def looks_like_sdf(lines: Sequence[str]) -> bool:
    """Whether the first lines of a text are those of a molfile or an SD file."""
    return any(
        line.startswith(ENTRY_END) or _BLOCK_END.fullmatch(line) or (index == 3 and _VERSION.search(line))
        for index, line in enumerate(lines)
    )


# ------------------------------------------------------------------------------------------------
# SD files


def read_sdf(
    lines: Peekable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read an SD file or a molfile, one record per entry.

    The molblock is the unchanged text of the entry up to ``M  END``. Data tags state fields, like the
    columns of a table; the title line is the name unless a tag states one.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to data tag; overrides automatic recognition.
    notes
        What to tell of them that states no field.

    Raises
    ------
    InputError
        The text is not an SD file, or no entry has a mapped tag.
    """
    if not looks_like_sdf(lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)):
        raise InputError("not an SD file or molfile: no 'M  END' line", path=name)
    tags = Tags(mapping, notes=notes)
    for number, (line, entry) in enumerate(_entries(lines), start=1):
        yield _record(entry, tags, Place(name, line, number))
    tags.finish(name)


def _entries(lines: Peekable[str]) -> Iterator[tuple[int, list[str]]]:
    """Split the text at ``$$$$``; yield the number of the first line of each entry, and its lines."""
    entry: list[str] = []
    first, count = 1, 0
    for block in lines.blocks(BLOCK_LINES):
        start = 0
        for end in [index for index, line in enumerate(block) if ENTRY_END in line and line.startswith(ENTRY_END)]:
            yield first, _with(entry, block[start:end])
            first += count + end - start + 1
            entry, start, count = [], end + 1, 0
        entry = _with(entry, block[start:])
        count += len(block) - start
    if any(line.strip(" \t\0\x1a") for line in entry):
        yield first, entry


def _with(entry: list[str], more: list[str]) -> list[str]:
    """Add lines to an entry, unless it is too long by now."""
    if len(entry) <= LONGEST_ENTRY_LINES:
        entry += more
    return entry


def _record(entry: Sequence[str], tags: Tags, place: Place) -> StructureRecord:
    end = _block_end(entry)
    data = _data(entry if end is None else entry[end + 1 :])
    title = entry[0].replace("\0", "").strip(" \t") if end else ""
    values = [title, *data.values()]
    molblock = None if end is None else "\n".join(entry[: end + 1])
    columns = tags.columns((TITLE_LINE, *data), values, molblock)
    problem = too_long(entry, LONGEST_ENTRY_LINES)
    if problem is None and end is None:
        problem = "no 'M  END' line in this entry"
    if molblock is not None and "\0" in molblock:
        molblock = molblock.replace("\0", "")
        problem = "NUL character in this entry: damaged file?"
    return columns.record(values, place, problem=problem, molblock=molblock, name=title or None)


def _block_end(entry: Sequence[str]) -> int | None:
    """Find the ``M  END`` line of an entry."""
    if "M  END" in entry:
        return entry.index("M  END")
    return next((i for i, line in enumerate(entry) if line.startswith("M") and _BLOCK_END.fullmatch(line)), None)


def _data(lines: Sequence[str]) -> dict[str, str]:
    """Read the data items of an entry: a tag in angle brackets, then its value up to a blank line."""
    items: dict[str, list[str]] = {}
    value: list[str] | None = None
    for line in lines:
        tag = _tag(line) if line.startswith(">") else None
        if tag is not None:
            value = items.setdefault(tag, [])
        elif value is not None:
            if line.strip(" \t\0"):
                value.append(line)
            else:
                value = None
    return {tag: text[0] if len(text) == 1 else "\n".join(text) for tag, text in items.items()}


@lru_cache(maxsize=4096)
def _tag(line: str) -> str | None:
    """Return the tag in a header line; cached, since every entry of a file has the same."""
    start, end = line.find("<", 1), line.rfind(">")
    return line[start + 1 : end].strip() if 0 < start < end and "<" not in line[end:] else None


# ------------------------------------------------------------------------------------------------
# SMILES lists


def looks_like_smiles_list(lines: Sequence[str]) -> bool:
    """Whether most lines of a text start with a SMILES."""
    starts = [line.split(maxsplit=1)[0] for line in lines if line.strip() and not line.startswith("#")]
    fitting = sum(looks_like_smiles(start) for start in starts)
    return bool(starts) and fitting >= 0.8 * (len(starts) - _has_header(starts))


def _has_header(starts: Sequence[str]) -> bool:
    return bool(starts) and _is_smiles_title(starts[0])


def _is_smiles_title(word: str) -> bool:
    return "smiles" in normalised(word) and not looks_like_smiles(word)


def read_smiles_list(lines: Iterator[str], name: str) -> Iterator[StructureRecord]:
    """Read a list of SMILES, each optionally followed by white space and a name; one record per line.

    A ChemAxon extension (``|...|``) is kept with its SMILES, and an InChIKey is told from the name. A header
    line and lines that start with ``#`` (no SMILES does) are skipped.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    """
    number = 0
    for line, raw in enumerate(lines, start=1):
        text = raw.strip("\ufeff\x1a")
        if not text.strip(" \t\0") or text.startswith("#"):
            continue
        if number == 0 and _is_smiles_title(re.split(r"[ \t]", text.strip(" \t"), maxsplit=1)[0]):
            number = -1
            continue
        number = max(number, 0) + 1
        smiles, title = _split_smiles(text.replace("\0", ""))
        problem = "NUL character in this line: damaged file?" if "\0" in text.strip("\0 ") else None
        if is_reaction(smiles):
            problem = REACTION
        key, title = _apart_from_key(title)
        place = Place(name, line, number)
        yield StructureRecord(smiles=smiles or None, inchikey=key, name=title or None, place=place, problem=problem)


def _apart_from_key(title: str) -> tuple[str | None, str]:
    """Take an InChIKey out of what stands behind a SMILES; the rest is a name.

    Examples
    --------
    >>> _apart_from_key("BTCSSZJGUNDROE-UHFFFAOYSA-N GABA"), _apart_from_key("GABA")
    (('BTCSSZJGUNDROE-UHFFFAOYSA-N', 'GABA'), (None, 'GABA'))
    """
    words = title.split()
    keys = [word for word in words if shape_of(word) == "inchikey"]
    if len(keys) != 1:
        return None, title
    return keys[0], " ".join(word for word in words if word != keys[0])


def _split_smiles(text: str) -> tuple[str, str]:
    extended = _EXTENSION.fullmatch(text.strip(" \t"))
    if extended is not None:
        rest = extended[2] or ""
        return extended[1], rest.split("\t")[0].strip(" \t")
    if "\t" in text:
        smiles, rest = text.split("\t", maxsplit=1)
        if " " not in smiles.strip():
            return smiles.strip(), rest.strip(" \t").split("\t")[0].strip()
    smiles, _, rest = text.strip(" \t").partition(" ")
    return smiles, rest.split("\t")[0].strip(" \t")
