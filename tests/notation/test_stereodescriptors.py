"""Stereodescriptors read from the text of a name."""

import pytest

from gaba_analogs.notation.stereodescriptors import NameStereo, plain_text, stereo_claims

# The expected values are read by eye from the names; the names are those of Wikipedia, PubChem, MassBank,
# LIPID MAPS and the CAS index for the compounds given in the ids.


@pytest.mark.parametrize(
    ("name", "rs"),
    [
        pytest.param("(R)-4-amino-3-(4-chlorophenyl)butanoic acid", [(None, "R")], id="arbaclofen"),
        pytest.param("(3S)-3-(aminomethyl)-5-methylhexanoic acid", [("3", "S")], id="pregabalin"),
        pytest.param("(3''S'')-3-(aminomethyl)-5-methylhexanoic acid", [("3", "S")], id="wiki-italics"),
        pytest.param("(3<i>S</i>)-3-(aminomethyl)-5-methylhexanoic acid", [("3", "S")], id="html-italics"),
        pytest.param("(3'\"S'\")-3-(aminomethyl)-5-methylhexanoic acid", [("3", "S")], id="stray-quotes"),
        pytest.param("(s)-3-(aminomethyl)-5-methylhexanoic acid", [(None, "s")], id="name-in-small-letters"),
        pytest.param("(2s)-2-azanylpentanedioic acid", [("2", "s")], id="locant-in-small-letters"),
        pytest.param("(1s,4s)-4-aminocyclohexane-1-carboxylic acid", [("1", "s"), ("4", "s")], id="pseudo"),
        pytest.param("(3-R)-3-aminobutanoic acid", [("3", "R")], id="hyphen-inside"),
        pytest.param("2(R)-aminobutanoic acid", [("2", "R")], id="locant-outside"),
        pytest.param("2(R),3(S)-dihydroxybutanedioic acid", [("2", "R"), ("3", "S")], id="locants-outside"),
        pytest.param("3-(R)-aminobutanoic acid", [(None, "R")], id="locant-uncertain"),
        pytest.param("(2R, 3S)-2-amino-3-hydroxybutanoic acid", [("2", "R"), ("3", "S")], id="space-in-list"),
        pytest.param("(R,R)-tartaric acid", [(None, "R"), (None, "R")], id="no-locants"),
        pytest.param("(3R,1'S)-x", [("3", "R"), ("1'", "S")], id="prime"),
        pytest.param("(1′S,2″R)-x", [("1'", "S"), ("2''", "R")], id="typographic-primes"),
        pytest.param("(3'aS,6'R)-x", [("3'a", "S"), ("6'", "R")], id="letter-after-prime"),
        pytest.param("(11bS)-x", [("11b", "S")], id="fusion-letter"),
        pytest.param("(4aR,8aS)-decahydronaphthalene", [("4a", "R"), ("8a", "S")], id="fusion-letters"),
        pytest.param("(αR)-α-methylbenzylamine", [("α", "R")], id="greek-locant"),
        pytest.param("ethyl (R)-3-aminobutanoate", [(None, "R")], id="second-word"),
        pytest.param("(S)-N-methyl-1-[(R)-2-phenylethyl]x", [(None, "S"), (None, "R")], id="two-places"),
        pytest.param("(S)-S-benzylcysteine", [(None, "S")], id="descriptor-and-sulfur"),
        pytest.param("Butanoic acid, 4-amino-3-phenyl-, (R)-", [(None, "R")], id="cas-index"),
        pytest.param("(S)-lactate / (2S)-2-hydroxypropanoate", [(None, "S")], id="two-synonyms"),
        pytest.param("lactate / (2S)-2-hydroxypropanoate", [("2", "S")], id="one-synonym-of-two"),
        pytest.param("(3~{a}~{R},7~{a}~{S})-x", [("3a", "R"), ("7a", "S")], id="braces-of-openeye"),
        pytest.param("(3~R~)-x", [("3", "R")], id="tildes"),
        pytest.param("R-(-)-baclofen", [(None, "R")], id="bare-with-sign"),
        pytest.param("S(+)-ibuprofen", [(None, "S")], id="bare-glued-to-sign"),
        pytest.param("3R-hydroxybutanoic acid", [("3", "R")], id="bare-with-locant"),
        pytest.param("R-baclofen", [(None, "R")], id="bare-before-a-drug"),
        pytest.param("S-ketamine hydrochloride", [(None, "S")], id="bare-before-a-salt"),
        pytest.param("R baclofen", [(None, "R")], id="bare-and-blank"),
        pytest.param("S-equol", [(None, "S")], id="bare-before-a-short-name"),
        pytest.param("Baclofen (S)", [(None, "S")], id="behind"),
        pytest.param("baclofen (R)", [(None, "R")], id="behind-small"),
        pytest.param("baclofen [R]", [(None, "R")], id="behind-square"),
        pytest.param("Baclofen, R-", [(None, "R")], id="inverted-bare"),
        pytest.param("Baclofen, (R)", [(None, "R")], id="inverted-brackets"),
        pytest.param("baclofen S-enantiomer", [(None, "S")], id="enantiomer"),
        pytest.param("Baclofen, R enantiomer", [(None, "R")], id="enantiomer-blank"),
        pytest.param("Baclofen (S)-enantiomer", [(None, "S")], id="enantiomer-brackets"),
        pytest.param("S-isomer of baclofen", [(None, "S")], id="isomer-of"),
        pytest.param("[R-(R*,R*)]-2,3-butanediol", [(None, "R"), (None, "R")], id="cas-absolute"),
        pytest.param("[S-(R*,R*)]-2,3-butanediol", [(None, "S"), (None, "S")], id="cas-absolute-inverted"),
        pytest.param("[1R-(1α,2β,5α)]-menthol", [("1", "R")], id="cas-absolute-with-faces"),
        pytest.param("(3R-cis)-x", [("3", "R")], id="cas-cis"),
        pytest.param("(31R,32S,33S)-x", [("31", "R"), ("32", "S"), ("33", "S")], id="high-locants"),
        pytest.param("1-[(R)-hydroxy(methyl)phosphoryl]-L-proline", [], id="acidic-phosphorus"),
        pytest.param("5'-O-[(S)-butoxy(hydroxy)phosphoryl]adenosine", [], id="acidic-phosphorus-hydroxy-last"),
        pytest.param("(S)-[(S)-hydroxy(methoxy)phosphoryl]alanine", [(None, "S")], id="carbon-beside-phosphorus"),
        pytest.param("[(S)-hydroxy(phenyl)methyl]phosphonic acid", [(None, "S")], id="carbon-of-a-phosphonic-acid"),
        pytest.param("2-[(S)-methyl(phenyl)phosphoryl]aniline", [(None, "S")], id="phosphine-oxide"),
    ],
)
def test_rs(name, rs):
    """Letters are claimed with their locants, in the order of the name."""
    assert stereo_claims(name).rs == tuple(rs)


@pytest.mark.parametrize(
    ("name", "ez"),
    [
        pytest.param("(2E)-4-aminobut-2-enoic acid", [("2", "E")], id="trans-aminocrotonic-acid"),
        pytest.param("(2E,4Z)-hexa-2,4-dienoic acid", [("2", "E"), ("4", "Z")], id="two"),
        pytest.param("(2e,4z)-hexa-2,4-dienoic acid", [("2", "E"), ("4", "Z")], id="small-letters"),
        pytest.param("(E,E)-2,4-hexadiene", [(None, "E"), (None, "E")], id="no-locants"),
        pytest.param("4-[(E)-2-phenylethenyl]phenol", [(None, "E")], id="inner"),
        pytest.param("3-hexen-1-ol, (Z)-", [(None, "Z")], id="cas-index"),
        pytest.param("undec-2(E)-enal", [("2", "E")], id="locant-outside"),
        pytest.param("9Z-octadecenoic acid", [("9", "Z")], id="lipid"),
        pytest.param("5S-hydroxy-6E,8Z-x", [("6", "E"), ("8", "Z")], id="lipid-list"),
        pytest.param("(3β,5E,7E)-9,10-secocholesta-x", [("5", "E"), ("7", "E")], id="calciferol"),
        pytest.param("(NZ)-N-benzylidenehydroxylamine", [("N", "Z")], id="oxime"),
        pytest.param("(all-E)-retinol", [("all", "E")], id="all"),
        pytest.param("(E,Z)-2,4-hexadiene", [], id="mixture-or-two-bonds"),
        pytest.param("(E/Z)-x", [], id="mixture"),
        pytest.param("(EZ)-x", [], id="mixture-one-word"),
    ],
)
def test_ez(name, ez):
    """Double bonds are claimed with their locants; a mixture claims nothing."""
    assert stereo_claims(name).ez == tuple(ez)


@pytest.mark.parametrize(
    "name",
    [
        "4-aminobutanoic acid",
        "S-adenosylmethionine",
        "S-nitrosoglutathione",
        "S-methylbaclofen",
        "S-lactoylglutathione",
        "S-sulfocysteine",
        "S-oxidation",
        "R-substituted phenol",
        "S-triazine",
        "S-layer",
        "R group",
        "S-butanol",
        "Vitamin S",
        "compound R",
        "Compound (S)2",
        "R-848",
        "E-64",
        "Protein S isolate",
        "Protein (S)",
        "Intermediate (S)",
        "Mixture of R and S isomers",
        "R and S enantiomers",
        "S-protein",
        "(S)-adenosylmethionine",
        "(S)-carboxymethylcysteine",
        "(S)-lactoylglutathione",
        "(R)-baclofen / (S)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "N-(S-methyl)cysteine",
        "S-methylcysteine",
        "4S-(methyl)x",
        "4aH-xanthene",
        "1H-imidazole",
        "O-phosphoserine",
        "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
        "vitamin E",
        "vitamin D-binding protein",
        "coenzyme R",
        "amino acid(s)",
        "NE-100",  # IUPHAR, ligand 5670
        "NE-CHMIMO",
        "25E-NBOMe",  # Wikipedia
        "Complement factor D-IN-1",
        "Lioresal(R)",
        "Z-Gly-OH",
        "(Z)-Gly-OH",
        "Cbz-Gly-OH",
        "poly(oxyethylene)",
        "tetracycline",
        "RS-67333",
        "DL-8280",
        "L-783277",
        "2,4-D-butyl",
        "(35S)methionine",
        "[35S]methionine",
        "R-phycoerythrin",
        "HCFC-1233zd(E)",
        "propane-d",
        "d-glucose",
        "dextrose",
        "cisplatin",
        "transferrin",
        "β-alanine",
        "α-methylbenzylamine",
        "copper(2+)",
        "sodium(+)",
        "H(+)-ATPase",
        "cis/trans-1,4-dimethylcyclohexane",
        "relaxin",
        "",
    ],
)
def test_nothing_claimed(name):
    """Sulfur, trademarks, protecting groups, codes, vitamins and charges are no descriptors."""
    assert stereo_claims(name) == NameStereo()
    assert not stereo_claims(name)


@pytest.mark.parametrize(
    ("name", "trademark"),
    [
        ("Lioresal (R)", True),
        ("Baclofen (R)", True),
        # WHO/EMP/QSM/2011.3: proprietary names are distinguished by initial capital letters
        ("baclofen (R)", False),
        ("Baclofen, (R)-", False),
        ("(R)-Baclofen", False),
        ("Baclofen (S)", False),
    ],
)
def test_trademark(name, trademark):
    """An R in brackets behind a capitalised word may be a trademark."""
    assert stereo_claims(name).trademark is trademark


@pytest.mark.parametrize(
    "name",
    [
        "(RS)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(SR)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(R/S)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(R,S)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(±)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(+-)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(+/-)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(&plusmn;)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "rac-4-amino-3-(4-chlorophenyl)butanoic acid",
        "(Rac)-4-amino-3-(4-chlorophenyl)butanoic acid",
        "rac. baclofen",
        "racemic baclofen",
        "Baclofen racemate",
        "DL-alanine",
        "D,L-alanine",
        "dl-alanine",
        "(1RS,2SR)-2-aminocyclohexan-1-ol",
    ],
)
def test_racemic(name):
    """Every way to write a racemate is known."""
    assert stereo_claims(name).racemic


@pytest.mark.parametrize("name", ["(R)-baclofen", "(R,R)-tartaric acid", "DOPA", "Tetracaine", "(+)-menthol"])
def test_not_racemic(name):
    """One enantiomer is no racemate."""
    assert not stereo_claims(name).racemic


def test_racemic_centre_has_no_letter():
    """``(RS)`` on one centre says neither R nor S."""
    assert stereo_claims("(RS)-4-amino-3-(4-chlorophenyl)butanoic acid").rs == ()


def test_racemic_pair_keeps_its_relative_configuration():
    """``(1RS,2SR)`` is the racemate of 1R,2S."""
    assert stereo_claims("(1RS,2SR)-2-aminocyclohexan-1-ol").rs == (("1", "R"), ("2", "S"))


@pytest.mark.parametrize(
    ("name", "open_question"),
    [
        pytest.param("(R,S)-norketamine", True, id="racemate-of-one-centre"),
        pytest.param("(R,S)-hydrobenzoin", True, id="configuration-of-two"),
        pytest.param("(2R,3S)-x", False, id="locants"),
        pytest.param("(RS)-x", False, id="racemate"),
        pytest.param("(R,R)-x", False, id="alike"),
        pytest.param("rac-(2R,3S)-x", False, id="rac"),
    ],
)
def test_r_and_s_without_locants(name, open_question):
    """``(R,S)-`` is a racemate on one centre and a configuration on two."""
    assert stereo_claims(name).racemic_or_two_centres is open_question


@pytest.mark.parametrize(
    ("name", "relative"),
    [
        ("rel-(2R,3S)-x", True),
        ("(2R,3S)-rel-x", True),
        ("(2R*,3S*)-x", True),
        ("(R*,S*)-(±)-x", True),
        ("[R-(R*,S*)]-x", False),
        ("(2R,3S)-x", False),
    ],
)
def test_relative(name, relative):
    """``rel-`` and stars are relative, unless the CAS index adds the absolute letter."""
    assert stereo_claims(name).relative is relative


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("D-alanine", "D"),
        ("L-alanine", "L"),
        ("ʟ-alanine", "L"),
        ("<small>L</small>-alanine", "L"),
        ("(L)-alanine", "L"),
        ("D-(+)-glucose", "D"),
        ("L(-)-Tryptophan", "L"),
        ("L-2-aminobutyric acid", "L"),
        ("1-D-myo-inositol", "D"),
        ("L-alanyl-L-alanine", "L"),
        ("L-alanyl-D-alanine", None),
        ("DL-alanine", None),
        ("2,4-D", None),
    ],
)
def test_enantiomer_prefix(name, prefix):
    """D and L are claimed when the name has only one of them."""
    assert stereo_claims(name).enantiomer_prefix == prefix


@pytest.mark.parametrize(
    ("name", "rotation"),
    [
        ("(+)-menthol", "+"),
        ("(-)-menthol", "-"),
        ("(−)-menthol", "-"),
        ("(R)-(−)-baclofen", "-"),
        ("(R)(-)-baclofen", "-"),
        ("D-(+)-glucose", "+"),
        ("L(-)-tryptophan", "-"),
        ("levocetirizine", "-"),
        ("Levomethadone", "-"),
        ("dextromethorphan", "+"),
        ("(+)-x (-)-tartrate", None),
        ("(±)-baclofen", None),
        ("tetrafluoroborate(1-)", None),
    ],
)
def test_rotation(name, rotation):
    """The sign of rotation is read, and charges are not."""
    assert stereo_claims(name).rotation == rotation


@pytest.mark.parametrize("name", ["(+)-menthol", "(−)-baclofen", "levocetirizine", "dextromethorphan"])
def test_rotation_is_never_a_configuration(name):
    """A sign says nothing about R or S."""
    assert stereo_claims(name).rs == ()


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("cis-4-hydroxyproline", ("cis",)),
        ("trans-4-aminocrotonic acid", ("trans",)),
        ("Trans-4-aminocrotonic acid", ("trans",)),
        ("cyclohexane, 1,4-diethyl-, trans-", ("trans",)),
        ("(1R-trans)-x", ("trans",)),
        ("all-trans-retinoic acid", ("all-trans",)),
        ("cis,trans-2,4-hexadiene", ("cis", "trans")),
    ],
)
def test_cis_trans(name, terms):
    """Cis and trans are read as words of their own."""
    assert stereo_claims(name).cis_trans == terms


@pytest.mark.parametrize(
    "name",
    ["5α-androstan-3β-ol", "(5α,17β)-x", "17-beta-estradiol", "β-D-glucopyranose", "[2S-(2α,5α,6β)]-penam"],
)
def test_alpha_beta(name):
    """Alpha and beta after a locant or before D and L are faces."""
    assert stereo_claims(name).alpha_beta


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("(2''S'',3''R'')-x", "(2S,3R)-x"),
        ("N,N''-diphenylguanidine", "N,N''-diphenylguanidine"),
        ("4‐amino‑butanoic acid", "4-amino-butanoic acid"),
        ("tricyclo[3.3.1.1<sup>3,7</sup>]decane", "tricyclo[3.3.1.13,7]decane"),
        ("λ⁵-phosphane", "λ5-phosphane"),
        ("&alpha;-aminobutyric acid", "α-aminobutyric acid"),
    ],
)
def test_plain_text(typed, plain):
    """Markup and typography go; double primes stay."""
    assert plain_text(typed) == plain


@pytest.mark.parametrize(
    ("name", "meso"),
    [
        ("meso-tartaric acid", True),
        ("meso-2,3-dimercaptosuccinic acid", True),
        ("meso-tetraphenylporphyrin", False),
        ("5,15-meso-diphenylporphyrin", False),
        ("meso-dihydrocholanthrene", False),  # CAS 63041-49-6: the meso position of anthracene
        ("8-MeSO-octyl isothiocyanate", False),  # methylsulfinyl
        ("monoisoamyl meso-2,3-dimercaptosuccinate", False),  # CAS 142609-62-9: the acid is meso, the half ester is not
        ("disodium meso-2,3-dimercaptosuccinate", True),
        ("mesoxalic acid", False),
    ],
)
def test_meso(name, meso):
    """The word states a form, except in names of porphyrins, where it is a position."""
    assert stereo_claims(name).meso is meso


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cis-vaccenic acid", ("cis",)),
        ("trans,trans-muconic acid", ("trans", "trans")),
        ("all-trans-retinal", ("all-trans",)),
        ("s-trans-butadiene", ()),
        ("transfluthrin", ()),
        ("cis/trans-permethrin", ()),
    ],
)
def test_cis_and_trans(name, words):
    """Cis and trans are words of their own; a conformation, a mixture and a syllable are none."""
    assert stereo_claims(name).cis_trans == words
