"""E and Z of a name are compared with those of the same tautomer only."""

import pytest

from gaba_analogs.api.verify import verify

# AqSolDB A-267: named as the azo compound, drawn as the hydrazone
HYDRAZONE = {
    "name": "sodium 2-{2,5-dichloro-4-[(E)-2-(2-methyl-1H-indol-3-yl)diazen-1-yl]benzenesulfonamido}ethane-1-sulfonate",
    "smiles": r"[Na+].CC\1=Nc2ccccc2C1=N/Nc3cc(Cl)c(cc3Cl)[S](=O)(=O)NCC[S]([O-])(=O)=O",
}
# azobenzene, PubChem CID 2272; its Z form, CID 5379445; nitrofurazone, CID 5447130
AZOBENZENE = {"name": "(E)-1,2-diphenyldiazene", "smiles": r"c1ccccc1/N=N/c1ccccc1"}
CIS_AZOBENZENE = {**AZOBENZENE, "smiles": r"c1ccccc1/N=N\c1ccccc1"}
NITROFURAZONE = {
    "name": "(Z)-2-((5-nitrofuran-2-yl)methylene)hydrazine-1-carboxamide",
    "smiles": r"NC(=O)N/N=C/c1ccc([N+](=O)[O-])o1",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(HYDRAZONE, False, id="azo-named-hydrazone-drawn"),
        pytest.param(AZOBENZENE, False, id="azo"),
        pytest.param(CIS_AZOBENZENE, True, id="azo-named-E-drawn-Z"),
        pytest.param(NITROFURAZONE, True, id="hydrazone-named-Z-drawn-E"),
    ],
)
def test_labels_of_another_tautomer(record, accused):
    """The E of an azo dye is that of its N=N, the Z of the hydrazone drawn beside it that of its C=N."""
    report = verify(record)

    assert (report.verdict == "inconsistent") is accused
