"""Completion scripts: what they offer is what the parser has, and a real bash completes with them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from gaba_analogs.cli import main as cli
from gaba_analogs.cli.arguments import make_parser
from gaba_analogs.cli.commands import COMMANDS
from gaba_analogs.cli.completion import SHELLS, script, slots
from gaba_analogs.output import FORMATS
from gaba_analogs.record import FIELDS
from gaba_analogs.verification.catalogue import CATALOGUE

BASH = shutil.which("bash")


@pytest.fixture(scope="module")
def parser():
    """Give the parser of the command."""
    return make_parser()


@pytest.mark.parametrize("shell", SHELLS)
def test_script_offers_every_option_and_word(parser, shell):
    """Options, codes, formats, fields and bundled names are all there."""
    text = script(parser, shell, COMMANDS)
    options = [flag.lstrip("-") for action in parser._actions for flag in action.option_strings]

    for word in [*options, *COMMANDS, *CATALOGUE, *FORMATS, *FIELDS, "(R)-pregabalin"]:
        assert word in text


def test_what_an_option_takes_is_known(parser):
    """No option that takes a code, a field or a file is left without its words."""
    by_flag = {slot.flags[-1]: slot for slot in slots(parser) if slot.flags}

    assert by_flag["--select"].listed
    assert by_flag["--output"].files
    assert by_flag["--explain"].words == tuple(CATALOGUE)
    assert by_flag["--quiet"].takes == ""


def test_command_prints_the_script(capsys, parser):
    """The command prints it, and names the shells that it knows."""
    assert cli.main(["--completion", "bash"]) == 0
    assert capsys.readouterr().out == script(parser, "bash", COMMANDS)
    assert cli.main(["--completion", "tcsh"]) == 2
    assert "bash" in capsys.readouterr().err


@pytest.mark.skipif(BASH is None, reason="no bash: install it")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["--form"], ["--format"], id="option"),
        pytest.param(["--format", "sa"], ["sarif"], id="format"),
        pytest.param(["--format", "=", "sa"], ["sarif"], id="format-with-equals"),
        pytest.param(["--explain", "inchikey-mis"], ["inchikey-mismatch"], id="code"),
        pytest.param(["--select", "cas-is-date,cas-ch"], ["cas-is-date,cas-check-digit"], id="second-code"),
        pytest.param(["--map", "inchik"], ["inchikey="], id="field"),
        pytest.param(["drugs"], ["drugs two.csv"], id="file"),
        pytest.param(["--output", "drugs"], ["drugs two.csv"], id="output"),
        pytest.param(["baclofen-h"], ["baclofen-hydrochloride"], id="bundled"),
        pytest.param([r"\(R\)-prega"], ["(R)-pregabalin"], id="bundled-escaped"),
        pytest.param(["'(R)-prega"], ["(R)-pregabalin"], id="bundled-quoted"),
        pytest.param(["--output", "(R)-prega"], [], id="no-bundled-name-for-output"),
        pytest.param(["di"], ["diff"], id="sub-command"),
        pytest.param(["drugs.csv", "di"], [], id="no-sub-command-behind-an-input"),
        pytest.param(["diff", "--f"], ["--format"], id="option-of-a-sub-command"),
        pytest.param(["diff", "--format", ""], ["text", "json", "html"], id="format-of-a-sub-command"),
        pytest.param(["diff", "--strict"], [], id="no-option-of-the-command-for-diff"),
        pytest.param(["config", "--stri"], ["--strict"], id="option-of-the-command-for-config"),
        pytest.param(["index", "drugs"], ["drugs two.csv"], id="file-of-a-sub-command"),
    ],
)
def test_bash_completes(parser, tmp_path, words, expected):
    """A real bash gives these words to its user."""
    (tmp_path / "completion.bash").write_text(script(parser, "bash", COMMANDS), encoding="utf-8")
    (tmp_path / "drugs two.csv").touch()
    driver = """
        source ./completion.bash
        compopt() { :; }  # may only be called while a line is completed
        COMP_WORDS=(verify-structure "$@") COMP_CWORD=$#
        _verify_structure
        (( ${#COMPREPLY[@]} == 0 )) || printf '%s\\n' "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        [BASH, "--norc", "-c", driver, "bash", *words], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_shell_can_read_its_script(parser, tmp_path, shell):
    """The script has no fault of syntax."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell}: install it")
    path = tmp_path / "script"
    path.write_text(script(parser, shell, COMMANDS), encoding="utf-8")

    assert subprocess.run([program, "-n", path], capture_output=True, check=False).stderr == b""
