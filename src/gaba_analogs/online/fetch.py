"""Records from PubChem, by any identifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from gaba_analogs.chemistry.structure import Structure, key_of, quiet
from gaba_analogs.errors import InputError
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.progress import watched
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.record.fields import shape_of
from gaba_analogs.registry.answers import Answer
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryUnavailableError
from gaba_analogs.registry.pubchem.lookup import PubChem
from gaba_analogs.registry.pubchem.service import BATCH

if TYPE_CHECKING:
    import pandas as pd


def fetch_record(identifier: str | int, *, pubchem: PubChem | None = None) -> StructureRecord:
    """Get one compound from PubChem as a record.

    Parameters
    ----------
    identifier
        Name, CID, InChIKey, InChI, SMILES, CAS number or UNII.
    pubchem
        The client to use; None for PubChem with the user's cache.

    Raises
    ------
    NotInRegistryError
        PubChem has no such compound.
    RegistryUnavailableError
        It could not be reached.

    Examples
    --------
    >>> fetch_record("baclofen").inchikey  # doctest: +SKIP
    'KPYSYYIEGFHWSV-UHFFFAOYSA-N'
    """
    (answer,) = _answers([str(identifier)], pubchem or PubChem())
    if answer.failure is not None:
        raise RegistryUnavailableError(answer.failure)
    if answer.entry is None:
        raise NotInRegistryError(f"PubChem has no compound {answer.question!r}")
    return answer.entry.to_record()


def fetch_records(
    identifiers: Iterable[str | int], *, pubchem: PubChem | None = None, progress: bool = True
) -> list[StructureRecord]:
    """Get several compounds, many per request; `to_frame` makes a table of them.

    Parameters
    ----------
    identifiers
        As for `fetch_record`.
    pubchem
        The client to use; None for PubChem with the user's cache.
    progress
        Show the progress, in a terminal or a notebook, if it takes longer than a second.

    Returns
    -------
    list
        One record per identifier, in order; if one is missing, its ``problem`` says why.

    Examples
    --------
    >>> [r.pubchem_cid for r in fetch_records(["GABA", "baclofen"])]  # doctest: +SKIP
    ['119', '2284']
    """
    if isinstance(identifiers, str) or not isinstance(identifiers, Iterable):
        raise InputError(f"identifiers: expected a list, got {identifiers!r}")
    wanted = [str(identifier) for identifier in identifiers]
    answers = _answers(wanted, pubchem or PubChem())
    shown = watched(answers, "asking PubChem", total=len(wanted)) if progress else answers
    return [_record(answer, row) for row, answer in enumerate(shown, start=1)]


def to_frame(records: Iterable[StructureRecord]) -> pd.DataFrame:
    """Return records as a table, with a column for each field that any of them states.

    Examples
    --------
    >>> to_frame([StructureRecord(name="GABA", pubchem_cid="119")]).columns.tolist()
    ['name', 'pubchem_cid']
    """
    import pandas as pd  # noqa: PLC0415  # only for a table

    rows = [record.texts() | ({"problem": record.problem} if record.problem else {}) for record in records]
    columns = [field for field in (*FIELDS, "problem") if any(field in row for row in rows)]
    return pd.DataFrame(rows, columns=columns, dtype="string")


def _record(answer: Answer, row: int) -> StructureRecord:
    if answer.entry is not None:
        return answer.entry.to_record()
    problem = answer.failure or f"PubChem has no compound {answer.question!r}: check the spelling"
    return StructureRecord(name=answer.question, problem=problem, place=Place("PubChem", row=row))


def _answers(identifiers: Sequence[str], pubchem: PubChem) -> Iterator[Answer]:
    """Look up identifiers, first those that can share a request, and answer in order."""
    remaining = iter(identifiers)
    while some := list(islice(remaining, BATCH)):
        kinds = {text: _kind(text) for text in some}
        cids = {text: int(value) for text, (kind, value) in kinds.items() if kind == "cid"}
        keys = {text: value for text, (kind, value) in kinds.items() if kind == "inchikey"}
        compounds = pubchem.by_cids(cids.values())
        structures = pubchem.by_inchikeys(keys.values())
        for text in some:
            if text in cids:
                yield compounds[cids[text]]
            elif text in keys:
                yield structures[keys[text]]
            else:
                yield _look_up_singly(*kinds[text], pubchem)


def _look_up_singly(kind: str, text: str, pubchem: PubChem) -> Answer:
    """Look up an identifier that needs a request of its own."""
    if kind == "smiles":
        return pubchem.by_smiles(text)
    if not text:
        return Answer(text)
    named = pubchem.by_name(text)
    if named.failure is None and not named.entries and _is_smiles(text):
        return pubchem.by_smiles(text)
    return named


def _kind(text: str) -> tuple[str, str]:
    """Recognise an identifier by its form; return its kind and its value as PubChem expects it.

    Examples
    --------
    >>> [_kind(text)[0] for text in ("2284", "CID 2284", "NCCCC(=O)O", "1134-47-0", "(R)-baclofen")]
    ['cid', 'cid', 'smiles', 'name', 'name']
    """
    value = text.strip()
    number = value.upper().removeprefix("CID").strip(" :")
    if number.isascii() and number.isdecimal() and int(number[:20]):
        return "cid", str(int(number[:20]))
    shape = shape_of(value)
    if shape == "inchikey":
        key = read_inchikey(value)
        return ("inchikey", key.value) if key.value else ("name", value)
    if shape == "inchi":
        return "inchikey", key_of(value if value.startswith("InChI=") else f"InChI={value}")
    if not value.isalpha() and any(c in value for c in "=#()[]@") and _is_smiles(value):
        return "smiles", value
    return "name", value


def _is_smiles(text: str) -> bool:
    with quiet():
        return Structure.from_smiles(text).known
