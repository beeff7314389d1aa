"""Where each check stops: values, limits and blind spots before which it has nothing to say.

One line per guard: the arguments, and which of the two silent outcomes comes out. `test_guards` calls
them all, and walks the source for a guard that no line here reaches.
"""

from __future__ import annotations

import pytest

from gaba_analogs.checks.kit import CannotTell, NothingSaid
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.values import InorganicName, StatedInChI
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.accurate_mass import read_accurate_mass
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.component_words import component_words
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.identifiers import read_cas
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.isotope_words import isotope_words
from gaba_analogs.notation.number import read_mass
from gaba_analogs.notation.stereodescriptors import NameStereo, stereo_claims
from gaba_analogs.record import Place
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.registry.reference import ReferenceAnswer, ReferenceEntry

drawn = Structure.from_smiles


def composition(formula):
    """Give the composition of a formula."""
    return read_formula(formula).readings[0]


def stated(text):
    """Give an InChI as a record states it, beside nothing else."""
    read = read_inchi(text)
    return StatedInChI(read, None if read.value is None else Structure.from_inchi(read.value))


def name(text, smiles=None, **facts):
    """Make OPSIN's answer to a name."""
    return ParsedName(text, text, smiles, **facts)


# PubChem: CIDs 119, 2284, 44602, 10413; the wildcard stands for no molecule, a paraffin of 1,100 carbons for a long one
GABA = drawn("NCCCC(=O)O")
BACLOFEN = drawn("NCC(CC(=O)O)c1ccc(Cl)cc1")
ARBACLOFEN = drawn("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
GHB = drawn("OCCCC(=O)O")
SALT = drawn("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl")
NO_MOLECULE = drawn("*CC")
# macrocycles of theses of the University of Alabama (UALIB_ChemStructures), beside ChemAxon's keys
THIOPHENES = drawn(r"S1C2=CC=C1\C=C/C1=CC=C(S1)\C=C/C1=CC=C(S1)\C=C/2")
THIOPHENES_AND_PYRROLES = drawn(r"CN1C2=CC=C1C1=CC=C(S1)\C=C/C1=CC=C(S1)C1=CC=C(N1C)C1=CC=C(S1)\C=C/C1=CC=C2S1")
# toluene drawn with the abbreviation Ph as an atom (CID 1140)
PHENYL = """toluene


  2  1  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 Ph  0  0
    1.5000    0.0000    0.0000 C   0  0
  1  2  1  0
M  END
"""
LONG = drawn("C" * 1100)
NO_ATOMS = Composition({})
HRMS = read_accurate_mass("HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633")
ANALYSIS = read_elemental_analysis("Calcd for C10H12ClNO2: C, 56.22. Found: C, 56.20")
# RDKit rejects the valence of chlorine trifluoride (CID 24637): that it differs from chlorine monofluoride and fluorine
# proves nothing.
TRIFLUORIDE, MONOFLUORIDE_AND_FLUORINE = drawn("FCl(F)F"), drawn("FCl.FF")
# Thiocyanate with its charge on sulfur and on nitrogen
THIOCYANATE = ("[S-]C#N", "S=C=[N-]")
# BINOL (CID 11762) has an axis and no centre, L-threonine (CID 6288) two centres.
BINOL = drawn("Oc1ccc2ccccc2c1-c1c(O)ccc2ccccc12")
THREONINE = drawn("C[C@@H](O)[C@H](N)C(=O)O")
PARTLY_OPEN = drawn("CC(O)[C@H](N)C(=O)O")
# ToxCast writes double bonds so: Open Babel and Indigo read the first bond as trans, RDKit as cis.
WRITTEN_HYDROGENS = drawn("[H]/C1=C(/[H])CCCCCCCCCC1")
ACONITIC = drawn("OC(=O)C/C(=C\\C(=O)O)C(=O)O")  # CID 444212, trans-aconitic acid
FLAT_THREONINE = drawn("CC(O)C(N)C(=O)O")
MESO_TARTARIC = drawn("OC(=O)[C@H](O)[C@H](O)C(=O)O")  # CID 447315
# PubChem, CID 439186 with its configuration left out: maltotriose has more centres than are tried
OPEN_SUGAR = drawn("OCC1OC(OC2C(CO)OC(OC3C(CO)OC(O)C(O)C3O)C(O)C2O)C(O)C(O)C1O")
OPEN_SUCROSE = drawn("OCC1OC(OC2(CO)OC(CO)C(O)C2O)C(O)C(O)C1O")  # CID 5988, its nine centres open
# penta-2,3-diene; the key is that of its InChI with /t5-/m0/s1
MARKED_ALLENE, ALLENE_KEY = drawn("CC=[C@]=CC"), read_inchikey("PODAMDNJNMAKAZ-YFKPBYRVSA-N")
RELATIVE_DRAWING = drawn("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |o1:2|")
RACEMIC_DRAWING = drawn("NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|")
# PubChem, CID 6267, L-asparagine: made from its InChI, the amide comes back as an imidic acid
MOBILE = Structure.from_inchi("InChI=1S/C4H8N2O3/c5-2(4(8)9)1-3(6)7/h2H,1,5H2,(H2,6,7)(H,8,9)/t2-/m0/s1")
# MetaCyc, coproporphyrin I: RDKit loses its double-bond layer
PORPHYRIN = (
    "InChI=1S/C36H38N4O8/c1-17-21(5-9-33(41)42)29-14-26-19(3)23(7-11-35(45)46)31(39-26)16-28-20(4)24(8-12-36(47)48)32"
    "(40-28)15-27-18(2)22(6-10-34(43)44)30(38-27)13-25(17)37-29/h13-16,37,40H,5-12H2,1-4H3,(H,41,42)(H,43,44)(H,45,46)"
    "(H,47,48)/b25-13-,26-14-,27-15-,28-16-,29-14-,30-13-,31-16-,32-15-"
)

KEY = read_inchikey("KPYSYYIEGFHWSV-UHFFFAOYSA-N")
R_KEY = read_inchikey("KPYSYYIEGFHWSV-QMMMGPOBSA-N")
S_KEY = read_inchikey("KPYSYYIEGFHWSV-MRVPVSSYSA-N")
NON_STANDARD_KEY = read_inchikey("KPYSYYIEGFHWSV-UHFFFAOYNA-N")
NO_KEY = read_inchikey("KPYSYYIEGFHWSV")
GABA_INCHI = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"

FAILED = Answer("2284", failure="PubChem did not answer in time")
UNKNOWN = Answer("2284")
BARE = Answer("2284", (RegistryEntry(2284),))
UNREAD = Answer("GABA", (RegistryEntry(119, smiles="NCCCC(=O)O"),), unread=3)


def asked(answer):
    """Give the same answer to every question."""
    return Registry(by_cid=answer, by_cas=answer, by_unii=answer, by_name=answer)


def compound(smiles):
    """Give a compound as the answer to every question, with its structure alone."""
    return asked(Answer("2284", (RegistryEntry(2284, smiles=smiles),)))


def row(unread=False, field="cas", **stated):
    """Give a row of a reference as the answer to an identifier."""
    return ReferenceAnswer(field, "1134-47-0", "keys.csv", (ReferenceEntry(Place("keys.csv", 2), **stated),), unread)


def _guard(label, expected, *arguments):
    return label, arguments, expected


_OTHERWISE = _guard("another-difference", NothingSaid, GABA, BACLOFEN)
_PAIR = (
    _guard("limit-of-rdkit", CannotTell, TRIFLUORIDE, MONOFLUORIDE_AND_FLUORINE),
    _guard("resonance-forms", CannotTell, *map(drawn, THIOCYANATE)),
    _guard("no-inchi", NothingSaid, NO_MOLECULE, NO_MOLECULE),
)
_OF_ONE_KIND = (
    *("component-mismatch", "tautomer-mismatch", "hydrogen-mismatch", "protonation-mismatch", "enantiomer-mismatch"),
    *("stereocentre-mismatch", "double-bond-mismatch", "isotope-mismatch"),
    *("stereo-missing", "stereo-partial", "isotope-labels-missing"),
)
_PAIRS = {
    "skeleton-mismatch": (_guard("salt", NothingSaid, SALT, BACLOFEN), *_PAIR),
    **dict.fromkeys(_OF_ONE_KIND, (_OTHERWISE, *_PAIR)),
}
# PubChem, CID 6335657: its InChI takes three protons off the phosphenium, that of RDKit two.
_PAIRS["tautomer-mismatch"] += (
    _guard(
        "protons-of-one-ion",
        CannotTell,
        drawn("C(C(=O)O)N(CO[P+](=O)O)CO[P+](=O)O"),
        Structure.from_inchi("InChI=1S/C4H6NO8P2/c6-4(7)1-5(2-12-14(8)9)3-13-15(10)11/h1-3H2/q-1/p+3"),
    ),
)

_OF_A_ROW = tuple(
    f"reference-{what}"
    for what in (
        *("skeleton-mismatch", "component-mismatch", "protonation-mismatch", "enantiomer-mismatch", "stereo-mismatch"),
        *("isotope-mismatch", "stereo-missing", "tautomer"),
    )
)
_ROWS = (
    _guard("no-structure", NothingSaid, row(inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N"), BACLOFEN),
    _guard("more-rows", CannotTell, row(unread=True, smiles=GABA.text), BACLOFEN),
    _guard("limit-of-rdkit", CannotTell, row(smiles=TRIFLUORIDE.text), MONOFLUORIDE_AND_FLUORINE),
)

_UNASKED = (
    _guard("not-stated", NothingSaid, Registry(), BACLOFEN),
    _guard("not-answered", NothingSaid, asked(FAILED), BACLOFEN),
    _guard("not-known", CannotTell, asked(UNKNOWN), BACLOFEN),
    _guard("no-structure", CannotTell, asked(BARE), BACLOFEN),
)
_CID = (*_UNASKED, _guard("limit-of-rdkit", CannotTell, compound("FCl.FF"), TRIFLUORIDE))
_CIDS = {
    "cid-skeleton-mismatch": (*_CID, _guard("salt", NothingSaid, compound(SALT.text), BACLOFEN)),
    **{
        code: (*_CID, _guard("another-compound", NothingSaid, compound(GABA.text), BACLOFEN))
        for code in (
            *("cid-component-mismatch", "cid-protonation-mismatch", "cid-enantiomer-mismatch", "cid-stereo-mismatch"),
            *("cid-isotope-mismatch", "cid-stereo-missing", "cid-tautomer"),
        )
    },
}
_STANDS_FOR = (
    *_UNASKED,
    _guard("not-all-read", CannotTell, asked(UNREAD), BACLOFEN),
    _guard("tautomer", CannotTell, compound("CC(=O)CC(C)=O"), drawn("CC(O)=CC(C)=O")),
    _guard("limit-of-rdkit", CannotTell, compound("FCl.FF"), TRIFLUORIDE),
    _guard("no-inchikey", CannotTell, asked(Answer("2284", (RegistryEntry(2284, inchikey=""),))), NO_MOLECULE),
)


def _without_structure(value):
    """Give the guards of a check that compares a value with the compound of the CID."""
    return (
        _guard("not-stated", NothingSaid, value, Registry()),
        _guard("not-answered", NothingSaid, value, asked(FAILED)),
        _guard("not-known", CannotTell, value, asked(UNKNOWN)),
        _guard("nothing-given", CannotTell, value, asked(BARE)),
    )


# Toluene with its phenyl group as one atom, as old drawing programs write it.
TOLUENE = """

toluene
  2  1  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 Ph  0  0
    1.5000    0.0000    0.0000 C   0  0
  1  2  1  0
M  END
"""

# (R)-1-fluoroethylamine with its wedge, and the chiral flag that most programs leave at 0.
WITHOUT_FLAG = Structure.from_molblock(
    """

1-fluoroethylamine
  4  3  0  0  0  0            999 V2000
   -1.2990    0.7500    0.0000 C   0  0
    0.0000    0.0000    0.0000 C   0  0
    1.2990    0.7500    0.0000 N   0  0
    0.0000   -1.5000    0.0000 F   0  0
  1  2  1  0
  2  3  1  0
  2  4  1  1
M  END
"""
)

TABLE = {
    # -- readable structures ---------------------------------------------------------------------
    "smiles-unreadable": (
        _guard("valence", NothingSaid, drawn("NCC(C)(C)(CC(=O)O)c1ccc(Cl)cc1")),
        _guard("wildcard", CannotTell, NO_MOLECULE),
        _guard("r-group", CannotTell, drawn("[R1]CC(=O)O")),
        _guard("too-long", CannotTell, LONG),
        _guard("too-long-a-text", CannotTell, drawn("C" * 20_001)),
    ),
    "smiles-valence": (
        _guard("ring-left-open", NothingSaid, drawn("NCC1")),
        _guard("wildcard", NothingSaid, NO_MOLECULE),
        _guard("hypervalent-chlorine", CannotTell, TRIFLUORIDE),
    ),
    "smiles-missing-hydrogen": (_guard("no-molecule", NothingSaid, NO_MOLECULE),),
    "smiles-radical": (_guard("no-molecule", NothingSaid, NO_MOLECULE),),
    "stereo-mark-lost": (_guard("no-molecule", NothingSaid, drawn("*[C@H](N)C")),),
    "molblock-unreadable": (
        _guard("abbreviation", CannotTell, Structure.from_molblock(TOLUENE)),
        _guard("pseudo-atom", CannotTell, Structure.from_molblock(PHENYL)),
    ),
    "inchi-unreadable": (
        _guard("polymer", CannotTell, stated("InChI=1B/C2H4Zz2/c1-2(3)4")),
        _guard("counted-up", NothingSaid, stated("InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s4")),
        _guard("too-long", CannotTell, stated(f"InChI=1S/C1100H2202/c{'-'.join(map(str, range(1, 1101)))}/h3-1100H2")),
    ),
    "inchi-not-canonical": (
        _guard("no-inchi", NothingSaid, stated("see text")),
        _guard("not-standard", NothingSaid, stated(GABA_INCHI.replace("1S/", "1/"))),
        _guard("unreadable", NothingSaid, stated(GABA_INCHI.replace("(6)7", "(6)9"))),
        _guard("porphyrin", CannotTell, stated(PORPHYRIN)),
    ),
    "inchi-not-standard": (_guard("no-inchi", NothingSaid, stated("see text")),),
    # -- structures against each other -----------------------------------------------------------
    **_PAIRS,
    # -- InChIKey --------------------------------------------------------------------------------
    # Homotaurine's key of 2007, as an article printed it.
    "inchikey-malformed": (_guard("key-of-2007", CannotTell, read_inchikey("SNKZJIOFVMKAOJ-UHFFFAOYAT")),),
    "inchikey-mismatch": (
        _guard("unreadable", NothingSaid, NO_KEY, BACLOFEN),
        _guard("no-inchi", NothingSaid, KEY, NO_MOLECULE),
        _guard("not-standard", CannotTell, NON_STANDARD_KEY, BACLOFEN),
        # butyllithium (CID 61028) with a bond, beside the key of its ions
        _guard("metal", CannotTell, read_inchikey("DLEDOFVPSDKWEF-UHFFFAOYSA-N"), drawn("CCCC[Li]")),
    ),
    "inchikey-stereo-mismatch": (
        _guard("unreadable", NothingSaid, NO_KEY, BACLOFEN),
        _guard("no-inchi", NothingSaid, KEY, NO_MOLECULE),
        _guard("not-standard", CannotTell, NON_STANDARD_KEY, BACLOFEN),
        _guard("other-skeleton", NothingSaid, KEY, GABA),
        _guard("allene", CannotTell, ALLENE_KEY, MARKED_ALLENE),
        _guard("flat-key", NothingSaid, KEY, ARBACLOFEN),
        _guard("key-says-more", NothingSaid, R_KEY, BACLOFEN),
        _guard(
            "key-of-no-full-isomer",
            NothingSaid,
            read_inchikey(f"{OPEN_SUCROSE.inchikey[:14]}-HNNXBMFYSA-N"),
            OPEN_SUCROSE,
        ),
        _guard("too-many-centres", CannotTell, read_inchikey(f"{OPEN_SUGAR.inchikey[:14]}-HNNXBMFYSA-N"), OPEN_SUGAR),
        _guard("macrocycle", CannotTell, read_inchikey("CDEXOONVUKTYMM-FYIRIZDNSA-N"), THIOPHENES),
    ),
    "inchikey-stereo-missing": (
        _guard("macrocycle", CannotTell, read_inchikey("HZZGBUFFRCXFAW-ZHJSWXAHSA-N"), THIOPHENES_AND_PYRROLES),
        _guard("unreadable", NothingSaid, NO_KEY, BACLOFEN),
        _guard("no-inchi", NothingSaid, KEY, NO_MOLECULE),
        _guard("not-standard", CannotTell, NON_STANDARD_KEY, BACLOFEN),
        _guard("other-skeleton", NothingSaid, KEY, GABA),
        _guard("allene", CannotTell, ALLENE_KEY, MARKED_ALLENE),
        _guard("enantiomer", NothingSaid, S_KEY, ARBACLOFEN),
        _guard("wrong-letter", NothingSaid, read_inchikey("KPYSYYIEGFHWSV-QMMMGPOCSA-N"), ARBACLOFEN),
        _guard("no-stereo-possible", NothingSaid, read_inchikey("BTCSSZJGUNDROE-REOHCLBHSA-N"), GABA),
    ),
    "inchikey-protonation-mismatch": (
        _guard("unreadable", NothingSaid, NO_KEY, BACLOFEN),
        _guard("no-inchi", NothingSaid, KEY, NO_MOLECULE),
        _guard("other-skeleton", NothingSaid, KEY, GABA),
    ),
    "inchikey-not-standard": (
        _guard("unreadable-key", NothingSaid, NO_KEY, stated(GABA_INCHI)),
        _guard("unreadable-inchi", NothingSaid, KEY, stated("see text")),
        _guard("key-of-another", CannotTell, NON_STANDARD_KEY, stated(GABA_INCHI)),
    ),
    # -- formula, masses, charge -----------------------------------------------------------------
    "formula-unreadable": (
        _guard("polymer", CannotTell, read_formula("(C2H4)n")),
        _guard("two-open-counts", CannotTell, read_formula("(C2H4O)n(C3H6O)m")),
    ),
    "formula-mismatch": (
        _guard("unreadable", NothingSaid, read_formula("C9H11NO§"), composition("C9H11NO3")),
        _guard("mineral", CannotTell, read_formula("(Ca,Mg)CO3"), composition("CCaO3")),
        _guard("r-group-alone", CannotTell, read_formula("R"), composition("R")),
        _guard("r-group-of-the-formula", CannotTell, read_formula("C2H3O2R"), composition("C3H6O2")),
        _guard("r-group-of-the-drawing", CannotTell, read_formula("C3H6O2"), composition("C2H3O2R")),
        _guard("polymer-and-its-end-groups", CannotTell, read_formula("HO(C2H4O)nH"), composition("C3H8O2")),
        _guard("polymer-and-its-monomers", CannotTell, read_formula("(C12H22N2O2)n"), composition("C12H26N2O4")),
        _guard("no-atoms", NothingSaid, read_formula("C9H11NO3"), NO_ATOMS),
        _guard("symbol-of-an-element", CannotTell, read_formula("S"), composition("S8")),
    ),
    "element-counts-mismatch": (
        _guard("unreadable", NothingSaid, read_formula("C9H11NO§"), composition("C9H11NO3")),
        _guard("no-atoms", NothingSaid, read_formula("C9H11NO3"), NO_ATOMS),
    ),
    "molecular-weight-mismatch": (
        _guard("unreadable", NothingSaid, read_mass("see text"), composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, read_mass("103.12"), NO_ATOMS),
        _guard("no-atomic-weight", CannotTell, read_mass("209"), composition("Po")),
        _guard("r-group", CannotTell, read_mass("74.08"), composition("C2H3O2R")),
    ),
    "monoisotopic-mass-mismatch": (
        _guard("unreadable", NothingSaid, read_mass("see text"), composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, read_mass("103.0633"), NO_ATOMS),
        _guard("r-group", CannotTell, read_mass("74.0368"), composition("C2H3O2R")),
    ),
    "charge-mismatch": (
        _guard("unreadable", NothingSaid, "neutral?", composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, "0", NO_ATOMS),
    ),
    "mass-unreadable": (),
    "charge-unreadable": (),
    "mass-truncated": (
        _guard("unreadable", NothingSaid, read_mass("see text"), composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, read_mass("103.12"), NO_ATOMS),
        _guard("no-atomic-weight", CannotTell, read_mass("209"), composition("Po")),
        _guard("another-mass", NothingSaid, read_mass("213.66"), composition("C4H9NO2")),
        _guard("r-group", NothingSaid, read_mass("59.0"), composition("C2H3O2R")),
        # baclofen, 213.66 g/mol: 213 is its nominal mass as well
        _guard("whole-number", NothingSaid, read_mass("213"), composition("C10H12ClNO2")),
    ),
    "exact-mass-most-abundant": (
        _guard("unreadable", NothingSaid, read_mass("see text"), composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, read_mass("103.0633"), NO_ATOMS),
        _guard("another-mass", NothingSaid, read_mass("213.0557"), composition("C4H9NO2")),
        _guard("r-group", NothingSaid, read_mass("59.0133"), composition("C2H3O2R")),
    ),
    # -- names -----------------------------------------------------------------------------------
    "name-impossible-stereo": (
        _guard("not-understood", NothingSaid, name("baclofenum", failure="no chemical name")),
        _guard("axis", CannotTell, name("(R)-1,1'-binaphthalene-2,2'-diol", BINOL.text, stereo_ignored=("R",))),
        _guard("cis", CannotTell, name("cis-4-aminobutanoic acid", GABA.text, stereo_ignored=("cis",))),
    ),
    "name-isotopes-missing": (
        _guard("no-atoms", NothingSaid, isotope_words("caffeine-d9"), NO_ATOMS),
        _guard("more-labels-than-atoms", CannotTell, isotope_words("methanol-d9"), composition("CH4O")),
        _guard("other-count", CannotTell, isotope_words("acetone-(methyl-d3)"), composition("C3D6O")),
    ),
    "name-not-understood": (_guard("index-name", CannotTell, name("baclofenum", failure="no chemical name")),),
    "name-element-mismatch": (
        _guard("no-word", NothingSaid, component_words("uracil"), composition("C4H4N2O2")),
        _guard("no-atoms", NothingSaid, component_words("5-fluorouracil"), NO_ATOMS),
    ),
    "name-inorganic-mismatch": (
        _guard("no-atoms", NothingSaid, InorganicName("potassium chloride", drawn("[K+].[Cl-]")), NO_ATOMS),
        # KEGG C11000, 2,6-dichloro-4-nitroaniline: OPSIN reads chlorine
        _guard("trivial-name", CannotTell, InorganicName("Dichloran", drawn("ClCl")), composition("C6H4Cl2N2O2")),
        _guard("open-ratio", CannotTell, InorganicName("iron chloride", drawn("Cl[Fe]Cl")), composition("FeCl3")),
        _guard("listed", CannotTell, InorganicName("In; Cl", drawn("[In+3].[Cl-]")), composition("InCl3")),
    ),
    "name-component-missing": (
        _guard("no-word", NothingSaid, component_words("baclofen"), BACLOFEN),
        _guard("water-on-a-metal", CannotTell, component_words("zinc acetate dihydrate"), drawn("CC(=O)O[Zn]OC(C)=O")),
    ),
    "name-mismatch": (
        _guard("not-understood", NothingSaid, name("baclofenum", failure="no chemical name"), BACLOFEN),
        _guard("anion", CannotTell, name("4-aminobutanoate", "NCCCC(=O)[O-]"), GABA),
    ),
    "synonym-mismatch": (
        _guard("not-understood", NothingSaid, name("baclofenum", failure="no chemical name"), BACLOFEN),
        _guard("ambiguous", CannotTell, name("aminobutanoic acid", "NCCCC(=O)O", ambiguous=True), GABA),
        _guard("no-inchi", NothingSaid, name("4-aminobutanoic acid", "NCCCC(=O)O"), NO_MOLECULE),
        _guard("limit-of-rdkit", CannotTell, name("chlorine trifluoride", TRIFLUORIDE.text), MONOFLUORIDE_AND_FLUORINE),
        _guard(
            "enantiomer", CannotTell, name("(2R)-2-aminopropanoic acid", "C[C@@H](N)C(=O)O"), drawn("C[C@H](N)C(=O)O")
        ),
        _guard("tautomer", CannotTell, name("pentane-2,4-dione", "CC(=O)CC(C)=O"), drawn("CC(O)=CC(C)=O")),
        _guard("salt-or-ester", CannotTell, name("2-aminoethanol acetate", "CC(=O)OCCN"), drawn("CC(=O)O.OCCN")),
    ),
    # -- stated configuration --------------------------------------------------------------------
    "chirality-unread": (),
    "chirality-mismatch": (
        _guard("unread", NothingSaid, read_chirality("see text"), BACLOFEN),
        _guard("no-molecule", NothingSaid, read_chirality("Racemic mixture"), NO_MOLECULE),
        _guard("mobile-hydrogen", CannotTell, read_chirality("S-enantiomer"), MOBILE),
        _guard("racemate-by-an-axis", CannotTell, read_chirality("Racemic mixture"), BINOL),
        _guard("racemate-with-several-centres", CannotTell, read_chirality("Racemic mixture"), THREONINE),
        _guard("racemate-of-a-relative-drawing", CannotTell, read_chirality("Racemic mixture"), RELATIVE_DRAWING),
        _guard("enantiomer-of-a-relative-drawing", CannotTell, read_chirality("S-enantiomer"), RELATIVE_DRAWING),
        _guard("racemate-without-chiral-flag", CannotTell, read_chirality("Racemic mixture"), WITHOUT_FLAG),
        _guard("unconfirmed-lone-pair", CannotTell, read_chirality("S-enantiomer"), drawn("C[N@]1O[C@@H]1C")),
        _guard("meso-by-an-axis", CannotTell, read_chirality("meso"), BINOL),
        _guard("enantiomer-by-an-axis", CannotTell, read_chirality("R-enantiomer"), BINOL),
        _guard("enantiomer-partly-open", CannotTell, read_chirality("single enantiomer"), PARTLY_OPEN),
        _guard("one-letter-for-two-centres", CannotTell, read_chirality("R-enantiomer"), THREONINE),
        _guard("both-letters-of-two-centres", CannotTell, read_chirality("R,S"), THREONINE),
        _guard("letters-of-two-centres", CannotTell, read_chirality("(2S,3R)"), THREONINE),
        _guard("letters-of-a-relative-drawing", CannotTell, read_chirality("(2S,3S)"), RELATIVE_DRAWING),
        _guard("letters-of-an-axis", CannotTell, read_chirality("R,R"), BINOL),
        _guard("both-letters-of-an-axis", CannotTell, read_chirality("R,S"), BINOL),
        _guard("letter-of-an-open-bond", CannotTell, read_chirality("E"), drawn("CC=CC(O)=O")),
        _guard("achiral-by-an-axis", CannotTell, read_chirality("achiral"), BINOL),
        _guard("achiral-with-open-centres", CannotTell, read_chirality("achiral"), drawn("OC(=O)C(O)C(O)C(=O)O")),
        _guard("enantiomer-of-a-meso-form", CannotTell, read_chirality("single enantiomer"), MESO_TARTARIC),
    ),
    "name-stereo-mismatch": (
        _guard("trademark", CannotTell, stereo_claims("Lioresal (R)"), ARBACLOFEN),
        _guard("trademark-of-a-racemate", CannotTell, stereo_claims("Lioresal (R)"), BACLOFEN),
        _guard("no-descriptor", NothingSaid, NameStereo(), BACLOFEN),
        _guard("sign-of-rotation", NothingSaid, stereo_claims("(+)-baclofen"), ARBACLOFEN),
        _guard("no-molecule", NothingSaid, stereo_claims("(R)-baclofen"), NO_MOLECULE),
        _guard("racemic-drawing", CannotTell, stereo_claims("(R)-baclofen"), RACEMIC_DRAWING),
        _guard("relative-drawing", CannotTell, stereo_claims("(S)-baclofen"), RELATIVE_DRAWING),
        _guard(
            "hydrogen-and-ring-closure",
            CannotTell,
            stereo_claims("(Z)-zearalenone"),
            drawn(r"[H]\C1=C([H])/c2cc(O)cc(O)c2C(=O)OC(C)CCCC(=O)CCC1"),
        ),
        _guard("relative", CannotTell, stereo_claims("rel-(R)-baclofen"), ARBACLOFEN),
        # 6-(methylthio)purine (PubChem, CID 5778), as the CCS Compendium names it
        _guard("sulfur", CannotTell, stereo_claims("thiopurine-(S)-methylether"), drawn("CSc1ncnc2[nH]cnc12")),
        _guard("mobile-hydrogen", CannotTell, stereo_claims("(S)-asparagine"), MOBILE),
        _guard("rs-for-two-centres", CannotTell, stereo_claims("(R,S)-threonine"), THREONINE),
        _guard("racemate-with-several-centres", CannotTell, stereo_claims("rac-threonine"), THREONINE),
        _guard("axis", CannotTell, stereo_claims("(R)-BINOL"), BINOL),
        _guard("small-letters", CannotTell, stereo_claims("(1r,4r)-4-aminocyclohexane-1-carboxylic acid"), GABA),
        _guard("small-letters-of-habit", CannotTell, stereo_claims("(2s,3r)-threonine"), THREONINE),
        # CompTox, DTXSID 26260-05-9 and 102735-66-0 of the MetFrag test file; PDB chemical component of a cyclosporin
        _guard(
            "another-component",
            CannotTell,
            stereo_claims("(1S,3R,4R,5R)-3-caffeoylquinic acid--1,3,7-trimethylpurine-2,6-dione (1/1)"),
            drawn("CN1C=NC2=C1C(=O)N(C)C(=O)N2C"),
        ),
        _guard(
            "saturated-double-bond",
            CannotTell,
            stereo_claims("(6,7-dihydro)4-[(E)-butenyl]-4,N-dimethyl-threonine"),
            drawn("CCCCC(C)C(C(C(=O)O)NC)O"),
        ),
        _guard("letter-for-one-of-two", CannotTell, stereo_claims("(R)-threonine"), THREONINE),
        _guard("flat-structure", CannotTell, stereo_claims("(R)-baclofen"), BACLOFEN),
        _guard("open-double-bond", CannotTell, stereo_claims("(E)-but-2-ene"), drawn("CC=CC")),
        _guard("last-centre-gone", CannotTell, stereo_claims("3-dehydro-L-threonate"), drawn("OCC(=O)[C@@H](O)C(=O)O")),
        _guard("half-open", CannotTell, stereo_claims("D-lysopine"), drawn("CC(N[C@@H](CCCCN)C(=O)O)C(=O)O")),
        _guard(
            "acid-of-a-salt",
            CannotTell,
            stereo_claims("alanine D-tartrate"),
            drawn("C[C@H](N)C(=O)O.OC(=O)C(O)C(O)C(=O)O"),
        ),
        _guard("one-of-two-sugars", CannotTell, stereo_claims("D-glucosyl adenosine"), OPEN_SUGAR),
        _guard("last-centre", CannotTell, stereo_claims("D-glucose"), drawn("OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O")),
        _guard("no-acid", CannotTell, stereo_claims("D-limonene"), drawn("CC1=CC[C@@H](CC1)C(C)=C")),
        _guard("centre-left-out", CannotTell, stereo_claims("(E)-pent-3-en-2-ol"), drawn("C/C=C/[C@H](C)O")),
        _guard("cis-on-a-metal", CannotTell, stereo_claims("cis-platin"), drawn("N[Pt](N)(Cl)Cl")),
        _guard("three-groups", CannotTell, stereo_claims("trans-aconitic acid"), ACONITIC),
        _guard("letters-and-words", CannotTell, stereo_claims("cis-but-2-ene"), drawn("C/C=C\\C=C\\C")),
        _guard("z-of-a-ring", CannotTell, stereo_claims("(E)-2-phenylcyclopentanamine"), drawn("NC1CCCC1c1ccccc1")),
        _guard("trans-beside-written-hydrogens", CannotTell, stereo_claims("trans-cyclododecene"), WRITTEN_HYDROGENS),
        _guard("open-cis", CannotTell, stereo_claims("cis-vaccenic acid"), drawn("CCCCCCC=CCCCCCCCCCC(=O)O")),
        _guard("meso-position", CannotTell, stereo_claims("meso-tartaric acid"), GABA),
        _guard("meso-beside-an-allene", CannotTell, stereo_claims("meso-heptadienediol"), drawn("CC(O)C(O)C=C=CC")),
        _guard("meso-left-open", NothingSaid, stereo_claims("meso-tartaric acid"), drawn("OC(=O)C(O)C(O)C(=O)O")),
    ),
    "name-stereo-missing": (
        _guard("trademark", CannotTell, stereo_claims("Lioresal (R)"), BACLOFEN),
        _guard("no-molecule", NothingSaid, stereo_claims("(R)-baclofen"), NO_MOLECULE),
        _guard("racemic", NothingSaid, stereo_claims("rac-baclofen"), BACLOFEN),
        _guard("relative", NothingSaid, stereo_claims("rel-(R)-baclofen"), BACLOFEN),
        _guard("no-descriptor", NothingSaid, stereo_claims("(+)-baclofen"), BACLOFEN),
        _guard("partly-open", CannotTell, stereo_claims("(2S,3R)-threonine"), PARTLY_OPEN),
        # PubChem, CID 11957487: InChI cuts the bond to mercury, and the geometry with it.
        _guard("metal", CannotTell, stereo_claims("chloro((E)-2-phenylethenyl)mercury"), drawn("Cl[Hg]/C=C/c1ccccc1")),
        _guard("no-centre", NothingSaid, stereo_claims("(R)-GABA"), GABA),
        _guard("no-double-bond", NothingSaid, stereo_claims("(E)-GABA"), GABA),
    ),
    # -- accurate mass, elemental analysis -------------------------------------------------------
    "hrms-mismatch": (
        _guard("no-formula", NothingSaid, read_accurate_mass("HRMS: 184.0767 [M + Na]+")),
        _guard("nothing-calculated", NothingSaid, read_accurate_mass("HRMS C10H13ClNO2 [M+H]+ found 214.0633")),
    ),
    "hrms-formula-mismatch": (
        _guard("no-formula", NothingSaid, read_accurate_mass("HRMS: 184.0767 [M + Na]+"), composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, HRMS, NO_ATOMS),
        _guard("r-group", CannotTell, HRMS, composition("C10H12ClNO2R")),
        _guard("hydrochloride", CannotTell, HRMS, composition("C10H13Cl2NO2")),
    ),
    "hrms-analysis-mismatch": (
        _guard("no-formula", NothingSaid, HRMS, read_elemental_analysis("Found: C, 56.20")),
        _guard("hydrochloride", CannotTell, HRMS, read_elemental_analysis("Calcd for C10H13Cl2NO2: C, 48.02")),
    ),
    "hrms-deviation": (
        _guard("nothing-found", NothingSaid, read_accurate_mass("HRMS calcd for C10H13ClNO2 [M+H]+ 214.0629")),
        _guard("no-formula", NothingSaid, read_accurate_mass("HRMS: 184.0767 [M + Na]+")),
    ),
    "elemental-analysis-mismatch": (
        _guard("no-formula", NothingSaid, read_elemental_analysis("Found: C, 56.20")),
        _guard("nothing-calculated", NothingSaid, read_elemental_analysis("C10H12ClNO2: found C, 56.20")),
    ),
    "elemental-analysis-formula-mismatch": (
        _guard("no-formula", NothingSaid, read_elemental_analysis("Found: C, 56.20"), composition("C4H9NO2")),
        _guard("no-atoms", NothingSaid, ANALYSIS, NO_ATOMS),
        _guard("r-group", CannotTell, ANALYSIS, composition("C10H12ClNO2R")),
        _guard("hydrochloride", CannotTell, ANALYSIS, composition("C10H13Cl2NO2")),
    ),
    "elemental-analysis-deviation": (
        _guard("nothing-found", NothingSaid, read_elemental_analysis("Calcd for C10H12ClNO2: C, 56.22")),
        _guard("nothing-calculated", NothingSaid, read_elemental_analysis("Found: C, 56.20")),
    ),
    # -- identifiers -----------------------------------------------------------------------------
    "cas-malformed": (_guard("date", NothingSaid, read_cas("3/4/4342")),),
    "cas-is-date": (_guard("malformed", NothingSaid, read_cas("651-48-10")),),
    "cas-check-digit": (_guard("malformed", NothingSaid, read_cas("651-48-10")),),
    "unii-malformed": (),
    "unii-check-character": (_guard("malformed", NothingSaid, "H789N3FKE"),),
    "ec-number-check-digit": (),
    "value-in-wrong-field": (),
    "identifier-malformed": (_guard("no-form", NothingSaid, ("iupac_name", "4-aminobutanoic acid")),),
    "identifier-check-digit": (
        _guard("no-digit", NothingSaid, ("chebi_id", "CHEBI:2972")),
        _guard("malformed", NothingSaid, ("dtxsid", "5022641")),
    ),
    # -- notation --------------------------------------------------------------------------------
    "notation-repaired": (),
    "formula-not-hill": (
        _guard("unreadable", NothingSaid, read_formula("C9H11NO§"), composition("C9H11NO3")),
        _guard("another-formula", NothingSaid, read_formula("C4H7NO2"), composition("C4H9NO2")),
        _guard("brackets", NothingSaid, read_formula("Ca(OH)2"), composition("CaH2O2")),
        _guard("labels", NothingSaid, read_formula("CDCl3"), read_formula("CDCl3").readings[0]),
        _guard("no-carbon", NothingSaid, read_formula("NaCl"), composition("ClNa")),
    ),
    "formula-letter-for-digit": (
        _guard("unreadable", NothingSaid, read_formula("C9H11NO§"), composition("C9H11NO3")),
        _guard("another-formula", NothingSaid, read_formula("C4H7NO2"), composition("C4H9NO2")),
    ),
    "smiles-trailing-text": (),
    "placeholder-value": (),
    # -- PubChem's answers -----------------------------------------------------------------------
    "cid-unknown": (
        _guard("not-stated", NothingSaid, Registry()),
        _guard("not-answered", NothingSaid, asked(FAILED)),
    ),
    **_CIDS,
    "cid-inchikey-mismatch": (
        *_without_structure(KEY),
        _guard(
            "not-standard",
            CannotTell,
            NON_STANDARD_KEY,
            asked(Answer("2284", (RegistryEntry(2284, inchikey=KEY.value),))),
        ),
    ),
    "cid-formula-mismatch": (
        *_without_structure(read_formula("C10H12ClNO2")),
        _guard("unreadable", NothingSaid, read_formula("C9H11NO§"), compound(BACLOFEN.text)),
    ),
    "cid-molecular-weight-mismatch": (
        *_without_structure(read_mass("213.66")),
        _guard("no-atomic-weight", CannotTell, read_mass("209"), compound("[Po]")),
    ),
    "cid-monoisotopic-mass-mismatch": (
        *_without_structure(read_mass("213.0557")),
        _guard("unreadable", NothingSaid, read_mass("see text"), compound(BACLOFEN.text)),
    ),
    "iupac-name-differs": _without_structure(name("4-amino-3-(4-chlorophenyl)butanoic acid", BACLOFEN.text)),
    "cas-of-another": _STANDS_FOR,
    "unii-of-another": _STANDS_FOR,
    # -- reference tables ------------------------------------------------------------------------
    **dict.fromkeys(_OF_A_ROW, _ROWS),
    "reference-inchikey-mismatch": (
        _guard("allene", CannotTell, row(inchikey=ALLENE_KEY.value), MARKED_ALLENE),
        _guard("not-standard", CannotTell, row(inchikey=KEY.value), NON_STANDARD_KEY),
        _guard("no-key", CannotTell, row(formula="C10H12ClNO2"), KEY),
        _guard("more-rows", CannotTell, row(unread=True, inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N"), KEY),
        _guard("no-key-for-a-structure", CannotTell, row(formula="C10H12ClNO2"), BACLOFEN),
    ),
    "reference-formula-mismatch": (
        _guard("no-composition", CannotTell, row(molecular_weight="213.66"), read_formula("C10H12ClNO2")),
        _guard("no-formula", CannotTell, row(molecular_weight="213.66"), composition("C10H12ClNO2")),
        _guard("unreadable", NothingSaid, row(formula="C10H12ClNO2"), read_formula("C9H11NO§")),
    ),
    "reference-molecular-weight-mismatch": (
        _guard("no-weight", CannotTell, row(formula="C10H12ClNO2"), composition("C10H12ClNO2")),
        _guard("no-composition", CannotTell, row(inchikey=KEY.value), read_mass("213.66")),
    ),
    "reference-monoisotopic-mass-mismatch": (
        _guard("no-mass", CannotTell, row(formula="C10H12ClNO2"), composition("C10H12ClNO2")),
        _guard("no-composition", CannotTell, row(inchikey=KEY.value), read_mass("213.0557")),
    ),
    "reference-name-mismatch": (
        _guard("no-structure", NothingSaid, row(field="name", inchikey=KEY.value), GABA),
        _guard("more-rows", CannotTell, row(unread=True, field="name", smiles=GABA.text), BACLOFEN),
        _guard("tautomer", CannotTell, row(field="name", smiles="CC(O)=CC(C)=O"), drawn("CC(=O)CC(C)=O")),
        _guard("trivial-name", NothingSaid, row(field="name", smiles=BACLOFEN.text), ARBACLOFEN),
        _guard("name-of-the-salt", NothingSaid, row(field="name", smiles=BACLOFEN.text), SALT),
        _guard("limit-of-rdkit", CannotTell, row(field="name", smiles=TRIFLUORIDE.text), MONOFLUORIDE_AND_FLUORINE),
    ),
    "name-of-another": (*_STANDS_FOR, _guard("trivial-name", NothingSaid, compound(BACLOFEN.text), ARBACLOFEN)),
}
"""Code to its guards: label, arguments, kind of outcome. A check without one looks at every value it is given."""

GUARDS = [
    pytest.param(code, arguments, expected, id=f"{code}-{label}")
    for code, guards in TABLE.items()
    for label, arguments, expected in guards
]
