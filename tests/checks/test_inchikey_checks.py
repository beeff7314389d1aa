"""The InChIKey against its own rules and against the structures."""

import pytest
from truth import ARBACLOFEN, BACLOFEN, GABA, HYDROXYBUTYRIC, OXYBATE, PREGABALIN, S_BACLOFEN, case, outcome

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.structure import key_of

DESOXIMETASONE = "C[C@@H]1C[C@H]2[C@@H]3CCC4=CC(=O)C=C[C@@]4([C@]3([C@H](C[C@@]2([C@H]1C(=O)CO)C)O)F)C"

TABLES = {
    "inchikey-malformed": [
        case("letter-lost", GABA, "inchikey-malformed", "inchikey", inchikey="BTCSSZJGUNDROE-UHFFFAOYS-N"),
        case("cut", GABA, "inchikey-malformed", "inchikey", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-"),
        case("e-rule", GABA, "inchikey-malformed", "inchikey", inchikey="ETCSSZJGUNDROE-UHFFFAOYSA-N"),
        case("zero", GABA, "inchikey-malformed", "inchikey", inchikey="BTCSSZJGUNDR0E-UHFFFAOYSA-N"),
        case("version", GABA, "inchikey-malformed", "inchikey", inchikey="BTCSSZJGUNDROE-UHFFFAOYSB-N"),
        case("key-of-2007-is-no-fault", GABA, inchikey="TTZWEOINXHJHCY-UHJVZONPBK"),
        case("prefix", GABA, "notation-repaired", inchikey=f"InChIKey={GABA['inchikey']}"),
    ],
    "inchikey-mismatch": [
        case("one-letter", BACLOFEN, "inchikey-mismatch", "inchikey", inchikey="KPYSYYIEGFHWTV-UHFFFAOYSA-N"),
        case("transposed", BACLOFEN, "inchikey-mismatch", "inchikey", inchikey="KPYSYYIEFGHWSV-UHFFFAOYSA-N"),
        case("another-compound", BACLOFEN, "inchikey-mismatch", "inchikey", inchikey=GABA["inchikey"]),
        case(  # choline chloride, its key and its formula beside the InChI of the cation
            "cation-of-a-chloride",
            {"inchikey": "SGMZJAMFUVOLNK-UHFFFAOYSA-M", "formula": "C5H14ClNO"},
            "formula-mismatch inchikey-mismatch",
            "inchi",
            inchi="InChI=1S/C5H14NO/c1-6(2,3)4-5-7/h7H,4-5H2,1-3H3/q+1",
        ),
        case(
            "hydrochloride",
            BACLOFEN,
            "inchikey-mismatch",
            "inchikey",
            inchikey="WMNUVYYLMCMHLU-UHFFFAOYSA-N",
        ),
        case(
            "sodium-salt-by-key-formula-and-mass",
            {**OXYBATE, "molecular_weight": "126.09", "smiles": HYDROXYBUTYRIC["smiles"]},
            "component-mismatch formula-mismatch molecular-weight-mismatch",
            "smiles",
        ),
        case(
            "sodium-salt-without-inchi",
            {"inchikey": OXYBATE["inchikey"], "formula": "C4H7NaO3", "molecular_weight": "126.09"},
            "inchikey-mismatch formula-mismatch molecular-weight-mismatch",
            "smiles",
            smiles=HYDROXYBUTYRIC["smiles"],
        ),
        # butyllithium: the key of its ions (InChI software) beside a bond, and the key of methyllithium
        case("ions-of-an-organometallic", {"smiles": "CCCC[Li]"}, inchikey="DLEDOFVPSDKWEF-UHFFFAOYSA-N"),
        case(
            "another-organometallic",
            {"smiles": "CCCC[Li]"},
            "inchikey-mismatch",
            "inchikey smiles",
            inchikey="DVSDBMFJEQPWNO-UHFFFAOYSA-N",
        ),
        case(
            "two-fields",
            {"smiles": BACLOFEN["smiles"]},
            "inchikey-mismatch",
            "inchikey smiles",
            inchikey=GABA["inchikey"],
        ),
        case("right", BACLOFEN),
    ],
    "inchikey-stereo-mismatch": [
        case(
            # the two centres that CID 9793 specifies, one of them inverted
            "epimer-of-a-partly-open-form",
            {"smiles": "C[C@H]1CC2C3CCC4=CC(=O)C=CC4([C@]3(C(CC2(C1C(=O)CO)C)O)F)C"},
            "inchikey-stereo-mismatch",
            "inchikey smiles",
            inchikey="VWVSBHGCDBMOOT-OKPPOTDYSA-N",
        ),
        case("enantiomer", ARBACLOFEN, "inchikey-stereo-mismatch", "inchikey", inchikey=S_BACLOFEN["inchikey"]),
        case(
            # 1-(1-ethoxyethoxy)hexane beside the key of a real record, which neither enantiomer has
            "key-of-no-isomer",
            {"smiles": "CCCCCCOC(C)OCC", "inchi": "InChI=1S/C10H22O2/c1-4-6-7-8-9-12-10(3)11-5-2/h10H,4-9H2,1-3H3"},
            "inchikey-stereo-mismatch",
            "inchikey",
            inchikey="YJYLJPSYBMNHTG-YUAOOBQDSA-N",
        ),
        case("letter", ARBACLOFEN, "inchikey-stereo-mismatch", "inchikey", inchikey="KPYSYYIEGFHWSV-QMMMGPOCSA-N"),
        case(
            "stereo-where-none-can-be",
            GABA,
            "inchikey-stereo-mismatch",
            "inchikey",
            inchikey="BTCSSZJGUNDROE-REOHCLBHSA-N",
        ),
        case("right", ARBACLOFEN),
    ],
    "inchikey-stereo-missing": [
        case("flat-key", ARBACLOFEN, "inchikey-stereo-missing", "inchikey", inchikey=BACLOFEN["inchikey"]),
        case(
            "flat-smiles",
            {"smiles": "CC(C)CC(CN)CC(=O)O"},
            "inchikey-stereo-missing",
            "smiles",
            inchikey=PREGABALIN["inchikey"],
        ),
        case(
            # CIDs 5311067 and 9793: desoximetasone, and the entry that specifies two of its eight centres
            "key-of-a-partly-open-form",
            {"smiles": DESOXIMETASONE},
            "inchikey-stereo-missing",
            "inchikey",
            inchikey="VWVSBHGCDBMOOT-OKPPOTDYSA-N",
        ),
        case(
            "key-of-a-partly-open-form-of-a-flat-structure",
            {"smiles": DESOXIMETASONE.replace("@", "")},
            "inchikey-stereo-missing",
            "smiles",
            inchikey="VWVSBHGCDBMOOT-OKPPOTDYSA-N",
        ),
        case(
            # maltotriose with two of its sixteen centres, beside a block that no isomer within reach has
            "more-open-centres-than-can-be-tried",
            {"smiles": "OC[C@H]1OC(OC2C(CO)OC(OC3C(CO)OC(O)C(O)C3O)C(O)C2O)[C@H](O)C(O)C1O"},
            "inchikey-stereo-missing",
            "inchikey smiles",
            inchikey="FYGDTMLNYKFZSV-ABCDFGHISA-N",
        ),
        case(
            "unlabelled-key",
            {"smiles": "[2H]O[2H]", "inchi": "InChI=1S/H2O/h1H2/i/hD2"},
            "inchikey-stereo-missing",
            "inchikey",
            inchikey="XLYOFNOQVPJJNP-UHFFFAOYSA-N",
        ),
        case("right", PREGABALIN),
    ],
    "inchikey-protonation-mismatch": [
        case(
            "anion",
            {k: HYDROXYBUTYRIC[k] for k in ("smiles", "inchi")},
            "inchikey-protonation-mismatch",
            "inchikey",
            inchikey="SJZRECIVHVDYJC-UHFFFAOYSA-M",
        ),
        case("right", OXYBATE),
    ],
    "inchikey-not-standard": [
        case("flag", ARBACLOFEN, "inchikey-not-standard", "inchikey", inchikey="KPYSYYIEGFHWSV-QMMMGPOBNA-N"),
        case("flat-flag", BACLOFEN, "inchikey-not-standard", "inchikey", inchikey="KPYSYYIEGFHWSV-UHFFFAOYNA-N"),
        case("no-inchi-to-judge-by", {"smiles": BACLOFEN["smiles"]}, inchikey="KPYSYYIEGFHWSV-UHFFFAOYNA-N"),
        case("options", ARBACLOFEN, inchikey="KPYSYYIEGFHWSV-HNNXBMFYNA-N"),
        case("standard", ARBACLOFEN),
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_inchikey(fields, codes, suspects):
    """Each fault of a key has its code and suspects; a right key, or one that cannot be judged, has none."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(
    ("smiles", "inchikey", "words"),
    [
        pytest.param(ARBACLOFEN["smiles"], S_BACLOFEN["inchikey"], "enantiomer", id="enantiomer"),
        pytest.param(BACLOFEN["smiles"], "WMNUVYYLMCMHLU-UHFFFAOYSA-N", "hydrochloride", id="hydrochloride"),
        pytest.param("C[C@@H](O)[C@H](N)C(=O)O", "AYFVYJQAPQTCCC-HRFVKAFMSA-N", "epimer", id="allothreonine"),
        pytest.param("OC(=O)/C=C/C(=O)O", "VZCYOOQTPOCHFL-UPHRSURJSA-N", "double-bond", id="maleic-acid"),
        pytest.param(OXYBATE["smiles"], HYDROXYBUTYRIC["inchikey"], "free form", id="free-acid"),
        pytest.param(HYDROXYBUTYRIC["smiles"], "SJZRECIVHVDYJC-UHFFFAOYSA-M", "one proton fewer", id="anion"),
    ],
)
def test_key_is_explained(smiles, inchikey, words):
    """The message names the relative that the key belongs to (keys by PubChem)."""
    report = verify({"smiles": smiles, "inchikey": inchikey}, names=False)

    assert words in report.findings[0].message


@pytest.mark.parametrize(
    ("smiles", "inchikey"),
    [
        pytest.param("CO", "OKKJLVBELUTLKV-FIBGUPNXSA-N", id="methanol-d3"),  # CID 123111
        pytest.param("CO", "OKKJLVBELUTLKV-MZCSYVLQSA-N", id="methanol-d4"),  # CID 71568
        pytest.param("O", "XLYOFNOQVPJJNP-ZSJDYOACSA-N", id="heavy-water"),  # CID 24602
    ],
)
def test_unlabelled_structure_beside_a_labelled_key(smiles, inchikey):
    """A structure without the labels of the key says less; it does not contradict it."""
    report = verify({"smiles": smiles, "inchikey": inchikey}, names=False)

    assert (report.verdict, report.suspects) == ("underspecified", ("smiles",))


def test_key_of_a_faulty_inchi():
    """A key that hashes a dragged InChI stands and falls with it, against SMILES and formula."""
    inchi = f"{ARBACLOFEN['inchi'][:-1]}2"
    report = verify({**ARBACLOFEN, "inchi": inchi, "inchikey": key_of(inchi)}, names=False)

    assert report.suspects == ("inchi", "inchikey")
    assert report.corrections == {"inchi": ARBACLOFEN["inchi"], "inchikey": ARBACLOFEN["inchikey"]}
