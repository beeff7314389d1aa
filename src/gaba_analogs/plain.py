"""The short way for records that agree with themselves to the letter.

Nearly every record of a good table does: the InChI of its SMILES is the stated InChI, character by
character, the stated key is its hash, the formula is written as the software writes it, the masses
fit. Such a record needs one SMILES parse, one InChI generation and a few comparisons of strings.
Whatever is not plain to see at once takes the long way through `gaba_analogs.engine`, which also
says, once per set of stated fields, what the report on such a record looks like.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ParamSpec, TypeVar

from gaba_analogs.checks import composition as masses
from gaba_analogs.checks import identifiers
from gaba_analogs.checks.readable import stereo_mark_lost
from gaba_analogs.composition import Composition
from gaba_analogs.facts import is_out_of_place
from gaba_analogs.findings import RecordReport
from gaba_analogs.name_stereo import stereo_claims
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.notation.identifiers import is_cas_number
from gaba_analogs.notation.number import read_mass
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import Kind, of_kind
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
    drawn
        Field to structure, for the fields that were parsed before the look ended.
    name
        The systematic name of a plain record that has yet to be compared; None where there is none.
    """

    shape: Shape | None = None
    drawn: Mapping[str, Structure] = field(default_factory=dict)
    name: str | None = None


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
        if look.shape is not None and not report.findings:
            self._models[look.shape] = replace(report, record=StructureRecord())


def look_at(records: Sequence[StructureRecord | None], asked: Sequence[Sequence[str]] = ()) -> list[Look]:
    """Tell which records are plain, looking at the cheapest things first.

    All texts are looked at, then all structures parsed, all InChIs made, all keys, and then all
    compared: a processor that does the same thing many times over is a fifth faster than one that
    changes between a toolkit and texts.

    Parameters
    ----------
    records
        Records; None stands for one not to look at.
    asked
        The names of each record that OPSIN is reading; empty where it reads none.

    Examples
    --------
    >>> plain = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9NO2", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> other = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9O2N", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> [look.shape for look in look_at([plain, other])]
    [('smiles', 'inchikey', 'formula'), None]
    """
    names = asked or itertools.repeat(())
    texts = [
        None if record is None else _attempt(_promising_texts, record, read)
        for record, read in zip(records, names, strict=False)
    ]
    drawn = [None if stated is None else _attempt(_drawn, stated) for stated in texts]
    for make in (_make_inchis, _make_keys):
        for stated, structures in zip(texts, drawn, strict=True):
            if stated is not None and structures is not None:
                _attempt(make, stated, structures)
    return [_look(*both) for both in zip(texts, drawn, strict=True)]


def _look(texts: Mapping[str, str] | None, drawn: Mapping[str, Structure] | None) -> Look:
    if texts is None or not drawn:
        return Look()
    return Look(_attempt(_shape, texts, drawn), drawn, texts.get("iupac_name"))


def compared_with_name(look: Look, parsed: Mapping[str, ParsedName]) -> Look:
    """Compare the structure of a plain record with that of its systematic name, where one was read.

    Examples
    --------
    >>> record = StructureRecord(smiles="NCCCC(=O)O", iupac_name="4-aminobutanoic acid")
    >>> (look,) = look_at([record], [["4-aminobutanoic acid"]])
    >>> read = ParsedName("4-aminobutanoic acid", "4-aminobutanoic acid", smiles="NCCC(=O)O")
    >>> look.shape, compared_with_name(look, {read.name: read}).shape
    (('smiles', 'iupac_name'), None)
    """
    if look.shape is None or look.name is None or (name := parsed.get(look.name)) is None:
        return look
    return look if _attempt(_is_named, next(iter(look.drawn.values())), name) else replace(look, shape=None)


def _is_named(structure: Structure, name: ParsedName) -> bool:
    """Tell whether a name stands for this very structure, and for nothing else."""
    doubtful = name.racemic or name.relative or name.ambiguous or name.stereo_ignored
    if name.smiles is None or doubtful or Structure.from_smiles(name.smiles).inchi != structure.inchi:
        return False
    return "C" in structure.composition.elements


def _attempt(step: Callable[P, T | None], *arguments: P.args, **options: P.kwargs) -> T | None:
    """Take a step of the look; what fails unexpectedly is left to the long way, which reports it."""
    try:
        return step(*arguments, **options)
    except Exception:  # noqa: BLE001  # one record must never end the run
        return None


def _promising_texts(record: StructureRecord, asked: Sequence[str]) -> dict[str, str] | None:
    """Give the texts of a record that may be plain: it has structures to compare, and nothing doubtful beside them."""
    texts = dict(record.stated())
    if _DRAWN.isdisjoint(texts) or (asked and list(asked) != [texts.get("iupac_name")]):
        return None
    for name, text in texts.items():
        if name in _COMPARED or (asked and name == "iupac_name"):
            continue
        if name not in _SOUND or not _SOUND[name](text):
            return None
    return texts


def _drawn(texts: Mapping[str, str]) -> dict[str, Structure]:
    """Parse what is drawn; a connectivity SMILES only where nothing else is."""
    found = {}
    if "smiles" in texts:
        found["smiles"] = Structure.from_smiles(texts["smiles"])
    if "molblock" in texts:
        found["molblock"] = Structure.from_molblock(texts["molblock"])
    if not found:
        found["connectivity_smiles"] = Structure.from_smiles(texts["connectivity_smiles"])
    return found


def _make_inchis(_: Mapping[str, str], drawn: Mapping[str, Structure]) -> None:
    for structure in drawn.values():
        structure.inchi  # noqa: B018  # made together with those of the other records, and kept


def _make_keys(texts: Mapping[str, str], drawn: Mapping[str, Structure]) -> None:
    if "inchikey" in texts:
        next(iter(drawn.values())).inchikey  # noqa: B018  # likewise


def _shape(texts: Mapping[str, str], drawn: Mapping[str, Structure]) -> Shape | None:
    """Give the fields of a record that agrees with its structure to the letter; None where it does not."""
    structure, *others = drawn.values()
    inchi = structure.inchi
    stated_inchi, stated_key = texts.get("inchi"), texts.get("inchikey")
    if (
        not inchi
        or (stated_inchi is not None and stated_inchi != inchi)
        or (stated_key is not None and stated_key != structure.inchikey)
        or "/i" in inchi
        or any(other.inchi != inchi for other in others)
        or not all(map(_is_well_drawn, drawn.values()))
        or not _fits(texts, structure)
    ):
        return None
    connectivity = texts.get("connectivity_smiles")
    if connectivity is None or connectivity == structure.text:
        return tuple(texts)
    flat = Structure.from_smiles(connectivity)
    if not _is_well_drawn(flat) or flat.inchi != _without_stereo(inchi):
        return None
    return tuple(texts) if flat.inchi == inchi else (*texts, "flat")


def _without_stereo(inchi: str) -> str:
    return "/".join(layer for layer in inchi.split("/") if layer[:1] not in {"b", "t", "m", "s"})


_DRAWN = frozenset({"smiles", "molblock", "connectivity_smiles"})
"""Fields that draw a structure."""

_COMPARED = frozenset({*_DRAWN, "inchi", "inchikey", "formula", "molecular_weight", "monoisotopic_mass"})
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
    **{name: _is_sound_identifier(name) for name in of_kind(Kind.IDENTIFIER)},
    "name": _is_silent_on_stereo,
    "iupac_name": lambda text: not is_out_of_place("iupac_name", text) and _is_silent_on_stereo(text),
    "synonyms": lambda text: not is_out_of_place("synonyms", text),
    "cas": is_cas_number,
    "unii": _is_sound_unii,
}
"""Fields that nothing is compared with, names that are not translated among them."""


def _is_well_drawn(structure: Structure) -> bool:
    """Tell whether a drawing was read as it stands, no mark of it is lost, and no atom is a radical."""
    if structure.fault is not None or structure.notes or structure.trailing:
        return False
    if structure.kind != "smiles" or "[" not in structure.text:
        return True
    return (_has_only_centres(structure.text) or not structure.radicals) and (
        _has_all_marks(structure) or stereo_mark_lost(structure) is None
    )


def _has_only_centres(smiles: str) -> bool:
    """Tell whether all brackets hold a carbon centre with its hydrogen, or an aromatic NH."""
    return smiles.count("[C@H]") + smiles.count("[C@@H]") + smiles.count("[nH]") == smiles.count("[")


def _has_all_marks(structure: Structure) -> bool:
    """Tell whether every tetrahedral mark of a SMILES stands in its InChI."""
    marks = structure.text.count("@") - structure.text.count("@@")
    if not marks:
        return True
    parities = structure.inchi.partition("/t")[2].partition("/")[0]
    return marks == parities.count("+") + parities.count("-")


def _fits(texts: Mapping[str, str], structure: Structure) -> bool:
    """Tell whether formula and masses are those of a structure, in the plainest notation."""
    formula, average, exact = texts.get("formula"), texts.get("molecular_weight"), texts.get("monoisotopic_mass")
    if formula is None and average is None and exact is None:
        return True
    written, composition = _composition(structure)
    if formula is not None and formula != written:
        return False
    if average is not None:
        mass = read_mass(average)
        if mass.notes or not mass.fits(*composition.average_mass_interval) or composition.unweighable:
            return False
    if exact is not None:
        mass = read_mass(exact)
        return not mass.notes and bool(mass.readings) and not any(check(mass, composition) for check in _EXACT_MASS)
    return True


def _composition(structure: Structure) -> tuple[str, Composition]:
    """Give formula and composition of a structure: those of its InChI where they are all there is to it."""
    hill, _, layers = structure.inchi[9:].partition("/")
    neutral = None if "/p" in layers or "/q" in layers else read_plain_formula(hill)
    return (structure.composition.formula, structure.composition) if neutral is None else (hill, neutral)


_EXACT_MASS = (masses.monoisotopic_mass_mismatch, masses.exact_mass_most_abundant)
