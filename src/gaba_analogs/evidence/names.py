"""The names of a record that OPSIN is asked, and how far its answers are to be trusted."""

from __future__ import annotations

import re

from rdkit import Chem

from gaba_analogs.chemistry.atoms import holds_metal
from gaba_analogs.chemistry.hydrolysis import differ_by_hydrolysis
from gaba_analogs.chemistry.lactams import as_lactam
from gaba_analogs.chemistry.relation import component_list, heavy_components, is_ring_chain, is_single, relate
from gaba_analogs.chemistry.ring_chain import open_forms
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import atoms_of
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.notation.systematic import is_inorganic, looks_systematic
from gaba_analogs.notation.text import is_placeholder
from gaba_analogs.record import StructureRecord
from gaba_analogs.regex import regex

NUMBERED_DIFFERENTLY = "naming programs number and read such names differently"
"""Why a name proves nothing, though its composition is beyond doubt."""

RING_CHAIN = "the name is that of a ring-chain tautomer"
"""Why a name is left open beside a ring of its open chain, or the reverse."""

MAXIMUM_SYNONYMS = 8
"""Most synonyms [-] of a record that are read as systematic names."""


def name_requests(record: StructureRecord) -> list[str]:
    """List the names of a record that OPSIN should read.

    Examples
    --------
    >>> name_requests(StructureRecord(iupac_name="4-aminobutanoic acid", synonyms="GABA; gamma-aminobutyric acid"))
    ['4-aminobutanoic acid', 'gamma-aminobutyric acid']
    """
    out = [record.iupac_name] if record.iupac_name and not is_placeholder(record.iupac_name) else []
    title = systematic_title(record.name) or inorganic_title(record.name)
    return list(dict.fromkeys([*out, *([title] if title else []), *systematic_synonyms(record.synonyms)]))


def systematic_title(name: str | None) -> str | None:
    """Give the name of a compound if it looks systematic.

    Examples
    --------
    >>> systematic_title("4-aminobutanoic acid"), systematic_title("baclofen")
    ('4-aminobutanoic acid', None)
    """
    return name if name and looks_systematic(plain_signs(name)) else None


def inorganic_title(name: str | None) -> str | None:
    """Give the name of a compound if it is that of a simple salt or acid without carbon.

    Examples
    --------
    >>> inorganic_title("sodium sulfate"), inorganic_title("baclofen")
    ('sodium sulfate', None)
    """
    return name if name and is_inorganic(name) else None


def systematic_synonyms(synonyms: str | None) -> list[str]:
    """Pick the synonyms that look systematic: locants, Greek letters, or the endings of acids and amines."""
    if not synonyms:
        return []
    separator = r"[|\n;]|<br\s*/?>"
    parts = [p.strip() for p in re.split(separator if re.search(separator, synonyms) else r",\s+", synonyms)]
    bare = [
        re.sub(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)$", "", p) if p.endswith(")") and " (" in p else p for p in parts
    ]
    return [p for p in dict.fromkeys(bare) if looks_systematic(plain_signs(p))][:MAXIMUM_SYNONYMS]


_SALT_OF_A_METAL = regex(
    r"(?:^|[\s,;])(?:lithium|sodium|potassium|caesium|ammonium|silver|magnesium|calcium|strontium|barium|zinc) salt$"
)
_RATIO = regex(r"\(\d{1,2}(?:[:/]\d{1,2})+\)")
_FUSED = regex(r"\[(?:\d[\d,']*-)?[a-z]'*(?:,[a-z]'*)*(?::(?:\d[\d,']*-)?[a-z]'*(?:,[a-z]'*)*)*\]")
_STEROID = regex(r"cyclopenta\[a\]phenanthr")
_LOWER_LOCANT = regex(r"(?:^|[\s(-])[so]-[a-z(\[]")
_MISREAD = regex(r"(?<!di)thio(?:(?:form|acet|propion|butyr|benzo|carbon)\w*ate|(?:lact|glycol|mal|salicyl)ic acid)\b")
_ACID_ESTER = regex(r"yl[)\]}]? (?:\w*phosph(?:[ai]te|on(?:othio)?ate|inate)|phosphoro\w*ate|sul[fp]h?ate)$")
_CYCLIC_HYDRAZIDE = regex(r"(?:phthal|male|succin)ic (?:acid )?hydrazide$", re.IGNORECASE)
_GARBLED = regex(
    r"amidooxy|peroxycyanate|yl[)\]}]? (?:di|tri)?(?:lithium|sodium|potassium) (?=\S)(?!(?:salt|hydrate)\b)"
)
_SUGAR_ACID = regex(
    r"(?:gluc|galact|mann|rib|arabin|xyl|lyx|fruct|fuc|rhamn|sorb|tagat|psic|allul|al[lt]r|gul|id|tal|erythr|thre)"
    r"(?:ul)?os(?:e|amine)\b.*(?:phosph|sulf)"
)
_TWO_GROUPS = regex(r"anisyl|cymyl|phenetyl|nicotinyl|(?<![^\s])phenyl(?:meth|eth|prop)yl[a-z]")
_PORPHYRIN = regex(r"porph\w*-\d\d,\d\d-di(?:ide|yl)|\b2[1-4],2[1-4]-\w*hydroporph")
_AZINE = regex(
    r"pyrid(?:in|az|yl)|pyrimidin|pyrazin|triazin|(?:quin|cinn)olin|quinazolin|quinoxalin|phosphin(?:in|olin)"
    r"|purin|pteridin"
)
_AZOLE = regex(r"(?:thi|ox|selen)(?:adi|atri)?azol|(?:imid|pyr)azol|(?:tri|tetr)azol")
_HYDROGENS_OF = regex(r"H\d*(?![a-z])")
_HYDROCARBON = regex(r"C\d*H\d*")
_TRANSITION_METALS = frozenset(
    "Sc Ti V Cr Mn Fe Co Ni Cu Y Zr Nb Mo Tc Ru Rh Pd Ag Hf Ta W Re Os Ir Pt Au".split()  # noqa: SIM905 - legible
)
_SAYS_RING = regex(r"pyran|furan|ox(?:ol)?an", re.IGNORECASE)
_SAYS_HYDRO = regex(r"hydro(?!xy|gen)", re.IGNORECASE)
_SAYS_HYDROGEN = regex(r"hydro(?!xy|gen)|\d[ab]?[Hh]\b|lambda|λ")
_ALCOHOL_AND_ACID = regex(
    r"(?<!yl)(?<!yl[)\]}]),?\s(?:(?:[\d',]+|[DL]{1,2}|\([^()]{1,20}\))-)*(?:(?:mono|di|tri)?hydrogen\s?)?[a-z\[({]\S*ate"
    r"(?:,?\s(?:[a-z]*hydrate|\([^)]*\)))*$|(?:^|[\s(\[-])O-[a-z]+yl"
)


_AMINO_ACID = regex(
    r"(?:alan|leuc|iso?leuc|val|argin|ornith|lys|prol|ser|threon|cyste|methion|tyros|histid|asparag|glutam)(?:in|yl|at)"
    r"|tryptoph[ay]|aspart(?:yl|ate|ic)|glutam(?:yl|ate|ic)",
    re.IGNORECASE,
)


def is_amino_acid_without_prefix(name: str) -> bool:
    """Tell whether a name has the trivial name of an amino acid, and no descriptor: OPSIN takes L.

    Examples
    --------
    >>> is_amino_acid_without_prefix("N-acetylalanine"), is_amino_acid_without_prefix("N-acetyl-L-alanine")
    (True, False)
    """
    if _AMINO_ACID.search(name) is None:
        return False
    claims = stereo_claims(name)
    return not (claims.is_comparable or claims.relative or claims.alpha_beta)


def reason_to_doubt(name: str, named: Structure, other: Structure, *, ratio_uncertain: bool) -> str | None:
    """Say why the structure of a name proves nothing against another one; None where it does.

    Fused rings are numbered by more than one rule, small s and o may be sulfur and oxygen, PubChem
    names identical components once, and OPSIN reads "codeine phosphate" as an ester, "glucose
    6-phosphate" as an open chain, and "anisyl" as one of two groups: beside a structure that fits the
    other reading such a name may confirm, but not contradict.

    Parameters
    ----------
    name
        The name as stated.
    named, other
        What OPSIN makes of it, and what another field states.
    ratio_uncertain
        True when the name lists its components without saying how many of each there are.
    """
    if _read_alike(named, other):
        return None
    if _is_uncounted(name, named, other, ratio_uncertain=ratio_uncertain):
        return "the name does not say how many of each component there are"
    if _has_acid_for_anion(named, other):
        return "the name has a cation beside the acid of its anion"
    if _has_ligands_by_themselves(named, other):
        return "the name gives the ligands of a metal as compounds by themselves"
    if _is_tautomer(named, other):
        return "the name is that of a tautomer, and naming programs choose one of their own"
    plain = plain_signs(name)
    if is_ring_chain(named, other) and not (_SAYS_RING.search(plain) and open_forms(named) and open_forms(other)):
        return RING_CHAIN
    if _GARBLED.search(plain):
        return "the name has a part that OPSIN misreads"
    if _is_given_hydrogens(plain, named, other):
        return "the name leaves open where its hydrogens are"
    if _ALCOHOL_AND_ACID.search(plain) and differ_by_hydrolysis(named, other):
        return "the name may mean a salt or an ester"
    if _ACID_ESTER.search(plain) and named.composition.charge < 0 and _differ_in_protons(named, other):
        return "the ester of an acid of phosphorus or sulfur is named as its anion is"
    if _CYCLIC_HYDRAZIDE.search(plain):
        return "the hydrazide may be that of both acids"
    if _SUGAR_ACID.search(plain.lower()) and named.composition == other.composition:
        return "the name does not say whether the sugar is a ring"
    if _TWO_GROUPS.search(plain):
        return "the name has a group that is read in two ways"
    fused = _FUSED.search(plain) and not _STEROID.search(plain)
    variable = fused or _PORPHYRIN.search(plain) or _LOWER_LOCANT.search(plain) or _MISREAD.search(plain)
    if variable and _heavy_atoms(named) == _heavy_atoms(other):
        return NUMBERED_DIFFERENTLY
    return None


def may_leave_out_hydrogens(name: str) -> bool:
    """Tell whether a name may leave out hydrogens of a ring: it states none by ``hydro``.

    Examples
    --------
    >>> may_leave_out_hydrogens("purine-2,6-dione"), may_leave_out_hydrogens("3,7-dihydropurine-2,6-dione")
    (True, False)
    """
    return _SAYS_HYDRO.search(name) is None


def as_drawn_lactam(name: str, named: Structure, drawn: Structure) -> Structure:
    """Give what a name means beside a drawing: the lactam drawn, where the name only leaves out its hydrogens.

    Examples
    --------
    >>> quinoid, drawn = Structure.from_smiles("N=1C(N=C2C1C=CC=C2)=O"), Structure.from_smiles("O=c1[nH]c2ccccc2[nH]1")
    >>> as_drawn_lactam("benzimidazol-2-one", quinoid, drawn).inchi == drawn.inchi
    True
    """
    return (as_lactam(named, drawn) or named) if may_leave_out_hydrogens(name) else named


def is_salt_of(named: Structure, drawn: Structure) -> bool:
    """Tell whether the structure of a name is a salt or solvate of another one, whose configuration it has.

    Examples
    --------
    >>> salt = Structure.from_smiles("NCCCC(=O)O.Cl")
    >>> is_salt_of(salt, Structure.from_smiles("NCCCC(=O)O")), is_salt_of(salt, Structure.from_smiles("CC(N)CC(=O)O"))
    (True, False)
    """
    parts = named.smiles.split(".") if named.smiles else []
    if len(parts) < 2 or not is_single(drawn):
        return False
    relations = (relate(Structure.from_smiles(part), drawn) for part in dict.fromkeys(parts))
    return any(
        relation.skeleton is None and (relation.stereo is None or relation.stereo.less is not None)
        for relation in relations
    )


def _differ_in_protons(one: Structure, other: Structure) -> bool:
    skeleton = relate(one, other).skeleton
    return skeleton is None or skeleton.kind == "protonation"


def _is_tautomer(named: Structure, other: Structure) -> bool:
    """Tell whether two structures differ in hydrogens on nitrogen, oxygen and sulfur alone: one substance.

    That a hydrogen moved between such atoms tells them from isomers whose double bond is elsewhere.
    """
    skeleton = relate(named, other).skeleton
    if skeleton is None or skeleton.kind != "tautomer" or named.mol is None or other.mol is None:
        return False
    (on_carbon, elsewhere), (others_on_carbon, others_elsewhere) = map(_hydrogens, (named.mol, other.mol))
    return on_carbon == others_on_carbon and elsewhere != others_elsewhere


def _is_given_hydrogens(name: str, named: Structure, other: Structure) -> bool:
    """Tell whether OPSIN saturated an azine ring to make room for a group, though the name says no hydro.

    A group on the nitrogen of 2-hydroxypyrimidine leaves it no hydroxyl group: the oxo form is meant, and OPSIN
    adds hydrogens to the ring instead.
    """
    if named.mol is None or other.mol is None or _SAYS_HYDROGEN.search(name):
        return False
    if _AZOLE.search(name) and other.composition.charge > named.composition.charge == 0:
        return _is_given_hydride(named, other)
    if not _AZINE.search(name):
        return False
    more = _half_saturated_rings(named.mol) > _half_saturated_rings(other.mol)
    return more and _heavy_atoms(named) == _heavy_atoms(other)


def _has_acid_for_anion(named: Structure, other: Structure) -> bool:
    """Tell whether a name lists a cation beside an acid whose anion is drawn, as names of ionic liquids do."""
    if named.composition.charge <= 0 or other.composition.charge or is_single(named) or is_single(other):
        return False
    if named.layers.protons < 0:
        return False  # an anion is named, too
    acids, anions = _component_kinds(named), _component_kinds(other)
    return sorted(map(_without_proton, acids - anions)) == sorted(anions - acids)


def _has_ligands_by_themselves(named: Structure, other: Structure) -> bool:
    """Tell whether two metal compounds differ in the hydrogens of their ligands alone.

    PubChem names ferrocene as cyclopenta-1,3-diene and iron.
    """
    if is_single(named) or not (holds_metal(named.composition) and holds_metal(other.composition)):
        return False
    ligands = _component_kinds(named) - _component_kinds(other)
    bound = bool(ligands) and (_holds_transition_metal(other) or all(map(_HYDROCARBON.fullmatch, ligands)))
    return bound and heavy_components(named) == heavy_components(other)


def _holds_transition_metal(structure: Structure) -> bool:
    return any(symbol in _TRANSITION_METALS for symbol in structure.composition.elements)


def _without_proton(formula: str) -> str:
    """Take one hydrogen from a formula."""
    return _HYDROGENS_OF.sub(lambda h: {"": "", "2": "H"}.get(h[0][1:], f"H{int(h[0][1:] or 1) - 1}"), formula)


def _is_given_hydride(named: Structure, other: Structure) -> bool:
    """Tell whether a name leaves out the charge of an azolium: OPSIN adds a hydride to the ring of its cation."""
    more = named.composition.elements.get("H", 0) - other.composition.elements.get("H", 0)
    return more == other.composition.charge and _heavy_atoms(named) == _heavy_atoms(other)


def _half_saturated_rings(mol: Chem.Mol) -> int:
    """Count the rings of six with nitrogen or phosphorus that have both a double bond and a saturated CH."""
    bonds = mol.GetRingInfo().BondRings()
    rings = zip(mol.GetRingInfo().AtomRings(), bonds, strict=True)
    found = 0
    for atoms, edges in ((map(mol.GetAtomWithIdx, a), map(mol.GetBondWithIdx, b)) for a, b in rings if len(a) == 6):
        kinds = [(atom.GetAtomicNum(), atom.GetTotalNumHs() > 0 and atom.GetTotalDegree() == 4) for atom in atoms]
        hetero = any(number in {7, 15} for number, _ in kinds)
        unsaturated = any(bond.GetBondTypeAsDouble() > 1 for bond in edges)
        found += hetero and unsaturated and (6, True) in kinds
    return found


def _hydrogens(mol: Chem.Mol) -> tuple[list[int], list[tuple[int, int]]]:
    """Give the numbers of hydrogens on the carbon atoms, and on the others with their atomic numbers."""
    atoms = [(atom.GetAtomicNum(), atom.GetTotalNumHs(includeNeighbors=True)) for atom in atoms_of(mol)]
    return sorted(count for number, count in atoms if number == 6), sorted(a for a in atoms if a[0] not in {1, 6})


def _component_kinds(structure: Structure) -> set[str]:
    return {formula for formula, *_ in component_list(structure.layers)}


def _read_alike(named: Structure, other: Structure) -> bool:
    """Tell whether the name was evidently read as meant: skeleton and protonation agree."""
    return named.layers.skeleton == other.layers.skeleton and named.layers.protons == other.layers.protons


def _is_uncounted(name: str, named: Structure, other: Structure, *, ratio_uncertain: bool) -> bool:
    """Tell whether a name may list once what the other structure has several times.

    Which components there are it says all the same: against another salt it speaks. A list of which one alone is
    drawn may be one of synonyms, and the ratio of a metal's complex that of half its dimer.
    """
    components = component_list(other.layers)
    if _SALT_OF_A_METAL.search(name):
        return heavy_components(named) == heavy_components(other)
    if ratio_uncertain:
        alike = len(components) == 1 or heavy_components(named) == heavy_components(other)
        return alike and _main_component(named) == _main_component(other)
    if _RATIO.search(name) and not other.has_metal:
        return False
    repeated = len(components) < components.total()
    return repeated and _component_kinds(named) == _component_kinds(other)


def _main_component(structure: Structure) -> str:
    """Give the formula without hydrogen of the largest component."""
    counts = {
        bare: sum(int(n or 1) for n in re.findall(r"[A-Z][a-z]?(\d*)", bare)) for bare in heavy_components(structure)
    }
    return max(counts, key=lambda bare: (counts[bare], bare), default="")


def _heavy_atoms(structure: Structure) -> dict[str, int]:
    return {e: n for e, n in structure.composition.elements.items() if e != "H"}
