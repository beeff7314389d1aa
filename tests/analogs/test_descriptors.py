"""Descriptors against values computed elsewhere."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.analogs.descriptors import (
    DEFAULT_KEYS,
    DESCRIPTORS,
    compute,
    describe,
    log_s_esol,
    rdkit_keys,
)
from gaba_analogs.analogs.forms import form
from gaba_analogs.errors import InputError

# PubChem computed properties: CID 2244 and 4 from their records; GABA as quoted by BenchChem B137023 and
# B2664298 (N-methyl-GABA) and naptalam by BenchChem B2506180: TPSA, donors, acceptors.
PUBCHEM = {
    "aspirin": ("CC(=O)Oc1ccccc1C(=O)O", 63.6, 1, 4),
    "1-amino-2-propanol": ("CC(O)CN", 46.3, 2, 2),
    "GABA": ("NCCCC(=O)O", 63.3, 2, 3),
    "N-methyl-GABA": ("CNCCCC(=O)O", None, 2, 3),
    "naptalam": ("O=C(O)c1ccccc1C(=O)Nc1cccc2ccccc12", 66.4, 2, 3),
}

# Computed independently with RDKit 2026.09.1: WLOGP, TPSA, donor groups, donor hydrogens; neutral, zwitterion.
FAMILY = {
    "GABA": ((-0.19, 63.3, 2, 3), (-2.24, 67.8, 1, 3)),
    "phenibut": ((1.20, 63.3, 2, 3), (-0.85, 67.8, 1, 3)),
    "baclofen": ((1.86, 63.3, 2, 3), (-0.19, 67.8, 1, 3)),
    "pregabalin": ((1.08, 63.3, 2, 3), (-0.97, 67.8, 1, 3)),
    "gabapentin": ((1.37, 63.3, 2, 3), (-0.68, 67.8, 1, 3)),
}


@pytest.mark.parametrize(("smiles", "tpsa", "donors", "acceptors"), PUBCHEM.values(), ids=PUBCHEM)
def test_pubchem_values(smiles, tpsa, donors, acceptors):
    """The PubChem-like counts are PubChem's, and so is the polar surface."""
    found = compute(smiles, ["tpsa", "hbd_pubchem", "hba_pubchem"])

    assert tpsa is None or found["tpsa"] == pytest.approx(tpsa, abs=0.06)
    assert (found["hbd_pubchem"], found["hba_pubchem"]) == (donors, acceptors)


@pytest.mark.parametrize("key", FAMILY)
@pytest.mark.parametrize(("ph", "column"), [(None, 0), (7.4, 1)], ids=["neutral", "zwitterion"])
def test_both_forms(key, ph, column):
    """The two forms of one compound have different values, each the one computed elsewhere."""
    wlogp, tpsa, groups, hydrogens = FAMILY[key][column]
    found = compute(form(key, ph), ["wlogp", "tpsa", "hbd_groups", "hbd_hydrogens"])

    assert found["wlogp"] == pytest.approx(wlogp, abs=0.006)
    assert found["tpsa"] == pytest.approx(tpsa, abs=0.06)
    assert (found["hbd_groups"], found["hbd_hydrogens"]) == (groups, hydrogens)


@pytest.mark.parametrize("key", FAMILY)
def test_drawing_the_zwitterion_shifts_logp_by_a_constant(key):
    """The atom-type logP moves by -2.05 for every amino acid: an artefact of the drawing."""
    neutral, zwitterion = (compute(form(key, ph), ["wlogp"])["wlogp"] for ph in (None, 7.4))

    assert zwitterion - neutral == pytest.approx(-2.05, abs=0.006)


def test_qed_of_baclofen_falls_on_ionising():
    """0.80 neutral, 0.75 as zwitterion (computed independently with RDKit 2026.09.1)."""
    values = [compute(form("baclofen", ph), ["qed"])["qed"] for ph in (None, 7.4)]

    assert values == pytest.approx([0.80, 0.75], abs=0.005)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # counted by hand
        pytest.param("GABA", {"heavy_atoms": 7, "total_atoms": 16, "rotatable_bonds": 3, "rings": 0}, id="GABA"),
        pytest.param("baclofen", {"heavy_atoms": 14, "total_atoms": 26, "rotatable_bonds": 4}, id="baclofen"),
        pytest.param("baclofen", {"fraction_csp3": 0.3, "rings": 1, "aromatic_rings": 1}, id="baclofen-shape"),
        pytest.param("glycine", {"amine_acid_bonds": 2}, id="alpha"),
        pytest.param("beta-alanine", {"amine_acid_bonds": 3}, id="beta"),
        pytest.param("saclofen", {"amine_acid_bonds": 4}, id="gamma-sulfonic"),
        pytest.param("5-aminovaleric-acid", {"amine_acid_bonds": 5}, id="delta"),
        pytest.param("ghb", {"amine_acid_bonds": None, "charge_ph74": -1, "form_ph74": "anion"}, id="no-amine"),
        pytest.param("GABA", {"charge_ph74": 0, "ionised_groups_ph74": 2, "form_ph74": "zwitterion"}, id="charge"),
        pytest.param("baclofen", {"stereocentres": 1, "unassigned_stereocentres": 1, "cip": None}, id="open"),
        pytest.param("(R)-baclofen", {"unassigned_stereocentres": 0, "cip": "R"}, id="assigned"),
        pytest.param("pregabalin", {"cip": "S", "spatial_sense": "baclofen-like"}, id="side"),
        pytest.param("lesogaberan", {"stereocentres": 1, "tpsa": 63.32, "tpsa_sp": 86.79}, id="phosphorus"),
    ],
)
def test_counts(key, expected):
    """Counts, charge and stereo of known compounds."""
    assert compute(key, expected) == pytest.approx(expected)


def test_esol_equation():
    """Published coefficients: 0.16 - 0.63 logP - 0.0062 MW + 0.066 RB - 0.74 AP (doi:10.1021/ci034243x)."""
    assert log_s_esol(0, 0, 0, 0) == pytest.approx(0.16)
    assert log_s_esol(1, 0, 0, 0) - log_s_esol(0, 0, 0, 0) == pytest.approx(-0.63)
    assert log_s_esol(0, 100, 0, 0) - log_s_esol(0, 0, 0, 0) == pytest.approx(-0.62)
    assert log_s_esol(0, 0, 1, 0) - log_s_esol(0, 0, 0, 0) == pytest.approx(0.066)
    assert log_s_esol(0, 0, 0, 1) - log_s_esol(0, 0, 0, 0) == pytest.approx(-0.74)


def test_esol_of_benzene_ring_is_all_aromatic():
    """Benzene by hand: logP 1.6866, 78.114 g/mol, no rotatable bond, all six atoms aromatic."""
    expected = 0.16 - 0.63 * 1.6866 - 0.0062 * 78.114 - 0.74

    assert compute("c1ccccc1", ["log_s_esol"])["log_s_esol"] == pytest.approx(expected, abs=1e-4)


# -- the table ---------------------------------------------------------------------------------


@pytest.mark.parametrize("descriptor", DESCRIPTORS.values(), ids=DESCRIPTORS)
def test_every_descriptor_is_described(descriptor):
    """Key, name, definition and reference are there; only text has no unit."""
    value = compute("(R)-baclofen", [descriptor.key])[descriptor.key]

    assert describe(descriptor.key) is descriptor
    assert descriptor.name
    assert descriptor.definition.endswith(".")
    assert descriptor.reference
    assert bool(descriptor.unit) is not isinstance(value, str)


def test_default_set():
    """About twenty columns, each of them known."""
    assert 18 <= len(DEFAULT_KEYS) <= 24
    assert tuple(compute("GABA")) == DEFAULT_KEYS
    assert set(DEFAULT_KEYS) <= set(DESCRIPTORS)


def test_table_cannot_be_changed():
    """A caller cannot add to the table, and each result is a dictionary of its own."""
    first = compute("GABA", ["tpsa"])
    first["extra"] = 1.0

    with pytest.raises(TypeError):
        DESCRIPTORS["extra"] = DESCRIPTORS["tpsa"]
    assert compute("GABA", ["tpsa"]) == {"tpsa": 63.32}


def test_callers_keys_and_molecule_are_not_changed():
    """Neither the list of keys nor the molecule is touched."""
    keys = ["tpsa", "rdkit:MolLogP"]
    mol = Chem.MolFromSmiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
    before = Chem.MolToCXSmiles(mol), sorted(mol.GetPropsAsDict(includePrivate=True))

    compute(mol, keys)
    compute(mol)

    assert keys == ["tpsa", "rdkit:MolLogP"]
    assert (Chem.MolToCXSmiles(mol), sorted(mol.GetPropsAsDict(includePrivate=True))) == before


def test_every_rdkit_descriptor_on_request():
    """RDKit's whole list can be computed, under a prefix that keeps the names apart."""
    values = compute("baclofen", rdkit_keys())

    assert len(values) > 200
    assert values["rdkit:MolLogP"] == pytest.approx(1.857)
    assert describe("rdkit:TPSA").key == "rdkit:TPSA"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param("tspa", "unknown descriptor 'tspa': did you mean tpsa", id="misspelt"),
        pytest.param("rdkit:MolLogPP", "did you mean rdkit:MolLogP", id="misspelt-rdkit"),
        pytest.param("colour", "unknown descriptor 'colour'", id="unknown"),
    ],
)
def test_unknown_descriptor(key, message):
    """A name that is not there is answered with the nearest."""
    with pytest.raises(InputError, match=message):
        compute("GABA", [key])


def test_describe_reads_as_a_sentence():
    """What a column means fits one line."""
    assert str(describe("tpsa")) == (
        "tpsa: topological polar surface area [A2]. Sum of fragment contributions of N and O. "
        "(Ertl et al., J. Med. Chem. 2000, 43, 3714, doi:10.1021/jm000942e)"
    )
