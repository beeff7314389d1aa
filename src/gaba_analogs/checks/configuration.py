"""Stated chirality, and the stereodescriptors in names, against the structures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rdkit import Chem

from gaba_analogs.checks.kit import AGREES, Agrees, CannotTell, Fault, NothingSaid, Outcome, left_to
from gaba_analogs.chemistry.fischer import fischer_prefixes, has_open_alpha_carbon, sugar_prefixes, sugar_rings
from gaba_analogs.chemistry.stereo import stereocentres
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import bonds_of
from gaba_analogs.notation.chirality import Chirality
from gaba_analogs.notation.stereodescriptors import NameStereo
from gaba_analogs.results.findings import SkipKind

FAMILY = "Stated configuration"


def chirality_unread(chirality: Chirality) -> Outcome:
    """The chirality statement is not understood.

    Why it matters
        What is not understood is not checked.

    What to do
        State it in the usual words: racemate, (R)-enantiomer, meso, achiral.

    Record
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        chirality: see text
        -> stated chirality is not understood, so it was not checked

    Examples
        >>> from gaba_analogs.notation.chirality import read_chirality
        >>> print(chirality_unread(read_chirality("see text")))
        A is not understood, so it was not checked
        >>> chirality_unread(read_chirality("Racemic mixture"))
        Agrees()

    Blind spots
        None known.
    """
    if chirality.kind is not None:
        return AGREES
    return Fault("{a} is not understood, so it was not checked", stated=chirality.text)


def chirality_mismatch(chirality: Chirality, structure: Structure) -> Outcome:
    """The stated chirality is not that of the structure.

    Why it matters
        "Racemic mixture" beside the InChI of one enantiomer, or "achiral" beside a stereocentre: the commonest
        way to lose track of which form a drug is.

    What to do
        Find out in which form the substance is sold or was studied. For a racemate remove the stereochemistry
        from the structure; for one enantiomer correct the statement.

    Record
        name: baclofen
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        chirality: Racemic mixture
        -> stated chirality is racemic, but SMILES specifies one enantiomer, R

    Examples
        >>> from gaba_analogs.notation.chirality import read_chirality
        >>> r = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(chirality_mismatch(read_chirality("Racemic mixture"), r))
        A is racemic, but B specifies one enantiomer, R
        >>> chirality_mismatch(read_chirality("Racemic mixture"), Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A racemate with several centres is often drawn as one of its enantiomers, to show the relative
        configuration: not checked. Axial and planar chirality are not seen. Of several different letters only the
        numbers are compared.
    """
    if chirality.kind is None:
        return left_to("chirality-unread")
    if structure.mol is None:
        return _NO_MOLECULE
    if structure.doubt_of_labels:
        return CannotTell(structure.doubt_of_labels)
    if chirality.letters is not None:
        return _lettered(chirality, chirality.letters, structure)
    if chirality.kind == "racemate":
        return _racemate(chirality.text, structure)
    if chirality.kind == "enantiomer":
        return _enantiomer(chirality, structure)
    if chirality.kind == "meso":
        return _meso(chirality.text, structure)
    return _achiral(chirality.text, structure)


def _lettered(chirality: Chirality, letters: NameStereo, structure: Structure) -> Outcome:
    """Compare the letters of several stereo elements; R,S of a single centre states its racemate."""
    if letters.racemic:
        if len(structure.possible_centres) > 1:
            return CannotTell("the letters may state a racemate, or several stereocentres")
        return _racemate(chirality.text, structure)
    if letters.rs and not structure.layers.centres:
        return _enantiomer(chirality, structure)
    if not letters.rs and not structure.layers.double_bonds:
        return CannotTell("no double bond has a configuration")
    stated, possible = len(letters.rs), len(structure.possible_centres)
    open_count = structure.may_be_chiral_without_centre or structure.has_metal or structure.is_relative
    if stated > possible and not open_count:
        centres = f"{stated} stereocentres, but {{b}} {{b_has}} {'one' if possible == 1 else possible}"
        return Fault(
            f"{{a}} has letters of {centres}",
            f"{{a}} {{has}} {'one stereocentre' if possible == 1 else f'{possible} stereocentres'}, "
            f"but {{b}} has letters of {stated}",
            chirality.text,
        )
    outcome = name_stereo_mismatch(letters, structure)
    if isinstance(outcome, Agrees) and len({letter for _, letter in (*letters.rs, *letters.ez)}) > 1:
        return CannotTell("which stereo element has which letter is not compared")
    return outcome


def _labels(structure: Structure) -> str:
    return ",".join(label for _, label in structure.cip_labels)


def _racemate(stated: str, structure: Structure) -> Outcome:
    specified = len(structure.layers.centres)
    if structure.racemic:
        return AGREES
    if specified and structure.is_meso:
        if not all(is_specified for _, is_specified in structure.possible_centres):
            return AGREES
        return Fault(
            "{a} is racemic, but {b} {b_is} its own mirror image",
            "{a} {is} its own mirror image, but {b} is racemic",
            stated,
        )
    if specified == 0:
        if structure.possible_centres:
            return AGREES
        if structure.may_be_chiral_without_centre:
            return CannotTell("no stereocentre, but an axis or plane may be chiral")
        return Fault(
            "{a} is racemic, but {b} {b_has} no stereocentre",
            "{a} {has} no stereocentre, but {b} is racemic",
            stated,
        )
    if structure.is_relative:
        return CannotTell(_RELATIVE)
    if structure.leaves_hand_open:
        return CannotTell("a molfile with chiral flag 0 may stand for the racemate")
    if specified == 1 and len(structure.possible_centres) == 1:
        return Fault(
            f"{{a}} is racemic, but {{b}} {{b_specifies}} one enantiomer, {_labels(structure)}",
            f"{{a}} {{specifies}} one enantiomer, {_labels(structure)}, but {{b}} is racemic",
            stated,
        )
    return CannotTell("a drawing of one enantiomer may stand for the racemate with several centres")


def _enantiomer(chirality: Chirality, structure: Structure) -> Outcome:
    if structure.racemic:
        return Fault(
            "{a} is that of one enantiomer, but {b} {b_is} marked racemic",
            "{a} {is} marked racemic, but {b} is that of one enantiomer",
            chirality.text,
        )
    if structure.is_relative and chirality.label is not None:
        return CannotTell(_RELATIVE)
    specified = len(structure.layers.centres)
    if specified == 0:
        if structure.possible_centres:
            return Fault(
                "{a} is that of one enantiomer, which {b} {b_leaves} open",
                "stereo missing in {a}: {b} is that of one enantiomer",
                chirality.text,
                less="b",
            )
        if structure.may_be_chiral_without_centre:
            return CannotTell("no stereocentre, but an axis or plane may be chiral")
        return Fault(
            "{a} is that of one enantiomer, but {b} {b_has} no stereocentre",
            "{a} {has} no stereocentre, but {b} is that of one enantiomer",
            chirality.text,
        )
    labels = {label for _, label in structure.cip_labels}
    if chirality.label is None:
        open_centres = not all(specified for _, specified in structure.possible_centres)
        return CannotTell("some stereocentres are unspecified") if open_centres or structure.is_meso else AGREES
    if structure.is_meso:
        return Fault(
            "{a} is that of one enantiomer, but {b} {b_is} its own mirror image",
            "{a} {is} its own mirror image, but {b} is that of one enantiomer",
            chirality.text,
        )
    if len(labels) > 1 or not labels <= {"R", "S"}:
        return CannotTell(f"one letter, {chirality.label}, does not say which of several stereocentres it means")
    if labels != {chirality.label}:
        label = labels.pop()
        return Fault(
            f"{{a}} is that of the {chirality.label} enantiomer, but {{b}} {{b_is}} {label}",
            f"{{a}} {{is}} {label}, but {{b}} is that of the {chirality.label} enantiomer",
            chirality.text,
            chirality.text.replace(chirality.label, label, 1),
        )
    return AGREES


def _meso(stated: str, structure: Structure) -> Outcome:
    if not structure.layers.centres:
        if structure.may_be_chiral_without_centre:
            return CannotTell("an axis, a plane or a helix may be chiral")
        if len(structure.possible_centres) == 1:
            return Fault(
                "{a} is meso, but {b} {b_has} a single stereocentre",
                "{a} {has} a single stereocentre, but {b} is meso",
                stated,
            )
        if structure.possible_centres:
            return Fault(
                "{a} is meso, which {b} {b_leaves} open",
                "stereo missing in {a}: {b} is meso",
                stated,
                less="b",
            )
        return Fault(
            "{a} is meso, but {b} {b_has} no stereocentre",
            "{a} {has} no stereocentre, but {b} is meso",
            stated,
        )
    if structure.is_meso:
        return AGREES
    if not all(specified for _, specified in structure.possible_centres):
        return Fault(
            "{a} is meso, which {b} {b_leaves} partly open",
            "stereo missing in {a}: {b} is meso",
            stated,
            less="b",
        )
    return Fault(
        "{a} is meso, but {b} {b_is} not its own mirror image",
        "{a} {is} not its own mirror image, but {b} is meso",
        stated,
    )


def _achiral(stated: str, structure: Structure) -> Outcome:
    if structure.layers.centres and not structure.is_meso:
        return Fault(
            f"{{a}} is achiral, but {{b}} {{b_has}} stereocentres ({_labels(structure)})",
            f"{{a}} {{has}} stereocentres ({_labels(structure)}), but {{b}} is achiral",
            stated,
        )
    if len(structure.possible_centres) == 1:
        atom = structure.possible_centres[0][0]
        symbol = structure.mol.GetAtomWithIdx(atom).GetSymbol() if structure.mol is not None else "C"
        centre = f"a stereocentre at {symbol} (atom {structure.written_number(atom)})"
        return Fault(
            f"{{a}} is achiral, but {{b}} {{b_has}} {centre}",
            f"{{a}} {{has}} {centre}, but {{b}} is achiral",
            stated,
        )
    if structure.possible_centres and not structure.is_meso:
        return CannotTell("several unspecified stereocentres may make it meso")
    if structure.may_be_chiral_without_centre:
        return CannotTell("an axis, a plane or a helix may be chiral")
    return AGREES


_RELATIVE = "a relative configuration leaves open which mirror image it is"
NO_DOUBLE_BOND = "no double bond"
"""What is said of a structure beside the E or Z of a name."""
_TRADEMARK = "R in brackets may be a trademark"
_NO_MOLECULE = NothingSaid("RDKit cannot represent the structure", SkipKind.CANNOT_TELL)


def may_have_geometry(structure: Structure) -> bool:
    """Tell whether a double bond might be E or Z: one that is not aromatic, and ends in no lone oxygen or sulfur."""
    from rdkit import Chem  # noqa: PLC0415  # patterns are made where they are needed

    mol = structure.mol
    return (
        mol is None or structure.has_metal or mol.HasSubstructMatch(Chem.MolFromSmarts("[!$([O,S;D1])]=[!$([O,S;D1])]"))
    )


def name_stereo_mismatch(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """The R, S, D, L, E or Z in a name contradicts the structure.

    Why it matters
        Names are typed by hand, and stay when the structure beside them is replaced.

    What to do
        Find out which isomer the record is about, by its CAS number or source, and correct name or structure.

    Record
        name: (R)-baclofen
        smiles: NC[C@@H](CC(=O)O)c1ccc(Cl)cc1
        -> name says R, but SMILES is S

    Examples
        >>> from gaba_analogs.notation.stereodescriptors import stereo_claims
        >>> s = Structure.from_smiles("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(name_stereo_mismatch(stereo_claims("(R)-baclofen"), s))
        A says R, but B is S
        >>> name_stereo_mismatch(stereo_claims("(S)-baclofen"), s)
        Agrees()

    Blind spots
        An R in brackets behind a capitalised name may be a trademark, and gives a warning. Locants are not followed:
        with several centres only the numbers of R, S, r and s are compared. D and L of sugars tell their last centre
        alone: an epimer passes. The sign of rotation, (+) or (-), cannot be computed. Cis and trans are compared where
        each end of a double bond carries one group, not on rings.
    """
    if structure.mol is None:
        return _NO_MOLECULE
    if structure.racemic or structure.is_relative or name_stereo.relative:
        return CannotTell("a racemate or a relative configuration has no labels of its own")
    if structure.doubt_of_labels:
        return CannotTell(structure.doubt_of_labels)
    if name_stereo.racemic:
        if name_stereo.racemic_or_two_centres:
            return CannotTell("RS may state a racemate, or two stereocentres")
        outcome = _racemate("", structure)
        if isinstance(outcome, Fault):
            return Fault(
                outcome.message.replace("{a} is racemic", "{a} names a racemate"),
                (outcome.mirror or "").replace("{b} is racemic", "{b} names a racemate"),
            )
        return outcome
    if name_stereo.meso:
        return _meso_named(structure)
    if name_stereo.trademark:
        return _perhaps_named(name_stereo, structure)
    if name_stereo.of_several and len(structure.components) == 1:
        return CannotTell("the letters may be those of another component that the name lists")
    centres, bonds = _centres_named(name_stereo, structure), _bonds_named(name_stereo, structure)
    if isinstance(centres, Fault) and isinstance(bonds, Fault) and structure.cip_labels and structure.bond_labels:
        claimed = [letter for _, letter in (*name_stereo.rs, *name_stereo.ez)]
        labels = ",".join([*(label for _, label in structure.cip_labels), *structure.bond_labels])
        if name_stereo.rs and name_stereo.ez:
            return _named_otherwise(claimed, f"{{b_is}} {labels}", f"{{is}} {labels}")
    weightiest = (Fault, CannotTell, Agrees, NothingSaid)
    outcome = min(centres, bonds, key=lambda outcome: weightiest.index(type(outcome)))
    layers = structure.layers
    leaves_out = (isinstance(centres, NothingSaid) and layers.centres) or (
        isinstance(bonds, NothingSaid) and layers.double_bonds
    )
    if isinstance(outcome, Agrees) and leaves_out:
        return CannotTell("the name says nothing of some stereo elements of the structure")
    return outcome


def _perhaps_named(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """Compare an R that may be a trademark with a structure: it may contradict, not confirm."""
    outcome = _centres_named(name_stereo, structure)
    if isinstance(outcome, Fault) and structure.layers.centres:
        return Fault(f"{outcome.message}, unless (R) is a trademark", f"{outcome.mirror}, unless (R) is a trademark")
    return CannotTell(_TRADEMARK)


def _meso_named(structure: Structure) -> Outcome:
    """Compare a name that states a meso form with a structure."""
    if not structure.possible_centres:
        return CannotTell("meso may be a position in the name")
    outcome = _meso("", structure)
    if not isinstance(outcome, Fault):
        return outcome
    if outcome.less is not None:
        return left_to("name-stereo-missing")
    return Fault(
        outcome.message.replace("{a} is meso", "{a} {says} meso"),
        (outcome.mirror or "").replace("{b} is meso", "{b} {b_says} meso"),
    )


def _centres_named(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """Compare the numbers of R and S in a name with those of a structure, and of r and s."""
    claimed: list[str] = [letter for _, letter in name_stereo.rs]
    if not claimed:
        return _prefix_named(name_stereo, structure)
    labels = [label for _, label in structure.cip_labels if label in "RSrs"]
    if not structure.possible_centres and not labels and any(map(str.isupper, claimed)):
        if structure.may_be_chiral_without_centre:
            return CannotTell("the descriptor may name an axis or plane")
        if name_stereo.rs == ((None, "S"),) and "S" in structure.composition.elements:
            return CannotTell("S may be the sulfur atom that a group is bonded to")
        return _named_otherwise(claimed, "{b_has} no stereocentre", "{has} no stereocentre")
    if not len(labels) == len(claimed) == len(structure.possible_centres):
        return CannotTell("the letters and the structure specify different numbers of stereocentres")
    if len(claimed) == 1:
        claimed = [claimed[0].upper()]  # one centre alone is never pseudoasymmetric
    if Counter(labels) == Counter(claimed):
        return AGREES
    if sum(map(str.islower, labels)) != sum(map(str.islower, claimed)):
        return CannotTell("the letters may be small by rule or by habit")
    return _named_otherwise(claimed, f"{{b_is}} {','.join(labels)}", f"{{is}} {','.join(labels)}")


def _prefix_named(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """Compare the D or L in a name with the alpha carbons of an acid, or with the last centre of a sugar."""
    claimed = set(name_stereo.enantiomer_prefixes)
    if not claimed:
        return NothingSaid("the name has no R, S, D or L")
    if len(structure.components) > 1:
        return CannotTell("D or L may be that of another component")
    if name_stereo.of_sugar:
        return CannotTell("D or L is that of a sugar, which may lack the centre that it tells")
    if structure.mol is not None and has_open_alpha_carbon(structure.mol):
        return CannotTell("D or L may be that of the centre that is left open")
    if name_stereo.on_sugars and structure.mol is not None:
        return _sugars_named(name_stereo.enantiomer_prefixes, structure.mol)
    labels = fischer_prefixes(structure.mol) if structure.mol is not None else ()
    if len(claimed) > 1 or not labels or len(set(labels)) > 1:
        return CannotTell("D and L are compared for amino acids and simple hydroxy acids only")
    if set(labels) == claimed:
        return AGREES
    return _named_otherwise(sorted(claimed), f"{{b_is}} {labels[0]}", f"{{is}} {labels[0]}")


def _sugars_named(claimed: Sequence[str], mol: Chem.Mol) -> Outcome:
    """Compare the D or L of every sugar in a name with the last centres of a structure: with both ends of a chain."""
    labels, rings = sugar_prefixes(mol), sugar_rings(mol)
    is_chain = not rings and len(claimed) == 1
    if len(set(claimed)) > 1 or len(set(labels)) != 1 or not (is_chain or len(labels) == len(claimed) == rings):
        return CannotTell("the name does not say of each sugar whether it is D or L")
    if labels[0] != claimed[0]:
        return _named_otherwise(sorted(set(claimed)), f"{{b_is}} {labels[0]}", f"{{is}} {labels[0]}")
    if len(stereocentres(mol)) > 1:
        return CannotTell("D and L tell the last centre of a sugar alone")
    return AGREES


def _bonds_named(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """Compare the numbers of E and Z in a name with those of a structure."""
    claimed: list[str] = [letter for _, letter in name_stereo.ez]
    if not claimed:
        return _cis_trans_named(name_stereo, structure)
    if not may_have_geometry(structure):
        if _ring_may_be_cis(structure):
            return CannotTell("E and Z may be those of a ring")
        if name_stereo.saturated:
            return CannotTell("E and Z may be those of a double bond that the name saturates")
        return _named_otherwise(claimed, f"{{b_has}} {NO_DOUBLE_BOND}", f"{{has}} {NO_DOUBLE_BOND}")
    if structure.doubt_of_geometry:
        return CannotTell(structure.doubt_of_geometry)
    labels = list(structure.bond_labels)
    if len(name_stereo.ez) == 1 and name_stereo.ez[0][0] == "all":
        claimed = claimed * len(labels)
    if not labels or len(labels) != len(claimed) or structure.open_double_bonds:
        return CannotTell("the name and the structure specify different numbers of double bonds")
    if Counter(labels) == Counter(claimed):
        return AGREES
    return _named_otherwise(claimed, f"{{b_is}} {','.join(labels)}", f"{{is}} {','.join(labels)}")


def _cis_trans_named(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """Compare the cis and trans in a name with double bonds that carry one group at each end."""
    claimed = list(name_stereo.cis_trans)
    if not claimed:
        return NothingSaid("the name has no E or Z, cis or trans")
    if structure.has_metal or _ring_may_be_cis(structure):
        return CannotTell("cis and trans may be those of a ring or a metal")
    if structure.doubt_of_geometry:
        return CannotTell(structure.doubt_of_geometry)
    geometry = structure.cis_trans
    if geometry is None:
        return CannotTell("cis and trans depend on which of three groups are meant")
    if not geometry and not structure.open_double_bonds and not _may_have_cis_trans(structure):
        return _named_otherwise(claimed, "{b_has} no double bond", "{has} no double bond")
    if len(claimed) == 1 and claimed[0].startswith("all-"):
        claimed = [claimed[0].removeprefix("all-")] * len(geometry)
    if not geometry or len(geometry) != len(claimed) or structure.open_double_bonds:
        return CannotTell("the name and the structure specify different numbers of double bonds")
    if Counter(geometry) == Counter(claimed):
        return AGREES
    return _named_otherwise(claimed, f"{{b_is}} {','.join(geometry)}", f"{{is}} {','.join(geometry)}")


def _ring_may_be_cis(structure: Structure) -> bool:
    """Tell whether a ring has two or more stereocentres, so that its groups may be cis or trans."""
    if structure.mol is None:
        return True
    centres = {index for index, _ in structure.possible_centres}
    return any(len(centres.intersection(ring)) > 1 for ring in structure.mol.GetRingInfo().AtomRings())


def _may_have_cis_trans(structure: Structure) -> bool:
    """Tell whether anything in a molecule may be cis or trans: a ring, a double bond, or an amide."""
    mol = structure.mol
    ringed = mol is None or mol.GetRingInfo().NumRings() > 0
    return ringed or may_have_geometry(structure) or "N" in structure.composition.elements


def _named_otherwise(claimed: Sequence[str], forward: str, backward: str) -> Fault:
    said = ",".join(claimed)
    return Fault(f"{{a}} {{says}} {said}, but {{b}} {forward}", f"{{a}} {backward}, but {{b}} {{b_says}} {said}")


def name_stereo_missing(name_stereo: NameStereo, structure: Structure) -> Outcome:
    """A name specifies R, S, D, L, E, Z, cis, trans or meso that the structure leaves open.

    Why it matters
        "(R)-baclofen" beside the key of the racemate: two substances.

    What to do
        If the substance is the isomer of the name, replace the structure with that isomer; otherwise correct
        the name.

    Record
        name: (R)-baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        -> stereo missing in SMILES: name says R

    Examples
        >>> from gaba_analogs.notation.stereodescriptors import stereo_claims
        >>> flat = Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> print(name_stereo_missing(stereo_claims("(R)-baclofen"), flat).mirror)
        stereo missing in {a}: {b} {b_says} R
        >>> name_stereo_missing(stereo_claims("(R)-baclofen"), Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A structure that specifies only some of several centres is not checked.
    """
    if structure.mol is None:
        return _NO_MOLECULE
    if name_stereo.racemic or name_stereo.relative:
        return NothingSaid("the name states a racemate or a relative configuration")
    if name_stereo.trademark:
        return CannotTell(_TRADEMARK)
    if structure.has_metal and any(bond.GetStereo() > Chem.BondStereo.STEREOANY for bond in bonds_of(structure.mol)):
        return CannotTell("InChI cuts the bonds to metals, and the geometry beside them")
    claimed = [letter for _, letter in name_stereo.rs]
    if claimed and not structure.layers.centres and structure.possible_centres:
        said = ",".join(claimed)
        return Fault(
            f"{{a}} {{says}} {said}, which {{b}} {{b_leaves}} open",
            f"stereo missing in {{a}}: {{b}} {{b_says}} {said}",
            less="b",
        )
    geometry = [letter for _, letter in name_stereo.ez]
    if geometry and not structure.layers.double_bonds and structure.open_double_bonds:
        said = ",".join(geometry)
        return Fault(
            f"{{a}} {{says}} {said}, which {{b}} {{b_leaves}} open",
            f"stereo missing in {{a}}: {{b}} {{b_says}} {said}",
            less="b",
        )
    words = _open_words(name_stereo, structure)
    if words:
        said = ",".join(words)
        return Fault(
            f"{{a}} {{says}} {said}, which {{b}} {{b_leaves}} open",
            f"stereo missing in {{a}}: {{b}} {{b_says}} {said}",
            less="b",
        )
    if not claimed and not geometry:
        return NothingSaid("the name has no R, S, E or Z")
    if structure.open_double_bonds or not all(specified for _, specified in structure.possible_centres):
        return CannotTell("the structure specifies only some of its stereo elements")
    if (claimed and not structure.layers.centres) or (geometry and not structure.layers.double_bonds):
        return left_to("name-stereo-mismatch")
    return AGREES


def _open_words(name_stereo: NameStereo, structure: Structure) -> tuple[str, ...]:
    """Give the meso, cis, trans, D and L of a name beside a structure that specifies nothing at all."""
    if structure.layers.centres or structure.layers.double_bonds or structure.has_metal:
        return ()
    if name_stereo.meso and len(structure.possible_centres) > 1:
        return ("meso",)
    if name_stereo.cis_trans and (structure.open_double_bonds or _ring_may_be_cis(structure)):
        return name_stereo.cis_trans
    return name_stereo.enantiomer_prefixes if structure.possible_centres else ()
