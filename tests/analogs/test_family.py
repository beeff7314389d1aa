"""The family's data files and the functions that read them."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula
from stdnum import casrn
from stdnum.eu import ecnumber

from gaba_analogs.analogs import family
from gaba_analogs.api.verify import verify
from gaba_analogs.errors import InputError, UnknownCompoundError
from gaba_analogs.results.findings import Verdict

COMPOUNDS = family.compounds()

# Keys as printed by the sources, not computed here: Wikipedia (baclofen, phenibut, pregabalin, GABA,
# vigabatrin, picamilon, homotaurine), NCATS Inxight (pregabalin sodium), DrugBank tables (gabapentin,
# D-isovaline), Guide to Pharmacology (CGP, SKF, SCH and SNAP numbers, ring-constrained analogues), Drug Repurposing Hub
# ((R)-rolipram), vendor pages that reproduce PubChem (the rest).
PUBLISHED_INCHIKEYS = {
    "baclofen": "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    "(R)-baclofen": "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
    "(R)-baclofen-hydrochloride": "WMNUVYYLMCMHLU-QRPNPIFTSA-N",
    "baclofen-hydrochloride": "WMNUVYYLMCMHLU-UHFFFAOYSA-N",
    "phenibut": "DAFOCGYVTAOKAJ-UHFFFAOYSA-N",
    "pregabalin": "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
    "pregabalin-sodium": "RDOYGLCZFATQEB-FJXQXJEOSA-M",
    "gaba": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
    "gabapentin": "UGJMXCAKCUNAIE-UHFFFAOYSA-N",
    "vigabatrin": "PJDFLNIOAUIZSL-UHFFFAOYSA-N",
    "(R)-4-fluorophenibut": "QWHXHLDNSXLAPX-QMMMGPOBSA-N",
    "saclofen": "JYLNVJYYQQXNEK-UHFFFAOYSA-N",
    "lesogaberan": "LJNUIEQATDYXJH-GSVOUGTGSA-N",
    "mirogabalin": "FTBQORVNHOIASH-CKYFFXLPSA-N",
    "mirogabalin-besylate": "OKJXJRVWXYRSAN-TXULWXBWSA-N",
    "d-isovaline": "GCHPUFAZSONQIV-RXMQYKEDSA-N",
    "picamilon": "NAJVRARAUNYNDX-UHFFFAOYSA-N",
    "homotaurine": "SNKZJIOFVMKAOJ-UHFFFAOYSA-N",
    "arbaclofen-placarbil": "JXTAALBWJQJLGN-KSSFIOAISA-N",
    "skf-97541": "NHVRIDDXGZPJTJ-UHFFFAOYSA-N",
    "cgp-35348": "QIIVUOWTHWIXFO-UHFFFAOYSA-N",
    "cgp-54626": "JGGVBBYJRQOPPA-BBRMVZONSA-N",
    "sch-50911": "SEYCKMQSPUVYEF-LURJTMIESA-N",
    "gabapentin-enacarbil": "TZDUHAJSIBHXDL-UHFFFAOYSA-N",
    "gaboxadol": "ZXRVKCBLGJOCEE-UHFFFAOYSA-N",
    "tpmpa": "MFUKVPOVVKKLRQ-UHFFFAOYSA-N",
    "caca": "FMKJUUQOYOHLTF-UPHRSURJSA-N",
    "tiagabine": "PBJUNZJWGZTSKL-MRXNPFEDSA-N",
    "snap-5114": "VDLDUZLDZBVOAS-QFIPXVFZSA-N",
    "(R)-rolipram": "HJORMJIFDVBMOB-LBPRGKRZSA-N",
    "baclofen-lactam": "OVRPDYOZYMCTAK-UHFFFAOYSA-N",
}


@pytest.fixture(params=COMPOUNDS.values(), ids=lambda compound: compound.key)
def compound(request):
    """Give each compound of the family in turn."""
    return request.param


def test_family_is_large_enough():
    """At least seventy compounds carry the number of a registry."""
    identified = [c for c in COMPOUNDS.values() if c.cas or c.pubchem_cid or c.unii or c.iuphar_id]

    assert len(identified) >= 70


def test_every_compound_is_verified(compound):
    """All fields of a row agree, systematic name and aliases included."""
    report = verify(compound.to_record())

    assert report.verdict is Verdict.VERIFIED
    assert report.findings == ()


def test_every_structure_was_read_in_a_registry(compound):
    """A row cites where its structure, or that of another stereo form, was read; else its notes say so."""
    read = {c.inchikey[:14] for c in COMPOUNDS.values() if set(c.source_keys) - {"computed"}}

    assert compound.inchikey[:14] in read or "no registry" in (compound.notes or "")


@pytest.mark.parametrize(("key", "inchikey"), PUBLISHED_INCHIKEYS.items(), ids=PUBLISHED_INCHIKEYS)
def test_published_inchikey(key, inchikey):
    """The InChIKey is the one its source prints."""
    assert COMPOUNDS[key].inchikey == inchikey


def test_structure_fields_agree(compound):
    """InChI, InChIKey and formula are those of the SMILES."""
    mol = Chem.MolFromSmiles(compound.smiles)

    assert Chem.MolToInchi(mol) == compound.inchi
    assert Chem.MolToInchiKey(mol) == compound.inchikey
    assert CalcMolFormula(mol) == compound.formula


def test_stereo_form_matches_inchi(compound):
    """A single isomer has a stereo layer, a racemate or achiral compound has none."""
    flat = compound.stereo_form in {"racemate", "achiral", "unspecified"}

    assert ("/t" in compound.inchi) is not flat
    assert (compound.chirality == "Racemic mixture") is (compound.stereo_form == "racemate")


def test_registry_numbers_have_right_check_digits(compound):
    """CAS and EC check digits and the UNII check character are right."""
    assert compound.cas is None or casrn.is_valid(compound.cas)
    assert compound.ec_number is None or ecnumber.is_valid(compound.ec_number)
    if compound.unii is not None:
        values = [int(character, 36) for character in compound.unii]
        assert sum(values[:9]) % 36 == values[9]


def test_identifiers_belong_to_one_compound():
    """No registry number stands on two rows."""
    for column in ("inchikey", "cas", "unii", "pubchem_cid", "chembl_id", "drugbank_id"):
        stated = [getattr(c, column) for c in COMPOUNDS.values() if getattr(c, column)]
        assert len(stated) == len(set(stated)), column


def test_names_belong_to_one_compound():
    """No name or alias means two compounds."""
    owners = defaultdict(set)
    for compound in COMPOUNDS.values():
        for name in (compound.key, compound.name, compound.iupac_name, *compound.aliases):
            owners[family._normalised(name)].add(compound.key)

    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("file_name", ["compounds.csv", "pharmacology.csv", "sources.csv", "atomic_weights.csv"])
def test_nothing_unverified_is_shipped(file_name):
    """No value carries the question mark of an unverified fact."""
    assert "?" not in (family.data_folder() / file_name).read_text(encoding="utf-8")


def test_every_source_is_listed():
    """Compounds and measured values cite listed sources only, and none is listed twice."""
    listed = [source.source_key for source in family.sources()]
    cited = {key for c in COMPOUNDS.values() for key in c.source_keys}
    cited |= {key for row in family.pharmacology() for key in (row.source_key, row.primary_key) if key}

    assert len(listed) == len(set(listed))
    assert cited <= set(listed)
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in listed)
    assert all(source.citation and source.what_was_seen for source in family.sources())


def test_every_measurement_is_of_a_known_compound():
    """The compound key of each measured value is in the family; value and form are stated."""
    for row in family.pharmacology():
        assert row.compound_key in COMPOUNDS
        assert row.value
        assert row.stereo_form


def test_conflicts_are_within_one_target_and_species():
    """A value marked as conflicting stands beside another of the same property, target and species."""
    sides = defaultdict(list)
    for row in family.pharmacology():
        if row.note and row.note.startswith("conflict:"):
            sides[row.note.split(";")[0]].append(row)

    assert sides
    for rows in sides.values():
        assert len({row.value for row in rows}) > 1
        assert len({(row.property, row.target, row.species, row.unit) for row in rows}) == 1


def test_conditions_are_stated():
    """A value at a target says how and in which species it was measured, unless its source does not."""
    silent = {"wikipedia-baclofen", "olpe-1993", "takahashi-2018"}  # an article, an abstract, an introduction
    rows = [row for row in family.pharmacology() if row.target and row.source_key not in silent]

    assert [row for row in rows if not (row.assay and row.species)] == []


def test_values_of_insect_receptors_are_marked():
    """All values of the study of insect GABA receptors name them as the target."""
    rows = [row for row in family.pharmacology() if row.source_key == "pmc2852148"]

    assert {row.target for row in rows} == {"insect RDL"}
    assert len([row for row in rows if row.property == "pEC50"]) == 5


def test_uncertainties_say_their_kind():
    """Standard deviation or error, or that the source does not say."""
    for row in family.pharmacology():
        spread = (row.qualifier or "").startswith("±")
        assert row.uncertainty_kind in ({"SD", "SEM", "not stated"} if spread else {None})


def test_values_rest_on_primary_sources():
    """Nine values in ten name the publication they come from, seven in eight one with a DOI or PMID that was read."""
    numbered = {source.source_key for source in family.sources() if source.doi or source.pmid}
    rows = family.pharmacology()

    assert sum(row.primary_key is not None for row in rows) / len(rows) >= 0.9
    assert sum(not numbered.isdisjoint({row.source_key, row.primary_key}) for row in rows) / len(rows) >= 0.875


@pytest.mark.parametrize(
    ("quantity", "values"),
    [
        # the English Wikipedia article on baclofen: infobox and pharmacokinetics
        pytest.param("half-life", {"2-4", "6.8", "2.5-7"}, id="half-life"),
        pytest.param("excreted unchanged", {"85"}, id="unchanged"),
        pytest.param("metabolised by deamination", {"15"}, id="deaminated"),
        pytest.param("renal excretion", {"70-80"}, id="renal"),
        pytest.param("plasma protein binding", {"30"}, id="protein-binding"),
        pytest.param("alpha2delta Ki", {"23", "39", "156"}, id="alpha2delta"),
        pytest.param("GABA-B potency ratio over phenibut", {"~100"}, id="hundredfold"),
        pytest.param("solubility in water", {"slightly soluble"}, id="water"),
        pytest.param("solubility in chloroform", {"insoluble"}, id="chloroform"),
    ],
)
def test_numbers_of_the_article_on_baclofen(quantity, values):
    """Every number of the article is there, as it states it."""
    rows = [row for row in family.pharmacology() if row.source_key == "wikipedia-baclofen"]

    assert {row.value for row in rows if row.property == quantity} == values


@pytest.mark.parametrize(
    ("key", "quantity", "values"),
    [
        # van Bree 1991, doi:10.1023/A:1015812725011
        pytest.param("(R)-baclofen", "BBB clearance", [4.7], id="clearance-R"),
        pytest.param("(S)-baclofen", "BBB clearance", [1.1], id="clearance-S"),
        pytest.param("baclofen", "BBB clearance", [1.0], id="clearance-racemate-is-no-mean"),
        # infobox, Wuis 1989 (doi:10.1007/BF00558228), text, Simon 2018 (doi:10.3389/fpsyt.2018.00385),
        # He 2014 (doi:10.1016/j.jpeds.2014.01.029), two case reports: never averaged
        pytest.param("baclofen", "half-life", [None, 6.8, None, 6.8, 4.4, 4.5, None, None], id="half-life-ranges"),
        # Bowery 1983, doi:10.1111/j.1476-5381.1983.tb09380.x
        pytest.param("gaba", "GABA-B binding IC50", [0.04], id="GABA"),
        # Lanza 1993, doi:10.1016/0014-2999(93)90268-M
        pytest.param("cgp-52432", "pA2 vs baclofen", [7.70], id="CGP-52432"),
        # Suman-Chauhan 1993, doi:10.1016/0922-4106(93)90155-3
        pytest.param("gabapentin", "alpha2delta Kd", [38.0], id="gabapentin-Kd"),
    ],
)
def test_pharmacology_of_one_compound(key, quantity, values):
    """Values come as written, with a number where the text is one."""
    assert [row.number() for row in family.pharmacology(key) if row.property == quantity] == values


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("baclofen", "baclofen", id="key"),
        pytest.param("  BACLOFEN ", "baclofen", id="case-and-space"),
        pytest.param("(RS)-baclofen", "baclofen", id="racemate"),
        pytest.param("(±)-Baclofen", "baclofen", id="plus-minus"),
        pytest.param("arbaclofen", "(R)-baclofen", id="alias"),
        pytest.param("R-baclofen", "(R)-baclofen", id="no-brackets"),
        pytest.param("(r)\u2011baclofen", "(R)-baclofen", id="non-breaking-hyphen"),
        pytest.param("(S)-Baclofen", "(S)-baclofen", id="antipode"),
        pytest.param("β-(4-chlorophenyl)-GABA", "baclofen", id="greek"),
        pytest.param("beta-(4-chlorophenyl)-GABA", "baclofen", id="greek-spelled"),
        pytest.param("4-aminobutanoic acid", "gaba", id="systematic"),
        pytest.param("gamma aminobutyric acid", "gaba", id="spaces-for-hyphens"),
        pytest.param("γ\u2010aminobutyric acid", "gaba", id="unicode-hyphen"),
        pytest.param("KPYSYYIEGFHWSV-QMMMGPOBSA-N", "(R)-baclofen", id="inchikey"),
        pytest.param("InChIKey=BTCSSZJGUNDROE-UHFFFAOYSA-N", "gaba", id="inchikey-with-prefix"),
    ],
)
def test_find(name, key):
    """Spelling habits do not matter."""
    assert family.find(name).key == key


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("baclofin", "unknown compound 'baclofin': did you mean baclofen?", id="misspelt"),
        pytest.param("aspirin", "unknown compound 'aspirin'", id="not-in-the-family"),
        pytest.param("", "unknown compound ''", id="empty"),
    ],
)
def test_find_unknown(name, message):
    """An unknown name is answered with the nearest keys, if any is near."""
    with pytest.raises(UnknownCompoundError) as caught:
        family.find(name)

    assert str(caught.value) == message


def test_find_does_not_read_a_rotation_sign_as_an_isomer():
    """(+)-baclofen is neither the racemate nor an enantiomer without a source that says so."""
    with pytest.raises(UnknownCompoundError):
        family.find("(+)-baclofen")


def test_find_unknown_inchikey_names_the_relatives():
    """A key of the same skeleton suggests the known isomers."""
    with pytest.raises(UnknownCompoundError) as caught:
        family.find("DAFOCGYVTAOKAJ-UHFFFAOYSA-O")

    assert caught.value.suggestions == ("phenibut", "(R)-phenibut", "(S)-phenibut")


def test_to_record_states_what_the_row_states(compound):
    """The record carries the row's fields and its aliases, and nothing it does not know."""
    record = compound.to_record()

    assert record.inchikey == compound.inchikey
    assert record.synonyms == ("|".join(compound.aliases) or None)
    assert record.unii == compound.unii
    assert record.molblock is None
    assert record.place.source == compound.key


@pytest.mark.parametrize("key", sorted(family.bundled_records()))
def test_bundled_record_states_the_facts_of_the_table(key):
    """Infobox and table say the same."""
    compound = family.find(key)
    text, _ = family.bundled_record_text(key)
    stated = dict(re.findall(r"^\| (\w+) = (.+)$", text, re.MULTILINE))

    assert stated["SMILES"] == compound.smiles
    assert "InChI=" + stated["StdInChI"] == compound.inchi
    assert stated["StdInChIKey"] == compound.inchikey
    assert stated["IUPAC_name"] == compound.iupac_name
    assert stated.get("chirality") == compound.chirality
    assert stated.get("CAS_number") == compound.cas
    assert stated.get("PubChem") == compound.pubchem_cid
    assert stated.get("UNII") == compound.unii
    assert stated.get("molecular_weight", "213.66") == compound.molecular_weight
    counts = re.findall(r"\| ([A-Z][a-z]?)=(\d+)", text)
    assert "".join(e if n == "1" else e + n for e, n in counts) == compound.formula


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        pytest.param("baclofen", "baclofen.wikitext", id="key"),
        pytest.param("(R)-baclofen", "R-baclofen.wikitext", id="brackets"),
        pytest.param("R-baclofen", "R-baclofen.wikitext", id="file-stem"),
        pytest.param("GABA", "GABA.wikitext", id="upper-case"),
        pytest.param("gaba", "GABA.wikitext", id="lower-case"),
        pytest.param("S-phenibut", "S-phenibut.wikitext", id="antipode"),
    ],
)
def test_bundled_record_text(name, file_name):
    """A bundled record is found by any name of its compound."""
    text, name_of_file = family.bundled_record_text(name)

    assert name_of_file == file_name
    assert text.startswith("{{Infobox drug")


def test_bundled_record_text_of_a_compound_without_a_file():
    """A compound of the table alone says how to get its record."""
    with pytest.raises(InputError, match="tolibut: no bundled record"):
        family.bundled_record_text("tolibut")


def test_atomic_weight_intervals_are_ordered():
    """84 elements have a standard atomic weight; each interval has its lower bound first."""
    rows = family._read("atomic_weights.csv")

    assert len(rows) == 84
    assert all(float(row["lower"]) <= float(row["upper"]) for row in rows)
    assert not {"Tc", "Pm", "Po", "At", "Rn", "Ra", "Ac", "Np"} & {row["symbol"] for row in rows}


@pytest.mark.parametrize(
    ("symbol", "weights"),
    [
        # single values of the IUPAC reports before 2009, interval ends of 2009, abridged values
        pytest.param("C", "12.011 12.0107 12.0096 12.0116", id="C"),
        pytest.param("H", "1.00794 1.008 1.00784 1.00811", id="H"),
        pytest.param("N", "14.00674 14.0067 14.007 14.00643 14.00728", id="N"),
        pytest.param("O", "15.9994 15.999 15.99903 15.99977", id="O"),
        pytest.param("S", "32.066 32.065 32.06 32.059 32.076", id="S"),
        pytest.param("Cl", "35.4527 35.453 35.45 35.446 35.457", id="Cl"),
        pytest.param("Ge", "72.61 72.64 72.63", id="Ge"),
        pytest.param("Se", "78.96 78.971", id="Se"),
        pytest.param("Mo", "95.94 95.96 95.95", id="Mo"),
        pytest.param("Zn", "65.39 65.409 65.38", id="Zn"),
        pytest.param("Yb", "173.04 173.054 173.045", id="Yb"),
        pytest.param("Tl", "204.3833 204.382 204.385 204.38", id="Tl"),
    ],
)
def test_atomic_weight_interval_spans_the_editions(symbol, weights):
    """Old single values, interval ends and abridged values all lie inside."""
    row = next(row for row in family._read("atomic_weights.csv") if row["symbol"] == symbol)

    assert all(float(row["lower"]) <= float(w) <= float(row["upper"]) for w in weights.split())


def test_compound_shows_itself_in_jupyter():
    """A compound is shown with drawing, form and registry numbers (CAS number of racemic baclofen: 1134-47-0)."""
    html = family.find("baclofen")._repr_html_()

    assert html.count("<svg") == 1
    assert "Baclofen (racemate)" in html
    assert "1134-47-0" in html
    assert "None" not in html
