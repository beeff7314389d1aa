"""A new field is an entry of the table and an attribute of the record, and nothing else.

The field is the DSSTox substance identifier of EPA's CompTox dashboard, added to a copy of the package.
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
        name="dtxsid",
        words="DTXSID",
        kind=Kind.IDENTIFIER,
        spellings=("dtxsid", "dsstoxsubstanceid"),
        parameters=("dtxsid",),
        example="DTXSID30219383",
        form=Form(re.compile(r"DTXSID\\d+"), "DTXSID and digits"),
        address="https://comptox.epa.gov/dashboard/chemical/details/{}",
        shape=re.compile(r"DTXSID\\d+"),
    ),
"""
ATTRIBUTE = "    dtxsid: str | None = None\n"

# Arbaclofen and caffeine: SMILES, InChIKey and identifier as CompTox's batch search prints them.
ARBACLOFEN = ("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-QMMMGPOBSA-N", "DTXSID30219383")
CAFFEINE = ("Cn1c(=O)c2c(ncn2C)n(C)c1=O", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "DTXSID0020232")


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


@pytest.mark.parametrize("heading", ["DTXSID", "DSSTox Substance ID", "dtxsid"])
def test_heading(python, tmp_path, heading):
    """A column is recognised, and the record states the field."""
    (tmp_path / "table.csv").write_text(f"SMILES,{heading}\n{ARBACLOFEN[0]},{ARBACLOFEN[2]}\n", encoding="utf-8")
    program = "from gaba_analogs import read; print(*[record.dtxsid for record in read('table.csv')])"

    assert python("-c", program) == "DTXSID30219383\n"


def test_infobox(python):
    """A parameter of a chembox is read."""
    box = f"{{{{Chembox | SMILES = {CAFFEINE[0]} | DTXSID = {CAFFEINE[2]} }}}}"
    program = (
        "from gaba_analogs.readers.wiki.wikitext import read_wikitext; "
        f"print(*[record.dtxsid for record in read_wikitext('{box}', source=None)])"
    )

    assert python("-c", program) == "DTXSID0020232\n"


def test_mapped_column(verify):
    """``--map`` leads any column to the field, and the JSON report has what is wrong with it."""
    options = ("--format", "json", "--map", "dtxsid=Tox")
    rows = [(*ARBACLOFEN[:2], "DTXSID30219383"), (*CAFFEINE[:2], "TXSID0020232")]
    report = json.loads(verify(("smiles", "inchikey", "Tox"), *rows, options=options))

    assert [record["verdict"] for record in report["records"]] == ["verified", "verified"]
    assert [[finding["code"] for finding in record["findings"]] for record in report["records"]] == [
        [],
        ["identifier-malformed"],
    ]
    assert report["records"][1]["findings"][0]["fields"] == ["dtxsid"]


def test_form_in_words(verify):
    """The text report shows the field and says how its values look."""
    out = " ".join(verify(("smiles", "inchikey", "dtxsid"), (*ARBACLOFEN[:2], "30219383")).split())

    assert "dtxsid 30219383" in out
    assert "DTXSID and digits, such as DTXSID30219383" in out


def test_stray_value(verify):
    """A value that has the shape of the new field is recognised in another."""
    out = verify(("smiles", "inchikey", "cas"), ARBACLOFEN, options=("--format", "json"), code=1)
    (finding,) = json.loads(out)["records"][0]["findings"]

    assert (finding["code"], finding["message"]) == ("value-in-wrong-field", "CAS number holds a DTXSID")


def test_html(verify):
    """The HTML report has the words, and the page of the registry."""
    page = verify(("smiles", "inchikey", "dtxsid"), ARBACLOFEN, options=("--format", "html"))

    assert '["dtxsid","DTXSID"]' in page
    assert '["https://comptox.epa.gov/dashboard/chemical/details/",""]' in page
    assert '"DTXSID30219383"]' in page


def test_conflict_across_records(verify):
    """One identifier on two structures is found."""
    rows = [ARBACLOFEN, (*CAFFEINE[:2], ARBACLOFEN[2])]
    options = ("--cross-record", "--format", "json")
    (conflict,) = json.loads(verify(("smiles", "inchikey", "dtxsid"), *rows, options=options))["conflicts"]

    assert (conflict["code"], conflict["fields"]) == ("identifier-two-structures", ["dtxsid"])


def test_help_completion_and_schema(python):
    """What the command says about itself has the field."""
    command = ("-m", "gaba_analogs.cli.main")

    assert " dtxsid " in python(*command, "--help-all")
    assert " dtxsid= " in python(*command, "--completion", "bash")
    assert "dtxsid" in json.loads(python(*command, "--schema"))["$defs"]["field"]["enum"]


def test_documentation(python):
    """The tables of the documentation have it."""
    page = "<!-- fields -->\\n<!-- /fields -->\\n<!-- headings -->\\n<!-- /headings -->\\n"
    lines = python("-c", f"from field_tables import filled; print(filled('{page}'))").splitlines()

    assert "| | `dtxsid` | a DTXSID | `DTXSID30219383` |" in lines
    assert "| `dtxsid` | dtxsid dsstoxsubstanceid |" in lines


def test_jupyter(python):
    """A record shows it in Jupyter."""
    program = "import gaba_analogs; print(gaba_analogs.StructureRecord(dtxsid='DTXSID0020232')._repr_html_())"

    assert ">DTXSID</td>" in python("-c", program)


def test_a_table_without_the_attribute(home, python):
    """An entry whose attribute was forgotten is an error at import, which names it."""
    path = home / "src" / "gaba_analogs" / "record" / "record.py"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(ATTRIBUTE, ""), encoding="utf-8")
    try:
        program = "try:\n    import gaba_analogs.record\nexcept TypeError as error:\n    print(error)"
        assert python("-c", program) == "StructureRecord and the table of fields differ: dtxsid\n"
    finally:
        path.write_text(whole, encoding="utf-8")
