"""Where an input lies, as tools that read reports look for it: from the top of the repository."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

from gaba_analogs.regex import regex

NO_FILES = frozenset({"<stdin>"})
"""Sources that no path leads to."""

_WITHIN = regex(r"(.+?\.(?:(?:xls[xmb]?|ods)(?=!)|(?:zip|tar|tgz|tar\.[a-z0-9]+)(?=/))).*", re.IGNORECASE | re.DOTALL)


def repository_path(source: str | None) -> str | None:
    """Give the path of an input from the top of the repository, with forward slashes.

    The top is ``GITHUB_WORKSPACE`` where a workflow sets it, else the working folder.

    Returns
    -------
    str or None
        The absolute path of a file that lies elsewhere; that of a workbook for its sheet and of an archive for
        its member; None for what is no file.

    Examples
    --------
    >>> repository_path("./data/drugs.csv"), repository_path("<stdin>")
    ('data/drugs.csv', None)
    >>> repository_path("drugs.xlsx!Sheet 1"), repository_path("drugs.zip/tables/drugs.csv")
    ('drugs.xlsx', 'drugs.zip')
    """
    if source is None or source in NO_FILES:
        return None
    within = _WITHIN.fullmatch(source)
    full = os.path.abspath(within[1] if within else source)  # noqa: PTH100 - Path.resolve would follow links out of the repository
    for top in (os.environ.get("GITHUB_WORKSPACE"), os.getcwd()):  # noqa: PTH109 - a string, as abspath gives
        if top and Path(full).is_relative_to(top):
            return Path(full).relative_to(top).as_posix()
    return Path(full).as_posix()


def uri(source: str | None) -> str | None:
    """Give the URI reference of an input: relative within the repository, percent-encoded.

    Examples
    --------
    >>> uri("GABA & analogues (α).csv")
    'GABA%20%26%20analogues%20%28%CE%B1%29.csv'
    """
    path = repository_path(source)
    if path is None:
        return None
    try:
        octets = os.fsencode(path)
    except UnicodeEncodeError:
        octets = path.encode("utf-8", "backslashreplace")
    if not Path(path).is_absolute():
        return quote(octets)
    return ("file://" if path.startswith("/") else "file:///") + quote(octets, safe="/:")
