"""Whether structures can be read at all."""

import pytest
from truth import ARBACLOFEN, BACLOFEN, GABA, PREGABALIN, case, outcome

from gaba_analogs.api.verify import verify

PORPHYRIN = (
    "InChI=1S/C36H38N4O8/c1-17-21(5-9-33(41)42)29-14-26-19(3)23(7-11-35(45)46)31(39-26)16-28-20(4)24"
    "(8-12-36(47)48)32(40-28)15-27-18(2)22(6-10-34(43)44)30(38-27)13-25(17)37-29/h13-16,37-38H,5-12H2,1-4H3,"
    "(H,41,42)(H,43,44)(H,45,46)(H,47,48)/b25-13-,26-14-,27-15-,28-16-,29-14-,30-13-,31-16-,32-15-"
)  # coproporphyrin I, MetaCyc

METHANE = "\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 C   0  0\nM  END\n"

TABLES = {
    "smiles-unreadable": [
        case("ring-open", BACLOFEN, "smiles-unreadable", "smiles", smiles="NCC(CC(=O)O)c1ccc(Cl)cc"),
        case("parenthesis-open", GABA, "smiles-unreadable", "smiles", smiles="NCCCC(=O"),
        case("pyrrole-hydrogen", {"formula": "C4H5N"}, "smiles-unreadable", "smiles", smiles="c1ccnc1"),
        case("cid-in-the-cell", GABA, "smiles-unreadable", "smiles", smiles="41781"),  # RepoRT
        case("name-in-the-cell", GABA, "smiles-unreadable", "smiles", smiles="gaba"),
        case("charge-first", {"formula": "H4N+"}, "smiles-unreadable", "smiles", smiles="[N+H4]"),  # Wikipedia
        case("wildcard-is-a-limit", {"formula": "CH3"}, smiles="C*"),
        case("well-formed", GABA),
    ],
    "smiles-valence": [
        case(
            "five-bonds",
            BACLOFEN,
            "smiles-valence skeleton-mismatch formula-mismatch",
            "smiles",
            smiles="NCC(C)(C)(CC(=O)O)c1ccc(Cl)cc1",
        ),
        case("oxonium-without-charge", {}, "smiles-valence", "smiles", smiles="CO(C)C"),
        case("five-bonds-of-ammonium", {}, "smiles-valence", "smiles", smiles="C[N+](C)(C)(C)C"),
        case("five-bonds-of-oxonium", {}, "smiles-valence", "smiles", smiles="C[OH2+](C)C"),
        case("nitro-group-charged-at-one-end", {}, "smiles-valence", "smiles", smiles="C[N+](=O)=O"),
        case("ammonium-with-the-wrong-sign", {}, "smiles-valence", "smiles", smiles="C[NH-](C)C"),
        case("acid-with-the-sign-of-its-anion", {}, "smiles-valence", "smiles", smiles="CC(=O)[OH-]"),
        case("tetramethylammonium", {"formula": "C4H12N+"}, smiles="C[N+](C)(C)C"),
        case("trimethyloxonium", {"formula": "C3H9O+"}, smiles="C[O+](C)C"),
        case("methanium", {"formula": "CH5+"}, smiles="[CH5+]"),  # Gold Book, C00839: carbonium ion
        case("chlorine-trifluoride", {"formula": "ClF3"}, smiles="FCl(F)F"),
        case("superoxide", {"formula": "O2-"}, "smiles-radical", smiles="O=[O-]"),  # Wikipedia
    ],
    "smiles-missing-hydrogen": [
        case(
            "baclofen",
            ARBACLOFEN,
            "smiles-missing-hydrogen smiles-radical stereo-mark-lost hydrogen-mismatch formula-mismatch",
            "smiles",
            smiles="NC[C@](CC(=O)O)c1ccc(Cl)cc1",
        ),
        case(
            "behind-written-hydrogens",
            {"formula": "C10H12ClNO2"},
            "smiles-missing-hydrogen smiles-radical stereo-mark-lost formula-mismatch",
            "smiles",
            smiles="[H]N([H])C[C@](CC(=O)O)c1ccc(Cl)cc1",
        ),
        case("hydrogen-written", ARBACLOFEN),
        case("four-neighbours", {"formula": "CBrClFI"}, smiles="[C@@](F)(Cl)(Br)I"),
    ],
    "smiles-radical": [
        case("tempo", {"formula": "C9H18NO"}, "smiles-radical", smiles="CC1(C)CCCC(C)(C)N1[O]"),
        case("nitrogen-dioxide", {"formula": "NO2"}, "smiles-radical", smiles="[O]N=O"),
        case("nitro-group", {"formula": "CH3NO2"}, smiles="C[N+](=O)[O-]"),
        case("sodium-metal", {"formula": "Na"}, smiles="[Na]"),
    ],
    "stereo-mark-lost": [
        case("isopropyl", {"formula": "C3H8O"}, "stereo-mark-lost", smiles="C[C@H](O)C"),
        case("one-of-two", {"formula": "C6H15N"}, "stereo-mark-lost", smiles="N[C@@H](C)C[C@H](C)C"),
        case("real-centre", PREGABALIN),
        case("allene", {"formula": "C5H8"}, smiles="CC=[C@]=CC"),  # OpenSMILES, 3.8.3
        case("ring-pair", {"formula": "C8H16"}, smiles="C[C@H]1CC[C@@H](C)CC1"),
    ],
    "molblock-unreadable": [
        case("text", {"formula": "C4H9NO2"}, "molblock-unreadable", "molblock", molblock="GABA"),
        case("methane", {"formula": "CH4"}, molblock=METHANE),
    ],
    "inchi-unreadable": [
        case("truncated", BACLOFEN, "inchi-unreadable", "inchi", inchi=BACLOFEN["inchi"][:-8]),
        case("atom-number", GABA, "inchi-unreadable", "inchi", inchi=GABA["inchi"].replace("(6)7", "(6)9")),
        case("commas-to-dots", GABA, "inchi-unreadable", "inchi", inchi=GABA["inchi"].replace(",", ".")),  # RepoRT
        case("valence", GABA, "inchi-unreadable", "inchi", inchi=GABA["inchi"].replace("h1-3,5H2", "h1-3,5H9")),
        case("renumbered", GABA, "inchi-unreadable", "inchi", inchi=GABA["inchi"].replace("5-3-1-2", "5-2-1-3")),
        case("s9", ARBACLOFEN, "inchi-not-canonical", "inchi", inchi=f"{ARBACLOFEN['inchi'][:-1]}9"),  # CCS
        case("chlorine-trifluoride", {"formula": "ClF3"}, inchi="InChI=1S/ClF3/c2-1(3)4"),
        case("proton", {"formula": "H+"}, inchi="InChI=1S/p+1"),  # CID 1038
    ],
    "inchi-not-canonical": [
        case("s2", ARBACLOFEN, "inchi-not-canonical", "inchi", inchi=f"{ARBACLOFEN['inchi'][:-1]}2"),  # CCS, 96 rows
        case(
            "s3-alone",
            {"inchikey": ARBACLOFEN["inchikey"]},
            "inchi-not-canonical",
            "inchi",
            inchi=f"{ARBACLOFEN['inchi'][:-1]}3",
        ),
        case("ethanol", {"inchikey": "LFQSCWFLJHTTHZ-UHFFFAOYSA-N"}, inchi="InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3"),
        case("porphyrin-is-a-limit", {"formula": "C36H38N4O8"}, inchi=PORPHYRIN),
    ],
    "inchi-not-standard": [
        case("old", GABA, "inchi-not-standard", inchi=GABA["inchi"].replace("1S/", "1/")),
        case("fixed-hydrogens", GABA, "inchi-not-standard", inchi=f"{GABA['inchi'].replace('1S/', '1/')}/f/h6H"),
        case("standard", GABA),
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_readable(fields, codes, suspects):
    """Each fault of a structure text gives its codes and suspects; sound texts and limits of the tools give none."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"smiles": "C*", "inchikey": GABA["inchikey"]}, id="wildcard"),
        pytest.param({"smiles": "C" * 1100, "inchikey": GABA["inchikey"]}, id="more-than-1023-atoms"),
        pytest.param({"inchi": "InChI=1S/C1100H2202/c1-2", "formula": "C1100H2202"}, id="inchi-of-1100-atoms"),
        pytest.param({"smiles": "C" * 30_000, "formula": "C4H9NO2"}, id="too-long"),
        pytest.param({"smiles": "[Rb+].[Cl-]", "molecular_weight": "see text"}, id="nothing-to-compare"),
        pytest.param({"smiles": "NCCCC(=O)O"}, id="one-field"),
        pytest.param({"smiles": "NCCCC(=O)O", "inchikey": "TTZWEOINXHJHCY-UHJVZONPBK"}, id="key-of-2007"),
        pytest.param({"smiles": "NCCCC(=O)O", "charge": "negative"}, id="charge-in-words"),
        pytest.param({"smiles": "NCCCC(=O)O", "chirality": "see text"}, id="chirality-in-words"),
        pytest.param({"smiles": "NCCCC(=O)O", "molecular_weight": "see text"}, id="mass-in-words"),
        pytest.param({"smiles": "NCCCC(=O)O", "formula": "(C4H9NO2)n"}, id="formula-without-composition"),
        pytest.param({"smiles": "NCCCC(=O)O", "cas": "56-12-2"}, id="check-digit-only"),
    ],
)
def test_nothing_compared_is_unverified(fields):
    """A record in which no two fields could be compared is unverified, never verified or accused."""
    assert verify(fields, names=False).verdict == "unverified"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({**GABA, "smiles": "[NH3+]CCCC(=O)[O-]", "charge": "0"}, id="zwitterion"),
        pytest.param({"smiles": "Oc1ccccn1", "inchi": "InChI=1S/C5H5NO/c7-5-3-1-2-4-6-5/h1-4H,(H,6,7)"}, id="tautomer"),
        pytest.param(
            {"smiles": "[NH3][Pt]([NH3])(Cl)Cl", "inchi": "InChI=1S/2ClH.2H3N.Pt/h2*1H;2*1H3;/q;;;;+2/p-2"},
            id="cisplatin",
        ),
        pytest.param(
            {"smiles": "Cl[Pt](Cl)(<-[NH3])<-[NH3]", "inchi": "InChI=1S/2ClH.2H3N.Pt/h2*1H;2*1H3;/q;;;;+2/p-2"},
            id="cisplatin-dative",
        ),
        pytest.param(
            {
                "smiles": "[CH-]1C=CC=C1.[CH-]1C=CC=C1.[Fe+2]",
                "inchi": "InChI=1S/2C5H5.Fe/c2*1-2-4-5-3-1;/h2*1-5H;/q2*-1;+2",
            },
            id="ferrocene",
        ),
        pytest.param(
            {
                "smiles": "[CH]1C=CC=C1.[CH]1C=CC=C1.[Fe]",
                "inchi": "InChI=1S/2C5H5.Fe/c2*1-2-4-5-3-1;/h2*1-5H;/q2*-1;+2",
            },
            id="ferrocene-drawn-with-radicals",
        ),
        pytest.param(
            {
                "smiles": "[Co+3].NCCN.NCCN.NCCN.[Cl-].[Cl-].[Cl-]",
                "formula": "C6H24Cl3CoN6",
                "iupac_name": "Λ-tris(ethane-1,2-diamine)cobalt(III) chloride",
            },
            id="octahedral",
        ),
        pytest.param({"inchi": PORPHYRIN, "formula": "C36H38N4O8"}, id="porphyrin"),
        pytest.param(
            {"name": "polyethylene", "smiles": "*CC*", "formula": "(C2H4)n", "cas": "9002-88-4"}, id="polymer"
        ),
        pytest.param({**GABA, "iupac_name": "Gabalon unsinnsäure"}, id="name-that-opsin-does-not-know"),
        pytest.param({"smiles": "C" * 1100, "formula": "C1100H2202"}, id="more-than-1023-atoms"),
        pytest.param({"smiles": "[Mg+2].[O-2]", "inchi": "InChI=1S/Mg.O"}, id="magnesium-oxide"),
        pytest.param({"smiles": "[Mg]=O", "inchi": "InChI=1S/Mg.O/q+2;-2"}, id="magnesium-oxide-covalent"),
        pytest.param(
            {"smiles": "C[Mg]Br", "inchi": "InChI=1S/CH3.BrH.Mg/h1H3;1H;/q-1;;+2/p-1"}, id="methylmagnesium-bromide"
        ),
    ],
)
def test_known_limits_never_accuse(fields):
    """Where InChI or RDKit cannot decide, no field is accused."""
    report = verify(fields, names=False)

    assert report.verdict != "inconsistent"
    assert report.suspects == ()
