"""One file never ends the run: what raises for a file is a finding with its place, and the rest is built."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

import backgrounder.project as core
from backgrounder import citing
from backgrounder.site.extension import SiteExtension
from backgrounder.site.listing import Site
from backgrounder.site.views import article as article_page
from backgrounder.site.views import entry as entry_page

FILES = {
    "mkdocs.yml": "site_name: S\nsite_url: https://example.org/\ntheme: material\nplugins: [{backgrounder: {bibliography: [b.bib]}}]\n",
    "docs/index.md": "# Home\n",
    "docs/glossary/velmoria.md": "---\ntitle: Velmoria\nkind: state\n---\nA state.\n",
    "docs/glossary/sandrel.md": "---\ntitle: Sandrel\nkind: state\n---\nA state.\n",
    "seeds/bibliography.yml": "work: {title: Work}\n",
    "seeds/good.txt": "# Good talks\n\nVelmoria and Sandrel talked for a day.\n",
    "seeds/bad.txt": "# Bad talks\n\nVelmoria and Sandrel did not talk.\n",
    "b.bib": "@book{k, title={T}}\n",
}


def site(folder: Path, **more: str) -> Path:
    for path, text in (FILES | more).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf8")
    return folder


def built(folder: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Builds the site; the warnings of its log."""
    caplog.set_level(logging.WARNING, "mkdocs")
    caplog.clear()
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def fails_for(work: Callable[..., object], word: str) -> Callable[..., object]:
    """The same work, but for whatever has a word in it."""

    def fails(*given: object, **named: object) -> object:
        if any(word in repr(getattr(one, "path", one)) for one in given if not isinstance(one, Site)):
            raise ZeroDivisionError("some words of the file")
        return work(*given, **named)

    return fails


@pytest.mark.parametrize(
    ("where", "name", "word", "path"),
    [
        (core, "read_seed", "bad.txt", "seeds/bad.txt"),
        (core, "mentions_of", "bad.txt", "seeds/bad.txt"),
        (core, "read_entry", "sandrel", "docs/glossary/sandrel.md"),
        (core, "read_bibliography", "bibliography", "seeds/bibliography.yml"),
        (core, "concordance", "bad.txt", "seeds/bad.txt"),
        (core, "stale_phrases", "bad.txt", "seeds/bad.txt"),
        (citing, "_in_page", "sandrel", "docs/glossary/sandrel.md"),
        (article_page.ArticleView, "metadata", "bad.txt", "seeds/bad.txt"),
        (entry_page.EntryView, "metadata", "docs/glossary/sandrel", "docs/glossary/sandrel.md"),
        (core, "read_export", "b.bib", "b.bib"),
        (article_page, "footnotes_of", "bad.txt", "seeds/bad.txt"),
        (article_page, "article_html", "bad.txt", "seeds/bad.txt"),
        (article_page.ArticleView, "context", "bad.txt", "seeds/bad.txt"),
        (entry_page.EntryView, "context", "docs/glossary/sandrel", "docs/glossary/sandrel.md"),
        (entry_page, "facts_of", "sandrel", "docs/glossary/sandrel.md"),
    ],
)
def test_one_file_never_ends_the_run(  # noqa: PLR0917 (a row of the table, and what pytest gives)
    where: object,
    name: str,
    word: str,
    path: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(where, name, fails_for(getattr(where, name), word))
    warnings = built(site(tmp_path), caplog)
    told = [line for line in warnings if "internal-error" in line]
    assert told
    assert all(
        line.startswith(f"backgrounder: {path}:1:1: The program failed on this file (ZeroDivisionError in ")
        for line in told
    )
    assert "some words of the file" not in "".join(warnings)
    for page in ("index", "articles/good/index", "glossary/velmoria/index", "who-is-who/index", "sources/index"):
        assert (tmp_path / f"site/{page}.html").exists(), page
    assert "Velmoria" in (tmp_path / "site/articles/good/index.html").read_text(encoding="utf8")
    if name == "read_entry":
        assert not (tmp_path / "site/glossary/sandrel/index.html").exists()


@pytest.mark.parametrize(
    "text", ["<p>Words go on.<![x]>", "Words <![x]> go on.", "<div><![CDATA[x]]>\n\nWords go on.</div>"]
)
@pytest.mark.parametrize(
    "path", ["seeds/x.html", "seeds/x.md", "seeds/x.txt", "docs/glossary/x.md", "docs/x.md", "note"]
)
def test_a_marked_section_stops_nothing(text: str, path: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The host seeks anchors in Markdown with the standard library's parser, which raises for `<![x]>`."""
    more = {path: text}
    if path == "note":
        more = {"seeds/good.yml": f"notes:\n- at: talked\n  text: {text!r}\n"}
    elif "glossary" in path:
        more = {path: f"---\ntitle: Karthun\nkind: state\n---\n{text}"}
    assert [
        line for line in built(site(tmp_path, **more), caplog) if "internal-error" in line or "marked" in line
    ] == []
    if path == "docs/x.md":
        assert "Words" in (tmp_path / "site/x/index.html").read_text(encoding="utf8")
        assert "<![" not in text or "\x02" not in (tmp_path / "site/x/index.html").read_text(encoding="utf8")


def test_an_entry_with_what_is_no_address_costs_itself_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The host raises for it as well: the page is empty, and the finding says so."""
    entry = "---\ntitle: Karthun\nkind: state\n---\nA state, [as told](http://[x).\n"
    warnings = built(site(tmp_path, **{"docs/glossary/x.md": entry}), caplog)
    assert [line for line in warnings if "internal-error" in line and "docs/glossary/x.md" in line]
    assert (tmp_path / "site/articles/good/index.html").exists()
    previews = SiteExtension(previewed=lambda _: ["b.md"])
    html = markdown.markdown("[as told](http://[x) and [here](b.md)", extensions=[previews])
    assert html.count("data-preview") == 1


@pytest.mark.parametrize("field", ["hide: true", "search: true", "template: nowhere.html", "template: [x]"])
def test_fields_of_the_host_that_it_would_stop_at_are_left_out(
    field: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    entry = f"---\ntitle: Karthun\nkind: state\n{field}\n---\nA state.\n"
    warnings = built(site(tmp_path, **{"docs/glossary/x.md": entry}), caplog)
    name = field.partition(":")[0]
    assert [line for line in warnings if f"docs/glossary/x.md:1:1: `{name}`: " in line and "bad-value" in line]
    assert "A state." in (tmp_path / "site/glossary/x/index.html").read_text(encoding="utf8")


def test_pages_that_cannot_be_read_are_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The host would end the build at a link to nothing, and at what it takes for an entry that was not read."""
    site(tmp_path)
    (tmp_path / "docs/glossary/dead.md").symlink_to("/nowhere/at/all.md")
    assert [line for line in built(tmp_path, caplog) if "docs/glossary/dead.md:1:1: This link leads nowhere" in line]
    assert (tmp_path / "site/glossary/velmoria/index.html").exists()


@pytest.mark.parametrize("folder", ["docs/seeds", ".", "''", "..", "/seeds", "docs", "linked", "site"])
def test_seeds_are_not_published_as_files(folder: str, tmp_path: Path) -> None:
    site(tmp_path, **{"docs/seeds/x.txt": "Words."})
    (tmp_path / "linked").symlink_to(tmp_path / "docs/seeds")
    options = FILES["mkdocs.yml"].replace("{bibliography: [b.bib]}", f"{{seeds: {folder}}}")
    (tmp_path / "mkdocs.yml").write_text(options, encoding="utf8")
    with pytest.raises(PluginError, match=r"seeds: (?:MkDocs publishes every file of docs_dir|name a folder below)"):
        load_config(str(tmp_path / "mkdocs.yml")).plugins.on_config(load_config(str(tmp_path / "mkdocs.yml")))
