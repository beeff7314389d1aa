"""A comparison as a file: workbook with drawings, SD file, CSV or page."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
from rdkit import Chem

from gaba_analogs.analogs.comparison.rows import header, rows_of
from gaba_analogs.analogs.comparison.table import ComparisonTable, is_number
from gaba_analogs.analogs.comparison.text import as_html
from gaba_analogs.analogs.descriptors import describe
from gaba_analogs.analogs.drawing import depicted, png
from gaba_analogs.errors import OutputError
from gaba_analogs.progress import watched
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.writing import replacing, text_output

_WIDTH, _HEIGHT = 200, 150  # pixels of a drawing
_SCALE = 2  # drawn larger than shown, to stay sharp
_WIDEST = 45  # characters


def save(table: ComparisonTable, path: str | os.PathLike[str], measured: pd.DataFrame) -> None:
    """Write a comparison to a file, in the format of its ending; `measured` is what a workbook adds.

    Raises
    ------
    OutputError
        The ending is unknown, or the file cannot be written.
    """
    try:
        target = Path(os.fsdecode(os.fspath(path)))
    except TypeError as error:
        raise OutputError(f"expected a path, got {a_kind_of(path)}") from error
    ending = target.suffix.casefold()
    if ending == ".xlsx":
        with replacing(target) as partial:
            _workbook(table, partial, measured)
        return
    writer = _WRITERS.get(ending)
    if writer is None:
        raise OutputError(f"cannot write {target}: unknown format; use one of .xlsx, {', '.join(_WRITERS)}")
    with text_output(target) as stream:
        stream.write(writer(table))


def _sdf(table: ComparisonTable) -> str:
    """Return the neutral forms with drawing coordinates and all columns as properties."""
    rows = rows_of(table)
    stream = io.StringIO()
    with Chem.SDWriter(stream) as writer:
        writer.SetKekulize(True)
        described = ((entry, form) for entry in table.entries for form in table.form_names)
        for number, (entry, form) in enumerate(described):
            mol = depicted(entry.mol(form))
            mol.SetProp("_Name", entry.name)
            for name, value in rows.iloc[number].items():
                if not pd.isna(value) and value != "":
                    mol.SetProp(str(name), str(value))
            writer.write(mol)
    return stream.getvalue()


def _csv(table: ComparisonTable) -> str:
    return str(rows_of(table).to_csv(lineterminator="\n"))


def _html(table: ComparisonTable) -> str:
    body = as_html(table, structures=True)
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Comparison</title><body>{body}</body></html>\n'


_WRITERS: Mapping[str, Callable[[ComparisonTable], str]] = MappingProxyType(
    {".sdf": _sdf, ".csv": _csv, ".html": _html}
)


def _workbook(table: ComparisonTable, path: Path, measured: pd.DataFrame) -> None:
    """Write a workbook: compounds with drawings, measured values, what could not be read, definitions."""
    import xlsxwriter  # noqa: PLC0415  # slow to load, used here only

    with xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False}) as book:
        sheets = {
            "compounds": rows_of(table).reset_index(),
            "measured": measured,
            "not read": table.problems,
            "definitions": _definitions(table),
        }
        for title, frame in sheets.items():
            if len(frame) or title == "compounds":
                _sheet(book, title, frame, [entry.mol(form) for entry in table.entries for form in table.form_names])


def _definitions(table: ComparisonTable) -> pd.DataFrame:
    rows = [(header(key), describe(key).definition, describe(key).reference) for key in table.descriptors]
    rows += [(f"version of {name}", number, "") for name, number in table.versions.items()]
    return pd.DataFrame(rows, columns=["column", "definition", "reference"])


def _sheet(book: Any, title: str, frame: pd.DataFrame, mols: list[Chem.Mol]) -> None:  # noqa: ANN401  # of a library without types
    """Write one table; that of the compounds has drawings after the name."""
    sheet = book.add_worksheet(title)
    drawn = title == "compounds"
    names = [str(name) for name in frame.columns]
    places = [number + (drawn and number > 0) for number in range(len(names))]
    bold, top = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"valign": "vcenter"}),
    )
    for place, name in zip(places, names, strict=True):
        sheet.write_string(0, place, name, bold)
        longest = max([len(name), *(len(str(value)) for value in frame[name].head(200))])
        sheet.set_column(place, place, min(max(longest, 8), _WIDEST))
    if drawn:
        sheet.write_string(0, 1, "structure", bold)
        sheet.set_column_pixels(1, 1, _WIDTH + 6)
    for row, values in enumerate(watched(list(frame.itertuples(index=False, name=None)), f"writing {title}"), start=1):
        for place, value in zip(places, values, strict=True):
            _write(sheet, row, place, value, top)
        if drawn:
            sheet.set_row_pixels(row, _HEIGHT + 6)
            _picture(sheet, row, mols[row - 1])
    sheet.freeze_panes(1, 2 if drawn else 1)
    sheet.autofilter(0, 0, max(len(frame), 1), max(places))


def _write(sheet: Any, row: int, place: int, value: object, look: object) -> None:  # noqa: ANN401  # likewise
    if is_number(value):
        sheet.write_number(row, place, value, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value, look)
    elif value is not None and not (isinstance(value, float) and pd.isna(value)):
        sheet.write_string(row, place, str(value), look)


def _picture(sheet: Any, row: int, mol: Chem.Mol) -> None:  # noqa: ANN401  # likewise
    data = io.BytesIO(png(mol, width=_WIDTH * _SCALE, height=_HEIGHT * _SCALE))
    settings = {"image_data": data, "x_scale": 1 / _SCALE, "y_scale": 1 / _SCALE, "x_offset": 3, "y_offset": 3}
    sheet.insert_image(row, 1, f"{row}.png", {**settings, "object_position": 1, "description": Chem.MolToSmiles(mol)})
