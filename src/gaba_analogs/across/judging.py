"""Whether two compounds are related as a table states, and what they are instead.

A statement is contradicted only where the structures show it: a counter-ion that is no usual one, a tautomer that is
not recognised or a chiral axis leaves it open.
"""

from __future__ import annotations

import json
from functools import lru_cache

from gaba_analogs.across.relative import Relative, relative_of
from gaba_analogs.chemistry.axes import may_be_chiral_without_centre
from gaba_analogs.chemistry.kinship import (
    CONJUGATE_ACID,
    DIASTEREOMER,
    ENANTIOMER,
    ISOTOPOLOGUE,
    MIXTURE,
    RACEMATE,
    SALT,
    SAME,
    SAME_PARENT,
    SOLVATE,
    STEREO_PARENT,
    STEREOISOMER,
    TAUTOMER,
    Isomer,
    Kin,
    drawn_otherwise,
    isomer,
    kin_of,
    parents_of,
)
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.chemistry.tautomers import tautomer_hash
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.inchi_parts import without_protons
from gaba_analogs.notation.stereo_layers import StereoKey, in_order
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RecordReport, Verdict

HOLDS = ""
"""A statement that the structures bear out."""

_WHOLE = frozenset({SALT, SOLVATE, MIXTURE})
_CONFIGURATION = frozenset({ENANTIOMER, DIASTEREOMER, STEREOISOMER, STEREO_PARENT, RACEMATE})
_BORNE_OUT = {
    "enantiomer": {ENANTIOMER},
    "diastereomer": {DIASTEREOMER},
    "stereoisomer": _CONFIGURATION,
    "racemate": {RACEMATE},
    "tautomer": {TAUTOMER},
    "conjugate acid": {CONJUGATE_ACID},
    "salt": _WHOLE,
    "solvate": _WHOLE,
    "parent": {SAME, RACEMATE, STEREO_PARENT, ISOTOPOLOGUE, CONJUGATE_ACID, TAUTOMER},
    "isotopologue": {ISOTOPOLOGUE},
    "same compound": {SAME, TAUTOMER},
}
"""Relations that bear a statement out."""
_DIRECTED = {"racemate", "conjugate acid", "salt", "solvate"}
"""Statements that hold in one direction alone."""
_STEREO = {"enantiomer", "diastereomer", "stereoisomer"}


def contradiction(word: str, subject: Relative, other: Relative) -> str | None:
    """Say what two compounds are, where one is not to the other what is stated.

    Parameters
    ----------
    word
        One of `STATABLE`: what the subject is said to be of the other.
    subject, other
        The compounds.

    Returns
    -------
    str or None
        Empty where the statement holds, None where the structures do not decide.

    Examples
    --------
    >>> r, s, flat = (relative(smiles=text) for text in ("C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O", "CC(N)C(=O)O"))
    >>> contradiction("enantiomer", r, s), contradiction("enantiomer", flat, s), contradiction("salt", r, s)
    ('', 'it leaves one stereocentre open', 'they are enantiomers')
    """
    if word == "conjugate base":
        word, subject, other = "conjugate acid", other, subject
        if (fact := contradiction(word, subject, other)) in {HOLDS, None}:
            return fact
        return _fact(_kin(other, subject), other, subject)
    kin = _kin(subject, other)
    if word == "isomer":
        return _of_isomers(kin, subject, other)
    if kin is not None and kin.relation in _BORNE_OUT[word] and not (kin.backward and word in _DIRECTED):
        return HOLDS
    if kin is not None and word == "parent" and kin.relation in _WHOLE and kin.backward:
        return HOLDS
    open_ = _leaves_open(word, kin, subject, other)
    return None if open_ else _fact(kin, subject, other)


def relative(**stated: str) -> Relative:
    """Give what is to be known of a compound, by fields that say which it is."""
    return relative_of(RecordReport(StructureRecord(**stated), Verdict.UNVERIFIED))  # type: ignore[arg-type]  # texts


@lru_cache(maxsize=1024)
def relative_in(described: str) -> Relative:
    """Give what is to be known of the compound that `described` has written down."""
    return relative(**json.loads(described))


def _kin(a: Relative, b: Relative) -> Kin | None:
    """Give the relation of two compounds, the first as its subject; None where they are related in no one step."""
    if a.node == b.node:
        drawn = drawn_otherwise(a.drawing, b.drawing) if a.drawing and b.drawing else None
        return drawn or Kin(SAME)
    kin = kin_of(_isomer(a), _isomer(b)) if a.key[:14] == b.key[:14] else None
    if kin is not None:
        return kin
    for whole, part, backward in ((a, b, False), (b, a, True)):
        for core, relation, detail in whole.parents:
            if core == part.core:
                return Kin(relation, detail, backward)
    if a.tautomer is not None and a.tautomer == b.tautomer:
        return Kin(TAUTOMER)
    shared = {core for core, *_ in a.parents} & {core for core, *_ in b.parents}
    return Kin(SAME_PARENT) if shared else None


def _isomer(one: Relative) -> Isomer:
    return Isomer(one.key, one.inchi, one.racemic)


def _of_isomers(kin: Kin | None, a: Relative, b: Relative) -> str | None:
    if kin is not None and kin.relation == SAME:
        return None if kin.detail or _may_have_an_axis(a) else _fact(kin, a, b)
    one, other = _composition(a), _composition(b)
    if one is None or other is None:
        return None
    return HOLDS if (one.elements, one.charge) == (other.elements, other.charge) else _fact(None, a, b)


def _leaves_open(word: str, kin: Kin | None, a: Relative, b: Relative) -> bool:
    """Tell whether the structures do not decide on a statement that they do not bear out."""
    relation = None if kin is None else kin.relation
    if relation == SAME and kin is not None:
        # An InChI has no axes, helices or planes; a zwitterion is drawn as a tautomer of the neutral form.
        return (word in _STEREO and _may_have_an_axis(a)) or (word == "tautomer" and bool(kin.detail or not a.drawing))
    if relation == STEREOISOMER:
        return word in {"enantiomer", "diastereomer", "racemate", "isotopologue"} or a.inchi is None or b.inchi is None
    if word == "racemate":
        return relation == STEREO_PARENT and kin is not None and not kin.backward  # drawn flat
    if word in {"tautomer", "conjugate acid"} and (a.inchi is None or b.inchi is None):
        return relation is None
    if word == "tautomer":
        return relation is None and _differ_in(a, b) == 0
    if word == "conjugate acid":
        return relation is None and (_differ_in(a, b) or 0) > 0 and not _stereo_of_neutral(a, b)
    if word in {"salt", "solvate"}:
        return relation == CONJUGATE_ACID or (relation is None and _is_loosely_part(b, a))
    if word == "parent":
        return relation is None and (_is_loosely_part(a, b) or a.key[:14] == b.key[:14])
    return word in _STEREO and relation == TAUTOMER


def _may_have_an_axis(one: Relative) -> bool:
    with quiet():
        mol = None if one.inchi is None else Structure.from_inchi(one.inchi).mol
        return one.inchi is None or (mol is not None and may_be_chiral_without_centre(mol))


def _composition(one: Relative) -> Composition | None:
    with quiet():
        return None if one.inchi is None else Structure.from_inchi(one.inchi).composition


def _differ_in(a: Relative, b: Relative) -> int | None:
    """Give how many protons [-] the first compound has more; None where they differ in other atoms."""
    one, other = _composition(a), _composition(b)
    if one is None or other is None:
        return None
    more = one.charge - other.charge
    elements = dict(other.elements) | {"H": other.elements.get("H", 0) + more}
    return more if {e: n for e, n in elements.items() if n} == dict(one.elements) else None


def _is_loosely_part(part: Relative, whole: Relative) -> bool:
    """Tell whether a compound is a part of another, but for what both leave open, or as another tautomer."""
    if part.inchi is None or whole.inchi is None:
        return True
    for own in parents_of(whole.inchi):
        its = isomer(own.inchi, racemic=own.racemic)
        if its.key[:14] == part.key[:14]:
            kin = kin_of(its, _isomer(part))
            return kin is None or kin.relation not in {ENANTIOMER, DIASTEREOMER, ISOTOPOLOGUE}
        with quiet():
            mol, mine = Structure.from_inchi(own.inchi).mol, Structure.from_inchi(part.inchi).mol
            if mol is not None and mine is not None and tautomer_hash(mol) == tautomer_hash(mine):
                return True
    return False


def _stereo_of_neutral(a: Relative, b: Relative) -> Kin | None:
    """Give the relation of two compounds without the protons that an InChI can move."""
    if a.key[:14] != b.key[:14] or a.inchi is None or b.inchi is None:
        return None
    return kin_of(*(isomer(without_protons(one.inchi or ""), racemic=one.racemic) for one in (a, b)))


# --------------------------------------------------------------------------------------------------
# Words
# --------------------------------------------------------------------------------------------------


def _fact(kin: Kin | None, a: Relative, b: Relative) -> str:
    """Say what two compounds are, the first as *it*, the second as *the other*."""
    if kin is None:
        return _apart(a, b)
    one, two = ("the other", "it") if kin.backward else ("it", "the other")
    more = f" ({kin.detail})" if kin.detail else ""
    words = {
        SAME: f"both have the same structure{f', {kin.detail}' if kin.detail else ''}",
        TAUTOMER: "they are tautomers",
        ENANTIOMER: "they are enantiomers",
        DIASTEREOMER: f"they are diastereomers: {_opposite(a, b) or kin.detail}",
        STEREOISOMER: "they are stereoisomers" if kin.detail == "partly specified" else "they differ in configuration",
        RACEMATE: f"{one} is the racemate of {two}",
        STEREO_PARENT: f"{one} leaves {kin.detail}"
        if kin.detail.endswith("open")
        else f"{one} leaves more of the configuration open{more}",
        ISOTOPOLOGUE: f"{one} is isotopically labelled" if kin.detail else "they differ in isotope labels",
        CONJUGATE_ACID: f"it is the conjugate {'base' if kin.backward else 'acid'} of the other{more}",
        SALT: f"{one} is a salt of {two}{more}",
        SOLVATE: f"{one} is a solvate of {two}{more}",
        MIXTURE: f"{one} is a mixture that contains {two}",
        SAME_PARENT: "they are salts or solvates of the same parent",
    }
    return words[kin.relation]


def _apart(a: Relative, b: Relative) -> str:
    """Say how far apart two compounds are that no one step leads from one to the other."""
    one, other = _composition(a), _composition(b)
    if a.key[:14] == b.key[:14]:
        kin = _stereo_of_neutral(a, b)
        return "they differ in protonation and configuration" if kin else "they differ in more than one way"
    for whole, part, word, whose in ((a, b, "it", "the other's"), (b, a, "the other", "its")):
        for own in parents_of(whole.inchi or "") if whole.inchi else ():
            its = isomer(own.inchi, racemic=own.racemic)
            if its.key[:14] == part.key[:14] and (kin := kin_of(its, _isomer(part))) is not None:
                return f"{word} is a {own.detail or 'mixture'} of {whose} {kin.relation.removesuffix(' of')}"
    if one is None or other is None:
        return "their InChIKeys have different skeletons"
    formulas = (one.hill, other.hill)
    if formulas[0] == formulas[1]:
        return f"they are different compounds of the formula {formulas[0]}"
    return f"they are different compounds, {formulas[0]} and {formulas[1]}"


def _opposite(a: Relative, b: Relative) -> str:
    """Name the elements at which two stereoisomers are opposite and alike, by the numbers of the InChI."""
    mine, theirs = _isomer(a).stereo, _isomer(b).stereo
    shared = mine.keys() & theirs.keys()
    opposite = [key for key in shared if mine[key] != theirs[key]]
    alike = [key for key in shared if mine[key] == theirs[key]]
    if not opposite or not alike or max(len(opposite), len(alike)) > 6:
        return ""
    return f"opposite at {_numbered(opposite)}, alike at {_numbered(alike)} (atoms of the InChI)"


def _numbered(keys: list[StereoKey]) -> str:
    return ", ".join(str(number).replace("-", "=") for _, number in in_order(dict.fromkeys(keys, "")))
