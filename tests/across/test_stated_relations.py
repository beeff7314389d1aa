"""Relations that a table states: which the structures contradict, and which they bear out or leave open.

The cases are those that curators report: pairs stated as enantiomers that are diastereomers (ebi-chebi/ChEBI, issue
4806), a conjugate acid of a racemate (issue 1770). Structures are PubChem's: baclofen CID 2284, its enantiomers 44602
and 44600, its hydrochloride 12306731; threonine 6288 (L), 69435 (D), 99289 (L-allo), 90624 (D-allo); GABA 119.
"""

from __future__ import annotations

import json

import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs.across import CrossRecord
from gaba_analogs.across.judging import contradiction, relative
from gaba_analogs.cli.main import main
from gaba_analogs.errors import OptionError
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.comparison import Comparison, Statement, read_statement, relation_column
from gaba_analogs.results.findings import RecordReport, Verdict

BACLOFEN, R_BACLOFEN, S_BACLOFEN = (f"NC{centre}(CC(=O)O)c1ccc(Cl)cc1" for centre in ("C", "[C@H]", "[C@@H]"))
L, D, L_ALLO, D_ALLO = (
    f"C[{one}](O)[{other}](N)C(=O)O"
    for one, other in (("C@@H", "C@H"), ("C@H", "C@@H"), ("C@H", "C@H"), ("C@@H", "C@@H"))
)
GABA, ZWITTERION, ANION, PHENIBUT = "NCCCC(=O)O", "[NH3+]CCCC(=O)[O-]", "NCCCC(=O)[O-]", "NCC(CC(=O)O)c1ccccc1"
BINOL = "Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12"
KETO, ENOL = "CC(=O)CC(C)=O", "CC(O)=CC(C)=O"
DEUTERATED = "[2H]OCC"


@pytest.mark.parametrize(
    ("word", "one", "other"),
    [
        pytest.param("enantiomer", R_BACLOFEN, S_BACLOFEN, id="enantiomers"),
        pytest.param("enantiomer", L, D, id="two-centres"),
        pytest.param("diastereomer", L, L_ALLO, id="diastereomers"),
        pytest.param("diastereomer", "C/C=C/C", "C/C=C\\C", id="double-bond"),
        pytest.param("stereoisomer", L, D, id="stereoisomers"),
        pytest.param("stereoisomer", BACLOFEN, R_BACLOFEN, id="less-specified-stereoisomer"),
        pytest.param("isomer", "CCO", "COC", id="isomers"),
        pytest.param("racemate", BACLOFEN, R_BACLOFEN, id="flat-racemate"),
        pytest.param("racemate", f"{R_BACLOFEN}.{S_BACLOFEN}", R_BACLOFEN, id="both-enantiomers"),
        pytest.param("tautomer", KETO, ENOL, id="tautomers"),
        pytest.param("tautomer", "Cc1cnc[nH]1", "Cc1c[nH]cn1", id="mobile-hydrogen"),
        pytest.param("tautomer", ZWITTERION, GABA, id="zwitterion"),
        pytest.param("conjugate acid", GABA, ANION, id="acid"),
        pytest.param("conjugate base", ANION, GABA, id="base"),
        pytest.param("conjugate acid", "O=P(O)(O)O", "O=P([O-])([O-])O", id="two-protons"),
        pytest.param("salt", f"{BACLOFEN}.Cl", BACLOFEN, id="salt"),
        pytest.param("salt", f"[Na+].{ANION}", GABA, id="metal-salt"),
        pytest.param("salt", f"{R_BACLOFEN}.Cl", BACLOFEN, id="salt-of-a-less-specified-parent"),
        pytest.param("salt", "CC(=O)CC(C)=O.Cl", ENOL, id="salt-of-another-tautomer"),
        pytest.param("solvate", f"{BACLOFEN}.O", BACLOFEN, id="hydrate"),
        pytest.param("parent", BACLOFEN, f"{BACLOFEN}.Cl", id="parent"),
        pytest.param("parent", BACLOFEN, BACLOFEN, id="its-own-parent"),
        pytest.param("parent", BACLOFEN, R_BACLOFEN, id="flat-parent"),
        pytest.param("parent", "CCO", DEUTERATED, id="labelled"),
        pytest.param("parent", GABA, ANION, id="ion"),
        pytest.param("isotopologue", DEUTERATED, "CCO", id="isotopologue"),
        pytest.param("same compound", GABA, ZWITTERION, id="same"),
        pytest.param("enantiomer", BINOL, BINOL, id="axis-that-no-structure-shows"),
    ],
)
def test_what_is_right(word, one, other):
    """A statement that the structures bear out or leave open is not contradicted."""
    assert not contradiction(word, relative(smiles=one), relative(smiles=other))


@pytest.mark.parametrize(
    ("word", "one", "other", "fact"),
    [
        pytest.param("enantiomer", L, L_ALLO, "they are diastereomers: opposite at 2, alike at 3", id="one"),
        pytest.param("enantiomer", R_BACLOFEN, R_BACLOFEN, "both have the same structure", id="the-same"),
        pytest.param("enantiomer", BACLOFEN, R_BACLOFEN, "it leaves one stereocentre open", id="flat"),
        pytest.param("enantiomer", R_BACLOFEN, BACLOFEN, "the other leaves one stereocentre open", id="of-flat"),
        pytest.param("enantiomer", R_BACLOFEN, PHENIBUT, "C10H12ClNO2 and C10H13NO2", id="another"),
        pytest.param("enantiomer", R_BACLOFEN, f"{S_BACLOFEN}.Cl", "the other is a hydrochloride of its enantiomer",
                     id="salt-of-the-enantiomer"),
        pytest.param("enantiomer", L, D.replace("(=O)O", "(=O)[O-]"), "protonation and configuration", id="anion"),
        pytest.param("diastereomer", L, D, "they are enantiomers", id="no-diastereomers"),
        pytest.param("stereoisomer", "CCO", "COC", "different compounds of the formula C2H6O", id="isomers-alone"),
        pytest.param("isomer", GABA, BACLOFEN, "C4H9NO2 and C10H12ClNO2", id="no-isomers"),
        pytest.param("racemate", R_BACLOFEN, BACLOFEN, "the other leaves one stereocentre open", id="no-racemate"),
        pytest.param("tautomer", L, D, "they are enantiomers", id="no-tautomers"),
        pytest.param("tautomer", GABA, ANION, "it is the conjugate acid of the other", id="acid"),
        pytest.param("conjugate acid", ANION, GABA, "it is the conjugate base of the other", id="base"),
        pytest.param("conjugate base", GABA, ANION, "it is the conjugate acid of the other", id="acid-as-base"),
        pytest.param("conjugate acid", BACLOFEN, R_BACLOFEN.replace("(=O)O", "(=O)[O-]"),
                     "protonation and configuration", id="acid-of-an-enantiomer"),
        pytest.param("salt", f"{R_BACLOFEN}.Cl", S_BACLOFEN, "it is a hydrochloride of the other's enantiomer",
                     id="hand"),
        pytest.param("salt", BACLOFEN, f"{BACLOFEN}.Cl", "the other is a salt of it (hydrochloride)", id="turned"),
        pytest.param("salt", f"{PHENIBUT}.Cl", BACLOFEN, "different compounds", id="salt-of-another"),
        pytest.param("salt", BACLOFEN, BACLOFEN, "both have the same structure", id="no-salt"),
        pytest.param("parent", PHENIBUT, f"{BACLOFEN}.Cl", "different compounds", id="parent-of-another"),
        pytest.param("parent", S_BACLOFEN, R_BACLOFEN, "they are enantiomers", id="parent-of-the-enantiomer"),
        pytest.param("parent", f"{BACLOFEN}.Cl", BACLOFEN, "it is a salt of the other", id="salt-as-parent"),
        pytest.param("isotopologue", R_BACLOFEN, S_BACLOFEN, "they are enantiomers", id="no-labels"),
        pytest.param("same compound", GABA, ANION, "it is the conjugate acid of the other", id="not-the-same"),
    ],
)  # fmt: skip
def test_what_is_wrong(word, one, other, fact):
    """A statement that the structures contradict is, and it is said what they are."""
    assert fact in (contradiction(word, relative(smiles=one), relative(smiles=other)) or "")


@pytest.mark.parametrize("word", ["enantiomer", "salt", "tautomer", "parent", "conjugate acid"])
def test_a_key_alone(word):
    """A key shows that the skeleton is another's where both must have one, and nothing of parts."""
    key = relative(inchikey="DAFOCGYVTAOKAJ-UHFFFAOYSA-N")  # phenibut, PubChem CID 14113
    found = contradiction(word, relative(smiles=R_BACLOFEN), key)

    assert found == ("their InChIKeys have different skeletons" if word == "enantiomer" else None)


@pytest.mark.parametrize(
    ("text", "word", "of_other"),
    [
        ("is_enantiomer_of", "enantiomer", True),
        ("Enantiomer ID", "enantiomer", True),
        ("parent_chembl_id", "parent", False),
        ("Parent", "parent", False),
        ("parent of", "parent", True),
        ("salt of", "salt", True),
        ("Salt form", "salt", False),
        ("isConjugateBaseOf", "conjugate base", True),
        ("conjugate base", "conjugate base", False),
        ("hydrate of", "solvate", True),
        ("same as", "same compound", True),
        ("has_parent", "parent", False),
    ],
)
def test_words(text, word, of_other):
    """A title says which record is what: "salt of" the named one, or the named one is its "parent"."""
    assert read_statement(text) == Statement(word, of_other)


@pytest.mark.parametrize("text", ["price", "", "of", "parents", "has_role", "enantiomeric excess", "salt code"])
def test_other_words(text):
    """Other titles state no relation."""
    assert read_statement(text) is None


def test_columns():
    """A column states the relation that its title says, that is given, or that another column says."""
    assert relation_column("", "salt of") == ("salt of", Statement("salt", True), None)
    assert relation_column("", "Parent no=parent") == ("Parent no", Statement("parent", False), None)
    assert relation_column("", "other=how") == ("other", None, "how")
    with pytest.raises(OptionError, match="--x price: add =RELATION"):
        relation_column("--x", "price")


def found(rows, relations):
    """Give the messages on some rows, and what became of their statements."""
    with CrossRecord(comparison=Comparison(relations=tuple(relations))) as cross:
        for number, row in enumerate(rows, 1):
            fields = {name: row.pop(name) for name in ("smiles", "name", "cas", "chebi_id", "identity") if name in row}
            place = Place("t.csv", number + 1, number)
            cross.add(RecordReport(StructureRecord(**fields, place=place, carried=row or None), Verdict.VERIFIED))
        messages = [finding.message for finding in cross.conflicts() if finding.code == "relation-mismatch"]
        return messages, {what.split()[0]: count for what, count in cross.stated.items()}


@pytest.mark.parametrize(
    "named",
    [
        pytest.param({"identity": "GB 7"}, id="own-id"),
        pytest.param({"cas": "1134-47-0"}, id="cas"),
        pytest.param({"chebi_id": "CHEBI:2972"}, id="registry"),
        pytest.param({"name": "Baclofen"}, id="name"),
    ],
)
@pytest.mark.parametrize("spell", [str, str.lower, lambda text: f" {text} ", lambda text: f"none-of-it | {text}"])
def test_how_a_record_is_named(named, spell):
    """It is named by its own identifier, one of a registry or its name, in any case, alone or in a list."""
    (text,) = named.values()
    rows = [{"smiles": BACLOFEN, **named}, {"smiles": GABA, "parent": spell(text)}]
    messages, became = found(rows, ["parent"])

    assert len(messages) == 1
    assert "(t.csv:2) is stated to be the parent of t.csv:3, but they are different compounds" in messages[0]
    assert became["contradicted"] == 1


def test_a_bare_number_of_a_registry():
    """A bare number is one of a registry where no own identifier is the same."""
    rows = [{"smiles": BACLOFEN, "chebi_id": "CHEBI:2972"}, {"smiles": GABA, "parent": "2972"}]

    assert len(found(rows, ["parent"])[0]) == 1
    rows = [{"smiles": BACLOFEN, "chebi_id": "CHEBI:2972"}, {"smiles": f"{GABA}.Cl", "parent": "2972"}]
    assert found([*rows, {"smiles": GABA, "identity": "2972"}], ["parent"])[0] == []


def test_several_records_of_one_name():
    """What names several records is contradicted only if none fits."""
    salt = {"smiles": f"{GABA}.Cl", "salt of": "lioresal"}
    others = [{"smiles": BACLOFEN, "name": "lioresal"}, {"smiles": GABA, "name": "lioresal"}]

    assert found([dict(salt), *map(dict, others)], ["salt of"])[0] == []
    assert len(found([dict(salt), dict(others[0])], ["salt of"])[0]) == 1


def test_said_once():
    """What both records state of each other is said once, of the first."""
    rows = [
        {"smiles": L, "identity": "a", "enantiomer of": "b"},
        {"smiles": L_ALLO, "identity": "b", "enantiomer of": "a"},
    ]
    messages, became = found(rows, ["enantiomer of"])

    said = "a (t.csv:2) is stated to be the enantiomer of b (:3), but they are diastereomers: opposite at 2, alike at 3"
    assert messages == [f"{said} (atoms of the InChI)"]
    assert became == {"contradicted": 1}


@pytest.mark.parametrize(
    "word", ["enantiomer", "diastereomer", "stereoisomer", "isomer", "salt", "tautomer", "racemate"]
)
@pytest.mark.parametrize("of", ["{} of", "{}"])
def test_a_record_that_names_itself(word, of):
    """No compound is a salt or an isomer of itself, whatever its structure is, and also where it has none."""
    title = of.format(word)
    messages, became = found([{"smiles": f"{GABA}.Cl", "identity": "a", title: "a"}], [title])

    assert messages[0].startswith("a (t.csv:2) is stated to be ")
    assert messages[0].endswith(f" {word} of itself, but it names itself")
    assert became == {"contradicted": 1}


@pytest.mark.parametrize("title", ["parent", "parent of", "same as"])
def test_a_record_that_is_its_own_parent(title):
    """A registry lists a compound without counter-ions as its own parent (ChEMBL's molecule_hierarchy)."""
    assert found([{"smiles": GABA, "identity": "a", title: "a"}], [title]) == ([], {"borne": 1})


def test_a_record_of_the_same_name():
    """A name that the record shares with another means the other."""
    rows = [
        {"smiles": R_BACLOFEN, "name": "lioresal", "enantiomer of": "lioresal"},
        {"smiles": S_BACLOFEN, "name": "lioresal"},
    ]

    assert found(rows, ["enantiomer of"]) == ([], {"borne": 1})


def test_whose_enantiomer():
    """A salt of the mirror image is said to be that of the named record's enantiomer."""
    rows = [
        {"smiles": f"{R_BACLOFEN}.Cl", "identity": "a", "salt of": "b"},
        {"smiles": S_BACLOFEN, "identity": "b"},
    ]

    assert found(rows, ["salt of"])[0][0].endswith("a salt of b (:3), but it is a hydrochloride of b's enantiomer")


def test_what_is_not_compared():
    """A record that is not there, and one without a structure, are counted; an empty cell and a dash state nothing."""
    rows = [
        {"smiles": L, "identity": "a", "enantiomer of": "z"},
        {"smiles": L, "identity": "b", "enantiomer of": "c"},
        {"name": "c", "enantiomer of": "-"},
        {"smiles": D, "enantiomer of": ""},
    ]

    assert found(rows, ["enantiomer of"]) == ([], {"to": 1, "of": 1})


TABLE = f"""\
no,smiles,other,how
1,{L},2,is_enantiomer_of
2,{L_ALLO},,
3,{BACLOFEN}.Cl,4,salt of
4,{BACLOFEN},,
"""


def test_the_command(capsys, tmp_path):
    """A pair of columns is held against the structures, and what became of its statements is said."""
    path = tmp_path / "drugs.csv"
    path.write_text(TABLE, encoding="utf-8")
    options = ["--id", "no", "--cross-record", "--stated-relations", "other=how", "--no-names"]
    main([str(path), *options, "--format", "json"])
    shown = capsys.readouterr()
    conflicts = [one for one in json.loads(shown.out)["conflicts"] if one["code"] == "relation-mismatch"]

    assert [place["line"] for place in conflicts[0]["places"]] == [2, 3]
    assert "2 stated relations: 1 contradicted, 1 borne out by the structures" in shown.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--stated-relations", "other=how"], "--stated-relations needs --cross-record", id="alone"),
        pytest.param(
            ["--cross-record", "--stated-relations", "no"], "no: add =RELATION (enantiomer,", id="no-relation"
        ),
        pytest.param(["--cross-record", "--stated-relations", "x=salt of"], "no column 'x'", id="no-such-column"),
        pytest.param(
            ["--cross-record", "--stated-relations", "others"],
            "--stated-relations: no column 'others' in drugs.csv: did you mean 'other'?",
            id="mistyped-column",
        ),
    ],
)
def test_options_that_make_no_sense(capsys, tmp_path, monkeypatch, options, words):
    """One line says what is wrong."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drugs.csv").write_text(TABLE, encoding="utf-8")

    assert main(["drugs.csv", *options]) == 2
    assert words in capsys.readouterr().err


def test_an_ontology(capsys, tmp_path):
    """The relationships of ChEBI's OBO are read, by name and by number."""
    entry = (
        "[Term]\nid: CHEBI:{0}\nname: t{0}\n"
        'property_value: chemrof:smiles_string "{1}" xsd:string\nrelationship: {2}\n\n'
    )
    path = tmp_path / "chebi.obo"
    path.write_text(
        "format-version: 1.2\n\n"
        + entry.format(1, L, "RO:0018039 CHEBI:2 ! t2")
        + entry.format(2, L_ALLO, "is_enantiomer_of CHEBI:1 ! t1"),
        encoding="utf-8",
    )
    main([str(path), "--cross-record", "--stated-relations", "is_enantiomer_of", "--no-names"])

    assert "is stated to be the enantiomer of" in " ".join(capsys.readouterr().out.split())


def test_a_frame():
    """In Python, a DataFrame's columns are named likewise, and processes change nothing."""
    frame = pd.DataFrame({"no": ["a", "b"], "smiles": [L, L_ALLO], "enantiomer of": ["b", "a"]})
    options = {"identity": "no", "cross_record": True, "stated_relations": ["enantiomer of"], "names": False}
    one = ga.verify_frame(frame, **options).conflicts
    several = ga.verify_frame(frame, **options, workers=2).conflicts

    assert [finding.code for finding in one] == ["relation-mismatch"]
    assert one == several
