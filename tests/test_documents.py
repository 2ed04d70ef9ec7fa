"""Documents of other programs: what the folder says of them, and what `backgrounder add` makes of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from backgrounder.disk import read_inputs
from backgrounder.seeds.folder import RawFile, sorted_out
from backgrounder.seeds.read import read_seed


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("seeds/x.docx", "`backgrounder add seeds/x.docx` makes a seed of this one."),
        ("seeds/Our Talks.PDF", '`backgrounder add "seeds/Our Talks.PDF"` makes a seed of this one.'),
        ("seeds/deep/mail.eml", "`backgrounder add seeds/deep/mail.eml` makes a seed of this one."),
        ("seeds/x.epub", "`backgrounder add seeds/x.epub` makes a seed of this one."),
        ("seeds/x.pages", "save this one as .docx in the program that it comes from, and add that with `backgrounder add`."),
        ("seeds/x.msg", "save this one as .eml in the program that it comes from, and add that with `backgrounder add`."),
        ("seeds/x.tex", "save this one as .txt in the program that it comes from."),
        ("seeds/x.markdown", "let the name of this one end in .md."),
    ],
)  # fmt: skip
def test_what_is_no_seed_is_told_with_the_step_that_helps(path: str, step: str) -> None:
    (finding,) = sorted_out("seeds", [RawFile(path, b"")]).findings
    assert (finding.code, finding.place.path) == ("unread-seed", path)
    assert finding.message.endswith(step)


@pytest.mark.parametrize(
    "files",
    [
        ("seeds/x.docx", "seeds/x.md", "seeds/x.yml"),
        ("seeds/sub/X.PDF", "seeds/sub/x.txt"),
        ("seeds/x.eml", "seeds/x.html"),
        ("seeds/page.html", "seeds/page_files/paper.pdf"),
        ("seeds/photo.jpg.bak", "seeds/notes.xlsx"),
    ],
)
def test_what_a_seed_was_made_from_is_not_told(files: tuple[str, ...]) -> None:
    found = sorted_out("seeds", [RawFile(path, b"x") for path in files if not path.endswith((".bak", ".xlsx"))])
    assert found.findings == ()


def test_documents_are_not_read_to_be_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "big.pdf").write_bytes(b"x" * 1_000)
    inputs = read_inputs(tmp_path, tmp_path / "docs", "seeds", "glossary")
    assert inputs.seed_files == (RawFile("seeds/big.pdf", b""),)


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml", ".xht", ".XHTML"])
def test_pages_are_pages_whatever_their_ending(suffix: str) -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Envoys</title><script>//<![CDATA[\nx\n//]]></script>'
        '</head><body><div><a id="top"/><h1>Envoys</h1><p>The envoys met in the hall.<br/>They stayed.</p></div></body></html>'
    )
    article = read_seed(f"seeds/x{suffix}", page.encode()).article
    assert article
    assert article.source.language == "en"
    assert (article.title, [block.text for block in article.blocks]) == (
        "Envoys",
        ["Envoys", "The envoys met in the hall.\nThey stayed."],
    )
