"""Places in nested JSON: what a path as ``compound[0].structure.smiles`` leads to, and which ones were passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gaba_analogs.readers.tabular.cells import cell_text
from gaba_analogs.readers.tabular.columns import field_headed, field_shown_by
from gaba_analogs.regex import regex

DEEPEST = 8
"""Most steps [-] of a path that is looked for."""

_STEP = regex(r"\.?([^.\[\]()\s][^.\[\]()]*)|\[(\d{1,6})\]")


def steps(path: str) -> tuple[str | int, ...] | None:
    """Split a path into keys and positions, counted from 0; None where it is a plain key.

    Examples
    --------
    >>> steps("compound[0].structure.smiles"), steps("smiles"), steps("M.W. (g/mol)")
    (('compound', 0, 'structure', 'smiles'), None, None)
    """
    found: list[str | int] = []
    position = 0
    while position < len(path):
        step = _STEP.match(path, position)
        if step is None:
            return None
        found.append(int(step[2]) if step[2] else step[1])
        position = step.end()
    return tuple(found) if len(found) > 1 and not path.startswith(("[", ".")) else None


def text_at(value: object, way: tuple[str | int, ...], field: str) -> str | None:
    """Give the text at a place; None where nothing stands there."""
    for step in way:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return cell_text(value, field)


def passed_over(value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give the paths of nested values that look like a field's, with the field.

    Examples
    --------
    >>> list(passed_over({"hit": {"structure": {"smiles": "NCCCC(=O)O"}}}))
    [('hit.structure.smiles', 'smiles')]
    """
    for key, inner in value.items():
        yield from _below(inner, key, 1)


def _below(value: object, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _below(inner, f"{path}.{key}", depth + 1)
            elif isinstance(inner, str) and (field := _field(key, inner)) is not None:
                yield f"{path}.{key}", field
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _below(value[0], f"{path}[0]", depth + 1)


def _field(key: str, text: str) -> str | None:
    """Name the field of a nested value by its key and its form."""
    headed = field_headed(key)
    shown = field_shown_by(text) if len(text) > 3 else None
    if headed is not None and headed[0] not in {"name", "synonyms", "charge"}:
        return headed[0]
    return shown
