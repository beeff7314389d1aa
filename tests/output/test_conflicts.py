"""Many conflicts across records: a person sees the first of each kind, a program sees all."""

from __future__ import annotations

import io
import json

from gaba_analogs.output.conflicts import MOST
from gaba_analogs.output.json import JsonRenderer
from gaba_analogs.output.text import TextRenderer
from gaba_analogs.results.findings import Finding, Severity
from gaba_analogs.results.summary import Summary

FOUND = [
    Finding("keys-swapped", Severity.WARNING, ("inchikey",), "the InChIKeys of two records are swapped"),
    *(Finding("duplicate-structure", Severity.INFO, ("inchikey",), f"pair {number}") for number in range(1060)),
]


def test_text_shows_the_first_of_each_code_and_counts_the_rest():
    """A rare conflict is not lost behind a thousand duplicates."""
    stream = io.StringIO()
    TextRenderer(stream, versions=dict).finish(Summary(), FOUND)
    lines = [line for line in stream.getvalue().splitlines() if "[" in line]

    assert lines[0].endswith("[keys-swapped]")
    assert f"pair {MOST - 1} " in lines[MOST]
    assert lines[MOST + 1 :] == ["  1,010 more (--format json lists them all) [duplicate-structure]"]


def test_json_lists_all():
    """The document holds every conflict, in order, read from the iterator one by one."""
    stream = io.StringIO()
    JsonRenderer(stream, versions={}, options={}).finish(Summary(), FOUND)
    conflicts = json.loads(stream.getvalue())["conflicts"]

    assert [conflict["message"] for conflict in conflicts] == [finding.message for finding in FOUND]
