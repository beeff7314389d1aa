"""What a field holds may be of any length: reading it takes time in proportion, whatever is repeated in it."""

import gc
import time
from contextlib import suppress

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.identifiers import read_cas
from gaba_analogs.notation.inchi import internal_fault, read_inchi, read_layers
from gaba_analogs.notation.number import read_charge, read_mass
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.notation.text import plain_digits
from gaba_analogs.output.table import spreadsheet_safe
from gaba_analogs.readers.io.text import Peekable
from gaba_analogs.readers.structures.sdf import read_sdf
from gaba_analogs.readers.tabular.columns import SEVERAL_MEANINGS
from gaba_analogs.readers.wiki.infobox import infoboxes
from gaba_analogs.readers.wiki.markup import Run, plain_name, visible
from gaba_analogs.readers.wiki.parameters import READERS, read_identifier
from gaba_analogs.readers.wiki.wikitext import read_wikitext

pytestmark = pytest.mark.slow

CHARACTERS = 20_000
SECONDS = 1.0
BOX = "{{Drugbox\n| SMILES = NCCCC(=O)O\n}}\n"


def an_article(text):
    """Read an article with one box and a text after it; it may be refused."""
    with suppress(InputError):
        list(read_wikitext(BOX + text, source=None, page="GABA"))


def a_box(text):
    """Read an article whose only box has a text in it; it may be refused."""
    with suppress(InputError):
        list(read_wikitext(f"{{{{Drugbox\n| {text}\n}}}}\n", source=None, page="GABA"))


def a_parameter(read):
    """Make what reads one parameter of an infobox."""
    return lambda text: read(Run.of((character, ((i, i + 1),)) for i, character in enumerate(text)))


def a_data_tag(text):
    """Read an SD file with one line that may open a data item."""
    return list(read_sdf(Peekable(["", "", "", "M  END", f">{text}"]), "x.sdf"))


def layers(layer):
    """Make what reads an InChI with one layer."""
    return lambda text: (
        internal_fault(f"InChI=1S/C4H9NO2/{layer}{text}"),
        read_layers(f"InChI=1S/C4H9NO2/{layer}{text}").charge,
    )


@pytest.mark.parametrize(
    ("read", "before", "repeated", "after"),
    [
        pytest.param(stereo_claims, "(", "1R,2S,", ")-ethane", id="name-list-without-brackets"),
        pytest.param(stereo_claims, "(", "1R,2S,", "-ethane", id="name-list-not-closed"),
        pytest.param(stereo_claims, "", "(Z)-", "", id="name-of-letters"),
        pytest.param(read_cas, "", "(64-17-5", "", id="cas-brackets-not-closed"),
        pytest.param(read_cas, "", "(64-17-5", ")x", id="cas-remark-not-last"),
        pytest.param(read_cas, "", "1(", "))", id="cas-nested"),
        pytest.param(read_formula, "", "<sub", "", id="formula-tags-not-closed"),
        pytest.param(read_inchi, "", "C1", "!", id="inchi-without-layers"),
        pytest.param(read_inchi, "'", " ", "!", id="inchi-white-space"),
        pytest.param(read_inchi, "InChI=1S/C", " ", "H4", id="inchi-white-space-within"),
        pytest.param(layers("t"), "", "1", "", id="inchi-long-number"),
        pytest.param(layers("t"), "", "1000*1-;", "", id="inchi-many-components"),
        pytest.param(read_mass, "1", " ", "!", id="mass-white-space"),
        pytest.param(read_mass, "1 g", " ", "!", id="mass-unit"),
        pytest.param(read_charge, "+", " ", "!", id="charge-white-space"),
        pytest.param(read_charge, "", "+", "!", id="charge-signs"),
        pytest.param(read_chirality, "(+", " ", ")", id="chirality-white-space"),
        pytest.param(plain_digits, "½", "1", "", id="digits-beside-a-fraction"),
        pytest.param(plain_digits, "", "1", "½", id="digits-before-a-fraction"),
        pytest.param(visible, "", "<ref>", "", id="references-not-closed"),
        pytest.param(plain_name, "", "<!--", "", id="comments-not-closed"),
        pytest.param(a_box, "chemical_formula = ", "<ref ", "", id="box-of-tags-not-closed"),
        pytest.param(a_box, "SMILES = ", "<br ", "", id="box-of-breaks-not-closed"),
        pytest.param(a_box, "SMILES = ", "{{a|", "", id="box-of-templates-not-closed"),
        pytest.param(a_box, "name = ", "[http://", "", id="box-of-links-not-closed"),
        pytest.param(an_article, "", "{{Chembox|a\n==", "", id="boxes-not-closed"),
        pytest.param(spreadsheet_safe, "a", "\t", "b", id="cell-of-tabs"),
        pytest.param(spreadsheet_safe, "a", "\t", "=", id="cell-of-tabs-and-a-formula"),
        pytest.param(layers("c"), "", "9", "", id="inchi-atom-of-nine-digits"),
        pytest.param(lambda text: infoboxes(text, None), "{{Drugbox|", "\n", "x", id="box-not-closed"),
        pytest.param(an_article, "Molecular weight", " ", "x", id="prose-white-space"),
        pytest.param(an_article, "Molecular weight of", " ", "x", id="prose-subject"),
        pytest.param(an_article, "Molecular weight 1", "\xa0", "x", id="prose-unit"),
        pytest.param(an_article, "", "the molecular weight of GABA is 103.1 g/mol and ", "", id="prose-one-sentence"),
        pytest.param(an_article, "'''", "[[a", "'''", id="links-not-closed"),
        pytest.param(a_parameter(READERS["inchikey"]), "a", " ", "b", id="parameter-white-space"),
        pytest.param(a_parameter(READERS["inchi"]), "1S/C", "\n1", "", id="parameter-many-lines"),
        pytest.param(a_parameter(READERS["smiles"]), "C", "-\n", "", id="parameter-never-whole"),
        pytest.param(a_parameter(READERS["iupac_name"]), "a", " ", "b", id="name-parameter-white-space"),
        pytest.param(a_parameter(read_identifier), "a", " ", "b", id="identifier-white-space"),
        pytest.param(a_data_tag, "", "<", "", id="data-tag-not-closed"),
        pytest.param(SEVERAL_MEANINGS["mf"][0][1].fullmatch, "", "C", "\n", id="column-of-formulas"),
    ],
)
def test_reading_takes_time_in_proportion(read, before, repeated, after):
    """No text of twenty thousand characters takes a second; most of these took several, or did not end."""
    text = before + repeated * (CHARACTERS // len(repeated)) + after
    gc.collect()
    gc.disable()  # what a large test process spends on its garbage is not the reader's time
    try:
        begin = time.process_time()
        read(text)
        spent = time.process_time() - begin
    finally:
        gc.enable()

    assert spent < SECONDS
