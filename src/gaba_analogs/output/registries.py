"""Where a registry shows the substance of an identifier: https addresses, made of checked identifiers alone."""

from __future__ import annotations

from gaba_analogs.notation.identifiers import cas_check_digit, read_cas
from gaba_analogs.record.fields import BY_NAME, TABLE, Kind

ADDRESSES: dict[str, tuple[str, str]] = {}
"""Field to what stands before and behind a bare identifier in the address of its page."""

for _field in TABLE:
    if _field.address is not None:
        _start, _, _end = _field.address.partition("{}")
        ADDRESSES[_field.name] = (_start + _field.prefix, _end)


def bare_identifier(field: str, text: str) -> str | None:
    """Give what completes the registry's address; None where form or check digit do not hold.

    Examples
    --------
    >>> bare_identifier("chebi_id", "CHEBI:2972"), bare_identifier("cas", "1134-47-0")  # baclofen
    ('2972', '1134-47-0')
    >>> bare_identifier("cas", "1134-47-1") is bare_identifier("pubchem_cid", "javascript:alert(1)") is None
    True
    """
    entry = BY_NAME[field]
    if entry.address is None:
        return None
    if entry.kind is Kind.CAS_NUMBER:
        number = read_cas(text).value
        fits = number is not None and cas_check_digit(number[:-2].replace("-", "")) == int(number[-1])
        return number if fits else None
    bare = entry.bare(text)
    return bare if bare is not None and entry.is_sound(bare) else None
