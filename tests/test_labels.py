"""The words that the program puts on pages: documented, replaced, and in the site's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from mkdocs.utils import get_theme_dir

from backgrounder.glossary.kinds import KINDS, OTHER_NAMES
from backgrounder.language.dates import Date
from backgrounder.language.lexicon import ENGLISH, LexiconError, lexicon_of, read_lexicon
from backgrounder.project import Inputs, Reading, read_project
from backgrounder.seeds.folder import RawFile
from backgrounder.site.labels import _FILES, LABELS, Label, Labels, labels_in, may_be_plural, mistake_in
from backgrounder.site.listing import Site, beginning
from backgrounder.site.views.entry import facts_of
from backgrounder.site.views.indexes import INDEXES
from conftest import CONFIG, ROOT, build, write_project
from content import main_content

RUSSIAN: dict[str, Label] = {
    "count_of_articles": {"one": "{n} статья", "few": "{n} статьи", "many": "{n} статей", "other": "{n} статьи"},
    "persons": "Персоны",
}


def test_the_reference_lists_every_label() -> None:
    text = (ROOT / "docs/guide/reference.md").read_text(encoding="utf8")
    listed = text[text.index("\n## Labels\n") :]
    match = re.search(r"```yaml\n(.*?)```", listed, re.DOTALL)
    assert match
    assert yaml.safe_load(match[1]) == LABELS


def test_every_label_is_used() -> None:
    files = [path for path in (ROOT / "plugin/backgrounder").rglob("*") if path.suffix in (".py", ".html")]
    code = "".join(path.read_text(encoding="utf8") for path in files)
    elsewhere = (
        {index.name.replace("-", "_") for index in INDEXES}
        | {kind.key for kind in KINDS}
        | {kind.plural_name for kind in KINDS}
    )
    for name in LABELS.keys() - elsewhere - KINDS.facts.keys():
        assert re.search(rf"""["']{name}["']|words\.{name}\b""", code) or name.startswith("told_"), name


LANGUAGES = "ar de es fa fr he it ja ko nl pl pt ru tr uk zh zh-Hant".split()
ENGLISH_TOO = {
    "de": "original person",
    "es": "original",
    "fr": "articles original parties provenance source sources told_container_title told_issued",
    "pt": "original",
}
"""Labels of a language that are words of English, too."""


def test_the_languages() -> None:
    """A language may have labels without a lexicon; the words of its texts are English then."""
    files = {path.stem for path in (ROOT / "plugin/backgrounder/language/labels").iterdir()}
    assert files == {*LANGUAGES, "en"}
    assert lexicon_of(*LANGUAGES) is ENGLISH
    options = (ROOT / "docs/guide/reference.md").read_text(encoding="utf8").partition("### `labels`")[2]
    assert files <= set(re.findall(r"`([\w-]+)`", options.partition("A label is")[0]))


def texts_of(label: Label) -> Mapping[str, str]:
    """The texts of a label by plural category."""
    return {"other": label} if isinstance(label, str) else label


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_all_labels(code: str) -> None:
    known = labels_in(code)
    assert known.keys() == LABELS.keys()
    assert mistake_in(known) is None
    assert all(text.strip() == text for label in known.values() for text in texts_of(label).values())
    # This one has no words.
    same = {name for name, label in known.items() if label == LABELS[name]} - {"part"}
    assert same == set(ENGLISH_TOO.get(code, "").split())


@pytest.mark.parametrize("code", ["en", *LANGUAGES])
def test_a_label_has_all_forms_that_its_language_has_for_numbers(code: str) -> None:
    """Only a form that is for one number may be without it: `two articles`."""
    form_of = Locale.parse(code, sep="-").plural_form
    # Fractions, which have a form of their own in some languages, are not counted here.
    forms = Counter({"other": 2})
    forms.update(map(form_of, (*range(1001), 1_000_000)))
    for name, label in {**LABELS, **labels_in(code)}.items():
        if isinstance(label, str):
            assert isinstance(LABELS[name], str), name
        else:
            assert label.keys() == forms.keys(), name
            assert all("{n}" in text or forms[form] == 1 for form, text in label.items()), name


@pytest.mark.parametrize(
    ("language", "code"),
    [
        *((code, code) for code in LANGUAGES),
        ("pt-BR", "pt"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hans", "zh"),
        ("de-AT", "de"),
    ],
)
def test_the_language_of_the_theme_finds_its_labels(language: str, code: str) -> None:
    own = {"articles": "A"}
    assert Labels(own, language).known == {**labels_in(code), **own}
    if language not in ("zh-Hans", "de-AT"):
        assert Path(get_theme_dir("material"), "partials/languages", f"{language}.html").is_file()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("atricles = 'A'", "there is no label `atricles`; did you mean `articles`?"),
        ("mentions = { one = 1, other = '{n}' }", "`mentions` needs a text for `one`."),
        ("more = 'more'", "`more` needs its placeholder `{n}`."),
        ("more", "this is no TOML: Expected '=' after a key in a key/value pair (at end of document)."),
    ],
)
def test_a_mistake_in_a_file_of_labels_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    file = tmp_path / "xx.toml"
    file.write_text(text, encoding="utf8")
    monkeypatch.setitem(_FILES, "xx", file)
    with pytest.raises(LexiconError) as raised:
        labels_in("xx")
    assert str(raised.value) == f"language/labels/xx.toml: {message}"


def test_what_a_language_lacks_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration has the last word."""
    articles = {"one": "{n} статья", "few": "{n} статьи", "many": "{n} статей", "other": "{n} статьи"}
    monkeypatch.setattr(
        "backgrounder.site.labels.labels_in", lambda _: {"articles": "Статьи", "count_of_articles": articles}
    )
    labels = Labels({"glossary": "Лексикон"}, "ru")
    assert [labels("articles"), labels("glossary"), labels("sources")] == ["Статьи", "Лексикон", "Sources"]
    assert [labels.articles(count) for count in (1, 3, 5)] == ["1 статья", "3 статьи", "5 статей"]
    assert labels("mentions", n=3) == "3 mentions"
    assert labels.words().articles == "Статьи"


def test_titles_are_filed_in_the_language_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = read_lexicon('code = "fr"\n[grammar]\narticles = "le"', "fr.toml")
    monkeypatch.setattr("backgrounder.site.labels.lexicon_of", lambda _: lexicon)
    titles = ("Le Monde", "The Times", "“Le Lot”", "Leda")
    filed = [beginning(title, Labels({}, "fr").lexicon) for title in titles]
    assert filed == ["Monde", "The Times", "Lot”", "Leda"]


def test_templates_use_labels_that_there_are() -> None:
    """A word that is not there would be printed as nothing. Those with forms for numbers have to be filled in."""
    templates = "".join(path.read_text(encoding="utf8") for path in (ROOT / "plugin").rglob("*.html"))
    used = set(re.findall(r"\bwords\.(\w+)", templates))
    assert "mentioned_in" in used
    assert used <= set(vars(Labels().words()))
    assert not any(map(may_be_plural, used))
    assert set(re.findall(r"\blabel\(\"(\w+)", templates)) <= set(LABELS)


def test_every_kind_has_its_words() -> None:
    assert all(LABELS[kind.key] == kind.label and LABELS[kind.plural_name] == kind.plural for kind in KINDS)
    assert all(LABELS[fact.key] == fact.label for fact in (*KINDS.facts.values(), OTHER_NAMES))


def test_english_words_keep_english_plurals() -> None:
    """Lithuanian counts 21 as one."""
    assert Labels({}, "lt")("mentions", n=21) == "21 mentions"
    assert Labels({}, "vi")("mentions", n=1) == "1 mention"


def test_numbers_are_written_in_the_language() -> None:
    assert Labels()("bytes", n=12345) == "12,345 bytes"
    assert Labels({}, "de")("bytes", n=12345) == "12.345 Byte"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "упоминаний пока нет"), (1, "1 статья"), (3, "3 статьи"), (5, "5 статей"), (21, "21 статья")],
)
def test_numbers_choose_the_form(count: int, words: str) -> None:
    assert Labels(RUSSIAN, "ru").articles(count) == words


@pytest.mark.parametrize(
    ("language", "date", "words"),
    [
        ("en", "2021-10-12", "October 12, 2021"),
        ("en", "2021-10", "October 2021"),
        ("de", "2021-10-12", "12. Oktober 2021"),
        ("de", "2021-10", "Oktober 2021"),
        ("zh-TW", "2021-10-12", "2021年10月12日"),
        ("ru", "2021", "2021"),
        ("ar", "2021-10-12", "\u200f12 أكتوبر 2021"),
        ("he", "2021", "\u200f2021"),
        ("xx-nobody", "2021-10", "October 2021"),
    ],
)
def test_dates_are_in_the_language(language: str, date: str, words: str) -> None:
    assert Labels({}, language).date(Date.parse(date)) == words


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ({"mentoined_in": "x"}, "there is no label `mentoined_in`; did you mean `mentioned_in`?"),
        (
            {"mentions": {"ones": "x", "other": "{n} x"}},
            "`mentions` has no plural category `ones`; did you mean `one`?",
        ),
        ({"mentioned_in": None}, "`mentioned_in` needs a text."),
        ({"mentioned_in": 3}, "`mentioned_in` needs a text."),
        ({"mentioned_in": {"other": "x"}}, "`mentioned_in` needs one text, not several."),
        (
            {"mentions": {"one": "x"}},
            "`mentions` needs a text for `other`; there may be others for `zero`, `one`, `two`, `few` and `many`.",
        ),
        ({"mentions": "{count} x"}, "`mentions` has no placeholder `{count}`; it has `{n}`."),
        ({"mentions": "many"}, "`mentions` needs its placeholder `{n}`."),
        ({"part": "{title}"}, "`part` needs its placeholder `{part}`."),
        ({"articles": ""}, "`articles` needs a text."),
        ({"locator": {"other": "¶ {n}"}}, "`locator` needs one text, not several."),
        ({"more": {"one": "one more", "other": "{n} more"}}, None),
        ({"rights": "{n}"}, "`rights` has no placeholder `{n}`."),
        ({"mentions": "{n} x", "rights": "R"}, None),
    ],
)
def test_mistakes_are_named(labels: dict[str, Any], said: str | None) -> None:
    assert mistake_in(labels) == said


def test_a_site_in_another_language(tmp_path: Path) -> None:
    files = {
        "seeds/talks.txt": "---\nissued: 2021-10-12\ncontainer_title: Der Bote\n---\n# Gespräche\n\nSergey Lavrov sprach.\n",
        "docs/glossary/lavrov.md": "---\ntitle: Sergey Lavrov\nkind: person\n---\nDiplomat.\n",
        "docs/glossary/pact.md": "---\ntitle: Pact of Linmark\nkind: treaty\nsigned: 1951-09-03\n---\nA pact.\n",
    }
    config = CONFIG.replace("theme: material", "theme: {name: material, language: de}").replace(
        "backgrounder]",
        "{backgrounder: {labels: {mentioned_in: Erwähnt <in>, who_is_who: Wer}}}]",
    )
    write_project(tmp_path, files, config)
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr

    def shown(name: str) -> str:
        return main_content((tmp_path / "site" / name / "index.html").read_text(encoding="utf8"))

    assert "Der Bote · 12. Oktober 2021" in shown("articles")
    assert 'id="mentioned-in">Erwähnt &lt;in&gt;<' in shown("glossary/lavrov")
    assert "<in>" not in (tmp_path / "site/glossary/lavrov/index.html").read_text(encoding="utf8"), (
        "nor in the contents"
    )
    assert re.search(r"<dt>Unterzeichnet</dt>\s*<dd>3\. September 1951</dd>", shown("glossary/pact"))
    assert "3. September 1951" in shown("treaties")
    assert "<h1>Wer</h1>" in shown("who-is-who")
    assert re.search(r'<h2 id="list-verträge">Verträge<', shown("treaties")), "the kinds of the program are German, too"
    assert 'title="Zurück zu Fußnote 1 im Text"' in shown("articles/talks")
    pages = "".join(path.read_text(encoding="utf8") for path in (tmp_path / "site").rglob("*.html"))
    read = re.sub(r"(?s)<(script|style).*?</\1>", "", pages)
    english = {text for label in LABELS.values() for text in texts_of(label).values() if " " in text}
    assert [text for text in english if re.sub(r"\{\w+\}", "1", text) in read] == []


PARTIES = ("&#42;Parteien&#42;", "A, B")


def fact_box(entry: str, labels: Mapping[str, Label]) -> Sequence[tuple[str, str]]:
    """The fact box of an entry in a German site."""
    page = RawFile("docs/glossary/p.md", f"---\ntitle: P\n{entry}\n---\nP.\n".encode())
    inputs = Inputs("seeds", "docs", "docs/glossary", (), (page,))
    site = Site(read_project(inputs, Reading(kinds=KINDS.labelled(labels))), Labels(labels, "de"))
    return facts_of(site, site.project.entries[0])


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ("{Unterzeichnet: x}", [PARTIES, ("Unterzeichnet", "x")]),
        ("{unterzeichnet: x}", [PARTIES, ("unterzeichnet", "x")]),
        ("{Signed: x}", [PARTIES, ("Signed", "x")]),
        ("{signed: x}", [PARTIES, ("Unterzeichnet", "x")]),
        ("{unterzeichnet: In L., Signed: x}", [PARTIES, ("unterzeichnet", "In L."), ("Signed", "x")]),
        ("{Gezeichnet: x}", [("Unterzeichnet", "3. September 1951"), PARTIES, ("Gezeichnet", "x")]),
    ],
)
def test_a_fact_in_an_editors_words_takes_the_place_of_the_field(facts: str, shown: Sequence[tuple[str, str]]) -> None:
    """By its key, or by its label in English or in the site's language."""
    entry = f"kind: treaty\nsigned: 1951-09-03\nparties: [A, B]\nfacts: {facts}"
    assert list(fact_box(entry, {"signed": "Unterzeichnet", "parties": "*Parteien*"})) == shown


def test_facts_that_every_entry_may_have_are_replaced_as_well() -> None:
    entry = "kind: place\nwikidata: Q1\naliases: [Q]\nfacts: {Wikidata: none, Weitere Namen: Q or q}"
    assert fact_box(entry, {"other_names": "Weitere Namen"}) == (("Wikidata", "none"), ("Weitere Namen", "Q or q"))


def test_a_label_that_does_not_exist_ends_the_build(tmp_path: Path) -> None:
    config = CONFIG.replace("backgrounder]", "{backgrounder: {labels: {mention: x}}}]")
    write_project(tmp_path, {}, config)
    done = build(tmp_path)
    assert done.returncode == 1
    assert "backgrounder: labels: there is no label `mention`; did you mean `mentions`?" in done.stderr
