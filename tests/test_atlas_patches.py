"""What a source of the atlas is sent: a patch that changes the values that are wrong and not one other byte."""

from __future__ import annotations

import csv
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"

pytestmark = pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="what is tested is in the repository only: clone it")

# Baclofen weighs 213.66 by PubChem (CID 2284), and 179.22 without its chlorine; GABA 103.12 (CID 119)
HEAD = 'id,name,smiles,inchikey,formula,molecular_weight,"note"\r\n'
BACLOFEN = 'NCC(CC(=O)O)c1ccc(Cl)cc1,KPYSYYIEGFHWSV-UHFFFAOYSA-N,C10H12ClNO2,"179.22",5 µg\r\n'
ONE = (
    HEAD
    + "1,GABA,NCCCC(=O)O,BTCSSZJGUNDROE-UHFFFAOYSA-N,C4H9NO2,103.12,179.22\r\n"
    + f"2,baclofen,{BACLOFEN}"
    + '3,"nothing\r\nat all",,,,,'
).encode("cp1252")
OTHER = (HEAD + f"2,baclofen,{BACLOFEN}").encode("cp1252")
SOURCE = """[[source]]
key = "aminoacids"
name = "Amino acids"
kind = "drug list"
repository = "owner/name"
version = "{version}"
licence = "CC0"
files = ["data set/*.csv"]
id = "id"
cause = "The chlorine was not counted."
"""
FINDING = {
    "source": "aminoacids",
    "version": "1",
    "id": "2",
    "name": "baclofen",
    "field": "molecular_weight",
    "stated": "179.22",
    "expected": "213.66",
    "safety": "safe",
    "class": "molecular-weight-mismatch",
    "evidence": "molecular weight lacks the chlorine of SMILES",
}


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody without settings."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    still = ["-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *identity, *still, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path):
    """Give the clone of a source of two tables, and its catalogue beside it."""
    folder = tmp_path / "clones" / "owner+name"
    (folder / "data set").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "data set" / "one.csv").write_bytes(ONE)
    (folder / "data set" / "other.csv").write_bytes(OTHER)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Two tables")
    (tmp_path / "atlas.toml").write_text(SOURCE.format(version=git(folder, "rev-parse", "HEAD")), encoding="utf-8")
    return folder


def patch(folder: Path, *findings: dict[str, str]) -> tuple[str, str]:
    """Run the script on findings; give what it says and the text that it writes."""
    write(folder / "findings.csv", findings)
    counts = {"source": "aminoacids", "records": "4", "unverified": "1"}
    write(folder / "sources.csv", [counts])
    words = ["--catalogue", folder / "atlas.toml", "--checkouts", folder / "clones", "--results", folder / "results"]
    words += ["--output", folder / "sent", "--findings", folder / "findings.csv"]
    command = [sys.executable, BENCHMARKS / "atlas_patches.py", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr, (folder / "sent" / "aminoacids.md").read_text(encoding="utf-8")


def write(path: Path, rows: list[dict[str, str]] | tuple[dict[str, str], ...]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)


def test_a_patch_changes_the_wrong_cells_alone(clone, tmp_path):
    """Applied, it corrects every record that says the same, and leaves encoding, quotes, line ends and like values."""
    _, told = patch(tmp_path, FINDING)
    git(clone, "apply", tmp_path / "sent" / "aminoacids.diff")

    wrong, right = b'"179.22"', b'"213.66"'
    assert ONE.count(wrong) == OTHER.count(wrong) == 1
    assert (clone / "data set" / "one.csv").read_bytes() == ONE.replace(wrong, right)
    assert (clone / "data set" / "other.csv").read_bytes() == OTHER.replace(wrong, right)
    assert told.startswith("# Correct 1 value that contradicts its own record\n")
    assert "in 2 records of 2 files" in told
    assert "The chlorine was not counted." in told


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        pytest.param({"expected": "213.99"}, "not safe any more", id="another-correction"),
        pytest.param({"stated": "178.22"}, "not there any more", id="another-value"),
        pytest.param({"id": "1"}, "not there any more", id="another-record"),
        pytest.param({"safety": "likely"}, "", id="not-safe"),
        pytest.param(
            {"field": "smiles|inchikey|molecular_weight", "safety": "", "expected": ""}, "", id="not-determined"
        ),
    ],
)
def test_what_is_not_borne_out_is_told_and_left(clone, tmp_path, changed, reason):
    """A finding is not corrected unless the record is as it was told and its verification says so again."""
    said, told = patch(tmp_path, FINDING | changed)

    assert (clone / "data set" / "one.csv").read_bytes() == ONE
    assert not (tmp_path / "sent" / "aminoacids.diff").exists()
    assert reason in said
    assert told.startswith("# 1 value that contradicts its own record\n")
    assert "molecular weight lacks the chlorine of SMILES" in told


@pytest.fixture
def scripts(monkeypatch):
    """Give the modules of the scripts."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("atlas_rewriting"), importlib.import_module("atlas_layouts")


def test_a_value_is_found_by_what_the_layout_reads(scripts, tmp_path):
    """Of three places that state 350.4, the one that is the mass of the second compound is changed (BGC0000405)."""
    rewriting, layouts = scripts
    compounds = [
        {"compound": "a", "mol_mass": 350.4, "mass_spec_ion_type": "[M+H]+"},
        {"compound": "phenoxymethylpenicillin", "mol_mass": 350.4, "molecular_formula": "C16H18N2O5S"},
        {"compound": "c", "mol_mass": 350.4},
    ]
    path = tmp_path / "BGC0000405.json"
    path.write_text(json.dumps({"cluster": {"mibig_accession": "BGC0000405", "compounds": compounds}}, indent=4))
    before = path.read_bytes()
    after = rewriting.by_trial(path, layouts.LAYOUTS["mibig"], {2: {"monoisotopic_mass": "350.0936"}})

    start = before.index(b"350.4", before.index(b"phenoxymethylpenicillin"))
    assert after == before[:start] + b"350.0936" + before[start + 5 :]
    assert path.read_bytes() == before


def test_a_value_without_a_place_stays(scripts, tmp_path):
    """CoolProp states a molar mass in kg/mol, which no correction in g/mol replaces (R1336mzz(Z))."""
    rewriting, layouts = scripts
    path = tmp_path / "R1336mzz(Z).json"
    path.write_text(json.dumps({"INFO": {"NAME": "R1336mzz(Z)"}, "EOS": [{"molar_mass": 0.164056}]}))
    before = path.read_bytes()

    assert rewriting.by_trial(path, layouts.LAYOUTS["coolprop"], {1: {"molecular_weight": "164.050"}}) == before
