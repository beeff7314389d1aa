"""The relations between the records of a run: collected as the chunks pass, written at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.cli.streams import say
from gaba_analogs.record.words import counted

if TYPE_CHECKING:
    from gaba_analogs.across.relations import Relations
    from gaba_analogs.running.work import ChunkReport


def related(chunks: Iterable[ChunkReport], relations: Relations) -> Iterator[ChunkReport]:
    """Collect what the search for relations needs."""
    for chunk in chunks:
        for relative in chunk.relatives:
            relations.add(relative)
        yield chunk


def write(relations: Relations, path: Path, *, raw: bool) -> None:
    """Find the relations, write them, and say how many there are and what was left out."""
    from gaba_analogs.output.relations import write_relations  # noqa: PLC0415 - only where they are written

    count = write_relations(relations.found(), path, raw=raw)
    left_out = [f"{counted(number, 'record')} {why}" for why, number in relations.left_out.most_common()]
    without = f"; left out: {', '.join(left_out)}" if left_out else ""
    say(f"{path}: {counted(count, 'relation')} between records{without}")
    if relations.crowded:
        from gaba_analogs.across.relations import MOST_COMPARED  # noqa: PLC0415 - likewise

        say(
            f"{path}: of {counted(relations.crowded, 'skeleton')} with more than {MOST_COMPARED} stereoisomers and "
            "isotopologues, the further ones are related to their mirror images and less specified forms alone"
        )
