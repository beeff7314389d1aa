"""What reference tables say of a record's identifiers, against what the record says.

A reference is a witness like any other: where the compound of an identifier differs, either the identifier or the
other fields are wrong, and the fields that agree with each other decide. An identifier that the table gives to several
compounds contradicts only what none of them is; one that it does not know is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from gaba_analogs.checks.composition import formula_mismatch, molecular_weight_mismatch, monoisotopic_mass_mismatch
from gaba_analogs.checks.compounds import (
    ANOTHER,
    COMPONENTS,
    CONFIGURATION,
    ENANTIOMER,
    ISOTOPES,
    OPEN_STEREO,
    PROTONATION,
    TAUTOMER,
    Difference,
    Named,
    against_composition,
    against_key,
    against_structure,
    fault_of,
    nearest,
    weightiest,
)
from gaba_analogs.checks.inchikey import (
    inchikey_mismatch,
    inchikey_protonation_mismatch,
    inchikey_stereo_mismatch,
    inchikey_stereo_missing,
)
from gaba_analogs.checks.kit import AGREES, Agrees, CannotTell, Fault, NothingSaid, Outcome, literal
from gaba_analogs.checks.pairs import LIMIT
from gaba_analogs.chemistry.relation import relate
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import FormulaText, read_formula
from gaba_analogs.notation.inchikey import InChIKey, read_inchikey
from gaba_analogs.notation.number import NumberText, read_mass
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.registry.reference import ReferenceAnswer, ReferenceEntry

FAMILY = "Reference tables"

Value = TypeVar("Value")


def reference_skeleton_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The identifier is that of a different compound in the reference.

    Why it matters
        All fields may agree with one another and describe a compound that is not the one of the number: a shifted
        row, a look-up by an ambiguous name, a number with two digits exchanged.

    What to do
        Open the row of the reference that the message names, decide which of the two is meant, and replace the
        identifier or the structure.

    Record
        smiles: NCCCC(=O)O
        cas: 1134-47-0
        -> CAS number 1134-47-0 (Baclofen, UNII_Records.txt:118) is a different compound from SMILES: C10H12ClNO2
           against C4H9NO2

    Examples
        >>> from gaba_analogs.record import Place
        >>> baclofen = ReferenceEntry(Place("UNII.txt", 118), "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> answer = ReferenceAnswer("cas", "1134-47-0", "UNII.txt", (baclofen,))
        >>> print(reference_skeleton_mismatch(answer, Structure.from_smiles("NCCCC(=O)O")))
        A 1134-47-0 (Baclofen, UNII.txt:118) is a different compound from B: C10H12ClNO2 against C4H9NO2
        >>> reference_skeleton_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A reference that is wrong in the same way as the record.
    """
    return _against(answer, structure, ANOTHER)


def reference_component_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The identifier is that of a salt, solvate or mixture, the structure that of its parent, or the reverse.

    Why it matters
        Salt and parent have two numbers in every registry; the wrong one orders the wrong bottle, and weighs
        another mass.

    What to do
        Decide which form the record is about, and take identifier and structure of that form.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1.Cl
        cas: 1134-47-0
        -> CAS number 1134-47-0 (Baclofen, UNII_Records.txt:118) lacks the hydrogen chloride of SMILES
           (hydrochloride)

    Examples
        >>> from gaba_analogs.record import Place
        >>> baclofen = ReferenceEntry(Place("UNII.txt", 118), "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> answer = ReferenceAnswer("cas", "1134-47-0", "UNII.txt", (baclofen,))
        >>> print(reference_component_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl")))
        A 1134-47-0 (Baclofen, UNII.txt:118) lacks the hydrogen chloride of B (hydrochloride)
        >>> reference_component_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A number of waters or counter-ions that is not drawn cannot be compared.
    """
    return _against(answer, structure, COMPONENTS)


def reference_tautomer(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The reference draws the compound of the identifier as a different tautomer.

    Why it matters
        Usually it is no mistake, but the keys differ, and a join by key loses the compound.

    What to do
        Nothing, if your drawing is meant. To join by InChIKey, take one drawing for both tables.

    Record
        smiles: CC(O)=CC(C)=O
        cas: 123-54-6
        -> CAS number 123-54-6 (Acetylacetone, UNII_Records.txt:7) is a different tautomer of SMILES

    Examples
        >>> from gaba_analogs.record import Place
        >>> keto = ReferenceEntry(Place("UNII.txt", 7), "Acetylacetone", smiles="CC(=O)CC(C)=O")
        >>> answer = ReferenceAnswer("cas", "123-54-6", "UNII.txt", (keto,))
        >>> print(reference_tautomer(answer, Structure.from_smiles("CC(O)=CC(C)=O")))
        A 123-54-6 (Acetylacetone, UNII.txt:7) is a different tautomer of B
        >>> reference_tautomer(answer, Structure.from_smiles("CC(=O)CC(C)=O"))
        Agrees()

    Blind spots
        Tautomers that share a standard InChI are not distinguished.
    """
    return _against(answer, structure, TAUTOMER)


def reference_protonation_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The identifier is that of a different protonation state or charge.

    Why it matters
        Acid and anion have numbers, formulas and masses of their own.

    What to do
        Decide whether the record is about the acid, the ion or a salt, and take identifier and structure of that
        form.

    Record
        smiles: OCCCC(=O)[O-]
        cas: 591-81-1
        -> CAS number 591-81-1 (4-Hydroxybutanoic acid, UNII_Records.txt:9) has one proton more than SMILES

    Examples
        >>> from gaba_analogs.record import Place
        >>> acid = ReferenceEntry(Place("UNII.txt", 9), "GHB", smiles="OCCCC(=O)O")
        >>> answer = ReferenceAnswer("cas", "591-81-1", "UNII.txt", (acid,))
        >>> print(reference_protonation_mismatch(answer, Structure.from_smiles("OCCCC(=O)[O-]")))
        A 591-81-1 (GHB, UNII.txt:9) has one proton more than B
        >>> reference_protonation_mismatch(answer, Structure.from_smiles("OCCCC(=O)O"))
        Agrees()

    Blind spots
        A zwitterion and the neutral form share one standard InChI.
    """
    return _against(answer, structure, PROTONATION)


def reference_enantiomer_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The identifier is that of the mirror image.

    Why it matters
        Formula, mass and the first block of the key are the same; the activity is not.

    What to do
        Find out which enantiomer the substance is, from the original paper or the label of the bottle, and replace
        identifier or structure.

    Record
        smiles: NC[C@@H](CC(=O)O)c1ccc(Cl)cc1
        cas: 69308-37-8
        -> CAS number 69308-37-8 (Arbaclofen, UNII_Records.txt:44) is the enantiomer of SMILES

    Examples
        >>> from gaba_analogs.record import Place
        >>> right = ReferenceEntry(Place("UNII.txt", 44), "Arbaclofen", smiles="NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> answer = ReferenceAnswer("cas", "69308-37-8", "UNII.txt", (right,))
        >>> print(reference_enantiomer_mismatch(answer, Structure.from_smiles("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1")))
        A 69308-37-8 (Arbaclofen, UNII.txt:44) is the enantiomer of B
        >>> reference_enantiomer_mismatch(answer, Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        The standard InChI does not hold the chirality of axes and planes.
    """
    return _against(answer, structure, ENANTIOMER)


def reference_stereo_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The identifier is that of a diastereomer, or of the other double-bond isomer.

    Why it matters
        With one opposite centre it is another compound, with another number.

    What to do
        Look at the stereocentre or double bond that the message names, compare it with the source, and replace
        identifier or structure.

    Record
        smiles: C[C@H](O)[C@H](N)C(=O)O
        cas: 72-19-5
        -> CAS number 72-19-5 (L-Threonine, UNII_Records.txt:62) is an epimer of SMILES: opposite at C (SMILES atom
           2)

    Examples
        >>> from gaba_analogs.record import Place
        >>> threonine = ReferenceEntry(Place("UNII.txt", 62), smiles="C[C@@H](O)[C@H](N)C(=O)O")
        >>> answer = ReferenceAnswer("cas", "72-19-5", "UNII.txt", (threonine,))
        >>> print(reference_stereo_mismatch(answer, Structure.from_smiles("C[C@H](O)[C@H](N)C(=O)O")))
        A 72-19-5 (UNII.txt:62) is an epimer of B: opposite at C (SMILES atom 2)
        >>> reference_stereo_mismatch(answer, Structure.from_smiles("C[C@@H](O)[C@H](N)C(=O)O"))
        Agrees()

    Blind spots
        RDKit cannot represent the double-bond layers of some macrocycles: they are skipped.
    """
    return _against(answer, structure, CONFIGURATION)


def reference_isotope_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The identifier is that of a form with different isotope labels, or with none.

    Why it matters
        A labelled standard has a number of its own.

    What to do
        Take the identifier of the labelled form; if the substance is not labelled, remove the labels.

    Record
        smiles: [2H]C([2H])(N)CCC(=O)O
        cas: 56-12-2
        -> isotope labels missing in CAS number 56-12-2 (gamma-Aminobutyric acid, UNII_Records.txt:3)

    Examples
        >>> from gaba_analogs.record import Place
        >>> gaba = ReferenceEntry(Place("UNII.txt", 3), "GABA", smiles="NCCCC(=O)O")
        >>> answer = ReferenceAnswer("cas", "56-12-2", "UNII.txt", (gaba,))
        >>> print(reference_isotope_mismatch(answer, Structure.from_smiles("[2H]C([2H])(N)CCC(=O)O")))
        isotope labels missing in A 56-12-2 (GABA, UNII.txt:3)
        >>> reference_isotope_mismatch(answer, Structure.from_smiles("NCCCC(=O)O"))
        Agrees()

    Blind spots
        None known.
    """
    return _against(answer, structure, ISOTOPES)


def reference_stereo_missing(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The compound of the identifier and the structure specify different amounts of stereochemistry.

    Why it matters
        Racemate and enantiomers have numbers of their own: baclofen is CAS 1134-47-0, (R)-baclofen 69308-37-8.

    What to do
        If the substance is one stereoisomer, take the identifier of that isomer. If it is a racemate, remove the
        stereochemistry from the structure. If the reference only leaves it out, nothing.

    Record
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        cas: 1134-47-0
        -> stereo missing in CAS number 1134-47-0 (Baclofen, UNII_Records.txt:118): its one stereocentre is
           unspecified; a flat entry may be the racemate or an unspecified form

    Examples
        >>> from gaba_analogs.record import Place
        >>> baclofen = ReferenceEntry(Place("UNII.txt", 118), "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> answer = ReferenceAnswer("cas", "1134-47-0", "UNII.txt", (baclofen,))
        >>> fault = reference_stereo_missing(answer, Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        >>> print(str(fault).partition(";")[0])
        stereo missing in A 1134-47-0 (Baclofen, UNII.txt:118): its one stereocentre is unspecified
        >>> reference_stereo_missing(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A reference seldom says whether a flat entry means the racemate or an unknown configuration.
    """
    return _against(answer, structure, OPEN_STEREO)


def reference_name_mismatch(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """The name is that of a different compound in the reference.

    Why it matters
        Names are how people look compounds up; one that the reference never gives to the stated structure is
        wrong, or ambiguous.

    What to do
        Open the row of the reference, and correct name or structure.

    Record
        name: Phenibut
        smiles: NCC(CC(=O)O)c1ccc(F)cc1
        -> name (Phenibut, UNII_Records.txt:14) is a different compound from SMILES: C10H13NO2 against
           C10H12FNO2

    Examples
        >>> from gaba_analogs.record import Place
        >>> phenibut = ReferenceEntry(Place("UNII.txt", 14), "Phenibut", smiles="NCC(CC(=O)O)c1ccccc1")
        >>> answer = ReferenceAnswer("name", "phenibut", "UNII.txt", (phenibut,))
        >>> print(reference_name_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(F)cc1")))
        A (Phenibut, UNII.txt:14) is a different compound from B: C10H13NO2 against C10H12FNO2
        >>> reference_name_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccccc1"))
        Agrees()

    Blind spots
        A name that only leaves the configuration open is no fault, nor that of a salt or an ion: trivial names usually
        do. For the same reason a name never decides the verdict: what it contradicts is a warning.
    """
    near = _nearest(answer, structure)
    if near is None or near.structure is None:
        return _NO_STRUCTURE
    phrase = weightiest(relate(near.structure, structure))
    if phrase is None:
        return AGREES if near.structure.inchi == structure.inchi else CannotTell(LIMIT)
    if answer.unread:
        return CannotTell(_no("structure", answer))
    if phrase.kind == "tautomer":
        return CannotTell("the reference draws the compound of the name as a different tautomer")
    if phrase.kind in {"components", "protonation"}:
        return NothingSaid("names are given to a compound, its salts and its ions alike")
    if phrase.less == "a":
        return NothingSaid("the name leaves the configuration open, as trivial names do")
    return fault_of(phrase, Named(_label(answer, near)))


def reference_inchikey_mismatch(answer: ReferenceAnswer, stated: InChIKey | Structure) -> Outcome:
    """The InChIKey is not that of the identifier in the reference.

    Why it matters
        Where record or reference give a key and no structure, the keys are all that can be compared.

    What to do
        Open the row of the reference, see which compound is meant, and replace key or identifier.

    Record
        inchikey: KPYSYYIEGFHWSV-QMMMGPOBSA-N
        cas: 1134-47-0
        -> CAS number 1134-47-0 (Baclofen, UNII_Records.txt:118) leaves stereochemistry or isotopes open that
           InChIKey specifies

    Examples
        >>> from gaba_analogs.record import Place
        >>> baclofen = ReferenceEntry(Place("keys.csv", 2), inchikey="KPYSYYIEGFHWSV-UHFFFAOYSA-N")
        >>> answer = ReferenceAnswer("cas", "1134-47-0", "keys.csv", (baclofen,))
        >>> print(reference_inchikey_mismatch(answer, read_inchikey("KPYSYYIEGFHWSV-QMMMGPOBSA-N")))
        A specifies stereochemistry or isotopes that B 1134-47-0 (keys.csv:2) leaves open
        >>> print(reference_inchikey_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl")))
        A 1134-47-0 (keys.csv:2) is that of the free form of B
        >>> reference_inchikey_mismatch(answer, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A key cannot be read backwards: what differs within a block is often not known.
    """
    if isinstance(stated, Structure):
        return _keys_against(answer, stated)
    if stated.value is None or not stated.standard:
        return CannotTell("there are no two standard InChIKeys to compare")
    keys = {_key(entry): entry for entry in reversed(answer.entries) if _key(entry)}
    if stated.value in keys:
        return AGREES
    if not keys or answer.unread:
        return CannotTell(_no("InChIKey", answer))
    near = _nearest_key(keys, stated.value)
    return against_key(stated.value, near, _label(answer, keys[near]))


def reference_formula_mismatch(answer: ReferenceAnswer, stated: FormulaText | Composition) -> Outcome:
    """The formula is not that of the identifier in the reference.

    Why it matters
        If record or reference give no structure, there is nothing else to check the identifier by; and of a formula
        and a structure that differ, the reference says which is right.

    What to do
        If the message names a salt or parent, decide which form the record is about; otherwise replace identifier
        or formula.

    Record
        formula: C4H10ClNO2
        cas: 56-12-2
        -> formula is that of the hydrochloride of CAS number 56-12-2 (gamma-Aminobutyric acid, UNII_Records.txt:3)

    Examples
        >>> from gaba_analogs.record import Place
        >>> gaba = ReferenceEntry(Place("UNII.txt", 3), "GABA", formula="C4H9NO2")
        >>> answer = ReferenceAnswer("cas", "56-12-2", "UNII.txt", (gaba,))
        >>> print(reference_formula_mismatch(answer, read_formula("C4H10ClNO2")))
        A is that of the hydrochloride of B 56-12-2 (GABA, UNII.txt:3)
        >>> print(reference_formula_mismatch(answer, Structure.from_smiles("NCCCC(=O)O.Cl").composition))
        A 56-12-2 (GABA, UNII.txt:3) is that of the free form, B that of the hydrochloride
        >>> reference_formula_mismatch(answer, read_formula("C4H9NO2"))
        Agrees()

    Blind spots
        Isomers share a formula.
    """
    if isinstance(stated, Composition):
        return _values_against(answer, stated, _formula, formula_mismatch, "formula")
    return _against_compositions(answer, lambda composition: formula_mismatch(stated, composition))


def reference_molecular_weight_mismatch(answer: ReferenceAnswer, stated: NumberText | Composition) -> Outcome:
    """The molecular weight is not that of the identifier in the reference.

    Why it matters
        The usual cause is the mass of a salt beside the number of its parent, or the monoisotopic mass in this
        field.

    What to do
        If the message names another kind of mass or another form, move the number or replace the identifier;
        otherwise take the expected value.

    Record
        molecular_weight: 213.0557
        cas: 1134-47-0
        -> molecular weight is the monoisotopic mass, not the average mass, of CAS number 1134-47-0 (Baclofen,
           UNII_Records.txt:118)

    Examples
        >>> from gaba_analogs.record import Place
        >>> baclofen = ReferenceEntry(Place("UNII.txt", 118), "Baclofen", formula="C10H12ClNO2")
        >>> answer = ReferenceAnswer("cas", "1134-47-0", "UNII.txt", (baclofen,))
        >>> print(reference_molecular_weight_mismatch(answer, read_mass("213.0557")))
        A is the monoisotopic mass, not the average mass, of B 1134-47-0 (Baclofen, UNII.txt:118)
        >>> reference_molecular_weight_mismatch(answer, read_mass("213.66"))
        Agrees()

    Blind spots
        Isomers share a mass.
    """
    if isinstance(stated, Composition):
        return _values_against(answer, stated, _weight, molecular_weight_mismatch, "molecular weight")
    return _against_compositions(answer, lambda composition: molecular_weight_mismatch(stated, composition))


def reference_monoisotopic_mass_mismatch(answer: ReferenceAnswer, stated: NumberText | Composition) -> Outcome:
    """The monoisotopic mass is not that of the identifier in the reference.

    Why it matters
        Spectral libraries are searched by it.

    What to do
        If the message says that it is the average mass, move it to the molecular weight; otherwise take the
        expected value.

    Record
        monoisotopic_mass: 213.66
        cas: 1134-47-0
        -> monoisotopic mass is the average mass, not the monoisotopic mass, of CAS number 1134-47-0 (Baclofen,
           UNII_Records.txt:118)

    Examples
        >>> from gaba_analogs.record import Place
        >>> baclofen = ReferenceEntry(Place("UNII.txt", 118), "Baclofen", formula="C10H12ClNO2")
        >>> answer = ReferenceAnswer("cas", "1134-47-0", "UNII.txt", (baclofen,))
        >>> print(reference_monoisotopic_mass_mismatch(answer, read_mass("213.66")))
        A is the average mass, not the monoisotopic mass, of B 1134-47-0 (Baclofen, UNII.txt:118)
        >>> reference_monoisotopic_mass_mismatch(answer, read_mass("213.0556563"))
        Agrees()

    Blind spots
        Isomers share a mass.
    """
    if isinstance(stated, Composition):
        return _values_against(answer, stated, _exact_mass, monoisotopic_mass_mismatch, "monoisotopic mass")
    return _against_compositions(answer, lambda composition: monoisotopic_mass_mismatch(stated, composition))


# -- what a reference says -------------------------------------------------------------------------

_NO_STRUCTURE = NothingSaid("the reference gives no structure for the identifier")


def _no(what: str, answer: ReferenceAnswer) -> str:
    """Say that the rows of an identifier do not give what is compared, or are too many to be read."""
    if answer.unread:
        return f"{answer.source} has more rows with the {FIELD_WORDS[answer.field]} than are read"
    return f"{answer.source} gives no {what} that can be read"


def _label(answer: ReferenceAnswer, entry: ReferenceEntry) -> str:
    """Call a row by identifier, name and place; a name stands for itself."""
    if answer.field == "name":
        return f"({entry.label})"
    return f"{answer.value} ({entry.label})"


def _nearest(answer: ReferenceAnswer, structure: Structure) -> ReferenceEntry | None:
    """Give the row whose structure differs least from a stated one; None where no row has one that can be read."""
    same = next((entry for entry in answer.entries if entry.is_drawn and entry.is_same(structure)), None)
    if same is not None:
        return same
    drawn = {id(entry.structure): entry for entry in answer.entries if entry.structure is not None}
    near = nearest((entry.structure for entry in drawn.values() if entry.structure is not None), structure)
    return drawn.get(id(near))


def _against(answer: ReferenceAnswer, structure: Structure, difference: Difference) -> Outcome:
    """Compare the structure of an identifier with a stated one in one kind of difference."""
    near = _nearest(answer, structure)
    if near is None or near.structure is None:
        return _NO_STRUCTURE
    if answer.unread and not near.is_same(structure):
        return CannotTell(_no("structure", answer))
    return against_structure(near.structure, structure, difference, Named(_label(answer, near)))


def _key(entry: ReferenceEntry) -> str:
    """Give the standard key of a row; empty where it has none."""
    return entry.inchikey or (entry.structure.inchikey if entry.structure is not None else "")


def _keys_against(answer: ReferenceAnswer, structure: Structure) -> Outcome:
    """Compare the keys of rows without a structure with a stated structure."""
    if any(entry.is_same(structure) for entry in answer.entries):
        return AGREES
    keys = {entry.inchikey: entry for entry in reversed(answer.entries) if entry.inchikey}
    if not keys or answer.unread:
        return CannotTell(_no("InChIKey", answer))
    near = _nearest_key(keys, structure.inchikey)
    key, label = read_inchikey(near), literal(_label(answer, keys[near]))
    blocks = (inchikey_protonation_mismatch, inchikey_stereo_mismatch, inchikey_stereo_missing)
    outcomes = [compare(key, structure) for compare in (inchikey_mismatch, *blocks)]
    fault = next((outcome for outcome in outcomes if isinstance(outcome, Fault)), None)
    return CannotTell("the key cannot be compared") if fault is None else _said_of(fault, label)


def _nearest_key(keys: Iterable[str], stated: str) -> str:
    """Give the key that shares most with a stated one: the skeleton before the protonation."""
    return max(keys, key=lambda key: (key[:14] == stated[:14], key[-1] == stated[-1]))


def _said_of(fault: Fault, label: str) -> Fault:
    """Say a fault of a value of the reference of the identifier that has it there."""
    mirror = fault.mirror and fault.mirror.replace("{b}", f"{{b}} {label}")
    return Fault(fault.message.replace("{a}", f"{{a}} {label}"), mirror, less=fault.less)


def _formula(entry: ReferenceEntry) -> FormulaText | None:
    return read_formula(entry.formula) if entry.formula else None


def _weight(entry: ReferenceEntry) -> NumberText | None:
    return read_mass(entry.molecular_weight) if entry.molecular_weight else None


def _exact_mass(entry: ReferenceEntry) -> NumberText | None:
    return read_mass(entry.monoisotopic_mass) if entry.monoisotopic_mass else None


def _compositions(answer: ReferenceAnswer) -> Iterator[tuple[ReferenceEntry, Composition]]:
    for entry in answer.entries:
        if entry.composition is not None:
            yield entry, entry.composition


def _against_compositions(answer: ReferenceAnswer, compare: Callable[[Composition], Outcome]) -> Outcome:
    """Compare a formula or mass with the compositions of an identifier's rows."""
    outcomes = [against_composition(known, compare, _label(answer, entry)) for entry, known in _compositions(answer)]
    return _first_fault(answer, outcomes, "composition")


def _values_against(
    answer: ReferenceAnswer,
    composition: Composition,
    read: Callable[[ReferenceEntry], Value | None],
    compare: Callable[[Value, Composition], Outcome],
    what: str,
) -> Outcome:
    """Compare a value of rows that state no more with a stated composition."""
    outcomes = []
    for entry in answer.entries:
        value = read(entry)
        if value is not None:
            outcome = compare(value, composition)
            outcomes.append(
                _said_of(outcome, literal(_label(answer, entry))) if isinstance(outcome, Fault) else outcome
            )
    return _first_fault(answer, outcomes, what)


def _first_fault(answer: ReferenceAnswer, outcomes: Iterable[Outcome], what: str) -> Outcome:
    """Give the first fault where nothing else was found; agreement, or a limit, of one row is that of all."""
    found = list(outcomes)
    if any(isinstance(outcome, Agrees) for outcome in found):
        return AGREES
    if not found or answer.unread:
        return CannotTell(_no(what, answer))
    return next((outcome for outcome in found if not isinstance(outcome, Fault)), found[0])
