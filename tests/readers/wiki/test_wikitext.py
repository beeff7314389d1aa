"""Tests of the wikitext reader: infoboxes in the published template format, written here from facts.

Identifiers, formulas and masses: PubChem CID 2284 (baclofen) and 119 (GABA), the English Wikipedia article
on baclofen; enantiomers of baclofen: CAS 69308-37-8 (R); systematic names and notations: hand-written.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaba_analogs.correcting.articles import rewrite
from gaba_analogs.errors import InputError
from gaba_analogs.readers.notes import InputNotes
from gaba_analogs.readers.wiki.template_names import looks_like_wikitext
from gaba_analogs.readers.wiki.wikitext import read_wikitext
from published import SAMPLES, whole

BACLOFEN = "NCC(CC(=O)O)c1ccc(Cl)cc1"
BACLOFEN_INCHI = "1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
BACLOFEN_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
ARBACLOFEN = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
S_BACLOFEN = "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"
ARBACLOFEN_KEY = "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
GABA = "NCCCC(=O)O"
GABA_INCHI = "1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
SHOWN_INCHI = f"InChI={GABA_INCHI}"  # the templates of the boxes add what their parameters leave out
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
STANDARD = (f"StdInChI = {GABA_INCHI}", f"StdInChIKey = {GABA_KEY}")


def read(text, source=None):
    """Read all records of a text."""
    return list(read_wikitext(text, source=source))


def drug(*parameters):
    """Read the only record of a drug box with these parameters."""
    (record,) = read("{{Infobox drug\n| " + "\n| ".join(parameters) + "\n}}")
    return record


@pytest.mark.parametrize(
    "opening",
    [
        "{{Infobox drug",
        "{{infobox Drug",
        "{{Infobox_drug",
        "{{ Infobox  drug ",
        "{{Drugbox",
        "{{drugbox",
        "{{Template:Drugbox",
        "{{Drugbox <!-- do not move -->",
        "{{Ficha de medicamento",
        "{{Chembox",
        "{{chembox new",
    ],
)
def test_every_spelling_of_the_box_is_found(opening):
    """Case, spaces, underscores, redirects and comments in a template's name do not matter."""
    (record,) = read(opening + "\n| SMILES = NCCCC(=O)O\n}}")

    assert record.smiles == GABA


@pytest.mark.parametrize(
    ("parameter", "field", "value"),
    [
        pytest.param(f"SMILES = {BACLOFEN}", "smiles", BACLOFEN, id="smiles-upper"),
        pytest.param(f"smiles={BACLOFEN}", "smiles", BACLOFEN, id="smiles-lower"),
        pytest.param("SMILES = C#CC/C=C\\C[C@H](N)C", "smiles", "C#CC/C=C\\C[C@H](N)C", id="smiles-signs"),
        pytest.param("SMILES = [NH3+]CCCC(=O)[O-]", "smiles", "[NH3+]CCCC(=O)[O-]", id="smiles-brackets"),
        pytest.param("SMILES = C[[C@@H]](N)O", "smiles", "C[[C@@H]](N)O", id="smiles-no-link"),
        pytest.param("SMILES = <nowiki>NCCCC(=O)O</nowiki>", "smiles", GABA, id="smiles-nowiki"),
        pytest.param("SMILES = {{nowrap|NCCCC(=O)O}}", "smiles", GABA, id="smiles-nowrap"),
        pytest.param("SMILES = {{nowrap|O=C(O)CCCN}}", "smiles", "O=C(O)CCCN", id="smiles-nowrap-equals"),
        pytest.param("SMILES = {{nowrap|1=NCCCC(=O)O}}", "smiles", GABA, id="smiles-nowrap-numbered"),
        pytest.param("SMILES = CC {{!}}&1:1{{!}}", "smiles", "CC |&1:1|", id="smiles-escaped-pipe"),
        pytest.param("SMILES = CC |&1:1|\n| x = y", "smiles", "CC |&1:1|", id="smiles-bare-pipe"),
        pytest.param("SMILES = NCCCC&#40;=O)O", "smiles", GABA, id="smiles-entity"),
        pytest.param("SMILES = NCCCC(=O)O<!-- checked -->", "smiles", GABA, id="smiles-comment"),
        pytest.param('SMILES = NCCCC(=O)O<ref name="a" />', "smiles", GABA, id="smiles-empty-ref"),
        pytest.param("SMILES = NCCCC(=O)O<ref>{{cite|a=b|c}}</ref>", "smiles", GABA, id="smiles-ref"),
        pytest.param("SMILES = NCCCC(=O)O (neutral form)", "smiles", GABA, id="smiles-note"),
        pytest.param("SMILES = neutral form: NCCCC(=O)O", "smiles", GABA, id="smiles-label"),
        pytest.param("SMILES = NCCC<br>C(=O)O", "smiles", "NCCC", id="smiles-two-of-them"),
        pytest.param("SMILES = NCCCC(=<br />O)O", "smiles", GABA, id="smiles-wrapped"),
        pytest.param("SMILES = {{ubl|NCCCC(=O)O|OCCCC(=O)O}}", "smiles", GABA, id="smiles-list"),
        pytest.param(f"StdInChI = {GABA_INCHI}", "inchi", SHOWN_INCHI, id="inchi-bare"),
        pytest.param(f"StdInChI = InChI={GABA_INCHI}", "inchi", SHOWN_INCHI, id="inchi-prefixed"),
        pytest.param(f" InChI={GABA_INCHI}", "inchi", SHOWN_INCHI, id="inchi-prefix-is-the-name"),
        pytest.param(
            "InChI = 1S/C4H9NO2/c5-3-1-2-4(6)7/<br/>h1-3,5H2,(H,6,7)", "inchi", SHOWN_INCHI, id="inchi-wrapped"
        ),
        pytest.param(
            f"StdInChI = {GABA_INCHI} {{{{citation needed|date=May}}}}",
            "inchi",
            SHOWN_INCHI,
            id="inchi-tagged",
        ),
        pytest.param(f"StdInChIKey= {GABA_KEY}", "inchikey", GABA_KEY, id="key-standard"),
        pytest.param(f"InChIKey = {GABA_KEY}", "inchikey", GABA_KEY, id="key"),
        pytest.param(
            "chemical_formula = C<sub>4</sub>H<sub>9</sub>NO<sub>2</sub>",
            "formula",
            "C4H9NO2",
            id="formula-sub",
        ),
        pytest.param("Formula = {{chem|C|4|H|9|N|O|2}}", "formula", "C4H9NO2", id="formula-chem"),
        pytest.param("Formula = {{chem2|C4H9NO2}}", "formula", "C4H9NO2", id="formula-chem2"),
        pytest.param(
            "Formula = C<sub>4</sub>H<sub>8</sub>NO<sub>2</sub><sup>−</sup>",
            "formula",
            "C4H8NO2-",
            id="formula-anion",
        ),
        pytest.param("Formula = SO<sub>4</sub><sup>2−</sup>", "formula", "SO4-2", id="formula-dianion"),
        pytest.param("Formula = {{chem|SO|4|2-}}", "formula", "SO4-2", id="formula-chem-dianion"),
        pytest.param("Formula = {{chem2|SO4(2-)}}", "formula", "SO4-2", id="formula-chem2-dianion"),
        pytest.param("Formula = {{chem2|CuSO4*5H2O}}", "formula", "CuSO4·5H2O", id="formula-hydrate"),
        pytest.param("Formula = <sup>13</sup>CH<sub>4</sub>", "formula", "[13C]H4", id="formula-isotope"),
        pytest.param("Formula = C₄H₉NO₂", "formula", "C₄H₉NO₂", id="formula-unicode-as-typed"),
        pytest.param("Formula = C4H9NO2 (anhydrous)<br>C4H11NO3 (hydrate)", "formula", "C4H9NO2", id="formula-forms"),
        pytest.param("molecular_weight = 103.121", "molecular_weight", "103.121", id="mass"),
        pytest.param("MolarMass = 103.121 g/mol", "molecular_weight", "103.121 g/mol", id="mass-unit"),
        pytest.param(
            "MolarMass = 103.121{{nbsp}}g·mol<sup>−1</sup>",
            "molecular_weight",
            "103.121 g·mol−1",
            id="mass-sup",
        ),
        pytest.param("molar_mass = {{val|103.121|u=g/mol}}", "molecular_weight", "103.121 g/mol", id="mass-val"),
        pytest.param("MolarMass = 103.121 g/mol (anhydrous)", "molecular_weight", "103.121 g/mol", id="mass-note"),
        pytest.param("charge = +1", "charge", "+1", id="charge"),
        pytest.param("charge = 2-", "charge", "2-", id="charge-behind"),
        pytest.param("IUPAC_name = (''RS'')-4-amino", "iupac_name", "(RS)-4-amino", id="name-italics"),
        pytest.param("IUPACName = ('\"R\"')-4-amino", "iupac_name", "(R)-4-amino", id="name-quotes"),
        pytest.param("PIN = 9-(2''H'')-yl,4''-yl-a", "iupac_name", "9-(2H)-yl,4''-yl-a", id="name-double-prime"),
        pytest.param("IUPACName = {{sc|D}}-[[alanine]]", "iupac_name", "D-alanine", id="name-small-caps-link"),
        pytest.param("IUPACName = 4-amino-<br>butanoic acid", "iupac_name", "4-amino-butanoic acid", id="name-wrapped"),
        pytest.param("IUPACName = 4-aminobutanoic\nacid", "iupac_name", "4-aminobutanoic acid", id="name-two-lines"),
        pytest.param(
            "IUPACName = 4-aminobutanoic acid<br>piperidic acid",
            "iupac_name",
            "4-aminobutanoic acid",
            id="name-two",
        ),
        pytest.param(
            "SystematicName = 4-aminobutanoic acid",
            "iupac_name",
            "4-aminobutanoic acid",
            id="name-systematic",
        ),
        pytest.param("OtherNames = GABA<br />''gamma''-form", "synonyms", "GABA\ngamma-form", id="synonyms"),
        pytest.param("synonyms = {{abbr|GABA|an acid}}", "synonyms", "GABA", id="synonyms-abbr"),
        pytest.param("chirality = [[Racemic mixture]]", "chirality", "Racemic mixture", id="chirality"),
        pytest.param("CAS_number = 56-12-2", "cas", "56-12-2", id="cas"),
        pytest.param("CASNo = [https://example.org/x?a=b 56-12-2]", "cas", "56-12-2", id="cas-link"),
        pytest.param("CAS_number = 1134-47-0 <br> 69308-37-8 (R-isomer)", "cas", "1134-47-0; 69308-37-8", id="cas-two"),
        pytest.param("CASNo = 1134-47-0, 69308-37-8", "cas", "1134-47-0; 69308-37-8", id="cas-comma"),
        pytest.param("CASNo = {{ubl|1134-47-0|69308-37-8}}", "cas", "1134-47-0; 69308-37-8", id="cas-list"),
        pytest.param("CASNo = 1134-47-0\n69308-37-8", "cas", "1134-47-0; 69308-37-8", id="cas-lines"),
        pytest.param("CASNo = 1134-47-0 69308-37-8", "cas", "1134-47-0; 69308-37-8", id="cas-blank"),
        pytest.param("CASNo = 1134-47-0 (R: 69308-37-8)", "cas", "1134-47-0; 69308-37-8", id="cas-in-note"),
        pytest.param("CASNo = 1134-47-0, see text", "cas", "1134-47-0", id="cas-and-words"),
        pytest.param("CASNo = 1134-47-0 (retrieved 2009-10-12)", "cas", "1134-47-0", id="cas-and-date"),
        pytest.param("CASNo = 1134-47-0 (EC 214-486-9)", "cas", "1134-47-0", id="cas-and-ec"),
        pytest.param("CASNo = see text<br>1134-47-0", "cas", "see text", id="words-and-cas"),
        pytest.param("UNII = 2ACZ6IPC6I", "unii", "2ACZ6IPC6I", id="unii"),
        pytest.param("UNII = H789N3FKE8<br />2ACZ6IPC6I", "unii", "H789N3FKE8; 2ACZ6IPC6I", id="unii-two"),
        pytest.param("UNII = H789N3FKE8 (form 2), racemate", "unii", "H789N3FKE8", id="unii-and-words"),
        pytest.param("KEGG = D00241<br>C12345", "kegg_id", "D00241", id="kegg-two"),
        pytest.param("EINECS = 200-258-6<br>214-486-9", "ec_number", "200-258-6; 214-486-9", id="einecs-two"),
        pytest.param("EINECS = 200-258-6", "ec_number", "200-258-6", id="einecs"),
        pytest.param("EC_number = 200-258-6", "ec_number", "200-258-6", id="ec"),
    ],
)
def test_stated_value(parameter, field, value):
    """A parameter gives its field, without markup and otherwise as typed."""
    assert getattr(drug(parameter, "UNII2 = X", "CAS_number = 56-12-2" if field != "cas" else ""), field) == value


@pytest.mark.parametrize(
    ("parameter", "field", "value"),
    [
        ("PubChem = 2284", "pubchem_cid", "2284"),
        ("PubChemCID = 2284", "pubchem_cid", "2284"),
        ("IUPHAR_ligand = 1084", "iuphar_id", "1084"),
        ("DrugBank = DB00181", "drugbank_id", "DB00181"),
        ("ChemSpiderID = 2197", "chemspider_id", "2197"),
        ("KEGG = D00241", "kegg_id", "D00241"),
        ("ChEBI = 2972", "chebi_id", "2972"),
        ("ChEMBL = 701", "chembl_id", "701"),
        ("ATC_prefix = M03 | ATC_suffix = BX01", "atc_code", "M03BX01"),
        ("ATCCode_prefix = M03 | ATCCode_suffix = BX01", "atc_code", "M03BX01"),
        ("ATC_prefix = none", "atc_code", None),
    ],
)
def test_registry_identifier(parameter, field, value):
    """Registry identifiers of baclofen stay as typed; an ATC code is put together."""
    assert getattr(drug(f"SMILES = {BACLOFEN}", parameter), field) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "none",
        "N/A",
        "-",
        "<!-- unknown yet -->",
        "{{citation needed|date=May 2020}}",
        "<ref>a</ref>",
        "&nbsp;",
    ],
)
def test_nothing_stated(value):
    """Blank values, comments and placeholders state nothing."""
    assert drug(f"SMILES = {GABA}", f"CAS_number = {value}").cas is None


@pytest.mark.parametrize(
    ("parameters", "formula", "element_counts"),
    [
        pytest.param("C=10 | H=12 | Cl=1 | N=1 | O=2", "C10H12ClNO2", None, id="spaced"),
        pytest.param("C=10|H=12|Cl=1|N=1|O=2", "C10H12ClNO2", None, id="tight"),
        pytest.param("O = 2\n| N = 1\n| Cl = 1\n| C = 10\n| H = 12", "C10H12ClNO2", None, id="any-order"),
        pytest.param("C=10 | H=12 | F= | Cl=1 | Br=0 | N=1 | O=2", "C10H12ClNO2", None, id="blank-and-zero"),
        pytest.param("H=1 | Br=1", "BrH", None, id="no-carbon"),
        pytest.param("C=6,428 | H=9912", "C6428H9912", None, id="antibody-size"),
        pytest.param("C=2n | H=4n", None, None, id="polymer"),
        pytest.param("Formula = C<sub>4</sub>H<sub>9</sub>NO<sub>2</sub>", "C4H9NO2", None, id="explicit"),
        pytest.param("Formula = C4H9O2N | C=4 | H=9 | N=1 | O=2", "C4H9O2N", "C4H9NO2", id="both"),
    ],
)
def test_formula_of_element_counts(parameters, formula, element_counts):
    """Counts are the formula in Hill order, or stand beside an explicit formula."""
    record = drug("CAS_number = 1134-47-0", parameters)

    assert (record.formula, record.element_counts) == (formula, element_counts)


def test_counts_are_labelled():
    """A formula that was put together from counts says so."""
    assert drug("C=4 | H=9 | N=1 | O=2").labels["formula"] == "element counts"


@pytest.mark.parametrize(
    ("unit", "mass"),
    [("", "146"), ("g/mol", "146 g/mol"), ("kDa", "146 kDa"), ("kg/mol", "146 kg/mol")],
)
def test_unit_of_its_own_parameter(unit, mass):
    """A mass in kDa is not a mass in g/mol: the unit is kept with the number."""
    assert drug("molecular_weight = 146", f"molecular_weight_unit = {unit}").molecular_weight == mass


@pytest.mark.parametrize(
    ("parameters", "inchi", "inchikey"),
    [
        pytest.param(
            ["InChI = 1/C4H9NO2/old", "InChIKey = BTCSSZJGUNDROE-UHFFFAOYAC", *STANDARD],
            SHOWN_INCHI,
            GABA_KEY,
            id="standard-wins",
        ),
        pytest.param(
            [*STANDARD, "InChI = 1/C4H9NO2/old", "InChIKey = BTCSSZJGUNDROE-UHFFFAOYAC"],
            SHOWN_INCHI,
            GABA_KEY,
            id="in-any-order",
        ),
        pytest.param(
            [f"StdInChI = {GABA_INCHI}", "InChI = 1/C4H9NO2/old", "InChIKey = BTCSSZJGUNDROE-UHFFFAOYAC"],
            SHOWN_INCHI,
            None,
            id="key-of-the-superseded-inchi",
        ),
        pytest.param(
            ["InChI = 1/C4H9NO2/old", "InChIKey = BTCSSZJGUNDROE-UHFFFAOYAC"],
            "InChI=1/C4H9NO2/old",
            "BTCSSZJGUNDROE-UHFFFAOYAC",
            id="only-non-standard",
        ),
        pytest.param([f"InChI = {GABA_INCHI}", "StdInChI ="], SHOWN_INCHI, None, id="standard-is-blank"),
    ],
)
def test_standard_inchi_wins(parameters, inchi, inchikey):
    """Where an old InChI with its 25-character key stands beside the standard ones, it is left out."""
    record = drug(*parameters)

    assert (record.inchi, record.inchikey) == (inchi, inchikey)


def test_preferred_name_wins():
    """The preferred IUPAC name is the systematic name, whatever stands after it."""
    assert drug("PIN = 4-aminobutanoic acid", "SystematicName = other").iupac_name == "4-aminobutanoic acid"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "{{Chembox\n| Section1 = {{Chembox Identifiers\n| SMILES = NCCCC(=O)O\n }}\n"
            "| Section2 = {{Chembox Properties\n| C=4 | H=9 | N=1 | O=2\n| MolarMass = 103.12\n}}\n}}",
            id="sections",
        ),
        pytest.param(
            "{{Chembox|Section1={{Chembox Identifiers|SMILES=NCCCC(=O)O}}"
            "|Section2={{Chembox Properties|C=4|H=9|N=1|O=2|MolarMass=103.12}}}}",
            id="one-line",
        ),
        pytest.param(
            "{{Chembox\n| Section1 = <!-- ids -->{{chembox_Identifiers\n| SMILES = NCCCC(=O)O}}"
            "{{Chembox Properties\n|C=4|H=9|N=1|O=2|MolarMass=103.12}}}}",
            id="glued",
        ),
        pytest.param(
            "{{Chembox| a = {{stack|1={{Chembox Identifiers|SMILES=NCCCC(=O)O|x={{Chembox Properties"
            "|C=4|H=9|N=1|O=2|MolarMass=103.12}}}}}}}}",
            id="deeper",
        ),
        pytest.param(
            "{{Chembox\n| SMILES = NCCCC(=O)O\n| C=4 | H=9 | N=1 | O=2\n| MolarMass = 103.12\n\n'''GABA''' is an acid.",
            id="never-closed",
        ),
        pytest.param(
            "{{Infobox person | module = {{Drugbox|SMILES=NCCCC(=O)O|C=4|H=9|N=1|O=2|molar_mass=103.12}}}}",
            id="inside-another-box",
        ),
        pytest.param(
            "{{Drugbox|note=<ref>{{a}} }} {{ </ref>|SMILES=NCCCC(=O)O|C=4|H=9|N=1|O=2|molar_mass=103.12}}",
            id="odd-braces-in-a-reference",
        ),
    ],
)
def test_nesting(text):
    """Sections are read at any depth, on one line or many."""
    (record,) = read(text)

    assert (record.smiles, record.formula, record.molecular_weight) == (GABA, "C4H9NO2", "103.12")


def test_box_in_a_comment_is_not_read():
    """A box that was commented out states nothing."""
    with pytest.raises(InputError, match="no chemical infobox"):
        read("<!-- {{Drugbox | SMILES = NCCCC(=O)O }} -->")


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        pytest.param("{{Drugbox|drug_name=Baclofen|SMILES=C}}'''B'''", "a.wiki", "Baclofen", id="drug_name"),
        pytest.param("{{Chembox|Name=''S''-form|SMILES=C}}'''B'''", "a.wiki", "S-form", id="chembox-name"),
        pytest.param("baclofen\n\n{{Drugbox|SMILES=C}}\n'''B'''", "a.wiki", "baclofen", id="first-line"),
        pytest.param("{{About|x}}\n{{Drugbox|SMILES=C}}\n'''Bac'''lofen", "a.wiki", "Bac", id="bold-lead"),
        pytest.param("{{Drugbox|SMILES=C}}\n'''[[a|Baclofen]]''' is", None, "Baclofen", id="bold-link"),
        pytest.param("{{Drugbox|SMILES=C}}\nNo title.", "dir/baclofen.wiki.gz", "baclofen", id="file-name"),
        pytest.param("{{Drugbox|SMILES=C}}", "<stdin>", None, id="no-name"),
    ],
)
def test_title(text, source, name):
    """The box names the record, else the first line, the bold lead, the file."""
    (record,) = read(text, source)

    assert record.name == name


def test_place():
    """A record knows its input, the line of its box and its number."""
    places = [r.place for r in read("Lead\n\n{{Drugbox|SMILES=C}}\n{{Chembox\n|SMILES=N\n|SMILES2=O}}", "x.wiki")]

    assert [(p.source, p.line, p.row) for p in places] == [
        ("x.wiki", 3, 1),
        ("x.wiki", 4, 2),
        ("x.wiki", 4, 3),
    ]


# --- numbered parameters ---


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        pytest.param(
            [f"SMILES = {BACLOFEN}", f"SMILES2 = {ARBACLOFEN}", f"StdInChIKey2 = {ARBACLOFEN_KEY}"],
            [("B", BACLOFEN, None), ("B (2)", ARBACLOFEN, ARBACLOFEN_KEY)],
            id="base-and-second",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN}", f"SMILES1 = {ARBACLOFEN}", "SMILES1_Comment = (''R'')"],
            [("B", BACLOFEN, None), ("B [1: R]", ARBACLOFEN, None)],
            id="comment",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN}", f"smiles_2 = {ARBACLOFEN}", "index2_label = (''R'')"],
            [("B", BACLOFEN, None), ("B [2: R]", ARBACLOFEN, None)],
            id="index-label",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN}", f"StdInChIKey2 = {ARBACLOFEN_KEY}", "StdInChI2_comment = R-form"],
            [("B", BACLOFEN, None), ("B [2: R-form]", None, ARBACLOFEN_KEY)],
            id="key-alone-with-comment-of-the-inchi",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN}", "KEGG2 = D00241", "CAS_number2 = 69308-37-8", "UNII2 = X"],
            [("B", BACLOFEN, None)],
            id="identifiers-alone-are-no-substance",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN}", "SMILES2 =", "StdInChI2 = <!-- -->"],
            [("B", BACLOFEN, None)],
            id="blank-second",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN}", f"SMILES10 = {S_BACLOFEN}", f"SMILES2 = {ARBACLOFEN}"],
            [("B", BACLOFEN, None), ("B (2)", ARBACLOFEN, None), ("B (10)", S_BACLOFEN, None)],
            id="in-numerical-order",
        ),
        pytest.param(
            [f"SMILES = {BACLOFEN} (racemate)<br>{ARBACLOFEN} (''R''-form)"],
            [("B", BACLOFEN, None), ("B [R-form]", ARBACLOFEN, None)],
            id="two-annotated-in-one-cell",
        ),
        pytest.param(
            [
                f"SMILES = {BACLOFEN}\n| SMILES_Comment = racemate",
                f"InChIKey = {ARBACLOFEN_KEY}\n| InChI_Comment = ''R''",
            ],
            [("B", None, ARBACLOFEN_KEY), ("B [racemate]", BACLOFEN, None)],
            id="comments-tell-two-forms-apart",
        ),
    ],
)
def test_numbered_structures(parameters, expected):
    """A number that states a structure is a substance of its own, named after its comment."""
    records = read("{{Chembox\n| Name = B\n| " + "\n| ".join(parameters) + "\n}}")

    assert [(r.name, r.smiles, r.inchikey) for r in records] == expected


def test_numbered_record_has_only_its_own_fields():
    """The formula, mass, systematic name and CAS number of the base are not those of its salt."""
    base = "SMILES = NCCCC(=O)O | C=4 | H=9 | N=1 | O=2 | MolarMass = 103.12 | PIN = a | CASNo = 56-12-2"
    _, salt = read("{{Chembox | Name = G |" + base + "| SMILES2 = NCCCC(=O)O.Cl | CASNo2 = 5959-35-3 }}")

    assert dict(salt.stated()) == {"name": "G (2)", "smiles": "NCCCC(=O)O.Cl", "cas": "5959-35-3"}


@pytest.mark.parametrize(
    ("parameters", "cas", "unii", "not_read"),
    [
        pytest.param(["CASNo = 7720-78-7", "CASNo1 = 7782-63-0"], "7720-78-7; 7782-63-0", None, [], id="behind"),
        pytest.param(
            ["CASNo2 = 1134-47-0", "CASNo = 7720-78-7", "CASNo1 = 7782-63-0"],
            "7720-78-7; 7782-63-0; 1134-47-0", None, [], id="in-order",
        ),
        pytest.param(["UNII = 2IDP3X9OUD", "UNII1 = H789N3FKE8"], None, "2IDP3X9OUD; H789N3FKE8", [], id="unii"),
        pytest.param(["CASNo1 = 7782-63-0"], None, None, ["CASNo1"], id="none-to-stand-behind"),
        pytest.param(["CASNo = 7720-78-7", "CASNo1 = see text"], "7720-78-7", None, ["CASNo1"], id="words"),
        pytest.param(["CASNo = 7720-78-7", "KEGG1 = D00241"], "7720-78-7", None, ["KEGG1"], id="no-check-digit"),
        pytest.param(
            ["CASNo = 7720-78-7", "CASNo1 = 7782-63-0", "SMILES1 = [Fe+2].[O-]S(=O)(=O)[O-].O.O.O.O.O.O.O"],
            "7720-78-7", None, [], id="of-a-substance",
        ),
        pytest.param(["CASNo = 7720-78-7", "CASNo1 ="], "7720-78-7", None, [], id="empty"),
        pytest.param(
            ["CASNo = 7720-78-7", "CASNo1 = 7782-63-0<br>17375-41-6"],
            "7720-78-7; 7782-63-0; 17375-41-6", None, [], id="several-behind",
        ),  # the monohydrate: English Wikipedia's box
        pytest.param(
            ["CASNo = 7720-78-7", "PubChem = 24393, 62662 (heptahydrate)"],
            "7720-78-7", None, ["PubChem after its first value"], id="second-without-check-digit",
        ),
    ],
)  # fmt: skip
def test_numbered_identifier_without_structure(parameters, cas, unii, not_read):
    """It stands behind the unnumbered one, to be checked with it, or is told as not read."""
    # iron(II) sulfate: English Wikipedia's box; its heptahydrate: CAS number of smolecule.com, S527936
    notes = InputNotes("iron.wikitext")
    box = "{{Chembox\n| Name = iron(II) sulfate\n| SMILES = [Fe+2].[O-]S(=O)(=O)[O-]\n| "
    first, *_ = read_wikitext(box + "\n| ".join(parameters) + "\n}}", source=None, notes=notes)

    assert (first.cas, first.unii, [*notes.not_read]) == (cas, unii, not_read)


@pytest.mark.parametrize(
    ("second", "formula"),
    [
        pytest.param(f"SMILES2 = {S_BACLOFEN}", "C10H12ClNO2", id="enantiomers"),
        pytest.param(f"SMILES2 = {S_BACLOFEN}.Cl", None, id="a-salt"),
        pytest.param("SMILES2 = OC(=O)CC(CN)c1ccc(Cl)cc1", None, id="not-shown-to-be-isomers"),
    ],
)
def test_unnumbered_formula_of_numbered_structures(second, formula):
    """Where only numbered structures are stated, the formula is the first one's only if all are isomers."""
    records = read(f"{{{{Chembox | Name = B | SMILES1 = {ARBACLOFEN} | {second} | C=10|H=12|Cl=1|N=1|O=2}}}}")

    assert [(r.name, r.formula) for r in records] == [
        ("B", "C10H12ClNO2"),
        ("B (1)", formula),
        ("B (2)", None),
    ]


# --- mass of the prose ---


@pytest.mark.parametrize(
    ("sentence", "mass"),
    [
        pytest.param("Baclofen is a powder with a molecular weight of 213.66 g/mol.", "213.66 g/mol", id="of"),
        pytest.param("The molar mass of baclofen is 213.66 g/mol.", "213.66 g/mol", id="of-the-substance-is"),
        pytest.param("Baclofen ([[molecular weight]] 213.66) dissolves.", "213.66", id="bare-decimals"),
        pytest.param("Baclofen melts. It has a molecular mass of 213.66&nbsp;Da.", "213.66 Da", id="it"),
        pytest.param(
            "Baclofen: [[molar mass|molar mass]]: 213.66 g·mol<sup>−1</sup>.", "213.66 g·mol<sup>−1", id="sup"
        ),
        pytest.param("Baclofen has a molecular weight of 214.", None, id="no-unit-no-decimals"),
        pytest.param("Baclofen hydrochloride has a molecular weight of 250.12 g/mol.", None, id="salt"),
        pytest.param("The molecular weight of phenibut is 179.22 g/mol, of baclofen more.", None, id="another"),
        pytest.param("Baclofen binds a protein of molecular weight 45 kDa.", None, id="protein"),
        pytest.param("Phenibut has a molecular weight of 179.22 g/mol.", None, id="other-subject"),
        pytest.param("Baclofen passes as its molecular weight is less than 500 g/mol.", None, id="limit"),
        pytest.param("Baclofen has a molecular weight of 200–300 g/mol.", None, id="range"),
        pytest.param("Baclofen.<ref>Baclofen, molecular weight of 213.66 g/mol.</ref>", None, id="in-a-reference"),
        pytest.param("Baclofen {{x|Baclofen molecular weight of 213.66 g/mol}}.", None, id="in-a-template"),
        pytest.param(
            "Baclofen has a molecular weight of 213.66 g/mol. Baclofen has a molar mass of 213.7 g/mol.",
            None,
            id="two-masses",
        ),
    ],
)
def test_mass_of_the_prose(sentence, mass):
    """A sentence states the mass only where it is beyond doubt the substance's own."""
    (record,) = read(f"{{{{Drugbox\n| SMILES = {BACLOFEN}\n}}}}\n'''Baclofen''' is a drug.\n\n{sentence}\n")

    assert record.molecular_weight == (mass.replace("<sup>", "") if mass else None)
    assert record.labels.get("molecular_weight") == ("prose" if mass else None)


@pytest.mark.parametrize(
    "box",
    [
        pytest.param("{{Drugbox|SMILES=C|molecular_weight=213.7}}", id="box-states-one"),
        pytest.param("{{Drugbox|SMILES=C}}{{Drugbox|SMILES=N}}", id="two-boxes"),
        pytest.param("{{Drugbox|SMILES=C|SMILES2=N}}", id="two-substances"),
    ],
)
def test_prose_is_not_asked(box):
    """The sentence counts only for the one substance of an article whose box has no mass."""
    records = read(box + "\n'''Baclofen''' has a molecular weight of 213.66 g/mol.")

    assert "213.66 g/mol" not in {r.molecular_weight for r in records}


# --- what is no record ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no chemical infobox"),
        ("'''Baclofen''' is a drug.", "no chemical infobox"),
        ("{{Infobox person | name = A}}", "no chemical infobox"),
        ("{{Chembox Identifiers | SMILES = C}}", "no chemical infobox"),
        ("{{Drugbox | drug_name = Baclofen | legal_US = Rx-only}}", "states nothing to compare"),
        ("{{Drugbox", "no chemical infobox"),
        ("{{Drugbox|", "states nothing to compare"),
    ],
)
def test_nothing_to_read(text, message):
    """A text without a chemical infobox, or with an empty one, is an error that says where."""
    with pytest.raises(InputError, match=message) as caught:
        read(text, "article.wiki")

    assert caught.value.path == "article.wiki"


@pytest.mark.parametrize("kind", ["combo", "vaccine", "mab"])
def test_kinds_without_structure(kind):
    """A combination, vaccine or antibody that states no structure is a record, not an error."""
    assert drug("drug_name = A", f"type = {kind}").name == "A"


# --- recognition ---


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("{{Drugbox | SMILES = C}}", True),
        ("{{chembox\n| Name = A\n}}", True),
        ("'''Baclofen''' is a [[drug]].\n\n== Use ==\n", True),
        ("smiles,name\nNCCCC(=O)O,GABA\n", False),
        ("NCCCC(=O)O GABA\n[NH3+]CC[O-] x\n", False),
        ('{"PC_Compounds": [{"id": {}}]}', False),
        ("", False),
    ],
)
def test_looks_like_wikitext(text, answer):
    """Boxes and articles are wikitext; tables, SMILES lists and JSON are not."""
    assert looks_like_wikitext(text) is answer


# --- corrections ---


@pytest.mark.parametrize(
    ("before", "corrections", "after"),
    [
        pytest.param(
            "{{Drugbox\n|  SMILES =  C <!-- a -->\n| x = C\n}}",
            {"smiles": GABA},
            f"{{{{Drugbox\n|  SMILES =  {GABA} <!-- a -->\n| x = C\n}}}}",
            id="spacing-and-comment-stay",
        ),
        pytest.param(
            "{{Chembox|a={{Chembox Identifiers|SMILES=C}}|b={{Chembox Properties|MolarMass=1.1 g/mol<ref>r</ref>}}}}",
            {"smiles": GABA, "molecular_weight": "103.121"},
            f"{{{{Chembox|a={{{{Chembox Identifiers|SMILES={GABA}}}}}"
            "|b={{Chembox Properties|MolarMass=103.121 g/mol<ref>r</ref>}}}}",
            id="sections-unit-reference",
        ),
        pytest.param(
            "{{Drugbox|StdInChI=1S/CH4/h1H4|InChIKey=InChIKey=X}}",
            {"inchi": f"InChI={GABA_INCHI}", "inchikey": GABA_KEY},
            f"{{{{Drugbox|StdInChI={GABA_INCHI}|InChIKey=InChIKey={GABA_KEY}}}}}",
            id="prefixes-as-they-were",
        ),
        pytest.param(
            "{{Drugbox|StdInChI=InChI=1S/CH4/h1H4}}",
            {"inchi": f"InChI={GABA_INCHI}"},
            f"{{{{Drugbox|StdInChI=InChI={GABA_INCHI}}}}}",
            id="prefix-kept",
        ),
        pytest.param(
            "{{Drugbox|SMILES=<nowiki>C</nowiki><br>N}}",
            {"smiles": GABA},
            f"{{{{Drugbox|SMILES=<nowiki>{GABA}</nowiki><br>N}}}}",
            id="inside-nowiki-first-of-two",
        ),
        pytest.param(
            "{{Drugbox|SMILES=C<!-- kept -->C}}",
            {"smiles": GABA},
            f"{{{{Drugbox|SMILES={GABA}<!-- kept -->}}}}",
            id="comment-within-the-value",
        ),
        pytest.param(
            "{{Drugbox|Formula=C<sub>4</sub>H<sub>9</sub> (x<sub>abc</sub>)}}",
            {"formula": "C4H8NO2-"},
            "{{Drugbox|Formula=C<sub>4</sub>H<sub>8</sub>NO<sub>2</sub><sup>−</sup> (x<sub>abc</sub>)}}",
            id="formula-with-subscripts",
        ),
        pytest.param(
            "{{Drugbox|Formula={{chem|C|4|H|8}}}}",
            {"formula": "C4H9NO2"},
            "{{Drugbox|Formula=C<sub>4</sub>H<sub>9</sub>NO<sub>2</sub>}}",
            id="formula-template",
        ),
        pytest.param(
            "{{Drugbox|Formula=C₄H₈}}",
            {"formula": "C4H9NO2"},
            "{{Drugbox|Formula=C₄H₉NO₂}}",
            id="formula-unicode",
        ),
        pytest.param(
            "{{Drugbox\n| C=4 | H=8 | N=1 | O=2\n| x=\n}}",
            {"formula": "C4H9NO2"},
            "{{Drugbox\n| C=4 | H=9 | N=1 | O=2\n| x=\n}}",
            id="counts-changed",
        ),
        pytest.param(
            "{{Drugbox\n| C=4 | H=8 | F=1 | O=2\n| x=\n}}",
            {"formula": "C4H9NO2"},
            "{{Drugbox\n| C=4 | H=9  | O=2 | N=1\n| x=\n}}",
            id="counts-gone-and-added",
        ),
        pytest.param("{{Drugbox|Br=1}}", {"formula": "ClH"}, "{{Drugbox| Cl=1 | H=1}}", id="counts-all-new"),
        pytest.param(
            "{{Drugbox|Formula=C4H8|C=4|H=9}}",
            {"formula": "C4H9"},
            "{{Drugbox|Formula=C4H9|C=4|H=9}}",
            id="right-counts-beside-a-wrong-formula",
        ),
        pytest.param(
            "{{Drugbox|Formula=C4H9|C=4|H=8}}",
            {"element_counts": "C4H9"},
            "{{Drugbox|Formula=C4H9|C=4|H=9}}",
            id="wrong-counts-beside-a-right-formula",
        ),
        pytest.param(
            "{{Drugbox|SMILES=C}}\n'''A''' has a molar mass of 16.1 g/mol.",
            {"molecular_weight": "16.04"},
            "{{Drugbox|SMILES=C}}\n'''A''' has a molar mass of 16.04 g/mol.",
            id="mass-of-the-prose",
        ),
        pytest.param("{{Drugbox|SMILES=C}}", {}, "{{Drugbox|SMILES=C}}", id="nothing"),
    ],
)
def test_rewrite(before, corrections, after):
    """A correction replaces the stated characters and nothing else."""
    (record, *_) = read(before)

    assert rewrite(before, record, corrections) == after


def test_rewrite_numbered():
    """A numbered record is corrected in its own parameters."""
    text = "{{Chembox|Name=A|SMILES=C|SMILES2=C}}"
    _, second = read(text)

    assert rewrite(text, second, {"smiles": "N"}) == "{{Chembox|Name=A|SMILES=C|SMILES2=N}}"


def test_rewrite_second_of_equal_boxes():
    """Of two boxes that state the same, the record's own is corrected."""
    text = "{{Drugbox|SMILES=C}}{{Drugbox|SMILES=C}}"
    _, second = read(text)

    assert rewrite(text, second, {"smiles": "N"}) == "{{Drugbox|SMILES=C}}{{Drugbox|SMILES=N}}"


@pytest.mark.parametrize(
    ("text", "corrections", "message"),
    [
        ("{{Drugbox|name=A|SMILES=C}}", {"inchikey": GABA_KEY}, "does not state it"),
        ("{{Drugbox|name=A|SMILES=C|ATC_prefix=M03}}", {"atc_code": "M03BX01"}, "does not state it"),
        ("{{Drugbox|name=A|SMILES=C", {"smiles": "N"}, "does not state it"),
    ],
)
def test_rewrite_refuses(text, corrections, message):
    """What stands nowhere in the box, or in a box without an end, cannot be replaced."""
    (record,) = read(text)

    with pytest.raises(InputError, match=message):
        rewrite(text, record, corrections)


def test_rewrite_of_another_text():
    """A record of another text is not corrected here."""
    (record,) = read("{{Drugbox|SMILES=C}}")

    with pytest.raises(InputError, match="not in this text"):
        rewrite("{{Drugbox|SMILES=N}}", record, {"smiles": "O"})


# --- arbitrary text ---

FRAGMENTS = [
    *(
        "{{Drugbox|",
        "{{Chembox",
        "\n| ",
        "|",
        "=",
        "{{",
        "}}",
        "}",
        "{|",
        "[[",
        "]]",
        "\n* ",
        "\r\n",
        "==h==",
    ),
    *("SMILES", "SMILES2", "StdInChI", "InChIKey", "Name", "Formula", "CAS_number", "_Comment", "C=4", "H="),
    *(
        "<ref>",
        "</ref>",
        "<br>",
        "<nowiki>",
        "</nowiki>",
        "<!--",
        "-->",
        "<sub>",
        "</sub>",
        "<sup>2−",
        "</sup>",
    ),
    *("''", "'''", "&nbsp;", "&#x110000;", "[http://a.b c", "{{chem|C|4|", "{{val|1|u=", "{{ubl|", "{{!}}"),
    *("{{{x|y}}}", "molecular weight of 213.66", " (R-isomer)", "C"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=40).map("".join))
def test_garbage(garbage):
    """Whatever the text, it gives records or an InputError, and its own values change nothing."""
    text = f"{{{{Drugbox|SMILES={garbage}"
    try:
        records = read(text)
    except InputError:
        return
    for record in records:
        if record.smiles and text.count(record.smiles) and "|" not in record.smiles and text.endswith("}}"):
            try:
                rewritten = rewrite(text, record, {"smiles": record.smiles})
            except InputError:
                continue  # the box has no end
            assert record.smiles in {other.smiles for other in read(rewritten)}


def test_deep_nesting():
    """A value nested a thousand templates deep is an InputError, never a crash."""
    text = "{{Drugbox|SMILES=C|Name=" + "{{nowrap|" * 1000 + "A" + "}}" * 1000 + "}}"

    with pytest.raises(InputError, match="deep nesting"):
        read(text)


# --- articles: the boxes of real ones, and the whole of them where they are at hand ---

WHOLE_ARTICLES = {
    "baclofen.wikitext": "baclofen-article.txt",
    "neldazosin.wiki": "wikitext/enwiki_neldazosin.wiki",
    "manzanate.wiki": "wikitext/enwiki_manzanate_2011.wiki",
    "alfuzosin.wiki": "wikitext/mdwiki_alfuzosin.wiki",
    "eravacycline.wiki": "wikitext/mdwiki_eravacycline_chembox.wiki",
    "penciclovir.wiki": "wikitext/mdwiki_penciclovir_single_line.wiki",
}


@pytest.fixture(params=["box", "whole"])
def article(request):
    """Give a function that gives the text of an article: its box as rebuilt here, or the whole of it."""

    def text(name):
        path = whole(WHOLE_ARTICLES[name]) if request.param == "whole" else SAMPLES / "articles" / name
        return path.read_text(encoding="utf-8")

    return text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "baclofen.wikitext",
            {
                "name": "baclofen",
                "smiles": BACLOFEN,
                "inchi": f"InChI={BACLOFEN_INCHI}",
                "inchikey": BACLOFEN_KEY,
                "formula": "C10H12ClNO2",
                "molecular_weight": "213.66 g/mol",
                "iupac_name": "(RS)-4-Amino-3-(4-chlorophenyl)butanoic acid",
                "cas": "1134-47-0",
                "atc_code": "M03BX01",
                "chirality": "Racemic mixture",
            },
            id="baclofen",
        ),
        pytest.param(
            "neldazosin.wiki",
            {"name": "Neldazosin", "formula": "C18H25N5O4", "inchikey": "IOSMPEJNAQZKJT-UHFFFAOYSA-N"},
            id="neldazosin",
        ),
        pytest.param(
            "manzanate.wiki",
            {
                "formula": "C8H16O2",
                "molecular_weight": "144.21 g/mol",
                "smiles": "CCCC(C)C(=O)OCC",
                "inchi": None,
            },
            id="manzanate",
        ),
        pytest.param(
            "alfuzosin.wiki",
            {"name": "Alfuzosin", "formula": "C19H27N5O4", "inchikey": "WNMJYKCGWZFFKR-UHFFFAOYSA-N"},
            id="alfuzosin",
        ),
        pytest.param(
            "eravacycline.wiki",
            {
                "kegg_id": "D10369",
                "molecular_weight": "558.555",
                "atc_code": "J01AA13",
                "formula": "C27H31FN4O8",
            },
            id="eravacycline",
        ),
        pytest.param(
            "penciclovir.wiki",
            {"smiles": "O=C2/N=C(\\Nc1n(cnc12)CCC(CO)CO)N", "formula": "C10H15N5O3"},
            id="penciclovir",
        ),
    ],
)
def test_real_article(article, name, expected):
    """A real article gives one record with what its box states."""
    (record,) = read(article(name), name)

    assert {field: getattr(record, field) for field in expected} == expected


def test_real_article_is_corrected_in_one_place(article):
    """Correcting the key of the article on baclofen changes one line of it."""
    text = article("baclofen.wikitext")
    (record,) = read(text, "baclofen.wikitext")

    changed = rewrite(text, record, {"inchikey": ARBACLOFEN_KEY}).splitlines()

    assert [new for old, new in zip(text.splitlines(), changed, strict=True) if old != new] == [
        f"| StdInChIKey = {ARBACLOFEN_KEY}"
    ]


# Names of templates and parameters: DBpedia's mappings (dbpedia/extraction-framework, mappings/Mapping_de.xml, _fr,
# _it, _nl, _pl, _pt, _ja) and its counts of what articles state (server/src/main/statistics/mappingstats_ru.txt, _zh,
# _es, _fr, _it, _pl, _ja); values: PubChem, CID 31398 (N-chlorosuccinimide).
ELSEWHERE = [
    pytest.param(
        "{{Infobox Chemikalie\n| Name = ''N''-Chlorsuccinimid\n| Andere Namen = * NCS\n* Succinchlorimid\n"
        "| Summenformel = C<sub>4</sub>H<sub>4</sub>ClNO<sub>2</sub>\n| CAS = * {{CASRN|128-09-6}}\n"
        "| Molare Masse = 133,53 g·[[mol]]<sup>−1</sup>\n| SMILES = C1CC(=O)N(C1=O)Cl\n| Beschreibung = Feststoff\n}}",
        ["name", "synonyms", "formula", "cas", "molecular_weight", "smiles"],
        "Beschreibung",
        id="German",
    ),
    pytest.param(
        "{{Infobox Chimie\n| nom = NCS\n| nomIUPAC = 1-chloropyrrolidine-2,5-dione\n| CAS = {{CAS|128|09|6}}\n"
        "| SMILES = C1CC(=O)N(C1=O)Cl\n| fusion = 148\n}}",
        ["name", "iupac_name", "cas", "smiles"],
        "fusion",
        id="French",
    ),
    pytest.param(
        "{{Composto chimico\n|nome=NCS\n|nome_IUPAC=x\n|formula=C4H4ClNO2\n|massa_molecolare=133,53\n"
        "|numero_CAS=128-09-6\n|smiles=C1CC(=O)N(C1=O)Cl\n|flash_point=1\n}}",
        ["name", "iupac_name", "formula", "molecular_weight", "cas", "smiles"],
        "flash_point",
        id="Italian",
    ),
    pytest.param(
        "{{Info/Química\n|Name=NCS\n|IUPACName=x\n|CASNo=128-09-6\n|SMILES=C1CC(=O)N(C1=O)Cl\n|Density=1,65\n}}",
        ["name", "iupac_name", "cas", "smiles"],
        "Density",
        id="Portuguese",
    ),
    pytest.param(
        "{{Infobox chemische stof\n| Naam = NCS\n| AndereNamen = NCSI\n| Formule = C4H4ClNO2\n| Molgewicht = 133,53\n"
        "| CAS = 128-09-6\n| EINECS = 204-878-8\n| SMILES = C1CC(=O)N(C1=O)Cl\n| Kleur = wit\n}}",
        ["name", "synonyms", "formula", "molecular_weight", "cas", "ec_number", "smiles"],
        "Kleur",
        id="Dutch",
    ),
    pytest.param(
        "{{Związek chemiczny infobox\n|nazwa systematyczna = x\n|inne nazwy = NCS\n|masa molowa = 133,53\n"
        "|numer CAS = 128-09-6\n|SMILES = C1CC(=O)N(C1=O)Cl\n|gęstość = 1\n}}",
        ["iupac_name", "synonyms", "molecular_weight", "cas", "smiles"],
        "gęstość",
        id="Polish",
    ),
    pytest.param(
        "{{Infobox 有機化合物\n|name = NCS\n|IUPAC = x\n|別名 = NCSI\n|CAS登録番号 = 128-09-6\n"
        "|SMILES = C1CC(=O)N(C1=O)Cl\n|密度 = 1\n}}",
        ["name", "iupac_name", "synonyms", "cas", "smiles"],
        "密度",
        id="Japanese",
    ),
    pytest.param(
        "{{Infobox 有機化合物\n|name = NCS\n|分子式 = C<sub>4</sub>H<sub>4</sub>ClNO<sub>2</sub>\n|分子量 = 133,53\n"
        "|CAS登録番号 = 128-09-6\n|SMILES = C1CC(=O)N(C1=O)Cl\n|融点 = 150\n}}",
        ["name", "formula", "molecular_weight", "cas", "smiles"],
        "融点",
        id="Japanese-composition",
    ),
    pytest.param(
        "{{Вещество\n| заголовок =\n| наименование = N-Хлорсукцинимид\n| традиционные названия = NCS\n"
        "| хим. формула = C<sub>4</sub>H<sub>4</sub>ClNO<sub>2</sub>\n| молярная масса = 133,53\n| CAS = 128-09-6\n"
        "| SMILES = C1CC(=O)N(C1=O)Cl\n| EINECS = 204-878-8\n| плотность = 1,65\n}}",
        ["name", "synonyms", "formula", "molecular_weight", "cas", "smiles", "ec_number"],
        "плотность",
        id="Russian",
    ),
    pytest.param(
        "{{Лекарственное средство\n| IUPAC_name = x\n| C = 4 | H = 4 | Cl = 1 | N = 1 | O = 2\n"
        "| molecular_weight = 133,53 г/моль\n| CAS_number = 128-09-6\n| SMILES = C1CC(=O)N(C1=O)Cl\n| forms = x\n}}",
        ["iupac_name", "molecular_weight", "cas", "smiles"],
        "forms",
        id="Russian-drug",
    ),
    pytest.param(
        "{{Ficha de compuesto químico\n|nombre=NCS\n|IUPAC=x\n|otros nombres=NCSI\n|masa=133,53\n|CAS=128-09-6\n"
        "|SMILES=C1CC(=O)N(C1=O)Cl\n|apariencia=x\n}}",
        ["name", "iupac_name", "synonyms", "molecular_weight", "cas", "smiles"],
        "apariencia",
        id="Spanish",
    ),
    pytest.param(
        "{{Ficha de medicamento\n|nombre_medicamento=NCS\n|Nombre_IUPAC=x\n|Sinónimos=NCSI\n|Número_CAS=128-09-6\n"
        "|Fórmula_química=C4H4ClNO2\n|smiles=C1CC(=O)N(C1=O)Cl\n|Excreción=x\n}}",
        ["name", "iupac_name", "synonyms", "formula", "cas", "smiles"],
        "Excreción",
        id="Spanish-drug",
    ),
    pytest.param(
        "{{Chembox\n|NameEn=NCS\n|别名=NCSI\n|IUPAC英=x\n|Section1={{Chembox Identifiers\n|CASNo=128-09-6\n"
        "|SMILES=C1CC(=O)N(C1=O)Cl\n}}\n|Section2={{Chembox 性质\n|Formula=C4H4ClNO2\n|MolarMass=133,53\n"
        "|Odor=x\n}}\n}}",
        ["synonyms", "iupac_name", "cas", "smiles", "formula", "molecular_weight"],
        "Odor",
        id="Chinese",
    ),
    pytest.param(
        "{{Infobox Chimie\n| nom = NCS\n| DCI = x\n| autresNoms = NCSI\n| masseMol = 133,53\n| CAS = 128-09-6\n"
        "| SMILES = C1CC(=O)N(C1=O)Cl\n| C=4 | H=4 | Cl=1 | N=1 | O=2\n| fusion = 148\n}}",
        ["name", "synonyms", "molecular_weight", "cas", "smiles", "formula"],
        "fusion",
        id="French-composition",
    ),
    pytest.param(
        "{{Związek chemiczny infobox\n|nazwa = NCS\n|wzór sumaryczny = C<sub>4</sub>H<sub>4</sub>ClNO<sub>2</sub>\n"
        "|numer CAS = 128-09-6\n|SMILES = C1CC(=O)N(C1=O)Cl\n|wygląd = x\n}}",
        ["name", "formula", "cas", "smiles"],
        "wygląd",
        id="Polish-composition",
    ),
]


@pytest.mark.parametrize(("box", "fields", "not_read"), ELSEWHERE)
def test_infoboxes_of_other_wikipedias(box, fields, not_read):
    """Their parameters state the same fields, with decimal commas and bullets; those that state none are named."""
    notes = InputNotes("NCS.wikitext")
    (record,) = read_wikitext(box, source="NCS.wikitext", notes=notes)
    stated = dict(record.stated())

    assert set(fields) <= set(stated)
    assert (stated["smiles"], stated["cas"]) == ("C1CC(=O)N(C1=O)Cl", "128-09-6")
    assert stated.get("formula", "C4H4ClNO2") == "C4H4ClNO2"
    assert stated.get("molecular_weight", "133,53").startswith("133,53")
    assert set(fields) <= notes.fields.keys()
    assert [*notes.not_read] == [not_read]


@pytest.mark.parametrize(
    ("parameter", "field", "value"),
    [
        pytest.param("EG-Nummer", "ec_number", "200-258-6", id="German-EC"),  # GABA, ECHA
        pytest.param("EC番号", "ec_number", "200-258-6", id="Japanese-EC"),
        pytest.param("EC_no", "ec_number", "200-258-6", id="EC-no"),
        pytest.param("CAS-Nr.", "cas", "56-12-2", id="German-CAS"),
        pytest.param("FDA UNII", "unii", "2ACZ6IPC6I", id="UNII"),  # GABA, FDA
    ],
)
def test_number_under_the_heading_of_a_table(parameter, field, value):
    """What heads a column of numbers with a check digit heads them in a box too."""
    notes = InputNotes("GABA.wikitext")
    box = f"{{{{Infobox Chemikalie\n| Name = GABA\n| {parameter} = {value}\n| SMILES = {GABA}\n}}}}"
    (record,) = read_wikitext(box, source=None, notes=notes)

    assert (getattr(record, field), [*notes.not_read]) == (value, [])


@pytest.mark.parametrize(
    ("box", "parameter"),
    [
        pytest.param("Infobox Chimie", "masse molaire", id="French"),
        pytest.param("Ficha de medicamento", "peso_molecular", id="Spanish"),
        pytest.param("Info/Química", "Massa_molar", id="Portuguese"),
        pytest.param("Composto chimico", "massa_molare", id="Italian"),
        pytest.param("Infobox chemische stof", "Molaire massa", id="Dutch"),
    ],
)
def test_molar_mass_in_the_language_of_the_box(box, parameter):
    """The words for molar mass are those of the articles' own language."""
    (record,) = read(f"{{{{{box}\n| SMILES = NCCCC(=O)O\n| {parameter} = 103,12\n}}}}")

    assert record.molecular_weight == "103,12"


def test_box_that_is_longer_than_a_page():
    """A box of more than two million characters, MediaWiki's own limit for a page, is not given to the parser."""
    with pytest.raises(InputError, match="cannot read the infobox"):
        list(read_wikitext("{{Chembox\n" + "| a = b\n" * 300_000, source=None))
