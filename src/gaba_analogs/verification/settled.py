"""What a wrong record states that agrees to the letter all the same: its checks are called once for all such records.

A record that goes the long way is seldom wrong in more than one field. What a look at its facts shows to be plain is
not called into question by that field, and the checks that it implies answer as they did for the first record with
the same pattern of fields: they have to be called for that one only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gaba_analogs.checks.kit import AGREES, Check
from gaba_analogs.checks.readable import stereo_mark_lost
from gaba_analogs.checks.scopes import Pair, Shape
from gaba_analogs.chemistry.relation import relate
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.plain import PlainFact
from gaba_analogs.evidence.values import StatedInChI, Witness
from gaba_analogs.notation.identifiers import is_cas_number
from gaba_analogs.notation.number import NumberText
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.record.kinds import IDENTIFIERS
from gaba_analogs.results.findings import Skip
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.run import Edge, Run

_DRAWN = frozenset(of_kind(Kind.SMILES))
_FLAT = frozenset(of_kind(Kind.CONNECTIVITY_SMILES))
_CAS = frozenset(of_kind(Kind.CAS_NUMBER))
_OTHER_NUMBERS = frozenset(of_kind(*IDENTIFIERS)) - _CAS


class Pattern(NamedTuple):
    """What decides how the checks answer that look at nothing but what is settled.

    Parameters
    ----------
    choice, shape
        Which checks are to run, and what the record states.
    settled
        The plain facts that hold of it.
    witnesses, compositions
        The fields of each stated structure and composition.
    different
        True where two structures are stated which are those of different compounds: in no other way can they differ.
    """

    choice: Choice
    shape: Shape
    settled: frozenset[PlainFact]
    witnesses: tuple[tuple[str, ...], ...]
    compositions: tuple[tuple[str, ...], ...]
    different: bool

    @classmethod
    def of(cls, choice: Choice, shape: Shape, facts: Facts) -> Pattern:
        """Give the pattern of a record."""
        return cls(
            choice,
            shape,
            settled(facts),
            tuple([witness.members for witness in facts.witnesses]),
            tuple([tuple(known.fields) for known in facts.compositions]),
            _states_different_compounds(facts),
        )

    def settles(self, check: Check) -> bool:
        """Tell whether a check answers alike for all records of the pattern, as long as it finds no fault."""
        if self.different and isinstance(check.scope, Pair):
            return True
        return not check.implied_by.isdisjoint(self.settled)


class Answers(NamedTuple):
    """What checks of settled facts answered that follow each other in the catalogue; none of them found a fault."""

    passed: Mapping[str, None]
    skipped: Mapping[str, Skip]
    agreed: frozenset[Edge] = frozenset()
    confirmed: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, run: Run) -> Answers:
        """Keep what was booked."""
        return cls(run.passed, run.skipped, frozenset(run.agreed), frozenset(run.confirmed))

    def book(self, run: Run) -> None:
        """Book it for another record."""
        run.passed.update(self.passed)
        run.skipped.update(self.skipped)
        run.agreed |= self.agreed
        run.confirmed |= self.confirmed


def settled(facts: Facts) -> frozenset[PlainFact]:
    """Give the plain facts that hold of a record, whatever else is wrong in it.

    A fact of the structure, or of its composition, is settled only where nothing states another one: else the checks
    that it implies have more to compare.

    Examples
    --------
    >>> from gaba_analogs.evidence.facts import read_facts
    >>> from gaba_analogs.evidence.witnesses import identify_witnesses
    >>> from gaba_analogs.record import StructureRecord
    >>> mistyped = StructureRecord(smiles="NCCCC(=O)O", formula="C4H9NO2", inchikey="BTCSSAJGUNDROE-UHFFFAOYSA-N")
    >>> facts = read_facts(mistyped)
    >>> identify_witnesses(facts, {})
    >>> PlainFact.FORMULA_AS_WRITTEN in settled(facts), PlainFact.KEY_IS_HASH in settled(facts)
    (True, False)
    """
    return frozenset(_settled_of_record(facts) + _settled_of_structure(facts))


def _settled_of_record(facts: Facts) -> list[PlainFact]:
    """Give those that no other field can call into question."""
    found = []
    if not facts.placeholders and not facts.misplaced:
        found.append(PlainFact.IN_PLACE)
    if not facts.notes:
        found.append(PlainFact.AS_WRITTEN)
    if all(drawn.kind == "smiles" and drawn.known and is_well_drawn(drawn) for _, drawn in facts.drawn):
        found.append(PlainFact.WELL_DRAWN)
    texts = facts.texts
    if _OTHER_NUMBERS.isdisjoint(texts) and all(is_cas_number(texts[name]) for name in _CAS if name in texts):
        found.append(PlainFact.IDENTIFIERS_SOUND)
    return found


def _settled_of_structure(facts: Facts) -> list[PlainFact]:
    """Give those about the one structure that is stated, and about its composition."""
    found = []
    inchi = facts.values.get("inchi")
    if _is_key_of_one(facts) and (inchi is None or (isinstance(inchi, StatedInChI) and inchi.is_standard)):
        found.append(PlainFact.KEY_IS_HASH)
    home = facts.witnesses[0] if len(facts.witnesses) == 1 else None
    if home is None or not _is_drawn_plainly(home, facts):
        return found
    structure = home.structure
    if inchi is None or (
        isinstance(inchi, StatedInChI) and inchi.confirmed and inchi.text.text == inchi.text.value == structure.inchi
    ):
        found.append(PlainFact.ONE_STRUCTURE)
    composition = structure.composition
    if len(facts.compositions) > 1 or composition.isotopes or facts.compositions[0].composition.units > 1:
        return found
    formula = facts.formula
    if formula is not None and formula.text == composition.formula and "charge" not in facts.texts:
        found.append(PlainFact.FORMULA_AS_WRITTEN)
    mass = facts.values.get("molecular_weight")
    if (
        isinstance(mass, NumberText)
        and not (mass.notes or mass.kind_open or composition.unweighable)
        and "monoisotopic_mass" not in facts.texts
        and mass.fits(*composition.average_mass_interval)
    ):
        found.append(PlainFact.MASSES_FIT)
    return found


def _is_key_of_one(facts: Facts) -> bool:
    """Tell whether the key, as it stands, is that of one stated structure: it is compared with no other."""
    homes = [witness for witness in facts.witnesses if witness.with_key]
    return len(homes) == 1 and facts.texts.get("inchikey") == homes[0].structure.inchikey and _is_whole(homes[0])


def _states_different_compounds(facts: Facts) -> bool:
    if len(facts.witnesses) != 2 or not all(map(_is_whole, facts.witnesses)):
        return False
    skeleton = relate(*(witness.structure for witness in facts.witnesses)).skeleton
    return skeleton is not None and skeleton.kind == "different"


def _is_whole(witness: Witness) -> bool:
    return not witness.connectivity_only


def _is_drawn_plainly(home: Witness, facts: Facts) -> bool:
    """Tell whether a structure is that of a SMILES as it stands, without labels, and no field draws it flat."""
    structure = home.structure
    return (
        _FLAT.isdisjoint(facts.texts)
        and not _DRAWN.isdisjoint(home.fields)
        and structure.is_as_usual
        and "/i" not in structure.inchi
    )


def is_well_drawn(structure: Structure) -> bool:
    """Tell whether a drawing was read as it stands, no mark of it is lost, and no atom is a radical."""
    if structure.fault is not None or structure.notes or structure.trailing:
        return False
    if structure.kind != "smiles" or "[" not in structure.text:
        return True
    return (_has_only_centres(structure.text) or not structure.radicals) and (
        _has_all_marks(structure) or stereo_mark_lost(structure) is AGREES
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
