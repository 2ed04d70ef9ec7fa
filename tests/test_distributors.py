"""What those who pass texts on put around them leaves the text, and is told; a sentence that speaks of them stays."""

from __future__ import annotations

import pytest

from backgrounder.seeds.article import Article
from backgrounder.seeds.read import read_seed

TALK = "The envoys met in the hall on the river, and they spoke of water, of grain and of the price of both until the evening came."
REST = "They will meet again in the spring, as the foreign ministry said, when the river has gone down and the roads are dry."


def article(text: str, suffix: str = ".txt", keep: frozenset[str] = frozenset()) -> Article:
    read = read_seed(f"seeds/x{suffix}", text.encode(), switched_off=keep)
    assert read.article
    return read.article


def shown(text: str, suffix: str = ".txt") -> list[str]:
    return [block.text for block in article(text, suffix).blocks]


HEADER = """The Project Gutenberg eBook of The River Road

This ebook is for the use of anyone anywhere in the United States and
most other parts of the world at no cost and with almost no restrictions
whatsoever. You may copy it, give it away or re-use it under the terms
of the Project Gutenberg License included with this ebook or online
at www.gutenberg.org.

Title: The River Road
       A Journey to the Delta

Author: Ada Roe

Release date: October 12, 2021 [eBook #99999]

Language: English

"""
LICENCE = """
Updated editions will replace the previous one—the old editions will
be renamed.

START: FULL LICENSE

THE FULL PROJECT GUTENBERG LICENSE

PLEASE READ THIS BEFORE YOU DISTRIBUTE OR USE THIS WORK
"""


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("*** START OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD ***", "*** END OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD ***"),
        ("*** START OF THIS PROJECT GUTENBERG EBOOK THE RIVER ROAD ***\n\nProduced by A. Poe, B. Coe and the Online\nDistributed Proofreading Team at https://www.pgdp.net", "End of the Project Gutenberg EBook of The River Road, by Ada Roe\n\n*** END OF THIS PROJECT GUTENBERG EBOOK THE RIVER ROAD ***"),
        ("***START OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD***\n\nE-text prepared by A. Poe\n\nB. Coe, A. Poe and the PG Online Distributed Proofreading Team.", "***END OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD***"),
        ("*** START OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD, A JOURNEY TO\nTHE DELTA AND BACK ***", "*** END OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD, A JOURNEY TO\nTHE DELTA AND BACK ***"),
        ("*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\nThis etext was prepared by A. Poe.", "End of The Project Gutenberg Etext of The River Road by Ada Roe"),
        ("*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.12.12.00*END*", "End of Project Gutenberg's The River Road, by Ada Roe"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_the_frame_of_project_gutenberg_leaves_the_text(start: str, end: str, suffix: str) -> None:
    tail = LICENCE if end.endswith("***") else ""
    text = f"{HEADER}{start}\n\n\n\nTHE RIVER ROAD\n\n{TALK}\n\n{REST}\n\n\n{end}\n{tail}"
    if suffix == ".html":
        paragraphs = "".join(f"<p>{paragraph}</p>\n" for paragraph in text.replace("***", "&#42;**").split("\n\n"))
        text = f"<html><head><title>The Project Gutenberg eBook of The River Road</title></head><body>{paragraphs}</body></html>"
    found = article(text, suffix)
    assert [block.text for block in found.blocks][-2:] == [TALK, REST]
    assert not any("Gutenberg" in block.text or "Poe" in block.text for block in found.blocks)
    assert found.title.startswith("The River Road") or (suffix != ".txt" and found.title.casefold() == "the river road")
    assert [person.printed for person in found.source.author] == ["Ada Roe"]
    told = [repair.what for repair in found.repairs if repair.step == "distributors"]
    assert told[0].startswith("removed ")
    assert "above the text: `The Project Gutenberg eBook of" in told[0]
    assert "below the text: `" in told[-1]


PAGE = f"""<html lang="en"><head><title>The River Road | Project Gutenberg</title></head><body>
<section class="pg-boilerplate pgheader" id="pg-header" lang="en"><h2 id="pg-header-heading">The Project Gutenberg eBook of <span>The River Road</span></h2>
<div>This ebook is for the use of anyone anywhere in the United States and most other parts of the world.</div>
<div class="container" id="pg-machine-header"><p><strong>Title</strong>: The River Road</p><p><strong>Author</strong>: Ada Roe</p>
<p><strong>Credits</strong>: A. Poe</p></div><div id="pg-start-separator"><span>*** START OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD ***</span></div></section>
<h1>THE RIVER ROAD</h1><p>{TALK}</p><p>{REST}</p>
<section class="pg-boilerplate pgfooter" id="pg-footer"><div><span>*** END OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD ***</span></div>
<div>Updated editions will replace the previous one.</div><h2>THE FULL PROJECT GUTENBERG LICENSE</h2><p>Please read this.</p></section></body></html>"""


def test_the_frame_in_a_page_and_in_what_became_of_one() -> None:
    found = article(PAGE, ".html")
    assert [block.text for block in found.blocks] == ["THE RIVER ROAD", TALK, REST]
    assert [person.printed for person in found.source.author] == ["Ada Roe"]
    assert found.source.container_title is None
    book = (
        "# The River Road\n\n## The Project Gutenberg eBook of The River Road\n\nThis ebook is for the use of anyone.\n\n**Title**: The River Road\n\n"
        "**Author**: Ada Roe\n\n\\*\\*\\* START OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD \\*\\*\\*\n\n"
        f"# THE RIVER ROAD\n\n{TALK}\n\n{REST}\n\n\\*\\*\\* END OF THE PROJECT GUTENBERG EBOOK THE RIVER ROAD \\*\\*\\*\n\n## THE FULL PROJECT GUTENBERG LICENSE\n\nPlease read.\n"
    )
    found = article(book, ".md")
    assert [block.text for block in found.blocks] == ["The River Road", TALK, REST], "the header's spelling counts"
    assert [person.printed for person in found.source.author] == ["Ada Roe"]


@pytest.mark.parametrize(
    "text",
    [
        f"Books for all\n\n{TALK}\n\nThe end of the Project Gutenberg licence is long. It was the start of the Project Gutenberg eBook craze.\n\n{REST}",
        f"Books for all\n\n{TALK}\n\nEnd of Project Gutenberg's court case in Germany\n\n{REST}",
        f"Books for all\n\nProject Gutenberg turned fifty on Sunday, and its licence with it, as its volunteers said in a letter.\n\n{REST}",
        f"Books for all\n\nRetrieved from the river on Sunday, the boat was sold.\n\n{REST}",
        f"Books for all\n\nThis article mentions the Wikimedia Foundation only in passing, and that is what it was criticised for.\n\n{REST}",
        f"Books for all\n\nWikipedia has more readers than all newspapers of the country taken together.\n\n{REST}",
        f"Books for all\n\nThe text was released into the public domain in 2011, which the heirs called a theft.\n\n{REST}",
        f"The prizes of the year\n\nCategory: Best book\n\nCategories: prose and poems, which the jury did not divide.\n\n{TALK}\n\n{REST}",
        f"Books for all\n\nCreative Commons licences were written in 2002 by three professors of law.\n\n{REST}",
        f"Books for all\n\n{TALK}\n\n* * *\n\nSmall print! That is what the buyers did not read, the judge said.\n\n{REST}",
        f"Wikinews closes after 21 years\n\n{TALK}\n\nHave an opinion on this story of two towns? The mayor has one.\n\n{REST}",
    ],
)  # fmt: skip
def test_what_speaks_of_a_distributor_stays(text: str) -> None:
    for suffix in (".txt", ".md"):
        found = article(text, suffix)
        assert not [repair for repair in found.repairs if repair.step == "distributors"]
        letters = "".join(block.text for block in found.blocks)
        assert "".join(c for c in letters if c.isalnum()) == "".join(c for c in text if c.isalnum())


NOTICES = [
    "From Wikinews, the free news source you can write!",
    "From Wikinews, the free news source",
    "Jump to navigation Jump to search",
    "Jump to: navigation, search",
    "Have an opinion on this story? Share it!",
    "Share this:",
    "This article mentions the Wikimedia Foundation, one of its projects, or people related to it. Wikinews is a project of the Wikimedia Foundation.",
    "This page is archived, and is no longer publicly editable.",
    "This page has been automatically archived by a robot, and is no longer publicly editable.",
    "Articles presented on Wikinews reflect the specific time at which they were written and published, and do not attempt to encompass events or knowledge which occur or become known after their publication.",
    "Got a correction? Add the template {{editprotected}} to the talk page along with your corrections, and it will be brought to the attention of the administrators.",
    "Please note that due to our archival policy, we will not alter or update the content of articles that are archived, but will only accept requests to make grammatical and formatting corrections.",
    "Note that some listed sources or external links may no longer be available online due to age.",
    "This exclusive interview features first-hand journalism by a Wikinews reporter. See the collaboration page for more details.",
    "This text comes from Wikinews. Permission is granted to copy, distribute and/or modify this document under the terms of the Creative Commons Attribution 2.5 licence.",
    "Wikipedia has more about this subject:",
    "Wikipedia has more about this subject: Water",
    "Wikimedia Commons has media related to The river.",
    "Categories: October 12, 2021 | Water | Published",
    "Category:Water",
    "All text created after September 25, 2005 is available under the terms of the Creative Commons Attribution 2.5 License, unless otherwise specified.",
    "Text is available under the Creative Commons Attribution-ShareAlike License; additional terms may apply.",
    "This work is licensed under a Creative Commons Attribution 4.0 International License.",
    "This article is available under the terms of the Creative Commons Attribution 2.5 License.",
    "Except where otherwise noted, content on this site is licensed under a Creative Commons Attribution license.",
    "This article is republished from The Conversation under a Creative Commons license. Read the original article.",
    "This work is in the public domain in the United States because it is a work of the United States federal government.",
    "This work was published before January 1, 1929, and is in the public domain worldwide because the author died at least 100 years ago.",
    "Public domainPublic domainfalsefalse",
    "The text of this article has been released into the public domain by its author.",
    "Exported from Wikisource on October 12, 2021",
    "This page was last edited on 12 October 2021, at 10:10.",
    "VOA material is in the public domain.",
    "This article is in the public domain.",
    "As a work of the United States federal government, this text is in the public domain.",
    "This is a translation and has a separate copyright status from the original text. The license for the translation applies to this edition only.",
    "Projekt Gutenberg-DE",
    "This ebook was produced for Standard Ebooks by Ada Roe, and is based on a transcription for Project Gutenberg.",
    "{{haveyoursay}}",
    "{{archived|note=yes}}",
    "[[Category:Water]]",
]  # fmt: skip


@pytest.mark.parametrize("notice", NOTICES)
def test_notices_leave_the_text_and_are_told(notice: str) -> None:
    for suffix, between in ((".txt", "\n\n"), (".md", "\n\n")):
        found = article(between.join(("Talks on water", TALK, REST, notice)), suffix)
        assert [block.text for block in found.blocks] == ["Talks on water", TALK, REST], suffix
        assert len(found.repairs) == 1
        kept = article(
            between.join(("Talks on water", TALK, REST, notice)),
            suffix,
            keep=frozenset(("distributors", "web-remains")),
        )
        assert len(kept.blocks) == 4
    assert shown(f"Talks on water\n\n{TALK}\n{REST}\n{notice}\n{notice}\n")[-1].endswith(REST)


def test_the_page_of_a_wiki_is_read_without_what_the_wiki_says() -> None:
    page = (
        '<html lang="en"><head><title>Talks on water - Wikinews, the free news source</title></head><body>'
        '<h1 id="firstHeading">Talks on water</h1><div id="siteSub">From Wikinews, the free news source you can write!</div>'
        '<div class="mw-parser-output"><p><strong class="published">Tuesday, October 12, 2021</strong></p>'
        f"<p>{TALK}</p><p>{REST}</p><h2>Sister links</h2><ul><li>Water wars</li></ul>"
        '<h2>Sources</h2><ul><li>Ada Roe. "Envoys meet" — <em>The Courier</em>, October 11, 2021</li></ul>'
        "<p>Have an opinion on this story? <a href='https://example.org/c'>Share it!</a></p><p>Share this:</p>"
        '<div class="printfooter">Retrieved from "<a href="https://en.wikinews.org/w/index.php?title=Talks_on_water&amp;oldid=7">'
        'https://en.wikinews.org/w/index.php?title=Talks_on_water&amp;oldid=7</a>"</div></div></body></html>'
    )
    found = article(page, ".html")
    assert found.title == "Talks on water"
    assert (found.source.url, str(found.source.issued)) == (
        "https://en.wikinews.org/w/index.php?title=Talks_on_water&oldid=7",
        "2021-10-12",
    )
    text = "\n".join(block.text for block in found.blocks)
    assert TALK in text
    assert REST in text
    assert not any(word in text for word in ("opinion", "Share", "Retrieved", "free news source"))


def test_a_template_tells_the_date() -> None:
    found = article(f"Talks on water\n\n{{{{date|October 12, 2021}}}}\n\n{TALK}\n\n{REST}\n")
    assert str(found.source.issued) == "2021-10-12"
    assert [block.text for block in found.blocks] == ["Talks on water", TALK, REST]
    assert found.repairs[0].what == "removed a notice of a distributor: `{{date|October 12, 2021}}`"


def test_sections_of_a_distributor_leave_a_book() -> None:
    text = (
        f"# The River Road\n\n## Imprint\n\nThis ebook comes from Standard Ebooks, with care.\n\n## I\n\n{TALK}\n\n"
        f"## Colophon\n\nThe colophon of the old edition was a fish.\n\n{REST}\n\n## Uncopyright\n\nMay you do good and not evil.\n\n"
        "This Uncopyright page exists to tell you that the text is free.\n"
    )
    assert shown(text, ".md") == [
        "The River Road",
        "I",
        TALK,
        "Colophon",
        "The colophon of the old edition was a fish.",
        REST,
    ]


def test_a_text_of_notices_alone_is_a_text() -> None:
    assert shown("Public domain\n\nCategory:Water\n") == ["Public domain", "Category:Water"]
    assert shown("*** START OF THE PROJECT GUTENBERG EBOOK X ***\n") == [
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***"
    ]
