"""The text that goes with a source's patch: what was compared, what is wrong, why, and how to see it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas import Source
    from atlas_patches import Patch, Row

SHOWN = 25
"""Rows [-] of a table."""

LONGEST = 120
"""Characters [-] of a value in a table."""

HEAD = """# {title}

{first}

## What was compared

The structure, composition, masses, charge, names and registry numbers that a record states were compared with each
other. The files read were {files} of [{repository}](https://github.com/{repository}) at `{version}`: {records} records,
duplicates counted once, of which {compared} state at least two things that can be compared.
No other database was consulted: each value below contradicts its own record.
"""

WHY_SAFE = """A value is corrected only where the other fields of its record agree with each other, determine what it
has to be, and leave no other explanation; where its name, if it can be read, does not mean another compound; where
the record, verified again with the new value, is better with it; and where the case was read, or a rule checked each
member of its kind.
"""

APPLY = """## Apply it

    git apply {key}.diff

If the patch did not come with this text, the commands at its end make it. Each value stands for itself, so any part of
the patch can be taken. Quotation marks, line ends, order and encoding are as they were; only the values change.
"""

REPRODUCE = """## See it yourself

The tool is the Python package `gaba_analogs` (Python 3.11 or later; Java comes with it). Ask whoever sent you this text
for its source. Then, in the folder of that source:

    pip install {packages}
    git clone https://github.com/{repository} {folder}
    python benchmarks/atlas_patches.py --checkouts . --results atlas --output patches --only {key}

The last command writes this text, the list of all findings (`{key}.csv`){and_patch} into the folder
`patches`. With the option `--at COMMIT` it reads the files of another commit, such as the newest.
"""

ANSWER = """## If you disagree

Say which value is right as it is, and why: the finding is taken back, your reason is published beside it, and the
program is fixed. If a value follows a convention of yours, a sentence on it is enough.
"""


def letter(source: Source, patch: Patch, counts: Row) -> str:
    """Write the text.

    Parameters
    ----------
    source
        The source.
    patch
        What is corrected in it, and what is not.
    counts
        Its row of ``sources.csv``.
    """
    total = len(patch.made) + len(patch.left)
    made = len(patch.made)
    if made:
        title = f"Correct {contradicting(made)}"
        it, is_wrong = ("it", "it has to be") if made == 1 else ("them", "they have to be")
        first = (
            f"{counted(made, 'value')} in {source.name} cannot be right: the rest of the same record says otherwise, "
            f"and says what {is_wrong}. The patch `{source.key}.diff` corrects {it} and changes nothing else: "
            f"{counted(patch.records, 'record')} in {counted(patch.files, 'file')}{repeated(patch)}."
        )
    else:
        title = contradicting(total)
        first = (
            f"In {source.name}, {counted(total, 'value')} cannot be right: other fields of the same record say "
            "otherwise. Which of them is wrong, or what it should be, the record alone does not tell for certain: that "
            "takes somebody who knows where it comes from."
        )
    compared = int(counts["records"]) - int(counts["unverified"])
    parts = [
        HEAD.format(
            title=title,
            first=first,
            files=", ".join(f"`{name}`" for name in source.files),
            repository=source.repository,
            version=source.version,
            records=f"{int(counts['records']):,}",
            compared=f"{compared:,}",
        )
    ]
    if source.cause:
        parts.append(f"{source.cause}\n")
    if patch.made:
        parts += ["## What is corrected, and why\n", "\n".join(explained(patch.made, source.key)) + "\n", WHY_SAFE]
        parts.append(APPLY.format(key=source.key))
    if patch.left:
        parts.append("\n".join(open_cases(patch, source.key)) + "\n")
    reproduce = REPRODUCE.format(
        key=source.key,
        repository=source.repository,
        folder=source.folder,
        packages='".[names]"' + (" pyyaml" if source.layout == "yeast_gem" else ""),
        and_patch=f" and the patch (`{source.key}.diff`)" if made else "",
    )
    parts += [reproduce, ANSWER]
    return "\n".join(parts)


def explained(rows: Sequence[Row], key: str) -> Iterator[str]:
    """Write what is corrected: each kind with its count, and the values."""
    kinds = Counter(kind(row) for row in rows)
    yield from (f"- {count:,} × {said}" for said, count in kinds.most_common(12))
    if len(kinds) > 12:
        yield f"- and {len(kinds) - 12} other kinds"
    yield ""
    yield from table(
        ("record", "field", "stated", "correct", "why"),
        (
            (called(row), row["field"], code(row["stated"]), code(row["expected"]), plain(row["evidence"], 240))
            for row in in_turn(rows)[:SHOWN]
        ),
    )
    yield from more(len(rows), key)


def open_cases(patch: Patch, key: str) -> Iterator[str]:
    """Write what is wrong and not corrected."""
    yield "## What is not in the patch" if patch.made else "## What contradicts what"
    yield ""
    if patch.made:
        yield (
            "These contradict their records too, but are left as they are: the record does not determine what is "
            "right, or there is more than one explanation. They need somebody who knows where the record comes from."
        )
        yield ""
    rows = together(row for row, _ in patch.left)
    yield from table(
        ("record", "field", "stated", "perhaps", "why"),
        (
            (
                called(row),
                row["field"].replace("|", " or "),
                code(row["stated"]),
                code(row["expected"]),
                plain(row["evidence"], 240),
            )
            for row in in_turn(rows)[:SHOWN]
        ),
    )
    yield from more(len(rows), key)


def together(rows: Iterable[Row]) -> list[Row]:
    """Join the fields of a record that are wrong for one reason and have no correction."""
    joined: dict[tuple[str, ...], Row] = {}
    for number, row in enumerate(rows):
        key = (str(number),) if row["expected"] else (row["id"], row["name"], row["evidence"])
        if key in joined:
            fields = joined[key]["field"]
            before = joined[key]["stated"] if ", " in fields else f"{fields}={joined[key]['stated']}"
            values = {"field": f"{fields}, {row['field']}", "stated": f"{before}; {row['field']}={row['stated']}"}
            joined[key] |= values
        else:
            joined[key] = dict(row)
    return [*joined.values()]


def kind(row: Row) -> str:
    """Say what is wrong in words that several records share."""
    said = re.sub(r"[-−]?\d+\.\d+", "…", row["evidence"].split("; ")[0])
    return said if len(said) <= 200 else f"{row['field'].replace('|', ' or ')}: {row['class'].split('|')[0]}"


def in_turn(rows: Sequence[Row]) -> list[Row]:
    """Order rows so that each kind comes early."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(kind(row), []).append(row)
    ordered = []
    for turn in range(max(map(len, groups.values()), default=0)):
        ordered += [group[turn] for group in groups.values() if turn < len(group)]
    return ordered


def more(count: int, key: str) -> Iterator[str]:
    """Say that a table does not show all."""
    if count > SHOWN:
        yield ""
        yield f"And {count - SHOWN:,} more: `{key}.csv`, which the commands at the end write, lists all."


def repeated(patch: Patch) -> str:
    """Say why a patch changes more records than it corrects values."""
    return (
        ", since a value is counted once above however many records repeat it"
        if patch.records > len(patch.made)
        else ""
    )


def called(row: Row) -> str:
    """Name a record."""
    return plain(row["id"] if row["name"] in ("", row["id"]) else f"{row['id']}: {row['name']}", 80)


def counted(number: int, noun: str) -> str:
    """Count something."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def contradicting(number: int) -> str:
    """Count values that are wrong."""
    return f"{counted(number, 'value')} that contradict{'s its own record' if number == 1 else ' their own records'}"


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table."""
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def plain(text: str, longest: int) -> str:
    """Write a text so that it stays in its cell."""
    text = " ".join(text.split())
    text = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return re.sub(r"([\\|*_`<>\[\]])", r"\\\1", text)


def code(text: str) -> str:
    """Write a value as it is typed, its beginning and its end where it is long."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 40]} … {text[-38:]}"
    quotes = "``" if "`" in text else "`"
    return f"{quotes}{text}{quotes}".replace("|", "\\|") if text else ""
