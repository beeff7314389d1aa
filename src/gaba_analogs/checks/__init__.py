"""CATALOGUE: the one table of checks, worst first within a family.

A code is permanent and names the fault. The function behind it is its documentation page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gaba_analogs.checks import composition, configuration, identifiers, inchikey, notation, pairs, readable, registry
from gaba_analogs.checks import names as systematic_names
from gaba_analogs.checks.kit import Check, Outcome
from gaba_analogs.checks.registry import REGISTRY_CHECKS
from gaba_analogs.cross_record import CROSS_RECORD_CHECKS
from gaba_analogs.findings import Severity

ACROSS = "Across the records of one input"
"""Family of the checks that look at all records together."""

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_Row = tuple[str, Severity, Callable[..., Outcome], str | None]

_TABLE: tuple[tuple[str, tuple[_Row, ...]], ...] = (
    (
        readable.FAMILY,
        (
            ("smiles-unreadable", _ERROR, readable.smiles_unreadable, None),
            ("smiles-valence", _ERROR, readable.smiles_valence, None),
            ("smiles-missing-hydrogen", _ERROR, readable.smiles_missing_hydrogen, None),
            ("molblock-unreadable", _ERROR, readable.molblock_unreadable, None),
            ("inchi-unreadable", _ERROR, readable.inchi_unreadable, None),
            ("inchi-not-canonical", _ERROR, readable.inchi_not_canonical, None),
            ("inchi-not-standard", _WARNING, readable.inchi_not_standard, None),
            ("smiles-radical", _WARNING, readable.smiles_radical, None),
            ("stereo-mark-lost", _WARNING, readable.stereo_mark_lost, None),
        ),
    ),
    (
        pairs.FAMILY,
        (
            ("skeleton-mismatch", _ERROR, pairs.skeleton_mismatch, "connectivity"),
            ("component-mismatch", _ERROR, pairs.component_mismatch, "connectivity"),
            ("tautomer-mismatch", _ERROR, pairs.tautomer_mismatch, "mobile hydrogens"),
            ("hydrogen-mismatch", _ERROR, pairs.hydrogen_mismatch, "composition"),
            ("protonation-mismatch", _ERROR, pairs.protonation_mismatch, "protonation"),
            ("enantiomer-mismatch", _ERROR, pairs.enantiomer_mismatch, "stereo"),
            ("stereocentre-mismatch", _ERROR, pairs.stereocentre_mismatch, "stereo"),
            ("double-bond-mismatch", _ERROR, pairs.double_bond_mismatch, "stereo"),
            ("isotope-mismatch", _ERROR, pairs.isotope_mismatch, "isotopes"),
            ("stereo-missing", _WARNING, pairs.stereo_missing, "stereo"),
            ("stereo-partial", _WARNING, pairs.stereo_partial, "stereo"),
            ("isotope-labels-missing", _WARNING, pairs.isotope_labels_missing, "isotopes"),
        ),
    ),
    (
        inchikey.FAMILY,
        (
            ("inchikey-malformed", _ERROR, inchikey.inchikey_malformed, None),
            ("inchikey-mismatch", _ERROR, inchikey.inchikey_mismatch, "connectivity"),
            ("inchikey-stereo-mismatch", _ERROR, inchikey.inchikey_stereo_mismatch, "stereo"),
            ("inchikey-stereo-missing", _WARNING, inchikey.inchikey_stereo_missing, "stereo"),
            ("inchikey-protonation-mismatch", _ERROR, inchikey.inchikey_protonation_mismatch, "protonation"),
            ("inchikey-not-standard", _ERROR, inchikey.inchikey_not_standard, "stereo"),
        ),
    ),
    (
        composition.FAMILY,
        (
            ("formula-unreadable", _ERROR, composition.formula_unreadable, None),
            ("formula-mismatch", _ERROR, composition.formula_mismatch, "composition"),
            ("element-counts-mismatch", _ERROR, composition.element_counts_mismatch, "composition"),
            ("molecular-weight-mismatch", _ERROR, composition.molecular_weight_mismatch, "mass"),
            ("monoisotopic-mass-mismatch", _ERROR, composition.monoisotopic_mass_mismatch, "mass"),
            ("charge-mismatch", _ERROR, composition.charge_mismatch, "protonation"),
            ("mass-unreadable", _WARNING, composition.mass_unreadable, None),
            ("mass-truncated", _WARNING, composition.mass_truncated, "mass"),
            ("exact-mass-most-abundant", _INFO, composition.exact_mass_most_abundant, "mass"),
        ),
    ),
    (
        systematic_names.FAMILY,
        (
            ("name-impossible-stereo", _ERROR, systematic_names.name_impossible_stereo, None),
            ("name-not-understood", _INFO, systematic_names.name_not_understood, None),
            ("synonym-mismatch", _WARNING, systematic_names.synonym_mismatch, None),
        ),
    ),
    (
        configuration.FAMILY,
        (
            ("chirality-mismatch", _ERROR, configuration.chirality_mismatch, "stereo"),
            ("name-stereo-mismatch", _ERROR, configuration.name_stereo_mismatch, "stereo"),
            ("name-stereo-missing", _WARNING, configuration.name_stereo_missing, "stereo"),
            ("chirality-unread", _INFO, configuration.chirality_unread, None),
        ),
    ),
    (
        identifiers.FAMILY,
        (
            ("cas-malformed", _ERROR, identifiers.cas_malformed, None),
            ("cas-is-date", _ERROR, identifiers.cas_is_date, None),
            ("cas-check-digit", _ERROR, identifiers.cas_check_digit_wrong, None),
            ("unii-malformed", _ERROR, identifiers.unii_malformed, None),
            ("unii-check-character", _ERROR, identifiers.unii_check_character_wrong, None),
            ("ec-number-check-digit", _ERROR, identifiers.ec_number_wrong, None),
            ("value-in-wrong-field", _ERROR, identifiers.value_in_wrong_field, None),
            ("identifier-malformed", _WARNING, identifiers.identifier_malformed, None),
        ),
    ),
    (
        notation.FAMILY,
        (
            ("notation-repaired", _WARNING, notation.notation_repaired, None),
            ("formula-not-hill", _WARNING, notation.formula_not_hill, None),
            ("formula-letter-for-digit", _WARNING, notation.formula_letter_for_digit, "composition"),
            ("smiles-trailing-text", _WARNING, notation.trailing_text, None),
            ("placeholder-value", _WARNING, notation.placeholder_value, None),
        ),
    ),
    (registry.FAMILY, tuple(row[:4] for row in REGISTRY_CHECKS)),
)

CATALOGUE: Mapping[str, Check] = {
    **{
        code: Check(code, severity, function, family, aspect)
        for family, rows in _TABLE
        for code, severity, function, aspect in rows
    },
    **{code: Check(code, severity, function, ACROSS) for code, severity, function in CROSS_RECORD_CHECKS},
}
"""Every check by its code."""

__all__ = ["ACROSS", "CATALOGUE", "Check"]
