"""The pieces of HTML that stand on pages by the thousand, written without templates, which take three times as long.

Whatever comes from a person is escaped here: these are the only lines of Python that write HTML for the templates.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from backgrounder.reference.concordance import Quoted
from backgrounder.site.article_page import Named
from backgrounder.site.entry_page import MentionedIn
from backgrounder.site.labels import Labels

_UNFOLDED = 3
"""Sentences of an article that are shown without a click."""


def mentioned(item: MentionedIn, href: str, level: int, labels: Labels) -> Markup:
    """One article of *Mentioned in*: a heading of a level, what the article is, and the sentences, those after the third folded.

    `href`: the article's address.
    """
    address = escape(href)
    told = f"{item.listed.byline} · {labels('mentions', n=item.count)}"
    lines = [
        f'<h{level}><a href="{address}">{escape(item.listed.title)}</a></h{level}>',
        f'<p class="bg-quiet">{escape(told)}</p>',
    ]
    sentences = [f"<li>{_sentence(quoted, address, labels)}</li>" for quoted in item.sentences]
    lines += ['<ul class="bg-sentences">', *sentences[:_UNFOLDED], "</ul>"]
    folded = len(sentences) + item.more - _UNFOLDED
    if folded > 0:
        summary = escape(labels("more", n=folded))
        lines += [f'<details class="bg-more"><summary>{summary}</summary>', '<ul class="bg-sentences">']
        lines += sentences[_UNFOLDED:]
        if item.more:
            lines.append(f'<li class="bg-quiet">{escape(labels("more_in_article", n=item.more))}</li>')
        lines += ["</ul>", "</details>"]
    return Markup("\n".join(lines))  # noqa: S704 (every part is escaped)


def _sentence(quoted: Quoted, address: Markup, labels: Labels) -> str:
    """A sentence, with the names in `<mark>` and a link to its paragraph of the article at `address`."""
    parts = []
    done = 0
    for start, end in quoted.marks:
        parts.append(f"{escape(quoted.text[done:start])}<mark>{escape(quoted.text[start:end])}</mark>")
        done = end
    parts.append(str(escape(quoted.text[done:])))
    anchor, name = ("", labels("in_title"))
    if quoted.paragraph:
        anchor, name = f"#p{quoted.paragraph}", labels("paragraph", n=quoted.paragraph)
    parts.append(f' <a class="bg-paragraph" href="{address}{anchor}">{escape(name)}</a>')
    return "".join(parts)


def named(item: Named, href: str, labels: Labels) -> Markup:
    """An entry of *In this article* as an item of a list: its name, and the numbers of its paragraphs as links to them.

    `href`: the entry's address.
    """
    entry = item.entry
    link = f'<a href="{escape(href)}" class="bg-{entry.kind.value}" data-preview>{escape(entry.title)}</a>'
    places = " ".join(
        f'<a href="#p{number}" title="{escape(labels("paragraph", n=number))}">{number}</a>'
        for number in item.paragraphs
    )
    more = f" +{item.more}" if item.more else ""
    behind = f' <span class="bg-places">{places}{more}</span>' if places else ""
    return Markup(f"<li>{link}{behind}</li>")  # noqa: S704 (every part is escaped)
