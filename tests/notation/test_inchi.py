"""InChI strings as they are copied, and what their layers say."""

import time

import pytest

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation.inchi import expand, internal_fault, may_be_parsed, read_inchi, read_layers

GABA = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"  # PubChem CID 119
BODY = GABA.removeprefix("InChI=1S/")
BACLOFEN = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
PREGABALIN = "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1"  # CID 5486971
OXYBATE = "InChI=1S/C4H8O3.Na/c5-3-1-2-4(6)7;/h5H,1-3H2,(H,6,7);/q;+1/p-1"  # CID 23663870


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GABA, id="standard"),
        pytest.param(f"1S/{BODY}", id="no-prefix"),  # Human-GEM#220
        pytest.param(f"1s/{BODY}", id="small-s"),  # gemd PR#172
        pytest.param(BODY, id="no-version"),
        pytest.param(f"InChI=InChI=1S/{BODY}", id="doubled-prefix"),
        pytest.param(f"inchi=1S/{BODY}", id="small-prefix"),
        pytest.param(f"InChi=1S/{BODY}", id="mixed-prefix"),
        pytest.param(f"StdInChI=1S/{BODY}", id="infobox-prefix"),
        pytest.param(f"InChI = 1S/{BODY}", id="spaces-round-equals"),
        pytest.param(f"InChI: 1S/{BODY}", id="colon"),
        pytest.param(f"{GABA};", id="semicolon"),  # CCS compendium, 48 rows
        pytest.param(f'{GABA}"', id="quote"),  # cif_core PR#459
        pytest.param(f'"{GABA}"', id="quotes"),
        pytest.param(f"{GABA}.", id="full-stop"),
        pytest.param(f"{GABA}\u00a0", id="no-break-space"),
        pytest.param(GABA.replace("/h", "\n/h"), id="line-break"),
        pytest.param(GABA.replace("-", "−"), id="minus-signs"),
        pytest.param(GABA.replace("-", "–"), id="en-dashes"),
        pytest.param(GABA.replace("-", "‑"), id="non-breaking-hyphens"),
        pytest.param(f"{GABA}\nAuxInfo=1/1/N:1,2,3,4,5,6,7", id="auxiliary-information"),
    ],
)
def test_repaired_to_the_standard_spelling(text):
    """Copied InChIs are read as what they are, and every repair is noted."""
    read = read_inchi(text)

    assert (read.value, read.standard, read.fault) == (GABA, True, None)
    assert bool(read.notes) is (text != GABA)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("InChI=1S/C4H9NO2.ClH/c5-3-1-2-4(6)7;/h1-3,5H2,(H,6,7);1H", id="hydrochloride"),
        pytest.param("InChI=1S/ClH.Na/h1H;/q;+1/p-1", id="sodium-chloride"),
        pytest.param("InChI=1S/Cu.2K.4CN/c;;;4*1-2/q;2*+1;;;;", id="empty-components-at-the-end"),
        pytest.param("InChI=1S/p+1", id="proton"),  # CID 1038, no formula layer
        pytest.param("InChI=1S/Ne", id="formula-only"),
    ],
)
def test_multi_component_layers_are_left_alone(text):
    """Semicolons that separate components, and layers that may be absent, stay."""
    assert (read_inchi(text).value, read_inchi(text).notes) == (text, ())


def test_non_standard():
    """InChI=1/ without S is read, and told from the standard InChI."""
    read = read_inchi(f"InChI=1/{BODY}")

    assert (read.value, read.standard) == (f"InChI=1/{BODY}", False)


@pytest.mark.parametrize(
    "text",
    [
        "NCCCC(=O)O",
        "BTCSSZJGUNDROE-UHFFFAOYSA-N",
        "other InChI found",  # RepoRT
        "GABA",
        "InChI=",
        "AuxInfo=1/0/N:1",
        f"InChI=2S/{BODY}",
        "",
    ],
)
def test_no_inchi(text):
    """What is no InChI has a fault and no value."""
    read = read_inchi(text)

    assert read.value is None
    assert read.fault


@pytest.mark.parametrize(
    ("inchi", "formula", "charge"),
    [
        pytest.param(GABA, "C4H9NO2", 0, id="gaba"),
        pytest.param(OXYBATE, "C4H7NaO3", 0, id="sodium-oxybate"),
        pytest.param("InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)/p-1", "C4H7O3-", -1, id="anion"),
        pytest.param("InChI=1S/p+1", "H+", 1, id="proton"),
        pytest.param("InChI=1S/Ca/q+2", "Ca+2", 2, id="calcium"),
        pytest.param("InChI=1S/2Na.H2O4S/c;;1-5(2,3)4/h;;(H2,1,2,3,4)/q2*+1;/p-2", "Na2O4S", 0, id="multiplied-charge"),
    ],
)
def test_composition(inchi, formula, charge):
    """Formula layer, /q and /p give the composition of the substance."""
    composition = read_layers(inchi).composition

    assert (composition.formula, composition.charge) == (formula, charge)


def test_centres_are_absolute():
    """The parity under /t is turned by /m: the enantiomers of pregabalin are opposite at atom 7."""
    mirror = PREGABALIN.replace("/m0", "/m1")

    assert read_layers(PREGABALIN).centres == {(0, 7): "-"}
    assert read_layers(mirror).centres == {(0, 7): "+"}


def test_double_bonds():
    """Fumaric acid has one E double bond between atoms 1 and 2."""
    fumaric = read_layers("InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1+")  # CID 444972

    assert fumaric.double_bonds == {(0, "2-1"): "+"}
    assert fumaric.has_stereo


def test_stereo_of_labels():
    """A centre that only a label makes is one; the layers of labels do not mix with the main ones."""
    # (1S)-[1-2H]ethanol, PubChem
    layers = read_layers("InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3/i2D/t2-/m0/s1")

    assert (layers.labels, "t" in layers.main) == ("2D", False)
    assert (layers.centres, layers.is_chiral) == ({(0, 2): "-"}, True)


def test_isotopic_stereo_replaces_that_of_its_component():
    """In the layers of labels, a component that is empty or "m" has the stereo of the main layer."""
    # InChI software 1.07: L-alanine with (S)-[1-2H]ethanol; (2S,3R)-[3-2H]butan-2-ol between two other alcohols
    alanine = "InChI=1S/C3H7NO2.C2H6O/c1-2(4)3(5)6;1-2-3/h2H,4H2,1H3,(H,5,6);3H,2H2,1H3/t2-;/m0./s1/i;2D/tm;2-/m00/s1"
    alcohols = (
        "InChI=1S/C6H14O.C5H12O.C4H10O/c1-4-6(7)5(2)3;1-3-5(6)4-2;1-3-4(2)5/"
        "h5-7H,4H2,1-3H3;5-6H,3-4H2,1-2H3;4-5H,3H2,1-2H3/t6-;;4-/m0.1/s1/i;3D;/t;3-,5+;/m.0./s1"
    )

    assert read_layers(alanine).centres == {(0, 2): "-", (1, 2): "-"}
    assert read_layers(alcohols).centres == {(0, 6): "-", (1, 3): "-", (1, 5): "+", (2, 4): "+"}


def test_expand():
    """A multiplier stands for as many components."""
    assert expand("3*-1;2") == ["-1", "-1", "-1", "2"]
    assert expand("") == []


@pytest.mark.parametrize(
    ("inchi", "faulty"),
    [
        pytest.param(GABA, False, id="gaba"),
        pytest.param(OXYBATE, False, id="salt"),
        pytest.param("InChI=1S/H2/h1H", False, id="hydrogen"),
        pytest.param("InChI=1S/2H2O/h2*1H2", False, id="two-waters"),
        pytest.param("InChI=1S/C60/c1-2", False, id="numbers-within"),
        pytest.param(GABA.replace("(6)7", "(6)9"), True, id="atom-beyond-formula"),
        pytest.param(GABA.replace("C4H9NO2", "C3H9NO2"), True, id="formula-too-small"),
        pytest.param(PREGABALIN.replace("t7-", "t17-"), True, id="parity-beyond-formula"),
        # PubChem: proton, CID 1038; ammonium, CID 223; phosphate, CID 1061
        pytest.param("InChI=1S/p+1", False, id="proton"),
        pytest.param("InChI=1S/H3N/h1H3/p+1", False, id="ammonium"),
        pytest.param("InChI=1S/H3O4P/c1-5(2,3)4/h(H3,1,2,3,4)/p-3", False, id="all-protons-removed"),
        pytest.param("InChI=1S/H3O4P/c1-5(2,3)4/h(H3,1,2,3,4)/p-4", True, id="more-protons-than-hydrogens"),
        pytest.param("InChI=1S/CH4/h1H4/p-10000", True, id="vast-count-removed"),
        pytest.param("InChI=1S/CH4/h1H4/p+99999", True, id="vast-count-added"),
        pytest.param("InChI=1S/p+2", True, id="protons-on-nothing"),
    ],
)
def test_internal_fault(inchi, faulty):
    """An InChI that numbers atoms, or moves protons, beyond its formula contradicts itself."""
    assert (internal_fault(inchi) is not None) is faulty


@pytest.mark.parametrize(
    "inchi",
    [
        pytest.param("InChI=1S/B2H6/c1-3-2-4-1/h1-2H2", id="diborane"),  # CID 12544637
        pytest.param("InChI=1S/F2H/c1-3-2/q-1", id="bifluoride"),  # CHEBI:30223
        pytest.param("InChI=1S/H5O2/c1-3-2/h1-2H2/q+1", id="zundel-ion"),
    ],
)
def test_bridging_hydrogens_are_numbered(inchi):
    """Hydrogens that bridge two atoms are numbered behind the others: no fault, but beyond RDKit."""
    assert internal_fault(inchi) is None
    assert read_inchi(inchi).limit == "RDKit does not read hydrogens that bridge two atoms"


@pytest.mark.parametrize(
    ("inchi", "fault"),
    [
        # CIDs 241, 702, 2284 (benzene, ethanol, baclofen) and benzene with hydrogen chloride, cut off
        pytest.param("InChI=1S/C6H6/c1-2-4-6-5-3-1", "the layer /h is missing, but", id="benzene-no-layer"),
        pytest.param("InChI=1S/C2H6O/c1-2-3", "the layer /h is missing, but", id="ethanol-no-layer"),
        pytest.param(BACLOFEN.removesuffix(",(H,13,14)"), "only 11 of 12", id="group-cut"),
        pytest.param("InChI=1S/C6H6.ClH/c1-2-4-6-5-3-1;/h1-6H;", "only 0 of 1", id="second-component"),
    ],
)
def test_hydrogens_that_no_layer_places(inchi, fault):
    """A formula with more hydrogens than the layer /h belongs to an InChI that was cut off."""
    assert fault in (internal_fault(inchi) or "")


@pytest.mark.parametrize(
    "inchi",
    [
        # PubChem: baclofen 2284, sodium acetate 517045, ammonium chloride 25517, azide ion 33558, proton 1038,
        # hydrogen chloride 313, guanidine 3520, citrate hydrate and fullerene C60 123591 by the InChI software 1.07
        BACLOFEN,
        "InChI=1S/C2H4O2.Na/c1-2(3)4;/h1H3,(H,3,4);/q;+1/p-1",
        "InChI=1S/ClH.H3N/h1H;1H3",
        "InChI=1S/N3/c1-3-2/q-1",
        "InChI=1S/p+1",
        "InChI=1S/ClH/h1H",
        "InChI=1S/CH5N3/c2-1(3)4/h(H5,2,3,4)",
        "InChI=1S/C6H8O7.H2O/c7-3(8)1-6(13,5(11)12)2-4(9)10;/h13H,1-2H2,(H,7,8)(H,9,10)(H,11,12);1H2",
        "InChI=1S/H",
        "InChI=1S/F2H/c1-3-2/q-1",
    ],
)
def test_hydrogens_that_are_all_placed(inchi):
    """Mobile groups, ranges, components and bridges are counted."""
    assert internal_fault(inchi) is None


def test_label_of_a_proton_leaves_a_layer_empty():
    """InChI=1S/p+1/i/hH is the protium ion: nothing stands between /i and /h."""
    assert internal_fault("InChI=1S/p+1/i/hH") is None


def test_polymer_has_no_standard_inchi():
    """An InChI of the beta version for polymers (1B, Zz) is one."""
    read = read_inchi("InChI=1B/C2H4Zz2/c1-2(3)4")

    assert (read.value, read.notes, read.limit) == (
        "InChI=1B/C2H4Zz2/c1-2(3)4",
        (),
        "a polymer has no standard InChI",
    )


@pytest.mark.parametrize(
    "inchi",
    [
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h2*1-3,5H2,(H,6,7)", id="more-components-than-the-formula"),
        pytest.param("InChI=1S/O4000/t;", id="more-atoms-than-are-numbered"),
        pytest.param("InChI=1S/C1025H10O2/p-1", id="beyond-1023-atoms"),
        pytest.param("InChI=1S/CH4/c999999999", id="atom-beyond-the-formula"),
    ],
)
def test_contradictory_inchi_is_not_parsed(inchi):
    """What makes the InChI software write beyond its memory, or run for minutes, never reaches it."""
    start = time.process_time()

    assert not may_be_parsed(inchi)
    assert Structure.from_inchi(inchi).regenerated == ()
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "inchi",
    [
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", id="gaba"),  # CID 119
        pytest.param("InChI=1S/B2H6/c1-3-2-4-1/h1-2H2", id="diborane"),  # CID 12544637
        pytest.param("InChI=1S/2C2H4O2.Na/c2*1-2(3)4;/h2*1H3,(H,3,4);/q;;+1/p-1", id="sodium-diacetate"),
        pytest.param("InChI=1S/p+1/i/hH", id="proton"),
    ],
)
def test_inchi_of_a_substance_may_be_parsed(inchi):
    """Components, multipliers and bridging hydrogens contradict nothing."""
    assert may_be_parsed(inchi)


def test_very_long_inchi_is_none():
    """No InChI of a substance has 50,000 characters."""
    assert read_inchi("InChI=1S/" + "C" * 50_001).fault == "it has more than 50,000 characters"


@pytest.mark.parametrize(("character", "named"), [("\ud800", "U+D800"), ("\u00e9", "U+00E9")])
def test_inchi_is_ascii(character, named):
    """A character beyond ASCII that stands for none of ASCII is named."""
    assert read_inchi(f"{GABA[:-3]}{character}{GABA[-3:]}").fault == f"it has the character {named}"


@pytest.mark.parametrize(
    ("inchi", "shares"),
    [
        # benzamidine, CID 2332; guanidine, CID 3520; two aminothiazoles of DrugBank (DB07488) and PubChem (2155)
        pytest.param("InChI=1S/C7H8N2/c8-7(9)6-4-2-1-3-5-6/h1-5H,(H3,8,9)", True, id="amidine"),
        pytest.param("InChI=1S/CH5N3/c2-1(3)4/h(H5,2,3,4)", True, id="guanidine"),
        pytest.param("InChI=1S/C3H4N2S/c4-3-5-1-2-6-3/h1-2H,(H2,4,5)", True, id="aminothiazole"),
        pytest.param("InChI=1S/CH5N3.2ClH/c2-1(3)4;;/h(H5,2,3,4);2*1H", True, id="salt"),
        # acetamide, CID 178; acetic acid, CID 176; thiourea, CID 2723790; 2-methylbutane, CID 6556
        pytest.param("InChI=1S/C2H5NO/c1-2(3)4/h1H3,(H2,3,4)", False, id="amide"),
        pytest.param("InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)", False, id="acid"),
        pytest.param("InChI=1S/CH4N2S/c2-1(3)4/h(H4,2,3,4)", True, id="thiourea"),
        pytest.param("InChI=1S/C5H12/c1-4-5(2)3/h5H,4H2,1-3H3", False, id="alkane"),
    ],
)
def test_hydrogen_shared_between_nitrogens(inchi, shares):
    """An amidine's hydrogen is on either nitrogen; that of an amide or acid is not."""
    assert read_layers(inchi).shares_hydrogen_between_nitrogens is shares
