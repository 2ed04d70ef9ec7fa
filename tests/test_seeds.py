"""Reading and cleaning of seeds: positions lead back, nothing is lost, nothing raises."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backgrounder.project import Inputs, Reading, read_project
from backgrounder.seeds.article import BlockKind
from backgrounder.seeds.cleaning.bylines import names_in
from backgrounder.seeds.cleaning.web_clutter import is_remain
from backgrounder.seeds.comparison import compared
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.formats.web_page import suffix_of
from backgrounder.seeds.published import published
from backgrounder.seeds.read import read_seed
from backgrounder.text.decode import decode
from backgrounder.text.passage import LineIndex, Passage
from test_plain import NASTY

PIECES = st.sampled_from(
    [
        *'\n \t\u00a0\ufeff\x07\x02“"é习\u2028',
        *("word ", "Word. ", "\n\n", "\r\n", "---\n", "# Title\n", "Source: ", "e\u0301", "title: x\n"),
        *("https://example.org/a?utm_x=1 ", "x" * 130 + " "),
    ]
)
UNPRINTABLE = "\ufeff\x07\x02"
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(TEXTS)
def test_every_character_leads_back_to_the_seed(text: str) -> None:
    """A character of an article is the seed's at that place, or white space for white space."""
    article = read_seed("seeds/x.txt", text.encode()).article
    if article is None:
        return
    raw, _ = decode(text.encode())
    assert article.raw.text == raw
    for number, block in enumerate(article.blocks):
        for offset, character in enumerate(block.text):
            origin = raw[block.passage.origin(offset)]
            assert character == origin or (character.isspace() and (origin.isspace() or origin in UNPRINTABLE))
            place = article.place(number, offset)
            assert (raw.split("\n")[place.line - 1] + "\n")[place.column - 1] == origin


MARKUP = st.lists(
    st.one_of(
        PIECES,
        st.sampled_from(
            [
                *(
                    "> ",
                    "- ",
                    "1. ",
                    "* ",
                    "    ",
                    "```\n",
                    "| a | b |\n|---|---|\n",
                    "[x](http://e.org) ",
                    "[1]: y\n",
                    "[1]",
                ),
                *("<p>", "</p>", "<br>", "<b>", "</b>", "<a href='http://e.org'>", "</a>", "<sup>", "</sup>", "<pre>"),
                *(
                    "&amp;",
                    "&eacute;",
                    "AT&T ",
                    "<div class='related'>",
                    "</div>",
                    "<h2>",
                    "</h2>",
                    "<td>",
                    "\\|",
                    "~~",
                ),
            ]
        ),
    ),
    max_size=60,
).map("".join)


@given(MARKUP, st.sampled_from([".md", ".html"]))
@example("\xa0```\né```\n", ".md")
@example("> `é\n> é` é\n", ".md")
def test_no_letter_of_markup_is_made_or_moved(text: str, suffix: str) -> None:
    """The letters of the blocks are letters of the seed, or of its references, in its order, each at its place."""
    article = read_seed(f"seeds/x{suffix}", text.encode()).article
    if article is None:
        return
    raw = article.raw.text
    origins = [block.passage.origin(offset) for block in article.blocks for offset in range(len(block.text))]
    assert origins == sorted(origins)
    for block in article.blocks:
        for offset, letter in enumerate(block.text):
            if letter.isalnum():
                assert raw[block.passage.origin(offset)] in (letter, "&")


@given(TEXTS)
def test_no_letter_is_made_or_moved(text: str) -> None:
    """The letters of the blocks are letters of the seed, in its order."""
    article = read_seed("seeds/x.txt", text.encode()).article
    if article is None:
        return
    letters = iter(text)
    assert all(letter in letters for block in article.blocks for letter in block.text if letter.isalnum())


def test_no_word_is_lost() -> None:
    """Whatever is not front matter, source block or rule reaches the page."""
    text = "# Title\n\n" + NASTY + "\n\n---\n\nSource:\n\nhttps://example.org\n"
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    assert " ".join(block.text for block in article.blocks[1:]).split() == NASTY.split()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    read = read_seed("seeds/x.txt", data)
    assert read.article or read.findings


FIELDS = st.sampled_from(
    ["title", "id", "issued", "url", "author", "links", "nolink", "notes", "tags", "status", "titel"]
)
VALUES = st.recursive(
    st.text(max_size=12) | st.sampled_from(["2021", "\x02", "a\n\n    b", "https://e.org/"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["at", "text", "x"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.dictionaries(FIELDS, VALUES, max_size=4))
def test_any_sidecar_gives_an_article(fields: dict[str, object]) -> None:
    """Whatever stands in a sidecar: the article is there, its fields hold no line ends and nothing unprintable."""
    sidecar = json.dumps(fields).encode()
    article = read_seed("seeds/x.txt", b"The text.", ("seeds/x.yml", sidecar)).article
    assert article
    assert article.blocks[0].text == "The text."
    texts = [article.title, article.source.key, *article.tags, *(note.text for note in article.notes)]
    assert not any(re.search(r"[\n\r\x02\x03]", text) for text in texts)


@given(TEXTS, TEXTS)
def test_no_sidecar_raises(text: str, sidecar: str) -> None:
    read_seed("seeds/x.txt", text.encode(), ("seeds/x.yml", sidecar.encode()))


@pytest.mark.parametrize("sidecar", ["a:\n" + "- " * 30_000 + "x", "a: " + "[" * 30_000])
def test_a_record_that_is_nested_without_end_is_refused(sidecar: str) -> None:
    read = read_seed("seeds/x.txt", b"Text.", ("seeds/x.yml", sidecar.encode()))
    assert [finding.code for finding in read.findings if finding.place.path == "seeds/x.yml"] == [
        "bad-yaml",
        "withheld",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry quoted an unnamed\nsource: the talks would be held next week.\n",
        "Question one?\n\nSource: How do you know? I saw it at https://e.org/a, as I said.\n\nAnd then it ended.\n",
        "---\nGeneva: The talks resumed.\n\nFirst part.\n---\nSecond part.\n",
    ],
)
def test_prose_that_looks_like_structure_stays_prose(text: str) -> None:
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    shown = " ".join(block.text for block in article.blocks if block.kind is not BlockKind.RULE).split()
    assert shown == [word for word in text.split() if word != "---"]
    assert article.source.container_title is None


def test_a_note_stands_behind_a_word() -> None:
    read = read_seed("seeds/x.txt", b"The party of art.", ("seeds/x.yml", b"notes: [{at: art, text: A note.}]"))
    assert read.article
    assert read.article.blocks[0].text[: read.article.notes[0].end] == "The party of art."


def test_each_note_stands_behind_the_first_occurrence_of_its_words() -> None:
    text = b"# The talks\n\nParts of talks.\n\n> The  talks, it said.\n\nThe talks\nended\xe2\x80\x9d!) here.\n"
    notes = ["talks", "The talks", "talks ended", "alk", "of talks", "talks"]
    sidecar = "notes:\n" + "".join(f"- {{at: {at}, text: Note {n}}}\n" for n, at in enumerate(notes))
    read = read_seed("seeds/x.md", text, ("seeds/x.yml", sidecar.encode()))
    assert read.article is not None
    assert [(n.text, n.block, read.article.blocks[n.block].text[: n.end]) for n in read.article.notes] == [
        ("Note 0", 1, "Parts of talks."),
        ("Note 4", 1, "Parts of talks."),
        ("Note 5", 1, "Parts of talks."),
        ("Note 1", 2, "The  talks,"),
        ("Note 2", 3, "The talks ended”!)"),
    ]
    assert [str(f.place) for f in read.findings if f.code == "stale-note"] == ["seeds/x.yml:5:4"]


def test_the_words_of_a_note_have_a_limit() -> None:
    sidecar = f"notes:\n- {{at: {'a ' * 151}, text: T}}\n- {{at: text, text: T}}\n".encode()
    read = read_seed("seeds/x.txt", b"Some text that goes on.", ("seeds/x.yml", sidecar))
    assert read.article is not None
    assert len(read.article.notes) == 1
    assert "notes, item 1 `at`: write at most 300 characters; this item is left out." in [
        finding.message.replace("`notes`", "notes") for finding in read.findings
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
def test_encodings(encoding: str) -> None:
    """Text in the encodings that editors meet; those without a mark of their own only if they are a guess worth making."""
    text = "Köln – “Größe” und Übermut in vielen schönen Wörtern. " * 5
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    found, guessed = decode(data)
    assert found.removeprefix("\ufeff") == text
    assert (guessed is not None) == (encoding == "windows-1252")


@given(st.text(), st.data())
def test_passages_keep_their_origins(text: str, data: st.DataObject) -> None:
    """Cut, replaced and joined, a passage's kept characters stand where they stood."""
    whole = Passage.whole(text)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    cut = whole.cut(start, end)
    assert cut.text == text[start:end]
    edited = Passage.joined(
        "+", [cut.replace((*m.span(), "--") for m in re.finditer("[aeiou ]+", cut.text)), whole.cut(end, len(text))]
    )
    for offset, character in enumerate(edited.text):
        if character not in "-+":
            assert text[edited.origin(offset)] == character


@given(st.text(alphabet="ab\n", max_size=50))
def test_lines_and_columns(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text)):
        line, column = index.place(offset)
        assert text.split("\n")[line - 1][column - 1 : column] == text[offset].strip("\n")


PROSE = "The council met in the old hall and spoke of the harvest, of the ships and of the war for the whole day."


@pytest.mark.parametrize(
    "line",
    [
        "Topics: war and peace were on the agenda of the day.",
        "Support for the king is strong today.",
        "Get the briefing, she told the aide, and then leave.",
        "By continuing the war the government agreed to the terms of its own ruin.",
        "Copyright 1976 was the year of the statute that changed it all.",
        "Photos: she took thousands of them, and each of them told a story, she said in court.",
        "We use cookies to lure the children into the house, said the witch.",
        "Download the report of the commission and read it.",
        "Reporting by the ministry was late; editing by the censors later.",
        "You are receiving this letter because I love you, he wrote.",
        "It was the king who had all rights reserved.",
        "Updated 12 times, the law passed",
        "Share prices fell.",
    ],
)
def test_sentences_are_no_remains_of_a_web_page(line: str) -> None:
    assert not is_remain(line)


@pytest.mark.parametrize(
    "text",
    [
        "I went and went\nAnd the road\nwas long.\nAnd the road\nwas dark\nAnd the road",
        "Article 1\n\nThe parties agree.\n\nArticle 2\n\nMore.\n\nArticle 3\n\nEnd.",
        "1939\n\nWar broke out.\n\n1940\n\nFrance fell.\n\n1941\n\nRussia was invaded.",
        "1\nStop firing.\n2\nWithdraw.\n3\nTalk.",
        "Latest\n\nThe troops crossed the river\n\nThe general wrote home",
        "Roe\n\nIs it so?\n\nPoe\n\nYes\n\nRoe\n\nAnd so?\n\nPoe\n\nNo\n\nRoe\n\nWell.\n\nPoe\n\nYes",
    ],
)
def test_what_repeats_or_counts_is_not_the_furniture_of_pages(text: str) -> None:
    article = read_seed("seeds/x.txt", f"A title of some length\n\n{PROSE}\n\n{text}".encode()).article
    assert article
    assert " ".join(block.text for block in article.blocks[2:]).split() == text.split()
    assert article.repairs == ()


def test_hyphens_that_belong_to_words_stay() -> None:
    wrapped = "the council met in the old hall and spoke of the harvest and the ships\n" * 3
    text = f"{wrapped}in pre-\nand post-war times, self-\nreliant, mother-in-\nlaw, twenty-\nfive and inter-\nnational."
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    assert article.blocks[0].text.endswith(
        "in pre- and post-war times, self-reliant, mother-in-law, twenty-five and international."
    )


def test_a_byline_with_a_date_behind_a_comma_names_the_author_alone() -> None:
    for line in (
        "By Lena Sarkisian, 3 April 2024",
        "*By Lena Sarkisian, April 3, 2024*",
        "Lena Sarkisian, 3 April 2024",
    ):
        article = read_seed(
            "seeds/x.md", f"# Why Yerevan Left\n\n{line}\n\nThe first paragraph says it.".encode()
        ).article
        assert article
        assert [person.printed for person in article.source.author] == ["Lena Sarkisian"], line
        assert str(article.source.issued) == "2024-04-03"
        assert [block.text for block in article.blocks[1:]] == ["The first paragraph says it."]


@pytest.mark.parametrize(
    "sidecar",
    [
        b"publish: none\ntitle: Foo: bar",
        b"status draft",
        b"title: Talks\npublish excerpt",
        b"publish = none",
        b"status: draft\n\tx: y",
        b"status: Draft",
        b"publish: nnone",
        b"Publish: none",
        b"publsh: none",
        b"publish: no",
        b"publish: off",
        b"status: false",
        b"x: y: z\nStatus of Taiwan",
        b'title: "unfinished',
        b"- publish: none",
        b"title: A\nnotes:\n  publish: none",
        b"<<: {publish: none}",
        b"private: true",
        b"embargo: 2030-01-01",
        b"published: false",
        b"drafft: true",
    ],
)
def test_rights_that_cannot_be_read_withhold_the_text(sidecar: bytes) -> None:
    read = read_seed("seeds/x.txt", PROSE.encode(), ("seeds/x.yml", sidecar))
    assert read.article
    assert published(read.article, "full") is None
    assert "withheld" in {finding.code for finding in read.findings}


def test_an_excerpt_is_at_most_a_third_and_tells_nothing_of_the_rest() -> None:
    one = read_seed("seeds/x.txt", f"{PROSE} {PROSE} {PROSE} {PROSE}".encode()).article
    assert one
    public = published(one, "excerpt")
    assert public
    assert [block.text for block in public.blocks if block.number] == [PROSE]
    assert public.withheld == 1
    text = f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nPhoto: Secret Caption\n\n{PROSE}"
    more = read_seed("seeds/x.txt", text.encode()).article
    assert more
    assert more.repairs
    public = published(more, "excerpt")
    assert public
    assert public.repairs == ()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize(
    "unit",
    ["a", "inter-\nnational ", "12\n", "- a\n", "Share\n\n", "<div>", "<table><tr><td>x", "The Head\n\n", "â€™ "],
)
def test_long_hostile_seeds_are_read(unit: str, suffix: str) -> None:
    """They end; the benchmark shows that their time is linear."""
    read_seed(f"seeds/x{suffix}", (unit * (20_000 // len(unit))).encode())


def test_markdown_keeps_its_structure_and_its_numbers() -> None:
    text = "# Title\n\nSome **strong** and [linked](https://e.org/x?utm_source=y) words.\n\n> A quotation.\n\n- item\n\n1990. A great year.\n\n## More\n\n![image](x.png)<b>bold</b> \\*star\\* &amp; [no](javascript:alert)"
    article = read_seed("seeds/x.md", text.encode()).article
    assert article
    assert [(block.kind.value, block.text) for block in article.blocks] == [
        ("heading", "Title"),
        ("paragraph", "Some strong and linked words."),
        ("quotation", "A quotation."),
        ("item", "item"),
        ("paragraph", "1990. A great year."),
        ("subheading", "More"),
        ("paragraph", "bold *star* & [no](javascript:alert)"),
    ]
    strong, link = article.blocks[1].marks
    assert (strong.kind.value, article.blocks[1].text[strong.start : strong.end]) == ("strong", "strong")
    assert (link.target, article.blocks[1].text[link.start : link.end]) == ("https://e.org/x", "linked")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# T\n\n1. . `a` b", [(". a b", [8, 9, 11, 13, 14])]),
        ("# T\n\n- *-* x", [("- x", [8, 10, 11])]),
        ("# T\n\n> 1) `)` x", [(") x", [11, 13, 14])]),
        ("# T\n\n\u202f1990. `ships`", [("1990. ships", [6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17])]),
        ("# T\n\n- 5 \\* 5", [("5 * 5", [7, 8, 9, 11, 12])]),
    ],
)
def test_items_whose_words_begin_like_their_marks_keep_their_places(
    text: str, wanted: list[tuple[str, list[int]]]
) -> None:
    article = read_seed("seeds/x.md", text.encode()).article
    assert article
    shown = [(block.text, [block.passage.origin(n) for n in range(len(block.text))]) for block in article.blocks[1:]]
    assert shown == wanted


def test_what_was_removed_stands_between_the_words_around_it() -> None:
    text = "The Talks\n\nThe delegation of the republic had already gone\n\n7\n\nhome when itâ€™s said the letter came.\n\nSource: https://example.org/x\n"
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    shown = [(d.before, d.removed, d.added, d.after) for d in compared(article)]
    assert shown == [
        ("…of the republic had already gone ", "7", "", " home when it’s said the letter came."),
        ("…republic had already gone home when it", "â€™", "’", "s said the letter came."),
        ("…home when it’s said the letter came. ", "Source: https://example.org/x", "", ""),
    ]


def test_the_comparison_of_an_excerpt_shows_nothing_that_is_withheld() -> None:
    text = "---\npublish: excerpt\nrights: secret front matter\n---\n" + "\n\n".join(
        f"Paragraph {n} goes on for a while and then it ends.\n\nAdvertisement" for n in range(9)
    )
    article = read_seed("seeds/x.txt", text.encode()).article
    public = published(article, "full") if article else None
    assert public
    assert public.withheld
    differences = compared(public)
    assert [d.removed for d in differences] == ["Advertisement"] * (len(public.blocks) - 1)
    assert not any("secret" in d.removed or "Paragraph 8" in d.after for d in differences)


def test_a_markdown_table_keeps_its_cells_and_their_places() -> None:
    table = "| Year | Place |\n|-----:|---|\n| 5 | 5 |\n|  | *Geneva* \\| Bern |\n"
    article = read_seed("seeds/x.md", f"# Talks\n\n{table}\n> | a | a |\n> |---|---|\n".encode()).article
    assert article
    cells = [
        (block.number, [one.tag for one in block.within[-2:]], block.text, article.place(n, len(block.text) - 1).column)
        for n, block in enumerate(article.blocks)
        if block.text and block.number
    ]
    assert cells == [
        (1, ["tr", "th"], "Year", 6),
        (1, ["tr", "th"], "Place", 14),
        (2, ["tr", "td"], "5", 3),
        (2, ["tr", "td"], "5", 7),
        (3, ["tr", "td"], "Geneva | Bern", 21),
        (4, ["tr", "th"], "a", 5),
        (4, ["tr", "th"], "a", 9),
    ]
    assert [block.within[-1].given for block in article.blocks if block.number == 3] == [(("class", "bg-right"),), ()]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("seeds/x.yml", b'"publish": none\ntitle: a: b'),
        ("seeds/x.yml", b"publish: full\npublish: none"),
        ("seeds/x.yml", b"draft: true"),
        ("seeds/x.yml", b"publish: exerpt"),
        ("seeds/x.YAML", b"publish: none"),
        ("seeds/x.yaml", b'"publish" : none'),
        ("seeds/x.txt.yml", b"status: draft"),
    ],
)
def test_what_says_something_of_publication_withholds_the_text(path: str, written: bytes) -> None:
    """Whatever may have been meant: until somebody mends it, readers get nothing, and a finding says so."""
    files = (RawFile("seeds/x.txt", b"# Talks\n\nA text."), RawFile(path, written))
    inputs = Inputs("seeds", "docs", "docs/glossary", files, ())
    assert read_project(inputs, Reading(whole=False)).articles == ()
    codes = {finding.code for finding in read_project(inputs).findings}
    assert codes & {"withheld", "orphan-sidecar"}


@pytest.mark.parametrize(
    "written",
    [
        b"draft: false",
        b"publish:",
        b"status:\npublish:",
        b"title: publish",
        b"notes: {at: text, text: Status of Taiwan}",
    ],
)
def test_what_says_nothing_of_publication_withholds_nothing(written: bytes) -> None:
    files = (RawFile("seeds/x.txt", b"# Talks\n\nA text."), RawFile("seeds/x.yml", written))
    assert read_project(Inputs("seeds", "docs", "docs/glossary", files, ()), Reading(whole=False)).articles


def test_front_matter_may_stand_below_blank_lines() -> None:
    article = read_seed("seeds/x.txt", b"\n\n---\npublish: none\nissued: 2021-13\n---\nA text.").article
    assert article
    assert article.publish == "none"
    assert [block.text for block in article.blocks] == ["A text."]
    findings = read_seed("seeds/x.txt", b"\n\n---\npublish: none\nissued: 2021-13\n---\nA text.").findings
    assert [str(f.place) for f in findings if f.code == "bad-value"] == ["seeds/x.txt:5:1"]


def test_an_excerpt_has_no_headings_or_words_of_what_is_withheld() -> None:
    text = "# Title\n\nFirst short paragraph here.\n\n## Secret one\n\n### Secret two\n\n" + "A secret paragraph. " * 20
    article = read_seed("seeds/x.md", text.encode(), ("seeds/x.yml", b"publish: excerpt")).article
    public = published(article, "full") if article else None
    assert public
    assert "ecret" not in "".join(block.text for block in public.blocks)


def test_an_excerpt_of_a_single_paragraph_tells_nothing_of_its_rest() -> None:
    text = b"Advertisement\nAlpha beta gamma delta epsilon zeta eta theta iota kappa lambda my."
    article = read_seed("seeds/x.txt", text, ("seeds/x.yml", b"publish: excerpt")).article
    public = published(article, "full") if article else None
    assert public
    assert public.blocks[0].text == "Alpha beta gamma delta"
    assert public.title == "Alpha beta gamma delta"
    assert not any("epsilon" in repair.what for repair in public.repairs)


def test_an_excerpt_of_a_text_without_spaces_is_cut_at_a_letter() -> None:
    text = f"題\n\n{'各国外交部长会议结束后发表声明，' * 30}。".encode()
    article = read_seed("seeds/x.txt", text, ("seeds/x.yml", b"publish: excerpt")).article
    public = published(article, "full") if article else None
    assert article
    assert public
    assert len(public.blocks[1].text) == article.third > 100


@pytest.mark.parametrize("reference", ["&#2;", "&#x1b;", "&#11;"])
def test_a_reference_to_no_character_is_nothing(reference: str) -> None:
    page = f"<article><h1>T</h1><p>{reference}A {reference} b, a long paragraph indeed.{reference}</p></article>"
    article = read_seed("seeds/x.html", page.encode()).article
    assert article
    assert article.blocks[-1].text == "A b, a long paragraph indeed."


def test_a_page_without_text_is_said_to_have_none() -> None:
    page = b"<html><head><title>Foo bar page</title></head><body></body></html>"
    read = read_seed("seeds/x.html", page, ("seeds/x.yml", b"publish: excerpt"))
    assert read.article is None
    assert [finding.code for finding in read.findings] == ["empty-seed"]


def test_the_name_of_a_file_is_the_key_of_its_own_seed() -> None:
    files = (
        RawFile("seeds/a.txt", b"# A\n\nText."),
        RawFile("seeds/a.yml", b"title: A\nid: b"),
        RawFile("seeds/b.txt", b"# B\n\nText."),
    )
    project = read_project(Inputs("seeds", "docs", "docs/glossary", files, ()))
    assert {key: source.title for key, source in project.sources.items()} == {"a": "A", "b": "B"}
    assert [f"{f.place}: {f.message}" for f in project.findings if f.code == "duplicate-key"] == [
        "seeds/a.yml:2:1: The key `b` is taken by seeds/b.txt; choose another one, as this text is `a` until then."
    ]


def test_a_draft_with_the_key_of_a_published_text_takes_nothing_from_it() -> None:
    files = (
        RawFile("seeds/a.txt", b"---\nid: x\n---\n# A\n\nText."),
        RawFile("seeds/b.txt", b"---\nid: x\nstatus: draft\n---\n# B\n\nText."),
    )
    project = read_project(Inputs("seeds", "docs", "docs/glossary", files, ()), Reading(whole=False))
    assert {key: source.slug for key, source in project.sources.items()} == {"x": "a"}


def test_citing_a_draft_gives_a_finding() -> None:
    files = (RawFile("seeds/a.txt", b"---\nstatus: draft\n---\n# A\n\nText."),)
    pages = (RawFile("docs/x.md", b"Cited.[@a]"),)
    project = read_project(Inputs("seeds", "docs", "docs/glossary", files, pages), Reading(whole=False))
    assert "docs/x.md:1:9: `a` is a draft" in "\n".join(f"{f.place}: {f.message}" for f in project.findings)


def test_a_note_that_is_not_shown_cites_nothing() -> None:
    note = b"publish: excerpt\nnotes: [{at: the end, text: 'See [@w].'}]"
    text = b"# T\n\nThe first paragraph.\n\n" + b"The second one goes on and on. " * 9 + b"\n\nThis is the end."
    files = (RawFile("seeds/a.txt", text), RawFile("seeds/a.yml", note), RawFile("seeds/w.txt", b"# W\n\nText."))
    inputs = Inputs("seeds", "docs", "docs/glossary", files, ())
    assert read_project(inputs, Reading(whole=False)).cited_on == {}
    assert read_project(inputs).cited_on == {"w": ("articles/a.md",)}


def test_a_line_that_is_indented_wrongly_is_reported() -> None:
    sidecar = b"author:\n  - Ada Roe\n   - Jan Roe\ntitle: x"
    findings = read_seed("seeds/x.txt", b"Text.", ("seeds/x.yml", sidecar)).findings
    assert [str(f.place) for f in findings if f.code == "bad-yaml"] == ["seeds/x.yml:3:4"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("publish: exerpt", "did you mean `excerpt`?"),
        ("status: drafft", "did you mean `draft`?"),
        ("type: boook", "did you mean `book`?"),
        ("keep: [webremains]", "did you mean `web-remains`?"),
        ("titel: x", "did you mean `title`?"),
        ("author: {famly: Roe}", "`famly` is no part of a name"),
        ("notes: [{at: Text, txt: y}]", "did you mean `text`?"),
    ],
)
def test_the_nearest_known_word_is_named(written: str, message: str) -> None:
    findings = read_seed("seeds/x.txt", b"Text.", ("seeds/x.yml", written.encode())).findings
    assert [f.message for f in findings if message in f.message and f.place.path == "seeds/x.yml"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Word.", 1),
        (" ".join(["words"] * 257 * 3), 3),
        ("\n\n".join([" ".join(["words"] * 130)] * 20), 10),
        ("中俄关系" * 238, 2),
        ("Donaudampfschifffahrtsgesellschaft fährt. " * 238, 6),
    ],
)
def test_how_long_it_takes_to_read(text: str, minutes: int) -> None:
    article = read_seed("seeds/x.txt", f"# Talks\n\n{text}\n".encode()).article
    assert article
    assert article.minutes == minutes


def test_what_could_be_read_in_many_ways_is_read() -> None:
    """A pattern that can match in several ways tries them all: with some of these the program would not end."""
    assert suffix_of(b"<!---->" * 1_000 + b"x") == ".txt"
    assert suffix_of(b"<!-- a -->\n" * 1_000 + b"<html>") == ".html"
    assert names_in("special to " * 2_000 + "\n\x01") == ()
    head = f'<meta name="author" content="{"special to " * 600}x&#10;b">'
    page = f"<html><head>{head}</head><body><article><h1>Talks</h1><p>{'They went on for days. ' * 20}</p></article>"
    assert read_seed("seeds/a.html", page.encode()).article is not None


def test_a_byline_may_name_many() -> None:
    authors = [f"Jane {'Abcdefghijklmnopqrst'[: 3 + n % 15].title()}" for n in range(100)]
    assert len(names_in(f"By {', '.join(authors)}")) == 100
