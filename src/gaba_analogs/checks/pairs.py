"""Two stated structures, compared layer by layer."""

from __future__ import annotations

from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, NothingSaid, Outcome
from gaba_analogs.chemistry.relation import Relation, relate
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.results.findings import SkipKind

FAMILY = "Structures against each other"


LIMIT = "RDKit cannot represent all of the structure, so a difference proves nothing"
"""Why two texts that differ are not told apart."""

RESONANCE = "the structures are resonance forms, to which the InChI software gives different InChIs"
"""Why two drawings of the same electrons are not compared further."""

_NO_INCHI = NothingSaid("there is no standard InChI to compare", SkipKind.CANNOT_TELL)


def _compared(structure: Structure, other: Structure, aspect: str, *kinds: str) -> Outcome:
    """Compare two structures in one aspect; differences of other kinds are other checks'."""
    relation = relate(structure, other)
    phrase = getattr(relation, aspect)
    if phrase is not None and phrase.kind in kinds:
        return Fault(phrase.forward, phrase.backward, less=phrase.less)
    return without_fault(relation, aspect)


def without_fault(relation: Relation, aspect: str) -> Outcome:
    """Say what it means that a check found no difference of its kind in an aspect.

    Examples
    --------
    >>> gaba, baclofen = Structure.from_smiles("NCCCC(=O)O"), Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
    >>> without_fault(relate(gaba, gaba), "stereo")
    Agrees()
    >>> without_fault(relate(gaba, baclofen), "stereo").reason
    'the structures differ in another way'
    """
    if not (relation.a.known and relation.b.known):
        return _NO_INCHI
    if getattr(relation, aspect) is not None or (aspect != "skeleton" and relation.skeleton is not None):
        return NothingSaid("the structures differ in another way", SkipKind.LEFT_OUT)
    if relation.is_resonance:
        return CannotTell(RESONANCE)
    one, other = relation.a.layers, relation.b.layers
    same = (
        one.skeleton == other.skeleton
        and {
            "skeleton": True,
            "protonation": one.protons == other.protons,
            "isotopes": one.labels == other.labels,
            "stereo": one.centres == other.centres and one.double_bonds == other.double_bonds,
        }[aspect]
    )
    return AGREES if same else CannotTell(LIMIT)


def skeleton_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe different compounds.

    Why it matters
        One of them belongs to another substance: a shifted row, a wrong look-up or a typing error.

    What to do
        See which of the two the formula, masses and name fit, and replace the other. If neighbouring rows are
        wrong too, look for a shifted column.

    Record
        name: GABA
        smiles: NCCCC(=O)O
        inchi: InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)
        -> SMILES is a different compound from InChI: C4H9NO2 against C10H12ClNO2

    Examples
        >>> gaba, baclofen = Structure.from_smiles("NCCCC(=O)O"), Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> print(skeleton_mismatch(gaba, baclofen))
        A is a different compound from B: C4H9NO2 against C10H12ClNO2
        >>> skeleton_mismatch(gaba, Structure.from_smiles("OC(=O)CCCN"))
        Agrees()

    Blind spots
        Two fields that are wrong in the same way agree.
    """
    return _compared(structure, other, "skeleton", "different", "isomer")


def component_mismatch(structure: Structure, other: Structure) -> Outcome:
    """One field describes a salt, solvate or mixture, the other its parent.

    Why it matters
        A hydrochloride and its free base are two substances with two CAS numbers and two masses;
        records mix them more often than anything else except stereochemistry.

    What to do
        Decide which substance the record is about, by its CAS number or its source, and write all fields for
        that form.

    Record
        name: baclofen hydrochloride
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1.Cl
        inchi: InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)
        -> InChI lacks the hydrogen chloride of SMILES (hydrochloride)

    Examples
        >>> salt = Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl")
        >>> print(component_mismatch(salt, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")))
        A is the hydrochloride of B
        >>> component_mismatch(salt, Structure.from_smiles("Cl.NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A metal drawn with a covalent bond counts as disconnected, as in the standard InChI.
    """
    return _compared(structure, other, "skeleton", "components")


def tautomer_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe tautomers that the standard InChI keeps apart.

    Why it matters
        The standard InChI treats tautomers as one compound when the hydrogen moves between heteroatoms.
        Keto-enol and imine-enamine pairs have separate keys, so databases hold one substance twice.

    What to do
        Choose one tautomer, preferably the one that your registry draws, and generate the other fields from it.

    Record
        name: progabide
        smiles: NC(=O)CCCN=C(c1ccc(Cl)cc1)c1cc(F)ccc1O
        connectivity_smiles: NC(=O)CCCNC(c1ccc(Cl)cc1)=C1C=C(F)C=CC1=O
        -> SMILES is a different tautomer of connectivity SMILES

    Examples
        >>> imine = Structure.from_smiles("NC(=O)CCCN=C(c1ccc(Cl)cc1)c1cc(F)ccc1O")  # progabide
        >>> enamine = Structure.from_smiles("NC(=O)CCCNC(c1ccc(Cl)cc1)=C1C=C(F)C=CC1=O")
        >>> print(tautomer_mismatch(imine, enamine))
        A is a different tautomer of B
        >>> tautomer_mismatch(Structure.from_smiles("Oc1ccccn1"), Structure.from_smiles("O=c1cccc[nH]1"))
        Agrees()

    Blind spots
        A tautomer is any structure with the same atoms, connections and number of hydrogens, even one that does
        not interconvert in practice. Of an ion the InChI software may take off one proton more or fewer: such
        InChIs are not compared.
    """
    if _is_of_other_protons(structure, other):
        return CannotTell("the two InChIs take different protons off one ion")
    return _compared(structure, other, "skeleton", "tautomer")


def _is_of_other_protons(structure: Structure, other: Structure) -> bool:
    """Tell whether two InChIs of one ion differ only in what is left when protons are taken off."""
    one, two = structure.layers, other.layers
    fixed = [layers.main.get("h", "").partition(",(H")[0] for layers in (one, two)]
    same = one.main.get("c") == two.main.get("c") and fixed[0] == fixed[1] and one.protons != two.protons
    return same and structure.composition == other.composition


def hydrogen_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe the same skeleton with different numbers of hydrogens.

    Why it matters
        A reduced form, a radical, or a bracketed SMILES atom that lost its hydrogen.

    What to do
        Compare both with the formula. Bracketed atoms of the SMILES have only the hydrogens that are written:
        look at those first.

    Record
        smiles: NC[C](CC(=O)O)c1ccc(Cl)cc1
        inchi: InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)
        -> SMILES has one hydrogen fewer than InChI

    Examples
        >>> radical = Structure.from_smiles("NC[C](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(hydrogen_mismatch(radical, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")))
        A has one hydrogen fewer than B
        >>> hydrogen_mismatch(radical, radical)
        Agrees()

    Blind spots
        None known.
    """
    relation = relate(structure, other)
    phrase = relation.skeleton
    if phrase is None or phrase.kind != "hydrogens":
        return without_fault(relation, "skeleton")
    return Fault(phrase.forward, phrase.backward, blame=_odd_one(structure, other))


def protonation_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe different protonation states or charges of one compound.

    Why it matters
        An acid and its anion have different formulas, masses and last letters of the InChIKey.

    What to do
        Decide whether the record is about the acid, the anion or a salt, and write all fields for that form.

    Record
        name: 4-hydroxybutanoic acid
        smiles: OCCCC(=O)[O-]
        inchi: InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)
        -> SMILES has one proton fewer than InChI

    Examples
        >>> acid, anion = Structure.from_smiles("OCCCC(=O)O"), Structure.from_smiles("OCCCC(=O)[O-]")
        >>> print(protonation_mismatch(anion, acid))
        A has one proton fewer than B
        >>> gaba, zwitterion = Structure.from_smiles("NCCCC(=O)O"), Structure.from_smiles("[NH3+]CCCC(=O)[O-]")
        >>> protonation_mismatch(gaba, zwitterion)
        Agrees()

    Blind spots
        A neutral amino acid and its zwitterion share one standard InChI, and are not distinguished.
    """
    relation = relate(structure, other)
    phrase = relation.protonation or relation.skeleton
    if phrase is None or phrase.kind != "protonation":
        return without_fault(relation, "protonation")
    return Fault(phrase.forward, phrase.backward, blame=_odd_one(structure, other))


def _odd_one(structure: Structure, other: Structure) -> str | None:
    """Name the side with an odd number of electrons, where the other has all of them paired."""
    odd, other_odd = structure.composition.is_odd_electron, other.composition.is_odd_electron
    return None if odd == other_odd else "a" if odd else "b"


def isotope_labels_missing(structure: Structure, other: Structure) -> Outcome:
    """One field has isotope labels that the other leaves out.

    Why it matters
        A labelled standard and the natural compound differ in mass and in the second block of the InChIKey.

    What to do
        If the substance is labelled, take the field with the labels as right, and generate the other from it;
        otherwise remove the labels.

    Record
        name: GABA-4,4-d2
        smiles: [2H]C([2H])(N)CCC(=O)O
        inchi: InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
        -> isotope labels missing in InChI

    Examples
        >>> labelled = Structure.from_smiles("[2H]C([2H])(N)CCC(=O)O")
        >>> fault = isotope_labels_missing(labelled, Structure.from_smiles("NCCCC(=O)O"))
        >>> print(fault.mirror)
        isotope labels missing in {a}
        >>> isotope_labels_missing(labelled, labelled)
        Agrees()

    Blind spots
        None known.
    """
    return _compared(structure, other, "isotopes", "labels-missing")


def isotope_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields have different isotope labels.

    Why it matters
        With deuterium at another position, or with another number of labels, it is a different substance.

    What to do
        Look up number and position of the labels in the supplier's certificate, and correct the field that
        differs from it.

    Record
        name: GABA-4,4-d2
        smiles: [2H]C([2H])(N)CCC(=O)O
        inchi: InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)/i2D2
        -> SMILES has different isotope labels from InChI

    Examples
        >>> one, two = Structure.from_smiles("[2H]CCO"), Structure.from_smiles("[2H]C([2H])CO")
        >>> print(isotope_mismatch(one, two))
        A has different isotope labels from B
        >>> isotope_mismatch(one, one)
        Agrees()

    Blind spots
        None known.
    """
    return _compared(structure, other, "isotopes", "labels")


def enantiomer_mismatch(structure: Structure, other: Structure) -> Outcome:
    """One field describes the mirror image of the other.

    Why it matters
        Enantiomers share formula, mass and the first block of the InChIKey, and differ in activity:
        (R)-baclofen binds the GABA-B receptor about a hundred times tighter than (S)-baclofen.

    What to do
        Find out which enantiomer the substance is, by its CAS number, its optical rotation or the original
        paper, and replace the other field. Swapped neighbours in a table are the usual cause.

    Record
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        inchi: InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)/t8-/m1/s1
        -> SMILES is the enantiomer of InChI

    Examples
        >>> r = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> s = Structure.from_smiles("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(enantiomer_mismatch(r, s))
        A is the enantiomer of B
        >>> enantiomer_mismatch(r, r)
        Agrees()

    Blind spots
        The standard InChI does not hold the chirality of axes, planes and octahedral metals.
    """
    return _compared(structure, other, "stereo", "enantiomer")


def stereocentre_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe diastereomers: some stereocentres are opposite.

    Why it matters
        A sugar or steroid with one inverted centre is another natural product.

    What to do
        Look at the stereocentre that the message names, compare it with the source, and correct the field that
        differs.

    Record
        name: L-threonine
        smiles: C[C@H](O)[C@H](N)C(=O)O
        inchi: InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1
        -> SMILES is an epimer of InChI: opposite at C (SMILES atom 2)

    Examples
        >>> threonine = Structure.from_smiles("C[C@@H](O)[C@H](N)C(=O)O")
        >>> print(stereocentre_mismatch(Structure.from_smiles("C[C@H](O)[C@H](N)C(=O)O"), threonine))
        A is an epimer of B: opposite at C (SMILES atom 2)
        >>> stereocentre_mismatch(threonine, threonine)
        Agrees()

    Blind spots
        In highly symmetric molecules the atom named may be an equivalent one.
    """
    return _compared(structure, other, "stereo", "epimer")


def double_bond_mismatch(structure: Structure, other: Structure) -> Outcome:
    r"""Two fields give a double bond opposite geometries.

    Why it matters
        E and Z isomers are different substances (maleic and fumaric acid).

    What to do
        Look the isomer up by its name or CAS number, and correct the slashes of the SMILES or replace the
        InChI.

    Record
        name: trans-4-aminocrotonic acid
        smiles: NC/C=C\C(=O)O
        inchi: InChI=1S/C4H7NO2/c5-3-1-2-4(6)7/h1-2H,3,5H2,(H,6,7)/b2-1+
        -> SMILES has the opposite E/Z geometry to InChI at one double bond

    Examples
        >>> fumaric = Structure.from_smiles("OC(=O)/C=C/C(=O)O")
        >>> maleic = Structure.from_smiles("OC(=O)/C=C\\C(=O)O")
        >>> print(double_bond_mismatch(fumaric, maleic))
        A has the opposite E/Z geometry to B at one double bond
        >>> double_bond_mismatch(fumaric, fumaric)
        Agrees()

    Blind spots
        RDKit cannot represent the double-bond layers of porphyrins and some macrocycles: they are skipped.
    """
    return _compared(structure, other, "stereo", "geometry")


def stereo_missing(structure: Structure, other: Structure) -> Outcome:
    """One field leaves out all the stereochemistry that the other specifies.

    Why it matters
        The commonest disagreement in public data: a SMILES from a drawing without wedges beside
        the InChI of the real substance.

    What to do
        If the substance is one stereoisomer, replace the field that says less with one generated from the
        other. If it is a racemate, remove the stereochemistry from the other, and state the chirality.

    Record
        name: pregabalin
        smiles: CC(C)CC(CN)CC(=O)O
        inchi: InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1
        -> stereo missing in SMILES: its one stereocentre is unspecified

    Examples
        >>> flat = Structure.from_smiles("CC(C)CC(CN)CC(=O)O")
        >>> pregabalin = Structure.from_smiles("CC(C)C[C@H](CN)CC(=O)O")
        >>> print(stereo_missing(flat, pregabalin))
        stereo missing in A: its one stereocentre is unspecified
        >>> stereo_missing(flat, flat)
        Agrees()

    Blind spots
        For a racemate the field without stereochemistry is right and the other wrong: a stated chirality
        decides.
    """
    return _compared(structure, other, "stereo", "missing")


def stereo_partial(structure: Structure, other: Structure) -> Outcome:
    """One field specifies fewer stereo elements than the other.

    Why it matters
        The elements that both specify agree, so there is no contradiction, but the field that says less does
        not determine the substance.

    What to do
        Complete the field that says less from the other, after checking the missing elements against the
        source.

    Record
        name: L-threonine
        smiles: CC(O)[C@H](N)C(=O)O
        inchi: InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1
        -> stereo missing in SMILES: one stereocentre unspecified

    Examples
        >>> full = Structure.from_smiles("C[C@@H](O)[C@H](N)C(=O)O")
        >>> print(stereo_partial(Structure.from_smiles("CC(O)[C@H](N)C(=O)O"), full))
        stereo missing in A: one stereocentre unspecified
        >>> stereo_partial(full, full)
        Agrees()

    Blind spots
        None known.
    """
    return _compared(structure, other, "stereo", "partial")
