"""Records that others published: a sample of them beside the tests, all of them where they are at hand."""

import os
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "data"
"""Small extracts under free licences; their README names sources and licences."""

COLLECTION = Path(os.environ.get("GABA_ANALOGS_RECORDS") or Path(__file__).parents[2] / "shared" / "records")
"""The whole files, which are not part of the project."""


def whole(name):
    """Give the path of a whole file; skip, saying what is missing, where it is not at hand."""
    path = COLLECTION / name
    if not path.exists():
        pytest.skip(
            f"no {name} in {COLLECTION}: set GABA_ANALOGS_RECORDS to a folder that has it "
            "(tests/data/README.md names its source)"
        )
    return path
