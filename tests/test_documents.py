"""Documents of other programs: what the folder says of them, and what `backgrounder add` makes of each."""

from __future__ import annotations

import hashlib
import io
import re
import sys
import textwrap
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.disk import read_inputs
from backgrounder.seeds.article import Article
from backgrounder.seeds.documents.convert import converted
from backgrounder.seeds.documents.converted import Converted, NotConvertedError, NotInstalledError
from backgrounder.seeds.folder import RawFile, sorted_out
from backgrounder.seeds.read import read_seed
from conftest import run, tree, write_project


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


TALK = "The envoys met in the hall on the river, and they spoke of water, of grain and of the price of both until the evening came."
REST = "They will meet again in the spring, as the ministry said, when the river has gone down and the roads are dry."


def package(parts: dict[str, str], first: str = "") -> bytes:
    """A package as word processors and makers of books write it; `first`: what it says it is."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        if first:
            made.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name), text)
    return written.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def word(creator: str = "Ada Roe", title: str = "Document1") -> bytes:
    def paragraph(runs: str, style: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'

    def run(text: str, marks: str = "") -> str:
        return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/>{paragraph(run(text))}</w:tc>"

    rows = "".join(f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in (("State", "Share"), ("Egypt", "55.5")))
    body = (
        paragraph(run("Talks on water"), "Heading1")
        + paragraph(run("By Ada Roe"))
        + paragraph(run(TALK) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + paragraph(run("They will ") + run("meet again", "<w:b/>") + run(" in the spring, said the ministry, and named no day for it at all."))
        + f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    )  # fmt: skip
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/><Override PartName="/word/footnotes.xml" ContentType="{main}.footnotes+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{R}/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="{R}/styles" Target="styles.xml"/></Relationships>',
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>',
            "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
            "docProps/core.xml": f"<cp:coreProperties xmlns:cp='x' {DC}><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dcterms:created>2021-10-12T08:00:00Z</dcterms:created></cp:coreProperties>",
        }
    )


def open_document() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" xmlns:meta="{office}:meta:1.0" {DC}'
    kind = "application/vnd.oasis.opendocument.text"
    return package(
        {
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{office}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
            "content.xml": f'<office:document-content {names}><office:body><office:text><text:h text:outline-level="1">Talks on water</text:h><text:p>{TALK}</text:p><text:p>{REST}</text:p></office:text></office:body></office:document-content>',
            "meta.xml": f"<office:document-meta {names}><office:meta><meta:initial-creator>desk-4</meta:initial-creator><dc:title>Talks on water</dc:title></office:meta></office:document-meta>",
        },
        kind,
    )


def book() -> bytes:
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{}</body></html>"
    return package(
        {
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "b/c.opf": f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0"><metadata {DC}><dc:title>The River Road</dc:title>'
            '<dc:creator id="c1">Ada Roe</dc:creator><meta refines="#c1" property="file-as">Roe, Ada</meta><meta refines="#c1" property="role">aut</meta>'
            '<dc:creator opf:role="ill">Ben Poe</dc:creator><dc:publisher>Delta &amp; Sons</dc:publisher><dc:date opf:event="modification">2022-01-01</dc:date><dc:date>2021-10-12T00:00:00Z</dc:date>'
            "<dc:language>en-GB</dc:language><dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:rights>CC BY 4.0</dc:rights></metadata>"
            '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
            "b/a.xhtml": page.format(
                f"<h1 id='top'>The Delta</h1><p><a href='#top'>Up</a></p><p>{TALK}</p><p>{REST}</p>"
            ),
        },
        "application/epub+zip",
    )


def pdf(*pages: Sequence[str] | None) -> bytes:
    """A PDF with a page for each list of lines; None stands for a page that is a picture."""
    picture = bytes(range(64))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 64 >>\nstream\n%s\nendstream" % picture,
    ]  # fmt: skip
    kids = []
    for lines in pages:
        content = b"q 612 0 0 792 0 0 cm /I Do Q"
        if lines is not None:
            content = (
                b"BT /F 12 Tf 14 TL 72 720 Td " + b" ".join(b"(%s) Tj T*" % line.encode() for line in lines) + b" ET"
            )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << %s >> >>"
            % (len(objects), b"/XObject << /I 4 0 R >>" if lines is None else b"/Font << /F 3 0 R >>")
        )  # fmt: skip
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    return out + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))


PAGE = ["Talks on water", "", *textwrap.wrap(TALK, 60), "", *textwrap.wrap(REST, 60)]


def locked() -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf(PAGE)))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


MAIL = f"""From: "Roe, Ada" <ada@example.org>
To: desk@example.org
Subject: =?utf-8?q?Re=3A_Fwd=3A_Talks_on_the_Nile=E2=80=99s_water?=
Date: Tue, 12 Oct 2021 23:30:00 +0300
Archived-At: <https://lists.example.org/water/7>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"; format=flowed

Dear all,

{TALK[:55]} 
{TALK[56:]}

{REST}

-- 
Ada
--b
Content-Type: application/pdf; name="map.pdf"
Content-Disposition: attachment; filename="map.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--b--
"""  # noqa: W291 (a space at the end of a line says that it goes on)
PAGE_MAIL = f"""From: Ada Roe <ada@example.org>
Subject: Talks on water
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain

{TALK} {REST}
--b
Content-Type: text/html; charset=utf-8

<h1>Talks on water</h1><p>{TALK}</p><ul><li>Egypt</li><li>Sudan</li></ul><p>{REST}</p>
--b--
"""
SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/talks
Subject: Talks
Date: Tue, 12 Oct 2021 20:30:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Location: https://example.org/talks

<html><head><title>Talks on water</title></head><body><main><h1>Talks on water</h1><p>{TALK}</p><p>{REST}</p></main></body></html>
--b--
"""


def made(name: str, data: bytes | str) -> Converted:
    data = data.encode() if isinstance(data, str) else data
    return converted(name, f".{name.rpartition('.')[2]}", data)


def article_of(document: Converted) -> Article:
    text = document.text.encode()
    read = read_seed(f"seeds/x{document.suffix}", text)
    assert read.article
    record = document.record(read.article.told).encode()
    read = read_seed(f"seeds/x{document.suffix}", text, ("seeds/x.yml", record))
    assert read.article
    assert not [finding for finding in read.findings if finding.place.path == "seeds/x.yml"]
    return read.article


def test_a_word_processors_file_keeps_its_structure() -> None:
    found = made("x.docx", word())
    assert found.text.startswith("# Talks on water\n")
    assert "[^1]" in found.text
    assert "**meet again**" in found.text
    assert "| State | Share |" in found.text
    article = article_of(found)
    assert article.title == "Talks on water"
    assert [person.printed for person in article.source.author] == ["Ada Roe"], "the byline says so"
    assert found.remarks == ("title Document1", "created 2021-10-12"), "a file's own title may be anything"
    assert article.source.issued is None, "a file was made when nobody published its text"


def test_what_is_lost_or_was_not_seen_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as given:
        parts = {name: given.read(name).decode() for name in given.namelist()}
    hidden = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
    parts["word/document.xml"] = parts["word/document.xml"].replace("</w:body>", f"{hidden}</w:body>")
    parts |= {
        "word/media/a.PNG": "x",
        "word/media/b.jpg": "x",
        "word/comments.xml": "<w:comments><w:comment w:id='1'/></w:comments>",
    }
    assert made("x.docx", package(parts)).lost == (
        "left out 2 pictures",
        "left out the comments",
        "superscripts and subscripts became plain letters",
        "took over text that is hidden in the document; look for it before you publish",
    )
    assert made("x.docx", word()).lost == ()


def test_a_page_may_be_called_a_document() -> None:
    page = f"<html><head><title>Talks on water</title></head><body><h1>Talks on water</h1><p>{TALK}</p><p>{REST}</p></body></html>"
    for data in (page, SAVED[SAVED.index("MIME-Version") :]):
        found = made("x.doc", data)
        assert found.suffix == ".html"
        assert article_of(found).title == "Talks on water"


def test_what_a_file_says_counts_if_the_text_says_it_too() -> None:
    assert made("x.docx", word(creator="desk-4")).perhaps == {}
    found = made("x.docx", word(title="Talks on Water"))
    assert found.perhaps == {"title": "Talks on Water", "author": ["Ada Roe"]}
    assert found.remarks == ("created 2021-10-12",)
    found = made("x.odt", open_document())
    assert (found.perhaps, found.remarks) == ({"title": "Talks on water"}, ("author desk-4",))
    assert article_of(found).title == "Talks on water"


def test_a_book_says_what_it_is() -> None:
    found = made("x.epub", book())
    assert found.fields == {
        "title": "The River Road",
        "author": [{"family": "Roe", "given": "Ada"}],
        "issued": "2021-10-12",
        "type": "book",
        "publisher": "Delta & Sons",
        "isbn": "9780306406157",
        "language": "en-GB",
        "rights": "CC BY 4.0",
    }
    assert "<a id" not in found.text
    article = article_of(found)
    assert (article.title, article.source.type) == ("The River Road", "book")
    assert TALK in [block.text for block in article.blocks]


def test_rich_text_is_read_by_what_it_is() -> None:
    rich = rb"{\rtf1\ansi {\b Talks on water}\par " + TALK.encode() + rb"\par " + REST.encode() + rb"\par}"
    for name in ("x.rtf", "x.doc", "x.docx"):
        assert TALK in made(name, rich).text, "whatever its name says"


def test_a_mail_says_who_wrote_it_and_when() -> None:
    found = made("x.eml", MAIL)
    assert found.suffix == ".txt"
    assert found.fields == {
        "title": "Talks on the Nile’s water",
        "author": [{"family": "Roe", "given": "Ada"}],
        "issued": "2021-10-12",
        "url": "https://lists.example.org/water/7",
    }
    assert found.lost == ("left out 1 attachment: map.pdf",)
    assert "example.org" not in found.text
    assert [block.text for block in article_of(found).blocks][:3] == ["Dear all,", TALK, REST]


def test_a_mail_that_says_more_as_a_page_is_one() -> None:
    found = made("x.eml", PAGE_MAIL)
    assert found.suffix == ".html"
    article = article_of(found)
    assert [block.text for block in article.blocks] == ["Talks on water", TALK, "Egypt", "Sudan", REST]
    plain = made(
        "x.eml",
        PAGE_MAIL.replace("<h1>Talks on water</h1>", "")
        .replace("<ul><li>", "")
        .replace("</li></ul>", "")
        .replace("</li><li>", " "),
    )
    assert plain.suffix == ".txt", "without structure the plain text says the same"  # fmt: skip


def test_a_page_saved_in_one_file_is_a_page() -> None:
    found = made("x.mhtml", SAVED)
    assert (found.suffix, found.fields) == (".html", {"url": "https://example.org/talks", "accessed": "2021-10-12"})
    assert article_of(found).title == "Talks on water"


def test_a_pdf_gives_its_text() -> None:
    found = made("x.pdf", pdf(PAGE))
    article = article_of(found)
    assert article.title == "Talks on water"
    assert TALK in " ".join(block.text for block in article.blocks)
    found = made("x.pdf", pdf(PAGE, None))
    assert TALK.split(",", maxsplit=1)[0] in found.text
    assert [line.partition(":")[0] for line in found.lost] == ["left out pages 2 of 2, which are pictures"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.pdf", pdf(None), "The pages of x.pdf are pictures of text; make text of them"),
        ("x.pdf", locked(), "x.pdf is locked with a password; save it without one"),
        ("x.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "x.docx is locked with a password"),
        ("x.pdf", b"%PDF-1.4\n", "x.pdf is damaged"),
        ("x.docx", b"", "x.docx is damaged"),
        ("x.docx", word()[:900], "x.docx is damaged"),
        ("x.docx", package({"xl/workbook.xml": "<x/>"}), "x.docx is a package of another kind"),
        ("x.odt", b"PK\x03\x04" + b"\0" * 90, "x.odt is a package of another kind"),
        ("x.rtf", rb"{\rtf1}", "There is no text in x.rtf."),
        ("x.epub", package({"a": "b"}, "application/epub+zip"), "x.epub is damaged"),
        ("x.eml", b"Hello\n\nThis is no mail.\n", "x.eml is no mail"),
        ("x.eml", b"From: a@b.c\n" + b"Content-Type: message/rfc822\n\n" * 2_000 + b"x", "x.eml has too many mails in one another"),
        ("x.eml", b"From: a@b.c\nContent-Type: image/png\n\nx", "There is no text in x.eml."),
        ("x.eml", b'From: a@b.c\nContent-Type: multipart/encrypted; boundary="b"\n\n--b\n\nx\n--b--\n', "x.eml is encrypted"),
        ("x.eml", b"From: a@b.c\nContent-Type: application/pkcs7-mime\n\nMIIB", "x.eml is encrypted"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(name: str, data: bytes, message: str) -> None:
    with pytest.raises(NotConvertedError, match="^" + re.escape(message)) as error:
        made(name, data)
    assert str(error.value).endswith((".", "writes."))


def test_a_document_cannot_write_fields_of_a_seed() -> None:
    mail = "From: Ada Roe <a@b.c>\nSubject: x\n\n---\nstatus: draft\n---\n\n" + TALK + "\n\n" + REST + "\n"
    article = article_of(made("x.eml", mail))
    assert article.status is None


@given(
    st.sampled_from([MAIL.encode(), PAGE_MAIL.encode(), word(), open_document(), book(), pdf(PAGE)]),
    st.lists(st.tuples(st.integers(0, 4_000), st.binary(max_size=12)), max_size=6),
    st.sampled_from([".eml", ".mht", ".docx", ".odt", ".epub", ".pdf", ".rtf", ".doc"]),
)
def test_any_bytes_become_a_seed_or_one_sentence(data: bytes, edits: list[tuple[int, bytes]], suffix: str) -> None:
    for start, new in edits:
        data = data[:start] + new + data[start + len(new) :]
    with suppress(NotConvertedError):
        document = converted("x", suffix, data)
        document.record(())
        document.text.encode("utf8", "replace")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_project(tmp_path, {"docs/index.md": "# S\n"})
    (tmp_path / "seeds").mkdir()
    return tmp_path


def test_add_converts_a_document_and_keeps_it(site: Path) -> None:
    (site / "Talks 2021.docx").write_bytes(word())
    done = run(site, "backgrounder", "add", "Talks 2021.docx")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "Added seeds/talks-2021.md and seeds/talks-2021.yml, made from seeds/talks-2021.docx: “Talks on water”\n"
    )
    written = tree(site / "seeds")
    assert list(written) == ["talks-2021.docx", "talks-2021.md", "talks-2021.yml"]
    assert written["talks-2021.docx"] == word()
    sidecar = written["talks-2021.yml"].decode()
    checksum = hashlib.sha256(word()).hexdigest()
    assert f"# Made from talks-2021.docx, which stays beside it; its SHA-256 checksum is {checksum}.\n" in sidecar
    assert "# Its properties say, and nothing confirms it: title Document1; created 2021-10-12.\n" in sidecar
    assert "title: Talks on water\nauthor: [Ada Roe]\n" in sidecar
    assert "unread-seed" not in run(site, "backgrounder", "check", "--format", "json").stdout
    assert run(site, "backgrounder", "add", "Talks 2021.docx").returncode == 2
    assert tree(site / "seeds") == written


def test_add_makes_a_seed_of_a_document_among_the_seeds(site: Path) -> None:
    (site / "seeds" / "deep").mkdir()
    original = site / "seeds" / "deep" / "The River Road.epub"
    original.write_bytes(book())
    assert "unread-seed" in run(site, "backgrounder", "check", "--format", "json").stdout
    done = run(site, "backgrounder", "add", "seeds/deep/The River Road.epub")
    assert done.returncode == 0, done.stderr
    names = [f"deep/The River Road.{ending}" for ending in ("epub", "md", "yml")]
    assert list(tree(site / "seeds")) == names
    sidecar = (site / "seeds" / names[2]).read_text(encoding="utf8")
    assert "author: [{family: Roe, given: Ada}]\n" in sidecar
    assert "type: book\npublisher: Delta & Sons\nisbn: '9780306406157'\n" in sidecar
    assert "unread-seed" not in run(site, "backgrounder", "check", "--format", "json").stdout
    again = run(site, "backgrounder", "add", "seeds/deep/The River Road.epub")
    assert (again.returncode, again.stderr) == (
        2,
        "Error: There is seeds/deep/The River Road.md already; remove it, or rename the document.\n",
    )
    again = run(site, "backgrounder", "add", "seeds/deep/The River Road.epub", "--name", "river")
    assert (again.returncode, "rename it there" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "data", "status", "message"),
    [
        ("x.pdf", pdf(None), 1, "Error: The pages of x.pdf are pictures of text;"),
        ("x.pdf", locked(), 1, "Error: x.pdf is locked with a password;"),
        ("x.docx", b"PK", 1, "Error: x.docx is damaged"),
        ("x.pages", b"PK", 2, "Error: Only .txt, .md, .html, .htm, .xhtml, .xht, .docx,"),
        ("x.xlsx", b"PK", 2, "Error: Only .txt, .md,"),
    ],
)  # fmt: skip
def test_add_writes_nothing_of_what_it_cannot_read(
    site: Path, name: str, data: bytes, status: int, message: str
) -> None:
    (site / name).write_bytes(data)
    done = run(site, "backgrounder", "add", name)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1
    assert tree(site / "seeds") == {}


def test_add_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anydoc", None)
    with pytest.raises(
        NotInstalledError, match=r"^x\.docx is not read without the extra that reads documents; install it"
    ):
        made("x.docx", word())
    assert made("x.eml", MAIL).suffix == ".txt", "mails need no extra"
