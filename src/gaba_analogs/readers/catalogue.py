"""The one table of input formats: what each is called, how it is recognised, and what reads it.

To add a format, write its reader and a line of `INPUT_FORMATS`. Recognition, the list that
``--list-formats`` prints and the tables of the documentation follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.readers.io.compression import without_compression_suffix
from gaba_analogs.readers.io.formats import (
    PARQUET_MAGIC,
    is_json,
    is_listing,
    is_table_with_titles,
    json_format,
    list_format,
    listing_titles,
    looks_like_dump,
    looks_like_workbook,
)
from gaba_analogs.readers.io.members import Member, is_tar, is_zip
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.io.text import SAMPLE_CHARACTERS, SAMPLE_LINES, Peekable, bounded
from gaba_analogs.readers.rewriting import (
    ARTICLE,
    BELOW_MOLFILE,
    JSON_DOCUMENT,
    JSON_TEXT,
    LINES,
    OBO_TEXT,
    TABLE,
    WORKBOOK,
    Rewriting,
)
from gaba_analogs.record import StructureRecord
from gaba_analogs.regex import regex

Columns = Mapping[str, str] | None
"""Field to column title, as the user maps them; None for automatic recognition."""

LONGEST_WIKITEXT = 1 << 25
"""Most characters [-] of the articles in one file, of which each may have two million."""
RECOGNITION_LINES = 20_000


@dataclass(frozen=True, slots=True)
class InputFormat:
    """One input format.

    Parameters
    ----------
    name
        Its short name.
    title
        What a user calls it, with its article.
    holds
        What is read of it.
    suffixes
        File name extensions that stand for it, with the dot.
    read
        Reads the records of an opened input; None for an archive.
    has_columns
        It has columns, tags or keys, which ``--map`` can assign to fields.
    rewriting
        How ``--fix`` writes it again; None where it does not.
    starts_with
        Recognises the first bytes of an input; None where they say nothing.
    is_marked
        Recognises lines that no table and no list begins with; None where there are none.
    is_table
        It is a table of its own kind, whose files may have the ending of any table.
    looks_like
        Recognises the first lines of a text; None where they say nothing.
    members
        Gives the files in an archive, each an input of its own; None for any other format.
    """

    name: str
    title: str
    holds: str
    suffixes: tuple[str, ...]
    read: Callable[[OpenedInput, Columns], Iterator[StructureRecord]] | None
    has_columns: bool = True
    rewriting: Rewriting | None = None
    starts_with: Callable[[bytes], bool] | None = None
    is_marked: Callable[[Sequence[str]], bool] | None = None
    is_table: bool = False
    looks_like: Callable[[Sequence[str]], bool] | None = None
    members: Callable[[OpenedInput], Iterator[Member]] | None = None

    @property
    def is_written(self) -> bool:
        """Whether ``--fix`` writes it again."""
        return self.rewriting is not None


# ------------------------------------------------------------------------------------------------
# Recognition


def promised_format(name: str) -> str | None:
    """Return the format that a file name stands for; None if it leaves it open.

    Examples
    --------
    >>> promised_format("Compound_000000001_000500000.sdf.gz"), promised_format("chembl_36_chemreps.txt.gz")
    ('sdf', None)
    """
    return SUFFIXES.get(Path(without_compression_suffix(name)).suffix.lower())


def recognised(source: OpenedInput) -> InputFormat:
    """Choose the format of an input by its first bytes, its name and its first lines, in this order.

    Raises
    ------
    InputError
        It is empty, no text, or not what its name says.
    """
    for form in INPUT_FORMATS:
        if form.starts_with is not None and form.starts_with(source.head):
            return form
    lines = source.lines
    start = lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)
    if not any(line.strip("\0\ufeff\x1a \t") for line in start) and len(start) < SAMPLE_LINES:
        for _ in lines:  # only blank lines: raises any error met while looking ahead
            pass
        raise NoRecordsError("the input is empty", path=source.name)
    promised = promised_format(source.name)
    if promised in {"parquet", "workbook", "zip", "tar", "cdx", "docx"}:
        title = BY_NAME[promised].title
        raise InputError(f"not {title} but text: rename it to match its format", path=source.name)
    if promised not in _OF_ONE_KIND and (said := _stranger(start)) is not None:
        raise NoRecordsError(said, path=source.name)
    return BY_NAME[text_format(promised, lines)]


_OF_ONE_KIND = frozenset({"json", "jsonl", "sdf", "wikitext", "obo"})
"""Formats whose endings no file of another kind has."""


def _stranger(lines: Sequence[str]) -> str | None:
    first = next((line for line in lines if line.strip()), "")
    if not _STRANGE.match(first.lstrip("\ufeff ")):
        return None
    from gaba_analogs.readers.strangers import stranger  # noqa: PLC0415 - only for what begins as none of ours does

    return stranger(lines)


_STRANGE = regex(r"[#<%>@{\d]|[\w-]*(?:\s*\{|\s*: |\s+::=|$)|data_|[A-Z]+[ \d]")
"""Beginnings of files that may hold no records at all."""


def text_format(promised: str | None, lines: Peekable[str]) -> str:
    """Choose the format of a text by its file name extension and its first lines."""
    start = lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)
    if promised is None or promised == "xml":
        return _format_by_content(lines, start)
    if promised in {"json", "jsonl"}:
        return json_format(start, promised)
    if promised == "smiles":
        return list_format(start)
    if promised in {"csv", "tsv"}:
        return next((form.name for form in INPUT_FORMATS if form.is_table and _is_marked(form, start)), promised)
    return promised


def _is_marked(form: InputFormat, start: Sequence[str]) -> bool:
    return form.is_marked is not None and form.is_marked(start)


def _format_by_content(lines: Peekable[str], start: list[str]) -> str:
    if is_json(start):
        return json_format(start, None)
    for form in INPUT_FORMATS:
        if _is_marked(form, start):
            return form.name
    if is_table_with_titles(start):
        return "csv"
    more = lines.peek(RECOGNITION_LINES, SAMPLE_CHARACTERS)
    for form in INPUT_FORMATS:
        if form.looks_like is not None and form.looks_like(more):
            return form.name
    return "smiles" if is_listing(start) else "csv"


# ------------------------------------------------------------------------------------------------
# Readers, loaded where they are used


def _parquet(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.parquet import read_parquet  # noqa: PLC0415

    with source.seekable() as file:
        yield from read_parquet(file, source.name, mapping=columns, notes=source.notes)


def _workbook(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.workbook import read_workbook  # noqa: PLC0415

    with source.seekable() as file:
        yield from read_workbook(file, source.name, mapping=columns, notes=source.notes)


def _dump(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.wiki.dump import read_dump  # noqa: PLC0415

    return read_dump(source.in_utf8(), source.name)


def _xml(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.xml.documents import read_xml  # noqa: PLC0415

    return read_xml(source.in_utf8(), source.name, mapping=columns, notes=source.notes)


def _is_xml(head: bytes) -> bool:
    if b"<" not in head[:64]:
        return False
    from gaba_analogs.readers.xml.documents import looks_like_xml  # noqa: PLC0415

    return looks_like_xml(head)


def _csv(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.table import table_records  # noqa: PLC0415

    titles = listing_titles(source.name, source.lines)
    return table_records(source.lines, source.name, titles=titles, mapping=columns, notes=source.notes)


def _tsv(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.table import table_records  # noqa: PLC0415

    return table_records(source.lines, source.name, delimiter="\t", mapping=columns, notes=source.notes)


def _markdown(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.markdown import read_markdown  # noqa: PLC0415

    return read_markdown(source.lines, source.name, mapping=columns, notes=source.notes)


def _is_markdown(lines: Sequence[str]) -> bool:
    from gaba_analogs.readers.tabular.markdown import is_markdown  # noqa: PLC0415

    return is_markdown(lines)


def _inchi_list(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.inchi_list import read_inchi_list  # noqa: PLC0415

    return read_inchi_list(source.lines, source.name)


def _is_inchi_list(lines: Sequence[str]) -> bool:
    from gaba_analogs.readers.structures.inchi_list import is_inchi_list  # noqa: PLC0415

    return is_inchi_list(lines)


def _long_table(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.long_tables import read_long_table  # noqa: PLC0415

    return read_long_table(source.lines, source.name)


def _is_long_table(lines: Sequence[str]) -> bool:
    if not lines or "compound" not in lines[0].lower():
        return False
    from gaba_analogs.readers.tabular.long_tables import is_long_table  # noqa: PLC0415

    return is_long_table(lines)


def _mztab(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.mztab import read_mztab  # noqa: PLC0415

    return read_mztab(source.lines, source.name, mapping=columns, notes=source.notes)


def _is_mztab(lines: Sequence[str]) -> bool:
    if not any(line.startswith(("MTD\t", "COM\t", "SMH\t")) for line in lines[:3]):
        return False
    from gaba_analogs.readers.tabular.mztab import is_mztab  # noqa: PLC0415

    return is_mztab(lines)


def _html(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.tabular.html import read_html  # noqa: PLC0415

    return read_html(source.lines, source.name, mapping=columns, notes=source.notes)


def _is_html(lines: Sequence[str]) -> bool:
    if not any(line.lstrip("\ufeff \t").startswith("<") for line in lines[:5]):
        return False
    from gaba_analogs.readers.tabular.html import is_html  # noqa: PLC0415

    return is_html(lines)


def _json(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.json.documents import read_document  # noqa: PLC0415

    return read_document(source.lines, source.name, mapping=columns, notes=source.notes)


def _jsonl(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.json.objects import read_jsonl  # noqa: PLC0415

    return read_jsonl(source.lines, source.name, mapping=columns, notes=source.notes)


def _sdf(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.sdf import read_sdf  # noqa: PLC0415

    return read_sdf(source.lines, source.name, mapping=columns, notes=source.notes)


def _is_sdf(lines: Sequence[str]) -> bool:
    from gaba_analogs.readers.structures.sdf import looks_like_sdf  # noqa: PLC0415

    return looks_like_sdf(lines)


def _rdfile(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.rdfile import read_rdfile  # noqa: PLC0415

    return read_rdfile(source.lines, source.name, mapping=columns, notes=source.notes)


def _is_rdfile(lines: Sequence[str]) -> bool:
    return bool(lines) and lines[0].lstrip("\ufeff").startswith(("$RDFILE", "$RXN", "$MDL"))


def _cdxml(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.drawings import read_cdxml  # noqa: PLC0415

    return read_cdxml(source.in_utf8(), source.name)


def _cdx(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.drawings import read_cdx  # noqa: PLC0415

    with source.seekable() as file:
        yield from read_cdx(file.read(), source.name)


def _mrv(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.drawings import read_mrv  # noqa: PLC0415

    return read_mrv(source.in_utf8(), source.name)


def _mol2(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.drawings import read_mol2  # noqa: PLC0415

    return read_mol2(source.lines, source.name)


def _components(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.components import read_components  # noqa: PLC0415

    return read_components(source.lines, source.name, notes=source.notes)


def _is_components(lines: Sequence[str]) -> bool:
    if not any(line.startswith("data_") for line in lines[:20]):
        return False
    from gaba_analogs.readers.structures.components import is_components  # noqa: PLC0415

    return is_components(lines)


def _starts_with_element(name: str) -> Callable[[bytes], bool]:
    """Make what recognises an XML document by an element near its beginning."""
    mark = re.compile(rf"<{name}[\s/>]".encode())
    return lambda head: head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and mark.search(head[:4096]) is not None


def _smiles(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.structures.sdf import read_smiles_list  # noqa: PLC0415

    return read_smiles_list(source.lines, source.name)


def _wikitext(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.wiki.wikitext import read_wikitext  # noqa: PLC0415

    text = "\n".join(bounded(source.lines, source.name, LONGEST_WIKITEXT))
    return read_wikitext(text, source=source.name, notes=source.notes)


def _is_wikitext(lines: Sequence[str]) -> bool:
    from gaba_analogs.readers.wiki.template_names import looks_like_wikitext  # noqa: PLC0415

    return looks_like_wikitext("\n".join(lines))


def _paragraphs(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.papers.paragraphs import read_paragraphs  # noqa: PLC0415

    return read_paragraphs(source.lines, source.name)


def _is_supporting_information(lines: Sequence[str]) -> bool:
    from gaba_analogs.readers.papers.paragraphs import is_supporting_information  # noqa: PLC0415

    return is_supporting_information(lines)


def _docx(source: OpenedInput, _: Columns) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.papers.docx import docx_lines  # noqa: PLC0415
    from gaba_analogs.readers.papers.paragraphs import read_paragraphs  # noqa: PLC0415

    with source.seekable() as file:
        yield from read_paragraphs(docx_lines(file, source.name), source.name)


def _is_docx(head: bytes) -> bool:
    if not head.startswith(b"PK"):
        return False
    from gaba_analogs.readers.papers.docx import is_docx  # noqa: PLC0415

    return is_docx(head)


def _zip_members(source: OpenedInput) -> Iterator[Member]:
    from gaba_analogs.readers.io.archives import zip_members  # noqa: PLC0415

    return zip_members(source)


def _tar_members(source: OpenedInput) -> Iterator[Member]:
    from gaba_analogs.readers.io.archives import tar_members  # noqa: PLC0415

    return tar_members(source)


def _labelled(module: str, profile: str) -> Callable[[OpenedInput, Columns], Iterator[StructureRecord]]:
    """Make the reader of a format of labelled lines."""

    def read(source: OpenedInput, columns: Columns) -> Iterator[StructureRecord]:
        from gaba_analogs.readers.labelled.entries import read_labelled  # noqa: PLC0415

        return read_labelled(
            source.lines, source.name, getattr(_module(module), profile), mapping=columns, notes=source.notes
        )

    return read


def _labels(module: str, function: str) -> Callable[[Sequence[str]], bool]:
    """Make what recognises a format of labelled lines."""

    def is_marked(lines: Sequence[str]) -> bool:
        return bool(getattr(_module(module), function)(lines))

    return is_marked


def _module(name: str) -> ModuleType:
    return import_module(f"gaba_analogs.readers.labelled.{name}")


INPUT_FORMATS: tuple[InputFormat, ...] = (
    InputFormat(
        "csv",
        "a delimited table",
        "separated by commas, semicolons, tabs or vertical bars, with or without a header",
        (".csv",),
        _csv,
        rewriting=TABLE,
    ),
    InputFormat("tsv", "a table with tabs", "separated by tabs", (".tsv", ".tab"), _tsv, rewriting=TABLE),
    InputFormat(
        "parquet",
        "Parquet",
        "only the columns of known fields are read",
        (".parquet", ".pq"),
        _parquet,
        starts_with=lambda head: head.startswith(PARQUET_MAGIC),
    ),
    InputFormat(
        "workbook",
        "a workbook",
        "of Excel or LibreOffice: every sheet with two recognised columns; lines above the header are passed over",
        (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
        _workbook,
        rewriting=WORKBOOK,
        starts_with=looks_like_workbook,
    ),
    InputFormat(
        "markdown",
        "Markdown",
        "its tables that have a recognised column",
        (".md", ".markdown"),
        _markdown,
        is_marked=_is_markdown,
    ),
    InputFormat(
        "html",
        "an HTML page",
        "its tables that have two recognised columns, and its JSON-LD (schema.org)",
        (".html", ".htm"),
        _html,
        is_marked=_is_html,
    ),
    InputFormat(
        "mztab",
        "an mzTab report",
        "the small molecules (`SML`) of mzTab and mzTab-M, a record for each identification; not the ions",
        (".mztab",),
        _mztab,
        is_marked=_is_mztab,
        is_table=True,
    ),
    InputFormat(
        "chebi-table",
        "a long table of ChEBI",
        "`chemical_data.tsv`, `structures.csv`, `database_accession.tsv`: rows of one compound are one record",
        (),
        _long_table,
        has_columns=False,
        is_marked=_is_long_table,
        is_table=True,
    ),
    InputFormat(
        "yaml",
        "YAML",
        "a list of mappings",
        (".yaml", ".yml"),
        _labelled("lists", "YAML"),
        is_marked=_labels("lists", "is_yaml"),
    ),
    InputFormat("jsonl", "JSON Lines", "one object per line", (".jsonl", ".ndjson"), _jsonl, rewriting=JSON_TEXT),
    InputFormat(
        "json",
        "JSON",
        "an array of objects; answers of PubChem (compounds, property tables, PUG View pages), GSRS, ChEMBL, UniChem "
        "and MoNA; items, dumps and query results of Wikidata",
        (".json",),
        _json,
        rewriting=JSON_DOCUMENT,
    ),
    InputFormat(
        "sdf",
        "an SD file",
        "molfiles (V2000, V3000) with their data tags",
        (".sdf", ".sd", ".mol"),
        _sdf,
        rewriting=BELOW_MOLFILE,
        looks_like=_is_sdf,
    ),
    InputFormat(
        "rdfile",
        "an RD file",
        "the molecules of SciFinder, Reaxys and registries with their data; a reaction is one record that says so",
        (),
        _rdfile,
        rewriting=BELOW_MOLFILE,
        is_marked=_is_rdfile,
    ),
    InputFormat(
        "components",
        "the Chemical Component Dictionary",
        "entries of the Protein Data Bank in mmCIF, also one after the other (`components.cif`): what OpenEye, CACTVS "
        "and InChI state of each component",
        (".cif", ".mmcif"),
        _components,
        has_columns=False,
        is_marked=_is_components,
    ),
    InputFormat(
        "cdxml",
        "a ChemDraw drawing",
        "a record for each structure; the text beside it is its name, or states what its label says",
        (".cdxml",),
        _cdxml,
        has_columns=False,
        starts_with=_starts_with_element("CDXML"),
    ),
    InputFormat(
        "cdx",
        "a binary ChemDraw drawing",
        "a record for each structure; texts are not read",
        (".cdx",),
        _cdx,
        has_columns=False,
        starts_with=lambda head: head.startswith(b"VjCD0100"),
    ),
    InputFormat(
        "mrv",
        "a Marvin document",
        "a record for each molecule, with its title",
        (".mrv",),
        _mrv,
        has_columns=False,
        starts_with=_starts_with_element("MDocument"),
    ),
    InputFormat(
        "mol2",
        "a MOL2 file",
        "a record for each molecule that RDKit can read, with its name",
        (".mol2",),
        _mol2,
        has_columns=False,
        is_marked=lambda lines: any(line.startswith("@<TRIPOS>MOLECULE") for line in lines),
    ),
    InputFormat(
        "smiles",
        "a list of SMILES",
        "SMILES or CXSMILES, each with an optional name, InChIKey or both",
        (".smi", ".smiles", ".cxsmiles"),
        _smiles,
        has_columns=False,
    ),
    InputFormat(
        "inchi-list",
        "a list of InChIs with names",
        "an InChI, a blank, and its name or its InChIKey in each line",
        (),
        _inchi_list,
        has_columns=False,
        is_marked=_is_inchi_list,
    ),
    InputFormat(
        "wikitext",
        "wikitext",
        "a Wikipedia article: its chemical infoboxes (English, German, French, Italian, Spanish, Portuguese, Dutch, "
        "Polish, Russian, Chinese and Japanese), and a molecular weight in the text if the infobox has none",
        (".wikitext", ".wiki", ".mediawiki"),
        _wikitext,
        has_columns=False,
        rewriting=ARTICLE,
        looks_like=_is_wikitext,
    ),
    InputFormat(
        "massbank",
        "MassBank records",
        "the compound (`CH$`) of each record",
        (),
        _labelled("spectra", "MASSBANK"),
        rewriting=LINES,
        is_marked=_labels("spectra", "is_massbank"),
    ),
    InputFormat(
        "msp",
        "a spectral library in MSP",
        "the compound of each spectrum (NIST, MoNA, RIKEN, Golm); not its `MW`, nor its ion",
        (".msp",),
        _labelled("spectra", "MSP"),
        rewriting=LINES,
        is_marked=_labels("spectra", "is_msp"),
    ),
    InputFormat(
        "mgf",
        "a spectral library in MGF",
        "the compound of each spectrum (GNPS), not its ion",
        (".mgf",),
        _labelled("spectra", "MGF"),
        rewriting=LINES,
        is_marked=_labels("spectra", "is_mgf"),
    ),
    InputFormat(
        "mzspeclib",
        "a spectral library in mzSpecLib",
        "the analyte of each spectrum",
        (".mzlb",),
        _labelled("spectra", "MZSPECLIB"),
        rewriting=LINES,
        is_marked=_labels("spectra", "is_mzspeclib"),
    ),
    InputFormat(
        "obo",
        "an ontology in OBO",
        "the terms of ChEBI that state a formula or a structure",
        (".obo",),
        _labelled("databases", "OBO"),
        rewriting=OBO_TEXT,
        is_marked=_labels("databases", "is_obo"),
    ),
    InputFormat(
        "metacyc",
        "an attribute-value file of MetaCyc",
        "`compounds.dat` of Pathway Tools; not its charges and monoisotopic masses, which are of other forms",
        (),
        _labelled("databases", "METACYC"),
        rewriting=LINES,
        is_marked=_labels("databases", "is_metacyc"),
    ),
    InputFormat(
        "kegg",
        "a flat file of KEGG",
        "entries of COMPOUND and DRUG; its PubChem numbers are substances (SID) and are not read",
        (),
        _labelled("databases", "KEGG"),
        rewriting=LINES,
        is_marked=_labels("databases", "is_kegg"),
    ),
    InputFormat(
        "inchi",
        "output of the InChI program",
        "InChI and InChIKey below `Structure: 1. ID=...`",
        (),
        _labelled("pages", "INCHI_OUTPUT"),
        is_marked=_labels("pages", "is_inchi_output"),
    ),
    InputFormat(
        "si",
        "supporting information",
        "paragraphs that characterise a compound by its accurate mass (HRMS) or an elemental analysis, with its name",
        (),
        _paragraphs,
        has_columns=False,
        looks_like=_is_supporting_information,
    ),
    InputFormat(
        "docx",
        "a document of Word",
        "the same paragraphs",
        (".docx", ".docm"),
        _docx,
        has_columns=False,
        starts_with=_is_docx,
    ),
    InputFormat(
        "page",
        "text copied from a page",
        "labels such as `CAS Number` and values beside or below them: one compound, or a paragraph for each",
        (),
        _labelled("pages", "PAGE"),
        has_columns=False,
        looks_like=_labels("pages", "is_page"),
    ),
    InputFormat(
        "dump",
        "a MediaWiki dump",
        "articles, one after the other (`pages-articles.xml`)",
        (),
        _dump,
        has_columns=False,
        starts_with=looks_like_dump,
    ),
    InputFormat(
        "xml",
        "XML",
        "HMDB, DrugBank, ChEMBL, PubChem (PUG) and documents built like them: an element per record, read as a stream",
        (".xml",),
        _xml,
        starts_with=_is_xml,
    ),
    InputFormat(
        "zip",
        "a ZIP archive",
        "each file in it, in its order",
        (".zip",),
        None,
        starts_with=is_zip,
        members=_zip_members,
    ),
    InputFormat(
        "tar",
        "a tar archive",
        "each file in it, in its order",
        (".tar", ".tgz", ".tbz2", ".txz"),
        None,
        starts_with=is_tar,
        members=_tar_members,
    ),
)

BY_NAME: Mapping[str, InputFormat] = {form.name: form for form in INPUT_FORMATS}
"""The formats by their short names."""

SUFFIXES: Mapping[str, str] = {suffix: form.name for form in INPUT_FORMATS for suffix in form.suffixes}
"""File name extensions and their formats; any other input is recognised by content."""
