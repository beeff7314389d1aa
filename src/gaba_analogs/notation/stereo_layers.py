"""The stereo layers of a standard InChI, with elements left open, specified or inverted.

The numbers of atoms do not depend on stereo unless atoms are equivalent without it, so an InChI of another
stereoisomer can be written without a molecule. Rules of the layers (InChI Technical Manual, InChI Trust): a component
lists its unspecified elements, marked "?", only beside specified ones; /t begins with "-", and /m says whether that is
the structure (0) or its mirror image (1); a component that is its own mirror image has no /m.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.inchi import Layers, expand, read_layers, repeat
from gaba_analogs.regex import regex

StereoKey = tuple[int, int | str]
"""Component, and the number of a centre or the two numbers of a double bond."""

_Part = list[tuple[int | str, str]]
"""The elements of one component, and their parities."""

_STEREO_LAYERS = regex(r"/[btms][^/]*")
_OPPOSITE = {"+": "-", "-": "+", "?": "?"}


@dataclass(frozen=True)
class StereoLayers:
    """The stereo elements of a standard InChI, and the text around them.

    Parameters
    ----------
    before, after
        The InChI up to its stereo layers, and from the isotopic layer on.
    components
        Number of components [-].
    signs
        Absolute parity, ``+``, ``-`` or ``?``, of every element listed.
    mirrored
        Components with specified centres that are their own mirror images.
    """

    before: str
    after: str
    components: int
    signs: Mapping[StereoKey, str]
    mirrored: frozenset[int]

    def written(self, signs: Mapping[StereoKey, str], *, labels: bool = True) -> Iterator[str]:
        """Write the InChI with other parities; twice where a component may have become its own mirror image.

        Parameters
        ----------
        signs
            Parity of every element, open ones included, in the order of the layers.
        labels
            False to leave the isotope labels out.

        Examples
        --------
        >>> alanine = "InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1"
        >>> next(stereo_layers(alanine).written({(0, 2): "+"}))
        'InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m1/s1'
        """
        after = self.after if labels else ""
        bonds: list[_Part] = [[] for _ in range(self.components)]
        centres: list[_Part] = [[] for _ in range(self.components)]
        for (component, element), sign in signs.items():
            (centres if isinstance(element, int) else bonds)[component].append((element, sign))
        before = self.before + _bonds(list(map(_listed, bonds)))
        listed = list(map(_listed, centres))
        yield before + _centres(listed, self.mirrored) + after
        if self.mirrored:
            yield before + _centres(listed, frozenset()) + after


def in_order(signs: Mapping[StereoKey, str]) -> dict[StereoKey, str]:
    """Sort elements as the layers list them."""
    return dict(sorted(signs.items(), key=lambda item: (item[0][0], *map(int, str(item[0][1]).split("-")))))


def stereo_layers(inchi: str) -> StereoLayers | None:
    """Read the stereo layers of a standard InChI; None where labels have stereo layers of their own.

    Examples
    --------
    >>> stereo_layers("InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m1/s1").signs
    {(0, 2): '+'}
    """
    layers = read_layers(inchi)
    if not inchi.startswith("InChI=1S/") or layers.fixed or layers.isotopic.keys() & set("btms"):
        return None
    main, found, labels = inchi.partition("/i")
    count = sum(len(repeat(part)) for part in layers.formula.split("."))
    signs: dict[StereoKey, str] = {**_open(layers), **layers.double_bonds, **layers.centres}
    chiral = {n for n, mark in enumerate(layers.main.get("m", "")) if mark in "01"}
    mirrored = frozenset(component for component, _ in layers.centres if component not in chiral)
    return StereoLayers(_STEREO_LAYERS.sub("", main), found + labels, count, in_order(signs), mirrored)


def _open(layers: Layers) -> dict[StereoKey, str]:
    """Return the elements that are listed as unspecified."""
    centres: dict[StereoKey, str] = {
        (component, int(number)): "?"
        for component, text in enumerate(expand(layers.main.get("t", "")))
        for number in re.findall(r"(?<!\d)(\d{1,9})\?", text)
    }
    bonds: dict[StereoKey, str] = {
        (component, bond): "?"
        for component, text in enumerate(expand(layers.main.get("b", "")))
        for bond in re.findall(r"(?<!\d)(\d{1,9}-\d{1,9})\?", text)
    }
    return centres | bonds


def _listed(part: _Part) -> _Part:
    """Return the elements of a component; none where all are open."""
    return part if any(sign != "?" for _, sign in part) else []


def _bonds(components: list[_Part]) -> str:
    return f"/b{_joined(components)}" if any(components) else ""


def _centres(components: list[_Part], mirrored: frozenset[int]) -> str:
    if not any(components):
        return ""
    marks, shown = "", []
    for number, part in enumerate(components):
        first = next((sign for _, sign in part if sign != "?"), None)
        turn = first == "+" and number not in mirrored
        marks += "." if first is None or number in mirrored else "1" if turn else "0"
        shown.append([(atom, _OPPOSITE[sign]) for atom, sign in part] if turn else part)
    return f"/t{_joined(shown)}" + (f"/m{marks}/s1" if marks.strip(".") else "")


def _joined(components: list[_Part]) -> str:
    """Join the components, equal neighbours written once with their number."""
    texts = (",".join(f"{number}{sign}" for number, sign in part) for part in components)
    parts: list[str] = []
    for text, group in groupby(texts):
        count = len(list(group))
        parts += [""] * count if not text else [text if count == 1 else f"{count}*{text}"]
    return ";".join(parts)
