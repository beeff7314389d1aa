"""One compound of a comparison, and how it is read from the input."""

from __future__ import annotations

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pandas as pd
from rdkit import Chem

from gaba_analogs.analogs.comparison.readings import Reading
from gaba_analogs.analogs.family import Compound
from gaba_analogs.analogs.forms import PHYSIOLOGICAL_PH, Form, form
from gaba_analogs.analogs.molecule import INCHIKEY, as_molecule, family_entry, identity_inchi, standard_inchi
from gaba_analogs.analogs.stereo.enantiomers import Stereoisomer
from gaba_analogs.analogs.stereo.enumeration import unsupported_chirality
from gaba_analogs.analogs.stereo.groups import MIXTURE, NOT_EXAMINED, ONE_ENANTIOMER, ONE_ISOMER, RACEMATE, population
from gaba_analogs.analogs.stereo.sense import SpatialSense, spatial_sense
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.marks import flattened, is_assigned
from gaba_analogs.chemistry.stereo import stereocentres
from gaba_analogs.chemistry.toolkit import quiet
from gaba_analogs.errors import GabaAnalogsError, InputError
from gaba_analogs.progress import watched

FormChoice = Literal["neutral", "pH 7.4", "as drawn", "both"]
"""Form to describe; ``both`` is neutral and pH 7.4."""

NEUTRAL: Literal["neutral"] = "neutral"
PH74: Literal["pH 7.4"] = "pH 7.4"
STEREO_OPEN = "stereo unspecified"
"""How a compound is described that is neither assigned nor stated to be racemic."""
_IN_WORDS = {
    **{form: form for form in ("achiral", RACEMATE, ONE_ENANTIOMER, MIXTURE, ONE_ISOMER)},
    "unspecified": STEREO_OPEN,
    NOT_EXAMINED: "chirality not examined",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One compound of a comparison.

    Parameters
    ----------
    name
        Row name, unique within the comparison.
    key
        Key of the bundled compound; None for any other compound.
    stereo_form
        ``R``, ``S`` or the full descriptors, ``achiral``, ``unspecified``, ``not examined`` (an axis, a plane or a
        helix), or what stereo groups say: ``racemate``, ``one enantiomer, unknown which`` and so on.
    side
        Side of the backbone relative to (R)-baclofen.
    inchikey
        Standard InChIKey of the neutral form; None if it cannot express the stereo groups.
    skeleton
        First block of the InChIKey.
    drawn
        The molecule as given.
    neutral, at_ph74
        Both forms, counter-ions left out.
    readings
        Measured values that the caller passed in.
    """

    name: str
    key: str | None
    stereo_form: str
    side: SpatialSense
    inchikey: str | None
    skeleton: str
    drawn: Chem.Mol = field(repr=False, compare=False)
    neutral: Form = field(repr=False, compare=False)
    at_ph74: Form = field(repr=False, compare=False)
    readings: tuple[Reading, ...] = field(default=(), repr=False)

    def mol(self, form_name: str) -> Chem.Mol:
        """Return the molecule in one form: ``neutral``, ``pH 7.4`` or ``as drawn``."""
        return {NEUTRAL: self.neutral.mol, PH74: self.at_ph74.mol}.get(form_name, self.drawn)


def badge(entry: Entry) -> str:
    """Return the stereo form as a caption: ``(R)``, ``racemate (RS)``, ``achiral``, ``stereo unspecified``."""
    if entry.stereo_form == RACEMATE:
        return "racemate (RS)" if len(stereocentres(entry.drawn)) < 2 else RACEMATE
    return stereo_words(entry) if entry.stereo_form in _IN_WORDS else f"({entry.stereo_form})"


def stereo_words(entry: Entry) -> str:
    """Return the stereo form for use in a phrase: ``R``, ``racemate``, ``stereo unspecified``."""
    return _IN_WORDS.get(entry.stereo_form, entry.stereo_form)


class Rows(tuple[tuple[str | None, object], ...]):
    """(name or None, compound) pairs."""

    __slots__ = ()


def entries_of(items: object) -> tuple[list[tuple[int, Entry]], list[tuple[int, str, str]]]:
    """Read compounds from whatever holds them.

    Returns
    -------
    tuple
        (position from 0, entry), with unique names, and (position from 1, input, message) of those that could not be
        read.
    """
    entries: list[tuple[int, Entry]] = []
    problems: list[tuple[int, str, str]] = []
    taken: Counter[str] = Counter()
    for position, (label, item) in enumerate(watched(list(_items(items)), "reading compounds"), start=1):
        try:
            entry = _entry(label, item)
        except GabaAnalogsError as fault:
            problems.append((position, _given(label, item), str(fault)))
            continue
        taken[entry.name] += 1
        number = taken[entry.name]
        entry = entry if number == 1 else replace(entry, name=f"{entry.name} ({number})")
        entries.append((position - 1, entry))
    return entries, problems


def _items(items: object) -> Iterator[tuple[str | None, object]]:
    """Yield (name or None, compound) pairs."""
    if isinstance(items, Rows):
        yield from items
    elif isinstance(items, pd.Series):
        yield from ((label if isinstance(label, str) else None, item) for label, item in items.items())
    elif isinstance(items, Mapping):
        yield from ((str(label), item) for label, item in items.items())
    elif isinstance(items, Path) or (isinstance(items, str) and items.casefold().endswith((".sdf", ".sdf.gz"))):
        yield from _sdf(Path(items))
    elif isinstance(items, str | Chem.Mol | Compound | Entry) or not isinstance(items, Iterable):
        yield None, items
    else:
        yield from ((None, item) for item in items)


def _sdf(path: Path) -> Iterator[tuple[str | None, object]]:
    if not path.is_file():
        raise InputError("no such file: give the path of an SD file", path=str(path))
    opener = gzip.open if path.suffix == ".gz" else open
    with quiet(), opener(path, "rb") as file:
        for number, mol in enumerate(Chem.ForwardSDMolSupplier(file), start=1):
            yield None, mol if mol is not None else _Unreadable(f"record {number} of the SD file cannot be read")


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A record that could not be read as a molecule."""

    message: str

    def __str__(self) -> str:
        return self.message


def _entry(label: str | None, item: object) -> Entry:
    if isinstance(item, Entry):
        return item if label is None else replace(item, name=label)
    if isinstance(item, _Unreadable):
        raise InputError(item.message)
    if item is None or item is pd.NA or (isinstance(item, float) and math.isnan(item)):
        raise InputError("empty: give a name, SMILES, InChI, InChIKey or molecule")
    if isinstance(item, str) and not item.strip():
        raise InputError("empty: give a name, SMILES, InChI, InChIKey or molecule")
    mol = as_molecule(item)  # type: ignore[arg-type]  # raises on anything else
    neutral = form(mol)
    if neutral.mol.GetNumAtoms() == 0:
        raise InputError("no atoms: give a compound")
    at_ph74 = form(mol, PHYSIOLOGICAL_PH)
    known = family_entry(mol)
    title = mol.GetProp("_Name").strip() if mol.HasProp("_Name") else ""
    by_name = isinstance(item, Compound) or (known is not None and title == known.name)
    return Entry(
        name=label or _name(item, title, known, neutral, by_name=by_name),
        key=known.key if known else None,
        stereo_form=_stereo_form(item, mol, known if by_name else None),
        side=spatial_sense(known if by_name and known else neutral.mol),
        inchikey=identity_inchi(neutral.mol)[1],
        skeleton=standard_inchi(flattened(neutral.mol))[1][:14],
        drawn=mol,
        neutral=neutral,
        at_ph74=at_ph74,
    )


def _name(item: object, title: str, known: Compound | None, neutral: Form, *, by_name: bool) -> str:
    if isinstance(item, Stereoisomer):
        return item.name
    if isinstance(item, str) and by_name and not INCHIKEY.fullmatch(item.strip()) and " " not in item.strip():
        return item.strip()
    if known is not None and (by_name or not title):
        return known.key
    return title or neutral.smiles


def _stereo_form(item: object, mol: Chem.Mol, known: Compound | None) -> str:
    if known is not None:
        return known.stereo_form
    if not all(is_assigned(mol.GetAtomWithIdx(index)) for index in stereocentres(mol)):
        return "unspecified"
    if stated := population(mol):
        return stated
    if isinstance(item, Stereoisomer):
        return item.label
    atoms, bonds = cip_labels(mol)
    labels = [label for _, label in atoms] + [label for *_, label in bonds]
    if labels:
        return ",".join(labels)
    return NOT_EXAMINED if next(unsupported_chirality(flattened(mol)), None) else "achiral"


def _given(label: str | None, item: object) -> str:
    text = str(item) if isinstance(item, str | _Unreadable | int | float) or item is None else type(item).__name__
    return f"{label}: {text}" if label else text
