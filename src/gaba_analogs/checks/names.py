"""Systematic names as OPSIN understands them.

Where OPSIN makes a structure of ``iupac_name``, that structure is compared with the others by the
checks of structures; the checks here say what the comparison cannot.
"""

from __future__ import annotations

from gaba_analogs.checks.configuration import may_be_chiral_without_centre
from gaba_analogs.checks.kit import CannotTell, Fault, Outcome
from gaba_analogs.names import ParsedName
from gaba_analogs.relation import relate
from gaba_analogs.structure import Structure

FAMILY = "Names"


def name_impossible_stereo(iupac_name: ParsedName) -> Outcome:
    """The name states a configuration where its own structure has no stereocentre.

    Why it matters
        "(S)-3-hydroxy-3-methylpentanedioic acid" cannot be: the carbon carries two equal groups.

    Examples
        >>> diacid = "(S)-3-hydroxy-3-methylpentanedioic acid"
        >>> name = ParsedName(diacid, diacid, "CC(O)(CC(=O)O)CC(=O)O", stereo_ignored=("S",))
        >>> print(name_impossible_stereo(name))
        A states S where its structure has no stereocentre
        >>> name_impossible_stereo(ParsedName("4-aminobutanoic acid", "", "NCCCC(=O)O"))

    Blind spots
        Only R and S are judged: r, s, cis, trans and signs of rotation may be right where OPSIN sees nothing.
    """
    letters = [term for term in iupac_name.stereo_ignored if term.strip("()0123456789abcdef'") in {"R", "S"}]
    if not letters or iupac_name.smiles is None:
        return None
    structure = Structure.from_smiles(iupac_name.smiles)
    if structure.mol is None or structure.possible_centres or may_be_chiral_without_centre(structure):
        return CannotTell(f"OPSIN could not place {', '.join(letters)}")
    return Fault(
        f"{{a}} states {', '.join(letters)} where its structure has no stereocentre",
        stated=iupac_name.name,
        blame="a",
    )


def name_not_understood(iupac_name: ParsedName) -> Outcome:
    """OPSIN does not understand the name.

    Why it matters
        The name was not checked. It may be a trivial name, an index name, or misspelt.

    Examples
        >>> print(name_not_understood(ParsedName("baclofenum", "baclofenum", failure="no chemical name")))
        CannotTell(reason='the name is not understood: no chemical name')
        >>> name_not_understood(ParsedName("4-aminobutanoic acid", "", "NCCCC(=O)O"))

    Blind spots
        OPSIN knows the nomenclature of organic compounds; many right names are beyond it.
    """
    if iupac_name.smiles is not None:
        return None
    return CannotTell(f"the name is not understood: {iupac_name.failure}")


def synonym_mismatch(synonym: ParsedName, structure: Structure) -> Outcome:
    """A systematic synonym describes another compound.

    Why it matters
        Lists of synonyms collect names of salts, isomers and of other substances altogether.

    Examples
        >>> gaba = Structure.from_smiles("NCCCC(=O)O")
        >>> beta = ParsedName("3-aminobutanoic acid", "3-aminobutanoic acid", "CC(N)CC(=O)O")
        >>> print(synonym_mismatch(beta, gaba))
        A: '3-aminobutanoic acid' is another compound than B
        >>> synonym_mismatch(ParsedName("γ-aminobutyric acid", "", "NCCCC(=O)O"), gaba)

    Blind spots
        Only skeletons are compared; trivial names that look systematic are a warning at most.
    """
    if synonym.smiles is None or synonym.ambiguous:
        return None
    meant = Structure.from_smiles(synonym.smiles)
    if not meant.inchi or not structure.inchi:
        return None
    phrase = relate(meant, structure).skeleton
    if phrase is None or phrase.kind in {"components", "protonation", "tautomer"}:
        return None
    return Fault(f"{{a}}: {synonym.name!r} is another compound than {{b}}")
