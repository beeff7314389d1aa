# ruff: noqa: INP001 - a script, not a package
"""Derive the pKa of each class of data/pka_classes.csv from the IUPAC Digitized pKa Dataset.

Usage: python scripts/pka_classes.py iupac_high-confidence_v1_0.xlsx [--values]

The dataset (doi:10.5281/zenodo.7236453) is not part of the project. Taken are values in water at 20 to 30 °C that were
assessed reliable or approximate; where fewer than ten compounds are left, uncertain and unassessed ones too. Each
compound counts once, with its median, if it is clear which group a value belongs to; a class of fewer than five gets no
value. Rows with another source stay as they are. With --values, the values of all compounds are listed.
"""

from __future__ import annotations

import argparse
import csv
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook
from rdkit import Chem, RDLogger

from gaba_analogs.analogs.acidity import groups_of

TABLE = Path(__file__).parents[1] / "data" / "pka_classes.csv"
SOURCE = "IUPAC Digitized pKa Dataset v1.0 doi:10.5281/zenodo.7236453"
FEWEST = 5
"""Fewest compounds of a class."""
ENOUGH = 10
"""Compounds from which on doubtful values are left out."""
TRUSTED = {"Reliable", "Approximate"}
DOUBTFUL = {"Uncertain", ""}
COLDEST, WARMEST = 20.0, 30.0
"""Bounds of the temperature [°C]."""
LARGEST_DISAGREEMENT = 0.5
"""Largest difference [-] of values for one constant; more is a mix-up of constants."""

TEMPERATURE = re.compile(r"(\d+(?:\.\d+)?)(?:\s*\+\s*\d+(?:\.\d+)?)?(?: \(assumed\))?")
CONSTANT = re.compile(r"pKA?H?(\d?)(?:\((?:POH|NH3?\+?|OH|COOH)\))?", re.IGNORECASE)
OTHER_SOLVENT = re.compile(
    r"%|ethanol|dioxan|aceto|D2O|H2SO4|HClO4|H[o0_]|solvent|propanol|cellosolve|sulph?oxide|acetic|formamide|extrapol",
    re.IGNORECASE,
)
ANOTHER_ACID = Chem.MolFromSmarts("[$([nH]c=O),$([OX2H1]N),$([OX2H1]C=C)]")
"""Groups outside the classes to which a constant may belong."""
FIRST, SECOND = "phosphonic acid, first", "phosphonic acid, second"

Constants = dict[int, list[float]]


def constants(path: Path, assessments: set[str]) -> Iterator[tuple[str, set[str], str, Constants]]:
    """Yield SMILES, names of all constants, label (A or AH) and values by number of each compound and book."""
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    values: dict[tuple[str, str], Constants] = defaultdict(lambda: defaultdict(list))
    for cells in rows:
        row = dict(zip(header, map(str, cells), strict=True))
        compound = row["SMILES"], row["acidity_label"]
        constant = CONSTANT.fullmatch(row["pka_type"])
        temperature = TEMPERATURE.fullmatch(row["T"])
        if constant is None:
            continue
        names[compound].add(constant[1] or "1")
        if temperature is None or not COLDEST <= float(temperature[1]) <= WARMEST:
            continue
        if row["pressure"] or OTHER_SOLVENT.search(row["remarks"]) or row["assessment"] not in assessments:
            continue
        if re.fullmatch(r"-?\d+(?:\.\d+)?", row["pka_value"]):
            values[compound][int(constant[1] or 1)].append(float(row["pka_value"]))
    for compound, found in values.items():
        yield compound[0], names[compound], compound[1], found


def assigned(mol: Chem.Mol, label: str, count: int, pkas: Mapping[int, float]) -> dict[str, float]:
    """Return the pKa by class where it is clear which group each value belongs to.

    Parameters
    ----------
    mol
        The compound.
    label
        ``A`` for an acid, ``AH`` for the conjugate acid of a base.
    count
        Number of constants that the books list for it.
    pkas
        Constants at the temperature, by number (from 1).
    """
    groups = groups_of(mol)
    atoms = {group.atom for group in groups}
    if any(atom not in atoms for (atom,) in mol.GetSubstructMatches(ANOTHER_ACID)):
        return {}
    names = [group.name for group in groups]
    amines = [name for name in names if name.startswith(("amine", "morpholine", "piperazine"))]
    acids = [group.name for group in groups if group.kind == "acid"]
    ordered = sorted(pkas.values())
    complete = count == len(groups) == len(ordered)
    if len(names) == 1 and count == 1:  # one group, one constant
        return {names[0]: ordered[0]} if groups[0].kind == ("acid" if label == "A" else "base") else {}
    if names == ["piperazine"]:
        return {"piperazine": ordered[-1]} if count == len(ordered) else {}
    if set(acids) == {FIRST, SECOND}:  # and at most one amine, the weakest of the three
        if complete and names == [*acids, *amines]:
            return dict(zip([FIRST, SECOND, *amines], ordered, strict=True))
        return {SECOND: pkas[2]} if len(names) == len(acids) and 2 in pkas else {}
    if complete and len(acids) == len(amines) == 1:  # an amino acid: the ammonium ion is the weaker acid
        return {acids[0]: ordered[0], amines[0]: ordered[1]}
    return {}


def by_class(path: Path, assessments: set[str]) -> dict[str, dict[str, float]]:
    """Return the values of each class by compound (SMILES without stereochemistry)."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for smiles, names, label, values in constants(path, assessments):
        mol = Chem.MolFromSmiles(smiles)
        mixed_up = any(max(same) - min(same) > LARGEST_DISAGREEMENT for same in values.values())
        if mol is None or "." in smiles or Chem.GetFormalCharge(mol) or mixed_up:
            continue
        if any(atom.GetIsotope() for atom in mol.GetAtoms()):
            continue
        compound = Chem.MolToSmiles(mol, isomericSmiles=False)
        pkas = {number: statistics.median(same) for number, same in values.items()}
        for name, pka in assigned(mol, label, len(names), pkas).items():
            found[name][compound].append(pka)
    return {
        name: {compound: statistics.median(pkas) for compound, pkas in members.items()}
        for name, members in found.items()
    }


def main() -> None:
    """Write the values of the classes into the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--values", action="store_true", help="list the compounds of each class")
    options = parser.parse_args()
    RDLogger.DisableLog("rdApp.*")
    trusted, all_values = (by_class(options.dataset, kinds) for kinds in (TRUSTED, TRUSTED | DOUBTFUL))
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["source"] not in {"", SOURCE}:
            continue
        members = trusted.get(row["name"], {})
        if len(members) < ENOUGH:
            members = {**all_values.get(row["name"], {}), **members}
        numbers = {"pka": "", "spread": "", "n": "", "source": ""}
        if len(members) >= FEWEST:
            pka, spread = statistics.median(members.values()), statistics.stdev(members.values())
            numbers = {"pka": f"{pka:.1f}", "spread": f"{spread:.1f}", "n": str(len(members)), "source": SOURCE}
        row.update(numbers)
        if options.values:
            print(row["name"], row["pka"], row["spread"], len(members))  # noqa: T201
            for compound, pka in sorted(members.items(), key=lambda member: member[1]):
                print(f"    {pka:6.2f} {compound}")  # noqa: T201
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
