"""What a source of the atlas is sent: a patch that changes the values that are wrong and not one other byte."""

from __future__ import annotations

import csv
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gaba_analogs.names import unavailable_reason

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
    assert "2 records in 2 files" in told
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


@pytest.fixture
def named():
    """Give the module that reads names, where OPSIN is installed."""
    if unavailable_reason():
        pytest.skip("names are read with OPSIN: pip install .[names]")
    return importlib.import_module("atlas_names").named_otherwise


# CAS Registry names: 2406-52-2 stannane is SnH4, 12035-04-0 is Nb3Sn, 2067-76-7 is (CH3)2SnH2
@pytest.mark.parametrize(
    ("name", "smiles", "field", "other"),
    [
        pytest.param("stannane", "[H].[H].[Sn]", "molecular_weight", True, id="a-hydride-without-half-of-its-hydrogen"),
        pytest.param("dimethylstannane", "[CH3].[CH3].[Sn]", "molecular_weight", True, id="its-dimethyl"),
        pytest.param("niobium, compd. with tin (3:1)", "[Nb].[Sn]", "molecular_weight", True, id="a-ratio"),
        pytest.param("zzz compd. with tin (3:1)", "[Nb].[Sn]", "molecular_weight", True, id="a-ratio-not-read"),
        pytest.param("sinapic acid", "COc1cc(/C=C/C(=O)O)ccc1O", "inchikey", True, id="a-methoxy-group-more"),
        pytest.param("stannane", "[SnH4]", "molecular_weight", False, id="the-hydride"),
        pytest.param("4-aminobutanoic acid", "NCCCC(=O)O", "molecular_weight", False, id="an-acid"),
        pytest.param("sodium 4-aminobutanoate", "NCCCC(=O)O", "monoisotopic_mass", False, id="its-salt-weighed"),
        pytest.param("sodium 4-aminobutanoate", "NCCCC(=O)O", "molecular_weight", True, id="its-salt-by-weight"),
        pytest.param("malonate", "OC(=O)CC(=O)O", "monoisotopic_mass", False, id="an-anion"),
        pytest.param("pc (34:1)", "NCCCC(=O)O", "monoisotopic_mass", False, id="a-lipid-s-numbers-are-no-ratio"),
    ],
)
@pytest.mark.usefixtures("scripts")
def test_a_name_of_another_composition_is_told(named, name, smiles, field, other):
    """A name means another compound when its composition differs in more than charge, counterion and water."""
    assert bool(named({"name": name, "smiles": smiles}, field)) is other


# 118.710 for tin (CIAAW), and the weights of the tables of "chemicals" for the rest: six OH groups weigh 102.04404
@pytest.mark.parametrize(
    ("stated", "correction", "expected"),
    [
        pytest.param("220.74504", "220.752", "220.75404", id="its-decimals"),
        pytest.param("220.7", "220.752", "220.8", id="fewer-decimals"),
        pytest.param("220", "220.752", "220.752", id="none-to-go-by"),
        pytest.param("220.74504", "238.76", "238.76", id="another-compound-than-drawn"),
    ],
)
@pytest.mark.usefixtures("scripts")
def test_a_weight_keeps_to_the_weights_of_its_table(stated, correction, expected):
    """A corrected molecular weight is computed with the source's atomic weights, to as many decimals as stated."""
    in_own_weights = importlib.import_module("atlas_weights").in_own_weights
    record = {"molecular_weight": stated, "smiles": "[OH-].[OH-].[OH-].[OH-].[OH-].[OH-].[Sn+4]"}

    assert in_own_weights(correction, record, {"H": 1.00794, "O": 15.9994, "Sn": 118.710}) == expected
    assert in_own_weights(correction, record, {"H": 1.00794, "O": 15.9994}) == correction


def test_a_structure_that_is_contradicted_still_is_not_patched(clone, tmp_path):
    """A weight computed from a structure whose name means another compound is left to those who know."""
    named = "3-amino-2-phenylpropanoic acid"
    for table in ("one.csv", "other.csv"):
        path = clone / "data set" / table
        path.write_bytes(path.read_bytes().replace(b"2,baclofen,", f"2,{named},".encode()))
    git(clone, "commit", "-qam", "Renamed")
    version = git(clone, "rev-parse", "HEAD")
    (tmp_path / "atlas.toml").write_text(SOURCE.format(version=version), encoding="utf-8")

    said, told = patch(tmp_path, FINDING | {"name": named})

    assert "not safe any more" in said
    assert not (tmp_path / "sent" / "aminoacids.diff").exists()
    assert told.startswith("# 1 value that contradicts its own record\n")


def test_the_text_says_how_to_get_what_it_speaks_of(clone, tmp_path):
    """Package, clone and command stand in it, and that two records repeat the value which is counted once."""
    _, told = patch(tmp_path, FINDING)

    assert 'pip install ".[names]"\n' in told
    assert "git clone https://github.com/owner/name owner+name\n" in told
    assert clone.name == "owner+name"
    assert "2 records in 2 files, since a value is counted once above however many records repeat it." in told


def test_fields_wrong_for_one_reason_stand_in_one_row(tmp_path, clone):
    """Three fields of a record without corrections that share their reason are told together."""
    open_field = FINDING | {"safety": "", "expected": "", "evidence": "drawn is another compound"}
    rows = [open_field | {"field": field, "stated": field.upper()} for field in ("smiles", "inchikey", "formula")]
    _, told = patch(tmp_path, *rows)

    assert clone.is_dir()
    assert "| smiles, inchikey, formula | `smiles=SMILES; inchikey=INCHIKEY; formula=FORMULA` |" in told
