"""The InChIKey: its three blocks, its letter rules, and what copied keys look like.

The rules are those of the InChI software's own ``CheckINCHIKey`` (InChI Trust, version 1.07).
"""

from __future__ import annotations

import re
from functools import lru_cache

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import hard_hyphens
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.regex import regex

_FORM = regex(r"([A-Z]{14})-([A-Z]{8})([SNB])([A-Z])-([A-Z])")
_OLD = regex(r"([A-Z]{14})-([A-Z]{8})[A-Z]{2}")
_PREFIX = regex(r"^(?:(?:std)?inchi\s?key\s*[=:]\s*)+", re.IGNORECASE)
FLAT_BLOCK = "UHFFFAOY"
"""Hash of an empty second part: no stereochemistry, no isotopes."""


@dataclass(frozen=True)
class InChIKey:
    """An InChIKey as read.

    Parameters
    ----------
    text
        The key as typed.
    value
        The repaired key; None when it has not the form of one.
    notes
        Repairs made.
    fault
        Why it is not a key; None when it is.
    old
        True for the 25-character key of 2007, which cannot be compared.
    """

    text: str
    value: str | None = None
    notes: tuple[Repair, ...] = ()
    fault: str | None = None
    old: bool = False

    @property
    def skeleton(self) -> str:
        """First block: formula, connections, fixed hydrogens and charge."""
        return self.value[:14] if self.value else ""

    @property
    def stereo(self) -> str:
        """Hash letters of the second block: stereochemistry and isotopes."""
        return self.value[15:23] if self.value else ""

    @property
    def standard(self) -> bool:
        """True for the key of a standard InChI (flag S)."""
        return bool(self.value) and self.value[23] == "S"  # type: ignore[index]  # checked in the same line

    @property
    def protonation(self) -> str:
        """Last letter: N neutral, M one proton removed, O one added."""
        return self.value[-1] if self.value else ""


@lru_cache(maxsize=1024)
def read_inchikey(text: str) -> InChIKey:
    """Read an InChIKey and apply the form and letter rules.

    Examples
    --------
    >>> read_inchikey("InChIKey=KPYSYYIEGFHWSV-UHFFFAOYSA-N").value
    'KPYSYYIEGFHWSV-UHFFFAOYSA-N'
    >>> read_inchikey("EPYSYYIEGFHWSV-UHFFFAOYSA-N").fault
    'letter 1 is E, which never occurs there'
    """
    match = _FORM.fullmatch(text)
    key, notes = (text, []) if match is not None else _repaired(text)
    match = match or _FORM.fullmatch(key)
    if match is None:
        old = _OLD.fullmatch(key) is not None and key[23:] not in {"SA", "NA"}
        return InChIKey(text, notes=tuple(notes), fault=None if old else _form_fault(key), old=old)
    for position in (0, 3, 6, 9, 15, 18):
        if key[position] == "E":
            fault = f"letter {position + 1 - (position > 14)} is E, which never occurs there"
            return InChIKey(text, notes=tuple(notes), fault=fault)
    if match[4] != "A":
        fault = f"version letter {match[4]} instead of A"
        return InChIKey(text, notes=tuple(notes), fault=fault)
    return InChIKey(text, key, tuple(notes))


def _repaired(text: str) -> tuple[str, list[Repair]]:
    """Cut what surrounds a key, and write it in capitals."""
    value, notes = clean(hard_hyphens(text))
    plain = plain_digits(value)
    if plain != value:
        notes.append(Repair.TYPOGRAPHY)
        value = plain
    bare = _PREFIX.sub("", value).strip()
    if bare != value:
        notes.append(Repair.INCHIKEY_PREFIX)
    unquoted = bare.strip("\"'.,; ")
    if unquoted != bare:
        notes.append(Repair.SURROUNDING_PUNCTUATION)
    compact = re.sub(r"\s+", "", unquoted)
    if compact != unquoted:
        notes.append(Repair.WHITE_SPACE)
    key = compact.upper()
    if key != compact:
        notes.append(Repair.LOWER_CASE)
    return key, notes


def _form_fault(key: str) -> str:
    blocks = [len(block) for block in key.split("-")]
    if len(key) != 27:
        return f"{len(key)} character{'' if len(key) == 1 else 's'} instead of 27"
    if blocks != [14, 10, 1]:
        return "the hyphens do not follow letters 14 and 24"
    if not re.fullmatch("[A-Z-]+", key):
        return "only the letters A to Z may occur"
    return f"flag letter {key[23]} instead of S (standard) or N (non-standard)"
