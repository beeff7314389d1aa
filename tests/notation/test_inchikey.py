"""InChIKeys as they are copied, and the letter rules."""

import pytest

from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.repairs import Repair

GABA = "BTCSSZJGUNDROE-UHFFFAOYSA-N"  # PubChem CID 119


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GABA, id="plain"),
        pytest.param(f"{GABA}\u00a0", id="no-break-space"),  # CCS compendium
        pytest.param(f"{GABA}\u00a0\u00a0", id="two-no-break-spaces"),
        pytest.param(f"InChIKey={GABA}", id="prefix"),  # DrugBank; ChEBI#3220
        pytest.param(f"InChIKey: {GABA}", id="colon"),
        pytest.param(f"StdInChIKey={GABA}", id="infobox-prefix"),
        pytest.param(f"InChIKey=InChIKey={GABA}", id="doubled-prefix"),
        pytest.param(GABA.lower(), id="small-letters"),
        pytest.param(GABA.replace("-", "–"), id="en-dashes"),
        pytest.param(GABA.replace("-", "−"), id="minus-signs"),
        pytest.param(GABA.replace("-", "‑"), id="non-breaking-hyphens"),
        pytest.param(f"{GABA[:15]}\u200b{GABA[15:]}", id="zero-width-space"),
        pytest.param(f'"{GABA}"', id="quotes"),
        pytest.param(f"{GABA};", id="semicolon"),
        pytest.param(f"{GABA}.", id="full-stop"),
    ],
)
def test_repaired(text):
    """A copied key is read as what it is, and every repair is noted."""
    read = read_inchikey(text)

    assert (read.value, read.fault) == (GABA, None)
    assert bool(read.notes) is (text != GABA)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("BTCSSZJGUNDROE", id="first-block"),
        pytest.param("BTCSSZJGUNDROE-UHFFFAOYS-N", id="letter-lost"),
        pytest.param("AVKOENOBFIYBSA-WMPRHZDHSA-", id="cut"),  # REAL-DATA 3
        pytest.param("BTCSSZJGUNDRO-EUHFFFAOYSA-N", id="hyphen-shifted"),
        pytest.param("BTCSSZJGUNDR0E-UHFFFAOYSA-N", id="zero-for-o"),
        pytest.param("BTCSSZJGUNDROE-UHFFFAOYXA-N", id="flag"),
        pytest.param("BTCSSZJGUNDROE-UHFFFAOYSB-N", id="version"),
        pytest.param("ETCSSZJGUNDROE-UHFFFAOYSA-N", id="e-1"),  # InChI 1.07 CheckINCHIKey: no E there
        pytest.param("BTCESZJGUNDROE-UHFFFAOYSA-N", id="e-4"),
        pytest.param("BTCSSZEGUNDROE-UHFFFAOYSA-N", id="e-7"),
        pytest.param("BTCSSZJGUEDROE-UHFFFAOYSA-N", id="e-10"),
        pytest.param("BTCSSZJGUNDROE-EHFFFAOYSA-N", id="second-block-e-1"),
        pytest.param("BTCSSZJGUNDROE-UHFEFAOYSA-N", id="second-block-e-4"),
        pytest.param("ВTCSSZJGUNDROE-UHFFFAOYSA-N", id="cyrillic"),
        pytest.param("InChI=1S/CH4/h1H4", id="inchi"),
        pytest.param("", id="empty"),
        pytest.param(f"{GABA}{GABA}", id="twice"),
    ],
)
def test_malformed(text):
    """A key that breaks the form or a letter rule has a fault and no value."""
    read = read_inchikey(text)

    assert read.value is None
    assert read.fault


def test_last_e_is_allowed():
    """GABA's key ends its first block in E: only the first letter of a triplet must not be one."""
    assert read_inchikey(GABA).value == GABA


def test_cyrillic_fault_is_about_the_letter():
    """A Cyrillic letter is not described as a hyphen or a flag."""
    read = read_inchikey("ВTCSSZJGUNDROE-UHFFFAOYSA-N")

    assert Repair.TYPOGRAPHY not in read.notes
    assert "flag" not in read.fault


@pytest.mark.parametrize("text", ["TTZWEOINXHJHCY-UHJVZONPBK", "InChIKey=TTZWEOINXHJHCY-UHJVZONPBK"])
def test_key_of_2007(text):
    """The 25-character key of 2007 is no fault, but cannot be compared."""
    read = read_inchikey(text)

    assert (read.value, read.fault, read.old) == (None, None, True)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(GABA, ("BTCSSZJGUNDROE", "UHFFFAOY", True, "N"), id="gaba"),
        pytest.param("XYGBKMMCQDZQOZ-UHFFFAOYSA-M", ("XYGBKMMCQDZQOZ", "UHFFFAOY", True, "M"), id="sodium-oxybate"),
        pytest.param("KPYSYYIEGFHWSV-QMMMGPOBNA-N", ("KPYSYYIEGFHWSV", "QMMMGPOB", False, "N"), id="non-standard"),
    ],
)
def test_blocks(text, blocks):
    """A key is taken apart into skeleton, stereo, flag and protonation."""
    key = read_inchikey(text)

    assert (key.skeleton, key.stereo, key.standard, key.protonation) == blocks
