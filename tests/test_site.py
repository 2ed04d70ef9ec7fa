"""Real builds: the example, small projects, ugly ones; two builds of one input are one."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs.config import load_config

from backgrounder.disk import read_inputs
from backgrounder.plugin import BackgrounderPlugin
from backgrounder.project import Project, read_project
from backgrounder.seeds.published import published, whole
from backgrounder.seeds.read import read_seed
from backgrounder.site.article_text import article_html
from backgrounder.site.labels import Labels
from backgrounder.site.views.article import notices
from conftest import CONFIG, GOLDEN, ROOT, STRICT_LINKS, build, run, tree, write_project
from content import main_content, paragraphs

SEED = "Talks end in Geneva\n\nSergey Lavrov of Russia met nobody in Geneva on Tuesday.\n"
LAVROV = "---\ntitle: Sergey Lavrov\nkind: person\n---\nMinister of Russia.[@talks]\n"
RUSSIA = "---\ntitle: Russia\nkind: state\n---\nA state.\n"
SMALL = {
    "docs/index.md": "# Home\n\nCited here.[@talks]\n",
    "seeds/talks.txt": SEED,
    "docs/glossary/lavrov.md": LAVROV,
    "docs/glossary/russia.md": RUSSIA,
}


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(read_inputs(ROOT, ROOT / "docs", "seeds", "glossary"))


def test_the_customers_articles_are_unchanged() -> None:
    """The seeds are input: these are the sums of the files as they were given."""
    sums = {
        "newsweek-2021.txt": "da934043eaa67b99de7514fc2833b4354f5aebb3f38550524df92e9fb640298e",
        "russia-and-taiwan-2024.txt": "2e07efdab16e9dc03fb14a7b8a6cfb53351719253fae9e97065bc61ddd2662b9",
        "two-powers-align.txt": "9de7d4a14c0118a847d41cea2737f0b99c4fafff6d7fcd8652b05d3b787bdb17",
    }
    assert {name: hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() for name in sums} == sums


def test_every_link_of_the_example(example: Path, golden: Callable[[Path, str], None]) -> None:
    """All links from the three articles to entries, read by hand: tests/golden/example-links.txt."""
    lines = []
    for page in sorted((example / "articles").glob("*/index.html")):
        content = main_content(page.read_text(encoding="utf8")).partition('<div class="footnote">')[0]
        lines.append(f"# {page.parent.name}")
        for number, paragraph in re.findall(r'<p id="(p\d+)">(.*?)</p>', content, re.DOTALL):
            for target, text in re.findall(
                r'<a href="(?:\.\./)+glossary/([^"]+)/" class="bg-\w+" data-preview>(.*?)</a>', paragraph
            ):
                plain = re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), text)
                lines.append(f"{number}\t{plain}\t{target}")
    golden(GOLDEN / "example-links.txt", "\n".join(lines) + "\n")


def test_the_report_agrees_with_the_pages(example: Path, project: Project) -> None:
    """Link by link: what `mentions` calls linked is a link on the page, in the same paragraph, and nothing else is."""
    for article in project.articles:
        content = main_content((example / "articles" / article.slug / "index.html").read_text(encoding="utf8"))
        on_page = re.findall(r'<p id="(p\d+)">(.*?)</p>', content, re.DOTALL)
        found = [
            (number, target)
            for number, paragraph in on_page
            for target in re.findall(r'<a href="(?:\.\./)+(glossary/[^"]+)/" class="bg-\w+" data-preview>', paragraph)
        ]
        reported = [
            (f"p{article.blocks[m.stretch].number}", m.entry.uri.removesuffix(".md"))
            for m in project.mentions[article.path]
            if m.linked and m.entry
        ]
        assert found == reported


def test_every_paragraph_of_the_example_shows_the_seeds_text(example: Path, project: Project) -> None:
    for article in project.articles:
        content = main_content((example / "articles" / article.slug / "index.html").read_text(encoding="utf8"))
        assert paragraphs(content) == [" ".join(b.text.split()) for b in article.blocks if b.number]


def test_the_example_has_entries_of_every_kind_that_are_mentioned(project: Project) -> None:
    mentioned = [entry for entry in project.entries if entry.uri in project.concordance.by_entry]
    assert len(mentioned) >= 45
    assert len({entry.kind for entry in mentioned}) == 7


def test_every_work_that_the_example_lists_is_cited(project: Project) -> None:
    own = {article.source.key for article in project.articles}
    assert set(project.sources) - own - set(project.cited_on) == set()


def test_every_link_within_the_site_leads_somewhere(example: Path) -> None:
    """Those that templates make are not checked by MkDocs; anchors included."""
    pages = {page.relative_to(example).as_posix(): page.read_text(encoding="utf8") for page in example.rglob("*.html")}
    anchors = {name: set(re.findall(r'id="([^"]+)"', page)) | {""} for name, page in pages.items()}
    for name, page in pages.items():
        if name == "404.html":
            continue
        for href in re.findall(r'<a [^>]*href="([^":]*)"', main_content(page)):
            path, _, anchor = href.partition("#")
            target = (example / name).parent / path
            target = (target / "index.html" if path.endswith("/") or not path or target.is_dir() else target).resolve()
            target = (example / name).resolve() if not path else target
            key = target.relative_to(example.resolve()).as_posix()
            assert key in pages or target.is_file(), f"{name}: {href}"
            assert anchor in anchors.get(key, {""}), f"{name}: {href}"


def test_an_address_without_a_page_leads_on(tmp_path: Path) -> None:
    """With whole addresses, as it may be shown below any; nothing in it is read as markup."""
    config = CONFIG.replace("http://127.0.0.1:8000/", "https://example.org/below/")
    config = config.replace("backgrounder]", "backgrounder: {labels: {not_found: 'No <i>page</i>'}}]")
    write_project(tmp_path, {"docs/index.md": "# Home & more\n", "seeds/a.txt": "# Talks\n\nx\n"}, config)
    assert build(tmp_path).returncode == 0
    content = main_content((tmp_path / "site/404.html").read_text(encoding="utf8"))
    assert "No &lt;i&gt;page&lt;/i&gt;</h1>" in content
    assert {"/below/.", "/below/articles/", "/below/glossary/"} <= set(re.findall(r'<a href="([^"]*)"', content))


def test_articles_and_entries_stay_out_of_the_navigation_tree(example: Path) -> None:
    page = (example / "index.html").read_text(encoding="utf8")
    navigation = page[page.index('class="md-nav md-nav--primary') : page.index("<article")]
    assert "glossary/" in navigation
    assert "glossary/persons" not in navigation
    assert "articles/newsweek" not in navigation


def test_search_knows_articles_and_entries_and_no_lists(example: Path) -> None:
    index = json.loads((example / "search" / "search_index.json").read_text(encoding="utf8"))
    found = {doc["location"]: doc for doc in index["docs"]}
    assert found["glossary/persons/sergey-lavrov/"]["title"] == "Sergey Lavrov"
    assert found["glossary/persons/sergey-lavrov/"]["boost"] == 5.4, "two articles, two words"
    text = found["articles/newsweek-2021/"]["text"]
    assert text.startswith("<p>Newsweek · October 2021</p>"), "the byline, by which it is found"
    assert "min read" not in text
    assert "https://www.newsweek.com" not in " ".join(
        doc["text"] for doc in found.values() if doc["location"].startswith("articles/")
    ), "no footnote"
    page = (example / "articles" / "newsweek-2021" / "index.html").read_text(encoding="utf8")
    assert page.count('<p class="bg-standfirst">') == 1
    assert not {"articles/", "who-is-who/", "treaties/", "glossary/", "sources/"} & set(found)
    assert not any("mentioned-in" in location for location in found)


@pytest.mark.parametrize("urls", ["true", "false"])
def test_three_lines_of_configuration_are_enough(tmp_path: Path, urls: str) -> None:
    config = f"site_name: Background\ntheme: material\nplugins: [search, backgrounder]\nuse_directory_urls: {urls}\n"
    write_project(tmp_path, SMALL, config + STRICT_LINKS)
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    end = "/index.html" if urls == "true" else ".html"
    article = (tmp_path / "site" / f"articles/talks{end}").read_text(encoding="utf8")
    assert 'href="../glossary/lavrov.html"' in article or 'href="../../glossary/lavrov/"' in article
    entry = (tmp_path / "site" / f"glossary/lavrov{end}").read_text(encoding="utf8")
    assert "<mark>Sergey Lavrov</mark>" in entry
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf8")
    assert "Newest articles" in home
    assert 'class="footnote"' in home


def test_mkdocs_knows_the_anchors_of_articles(tmp_path: Path) -> None:
    """Of paragraphs and of references to footnotes: a link to one is right, a link to another is reported."""
    seed = "# Talks\n\nOne (1).\n\n## What was said\n\n- Two.\n\n> Three.\n"
    sidecar = "notes: [{at: One, text: First.}]\n"
    links = " ".join(f"[x](articles/talks.md#{anchor})" for anchor in ("p1", "p2", "p3", "fnref:note-1", "fn:source"))
    files = {"seeds/talks.md": seed, "seeds/talks.yml": sidecar, "docs/index.md": f"# Home\n\n{links}\n"}
    write_project(tmp_path, files, CONFIG + STRICT_LINKS)
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[x](articles/talks.md#p4)\n", encoding="utf8")
    done = build(tmp_path, "--strict")
    assert "does not contain an anchor '#p4'" in done.stderr


@pytest.mark.parametrize("case", ["missing-folders", "seeds", "entries"])
def test_bad_input_builds_and_changes_nothing(tmp_path: Path, case: str) -> None:
    """Every mistake is reported in one line, and how much else there is in another; the rest of the site is there.

    Of what is withheld the log says that something is wrong, and not what: others may read it.
    """
    shutil.copytree(GOLDEN / "findings" / case, tmp_path, dirs_exist_ok=True)
    write_project(tmp_path, {})
    before = tree(tmp_path)
    done = run(tmp_path, "mkdocs", "build")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert {path: data for path, data in tree(tmp_path).items() if not path.startswith("site/")} == before
    lines = (tmp_path / "findings.txt").read_text(encoding="utf8").splitlines()
    withheld = {line.partition(":")[0].rpartition(".")[0] for line in lines if " warn withheld: " in line}
    for line in lines:
        place, _, rest = line.partition(": ")
        level, _, said = rest.partition(" ")
        code, _, message = said.partition(": ")
        is_sealed = place.partition(":")[0].rpartition(".")[0] in withheld and code != "withheld"
        assert (f"{place}: {message} [{code}]" in done.stderr) == (level != "info" and not is_sealed)
        if is_sealed and level != "info":
            assert f"{place}: Something is wrong here, and this text is withheld" in done.stderr
    assert "things to complete; `backgrounder check` lists them." in done.stderr
    assert (tmp_path / "site" / "index.html").exists()
    strict = run(tmp_path, "mkdocs", "build", "--strict")
    assert strict.returncode == (0 if case == "missing-folders" else 1)


def test_broken_front_matter_is_not_printed(tmp_path: Path) -> None:
    write_project(
        tmp_path, {**SMALL, "docs/glossary/broken.md": "---\ntitle: [unclosed\nkind: state\n---\nThe text.\n"}
    )
    assert build(tmp_path).returncode == 0
    page = main_content((tmp_path / "site/glossary/broken/index.html").read_text(encoding="utf8"))
    assert "unclosed" not in page
    assert "The text." in page


def test_an_editors_own_page_is_never_replaced(tmp_path: Path) -> None:
    """Nor is one that has the address of a generated page under another name."""
    own = {
        "docs/articles/talks.md": "# My own page\n",
        "docs/articles/more/index.md": "# More of my own\n",
        "docs/sources.md": "# My sources\n\nMy words.\n",
        "docs/glossary/index.md": "# My glossary\n\nMy order.\n",
        "seeds/more.txt": SEED,
        "seeds/index.txt": SEED,
    }
    write_project(tmp_path, {**SMALL, **own})
    done = build(tmp_path)
    assert done.stderr.count("duplicate-slug") == 3
    site = tmp_path / "site"

    def shown(page: str) -> str:
        return main_content((site / page / "index.html").read_text(encoding="utf8"))

    assert "My own page" in shown("articles/talks")
    assert "More of my own" in shown("articles/more")
    for moved in ("articles/talks-2", "articles/more-2", "articles/index-2"):
        assert "met nobody" in shown(moved)
    assert shown("articles").count("Talks end in Geneva") == 3
    assert "My words." in shown("sources")
    assert "Talks end in Geneva" in shown("sources")
    assert "My order." in shown("glossary")
    assert "Sergey Lavrov" in shown("glossary")


def test_two_seeds_with_one_key_keep_their_own_sources(tmp_path: Path) -> None:
    seeds = {f"seeds/{n}.txt": SEED.replace("Talks", n) for n in ("one", "two")}
    sidecars = {f"seeds/{n}.yml": f"id: same\ncontainer_title: The {n}\n" for n in ("one", "two")}
    write_project(tmp_path, {**seeds, **sidecars, **SMALL})
    build(tmp_path)
    for name in ("one", "two"):
        page = (tmp_path / f"site/articles/{name}/index.html").read_text(encoding="utf8")
        assert f"<em>The {name}</em>" in page


@pytest.mark.parametrize("left_out", ["exclude_docs: /glossary/russia.md\n", "draft_docs: /glossary/russia.md\n"])
def test_an_entry_that_mkdocs_leaves_out_is_no_entry(tmp_path: Path, left_out: str) -> None:
    """It is neither linked nor listed; the preview has the drafts among them."""
    write_project(tmp_path, SMALL, CONFIG + STRICT_LINKS + left_out)
    assert build(tmp_path, "--strict").returncode == 0
    pages = [data for name, data in tree(tmp_path / "site").items() if name.endswith((".html", ".json"))]
    assert not [data for data in pages if b"A state." in data or b"bg-state" in data]
    config = load_config(str(tmp_path / "mkdocs.yml"))
    plugin = config.plugins["backgrounder"]
    assert isinstance(plugin, BackgrounderPlugin)
    for drafts in (False, True):
        entries = plugin.read(config, whole=drafts)[0].glossary.entries
        assert ("glossary/russia.md" in entries) is (drafts and left_out.startswith("draft"))


def test_an_entry_whose_page_another_plugin_takes_away_is_not_linked(tmp_path: Path) -> None:
    hook = "def on_files(files, config):\n    files.remove(files.src_uris['glossary/russia.md'])\n    return files\n"
    write_project(tmp_path, {**SMALL, "hook.py": hook}, CONFIG + STRICT_LINKS + "hooks: [hook.py]\n")
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    article = (tmp_path / "site/articles/talks/index.html").read_text(encoding="utf8")
    assert ">Sergey Lavrov</a> of Russia met" in article
    assert '<a href=""' not in article


@pytest.mark.parametrize(
    "extension",
    ["extra", "markdown.extensions.extra", "pymdownx.extra", "markdown.extensions.footnotes: {BACKLINK_TEXT: up}"],
)
def test_footnotes_may_be_switched_on_by_other_names(tmp_path: Path, extension: str) -> None:
    write_project(tmp_path, SMALL, f"{CONFIG}{STRICT_LINKS}markdown_extensions: [{{{extension}}}]\n")
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    pages = {name: (tmp_path / "site" / name).read_text(encoding="utf8") for name in PAGES_WITH_NOTES}
    for name, page in pages.items():
        assert page.count('class="footnote-ref"') == page.count('class="footnote-backref"') == 1, name
        assert "[^" not in page, name
        assert (">up</a>" in page) is ("up" in extension), name


PAGES_WITH_NOTES = ("index.html", "articles/talks/index.html", "glossary/lavrov/index.html")


def test_other_plugins_see_and_change_an_entrys_markdown(tmp_path: Path) -> None:
    hook = "def on_page_markdown(markdown, **kwargs):\n    return markdown.replace('VAR', 'value')\n"
    config = "site_name: X\ntheme: material\nplugins: [backgrounder]\nhooks: [hook.py]\n"
    entry = "---\ntitle: E\nkind: concept\n---\nA VAR.\n"
    write_project(tmp_path, {**SMALL, "hook.py": hook, "docs/glossary/e.md": entry}, config)
    build(tmp_path)
    assert "A value." in (tmp_path / "site/glossary/e/index.html").read_text(encoding="utf8")


def test_a_link_that_leads_out_of_its_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret that nobody publishes.", encoding="utf8")
    write_project(tmp_path / "project", SMALL)
    (tmp_path / "project/seeds/leak.txt").symlink_to(secret)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/other.txt").write_text("Another secret.", encoding="utf8")
    (tmp_path / "project/seeds/folder").symlink_to(tmp_path / "elsewhere")
    done = build(tmp_path / "project")
    assert "seeds/leak.txt:1:1: This link leads out of its folder" in done.stderr
    assert "seeds/folder:1:1: This link leads out of its folder" in done.stderr
    assert not (tmp_path / "project/site/articles/leak").exists()
    assert not (tmp_path / "project/site/articles/other").exists()


def test_another_theme_is_one_clear_error(tmp_path: Path) -> None:
    write_project(tmp_path, SMALL, "site_name: X\nplugins: [search, backgrounder]\n")
    done = build(tmp_path)
    assert done.returncode == 1
    assert "needs Material for MkDocs" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("findings: {missing-surce: warn}", "there is no code `missing-surce`; did you mean `missing-source`?"),
        ("glossary: ../outside", "name a folder below docs_dir"),
        ("findings: {missing-source: error}", "there are findings at the level of errors"),
    ],
)
def test_configuration_errors(tmp_path: Path, options: str, message: str) -> None:
    write_project(tmp_path, SMALL, f"site_name: X\ntheme: material\nplugins: [{{backgrounder: {{{options}}}}}]\n")
    done = build(tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_levels_are_configurable(tmp_path: Path) -> None:
    options = "{missing-source: ignore, missing-date: warn}"
    write_project(
        tmp_path, SMALL, f"site_name: X\ntheme: material\nplugins: [{{backgrounder: {{findings: {options}}}}}]\n"
    )
    done = build(tmp_path, "--strict")
    assert done.returncode == 1
    assert "missing-date" in done.stderr
    assert "missing-source" not in done.stderr


def test_serve_watches_the_seeds(tmp_path: Path) -> None:
    """The glossary lies in the documentation folder, which the host watches by itself."""
    write_project(tmp_path, SMALL)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    assert str(tmp_path / "seeds") in config.plugins.on_config(config).watch


def test_what_a_later_configuration_names_is_watched(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The host keeps the plugin, and watches what the first configuration named."""
    write_project(tmp_path, {"docs/index.md": "# X\n", "refs.bib": ""})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    server = Mock()
    config.plugins.on_serve(server, config=config.plugins.on_config(config), builder=lambda: None)
    assert "no folder seeds/ to watch" in caplog.text
    (tmp_path / "seeds").mkdir()
    later = load_config(str(tmp_path / "mkdocs.yml"))
    later.plugins = config.plugins
    later.plugins["backgrounder"].config["bibliography"] = ["refs.bib"]
    config.plugins.on_config(later)
    assert {str(call.args[0]) for call in server.watch.call_args_list} == {
        str(tmp_path / "refs.bib"),
        str(tmp_path / "seeds"),
    }


def test_policy_and_opting_out(tmp_path: Path) -> None:
    """`links:` in the configuration; pages that opt in and out; a paragraph that opts out; sections."""
    config = "site_name: X\ntheme: material\nplugins: [{backgrounder: {links: {scope: section, demonyms: true}}}]\n"
    text = 'Russia.\n\n## One\n\nRussia and Russia.\n{: .nolink }\n\nOnce <span class="nolink">Russia</span>, then Russia.\n\n## Two\n\nRussian officials.\n'
    russia = "---\ntitle: Russia\nkind: state\ndemonyms: [Russian]\n---\nA state.\n"
    pages = {
        "docs/in.md": f"---\nglossary_links: true\n---\n# In\n\n{text}",
        "docs/out.md": f"# Out\n\n{text}",
        "docs/glossary/russia.md": russia,
        "docs/glossary/quiet.md": f"---\ntitle: Quiet\nkind: concept\nnolink: true\n---\n{text}",
    }
    write_project(tmp_path, {**SMALL, **pages}, config)
    assert build(tmp_path, "--strict").returncode == 0

    def links(page: str) -> list[str]:
        content = main_content((tmp_path / "site" / page / "index.html").read_text(encoding="utf8"))
        return re.findall(r'<a class="bg-\w+" data-preview="" href="[^"]*russia/">(.*?)</a>', content)

    assert links("in") == ["Russia", "Russia", "Russian"]
    assert 'Once <span class="nolink">Russia</span>, then <a' in (tmp_path / "site/in/index.html").read_text(
        encoding="utf8"
    )
    assert links("out") == []
    assert links("glossary/quiet") == []


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("", ["text:Russia", "table:Russia"]),
        ("links: {tables: false}", ["text:Russia"]),
        ("links: {footnotes: true}", ["text:Russia", "table:Russia", "footnote:Russia"]),
        ("links: {metonyms: true, tables: false}", ["text:Kremlin"]),
    ],
)
def test_tables_footnotes_and_metonyms_as_configured(tmp_path: Path, links: str, expected: list[str]) -> None:
    """Each part of a page has a first mention of its own; what is not to be linked uses up nobody's link."""
    config = (
        "site_name: X\ntheme: material\nmarkdown_extensions: [tables, footnotes]\n"
        f"plugins: [{{backgrounder: {{{links}}}}}]\n"
    )
    page = "The Kremlin and Russia.[^a]\n\n| A |\n| --- |\n| Russia |\n\n[^a]: Russia again.\n"
    pages = {
        "docs/in.md": f"---\nglossary_links: true\n---\n# In\n\n{page}",
        "docs/glossary/russia.md": "---\ntitle: Russia\nkind: state\nmetonyms: [Kremlin]\n---\nA state.\n",
    }
    write_project(tmp_path, {**SMALL, **pages}, config)
    assert build(tmp_path, "--strict").returncode == 0
    content = main_content((tmp_path / "site/in/index.html").read_text(encoding="utf8"))
    found = []
    for match in re.finditer(r'<a class="bg-\w+" data-preview="" href="[^"]*russia/">(.*?)</a>', content):
        before = content[: match.start()]
        part = (
            "footnote"
            if 'class="footnote"' in before
            else "table"
            if "<table>" in before.split("</table>")[-1]
            else "text"
        )
        found.append(f"{part}:{match[1]}")
    assert found == expected


def test_an_override_of_the_sites_owner_wins(tmp_path: Path) -> None:
    config = "site_name: X\ntheme: {name: material, custom_dir: overrides}\nplugins: [backgrounder]\n"
    template = '{% extends "main.html" %}{% block content %}MY TEMPLATE{% endblock %}'
    write_project(tmp_path, {**SMALL, "overrides/backgrounder/entry.html": template}, config)
    assert build(tmp_path).returncode == 0
    assert "MY TEMPLATE" in (tmp_path / "site/glossary/lavrov/index.html").read_text(encoding="utf8")


WITHHELD = "# Talks\n\nSergey Lavrov met nobody in the first paragraph, which is long enough to be one.\n\nThe second paragraph names Zhao Lijian and goes on.\n\nThe third one is here.\n\nA secret stands in the fourth paragraph, with Xi Jinping.\n\nAnother secret stands in the fifth."


@pytest.mark.parametrize(
    ("sidecar", "config", "has_page", "has_secret"),
    [
        ("publish: full", "backgrounder", True, True),
        ("url: https://e.org/x", "backgrounder: {publish: excerpt}", True, False),
        ("publish: excerpt", "backgrounder", True, False),
        ("publish: none", "backgrounder", False, False),
        ("status: draft", "backgrounder", False, False),
        ("status: review", "backgrounder", True, True),
    ],
)
def test_what_is_not_published_is_nowhere_in_the_site(
    tmp_path: Path, sidecar: str, config: str, *, has_page: bool, has_secret: bool
) -> None:
    """Neither on pages nor in the search, the exports or the downloads; a citation of it still works."""
    plugins = f"plugins: [search, {config}]\n"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: S\nsite_url: http://127.0.0.1:8000/\ntheme: material\n{plugins}", encoding="utf8"
    )
    (tmp_path / "docs" / "glossary").mkdir(parents=True)
    (tmp_path / "docs" / "glossary" / "xi.md").write_text(
        "---\ntitle: Xi Jinping\nkind: person\n---\nA person.[@talks, para. 4]\n", encoding="utf8"
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "talks.txt").write_text(WITHHELD, encoding="utf8")
    (tmp_path / "seeds" / "talks.yml").write_text(f"{sidecar}\n", encoding="utf8")
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "unknown-key" not in done.stderr
    assert (tmp_path / "site" / "articles" / "talks" / "index.html").exists() == has_page
    everything = "".join(
        path.read_text(encoding="utf8", errors="ignore")
        for path in (tmp_path / "site").rglob("*")
        if path.suffix in (".html", ".json", ".txt", ".xml", ".bib", ".ris")
    )
    assert ("secret" in everything) == has_secret
    cited = (tmp_path / "site" / "glossary" / "xi" / "index.html").read_text(encoding="utf8")
    assert re.search("“(?:<a[^>]*>)?Talks", cited)
    assert ('articles/talks/#p4"' in cited) == has_secret


def test_a_draft_that_nobody_cites_is_no_source_and_cites_nothing(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "seeds/open.txt": WITHHELD,
            "seeds/hidden.txt": "# Hidden headline\n\nA text.",
            "seeds/hidden.yml": "status: draft\ncontainer_title: Hidden Courier\nnotes: [{at: text, text: 'See [@open].'}]\n",
        },
    )
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    everything = "".join(
        path.read_text(encoding="utf8", errors="ignore")
        for path in (tmp_path / "site").rglob("*")
        if path.suffix in (".html", ".json", ".txt", ".xml", ".bib", ".ris")
    )
    assert "Hidden" not in everything
    assert "hidden.txt" not in everything


def test_links_to_entries_show_previews_wherever_an_editor_wrote_them(tmp_path: Path) -> None:
    links = {
        "../glossary/xi.md": True,
        "../glossary/xi.md#mentioned-in": True,
        "../glossary/li%20peng.md": True,
        "../glossary/xi.md?a=b": True,
        "other.md": False,
        "#top": False,
        "https://example.org/glossary/xi.md": False,
        "//glossary/xi.md": False,
    }
    written = "\n\n".join(f"[{number}](<{address}>)" for number, address in enumerate(links))
    entry = "---\ntitle: {}\nkind: person\n---\nA leader.[^1] See [himself](xi.md) or [below](#x).\n\n[^1]: A note.\n"
    pages = {"glossary/xi.md": entry.format("Xi"), "glossary/li peng.md": entry.format("Li Peng")}
    pages |= {"sub/page.md": f"# Page\n\n{written}\n", "sub/other.md": "# Other\n"}
    write_project(tmp_path, {f"docs/{name}": text for name, text in pages.items()})
    build(tmp_path)
    content = main_content((tmp_path / "site" / "sub" / "page" / "index.html").read_text(encoding="utf8"))
    found = re.findall(r'<a (data-preview="" )?href="[^"]*">(\d)</a>', content)
    assert [(bool(preview), int(number)) for preview, number in found] == [
        (preview, number) for number, preview in enumerate(links.values())
    ]
    own = main_content((tmp_path / "site" / "glossary" / "xi" / "index.html").read_text(encoding="utf8"))
    assert re.findall(r'<a data-preview="" href="([^"]*)">', own.partition("bg-after")[0]) == ["./"]


def test_the_seed_is_offered_where_the_page_is_not_all_of_it(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {
        "same.txt": "# As it was\r\n\r\nThe talks went on.",
        "plain.txt": "A headline\n\nThe talks went on for days and weeks.\n",
        "columns.txt": "# A table\n\nYear    Dead\n1990      12\n",
        "titled.txt": "# Its own headline\n\nThe talks went on.",
        "titled.yml": "title: The editor’s\n",
        "told.txt": "---\nauthor: Jane Roe\n---\n# Told\n\nThe talks went on.",
        "western.txt": "# Western\n\nThe café was closed.".encode("cp1252"),
        "changed.txt": "# Cleaned\n\nThe talks went on.\n\nAdvertisement\n\nThey ended on Monday.",
        "marked.md": "# Markup\n\nThe *talks* went on.",
        "page.html": "<html><body><h1>A page</h1><p>The talks went on, and on, for days.</p></body></html>",
    }
    write_project(tmp_path, {f"seeds/{name}": text for name, text in seeds.items()})
    build(tmp_path)
    offered = {"changed.txt": "changed.txt", "marked.md": "marked.md.txt", "page.html": "page.html.txt"}
    offered |= {name: name for name in ("columns.txt", "titled.txt", "told.txt", "western.txt")}
    assert tree(tmp_path / "site" / "originals") == {
        file: (tmp_path / "seeds" / name).read_bytes() for name, file in offered.items()
    }
    for name in seeds.keys() - {"titled.yml"}:
        page = (tmp_path / "site" / "articles" / Path(name).stem / "index.html").read_text(encoding="utf8")
        assert re.findall(r'href="([^"]*)" download="([^"]*)"', page) == (
            [(f"../../originals/{offered[name]}", name)] if name in offered else []
        )


def test_the_preview_shows_everything_and_marks_it() -> None:
    read = read_seed("seeds/talks.txt", WITHHELD.encode(), ("seeds/talks.yml", b"publish: excerpt"))
    assert read.article
    text = article_html(whole(read.article), (), str, lambda _: "")
    withheld = ' class="bg-withheld"'
    assert re.findall(r"<p( class=[^ ]*)? id", text) == ["", withheld, withheld, withheld, withheld]
    assert tuple(notices(whole(read.article), Labels())) == (
        "Readers get the beginning of this text. Only the preview shows what is shaded.",
    )
    public = published(read.article, "full")
    assert public
    assert "secret" not in " ".join(block.text for block in public.blocks)
