"""Reference tables on a cluster: the coordinating process looks records up, since the workers may not see its files."""

from __future__ import annotations

import pytest

from gaba_analogs.record import StructureRecord
from gaba_analogs.references.tables import Reference, with_tables
from gaba_analogs.registry.answers import Registry
from gaba_analogs.running.work import Job, verify_chunk

RECORDS = [StructureRecord(smiles="NCCCC(=O)O", cas="56-12-2"), StructureRecord(smiles="NCCCC(=O)O", cas="1134-47-0")]


@pytest.mark.parametrize(
    "registries", [pytest.param([], id="alone"), pytest.param([Registry()] * 2, id="with-pubchem")]
)
def test_answers_sent_along(table, registries):
    """A chunk that comes with answers is verified as one whose answers the worker looks up."""
    reference = Reference.open(table())
    sent = with_tables([reference], RECORDS, registries or [None] * 2)

    there = verify_chunk(Job(names=False), RECORDS, sent)
    here = verify_chunk(Job(names=False, references=(reference,)), RECORDS, registries)

    assert there.payload == here.payload
    assert there.counts["verdicts"] == {"verified": 1, "inconsistent": 1}
