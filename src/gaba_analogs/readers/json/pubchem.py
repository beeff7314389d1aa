"""PubChem answers in JSON: compound records, property tables, PUG View pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import without_surrogates
from gaba_analogs.readers.tabular.columns import field_headed, identifier_headed, recognise
from gaba_analogs.record import Place, StructureRecord

ANSWERS = ("PC_Compounds", "PC_Substances", "PropertyTable", "InformationList", "Record", "Fault")

_EMPTY = "an answer from PubChem without a compound"
PROPERTIES: Mapping[tuple[str, str], tuple[tuple[str, int], ...]] = {
    ("SMILES", "Isomeric"): (("smiles", 0),),
    ("SMILES", "Absolute"): (("smiles", 0),),
    ("SMILES", ""): (("smiles", 1),),
    ("SMILES", "Connectivity"): (("connectivity_smiles", 0),),
    ("SMILES", "Canonical"): (("connectivity_smiles", 1),),
    ("InChI", "Standard"): (("inchi", 0),),
    ("InChI", ""): (("inchi", 1),),
    ("InChIKey", "Standard"): (("inchikey", 0),),
    ("InChIKey", ""): (("inchikey", 1),),
    ("Molecular Formula", ""): (("formula", 0),),
    ("Molecular Weight", ""): (("molecular_weight", 0),),
    ("Weight", "MonoIsotopic"): (("monoisotopic_mass", 0),),
    ("Mass", "Exact"): (("monoisotopic_mass", 1),),
    ("IUPAC Name", "Preferred"): (("iupac_name", 0), ("name", 1)),
    ("IUPAC Name", "Systematic"): (("iupac_name", 1), ("name", 3)),
    ("IUPAC Name", "CAS-like Style"): (("iupac_name", 2), ("name", 4)),
    ("IUPAC Name", "Allowed"): (("iupac_name", 3), ("name", 2)),
    ("IUPAC Name", "Traditional"): (("iupac_name", 4), ("name", 0)),
}
"""Label and name of a property in a compound record to the fields it states, with its rank for each.

The names have changed over the years: Canonical and Isomeric became Connectivity and Absolute in 2025.
"""

_HEADINGS = (
    "SMILES",
    "Isomeric SMILES",
    "Connectivity SMILES",
    "InChI",
    "InChIKey",
    "InChI Key",
    "Molecular Formula",
    "Molecular Weight",
    "Monoisotopic Mass",
    "Exact Mass",
    "Formal Charge",
    "IUPAC Name",
    "Depositor-Supplied Synonyms",
    "MeSH Entry Terms",
)
HEADINGS: Mapping[str, tuple[str, int]] = {
    **{heading: known for heading in _HEADINGS if (known := field_headed(heading)) is not None},
    "Canonical SMILES": ("connectivity_smiles", 1),
}
"""Headings of a PUG View page to the field each states, with its rank."""

NAMES_AND_IDENTIFIERS = "Names and Identifiers"
"""Section of a page in which any heading that states a registry's number is followed."""


class _Best:
    """Keeps the best-ranked text of each field, and the source's label for it."""

    def __init__(self) -> None:
        self._ranks: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.labels: dict[str, str] = {}

    def offer(self, field: str, rank: int, text: str, label: str) -> None:
        if text and rank < self._ranks.get(field, 1000):
            self._ranks[field] = rank
            self.texts[field] = text
            self.labels[field] = label


def is_answer(value: object) -> bool:
    """Whether a JSON value is one of PubChem's answers."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict) and _is_compound(value[0])
    if not isinstance(value, dict):
        return False
    return (
        (len(value) <= 3 and any(isinstance(value.get(key), dict | list) for key in ANSWERS))
        or _is_compound(value)
        or _is_page(value)
    )


def _is_compound(value: Mapping[str, object]) -> bool:
    return isinstance(value.get("id"), dict) and isinstance(value.get("props"), list)


def _is_page(value: Mapping[str, object]) -> bool:
    return "RecordType" in value and isinstance(value.get("Section"), list)


def records(value: object, source: str | None, place: Place | None = None) -> Iterator[StructureRecord]:
    """Read an answer, one record per compound.

    Parameters
    ----------
    value
        The parsed JSON, numbers as text.
    source
        The input as the user named it.
    place
        Where the answer is, if it is one of several in its file.

    Raises
    ------
    InputError
        PubChem reports an error, or no compound. Among several answers, that is a record with a problem.
    """
    fault = _object(value).get("Fault")
    if fault is not None and place is None:
        raise InputError(_fault(fault), path=source)
    number = 0
    for number, record in enumerate(_records(value), start=1):
        yield replace(record, place=place or Place(source, row=number))
    if number:
        return
    if place is None:
        raise InputError(_EMPTY, path=source)
    yield StructureRecord(problem=_EMPTY, place=place)


def _records(value: object) -> Iterator[StructureRecord]:
    if isinstance(value, list):
        yield from map(_compound, value)
        return
    answer = _object(value)
    if "Fault" in answer:
        yield StructureRecord(problem=_fault(answer["Fault"]))
    elif "PC_Compounds" in answer:
        yield from map(_compound, _array(answer["PC_Compounds"]))
    elif "PC_Substances" in answer:
        yield from map(_substance, _array(answer["PC_Substances"]))
    elif "PropertyTable" in answer:
        yield from map(_row, _array(_object(answer["PropertyTable"]).get("Properties")))
    elif "InformationList" in answer:
        yield from map(_row, _array(_object(answer["InformationList"]).get("Information")))
    elif _is_compound(answer):
        yield _compound(answer)
    else:
        yield _page(_object(answer["Record"]) if "Record" in answer else answer)


def _fault(fault: object) -> str:
    parts = _object(fault)
    details = [_text(detail) for detail in _array(parts.get("Details"))]
    said = [text for text in (_text(parts.get("Code")), _text(parts.get("Message")), *details) if text]
    reason = ": ".join(said) or "no reason given"
    return f"an error message from PubChem instead of a compound ({reason})"


def _compound(value: object) -> StructureRecord:
    """Read one compound record; it has no CID if PubChem does not know the structure."""
    compound = _object(value)
    if not compound:
        return StructureRecord(problem="expected a compound, found a single value")
    best = _Best()
    for item in _array(compound.get("props")):
        urn = _object(_object(item).get("urn"))
        content = _object(_object(item).get("value"))
        label, name = _text(urn.get("label")), _text(urn.get("name"))
        text = next((t for key in ("sval", "fval", "ival") if (t := _text(content.get(key)))), "")
        title = f"{label} ({name})" if name else label
        for field, rank in PROPERTIES.get((label, name), PROPERTIES.get((label, ""), ())):
            best.offer(field, rank, text, title)
    return StructureRecord(
        **best.texts,
        pubchem_cid=_text(_object(_object(compound.get("id")).get("id")).get("cid")) or None,
        charge=_text(compound.get("charge")) or None,
        place=Place(),
        labels=best.labels,
        problem=None,
        carried=None,
    )


def _substance(value: object) -> StructureRecord:
    """Read one substance record: its names, and the compound it was standardised to."""
    substance = _object(value)
    names = [name for item in _array(substance.get("synonyms")) if (name := _text(item))]
    ids = [_object(_object(_object(c).get("id")).get("id")) for c in _array(substance.get("compound"))]
    cids = [cid for item in ids if (cid := _text(item.get("cid")))]
    return StructureRecord(
        name=names[0] if names else None,
        synonyms="|".join(names) or None,
        pubchem_cid=cids[0] if cids else None,
    )


def _row(value: object) -> StructureRecord:
    """Read one row of a property table."""
    row = {
        key: "|".join(map(_text, item)) if isinstance(item, list) else _text(item)
        for key, item in _object(value).items()
    }
    if "Synonym" in row and "Title" not in row:
        row["Title"] = row["Synonym"].split("|")[0]
    return recognise(list(row)).record(list(row.values()), Place())


def _page(page: Mapping[str, object]) -> StructureRecord:
    """Read a PUG View page: the first value under each known heading, PubChem's own preferred."""
    best = _Best()
    best.offer("name", 0, _text(page.get("RecordTitle")), "RecordTitle")
    if _text(page.get("RecordType")).upper() in {"CID", "COMPOUND"}:
        best.offer("pubchem_cid", 0, _text(page.get("RecordNumber")), "RecordNumber")
    pending = [(section, False) for section in reversed(_array(page.get("Section")))]
    while pending:
        content, identifying = pending.pop()
        section = _object(content)
        heading = _text(section.get("TOCHeading"))
        known = HEADINGS.get(heading)
        if known is None and identifying and (name := identifier_headed(heading)) is not None:
            known = name, 0
        if known is not None:
            field, rank = known
            best.offer(field, rank, _page_text(_array(section.get("Information")), field), heading)
        identifying = identifying or heading == NAMES_AND_IDENTIFIERS
        pending.extend((inner, identifying) for inner in reversed(_array(section.get("Section"))))
    return StructureRecord(**best.texts, place=Place(), labels=best.labels, problem=None, carried=None)


def _page_text(information: Sequence[object], field: str) -> str:
    entries = [_object(item) for item in information]
    own = [entry for entry in entries if "PubChem" in str(entry.get("Reference", ""))]
    for entry in [*own, *entries]:
        value = _object(entry.get("Value"))
        strings = [_text(_object(item).get("String")) for item in _array(value.get("StringWithMarkup"))]
        texts = [text for text in (*strings, *map(_text, _array(value.get("Number")))) if text.strip()]
        if texts:
            return "|".join(texts) if field == "synonyms" else texts[0]
    return ""


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _array(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _text(value: object) -> str:
    """Write a JSON scalar as text, blanks around it taken off; anything else is no text."""
    if isinstance(value, str):
        return without_surrogates(value).replace("\0", "").strip(" \t\r\n")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
