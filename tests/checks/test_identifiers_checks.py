"""Registry numbers through the front door."""

import pytest
from truth import BACLOFEN, GABA, case, outcome

from gaba_analogs.api.verify import verify

# CAS, UNII, EC and database identifiers of baclofen and GABA: Wikipedia, PubChem, FDA, ECHA; DTXSIDs: ToxCast
# (invitrodb 4.3); DTXCID of bisphenol A: EPA's ctx-python; HMDB and MetaNetX of GABA, and LIPID MAPS: Human-GEM 2.0.
TABLES = {
    "cas-malformed": [
        case("too-long", GABA, "cas-malformed", "cas", cas="651-48-10"),  # CCS compendium
        case("invented", GABA, "cas-malformed", "cas", cas="2099437000-00-0"),  # chemicals
        case("one-digit-too-many", GABA, "cas-malformed", "cas", cas="56-12-20"),
        case("prefix", GABA, "notation-repaired", cas="CAS 56-12-2"),
        case("second-of-two", GABA, "cas-malformed", "cas", cas="56-12-2; 56-122-2"),
        case("right", GABA, cas="56-12-2"),
        case("number-and-words", GABA, cas="56-12-2; see hydrochloride"),
        case("number-and-ec-number", GABA, cas="56-12-2; EC 200-258-6"),
        case("number-and-day", GABA, cas="56-12-2; checked on 2001-05-12"),
    ],
    "cas-is-date": [
        case("dacarbazine", {"name": "dacarbazine"}, "cas-is-date", "cas", cas="3/4/4342"),  # ChEBI#4149
        case("tryptophan", {"name": "tryptophan"}, "cas-is-date", "cas", cas="12/6/54"),  # CCS compendium
        case("timestamp", {"name": "dacarbazine"}, "cas-is-date", "cas", cas="4342-03-04 00:00:00"),
        case("second-of-two", {"name": "dacarbazine"}, "cas-is-date", "cas", cas="4342-03-4; 3/4/4342"),
        case("number", {"name": "dacarbazine"}, cas="4342-03-4"),
    ],
    "cas-check-digit": [
        case("last", BACLOFEN, "cas-check-digit", "cas", cas="1134-47-1"),
        case("transposed", BACLOFEN, "cas-check-digit", "cas", cas="1143-47-0"),
        case("dragged", {"name": "L-arginine"}, "cas-check-digit", "cas", cas="74-79-4"),  # CCS compendium
        case("right", BACLOFEN, cas="1134-47-0"),
        case("list", BACLOFEN, cas="1134-47-0, 28311-31-1"),
        *(
            case(f"second-of-{number}", BACLOFEN, "cas-check-digit", "cas", cas=cell)
            for number, cell in enumerate(
                (
                    "1134-47-0; 28311-31-2",
                    "1134-47-0, 28311-31-2",
                    "1134-47-0|28311-31-2",
                    "1134-47-0/28311-31-2",
                    "1134-47-0 28311-31-2",
                )
            )
        ),
    ],
    "unii-malformed": [
        case("short", BACLOFEN, "unii-malformed", "unii", unii="H789N3FKE"),
        case("second-short", BACLOFEN, "unii-malformed", "unii", unii="H789N3FKE8; 2ACZ6IPC6"),
        case("right", BACLOFEN, unii="H789N3FKE8"),
        case("two", BACLOFEN, unii="H789N3FKE8; 2ACZ6IPC6I"),
        case("small-letters", BACLOFEN, "notation-repaired", unii="h789n3fke8"),
    ],
    "unii-check-character": [
        case("last", BACLOFEN, "unii-check-character", "unii", unii="H789N3FKE9"),
        case("second", BACLOFEN, "unii-check-character", "unii", unii="2ACZ6IPC6I, H789N3FKE9"),
        case("within", BACLOFEN, "unii-check-character", "unii", unii="H788N3FKE8"),
        case("right", GABA, unii="2ACZ6IPC6I"),
    ],
    "ec-number-check-digit": [
        case("digit", GABA, "ec-number-check-digit", "ec_number", ec_number="200-258-7"),
        case("form", GABA, "ec-number-check-digit", "ec_number", ec_number="200-2586"),
        case("second", GABA, "ec-number-check-digit", "ec_number", ec_number="200-258-6; 222-977-5"),
        case("right", GABA, ec_number="200-258-6"),
        case("two", GABA, ec_number="200-258-6; 222-977-4"),
        case("homotaurine", {"name": "homotaurine"}, ec_number="222-977-4"),
    ],
    "identifier-malformed": [
        case("drugbank", BACLOFEN, "identifier-malformed", drugbank_id="DB181"),
        case("kegg", BACLOFEN, "identifier-malformed", kegg_id="D0241"),
        case("cid", BACLOFEN, "identifier-malformed", pubchem_cid="baclofen"),
        case("second", BACLOFEN, "identifier-malformed", drugbank_id="DB00181, DB181"),
        case("older-number-behind", BACLOFEN, drugbank_id="DB00181, APRD00551"),
        case("two-numbers", BACLOFEN, pubchem_cid="2284, 119"),
        case("dtxsid", BACLOFEN, "identifier-malformed", dtxsid="5022641"),
        case("dtxsid-without-zero", BACLOFEN, "identifier-malformed", dtxsid="DTXSID522641"),
        case("hmdb-six-digits", GABA, "identifier-malformed", hmdb_id="HMDB000112"),
        case("lipid-class", {"name": "palmitic acid"}, "identifier-malformed", lipidmaps_id="LMFA01"),
        case("no-category", {"name": "palmitic acid"}, "identifier-malformed", lipidmaps_id="LMXX01010001"),
        case("metanetx", GABA, "identifier-malformed", metanetx_id="MNXR192"),
        case("of-gaba", GABA, hmdb_id="HMDB0000112", metanetx_id="MNXM192"),
        case("five-digits", GABA, hmdb_id="HMDB00112"),
        case("palmitic-acid", {"name": "palmitic acid"}, lipidmaps_id="LMFA01010001"),
        case("fourth-level", {"name": "retinol"}, lipidmaps_id="LMPR0102010012"),
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
    "identifier-check-digit": [
        case("check-digit", BACLOFEN, "identifier-check-digit", dtxsid="DTXSID7022641"),
        case("second", BACLOFEN, "identifier-check-digit", dtxsid="DTXSID5022641; DTXSID7022641"),
        case("transposed", BACLOFEN, "identifier-check-digit", dtxsid="DTXSID5022614"),
        case("small-letters", BACLOFEN, "identifier-check-digit", dtxsid="dtxsid7022641"),
        case("structure", {"name": "bisphenol A"}, "identifier-check-digit", dtxcid="DTXCID40182"),
        case("baclofen", BACLOFEN, dtxsid="DTXSID5022641"),
        case("caffeine", {"name": "caffeine"}, dtxsid="DTXSID0020232"),
        case("bisphenol-a", {"name": "bisphenol A"}, dtxcid="DTXCID30182"),
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
        case("labelled-ec-in-cas", GABA, "value-in-wrong-field", "cas", cas="EC 200-258-6"),
        case("labelled-cas-in-ec", GABA, "value-in-wrong-field", "ec_number", ec_number="CAS RN 56-12-2"),
        # baclofen: PubChem CID 2284, UNII H789N3FKE8, KEGG D00241, ChEBI 2972, ChemSpider 2197, ATC M03BX01
        *(
            case(f"{text}-in-cas", BACLOFEN, "value-in-wrong-field", "cas", cas=text)
            for text in (
                "UNII H789N3FKE8",
                "UNII: H789N3FKE8",
                "H789N3FKE8",
                "CID 2284",
                "PubChem CID: 2284",
                "CHEBI:2972",
                "KEGG D00241",
                "D00241",
                "CSID 2197",
                "DB00181",
                "DrugBank DB00181",
                "ATC M03BX01",
            )
        ),
        case("cid-in-unii", BACLOFEN, "value-in-wrong-field", "unii", unii="CID 2284"),
        case("labelled-key-in-cas", GABA, "value-in-wrong-field", "cas", cas=f"InChIKey {GABA['inchikey']}"),
        case("wrong-unii-in-cas", BACLOFEN, "cas-malformed", "cas", cas="H789N3FKE9"),
        case("supplier's-number-in-cas", BACLOFEN, "cas-malformed", "cas", cas="MFCD00055156"),
        # C8H6F3N2O2 has the check character of a UNII by chance; C12HF25 (perfluorinated) has the form of an ATC code
        *(
            case(f"{text}-in-{field}", GABA, "value-in-wrong-field", field, **{field: text})
            for field, text in (
                ("cas", "C8H6F3N2O2"),
                ("cas", "C12HF25"),
                ("cas", "C₄H₉NO₂"),
                ("cas", "Formula: C4H9NO2"),
                ("unii", "C4H9NO2"),
                ("ec_number", "C4H9NO2"),
                ("pubchem_cid", "C4H9NO2"),
                ("kegg_id", "C4H9NO2·HCl"),
                ("inchikey", "C4H9NO2"),
                ("molecular_weight", "C4H9NO2"),
                ("monoisotopic_mass", "C4H9NO2"),
            )
        ),
        *(
            case(f"cas-in-{field}", GABA, "value-in-wrong-field", field, **{field: "56-12-2"})
            for field in ("pubchem_cid", "chemspider_id", "drugbank_id", "iuphar_id", "ec_number", "molecular_weight")
        ),
        case("labelled-cas-in-formula", GABA, "value-in-wrong-field", "formula", formula="CAS 56-12-2"),
        case("mass-with-unit-in-formula", GABA, "value-in-wrong-field", "formula", formula="103 g/mol"),
        # values that may be something else
        case("whole-number-in-formula", GABA, "formula-unreadable", "formula", formula="103"),
        case("small-number-in-formula", GABA, "formula-unreadable", "formula", formula="2.5"),
        case("one-element-in-mass", GABA, "mass-unreadable", molecular_weight="N2"),
        case("letter-in-mass", GABA, "mass-unreadable", molecular_weight="C"),
        case("product-number-in-cas", GABA, "cas-malformed", "cas", cas="CH55"),  # a retinoid (Ro 40-6055)
        case("compound-number-in-cas", GABA, "cas-malformed", "cas", cas="CHS828"),  # a cyanoguanidine
        case("cid-of-pubchem", GABA, pubchem_cid="119"),
        # the other field decides: a whole number where the formula stands in the field of the mass, and the reverse
        case(
            "whole-mass-and-formula",
            {"smiles": GABA["smiles"]},
            "value-in-wrong-field",
            "formula molecular_weight",
            formula="103",
            molecular_weight="C4H9NO2",
        ),
        case(
            "cid-and-cas",
            GABA,
            "value-in-wrong-field",
            "cas pubchem_cid",
            cas="119",
            pubchem_cid="56-12-2",
        ),
        case("registry-number", BACLOFEN, "notation-repaired", cas="Registry Number 1134-47-0"),
        case("short-registry-number", BACLOFEN, "notation-repaired", cas="Reg. No. 1134-47-0"),
        case("chembl-in-chebi", BACLOFEN, "value-in-wrong-field", "chebi_id", chebi_id="CHEMBL701"),
        case("dtxsid-in-cas", BACLOFEN, "value-in-wrong-field", "cas", cas="DTXSID5022641"),
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


def test_the_wrong_one_of_several_numbers_is_named():
    """Of several numbers in a cell the report says which is wrong, and every one that is."""
    report = verify({**BACLOFEN, "cas": "1134-47-1; 1134-47-0; 28311-31-2"})
    message = next(finding.message for finding in report.findings if finding.code == "cas-check-digit")
    assert "(value 1 of 3, 1134-47-1)" in message
    assert "(value 3 of 3, 28311-31-2)" in message
    assert "value 2" not in message


@pytest.mark.parametrize("cell", ["1134-47-0 (28311-31-2)", "['1134-47-0', '28311-31-2']"])
def test_numbers_in_brackets_are_checked_too(cell):
    """A wrong number in brackets behind a right one, or in a printed list, is an error."""
    assert verify({**BACLOFEN, "cas": cell}).suspects == ("cas",)
