"""The checks across records: each looks at one suspicious group of records and says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from gaba_analogs.across.measured import Stated
from gaba_analogs.across.naming import NameGroup
from gaba_analogs.across.places import (
    SHOWN,
    Difference,
    Holder,
    Holders,
    places_in_words,
    short,
)
from gaba_analogs.record import Place
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.results.comparison import Statement
from gaba_analogs.results.findings import Finding, Severity


def keys_swapped(field: str, first: tuple[Place, str], second: tuple[Place, str]) -> Finding | None:
    """Two records state each other's structure.

    Why it matters
        Enantiomers are entered side by side, and their InChIKeys differ only in the second block:
        once swapped, each key is still valid but belongs to the mirror image.

    What to do
        Exchange the values of the two records.

    Record
        name: (R)-baclofen
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        inchikey: KPYSYYIEGFHWSV-MRVPVSSYSA-N
        ---
        name: (S)-baclofen
        smiles: NC[C@@H](CC(=O)O)c1ccc(Cl)cc1
        inchikey: KPYSYYIEGFHWSV-QMMMGPOBSA-N
        -> the InChIKeys of two stereoisomers are swapped: drugs.csv:2 and :3

    Examples
        >>> r, s = "KPYSYYIEGFHWSV-QMMMGPOBSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N"
        >>> one, other = Place("baclofen.csv", 2), Place("baclofen.csv", 3)
        >>> keys_swapped("inchikey", (one, s), (other, r)).message
        'the InChIKeys of two stereoisomers are swapped: baclofen.csv:2 and :3'
        >>> keys_swapped("inchikey", (one, s), (other, s))

    Blind spots
        A record whose fields agree is never suspected: if SMILES, InChI and InChIKey are all
        swapped together, only the names could show it.
    """
    (place, key), (other_place, other_key) = first, second
    if key == other_key:
        return None
    whose = "two stereoisomers" if key[:14] == other_key[:14] else "two records"
    where = places_in_words([place, other_place], 2)
    return Finding(
        "keys-swapped",
        Severity.WARNING,
        (field,),
        f"the {_plural(field)} of {whose} are swapped: {where}",
        places=(place, other_place),
        subject=" ".join(sorted([key, other_key])),
    )


def row_shifted(field: str, first: Place, last: Place, count: int, home: Place) -> Finding | None:
    """Consecutive rows state the structure of a neighbouring row.

    Why it matters
        Deleting or inserting a cell in one column of a spreadsheet moves everything below it: each
        value is right but in the wrong row.

    What to do
        Find the row where the shift begins, and move the column back by as many rows. If the original is at
        hand, copy the whole column from it.

    Record
        name: GABA
        smiles: NCCCC(=O)O
        inchikey: KPYSYYIEGFHWSV-UHFFFAOYSA-N
        ---
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        inchikey: DAFOCGYVTAOKAJ-UHFFFAOYSA-N
        ---
        name: phenibut
        smiles: NCC(CC(=O)O)c1ccccc1
        inchikey: UGJMXCAKCUNAIE-UHFFFAOYSA-N
        ---
        name: gabapentin
        smiles: NCC1(CC(=O)O)CCCCC1
        inchikey: UGJMXCAKCUNAIE-UHFFFAOYSA-N
        -> the InChIKeys of 3 rows look shifted (drugs.csv:2 to :4): that of :2 belongs to :3

    Examples
        >>> first, last, home = (Place("drugs.csv", row=row) for row in (1, 2, 3))
        >>> print(row_shifted("inchikey", first, last, 2, home).message)
        the InChIKeys of 2 rows look shifted (drugs.csv row 1 to row 2): that of row 1 belongs to row 3
        >>> row_shifted("inchikey", first, first, 1, home)

    Blind spots
        At least two consecutive rows must be shifted by the same distance; a single stray value is
        reported as `identifier-two-structures`.
    """
    if count < 2:
        return None
    message = (
        f"the {_plural(field)} of {count:,} rows look shifted ({first} to {short(last)}): "
        f"that of {short(first)} belongs to {short(home)}"
    )
    return Finding("row-shifted", Severity.WARNING, (field,), message, places=(first, last, home))


def identifier_two_structures(field: str, value: str, structures: Holders, difference: Difference) -> Finding | None:
    """One identifier is stated for two different structures.

    Why it matters
        A CAS number, a UNII or an InChIKey stands for one substance. If it is stated for two, at least
        one of the records is wrong, and joining tables by the identifier merges two substances. If one
        structure is merely less specific than the other, this is reported as information.

    What to do
        Look the identifier up, keep it where the structure is the registry's, and replace it in the other
        records.

    Record
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        cas: 69308-37-8
        ---
        smiles: NC[C@@H](CC(=O)O)c1ccc(Cl)cc1
        cas: 69308-37-8
        -> CAS number 69308-37-8 is stated for 2 structures that differ only in stereochemistry or isotopes:
           KPYSYYIEGFHWSV-QMMMGPOBSA-N (drugs.csv:2) and KPYSYYIEGFHWSV-MRVPVSSYSA-N (:3)

    Examples
        >>> r, s = "KPYSYYIEGFHWSV-QMMMGPOBSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N"
        >>> difference = Difference()
        >>> both = Holders.of([(r, 1, Place("d.csv", 2)), (s, 2, Place("d.csv", 9))], difference)
        >>> print(identifier_two_structures("cas", "69308-37-8", both, difference).message)
        ... # doctest: +NORMALIZE_WHITESPACE
        CAS number 69308-37-8 is stated for 2 structures that differ only in stereochemistry or isotopes:
        KPYSYYIEGFHWSV-QMMMGPOBSA-N (d.csv:2) and KPYSYYIEGFHWSV-MRVPVSSYSA-N (:9)
        >>> identifier_two_structures("cas", "69308-37-8", Holders.of([(r, 1, Place("d.csv", 2))]), difference)

    Blind spots
        Cells with several identifiers are not compared, nor are ATC codes, which may cover several
        substances.
    """
    if structures.total < 2:
        return None
    severity = Severity.INFO if difference.less_specific else Severity.WARNING
    message = (
        f"{FIELD_WORDS[field]} {value} is stated for {structures.total:,} structures{difference.in_words()}: "
        f"{structures.in_words()}"
    )
    return _about(Finding("identifier-two-structures", severity, (field,), message, stated=value), structures)


def id_two_structures(identity: str, structures: Holders, difference: Difference) -> Finding | None:
    """One identifier of your own is given to two different structures.

    Why it matters
        A registry number or catalogue number stands for one compound. If it stands for two, a row was copied
        without a new number, or two files disagree on what the number means, and everything that is joined by it
        is mixed up.

    What to do
        Find out which structure the number was given to first, and give the other one a number of its own.

    Record
        id: GB-7
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        ---
        id: GB-7
        smiles: NC[C@@H](CC(=O)O)c1ccc(Cl)cc1
        -> id GB-7 is given to 2 structures that differ only in stereochemistry or isotopes:
           KPYSYYIEGFHWSV-QMMMGPOBSA-N (drugs.csv:2) and KPYSYYIEGFHWSV-MRVPVSSYSA-N (:3)

    Examples
        >>> r, s = "KPYSYYIEGFHWSV-QMMMGPOBSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N"
        >>> difference = Difference()
        >>> both = Holders.of([(r, 1, Place("d.csv", 2)), (s, 2, Place("e.csv", 9))], difference)
        >>> print(id_two_structures("GB-7", both, difference).message)
        ... # doctest: +NORMALIZE_WHITESPACE
        id GB-7 is given to 2 structures that differ only in stereochemistry or isotopes:
        KPYSYYIEGFHWSV-QMMMGPOBSA-N (d.csv:2) and KPYSYYIEGFHWSV-MRVPVSSYSA-N (e.csv:9)
        >>> id_two_structures("GB-7", Holders.of([(r, 1, Place("d.csv", 2))]), difference)

    Blind spots
        `--id COLUMN` names the column. An identifier of digits alone is compared within its file only: in another
        file it may number the rows.
    """
    if structures.total < 2:
        return None
    severity = Severity.INFO if difference.less_specific else Severity.WARNING
    message = (
        f"id {identity} is given to {structures.total:,} structures{difference.in_words()}: {structures.in_words()}"
    )
    return _about(Finding("id-two-structures", severity, ("inchikey",), message, stated=identity), structures)


def name_two_structures(name: str, structures: Holders, difference: Difference) -> Finding | None:
    """One name is stated for two different structures.

    Why it matters
        Either the name is used loosely, for a salt and its parent or for any stereoisomer, or one
        of the records has the structure of another substance.

    What to do
        Give salts and stereoisomers a name that says so; if the structure is that of another substance, correct
        it.

    Record
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        ---
        name: baclofen
        smiles: NCC(CC(=O)O)c1ccccc1
        -> the name baclofen is given to 2 structures: KPYSYYIEGFHWSV-UHFFFAOYSA-N (drugs.csv:2) and
           DAFOCGYVTAOKAJ-UHFFFAOYSA-N (:3)

    Examples
        >>> baclofen, phenibut = "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "DAFOCGYVTAOKAJ-UHFFFAOYSA-N"
        >>> difference = Difference()
        >>> both = Holders.of([(baclofen, 1, Place("d.csv", 2)), (phenibut, 2, Place("d.csv", 9))], difference)
        >>> print(name_two_structures("baclofen", both, difference).message)
        ... # doctest: +NORMALIZE_WHITESPACE
        the name baclofen is given to 2 structures:
        KPYSYYIEGFHWSV-UHFFFAOYSA-N (d.csv:2) and DAFOCGYVTAOKAJ-UHFFFAOYSA-N (:9)
        >>> name_two_structures("baclofen", Holders.of([(baclofen, 1, Place("d.csv", 2))]), difference)

    Blind spots
        The record's name is compared, not its synonyms. If the structures differ only in
        stereochemistry, isotopes or protonation, this is reported as information, because most
        trivial names leave these open.
    """
    if structures.total < 2:
        return None
    severity = Severity.WARNING if difference.skeleton else Severity.INFO
    message = (
        f"the name {name} is given to {structures.total:,} structures{difference.in_words()}: {structures.in_words()}"
    )
    return _about(Finding("name-two-structures", severity, ("name",), message, stated=name), structures)


def inchikey_two_names(key: str, groups: Sequence[NameGroup], *, opposed: bool) -> Finding | None:
    """One structure has clearly different names.

    Why it matters
        Either the names are synonyms and the substance is counted twice, or one record has the
        structure of another. Names of different stereoisomers cannot both be right.

    What to do
        If the names are synonyms, merge the records. If they are those of different compounds or isomers,
        correct the structure of one.

    Record
        name: (R)-baclofen
        inchikey: KPYSYYIEGFHWSV-UHFFFAOYSA-N
        ---
        name: (S)-baclofen
        inchikey: KPYSYYIEGFHWSV-UHFFFAOYSA-N
        -> one structure under names of different stereoisomers: (R)-baclofen (drugs.csv:2) and (S)-baclofen
           (:3)

    Examples
        >>> key = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
        >>> r = NameGroup("(R)-baclofen", 1, (Place("d.csv", 2),), 1, True)
        >>> s = NameGroup("(S)-baclofen", 2, (Place("d.csv", 3),), 1, True)
        >>> print(inchikey_two_names(key, [r, s], opposed=True).message)
        one structure under names of different stereoisomers: (R)-baclofen (d.csv:2) and (S)-baclofen (:3)
        >>> inchikey_two_names(key, [r], opposed=False)

    Blind spots
        Only the synonyms stated in the records are known: GABA and gamma-aminobutyric acid are
        reported, as information. Tautomers and zwitterions share an InChIKey.
    """
    if len(groups) < 2:
        return None
    severity = Severity.WARNING if opposed else Severity.INFO
    what = "names of different stereoisomers" if opposed else f"{len(groups)} names"
    shown = tuple(Holder(group.name or "", group.first, group.places, group.count) for group in groups[:SHOWN])
    named = Holders(shown, len(groups))
    message = f"one structure under {what}: {named.in_words()}"
    return _about(Finding("inchikey-two-names", severity, ("inchikey", "name"), message, stated=key), named)


def structure_two_identifiers(key: str, field: str, identifiers: Holders) -> Finding | None:
    """One structure has two identifiers of the same registry.

    Why it matters
        Registries keep superseded numbers, and the numbers of salts, hydrates and stereoisomers
        are often copied to the parent structure: worth a look before joining tables.

    What to do
        Look both up: one may be superseded, or belong to a salt, hydrate or stereoisomer whose structure should
        then differ.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        cas: 1134-47-0
        ---
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        cas: 28311-31-1
        -> one structure with 2 CAS numbers: 1134-47-0 (drugs.csv:2) and 28311-31-1 (:3)

    Examples
        >>> key = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
        >>> both = Holders.of([("1134-47-0", 1, Place("drugs.csv", 2)), ("28311-31-1", 2, Place("drugs.csv", 5))])
        >>> print(structure_two_identifiers(key, "cas", both).message)
        one structure with 2 CAS numbers: 1134-47-0 (drugs.csv:2) and 28311-31-1 (:5)
        >>> structure_two_identifiers(key, "cas", Holders.of([("1134-47-0", 1, Place("drugs.csv", 2))]))

    Blind spots
        Both numbers can be right: tautomers share an InChIKey, and so do a compound and its
        zwitterion. KEGG's numbers for compounds (C) are not compared with those for drugs (D).
    """
    if identifiers.total < 2:
        return None
    message = f"one structure with {identifiers.total:,} {_plural(field)}: {identifiers.in_words()}"
    found = Finding("structure-two-identifiers", Severity.INFO, (field, "inchikey"), message, stated=key)
    return _about(found, identifiers)


def duplicate_structure(key: str, group: NameGroup) -> Finding | None:
    """A structure is repeated under the same name, or without a name.

    Why it matters
        Duplicates count twice in statistics and models, and leak from training sets into test sets.
        Spellings of a name, and synonyms stated in a record, count as the same name.

    What to do
        Remove the copies, or merge what they state.

    Record
        name: GABA
        inchikey: BTCSSZJGUNDROE-UHFFFAOYSA-N
        ---
        name: GABA
        inchikey: BTCSSZJGUNDROE-UHFFFAOYSA-N
        -> 2 identical records (GABA): drugs.csv:2 and :3

    Examples
        >>> key = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
        >>> places = tuple(Place("drugs.csv", line) for line in (2, 8, 9))
        >>> duplicate_structure(key, NameGroup("GABA", 1, places, 3, True)).message
        '3 identical records (GABA): drugs.csv:2, :8 and :9'
        >>> duplicate_structure(key, NameGroup("GABA", 1, places, 3, False)).message
        'one structure in 3 records (GABA): drugs.csv:2, :8 and :9'
        >>> duplicate_structure(key, NameGroup("GABA", 1, places[:1], 1, True))

    Blind spots
        Structures are compared by InChIKey, which does not distinguish tautomers. Records of unknown
        structure are not compared. For clearly different names see `inchikey-two-names`.
    """
    if group.count < 2:
        return None
    what = f"{group.count:,} identical records" if group.identical else f"one structure in {group.count:,} records"
    name = f" ({group.name})" if group.name else ""
    message = f"{what}{name}: {places_in_words(group.places, group.count)}"
    same = Holders((Holder(group.name or "", group.first, group.places, group.count),), 1)
    return _about(Finding("duplicate-structure", Severity.INFO, ("inchikey",), message, stated=key), same)


def duplicate_parent(key: str, groups: Sequence[NameGroup]) -> Finding:
    """Say that records have one parent in several forms."""
    shown = tuple(Holder(group.name or "", group.first, group.places, group.count) for group in groups[:SHOWN])
    named = Holders(shown, len(groups))
    count = sum(group.count for group in groups)
    message = f"one parent in {count:,} records: {named.in_words()}"
    return _about(Finding("duplicate-structure", Severity.INFO, ("inchikey",), message, stated=key), named)


def duplicate_values_differ(title: str, name: str, apart: tuple[Stated, Stated], count: int) -> Finding | None:
    """Duplicates state different values.

    Why it matters
        Which of the two a model is trained on, or a report cites, is chance: the mean of 5.2 and 7.9 is neither.
        Often one is a slip of the unit, a value of another assay, or that of another salt or stereoisomer.

    What to do
        Look both up in their sources. Correct the wrong one, or say in a column of its own what they differ in, such
        as the assay.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        pIC50: 5.2
        ---
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        pIC50: 7.9
        -> pIC50 of KPYSYYIEGFHWSV-UHFFFAOYSA-N is 5.2 (drugs.csv:2) and 7.9 (:3)

    Examples
        >>> low, high = Stated("5.2", 1, Place("drugs.csv", 2)), Stated("7.9", 4, Place("drugs.csv", 9))
        >>> duplicate_values_differ("pIC50", "baclofen", (low, high), 3).message
        'pIC50 of baclofen is 5.2 (drugs.csv:2) and 7.9 (:9); 3 records state it'
        >>> duplicate_values_differ("pIC50", "baclofen", (low, high), 1)

    Blind spots
        `--values COLUMN,...` names the columns, and `--duplicates` what counts as a duplicate. Numbers differ where
        their rounding, their uncertainty (`±`) or their bounds (`>10`) leave nothing in common: 7.1 and 7.14 agree.
        Values in different units are not compared.
    """
    if count < 2:
        return None
    first, second = apart
    places = f"{first.text} ({first.place}) and {second.text} ({_short(second.place, first.place)})"
    more = f"; {count:,} records state it" if count > 2 else ""
    message = f"{title} of {name} is {places}{more}"
    subject = f"{name} {title} {first.text} {second.text}"
    return Finding(
        "duplicate-values-differ",
        Severity.WARNING,
        ("inchikey",),
        message,
        stated=first.text,
        places=(first.place, second.place),
        subject=subject,
    )


class Party(NamedTuple):
    """A record that a statement is about.

    Parameters
    ----------
    name
        By what it is known; may be empty.
    place
        Where it is.
    """

    name: str
    place: Place


def relation_mismatch(statement: Statement, own: Party, other: Party, fact: str | None) -> Finding | None:
    """Two records are not related as the table states.

    Why it matters
        Whoever follows the relation gets another compound: the wrong enantiomer for a control, the parent of another
        salt. Often it is the structure of one of the two that is wrong, and the relation shows it.

    What to do
        Look at both structures. Correct the one that is wrong, or else the relation.

    Record
        id: B2
        smiles: C[C@@H](O)[C@H](N)C(=O)O
        enantiomer_of: B3
        ---
        id: B3
        smiles: C[C@@H](O)[C@@H](N)C(=O)O
        -> B2 (drugs.csv:2) is stated to be the enantiomer of B3 (:3), but they are diastereomers: opposite at 3,
           alike at 2 (atoms of the InChI)

    Examples
        >>> b2, b3 = Party("B2", Place("drugs.csv", 2)), Party("B3", Place("drugs.csv", 3))
        >>> relation_mismatch(Statement("parent", of_other=False), b2, b3, "they are enantiomers").message
        'B3 (drugs.csv:3) is stated to be the parent of B2 (:2), but they are enantiomers'
        >>> relation_mismatch(Statement("parent", of_other=False), b2, b3, None)

    Blind spots
        `--stated-relations COLUMN` names the columns. A record that contradicts itself is not compared. Structures
        without a stereocentre may still be mirror images, by an axis or a plane; a salt, solvate or tautomer in an
        unusual drawing is left open.
    """
    if fact is None:
        return None
    subject, object_ = (own, other) if statement.of_other else (other, own)
    one = f"{subject.name} ({subject.place})" if subject.name else str(subject.place)
    fact = fact.replace("the other's", f"{object_.name}'s") if object_.name else fact
    where = _short(object_.place, subject.place)
    two = f"{object_.name} ({where})" if object_.name else str(object_.place)
    two = "itself" if own.place == other.place else two
    article = "an" if statement.word == "isomer" else "the" if statement.word in _ONE_OF_A_KIND else "a"
    message = f"{one} is stated to be {article} {statement.word} of {two}, but {fact}"
    if statement.word == "same compound":
        message = f"{one} is stated to be the same compound as {two}, but {fact}"
    return Finding(
        "relation-mismatch",
        Severity.WARNING,
        ("inchikey",),
        message,
        stated=other.name or None,
        places=(own.place, other.place),
        subject=f"{own.name} {statement.word} {other.name} {fact}",
    )


_ONE_OF_A_KIND = frozenset({"enantiomer", "racemate", "parent", "conjugate acid", "conjugate base"})


def _short(place: Place, before: Place) -> str:
    return short(place) if place.source == before.source else str(place)


def _about(finding: Finding, holders: Holders) -> Finding:
    """Say of a finding on a value where it stands, and by what it is known: how often the value has which partners."""
    places = tuple(holder.places[0] for holder in holders.shown) if holders.total > 1 else holders.shown[0].places
    counted = [f"{holder.value} {holder.count}" for holder in holders.shown]
    return replace(finding, places=places, subject=" ".join([finding.stated or "", str(holders.total), *counted]))


def _plural(field: str) -> str:
    word = FIELD_WORDS[field]
    return word if word.endswith("S") else f"{word}s"


CROSS_RECORD_CHECKS: tuple[tuple[str, Severity, Callable[..., Finding | None]], ...] = (
    ("keys-swapped", Severity.WARNING, keys_swapped),
    ("row-shifted", Severity.WARNING, row_shifted),
    ("identifier-two-structures", Severity.WARNING, identifier_two_structures),
    ("id-two-structures", Severity.WARNING, id_two_structures),
    ("name-two-structures", Severity.WARNING, name_two_structures),
    ("inchikey-two-names", Severity.INFO, inchikey_two_names),
    ("relation-mismatch", Severity.WARNING, relation_mismatch),
    ("duplicate-values-differ", Severity.WARNING, duplicate_values_differ),
    ("structure-two-identifiers", Severity.INFO, structure_two_identifiers),
    ("duplicate-structure", Severity.INFO, duplicate_structure),
)
"""Code, severity and function of every check that looks at several records."""

__all__ = ["CROSS_RECORD_CHECKS"]
