"""Errors of our own, or of a toolkit, while a record is examined: told, logged and counted, never passed over.

With ``GABA_ANALOGS_DEBUG=1`` in the environment the whole traceback goes to standard error; with
``GABA_ANALOGS_RAISE_INTERNAL_ERRORS=1`` the error is raised again, so that a test fails by it.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from pathlib import Path

DEBUG = "GABA_ANALOGS_DEBUG"
RAISE = "GABA_ANALOGS_RAISE_INTERNAL_ERRORS"

_LOGGER = logging.getLogger("gaba_analogs")
_LOGGER.addHandler(logging.NullHandler())


def internal_error(error: Exception, where: str) -> str:
    """Log an error that is being handled, and give it as one clause.

    Parameters
    ----------
    error
        The error.
    where
        What was being done, for example the code of a check.

    Raises
    ------
    Exception
        The error itself, where the environment asks for it.

    Examples
    --------
    >>> try:
    ...     [][0]
    ... except IndexError as error:
    ...     os.environ.pop(RAISE, None) and None
    ...     internal_error(error, "formula-mismatch").partition(" (")[0]
    'internal error in formula-mismatch: IndexError: list index out of range'
    """
    if os.environ.get(RAISE):
        raise error
    _LOGGER.error("internal error in %s", where, exc_info=error)
    if os.environ.get(DEBUG):
        print("".join(traceback.format_exception(error)), file=sys.stderr, end="")  # noqa: T201  # asked for
    frame = traceback.extract_tb(error.__traceback__)[-1]
    said = " ".join(str(error).split())[:200]
    return f"internal error in {where}: {type(error).__name__}: {said} ({Path(frame.filename).name}:{frame.lineno})"
