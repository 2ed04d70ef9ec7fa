"""Told truthfully: whatever of a seed is not on its page is in the list of what the cleaning did, and nothing is in both.

Each piece of a generated seed has tokens, words that stand nowhere else. What is no text for readers has none: scripts,
styles, templates, comments of HTML, labels that join references to what they refer to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backgrounder.seeds.article import Article
from backgrounder.seeds.published import published, whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.article_text import article_html
from backgrounder.site.labels import Labels
from backgrounder.site.markup import _cleaning
from backgrounder.site.views.article import repaired
from backgrounder.sources.chicago import note
from backgrounder.sources.reference import plain, sentence

# `{a}`, `{b}`: tokens. `{A}`: one that begins with a capital. `{_}`: a label, which is told to nobody.
TEXT = {
    "frame": "The Project Gutenberg eBook of {a}\n\n*** START OF THE PROJECT GUTENBERG EBOOK {b} ***",
    "notice": "This is a notice of Wikinews and {a}.\n\n{{{{date|October 12, 2021}}}}",
    "paragraph": "The council said that {a} would go on, and that nobody had asked whether {b} was to go on as well.",
    "two lines": "Roses are {a}\nViolets are {b}",
    "list": "1. {a}\n2. {b}",
    "rule": "---",
    "byline": "By {A} {B}",
    "byline with a date": "By {A} {B}, 12 October 2021",
    "date": "Published: October 12, 2021",
    "agency": "GENEVA, Oct. 12, 2021 ({A}) — The council said that {b} would go on and on for as long as it takes.",
    "shares": "Share {a}",
    "button": "Share",
    "teaser": "Read more: {a} goes on",
    "box": "Related articles\n\n{a} goes on\n\n{b} goes on",
    "page": "The council said that {a} would meet the minister\n\nPage 3 of 9\n\nand that {b} would not, whatever happens.",
    "divided": "The council said that {a} would con-\ntinue, and {b} as well, whatever happens to all the others there.",
    "mended": "The council said that {a} isnâ€™t what {b} was.",
    "unseen": "The council said {a}\u00ad and\x03 {b}.",
    "stray note": "The council said so[^{a}] and so[{b}].",
    "address": "See https://{a}.example/{b}?utm_source=x for more.",
    "heading": "# {a}",
}
MARKDOWN = {
    **TEXT,
    "heading": "## On {a} ##",
    "underlined": "On {a}\n-----",
    "table": "| {a} | {b} |\n|---|:-:|\n| {c} | {d} |",
    "cells beyond": "| {a} |\n|---|\n| {b} | {c} | {d} |",
    "items": "- {a}\n- {b}\n    1. {c}\n\n       {d}",
    "tasks": "- [ ] {a}\n- [x] {b}",
    "numbers": "3. {a}\n7. {b}",
    "years": "1990. {a}\n1992. {b}",
    "quotation": "> {a}\n>\n> — {b}",
    "verse": "{a}  \n{b}\\\n{c}",
    "code": "Words:\n\n    {a}\n\nand `{b}`.",
    "fence": "```{a} {b}\n{c}\n```",
    "marks": "**{a}** *{b}* ~~{c}~~ ***{d}*** H~2~O",
    "link": '[{a}](https://{b}.example/{c} "{d}")',
    "link elsewhere": "[{a}]({b}/{c}.html)",
    "link with other letters": '[{a}](жук-{b}%20x.html) [{c}](https://{d}.example/жук%20x "ж")',
    "mail": "[{a}](mailto:{b}@example.org) and <mailto:{c}@example.org>",
    "autolink": "See <https://{a}.example/{b}>.",
    "link by reference": '[{a}][{_}]\n\n[{_}]: https://{b}.example/{c} "{d}"',
    "unused reference": '[{_}]: https://{a}.example/ "{b}"',
    "twice defined": "[{a}][{_}]\n\n[{_}]: https://{b}.example/\n[{_}]: https://{c}.example/",
    "picture": '![{a}]({b}.jpg "{c}")',
    "picture elsewhere": "Words ![{a}](https://{b}.example/{c}.png) go on.",
    "picture without words": "![]({a}.jpg)",
    "picture by reference": "![{a}][{_}]\n\n[{_}]: {b}.jpg",
    "picture in a link": "[![{a}]({b}.jpg)](https://{c}.example/)",
    "picture with brackets": "![{a} [{b}] {c}]({d}.jpg)",
    "footnote": "Words go on.[^{_}]\n\n[^{_}]: {a} says more.",
    "terms": "{a}\n: {b}",
    "entities": "caf&eacute; {a} &amp; {b} &#8212; {c}&nbsp;{d} \\* \\_",
    "html in a line": 'Words <b>{a}</b>, <span title="{b}">{c}</span>, <a href="https://{d}.example/">there</a>.',
    "picture in html": 'Words <img src="{a}.jpg" alt="{b}"> go on.',
}
HTML = {
    "paragraph": "<p>The council said that {a} would go on, and that nobody had asked whether <b>{b}</b> was to.</p>",
    "heading": "<h2>On {a}</h2>",
    "list": "<ul><li>{a}<li>{b}<ol start=3><li>{c}</ol></ul>",
    "terms": "<dl><dt>{a}<dd>{b}</dl>",
    "table": "<table><caption>{a}</caption><tr><th>{b}<th>{c}<tr><td>{d}<td>12</table>",
    "quotation": '<blockquote cite="https://{a}.example/"><p>{b}</p><cite>{c}</cite></blockquote>',
    "code": "<pre><code>{a}\n  {b}</code></pre>",
    "link": '<p>See <a href="https://{a}.example/{b}" title="{c}">{d}</a>, which the council had asked for.</p>',
    "link elsewhere": '<p>See <a href="/{a}/{b}.html">{c}</a>, which the council had asked for.</p>',
    "mail": '<p>Write to <a href="mailto:{a}@example.org">{b}</a>, as the council had asked for.</p>',
    "picture": '<p><img src="{a}.jpg" alt="{b}" title="{c}"></p>',
    "figure": '<figure><img src="https://{a}.example/{b}.jpg" alt=""><figcaption>{c} <small>{d}</small></figcaption></figure>',
    "drawing": "<svg><title>{a}</title><text>{b}</text></svg>",
    "formula": "<p>The council said <math><mi>{a}</mi></math> and {b}.</p>",
    "frame": '<iframe src="https://{a}.example/{b}" title="{c}"></iframe>',
    "video": '<video src="{a}.mp4" poster="{b}.jpg"><track src="{c}.vtt" label="{d}">old</video>',
    "object": '<object data="{a}.pdf">{b}</object>',
    "form": '<form><label>{a}</label><input placeholder="{b}"><input type=submit value="{c}"><option>{d}</option></form>',
    "button": '<button aria-label="{a}">{b}</button><textarea>{c}</textarea>',
    "folded": "<details><summary>{a}</summary><p>{b} goes on.</p></details>",
    "hidden": '<p hidden>{a}</p><p style="display: none">{b}</p><p aria-hidden="true">{c}</p>',
    "by class": '<div class="caption">{a}</div><div class="social"><a href="https://{b}.example/">{c}</a></div>',
    "without scripts": '<noscript><img src="{a}.gif" alt="{b}">{c}</noscript>',
    "dialog": "<dialog open>{a}</dialog><canvas>{b}</canvas>",
    "reference": '<p>The council said so.<sup><a href="#n">[{a}]</a></sup> And <sup>{b}</sup> more of it.</p>',
    "entities": "<p>caf&eacute; {a}&nbsp;{b} &lt;{c}&gt; &#x2014; {d}.</p>",
    "ruby": "<p>The council said <ruby>{a}<rp>(</rp><rt>{b}</rt></ruby> <abbr title='{c}'>{d}</abbr>.</p>",
    "menu": '<nav><ul><li><a href="/{a}">{b}</a><li><a href="/{c}">{d}</a></ul></nav>',
    "aside": "<aside><h3>Related</h3><p>{a}</p></aside>",
    "comments": '<section id="comments"><h3>Comments</h3><p>{a} said: I liked {b}.</p></section>',
    "byline": '<p class="byline">By <a href="/{a}">{A} {B}</a></p>',
    "date": '<time datetime="2021-10-12">12 October 2021</time>',
    "source": "<p>Source: <a href='https://{a}.example/{b}'>{c}</a></p>",
    "unclosed": "<div><p>The council said <b>{a} and <i>{b}",
    "loose": "{a} <br><br> {b}</p></div>",
    "no text": "<script>let x = 1</script><style>p { }</style><template><p>x</p></template><!-- x -->",
    "notice": "<footer><p>© 2021 {a}. All rights reserved.</p></footer>",
    "map": '<map><area href="/{a}" alt="{b}"></map>',
}
MARKDOWN |= {f"html: {name}": piece for name, piece in HTML.items() if "{ }" not in piece}
HTML["no text"] = HTML["no text"].replace("{ }", "{{ }}")
FRONT = {
    "title": "title: On {a}",
    "author": "author: {A} {B}",
    "unknown": "subtitel: {a}",
    "unknown mapping": "more: {{of: [{a}, {b}]}}",
    "bad": "issued: {a}",
}


class Tokens(defaultdict[str, str]):
    """The tokens of one piece, by their names in it; `all` gathers those of a seed."""

    def __init__(self, numbers: count[int], gathered: list[str]) -> None:
        super().__init__()
        self.numbers, self.gathered = numbers, gathered

    def __missing__(self, name: str) -> str:
        number = next(self.numbers)
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
        self[name] = token = f"Zu{letters}k" if name.isupper() else f"_{number}" if name == "_" else f"zu{letters}k"
        self.gathered += [token] if name != "_" else []
        return token


def written(pieces: list[str], gathered: list[str], numbers: count[int]) -> list[str]:
    return [piece.format_map(Tokens(numbers, gathered)) for piece in pieces]


def check(path: str, seed: str, tokens: list[str]) -> None:
    """Each token is on the page or told, never both; what is on the page stands where it says."""
    article = read_seed(path, seed.encode()).article
    if article is None:  # There was nothing to read.
        return
    page = on_page(article)
    told = [f"{line} {what}" for line, what, _ in repaired(whole(article))]
    told += [f"{d.removed} {d.added}" for _, _, d in repaired(whole(article)) if d]
    missing = [token for token in tokens if token not in page and not any(token in one for one in told)]
    assert not [token for token in missing if not in_long_piece(article, token)], "\n".join([*missing, page, *told])
    texts = "\n".join(block.text for block in article.blocks if block.number)
    left = [repair.what for repair in article.repairs if repair.step == "left-out"]
    assert not [
        token for token in re.findall(r"zu[a-j]{4}k", texts, re.IGNORECASE) if any(token in one for one in left)
    ]
    gone = {
        (repair.place, repair.what) for repair in article.repairs if not repair.what.startswith(("joined", "mended"))
    }
    assert all(sum(token in what for _, what in gone) < 2 for token in tokens), sorted(gone)
    positions(article)


def on_page(article: Article) -> str:
    source = plain(sentence([note(article.source)]))
    notes = [block.text for block in article.blocks if block.note]
    text = article_html(whole(article), (), lambda uri: uri, lambda label: f"[{label}]")
    return "\n".join((article.title, source, ", ".join(a.printed for a in article.source.author), text, *notes))


def in_long_piece(article: Article, token: str) -> bool:
    """Whether a token stands in a long piece, of which the beginning and the length are told: behind it, with no text between."""
    raw = article.raw
    at = raw.text.index(token)
    begins = [raw.offset(r.place.line) + r.place.column - 1 for r in article.repairs if " characters)" in r.what]
    shown = [block.passage.origin(0) for block in article.blocks if block.text]
    before = max((begin for begin in begins if begin <= at), default=-1)
    return before >= 0 and not any(before < one < at for one in shown)


def positions(article: Article) -> None:
    raw = article.raw.text
    for block in article.blocks:
        for match in re.finditer(r"zu[a-j]{4}k", block.text, re.IGNORECASE):
            origin = block.passage.origin(match.start())
            assert raw[origin : origin + len(match[0])] == match[0]


PROSE = "The ministers met on the river for three days, and all of them said that the river was to be measured again."
FILLER = (
    f"{PROSE}\n\nThey agreed to meet again in spring, in another town, and with other maps than those they had brought."
)
PAGE_FILLER = "".join(f"<p>{line}</p>" for line in FILLER.split("\n\n"))


@given(
    st.lists(st.sampled_from(list(TEXT.values())), max_size=8),
    st.lists(st.sampled_from(list(FRONT.values())), unique=True, max_size=2),
)
@settings(max_examples=150, derandomize=True)
def test_plain_text_is_told_truthfully(pieces: list[str], front: list[str]) -> None:
    tokens: list[str] = []
    numbers = count()
    head = "\n".join(written(front, tokens, numbers))
    body = "\n\n".join([*written(pieces, tokens, numbers), FILLER])
    check("seeds/x.txt", f"---\n{head}\n---\n{body}\n" if head else body, tokens)


@given(st.lists(st.sampled_from(list(MARKDOWN.values())), max_size=8), st.integers(0, 3))
@settings(max_examples=300, derandomize=True)
def test_markdown_is_told_truthfully(pieces: list[str], filler: int) -> None:
    tokens: list[str] = []
    parts = written(pieces, tokens, count())
    parts.insert(filler, FILLER)
    check("seeds/x.md", "\n\n".join(parts), tokens)


PIECES = st.lists(st.sampled_from(list(HTML.values())), max_size=4)


@given(PIECES, PIECES, PIECES)
@settings(max_examples=150, derandomize=True)
def test_a_web_page_is_told_truthfully(above: list[str], inside: list[str], below: list[str]) -> None:
    tokens: list[str] = []
    numbers = count()
    head, *rest = written(["<head><title>{a} - {b}</title><meta name=x content=y></head>"], tokens, numbers)
    rest = ["".join(written(some, tokens, numbers)) for some in (above, inside, below)]
    page = f"<!doctype html><html>{head}<body><header>{rest[0]}</header><article><h1>Talks on the river</h1>{PAGE_FILLER}{rest[1]}{PAGE_FILLER}</article>{rest[2]}</body></html>"
    check("seeds/x.html", page, tokens)


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_piece_of_markdown_alone(name: str) -> None:
    tokens: list[str] = []
    check("seeds/x.md", f"# Talks\n\n{PROSE}\n\n{written([MARKDOWN[name]], tokens, count())[0]}\n\n{PROSE}\n", tokens)


@pytest.mark.parametrize("name", HTML)
@pytest.mark.parametrize("where", [0, 1, 2])
def test_every_piece_of_a_page_alone(name: str, where: int) -> None:
    tokens: list[str] = []
    at = ["", "", ""]
    at[where] = written([HTML[name]], tokens, count())[0]
    check(
        "seeds/x.html",
        f"<body>{at[0]}<article><h1>Talks</h1>{PAGE_FILLER}{at[1]}{PAGE_FILLER}</article>{at[2]}</body>",
        tokens,
    )


def told_of(path: str, seed: str) -> list[str]:
    article = read_seed(path, seed.encode()).article
    assert article
    return [what for _, what, _ in repaired(whole(article))]


@pytest.mark.parametrize(
    ("path", "seed", "told"),
    [
        ("seeds/x.md", "# Talks\n\nThey went *on*, see [there](https://a.example/b) &amp; `here`.\n\n1. one\n2. two\n", []),
        ("seeds/x.html", "<p>They went <b>on</b>, see <a href='https://a.example/b'>there</a> &amp; elsewhere.</p>", []),
        ("seeds/x.txt", "Talks\n\nThey went on and on, and nobody could tell who had begun.\n", []),
        (
            "seeds/x.html",
            "<nav><a href='/a'>Home</a> <img src='b.png' alt='Us'></nav><article><h1>Talks</h1><p>They went on.</p></article>",
            ["left out `Home`, a picture: `Us, b.png`, the address of a link: `/a`"],
        ),
        ("seeds/x.md", "They went on.\n\n![The dam](dam.jpg)\n", ["left out a picture: `The dam, dam.jpg`"]),
        ("seeds/x.md", "They went on.\n\n![](data:image/png;base64,AAAA)\n", ["left out a picture: `data:image/png;base64,…`"]),
        ("seeds/x.txt", "---\ntitle: Talks\nx: y\n---\nThey went on.\n", ["left out what the front matter says beside its fields: `x: y`"]),
        ("seeds/x.txt", "---\ntitle: Talks\n---\n# More talks\n\nThey went on.\n", ["left out the heading `More talks`, as `title:` stands for it"]),
        ("seeds/x.html", "<p hidden>" + "Words go on. " * 40 + "</p><p>They went on.</p>", ["left out `" + "Words go on. " * 15 + "Words…` (519 characters)"]),
    ],
)  # fmt: skip
def test_what_is_told(path: str, seed: str, told: list[str]) -> None:
    assert told_of(path, seed) == told


def test_a_long_list_is_grouped() -> None:
    links = "".join(f"<p>They went on, and <a href='/{n}'>more of them</a> came.</p>" for n in range(200))
    article = read_seed("seeds/x.html", f"<p hidden>Secret</p>{links}".encode()).article
    assert article
    html = "\n".join(_cleaning(list(repaired(whole(article))), Labels()))
    assert html.partition("<details")[2].count("<details") == 1
    assert "195 more" in html
    assert all(f"<code>/{n}</code>" in html for n in range(200))


def test_an_excerpt_tells_nothing_of_front_matter() -> None:
    seed = f"---\ntitle: Talks\ninternal: secret\n---\n{FILLER}\n\n{FILLER}\n"
    article = read_seed("seeds/x.txt", seed.encode()).article
    assert article
    assert "secret" in article.repairs[0].what
    public = published(article, "excerpt")
    assert public
    assert public.repairs == ()
