"""ChEBI's long tables: a row for each statement."""

from __future__ import annotations

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read

HEADER = "ID\tCOMPOUND_ID\tTYPE\tSOURCE\tCHEMICAL_DATA\n"
# ChEBI, CHEBI:16865 (GABA)
FORMULA = "1\t16865\tFORMULA\tKEGG COMPOUND\tC4H9NO2.0\n2\t16865\tFORMULA\tChEBI\tC4H9NO2\n"
MASSES = "3\t16865\tMASS\tChEBI\t103.12\n4\t16865\tMONOISOTOPIC MASS\tChEBI\t103.0633\n"


def records(tmp_path, text, name="chemical_data.tsv"):
    """Write a table, and read it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def test_rows_of_one_compound_are_one_record(tmp_path):
    """What follows one another belongs together, and ChEBI's own statement goes before that of another source."""
    gaba, other = records(tmp_path, HEADER + FORMULA + MASSES + "5\t2\tCHARGE\tChEBI\t-1\n")

    assert (gaba.chebi_id, gaba.formula, gaba.molecular_weight) == ("CHEBI:16865", "C4H9NO2", "103.12")
    assert (gaba.monoisotopic_mass, gaba.place.line) == ("103.0633", 2)
    assert (other.chebi_id, other.charge) == ("CHEBI:2", "-1")


def test_the_default_structure_is_preferred(tmp_path):
    """Of several drawings of a compound the one that is marked as default is read; cells span lines."""
    rows = '1,16865,"a\nM  END",mol,3D,N\n2,16865,"b\nM  END",mol,2D,Y\n3,16865,NCCCC(=O)O,SMILES,1D,N\n'
    header = "ID,COMPOUND_ID,STRUCTURE,TYPE,DIMENSION,DEFAULT_STRUCTURE\n"
    (gaba,) = records(tmp_path, header + rows, "structures.csv")

    assert (gaba.molblock, gaba.smiles) == ("b\nM  END", "NCCCC(=O)O")


def test_registry_numbers(tmp_path):
    """Accessions state the number of the registry that their kind names."""
    text = "ID\tCOMPOUND_ID\tSOURCE\tTYPE\tACCESSION_NUMBER\n1\t16865\tKEGG\tKEGG COMPOUND accession\tC00334\n"
    text += "2\t16865\tChemIDplus\tCAS Registry Number\t56-12-2\n"
    (gaba,) = records(tmp_path, text, "database_accession.tsv")

    assert (gaba.kegg_id, gaba.cas) == ("C00334", "56-12-2")


def test_a_torn_row_is_a_problem(tmp_path):
    """A row that lost cells is named, and those around it are read."""
    first, torn, last = records(tmp_path, f"{HEADER}{FORMULA}9\t16865\tMASS\n{MASSES}")

    assert torn.problem == "row has 3 cells but the header has 5"
    assert (first.formula, last.molecular_weight) == ("C4H9NO2", "103.12")


def test_a_table_of_other_statements_is_refused(tmp_path):
    """Kinds that are no field state nothing."""
    with pytest.raises(InputError, match="no formula, mass or structure"):
        records(tmp_path, HEADER + "1\t2\tCOLOUR\tChEBI\tred\n")
