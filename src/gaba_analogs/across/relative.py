"""The part of a record report that is needed to relate its compound to those of others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from gaba_analogs.across.storable import storable
from gaba_analogs.chemistry.kinship import RACEMATE, Isomer, hand_free, isomer, parents_of
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.chemistry.tautomers import tautomer_hash
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport, Verdict

INCONSISTENT, UNREAD, UNKNOWN = "inconsistent", "could not be read", "without a structure"
"""Why a record is left out."""


class Relative(NamedTuple):
    """What a search for relations needs of a record, as plain values that can be sent between processes.

    Parameters
    ----------
    source, line, row, label
        Where the record is, as in `Place`.
    identity, name
        As stated; None where nothing is.
    why
        Why it is left out; None where it is not.
    inchikey
        Key of the structure that the record describes.
    key, inchi, racemic
        The compound, as in `Isomer`: a racemate is that of one of its enantiomers.
    node, core
        By what the compound is known, and by what it is in all its protonation states.
    drawing
        The SMILES that is stated, or that of the molfile; None where nothing is drawn.
    tautomer
        Fingerprint of what its tautomers share; None where no molecule is at hand.
    parents
        Core, relation and detail of everything that it is a salt, solvate or mixture of.
    """

    source: str | None
    line: int | None
    row: int | None
    label: str | None = None
    identity: str | None = None
    name: str | None = None
    why: str | None = None
    inchikey: str = ""
    key: str = ""
    inchi: str | None = None
    racemic: bool = False
    node: str = ""
    core: str = ""
    drawing: str | None = None
    tautomer: bytes | None = None
    parents: tuple[tuple[str, str, str], ...] = ()


def relative_of(report: RecordReport) -> Relative:
    """Extract what a search for relations needs from a record report.

    Examples
    --------
    >>> salt = StructureRecord(name="GABA hydrochloride", smiles="NCCCC(=O)O.Cl")
    >>> relative_of(RecordReport(salt, Verdict.UNVERIFIED)).parents
    (('BTCSSZJGUNDROE-UHFFFAOYSA', 'salt of', 'hydrochloride'),)
    """
    record = report.record
    place = record.place
    own = Relative(
        source=storable(place.source),
        line=place.line,
        row=place.row,
        label=storable(place.label),
        identity=storable(record.identity),
        name=storable(record.name),
    )
    if record.problem is not None:
        return own._replace(why=UNREAD)
    if report.verdict is Verdict.INCONSISTENT:
        return own._replace(why=INCONSISTENT)
    structure = structure_of(report)
    if structure is None:
        key = None if record.inchikey is None else read_inchikey(record.inchikey)
        if key is None or key.value is None or not key.standard:
            return own._replace(why=UNKNOWN)
        return _with_compound(own, Isomer(key.value))._replace(inchikey=key.value)
    with quiet():
        return _filled(own, record, structure, verified=report.verdict is Verdict.VERIFIED)


def structure_of(report: RecordReport) -> Structure | None:
    """Give the structure that a record describes, one that is not suspected if there is one; None where there is none.

    A structure without a standard InChI is none here.
    """
    return next(_structures(report), None)


@lru_cache(maxsize=256)
def structure_in(field: str, text: str) -> Structure:
    """Give the structure in a field; kept for a while, since the copies of a compound often follow each other."""
    if field == "inchi":
        return Structure.from_inchi(text)
    return Structure.from_smiles(text) if field == "smiles" else Structure.from_molblock(text)


def _structures(report: RecordReport) -> Iterator[Structure]:
    record = report.record
    with quiet():
        for field in sorted(("inchi", "smiles", "molblock"), key=lambda field: field in report.suspects):
            text = getattr(record, field)
            if not text:
                continue
            if field == "inchi":
                read = read_inchi(text)
                structure = structure_in(field, read.value) if read.value and read.standard else None
            else:
                structure = structure_in(field, text)
            if structure is not None and structure.inchi.startswith("InChI=1S/"):
                yield structure


def _filled(own: Relative, record: StructureRecord, structure: Structure, *, verified: bool) -> Relative:
    drawn = structure
    if structure.kind == "inchi" and (text := record.smiles or record.molblock):
        other = structure_in("smiles" if record.smiles else "molblock", text)
        drawn = other if verified or other.inchi == structure.inchi else structure
    racemic = states_racemate(record, drawn)
    compound = isomer(hand_free(structure.inchi) if racemic else structure.inchi, racemic=racemic)
    parents = parents_of(compound.inchi or "")
    if parents and parents[0].relation == RACEMATE:
        compound = isomer(parents[0].inchi, racemic=True)
        parents = ()
    mol = drawn.mol
    hashed = None if mol is None else blake2b(tautomer_hash(mol).encode(), digest_size=8).digest()
    return _with_compound(own, compound)._replace(
        inchikey=structure.inchikey,
        drawing=None if drawn.kind == "inchi" else record.smiles if drawn.kind == "smiles" else drawn.smiles,
        tautomer=hashed,
        parents=tuple(
            (isomer(one.inchi, racemic=one.racemic or (racemic and len(parents) == 1)).core, one.relation, one.detail)
            for one in parents
        ),
    )


def _with_compound(own: Relative, compound: Isomer) -> Relative:
    return own._replace(
        key=compound.key, inchi=compound.inchi, racemic=compound.racemic, node=compound.node, core=compound.core
    )


def states_racemate(record: StructureRecord, drawn: Structure) -> bool:
    """Tell whether a record is drawn, described or named as a racemate."""
    text = record.smiles or record.molblock or ""
    if ("|" in text or "STERAC" in text) and drawn.kind != "inchi" and drawn.racemic:
        return True
    if record.chirality and read_chirality(record.chirality).kind == "racemate":
        return True
    return any(stereo_claims(name).racemic for name in (record.name, record.iupac_name) if name)
