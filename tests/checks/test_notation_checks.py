"""Notation is warned about, and never makes a record inconsistent."""

import pytest
from truth import ARBACLOFEN, BACLOFEN, GABA, case, outcome

from gaba_analogs.api.verify import verify
from gaba_analogs.results.findings import Safety, Verdict

BODY = GABA["inchi"].removeprefix("InChI=")

TABLES = {
    "notation-repaired": [
        case("inchi-prefix", GABA, "notation-repaired", inchi=BODY),  # Human-GEM#220
        case("inchi-small-s", GABA, "notation-repaired", inchi=BODY.replace("1S", "1s")),  # gemd PR#172
        case("inchi-semicolon", GABA, "notation-repaired", inchi=f"{GABA['inchi']};"),  # CCS, 48 rows
        case("inchi-quote", GABA, "notation-repaired", inchi=f'{GABA["inchi"]}"'),  # cif_core PR#459
        case("inchi-doubled-prefix", GABA, "notation-repaired", inchi=f"InChI={GABA['inchi']}"),
        case("inchi-minus-signs", GABA, "notation-repaired", inchi=GABA["inchi"].replace("-", "−")),
        case("key-prefix", GABA, "notation-repaired", inchikey=f"InChIKey={GABA['inchikey']}"),  # DrugBank
        case("key-no-break-space", GABA, "notation-repaired", inchikey=f"{GABA['inchikey']}\u00a0"),  # CCS
        case("key-small-letters", GABA, "notation-repaired", inchikey=GABA["inchikey"].lower()),
        case("key-semicolon", GABA, "notation-repaired", inchikey=f"{GABA['inchikey']};"),
        case("formula-subscripts", GABA, "notation-repaired", formula="C₄H₉NO₂"),  # Wikidata
        case("formula-latex", GABA, "notation-repaired", formula="C_{4}H_{9}NO_{2}"),  # ChemSpider
        case("formula-spaces", GABA, "notation-repaired", formula="C4 H9 N O2"),  # CIF
        case("formula-full-stop", GABA, "notation-repaired", formula="C4H9NO2."),
        case("smiles-prefix", GABA, "notation-repaired", smiles="SMILES=NCCCC(=O)O"),
        case("smiles-minus-sign", GABA, "notation-repaired", smiles="[NH3+]CCCC(=O)[O−]"),
        case("cas-dashes", GABA, "notation-repaired", cas="56–12–2"),
        case("unit-is-no-repair", GABA, molecular_weight="103.12 g/mol"),
        case("clean", GABA),
    ],
    "formula-not-hill": [
        case("oxygen-first", GABA, "formula-not-hill", formula="C4H9O2N"),
        case("acid", {"smiles": "CC(=O)O"}, "formula-not-hill", formula="CH3COOH"),
        case("no-carbon", {"smiles": "Br"}, formula="HBr"),
        case("no-carbon-pubchem", {"smiles": "Br"}, formula="BrH"),
    ],
    "formula-letter-for-digit": [
        case("right", BACLOFEN),
        case("letter", BACLOFEN, "formula-letter-for-digit", formula="C1OH12ClNO2"),
        case("digit", BACLOFEN, "formula-letter-for-digit", formula="C10H12ClN02"),
    ],
    "smiles-trailing-text": [
        case("name", GABA, "smiles-trailing-text", smiles="NCCCC(=O)O GABA"),
        case("second-line", GABA, "smiles-trailing-text", smiles="NCCCC(=O)O\nCCO"),
        case("extension", GABA, smiles="NCCCC(=O)O |c:1|"),
        case("enhanced-stereo", {**BACLOFEN, "smiles": f"{ARBACLOFEN['smiles']} |&1:2|"}),
    ],
    "placeholder-value": [
        case("smiles", GABA, "placeholder-value", smiles="N/A"),
        case("cas-zero", GABA, "placeholder-value", cas="0-00-0"),  # OpenChrom#11
        case("cas-zeros", GABA, "placeholder-value", cas="00-00-0"),
        case("dash", GABA, "placeholder-value", cas="-"),
        case("keys", GABA, "placeholder-value", inchikey=f"{GABA['inchikey']}, LFQSCWFLJHTTHZ-UHFFFAOYSA-N"),
        case("inchi-words", GABA, "placeholder-value", inchi="other InChI found"),  # RepoRT
        case("spreadsheet-error", GABA, "placeholder-value", formula="#REF!"),
        case("sodium-is-a-formula", {"smiles": "[Na]"}, formula="Na"),
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_notation(fields, codes, suspects):
    """Each repair has its warning and no suspect."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(
    "fields",
    [pytest.param(line.values[0], id=line.id) for line in TABLES["notation-repaired"] + TABLES["formula-not-hill"]],
)
def test_verdict_does_not_suffer(fields):
    """A repaired record is verified."""
    assert verify(fields, names=False).verdict == "verified"


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("C1OH12ClNO2", "formula has a letter O in place of a zero"),
        ("C10H12ClN02", "formula has a zero in place of the letter O"),
        ("C1OH12ClN02", "formula has a letter O in place of a zero and a zero in place of the letter O"),
    ],
)
def test_what_stands_in_place_of_what_is_said_and_safely_corrected(formula, said):
    """Of a formula with zeros and letters O confused, the report says which is which, and the correction is safe."""
    report = verify({"smiles": BACLOFEN["smiles"], "formula": formula})

    assert [finding.message for finding in report.findings] == [said]
    assert dict(report.corrections) == {"formula": "C10H12ClNO2"}
    assert report.safety_of("formula") is Safety.SAFE


def test_a_mistyped_formula_of_a_doubtful_structure_is_not_corrected():
    """Where another field contradicts the structure that a mistyped formula fits, nothing is written."""
    report = verify({"smiles": BACLOFEN["smiles"], "formula": "C10H12ClN02", "inchikey": GABA["inchikey"]})

    assert report.verdict is Verdict.INCONSISTENT
    assert report.safety_of("formula") is not Safety.SAFE
