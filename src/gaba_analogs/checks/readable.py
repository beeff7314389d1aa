"""Whether the structure fields can be read as chemistry at all."""

from __future__ import annotations

from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, Outcome, left_to, unreadable
from gaba_analogs.evidence.values import StatedInChI
from gaba_analogs.structure import MAXIMUM_ATOMS, Structure

FAMILY = "Readable structures"


def smiles_unreadable(smiles: Structure) -> Outcome:
    """The SMILES does not follow the grammar, or its aromatic atoms fit no bond pattern.

    Why it matters
        Such a SMILES stands for nothing. The commonest cause is an aromatic nitrogen that lost its
        hydrogen ([nH]); others are a truncated cell and a lost bracket.

    Examples
        >>> print(smiles_unreadable(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc")))
        A cannot be read: ring closure 1 is opened and never closed
        >>> smiles_unreadable(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Metal complexes with delocalised ligands may be right where RDKit finds no bond pattern:
        they are skipped, as are wildcards, R groups and texts beyond InChI's 1,023 atoms.
    """
    fault = smiles.fault
    if fault is None and smiles.heavy_atoms > MAXIMUM_ATOMS:
        return CannotTell(f"more than {MAXIMUM_ATOMS:,} atoms are beyond the standard InChI")
    if fault is None:
        return AGREES
    if fault.kind == "valence":
        return left_to("smiles-valence")
    if fault.limit:
        return CannotTell(fault.message)
    return Fault(f"{{a}} cannot be read: {fault.message}", stated=smiles.text, blame="a")


def smiles_valence(smiles: Structure) -> Outcome:
    """An atom of the SMILES has more bonds than it can have.

    Why it matters
        A carbon with five bonds is a typing error; the drawing behind it is unknown.

    Examples
        >>> print(smiles_valence(Structure.from_smiles("NCC(C)(C)(CC(=O)O)c1ccc(Cl)cc1")))
        A has an impossible valence: carbon (atom 3) has 5 bonds
        >>> smiles_valence(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Hypervalent halogens, phosphorus, metals and boron hydrides exist: outside H, C, N, O and F
        the check is skipped. A SMILES that another field confirms is taken as it is.
    """
    fault = smiles.fault
    if fault is None:
        return AGREES
    if fault.kind != "valence":
        return left_to("smiles-unreadable")
    if fault.limit:
        return CannotTell(f"RDKit's valence model rejects it ({fault.message})")
    return Fault(f"{{a}} has an impossible valence: {fault.message}", stated=smiles.text, blame="a")


def smiles_missing_hydrogen(smiles: Structure) -> Outcome:
    """A bracketed stereocentre of the SMILES lacks its hydrogen, so that it is a radical.

    Why it matters
        Atoms in square brackets have only the hydrogens that are written. ``[C@]`` with three
        neighbours, typed for ``[C@H]`` or ``[C@@H]``, loses one hydrogen and the configuration.

    Examples
        >>> print(smiles_missing_hydrogen(Structure.from_smiles("NC[C@](CC(=O)O)c1ccc(Cl)cc1")))
        A lacks a hydrogen at C (atom 3): a stereocentre in square brackets with three neighbours is a radical
        >>> smiles_missing_hydrogen(Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Radicals without a stereo mark are left alone: some substances are radicals.
    """
    if smiles.mol is None:
        return unreadable("SMILES")
    marked = [
        atom.GetIdx() + 1
        for atom in smiles.radicals
        if atom.GetSymbol() == "C" and atom.GetDegree() == 3 and smiles.bracket_text(atom.GetIdx()).count("@")
    ]
    if not marked:
        return AGREES
    where = " and ".join(f"C (atom {n})" for n in marked)
    return Fault(
        f"{{a}} {{lacks}} a hydrogen at {where}: a stereocentre in square brackets with three neighbours is a radical",
        stated=smiles.text,
        blame="a",
    )


def smiles_radical(smiles: Structure) -> Outcome:
    """The SMILES has an atom with an unpaired electron.

    Why it matters
        In a drug or metabolite an unpaired electron is nearly always a missing hydrogen or charge
        in square brackets ([C] for C, [N+] for [NH+]).

    Examples
        >>> print(smiles_radical(Structure.from_smiles("NC[C](CC(=O)O)c1ccc(Cl)cc1")))
        A has an unpaired electron at C (atom 3): a hydrogen may be missing in square brackets
        >>> smiles_radical(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Nitroxides, nitric oxide and other stable radicals look the same: a warning only.
    """
    if smiles.mol is None:
        return unreadable("SMILES")
    if not smiles.radicals:
        return AGREES
    atoms = ", ".join(f"{a.GetSymbol()} (atom {a.GetIdx() + 1})" for a in smiles.radicals[:3])
    return Fault(f"{{a}} {{has}} an unpaired electron at {atoms}: a hydrogen may be missing in square brackets")


def stereo_mark_lost(smiles: Structure) -> Outcome:
    """The SMILES marks stereochemistry where there can be none.

    Why it matters
        A mark on an atom that is no stereocentre means nothing and is dropped by every program.
        It often betrays a wrong atom, or a substituent that was lost.

    Examples
        >>> print(stereo_mark_lost(Structure.from_smiles("N[C@@H](C)C[C@H](C)C")))
        A has 2 tetrahedral marks, but only 1 is on a stereocentre
        >>> stereo_mark_lost(Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A chiral axis or a spiro centre that RDKit does not perceive loses its mark as well.
    """
    written = smiles.stereo_marks_written
    if smiles.mol is None:
        return unreadable("SMILES")
    if not written or (kept := smiles.stereo_marks_kept) >= written:
        return AGREES
    marks = "mark" if written == 1 else "marks"
    stands = "but it is not on a stereocentre" if written == 1 else f"but only {kept} is on a stereocentre"
    if written > 1 and kept != 1:
        stands = f"but only {kept} of them are on stereocentres" if kept else "but none of them is on a stereocentre"
    return Fault(f"{{a}} {{has}} {written} tetrahedral {marks}, {stands}")


def molblock_unreadable(molblock: Structure) -> Outcome:
    """Neither RDKit nor the InChI software can read the molfile.

    Why it matters
        A drawing that no program can read cannot be compared with anything.

    Examples
        >>> print(molblock_unreadable(Structure.from_molblock("GABA")))
        A cannot be read: neither RDKit nor the InChI software can read the molfile
        >>> from rdkit import Chem
        >>> block = Chem.MolToMolBlock(Chem.MolFromSmiles("NCCCC(=O)O"))
        >>> molblock_unreadable(Structure.from_molblock(block))
        Agrees()

    Blind spots
        Query features and polymers are legal molfiles without a definite structure.
    """
    if molblock.fault is None or molblock.known:
        return AGREES
    return Fault(f"{{a}} cannot be read: {molblock.fault.message}", blame="a")


def inchi_unreadable(inchi: StatedInChI) -> Outcome:
    """The InChI is no InChI, or contradicts itself.

    Why it matters
        A truncated or mistyped InChI still hashes to a valid-looking InChIKey. Only parsing shows
        that it stands for nothing.

    Examples
        >>> from gaba_analogs.notation.inchi import read_inchi
        >>> def stated(text):
        ...     read = read_inchi(text)
        ...     return StatedInChI(read, Structure.from_inchi(read.value))
        >>> print(inchi_unreadable(stated("InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)")))
        A cannot be read: it connects atom 9, but the formula C4H9NO2 has 7 atoms to number
        >>> inchi_unreadable(stated("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"))
        Agrees()

    Blind spots
        More than 1,023 atoms are beyond the standard InChI and are skipped.
    """
    if inchi.text.fault is not None or inchi.structure is None:
        return Fault(f"{{a}} cannot be read: {inchi.text.fault}", stated=inchi.text.text, blame="a")
    if inchi.is_read:
        return AGREES
    if inchi.structure.heavy_atoms > MAXIMUM_ATOMS:
        return CannotTell(f"more than {MAXIMUM_ATOMS:,} atoms are beyond the standard InChI")
    reason = inchi.broken or "the InChI software finds no structure with this InChI"
    return Fault(f"{{a}} cannot be read: {reason}", stated=inchi.text.text, blame="a")


def inchi_not_canonical(inchi: StatedInChI) -> Outcome:
    """The InChI is not the one that the InChI software gives for its own structure.

    Why it matters
        An InChI is canonical by definition: one structure, one text. A text whose last digit a
        spreadsheet counted up (/s2, /s3, ... for /s1) is written by no program, yet it hashes to a
        valid-looking key.

    Examples
        >>> from gaba_analogs.notation.inchi import read_inchi
        >>> def stated(text):
        ...     read = read_inchi(text)
        ...     return StatedInChI(read, Structure.from_inchi(read.value))
        >>> pregabalin = "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s"
        >>> inchi_not_canonical(stated(pregabalin + "2")).expected.endswith("/t7-/m0/s1")
        True
        >>> inchi_not_canonical(stated(pregabalin + "1"))
        Agrees()

    Blind spots
        RDKit does not hold every InChI (metals, delocalised dyes, porphyrins). Unless the stated
        key is that of the text which comes back, a difference is put down to that, and skipped.
    """
    structure, rewritten = inchi.structure, inchi.rewritten
    if structure is None:
        return unreadable("InChI")
    if not inchi.text.standard:
        return left_to("inchi-not-standard")
    if inchi.confirmed or structure.is_reproducible:
        return AGREES
    if not structure.regenerated:
        return left_to("inchi-unreadable")
    if rewritten is None:
        return CannotTell("the InChI does not survive the way through RDKit and back")
    return Fault(
        "{a} is not canonical: the InChI software writes its structure differently",
        stated=inchi.text.text,
        expected=rewritten,
        blame="a",
    )


def inchi_not_standard(inchi: StatedInChI) -> Outcome:
    """The InChI is not a standard one.

    Why it matters
        ``InChI=1/`` allows options (fixed hydrogens, relative stereo) that change the text and the
        key. It is compared by the standard InChI of the structure that it describes.

    Examples
        >>> from gaba_analogs.notation.inchi import read_inchi
        >>> old = read_inchi("InChI=1/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
        >>> print(inchi_not_standard(StatedInChI(old, None)))
        A is not a standard InChI (it begins with 1/, not 1S/)
        >>> now = read_inchi("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
        >>> inchi_not_standard(StatedInChI(now, None))
        Agrees()

    Blind spots
        What the options changed is not always to be seen in the text.
    """
    if inchi.text.value is None:
        return unreadable("InChI")
    if inchi.text.standard:
        return AGREES
    return Fault("{a} is not a standard InChI (it begins with 1/, not 1S/)", stated=inchi.text.text)
