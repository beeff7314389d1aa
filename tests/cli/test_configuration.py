"""The configuration file: found, read to the letter, told of, and overruled by the command line."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.cli.arguments import make_parser
from gaba_analogs.cli.configured import configured

GABA = "NCCCC(=O)O,C4H9O2N,103.12"
"""GABA with a formula that is not in Hill order: a warning."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Be in a folder with a table of one record."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drugs.csv").write_text(f"no,SMILES,formula,MW\n7,{GABA}\n")
    (tmp_path / "old.csv").write_text(f"no,SMILES,formula,MW\n7,{GABA}\n")
    return tmp_path


def run(capsys, *arguments):
    """Run the command: exit code, output, and what it said beside."""
    code = cli.main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_options_of_the_file_hold(folder, capsys):
    """What the file states needs no option."""
    (folder / "gaba_analogs.toml").write_text('strict = true\nno-names = true\nid = "no"\nformat = "jsonl"\n')
    code, out, _ = run(capsys, "drugs.csv")

    assert code == 1
    assert json.loads(out)["record"]["id"] == "7"


def test_the_command_line_overrules_the_file(folder):
    """An option replaces the key; a mapping is joined field by field."""
    (folder / "gaba_analogs.toml").write_text('format = "jsonl"\n[map]\nsmiles = "x"\nformula = "formula"\n')
    found = configured(["drugs.csv", "--format", "csv", "--map", "smiles=SMILES"])

    assert found.args.format == "csv"
    assert found.args.map == ["formula=formula", "smiles=SMILES"]


def test_without_configuration(folder, capsys):
    """--no-config leaves it unread, --config names another."""
    (folder / "gaba_analogs.toml").write_text("strict = true\n")
    (folder / "lax.toml").write_text('allow = "underspecified"\n')

    assert run(capsys, "drugs.csv", "-q")[0] == 1
    assert run(capsys, "drugs.csv", "-q", "--no-config")[0] == 0
    assert run(capsys, "drugs.csv", "-q", "--config", "lax.toml")[0] == 0
    assert run(capsys, "drugs.csv", "--config", "none.toml")[0] == 2


def test_every_option_has_a_key(folder):
    """Whatever shapes a run can be written down."""
    informing = {"help", "help_all", "version", "schema", "list_formats", "list_checks", "explain", "completion"}
    for action in make_parser()._actions:
        if not action.option_strings or action.dest in informing | {"config", "no_config"}:
            continue
        name = action.option_strings[-1].removeprefix("--")
        value = "true" if action.nargs == 0 else "1" if action.type else '"x"'
        if name == "map":
            value = '{ smiles = "x" }'
        if action.choices:
            value = f'"{next(iter(action.choices))}"'
        (folder / "gaba_analogs.toml").write_text(f"{name} = {value}\n")

        assert configured(["drugs.csv"]).origins == {name: "gaba_analogs.toml:1"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nstrict = true\nignor = []\n", "gaba_analogs.toml:3: ignor: unknown key: did you mean ignore?"),
        ("cross_record = true\n", "gaba_analogs.toml:1: cross_record: unknown key: did you mean cross-record?"),
        ('strict = "yes"\n', "gaba_analogs.toml:1: strict: expected true or false, found 'yes'"),
        ('ignore = ["cas-*", "formula-mismtch"]\n', "gaba_analogs.toml:1: ignore: no check named 'formula-mismtch'"),
        (
            '[severity]\n"cas-*" = "info"\nformula-mismatch = "off"\n',
            "gaba_analogs.toml:3: severity.formula-mismatch: ",
        ),
        ('[[files]]\nignore = "cas-*"\n', "gaba_analogs.toml:1: files[1]: no match"),
        (
            '[[files]]\nmatch = "*"\n[[files]]\nmatch = "*"\nidd = "no"\n',
            "gaba_analogs.toml:5: files[2].idd: unknown key",
        ),
        ("require = 3\n", "gaba_analogs.toml:1: require: expected text or a list of texts, found 3"),
        ('[map]\nsmile = "x"\n', "gaba_analogs.toml:2: map.smile: unknown key: did you mean smiles?"),
        ('fail-on = "inconsistnt"\n', "gaba_analogs.toml:1: fail-on: inconsistnt: no code, verdict or severity"),
        ('max-inconsistent = "1 in 10"\n', "gaba_analogs.toml:1: max-inconsistent: 1 in 10: must be a number"),
        ("offline = true\n", "gaba_analogs.toml:1: offline: needs --pubchem"),
        ("strict = yes\n", "gaba_analogs.toml: not valid TOML: "),
        (f"limit = {'[' * 5000}", "gaba_analogs.toml: not valid TOML: nested too deeply"),
        (f"limit = {'1' * 5000}", "gaba_analogs.toml: not valid TOML: "),
        (f"timeout = {'1' * 400}", "gaba_analogs.toml:1: timeout: the number is too large"),
        ("columns = 1", "gaba_analogs.toml:1: columns: expected text or a list of texts, found 1"),
    ],
)
def test_a_fault_is_told_with_line_and_key(folder, capsys, text, message):
    """A configuration that is not understood to the letter stops the run."""
    (folder / "gaba_analogs.toml").write_text(text)
    code, out, err = run(capsys, "drugs.csv")

    assert (code, out) == (2, "")
    assert message in err


def test_a_pyproject_holds_the_same(folder, capsys):
    """Options in [tool.gaba_analogs] are told of with their lines, too."""
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.gaba_analogs]\nstrikt = true\n')

    assert (
        "pyproject.toml:5: tool.gaba_analogs.strikt: unknown key: did you mean strict?" in run(capsys, "drugs.csv")[2]
    )


@pytest.mark.parametrize("options", [[], ["--workers", "1"]])
@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("info", 0)])
def test_a_check_can_weigh_more_or_less(folder, capsys, severity, code, options):
    """A severity of the file is that of the finding, and decides the verdict with it."""
    (folder / "gaba_analogs.toml").write_text(f'no-names = true\n[severity]\n"*-not-hill" = "{severity}"\n')
    found, out, _ = run(capsys, "drugs.csv", "--format", "jsonl", *options)
    report = json.loads(out)

    assert (found, [finding["severity"] for finding in report["findings"]]) == (code, [severity])
    assert report["verdict"] == ("inconsistent" if code else "verified")
    assert report["suspects"] == (["formula"] if code else [])


def test_a_section_holds_for_its_files(folder, capsys):
    """A check is left out, and a column read, in the files of a section only."""
    (folder / "gaba_analogs.toml").write_text(
        'no-names = true\nstrict = true\n[[files]]\nmatch = "old.csv"\nignore = "formula-*"\nmap = { cas = "no" }\n'
    )
    _, out, _ = run(capsys, "drugs.csv", "old.csv", "--format", "jsonl")
    new, old = map(json.loads, out.splitlines())

    assert [finding["code"] for finding in new["findings"]] == ["formula-not-hill"]
    assert {finding["fields"][0] for finding in old["findings"]} == {"cas"}


def test_config_shows_what_is_in_force(folder, capsys):
    """The command says each option's value, and the line that states it."""
    (folder / "gaba_analogs.toml").write_text('strict = true\n\n[severity]\nformula-not-hill = "info"\n')
    code, out, _ = run(capsys, "config", "drugs.csv", "--quiet")
    shown = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.strip()}

    assert code == 0
    assert shown["configuration:"] == ["gaba_analogs.toml"]
    assert shown["strict"] == ["true", "gaba_analogs.toml:1"]
    assert shown["quiet"] == ["true", "command", "line"]
    assert shown["timeout"] == ["10", "default"]
    assert shown["formula-not-hill:"] == ["info"]


@pytest.mark.usefixtures("folder")
def test_what_states_a_value_stands_in_a_column(capsys):
    """A long value moves the origins of all options, not its own."""
    _, out, _ = run(capsys, "config", "drugs.csv", "--fail-on", "inconsistent,duplicate-structure")
    lines = [line for line in out.splitlines() if line.endswith(("default", "command line"))]
    starts = {line.rindex("command line" if line.endswith("command line") else "default") for line in lines}

    assert len(lines) > 20
    assert len(starts) == 1


def test_a_list_of_the_unmatched_is_written_beside_the_file(folder, monkeypatch):
    """Paths are seen from the configuration file, wherever the command runs."""
    (folder / "gaba_analogs.toml").write_text('against = "unii.txt"\nunmatched = "unmatched.csv"\n')
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    found = configured(["../drugs.csv"]).args

    assert [(folder / "below" / path).resolve() for path in (*found.against, found.unmatched)] == [
        folder.resolve() / "unii.txt",
        folder.resolve() / "unmatched.csv",
    ]


@pytest.mark.parametrize("command", ["config", "diff", "index"])
def test_each_command_explains_itself(capsys, command):
    """The help of a subcommand is about it."""
    with suppress(SystemExit):
        assert cli.main([command, "--help"]) == 0

    assert capsys.readouterr().out.startswith(f"usage: verify-structure {command} ")


def test_the_title_of_a_column_may_have_two_lines(folder, capsys):
    """A title with a line break, as spreadsheets have, is one title."""
    (folder / "drugs.csv").write_text(f'"no.\n(lab)",SMILES,formula,MW\n7,{GABA}\n')
    (folder / "gaba_analogs.toml").write_text('columns = ["no.\\n(lab)"]\n')

    assert json.loads(run(capsys, "drugs.csv", "--format", "jsonl")[1])["record"]["columns"] == {"no.\n(lab)": "7"}
