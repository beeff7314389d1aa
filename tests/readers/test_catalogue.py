"""The table of input formats: recognition, endings and lists follow from it."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.output.text import write_formats
from gaba_analogs.readers import catalogue, read
from gaba_analogs.readers.catalogue import INPUT_FORMATS, InputFormat
from gaba_analogs.record import Place, StructureRecord


def test_an_ending_stands_for_one_format():
    """No two formats claim the same file name extension, and each is written with its dot."""
    claimed = Counter(suffix for form in INPUT_FORMATS for suffix in form.suffixes)

    assert set(claimed.values()) == {1}
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in claimed)


def test_a_format_is_recognised_or_named():
    """Each format is known by an ending, by its first bytes or by its first lines."""
    assert all(form.suffixes or form.starts_with or form.is_marked or form.looks_like for form in INPUT_FORMATS)


def test_a_line_in_the_table_is_a_format(tmp_path, monkeypatch):
    """A new entry is enough for an input of its kind to be read, and to be listed."""
    new = InputFormat(
        "obo",
        "an ontology in OBO",
        "terms",
        (),
        lambda source, _: (StructureRecord(name=line, place=Place(source.name)) for line in source.lines),
        has_columns=False,
        starts_with=lambda head: head.startswith(b"format-version:"),
    )
    monkeypatch.setattr(catalogue, "INPUT_FORMATS", (*INPUT_FORMATS, new))
    path = tmp_path / "chebi"
    path.write_text("format-version: 1.2\nbaclofen\n", encoding="utf-8")

    assert [record.name for record in read(path)] == ["format-version: 1.2", "baclofen"]
    with pytest.raises(InputError, match="an ontology in OBO has no columns: remove --map"):
        list(read(path, mapping={"name": "x"}))


def test_every_format_is_listed():
    """The list that the command prints names every format and every ending."""
    stream = StringIO()
    write_formats(stream, INPUT_FORMATS)
    shown = stream.getvalue().split()

    assert {suffix for form in INPUT_FORMATS for suffix in form.suffixes} <= {word.strip("()") for word in shown}
