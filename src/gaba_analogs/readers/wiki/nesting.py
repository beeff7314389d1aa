"""What is opened and never closed: the wikitext parser reads on from each, in vain, to the end of the text."""

from __future__ import annotations

from gaba_analogs.regex import regex

MOST_IN_VAIN = 150_000
"""Characters [-] that the parser may read in vain in one text; a few hundredths of a second of them."""

LONGEST_BOX = 1 << 21
"""Most characters [-] of a text that the parser is given: MediaWiki's own limit for a page (``$wgMaxArticleSize``)."""
_DEEPEST = 35
"""Depth [-] of nesting that the parser follows; it gives up what lies deeper."""

_MARK = regex(
    r"(?P<comment><!--)|(?P<end_comment>-->)|</(?P<end_tag>[A-Za-z]\w*)|<(?P<tag>[A-Za-z]\w*)|(?P<end_of_tag>/?>)"
    r"|(?P<link>\[\[)|(?P<end_link>\]\])|(?P<address>\[(?=(?:[a-z]+:)?//))|(?P<end_address>\])"
    r"|(?P<template>\{\{)|(?P<end_template>\}\})|(?P<table>\{\|)|(?P<end_table>\|\})"
)


def may_be_parsed(text: str) -> bool:
    """Tell whether the parser gets through a text in time: it does, unless much of it is opened and never closed.

    Examples
    --------
    >>> may_be_parsed("{{Drugbox | SMILES = NCCCC(=O)O <ref name=a>b</ref> }}")
    True
    >>> may_be_parsed("{{Drugbox | SMILES = " + "<ref " * 2000 + "}}")
    False
    """
    if len(text) > LONGEST_BOX:
        return False
    open_: dict[str, list[int]] = {}
    in_vain = 0
    for match in _MARK.finditer(text):
        kind, start = match.lastgroup or "", match.start()
        if kind in {"tag", "comment", "link", "address", "template", "table"}:
            places = open_.setdefault(f"<{match[kind].lower()}" if kind == "tag" else kind, [])
            if len(places) >= _DEEPEST:
                in_vain += len(text) - places.pop(0)
            places.append(start)
            if kind == "tag":
                open_.setdefault("head", []).append(start)
        else:
            key = {"end_tag": f"<{(match['end_tag'] or '').lower()}", "end_of_tag": "head"}.get(kind, kind[4:])
            if open_.get(key):
                open_[key].pop()
        if in_vain > MOST_IN_VAIN:
            return False
    return in_vain + sum(len(text) - start for places in open_.values() for start in places) <= MOST_IN_VAIN
