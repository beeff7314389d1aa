"""Masked amino acids: parent, promoiety and what hydrolysis releases."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.comparison.masked import unmask
from gaba_analogs.analogs.comparison.promoieties import RELEASED
from gaba_analogs.api.verify import verify_records
from gaba_analogs.record import StructureRecord


@pytest.mark.parametrize(
    ("compound", "parent", "released"),
    [
        # US label of Horizant, 12.3: "to form gabapentin, carbon dioxide, acetaldehyde, and isobutyric acid"
        ("gabapentin enacarbil", "gabapentin", {"carbon dioxide", "acetaldehyde", "isobutyric acid"}),
        # Lal et al., J. Pharmacol. Exp. Ther. 2009, 330, 911: a prodrug of R-baclofen
        ("arbaclofen placarbil", "(R)-baclofen", {"carbon dioxide", "isobutyraldehyde", "isobutyric acid"}),
        ("picamilon", "gaba", {"nicotinic acid"}),
        ("progabide", "gaba", {"ammonia", "O=C(c1ccc(Cl)cc1)c1cc(F)ccc1O"}),
        ("NC[C@@H](CC(=O)OC)c1ccc(Cl)cc1", "(S)-baclofen", {"methanol"}),
        ("NCCCC(=O)OCOC(=O)C(C)(C)C", "gaba", {"formaldehyde", "pivalic acid"}),
        ("CCOC(=O)OC(C)OC(=O)CCCN", "gaba", {"acetaldehyde", "carbon dioxide", "ethanol"}),
        ("CC(C)(C)OC(=O)NCCCC(=O)O", "gaba", {"carbon dioxide", "tert-butanol"}),
        ("CCOP(=O)(OCC)CCCN", "NCCCP(=O)(O)O", {"ethanol"}),
    ],
)
def test_parent_and_released(compound, parent, released):
    """Hydrolysis gives the free amino acid with its configuration, and the parts of the promoiety."""
    found = unmask(compound)

    assert found is not None
    assert found.title == parent
    assert set(found.released) == released


@pytest.mark.parametrize(
    "compound",
    [
        pytest.param("baclofen", id="free-amino-acid"),
        pytest.param("gabapentin-lactam", id="lactam"),
        pytest.param("levetiracetam", id="amide-elsewhere"),
        pytest.param("gamma-butyrolactone", id="no-amine"),
        pytest.param("COC(=O)c1ccc(cc1)C(CN)CC(=O)O", id="ester-on-a-substituent"),
        pytest.param("COC(=O)CCN", id="beta-amino-ester"),
    ],
)
def test_not_masked(compound):
    """What is free already, closed to a lactam or no gamma-amino acid has no parent."""
    assert unmask(compound) is None


def test_substituents_stay():
    """Only the amine and the acid are unmasked; an amide on the ring is part of the parent."""
    found = unmask("CC(=O)Nc1ccc(cc1)C(CN)CC(=O)OCC")

    assert found is not None
    assert Chem.MolToSmiles(found.mol) == Chem.CanonSmiles("CC(=O)Nc1ccc(cc1)C(CN)CC(=O)O")
    assert [mask.place for mask in found.masks] == ["acid"]


def test_racemic_prodrug():
    """The parent of a racemate of prodrugs is the racemate."""
    found = unmask("CC(C)C(=O)OC(C)OC(=O)NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:13|")

    assert found is not None
    assert found.key == "baclofen"


@pytest.mark.parametrize(
    ("compound", "words"),
    [
        ("gabapentin enacarbil", "[1-(isobutyryloxy)ethoxy]carbonyl on the amine (acyloxyalkyl carbamate)"),
        ("picamilon", "nicotinoyl on the amine (amide)"),
        ("NCCCC(=O)OCc1ccccc1", "benzyloxy on the acid (ester)"),
        ("NCCCC(N)=O", "NH2 on the acid (amide)"),
    ],
)
def test_words(compound, words):
    """The promoiety is named, with where it sits and how it is attached."""
    found = unmask(compound)

    assert found is not None
    assert [str(mask) for mask in found.masks] == [words]


@pytest.mark.names
def test_names_of_what_is_released():
    """The names parse back to the structures."""
    records = [StructureRecord(smiles=smiles, iupac_name=name) for smiles, name in RELEASED.items()]

    assert [report.verdict.value for report in verify_records(records, names=True)] == ["verified"] * len(records)


class TestComparison:
    """Prodrugs in a comparison."""

    def test_table(self):
        """Half of the mass of gabapentin enacarbil is gabapentin: 171.24 of 329.39 g/mol."""
        table = compare(["gabapentin", "gabapentin enacarbil"]).prodrugs()

        assert table.index.tolist() == ["gabapentin-enacarbil"]
        assert table["parent"].item() == "gabapentin"
        assert table["parent_percent"].item() == 52.0

    def test_parents_follow(self):
        """Each prodrug is followed by its parent, which is not repeated."""
        table = compare(["arbaclofen placarbil", "gabapentin", "gabapentin enacarbil"]).with_parents()

        assert table.names == ("arbaclofen-placarbil", "(R)-baclofen", "gabapentin", "gabapentin-enacarbil")

    def test_problems_stay(self):
        """What could not be read is still said."""
        table = compare(["picamilon", "no such"]).with_parents()

        assert len(table.problems) == 1
        assert table.names == ("picamilon", "gaba")

    def test_name_in_use(self):
        """A parent does not take the name of another compound."""
        table = compare({"prodrug": "picamilon", "gaba": "muscimol"}).with_parents()

        assert table.names == ("prodrug", "gaba (parent)", "gaba")
