# ruff: noqa: INP001 - a script, not a package
"""The pages of docs/findings: an overview of all sources, and one page for each with its best errors.

They are made of ``sources.csv``, ``findings.csv`` and ``doubtful.csv`` beside them, which
``benchmarks/atlas_findings.py`` writes. ``scripts/atlas_pictures`` draws what they show.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "findings"
WRITTEN = "<!-- written by scripts/docs from the tables beside this page: do not edit -->"
SENT = FOLDER / "sent"
"""What maintainers can be sent: a text for each source, and patches where the licence is open and they are small."""

PATCHES = "python benchmarks/atlas_patches.py --checkouts ../checkouts --results ../atlas --output ../patches"
SHOWN = 12
"""Errors that a page shows."""

DOUBTS_SHOWN = 25
"""Doubtful alarms that a page shows."""

LONGEST = 90
"""Characters [-] of a value in a table."""

Row = dict[str, str]


def table(name: str, folder: Path = FOLDER) -> list[Row]:
    """Read one of the tables."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wilson(count: float, total: float, z: float = 1.96) -> tuple[float, float]:
    """Give Wilson's interval of a share [-].

    Examples
    --------
    >>> [round(1000 * end, 2) for end in wilson(21, 85079)]
    [0.16, 0.38]
    """
    if not total:
        return 0.0, 1.0
    share, square = count / total, z * z / total
    middle = share + square / 2
    half = z * math.sqrt((share * (1 - share) + square / 4) / total)
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def compared(source: Row) -> int:
    """Count the records of a source that state something to compare."""
    return int(source["records"]) - int(source["unverified"])


def confirmed(source: Row) -> float:
    """Estimate the records that are wrong: the alarms, less the share of those read that was not right."""
    read = int(source["read"])
    return int(source["inconsistent"]) * int(source["right"]) / read if read else 0.0


def atlas_pages() -> dict[Path, str]:
    """Give the pages as the tables make them."""
    sources, findings, doubtful = (table(f"{name}.csv") for name in ("sources", "findings", "doubtful"))
    pages = {FOLDER / "index.md": overview(sources, findings, doubtful)}
    for source in sources:
        own = [row for row in findings if row["source"] == source["source"]]
        odd = [row for row in doubtful if row["source"] == source["source"]]
        pages[FOLDER / f"{source['source']}.md"] = page(source, own, odd)
    return pages


# -- the overview ----------------------------------------------------------------------------------

OVERVIEW = """# What is wrong in public structure records

{written}

Two fields of one record that contradict each other, in {sources} public sources of {kinds} kinds.
Of {records} records, {compared} state at least two fields that can be compared; {alarms} of them are inconsistent.
{read} of these alarms were read one by one, or checked by a rule for their class:
**{right} are real errors**, {arguable} are arguable, and {wrong} are errors of this package
({rate} in 1,000 records compared, 95 % interval {low} to {high}), of which {mended} do not
occur any more. {unseen} of the sources were new to it, none of their records having been at hand while the checks were
written: there it was wrong {new_wrong} times in {new} records compared, {new_rate} in 1,000 ({new_low} to {new_high}).

![Records that contradict themselves, by source](atlas.svg)

A low rate is a sign of care: most of these tables were made by people who check. A high rate mostly has one cause
that repeats.

{table}

*Compared*: records with at least two fields that can be compared. *Wrong in 1,000*: of these, with Wilson's 95 %
interval; where not all alarms were read, the share of right ones is that of those read. *False*: alarms that are this
package's error, as they were when the source was first read. What was learnt from them is mended since, where a note in
[doubtful.csv](doubtful.csv) says so. *To send*: a text for the maintainers, and a patch of their files where
corrections are certain, small and free to be shown here.

## The tables behind it

- [findings.csv](findings.csv): {findings} wrong fields, each with source, version, identifier, the value stated, what
  it should be where the record tells, and why.
- [sources.csv](sources.csv): the sources with all counts.
- [doubtful.csv](doubtful.csv): every alarm that is arguable or wrong, with the reason.
- [Worked examples](examples.md): some eighty errors told in full.

The notebook `05_atlas.ipynb` shows the overview from these tables, without a network.

## How it was made

    python benchmarks/atlas.py --checkouts ../checkouts --results ../atlas
    python benchmarks/atlas_findings.py --results ../atlas --judged ../judged

`benchmarks/atlas.toml` names each source with its repository, commit, files, columns and licence; for a clone that is
missing, the first command prints how to get it. Names were read by OPSIN. Records that say word for word the same are
counted once. An alarm is *right* when two of the record's own fields cannot both be true as the source defines them,
*arguable* when a convention could excuse it, *wrong* when the record is sound: the rules of
[calibration](../calibration.md).

## Cite, answer, correct

Cite as `CITATION.cff` says, with the date of the version. Values are quoted as facts, with their source; the sources
keep their licences. If you keep one of them, its page has a text to read and, where corrections are certain, a patch of
your own files, which

    python benchmarks/atlas_patches.py --checkouts ../checkouts --results ../atlas --output ../patches

makes anew, for a newer commit with the option --at: every correction is verified again, and not one other byte changes.
Patches are kept here where they are small and the licence of the source is open. An answer beside a finding
will gladly be published, and one that is no error taken back.
"""


def overview(sources: list[Row], findings: list[Row], doubtful: list[Row]) -> str:
    """Write the page of all sources."""
    total = {
        name: sum(int(s[name]) for s in sources)
        for name in ("records", "inconsistent", "read", "right", "arguable", "wrong")
    }
    of_all = sum(compared(source) for source in sources)
    low, high = wilson(total["wrong"], of_all)
    unseen = [source for source in sources if source["in_view"] == "no"]
    new, new_wrong = sum(map(compared, unseen)), sum(int(source["wrong"]) for source in unseen)
    new_low, new_high = wilson(new_wrong, new)
    ranked = sorted(sources, key=lambda s: confirmed(s) / max(1, compared(s)))
    return OVERVIEW.format(
        written=WRITTEN,
        sources=len(sources),
        kinds=len({source["kind"] for source in sources}),
        records=f"{total['records']:,}",
        compared=f"{of_all:,}",
        alarms=f"{total['inconsistent']:,}",
        read=f"{total['read']:,}",
        right=f"{total['right']:,}",
        arguable=f"{total['arguable']:,}",
        wrong=f"{total['wrong']:,}",
        rate=f"{1000 * total['wrong'] / max(1, of_all):.2f}",
        low=f"{1000 * low:.2f}",
        high=f"{1000 * high:.2f}",
        mended=sum(row["judgement"] == "wrong" and "mended" in row["reason"] for row in doubtful),
        unseen=len(unseen),
        new=f"{new:,}",
        new_wrong=new_wrong,
        new_rate=f"{1000 * new_wrong / max(1, new):.2f}",
        new_low=f"{1000 * new_low:.2f}",
        new_high=f"{1000 * new_high:.2f}",
        findings=f"{len(findings):,}",
        table="\n".join(markdown(TITLES, (overview_row(source) for source in ranked))),
    )


TITLES = ("source", "kind", "records", "compared", "alarms", "read", "wrong in 1,000", "false", "to send")


def overview_row(source: Row) -> tuple[str, ...]:
    """Write one source's line."""
    low, high = (1000 * end for end in wilson(confirmed(source), compared(source)))
    rate = 1000 * confirmed(source) / max(1, compared(source))
    shown = (
        f"{figure(rate)} ({figure(low)}–{figure(high)})"
        if int(source["read"]) or not int(source["inconsistent"])
        else "not read"
    )
    return (
        f"[{source['name']}]({source['source']}.md)",
        source["kind"],
        f"{int(source['records']):,}",
        f"{compared(source):,}",
        f"{int(source['inconsistent']):,}",
        f"{int(source['read']):,}",
        shown,
        source["wrong"],
        ", ".join(f"[{word}](sent/{source['source']}.{ending})" for word, ending in SENDABLE if sent(source, ending)),
    )


SENDABLE = (("text", "md"), ("patch", "diff"))


def sent(source: Row, ending: str) -> bool:
    """Tell whether there is something to send to a source."""
    return (SENT / f"{source['source']}.{ending}").is_file()


def figure(value: float) -> str:
    """Write a rate with two figures that count."""
    return f"{value:.{max(0, 1 - math.floor(math.log10(value)))}f}" if 0 < value < 10 else f"{value:.0f}"


# -- one source ------------------------------------------------------------------------------------


def page(source: Row, findings: list[Row], doubtful: list[Row]) -> str:
    """Write the page of one source."""
    parts = (head(source), by_class(findings), best(source, findings), ready(source), doubts(doubtful))
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def head(source: Row) -> Iterator[str]:
    """Say what the source is."""
    yield f"# {source['name']}"
    yield ""
    yield WRITTEN
    yield ""
    yield (
        f"Kind: {source['kind']}. Read from `{source['repository']}` at `{source['version']}`; "
        f"licence: {source['licence']}. "
        f"Of {int(source['records']):,} records {int(source['verified']):,} are verified, "
        f"{int(source['underspecified']):,} underspecified, {int(source['inconsistent']):,} inconsistent; "
        f"{int(source['unverified']):,} state nothing that can be compared."
    )
    yield ""
    if int(source["read"]):
        yield (
            f"Of the inconsistent records {int(source['read']):,} were judged: {source['right']} right, "
            f"{source['arguable']} arguable, {source['wrong']} wrong."
        )
        yield ""


def by_class(findings: list[Row]) -> Iterator[str]:
    """Count the errors by field and code."""
    if not findings:
        return
    counts = Counter((row["field"].replace("|", " or "), row["class"].split("|")[0]) for row in findings)
    yield "## By field"
    yield ""
    yield from markdown(
        ("wrong field", "check", "records"),
        ((field, f"[{code}](../checks/{code}.md)", f"{count:,}") for (field, code), count in counts.most_common()),
    )
    yield ""


def best(source: Row, findings: list[Row]) -> Iterator[str]:
    """Show errors of as many kinds as there are."""
    shown = chosen(findings)
    if not shown:
        return
    yield "## Examples"
    yield ""
    if (FOLDER / f"{source['source']}.svg").is_file():
        yield f"![Stated structures beside what the other fields say]({source['source']}.svg)"
        yield ""
    yield from markdown(
        ("record", "wrong field", "stated", "should be", "why"),
        (
            (
                f"{cell(row['name'], 40)} [{cell(row['id'], 40)}]"
                if row["name"] != row["id"]
                else f"[{cell(row['id'], 40)}]",
                row["field"].replace("|", " or "),
                code(row["stated"]),
                code(row["expected"]),
                cell(row["evidence"], 220),
            )
            for row in shown
        ),
    )
    yield ""


def ready(source: Row) -> Iterator[str]:
    """Link what its maintainers can be sent."""
    key = source["source"]
    if not sent(source, "md"):
        return
    yield "## Ready to send"
    yield ""
    text = f"[A text](sent/{key}.md) says what was compared, what is wrong and why"
    if sent(source, "diff"):
        yield f"{text}; [a patch](sent/{key}.diff) corrects the values that are certain, and nothing else."
    elif (SENT / f"{key}.md").read_text(encoding="utf-8").startswith("# Correct"):
        yield f"{text}. The command below also makes the patch that it speaks of, and the list of all findings."
    else:
        yield f"{text}. No value is certain enough for a patch."
    yield ""
    yield f"    {PATCHES} --only {key}"
    yield ""


def called(row: Row) -> str:
    """Name a record."""
    name = "" if row["name"] == row["id"] else f"{cell(row['name'], 40)} "
    return f"{name}[{cell(row['id'], 40)}]"


def chosen(findings: list[Row]) -> list[Row]:
    """Choose the errors that a page shows: one of each class first, those with a correction before others."""
    groups: dict[str, list[Row]] = {}
    for row in sorted(findings, key=lambda row: (not row["expected"], len(row["stated"]))):
        groups.setdefault(row["class"], []).append(row)
    shown: list[Row] = []
    while len(shown) < SHOWN and any(groups.values()):
        for rows in groups.values():
            if rows and len(shown) < SHOWN:
                shown.append(rows.pop(0))
    return shown


def doubts(doubtful: list[Row]) -> Iterator[str]:
    """Show what is arguable or wrong."""
    if not doubtful:
        return
    yield "## Not errors, or arguable"
    yield ""
    yield from markdown(
        ("record", "what was said", "judgement", "reason"),
        (
            (
                f"{cell(row['name'], 40)} [{cell(row['id'], 40)}]",
                cell(row["evidence"], 160),
                row["judgement"],
                cell(row["reason"], 200),
            )
            for row in doubtful[:25]
        ),
    )
    if len(doubtful) > 25:
        yield ""
        yield f"And {len(doubtful) - 25} more in [doubtful.csv](doubtful.csv)."
    yield ""


# -- Markdown --------------------------------------------------------------------------------------


def markdown(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a table."""
    titles = list(titles)
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def cell(text: str, longest: int) -> str:
    """Write a text so that it stays in its cell."""
    text = " ".join(text.split())
    text = text if len(text) <= longest else f"{text[: longest - 1]}…"
    for sign in "\\|*_`<>[]":
        text = text.replace(sign, f"\\{sign}")
    return text


def code(text: str) -> str:
    """Write a value as it is typed."""
    text = " ".join(text.split())
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if not text:
        return ""
    quotes = "``" if "`" in text else "`"
    return f"{quotes}{text}{quotes}".replace("|", "\\|")
