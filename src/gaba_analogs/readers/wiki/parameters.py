"""Which parameter of an infobox states which field, and how its text is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import HYPHENS
from gaba_analogs.notation.identifiers import MEANT_AS_CAS, may_be_cas
from gaba_analogs.readers.wiki.markup import LEVEL, RAISED, Run, Span, tidy, without_italics
from gaba_analogs.record.fields import TABLE, Kind, of_kind
from gaba_analogs.regex import regex

WITH_CHECK_DIGIT = of_kind(Kind.CAS_NUMBER, Kind.UNII, Kind.EC_NUMBER)
"""Fields whose headings in tables, in any language, state nothing else in a box."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    **{field.name: field.parameters for field in TABLE if field.parameters},
    **{
        field.name: tuple(dict.fromkeys((*field.parameters, *field.spellings)))
        for field in TABLE
        if field.name in WITH_CHECK_DIGIT
    },
    "atc_prefix": ("atcprefix", "atccodeprefix"),
    "atc_suffix": ("atcsuffix", "atccodesuffix"),
    "mass_unit": ("molecularweightunit", "molarmassunit"),
    "kind": ("type",),
}
"""Field, or part of one, to the parameters that state it, the preferred one first; lower case, no separators."""

STRUCTURES = of_kind(Kind.SMILES, Kind.INCHI, Kind.INCHIKEY)
"""Fields that state a structure: a number with one of them is a substance of its own."""


NOT_STATED = frozenset({"", "-", "?", "none", "n/a", "n.a.", "unknown", "not available", "..."})
"""Values, in lower case and with plain signs, that state nothing."""

RANKS = {key: (name, rank) for name, keys in PARAMETERS.items() for rank, key in enumerate(keys)}
"""Parameter to its field and its rank among those that state it."""

PARAMETER = regex(r"(?P<key>[^\d]+?)(?P<number>\d{0,2})(?P<tail>comment|label)?")


@dataclass(frozen=True, slots=True)
class Value:
    """A stated value, the source characters that a correction replaces, and a note beside it."""

    text: str
    span: Span | None = None
    note: str = ""


_NOTE = regex(r"(?<!\s)\s+\((?P<note>[^()]*)\)$")
_WORD = regex(r"[a-z]{3}|±|^[RSDLEZ](?:[,S-][RSDLEZ]?)*$")
_LABEL = regex(r"(?P<note>[^:|]{1,60}):\s+")
INCHI_START = regex(r"(?:InChI\s*=\s*)?1S?/", re.IGNORECASE)
_INCHI_MORE = regex(r"(?!.*[a-z]{3})[\w/,;()+*?.\-]+")
NUMBER = regex(r"\d(?:[\d.,]*\d)?")
_CAS = regex(r"\d+-\d\d-\d")
CODE = regex(r"(?=.*\d)\w[^\s()\[\]{}]*")
"""What may be an identifier: a word that has a digit."""
_MOST_WRAPPED_LINES = 12
_DANGLING = tuple("=#/\\.:~-")


def _split_note(run: Run) -> tuple[Run, str]:
    """Separate "(R-isomer)" behind a value or "R-isomer: " before it; brackets of the value stay."""
    note = _NOTE.search(run.text)
    if note and _WORD.search(note["note"]):
        return run.cut(0, note.start()), tidy(without_italics(note["note"]))
    label = _LABEL.match(run.text)
    if label and label.end() < len(run.text) and _is_balanced(label["note"]):
        return run.cut(label.end()), tidy(without_italics(label["note"]))
    return run, ""


def _joined(lines: Sequence[Run], is_whole: Callable[[str], bool]) -> list[Run]:
    """Put wrapped lines together: a line that is not whole takes the next ones until it is."""
    values, i = [], 0
    while i < len(lines):
        run, taken = lines[i], 1
        longer = ""
        for n, line in enumerate(lines[i : i + _MOST_WRAPPED_LINES - 1], start=1):
            longer += line.text
            if is_whole(longer):
                run, taken = Run.joined(lines[i : i + n]), n
                break
        values.append(run)
        i += taken
    return values


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
    return depth == 0


def _is_whole_smiles(text: str) -> bool:
    """Tell whether brackets and rings are closed and no bond is left dangling.

    Examples
    --------
    >>> _is_whole_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"), _is_whole_smiles("NCC(CC(=O)O)c1cc")
    (True, False)
    """
    smiles = text.partition(" ")[0]
    if smiles.endswith(_DANGLING):
        return False
    rings = re.findall(r"%\d\d|\d", re.sub(r"\[[^\[\]]*\]", "", smiles))
    closed = all(rings.count(ring) % 2 == 0 for ring in set(rings))
    return closed and _is_balanced(smiles)


def _is_whole_name(text: str) -> bool:
    return not text.strip().endswith(tuple("-,)]}")) and _is_balanced(text)


def _value(run: Run, note: str = "") -> Value:
    return Value(tidy(run.text), run.span, note)


def _read_smiles(run: Run) -> list[Value]:
    lines = [_split_note(line) for line in run.split(r"[\n\v]+")]
    notes = {line.paths[0]: note for line, note in lines if line.text}
    whole = _joined([line for line, _ in lines if line.text], _is_whole_smiles)
    return [_value(line, notes[line.paths[0]]) for line in whole]


def _read_inchi(run: Run) -> list[Value]:
    lines = [_split_note(line)[0] for line in run.split(r"[\n\v]+")]
    values: list[list[Run]] = []
    for line in lines:
        if values and _INCHI_MORE.fullmatch(line.text) and not INCHI_START.match(line.text):
            values[-1].append(line)
        elif line.text:
            values.append([line])
    return [_value(Run.joined(parts)) for parts in values]


def _read_line(run: Run) -> list[Value]:
    """First line, without the note that follows it."""
    return [_value(*_split_note(line)) for line in run.split(r"[\n\v]+")]


def _read_formula(run: Run) -> list[Value]:
    values = []
    for line in run.split(r"[\n\v]+"):
        formula, note = _split_note(line)
        text = re.sub(rf"{RAISED}\s*(\d*)\s*([+\-{HYPHENS}])\s*{LEVEL}", _charge_as_suffix, formula.text)
        text = re.sub(rf"{RAISED}\s*(\d+)\s*{LEVEL}([A-Z][a-z]?)", r"[\1\2]", text)
        text = tidy(without_italics(text))
        if re.search(r"[A-Z]", text) and not re.fullmatch(r"[^\d]*[a-z]{3}[^\d]*", text):
            values.append(Value(text, formula.span, note))
    return values


def _charge_as_suffix(match: re.Match[str]) -> str:
    """Write a raised "2−" as "-2": behind a count, "2-" would be ambiguous."""
    return ("+" if match[2] == "+" else "-") + match[1]


def _read_mass(run: Run) -> list[Value]:
    """First line with a number; a correction replaces the number and leaves the unit."""
    for line in run.split(r"[\n\v]+"):
        mass, note = _split_note(line)
        number = NUMBER.search(mass.text)
        if number:
            return [Value(tidy(mass.text), mass.cut(*number.span()).span, note)]
    return []


def _read_systematic_name(run: Run) -> list[Value]:
    lines = _joined(run.split(r"\v+"), _is_whole_name)
    values = []
    for line in lines:
        alternatives = line.split(r";\s|(?<!\s)\s+or\s+")
        name = alternatives[0] if all(_is_balanced(a.text) for a in alternatives) else line
        text = re.sub(r"(?<=-)\s*\n\s*", "", name.text)
        values.append(Value(tidy(without_italics(text)), name.span))
    return values


def _read_name(run: Run) -> list[Value]:
    return [Value(tidy(without_italics(line.text)), line.span) for line in run.split(r"\v+")]


def _read_synonyms(run: Run) -> list[Value]:
    lines = [tidy(without_italics(line.text)) for line in run.split(r"[\n\v]+")]
    return [Value("\n".join(lines), run.cut(0).span)] if lines else []


def read_identifier(run: Run) -> list[Value]:
    """Give the first identifier, with the note behind it, and what may be further ones; words are left out.

    Further CAS numbers are found within notes, too: ``1134-47-0 (R: 69308-37-8)``.
    """
    values: list[Value] = []
    for line in run.split(r"[\n\v]+"):
        identifier, note = _split_note(line)
        end = re.search(r"(?<!\s)\s*\(|[,;]|(?<!\s)\s+(?:or|and|/)\s", identifier.text)
        identifier = identifier.cut(0, end.start()) if end else identifier
        first = identifier.text.split(maxsplit=1)[0] if identifier.text else ""
        identifier = identifier.cut(0, len(first)) if _CAS.fullmatch(first) else identifier
        if identifier.text and (not values or CODE.fullmatch(identifier.text)):
            values.append(_value(identifier, note))
        numbers = bool(values) and _CAS.fullmatch(values[0].text) is not None
        values += [_value(each) for each in _codes(line, numbers=numbers) if each.paths[0] not in identifier.paths[:1]]
    return values


def _codes(line: Run, *, numbers: bool) -> Iterator[Run]:
    """Yield what may be identifiers of a list, and CAS numbers wherever they stand."""
    if numbers:
        yield from (line.cut(*found.span()) for found in MEANT_AS_CAS.finditer(line.text) if may_be_cas(found[0]))
        return
    for part in line.split(r"[,;]|(?<!\s)\s+(?:or|and|/)\s"):
        code = _split_note(part)[0]
        if CODE.fullmatch(code.text):
            yield code


_READERS: Mapping[Kind, Callable[[Run], list[Value]]] = {
    Kind.TITLE: _read_name,
    Kind.SMILES: _read_smiles,
    Kind.CONNECTIVITY_SMILES: _read_smiles,
    Kind.INCHI: _read_inchi,
    Kind.INCHIKEY: _read_line,
    Kind.FORMULA: _read_formula,
    Kind.AVERAGE_MASS: _read_mass,
    Kind.MONOISOTOPIC_MASS: _read_mass,
    Kind.CHARGE: _read_line,
    Kind.SYSTEMATIC_NAME: _read_systematic_name,
    Kind.SYNONYMS: _read_synonyms,
    Kind.CHIRALITY: _read_name,
}
READERS: Mapping[str, Callable[[Run], list[Value]]] = {
    **{field.name: _READERS.get(field.kind, read_identifier) for field in TABLE},
    "mass_unit": _read_line,
}
"""Field, or part of one, to what reads its parameters; the others are read as identifiers."""
