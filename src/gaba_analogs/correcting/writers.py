"""The writers by where the values of an input have their places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from gaba_analogs.correcting.writer import Columns, Writer
from gaba_analogs.errors import InputError
from gaba_analogs.readers.catalogue import INPUT_FORMATS, InputFormat, recognised
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.rewriting import Kind


def _table(form: InputFormat, source: str, mapping: Columns) -> Writer:
    from gaba_analogs.correcting.tables import TableWriter  # noqa: PLC0415 - one of several

    return TableWriter(form, source, mapping)


def _article(form: InputFormat, source: str, mapping: Columns) -> Writer:
    from gaba_analogs.correcting.articles import ArticleWriter  # noqa: PLC0415 - likewise

    return ArticleWriter(form, source, mapping)


def _entries(form: InputFormat, source: str, mapping: Columns) -> Writer:
    from gaba_analogs.correcting.entries import EntryWriter  # noqa: PLC0415 - likewise

    return EntryWriter(form, source, mapping)


def _document(form: InputFormat, source: str, mapping: Columns) -> Writer:
    from gaba_analogs.correcting.entries import DocumentWriter  # noqa: PLC0415 - likewise

    return DocumentWriter(form, source, mapping)


def _workbook(form: InputFormat, source: str, mapping: Columns) -> Writer:
    from gaba_analogs.correcting.workbooks import WorkbookWriter  # noqa: PLC0415 - likewise

    return WorkbookWriter(form, source, mapping)


WRITERS: Mapping[Kind, Callable[[InputFormat, str, Columns], Writer]] = {
    "table": _table,
    "article": _article,
    "entries": _entries,
    "document": _document,
    "workbook": _workbook,
}


def writer_of(source: str, mapping: Columns, fill: Collection[str] = ()) -> Writer:
    """Make the writer of an input.

    Parameters
    ----------
    source
        Its path.
    mapping
        Field to column, as it is read with.
    fill
        Fields that are filled where they are empty.

    Raises
    ------
    InputError
        It has a format that is not written again.
    """
    with Path(source).open("rb") as file:
        form = recognised(OpenedInput(file, source))
    if form.rewriting is None:
        written = ", ".join(known.name for known in INPUT_FORMATS if known.is_written)
        raise InputError(f"this is {form.title}, which --fix does not write: it writes {written}", path=source)
    writer = WRITERS[form.rewriting.kind](form, source, mapping)
    writer.fill = tuple(fill)
    return writer
