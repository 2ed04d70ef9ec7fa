"""Where articles and entries stood before leads on to where they stand, and to nothing that readers do not get."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from backgrounder.project import Inputs, Project, Reading, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.site.redirects import redirect
from conftest import build, write_project

SEED = "A headline stands here\n\nThe text is longer than that headline.\n"
ENTRY = "---\ntitle: {title}\nkind: state\nformerly: {formerly}\n---\nA state.[@{key}]\n"


def read(files: dict[str, str], reading: Reading | None = None) -> Project:
    raw = [RawFile(path, text.encode()) for path, text in files.items()]
    seeds = tuple(one for one in raw if one.path.startswith("seeds/"))
    pages = tuple(one for one in raw if one.path.startswith("docs/"))
    return read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages), reading or Reading())


@pytest.mark.parametrize(
    ("formerly", "moved"),
    [
        ("turkey", "glossary/states/turkey.md"),
        ("turkey.md", "glossary/states/turkey.md"),
        ("places/turkey", "glossary/places/turkey.md"),
        ("Turkey and more", "glossary/states/Turkey and more.md"),
        ("../../x", None),
        ("/etc/x", "glossary/etc/x.md"),
        ("a:b", None),
        ("'<script>'", None),
        ("other", None),
        ("turkiye", None),
    ],
)
def test_an_entrys_old_address(formerly: str, moved: str | None) -> None:
    there = {
        "seeds/a.txt": SEED,
        "docs/glossary/states/turkiye.md": ENTRY.format(title="Türkiye", formerly=f"[{formerly}]", key="a"),
        "docs/glossary/states/other.md": "---\ntitle: Other\nkind: state\n---\nA state.\n",
    }
    project = read(there)
    assert project.moved == ({moved: "glossary/states/turkiye.md"} if moved else {})
    told = [one for one in project.findings if "formerly" in one.message]
    assert [one.place.line for one in told] == ([] if moved else [4])


def test_a_seeds_old_name_and_its_key() -> None:
    project = read({
        "seeds/new.txt": SEED,
        "seeds/new.yml": "formerly: [Old One.txt, older]\n",
        "docs/index.md": "It is so.[@old-one, para. 1] And so.[@older] But not so.[@oldest]\n",
    })  # fmt: skip
    assert project.moved == {"articles/old-one.md": "articles/new.md", "articles/older.md": "articles/new.md"}
    assert [one.message for one in project.findings if one.code == "unknown-key"] == [
        "`old-one` is called `new` now; write `@new`.",
        "`older` is called `new` now; write `@new`.",
        "Nothing is known under the key `oldest`.",
    ]


@pytest.mark.parametrize(
    ("seed", "told"),
    [(SEED, "`old` is called `new` now; write `@new`."), (SEED + "More.", "Nothing is known under the key `old`.")],
)
def test_a_sidecar_that_stayed_behind_knows_its_seed_by_the_checksum(seed: str, told: str) -> None:
    checksum = hashlib.sha256(SEED.encode()).hexdigest()
    files = {"seeds/new.txt": seed, "seeds/old.yml": f"sha256: {checksum}\n", "docs/index.md": "So.[@old]\n"}
    project = read(files)
    assert [one.message for one in project.findings if one.code == "unknown-key"] == [told]
    # Of two with the same text, nobody knows which is meant.
    twice = read({**files, "seeds/other.txt": seed})
    assert [one.message for one in twice.findings if one.code == "unknown-key"] == [
        "Nothing is known under the key `old`."
    ]


def test_what_is_withheld_has_no_old_address() -> None:
    files = {"seeds/new.txt": SEED, "docs/index.md": "So.[@old]\n"}
    for field in ("status: draft", "publish: none"):
        project = read({**files, "seeds/new.yml": f"formerly: old\n{field}\n"}, Reading(whole=False))
        assert project.moved == {}
        assert "new" not in " ".join(one.message for one in project.findings if one.code == "unknown-key")


@pytest.mark.parametrize("urls", ["true", "false"])
def test_the_page_at_an_old_address(tmp_path: Path, urls: str) -> None:
    files = {
        "seeds/new.txt": SEED,
        "seeds/new.yml": "title: A <b>bold</b> headline\nformerly: [old, taken]\n",
        "docs/articles/taken.md": "# Taken\n",
        "docs/glossary/turkiye.md": ENTRY.format(title="Türkiye", formerly="[turkey]", key="new"),
    }
    site_url = "https://example.org/x/"
    config = f"site_name: S\nsite_url: {site_url}\ntheme: material\nplugins: [search, backgrounder]\nuse_directory_urls: {urls}\n"
    write_project(tmp_path, files, config)
    done = build(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "`formerly`: `taken` is the address of a page that is there, and stays so; remove it here." in done.stderr
    end = "/index.html" if urls == "true" else ".html"
    site = tmp_path / "site"
    page = (site / f"articles/old{end}").read_text(encoding="utf8")
    href, address = (
        ("../new/", f"{site_url}articles/new/") if urls == "true" else ("new.html", f"{site_url}articles/new.html")
    )
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta http-equiv="refresh" content="0; url={href}">' in page
    assert f'<a href="{href}">A &lt;b&gt;bold&lt;/b&gt; headline</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert (site / f"glossary/turkey{end}").is_file()
    assert "Taken" in (site / f"articles/taken{end}").read_text(encoding="utf8")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf8"))
    assert not [one for one in index["docs"] if "articles/old" in one["location"] or "turkey" in one["location"]]
    assert "articles/old" not in (site / "sitemap.xml").read_text(encoding="utf8")


def test_an_address_is_data() -> None:
    page = redirect("T", '"</script><script>x', "https://example.org/", "en")
    assert "</script><script>" not in page
