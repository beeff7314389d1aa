"""How the truth tables of the checks are written: a record, the codes it gives, the fields to suspect."""

import pytest

from gaba_analogs.api.verify import verify

# PubChem: γ-aminobutyric acid (CID 119), baclofen (2284), arbaclofen (44602), pregabalin (5486971)
GABA = {
    "smiles": "NCCCC(=O)O",
    "inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
    "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
    "formula": "C4H9NO2",
}
BACLOFEN = {
    "smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1",
    "inchi": "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
    "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    "formula": "C10H12ClNO2",
}
ARBACLOFEN = {
    "smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
    "inchi": f"{BACLOFEN['inchi']}/t8-/m0/s1",
    "inchikey": "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
    "formula": "C10H12ClNO2",
}
S_BACLOFEN = {
    "smiles": "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1",
    "inchi": f"{BACLOFEN['inchi']}/t8-/m1/s1",
    "inchikey": "KPYSYYIEGFHWSV-MRVPVSSYSA-N",
    "formula": "C10H12ClNO2",
}
PREGABALIN = {
    "smiles": "CC(C)C[C@H](CN)CC(=O)O",
    "inchi": "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
    "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
    "formula": "C8H17NO2",
}
OXYBATE = {  # sodium oxybate, CID 23663870
    "smiles": "[Na+].[O-]C(=O)CCCO",
    "inchi": "InChI=1S/C4H8O3.Na/c5-3-1-2-4(6)7;/h5H,1-3H2,(H,6,7);/q;+1/p-1",
    "inchikey": "XYGBKMMCQDZQOZ-UHFFFAOYSA-M",
    "formula": "C4H7NaO3",
}
HYDROXYBUTYRIC = {  # 4-hydroxybutanoic acid, CID 10413
    "smiles": "OCCCC(=O)O",
    "inchi": "InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)",
    "inchikey": "SJZRECIVHVDYJC-UHFFFAOYSA-N",
    "formula": "C4H8O3",
}


def case(label, record, codes="", suspects="", /, **change):
    """Make one line of a truth table; codes and suspects are words, `change` replaces fields of the record."""
    fields = {**record, **change}
    return pytest.param(fields, frozenset(codes.split()), tuple(suspects.split()), id=label)


def outcome(fields):
    """Give the codes of all findings and the suspects, through the front door."""
    report = verify(fields, names=False)
    return frozenset(finding.code for finding in report.findings), report.suspects
