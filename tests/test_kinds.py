"""Kinds are rows: a site that adds one by configuration has all that the program's own kinds have."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from backgrounder.desk.draft import draft
from backgrounder.desk.review import reviewed
from backgrounder.glossary.configured_kinds import MistakeError, with_configured
from backgrounder.glossary.kinds import CONCEPT, KINDS, OFFICE, PERSON, TREATY, FactSpec, FactType, Kinds, KindSpec
from backgrounder.glossary.read import read_entry
from backgrounder.project import Inputs, Project, Reading, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.site.labels import Labels
from backgrounder.site.listing import Site
from backgrounder.site.pages import STYLE_SHEET, coloured, names_in
from backgrounder.site.views.divided_lists import index_views
from backgrounder.site.views.indexes import INDEXES, WHO_IS_WHO, where_kinds_are_listed
from conftest import CONFIG, ROOT, build, run, write_project
from content import main_content

SHIP = "ship: {label: Ship, plural: Ships, group: actors, schema: Vehicle, facts: {flag: entry, launched: date}}"
SHEET = (ROOT / "plugin/backgrounder/site/theme" / STYLE_SHEET).read_text(encoding="utf8")
MOSKVA = "---\ntitle: Moskva\nkind: ship\nflag: RU\nlaunched: 1979-07-27\n---\nA cruiser.[@talks]\n"
FILES: dict[str, str | bytes] = {
    "seeds/talks.txt": "The cruiser sails again\n\nIn Velm the Moskva left port. Russia said nothing of the Moskva.\n",
    "docs/glossary/ships/moskva.md": MOSKVA,
    "docs/glossary/ships/argo.md": "---\ntitle: Argo\nkind: ship\nflag: Colchis\nflagg: x\nlaunched: x\n---\nA ship.[@talks]\n",
    "docs/glossary/russia.md": "---\ntitle: Russia\nkind: state\naliases: [RU]\n---\nA state.[@talks]\n",
}


def added(text: str) -> Kinds:
    """The kinds of a site with those of a configuration."""
    return with_configured(KINDS, yaml.safe_load(text), names_in(SHEET))


def project(kinds: Kinds = KINDS, **entries: str) -> Project:
    """A project of entries, each the front matter of one."""
    pages = [
        RawFile(f"docs/glossary/{name}.md", f"---\n{head}\n---\nX.[@a]\n".encode()) for name, head in entries.items()
    ]
    return read_project(Inputs("seeds", "docs", "docs/glossary", (), tuple(pages)), Reading(kinds=kinds))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has ships by its configuration alone."""
    config = CONFIG.replace("backgrounder]", f"{{backgrounder: {{kinds: {{{SHIP}}}}}}}]")
    folder = write_project(tmp_path_factory.mktemp("ships"), FILES, config)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder


def page_of(site: Path, name: str) -> str:
    return (site / "site" / name / "index.html").read_text(encoding="utf8")


def test_the_page_of_an_entry_has_its_kind_and_its_facts(site: Path) -> None:
    html = page_of(site, "glossary/ships/moskva")
    assert re.search(r'class="bg-standfirst bg-ship"><a href="[./]*who-is-who/#list-ships">Ship</a>', html)
    box = html.partition('<dl class="bg-facts">')[2].partition("</dl>")[0]
    assert re.sub(r"\s*\n\s*", "", box) == (
        '<div><dt>Flag</dt><dd><a class="bg-state" data-preview="" href="../../russia/">RU</a></dd></div>'
        "<div><dt>Launched</dt><dd>July 27, 1979</dd></div>"
    )
    assert "<dt>Flag</dt>\n<dd>Colchis</dd>" in page_of(site, "glossary/ships/argo")


def test_its_linked_data_have_its_type(site: Path) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page_of(site, "glossary/ships/moskva"))
    assert found
    assert json.loads(found[1])["about"] == {"@type": "Vehicle", "name": "Moskva"}


def test_it_is_listed_among_its_like_and_linked_in_its_colour(site: Path) -> None:
    listed = main_content(page_of(site, "who-is-who"))
    assert 'id="list-ships"' in listed
    assert listed.index("Argo") < listed.index("Moskva")
    assert "Ships" in main_content(page_of(site, "."))
    article = page_of(site, "articles/talks")
    assert 'class="bg-ship" data-preview>Moskva</a>' in article
    assert "<h3>Ships</h3>" in article
    sheet = (site / "site" / STYLE_SHEET).read_text(encoding="utf8")
    assert "\n.bg-ship { --bg-kind: var(--bg-ship); }\n" in sheet
    assert sheet.count("--bg-ship: #") == 2


def test_check_knows_its_facts_and_no_others(site: Path) -> None:
    done = run(site, "backgrounder", "check", "--format", "json")
    of_argo = [one for one in json.loads(done.stdout) if one["path"].endswith("argo.md")]
    assert {one["message"] for one in of_argo if one["level"] == "warn"} == {
        "Unknown field `flagg`; did you mean `flag`?",
        "`launched`: write a date as 2021, 2021-10 or 2021-10-12, not `x`; the field is left out.",
    }


def test_the_command_line_takes_it(site: Path) -> None:
    done = run(site, "backgrounder", "new", "ship", "Velm")
    assert "Wrote docs/glossary/ships/velm.md" in done.stdout, done.stderr
    text = (site / "docs/glossary/ships/velm.md").read_text(encoding="utf8")
    assert text.startswith("---\ntitle: Velm\nkind: ship\nflag:\nlaunched:\n#")
    done = run(site, "backgrounder", "new", "shipp", "Velm")
    assert done.returncode == 2
    assert "There is no kind `shipp`; did you mean `ship`?" in done.stderr


def test_the_schema_of_entries_has_it(site: Path) -> None:
    schema = json.loads(run(site, "backgrounder", "schema", "entry").stdout)
    assert schema["properties"]["kind"]["anyOf"][0]["enum"] == [*KINDS.by_key, "ship"]
    assert {"flag", "launched"} <= set(schema["properties"])


def test_a_kind_in_the_group_of_treaties_has_a_table_of_its_facts(tmp_path: Path) -> None:
    config = CONFIG.replace(
        "backgrounder]",
        "{backgrounder: {kinds: {deal: {plural: <i>Deals</i> & more, group: treaties, facts: {buyers: entries, value: text, closed: date}}}}}]",
    )
    deal = "---\ntitle: The Velm Deal\nkind: deal\nbuyers: [Russia, Colchis]\nvalue: 3 < 4\n---\nA deal.\n"
    files = {"docs/glossary/deal.md": deal, "docs/glossary/russia.md": FILES["docs/glossary/russia.md"]}
    assert build(write_project(tmp_path, files, config)).returncode == 0
    table = main_content(page_of(tmp_path, "treaties"))
    assert re.findall("<th>(.*?)</th>", table) == ["Title", "Buyers", "Value", "Closed", "Mentioned in"]
    assert re.search(
        r'data-key="Russia, Colchis"><span><a href="[^"]*russia/" class="bg-state" data-preview>Russia</a>, Colchis<',
        table,
    )
    assert ">3 &lt; 4<" in table
    assert "&lt;i&gt;Deals&lt;/i&gt; &amp; more" in table
    assert "<i>Deals" not in page_of(tmp_path, "treaties")
    assert ">not stated<" in table


def test_kinds_of_one_label_are_two_lists() -> None:
    kinds = added("{a: {plural: Vessels, group: actors}, b: {plural: Vessels, group: actors}}")
    made = project(kinds, one="title: One\nkind: a", two="title: Two\nkind: b")
    pages = list(index_views(Site(made, Labels()), INDEXES))
    groups = next(page for page in pages if page.index is WHO_IS_WHO).groups
    assert [[item.entry.title for item in group.items] for group in groups] == [["One"], ["Two"]]
    listed = where_kinds_are_listed(Site(made, Labels()), pages)
    assert [listed[kinds.by_key[key]] for key in "ab"] == [
        ("who-is-who.md", "list-vessels"),
        ("who-is-who.md", "list-vessels-b"),
    ]


def test_long_kinds_of_one_label_are_two_rows() -> None:
    """Their letters do not share a page, nor the contents of the list a row."""
    kinds = added("{a: {plural: Vessels, group: actors}, b: {plural: Vessels, group: actors}}")
    heads = {f"{key}{n}": f"title: {key}{n:03}\nkind: {key}" for key in "ab" for n in range(220)}
    heads |= {f"z{key}": f"title: {letter} {key}\nkind: {key}" for key, letter in (("a", "Z"), ("b", "A"))}
    site = Site(project(kinds, **heads), Labels())
    pages = list(index_views(site, [WHO_IS_WHO]))
    assert [row for row, _ in pages[0].contents] == ["Vessels", "Vessels"]
    for page in pages[1:]:
        assert len({item.entry.kind.key for group in page.groups for item in group.items}) == 1
    assert len(set(where_kinds_are_listed(site, pages).values())) == 2


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ("{Ship: {}}", "`Ship` is no key; write small letters, digits and underscores, such as `ship`."),
        ("{on: {}}", "`True` is no key; write small letters, digits and underscores, such as `ship`."),
        ("{text: {}}", "`text` is a name that pages use for something else; choose another key."),
        ("[ship]", "write kinds by their keys, each with its options, such as `ship: {label: Ship}`."),
        ("{stat: {facts: {area: text}}}", "there is no kind `stat`; did you mean `state`? A kind of your own with that key needs a `label`."),
        ("{ship: Ship}", "`ship` needs options below it, such as `label:` and `facts:`."),
        ("{ship: {lable: Ship}}", "`ship` has no option `lable`; did you mean `label`?"),
        ("{ship: {label: 3}}", "`ship`: `label` needs a text."),
        ("{ship: {plural: ' '}}", "`ship`: `plural` needs a text."),
        ("{ship: {group: actor}}", "`ship`: there is no group `actor`; did you mean `actors`?"),
        ("{ship: {group: xyz}}", "`ship`: there is no group `xyz`; write one of actors, treaties, glossary."),
        ("{ship: {schema: a b}}", "`ship`: `schema` needs the name of a type of schema.org, such as `Vehicle`."),
        ("{ship: {facts: [flag]}}", "`ship`: `facts` needs lines such as `launched: date` below it."),
        ("{ship: {facts: {flag: entrie}}}", "`ship`: `flag`: there is no type `entrie`; did you mean `entries`?"),
        ("{ship: {facts: {flag: 3}}}", "`ship`: `flag` needs one type; write one of text, date, entry, entries."),
        ("{ship: {facts: {flag: }}}", "`ship`: `flag` needs one type; write one of text, date, entry, entries."),
        ("{ship: {facts: {flag: {typ: text}}}}", "`ship`: `flag` has no option `typ`; did you mean `type`?"),
        ("{ship: {facts: {flag: {label: 3}}}}", "`ship`: `flag`: `label` needs a text."),
        ("{ship: {facts: {Home port: text}}}", "`Home port` is no key; write small letters, digits and underscores, such as `launched`."),
        ("{ship: {facts: {title: text}}}", "`ship`: `title` is a field of entries already; choose another key for this fact."),
        ("{ship: {facts: {icon: text}}}", "`ship`: `icon` is a field of entries already; choose another key for this fact."),
        ("{ship: {facts: {hidden: text}}}", "`ship`: `hidden` reads as if it said who may see an entry; choose another key for this fact."),
        ("{ship: {facts: {signed: text}}}", "`ship`: `signed` is a fact of type `date`; write that, or choose another key."),
        ("{person: {label: X}}", "`person` is a kind that the program has; only `facts` can be added to it, not `label`."),
        ("{person: {fact: {}}}", "`person` has no option `fact`; did you mean `facts`?"),
    ],
)  # fmt: skip
def test_mistakes_are_one_sentence(kinds: str, said: str) -> None:
    with pytest.raises(MistakeError, match=f"^{re.escape(said)}$"):
        added(kinds)


def test_a_mistake_ends_the_build(tmp_path: Path) -> None:
    config = CONFIG.replace("backgrounder]", "{backgrounder: {kinds: {ship: {facts: {flag: dat}}}}}]")
    done = build(write_project(tmp_path, {}, config))
    assert done.returncode == 1
    assert "backgrounder: kinds: `ship`: `flag`: there is no type `dat`; did you mean `date`?" in done.stderr


def test_a_kind_with_more_facts_is_the_same_kind() -> None:
    kinds = added("{person: {facts: {born: date, office: {label: Post}}}, treaty: {facts: {signed: date, seat: text}}}")
    assert [kind.key for kind in kinds] == [kind.key for kind in KINDS]
    person, treaty = kinds.by_key["person"], kinds.by_key["treaty"]
    assert person == PERSON != treaty
    assert {person, PERSON} == {PERSON}
    assert [fact.key for fact in person.facts] == ["office", "born"]
    assert person.facts[0].label == "Post"
    assert treaty.facts[: len(TREATY.facts)] == TREATY.facts
    assert treaty.asked == (*TREATY.asked, "seat")


def test_keys_that_models_have_otherwise_can_be_facts() -> None:
    keys = ("copy", "json", "schema", "model_fields", "validate", "größe")
    kinds = added(f"{{ship: {{facts: {{{', '.join(f'{key}: text' for key in keys)}}}}}}}")
    head = "title: X\nkind: ship\n" + "\n".join(f"{key}: {key}" for key in keys)
    read = read_entry("x.md", "x.md", "x", f"---\n{head}\n---\nX.\n".encode(), kinds=kinds)
    assert read.findings == ()
    assert read.entry.facts == {key: key for key in keys}


def test_a_fact_published_withholds_by_a_no() -> None:
    """A site of books may have it; with `no`, it says what it says on other sites."""
    kinds = added("{book: {facts: {published: text}}}")
    for value, draft_ in (("2021", False), ("no", True)):
        data = f"---\ntitle: X\nkind: book\npublished: {value}\n---\nX.\n".encode()
        assert read_entry("x.md", "x.md", "x", data, kinds=kinds).entry.draft is draft_


@pytest.mark.parametrize(
    ("head", "undated"),
    [
        ("facts:\n  Amt: Ministerin", {"Amt"}),
        ("facts:\n  amt: Ministerin seit 2021", set()),
        ("facts:\n  office: Ministerin", {"office"}),
        ("office: Ministerin", {"office"}),
        ("office: Ministerin seit 2021", set()),
        ("facts:\n  Einwohner: 83 Millionen", {"Einwohner"}),
        ("population: 83 Millionen", {"population"}),
        ("facts:\n  Hauptstadt: Velm", set()),
    ],
)
def test_facts_that_change_are_known_by_key_in_any_language(head: str, undated: set[str]) -> None:
    kinds = KINDS.labelled({"office": "Amt"})
    kinds = with_configured(kinds, {"state": {"facts": {"population": {"label": "Einwohner"}}}}, ())
    made = project(kinds, x=f"title: X\nkind: person\n{head}")
    found = [finding for finding in reviewed(made) if finding.code == "undated-fact"]
    assert {finding.message.split("`")[1] for finding in found} == undated
    assert all(finding.place.line > 1 for finding in found)


def test_what_a_draft_calls_an_office_is_known_by_key() -> None:
    german = KINDS.labelled({"office": "Amt"})
    assert german.fact_called("AMT", german.by_key["person"]) is not None
    assert german.fact_called("office", german.by_key["person"]) == german.facts[OFFICE.key]
    assert draft("X", german.by_key["person"], None, (), ())[1].startswith("---\ntitle: X\nkind: person\n")


def test_the_style_sheet_marks_where_colours_go() -> None:
    ship = KindSpec("ship", "Ship", "Ships")
    before, after = SHEET, coloured(SHEET, [CONCEPT, ship])
    assert [before.count(mark) for mark in ("  /* light */\n", "/* dark */", "\n/* kinds */\n")] == [1, 1, 1]
    assert "/* light */" not in after
    assert {"--bg-ship: #78838a;", "--bg-ship: #b0bec5;"} <= set(re.findall(r"--bg-ship: #\w+;", after))
    assert {"ship", "concept"} <= names_in(after)
    assert not names_in(before) & set(KINDS.by_key)


def test_every_class_of_the_pages_is_in_the_style_sheet() -> None:
    """So that no kind can have the name of one as its key."""
    theme = ROOT / "plugin/backgrounder/site"
    files = [path for path in theme.rglob("*") if path.suffix in (".html", ".js", ".py")]
    assert names_in("".join(path.read_text(encoding="utf8") for path in files)) <= names_in(SHEET)


def test_a_kind_in_code_is_one_row() -> None:
    """And all that depends on it follows: nothing else in the program has to know it."""
    flag, launched = FactSpec("flag", FactType.ENTRY, "Flag"), FactSpec("launched", FactType.DATE, "Launched")
    ship = KindSpec("ship", "Ship", "Ships", "actors", facts=(flag, launched), asked=("flag", "launched"))
    kinds = Kinds((*KINDS, ship), KINDS.common)
    made = project(kinds, argo="title: Argo\nkind: ship\nflag: Velm\nlaunched: 1979", velm="title: Velm\nkind: state")
    argo = made.glossary.entries["glossary/argo.md"]
    assert argo.kind == ship
    assert made.named_by(argo, "flag") == (("Velm", made.glossary.entries["glossary/velm.md"]),)
    any_: Any = argo.facts["launched"]
    assert str(any_) == "1979"
