"""Records, notes in Chicago style, and citations."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.records import read_record, validate
from backgrounder.sources.bibliography import read_bibliography
from backgrounder.sources.chicago import note, plain, sentence
from backgrounder.sources.citations import citations
from backgrounder.sources.source import Date, SourceFields, clean_url, is_key, source_from

# The patterns are those of The Chicago Manual of Style, 17th edition, 14.
NOTES = [
    (
        "type: article-newspaper\ntitle: Talks Resume\nauthor: Jane Roe\ncontainer_title: The Courier\nissued: 2021-10-13",
        "Jane Roe, “Talks Resume,” *The Courier*, October 13, 2021.",
    ),
    (
        "title: Talks\nauthor: [{family: Roe, given: Jane}, John Doe]\ncontainer_title: Courier\nissued: 2021-10",
        "Jane Roe and John Doe, “Talks,” *Courier*, October 2021.",
    ),
    ("title: T\nauthor: [A B, C D, E F]\npublisher: P", "A B, C D, and E F, “T,” P."),
    ("title: T\nauthor: [A B, C D, E F, G H]\npublisher: P", "A B et al., “T,” P."),
    (
        "type: webpage\ntitle: History\npublisher: The Institute\nurl: http://example.org/h\naccessed: 2026-11-21",
        "“History,” The Institute, accessed November 21, 2026, http://example.org/h.",
    ),
    (
        "type: book\ntitle: A Book\nauthor: Jane Roe\npublisher: Press\nissued: 1999",
        "Jane Roe, *A Book* (Press, 1999).",
    ),
    ("type: report\ntitle: Report\npublisher: Office\nissued: 2020-01-02", "*Report* (Office, January 2, 2020)."),
    ("title: 'He Said \"No\"'\ncontainer_title: Courier", "“He Said ‘No’,” *Courier*."),
    ("title: '[Treaty text]'\npublisher: Ministry", "[Treaty text], Ministry."),
    ("url: https://example.org/", "untitled text, https://example.org/."),
    ("title: Against U.S.\nurl: https://example.org/", "“Against U.S.,” https://example.org/."),
    ("author: Jane Roe\ntitle: Only This", "Jane Roe, “Only This”."),
    ("title: Lost", "“Lost,” source unknown."),
    ("issued: 2021", "Source unknown, dated 2021."),
]


@pytest.mark.parametrize(("record", "expected"), NOTES)
def test_notes(record: str, expected: str) -> None:
    fields, _, findings = validate(read_record(record, "x.yml"), SourceFields)
    assert not findings
    pieces = sentence([note(source_from(fields, "key"))])
    assert "".join(f"*{p.text}*" if p.style.value == "italic" else p.text for p in pieces) == expected


def test_several_works_in_one_note() -> None:
    works = [source_from(SourceFields(title=t, publisher="P"), t) for t in ("One", "Two")]
    assert plain(sentence([note(works[0], "para. 4"), note(works[1])])) == "“One,” P, para. 4; “Two,” P."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since 2004.[@newsweek-2021] More", [("newsweek-2021", "")]),
        ("[@key, para. 4]", [("key", "para. 4")]),
        ("[@one; @two, 5]", [("one", ""), ("two", "5")]),
        ("`[@code]` and ``x [@code] y``", []),
        ("```\n[@code]\n```\n[@text]", [("text", "")]),
        ("    [@indented]\n", []),
        ("- item\n\n    [@in-item]\n", [("in-item", "")]),
        ("!!! note\n\n    [@in-note]\n", [("in-note", "")]),
        ("text\n    [@continued]\n", [("continued", "")]),
        ("[@one][@two]", [("one", ""), ("two", "")]),
        ("\\[@escaped]", []),
        ("[@link](https://example.org)", []),
        ("[mail me@example.org]", []),
        ("[@a; not one]", []),
        ("<!-- [@comment] -->", []),
        ("[text][@x]", [("x", "")]),
        ("[@end.]", [("end", "")]),
        ("[@doi:10.1/x_y]", [("doi:10.1/x_y", "")]),
    ],
)
def test_citations(text: str, expected: list[tuple[str, str]]) -> None:
    found = [item for citation in citations(text, indented_code=True) for item in citation.items]
    assert [(item.key, item.locator) for item in found] == expected
    assert all(text[item.offset :].startswith(item.key) for item in found)


def test_labels_of_footnotes_are_the_same_only_for_the_same_citations() -> None:
    texts = [
        "[@k, §4]",
        "[@k, ¶4]",
        "[@k, 4–5]",
        "[@k, 4, 5]",
        "[@a/b]",
        "[@a:b]",
        "[@a-b]",
        "[@a; @b]",
        "[@a--b]",
        "[@k]",
    ]
    labels = [citation.label for text in texts for citation in citations(text)]
    assert len(set(labels)) == len(texts)
    assert all(re.fullmatch(r"[\w-]+", label) for label in labels)


@given(st.text(alphabet="[]@;,`a\n ~<!->", max_size=60))
def test_any_text_is_searched_for_citations(text: str) -> None:
    found = list(citations(text))
    assert all(text[c.start] == "[" and text[c.end - 1] == "]" for c in found)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.newsweek.com/a-1638170?piano_t=1", "https://www.newsweek.com/a-1638170"),
        ("https://e.org/?utm_source=x&id=2&fbclid=y", "https://e.org/?id=2"),
        ("https://e.org/?a=%20b&c", "https://e.org/?a=%20b&c"),
        ("https://e.org/?q=caf%E9&123&u=a/b:c&utm_source=x", "https://e.org/?q=caf%E9&123&u=a/b:c"),
    ],
)
def test_addresses_lose_tracking_and_nothing_else(address: str, expected: str) -> None:
    assert clean_url(address) == expected


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "/etc/passwd", "https://", 'http://e.org/"><b>']
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        clean_url(address)


@pytest.mark.parametrize("key", ["newsweek-2021", "doi:10.1000/x", "a", "習近平", "a_b+c"])
def test_what_can_be_a_key_is_read_back_from_a_citation(key: str) -> None:
    assert is_key(key)
    assert [item.key for citation in citations(f"[@{key}]") for item in citation.items] == [key]


@pytest.mark.parametrize("key", ["", "Inc.", "a:", "x<plaintext>", "../a", "-a", "a b", "a]"])
def test_what_cannot_be_a_key_is_refused(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize("text", ["2021", "2021-10", "2021-10-12"])
def test_dates_are_as_exact_as_they_are_known(text: str) -> None:
    assert str(Date.parse(text)) == text


@pytest.mark.parametrize("text", ["yesterday", "2021-13", "2021-02-30", "12.10.2021", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write a date|no month|no such day"):
        Date.parse(text)


def test_scalars_are_text() -> None:
    record = read_record("a: NO\nb: 1984\nc: 2001-07-16\nd: ~\ne: 'null'\nf: [on, 0x1F]", "x.yml")
    expected = {"a": "NO", "b": "1984", "c": "2001-07-16", "d": None, "e": "null", "f": ["on", "0x1F"]}
    assert record.values == expected


def test_a_record_that_contains_itself_is_refused() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{n}: &{n} [*{p}, *{p}, *{p}, *{p}]\n" for p, n in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    for text in (bomb, "a: &a [*a]"):
        assert [f.code for f in read_record(text, "x.yml").findings] == ["bad-yaml"]


@given(st.text(alphabet="abk:[]{}-&*!|>'\"#\n \t?", max_size=80))
def test_any_bibliography_is_read_or_reported(text: str) -> None:
    read_bibliography("seeds/bibliography.yml", text.encode())
