"""Records that sources really print, wrong or oddly written, and what has to be said of them."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.names import unavailable_reason

PREGABALIN = {
    "name": "Pregabalin",
    "smiles": "CC(C)C[C@H](CN)CC(=O)O",
    "inchi": "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
    "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
}

needs_java = pytest.mark.skipif(unavailable_reason() is not None, reason="no OPSIN with Java: pip install .[names]")


def examine(**fields):
    """Verify one record without reading its names."""
    return verify(fields, names=False)


def codes(report):
    """Give the codes of a report's errors and warnings."""
    return {finding.code for finding in report.findings if finding.severity != "info"}


def messages(report, field):
    """Give what a report says about a field, the first of a finding."""
    return " | ".join(f.message for f in report.findings if f.fields[0] == field)


# -- the family ------------------------------------------------------------------------------------------


def test_pregabalin_flat_smiles():
    """A copy of the Wikipedia article prints a flat SMILES beside a stereo InChI and key."""
    report = examine(**PREGABALIN | {"smiles": "CC(C)CC(CN)CC(=O)O"})

    assert (report.verdict, report.suspects) == ("underspecified", ("smiles",))
    assert "stereo missing in SMILES" in messages(report, "smiles")
    assert report.corrections["smiles"] == PREGABALIN["smiles"]


def test_lesogaberan_phosphorus_cation():
    """A vendor prints a SMILES with [P+] that is a cation with one hydrogen fewer than its InChI."""
    report = examine(
        # BenchChem B1674770, as printed
        smiles="C([C@H](C[P+](=O)O)F)N",
        inchi="InChI=1S/C3H9FNO2P/c4-3(1-5)2-8(6)7/h3,8H,1-2,5H2,(H,6,7)/t3-/m1/s1",
        inchikey="LJNUIEQATDYXJH-GSVOUGTGSA-N",
        formula="C3H9FNO2P",
        molecular_weight="141.08",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("smiles",))
    assert report.corrections["smiles"] == "NC[C@@H](F)C[PH](=O)O"


def test_sodium_oxybate_one_hydrogen_too_many():
    """A reference work prints C4H8NaO3 and 127.09 for C4H7NaO3 (126.087)."""
    report = examine(
        # DrugFuture, sodium oxybate: formula and weight as printed
        smiles="[Na+].OCCCC(=O)[O-]",
        inchi="InChI=1S/C4H8O3.Na/c5-3-1-2-4(6)7;/h5H,1-3H2,(H,6,7);/q;+1/p-1",
        inchikey="XYGBKMMCQDZQOZ-UHFFFAOYSA-M",
        formula="C4H8NaO3",
        molecular_weight="127.09",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("formula", "molecular_weight"))
    assert report.corrections == {"formula": "C4H7NaO3", "molecular_weight": "126.09"}


def test_sodium_oxybate_without_inchi():
    """The formula gives itself away: it has an odd number of electrons, and the weight was computed from it."""
    report = examine(smiles="[Na+].OCCCC(=O)[O-]", formula="C4H8NaO3", molecular_weight="127.09")

    assert (report.suspects, report.ambiguous) == (("formula", "molecular_weight"), False)


def test_ghb_with_the_key_of_its_anion():
    """A drug dump lists the key of the anion under the name of the acid."""
    report = examine(
        # DrugBank dump of 2019
        name="gamma-Hydroxybutyric acid",
        smiles="OCCCC(=O)O",
        inchi="InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)",
        inchikey="SJZRECIVHVDYJC-UHFFFAOYSA-M",
        formula="C4H8O3",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("inchikey",))
    assert "one proton fewer" in messages(report, "inchikey")
    assert report.corrections == {"inchikey": "SJZRECIVHVDYJC-UHFFFAOYSA-N"}


def test_r_baclofen_hydrochloride_with_the_key_of_the_racemate():
    """A vendor page of the R salt carries the flat key and the CAS number of the racemic salt."""
    report = examine(
        # BenchChem B1649339
        name="(R)-Baclofen hydrochloride",
        smiles="Cl.NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
        inchikey="WMNUVYYLMCMHLU-UHFFFAOYSA-N",
        cas="28311-31-1",
    )

    assert (report.verdict, report.suspects) == ("underspecified", ("inchikey",))
    # the key of the R salt, BenchChem B1665166
    assert report.corrections == {"inchikey": "WMNUVYYLMCMHLU-QRPNPIFTSA-N"}


def test_r_baclofen_hydrochloride_drawn_flat():
    """The name alone says R: structure and key leave it open."""
    report = examine(
        name="(R)-Baclofen hydrochloride",
        smiles="Cl.NCC(CC(=O)O)c1ccc(Cl)cc1",
        inchikey="WMNUVYYLMCMHLU-UHFFFAOYSA-N",
    )

    assert (report.verdict, report.suspects) == ("underspecified", ("inchikey", "smiles"))


PROGABIDE = {
    "name": "Progabide",
    "smiles": "NC(=O)CCCN=C(c1ccc(Cl)cc1)c1cc(F)ccc1O",
    "formula": "C17H16ClFN2O2",
    "molecular_weight": "334.78",
}


def test_progabide_as_another_tautomer():
    """A drug dump stores the keto-enamine, which the InChI does not unite with the imine of the name."""
    report = examine(
        **PROGABIDE,
        inchi="InChI=1S/C17H16ClFN2O2/c18-12-5-3-11(4-6-12)17(21-9-1-2-16(20)23)14-10-13(19)7-8-15(14)22"
        "/h3-8,10,21H,1-2,9H2,(H2,20,23)",
    )

    assert report.verdict == "inconsistent"
    assert codes(report) == {"tautomer-mismatch"}


def test_progabide_key_of_another_tautomer():
    """The key of the keto-enamine is recognised although a key cannot be read backwards."""
    # DrugBank dump, DB00837
    report = examine(
        **PROGABIDE,
        inchi="InChI=1S/C17H16ClFN2O2/c18-12-5-3-11(4-6-12)17(21-9-1-2-16(20)23)14-10-13(19)7-8-15(14)22"
        "/h3-8,10,22H,1-2,9H2,(H2,20,23)",
        inchikey="DWEQWXSKOHHBNT-SAPNQHFASA-N",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("inchikey",))
    assert "tautomer" in messages(report, "inchikey")


def test_mirogabalin_drawn_as_its_antipode():
    """A vendor page is drawn as the mirror image of mirogabalin."""
    report = examine(
        smiles="CCC1=C[C@H]2[C@@H](C1)C[C@]2(CC(=O)O)CN",
        inchi="InChI=1S/C12H19NO2/c1-2-8-3-9-5-12(7-13,6-11(14)15)10(9)4-8/h4,9-10H,2-3,5-7,13H2,1H3,(H,14,15)"
        "/t9-,10-,12-/m1/s1",
        inchikey="FTBQORVNHOIASH-CKYFFXLPSA-N",
        formula="C12H19NO2",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("smiles",))
    assert "enantiomer" in messages(report, "smiles")


def test_mirogabalin_key_of_its_antipode():
    """The vendor's key is that of the mirror image, too."""
    report = examine(
        # BenchChem, page of (rel)-mirogabalin
        smiles="CCC1=C[C@@H]2[C@H](C1)C[C@@]2(CC(=O)O)CN",
        inchi="InChI=1S/C12H19NO2/c1-2-8-3-9-5-12(7-13,6-11(14)15)10(9)4-8/h4,9-10H,2-3,5-7,13H2,1H3,(H,14,15)"
        "/t9-,10-,12-/m1/s1",
        inchikey="FTBQORVNHOIASH-NHCYSSNCSA-N",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("inchikey",))
    assert "enantiomer" in messages(report, "inchikey")


@pytest.mark.parametrize(
    ("formula", "weight"),
    [
        # Weights that sources print for one substance: older and newer atomic weights.
        pytest.param("C10H12ClNO2", "213.66", id="baclofen-wikipedia"),
        pytest.param("C10H12ClNO2", "213.661", id="baclofen-old-weights"),
        pytest.param("C10H12ClNO2", "213.664", id="baclofen-rdkit"),
        pytest.param("C10H13NO2", "179.216", id="phenibut-old-weights"),
        pytest.param("C10H13NO2", "179.219", id="phenibut-new-weights"),
        pytest.param("C9H17NO2", "171.2368", id="gabapentin-drugbank"),
        pytest.param("C9H17NO2", "171.240", id="gabapentin-new-weights"),
    ],
)
def test_weights_of_all_tables_are_right(formula, weight):
    """A weight by any published table of atomic weights is no error."""
    assert examine(formula=formula, molecular_weight=weight).verdict == "verified"


def test_gaba_zwitterion():
    """The zwitterion has the standard InChIKey of the neutral drawing."""
    report = examine(smiles="[NH3+]CCCC(=O)[O-]", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N", formula="C4H9NO2")

    assert report.verdict == "verified"


@pytest.mark.parametrize("cas", ["60643-86-9", "68506-86-5"])
def test_vigabatrin_cas_numbers(cas):
    """The articles in two languages print two numbers; both are well formed, and neither is accused."""
    report = examine(smiles="C=CC(N)CCC(=O)O", inchikey="PJDFLNIOAUIZSL-UHFFFAOYSA-N", cas=cas)

    assert (report.verdict, report.suspects) == ("verified", ())


def test_homotaurine_key_of_2007():
    """An old article copy prints the 25-character key of 2007, which is not a truncated one."""
    report = examine(
        smiles="NCCCS(=O)(=O)O",
        inchi="InChI=1S/C3H9NO3S/c4-2-1-3-8(5,6)7/h1-4H2,(H,5,6,7)",
        inchikey="SNKZJIOFVMKAOJ-UHFFFAOYAT",
    )

    assert (report.verdict, report.suspects) == ("verified", ())


def test_connectivity_smiles_is_meant_to_be_flat():
    """PubChem's ConnectivitySMILES (once CanonicalSMILES) says nothing about stereo, and is not blamed for it."""
    report = examine(**PREGABALIN, connectivity_smiles="CC(C)CC(CN)CC(=O)O")

    assert report.verdict == "verified"


# -- others ------------------------------------------------------------------------------------------------


def test_estradiol_bracket_without_hydrogen():
    """A Wikipedia SMILES of estradiol lacks the H of a bracketed carbon: C18H23O2 for C18H24O2."""
    report = examine(
        smiles="C[C@]12CC[C@@H]3c4ccc(O)cc4CC[C@]3[C@@H]1CC[C@@H]2O",
        inchikey="VOXZDWNPVJITMN-ZBRFXRBCSA-N",
        formula="C18H24O2",
        molecular_weight="272.39",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("smiles",))
    assert "smiles-missing-hydrogen" in codes(report)


def test_kaempferol_glucoside_one_hydrogen_short():
    """A spectral library prints H19 for H20."""
    # MassBank-data#26: kaempferol-7-O-glucoside
    report = examine(
        smiles="OC[C@H]1O[C@@H](Oc2cc(O)c3c(c2)oc(c(O)c3=O)-c2ccc(O)cc2)[C@H](O)[C@@H](O)[C@@H]1O",
        formula="C21H19O11",
        monoisotopic_mass="448.1006",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("formula",))
    assert report.corrections == {"formula": "C21H20O11"}


def test_bromochlorophen_exact_mass():
    """The exact mass of a dibromide may be that of its most abundant isotopologue."""
    # MassBank-data#154: 423.83 and 425.8 are both in use
    for exact in ("423.83", "425.82"):
        report = examine(smiles="Oc1c(Br)cc(Cl)cc1Cc1cc(Cl)cc(Br)c1O", monoisotopic_mass=exact)

        assert report.verdict == "verified"


def test_average_mass_in_the_exact_mass_field():
    """One spectral library holds the average weight in one exact mass of ten."""
    # MassBank-data#125; here with aspirin, whose average weight is 180.157
    report = examine(
        smiles="CC(=O)Oc1ccccc1C(=O)O", inchikey="BSYNRYMUTXBXSQ-UHFFFAOYSA-N", monoisotopic_mass="180.157"
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("monoisotopic_mass",))
    assert "average mass" in messages(report, "monoisotopic_mass")
    assert float(report.corrections["monoisotopic_mass"]) == pytest.approx(180.0423, abs=1e-4)


def test_stereo_claimed_where_there_is_none():
    """3-Hydroxy-3-methylglutaric acid has no stereocentre: "(S)-" cannot be."""
    # ChEBI#413
    report = examine(
        name="(S)-3-hydroxy-3-methylglutaric acid",
        smiles="CC(O)(CC(=O)O)CC(=O)O",
        inchi="InChI=1S/C6H10O5/c1-6(11,2-4(7)8)3-5(9)10/h11H,2-3H2,1H3,(H,7,8)(H,9,10)",
        inchikey="NPOAOTPXWNWTSH-UHFFFAOYSA-N",
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("name",))


@needs_java
@pytest.mark.names
def test_systematic_name_with_an_impossible_descriptor():
    """The same descriptor in a systematic name is seen in the name's own structure."""
    # ChEBI#413
    report = verify(
        {
            "smiles": "CC(O)(CC(=O)O)CC(=O)O",
            "inchikey": "NPOAOTPXWNWTSH-UHFFFAOYSA-N",
            "iupac_name": "(3S)-3-hydroxy-3-methylpentanedioic acid",
        }
    )

    assert (report.verdict, report.suspects) == ("inconsistent", ("iupac_name",))


def test_cas_number_read_as_a_date():
    """A spreadsheet turned the CAS number of dacarbazine into a date."""
    # ChEBI#4149
    report = examine(smiles="CN(C)N=Nc1[nH]cnc1C(N)=O", formula="C6H10N6O", cas="3/4/4342")

    assert (report.verdict, report.suspects) == ("inconsistent", ("cas",))
    assert report.corrections == {"cas": "4342-03-4"}


def test_cas_placeholder():
    """0-00-0 passes the arithmetic of the check digit, but stands for nothing."""
    # OpenChrom#11
    report = examine(smiles="NCCCC(=O)O", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N", cas="0-00-0")

    assert report.verdict == "verified"
    assert codes(report) == {"placeholder-value"}


@pytest.mark.parametrize(
    "inchi",
    [
        # gemd PR#172 (a catalogue of a chemicals vendor), cif_core PR#459, Human-GEM#220
        pytest.param("1s/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", id="small-s"),
        pytest.param('InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"', id="trailing-quote"),
        pytest.param("1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", id="no-prefix"),
    ],
)
def test_inchi_notation(inchi):
    """Damage of notation is repaired with a warning."""
    report = examine(smiles="NCCCC(=O)O", inchi=inchi)

    assert report.verdict == "verified"
    assert codes(report) == {"notation-repaired"}


@pytest.mark.parametrize("dot", [".", "·", "⋅", "∙", "•", "*"])
def test_hydrate_dots(dot):
    """The dot of a hydrate has many shapes; none of them is a decimal point."""
    # chempy#223, CultureMech PR#60; weight of zinc nitrate hexahydrate: 297.49
    report = examine(formula=f"Zn(NO3)2{dot}6H2O", molecular_weight="297.49")

    assert report.verdict == "verified"


def test_cxsmiles_in_the_smiles_field():
    """What a program appends in bars is an extension of SMILES, not an error."""
    # MassBank-data#251 prints |c:14,t:21| behind its SMILES
    report = examine(
        smiles="OC(=O)C=CC(=O)O |t:3|", inchi="InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1+"
    )

    assert report.verdict == "verified"


def test_key_of_another_row():
    """A shifted row gives the InChI and key of the next compound: both are blamed, and restored."""
    report = examine(
        **PREGABALIN
        | {
            "formula": "C8H17NO2",
            "molecular_weight": "159.23",
            "inchi": "InChI=1S/C9H17NO2/c10-7-9(6-8(11)12)4-2-1-3-5-9/h1-7,10H2,(H,11,12)",
            "inchikey": "UGJMXCAKCUNAIE-UHFFFAOYSA-N",
        }
    )

    assert report.suspects == ("inchi", "inchikey")
    assert report.corrections == {"inchi": PREGABALIN["inchi"], "inchikey": PREGABALIN["inchikey"]}


@pytest.mark.parametrize("last", range(2, 6))
def test_inchi_counted_up_by_a_spreadsheet(last):
    """Dragging a cell down counts /s1 up; the text hashes to a key, but no program writes it as standard."""
    report = examine(**PREGABALIN | {"inchi": PREGABALIN["inchi"][:-1] + str(last)})

    assert (report.verdict, report.suspects) == ("inconsistent", ("inchi",))
    assert report.corrections == {"inchi": PREGABALIN["inchi"]}


@needs_java
@pytest.mark.parametrize(
    ("smiles", "name"),
    [
        ("CN1[C@@H]2CC[C@H]1C[C@@H](O)C2", "(1R,3r,5S)-8-methyl-8-azabicyclo[3.2.1]octan-3-ol"),  # tropine
        ("OC[C@H](O)[C@@H](O)[C@H](O)CO", "(2R,3r,4S)-pentane-1,2,3,4,5-pentol"),  # xylitol
    ],
)
def test_pseudoasymmetric_centres_that_no_name_reader_places(smiles, name):
    """Names of PubChem with a lower-case descriptor say everything, though OPSIN does not read it."""
    assert verify({"smiles": smiles, "iupac_name": name}).verdict == "verified"


@needs_java
def test_name_of_an_oxo_anion_decides_no_reading():
    """PubChem's periodate (CID 167232): RDKit's clean-up of what OPSIN drew is no reason to doubt the key."""
    report = verify(
        {
            "smiles": "[O-]I(=O)(=O)=O",
            "inchi": "InChI=1S/HIO4/c2-1(3,4)5/h(H,2,3,4,5)/p-1",
            "inchikey": "KHIWWQKSHDUIBK-UHFFFAOYSA-M",
            "iupac_name": "periodate",
        }
    )

    assert (report.verdict, report.suspects) == ("verified", ())
