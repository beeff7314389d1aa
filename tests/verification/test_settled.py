"""What is settled in a wrong record: a later record with the same pattern has the report that it has by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaba_analogs.api.verify import verify_records
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.evidence.plain import PlainFact
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.record import StructureRecord
from gaba_analogs.verification.settled import settled

# CAS numbers, keys, formulas and masses: PubChem, CIDs 119, 44602 and 6106.
GABA = StructureRecord(
    name="GABA",
    smiles="NCCCC(=O)O",
    inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
    inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N",
    formula="C4H9NO2",
    molecular_weight="103.12",
    cas="56-12-2",
)
BACLOFEN = StructureRecord(
    name="(R)-baclofen",
    smiles="NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
    inchi="InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)/t8-/m0/s1",
    inchikey="KPYSYYIEGFHWSV-QMMMGPOBSA-N",
    formula="C10H12ClNO2",
    molecular_weight="213.66",
    cas="69308-37-8",
)
LEUCINE = StructureRecord(
    name="leucine",
    smiles="CC(C)C[C@@H](C(=O)O)N",
    inchi="InChI=1S/C6H13NO2/c1-4(2)3-5(7)6(8)9/h4-5H,3,7H2,1-2H3,(H,8,9)/t5-/m0/s1",
    inchikey="ROHFNLRQFUQHCH-YFKPBYRVSA-N",
    formula="C6H13NO2",
    molecular_weight="131.17",
    cas="61-90-5",
)
RIGHT = (GABA, BACLOFEN, LEUCINE)
WRONG = {
    "key-of-another": [replace(right, inchikey="OKKJLVBELUTLKV-UHFFFAOYSA-N") for right in RIGHT],
    "inchi-of-another": [
        replace(right, inchi=other.inchi) for right, other in zip(RIGHT, (LEUCINE, GABA, BACLOFEN), strict=True)
    ],
    "smiles-of-another": [
        replace(right, smiles=other.smiles) for right, other in zip(RIGHT, (LEUCINE, GABA, BACLOFEN), strict=True)
    ],
    "formula": [replace(right, formula=f"{right.formula}S") for right in RIGHT],
    "mass": [replace(right, molecular_weight=f"1{right.molecular_weight}") for right in RIGHT],
    "check-digit": [replace(right, cas=f"{(right.cas or '')[:-1]}1") for right in RIGHT],
}


@pytest.mark.parametrize("records", WRONG.values(), ids=WRONG)
def test_same_as_alone(records: list[StructureRecord]) -> None:
    """Records wrong in the same field have the reports that they have when nothing came before them."""
    alone = [report for record in records for report in verify_records([record], names=False)]

    assert list(verify_records([*records, *reversed(records)], names=False)) == [*alone, *reversed(alone)]


@pytest.mark.parametrize(
    ("record", "unsettled"),
    [
        pytest.param(GABA, set(), id="right"),
        pytest.param(WRONG["key-of-another"][0], {PlainFact.KEY_IS_HASH}, id="key"),
        pytest.param(
            WRONG["formula"][0], {PlainFact.FORMULA_AS_WRITTEN, PlainFact.MASSES_FIT}, id="two-compositions-are-stated"
        ),
        pytest.param(WRONG["mass"][0], {PlainFact.MASSES_FIT}, id="mass"),
        pytest.param(WRONG["check-digit"][0], {PlainFact.IDENTIFIERS_SOUND}, id="cas"),
        pytest.param(
            WRONG["inchi-of-another"][0],
            {PlainFact.ONE_STRUCTURE, PlainFact.FORMULA_AS_WRITTEN, PlainFact.MASSES_FIT},
            id="two-structures-are-stated",
        ),
        pytest.param(replace(GABA, smiles="NC[C]CC(=O)O"), {PlainFact.WELL_DRAWN}, id="radical"),
        pytest.param(replace(GABA, formula="C4 H9 N O2"), {PlainFact.AS_WRITTEN}, id="repaired"),
        pytest.param(replace(GABA, cas="n/a"), {PlainFact.IN_PLACE}, id="empty"),
    ],
)
def test_settled(record: StructureRecord, unsettled: set[PlainFact]) -> None:
    """A fact is settled unless a field says otherwise: of several structures or compositions none is."""
    facts = read_facts(record)
    identify_witnesses(facts, {})
    known = {
        PlainFact.IN_PLACE,
        PlainFact.AS_WRITTEN,
        PlainFact.WELL_DRAWN,
        PlainFact.ONE_STRUCTURE,
        PlainFact.KEY_IS_HASH,
        PlainFact.FORMULA_AS_WRITTEN,
        PlainFact.MASSES_FIT,
        PlainFact.IDENTIFIERS_SOUND,
    }

    assert unsettled.isdisjoint(settled(facts))
    assert settled(facts) <= known
    if record == GABA:
        assert settled(facts) == known
