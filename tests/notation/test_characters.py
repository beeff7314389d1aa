"""One table of characters that look like others, and every field that reads by it."""

import ast
import unicodedata
from pathlib import Path

import pytest

import gaba_analogs
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation import characters
from gaba_analogs.notation.characters import (
    DOTS,
    DOUBLE_PRIMES,
    HYPHENS,
    INVISIBLE,
    PLUSES,
    PRIMES,
    TRIPLE_PRIMES,
    hard_hyphens,
    plain_signs,
)
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.identifiers import read_cas, read_code
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.number import read_charge, read_mass
from gaba_analogs.notation.stereodescriptors import plain_text, stereo_claims
from gaba_analogs.notation.text import is_placeholder, states_nothing
from gaba_analogs.record.fields import shape_of

GABA_INCHI = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"  # PubChem CID 119
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"

HYPHENATED = {
    "cas": (lambda text: read_cas(text).value, "56-12-2", "56-12-2"),
    "ec-number": (lambda text: read_code(text)[0], "200-258-6", "200-258-6"),
    "inchikey": (lambda text: read_inchikey(text).value, GABA_KEY, GABA_KEY),
    "inchi": (lambda text: read_inchi(text).value, GABA_INCHI, GABA_INCHI),
    "smiles": (lambda text: Structure.from_smiles(text).inchikey, "NCCCC(=O)[O-]", "BTCSSZJGUNDROE-UHFFFAOYSA-M"),
    "formula": (lambda text: read_formula(text).readings[0].charge, "C4H8NO2-", -1),
    "charge": (read_charge, "-1", -1),
    "mass-unit": (lambda text: read_mass(text).readings, "103.12 g mol-1", ((103.12, 2),)),
    "chirality": (lambda text: read_chirality(text).kind, "(+-)", "racemate"),
    "name": (plain_text, "4-aminobutanoic acid", "4-aminobutanoic acid"),
    "rotation": (lambda text: stereo_claims(text).rotation, "(-)-baclofen", "-"),
}
"""How each field is read, an example with hyphens or minus signs, and what it stands for."""

SHORT_LOOKS = {
    "placeholder": (is_placeholder, "--", True),
    "placeholder-cas": (lambda text: states_nothing("cas", text), "0-00-0", True),
    "shape": (shape_of, "56-12-2", "cas"),
}
"""What is told of a cell before it is read."""

PLUS = {
    "formula": (lambda text: read_formula(text).readings[0].charge, "C4H10NO2+", 1),
    "smiles": (lambda text: Structure.from_smiles(text).inchikey, "[NH3+]CCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-O"),
    "charge": (read_charge, "+1", 1),
    "inchi": (lambda text: read_inchi(text).value, "InChI=1S/Ca/q+2", "InChI=1S/Ca/q+2"),
    "rotation": (lambda text: stereo_claims(text).rotation, "(+)-baclofen", "+"),
}


def named(texts):
    """Name characters in test ids."""
    return [pytest.param(text, id=unicodedata.name(text).lower().replace(" ", "-")) for text in texts]


@pytest.mark.parametrize("field", HYPHENATED | SHORT_LOOKS)
@pytest.mark.parametrize("hyphen", named(HYPHENS))
def test_hyphens_in_every_field(field, hyphen):
    """Whatever stands for a hyphen or a minus sign, every field is read as with ASCII."""
    read, text, expected = (HYPHENATED | SHORT_LOOKS)[field]

    assert read(text) == expected
    assert read(text.replace("-", hyphen)) == expected


@pytest.mark.parametrize("field", PLUS)
@pytest.mark.parametrize("plus", named(PLUSES))
def test_plus_signs_in_every_field(field, plus):
    """Whatever stands for a plus sign, every field is read as with ASCII."""
    read, text, expected = PLUS[field]

    assert read(text) == expected
    assert read(text.replace("+", plus)) == expected


@pytest.mark.parametrize(
    ("prime", "plain"),
    [
        *((prime, "'") for prime in PRIMES),
        *((prime, "''") for prime in DOUBLE_PRIMES),
        *((prime, "'''") for prime in TRIPLE_PRIMES),
    ],
)
def test_primes_in_names(prime, plain):
    """A primed locant reads the same with every prime, quotation mark and accent."""
    assert plain_text(f"N,N{prime}-dimethylethane-1,2-diamine") == f"N,N{plain}-dimethylethane-1,2-diamine"


@pytest.mark.parametrize("dot", named(DOTS))
def test_dots(dot):
    """Every raised dot separates the components of a formula and the factors of a unit."""
    assert [reading.hill for reading in read_formula(f"CuSO4{dot}5H2O").readings] == ["CuH10O9S"]
    assert read_mass(f"103.12 g{dot}mol-1").readings == ((103.12, 2),)


@pytest.mark.parametrize("character", ["\u200b", "\u200e", "\u2060", "\ufeff", "\ufe0f", "\x00", "\x7f"])
def test_invisible_characters_in_every_field(character):
    """What shows nothing is read over."""
    for read, text, expected in [*HYPHENATED.values(), *PLUS.values()]:
        assert read(f"{text[:2]}{character}{text[2:]}") == expected


@pytest.mark.parametrize("field", ["cas", "ec-number", "inchikey", "inchi"])
def test_soft_hyphens_instead_of_hyphens(field):
    """PDF readers give soft hyphens for hyphens; where no other hyphen stands, they are meant."""
    read, text, expected = HYPHENATED[field]

    assert read(text.replace("-", "\u00ad")) == expected


@pytest.mark.parametrize("field", HYPHENATED)
def test_soft_hyphens_beside_hyphens(field):
    """Beside other hyphens, soft hyphens show where a line may break, and are read over."""
    read, text, expected = HYPHENATED[field]

    assert read(f"{text[:2]}\u00ad{text[2:]}") == expected


def test_hard_hyphens_leave_words_alone():
    """A text without soft hyphens, or with other hyphens too, stays."""
    assert hard_hyphens("4\u2013amino\u00adbutanoic acid") == "4\u2013amino\u00adbutanoic acid"


def test_signs_are_ascii():
    """Every hyphen, plus sign and prime of the table has its plain sign."""
    assert plain_signs(HYPHENS + PLUSES + PRIMES + DOUBLE_PRIMES + TRIPLE_PRIMES).isascii()


OTHER_TABLES = {"output/table.py", "web/texts.py"}
"""Modules that name such characters for what they are: a cell that begins with one is run by spreadsheets, and French
has apostrophes."""


def look_alikes():
    """Give the characters that only the table may hold: U+00B7 is a dot of its own, U+FEFF a mark of files."""
    invisible = {chr(code) for code in range(0x80, 0x10000) if INVISIBLE.fullmatch(chr(code))}
    return (set(HYPHENS + PLUSES + PRIMES + DOUBLE_PRIMES + TRIPLE_PRIMES + DOTS) | invisible) - {"`", "·", "\ufeff"}


def texts_of_code(path):
    """Give the texts in a module's code, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = [
        node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    docstrings = {id(node.value) for node in statements}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_there_is_one_table():
    """No other module holds a character that looks like a hyphen, a prime, a sign or nothing."""
    sources = Path(gaba_analogs.__file__).parent
    table = Path(characters.__file__).resolve()
    forbidden = look_alikes()
    found = {
        f"{path.relative_to(sources)}:{line} U+{ord(character):04X}"
        for path in sources.rglob("*.py")
        if path.resolve() != table and path.relative_to(sources).as_posix() not in OTHER_TABLES
        for line, text in texts_of_code(path)
        for character in forbidden & set(text)
    }

    assert not found
