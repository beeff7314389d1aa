"""Find the suspicious groups of records in the store, and run the checks on each.

A group is read row by row: a large one takes time, not memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from gaba_analogs.across import checks
from gaba_analogs.across.database import Row
from gaba_analogs.across.measured import ValuesOfOneCompound
from gaba_analogs.across.naming import NamesOfOneStructure
from gaba_analogs.across.places import Difference, Holders
from gaba_analogs.across.store import Store
from gaba_analogs.record import Place
from gaba_analogs.results.findings import Finding

Found = Iterator[tuple[int, Finding]]
"""Findings, each with the number of its first record."""

UNPAIRED = 1000
"""Most records [-] kept waiting for the one they were swapped with."""
NEAREST = 3
"""Records [-] of a structure to look at on each side of a stray value."""


def prepare(store: Store) -> None:
    """Delete earlier results, and index the records by structure."""
    store.flush()
    store.run(
        "DELETE FROM conflict; DELETE FROM shifted; DELETE FROM explained; DELETE FROM repeated; "
        "DELETE FROM contested; DELETE FROM named; DELETE FROM numbered; "
        "DELETE FROM identifier WHERE register = 'inchikey'; "
        "CREATE INDEX IF NOT EXISTS record_key ON record (key) WHERE key IS NOT NULL"
    )
    if store.mark != "key":
        store.run("CREATE INDEX IF NOT EXISTS record_mark ON record (mark) WHERE mark IS NOT NULL")


def swaps(store: Store) -> Found:
    """Find pairs of records that state each other's structure; their stray values are then explained."""
    rows = store.read(
        "SELECT min(stray.key, stated), max(stray.key, stated), field, stray.key, number, source, line, row, label "
        "FROM stray JOIN record USING (number) ORDER BY 1, 2, 3, number"
    )
    for (_, _, field), group in groupby(rows, key=itemgetter(0, 1, 2)):
        waiting: deque[tuple[str, int, Place]] = deque()
        for *_, key, number, source, line, row, label in group:
            place = Place(source, line, row, label)
            if not waiting or waiting[0][0] == key:
                if len(waiting) < UNPAIRED:
                    waiting.append((key, number, place))
                continue
            other_key, other, other_place = waiting.popleft()
            store.write("explained (field, number)", ((field, n) for n in (number, other)))
            yield from _if_any(other, checks.keys_swapped(field, (other_place, other_key), (place, key)))


def shifts(store: Store) -> Found:
    """Find runs of rows that all state the structure of the row at one distance; these are then explained."""
    store.write("shifted (field, source, distance, number, home)", _distances(store))
    rows = store.read(
        "SELECT field, shifted.source, distance, shifted.number, here.line, here.row, here.label, home, "
        "there.line, there.row, there.label "
        "FROM shifted JOIN record AS here ON here.number = shifted.number JOIN record AS there ON there.number = home "
        "ORDER BY field, shifted.source, distance, shifted.number"
    )
    for (field, source, _), group in groupby(rows, key=itemgetter(0, 1, 2)):
        for first, last, count in _runs(store, field, group):
            begin, end, home = Place(source, *first[4:7]), Place(source, *last[4:7]), Place(source, *first[8:])
            found = checks.row_shifted(field, begin, end, count, home)
            yield from _if_any(first[3], found)


def _runs(store: Store, field: str, rows: Iterable[Row]) -> Iterator[tuple[Row, Row, int]]:
    """Yield first row, last row and number [-] of each run of consecutive rows."""
    run: tuple[Row, Row, int] | None = None
    for row in rows:
        if run is not None and row[5] == run[1][5] + 1:
            store.write("explained (field, number)", ((field, r[3]) for r in (run[1], row)))
            run = (run[0], row, run[2] + 1)
            continue
        if run is not None:
            yield run
        run = (row, row, 1)
    if run is not None:
        yield run


def _distances(store: Store) -> Iterator[Row]:
    """Yield field, source, distance [rows], number and home of each value that belongs to a nearby row."""
    strays = store.read(
        "SELECT field, stated, number, source, row FROM stray JOIN record USING (number) ORDER BY number"
    )
    for field, stated, number, source, row in strays:
        if row is None:
            continue
        near = "SELECT number, source, row FROM record INDEXED BY record_key WHERE key = ? AND number"
        before = store.read(f"{near} < ? ORDER BY number DESC LIMIT {NEAREST}", stated, number)
        after = store.read(f"{near} > ? ORDER BY number LIMIT {NEAREST}", stated, number)
        homes = {
            its_row - row: home
            for home, its_source, its_row in [*before, *after]
            if its_source == source and its_row is not None
        }
        yield from ((field, source, distance, number, home) for distance, home in homes.items() if distance)


def identifiers_of_several_structures(store: Store) -> Found:
    """Find identifiers of several structures, including InChIKeys that no swap or shift explains."""
    store.run(
        "INSERT INTO identifier SELECT 'inchikey', stated, key, number FROM stray WHERE field = 'inchikey' "
        "AND (field, number) NOT IN explained; "
        "INSERT INTO identifier SELECT 'inchikey', record.key, record.key, record.number "
        "FROM (SELECT DISTINCT value FROM identifier WHERE register = 'inchikey') "
        "CROSS JOIN record INDEXED BY record_key ON record.key = value; "
        "INSERT INTO contested SELECT register, value FROM identifier "
        "GROUP BY register, value HAVING min(key) < max(key)"
    )
    rows = store.read(
        "SELECT register, value, identifier.key, number, source, line, row, label "
        "FROM identifier CROSS JOIN contested USING (register, value) CROSS JOIN record USING (number) "
        "ORDER BY register, value, identifier.key, number"
    )
    for (register, value), group in groupby(rows, key=itemgetter(0, 1)):
        difference = Difference()
        structures = Holders.of(((key, n, Place(*place)) for _, _, key, n, *place in group), difference)
        field = register.split()[0]
        found = checks.identifier_two_structures(field, value, structures, difference)
        yield from _if_any(structures.first, found)


def names_of_several_structures(store: Store) -> Found:
    """Find names of several structures."""
    store.run(
        "INSERT INTO named SELECT spelling FROM record WHERE spelling IS NOT NULL "
        "GROUP BY spelling HAVING min(key) < max(key)"
    )
    rows = store.read(
        "SELECT spelling, key, number, name, source, line, row, label FROM record CROSS JOIN named USING (spelling) "
        "ORDER BY spelling, key, number"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        difference = Difference()
        first: list[tuple[int, str]] = []
        structures = Holders.of(_noting_name(group, first), difference)
        found = checks.name_two_structures(first[0][1], structures, difference)
        yield from _if_any(structures.first, found)


def _noting_name(rows: Iterable[Row], first: list[tuple[int, str]]) -> Iterator[tuple[str, int, Place]]:
    """Pass rows on, and note the number and name of the first in input order."""
    for _, key, number, name, *place in rows:
        first[:] = [min([*first, (number, name)])]
        yield key, number, Place(*place)


def repeated_structures(store: Store) -> Found:
    """Find structures in several records, under the same name or under different ones."""
    mark = store.mark
    store.run(
        f"INSERT INTO repeated SELECT {mark} FROM record INDEXED BY record_{mark} "  # noqa: S608 - a column of ours
        f"WHERE {mark} IS NOT NULL GROUP BY {mark} HAVING count(*) > 1"
    )
    rows = store.read(
        "SELECT repeated.key, number, name, aliases, content, source, line, row, label, record.key "  # noqa: S608 - likewise
        f"FROM repeated CROSS JOIN record INDEXED BY record_{mark} ON record.{mark} = repeated.key "
        "ORDER BY repeated.key, number"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        names = NamesOfOneStructure()
        keys: set[str] = set()
        for _, number, name, aliases, content, *place, key in group:
            names.add(number, Place(*place), name, aliases, content)
            if len(keys) < 2:
                keys.add(key)
        groups, opposed = names.groups()
        first = min(group.first for group in groups)
        if len(keys) > 1:
            yield from _if_any(first, checks.duplicate_parent(min(keys), groups))
            continue
        yield from _if_any(first, checks.inchikey_two_names(key, groups, opposed=opposed))
        for same in groups:
            yield from _if_any(same.first, checks.duplicate_structure(key, same))


def identities_of_several_structures(store: Store) -> Found:
    """Find identifiers of one's own that stand for several structures."""
    rows = store.read(
        "SELECT scope, identity, own.key, number, source, line, row, label FROM own JOIN record USING (number) "
        "WHERE (scope, identity) IN (SELECT scope, identity FROM own GROUP BY 1, 2 HAVING min(key) < max(key)) "
        "ORDER BY scope, identity, own.key, number"
    )
    for (_, identity), group in groupby(rows, key=itemgetter(0, 1)):
        difference = Difference()
        structures = Holders.of(((key, n, Place(*place)) for _, _, key, n, *place in group), difference)
        yield from _if_any(structures.first, checks.id_two_structures(identity, structures, difference))


def values_of_duplicates(store: Store) -> Found:
    """Find columns in which the records of one compound state values that cannot all be right."""
    rows = store.read(
        "SELECT value.mark, title, stated, number, name, source, line, row, label, record.key "
        "FROM value JOIN record USING (number) ORDER BY value.mark, title, number"
    )
    for (_, title), group in groupby(rows, key=itemgetter(0, 1)):
        values = ValuesOfOneCompound()
        named: str | None = None
        for _, _, stated, number, name, *place, key in group:  # noqa: B007 - that of the last record is as good
            named = named or name
            values.add(stated, number, Place(*place))
        apart = values.apart()
        if apart is not None:
            first = min(apart, key=lambda one: one.number).number
            found = checks.duplicate_values_differ(title, named or key, apart, values.numbers)
            yield from _if_any(first, found)


def structures_of_several_identifiers(store: Store) -> Found:
    """Find structures with several identifiers of one register."""
    store.run(
        "INSERT INTO numbered SELECT key, register FROM identifier WHERE register <> 'inchikey' "
        "GROUP BY key, register HAVING min(value) < max(value)"
    )
    rows = store.read(
        "SELECT identifier.key, register, value, number, source, line, row, label "
        "FROM identifier CROSS JOIN numbered USING (key, register) CROSS JOIN record USING (number) "
        "ORDER BY identifier.key, register, value, number"
    )
    for (key, register), group in groupby(rows, key=itemgetter(0, 1)):
        identifiers = Holders.of((value, n, Place(*place)) for _, _, value, n, *place in group)
        yield from _if_any(identifiers.first, checks.structure_two_identifiers(key, register.split()[0], identifiers))


def _if_any(first: int, finding: Finding | None) -> Found:
    if finding is not None:
        yield first, finding
