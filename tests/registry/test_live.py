"""The live service, asked rarely: ``pytest -m network tests/registry``."""

import pytest

from gaba_analogs import Verdict, verify
from gaba_analogs.online.fetch import fetch_record
from gaba_analogs.registry.pubchem.lookup import PubChem

pytestmark = pytest.mark.network


def test_baclofen(tmp_path):
    """PubChem knows baclofen as the registry numbers say (CAS Common Chemistry: 1134-47-0)."""
    record = fetch_record("baclofen", pubchem=PubChem(folder=tmp_path))

    assert (record.pubchem_cid, record.inchikey) == ("2284", "KPYSYYIEGFHWSV-UHFFFAOYSA-N")
    assert "1134-47-0" in (record.cas, *(record.synonyms or "").split("|"))
    assert verify(record, names=False).verdict is Verdict.VERIFIED
