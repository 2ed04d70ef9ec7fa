"""Characters as LaTeX, and LaTeX as the characters it stands for; `latex.toml` has the commands that pylatexenc lacks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from backgrounder.sources.markup import decoded_entities, without_markup
from backgrounder.text.decode import one_line

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_SIGNS = {"\\": "backslash", "{": "braceleft", "}": "braceright", "~": "asciitilde", "^": "asciicircum"}
"""Signs that mean something in LaTeX, by their names in its commands (`\\textbackslash`)."""
_ESCAPES = str.maketrans(
    {sign: f"\\text{name}{{}}" for sign, name in _SIGNS.items()}
    | {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"\u00a0": "~"}
)


def to_latex(text: str) -> str:
    """LaTeX that stands for exactly this text."""
    if text.isalnum():
        return text  # As most words.
    text = text.translate(_ESCAPES)
    # Two of these in a row would become a dash or a quotation mark.
    for first, second in ("--", "''", "``", "!`", "?`", ",,"):
        while first + second in text:
            text = text.replace(first + second, f"{first}{{}}{second}")
    # Exports of web pages have tags and entities (`<i>`, `&amp;`), which are read as such.
    return text.replace("<", "<{}").replace(">>", ">{}>").replace("\\&", "\\&{}" if ";" in text else "\\&")


@lru_cache(maxsize=1_000)
def from_latex(text: str) -> str:
    """The characters that LaTeX stands for, without the tags of HTML. A percent sign, and a dollar sign without another one,
    are themselves; a command that nobody knows leaves its text."""
    if not any(mark in text for mark in (*"\\{}$~%&#`^_<", "--", "''", ">>")):
        return one_line(text)
    # The decoder copies what it has for each more.
    if len(text) <= 20_000:
        text = _prepared(text)
        # What TeX would not take either: the decoder raises errors of many kinds.
        with suppress(Exception):
            return one_line(_decoded(text))
    return one_line(text.replace("{", "").replace("}", ""))


def pieces(text: str, mark: str) -> list[str]:
    """What stands between marks that are in no braces and no quotation marks."""
    parts, depth, is_quoted, start = [], 0, False, 0
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        is_quoted ^= character == '"' and not depth
        if character == mark and not depth and not is_quoted:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _prepared(text: str) -> str:
    """The text with all signs escaped that are themselves, and without what HTML has left in it."""
    text = text.replace("\\(", "$").replace("\\)", "$")
    if "&" in text:
        text = decoded_entities(
            text.replace("{\\&}", "&").replace("\\&", "&").replace("&\\#", "&#"),
            lambda c: c if c in "<>" else to_latex(c),
        )
        text = _escaped(text, "&")
    text = _escaped(without_markup(text), "%")
    if (text.count("$") - text.count(r"\$")) % 2:
        return _escaped(text, "$")
    return text if r"\$" in text else _without_scripts(text)


def _escaped(text: str, sign: str) -> str:
    """The text with a backslash before every sign of a kind, and none doubled."""
    return text.replace(f"\\{sign}", sign).replace(sign, f"\\{sign}")


def _without_scripts(text: str) -> str:
    """The text without the marks of superscripts and subscripts between dollar signs: `$^{12}$C` is 12C."""
    parts = text.split("$")
    inside = [part if "\\_" in part or "\\^" in part else part.replace("^", "").replace("_", "") for part in parts]
    return "$".join(inner if n % 2 else part for n, (part, inner) in enumerate(zip(parts, inside, strict=True)))


def _decoded(text: str) -> str:
    from pylatexenc import latexwalker, macrospec  # noqa: PLC0415 (it takes long to load, and only files in LaTeX need it)

    return str(_decoder().latex_to_text(text, latex_context=_grammar(latexwalker, macrospec)))


@cache
def _commands() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("backgrounder.sources") / "latex.toml").read_text(encoding="utf8"))


@cache
def _grammar(latexwalker: Any, macrospec: Any) -> object:
    """How many arguments the commands take."""
    known, own = latexwalker.get_default_latex_context_db(), _commands()
    arguments = dict.fromkeys(own["signs"], "") | dict.fromkeys([*own["around"], *own["left_out"]["one"].split()], "{")
    arguments |= dict.fromkeys(own["last"]["two"].split(), "{{")
    specs = [macrospec.std_macro(name, taken) for name, taken in arguments.items()]
    known.add_context_category("own", macros=specs, prepend=True)
    return known


@cache
def _decoder() -> LatexNodes2Text:
    """What the commands become. Of one that is not known, its arguments stay."""
    from pylatexenc import latex2text  # noqa: PLC0415 (loaded as above)

    known, own = latex2text.get_default_latex_context_db(), _commands()
    texts: dict[str, str | Callable[..., str]] = {**own["signs"]}
    texts |= {name: _between(*marks) for name, marks in own["around"].items()}
    texts |= dict.fromkeys(own["last"]["two"].split(), _last_argument)
    texts |= dict.fromkeys(own["left_out"]["one"].split(), _nothing)
    macros = [latex2text.MacroTextSpec(name, text or _nothing) for name, text in texts.items()]
    known.add_context_category("own", macros=macros, prepend=True)
    known.set_unknown_macro_spec(latex2text.MacroTextSpec("", _between("", "")))
    return latex2text.LatexNodes2Text(latex_context=known)


def _nothing(node: object) -> str:  # noqa: ARG001 (the decoder hands it over)
    return ""


def _between(before: str, after: str) -> Callable[..., str]:
    """What makes the text of a command from its arguments, with something around them."""

    def text(node: Any, l2tobj: Any) -> str:
        return before + "".join(_arguments(node, l2tobj)) + after

    return text


def _last_argument(node: Any, l2tobj: Any) -> str:
    return _arguments(node, l2tobj)[-1]


def _arguments(node: Any, decoder: Any) -> list[str]:
    """The arguments of a command as text, without those that may be left out."""
    given = node.nodeargd.argnlist if node.nodeargd else ()
    optional = node.nodeargd.argspec if node.nodeargd else ""
    pairs = zip(given or (), optional or "", strict=False)
    return [decoder.nodelist_to_text([one]) for one, sign in pairs if one is not None and sign == "{"]
