"""The files in a folder or an archive, and how the archives are known."""

from __future__ import annotations

from typing import BinaryIO

from gaba_analogs.dataclass import dataclass

DEEPEST = 3
"""Most archives [-] within each other."""

_TAR_MAGIC = slice(257, 262)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive or a folder.

    Parameters
    ----------
    name
        The input as the user named it, and the path in it.
    file
        Its content, to be read before the next member is asked for; None where it is passed over.
    reason
        Why it is passed over; empty where it is not.
    """

    name: str
    file: BinaryIO | None
    reason: str = ""


def is_zip(head: bytes) -> bool:
    """Whether the first bytes of an input are those of a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    """Whether the first bytes of an input are those of a tar archive."""
    return head[_TAR_MAGIC] == b"ustar"


def is_hidden(path: str) -> bool:
    """Whether a path in a folder or an archive is one that programs keep for themselves.

    Examples
    --------
    >>> is_hidden("__MACOSX/._drugs.csv"), is_hidden("./tables/drugs.csv")
    (True, False)
    """
    return any(part.startswith((".", "_")) and part not in {".", ".."} for part in path.split("/"))
