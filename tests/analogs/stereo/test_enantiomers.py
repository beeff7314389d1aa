"""Enantiomers, racemates and antipodes: complete, named, with their identifiers."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.analogs.family import compounds, find
from gaba_analogs.analogs.molecule import as_molecule
from gaba_analogs.analogs.stereo.enantiomers import antipode, enantiomers, racemate
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.errors import InputError

# One centre each; keys as printed by the registries (PubChem, DrugBank, Inxight copies).
BACLOFEN_KEYS = ["KPYSYYIEGFHWSV-QMMMGPOBSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"]


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
        pytest.param(
            "OC(=O)C(O)C(O)C(=O)O", ["atoms 4 R, 6 R", "atoms 4 S, 6 S", "racemate", "meso"], id="tartaric-acid"
        ),
        # textbook: trihydroxyglutaric acid, a pair and two meso forms by the pseudoasymmetric centre
        pytest.param(
            "OC(=O)C(O)C(O)C(O)C(=O)O",
            ["atoms 4 R, 8 R", "atoms 4 S, 8 S", "racemate", "meso, atoms 4 S, 6 r, 8 R", "meso, atoms 4 S, 6 s, 8 R"],
            id="pseudoasymmetric",
        ),
        pytest.param("CC1CCC(C)CC1", ["atoms 2 r, 5 r", "atoms 2 s, 5 s"], id="cis-and-trans-ring"),
        pytest.param("C/C=C/C", ["E", "Z"], id="double-bond-assigned"),
        pytest.param("progabide", ["E", "Z"], id="imine"),
        pytest.param("C=CC(N)CCC(=O)O", ["R", "S", "racemate"], id="vigabatrin"),
        # the oxygens of a P-acid share the proton: only carbon is a centre
        pytest.param("NCC(F)C[PH](=O)O", ["R", "S", "racemate"], id="phosphinic-acid-is-no-centre"),
        pytest.param("CS(=O)c1ccccc1", ["R", "S", "racemate"], id="sulfoxide"),
        # a hydrogen that moves makes groups equal: no isomers of the C=N, of selenium, of the ring carbon
        pytest.param("CN(C)C(=N)NC(=N)N", ["achiral"], id="metformin"),
        pytest.param("C[Se](=O)O", ["achiral"], id="seleninic-acid"),
        pytest.param("CCC1(C(=O)NC(O)=NC1=O)c1ccccc1", ["achiral"], id="phenobarbital-enol"),
        pytest.param("NC1CN2CCC1CC2", ["R", "S", "racemate"], id="3-aminoquinuclidine"),
        pytest.param("Oc1cccc2CCC3(CCc4cccc(O)c34)c12", ["R", "S", "racemate"], id="spinol"),
        pytest.param(
            "CC(O)/C=C/C",
            [
                *("atom 2 R, bond 4=5 E", "atom 2 S, bond 4=5 E", "racemate, atom 2 R, bond 4=5 E"),
                *("atom 2 R, bond 4=5 Z", "atom 2 S, bond 4=5 Z", "racemate, atom 2 R, bond 4=5 Z"),
            ],
            id="centre-and-bond",
        ),
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
    found = [isomer.smiles for isomer in enantiomers(smiles) if not isomer.label.startswith("racemate")]

    assert len(found) == len(set(found)) == count


# Names of the isomers: Duke et al., Neuropharmacology 2000, 39, 2023 (CAMP 1R,2S and 1S,2R; TAMP 1R,2R and 1S,2S);
# Chebib et al., Neuropharmacology 2001, 41, 965 (cis-ACPC 1R,3S and 1S,3R, trans 1R,3R and 1S,3S).
@pytest.mark.parametrize(
    ("smiles", "shapes"),
    [
        pytest.param("NCC1CC1C(=O)O", {"R,R": "trans", "S,S": "trans", "R,S": "cis", "S,R": "cis"}, id="TAMP-CAMP"),
        pytest.param("NC1CCC(C1)C(=O)O", {"R,R": "trans", "S,S": "trans", "R,S": "cis", "S,R": "cis"}, id="ACPC"),
    ],
)
def test_pairs_of_a_ring(smiles, shapes):
    """Two centres of a ring give two pairs, cis and trans, each with its racemate beside it."""
    found = enantiomers(smiles)
    single = [isomer for isomer in found if not isomer.label.startswith("racemate")]

    assert {
        ",".join(label for _, label in isomer.cip): isomer.relation[8:].partition(")")[0] for isomer in single
    } == shapes
    assert [isomer.relation[:6] for isomer in found] == ["pair 1"] * 3 + ["pair 2"] * 3
    assert "isomers of different pairs are diastereomers" in found.notes


def test_relations_of_tartaric_acid():
    """Two mirror images, their racemate, and the meso form, which is its own mirror image."""
    assert [isomer.relation for isomer in enantiomers("OC(=O)C(O)C(O)C(=O)O")] == [
        "pair: mirror image of atoms 4 S, 6 S",
        "pair: mirror image of atoms 4 R, 6 R",
        "pair: atoms 4 R, 6 R and atoms 4 S, 6 S in equal amounts",
        "its own mirror image",
    ]


@pytest.mark.parametrize("smiles", ["CC=C=CC", "Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12"], ids=["allene", "BINOL"])
def test_axes_are_not_examined(smiles):
    """A compound that may be chiral by an axis is never called achiral."""
    assert [isomer.label for isomer in enantiomers(smiles)] == ["not examined"]
    with pytest.raises(InputError, match="may be a chiral axis"):
        antipode(smiles)


@pytest.mark.parametrize(
    ("smiles", "labels"),
    [
        pytest.param("C[N@H+](CC)CCCC(=O)[O-]", ["achiral"], id="protonated"),
        # nicotine has one centre, C2 of the pyrrolidine
        pytest.param("C[N@@H+]1CCC[C@H]1c1cccnc1", ["R", "S", "racemate"], id="nicotinium"),
        pytest.param("CCC[N@@+](C)(CC)CC(C)C", ["R", "S", "racemate"], id="quaternary"),
    ],
)
def test_amines_invert(smiles, labels):
    """A protonated amine is no stereocentre, whatever mark it bears; a quaternary ammonium ion is one."""
    found = enantiomers(smiles)

    assert [isomer.label for isomer in found] == labels
    assert all(len(isomer.cip) == len(labels) // 2 for isomer in found)
    assert len(cip_labels(as_molecule(smiles))[0]) == len(labels) // 2


@pytest.mark.slow
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
    with pytest.raises(InputError, match="choose from R; S; racemate"):
        found["(2R,3S)"]


def test_short_representation():
    """A list of isomers shows itself in one short line, an isomer in words."""
    assert repr(enantiomers("baclofen")) == "<Enantiomers of Baclofen: R; S; racemate>"
    assert str(enantiomers("baclofen").S).startswith("(S)-Baclofen: S, ")
    assert str(enantiomers("baclofen").S).endswith(BACLOFEN_KEYS[1])


def test_numbers_in_labels_are_called_atoms():
    """A label with several descriptors cannot be taken for the locants of a name."""
    found = enantiomers("OC(=O)C(O)C(O)C(=O)O")

    assert found["atoms 4 R, 6 R"].name == "atoms 4 R, 6 R"
    assert any("not the locants" in note for note in found.notes)


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


def test_antipode_of_a_spiro_compound():
    """The mark between two equal rings is inverted like any other."""
    given = "Oc1cccc2CC[C@]3(CCc4cccc(O)c34)c12"

    assert antipode(antipode(given)).inchikey == Chem.MolToInchiKey(as_molecule(given)) != antipode(given).inchikey
    assert racemate(given).smiles == racemate(antipode(given)).smiles


def test_antipode_inverts_every_centre():
    """All three centres of mirogabalin are inverted."""
    assert [label for _, label in antipode("mirogabalin").cip] == ["R", "S", "R"]


@pytest.mark.parametrize("function", [antipode, racemate])
@pytest.mark.parametrize(
    ("compound", "message"),
    [
        pytest.param("GABA", "it is achiral", id="achiral"),
        pytest.param("OC(=O)[C@H](O)[C@H](O)C(=O)O", "its own mirror image", id="meso"),
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
    with pytest.raises(InputError, match="already a racemate"):
        antipode(racemate("baclofen"))
    with pytest.raises(InputError, match="one enantiomer, unknown which: it has no antipode"):
        antipode("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |o1:2|")


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
