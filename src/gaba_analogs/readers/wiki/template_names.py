"""Which templates are chemical infoboxes, and whether a text has one.

Needs no parser, so that what is no wikitext passes by cheaply.
"""

from __future__ import annotations

import re

from gaba_analogs.regex import regex

BOXES: tuple[str, ...] = (
    "infobox drug",
    "drugbox",
    "infobox medication",
    "infobox medicine",
    "ficha de medicamento",
    "ficha de fármaco",
    "chembox",
    "chembox new",
    "infobox chemical",
    "infobox chemical compound",
    "infobox compound",
    "infobox chemikalie",
    "infobox chimie",
    "chimiebox",
    "composto chimico",
    "info/química",
    "infobox chemische stof",
    "infobox geneesmiddel",
    "związek chemiczny infobox",
    "infobox 有機化合物",
    "ficha de compuesto químico",
    "вещество",
    "химическое вещество",
    "химкарточка",
    "лекарственное средство",
    "лексредство",
)
"""Names of the infobox templates and their redirects; case, spaces and underscores do not matter.

Those of other languages than English, and their parameters in `record.fields`, are the ones that DBpedia maps
(github.com/dbpedia/extraction-framework, mappings/Mapping_de.xml and so on) and those that it counted in articles
(server/src/main/statistics/mappingstats_de.txt and so on), and the words for molar mass.
"""

OPENING = regex(
    r"\{\{[\s_]*(?:template\s*:[\s_]*)?(?:"
    + "|".join(name.replace(" ", r"[\s_]+") for name in sorted(BOXES, key=len, reverse=True))
    + r")[\s_]*(?=[|}])",
    re.IGNORECASE,
)


def looks_like_wikitext(text: str) -> bool:
    r"""Tell whether text is wikitext: it has a chemical infobox, or the marks of an article.

    Examples
    --------
    >>> looks_like_wikitext("{{Chembox\n| Name = GABA\n}}"), looks_like_wikitext("smiles\nNCCCC(=O)O")
    (True, False)
    """
    if OPENING.search(text):
        return True
    marks = (r"\{\{[A-Za-z][^{}\n]*", r"\[\[[^\[\]\n]+\]\]", r"(?m)^==+[^=\n]+==+\s*$", r"'''[^'\n]+'''")
    return sum(re.search(mark, text) is not None for mark in marks) >= 2
