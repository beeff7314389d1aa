"""What a field of a record can be: its kind, the form of its values, and everything the package knows of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, StrEnum
from typing import Literal, NamedTuple, get_args

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.text import unlisted

Aspect = Literal["composition", "connectivity", "mobile hydrogens", "protonation", "stereo", "isotopes", "mass"]
"""What fields can agree on."""

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""The aspects, in the order of the report."""


class Group(StrEnum):
    """What fields are about."""

    STRUCTURE = "structure"
    COMPOSITION = "composition"
    NAMES = "names"
    IDENTIFIERS = "registry numbers"


class Kind(Enum):
    """How the value of a field is read, and which checks look at it.

    A member's value is what one value of the kind is, in words, and the group of the kind.
    """

    TITLE = "a trivial or trade name", Group.NAMES
    SMILES = "a SMILES", Group.STRUCTURE
    CONNECTIVITY_SMILES = "a SMILES that is meant to leave stereochemistry out", Group.STRUCTURE
    INCHI = "an InChI", Group.STRUCTURE
    INCHIKEY = "an InChIKey", Group.STRUCTURE
    FORMULA = "a molecular formula", Group.COMPOSITION
    ELEMENT_COUNTS = "element counts that stand beside a formula", Group.COMPOSITION
    AVERAGE_MASS = "an average mass [g/mol]", Group.COMPOSITION
    MONOISOTOPIC_MASS = "a monoisotopic mass [Da]", Group.COMPOSITION
    CHARGE = "a net charge [e]", Group.COMPOSITION
    HRMS = "an accurate mass as papers report it, calculated and found", Group.COMPOSITION
    ELEMENTAL_ANALYSIS = "an elemental analysis as papers report it, calculated and found", Group.COMPOSITION
    SYSTEMATIC_NAME = "a systematic name", Group.NAMES
    SYNONYMS = "further names, separated by |, ; or line breaks", Group.NAMES
    CHIRALITY = "stated chirality, in words", Group.NAMES
    CAS_NUMBER = "a CAS number, with a check digit", Group.IDENTIFIERS
    UNII = "a UNII, with a check character", Group.IDENTIFIERS
    EC_NUMBER = "an EC number, with a check digit", Group.IDENTIFIERS
    IDENTIFIER = "an identifier that is judged by its form alone", Group.IDENTIFIERS
    MOLBLOCK = "a whole MDL molfile", Group.STRUCTURE

    __hash__ = object.__hash__  # a quarter of the time of the enumeration's own

    def __init__(self, words: str, group: Group) -> None:
        self.words = words
        self.group = group


STRUCTURES = frozenset({Kind.SMILES, Kind.CONNECTIVITY_SMILES, Kind.INCHI, Kind.MOLBLOCK, Kind.SYSTEMATIC_NAME})
"""Kinds whose value is a structure, or stands for one that can be drawn."""

MASSES = frozenset({Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS})
"""Kinds whose value is a mass."""

IDENTIFIERS = frozenset(kind for kind in Kind if kind.group is Group.IDENTIFIERS)
"""Kinds whose value is a registry's number."""


class Form(NamedTuple):
    """How a registry writes its identifiers.

    Parameters
    ----------
    pattern
        What the whole of a value matches. Where a group is named ``bare``, what it holds is the
        identifier without its prefix, and a value without it has no page of its own.
    words
        The form in words.
    older
        What an identifier of an older form begins with, and what it begins with today; None where there is none.
    checked
        Gives a bare identifier with the check digit that its other characters take; None where it has none.
    """

    pattern: re.Pattern[str]
    words: str
    older: tuple[re.Pattern[str], str] | None = None
    checked: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """All that the package knows of one field.

    Parameters
    ----------
    name
        Canonical name: that of the attribute of `StructureRecord`.
    words
        What a chemist calls it.
    kind
        How it is read.
    spellings
        Headings of columns, tags and keys that state it, the best first; small letters and digits
        without blanks and punctuation.
    parameters
        Parameters of a Wikipedia infobox that state it, the preferred one first; spelled likewise.
    example
        A value for baclofen, or for a compound that the database has; empty for a molfile, which fills a page.
    article
        Article of `words`.
    plural
        True where verbs about it take the plural.
    form
        How the registry writes its identifiers; None where the field holds something else.
    prefix
        What the registry writes before the bare identifier.
    address
        Page of the registry, with ``{}`` in place of prefix and bare identifier; None where there
        is none.
    rare
        True where few records state it, so that nobody misses it in one.
    shared
        True where one value may rightly stand for several substances.
    shape
        What shows that a stray value belongs here; None where the values look like others.
    shape_checked
        True where a value of another field's shape is in the wrong place.
    aspects
        What the field can agree on with others, in the order of `ASPECTS`.
    """

    name: str
    words: str
    kind: Kind
    spellings: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    example: str = ""
    article: Literal["a", "an", ""] = "a"
    plural: bool = False
    form: Form | None = None
    prefix: str = ""
    address: str | None = None
    rare: bool = False
    shared: bool = False
    shape: re.Pattern[str] | None = None
    shape_checked: bool = True
    aspects: tuple[Aspect, ...] = ()

    @property
    def drawable(self) -> bool:
        """True where the value is a structure, or stands for one, that can be drawn."""
        return self.kind in STRUCTURES

    @property
    def one(self) -> str:
        """One value in words, with its article: "an InChIKey"."""
        return f"{self.article} {self.words}".strip()

    @property
    def usual_form(self) -> str:
        """The form of an identifier in words, with an example; empty where the field has no form."""
        return f"{self.form.words}, such as {self.example}" if self.form else ""

    def bare(self, text: str) -> str | None:
        """Give the identifier without its prefix, in capitals; None where it has not the form, or no page of its own.

        Examples
        --------
        >>> from gaba_analogs.record.fields import BY_NAME
        >>> BY_NAME["chebi_id"].bare("CHEBI:2972"), BY_NAME["pubchem_cid"].bare("SID 2284")  # baclofen
        ('2972', None)
        >>> BY_NAME["hmdb_id"].bare("HMDB14327")  # as it was written before 2017
        'HMDB0014327'
        """
        match = self.form.pattern.fullmatch(unlisted(text.strip())) if self.form else None
        return None if match is None else self.bare_of(match)

    def bare_of(self, match: re.Match[str]) -> str | None:
        """Give the identifier without its prefix, in capitals, from a match of the form."""
        found = match["bare"] if "bare" in match.re.groupindex else match[0]
        if not found or not found.isascii():
            return None
        older = None if self.form is None else self.form.older
        return found.upper() if older is None else older[0].sub(older[1], found.upper())

    def is_sound(self, bare: str) -> bool:
        """Tell whether the check digit of a bare identifier is right, if it has one.

        Examples
        --------
        >>> from gaba_analogs.record.fields import BY_NAME
        >>> BY_NAME["unii"].is_sound("H789N3FKE8"), BY_NAME["unii"].is_sound("H789N3FKE9")  # baclofen
        (True, False)
        """
        return self.form is None or self.form.checked is None or self.form.checked(bare) == bare

    def complaints(self) -> list[str]:
        """Say what is wrong with the entry; the tests ask every one."""
        example = self.example
        needs_form = self.kind in IDENTIFIERS
        wrong = {
            "the name must be one in small letters, as of an attribute": not re.fullmatch(r"[a-z][a-z_]*", self.name),
            "it has no words": not self.words.strip(),
            "no heading is spelled that states it": not self.spellings,
            "spellings are small letters and digits, without blanks": not all(
                word.isalnum() and word == word.casefold() for word in self.spellings
            ),
            "parameters are small letters, without blanks": not all(
                word.isalpha() and word == word.casefold() for word in self.parameters
            ),
            "a spelling is given twice": len({*self.spellings}) < len(self.spellings)
            or len({*self.parameters}) < len(self.parameters),
            "it has no example": not example and self.kind is not Kind.MOLBLOCK,
            "an identifier needs a form": needs_form and self.form is None,
            "only identifiers have a form": not needs_form and self.form is not None,
            "only what has a form has an address or prefix": self.form is None
            and (self.address is not None or bool(self.prefix)),
            "the address must begin with https:// and have one {}": self.address is not None
            and not (self.address.startswith("https://") and self.address.count("{}") == 1),
            f"the example {example!r} has not the form": self.form is not None and self.bare(example) is None,
            f"the example {example!r} has not the shape": self.shape is not None and not self.shape.fullmatch(example),
            "aspects are those of ASPECTS, in their order": list(self.aspects)
            != [aspect for aspect in ASPECTS if aspect in self.aspects],
        }
        return [complaint for complaint, holds in wrong.items() if holds]
