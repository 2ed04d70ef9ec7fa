"""Names in BibTeX: their parts by commas and small letters, or by name as biblatex has them (`family=Roe, given=Ada`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from backgrounder.language.personal_names import suffixes
from backgrounder.records import Value
from backgrounder.sources.latex import from_latex, pieces, to_latex
from backgrounder.sources.source_fields import Person


def people_in(written: str) -> list[Value]:
    """The names of a field, each as one string, of an institution, or by its parts."""
    from bibtexparser.middlewares import names  # noqa: PLC0415 (loaded when it is first needed)

    found = [name for one in names.split_multiple_persons_names(written) for name in _apart(one)]
    return [_person(name) for name in found if not _is_option(name)]


def written_name(person: Person) -> str:
    """A name as BibTeX has it: one string in braces, as nothing in it is to be divided."""
    person = person.divided
    if person.is_single:
        return person.family if person.is_others else f"{{{to_latex(person.family)}}}"
    parts = [person.family, person.suffix, person.given] if person.suffix else [person.family, person.given]
    return ", ".join(_name_part(part) for part in parts)


def _name_part(part: str) -> str:
    """A part of a name, in braces unless it is plain words, each beginning with a letter: BibTeX might divide it."""
    words, written = part.split(" "), to_latex(part)
    signs = dict.fromkeys(map(ord, "'’.-"))
    are_plain = all(w.translate(signs).isalnum() and w[0].isalnum() and not w[0].isdecimal() for w in words)
    return part if are_plain and written == part and "and" not in words else f"{{{written}}}"


def _apart(written: str) -> list[str]:
    """Names that somebody parted by semicolons, as no program of BibTeX does."""
    parts = written.split(";") if ";" in written and "{" not in written and "&" not in written else [written]
    return [part for one in parts if (part := one.strip())]


def _person(name: str) -> Value:
    if extended := _extended(name):
        return extended
    if _is_braced(name):
        return from_latex(name)
    from bibtexparser.middlewares import names  # noqa: PLC0415 (loaded as above)

    parts = names.parse_single_name_into_parts(name, strict=False)
    family, given, suffix = (from_latex(" ".join(part)) for part in ([*parts.von, *parts.last], parts.first, parts.jr))
    return _parts(*_with_suffix(family, given, suffix))


def _is_option(name: str) -> bool:
    """Whether what stands among names tells biblatex how to set them: `useprefix=false`."""
    pairs = dict(_pairs(name))
    return bool(pairs) and not {"family", "given"} & set(pairs)


def _is_braced(name: str) -> bool:
    """Whether the braces at the start of a name are closed at its end, and not before."""
    depths = list(accumulate((c == "{") - (c == "}") for c in name)) if name.startswith("{") else [1]
    return not depths[-1] and all(depths[:-1])


def _parts(family: str, given: str, suffix: str) -> Value:
    return {"family": family, "given": given, "suffix": suffix} if family and (given or suffix) else family or given


def _with_suffix(family: str, given: str, suffix: str) -> tuple[str, str, str]:
    """The parts with a suffix in its place: `Roe, Ada, Jr.` and `Roe Jr., Ada` as `Roe, Jr., Ada`."""
    if suffix and _is_suffix(given) and not _is_suffix(suffix):
        return family, suffix, given
    rest, _, last = family.rpartition(" ")
    if rest and given and not suffix and _is_suffix(last):
        return rest.rstrip(","), given, last
    *before, last = given.split() or [""]
    # What stood alone behind the name is the family name to BibTeX: `Ada Roe Jr.`
    return (last, " ".join(before), family) if before and not suffix and _is_suffix(family) else (family, given, suffix)


def _is_suffix(word: str) -> bool:
    return word.lower().rstrip(".") in suffixes()


def _extended(name: str) -> Value:
    """A name in biblatex's extended format; None for any other."""
    pairs = dict(_pairs(name))
    if not {"family", "given"} & set(pairs):
        return None
    family, given, prefix, suffix = (
        from_latex(pairs.get(part, "")) for part in ("family", "given", "prefix", "suffix")
    )
    # A particle that does not sort with the family name stays with the given name.
    if pairs.get("useprefix", "").lower() == "false":
        return _parts(family, f"{given} {prefix}".strip(), suffix)
    return _parts(f"{prefix} {family}".strip(), given, suffix)


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """The parts of a name by their names, if every one is named."""
    parts = [part.partition("=") for part in pieces(name, ",")] if "=" in name else []
    if all(equals and key.strip().replace("-", "").isalpha() for key, equals, _ in parts):
        yield from ((key.strip().lower(), value.strip(' "')) for key, _, value in parts)
