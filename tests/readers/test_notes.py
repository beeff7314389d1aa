"""What was read of an input, and what was not."""

from __future__ import annotations

import io
import json

import pytest

from gaba_analogs.readers.catalogue import recognised
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.notes import InputNotes
from gaba_analogs.readers.tabular.columns import recognise

INCHIKEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
SMILES = "NCC(CC(=O)O)c1ccc(Cl)cc1"
ROW = {"SMILES": SMILES, "parent": INCHIKEY, "logP": "1.3"}
MOLFILE = "\n\n\n  1  0  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 C   0  0\nM  END\n"


def notes_on(text, name):
    """Read a text, and give what was noted of it."""
    notes = InputNotes(name)
    source = OpenedInput(io.BytesIO(text.encode()), name, notes)
    list(recognised(source).read(source, None))
    return notes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("drugs.csv", f"{','.join(ROW)}\n{','.join(ROW.values())}\n"),
        ("drugs.tsv", "{}\n{}\n".format("\t".join(ROW), "\t".join(ROW.values()))),
        ("drugs.jsonl", json.dumps(ROW) + "\n"),
        ("drugs.json", json.dumps([ROW])),
        ("drugs.sdf", MOLFILE + "".join(f">  <{tag}>\n{value}\n\n" for tag, value in ROW.items()) + "$$$$\n"),
        ("drugs.msp", "".join(f"{tag}: {value}\n" for tag, value in ROW.items()) + "Num Peaks: 1\n1 1\n"),
        ("drugs.md", f"| {' | '.join(ROW)} |\n|---|---|---|\n| {' | '.join(ROW.values())} |\n"),
    ],
    ids=["CSV", "TSV", "JSON Lines", "JSON", "SDF", "MSP", "Markdown"],
)
def test_every_reader_tells_what_it_did_not_read(name, text):
    """Columns, keys, tags and labels that state no field are noted; those that do are noted with their fields."""
    notes = notes_on(text, name)

    assert notes.fields["smiles"].casefold() == "smiles"
    assert {"parent", "logP"} <= notes.not_read.keys()


@pytest.mark.parametrize(
    ("title", "values", "field"),
    [
        ("parent key", [INCHIKEY], "inchikey"),
        ("Registriernummer", ["1134-47-0", "56-12-2"], "cas"),
        ("molecular_wieght", ["213.66"], "molecular_weight"),
        ("MONOISOTOPIC_MASS_DTXCID", ["162.115698459"], "monoisotopic_mass"),
        ("Molekülmasse", ["213.66", "103,12"], "molecular_weight"),
        ("logP", ["1.3"], ""),
        ("group", ["A"], ""),
        ("body mass", ["heavy"], ""),
    ],
)
def test_what_a_column_may_state_is_guessed(title, values, field):
    """By the shape of its values, by a title nearly right, or by a number under a word for mass."""
    notes = InputNotes("drugs.csv")
    notes.saw(recognise(["SMILES", title]), [[SMILES, value] for value in values])

    assert notes.not_read[title] == field


def test_the_values_of_a_delimited_table_are_looked_at():
    """A column of SMILES under a title that is not known is offered, also below a row of units."""
    rows = [f"{SMILES};213.66", "CCO;46.07"]
    for above in ([], ["SMILES;g/mol"]):
        notes = notes_on("\n".join(["Zeichnung;MW", *above, *rows, ""]), "drugs.csv")

        assert notes.not_read == {"Zeichnung": "smiles"}


def test_a_field_that_is_stated_is_not_guessed_again():
    """A second column of InChIKeys beside the InChIKey is not offered for it."""
    notes = InputNotes("drugs.csv")
    notes.saw(recognise(["InChIKey", "parent"]), [[INCHIKEY, INCHIKEY]])

    assert notes.not_read == {"parent": ""}
    assert notes.sentence() == "columns not read: parent"


def test_what_matters_is_said_first():
    """Of many columns that are not read, those that may state a field come first, the rest is counted."""
    titles = [f"assay {number}" for number in range(40)]
    notes = InputNotes("drugs.csv")
    notes.saw(recognise(["SMILES", *titles, "parent"]), [[SMILES, *["1"] * 40, INCHIKEY]])

    assert notes.sentence().startswith("columns not read: parent (--map inchikey='parent'?), assay 0, ")
    assert notes.sentence().endswith(" and 29 others")


@pytest.mark.parametrize(("form", "word"), [("sdf", "tags"), ("json", "keys"), ("msp", "labels"), ("csv", "columns")])
def test_what_is_not_read_is_called_by_its_name(form, word):
    """An SD file has tags and a JSON document has keys; both can be mapped, as columns can."""
    notes = InputNotes("drugs", form)
    notes.saw(recognise(["SMILES", "parent"]), [[SMILES, INCHIKEY]])

    assert notes.sentence() == f"{word} not read: parent (--map inchikey='parent'?)"


def test_no_option_is_offered_that_is_refused():
    """A parameter of an infobox cannot be mapped: what it may state is said in words."""
    notes = InputNotes("gaba.wikitext")
    notes.saw_parameters({"smiles": "SMILES"}, {"Molarmasss": "103.12", "pKa": "4.2"})

    assert notes.sentence() == "parameters not read: Molarmasss (molecular weight?), pKa"


@pytest.mark.parametrize(
    ("title", "field"),
    [("Clé InChI", "Clé InChI"), ("ID standard", "ID standard"), ("parent", None), ("InChI key of the salt", None)],
)
def test_a_column_of_inchikeys_is_read_under_any_title(title, field):
    """Its values can be nothing else; a title that speaks of another compound leaves it aside."""
    columns = recognise(["SMILES", title], samples=[[SMILES, INCHIKEY], [SMILES, ""]])

    assert columns.labels.get("inchikey") == field


def test_of_two_columns_of_inchikeys_none_is_chosen():
    """Which of them is the row's own is for a person to say."""
    columns = recognise(["SMILES", "a key", "b key"], samples=[[SMILES, INCHIKEY, INCHIKEY]])

    assert "inchikey" not in columns.cells


@pytest.mark.parametrize(
    ("field", "values", "told"),
    [
        pytest.param("smiles", ["high", "low", "not tested", "medium"], True, id="words"),
        pytest.param("smiles", ["213.66", "103.12", "171.24"], True, id="masses"),
        pytest.param("smiles", ["high", "low"], False, id="too-few"),
        pytest.param("smiles", ["n/a", "unknown", "n/a"], False, id="placeholders"),
        pytest.param("smiles", ["CCO", "NCCCC(=O)O", "C1CC"], False, id="smiles-with-a-fault"),
        pytest.param("smiles", ["SMILES: CCO", '"CCN"', "['CCC']", "CC |&1:1|"], False, id="smiles-in-wrapping"),
        pytest.param("smiles", ["[NH4+]", "[13CH4]", "*CC", "CC>>CO"], False, id="smiles-of-other-kinds"),
        pytest.param("inchi", ["high", "low", "medium"], True, id="no-inchi"),
        pytest.param("inchi", ["C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"] * 3, False, id="inchi-without-version"),
        pytest.param("inchikey", ["GB-1", "GB-2", "GB-3"], True, id="no-key"),
        pytest.param("inchikey", [INCHIKEY, f"InChIKey={INCHIKEY}", INCHIKEY[:25]], False, id="keys"),
    ],
)
def test_a_column_that_holds_no_structures_is_told(field, values, told):
    """Where next to no value begins like one of the field, the column is said to hold none."""
    notes = InputNotes("drugs.csv")
    notes.saw(recognise(["name", "group"], {field: "group"}), [["x", value] for value in values])

    assert (field in notes.mistaken) is told


def test_the_column_that_was_meant_is_named():
    """A column of SMILES is offered where the mapped one holds none, and the mapped one for what it holds."""
    rows = [["high", SMILES], ["low", "NCCCC(=O)O"], ["medium", "CC(C)CC(CN)CC(=O)O"]]
    notes, others = InputNotes("drugs.csv"), InputNotes("drugs.csv")
    notes.saw(recognise(["pH sensitivity", "Structure"], {"smiles": "pH sensitivity"}), rows)
    others.saw(recognise(["pH sensitivity", "Structure"], {"inchi": "Structure"}), rows)

    offered = "columns not read: Structure (--map smiles='Structure'?)"
    assert notes.sentence() == f"column 'pH sensitivity' holds no SMILES; {offered}"
    assert others.sentence().startswith("column 'Structure' holds no InChI (--map smiles='Structure'?)")
