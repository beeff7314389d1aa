"""Which fields state the same structure, and which the same composition."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.evidence.names import name_requests, reason_to_doubt, systematic_synonyms
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.names import ParsedName
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry

# PubChem, CIDs 119 (GABA), 239 (beta-alanine), 2284 and 44602 (baclofen), 10413 (4-hydroxybutanoic acid)
GABA = {"smiles": "NCCCC(=O)O", "inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"}
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"
BETA_ALANINE = "NCCC(=O)O"
FLAT, R = "NCC(CC(=O)O)c1ccc(Cl)cc1", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
BACLOFEN_INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
FLAT_KEY, S_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "KPYSYYIEGFHWSV-MRVPVSSYSA-N"


def name(text, smiles=None, **facts):
    """Make OPSIN's answer to a name."""
    return ParsedName(text, text, smiles, **facts)


def identified(*names, names_unread=None, registry=None, **fields):
    """Read a record and identify its witnesses, with OPSIN's answers to its names."""
    with quiet():
        facts = read_facts(StructureRecord(**fields), registry=registry)
        identify_witnesses(facts, {parsed.name: parsed for parsed in names}, names_unread=names_unread)
    return facts


def structures(facts):
    """Give the fields of every witness, the key of its structure among them."""
    return [witness.members for witness in facts.witnesses]


def compositions(facts):
    """Give formula to fields of every composition."""
    return {witness.composition.formula: witness.fields for witness in facts.compositions}


# -- structures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(GABA, [("smiles", "inchi")], id="smiles-and-inchi"),
        pytest.param(
            GABA | {"connectivity_smiles": "C(CC(=O)O)CN", "inchikey": GABA_KEY},
            [("smiles", "inchi", "connectivity_smiles", "inchikey")],
            id="everything",
        ),
        pytest.param({"smiles": "[NH3+]CCCC(=O)[O-]", "inchi": GABA["inchi"]}, [("smiles", "inchi")], id="zwitterion"),
        pytest.param(GABA | {"smiles": BETA_ALANINE}, [("smiles",), ("inchi",)], id="two-compounds"),
        pytest.param(
            GABA | {"smiles": BETA_ALANINE, "inchikey": GABA_KEY},
            [("smiles",), ("inchi", "inchikey")],
            id="the-key-goes-to-its-structure",
        ),
        pytest.param(
            {"connectivity_smiles": FLAT, "smiles": R},
            [("smiles",), ("connectivity_smiles",)],
            id="a-connectivity-smiles-comes-last",
        ),
        pytest.param({"inchikey": GABA_KEY, "formula": "C4H9NO2"}, [], id="a-key-is-no-structure"),
        pytest.param({"smiles": "NCCC1", "inchi": GABA["inchi"]}, [("inchi",)], id="an-unreadable-smiles-is-none"),
        pytest.param({"smiles": "C" * 1100}, [], id="nor-is-one-beyond-inchi"),
    ],
)
def test_equal_structures_are_united(record, expected):
    """Fields that state one structure are one witness, the key with it where it is that structure's."""
    assert structures(identified(**record)) == expected


@pytest.mark.parametrize(
    ("record", "confirmed", "read"),
    [
        pytest.param(GABA, True, True, id="confirmed-by-a-drawing"),
        pytest.param({"inchi": GABA["inchi"]}, False, True, id="readable-by-itself"),
        pytest.param({"smiles": BETA_ALANINE, "inchi": GABA["inchi"]}, False, True, id="another-drawing"),
        pytest.param({"inchi": GABA["inchi"].replace("(6)7", "(6)9")}, False, False, id="contradicts-itself"),
        pytest.param({"inchi": "InChI=gamma"}, False, False, id="no-inchi"),
        # RDKit reads no chlorine with three bonds; the drawing gives this InChI all the same (CID 24637).
        pytest.param({"smiles": "FCl(F)F", "inchi": "InChI=1S/ClF3/c2-1(3)4"}, True, True, id="beyond-rdkits-valence"),
    ],
)
def test_the_stated_inchi_is_judged(record, confirmed, read):
    """An InChI counts as read where a drawing gives it, or the InChI software knows its structure."""
    facts = identified(**record)

    assert facts.values["inchi"].confirmed is confirmed
    assert facts.values["inchi"].is_read is read
    assert any("inchi" in members for members in structures(facts)) is read


def test_a_confirmed_drawing_has_no_fault():
    """A SMILES that RDKit's valence model rejects is taken as it is where the InChI confirms it."""
    alone, confirmed = identified(smiles="FCl(F)F"), identified(smiles="FCl(F)F", inchi="InChI=1S/ClF3/c2-1(3)4")

    assert alone.values["smiles"].fault is not None
    assert confirmed.values["smiles"].fault is None


@pytest.mark.parametrize(
    ("key", "stereo"),
    [
        pytest.param(FLAT_KEY, "", id="flat"),
        pytest.param(S_KEY, "/t8-/m1/s1", id="mirror-image"),
        pytest.param("KPYSYYIEGFHWSV-QMMMGPOBSA-N", "/t8-/m0/s1", id="as-drawn"),
        pytest.param(None, "/t8-/m0/s1", id="no-key"),
    ],
)
def test_a_key_decides_between_the_forms_of_a_racemic_drawing(key, stereo):
    """A drawing of one enantiomer that is marked racemic stands for the form that has the stated key."""
    facts = identified(smiles=f"{R} |&1:2|", inchikey=key)

    assert facts.witnesses[0].structure.inchi == BACLOFEN_INCHI + stereo
    assert facts.witnesses[0].with_key is (key is not None)


def test_an_inchi_decides_as_well():
    """So does a stated InChI: the racemic drawing and the flat InChI are one structure."""
    assert structures(identified(smiles=f"{R} |&1:2|", inchi=BACLOFEN_INCHI)) == [("smiles", "inchi")]


def test_a_plain_drawing_has_no_other_forms():
    """A drawing of one enantiomer without that mark is not the flat form."""
    assert structures(identified(smiles=R, inchi=BACLOFEN_INCHI)) == [("smiles",), ("inchi",)]


def test_the_structure_of_the_cid_stands_apart():
    """What PubChem gives for the CID is a witness of its own, not one of the stated structures."""
    entry = RegistryEntry(119, smiles=GABA["smiles"])
    facts = identified(smiles=GABA["smiles"], pubchem_cid="119", registry=Registry(by_cid=Answer("119", (entry,))))

    assert structures(facts) == [("smiles",)]
    assert (facts.registered.fields, facts.registered.structure.inchi) == (["pubchem_cid"], GABA["inchi"])


@pytest.mark.parametrize(
    ("registry", "cid"),
    [
        pytest.param(None, "119", id="not-asked"),
        pytest.param(Registry(by_cid=Answer("119")), "119", id="not-known"),
        pytest.param(Registry(by_cid=Answer("119", (RegistryEntry(119),))), "119", id="no-structure"),
        pytest.param(Registry(by_cid=Answer("119", (RegistryEntry(119, smiles="NCCCC(=O)O"),))), None, id="no-cid"),
    ],
)
def test_without_an_answer_nothing_is_registered(registry, cid):
    """A CID without a structure of PubChem's is no witness."""
    assert identified(smiles=GABA["smiles"], pubchem_cid=cid, registry=registry).registered is None


# -- names ---------------------------------------------------------------------------------------------------

NAME = "4-aminobutanoic acid"


@pytest.mark.parametrize(
    ("answer", "smiles", "expected"),
    [
        pytest.param(name(NAME, "NCCCC(=O)O"), GABA["smiles"], [("smiles", "iupac_name")], id="the-same"),
        pytest.param(name(NAME, "NCCCC(=O)O"), BETA_ALANINE, [("smiles",), ("iupac_name",)], id="another"),
        pytest.param(name(NAME, "NCCCC(=O)O", ambiguous=True), BETA_ALANINE, [("smiles",)], id="ambiguous"),
        pytest.param(name(NAME, failure="no chemical name"), GABA["smiles"], [("smiles",)], id="not-understood"),
        pytest.param(name("GABA", "NCCCC(=O)O"), GABA["smiles"], [("smiles",)], id="not-the-stated-name"),
        # A compound without carbon (CIDs 962 and 784): the name may confirm, not contradict.
        pytest.param(name(NAME, "O"), "O", [("smiles", "iupac_name")], id="no-carbon-confirms"),
        pytest.param(name(NAME, "O"), "OO", [("smiles",)], id="no-carbon-does-not-contradict"),
    ],
)
def test_the_structure_of_a_name(answer, smiles, expected):
    """A name that OPSIN read is a witness like a drawing, unless its reading is doubtful."""
    assert structures(identified(answer, smiles=smiles, iupac_name=NAME)) == expected


@pytest.mark.parametrize(
    ("stated", "named", "other", "options", "doubtful"),
    [
        pytest.param(
            "imidazo[4,5-b]pyridine",
            "c1cnc2[nH]cnc2c1",
            "c1cc2[nH]cnc2cn1",
            {},
            True,
            id="fused-ring-numbered-otherwise",
        ),
        pytest.param(
            "imidazo[4,5-b]pyridine", "c1cnc2[nH]cnc2c1", "NCCCC(=O)O", {}, False, id="fused-ring-of-other-atoms"
        ),
        pytest.param(
            "imidazo[4,5-b]pyridine", "c1cnc2[nH]cnc2c1", "c1cnc2nc[nH]c2c1", {}, False, id="fused-ring-read-alike"
        ),
        # Calcium acetate (CID 6116), whose name by PubChem lists acetate once.
        pytest.param(
            "calcium; acetate",
            "CC(=O)[O-].[Ca+2]",
            "CC(=O)[O-].CC(=O)[O-].[Ca+2]",
            {"ratio_uncertain": True},
            True,
            id="components-not-counted",
        ),
        # Guanidine of CID 13922, whose name by CAS is "(3-phenoxypropyl)guanidine sulfate (2:1)", with another acid
        # and in another ratio.
        pytest.param(
            "2-(3-phenoxypropyl)guanidine;methanesulfonic acid",
            "NC(N)=NCCCOc1ccccc1.CS(=O)(=O)O",
            "NC(N)=NCCCOc1ccccc1.NC(N)=NCCCOc1ccccc1.OS(=O)(=O)O",
            {"ratio_uncertain": True},
            False,
            id="another-acid",
        ),
        pytest.param(
            "2-(3-phenoxypropyl)guanidine sulfate",
            "NC(N)=NCCCOc1ccccc1.OS(=O)(=O)O",
            "NC(N)=NCCCOc1ccccc1.NC(N)=NCCCOc1ccccc1.OS(=O)(=O)O",
            {},
            True,
            id="ratio-not-stated",
        ),
        pytest.param(
            "2-(3-phenoxypropyl)guanidine sulfate (1:1)",
            "NC(N)=NCCCOc1ccccc1.OS(=O)(=O)O",
            "NC(N)=NCCCOc1ccccc1.NC(N)=NCCCOc1ccccc1.OS(=O)(=O)O",
            {},
            False,
            id="another-ratio",
        ),
        # Phenobarbital (CID 4763) has a phenyl and an ethyl group; "phenylethyl" is one.
        pytest.param(
            "phenylethylbarbituric acid",
            "O=C1NC(=O)C(CCc2ccccc2)C(=O)N1",
            "CCC1(c2ccccc2)C(=O)NC(=O)NC1=O",
            {},
            True,
            id="two-groups-or-one",
        ),
        pytest.param(
            "5-(2-phenylethyl)barbituric acid",
            "O=C1NC(=O)C(CCc2ccccc2)C(=O)N1",
            "CCC1(c2ccccc2)C(=O)NC(=O)NC1=O",
            {},
            False,
            id="one-group-in-brackets",
        ),
        # Monosodium glutamate under a name that leaves open how many carboxyl groups are neutralised; potassium is
        # another salt.
        pytest.param(
            "L-glutamic acid, sodium salt",
            "[Na+].[Na+].N[C@@H](CCC(=O)[O-])C(=O)[O-]",
            "[Na+].N[C@@H](CCC(=O)O)C(=O)[O-]",
            {},
            True,
            id="metals-not-counted",
        ),
        pytest.param(
            "L-glutamic acid, potassium salt",
            "[K+].[K+].N[C@@H](CCC(=O)[O-])C(=O)[O-]",
            "[Na+].N[C@@H](CCC(=O)O)C(=O)[O-]",
            {},
            False,
            id="another-metal",
        ),
        pytest.param(
            "L-glutamic acid, disodium salt",
            "[Na+].[Na+].N[C@@H](CCC(=O)[O-])C(=O)[O-]",
            "[Na+].N[C@@H](CCC(=O)O)C(=O)[O-]",
            {},
            False,
            id="metals-counted",
        ),
        # Acids under the name of their anion, and names of older catalogues.
        pytest.param(
            "diphenyl phosphate",
            "[O-]P(=O)(Oc1ccccc1)Oc1ccccc1",
            "OP(=O)(Oc1ccccc1)Oc1ccccc1",
            {},
            True,
            id="acid-under-its-anion",
        ),
        pytest.param(
            "diethyl phosphite", "[O-]P(OCC)OCC", "CCOP(=O)OCC", {}, True, id="acid-with-hydrogen-on-phosphorus"
        ),
        pytest.param(
            "diethyl phosphate", "[O-]P(=O)(OCC)OCC", "OP(=O)(OC)OC", {}, False, id="another-ester-of-the-acid"
        ),
        pytest.param(
            "maleic hydrazide", r"NNC(=O)\C=C/C(=O)O", "O=C1C=CC(=O)NN1", {}, True, id="hydrazide-of-both-acids"
        ),
        pytest.param("thiolactic acid", "CC(O)C(=O)S", "CC(S)C(=O)O", {}, True, id="mercapto-acid"),
        pytest.param("isonicotinylhydrazine", "NNCc1ccncc1", "NNC(=O)c1ccncc1", {}, True, id="nicotinyl-or-nicotinoyl"),
        # Rhodium(II) perfluorobutyrate dimer, DTXSID90896994 of CompTox, under the name of its formula unit.
        pytest.param(
            "Rhodium(2+) heptafluorobutanoate (1/2)",
            "[Rh++].[O-]C(=O)C(F)(F)C(F)(F)C(F)(F)F.[O-]C(=O)C(F)(F)C(F)(F)C(F)(F)F",
            "[Rh++].[Rh++]" + 4 * ".[O-]C(=O)C(F)(F)C(F)(F)C(F)(F)F",
            {},
            True,
            id="ratio-of-a-dimer",
        ),
        # Glucose 6-phosphate (PubChem, CID 5958, without its stereochemistry), S-ethyl ethanethioate, and the trityl
        # chloride of opsin's issues: OPSIN reads the open chain, the O-ester and methoxybenzyl.
        pytest.param(
            "D-glucose 6-phosphate",
            "O=CC(O)C(O)C(O)C(O)COP(=O)(O)O",
            "OC1OC(COP(=O)(O)O)C(O)C(O)C1O",
            {},
            True,
            id="sugar-phosphate",
        ),
        pytest.param("ethyl thioacetate", "CC(=S)OCC", "CC(=O)SCC", {}, True, id="thioacetate"),
        pytest.param("ethyl thioacetate", "CC(=S)OCC", "CC(=O)OCC", {}, False, id="thioacetate-and-acetate"),
        pytest.param(
            "p-anisylchlorodiphenylmethane",
            "COc1ccc(CC(Cl)(c2ccccc2)c2ccccc2)cc1",
            "COc1ccc(C(Cl)(c2ccccc2)c2ccccc2)cc1",
            {},
            True,
            id="anisyl",
        ),
        # Names as in PubChem (CIDs 21322, 60751, 73755043, 92375) and of CAS 66943-92-8, with OPSIN 2.9.0's structures.
        pytest.param(
            "2-benzamidooxyethanoic acid",
            "C(c1ccccc1)NCC(=O)O",
            "O=C(NOCC(=O)O)c1ccccc1",
            {},
            True,
            id="amidooxy",
        ),
        pytest.param(
            "2,3,22,24-tetrahydroporphyrin",
            "C1=CC2=CC3=CC=C(N3)C=C3CCC(=CC4=CC=C(N4)C=C1N2)N3",
            "C1=CC2=NC1=CC1=CC=C(N1)C=C1C=CC(=N1)C=C1CCC(=C2)N1",
            {},
            True,
            id="chlorin",
        ),
        pytest.param(
            "propyl sodium phosphonate",
            "[Na]CCC.O[PH](O)=O",
            "CCCO[PH](=O)[O-].[Na+]",
            {},
            True,
            id="sodium-of-a-mixed-salt",
        ),
        pytest.param("propylsodium", "[Na]CCC", "CCC[K]", {}, False, id="sodium-on-carbon"),
        pytest.param(
            "tert-butyl-[(1-oxidopyridin-4-ylidene)methyl]-oxoazanium",
            "CC(C)(C)[N+](=O)C=C1CC=[N+]([O-])C=C1",
            "CC(C)(C)[N+](=O)C=C1C=CN([O-])C=C1",
            {},
            True,
            id="ylidene-without-hydrogen",
        ),
        pytest.param(
            "4-amino-1,6-dimethyl-2-hydroxypyrimidine",
            "NC1=NC(O)N(C)C(C)=C1",
            "CC1=CC(=NC(=O)N1C)N",
            {},
            True,
            id="pyrimidine-without-room",
        ),
        # 3,5-Dimethylpyridine (CID 11565) and its dihydro form, each named as what it is.
        pytest.param(
            "3,5-dimethyl-1,4-dihydropyridine", "CC1=CNC=C(C)C1", "Cc1cncc(C)c1", {}, False, id="dihydro-said"
        ),
        pytest.param("3,5-dimethylpyridine", "Cc1cncc(C)c1", "CC1=CNC=C(C)C1", {}, False, id="aromatic-said"),
        # The cephem ring of B3DB's cefaloridine (CID 5774) is half saturated in both; the acid is another ion.
        pytest.param(
            "3-(pyridin-1-ium-1-ylmethyl)-8-oxo-5-thia-1-azabicyclo[4.2.0]oct-2-ene-2-carboxylate",
            "O=C1CC2SCC(C[n+]3ccccc3)=C(C([O-])=O)N12",
            "O=C1CC2SCC(C[n+]3ccccc3)=C(C(O)=O)N12",
            {},
            False,
            id="ring-half-saturated-in-both",
        ),
        # 2-Aminoethanol (CID 700) and acetic acid (CID 176): other alcohols and acids, and esters named as such.
        pytest.param("2-aminoethanol acetate", "CC(=O)OCCN", "CCC(=O)O.OCCN", {}, False, id="salt-of-another-acid"),
        pytest.param("2-aminoethyl acetate", "CC(=O)OCCN", "CC(=O)O.OCCN", {}, False, id="ester-named-as-such"),
        pytest.param("disodium acetate", "CC(=O)[O-].[Na+].[Na+]", "CC(=O)[O-].[Na+]", {}, False, id="salt-miscounted"),
        pytest.param(NAME, "NCCCC(=O)O", "CC(N)CC(=O)O", {}, False, id="isomer"),
        pytest.param(NAME, "NCCCC(=O)O", "NCCCC(=O)[O-]", {}, False, id="anion"),
    ],
)
def test_doubtful_names_are_set_aside(stated, named, other, options, doubtful):
    """A name that programs read differently may confirm, but not contradict, a structure of the same atoms."""
    facts = identified(name(stated, named, **options), smiles=other, iupac_name=stated)
    reason = reason_to_doubt(
        stated,
        Structure.from_smiles(named),
        Structure.from_smiles(other),
        ratio_uncertain=options.get("ratio_uncertain", False),
    )

    assert (reason is not None) is doubtful
    assert facts.name_limit == reason
    assert any("iupac_name" in members for members in structures(facts)) is not doubtful


# Oleanolic acid (PubChem, CID 10494) and its epimer at C-18: OPSIN takes 6aR for the atom that is 6aS.
OLEANOLIC = (
    "(4aS,6aR,6aS,6bR,8aR,10S,12aR,14bS)-10-hydroxy-2,2,6a,6b,9,9,12a-heptamethyl-1,3,4,5,6,6a,7,8,8a,10,11,12,13,14b-"
    "tetradecahydropicene-4a-carboxylic acid"
)
OLEANOLIC_DRAWN = "O[C@H]1CC[C@]2([C@H](C1(C)C)CC[C@@]1([C@@H]2CC=C2[C@@]1(C)CC[C@@]1([C@H]2CC(C)(C)CC1)C(=O)O)C)C"


@pytest.mark.parametrize(
    ("drawn", "verdict"),
    [
        pytest.param(OLEANOLIC_DRAWN, "verified", id="as-named"),
        pytest.param(OLEANOLIC_DRAWN.replace("([C@H]2CC(C)", "([C@@H]2CC(C)"), "inconsistent", id="epimer"),
    ],
)
def test_two_descriptors_of_one_locant_are_read_in_both_ways(drawn, verdict):
    """PubChem's names of triterpenes say 6aR and 6aS: which atom is which is open, all else is not."""
    assert verify({"smiles": drawn, "iupac_name": OLEANOLIC}).verdict == verdict


# N-Acetylalanine (KTHDTJVBEPMMGL-UHFFFAOYSA-N), its L form (-VKHMYHEASA-N), its D form, and a homologue
@pytest.mark.parametrize(
    ("stated", "drawn", "verdict"),
    [
        pytest.param("N-acetylalanine", "CC(=O)NC(C)C(=O)O", "verified", id="nothing-said"),
        pytest.param("N-acetylalanine", "CC(=O)N[C@@H](C)C(=O)O", "verified", id="l-drawn"),
        pytest.param("N-acetylalanine", "CC(=O)N[C@H](C)C(=O)O", "inconsistent", id="d-drawn"),
        pytest.param("N-acetyl-L-alanine", "CC(=O)NC(C)C(=O)O", "underspecified", id="l-said"),
        pytest.param("N-acetylalanine", "CC(=O)NC(C)CC(=O)O", "inconsistent", id="another"),
    ],
)
def test_an_amino_acid_without_prefix_says_no_configuration(stated, drawn, verdict):
    """OPSIN takes L for a bare "alanine"; beside a drawing without configuration the name has none either."""
    assert verify({"smiles": drawn, "iupac_name": stated}).verdict == verdict


# Codeine (PubChem, CID 5284371, without its stereochemistry) and phosphoric acid (CID 1004), 2-aminoethanol (CID 700)
# and acetic acid (CID 176), acetylsalicylic acid (CID 2244), acetylcholine (CID 187) chloride. OPSIN reads the first
# structure of each pair: github.com/dan2097/opsin/issues/142.
CODEINE = "COc1ccc2CC3C4C=CC(O)C5Oc1c2C45CCN3C"


@pytest.mark.parametrize(
    ("stated", "named", "other"),
    [
        pytest.param(
            "codeine phosphate",
            "COc1ccc2CC3C4C=CC(OP(=O)(O)O)C5Oc1c2C45CCN3C",
            f"{CODEINE}.OP(=O)(O)O",
            id="salt-read-as-an-ester",
        ),
        pytest.param("2-aminoethanol, acetate", "CC(=O)OCCN", "CC(=O)O.OCCN", id="comma"),
    ],
)
def test_a_salt_read_as_an_ester_confirms_the_salt(stated, named, other):
    """Where OPSIN reads an ester, the name may mean the salt of the alcohol's nitrogen, and agrees with it."""
    facts = identified(name(stated, named), smiles=other, iupac_name=stated)

    assert structures(facts) == [("smiles", "iupac_name")]


@pytest.mark.parametrize(
    ("stated", "named", "other"),
    [
        pytest.param(
            "salicylic acid acetate", "CC(=O)O.OC(=O)c1ccccc1O", "CC(=O)Oc1ccccc1C(=O)O", id="ester-read-as-a-salt"
        ),
        pytest.param(
            "O-acetylsalicylic acid", "CC(=O)OC(=O)c1ccccc1O", "CC(=O)Oc1ccccc1C(=O)O", id="acyl-without-a-locant"
        ),
        pytest.param(
            "choline chloride acetate",
            "CC(=O)[O-].[Cl-].OCC[N+](C)(C)C.OCC[N+](C)(C)C",
            "CC(=O)OCC[N+](C)(C)C.[Cl-]",
            id="ester-of-a-salt",
        ),
    ],
)
def test_an_ester_read_as_a_salt_does_not_contradict(stated, named, other):
    """Where OPSIN reads acid and alcohol apart, the name is set aside beside their ester."""
    facts = identified(name(stated, named), smiles=other, iupac_name=stated)

    assert structures(facts) == [("smiles",)]
    assert facts.name_limit == "the name may mean a salt or an ester"


# Cyclohexane-1,4-diol (CID 11162) and GABA.
@pytest.mark.parametrize(
    ("named", "other", "stereo_speaks"),
    [
        pytest.param("OC1CCC(O)CC1", "O[C@H]1CC[C@@H](O)CC1", False, id="says-no-less"),
        pytest.param("OC1CCC(O)CC1", "OC1CCC(O)CC1", False, id="nor-the-same-as-a-flat-one"),
        pytest.param("OC1CCC(O)CC1", "NCCCC(=O)O", True, id="another-compound-contradicts"),
    ],
)
def test_a_name_of_unplaced_configuration(named, other, stereo_speaks):
    """A name whose configuration OPSIN could not place speaks of everything but stereochemistry."""
    stated = "(1s,4s)-cyclohexane-1,4-diol"
    facts = identified(name(stated, named, stereo_ignored=("1s", "4s")), smiles=other, iupac_name=stated)

    assert structures(facts) == [("smiles",), ("iupac_name",)]
    assert [witness.connectivity_only for witness in facts.witnesses] == [False, not stereo_speaks]
    assert [field for field, _ in facts.name_stereo] == ["iupac_name"]


def test_names_unread_are_told():
    """Where OPSIN was not asked, the reason is kept, and the name is no value."""
    facts = identified(names_unread="no Java", smiles=GABA["smiles"], iupac_name=NAME)

    assert facts.names_unread == "no Java"
    assert "iupac_name" not in facts.values
    assert facts.texts["iupac_name"] == NAME


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"name": "(R)-baclofen"}, ["name"], id="title"),
        pytest.param({"name": "baclofen"}, [], id="no-descriptor"),
        pytest.param({"iupac_name": "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid"}, ["iupac_name"], id="unread-name"),
        pytest.param({"name": "rac-baclofen", "iupac_name": "(E)-but-2-ene"}, ["iupac_name", "name"], id="both"),
        pytest.param({"synonyms": "(R)-baclofen"}, [], id="synonyms-are-not-asked"),
    ],
)
def test_descriptors_of_names_without_a_structure(fields, expected):
    """R, S, E and Z are read from the names that no structure was made of."""
    assert [field for field, _ in identified(smiles=FLAT, **fields).name_stereo] == expected


def test_descriptors_of_a_name_with_a_structure_are_in_the_structure():
    """A name that OPSIN read is compared as a structure, its descriptors with it."""
    stated = "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid"

    assert identified(name(stated, R), smiles=R, iupac_name=stated).name_stereo == []


@pytest.mark.parametrize(
    ("synonyms", "expected"),
    [
        pytest.param(None, [], id="none"),
        pytest.param("GABA; Gammalon", [], id="trivial-names"),
        pytest.param(f"GABA; {NAME}", [NAME], id="semicolon"),
        pytest.param(f"GABA|{NAME}", [NAME], id="bar"),
        pytest.param(f"GABA\n{NAME}", [NAME], id="line-break"),
        pytest.param(f"GABA<br>{NAME}", [NAME], id="markup"),
        pytest.param(f"GABA, {NAME}", [NAME], id="comma"),
        pytest.param("β-(4-chlorophenyl)-GABA", ["β-(4-chlorophenyl)-GABA"], id="greek-letter"),
        pytest.param(f"{NAME}; {NAME}", [NAME], id="each-once"),
        pytest.param(f"{NAME} (GABA)", [NAME], id="remark-in-brackets"),
        pytest.param("; ".join(f"{n}-aminobutanoic acid" for n in range(2, 22)), None, id="at-most-eight"),
    ],
)
def test_systematic_synonyms(synonyms, expected):
    """Of the synonyms, those that look systematic are read, and not too many of them."""
    found = systematic_synonyms(synonyms)

    assert found == expected if expected is not None else len(found) == 8


def test_only_synonyms_that_opsin_read_are_facts():
    """A synonym that OPSIN does not know is none."""
    known = name(NAME, "NCCCC(=O)O")
    facts = identified(known, name("gamma-aminobutyric acid"), synonyms=f"GABA; {NAME}; gamma-aminobutyric acid")

    assert facts.synonyms == [("synonyms", known)]


@pytest.mark.parametrize(
    ("title", "fields", "titles", "synonyms"),
    [
        pytest.param(NAME, {}, 1, 0, id="systematic"),
        pytest.param("gamma-aminobutyric acid", {}, 0, 1, id="may-be-trivial"),
        pytest.param(NAME.upper(), {"iupac_name": NAME}, 0, 0, id="copy-of-the-systematic-name"),
        pytest.param(NAME, {"iupac_name": "gamma-aminobutyric acid"}, 1, 0, id="another-name"),
    ],
)
def test_a_title_that_opsin_read(title, fields, titles, synonyms):
    """A title is a fact where it looks systematic, and by its words it is told whether it can be anything else."""
    facts = identified(name(title, "NCCCC(=O)O"), smiles="NCCCC(=O)O", name=title, **fields)

    assert (len(facts.titles), len(facts.synonyms)) == (titles, synonyms)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"iupac_name": NAME}, [NAME], id="name"),
        pytest.param({"iupac_name": "N/A"}, [], id="placeholder"),
        pytest.param({"name": NAME}, [NAME], id="systematic-title"),
        pytest.param({"name": "baclofen"}, [], id="trivial-title"),
        pytest.param({"iupac_name": NAME, "synonyms": NAME}, [NAME], id="asked-once"),
        pytest.param({"synonyms": "gamma-aminobutyric acid"}, ["gamma-aminobutyric acid"], id="synonym"),
    ],
)
def test_which_names_opsin_is_asked(fields, expected):
    """OPSIN is asked the systematic name and the systematic synonyms."""
    assert name_requests(StructureRecord(**fields)) == expected


@pytest.mark.parametrize(
    ("listed", "fields"),
    [
        pytest.param("NCCCC(=O)O.NCCCC(=O)O", ("smiles", "iupac_name"), id="one-compound"),
        pytest.param("NCCCC(=O)O.C(CC(=O)O)CN", ("smiles", "iupac_name"), id="one-compound-in-two-names"),
        pytest.param("NCCCC(=O)O.NCCC(=O)O", ("smiles",), id="two-compounds"),
    ],
)
def test_a_list_of_names(listed, fields):
    """Several names of one compound are one statement; names of two compounds state two components."""
    facts = identified(name("a;b", listed, ratio_uncertain=True), smiles="NCCCC(=O)O", iupac_name="a;b")

    assert facts.witnesses[0].members == fields


@pytest.mark.parametrize(
    ("named", "drawn"),
    [
        pytest.param("O=C1C=CC(=C2Nc3cc(O)cc(Br)c3O2)C=C1", "Oc1ccc(cc1)-c1nc2cc(O)cc(Br)c2o1", id="quinone-methide"),
        # PubChem's computed name of chlordiazepoxide (CID 2712) is that of its N-hydroxy form.
        pytest.param(
            "CN=C1CN(O)C(c2ccccc2)=C2C=C(Cl)C=CC2=N1", "CNC1=Nc2ccc(Cl)cc2C(c2ccccc2)=[N+]([O-])C1", id="nitrone"
        ),
    ],
)
def test_tautomers_of_names_are_doubted(named, drawn):
    """A name of a tautomer proves nothing against another one, hydrogens on carbon being the same."""
    one, other = Structure.from_smiles(named), Structure.from_smiles(drawn)

    assert reason_to_doubt("name", one, other, ratio_uncertain=False)


@pytest.mark.parametrize(
    ("named", "drawn"),
    [
        pytest.param("CC=C(C)O", "CCC(C)=O", id="enol"),
        pytest.param("CC1=CC(O)CCC1", "CC1=CCC(O)CC1", id="double-bond-elsewhere"),
    ],
)
def test_isomers_by_hydrogens_on_carbon_are_not_doubted(named, drawn):
    """Where a hydrogen moves to or from carbon, a name contradicts."""
    one, other = Structure.from_smiles(named), Structure.from_smiles(drawn)

    assert reason_to_doubt("name", one, other, ratio_uncertain=False) is None


@pytest.mark.parametrize(
    ("other_smiles", "fields"),
    [
        pytest.param(("NC(=O)CC(C)C(=O)NC",), ("smiles", "iupac_name"), id="second-reading"),
        pytest.param(("CCC(=O)N", "NC(=O)CC(C)C(=O)NC"), ("smiles", "iupac_name"), id="third-reading"),
        pytest.param((), ("smiles",), id="one-reading"),
    ],
)
def test_two_readings_of_a_name(other_smiles, fields):
    """Where a name has two readings, the one that another field has is meant."""
    text = "N,3-dimethylbutanediamide"
    answer = name(text, "CNC(=O)CC(C)C(N)=O", other_smiles=other_smiles)
    facts = identified(answer, smiles="NC(=O)CC(C)C(=O)NC", iupac_name=text)

    assert facts.witnesses[0].members == fields


# -- compositions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(
            GABA | {"formula": "C4H9O2N"}, {"C4H9NO2": ["smiles", "inchi", "formula"]}, id="formula-of-the-structure"
        ),
        pytest.param(
            GABA | {"formula": "C3H7NO2"},
            {"C4H9NO2": ["smiles", "inchi"], "C3H7NO2": ["formula"]},
            id="another-formula",
        ),
        pytest.param({"formula": "C4H9NO2"}, {"C4H9NO2": ["formula"]}, id="formula-alone"),
        pytest.param({"formula": "C4H9N§"}, {}, id="formula-unreadable"),
        pytest.param(
            {"smiles": BETA_ALANINE, "inchi": GABA["inchi"], "formula": "C4H9NO2"},
            {"C3H7NO2": ["smiles"], "C4H9NO2": ["inchi", "formula"]},
            id="formula-of-one-of-two",
        ),
        # Keys: PubChem, CIDs 10413, 3037032 (its anion), 61131 (baclofen hydrochloride), 5297 (no relative of GABA)
        pytest.param(
            {"smiles": "OCCCC(=O)O", "inchikey": "SJZRECIVHVDYJC-UHFFFAOYSA-N"},
            {"C4H8O3": ["smiles", "inchikey"]},
            id="key-of-the-structure",
        ),
        pytest.param(
            {"smiles": "OCCCC(=O)O", "inchikey": "SJZRECIVHVDYJC-UHFFFAOYSA-M"},
            {"C4H8O3": ["smiles"], "C4H7O3-": ["inchikey"]},
            id="key-of-the-anion",
        ),
        pytest.param(
            {"smiles": FLAT, "inchikey": "WMNUVYYLMCMHLU-UHFFFAOYSA-N", "formula": "C10H13Cl2NO2"},
            {"C10H12ClNO2": ["smiles"], "C10H13Cl2NO2": ["inchikey", "formula"]},
            id="key-and-formula-of-the-hydrochloride",
        ),
        pytest.param(
            {"smiles": R, "inchikey": S_KEY}, {"C10H12ClNO2": ["smiles", "inchikey"]}, id="key-of-the-enantiomer"
        ),
        pytest.param(
            {"smiles": GABA["smiles"], "inchikey": FLAT_KEY}, {"C4H9NO2": ["smiles"]}, id="key-of-no-relative"
        ),
        pytest.param({"inchikey": GABA_KEY}, {}, id="key-alone"),
    ],
)
def test_equal_compositions_are_united(record, expected):
    """Fields that state one composition are one witness; a key states that of the structure, or of its relative."""
    assert compositions(identified(**record)) == expected


def test_labels_are_of_the_labelled_structure():
    """A connectivity SMILES, which carries no labels, states the composition of the labelled structure beside it."""
    # PubChem, CID 123111
    facts = identified(smiles="[2H]C([2H])([2H])O", connectivity_smiles="CO", formula="CD3HO")
    (witness,) = facts.compositions

    assert witness.fields == ["smiles", "connectivity_smiles", "formula"]
    assert witness.composition.isotopes


@pytest.mark.parametrize(
    ("formula", "charge_known"),
    [
        pytest.param("C4H9NO2", False, id="without-a-sign"),
        pytest.param("[C4H8NO2]-", True, id="with-a-sign"),
    ],
)
def test_a_formula_knows_its_charge_where_it_has_a_sign(formula, charge_known):
    """A formula without a sign says nothing on the charge."""
    (witness,) = identified(formula=formula).compositions

    assert witness.charge_known is charge_known


def test_a_formula_that_may_be_read_twice_is_no_witness():
    """SO42- may be a sulfate or have 42 oxygens: alone it states no composition."""
    assert identified(formula="SO42-").compositions == []


@pytest.mark.parametrize(
    ("name", "ester", "salt", "doubtful"),
    [
        ("2-aminoethanol perchlorate", "NCCOCl(=O)(=O)=O", "NCCO.OCl(=O)(=O)=O", True),
        ("2-aminoethanol perchlorate", "NCCOCl(=O)(=O)=O", "NCCO.Cl", False),
        (
            "2-aminoethanol D-gluconate monohydrate",
            "NCCOC(=O)C(O)C(O)C(O)C(O)CO.O",
            "NCCO.OCC(O)C(O)C(O)C(O)C(=O)O.O",
            True,
        ),
        ("2-aminoethyl perchlorate", "NCCOCl(=O)(=O)=O", "NCCO.OCl(=O)(=O)=O", False),
    ],
)
def test_an_alcohol_and_an_acid(name, ester, salt, doubtful):
    """What OPSIN reads as an ester may be the salt of an amino alcohol, unless the name is that of an ester."""
    structures_of_both = Structure.from_smiles(ester), Structure.from_smiles(salt)

    assert (reason_to_doubt(name, *structures_of_both, ratio_uncertain=False) is not None) is doubtful


@pytest.mark.names
def test_organometallic_component_named_once():
    """PubChem names the two components of hexaphenyldilead once, though the InChI software cuts their bonds to lead."""
    half = "c1ccccc1[Pb](c1ccccc1)c1ccccc1"
    record = {"iupac_name": "triphenyllead", "smiles": f"{half}.{half}", "formula": "C36H30Pb2"}

    assert verify(record).verdict == "verified"


# keys of sodium sulfate and sulfite: the InChI software 1.07
@pytest.mark.names
@pytest.mark.parametrize(
    ("key", "verdict", "limited"),
    [
        pytest.param("PMZURENOXWZQFD-UHFFFAOYSA-L", "verified", False, id="its-own"),
        pytest.param("GEHJYWRUCIMESM-UHFFFAOYSA-L", "unverified", True, id="another"),
    ],
)
def test_inorganic_name_beside_a_key(key, verdict, limited):
    """The key of a salt confirms its name; that another contradicts it is not certain, and the report says so."""
    report = verify({"iupac_name": "sodium sulfate", "inchikey": key})

    assert report.verdict == verdict
    assert any("gives no certain key" in skip.reason for skip in report.skipped) is limited
