"""Real records, and what typing, copying and spreadsheets do to them.

Nothing here uses the verifier: a corruption is an edit of text, or RDKit's; masses come from the table
of isotopes and weights below. Every change knows what verification has to say about it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdkit import Chem, rdBase
from rdkit.Chem import AllChem

Base = Mapping[str, str]
Change = Callable[[Base], dict[str, str] | None]

VERIFIED, UNDERSPECIFIED, INCONSISTENT = "verified", "underspecified", "inconsistent"

# -- masses, computed without the verifier -----------------------------------------------------------

# Isotope masses: NIST, Atomic Weights and Isotopic Compositions (AME 2012 values); electron: CODATA 2018.
ISOTOPE_MASS = {
    "H": 1.00782503223,
    "D": 2.01410177812,
    "C": 12.0,
    "[13C]": 13.00335483507,
    "N": 14.00307400443,
    "O": 15.99491461957,
    "F": 18.99840316273,
    "Na": 22.9897692820,
    "P": 30.97376199842,
    "S": 31.9720711744,
    "Cl": 34.968852682,
    "Br": 78.9183376,
}
ELECTRON = 0.000548579909

# Standard atomic weights, IUPAC 1997 to 2007 (single values), and the abridged ones of 2021.
OLD_WEIGHT = {
    "H": 1.00794,
    "D": 2.01410177812,
    "C": 12.0107,
    "[13C]": 13.00335483507,
    "N": 14.0067,
    "O": 15.9994,
    "F": 18.9984032,
    "Na": 22.98977,
    "P": 30.973761,
    "S": 32.065,
    "Cl": 35.453,
    "Br": 79.904,
}
NEW_WEIGHT = {
    **OLD_WEIGHT,
    "H": 1.008,
    "C": 12.011,
    "N": 14.007,
    "O": 15.999,
    "F": 18.998,
    "Na": 22.990,
    "P": 30.974,
    "S": 32.06,
    "Cl": 35.45,
}


def counts(formula: str) -> dict[str, int]:
    """Count the atoms of a plain formula, labels (``D``, ``[13C]``) by themselves, charge ignored."""
    found: dict[str, int] = {}
    for symbol, number in re.findall(r"(\[13C\]|[A-Z][a-z]?)(\d*)", formula):
        found[symbol] = found.get(symbol, 0) + int(number or 1)
    return found


def mass(formula: str, weights: Mapping[str, float] = ISOTOPE_MASS, charge: int = 0) -> float:
    """Add up a formula."""
    return sum(weights[symbol] * n for symbol, n in counts(formula).items()) - charge * ELECTRON


def hill(atoms: Mapping[str, int]) -> str:
    """Write element counts in the Hill order."""
    order = sorted(atoms, key=lambda e: {"C": "0", "[13C]": "1", "H": "2", "D": "3"}.get(e, f"4{e}"))
    return "".join(f"{e}{atoms[e] if atoms[e] > 1 else ''}" for e in order if atoms[e])


# -- the records -------------------------------------------------------------------------------------

# Identifiers of the GABA family: data/compounds.csv, whose sources stand in data/sources.csv.
FAMILY = (
    "gaba",
    "baclofen",
    "(R)-baclofen",
    "(S)-baclofen",
    "baclofen-hydrochloride",
    "(R)-baclofen-hydrochloride",
    "arbaclofen-placarbil",
    "phenibut",
    "pregabalin",
    "pregabalin-sodium",
    "gabapentin",
    "mirogabalin",
    "vigabatrin",
    "(S)-2-hydroxysaclofen",
    "(R)-phaclofen",
    "lesogaberan",
    "d-isovaline",
    "sodium-oxybate",
    "picamilon",
    "homotaurine",
    "progabide",
)

# Identifiers of the others: PubChem, CAS Common Chemistry and the FDA's substance register (UNII). The labelled
# alanine is L-alanine of PubChem with the isotope layer that follows from its name.
OTHERS: dict[str, dict[str, str]] = {
    "aspirin": {
        "name": "Aspirin",
        "smiles": "CC(=O)Oc1ccccc1C(=O)O",
        "inchi": "InChI=1S/C9H8O4/c1-6(10)13-8-5-3-2-4-7(8)9(11)12/h2-5H,1H3,(H,11,12)",
        "inchikey": "BSYNRYMUTXBXSQ-UHFFFAOYSA-N",
        "formula": "C9H8O4",
        "molecular_weight": "180.16",
        "monoisotopic_mass": "180.0423",
        "iupac_name": "2-acetyloxybenzoic acid",
        "cas": "50-78-2",
        "unii": "R16CO5Y76E",
        "charge": "0",
    },
    "caffeine": {
        "name": "Caffeine",
        "smiles": "Cn1c(=O)c2c(ncn2C)n(C)c1=O",
        "inchi": "InChI=1S/C8H10N4O2/c1-10-4-9-6-5(10)7(13)12(3)8(14)11(6)2/h4H,1-3H3",
        "inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-N",
        "formula": "C8H10N4O2",
        "molecular_weight": "194.19",
        "monoisotopic_mass": "194.0804",
        "iupac_name": "1,3,7-trimethylpurine-2,6-dione",
        "chirality": "achiral",
        "cas": "58-08-2",
        "unii": "3G6A5W338E",
        "charge": "0",
    },
    "L-alanine": {
        "name": "L-Alanine",
        "smiles": "C[C@H](N)C(=O)O",
        "inchi": "InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1",
        "inchikey": "QNAYBMKLOCPYGJ-REOHCLBHSA-N",
        "formula": "C3H7NO2",
        "molecular_weight": "89.09",
        "monoisotopic_mass": "89.0477",
        "iupac_name": "(2S)-2-aminopropanoic acid",
        "chirality": "(S)-enantiomer",
        "cas": "56-41-7",
        "unii": "OF5P57N2ZX",
        "charge": "0",
    },
    "L-alanine-13C3": {
        "name": "L-Alanine-13C3",
        "smiles": "[13CH3][13C@H](N)[13C](=O)O",
        "inchi": "InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1/i1+1,2+1,3+1",
        "inchikey": "QNAYBMKLOCPYGJ-GCCOVPGMSA-N",
        "formula": "[13C]3H7NO2",
        "molecular_weight": "92.07",
        "monoisotopic_mass": "92.0577",
        "iupac_name": "(2S)-2-amino(1,2,3-13C3)propanoic acid",
        "chirality": "(S)-enantiomer",
        "charge": "0",
    },
    "L-tryptophan": {
        "name": "L-Tryptophan",
        "smiles": "N[C@@H](Cc1c[nH]c2ccccc12)C(=O)O",
        "inchi": "InChI=1S/C11H12N2O2/c12-9(11(14)15)5-7-6-13-10-4-2-1-3-8(7)10"
        "/h1-4,6,9,13H,5,12H2,(H,14,15)/t9-/m0/s1",
        "inchikey": "QIVBCDIJIAJPQS-VIFPVBQESA-N",
        "formula": "C11H12N2O2",
        "molecular_weight": "204.23",
        "monoisotopic_mass": "204.0899",
        "iupac_name": "(2S)-2-amino-3-(1H-indol-3-yl)propanoic acid",
        "chirality": "S-enantiomer",
        "cas": "73-22-3",
        "unii": "8DUH1N11BX",
        "charge": "0",
    },
    "L-threonine": {
        "name": "L-Threonine",
        "smiles": "C[C@@H](O)[C@H](N)C(=O)O",
        "inchi": "InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1",
        "inchikey": "AYFVYJQAPQTCCC-GBXIJSLDSA-N",
        "formula": "C4H9NO3",
        "molecular_weight": "119.12",
        "monoisotopic_mass": "119.0582",
        "iupac_name": "(2S,3R)-2-amino-3-hydroxybutanoic acid",
        "chirality": "Single enantiomer",
        "cas": "72-19-5",
        "unii": "2ZD004190S",
        "charge": "0",
    },
    "fumaric acid": {
        "name": "Fumaric acid",
        "smiles": "OC(=O)/C=C/C(=O)O",
        "inchi": "InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1+",
        "inchikey": "VZCYOOQTPOCHFL-OWOJBTEDSA-N",
        "formula": "C4H4O4",
        "molecular_weight": "116.07",
        "monoisotopic_mass": "116.0110",
        "iupac_name": "(2E)-but-2-enedioic acid",
        "cas": "110-17-8",
        "unii": "88XHZ13131",
        "charge": "0",
    },
    "maleic acid": {
        "name": "Maleic acid",
        "smiles": r"OC(=O)/C=C\C(=O)O",
        "inchi": "InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1-",
        "inchikey": "VZCYOOQTPOCHFL-UPHRSURJSA-N",
        "formula": "C4H4O4",
        "molecular_weight": "116.07",
        "monoisotopic_mass": "116.0110",
        "iupac_name": "(2Z)-but-2-enedioic acid",
        "chirality": "achiral",
        "cas": "110-16-7",
        "unii": "91XW058U2C",
        "charge": "0",
    },
    "oleic acid": {
        "name": "Oleic acid",
        "smiles": r"CCCCCCCC/C=C\CCCCCCCC(=O)O",
        "inchi": "InChI=1S/C18H34O2/c1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16-17-18(19)20"
        "/h9-10H,2-8,11-17H2,1H3,(H,19,20)/b10-9-",
        "inchikey": "ZQPPMHVWECSIRJ-KTKRTIGZSA-N",
        "formula": "C18H34O2",
        "molecular_weight": "282.47",
        "monoisotopic_mass": "282.2559",
        "iupac_name": "(9Z)-octadec-9-enoic acid",
        "cas": "112-80-1",
        "unii": "2UMI9U37CP",
        "charge": "0",
    },
    "L-tartaric acid": {
        "name": "L-Tartaric acid",
        "smiles": "O[C@H]([C@@H](O)C(=O)O)C(=O)O",
        "inchi": "InChI=1S/C4H6O6/c5-1(3(7)8)2(6)4(9)10/h1-2,5-6H,(H,7,8)(H,9,10)/t1-,2-/m1/s1",
        "inchikey": "FEWJPZIEWOKRBE-JCYAYHJZSA-N",
        "formula": "C4H6O6",
        "molecular_weight": "150.09",
        "monoisotopic_mass": "150.0164",
        "iupac_name": "(2R,3R)-2,3-dihydroxybutanedioic acid",
        "chirality": "Single enantiomer",
        "cas": "87-69-4",
        "unii": "W4888I119H",
        "charge": "0",
    },
    "meso-tartaric acid": {
        "name": "meso-Tartaric acid",
        "smiles": "O[C@@H]([C@@H](O)C(=O)O)C(=O)O",
        "inchi": "InChI=1S/C4H6O6/c5-1(3(7)8)2(6)4(9)10/h1-2,5-6H,(H,7,8)(H,9,10)/t1-,2+",
        "inchikey": "FEWJPZIEWOKRBE-XIXRPRMCSA-N",
        "formula": "C4H6O6",
        "molecular_weight": "150.09",
        "monoisotopic_mass": "150.0164",
        "iupac_name": "(2R,3S)-2,3-dihydroxybutanedioic acid",
        "chirality": "meso",
        "cas": "147-73-9",
        "charge": "0",
    },
    "beta-D-glucose": {
        "name": "beta-D-Glucopyranose",
        "smiles": "OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O",
        "inchi": "InChI=1S/C6H12O6/c7-1-2-3(8)4(9)5(10)6(11)12-2/h2-11H,1H2/t2-,3-,4+,5-,6-/m1/s1",
        "inchikey": "WQZGKKKJIJFFOK-VFUOTHLCSA-N",
        "formula": "C6H12O6",
        "molecular_weight": "180.16",
        "monoisotopic_mass": "180.0634",
        "iupac_name": "(2R,3R,4S,5S,6R)-6-(hydroxymethyl)oxane-2,3,4,5-tetrol",
        "cas": "492-61-5",
        "charge": "0",
    },
    "cholesterol": {
        "name": "Cholesterol",
        "smiles": "C[C@H](CCCC(C)C)[C@H]1CC[C@@H]2[C@@]1(CC[C@H]3[C@H]2CC=C4[C@@]3(CC[C@@H](C4)O)C)C",
        "inchi": "InChI=1S/C27H46O/c1-18(2)7-6-8-19(3)23-11-12-24-22-10-9-20-17-21(28)13-15-26(20,4)25(22)"
        "14-16-27(23,24)5"
        "/h9,18-19,21-25,28H,6-8,10-17H2,1-5H3/t19-,21+,22+,23-,24+,25+,26+,27-/m1/s1",
        "inchikey": "HVYWMOMLDIMFJA-DPAQBDIFSA-N",
        "formula": "C27H46O",
        "molecular_weight": "386.66",
        "monoisotopic_mass": "386.3549",
        "iupac_name": "(3S,8S,9S,10R,13R,14S,17R)-10,13-dimethyl-17-[(2R)-6-methylheptan-2-yl]-"
        "2,3,4,7,8,9,11,12,14,15,16,17-dodecahydro-1H-cyclopenta[a]phenanthren-3-ol",
        "cas": "57-88-5",
        "unii": "97C5T2UQ7J",
        "charge": "0",
    },
    "testosterone": {
        "name": "Testosterone",
        "smiles": "C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CCC4=CC(=O)CC[C@]34C",
        "inchi": "InChI=1S/C19H28O2/c1-18-9-7-13(20)11-12(18)3-4-14-15-5-6-17(21)19(15,2)10-8-16(14)18"
        "/h11,14-17,21H,3-10H2,1-2H3/t14-,15-,16-,17-,18-,19-/m0/s1",
        "inchikey": "MUMGGOZAMZWBJJ-DYKIIFRCSA-N",
        "formula": "C19H28O2",
        "molecular_weight": "288.43",
        "monoisotopic_mass": "288.2089",
        "iupac_name": "(8R,9S,10R,13S,14S,17S)-17-hydroxy-10,13-dimethyl-"
        "1,2,6,7,8,9,11,12,14,15,16,17-dodecahydrocyclopenta[a]phenanthren-3-one",
        "cas": "58-22-0",
        "unii": "3XMK78S47O",
        "charge": "0",
    },
    "morphine": {
        "name": "Morphine",
        "smiles": "CN1CC[C@]23[C@@H]4[C@H]1CC5=C2C(=C(C=C5)O)O[C@H]3[C@H](C=C4)O",
        "inchi": "InChI=1S/C17H19NO3/c1-18-7-6-17-10-3-5-13(20)16(17)21-15-12(19)4-2-9(14(15)17)8-11(10)18"
        "/h2-5,10-11,13,16,19-20H,6-8H2,1H3/t10-,11+,13-,16-,17-/m0/s1",
        "inchikey": "BQJCRHHNABKAKU-KBQPJGBKSA-N",
        "formula": "C17H19NO3",
        "molecular_weight": "285.34",
        "monoisotopic_mass": "285.1365",
        "iupac_name": "(4R,4aR,7S,7aR,12bS)-3-methyl-2,3,4,4a,7,7a-hexahydro-1H-"
        "4,12-methanobenzofuro[3,2-e]isoquinoline-7,9-diol",
        "cas": "57-27-2",
        "unii": "76I7G6D29C",
        "charge": "0",
    },
    "metformin hydrochloride": {
        "name": "Metformin hydrochloride",
        "smiles": "CN(C)C(=N)N=C(N)N.Cl",
        "inchi": "InChI=1S/C4H11N5.ClH/c1-9(2)4(7)8-3(5)6;/h1-2H3,(H5,5,6,7,8);1H",
        "inchikey": "OETHQSJEHLVLGH-UHFFFAOYSA-N",
        "formula": "C4H12ClN5",
        "molecular_weight": "165.62",
        "monoisotopic_mass": "165.0781",
        "iupac_name": "3-(diaminomethylidene)-1,1-dimethylguanidine;hydrochloride",
        "cas": "1115-70-4",
        "unii": "786Z46389E",
        "charge": "0",
    },
    "creatine monohydrate": {
        "name": "Creatine monohydrate",
        "smiles": "CN(CC(=O)O)C(=N)N.O",
        "inchi": "InChI=1S/C4H9N3O2.H2O/c1-7(4(5)6)2-3(8)9;/h2H2,1H3,(H3,5,6)(H,8,9);1H2",
        "inchikey": "MEJYXFHCRXAUIL-UHFFFAOYSA-N",
        "formula": "C4H11N3O3",
        "molecular_weight": "149.15",
        "monoisotopic_mass": "149.0800",
        "iupac_name": "2-[carbamimidoyl(methyl)amino]acetic acid;hydrate",
        "cas": "6020-87-7",
        "unii": "9603LN7R2Q",
        "charge": "0",
    },
    "acetylcholine": {
        "name": "Acetylcholine",
        "smiles": "CC(=O)OCC[N+](C)(C)C",
        "inchi": "InChI=1S/C7H16NO2/c1-7(9)10-6-5-8(2,3)4/h5-6H2,1-4H3/q+1",
        "inchikey": "OIPILFWXSMYKGL-UHFFFAOYSA-N",
        "formula": "C7H16NO2+",
        "molecular_weight": "146.21",
        "monoisotopic_mass": "146.1176",
        "iupac_name": "2-acetyloxyethyl(trimethyl)azanium",
        "cas": "51-84-3",
        "unii": "N9YNS0M02X",
        "charge": "+1",
    },
    "dibromomethane": {
        "name": "Dibromomethane",
        "smiles": "BrCBr",
        "inchi": "InChI=1S/CH2Br2/c2-1-3/h1H2",
        "inchikey": "FJBFPHVGVWTDIP-UHFFFAOYSA-N",
        "formula": "CH2Br2",
        "molecular_weight": "173.83",
        "monoisotopic_mass": "171.8523",
        "iupac_name": "dibromomethane",
        "cas": "74-95-3",
        "charge": "0",
    },
    "chloroform-d": {
        "name": "Chloroform-d",
        "smiles": "[2H]C(Cl)(Cl)Cl",
        "inchi": "InChI=1S/CHCl3/c2-1(3)4/h1H/i1D",
        "inchikey": "HEDRZPFGACZZDS-MICDWDOJSA-N",
        "formula": "CDCl3",
        "molecular_weight": "120.38",
        "monoisotopic_mass": "118.9207",
        "iupac_name": "trichloro(deuterio)methane",
        "cas": "865-49-6",
        "charge": "0",
    },
}

_TAKEN = (
    "name",
    "smiles",
    "inchi",
    "inchikey",
    "formula",
    "molecular_weight",
    "iupac_name",
    "chirality",
    "cas",
    "unii",
)


def _family() -> Iterator[tuple[str, dict[str, str]]]:
    """Give the family's records, with the masses that the table does not hold."""
    table = Path(__file__).parent.parent / "data" / "compounds.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = {row["key"]: row for row in csv.DictReader(lines)}
    for key in FAMILY:
        stated = {field: rows[key][field] for field in _TAKEN if rows[key][field]}
        yield key, {**stated, "monoisotopic_mass": f"{mass(stated['formula']):.4f}", "charge": "0"}


BASES: dict[str, dict[str, str]] = {**dict(_family()), **OTHERS}
"""Full records that agree with themselves."""


def other(base: Base) -> Base:
    """Give the record two further on that has another formula: the neighbour of a shifted row."""
    bases = list(BASES.values())
    start = next(i for i, b in enumerate(bases) if b["smiles"] == base["smiles"])
    rest = bases[start + 2 :] + bases[:start]
    return next(
        b for b in rest if counts(b["formula"]) != counts(base["formula"]) and abs(_weight(b) - _weight(base)) > 5
    )


def _weight(base: Base) -> float:
    return float(base["molecular_weight"])


# -- structures, by RDKit ----------------------------------------------------------------------------


@cache
def inchi_of(smiles: str) -> str:
    """Give the standard InChI of a SMILES; empty where there is none."""
    with rdBase.BlockLogs():
        mol = Chem.MolFromSmiles(smiles)
        return Chem.MolToInchi(mol) if mol is not None else ""


@cache
def key_of(smiles: str) -> str:
    """Give the standard InChIKey of a SMILES."""
    return Chem.InchiToInchiKey(inchi_of(smiles))


@cache
def canonical_inchi(inchi: str) -> str:
    """Give the InChI that RDKit makes of the structure of an InChI; empty where it reads none."""
    with rdBase.BlockLogs():
        mol = Chem.MolFromInchi(inchi)
        return Chem.MolToInchi(mol) if mol is not None else ""


def _centres(mol: Chem.Mol) -> list[Chem.Atom]:
    return [a for a in mol.GetAtoms() if a.GetChiralTag() != Chem.ChiralType.CHI_UNSPECIFIED]


def without_stereo(smiles: str) -> str | None:
    """Remove every stereo mark."""
    mol = Chem.MolFromSmiles(smiles)
    Chem.RemoveStereochemistry(mol)
    return Chem.MolToSmiles(mol)


def without_one_centre(smiles: str) -> str | None:
    """Remove the mark of one of several centres."""
    mol = Chem.MolFromSmiles(smiles)
    centres = _centres(mol)
    if len(centres) < 2:
        return None
    centres[0].SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    return Chem.MolToSmiles(mol)


def one_centre_inverted(smiles: str) -> str | None:
    """Invert one of several centres."""
    mol = Chem.MolFromSmiles(smiles)
    centres = _centres(mol)
    if len(centres) < 2:
        return None
    centres[-1].InvertChirality()
    return Chem.MolToSmiles(mol)


def mirrored(smiles: str) -> str | None:
    """Draw the mirror image."""
    return smiles.replace("@@", "\0").replace("@", "@@").replace("\0", "@")


def flipped_double_bond(smiles: str) -> str | None:
    """Turn a double bond round."""
    at = smiles.find("=")
    while at >= 0:
        after = re.search(r"[/\\]", smiles[at:])
        if after and re.search(r"[/\\]", smiles[:at]):
            position = at + after.start()
            return smiles[:position] + {"/": "\\", "\\": "/"}[smiles[position]] + smiles[position + 1 :]
        at = smiles.find("=", at + 1)
    return None


def _edited(
    smiles: str, edit: Callable[[Chem.RWMol, Chem.Atom], None], fits: Callable[[Chem.Atom], bool]
) -> str | None:
    """Edit the first atom that fits and leaves a possible structure."""
    whole = Chem.MolFromSmiles(smiles)
    for index in range(whole.GetNumAtoms()):
        mol = Chem.RWMol(whole)
        atom = mol.GetAtomWithIdx(index)
        if not fits(atom):
            continue
        with rdBase.BlockLogs():
            try:
                edit(mol, atom)
                Chem.SanitizeMol(mol)
                found = Chem.MolToSmiles(mol)
            except (ValueError, RuntimeError):
                continue
        if inchi_of(found):
            return found
    return None


def element_changed(before: str, after: str) -> Callable[[str], str | None]:
    """Replace an atom of one element by one of another."""

    def edit(_mol: Chem.RWMol, atom: Chem.Atom) -> None:
        atom.SetAtomicNum(Chem.GetPeriodicTable().GetAtomicNumber(after))

    return lambda smiles: _edited(
        smiles, edit, lambda a: a.GetSymbol() == before and not a.GetFormalCharge() and not a.IsInRing()
    )


def carbon_dropped(smiles: str) -> str | None:
    """Shorten a chain by one carbon, or lose a terminal one."""

    def edit(mol: Chem.RWMol, atom: Chem.Atom) -> None:
        neighbours = [n.GetIdx() for n in atom.GetNeighbors()]
        if len(neighbours) == 2:
            mol.AddBond(*neighbours, Chem.BondType.SINGLE)
        mol.RemoveAtom(atom.GetIdx())

    def fits(atom: Chem.Atom) -> bool:
        return atom.GetSymbol() == "C" and not atom.IsInRing() and atom.GetDegree() < 3 and atom.GetTotalNumHs() > 1

    return _edited(smiles, edit, fits)


def methyl_added(smiles: str) -> str | None:
    """Put a methyl group for a hydrogen at a carbon."""

    def edit(mol: Chem.RWMol, atom: Chem.Atom) -> None:
        mol.AddBond(atom.GetIdx(), mol.AddAtom(Chem.Atom(6)), Chem.BondType.SINGLE)

    return _edited(smiles, edit, lambda a: a.GetSymbol() == "C" and a.GetTotalNumHs() > 0 and "@" not in a.GetSmarts())


def _without_last(smiles: str, pattern: str) -> str | None:
    bare = re.sub(r"\[[^\]]*\]", lambda m: "\0" * len(m.group()), smiles)
    places = [m.start() for m in re.finditer(pattern, bare)]
    return smiles[: places[-1]] + smiles[places[-1] + 1 :] if places else None


def ring_closure_lost(smiles: str) -> str | None:
    """Lose the digit that closes a ring."""
    return _without_last(smiles, r"\d")


def parenthesis_lost(smiles: str) -> str | None:
    """Lose a closing parenthesis."""
    return _without_last(smiles, r"\)")


def bracket_hydrogen_lost(smiles: str) -> str | None:
    """Write ``[C@]`` for ``[C@H]``."""
    found = re.sub(r"\[C(@@?)H\]", r"[C\1]", smiles, count=1)
    return found if found != smiles else None


def acid_deprotonated(smiles: str) -> str | None:
    """Draw an acid as its anion."""

    def edit(_mol: Chem.RWMol, atom: Chem.Atom) -> None:
        atom.SetFormalCharge(-1)

    def fits(atom: Chem.Atom) -> bool:
        near = atom.GetNeighbors()
        doubly = any(
            b.GetBondTypeAsDouble() == 2 and b.GetOtherAtom(n).GetSymbol() == "O" for n in near for b in n.GetBonds()
        )
        return atom.GetSymbol() == "O" and atom.GetTotalNumHs() == 1 and doubly

    return _edited(smiles, edit, fits)


def amine_protonated(smiles: str) -> str | None:
    """Draw an amine as its cation."""

    def edit(_mol: Chem.RWMol, atom: Chem.Atom) -> None:
        atom.SetFormalCharge(1)

    def fits(atom: Chem.Atom) -> bool:
        single = all(b.GetBondType() == Chem.BondType.SINGLE for b in atom.GetBonds())
        saturated = all(n.GetHybridization() == Chem.HybridizationType.SP3 for n in atom.GetNeighbors())
        return atom.GetSymbol() == "N" and not atom.GetFormalCharge() and single and saturated

    return _edited(smiles, edit, fits)


def zwitterion(smiles: str) -> str | None:
    """Draw an amino acid as its inner salt."""
    anion = acid_deprotonated(smiles)
    return amine_protonated(anion) if anion else None


def hydrochloride(smiles: str) -> str | None:
    """Add hydrogen chloride."""
    return f"{smiles}.Cl" if "." not in smiles and "+" not in smiles else None


def largest_part(smiles: str) -> str | None:
    """Lose the counter-ion or the water."""
    return max(smiles.split("."), key=len) if "." in smiles else None


def isotopes_removed(smiles: str) -> str | None:
    """Remove the isotope labels."""
    mol = Chem.MolFromSmiles(smiles)
    labelled = [a for a in mol.GetAtoms() if a.GetIsotope()]
    if not labelled:
        return None
    for atom in labelled:
        atom.SetIsotope(0)
    return Chem.MolToSmiles(Chem.RemoveHs(mol))


def isotope_added(smiles: str) -> str | None:
    """Label one carbon."""
    mol = Chem.MolFromSmiles(smiles)
    if any(a.GetIsotope() for a in mol.GetAtoms()):
        return None
    next(a for a in mol.GetAtoms() if a.GetSymbol() == "C").SetIsotope(13)
    return Chem.MolToSmiles(mol)


def stereo_added(smiles: str) -> str | None:
    """Draw one enantiomer of a racemate."""
    mol = Chem.MolFromSmiles(smiles)
    places = Chem.FindMolChiralCenters(mol, includeUnassigned=True, useLegacyImplementation=False)
    if len(places) != 1 or places[0][1] != "?":
        return None
    mol.GetAtomWithIdx(places[0][0]).SetChiralTag(Chem.ChiralType.CHI_TETRAHEDRAL_CW)
    return Chem.MolToSmiles(mol)


# Tautomers that the standard InChI keeps apart, drawn by hand.
TAUTOMERS = {
    "NC(=O)CCCN=C(c1ccc(Cl)cc1)c1cc(F)ccc1O": "NC(=O)CCCNC(c1ccc(Cl)cc1)=C1C=C(F)C=CC1=O",
    OTHERS["testosterone"]["smiles"]: "C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CC=C4C=C(O)CC[C@]34C",
    OTHERS["morphine"]["smiles"]: "CN1CC[C@]23[C@@H]4[C@H]1CC5=C2C(C(=O)C=C5)O[C@H]3[C@H](C=C4)O",
}


def reversed_atoms(smiles: str) -> str:
    """Write the atoms in the reverse order."""
    mol = Chem.MolFromSmiles(smiles)
    backwards = Chem.RenumberAtoms(mol, list(reversed(range(mol.GetNumAtoms()))))
    return Chem.MolToSmiles(backwards, canonical=False)


def kekulized(smiles: str) -> str:
    """Write alternating bonds for aromatic ones."""
    mol = Chem.MolFromSmiles(smiles)
    Chem.Kekulize(mol, clearAromaticFlags=True)
    return Chem.MolToSmiles(mol, kekuleSmiles=True)


def explicit_hydrogens(smiles: str) -> str:
    """Write every hydrogen as an atom."""
    return Chem.MolToSmiles(Chem.AddHs(Chem.MolFromSmiles(smiles)))


def bracketed(smiles: str) -> str:
    """Write every atom in brackets with its hydrogens."""
    return Chem.MolToSmiles(Chem.MolFromSmiles(smiles), allHsExplicit=True)


def cxsmiles(smiles: str) -> str:
    """Write the coordinates behind the SMILES."""
    mol = Chem.MolFromSmiles(smiles)
    AllChem.Compute2DCoords(mol)
    return Chem.MolToCXSmiles(mol)


def molblock(smiles: str) -> str:
    """Draw a molfile with wedges."""
    mol = Chem.MolFromSmiles(smiles)
    AllChem.Compute2DCoords(mol)
    return Chem.MolToMolBlock(mol)


# -- changes of one field ----------------------------------------------------------------------------


def one(field: str, edit: Callable[[str], str | None]) -> Change:
    """Edit one field where it is stated."""

    def change(base: Base) -> dict[str, str] | None:
        value = edit(base[field]) if field in base else None
        return None if value is None or value == base[field] else {field: value}

    return change


def smiles(edit: Callable[[str], str | None]) -> Change:
    """Edit the SMILES, where that changes the structure (an unreadable one counts)."""

    def change(base: Base) -> dict[str, str] | None:
        value = edit(base["smiles"])
        return None if value is None or inchi_of(value) == base["inchi"] else {"smiles": value}

    return change


def inchi(edit: Callable[[str], str | None]) -> Change:
    """Edit the InChI, where RDKit does not lead it back to the same one."""

    def change(base: Base) -> dict[str, str] | None:
        value = edit(base["inchi"])
        return None if value in {None, base["inchi"]} or canonical_inchi(value) == base["inchi"] else {"inchi": value}

    return change


def of_smiles(edit: Callable[[str], str | None], *fields: str) -> Change:
    """State InChI or InChIKey (or SMILES) of an edited structure."""

    def change(base: Base) -> dict[str, str] | None:
        value = edit(base["smiles"])
        if value is None or inchi_of(value) in {"", base["inchi"]}:
            return None
        made = {"smiles": value, "inchi": inchi_of(value), "inchikey": key_of(value)}
        return {field: made[field] for field in fields}

    return change


def from_other(*fields: str) -> Change:
    """State fields of another record."""

    def change(base: Base) -> dict[str, str] | None:
        source = other(base)
        return {f: source[f] for f in fields} if all(f in source and f in base for f in fields) else None

    return change


def both(*changes: Change) -> Change:
    """Make several changes at once."""

    def change(base: Base) -> dict[str, str] | None:
        made = [c(base) for c in changes]
        return None if None in made else {f: v for m in made for f, v in (m or {}).items()}

    return change


def only(condition: Callable[[Base], bool], change: Change) -> Change:
    """Make a change where a condition holds."""
    return lambda base: change(base) if condition(base) else None


def _has_label(base: Base) -> bool:
    return re.search(r"\(?[RS]\)?-enantiomer", base.get("chirality", "")) is not None


def _racemic(base: Base) -> bool:
    return base.get("chirality", "") == "Racemic mixture"


def _unlabelled(base: Base) -> bool:
    return "/i" not in base["inchi"]


def _substituted(
    pattern: str, replacement: str | Callable[[re.Match[str]], str], count: int = 1
) -> Callable[[str], str | None]:
    def edit(text: str) -> str | None:
        found = re.sub(pattern, replacement, text, count=count)
        return found if found != text else None

    return edit


def _raised(number: str, by: int = 1) -> str:
    return str(int(number) + by)


def _next_letter(text: str, position: int, skip: str = "E") -> str:
    letters = [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in skip]
    letter = letters[(letters.index(text[position]) + 7) % len(letters)] if text[position] in letters else "A"
    return text[:position] + letter + text[position + 1 :]


def _swapped(text: str, positions: range) -> str | None:
    """Swap the first two different neighbours."""
    for i in positions:
        if text[i] != text[i + 1] and "E" not in text[i : i + 2] and text[i].isalnum() and text[i + 1].isalnum():
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return None


def _inchi_stereo_removed(text: str) -> str | None:
    return _substituted(r"/(?:b|t|m|s)[^/]*", "", count=0)(text)


def _inchi_m_flipped(text: str) -> str | None:
    return _substituted(r"/m[01.]+", lambda m: m.group().translate(str.maketrans("01", "10")))(text)


def _inchi_sign_flipped(text: str) -> str | None:
    return _substituted(r"(/t(?:\d+[+-],)*\d+)([+-])", lambda m: m[1] + {"+": "-", "-": "+"}[m[2]])(text)


def _inchi_bond_flipped(text: str) -> str | None:
    return _substituted(r"(/b\d+-\d+)([+-])", lambda m: m[1] + {"+": "-", "-": "+"}[m[2]])(text)


def _inchi_connection_changed(text: str) -> str | None:
    """Exchange two neighbouring atom numbers of the connection layer."""
    return _substituted(r"(/c\d+-)(\d+)([-(])(\d+)", lambda m: f"{m[1]}{m[4]}{m[3]}{m[2]}")(text)


def _inchi_hydrogens_raised(text: str) -> str | None:
    return _substituted(r"^(InChI=1S/[^/.]*?H)(\d+)", lambda m: m[1] + _raised(m[2]))(text)


def _inchi_carbons_raised(text: str) -> str | None:
    return _substituted(r"^(InChI=1S/C)(\d+)", lambda m: m[1] + _raised(m[2]))(text)


def _inchi_element_changed(text: str) -> str | None:
    return _substituted(r"^(InChI=1S/C\d*H\d*[A-Za-z]*\d*)N(?![a-z])", r"\1P")(text)


def _inchi_with_proton_removed(text: str) -> str | None:
    if "/p" in text or "/q" in text or "(H," not in text:
        return None
    head, mark, tail = text.partition("/t")
    return f"{head}/p-1{mark}{tail}"


# -- changes of formulas, masses, numbers, names -------------------------------------------------------


def _formula(edit: Callable[[dict[str, int]], dict[str, int] | None]) -> Change:
    """Edit the element counts."""

    def change(base: Base) -> dict[str, str] | None:
        charge = re.search(r"[+-]\d*$", base["formula"])
        made = edit(counts(base["formula"]))
        if made is None or any(n < 0 for n in made.values()):
            return None
        return {"formula": hill(made) + (charge.group() if charge else "")}

    return change


def _plus(**atoms: int) -> Callable[[dict[str, int]], dict[str, int] | None]:
    def edit(found: dict[str, int]) -> dict[str, int] | None:
        made = {e: found.get(e, 0) + atoms.get(e, 0) for e in {*found, *atoms}}
        return made if all(n >= 0 for n in made.values()) else None

    return edit


def _counts_transposed(text: str) -> str | None:
    """Swap the digits of one two-digit count."""
    for found in re.finditer(r"(?<=[A-Za-z])(\d)(\d)(?!\d)", text):
        if found[1] != found[2] and found[2] != "0":
            return text[: found.start()] + found[2] + found[1] + text[found.end() :]
    return None


def _counts_exchanged(text: str) -> str | None:
    """Exchange the counts of carbon and hydrogen."""
    return _substituted(r"^C(\d+)H(\d+)", lambda m: f"C{m[2]}H{m[1]}")(text)


def _is_salt(base: Base) -> bool:
    return "." in base["smiles"]


def _shifted(field: str, by: float) -> Change:
    return one(
        field, lambda text: f"{float(text) + by:.{len(text.partition('.')[2])}f}" if float(text) + by > 0 else None
    )


def _digits_transposed(text: str) -> str | None:
    """Exchange the last two digits before the point."""
    whole, point, rest = text.partition(".")
    return f"{whole[:-2]}{whole[-1]}{whole[-2]}{point}{rest}" if whole[-1] != whole[-2] else None


def _nominal(base: Base) -> int:
    mono = mass(base["formula"])
    return round(mono)


def _weight_is(value: Callable[[Base], str | None]) -> Change:
    def change(base: Base) -> dict[str, str] | None:
        made = value(base)
        return None if made is None else {"molecular_weight": made}

    return change


def _mass_is(value: Callable[[Base], str | None]) -> Change:
    def change(base: Base) -> dict[str, str] | None:
        made = value(base)
        return None if made is None else {"monoisotopic_mass": made}

    return change


def _charge_of(base: Base) -> int:
    return int(base["charge"])


def _old_weight(base: Base) -> str:
    return f"{mass(base['formula'], OLD_WEIGHT):.3f}"


def _new_weight(base: Base) -> str:
    return f"{mass(base['formula'], NEW_WEIGHT):.4f}"


_HCL_WEIGHT, _HCL_MASS = mass("HCl", NEW_WEIGHT), mass("HCl")


def _check_digit_raised(text: str) -> str:
    return text[:-1] + str((int(text[-1]) + 1) % 10)


def _first_digit_raised(text: str) -> str:
    return str(int(text[0]) % 9 + 1) + text[1:]


def _first_digit_lost(text: str) -> str | None:
    """Lose the first digit, where the check digit notices."""
    digits = text.replace("-", "")[1:]
    fits = sum(i * int(d) for i, d in enumerate(reversed(digits[:-1]), start=1)) % 10 == int(digits[-1])
    return None if fits else text[1:]


def _neighbours_swapped(text: str) -> str | None:
    """Exchange the first two different neighbouring digits."""
    for i in range(len(text) - 1):
        if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]:
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return None


def _as_date(text: str) -> str | None:
    """Write a CAS number as a spreadsheet does that takes it for a date of the last century."""
    year, month, day = text.split("-")
    return f"{int(day)}/{int(month)}/19{year}" if len(year) == 2 and 1 <= int(month) <= 12 and day != "0" else None


def _unii_character_changed(position: int) -> Callable[[str], str]:
    def edit(text: str) -> str:
        alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return text[:position] + alphabet[(alphabet.index(text[position]) + 5) % 36] + text[position + 1 :]

    return edit


_DESCRIPTOR = re.compile(r"(?<=\()(\d+[a-z]*)?([RS])(?=[),])")


def _rs_swapped(text: str) -> str | None:
    """Exchange R and S in the only descriptor of a name."""
    found = _DESCRIPTOR.findall(text)
    if len(found) != 1 or re.search(r"\d[RS],|,\d+[a-z]*[RS]", text):
        return None
    return _DESCRIPTOR.sub(lambda m: (m[1] or "") + {"R": "S", "S": "R"}[m[2]], text)


def _one_of_several_swapped(text: str) -> str | None:
    """Exchange R and S in the first of several descriptors."""
    found = list(re.finditer(r"\d+[a-z]?([RS])(?=[,)])", text))
    if len(found) < 2:
        return None
    place = found[0].start(1)
    return text[:place] + {"R": "S", "S": "R"}[text[place]] + text[place + 1 :]


def _ez_swapped(text: str) -> str | None:
    return _substituted(r"\((\d+)([EZ])\)", lambda m: f"({m[1]}{({'E': 'Z', 'Z': 'E'})[m[2]]})")(text)


def _descriptors_removed(text: str) -> str | None:
    return _substituted(r"\((?:\d+[a-z]?[RSEZ],?)+\)-?", "", count=0)(text)


# Names with one locant, one substituent or one ending changed; each is the name of another compound.
OTHER_LOCANTS = {
    "4-aminobutanoic acid": "3-aminobutanoic acid",
    "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid": "(3R)-4-amino-3-(3-chlorophenyl)butanoic acid",
    "(RS)-4-amino-3-(4-chlorophenyl)butanoic acid": "(RS)-4-amino-3-(2-chlorophenyl)butanoic acid",
    "[1-(aminomethyl)cyclohexyl]acetic acid": "[2-(aminomethyl)cyclohexyl]acetic acid",
    "(3S)-3-(aminomethyl)-5-methylhexanoic acid": "(3S)-3-(aminomethyl)-6-methylheptanoic acid",
    "4-[(pyridine-3-carbonyl)amino]butanoic acid": "4-[(pyridine-4-carbonyl)amino]butanoic acid",
    "3-aminopropane-1-sulfonic acid": "2-aminopropane-1-sulfonic acid",
    "sodium 4-hydroxybutanoate": "sodium 3-hydroxybutanoate",
    "2-acetyloxybenzoic acid": "4-acetyloxybenzoic acid",
    "1,3,7-trimethylpurine-2,6-dione": "1,3,9-trimethylpurine-2,6-dione",
    "(2S)-2-aminopropanoic acid": "3-aminopropanoic acid",
    "(2S)-2-amino-3-(1H-indol-3-yl)propanoic acid": "(2S)-2-amino-3-(1H-indol-2-yl)propanoic acid",
    "(9Z)-octadec-9-enoic acid": "(6Z)-octadec-6-enoic acid",
}


def _on(field: str, table: Mapping[str, str]) -> Change:
    return one(field, table.get)


def _replaced(before: str, after: str) -> Callable[[str], str | None]:
    return lambda text: text.replace(before, after) if before in text else None


# -- the corruptions -----------------------------------------------------------------------------------

DETERMINED = frozenset({"smiles", "inchi", "inchikey", "formula", "molecular_weight", "monoisotopic_mass", "charge"})
"""Fields that the others determine; registry numbers, names and words they do not."""


@dataclass(frozen=True)
class Kind:
    """One kind of corruption, and what it must be called.

    Parameters
    ----------
    kind
        Name of the corruption.
    change
        Base record in, changed fields out; None where it does not apply.
    verdict
        What verification must say.
    suspects
        The fields to blame; empty for all that were changed.
    names
        True where only a read systematic name can show it.
    """

    kind: str
    change: Change
    verdict: str = INCONSISTENT
    suspects: tuple[str, ...] = ()
    names: bool = False


KINDS: tuple[Kind, ...] = (
    # SMILES
    Kind("smiles-stereo-removed", smiles(without_stereo), UNDERSPECIFIED),
    Kind("smiles-one-centre-left-open", smiles(without_one_centre), UNDERSPECIFIED),
    Kind("smiles-one-centre-inverted", smiles(one_centre_inverted)),
    Kind("smiles-enantiomer", smiles(mirrored)),
    Kind("smiles-double-bond-flipped", smiles(flipped_double_bond)),
    Kind("smiles-stereo-added-to-racemate", only(_racemic, smiles(stereo_added))),
    Kind("smiles-carbon-to-nitrogen", smiles(element_changed("C", "N"))),
    Kind("smiles-oxygen-to-sulfur", smiles(element_changed("O", "S"))),
    Kind("smiles-chlorine-to-bromine", smiles(element_changed("Cl", "Br"))),
    Kind("smiles-carbon-dropped", smiles(carbon_dropped)),
    Kind("smiles-methyl-added", smiles(methyl_added)),
    Kind("smiles-ring-closure-lost", smiles(ring_closure_lost)),
    Kind("smiles-parenthesis-lost", smiles(parenthesis_lost)),
    Kind("smiles-bracket-hydrogen-lost", smiles(bracket_hydrogen_lost)),
    Kind("smiles-deprotonated", smiles(acid_deprotonated)),
    Kind("smiles-protonated", smiles(amine_protonated)),
    Kind("smiles-hydrochloride", smiles(hydrochloride)),
    Kind("smiles-counter-ion-lost", smiles(largest_part)),
    Kind("smiles-isotopes-removed", smiles(isotopes_removed), UNDERSPECIFIED),
    Kind("smiles-isotope-added", smiles(isotope_added)),
    Kind("smiles-tautomer", smiles(TAUTOMERS.get)),
    Kind("smiles-aromatic-hydrogen-lost", smiles(_replaced("[nH]", "n"))),
    Kind("smiles-truncated", smiles(lambda text: text[: len(text) // 2] or None)),
    Kind("smiles-of-another", from_other("smiles")),
    # InChI
    Kind("inchi-stereo-removed", inchi(_inchi_stereo_removed), UNDERSPECIFIED),
    Kind("inchi-m-flipped", inchi(_inchi_m_flipped)),
    Kind("inchi-centre-sign-flipped", inchi(_inchi_sign_flipped)),
    Kind("inchi-bond-sign-flipped", inchi(_inchi_bond_flipped)),
    Kind("inchi-of-enantiomer", of_smiles(mirrored, "inchi")),
    Kind("inchi-of-epimer", of_smiles(one_centre_inverted, "inchi")),
    Kind("inchi-truncated", inchi(lambda text: text[: 2 * len(text) // 3])),
    Kind("inchi-last-character-lost", inchi(lambda text: text[:-1])),
    Kind("inchi-connections-changed", inchi(_inchi_connection_changed)),
    Kind("inchi-hydrogen-added", inchi(_inchi_hydrogens_raised)),
    Kind("inchi-carbon-added", inchi(_inchi_carbons_raised)),
    Kind("inchi-element-changed", inchi(_inchi_element_changed)),
    Kind("inchi-proton-layer-removed", inchi(_substituted(r"/p[^/]*", ""))),
    Kind("inchi-proton-layer-added", inchi(_inchi_with_proton_removed)),
    Kind("inchi-charge-layer-removed", inchi(_substituted(r"/q[^/]*", ""))),
    Kind("inchi-isotopes-removed", inchi(_substituted(r"/i.*", "")), UNDERSPECIFIED),
    Kind("inchi-s2-by-spreadsheet", one("inchi", _substituted("/s1", "/s2"))),
    Kind("inchi-2s-by-spreadsheet", inchi(_substituted("InChI=1S", "InChI=2S"))),
    Kind("inchi-of-hydrochloride", of_smiles(hydrochloride, "inchi")),
    Kind("inchi-of-free-form", of_smiles(largest_part, "inchi")),
    Kind("inchi-of-another", from_other("inchi")),
    # InChIKey
    Kind("inchikey-letter-changed", one("inchikey", lambda text: _next_letter(text, 4))),
    Kind("inchikey-letters-swapped", one("inchikey", lambda text: _swapped(text, range(1, 12)))),
    Kind("inchikey-second-block-letter-changed", one("inchikey", lambda text: _next_letter(text, 19))),
    Kind(
        "inchikey-flat",
        one("inchikey", _substituted(r"-[A-Z]{8}SA-", "-UHFFFAOYSA-")),
        UNDERSPECIFIED,
    ),
    Kind("inchikey-of-enantiomer", of_smiles(mirrored, "inchikey")),
    Kind("inchikey-of-epimer", of_smiles(one_centre_inverted, "inchikey")),
    Kind("inchikey-of-geometric-isomer", of_smiles(flipped_double_bond, "inchikey")),
    Kind(
        "inchikey-flag-non-standard",
        only(lambda b: "UHFFFAOY" not in b["inchikey"], one("inchikey", _substituted("SA-", "NA-"))),
    ),
    Kind("inchikey-protonation-letter", one("inchikey", lambda text: text[:-1] + {"N": "M"}.get(text[-1], "N"))),
    Kind("inchikey-truncated", one("inchikey", lambda text: text[:-2])),
    Kind("inchikey-letter-lost", one("inchikey", lambda text: text[:6] + text[7:])),
    Kind("inchikey-forbidden-e", one("inchikey", lambda text: "E" + text[1:])),
    Kind("inchikey-digit-for-letter", one("inchikey", lambda text: text[:8] + "0" + text[9:])),
    Kind("inchikey-of-hydrochloride", of_smiles(hydrochloride, "inchikey")),
    Kind("inchikey-of-free-form", of_smiles(largest_part, "inchikey")),
    Kind("inchikey-of-another", from_other("inchikey")),
    # formula
    Kind("formula-hydrogen-added", _formula(_plus(H=1))),
    Kind("formula-hydrogen-lost", only(lambda b: counts(b["formula"]).get("H", 0) > 0, _formula(_plus(H=-1)))),
    Kind("formula-two-hydrogens-added", _formula(_plus(H=2))),
    Kind("formula-oxygen-added", _formula(_plus(O=1))),
    Kind("formula-oxygen-lost", _formula(_plus(O=-1))),
    Kind("formula-chlorine-lost", _formula(_plus(Cl=-1))),
    Kind("formula-methylene-added", _formula(_plus(C=1, H=2))),
    Kind("formula-count-transposed", one("formula", _counts_transposed)),
    Kind("formula-counts-exchanged", one("formula", _counts_exchanged)),
    Kind("formula-charge-reversed", one("formula", _replaced("+", "-"))),
    Kind(
        "formula-of-hydrochloride", only(lambda b: hydrochloride(b["smiles"]) is not None, _formula(_plus(H=1, Cl=1)))
    ),
    Kind("formula-of-another", from_other("formula")),
    Kind("formula-unreadable", one("formula", lambda text: text.replace("H", "J"))),
    # masses
    Kind("weight-is-monoisotopic", _weight_is(lambda b: b["monoisotopic_mass"])),
    Kind("weight-is-nominal", _weight_is(lambda b: f"{_nominal(b)}.00")),
    Kind("weight-one-hydrogen-more", _shifted("molecular_weight", 1.008)),
    Kind("weight-one-hydrogen-less", _shifted("molecular_weight", -1.008)),
    Kind("weight-of-hydrochloride", _shifted("molecular_weight", _HCL_WEIGHT)),
    Kind("weight-of-hydrate", _shifted("molecular_weight", mass("H2O", NEW_WEIGHT))),
    Kind("weight-digits-transposed", one("molecular_weight", _digits_transposed)),
    Kind("weight-ten-times", one("molecular_weight", lambda text: f"{float(text) * 10:.1f}")),
    Kind("weight-tenth", one("molecular_weight", lambda text: f"{float(text) / 10:.3f}")),
    Kind("weight-decimal-wrong", _shifted("molecular_weight", 0.3)),
    Kind("weight-of-another", from_other("molecular_weight")),
    Kind("mass-is-average", only(_unlabelled, _mass_is(lambda b: f"{mass(b['formula'], NEW_WEIGHT):.4f}"))),
    Kind("mass-one-hydrogen-more", _shifted("monoisotopic_mass", 1.00783)),
    Kind("mass-one-hydrogen-less", _shifted("monoisotopic_mass", -1.00783)),
    Kind("mass-of-protonated", _shifted("monoisotopic_mass", 1.00728)),
    Kind(
        "mass-without-electron",
        only(lambda b: b["charge"] == "0", _mass_is(lambda b: f"{mass(b['formula'], charge=1):.5f}")),
    ),
    Kind("mass-of-hydrochloride", _shifted("monoisotopic_mass", _HCL_MASS)),
    Kind("mass-third-decimal-wrong", _shifted("monoisotopic_mass", 0.004)),
    Kind("mass-digits-transposed", one("monoisotopic_mass", _digits_transposed)),
    Kind("mass-of-another", from_other("monoisotopic_mass")),
    # names
    Kind("name-descriptor-swapped", one("iupac_name", _rs_swapped)),
    Kind("name-one-descriptor-swapped", one("iupac_name", _one_of_several_swapped), names=True),
    Kind("name-geometry-swapped", one("iupac_name", _ez_swapped)),
    Kind("name-descriptors-removed", one("iupac_name", _descriptors_removed), UNDERSPECIFIED, names=True),
    Kind("name-locant-changed", _on("iupac_name", OTHER_LOCANTS), names=True),
    Kind("name-chloro-to-bromo", one("iupac_name", _replaced("chloro", "bromo")), names=True),
    Kind("name-acid-to-amide", one("iupac_name", _substituted("anoic acid$", "anamide")), names=True),
    Kind(
        "name-hydrochloride-added",
        only(lambda b: not _is_salt(b), one("iupac_name", lambda t: f"{t} hydrochloride")),
        names=True,
    ),
    Kind("name-of-another", from_other("iupac_name"), names=True),
    Kind("title-descriptor-swapped", one("name", _rs_swapped)),
    Kind("title-enantiomer-of-racemate", only(_racemic, one("name", lambda text: f"(R)-{text}"))),
    # registry numbers
    Kind("cas-check-digit", one("cas", _check_digit_raised)),
    Kind("cas-first-digit", one("cas", _first_digit_raised)),
    Kind("cas-digits-transposed", one("cas", _neighbours_swapped)),
    Kind("cas-digit-lost", one("cas", _first_digit_lost)),
    Kind("cas-malformed", one("cas", lambda text: text.replace("-", "-1", 1))),
    Kind("cas-as-date", one("cas", _as_date)),
    Kind("unii-check-character", one("unii", _unii_character_changed(9))),
    Kind("unii-character-changed", one("unii", _unii_character_changed(3))),
    Kind("unii-truncated", one("unii", lambda text: text[:-1])),
    # statements
    Kind("chirality-racemic-for-enantiomer", only(_has_label, lambda _: {"chirality": "Racemic mixture"})),
    Kind(
        "chirality-label-swapped",
        one("chirality", _substituted(r"[RS](?=\)?-enantiomer)", lambda m: {"R": "S", "S": "R"}[m[0]])),
    ),
    Kind("chirality-achiral-for-enantiomer", only(_has_label, lambda _: {"chirality": "achiral"})),
    Kind("chirality-achiral-for-racemate", only(_racemic, lambda _: {"chirality": "achiral"})),
    Kind("chirality-enantiomer-of-racemate", only(_racemic, lambda _: {"chirality": "(R)-enantiomer"})),
    Kind(
        "chirality-enantiomer-of-achiral",
        only(lambda b: b.get("chirality") == "achiral", lambda _: {"chirality": "(R)-enantiomer"}),
    ),
    Kind("chirality-meso-for-enantiomer", only(_has_label, lambda _: {"chirality": "meso"})),
    Kind("charge-wrong", one("charge", lambda text: {"0": "+1", "+1": "+2"}[text])),
    Kind("charge-sign-reversed", one("charge", lambda text: text.replace("+", "-"))),
    # values in the wrong field
    Kind("inchi-and-inchikey-exchanged", lambda b: {"inchi": b["inchikey"], "inchikey": b["inchi"]}),
    Kind(
        "weight-and-mass-exchanged",
        lambda b: {"molecular_weight": b["monoisotopic_mass"], "monoisotopic_mass": b["molecular_weight"]},
    ),
    Kind("inchi-in-smiles", lambda b: {"smiles": b["inchi"]}),
    Kind("smiles-in-inchi", lambda b: {"inchi": b["smiles"]}),
    # [2H]C(Cl)(Cl)Cl may be read as a formula
    Kind("smiles-in-formula", only(lambda b: "[2H]" not in b["smiles"], lambda b: {"formula": b["smiles"]})),
    Kind("cas-in-unii", only(lambda b: {"unii", "cas"} <= b.keys(), lambda b: {"unii": b["cas"]})),
    # two fields at once
    Kind("smiles-of-another-and-cas-digit", both(from_other("smiles"), one("cas", _check_digit_raised))),
    Kind("formula-and-weight-of-another", from_other("formula", "molecular_weight")),
    Kind(
        "formula-and-weight-of-hydrochloride",
        only(
            lambda b: hydrochloride(b["smiles"]) is not None,
            both(_formula(_plus(H=1, Cl=1)), _shifted("molecular_weight", _HCL_WEIGHT)),
        ),
    ),
    Kind(
        "weight-and-mass-of-hydrochloride",
        both(_shifted("molecular_weight", _HCL_WEIGHT), _shifted("monoisotopic_mass", _HCL_MASS)),
    ),
    Kind("inchi-and-inchikey-of-enantiomer", only(_has_label, of_smiles(mirrored, "inchi", "inchikey"))),
    Kind("smiles-and-formula-of-another", from_other("smiles", "formula")),
    Kind("smiles-enantiomer-and-formula-hydrogen", both(smiles(mirrored), _formula(_plus(H=2)))),
    Kind(
        "inchikey-letter-and-weight-decimal",
        both(one("inchikey", lambda t: _next_letter(t, 4)), _shifted("molecular_weight", 0.3)),
    ),
    Kind("unii-and-cas", both(one("unii", _unii_character_changed(9)), one("cas", _check_digit_raised))),
    # shifted rows
    Kind("row-shift-inchi-inchikey", from_other("inchi", "inchikey")),
    Kind("row-shift-formula-masses", from_other("formula", "molecular_weight", "monoisotopic_mass"), names=True),
)


# -- changes of notation, which say the same -------------------------------------------------------------


def _same_smiles(edit: Callable[[str], str | None]) -> Change:
    """Edit the SMILES where the text changes and the structure stays."""

    def change(base: Base) -> dict[str, str] | None:
        value = edit(base["smiles"])
        return {"smiles": value} if value not in {None, base["smiles"]} and inchi_of(value) == base["inchi"] else None

    return change


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _reversed_elements(text: str) -> str | None:
    """Write carbon and hydrogen first and the other elements backwards."""
    parts = re.findall(r"\[13C\]\d*|[A-Z][a-z]?\d*", text)
    return "".join([*parts[:2], *reversed(parts[2:])]) if len(parts) > 3 and text[-1] != "+" else None


# Formulas by component, with the dots that sources use.
COMPONENTS = {
    "C10H13Cl2NO2": ("C10H12ClNO2", "HCl"),
    "C4H12ClN5": ("C4H11N5", "HCl"),
    "C4H11N3O3": ("C4H9N3O2", "H2O"),
}


def _dotted(dot: str) -> Callable[[str], str | None]:
    return lambda text: dot.join(COMPONENTS[text]) if text in COMPONENTS else None


def _italic(markup: str) -> Callable[[str], str | None]:
    return _substituted(r"\((\d*)([RSEZ])\)", lambda m: f"({m[1]}{markup.format(m[2])})")


HARMLESS: tuple[Kind, ...] = (
    Kind("smiles-atoms-reversed", _same_smiles(reversed_atoms)),
    Kind("smiles-kekule", _same_smiles(kekulized)),
    Kind("smiles-explicit-hydrogens", _same_smiles(explicit_hydrogens)),
    Kind("smiles-all-brackets", _same_smiles(bracketed)),
    Kind("smiles-zwitterion", _same_smiles(zwitterion)),
    Kind("smiles-components-exchanged", _same_smiles(lambda text: ".".join(reversed(text.split("."))))),
    Kind("smiles-cxsmiles-tail", one("smiles", cxsmiles)),
    Kind("smiles-surrounded-by-space", one("smiles", lambda text: f" {text}\n")),
    Kind(
        "connectivity-smiles-added",
        lambda b: {"connectivity_smiles": without_stereo(b["smiles"]) or ""} if _unlabelled(b) else None,
    ),
    Kind("molblock-added", lambda b: {"molblock": molblock(b["smiles"])}),
    Kind("inchi-without-prefix", one("inchi", _replaced("InChI=", ""))),
    Kind("inchi-without-version", one("inchi", _replaced("InChI=1S/", ""))),
    Kind("inchi-followed-by-space", one("inchi", lambda text: f"{text}\u00a0")),
    Kind("inchikey-with-prefix", one("inchikey", lambda text: f"InChIKey={text}")),
    Kind("inchikey-lower-case", one("inchikey", str.lower)),
    Kind("inchikey-followed-by-space", one("inchikey", lambda text: f"{text}\u00a0")),
    Kind("inchikey-typographic-hyphens", one("inchikey", _replaced("-", "‑"))),
    Kind(
        "formula-unicode-subscripts",
        one("formula", lambda text: text.translate(_SUBSCRIPTS) if "[" not in text else None),
    ),
    Kind("formula-html-subscripts", one("formula", _substituted(r"(?<=[A-Za-z])(\d+)", r"<sub>\1</sub>", count=0))),
    Kind("formula-not-hill", one("formula", _reversed_elements)),
    Kind("formula-surrounded-by-space", one("formula", lambda text: f"  {text} ")),
    Kind("formula-letter-o-for-zero", one("formula", _substituted(r"(?<=\d)0", "O"))),
    Kind("formula-middle-dot", one("formula", _dotted("·"))),
    Kind("formula-full-stop", one("formula", _dotted("."))),
    Kind("formula-bullet", one("formula", _dotted(" • "))),
    Kind("formula-times", one("formula", _dotted(" x "))),
    Kind("formula-charge-left-out", one("formula", _replaced("+", ""))),
    Kind("weight-with-unit", one("molecular_weight", lambda text: f"{text} g/mol")),
    Kind("weight-with-typeset-unit", one("molecular_weight", lambda text: f"{text} g·mol−1")),
    Kind("weight-decimal-comma", one("molecular_weight", _replaced(".", ","))),
    Kind("weight-by-old-atomic-weights", _weight_is(_old_weight)),
    Kind("weight-by-atomic-weights-of-2021", _weight_is(_new_weight)),
    Kind("weight-one-decimal", _weight_is(lambda b: f"{mass(b['formula'], NEW_WEIGHT):.1f}")),
    Kind("weight-no-decimals", _weight_is(lambda b: f"{mass(b['formula'], NEW_WEIGHT):.0f}")),
    Kind("mass-six-decimals", _mass_is(lambda b: f"{mass(b['formula'], charge=_charge_of(b)):.6f}")),
    Kind("mass-two-decimals", _mass_is(lambda b: f"{mass(b['formula'], charge=_charge_of(b)):.2f}")),
    Kind("mass-with-unit", one("monoisotopic_mass", lambda text: f"{text} Da")),
    # 173.850 is what PubChem prints as exact mass: one 79Br and one 81Br (80.9162897).
    Kind("mass-of-most-abundant", lambda b: {"monoisotopic_mass": "173.8503"} if b["formula"] == "CH2Br2" else None),
    Kind(
        "mass-of-atoms-of-an-ion", only(lambda b: b["charge"] != "0", _mass_is(lambda b: f"{mass(b['formula']):.4f}"))
    ),
    Kind("cas-leading-zeros", one("cas", lambda text: f"000{text}" if len(text) < 9 else None)),
    Kind("cas-with-prefix", one("cas", lambda text: f"CAS {text}")),
    Kind("cas-placeholder", one("cas", lambda _: "0-00-0")),
    Kind("unii-lower-case", one("unii", str.lower)),
    Kind("unii-placeholder", one("unii", lambda _: "N/A")),
    Kind("name-typographic-hyphens", one("iupac_name", _replaced("-", "‐"))),
    Kind("name-wiki-italics", one("iupac_name", _italic("''{}''"))),
    Kind("name-html-italics", one("iupac_name", _italic("<i>{}</i>"))),
    Kind("title-is-anything", one("name", lambda _: "compound 17b, batch 3")),
    Kind("charge-spelt", one("charge", lambda text: {"0": "+0", "+1": "1+"}[text])),
)


# -- the cases -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One record to verify, and what has to come out.

    Parameters
    ----------
    kind
        Name of the change.
    base
        Key of the record before it.
    record
        The record after it.
    verdict, suspects
        What verification must say.
    restored
        Field to original value, for the suspects that the other fields determine.
    names
        True where only a read systematic name can show the change.
    """

    kind: str
    base: str
    record: dict[str, str]
    verdict: str
    suspects: tuple[str, ...]
    restored: dict[str, str]
    names: bool = False


def cases(kind: Kind, *, harmless: bool = False) -> list[Case]:
    """Apply one kind of change to every record that it concerns."""
    made = []
    for key, base in BASES.items():
        changed = kind.change(base)
        if not changed:
            continue
        suspects = () if harmless else tuple(sorted(kind.suspects or changed))
        restored = {f: base[f] for f in suspects if f in DETERMINED}
        verdict = VERIFIED if harmless else kind.verdict
        made.append(Case(kind.kind, key, {**base, **changed}, verdict, suspects, restored, kind.names))
    return made


@cache
def corruptions() -> dict[str, list[Case]]:
    """Give the cases of every kind of corruption."""
    return {kind.kind: cases(kind) for kind in KINDS}


@cache
def harmless_changes() -> dict[str, list[Case]]:
    """Give the cases of every harmless change."""
    return {kind.kind: cases(kind, harmless=True) for kind in HARMLESS}


def restores(field: str, corrected: str | None, original: str) -> bool:
    """Tell whether a correction gives the original value back.

    A SMILES has to give the same InChI; a mass has to agree to the spread of published atomic weights,
    or to the last stated decimal.
    """
    if corrected is None:
        return False
    if field == "smiles":
        return inchi_of(corrected) == inchi_of(original)
    if field == "molecular_weight":
        return abs(float(corrected) - float(original)) < 0.011
    if field == "monoisotopic_mass":
        return abs(float(corrected) - float(original)) < 0.00006
    if field == "formula":
        return counts(corrected) == counts(original) or _unlabelled_counts(original) == counts(corrected)
    if field == "charge":
        return int(corrected) == int(original)
    return corrected == original


def _unlabelled_counts(formula: str) -> dict[str, int]:
    return counts(formula.replace("[13C]", "C").replace("D", "H"))
