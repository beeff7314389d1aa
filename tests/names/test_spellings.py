"""Names that are written in other ways, each without OPSIN."""

import pytest

from gaba_analogs.names.spellings import first_spelling, spellings


class TestSpellings:
    """Repairs, each without OPSIN."""

    @pytest.mark.parametrize(
        ("name", "last"),
        [
            pytest.param("(3''R'')-3-aminobutanoic acid", "(3R)-3-aminobutanoic acid", id="wiki"),
            pytest.param("['4-aminobutanoic acid']", "4-aminobutanoic acid", id="printed-list"),
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
            pytest.param("n-methylacetamide", "N-methylacetamide", id="small-locant"),
            pytest.param("4-androsten-3β, 17β-diol", "4-androsten-3β,17β-diol", id="space-after-beta"),
            # the names of pregnenolone, 2 beta-hydroxy-androstenedione and cortexolone (PubChem CID 8955, 6440)
            pytest.param("5-pregnen-3β-ol-20-one", "3β-hydroxy-5-pregnen-20-one", id="two-endings"),
            pytest.param("4-Androsten-2β-ol-3, 17-dione", "2β-hydroxy-4-Androsten-3,17-dione", id="dione"),
            pytest.param(
                "4-PREGNEN-17alpha, 21-DIOL-3, 20-DIONE", "17alpha,21-dihydroxy-4-PREGNEN-3,20-DIONE", id="capitals"
            ),
            pytest.param(
                "5β-pregnane-3α,17-diol-20-one", "3α,17-dihydroxy-5β-pregnan-20-one", id="two-endings-of-an-alkane"
            ),
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


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("n,n-dimethylaniline", "N,N-dimethylaniline"),
        ("n-(3-methylbutyl)ethanamide", "N-(3-methylbutyl)ethanamide"),
        ("n2-ethyl-1,3,5-triazine-2,4-diamine", "N2-ethyl-1,3,5-triazine-2,4-diamine"),
        ("n'-ethylurea", "N'-ethylurea"),
        ("ethyl n-propyl disulfide", "ethyl n-propyl disulfide"),  # normal propyl
        ("n-methylurea", "n-methylurea"),  # OPSIN reads it, and both readings are weighed
        ("ethyl (n,n-dimethyl)carbamate", "ethyl (N,N-dimethyl)carbamate"),
        ("pentan-3-one", "pentan-3-one"),
        ("octan-(2R)-ol", "octan-(2R)-ol"),
        ("N,N-dimethylaniline", "N,N-dimethylaniline"),
        ("n,n'-dimethylurea", "N,N'-dimethylurea"),
        ("2,n-dimethylaniline", "2,N-dimethylaniline"),
        ("n2,n4-diethyl-triazine", "N2,N4-diethyl-triazine"),
        ("(nz)-n-ethylidenehydroxylamine", "(Nz)-N-ethylidenehydroxylamine"),
        ("n'-phenyl-n-propylpentane-1,5-diamine", "N'-phenyl-N-propylpentane-1,5-diamine"),
        ("s-propyl n,n-dipropylcarbamothioate", "S-propyl N,N-dipropylcarbamothioate"),
    ],
)
def test_first_spelling(name, first):
    """A small n is asked as nitrogen at once where it can be nothing else."""
    assert first_spelling(name) == first


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("n-(o-tolyl)acetamide", "N-(o-tolyl)acetamide"),
        ("n-(n-butyl)acetamide", "N-(n-butyl)acetamide"),
        ("n,n'-di-n-hexyladipamide", "N,N'-di-n-hexyladipamide"),
        ("n-(4-n-butylphenyl)acetamide", "N-(4-n-butylphenyl)acetamide"),
    ],
)
def test_other_small_letters_beside_nitrogen(name, second):
    """Where not all of them are locants, they are ortho, or a normal alkyl group."""
    assert spellings(name)[0] == second
