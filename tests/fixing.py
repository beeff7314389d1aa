"""Corrected copies made of reports that a test dictates."""

from gaba_analogs import readers
from gaba_analogs.correcting.copy import CorrectedCopy
from gaba_analogs.results.filling import Tried
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Verdict

BACLOFEN = "KPYSYYIEGFHWSV-UHFFFAOYSA-N"  # PubChem CID 2284
WRONG = "KPYSYYIEGFHWSV-UHFFFAOYSA-M"
GABA = "BTCSSZJGUNDROE-UHFFFAOYSA-N"  # PubChem CID 119


def reports(path, corrections, mapping=None):
    """Give a report per record; `corrections` holds those of each row by its number."""
    for record in readers.read(path, mapping=mapping):
        found = corrections.get(record.place.row, {})
        findings = tuple(
            Finding(f"{field}-mismatch", Severity.ERROR, (field,), f"{field} contradicts SMILES", expected=value)
            for field, value in found.items()
        )
        verdict = Verdict.INCONSISTENT if found else Verdict.VERIFIED
        safety = dict.fromkeys(found, Safety.SAFE)
        yield RecordReport(record, verdict, tuple(found), corrections=found, findings=findings, safety=safety)


def copied(path, corrections, *, mapping=None, target=None):
    """Give the bytes of the corrected copy, and what became of the corrections."""
    copy = CorrectedCopy(str(path), str(target or path), mapping=mapping)
    for _ in copy.collect(Tried(report, True, {}) for report in reports(str(path), corrections, mapping)):
        pass
    file = path.with_name("copy.part")
    copy.write(file)
    copy.close()
    return file.read_bytes(), copy.outcome


def fix(path, corrections, *, mapping=None, target=None):
    """Give the bytes of the corrected copy."""
    return copied(path, corrections, mapping=mapping, target=target)[0]


def written(path, text, encoding="utf-8"):
    """Write a text as it stands, line ends included."""
    path.write_bytes(text.encode(encoding))
    return path
