"""mzTab and mzTab-M: the table of small molecules."""

from __future__ import annotations

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read

# Layouts: mzTab 1.0 and mzTab-M 2.0 specifications (HUPO-PSI); values: PubChem, CIDs 588 and 790
M_HEADER = (
    "SMH\tSML_ID\tSMF_ID_REFS\tdatabase_identifier\tchemical_formula\tsmiles\tinchi\tchemical_name"
    "\ttheoretical_neutral_mass\tadduct_ions"
)
CREATININE = "SML\t469\t6 | 937\tCHEBI:16737\tC4H7N3O\tnull\tnull\tCreatinine\t113.0589\t[M+H]+ | [M+Na]+"
EITHER = "SML\t1\t2\tCHEBI:16737 | CHEBI:17368\tC4H7N3O | C5H4N4O\tnull\tnull\tCreatinine | Hypoxanthine\tnull\t[M+H]+"
FIRST = "SMH\tidentifier\tchemical_formula\tsmiles\tinchi_key\tdescription\texp_mass_to_charge\tcharge"
OLD = "SML\tCID:588\tC4H7N3O\tCN1CC(=O)N=C1N\tDDRJAANPRJIHGJ-UHFFFAOYSA-N\tcreatinine\t114.0662\t1"


def records(tmp_path, *lines, name="report.mztab", **options):
    """Write a report, and read it."""
    path = tmp_path / name
    path.write_text("\n".join(["MTD\tmzTab-version\t2.2.0-M", "", *lines, ""]), encoding="utf-8")
    return list(read(path, **options))


@pytest.mark.parametrize("name", ["report.mztab", "report.mzTab", "report.txt", "report.tsv"])
def test_small_molecules_are_records(tmp_path, name):
    """Each row is one; null is nothing, the mass is that of the neutral molecule, the identifier that of its form."""
    (record,) = records(tmp_path, M_HEADER, CREATININE, name=name)

    assert (record.name, record.smiles, record.formula) == ("Creatinine", None, "C4H7N3O")
    assert (record.monoisotopic_mass, record.chebi_id, record.place.line) == ("113.0589", "CHEBI:16737", 4)


def test_several_identifications_are_several_records(tmp_path):
    """What a row lists side by side belongs together element by element."""
    found = records(tmp_path, M_HEADER, EITHER)

    assert [(r.name, r.formula, r.chebi_id) for r in found] == [
        ("Creatinine", "C4H7N3O", "CHEBI:16737"),
        ("Hypoxanthine", "C5H4N4O", "CHEBI:17368"),
    ]


def test_the_charge_of_the_ion_is_not_the_compounds(tmp_path):
    """In mzTab 1.0 charge stands beside the mass to charge of what was measured."""
    (record,) = records(tmp_path, FIRST, OLD)

    assert (record.charge, record.inchikey) == (None, "DDRJAANPRJIHGJ-UHFFFAOYSA-N")


def test_a_torn_row_is_a_problem(tmp_path):
    """A row that lost its end is named, and those after it are read."""
    torn, whole = records(tmp_path, M_HEADER, "SML\t469\t6 | 937\tCHEBI:16737\tC4H7", CREATININE)

    assert torn.problem == "row has 5 cells but the header has 10"
    assert whole.name == "Creatinine"


@pytest.mark.parametrize("lines", [[], [M_HEADER], ["PRH\taccession", "PRT\tP1"]])
def test_a_report_without_small_molecules_is_refused(tmp_path, lines):
    """One of proteins, or without rows, holds no compound."""
    with pytest.raises(InputError, match="no small molecules"):
        records(tmp_path, *lines)


def test_mapping_an_absent_column(tmp_path):
    """A mapped title has to be in the header."""
    with pytest.raises(InputError, match="no column 'structure'"):
        records(tmp_path, M_HEADER, CREATININE, mapping={"smiles": "structure"})
