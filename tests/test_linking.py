"""What must hold of mentions, whatever the text and the names; and that both feeders decide alike."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Sequence
from itertools import pairwise

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backgrounder.findings import Place
from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import CONCEPT, PERSON, PLACE, STATE, TREATY, KindSpec
from backgrounder.linking.articles import mentions_of, stale
from backgrounder.linking.extension import LinkExtension
from backgrounder.linking.mention import Mention, Reason, Stretch, Zone
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.linking.resolver import resolve
from backgrounder.seeds.published import whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.article_text import article_html
from backgrounder.site.extension import SiteExtension
from backgrounder.site.labels import Labels
from backgrounder.site.notes import article_footnotes, encoded
from content import visible_text


def entry(title: str, kind: KindSpec = CONCEPT, *others: tuple[str, Form], never: tuple[str, ...] = ()) -> Entry:
    uri = f"glossary/{title}.md"
    names = (Name(title, Form.TITLE), *(Name(text, form) for text, form in others))
    return Entry(f"docs/{uri}", uri, title, title, kind, names, never=tuple((phrase, Place("")) for phrase in never))


ENTRIES = [
    entry("Russia", STATE, ("Russian", Form.DEMONYM), ("Moscow", Form.METONYM)),
    entry("Sergey Lavrov", PERSON, ("Lavrov", Form.SURNAME)),
    entry("China", STATE, ("People's Republic of China", Form.ALIAS), never=("China Daily",)),
    entry("Moscow", PLACE),
    entry("New START Treaty", TREATY),
    entry("START", TREATY),
    entry("U.S.", STATE),
    entry("aa"),
    entry("aaa"),
]
GLOSSARY = GlossaryIndex.of(ENTRIES)
WORDS = st.sampled_from(
    "Russia Russia's Russian Moscow Lavrov Sergey Sergey\u00a0Lavrov China Daily New START Treaty U.S. aa aaa aaaa the of "
    'South “ ” " . , People’s Republic-of China (Lavrov) \u200b e\u0301 習'.split(" ")
)
TEXTS = st.lists(st.lists(WORDS, max_size=15).map(" ".join), max_size=5)


@given(TEXTS)
def test_mentions_are_ordered_disjoint_and_inside_the_text(texts: list[str]) -> None:
    mentions = resolve([Stretch(text) for text in texts], GLOSSARY)
    spans = [(m.stretch, m.start, m.end) for m in mentions]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(texts[stretch]) for stretch, start, end in spans)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(spans))


@given(TEXTS)
@example(["Russia and Russia", "Russia"])
def test_an_entry_is_linked_once(texts: list[str]) -> None:
    linked = [m.entry.uri for m in resolve([Stretch(text) for text in texts], GLOSSARY) if m.linked and m.entry]
    assert len(linked) == len(set(linked))
    if texts == ["Russia and Russia", "Russia"]:
        assert linked == ["glossary/Russia.md"]


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_names_does_not_matter(texts: list[str], chance: random.Random) -> None:
    shuffled = [
        Entry(e.path, e.uri, e.slug, e.title, e.kind, tuple(chance.sample(e.names, len(e.names))), never=e.never)
        for e in chance.sample(ENTRIES, len(ENTRIES))
    ]
    stretches = [Stretch(text) for text in texts]
    assert _decisions(resolve(stretches, GlossaryIndex.of(shuffled))) == _decisions(resolve(stretches, GLOSSARY))


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_no_text_and_no_name_makes_it_fail(texts: list[str], names: list[str]) -> None:
    resolve([Stretch(text) for text in texts], GlossaryIndex.of([entry(name, PERSON) for name in names]))


def _decisions(mentions: Sequence[Mention]) -> list[object]:
    return [
        (m.stretch, m.start, m.end, m.entry and m.entry.uri, m.form, m.reason, [c.uri for c in m.candidates])
        for m in mentions
    ]


def render(text: str, *more: str) -> tuple[str, list[Mention]]:
    """Markdown with links to entries, and the mentions that the resolver was asked for."""
    seen: list[Mention] = []

    def linker(stretches: Sequence[Stretch]) -> Sequence[Mention]:
        seen.extend(resolve(stretches, GLOSSARY))
        return seen

    link = LinkExtension(lambda _: linker, lambda entry, _: {"href": entry.uri})
    return markdown.markdown(text, extensions=["attr_list", "tables", "footnotes", *more, link]), seen


INLINE = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(["**Russia**", "*Sergey* Lavrov", "Sergey **Lav**rov", "`China`", "[China](x.md)", "U\\.S\\."]),
    )
    | st.sampled_from(
        ["Sergey&nbsp;Lavrov", "**Sergey Lavrov** China", "<b>Russia</b>", "&amp; China", "New *START **Treaty***"]
    ),
    max_size=12,
).map(" ".join)


@given(st.lists(INLINE, max_size=4))
def test_links_do_not_change_the_visible_text(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    plain = markdown.markdown(text, extensions=["attr_list", "tables", "footnotes"])
    linked, mentions = render(text)
    assert visible_text(linked) == visible_text(plain)
    assert linked.count("<a ") == plain.count("<a ") + sum(m.linked for m in mentions)
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", linked, re.DOTALL), "links do not nest"


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_a_second_pass_adds_nothing(text: str) -> None:
    """Links made by hand where the first pass made them leave nothing to link."""
    mentions = [m for m in resolve([Stretch(text)], GLOSSARY) if m.linked and m.entry]
    zones = [Zone(m.start, m.end, Reason.EXISTING_LINK, m.entry.uri) for m in mentions if m.entry]
    assert not any(m.linked for m in resolve([Stretch(text, tuple(zones))], GLOSSARY))


@given(TEXTS)
def test_both_feeders_decide_alike(texts: list[str]) -> None:
    """An article's blocks and the tree of the same text, rendered, give the same decisions."""
    article = read_seed("seeds/x.txt", "\n\n".join(texts).encode()).article
    if article is None:
        return
    stretches = [Stretch(block.text) for block in article.blocks]
    from_blocks = resolve(stretches, GLOSSARY)
    body = "\n\n".join(encoded(block.text).replace("\n", "  \n") for block in article.blocks)
    _, from_tree = render(body)
    assert [_what(m) for m in from_tree] == [_what(m) for m in from_blocks]


def _what(mention: Mention) -> object:
    return mention.entry and mention.entry.uri, mention.form, mention.reason, mention.end - mention.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vladimir **and** Sergey **Lavrov**", '<p>Vladimir <strong>and</strong> <a href="glossary/Sergey Lavrov.md">Sergey <strong>Lavrov</strong></a></p>'),
        ("**Sergey** Lavrov went", '<p><a href="glossary/Sergey Lavrov.md"><strong>Sergey</strong> Lavrov</a> went</p>'),
        ("**Sergey Lavrov**", '<p><strong><a href="glossary/Sergey Lavrov.md">Sergey Lavrov</a></strong></p>'),
        ("*Sergey* **Lavrov** left", '<p><a href="glossary/Sergey Lavrov.md"><em>Sergey</em> <strong>Lavrov</strong></a> left</p>'),
        ("Ser**gey Lav**rov", '<p><a href="glossary/Sergey Lavrov.md">Ser<strong>gey Lav</strong>rov</a></p>'),
        ("the U\\.S\\. and", '<p>the <a href="glossary/U.S..md">U.S.</a> and</p>'),
        ("# Russia\n\n`Russia` <b>Russia</b> Russia", '<h1>Russia</h1>\n<p><code>Russia</code> <b><a href="glossary/Russia.md">Russia</a></b> Russia</p>'),
        ("[my text](glossary/Russia.md) on Russia", '<p><a href="glossary/Russia.md">my text</a> on Russia</p>'),
        ("> Russia\n\nRussia", '<blockquote>\n<p>Russia</p>\n</blockquote>\n<p><a href="glossary/Russia.md">Russia</a></p>'),
        ("- Russia\n- Lavrov", '<ul>\n<li><a href="glossary/Russia.md">Russia</a></li>\n<li>Lavrov</li>\n</ul>'),
        ("**the Sergey** Lavrov", "<p><strong>the Sergey</strong> Lavrov</p>"),
        ('<a href="x">Russia</a> of Russia', '<p><a href="x">Russia</a> of <a href="glossary/Russia.md">Russia</a></p>'),
        ("<kbd>*Russia*</kbd> Russia", '<p><kbd><em>Russia</em></kbd> <a href="glossary/Russia.md">Russia</a></p>'),
        ("![Russia](x.png)", '<p><img alt="Russia" src="x.png" /></p>'),
    ],
)  # fmt: skip
def test_links_in_the_tree(text: str, expected: str) -> None:
    assert render(text)[0] == expected


def test_a_footnotes_number_ends_a_word_and_a_footnote_is_not_linked() -> None:
    page, _ = render("China[^1] and Sergey[^1] Lavrov\n\n[^1]: On Russia.")
    assert re.findall(r'<a href="(g[^"]+)">', page) == ["glossary/China.md"]


def test_a_table_does_not_use_up_the_link_of_the_text() -> None:
    page, _ = render("| A |\n|---|\n| Russia |\n| Russia |\n\nRussia and Russia.")
    assert page.count('<a href="glossary/Russia.md">') == 2
    assert '<p><a href="glossary/Russia.md">Russia</a> and Russia.</p>' in page


def test_an_article_keeps_its_text_and_its_links_stand_on_the_names() -> None:
    text = 'A headline.\n\nSergey Lavrov of Russia spoke to "China" at length here.\n\nThen Lavrov left the U.S. for Russia.'
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    mentions, _ = mentions_of(article, GLOSSARY)
    paragraphs = SiteExtension(lambda _, reference: article_html(whole(article), mentions, str, reference))
    footnotes = article_footnotes(whole(article), "S.", lambda _: None, Labels())
    page = markdown.markdown(footnotes, extensions=["attr_list", "footnotes", paragraphs])
    text_only = re.sub(r"<sup.*?</sup>", "", page.partition('<div class="footnote">')[0])
    shown = " ".join(block.text for block in article.blocks[1:])
    assert visible_text(text_only) == shown
    assert re.findall(r">([^<]+)</a>", html.unescape(text_only)) == ["Sergey Lavrov", "Russia", "China", "U.S."]


def test_a_name_to_link_that_leads_nowhere_and_is_in_the_text_is_not_called_stale() -> None:
    long = "word " * 80 + "end"
    names = ["AB", "A", "(B", "B)", "C-D", "c", "E_", "F G", long, f"{long} x"]
    sidecar = "links:\n" + "".join(f"  {name!r}: Russia\n" for name in names)
    text = f"There is ABC, A(B) C-DE; c: E_F,\nF  G, and {long}.\n"
    article = read_seed("seeds/x.txt", text.encode(), ("seeds/x.yml", sidecar.encode())).article
    assert article is not None
    told = [finding.message.split("`")[1] for finding in stale(article, ())]
    texts = [block.text for block in article.blocks]
    expected = [
        name for name in names if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in texts)
    ]
    assert told == expected
    assert "(B" in told
    assert "A" not in told
