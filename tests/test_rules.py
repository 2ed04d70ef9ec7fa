"""Each rule of linking, with names that it rejects and names that look alike and that it lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from backgrounder.glossary.entry import Entry
from backgrounder.glossary.read import read_entry
from backgrounder.language.lexicon import ENGLISH, Lexicon, read_lexicon
from backgrounder.linking.context import Context, places_in
from backgrounder.linking.hyphens import is_half_of_a_territory, is_joined_to_no_name
from backgrounder.linking.mention import Reason, Stretch, Zone
from backgrounder.linking.names import NameIndex, Occurrence
from backgrounder.linking.occurrences import GlossaryIndex, occurrences_in
from backgrounder.linking.resolver import resolve
from backgrounder.linking.rules import (
    RULES,
    RULES_IN_HEADINGS,
    Rule,
    begins_earlier,
    goes_on,
    is_another_office,
    is_called_otherwise,
    is_code,
    is_distinguished,
    is_half_of_a_name,
    is_of_another_generation,
    is_office_elsewhere,
    is_protected,
    is_school_elsewhere,
    names_a_language,
    rejection,
)
from backgrounder.text.folding import fold
from backgrounder.text.words import Words

NAMES: dict[str, list[dict[str, object]]] = {
    "state": [
        {"title": "China", "demonyms": ["Chinese"], "never": ["China syndrome"]},
        {"title": "France", "demonyms": ["French"]},
        {"title": "Greece", "demonyms": ["Greek"]},
        {"title": "Mexico", "demonyms": ["Mexican"]},
        {"title": "Russia", "metonyms": ["Moscow", "Vienna"]},
        {"title": "India"},
        {"title": "Guinea"},
        {"title": "Croatia", "demonyms": ["Croatian"]},
        {"title": "United Kingdom"},
    ],
    "organization": [
        {"title": "African Union"},
        {"title": "Republic of Benin"},
        {"title": "Supreme Court of the United Kingdom", "aliases": ["Supreme Court"]},
        {"title": "University of California"},
        {"title": "Michigan State University"},
    ],
    "concept": [{"title": "President"}, {"title": "Prime Minister"}],
    "treaty": [{"title": "New START"}],
    "person": [
        {"title": "Barack Obama", "aliases": ["Obama"]},
        {"title": "Jimmy Carter", "aliases": ["Carter"]},
        {"title": "Martin Luther King Jr.", "aliases": ["Martin Luther King"]},
        {"title": "Peter Orlov"},
        {"title": "Don Johnson", "aliases": ["Johnson"]},
    ],
}
REJECTED: dict[Rule, tuple[Reason, str]] = {
    is_code: (Reason.CODE, "Write `[China]` here. | `git [Russia]`"),
    is_protected: (Reason.NEVER, "They saw The [China] Syndrome twice. | a [China] syndrome"),
    names_a_language: (
        Reason.NEVER,
        (
            "She spoke [French]. | fluent in [Greek] | taught classical [Greek] | They know German and [French], | [Greek]: logos "
            "| the [Greek] word | He translated it into [Chinese]. | speaks both Italian and [French]."
        ),
    ),
    is_half_of_a_territory: (
        Reason.PARTIAL,
        (
            "Indo-[China] in 1954 | the Franco-Indo-[China] war | [Guinea]-Bissau voted. | [Guinea]–Bissau's envoys "
            "| in the Republic of [Guinea]-Bissau | in Serbo-[Croatian] now"
        ),
    ),
    is_office_elsewhere: (Reason.PARTIAL, "the [Supreme Court] of India | The [President] of the United Kingdom"),
    goes_on: (
        Reason.PARTIAL,
        (
            "the [China] Daily | [Mexican]-American War | [France] & Co. | [Carter]-Jones | [Carter] Center | [Peter] XVI "
            "| [China] Affairs Weekly"
        ),
    ),
    is_joined_to_no_name: (
        Reason.PARTIAL,
        "the envoy of [Guinea]-Borogrovia came. | [India]-Borogrovia was | [Moscow]-Borogrovia's | of [China]-Boro, he",
    ),
    is_of_another_generation: (Reason.PARTIAL, "[Martin Luther King] Sr. came. | [Martin Luther King], Sr., came."),
    is_another_office: (Reason.PARTIAL, "The [President] Street | Deputy [Prime Minister] | [President] Obama"),
    is_school_elsewhere: (
        Reason.PARTIAL,
        "the [University of California] at Berkeley | [Michigan State University] at Lansing",
    ),
    is_distinguished: (
        Reason.PARTIAL,
        "the West [African Union] | The People's [Republic of Benin] | a Pan-South-[African Union]",
    ),
    is_called_otherwise: (Reason.PARTIAL, "for Saint [Peter] | with [Peter] the Great | for the [Peter] | Old-[Peter]"),
    is_half_of_a_name: (Reason.PARTIAL, "met Bonham-[Carter] | by Johnson & [Johnson] | Ms. Élan-[Carter]"),
    begins_earlier: (
        Reason.PARTIAL,
        (
            "in South [China] now | the Bank of [China] | a Banco de [Mexico] | met Amy [Carter] | Hunter [Carter] came. "
            "| North [Mexico] is cold. | the Museum of the [President]"
        ),
    ),
}
LET_THROUGH: dict[Rule, str] = {
    is_code: "`Write` [China] here. | a `b` [Russia]",
    is_protected: "The syndrome of [China] | [China] syndromes | [China], syndrome",
    names_a_language: "in [French] waters | the [Greek] and | speaks [Greek]-born | spoke [Chinese] officials | met the [French].",
    is_half_of_a_territory: "[China]-India talks | Russia–[China] border | [Guinea]-Bissauer | [Guinea] - Bissau | Bissau-[Guinea]",
    is_office_elsewhere: "[Supreme Court] of United Kingdom | [Supreme Court] of appeal | [President] in India | [President]",
    goes_on: "[China] daily | [China] President Xi | [China] Deputy Foreign Minister Bo | [China]-India talks | [Carter] FRS "
    "| [China] Monday | [New START] Treaty | [Barack Obama] II | [China] India | [China] On Trial",
    is_joined_to_no_name: "[Russia]-Borogrovia talks | [China]-India. | [China]-Hong Kong. | [Moscow]-Beijing axis | [China]-U.S. "
    "| [China]-NATO. | [Russia]-led | [Russia]-France-Borogrovia. | [Russia]-Belarus-Kazakhstan. | [Russia]-Boro-Grovia. | [Chinese]-Borogrovian. "
    "| [China]-Côte d’Ivoire. | [Russia]–Borogrovia.",
    is_of_another_generation: "[Martin Luther King], he | [Obama] Sr. | [Martin Luther King] Srx | [China] Sr.",
    is_another_office: "The [President] spoke. | the [Prime Minister] | [President], Obama | the [China] Street",
    is_school_elsewhere: "[University of California] at large | [University of California] at Easter | [African Union] at Bonn",
    is_distinguished: "the [African Union] | old [African Union] | Big [African Union] | West [Mexico] | St. [African Union]",
    is_called_otherwise: "Then [Peter] left | [Peter] the great | When [Peter] | On Monday [Peter] | for Saint [Obama]",
    is_half_of_a_name: "anti-[Carter] | Jones & [Johnson] | In U.S.-[Carter] talks | Franco-[Mexican] | Obama-[Carter]",
    begins_earlier: "in south [China] | President [Carter] | Residents of [China], residents | In [China] | Asia's [China] "
    "| On Monday [China] | an A [China] | Surprisingly [Carter] left. | Many [Mexican] | the Yellow [Mexican] | India [China] "
    "| He said no. Wonderful [China]",
}
MARKED = re.compile(r"\[([^]]+)\]")


def _entries() -> Iterator[Entry]:
    for kind, fields in NAMES.items():
        for number, those in enumerate(fields):
            text = f"---\n{yaml.safe_dump({'kind': kind, **those})}---\nText.\n"
            yield read_entry(f"docs/{kind}{number}.md", f"{kind}{number}.md", f"{kind}{number}", text.encode()).entry


GLOSSARY = GlossaryIndex.of(_entries())


def _asked(example: str, lexicon: Lexicon = ENGLISH) -> tuple[Occurrence, Context]:
    """The occurrence that brackets mark in an example, and its context. What stands between backticks is code."""
    mark = MARKED.search(example)
    assert mark is not None
    text = MARKED.sub(r"\1", example)
    code = tuple(Zone(*match.span(), Reason.CODE) for match in re.finditer(r"`[^`]*`", text))
    stretch, folded, words = Stretch(text, code), fold(text), Words([text])
    (occurrences,) = occurrences_in([folded], GLOSSARY, NameIndex(()), lexicon)
    context = Context(stretch, folded, occurrences, GLOSSARY.never, words=words, lexicon=lexicon)
    return next(o for o in occurrences if o.written == (mark.start(), mark.end() - 2)), context


def _rows(examples: str) -> list[str]:
    return [example.strip() for example in examples.split("|")]


def test_every_rule_has_its_examples() -> None:
    assert list(REJECTED) == list(LET_THROUGH) == list(RULES)
    assert list(RULES)[: len(RULES_IN_HEADINGS)] == list(RULES_IN_HEADINGS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_rejects_what_is_its_own(rule: Rule) -> None:
    """It is the first that does, and of some examples the only one."""
    reason, examples = REJECTED[rule]
    rejecting = []
    for example in _rows(examples):
        occurrence, context = _asked(example)
        assert rejection(occurrence, context) is RULES[rule] is reason, example
        rejecting.append([one for one in RULES if one(occurrence, context)])
    assert [rule] in rejecting


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_lets_through_what_only_looks_alike(rule: Rule) -> None:
    for example in _rows(LET_THROUGH[rule]):
        assert not rule(*_asked(example)), example


def test_a_heading_asks_no_capitals() -> None:
    (mention,) = resolve([Stretch.all_in("South China Daily", Reason.HEADING)], GLOSSARY)
    assert mention.reason is Reason.HEADING
    assert resolve([Stretch("South China Daily")], GLOSSARY)[0].reason is Reason.PARTIAL


PLACES = """
in [Moscow] | left [Moscow] | the mayor of [Moscow] | travelled back to old [Moscow] | cities such as [Moscow] | captured [Moscow]
from Graz to [Vienna] | between Linz and [Vienna] | from both Graz and [Vienna] to Linz | from both Graz and Linz to [Vienna]
[Moscow]-based | [Moscow] Olympics | [Moscow], 3 May | [Vienna], Russia
"""
GOVERNMENTS = "[Moscow] said | with [Moscow] | captured [Moscow]'s attention | the map to [Moscow] | In [Moscow] | both and [Moscow]"


@pytest.mark.parametrize(("examples", "wanted"), [(PLACES, True), (GOVERNMENTS, False)])
def test_words_around_a_metonym_say_that_it_is_a_place(examples: str, *, wanted: bool) -> None:
    for example in _rows(examples.strip().replace("\n", " | ")):
        occurrence, context = _asked(example)
        assert (occurrence.start in places_in([*context.by_start.values()], context.folded)) == wanted, example


SECOND = """
code = "xx"
[offices]
words = "kanzler"
[places]
qualifiers = "neu"
[senses]
before_languages = "spricht"
before_places = "bei"
[grammar]
of = "von"
"""


def test_a_second_language_has_rules_of_its_own() -> None:
    """What is missing in a lexicon is empty, and the rules that need it do nothing."""
    other = read_lexicon(SECOND, "xx.toml")
    assert names_a_language(*_asked("Sie spricht [Greek].", other))
    assert not names_a_language(*_asked("She speaks [Greek].", other))
    assert not begins_earlier(*_asked("Kanzler [Carter] kam", other))
    assert not begins_earlier(*_asked("und Kanzler [Carter] kam", other))
    assert begins_earlier(*_asked("a Senator [Carter] came", other))
    assert begins_earlier(*_asked("die Bank von [China]", other))
    assert not begins_earlier(*_asked("the Bank of [China]", other))
    occurrence, context = _asked("bei [Moscow]", other)
    assert occurrence.start in places_in([occurrence], context.folded, other)
    assert occurrence.start not in places_in([occurrence], context.folded)
    for rule in (
        is_office_elsewhere,
        is_of_another_generation,
        is_another_office,
        is_school_elsewhere,
        is_distinguished,
    ):
        assert not any(rule(*_asked(example, other)) for example in _rows(REJECTED[rule][1]))
