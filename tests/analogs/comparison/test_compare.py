"""Comparisons: values, refusals, and what is said about compounds that do not fit."""

from __future__ import annotations

import gzip
import importlib.util
import re
import subprocess
import sys

import pandas as pd
import pytest
from rdkit import Chem

from gaba_analogs.analogs.comparison import compare as module
from gaba_analogs.analogs.comparison.compare import compare, describe, tanimoto
from gaba_analogs.analogs.plots.scatter import hover_scatter
from gaba_analogs.analogs.stereo.enantiomers import enantiomers
from gaba_analogs.errors import GabaAnalogsError, InputError, MissingExtraError
from published import SAMPLES

FAMILY = ["baclofen", "phenibut", "pregabalin", "GABA", "gabapentin"]

# Computed independently with RDKit 2026.09.1: WLOGP of the neutral form and of the zwitterion.
WLOGP = {
    "baclofen": (1.86, -0.19),
    "phenibut": (1.20, -0.85),
    "pregabalin": (1.08, -0.97),
    "GABA": (-0.19, -2.24),
    "gabapentin": (1.37, -0.68),
}


@pytest.fixture(scope="module")
def family():
    """Five amino acids beside baclofen."""
    return compare(FAMILY, reference="baclofen")


class TestInput:
    """Whatever names a compound is read; what does not is reported."""

    @pytest.mark.parametrize(
        "item",
        [
            pytest.param("baclofen", id="name"),
            pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", id="smiles"),
            pytest.param("[NH3+]CC(CC(=O)[O-])c1ccc(Cl)cc1", id="zwitterion"),
            pytest.param(
                "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)", id="inchi"
            ),
            pytest.param("KPYSYYIEGFHWSV-UHFFFAOYSA-N", id="inchikey"),
            pytest.param(Chem.MolFromSmiles("NCC(CC(=O)O)c1ccc(Cl)cc1"), id="molecule"),
        ],
    )
    def test_every_kind(self, item):
        """Each way to give baclofen is the same row."""
        table = compare([item])

        assert table.names == ("baclofen",)
        assert table.identity["inchikey"].item() == "KPYSYYIEGFHWSV-UHFFFAOYSA-N"

    def test_column(self):
        """A column of a DataFrame is read, its text index names the rows."""
        frame = pd.DataFrame({"smiles": ["NCCCC(=O)O", None, "C1CC"]}, index=["a", "b", "c"])

        table = compare(frame["smiles"])

        assert table.names == ("a",)
        assert table.problems["position"].tolist() == [2, 3]

    @pytest.mark.parametrize("packed", [False, True])
    def test_sdf(self, tmp_path, packed):
        """An SDF is read record by record, packed or not; titles name the rows."""
        mol = Chem.MolFromSmiles("NCCCC(=O)O")
        mol.SetProp("_Name", "my GABA")
        text = Chem.MolToMolBlock(mol) + "$$$$\n"
        path = tmp_path / ("a.sdf.gz" if packed else "a.sdf")
        path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())

        assert compare(path).names == compare(str(path)).names == ("my GABA",)

    def test_bad_rows(self):
        """A bad entry is a reported row with the reason, and the others stay."""
        table = compare(["baclofin", "GABA", "C1CC", None, float("nan"), 7, ""], reference="GABA")

        assert table.names == ("GABA",)
        assert table.problems["position"].tolist() == [1, 3, 4, 5, 6, 7]
        assert table.problems["message"][0] == "unknown compound 'baclofin': did you mean baclofen?"
        assert "baclofin" in repr(table)
        assert "baclofin" in table._repr_html_()

    def test_nothing_readable(self):
        """A comparison without compounds is empty; it shows and computes nothing."""
        table = compare(["baclofin"])

        assert table.frame.empty
        assert table.delta.empty
        assert table.rules().empty
        assert "did you mean baclofen?" in str(table)
        assert "did you mean baclofen?" in table.to_html()

    def test_unique_names(self):
        """A repeated compound gets a name of its own, and a note."""
        table = compare(["GABA", "GABA"])

        assert table.names == ("GABA", "GABA (2)")
        assert "same InChIKey as GABA" in table.notes["note"].iloc[-1]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            ({"reference": "baclofin"}, "did you mean baclofen"),
            ({"form": "zwitterion"}, "choose from neutral"),
            ({"descriptors": ["tspa"]}, "did you mean tpsa"),
        ],
    )
    def test_refusals(self, arguments, words):
        """An impossible request says what to choose instead."""
        with pytest.raises(GabaAnalogsError, match=words):
            compare(["baclofen", "GABA"], **arguments)

    def test_whole_frame(self):
        """A DataFrame without the name of its column of structures is refused with advice."""
        with pytest.raises(InputError, match="structure='smiles'"):
            compare(pd.DataFrame({"smiles": ["C"]}))

    def test_reference_by_other_name(self):
        """The reference may be given by another name of the compound."""
        assert compare(["GABA", "baclofen"], reference="Lioresal").reference == "baclofen"


class TestDescriptors:
    """The table, its differences and its constant columns."""

    @pytest.mark.parametrize("name", WLOGP)
    def test_both_forms(self, name):
        """Each form has its own logP."""
        table = compare(FAMILY, form="both", descriptors=["wlogp"])

        neutral, zwitterion = WLOGP[name]
        assert table.frame.loc[(name, "neutral"), "wlogp"] == pytest.approx(neutral, abs=0.006)
        assert table.frame.loc[(name, "pH 7.4"), "wlogp"] == pytest.approx(zwitterion, abs=0.006)

    def test_delta(self, family):
        """Differences are to the reference; phenibut is baclofen with H for Cl, 34.445 g/mol lighter."""
        assert family.delta.loc["phenibut", "molecular_weight"] == pytest.approx(-34.445, abs=0.002)
        assert (family.delta.loc["baclofen"] == 0).all()

    def test_delta_of_both(self):
        """With both forms each is compared with the same form of the reference."""
        delta = compare(FAMILY, form="both", descriptors=["wlogp"]).delta["wlogp"]

        assert delta[("GABA", "neutral")] == pytest.approx(delta[("GABA", "pH 7.4")], abs=0.001)

    def test_constant(self, family):
        """The columns that are the same for the whole family are named as uninformative."""
        assert {"tpsa", "hbd_groups", "hbd_hydrogens"} <= set(family.constant)
        assert "uninformative here: tpsa 63.32 A2" in repr(family)

    def test_stamp(self, family):
        """Units, form, reference and versions go with the table, and through a CSV the numbers."""
        attrs = family.frame.attrs

        assert attrs["units"]["tpsa"] == describe("tpsa").unit == "A2"
        assert (attrs["form"], attrs["reference"]) == ("neutral", "baclofen")
        assert {"gaba_analogs", "rdkit"} <= set(attrs["versions"])
        assert family.frame.to_csv().startswith("name,molecular_weight")

    def test_rdkit_descriptors(self):
        """RDKit's own descriptors come on request."""
        assert compare(["GABA"], descriptors=["rdkit:NumHeteroatoms"]).frame.iloc[0, 0] == 3

    def test_repeatable(self, family):
        """The same question has the same answer."""
        again = compare(FAMILY, reference="baclofen")

        pd.testing.assert_frame_equal(again.frame, family.frame)
        assert again.to_html() == family.to_html()

    def test_salt(self):
        """A counter-ion is left out, and that is said."""
        table = compare(["baclofen hydrochloride", "baclofen"], descriptors=["molecular_weight"])

        assert table.delta["molecular_weight"].tolist() == [0, 0]
        assert "counter-ion left out of both forms" in table.notes["note"].tolist()

    def test_as_drawn(self):
        """As drawn, nothing is changed."""
        table = compare(["NCCCC(=O)O", "[NH3+]CCCC(=O)[O-]"], form="as drawn", descriptors=["hbd_groups"])

        assert table.frame["hbd_groups"].tolist() == [2, 1]

    def test_styled(self, family):
        """The styled table has units in its header and differences in its cells."""
        html = family.styled().to_html()

        assert "molecular_weight [g/mol]" in html
        assert "179.22 (-34.45)" in html
        assert "<caption>drawn neutral; difference from baclofen in brackets</caption>" in html

    def test_styled_marks_the_reference(self):
        """The row of the reference is bold, and no other, in both forms."""
        html = (
            compare(["GABA", "baclofen"], reference="baclofen", descriptors=["wlogp"], form="both").styled().to_html()
        )
        bold = re.search(r"^(#.*) \{\n  font-weight: bold;", html, re.MULTILINE)

        assert [cell.rpartition("_row")[2] for cell in bold[1].split(", ")] == ["2_col0", "3_col0"]

    def test_styled_without_jinja(self, family, monkeypatch):
        """Where Jinja2 is missing, the message says what to install."""
        monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

        with pytest.raises(MissingExtraError, match="notebook"):
            family.styled()


class TestForms:
    """Both forms beside the measured logD."""

    def test_measured_beside(self, family):
        """Pregabalin -1.35 and gabapentin -1.12 are measured; baclofen has no verified value."""
        forms = family.forms

        assert forms.loc["pregabalin", "logd74_measured"] == -1.35
        assert forms.loc["gabapentin", "logd74_measured"] == -1.12
        assert pd.isna(forms.loc["baclofen", "logd74_measured"])

    def test_same_shift(self, family):
        """Drawing the zwitterion shifts WLOGP by -2.05 for every amino acid."""
        shift = family.forms["wlogp_ph74"] - family.forms["wlogp_neutral"]

        assert shift.tolist() == pytest.approx([-2.05] * 5, abs=0.01)

    def test_assumed(self, family):
        """All five have measured pKa values, phenibut since it is in the tables of Serjeant and Dempsey."""
        assert family.forms["assumed"].tolist() == [False] * 5


class TestMeasured:
    """Measured values are shown, never mixed."""

    def test_citations(self, family):
        """Every value has its source, and both sides of a conflict stand."""
        rows = family.measured("half-life")
        rows = rows[(rows["name"] == "baclofen") & (rows["property"] == "half-life")]

        assert rows["value"].tolist() == ["2.5-7", "6.80", "2-4", "6.8", "4.4", "4.5", "4.5-6.8", "2-6"]
        assert rows["citation"].notna().all()

    def test_ratio(self):
        """One assay gives 1770 nM over 15 nM."""
        ratio = compare(["(R)-baclofen", "(S)-baclofen"]).ratio("(S)-baclofen", "(R)-baclofen", "GABA-B binding IC50")

        assert ratio.value == pytest.approx(118)
        assert (ratio.qualifier, ratio.uncertainty) == ("=", None)

    def test_bound_and_uncertainty(self):
        """A bound makes a bound; stated uncertainties are carried on: 4.7 ± 1.0 over 1.1 ± 0.3."""
        phaclofen = compare(["(R)-phaclofen", "(S)-phaclofen"])
        baclofen = compare(["(R)-baclofen", "(S)-baclofen"])

        assert phaclofen.ratio("(S)-phaclofen", "(R)-phaclofen", "GABA-B binding IC50").qualifier == ">"
        assert phaclofen.ratio("(R)-phaclofen", "(S)-phaclofen", "GABA-B binding IC50").qualifier == "<"
        assert baclofen.ratio("(R)-baclofen", "(S)-baclofen", "clearance").uncertainty == pytest.approx(1.48, abs=0.01)

    @pytest.mark.parametrize(
        ("numerator", "denominator", "wanted", "words"),
        [
            ("(R)-baclofen", "saclofen", "GABA-B binding IC50", "the assay, species and source differ"),
            ("pregabalin", "gabapentin", "logD7.4", "the assay and source differ"),
            ("baclofen", "saclofen", "half-life", "no numeric value"),
            ("gaba", "gaba", "GABA-C EC50", "2 assays"),
            ("baclofen", "gabapentin", "half-lives", "no measured property"),
            ("baclofen", "tolibut", "half-life", "not in this comparison"),
        ],
    )
    def test_refused_ratio(self, numerator, denominator, wanted, words):
        """Other units, assays or sources, missing numbers and unknown names are refused, with the reason."""
        table = compare(["(R)-baclofen", "saclofen", "pregabalin", "gabapentin", "baclofen", "gaba"])

        with pytest.raises(InputError, match=words):
            table.ratio(numerator, denominator, wanted)

    def test_activity(self):
        """Potencies of one assay are put on one scale: 23 uM is 4.638."""
        rows = compare(["baclofen", "phenibut"]).activity("alpha2delta Ki", isomers=True).set_index("compound_key")

        assert rows.loc["(R)-phenibut", "p_activity"] == pytest.approx(4.638, abs=0.001)
        assert rows["unit"].unique().tolist() == ["uM"]

    def test_activity_refuses_to_mix(self):
        """Several assays do not share one axis; each is listed."""
        with pytest.raises(InputError, match=r"assays cannot share one axis.*\[3H\]\(-\)-baclofen, cortex"):
            compare(["baclofen", "phaclofen"]).activity("IC50")

    def test_stereo_cliff(self):
        """Mirror images make a stereo cliff, not an infinite index."""
        rows = compare(["(R)-baclofen", "(S)-baclofen"]).sali("GABA-B binding IC50")
        rows = rows[rows["assay"] == "displacement of [3H]baclofen, cerebellum membranes"]

        assert rows["verdict"].tolist() == ["stereo cliff"]
        assert rows["sali"].isna().all()
        assert rows["delta_p"].item() == pytest.approx(2.072, abs=0.001)


class TestIsomers:
    """Values of one isomer of a racemate: Bowery 1983 has 0.04 uM of (-)- and 33 uM of (+)-baclofen, 0.04 of GABA."""

    ASSAY = "[3H](±)-baclofen, crude synaptic membranes of whole brain"

    @pytest.fixture
    def table(self):
        """Baclofen is the racemate."""
        return compare(["baclofen", "phenibut", "pregabalin", "GABA"])

    def test_cliffs(self, table):
        """What is far from GABA is (+)-baclofen, not baclofen."""
        rows = table.sali("GABA-B binding IC50")
        rows = rows[rows["assay"] == self.ASSAY].set_index("first")

        assert rows.index.tolist() == ["(-)-baclofen", "(+)-baclofen"]
        assert rows["first_stereo_form"].tolist() == ["(-)", "(+)"]
        assert rows["second_stereo_form"].tolist() == ["achiral", "achiral"]
        assert rows["delta_p"].tolist() == pytest.approx([0.0, -2.916], abs=0.001)

    def test_efficiencies(self, table):
        """The stereo form tells the two values of baclofen apart."""
        rows = table.efficiency("GABA-B binding IC50", assay=self.ASSAY)

        assert list(zip(rows["name"], rows["stereo_form"], strict=True)) == [
            ("baclofen", "(-)"),
            ("baclofen", "(+)"),
            ("GABA", "achiral"),
        ]

    def test_places_of_the_chain(self, table):
        """A cell with one isomer alone is no number, which would pass as that of the compound."""
        cells = table.r_group_matrix("inhibition of release EC50", assay="somatostatin")

        assert cells.loc["4-chlorophenyl", "carboxylic acid"] == "(-)-baclofen 5.72"  # -log10 of 1.9 uM

    def test_scatter(self, table):
        """The plots against a descriptor name the isomer."""
        plot = hover_scatter(table, "wlogp", "GABA-B binding IC50", assay=self.ASSAY)

        assert plot.data["isomer"].tolist() == ["(-)", "(+)", None]
        assert "(+)-baclofen: 4.48" in plot.html
        assert "baclofen racemate" not in plot.html

    def test_ratio_of_several(self, table):
        """Both isomers are named where one assay has both, and one is chosen."""
        with pytest.raises(InputError, match=r"several isomers.*stereo_form=.*: \(-\)-baclofen or \(\+\)-baclofen$"):
            table.ratio("GABA", "baclofen", "GABA-B binding IC50", assay=self.ASSAY)

    @pytest.mark.parametrize(
        ("stereo_form", "value"),
        [("(-)", 1.0), ("(\u2212)", 1.0), ("-", 1.0), ("(+)", 0.04 / 33), ("+", 0.04 / 33)],
    )
    def test_ratio_of_one(self, table, stereo_form, value):
        """An isomer is chosen as measured() lists it, with a minus sign or a hyphen."""
        ratio = table.ratio("GABA", "baclofen", "binding IC50", assay=self.ASSAY, stereo_form=stereo_form)

        assert ratio.value == pytest.approx(value)
        assert ratio.denominator_isomer == ("(+)" if "+" in stereo_form else "(-)")

    def test_ratio_of_an_isomer_that_was_not_measured(self, table):
        """The forms that were measured are listed."""
        with pytest.raises(InputError, match=r"no value of stereo_form='R'.*\(-\) of baclofen, \(\+\) of baclofen"):
            table.ratio("GABA", "baclofen", "GABA-B binding IC50", stereo_form="R")

    def test_ratio_says_what_was_measured(self, table):
        """1.3 over 1.9 uM: the only value of that assay is one of (-)-baclofen."""
        ratio = table.ratio("GABA", "baclofen", "inhibition of release EC50", assay="somatostatin")

        assert str(ratio).startswith("inhibition of release EC50, GABA / (-)-baclofen: 0.684, GABA is more potent")

    def test_own_compound(self):
        """The values of an enantiomer under its own name have no other isomer."""
        rows = compare(["(R)-baclofen", "(S)-baclofen"]).sali("GABA-B binding IC50")

        assert rows["first"].unique().tolist() == ["(R)-baclofen"]
        assert rows["second_stereo_form"].unique().tolist() == ["S"]


class TestSimilarity:
    """Fingerprints with and without chirality, and what the drawn form does."""

    def test_chirality(self):
        """R and S are alike without chirality and 0.929 with."""
        table = compare(["(R)-baclofen", "(S)-baclofen"])

        assert table.similarity(chirality=False).iloc[0, 1] == 1.0
        assert table.similarity().iloc[0, 1] == pytest.approx(0.929, abs=0.001)

    def test_form(self):
        """Drawn form alone: GABA 0.24, baclofen 0.50 to itself; brought into one form, 1."""
        both = compare(["GABA", "baclofen"]).similarity(form="both")

        assert both.loc[("GABA", "neutral"), ("GABA", "pH 7.4")] == pytest.approx(0.24, abs=0.005)
        assert both.loc[("baclofen", "neutral"), ("baclofen", "pH 7.4")] == pytest.approx(0.50, abs=0.005)
        assert compare(["GABA", "[NH3+]CCCC(=O)[O-]"]).similarity().iloc[0, 1] == 1.0
        assert tanimoto("GABA", "GABA") == 1.0


class TestStructure:
    """R groups, matched pairs, and compounds off the backbone."""

    def test_r_groups(self, family):
        """The fixed core finds the group on C3, spiro rings included."""
        assert family.r_groups()["name_c3"].tolist() == [
            "4-chlorophenyl",
            "phenyl",
            "isobutyl",
            "H",
            "spiro cyclohexane",
        ]

    def test_acids(self):
        """The acid is a column of its own, and so is the side of the backbone."""
        table = compare(["(R)-baclofen", "saclofen", "phaclofen", "lesogaberan", "(R)-GABOB"]).r_groups()

        acids = ["carboxylic acid", "sulfonic acid", "phosphonic acid", "phosphinic acid", "carboxylic acid"]
        assert table["acid"].tolist() == acids
        assert table.loc["(R)-GABOB", "side"] == "opposite"

    def test_pairs(self, family):
        """Single-group changes are found; the spiro ring of gabapentin is none."""
        pairs = family.pairs().set_index("to")

        assert pairs["change"].to_dict() == {
            "phenibut": "Cl>H",
            "pregabalin": "4-chlorophenyl>isobutyl",
            "GABA": "4-chlorophenyl>H",
        }
        assert pairs.loc["phenibut", "stereo"] == ""
        assert pairs.loc["pregabalin", "stereo"] == "racemate versus S"

    @pytest.mark.parametrize(
        ("first", "second", "change"),
        [
            ("SKF-97541", "CGP-36742", "methyl>butyl"),  # Froestl 1995: methyl on phosphorus, then butyl
            ("SKF-97541", "CGP-46381", "methyl>cyclohexylmethyl"),
            ("Cc1ccc(cc1)C(CN)CC(=O)O", "CCc1ccc(cc1)C(CN)CC(=O)O", "methyl>ethyl"),
            ("baclofen", "NCC(CC(=O)O)c1ccc(Cl)c(Cl)c1", "H>Cl"),
            ("tolibut", "phenibut", "methyl>H"),
        ],
    )
    def test_pairs_name_whole_groups(self, first, second, change):
        """A longer alkyl group replaces a shorter one; hydrogen is replaced on a ring or on the chain only."""
        assert compare([first, second]).pairs()["change"].tolist() == [change]

    def test_changed_atoms_on_phosphorus(self):
        """Where the chain and the group on phosphorus differ, both are marked; a lost group marks phosphorus."""
        table = compare(["SKF-97541", "lesogaberan", "CGP-52432"])
        changed = dict(zip(table.names, table.changed_atoms(), strict=True))
        marked = {
            name: [table[name].neutral.mol.GetAtomWithIdx(i).GetSymbol() for i in changed[name]] for name in changed
        }

        assert sorted(marked["lesogaberan"]) == ["F", "P"]
        assert sorted(set(marked["CGP-52432"])) == ["C", "Cl", "O"]
        assert marked["CGP-52432"].count("O") == 2

    def test_pairs_of_isomers(self):
        """Handedness alone is a pair of its own kind; opposite sides are said."""
        pairs = compare(["(R)-baclofen", "(S)-baclofen", "(S)-phenibut", "saclofen"]).pairs().set_index("to")

        assert pairs.loc["(S)-baclofen", ["change", "stereo"]].tolist() == ["R>S", "stereo only"]
        assert pairs.loc["(S)-phenibut", "stereo"] == "opposite sides of the backbone"
        assert pairs.loc["saclofen", "change"] == "COOH>SO3H"

    @pytest.mark.parametrize(
        ("name", "note"),
        [
            ("picamilon", "not a gamma-amino acid: no basic amine (masked gaba: nicotinoyl on the amine (amide))"),
            ("isovaline", "an alpha-amino acid, not a gamma-amino acid: amine and acid are 2 bonds apart"),
            ("GHB", "not a gamma-amino acid: no basic amine"),
            ("O=C1CC(CN1)c1ccc(Cl)cc1", "a lactam: amine and acid are closed to a ring"),
        ],
    )
    def test_guard(self, name, note):
        """Compounds off the backbone are named with the reason, and have no R groups."""
        table = compare({"baclofen": "baclofen", name: name})

        assert note in table.notes.loc[table.notes["name"] == name, "note"].tolist()
        assert table.r_groups().loc[name, "reason"] == note

    def test_pair_of_open_stereo(self):
        """Unspecified stereo is named as such, in the change and next to another form."""
        pairs = compare(["NCC(CC(=O)O)c1ccccc1", "(S)-phenibut", "pregabalin"]).pairs().set_index("to")

        assert pairs.loc["(S)-phenibut", "change"] == "stereo unspecified>S"
        assert pairs.loc["pregabalin", "stereo"] == "stereo unspecified versus S"

    def test_changed_atoms(self):
        """The atoms that differ: the carbon that lost Cl, the isobutyl group, C3 of GABA, the ring of gabapentin."""
        table = compare(["(R)-baclofen", "(R)-phenibut", "pregabalin", "GABA", "gabapentin", "(S)-baclofen"])
        changed = dict(zip(table.names, table.changed_atoms(), strict=True))

        assert [len(atoms) for atoms in changed.values()] == [0, 1, 4, 1, 5, 1]
        assert table["(R)-phenibut"].neutral.mol.GetAtomWithIdx(changed["(R)-phenibut"][0]).GetIsAromatic()
        assert all(table["gabapentin"].neutral.mol.GetAtomWithIdx(i).IsInRing() for i in changed["gabapentin"])

    def test_comparison_of_a_comparison(self):
        """A comparison can be compared again: names, stereo forms and sides stay."""
        table = compare({"mine": "baclofen", "other": "(S)-baclofen"})
        again = compare(table, reference="other", descriptors=["wlogp"])

        pd.testing.assert_frame_equal(again.identity, table.identity)
        assert again.reference == "other"

    def test_stereoisomers(self):
        """Stereoisomers keep their labels, a racemate its own."""
        table = compare(enantiomers("baclofen"))

        assert table.identity["stereo_form"].tolist() == ["R", "S", "racemate"]


class TestCoverage:
    """What is measured and what is not."""

    def test_counts(self):
        """Own values come first, then targets; a compound without values has zeros."""
        table = compare(["GABA", "NCC(CC(=O)O)C1CC1"], activity={"GABA-B pKi": {"GABA": 7.6}}).coverage()

        assert table.columns[0] == "GABA-B pKi"
        assert table.loc["GABA", "GABA-B pKi"] == 1
        assert table.loc["GABA", "GABA-B"] > 1
        assert table.iloc[1].sum() == 0

    def test_target_is_searched(self):
        """Values at a target are found by it, whatever their property is called."""
        found = compare(["CGP-52432"]).measured("GABA-B")

        assert "pA2 vs baclofen" in found["property"].tolist()
        assert set(found["target"]) == {"GABA-B"}


class TestRules:
    """Rules with margins and a verdict on whether they apply."""

    def test_applicability(self, family):
        """The brain rule does not apply to pregabalin, which a carrier takes."""
        rows = family.rules(["boiled-egg-bbb"]).set_index("name")

        assert rows.loc["pregabalin", "applicability"].startswith("not applicable: carrier-mediated")
        assert rows.loc["pregabalin", "margin_high"] is not None

    def test_one_row_per_rule(self, family):
        """Without detail each rule is one row per compound; GABA is too light for Ghose."""
        rows = family.rules(["ghose", "lipinski"], detail=False)

        assert len(rows) == 10
        verdicts = rows.set_index(["name", "rule"])["rule_passed"]
        assert not verdicts["GABA", "ghose"]
        assert verdicts["baclofen", "ghose"]


def test_html(family):
    """The display holds structures, constants and versions, and asks no network."""
    html = family._repr_html_()

    assert html.count("<svg") == 5
    assert "uninformative" in html
    assert "<script" not in html
    assert "src=" not in html
    assert "<svg" not in family.to_html(structures=False)


def test_pubchem_records():
    """Polar surface and donors agree with PubChem's own numbers."""
    mol = next(iter(Chem.SDMolSupplier(str(SAMPLES / "pubchem" / "record_CID_4.sdf"))))
    table = compare({"CID 4": mol}, descriptors=["tpsa", "hbd_pubchem"], form="as drawn").frame

    assert table["tpsa"].item() == pytest.approx(float(mol.GetProp("PUBCHEM_CACTVS_TPSA")), abs=0.06)
    assert table["hbd_pubchem"].item() == int(mol.GetProp("PUBCHEM_CACTVS_HBOND_DONOR"))


def test_import_stays_light():
    """Importing the package loads neither pandas nor matplotlib."""
    code = "import sys, gaba_analogs; sys.exit(bool({'pandas', 'matplotlib'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_describe_is_here():
    """Columns are described from the same module."""
    assert module.describe is describe
