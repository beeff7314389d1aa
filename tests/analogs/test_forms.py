"""Forms at a pH, measured constants, microspecies."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaba_analogs.analogs import family
from gaba_analogs.analogs.acidity import sites_of
from gaba_analogs.analogs.forms import form, isoelectric_point, kind_of, known_pka, log_d, microspecies
from gaba_analogs.analogs.molecule import as_molecule
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.errors import InputError


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


@pytest.mark.parametrize(
    "key",
    [
        *("gaba", "baclofen", "(R)-baclofen", "phenibut", "pregabalin", "gabapentin", "vigabatrin", "saclofen"),
        *("lesogaberan", "homotaurine", "taurine", "glycine", "beta-alanine", "muscimol"),
    ],
)
def test_amino_acids_are_zwitterions_at_ph74(key):
    """Every free amino acid has one positive and one negative group, and keeps its stereocentres."""
    at_ph74 = form(key, 7.4)

    assert (at_ph74.words, at_ph74.charge) == ("zwitterion", 0)
    assert cip_labels(at_ph74.mol)[0] == cip_labels(as_molecule(at_ph74.smiles))[0]
    assert len(cip_labels(at_ph74.mol)[0]) == len(cip_labels(form(key).mol)[0])


# pKa from the tables of Perrin (1965), Serjeant and Dempsey (1979); fluoroethylamines from Morgenthaler et al. (2007):
# ethylamine 10.7, with one fluorine 9.0, two 7.3, three 5.7; muscimol 4.8, 8.4, THIP 4.4, 8.5 (Krogsgaard-Larsen 1979).
@pytest.mark.parametrize(
    ("smiles", "pkas"),
    [
        pytest.param("CCN", [10.7], id="ethylamine"),
        pytest.param("NCCF", [9.0], id="fluoroethylamine"),
        pytest.param("NCC(F)F", [7.3], id="difluoroethylamine"),
        pytest.param("NCC(F)(F)F", [5.7], id="trifluoroethylamine"),
        pytest.param("CNC(N)=N", [13.4], id="methylguanidine"),
        pytest.param("CC(N)=N", [12.4], id="acetamidine"),
        pytest.param("Oc1ccccc1", [10.0], id="phenol"),
        pytest.param("O=[N+]([O-])c1ccc(O)cc1", [7.15], id="4-nitrophenol"),
        pytest.param("NCc1cc(O)no1", [4.8, 8.4], id="muscimol"),
        pytest.param("O=c1[nH]oc2c1CCNC2", [4.4, 8.5], id="THIP"),
        pytest.param("CP(C)(=O)O", [3.1], id="dimethylphosphinic-acid"),
        pytest.param("CP(=O)(O)O", [2.4, 7.7], id="methylphosphonic-acid"),
        pytest.param("NCC(=O)O", [2.34, 9.60], id="glycine"),
        pytest.param("NCCC(=O)O", [3.55, 10.24], id="beta-alanine"),
        pytest.param("NCCCC(=O)O", [4.03, 10.56], id="GABA"),
        pytest.param("NCCS(=O)(=O)O", [-1.0, 9.06], id="taurine"),
        pytest.param("c1nn[nH]n1", [4.9], id="tetrazole"),
        pytest.param("C1COCCN1", [8.4], id="morpholine"),
        pytest.param("C1CCNC1", [11.1], id="pyrrolidine"),
        pytest.param("Nc1ccccc1", [4.6], id="aniline"),
        pytest.param("c1ccncc1", [5.2], id="pyridine"),
        pytest.param("c1c[nH]cn1", [7.0], id="imidazole"),
        pytest.param("NCC#C", [8.15], id="propargylamine"),
        pytest.param("CC(=O)NO", [9.4], id="acetohydroxamic-acid"),
        *(
            pytest.param(smiles, [], id=smiles)
            for smiles in ("CCO", "CC(N)=O", "NC(N)=O", "CC#N", "COC(N)=O", "O=C1CCCN1")
        ),
    ],
)
def test_classes(smiles, pkas):
    """The pKa of a known compound lies within twice the spread of its class, and nothing else is ionised."""
    sites = sites_of(as_molecule(smiles))

    assert len(sites) == len(pkas)
    assert all(abs(site.pka - pka) <= 2 * site.spread for site, pka in zip(sites, pkas, strict=True))


@pytest.mark.parametrize(
    ("smiles", "words", "forms"),
    [
        pytest.param("phaclofen", "undecided: zwitterion 0 or zwitterion -1", 2, id="phosphonic-acid"),
        pytest.param("NCC(F)F", "undecided: neutral or cation", 2, id="difluoroethylamine"),
        pytest.param("c1c[nH]cn1", "undecided: neutral or cation", 2, id="imidazole"),
    ],
)
def test_undecided(smiles, words, forms):
    """Where the pH lies within the spread of a class, all forms are shown, and a note says which group it is."""
    found = form(smiles, 7.4)

    assert found.undecided
    assert set(found.words.replace("undecided: ", "").split(" or ")) == set(
        words.replace("undecided: ", "").split(" or ")
    )
    assert len({found.smiles, *found.others}) == forms
    assert found.notes[0].startswith("undecided at pH 7.4: ")


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        pytest.param("ghb", "anion", id="acid-only"),
        pytest.param("picamilon", "anion", id="amide-is-no-amine"),
        pytest.param("arbaclofen-placarbil", "anion", id="carbamate-is-no-amine"),
        pytest.param("CCO", "neutral", id="neither"),
        pytest.param("CCN", "cation", id="amine-only"),
        pytest.param("NC(=N)NCCCC(=O)O", "zwitterion", id="guanidine"),
        pytest.param("Oc1ccc2ccccc2c1", "neutral", id="naphthol"),
    ],
)
def test_predicted(key, kind):
    """Without measured values the groups follow their classes, flagged."""
    found = form(key, 7.4)

    assert (found.kind, found.assumed, found.source, found.fraction) == (kind, True, None, None)


def test_measured_values_come_first():
    """Those of baclofen are 3.87 and 9.62, for its enantiomers too: more than 99 % zwitterion in blood."""
    found = form("(R)-baclofen", 7.4)

    assert [site.pka for site in found.sites] == [3.87, 9.62]
    assert found.source == "lioresal-monograph"
    assert found.fraction > 0.99


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
    """Without measured values those of the classes are used, and the notes say so."""
    found = microspecies("phenibut", 7.4)

    assert known_pka("phenibut") is None
    assert "the pKa is that of the class: amine, beta-aryl 9.6 ± 0.4" in found.notes
    with pytest.raises(InputError, match="CCO has no group that is known to take or lose a proton"):
        microspecies("CCO", 7.4)


def test_species_of_a_phosphonic_acid():
    """Three groups make four forms, of which the charges tell two apart."""
    assert microspecies("phaclofen", 7.4).species == ("cation", "zwitterion 0", "zwitterion -1", "anion")


# Isoelectric points: glycine 5.97 (any textbook); gabapentin 7.14 (Merck Index copy).
@pytest.mark.parametrize(("compound", "point"), [("gabapentin", 7.14), ("GABA", 7.3), ("CCN", None), ("ghb", None)])
def test_isoelectric_points(compound, point):
    """The isoelectric point is between acid and base; without both there is none."""
    assert isoelectric_point(compound) == (None if point is None else pytest.approx(point, abs=0.1))


def test_log_d():
    """Ibuprofen, logP 3.97 and pKa 4.91, has a logD7.4 of about 1.5; a zwitterion gets none."""
    assert log_d("CC(C)Cc1ccc(cc1)C(C)C(=O)O", 3.97) == pytest.approx(1.4, abs=0.4)
    assert log_d("CCO", -0.31) == -0.31
    with pytest.raises(InputError, match="zwitterion"):
        log_d("GABA", -3.2)


def test_microspecies_at_the_constants():
    """Half and half at each pKa (Henderson-Hasselbalch); the shape is (n, 3)."""
    found = microspecies("gabapentin", [3.68, 10.70])

    assert found.fractions.shape == (2, 3)
    assert found.fractions[0] == pytest.approx([0.5, 0.5, 0.0], abs=1e-6)
    assert found.fractions[1] == pytest.approx([0.0, 0.5, 0.5], abs=1e-6)


def test_microspecies_of_passed_constants():
    """Constants of one's own are taken, and named as such; > 99 % zwitterion at pH 7.4."""
    found = microspecies("phenibut", 7.4, pka=(4.0, 9.5))

    assert {site.source for site in found.sites} == {"caller"}
    assert found.fractions[0, found.species.index("zwitterion")] > 0.99


@given(ph=st.lists(st.floats(0, 14), min_size=1, max_size=20))
def test_fractions_sum_to_one(ph):
    """At any pH the three fractions are a partition."""
    fractions = microspecies("GABA", ph).fractions

    assert np.all(fractions >= 0)
    assert np.allclose(fractions.sum(axis=1), 1.0)


def test_isoelectric_point_of_the_fractions():
    """Cation and anion are equal half-way between the constants: 7.19 for gabapentin."""
    fractions = microspecies("gabapentin", (3.68 + 10.70) / 2).fractions[0]

    assert fractions[0] == pytest.approx(fractions[2])


def test_frame():
    """The frame has one row per pH and one column per species."""
    frame = microspecies("GABA", [2.0, 7.4]).to_frame()

    assert list(frame.columns) == ["ph", "cation", "zwitterion", "anion"]
    assert len(frame) == 2


def test_ph_of_two_dimensions():
    """Only numbers and lists of numbers are pH values."""
    with pytest.raises(InputError, match=r"shape \(1, 2\)"):
        microspecies("GABA", [[1.0, 2.0]])
