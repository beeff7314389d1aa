"""Drawings that differ only in where electrons and charges are drawn are one compound; ions and tautomers are not."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify_records
from gaba_analogs.chemistry.structure import key_of
from gaba_analogs.record import StructureRecord

# The InChIs are those that Open Babel 3.1 writes for the other drawing; of superoxide, PubChem's (CID 5359597).
RESONANCE_FORMS = [
    pytest.param("N[C+](N)N", "InChI=1S/CH5N3/c2-1(3)4/h(H5,2,3,4)/p+1", id="guanidinium"),
    pytest.param("NC(N)=[NH2+]", "InChI=1S/CH6N3/c2-1(3)4/h2-4H2/q+1", id="guanidinium-as-a-carbocation"),
    pytest.param("C[C+](N)N", "InChI=1S/C2H6N2/c1-2(3)4/h1H3,(H3,3,4)/p+1", id="amidinium"),
    pytest.param("CC([O-])=CC(C)=O", "InChI=1S/C5H7O2/c1-4(6)3-5(2)7/h3H,1-2H3/q-1", id="acetylacetonate"),
    pytest.param("CC(=O)[CH-]C(C)=O", "InChI=1S/C5H8O2/c1-4(6)3-5(2)7/h3,6H,1-2H3/p-1", id="carbanion"),
    pytest.param("[S-]C#N", "InChI=1S/CNS/c2-1-3/q-1", id="thiocyanate"),
    pytest.param("O=C=[N-]", "InChI=1S/CHNO/c2-1-3/h3H/p-1", id="cyanate"),
    pytest.param("[Na+].[O-]C#N", "InChI=1S/CNO.Na/c2-1-3;/q-1;+1", id="sodium-cyanate"),
    pytest.param("C=C[O-]", "InChI=1S/C2H3O/c1-2-3/h2H,1H2/q-1", id="enolate-of-acetaldehyde"),
    pytest.param("C=[N+]([O-])[O-]", "InChI=1S/CH2NO2/c1-2(3)4/h1H2/q-1", id="nitronate"),
    pytest.param("[O-]c1ccccc1", "InChI=1S/C6H5O/c7-6-4-2-1-3-5-6/h1-5H/q-1", id="phenoxide-as-a-carbanion"),
    pytest.param("C[C+](C)O", "InChI=1S/C3H6O/c1-3(2)4/h1-2H3/p+1", id="protonated-acetone"),
    pytest.param("N#N=O", "InChI=1S/N2O/c1-2-3", id="nitrous-oxide"),
    pytest.param("CC#N=C", "InChI=1S/C3H5N/c1-3-4-2/h2H2,1H3", id="nitrile-ylide"),
    pytest.param("[O-][Cl+3]([O-])([O-])[O-]", "InChI=1S/ClHO4/c2-1(3,4)5/h(H,2,3,4,5)/p-1", id="perchlorate"),
    pytest.param("[O-]Cl(=O)(=O)=O", "InChI=1S/ClO4/c2-1(3,4)5/q-1", id="perchlorate-with-charges"),
    pytest.param("O[Br+2]([O-])[O-]", "InChI=1S/BrHO3/c2-1(3)4/h(H,2,3,4)", id="bromic-acid"),
    pytest.param(
        "[Na+].[O-][I+3]([O-])([O-])[O-]", "InChI=1S/HIO4.Na/c2-1(3,4)5;/h(H,2,3,4,5);/q;+1/p-1", id="sodium-periodate"
    ),
    pytest.param("O[Cl+][O-]", "InChI=1S/ClHO2/c2-1-3/h(H,2,3)", id="chlorous-acid"),
    pytest.param("[O-][Xe+3]([O-])[O-]", "InChI=1S/O3Xe/c1-4(2)3", id="xenon-trioxide"),
    pytest.param("[O-][O]", "InChI=1S/HO2/c1-2/h1H/p-1", id="superoxide-of-a-molfile"),
    pytest.param("O=[O-]", "InChI=1S/HO2/c1-2/h1H/p-1", id="superoxide-with-a-double-bond"),
    pytest.param("C[As+](C)(O)[O-]", "InChI=1S/C2H7AsO2/c1-3(2,4)5/h1-2H3,(H,4,5)", id="cacodylic-acid"),
]

OTHER_COMPOUNDS = [
    pytest.param("N[C](N)N", "InChI=1S/CH5N3/c2-1(3)4/h(H5,2,3,4)/p+1", id="radical-beside-an-ion"),
    pytest.param("N[C+](N)N", "InChI=1S/CH5N3/c2-1(3)4/h(H5,2,3,4)", id="a-proton-less"),
    pytest.param("O[O-]", "InChI=1S/HO2/c1-2/h1H/p-1", id="hydroperoxide-and-superoxide"),
    pytest.param("CC(O)=CC(C)=O", "InChI=1S/C5H8O2/c1-4(6)3-5(2)7/h3H2,1-2H3", id="enol-and-ketone"),
    pytest.param("CC(=O)C=C(C)[O-]", "InChI=1S/C5H7O2/c1-4(6)3-5(2)7/h1,3H2,2H3/q-1", id="another-carbanion"),
    pytest.param("[O-]C#N", "InChI=1S/CNO/c1-2-3/q-1", id="cyanate-and-fulminate"),
    pytest.param("O=C=N", "InChI=1S/CHNO/c2-1-3/h3H", id="isocyanic-and-cyanic-acid"),
    pytest.param("C[N+](=O)[O-]", "InChI=1S/CH2NO2/c1-2(3)4/h1H2/q-1", id="nitromethane-and-nitronate"),
    pytest.param("[O-][Cl+2]([O-])[O-]", "InChI=1S/ClHO4/c2-1(3,4)5/h(H,2,3,4,5)/p-1", id="chlorate-and-perchlorate"),
    pytest.param("O[Br+2]([O-])[O-]", "InChI=1S/BrHO3/c2-1(3)4/h(H,2,3,4)/p-1", id="bromic-acid-and-bromate"),
    pytest.param("OCl(=O)(=O)=O", "InChI=1S/ClO4/c2-1(3,4)5/q-1", id="perchloric-acid-and-perchlorate"),
    pytest.param("C=[O+]", "InChI=1S/CH2O/c1-2/h1H2/p+1", id="radical-cation-and-protonated-aldehyde"),
]


def verdicts(smiles, inchi):
    """Verify a SMILES beside an InChI, beside its key and beside both."""
    others = ({"inchi": inchi}, {"inchikey": key_of(inchi)}, {"inchi": inchi, "inchikey": key_of(inchi)})
    return {
        report.verdict
        for report in verify_records([StructureRecord(smiles=smiles, **other) for other in others], names=False)
    }


@pytest.mark.parametrize(("smiles", "inchi"), RESONANCE_FORMS)
def test_resonance_forms_agree(smiles, inchi):
    """A SMILES agrees with the InChI and the key of another drawing of the same electrons."""
    assert verdicts(smiles, inchi) == {"verified"}


@pytest.mark.parametrize(("smiles", "inchi"), OTHER_COMPOUNDS)
def test_other_compounds_are_told_apart(smiles, inchi):
    """A hydrogen or an electron more, less or elsewhere is another compound."""
    assert verdicts(smiles, inchi) == {"inconsistent"}


@pytest.mark.parametrize(
    ("mark", "verdict"), [pytest.param("@", "verified", id="same"), pytest.param("@@", "inconsistent", id="enantiomer")]
)
def test_configuration_is_compared_in_another_drawing(mark, verdict):
    """The enantiomer of the cation is found where the anion is drawn in another way."""
    # 2-hydroxypropyl(trimethyl)ammonium perchlorate; InChI of the drawing with double bonds by Open Babel 3.1
    inchi = "InChI=1S/C6H16NO.ClHO4/c1-6(8)5-7(2,3)4;2-1(3,4)5/h6,8H,5H2,1-4H3;(H,2,3,4,5)/q+1;/p-1/t6-;/m0./s1"

    assert verdicts(f"C[C{mark}H](O)C[N+](C)(C)C.[O-][Cl+3]([O-])([O-])[O-]", inchi) == {verdict}
