"""The bundled GABA analogues, with identifiers, records and measured values.

The data are plain files, described in ``data/README.md``; nothing here uses the network.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType

from gaba_analogs.errors import InputError, UnknownCompoundError
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.regex import regex
from gaba_analogs.resources import data_folder

__all__ = [
    "Compound",
    "Measurement",
    "Source",
    "bundled_record_text",
    "bundled_records",
    "compounds",
    "data_folder",
    "find",
    "pharmacology",
    "sources",
]

_LISTS = frozenset({"aliases", "source_keys"})
_INCHIKEY = regex(r"(?:INCHIKEY=)?([A-Z]{14}-[A-Z]{10}-[A-Z])", re.IGNORECASE)
_NUMBER = regex(r"[<>~≥≤]*\s*([-+]?\d+(?:\.\d+)?)")
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ω": "omega"})
_ROTATION = {"±": "plusminus", "+/-": "plusminus", "+-": "plusminus", "+": "plus", "-": "minus"}
_CLOSE = 0.7
_TIE = 0.02
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """One bundled compound; None where no verified value is known.

    Parameters
    ----------
    key
        Name accepted on the command line.
    name
        Display name.
    stereo_form
        ``racemate``, ``R``, ``S``, ``achiral``, ``unspecified`` or the full descriptors.
    smiles, inchi, inchikey, formula
        Structure, drawn neutral unless the compound is a salt.
    molecular_weight
        Average mass [g/mol], two decimals, from the conventional atomic weights.
    iupac_name
        Systematic name that parses back to the structure.
    chirality
        Stated chirality; None for achiral compounds and where it is not stated.
    cas, unii, ec_number, pubchem_cid, chembl_id, chebi_id, drugbank_id, kegg_id
        Registry identifiers, as are ``chemspider_id``, ``iuphar_id`` and ``atc_code``.
    aliases
        Other names that :func:`find` knows.
    source_keys
        Keys of the :func:`sources` of the row.
    notes
        Caveats; None where there are none.
    """

    key: str
    name: str
    stereo_form: str
    smiles: str
    inchi: str
    inchikey: str
    formula: str
    molecular_weight: str
    iupac_name: str
    chirality: str | None
    cas: str | None
    unii: str | None
    ec_number: str | None
    pubchem_cid: str | None
    chembl_id: str | None
    chebi_id: str | None
    drugbank_id: str | None
    kegg_id: str | None
    chemspider_id: str | None
    iuphar_id: str | None
    atc_code: str | None
    aliases: tuple[str, ...]
    source_keys: tuple[str, ...]
    notes: str | None

    def to_record(self) -> StructureRecord:
        """Return the compound as a record to verify.

        Examples
        --------
        >>> find("baclofen").to_record().molecular_weight
        '213.66'
        """
        stated = {name: getattr(self, name) for name in FIELDS if name in _COMPOUND_FIELDS}
        return StructureRecord(
            **stated,
            synonyms="|".join(self.aliases) or None,
            place=Place(source=self.key),
        )

    def _repr_html_(self) -> str:
        from rdkit import Chem  # noqa: PLC0415  # only in Jupyter

        from gaba_analogs.analogs.drawing import svg  # noqa: PLC0415  # likewise

        stated = {
            "": self.name if self.stereo_form == "achiral" else f"{self.name} ({self.stereo_form})",
            **{FIELD_WORDS[name]: getattr(self, name) for name in _SHOWN},
            "also called": ", ".join(self.aliases),
            "note": self.notes,
        }
        cells = "".join(
            f'<tr><td style="text-align:left">{escape(word)}</td><td style="text-align:left">{escape(value)}</td></tr>'
            for word, value in stated.items()
            if value
        )
        return f"<table><tr><td>{svg(Chem.MolFromSmiles(self.smiles))}</td><td><table>{cells}</table></td></tr></table>"


_SHOWN = (
    "smiles",
    "inchi",
    "inchikey",
    "formula",
    "molecular_weight",
    "iupac_name",
    "chirality",
    "cas",
    "pubchem_cid",
    "chembl_id",
    "drugbank_id",
    "atc_code",
)
_COMPOUND_FIELDS = frozenset(f.name for f in fields(Compound))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value as its source states it; conflicting values are separate measurements.

    Parameters
    ----------
    compound_key
        Key of :func:`compounds`.
    stereo_form
        Stereo form measured, as the source states it.
    target
        Receptor, channel, transporter, enzyme or barrier; None for pharmacokinetics and physical properties.
    property
        Property measured.
    value
        Value as written: a number, a range or a phrase.
    unit
        Unit of the value; None for pure numbers and phrases.
    qualifier
        ``=``, ``~``, ``<``, ``>``, ``>=``, ``range``, ``±`` with the uncertainty, ``qualitative`` and so on.
    uncertainty_kind
        ``SD``, ``SEM`` or ``not stated`` for a ``±``; None without one.
    assay, species
        Conditions; None if not stated.
    source_key
        Key of :func:`sources`: where the value was read.
    primary_key
        Key of :func:`sources`: where it was first published; None if that is not known.
    note
        Caveats; starts with ``conflict:`` where other sources disagree. None where there are none.
    """

    compound_key: str
    stereo_form: str
    target: str | None
    property: str
    value: str
    unit: str | None
    qualifier: str | None
    uncertainty_kind: str | None
    assay: str | None
    species: str | None
    source_key: str
    primary_key: str | None
    note: str | None

    def number(self) -> float | None:
        """Return the value as a number, in ``unit``; None for ranges and phrases.

        Examples
        --------
        >>> [m.number() for m in pharmacology("(R)-baclofen") if m.property == "GABA-B binding IC50"]
        [15.0]
        """
        match = _NUMBER.fullmatch(plain_signs(self.value))
        return float(match[1]) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read.

    Parameters
    ----------
    source_key
        Short key, for example ``bowery-1985``.
    citation
        Authors, journal, year, or the title of a page.
    doi, pmid, url
        Where to find it; None when not known.
    what_was_seen
        How much of it was read: abstract, table row, copy of a page, quotation.
    """

    source_key: str
    citation: str
    doi: str | None
    pmid: str | None
    url: str | None
    what_was_seen: str


@cache
def compounds() -> Mapping[str, Compound]:
    """Return all bundled compounds by key, in the order of the table.

    Examples
    --------
    >>> compounds()["gaba"].inchikey
    'BTCSSZJGUNDROE-UHFFFAOYSA-N'
    """
    rows = (_compound(row) for row in _read("compounds.csv"))
    return MappingProxyType({compound.key: compound for compound in rows})


def find(name: str) -> Compound:
    """Find a bundled compound by key, name, alias or InChIKey.

    Case, spaces, hyphens, brackets, Greek letters and typographic primes do not matter. A sign of
    rotation does: it does not identify the isomer.

    Raises
    ------
    UnknownCompoundError
        No bundled compound has this name; the exception carries the nearest keys.
    InputError
        `name` is not text.

    Examples
    --------
    >>> find("R-baclofen").key
    '(R)-baclofen'
    >>> find("β-Phenyl-GABA").key
    'phenibut'
    >>> find("baclofin")
    Traceback (most recent call last):
        ...
    gaba_analogs.errors.UnknownCompoundError: unknown compound 'baclofin': did you mean baclofen?
    """
    if not isinstance(name, str):
        raise InputError(f"expected the name of a compound, got {a_kind_of(name)}")
    inchikey = _INCHIKEY.fullmatch(name.strip())
    if inchikey is not None:
        return _find_inchikey(name, inchikey[1].upper())
    key = _names().get(_normalised(name))
    if key is None:
        raise UnknownCompoundError(name, _nearest(name))
    return compounds()[key]


@cache
def bundled_records() -> Mapping[str, Path]:
    """Return the files of the bundled infobox records by compound key.

    Examples
    --------
    >>> sorted(bundled_records())[:3]
    ['(R)-baclofen', '(R)-phenibut', '(R)-pregabalin']
    """
    files = sorted((data_folder() / "records").glob("*.wikitext"))
    return MappingProxyType({find(path.stem).key: path for path in files})


def bundled_record_text(name: str) -> tuple[str, str]:
    """Read a bundled record.

    Parameters
    ----------
    name
        Any name that :func:`find` knows.

    Returns
    -------
    tuple of str
        Wikitext and file name.

    Raises
    ------
    UnknownCompoundError
        No bundled compound has this name.
    InputError
        The compound has no record file.

    Examples
    --------
    >>> bundled_record_text("GABA")[1]
    'GABA.wikitext'
    """
    compound = find(name)
    path = bundled_records().get(compound.key)
    if path is None:
        raise InputError(f"no bundled record: use find({compound.key!r}).to_record()", path=name)
    return path.read_text(encoding="utf-8"), path.name


def pharmacology(key: str | None = None) -> list[Measurement]:
    """Return the measured values of one compound or of all.

    Parameters
    ----------
    key
        Any name that :func:`find` knows; None for all compounds.

    Examples
    --------
    >>> [(m.value, m.source_key) for m in pharmacology("baclofen") if m.property == "half-life"][1:3]
    [('6.80', 'wuis-1989'), ('2-4', 'wikipedia-baclofen')]
    """
    if key is None:
        return list(_measurements())
    wanted = find(key).key
    return [row for row in _measurements() if row.compound_key == wanted]


def sources() -> list[Source]:
    """Return every source that a compound or measured value cites.

    Examples
    --------
    >>> next(s.doi for s in sources() if s.source_key == "bowery-1985")
    '10.1016/0028-3908(85)90075-9'
    """
    return list(_sources())


def _read(file_name: str) -> list[dict[str, str]]:
    with (data_folder() / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _compound(row: Mapping[str, str]) -> Compound:
    lists = {name: tuple(part for part in row[name].split("|") if part) for name in _LISTS}
    single = {name: value or None for name, value in row.items() if name not in _LISTS}
    return Compound(**single, **lists)  # type: ignore[arg-type]


@cache
def _measurements() -> tuple[Measurement, ...]:
    rows = _read("pharmacology.csv")
    return tuple(Measurement(**{k: v or None for k, v in row.items()}) for row in rows)  # type: ignore[arg-type]


@cache
def _sources() -> tuple[Source, ...]:
    rows = _read("sources.csv")
    return tuple(Source(**{k: v or None for k, v in row.items()}) for row in rows)  # type: ignore[arg-type]


@cache
def _names() -> Mapping[str, str]:
    """Return compound keys by normalised name; keys and names take precedence over aliases."""
    names: dict[str, str] = {}
    for attribute in ("key", "name"):
        for compound in compounds().values():
            names.setdefault(_normalised(getattr(compound, attribute)), compound.key)
    for compound in compounds().values():
        for alias in (*compound.aliases, compound.iupac_name):
            names.setdefault(_normalised(alias), compound.key)
    return MappingProxyType(names)


def _normalised(name: str) -> str:
    """Return letters and digits only, so that spelling habits do not matter.

    Examples
    --------
    >>> _normalised("(R)-Baclofen"), _normalised("γ\u2011Aminobutyric acid"), _normalised("(+)-baclofen")
    ('rbaclofen', 'gammaaminobutyricacid', 'plusbaclofen')
    """
    text = unicodedata.normalize("NFKC", plain_signs(name)).casefold().translate(_GREEK)
    text = re.sub(r"\((±|\+/-|\+-|\+|-)\)", lambda sign: _ROTATION[sign[1]], text)
    return "".join(character for character in text if character.isalnum())


def _find_inchikey(name: str, inchikey: str) -> Compound:
    for compound in compounds().values():
        if compound.inchikey == inchikey:
            return compound
    relatives = (c.key for c in compounds().values() if c.inchikey[:14] == inchikey[:14])
    raise UnknownCompoundError(name, tuple(relatives))


def _nearest(name: str) -> tuple[str, ...]:
    """Return the keys whose names are about equally close to a misspelt one, closest first."""
    wanted = _normalised(name)
    scores: dict[str, float] = {}
    for known, key in _names().items():
        score = SequenceMatcher(None, wanted, known).ratio()
        scores[key] = max(score, scores.get(key, 0.0))
    best = max(scores.values(), default=0.0)
    close = [key for key, score in scores.items() if score >= max(_CLOSE, best - _TIE)]
    return tuple(sorted(close, key=lambda key: -scores[key])[:_MOST_SUGGESTIONS])
