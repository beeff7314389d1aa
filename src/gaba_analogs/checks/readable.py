"""Whether the structure fields can be read as chemistry at all."""

from __future__ import annotations

from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, Outcome, left_to, unreadable
from gaba_analogs.chemistry.structure import MAXIMUM_ATOMS, Structure
from gaba_analogs.evidence.values import StatedInChI

FAMILY = "Readable structures"


def smiles_unreadable(smiles: Structure) -> Outcome:
    """The SMILES does not follow the grammar, or its aromatic atoms fit no pattern of bonds.

    Why it matters
        Such a SMILES describes nothing. The commonest cause is an aromatic nitrogen that lost its hydrogen
        ([nH]); others are a truncated cell and a missing bracket.

    What to do
        Copy the SMILES again from its source, or from a registry by one of the other identifiers. Look at the
        end of the cell first: long SMILES are often cut off.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc
        inchikey: KPYSYYIEGFHWSV-UHFFFAOYSA-N
        -> SMILES cannot be read: unclosed ring 1 opened at character 14

    Examples
        >>> print(smiles_unreadable(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc")))
        A cannot be read: unclosed ring 1 opened at character 14
        >>> smiles_unreadable(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Metal complexes with delocalised ligands may be right where RDKit finds no pattern of bonds: they are
        skipped, as are wildcards, R groups and structures beyond InChI's 1,023 atoms.
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
        A carbon with five bonds is a typing error, and so is an ammonium with five; what was meant cannot be read
        off.

    What to do
        Draw the SMILES, look at the atom that the message names, and compare it with the source. A misplaced
        parenthesis or a doubled substituent is the usual cause.

    Record
        smiles: NCC(C)(C)(CC(=O)O)c1ccc(Cl)cc1
        inchikey: KPYSYYIEGFHWSV-UHFFFAOYSA-N
        -> SMILES has an impossible valence: carbon (atom 3) has 5 bonds

    Examples
        >>> print(smiles_valence(Structure.from_smiles("NCC(C)(C)(CC(=O)O)c1ccc(Cl)cc1")))
        A has an impossible valence: carbon (atom 3) has 5 bonds
        >>> smiles_valence(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Hypervalent halogens, phosphorus, metals and boron hydrides exist: outside H, C, N, O and F
        the check is skipped, as it is for carbonium ions (CH5+) and radical anions. A SMILES that another field
        confirms is taken as it is.
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
    """A stereocentre in square brackets lacks its hydrogen, which makes it a radical.

    Why it matters
        Atoms in square brackets have only the hydrogens that are written. `[C@]` with three
        neighbours, typed for `[C@H]` or `[C@@H]`, loses one hydrogen and the configuration.

    What to do
        Write `[C@H]` or `[C@@H]` for `[C@]` or `[C@@]`, and check the configuration against another field: the
        order of the neighbours changes with the hydrogen.

    Record
        smiles: NC[C@](CC(=O)O)c1ccc(Cl)cc1
        inchikey: KPYSYYIEGFHWSV-QMMMGPOBSA-N
        -> SMILES lacks a hydrogen at C (atom 3): a stereocentre in square brackets with three neighbours is a
           radical

    Examples
        >>> print(smiles_missing_hydrogen(Structure.from_smiles("NC[C@](CC(=O)O)c1ccc(Cl)cc1")))
        A lacks a hydrogen at C (atom 3): a stereocentre in square brackets with three neighbours is a radical
        >>> smiles_missing_hydrogen(Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Radicals without a stereo mark are left alone: some substances are radicals.
    """
    if not smiles.is_accepted:
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

    What to do
        Unless a radical is meant, add the missing hydrogen or charge inside the brackets, or write the atom
        without brackets.

    Record
        smiles: NC[C](CC(=O)O)c1ccc(Cl)cc1
        name: baclofen
        -> SMILES has an unpaired electron at C (atom 3): a hydrogen may be missing in square brackets

    Examples
        >>> print(smiles_radical(Structure.from_smiles("NC[C](CC(=O)O)c1ccc(Cl)cc1")))
        A has an unpaired electron at C (atom 3): a hydrogen may be missing in square brackets
        >>> smiles_radical(Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        Nitroxides, nitric oxide and other stable radicals look the same, so this is only a warning.
    """
    if not smiles.is_accepted:
        return unreadable("SMILES")
    if not smiles.radicals:
        return AGREES
    atoms = ", ".join(f"{a.GetSymbol()} (atom {a.GetIdx() + 1})" for a in smiles.radicals[:3])
    return Fault(f"{{a}} {{has}} an unpaired electron at {atoms}: a hydrogen may be missing in square brackets")


def stereo_mark_lost(smiles: Structure) -> Outcome:
    """The SMILES marks stereochemistry on an atom that cannot have any.

    Why it matters
        A mark on an atom that is not a stereocentre means nothing, and every program drops it. It often betrays
        a mark on the wrong atom, or a lost substituent.

    What to do
        Compare the drawing with the source. If the mark sits on the wrong atom, move it; if a substituent is
        missing, restore it; otherwise remove the mark.

    Record
        smiles: N[C@@H](C)C[C@H](C)C
        -> SMILES has 2 tetrahedral marks, but only 1 is on a stereocentre

    Examples
        >>> print(stereo_mark_lost(Structure.from_smiles("N[C@@H](C)C[C@H](C)C")))
        A has 2 tetrahedral marks, but only 1 is on a stereocentre
        >>> stereo_mark_lost(Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A chiral axis or a spiro centre that RDKit does not perceive loses its mark too.
    """
    if not smiles.is_accepted:
        return unreadable("SMILES")
    if smiles.stereo_marks_written <= len(smiles.layers.centres):
        return AGREES
    written = smiles.stereo_marks_written - smiles.allene_marks
    if not written or (kept := smiles.stereo_marks_kept) >= written:
        return AGREES
    marks = "mark" if written == 1 else "marks"
    where = "but it is not on a stereocentre" if written == 1 else f"but only {kept} is on a stereocentre"
    if written > 1 and kept != 1:
        where = f"but only {kept} of them are on stereocentres" if kept else "but none of them is on a stereocentre"
    return Fault(f"{{a}} {{has}} {written} tetrahedral {marks}, {where}")


def molblock_unreadable(molblock: Structure) -> Outcome:
    """Neither RDKit nor the InChI software can read the molfile.

    Why it matters
        A drawing that no program can read cannot be compared with anything.

    What to do
        Export the structure again from the drawing program. A truncated file and shifted columns are the usual
        causes.

    Record
        molblock:
            GABA


              7  6  0  0  0  0            999 V2000
                0.0000    0.0000    0.0000 N   0  0
        inchikey: BTCSSZJGUNDROE-UHFFFAOYSA-N
        -> molfile cannot be read: neither RDKit nor the InChI software can read the molfile

    Examples
        >>> print(molblock_unreadable(Structure.from_molblock("GABA")))
        A cannot be read: neither RDKit nor the InChI software can read the molfile
        >>> from rdkit import Chem
        >>> block = Chem.MolToMolBlock(Chem.MolFromSmiles("NCCCC(=O)O"))
        >>> molblock_unreadable(Structure.from_molblock(block))
        Agrees()

    Blind spots
        Query features, abbreviations and polymers are legal molfiles without a definite structure.
    """
    if molblock.fault is None or molblock.known:
        return AGREES
    if molblock.fault.limit:
        return CannotTell(molblock.fault.message)
    return Fault(f"{{a}} cannot be read: {molblock.fault.message}", blame="a")


def inchi_unreadable(inchi: StatedInChI) -> Outcome:
    """The InChI cannot be read, or contradicts itself.

    Why it matters
        A truncated or mistyped InChI still hashes to an InChIKey that looks valid. Only parsing shows that it
        describes nothing.

    What to do
        Copy the InChI again from its source, or generate it from a SMILES or molfile that the other fields
        confirm.

    Record
        inchi: InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)
        inchikey: BTCSSZJGUNDROE-UHFFFAOYSA-N
        -> InChI cannot be read: it connects atom 9, but the formula C4H9NO2 has only 7 atoms that are numbered

    Examples
        >>> from gaba_analogs.notation.inchi import read_inchi
        >>> def stated(text):
        ...     read = read_inchi(text)
        ...     return StatedInChI(read, Structure.from_inchi(read.value))
        >>> print(inchi_unreadable(stated("InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)")))
        A cannot be read: it connects atom 9, but the formula C4H9NO2 has only 7 atoms that are numbered
        >>> inchi_unreadable(stated("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"))
        Agrees()

    Blind spots
        InChIs of more than 1,023 atoms and of polymers are not standard, and are skipped; so are clusters of boron and
        hydrogens that bridge two atoms, where RDKit does not read them: their composition and key are compared.
    """
    if inchi.text.fault is not None or inchi.structure is None:
        return Fault(f"{{a}} cannot be read: {inchi.text.fault}", stated=inchi.text.text, blame="a")
    if inchi.is_read:
        return AGREES
    if inchi.dragged is not None:
        return left_to("inchi-not-canonical")
    if inchi.structure.heavy_atoms > MAXIMUM_ATOMS:
        return CannotTell(f"more than {MAXIMUM_ATOMS:,} atoms are beyond the standard InChI")
    if inchi.text.limit and (inchi.is_beyond_software or not inchi.broken):
        return CannotTell(inchi.text.limit)
    reason = inchi.broken or "the InChI software finds no structure with this InChI"
    return Fault(f"{{a}} cannot be read: {reason}", stated=inchi.text.text, blame="a")


def inchi_not_canonical(inchi: StatedInChI) -> Outcome:
    """The InChI is not the one that the InChI software gives for its own structure.

    Why it matters
        An InChI is canonical by definition: one structure, one text. No program writes a standard InChI whose
        last digit a spreadsheet counted up (/s2, /s3, ... for /s1), yet it hashes to a key that looks valid.

    What to do
        Replace it with the InChI that the message expects. If a column ends in /s2, /s3, /s4, restore it from
        the source: a spreadsheet filled it as a series.

    Record
        inchi: InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s2
        smiles: CC(C)C[C@H](CN)CC(=O)O
        -> InChI ends in /s2, which no program writes in a standard InChI: a spreadsheet counted the /s1 up

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
        RDKit cannot represent every InChI (metals, delocalised dyes, porphyrins). Unless the stated key is that
        of the InChI which RDKit gives back, a difference is put down to that, and skipped.
    """
    structure, rewritten = inchi.structure, inchi.rewritten
    if structure is None:
        return unreadable("InChI")
    if not inchi.text.standard:
        return left_to("inchi-not-standard")
    if inchi.confirmed or structure.is_reproducible:
        return AGREES
    if inchi.dragged is not None:
        last = structure.text.rpartition("/")[2]
        cause = "which no program writes in a standard InChI: a spreadsheet counted the /s1 up"
        return Fault(f"{{a}} ends in /{last}, {cause}", stated=inchi.text.text, expected=rewritten, blame="a")
    if not structure.regenerated:
        return left_to("inchi-unreadable")
    if rewritten is None:
        return CannotTell("RDKit cannot convert the InChI to a structure and back")
    return Fault(
        "{a} is not canonical: the InChI software writes its structure differently",
        stated=inchi.text.text,
        expected=rewritten,
        blame="a",
    )


def inchi_not_standard(inchi: StatedInChI) -> Outcome:
    """The InChI is not a standard one.

    Why it matters
        `InChI=1/` allows options (fixed hydrogens, relative stereo) that change the text and the key. It is
        compared by the standard InChI of the structure that it describes.

    What to do
        Generate the standard InChI (`InChI=1S/`) from the structure, unless the options are needed; databases
        are joined by the standard one.

    Record
        inchi: InChI=1/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
        inchikey: BTCSSZJGUNDROE-UHFFFAOYSA-N
        -> InChI is not a standard InChI (it begins with 1/, not 1S/)

    Examples
        >>> from gaba_analogs.notation.inchi import read_inchi
        >>> old = read_inchi("InChI=1/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
        >>> print(inchi_not_standard(StatedInChI(old, None)))
        A is not a standard InChI (it begins with 1/, not 1S/)
        >>> now = read_inchi("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
        >>> inchi_not_standard(StatedInChI(now, None))
        Agrees()

    Blind spots
        What the options changed cannot always be read off the text.
    """
    if inchi.text.standard and inchi.text.value is not None:
        return AGREES
    if inchi.text.value is None or inchi.text.limit:
        return unreadable("InChI")
    return Fault("{a} is not a standard InChI (it begins with 1/, not 1S/)", stated=inchi.text.text)
