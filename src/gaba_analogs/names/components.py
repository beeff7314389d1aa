"""Names of several components, such as ``sodium;4-aminobutanoate``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gaba_analogs.names.answer import shorten
from gaba_analogs.names.extended_smiles import charge_of, joined
from gaba_analogs.names.parsed_name import ParsedName
from gaba_analogs.notation.stereodescriptors import plain_text
from gaba_analogs.regex import regex

_MULTIPLIERS = {
    "di": 2, "tri": 3, "tetra": 4, "penta": 5, "hexa": 6, "hepta": 7, "octa": 8, "nona": 9, "deca": 10,
    "undeca": 11, "dodeca": 12,
}  # fmt: skip
_MULTIPLIED = regex(rf"({'|'.join(sorted(_MULTIPLIERS, key=len, reverse=True))})(.+)")
_RATIO = regex(r"\s*\((?P<ratio>[1-9]\d?(?:[:/][1-9]\d?)+)\)(?:\s*\(salt\))?$")
_BASE = regex(r"N(?![a-z])|n")
_CARBON = regex("C(?![a-z])|c")
_ANION = regex(r"\[(O|S|F|Cl|Br|I)-\]")
_BARE_ATOM = regex(r"\[[A-Z][a-z]?\]")
NEVER_JOINED = frozenset({"azanium", "ammonium", "carbonate", "phosphate", "sulfate", "borate", "silicate"})
SMALL_COMPONENTS = {"hydron": "[H+]", "hydrate": "O", "hydride": "[H-]"}
_METAL_CHARGES = {
    **dict.fromkeys(("Li", "Na", "K", "Rb", "Cs", "Ag"), "+"),
    **dict.fromkeys(("Be", "Mg", "Ca", "Sr", "Ba", "Zn", "Cu"), "+2"),
    "Al": "+3",
}


def components(name: str) -> list[str]:
    """Split a name at its semicolons and bars.

    Examples
    --------
    >>> components("sodium;4-aminobutanoate")
    ['sodium', '4-aminobutanoate']
    """
    return [part.strip() for part in re.split(r"[;|]", plain_text(name)) if part.strip()]


def one_and_count(component: str) -> tuple[str, int]:
    """Split off a multiplier: ``dihydrate`` is hydrate, twice."""
    match = _MULTIPLIED.fullmatch(component)
    return (match[2], _MULTIPLIERS[match[1]]) if match else (component, 1)


def with_counts(parts: Sequence[str]) -> dict[str, int] | None:
    """Give the components with the numbers that a ratio behind the last one states; None without it.

    Examples
    --------
    >>> with_counts(["1,4-dimethylpiperazine", "acetic acid (1:2)"])
    {'1,4-dimethylpiperazine': 1, 'acetic acid': 2}
    """
    match = _RATIO.search(parts[-1])
    counts = [] if match is None else [int(count) for count in re.split("[:/]", match["ratio"])]
    if match is None or len(counts) != len(parts) or len(set(parts)) < len(parts):
        return None
    return dict(zip([*parts[:-1], parts[-1][: match.start()]], counts, strict=True))


def assembled(
    name: str, components: Sequence[tuple[ParsedName, int]], ratio: Mapping[str, int] | None = None
) -> ParsedName:
    """Combine components, in the ratio that the name states, if any; metals become cations if there are anions."""
    parts = [(part, count * (ratio or {}).get(part.name, 1)) for part, count in components]
    unread = next((part for part, _ in parts if part.failure), None)
    if unread is not None:
        return ParsedName(name, name.strip(), failure=f"component {shorten(unread.name)!r}: {unread.failure}")
    smiles = _as_acids(_ionised([part.smiles or "" for part, count in parts for _ in range(count)]))
    cxsmiles = smiles
    if any(part.cxsmiles != part.smiles for part, _ in parts):
        cxsmiles = _as_acids(_ionised([part.cxsmiles or "" for part, count in parts for _ in range(count)]))
    return ParsedName(
        name,
        "; ".join(part.interpreted if count == 1 else f"{count} {part.interpreted}" for part, count in parts),
        smiles=".".join(smiles),
        cxsmiles=joined(cxsmiles),
        racemic=any(part.racemic for part, _ in parts),
        relative=any(part.relative for part, _ in parts),
        ambiguous=any(part.ambiguous for part, _ in parts),
        stereo_ignored=tuple(term for part, _ in parts for term in part.stereo_ignored),
        ratio_uncertain=ratio is None,
    )


def _ionised(fragments: list[str]) -> list[str]:
    """Turn bare metals into cations if there are anions."""
    ions = {
        text: f"[{metal}{_METAL_CHARGES[metal]}]" for text in fragments if (metal := text.strip("[]")) in _METAL_CHARGES
    }
    if not ions or all(charge_of(text) >= 0 for text in fragments):
        return fragments
    return [ions.get(text, text) for text in fragments]


def _as_acids(fragments: list[str]) -> list[str]:
    """Give the anions beside a base the protons that they lack: the sulfate of an amine is that of its ammonium ion."""
    has_base = any(_BASE.search(text) for text in fragments if charge_of(text) == 0)
    if not has_base or any(charge_of(text) > 0 or _BARE_ATOM.fullmatch(text) for text in fragments):
        return fragments
    return [text if charge_of(text) == 0 else _acid(text) for text in fragments]


def _acid(anion: str) -> str:
    """Write the acid of an anion; the oxygen of a nitro group keeps its charge.

    Examples
    --------
    >>> _acid("[O-]S(=O)(=O)[O-]"), _acid("[N+](=O)([O-])[O-]"), _acid("[Cl-]")
    ('OS(=O)(=O)O', '[N+](=O)(O)[O-]', 'Cl')
    """
    left = -charge_of(anion)
    if "+" not in anion or _CARBON.search(anion) is None:
        anion, done = _ANION.subn(r"\1", anion, count=left)
        left -= done
    return ".".join([anion, *["[H+]"] * left])
