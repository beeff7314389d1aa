"""Two stated structures, compared layer by layer."""

from __future__ import annotations

from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, NothingSaid, Outcome
from gaba_analogs.findings import SkipKind
from gaba_analogs.relation import Relation, relate
from gaba_analogs.structure import Structure

FAMILY = "Structures against each other"


LIMIT = "RDKit cannot represent all of the structure, so a difference proves nothing"
"""Why two texts that differ are not told apart."""


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
    if getattr(relation, aspect) is not None or (aspect != "skeleton" and relation.skeleton is not None):
        return NothingSaid("the structures differ in another way", SkipKind.LEFT_OUT)
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
        One of them belongs to another substance: a shifted row, a wrong look-up, a typing error.

    Examples
        >>> gaba, baclofen = Structure.from_smiles("NCCCC(=O)O"), Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> print(skeleton_mismatch(gaba, baclofen))
        A is a different compound from B: C4H9NO2 against C10H12ClNO2
        >>> skeleton_mismatch(gaba, Structure.from_smiles("OC(=O)CCCN"))
        Agrees()

    Blind spots
        Both may be wrong in the same way.
    """
    return _compared(structure, other, "skeleton", "different", "isomer")


def component_mismatch(structure: Structure, other: Structure) -> Outcome:
    """One field describes a salt, solvate or mixture, the other its parent.

    Why it matters
        A hydrochloride and its free base are two substances with two CAS numbers and two masses;
        records mix them more often than anything else except stereochemistry.

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
    """Two fields describe tautomers that the standard InChI does not unite.

    Why it matters
        The standard InChI unites tautomers whose hydrogen moves between hetero atoms; keto-enol and
        imine-enamine pairs keep separate keys, so databases hold one substance twice.

    Examples
        >>> imine = Structure.from_smiles("NC(=O)CCCN=C(c1ccc(Cl)cc1)c1cc(F)ccc1O")  # progabide
        >>> enamine = Structure.from_smiles("NC(=O)CCCNC(c1ccc(Cl)cc1)=C1C=C(F)C=CC1=O")
        >>> print(tautomer_mismatch(imine, enamine))
        A is another tautomer of B
        >>> tautomer_mismatch(Structure.from_smiles("Oc1ccccn1"), Structure.from_smiles("O=c1cccc[nH]1"))
        Agrees()

    Blind spots
        Same atoms, same connections, same number of hydrogens: a bond isomer that is no tautomer in
        practice is called one too.
    """
    return _compared(structure, other, "skeleton", "tautomer")


def hydrogen_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe the same skeleton with different numbers of hydrogens.

    Why it matters
        A reduced form, a radical, or a bracketed SMILES atom that lost its hydrogen.

    Examples
        >>> radical = Structure.from_smiles("NC[C](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(hydrogen_mismatch(radical, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")))
        A has one hydrogen less than B
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

    Examples
        >>> acid, anion = Structure.from_smiles("OCCCC(=O)O"), Structure.from_smiles("OCCCC(=O)[O-]")
        >>> print(protonation_mismatch(anion, acid))
        A has one proton less than B
        >>> gaba, zwitterion = Structure.from_smiles("NCCCC(=O)O"), Structure.from_smiles("[NH3+]CCCC(=O)[O-]")
        >>> protonation_mismatch(gaba, zwitterion)
        Agrees()

    Blind spots
        A neutral amino acid and its zwitterion share one standard InChI and are not told apart.
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
    """One field carries isotope labels that the other leaves out.

    Why it matters
        A labelled standard and the natural compound differ in mass and in the InChIKey's second block.

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
    """Two fields carry different isotope labels.

    Why it matters
        Deuterium at another position, or another number of labels, is another substance.

    Examples
        >>> one, two = Structure.from_smiles("[2H]CCO"), Structure.from_smiles("[2H]C([2H])CO")
        >>> print(isotope_mismatch(one, two))
        A has other isotope labels than B
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

    Examples
        >>> r = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> s = Structure.from_smiles("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(enantiomer_mismatch(r, s))
        A is the enantiomer of B
        >>> enantiomer_mismatch(r, r)
        Agrees()

    Blind spots
        Chirality of axes, planes and octahedral metals is not in the standard InChI.
    """
    return _compared(structure, other, "stereo", "enantiomer")


def stereocentre_mismatch(structure: Structure, other: Structure) -> Outcome:
    """Two fields describe diastereomers: some stereocentres are opposite.

    Why it matters
        One inverted centre of a sugar or steroid is another natural product.

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
    r"""Two fields give a double bond opposite geometry.

    Why it matters
        E and Z isomers are different substances (maleic and fumaric acid).

    Examples
        >>> fumaric = Structure.from_smiles("OC(=O)/C=C/C(=O)O")
        >>> maleic = Structure.from_smiles("OC(=O)/C=C\\C(=O)O")
        >>> print(double_bond_mismatch(fumaric, maleic))
        A has the opposite E/Z geometry to B at one double bond
        >>> double_bond_mismatch(fumaric, fumaric)
        Agrees()

    Blind spots
        RDKit cannot hold the double-bond layers of porphyrins and some macrocycles: skipped there.
    """
    return _compared(structure, other, "stereo", "geometry")


def stereo_missing(structure: Structure, other: Structure) -> Outcome:
    """One field leaves all stereochemistry out that the other specifies.

    Why it matters
        The commonest disagreement in public data: a SMILES from a drawing without wedges beside
        the InChI of the real substance.

    Examples
        >>> flat = Structure.from_smiles("CC(C)CC(CN)CC(=O)O")
        >>> pregabalin = Structure.from_smiles("CC(C)C[C@H](CN)CC(=O)O")
        >>> print(stereo_missing(flat, pregabalin))
        stereo missing in A: all of its one stereocentre unspecified
        >>> stereo_missing(flat, flat)
        Agrees()

    Blind spots
        For a racemate the flat structure is right, and the other field wrong: a stated chirality decides.
    """
    return _compared(structure, other, "stereo", "missing")


def stereo_partial(structure: Structure, other: Structure) -> Outcome:
    """One field specifies fewer stereo elements than the other.

    Why it matters
        The other elements agree, so nothing is contradicted, but a substance is not pinned down.

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
