"""What records have in common is kept from one call to the next, in all threads of a process."""

from concurrent.futures import ThreadPoolExecutor

from gaba_analogs.api.verify import verify
from gaba_analogs.verification.verifier import Verifier

# PubChem CID 119, 2284 and 5486971
GABA = {"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "molecular_weight": "103.12"}
BACLOFEN = {
    "name": "baclofen",
    "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1",
    "formula": "C10H12ClNO2",
    "molecular_weight": "213.66",
}
WRONG = {"name": "pregabalin", "smiles": "CC(C)C[C@H](CN)CC(=O)O", "formula": "C8H15NO2", "molecular_weight": "159.23"}


def test_a_like_record_in_the_next_call_takes_the_short_way(monkeypatch):
    """Nothing is concluded anew about it, and its report is that of a record alone."""
    alone = verify(BACLOFEN, names=False)
    assert verify(GABA, names=False).ok
    monkeypatch.setattr(Verifier, "_concluded", None)

    assert verify(BACLOFEN, names=False) == alone


def test_threads_share_it():
    """Every record has the report that it has alone, whichever thread verifies it."""
    records = [GABA, WRONG, BACLOFEN] * 20
    alone = {record["name"]: verify(record, names=False) for record in (GABA, WRONG, BACLOFEN)}
    with ThreadPoolExecutor(4) as threads:
        reports = list(threads.map(lambda record: verify(record, names=False), records))

    assert [alone[record["name"]] for record in records] == reports
    assert [alone[name].verdict for name in ("GABA", "pregabalin", "baclofen")] == [
        "verified",
        "inconsistent",
        "verified",
    ]
