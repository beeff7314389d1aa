"""Drawings with relative and absolute stereo groups, in CXSMILES and V3000 molfiles."""

import pytest
from rdkit import Chem
from rdkit.Chem import rdDepictor

from gaba_analogs.chemistry.relative_stereo import MOST_FORMS, relative_forms
from gaba_analogs.chemistry.structure import Structure

# InChIs: PubChem, (R)- and (S)-butan-2-ol (CIDs 84682 and 444683) and butan-2-ol (CID 6568).
BUTANOL = "InChI=1S/C4H10O/c1-3-4(2)5/h4-5H,3H2,1-2H3"
R, S = f"{BUTANOL}/t4-/m1/s1", f"{BUTANOL}/t4-/m0/s1"


def molfile(text):
    """Write a CXSMILES as a V3000 molfile with its collections and coordinates."""
    mol = Chem.MolFromSmiles(text)
    rdDepictor.Compute2DCoords(mol)
    return Chem.MolToV3KMolBlock(mol)


@pytest.mark.parametrize("read", [Structure.from_smiles, lambda text: Structure.from_molblock(molfile(text))])
@pytest.mark.parametrize(
    ("group", "inchis"),
    [
        pytest.param("&1", {R, S, BUTANOL}, id="and"),
        pytest.param("o1", {R, S, BUTANOL}, id="or"),
        pytest.param("a", {R}, id="absolute"),
    ],
)
def test_one_group(read, group, inchis):
    """A relative group also stands for its mirror image and the flat form; an absolute one is as drawn."""
    structure = read(f"C[C@@H](O)CC |{group}:1|")

    assert set(structure.variants()) == inchis
    assert structure.has_variants or inchis == {R}


@pytest.mark.parametrize(
    ("flag", "inchis"),
    [
        pytest.param("r", {R, S, BUTANOL}, id="flag"),
        pytest.param("$;;;Et$,r", {R, S, BUTANOL}, id="behind-labels"),
        pytest.param("$r;;;$", {R}, id="a-label"),
    ],
)
def test_relative_flag(flag, inchis):
    """The flag r makes a CXSMILES relative as a whole."""
    # ChemAxon Extended SMILES, "relative stereo"
    assert set(Structure.from_smiles(f"C[C@@H](O)CC |{flag}|").variants()) == inchis


def test_groups_vary_independently():
    """Two groups of threonine stand for all four stereoisomers."""
    structure = Structure.from_smiles("C[C@@H](O)[C@H](N)C(=O)O |&1:1,&2:3|")
    # PubChem, CIDs 6288, 69435, 99289 and 90624: L- and D-threonine, L- and D-allothreonine
    isomers = {"2-,3+/m1/s1", "2-,3+/m0/s1", "2-,3-/m0/s1", "2-,3-/m1/s1"}

    assert isomers <= {variant.rpartition("/t")[2] for variant in structure.variants()}


def test_absolute_centre_stays_beside_a_relative_one():
    """What an absolute group says holds in every form."""
    structure = Structure.from_smiles("C[C@@H](O)[C@H](N)C(=O)O |a:3,o1:1|")
    # L-threonine and L-allothreonine: PubChem, CIDs 6288 and 99289
    wholly = {v.rpartition("/t")[2] for v in structure.variants() if "?" not in v}

    assert len(wholly) == 2


def test_number_of_forms_is_bounded():
    """A drawing with many groups is not enumerated without end."""
    centres = 7
    groups = ",".join(f"&{number + 1}:{3 * number + 1}" for number in range(centres))
    mol = Chem.MolFromSmiles("C" + "[C@H](F)C" * centres + f" |{groups}|")

    assert len(list(relative_forms(mol))) == MOST_FORMS


@pytest.mark.parametrize(
    ("kind", "variants", "racemic"),
    [
        pytest.param("/s2", {R, S, BUTANOL}, False, id="relative"),
        pytest.param("/s3", {R, S, BUTANOL}, True, id="racemic"),
    ],
)
def test_relative_inchi(kind, variants, racemic):
    """/s2 and /s3 in a non-standard InChI name no single enantiomer."""
    # InChI Technical Manual, section IV: /s1 absolute, /s2 relative, /s3 racemic
    text = f"{BUTANOL}/t4-{kind}".replace("1S/", "1/")
    made = Structure.from_inchi(text)
    structure = Structure(made.mol, text, inchi=made.regenerated[0], kind="inchi")

    assert set(structure.variants()) == variants
    assert (structure.has_variants, structure.racemic) == (True, racemic)
