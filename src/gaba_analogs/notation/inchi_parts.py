"""Other InChIs that the text of a standard InChI gives: those of its components, of its mirror image, of less of it.

The canonical numbers of a component do not depend on the other components, nor on protonation, stereochemistry and
labels (InChI Technical Manual, InChI Trust), so these are written without a molecule.
"""

from __future__ import annotations

from collections import Counter

from gaba_analogs.notation.inchi import expand, read_layers, repeat
from gaba_analogs.regex import regex

_MIRROR = str.maketrans("01", "10")
_INVERSION = regex(r"/m([01.]+)")
_STEREO = regex(r"/[btms][^/]*")
_PROTONS = regex(r"/p[^/]*")
_ELEMENT = regex(r"([A-Z][a-z]?)(\d*)")
_HYDROGEN = regex(r"H\d*(?![a-z])")
_PREFIX = "InChI=1S/"


def components(inchi: str) -> tuple[str, ...] | None:
    """Give the standard InChIs of the components, without the protons added or removed as a whole.

    Returns
    -------
    tuple of str or None
        In the order of the InChI; None where labels have stereo layers of their own, or mobile hydrogens are labelled.

    Examples
    --------
    >>> components("InChI=1S/C2H4O2.Na/c1-2(3)4;/h1H3,(H,3,4);/q;+1/p-1")
    ('InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)', 'InChI=1S/Na/q+1')
    """
    layers = read_layers(inchi)
    if layers.fixed or layers.isotopic.keys() - {"i"}:
        return None
    formulas = [formula for part in layers.formula.split(".") for formula in repeat(part)]
    if len(formulas) == 1:
        return (without_protons(inchi),)
    columns = {letter: expand(layers.main.get(letter, "")) for letter in "chqbt"}
    columns["i"] = expand(layers.isotopic.get("i", ""))
    marks = layers.main.get("m", "")
    found = []
    for number, formula in enumerate(formulas):
        own = {letter: column[number] if number < len(column) else "" for letter, column in columns.items()}
        mark = marks[number] if number < len(marks) else "."
        text = "".join(f"/{letter}{own[letter]}" for letter in "chqbt" if own[letter])
        text += f"/m{mark}/s1" if mark != "." else ""
        found.append(f"{_PREFIX}{formula}{text}" + (f"/i{own['i']}" if own["i"] else ""))
    return tuple(found)


def units_of_salt(inchi: str) -> int:
    """Count the formula units [-] that a salt is drawn with: two of a hemifumarate, which has no half to draw.

    It is one whose largest component is there an even number of times, beside a single other one.

    Examples
    --------
    >>> units_of_salt("InChI=1S/2C30H53N3O6.C4H4O4/c2*1-...")  # aliskiren hemifumarate
    2
    >>> units_of_salt("InChI=1S/C8H10N4O2.2ClH/c1-...;;/h..."), units_of_salt("InChI=1S/2C3H6O3/c2*1-...")
    (1, 1)
    """
    formula = inchi.removeprefix(_PREFIX).split("/", 1)[0]
    if "." not in formula:
        return 1
    counts = Counter(part for written in formula.split(".") for part in repeat(written))
    largest = max(counts, key=_heavy_atoms)
    return 2 if counts[largest] % 2 == 0 and set(counts.values()) == {1, counts[largest]} else 1


def without_hydrogens(formula: str) -> str:
    """Leave the hydrogens out of a formula in Hill order.

    Examples
    --------
    >>> without_hydrogens("C6H8O7"), without_hydrogens("HgCl2"), without_hydrogens("ClH")
    ('C6O7', 'HgCl2', 'Cl')
    """
    return _HYDROGEN.sub("", formula)


def _heavy_atoms(formula: str) -> int:
    return sum(int(count or 1) for symbol, count in _ELEMENT.findall(formula) if symbol != "H")


def mirrored(inchi: str) -> str:
    """Give the InChI of the mirror image.

    Examples
    --------
    >>> mirrored("InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1")[-8:]
    '2-/m1/s1'
    """
    return _INVERSION.sub(lambda found: f"/m{found[1].translate(_MIRROR)}", inchi)


def without_stereo(inchi: str) -> str:
    """Give the InChI with every stereo element open.

    Examples
    --------
    >>> without_stereo("InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1")
    'InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)'
    """
    return _STEREO.sub("", inchi)


def without_labels(inchi: str) -> str:
    """Give the InChI without isotope labels.

    Examples
    --------
    >>> without_labels("InChI=1S/H2O/h1H2/i/hD2")
    'InChI=1S/H2O/h1H2'
    """
    return inchi.partition("/i")[0]


def without_protons(inchi: str) -> str:
    """Give the InChI of the neutral form.

    Examples
    --------
    >>> without_protons("InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)/p-1")
    'InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)'
    """
    return _PROTONS.sub("", inchi)
