"""Reports on real compounds, one per verdict, for every form of output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Skip, SkipKind, Verdict

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

VERSIONS = {"gaba_analogs": "0.1.0", "rdkit": "2026.09.1", "inchi": "1.07.3"}

BACLOFEN = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
R_BACLOFEN = "KPYSYYIEGFHWSV-QMMMGPOBSA-N"


@pytest.fixture
def verified() -> RecordReport:
    """GABA, all of whose fields agree."""
    return RecordReport(
        StructureRecord(
            name="GABA",
            smiles="NCCCC(=O)O",
            inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N",
            formula="C4H9NO2",
            cas="56-12-2",
            place=Place("drugs.csv", 2, 1),
        ),
        Verdict.VERIFIED,
        agreement={
            "composition": (("smiles", "formula"),),
            "connectivity": (("smiles", "inchikey"),),
            "stereo": (("smiles", "inchikey"),),
        },
        passed=("cas-check-digit",),
        skipped=(
            Skip("molblock-unreadable", SkipKind.NOT_STATED, "no molfile stated", ("molblock",)),
            Skip("charge-mismatch", SkipKind.NOT_STATED, "no charge stated", ("charge",)),
            Skip("name-not-understood", SkipKind.NOT_ASKED, "names were not read", ("iupac_name",)),
            Skip("synonym-mismatch", SkipKind.NOT_ASKED, "names were not read", ("iupac_name",)),
        ),
    )


@pytest.fixture
def inconsistent() -> RecordReport:
    """Baclofen with the InChIKey of its (R)-enantiomer."""
    return RecordReport(
        StructureRecord(
            name="Baclofen",
            smiles="NCC(CC(=O)O)c1ccc(Cl)cc1",
            inchikey=R_BACLOFEN,
            iupac_name="(RS)-4-amino-3-(4-chlorophenyl)butanoic acid",
            place=Place("drugs.csv", 3, 2),
        ),
        Verdict.INCONSISTENT,
        suspects=("inchikey",),
        corrections={"inchikey": BACLOFEN},
        safety={"inchikey": Safety.LIKELY},
        findings=(
            Finding(
                "inchikey-mismatch",
                Severity.ERROR,
                ("inchikey", "smiles", "iupac_name"),
                "InChIKey is that of one enantiomer, the other fields describe the racemate",
                R_BACLOFEN,
                BACLOFEN,
            ),
        ),
        agreement={
            "connectivity": (("smiles", "inchikey", "iupac_name"),),
            "stereo": (("smiles", "iupac_name"), ("inchikey",)),
        },
    )


@pytest.fixture
def ambiguous() -> RecordReport:
    """Give a SMILES and an InChIKey of two compounds, and nothing to decide between them."""
    return RecordReport(
        StructureRecord(smiles="NCCCC(=O)O", inchikey=BACLOFEN, place=Place("drugs.csv", 4, 3)),
        Verdict.INCONSISTENT,
        suspects=("inchikey", "smiles"),
        ambiguous=True,
        findings=(
            Finding(
                "inchikey-mismatch",
                Severity.ERROR,
                ("inchikey", "smiles"),
                "two different compounds",
                BACLOFEN,
            ),
        ),
        agreement={"connectivity": (("smiles",), ("inchikey",))},
    )


@pytest.fixture
def underspecified() -> RecordReport:
    """Pregabalin with a flat SMILES."""
    return RecordReport(
        StructureRecord(
            name="Pregabalin",
            smiles="CC(C)CC(CN)CC(=O)O",
            inchikey="AYXYPKUFHZROOJ-ZETCQYMHSA-N",
            place=Place("drugs.csv", 5, 4),
        ),
        Verdict.UNDERSPECIFIED,
        suspects=("smiles",),
        findings=(Finding("stereo-missing", Severity.WARNING, ("smiles",), "stereo missing in SMILES"),),
        agreement={"connectivity": (("smiles", "inchikey"),), "stereo": (("smiles",), ("inchikey",))},
    )


@pytest.fixture
def unverified() -> RecordReport:
    """Give a record with one field."""
    return RecordReport(StructureRecord(cas="1134-47-0", place=Place("drugs.csv", 6, 5)), Verdict.UNVERIFIED)


@pytest.fixture
def reports(
    verified: RecordReport,
    inconsistent: RecordReport,
    ambiguous: RecordReport,
    underspecified: RecordReport,
    unverified: RecordReport,
) -> list[RecordReport]:
    """One record of each kind, in the order of their rows."""
    return [verified, inconsistent, ambiguous, underspecified, unverified]


@pytest.fixture
def conflict() -> Finding:
    """Give a finding about two records."""
    return Finding(
        "duplicate-structure", Severity.INFO, ("inchikey",), "one structure in 2 records: drugs.csv:2 and :9"
    )


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Give a headless browser; a test is skipped where there is none."""
    from browsing import opened  # noqa: PLC0415 - only for the tests of pages

    browser = opened(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()
