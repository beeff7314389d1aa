"""The inputs of the command: files, standard input, bundled records."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from gaba_analogs.cli.endless import LEAST_SECONDS, limited
from gaba_analogs.cli.streams import say
from gaba_analogs.configuration.sections import EVERYWHERE, Sections
from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import GabaAnalogsError, InputError, UnknownCompoundError, did_you_mean, system_reason
from gaba_analogs.record.fields import FIELDS
from gaba_analogs.record.words import FIELD_WORDS

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes
    from gaba_analogs.record import StructureRecord


@dataclass
class Inputs:
    """The records of all inputs; an input that cannot be read does not stop the others."""

    names: Sequence[str]
    mapping: Mapping[str, str]
    required: Collection[str] = ()
    """Fields that every input has to state."""
    identity: str | None = None
    """Column that tells records apart."""
    columns: Collection[str] = ()
    """Columns to pass through, or ``all``."""
    timeout: float = LEAST_SECONDS
    """Time limit [s] per record."""
    sections: Sections = EVERYWHERE
    """What holds for some of the files only."""
    unread: list[str] = field(default_factory=list, init=False)
    """Why inputs could not be read, or lack a field, one line each."""
    lacking: int = field(default=0, init=False)
    """Number of them [-] that were read, and lack a field."""
    notes: list[InputNotes] = field(default_factory=list, init=False)
    """What was read of each file."""

    def records(self) -> Iterator[StructureRecord]:
        """Yield every record in order, and report what cannot be read."""
        for name in self.names:
            missing = {*self.required, *self.sections.of(name).require}
            try:
                records = limited(self._open(name), name, self.timeout)
                while (record := next(records, None)) is not None:
                    if missing:
                        missing.difference_update(stated for stated, _ in record.stated())
                    yield record
                if missing:
                    words = [FIELD_WORDS[field] for field in FIELDS if field in missing]
                    self.lacking += 1
                    self.fail(f"{name}: no record states {' or '.join(words)} (--require)", name)
            except GabaAnalogsError as error:
                self.fail(str(error), name)
            except (OSError, UnicodeError, MemoryError) as error:
                self.fail(f"{name}: cannot be read: {system_reason(error)}", name)

    def titles(self) -> tuple[str, ...]:
        """Titles of the columns to pass through; where all are, those of the first record of each input."""
        found = dict.fromkeys(title for title in self.columns if title != "all")
        if "all" in self.columns:
            for name in self.names:
                with suppress(GabaAnalogsError, OSError, UnicodeError, MemoryError):  # said when it is read
                    first = next(Inputs([name], self.mapping_of(name), columns=self.columns).silent(name), None)
                    found |= dict.fromkeys((first and first.carried) or ())
        return tuple(found)

    def silent(self, name: str) -> Iterator[StructureRecord]:
        """Read one input without a word about it."""
        return limited(self._open(name, tell=lambda _: None), name, self.timeout)

    def _open(self, name: str, tell: Callable[[str], None] = say) -> Iterator[StructureRecord]:
        """Open one input: a file, standard input, or a bundled record."""
        if "://" in name and not exists(name):
            from gaba_analogs import readers  # noqa: PLC0415

            readers.refuse_address(name)
        if name != "-" and not exists(name):
            return _bundled(name)
        from gaba_analogs import readers  # noqa: PLC0415

        if name == "-" and sys.stdin is None:
            raise InputError("standard input is closed: give a file or a pipe", path=name)
        return iter(
            readers.read(
                name,
                mapping=self.mapping_of(name) or None,
                identity=self.sections.of(name).identity or self.identity,
                columns=self.columns,
                stdin=sys.stdin.buffer if name == "-" else None,
                say=tell,
                notes=self.notes,
            )
        )

    def mapping_of(self, name: str) -> Mapping[str, str]:
        """Give the mapping of fields to columns that holds for an input."""
        return {**self.mapping, **self.sections.of(name).mapping}

    def not_read(self, *, quiet: bool) -> Iterator[str]:
        """Say which columns state no field, one line per file; if quiet, only what may be read wrongly."""
        for notes in self.notes:
            sentence = notes.sentence()
            if sentence and (notes.guessed() or notes.mistaken or not quiet):
                yield f"{notes.name}: {sentence}"

    def fail(self, message: str, name: str | None = None) -> None:
        """Report and remember an input that could not be read."""
        self.unread.append(message)
        say(message)
        if name is None:
            return
        from gaba_analogs.readers.notes import InputNotes  # noqa: PLC0415 - loads the readers

        own = next((notes for notes in self.notes if notes.name == name), None)
        if own is None:
            own = InputNotes(name)
            self.notes.append(own)
        own.problems[message.removeprefix(f"{name}: ")] += 0


def _bundled(name: str) -> Iterator[StructureRecord]:
    from gaba_analogs.analogs import family  # noqa: PLC0415

    try:
        text, source = family.bundled_record_text(name)
    except UnknownCompoundError as unknown:
        hint = did_you_mean(unknown.suggestions)
        message = "no such file" if looks_like_path(name) else f"no such file, and no bundled record of that name{hint}"
        raise InputError(message, path=name) from None
    except InputError:  # a compound of the family without an infobox of its own
        return iter([family.find(name).to_record()])
    from gaba_analogs.readers.wiki.wikitext import read_wikitext  # noqa: PLC0415

    return iter(read_wikitext(text, source=source))


def is_bundled(name: str) -> bool:
    """Whether an input can only be a bundled record: it is no file, and was not meant as one."""
    return name != "-" and "://" not in name and not exists(name) and not looks_like_path(name)


def is_read_once(name: str) -> bool:
    """Whether an input can be read only once: standard input, a pipe, a device."""
    return name == "-" or (exists(name) and not Path(name).is_file() and not Path(name).is_dir())


def looks_like_path(name: str) -> bool:
    """Whether an input that is not there was meant as a file: it has a folder or an ending."""
    return os.sep in name or bool(Path(name).suffix)


def exists(name: str) -> bool:
    """Whether an input is a file or a folder."""
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False
