"""Descriptors for GABA analogues, each with unit, definition and reference.

A descriptor describes a molecule *as drawn*: drawing the zwitterion shifts the atom-type logP of every
amino acid by the same -2.05. Choose the form first, with :func:`~gaba_analogs.analogs.forms.form`.
Three ways of counting hydrogen-bond donors are in use; each has its own key here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType

from rdkit import Chem
from rdkit.Chem import rdMolDescriptors
from rdkit.Chem.Descriptors import MolWt, descList  # type: ignore[attr-defined]  # made at run time
from rdkit.Chem.QED import qed

from gaba_analogs.analogs.chain import ACID, AMINE
from gaba_analogs.analogs.forms import PHYSIOLOGICAL_PH, Form, form, ionised_atoms
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule
from gaba_analogs.analogs.stereo.groups import ONE_ENANTIOMER, RACEMATE, population, written
from gaba_analogs.analogs.stereo.sense import spatial_sense
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.marks import is_assigned, mirror_image
from gaba_analogs.chemistry.stereo import stereocentres
from gaba_analogs.chemistry.toolkit import pattern, quiet
from gaba_analogs.errors import InputError, did_you_mean, nearest
from gaba_analogs.record.values import a_kind_of

Value = float | int | str | None
"""Value of a descriptor; None if the compound has none."""

RDKIT_PREFIX = "rdkit:"
"""Prefix of RDKit's own descriptors: ``rdkit:MolLogP``."""

_CRIPPEN = "Wildman and Crippen, J. Chem. Inf. Comput. Sci. 1999, 39, 868, doi:10.1021/ci990307l"
_ERTL = "Ertl et al., J. Med. Chem. 2000, 43, 3714, doi:10.1021/jm000942e"
_LIPINSKI = "Lipinski et al., Adv. Drug Deliv. Rev. 1997, 23, 3, doi:10.1016/S0169-409X(96)00423-1"
_DELANEY = "Delaney, J. Chem. Inf. Comput. Sci. 2004, 44, 1000, doi:10.1021/ci034243x"
_LOVERING = "Lovering et al., J. Med. Chem. 2009, 52, 6752, doi:10.1021/jm901241e"
_BICKERTON = "Bickerton et al., Nat. Chem. 2012, 4, 90, doi:10.1038/nchem.1243"
_VEBER = "Veber et al., J. Med. Chem. 2002, 45, 2615, doi:10.1021/jm020017n"
_CIP = "Hanson et al., J. Chem. Inf. Model. 2018, 58, 1755, doi:10.1021/acs.jcim.8b00324"
_RDKIT = "RDKit"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One descriptor: what it is, and how to compute it.

    Parameters
    ----------
    key
        Column name.
    name
        Name in words.
    unit
        Unit; ``-`` for pure numbers, empty for text.
    definition
        What exactly is computed, under which assumptions.
    reference
        Where the definition comes from.
    function
        Computes the value from a molecule.
    """

    key: str
    name: str
    unit: str
    definition: str
    reference: str
    function: Callable[[Chem.Mol], Value] = field(repr=False, compare=False)

    def __str__(self) -> str:
        unit = f" [{self.unit}]" if self.unit else ""
        return f"{self.key}: {self.name}{unit}. {self.definition} ({self.reference})"


# -- functions ---------------------------------------------------------------------------------


def _matches(mol: Chem.Mol, smarts: str) -> int:
    return len(mol.GetSubstructMatches(pattern(smarts)))


def log_s_esol(wlogp: float, weight: float, rotatable: float, aromatic_proportion: float) -> float:
    """Estimate the solubility in water from the published ESOL equation.

    Parameters
    ----------
    wlogp
        Octanol/water logP [-]; Delaney used Daylight ClogP.
    weight
        Molecular weight [g/mol].
    rotatable
        Rotatable bonds [-].
    aromatic_proportion
        Aromatic atoms per heavy atom [-].

    Returns
    -------
    float
        log10 of the solubility [mol/L].

    References
    ----------
    Delaney, J. Chem. Inf. Comput. Sci. 2004, 44, 1000, doi:10.1021/ci034243x.

    Examples
    --------
    >>> round(log_s_esol(2.0, 200.0, 3, 0.5), 3)
    -2.512
    """
    return 0.16 - 0.63 * wlogp - 0.0062 * weight + 0.066 * rotatable - 0.74 * aromatic_proportion


def _esol(mol: Chem.Mol) -> float:
    aromatic = sum(atom.GetIsAromatic() for atom in mol.GetAtoms()) / mol.GetNumHeavyAtoms()
    rotatable = rdMolDescriptors.CalcNumRotatableBonds(mol)
    return log_s_esol(_wlogp(mol), _weight(mol), rotatable, aromatic)


def _weight(mol: Chem.Mol) -> float:
    return float(MolWt(mol))


def _wlogp(mol: Chem.Mol) -> float:
    return float(rdMolDescriptors.CalcCrippenDescriptors(mol)[0])


def _tpsa_with_s_and_p(mol: Chem.Mol) -> float:
    return float(rdMolDescriptors.CalcTPSA(mol, includeSandP=True))


def _total_atoms(mol: Chem.Mol) -> int:
    return int(mol.GetNumAtoms(onlyExplicit=False))


def _hbd_pubchem(mol: Chem.Mol) -> int:
    return _matches(mol, "[#7,#8,#16;!H0]")


def _hba_pubchem(mol: Chem.Mol) -> int:
    """Count O, F, divalent S, and N with a free lone pair: not amide, pyrrole or ammonium."""
    nitrogen = "[#7;+0;!$([nX3]);!$(N~[#6,#15,#16]=[O,S])]"
    return _matches(mol, f"[O,o,F,$([#16X2;+0]),$([#16X1]),$({nitrogen})]")


def _hbd_veber(mol: Chem.Mol) -> int:
    """Count heteroatoms with a hydrogen."""
    return _matches(mol, "[!#6;!#1;!H0]")


def _hba_veber(mol: Chem.Mol) -> int:
    """Count heteroatoms: no cations, halogens, pyrrole N, aromatic O or S, nor N, P and S of higher valence."""
    return _matches(
        mol,
        "[!#6;!#1;!F;!Cl;!Br;!I;!+;!$([n;H1,X3]);!o;!s;!$([#7X3](=O)=O);!$([#15]);!$([#16;X3,X4]);!#5;!#14]",
    )


def _rotatable_veber(mol: Chem.Mol) -> int:
    """Count single bonds outside rings between atoms that are not terminal, except amide C-N bonds."""
    bonds = {frozenset(m) for m in mol.GetSubstructMatches(pattern("[!D1;!#1]-;!@[!D1;!#1]"))}
    amides = {frozenset(m[:2]) for m in mol.GetSubstructMatches(pattern("[#6;$([#6]=[O,S])]-;!@[#7]"))}
    return len(bonds - amides)


def _amine_acid_bonds(mol: Chem.Mol) -> int | None:
    amines = [match[0] for match in mol.GetSubstructMatches(pattern(AMINE))]
    acids = [match[0] for match in mol.GetSubstructMatches(pattern(ACID))]
    joined = Chem.GetMolFrags(mol)
    same = {index: number for number, atoms in enumerate(joined) for index in atoms}
    pairs = [(n, c) for n in amines for c in acids if same[n] == same[c]]
    return min((len(Chem.GetShortestPath(mol, n, c)) - 1 for n, c in pairs), default=None)


@lru_cache(maxsize=1024)
def _at_ph74(smiles: str) -> Form:
    return form(smiles, PHYSIOLOGICAL_PH)


def _charge_ph74(mol: Chem.Mol) -> int:
    return _at_ph74(written(mol)).charge


def _ionised_groups_ph74(mol: Chem.Mol) -> int:
    return len(ionised_atoms(_at_ph74(written(mol)).mol))


def _form_ph74(mol: Chem.Mol) -> str:
    return _at_ph74(written(mol)).words


def _stereocentres(mol: Chem.Mol) -> int:
    return len(stereocentres(mol))


def _unassigned(mol: Chem.Mol) -> int:
    return sum(not is_assigned(mol.GetAtomWithIdx(index)) for index in stereocentres(mol))


def _cip(mol: Chem.Mol) -> str | None:
    prefix = {"": "", RACEMATE: "rac-", ONE_ENANTIOMER: "rel-"}.get(population(mol), "mixed-")
    labels = min(_labels(one) for one in ((mol, mirror_image(mol)) if prefix else (mol,)))
    return f"{prefix}{labels}" if labels else None


def _labels(mol: Chem.Mol) -> str:
    centres, bonds = cip_labels(mol)
    return ",".join(label for label in (*(c[1] for c in centres), *(b[2] for b in bonds)))


def _spatial_sense(mol: Chem.Mol) -> str | None:
    return spatial_sense(mol).value


def _qed(mol: Chem.Mol) -> float:
    return float(qed(mol))  # type: ignore[no-untyped-call]  # untyped in RDKit


# -- the table ---------------------------------------------------------------------------------

_ALL = (
    Descriptor("molecular_weight", "molecular weight", "g/mol", "Average mass of what is drawn.", _RDKIT, _weight),
    Descriptor(
        "heavy_atoms",
        "heavy atoms",
        "-",
        "Atoms other than hydrogen.",
        _RDKIT,
        lambda m: m.GetNumHeavyAtoms(),
    ),
    Descriptor("total_atoms", "atoms", "-", "All atoms, hydrogens included.", _RDKIT, _total_atoms),
    Descriptor(
        "wlogp",
        "octanol/water logP, Wildman-Crippen",
        "-",
        "Sum of atom contributions for the form drawn; the training set contained no zwitterions.",
        _CRIPPEN,
        _wlogp,
    ),
    Descriptor(
        "molar_refractivity",
        "molar refractivity",
        "cm3/mol",
        "Sum of atom contributions, Wildman-Crippen.",
        _CRIPPEN,
        lambda m: float(rdMolDescriptors.CalcCrippenDescriptors(m)[1]),
    ),
    Descriptor(
        "tpsa",
        "topological polar surface area",
        "A2",
        "Sum of fragment contributions of N and O.",
        _ERTL,
        lambda m: float(rdMolDescriptors.CalcTPSA(m)),
    ),
    Descriptor(
        "tpsa_sp",
        "topological polar surface area with S and P",
        "A2",
        "Sum of fragment contributions of N, O, S and P, as in SwissADME.",
        _ERTL,
        _tpsa_with_s_and_p,
    ),
    Descriptor(
        "hbd_groups",
        "hydrogen-bond donors, groups",
        "-",
        "Donor atoms by RDKit's patterns; an ammonium nitrogen counts once.",
        _RDKIT,
        rdMolDescriptors.CalcNumHBD,
    ),
    Descriptor(
        "hbd_hydrogens",
        "hydrogen-bond donors, hydrogens",
        "-",
        "Hydrogens on N and O (the NH + OH count of the rule of five).",
        _LIPINSKI,
        rdMolDescriptors.CalcNumLipinskiHBD,
    ),
    Descriptor(
        "hbd_pubchem",
        "hydrogen-bond donors, PubChem-like",
        "-",
        "N, O and S atoms that carry hydrogen; follows PubChem's Cactvs count.",
        "PubChem",
        _hbd_pubchem,
    ),
    Descriptor(
        "hba_groups",
        "hydrogen-bond acceptors, groups",
        "-",
        "Acceptor atoms by RDKit's patterns.",
        _RDKIT,
        rdMolDescriptors.CalcNumHBA,
    ),
    Descriptor(
        "hba_atoms",
        "hydrogen-bond acceptors, N and O atoms",
        "-",
        "All N and O atoms (the N + O count of the rule of five).",
        _LIPINSKI,
        rdMolDescriptors.CalcNumLipinskiHBA,
    ),
    Descriptor(
        "hba_pubchem",
        "hydrogen-bond acceptors, PubChem-like",
        "-",
        "O, F, divalent S, and N outside amides, pyrroles and ammonium; follows PubChem's Cactvs count.",
        "PubChem",
        _hba_pubchem,
    ),
    Descriptor(
        "rotatable_bonds",
        "rotatable bonds",
        "-",
        "Acyclic single bonds between non-terminal heavy atoms by RDKit's strict patterns, which leave out esters, "
        "amides, and bonds to groups that look the same after a turn.",
        _RDKIT,
        rdMolDescriptors.CalcNumRotatableBonds,
    ),
    Descriptor(
        "rotatable_bonds_veber",
        "rotatable bonds, Veber",
        "-",
        "Acyclic single bonds between non-terminal heavy atoms, except amide C-N bonds; those of esters count.",
        _VEBER,
        _rotatable_veber,
    ),
    Descriptor(
        "hbd_veber",
        "hydrogen-bond donors, Veber",
        "-",
        "Heteroatoms with at least one hydrogen.",
        _VEBER,
        _hbd_veber,
    ),
    Descriptor(
        "hba_veber",
        "hydrogen-bond acceptors, Veber",
        "-",
        "Heteroatoms without positive charge, except halogens, pyrrole nitrogen, aromatic O and S, and N, P and S of "
        "higher oxidation state; the oxygens on these count.",
        _VEBER,
        _hba_veber,
    ),
    Descriptor(
        "fraction_csp3",
        "fraction of sp3 carbon",
        "-",
        "Fraction of carbons that are sp3.",
        _LOVERING,
        lambda m: float(rdMolDescriptors.CalcFractionCSP3(m)),
    ),
    Descriptor(
        "rings",
        "rings",
        "-",
        "Smallest set of smallest rings.",
        _RDKIT,
        rdMolDescriptors.CalcNumRings,
    ),
    Descriptor(
        "aromatic_rings",
        "aromatic rings",
        "-",
        "Rings of aromatic atoms only.",
        _RDKIT,
        rdMolDescriptors.CalcNumAromaticRings,
    ),
    Descriptor(
        "amine_acid_bonds",
        "bonds from amine to acid",
        "-",
        "Fewest bonds from an aliphatic amine nitrogen to the central atom of a free acid: 4 in GABA.",
        "defined here",
        _amine_acid_bonds,
    ),
    Descriptor(
        "charge_ph74",
        "net charge at pH 7.4",
        "e",
        "Net charge of the dominant form, from measured pKa or that of the class of each group.",
        "defined here",
        _charge_ph74,
    ),
    Descriptor(
        "ionised_groups_ph74",
        "ionised groups at pH 7.4",
        "-",
        "Charged atoms of the dominant form; 2 in a zwitterion, whose net charge is 0.",
        "defined here",
        _ionised_groups_ph74,
    ),
    Descriptor(
        "form_ph74",
        "form at pH 7.4",
        "",
        "Neutral, zwitterion, cation or anion; undecided where the pH lies within the spread of a predicted pKa.",
        "defined here",
        _form_ph74,
    ),
    Descriptor(
        "stereocentres",
        "stereocentres",
        "-",
        "Tetrahedral centres, assigned or not.",
        _RDKIT,
        _stereocentres,
    ),
    Descriptor(
        "unassigned_stereocentres",
        "unassigned stereocentres",
        "-",
        "Tetrahedral centres with no configuration drawn.",
        _RDKIT,
        _unassigned,
    ),
    Descriptor(
        "cip",
        "CIP labels",
        "",
        "Labels of assigned centres and double bonds, in atom order; not comparable between compounds. "
        "rac-: with the mirror image; rel-: or the mirror image, unknown which; mixed-: other relative groups.",
        _CIP,
        _cip,
    ),
    Descriptor(
        "spatial_sense",
        "side of the backbone",
        "",
        "Side of a single substituent on C3 of a gamma-amino acid: baclofen-like or opposite.",
        "defined here",
        _spatial_sense,
    ),
    Descriptor(
        "log_s_esol",
        "solubility in water, ESOL",
        "log10(mol/L)",
        "0.16 - 0.63 logP - 0.0062 MW + 0.066 RB - 0.74 AP, with Wildman-Crippen logP in place of ClogP.",
        _DELANEY,
        _esol,
    ),
    Descriptor(
        "qed", "quantitative estimate of drug-likeness", "-", "From 0 to 1, with mean weights.", _BICKERTON, _qed
    ),
)

DESCRIPTORS: Mapping[str, Descriptor] = MappingProxyType({d.key: d for d in _ALL})
"""All descriptors defined here, by key."""

_ON_REQUEST = frozenset({"total_atoms", "molar_refractivity", "hba_groups", "hba_pubchem", "aromatic_rings"}) | {
    key for key in DESCRIPTORS if key.endswith("_veber")
}

DEFAULT_KEYS: tuple[str, ...] = tuple(key for key in DESCRIPTORS if key not in _ON_REQUEST)
"""The default columns of a comparison."""


def describe(key: str) -> Descriptor:
    """Return the descriptor of a column: unit, definition, reference.

    Raises
    ------
    InputError
        There is no such descriptor; the message suggests similar ones.

    Examples
    --------
    >>> describe("tpsa").unit
    'A2'
    >>> print(describe("rdkit:NumHeteroatoms").name)
    NumHeteroatoms
    """
    if not isinstance(key, str):
        raise InputError(f"expected the name of a descriptor, got {a_kind_of(key)}")
    if key in DESCRIPTORS:
        return DESCRIPTORS[key]
    if key.startswith(RDKIT_PREFIX) and key[len(RDKIT_PREFIX) :] in _rdkit_functions():
        return _rdkit_descriptor(key)
    near = nearest(key, [*DESCRIPTORS, *(RDKIT_PREFIX + name for name in _rdkit_functions())], most=3)
    hint = did_you_mean(near, f": choose from {', '.join(DESCRIPTORS)}")
    raise InputError(f"unknown descriptor {key!r}{hint}")


def rdkit_keys() -> tuple[str, ...]:
    """Return the keys of RDKit's own descriptors, which can all be asked for.

    Examples
    --------
    >>> "rdkit:MolLogP" in rdkit_keys()
    True
    """
    return tuple(RDKIT_PREFIX + name for name in _rdkit_functions())


def compute(compound: CompoundLike, keys: Iterable[str] | None = None) -> dict[str, Value]:
    """Compute descriptors of a compound as drawn.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.
    keys
        Keys of :data:`DESCRIPTORS` or ``rdkit:`` names; None for :data:`DEFAULT_KEYS`.

    Returns
    -------
    dict
        Values by key, in the order of the keys; None where the compound has none.

    Examples
    --------
    >>> compute("baclofen", ["molecular_weight", "tpsa", "hbd_groups", "hbd_hydrogens"])
    {'molecular_weight': 213.664, 'tpsa': 63.32, 'hbd_groups': 2, 'hbd_hydrogens': 3}
    """
    mol = as_molecule(compound)
    wanted = DEFAULT_KEYS if keys is None else tuple(keys)
    with quiet():
        return {key: _rounded(describe(key).function(mol)) for key in wanted}


def _rounded(value: Value) -> Value:
    """Round off floating-point noise."""
    return round(value, 6) if isinstance(value, float) else value


@cache
def _rdkit_functions() -> Mapping[str, Callable[[Chem.Mol], float]]:
    return MappingProxyType(dict(descList))


@cache
def _rdkit_descriptor(key: str) -> Descriptor:
    name = key[len(RDKIT_PREFIX) :]
    function = _rdkit_functions()[name]
    first = (function.__doc__ or "").strip().partition("\n")[0].strip()
    return Descriptor(key, name, "-", first or "As RDKit defines it.", _RDKIT, function)
