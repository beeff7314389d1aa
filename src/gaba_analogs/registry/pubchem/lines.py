"""Text from outside, made safe for one line of a terminal."""

from __future__ import annotations


def one_line(text: str, longest: int = 200) -> str:
    r"""Return a text as one short, printable line.

    Examples
    --------
    >>> one_line("Server\x1b[2J busy\r\n")
    'Server [2J busy'
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
