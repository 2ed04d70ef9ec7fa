"""Who a byline names: authors, and the paper or agency that they write for. Roles and places behind names are no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.language.phrases import one_of, pattern_of, patterns_of, words_of
from backgrounder.language.places import is_city
from backgrounder.sources.source_fields import Person


class _Written:
    """How the names in a byline are written: what divides it, addresses behind a name, the most characters of a
    name, and what says nothing around one.
    """

    groups = re.compile(r"\s[|·•–—-]\s")
    contact = re.compile(r"[(<\[]?(?:\bhttps?://\S+|(?:[\w.+-]+)?@[\w.-]+)[)>\]]?")
    longest = 80
    signs = " \t\u00a0|·•,;:-–—*_/"


class Byline(NamedTuple):
    """What a byline tells. No authors: it names nobody, such as `By Staff`.

    `publication`: whom they write for, and `is_agency`: whether that is a news agency. `is_sure`: the authors are persons.
    """

    authors: tuple[Person, ...] = ()
    publication: str | None = None
    is_agency: bool = False
    is_sure: bool = False


class _Item(NamedTuple):
    """One of the names of a byline and what it is: `person`, `agency`, `publication`, `nobody`, `role`, `place`, `word`."""

    kind: str
    text: str


def names_in(line: str, lexicon: Lexicon = ENGLISH, *, is_byline: bool = False) -> tuple[Person, ...]:
    """The authors that a byline names: `By Jane Roe and John Doe`. Other lines have none, unless known to be one."""
    found = byline_in(line, lexicon, is_byline=is_byline)
    return found.authors if found else ()


def byline_in(line: str, lexicon: Lexicon = ENGLISH, *, is_byline: bool = False) -> Byline | None:
    """What a line tells if it is a byline: one that begins as such, or has a role or an agency behind a name.

    `is_byline`: it is known to be one, however it begins. None for any other line.
    """
    if "\n" in line and len(line) > 1_000:
        # The patterns for one line would try all ways to divide it.
        return None
    labelled = names_behind_label(line, lexicon)
    names = line if labelled is None else labelled
    items: list[_Item] = []
    for item in _all_items(names, lexicon):
        if item.kind == "other":
            return None
        items.append(item)
    kinds = {item.kind for item in items}
    sure = labelled is not None or is_byline
    if not items or not (sure or _says_who(items)):
        return None
    first = items[0]
    if first.kind in ("role", "word", "place") and not (sure and "person" not in kinds and first.kind == "role"):
        return None
    people = tuple(
        Person(" ".join(map(_in_small_letters, item.text.split()))) for item in items if item.kind == "person"
    )
    bodies = [item for item in items if item.kind in ("agency", "publication")]
    if people:
        publication = next(iter(bodies), _Item("", ""))
        return Byline(people, publication.text or None, publication.kind == "agency", is_sure=True)
    return Byline(tuple(dict.fromkeys(Person(item.text) for item in bodies)))


def _says_who(items: list[_Item]) -> bool:
    """Whether a line that does not begin as a byline is one all the same: a name, and an office or an agency behind it."""
    # Where somebody is says by itself that a line is no byline.
    return items[0].kind == "person" and any(item.kind in ("role", "nobody", "agency") for item in items)


def bare(text: str) -> str:
    """A text without signs and brackets around it."""
    text = text.strip(_Written.signs)
    is_in_brackets = text.startswith("(") and text.find(")") == len(text) - 1
    return text[1:-1].strip(_Written.signs) if is_in_brackets else text


def _all_items(names: str, lexicon: Lexicon) -> Iterator[_Item]:
    """What stands in a byline. Persons stand before its first bar or dash; a name behind that is whom they write for."""
    has_person = False
    for group in _Written.groups.split(names):
        is_behind = has_person
        for part in _grammar(lexicon).between.split(group):
            for item in _items(part, lexicon):
                is_person = item.kind == "person"
                has_person = has_person or is_person
                yield _Item("publication", item.text) if is_behind and is_person else item


def _items(part: str, lexicon: Lexicon) -> Iterator[_Item]:
    """The name in a part of a byline, and what stands behind it: a place, whom somebody writes for."""
    is_long = len(part) > 2 * _Written.longest
    text = bare(_Written.contact.sub(" ", part) if not is_long and ("@" in part or "//" in part) else part)
    if not text:
        return
    before, bracket, inside = text.removesuffix(")").rpartition(" (")
    first, slash, second = text.partition("/")
    if len(text) > _Written.longest or "\n" in text:
        yield _Item("other", text)
    elif text.endswith(")") and bracket:
        yield from _items(before, lexicon)
        if _kind(inside, lexicon) in ("agency", "publication"):
            yield _Item("publication", inside)
    elif slash and "agency" in (_kind(first.strip(), lexicon), _kind(second.strip(), lexicon)):
        yield from _items(first, lexicon)
        yield from _items(second, lexicon)
    elif is_agency(text, lexicon) or pattern_of(lexicon, "bylines", "passing").fullmatch(text):
        yield _Item("agency" if is_agency(text, lexicon) else "role", text)
    else:
        yield from _with_what_follows(text, lexicon)


def _with_what_follows(text: str, lexicon: Lexicon) -> Iterator[_Item]:
    """A name, and what a preposition joins to it: `Jane Roe in Cairo`, `Jane Roe for The Courier`."""
    grammar = _grammar(lexicon)
    for pattern, is_place in ((grammar.affiliation, False), (grammar.whereabouts, True)):
        match = pattern.search(text)
        name = text[: match.start()] if match else ""
        if match and (not name or _kind(name, lexicon) in ("person", "agency", "role", "nobody")):
            if name:
                yield from _items(name, lexicon)
            rest = text[match.end() :]
            is_body = not is_place and _is_known_body(rest, lexicon)
            yield _Item("publication" if is_body else "place" if is_place else "role", rest)
            return
    yield _Item(_kind(text, lexicon), text)


def _kind(text: str, lexicon: Lexicon) -> str:
    """What one name of a byline is."""
    if not text:
        return "other"
    tests = (
        ("agency", is_agency),
        ("nobody", is_nobody),
        ("role", _is_degree),
        ("other", _says_more),
        ("publication", _is_publication),
        ("role", _is_role),
        ("person", _is_person),
        ("publication", _is_acronym),
        ("word", _is_word),
    )
    return next((kind for kind, test in tests if test(text, lexicon)), "other")


def is_agency(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is the name of a news agency: an acronym as it is written or in capitals."""
    match = pattern_of(lexicon, "bylines", "agencies").fullmatch(text)
    return match is not None and (len(text) > 5 or text.isupper() or text in lexicon.bylines.agencies)


def is_nobody(name: str, lexicon: Lexicon) -> bool:
    """Whether what stands for an author's name is nobody's: Staff, admin."""
    return pattern_of(lexicon, "bylines", "nobody").fullmatch(name) is not None


def _is_degree(text: str, lexicon: Lexicon) -> bool:
    return text.lower().replace(".", "") in lexicon.bylines.degrees


def _says_more(text: str, lexicon: Lexicon) -> bool:
    return not (lexicon.evidence.relatives | lexicon.evidence.verbs).isdisjoint(text.lower().split())


def _is_publication(text: str, lexicon: Lexicon) -> bool:
    words = text.split()
    has_article = bool(words) and words[0].lower() in lexicon.grammar.articles
    is_body = len(words) > 1 and text[0].isupper() and _is_known_body(text, lexicon)
    return is_body and (has_article or not _is_role(words[-1], lexicon))


def _is_role(text: str, lexicon: Lexicon) -> bool:
    return words_of(lexicon, "bylines", "roles").search(text) is not None


def _is_person(text: str, lexicon: Lexicon) -> bool:
    return is_name(text, lexicon) and _grammar(lexicon).no_names.isdisjoint(text.lower().split())


def _is_acronym(text: str, lexicon: Lexicon) -> bool:
    return text.isupper() and text.isalpha() and 2 <= len(text) <= 5 and text not in lexicon.bylines.zones


def _is_word(text: str, lexicon: Lexicon) -> bool:
    """Whether a text may be the name of a place or of a body."""
    words = text.split()
    is_named = text[0].isalpha() and not text[0].islower() and text[-1] not in "?!:"
    return is_named and len(words) <= 4 and _grammar(lexicon).no_names.isdisjoint(text.lower().split())


def _is_known_body(text: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of a paper, a station, or an agency: The Courier, BBC News."""
    words = text.lower().split()
    has_article = text[:1].isupper() and words[0] in lexicon.grammar.articles
    return has_article or is_agency(text, lexicon) or not lexicon.bylines.publications.isdisjoint(words)


def is_publication(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is nothing but the name of a paper, a station, or an agency."""
    return (
        len(text) <= _Written.longest
        and "\n" not in text
        and bool(text)
        and _kind(text, lexicon) in ("agency", "publication")
    )


def stands_behind(text: str, lexicon: Lexicon) -> str | None:
    """What a line is that may stand below an author's name: `publication`, `agency`, `role`, or nothing (a place, an address)."""
    is_short = len(text) <= _Written.longest and "\n" not in text
    items = list(_all_items(text, lexicon)) if is_short else [_Item("other", "")]
    kinds = {item.kind for item in items}
    if not items or kinds <= {"role", "place"} or (kinds == {"word"} and is_city(text)):
        return "role"
    return items[0].kind if len(items) == 1 and kinds <= {"agency", "publication"} else None


def is_person(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is the name of a person and of nothing else that has such names."""
    first = text.split()[:1]
    is_place = bool(first) and first[0] in lexicon.bylines.places
    return bool(first) and _kind(text, lexicon) == "person" and not is_place and not is_city(text)


def names_behind_label(line: str, lexicon: Lexicon) -> str | None:
    """The names in a line that begins as a byline does: `Jane Roe` in `By Jane Roe`."""
    line = bare(line)
    matches = (pattern.fullmatch(line) for pattern in patterns_of(lexicon, "bylines", "authors"))
    return next((match["names"] for match in matches if match), None)


def is_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is two to five words that begin with capitals, with particles before the later ones."""
    words = text.split()
    capitalised = [word for word in words if word not in lexicon.names.particles]
    return (
        2 <= len(capitalised) <= 5
        and capitalised[0] is words[0]
        and capitalised[-1] is words[-1]
        and all(word[0].isalpha() and not word[0].islower() for word in capitalised)
        and all(character.isalnum() or character in "_.'’-" for character in "".join(capitalised))
    )


def _in_small_letters(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 and "." not in word else word


class _Grammar(NamedTuple):
    """What divides a list of authors, what stands before a place and before a publication, and words that no name has."""

    between: re.Pattern[str]
    whereabouts: re.Pattern[str]
    affiliation: re.Pattern[str]
    no_names: frozenset[str]


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    words = lexicon.bylines
    weekdays = (names[0].lower() for names in lexicon.calendar.weekdays)
    months = (name.lower() for names in lexicon.calendar.months for name in names)
    capitals = r"(?-i:[^\W\d_a-z]\S*)(?:\s(?:\S{1,3}\s)?(?-i:[^\W\d_a-z]\S*)){0,3}\Z"
    article = one_of(lexicon.grammar.articles, {})
    return _Grammar(
        # Only where white space begins: to try each character of it would take the square of its length.
        between=re.compile(
            rf"[,;]\s+(?:{one_of(words.conjunctions, {})}\s+)?|(?<!\s)(?:\s++(?:{one_of(words.conjunctions, {})}\s+|/\s+)|\s*+&\s*)",
            re.IGNORECASE,
        ),
        whereabouts=re.compile(rf"(?:(?<!\S)){one_of(words.whereabouts, {})}\s+(?={capitals})", re.IGNORECASE),
        affiliation=re.compile(
            rf"(?<!\S){one_of(words.affiliations, {})}\s+(?:(?={article}\s)|(?={one_of(words.agencies, {})}\Z))",
            re.IGNORECASE,
        ),
        no_names=words.no_names.union(weekdays, months),
    )
