"""What a worker does with a request: read, verify, render. Everything that touches foreign text happens here."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gaba_analogs.api.given import as_records
from gaba_analogs.api.verify import stream
from gaba_analogs.errors import GabaAnalogsError, InputError
from gaba_analogs.readers import read_content
from gaba_analogs.readers.pasted import PASTED, read_pasted
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.results.filling import Tried
from gaba_analogs.results.findings import RECORD as WHOLE_RECORD
from gaba_analogs.results.findings import RecordReport, Safety, Skip, SkipKind, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.verification.options import Options

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes
    from gaba_analogs.registry.pubchem.lookup import PubChem

Given = Literal["pasted", "file", "records"]
"""How a request states its records: text from the clipboard, the bytes of a file, or JSON."""


class RefusedError(GabaAnalogsError):
    """A request that cannot be answered; the message says what to change."""


@dataclass(frozen=True)
class Asked:
    """A request, as it goes to a worker.

    Parameters
    ----------
    given
        How the records are stated.
    content
        The text, the file, or the JSON of the records.
    name
        Name of the file.
    names
        Whether systematic names are read.
    pubchem
        Whether PubChem is asked.
    page
        True for what the page shows, False for the report alone.
    records
        Most records [-].
    timeout
        Longest time for a record [s].
    """

    given: Given
    content: bytes
    name: str = PASTED
    names: bool = True
    pubchem: bool = False
    page: bool = False
    records: int = 200
    timeout: float = 10.0


@dataclass
class Inputs:
    """What was read of a request.

    Parameters
    ----------
    records
        Its records.
    notes
        What was read of each file.
    said
        What readers had to say.
    """

    records: list[StructureRecord]
    notes: list[InputNotes]
    said: list[str]


def answer(asked: Asked) -> bytes:
    """Read, verify and render a request.

    Raises
    ------
    GabaAnalogsError
        It cannot be read.
    """
    inputs = read(asked)
    return rendered(asked, inputs, list(verified(asked, inputs.records)))


def read(asked: Asked) -> Inputs:
    """Read the records of a request.

    Raises
    ------
    GabaAnalogsError
        There are none, or too many.
    """
    notes: list[InputNotes] = []
    said: list[str] = []
    records: list[StructureRecord] = []
    for record in _records(asked, notes, said):
        if len(records) == asked.records:
            raise RefusedError(f"more than {asked.records:,} records: send fewer, or install the command")
        records.append(record)
    if not records:
        raise RefusedError("no record in it")
    return Inputs(records, notes, said)


def _records(asked: Asked, notes: list[InputNotes], said: list[str]) -> Iterator[StructureRecord]:
    if asked.given == "file":
        return read_content(asked.content, asked.name, say=said.append, notes=notes)
    if asked.given == "records":
        return as_records(_mappings(asked.content))
    text = asked.content.decode("utf-8", "replace")
    return _bundled(text) or read_pasted(text, say=said.append, notes=notes)


def _mappings(content: bytes) -> list[Mapping[str, object]]:
    """Give the records of a JSON body: one object, a list of them, or an object with such a list."""
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"no JSON: {error}" if isinstance(error, ValueError) else "JSON nested too deeply") from None
    if isinstance(given, dict) and isinstance(given.get("records"), list):
        given = given["records"]
    if isinstance(given, dict):
        given = [given]
    if not isinstance(given, list) or not all(isinstance(record, dict) for record in given):
        raise RefusedError('expected a record such as {"smiles": "...", "inchikey": "..."}, or a list of them')
    for record in given:
        if any(name in record for name in ("place", "labels", "problem", "identity", "carried")):
            raise RefusedError("place, labels, problem, identity and carried are no fields of a record")
    return given


def _bundled(text: str) -> Iterator[StructureRecord] | None:
    """Give a bundled compound whose name was pasted."""
    from gaba_analogs.analogs.family import find  # noqa: PLC0415 - only for a name

    word = text.strip()
    if not 2 < len(word) < 60 or "\n" in word:
        return None
    with suppress(GabaAnalogsError):
        return iter([find(word).to_record()])
    return None


def verified(asked: Asked, records: Sequence[StructureRecord]) -> Iterator[RecordReport]:
    """Verify records in this process."""
    options = Options.of(names=asked.names, pubchem=_pubchem() if asked.pubchem else None)
    return iter(stream(records, options))


def _pubchem() -> PubChem:
    from gaba_analogs.registry.pubchem import lookup  # noqa: PLC0415 - the only network code, if switched on

    return lookup.PubChem()


def unexamined(record: StructureRecord, reason: str) -> RecordReport:
    """Report a record that a worker died of."""
    return RecordReport(record, Verdict.UNVERIFIED, skipped=(Skip(WHOLE_RECORD, SkipKind.CANNOT_TELL, reason),))


def computed(content: bytes) -> bytes:
    """Compute the fields of one drawn structure: a record with a SMILES, a molfile or an InChI.

    Raises
    ------
    GabaAnalogsError
        It cannot be read.
    """
    from gaba_analogs.chemistry.structure import Structure  # noqa: PLC0415 - RDKit loads only in workers

    (stated,) = _mappings(content)[:1] or [{}]
    (record,) = as_records([stated])
    if record.smiles:
        structure = Structure.from_smiles(record.smiles)
    elif record.molblock:
        structure = Structure.from_molblock(record.molblock)
    elif record.inchi:
        structure = Structure.from_inchi(record.inchi)
    else:
        raise RefusedError("no structure in it: give a SMILES, a molfile or an InChI")
    if structure.fault is not None or not structure.inchi:
        raise RefusedError(f"the structure cannot be read: {structure.fault or 'no InChI can be made of it'}")
    composition = structure.composition
    fields = {
        "smiles": structure.smiles,
        "inchi": structure.inchi,
        "inchikey": structure.inchikey,
        "formula": composition.labelled_formula,
        "molecular_weight": f"{composition.average_mass:.3f}",
        "monoisotopic_mass": f"{composition.monoisotopic_mass:.5f}",
        "charge": str(composition.charge),
    }
    return json.dumps(fields).encode()


# -- rendering --------------------------------------------------------------------------------------


def rendered(asked: Asked, inputs: Inputs, reports: Sequence[RecordReport]) -> bytes:
    """Give the answer to a request: the report as its published schema has it, or all that the page shows."""
    document = _document(asked, inputs, reports)
    if not asked.page:
        return document.encode()
    again = _corrected(asked, inputs, reports)
    answer = {
        "report": json.loads(document),
        "html": _page(asked, inputs, reports),
        "said": inputs.said,
        "corrected": again,
        "records": [_outline(report) for report in reports],
    }
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _options(asked: Asked) -> dict[str, object]:
    return {"names": asked.names, "pubchem": asked.pubchem}


def _document(asked: Asked, inputs: Inputs, reports: Sequence[RecordReport]) -> str:
    from gaba_analogs.output.json import JsonRenderer  # noqa: PLC0415 - only in workers
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415 - likewise

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    renderer = JsonRenderer(out, versions=versions(), options=_options(asked), inputs=inputs.notes)
    renderer_summary = Summary()
    for report in reports:
        renderer_summary.add(report)
        renderer.add(report)
    renderer.finish(renderer_summary, ())
    out.seek(0)
    return out.read()


def _page(asked: Asked, inputs: Inputs, reports: Sequence[RecordReport]) -> str:
    from gaba_analogs.output.html import HtmlRenderer  # noqa: PLC0415 - only for the page
    from gaba_analogs.verification.versions import versions  # noqa: PLC0415 - likewise

    out = io.StringIO()
    summary = Summary()
    renderer = HtmlRenderer(out, versions=versions(), options=_options(asked), inputs=inputs.notes)
    for report in reports:
        summary.add(report)
        renderer.add(report)
    renderer.finish(summary, ())
    return out.getvalue()


def _outline(report: RecordReport) -> dict[str, object]:
    """Give what the page needs of a record beside the report: its fields, and the corrected ones in two notations."""
    stated = report.record.texts()
    whole = {**stated, **report.corrections}
    return {
        "verdict": report.verdict.value,
        "stated": stated,
        "corrections": dict(report.corrections),
        "wikitext": _wikitext({name: whole[name] for name in report.corrections}),
        "cells": _cells(whole) if report.corrections else "",
    }


def _wikitext(corrections: Mapping[str, str]) -> str:
    """Write corrected fields as parameters of a Chembox."""
    lines = []
    for name, value in corrections.items():
        parameter = _PARAMETERS.get(name)
        if parameter is not None:
            bare = value.removeprefix("InChI=") if name == "inchi" else value
            lines.append(f"| {parameter} = {bare.replace('|', '{{!}}')}")
    return "\n".join(lines)


_PARAMETERS = {
    "name": "Name", "smiles": "SMILES", "inchi": "StdInChI", "inchikey": "StdInChIKey", "formula": "Formula",
    "molecular_weight": "MolarMass", "cas": "CASNo", "unii": "UNII", "ec_number": "EC_number", "pubchem_cid": "PubChem",
    "chembl_id": "ChEMBL", "chebi_id": "ChEBI", "drugbank_id": "DrugBank", "kegg_id": "KEGG", "iupac_name": "IUPACName",
    "chemspider_id": "ChemSpiderID",
}  # fmt: skip
"""Parameters of Wikipedia's Chembox by field."""


def _cells(fields: Mapping[str, str]) -> str:
    """Write fields as two rows of cells, with their titles."""
    names = [name for name in BY_NAME if name in fields and name != "molblock"]
    return "\t".join(names) + "\n" + "\t".join(" ".join(fields[name].split()) for name in names)


_LARGEST_REWRITTEN = 2_000_000


def _corrected(asked: Asked, inputs: Inputs, reports: Sequence[RecordReport]) -> dict[str, object] | None:
    """Write what was pasted or dropped again, with the corrections; None where its format is not written again."""
    if asked.given == "records" or not any(report.corrections for report in reports):
        return None
    if len(asked.content) > _LARGEST_REWRITTEN or asked.pubchem:
        return None
    from gaba_analogs.correcting.copy import CorrectedCopy  # noqa: PLC0415 - only where something is corrected

    with tempfile.TemporaryDirectory() as folder, suppress(InputError, OSError):
        name = _safe_name(asked)
        source, target = Path(folder, name), Path(folder, f"corrected-{name}")
        source.write_bytes(asked.content)
        copy = CorrectedCopy(str(source), str(target), least=Safety.LIKELY)
        try:
            for _ in copy.collect(_tried(asked, reports)):
                pass
            copy.write(target)
            if not copy.outcome.written:
                return None
            content = target.read_bytes()
        finally:
            copy.close()
        return {"text": content.decode("utf-8-sig"), "written": copy.outcome.written, "format": _format(inputs)}
    return None


def _tried(asked: Asked, reports: Sequence[RecordReport]) -> Iterator[Tried]:
    from gaba_analogs.correcting.trial import is_better, wanted, with_corrections  # noqa: PLC0415 - likewise

    for report in reports:
        values = wanted(report, Safety.LIKELY)
        better = False
        if values:
            (after,) = verified(asked, [with_corrections(report.record, values)])
            better = is_better(report, after)
        yield Tried(report, better, {})


def _safe_name(asked: Asked) -> str:
    """Give a name for the file on disk: only its ending is the client's, and only letters and digits of it."""
    suffix = Path(asked.name).suffix.lower()
    return f"input{suffix}" if asked.given == "file" and suffix[1:].isalnum() and len(suffix) < 12 else "input"


def _format(inputs: Inputs) -> str:
    return inputs.notes[0].format if inputs.notes else ""
