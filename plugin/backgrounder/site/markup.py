"""The pieces of HTML that stand on pages by the thousand, written without templates, which take three times as long.

Whatever comes from a person is escaped here, in `article_text`, `foreign`, `head` and `references`: they alone write HTML in
Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from html import escape
from typing import Any

from markupsafe import Markup

from backgrounder.glossary.entry import Entry
from backgrounder.reference.concordance import Appearance, Quoted
from backgrounder.seeds.comparison import Repaired, grouped
from backgrounder.seeds.published import Published
from backgrounder.site.feeds import TYPES
from backgrounder.site.foreign import TO_ENGLISH, Foreign, as_text
from backgrounder.site.head import as_html, feeds, social
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Companion, Listed, ListedArticle, Row, Site, Years
from backgrounder.site.pages import Href
from backgrounder.site.references import reference


class Most:
    """How many there are at most; what is unfolded shows without a click."""

    sentences = 12  # Of an article
    unfolded_sentences = 3
    unfolded_entries = 15  # In a row
    actors = 4  # That two articles have in common
    paragraphs = 40  # That one line leads to
    repairs = 30  # That stand in the order of the text; more are grouped
    unfolded_repairs = 5  # Of a kind


def functions(site: Site, site_name: str) -> dict[str, Any]:
    """What templates call, by name, with what is the same on all pages filled in. A site without an address has no feeds."""
    types = TYPES if site.address else {}
    with_labels: dict[str, Callable[..., Markup]] = {
        "after_in": after,
        "below_in": below,
        "beside_in": beside,
        "company_in": company,
        "entries_in": entries,
        "heading_in": heading,
        "mentions_in": partial(mentions, listed=site.listed_article),
        "permalinked": permalinked,
        "related_in": related,
        "row_in": row,
    }
    return {
        "label": site.labels,
        "words": site.labels.words(),
        "articles_in": partial(articles, foreign=site.labels.foreign),
        "feeds_in": partial(feeds, types, site_name),
        "foreign": site.labels.foreign,
        "isolated": partial(isolated, foreign=site.labels.foreign),
        "name_in": partial(name, foreign=site.labels.foreign),
        "link_in": partial(link, foreign=site.labels.foreign),
        "reference_in": partial(reference, foreign=site.labels.foreign),
        "social_in": partial(social, types=types, site_name=site_name),
        **{name: partial(function, labels=site.labels) for name, function in with_labels.items()},
    }


@lru_cache(maxsize=1_000)
def heading(level: int, anchor: str, title: str, labels: Labels) -> Markup:
    """A heading that the page's table of contents leads to, and that gives its address."""
    link = f'<a class="headerlink" href="#{escape(anchor)}" title="{escape(labels("permanent_link"))}">&para;</a>'
    return as_html([f'<h{level} id="{escape(anchor)}">{as_text(title)}{link}</h{level}>'])


def permalinked(html: str, labels: Labels) -> Markup:
    """The text of an article with links of its paragraphs to themselves, which are written last: the search would read them."""
    pieces: list[str] = []
    done = 0
    is_foreign = '<div class="bg-foreign"' in html
    # How blocks with an anchor begin: their elements (none holds another like it), and numbers.
    for match in re.finditer(r'<(p|li|td|th|caption|dt|dd|div)\b[^>]*? id="p([0-9]+)"[^>]*>', html):
        end = html.find(f"</{match[1]}>", match.end())
        if end >= 0:
            pieces += (html[done:end], _permalink(match[2], labels, is_foreign=is_foreign))
            done = end
    return as_html(["".join([*pieces, html[done:]])])


@lru_cache(maxsize=1_000)
def _permalink(number: str, labels: Labels, *, is_foreign: bool) -> str:
    """`is_foreign`: it stands in a text of another language than its name."""
    name = escape(labels("paragraph", n=int(number)))
    own = f' lang="{escape(labels.language)}"' if is_foreign else ""
    return f'<a aria-label="{name}" class="bg-permalink" href="#p{number}"{own}></a>'


def mentions(years: Years, href: Href, listed: Callable[[Published], ListedArticle], labels: Labels) -> Markup:
    """The articles of *Mentioned in*, under their years if they stand by year: what each is, and its sentences."""
    lines: list[str] = []
    for year, appearances in years:
        if year:
            lines.append(f'<h3 class="bg-year">{as_text(year)}</h3>')
        level = 4 if year else 3
        for one in appearances:
            item = listed(one.article)
            address = href(one.article.uri)
            link = _to_article(address, item.title, item.language, labels.foreign)
            head = _article(level, link, item.byline, labels.foreign)
            count = as_text(labels("mentions", n=len(one.names)))
            quoted = _sentences(one.sentences, escape(address), item.article.source.language, labels)
            lines += f"{head} · {count}</p>", quoted
    return as_html(lines)


def _sentences(sentences: Sequence[Quoted], address: str, language: str | None, labels: Labels) -> str:
    """The sentences of an article in a language at `address` (escaped), those after the third folded."""
    if len(sentences) == 1:
        # As most have, and there are many.
        return f'<ul class="bg-sentences">\n{_sentence(sentences[0], address, language, labels)}\n</ul>'
    items = [_sentence(quoted, address, language, labels) for quoted in sentences[: Most.sentences]]
    folded = len(items) - Most.unfolded_sentences
    if len(sentences) > Most.sentences:
        more = as_text(labels("more_in_article", n=len(sentences) - Most.sentences))
        items.append(f'<li><a class="bg-quiet" href="{address}">{more}</a></li>')
    return _folded("bg-sentences", items, Most.unfolded_sentences, folded, labels)


@lru_cache(maxsize=20_000)
def _article(level: int, link: str, byline: str, foreign: Foreign) -> str:
    """The heading of an article, a `link` to it, and the beginning of the line below."""
    return f'<h{level}>{link}</h{level}>\n<p class="bg-quiet">{foreign.isolated(byline)}'


def articles(
    listed: Sequence[ListedArticle], href: Href, kind: str = "bg-list", foreign: Foreign = TO_ENGLISH
) -> Markup:
    """Articles as a list of a kind, each with its byline, and the date that the script sorts by."""
    items = [
        f'<li data-date="{item.article.source.issued or ""}">{_linked(item, href, foreign)}</li>' for item in listed
    ]
    return as_html([f'<ul class="{kind}">', *items, "</ul>"])


def related(articles: Sequence[tuple[ListedArticle, Sequence[Entry]]], href: Href, labels: Labels) -> Markup:
    """Related articles as a list, each with the actors that it has in common with the one at hand."""
    items = []
    for listed, actors in articles:
        names = [actor.title for actor in actors[: Most.actors]]
        if len(actors) > Most.actors:
            names.append(labels("more", n=len(actors) - Most.actors))
        in_common = f"{labels('in_common')} {' · '.join(names)}"
        items.append(f"<li>{_linked(listed, href, labels.foreign)}<br>{quiet(in_common, labels.foreign)}</li>")
    return as_html(['<ul class="bg-list">', *items, "</ul>"])


def _linked(item: ListedArticle, href: Href, foreign: Foreign) -> str:
    """An article as a link, and its byline."""
    return f"{_to_article(href(item.article.uri), item.title, item.language, foreign)}<br>{quiet(item.byline, foreign)}"


@lru_cache(maxsize=20_000)
def _to_article(address: str, title: str, language: str | None, foreign: Foreign) -> str:
    """The title of an article in a language, as a link."""
    return f'<a href="{escape(address)}"{foreign.given(title, language)}>{as_text(title)}</a>'


def _sentence(quoted: Quoted, address: str, language: str | None, labels: Labels) -> str:
    """A sentence as an item of a list, with the names in `<mark>` and a link to its paragraph of the article at `address` (escaped)."""
    text, marks, paragraph = quoted
    # Most have nothing to escape, and to look once is faster than to try piece by piece.
    written = as_text if "&" in text or "<" in text or ">" in text else str
    sentence = "<li>"
    given = labels.foreign.given(text, language)
    if given:
        sentence = f"<li><span{given}>"
    done = 0
    for start, end in marks:
        sentence += f"{written(text[done:start])}<mark>{written(text[start:end])}</mark>"
        done = end
    end_of_text = f"{written(text[done:])}{'</span>' if given else ''}"
    return f'{sentence}{end_of_text} <a class="bg-paragraph" href="{address}{_behind(paragraph, labels)}'


@lru_cache(maxsize=10_000)
def _behind(paragraph: int, labels: Labels) -> str:
    """What stands behind the article's address in a link to a paragraph, or to the title (0), and ends the item."""
    if paragraph:
        return f'#p{paragraph}">{as_text(labels("paragraph", n=paragraph))}</a></li>'
    return f'">{as_text(labels("in_title"))}</a></li>'


def _places(paragraphs: Sequence[int], labels: Labels, address: str = "") -> str:
    """The numbers of paragraphs as links to them, on the page at hand or at an address (escaped); nothing if there are none."""
    if not paragraphs:
        return ""
    more = len(paragraphs) - Most.paragraphs
    places = " ".join([f'<a href="{address}{_numbered(number, labels)}' for number in paragraphs[: Most.paragraphs]])
    return f' <span class="bg-places">{places}{f" +{more}" if more > 0 else ""}</span>'


_places_here = lru_cache(maxsize=1_000)(_places)
"""Most entries of an article are in one paragraph of it, and in one of the first."""


@lru_cache(maxsize=10_000)
def _numbered(paragraph: int, labels: Labels) -> str:
    """What stands behind the address in such a link."""
    return f'#p{paragraph}" title="{escape(labels("paragraph", n=paragraph))}">{paragraph}</a>'


def company(companions: Sequence[Companion], href: Href, labels: Labels) -> Markup:
    """The actors of *Appears with* in a row, each with the paragraphs behind how many there are."""
    items = []
    for one in companions:
        places = []
        for listed, numbers in one.places:
            address = href(listed.article.uri)
            link = _to_article(address, listed.title, listed.language, labels.foreign)
            places.append(f"<li>{link}{_places(numbers, labels, escape(address))}</li>")
        if one.more:
            places.append(f"<li>{quiet(labels('more', n=one.more))}</li>")
        folded = f"<summary>{as_text(labels('in_paragraphs', n=one.paragraphs))}</summary><ul>{''.join(places)}</ul>"
        items.append(
            f'<li>{_link(one.entry, href, labels.foreign)} <details class="bg-together">{folded}</details></li>'
        )
    return as_html(['<ul class="bg-row">', *items, "</ul>"])


def beside(mentions: Sequence[tuple[str, Sequence[Appearance]]], href: Href, labels: Labels) -> Markup:
    """Beside the text of an article: whom it mentions, by kind, with the numbers of the paragraphs as links to them."""
    if not mentions:
        return Markup()
    lines = ['<section class="bg-beside" data-search-exclude>']
    lines.append(heading(2, "in-this-article", labels("in_this_article"), labels))
    for title, appearing in mentions:
        items = [
            f"<li>{_link(one.entry, href, labels.foreign)}{_places_here(one.paragraphs, labels)}</li>"
            for one in appearing
        ]
        lines += f"<h3>{as_text(title)}</h3>", "<ul>", *items, "</ul>"
    return as_html([*lines, "</section>"])


def after(anchor: str, title: str, inner: Markup, labels: Labels) -> Markup:
    """A section below the text of an article or an entry."""
    begin = '<section class="bg-after" data-search-exclude>'
    return as_html([begin, heading(2, anchor, title, labels), inner, "</section>"])


def below(
    listed: ListedArticle,
    provenance: Sequence[tuple[str, str]],
    repairs: Sequence[Repaired],
    href: Href,
    labels: Labels,
) -> Markup:
    """Below the text of an article: how to cite it, where it comes from (label, text), and what became of it."""
    name = listed.article.path.rpartition("/")[2]
    file = labels.foreign.isolated(name)
    if listed.original:
        file = f'<a href="{escape(href(listed.original))}" download="{escape(name)}">{file}</a>'
    rows = [
        (as_text(labels("original")), file),
        *((as_text(label), labels.foreign.marked(text)) for label, text in provenance),
    ]
    button = f'<button type="button" class="bg-copy" hidden>{as_text(labels("copy"))}</button>'
    lines = [
        f'<p class="bg-cite">{reference(listed.reference, labels.foreign)} {button}</p>',
        heading(2, "provenance", labels("provenance"), labels),
        '<dl class="bg-facts">',
        *[f"<div><dt>{label}</dt><dd>{text}</dd></div>" for label, text in rows],
        "</dl>",
        *_cleaning(repairs, labels),
    ]
    return after("cite", labels("cite"), as_html(lines), labels)


def _with_code(what: str) -> str:
    """What a step of cleaning says, with code for what it quotes between backticks: others among them are the seed's own."""
    before, _, rest = what.partition("`")
    quoted, end, behind = rest.rpartition("`")
    if not end:
        return as_text(what)
    code = as_text(quoted)
    for joint in ("` and `", "` to `"):
        code = code.replace(joint, f"</code>{joint.strip('`')}<code>") if code.count(joint) == 1 else code
    return f"{as_text(before)}<code>{code}</code>{as_text(behind)}"


def _cleaning(repairs: Sequence[Repaired], labels: Labels) -> Iterator[str]:
    if not repairs:
        yield f'<p class="bg-quiet">{as_text(labels("unchanged"))}</p>'
        return
    yield f'<details class="bg-more"><summary>{as_text(labels("cleaning", n=len(repairs)))}</summary>'
    for alike in grouped(repairs) if len(repairs) > Most.repairs else [repairs]:
        shown = Most.repairs if alike is repairs else Most.unfolded_repairs
        yield _folded("bg-repairs", [_repair(one, labels) for one in alike], shown, len(alike) - shown, labels)
    yield "</details>"


def _repair(repaired: Repaired, labels: Labels) -> str:
    line, what, difference = repaired
    item = f"<li>{quiet(labels('line', n=line))} {_with_code(what)}"
    if difference:
        changed = f"<del>{as_text(difference.removed)}</del>" if difference.removed else ""
        changed += f"<ins>{as_text(difference.added)}</ins>" if difference.added else ""
        around = as_text(difference.before), as_text(difference.after)
        item += f'\n<div class="bg-compared">{around[0]}{changed}{around[1]}</div>'
    return f"{item}</li>"


def row(entries: Row, href: Href, labels: Labels) -> Markup:
    """Entries in a row, each with a quiet word behind it; many are folded."""
    foreign = labels.foreign
    items = [
        f"<li>{_link(item.entry, href, foreign)}{f' {quiet(behind)}' if behind else ''}</li>"
        for item, behind in entries
    ]
    return as_html([_folded("bg-row", items, Most.unfolded_entries, len(items) - Most.unfolded_entries, labels)])


def entries(listed: Sequence[Listed], href: Href, labels: Labels, *, by_surname: bool = False) -> Markup:
    """Entries as a list, each with its definition and the number of articles, and what the script filters and sorts by."""
    items = (_entry(item, href, labels, by_surname=by_surname) for item in listed)
    return as_html(['<ul class="bg-list">', *items, "</ul>"])


def _entry(item: Listed, href: Href, labels: Labels, *, by_surname: bool) -> str:
    """`by_surname`: persons are filed under their surnames, which are set off."""
    filed = f' data-name="{escape(item.filed)}"' if by_surname else ""
    also = ", ".join(item.entry.other_names)
    also = f' data-also="{escape(also)}"' if also else ""
    title = ""
    if by_surname and item.surname:
        before, surname, behind = map(as_text, item.entry.title.rpartition(item.surname))
        title = labels.foreign.name(item.entry.title, f"{before}<b>{surname}</b>{behind}") if surname else ""
    definition = item.entry.definition
    if definition:
        given = labels.foreign.given(definition)
        definition = f'<span class="bg-definition"{given}>{as_text(definition)}</span>'
    count = quiet(labels.articles(item.articles))
    sorted_by = f'data-count="{item.articles}" data-mentions="{item.mentions}"'
    return f"<li{filed} {sorted_by}{also}>{_link(item.entry, href, labels.foreign, title)} {count}{definition}</li>"


def link(entry: Entry, href: Href, text: str = "", foreign: Foreign = TO_ENGLISH) -> Markup:
    """A link to an entry: previews open on it, and its kind shows. `text`: what stands in it, if not the entry's title."""
    return as_html([_link(entry, href, foreign, foreign.name(text) if text else "")])


def _link(entry: Entry, href: Href, foreign: Foreign, inner: str = "") -> str:
    text, address = inner or foreign.name(entry.title), href(entry.uri)
    return f"{opened(address, entry.kind.key)}{text}</a>" if address else text


@lru_cache(maxsize=20_000)
def opened(address: str, kind: str) -> str:
    """How a link to an entry of a kind (its key) begins: the kind shows, and Material shows a preview."""
    return f'<a href="{escape(address)}" class="bg-{kind}" data-preview>'


def _folded(kind: str, items: Sequence[str], shown: int, more: int, labels: Labels) -> str:
    """Items (HTML) as a list of a kind; those behind the first ones are folded, under how many `more` there are."""
    begin = f'<ul class="{kind}">'
    if len(items) <= shown:
        return "\n".join((begin, *items, "</ul>"))
    summary = f'<details class="bg-more"><summary>{as_text(labels("more", n=more))}</summary>'
    return "\n".join((begin, *items[:shown], "</ul>", summary, begin, *items[shown:], "</ul>", "</details>"))


def isolated(text: str, foreign: Foreign = TO_ENGLISH) -> str:
    """A line of text for templates, in which names that run the other way stay apart from what is beside them."""
    written = foreign.isolated(text)
    return as_html([written]) if "<bdi>" in written else text


def name(text: str, foreign: Foreign = TO_ENGLISH) -> str:
    """A name or a title for templates, which stays apart if it runs the other way than the site."""
    return as_html([foreign.name(text)]) if foreign.runs_back(text) else text


def quiet(text: str, foreign: Foreign = TO_ENGLISH) -> str:
    """Text that steps back behind what it stands beside."""
    return f'<span class="bg-quiet">{foreign.isolated(text)}</span>'
