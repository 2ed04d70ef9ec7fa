"""The characters that LaTeX stands for, and the LaTeX that stands for characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from backgrounder.text.decode import one_line

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_COMMANDS = {
    "\\": "textbackslash",
    "{": "textbraceleft",
    "}": "textbraceright",
    "~": "textasciitilde",
    "^": "textasciicircum",
}
_LONGEST = 20_000
"""Characters of a value that is decoded: the decoder copies what it has for each more."""
_ESCAPES = str.maketrans(
    {sign: f"\\{name}{{}}" for sign, name in _COMMANDS.items()}
    | {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"\u00a0": "~"}
)


def to_latex(text: str) -> str:
    """LaTeX that stands for exactly this text."""
    if text.isalnum():
        return text  # As most words.
    text = text.translate(_ESCAPES)
    # Two of these in a row would become a dash or a quotation mark.
    for first, second in ("--", "''", "``", "!`", "?`", "<<", ">>", ",,"):
        while first + second in text:
            text = text.replace(first + second, f"{first}{{}}{second}")
    return text


def from_latex(text: str) -> str:
    """The characters that LaTeX stands for. A percent sign, and a dollar sign without another one, are themselves."""
    if not any(mark in text for mark in (*"\\{}$~%&#`^_", "--", "''", "<<", ">>")):
        return one_line(text)
    if len(text) > _LONGEST:
        return _without_braces(text)
    text = _escaped(text, "%")
    if (text.count("$") - text.count(r"\$")) % 2:
        text = _escaped(text, "$")
    try:
        return one_line(str(_decoder().latex_to_text(text)))
    except Exception:  # noqa: BLE001 (what TeX would not take either: the decoder raises errors of many kinds)
        return _without_braces(text)


def _without_braces(text: str) -> str:
    return one_line(text.replace("{", "").replace("}", ""))


def _escaped(text: str, sign: str) -> str:
    """The text with a backslash before every sign of a kind, and none doubled."""
    return text.replace(f"\\{sign}", sign).replace(sign, f"\\{sign}")


@cache
def _decoder() -> LatexNodes2Text:
    """pylatexenc with the characters that it does not know, or takes for others."""
    from pylatexenc.latex2text import (  # noqa: PLC0415 (it takes long to load, and only files in LaTeX need it)
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    own = [MacroTextSpec(name, sign) for sign, name in _COMMANDS.items() if sign in "{}^"]
    known.add_context_category("own", macros=own, prepend=True)
    return LatexNodes2Text(latex_context=known)
