"""SD files, molfiles and SMILES lists."""

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.io.text import Peekable
from gaba_analogs.readers.structures.sdf import read_sdf, read_smiles_list

BLOCK = """{title}
  by hand

  1  0  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
M  END"""
V3000 = """{title}
  by hand

  0  0  0  0  0  0            999 V3000
M  V30 BEGIN CTAB
M  V30 COUNTS 1 0 0 0 0
M  V30 BEGIN ATOM
M  V30 1 C 0 0 0 0
M  V30 END ATOM
M  V30 END CTAB
M  END"""


def sdf(text, **kwargs):
    """Read an SD file."""
    return list(read_sdf(Peekable(text.split("\n")), "x.sdf", **kwargs))


KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"


def smiles_list(text):
    """Read a list of SMILES."""
    return list(read_smiles_list(iter(text.split("\n")), "x.smi"))


def stated(records):
    """Give what each record states."""
    return [dict(record.stated()) for record in records]


@pytest.mark.parametrize("block", [pytest.param(BLOCK, id="V2000"), pytest.param(V3000, id="V3000")])
@pytest.mark.parametrize("title", ["methane", ""])
def test_molblock_is_verbatim(block, title):
    """The molblock is the text up to M  END, an empty title line included."""
    molblock = block.format(title=title)
    (record,) = sdf(f"{molblock}\n> <q>\nx\n\n$$$$\n")

    assert record.molblock == molblock
    assert record.name == (title or None)
    assert record.problem is None


def test_entries_have_places():
    """Line and row count from 1; the last entry needs no separator."""
    block = BLOCK.format(title="a")
    records = sdf(f"{block}\n$$$$\n{block}\n\n$$$$\n{block}\n")

    assert [(record.place.line, record.place.row) for record in records] == [(1, 1), (8, 2), (16, 3)]


@pytest.mark.parametrize(
    "tag",
    ["> <SMILES>", ">  <SMILES>", ">  <SMILES>  (1) ", "> 25 <SMILES>", "> <smiles> ", "> DT12 <ISM>"],
)
def test_tags(tag):
    """Data headers come in several forms."""
    (record,) = sdf(f"{BLOCK.format(title='')}\n{tag}\nC\n\n$$$$\n")

    assert record.smiles == "C"


def test_data_items():
    """Values of several lines are kept; text outside an item is passed over."""
    text = f"{BLOCK.format(title='t')}\n> <SYNONYMS>\na\nb\n\nstray\n> <UNII>\n\n> <SMILES>\nC\n\n$$$$\n"
    (record,) = sdf(text)

    assert (record.synonyms, record.unii, record.smiles) == ("a\nb", None, "C")


# Tags and values of PubChem CID 119.
@pytest.mark.parametrize(("mass", "read"), [("16.04", "16.04"), ("16.0313", "16.0313"), ("25.3", None)])
def test_a_bare_mass_below_a_molfile(mass, read):
    """A tag that says mass alone is read where it is one of the drawn molecule (methane, CID 297), not of a sample."""
    (record,) = sdf(f"{BLOCK.format(title='methane')}\n> <Mass>\n{mass}\n\n$$$$\n")

    assert record.molecular_weight == read


def test_pubchem_tags():
    """The tags of PubChem state fields, labelled with the tag."""
    tags = {
        "PUBCHEM_COMPOUND_CID": "119",
        "PUBCHEM_IUPAC_NAME": "4-aminobutanoic acid",
        "PUBCHEM_IUPAC_INCHIKEY": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
        "PUBCHEM_EXACT_MASS": "103.063328530",
        "PUBCHEM_MOLECULAR_WEIGHT": "103.12",
        "PUBCHEM_OPENEYE_CAN_SMILES": "C(CC(=O)O)CN",
        "PUBCHEM_TOTAL_CHARGE": "0",
    }
    items = "".join(f"> <{tag}>\n{value}\n\n" for tag, value in tags.items())
    (record,) = sdf(f"{BLOCK.format(title='119')}\n{items}$$$$\n")

    assert {name: text for name, text in record.stated() if name != "molblock"} == {
        "name": "119",
        "connectivity_smiles": "C(CC(=O)O)CN",
        "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
        "molecular_weight": "103.12",
        "monoisotopic_mass": "103.063328530",
        "charge": "0",
        "iupac_name": "4-aminobutanoic acid",
        "pubchem_cid": "119",
    }
    assert record.labels["monoisotopic_mass"] == "PUBCHEM_EXACT_MASS"


@pytest.mark.parametrize(
    ("title", "tag", "name"),
    [
        pytest.param("title", "GENERIC_NAME", "tagged", id="name-tag-wins"),
        pytest.param("title", "ID", "title", id="identifier-does-not"),
        pytest.param("", "ID", "tagged", id="identifier-of-last-resort"),
        pytest.param("title", "q", "title", id="no-known-tag"),
    ],
)
def test_name(title, tag, name):
    """The name is a name tag, else the title line, else an identifier."""
    (record, _) = sdf(f"{BLOCK.format(title=title)}\n> <{tag}>\ntagged\n\n> <CAS>\n56-12-2\n\n$$$$\n" * 2)

    assert record.name == name


def test_entry_without_atoms():
    """A molfile without atoms is a record."""
    (record,) = sdf("\n\n\n  0  0  0  0  0  0  0  0  0  0999 V2000\nM  END\n$$$$\n")

    assert record.problem is None
    assert record.molblock.startswith("\n\n\n  0  0")


def test_broken_entry():
    """An entry without M  END keeps its tags and its place in the order."""
    good = BLOCK.format(title="good")
    records = sdf(f"{good}\n$$$$\nbroken\n> <SMILES>\nCC\n\n$$$$\n{good}\n$$$$\n")

    assert [record.problem for record in records] == [None, "no 'M  END' line in this entry", None]
    assert stated(records)[1] == {"smiles": "CC"}


def test_empty_entry():
    """Nothing between two separators is a broken entry, not a missing one."""
    good = BLOCK.format(title="good")
    records = sdf(f"{good}\n$$$$\n$$$$\n{good}\n$$$$\n")

    assert [record.problem is None for record in records] == [True, False, True]


def test_nul_in_a_molblock():
    """A NUL character is removed and reported."""
    (record,) = sdf(BLOCK.format(title="x\0y") + "\n$$$$\n")

    assert "\0" not in record.molblock
    assert "NUL" in record.problem


def test_not_an_sd_file():
    """Text without any sign of a molfile is refused."""
    with pytest.raises(InputError, match="not an SD file"):
        sdf("name,smiles\nGABA,NCCCC(=O)O\n")


def test_sd_mapping():
    """A mapping names tags; one that no entry has is reported at the end."""
    text = f"{BLOCK.format(title='a')}\n> <structure string>\nC\n\n$$$$\n"

    assert sdf(text, mapping={"smiles": "structure string"})[0].smiles == "C"
    with pytest.raises(InputError, match=r"no tag 'structure strin'.*did you mean 'structure string'"):
        sdf(text, mapping={"smiles": "structure strin"})


@pytest.mark.parametrize(
    ("line", "smiles", "name"),
    [
        pytest.param("CCO", "CCO", None, id="smiles-alone"),
        pytest.param("CCO ethyl alcohol", "CCO", "ethyl alcohol", id="blank"),
        pytest.param("CCO\tethyl alcohol", "CCO", "ethyl alcohol", id="tab"),
        pytest.param("CCO\tethyl alcohol\t46.07", "CCO", "ethyl alcohol", id="further-columns"),
        pytest.param("C[C@H](O)F |&1:1| racemate", "C[C@H](O)F |&1:1|", "racemate", id="extension"),
        pytest.param("C[C@H](O)F |&1:1|\tracemate x", "C[C@H](O)F |&1:1|", "racemate x", id="extension-tab"),
        pytest.param("C[C@H](O)F |&1:1|", "C[C@H](O)F |&1:1|", None, id="extension-alone"),
        pytest.param("  CCO  ", "CCO", None, id="blanks-around"),
        pytest.param("\tethanol", None, "ethanol", id="no-smiles"),
        pytest.param("C1CC(", "C1CC(", None, id="broken-smiles-as-typed"),
    ],
)
def test_smiles_line(line, smiles, name):
    """A line is a SMILES, perhaps with an extension, and a name."""
    (record,) = smiles_list(line)

    assert (record.smiles, record.name) == (smiles, name)


@pytest.mark.parametrize(
    ("line", "key", "name"),
    [
        pytest.param(f"NCCCC(=O)O {KEY}", KEY, None, id="behind-a-blank"),
        pytest.param(f"NCCCC(=O)O\t{KEY}", KEY, None, id="behind-a-tab"),
        pytest.param(f"NCCCC(=O)O {KEY} gamma acid", KEY, "gamma acid", id="before-the-name"),
        pytest.param(f"NCCCC(=O)O GABA {KEY}", KEY, "GABA", id="behind-the-name"),
        pytest.param(f"NCCCC(=O)O {KEY} LFQSCWFLJHTTHZ-UHFFFAOYSA-N", None, None, id="two-keys-are-none"),
        pytest.param("NCCCC(=O)O GABA", None, "GABA", id="a-name-alone"),
    ],
)
def test_key_behind_a_smiles(line, key, name):
    """An InChIKey in a line is one, and no name, so that it is compared."""
    (record,) = smiles_list(line)

    assert record.inchikey == key
    assert record.smiles == "NCCCC(=O)O"
    assert key is None or record.name == name


@pytest.mark.parametrize(
    "header", ["smiles name\n", "SMILES Name \n", "canonical_smiles\tid\n", "# a comment\n", "\n", ""]
)
def test_smiles_list_header(header):
    """A header, comments and blank lines are no records."""
    records = smiles_list(f"{header}CCO ethanol\n# c\n\nC methane\n")

    assert stated(records) == [{"name": "ethanol", "smiles": "CCO"}, {"name": "methane", "smiles": "C"}]
    assert [record.place.row for record in records] == [1, 2]
    assert records[0].place.line == (2 if header else 1)


@pytest.mark.parametrize("lines", [2500, 9000])
def test_an_entry_of_very_many_lines_costs_itself(tmp_path, monkeypatch, lines):
    """The entries after it are read, at their lines; a real limit is two million lines."""
    monkeypatch.setattr("gaba_analogs.readers.structures.sdf.LONGEST_ENTRY_LINES", 2000)
    entry = "{}\n\n\n  0  0  0  0  0  0  0  0  0  0999 V2000\nM  END\n{}$$$$\n"
    path = tmp_path / "a.sdf"
    path.write_text(entry.format("a", "") + entry.format("b", "> <X>\n" + "x\n" * lines) + entry.format("c", ""))
    found = list(read(path))

    assert [(r.name, r.place.line) for r in found] == [("a", 1), ("b", 7), ("c", 7 + 7 + lines)]
    assert [r.problem for r in found] == [
        None,
        "the entry has more than 2,000 lines: shorten it, or mark its end",
        None,
    ]
