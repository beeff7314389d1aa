"""The command with a reference of a million rows in the layout of PubChem's CID-InChI-Key."""

from __future__ import annotations

import json

import pytest

from gaba_analogs.cli.main import main

ROWS = 1_000_000
# PubChem: CID 119, and 2284
GABA = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)\tBTCSSZJGUNDROE-UHFFFAOYSA-N"
BACLOFEN_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"


def lines():
    """Give a listing of GABA at its CID among rows that are no compounds."""
    letters = str.maketrans("0123456789", "BCDFGHJKLM")
    for cid in range(1, ROWS + 1):
        filler = f"{cid:014}".translate(letters)
        yield f"{cid}\t{GABA}\n" if cid == 119 else f"{cid}\tInChI=1S/C{cid}/c1-2\t{filler}-UHFFFAOYSA-N\n"


@pytest.mark.slow
def test_a_million_rows(tmp_path, monkeypatch, capsys):
    """A table of a million rows is indexed, described and looked up: a right CID agrees, a wrong one is blamed."""
    monkeypatch.setenv("GABA_ANALOGS_CACHE", str(tmp_path / "cache"))
    table, drugs = tmp_path / "CID-InChI-Key", tmp_path / "drugs.csv"
    with table.open("w", encoding="ascii") as stream:
        stream.writelines(lines())
    drugs.write_text(
        "cid,smiles,inchikey\n119,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N\n"
        f"119,NCC(CC(=O)O)c1ccc(Cl)cc1,{BACLOFEN_KEY}\n",
        encoding="utf-8",
    )
    main(["index", str(table)])
    described = capsys.readouterr().out
    code = main([str(drugs), "--against", str(table), "--no-names", "--format", "jsonl"])
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert "1,000,000 rows, found by PubChem CID, InChIKey" in described
    assert code == 1
    assert [report["verdict"] for report in reports] == ["verified", "inconsistent"]
    assert reports[1]["suspects"] == ["pubchem_cid"]
