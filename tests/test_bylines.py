"""Who wrote a text, when, and where it appeared: what lines at the top tell, and pages in their heads and themes."""

from __future__ import annotations

import pytest

from backgrounder.language.dates import date_at, dates_within
from backgrounder.language.foreign_bylines import byline_lexicons, language_of
from backgrounder.language.lexicon import ENGLISH
from backgrounder.seeds.article import Article
from backgrounder.seeds.cleaning.bylines import byline_in, names_in
from backgrounder.seeds.read import read_seed

TEXT = (
    "The envoys of both sides met in the old town hall on Monday and spoke for three hours about the harbour.\n\n"
    "Nobody who came out of the hall would say whether the harbour would be opened to foreign ships this year.\n"
)
FOREIGN = {
    "de": "Die Gesandten beider Seiten trafen sich am Montag im alten Rathaus und sprachen drei Stunden lang über den Hafen.\n\n"
    "Niemand wollte sagen, ob der Hafen für fremde Schiffe geöffnet wird, und die Menschen warten nicht mehr auf das Ergebnis.\n",
    "fr": "Les envoyés des deux parties se sont réunis lundi dans la vieille mairie et ont parlé pendant trois heures du port.\n\n"
    "Personne n'a voulu dire si le port est ouvert cette année dans les conditions de la loi et pour une durée limitée.\n",
    "es": "Los enviados de las dos partes se reunieron el lunes en el antiguo ayuntamiento y hablaron durante tres horas del puerto.\n\n"
    "Nadie quiso decir si el puerto se abrirá este año a los barcos con una ley o por decreto en las próximas semanas.\n",
    "it": "Gli inviati delle due parti si sono incontrati lunedì nel vecchio municipio e hanno parlato per tre ore del porto.\n\n"
    "Nessuno ha voluto dire se il porto sarà aperto quest'anno con una legge o per decreto e non si sa di che cosa si tratta.\n",
    "nl": "De gezanten van beide partijen kwamen maandag in het oude stadhuis bijeen en spraken drie uur over de haven van het land.\n\n"
    "Niemand wilde zeggen of de haven dit jaar voor vreemde schepen op een of andere manier open zal zijn te midden van alles.\n",
    "pt": "Os enviados das duas partes reuniram-se na segunda-feira na antiga câmara e falaram durante três horas do porto.\n\n"
    "Ninguém quis dizer se o porto será aberto este ano com uma lei ou em decreto, e não se sabe o que vem da capital.\n",
}


def told(line: str, text: str = TEXT) -> str:
    """What a line below a headline tells, as `authors; publication; date`, once it has left the text."""
    article = read_seed("seeds/x.txt", f"Envoys meet in town hall\n\n{line}\n\n{text}".encode()).article
    assert article
    assert [block.text for block in article.blocks] == ["Envoys meet in town hall", *text.strip().split("\n\n")], line
    assert any(line.rsplit("\n", maxsplit=1)[-1].strip("(. )")[:10] in repair.what for repair in article.repairs), line
    return summary(article)


def summary(article: Article) -> str:
    source = article.source
    authors = ", ".join(person.printed for person in source.author)
    return "; ".join(str(one) for one in (authors, source.container_title, source.issued) if one)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        # Agencies and papers.
        ("By AFP", "AFP"),
        ("By AFP and Reuters", "AFP, Reuters"),
        ("By The Associated Press", "The Associated Press"),
        ("By CNN", "CNN"),
        ("By BBC News", "BBC News"),
        ("By Ada Roe, AP", "Ada Roe; AP"),
        ("By Ada Roe (AP)", "Ada Roe; AP"),
        ("By Ada Roe/AP", "Ada Roe; AP"),
        ("Ada Roe / AFP", "Ada Roe; AFP"),
        ("Ada Roe, Associated Press", "Ada Roe; Associated Press"),
        ("By ADA ROE, Associated Press", "Ada Roe; Associated Press"),
        ("By Ada Roe and Ben Poe | Reuters", "Ada Roe, Ben Poe; Reuters"),
        ("By Ada Roe, The Courier", "Ada Roe; The Courier"),
        ("By Ada Roe for The Courier", "Ada Roe; The Courier"),
        ("By Ada Roe, BBC News", "Ada Roe; BBC News"),
        ("AFP | 5 March 2024", "AFP; 2024-03-05"),
        ("Xinhua, 5 March 2024", "Xinhua; 2024-03-05"),
        ("Reuters", "Reuters"),
        ("(AFP)", "AFP"),
        ("March 5, 2024 / 10:30 AM / CBS News", "CBS News; 2024-03-05"),
        # Roles, places, addresses.
        ("by Ada Roe, Courier Staff", "Ada Roe"),
        ("Ada Roe, Staff Writer", "Ada Roe"),
        ("Ada Roe and Ben Poe, Staff Writers", "Ada Roe, Ben Poe"),
        ("Ada Roe, diplomatic correspondent", "Ada Roe"),
        ("By Ada Roe, AP Diplomatic Writer", "Ada Roe"),
        ("By Ada Roe, senior fellow at the Institute", "Ada Roe"),
        ("By Ada Roe, Ph.D.", "Ada Roe"),
        ("By Ada Roe in Geneva", "Ada Roe"),
        ("By Ada Roe, Geneva", "Ada Roe"),
        ("By Ada Roe, Washington, D.C.", "Ada Roe"),
        ("By Ada Roe in Cairo and Ben Poe in Addis Ababa", "Ada Roe, Ben Poe"),
        ("By Ada Roe in Geneva, 5 March 2024", "Ada Roe; 2024-03-05"),
        ("By Ada Roe @adaroe", "Ada Roe"),
        ("By Ada Roe ada.roe@courier.example", "Ada Roe"),
        ("By Ada Roe (ada@courier.example)", "Ada Roe"),
        # Several authors, other beginnings.
        ("By Ada Roe, Ben Poe & Cy Coe", "Ada Roe, Ben Poe, Cy Coe"),
        ("By Ada Roe; Ben Poe", "Ada Roe, Ben Poe"),
        ("By Ada Roe with Ben Poe", "Ada Roe, Ben Poe"),
        ("By Ada Roe, with additional reporting by Ben Poe", "Ada Roe"),
        ("Story by Ada Roe, photographs by Ben Poe", "Ada Roe"),
        ("Words by Ada Roe", "Ada Roe"),
        ("Author: Ada Roe", "Ada Roe"),
        ("Opinion | By Ada Roe", "Ada Roe"),
        ("By\nAda Roe", "Ada Roe"),
        ("By Ada Roe\nand Ben Poe", "Ada Roe, Ben Poe"),
        # Nobody.
        ("By Staff", ""),
        ("By Reuters Staff", ""),
        ("By our own correspondent", ""),
        ("By The Editorial Board", ""),
        ("Posted on 5 March, 2024 by admin", "2024-03-05"),
        # In several lines.
        ("Ada Roe\nThe Courier\n5 March 2024", "Ada Roe; The Courier; 2024-03-05"),
        ("By Ada Roe\nMorning Call\n5 March 2024", "Ada Roe; Morning Call; 2024-03-05"),
        ("By Ada Roe\nDiplomatic Correspondent", "Ada Roe"),
        ("By Ada Roe\nReuters", "Ada Roe; Reuters"),
        ("By Ada Roe\nPublished March 5, 2024\nUpdated March 6, 2024", "Ada Roe; 2024-03-05"),
        # Dates and times.
        ("By Ada Roe March 5, 2024 10:30 am", "Ada Roe; 2024-03-05"),
        ("5 March 2024 by Ada Roe", "Ada Roe; 2024-03-05"),
        ("By Ada Roe | March 5, 2024 | 3 min read", "Ada Roe; 2024-03-05"),
        ("Addis Ababa, 9 September 2025", "2025-09-09"),
        ("GENEVA, 9 September 2025", "2025-09-09"),
        ("Geneva (5 March 2024)", "2024-03-05"),
        ("Updated: 3:15 PM EDT, October 12, 2021", "2021-10-12"),
        ("Published 09:30 GMT 5 March 2024", "2024-03-05"),
        ("Published 10:30 AM EST, Tue March 5, 2024", "2024-03-05"),
        ("Tue 5 Mar 2024 07.00 GMT", "2024-03-05"),
        ("First published on Tue 5 Mar 2024 05.00 GMT", "2024-03-05"),
        ("Published: 5 March 2024, updated 6 March 2024", "2024-03-05"),
        ("Published March 5, 2024 Updated March 6, 2024", "2024-03-05"),
        ("12/25/2021", "2021-12-25"),
        # Remains.
        ("Reporting by Ada Roe in Geneva; Editing by Ben Poe", ""),
        ("Additional reporting by Ada Roe", ""),
        ("Contributing: Ada Roe, USA TODAY", ""),
        ("Updated 2 hours ago", ""),
    ],
)
def test_lines_below_a_headline(line: str, wanted: str) -> None:
    assert told(line) == wanted


def test_the_paragraph_between_a_byline_and_a_date_is_the_paper() -> None:
    text = f"Envoys meet in town hall\n\nBy Ada Roe\n\nThe Courier\n\n5 March 2024\n\n{TEXT}"
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article
    assert (summary(article), len(article.blocks)) == ("Ada Roe; The Courier; 2024-03-05", 3)


@pytest.mark.parametrize(
    ("code", "line", "wanted"),
    [
        ("de", "Von Ada Roe, 12. Oktober 2021", "Ada Roe; 2021-10-12"),
        ("de", "Von Ada Roe und Ben Poe, dpa", "Ada Roe, Ben Poe; dpa"),
        ("de", "Veröffentlicht am 5. März 2024 um 10:30 Uhr", "2024-03-05"),
        ("de", "Aktualisiert am 12.10.2021, 10:30 Uhr", "2021-10-12"),
        ("de", "Genf, den 5. März 2024", "2024-03-05"),
        ("de", "05.03.24", "2024-03-05"),
        ("de", "Ada Roe, Redakteurin", "Ada Roe"),
        ("fr", "Par Ada Roe et Ben Poe", "Ada Roe, Ben Poe"),
        ("fr", "Par Ada Roe avec AFP", "Ada Roe; AFP"),
        ("fr", "Par Ada Roe, envoyée spéciale à Genève", "Ada Roe"),
        ("fr", "Publié le 5 mars 2024 à 10h30", "2024-03-05"),
        ("fr", "Mis à jour le 05/03/2024 à 10:30", "2024-03-05"),
        ("fr", "Genève, le 1er mars 2024", "2024-03-01"),
        ("es", "Por Ada Roe y Ben Poe", "Ada Roe, Ben Poe"),
        ("es", "Publicado el 5 de marzo de 2024 a las 10:30", "2024-03-05"),
        ("it", "di Ada Roe e Ben Poe", "Ada Roe, Ben Poe"),
        ("it", "Pubblicato il 5 marzo 2024", "2024-03-05"),
        ("nl", "Door Ada Roe en Ben Poe", "Ada Roe, Ben Poe"),
        ("nl", "5 maart 2024 om 10:30 uur", "2024-03-05"),
        ("pt", "Por Ada Roe e Ben Poe", "Ada Roe, Ben Poe"),
        ("pt", "Publicado em 05/03/2024 às 10h30", "2024-03-05"),
    ],
)
def test_lines_in_other_languages(code: str, line: str, wanted: str) -> None:
    """The words of a language are known where the text is in it, or its sidecar says so."""
    assert told(line, FOREIGN[code]) == wanted
    said = read_seed(
        "seeds/x.txt", f"Envoys meet\n\n{line}\n\n{TEXT}".encode(), ("x.yml", f"language: {code}".encode())
    )
    assert said.article
    assert summary(said.article) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "By sea and land",
        "By the time they came",
        "By Ada Roe, who was in Geneva",
        "Envoys and Ministers, AP",
        "Von Ada Roe, 12. Oktober 2021",
        "Di Ada Roe",
        "In 2021, Reuters said",
        "Ada Roe",
        "The Courier",
        "Reporting by Amnesty shows that nobody came",
    ],
)
def test_lines_that_are_no_bylines_stay(line: str) -> None:
    article = read_seed("seeds/x.txt", f"Envoys meet in town hall\n\n{line}\n\n{TEXT}".encode()).article
    assert article
    assert line in [block.text for block in article.blocks]
    assert article.source.author == ()


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("(Reuters) - ", "Reuters"),
        ("GENEVA (AP) — ", "AP"),
        ("GENEVA, Oct. 12, 2021 (Reuters) - ", "Reuters; 2021-10-12"),
        ("MOSCOW, March 5, 2024. /TASS/. ", "TASS; 2024-03-05"),
        ("Berlin (dpa) - ", "dpa"),
        ("(5 March 2024) ", "2024-03-05"),
        ("5 March 2024, Geneva – ", "2024-03-05"),
        ("(The council) ", ""),
        ("March 5, 2024 was the day. ", ""),
    ],
)
def test_datelines_stay_in_the_text(head: str, wanted: str) -> None:
    article = read_seed("seeds/x.txt", f"Envoys meet\n\n{head}{TEXT}".encode()).article
    assert article
    assert article.blocks[1].text.startswith(head.strip())
    assert summary(article) == wanted


def page(head: str = "", below: str = "", lang: str = "en") -> str:
    """What is read from a page with something in its head, and something below its heading."""
    text = "".join(f"<p>{one}</p>" for one in TEXT.strip().split("\n\n"))
    whole = (
        f'<html lang="{lang}"><head><title>Envoys meet in town hall</title>{head}</head>'
        f"<body><main><article><h1>Envoys meet in town hall</h1>{below}{text}</article></main></body></html>"
    )
    article = read_seed("seeds/x.html", whole.encode()).article
    assert article
    assert article.title == "Envoys meet in town hall"
    return summary(article)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("By Ada Roe and Ben Poe, The Courier", "Ada Roe, Ben Poe"),
        ("Courier Press Ltd, Geneva, Switzerland", "Courier Press Ltd"),
        ("Ada Roe, CNN", "Ada Roe"),
        ("CNN, Ada Roe", "Ada Roe"),
        ("Roe, Ada", "Ada Roe"),
        ("Ada Roe &amp;amp; Ben Poe", "Ada Roe, Ben Poe"),
        ("Ada Roe, PhD", "Ada Roe"),
        ("facebook.com/courier", ""),
        ("https://www.facebook.com/courier", ""),
        ("admin", ""),
        ("The Courier", ""),
    ],
)
def test_authors_in_the_head_of_a_page(content: str, wanted: str) -> None:
    site = '<meta property="og:site_name" content="The Courier">'
    assert page(f'{site}<meta name="author" content="{content}">').removesuffix("The Courier").strip("; ") == wanted


@pytest.mark.parametrize(
    "field", ["article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author", "byl"]
)
def test_fields_of_authors(field: str) -> None:
    assert page(f'<meta name="{field}" content="By Ada Roe and Ben Poe">') == "Ada Roe, Ben Poe"


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        ('<p class="byline">By <a rel="author" href="/x">Ada Roe</a> - <time datetime="2015-04-16T20:02Z">x</time></p>', "Ada Roe; 2015-04-16"),
        (
            '<div><b class="pb-byline">By <a href="/p">Ada Roe</a></b> <b class="stamp">March 18, 2015</b> <a>Follow @ada</a></div>',
            "Ada Roe; 2015-03-18",
        ),
        ('<span itemprop="author" itemscope><b itemprop="name">Ada Roe</b></span> and more', "Ada Roe"),
        ('<p class="article__author">Ada Roe</p><p class="dateline">5 March 2024</p>', "Ada Roe; 2024-03-05"),
        ("<address>By Ada Roe</address>", "Ada Roe"),
        ('<span class="author vcard"><a class="fn">Tobi</a></span>', "Tobi"),
        ('<div class="meta"><a rel="author">Ada Roe</a>, <a rel="author">Ben Poe</a></div>', "Ada Roe, Ben Poe"),
        ("<ul><li>By Ada Roe</li><li>5 March 2024</li></ul>", "Ada Roe; 2024-03-05"),
        ('<abbr class="published" title="2024-03-05">Tuesday</abbr>', "2024-03-05"),
        ('<meta itemprop="datePublished" content="2024-03-05">', "2024-03-05"),
    ],
)  # fmt: skip
def test_what_themes_mark(below: str, wanted: str) -> None:
    assert page("", below) == wanted


@pytest.mark.parametrize(
    ("lang", "below", "wanted"),
    [
        ("de", '<p class="byline">Von Ada Roe und Ben Poe am 5. März 2024</p>', "Ada Roe, Ben Poe; 2024-03-05"),
        ("fr", "<p>Publié le 5 mars 2024 par Ada Roe</p>", "Ada Roe; 2024-03-05"),
        ("es", '<div class="fecha">5 de marzo de 2024</div>', "2024-03-05"),
    ],
)
def test_pages_in_other_languages(lang: str, below: str, wanted: str) -> None:
    assert page("", below, lang) == wanted


def test_a_page_does_not_have_the_authors_of_its_comments_and_of_other_pages() -> None:
    assert page("", '<div class="comments"><span class="author">Ben Poe</span></div>') == ""
    assert page("", '<aside><a rel="author">Ben Poe</a></aside>') == ""


def test_a_question_that_is_a_link_is_a_teaser() -> None:
    links = "".join(f'<li><a href="/{n}">Why did the envoys leave {n} days ago?</a></li>' for n in range(3))
    whole = f"<title>Talks</title><article><h1>Talks</h1><p>{TEXT}</p><p>{TEXT}</p><ul>{links}</ul></article>"
    article = read_seed("seeds/x.html", whole.encode()).article
    assert article
    assert not any("Why" in block.text for block in article.blocks)


def test_dates_of_languages() -> None:
    german, english = byline_lexicons(ENGLISH, "de-AT")
    assert (german.code, english) == ("de", ENGLISH)
    assert [str(found.date) for found in dates_within("am 5. März 2024 und 12.10.2021", german)] == [
        "2024-03-05",
        "2021-10-12",
    ]
    found = date_at("2024年3月5日")
    assert found
    assert str(found.date) == "2024-03-05"
    assert date_at("02/06/2011") is None
    assert date_at("13/06/2011") is not None


def test_the_language_of_a_text() -> None:
    assert [language_of([text]) for text in FOREIGN.values()] == list(FOREIGN)
    assert language_of([TEXT]) is None
    assert byline_lexicons(ENGLISH, "tlh", None) == (ENGLISH,)


def test_names_of_many_kinds() -> None:
    assert [one.printed for one in names_in("By Jean-Luc O'Neill-Müller and Mary van der Berg")] == [
        "Jean-Luc O'Neill-Müller",
        "Mary van der Berg",
    ]
    assert byline_in("") is None
    assert byline_in("By ") is None
