"""Drawings of ChemDraw and Marvin, and MOL2 files."""

from __future__ import annotations

import base64

import pytest
from rdkit import Chem

from gaba_analogs import verify
from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.results.findings import Verdict

GABA = Chem.MolFromSmiles("NCCCC(=O)O")

# Layout: CDXML as ChemDraw writes it (bondlength 14.4 pt): propan-2-ol above "2-Propanol", and the text of its analysis
# window; methanol, drawn far away, has the text of its own.
CDXML = """<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE CDXML SYSTEM "http://www.cambridgesoft.com/xml/cdxml.dtd" >
<CDXML BondLength="14.40"><page id="1">
<fragment id="10" BoundingBox="100 90 130 110">
<n id="11" p="100 100"/><n id="12" p="112 107"/><n id="13" p="124 100"/>
<n id="14" p="112 121" Element="8" NumHydrogens="1"/>
<b id="15" B="11" E="12"/><b id="16" B="12" E="13"/><b id="17" B="12" E="14"/></fragment>
<t id="30" BoundingBox="100 130 150 140"><s font="3">{text}</s></t>
<fragment id="20" BoundingBox="400 90 420 110">
<n id="21" p="400 100"/><n id="22" p="414 100" Element="8" NumHydrogens="1"/><b id="23" B="21" E="22"/></fragment>
<t id="31" BoundingBox="400 115 450 125"><s font="3">methanol</s></t>
<t id="32" BoundingBox="100 700 150 710"><s font="3">Scheme 1</s></t>
</page></CDXML>
"""

MOL2 = """@<TRIPOS>MOLECULE
{name}
 6 5 0 0 0
SMALL
NO_CHARGES

@<TRIPOS>ATOM
      1 C1  0.0  0.0  0.0 {carbon}  1 LIG 0.0
      2 O1  1.4  0.0  0.0 O.3  1 LIG 0.0
      3 H1 -0.4  1.0  0.0 H    1 LIG 0.0
      4 H2 -0.4 -0.5  0.9 H    1 LIG 0.0
      5 H3 -0.4 -0.5 -0.9 H    1 LIG 0.0
      6 H4  1.7  0.9  0.0 {hydrogen}    1 LIG 0.0
@<TRIPOS>BOND
     1  1  2 1
     2  1  3 1
     3  1  4 1
     4  1  5 1
     5  2  6 1
"""
BARE = """@<TRIPOS>MOLECULE
docked
 2 1 0 0 0
SMALL
NO_CHARGES

@<TRIPOS>ATOM
      1 C1  0.0  0.0  0.0 C.3  1 LIG 0.0
      2 O1  1.4  0.0  0.0 O.3  1 LIG 0.0
@<TRIPOS>BOND
     1  1  2 1
"""

# tests of RDKit (BSD-3), Code/GraphMol/test_data/CDX/structure_1.cdx: oxolane
CDX = base64.b64decode(
    "VmpDRDAxMDAEAwIBAAAAAAAAAAAAAACAAQAAAABANQAhBQAFAAQAAAAFAAAABgAAAAcAAAAIAAAACQAAAAoAAAALAAAADAAAAA0AAAAkZW5kyVFqSAMAKgAAAENTIENEWCBkcml2ZXIgMy4wIC8gSnVsIDAxIDA4OjQ4OjI1IDIwMDgEAhAA5mm1/wAAHgAAAOL/aGtIAAEJCAAAAAAAAAAAAAIJCAAAAAAAAAAAAAUIBAAAAB4AAAMyAAgA////////AAAAAAAA//8AAAAAAAAAAP///////wAAAAD//wAAAAD///////8AAP//AYACAAAAA4ADAAAABIAEAAAAAAIIAMNtJgAAAB4AOwQBAAA8BAEAADkEAwAAADAAAASABQAAAAACCAAiEEIAAAAeADsEAQAAPAQBAAA5BAMAAAAxAAAEgAYAAAAAAggAGpZKAOFAOAA7BAEAADwEAQAAOQQDAAAAMgAABIAHAAAAAAIIADM/NABoa0gAOwQBAAA8BAEAADkEAwAAADMAAASACAAAAAACCAAAAB4A4UA4ADsEAQAAPAQBAAACBAIACAA5BAMAAAA0AAAFgAkAAAAEBgQABAAAAAUGBAAFAAAAAAAFgAoAAAAEBgQABQAAAAUGBAAGAAAAAAAFgAsAAAAEBgQABgAAAAUGBAAHAAAAAAAFgAwAAAAEBgQABwAAAAUGBAAIAAAAAAAFgA0AAAAEBgQABAAAAAUGBAAIAAAAAAAAAAAAAAAAAA=="
)


def smiles(record):
    """Give the canonical SMILES of what a record draws."""
    return Chem.MolToSmiles(Chem.MolFromMolBlock(record.molblock))


def records(tmp_path, name, content):
    """Write a drawing, and read it."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def test_each_structure_of_a_chemdraw_drawing_is_a_record(tmp_path):
    """The text that stands nearest is its name; a caption far away is nobody's."""
    found = records(tmp_path, "scheme.cdxml", CDXML.format(text="propan-2-ol"))

    assert [(r.name, smiles(r)) for r in found] == [("propan-2-ol", "CC(C)O"), ("methanol", "CO")]


@pytest.mark.parametrize(
    ("formula", "verdict"), [("C3H8O", Verdict.VERIFIED), ("C3H6O", Verdict.INCONSISTENT)], ids=["agrees", "differs"]
)
def test_an_analysis_beside_a_structure_is_compared(tmp_path, formula, verdict):
    """What ChemDraw's analysis window wrote states formula and masses (PubChem, CID 3776)."""
    text = f"Chemical Formula: {formula}\nExact Mass: 60.0575\nMolecular Weight: 60.0960"
    drawn, _ = records(tmp_path, "scheme.cdxml", CDXML.format(text=text))

    assert (drawn.formula, drawn.monoisotopic_mass, drawn.molecular_weight) == (formula, "60.0575", "60.0960")
    assert verify(drawn, names=False).verdict is verdict


FRAGMENT = '<fragment{id}><n id="{n}1" p="{n}0 0"/><n id="{n}2" p="{n}14 0" Element="{element}"/>{bonds}</fragment>'
"""Methanol, or methylamine: two atoms, and bonds between them."""
BOND = '<b id="{n}3" B="{n}1" E="{n}2"/>'


def page(*fragments):
    """Draw structures, each of (attribute of its number, element, bonds)."""
    drawn = [
        FRAGMENT.format(id=number, n=n, element=element, bonds="".join(bond.format(n=n) for bond in bonds))
        for n, (number, element, bonds) in enumerate(fragments, start=1)
    ]
    return f'<CDXML BondLength="14.40"><page id="1">{"".join(drawn)}</page></CDXML>'


UNREADABLE = "RDKit cannot read this structure: save it as a molfile"


@pytest.mark.parametrize(
    "bonds",
    [
        pytest.param(['<b id="{n}3" B="{n}1" E="{n}1"/>'], id="to-itself"),
        pytest.param([BOND, BOND], id="twice"),
        pytest.param(['<b id="{n}3" B="{n}1" E="99"/>'], id="to-nothing"),
    ],
)
@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_damaged_structure_of_a_drawing_costs_itself(tmp_path, bonds, position):
    """One with a bond that cannot be is unreadable; those beside it are read."""
    structures = [(' id="10"', 8, [BOND]), (' id="30"', 7, [BOND])]
    structures.insert(position, (' id="20"', 6, bonds))
    found = records(tmp_path, "scheme.cdxml", page(*structures))
    damaged = found.pop(position)

    assert (damaged.molblock, damaged.problem, damaged.place.row) == (None, UNREADABLE, position + 1)
    assert [smiles(record) for record in found] == ["CO", "CN"]


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param([' id="10"', ' id="10"'], id="alike"),
        pytest.param(["", ""], id="none"),
        pytest.param([' id="a"', ' id="b"'], id="words"),
    ],
)
def test_structures_are_told_apart_by_their_places(tmp_path, numbers):
    """Programs that write CDXML give structures equal numbers, or none: each of them is a record."""
    found = records(tmp_path, "scheme.cdxml", page(*((n, e, [BOND]) for n, e in zip(numbers, (8, 7), strict=True))))

    assert [(smiles(record), record.place.row) for record in found] == [("CO", 1), ("CN", 2)]


def test_more_structures_than_are_parsed_together(tmp_path):
    """They come out in order."""
    found = records(tmp_path, "scheme.cdxml", page(*((f' id="{n}0"', 7 + n % 2, [BOND]) for n in range(1, 131))))

    assert [smiles(record) for record in found] == ["CO", "CN"] * 65


def test_a_binary_drawing(tmp_path):
    """CDX is read whatever it is called."""
    (record,) = records(tmp_path, "drawing.bin", CDX)

    assert smiles(record) == "C1CCOC1"


def test_a_marvin_document(tmp_path):
    """Each molecule is a record."""
    (record,) = records(tmp_path, "gaba.mrv", Chem.MolToMrvBlock(GABA))

    assert smiles(record) == "NCCCC(=O)O"


def test_mol2(tmp_path):
    """Each molecule is a record with its name and line; one that cannot be read is a problem, and the next is read."""
    good, bad = MOL2.replace("{carbon}", "C.3").replace("{hydrogen}", "H"), MOL2.replace("{carbon}", "Qq.3")
    text = good.replace("{name}", "methanol") + bad.replace("{hydrogen}", "H") + BARE + good.replace("{name}", "*****")
    first, odd, bare, last = records(tmp_path, "ligands.mol2", text)

    assert (first.name, smiles(first), first.place.line) == ("methanol", "CO", 1)
    assert (odd.molblock, odd.problem) == (None, "RDKit cannot read this structure: save it as a molfile")
    assert (bare.name, bare.problem) == ("docked", "atoms lack hydrogens, which a MOL2 file has to state: add them")
    assert (last.name, smiles(last), last.place.line) == (None, "CO", 50)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("a.cdxml", CDXML[:600], "not well-formed XML", id="truncated"),
        pytest.param("a.cdxml", "<CDXML><page/></CDXML>", "no structure in this drawing", id="empty"),
        pytest.param(
            "a.cdxml", '<!DOCTYPE CDXML [<!ENTITY a "x">]><CDXML>&a;</CDXML>', "declares an entity", id="entity"
        ),
        pytest.param("a.mrv", "<cml><MDocument/></cml>", "no molecule in this Marvin document", id="empty-marvin"),
        pytest.param("a.cdx", "VjCD0100" + 40 * "\0", "no structure in this drawing", id="empty-binary"),
        pytest.param("a.cdx", "smiles\nC\n", "not a binary ChemDraw drawing but text", id="text"),
    ],
)
def test_other_and_damaged_files(tmp_path, name, content, said):
    """What is truncated, empty or hostile is named."""
    with pytest.raises(InputError) as refused:
        records(tmp_path, name, content)
    assert said in str(refused.value)
