"""Records, notes in Chicago style, and citations."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.language.dates import Date
from backgrounder.records import read_record, validate
from backgrounder.sources.addresses import clean_url
from backgrounder.sources.bibliography import read_bibliography
from backgrounder.sources.chicago import note, short_note
from backgrounder.sources.citations import citations, is_key, unstopped
from backgrounder.sources.reference import Reference, plain, sentence
from backgrounder.sources.source_fields import FIELDS, TYPES, FieldKind, Person, Source, SourceFields, source_from
from conftest import ROOT

# Rules of this program beside those of the manual: what is not known, and what a title in brackets is.
OWN_NOTES = [
    ("title: T\nauthor: [A B, C D, E F]\npublisher: P", "A B, C D, and E F, “T,” P."),
    ("title: T\nauthor: [A B, C D, E F, G H]\npublisher: P", "A B et al., “T,” P."),
    ("title: T\nauthor: [A B, C D, others]\npublisher: P", "A B, C D et al., “T,” P."),
    ("title: 'He Said \"No\"'\ncontainer_title: Courier", "“He Said ‘No,’” *Courier*."),
    ("title: The Workers’\ncontainer_title: Courier", "“The Workers’,” *Courier*."),
    ("title: '[Treaty text]'\npublisher: Ministry", "[Treaty text], Ministry."),
    ("url: https://example.org/", "untitled text, https://example.org/."),
    ("title: Against U.S.\nurl: https://example.org/", "“Against U.S.,” https://example.org/."),
    ("author: Jane Roe\ntitle: Only This", "Jane Roe, “Only This.”"),
    ("author: Jane Roe\ntitle: Only What?", "Jane Roe, “Only What?”"),
    ("author: Jane Roe\ntitle: 'Only \"This\"'", "Jane Roe, “Only ‘This.’”"),
    ("title: Lost", "“Lost,” source unknown."),
    ("issued: 2021", "Source unknown, dated 2021."),
    ("title: A\ntype: article-newspaper\ncontainer_title: example.org", "“A,” example.org."),
    ("type: interview\nauthor: Ada Roe\ninterviewer: Ben Poe\nissued: 2022", "Ada Roe, interview by Ben Poe, 2022."),
    (
        "type: speech\nauthor: Ada Roe\npublisher: A Club\nissued: 2018-05",
        "Ada Roe, untitled speech (A Club, May 2018).",
    ),
    ("type: article-journal\ntitle: A\ncontainer_title: J\nissued: 2014\npage: 1-9", "“A,” *J*, 2014, 1–9."),
    (
        "type: webpage\ntitle: A\nurl: https://e.org/\narchive_url: https://a.org/e\nissued: 2014",
        "“A,” 2014, https://e.org/, archived at https://a.org/e.",
    ),
]


def work(record: str) -> Source:
    fields, _, findings = validate(read_record(record, "x.yml"), SourceFields)
    assert not findings
    return source_from(fields, "key")


def shown(reference: Reference) -> str:
    pieces = sentence([reference])
    return "".join(f"*{p.text}*" if p.style.value == "italic" else p.text for p in pieces)


@pytest.mark.parametrize(("record", "expected"), OWN_NOTES)
def test_what_is_not_known_is_left_out(record: str, expected: str) -> None:
    assert shown(note(work(record))) == expected


PUBLISHED = yaml.safe_load((Path(__file__).parent / "data" / "chicago.yml").read_text(encoding="utf8"))


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda c: c["after"])
def test_notes_as_the_manual_has_them(case: dict[str, Any]) -> None:
    """tests/data/chicago.yml: records, and the full and short notes that follow the example named with each."""
    source = work(yaml.safe_dump(case["record"], allow_unicode=True))
    assert shown(note(source, case.get("at", ""))) == case["full"]
    assert shown(short_note(source, case.get("then", ""))) == case["short"]


def test_the_table_of_notes_has_every_type() -> None:
    assert len(PUBLISHED) >= 25
    assert {case["record"].get("type", "article") for case in PUBLISHED} == set(TYPES)


GUIDE = (ROOT / "docs" / "guide" / "citations.md").read_text(encoding="utf8")
EXAMPLES = re.findall(
    r"^### (.+)\n(?:\n(?!```).+)*\n+```yaml\n([^`]+)```\n\n> (.+)\n>\n> (.+)\n",
    GUIDE.partition("\n## Types\n")[2].partition("\n## ")[0],
    re.MULTILINE,
)


@pytest.mark.parametrize(("heading", "record", "full", "short"), EXAMPLES, ids=lambda text: text[:20])
def test_the_examples_of_the_guide(heading: str, record: str, full: str, short: str) -> None:
    """Each type as the guide writes it: the record, and the notes below it, whatever locator they have."""
    source = work(record)
    assert heading in (f"`{source.type}`", "Resolutions")
    locators = ["", "110", "31", "12–14", "99", "145", "sec. 3", "7", "art. 1"]
    assert (full, short) in [(shown(note(source, at)), shown(short_note(source, at))) for at in locators]


def test_the_guide_has_every_type_and_every_field() -> None:
    assert [heading.strip("`") for heading, *_ in EXAMPLES if heading != "Resolutions"] == list(TYPES)
    fields = GUIDE.partition("\n## Fields of a source\n")[2].partition("\n| Type | Fields |")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", fields, re.MULTILINE)) == sorted(SourceFields.model_fields)


OF_ANY_FIELD = {
    spec.name: (Person("zzz"),) if spec.kind is FieldKind.PEOPLE else "zzz"
    for spec in FIELDS
    if spec.kind is not FieldKind.DATE
}


@pytest.mark.parametrize("type_", TYPES)
def test_the_guide_names_the_fields_that_each_type_prints(type_: str) -> None:
    (row,) = re.findall(rf"^\| `{type_}` \| (.*) \|$", GUIDE, re.MULTILINE)
    common = {"title", "title_short", "doi", "isbn", "url", "archive_url", "language", "rights"}
    base = Source("k", type_, title="T", publisher="P", container_title="C", volume="1")
    if type_ == "document":
        base = replace(base, genre="G")
    printed = []
    for field, value in OF_ANY_FIELD.items():
        for start in (base, replace(base, volume=None)):
            changed = replace(start, **{field: value})  # type: ignore[arg-type]
            if field not in common and field not in printed and "zzz" in plain(note(changed)):
                printed.append(field)
    assert set(re.findall(r"`(\w+)`", row)) == set(printed)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("title: 'The Long Road: A History'\nauthor: {family: Roe, given: Ada}\npublisher: P", "Roe, “Long Road.”"),
        ("title: 'Profile: A Minister'\nauthor: Ada Roe\npublisher: P", "Ada Roe, “Profile: A Minister.”"),
        ("title: A\npublisher: P", "“A.”"),
        ("title: 'Background Note: Russia'\npublisher: P", "“Background Note: Russia.”"),
        ("title: '[State system]'\npublisher: P", "[State system]."),
        ("title: '[State system]'\ntitle_short: System\npublisher: P", "“System.”"),
        ("title: Lost", "“Lost.”"),
        ("issued: 2021", "Source unknown, dated 2021."),
        ("type: book\ntitle: B\neditor: [{family: Roe, given: Ada}, {family: Poe, given: B.}]", "Roe and Poe, *B*."),
        ("title: T\nauthor: {family: King, given: Martin, suffix: Jr.}", "King, “T.”"),
    ],
)
def test_short_notes(record: str, expected: str) -> None:
    assert shown(short_note(work(record))) == expected


def test_a_locator_of_a_seed_knows_its_paragraph() -> None:
    seed = replace(work("title: T\npublisher: P"), slug="talks")
    places = {"para. 4": 4, "paras. 4–6": 4, "¶ 4": 4, "paragraph 12": 12, "part 4": 0, "4": 0}
    for locator, paragraph in places.items():
        assert [p.paragraph for p in note(seed, locator) if p.text == locator] == [paragraph]
        assert [p.paragraph for p in short_note(seed, locator) if p.text == locator] == [paragraph]
    assert all(p.paragraph == 0 for p in note(replace(seed, slug=None), "para. 4"))


@pytest.mark.parametrize(
    ("written", "expected"), [("*The Work*.", "*The Work*"), ("“A&#46;”", "“A”"), ("“A.’”", "“A’”"), ("“A?”", "“A?”")]
)
def test_notes_within_a_sentence_lose_their_full_stop(written: str, expected: str) -> None:
    assert unstopped(written) == expected


def test_several_works_in_one_note() -> None:
    works = [source_from(SourceFields.model_validate({"title": t, "publisher": "P"}), t) for t in ("One", "Two")]
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
