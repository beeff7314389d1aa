"""MediaWiki dumps, built in the published export format (export-0.11.xsd) from the records of the project."""

import bz2
import gzip
import io
import tracemalloc
from itertools import repeat
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.wiki import dump as dumps

BOXES = Path(__file__).parents[3] / "data" / "records"

HEAD = """\
<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.mediawiki.org/xml/export-0.11/ http://www.mediawiki.org/xml/export-0.11.xsd" \
version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Wikipedia</sitename>
    <dbname>enwiki</dbname>
    <base>https://en.wikipedia.org/wiki/Main_Page</base>
    <generator>MediaWiki 1.45.0</generator>
    <case>first-letter</case>
    <namespaces>
      <namespace key="0" case="first-letter" />
      <namespace key="10" case="first-letter">Template</namespace>
    </namespaces>
  </siteinfo>
"""
FOOT = "</mediawiki>\n"
TOWN = "'''Gabaville''' is a [[town]] & more.\n{{Infobox settlement\n| name = Gabaville\n}}\n"


def box(name):
    """Give the wikitext of a bundled record."""
    return (BOXES / f"{name}.wikitext").read_text(encoding="utf-8")


def page(title, *texts, namespace=0, redirect=None):
    """Write a page with its revisions, the last one latest."""
    target = f'    <redirect title="{escape(redirect)}" />\n' if redirect else ""
    revisions = "".join(
        f"""\
    <revision>
      <id>{number + 1000}</id>
      <timestamp>2026-08-01T12:00:00Z</timestamp>
      <contributor>
        <username>Curator</username>
        <id>119</id>
      </contributor>
      <comment>InChI &amp; key</comment>
      <origin>{number + 1000}</origin>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{len(text.encode())}" sha1="jpv3" xml:space="preserve">{escape(text)}</text>
      <sha1>jpv3</sha1>
    </revision>
"""
        for number, text in enumerate(texts)
    )
    return f"""\
  <page>
    <title>{escape(title)}</title>
    <ns>{namespace}</ns>
    <id>2284</id>
{target}{revisions}  </page>
"""


def records(*pages, head=HEAD, foot=FOOT):
    """Read a dump of some pages from standard input."""
    return list(read("-", stdin=io.BytesIO((head + "".join(pages) + foot).encode())))


ARTICLES = (
    page("Gabaville", TOWN),
    page("Lioresal", "#REDIRECT [[Baclofen]] {{Drugbox}}", redirect="Baclofen"),
    page("Baclofen", box("baclofen")),
    page("Template:Drugbox", box("phenibut"), namespace=10),
    page("Pregabalin", box("pregabalin")),
)


# What the bundled records state, as data/compounds.csv lists it.
BACLOFEN_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
PREGABALIN_KEY = "AYXYPKUFHZROOJ-ZETCQYMHSA-N"


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        pytest.param("pages-articles.xml", bytes, id="plain"),
        pytest.param("pages-articles.xml.bz2", bz2.compress, id="bzip2"),
        pytest.param("pages-articles.xml.gz", gzip.compress, id="gzip"),
        pytest.param("pages-articles", bytes, id="without-suffix"),
    ],
)
def test_articles_with_a_chemical_infobox(tmp_path, name, packed):
    """Each gives its record; towns, redirects and other namespaces give none."""
    path = tmp_path / name
    path.write_bytes(packed((HEAD + "".join(ARTICLES) + FOOT).encode()))
    found = list(read(path))

    assert [(record.name, record.inchikey) for record in found] == [
        ("Baclofen", BACLOFEN_KEY),
        ("Pregabalin", PREGABALIN_KEY),
    ]
    assert [record.place.row for record in found] == [1, 2]
    assert {record.place.source for record in found} == {str(path)}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding):
    """A dump that an editor saved in another Unicode encoding is the same dump: talk pages are passed over."""
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    data = "".join([declaration, HEAD, *ARTICLES, FOOT]).encode(encoding)

    assert [record.name for record in read("-", stdin=io.BytesIO(data))] == ["Baclofen", "Pregabalin"]


def test_multistream(tmp_path):
    """A multistream dump is bzip2 streams one after the other: header, a hundred pages each, footer."""
    path = tmp_path / "pages-articles-multistream.xml.bz2"
    streams = [HEAD, "".join(ARTICLES[:3]), "".join(ARTICLES[3:]), FOOT]
    path.write_bytes(b"".join(bz2.compress(stream.encode()) for stream in streams))

    assert [record.name for record in read(path)] == ["Baclofen", "Pregabalin"]


@pytest.mark.parametrize("size", [50, 1000, 100_000])
def test_pages_are_found_however_the_stream_is_cut(size, monkeypatch):
    """A page may lie across any number of chunks."""
    monkeypatch.setattr(dumps, "CHUNKS", 1)
    data = (HEAD + "".join(ARTICLES) + FOOT).encode()
    chunks = (data[start : start + size] for start in range(0, len(data), size))
    found = list(dumps.read_dump(chunks, "x"))

    assert [record.name for record in found] == ["Baclofen", "Pregabalin"]
    assert [record.place for record in found] == [record.place._replace(source="x") for record in records(*ARTICLES)]


def test_the_place_is_the_line_of_the_infobox():
    """The line counts in the decompressed dump, so that the box is found again there."""
    text = HEAD + page("Gabaville", TOWN) + page("Phenibut", "{{Short description|Drug}}\n\n" + box("phenibut")) + FOOT
    (phenibut,) = read("-", stdin=io.BytesIO(text.encode()))

    assert text.splitlines()[phenibut.place.line - 1].startswith(box("phenibut").splitlines()[0])


def test_the_place_is_that_of_the_revision_that_is_read():
    """The box of an earlier revision stands higher up in the page."""
    earlier = "{{Short description|Drug}}\n\n" + box("phenibut")
    text = HEAD + page("Phenibut", earlier, box("phenibut")) + FOOT
    (phenibut,) = read("-", stdin=io.BytesIO(text.encode()))
    lines = text.splitlines()

    assert lines[phenibut.place.line - 1].endswith(box("phenibut").splitlines()[0])
    assert phenibut.place.line > lines.index("    </revision>") + 1


@pytest.mark.parametrize(
    "opening",
    [
        "{{Drugbox",
        "{{drugbox",
        "{{Infobox drug",
        "{{Infobox_drug",
        "{{INFOBOX  Drug",
        "{{Chembox",
        "{{Infobox medication",
    ],
)
def test_templates_and_their_aliases(opening):
    """Case, blanks and underscores in the name of the template do not matter."""
    text = f"{opening}\n| Name = GABA\n| SMILES = NCCCC(=O)O\n| InChIKey = BTCSSZJGUNDROE-UHFFFAOYSA-N\n}}}}\n"

    assert [record.smiles for record in records(page("GABA", text))] == ["NCCCC(=O)O"]


def test_the_record_bears_the_title():
    """The title leads to the page, also where the box has another name; several boxes have both."""
    one = "{{Drugbox\n| drug_name = Lioresal\n| SMILES = NCC(CC(=O)O)c1ccc(Cl)cc1\n}}\n"
    two = one + "{{Drugbox\n| drug_name = Arbaclofen\n| SMILES = NC[C@H](CC(=O)O)c1ccc(Cl)cc1\n}}\n"

    assert [record.name for record in records(page("Baclofen", one))] == ["Baclofen"]
    assert [record.name for record in records(page("Baclofen", two))] == ["Baclofen: Lioresal", "Baclofen: Arbaclofen"]


def test_the_last_revision_counts():
    """A dump with the history of its pages is read as of its latest revisions."""
    assert [
        record.smiles for record in records(page("GABA", "{{Chembox|SMILES=C}}", "{{Chembox|SMILES=NCCCC(=O)O}}"))
    ] == ["NCCCC(=O)O"]


def test_a_mass_in_the_prose_counts():
    """The article is read as a whole: Wikipedia states the mass of baclofen only in a sentence."""
    text = "{{Drugbox\n| SMILES = NCC(CC(=O)O)c1ccc(Cl)cc1\n}}\n'''Baclofen''' is a drug. Its name is short.\n"
    text += "The molecular weight of baclofen is 213.66 g/mol.\n"

    assert [record.molecular_weight for record in records(page("Baclofen", text))] == ["213.66 g/mol"]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        pytest.param(page("Lost", "{{Drugbox\n| name = Lost\n}}"), "states nothing to compare", id="empty-box"),
        pytest.param(
            page("Lost", box("phenibut")).replace("</revision>", "</revison>"), "cannot read the page", id="bad-xml"
        ),
        pytest.param(
            page("Lost", box("phenibut")).replace("<revision>", "<surprise/><revision>"),
            "cannot read the page .*surprise",
            id="unknown-element",
        ),
        pytest.param(
            page("Lost", box("phenibut")).replace("<ns>0</ns>\n    <id>2284</id>", "<ns>0</ns><id>x</id>"),
            "cannot read the page",
            id="no-number",
        ),
    ],
)
def test_a_page_that_cannot_be_read_costs_no_other(bad, said):
    """It is a record with its title and the reason."""
    found = records(ARTICLES[2], bad, ARTICLES[4])

    assert [record.name for record in found] == ["Baclofen", "Lost", "Pregabalin"]
    assert [bool(record.problem) for record in found] == [False, True, False]
    with pytest.raises(InputError, match=said):
        raise InputError(found[1].problem)


PHENIBUT = page("Phenibut", box("phenibut"))


@pytest.mark.parametrize(
    ("pages", "names"),
    [
        pytest.param(
            (PHENIBUT.replace("</page>", ""), ARTICLES[2]), {"Phenibut": False, "Baclofen": True}, id="end-lost"
        ),
        pytest.param(
            (ARTICLES[2], PHENIBUT.replace("</page>", "")), {"Baclofen": True, "Phenibut": False}, id="end-lost-last"
        ),
        pytest.param(
            (ARTICLES[2], PHENIBUT.replace("<page>", ""), ARTICLES[4]),
            {"Baclofen": True, "Phenibut": False, "Pregabalin": True},
            id="beginning-lost",
        ),
        pytest.param(
            (PHENIBUT[: PHENIBUT.index("<text")], ARTICLES[2]), {"Baclofen": True}, id="cut-before-its-infobox"
        ),
        pytest.param(
            (ARTICLES[2], PHENIBUT.replace("</page>", "<page>"), ARTICLES[4]),
            {"Baclofen": True, "Phenibut": False, "Pregabalin": True},
            id="opened-instead-of-closed",
        ),
    ],
)
def test_a_page_without_its_tags_costs_no_other(pages, names):
    """A lost page tag spoils the page that it is missing from, and neither the one before nor the one after."""
    found = records(*pages)

    assert {record.name: record.problem is None for record in found} == names
    assert len(found) == len(names)


@pytest.mark.parametrize(
    "hidden",
    ["<!-- {{Drugbox|SMILES=C}} -->", "<nowiki>{{Drugbox|SMILES=C}}</nowiki>", "See [[Template:Chembox]].", "chembox"],
)
def test_a_template_that_is_only_mentioned_is_no_box(hidden):
    """A page about infoboxes has none."""
    assert [record.name for record in records(page("Help", hidden), ARTICLES[2])] == ["Baclofen"]


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        pytest.param(lambda data: data[: data.rfind(b"</text>")], "the dump is truncated", id="plain"),
        pytest.param(lambda data: bz2.compress(data)[:-20], "the bzip2 data end early", id="bzip2"),
        pytest.param(lambda data: gzip.compress(data)[:-4], "the gzip data end early", id="gzip"),
        pytest.param(
            lambda data: bz2.compress(data[:-500]) + b"BZh9" + bytes(99), "the bzip2 data are damaged", id="damaged"
        ),
    ],
)
def test_a_broken_archive_gives_what_it_holds_first(tmp_path, packed, said):
    """One clear line after the records that could be read."""
    path = tmp_path / "pages-articles.xml"
    fill = page("Gabaville", TOWN * 300)  # bzip2 decompresses blocks of 900,000 bytes
    path.write_bytes(packed((HEAD + ARTICLES[2] + fill * 60 + ARTICLES[4] + FOOT).encode()))
    got = []
    with pytest.raises(InputError, match=said) as caught:
        drain(read(path), got)

    assert got[:1] == ["Baclofen"]
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def drain(found, into):
    """Collect names one by one, also when an error follows."""
    for record in found:
        into.append(record.name)


def test_a_dump_without_chemistry():
    """It is an error, not an empty success."""
    with pytest.raises(InputError, match="no article with a chemical infobox"):
        records(page("Gabaville", TOWN))


def test_a_mapping_makes_no_sense():
    """A dump has no columns."""
    with pytest.raises(InputError, match="remove --map"):
        list(read("-", stdin=io.BytesIO((HEAD + FOOT).encode()), mapping={"smiles": "x"}))


def test_an_endless_page_is_refused(monkeypatch):
    """A text that never closes its page does not fill the memory."""
    monkeypatch.setattr(dumps, "LONGEST_PAGE_BYTES", 100_000)
    chunks = [f"{HEAD}<page>".encode(), *repeat(b"x" * 10_000, 1000)]
    with pytest.raises(InputError, match="a page longer than"):
        list(dumps.read_dump(chunks, "x"))


@pytest.mark.slow
def test_memory_does_not_grow():
    """Reading many pages takes no more memory than reading few."""
    piece = "".join([*ARTICLES, page("Gabaville", TOWN * 9000)]).encode()
    peaks = []
    for count in (20, 80):
        tracemalloc.start()
        chunks = [HEAD.encode(), *repeat(piece, count), FOOT.encode()]
        assert sum(1 for _ in dumps.read_dump(chunks, "x")) == 2 * count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.2 * peaks[0]


def test_a_comment_between_pages_is_no_page():
    """The name of a template between two pages costs no record."""
    text = "<revision><id>2</id><text>{{{{Drugbox | SMILES = {1}}}}}</text></revision>"
    page = f"<page><title>{{0}}</title><ns>0</ns><id>1</id>{text}</page>"
    dump = f"<mediawiki>{page.format('GABA', 'NCCCC(=O)O')}<!-- Drugbox -->{page.format('ethane', 'CC')}</mediawiki>"

    records = list(dumps.read_dump([dump.encode()], "dump.xml"))

    assert [(record.name, record.smiles) for record in records] == [("GABA", "NCCCC(=O)O"), ("ethane", "CC")]
