"""The JSON Schema of the report."""

from __future__ import annotations

import json
from pathlib import Path

from gaba_analogs.record import FIELDS


def schema() -> str:
    """Give the JSON Schema of a ``json`` report, with the fields that a record has, as text.

    Examples
    --------
    >>> "pubchem_cid" in json.loads(schema())["$defs"]["field"]["enum"]
    True
    """
    content = json.loads(Path(__file__).parents[1].joinpath("report.schema.json").read_text(encoding="utf-8"))
    content["$defs"]["field"]["enum"] = list(FIELDS)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
