"""The short way for records that agree with themselves to the letter.

Nearly every record of a good table does: the InChI of its SMILES is the stated InChI, character by
character, the stated key is its hash, the formula is written as the software writes it, the masses
fit. Such a record needs one SMILES parse, one InChI generation and a few comparisons of strings.
Whatever is not plain to see at once takes the long way through `gaba_analogs.engine`, which also
says, once per set of stated fields, what the report on such a record looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

from gaba_analogs.checks import composition as masses
from gaba_analogs.checks import identifiers, readable
from gaba_analogs.facts import is_out_of_place
from gaba_analogs.findings import RecordReport, Verdict
from gaba_analogs.name_stereo import stereo_claims
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.notation.identifiers import IDENTIFIER_FORMS, is_cas_number
from gaba_analogs.notation.number import read_mass
from gaba_analogs.record import StructureRecord
from gaba_analogs.structure import Structure

P = ParamSpec("P")
T = TypeVar("T")
Shape = tuple[str, ...]
"""The fields that a plain record states, and "flat" where its connectivity SMILES leaves stereochemistry out."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a first look at a record showed.

    Parameters
    ----------
    shape
        The fields it states, when it is plain; None when it has to take the long way.
    structure
        What its SMILES states, parsed; None when the look ended before.
    """

    shape: Shape | None = None
    structure: Structure | None = None


class PlainReports:
    """The reports on plain records: all records that state the same fields have the same one.

    Examples
    --------
    >>> from gaba_analogs.report import verify_records
    >>> gaba = StructureRecord(smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> long_way, short_way = verify_records([gaba, gaba], names=False)
    >>> long_way == short_way, short_way.passed is long_way.passed
    (True, True)
    """

    def __init__(self) -> None:
        self._models: dict[Shape, RecordReport] = {}

    def report(self, record: StructureRecord, look: Look) -> RecordReport | None:
        """Give the report on a plain record; None until one of its shape went the long way."""
        model = None if look.shape is None else self._models.get(look.shape)
        if model is None:
            return None
        return RecordReport(
            record, model.verdict, agreement=model.agreement, passed=model.passed, skipped=model.skipped
        )

    def learn(self, look: Look, report: RecordReport) -> None:
        """Remember what the long way said of a plain record."""
        if look.shape is not None and report.verdict is Verdict.VERIFIED and not report.findings:
            self._models[look.shape] = replace(report, record=StructureRecord())


def look_at(records: Sequence[StructureRecord | None]) -> list[Look]:
    """Tell which records are plain, looking at the cheapest things first; None stands for one not to look at.

    All texts are looked at, then all structures drawn, then all compared: a processor that does the
    same thing many times over is a fifth faster than one that changes between a toolkit and texts.

    Examples
    --------
    >>> plain = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9NO2", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> other = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9O2N", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> [look.shape for look in look_at([plain, other])]
    [('smiles', 'inchikey', 'formula'), None]
    """
    texts = [None if record is None else _attempt(_promising_texts, record) for record in records]
    drawn = [None if stated is None else _attempt(_drawn, _smiles_of(stated)) for stated in texts]
    return [
        Look() if stated is None or structure is None else Look(_attempt(_shape, stated, structure), structure)
        for stated, structure in zip(texts, drawn, strict=True)
    ]


def _attempt(step: Callable[P, T | None], *arguments: P.args, **options: P.kwargs) -> T | None:
    """Take a step of the look; what fails unexpectedly is left to the long way, which reports it."""
    try:
        return step(*arguments, **options)
    except Exception:  # noqa: BLE001  # one record must never end the run
        return None


def _promising_texts(record: StructureRecord) -> dict[str, str] | None:
    """Give the texts of a record that may be plain: it has structures to compare, and nothing doubtful beside them."""
    texts = dict(record.stated())
    smiles, connectivity = texts.get("smiles"), texts.get("connectivity_smiles")
    if (smiles is None and connectivity is None) or ("inchikey" not in texts and "inchi" not in texts):
        return None
    for name, text in texts.items():
        if name not in _COMPARED and not (name in _SOUND and _SOUND[name](text)):
            return None
    return texts


def _smiles_of(texts: Mapping[str, str]) -> str:
    return texts.get("smiles") or texts["connectivity_smiles"]


def _drawn(smiles: str) -> Structure:
    """Parse a SMILES and make its InChI."""
    structure = Structure.from_smiles(smiles)
    structure.inchi  # noqa: B018  # made now, with those of the other records, and kept
    return structure


def _shape(texts: Mapping[str, str], structure: Structure) -> Shape | None:
    """Give the fields of a record that agrees with its structure to the letter; None where it does not."""
    inchi = structure.inchi
    stated_inchi, stated_key = texts.get("inchi"), texts.get("inchikey")
    if (
        (stated_inchi is not None and stated_inchi != inchi)
        or (stated_key is not None and stated_key != structure.inchikey)
        or "/i" in inchi
        or not _is_well_drawn(structure)
        or not _fits(texts, structure)
    ):
        return None
    connectivity = texts.get("connectivity_smiles")
    if connectivity is None or connectivity == structure.text:
        return tuple(texts)
    flat = _drawn(connectivity)
    if not _is_well_drawn(flat) or flat.inchi != _without_stereo(inchi):
        return None
    return tuple(texts) if flat.inchi == inchi else (*texts, "flat")


def _without_stereo(inchi: str) -> str:
    return "/".join(layer for layer in inchi.split("/") if layer[:1] not in {"b", "t", "m", "s"})


_COMPARED = frozenset(
    {"smiles", "connectivity_smiles", "inchi", "inchikey", "formula", "molecular_weight", "monoisotopic_mass"}
)
"""Fields that are compared with the structure."""


def _is_silent_on_stereo(text: str) -> bool:
    claims = stereo_claims(text)
    return not (claims.rs or claims.ez or claims.racemic)


def _is_sound_unii(text: str) -> bool:
    return (
        not is_out_of_place("unii", text)
        and identifiers.unii_malformed(text) is None
        and identifiers.unii_check_character_wrong(text) is None
    )


def _is_sound_identifier(name: str) -> Callable[[str], bool]:
    return lambda text: not is_out_of_place(name, text) and identifiers.identifier_malformed((name, text)) is None


_SOUND: Mapping[str, Callable[[str], bool]] = {
    **{name: _is_sound_identifier(name) for name in IDENTIFIER_FORMS},
    "name": _is_silent_on_stereo,
    "iupac_name": lambda text: not is_out_of_place("iupac_name", text) and _is_silent_on_stereo(text),
    "synonyms": lambda text: not is_out_of_place("synonyms", text),
    "cas": is_cas_number,
    "unii": _is_sound_unii,
}
"""Fields that nothing is compared with, names that are not translated among them."""


def _is_well_drawn(structure: Structure) -> bool:
    """Tell whether a SMILES was read as it stands, no mark of it is lost, and no atom is a radical."""
    if structure.fault is not None or structure.notes or structure.trailing:
        return False
    smiles = structure.text
    brackets = smiles.count("[")
    if not brackets:
        return True
    marks = smiles.count("[C@H]") + smiles.count("[C@@H]")
    if marks + smiles.count("[nH]") == brackets:
        parities = structure.inchi.partition("/t")[2].partition("/")[0]
        if marks == parities.count("+") + parities.count("-"):
            return True
    return all(check(structure) is None for check in _DRAWN)


_DRAWN = (readable.smiles_missing_hydrogen, readable.smiles_radical, readable.stereo_mark_lost)


def _fits(texts: Mapping[str, str], structure: Structure) -> bool:
    """Tell whether formula and masses are those of a structure, in the plainest notation."""
    formula, average, exact = texts.get("formula"), texts.get("molecular_weight"), texts.get("monoisotopic_mass")
    if formula is None and average is None and exact is None:
        return True
    hill, _, layers = structure.inchi[9:].partition("/")
    charged = "/p" in layers or "/q" in layers
    composition = None if charged else read_plain_formula(hill)
    if composition is None:
        composition = structure.composition
        hill = composition.formula
    if formula is not None and formula != hill:
        return False
    if average is not None:
        mass = read_mass(average)
        if mass.notes or not mass.fits(*composition.average_mass_interval) or composition.unweighable:
            return False
    if exact is not None:
        mass = read_mass(exact)
        return not mass.notes and bool(mass.readings) and not any(check(mass, composition) for check in _EXACT_MASS)
    return True


_EXACT_MASS = (masses.monoisotopic_mass_mismatch, masses.exact_mass_most_abundant)
