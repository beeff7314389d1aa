"""Why a value is corrected."""

from __future__ import annotations

from gaba_analogs.results.findings import RecordReport


def reason_for(report: RecordReport, field: str) -> str:
    """Return the finding that a correction resolves."""
    about = [finding for finding in report.findings if field in finding.fields]
    exact = [finding for finding in about if finding.expected == report.corrections[field]] or about
    return f"{exact[0].message} [{exact[0].code}]" if exact else "the other fields agree on it"
