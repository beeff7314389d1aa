"""What OPSIN is asked about a record: a name that agrees is read once, as typed."""

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.names.parser import NameParser

# By the rules of IUPAC a benzylamine; in an index name in the style of CAS the nitrogen has two groups. The key: RDKit
NAME = "2-[(4-chlorophenyl)methylamino]ethanol"
BENZYLAMINE, ANILINE = "OCCNCc1ccc(Cl)cc1", "OCCN(C)c1ccc(Cl)cc1"


@pytest.fixture
def asked(monkeypatch):
    """Give the list of spellings that OPSIN is asked, by a parser that knows none yet."""
    texts = []
    parser, ask = NameParser(), NameParser.ask

    def noted(self, spellings, timeout):
        texts.extend(spellings)
        return ask(self, spellings, timeout)

    monkeypatch.setattr(NameParser, "ask", noted)
    monkeypatch.setattr("gaba_analogs.verification.verifier.default_parser", lambda: parser)
    with parser:
        yield texts


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "others"),
    [
        pytest.param({"smiles": BENZYLAMINE}, [], id="agrees"),
        pytest.param({"smiles": ANILINE}, ["2-[(4-chlorophenyl)(methyl)amino]ethanol"], id="agrees-in-another-reading"),
        pytest.param(
            {"inchikey": "OSXGIWWXPSYILL-UHFFFAOYSA-N"}, ["2-[(4-chlorophenyl)(methyl)amino]ethanol"], id="key-alone"
        ),
    ],
)
def test_other_readings_are_asked_in_doubt(asked, record, others):
    """In what other ways a name may be meant is asked where a structure does not agree with it to the letter."""
    report = verify({**record, "iupac_name": NAME})

    assert report.verdict == "verified"
    assert asked == [NAME, *others]
