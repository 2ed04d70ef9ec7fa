"""BibTeX in the dialect of biblatex: what fields are called in it; sources to a file, and characters to LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, count

from backgrounder.sources.source import PEOPLE_FIRST, TYPES, FieldKind, FieldSpec, Person, Source

COMMANDS = {
    "\\": "textbackslash",
    "{": "textbraceleft",
    "}": "textbraceright",
    "~": "textasciitilde",
    "^": "textasciicircum",
}
"""The commands of LaTeX for signs that mean something in it."""
_ESCAPES = str.maketrans(
    {sign: f"\\{name}{{}}" for sign, name in COMMANDS.items()}
    | {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"\u00a0": "~"}
)
VERBATIM = (FieldKind.ADDRESS, FieldKind.DOI)
"""What biblatex takes as it stands, without reading LaTeX in it."""


def as_bibtex(sources: Iterable[Source]) -> str:
    """The sources as BibTeX, in UTF-8. Words with capitals in titles are protected, so that no style lowers them."""
    keys: set[str] = set()
    return "\n".join(_entry(source, keys) for source in sources)


@cache
def field_names(type_: str) -> Mapping[str, tuple[str, ...]]:
    """By the names of our fields, BibTeX's in entries of one of our types: the one that is written, then others that are read."""
    written = {spec: spec.bibtex_of.get(type_) or (spec.bibtex or spec.name).split()[0] for spec in PEOPLE_FIRST}
    read = {spec: [name for name in spec.bibtex.split()[1:] if name not in written.values()] for spec in PEOPLE_FIRST}
    return {spec.name: (written[spec], *read[spec]) for spec in PEOPLE_FIRST}


def _entry(source: Source, keys: set[str]) -> str:
    type_, names = TYPES[source.type], field_names(source.type)
    fields = [("entrysubtype", type_.subtype)]
    fields += [(names[spec.name][0], _written(spec, source)) for spec in PEOPLE_FIRST]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{type_.bibtex}{{{_key(source.key, keys)},\n{lines}}}\n"


def _written(spec: FieldSpec, source: Source) -> str:
    value = source.value(spec)
    if not value:
        return ""
    if spec.kind is FieldKind.PEOPLE:
        return " and ".join(_name(person) for person in value)
    text = str(value)
    if spec.kind in VERBATIM:
        return text.replace("{", "%7B").replace("}", "%7D")
    if spec.kind is FieldKind.TITLE:
        return " ".join(_protected(word) for word in text.split(" "))
    # A range of pages has two hyphens in BibTeX; LaTeX makes a dash of them.
    return to_latex(text).replace("–", "--") if spec.kind is FieldKind.PAGES else to_latex(text)


def _name(person: Person) -> str:
    if person.is_single:
        return person.family if person.is_others else f"{{{to_latex(person.family)}}}"
    parts = [person.family, person.suffix, person.given] if person.suffix else [person.family, person.given]
    return ", ".join(_name_part(part) for part in parts)


def _name_part(part: str) -> str:
    """A part of a name, in braces if BibTeX would divide it or read LaTeX in it."""
    written = to_latex(part)
    is_simple = written == part and all(word != "and" and _is_simple(word) for word in part.split(" "))
    return part if is_simple else f"{{{written}}}"


def _is_simple(word: str) -> bool:
    """Whether a word begins with a letter and has nothing but letters, digits, hyphens, apostrophes, and full stops."""
    letters = word.translate(dict.fromkeys(map(ord, "'’.-")))
    return letters.isalnum() and word[0].isalnum() and not word[0].isdecimal()


def _protected(word: str) -> str:
    if word == word.lower():
        return to_latex(word)
    written = to_latex(word)
    # One pair of braces before a command would make it a letter with an accent, whose case styles change.
    return f"{{{{{written}}}}}" if written.startswith("\\") else f"{{{written}}}"


def _key(key: str, keys: set[str]) -> str:
    """The key without what BibTeX's keys cannot have, numbered if another record has it already."""
    stem = key.translate(str.maketrans("#%~", "---"))
    own = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in keys)
    keys.add(own)
    return own


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
