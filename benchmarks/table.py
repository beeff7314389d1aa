"""Tables to measure on: of real records where they are at hand, else of the bundled compounds."""

from __future__ import annotations

import csv
import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from naive import disagreement, name_says_more
from pyarrow import parquet
from rdkit import Chem
from rdkit.Chem import Descriptors, rdDepictor, rdinchi

Row = Mapping[str, str]
Damage = Callable[[Row, Row], Row]
"""Makes a wrong row of a right one and another one."""

BUNDLED = Path(__file__).parents[1] / "data" / "compounds.csv"
PUBCHEM = "chemicals_pubchem_large_*.parquet"
REPORT = "report_compounds_*.tsv"
MASSBANK = "massbank_compounds_*.tsv"
COLUMNS = ("name", "smiles", "inchi", "inchikey", "formula", "molecular_weight", "cas")
"""Columns of a table that is measured on."""
EVERY_COLUMN = (*COLUMNS, "monoisotopic_mass")
"""Columns of the table of everything."""


@dataclass
class Selection:
    """The rows that a naive script finds consistent, and why it left the others out.

    Parameters
    ----------
    origin
        Where the rows come from.
    rows
        What was kept, shuffled.
    dropped
        Number of rows [-] by reason.
    """

    origin: str
    rows: list[Row] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        """Say in one sentence what the rows are."""
        reasons = "; ".join(f"{reason}: {count:,}" for reason, count in self.dropped.most_common())
        out = f"{self.dropped.total():,} were left out" + (f" ({reasons})" if reasons else "")
        return f"{len(self.rows):,} rows of {self.origin} that benchmarks/naive.py finds consistent; {out}."


def selection(records: Path, wanted: int) -> Selection:
    """Choose complete rows, at most as many as wanted, that a naive script finds consistent."""
    found = sorted(records.glob(PUBCHEM))
    rows = list(pubchem_rows(found[0]) if found else bundled_rows())
    out = Selection(found[0].name if found else f"data/{BUNDLED.name}")
    random.Random(6).shuffle(rows)  # noqa: S311  # an order, not a secret
    for row in rows:
        if len(out.rows) == wanted:
            break
        reason = _unfit(row)
        if reason is None:
            out.rows.append(row)
        else:
            out.dropped[reason] += 1
    return out


def _unfit(row: Row) -> str | None:
    if not all(row[name] for name in COLUMNS):
        return "a cell is empty"
    if name_says_more(row):
        return "the name speaks of stereo, the InChI does not"
    return disagreement(row)


# -- sources ---------------------------------------------------------------------------------------


def pubchem_rows(path: Path) -> Iterator[Row]:
    """Give the rows of the PubChem table, whose InChI come without their prefix."""
    columns = ["common_name", "smiles", "inchi", "inchikey", "formula", "mw", "cas", "iupac_name"]
    for batch in parquet.ParquetFile(path).iter_batches(columns=columns):
        for cells in batch.to_pylist():
            row = {name: cell or "" for name, cell in cells.items()}
            inchi = row.pop("inchi")
            yield {
                "name": row.pop("common_name"),
                "inchi": f"InChI=1S/{inchi}" if inchi else "",
                "molecular_weight": row.pop("mw"),
                **row,
            }


def bundled_rows() -> Iterator[Row]:
    """Give the rows of the compounds that the package brings."""
    with BUNDLED.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def tab_separated(path: Path) -> Iterator[Row]:
    """Give the rows of a tab-separated table."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def report_rows(path: Path) -> Iterator[Row]:
    """Give the rows of the RepoRT table."""
    for row in tab_separated(path):
        smiles = row["smiles_isomeric"] or row["smiles_canonical"]
        yield {"smiles": smiles, **{name: row[name] for name in ("name", "inchi", "inchikey", "formula")}}


def massbank_rows(path: Path) -> Iterator[Row]:
    """Give the rows of the MassBank table."""
    for row in tab_separated(path):
        kept = {name: row[name] for name in ("smiles", "inchi", "inchikey", "formula", "cas")}
        yield {"name": row["names"].partition("|")[0], "monoisotopic_mass": row["exact_mass"], **kept}


def everything(records: Path) -> list[Row]:
    """Give every row of the three large tables as it stands, faults included; else of the bundled compounds."""
    sources: Sequence[tuple[str, Callable[[Path], Iterator[Row]]]] = (
        (PUBCHEM, pubchem_rows),
        (REPORT, report_rows),
        (MASSBANK, massbank_rows),
    )
    found = [row for pattern, rows in sources for path in sorted(records.glob(pattern)) for row in rows(path)]
    return found or list(bundled_rows())


# -- shaping ---------------------------------------------------------------------------------------


def repeated(rows: Sequence[Row], count: int) -> Iterator[Row]:
    """Give so many rows, the same ones again and again under names of their own."""
    for number, row in enumerate(itertools.islice(itertools.cycle(rows), count), 1):
        yield {**row, "name": f"{row['name']} [{number}]"}


def faulty(rows: Sequence[Row], every: int, kinds_of_fault: Sequence[Damage] = ()) -> Iterator[Row]:
    """Damage one field of every so-manieth row, each kind of fault in turn."""
    kinds = itertools.cycle(kinds_of_fault or FAULTS)
    for number, row in enumerate(rows):
        other = rows[(number + len(rows) // 2) % len(rows)]
        yield next(kinds)(row, other) if number % every == every - 1 else row


def _key_of_another(row: Row, other: Row) -> Row:
    return {**row, "inchikey": other["inchikey"]}


def _key_mistyped(row: Row, _: Row) -> Row:
    key = row["inchikey"]
    return {**row, "inchikey": f"{key[:5]}{'B' if key[5] == 'A' else 'A'}{key[6:]}"}


def _two_hydrogens_more(row: Row, _: Row) -> Row:
    formula = re.sub(r"H(\d+)", lambda count: f"H{int(count[1]) + 2}", row["formula"], count=1)
    return {**row, "formula": formula if formula != row["formula"] else f"{formula}H2"}


def _monoisotopic_as_average(row: Row, _: Row) -> Row:
    return {**row, "molecular_weight": f"{Descriptors.ExactMolWt(Chem.MolFromSmiles(row['smiles'])):.4f}"}


def _check_digit_wrong(row: Row, _: Row) -> Row:
    cas = row["cas"]
    return {**row, "cas": f"{cas[:-1]}{(int(cas[-1]) + 1) % 10}"}


def _smiles_of_another(row: Row, other: Row) -> Row:
    return {**row, "smiles": other["smiles"]}


def _inchi_of_another(row: Row, other: Row) -> Row:
    return {**row, "inchi": other["inchi"]}


def _stereo_lost(row: Row, _: Row) -> Row:
    """Take the stereo marks off a SMILES; one without any gets a bracket that never closes."""
    flat = re.sub(r"[@/\\]", "", row["smiles"])
    return {**row, "smiles": flat if flat != row["smiles"] else f"{flat}("}


FAULTS = (
    _key_of_another,
    _key_mistyped,
    _two_hydrogens_more,
    _monoisotopic_as_average,
    _check_digit_wrong,
    _smiles_of_another,
    _inchi_of_another,
    _stereo_lost,
)


# -- files -----------------------------------------------------------------------------------------


def write_csv(path: Path, rows: Iterable[Row], columns: Sequence[str] = COLUMNS) -> None:
    """Write rows as comma-separated values; a cell that a row lacks is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def write_sdf(path: Path, rows: Iterable[Row]) -> list[Row]:
    """Write rows as an SD file, the SMILES as a drawing; give back those whose drawing has the InChI stated."""
    drawn = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            block = drawing(row["smiles"])
            if rdinchi.MolBlockToInchi(block)[0] == row["inchi"]:
                tags = "".join(f"> <{name}>\n{row[name]}\n\n" for name in COLUMNS if name not in {"name", "smiles"})
                file.write(f"{row['name'][:80]}{block}{tags}$$$$\n")
                drawn.append(row)
    return drawn


def drawing(smiles: str) -> str:
    """Give a molblock in two dimensions, its title line empty."""
    molecule = Chem.MolFromSmiles(smiles)
    rdDepictor.Compute2DCoords(molecule)
    return str(Chem.MolToMolBlock(molecule))
