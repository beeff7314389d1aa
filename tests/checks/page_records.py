"""The records that the pages of the checks show: how each is verified through the front door."""

from __future__ import annotations

import pytest

from asking import needs_opsin
from gaba_analogs.across import CrossRecord
from gaba_analogs.api.verify import verify_records
from gaba_analogs.checks.pages import parse
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.registry.reference import ReferenceAnswer, ReferenceEntry
from gaba_analogs.results.comparison import Comparison
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.pairs import verify_pairs

PAGES = {code: parse(check) for code, check in CATALOGUE.items()}
ACROSS = [code for code, check in CATALOGUE.items() if check.scope.across]
REGISTRY = [code for code, check in CATALOGUE.items() if check.scope.asks_registry]
REFERENCES = [code for code, check in CATALOGUE.items() if check.scope.asks_references]
ALONE = [code for code in CATALOGUE if code not in {*ACROSS, *REGISTRY, *REFERENCES}]
NAMES = {
    *("name-impossible-stereo", "name-inorganic-mismatch", "name-mismatch", "name-not-understood"),
    *("synonym-mismatch", "iupac-name-differs"),
}
"""Checks whose record OPSIN has to read."""
CASES = [pytest.param(code, marks=needs_opsin if code in NAMES else ()) for code in [*ALONE, *REGISTRY, *REFERENCES]]
"""Every check of single records, for parametrize."""


def _entry(cid, title, smiles, *numbers, name=None):
    inchi = Structure.from_smiles(smiles).inchi
    names = (name,) if name else ()
    return RegistryEntry(
        cid,
        title,
        smiles=smiles,
        inchi=inchi,
        inchikey=key_of(inchi),
        iupac_name=name,
        iupac_names=names,
        synonyms=numbers,
    )


# PubChem: CID, title, SMILES, CAS number and UNII among the synonyms, computed name
KNOWN = [
    _entry(119, "gamma-Aminobutyric acid", "NCCCC(=O)O", "GABA", "56-12-2", "2ACZ6IPC6I", name="4-aminobutanoic acid"),
    _entry(2284, "Baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1", "1134-47-0", "H789N3FKE8"),
    _entry(44602, "Arbaclofen", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "69308-37-8"),
    _entry(6288, "L-Threonine", "C[C@@H](O)[C@H](N)C(=O)O", "72-19-5"),
    _entry(10413, "4-Hydroxybutanoic acid", "OCCCC(=O)O", "591-81-1"),
    _entry(14113, "Phenibut", "NCC(CC(=O)O)c1ccccc1", "1078-21-3", "T2M58D6LA8"),
    _entry(31261, "Acetylacetone", "CC(=O)CC(C)=O", "123-54-6"),
]


def registry_of(record):
    """Answer for PubChem about a record."""

    def answer(question, fits):
        return None if question is None else Answer(question, tuple(entry for entry in KNOWN if fits(entry)))

    return Registry(
        by_cid=answer(record.pubchem_cid, lambda entry: str(entry.cid) == record.pubchem_cid),
        by_inchikey=answer(record.inchikey, lambda entry: entry.inchikey == record.inchikey),
        by_cas=answer(record.cas, lambda entry: record.cas in entry.synonyms),
        by_unii=answer(record.unii, lambda entry: record.unii in entry.synonyms),
        by_name=answer(record.name, lambda entry: record.name in {entry.title, *entry.synonyms}),
    )


# FDA, UNII Records: a selection of rows, by CAS number and name
ROWS = {
    "56-12-2": (3, "gamma-Aminobutyric acid", "NCCCC(=O)O"),
    "123-54-6": (7, "Acetylacetone", "CC(=O)CC(C)=O"),
    "591-81-1": (9, "4-Hydroxybutanoic acid", "OCCCC(=O)O"),
    "phenibut": (14, "Phenibut", "NCC(CC(=O)O)c1ccccc1"),
    "69308-37-8": (44, "Arbaclofen", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"),
    "72-19-5": (62, "L-Threonine", "C[C@@H](O)[C@H](N)C(=O)O"),
    "1134-47-0": (118, "Baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1"),
}


def referenced(record):
    """Answer for a reference table about a record."""
    table = "UNII_Records.txt"

    def answer(field, value):
        line, name, smiles = ROWS[value]
        entry = ReferenceEntry(Place(table, line), name, smiles, inchikey=key_of(Structure.from_smiles(smiles).inchi))
        return ReferenceAnswer(field, value, table, (entry,))

    stated = {"cas": record.cas, "name": (record.name or "").casefold()}
    tables = tuple(answer(field, value) for field, value in stated.items() if value in ROWS)
    return Registry(pubchem_asked=False, tables=tables)


def records_of(code):
    """Give the records of a page, as if they were the rows of drugs.csv."""
    return [
        StructureRecord(
            **{name: text for name, text in shown.items() if name in FIELDS},
            place=Place("drugs.csv", row + 1, row),
            identity=shown.get("id"),
            carried={name: text for name, text in shown.items() if name not in {*FIELDS, "id"}},
        )
        for row, shown in enumerate(PAGES[code].records, 1)
    ]


def reports_on(code, records):
    """Verify records as the check needs it: with OPSIN, with PubChem's answers, or with neither."""
    if code in REGISTRY:
        return list(verify_pairs([(record, registry_of(record)) for record in records], names=code in NAMES))
    if code in REFERENCES:
        return list(verify_pairs([(record, referenced(record)) for record in records], names=False))
    return list(verify_records(records, names=code in NAMES))


def said(code, report):
    """Give what a check says of a record; what it skips counts where it only ever skips."""
    skipped = [skip.reason for skip in report.skipped if skip.code == code] if code == "name-not-understood" else []
    return [finding.message for finding in report.findings if finding.code == code] + skipped


def said_across(code):
    """Give what a check across records says of the records of its page."""
    with CrossRecord(comparison=Comparison(values=("pIC50",), relations=("enantiomer_of",))) as cross:
        for report in reports_on(code, records_of(code)):
            cross.add(report)
        return [finding.message for finding in cross.conflicts() if finding.code == code]
