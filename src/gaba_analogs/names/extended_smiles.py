"""SMILES with enhanced stereo groups: split and joined."""

from __future__ import annotations

from collections.abc import Sequence

from gaba_analogs.regex import regex

ATOM = regex(r"\[[^\]]*\]|Br|Cl|[BCNOPSFIbcnops*]")
_CHARGE = regex(r"([+-])(\d*)(?=:\d+\]|\])")
_LABELS = regex(r"\$[^$]*\$")
_RACEMIC_FLAG = regex(r"(?:^|(?<=,))r(?=,|$)")
STEREO_GROUP = regex(r"(?:^|(?<=,))([&o])(\d+):(\d+(?:,\d+)*)(?=,|$)")


def read_extended_smiles(answer: str) -> tuple[str, str, bool, bool]:
    """Split OPSIN's extended SMILES.

    Parameters
    ----------
    answer
        One line of OPSIN's output.

    Returns
    -------
    tuple
        SMILES, SMILES with enhanced stereo groups, racemic, relative.

    Examples
    --------
    >>> read_extended_smiles("NC[C@H](CC(=O)O)C1=CC=C(C=C1)Cl |$_AV:N;4;3;2;1;O;O;1;2;3;4;5;6;Cl$,r|")
    ('NC[CH](CC(=O)O)C1=CC=C(C=C1)Cl', 'NC[C@H](CC(=O)O)C1=CC=C(C=C1)Cl |&1:2|', True, False)
    >>> read_extended_smiles("N[C@@H]1[C@@H](CCCC1)O |$_AV:N;2;1;6;5;4;3;O$,o1:1,2|")
    ('N[C@@H]1[C@@H](CCCC1)O', 'N[C@@H]1[C@@H](CCCC1)O |o1:1,2|', False, True)
    """
    smiles, _, tail = answer.partition(" ")
    extension = _LABELS.sub("", tail.strip("|"))
    if not extension:
        return smiles, smiles, False, False
    everything = ",".join(map(str, centres(smiles)))
    extension = _RACEMIC_FLAG.sub(f"&1:{everything}" if everything else "", extension)
    extension = ",".join(part for part in extension.split(",") if part)
    groups = [(kind, indices.split(",")) for kind, _, indices in STEREO_GROUP.findall(extension)]
    lone = {int(indices[0]) for _, indices in groups if len(indices) == 1}
    kinds = {kind for kind, _ in groups}
    with_groups = f"{smiles} |{extension}|" if extension else smiles  # a racemate without a centre has none
    return _without_centres(smiles, lone), with_groups, "&" in kinds, "o" in kinds


def centres(smiles: str) -> list[int]:
    """Return the indices of the atoms with a tetrahedral mark."""
    return [index for index, atom in enumerate(ATOM.findall(smiles)) if "@" in atom]


def charge_of(smiles: str) -> int:
    """Add up the charges [e] of a SMILES.

    Examples
    --------
    >>> charge_of("[O-]C(=O)CC(=O)[O-].[Ca+2]"), charge_of("[NH3+]CC(=O)[O-]")
    (0, 0)
    """
    return sum(int(sign + (digits or "1")) for sign, digits in _CHARGE.findall(smiles))


def _without_centres(smiles: str, indices: set[int]) -> str:
    """Remove the tetrahedral marks of some atoms."""
    if not indices:
        return smiles
    counter = iter(range(len(smiles)))
    return ATOM.sub(lambda m: m[0].replace("@", "") if next(counter) in indices else m[0], smiles)


def joined(fragments: Sequence[str]) -> str:
    """Join SMILES, renumbering the atoms in their stereo groups."""
    if not any(" " in text for text in fragments):
        return ".".join(fragments)
    atoms = 0
    groups: list[str] = []
    for text in fragments:
        smiles, _, extension = text.partition(" ")
        for kind, _, indices in STEREO_GROUP.findall(extension.strip("|")):
            shifted = ",".join(str(int(index) + atoms) for index in indices.split(","))
            groups.append(f"{kind}{len(groups) + 1}:{shifted}")
        atoms += len(ATOM.findall(smiles))
    smiles_of_all = ".".join(text.partition(" ")[0] for text in fragments)
    return f"{smiles_of_all} |{','.join(groups)}|" if groups else smiles_of_all
