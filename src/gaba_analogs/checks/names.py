"""Systematic names as OPSIN understands them.

Where OPSIN makes a structure of ``iupac_name``, that structure is compared with the others by the
checks of structures; the checks here say what the comparison cannot.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from gaba_analogs.checks.configuration import may_have_geometry
from gaba_analogs.checks.kit import AGREES, Agrees, CannotTell, Fault, NothingSaid, Outcome, literal, unreadable
from gaba_analogs.checks.pairs import without_fault
from gaba_analogs.chemistry.hydrolysis import hydrolysed
from gaba_analogs.chemistry.relation import component_list, heavy_components, is_single, relate
from gaba_analogs.chemistry.salts import ionised
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.names import as_drawn_lactam, reason_to_doubt
from gaba_analogs.evidence.values import InorganicName
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.component_words import ACIDS, ComponentWords
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.inchi_parts import without_hydrogens
from gaba_analogs.notation.isotope_words import IsotopeWords
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.notation.systematic import STATED_CHARGE, is_inorganic
from gaba_analogs.results.findings import SkipKind

FAMILY = "Names"

_NONMETALS = frozenset({"N", "P", "S", "F", "Cl", "As", "Se", "Br", "I"})


def name_impossible_stereo(iupac_name: ParsedName) -> Outcome:
    """The name states a configuration, but its own structure has no stereocentre.

    Why it matters
        "(S)-3-hydroxy-3-methylpentanedioic acid" cannot exist: the carbon carries two equal groups.

    What to do
        Remove the descriptor from the name, or look for the substituent that the name lost.

    Record
        iupac_name: (S)-3-hydroxy-3-methylpentanedioic acid
        smiles: CC(O)(CC(=O)O)CC(=O)O
        -> IUPAC name states S where its structure has no stereocentre

    Examples
        >>> diacid = "(S)-3-hydroxy-3-methylpentanedioic acid"
        >>> name = ParsedName(diacid, diacid, "CC(O)(CC(=O)O)CC(=O)O", stereo_ignored=("S",))
        >>> print(name_impossible_stereo(name))
        A states S where its structure has no stereocentre
        >>> name_impossible_stereo(ParsedName("4-aminobutanoic acid", "", "NCCCC(=O)O"))
        Agrees()

    Blind spots
        Only R, S, E and Z are checked: r, s, cis, trans and signs of rotation may be right where OPSIN sees
        nothing.
    """
    if iupac_name.smiles is None:
        return unreadable("name")
    if not iupac_name.stereo_ignored:
        return AGREES
    structure = Structure.from_smiles(iupac_name.smiles)
    centres, bonds = _ignored(iupac_name, "RS"), _ignored(iupac_name, "EZ")
    if centres and not (structure.mol is None or structure.possible_centres or structure.may_be_chiral_without_centre):
        return _impossible(iupac_name, centres, "stereocentre")
    if bonds and not may_have_geometry(structure):
        return _impossible(iupac_name, bonds, "double bond")
    return CannotTell(f"OPSIN could not place {', '.join(iupac_name.stereo_ignored)}")


def _ignored(name: ParsedName, letters: str) -> list[str]:
    """Give the descriptors of a name that OPSIN set aside and that are one of the letters."""
    return [term for term in name.stereo_ignored if term.strip("()0123456789abcdef'") in set(letters)]


def _impossible(name: ParsedName, letters: list[str], lacking: str) -> Fault:
    return Fault(f"{{a}} states {', '.join(letters)} where its structure has no {lacking}", stated=name.name, blame="a")


def name_not_understood(iupac_name: ParsedName) -> Outcome:
    """OPSIN cannot read the name.

    Why it matters
        The name was not checked. It may be a trivial name, an index name or misspelt.

    What to do
        Look for a spelling error first. A trivial name belongs in the name or the synonyms; give the systematic
        name here.

    Record
        iupac_name: baclofenum
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        -> not a systematic name that OPSIN can read: stuck at 'baclofenum'

    Examples
        >>> print(name_not_understood(ParsedName("baclofenum", "baclofenum", failure="stuck at 'baclofenum'")))
        CannotTell(reason="stuck at 'baclofenum'")
        >>> name_not_understood(ParsedName("4-aminobutanoic acid", "", "NCCCC(=O)O"))
        Agrees()

    Blind spots
        OPSIN knows the nomenclature of organic compounds; many correct names are beyond it.
    """
    if iupac_name.smiles is not None:
        return AGREES
    return CannotTell(iupac_name.failure or "OPSIN cannot read the name")


def name_isotopes_missing(name_isotopes: IsotopeWords, composition: Composition) -> Outcome:
    """A name states isotope labels that the structure or the formula leaves out, or has otherwise.

    Why it matters
        Under the name of a labelled standard stands the natural compound: its mass, its InChIKey and its CAS number
        are those of another substance.

    What to do
        If the substance is labelled, put the labels into structure and formula; otherwise correct the name.

    Record
        name: caffeine-d9
        smiles: Cn1cnc2c1c(=O)n(C)c(=O)n2C
        -> isotope labels missing in SMILES: name says d9

    Examples
        >>> from gaba_analogs.notation.isotope_words import isotope_words
        >>> plain = Composition({"C": 8, "H": 10, "N": 4, "O": 2})
        >>> print(name_isotopes_missing(isotope_words("caffeine-d9"), plain).mirror)
        isotope labels missing in {a}: {b} {b_says} d9
        >>> labelled = Composition(plain.elements, {(2, "H"): 9})
        >>> name_isotopes_missing(isotope_words("caffeine-d9"), labelled)
        Agrees()
        >>> print(name_isotopes_missing(isotope_words("caffeine-d5"), labelled))
        A says d5, but B has d9

    Blind spots
        The positions of the labels are not compared. A multiple of the number that is stated is left open, since the
        group may be there several times. Vitamin D3, prostaglandin D2 and the like are no labels.
    """
    if not composition.elements:
        return NothingSaid("there are no atoms", SkipKind.CANNOT_TELL)
    stated = name_isotopes.labels
    if any(max(count, 1) > composition.elements.get(symbol, 0) for (_, symbol), count in stated.items()):
        return CannotTell("the name states more labels than there are atoms")
    if not composition.isotopes:
        return Fault(
            f"{{a}} {{says}} {name_isotopes}, which {{b}} {{b_leaves}} out",
            f"isotope labels missing in {{a}}: {{b}} {{b_says}} {name_isotopes}",
            less="b",
        )
    if any(_contradicts_labels(composition.isotopes.get(label, 0), count) for label, count in stated.items()):
        there = IsotopeWords(composition.isotopes)
        return Fault(
            f"{{a}} {{says}} {name_isotopes}, but {{b}} {{b_has}} {there}",
            f"{{a}} {{has}} {there}, but {{b}} {{b_says}} {name_isotopes}",
        )
    if any(composition.isotopes.get(label) != count for label, count in stated.items() if count):
        return CannotTell("the name may state the labels of a group that is there several times")
    return AGREES


def _contradicts_labels(there: int, stated: int) -> bool:
    """Tell whether a structure has no such labels, or a number that no repetition of those stated gives."""
    return there == 0 or (stated > 1 and there % stated > 0)


def name_element_mismatch(name_elements: ComponentWords, composition: Composition) -> Outcome:
    """A name states a halogen or coenzyme A, and the structure or the formula has no such element.

    Why it matters
        Under the name of the compound stands a precursor, a fragment or the neighbouring row.

    What to do
        Look the name up, and replace the structure or correct the name.

    Record
        name: 5-fluorotryptophan
        smiles: NC(Cc1c[nH]c2ccccc12)C(=O)O
        formula: C11H12N2O2
        -> name says fluoro, but SMILES and formula have no F

    Examples
        >>> from gaba_analogs.notation.component_words import component_words
        >>> tryptophan = Composition({"C": 11, "H": 12, "N": 2, "O": 2})
        >>> print(name_element_mismatch(component_words("5-fluorotryptophan"), tryptophan))
        A says fluoro, but B has no F
        >>> fluorinated = Composition({"C": 11, "H": 11, "F": 1, "N": 2, "O": 2})
        >>> name_element_mismatch(component_words("5-fluorotryptophan"), fluorinated)
        Agrees()

    Blind spots
        Only that the element is there is looked at, not how often. A halogen without a locant before it is not read:
        fluorene and chlorogenic acid have none.
    """
    if not name_elements.elements:
        return NothingSaid("the name states no element")
    if not composition.elements:
        return NothingSaid("there are no atoms", SkipKind.CANNOT_TELL)
    for word, symbols in name_elements.elements:
        lacking = [symbol for symbol in symbols if symbol not in composition.elements]
        if lacking:
            none = " and no ".join(lacking)
            return Fault(
                f"{{a}} {{says}} {word}, but {{b}} {{b_has}} no {none}",
                f"{{a}} {{has}} no {none}, but {{b}} {{b_says}} {word}",
            )
    return AGREES


def name_inorganic_mismatch(inorganic_name: InorganicName, composition: Composition) -> Outcome:
    """The name of a compound without carbon has other elements, or is that of another acid.

    Why it matters
        Sulfate and sulfite, chloride and bromide are one letter or one row apart, and other substances.

    What to do
        Look the compound up by its CAS number, and correct name or structure.

    Record
        iupac_name: sodium sulfate
        smiles: [Na+].[Na+].[O-]S(=O)[O-]
        formula: Na2O3S
        -> IUPAC name means SO4, but SMILES and formula have SO3

    Examples
        >>> name = InorganicName("potassium chloride", Structure.from_smiles("[K+].[Cl-]"))
        >>> print(name_inorganic_mismatch(name, Composition({"K": 1, "Br": 1})))
        A means Cl and K, but B has Br and K
        >>> name_inorganic_mismatch(name, Composition({"K": 1, "Cl": 1}))
        Agrees()

    Blind spots
        Such names leave bonds and often the ratio of metal and acid open: iron chloride may be two compounds, and
        isomers pass. Ratios are compared of a halide whose name states an oxidation number or prefix, of the salt of
        an acid whose name states an oxidation number, and of the oxygens of one acid, but for those that form rings
        and chains (boron, silicon). Water of crystallisation is left out.
    """
    named, others = inorganic_name.without_water.elements, composition.elements
    if not others:
        return NothingSaid("there are no atoms", SkipKind.CANNOT_TELL)
    if "C" in others and not is_inorganic(inorganic_name.name):
        return CannotTell("OPSIN takes the trivial names of some organic compounds for hydrides")
    if (named.keys() ^ others.keys()) - {"H", "O"}:
        return _means(*(" and ".join(sorted(elements.keys() - {"H", "O"}) or ["O"]) for elements in (named, others)))
    counted = inorganic_name.counted_elements
    hydrated = inorganic_name.structure.composition.elements != named
    if counted and not _in_one_ratio(named, others, counted, hydrated=hydrated):
        return _means(*(_ratio(elements, counted) for elements in (named, others)))
    same = inorganic_name.states_ratio and inorganic_name.structure.composition == composition
    return AGREES if same else CannotTell(_OPEN_RATIO)


_OPEN_RATIO = "the name of a compound without carbon leaves its ratio open"


def _in_one_ratio(
    named: Mapping[str, int], others: Mapping[str, int], counted: Collection[str], *, hydrated: bool
) -> bool:
    """Tell whether elements and oxygen are in one ratio in a name without water and another composition."""
    some = min(counted)
    scale, other_scale = others[some], named[some]
    if any(named[element] * scale != others[element] * other_scale for element in counted):
        return False
    oxygens, hydrogens = (others.get(e, 0) * other_scale - named.get(e, 0) * scale for e in ("O", "H"))
    return oxygens == 0 or (oxygens > 0 and (hydrated or 2 * oxygens <= hydrogens))


def _ratio(elements: Mapping[str, int], counted: Collection[str]) -> str:
    """Write elements and oxygen in their simplest ratio, as they stand in a formula."""
    shown = {e: n for e, n in elements.items() if e in counted or e == "O"}
    smallest = math.gcd(*shown.values())
    ordered = sorted(shown, key=lambda element: (element == "O", element in _NONMETALS, element))
    return "".join(f"{e}{shown[e] // smallest if shown[e] > smallest else ''}" for e in ordered)


def _means(ours: str, theirs: str) -> Fault:
    return Fault(f"{{a}} means {ours}, but {{b}} {{b_has}} {theirs}", f"{{a}} {{has}} {theirs}, but {{b}} means {ours}")


def name_component_missing(name_components: ComponentWords, structure: Structure) -> Outcome:
    """A name states a salt or a hydrate, and the structure is the parent alone, or another salt.

    Why it matters
        Masses and identifiers are those of one or the other. Many databases draw the parent under the name of the salt.

    What to do
        Draw the counter-ion or the water, or give the name of the parent.

    Record
        name: baclofen hydrochloride
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        -> name says hydrochloride, but SMILES is a single component

    Examples
        >>> from gaba_analogs.notation.component_words import component_words
        >>> parent = Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> print(name_component_missing(component_words("baclofen hydrochloride"), parent))
        A says hydrochloride, but B is a single component
        >>> salt = Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl")
        >>> name_component_missing(component_words("baclofen hydrochloride"), salt)
        Agrees()

        >>> print(name_component_missing(component_words("baclofen mesylate"), salt))
        A says mesylate, but B has no such component

    Blind spots
        How many of a counter-ion there are is compared where the name ends with a number of halides
        ("dihydrochloride") and one other component is drawn. An acid with carbon is missed where nothing is drawn
        beside the parent, since the name of an ester ends with it too.
    """
    if not name_components:
        return NothingSaid("the name states no salt or hydrate")
    elements = structure.composition.elements
    if structure.has_metal and not name_components.salts:
        return CannotTell("what the name states may be bound to the metal")
    absent = [word for word, symbol in name_components.salts if symbol not in elements]
    if name_components.salts and is_single(structure) and not structure.has_metal:
        absent = [word for word, _ in name_components.salts]
    if name_components.hydrate and not any(formula == "H2O" for formula, *_ in component_list(structure.layers)):
        absent.append(name_components.hydrate)
    if name_components.acid and not structure.has_metal and _lacks_acid(structure, name_components.acid[1]):
        absent.append(name_components.acid[0])
    absent = list(dict.fromkeys(absent))
    if not absent:
        return _counted(name_components, structure) if name_components.halides else AGREES
    single = is_single(structure)
    lacks = "{b_is} a single component" if single else "{b_has} no such component"
    said = " and ".join(absent)
    mirrored = "{is} a single component" if single else "{has} no such component"
    return Fault(f"{{a}} {{says}} {said}, but {{b}} {lacks}", f"{{a}} {mirrored}, but {{b}} {{b_says}} {said}")


_HOW_OFTEN = {1: "once", 2: "twice"}


def _counted(words: ComponentWords, structure: Structure) -> Fault | Agrees:
    """Compare how often the halide that ends a name is drawn beside one parent with the number that its word has."""
    word, acid = words.acid or ("", "")
    drawn: Counter[str] = Counter()
    for (formula, *_), count in component_list(structure.layers).items():
        drawn[without_hydrogens(formula)] += count
    times = drawn.pop(without_hydrogens(acid), 0)
    if words.halides == times or sum(count for formula, count in drawn.items() if formula != "O") != 1:
        return AGREES
    often = _HOW_OFTEN.get(times, f"{times} times")
    return Fault(
        f"{{a}} {{says}} {word}, but {{b}} {{b_has}} the counter-ion {often}",
        f"{{a}} {{has}} the counter-ion {often}, but {{b}} {{b_says}} {word}",
    )


def _lacks_acid(structure: Structure, acid: str) -> bool:
    """Tell whether a structure has no such acid: not as a component, nor in an ester, but another one in its place.

    Of a single component, which may be an ester of any kind, only its elements tell.
    """
    wanted = without_hydrogens(acid)
    if wanted in heavy_components(structure):
        return False
    if is_single(structure):
        return not {*re.findall("[A-Z][a-z]?", wanted)} - {"C", "O"} <= structure.composition.elements.keys()
    if any(wanted in heavy_components(products) for products in hydrolysed(structure)):
        return False
    return not heavy_components(structure).isdisjoint(map(without_hydrogens, ACIDS))


def synonym_mismatch(synonym: ParsedName, structure: Structure) -> Outcome:
    """A systematic synonym describes a different compound.

    Why it matters
        Lists of synonyms collect names of salts, isomers and other substances altogether.

    What to do
        Remove the synonym, or move it to the compound that it describes.

    Record
        name: GABA
        smiles: NCCCC(=O)O
        synonyms: 3-aminobutanoic acid
        -> synonyms: '3-aminobutanoic acid' is a different compound from SMILES

    Examples
        >>> gaba = Structure.from_smiles("NCCCC(=O)O")
        >>> beta = ParsedName("3-aminobutanoic acid", "3-aminobutanoic acid", "CC(N)CC(=O)O")
        >>> print(synonym_mismatch(beta, gaba))
        A: '3-aminobutanoic acid' is a different compound from B
        >>> synonym_mismatch(ParsedName("γ-aminobutyric acid", "", "NCCCC(=O)O"), gaba)
        Agrees()

    Blind spots
        Only the connections are compared. Trivial names can look systematic, so this is only a warning. A title that
        looks systematic, but may be a trivial or a trade name, is compared in the same way.
    """
    return _compared(synonym, structure, "synonym")


def name_mismatch(name: ParsedName, structure: Structure) -> Outcome:
    """The title is the systematic name of a different compound.

    Why it matters
        A row is looked up by its title. Where the title is a systematic name, it states a structure of its own.

    What to do
        Compare name and structure with the source, and correct the one that is wrong.

    Record
        name: 4-amino-3-(4-chlorophenyl)butanoic acid
        smiles: NCC(CC(=O)O)c1ccc(F)cc1
        formula: C10H12FNO2
        -> name: '4-amino-3-(4-chlorophenyl)butanoic acid' is a different compound from SMILES

    Examples
        >>> fluoro = Structure.from_smiles("NCC(CC(=O)O)c1ccc(F)cc1")
        >>> baclofen = "4-amino-3-(4-chlorophenyl)butanoic acid"
        >>> print(name_mismatch(ParsedName(baclofen, baclofen, "NCC(CC(=O)O)c1ccc(Cl)cc1"), fluoro))
        A: '4-amino-3-(4-chlorophenyl)butanoic acid' is a different compound from B
        >>> print(name_mismatch(ParsedName(baclofen, baclofen, "NCC(CC(=O)O)c1ccc(F)cc1"), fluoro))
        Agrees()

    Blind spots
        Where the numbers of R, S, E and Z differ, name-stereo-mismatch tells. Ions and tautomers are
        not told apart: databases put the name of the anion on the acid. A title that may be a trivial or a
        trade name is looked at as a synonym is, and gives a warning.
    """
    outcome = _compared(name, structure, "name")
    if isinstance(outcome, CannotTell) and not (name.ambiguous or name.stereo_ignored):
        return _configured(name, structure) or outcome
    return outcome


def _configured(name: ParsedName, structure: Structure) -> Outcome | None:
    """Compare the configuration of a title where its letters do not already tell that it is another."""
    meant = Structure.from_smiles(name.cxsmiles or name.smiles or "")
    relation = relate(meant, structure)
    stereo = relation.stereo
    if relation.skeleton or relation.protonation or structure.racemic:
        return None
    if structure.inchi in meant.variants():
        return AGREES
    if stereo is None or stereo.less is not None:
        return None
    claims = stereo_claims(name.name)
    if (claims.rs or claims.ez) and sorted(_letters(meant)) != sorted(_letters(structure)):
        return None
    return Fault(stereo.forward, stereo.backward)


def _letters(structure: Structure) -> Iterator[str]:
    yield from (label for _, label in structure.cip_labels)
    yield from structure.bond_labels


def _compared(synonym: ParsedName, structure: Structure, what: str) -> Outcome:
    """Compare what a name means with a structure."""
    if synonym.smiles is None:
        return unreadable(what)
    if synonym.ambiguous:
        return CannotTell(f"the {what} fits more than one structure")
    meant = Structure.from_smiles(synonym.smiles)
    others = [*map(Structure.from_smiles, synonym.other_smiles)]
    meant = next((read for read in (*others, *ionised(meant)) if read.inchi == structure.inchi), meant)
    meant = next((read for read in (meant, *others) if read.layers.skeleton == structure.layers.skeleton), meant)
    meant = as_drawn_lactam(synonym.name, meant, structure)
    if not meant.inchi or not structure.inchi:
        return NothingSaid("there is no standard InChI to compare", SkipKind.CANNOT_TELL)
    relation = relate(meant, structure)
    phrase = relation.skeleton
    opposite = relation.stereo is not None and relation.stereo.less is None
    if phrase is None and relation.protonation is not None and STATED_CHARGE.search(synonym.name):
        return Fault(relation.protonation.forward, relation.protonation.backward)
    if phrase is None and (opposite or relation.protonation is not None):
        return CannotTell(f"the {what} is that of a different stereoisomer or protonation state")
    if phrase is None:
        return without_fault(relation, "skeleton")
    if phrase.kind in {"protonation", "tautomer"}:
        return CannotTell(f"the {what} is that of a different protonation state or tautomer")
    doubt = reason_to_doubt(synonym.name, meant, structure, ratio_uncertain=synonym.ratio_uncertain)
    if doubt is not None:
        return CannotTell(doubt)
    name = literal(synonym.name)
    if phrase.kind == "components":
        said = phrase.forward.replace("{a}", f"{{a}} {name!r}")
        return Fault(said if said != phrase.forward else f"{{a}}: {name!r} names different components from {{b}}")
    return Fault(f"{{a}}: {name!r} is a different compound from {{b}}")
