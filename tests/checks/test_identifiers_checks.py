"""Registry numbers through the front door."""

import pytest
from truth import BACLOFEN, GABA, case, outcome

from gaba_analogs.api.verify import verify

# CAS, UNII, EC and database identifiers of baclofen and GABA: Wikipedia, PubChem, FDA, ECHA.
TABLES = {
    "cas-malformed": [
        case("too-long", GABA, "cas-malformed", "cas", cas="651-48-10"),  # CCS compendium
        case("invented", GABA, "cas-malformed", "cas", cas="2099437000-00-0"),  # chemicals
        case("one-digit-too-many", GABA, "cas-malformed", "cas", cas="56-12-20"),
        case("prefix", GABA, "notation-repaired", cas="CAS 56-12-2"),
        case("right", GABA, cas="56-12-2"),
    ],
    "cas-is-date": [
        case("dacarbazine", {"name": "dacarbazine"}, "cas-is-date", "cas", cas="3/4/4342"),  # ChEBI#4149
        case("tryptophan", {"name": "tryptophan"}, "cas-is-date", "cas", cas="12/6/54"),  # CCS compendium
        case("timestamp", {"name": "dacarbazine"}, "cas-is-date", "cas", cas="4342-03-04 00:00:00"),
        case("number", {"name": "dacarbazine"}, cas="4342-03-4"),
    ],
    "cas-check-digit": [
        case("last", BACLOFEN, "cas-check-digit", "cas", cas="1134-47-1"),
        case("transposed", BACLOFEN, "cas-check-digit", "cas", cas="1143-47-0"),
        case("dragged", {"name": "L-arginine"}, "cas-check-digit", "cas", cas="74-79-4"),  # CCS compendium
        case("right", BACLOFEN, cas="1134-47-0"),
        case("list", BACLOFEN, cas="1134-47-0, 28311-31-1"),
    ],
    "unii-malformed": [
        case("short", BACLOFEN, "unii-malformed", "unii", unii="H789N3FKE"),
        case("right", BACLOFEN, unii="H789N3FKE8"),
        case("small-letters", BACLOFEN, "notation-repaired", unii="h789n3fke8"),
    ],
    "unii-check-character": [
        case("last", BACLOFEN, "unii-check-character", "unii", unii="H789N3FKE9"),
        case("within", BACLOFEN, "unii-check-character", "unii", unii="H788N3FKE8"),
        case("right", GABA, unii="2ACZ6IPC6I"),
    ],
    "ec-number-check-digit": [
        case("digit", GABA, "ec-number-check-digit", "ec_number", ec_number="200-258-7"),
        case("form", GABA, "ec-number-check-digit", "ec_number", ec_number="200-2586"),
        case("right", GABA, ec_number="200-258-6"),
        case("homotaurine", {"name": "homotaurine"}, ec_number="222-977-4"),
    ],
    "identifier-malformed": [
        case("drugbank", BACLOFEN, "identifier-malformed", drugbank_id="DB181"),
        case("kegg", BACLOFEN, "identifier-malformed", kegg_id="D0241"),
        case("cid", BACLOFEN, "identifier-malformed", pubchem_cid="baclofen"),
        case(
            "right",
            BACLOFEN,
            pubchem_cid="2284",
            chembl_id="CHEMBL701",
            chebi_id="CHEBI:2972",
            drugbank_id="DB00181",
            kegg_id="D00241",
            chemspider_id="2197",
            iuphar_id="1084",
            atc_code="M03BX01",
        ),
    ],
    "value-in-wrong-field": [
        case(
            "inchi-in-key",
            {"smiles": GABA["smiles"], "formula": GABA["formula"]},
            "value-in-wrong-field",
            "inchikey",
            inchikey=GABA["inchi"],
        ),  # Hub
        case("key-in-inchi", GABA, "value-in-wrong-field", "inchi", inchi=GABA["inchikey"]),
        case("key-in-smiles", {"formula": GABA["formula"]}, "value-in-wrong-field", "smiles", smiles=GABA["inchikey"]),
        case("ec-in-cas", GABA, "value-in-wrong-field", "cas", cas="209-217-7"),  # MassBank
        case("chembl-in-chebi", BACLOFEN, "value-in-wrong-field", "chebi_id", chebi_id="CHEMBL701"),
        case("cas-in-formula", GABA, "value-in-wrong-field", "formula", formula="56-12-2"),
        case("key-as-name", GABA, name=GABA["inchikey"]),  # a name may be any text
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_identifiers(fields, codes, suspects):
    """Each fault of an identifier has its code and suspect; right ones have none."""
    assert outcome(fields) == (codes, suspects)


def test_other_fields_are_still_compared():
    """A wrong check digit does not hide that the structures agree."""
    report = verify({**GABA, "cas": "56-12-3"}, names=False)

    assert report.suspects == ("cas",)
    assert {"smiles", "inchi", "inchikey", "formula"} <= set(report.compared)
