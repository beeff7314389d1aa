"""Entries of the Chemical Component Dictionary."""

from __future__ import annotations

import pytest

from gaba_analogs import verify
from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.results.findings import Verdict

# Layout: wwPDB Chemical Component Dictionary. Values: component ABU (GABA), PubChem CID 119.
ENTRY = """data_ABU
#
_chem_comp.id                 ABU
_chem_comp.name               "GAMMA-AMINO-BUTANOIC ACID"
_chem_comp.formula            "C4 H9 N O2"
_chem_comp.pdbx_synonyms      'GAMMA(AMINO)-BUTYRIC ACID; 4\'-x'
_chem_comp.pdbx_formal_charge 0
_chem_comp.formula_weight     103.120
_chem_comp.one_letter_code    ?
#
loop_
_chem_comp_atom.comp_id
_chem_comp_atom.atom_id
ABU N
ABU CD
#
loop_
_pdbx_chem_comp_descriptor.comp_id
_pdbx_chem_comp_descriptor.type
_pdbx_chem_comp_descriptor.program
_pdbx_chem_comp_descriptor.program_version
_pdbx_chem_comp_descriptor.descriptor
ABU SMILES           ACDLabs              12.01 "O=C(O)CCCN"
ABU InChI            InChI                1.03
;InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/
h1-3,5H2,(H,6,7)
;
ABU InChIKey         InChI                1.03  BTCSSZJGUNDROE-UHFFFAOYSA-N
ABU SMILES_CANONICAL CACTVS               3.385 "NCCCC(O)=O"
ABU SMILES           CACTVS               3.385 "NCCCC(O)=O"
ABU SMILES_CANONICAL "OpenEye OEToolkits" 1.9.2 "C(CC(=O)O)CN"
#
loop_
_pdbx_chem_comp_identifier.comp_id
_pdbx_chem_comp_identifier.type
_pdbx_chem_comp_identifier.program
_pdbx_chem_comp_identifier.program_version
_pdbx_chem_comp_identifier.identifier
ABU "SYSTEMATIC NAME" ACDLabs              12.01 "4-aminobutanoic acid"
ABU "SYSTEMATIC NAME" "OpenEye OEToolkits" 1.9.2 "4-azanylbutanoic acid"
#
"""


def records(tmp_path, text):
    """Write an entry, and read it."""
    path = tmp_path / "components.cif"
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def test_what_an_entry_states(tmp_path):
    """Items, rows and texts between semicolons are read; the programs' descriptors state their fields."""
    (record,) = records(tmp_path, ENTRY)

    assert dict(record.stated()) == {
        "name": "GAMMA-AMINO-BUTANOIC ACID",
        "smiles": "C(CC(=O)O)CN",
        "connectivity_smiles": "NCCCC(O)=O",
        "inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
        "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
        "formula": "C4 H9 N O2",
        "molecular_weight": "103.120",
        "charge": "0",
        "iupac_name": "4-aminobutanoic acid",
        "synonyms": "GAMMA(AMINO)-BUTYRIC ACID; 4'-x",
    }


@pytest.mark.parametrize(
    ("old", "new", "suspects"),
    [
        pytest.param("", "", (), id="sound"),
        pytest.param('3.385 "NCCCC(O)=O"\nABU SMILES_CANONICAL "Op', '3.385 "NCCCCC(O)=O"\nABU SMILES_CANONICAL "Op',
                     ("connectivity_smiles",), id="cactvs-differs-from-openeye"),
        pytest.param('"C(CC(=O)O)CN"', '"C(CC(=O)O)CCN"', ("smiles",), id="openeye-differs-from-all"),
        pytest.param("103.120", "113.120", ("molecular_weight",), id="weight"),
    ],
)  # fmt: skip
def test_the_programs_are_compared_with_each_other(tmp_path, old, new, suspects):
    """One descriptor that tells of another molecule than the rest is found."""
    (record,) = records(tmp_path, ENTRY.replace(old, new, 1))
    report = verify(record, names=False)

    assert report.suspects == suspects
    assert report.verdict is (Verdict.INCONSISTENT if suspects else Verdict.VERIFIED)


def test_entries_follow_one_another(tmp_path):
    """Each entry is a record at its line, and one with a notation of CACTVS alone has no connectivity."""
    second = ENTRY.replace("ABU", "HEX").replace('3.385 "NCCCC(O)=O"', '3.385 "NCCCC(O)=O|6|"')
    first, last = records(tmp_path, ENTRY + second)

    assert (first.place.line, last.place.line) == (1, 42)
    assert (first.place.row, last.place.row) == (1, 2)
    assert last.connectivity_smiles is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(ENTRY[: ENTRY.index("\nh1-3")], "a text between semicolons never ends", id="truncated"),
        pytest.param("data_x\n_chem_comp.type ?\n", "no component in this CIF", id="nothing-stated"),
        pytest.param("data_1ABC\n_entry.id 1ABC\n_atom_site.id 1\n", "a macromolecular structure", id="protein"),
        pytest.param("data_1\n_cell_length_a 5.1\n", "a crystal structure in CIF", id="crystal"),
    ],
)
def test_other_and_damaged_files(tmp_path, text, said):
    """What is truncated, empty or another kind of CIF is named."""
    with pytest.raises(InputError) as refused:
        records(tmp_path, text)
    assert said in str(refused.value)
