"""Lists of InChIs, each followed by a blank and a name, as Open Babel writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.fields import shape_of
from gaba_analogs.regex import regex

_ENTRY = regex(r"(InChI=1S?/\S+)(?:\s+(.*))?")


def is_inchi_list(lines: Sequence[str]) -> bool:
    """Whether most lines of a text are an InChI, and a blank and a name follow some of them.

    Examples
    --------
    >>> is_inchi_list(["InChI=1S/CH4/h1H4 methane"]), is_inchi_list(["InChI=1S/CH4/h1H4"])
    (True, False)
    """
    stated = [text for line in lines if (text := line.strip()) and not text.startswith("#")]
    entries = [found for text in stated if (found := _ENTRY.fullmatch(text))]
    titled = any(found[2] and found.string[found.end(1)] != "\t" for found in entries)
    return titled and len(entries) >= 0.8 * len(stated)


def read_inchi_list(lines: Iterable[str], name: str) -> Iterator[StructureRecord]:
    """Read a list of InChIs, one record per line; what follows is its InChIKey or its name.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    """
    number = 0
    for line, raw in enumerate(lines, start=1):
        text = raw.strip("\ufeff\x1a \t")
        if not text or text.startswith("#"):
            continue
        number += 1
        inchi, _, rest = text.partition(" ")
        title = rest.strip()
        place = Place(name, line, number)
        if shape_of(title) == "inchikey":
            yield StructureRecord(inchi=inchi, inchikey=title, place=place)
        else:
            yield StructureRecord(inchi=inchi, name=title or None, place=place)
