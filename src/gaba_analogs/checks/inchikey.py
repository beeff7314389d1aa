"""The InChIKey: its form, and its blocks against the structures."""

from __future__ import annotations

from gaba_analogs.checks.kit import AGREES, CannotTell, Fault, NothingSaid, Outcome, left_to, unreadable
from gaba_analogs.chemistry.key_search import explain_skeleton, explain_stereo, tries_all_completions
from gaba_analogs.chemistry.key_stereo import FULLER
from gaba_analogs.chemistry.structure import MAXIMUM_OPEN, Structure, key_of
from gaba_analogs.evidence.values import StatedInChI
from gaba_analogs.notation.inchikey import FLAT_BLOCK, InChIKey
from gaba_analogs.notation.metal_drawings import other_drawings
from gaba_analogs.results.findings import SkipKind

FAMILY = "InChIKey"


def inchikey_malformed(inchikey: InChIKey) -> Outcome:
    """The InChIKey is malformed, or breaks a letter rule.

    Why it matters
        An InChIKey has no check character, so most typing errors only show against a structure. Its form (27
        characters, two hyphens, flags) and the rule that no group of three letters begins with E catch some on
        their own.

    What to do
        Copy the key again, or compute it from an InChI or SMILES that the other fields confirm.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        inchikey: KPYSYYIEGFHWSV-UHFFFAOYS-N
        -> InChIKey is not valid: 26 characters instead of 27

    Examples
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> print(inchikey_malformed(read_inchikey("KPYSYYIEGFHWSV-UHFFFAOYS-N")))
        A is not valid: 26 characters instead of 27
        >>> inchikey_malformed(read_inchikey("KPYSYYIEGFHWSV-UHFFFAOYSA-N"))
        Agrees()

    Blind spots
        A key with wrong letters of the right kind passes here.
    """
    if inchikey.fault is None:
        return CannotTell("the 25-character key of 2007 cannot be compared") if inchikey.old else AGREES
    return Fault(f"{{a}} is not valid: {inchikey.fault}", stated=inchikey.text, blame="a")


def inchikey_not_standard(inchikey: InChIKey, inchi: StatedInChI) -> Outcome:
    """The InChIKey is marked as non-standard beside a standard InChI.

    Why it matters
        The flag after the second block says whether the InChI is a standard one (S) or not (N, or B of a polymer).
        Beside a standard InChI (1S/) whose hash it otherwise is, a changed flag is a typing error. Where no
        standard InChI is stated, the key may come from one with options; then only its first block is compared.

    What to do
        Replace the key with the one that the message expects, which is computed from the stated InChI.

    Record
        inchi: InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)
        inchikey: BTCSSZJGUNDROE-UHFFFAOYNA-N
        -> InChIKey is marked non-standard (N), but is the standard key (S) of InChI

    Examples
        >>> from gaba_analogs.notation.inchi import read_inchi
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> gaba = StatedInChI(read_inchi("1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"), None)
        >>> inchikey_not_standard(read_inchikey("BTCSSZJGUNDROE-UHFFFAOYNA-N"), gaba).expected
        'BTCSSZJGUNDROE-UHFFFAOYSA-N'
        >>> inchikey_not_standard(read_inchikey("BTCSSZJGUNDROE-UHFFFAOYSA-N"), gaba)
        Agrees()

    Blind spots
        None known.
    """
    if inchikey.value is None:
        return unreadable("InChIKey")
    if inchi.text.value is None:
        return unreadable("InChI")
    if inchikey.standard:
        return AGREES
    expected = key_of(inchi.text.value)
    if not inchi.text.standard or inchikey.value[:23] != expected[:23]:
        return CannotTell(_FIRST_BLOCK_ONLY)
    return Fault(
        f"{{a}} is marked non-standard ({inchikey.value[23]}), but is the standard key (S) of {{b}}",
        stated=inchikey.text,
        expected=expected,
        blame="a",
    )


def inchikey_mismatch(inchikey: InChIKey, structure: Structure) -> Outcome:
    """The InChIKey's first block is not that of the structure.

    Why it matters
        The first fourteen letters hash formula, connections, hydrogens and charge: the key belongs to another
        compound, to a salt or parent, or has a wrong letter.

    What to do
        If the message names a salt or parent, decide which form the record is about. Otherwise look the key up
        in PubChem: either it or the structure comes from another row.

    Record
        smiles: NCC(CC(=O)O)c1ccc(Cl)cc1
        inchikey: WMNUVYYLMCMHLU-UHFFFAOYSA-N
        -> InChIKey is that of the hydrochloride of SMILES

    Examples
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> baclofen = Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
        >>> print(inchikey_mismatch(read_inchikey("WMNUVYYLMCMHLU-UHFFFAOYSA-N"), baclofen))
        A is that of the hydrochloride of B
        >>> inchikey_mismatch(read_inchikey("KPYSYYIEGFHWSV-UHFFFAOYSA-N"), baclofen)
        Agrees()

    Blind spots
        A key cannot be read backwards: only the usual relatives are recognised.
    """
    if inchikey.value is None:
        return unreadable("InChIKey")
    if not structure.inchikey:
        return _NO_KEY
    expected = structure.inchikey
    if inchikey.skeleton == expected[:14]:
        return AGREES if inchikey.standard else CannotTell(_FIRST_BLOCK_ONLY)
    wrong = sum(x != y for x, y in zip(inchikey.value, expected, strict=True))
    if wrong <= 2:
        letters = "one letter" if wrong == 1 else "two letters"
        return Fault(
            f"{{a}} differs from the key of {{b}} in {letters}",
            stated=inchikey.text,
            expected=expected,
            blame="a",
        )
    if any(key_of(inchi)[:14] == inchikey.skeleton for inchi in other_drawings(structure.inchi)):
        return CannotTell("bonds to a metal are drawn as bonds or as ions, of one unit or of several")
    explained = explain_skeleton(structure, inchikey.skeleton, inchikey.protonation)
    if explained is not None:
        relative = explained[0]
        return Fault(
            f"{{a}} {{is}} that of {relative}",
            f"{{a}} {{does}} not give {{b}}, which is the key of {relative.replace('{b}', '{a}')}",
            inchikey.text,
            expected,
        )
    return Fault(
        "{a} {is} that of a different compound from {b}",
        "{a} {is} not the compound of {b}",
        inchikey.text,
        expected,
    )


def inchikey_stereo_missing(inchikey: InChIKey, structure: Structure) -> Outcome:
    """The InChIKey specifies less stereochemistry or fewer isotopes than the structure, or more.

    Why it matters
        A second block UHFFFAOYSA means "no stereochemistry, no isotopes". Beside a structure with
        stereochemistry it is the key of the flat form, and look-ups by it find the racemate.

    What to do
        If the substance is one stereoisomer, take key and structure of that isomer from one source. If it is a
        racemate, remove the stereochemistry from the structure.

    Record
        smiles: CC(C)C[C@H](CN)CC(=O)O
        inchikey: AYXYPKUFHZROOJ-UHFFFAOYSA-N
        -> stereo missing in InChIKey

    Examples
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> pregabalin = Structure.from_smiles("CC(C)C[C@H](CN)CC(=O)O")
        >>> print(inchikey_stereo_missing(read_inchikey("AYXYPKUFHZROOJ-UHFFFAOYSA-N"), pregabalin))
        stereo missing in A
        >>> inchikey_stereo_missing(read_inchikey("AYXYPKUFHZROOJ-ZETCQYMHSA-N"), pregabalin)
        Agrees()

    Blind spots
        The stereochemistry that a flat structure lacks cannot be recovered from the key.
    """
    compared = _second_blocks(inchikey, structure)
    if not isinstance(compared, tuple):
        return compared
    stated, expected = compared
    if stated == expected:
        return AGREES
    other = left_to("inchikey-stereo-mismatch")
    if _is_typing_error(stated, expected):
        return other
    if expected == FLAT_BLOCK:
        phrase = explain_stereo(structure, stated)
        if phrase is None and structure.mol is not None and not _may_be_fuller(structure):
            return other
        if phrase is not None and phrase.kind == "labels-missing":
            return Fault(phrase.forward, phrase.backward, less="b")
        return Fault("{a} {specifies} stereo or isotopes that {b} {b_leaves} open", "stereo missing in {a}", less="b")
    what = "stereo" if structure.layers.has_stereo else "isotope labels"
    if stated == FLAT_BLOCK:
        return Fault(
            f"{what} missing in {{a}}",
            f"{{a}} {{specifies}} {what} that {{b}} {{b_leaves}} open",
            inchikey.text,
            structure.inchikey,
            less="a",
        )
    phrase = explain_stereo(structure, stated)
    if phrase == FULLER and _has_marked_all(structure):
        return _UNMARKABLE
    if phrase is None and _open_elements(structure) > MAXIMUM_OPEN:
        words = "{a} and {b} specify different stereo elements"
        return Fault(words, words, inchikey.text, structure.inchikey, less="both")
    if phrase is None or phrase.less is None:
        return other
    return Fault(phrase.forward, phrase.backward, inchikey.text, structure.inchikey, less=phrase.less)


def inchikey_stereo_mismatch(inchikey: InChIKey, structure: Structure) -> Outcome:
    """The InChIKey's second block is that of a different stereoisomer or isotopologue.

    Why it matters
        The first block is right, so the connections are, but not the configuration: the key of the enantiomer
        finds another drug.

    What to do
        Find out which stereoisomer the substance is, by its CAS number or the original paper, and replace key
        or structure.

    Record
        smiles: NC[C@H](CC(=O)O)c1ccc(Cl)cc1
        inchikey: KPYSYYIEGFHWSV-MRVPVSSYSA-N
        -> InChIKey is that of the enantiomer of SMILES

    Examples
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> r = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
        >>> print(inchikey_stereo_mismatch(read_inchikey("KPYSYYIEGFHWSV-MRVPVSSYSA-N"), r))
        A is that of the enantiomer of B
        >>> inchikey_stereo_mismatch(read_inchikey("KPYSYYIEGFHWSV-QMMMGPOBSA-N"), r)
        Agrees()

    Blind spots
        With many centres not every isomer is tried; the message then does not say which one the key is for.
    """
    compared = _second_blocks(inchikey, structure)
    if not isinstance(compared, tuple):
        return compared
    stated, expected = compared
    if stated == expected:
        return AGREES
    other = left_to("inchikey-stereo-missing")
    if stated == FLAT_BLOCK:
        return other
    if _is_typing_error(stated, expected):
        message = "{a} differs from the key of {b} in the letters of the second block"
        return Fault(message, stated=inchikey.text, expected=structure.inchikey, blame="a")
    phrase = explain_stereo(structure, stated)
    if phrase is not None and phrase.less is not None:
        return other
    if phrase is None and _open_elements(structure) > MAXIMUM_OPEN:
        return CannotTell("too many open stereo elements to try what the key specifies")
    if expected == FLAT_BLOCK and phrase is None and (structure.mol is None or _may_be_fuller(structure)):
        return other
    if phrase is None and _has_marked_all(structure):
        return _UNMARKABLE
    forward = phrase.forward if phrase else "{a} {is} that of a different stereoisomer or isotopologue of {b}"
    backward = phrase.backward if phrase else "{a} {is} a different stereoisomer or isotopologue from that of {b}"
    mirrored = phrase is not None and phrase.kind == "enantiomer"
    return Fault(forward, backward, inchikey.text, structure.inchikey, mirrored=mirrored)


def _is_typing_error(stated: str, expected: str) -> bool:
    """Tell whether two hashes differ in so few letters that chance cannot explain it."""
    return sum(x != y for x, y in zip(stated, expected, strict=True)) <= 2


def _open_elements(structure: Structure) -> int:
    """Count the stereo elements [-] that a structure leaves open."""
    return sum(not specified for _, specified in structure.possible_centres) + structure.open_double_bonds


def _has_marked_all(structure: Structure) -> bool:
    """Tell whether a structure marks all that RDKit can mark, and an InChI may specify more.

    What the ring of a porphyrin imposes is known, and compared.
    """
    if structure.mol is None or _open_elements(structure) or structure.macrocycle_reading:
        return False
    return structure.may_have_unmarked_stereo


def _may_be_fuller(structure: Structure) -> bool:
    """Tell whether a key that fits no completion may still specify what a flat structure leaves open."""
    number = len(structure.possible_centres) + structure.open_double_bonds
    return (number > 0 or structure.may_have_unmarked_stereo) and not tries_all_completions(structure)


_FIRST_BLOCK_ONLY = "a non-standard InChIKey (flag N or B) is compared by its first block only"
_NO_KEY = NothingSaid("the structure has no standard InChI", SkipKind.CANNOT_TELL)
_OTHER_SKELETON = left_to("inchikey-mismatch")
_UNMARKABLE = CannotTell("InChI has stereo elements that RDKit cannot mark: those of macrocycles, allenes and metals")


def _second_blocks(inchikey: InChIKey, structure: Structure) -> tuple[str, str] | CannotTell | NothingSaid:
    """Give stated and expected second blocks where the first ones agree and both are standard."""
    if inchikey.value is None:
        return unreadable("InChIKey")
    if not inchikey.standard:
        return CannotTell(_FIRST_BLOCK_ONLY)
    if not structure.inchikey:
        return _NO_KEY
    if inchikey.skeleton != structure.inchikey[:14]:
        return _OTHER_SKELETON
    stated, expected = inchikey.stereo, structure.inchikey[15:23]
    if stated != expected and structure.allene_marks:
        return CannotTell("RDKit drops the mark of an allene")
    return stated, expected


def inchikey_protonation_mismatch(inchikey: InChIKey, structure: Structure) -> Outcome:
    """The InChIKey's last letter is that of a different protonation state.

    Why it matters
        N means neutral, M one proton removed, O one added: the key of gamma-hydroxybutyrate is not that of the
        acid.

    What to do
        Decide whether the record is about the acid, the base or an ion, and take key and structure of that
        form.

    Record
        name: 4-hydroxybutanoic acid
        smiles: OCCCC(=O)O
        inchikey: SJZRECIVHVDYJC-UHFFFAOYSA-M
        -> InChIKey is that of the form with one proton fewer than SMILES

    Examples
        >>> from gaba_analogs.notation.inchikey import read_inchikey
        >>> ghb = Structure.from_smiles("OCCCC(=O)O")
        >>> print(inchikey_protonation_mismatch(read_inchikey("SJZRECIVHVDYJC-UHFFFAOYSA-M"), ghb))
        A is that of the form with one proton fewer than B
        >>> inchikey_protonation_mismatch(read_inchikey("SJZRECIVHVDYJC-UHFFFAOYSA-N"), ghb)
        Agrees()

    Blind spots
        All forms with more than twelve protons added or removed share the letter A.
    """
    if inchikey.value is None:
        return unreadable("InChIKey")
    if not structure.inchikey:
        return _NO_KEY
    if inchikey.skeleton != structure.inchikey[:14]:
        return _OTHER_SKELETON
    stated, expected = inchikey.protonation, structure.inchikey[-1]
    if stated == expected:
        return AGREES
    change = ord(stated) - ord(expected)
    count = {1: "one proton", 2: "two protons", 3: "three protons"}.get(abs(change), f"{abs(change)} protons")
    more, less = ("more", "fewer") if change > 0 else ("fewer", "more")
    if "A" in {stated, expected}:
        return Fault(
            "{a} {is} that of a different protonation state from {b}",
            "{a} {is} a different protonation state from that of {b}",
            inchikey.text,
            structure.inchikey,
        )
    return Fault(
        f"{{a}} {{is}} that of the form with {count} {more} than {{b}}",
        f"{{a}} {{has}} {count} {less} than that of {{b}}",
        inchikey.text,
        structure.inchikey,
    )
