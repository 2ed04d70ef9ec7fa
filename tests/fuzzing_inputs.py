"""Inputs that nobody would write and somebody will send: one for each whole number, always the same for it.

Most are made of what the program looks for (`Source:`, `By `, `---`, `[@`, `&#` …), put together as files have it or as
none has, or of the files in `tests/` and `seeds/`, changed. `input_of` is the way in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from random import Random

from backgrounder.glossary.entry import EntryFields
from backgrounder.glossary.kinds import KINDS as KINDS_OF_ENTRIES
from backgrounder.seeds.cleaning.clean import SWITCHES
from backgrounder.seeds.folder import BIBLIOGRAPHY, DISMISSED
from backgrounder.seeds.read import SeedFields
from backgrounder.sources.source_fields import TYPES
from conftest import ROOT

Files = tuple[tuple[str, bytes], ...]
"""Paths below a project, and what stands there."""
Maker = Callable[[Random], str]


@dataclass(frozen=True, slots=True)
class Input:
    """Files to be read, and as what."""

    kind: str
    files: Files


def input_of(number: int) -> Input:
    """The input of a number. Which kind it is follows from the number alone (`kind_of`)."""
    kind = kind_of(number)
    return Input(kind, _KINDS[kind](Random(number)))  # noqa: S311 (no secrets)


def kind_of(number: int) -> str:
    """The kind of the input of a number: the kinds take turns, those that are read fast more often."""
    return _TURNS[number % len(_TURNS)]


def nth_of(kind: str, n: int) -> Input:
    """The n-th input of those of a kind that have the first of its turns."""
    return input_of(n * len(_TURNS) + _TURNS.index(kind))


# Words, names, and what the program looks for

NAMES = (
    "Sergey Lavrov;Lavrov;Sergei V. Lavrov;Charles de Gaulle;Xi Jinping;Xi;Wang Yi;Elizabeth II;Joan of Arc;Jane Roe;J. Roe;"
    "Martin Luther King Jr.;Mary Santa Anna;al-Assad;Russia;Russian;Moscow;the Kremlin;China;People’s Republic of China;PRC;U.S.;"
    "United States;Taiwan;Taipei;New York;Paris, Texas;United Nations;UN;World Health Organization;WHO;NATO;Congress;"
    "U.S. Congress;Senate of the United States;New START Treaty;New START;START;Treaty of Versailles;Resolution 2758;Monroe Doctrine;Cold War"
).split(";")
_WORDS = (
    "the a of in and said that on with for to by was were has had officials talks war peace treaty minister president general "
    "secretary spokesman army ships harvest agreement sanctions reporters yesterday Monday October 2021 12 1,200 per cent I we "
    "However But he she it his their government foreign north South-East re-elected don't rock’n’roll naïve Köln Größe İstanbul ﬁnally "
    "状况 北京 和平 Москва война العربية שלום ไทย 한국 हिन्दी ǅ ŉ ß ΐ"
).split()
_STOPS = (". ", ". ", ". ", "? ", "! ", "… ", ", ", "; ", ": ", " — ", ".” ", ".) ", "。", "!?! ", ".[1] ", " ")
_LINES = (
    "By Jane Roe",
    "By JANE ROE and John Doe, Special to The Courier",
    "Jane Roe, 12 October 2021",
    "By Jane Roe | October 12, 2021 at 10:30 a.m. EDT",
    "Posted by admin on Thu, 02/06/2011 in News",
    "Text: Jane Roe",
    "Last updated: 2021-10-12T10:30:00Z",
    "12.10.2021",
    "Sept. 31, 2021",
    "GENEVA, Oct. 12, 2021 (Agency) — The talks began.",
    "MOSCOW, October 12 - The talks ended.",
    "Source: https://example.org/a?utm_source=x&b=1",
    "Source: The Courier",
    "source:",
    "Source: [The Courier](https://example.org/a\\_b)",
    "---",
    "***",
    "_ _ _",
    "# The Talks",
    "## Part two ##",
    "#",
    "- 7 -",
    "Page 3 of 12",
    "3/12",
    "17",
    "The Courier   17",
    "Share",
    "Share Tweet Email",
    "Advertisement",
    "Related articles",
    "Photo: Jane Roe / Agency",
    "World | Europe",
    "5 min read",
    "© 2021 The Courier. All rights reserved.",
    "[1]: Ibid.",
    "> “A quotation,” she said.",
    "* item",
    "1990. A great year.",
    "| a | b |",
    "|---|---|",
    "```",
    "    code",
    "![alt](x.png)",
    "<div class='related'>",
    "mother-in-",
    "inter-",
    "I have a dream.",
    "1939",
)
TOKENS: Sequence[str] = [
    *(
        "Source: |\nSource:\n|By |---\n|\n---\n|...|# |## |> |- |1. |* |**|_|`|```\n|~~~|[|]|](|)|[@|[@talks]|[@talks, para. 4]|[@a; @b]|[^1]|"
        "[^1]: |<!--|-->|<![CDATA[|]]>|<![x]>|<!|<?|<!doctype html>|</|<p>|</p>|<br>|<a href='http://e.org'>|</a>|<script>|</script>|"
        "<title>|<textarea>|<plaintext>|<svg>|<math>|<li>|<table>|<td>|&|&#|&#0;|&#x110000;|&#128;|&amp;|&eacute;|&notit;|&#xD800;|&#10;|"
        "\"|'|“|”|„|«|»|‘|’|http://|https://example.org/|https://[::1|mailto:a@b|://|www.|10.1086/720277|@|#|%|%PDF-|{|}|{{|}}|{%|%}|$|$$|\\|\\\\|/|"
        "../|.md|: |:\n|&a |*a |!!python/object:os.system x|!!binary |!x |? |<<: |~|null|NO|2021-10-12|0000-00-00|9999-12-31|² |٣|"
        "@article{|@string{|@comment{| = {| # |\t|\r|\r\n|\n|\n\n|\n\n\n|    |                                  |;|,|.|…|‐|–|—|-\n|"
        "â€™|Ã©|ï»¿|ðŸ˜€|\\u0000|++|--8<-- |*[HTML]: x|{: .x }|!!! note|/// tab|$E=mc^2$|:smile:|%s|{0}|<b>|</b>|<|>|<<|&lt;b&gt;|javascript:alert(1)|"
        'onerror=|style="display:none"|hidden'
    ).split("|"),
    *"\ufeff\u2028\u2029\x85\x00\x01\x02\x03\x07\x08\x0b\x0c\x1b\x1f\x7f\x9f\u00ad\u200b\u200c\u200d\u2060\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
    *"\u0301\u0300\u0338\u20dd\u064b\u3099\ufe0f\ufffc\ufffd\ufffe\uffff\ufdd0\U0001f468\U000e0041\U0010ffff\u3000\u00a0\u202f\u180e\ufb01\u0130\u0131\u1e9e\u01c5\u0345\u1100\u1161\uac00",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e\u0301" * 9,
    " " * 200,
    "\n" * 50,
    "a" * 150,
    "é" * 150,
    "|",
    "| a | b |\n|---|---|\n| c | d |\n",
    *"^[|[^1]: b\n\n|[^1]:\n|\n: |- [x] |<table><tr><th>a<th>b<tr><td>|<td colspan=9999999 rowspan=-1>|<caption>|<td align=right>|<tr>|</table>".split(
        "|"
    ),
    *"<sup><a href=#n>1</a></sup>|<a href='#n' role=doc-noteref>[a]</a>|<li id=n>|<p id=n><a href=#r>1</a>|<a id=r name=n>|<div id=n>".split(
        "|"
    ),
    *"<a href='#n' onclick=x()>1</a>|<p id='\"><script>x()</script>'>|<a href='#\"><script>x()'><sup>1</sup></a>|<pre><code>|<hr>".split(
        "|"
    ),
    "<input type=checkbox checked onclick=x()>",
]
"""What the program, or one of the libraries it uses, takes for something: or what is easily counted wrongly."""
_CLOSING = str.maketrans("<>[](){}\"'“”`:", "><][)(}{'\"”“~;")


def some(random: Random, of: Sequence[str], most: int, glue: str = "") -> str:
    """Some of the pieces, put together."""
    return glue.join(random.choices(of, k=random.randint(0, most)))


def sentence(random: Random) -> str:
    """A sentence, with names."""
    words = random.choices(_WORDS, k=random.randint(2, 14))
    for _ in range(random.randint(0, 2)):
        words[random.randrange(len(words))] = random.choice(NAMES)
    if random.random() < 0.15:
        words[random.randrange(len(words))] = f"“{random.choice(NAMES)}”"
    if random.random() < 0.3:
        # A word that stands nowhere else, so that one can see where it comes to.
        words.append(f"Qz{random.randrange(1000, 1_000_000)}")
    text = " ".join(words)
    return text[:1].upper() + text[1:] + random.choice(_STOPS)


def paragraph(random: Random) -> str:
    """Some sentences."""
    return "".join(sentence(random) for _ in range(random.choice((1, 1, 2, 3, 6))))


def wrapped(text: str, width: int) -> str:
    """A text in lines of a width."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def junk(random: Random, most: int = 60) -> str:
    """Tokens, words, and lines without any order."""
    if random.random() < 0.01:
        return nested(random)
    return "".join(
        random.choice(TOKENS) if random.random() < 0.6 else random.choice(_WORDS) + " "
        for _ in range(random.randint(0, most))
    )


_OPENING = (
    "[|{|(|> |- |1. |<div>|<b>|<table><tr><td>|<ul><li>|<blockquote>|<a href='https://e.org'>|<svg>|[[|![|*|**_|`|\"|“|{\"a\":|{a: |- - |? |'|{{|\\text{|$|"
    '\\frac{|&amp;|[@|[^1]: |<!--|<![CDATA[|«|((|#|# |    |\\|~~|<|</|&|<p|a:b:|(a |! |[a]( |[a](b "|*a **b |By A, |A. |U.S. |Qz'
).split("|")
_ENDS = str.maketrans("[{(<", "]})>")


def nested(random: Random) -> str:
    """What opens, and opens again, and often is closed as often."""
    start = random.choice(_OPENING)
    times = random.choice((3, 20, 90, 300, 900, 1100))
    middle = random.choice((sentence(random), "", "\n"))
    end = random.choice(
        ("", start, start[:1].translate(_ENDS), start.replace("<", "</").partition(" ")[0], "]", "}", ")", ">")
    )
    return (start * times)[:8000] + middle + (end * times)[:8000]


# Seeds


def plain(random: Random) -> str:
    """A pasted article, with what stands around it."""
    gap = random.choice(("\n\n", "\n\n", "\n\n", "\n", "\n \t\n", "\r\n\r\n", "\u2029", "\n\n\n\n"))
    width = random.choice((0, 0, 60, 72, 90))
    parts = random.sample(_LINES, random.randint(0, 4))
    head = f"The Courier  {random.randint(1, 9)}"
    for number in range(random.choice((1, 2, 4, 8))):
        text = paragraph(random)
        parts.append(wrapped(text, width) if width else text)
        if random.random() < 0.15:
            parts += random.choice(((head,), (str(number + 1),), (f"{head}\n{number}",), (random.choice(_LINES),)))
    parts += random.choices(_LINES, k=random.choice((0, 0, 1, 3)))
    return gap.join(parts)


_INLINE = (
    "*{}*;**{}**;***{}***;_{}_;`{}`;[{}](https://example.org/a);[{}](<https://e.org/a b>);[{}][1];![{}](x.png);<b>{}</b>;{}<br>;"
    "<a href='https://e.org'>{}</a>;\\*{}\\*;&amp;{}&eacute;;<https://e.org/{}>;[{}](javascript:x);~~{}~~;{}[@talks];{}\\|;``{}`;*{}**;[[{}](https://e.org)](https://f.org)"
).split(";")
_BLOCKS = (
    "# {};## {} ##;{}\n===;{}\n---;> {};> > {};- {};* {}\n  * {};1. {};1990. {};    {};\t{};```\n{}\n```;~~~ x\n{};| {} | b |\n|---|:-:|\n| {} | c |;"
    "<div>{}</div>;<p>{};<!-- {} -->;[1]: https://e.org/ '{}';[1]: {};<script>{}</script>;***;{}\\\n{};{}  \n{};+ {}\n\n  {};<![CDATA[{}]]>;<?{}?>;"
    "<table><tr><td>{}</td><td>{};> ```\n> {}\n> {};- | {} |\n  |---|\n  | {} |"
).split(";")


def markdown(random: Random) -> str:
    """Markdown, as it is written or nearly so."""
    blocks = []
    for _ in range(random.randint(1, 8)):
        text = paragraph(random) if random.random() < 0.7 else junk(random, 8)
        if random.random() < 0.5:
            word = random.choice((*NAMES, *_WORDS))
            text = f"{text} {random.choice(_INLINE).replace('{}', word)} {sentence(random)}"
        if random.random() < 0.6:
            text = random.choice(_BLOCKS).replace("{}", text)
        blocks.append(text if random.random() < 0.9 else random.choice(_LINES))
    return random.choice(("\n\n", "\n\n", "\n")).join(blocks)


_TAGS = (
    "p p p p div div section article main h1 h2 h3 blockquote ul ol li table tr td th pre span a em strong b i u sup sub time header footer "
    "nav aside figure figcaption dl dt dd br hr img script style noscript template svg math title textarea select option button form iframe "
    "center font cite q body html head details summary audio video object x-y o:p"
).split()
_ATTRIBUTES = (
    "class='byline author'|class='date entry-date'|class='related'|class='tag-related'|class='share-tools'|class='mw-editsection'|class='article-body'|"
    "rel='author'|itemprop='datePublished'|itemprop='author'|hidden|aria-hidden='true'|style='display: none'|href='https://e.org/a?utm_x=1'|"
    "href='javascript:x'|href='https://[::1'|href|href=//e.org|datetime='2021-10-12T10:00'|datetime='2021-13-45'|datetime=''|id=a|lang='en_US'|=x|a=\"&#10;\"|"
    "class='\u0130 \u212a'|CLASS=BYLINE|href='http://e.org:99999999/'|href='http://\uff45.org/\u2028'|data-x=\"</p>\"|'|\"|/"
).split("|")
_TYPES_OF_PAGES = ["NewsArticle", ["Article", "X"], "WebPage", "Person", 7, None]


def element(random: Random, depth: int = 0) -> str:
    """An element with what it has in it; now and then not closed, or by another tag's end."""
    tag = random.choice(_TAGS)
    given = "".join(f" {random.choice(_ATTRIBUTES)}" for _ in range(random.choice((0, 0, 0, 1, 2))))
    inner = []
    for _ in range(random.choice((1, 1, 2, 4)) if depth < 5 else 1):
        chance = random.random()
        if chance < 0.45 and depth < 5:
            inner.append(element(random, depth + 1))
        elif chance < 0.9:
            inner.append(sentence(random))
        else:
            inner.append(junk(random, 4))
    end = random.choices((f"</{tag}>", "", f"</{random.choice(_TAGS)}>", f"</{tag}", f"</{tag} x>"), (20, 3, 1, 1, 1))[
        0
    ]
    return f"<{tag}{given}>{''.join(inner)}{end}"


def linked_data(random: Random) -> str:
    """JSON-LD with the fields that are looked for, and values of all types."""
    values = [
        "A \ud800 B",
        "A \x00\x07\u2028 B",
        "Jane Roe",
        "The Courier",
        "2021-10-12",
        "2021-99-99T",
        {"name": "Jane Roe"},
        [{"name": ["x"]}, "B", None],
        7,
        None,
        True,
        [],
        {},
    ]
    keys = ("headline", "datePublished", "author", "publisher", "@graph", "name")
    item: dict[str, object] = {"@type": random.choice(_TYPES_OF_PAGES)}
    item |= {key: random.choice(values) for key in random.sample(keys, random.randint(0, 4))}
    data: object = random.choice((item, [item], {"@graph": [item, 7]}, {"@graph": [[item]]}, 7))
    text = json.dumps(data)
    return changed(random, text) if random.random() < 0.2 else text


_NAMES_OF_META = (
    "citation_title citation_author citation_publication_date citation_journal_title og:title og:site_name og:url og:locale author "
    "article:published_time dc.date parsely-author date application-name dc.title description"
).split()
_CONTENTS = (
    *NAMES,
    *_LINES,
    "2021-10-12",
    "2021/1/2",
    "https://e.org/a",
    "Roe, Jane",
    "",
    "&quot;",
    "http://[",
    "\u2028",
    "A\n &#7;B &#10; C",
    "https://e.org/\x01\u202ea",
    "x" * 300,
)


def page(random: Random) -> str:
    """A saved web page: its head, menus, the article, and the rest."""
    head = [f"<title>{sentence(random)} | The Courier</title>"]
    for _ in range(random.choice((0, 1, 3))):
        name = random.choice(("name", "property", "itemprop"))
        head.append(f'<meta {name}="{random.choice(_NAMES_OF_META)}" content="{random.choice(_CONTENTS)}">')
    if random.random() < 0.3:
        head.append(f'<script type="application/ld+json">{linked_data(random)}</script>')
    if random.random() < 0.2:
        head.append(
            random.choice(
                ("<link rel=canonical href='https://e.org/x'>", "<!-- saved from url=(0020)https://e.org/y -->")
            )
        )
    body = ["<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"] * (random.random() < 0.3)
    body.append(
        f"<article><h1>{sentence(random)}</h1><p class='byline'>By Jane Roe</p><time datetime='2021-10-12'>Tuesday</time>"
    )
    for _ in range(random.choice((1, 3, 6))):
        body.append(f"<p>{paragraph(random)}</p>" if random.random() < 0.6 else element(random))
    body.append("</article><footer>© 2021 The Courier</footer>" if random.random() < 0.7 else element(random))
    return f"<!doctype html><html lang=en><head>{''.join(head)}</head><body>{''.join(body)}</body></html>"


def fragment(random: Random) -> str:
    """A piece of HTML."""
    return "".join(element(random) for _ in range(random.randint(1, 4)))


# What is changed


@cache
def _corpus(suffix: str) -> tuple[str, ...]:
    """The files of an ending in this repository, as text, their beginnings if they are long."""
    folders = (ROOT / "tests" / "golden", ROOT / "tests" / "data", ROOT / "seeds", ROOT / "docs" / "glossary")
    paths = sorted(path for folder in folders for path in folder.rglob(f"*{suffix}") if path.is_file())
    return tuple(path.read_bytes()[:6000].decode("utf8", "replace") for path in paths) or ("",)


def changed(random: Random, text: str, other: str = "") -> str:
    """A text with some changes at random places. `other`: a text to take pieces from."""
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        text = random.choice(_CHANGES)(random, text, other)
    return text


def _place(random: Random, text: str) -> int:
    return random.randint(0, len(text))


def _span(random: Random, text: str) -> tuple[int, int]:
    start = _place(random, text)
    return start, min(start + random.choice((1, 2, 5, 20, 100, 500)), len(text))


def _inserted(random: Random, text: str, _: str) -> str:
    at = _place(random, text)
    return text[:at] + random.choice(TOKENS) + text[at:]


def _scattered(random: Random, text: str, _: str) -> str:
    token = random.choice(TOKENS)
    mark = random.choice(" \n.,<e")
    return text.replace(mark, token, random.randint(1, 30))


def _cut(random: Random, text: str, _: str) -> str:
    start, end = _span(random, text)
    return text[:start] + text[end:]


def _repeated(random: Random, text: str, _: str) -> str:
    start, end = _span(random, text)
    times = random.choice((2, 2, 3, 10, 50))
    return text[:start] + text[start:end] * min(times, 1 + 4000 // max(end - start, 1)) + text[end:]


def _turned(random: Random, text: str, _: str) -> str:
    start, end = _span(random, text)
    return text[:start] + text[start:end].translate(_CLOSING) + text[end:]


def _moved(random: Random, text: str, _: str) -> str:
    a, b, c = sorted(_place(random, text) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def _deepened(random: Random, text: str, _: str) -> str:
    at = _place(random, text)
    return text[:at] + nested(random) + text[at:] if random.random() < 0.1 else text


def _crossed(random: Random, text: str, other: str) -> str:
    start, end = _span(random, other)
    at = _place(random, text)
    return text[:at] + other[start:end] + text[at:] if random.random() < 0.7 else text[:at] + other[start:]


def _cased(random: Random, text: str, _: str) -> str:
    start, end = _span(random, text)
    return text[:start] + random.choice((str.upper, str.lower, str.title, str.swapcase))(text[start:end]) + text[end:]


def _relined(random: Random, text: str, _: str) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", " \n", "\n\n", "\u2028", " ", "\n\t", "\x0b", "\x85")))


def _mojibake(random: Random, text: str, _: str) -> str:
    start, end = _span(random, text)
    return text[:start] + text[start:end].encode("utf8", "replace").decode("cp1252", "replace") + text[end:]


_CHANGES = (
    _inserted,
    _inserted,
    _inserted,
    _scattered,
    _cut,
    _repeated,
    _turned,
    _moved,
    _crossed,
    _deepened,
    _cased,
    _relined,
    _mojibake,
)


def _text(random: Random, suffix: str, makers: Sequence[Maker]) -> str:
    """A text as `makers` write it or the repository has it, mostly changed; one in fifty is long."""
    made = random.choice(makers)(random) if random.random() < 0.75 else random.choice(_corpus(suffix))
    other = random.choice(_corpus(suffix)) if random.random() < 0.3 else random.choice(makers)(random)
    if random.random() < 0.75:
        made = changed(random, made, other)
    if random.random() < 0.02:
        most = random.choice((8_000, 16_000, 64_000))
        piece = random.choice((made, made, junk(random, 3), random.choice(TOKENS), random.choice(_LINES) + "\n")) or "x"
        return (piece * (most // len(piece) + 1))[:most]
    return made[:4000] if random.random() < 0.9 else made[:8000]


# What editors write in YAML

_VALUES = (
    "x;2021;2021-10;2021-10-12;2021-02-30;0000;12 October;https://example.org/a;http://;ftp://e.org;https://[::1;NO;~;null;'';\"\";true;[];{};[a, b];[a, [b]];"
    "{family: Roe, given: Jane};{family: Roe, x: y};{given: Jane};[{family: Roe}, Jane Doe];{name: WHO, case: insensitive};{name: PRC, shared: true};"
    "[{name: WHO, case: maybe}];[{at: talks, text: A note [@talks] *em* [a](https://e.org).}];{at: x};{at: the, text: n};Q1;Q;10.1086/720277;doi:10.1/x;"
    'draft;review;published;full;excerpt;none;Draft;person;state;treaty;ship;!!binary x;!x y;&a x;*a;<<: x;|\n    text\n    more;>-\n    folded;"\\u0000\\x07\\u2028";'
    "\"\\ud800\";'it''s';'unclosed;[unclosed;{a: b;? x;- a\n  - b;@x;`x;%x;\ttab;x: y: z;\u2028;\ufeff;sensitive;insensitive;[Russia, China];{Lavrov: sergey-lavrov};"
    "{Lavrov: [a]};[mojibake, date];unprintable;article-newspaper;book;legal_case;treaty;a #b;# c;1e999;0x1F;.inf;-0;1_000"
).split(";")
# The facts stand where they stood before they were rows: inputs by their numbers stay what they were.
_FACTS = "signed in_force expired parties depositary legal_status adopted adopted_by".split()
_ENTRY_FIELDS = (*list(EntryFields.model_fields)[:-2], *_FACTS, *list(EntryFields.model_fields)[-2:])
_FIELDS = (
    *SeedFields.model_fields,
    *_ENTRY_FIELDS,
    *"Title titel date source keywords draft x  : 7 [a] ? <<".split(" "),
)


def value(random: Random, depth: int = 0) -> str:
    """A value in YAML."""
    chance = random.random()
    if depth < 2 and chance < 0.1:
        return f"[{', '.join(value(random, depth + 1) for _ in range(random.randint(0, 3)))}]"
    if depth < 2 and chance < 0.2:
        inner = ", ".join(f"{random.choice(_FIELDS)}: {value(random, depth + 1)}" for _ in range(random.randint(0, 3)))
        return f"{{{inner}}}"
    if depth < 2 and chance < 0.25:
        return "".join(f"\n  - {value(random, 2)}" for _ in range(random.randint(0, 4)))
    if chance < 0.35:
        return random.choice(NAMES)
    return json.dumps(junk(random, 5)) if chance < 0.45 else random.choice(_VALUES)


def record(random: Random, fields: Sequence[str] = _FIELDS) -> str:
    """A record in YAML."""
    lines = [f"{random.choice(fields)}: {value(random)}" for _ in range(random.choice((0, 1, 2, 4, 10)))]
    text = "\n".join(lines) + "\n"
    return changed(random, text) if random.random() < 0.2 else text


_SEED_FIELDS = tuple(SeedFields.model_fields)
sidecar = partial(record, fields=_SEED_FIELDS)


def with_front_matter(random: Random, text: str, fields: Sequence[str]) -> str:
    """A text below a record between fences."""
    fence, end = random.choices(
        (("---\n", "---\n"), ("--- \n", "...\n"), ("\ufeff---\n", "---"), ("---\n", "")), (9, 1, 1, 1)
    )[0]
    return f"{fence}{record(random, fields)}{end}{text}"


def entry(random: Random) -> str:
    """A glossary entry."""
    name = random.choice(NAMES)
    body = (
        f"{sentence(random)}[@{random.choice(_KEYS)}]\n\n{markdown(random)}"
        if random.random() < 0.7
        else markdown(random)
    )
    lines = [f"title: {json.dumps(name, ensure_ascii=False)}", f"kind: {random.choice([*KINDS_OF_ENTRIES]).key}"]
    for _ in range(random.choice((0, 1, 2, 5))):
        field = random.choice(_ENTRY_FIELDS)
        one = json.dumps(random.choice(NAMES), ensure_ascii=False) if random.random() < 0.6 else value(random)
        lines.append(f"{field}: {one}")
    if random.random() < 0.3:
        lines.append(
            "facts:\n  Office: Minister of [Russia](russia.md) since 2004 [@talks]\n  Population: 7 <b>\n  '|': '*'"
        )
    return (
        "---\n" + "\n".join(lines) + f"\n---\n{body}"
        if random.random() < 0.85
        else with_front_matter(random, body, _FIELDS)
    )


# Works

_KEYS = ("talks", "one", "two", "a", "x", "a:b", "a.b", "é", "習", "nobody", "a--b", "x/y", "..", "A", "1")
_CITATIONS = (
    "[@{}];[@{}, para. 4];[@{}, ¶ 99];[@{}; @one];[-@{}];[@{}, p. 3, 5–7];[see @{}];@{};[@{}](x);[^1]: [@{}, x].;`[@{}]`;<!-- [@{}] -->;[@{} ;\\[@{}];"
    "    [@{}];[@{}\n, para. 2];[@{}, **x**];[@{}]: x;[[@{}]];[@{}, [1]];# A [@{}];| [@{}] |"
).split(";")


def citing(random: Random) -> str:
    """A page that cites works, or nearly."""
    parts = []
    for _ in range(random.randint(1, 8)):
        citation = random.choice(_CITATIONS).replace("{}", random.choice(_KEYS))
        parts.append(random.choice((sentence, partial(junk, most=4)))(random) + citation)
    return random.choice(("\n\n", "\n", " ")).join(parts)


def bibliography(random: Random) -> str:
    """`bibliography.yml`."""
    works = []
    for _ in range(random.choice((0, 1, 2, 5))):
        key = random.choice(_KEYS) if random.random() < 0.8 else json.dumps(junk(random, 2))
        if random.random() < 0.3:
            works.append(f"{key}: {value(random)}")
            continue
        lines = [f"  type: {random.choice(tuple(TYPES))}", f"  title: {json.dumps(sentence(random))}"]
        lines += [f"  {random.choice(_SEED_FIELDS)}: {value(random, 2)}" for _ in range(random.randint(0, 5))]
        works.append("\n".join([f"{key}:", *lines]))
    return "\n".join(works) + "\n"


_BIBTEX_NEAREST = """
booklet bookinbook collection conference electronic inbook inproceedings inreference manual mastersthesis mvbook
mvcollection phdthesis proceedings reference suppbook techreport thesis unpublished www
"""
_ENTRY_TYPES = (
    *_BIBTEX_NEAREST.split(),
    "article",
    "book",
    "online",
    "report",
    "thesis",
    "inproceedings",
    "jurisdiction",
    "articel",
    "string",
    "comment",
    "preamble",
    "",
)
_BIBTEX_FIELDS = (
    "title subtitle author editor translator year month day date url howpublished doi isbn journal journaltitle booktitle publisher school institution "
    "pages number volume edition type entrysubtype note urldate location address langid series shorttitle Title"
).split()
_BIBTEX_VALUES = (
    '{Jane Roe and John Doe};{Roe, Jr., Jane and others};{{World {Health} Organization}};"quoted {"}x";{von der Leyen, Ursula};2021;{2021-10-12/};{2021~?};oct;'
    '{October 12};"12~" # oct;jan # feb;s # s # s;{\\url{https://e.org/a_b}};{\\"{o} \\\'e \\ss{} \\textbackslash{} \\begin{x}};{$E=mc^2$ $};{a -- b --- c};{100\\% %x};'
    '{unclosed;unopened};{{{x}}};{};"";{, };{and and and};{\\};{\\text{a}{b}};{\\verb|x};{\\item \\[ \\] \\( ^ _ & ~ #};{PhD thesis};{²};{٣};{10.1086/720277};{https://e.org/};{n}'
).split(";")


def bibtex(random: Random) -> str:
    """A file of BibTeX."""
    parts = ["@string{s = {ab}}\n@string{s2 = s # s}"] if random.random() < 0.2 else []
    for _ in range(random.choice((1, 1, 2, 4))):
        fields = [
            f"  {random.choice(_BIBTEX_FIELDS)} = {random.choice(_BIBTEX_VALUES)}" for _ in range(random.randint(0, 6))
        ]
        if random.random() < 0.2:
            fields.append(f"  note = {{{junk(random, 5)}}}")
        end = random.choices(("\n}", ",\n}", ""), (6, 2, 1))[0]
        parts.append(f"@{random.choice(_ENTRY_TYPES)}{{{random.choice(_KEYS)},\n" + ",\n".join(fields) + end)
    return "\n\n".join(parts)


_CSL_FIELDS = (
    "id citation-key type title title-short container-title author editor translator interviewer issued accessed URL DOI ISBN page volume number "
    "custom language publisher event-title genre archive note abstract"
).split()
_CSL_VALUES: tuple[object, ...] = (
    "x", "<i>A</i> title", "", None, 7, 1.5, True, 10**25, [], {}, [[]], {"date-parts": [[2021, 10, 12]]}, {"date-parts": [["2021", "1"]]}, {"date-parts": [[]]},
    {"date-parts": [[None]]}, {"date-parts": [[0]]}, {"date-parts": [[-44, 3]]}, {"date-parts": [[2021, 13, 99], [2022]]}, {"date-parts": "2021"}, {"raw": "2021-10-12"},
    {"literal": "c. 1900"}, {"date-parts": [[{}, []]]}, [{"family": "Roe", "given": "Jane"}], [{"literal": "WHO"}], [{"family": 7}], [{}], ["Jane"],
    [{"family": "Gaulle", "non-dropping-particle": "de", "given": "Charles", "suffix": "Jr."}], [{"given": "X", "family": "Y", "static-ordering": True}],
    {"archive_url": "https://e.org"}, {"archive_url": 7}, "https://e.org/", "10.1086/720277", "\x00\u2028\ud800", float("nan"), float("inf"), "1" * 5000,
)  # fmt: skip


_CSL_NEAREST = """
bill broadcast entry entry-dictionary entry-encyclopedia hearing manuscript pamphlet paper-conference
personal_communication post regulation review review-book thesis
""".split()


def csl_json(random: Random) -> str:
    """A file of CSL-JSON."""
    works: list[object] = []
    for _ in range(random.choice((0, 1, 2, 4))):
        work: dict[str, object] = {
            "id": random.choice((*_KEYS, 7)),
            "type": random.choice((*TYPES, *_CSL_NEAREST, "x", 7)),
        }
        work |= {field: random.choice(_CSL_VALUES) for field in random.sample(_CSL_FIELDS, random.randint(0, 6))}
        works.append(work if random.random() < 0.9 else random.choice(_CSL_VALUES))
    data: object = random.choice(
        (works, works, {"items": works}, {"x": 1, "items": works}, {"items": 7}, works[0] if works else 7)
    )
    return json.dumps(data, ensure_ascii=random.random() < 0.7, indent=random.choice((None, 2)))


def dismissed(random: Random) -> str:
    """`not-suggested.yml`."""
    return (
        "".join(f"- {value(random)}\n" for _ in range(random.randint(0, 5)))
        if random.random() < 0.7
        else record(random)
    )


# Bytes

_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "koi8-r",
    "shift_jis",
    "gb18030",
    "big5",
    "utf-7",
    "mac-roman",
    "cp437",
    "iso2022_jp",
)
_MAGIC = (b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf1", b"\x89PNG\r\n", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf", b"\x00", b"\x1f\x8b")  # fmt: skip


def scrambled(random: Random) -> bytes:
    """Bytes: a text in some encoding, with bytes that do not belong there; or none at all."""
    text = random.choice((plain, markdown, fragment, entry, record, junk))(random)
    data = text.encode(random.choice(_ENCODINGS), "ignore")
    chance = random.random()
    if chance < 0.2:
        data = random.randbytes(random.choice((1, 7, 60, 500)))
    elif chance < 0.4:
        data = random.choice(_MAGIC) + data
    for _ in range(random.choice((0, 1, 3))):
        at = random.randint(0, len(data))
        data = data[:at] + random.randbytes(random.choice((1, 2, 30))) + data[at + random.choice((0, 1, 7)) :]
    return data


def encoded(text: str) -> bytes:
    """A text as UTF-8, halves of pairs as they come."""
    return text.encode("utf8", "surrogatepass")


# Kinds of inputs


def _seed(suffix: str, makers: Sequence[Maker], random: Random) -> Files:
    text = _text(random, suffix, makers)
    if random.random() < 0.15:
        text = with_front_matter(random, text, _SEED_FIELDS)
    data = encoded(text)
    if random.random() < 0.8:
        return ((f"seeds/talks{suffix}", data),)
    return (f"seeds/talks{suffix}", data), ("seeds/talks.yml", encoded(sidecar(random)))


def _sidecar(random: Random) -> Files:
    seed = encoded(plain(random) if random.random() < 0.5 else sentence(random))
    head = with_front_matter(random, "", _FIELDS).encode("utf8", "surrogatepass") if random.random() < 0.4 else b""
    return ("seeds/talks.txt", head + seed), ("seeds/talks.yml", encoded(_text(random, ".yml", (sidecar, record))))


def _bytes(random: Random) -> Files:
    path = random.choice(
        ("seeds/x.txt", "seeds/x.md", "seeds/x.html", "docs/glossary/x.md", "seeds/bibliography.yml", "x.bib", "x.json")
    )
    return ((path, scrambled(random)),)


def _one(path: str, maker: Maker, random: Random) -> Files:
    """One file, as `maker` writes it, half of the time changed."""
    text = maker(random)
    text = changed(random, text, maker(random)) if random.random() < 0.5 else text
    return ((path, encoded(text[:64_000])),)


_MAKERS: Mapping[str, Sequence[Maker]] = {
    ".txt": (*(plain,) * 15, *(junk,) * 4, nested),
    ".md": (*(markdown,) * 10, *(plain, junk, fragment) * 3, nested),
    ".html": (*(page,) * 12, *(fragment, junk) * 4, nested),
}
_PATHS = (
    "a",
    "b",
    "talks",
    "x/a",
    "A",
    "é",
    "index",
    "README",
    "a b",
    "a-2",
    "x/y/talks",
    "articles",
    "\u202e",
    "'\"<b>",
    "a.b",
    "glossary",
)


def _project(random: Random) -> Files:
    """A whole project of some files."""
    files: dict[str, bytes] = {}
    for _ in range(random.choice((0, 1, 2, 3, 5))):
        suffix = random.choice((".txt", ".txt", ".md", ".html", ".htm", ".TXT", ".pdf", ".yaml"))
        stem = f"seeds/{random.choice(_PATHS)}"
        text = _text(random, suffix, _MAKERS.get(suffix.lower(), (plain,)))[:6000]
        files[stem + suffix] = encoded(text) if random.random() < 0.95 else scrambled(random)
        if random.random() < 0.6:
            files[f"{stem}.yml"] = encoded(sidecar(random))
    for _ in range(random.choice((0, 1, 2, 4))):
        files[f"docs/glossary/{random.choice(_PATHS)}.md"] = encoded(entry(random))
    for _ in range(random.choice((0, 0, 1, 2))):
        files[f"docs/{random.choice((*_PATHS, 'articles/a', 'articles/index'))}.md"] = encoded(citing(random))
    if random.random() < 0.4:
        files[f"seeds/{BIBLIOGRAPHY}"] = encoded(bibliography(random))
    if random.random() < 0.2:
        files[f"seeds/{DISMISSED}"] = encoded(dismissed(random))
    if random.random() < 0.15:
        files.update(
            [random.choice((("works.bib", encoded(bibtex(random))), ("works.json", encoded(csl_json(random)))))]
        )
    files["reading"] = json.dumps(
        {
            "publish": random.choice(("full", "full", "excerpt", "none")),
            "whole": random.random() < 0.5,
            "keep": random.sample(sorted(SWITCHES), random.choice((0, 0, 0, 1, 3))),
        }
    ).encode()
    return tuple(files.items())


_KINDS: Mapping[str, Callable[[Random], Files]] = {
    "txt": partial(_seed, ".txt", _MAKERS[".txt"]),
    "md": partial(_seed, ".md", _MAKERS[".md"]),
    "html": partial(_seed, ".html", _MAKERS[".html"]),
    "sidecar": _sidecar,
    "bytes": _bytes,
    "entry": partial(_one, "docs/glossary/x.md", entry),
    "citing": partial(_one, "docs/x.md", citing),
    "bibliography": partial(_one, f"seeds/{BIBLIOGRAPHY}", bibliography),
    "bibtex": partial(_one, "works.bib", bibtex),
    "csl": partial(_one, "works.json", csl_json),
    "dismissed": partial(_one, f"seeds/{DISMISSED}", dismissed),
    "words": partial(
        _one, "words", lambda random: random.choice((junk, sentence, citing, lambda r: r.choice(_LINES)))(random)
    ),
    "project": _project,
}
_SHARES = {"txt": 4, "md": 2, "html": 1, "sidecar": 4, "bytes": 2, "entry": 4, "citing": 4, "bibliography": 4, "bibtex": 3, "csl": 4, "dismissed": 1, "words": 5, "project": 2}  # fmt: skip
_TURNS = tuple(kind for kind, share in _SHARES.items() for _ in range(share))
KINDS = tuple(_KINDS)
