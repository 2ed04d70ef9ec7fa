"""Cleaning is a tuple of steps from document to document; the words that it knows are data of a language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backgrounder.language.lexicon import ENGLISH, LexiconError, read_lexicon
from backgrounder.language.phrases import one_of, pattern_of, patterns_of, words_of
from backgrounder.seeds.cleaning.bylines import names_in
from backgrounder.seeds.cleaning.clean import ALL, STEPS, SWITCHES, TXT, Step, clean
from backgrounder.seeds.cleaning.document import Act, Document
from backgrounder.seeds.cleaning.web_clutter import is_remain
from backgrounder.seeds.read import read_seed
from backgrounder.text.passage import Passage

TALKS = "The talks went on in Geneva for days, and nobody knew for how long they would."
TEXT = f"Talks open\n\n{TALKS}\n\n[sic]\n\nThey will meet again in spring, they said.\n"
SECOND = """
code = "xx"
[calendar]
months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"]
orders = ["day month year"]
[web]
buttons = ["[Artikel] teilen"]
[bylines]
authors = ["von {names}"]
conjunctions = "und"
dates = ["veröffentlicht am[ ][:][ ]"]
[pages]
labels = "Seite"
totals = "von"
sources = "Quelle"
"""


def without_sic(document: Document) -> Document:
    gone = {number: block for number, block in enumerate(document.blocks) if block.text == "[sic]"}
    acts = tuple(Act.on("sic", block.passage, "removed `[sic]`") for block in gone.values())
    return replace(document.without_blocks(gone), acts=document.acts + acts)


SIC = Step("sic", TXT, without_sic)


@pytest.mark.parametrize("before", ["web-remains", "title-stop"])
def test_a_step_is_one_value(before: str) -> None:
    """It cleans, it is told, `keep` switches it off, and other formats do not know it."""
    place = [step.name for step in STEPS].index(before)
    steps = (*STEPS[:place], SIC, *STEPS[place:])
    raw = Passage.whole(TEXT)
    done = clean(raw, steps=steps)
    assert [block.text for block in done.blocks] == ["Talks open", TALKS, "They will meet again in spring, they said."]
    assert [(act.step, act.origin, act.what) for act in done.acts] == [("sic", TEXT.index("["), "removed `[sic]`")]
    for kept in (clean(raw, keep=frozenset(("sic",)), steps=steps), clean(raw, ".md", steps=steps), clean(raw)):
        assert [block.text for block in kept.blocks][2] == "[sic]"
        assert kept.acts == ()


def test_what_can_be_switched_off_has_a_description() -> None:
    """The guide, the schema and the option know the steps by these."""
    parts = {"page-numbers", "running-heads", "main-text", "wrapped-lines", "byline", "date", "dateline"}
    assert set(SWITCHES) - parts <= {step.name for step in STEPS}
    assert not {"line-ends", "printable", "page", "markdown", "plain-text", "headline"} & set(SWITCHES)
    assert all(step.formats and step.formats <= ALL for step in STEPS)


def test_a_step_makes_the_same_of_the_same_document() -> None:
    """Nothing is kept beside the document."""
    raw = "By Jane Roe | 12th October 2021\n\nShare\n\nThe talks went on in Geneva, and no-\nbody left the hall.\n"
    document = Document(Passage.whole(raw))
    for step in STEPS:
        if step.formats >= TXT:
            after = step.function(document)
            assert after == step.function(document), step.name
            document = after
    assert {act.step for act in document.acts} == {"byline", "date", "web-remains", "hyphenated-words"}


def test_empty_cells_are_no_running_heads() -> None:
    cleaned = clean(Passage.whole(f"{TALKS}\n\n| a | b |\n| --- | --- |\n|  | c |\n|  | d |\n"), ".md")
    assert [block.text for block in cleaned.blocks] == [TALKS, "a", "b", "", "c", "", "d"]


@pytest.mark.parametrize(
    ("phrase", "matching", "others"),
    [
        (
            "share [[this] article|story]",
            "share;share article;Share  This Article;share story",
            "share this;this story",
        ),
        ("<read|see> more", "read more;SEE MORE", "more;read see more;readmore"),
        ("[last] [big] news", "news;last news;big news;last big news", "lastnews; news"),
        ("news [now] [here]", "news;news now;news here;news now here", "news nowhere"),
        ("podcast[s]", "podcast;podcasts", "podcast s"),
        ("tag: _3", "tag: a;tag: a b c", "tag:;tag: a b c d;tag: a. b"),
        ("by A…", "by Ann;by A", "by ann;by"),
        (
            "copyright 0000 A2",
            "copyright 2021 Norlight;copyright 2021 The Courier",
            "copyright 21 A;copyright 2021 the",
        ),
        ("# minute[s] ago", "1 minute ago;90 minutes ago", "a minute ago"),
        ("sign up…9 <news|mail>…", "sign up to news;sign up: news now", "sign upnews;sign up for all the news"),
        ("get the~9 news", "get the big news", "get the, news;get thenews"),
        ("read more – …", "read more: x;Read more – x;read more| x", "read more;read more:;read more x"),
        ("stop ·…", "stop | here;stop·", "stop here"),
        ("on {networks}", "on x;on y", "on z;on"),
        ("(c)[ ]by", "(c)by;(c) by", "c by"),
        ("editor's pick", "editor's pick;editor’s pick", "editors pick"),
    ],
)
def test_the_notation_of_phrases(phrase: str, matching: str, others: str) -> None:
    lexicon = read_lexicon(f'[web]\nnetworks = "x y"\nboxes = ["{phrase}"]', "xx.toml")
    pattern = pattern_of(lexicon, "web", "boxes")
    assert [text for text in matching.split(";") if not pattern.fullmatch(text)] == []
    assert [text for text in others.split(";") if pattern.fullmatch(text)] == []


def test_parts_of_phrases_have_names() -> None:
    (pattern,) = patterns_of(read_lexicon('[bylines]\nauthors = ["par {names}"]', "xx.toml"), "bylines", "authors")
    match = pattern.fullmatch("Par Jeanne Roe")
    assert match
    assert match["names"] == "Jeanne Roe"


@pytest.mark.parametrize("phrase", ["a [b", "a b]", "<a|b", "a|b>", "[a <b]>"])
def test_a_phrase_that_is_not_closed_is_told(phrase: str) -> None:
    with pytest.raises(ValueError, match="in the phrase"):
        one_of((phrase,), {})


def test_phrases_of_english_are_well_formed() -> None:
    for words in (ENGLISH.web, ENGLISH.bylines):
        for key, phrases in vars(words).items():
            assert one_of(phrases, vars(words)) != one_of(()), key
    with pytest.raises(LexiconError):
        read_lexicon('[web]\nbutton = ["x"]', "xx.toml")


def test_a_language_without_phrases_knows_none() -> None:
    empty = read_lexicon('code = "xx"', "xx.toml")
    assert not words_of(empty, "bylines", "roles").search("By Jane Roe, editor")
    assert not is_remain("Share", empty)
    assert names_in("By Jane Roe", empty) == ()


def test_a_second_language_cleans_by_its_data_file() -> None:
    """Buttons, bylines, dates, page numbers, and the source block, and none of English."""
    text = (
        "Gespräche beginnen\n\nVon Anna Roe und Karl Doe\n\nVeröffentlicht am: 12. Oktober 2021\n\n"
        "Die Minister trafen sich in Genf.\n\nArtikel teilen\n\nSeite 3 von 9\n\nSie wollen im Frühjahr wieder reden.\n\n"
        "Quelle:\nhttps://example.org/a\n"
    )
    done = clean(Passage.whole(text), lexicon=read_lexicon(SECOND, "xx.toml"))
    assert [block.text for block in done.blocks] == [
        "Gespräche beginnen",
        "Die Minister trafen sich in Genf.",
        "Sie wollen im Frühjahr wieder reden.",
    ]
    assert [person.printed for person in done.told.author] == ["Anna Roe", "Karl Doe"]
    assert (str(done.told.issued), done.told.url) == ("2021-10-12", "https://example.org/a")
    # Without it, the byline and the date are read by the words that the program has for German.
    assert len(clean(Passage.whole(text)).blocks) == 6


def test_the_language_of_a_seed_is_its_own_or_that_of_the_site() -> None:
    """One without a data file is read with the words of English."""
    data = f"Talks open\n\nShare\n\n{TALKS}\n".encode()
    for language in (None, "tlh", "en-GB"):
        read = read_seed("seeds/x.txt", data, language=language)
        assert read.article
        assert [repair.what for repair in read.article.repairs] == ["removed a remain of a web page: `Share`"]


HEADLINES = [
    "Decision 12, 2021",
    "Maj. Gen. Lee resigns",
    "The council decides",
]
NO_HEADLINES = [
    "12th October 2021",
    "October 12th, 2021",
    "Tuesday, Oct. 12, 2021",
    "Sept. 31, 2021",
    "هل وصل؟ نعم وصل",
    "यह है। वह है",
    "Gen. Lee left. He resigned",
]


@pytest.mark.parametrize("first", [*HEADLINES, *NO_HEADLINES])
def test_headlines(first: str) -> None:
    blocks = clean(Passage.whole(f"{first}\n\n{TALKS}\n"), keep=frozenset(("byline", "date"))).blocks
    assert (blocks[0].number == 0) == (first in HEADLINES)


@pytest.mark.parametrize(
    "line",
    [
        "12th October 2021",
        "Published: 12th October 2021",
        "By Jane Roe, October 12th, 2021",
        "Posted by Jane Roe on 12th October 2021",
    ],
)
def test_ordinals_are_days(line: str) -> None:
    done = clean(Passage.whole(f"Talks\n\n{line}\n\n{TALKS}\n"))
    assert (str(done.told.issued), len(done.blocks)) == ("2021-10-12", 2)


def test_dates_stay_where_they_are_not_to_be_read() -> None:
    text = f"Talks\n\nJane Roe, 12 October 2021\n\n{TALKS}\n"
    done = clean(Passage.whole(text), keep=frozenset(("date",)))
    assert (len(done.blocks), done.told.issued, done.told.author) == (3, None, ())


def test_people() -> None:
    people = names_in("Posted by Jane Roe and Ada de Vries", is_byline=True)
    assert [person.printed for person in people] == ["Jane Roe", "Ada de Vries"]
    assert names_in("the newsroom", is_byline=True) == ()
    assert [person.printed for person in names_in("By Jane Roe \u00a0and  Ann Doe  &Bob Low")] == [
        "Jane Roe",
        "Ann Doe",
        "Bob Low",
    ]
