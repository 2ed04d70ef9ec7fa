"""What public reports of other tools showed to go wrong, as kinds: an example or two of each."""

from __future__ import annotations

import pytest

from backgrounder.project import Inputs, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.read import read_seed

DATA = (
    '{"@type": "NewsArticle", "headline": "Envoys meet", "datePublished": "2024-12-06", '
    '"author": [{"name": "Ada Roe"}, {"name": "Ben Poe"}], "publisher": {"name": "The Courier"}}'
)


@pytest.mark.parametrize(
    "written",
    [
        DATA,
        f"\n<![CDATA[\n{DATA}\n]]>\n",
        f"\n//<![CDATA[\n{DATA}\n//]]>\n",
        f"/*<![CDATA[*/{DATA}/*]]>*/",
        f"<!--\n{DATA}\n-->",
        f"{DATA};",
        DATA.replace("Envoys meet", "Envoys\nmeet"),
    ],
)
def test_linked_data_is_read_however_it_is_wrapped(written: str) -> None:
    page = f'<title>x</title><script type="application/ld+json">{written}</script><p>The envoys met.</p>'
    article = read_seed("seeds/x.html", page.encode()).article
    assert article
    source = article.source
    assert [person.printed for person in source.author] == ["Ada Roe", "Ben Poe"]
    assert (str(source.issued), source.container_title, article.title) == ("2024-12-06", "The Courier", "Envoys meet")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.org/wiki/Georgia_(country)", "https://example.org/wiki/Georgia_(country)"),
        ("[the page](https://example.org/wiki/Georgia_(country))", "https://example.org/wiki/Georgia_(country)"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a(b", "https://example.org/a(b"),
        ("https://example.org/(a)(b).", "https://example.org/(a)(b)"),
    ],
)
def test_brackets_that_are_closed_belong_to_an_address(written: str, url: str) -> None:
    article = read_seed("seeds/x.txt", f"Talks\n\nThe envoys met in the hall.\n\nSource: {written}\n".encode()).article
    assert article
    assert article.source.url == url


@pytest.mark.parametrize("folder", ["envoys_files", "envoys.files", "envoys-Dateien", "envoys_fichiers/inner"])
def test_what_a_browser_saved_beside_a_page_is_no_seed(folder: str) -> None:
    page = b"<title>Envoys</title><h1>Envoys</h1><p>The envoys met.</p>"
    files = ("seeds/envoys.html", f"seeds/{folder}/frame.html", "seeds/other_files/text.txt")
    seeds = tuple(RawFile(path, page) for path in files)
    found = read_project(Inputs("seeds", "docs", "docs/glossary", seeds, ()))
    assert sorted(article.path for article in found.articles) == ["seeds/envoys.html", "seeds/other_files/text.txt"]
