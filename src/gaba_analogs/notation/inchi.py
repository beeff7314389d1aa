"""The InChI string: prefix, layers, and what its layers say, without any chemistry toolkit.

Layers follow the InChI Technical Manual (InChI Trust): /c connections, /h hydrogens, /q charge,
/p protons, /b double bonds, /t /m /s tetrahedral centres, /i isotopes, /f fixed hydrogens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, takewhile, zip_longest

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import hard_hyphens
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_formula, read_plain_formula
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.once import cached_property
from gaba_analogs.regex import regex

MAXIMUM_COMPONENTS = 10_000
MAXIMUM_LENGTH = 50_000
"""Longest InChI [characters] that is read; those of 1,023 atoms have a fifth of it."""
MAXIMUM_NUMBERED = 1023
"""Most atoms [-] that a standard InChI numbers."""
_MAXIMUM_WRITTEN_OUT = 4 * MAXIMUM_LENGTH
_PREFIX = regex(r"^[\"'\s]*+(?:(?:std|standard)?\s*+inchi\s*+[=:]\s*+)+", re.IGNORECASE)
_VERSION = regex(r"^1(S?)(B?)/", re.IGNORECASE)
_BARE = regex(r"^\d*(?:[A-Z][a-z]?\d*)+(?:\.\d*(?:[A-Z][a-z]?\d*)+)*/[chqpbtmsi]")
_AS_WRITTEN = regex(r"InChI=1S/[A-Za-z0-9(),;*+\-?./]*[A-Za-z0-9)*+\-?/]")
"""A standard InChI without anything to repair; what it says may be wrong."""
_LETTERS = tuple("chqpbtmsi")
_REPEATED = regex(r"(\d{1,9})\*(.*)$")
_MULTIPLIED = regex(r"(\d{1,9})(?!\d)(.+)$")
_NUMBER = regex(r"\d{1,9}")
_ATOM = regex(r"(?<![A-Za-z0-9])\d{1,9}")
_HYDROGENS = regex(r"H-?\d*")
_CENTRE = regex(r"(?<!\d)(\d{1,9})([+-])")
_DOUBLE_BOND = regex(r"(?<!\d)(\d{1,9}-\d{1,9})([+-])")
_FORMULA_ONLY = regex(r"^(?:\d*(?:[A-Z][a-z]?\d*)+)(?:\.\d*(?:[A-Z][a-z]?\d*)+)*$|^p[+-]\d+(?:/.*)?$")


@dataclass(frozen=True)
class InChIText:
    """A stated InChI, repaired to the full standard spelling.

    Parameters
    ----------
    text
        The InChI as typed.
    value
        ``InChI=1S/...``; None when the text has not the form of an InChI.
    notes
        Repairs made.
    standard
        False for ``InChI=1/...``, which options other than the standard's may have shaped.
    fault
        Why it is not an InChI; None when it is.
    beta
        True for the InChI of a polymer, which is of a beta version.
    versioned
        True where the text says that it is an InChI, and of which version.
    """

    text: str
    value: str | None = None
    notes: tuple[Repair, ...] = ()
    standard: bool = True
    fault: str | None = None
    beta: bool = False
    versioned: bool = False

    @cached_property
    def limit(self) -> str | None:
        """Why programs may not read it though it is one; None where they should."""
        if self.beta:
            return "a polymer has no standard InChI"
        return _limit(read_layers(self.value)) if self.versioned and self.value is not None else None


@lru_cache(maxsize=1024)
def read_inchi(text: str) -> InChIText:
    """Read an InChI with or without its prefix.

    Examples
    --------
    >>> read_inchi("1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)").value
    'InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)'
    """
    if len(text) <= MAXIMUM_LENGTH and _AS_WRITTEN.fullmatch(text):
        return InChIText(text, text, versioned=True)
    value, notes = clean(hard_hyphens(text))
    plain = plain_digits(value)
    if plain != value:
        notes.append(Repair.TYPOGRAPHY)
        value = plain
    bare = _PREFIX.sub("", value)
    if bare == value:
        notes.append(Repair.INCHI_PREFIX_MISSING)
    elif value != f"InChI={bare}":
        notes.append(Repair.INCHI_PREFIX_MISSPELT)
    bare, notes = _tidy(bare, notes)
    trimmed = bare.rstrip(",.\"' ")
    if trimmed != bare:
        notes.append(Repair.TRAILING_PUNCTUATION)
        bare = trimmed
    compact = re.sub(r"\s+", "", bare)
    if compact != bare:
        notes.append(Repair.WHITE_SPACE)
        bare = compact
    if len(bare) > MAXIMUM_LENGTH:
        return InChIText(text, notes=tuple(notes), fault=f"it has more than {MAXIMUM_LENGTH:,} characters")
    if not bare.isascii():
        foreign = next(character for character in bare if not character.isascii())
        return InChIText(text, notes=tuple(notes), fault=f"it has the character U+{ord(foreign):04X}")
    version = _VERSION.match(bare)
    if version is None:
        if not _BARE.match(bare) and not _is_formula_only(bare):
            return InChIText(text, notes=tuple(notes), fault="it does not begin with InChI=1S/ or 1S/")
        notes.append(Repair.INCHI_VERSION_MISSING)
        return InChIText(text, f"InChI=1S/{bare}", tuple(notes))
    if version[0] not in {"1S/", "1/", "1B/"}:
        notes.append(Repair.INCHI_PREFIX_MISSPELT)
    standard, beta = bool(version[1]), not version[1] and bool(version[2])
    value = f"InChI=1{'S' if standard else 'B' if beta else ''}/{bare[version.end() :]}"
    return InChIText(text, value, tuple(notes), standard, beta=beta, versioned=True)


def _limit(layers: Layers) -> str | None:
    """Say what the InChI software does not read back, though it may well have written it."""
    if "Zz" in layers.formula:
        return "a polymer has no standard InChI"
    if "Mu" in layers.formula:
        return "muonium is not an element that the InChI software knows"
    if bridging_hydrogens(layers):
        return "RDKit does not read hydrogens that bridge two atoms"
    if "B" in layers.formula and any(
        parts and parts[0].elements.get("B", 0) > 1 for parts in _readings(layers.formula)
    ):
        return "RDKit does not read clusters of boron"
    return None


def _readings(formula: str) -> list[Sequence[Composition]]:
    """Give the readings of every component of a formula layer."""
    return [read_formula(part).readings for part in formula.split(".") if part]


def _plain_composition(formula: str) -> Composition | None:
    """Read the formula layer of one component, of elements that stand for no group either; None for any other."""
    return None if "." in formula or "Ac" in formula or "Ts" in formula else read_plain_formula(formula)


def _tidy(bare: str, notes: list[Repair]) -> tuple[str, list[Repair]]:
    """Cut what follows an InChI."""
    before, found, _ = bare.partition("AuxInfo=")
    cut = before.rstrip() if found else bare
    if cut != bare:
        notes.append(Repair.AUXILIARY_INFORMATION)
    formula = next((part for part in cut.split("/") if re.match(r"\d*[A-Z]", part) and part != "1S"), "")
    if cut.endswith(";") and "." not in formula and not formula[:1].isdigit():
        cut = cut.rstrip(";")
        notes.append(Repair.TRAILING_PUNCTUATION)
    return cut, notes


def _is_formula_only(text: str) -> bool:
    """Tell whether a text is the formula layer of atoms and ions: ``Ne``, ``Cr.2O``, ``p+1``."""
    if not _FORMULA_ONLY.match(text):
        return False
    parts = [re.findall(r"[A-Z][a-z]?", part) for part in text.split(".")]
    return text[0] == "p" or (all(len(p) == len(set(p)) for p in parts) and bool(read_formula(text).readings))


_ATOMS_OF_LAYER = regex(r"(?<![H\d])(\d{1,5})(?:-(\d{1,5}))?")
_SHARED = regex(r"\(H\d{0,5}-?((?:,\d{1,5})+)\)")


def _numbers_of(element: str, formula: str) -> range:
    """Give the canonical numbers of an element's atoms: carbon comes first, then the others by their symbols.

    Examples
    --------
    >>> _numbers_of("N", "C18H14BrN5")  # after 18 carbon atoms and a bromine
    range(20, 25)
    """
    counts = {symbol: int(count or 1) for symbol, count in re.findall(r"([A-Z][a-z]?)(\d{0,5})", formula)}
    ordered = sorted(counts.keys() - {"H"}, key=lambda symbol: (symbol != "C", symbol))
    first = 1 + sum(counts[symbol] for symbol in takewhile(lambda symbol: symbol != element, ordered))
    return range(first, first + counts.get(element, 0))


def _atoms_with_hydrogens(text: str) -> Iterator[int]:
    """Give the canonical numbers of the atoms of a component that have hydrogens of their own, by its layer /h.

    Examples
    --------
    >>> list(_atoms_with_hydrogens("1-3,5H2,(H,6,7)"))
    [1, 2, 3, 5]
    """
    for first, last in _ATOMS_OF_LAYER.findall(text.partition("(")[0]):
        yield from range(int(first), min(int(last or first), MAXIMUM_NUMBERED) + 1)


Skeleton = tuple[str, str, str, str]
"""What the first block of a key hashes: formula, /c, /h, /q."""


@dataclass(frozen=True)
class Layers:
    """The layers of one InChI.

    Parameters
    ----------
    formula
        Formula layer, components separated by dots.
    main
        Layer letter to text before /i and /f: ``c h q p b t m s``.
    isotopic
        Layer letter to text after /i; ``i`` holds the labels.
    fixed
        True when a fixed-hydrogen layer follows, which a standard InChI never has.
    """

    formula: str
    main: Mapping[str, str]
    isotopic: Mapping[str, str]
    fixed: bool = False

    @property
    def skeleton(self) -> Skeleton:
        """What the first block of the key hashes."""
        return (self.formula, self.main.get("c", ""), self.main.get("h", ""), self.main.get("q", ""))

    @property
    def is_one_component(self) -> bool:
        """True where the formula layer lists one component, once."""
        return "." not in self.formula and not self.formula[:1].isdigit()

    @cached_property
    def protons(self) -> int:
        """Protons [-] added (positive) or removed by the /p layer."""
        text = self.main.get("p")
        return int(text) if text is not None and re.fullmatch(r"[+-]?\d{1,4}", text) else 0

    @cached_property
    def charge(self) -> int:
        """Net charge [e]: /q of every component plus /p."""
        return sum(int(q) for q in expand(self.main.get("q", "")) if _is_integer(q)) + self.protons

    @cached_property
    def listed(self) -> Composition | None:
        """What the formula layer lists, whatever protons /p adds or removes; None when it cannot be read."""
        plain = _plain_composition(self.formula)
        if plain is not None:
            return plain
        parts = [readings[:1] for readings in _readings(self.formula)]
        if not all(parts):
            return None
        return parts[0][0] if len(parts) == 1 else sum((part[0] for part in parts), Composition({}))

    @cached_property
    def composition(self) -> Composition | None:
        """Element counts, labels and charge; None when the formula layer cannot be read."""
        if self.listed is None:
            return None
        elements = dict(self.listed.elements)
        hydrogens = elements.get("H", 0) + self.protons
        elements["H"] = hydrogens
        return Composition({e: n for e, n in elements.items() if n > 0}, {}, self.charge)

    @cached_property
    def centres(self) -> dict[tuple[int, int | str], str]:
        """Absolute parity (+ or -) of each specified centre: (component, atom) to sign.

        Centres that isotope labels make are among them: a component of the isotopic /t replaces that of the main one.
        """
        return {
            (component, int(atom)): sign if mark != "1" else "-" if sign == "+" else "+"
            for component, (text, mark) in enumerate(zip_longest(self._stereo("t"), self._inversions, fillvalue=""))
            for atom, sign in _CENTRE.findall(text)
        }

    @cached_property
    def double_bonds(self) -> dict[tuple[int, int | str], str]:
        """Parity (+ or -) of each specified double bond: (component, "a-b") to sign."""
        return {
            (component, bond): sign
            for component, text in enumerate(self._stereo("b"))
            for bond, sign in _DOUBLE_BOND.findall(text)
        }

    @cached_property
    def shared_hydrogens(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """For each component the groups of atoms that share hydrogens, as ``(H,5,6)`` says, by canonical number."""
        return tuple(
            tuple(frozenset(map(int, group.split(",")[1:])) for group in _SHARED.findall(text))
            for text in expand(self.main.get("h", ""))
        )

    @property
    def shares_hydrogen_between_nitrogens(self) -> bool:
        """True where a hydrogen may be on either of two nitrogen atoms, as in an amidine: ``(H,5,6)``."""
        return self._nitrogens_that_share_hydrogens > 1

    @property
    def shares_hydrogen_of_nitrogen(self) -> bool:
        """True where a hydrogen may be on a nitrogen atom or on another atom, as in an amide."""
        return self._nitrogens_that_share_hydrogens > 0

    @cached_property
    def _nitrogens_that_share_hydrogens(self) -> int:
        """Most nitrogen atoms [-] that share hydrogens with each other or with other atoms."""
        formulas = (part for text in self.formula.split(".") for part in repeat(text))
        together = zip(formulas, self.shared_hydrogens, strict=False)
        counts = (len(group.intersection(_numbers_of("N", f))) for f, groups in together for group in groups)
        return max(counts, default=0)

    @property
    def has_hydroxyl(self) -> bool:
        """True where an oxygen has a hydrogen that it shares with no atom: that of an alcohol, not that of an acid."""
        formulas = (part for text in self.formula.split(".") for part in repeat(text))
        return any(
            not set(_numbers_of("O", formula)).isdisjoint(_atoms_with_hydrogens(text))
            for formula, text in zip(formulas, expand(self.main.get("h", "")), strict=False)
        )

    @property
    def is_chiral(self) -> bool:
        """True when its specified centres make some component another one than its mirror image."""
        return any(mark in {"0", "1"} for mark in self._inversions)

    @property
    def is_relative(self) -> bool:
        """True for the relative (/s2) and racemic (/s3) stereo of a non-standard InChI, which has no /m."""
        return self.main.get("s") in {"2", "3"} and "m" not in self.main

    @property
    def is_racemic(self) -> bool:
        """True for the racemic stereo (/s3) of a non-standard InChI."""
        return self.is_relative and self.main["s"] == "3"

    @cached_property
    def _inversions(self) -> list[str]:
        """The /m mark of each component, the isotopic one first: 0, 1 or none."""
        both = zip_longest(_marks(self.isotopic.get("m", "")), _marks(self.main.get("m", "")), fillvalue=".")
        return [labelled if labelled != "." else plain for labelled, plain in both]

    def _stereo(self, letter: str) -> list[str]:
        """Return a stereo layer component by component; an isotopic one that is empty or says "m" is the main one."""
        labelled = (part for text in expand(self.isotopic.get(letter, "")) for part in _written_out(text))
        both = zip_longest(labelled, expand(self.main.get(letter, "")), fillvalue="")
        return [plain if text in {"", "m"} else text for text, plain in both]

    @property
    def has_stereo(self) -> bool:
        """True when some centre or double bond is specified."""
        return bool(self.centres or self.double_bonds)

    @property
    def labels(self) -> str:
        """Isotope layer without its stereochemistry."""
        return self.isotopic.get("i", "") + self.isotopic.get("h", "")


@lru_cache(maxsize=4096)
def read_layers(inchi: str) -> Layers:
    """Split a repaired InChI into its layers.

    Examples
    --------
    >>> layers = read_layers("InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)/p-1")
    >>> layers.charge, layers.composition.formula
    (-1, 'C4H7O3-')
    """
    first, *rest = inchi.split("/")[1:] or [""]
    if first.startswith(_LETTERS):
        rest, first = [first, *rest], ""
    main: dict[str, str] = {}
    isotopic: dict[str, str] = {}
    target = main
    for part in rest:
        letter, text = part[:1], part[1:]
        if letter == "i":
            target = isotopic
        elif letter == "f":
            return Layers(first, main, isotopic, fixed=True)
        target.setdefault(letter, text)
    return Layers(first, main, isotopic)


def _is_integer(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d{1,4}", text) is not None


def expand(text: str) -> list[str]:
    """Write every component of a layer out: ``3*-1;2`` is three of -1, then 2."""
    if "*" not in text:
        return text.split(";", MAXIMUM_COMPONENTS)[:MAXIMUM_COMPONENTS] if text else []
    return list(islice(_components(text), MAXIMUM_COMPONENTS))


def _components(text: str) -> Iterator[str]:
    room = _MAXIMUM_WRITTEN_OUT
    for part in text.split(";"):
        match = _REPEATED.match(part)
        if match and int(match[1]) <= 1000:
            count = min(int(match[1]), room // max(len(match[2]), 1))
            room -= count * len(match[2])
            yield from [match[2]] * count
        else:
            yield part


def _written_out(text: str) -> list[str]:
    """Write ``2m`` out, two components as in the main layer."""
    match = re.fullmatch(r"(\d{1,3})m", text)
    return ["m"] * int(match[1]) if match else [text]


def _marks(text: str) -> list[str]:
    """Give the /m mark of each component: 0, 1 or a dot."""
    return [c for c in text if c in "01."]


def internal_fault(inchi: str) -> str | None:
    """Say where an InChI contradicts itself, from its text alone.

    Returns
    -------
    str or None
        The fault: an atom number beyond the formula, or hydrogens of the formula that the layer /h leaves out.

    Examples
    --------
    >>> internal_fault("InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)")
    'it connects atom 9, but the formula C4H9NO2 has only 7 atoms that are numbered'
    >>> internal_fault("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7")
    'the layer /h is missing, but the formula C4H9NO2 has hydrogens'
    """
    layers = read_layers(inchi)
    empty = next(
        (part for part in inchi.split("/")[2:] if len(part) < 2 and (part != "i" or "h" not in layers.isotopic)), None
    )
    if empty is not None:
        return f"layer /{empty} is empty"
    complete = layers.is_relative or {"m", "s"} <= layers.main.keys()
    if len(layers.centres) == 1 and not layers.isotopic and not complete:
        return "a stereocentre without the layers /m and /s: the end was cut off"
    if re.fullmatch(r";*\d+\+;*", layers.main.get("t", "")):
        return "a single stereocentre always has a minus sign"
    return _beyond_formula(layers) or _beyond_hydrogens(layers) or _hydrogens_left_out(layers)


def may_be_parsed(inchi: str) -> bool:
    """Tell whether an InChI is safe to give to the InChI software, which may crash or run for minutes over others.

    Examples
    --------
    >>> may_be_parsed("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
    True
    >>> may_be_parsed("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h2*1-3,5H2,(H,6,7)"), may_be_parsed("InChI=1S/O4000/t;")
    (False, False)
    >>> may_be_parsed("InChI=1S/CH4/h1H4/p-1"), may_be_parsed("InChI=1S/CH4/h1H4/p-99999")
    (True, False)
    """
    layers = read_layers(inchi)
    sizes = [_skeleton_size(part) for part in _formulas(layers)]
    if sum(size or 0 for size in sizes) > MAXIMUM_NUMBERED:
        return False
    return _beyond_formula(layers) is None and _beyond_hydrogens(layers) is None


def _formulas(layers: Layers) -> list[str]:
    """Give the formula of each component, at most as many as are read."""
    return [f for part in layers.formula.split(".")[:MAXIMUM_COMPONENTS] for f in repeat(part)][:MAXIMUM_COMPONENTS]


def _beyond_formula(layers: Layers) -> str | None:
    """Say where a layer has components or atoms that the formula has not."""
    formulas = _formulas(layers)
    for letter in "chbt":
        seen = set()
        for component, text in enumerate(expand(layers.main.get(letter, ""))):
            if component >= len(formulas):
                return f"layer /{letter} has more components than the formula {layers.formula}"
            formula = formulas[component]
            if (text, formula) in seen:
                continue
            seen.add((text, formula))
            numbers = map(int, _ATOM.findall(_HYDROGENS.sub("H", text) if "H" in text else text))
            size, last = _skeleton_size(formula), max(numbers, default=0)
            if letter == "c" and size is not None and last > size:
                size += _bridging(text, formula)
            if size is not None and last > size:
                verb = {
                    "c": "connects",
                    "h": "gives hydrogen to",
                    "b": "gives geometry to",
                    "t": "gives parity to",
                }
                return (
                    f"it {verb[letter]} atom {last}, but the formula {formula} has only {size} atoms that are numbered"
                )
    return None


_PROTONS = regex(r"([+-]?)(\d{1,9})\d*")
_LONGEST_SHOWN = 12
"""Characters [-] of a layer that a message repeats."""
_PROTONS_ON_ATOM = 4
"""More protons [-] than any atom takes up."""


def _beyond_hydrogens(layers: Layers) -> str | None:
    """Say that the layer /p removes more protons than there are hydrogens, or adds more than atoms could take up."""
    text = layers.main.get("p", "")
    stated, listed = _PROTONS.fullmatch(text), layers.listed
    if stated is None or listed is None:
        return None
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    if stated[1] == "-" and int(stated[2]) > listed.elements.get("H", 0):
        return f"the layer /p{shown} removes more protons than the formula {layers.formula} has hydrogens"
    if stated[1] != "-" and int(stated[2]) > max(1, _PROTONS_ON_ATOM * sum(listed.elements.values())):
        return f"the layer /p{shown} adds more protons than the atoms of the formula can take up"
    return None


def _hydrogens_left_out(layers: Layers) -> str | None:
    """Say that a component has hydrogens in the formula which the layer /h does not place, as after a cut.

    Components with hydrogens that bridge two atoms are left out: those are numbered in the layer /c.
    """
    connected, placed = (expand(layers.main.get(letter, "")) for letter in "ch")
    for formula, bonds, hydrogens in zip_longest(_formulas(layers), connected, placed, fillvalue=""):
        readings = read_formula(formula).readings
        stated = readings[0].elements.get("H", 0) if readings else 0
        if not stated or stated == sum(readings[0].elements.values()) or _bridging(bonds, formula):
            continue
        if not placed:
            return f"the layer /h is missing, but the formula {layers.formula} has hydrogens"
        if (found := _hydrogens_placed(hydrogens)) < stated:
            return f"the layer /h does not place all hydrogens of {formula}, only {found} of {stated}"
    return None


_PLACED = regex(r"(\d{1,4})(?:-(\d{1,4}))?|H(\d{0,4})")
"""An atom or a range of atoms of the layer /h, or the hydrogens that the atoms before it have each."""


def _hydrogens_placed(text: str) -> int:
    """Count the hydrogens [-] of one component of the layer /h, mobile groups included.

    Examples
    --------
    >>> _hydrogens_placed("1-3,5H2,(H,6,7)")
    9
    """
    placed = sum(int(count or 1) for count in re.findall(r"\(H(\d{0,4})", text))
    atoms = 0
    for found in _PLACED.finditer(re.sub(r"\([^)]*\)?", "", text)):
        first, last, count = found.groups()
        if first is None:
            placed += int(count or 1) * atoms
            atoms = 0
        else:
            atoms += int(last or first) - int(first) + 1
    return placed


def bridging_hydrogens(layers: Layers) -> int:
    """Count the hydrogens [-] that the layer /c numbers because they bridge two atoms, as in diborane.

    Examples
    --------
    >>> bridging_hydrogens(read_layers("InChI=1S/B2H6/c1-3-2-4-1/h1-2H2"))
    2
    """
    connections, formulas = expand(layers.main.get("c", "")), _formulas(layers)
    if len(connections) == 1 and formulas:
        return _bridging(connections[0], formulas[0])
    components = Counter(zip(connections, formulas, strict=False))
    return sum(count * _bridging(text, formula) for (text, formula), count in components.items())


@lru_cache(maxsize=256)
def _bridging(connections: str, formula: str) -> int:
    """Count the hydrogens [-] that one component numbers after its other atoms; each has at least two bonds."""
    size = _skeleton_size(formula)
    if size is None or f"{size + 1}" not in connections:
        return 0
    last = max(map(int, _NUMBER.findall(connections)), default=0)
    if last <= size:
        return 0
    count, readings = last - size, read_formula(formula).readings
    if count > min(readings[0].elements.get("H", 0), MAXIMUM_NUMBERED):
        return 0
    bonds = Counter(atom for bond in bonds_of(connections) for atom in bond)
    return count if all(bonds[atom] > 1 for atom in range(size + 1, size + count + 1)) else 0


def bonds_of(connections: str) -> set[frozenset[int]]:
    """Give the bonds of one component of the layer /c.

    Examples
    --------
    >>> sorted(map(sorted, bonds_of("1-3(2)4")))
    [[1, 3], [2, 3], [3, 4]]
    """
    bonds: set[frozenset[int]] = set()
    branches: list[int] = []
    last = 0
    for sign in re.findall(r"\d{1,9}|[(),]", connections):
        if sign == "(":
            branches.append(last)
        elif sign == ",":
            last = branches[-1] if branches else 0
        elif sign == ")":
            last = branches.pop() if branches else 0
        else:
            if last:
                bonds.add(frozenset((last, int(sign))))
            last = int(sign)
    return bonds


def repeat(part: str) -> list[str]:
    """Write a component of the formula layer out as often as its multiplier says."""
    match = _MULTIPLIED.match(part) if part[:1].isdigit() else None
    return [match[2]] * min(int(match[1]), 1000) if match else [part]


@lru_cache(maxsize=1024)
def _skeleton_size(formula: str) -> int | None:
    """Count the atoms [-] that the InChI numbers: all but hydrogen, or hydrogens where there is no other."""
    readings = read_formula(formula).readings
    if not readings:
        return None
    elements = readings[0].elements
    heavy = sum(n for e, n in elements.items() if e != "H")
    return heavy or elements.get("H", 0)
