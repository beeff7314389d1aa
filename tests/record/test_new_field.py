"""A new field is an entry of the table and an attribute of the record, and nothing else.

The field is the NSC number of the National Cancer Institute, added to a copy of the package.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gaba_analogs
from gaba_analogs.resources import data_folder

SCRIPTS = Path(__file__).parents[2] / "scripts"

ENTRY = """    Field(
        name="nsc_number",
        words="NSC number",
        article="an",
        kind=Kind.IDENTIFIER,
        spellings=("nscnumber", "nsc", "nscno"),
        parameters=("nsc",),
        example="NSC329137",
        form=Form(re.compile(r"NSC[-\\s]?(?P<bare>\\d+)"), "NSC and a number"),
        address="https://drugs.ncats.io/substances?search=NSC-{}",
        shape=re.compile(r"NSC[-\\s]?\\d+"),
    ),
"""
ATTRIBUTE = "    nsc_number: str | None = None\n"

# Baclofen and caffeine: SMILES, InChIKey and the number of the National Cancer Institute, as PubChem has it.
BACLOFEN = ("NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "NSC329137")
CAFFEINE = ("Cn1c(=O)c2c(ncn2C)n(C)c1=O", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "NSC5036")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Copy the package and add the field by editing two files."""
    home = tmp_path_factory.mktemp("copy")
    package = Path(gaba_analogs.__file__).parent
    for file in package.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            copy = home / "src" / "gaba_analogs" / file.relative_to(package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    if not (home / "src" / "gaba_analogs" / "data").exists():
        (home / "data").symlink_to(data_folder(), target_is_directory=True)
    add(home, "fields.py", '    Field(\n        name="molblock",', ENTRY)
    add(home, "record.py", "    molblock: str | None = None\n", ATTRIBUTE)
    return home


def add(home, name, before, text):
    """Put text into a file of the package ``record``, before a text that is there once."""
    path = home / "src" / "gaba_analogs" / "record" / name
    old = path.read_text(encoding="utf-8")
    assert old.count(before) == 1
    path.write_text(old.replace(before, text + before), encoding="utf-8")


@pytest.fixture
def python(home, tmp_path):
    """Run Python with the copy of the package, and give what it printed."""

    def run(*arguments, code=0):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(home / "src"), str(SCRIPTS)])}
        environment |= {"PYTHONUTF8": "1", "NO_COLOR": "1"}
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        reason = "verify-structure: exit code 1: 1 record is inconsistent\n" if code else ""
        assert (done.returncode, done.stderr) == (code, reason)
        return done.stdout

    return run


@pytest.fixture
def verify(python, tmp_path):
    """Verify a table with the command, and give what it printed."""

    def run(header, *rows, options=(), code=0):
        table = "".join(f"{','.join(row)}\n" for row in ([*header], *rows))
        (tmp_path / "table.csv").write_text(table, encoding="utf-8")
        return python("-m", "gaba_analogs.cli.main", "table.csv", "--no-names", *options, code=code)

    return run


@pytest.mark.parametrize("heading", ["NSC", "NSC No.", "nsc_number"])
def test_heading(python, tmp_path, heading):
    """A column is recognised, and the record states the field."""
    (tmp_path / "table.csv").write_text(f"SMILES,{heading}\n{BACLOFEN[0]},{BACLOFEN[2]}\n", encoding="utf-8")
    program = "from gaba_analogs import read; print(*[record.nsc_number for record in read('table.csv')])"

    assert python("-c", program) == "NSC329137\n"


def test_infobox(python):
    """A parameter of a chembox is read."""
    box = f"{{{{Chembox | SMILES = {CAFFEINE[0]} | NSC = {CAFFEINE[2]} }}}}"
    program = (
        "from gaba_analogs.readers.wiki.wikitext import read_wikitext; "
        f"print(*[record.nsc_number for record in read_wikitext('{box}', source=None)])"
    )

    assert python("-c", program) == "NSC5036\n"


def test_mapped_column(verify):
    """``--map`` leads any column to the field, and the JSON report has what is wrong with it."""
    options = ("--format", "json", "--map", "nsc_number=Tox")
    rows = [(*BACLOFEN[:2], "NSC329137"), (*CAFFEINE[:2], "SC5036")]
    report = json.loads(verify(("smiles", "inchikey", "Tox"), *rows, options=options))

    assert [record["verdict"] for record in report["records"]] == ["verified", "verified"]
    assert [[finding["code"] for finding in record["findings"]] for record in report["records"]] == [
        [],
        ["identifier-malformed"],
    ]
    assert report["records"][1]["findings"][0]["fields"] == ["nsc_number"]


def test_form_in_words(verify):
    """The text report shows the field and says how its values look."""
    out = " ".join(verify(("smiles", "inchikey", "nsc_number"), (*BACLOFEN[:2], "329137")).split())

    assert "nsc_number 329137" in out
    assert "NSC and a number, such as NSC329137" in out


def test_stray_value(verify):
    """A value that has the shape of the new field is recognised in another."""
    out = verify(("smiles", "inchikey", "cas"), BACLOFEN, options=("--format", "json"), code=1)
    (finding,) = json.loads(out)["records"][0]["findings"]

    assert (finding["code"], finding["message"]) == ("value-in-wrong-field", "CAS number holds an NSC number")


def test_html(verify):
    """The HTML report has the words, and the page of the registry."""
    page = verify(("smiles", "inchikey", "nsc_number"), BACLOFEN, options=("--format", "html"))

    assert '["nsc_number","NSC number"]' in page
    assert '["https://drugs.ncats.io/substances?search=NSC-",""]' in page
    assert '"NSC329137"]' in page


def test_conflict_across_records(verify):
    """One identifier on two structures is found."""
    rows = [BACLOFEN, (*CAFFEINE[:2], BACLOFEN[2])]
    options = ("--cross-record", "--format", "json")
    (conflict,) = json.loads(verify(("smiles", "inchikey", "nsc_number"), *rows, options=options))["conflicts"]

    assert (conflict["code"], conflict["fields"]) == ("identifier-two-structures", ["nsc_number"])


def test_help_completion_and_schema(python):
    """What the command says about itself has the field."""
    command = ("-m", "gaba_analogs.cli.main")

    assert " nsc_number " in python(*command, "--help-all")
    assert " nsc_number= " in python(*command, "--completion", "bash")
    assert "nsc_number" in json.loads(python(*command, "--schema"))["$defs"]["field"]["enum"]


def test_documentation(python):
    """The tables of the documentation have it."""
    page = "<!-- fields -->\\n<!-- /fields -->\\n<!-- headings -->\\n<!-- /headings -->\\n"
    lines = python("-c", f"from field_tables import filled; print(filled('{page}'))").splitlines()

    assert "| | `nsc_number` | an NSC number | `NSC329137` |" in lines
    assert "| `nsc_number` | nscnumber nsc nscno |" in lines


def test_jupyter(python):
    """A record shows it in Jupyter."""
    program = "import gaba_analogs; print(gaba_analogs.StructureRecord(nsc_number='NSC5036')._repr_html_())"

    assert ">NSC number</td>" in python("-c", program)


def test_a_table_without_the_attribute(home, python):
    """An entry whose attribute was forgotten is an error at import, which names it."""
    path = home / "src" / "gaba_analogs" / "record" / "record.py"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(ATTRIBUTE, ""), encoding="utf-8")
    try:
        program = "try:\n    import gaba_analogs.record\nexcept TypeError as error:\n    print(error)"
        assert python("-c", program) == "StructureRecord and the table of fields differ: nsc_number\n"
    finally:
        path.write_text(whole, encoding="utf-8")
