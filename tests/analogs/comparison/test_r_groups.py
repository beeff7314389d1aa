"""Substituents of the chain: on the acid, in rings, on unsaturated chains, and their names."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.analogs.chain import acid_class, chains
from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.comparison.group_names import group_name

# Froestl et al., J. Med. Chem. 1995, 38, 3297 and 3313: P-H and P-CH3 are agonists, larger groups antagonists.
PHOSPHINIC = {
    "CGP-27492": ("NCCC[PH](=O)O", "H"),
    "SKF-97541": ("NCCCP(C)(=O)O", "methyl"),
    "CGP-36742": ("CCCCP(=O)(O)CCCN", "butyl"),
    "CGP-35348": ("CCOC(OCC)P(=O)(O)CCCN", "diethoxymethyl"),
    "CGP-46381": ("NCCCP(=O)(O)CC1CCCCC1", "cyclohexylmethyl"),
}


def test_groups_on_phosphorus():
    """The group on phosphorus, which makes an agonist or an antagonist, is a column of its own."""
    table = compare({name: smiles for name, (smiles, _) in PHOSPHINIC.items()}).r_groups(in_words=True)

    assert table["on_acid"].tolist() == [group for _, group in PHOSPHINIC.values()]
    assert table["acid"].unique().tolist() == ["phosphinic acid"]
    assert compare({"x": "NCCCP(C)(=O)O"}).r_groups()["on_acid"].item() == "*C"
    assert compare(["baclofen"]).r_groups()["on_acid"].item() == ""


@pytest.mark.parametrize(
    ("smiles", "rings"),
    [
        pytest.param("NC[C@H]1C[C@@H]1C(=O)O", "cyclopropane from C3 to C2", id="TAMP"),
        pytest.param("N[C@@H]1CC[C@H](C1)C(=O)O", "cyclopentane from C4 to C2", id="cis-ACPC"),
        pytest.param("OC(=O)CC1CCNC1", "pyrrolidine from N to C3", id="homo-beta-proline"),
        pytest.param("OC(=O)C1CCNCC1", "piperidine from N to C2", id="isonipecotic-acid"),
        pytest.param("OC(=O)C1=CCNCC1", "tetrahydropyridine from N to C2", id="isoguvacine"),
        pytest.param("gabapentin", "spiro cyclohexane on C3", id="gabapentin"),
        pytest.param("mirogabalin", "spiro cyclobutane fused with cyclopentene on C3", id="mirogabalin"),
        pytest.param("N[C@@H]1C[C@@H](C(=O)O)C1=C(F)F", "cyclobutane from C4 to C2", id="CPP-115"),
    ],
)
def test_rings(smiles, rings):
    """A ring is named with the places of the chain that it joins, and stands at each of them."""
    table = compare({"x": smiles}).r_groups(in_words=True)
    places = [place for place in ("N", "C4", "C3", "C2") if f" {place} " in f" {rings} "]

    assert table["rings"].item() == rings
    assert (table.loc["x", places] == "ring").all()


@pytest.mark.parametrize(
    ("smiles", "chain"),
    [
        pytest.param("NC/C=C/C(=O)O", "C3=C2 (E)", id="TACA"),
        pytest.param("NC/C=C\\C(=O)O", "C3=C2 (Z)", id="CACA"),
        pytest.param("NCC#CC(=O)O", "C3≡C2", id="4-aminotetrolic-acid"),
        pytest.param("OC(=O)C1=CCNCC1", "C3=C2", id="isoguvacine"),
        pytest.param("C=CC(N)CCC(=O)O", "saturated", id="vigabatrin"),
    ],
)
def test_unsaturated_chains(smiles, chain):
    """The chain of an unsaturated analogue is found, and its bond named."""
    assert compare({"x": smiles}).r_groups()["chain"].item() == chain


@pytest.mark.parametrize(
    ("smiles", "acid"),
    [
        pytest.param("NCC(Cc1nnn[nH]1)c1ccc(Cl)cc1", "tetrazole", id="tetrazole"),
        pytest.param("NCC(CC(=O)NO)c1ccc(Cl)cc1", "hydroxamic acid", id="hydroxamic-acid"),
        pytest.param("NCC(CS(=O)(=O)O)c1ccc(Cl)cc1", "sulfonic acid", id="saclofen"),
        pytest.param("NCC(CS(=O)O)c1ccc(Cl)cc1", "sulfinic acid", id="sulfinic-acid"),
        pytest.param("NCC(CP(=O)(O)O)c1ccc(Cl)cc1", "phosphonic acid", id="phaclofen"),
        pytest.param("NCc1cc(O)no1", "isoxazol-3-ol", id="muscimol"),
        pytest.param("O=c1[nH]oc2c1CCNC2", "isoxazol-3-ol", id="THIP"),
        pytest.param("O=c1cc(C2CCNCC2)o[nH]1", "isoxazol-3-ol", id="4-PIOL"),
    ],
)
def test_acids(smiles, acid):
    """What stands for the carboxylic acid is recognised in each of its tautomers."""
    mol = Chem.MolFromSmiles(smiles)

    assert [acid_class(mol, chain) for chain in chains(mol)] == [acid]


@pytest.mark.parametrize("smiles", ["NCCCC(N)=O", "NCCCC(=O)OC", "NCCCO", "NCCCc1ncc[nH]1", "NCCCC#N", "NC=CCC(=O)O"])
def test_no_acid(smiles):
    """Amides, esters, alcohols, imidazoles, nitriles and enamines are no such chains."""
    assert chains(Chem.MolFromSmiles(smiles)) == ()


# Names by hand from IUPAC's rules for substituents (P-29, P-61).
@pytest.mark.parametrize(
    ("smiles", "name"),
    [
        ("*CC(C)C", "isobutyl"),
        ("*c1ccc(Cl)cc1", "4-chlorophenyl"),
        ("*c1ccc(Cl)c(Cl)c1", "3,4-dichlorophenyl"),
        ("*c1cc(F)cc(Br)c1", "3-bromo-5-fluorophenyl"),
        ("*c1ccc(OC)cc1", "4-methoxyphenyl"),
        ("*c1cccc(C(F)(F)F)c1", "3-(trifluoromethyl)phenyl"),
        ("*Cc1ccccc1", "benzyl"),
        ("*Cc1ccc(F)cc1", "4-fluorobenzyl"),
        ("*[C@H](C)c1ccc(Cl)c(Cl)c1", "1-(3,4-dichlorophenyl)ethyl"),
        ("*CCc1ccccc1", "2-phenylethyl"),
        ("*Oc1ccc(Cl)cc1", "4-chlorophenoxy"),
        ("*CCCCC", "pentyl"),
        ("*CC1CCCCC1", "cyclohexylmethyl"),
        ("*c1ccc(Cl)s1", "5-chloro-2-thienyl"),
        ("*OCCC", "propoxy"),
        ("*C1(F)CC1", "*C1(F)CC1"),
    ],
)
def test_names(smiles, name):
    """Groups that chemists draw have names; a group without one stays SMILES."""
    assert group_name(smiles) == name
