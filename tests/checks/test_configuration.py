"""Stated chirality and the stereodescriptors in names against the structures."""

import pytest
from truth import ARBACLOFEN, BACLOFEN, GABA, PREGABALIN, S_BACLOFEN, case, outcome

from gaba_analogs.api.verify import verify

MESO_TARTARIC = {"smiles": "O[C@H](C(=O)O)[C@@H](O)C(=O)O", "inchikey": "FEWJPZIEWOKRBE-XIXRPRMCSA-N"}  # CID 447315
TARTARIC = {"smiles": "O[C@H](C(=O)O)[C@@H](O)C(=O)O".replace("@@", "@"), "formula": "C4H6O6"}
FUMARIC = {"smiles": "OC(=O)/C=C/C(=O)O", "inchikey": "VZCYOOQTPOCHFL-OWOJBTEDSA-N"}  # CID 444972

S_ETHANOL = {  # (S)-[1-2H]ethanol: the InChI software 1.07
    "smiles": "C[C@H]([2H])O",
    "inchi": "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3/i2D/t2-/m0/s1",
}
R_LACTIC = {  # D-lactic acid, CID 61503
    "smiles": "C[C@@H](O)C(O)=O",
    "inchi": "InChI=1S/C3H6O3/c1-2(4)3(5)6/h2,4H,1H3,(H,5,6)/t2-/m1/s1",
    "inchikey": "JVTAAEKCZFNVCJ-UWTATZPHSA-N",
}
CYSTEINE = {  # L-cysteine, CID 5862
    "smiles": "C([C@@H](C(=O)O)N)S",
    "inchi": "InChI=1S/C3H7NO2S/c4-2(1-7)3(5)6/h2,7H,1,4H2,(H,5,6)/t2-/m0/s1",
    "inchikey": "XUJNEKJLAYXESH-REOHCLBHSA-N",
}
TRANEXAMIC = {  # tranexamic acid, CID 5526
    "smiles": "NC[C@H]1CC[C@@H](CC1)C(O)=O",
    "inchi": "InChI=1S/C8H15NO2/c9-5-6-1-3-7(4-2-6)8(10)11/h6-7H,1-5,9H2,(H,10,11)/t6-,7-",
    "inchikey": "GYDJEQRTZSCIOI-LJGSYFOKSA-N",
}

VACCENIC = {"smiles": "CCCCCC/C=C/CCCCCCCCCC(=O)O", "formula": "C18H34O2"}  # trans, CID 5281127
MUCONIC = {"smiles": "OC(=O)/C=C\\C=C/C(=O)O", "formula": "C6H6O4"}  # cis,cis, CID 5280518
HEXANOL = {"smiles": "CCCCCCO", "formula": "C6H14O"}  # CID 8103
XYLITOL = {  # CID 6912
    "smiles": "OC[C@H](O)[C@@H](O)[C@H](O)CO",
    "inchi": "InChI=1S/C5H12O5/c6-1-3(8)5(10)4(9)2-7/h3-10H,1-2H2/t3-,4+,5+",
    "inchikey": "HEBKCHPVOIAQTA-SCDXWVJYSA-N",
}
L_TARTARIC = {  # CID 444305
    "smiles": "[C@@H]([C@H](C(=O)O)O)(C(=O)O)O",
    "inchi": "InChI=1S/C4H6O6/c5-1(3(7)8)2(6)4(9)10/h1-2,5-6H,(H,7,8)(H,9,10)/t1-,2-/m1/s1",
    "inchikey": "FEWJPZIEWOKRBE-JCYAYHJZSA-N",
}
ZEARALENONE = {
    "smiles": r"[H]\C1=C([H])/c2cc(O)cc(O)c2C(=O)O[C@@H](C)CCCC(=O)CCC1",
    "inchi": "InChI=1S/C18H22O5/c1-12-6-5-9-14(19)8-4-2-3-7-13-10-15(20)11-16(21)17(13)18(22)23-12/"
    "h3,7,10-12,20-21H,2,4-6,8-9H2,1H3/b7-3+/t12-/m0/s1",
}

BORTEZOMIB_MANNITOL = "CC(C)C[C@H](NC(=O)[C@H](Cc1ccccc1)NC(=O)c1cnccn1)B1O[C@H]([C@H](O)CO)[C@@H]([C@H](O)CO)O1"

TABLES = {
    "chirality-mismatch": [
        case(
            "racemate-drawn-as-enantiomer", ARBACLOFEN, "chirality-mismatch", "chirality", chirality="Racemic mixture"
        ),
        case("racemate-drawn-flat", BACLOFEN, chirality="Racemic mixture"),
        case(
            "racemate-marked",
            {"smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|", "formula": "C10H12ClNO2"},
            chirality="racemate",
        ),
        case("racemate-without-centre", GABA, "chirality-mismatch", "chirality", chirality="Racemic mixture"),
        case("wrong-hand", ARBACLOFEN, "chirality-mismatch", "chirality", chirality="S-enantiomer"),
        case("right-hand", ARBACLOFEN, chirality="R-enantiomer"),
        case(
            "enantiomer-drawn-flat", BACLOFEN, "chirality-mismatch", "inchi inchikey smiles", chirality="R-enantiomer"
        ),
        case("enantiomer-without-centre", GABA, "chirality-mismatch", "chirality", chirality="S-enantiomer"),
        case("letters", L_TARTARIC, chirality="(2R,3R)"),
        case("letters-of-another-isomer", L_TARTARIC, "chirality-mismatch", "chirality", chirality="(2R,3S)-form"),
        case("letters-without-centre", GABA, "chirality-mismatch", "chirality", chirality="R,S"),
        case("letters-of-too-many-centres", ARBACLOFEN, "chirality-mismatch", "chirality", chirality="(2R,3S)"),
        case("letters-of-the-racemate", BACLOFEN, chirality="(R,S)"),
        case(  # quinine has four stereocentres at carbon: a fifth letter may be that of its bridgehead nitrogen
            "letter-of-a-nitrogen",
            {"smiles": "COc1ccc2nccc([C@@H](O)[C@@H]3C[C@@H]4CCN3C[C@@H]4C=C)c2c1", "formula": "C20H24N2O2"},
            chirality="(1S,2S,4S,5R,8R)",
        ),
        case("double-bond", FUMARIC, chirality="(E)"),
        case("another-double-bond", FUMARIC, "chirality-mismatch", "chirality", chirality="Z-isomer"),
        case("achiral", GABA, chirality="Achiral"),
        case("achiral-with-centre", PREGABALIN, "chirality-mismatch", "chirality", chirality="Achiral"),
        case("achiral-with-open-centre", BACLOFEN, "chirality-mismatch", "chirality", chirality="Achiral molecule"),
        case("meso", MESO_TARTARIC, chirality="meso"),
        case("racemate-that-is-meso", MESO_TARTARIC, "chirality-mismatch", "chirality", chirality="Racemic mixture"),
        case("enantiomer-that-is-meso", TRANEXAMIC, "chirality-mismatch", "chirality", chirality="S-enantiomer"),
        case("both-enantiomers", ARBACLOFEN, "chirality-mismatch", "chirality", chirality="both enantiomers"),
        case("meso-counts-as-achiral", MESO_TARTARIC, chirality="achiral"),
        case("meso-with-one-open-centre", BACLOFEN, "chirality-mismatch", "chirality", chirality="meso"),
        case("achiral-by-a-label", S_ETHANOL, "chirality-mismatch", "chirality", chirality="achiral"),
        case("enantiomer-by-a-label", S_ETHANOL, chirality="S-enantiomer"),
        case("meso-drawn-chiral", TARTARIC, "chirality-mismatch", "chirality smiles", chirality="meso"),
        case(
            "axis-may-be-chiral",
            {"smiles": "Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12", "formula": "C20H14O2"},
            chirality="Racemic",
        ),
        case(
            "sulfoxide",
            {"smiles": "CC1=CN=C(C(=C1OC)C)CS(=O)C2=NC3=C(N2)C=C(C=C3)OC", "formula": "C17H19N3O3S"},
            chirality="Racemic mixture",
        ),
        # Atropine (CID 174174): its one open centre makes the racemate, the others are its own mirror image.
        case(
            "racemate-with-one-open-centre",
            {"smiles": "CN1[C@@H]2CC[C@H]1C[C@@H](C2)OC(=O)C(CO)c1ccccc1", "formula": "C17H23NO3"},
            chirality="racemate",
        ),
        case("not-racemic", PREGABALIN, chirality="non-racemic single enantiomer"),
        case("two-like-labels", L_TARTARIC, chirality="R,R"),
        case("two-wrong-labels", L_TARTARIC, "chirality-mismatch", "chirality", chirality="(2S,3S)"),
        case("which-is-unknown", BACLOFEN, "chirality-unread", chirality="R or S"),
        case("relative-drawing", {"smiles": f"{ARBACLOFEN['smiles']} |o1:2|"}, chirality="S-enantiomer"),
    ],
    "chirality-unread": [
        case("words", GABA, "chirality-unread", chirality="see text"),
        case("known", GABA, chirality="achiral"),
    ],
    "name-stereo-mismatch": [
        case("wrong-hand", ARBACLOFEN, "name-stereo-mismatch", "name", name="(S)-baclofen"),
        case("right-hand", ARBACLOFEN, name="(R)-baclofen"),
        case("wrong-fischer-prefix", R_LACTIC, "name-stereo-mismatch", "name", name="L-(+)-lactic acid"),
        case("right-fischer-prefix", R_LACTIC, name="D-lactic acid"),
        case("cysteine-is-l-and-r", CYSTEINE, name="L-cysteine"),
        case("cysteine-is-not-d", CYSTEINE, "name-stereo-mismatch", "name", name="D-cysteine"),
        # FeOs, pcsaft/esper2023.json, all of whose names are in small letters; carvone is (S)-(+) and drawn as R
        case(
            "small-letter-of-one-centre",
            {"smiles": "C=C(C)[C@@H]1CC=C(C)C(=O)C1", "formula": "C10H14O"},
            "name-stereo-mismatch",
            "name smiles",
            name="(s)-(+)-carvone",
        ),
        case("small-letter-that-fits", {"smiles": "C=C(C)[C@@H]1CC=C(C)C(=O)C1"}, name="(r)-(-)-carvone"),
        # CompTox, DTXSID 102735-66-0: caffeine stands for its compound with chlorogenic acid
        case(
            "letters-of-another-component",
            {"smiles": "CN1C=NC2=C1C(=O)N(C)C(=O)N2C", "formula": "C8H10N4O2"},
            name="(1S,3R,4R,5R)-3-caffeoyl-1,4,5-trihydroxycyclohexane-1-carboxylate--1,3,7-trimethylxanthine (1/1)",
        ),
        case(
            "letters-of-the-only-component",
            {"smiles": "CN1C=NC2=C1C(=O)N(C)C(=O)N2C", "formula": "C8H10N4O2"},
            "name-stereo-mismatch",
            "name smiles",
            name="(1S,3R,4R,5R)-3-caffeoylquinic acid",
        ),
        # PDB chemical components: a residue of a dihydrocyclosporin
        case(
            "double-bond-saturated-by-the-name",
            {"smiles": "CCCCC(C)C(C(C(=O)O)NC)O"},
            name="(6,7-dihydro)4-[(E)-butenyl]-4,N-dimethyl-threonine",
        ),
        case(
            "double-bond-lost",
            {"smiles": "CCCCC(C)C(C(C(=O)O)NC)O", "formula": "C10H21NO3"},
            "name-stereo-mismatch",
            "name smiles",
            name="4-[(E)-butenyl]-4,N-dimethyl-threonine",
        ),
        # KEGG C03064, whose last centre is gone, C16850 and C04020, of which the other half is D
        case("sugar-without-its-last-centre", {"smiles": "OCC(=O)[C@@H](O)C(=O)O"}, name="3-dehydro-L-threonate"),
        case(
            "stem-of-a-sugar",
            {"smiles": "CC(=O)[C@@H](O)[C@@H](O)C[C@H](N)C(=O)O"},
            name="2-amino-3,7-dideoxy-D-threo-hept-6-ulosonic acid",
        ),
        case("half-open", {"smiles": "CC(N[C@@H](CCCCN)C(=O)O)C(=O)O"}, name="D-lysopine"),
        case(
            "threo-of-an-amino-acid",
            {"smiles": "N[C@@H](C(=O)O)[C@@H](O)c1ccc(O)c(O)c1"},
            "name-stereo-mismatch",
            "name smiles",
            name="L-threo-3,4-dihydroxyphenylserine",
        ),
        case(
            "threonine-is-no-sugar",
            {"smiles": "C[C@@H](O)[C@H](N)C(=O)O"},
            "name-stereo-mismatch",
            "name smiles",
            name="D-threonine",
        ),
        case(
            "ring-of-a-sugar",
            {"smiles": "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O"},
            "name-stereo-mismatch",
            "name smiles",
            name="L-glucose",
        ),
        case(
            "chain-of-a-sugar-with-key-and-inchi",
            {
                "smiles": "O=C[C@@H](O)[C@H](O)[C@@H](O)[C@@H](O)CO",
                "inchi": "InChI=1S/C6H12O6/c7-1-3(9)5(11)6(12)4(10)2-8/h1,3-6,8-12H,2H2/t3-,4+,5+,6+/m1/s1",
            },
            "name-stereo-mismatch",
            "name",
            name="aldehydo-D-glucose",
        ),
        case("epimer-of-a-sugar", {"smiles": "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@H]1O"}, name="D-glucose"),
        # KEGG C16153, whose ribose is D
        case(
            "nucleotide-sugar",
            {
                "smiles": "N[C@H]1CO[C@@H](OP(=O)(O)OP(=O)(O)OC[C@H]2O[C@@H](n3ccc(=O)[nH]c3=O)[C@H](O)[C@@H]2O)"
                "[C@H](O)[C@H]1O"
            },
            name="UDP-4-amino-4-deoxy-beta-L-arabinopyranose",
        ),
        case("hexitol", {"smiles": "OC[C@@H](O)[C@H](O)[C@@H](O)[C@@H](O)CO"}, name="D-sorbitol"),
        case("aglycone", {"smiles": "C[C@@H]1CC[C@@H](C(C)C)C[C@H]1OC1O[C@H](CO)[C@@H](O)[C@H](O)[C@H]1O"}, name="L-x"),
        case(
            "systematic",
            S_BACLOFEN,
            "name-stereo-mismatch",
            "iupac_name",
            iupac_name="(3R)-4-amino-3-(4-chlorophenyl)butanoic acid",
        ),
        case("racemic-name", ARBACLOFEN, "name-stereo-mismatch", "name", name="rac-baclofen"),
        case("double-bond", FUMARIC, "name-stereo-mismatch", "iupac_name", iupac_name="(2Z)-but-2-enedioic acid"),
        case("right-double-bond", FUMARIC, iupac_name="(2E)-but-2-enedioic acid"),
        case("no-centre", GABA, "name-stereo-mismatch", "iupac_name", iupac_name="(R)-4-aminobutanoic acid"),
        # The trans isomers are (1r,4r) in the IUPAC names of PubChem's depositors (tranexamic acid) and (1s,4s) in
        # github.com/dan2097/opsin/issues/231 (cyclohexane-1,4-diol); xylitol is (2R,3r,4S) in Wikipedia.
        case("small-letters", TRANEXAMIC, iupac_name="(1r,4r)-4-(aminomethyl)cyclohexane-1-carboxylic acid"),
        case(
            "wrong-small-letters",
            TRANEXAMIC,
            "name-stereo-mismatch",
            "iupac_name",
            iupac_name="(1s,4s)-4-(aminomethyl)cyclohexane-1-carboxylic acid",
        ),
        case("small-letter-among-capitals", XYLITOL, iupac_name="(2R,3r,4S)-pentane-1,2,3,4,5-pentol"),
        case(
            "wrong-small-letter-among-capitals",
            XYLITOL,
            "name-stereo-mismatch",
            "iupac_name",
            iupac_name="(2R,3s,4S)-pentane-1,2,3,4,5-pentol",
        ),
        case("letters-of-a-trivial-name", L_TARTARIC, iupac_name="(2R,3R)-tartaric acid"),
        case(
            "wrong-letters-of-a-trivial-name",
            L_TARTARIC,
            "name-stereo-mismatch",
            "iupac_name",
            iupac_name="(2S,3S)-tartaric acid",
        ),
        case("sign-of-a-trivial-name", R_LACTIC, iupac_name="(-)-lactic acid"),
        # trans-Vaccenic acid under the name of its isomer: github.com/SysBioChalmers/Human-GEM/issues/766
        case("cis", VACCENIC, "name-stereo-mismatch", "name smiles", name="cis-vaccenic acid"),
        case("trans", VACCENIC, name="trans-vaccenic acid"),
        case("cis-cis", MUCONIC, name="cis,cis-muconic acid"),
        case("trans-trans", MUCONIC, "name-stereo-mismatch", "name smiles", name="trans,trans-muconic acid"),
        case("cis-without-a-double-bond", HEXANOL, "name-stereo-mismatch", "name smiles", name="cis-3-hexenol"),
        case("cis-on-a-ring", TRANEXAMIC, name="cis-tranexamic acid"),
        case("meso", MESO_TARTARIC, name="meso-tartaric acid"),
        case("chiral-drawn-meso", L_TARTARIC, "name-stereo-mismatch", "name", name="meso-tartaric acid"),
        case("conformation", {"smiles": "C=CC=C", "formula": "C4H6"}, name="s-trans-butadiene"),
        case("sign-is-never-judged", ARBACLOFEN, name="(+)-baclofen"),
        case("relative", ARBACLOFEN, name="rel-(S)-baclofen"),
        case("relative-drawing", {"smiles": f"{ARBACLOFEN['smiles']} |o1:2|"}, name="(S)-baclofen"),
        case("relative-flag", {"smiles": f"{ARBACLOFEN['smiles']} |r|"}, name="(S)-baclofen"),
        case(
            "racemic-drawing",
            {"smiles": f"{ARBACLOFEN['smiles']} |&1:2|"},
            "name-stereo-mismatch",
            "name smiles",
            name="(R)-baclofen",
        ),
        case(
            "racemic-drawing-and-systematic-name",
            {**ARBACLOFEN, "smiles": f"{ARBACLOFEN['smiles']} |&1:2|"},
            "name-stereo-mismatch",
            "iupac_name smiles",
            iupac_name="(3R)-4-amino-3-(4-chlorophenyl)butanoic acid",
        ),
        case(
            "racemic-drawing-and-racemic-name",
            {"smiles": f"{ARBACLOFEN['smiles']} |&1:2|"},
            iupac_name="rac-(3R)-4-amino-3-(4-chlorophenyl)butanoic acid",
        ),
        # Zearalenone (CID 5281576) is E; the InChI is Open Babel's and Indigo's for its SMILES with written hydrogens.
        case("hydrogen-and-ring-closure", ZEARALENONE, name="(E)-zearalenone"),
        case("wrong-beside-them", ZEARALENONE, "name-stereo-mismatch", "name", name="(Z)-zearalenone"),
        # ChEMBL writes its names in capitals: the D is that of mannitol, not that of phenylalanine.
        case(
            "sugar-in-capitals",
            {"smiles": BORTEZOMIB_MANNITOL},
            name="BORTEZOMIB D-MANNITOL",
        ),
        case(
            "glucose-in-capitals",
            {"smiles": "O=C[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO"},
            "name-stereo-mismatch",
            "name smiles",
            name="L-GLUCOSE",
        ),
        # PDB's name of this proline has a letter of the phosphorus, which exchanges its proton; drawn as OPSIN does.
        case(
            "letter-of-an-acidic-phosphorus",
            {"smiles": "[O-]C(=O)[C@@H]1CCCN1P(=O)(C)[O-]"},
            name="1-[(R)-hydroxy(methyl)phosphoryl]-L-proline",
        ),
        case(
            "proline-of-the-other-hand",
            {"smiles": "[O-]C(=O)[C@H]1CCCN1P(=O)(C)[O-]"},
            "name-stereo-mismatch",
            "name smiles",
            name="1-[(R)-hydroxy(methyl)phosphoryl]-L-proline",
        ),
    ],
    "name-stereo-missing": [
        case("enantiomer", BACLOFEN, "name-stereo-missing", "inchi inchikey smiles", name="(R)-baclofen"),
        case("racemate", BACLOFEN, name="(RS)-baclofen"),
        case(
            "small-letters",
            {"smiles": "OC1CCC(O)CC1", "formula": "C6H12O2"},
            "name-stereo-missing",
            "smiles",
            iupac_name="(1s,4s)-cyclohexane-1,4-diol",
        ),
        case("cis", {"smiles": "CCCCCCC=CCCCCCCCCCC(=O)O"}, "name-stereo-missing", "smiles", name="cis-vaccenic acid"),
        case("cis-on-a-ring", {"smiles": "OC1CCCCC1O"}, "name-stereo-missing", "smiles", name="cis-cyclohexanediol"),
        case("fischer", {"smiles": "CC(N)C(=O)O"}, "name-stereo-missing", "smiles", name="L-alanine"),
        case("fischer-racemate", {"smiles": "CC(N)C(=O)O"}, name="DL-alanine"),
        case("meso", {"smiles": "OC(=O)C(O)C(O)C(=O)O"}, "name-stereo-missing", "smiles", name="meso-tartaric acid"),
        case("full-name", R_LACTIC, iupac_name="(2R)-2-hydroxypropanoic acid"),
        case("none", BACLOFEN, name="baclofen"),
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_configuration(fields, codes, suspects):
    """Each contradiction of words and structure has its code and suspects; other words have none."""
    assert outcome(fields) == (codes, suspects)


# Flurbiprofen; the flat key beside the S-enantiomer is BHKLAB's. (4E)-hex-4-en-3-ol has the keys of the InChI software.
FLURBIPROFEN_S, FLURBIPROFEN_KEY = "C[C@H](C(=O)O)c1ccc(c(F)c1)c2ccccc2", "SYTBZMRGLBWNTM-UHFFFAOYSA-N"
HEXENOL_KEY = "KWUXUOPPQQMMIL-UHFFFAOYSA-N"


@pytest.mark.parametrize(
    ("record", "verdict", "suspects"),
    [
        pytest.param(
            {"name": "(±)-flurbiprofen", "smiles": FLURBIPROFEN_S, "inchikey": FLURBIPROFEN_KEY},
            "inconsistent",
            ("smiles",),
            id="one-enantiomer",
        ),
        pytest.param(
            {"name": "flurbiprofen", "smiles": FLURBIPROFEN_S, "inchikey": FLURBIPROFEN_KEY},
            "underspecified",
            ("inchikey",),
            id="no-racemate-named",
        ),
        pytest.param(
            {"name": "(±)-hex-4-en-3-ol", "smiles": "C/C=C/C(O)CC", "inchikey": HEXENOL_KEY},
            "underspecified",
            ("inchikey",),
            id="double-bond-alone",
        ),
        pytest.param(
            {"name": "(±)-hex-4-en-3-ol", "smiles": "C/C=C/[C@H](O)CC", "inchikey": HEXENOL_KEY},
            "inconsistent",
            ("smiles",),
            id="double-bond-and-centre",
        ),
    ],
)
def test_racemate_with_a_flat_key(record, verdict, suspects):
    """The name of a racemate and a flat key outvote the drawing of one enantiomer, not that of a double bond."""
    report = verify(record, names=False)

    assert (report.verdict, report.suspects) == (verdict, suspects)


def test_racemate_and_a_name_with_r():
    """Flat structures are right for a stated racemate; the name that says R is the field to suspect."""
    record = {
        **BACLOFEN,
        "chirality": "Racemic mixture",
        "iupac_name": "(R)-4-amino-3-(4-chlorophenyl)butanoic acid",
    }

    assert verify(record, names=False).suspects == ("iupac_name",)


def test_racemate_with_flat_smiles_against_enantiomer():
    """A flat SMILES and a stated racemate outvote the InChI of R-baclofen, whose key is no second witness."""
    report = verify({**ARBACLOFEN, "smiles": BACLOFEN["smiles"], "chirality": "Racemic mixture"}, names=False)

    assert report.verdict == "inconsistent"
    assert not report.ambiguous
    assert set(report.suspects) == {"inchi", "inchikey"}


def test_enantiomer_correction_of_the_chirality():
    """The stated hand is corrected where only it is wrong."""
    report = verify({**ARBACLOFEN, "chirality": "S-enantiomer"}, names=False)

    assert report.corrections == {"chirality": "R-enantiomer"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        # B3DB: sabcomeline, named R and Z, drawn S and E; in small letters throughout
        pytest.param("(r,z)-n-methoxyquinuclidine-3-carbimidoyl cyanide", "R,Z, but SMILES is S,E", id="both"),
        pytest.param("(s,z)-n-methoxyquinuclidine-3-carbimidoyl cyanide", "Z, but SMILES is E", id="double-bond"),
        pytest.param("(r,e)-n-methoxyquinuclidine-3-carbimidoyl cyanide", "R, but SMILES is S", id="centre"),
    ],
)
def test_every_contradiction_of_a_name_is_told(name, message):
    """R and Z are both told where both are wrong; letters are small by habit where that of a double bond is."""
    report = verify({"name": name, "smiles": r"CO/N=C(/C#N)[C@@H]1CN2CCC1CC2"}, names=False)

    assert [finding.message for finding in report.findings] == [f"name says {message}"]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        pytest.param("baclofen (R)", "error", id="small-letters"),
        pytest.param("Baclofen, (R)-", "error", id="inverted"),
        pytest.param("R baclofen", "error", id="before"),
        pytest.param("Baclofen (R)", "warning", id="perhaps-a-trademark"),
    ],
)
def test_letter_of_a_title(name, severity):
    """An R beside the drawing of S is an error, or a warning where it may be a trademark."""
    findings = verify({"name": name, "smiles": S_BACLOFEN["smiles"]}, names=False).findings

    assert [(finding.code, finding.severity) for finding in findings] == [("name-stereo-mismatch", severity)]


@pytest.mark.parametrize("drawn", [ARBACLOFEN, BACLOFEN, GABA], ids=["r", "racemate", "achiral"])
def test_trademark_of_a_title(drawn):
    """A trademark contradicts neither R nor a drawing without configuration, and confirms neither."""
    report = verify({"name": "Lioresal (R)", "smiles": drawn["smiles"]}, names=False)

    assert (report.verdict, report.findings) == ("unverified", ())
