"""Small inputs for the tests of many records: GABA analogues, consistent and not, as often as wanted."""

from __future__ import annotations

import csv
import itertools

from gaba_analogs.api.many import verify_many
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.running import run

# InChIKeys and formulas from PubChem: CID 119, 2284, 5665
SUBSTANCES = (
    ("gamma-aminobutyric acid", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", "C4H9NO2"),
    ("baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "C10H12ClNO2"),
    ("vigabatrin", "C=CC(N)CCC(=O)O", "PJDFLNIOAUIZSL-UHFFFAOYSA-N", "C6H11NO2"),
    ("GABA with the formula of vigabatrin", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", "C6H11NO2"),
)


def records(count):
    """Give so many records, numbered; every fourth is inconsistent."""
    substances = itertools.islice(itertools.cycle(SUBSTANCES), count)
    return [
        StructureRecord(
            name=f"{name} {number}",
            smiles=smiles,
            inchikey=key,
            formula=formula,
            place=Place("samples.csv", number + 1),
        )
        for number, (name, smiles, key, formula) in enumerate(substances, 1)
    ]


def write_table(path, count):
    """Write them as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "smiles", "inchikey", "formula"])
        writer.writerows([record.name, record.smiles, record.inchikey, record.formula] for record in records(count))
    return path


def counted(given):
    """Verify records as those of a long run, and count the reports; other processes can import it."""
    run.SMALL_RUN = 10
    return sum(1 for _ in verify_many(given, workers=2, names=False))
