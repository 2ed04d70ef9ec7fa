"""Bibliographies as reference managers export them: what public reports of other tools showed to go wrong, as kinds."""

from __future__ import annotations

import json

import pytest

from backgrounder.findings import Finding
from backgrounder.language.recorded_dates import recorded_date, recorded_parts
from backgrounder.project import Inputs, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.sources.bibliography import read_export
from backgrounder.sources.bibtex import as_bibtex
from backgrounder.sources.chicago import note, short_note
from backgrounder.sources.citations import citations, is_key
from backgrounder.sources.csl_json import as_csl_json
from backgrounder.sources.distinctions import distinctions
from backgrounder.sources.latex import from_latex, to_latex
from backgrounder.sources.reference import plain, sentence
from backgrounder.sources.ris import as_ris
from backgrounder.sources.source_fields import Person, Source


def bibtex(text: str) -> tuple[dict[str, Source], tuple[Finding, ...]]:
    read = read_export("refs.bib", text.encode())
    return {source.key: source for source in read.sources}, read.findings


def only(fields: str, kind: str = "book") -> Source:
    works, findings = bibtex(f"@{kind}{{k,\n{fields}\n}}")
    assert not findings
    return works["k"]


def csl(**fields: object) -> Source:
    read = read_export("refs.json", json.dumps([{"id": "k", **fields}]).encode())
    assert not read.findings
    return read.sources[0]


def full(source: Source, locator: str = "") -> str:
    return plain(sentence([note(source, locator)]))


# Names


@pytest.mark.parametrize(
    ("written", "people"),
    [
        (
            "family=Roe, given=Ada, prefix=van der, useprefix=true and Poe, Ben",
            [("van der Roe", "Ada", ""), ("Poe", "Ben", "")],
        ),
        ("given=Ada, family=Roe, prefix=van der, useprefix=false", [("Roe", "Ada van der", "")]),
        ("family=Roe, given={Ada, B.}, suffix=Jr.", [("Roe", "Ada, B.", "Jr.")]),
        ('family="Roe, Poe", given=Ada, given-i=A', [("Roe, Poe", "Ada", "")]),
        ("family={Ministry of Ships}", [("Ministry of Ships", "", "")]),
        ("family = {M{\\\"u}ller}, given = {J{\\'e}r{\\^o}me}", [("Müller", "Jérôme", "")]),
        ("{Ministry of Ships = Harbours}", [("Ministry of Ships = Harbours", "", "")]),
        ("van der Roe, Ada", [("van der Roe", "Ada", "")]),
        ("Ada van der Roe", [("van der Roe", "Ada", "")]),
        ("Mar{\\'\\i}a de la Cruz", [("de la Cruz", "María", "")]),
        ("Roe, Jr., Ada", [("Roe", "Ada", "Jr.")]),
        ("Roe, Ada, Jr.", [("Roe", "Ada", "Jr.")]),
        ("Roe Jr., Ada", [("Roe", "Ada", "Jr.")]),
        ("Ada Roe Jr.", [("Roe", "Ada", "Jr.")]),
        ("Roe, III, Ada", [("Roe", "Ada", "III")]),
        (
            "Roe, Ada and {Smith and Sons} and others",
            [("Roe", "Ada", ""), ("Smith and Sons", "", ""), ("others", "", "")],
        ),
        ("Roe, Ada; Poe, Ben", [("Roe", "Ada", ""), ("Poe", "Ben", "")]),
        ("习近平 and Иванова, Мария", [("习近平", "", ""), ("Иванова", "Мария", "")]),
        ("{{World Bank}}", [("World Bank", "", "")]),
        ("useprefix=false and Aristotle", [("Aristotle", "", "")]),
    ],
)
def test_names_are_read_in_every_spelling(written: str, people: list[tuple[str, str, str]]) -> None:
    assert [(one.family, one.given, one.suffix) for one in only(f"author = {{{written}}}").author] == people


@pytest.mark.parametrize(
    ("name", "printed", "family"),
    [
        ({"family": "Roe", "given": "Ada", "non-dropping-particle": "van der"}, "Ada van der Roe", "van der Roe"),
        ({"family": "Roe", "given": "Ada", "dropping-particle": "van", "suffix": "Jr."}, "Ada van Roe Jr.", "Roe"),
        ({"literal": "World Bank"}, "World Bank", "World Bank"),
        ({"given": "Aristotle"}, "Aristotle", "Aristotle"),
        ("World Bank", "World Bank", "World Bank"),
    ],
)
def test_names_in_csl(name: object, printed: str, family: str) -> None:
    (person,) = csl(author=[name]).author
    assert (person.printed, person.family) == (printed, family)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Roe", "Roe, Ada"),
        ("Charles de Gaulle", "de Gaulle, Charles"),
        ("Martin Luther King Jr.", "King, Jr., Martin Luther"),
        ("J. R. R. Tolkien", "Tolkien, J. R. R."),
        ("Мария Иванова", "Иванова, Мария"),
        ("Xinhua", "{Xinhua}"),
        ("Xi Jinping", "{Xi Jinping}"),
        ("Deutsche Welle", "{Deutsche Welle}"),
        ("BBC News", "{BBC News}"),
        ("Ministry of Foreign Affairs", "{Ministry of Foreign Affairs}"),
        ("Agence France-Presse", "{Agence France-Presse}"),
        ("Pope Francis", "{Pope Francis}"),
        ("Roe & Sons", "{Roe \\& Sons}"),
    ],
)
def test_persons_are_exported_as_persons(name: str, written: str) -> None:
    source = Source("k", author=(Person(name),))
    assert f"author = {{{written}}}" in as_bibtex([source])
    divided = "{" not in written
    assert ("family" in json.loads(as_csl_json([source]))[0]["author"][0]) == divided
    assert (f"AU  - {name}\n" in as_ris([source])) == (not divided)
    (again,) = read_export("x.bib", as_bibtex([source]).encode()).sources
    assert again.author[0].printed == name


@pytest.mark.parametrize(
    ("type_", "ris"),
    [
        ("article", "NEWS"),
        ("article-newspaper", "NEWS"),
        ("article-magazine", "MGZN"),
        ("post-weblog", "BLOG"),
        ("document", "GEN"),
    ],
)
def test_types_in_ris(type_: str, ris: str) -> None:
    assert as_ris([Source("k", type_)]).startswith(f"TY  - {ris}\n")


# Dates

DATES = {
    "1991–92": "1991",
    "1991/92": "1991",
    "2011/12": "2011",
    "c. 1960": "1960",
    "[ca. 1960?]": "1960",
    "c1960": "1960",
    "1960s": "1960",
    "2019a": "2019",
    "2019-21": "2019",
    "2019-00-00": "2019",
    "2019-03-32": "2019-03",
    "2017-XX-XX": "2017",
    "2004-06-uu": "2004-06",
    "2005-4-12": "2005-04-12",
    "2020-03-01T10:00:00Z": "2020-03-01",
    "2020-03-01 10:00:00": "2020-03-01",
    "20200301": "2020-03-01",
    "2020/03/01": "2020-03-01",
    "1984?": "1984",
    "1984-06~": "1984-06",
    "2004-06-11%": "2004-06-11",
    "198X": "1980",
    "19XX": "1900",
    "2019-03/2020": "2019-03",
    "2019-03/": "2019-03",
    "2019/..": "2019",
    "../2020": "2020",
    "unknown/2020": "2020",
    "[1667,1668, 1670..1672]": "1667",
    "12 October 2021": "2021-10-12",
    "October 2021": "2021-10",
    "Spring 2019": "2019",
    "Summer/Fall 2001": "2001",
    "March–April 2019": "2019-03",
    "12/10/2021": "2021",
    "876": "0876",
    "forthcoming": "None",
    "n.d.": "None",
    "-0043": "None",
    "0000": "None",
    "": "None",
}


@pytest.mark.parametrize("written", DATES)
def test_a_date_is_as_exact_as_it_is_known(written: str) -> None:
    assert str(recorded_date(written)) == DATES[written]


@pytest.mark.parametrize(
    ("month", "day", "date"),
    [
        ("jan", "", "2020-01"),
        ("1", "", "2020-01"),
        ("01", "", "2020-01"),
        ("September", "", "2020-09"),
        ("Sept.", "", "2020-09"),
        ("1 jan", "", "2020-01-01"),
        ("July", "4", "2020-07-04"),
        ("March–April", "", "2020-03"),
        ("12–16 September", "", "2020-09-12"),
        ("1/2", "", "2020-01"),
        ("Fall", "", "2020"),
        ("13", "", "2020"),
        ("feb", "30", "2020-02"),
        ("", "", "2020"),
    ],
)
def test_months_in_fields_of_their_own(month: str, day: str, date: str) -> None:
    assert str(recorded_parts("2020", month, day)) == date


def test_dates_of_bibtex() -> None:
    assert str(only("year = {1991--92}").issued) == "1991"
    assert str(only('year = 2020, month = "1~" # jan').issued) == "2020-01-01"
    assert str(only("eventdate = {2020-02-03/2020-02-05}").issued) == "2020-02-03"
    assert str(only("origdate = {1884}, date = {1984}").issued) == "1984"
    assert str(only("origdate = {1884}").issued) == "1884"
    assert str(only("year = {2020}, urldate = {2021-02-03T10:00:00}").accessed) == "2021-02-03"
    works, (finding,) = bibtex("@book{k, title={T},\n year={forthcoming}}")
    assert (works["k"].issued, finding.code, finding.place.line) == (None, "bad-value", 2)


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [["2021", "3"]]}, "2021-03"),
        ({"date-parts": [[2021, 3, 1], [2022]]}, "2021-03-01"),
        ({"date-parts": [[2021]], "season": 2, "circa": True}, "2021"),
        ({"date-parts": [[2021, 21]]}, "2021"),
        ({"date-parts": [[876]]}, "0876"),
        ({"raw": "c. 1960"}, "1960"),
        ({"literal": "Spring 2019"}, "2019"),
        ("2021-03-01", "2021-03-01"),
        (2021, "2021"),
    ],
)
def test_dates_of_csl(issued: object, date: str) -> None:
    assert str(csl(issued=issued).issued) == date


# Inheritance


def test_a_part_has_what_its_whole_says() -> None:
    works, findings = bibtex(
        """@inproceedings{a, author={Roe, Ada}, title={Harbours}, crossref={p}, pages={1--2}}
        @inproceedings{old, title={Roads}, crossref={o}}
        @inbook{chapter, author={Roe, Ada}, title={Chapter}, crossref={volume}}
        @article{issue, title={Ships}, crossref={journal}}
        @book{again, crossref={volume}, edition={2}}
        @inbook{own, title={T}, booktitle={Mine}, publisher={Own}, crossref={volume}}
        @incollection{x, title={T}, xdata={house, place}}
        @book{related, title={T}, xref={p}, related={volume}}
        @xdata{house, publisher={House}, xdata={place}}
        @xdata{place, location={Geneva}}
        @proceedings{p, editor={Poe, Ben}, title={Proceedings}, subtitle={Of Roads}, publisher={Press}, year={2020}}
        @proceedings{o, title={Long Proceedings}, booktitle={Proc.}, year={1999}}
        @book{volume, author={Poe, Ben}, title={Volume}, crossref={work}, volume={2}}
        @mvbook{work, title={Work}, publisher={Press}, date={2001}, shorttitle={W}}
        @periodical{journal, title={The Courier}, volume={3}, date={2000}}"""
    )
    assert not findings
    assert full(works["a"]) == "Ada Roe, “Harbours,” in Proceedings: Of Roads, ed. Ben Poe (Press, 2020), 1–2."
    assert works["old"].container_title == "Proc."
    assert (works["chapter"].container_title, works["chapter"].volume, works["chapter"].publisher) == (
        "Volume",
        "2",
        "Press",
    )
    assert (str(works["chapter"].issued), works["chapter"].title_short) == ("2001", None)
    assert (works["issue"].container_title, works["issue"].volume, works["issue"].title) == (
        "The Courier",
        "3",
        "Ships",
    )
    assert (works["again"].title, works["again"].edition, works["again"].author[0].family) == ("Volume", "2", "Poe")
    assert (works["own"].container_title, works["own"].publisher) == ("Mine", "Own")
    assert (works["x"].publisher, works["x"].publisher_place) == ("House", "Geneva")
    assert works["related"].publisher is None
    assert not {"house", "place"} & set(works)


def test_what_is_not_there_to_inherit_is_told() -> None:
    works, (finding,) = bibtex("@inbook{a, title={A}, booktitle={B},\n crossref={gone}}")
    assert (works["a"].title, finding.place.line) == ("A", 2)
    assert "`gone`" in finding.message


def test_circles_of_references_end() -> None:
    works, findings = bibtex(
        "@book{a, crossref={b}, title={A}}\n@book{b, crossref={a}, publisher={P}}\n@book{c, crossref={c}}"
    )
    assert not findings
    assert (works["a"].publisher, works["b"].publisher) == ("P", "P")


# Types

BIBTEX_TYPES = """article artwork audio book bookinbook booklet collection conference dataset electronic image inbook incollection
inproceedings inreference jurisdiction legal legislation letter manual mastersthesis misc movie music mvbook mvcollection mvproceedings
mvreference online patent performance periodical phdthesis proceedings reference report review software standard suppbook suppcollection
suppperiodical techreport thesis unpublished video www""".split()
CSL_TYPES = """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry
entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review review-book software
song speech standard thesis treaty webpage""".split()


@pytest.mark.parametrize("kind", BIBTEX_TYPES)
def test_every_type_of_biblatex_is_known(kind: str) -> None:
    assert "Harbours" in full(only("title={Harbours}, publisher={P}, institution={P}, year=2020", kind))


@pytest.mark.parametrize("type_", CSL_TYPES)
def test_every_type_of_csl_is_known(type_: str) -> None:
    assert "Harbours" in full(csl(type=type_, title="Harbours", publisher="P", issued={"date-parts": [[2020]]}))


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("phdthesis", "author={Roe, Ada}, title={T}, school={A}, year=1993", "Ada Roe, “T” (PhD diss., A, 1993)."),
        ("thesis", "type={mathesis}, title={T}, institution={A}, year=1993", "“T” (master’s thesis, A, 1993)."),
        ("thesis", "type={Habilitation}, title={T}, institution={A}, year=1993", "“T” (Habilitation, A, 1993)."),
        ("patent", "title={T}, holder={{A}}, type={patentus}, number={12}, year=1993", "A, “T” (US patent, 12, 1993)."),
        ("inbook", "author={Roe, Ada}, title={T}, chapter=3, publisher={P}, year=1993", "Ada Roe, T (P, 1993)."),
        ("online", "title={T}, titleaddon={The Courier}, date=2020", "“T,” The Courier, 2020."),
        ("video", "title={A}, editor={Roe, Ada}, editortype={director}, date=2017", "Ada Roe, A (2017)."),
        ("movie", "title={The Harbour}, publisher={F}, date=2017", "The Harbour (F, 2017)."),
        ("book", "title={Why?}, subtitle={A History}, publisher={P}", "Why? A History (P)."),
        ("book", "title={T}, publisher={P}, edition={Third}", "T, 3rd ed. (P)."),
        ("misc", "title={T}, author={Roe, A.}, eprinttype={arXiv}, eprint={arXiv:1.2}", "A. Roe, “T,” https://arxiv.org/abs/1.2."),
        ("misc", "title={T}, author={Roe, A.}, archiveprefix={JSTOR}, eprint={7}, url={https://e.org/}", "A. Roe, “T,” https://e.org/."),
    ],
)  # fmt: skip
def test_notes_of_entries(kind: str, fields: str, expected: str) -> None:
    assert full(only(fields, kind)) == expected


# Keys, fields that are repeated, addresses


@pytest.mark.parametrize("key", ["_administrative_2009", "__x", "_2009", "a_b"])
def test_a_key_may_begin_with_an_underscore(key: str) -> None:
    assert is_key(key)
    assert [item.key for citation in citations(f"A claim.[@{key}, 3]") for item in citation.items] == [key]
    assert list(bibtex(f"@misc{{{key}, title={{T}}}}")[0]) == [key]


def test_what_stands_twice_does_not_cost_the_entry() -> None:
    works, findings = bibtex(
        "@book{k, title={T}, keywords={a}, keywords={b}, note={a}, note={b}, publisher={P}, publisher={P}}"
    )
    assert (list(works), findings) == (["k"], ())
    works, (finding,) = bibtex("@book{k, title={T},\n title={U}, year={}, year=2020}")
    assert (works["k"].title, str(works["k"].issued), finding.place.line) == ("T", "2020", 2)


def test_an_entry_without_a_key_is_told_once() -> None:
    works, findings = bibtex("@book{, title={A}}\n@book{, title={B}}\n@book{k, title={C}}")
    assert list(works) == ["k"]
    assert [(finding.code, finding.place.line) for finding in findings] == [
        ("bad-bibliography", 1),
        ("bad-bibliography", 2),
    ]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("\\url{https://example.org/a_b}", "https://example.org/a_b"),
        ("\\href{https://example.org/a}{The page}", "https://example.org/a"),
        ("https://example.org/a https://example.org/b", "https://example.org/a"),
        ("https://example.org/a,https://example.org/b", "https://example.org/a"),
        ("https://example.org/a; https://example.org/b", "https://example.org/a"),
        ("https://example.org/a{\\_}b\\%20c", "https://example.org/a_b%20c"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://example.org/1<2>3", "https://example.org/1%3C2%3E3"),
        ("https://example.org/a,b;c", "https://example.org/a,b;c"),
    ],
)
def test_the_address_in_a_field(written: str, url: str) -> None:
    assert only(f"url = {{{written}}}").url == url


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("https://doi.org/10.1086/720277", "10.1086/720277"),
        ("http://doi.acm.org/10.1086/720277", "10.1086/720277"),
        ("info:doi/10.1086/720277", "10.1086/720277"),
        ("DOI: 10.1086/720\\_277", "10.1086/720_277"),
        ("10.1175/1520(1987)115<1606:G>2.0.CO;2", "10.1175/1520(1987)115<1606:G>2.0.CO;2"),
        ("10/ggd754", "10/ggd754"),
        ("https://doi.org/10/ggd754", "10/ggd754"),
    ],
)
def test_a_doi_in_every_spelling(written: str, doi: str) -> None:
    assert only(f"doi = {{{written}}}").doi == doi


# Texts

LATEX = {
    r"The \enquote{Harbour} Plan": "The “Harbour” Plan",
    r"The \mkbibquote{Harbour} Plan": "The “Harbour” Plan",
    r"\textquotedblleft{}A\textquotedblright": "“A”",
    r"\glqq A\grqq{} B": "„A“ B",
    r"``A'' and B": "“A” and B",
    r"\href{https://example.org/a_b}{The Page}": "The Page",
    r"\url{https://example.org/a_b}": "https://example.org/a_b",
    r"100 \euro{} for \texttt{code}": "100 € for code",
    r"\textit{Sense} and \emph{\textbf{Non}sense}": "Sense and Nonsense",
    r"$^{12}$C and H$_2$O": "12C and H2O",
    r"{\'E}lan, na{\"\i}ve, Stra{\ss}e, \O{}re, \v{S}t\v{e}p\'an": "Élan, naïve, Straße, Øre, Štěpán",
    r"The 5\({}^{\mbox{th}}\) Meeting": "The 5th Meeting",
    r"Harvard\&\#039;s": "Harvard's",
    r"A--B---C~D": "A–B—C D",
    r"{{NATO}} and {P}aris": "NATO and Paris",
    r"\foo{Kept} \baz[x]{too}": "Kept [x]too",
    r"\foreignlanguage{german}{Text}": "Text",
    r"\noopsort{1973}Title\footnote{Not this}": "Title",
    r"Law \& Order": "Law & Order",
    "Law &amp; Order": "Law & Order",
    r"Law \&amp; Order": "Law & Order",
    r"Law {\&}amp; Order": "Law & Order",
    "It&#8217;s &ldquo;A&rdquo;": "It’s “A”",
    "AT&T; R&D": "AT&T; R&D",
    "The <i>Sunrise</i> Case, CO<sub>2</sub>": "The Sunrise Case, CO2",
    "&lt;i&gt;A&lt;/i&gt;": "A",
    "1 < 2 > 0": "1 < 2 > 0",
    "50% of $5": "50% of $5",
    "a_b": "a_b",
}  # fmt: skip


@pytest.mark.parametrize("written", LATEX)
def test_latex_and_what_html_left_in_it(written: str) -> None:
    assert from_latex(written) == LATEX[written]


@pytest.mark.parametrize("text", ["a&amp;b", "<i>x</i>", "&;", "a<<b>>c &lt; AT&T; $5_^", "A & B; C", "\\&amp;"])
def test_what_looks_like_html_comes_back(text: str) -> None:
    assert from_latex(to_latex(text)) == text


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("The <i>Sunrise</i> Case", "The Sunrise Case"),
        ('<span class="nocase">NATO</span> E = mc<sup>2</sup>', "NATO E = mc2"),
        ("Law &amp; Order", "Law & Order"),
        ("<b onclick=alert(1)>A</b><script>", "A<script>"),
    ],
)
def test_titles_of_csl(written: str, title: str) -> None:
    assert csl(title=written).title == title


def test_other_variables_of_csl() -> None:
    film = csl(type="motion_picture", title="T", director=[{"family": "Roe", "given": "Ada"}], publisher="F")
    assert full(film) == "Ada Roe, T (F)."
    assert csl(id=7).key == "7"
    assert csl(title="T", shortTitle="S", journalAbbreviation="J").title_short == "S"
    assert csl(journalAbbreviation="J").container_title == "J"


# Short notes


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("p. 110", "110"),
        ("pp. 3-5", "3–5"),
        ("page 7", "7"),
        ("pp. 3, 7-8", "3, 7–8"),
        ("p. xii", "xii"),
        ("p. A4", "A4"),
        ("110", "110"),
        ("12-14", "12–14"),
        ("p. 3 above", "p. 3 above"),
        ("para. 4", "para. 4"),
        ("sec. 3", "sec. 3"),
        ("S. 12", "S. 12"),
        ("part 2", "part 2"),
    ],
)
def test_numbers_of_pages_stand_alone(locator: str, shown: str) -> None:
    source = Source("k", "book", title="T", publisher="P", author=(Person("Roe", "Ada"),))
    assert full(source, locator) == f"Ada Roe, T (P), {shown}."
    assert plain(sentence([short_note(source, locator)])) == f"Roe, T, {shown}."
    law = Source("k", "treaty", title="Pact", publisher="P")
    assert plain(short_note(law, "p. 3")) == "Pact, p. 3"


SAME = """
@article{a, author={Roe, Ada}, title={The Harbours: North}, journal={J}, year=2019}
@article{b, author={Roe, Ada}, title={The Harbours: South}, journal={J}, year=2019}
@article{c, author={Roe, Ada}, title={Ships}, journal={J}, year=2019}
@article{d, author={Roe, Ada}, title={Ships}, journal={J}, year=2020}
@article{e, title={Meeting}, journal={J}, date=2020-01-02}
@article{f, title={Meeting}, journal={J}, date=2020-01-03}
@article{g, title={Talks}, journal={J}, date=2020-01-02}
@article{h, title={Talks}, journal={K}, date=2020-01-02}
@article{i, title={Alone}, journal={K}, date=2020-01-02}
"""


def test_short_notes_of_two_works_differ() -> None:
    works, _ = bibtex(SAME.replace("The Harbours", "The Old Harbours"))
    told = distinctions(works.values())
    short = {key: plain(sentence([short_note(work, "3", told.get(key))])) for key, work in works.items()}
    assert list(short.values()) == [
        "Roe, “Old Harbours: North,” 3.",
        "Roe, “Old Harbours: South,” 3.",
        "Roe, “Ships” (2019), 3.",
        "Roe, “Ships” (2020), 3.",
        "“Meeting” (January 2, 2020), 3.",
        "“Meeting” (January 3, 2020), 3.",
        "“Talks” (J), 3.",
        "“Talks” (K), 3.",
        "“Alone,” 3.",
    ]
    assert "i" not in told


def test_two_articles_of_one_title_are_told_apart() -> None:
    seeds = tuple(
        RawFile(
            f"seeds/{paper}.txt", f"---\ntitle: Talks end\ncontainer_title: {paper}\n---\nThe talks ended.\n".encode()
        )
        for paper in ("Courier", "Herald")
    )
    project = read_project(Inputs("seeds", "docs", "docs/glossary", seeds, ()))
    assert [told.added for told in project.distinctions.values()] == ["Courier", "Herald"]
