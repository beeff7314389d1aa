"""A fault is found wherever in a stream it is: behind records of the same shape that go the short way."""

from dataclasses import replace

import pytest
from page_records import CASES, records_of, reports_on, said

from gaba_analogs.api.verify import verify_records
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Verdict

# GABA: PubChem CID 119, CAS Common Chemistry 56-12-2, EC inventory 200-258-6, CompTox DTXSID6035106; the identifiers of
# data/compounds.csv; what its HRMS and analysis should be, by hand
GABA = {
    "name": "GABA",
    "smiles": "NCCCC(=O)O",
    "connectivity_smiles": "NCCCC(=O)O",
    "inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
    "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
    "formula": "C4H9NO2",
    "element_counts": "C4H9NO2",
    "molecular_weight": "103.12",
    "monoisotopic_mass": "103.0633",
    "charge": "0",
    "iupac_name": "4-aminobutanoic acid",
    "synonyms": "4-aminobutanoic acid",
    "chirality": "achiral",
    "cas": "56-12-2",
    "unii": "2ACZ6IPC6I",
    "ec_number": "200-258-6",
    "pubchem_cid": "119",
    "drugbank_id": "DB02530",
    "dtxsid": "DTXSID6035106",
    "hrms": "calcd for C4H10NO2 [M+H]+ 104.0706, found 104.0704",
    "elemental_analysis": "calcd for C4H9NO2: C, 46.59; H, 8.80; N, 13.58; found: C, 46.60; H, 8.79; N, 13.55",
    "molblock": """
  GABA

  7  6  0  0  0  0            999 V2000
    0.0000    0.0000    0.0000 N   0  0
    1.2990    0.7500    0.0000 C   0  0
    2.5981    0.0000    0.0000 C   0  0
    3.8971    0.7500    0.0000 C   0  0
    5.1962    0.0000    0.0000 C   0  0
    5.1962   -1.5000    0.0000 O   0  0
    6.4952    0.7500    0.0000 O   0  0
  1  2  1  0
  2  3  1  0
  3  4  1  0
  4  5  1  0
  5  6  2  0
  5  7  1  0
M  END
""",
}


def plain_like(record):
    """Give GABA with the fields that a record states."""
    return StructureRecord(**{name: GABA[name] for name, _ in record.stated()})


@pytest.mark.parametrize("code", CASES)
def test_plain_record_has_no_fault(code):
    """GABA with the fields of each page's record is no stand-in for the faulty one."""
    (faulty,) = records_of(code)
    (report,) = reports_on(code, [plain_like(faulty)])

    assert report.verdict in {Verdict.VERIFIED, Verdict.UNVERIFIED}
    assert said(code, report) == []


@pytest.mark.parametrize("plain", [1, 2], ids=["second", "third"])
@pytest.mark.parametrize("code", CASES)
def test_found_behind_plain_records(code, plain):
    """The fault of each page's record is found behind plain records that state the same fields."""
    (faulty,) = records_of(code)
    *before, last = reports_on(code, [*[plain_like(faulty)] * plain, faulty])
    (alone,) = reports_on(code, [faulty])

    assert not any(said(code, report) for report in before)
    assert said(code, last) == said(code, alone) != []
    assert (last.verdict, last.suspects) == (alone.verdict, alone.suspects)


def completed(record):
    """Add what makes a record plain but for its fault: what the InChI software makes of its SMILES, or a structure."""
    stated = {name for name, _ in record.stated()}
    if stated.isdisjoint({"smiles", "inchi", "molblock", "formula", "iupac_name"}):
        record = replace(record, smiles=GABA["smiles"])
    structure = Structure.from_smiles(record.smiles) if record.smiles else None
    if structure is None or not structure.inchi:
        return record
    made = {"inchi": structure.inchi, "inchikey": key_of(structure.inchi), "formula": structure.composition.formula}
    return replace(record, **{name: value for name, value in made.items() if name not in stated})


@pytest.mark.parametrize("code", CASES)
def test_found_where_all_else_is_plain(code):
    """Behind a plain record, one that agrees with itself but for the fault has the findings that it has alone."""
    faulty = completed(*records_of(code))
    _, last = reports_on(code, [plain_like(faulty), faulty])
    (alone,) = reports_on(code, [faulty])

    assert alone.findings or alone.skipped
    assert last.findings == alone.findings
    assert (last.verdict, last.suspects) == (alone.verdict, alone.suspects)


@pytest.mark.parametrize("code", CASES)
def test_plain_behind_faulty_record(code):
    """A fault does not pass on to the plain record behind it."""
    (faulty,) = records_of(code)
    first, second = reports_on(code, [faulty, plain_like(faulty)])

    assert said(code, first)
    assert not said(code, second)


# names and SMILES as in PubChem
@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            ("2-furylisopropylamine sulfate", "CC(C)(C1=CC=CO1)[NH3+].OS(=O)(=O)[O-]"),
            ("ammonium silver(1+) sulfate", "[NH4+].[O-]S(=O)(=O)[O-].[Ag+]"),
            id="an-acid-beside-a-metal",
        ),
        pytest.param(
            ("5-fluorocytosine", "NC1=NC(=O)NC=C1F"),
            ("fluoroethylamine sulfate", "NCCF.OS(O)(=O)=O"),
            id="an-acid-beside-an-element",
        ),
    ],
)
def test_acids_in_names_are_compared_behind_other_names(first, second):
    """Names that state an acid share no report with those that state less, nor with those of other metals."""
    records = [StructureRecord(name=name, smiles=smiles) for name, smiles in (first, second)]
    alone = [report for record in records for report in verify_records([record], names=False)]

    assert list(verify_records(records, names=False)) == alone
    assert list(verify_records(records[::-1], names=False)) == alone[::-1]


def test_names_of_a_structure_whose_labels_are_in_doubt():
    """Names beside a drawing whose labels toolkits read differently are compared with the InChI, each for itself."""
    quinine = {  # PubChem CID 3034034
        "smiles": "COc1ccc2nccc([C@@H](O)[C@@H]3C[C@@H]4CC[N@]3C[C@@H]4C=C)c2c1",
        "inchi": "InChI=1S/C20H24N2O2/c1-3-13-12-22-9-7-14(13)10-19(22)20(23)16-6-8-21-18-5-4-15(24-2)11-17(16)18"
        "/h3-6,8,11,13-14,19-20,23H,1,7,9-10,12H2,2H3/t13-,14-,19-,20+/m0/s1",
    }
    named = "(R)-[(2S,4S,5R)-5-ethenyl-1-azabicyclo[2.2.2]octan-2-yl]-(6-methoxyquinolin-4-yl)methanol"
    records = [
        {**quinine, "iupac_name": named},
        {**quinine, "iupac_name": "(2S,5R,6S)-2-methyl-1-azabicyclo[2.2.2]octane"},
    ]

    def reports(some):
        return [(r.verdict, r.passed, r.skipped, r.findings, r.agreement) for r in verify_records(some, names=False)]

    alone = [report for record in records for report in reports([record])]
    assert reports(records) == alone
    assert reports(records[::-1]) == alone[::-1]
