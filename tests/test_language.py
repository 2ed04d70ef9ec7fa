"""The room of language: its data file, and the one grammar for sentences, dates, personal names, and possessives."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.language.dates import Date, date_at, in_words, is_written_as_date, metadata_date, month_number
from backgrounder.language.lexicon import ENGLISH, LexiconError, lexicon_of, read_lexicon
from backgrounder.language.personal_names import compound_surname, equivalents, surname_of
from backgrounder.language.possessives import is_possessive, stands_apart, without_possessive
from backgrounder.language.sentences import begins_sentence, ends_sentence, is_one_sentence, sentences
from backgrounder.records import read_record
from backgrounder.unclear_publication import is_unclear

PUBLICATION = """
code = "xx"

[publication]
not_yet = "entwurf"
public = "sichtbar"
no = "nein"
"""

SECOND = """
code = "xx"

[calendar]
months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
orders = ["day month year"]
day_in_words = "{day}. {month} {year}"

[sentences]
abbreviations = "bzw"
ordinal_stops = true

[names]
particles = "vom"
"""


def test_a_second_language_is_one_data_file() -> None:
    """Ten words and more make the end of a sentence, a date, and a particle known, and nothing of English."""
    other = read_lexicon(SECOND, "xx.toml")
    text = "Der Rat bzw. Bund tagte am 12. Oktober 2021. Er schloss."
    assert [text[start:end] for start, end in sentences(text, 0, other)] == [text[:44], "Er schloss."]
    assert len(list(sentences(text))) > 2
    start = text.index("12.")
    assert date_at(text, start, other) == (Date(2021, 10, 12), start + len("12. Oktober 2021"))
    assert date_at(text, start) is None
    assert in_words(Date(2021, 10, 12), other) == "12. Oktober 2021"
    assert date_at("12 October 2021", 0, other) is None
    assert (surname_of("Karl vom Stein", other), surname_of("Karl vom Stein")) == ("vom Stein", "vom Stein")
    assert (surname_of("Karl de Gaulle", other), surname_of("Karl de Gaulle")) == ("Gaulle", "de Gaulle")


def test_the_language_of_a_tag() -> None:
    assert lexicon_of("en-GB") is lexicon_of(None, "tlh", "EN_us") is lexicon_of() is lexicon_of("../en") is ENGLISH


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[calendar]\nmonhts = ''", "x.toml: there is no key `calendar.monhts`; did you mean `months`?"),
        ("[calender]", "x.toml: there is no key `calender`; did you mean `calendar`?"),
        ("calendar = 3", "x.toml: `calendar`: write a table."),
        ("[calendar]\nmonths = 3", "x.toml: `calendar.months`: write words, as one text or as a list."),
        ("[calendar]\nweekdays = 'a b c d e f g h'", "x.toml: `calendar.weekdays`: there cannot be 8 of them."),
        ("[notes]\nordinals = 'st nd rd'", "x.toml: `notes.ordinals`: there cannot be 3 of them."),
        ("[notes]\ntwo = ['{first}']", "x.toml: `notes.two`: write text."),
        ("[sentences]\nordinal_stops = 1", "x.toml: `sentences.ordinal_stops`: write true or false."),
        ("[names]\nparticles = [1]", "x.toml: `names.particles.0`: write text."),
        ("[names]\nshort_given_names = 'bob'", "x.toml: `names.short_given_names`: write a table."),
        ("[names", "x.toml: this is no TOML: Expected ']' at the end of a table declaration (at end of document)."),
    ],
)
def test_a_mistake_in_a_data_file_is_one_sentence(text: str, message: str) -> None:
    with pytest.raises(LexiconError) as raised:
        read_lexicon(text, "x.toml")
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He met Maj. Gen. Lee. They left.", ["He met Maj. Gen. Lee.", "They left."]),
        ("He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
        (
            "The U.S. Senate voted! Did it? “Yes.” So it did…",
            ["The U.S. Senate voted!", "Did it?", "“Yes.”", "So it did…"],
        ),
        ("هل وصل؟ نعم وصل۔ شكرا", ["هل وصل؟", "نعم وصل۔", "شكرا"]),
        ("यह है। वह है॥ अंत", ["यह है।", "वह है॥", "अंत"]),
        ("中国。台湾！「美国？」俄罗斯", ["中国。", "台湾！", "「美国？」", "俄罗斯"]),
        ("Ես եմ։ Դու ես։", ["Ես եմ։", "Դու ես։"]),
        ("Approx. 3 p.m. on 5 Oct. in Geneva", ["Approx. 3 p.m. on 5 Oct. in Geneva"]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == wanted
    assert is_one_sentence(text) == (len(wanted) == 1)


def test_ends_and_beginnings_of_sentences() -> None:
    for text in ("It ends.", "It ends.”", "Ends؟", "終。」", "Ends!)"):
        assert ends_sentence(text), text
    for text in ("It ends", "ends,", "", "“", "a.b"):
        assert not ends_sentence(text), text
    text = "One. Two (Three) said: Four"
    assert [begins_sentence(text, text.index(word)) for word in ("One", "Two", "Three", "said", "Four")] == [
        True,
        True,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 October 2021", "2021-10-12"),
        ("12th October 2021", "2021-10-12"),
        ("October 12th, 2021", "2021-10-12"),
        ("Tuesday, Oct. 12, 2021", "2021-10-12"),
        ("tues. 12. oct 2021", "2021-10-12"),
        ("2021-10-12", "2021-10-12"),
        ("12.10.2021", "2021-10-12"),
        ("Thu, 02/06/2011", "2011-06-02"),
        ("Wednesday 02/06/2011", None),
        ("02/06/2011", None),
        ("31 February 2021", None),
        ("0 May 2021", None),
        ("2021-13-01", None),
        ("Decision 12, 2021", None),
        ("October 2021", None),
        ("12 October 2021 or so", None),
    ],
)
def test_whole_dates(text: str, date: str | None) -> None:
    found = date_at(text)
    assert (str(found.date) if found and found.end == len(text) else None) == date


@given(st.dates(min_value=dt.date(1, 1, 1)), st.text(max_size=5))
def test_a_date_in_words_is_read_again(day: dt.date, before: str) -> None:
    date = Date(day.year, day.month, day.day)
    for written in (in_words(date), str(date)) if day.year > 999 else (str(date),):
        assert is_written_as_date(written)
        assert date_at(before + written, len(before)) == (date, len(before) + len(written))


@given(st.text(alphabet="0123456789 -/.,JanuaryMayOctTues", max_size=30))
def test_no_date_that_does_not_exist(text: str) -> None:
    for start in range(len(text)):
        found = date_at(text, start)
        if found:
            dt.date(found.date.year, found.date.month or 1, found.date.day or 1)
            assert text[start : found.end].strip()


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021", "2021"),
        ("2021/3", "2021-03"),
        ("2021-10-12T08:00:00Z", "2021-10-12"),
        ("12 October 2021", "2021-10-12"),
        ("2021-00-12", None),
        ("20240305", "2024-03-05"),
        ("1709683200", "2024-03-06"),
        ("1709683200123", "2024-03-06"),
        ("170968", None),
        ("20241399", None),
        ("soon", None),
    ],
)
def test_dates_of_metadata(value: str, date: str | None) -> None:
    found = metadata_date(value)
    assert (str(found) if found else None) == date


def test_months() -> None:
    assert [month_number(word) for word in ("Sept.", "sep", "SEPTEMBER", "septem")] == [9, 9, 9, None]


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Sergey Lavrov", "Lavrov"),
        ("Charles de Gaulle", "de Gaulle"),
        ("Martin Luther King Jr.", "King"),
        ("Elizabeth II", ""),
        ("Philip II of Spain", ""),
        ("Joan of Arc", ""),
        ("Catherine the Great", ""),
        ("Pope Francis", ""),
        ("Mary, Queen of Scots", ""),
        ("John Smith (politician)", "Smith"),
        ("Plato", "Plato"),
    ],
)
def test_surnames(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_other_parts_of_names() -> None:
    assert compound_surname("Antonio López de Santa Anna") == "Santa Anna"
    assert compound_surname("Charles de Gaulle") == ""
    assert {"bill", "william"} <= equivalents("william")
    assert equivalents("lavrov") == {"lavrov"}


def test_possessives() -> None:
    assert stands_apart("Russia's", 0, 6)
    assert stands_apart("d'Italia", 2, 8)
    assert not stands_apart("O'Brien", 2, 7)
    assert not stands_apart("Russia'x", 0, 6)
    assert [without_possessive(word) for word in ("Russia’s", "Russia's", "Netherlands’", "Moss")] == [
        "Russia",
        "Russia",
        "Netherlands’",
        "Moss",
    ]
    assert [is_possessive(word) for word in ("Russia’s", "Netherlands'", "Moss")] == [True, True, False]


@pytest.mark.parametrize(
    ("written", "in_english", "in_another"),
    [
        ("entwurf: ja", False, True),
        ("entwurf: nein", False, False),
        ("sichtbar: nein", False, True),
        ("sichtbar: ja", False, False),
        ("embargo: yes", True, True),
        ("visible: no", True, True),
        ("published: 2021-10-12", False, False),
    ],
)
def test_fields_of_other_programs_withhold_in_english_and_in_the_language(
    written: str,
    in_english: bool,  # noqa: FBT001
    in_another: bool,  # noqa: FBT001
) -> None:
    other = read_lexicon(PUBLICATION, "xx.toml")
    record = read_record(written, "seeds/x.yml")
    valid = record.without([(key,) for key in record.values])
    assert is_unclear(record, valid) is in_english
    assert is_unclear(record, valid, (), other) is in_another
