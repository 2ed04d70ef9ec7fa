"""A page is an object: a new one is a view, a template, and a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from backgrounder import build as adding
from backgrounder.project import Inputs, read_project
from backgrounder.site import labels
from backgrounder.site.labels import Labels
from backgrounder.site.listing import ListedArticle, Site
from backgrounder.site.markup import _with_code
from backgrounder.site.pages import View
from backgrounder.site.views.divided_lists import Group, Index, grouped, index_views
from backgrounder.site.views.indexes import INDEXES, views_of
from conftest import write_project

CONFIG = """\
site_name: Background
site_url: http://127.0.0.1:8000/
theme: {name: material, custom_dir: overrides}
plugins: [search, {backgrounder: {labels: {in_brief: In short}}}]
"""
TEMPLATE = """\
{% extends "backgrounder/list.html" %}
{% set sorts = {"date": words.by_date} %}
{% set nothing = words.no_articles %}
{% block items %}
<ul>{% for date, sentence, uri in group.items %}<li><a href="{{ href(uri) }}">{{ date }}</a> {{ sentence }}</li>
{% endfor %}</ul>
{% endblock %}
"""
Dated = tuple[str, str, str]


def sentences(site: Site) -> Sequence[Group]:
    """The first sentence of each article under its year, with its date."""

    def dated(listed: ListedArticle) -> Dated:
        return str(listed.article.source.issued), listed.article.blocks[0].text, listed.article.uri

    return grouped(sorted(map(dated, site.articles())), lambda item: item[0][:4])


IN_BRIEF = Index(
    name="in-brief",
    groups=sentences,
    piece_name=lambda _, first, last: f"{first[0]} to {last[0]}",
    first=lambda _, __, listed: (Group("The latest", tuple(listed[-3:])),),
)


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, articles: int) -> Path:
    """A site with a page more."""
    seeds = {f"seeds/a{n:03}.txt": f"Karthun & Velmoria spoke {n} times.\n" for n in range(articles)}
    sidecars = {f"seeds/a{n:03}.yml": f"title: Talk {n}\nissued: {2001 + n // 250}-01-02\n" for n in range(articles)}
    write_project(folder, {**seeds, **sidecars, "overrides/backgrounder/in-brief.html": TEMPLATE}, CONFIG)
    monkeypatch.setitem(labels.LABELS, "in_brief", "In brief")
    monkeypatch.setattr(adding, "views_of", lambda site: views_of(site, (INDEXES[0], IN_BRIEF, *INDEXES[1:])))
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


def read(page: Path) -> str:
    return page.read_text(encoding="utf8")


def test_a_page_with_dated_sentences_is_a_view_a_template_and_a_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built(tmp_path, monkeypatch, 2)
    page = read(site / "in-brief/index.html")
    assert "<h1>In short</h1>" in page
    assert '<h2 id="list-2001">2001' in page
    assert '<li><a href="../articles/a000/">2001-01-02</a> Karthun &amp; Velmoria spoke 0 times.</li>' in page
    in_nav = re.findall(r'href="([\w-]+)/" class="md-nav__link"', read(site / "index.html"))
    # The host sorts by name what a site does not put in order itself.
    assert in_nav[:5] == ["articles", "glossary", "in-brief", "sources", "treaties"]
    assert "in-brief" not in read(site / "search/search_index.json")


def test_when_it_is_long_it_has_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = built(tmp_path, monkeypatch, 300)
    first = read(site / "in-brief/index.html")
    contents = first[first.index("bg-contents") :]
    assert re.findall(r'href="\.\./(in-brief-[\w-]+)/', contents) == [
        "in-brief-2001-01-02-to-2001-01-02",
        "in-brief-2001-2",
        "in-brief-2002",
    ]
    assert "The latest" in first
    assert first.count('<li><a href="../articles/') == 3
    part = read(site / "in-brief-2002/index.html")
    assert "In short: 2002" in part
    assert part.count("Velmoria spoke") == 50
    assert 'rel="prev"' in part


def empty() -> Site:
    return Site(read_project(Inputs("seeds", "docs", "docs/glossary", (), ())), Labels())


def test_every_index_has_a_template_and_a_label_of_its_name() -> None:
    folder = Path(adding.__file__).parent / "site/theme/backgrounder"
    for index in INDEXES:
        assert (folder / f"{index.name}.html").is_file()
        assert index.name.replace("-", "_") in labels.LABELS
    assert [view.uri for view in index_views(empty(), INDEXES)] == [index.uri_of() for index in INDEXES]


def test_to_an_editors_own_page_nothing_is_added() -> None:
    view = View()
    assert view.written() is None
    assert view.decoded is None
    assert (view.metadata(), view.fixed_metadata(), view.context(None)) == ({}, {}, {})
    assert (view.text(str, str), view.facts(), view.attachments(), view.files) == ("", (), (), ())
    assert not view.is_linked({})
    assert view.is_linked({"glossary_links": True})


def test_the_adapter_and_the_templates_know_no_page_by_its_name() -> None:
    """What is one page's own stands in its view, and in the template of its name."""
    package = Path(adding.__file__).parent
    shared = [package / "plugin.py", package / "build.py", package / "site/views/divided_lists.py"]
    shared += [package / f"site/theme/backgrounder/{name}.html" for name in ("list", "macros")]
    for path in shared:
        text = read(path)
        for index in INDEXES:
            assert not re.search(rf"""(?:[!=]=|\bin) ?[\[({{]*["']{index.name}["']""", text), path


@pytest.mark.parametrize(
    ("what", "html"),
    [
        (
            "removed a remain: `Share`, and 2 more like it below",
            "removed a remain: <code>Share</code>, and 2 more like it below",
        ),
        ("joined `…a` and `b…`", "joined <code>…a</code> and <code>b…</code>"),
        ("mended `â€™` to `’`", "mended <code>â€™</code> to <code>’</code>"),
        ("read `By `A` <b>`", "read <code>By `A` &lt;b&gt;</code>"),
        ("left the full stop out", "left the full stop out"),
        ("a ` alone", "a ` alone"),
    ],
)
def test_what_a_step_quotes_is_code(what: str, html: str) -> None:
    assert _with_code(what) == html
