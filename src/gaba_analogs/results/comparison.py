"""How the records of an input are compared: what duplicates are, by which values, and by which stated relations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import OptionError
from gaba_analogs.regex import regex

USUAL_LEVEL = "tautomer"
LEVELS: Mapping[str, str] = {
    "exact": "the same drawing: InChIKey, mobile hydrogens and charges",
    USUAL_LEVEL: "the same InChIKey, which most tautomers and zwitterions share (default)",
    "parent": "the same compound without its counter-ions and solvents, in any protonation state",
}
"""Levels at which records are duplicates, and what those of a level share."""

STATABLE: Mapping[str, str] = {
    "enantiomer": "the mirror image",
    "diastereomer": "a stereoisomer that is not the mirror image",
    "stereoisomer": "another configuration, or one that is left open",
    "isomer": "another compound of the same formula",
    "racemate": "has both enantiomers, of which the other is one",
    "tautomer": "the same but for the place of hydrogens; also a zwitterion",
    "conjugate acid": "has one proton more, or several",
    "conjugate base": "has one proton less, or several",
    "salt": "has the other with counter-ions or solvents",
    "solvate": "likewise, since an acid may be either",
    "parent": "the other without counter-ions, solvents, isotope labels or configuration; or the same",
    "isotopologue": "other isotope labels, or none",
    "same compound": "the same compound, or another tautomer",
}
"""Relations that a table may state, and what the structure of the one is to that of the other."""

_SYNONYMS = {
    "identical": "same compound",
    "same": "same compound",
    "duplicate": "same compound",
    "enantiomorph": "enantiomer",
    "optical antipode": "enantiomer",
    "antipode": "enantiomer",
    "diastereoisomer": "diastereomer",
    "hydrate": "solvate",
    "salt form": "salt",
    "salt or solvate": "salt",
    "parent compound": "parent",
    "parent molecule": "parent",
    "parent structure": "parent",
    "labelled form": "isotopologue",
    "labeled form": "isotopologue",
    "racemic form": "racemate",
}
_OF = regex(r"(?:is (?:an? |the )?)?(.+?) (?:of|to|as|with)")
_OTHER = regex(
    r"(?:has (?:an? )?)?(.+?)(?: (?:chembl|chebi|cas|unii|pubchem|cid))?(?: (?:id|no|number|name|key|inchikey))?"
)
_SYMMETRIC = frozenset(
    {"enantiomer", "diastereomer", "stereoisomer", "isomer", "tautomer", "isotopologue", "same compound"}
)


class Statement(NamedTuple):
    """A relation as a table states it.

    Parameters
    ----------
    word
        One of `STATABLE`.
    of_other
        Whether the record is this of the other one (*salt of*), or the other one is it of the record (*parent*).
    """

    word: str
    of_other: bool

    @property
    def is_symmetric(self) -> bool:
        """Whether it is the same from either side."""
        return self.word in _SYMMETRIC


def read_statement(text: str) -> Statement | None:
    """Read a relation as a title or a cell states it; None where it is none.

    Examples
    --------
    >>> read_statement("is_conjugate_acid_of"), read_statement("parent_chembl_id"), read_statement("price")
    (Statement(word='conjugate acid', of_other=True), Statement(word='parent', of_other=False), None)
    """
    words = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-./]", " ", text).lower().split())
    for pattern in (_OF, _OTHER):
        found = pattern.fullmatch(words)
        word = _SYNONYMS.get(found[1], found[1]) if found else ""
        if word in STATABLE:
            return Statement(word, pattern is _OF or word in _SYMMETRIC)
    return None


class RelationColumn(NamedTuple):
    """A column whose cells name the records to which a record is said to be related.

    Parameters
    ----------
    title
        Its title.
    statement
        The relation that it states; None where another column does.
    by
        The title of that column; None where there is none.
    """

    title: str
    statement: Statement | None
    by: str | None = None


def relation_column(option: str, text: str) -> RelationColumn:
    """Read how a column states relations: its title alone, or followed by = and the relation or the column of it.

    Raises
    ------
    OptionError
        Nothing says which relation it states.

    Examples
    --------
    >>> relation_column("", "Parent no=salt of").statement, relation_column("", "other=how").by
    (Statement(word='salt', of_other=True), 'how')
    """
    title, equals, relation = text.rpartition("=")
    if not equals:
        title, relation = text, text
    statement = read_statement(relation)
    if not title or not relation.strip() or (statement is None and not equals):
        known = ", ".join(STATABLE)
        raise OptionError(
            f'{option} {text}: add =RELATION ({known}; "salt of" where the record is the salt), or =COLUMN'
        )
    return RelationColumn(title, statement, None if statement else relation)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the records of an input are compared.

    Parameters
    ----------
    level
        At which level records are duplicates: one of `LEVELS`.
    values
        Titles of the columns whose values duplicates should have in common.
    relations
        Columns that state relations, as they were given.
    """

    level: str = USUAL_LEVEL
    values: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[RelationColumn, ...]:
        """The columns that state relations."""
        return tuple(relation_column("", text) for text in self.relations)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all columns that are compared, each once."""
        stating = [title for one in self.columns for title in (one.title, one.by) if title is not None]
        return tuple(dict.fromkeys([*self.values, *stating]))

    def stated(self) -> dict[str, object]:
        """List what is not usual, for a report."""
        level = {} if self.level == USUAL_LEVEL else {"duplicates": self.level}
        named = {"values": self.values, "stated_relations": self.relations}
        return {**level, **{name: list(titles) for name, titles in named.items() if titles}}


USUAL = Comparison()
