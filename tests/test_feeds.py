"""The feeds: what readers of feeds take, from nothing that is not published, and the same at each build."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import CONFIG, build, write_project

SEEDS = {
    "seeds/day.txt": "---\nissued: 2021-10-12\nauthor: Jane Roe\ntags: [talks]\nurl: https://example.org/a\n---\n# Day & <night>\n\nThe talks began.\n\nThey ended.\n",
    "seeds/year.txt": '---\nissued: 2023\nsummary: "What a summary says\\u0007."\n---\n# Year\n\nThe talks began.\n',
    "seeds/none.txt": "---\npublish: none\n---\n# None\n\nThis is withheld.\n",
    "seeds/draft.txt": "---\nstatus: draft\n---\n# Draft\n\nThis is a draft.\n",
    "seeds/long.txt": f"# Long\n\nOnce upon a time{' and again' * 100}.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds")
    write_project(folder, SEEDS, CONFIG.replace("8000/", "8000/background/"))
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_rss(site: Path) -> None:
    channel = ET.fromstring((site / "feed.xml").read_bytes())[0]  # noqa: S314 (our own)
    items = {str(item.findtext("title")): item for item in channel.iter("item")}
    assert list(items) == ["Year", "Day & <night>", "Long"]
    day = items["Day & <night>"]
    assert day.findtext("link") == day.findtext("guid") == "http://127.0.0.1:8000/background/articles/day/"
    assert day.findtext("description") == "The talks began."
    assert parsedate_to_datetime(str(day.findtext("pubDate"))).isoformat() == "2021-10-12T00:00:00+00:00"
    assert day.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Jane Roe"
    assert day.findtext("category") == "talks"
    assert items["Year"].findtext("pubDate") is None, "no day is made up"
    assert items["Year"].findtext("description") == "What a summary says."
    assert str(items["Long"].findtext("description")).endswith("again …")
    assert parsedate_to_datetime(str(channel.findtext("lastBuildDate"))).year == 2023


def test_json_feed(site: Path) -> None:
    feed = json.loads((site / "feed.json").read_text(encoding="utf8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://127.0.0.1:8000/background/feed.json"
    assert feed["items"][1] == {
        "id": "http://127.0.0.1:8000/background/articles/day/",
        "url": "http://127.0.0.1:8000/background/articles/day/",
        "external_url": "https://example.org/a",
        "title": "Day & <night>",
        "content_text": "The talks began.",
        "date_published": "2021-10-12T00:00:00+00:00",
        "authors": [{"name": "Jane Roe"}],
        "tags": ["talks"],
    }


def test_a_seed_is_no_html_in_a_reader_of_feeds(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {"seeds/x.txt": "# X\n\nNATO said <script>alert(3)</script> if a < b & c.\n", "docs/README.md": "# Home"},
    )
    assert build(tmp_path).returncode == 0
    channel = ET.fromstring((tmp_path / "site/feed.xml").read_bytes())[0]  # noqa: S314 (our own)
    assert channel.findtext("link") == "http://127.0.0.1:8000/"
    (item,) = channel.iter("item")
    assert item.findtext("description") == "NATO said &lt;script&gt;alert(3)&lt;/script&gt; if a &lt; b &amp; c."


def test_pages_name_the_feeds(site: Path) -> None:
    for page in ("index.html", "articles/index.html", "articles/day/index.html"):
        text = (site / page).read_text(encoding="utf8")
        assert text.count('<link rel="alternate" type="application/rss+xml"') == 1, page
        assert text.count('<link rel="alternate" type="application/feed+json"') == 1, page


def test_a_site_without_address_or_with_a_feed_of_its_own(tmp_path: Path) -> None:
    write_project(tmp_path, SEEDS, "site_name: X\ntheme: material\nplugins: [search, backgrounder]\n")
    assert build(tmp_path).returncode == 0
    assert not (tmp_path / "site/feed.xml").exists()
    assert "feed.xml" not in (tmp_path / "site/index.html").read_text(encoding="utf8")
    write_project(tmp_path, {**SEEDS, "docs/feed.xml": "<mine/>"})
    assert build(tmp_path).returncode == 0
    assert (tmp_path / "site/feed.xml").read_text(encoding="utf8") == "<mine/>"


def test_a_site_without_articles(tmp_path: Path) -> None:
    write_project(tmp_path, {})
    assert build(tmp_path).returncode == 0
    assert json.loads((tmp_path / "site/feed.json").read_text(encoding="utf8"))["items"] == []


def test_the_sitemap_has_what_is_published(site: Path) -> None:
    sitemap = ET.parse(site / "sitemap.xml")  # noqa: S314 (our own)
    listed = {str(one.text) for one in sitemap.iter() if one.tag.endswith("}loc")}
    pages = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
    assert listed == {f"http://127.0.0.1:8000/background/{'' if page == '.' else page + '/'}" for page in pages}
    assert not any("draft" in address or "desk" in address for address in listed)
