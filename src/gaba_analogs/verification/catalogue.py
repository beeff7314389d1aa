"""CATALOGUE: the one table of checks, worst first within a family.

A code is permanent and names the fault. The function behind it is its documentation page. Its scope
says what it is called with; the plain facts behind the scope leave it nothing to find, so that a
record of which they hold need not run it. A check that names none always runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gaba_analogs.across.checks import CROSS_RECORD_CHECKS
from gaba_analogs.checks import (
    composition,
    configuration,
    identifiers,
    inchikey,
    measured,
    notation,
    pairs,
    readable,
    references,
    registry,
)
from gaba_analogs.checks import names as systematic_names
from gaba_analogs.checks.kit import Check, Outcome
from gaba_analogs.checks.scopes import (
    AcrossRecords,
    AgainstComposition,
    AgainstField,
    AgainstReference,
    AgainstRegistry,
    AgainstStructure,
    EveryField,
    OneField,
    Pair,
    Scope,
)
from gaba_analogs.evidence.facts import Collected
from gaba_analogs.evidence.plain import PlainFact
from gaba_analogs.record.fields import Aspect, Kind
from gaba_analogs.results.findings import Severity

ACROSS = "Across the records of one input"
"""Family of the checks that look at all records together."""

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_DRAWN = PlainFact.WELL_DRAWN
_ONE = PlainFact.ONE_STRUCTURE
_KEY = PlainFact.KEY_IS_HASH
_FORMULA = PlainFact.FORMULA_AS_WRITTEN
_MASSES = PlainFact.MASSES_FIT
_SOUND = PlainFact.IDENTIFIERS_SOUND
_NAMED = PlainFact.NAME_IS_STRUCTURE
_KNOWN = PlainFact.REFERENCES_AGREE


def _cid(aspect: Aspect) -> AgainstRegistry:
    """Compare the structure of the CID in one aspect; it agrees only in all of them together."""
    return AgainstRegistry("pubchem_cid", "structure", aspect, confirms=False)


def _given(aspect: Aspect) -> AgainstReference:
    """Compare the structure that a reference gives for an identifier in one aspect."""
    return AgainstReference("structure", aspect)


_Row = tuple[str, Severity, Callable[..., Outcome], Scope, *tuple[PlainFact, ...]]

_TABLE: tuple[tuple[str, tuple[_Row, ...]], ...] = (
    (
        readable.FAMILY,
        (
            ("smiles-unreadable", _ERROR, readable.smiles_unreadable, OneField(Collected.DRAWN_SMILES), _DRAWN),
            ("smiles-valence", _ERROR, readable.smiles_valence, OneField(Collected.DRAWN_SMILES), _DRAWN),
            (
                "smiles-missing-hydrogen",
                _ERROR,
                readable.smiles_missing_hydrogen,
                OneField(Collected.DRAWN_SMILES),
                _DRAWN,
            ),
            ("molblock-unreadable", _ERROR, readable.molblock_unreadable, OneField(Kind.MOLBLOCK), _DRAWN),
            ("inchi-unreadable", _ERROR, readable.inchi_unreadable, OneField(Kind.INCHI), _ONE),
            ("inchi-not-canonical", _ERROR, readable.inchi_not_canonical, OneField(Kind.INCHI), _ONE),
            ("inchi-not-standard", _WARNING, readable.inchi_not_standard, OneField(Kind.INCHI), _ONE),
            ("smiles-radical", _WARNING, readable.smiles_radical, OneField(Collected.DRAWN_SMILES), _DRAWN),
            ("stereo-mark-lost", _WARNING, readable.stereo_mark_lost, OneField(Collected.DRAWN_SMILES), _DRAWN),
        ),
    ),
    (
        pairs.FAMILY,
        (
            ("skeleton-mismatch", _ERROR, pairs.skeleton_mismatch, Pair("connectivity"), _ONE),
            ("component-mismatch", _ERROR, pairs.component_mismatch, Pair("connectivity"), _ONE),
            ("tautomer-mismatch", _ERROR, pairs.tautomer_mismatch, Pair("mobile hydrogens"), _ONE),
            ("hydrogen-mismatch", _ERROR, pairs.hydrogen_mismatch, Pair("composition"), _ONE),
            ("protonation-mismatch", _ERROR, pairs.protonation_mismatch, Pair("protonation"), _ONE),
            ("enantiomer-mismatch", _ERROR, pairs.enantiomer_mismatch, Pair("stereo"), _ONE),
            ("stereocentre-mismatch", _ERROR, pairs.stereocentre_mismatch, Pair("stereo"), _ONE),
            ("double-bond-mismatch", _ERROR, pairs.double_bond_mismatch, Pair("stereo"), _ONE),
            ("isotope-mismatch", _ERROR, pairs.isotope_mismatch, Pair("isotopes"), _ONE),
            ("stereo-missing", _WARNING, pairs.stereo_missing, Pair("stereo", confirms=False), _ONE),
            ("stereo-partial", _WARNING, pairs.stereo_partial, Pair("stereo", confirms=False), _ONE),
            ("isotope-labels-missing", _WARNING, pairs.isotope_labels_missing, Pair("isotopes", confirms=False), _ONE),
        ),
    ),
    (
        inchikey.FAMILY,
        (
            ("inchikey-malformed", _ERROR, inchikey.inchikey_malformed, OneField(Kind.INCHIKEY), _KEY),
            (
                "inchikey-mismatch",
                _ERROR,
                inchikey.inchikey_mismatch,
                AgainstStructure(Kind.INCHIKEY, "connectivity"),
                _KEY,
            ),
            (
                "inchikey-stereo-mismatch",
                _ERROR,
                inchikey.inchikey_stereo_mismatch,
                AgainstStructure(Kind.INCHIKEY, "stereo"),
                _KEY,
            ),
            (
                "inchikey-stereo-missing",
                _WARNING,
                inchikey.inchikey_stereo_missing,
                AgainstStructure(Kind.INCHIKEY, "stereo", confirms=False),
                _KEY,
            ),
            (
                "inchikey-protonation-mismatch",
                _ERROR,
                inchikey.inchikey_protonation_mismatch,
                AgainstStructure(Kind.INCHIKEY, "protonation"),
                _KEY,
            ),
            (
                "inchikey-not-standard",
                _ERROR,
                inchikey.inchikey_not_standard,
                AgainstField(Kind.INCHIKEY, Kind.INCHI, "stereo", confirms=False),
                _KEY,
            ),
        ),
    ),
    (
        composition.FAMILY,
        (
            ("formula-unreadable", _ERROR, composition.formula_unreadable, OneField(Kind.FORMULA), _FORMULA),
            (
                "formula-mismatch",
                _ERROR,
                composition.formula_mismatch,
                AgainstComposition(Kind.FORMULA, "composition", within=True),
                _FORMULA,
            ),
            (
                "element-counts-mismatch",
                _ERROR,
                composition.element_counts_mismatch,
                AgainstComposition(Kind.ELEMENT_COUNTS, "composition", within=True),
            ),
            (
                "molecular-weight-mismatch",
                _ERROR,
                composition.molecular_weight_mismatch,
                AgainstComposition(Kind.AVERAGE_MASS, "mass"),
                _MASSES,
            ),
            (
                "monoisotopic-mass-mismatch",
                _ERROR,
                composition.monoisotopic_mass_mismatch,
                AgainstComposition(Kind.MONOISOTOPIC_MASS, "mass"),
                _MASSES,
            ),
            (
                "charge-mismatch",
                _ERROR,
                composition.charge_mismatch,
                AgainstComposition(Kind.CHARGE, "protonation"),
                PlainFact.CHARGE_FITS,
            ),
            ("mass-unreadable", _WARNING, composition.mass_unreadable, OneField(Collected.MASS), _MASSES),
            (
                "charge-unreadable",
                _WARNING,
                composition.charge_unreadable,
                OneField(Kind.CHARGE),
                PlainFact.CHARGE_FITS,
            ),
            (
                "mass-truncated",
                _WARNING,
                composition.mass_truncated,
                AgainstComposition(Kind.AVERAGE_MASS, "mass", confirms=False),
                _MASSES,
            ),
            (
                "exact-mass-most-abundant",
                _INFO,
                composition.exact_mass_most_abundant,
                AgainstComposition(Kind.MONOISOTOPIC_MASS, "mass", confirms=False),
                _MASSES,
            ),
        ),
    ),
    (
        measured.FAMILY,
        (
            (
                "hrms-mismatch",
                _ERROR,
                measured.hrms_mismatch,
                OneField(Kind.HRMS),
            ),
            (
                "hrms-formula-mismatch",
                _ERROR,
                measured.hrms_formula_mismatch,
                AgainstComposition(Kind.HRMS, "composition"),
            ),
            (
                "hrms-analysis-mismatch",
                _ERROR,
                measured.hrms_analysis_mismatch,
                AgainstField(Kind.HRMS, Kind.ELEMENTAL_ANALYSIS, "composition"),
            ),
            (
                "elemental-analysis-mismatch",
                _ERROR,
                measured.elemental_analysis_mismatch,
                OneField(Kind.ELEMENTAL_ANALYSIS),
            ),
            (
                "elemental-analysis-formula-mismatch",
                _ERROR,
                measured.elemental_analysis_formula_mismatch,
                AgainstComposition(Kind.ELEMENTAL_ANALYSIS, "composition"),
            ),
            (
                "hrms-deviation",
                _WARNING,
                measured.hrms_deviation,
                OneField(Kind.HRMS),
            ),
            (
                "elemental-analysis-deviation",
                _WARNING,
                measured.elemental_analysis_deviation,
                OneField(Kind.ELEMENTAL_ANALYSIS),
            ),
        ),
    ),
    (
        systematic_names.FAMILY,
        (
            (
                "name-impossible-stereo",
                _ERROR,
                systematic_names.name_impossible_stereo,
                OneField(Kind.SYSTEMATIC_NAME),
                _NAMED,
            ),
            (
                "name-mismatch",
                _ERROR,
                systematic_names.name_mismatch,
                AgainstStructure(Collected.SYSTEMATIC_TITLE, "connectivity"),
                PlainFact.TITLE_IS_STRUCTURE,
            ),
            (
                "name-element-mismatch",
                _ERROR,
                systematic_names.name_element_mismatch,
                AgainstComposition(Collected.NAME_ELEMENTS, "composition", confirms=False),
                PlainFact.ELEMENTS_NAMED,
            ),
            (
                "name-inorganic-mismatch",
                _ERROR,
                systematic_names.name_inorganic_mismatch,
                AgainstComposition(Collected.INORGANIC_NAME, "composition"),
                _NAMED,
            ),
            (
                "name-component-missing",
                _WARNING,
                systematic_names.name_component_missing,
                AgainstStructure(Collected.NAME_COMPONENTS, "connectivity", confirms=False),
                PlainFact.ELEMENTS_NAMED,
            ),
            (
                "name-isotopes-missing",
                _WARNING,
                systematic_names.name_isotopes_missing,
                AgainstComposition(Collected.NAME_ISOTOPES, "isotopes", confirms=False),
            ),
            (
                "name-not-understood",
                _INFO,
                systematic_names.name_not_understood,
                OneField(Kind.SYSTEMATIC_NAME),
                _NAMED,
            ),
            (
                "synonym-mismatch",
                _WARNING,
                systematic_names.synonym_mismatch,
                AgainstStructure(Collected.SYNONYM, "connectivity"),
                PlainFact.TITLE_IS_STRUCTURE,
            ),
        ),
    ),
    (
        configuration.FAMILY,
        (
            (
                "chirality-mismatch",
                _ERROR,
                configuration.chirality_mismatch,
                AgainstStructure(Kind.CHIRALITY, "stereo"),
            ),
            (
                "name-stereo-mismatch",
                _ERROR,
                configuration.name_stereo_mismatch,
                AgainstStructure(Collected.NAME_DESCRIPTORS, "stereo"),
            ),
            (
                "name-stereo-missing",
                _WARNING,
                configuration.name_stereo_missing,
                AgainstStructure(Collected.NAME_DESCRIPTORS, "stereo", confirms=False),
            ),
            ("chirality-unread", _INFO, configuration.chirality_unread, OneField(Kind.CHIRALITY)),
        ),
    ),
    (
        identifiers.FAMILY,
        (
            ("cas-malformed", _ERROR, identifiers.cas_malformed, OneField(Kind.CAS_NUMBER), _SOUND),
            ("cas-is-date", _ERROR, identifiers.cas_is_date, OneField(Kind.CAS_NUMBER), _SOUND),
            ("cas-check-digit", _ERROR, identifiers.cas_check_digit_wrong, OneField(Kind.CAS_NUMBER), _SOUND),
            ("unii-malformed", _ERROR, identifiers.unii_malformed, OneField(Kind.UNII), _SOUND),
            ("unii-check-character", _ERROR, identifiers.unii_check_character_wrong, OneField(Kind.UNII), _SOUND),
            ("ec-number-check-digit", _ERROR, identifiers.ec_number_wrong, OneField(Kind.EC_NUMBER), _SOUND),
            (
                "value-in-wrong-field",
                _ERROR,
                identifiers.value_in_wrong_field,
                EveryField(Collected.MISPLACED_VALUE),
                PlainFact.IN_PLACE,
            ),
            (
                "identifier-malformed",
                _WARNING,
                identifiers.identifier_malformed,
                OneField(Collected.IDENTIFIER),
                _SOUND,
            ),
            (
                "identifier-check-digit",
                _WARNING,
                identifiers.identifier_check_digit_wrong,
                OneField(Collected.IDENTIFIER),
                _SOUND,
            ),
        ),
    ),
    (
        notation.FAMILY,
        (
            (
                "notation-repaired",
                _WARNING,
                notation.notation_repaired,
                EveryField(Collected.REPAIRED_NOTATION),
                PlainFact.AS_WRITTEN,
            ),
            (
                "formula-not-hill",
                _WARNING,
                notation.formula_not_hill,
                AgainstComposition(Kind.FORMULA, "composition", confirms=False, within=True),
                _FORMULA,
            ),
            (
                "formula-letter-for-digit",
                _WARNING,
                notation.formula_letter_for_digit,
                AgainstComposition(Kind.FORMULA, "composition", confirms=False, within=True),
                _FORMULA,
            ),
            ("smiles-trailing-text", _WARNING, notation.trailing_text, EveryField(Collected.TRAILING_TEXT), _DRAWN),
            (
                "placeholder-value",
                _WARNING,
                notation.placeholder_value,
                EveryField(Collected.PLACEHOLDER),
                PlainFact.IN_PLACE,
            ),
        ),
    ),
    (
        registry.FAMILY,
        (
            ("cid-unknown", _ERROR, registry.cid_unknown, AgainstRegistry("pubchem_cid")),
            ("cid-skeleton-mismatch", _ERROR, registry.cid_skeleton_mismatch, _cid("connectivity")),
            ("cid-component-mismatch", _ERROR, registry.cid_component_mismatch, _cid("connectivity")),
            ("cid-protonation-mismatch", _ERROR, registry.cid_protonation_mismatch, _cid("protonation")),
            ("cid-enantiomer-mismatch", _ERROR, registry.cid_enantiomer_mismatch, _cid("stereo")),
            ("cid-stereo-mismatch", _ERROR, registry.cid_stereo_mismatch, _cid("stereo")),
            ("cid-isotope-mismatch", _ERROR, registry.cid_isotope_mismatch, _cid("isotopes")),
            (
                "cid-inchikey-mismatch",
                _ERROR,
                registry.cid_inchikey_mismatch,
                AgainstRegistry("inchikey", "pubchem_cid", "connectivity", counterpart="inchikey-mismatch"),
            ),
            (
                "cid-formula-mismatch",
                _ERROR,
                registry.cid_formula_mismatch,
                AgainstRegistry("formula", "pubchem_cid", "composition", counterpart="formula-mismatch"),
            ),
            (
                "cid-molecular-weight-mismatch",
                _ERROR,
                registry.cid_molecular_weight_mismatch,
                AgainstRegistry("molecular_weight", "pubchem_cid", "mass", counterpart="molecular-weight-mismatch"),
            ),
            (
                "cid-monoisotopic-mass-mismatch",
                _ERROR,
                registry.cid_monoisotopic_mass_mismatch,
                AgainstRegistry("monoisotopic_mass", "pubchem_cid", "mass", counterpart="monoisotopic-mass-mismatch"),
            ),
            ("cas-of-another", _ERROR, registry.cas_of_another, AgainstRegistry("cas", "structure", "connectivity")),
            ("unii-of-another", _ERROR, registry.unii_of_another, AgainstRegistry("unii", "structure", "connectivity")),
            (
                "name-of-another",
                _WARNING,
                registry.name_of_another,
                AgainstRegistry("name", "structure", "connectivity", accuses=False),
            ),
            ("cid-stereo-missing", _WARNING, registry.cid_stereo_missing, _cid("stereo")),
            ("cid-tautomer", _WARNING, registry.cid_tautomer, _cid("mobile hydrogens")),
            (
                "iupac-name-differs",
                _INFO,
                registry.iupac_name_differs,
                AgainstRegistry("iupac_name", "pubchem_cid", "connectivity"),
            ),
        ),
    ),
    (
        references.FAMILY,
        (
            (
                "reference-skeleton-mismatch",
                _ERROR,
                references.reference_skeleton_mismatch,
                _given("connectivity"),
                _KNOWN,
            ),
            (
                "reference-component-mismatch",
                _ERROR,
                references.reference_component_mismatch,
                _given("connectivity"),
                _KNOWN,
            ),
            (
                "reference-protonation-mismatch",
                _ERROR,
                references.reference_protonation_mismatch,
                _given("protonation"),
                _KNOWN,
            ),
            (
                "reference-enantiomer-mismatch",
                _ERROR,
                references.reference_enantiomer_mismatch,
                _given("stereo"),
                _KNOWN,
            ),
            ("reference-stereo-mismatch", _ERROR, references.reference_stereo_mismatch, _given("stereo"), _KNOWN),
            ("reference-isotope-mismatch", _ERROR, references.reference_isotope_mismatch, _given("isotopes"), _KNOWN),
            (
                "reference-inchikey-mismatch",
                _ERROR,
                references.reference_inchikey_mismatch,
                AgainstReference("inchikey", "connectivity", counterpart="inchikey-mismatch"),
                _KNOWN,
            ),
            (
                "reference-formula-mismatch",
                _ERROR,
                references.reference_formula_mismatch,
                AgainstReference("formula", "composition", confirms=True, counterpart="formula-mismatch"),
                _KNOWN,
            ),
            (
                "reference-molecular-weight-mismatch",
                _ERROR,
                references.reference_molecular_weight_mismatch,
                AgainstReference("molecular_weight", "mass", confirms=True, counterpart="molecular-weight-mismatch"),
                _KNOWN,
            ),
            (
                "reference-monoisotopic-mass-mismatch",
                _ERROR,
                references.reference_monoisotopic_mass_mismatch,
                AgainstReference("monoisotopic_mass", "mass", confirms=True, counterpart="monoisotopic-mass-mismatch"),
                _KNOWN,
            ),
            ("reference-stereo-missing", _WARNING, references.reference_stereo_missing, _given("stereo"), _KNOWN),
            ("reference-tautomer", _WARNING, references.reference_tautomer, _given("mobile hydrogens"), _KNOWN),
            (
                "reference-name-mismatch",
                _WARNING,
                references.reference_name_mismatch,
                AgainstReference("title", "connectivity", accuses=False),
                _KNOWN,
            ),
        ),
    ),
)

_SHARED = {
    "keys-swapped": "position",
    "row-shifted": "position",
    "identifier-two-structures": "identifier",
    "id-two-structures": "identifier",
    "name-two-structures": "name",
    "inchikey-two-names": "structure",
    "structure-two-identifiers": "structure",
    "duplicate-structure": "structure",
    "relation-mismatch": "relation",
    "duplicate-values-differ": "structure",
}
"""What the records of a group share, by check."""

CATALOGUE: Mapping[str, Check] = {
    **{
        code: Check(code, severity, function, family, scope, frozenset(implied_by))
        for family, rows in _TABLE
        for code, severity, function, scope, *implied_by in rows
    },
    **{
        code: Check(code, severity, function, ACROSS, AcrossRecords(_SHARED[code]))
        for code, severity, function in CROSS_RECORD_CHECKS
    },
}
"""Every check by its code."""
