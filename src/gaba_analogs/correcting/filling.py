"""Empty fields that the structure or formula of a record determines, or that a reference lists for its structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from gaba_analogs.across.relative import states_racemate, structure_of
from gaba_analogs.chemistry.redrawing import usual_smiles
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.number import read_charge
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.registry.reference import ReferenceEntry, ReferenceSource
from gaba_analogs.results.filling import COMPOSITIONS, FILLABLE, LISTED, STRUCTURES, Filling, Fillings, is_empty
from gaba_analogs.results.findings import RecordReport, Verdict


def fillings(
    reports: Sequence[RecordReport], fields: Collection[str], references: Collection[ReferenceSource] = ()
) -> list[Fillings]:
    """Give, for each record, the empty fields that are determined.

    An inconsistent record has none. One whose fields say different amounts has those that do not depend on it.

    Parameters
    ----------
    reports
        The reports on some records.
    fields
        The fields to fill.
    references
        Tables that list identifiers of structures.
    """
    structures = [_structure(report) for report in reports]
    keys = {structure.inchikey for structure in structures if structure is not None}
    known = _entries(keys, references) if set(fields) & {*LISTED} else {}
    with quiet():
        return [
            dict(_filled(report, structure, fields, known.get(structure.inchikey, ()) if structure is not None else ()))
            for report, structure in zip(reports, structures, strict=True)
        ]


def _structure(report: RecordReport) -> Structure | None:
    if report.verdict is Verdict.INCONSISTENT or report.record.problem is not None:
        return None
    return structure_of(report)


def _entries(keys: set[str], references: Collection[ReferenceSource]) -> Mapping[str, Sequence[ReferenceEntry]]:
    """Give the rows of reference tables by InChIKey."""
    found: dict[str, list[ReferenceEntry]] = defaultdict(list)
    for reference in references:
        for answer in reference.of_keys(keys):
            found[answer.value] += answer.entries
    return found


def _filled(
    report: RecordReport,
    structure: Structure | None,
    fields: Collection[str],
    entries: Sequence[ReferenceEntry],
) -> Iterator[tuple[str, Filling]]:
    record = report.record
    empty = [name for name in FILLABLE if name in fields and is_empty(name, getattr(record, name))]
    if not empty or report.verdict is Verdict.INCONSISTENT or record.problem is not None:
        return
    composition = _composition(report, structure)
    for name in empty:
        if name in COMPOSITIONS and composition is not None:
            value = _of_composition(name, composition[0])
            if value is not None:
                yield name, Filling(value, composition[1])
        elif name in STRUCTURES and structure is not None and report.verdict is not Verdict.UNDERSPECIFIED:
            value = _of_structure(name, report, structure)
            if value is not None:
                yield name, Filling(value, f"from {_source_of(report, structure)}")
        elif name in LISTED and structure is not None:
            yield from _listed(name, structure, entries)


def _source_of(report: RecordReport, structure: Structure) -> str:
    name = {"smiles": "smiles", "inchi": "inchi"}.get(structure.kind, "molblock")
    return FIELD_WORDS[name if getattr(report.record, name) else "smiles"]


def _composition(report: RecordReport, structure: Structure | None) -> tuple[Composition, str] | None:
    """Give the composition of structure or formula, and which of them states it; None where it is open."""
    if structure is not None:
        return structure.composition, f"from {_source_of(report, structure)}"
    formula, charge = report.record.formula, report.record.charge
    readings = read_formula(formula).readings if formula and not (charge and read_charge(charge)) else ()
    return (readings[0], f"from {FIELD_WORDS['formula']}") if len(readings) == 1 else None


def _of_composition(name: str, composition: Composition) -> str | None:
    if composition.r_groups or (name != "formula" and composition.unweighable and name != "monoisotopic_mass"):
        return None
    if name == "formula":
        return composition.labelled_formula
    return f"{composition.monoisotopic_mass:.4f}" if name == "monoisotopic_mass" else f"{composition.average_mass:.2f}"


def _of_structure(name: str, report: RecordReport, structure: Structure) -> str | None:
    """Write a structure; None where it cannot be written so, or is a racemate that is drawn as one enantiomer."""
    if states_racemate(report.record, structure) and structure.layers.is_chiral:
        return None
    if name == "inchi":
        return structure.inchi
    if name == "inchikey":
        return structure.inchikey
    if structure.kind != "inchi":
        return structure.smiles
    return usual_smiles(structure)


def _listed(name: str, structure: Structure, entries: Sequence[ReferenceEntry]) -> Iterator[tuple[str, Filling]]:
    """Give the one identifier that the rows of a structure list; nothing where they list several."""
    listed = {
        number: str(entry.place)
        for entry in reversed(entries)
        if entry.is_same(structure) and (number := dict(entry.numbers).get(name)) is not None
    }
    if len(listed) == 1:
        ((number, place),) = listed.items()
        yield name, Filling(f"{BY_NAME[name].prefix}{number}", f"from {place}")
