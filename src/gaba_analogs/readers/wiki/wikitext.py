"""Wikipedia articles: one record for each substance in their chemical infoboxes.

Every value keeps its place in the text, so that `rewriting` replaces exactly these characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import InputError
from gaba_analogs.notation.composition import Composition
from gaba_analogs.readers.wiki.infobox import Count, Infobox, infoboxes
from gaba_analogs.readers.wiki.parameters import CODE, INCHI_START, STRUCTURES, WITH_CHECK_DIGIT, Value
from gaba_analogs.readers.wiki.prose import add_mass_of_prose, article_title
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

CHECKABLE = (
    *STRUCTURES,
    *of_kind(Kind.FORMULA, Kind.ELEMENT_COUNTS, Kind.AVERAGE_MASS, Kind.MONOISOTOPIC_MASS, Kind.SYSTEMATIC_NAME),
    *WITH_CHECK_DIGIT,
)
"""Fields that can be checked: a record needs at least one."""

WITHOUT_STRUCTURE = frozenset({"combo", "mab", "vaccine"})
"""Types of drug box that need no structure."""

_BARE_INCHI = regex(r"1S?/")
_NONSTANDARD_KEY = regex(r"[A-Z]{14}-[A-Z]{10}|[A-Z]{14}-[A-Z]{8}N[A-Z]-[A-Z]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record, with the values it was made from."""

    record: StructureRecord
    values: Mapping[str, Value]
    counts: Mapping[str, Count]


def candidates(
    text: str, source: str | None, page: str | None = None, *, notes: InputNotes | None = None
) -> list[Candidate]:
    """Return the records of an article, with the values they were made from; note what was not read.

    Raises
    ------
    InputError
        The text has no chemical infobox, or its boxes state nothing to compare.
    """
    boxes = infoboxes(text, source)
    if not boxes:
        message = "no chemical infobox found ({{Infobox drug}}, {{Drugbox}}, {{Chembox}} or one like them)"
        raise InputError(message, path=source)
    if notes is not None:
        for box in boxes:
            _note(box, notes)
    article = page or article_title(text, boxes, source)
    found: list[tuple[Infobox, str | None, str, dict[str, Value]]] = []
    for box in boxes:
        title = box.group("").get("name", Value(article or "")).text or None
        groups = _groups(box)
        if len(boxes) == 1:
            add_mass_of_prose(text, box, {title, article} - {None, ""}, groups)
        if page is not None:
            title = page if len(boxes) == 1 or title in {None, page} else f"{page}: {title}"
        found += [(box, title, suffix, values) for suffix, values in groups]
    if not found:
        message = (
            "the infobox states nothing to compare: no SMILES, InChI, InChIKey, formula, mass, "
            "systematic name or CAS number"
        )
        raise InputError(message, path=source, line=boxes[0].line)
    return [
        _candidate(box, title, suffix, values, Place(source, box.line, row))
        for row, (box, title, suffix, values) in enumerate(found, 1)
    ]


def _note(box: Infobox, notes: InputNotes) -> None:
    """Note the parameters of a box that were read, and those that were not."""
    lost = {
        place: title
        for place, title in box.titles.items()
        if place[1] and not _is_substance(box, place[1]) and place not in _further(box)
    }
    counted = {"formula": " ".join(box.counts)} if box.counts else {}
    read = {key: title for (key, number), title in reversed(box.titles.items()) if (key, number) not in lost}
    unread = {title: box.values[place][0].text for place, title in lost.items()}
    for place, title in box.titles.items():
        if place in box.values and place not in lost and (behind := box.left_out(*place)):
            unread[f"{title} after its first value"] = behind
    notes.saw_parameters(counted | read, box.not_read | unread)


def _candidate(box: Infobox, title: str | None, suffix: str, values: Mapping[str, Value], place: Place) -> Candidate:
    stated = {key: value.text for key, value in values.items() if key in FIELDS and key != "name"}
    if "inchi" in stated and _BARE_INCHI.match(stated["inchi"]):
        stated["inchi"] = f"InChI={stated['inchi']}"  # as the templates show it
    labels = {key: value.note for key, value in values.items() if value.note and key in FIELDS}
    name = f"{title or ''} {suffix}".strip() or None
    record = StructureRecord(name=name, **stated, place=place, labels=labels, carried=None)
    has_counts = "element counts" in labels.values() or "element_counts" in values
    if not box.closed:
        values = {key: Value(value.text) for key, value in values.items()}
    return Candidate(record, values, box.counts if has_counts else {})


def _groups(box: Infobox) -> list[tuple[str, dict[str, Value]]]:
    """Return the values of each substance in the box, with the suffix of its name.

    Numbered parameters describe other forms (salts, enantiomers, ions) and share nothing with the
    unnumbered ones, with two exceptions: if all structures are numbered and are isomers, the unnumbered
    formula, mass and charge also belong to the first one; and a number with a check digit that has no
    structure of its own stands behind the unnumbered one, to be checked with it.
    """
    base = _base(box)
    for (key, _), further in _further(box).items():
        base[key] = Value(f"{base[key].text}; {further}", note=base[key].note)
    numbers = sorted({n for _, n in box.values if n}, key=lambda n: (int(n), n))
    numbered = {n: _chosen(box, n) for n in numbers if _is_substance(box, n)}
    first = next(iter(numbered), None)
    if first and not any(key in base for key in STRUCTURES) and _are_isomers(first, [*numbered.values()]):
        shared = ("formula", "element_counts", "molecular_weight", "charge")
        numbered[first] = {key: base[key] for key in shared if key in base} | numbered[first]
    groups: list[tuple[str, dict[str, Value]]] = []
    for number, group in [("", base), *numbered.items()]:
        groups += _by_comment(box, number, group)
    kind = base["kind"].text.lower() if "kind" in base else ""
    return groups or ([("", base)] if kind in WITHOUT_STRUCTURE else [])


def _is_substance(box: Infobox, number: str) -> bool:
    return any((key, number) in box.values for key in STRUCTURES)


def _further(box: Infobox) -> dict[tuple[str, str], str]:
    """Give the numbers with a check digit, by field and number of the parameter, of forms without a structure."""
    return {
        (key, number): box.group(number)[key].text
        for (key, number), values in sorted(box.values.items(), key=lambda item: int(item[0][1] or 0))
        if number and key in WITH_CHECK_DIGIT and (key, "") in box.values and not _is_substance(box, number)
        if CODE.fullmatch(values[0].text)
    }


def _base(box: Infobox) -> dict[str, Value]:
    """Return the values of the unnumbered parameters, including those spread over several."""
    group = _chosen(box, "")
    atoms = {symbol: count.number for symbol, count in box.counts.items() if count.number}
    if atoms and box.complete:
        hill = Value(Composition(atoms).hill, note="element counts")
        group["element_counts" if "formula" in group else "formula"] = hill
    atc = "".join(group.pop(key, Value("")).text for key in ("atc_prefix", "atc_suffix"))
    if atc:
        group["atc_code"] = Value(atc)
    return group


def _chosen(box: Infobox, number: str) -> dict[str, Value]:
    """Return one group, with the unit added to its mass, and without a key that belongs to a superseded InChI."""
    group = box.group(number)
    unit, mass = group.pop("mass_unit", None), group.get("molecular_weight")
    if unit and mass and not re.search(r"[A-Za-z]", mass.text):
        group["molecular_weight"] = Value(f"{mass.text} {unit.text}", mass.span, mass.note)
    ranks = (box.ranks.get(("inchi", number)), box.ranks.get(("inchikey", number)))
    if ranks == (0, 1) and _NONSTANDARD_KEY.fullmatch(group["inchikey"].text):
        del group["inchikey"]
    return group


def _are_isomers(first: str, groups: Sequence[Mapping[str, Value]]) -> bool:
    """Whether the notation alone shows that numbered structures have the same formula."""
    if first != "1" and len(groups) < 2:
        return False
    compositions = {_composition_text(group) for group in groups}
    return len(compositions) == 1 and "" not in compositions


def _composition_text(group: Mapping[str, Value]) -> str:
    if "inchi" in group:
        return INCHI_START.sub("", group["inchi"].text).split("/")[0]
    return re.sub(r"[@/\\]", "", group["smiles"].text) if "smiles" in group else repr(group)


def _by_comment(box: Infobox, number: str, group: dict[str, Value]) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield one group, or two if the comments say that SMILES and InChI are of different forms."""
    notes = {key: box.comments.get((key, number)) or group.get(key, Value("")).note for key in STRUCTURES}
    label = box.comments.get(("index", number), "")
    apart: dict[str, Value] = {}
    inchi_note = notes["inchi"] or notes["inchikey"]
    differ = inchi_note and notes["smiles"] and notes["smiles"].lower() != inchi_note.lower()
    if differ and "smiles" in group and ("inchi" in group or "inchikey" in group):
        apart = {"smiles": group.pop("smiles")}
    if any(key in group for key in CHECKABLE):
        comment = label or (inchi_note if apart else notes["smiles"] or inchi_note)
        comment = comment or box.comments.get(("cas", number), "")
        yield _suffix(number, comment if number else ""), group
    if apart:
        yield _suffix(number, notes["smiles"]), apart
    for other in box.values.get(("smiles", number), [])[1:]:
        if other.note:
            yield _suffix(number, other.note), {"smiles": other}


def _suffix(number: str, comment: str) -> str:
    if comment:
        return f"[{number}: {comment}]" if number else f"[{comment}]"
    return f"({number})" if number else ""


def read_wikitext(
    text: str, *, source: str | None, page: str | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read a record for each substance in the chemical infoboxes of an article.

    Parameters
    ----------
    text
        Wikitext of an article, or of a box alone.
    source
        The input as the user named it; its stem is the last choice for the name. None in Python.
    page
        Title of the article, if known: it becomes the name, together with that of the box if there are
        several. Otherwise the name is that of the box, else what the text says.
    notes
        What to tell of parameters that state no field.

    Returns
    -------
    Iterator[StructureRecord]
        In the order of the article: for each box the unnumbered parameters, then each number with a
        structure. Labels say where a value comes from ("element counts", "prose"), or hold the note
        beside it ("anhydrous").

    Raises
    ------
    InputError
        The text has no chemical infobox, or its boxes state nothing to compare.

    Examples
    --------
    >>> box = "{{Drugbox | name = GABA | C=4 | H=9 | N=1 | O=2 | SMILES = NCCCC(=O)O}}"
    >>> [(r.name, r.smiles, r.formula) for r in read_wikitext(box, source=None)]
    [('GABA', 'NCCCC(=O)O', 'C4H9NO2')]
    """
    return iter([candidate.record for candidate in candidates(text, source, page, notes=notes)])
