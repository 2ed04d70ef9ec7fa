"""What readers browse: who appears with whom, who is party to what, and what entries tell other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.glossary.kinds import ORGANIZATION, PERSON, PLACE, STATE
from backgrounder.glossary.read import definition
from backgrounder.linking.articles import mentions_of
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.project import Inputs, Project, read_project
from backgrounder.reference.concordance import Appearance, concordance
from backgrounder.reference.related import related
from backgrounder.seeds.comparison import Difference
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.published import whole
from backgrounder.seeds.read import read_seed
from backgrounder.site import head, markup
from backgrounder.site.head import article_head, entry_head
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Listed, ListedArticle, Site
from backgrounder.site.references import reference
from backgrounder.site.views.entry import appears_with, mentioned_in
from backgrounder.sources.reference import Piece, Style
from backgrounder.sources.source_fields import Source
from conftest import build, write_project

ENTRIES = {
    "lavrov": "title: Sergey Lavrov\nkind: person\naliases: [Sergei Lavrov]\nwikidata: Q58217",
    "verel": "title: Ilse Verel\nkind: person",
    "velmoria": "title: Velmoria\nkind: state\naliases: [Republic of Velmoria]",
    "ostrania": "title: Ostrania\nkind: state",
    "tessby": "title: Tessby\nkind: place",
    "linmark": "title: Treaty of Linmark\nkind: treaty\nsigned: 1951-09-03\nparties: [Republic of Velmoria, Ostrania, Nobody, Velmoria]",
    "gallen": "title: Gallen Pact\nkind: treaty\nsigned: 1948\nparties: Velmoria",
    "undated": "title: Old Pact\nkind: treaty\nparties: [Velmoria]",
}
SEEDS = {
    "a": "# Talks\n\nSergey Lavrov met Ilse Verel in Tessby. Lavrov spoke of Velmoria.\n\nIlse Verel left, and Lavrov left.\n\nVelmoria signed the Treaty of Linmark.",
    "b": "# More\n\nIlse Verel and Sergey Lavrov met again.",
}


def project() -> Project:
    seeds = tuple(RawFile(f"seeds/{name}.txt", text.encode()) for name, text in SEEDS.items())
    pages = tuple(
        RawFile(f"docs/glossary/{name}.md", f"---\n{text}\n---\nAn entry.\n".encode()) for name, text in ENTRIES.items()
    )
    return read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages))


def test_actors_that_share_paragraphs() -> None:
    """A paragraph counts once; places and treaties have company, but are no company."""
    company = {
        uri.removeprefix("glossary/").removesuffix(".md"): {
            other.removeprefix("glossary/").removesuffix(".md"): len(places) for other, places in others
        }
        for uri, others in project().company.items()
    }
    assert company == {
        "lavrov": {"verel": 3, "velmoria": 1},
        "verel": {"lavrov": 3, "velmoria": 1},
        "velmoria": {"lavrov": 1, "verel": 1},
        "tessby": {"lavrov": 1, "velmoria": 1, "verel": 1},
        "linmark": {"velmoria": 1},
    }
    assert list(company["lavrov"]) == ["verel", "velmoria"]


def test_the_paragraphs_that_two_share() -> None:
    """In the order of the articles and of the text. The heading is no paragraph."""
    shared = dict(project().company["glossary/lavrov.md"])["glossary/verel.md"]
    assert [(article.slug, number) for article, number in shared] == [("a", 1), ("a", 2), ("b", 1)]


@pytest.mark.parametrize(("count", "folded", "more"), [(3, None, None), (5, 2, None), (12, 9, None), (14, 9, 2)])
def test_of_many_sentences_some_are_shown(count: int, folded: int | None, more: int | None) -> None:
    """Three at once, nine more behind a number, and the article has the others."""
    text = "# Talks\n\n" + "\n\n".join(["Sergey Lavrov spoke."] * count)
    pages = (RawFile("docs/glossary/lavrov.md", f"---\n{ENTRIES['lavrov']}\n---\nAn entry.\n".encode()),)
    seeds = (RawFile("seeds/a.txt", text.encode()),)
    site = Site(read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages)), Labels())
    (entry,) = site.project.entries
    written = markup.mentions(mentioned_in(site, entry), str, site.listed_article, site.labels)
    assert written.count("<mark>") == min(count, 12)
    assert re.findall(r"<summary>(\d+) more</summary>", written) == ([str(folded)] if folded else [])
    link = '<a class="bg-quiet" href="articles/a.md">The article has {} more.</a>'
    assert written.count(">The article has ") == (more is not None)
    assert more is None or link.format(more) in written


@pytest.mark.parametrize(
    ("paragraphs", "shown"),
    [
        (4, [4, 4, 4, 4, 4]),
        (8, [8, 8, 8, 6]),
    ],
)
def test_of_many_shared_paragraphs_some_are_shown(paragraphs: int, shown: Sequence[int]) -> None:
    """Of at most five articles, at most thirty; and how many there are beside them."""
    text = "# Talks\n\n" + "\n\n".join(["Sergey Lavrov met Ilse Verel."] * paragraphs)
    seeds = tuple(RawFile(f"seeds/s{n}.txt", text.encode()) for n in range(7))
    pages = tuple(
        RawFile(f"docs/glossary/{name}.md", f"---\n{ENTRIES[name]}\n---\nAn entry.\n".encode())
        for name in ("lavrov", "verel")
    )
    site = Site(read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages)), Labels())
    (one,) = appears_with(site, site.project.glossary.entries["glossary/lavrov.md"])
    assert (one.entry.title, one.paragraphs, one.more) == ("Ilse Verel", 7 * paragraphs, 7 * paragraphs - sum(shown))
    assert [(listed.article.slug, list(numbers)) for listed, numbers in one.places] == [
        (f"s{n}", list(range(1, count + 1))) for n, count in enumerate(shown)
    ]


def test_treaties_of_a_party_by_date() -> None:
    treaties = {uri: [entry.title for entry in entries] for uri, entries in project().party_to.items()}
    assert treaties == {
        "glossary/velmoria.md": ["Gallen Pact", "Treaty of Linmark", "Old Pact"],
        "glossary/ostrania.md": ["Treaty of Linmark"],
    }


def test_the_page_of_an_entry_shows_both_and_tells_other_programs(tmp_path: Path) -> None:
    files = {f"seeds/{name}.txt": text for name, text in SEEDS.items()}
    files |= {f"docs/glossary/{name}.md": f"---\n{text}\n---\nAn entry </script>.\n" for name, text in ENTRIES.items()}
    write_project(tmp_path, files)
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    velmoria = (tmp_path / "site/glossary/velmoria/index.html").read_text(encoding="utf8")
    assert re.findall(r'<h2 id="([\w-]+)"', velmoria) == ["party-to", "appears-with", "mentioned-in"]
    assert (
        '<a href="../lavrov/" class="bg-person" data-preview>Sergey Lavrov</a> <details class="bg-together"><summary>in 1 paragraph</summary>'
        '<ul><li><a href="../../articles/a/">Talks</a> <span class="bg-places"><a href="../../articles/a/#p1" title="paragraph 1">1</a>'
        in velmoria
    )
    lavrov = (tmp_path / "site/glossary/lavrov/index.html").read_text(encoding="utf8")
    assert '<meta property="og:title" content="Sergey Lavrov">' in lavrov
    assert '<meta property="og:description" content="An entry &lt;/script&gt;.">' in lavrov
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', lavrov)
    assert json.loads(data) == {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "name": "Sergey Lavrov",
        "description": "An entry </script>.",
        "url": "http://127.0.0.1:8000/glossary/lavrov/",
        "about": {
            "@type": "Person",
            "name": "Sergey Lavrov",
            "alternateName": ["Sergei Lavrov"],
            "sameAs": "https://www.wikidata.org/wiki/Q58217",
        },
    }
    linmark = (tmp_path / "site/glossary/linmark/index.html").read_text(encoding="utf8")
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', linmark)
    assert json.loads(data)["about"]["legislationDate"] == "1951-09-03"


def test_a_sentence_without_end_is_shortened_around_the_name() -> None:
    words = "and so on " * 300
    text = f"{words}Velmoria spoke {words}."
    article = read_seed("seeds/x.txt", f"# Talks\n\nHe said it.\n\n{text}\n".encode()).article
    assert article
    entry = Entry("", "glossary/velmoria.md", "velmoria", "Velmoria", STATE, (Name("Velmoria", Form.TITLE),))
    mentions, _ = mentions_of(article, GlossaryIndex.of([entry]))
    ((appearance,),) = concordance([(whole(article), mentions)]).by_entry.values()
    (quoted,) = appearance.sentences
    assert len(quoted.text) < 920
    assert quoted.text.startswith("… ")
    assert quoted.text.endswith(" …")
    assert [quoted.text[start:end] for start, end in quoted.marks] == ["Velmoria"]


def quoted(text: str, *entries: tuple[str, str]) -> dict[str, list[str]]:
    """By the slug of an entry (slug, name), the sentences of a text that mention it."""
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    glossary = GlossaryIndex.of(
        Entry("", f"glossary/{slug}.md", slug, name, ORGANIZATION, (Name(name, Form.TITLE),)) for slug, name in entries
    )
    mentions, _ = mentions_of(article, glossary)
    return {
        one.entry.slug: [sentence.text for sentence in one.sentences]
        for one in concordance([(whole(article), mentions)]).by_article[article.path]
    }


def test_a_name_ends_no_sentence() -> None:
    """What looks like an end within a name is none, whoever else is named in the sentence; the next one begins behind."""
    text = "# Talks\n\nOstrania sued Yahoo! Inc yesterday. Ostrania won. It left."
    whole = "Ostrania sued Yahoo! Inc yesterday."
    assert quoted(text, ("ostrania", "Ostrania"), ("yahoo", "Yahoo! Inc")) == {
        "ostrania": [whole, "Ostrania won."],
        "yahoo": [whole],
    }


def test_a_heading_is_quoted_where_no_paragraph_mentions_the_entry() -> None:
    text = "# Ostrania and Velmoria\n\nThe day began.\n\nVelmoria spoke of trade."
    assert quoted(text, ("ostrania", "Ostrania"), ("velmoria", "Velmoria")) == {
        "ostrania": ["Ostrania and Velmoria"],
        "velmoria": ["Velmoria spoke of trade."],
    }


def test_of_many_paragraphs_forty_are_shown() -> None:
    article = read_seed("seeds/x.txt", b"# T\n\nx").article
    assert article
    entry = Entry("", "glossary/a.md", "a", "A", STATE, ())

    def shown(paragraphs: int) -> str:
        one = Appearance(entry, whole(article), tuple(range(1, paragraphs + 1)), (), ())
        return str(markup.beside([("Actors", [one])], str, Labels()))

    assert shown(40).endswith(">40</a></span></li>\n</ul>\n</section>")
    assert shown(43).endswith(">40</a> +3</span></li>\n</ul>\n</section>")


def related_to(path: str, texts: dict[str, str], names: str) -> list[tuple[str, list[str]]]:
    """The related articles of a seed by their slugs, with the names of the actors that they share."""
    entries = [
        Entry(
            "",
            f"glossary/{name}.md",
            name,
            name,
            PLACE if name == "Tessby" else STATE,
            (Name(name, Form.TITLE),),
        )
        for name in names.split()
    ]
    glossary = GlossaryIndex.of(entries)
    read = [read_seed(f"seeds/{slug}.txt", f"# Talks\n\n{text}\n".encode()).article for slug, text in texts.items()]
    articles = [article for article in read if article]
    found = concordance([(whole(article), mentions_of(article, glossary)[0]) for article in articles])
    (article,) = (one for one in articles if one.slug == path)
    return [(one.article.slug, [actor.title for actor in one.actors]) for one in related(whole(article), found)]


def test_related_articles_have_actors_in_common_rare_ones_first() -> None:
    """A place is no actor."""
    texts = {
        "a": "Velmoria met Ostrania, Gallen and Linmark in Tessby.",
        "b": "Velmoria met Ostrania.",
        "c": "Gallen met Linmark, and Velmoria.",
        "d": "Nobody met in Tessby.",
        "e": "Ostrania met Velmoria again.",
        "f": "Velmoria met nobody.",
    }
    assert related_to("a", texts, "Velmoria Ostrania Gallen Linmark Tessby") == [
        ("c", ["Gallen", "Linmark", "Velmoria"]),
        ("b", ["Ostrania", "Velmoria"]),
        ("e", ["Ostrania", "Velmoria"]),
        ("f", ["Velmoria"]),
    ]
    assert related_to("d", texts, "Velmoria Ostrania Gallen Linmark Tessby") == []


def test_of_articles_with_as_much_in_common_the_newest_come_first() -> None:
    texts = {"new": "Ostrania spoke.", "old": "Velmoria spoke.", "this": "Velmoria met Ostrania."}
    assert [slug for slug, _ in related_to("this", texts, "Velmoria Ostrania")] == ["new", "old"]


def test_all_actors_in_common_are_told() -> None:
    """Those too that are not looked at."""
    names = [f"State{chr(ord('a') + n)}" for n in range(26)]
    texts = {slug: ", ".join(names) for slug in "abcde"}
    assert related_to("a", texts, " ".join(names)) == [(slug, names) for slug in "bcde"]


def test_actors_of_one_article_do_not_hide_those_of_several() -> None:
    own = [f"Own{chr(ord('a') + n)}" for n in range(20)]
    texts = {"a": f"Velmoria met {', '.join(own)}.", "b": "Velmoria spoke."}
    assert related_to("a", texts, " ".join(["Velmoria", *own])) == [("b", ["Velmoria"])]


@pytest.mark.parametrize(("articles", "found"), [(2, 1), (100, 5), (101, 0)])
def test_whom_many_articles_name_makes_none_related(articles: int, found: int) -> None:
    texts = {f"s{n:02}": "Velmoria spoke." for n in range(articles)}
    assert len(related_to("s00", texts, "Velmoria")) == found


class Seen(HTMLParser):
    """What a browser makes of HTML: the elements, the values of their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.values: set[str | None] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.values.update(value for _, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_that_a_person_wrote_ends_an_attribute() -> None:
    """Names and labels with quotation marks, where they stand between tags and where in attributes."""
    ugly = """O'Hara "><i> & x"""
    names = (Name(ugly, Form.TITLE), Name(ugly, Form.SURNAME), Name(f"{ugly} 2", Form.ALIAS))
    entry = Entry("", "glossary/a.md", "a", ugly, PERSON, names, definition=ugly)
    article = read_seed("seeds/x.md", b"# T\n\n*x*").article
    assert article
    labels = Labels({"paragraph": f"{ugly} {{n}}", "permanent_link": ugly, "count_of_articles": f"{ugly} {{n}}"})
    repaired = (1, ugly, Difference(0, 1, ugly, ugly, ugly, ugly))
    written = [
        markup.entries([Listed(entry, 1, 1)], str, labels, by_surname=True),
        markup.heading(2, "x", ugly, labels),
        markup.link(entry, lambda uri: f"{uri}?{ugly}"),
        head.feeds({"feed.xml": "application/rss+xml"}, ugly, str),
        reference((Piece(ugly, Style.ADDRESS), Piece(ugly, Style.ITALIC), Piece(ugly))),
        markup.permalinked('<p id="p7">x</p>', labels),
        head.social({"title": f"{ugly} 3"}, str, {}, f"{ugly} 4"),
        article_head(whole(replace(article, title=f"{ugly} 5", source=Source("x")))),
        entry_head(replace(entry, title="</script><i>"), None, None),
        markup.beside([(ugly, [Appearance(entry, whole(article), (1,), (), ())])], str, labels),
        markup.after("x", ugly, Markup(), labels),
        markup.below(
            ListedArticle(whole(replace(article, path=f"seeds/{ugly} 6.md")), labels),
            ((ugly, ugly),),
            (repaired,),
            lambda uri: f"{uri}?{ugly}",
            labels,
        ),
    ]
    # One by one: a quotation mark that is not escaped would hide what follows from the parser.
    seen = Seen()
    for piece in written:
        seen.feed(str(piece))
        seen.close()
        seen.reset()
    assert "i" not in seen.tags
    assert {f"{ugly} {ugly}", f"{ugly} 2", f"{ugly} 1", ugly, f"{ugly} (RSS)", f"glossary/a.md?{ugly}"} <= seen.values
    assert {f"{ugly} {n}" for n in (1, 2, 3, 4, 5, "6.md", 7)} <= seen.values
    assert f"originals/x.md.txt?{ugly}" in seen.values
    assert seen.text.count(ugly) == 19


def test_every_block_that_can_be_cited_leads_to_itself() -> None:
    """At its end, whatever stands in it; what is not as the host writes it stays as it is."""
    html = (
        '<p id="p1">One <em>and</em> &lt;p id="p9"&gt;</p>\n<h2>Apart</h2>\n'
        '<ul>\n<li id="p2">two</li>\n<li class="bg-withheld" id="p3">three<br />\nfour</li>\n</ul>\n'
        '<blockquote><p id="p4">five</p></blockquote>\n<p>six</p>\n<p id="p5">seven'
    )
    written = markup.permalinked(html, Labels())
    links = [f'<a aria-label="paragraph {n}" class="bg-permalink" href="#p{n}"></a>' for n in range(1, 5)]
    assert re.findall(r"<a .*?</a>", written) == links
    assert [f"&gt;{links[0]}</p>" in written, f"two{links[1]}</li>" in written, f"four{links[2]}</li>" in written] == [
        True
    ] * 3
    assert re.sub(r"<a .*?</a>", "", written) == html


def test_a_definition_has_no_links() -> None:
    assert definition("By [one](https://x.org/a_(b)) and [two][x].[@k, p. 1]") == "By one and two."
