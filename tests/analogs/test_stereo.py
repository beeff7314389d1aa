"""Reading compounds, enantiomers and racemates, and the sides of the backbone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from gaba_analogs.analogs.family import compounds, find
from gaba_analogs.analogs.stereo import (
    antipode,
    as_molecule,
    backbones,
    cip_labels,
    enantiomers,
    family_entry,
    racemate,
    spatial_sense,
)
from gaba_analogs.errors import InputError, UnknownCompoundError

# One centre each; keys as printed by the registries (PubChem, DrugBank, Inxight copies).
BACLOFEN_KEYS = ["KPYSYYIEGFHWSV-QMMMGPOBSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"]

SIDES = [
    # column spatial_class_beta_series of the identifier survey, by hand from models; CIP letters differ
    ("(R)-baclofen", "baclofen-like"),
    ("(S)-baclofen", "opposite"),
    ("(R)-baclofen-hydrochloride", "baclofen-like"),
    ("(R)-phenibut", "baclofen-like"),
    ("(S)-phenibut", "opposite"),
    ("(R)-4-fluorophenibut", "baclofen-like"),
    ("pregabalin", "baclofen-like"),  # S
    ("pregabalin-sodium", "baclofen-like"),  # S
    ("(R)-pregabalin", "opposite"),
    ("(R)-phaclofen", "baclofen-like"),
    ("(S)-phaclofen", "opposite"),
    ("NC[C@H](CS(=O)(=O)O)c1ccc(Cl)cc1", "baclofen-like"),  # (R)-saclofen
    ("lesogaberan", "baclofen-like"),  # R
    ("(R)-gabob", "opposite"),
    ("[NH3+]C[C@H](CC(=O)[O-])c1ccc(Cl)cc1", "baclofen-like"),  # zwitterion of (R)-baclofen
    ("C[N+](C)(C)C[C@H](O)CC(=O)[O-]", "opposite"),  # (R)-carnitine, drawn like (R)-GABOB
]

NO_SIDE = [
    ("gaba", "achiral"),
    ("homotaurine", "achiral"),
    ("gabapentin", "two substituents on C3"),
    ("mirogabalin", "two substituents on C3"),
    ("(S)-2-hydroxysaclofen", "two substituents on C3"),
    ("(S)-vigabatrin", "the stereocentre is not C3"),
    ("d-isovaline", "no stereocentre on a gamma-amino-acid backbone"),
    ("arbaclofen-placarbil", "no free amine and free acid on the backbone (a prodrug or derivative)"),
    ("picamilon", "no free amine and free acid on the backbone (a prodrug or derivative)"),
    ("NC[C@H](CC(=O)OC)c1ccc(Cl)cc1", "no free amine and free acid on the backbone (a prodrug or derivative)"),
    ("3-isobutyl-gaba", "centre not assigned"),
    ("NCC(CC(=O)O)c1ccccc1", "centre not assigned"),
    ("baclofen", "racemate: both sides in equal amounts"),
    ("NC[C@H](CC(=O)O)c1ccccc1 |&1:2|", "racemate: both sides in equal amounts"),
    ("NC[C@H](CC(=O)O)c1ccccc1 |o1:2|", "one of two mirror images, not known which"),
    ("NCC(CN)CC(=O)O", "more than one gamma-amino-acid backbone"),
]


# -- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GABA", id="name"),
        pytest.param("γ-aminobutyric acid", id="alias"),
        pytest.param("gaba", id="key"),
        pytest.param("BTCSSZJGUNDROE-UHFFFAOYSA-N", id="inchikey"),
        pytest.param("InChIKey=BTCSSZJGUNDROE-UHFFFAOYSA-N", id="inchikey-with-prefix"),
        pytest.param("NCCCC(=O)O", id="smiles"),
        pytest.param("SMILES: NCCCC(=O)O", id="smiles-with-prefix"),
        pytest.param("  NCCCC(=O)O  ", id="white-space"),
        pytest.param("NCCCC(=O)O GABA", id="smiles-with-title"),
        pytest.param("[H]N([H])CCCC(=O)O", id="explicit-hydrogens"),
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", id="inchi"),
        pytest.param(Chem.MolFromSmiles("NCCCC(=O)O"), id="molecule"),
        pytest.param(Chem.AddHs(Chem.MolFromSmiles("NCCCC(=O)O")), id="molecule-with-hydrogens"),
        pytest.param(find("gaba"), id="compound"),
    ],
)
def test_as_molecule(text):
    """Every way to give a compound gives the same molecule."""
    assert Chem.MolToSmiles(as_molecule(text)) == "NCCCC(=O)O"


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        pytest.param("baclofin", UnknownCompoundError, "did you mean baclofen?", id="misspelt"),
        pytest.param("(R)-baclofin", UnknownCompoundError, "did you mean (R)-baclofen?", id="misspelt-isomer"),
        pytest.param("aspirin", UnknownCompoundError, "unknown compound 'aspirin'", id="unknown-name"),
        pytest.param("", UnknownCompoundError, "unknown compound ''", id="empty"),
        pytest.param("NCCC(=O", InputError, "1 opening against 0 closing", id="broken-smiles"),
        pytest.param("NCCCC(=O)(=O)O", InputError, "has 6 bonds", id="valence"),
        pytest.param("InChI=1S/nothing", InputError, "cannot read the InChI", id="broken-inchi"),
        pytest.param(float("nan"), InputError, "nan is no compound", id="empty-cell"),
        pytest.param(Chem.Mol(), InputError, "no atoms", id="no-atoms"),
    ],
)
def test_as_molecule_unreadable(text, error, message):
    """What cannot be read is answered in one line that says why."""
    with pytest.raises(error) as caught:
        as_molecule(text)

    assert message in str(caught.value)


def test_as_molecule_gives_a_molecule_of_its_own():
    """The caller's molecule is not changed by what is done with the copy."""
    mol = Chem.MolFromSmiles("NCCCC(=O)O")

    as_molecule(mol).GetAtomWithIdx(0).SetFormalCharge(1)

    assert Chem.MolToSmiles(mol) == "NCCCC(=O)O"


@pytest.mark.parametrize("compound", compounds().values(), ids=lambda compound: compound.key)
def test_names_of_the_family_are_never_taken_for_smiles(compound):
    """A name or alias of the family gives the compound of the family."""
    for name in (compound.key, compound.name, *compound.aliases):
        assert Chem.MolToInchiKey(as_molecule(name)) == compound.inchikey


def test_family_entry_knows_zwitterions():
    """The standard key does not tell the drawn form, so the zwitterion is found too."""
    assert family_entry("[NH3+]CCCC(=O)[O-]").key == "gaba"
    assert family_entry("CCO") is None


# -- enantiomers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given_as",
    [
        "baclofen",
        "(R)-baclofen",
        "(S)-baclofen",
        "NCC(CC(=O)O)c1ccc(Cl)cc1",
        "OC(=O)C[C@@H](CN)c1ccc(Cl)cc1",
        "NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|",
    ],
)
def test_enantiomers_of_baclofen(given_as):
    """R, S and racemate with their registry keys and CAS numbers, however the input was drawn."""
    found = enantiomers(given_as)

    assert [isomer.label for isomer in found] == ["R", "S", "racemate"]
    assert [isomer.inchikey for isomer in found] == BACLOFEN_KEYS
    assert [isomer.cas for isomer in found] == ["69308-37-8", None, "1134-47-0"]
    assert [isomer.name for isomer in found] == ["(R)-Baclofen", "(S)-Baclofen", "Baclofen"]
    assert found.R.smiles == "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
    assert found.racemate.smiles == "NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|"
    assert found.racemate.inchi == find("baclofen").inchi


@pytest.mark.parametrize(
    ("smiles", "labels"),
    [
        pytest.param("NCCCC(=O)O", ["achiral"], id="GABA"),
        pytest.param("NCC1(CC(=O)O)CCCCC1", ["achiral"], id="gabapentin"),
        # textbook: tartaric acid, a pair and meso
        pytest.param("OC(=O)C(O)C(O)C(=O)O", ["(4R,6R)", "(4S,6S)", "meso"], id="tartaric-acid"),
        # textbook: trihydroxyglutaric acid, a pair and two meso forms by the pseudoasymmetric centre
        pytest.param(
            "OC(=O)C(O)C(O)C(O)C(=O)O",
            ["(4R,8R)", "(4S,8S)", "meso (4S,6r,8R)", "meso (4S,6s,8R)"],
            id="pseudoasymmetric",
        ),
        pytest.param("CC1CCC(C)CC1", ["(2r,5r)", "(2s,5s)"], id="cis-and-trans-ring"),
        pytest.param("C/C=C/C", ["E", "Z"], id="double-bond-assigned"),
        pytest.param("progabide", ["E", "Z"], id="imine"),
        pytest.param("C=CC(N)CCC(=O)O", ["R", "S", "racemate"], id="vigabatrin"),
        # the oxygens of a P-acid share the proton: only carbon is a centre
        pytest.param("NCC(F)C[PH](=O)O", ["R", "S", "racemate"], id="phosphinic-acid-is-no-centre"),
        pytest.param("CS(=O)c1ccccc1", ["R", "S", "racemate"], id="sulfoxide"),
        pytest.param("CC(O)/C=C/C", ["(2R,4E)", "(2R,4Z)", "(2S,4E)", "(2S,4Z)"], id="centre-and-bond"),
    ],
)
def test_labels(smiles, labels):
    """Every stereoisomer once, in a fixed order."""
    assert [isomer.label for isomer in enantiomers(smiles)] == labels


@pytest.mark.parametrize(
    ("smiles", "count"),
    [
        # textbook counts
        pytest.param("OC1C(O)C(O)C(O)C(O)C1O", 9, id="inositol"),
        pytest.param("OCC(O)C(O)C(O)C(O)C=O", 16, id="aldohexose"),
        # a cage: 32 combinations, 4 of which exist (computed independently with RDKit 2026.09.1)
        pytest.param("NCC1(CC(=O)O)C2CCC3CC2C1C3", 4, id="crisugabalin"),
        # exo and endo, two mirror images each
        pytest.param("CC1CC2CCC1C2", 4, id="2-methylnorbornane"),
        pytest.param("CC12CCC(CC1=O)C2(C)C", 2, id="camphor"),
    ],
)
def test_number_of_stereoisomers(smiles, count):
    """No duplicates, and nothing that a cage forbids."""
    found = enantiomers(smiles)

    assert len(found) == count
    assert len({isomer.smiles for isomer in found}) == count


def test_dropped_combinations_are_named():
    """What was left out is said, with the seed."""
    notes = enantiomers("NCC1(CC(=O)O)C2CCC3CC2C1C3").notes

    assert any(note.startswith("28 combinations dropped") for note in notes)


@pytest.mark.parametrize(
    ("smiles", "word"),
    [
        pytest.param("CC=C=CC", "allenes are not supported", id="allene"),
        pytest.param("Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12", "atropisomers are not supported", id="BINOL"),
    ],
)
def test_unsupported_chirality_is_named(smiles, word):
    """Axial chirality is not silently ignored."""
    assert any(word in note for note in enantiomers(smiles).notes)


@pytest.mark.parametrize("smiles", ["C=C=CC", "c1ccccc1-c1ccccc1", "CC(C)=C=CC"])
def test_no_false_axes(smiles):
    """Allenes and biaryls with equal substituents at one end are not reported."""
    assert enantiomers(smiles).notes == ()


def test_limit():
    """Too many combinations are refused with the number to ask for."""
    with pytest.raises(InputError, match=r"10 stereocentres .* 1,024 stereoisomers.*limit of 64.*limit=1024"):
        enantiomers("Br" + "C(Cl)" * 10 + "F")


def test_index_and_frame():
    """Isomers are found by number and by label; an unknown label names the known ones."""
    found = enantiomers("phenibut")
    frame = found.to_frame()

    assert found[0] == found["R"] == found.R
    assert frame["label"].tolist() == ["R", "S", "racemate"]
    assert frame["spatial_sense"].tolist()[:2] == ["same side as (R)-baclofen", "opposite to (R)-baclofen"]
    with pytest.raises(InputError, match="choose from R, S, racemate"):
        found["(2R,3S)"]


def test_html_names_every_isomer_and_escapes():
    """The rich display shows drawing, label and identifiers, with nothing left unescaped."""
    html = enantiomers("baclofen")._repr_html_()

    assert html.count("<svg") == 3
    assert all(key in html for key in BACLOFEN_KEYS)
    assert "|&amp;1:2|" in html


@pytest.mark.parametrize(
    "compound",
    [c for c in compounds().values() if c.stereo_form in {"R", "S"}],
    ids=lambda compound: compound.key,
)
def test_cip_labels_agree_with_the_systematic_names(compound):
    """The label of the only centre is the one of the name (which OPSIN reads as this structure)."""
    centres, _ = cip_labels(as_molecule(compound))

    assert [label for _, label in centres] == [compound.stereo_form]


@pytest.mark.parametrize("key", [c.key for c in compounds().values() if c.stereo_form in {"R", "S"}])
def test_antipode(key):
    """The antipode of the antipode is the compound; InChI agrees that the first is its mirror image."""
    mol = as_molecule(key)
    mirror = antipode(key)

    assert mirror.label == {"R": "S", "S": "R"}[find(key).stereo_form]
    assert antipode(mirror).inchikey == Chem.MolToInchiKey(mol)
    assert mirror.inchikey[:14] == find(key).inchikey[:14]
    assert mirror.inchikey != find(key).inchikey


def test_antipode_inverts_every_centre():
    """All three centres of mirogabalin are inverted."""
    assert [label for _, label in antipode("mirogabalin").cip] == ["R", "S", "R"]


@pytest.mark.parametrize("function", [antipode, racemate])
@pytest.mark.parametrize(
    ("compound", "message"),
    [
        pytest.param("GABA", "it is achiral", id="achiral"),
        pytest.param("OC(=O)[C@H](O)[C@H](O)C(=O)O", "equals its mirror image", id="meso"),
        pytest.param("OC(=O)C(O)C(O)C(=O)O", "choose one of enantiomers", id="several-open"),
    ],
)
def test_nothing_to_mirror(function, compound, message):
    """A request that makes no sense says why."""
    with pytest.raises(InputError, match=message):
        function(compound)


def test_antipode_needs_an_assigned_centre():
    """A flat drawing and a racemate have no antipode."""
    with pytest.raises(InputError, match=r"baclofen has no assigned stereocentre.*enantiomers\('baclofen'\)"):
        antipode("baclofen")
    with pytest.raises(InputError, match="is a racemate already"):
        antipode(racemate("baclofen"))


@pytest.mark.parametrize("given_as", ["(R)-phenibut", "(S)-phenibut", "phenibut"])
def test_racemate(given_as):
    """Both enantiomers and the flat drawing give one racemate."""
    assert racemate(given_as).smiles == "NC[C@H](CC(=O)O)c1ccccc1 |&1:2|"
    assert racemate(given_as).cas == "1078-21-3"


def test_racemate_of_several_centres_has_no_standard_inchi():
    """A flat InChI would mean the diastereomers too, so none is given."""
    found = racemate("mirogabalin")

    assert found.inchikey is None
    assert found.smiles.endswith("|&1:4,5,8|")
    assert found.smiles == racemate(antipode("mirogabalin")).smiles


def test_flat_key_of_another_form_lends_no_name():
    """3-Isobutyl-GABA of unstated stereo is not racemic pregabalin."""
    found = enantiomers("pregabalin").racemate

    assert found.name == "rac-Pregabalin"
    assert found.cas is None


# -- sides of the backbone ---------------------------------------------------------------------


@pytest.mark.parametrize(("compound", "side"), SIDES, ids=[name for name, _ in SIDES])
def test_spatial_sense(compound, side):
    """Compounds group by shape, whatever their CIP letters."""
    assert spatial_sense(compound).value == side
    assert spatial_sense(compound)


@pytest.mark.parametrize(("compound", "reason"), NO_SIDE, ids=[name for name, _ in NO_SIDE])
def test_no_spatial_sense(compound, reason):
    """Where there is no answer, the reason is given."""
    sense = spatial_sense(compound)

    assert sense.value is None
    assert sense.reason == reason
    assert not sense


@pytest.mark.parametrize(("compound", "side"), [case for case in SIDES if "." not in case[0]], ids=lambda value: value)
def test_the_antipode_is_on_the_other_side(compound, side):
    """Mirroring changes the side of every compound that has one."""
    other = {"baclofen-like": "opposite", "opposite": "baclofen-like"}[side]

    assert antipode(compound).spatial_sense.value == other


@settings(max_examples=200, deadline=None)
@given(case=st.sampled_from(SIDES), data=st.data())
def test_atom_order_does_not_matter(case, data):
    """Any order of the atoms gives the same side, label set and identifiers."""
    compound, side = case
    mol = as_molecule(compound)
    order = data.draw(st.permutations(range(mol.GetNumAtoms())))
    shuffled = Chem.RenumberAtoms(mol, order)

    assert spatial_sense(shuffled).value == side
    assert sorted(i.inchikey for i in enantiomers(shuffled)) == sorted(i.inchikey for i in enantiomers(mol))


def test_backbone_atoms_of_a_zwitterion():
    """Charged groups are free groups."""
    (backbone,) = backbones(as_molecule("[NH3+]C[C@H](CC(=O)[O-])c1ccccc1"))

    assert (backbone.nitrogen, backbone.centre, backbone.acid, backbone.substituents) == (0, 2, 4, (7,))
