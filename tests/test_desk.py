"""The editor's desk: which entries are missing, and what a new one begins with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.desk.capitalized_runs import Spotter, runs_in
from backgrounder.desk.draft import draft, office_before
from backgrounder.desk.review import reviewed
from backgrounder.desk.spelled_out import spelled_out
from backgrounder.desk.suggest import Suggestion, find, mentioned, suggestions
from backgrounder.glossary.kinds import KINDS, PERSON
from backgrounder.glossary.read import read_entry
from backgrounder.language.lexicon import ENGLISH, read_lexicon
from backgrounder.language.territories import state_of, states
from backgrounder.project import Inputs, Project, read_project
from backgrounder.seeds.article import Article
from backgrounder.seeds.folder import RawFile
from backgrounder.seeds.read import read_seed
from conftest import run, write_project


def read(*texts: str) -> list[Article]:
    articles = [read_seed(f"seeds/{n}.txt", f"# Title\n\n{text}".encode()).article for n, text in enumerate(texts)]
    return [article for article in articles if article]


def suggested(*texts: str) -> dict[str, Suggestion]:
    return {one.name: one for one in suggestions(read(*texts), {})}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The talks began on Monday in Geneva.", ["Geneva"]),
        ("Secretary of State Antony Blinken met him.", ["Antony Blinken"]),
        ("U.S. National Security Adviser Jake Sullivan said so.", ["U.S.", "Jake Sullivan"]),
        ("The National Security Council met.", ["National Security Council"]),
        ("Supreme Court Justice John Roberts left.", ["Supreme Court", "John Roberts"]),
        ("The Ministry of Foreign Affairs of Russia replied.", ["Ministry of Foreign Affairs of Russia"]),
        ("The Department of Health and Human Services paid.", ["Department of Health and Human Services"]),
        ("Russia's Foreign Ministry spoke to China's president.", ["Russia", "Foreign Ministry", "China"]),
        ("The People's Liberation Army drilled.", ["People's Liberation Army"]),
        ("We met Charles de Gaulle and Mohammed bin Salman.", ["Charles de Gaulle", "Mohammed bin Salman"]),
        ("He saw Bashar al-Assad in St. Petersburg.", ["Bashar al-Assad", "St. Petersburg"]),
        ("An Armenian-majority town saw U.S. troops.", ["U.S."]),
        (
            "We met Gerard 't Hooft in Andorra la Vella and Frankfurt am Main.",
            ["Gerard 't Hooft", "Andorra la Vella", "Frankfurt am Main"],
        ),
        (
            "The Convention against Torture of the United Nations binds.",
            ["Convention against Torture of the United Nations"],
        ),
        ("He saw pro-al-Assad posters, AL-Qaeda and Jamal-Din.", ["al-Assad", "AL-Qaeda", "Jamal-Din"]),
        ("IT and WHO and US are letters.", ["IT", "WHO", "US"]),
        ("Meanwhile, However and The are none.", []),
        (
            "Security Council Resolution 2728 (II) and Resolution 5.",
            ["Security Council Resolution 2728 (II)", "Resolution 5"],
        ),
        ("Theresa May met Park Geun-hye on Monday, May 3.", ["Theresa May", "Park Geun-hye"]),
        ("The Grand Ethiopian Renaissance Dam (GERD) is.", ["Grand Ethiopian Renaissance Dam", "GERD"]),
        ("Permanent Court of Arbitration met.", ["Permanent Court of Arbitration"]),
        (
            "The Conference for Security in Europe. The Ministry of Defence in Moscow.",
            ["Conference", "Security", "Europe", "Ministry of Defence", "Moscow"],
        ),
        (
            "The Organization for Security and Co-operation in Europe.",
            ["Organization for Security and Co-operation in Europe"],
        ),
        ("The list:" + " Defence" * 3000, ["Defence" + " Defence" * 2999]),
    ],
)
def test_runs_of_capitals(text: str, names: list[str]) -> None:
    found = list(Spotter(frozenset(["majority"])).runs(text))
    assert [run[0] for run in found] == names
    for name, start, end, _, _ in found:
        assert text[start:end].replace("’", "'") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "the Organization for Security and Co-operation in Europe (OSCE) met",
            "Organization for Security and Co-operation in Europe",
        ),
        ("by the Intergovernmental Panel on Climate Change (IPCC).", "Intergovernmental Panel on Climate Change"),
        ("The Food and Agriculture Organization (FAO) met", "Food and Agriculture Organization"),
        ("the Economic Community of West African States (ECOWAS)", "Economic Community of West African States"),
        ("The Organisation of African Unity (OAU)", "Organisation of African Unity"),
        ("he met her (NATO) there", None),
        ("the Ministry of Defence (see below)", None),
        ("Talks, Friday and Outings (TFO)", None),
    ],
)
def test_a_name_before_its_acronym(text: str, name: str | None) -> None:
    assert [text[start:end] for start, end in spelled_out(text, ENGLISH)] == ([name] if name else [])


def test_a_name_that_is_spelled_out_once_is_whole_everywhere() -> None:
    spelled = "The Intergovernmental Panel on Climate Change (IPCC) met."
    later = "On Monday the Intergovernmental Panel on Climate Change left."
    found = list(Spotter(frozenset(), texts=[spelled, later]).runs(later))
    assert [name for name, *_ in found] == ["Intergovernmental Panel on Climate Change"]


@given(
    st.lists(
        st.sampled_from(
            "The House of Lords and Bank for Trade's St. J. al-Assad de Gaulle pro-Russian May April 3 Resolution 12 (II)"
            " said in Europe . , ’s U.S. Jr. Deputy Foreign Minister Defence Geun-hye Al-Qaeda “It No. & \n".split(" ")
        ),
        max_size=14,
    ),
    st.sampled_from(["", " "]),
)
def test_chunks_hold_what_the_whole_text_would(words: list[str], gap: str) -> None:
    text = " ".join(words) + gap + "".join(words[:3])
    common = frozenset(["house", "bank", "russian"])
    spotter = Spotter(common)
    whole = list(runs_in(text, 0, common))
    assert list(spotter.runs(text)) == whole
    assert list(spotter.runs(text)) == whole  # From what it remembers.


def test_a_sentences_first_word_is_left_off_where_the_texts_have_it_in_small_letters() -> None:
    spotter = Spotter(frozenset(["troops", "critics"]))
    assert [run[0] for run in spotter.runs("Troops of Velmoria left.")] == ["Troops", "Velmoria"]
    assert [run[0] for run in spotter.runs("Critics Jane Roe met.")] == ["Jane Roe"]


def test_kinds() -> None:
    found = suggested(
        "He came to Kazakhstan. The Harbour Bank paid. The Treaty of Linmark ended, and so did the Harbour Pact. "
        "The Anti-Dumping Act stands. John Roe said so. Tomas Quill, who had come, left. In Tessby it rained. "
        "The foreign minister Ilse Verel spoke. The Battle of Gallen was lost. On Harbour Street nobody lives. The Senate met."
    )
    assert {name: one.kind.key for name, one in found.items()} == {
        "Kazakhstan": "state",
        "Harbour Bank": "organization",
        "Treaty of Linmark": "treaty",
        "Harbour Pact": "treaty",
        "Anti-Dumping Act": "instrument",
        "John Roe": "person",
        "Ilse Verel": "person",
        "Senate": "organization",
    }


def test_headlines_places_and_first_words_are_no_suggestions() -> None:
    texts = (
        "Harvest failed in Tessby. Tessby waited. They went to Mirrow, and in Mirrow they stayed. ALL CAPITALS STAND HERE.",
    )
    assert suggested(*texts) == {}


def test_names_of_one_thing_are_one_suggestion() -> None:
    found = suggested(
        "Spokesperson Zhao Lijian praised it. Zhao said more, and Zhao went on. "
        "President Joseph R. Roe met Mrs. Jane Roe. Roe said no. Joseph Roe said yes. "
        "The Harbour Defence Organization (HDO) met, and the HDO said so twice, as HDO does. "
        "The U.S. Senate and the Senate voted. The Republic of Albania joined; Albania paid. The USA and the United States did not.",
    )
    assert found["Zhao Lijian"].others == ("Zhao",)
    assert len(found["Zhao Lijian"].spots) == 3
    assert found["Joseph R. Roe"].others == ("Joseph Roe",)
    # The surname is hers whose full name stands last before it.
    assert found["Jane Roe"].others == ("Roe",)
    assert found["Harbour Defence Organization"].others == ("HDO",)
    assert found["Albania"].others == ("Republic of Albania",)
    assert set(found["United States"].others) == {"USA"}
    assert "U.S. Senate" in {name for one in found.values() for name in one.others} | found.keys()


def test_ranked_by_articles_then_by_mentions() -> None:
    first = "Kazakhstan and Mongolia and Mongolia and Mongolia met."
    names = [one.name for one in suggestions(read(first, "Kazakhstan came. It was Kazakhstan. Then Peru."), {})]
    assert names == ["Kazakhstan", "Mongolia", "Peru"]


def test_states_have_one_usual_name() -> None:
    known = states()
    assert known["U.S."] == known["United States of America"] == "United States"
    assert known["Ivory Coast"] == "Ivory Coast"
    assert known["Hong Kong"] == "Hong Kong"
    assert known["Zaire"] == known["Congo - Kinshasa"] == "Democratic Republic of the Congo"
    assert not {"Eurozone", "European Union", "Antarctica", "Georgia", "Jersey"} & known.keys()


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Islamic Republic of Iran", "Iran"),
        ("Grand Duchy of Luxembourg", "Luxembourg"),
        ("Republic of the Philippines", "Philippines"),
        ("Lost Republic of Albania", None),
        ("Republic", None),
        ("Republic of ", None),
        ("Bank of Albania", None),
    ],
)
def test_long_names_of_states(name: str, state: str | None) -> None:
    assert state_of(name) == state


OTHER = """
code = "de"

[names]
particles = "von"

[nouns]
bodies = "rat"
of = "von"

[capitals]
belonging = "von für"

[evidence]
verbs = "sagte"
before_places = "in"

[states]
nouns = "Republik"

[states.names]
"Schweiz" = ["Eidgenossenschaft"]
"""


def test_another_language_has_its_own_words() -> None:
    """States come from the CLDR in that language, all else from its file; of English nothing is left."""
    lexicon = read_lexicon(OTHER, "de.toml")
    texts = [
        "Ilse von Tal sagte mehr. Eidgenossenschaft, Kenia und Rat von Linmark. The Harbour Pact of Velmoria, Tomas Quill, who left."
    ]
    found = {one.name: one.kind.key for one in suggestions(read(*texts), {}, (), lexicon)}
    assert found == {"Eidgenossenschaft": "state", "Kenia": "state", "Rat von Linmark": "organization"}
    assert state_of("Republik von Kenia", lexicon) == "Kenia"
    assert state_of("Republic of Kenya", lexicon) is None
    assert states(read_lexicon("code = 'tlh'", "tlh.toml")) == {}


PROJECT = {
    "seeds/a.txt": "# Talks\n\nForeign Minister Sergey Lavrov of Kazakhstan met the foreign ministry spokesperson Ilse Verel.\n\nVerel agreed. Lavrov left.",
    "docs/glossary/states/kazakhstan.md": "---\ntitle: Kazakhstan\nkind: state\n---\nA state.\n",
}


def project() -> Project:
    pages = (RawFile("docs/glossary/states/kazakhstan.md", PROJECT["docs/glossary/states/kazakhstan.md"].encode()),)
    seeds = (
        RawFile("seeds/a.txt", PROJECT["seeds/a.txt"].encode()),
        RawFile("seeds/not-suggested.yml", b"# none\n- Ilse Verel # not yet\n"),
    )
    return read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages))


def test_what_has_an_entry_or_is_dismissed_is_not_suggested() -> None:
    read_one = project()
    found = suggestions(read_one.articles, read_one.mentions, read_one.dismissed)
    assert [one.name for one in found] == ["Sergey Lavrov"]
    both = ("SERGEY\u00a0LAVROV", "Ilse-Verel")
    assert suggestions(read_one.articles, read_one.mentions, both) == ()


def test_a_draft_is_an_entry_that_says_what_the_articles_say() -> None:
    read_one = project()
    found = find("ilse verel", suggestions(read_one.articles, {}))
    made, text = draft("Ilse Verel", PERSON, found, read_one.articles, read_one.entries)
    assert made == "persons/ilse-verel"
    assert text == (
        "---\ntitle: Ilse Verel\nkind: person\nfacts:\n"
        "  Office: foreign ministry spokesperson  # as an article has it; write since when, and cite\n"
        "# What the articles say (2 mentions in 1 article), and how to cite it:\n"
        "# [@a, para. 1] Foreign Minister Sergey Lavrov of Kazakhstan met the foreign ministry spokesperson Ilse Verel.\n"
        "# [@a, para. 2] Verel agreed.\n"
        "---\n\n"
    ).replace("foreign ministry spokesperson  #", "spokesperson  #")
    entry = read_entry("docs/x.md", "x.md", "x", text.encode())
    assert (entry.entry.title, entry.entry.kind, entry.findings) == ("Ilse Verel", PERSON, ())


@pytest.mark.parametrize(
    ("said", "has_office"),
    [(b"publish: full", True), (b"publish: none", False), (b"status: draft", False), (b"publish: excerpt", False)],
)
def test_a_draft_takes_no_office_from_what_readers_do_not_get(said: bytes, has_office: bool) -> None:  # noqa: FBT001
    """It becomes a field of the entry, which is published."""
    shown = "\n\n".join(f"Paragraph {n} of the talks went on for a while, and then for a while more." for n in range(9))
    text = f"# Talks\n\n{shown}\n\nThey met the minister Ilse Verel there.\n".encode()
    article = read_seed("seeds/x.txt", text, ("seeds/x.yml", said)).article
    assert article
    found = find("ilse verel", suggestions([article], {}))
    _, made = draft("Ilse Verel", PERSON, found, [article], ())
    assert ("\nfacts:\n  Office: " in made) is has_office


@pytest.mark.parametrize("title", ['A "quoted": title', "- x", "1984", "No", "Zoë & Co. #1", "[x]"])
def test_any_title_makes_an_entry_that_can_be_read(title: str) -> None:
    for kind in KINDS:
        _, text = draft(title, kind, None, (), ())
        entry = read_entry("docs/x.md", "x.md", "x", text.encode())
        assert (entry.entry.title, entry.entry.kind, entry.findings) == (title, kind, ())


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("Chinese Foreign Ministry spokesperson ", "Chinese Foreign Ministry spokesperson"),
        ("He met the President of the Senate ", "President of the Senate"),
        ("Donald Trump, ", None),
        ("He met ", None),
        ("It broke the Election Law. Ambassador ", "Ambassador"),
        ("the Egyptian President Anna Roe and Qatari Prime Minister ", "Qatari Prime Minister"),
    ],
)
def test_offices_before_names(before: str, office: str | None) -> None:
    assert office_before(f"{before}Ilse Verel", len(before)) == office


def test_suggest_and_new_on_the_command_line(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT)
    done = run(tmp_path, "backgrounder", "suggest")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "  1. Ilse Verel: person, 2 mentions in 1 article; also Verel"
    assert done.stdout.splitlines()[2] == "     backgrounder new person 'Ilse Verel'"
    assert done.stderr.strip() == "What is no name, or needs no entry: backgrounder suggest --dismiss NAME"
    rows = [
        json.loads(line) for line in run(tmp_path, "backgrounder", "suggest", "--format", "jsonl").stdout.splitlines()
    ]
    assert [row["name"] for row in rows] == ["Ilse Verel", "Sergey Lavrov"]
    assert rows[0]["places"] == ["seeds/a.txt:3:84", "seeds/a.txt:5:1"]

    done = run(tmp_path, "backgrounder", "new", "person", "ilse verel")
    assert (
        done.stdout
        == "Wrote docs/glossary/persons/ilse-verel.md; write one to three sentences below its front matter.\n"
    )
    written = (tmp_path / "docs/glossary/persons/ilse-verel.md").read_text(encoding="utf8")
    assert written.startswith("---\ntitle: Ilse Verel\n")
    again = run(tmp_path, "backgrounder", "new", "person", "Ilse Verel")
    assert (again.returncode, again.stderr) == (
        2,
        "Error: There is an entry Ilse Verel already: docs/glossary/persons/ilse-verel.md.\n",
    )
    assert (tmp_path / "docs/glossary/persons/ilse-verel.md").read_text(encoding="utf8") == written

    assert run(tmp_path, "backgrounder", "suggest", "--dismiss", "Sergey Lavrov").returncode == 0
    done = run(tmp_path, "backgrounder", "suggest")
    assert (done.stdout, done.stderr) == ("", "Every name that was found has an entry.\n")
    done = run(tmp_path, "backgrounder", "suggest", "--dismiss", "sergey lavrov", "--dismiss", "Yes: #1")
    assert done.stdout.splitlines()[1] == (
        "Yes: #1 will not be suggested again, though nothing suggests it now; seeds/not-suggested.yml lists such names."
    )
    assert (tmp_path / "seeds/not-suggested.yml").read_text(encoding="utf8") == "- Sergey Lavrov\n- 'Yes: #1'\n"
    assert "orphan-sidecar" not in run(tmp_path, "backgrounder", "check").stdout
    assert run(tmp_path, "backgrounder", "suggest", "--dismiss", "").returncode == 2
    assert run(tmp_path / "seeds", "backgrounder", "suggest", "--dismiss", "X").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("state", "kazakhstan"), "There is an entry Kazakhstan already: docs/glossary/states/kazakhstan.md."),
        (("person", "the nation"), "There is an entry Kazakhstan already: docs/glossary/states/kazakhstan.md."),
        (("concept", "Index"), "A file cannot be called index.md and be an entry; choose another title."),
        (("person", "🎉"), "Write a title with letters or digits in it, and not too long for the name of a file."),
        (("person", "x" * 300), "Write a title with letters or digits in it, and not too long for the name of a file."),
    ],
)
def test_what_cannot_be_an_entry(tmp_path: Path, arguments: tuple[str, str], message: str) -> None:
    entry = PROJECT["docs/glossary/states/kazakhstan.md"].replace("kind:", "aliases: [The Nation]\nkind:")
    write_project(tmp_path, {**PROJECT, "docs/glossary/states/kazakhstan.md": entry})
    done = run(tmp_path, "backgrounder", "new", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"Error: {message}\n")


def test_what_nothing_suggests_is_looked_up_word_for_word(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT)
    assert run(tmp_path, "backgrounder", "new", "concept", "Foreign Ministry").returncode == 0
    written = (tmp_path / "docs/glossary/concepts/foreign-ministry.md").read_text(encoding="utf8")
    assert "title: Foreign Ministry\n" in written
    assert "(1 mention in 1 article)" in written
    assert run(tmp_path, "backgrounder", "new", "organization", "Board of Lamps (BOL)").returncode == 0
    written = (tmp_path / "docs" / "glossary" / "organizations" / "board-of-lamps.md").read_text(encoding="utf8")
    assert written.startswith("---\ntitle: Board of Lamps\nkind: organization\naliases: [BOL]\n")
    assert run(tmp_path, "backgrounder", "new", "place", "Nowhere").returncode == 0
    written = (tmp_path / "docs/glossary/places/nowhere.md").read_text(encoding="utf8")
    assert "# No article mentions this name yet.\n" in written


def test_nothing_is_suggested_in_an_empty_project(tmp_path: Path) -> None:
    write_project(tmp_path, {})
    done = run(tmp_path, "backgrounder", "suggest")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "There are no articles yet; add one with `backgrounder add FILE`.\n"


def test_a_new_entry_knows_where_links_will_be() -> None:
    """Names that differ in case, marks, or a line break, as the linker finds them; no parts of words."""
    text = "# Talks\n\nThe Transit\nAccord, the TRANSIT ACCORD and transit accords. Dalia Grybauskaite spoke."
    article = read_seed("seeds/x.txt", text.encode()).article
    assert article

    def found(title: str) -> list[str]:
        where = mentioned(title, PERSON, [article])
        return [article.surface(one.block, one.start, one.end) for one in where.spots] if where else []

    assert found("Transit Accord") == ["Transit Accord", "TRANSIT ACCORD"]
    assert found("Dalia Grybauskaitė") == ["Dalia Grybauskaite"]
    assert found("Nobody") == []


def test_comments_of_a_new_entry_cite_nothing() -> None:
    """They hold the sentences with the citations to write."""
    entry = b"---\ntitle: Velmoria\nkind: state\n# Velmoria spoke.[@talks]\n# And left.[@nobody]\n---\nA state.\n"
    seeds = (RawFile("seeds/talks.txt", b"---\nstatus: draft\n---\n# Talks\n\nVelmoria spoke.\n"),)
    pages = (RawFile("docs/glossary/velmoria.md", entry),)
    project = read_project(Inputs("seeds", "docs", "docs/glossary", seeds, pages))
    assert project.cited_on == {}
    assert not {"cites-draft", "unknown-key"} & {finding.code for finding in project.findings}


def test_facts_without_a_year_are_told_where_they_stand() -> None:
    lines = ["title: Office", "kind: person", "facts:", "  Office: Mayor", "  'Area': 5 ha", '  "Post: first" : Clerk']
    lines += ["  Office of Office: Post", "  Role\u00a0s: None", "  ? Post", "  : Judge", "  Chair: since 2020"]
    data = "\n".join(["---", *lines, "---", "A mayor.[@a]", ""]).encode()
    project = read_project(Inputs("seeds", "docs", "docs/glossary", (), (RawFile("docs/glossary/x.md", data),)))
    told = {f.message.split("`")[1]: str(f.place) for f in reviewed(project) if f.code == "undated-fact"}
    assert told == {
        "Office": "docs/glossary/x.md:5:3",
        "Area": "docs/glossary/x.md:6:3",
        "Post: first": "docs/glossary/x.md:7:3",
        "Office of Office": "docs/glossary/x.md:8:3",
        "Role s": "docs/glossary/x.md:9:3",
        "Post": "docs/glossary/x.md:10:5",
    }
