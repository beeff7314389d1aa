# ruff: noqa: INP001 - a script, not a package
"""The page of measured values, docs/data.md: what the bundled tables state, per target, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gaba_analogs.analogs.family import Measurement, Source, compounds, pharmacology, sources

TARGETS = {
    "GABA-B": "GABA-B receptors",
    "GABA-rho": "GABA-rho (GABA-C) receptors",
    "GABA-A": "GABA-A receptors",
    "insect RDL": "GABA receptors of insects (RDL)",
    "alpha2delta": "α2δ subunits of calcium channels",
    "GABA transaminase": "GABA transaminase",
    "GABA transporter": "GABA transporters",
    "LAT1": "LAT1",
    "system L": "System L",
    "LAT2": "LAT2",
    "PAT1": "PAT1",
    "OAT1": "OAT1",
    "blood-brain barrier": "Blood-brain barrier",
    "intestine": "Intestine",
}
PHYSICAL = ("pKa", "logD", "solubility", "solid-state")
UNITS = {"uM": "μM", "uL/min": "μL/min", "uL/min/g": "μL/min/g", "ug": "μg", "A": "Å"}
HEAD = """# Measured values

<!-- written by scripts/docs from data/*.csv: do not edit -->

All values that the package ships, as their sources state them: never averaged, each stereo form by itself.
`compare(...).measured()` gives the same rows in Python; `data/README.md` explains the columns.
Of {rows} values, {primary} name the publication they come from and {numbered} one with a DOI or PMID.
"""


def data_page() -> str:
    """Give the page as the tables make it."""
    rows = pharmacology()
    known = {source.source_key: source for source in sources()}
    cited = {key for row in rows for key in (row.source_key, row.primary_key) if key}
    numbered = {key for key in cited if known[key].doi or known[key].pmid}
    counts = {
        "rows": len(rows),
        "primary": sum(row.primary_key is not None for row in rows),
        "numbered": sum(not numbered.isdisjoint({row.source_key, row.primary_key}) for row in rows),
    }
    parts = [HEAD.format(**counts)]
    for title, members in _sections(rows):
        parts += [f"## {title}\n", *_table(members)]
    parts += ["## Sources\n", *(_cited(known[key]) for key in sorted(cited))]
    return "\n".join(parts).rstrip() + "\n"


def _sections(rows: list[Measurement]) -> Iterator[tuple[str, list[Measurement]]]:
    for target in dict.fromkeys((*TARGETS, *(row.target for row in rows if row.target))):
        yield TARGETS.get(target, target), [row for row in rows if row.target == target]
    rest = [row for row in rows if row.target is None]
    yield "Pharmacokinetics and effects in animals", [r for r in rest if not r.property.startswith(PHYSICAL)]
    yield "Physical properties", [r for r in rest if r.property.startswith(PHYSICAL)]


def _table(rows: Iterable[Measurement]) -> Iterator[str]:
    yield "| compound | form | property | value | assay, species | source |\n|---|---|---|---|---|---|"
    for row in sorted(rows, key=lambda row: row.property):
        how = ", ".join(part for part in (row.assay, row.species) if part)
        note = f" ({row.note})" if row.note else ""
        cells = (
            compounds()[row.compound_key].name,
            row.stereo_form,
            row.property,
            _value(row),
            _plain(how + note),
            _links(row),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _value(row: Measurement) -> str:
    qualifier = row.qualifier or ""
    sign = {"~": "about ", "<": "< ", ">": "> ", "<=": "≤ ", ">=": "≥ "}.get(qualifier, "")
    spread = ""
    if qualifier.startswith("±"):
        kind = row.uncertainty_kind
        spread = f" ± {qualifier[1:]}" + (f" ({kind})" if kind in {"SD", "SEM"} else "")
    unit = f" {UNITS.get(row.unit, row.unit)}" if row.unit else ""
    return _plain(f"{sign}{row.value.removeprefix('~')}{spread}{unit}")


def _links(row: Measurement) -> str:
    keys = [row.source_key]
    if row.primary_key and row.primary_key != row.source_key:
        keys.append(row.primary_key)
    return ", citing ".join(f"[{key}](#{key})" for key in keys)


def _cited(source: Source) -> str:
    where = []
    if source.doi:
        where.append(f"[doi:{source.doi}](https://doi.org/{source.doi})")
    if source.pmid:
        where.append(f"[PMID {source.pmid}](https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/)")
    if source.url:
        where.append(f"<{source.url}>")
    told = "".join(f", {text}" for text in where)
    anchor = f'<a id="{source.source_key}"></a>'
    return f"- {anchor}**{source.source_key}**: {_plain(source.citation)}{told}. Seen: {_plain(source.what_was_seen)}."


def _plain(text: str) -> str:
    """Write text so that Markdown takes no sign of it for markup."""
    signs = {"|": "\\|", "[": "&#91;", "]": "&#93;", "*": "\\*", "<": "&lt;"}
    return text.translate(str.maketrans(signs))
