"""Records that are nearly right: real ones, changed the way typing, copying and programs change them.

Everything follows from the seed of a `Random`, so that a mutant can be made again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

from rdkit import Chem, rdBase
from rdkit.Chem import Descriptors, rdinchi, rdMolDescriptors

DATA = Path(__file__).parents[1] / "data" / "compounds.csv"

Row = Mapping[str, str]
"""Field to what it states."""

FIELDS = (
    *("smiles", "inchi", "inchikey", "formula", "molecular_weight", "monoisotopic_mass", "charge", "iupac_name"),
    *("connectivity_smiles", "molblock", "synonyms", "name", "cas", "unii", "ec_number", "chirality", "pubchem_cid"),
)

SHAPES: tuple[tuple[str, ...], ...] = (
    ("smiles",),
    ("smiles", "inchikey"),
    ("smiles", "inchi", "inchikey", "formula"),
    ("smiles", "inchi", "inchikey", "formula", "molecular_weight", "monoisotopic_mass", "cas", "name"),
    ("smiles", "inchikey", "iupac_name", "synonyms"),
    ("smiles", "formula", "charge", "molecular_weight"),
    ("connectivity_smiles", "smiles", "inchikey"),
    ("connectivity_smiles", "formula", "inchi"),
    ("molblock", "inchikey", "formula", "monoisotopic_mass"),
    ("molblock", "smiles", "inchi", "name"),
    ("inchi", "inchikey", "formula"),
    ("smiles", "inchi", "name", "cas", "unii", "ec_number", "pubchem_cid"),
    ("smiles", "inchi", "chirality", "iupac_name"),
)
"""Fields that tables state together; records of one table share what the first of them taught the verifier."""

PIECES = (
    "C", "N", "O", "S", "P", "F", "Cl", "Br", "I", "B", "c", "n", "o", "[nH]", "[H]", "[2H]", "[13C]", "[O-]",
    "[N+]", "[Na+]", "[Cl-]", "[Fe]", "[Ti]", "[Pt]", "[SiH3]", "[H+]", "[C@H]", "[C@@H]", "[C@]", "[S@]",
    "[N@+]", "[P@@]", "=", "#", "-", ":", "~", "->", "<-", "$", "/", "\\", ".", "(", ")", "1", "2", "%10", "[",
    "]", "*", "[*]", "@", " ", "\u00a0", "\u200b", "\t", "\n", "|", "&amp;", "&#", "\u2212", "\u2013", "\u2032",
    "\u00b2", "\u2082", "\u00b7", "+", "--", "0", "9", "99999", "1e9", "D", "T", "H", ",", ";", "?", "/i1D",
    "/p+1", "/q-1", "/t1-", "/m0/s1", "/f", "(R)-", "(S)-", "rac-", "(+)-", "(E)-", "-d3", "[13C6]", "water",
    "acid", "<sub>", "{{", "|&1:1|", "N/A", "", "InChI=",
)  # fmt: skip
"""What is put into a text."""


@cache
def compounds() -> Sequence[Row]:
    """Give the bundled compounds with all that RDKit says of them."""
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = [{k: v for k, v in row.items() if v and k in FIELDS} for row in csv.DictReader(lines)]
    return [{**row, **(agreeing(row["smiles"]) or {})} for row in rows if "smiles" in row]


def agreeing(smiles: str) -> dict[str, str] | None:
    """Give fields that agree with a SMILES as RDKit understands it; None where it does not."""
    with rdBase.BlockLogs(), suppress(RuntimeError):  # RDKit fails at [#119] and at [H++] of a molfile
        mol = Chem.MolFromSmiles(smiles)
        if mol is None or not mol.GetNumAtoms():
            return None
        inchi = rdinchi.MolToInchi(mol)[0]
        if not inchi:
            return None
        charge = Chem.GetFormalCharge(mol)
        flat = Chem.Mol(mol)
        Chem.RemoveStereochemistry(flat)
        return {
            "smiles": smiles,
            "inchi": inchi,
            "inchikey": rdinchi.InchiToInchiKey(inchi),
            "formula": rdMolDescriptors.CalcMolFormula(mol),
            "molecular_weight": f"{Descriptors.MolWt(mol):.2f}",
            "monoisotopic_mass": f"{Descriptors.ExactMolWt(mol):.5f}",
            "charge": str(charge),
            "connectivity_smiles": Chem.MolToSmiles(flat),
            "molblock": Chem.MolToMolBlock(mol),
        }
    return None


def edited(text: str, random: Random) -> str:
    """Change a text in one to three places."""
    for _ in range(random.choice((1, 1, 2, 3))):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 1, 1, 2, 5)))
        match random.randrange(6):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + text[start:end] * 2 + text[end:]
            case 2:
                text = text[:start] + text[start:end][::-1] + text[end:]
            case 3:
                text = text[:end] + random.choice(PIECES) * random.choice((1, 1, 2)) + text[end:]
            case _:
                text = text[:start] + random.choice(PIECES) + text[end:]
    return text


def mutant(rows: Sequence[Row], shape: Sequence[str], random: Random) -> Row:
    """Give a record of some fields: consistent in itself about as often as not, and seldom as published."""
    row = dict(random.choice(rows))
    way = random.randrange(10)
    if way < 6:
        fields = agreeing(edited(row["smiles"], random))
        row.update(fields or {})
    if way in {5, 6, 7}:
        name = random.choice([name for name in shape if name in row] or ["smiles"])
        row[name] = edited(row[name], random)
    if way in {7, 8}:
        name = random.choice(shape)
        row[name] = random.choice(rows).get(name, "")
    if way == 9 and "iupac_name" in row:
        row["synonyms"] = random.choice((row["iupac_name"], "water|cholesterol", f"x|{row['iupac_name']}", "GABA"))
    return {name: row[name] for name in shape if row.get(name)}


def mutants(rows: Sequence[Row], random: Random) -> Iterator[Row]:
    """Give records of one shape without end."""
    shape = random.choice(SHAPES)
    while True:
        yield mutant(rows, shape, random)
