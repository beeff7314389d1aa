"""Lists of InChIs with and without names."""

import pytest

from gaba_analogs.readers import read

# InChI and InChIKey of methane and water: published examples of the InChI Trust.
METHANE, METHANE_KEY = "InChI=1S/CH4/h1H4", "VNWKTOKETHGBQD-UHFFFAOYSA-N"
WATER, WATER_KEY = "InChI=1S/H2O/h1H2", "XLYOFNOQVPJJNP-UHFFFAOYSA-N"
SUGAR = "InChI=1S/C6H12O6/c7-1-2-3(8)4(9)5(10)6(11)12-2/h2-11H,1H2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{METHANE}\t{METHANE_KEY}\n{WATER}\t{WATER_KEY}\n", (None, METHANE, METHANE_KEY), id="key-tab"),
        pytest.param(f"{METHANE} {METHANE_KEY}\n{WATER} {WATER_KEY}\n", (None, METHANE, METHANE_KEY), id="key-blank"),
        pytest.param(f"{METHANE}\tmethane\n{WATER}\twater\n", ("methane", METHANE, None), id="name-tab"),
        pytest.param(f"{METHANE} marsh gas\n{WATER}\n", ("marsh gas", METHANE, None), id="name-blank"),
        pytest.param(f"{SUGAR} hexose\n{WATER} water\n", ("hexose", SUGAR, None), id="commas-in-it"),
        pytest.param(f"{METHANE}\n{WATER}\n", (None, METHANE, None), id="alone"),
        pytest.param(f"C\t{METHANE}\tmethane\nO\t{WATER}\twater\n", ("methane", METHANE, None), id="behind-smiles"),
        pytest.param(f"methane\t{METHANE}\nwater\t{WATER}\n", ("methane", METHANE, None), id="behind-a-name"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.inchi"])
def test_lists_without_header(tmp_path, name, text, expected):
    """Neither tab nor blank stands in an InChI: what follows is its key or its name."""
    path = tmp_path / name
    path.write_text(text)
    first, second = read(path)

    assert (first.name, first.inchi, first.inchikey) == expected
    assert second.inchi == WATER


def test_smiles_beside_an_inchi(tmp_path):
    """A list of SMILES with InChIs behind a tab states both, whatever its ending."""
    path = tmp_path / "a.smi"
    path.write_text(f"C\t{METHANE}\tmethane\nO\t{WATER}\twater\n")

    assert [(r.smiles, r.inchi, r.name) for r in read(path)] == [("C", METHANE, "methane"), ("O", WATER, "water")]
