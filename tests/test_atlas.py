"""The atlas: sources are read at their commit, resumed, and told with what was judged of them."""

from __future__ import annotations

import csv
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"

pytestmark = pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="what is tested is in the repository only: clone it")

# GABA, baclofen and glycine by PubChem (CIDs 119, 2284, 750); baclofen's key has another compound's formula beside it
TABLE = """id,name,smiles,inchikey,formula
1,GABA,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N,C4H9NO2
2,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,KPYSYYIEGFHWSV-UHFFFAOYSA-N,C10H13NO2
2,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,KPYSYYIEGFHWSV-UHFFFAOYSA-N,C10H13NO2
3,glycine,NCC(=O)O,DHMQDGOQFOQNFH-UHFFFAOYSA-N,C2H5NO3
4,nothing,,,
"""
SOURCES = """[[source]]
key = "aminoacids"
name = "Amino acids"
kind = "drug list"
repository = "owner/name"
version = "{version}"
licence = "CC0"
files = ["data/*.csv"]
id = "id"

[[source]]
key = "absent"
name = "Not cloned"
kind = "drug list"
repository = "owner/other"
version = "abc"
licence = "CC0"
files = ["*.csv"]
"""


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody without settings."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def sources(tmp_path):
    """Give a catalogue of two sources, of which one is cloned, its table changed since."""
    clone = tmp_path / "clones" / "owner+name"
    (clone / "data").mkdir(parents=True)
    git(clone, "init", "-q")
    (clone / "data" / "table.csv").write_text(TABLE, encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "A table")
    version = git(clone, "rev-parse", "HEAD")
    (clone / "data" / "table.csv").write_text("id,name\n", encoding="utf-8")
    git(clone, "commit", "-qam", "Emptied")
    catalogue = tmp_path / "atlas.toml"
    catalogue.write_text(SOURCES.format(version=version), encoding="utf-8")
    return catalogue


def run(script: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts."""
    return subprocess.run([sys.executable, BENCHMARKS / script, *words], capture_output=True, text=True, check=False)


def read(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_source_is_read_at_its_commit_judged_and_told(sources, tmp_path):
    """Counts, findings and doubts of a source come from its files as they were, each distinct record once."""
    results, judged, told = (tmp_path / name for name in ("results", "judged", "told"))
    words = ["--catalogue", sources, "--checkouts", tmp_path / "clones", "--results", results, "--workers", "1"]
    first = run("atlas.py", *words)

    assert first.returncode == 2
    assert "absent: no clone" in first.stderr
    assert "git clone https://github.com/owner/other" in first.stderr
    summary = json.loads((results / "aminoacids" / "summary.json").read_text(encoding="utf-8"))
    assert summary["verdicts"] == {"inconsistent": 2, "verified": 1, "unverified": 1}
    alarms = [json.loads(line) for line in (results / "aminoacids" / "alarms.jsonl").open(encoding="utf-8")]
    assert [(alarm["record"]["id"], alarm["suspects"]) for alarm in alarms] == [("2", ["formula"]), ("3", ["formula"])]
    assert "aminoacids: done before" in run("atlas.py", *words).stderr

    judged.mkdir()
    (judged / "aminoacids.tsv").write_text("0\tright\tread\t\n1\targuable\tread\ta hydroxy form\n", encoding="utf-8")
    run("atlas_findings.py", "--catalogue", sources, "--results", results, "--judged", judged, "--output", told)

    (source,) = read(told / "sources.csv")
    assert [source[name] for name in ("records", "inconsistent", "read", "right", "arguable", "wrong")] == list(
        "422110"
    )
    (finding,) = read(told / "findings.csv")
    assert (finding["id"], finding["field"], finding["stated"]) == ("2", "formula", "C10H13NO2")
    assert finding["expected"] == "C10H12ClNO2"
    (doubt,) = read(told / "doubtful.csv")
    assert (doubt["id"], doubt["judgement"], doubt["reason"]) == ("3", "arguable", "a hydroxy form")


@pytest.mark.parametrize(
    ("note", "field", "expected"),
    [
        pytest.param("", "formula", "C10H12ClNO2", id="as-reported"),
        pytest.param("blame: formula alone", "formula", "C10H12ClNO2", id="the-same"),
        pytest.param("read; blame: smiles, the chlorine", "smiles", "", id="another-field"),
        pytest.param("blame: cas", "formula", "C10H12ClNO2", id="a-field-not-stated"),
        pytest.param("the fix is that of a salt", "formula", "", id="correction-does-not-hold"),
    ],
)
def test_what_a_judgement_blames_is_told(sources, tmp_path, note, field, expected):
    """A finding names the field that was judged wrong, with a correction only where that holds."""
    results, judged, told = (tmp_path / name for name in ("results", "judged", "told"))
    words = ["--catalogue", sources, "--results", results]
    run("atlas.py", *words, "--checkouts", tmp_path / "clones", "--workers", "1")
    judged.mkdir()
    (judged / "aminoacids.tsv").write_text(f"0\tright\tread\t{note}\n", encoding="utf-8")
    run("atlas_findings.py", *words, "--judged", judged, "--output", told)

    (finding,) = read(told / "findings.csv")
    assert (finding["field"], finding["expected"], finding["note"]) == (field, expected, note)


def test_an_unknown_source_is_named(sources, tmp_path):
    """A key that no source has is one line."""
    done = run("atlas.py", "--catalogue", sources, "--checkouts", tmp_path, "--results", tmp_path, "--only", "amino")

    assert done.returncode == 1
    assert done.stderr == "atlas: no source amino in atlas.toml\n"


@pytest.fixture
def layouts(monkeypatch):
    """Give the layouts of sources that are no tables."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("atlas_layouts").LAYOUTS


def test_a_mass_of_an_ion_is_not_the_compounds(layouts, tmp_path):
    """MIBiG states for some products the ion whose mass it gives (BGC0000357)."""
    compounds = [
        {"compound": "a", "molecular_formula": "C28H36N4O4", "mol_mass": 493.2806, "mass_spec_ion_type": "[M+H]+"},
        {"compound": "b", "molecular_formula": "C17H12O7", "mol_mass": 328.058302724, "database_id": ["pubchem:14421"]},
    ]
    path = tmp_path / "BGC.json"
    path.write_text(json.dumps({"cluster": {"mibig_accession": "BGC1", "compounds": compounds}}), encoding="utf-8")
    first, second = layouts["mibig"]([path])

    assert first["monoisotopic_mass"] is None
    assert (second["id"], second["monoisotopic_mass"], second["pubchem_cid"]) == ("BGC1/2", 328.058302724, "14421")


def test_a_metabolite_of_several_compartments_is_read_once(layouts, tmp_path):
    """Models list a compound once per compartment; its identity is the same (yeast-GEM, GABA)."""
    entry = "- !!omap\n  - id: {id}\n  - name: GABA\n  - formula: C4H9NO2\n  - charge: 0\n"
    path = tmp_path / "model.yml"
    text = "!!omap\n- metabolites:\n" + "".join(
        f"  {line}\n" for name in ("s_1", "s_2") for line in entry.format(id=name).splitlines()
    )
    path.write_text(text, encoding="utf-8")

    assert [row["id"] for row in layouts["yeast_gem"]([path])] == ["s_1"]


def test_the_readme_gives_the_rates_of_the_tables():
    """Its introduction names sources with their share of wrong records, the best and the worst among them."""
    introduction = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[0].replace("\n", " ")
    sources = {row["name"]: row for row in read(ROOT / "docs" / "findings" / "sources.csv")}
    right = {name: int(row["right"]) for name, row in sources.items()}
    compared = {name: int(row["records"]) - int(row["unverified"]) for name, row in sources.items()}
    stated = {
        name: int(n.replace(",", ""))
        for n, name in re.findall(r"1 in ([\d,]+) of (?:the )?([^.(]+?)(?= to| \(|\.)", introduction)
    }
    without = re.findall(r"none in ([\w-]+)", introduction)

    assert f"in {len(sources)} public sources" in introduction
    assert f"more than {sum(right.values()) // 1000:,},000 wrong records" in introduction
    assert [name for name in right if not right[name]] == without
    assert {name: float(f"{compared[name] / right[name]:.1g}") for name in stated} == stated
    assert max(right, key=lambda name: right[name] / compared[name]) in stated
