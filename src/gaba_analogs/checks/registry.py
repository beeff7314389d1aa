"""What PubChem says about a record's identifiers, against what the record says.

PubChem is a witness like any other: where it differs, either the identifier or the other fields are
wrong, and the fields that agree with each other decide. What it could not be asked is skipped.
"""

from __future__ import annotations

from collections.abc import Callable

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
from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, NothingSaid, Outcome, literal
from gaba_analogs.checks.pairs import LIMIT
from gaba_analogs.chemistry.relation import relate
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.notation.number import NumberText
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.results.findings import SkipKind

FAMILY = "PubChem's answers"


def cid_unknown(registry: Registry) -> Outcome:
    """PubChem has no compound with this CID.

    Why it matters
        A mistyped or withdrawn number leads nobody to the compound.

    What to do
        Look the compound up in PubChem by its name or InChIKey, and replace the number.

    Record
        name: baclofen
        pubchem_cid: 999999999
        -> PubChem CID 999999999 is not known to PubChem

    Examples
        >>> print(cid_unknown(Registry(by_cid=Answer("999999999"))))
        A 999999999 is not known to PubChem
        >>> cid_unknown(Registry(by_cid=Answer("119", (RegistryEntry(119),))))
        Agrees()

    Blind spots
        A mistyped number is usually that of another compound: the comparison of structures shows it.
    """
    answer = registry.by_cid
    missing = _why_none(answer, "PubChem CID")
    if missing is None:
        return AGREES
    if answer is None or answer.failure is not None:
        return missing
    return Fault(f"{{a}} {answer.question} is not known to PubChem", stated=answer.question, blame="a")


def cid_skeleton_mismatch(registry: Registry, structure: Structure) -> Outcome:
    """The CID is that of a different compound.

    Why it matters
        Every field may agree with every other and still describe a compound that is not the one of the CID: a
        shifted row, or a look-up by an ambiguous name.

    What to do
        Look the compound up in PubChem by its name or InChIKey, and replace the CID, or the structure if the
        CID is the one you trust.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        pubchem_cid: 119
        -> PubChem CID 119 (gamma-Aminobutyric acid) is a different compound from SMILES: C4H9NO2 against
           C10H12ClNO2

    Examples
        >>> gaba = RegistryEntry(119, "gamma-Aminobutyric acid", smiles="NCCCC(=O)O")
        >>> registry = Registry(by_cid=Answer("119", (gaba,)))
        >>> print(cid_skeleton_mismatch(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")))
        A 119 (gamma-Aminobutyric acid) is a different compound from B: C4H9NO2 against C10H12ClNO2
        >>> cid_skeleton_mismatch(registry, Structure.from_smiles("OC(=O)CCCN"))
        Agrees()

    Blind spots
        PubChem standardises drawings: charges and bonds of metal compounds are conventions.
    """
    return _cid_against(registry, structure, ANOTHER)


def cid_component_mismatch(registry: Registry, structure: Structure) -> Outcome:
    """The CID is that of a salt, solvate or mixture, the structure that of its parent, or the reverse.

    Why it matters
        PubChem keeps parent and salt apart: bioassay data, CAS numbers and masses differ.

    What to do
        Decide which form the record is about, and take CID and structure of that form.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1.Cl
        pubchem_cid: 2284
        -> PubChem CID 2284 (Baclofen) lacks the hydrogen chloride of SMILES (hydrochloride)

    Examples
        >>> parent = RegistryEntry(2284, "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_cid=Answer("2284", (parent,)))
        >>> fault = cid_component_mismatch(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl"))
        >>> print(fault)
        A 2284 (Baclofen) lacks the hydrogen chloride of B (hydrochloride)
        >>> cid_component_mismatch(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        A number of waters or counter-ions that is not drawn cannot be compared.
    """
    return _cid_against(registry, structure, COMPONENTS)


def cid_tautomer(registry: Registry, structure: Structure) -> Outcome:
    """PubChem draws the compound of the CID as a different tautomer.

    Why it matters
        PubChem standardises tautomers, so its drawing need not be the depositor's. Usually it is no mistake,
        but keys differ.

    What to do
        Nothing, if your drawing is meant. To join by InChIKey, take PubChem's structure.

    Record
        smiles: CC(O)=CC(C)=O
        pubchem_cid: 31261
        -> PubChem CID 31261 (Acetylacetone) is a different tautomer of SMILES

    Examples
        >>> keto = RegistryEntry(31261, "Acetylacetone", smiles="CC(=O)CC(C)=O")
        >>> registry = Registry(by_cid=Answer("31261", (keto,)))
        >>> print(cid_tautomer(registry, Structure.from_smiles("CC(O)=CC(C)=O")))
        A 31261 (Acetylacetone) is a different tautomer of B
        >>> cid_tautomer(registry, Structure.from_smiles("CC(=O)CC(C)=O"))
        Agrees()

    Blind spots
        Tautomers that share a standard InChI are not distinguished.
    """
    return _cid_against(registry, structure, TAUTOMER)


def cid_protonation_mismatch(registry: Registry, structure: Structure) -> Outcome:
    """The CID is that of a different protonation state or charge.

    Why it matters
        PubChem numbers an acid and its anion separately; formula and mass differ.

    What to do
        Decide whether the record is about the acid, the anion or a salt, and take CID and structure of that
        form.

    Record
        smiles: OCCCC(=O)[O-]
        pubchem_cid: 10413
        -> PubChem CID 10413 (4-Hydroxybutanoic acid) has one proton more than SMILES

    Examples
        >>> acid = RegistryEntry(10413, "4-Hydroxybutanoic acid", smiles="OCCCC(=O)O")
        >>> registry = Registry(by_cid=Answer("10413", (acid,)))
        >>> print(cid_protonation_mismatch(registry, Structure.from_smiles("OCCCC(=O)[O-]")))
        A 10413 (4-Hydroxybutanoic acid) has one proton more than B
        >>> cid_protonation_mismatch(registry, Structure.from_smiles("OCCCC(=O)O"))
        Agrees()

    Blind spots
        A zwitterion and the neutral form share one standard InChI.
    """
    return _cid_against(registry, structure, PROTONATION)


def cid_enantiomer_mismatch(registry: Registry, structure: Structure) -> Outcome:
    """The CID is that of the mirror image.

    Why it matters
        Formula, mass and the first block of the key are the same; the activity is not.

    What to do
        Find out which enantiomer the substance is, by its CAS number or the original paper, and replace CID or
        structure.

    Record
        smiles: NC[C@@H](CC(=O)O)c1ccc(Cl)cc1
        pubchem_cid: 44602
        -> PubChem CID 44602 (Arbaclofen) is the enantiomer of SMILES

    Examples
        >>> arbaclofen = RegistryEntry(44602, "Arbaclofen", smiles="NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_cid=Answer("44602", (arbaclofen,)))
        >>> print(cid_enantiomer_mismatch(registry, Structure.from_smiles("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1")))
        A 44602 (Arbaclofen) is the enantiomer of B
        >>> cid_enantiomer_mismatch(registry, Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        The standard InChI does not hold the chirality of axes and planes.
    """
    return _cid_against(registry, structure, ENANTIOMER)


def cid_stereo_mismatch(registry: Registry, structure: Structure) -> Outcome:
    """The CID is that of a diastereomer, or of the other double-bond isomer.

    Why it matters
        With one opposite centre it is another compound, with another number.

    What to do
        Look at the stereocentre or double bond that the message names, compare it with the source, and replace
        CID or structure.

    Record
        smiles: C[C@H](O)[C@H](N)C(=O)O
        pubchem_cid: 6288
        -> PubChem CID 6288 (L-Threonine) is an epimer of SMILES: opposite at C (SMILES atom 2)

    Examples
        >>> threonine = RegistryEntry(6288, "L-Threonine", smiles="C[C@@H](O)[C@H](N)C(=O)O")
        >>> registry = Registry(by_cid=Answer("6288", (threonine,)))
        >>> print(cid_stereo_mismatch(registry, Structure.from_smiles("C[C@H](O)[C@H](N)C(=O)O")))
        A 6288 (L-Threonine) is an epimer of B: opposite at C (SMILES atom 2)
        >>> cid_stereo_mismatch(registry, Structure.from_smiles("C[C@@H](O)[C@H](N)C(=O)O"))
        Agrees()

    Blind spots
        RDKit cannot represent the double-bond layers of some macrocycles: they are skipped.
    """
    return _cid_against(registry, structure, CONFIGURATION)


def cid_isotope_mismatch(registry: Registry, structure: Structure) -> Outcome:
    """The CID is that of a form with different isotope labels, or with none.

    Why it matters
        A labelled standard has a number of its own.

    What to do
        Take the CID of the labelled form; if the substance is not labelled, remove the labels.

    Record
        smiles: [2H]C([2H])(N)CCC(=O)O
        pubchem_cid: 119
        -> isotope labels missing in PubChem CID 119 (gamma-Aminobutyric acid)

    Examples
        >>> gaba = RegistryEntry(119, "gamma-Aminobutyric acid", smiles="NCCCC(=O)O")
        >>> registry = Registry(by_cid=Answer("119", (gaba,)))
        >>> print(cid_isotope_mismatch(registry, Structure.from_smiles("[2H]C([2H])(N)CCC(=O)O")))
        isotope labels missing in A 119 (gamma-Aminobutyric acid)
        >>> cid_isotope_mismatch(registry, Structure.from_smiles("NCCCC(=O)O"))
        Agrees()

    Blind spots
        None known.
    """
    return _cid_against(registry, structure, ISOTOPES)


def cid_stereo_missing(registry: Registry, structure: Structure) -> Outcome:
    """The compound of the CID and the structure specify different amounts of stereochemistry.

    Why it matters
        The flat form, which may be the racemate, and each enantiomer have CIDs of their own: baclofen is
        2284, (R)-baclofen 44602.

    What to do
        If the substance is one stereoisomer, take the CID of that isomer. If it is a racemate, remove the
        stereochemistry from the structure.

    Record
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        pubchem_cid: 2284
        -> stereo missing in PubChem CID 2284 (Baclofen): its one stereocentre is unspecified; a flat entry
           may be the racemate or an unspecified form

    Examples
        >>> baclofen = RegistryEntry(2284, "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_cid=Answer("2284", (baclofen,)))
        >>> fault = cid_stereo_missing(registry, Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1"))
        >>> print(str(fault).partition(";")[0])
        stereo missing in A 2284 (Baclofen): its one stereocentre is unspecified
        >>> cid_stereo_missing(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        PubChem does not say whether a flat entry means the racemate or an unknown configuration.
    """
    return _cid_against(registry, structure, OPEN_STEREO)


def cid_inchikey_mismatch(inchikey: InChIKey, registry: Registry) -> Outcome:
    """The InChIKey is not that of the CID.

    Why it matters
        Where a record gives no structure, key and CID are all that can be compared.

    What to do
        Open both in PubChem, see which is the compound you mean, and replace the other.

    Record
        inchikey: KPYSYYIEGFHWSV-QMMMGPOBSA-N
        pubchem_cid: 2284
        -> PubChem CID 2284 (Baclofen) leaves stereochemistry or isotopes open that InChIKey specifies

    Examples
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> baclofen = RegistryEntry(2284, "Baclofen", inchikey="KPYSYYIEGFHWSV-UHFFFAOYSA-N")
        >>> registry = Registry(by_cid=Answer("2284", (baclofen,)))
        >>> print(cid_inchikey_mismatch(read_inchikey("KPYSYYIEGFHWSV-QMMMGPOBSA-N"), registry))
        A specifies stereochemistry or isotopes that B 2284 (Baclofen) leaves open
        >>> cid_inchikey_mismatch(read_inchikey("KPYSYYIEGFHWSV-UHFFFAOYSA-N"), registry)
        Agrees()

    Blind spots
        A key cannot be read backwards: what differs within a block is not known.
    """
    entry = _compound(registry)
    if not isinstance(entry, RegistryEntry):
        return entry
    if inchikey.value is None or not inchikey.standard or entry.inchikey is None:
        return CannotTell("there are no two standard InChIKeys to compare")
    return against_key(inchikey.value, entry.inchikey, entry.label)


def cid_formula_mismatch(formula: FormulaText, registry: Registry) -> Outcome:
    """The formula is not that of the CID.

    Why it matters
        If a record has only a CID and a formula, there is nothing else to check it by.

    What to do
        If the message names a salt or parent, decide which form the record is about; otherwise replace CID or
        formula.

    Record
        formula: C4H10ClNO2
        pubchem_cid: 119
        -> formula is that of the hydrochloride of PubChem CID 119 (gamma-Aminobutyric acid)

    Examples
        >>> from gaba_analogs.notation.formula import read_formula
        >>> gaba = RegistryEntry(119, "gamma-Aminobutyric acid", smiles="NCCCC(=O)O")
        >>> registry = Registry(by_cid=Answer("119", (gaba,)))
        >>> print(cid_formula_mismatch(read_formula("C4H10ClNO2"), registry))
        A is that of the hydrochloride of B 119 (gamma-Aminobutyric acid)
        >>> cid_formula_mismatch(read_formula("C4H9NO2"), registry)
        Agrees()

    Blind spots
        Isomers share a formula.
    """
    return _against_composition(registry, lambda composition: formula_mismatch(formula, composition))


def cid_molecular_weight_mismatch(molecular_weight: NumberText, registry: Registry) -> Outcome:
    """The molecular weight is not that of the CID.

    Why it matters
        The usual cause is the mass of a salt beside the number of its parent, or the monoisotopic mass in this
        field.

    What to do
        If the message names another kind of mass or another form, move the number or replace the CID; otherwise
        take the expected value.

    Record
        molecular_weight: 213.0557
        pubchem_cid: 2284
        -> molecular weight is the monoisotopic mass, not the average mass, of PubChem CID 2284 (Baclofen)

    Examples
        >>> from gaba_analogs.notation.number import read_mass
        >>> baclofen = RegistryEntry(2284, "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_cid=Answer("2284", (baclofen,)))
        >>> print(cid_molecular_weight_mismatch(read_mass("213.0557"), registry))
        A is the monoisotopic mass, not the average mass, of B 2284 (Baclofen)
        >>> cid_molecular_weight_mismatch(read_mass("213.66"), registry)
        Agrees()

    Blind spots
        The mass is compared with the composition, not with PubChem's own figure, which is rounded.
    """
    return _against_composition(registry, lambda composition: molecular_weight_mismatch(molecular_weight, composition))


def cid_monoisotopic_mass_mismatch(monoisotopic_mass: NumberText, registry: Registry) -> Outcome:
    """The monoisotopic mass is not that of the CID.

    Why it matters
        Spectral libraries are searched by it.

    What to do
        If the message says that it is the average mass, move it to the molecular weight; otherwise take the
        expected value.

    Record
        monoisotopic_mass: 213.66
        pubchem_cid: 2284
        -> monoisotopic mass is the average mass, not the monoisotopic mass, of PubChem CID 2284 (Baclofen)

    Examples
        >>> from gaba_analogs.notation.number import read_mass
        >>> baclofen = RegistryEntry(2284, "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_cid=Answer("2284", (baclofen,)))
        >>> print(cid_monoisotopic_mass_mismatch(read_mass("213.66"), registry))
        A is the average mass, not the monoisotopic mass, of B 2284 (Baclofen)
        >>> cid_monoisotopic_mass_mismatch(read_mass("213.0556563"), registry)
        Agrees()

    Blind spots
        Isomers share a mass.
    """
    return _against_composition(
        registry, lambda composition: monoisotopic_mass_mismatch(monoisotopic_mass, composition)
    )


def iupac_name_differs(iupac_name: ParsedName, registry: Registry) -> Outcome:
    """PubChem gives the compound of the CID a different systematic name.

    Why it matters
        Systematic names are not unique, so this proves nothing, but a name in common use is found more easily.

    What to do
        Nothing, if the name describes the structure. To be found by name, add PubChem's to the synonyms.

    Record
        iupac_name: 3-carboxypropylamine
        pubchem_cid: 119
        -> IUPAC name is not one of PubChem's names for PubChem CID 119 (gamma-Aminobutyric acid), which it
           calls 4-aminobutanoic acid

    Examples
        >>> gaba = RegistryEntry(119, iupac_name="4-aminobutanoic acid", iupac_names=("4-aminobutanoic acid",))
        >>> registry = Registry(by_cid=Answer("119", (gaba,)))
        >>> print(iupac_name_differs(ParsedName("3-carboxypropylamine", "", None), registry))
        A is not one of PubChem's names for B 119, which it calls 4-aminobutanoic acid
        >>> iupac_name_differs(ParsedName("4-Aminobutanoic acid", "", None), registry)
        Agrees()

    Blind spots
        Whether both names mean the same structure is for the comparison of structures, where OPSIN reads the
        name.
    """
    entry = _compound(registry)
    if not isinstance(entry, RegistryEntry):
        return entry
    if entry.iupac_name is None:
        return CannotTell(f"PubChem gives CID {entry.cid} no systematic name")
    if entry.is_called(iupac_name.name):
        return AGREES
    own = literal(entry.iupac_name)
    return Fault(
        f"{{a}} {{is}} not one of PubChem's names for {{b}} {literal(entry.label)}, which it calls {own}",
        stated=iupac_name.name,
    )


def cas_of_another(registry: Registry, structure: Structure) -> Outcome:
    """The CAS number is that of a different compound.

    Why it matters
        The check digit fits and the number exists, but it is that of the enantiomer, the racemate or the salt:
        the wrong bottle is ordered.

    What to do
        Look the structure up in CAS Common Chemistry, and replace the number, or the structure if the number is
        the one you trust.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1.Cl
        cas: 1134-47-0
        -> CAS number 1134-47-0 (PubChem CID 2284, Baclofen) lacks the hydrogen chloride of SMILES
           (hydrochloride)

    Examples
        >>> baclofen = RegistryEntry(2284, "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_cas=Answer("1134-47-0", (baclofen,)))
        >>> print(cas_of_another(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl")))
        A 1134-47-0 (PubChem CID 2284, Baclofen) lacks the hydrogen chloride of B (hydrochloride)
        >>> cas_of_another(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        PubChem's CAS numbers come from depositors. Some are attached to several compounds; then any of them
        passes.
    """
    return _stands_for(registry.by_cas, structure, "CAS number", _own(registry, structure, lambda entry: entry.cas))


def unii_of_another(registry: Registry, structure: Structure) -> Outcome:
    """The UNII is that of a different compound.

    Why it matters
        The FDA's register numbers salt, racemate and enantiomer separately.

    What to do
        Look the structure up in the FDA's register, and replace the UNII, or the structure if the UNII is the
        one you trust.

    Record
        smiles: NCC(CC(=O)O)c1ccccc1
        unii: H789N3FKE8
        -> UNII H789N3FKE8 (PubChem CID 2284, Baclofen) is a different compound from SMILES: C10H12ClNO2 against
           C10H13NO2

    Examples
        >>> baclofen = RegistryEntry(2284, "Baclofen", smiles="NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> registry = Registry(by_unii=Answer("H789N3FKE8", (baclofen,)))
        >>> print(unii_of_another(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccccc1")))
        A H789N3FKE8 (PubChem CID 2284, Baclofen) is a different compound from B: C10H12ClNO2 against C10H13NO2
        >>> unii_of_another(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"))
        Agrees()

    Blind spots
        PubChem's UNIIs come from depositors. Some are attached to several compounds; then any of them passes.
    """
    return _stands_for(registry.by_unii, structure, "UNII", _own(registry, structure, lambda entry: entry.unii))


def name_of_another(registry: Registry, structure: Structure) -> Outcome:
    """The name is that of a different compound.

    Why it matters
        Up to a sixth of the trivial names in one database have several structures (Akhondi et al., J.
        Cheminform. 2015, 7, 54, doi:10.1186/s13321-015-0102-6); a name that never means the stated structure is
        wrong.

    What to do
        Look the name up in PubChem, and correct name or structure.

    Record
        name: Phenibut
        smiles: NCC(CC(=O)O)c1ccc(F)cc1
        -> name Phenibut (PubChem CID 14113) is a different compound from SMILES: C10H13NO2 against C10H12FNO2

    Examples
        >>> phenibut = RegistryEntry(14113, "Phenibut", smiles="NCC(CC(=O)O)c1ccccc1")
        >>> registry = Registry(by_name=Answer("Phenibut", (phenibut,)))
        >>> print(name_of_another(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccc(F)cc1")))
        A Phenibut (PubChem CID 14113) is a different compound from B: C10H13NO2 against C10H12FNO2
        >>> name_of_another(registry, Structure.from_smiles("NCC(CC(=O)O)c1ccccc1"))
        Agrees()

    Blind spots
        A name that only leaves the configuration open is no fault: trivial names usually do. For the same
        reason a name never decides the verdict: what it contradicts is a warning.
    """
    outcome = _stands_for(registry.by_name, structure, "name", None)
    if isinstance(outcome, Fault) and outcome.less == "a":
        return NothingSaid("the name leaves the configuration open, as trivial names do")
    return outcome


# -- what PubChem says -----------------------------------------------------------------------------


def _why_none(answer: Answer | None, what: str) -> NothingSaid | CannotTell | None:
    """Say why there is no compound to compare with; None where there is one."""
    if answer is None:
        return NothingSaid(f"no {what} to ask PubChem about")
    if answer.failure is not None:
        return NothingSaid(answer.failure, SkipKind.NOT_ASKED)
    return None if answer.entries else CannotTell(f"PubChem knows no compound for the {what} {answer.question}")


_NOT_ASKED = NothingSaid("PubChem was not asked", SkipKind.NOT_ASKED)


def _compound(registry: Registry) -> RegistryEntry | CannotTell | NothingSaid:
    """Give the compound of the stated CID."""
    missing = _why_none(registry.by_cid, "PubChem CID")
    if missing is not None or registry.by_cid is None or registry.by_cid.entry is None:
        return missing or _NOT_ASKED
    return registry.by_cid.entry


def _cid_against(registry: Registry, structure: Structure, difference: Difference) -> Outcome:
    """Compare the structure of the CID with a stated one in one kind of difference."""
    entry = _compound(registry)
    if not isinstance(entry, RegistryEntry):
        return entry
    if entry.structure is None:
        return CannotTell(f"PubChem gives CID {entry.cid} no structure that can be read")
    named = Named(entry.label, str(entry.cid), registry.cid_of(structure.inchikey))
    return against_structure(entry.structure, structure, difference, named)


def _against_composition(registry: Registry, compare: Callable[[Composition], Outcome]) -> Outcome:
    """Compare a formula or mass with the composition of the CID's compound."""
    entry = _compound(registry)
    if not isinstance(entry, RegistryEntry):
        return entry
    if entry.structure is None:
        return CannotTell(f"PubChem gives CID {entry.cid} no structure that can be read")
    return against_composition(entry.structure.composition, compare, entry.label)


def _stands_for(answer: Answer | None, structure: Structure, what: str, own: str | None) -> Outcome:
    """Compare the compounds that PubChem gives for a name or number with a stated structure."""
    missing = _why_none(answer, what)
    if missing is not None or answer is None:
        return missing or _NOT_ASKED
    if structure.inchikey and any(entry.inchikey == structure.inchikey for entry in answer.entries):
        return AGREES
    drawn = {id(entry.structure): entry for entry in answer.entries if entry.structure is not None}
    near = nearest((entry.structure for entry in drawn.values() if entry.structure is not None), structure)
    if near is None or answer.unread:
        unread = "a structure" if near is None else f"all of the {len(answer.entries) + answer.unread} compounds"
        return CannotTell(f"PubChem's answer does not give {unread} for the {what} {answer.question}")
    entry, phrase = drawn[id(near)], weightiest(relate(near, structure))
    if phrase is None:
        same = any(e.structure is not None and e.structure.inchi == structure.inchi for e in answer.entries)
        return AGREES if same else CannotTell(LIMIT)
    if phrase.kind == "tautomer":
        return CannotTell(f"PubChem draws the compound of the {what} as a different tautomer")
    title = f", {entry.title}" if entry.title and entry.title != answer.question else ""
    label = f"{answer.question} (PubChem CID {entry.cid}{title})"
    return fault_of(phrase, Named(label, answer.question, own))


def _own(registry: Registry, structure: Structure, numbers: Callable[[RegistryEntry], tuple[str, ...]]) -> str | None:
    """Give the one number that PubChem lists for a structure; None where it lists none, or several."""
    answers = [answer for answer in (registry.by_inchikey, registry.by_cid) if answer is not None]
    entries = [entry for answer in answers for entry in answer.entries if entry.inchikey == structure.inchikey]
    listed = {number for entry in entries for number in numbers(entry)}
    return listed.pop() if len(listed) == 1 else None
