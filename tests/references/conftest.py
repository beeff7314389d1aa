"""Reference tables of real compounds, and an index folder of the test's own."""

import pytest

# FDA's register and PubChem: UNII, CAS number, name, SMILES, InChIKey (CIDs 2284, 44602, 12306731, 119)
ROWS = (
    ("H789N3FKE8", "1134-47-0", "Baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"),
    ("9Y1AB4V3BT", "69308-37-8", "Arbaclofen", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-QMMMGPOBSA-N"),
    ("", "28311-31-1", "Baclofen hydrochloride", "NCC(CC(=O)O)c1ccc(Cl)cc1.Cl", "WMNUVYYLMCMHLU-UHFFFAOYSA-N"),
    ("2ACZ6IPC6I", "56-12-2", "gamma-Aminobutyric acid", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N"),
)


@pytest.fixture(autouse=True)
def index_folder(tmp_path, monkeypatch):
    """Keep indexes in a folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(folder))
    return folder / "references"


@pytest.fixture
def table(tmp_path):
    """Write a reference table: the columns given, of the rows above."""

    def write(*titles, rows=ROWS, name="UNII.csv"):
        columns = {"UNII": 0, "CAS": 1, "Name": 2, "SMILES": 3, "InChIKey": 4}
        wanted = titles or tuple(columns)
        lines = [",".join(wanted), *(",".join(row[columns[title]] for title in wanted) for row in rows)]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
