"""Whether every reader and every notation takes time in proportion to its input, however contrived.

    python benchmarks/linear.py                      # up to 1 MB: hours
    python benchmarks/linear.py --largest 64 --only wikitext

Each target is fed texts that repeat one unit (`<ref `, `{{`, a tab, a digit), in doubled lengths until they
are the largest asked for or take a second. What is judged is the exponent: the time of the longest text against
that of one a sixteenth as long. A linear reader has 1, a quadratic one 2.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rdkit import RDLogger

from gaba_analogs.chemistry.molfile_faults import molfile_fault
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.names.spellings import refusal, spellings
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import hill_order, read_formula, with_zeros
from gaba_analogs.notation.identifiers import is_cas_number, read_cas, read_code
from gaba_analogs.notation.inchi import bridging_hydrogens, internal_fault, read_inchi, read_layers
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.isotope_words import isotope_words
from gaba_analogs.notation.number import read_charge, read_mass
from gaba_analogs.notation.smiles import is_reaction, usual_brackets
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.notation.text import clean, is_placeholder, plain_digits, several_values, states_nothing
from gaba_analogs.output.table import spreadsheet_safe
from gaba_analogs.readers import read
from gaba_analogs.record.fields import TABLE

LIMIT = 1.2
"""Largest exponent [-] that passes for linear."""
SPAN = 16
"""Length [-] of the longest text of a measurement in units of the shortest."""
ENOUGH = 1.0
"""Time [s] after which no longer text is tried."""
CLOCK = 0.002
"""Time [s] below which a measurement says nothing."""

Target = Callable[[str], object]

UNITS = (
    "0", "9", "A", "C", "a", "e", "-", "+", "=", "#", "(", ")", "[", "]", "{", "}", "<", ">", "/", "\\", ".",
    ",", ";", ":", "'", '"', "|", "*", "@", "&", "%", "$", "^", "_", "~", "\t", "\u2019", "\u00b2", "\u2082",
    "\u00bd", "\u00b7", "\u200b", " ", "\n", "((", "))", "()", "(C", "C)2", "[C", "[C@H]", "C(", "C1", "Cl",
    "O0", "(R)-", "(2R,", "[13C]", "^", "_{", "1,", "1.", "1-", "1*", "1*;", ";1", "/h", "/t1-", "C2.", "N->",
    "&#", "&#1", "&amp", "&lt;", "-d", "d5", "\u00b11", "RS,", "rac-", "InChI=", "CAS ", "1/1/", "(+)-", "(+-)",
    "\u00b2A", "or ", " x ", " -", "; ", "==", "0-", "-0", "mol", "g/",
)  # fmt: skip
"""What notations are made of, and what they stumble over."""

MARKUP = (
    "<ref ", "<ref>", "</ref>", "<ref />", "<br ", "<br>", "<sub>", "<sup>", "</sub>", "<!--", "-->",
    "<nowiki>", "<math>", "<pre>", "<", "[http://", "http://a", "[[", "]]", "[[a|", "{{", "}}", "{{a|",
    "{{sub|", "{{chem|C|", "{|", "|}", "''", "'''", "==", "\n==", "\n* ", "\n|", "\n| SMILES = C", "|a=", "&#",
    "&lt;", "&nbsp;", "{{{", "{{Chembox|", "~~~~", "----", "the molecular weight of ", "molar mass ",
    "molecular mass 1 ", "a. ", "\n", " ", "\t", "a", "(", "a (", "a: ", "1", "-",
)  # fmt: skip
"""What wikitext is made of."""

TABULAR = (
    "\t", ",", ";", "|", '"', '""', "'", "a,", '",', '"\n', "\n", "\r", "C\n", "C,C\n", " ", "\\", "=",
    "a", "#", "\u0000", "\u00e9",
)  # fmt: skip
JSON_UNITS = (
    "[", "{", '{"a":', '"', "\\", "\\u0000", "\\ud800", "1", "[],", '""', ",", " ", "\n",
    '{"smiles": "C"}\n', "-", "e", "null,",
)  # fmt: skip
LABELLED = (
    "a", " ", "\t", "\n", ":", "=", "a: ", "a=", "Synon: ", '"', "(", "[", "<", "|", ";", "CAS: ", "SMILES\n",
    "$DTYPE a\n", 'synonym: "a" ', "BEGIN IONS\n", "END IONS\n", "[Term]\n", "Num Peaks: 9\n", "NAME: a\n",
    "\n\n", "1 1\n", "#", "-", "//\n",
)  # fmt: skip
XML_UNITS = (
    "a", "<a>", "</a>", "<a/>", "<", ">", "&#", "&lt;", "&a;", "<!--", "-->", "<![CDATA[", "]]>", "<?a ", " ",
    "\n", "<a b='",
)  # fmt: skip
SD_UNITS = (
    "\n", "$$$$\n", ">", "> <a>\n", "<", "M  END\n", "M  ", "\nM  V30 ", "0", "  0", " ", "a", "\t", "V30 -\n",
    "C 0 0 0\n",
)  # fmt: skip


def _layers(text: str) -> None:
    layers = read_layers(text)
    layers.charge, layers.composition, layers.centres, layers.double_bonds, layers.is_chiral  # noqa: B018  # lazy
    internal_fault(text)
    bridging_hydrogens(layers)


_GABA = Composition({"C": 4, "H": 9, "N": 1, "O": 2})

NOTATIONS: Mapping[str, Target] = {
    "characters": lambda text: (clean(text), plain_digits(text), is_placeholder(text)),
    "cell": lambda text: [(states_nothing(field.name, text), several_values(field.name, text)) for field in TABLE],
    "formula": lambda text: (read_formula(text), hill_order(text)),
    "formula, letters and digits": lambda text: with_zeros(text, _GABA),
    "mass": read_mass,
    "charge": read_charge,
    "CAS number": lambda text: (read_cas(text), is_cas_number(text)),
    "code": read_code,
    "InChIKey": read_inchikey,
    "InChI": read_inchi,
    "InChI layers": _layers,
    "InChI, connections": lambda text: _layers(f"InChI=1S/C9H9/c{text}/h{text}"),
    "InChI, stereo": lambda text: _layers(f"InChI=1S/C9H9/c1-2-3/t{text}/m{text}/s1"),
    "SMILES": lambda text: (usual_brackets(text), is_reaction(text)),
    "molfile, fault": molfile_fault,
    "chirality": read_chirality,
    "name, isotopes": isotope_words,
    "name, stereo": stereo_claims,
    "name, spellings": lambda text: (spellings(text), refusal(text)),
    "spreadsheet": spreadsheet_safe,
}

_BOX = "{{Infobox drug\n| name = x\n| SMILES = NCCCC(=O)O\n| §\n}}\n'''x''' is a drug.\n"
_FIELDS = (
    "chemical_formula",
    "molecular_weight",
    "SMILES",
    "StdInChI",
    "StdInChIKey",
    "IUPAC_name",
    "synonyms",
    "CAS_number",
)
_HEAD = "<page><title>x</title><ns>0</ns><id>1</id><revision><id>2</id><text>"
_PAGE = f"{_HEAD}{{{{Drugbox | SMILES = C }}}}</text></revision></page>"
_BLOCK = "\n\n\n  1  0  0  0  0  0  0  0  0  0999 V2000\n"
_HMDB = (
    '<?xml version="1.0"?>\n<hmdb>\n<metabolite>\n<accession>HMDB0000112</accession>\n<name>GABA</name>\n'
    "<smiles>NCCCC(=O)O</smiles>\n</metabolite>\n</hmdb>\n"
)
_ATOM = "    0.0000    0.0000    0.0000 C   0  0\n"

FORMATS: Mapping[str, tuple[str, Sequence[str]]] = {
    **{f"wikitext, {field}": (_BOX.replace("§", f"{field} = §"), MARKUP) for field in _FIELDS},
    "wikitext, a parameter": (_BOX.replace("§", "§ = a"), MARKUP),
    "wikitext, before": (f"§{_BOX.replace('§', 'H = 9')}", MARKUP),
    "wikitext, after": (f"{_BOX.replace('§', 'H = 9')}§", MARKUP),
    "dump, between pages": (
        f"<mediawiki>{_PAGE}§{_PAGE}</mediawiki>",
        (*MARKUP, "<page>", "</page>", "Drugbox", "<text>"),
    ),
    "dump, in a page": (
        f"<mediawiki>{_PAGE.replace('SMILES = C', '§')}</mediawiki>",
        (*MARKUP, "<page>", "</page>", "Drugbox", "&lt;ref ", "&lt;ref>", "&lt;!--", "&amp;#"),
    ),
    "csv, a cell": ("SMILES,name\nNCCCC(=O)O,§\nC,a\n", TABULAR),
    "csv, a header": ("SMILES,§\nC,a\n", TABULAR),
    "csv, quoted": ('SMILES,name\nNCCCC(=O)O,"§\nC,a\n', TABULAR),
    "tsv, a cell": ("SMILES\tname\nNCCCC(=O)O\t§\nC\ta\n", TABULAR),
    "jsonl, a text": ('{"smiles": "C", "name": "§"}\n', JSON_UNITS),
    "jsonl, a value": ('{"smiles": "C", "name": §}\n', JSON_UNITS),
    "json, a text": ('[{"smiles": "C", "name": "§"}]\n', JSON_UNITS),
    "json, a value": ('[{"smiles": "C"}, §]\n', JSON_UNITS),
    "sdf, a tag": (f"{_BLOCK}{_ATOM}M  END\n§\n$$$$\n", SD_UNITS),
    "sdf, a block": (f"{_BLOCK}§\nM  END\n$$$$\n", SD_UNITS),
    **{
        f"{suffix}, an entry": (before + "§\n" + after, LABELLED)
        for suffix, before, after in (
            ("msp", "NAME: GABA\nSMILES: NCCCC(=O)O\n", "Num Peaks: 1\n1 1\n\n"),
            ("mgf", "BEGIN IONS\nNAME=GABA\nSMILES=NCCCC(=O)O\n", "1 1\nEND IONS\n\n"),
            ("mzlb", "<mzSpecLib>\n<Spectrum=1>\n<Analyte=1>\nMS:1000866|molecular formula=CH4\n", "<Peaks>\n1 1\n"),
            ("obo", "format-version: 1.2\n\n[Term]\nid: CHEBI:16865\nname: GABA\n", "\n[Term]\nid: CHEBI:1\n"),
            ("txt", "CAS Number\n56-12-2\nSMILES\nNCCCC(=O)O\n", "InChIKey\nBTCSSZJGUNDROE-UHFFFAOYSA-N\n"),
            ("rdf", f"$RDFILE 1\n$DATM x\n$MFMT{_BLOCK}{_ATOM}M  END\n$DTYPE a\n$DATUM ", "$DTYPE b\n$DATUM c\n"),
        )
    },
    "xml, a text": (_HMDB.replace("GABA", "§"), XML_UNITS),
    "xml, an element": (_HMDB.replace("<name>", "§<name>"), XML_UNITS),
    "smi, a line": ("CCO §\nC a\n", (*TABULAR, "C", "[", "(")),
}  # fmt: skip
"""Texts with a place for the repetition, and what to repeat there."""


def _reader(name: str, text: str, folder: Path) -> Target:
    """Give what reads a file of one format with a text put in its place."""
    suffix = name.split(",", maxsplit=1)[0].replace("dump", "xml")
    path = folder / f"input.{suffix}"

    def run(middle: str) -> None:
        path.write_bytes(text.replace("§", middle).encode("utf-8", "surrogatepass"))
        with suppress(GabaAnalogsError):
            for _ in read(path):
                pass

    return run


@dataclass(frozen=True)
class Measured:
    """How the time of one target grows with one repetition.

    Parameters
    ----------
    target, unit
        What was measured.
    exponent
        Power of the length with which the time grows [-]; 0 where it is too short to tell.
    length, seconds
        Characters [-] of the longest text, and its time [s].
    """

    target: str
    unit: str
    exponent: float
    length: int
    seconds: float


def measure(name: str, run: Target, unit: str, lengths: Sequence[int]) -> Measured:
    """Measure how the time of a target grows, anew where a busy machine may have spoilt the figure.

    Parameters
    ----------
    name, run, unit
        The target, and what is repeated.
    lengths
        Lengths [characters] to try, in rising order.
    """
    found = _measured(name, run, unit, lengths)
    for _ in range(2):
        if found.exponent <= LIMIT:
            break
        found = _measured(name, run, unit, lengths)
    return found


def _measured(name: str, run: Target, unit: str, lengths: Sequence[int]) -> Measured:
    times: list[float] = []
    for length in lengths:
        times.append(_time(run, unit, length))
        if times[-1] > ENOUGH:
            break
    longest = lengths[len(times) - 1]
    base = max((n for n, length in enumerate(lengths) if length * SPAN <= longest), default=0)
    quick = len(times) == 1 or times[-1] < 5 * CLOCK
    growth = math.log(times[-1] / max(times[base], CLOCK))
    exponent = 0.0 if quick else growth / math.log(longest / lengths[base])
    return Measured(name, unit, exponent, longest, times[-1])


_COUNTER = itertools.count()


def _time(run: Target, unit: str, length: int) -> float:
    """Time [s] of one text; texts of every measurement differ, so that no cache answers."""
    text = unit * max(length // len(unit), 1) + f"{next(_COUNTER):x}"
    gc.disable()  # what a large process spends on its garbage is not the reader's time
    try:
        start = time.process_time()
        run(text)
        return time.process_time() - start
    finally:
        gc.enable()


def targets(folder: Path) -> Iterator[tuple[str, Target, Sequence[str]]]:
    """Give every notation and every reader with what it is fed."""
    for name, run in NOTATIONS.items():
        yield name, run, UNITS
    for name, (text, units) in FORMATS.items():
        yield name, _reader(name, text, folder), units


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, and fail where something is not linear."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--largest", type=int, default=1024, help="longest text [kB]")
    parser.add_argument("--only", default="", help="targets whose name contains this")
    parser.add_argument("--every", action="store_true", help="a line for every repetition that is not linear")
    options = parser.parse_args(arguments)
    print("| target | worst unit | exponent [-] | longest text [characters] | time [s] |\n|---|---|---|---|---|")
    failed = 0
    lengths = [256 * 2**n for n in range((4 * options.largest).bit_length())]
    with tempfile.TemporaryDirectory() as folder:
        RDLogger.DisableLog("rdApp.*")
        for name, run, units in targets(Path(folder)):
            if options.only not in name:
                continue
            found = [measure(name, run, unit, lengths) for unit in units]
            worst = max(found, key=lambda one: (one.exponent, one.seconds))
            failed += worst.exponent > LIMIT
            bad = [one for one in found if one.exponent > LIMIT] if options.every else []
            for one in bad or [worst]:
                unit = json.dumps(one.unit).replace("|", "\\|")
                print(f"| {name} | `{unit}` | {one.exponent:.2f} | {one.length:,} | {one.seconds:.3f} |", flush=True)
    print(f"\n{failed} not linear" if failed else "\nall linear")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
