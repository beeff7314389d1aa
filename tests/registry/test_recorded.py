"""Real answers of three ages, recorded by others, replayed."""

import json

import pytest

from gaba_analogs import Verdict, verify
from gaba_analogs.readers.json.pubchem import records
from gaba_analogs.verification.catalogue import CATALOGUE
from published import COLLECTION, SAMPLES
from registry.replay import NOT_FOUND, fault

FILES = [
    path
    for folder in (SAMPLES / "pubchem", COLLECTION / "pug")
    for path in sorted((*folder.glob("record_CID_*.json"), *folder.glob("pc_compounds_array_*.json")))
]
"""Three beside the tests, and more where they are at hand."""


def recorded(path):
    """Give a recorded answer, and the CID of its compound."""
    answer = json.loads(path.read_text(encoding="utf-8"))
    answer = {"PC_Compounds": answer} if isinstance(answer, list) else answer
    return answer, answer["PC_Compounds"][0]["id"]["id"]["cid"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_recorded_answer(ask, server, path):
    """A recorded compound is read, and agrees with itself."""
    answer, cid = recorded(path)
    texts = {prop["urn"]["label"]: prop["value"].get("sval") for prop in answer["PC_Compounds"][0]["props"]}
    server.faults.append(lambda handler: handler.give(200, answer))
    entry = ask().by_cids([cid])[cid].entry

    assert entry.cid == cid
    assert (entry.inchi, entry.inchikey, entry.formula) == tuple(
        texts[label] for label in ("InChI", "InChIKey", "Molecular Formula")
    )
    assert entry.structure.inchikey == entry.inchikey
    assert verify(entry.to_record(), names=False).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_recorded_record(ask, server, path):
    """What PubChem printed of a compound agrees with what PubChem answers about it, without titles and synonyms."""
    answer, cid = recorded(path)
    (record,) = records(answer["PC_Compounds"], None)
    server.faults.extend([lambda handler: handler.give(200, answer), *[fault(404, NOT_FOUND)] * 2])
    report = verify(record, names=False, pubchem=ask())
    codes = {code for code, check in CATALOGUE.items() if check.scope.asks_registry}

    assert report.record.pubchem_cid == str(cid)
    assert report.verdict is Verdict.VERIFIED
    assert not codes & {finding.code for finding in report.findings}
    assert "cid-skeleton-mismatch" in report.passed
