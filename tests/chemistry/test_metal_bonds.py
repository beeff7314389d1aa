"""Drawings of metal compounds with covalent, dative and ionic bonds."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.metal_bonds import metal_forms
from gaba_analogs.chemistry.structure import key_of

# InChIs by Open Babel 3.1 of another drawing of the compound; of zinc pyrithione, those of its two usual drawings
FERROCENE = "InChI=1S/2C5H5.Fe/c2*1-2-4-5-3-1;/h2*1-5H;/q2*-1;+2"
COVALENT_FERROCENE = "InChI=1S/2C5H5.Fe/c2*1-2-4-5-3-1;/h2*1-5H;"
DIETHYLZINC = "InChI=1S/2C2H5.Zn/c2*1-2;/h2*1H2,2H3;/q2*-1;+2"
BUTYLLITHIUM = "InChI=1S/C4H9.Li/c1-3-4-2;/h1,3-4H2,2H3;/q-1;+1"
CISPLATIN = "InChI=1S/2ClH.2H3N.Pt/h2*1H;2*1H3;/q;;;;+2/p-2"
PYRITHIONE = "InChI=1S/2C5H4NOS.Zn/c2*7-6-4-2-1-3-5(6)8;/h2*1-4H;/q2*-1;+2"
THIOLATE = "InChI=1S/2C5H5NOS.Zn/c2*7-6-4-2-1-3-5(6)8;/h2*1-4,8H;/q;;+2/p-2"
OSMIUM_TETROXIDE = "InChI=1S/4O.Os"


@pytest.mark.parametrize(
    ("smiles", "inchi"),
    [
        pytest.param("C1=CC=CC1[Fe]C1C=CC=C1", FERROCENE, id="ferrocene-sigma"),
        pytest.param("C12C3C4C5C1[Fe]23451234C5C1C2C3C45", FERROCENE, id="ferrocene-ten-bonds"),
        pytest.param("[Fe+2].c1cc[cH-]c1.c1cc[cH-]c1", COVALENT_FERROCENE, id="ferrocene-ions"),
        pytest.param("CC[Zn]CC", DIETHYLZINC, id="diethylzinc"),
        pytest.param("CCCC[Li]", BUTYLLITHIUM, id="butyllithium"),
        pytest.param("N->[Pt](<-N)(Cl)Cl", CISPLATIN, id="cisplatin-dative"),
        pytest.param("[NH3+][Pt-2]([NH3+])(Cl)Cl", CISPLATIN, id="cisplatin-charged"),
        pytest.param("[NH3][Pt]([NH3])(Cl)Cl", CISPLATIN, id="cisplatin-covalent"),
        pytest.param("S=c1ccccn1O[Zn]On1ccccc1=S", PYRITHIONE, id="zinc-pyrithione-covalent"),
        pytest.param("S=c1ccccn1O[Zn]On1ccccc1=S", THIOLATE, id="zinc-pyrithione-thiolate"),
        pytest.param("[Zn+2].[O-]n1ccccc1=S.[O-]n1ccccc1=S", THIOLATE, id="zinc-pyrithione-ions"),
        pytest.param("[O-2].[O-2].[O-2].[O-2].[Os+8]", OSMIUM_TETROXIDE, id="osmium-tetroxide"),
    ],
)
def test_bonds_to_metals_are_conventions(smiles, inchi):
    """InChI and key of another drawing of the bonds to a metal agree with a SMILES."""
    records = ({"smiles": smiles, "inchi": inchi}, {"smiles": smiles, "inchikey": key_of(inchi)})

    assert [verify(record, names=False).verdict for record in records] == ["verified"] * 2


@pytest.mark.parametrize(
    ("smiles", "inchi"),
    [
        pytest.param("[Fe+3].c1cc[cH-]c1.c1cc[cH-]c1", FERROCENE, id="ferrocenium"),
        pytest.param("CC[Zn+]", DIETHYLZINC, id="an-ethyl-group-less"),
        pytest.param("C[Zn]CC", DIETHYLZINC, id="a-methylene-group-less"),
        pytest.param("[NH2][Pt]([NH2])(Cl)Cl", CISPLATIN, id="ammine-without-a-hydrogen"),
        pytest.param("[NH3][Pt]([NH3])(Cl)(Cl)(Cl)Cl", CISPLATIN, id="platinum-four"),
        pytest.param("[Zn+2].[S-]c1ccccn1.[S-]c1ccccn1", THIOLATE, id="pyridinethiol-for-pyrithione"),
    ],
)
def test_other_metal_compounds_are_told_apart(smiles, inchi):
    """Another charge, ligand or hydrogen is another compound, however the bonds are drawn."""
    records = ({"smiles": smiles, "inchi": inchi}, {"smiles": smiles, "inchikey": key_of(inchi)})

    assert [verify(record, names=False).verdict for record in records] == ["inconsistent"] * 2


def test_no_forms_without_a_metal():
    """A compound without a metal is left as it is."""
    assert list(metal_forms(Chem.MolFromSmiles("NCCCC(=O)O"))) == []
