"""Systematic names, read by OPSIN."""

import pytest
from rdkit import Chem

from asking import needs_opsin, one
from gaba_analogs.names import default_parser
from published import SAMPLES, whole


def inchi(smiles):
    """Give the standard InChI of a SMILES."""
    return Chem.MolToInchi(Chem.MolFromSmiles(smiles))


class TestOpsin:
    """Real names; the InChI are those of PubChem for the compound in the id."""

    pytestmark = needs_opsin

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            pytest.param(
                "4-aminobutanoic acid",
                "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
                id="GABA",
            ),
            pytest.param(
                "(RS)-4-amino-3-(4-chlorophenyl)butanoic acid",
                "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
                id="baclofen",
            ),
            pytest.param(
                "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid",
                "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)/t8-/m0/s1",
                id="arbaclofen",
            ),
            pytest.param(
                "(3S)-3-(aminomethyl)-5-methylhexanoic acid",
                "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
                id="pregabalin",
            ),
            pytest.param(
                "(3~{S})-3-(aminomethyl)-5-methyl-hexanoic acid",
                "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
                id="pregabalin-by-openeye",
            ),
            pytest.param("~N~-methylacetamide", "InChI=1S/C3H7NO/c1-3(5)4-2/h1-2H3,(H,4,5)", id="n-methylacetamide"),
            pytest.param(
                "4-aminobutanoic acid;4-aminobutanoic acid",
                "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
                id="GABA-twice",
            ),
            pytest.param(
                "2-[1-(aminomethyl)cyclohexyl]acetic acid",
                "InChI=1S/C9H17NO2/c10-7-9(6-8(11)12)4-2-1-3-5-9/h1-7,10H2,(H,11,12)",
                id="gabapentin",
            ),
        ],
    )
    def test_structure(self, opsin, name, expected):
        """The SMILES has the compound's standard InChI."""
        assert inchi(one(opsin, name).smiles) == expected

    @pytest.mark.parametrize(
        ("name", "racemic", "relative", "centres"),
        [
            # centres: how many stay defined in the plain SMILES, counted by hand
            ("(RS)-4-amino-3-(4-chlorophenyl)butanoic acid", True, False, 0),
            ("(±)-4-amino-3-(4-chlorophenyl)butanoic acid", True, False, 0),
            ("(R,S)-4-amino-3-(4-chlorophenyl)butanoic acid", True, False, 0),
            ("racemic 4-amino-3-(4-chlorophenyl)butanoic acid", True, False, 0),
            ("(R)-4-amino-3-(4-chlorophenyl)butanoic acid", False, False, 1),
            ("rac-(1R,2S)-2-aminocyclohexan-1-ol", True, False, 2),
            ("(1RS,2SR)-2-aminocyclohexan-1-ol", True, False, 2),
            ("rel-(1R,2S)-2-aminocyclohexan-1-ol", False, True, 2),
            ("(1R*,2S*)-2-aminocyclohexan-1-ol", False, True, 2),
            ("(R,S)-2-aminocyclohexan-1-ol", False, False, 2),
            ("cis-2-aminocyclohexane-1-carboxylic acid", False, True, 2),
            ("trans-4-aminobut-2-enoic acid", False, False, 0),
            ("trans-4-hydroxy-L-proline", False, False, 2),
            ("DL-alanine", True, False, 0),
        ],
    )
    def test_racemic_and_relative(self, opsin, name, racemic, relative, centres):
        """A racemate, a relative configuration and an enantiomer are told apart."""
        result = one(opsin, name)

        assert (result.racemic, result.relative) == (racemic, relative)
        assert sum("@" in atom for atom in result.smiles.split("[")) == centres

    @pytest.mark.parametrize(
        ("name", "terms"),
        [
            ("(R)-1,1-dichloroethane", ("R",)),
            ("(3R)-4-amino-4-(4-chlorophenyl)butanoic acid", ("3R",)),
            ("(E)-propene", ("E",)),
            ("(1s,4s)-4-aminocyclohexane-1-carboxylic acid", ("1s", "4s")),
            ("(R)-(-)-4-amino-3-(4-chlorophenyl)butanoic acid", ("(-)",)),
            ("(±)-4-amino-3-(4-chlorophenyl)butanoic acid", ()),
            ("(3S)-3-(aminomethyl)-5-methylhexanoic acid", ()),
        ],
    )
    def test_ignored_descriptors(self, opsin, name, terms):
        """The constitution is known although a descriptor could not be placed."""
        result = one(opsin, name)

        assert result.smiles
        assert result.stereo_ignored == terms

    @pytest.mark.parametrize(
        ("name", "ambiguous"),
        [
            ("tetrachlorobutane", True),
            ("n-propylacetamide", True),
            ("n-propylaniline", True),
            ("D-ribose", False),
            ("ribose", True),
            ("6-acetyl-D-glucose", True),
            ("2-deoxy-D-ribose", False),
            ("alpha-D-ribose", True),
            ("D-ribofuranose", False),
            ("n-hexane", False),
            ("n-methylacetamide", False),
            ("4-aminobutanoic acid", False),
            ("2,3-didehydrotyrosine", True),
            ("2,3-didehydroalanine", False),
            ("1,2-didehydrobenzene", False),
        ],
    )
    def test_ambiguous(self, opsin, name, ambiguous):
        """Lost locants, a small n, sugars without D or L or of which a ring is drawn, and arynes, are ambiguous."""
        assert one(opsin, name).ambiguous is ambiguous

    @pytest.mark.parametrize(
        ("name", "interpreted", "smiles"),
        [
            ("4-aminobutanoic&nbsp;acid", "4-aminobutanoic acid", "NCCCC(=O)O"),
            ("(3''R'')-3-aminobutanoic acid", "(3R)-3-aminobutanoic acid", "C[C@@H](N)CC(=O)O"),
            ("n,n,n',n'-tetramethylurea", "N,N,N',N'-tetramethylurea", "CN(C)C(=O)N(C)C"),
            ("o-ethyl ethanethioate", "O-ethyl ethanethioate", "CCOC(C)=S"),
            ("sodium;4-aminobutanoate", "sodium; 4-aminobutanoate", "[Na+].NCCCC(=O)[O-]"),
            ("calcium;dichloride", "calcium; 2 chloride", "[Ca+2].[Cl-].[Cl-]"),
            (
                "1-methylpyridin-1-ium-3-carboxylic acid;chloride",
                "1-methylpyridin-1-ium-3-carboxylic acid; chloride",
                "C[n+]1cccc(C(=O)O)c1.[Cl-]",
            ),
            ("diazanium;sulfate", "2 azanium; sulfate", "[NH4+].[NH4+].[O-]S(=O)(=O)[O-]"),
            ("piperazine;acetic acid (1:2)", "piperazine; 2 acetic acid", "C1CNCCN1.CC(O)=O.CC(O)=O"),
            # Acids and anions as CAS, INN and the European Pharmacopoeia write them beside a base.
            ("piperazine;sulfate;hydrate", "piperazine; sulfate; hydrate", "C1CNCCN1.OS(O)(=O)=O.O"),
            ("piperazine;nitrate", "piperazine; nitrate", "C1CNCCN1.O[N+]([O-])=O"),
            (
                "2-aminoethanol, acetate (2:1) (salt)",
                "2-aminoethanol acetate salt (2:1)",
                "NCCO.NCCO.CC(O)=O",
            ),
            # d-Tartaric acid is the dextrorotatory one, L-(+): what OPSIN takes for D would be its enantiomer.
            ("piperazine d-tartrate", "piperazine (+)-tartrate", "C1CNCCN1.OC(=O)C(O)C(O)C(O)=O"),
            ("piperazine edisilate", "piperazine edisylate", "C1CNCCN1.OS(=O)(=O)CCS(O)(=O)=O"),
            ("piperazine hydrogenmaleate", "piperazine hydrogen maleate", r"C1CNCCN1.OC(=O)\C=C/C(O)=O"),
            ("piperazine, 2HCl", "piperazine, dihydrochloride", "C1CNCCN1.Cl.Cl"),
            (
                "bis[methyl phenyl(piperidin-2-yl)acetate] sulfate monohydrate",
                "methyl phenyl(piperidin-2-yl)acetate sulfate hydrate (2:1:1)",
                "COC(=O)C(C1CCCCN1)c1ccccc1.COC(=O)C(C1CCCCN1)c1ccccc1.OS(O)(=O)=O.O",
            ),
            (  # lidocaine hydrochloride, CID 6314
                "2-(diethylamino)-N-(2,6-dimethylphenyl)acetamide, hydrogen chloride",
                "2-(diethylamino)-N-(2,6-dimethylphenyl)acetamide hydrochloride",
                "CCN(CC)CC(=O)NC1=C(C=CC=C1C)C.Cl",
            ),
        ],
    )
    def test_interpreted(self, opsin, name, interpreted, smiles):
        """The spelling that was read is reported, and means the same substance."""
        result = one(opsin, name)

        assert result.interpreted == interpreted
        assert inchi(result.smiles) == inchi(smiles)

    def test_two_acids_or_their_anhydride(self, opsin):
        """The diphosphate of chloroquine (CID 64927) has two phosphoric acids; an ester has their anhydride."""
        chloroquine = "N4-(7-chloroquinolin-4-yl)-N1,N1-diethylpentane-1,4-diamine diphosphate"
        salt, ester = opsin.in_every_way(opsin.parse([chloroquine, "5'-O-phosphonouridine 3'-diphosphate"]))

        assert [inchi(text) for text in salt.other_smiles] == [
            inchi("CCN(CC)CCCC(C)NC1=C2C=CC(=CC2=NC=C1)Cl.OP(=O)(O)O.OP(=O)(O)O")
        ]
        assert ester.other_smiles == ()

    def test_components_keep_their_stereo_groups(self, opsin):
        """Atom numbers of the second component are counted on from the first."""
        result = one(opsin, "(2R)-2-aminopropanoic acid;rac-3-aminobutanoic acid")

        (group,) = Chem.MolFromSmiles(result.cxsmiles).GetStereoGroups()

        assert result.ratio_uncertain
        assert [atom.GetIdx() for atom in group.GetAtoms()] == [7]

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Lioresal", "not a systematic name that OPSIN can read"),
            ("methyl", "a substituent"),
            ("nonsense;chloride", "component 'nonsense'"),
            ("7-methylbenzene", "OPSIN gives no structure"),
        ],
    )
    def test_failure(self, opsin, name, said):
        """A name that cannot be read says why, in one line."""
        result = one(opsin, name)

        assert result.smiles is None
        assert said in result.failure
        assert "\n" not in result.failure
        assert "<" not in result.failure

    @pytest.mark.slow
    def test_order_of_many(self, opsin):
        """5,000 names come back in order, with the right structures; every fiftieth is built by hand."""
        places = [(p, q, end) for p in range(1, 51) for q in range(1, 51) for end in ("ol", "amine")]
        asked = [f"{p}-bromo-{q}-chloropentacontan-1-{end}" for p, q, end in places]

        results = opsin.parse(asked)

        assert [result.name for result in results] == asked
        for (p, q, end), result in list(zip(places, results, strict=True))[::50]:
            chain = "".join("C" + "(Br)" * (k == p) + "(Cl)" * (k == q) for k in range(1, 51))
            by_hand = {"ol": "O", "amine": "N"}[end] + chain
            assert Chem.CanonSmiles(result.smiles) == Chem.CanonSmiles(by_hand)

    def test_repeated_names(self, opsin):
        """A name asked twice is answered twice."""
        first, second = opsin.parse(["ethane", "ethane"])

        assert first == second

    def test_killed_between_calls(self, opsin):
        """Java that was killed meanwhile is started again."""
        one(opsin, "propane")
        opsin._process._popen.kill()
        opsin._process._popen.wait()

        assert one(opsin, "pentan-1-amine").smiles == "C(CCCC)N"

    def test_default_parser_is_shared(self):
        """The module has one parser, which reads names."""
        assert default_parser() is default_parser()
        assert one(default_parser(), "methane").smiles == "C"

    @pytest.mark.parametrize(
        ("folder", "count", "failing"),
        [
            pytest.param(lambda: SAMPLES / "names", 47, 4, id="sample"),
            pytest.param(lambda: whole("opsin"), 180, 8, id="whole"),
        ],
    )
    def test_opsin_test_names(self, opsin, folder, count, failing):
        """OPSIN's own names give OPSIN's own InChI, but for a few that version 2.9.0 cannot do."""
        lines = [line for path in sorted(folder().glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
        pairs = [line.strip().split("\t") for line in lines if "\tInChI=1S/" in line]

        results = opsin.parse([name for name, _ in pairs])
        differ = [
            name
            for (name, expected), result in zip(pairs, results, strict=True)
            if result.smiles is None or inchi(result.smiles) != expected
        ]

        assert len(pairs) == count
        # OPSIN 2.9.0 adds an oxygen to peroxycyanates and has no 21,22-dihydroporphyrins
        assert all("peroxycyanate" in name or "hydroporphyrin" in name for name in differ)
        assert len(differ) == failing
