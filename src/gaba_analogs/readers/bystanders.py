"""Files that stand beside data in a folder or an archive and are none: programs, settings, read-me files.

A file that the user names is read as whatever it may be; of those that a folder brings along these are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from gaba_analogs.readers.io.compression import without_compression_suffix
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.io.text import SAMPLE_CHARACTERS, SAMPLE_LINES
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.record.kinds import Group
from gaba_analogs.regex import regex

_PROGRAM, _SETTINGS, _PROSE = "a program", "a file of settings", "a text beside the data"

_NEVER: Mapping[str, str] = {
    **dict.fromkeys(
        (
            ".py", ".pyi", ".pyx", ".ipynb", ".r", ".rmd", ".qmd", ".rproj", ".jl", ".m", ".nb", ".wl", ".do", ".sas",
            ".sps", ".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".cmd", ".sql", ".pl", ".pm", ".rb", ".lua",
            ".js", ".mjs", ".ts", ".jsx", ".tsx", ".css", ".scss", ".php", ".java", ".scala", ".kt", ".groovy", ".nf",
            ".smk", ".wdl", ".cwl", ".go", ".rs", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".f90", ".f", ".swift",
            ".mk", ".cmake", ".tf", ".awk", ".sed", ".vba", ".bas", ".knwf", ".diff", ".patch",
        ),
        _PROGRAM,
    ),
    **dict.fromkeys((".toml", ".ini", ".cfg", ".conf", ".properties", ".lock", ".env", ".editorconfig"), _SETTINGS),
}  # fmt: skip
"""Endings of files that hold no records, and what they are."""

_SELDOM: Mapping[str, str] = dict.fromkeys(
    (".log", ".err", ".tex", ".bib", ".ris", ".sty", ".cls", ".rst", ".adoc", ".org"), _PROSE
)
"""Endings of texts in which something that looks like a table is none."""

_NAMED: Mapping[str, str] = {
    **dict.fromkeys(
        ("makefile", "gnumakefile", "dockerfile", "containerfile", "snakefile", "jenkinsfile", "justfile", "rakefile"),
        _PROGRAM,
    ),
    **dict.fromkeys(
        (
            "package.json", "package-lock.json", "composer.json", "tsconfig.json", "codemeta.json", "datapackage.json",
            "ro-crate-metadata.json", "citation.cff", "requirements.txt", "environment.yml", "environment.yaml",
            "docker-compose.yml", "mkdocs.yml", "cmakelists.txt",
        ),
        _SETTINGS,
    ),
}  # fmt: skip
"""Names of files that hold no records, in small letters, and what they are."""

_READ_ME = regex(
    r"(?:read[ _-]?me|licen[cs]e|copying|copyright|notice|authors|contributors|contributing|change[ _-]?log|changes|"
    r"history|install|todo|news|citation)[\w -]*(?:\.(?:txt|text))?"
)
_GUESSED = frozenset({"csv", "smiles"})
"""Formats that a text is taken for where nothing marks it as another."""
_KEY = regex(r"\s*(?:- +)?[\"']?([\w .-]+?)[\"']?\s*:(?:\s|$)")


def bystander(source: OpenedInput) -> str | None:
    """Name a file of a folder that holds no records, by its name or the first line of a script; None for any other.

    Examples
    --------
    >>> from io import BytesIO
    >>> bystander(OpenedInput(BytesIO(b"import pandas"), "data/prep.py"))
    'a program'
    """
    name = _file_name(source.name)
    if source.head.startswith(b"#!"):
        return _PROGRAM
    return _NAMED.get(name) or _NEVER.get(PurePath(name).suffix)


def looks_only_like_data(source: OpenedInput, form: str) -> str | None:
    """Name a file of a folder that is taken for data only because some line looks like a header; None for any other.

    Parameters
    ----------
    source
        The file.
    form
        The format that it was taken for.
    """
    name = _file_name(source.name)
    if form == "yaml" and not _describes_compounds(source.lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)):
        return _SETTINGS
    if form not in _GUESSED:
        return None
    return _PROSE if _READ_ME.fullmatch(name) else _SELDOM.get(PurePath(name).suffix)


def _file_name(name: str) -> str:
    return PurePath(without_compression_suffix(name)).name.lower()


def _describes_compounds(lines: Sequence[str]) -> bool:
    """Tell whether some key of a YAML text states a structure, a composition or a registry's number."""
    from gaba_analogs.readers.tabular.columns import field_headed  # noqa: PLC0415 - only for YAML

    keys = {found[1] for line in lines if (found := _KEY.match(line))}
    fields = {known[0] for key in keys if (known := field_headed(key)) is not None}
    return any(BY_NAME[field].kind.group is not Group.NAMES for field in fields if field != "own_id")
