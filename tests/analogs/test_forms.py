"""Forms at a pH, measured constants, microspecies."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaba_analogs.analogs import family
from gaba_analogs.analogs.acidity import groups_of, sites_of
from gaba_analogs.analogs.forms import form, isoelectric_point, kind_of, known_pka, log_d, microspecies
from gaba_analogs.analogs.molecule import as_molecule
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.errors import InputError
from gaba_analogs.resources import data_folder


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
        # pKa 4.0312 and 10.5557 (IUPAC Digitized pKa Dataset v1.0, doi:10.5281/zenodo.7236453)
        pytest.param(2.0, "[NH3+]CCCC(=O)O", "cation", 1, id="acid"),
        pytest.param(7.4, "[NH3+]CCCC(=O)[O-]", "zwitterion", 0, id="plasma"),
        pytest.param(12.0, "NCCCC(=O)[O-]", "anion", -1, id="alkaline"),
    ],
)
def test_measured_form(ph, smiles, kind, charge):
    """Measured constants decide first, and nothing is assumed."""
    gaba = form("GABA", ph)

    assert (gaba.smiles, gaba.kind, gaba.charge, gaba.assumed) == (smiles, kind, charge, False)
    assert gaba.source == "iupac-pka"
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


# pKa in water at 25 °C (dipropylphosphinic and acetohydroxamic acid: 20 °C) from the IUPAC Digitized pKa Dataset v1.0,
# doi:10.5281/zenodo.7236453; gaboxadol from data.cas-msds.com/Gaboxadol.html, tetrazole from Wikipedia.
MEASURED = {
    "CCN": [10.67],
    "NCCF": [8.79],
    "NCC(F)F": [7.09],
    "NCC(F)(F)F": [5.59],
    "CC(N)=N": [12.4],
    "Oc1ccccc1": [9.994],
    "O=[N+]([O-])c1ccc(O)cc1": [7.156],
    "O=c1[nH]oc2c1CCNC2": [4.44, 8.48],
    "CCCP(=O)(O)CCC": [3.26],
    "CP(=O)(O)O": [2.12, 7.29],
    "NCC(=O)O": [2.351, 9.778],
    "NCCC(=O)O": [3.551, 10.238],
    "NCCCC(=O)O": [4.031, 10.556],
    "NCCS(=O)(=O)O": [-0.33, 9.061],
    "c1nn[nH]n1": [4.90],
    "C1COCCN1": [8.492],
    "C1CCNC1": [11.305],
    "Nc1ccccc1": [4.606],
    "c1ccncc1": [5.21],
    "c1c[nH]cn1": [6.953],
    "CC(=O)NO": [9.4],
    "CC(=O)O": [4.757],
    "O=C(O)c1ccccc1": [4.205],
    "NCc1ccccc1": [9.35],
    "NCCc1ccccc1": [9.84],
    "NCCO": [9.498],
    "CCS": [10.61],
    "Sc1ccccc1": [6.615],
}


@pytest.mark.parametrize("smiles", MEASURED)
def test_classes(smiles):
    """The pKa of a known compound lies within three times the spread of its class, and nothing else is ionised."""
    sites = sites_of(as_molecule(smiles))

    assert len(sites) == len(MEASURED[smiles])
    assert all(abs(site.pka - pka) <= 3 * site.spread for site, pka in zip(sites, MEASURED[smiles], strict=True))


def test_spread():
    """Two thirds of the values lie within the spread, as in a normal distribution."""
    inside = [
        abs(site.pka - pka) <= site.spread
        for smiles, pkas in MEASURED.items()
        for site, pka in zip(sites_of(as_molecule(smiles)), pkas, strict=True)
    ]

    assert sum(inside) >= 2 / 3 * len(inside)


@pytest.mark.parametrize("smiles", ["CCO", "CC(N)=O", "NC(N)=O", "CC#N", "COC(N)=O", "O=C1CCCN1"])
def test_nothing_to_ionise(smiles):
    """Alcohols, amides, ureas, nitriles and carbamates neither take nor lose a proton in water."""
    assert groups_of(as_molecule(smiles)) == ()


@pytest.mark.parametrize(
    ("smiles", "group"),
    [
        pytest.param("NC1CC1", "amine, on cyclopropane", id="cyclopropylamine"),
        pytest.param("O=C1CSC(=O)N1", "thiazolidinedione", id="thiazolidinedione"),
        pytest.param("NCc1cc(O)ns1", "isothiazol-3-ol", id="thiomuscimol"),
    ],
)
def test_pka_not_known(smiles, group):
    """A group whose class has too few measured values is named, not guessed; what rests on it is not computed."""
    found = form(smiles, 7.4)

    assert f"pKa not known, drawn neutral: {group}" in found.notes
    assert group not in {site.name for site in found.sites}
    assert (found.assumed, found.fraction, isoelectric_point(smiles)) == (True, None, None)
    with pytest.raises(InputError, match="the pKa of the group is not known"):
        log_d(smiles, 1.0)


def test_known_pka_of_a_class_without_one():
    """A value of one's own makes up for the class, and there is nothing left to note."""
    found = microspecies("NCc1cc(O)ns1", 7.4, pka=(6.0, 8.5))

    assert (found.sites[0].name, found.sites[0].pka) == ("isothiazol-3-ol", 6.0)
    assert not any("not known" in note for note in found.notes)


def test_every_class_has_a_source_or_no_value():
    """A pKa stands with its spread and its source, or all of them are missing."""
    with (data_folder() / "pka_classes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert all(len({bool(row[column]) for column in ("pka", "spread", "source")}) == 1 for row in rows)
    assert all(int(row["n"]) >= 5 for row in rows if row["source"].endswith("zenodo.7236453"))


@pytest.mark.parametrize(
    ("smiles", "words", "forms"),
    [
        pytest.param("phaclofen", "undecided: zwitterion 0 or zwitterion -1", 2, id="phosphonic-acid"),
        pytest.param("C1COCCN1", "undecided: neutral or cation", 2, id="morpholine"),
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
        pytest.param("GABA", (4.0312, 10.5557), id="GABA"),
        pytest.param("gabapentin", (3.68, 10.70), id="gabapentin"),
        # Lioresal Intrathecal, product monograph: water, 20 C
        pytest.param("baclofen", (3.87, 9.62), id="baclofen"),
        pytest.param("(R)-baclofen", (3.87, 9.62), id="enantiomer"),
        # Lyrica, US prescribing information
        pytest.param("pregabalin", (4.2, 10.6), id="pregabalin"),
        pytest.param("[NH3+]CCCC(=O)[O-]", (4.0312, 10.5557), id="zwitterion"),
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
    found = microspecies("tolibut", 7.4)

    assert known_pka("tolibut") is None
    assert "the pKa is that of the class: amine, beta-aryl 9.7 ± 0.9" in found.notes
    with pytest.raises(InputError, match="CCO has no group that is known to take or lose a proton"):
        microspecies("CCO", 7.4)


def test_species_of_a_phosphonic_acid():
    """Three groups make four forms, of which the charges tell two apart."""
    assert microspecies("phaclofen", 7.4).species == ("cation", "zwitterion 0", "zwitterion -1", "anion")


# Gabapentin 7.14 (source drugfuture-gabapentin); GABA: the mean of its two constants, 4.0312 and 10.5557.
@pytest.mark.parametrize(("compound", "point"), [("gabapentin", 7.14), ("GABA", 7.3), ("CCN", None), ("ghb", None)])
def test_isoelectric_points(compound, point):
    """The isoelectric point is between acid and base; without both there is none."""
    assert isoelectric_point(compound) == (None if point is None else pytest.approx(point, abs=0.1))


def test_log_d():
    """Of acetic acid, pKa 4.757, one molecule in 440 is neutral at pH 7.4; a zwitterion gets no logD."""
    assert log_d("CC(=O)O", 0.0) == pytest.approx(-2.64, abs=0.5)  # the spread of the class
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
