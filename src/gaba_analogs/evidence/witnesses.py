"""Which fields of a record state one and the same structure, and which one composition."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from rdkit import Chem

from gaba_analogs.chemistry.hydrolysis import hydrolysed
from gaba_analogs.chemistry.key_search import explain_skeleton, is_key_of_ring_or_chain
from gaba_analogs.chemistry.lactams import lactams
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.relation import METAL_VALENCES, Relation, relate
from gaba_analogs.chemistry.salts import ionised
from gaba_analogs.chemistry.structure import MAXIMUM_ATOMS, Structure, key_of
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.names import (
    NUMBERED_DIFFERENTLY,
    RING_CHAIN,
    inorganic_title,
    is_amino_acid_without_prefix,
    is_salt_of,
    may_leave_out_hydrogens,
    reason_to_doubt,
    systematic_synonyms,
    systematic_title,
)
from gaba_analogs.evidence.values import CompositionWitness, InorganicName, StatedInChI, Witness
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.component_words import ComponentWords, component_words
from gaba_analogs.notation.composition import Composition, has_heavy_atoms_of
from gaba_analogs.notation.formula import FormulaText, with_zeros
from gaba_analogs.notation.inchi import InChIText, Layers, read_layers
from gaba_analogs.notation.inchi_parts import units_of_salt
from gaba_analogs.notation.isotope_words import IsotopeWords, isotope_words
from gaba_analogs.notation.number import read_charge
from gaba_analogs.notation.stereodescriptors import NameStereo, stereo_claims
from gaba_analogs.notation.systematic import is_unmistakable
from gaba_analogs.registry.reference import ReferenceAnswer


def identify_witnesses(facts: Facts, parsed: Mapping[str, ParsedName], *, names_unread: str | None = None) -> None:
    """Sort the structures of a record into witnesses, and the compositions likewise.

    Parameters
    ----------
    facts
        The facts of the record, as read.
    parsed
        Names that OPSIN was asked, by their text.
    names_unread
        Why names were not read; None when they were.
    """
    facts.names_unread = names_unread
    _read_names(facts, parsed)
    for name, structure in facts.drawn:
        if structure.known and structure.heavy_atoms <= MAXIMUM_ATOMS and name != "connectivity_smiles":
            _join(facts.witnesses, name, structure)
    _judge_inchi(facts)
    _join_mirror_images(facts)
    _adopt_by_key(facts)
    _adopt_nearest_reading(facts.witnesses)
    for name, structure in facts.drawn:
        if name == "connectivity_smiles" and structure.known:
            _join(facts.witnesses, name, structure)
    if facts.unplaced_readings:
        _add_unplaced_name(facts)
    facts.witnesses.sort(key=lambda w: w.connectivity_only)
    _place_inorganic_name(facts)
    _set_doubtful_name_aside(facts)
    _set_ring_or_chain_aside(facts)
    key = facts.inchikey.value if facts.inchikey else None
    for witness in facts.witnesses:
        witness.with_key = key is not None and witness.structure.inchikey == key
    _identify_compositions(facts)
    _set_titles_of_salts_aside(facts)
    _let_titles_of_other_elements_weigh(facts)
    facts.name_stereo = list(_stated_name_stereo(facts))
    facts.name_isotopes = list(_stated_name_isotopes(facts))
    facts.name_components = list(_stated_name_components(facts))
    facts.registered = _registered(facts)
    facts.referenced = _referenced(facts)


def read_stated_inchi(facts: Facts | None) -> None:
    """Read the stated InChI back where nothing drawn gives it: the toolkit is faster at many of them in a row."""
    stated = facts.values.get("inchi") if facts is not None else None
    if facts is None or not isinstance(stated, InChIText) or stated.value is None or not stated.standard:
        return
    if all(structure.inchi != stated.value for _, structure in facts.drawn):
        facts.described = Structure.from_inchi(stated.value)
        facts.described.regenerated  # noqa: B018  # made together with those of other records, and kept


def _registered(facts: Facts) -> Witness | None:
    """Give the structure of the stated CID, where PubChem was asked and knows it."""
    answer = facts.registry.by_cid if facts.registry is not None else None
    structure = answer.entry.structure if answer is not None and answer.entry is not None else None
    return None if structure is None or "pubchem_cid" not in facts.texts else Witness(["pubchem_cid"], structure)


def _referenced(facts: Facts) -> list[Witness]:
    """Give the structures that reference tables give for numbers: of several, the one that is stated."""
    found: list[Witness] = []
    for answer in facts.references or ():
        structure = None if answer.field in {"inchikey", "name"} else _given(answer, facts.witnesses)
        if structure is None:
            continue
        known = next((w for w in found if w.source == answer.source and w.structure.inchi == structure.inchi), None)
        if known is not None:
            known.fields.append(answer.field)
        else:
            found.append(Witness([answer.field], structure, source=answer.source))
    return found


def _given(answer: ReferenceAnswer, witnesses: Sequence[Witness]) -> Structure | None:
    """Give the structure of an identifier in a reference; None where it has none, or several that nobody states."""
    stated = (w.structure for w in witnesses if any(entry.is_same(w.structure) for entry in answer.entries))
    fitting = next(stated, None)
    if fitting is not None:
        return fitting
    drawn = {entry.structure.inchi: entry.structure for entry in answer.entries if entry.structure is not None}
    return next(iter(drawn.values())) if len(drawn) == 1 and not answer.unread else None


def _read_names(facts: Facts, parsed: Mapping[str, ParsedName]) -> None:
    """Take what OPSIN made of the names of a record."""
    if not parsed:
        facts.values.pop("iupac_name", None)
        return
    _read_title(facts, parsed)
    synonyms = (parsed.get(synonym) for synonym in systematic_synonyms(facts.texts.get("synonyms")))
    facts.synonyms += [("synonyms", name) for name in synonyms if name is not None and name.smiles is not None]
    text = facts.texts.get("iupac_name")
    name = parsed.get(text) if text else None
    if name is None:
        facts.values.pop("iupac_name", None)
        return
    facts.values["iupac_name"] = name
    if name.ratio_uncertain:
        name = _once(name)
    if name.smiles is None or name.ambiguous:
        return
    read = Structure.from_smiles(name.smiles)
    facts.ratio_uncertain = name.ratio_uncertain
    if "C" not in read.composition.elements:
        facts.inorganic_names["iupac_name"] = InorganicName(name.interpreted, read)
        return
    if name.stereo_ignored and _is_open(read):
        readings = tuple(map(Structure.from_smiles, (name.smiles, *name.other_smiles)))
        facts.unplaced_readings = readings
        return
    grouped = (name.racemic or name.relative) and "@" in name.smiles
    drawn = Structure.from_smiles(name.cxsmiles) if grouped and name.cxsmiles else read
    others = [other for _, other in facts.drawn]
    drawn = _as_meant([drawn, *map(Structure.from_smiles, name.other_smiles)], facts)
    drawn = _as_meant_lactam(name.name, drawn, facts)
    if "@" in name.smiles and is_amino_acid_without_prefix(text or ""):
        drawn = _as_open_as(drawn, others)
    uncharged = "(0)" in name.name
    facts.drawn.append(("iupac_name", drawn if uncharged else _as_salt(drawn, others)))


def _as_meant(readings: Sequence[Structure], facts: Facts) -> Structure:
    """Give the reading of a name that another field has: to the letter, else in its connections; else the first."""
    if len(readings) == 1:
        return readings[0]
    inchis = _stated_inchis(facts)
    skeletons = {read_layers(inchi).skeleton for inchi in inchis}
    key = facts.inchikey.value if facts.inchikey else None
    fits: Sequence[Callable[[Structure], bool]] = (
        lambda read: read.inchi in inchis or read.inchikey == key,
        lambda read: read.layers.skeleton in skeletons or (key is not None and read.inchikey[:14] == key[:14]),
    )
    return next((read for fit in fits for read in readings if fit(read)), readings[0])


def _as_meant_lactam(name: str, named: Structure, facts: Facts) -> Structure:
    """Give the lactam that a name without hydrogens means: that of a structure, else of key, else of formula."""
    inchis = _stated_inchis(facts)
    if named.inchi in inchis or not may_leave_out_hydrogens(name):
        return named
    key, formula = facts.inchikey.value if facts.inchikey else None, facts.formula
    skeletons = {read_layers(inchi).skeleton for inchi in inchis}

    def fits(read: Structure) -> bool:
        if skeletons:
            return read.layers.skeleton in skeletons
        if key is not None:
            return read.inchikey[:14] == key[:14]
        return formula is not None and formula.fits(read.composition)

    return named if fits(named) else next(filter(fits, lactams(named)), named)


def _stated_inchis(facts: Facts) -> set[str]:
    """Give the InChI that is stated, and those of what is drawn."""
    stated = facts.values.get("inchi")
    inchis = {other.inchi for _, other in facts.drawn}
    return inchis | ({stated.value} if isinstance(stated, InChIText) and stated.value is not None else set())


def _once(name: ParsedName) -> ParsedName:
    """Take several names of one compound, as ChEBI lists them, for one: components of a salt are named once."""
    parts = (name.smiles or "").split(".")
    first, *others = map(Structure.from_smiles, dict.fromkeys(parts))
    if len(parts) < 2 or not all(_is_same_compound(first, other) for other in others):
        return name
    return replace(name, smiles=parts[0], cxsmiles=parts[0], ratio_uncertain=False)


def _is_same_compound(one: Structure, other: Structure) -> bool:
    return has_heavy_atoms_of(one.composition, other.composition) and one.inchi == other.inchi


def _as_open_as(named: Structure, others: Sequence[Structure]) -> Structure:
    """Leave the configuration of a name open where that gives the drawing of another field."""
    if named.mol is None or named.inchi in {other.inchi for other in others}:
        return named
    flat = Structure.from_smiles(Chem.MolToSmiles(flattened(named.mol)))
    return flat if flat.inchi in {other.inchi for other in others} else named


def _as_salt(named: Structure, others: Sequence[Structure]) -> Structure:
    """Give the salt that a name means by a metal and an acid: that of another field, or else the likeliest.

    Where another field draws them side by side, as the name has them, nothing else is meant.
    """
    drawn = {other.inchi for other in others}
    if named.inchi in drawn:
        return named
    salts = list(ionised(named))
    return next((salt for salt in salts if salt.inchi in drawn), salts[0] if salts else named)


def _read_title(facts: Facts, parsed: Mapping[str, ParsedName]) -> None:
    """Take what OPSIN made of the title; one that only repeats the systematic name says nothing of its own."""
    title = facts.texts.get("name", "")
    inorganic = inorganic_title(title) is not None
    name = parsed.get(title) if inorganic or systematic_title(title) else None
    if name is None or name.smiles is None or title.casefold() == facts.texts.get("iupac_name", "").casefold():
        return
    if inorganic and not name.ambiguous:
        facts.inorganic_names["name"] = InorganicName(name.interpreted, Structure.from_smiles(name.smiles))
        return
    (facts.titles if is_unmistakable(title) else facts.synonyms).append(("name", name))


def _set_titles_of_salts_aside(facts: Facts) -> None:
    """Let the systematic title of a salt or hydrate of which the parent is drawn weigh no more than any other title."""
    drawn = [witness.structure for witness in facts.witnesses]
    for field, name in [*facts.titles] if drawn else ():
        named = Structure.from_smiles(name.smiles or "")
        if all(is_salt_of(named, structure) for structure in drawn):
            facts.titles.remove((field, name))
            facts.synonyms.append((field, name))


def _let_titles_of_other_elements_weigh(facts: Facts) -> None:
    """Let a title weigh as an unmistakable one where it has an element that nothing drawn has, and lacks one that is.

    A loose title, or one of a trivial parent, may be off by a place or a salt, not by nitrogen for sulfur.
    """
    if not any(field == "name" for field, _ in facts.synonyms):
        return
    drawn = [_hetero_elements(w.structure) for w in facts.witnesses if "iupac_name" not in w.fields]
    for field, name in [*facts.synonyms] if all(drawn) else ():
        named = _hetero_elements(Structure.from_smiles(name.smiles or ""))
        if drawn and field == "name" and not name.ambiguous and all(named - own and own - named for own in drawn):
            facts.synonyms.remove((field, name))
            facts.titles.append((field, name))


def _hetero_elements(structure: Structure) -> set[str]:
    """Give the elements beside carbon, hydrogen and oxygen of a compound of one component; none of others."""
    return set() if len(structure.components) != 1 else structure.composition.elements.keys() - {"C", "H", "O"}


def _is_open(structure: Structure) -> bool:
    return structure.open_double_bonds > 0 or not all(specified for _, specified in structure.possible_centres)


def _add_unplaced_name(facts: Facts) -> None:
    """Let a name whose configuration OPSIN could not place speak of all else; what was placed may contradict.

    Where it has as many R and S as there are centres, these are compared by themselves: of one that it could not place
    OPSIN may have put another in the place.
    """
    readings, witnesses = facts.unplaced_readings, facts.witnesses
    claimed = len(stereo_claims(facts.texts.get("iupac_name", "")).rs)
    marked = itertools.product(readings, witnesses)
    unmarked = (
        (_without_marks(named), other)
        for named, other in itertools.product(readings, witnesses)
        if claimed == len(other.structure.possible_centres) and named.layers.centres
    )
    pairs = itertools.chain(marked, unmarked)
    fitting = next((named for named, other in pairs if not _contradicts(relate(named, other.structure))), None)
    if fitting is not None:
        witnesses.append(Witness(["iupac_name"], fitting, stereo_unplaced=True))
    else:
        _join(witnesses, "iupac_name", readings[0])


def _without_marks(read: Structure) -> Structure:
    return read if read.mol is None else Structure.from_smiles(Chem.MolToSmiles(flattened(read.mol)))


def _contradicts(relation: Relation) -> bool:
    if relation.skeleton or relation.protonation or relation.isotopes:
        return True
    return relation.stereo is not None and relation.stereo.less != "a"


def _place_inorganic_name(facts: Facts) -> None:
    """Let the name of a compound without carbon confirm a structure, or the key where nothing is drawn."""
    uncertain = facts.inorganic_names.get("iupac_name")
    if uncertain is None or not uncertain.structure.known:
        return
    named, key = uncertain.structure, facts.inchikey.value if facts.inchikey else None
    home = next((w for w in facts.witnesses if _same(named, w.structure.inchi)), None)
    if home is not None:
        home.fields.append("iupac_name")
    elif not facts.witnesses and key is not None and named.inchikey == key:
        facts.witnesses.append(Witness(["iupac_name"], named))
    elif not facts.witnesses and key is not None:
        facts.name_limit = "the name of a compound without carbon leaves its bonds open, and gives no certain key"


def _set_doubtful_name_aside(facts: Facts) -> None:
    """Drop the structure of a name that may confirm another one, but not contradict it."""
    doubtful = next((w for w in facts.witnesses if w.fields == ["iupac_name"]), None)
    if doubtful is None:
        return
    name = facts.texts.get("iupac_name", "")
    for other in facts.witnesses:
        if other is doubtful:
            continue
        reason = reason_to_doubt(name, doubtful.structure, other.structure, ratio_uncertain=facts.ratio_uncertain)
        if reason is not None:
            facts.name_limit = reason
            facts.doubted_name = doubtful.structure if reason == NUMBERED_DIFFERENTLY else None
            facts.witnesses.remove(doubtful)
            if any(_same(other.structure, read.inchi) for read in hydrolysed(doubtful.structure)):
                other.fields.append("iupac_name")
            return


def _set_ring_or_chain_aside(facts: Facts) -> None:
    """Drop the structure of a name beside the key of its ring or chain form, where nothing is drawn."""
    key = facts.inchikey.value if facts.inchikey else None
    if key is None or [w.fields for w in facts.witnesses] != [["iupac_name"]]:
        return
    named = facts.witnesses[0].structure
    if named.inchikey[:14] != key[:14] and is_key_of_ring_or_chain(named, key):
        facts.name_limit = RING_CHAIN
        facts.witnesses.clear()


def _judge_inchi(facts: Facts) -> None:
    """Judge the stated InChI: confirmed by a drawing, readable by itself, or neither."""
    read = facts.values.get("inchi")
    if not isinstance(read, InChIText):
        return
    key = facts.inchikey.value if facts.inchikey else None
    if read.value is None:
        facts.values["inchi"] = StatedInChI(read, None, key=key)
        return
    confirmed = any(_same(w.structure, read.value) for w in facts.witnesses) or any(
        name == "connectivity_smiles" and drawn.inchi == read.value for name, drawn in facts.drawn
    )
    structure = facts.described or Structure.from_inchi(read.value)
    if not read.standard and structure.regenerated:
        structure = Structure(structure.mol, read.value, inchi=structure.regenerated[0], kind="inchi")
    stated = StatedInChI(read, structure, confirmed=confirmed, key=key)
    facts.values["inchi"] = stated
    if (stated.is_read and stated.rewritten is None) or stated.is_beyond_software:
        _join(facts.witnesses, "inchi", structure)


def _same(structure: Structure, inchi: str) -> bool:
    """Tell whether a drawing stands for an InChI, clean-up artefacts set aside."""
    if structure.inchi == inchi:
        structure.adopt(inchi)
        return True
    stated = read_layers(inchi).composition
    if stated is not None and not has_heavy_atoms_of(structure.composition, stated) and structure.is_accepted:
        return False
    if structure.has_variants and inchi in structure.variants():
        structure.adopt(inchi)
        return True
    if structure.is_resonance_form_of(inchi):
        structure.adopt(inchi)
        return True
    return False


def _join(witnesses: list[Witness], name: str, structure: Structure) -> None:
    for witness in witnesses:
        if _same(witness.structure, structure.inchi) or _same(structure, witness.structure.inchi):
            witness.fields.append(name)
            if witness.structure.kind == "inchi" and structure.kind != "inchi":
                witness.structure = structure
            return
    witnesses.append(Witness([name], structure))


def _join_mirror_images(facts: Facts) -> None:
    """Take drawings and names of either hand for one statement beside an InChI of relative configuration."""
    if len(facts.witnesses) < 2:
        return
    home = next((w for w in facts.witnesses if "inchi" in w.fields), None)
    stated = facts.values.get("inchi")
    if home is None or not isinstance(stated, StatedInChI) or stated.structure is None:
        return
    if not stated.structure.is_relative:
        return
    meant = set(stated.structure.variants())
    for witness in [w for w in facts.witnesses if w is not home and w.structure.inchi in meant]:
        home.fields += witness.fields
        facts.witnesses.remove(witness)


def _adopt_by_key(facts: Facts) -> None:
    """Let a stated key decide between the variants of a drawing that no InChI confirms."""
    key = facts.inchikey
    if key is None or key.value is None:
        return
    for witness in facts.witnesses:
        structure = witness.structure
        if structure.kind != "inchi" and structure.inchikey == key.value:
            structure.adopt(structure.inchi)
        if structure.kind == "inchi" or structure.inchikey == key.value or "inchi" in witness.fields:
            continue
        hashed = _hashed_composition(facts, key.value)
        found = None
        if len(witness.fields) == 1 and _may_stand_for(structure, hashed) and structure.has_variants:
            found = next((v for v in structure.variants() if key_of(v) == key.value), None)
            if found is None and structure.fits_in_other_reading(key.value):
                found = structure.other_reading
        if (
            found is None
            and not key.value.startswith(structure.inchikey[:14])
            and (hashed is None or replace(structure.composition, isotopes={}) == hashed)
        ):
            found = _resonance_reading(structure, key.value)
        if found is not None:
            structure.adopt(found)


def _hashed_composition(facts: Facts, key: str) -> Composition | None:
    """Give the composition of the stated InChI where a key is its hash."""
    stated = facts.values.get("inchi")
    inchi = stated.text.value if isinstance(stated, StatedInChI) else None
    return None if inchi is None or key_of(inchi) != key else read_layers(inchi).composition


def _may_stand_for(structure: Structure, composition: Composition | None) -> bool:
    """Tell whether a variant of a drawing may have a composition: all variants have the same heavy atoms."""
    return composition is None or not structure.is_accepted or has_heavy_atoms_of(structure.composition, composition)


def _resonance_reading(structure: Structure, key: str) -> str | None:
    """Give the InChI of the resonance form that a key is of, or at least its first block."""
    keys = {key_of(inchi): inchi for inchi in structure.resonance_readings}
    alike = (inchi for known, inchi in keys.items() if known[:14] == key[:14] and known[-1] == key[-1])
    return keys.get(key) or next(alike, None)


def _adopt_nearest_reading(witnesses: Sequence[Witness]) -> None:
    """Let a drawing with two readings take that which contradicts the other structures least."""
    for witness in witnesses:
        structure = witness.structure
        others = [w.structure.layers for w in witnesses if w is not witness]
        if len(witness.fields) > 1 or not others or not structure.other_reading:
            continue
        usual, other = (
            sum(_opposite(read_layers(inchi), layers) for layers in others)
            for inchi in (structure.inchi, structure.other_reading)
        )
        if other < usual:
            structure.adopt(structure.other_reading)


def _opposite(one: Layers, other: Layers) -> int:
    """Count the centres [-] that are opposite in two structures of one skeleton."""
    if one.skeleton != other.skeleton:
        return 0
    return sum(other.centres.get(atom, parity) != parity for atom, parity in one.centres.items())


def _identify_compositions(facts: Facts) -> None:
    for witness in facts.witnesses:
        composition = witness.structure.composition
        if (units := units_of_salt(witness.structure.inchi)) > 1:
            composition = replace(composition, units=units)
        if witness.connectivity_only:
            same = (c.composition for c in facts.compositions if _unlabelled(c.composition) == composition)
            composition = next(same, composition)
        for name in witness.fields:
            _add_composition(facts, name, composition)
    generic = _add_open_compositions(facts)
    _add_key_composition(facts)
    formula = facts.formula
    if formula is None or not formula.readings:
        return
    charge = read_charge(facts.texts.get("charge", ""))
    drawn = [*(w.structure.composition for w in facts.witnesses), *generic]
    if charge is not None and _go_together(formula, charge, drawn):
        facts.values["formula"] = formula = formula.with_charge(charge)
    fitting = [
        c
        for c in facts.compositions
        if formula.beside(c.composition).fits(c.composition) or with_zeros(formula.text, c.composition)
    ]
    if fitting:
        joined = max(fitting, key=lambda c: (not c.composition.isotopes, len(c.fields)))
        joined.fields.append("formula")
        units = next((reading.units for reading in formula.readings if reading == joined.composition), 1)
        if units != joined.composition.units:
            joined.composition = replace(joined.composition, units=units)
        return
    if len(formula.readings) == 1:
        charge_known = formula.charge_stated and not formula.charge_beside
        facts.compositions.append(CompositionWitness(["formula"], formula.readings[0], charge_known))


def _add_open_compositions(facts: Facts) -> list[Composition]:
    """Add what is fixed in drawings with R groups; abbreviations are spelt out where another field says the same."""
    formula, found = facts.formula, []
    for name, structure in facts.drawn:
        composition = None if structure.known else structure.open_composition
        if composition is None:
            continue
        full = structure.spelt_out_composition
        if full is not None and (
            (formula is not None and formula.fits(full)) or any(c.composition == full for c in facts.compositions)
        ):
            composition = full
        if composition.fixed.elements:
            _add_composition(facts, name, composition)
            found.append(composition)
    return found


def _go_together(formula: FormulaText, charge: int, structures: Sequence[Composition]) -> bool:
    """Tell whether a formula and the charge [e] beside it state one composition together.

    They do where a structure has both, where the result has a closed shell, and where a structure has the charge: then
    the formula has to be that of the same ion. Where a structure has the atoms of the formula and another charge, the
    charge stands alone, but for a lone metal atom, which hardly any record means, and for a neutral salt.
    """
    if formula.charge_stated:
        return not any(formula.fits(c) for c in structures)
    together = formula.with_charge(charge).readings
    closed = all(not reading.is_odd_electron or reading.may_have_open_shells for reading in together)
    same = [c for c in structures if formula.elements_fit(c)]
    if not same:
        return closed or any(c.charge == charge for c in structures)
    lone = all(list(c.elements.values()) == [1] and (c.may_have_open_shells or _has_metal(c)) for c in same)
    salt = charge == 0 and closed and any(map(_has_metal, same))
    return salt or lone or any(c.charge == charge for c in same)


def _has_metal(composition: Composition) -> bool:
    return not METAL_VALENCES.keys().isdisjoint(composition.elements)


def _add_key_composition(facts: Facts) -> None:
    """Let the key witness the composition: that of the structure it fits, or of the relative it belongs to."""
    key = facts.inchikey.value if facts.inchikey else None
    if key is None:
        return
    for same in (key, key[:14]):
        for witness in facts.witnesses:
            own = witness.structure.inchikey
            if own and own.startswith(same) and own[-1] == key[-1]:
                _add_composition(facts, "inchikey", witness.structure.composition)
                return
    for witness in facts.witnesses:
        own = witness.structure.inchikey
        if own and own[:14] == key[:14] and "A" not in {own[-1], key[-1]}:
            protons = ord(key[-1]) - ord(own[-1])
            plain = witness.structure.composition
            elements = {**plain.elements, "H": plain.elements.get("H", 0) + protons}
            labelled = sum(n for (_, symbol), n in plain.isotopes.items() if symbol == "H")
            if elements["H"] >= labelled:
                charged = Composition({e: n for e, n in elements.items() if n}, plain.isotopes, plain.charge + protons)
                _add_composition(facts, "inchikey", charged)
            return
        explained = explain_skeleton(witness.structure, key[:14], key[-1]) if own else None
        if explained is not None:
            _add_composition(facts, "inchikey", explained[1])
            return


def _unlabelled(composition: Composition) -> Composition:
    return Composition(composition.elements, {}, composition.charge)


def _add_composition(facts: Facts, name: str, composition: Composition) -> None:
    for known in facts.compositions:
        if known.composition == composition:
            known.fields.append(name)
            return
    facts.compositions.append(CompositionWitness([name], composition))


def _stated_name_isotopes(facts: Facts) -> Iterator[tuple[str, IsotopeWords]]:
    """Give the isotope labels of the names that no structure was made of."""
    drawn = {field for field, _ in facts.drawn}
    for name in ("iupac_name", "name"):
        words = isotope_words(facts.texts.get(name, "")) if name not in drawn else None
        if words is not None:
            yield name, words


def _stated_name_components(facts: Facts) -> Iterator[tuple[str, ComponentWords]]:
    """Give the words for elements and components of the names that no structure was made of."""
    read = {field for field, _ in (*facts.drawn, *facts.titles)}
    compared = {field for field, _ in facts.synonyms}
    for name in ("iupac_name", "name"):
        words = component_words(facts.texts.get(name, ""))
        if name in compared:
            words = ComponentWords(words.elements)
        if words and name not in read:
            yield name, words


def _stated_name_stereo(facts: Facts) -> Iterator[tuple[str, NameStereo]]:
    """Give the stereodescriptors of the names that no structure was made of."""
    for name in ("iupac_name", "name"):
        text = facts.texts.get(name)
        if not text:
            continue
        claims = stereo_claims(text)
        understood = isinstance(facts.values.get("iupac_name"), ParsedName) and any(f == name for f, _ in facts.drawn)
        if understood and not claims.racemic:
            continue
        if claims.is_comparable:
            yield name, claims
