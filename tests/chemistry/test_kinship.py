"""Relations of two compounds: the word for each, and what is not said of neighbours that are no such relatives.

The compounds are those of the registries named; their InChIs are those that the InChI software gives.
"""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.chemistry import kinship
from gaba_analogs.chemistry.kinship import Isomer, drawn_otherwise, isomer, kin_of, parents_of
from gaba_analogs.chemistry.tautomers import tautomer_hash

R, S, FLAT = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1", "NCC(CC(=O)O)c1ccc(Cl)cc1"
L_THREONINE, D_THREONINE = "C[C@@H](O)[C@H](N)C(=O)O", "C[C@H](O)[C@@H](N)C(=O)O"
ALLO, HALF = "C[C@H](O)[C@H](N)C(=O)O", "CC(O)[C@H](N)C(=O)O"
LABELLED = "[2H]C([2H])(N)C(CC(=O)O)c1ccc(Cl)cc1"


def of(smiles, *, racemic=False):
    """Give the compound of a SMILES."""
    inchi = Chem.MolToInchi(Chem.MolFromSmiles(smiles))
    return isomer(kinship.hand_free(inchi) if racemic else inchi, racemic=racemic)


# Names: PubChem 2284, 44600, 44602 (baclofens), 6288, 69435, 99289 (threonines)
@pytest.mark.parametrize(
    ("one", "other", "relation", "detail"),
    [
        pytest.param(R, S, "enantiomer of", "", id="enantiomers"),
        pytest.param(R + ".Cl", S + ".Cl", "enantiomer of", "", id="enantiomers-of-a-salt"),
        pytest.param(L_THREONINE, ALLO, "diastereomer of", "opposite at one stereocentre", id="epimers"),
        pytest.param(L_THREONINE, D_THREONINE, "enantiomer of", "", id="both-centres"),
        pytest.param(
            "OC(=O)/C=C/c1ccccc1", "OC(=O)/C=C\\c1ccccc1", "diastereomer of", "opposite at one double bond", id="E-Z"
        ),
        pytest.param(
            "O[C@H]([C@@H](O)C(=O)O)C(=O)O",
            "O[C@@H]([C@@H](O)C(=O)O)C(=O)O",
            "diastereomer of",
            "opposite at one stereocentre",
            id="meso-tartaric-acid",
        ),
        pytest.param(FLAT, R, "stereo parent of", "one stereocentre open", id="flat"),
        pytest.param(HALF, ALLO, "stereo parent of", "one stereocentre open", id="partly-specified"),
        pytest.param(HALF, D_THREONINE, "stereoisomer of", "partly specified", id="opposite-where-it-is-specified"),
        pytest.param(LABELLED, FLAT, "isotopologue of", "labelled", id="deuterated"),
        pytest.param(FLAT, FLAT.replace("(=O)O)", "(=O)[O-])"), "conjugate acid of", "", id="carboxylate"),
        pytest.param("[NH3+]CC[NH3+]", "NCCN", "conjugate acid of", "2 protons", id="dication"),
    ],
)
def test_isomers(one, other, relation, detail):
    """Two compounds have the relation that a chemist names, from either side."""
    kin, turned = kin_of(of(one), of(other)), kin_of(of(other), of(one))

    assert (kin.relation, kin.detail, kin.backward) == (relation, detail, False)
    assert (turned.relation, turned.detail) == (relation, detail)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LABELLED, R, id="labelled-and-flat"),
        pytest.param(R, S.replace("(=O)O)", "(=O)[O-])"), id="mirror-image-and-ion"),
    ],
)
def test_one_step_at_a_time(one, other):
    """Compounds that differ in two ways have no relation of their own: each step is one."""
    assert kin_of(of(one), of(other)) is None


@pytest.mark.parametrize(
    ("racemate", "other", "relation"),
    [
        pytest.param(R, S, "racemate of", id="drawn-as-one-enantiomer"),
        pytest.param(FLAT, R, "racemate of", id="flat-with-one-centre"),
        pytest.param(L_THREONINE, D_THREONINE, "racemate of", id="two-centres"),
        pytest.param(L_THREONINE, ALLO, "diastereomer of", id="of-the-other-pair"),
        pytest.param("CC(O)C(N)C(=O)O", ALLO, "stereo parent of", id="flat-with-two-centres"),
    ],
)
def test_racemates(racemate, other, relation):
    """A racemate is that of both its enantiomers, and of no diastereomer."""
    assert kin_of(of(racemate, racemic=True), of(other)).relation == relation


def test_flat_form_of_a_racemate():
    """A structure that leaves its centres open is the stereo parent of a racemate that is drawn."""
    assert kin_of(of(FLAT), of(R, racemic=True)).relation == "stereo parent of"


@pytest.mark.parametrize(
    ("known", "key", "relation"),
    [
        pytest.param(R, S, "enantiomer of", id="enantiomer"),
        pytest.param(R, FLAT, "stereo parent of", id="flat"),
        pytest.param(LABELLED, FLAT, "isotopologue of", id="unlabelled"),
        pytest.param(L_THREONINE, ALLO, "stereoisomer of", id="diastereomer-or-label"),
    ],
)
def test_a_key_alone(known, key, relation):
    """An InChIKey without a structure is that of a relative whose InChI can be written, or of some stereoisomer."""
    alone = Isomer(of(key).key)

    assert kin_of(of(known), alone).relation == kin_of(alone, of(known)).relation == relation


@pytest.mark.parametrize(
    ("smiles", "parents"),
    [
        pytest.param(FLAT + ".Cl", [(FLAT, "salt of", "hydrochloride")], id="hydrochloride"),
        pytest.param("NCCC(=O)O.Cl.O", [("NCCC(=O)O", "salt of", "hydrochloride hydrate")], id="salt-and-solvate"),
        pytest.param("CCO.O", [("CCO", "solvate of", "hydrate")], id="hydrate"),
        pytest.param("[Na+].CC(=O)[O-]", [("CC(=O)O", "salt of", "sodium salt")], id="both-are-usual-ions"),
        pytest.param(
            "CC(N)C(=O)O.CC(N)C(=O)O.OS(=O)(=O)O", [("CC(N)C(=O)O", "salt of", "sulfate (2:1)")], id="two-to-one"
        ),
        pytest.param("C[N+](C)(C)C.[Br-]", [("C[N+](C)(C)C", "salt of", "bromide")], id="quaternary"),
        pytest.param(
            "COc1cc(Cc2cnc(N)nc2N)cc(OC)c1OC.Cc1cc(NS(=O)(=O)c2ccc(N)cc2)no1",  # co-trimoxazole
            [
                ("COc1cc(Cc2cnc(N)nc2N)cc(OC)c1OC", "mixture containing", ""),
                ("Cc1cc(NS(=O)(=O)c2ccc(N)cc2)no1", "mixture containing", ""),
            ],
            id="mixture",
        ),
        pytest.param(FLAT, [], id="one-component"),
        pytest.param("O.O", [], id="the-same-twice"),
    ],
)
def test_parents(smiles, parents):
    """A salt, solvate or mixture has the parents that a chemist names."""
    found = parents_of(Chem.MolToInchi(Chem.MolFromSmiles(smiles)))

    assert [(one.inchi, one.relation, one.detail) for one in found] == [
        (of(parent).inchi, relation, detail) for parent, relation, detail in parents
    ]


def test_both_enantiomers():
    """One molecule of each enantiomer is the racemate, also in its salt."""
    both = "C[C@H](N)C(=O)O.C[C@@H](N)C(=O)O"
    (alone,), (salt,) = (parents_of(Chem.MolToInchi(Chem.MolFromSmiles(text))) for text in (both, both + ".Cl.Cl"))

    assert (alone.relation, alone.racemic) == ("racemate of", True)
    assert (salt.relation, salt.detail, salt.racemic) == ("salt of", "hydrochloride", True)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        pytest.param("Cc1cnc[nH]1", "Cc1c[nH]cn1", ("tautomer of", "same standard InChI"), id="imidazole"),
        pytest.param("CC(N)=O", "CC(O)=N", ("tautomer of", "same standard InChI"), id="amide"),
        pytest.param(
            "NCC(=O)O", "[NH3+]CC(=O)[O-]", ("same compound as", "drawn with its protons elsewhere"), id="zwitterion"
        ),
        pytest.param("CN=[N+]=[N-]", "C[N-][N+]#N", None, id="resonance"),
        pytest.param("Cc1ccccc1", "CC1=CC=CC=C1", None, id="written-otherwise"),
    ],
)
def test_drawings(one, other, said):
    """Two drawings of one InChI are tautomers where a hydrogen moved, and nothing where only electrons did."""
    kin = drawn_otherwise(one, other)

    assert said == (None if kin is None else (kin.relation, kin.detail))


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        pytest.param("CC(=O)CC(C)=O", "CC(O)=CC(C)=O", True, id="keto-enol"),
        pytest.param("CC(C)=N", "CC(N)=C", True, id="imine-enamine"),
        pytest.param("C=CCC", "CC=CC", False, id="butenes"),
        pytest.param("CCCCCCCCC=CCCCCCCCC(=O)O", "CCCCCCCCCCCC=CCCCCC(=O)O", False, id="oleic-petroselinic"),
        pytest.param("O=C1CCCC=C1", "O=C1CC=CCC1", False, id="enones"),
    ],
)
def test_tautomers_are_no_double_bond_isomers(one, other, are):
    """Keto and enol are tautomers; compounds whose double bond is elsewhere along the chain are not."""
    hashes = [tautomer_hash(Chem.MolFromSmiles(smiles)) for smiles in (one, other)]

    assert (hashes[0] == hashes[1]) is are
