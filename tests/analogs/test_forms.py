"""Forms at a pH, measured constants, microspecies."""

from __future__ import annotations

import importlib
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaba_analogs.analogs import family
from gaba_analogs.analogs.forms import SPECIES, form, kind_of, known_pka, microspecies
from gaba_analogs.analogs.molecule import as_molecule
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.errors import InputError, MissingExtraError


@pytest.fixture
def without_dimorphite(monkeypatch):
    """Make the optional package unavailable."""
    monkeypatch.setitem(sys.modules, "dimorphite_dl", None)


@pytest.mark.parametrize(
    ("compound", "smiles"),
    [
        pytest.param("[NH3+]CCCC(=O)[O-]", "NCCCC(=O)O", id="zwitterion"),
        pytest.param("pregabalin-sodium", "CC(C)C[C@H](CN)CC(=O)O", id="sodium-salt"),
        pytest.param("(R)-baclofen-hydrochloride", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", id="hydrochloride"),
        pytest.param("mirogabalin-besylate", "CCC1=C[C@@H]2[C@H](C1)C[C@]2(CN)CC(=O)O", id="besylate"),
        pytest.param("sodium-oxybate", "O=C(O)CCCO", id="anion"),
        pytest.param("C[N+](C)(C)CC(=O)[O-]", "C[N+](C)(C)CC(=O)[O-]", id="betaine-stays"),
    ],
)
def test_neutral_form(compound, smiles):
    """Charges that protons can take away are gone, counter-ions too; stereo stays."""
    neutral = form(compound)

    assert neutral.smiles == smiles
    assert (neutral.charge, neutral.ph, neutral.assumed) == (0, None, False)


@pytest.mark.parametrize(
    ("ph", "smiles", "kind", "charge"),
    [
        # pKa 4.031 and 10.556 (source wikipedia-de-gaba)
        pytest.param(2.0, "[NH3+]CCCC(=O)O", "cation", 1, id="acid"),
        pytest.param(7.4, "[NH3+]CCCC(=O)[O-]", "zwitterion", 0, id="plasma"),
        pytest.param(12.0, "NCCCC(=O)[O-]", "anion", -1, id="alkaline"),
    ],
)
def test_measured_form(ph, smiles, kind, charge):
    """Measured constants decide first, and nothing is assumed."""
    gaba = form("GABA", ph)

    assert (gaba.smiles, gaba.kind, gaba.charge, gaba.assumed) == (smiles, kind, charge, False)
    assert gaba.source == "wikipedia-de-gaba"
    assert gaba.fraction > 0.9


@pytest.mark.parametrize("installed", [True, False], ids=["dimorphite", "rule"])
@pytest.mark.parametrize(
    "key",
    [
        "gaba",
        "baclofen",
        "(R)-baclofen",
        "phenibut",
        "pregabalin",
        "gabapentin",
        "vigabatrin",
        "saclofen",
        "lesogaberan",
        "homotaurine",
        "taurine",
        "glycine",
        "beta-alanine",
    ],
)
def test_amino_acids_are_zwitterions_at_ph74(key, installed, request):
    """Every free amino acid has one positive and one negative group, with and without the extra."""
    if installed:
        pytest.importorskip("dimorphite_dl", reason="dimorphite_dl is not installed: pip install .[notebook]")
    else:
        request.getfixturevalue("without_dimorphite")

    at_ph74 = form(key, 7.4)

    assert (at_ph74.kind, at_ph74.charge) == ("zwitterion", 0)
    assert cip_labels(at_ph74.mol)[0] == cip_labels(as_molecule(at_ph74.smiles))[0]
    assert len(cip_labels(at_ph74.mol)[0]) == len(cip_labels(form(key).mol)[0])


@pytest.mark.usefixtures("without_dimorphite")
@pytest.mark.parametrize(
    ("key", "kind"),
    [
        pytest.param("ghb", "anion", id="acid-only"),
        pytest.param("picamilon", "anion", id="amide-is-no-amine"),
        pytest.param("arbaclofen-placarbil", "anion", id="carbamate-is-no-amine"),
        pytest.param("CCO", "neutral", id="neither"),
        pytest.param("CCN", "cation", id="amine-only"),
    ],
)
def test_family_rule(key, kind):
    """Without constants and extra, free acids and aliphatic amines follow the rule, flagged."""
    found = form(key, 7.4)

    assert found.kind == kind
    assert found.assumed
    assert found.method.startswith("assumed pKa")
    assert found.source is None


def test_dimorphite_says_what_else_it_gave():
    """Phosphonic acids have a second pKa near 7: the other forms are named."""
    pytest.importorskip("dimorphite_dl", reason="dimorphite_dl is not installed: pip install .[notebook]")
    found = form("phaclofen", 7.4)

    assert found.method.startswith("Dimorphite-DL")
    assert found.assumed
    assert "[NH3+]CC(CP(=O)([O-])O)c1ccc(Cl)cc1" in found.notes[0]


def test_dimorphite_is_overruled_where_it_leaves_an_acid():
    """It does not know P-H phosphinic acids, which are strong."""
    pytest.importorskip("dimorphite_dl", reason="dimorphite_dl is not installed: pip install .[notebook]")
    found = form("lesogaberan", 7.4)

    assert found.smiles == "[NH3+]C[C@@H](F)C[PH](=O)[O-]"
    assert found.notes == ("Dimorphite-DL left the acid un-ionised",)


@pytest.mark.usefixtures("without_dimorphite")
def test_missing_extra_names_itself():
    """The optional package is not needed; asking for it names the extra."""
    ionisation = importlib.import_module("gaba_analogs.analogs.forms")

    with pytest.raises(MissingExtraError, match=r"gaba_analogs\[notebook\]"):
        ionisation._dimorphite()


@pytest.mark.parametrize("ph", [-1.0, 14.5, float("nan")])
def test_ph_out_of_range(ph):
    """A pH that cannot be is refused."""
    with pytest.raises(InputError, match="out of range"):
        form("GABA", ph)


@pytest.mark.parametrize(
    ("smiles", "kind"),
    [
        ("NCCCC(=O)O", "neutral"),
        ("[NH3+]CCCC(=O)[O-]", "zwitterion"),
        ("C[N+](=O)[O-]", "neutral"),
        ("CC(=O)[O-]", "anion"),
        ("C[NH3+]", "cation"),
    ],
)
def test_kind_of(smiles, kind):
    """Charges that a neighbour compensates are notation, not ionisation."""
    assert kind_of(as_molecule(smiles)) == kind


# -- constants and microspecies ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("compound", "constants"),
    [
        pytest.param("GABA", (4.031, 10.556), id="GABA"),
        pytest.param("gabapentin", (3.68, 10.70), id="gabapentin"),
        # Lioresal Intrathecal, product monograph: water, 20 C
        pytest.param("baclofen", (3.87, 9.62), id="baclofen"),
        pytest.param("(R)-baclofen", (3.87, 9.62), id="enantiomer"),
        # Lyrica, US prescribing information
        pytest.param("pregabalin", (4.2, 10.6), id="pregabalin"),
        pytest.param("[NH3+]CCCC(=O)[O-]", (4.031, 10.556), id="zwitterion"),
        pytest.param("Cl.NCC1(CC(=O)O)CCCCC1", (3.68, 10.70), id="hydrochloride"),
    ],
)
def test_known_pka(compound, constants):
    """Constants are those of the data file, found in any form."""
    pka = known_pka(compound)

    assert (pka.acid, pka.amine) == constants
    assert {source.source_key for source in family.sources()} >= set(pka.source.split("|"))


def test_unknown_pka():
    """Nothing is made up for phenibut; the message says what to do."""
    assert known_pka("phenibut") is None
    with pytest.raises(InputError, match=r"no measured pKa for phenibut: pass pka=\(acid, amine\)"):
        microspecies("phenibut", 7.4)


def test_microspecies_at_the_constants():
    """Half and half at each pKa (Henderson-Hasselbalch); the shape is (n, 3)."""
    found = microspecies("gabapentin", [3.68, 10.70])

    assert found.fractions.shape == (2, 3)
    assert found.fractions[0] == pytest.approx([0.5, 0.5, 0.0], abs=1e-6)
    assert found.fractions[1] == pytest.approx([0.0, 0.5, 0.5], abs=1e-6)


def test_microspecies_of_passed_constants():
    """Constants of one's own are taken, and named as such; > 99 % zwitterion at pH 7.4."""
    found = microspecies("baclofen", 7.4, pka=(3.87, 9.62))

    assert found.pka.source == "caller"
    assert found.fractions[0, SPECIES.index("zwitterion")] > 0.99


@given(ph=st.lists(st.floats(0, 14), min_size=1, max_size=20))
def test_fractions_sum_to_one(ph):
    """At any pH the three fractions are a partition."""
    fractions = microspecies("GABA", ph).fractions

    assert np.all(fractions >= 0)
    assert np.allclose(fractions.sum(axis=1), 1.0)


def test_isoelectric_point():
    """Cation and anion are equal half-way between the constants: 7.19 for gabapentin."""
    fractions = microspecies("gabapentin", (3.68 + 10.70) / 2).fractions[0]

    assert fractions[0] == pytest.approx(fractions[2])


def test_frame():
    """The frame has one row per pH and one column per species."""
    frame = microspecies("GABA", [2.0, 7.4]).to_frame()

    assert list(frame.columns) == ["ph", *SPECIES]
    assert len(frame) == 2


def test_ph_of_two_dimensions():
    """Only numbers and lists of numbers are pH values."""
    with pytest.raises(InputError, match=r"shape \(1, 2\)"):
        microspecies("GABA", [[1.0, 2.0]])
