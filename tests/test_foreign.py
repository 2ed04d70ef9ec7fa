"""Languages and directions: what is recognized, what is a tag, and what pages say of texts, titles and names that are foreign."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from html import escape, unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backgrounder.language.recognition import recognized
from backgrounder.language.tags import are_alike, hint, is_rtl, meant, script_of, tag_of
from backgrounder.seeds.read import read_seed
from backgrounder.site.foreign import as_text, foreign_to
from backgrounder.sources.bibliography import read_export
from backgrounder.text.direction import apart, begins_left, runs_left
from conftest import CONFIG, build, write_project

TEXTS = {
    "en": "The ministers of water met on Tuesday, but they did not agree on how fast the reservoir should be filled. It was the third time that they had failed.",
    "de": "Die Minister haben sich am Dienstag getroffen, aber sie konnten sich nicht über die Füllung des Stausees einigen. Es war das dritte Mal, dass es nicht gelang.",
    "fr": "Les ministres de l’eau se sont réunis mardi, mais ils ne sont pas parvenus à un accord sur le remplissage du réservoir. C’est la troisième fois qu’ils échouent dans cette affaire.",
    "es": "Los ministros del agua se reunieron el martes, pero no llegaron a un acuerdo sobre el llenado del embalse. Es la tercera vez que fracasan, y el presidente dijo que no habrá otra.",
    "pt": "Os ministros da água reuniram-se na terça-feira, mas não chegaram a um acordo sobre o enchimento do reservatório. É a terceira vez que isso acontece, e o presidente disse que não haverá outra.",
    "it": "I ministri dell’acqua si sono riuniti martedì, ma non hanno raggiunto un accordo sul riempimento del bacino. È la terza volta che non ci riescono, e il presidente ha detto che non ci sarà una quarta.",
    "nl": "De ministers van water kwamen dinsdag bijeen, maar zij werden het niet eens over het vullen van het stuwmeer. Het was de derde keer dat het niet lukte, en dat was voor de president te veel.",
    "pl": "Ministrowie wody spotkali się we wtorek, ale nie doszli do porozumienia w sprawie napełniania zbiornika. To już trzeci raz, gdy się to nie udało, a prezydent powiedział, że nie będzie czekać do końca roku.",
    "tr": "Su bakanları salı günü bir araya geldi ancak rezervuarın doldurulması için bir anlaşmaya varamadı. Bu, üçüncü kez oldu ve cumhurbaşkanı daha sonra çok beklemeyeceklerini, bunun ülke için büyük bir sorun olduğunu söyledi.",
    "sv": "Ministrarna möttes på tisdagen, men de kunde inte enas om hur snabbt dammen ska fyllas. Det var tredje gången som det inte lyckades, och presidenten sade att han inte vill vänta.",
    "da": "Ministrene mødtes tirsdag, men de blev ikke enige om, hvor hurtigt dæmningen skal fyldes. Det var tredje gang, at det ikke lykkedes, og præsidenten sagde, at han ikke vil vente meget mere.",
    "no": "Ministrene møttes tirsdag, men de ble ikke enige om hvor raskt dammen skal fylles. Det var tredje gang at det ikke lyktes, og presidenten sa at han ikke vil vente mye mer på noe svar.",
    "cs": "Ministři se sešli v úterý, ale nedohodli se na tom, jak rychle se má nádrž plnit. Bylo to už potřetí, co se to nepodařilo, a prezident řekl, že na další jednání nebude čekat, protože je to pro zemi otázka života.",
    "hu": "A miniszterek kedden találkoztak, de nem tudtak megegyezni arról, hogy milyen gyorsan kell feltölteni a tározót. Ez már a harmadik alkalom volt, és az elnök azt mondta, hogy nem várnak, mert ez az ország számára létkérdés.",
    "ro": "Miniștrii apelor s-au întâlnit marți, dar nu au ajuns la un acord cu privire la umplerea lacului. Este a treia oară când se întâmplă, iar președintele a spus că nu va mai fi o a patra.",
    "id": "Para menteri bertemu pada hari Selasa, tetapi mereka tidak sepakat tentang pengisian waduk itu. Ini adalah ketiga kalinya, dan presiden mengatakan bahwa negara itu tidak akan menunggu karena air adalah soal hidup, dan bahwa tanpa air rakyat tidak bisa tinggal di sana.",
    "ru": "Министры встретились во вторник, но не договорились о том, как быстро заполнять водохранилище. Это был третий раз, когда они не смогли этого сделать, и президент сказал, что ждать больше не будет.",
    "uk": "Міністри зустрілися у вівторок, але не домовилися про те, як швидко заповнювати водосховище. Це був третій раз, коли вони не змогли цього зробити, і президент сказав, що чекати більше не буде.",
    "ar": "اجتمع وزراء الري يوم الثلاثاء لمناقشة ملء خزان السد ولم يتوصلوا إلى اتفاق. وقال الرئيس إن هذا هو الاجتماع الثالث الذي لم ينته إلى شيء، وإن بلاده لن تقبل بأي إجراء من دون اتفاق بين الدول الثلاث.",
    "fa": "وزیران آب روز سه‌شنبه با هم دیدار کردند اما به توافقی در باره پر کردن سد نرسیدند. این سومین بار است که این کار به جایی نمی‌رسد و رئیس جمهور گفت که برای این کشور آب یک مسئله حیاتی است.",
    "he": "שרי המים נפגשו ביום שלישי כדי לדון במילוי המאגר, אבל הם לא הגיעו להסכמה. זו הפעם השלישית שזה לא הצליח, והנשיא אמר כי הוא לא יחכה עוד, כי המים הם עניין של חיים או מוות.",
    "zh": "三国水利部长于星期二举行会谈，但没有就水库蓄水问题达成协议。这是他们第三次没有成功，总统说，这个问题关系到国家的生存，他们不会再等。",
    "zh-Hant": "三國水利部長於星期二舉行會談，但沒有就水庫蓄水問題達成協議。這是他們第三次沒有成功，總統說，這個問題關係到國家的生存，他們不會再等。",
    "ja": "三か国の水資源相は火曜日に会談したが、貯水池をどれだけ早く満たすかについて合意できなかった。",
    "ko": "세 나라의 수자원 장관이 화요일에 만났지만 저수지를 얼마나 빨리 채울지 합의하지 못했다. 대통령은 더 기다리지 않겠다고 말했다.",
    "el": "Οι υπουργοί συναντήθηκαν την Τρίτη, αλλά δεν συμφώνησαν για το πόσο γρήγορα θα γεμίσει η λίμνη.",
    "hi": "मंत्रियों ने मंगलवार को बैठक की, लेकिन वे इस बात पर सहमत नहीं हुए कि जलाशय को कितनी जल्दी भरा जाए। यह तीसरी बार है और राष्ट्रपति ने कहा कि देश के लिए यह जीवन का सवाल है।",
    "th": "รัฐมนตรีน้ำของสามประเทศพบกันเมื่อวันอังคาร แต่ไม่สามารถตกลงกันได้",
    "ka": "მინისტრები სამშაბათს შეხვდნენ, მაგრამ ვერ შეთანხმდნენ წყალსაცავის შევსებაზე.",
    "hy": "Նախարարները հանդիպեցին երեքշաբթի օրը, բայց չհամաձայնեցին ջրամբարի լցման շուրջ։",
}


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_beyond_doubt_is_recognized(language: str) -> None:
    assert recognized([TEXTS[language]]) == language
    assert recognized(TEXTS[language].split(". ")) == language, "in pieces"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021",
        "Bonjour.",
        "The talks began.",
        "Der Rat tagt in Wien.",
        "قمة في القاهرة",  # Arabic or Persian
        "Ministri su se sastali u utorak, ali se nisu složili o tome koliko brzo da se puni jezero. To je treći put da nije uspjelo, a predsjednik je rekao da neće čekati.",  # Bosnian, Croatian, Serbian
        f"{TEXTS['ar']} {TEXTS['en']}",
        f"{TEXTS['de']} {TEXTS['en']}",
        "Lavrov, Wang Yi, Shoukry, Sisi, Abiy, Hamdok, Guterres, Blinken, Borrell, Macron, Merkel, Scholz. " * 5,
        "ᎠᏂᏴᏫ ᏂᎨᎫᏓᎸᎾ ᎠᎴ ᎤᏂᏠᏱ ᎤᎾᏕᎿ ᏚᏳᎧᏛ ᎨᏒᎢ.",
        "if (x == 1) { return a[i] + b[j]; } else { for (i = 0; i < n; i++) sum += a[i]; } " * 5,
    ],
)
def test_what_anybody_could_doubt_is_not(text: str) -> None:
    assert recognized([text]) is None


def test_only_the_beginning_of_a_text_is_looked_at() -> None:
    def texts() -> object:
        yield TEXTS["de"] * 20
        raise AssertionError("more was asked for")

    assert recognized(texts()) == "de"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "tag", "script", "rtl"),
    [
        ("en", "en", "Latn", False),
        ("de_at", "de-AT", "Latn", False),
        ("DE", "de", "Latn", False),
        ("deu", "de", "Latn", False),
        ("ger", "de", "Latn", False),
        ("iw", "he", "Hebr", True),
        ("ar-EG", "ar-EG", "Arab", True),
        ("zh-hant", "zh-Hant", "Hant", False),
        ("zh-TW", "zh-TW", "Hant", False),
        ("sr-Latn", "sr-Latn", "Latn", False),
        ("pa-PK", "pa-PK", "Arab", True),
        ("az-Arab", "az-Arab", "Arab", True),
        ("de-1996", "de-1996", "Latn", False),
        ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994", "Latn", False),
        ("en-u-ca-islamic-x-mine", "en-u-ca-islamic-x-mine", "Latn", False),
        ("yue", "yue", "Hant", False),
        ("und", "und", "Latn", False),
    ],
)
def test_tags(written: str, tag: str, script: str, rtl: bool) -> None:  # noqa: FBT001 (a table)
    assert (tag_of(written), script_of(tag), is_rtl(tag)) == (tag, script, rtl)
    assert meant(written) == tag


@pytest.mark.parametrize(
    ("written", "near", "tag"),
    [
        ("xx", "", None),
        ("German", "de", "de"),
        ("english", "en", "en"),
        ("ngerman", "de", "de"),
        ("Deutsch", "de", "de"),
        ("jp", "ja", None),
        ("cz", "cs", None),
        ("Germn", "de", None),
        ("de-XX", "de", None),
        ("zh-traditional", "zh", None),
        ("en,de", "", None),
        ("", "", None),
        ("<b>", "", None),
    ],
)
def test_what_is_no_tag(written: str, near: str, tag: str | None) -> None:
    assert tag_of(written) is None
    assert hint(written) == (f" (did you mean `{near}`?)" if near else "")
    assert meant(written) == tag, "reference managers write languages in words"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("en", "en-US", True), ("zh", "zh-Hant", False), ("zh-TW", "zh-Hant", True), ("de", "nl", False)],
)
def test_languages_that_are_alike(one: str, other: str, alike: bool) -> None:  # noqa: FBT001 (a table)
    assert are_alike(one, other) is alike


def page(text: str, head: str = "", html: str = "") -> bytes:
    return f"<html{html}><head><title>T</title>{head}</head><body><article><h1>T</h1><p>{text}</p></article></body></html>".encode()


LD = '<script type="application/ld+json">{{"@type": "Article", "inLanguage": {}}}</script>'


@pytest.mark.parametrize(
    ("seed", "language", "told"),
    [
        (page("x" * 50, html=' lang="de-AT"'), "de-AT", True),
        (page("x" * 50, html=' xml:lang="de"'), "de", True),
        (page("x" * 50, '<meta property="og:locale" content="pt_BR">'), "pt-BR", True),
        (page("x" * 50, '<meta http-equiv="Content-Language" content="sv">'), "sv", True),
        (page("x" * 50, '<meta http-equiv="content-language" content="sv, en">'), None, False),
        (page("x" * 50, LD.format('"fr"')), "fr", True),
        (page("x" * 50, LD.format('{"@type": "Language", "name": "French"}')), "fr", True),
        (page("x" * 50, html=' lang="klingonese"'), None, False),
        (page("x" * 50, '<meta property="og:locale" content="de_DE">', html=' lang="x"'), "de", True),
        (page(TEXTS["en"], html=' lang="en-US"'), "en-US", True),
        (page(TEXTS["ar"], html=' lang="en-US"'), "ar", True),  # A theme's own
        (page(TEXTS["de"], html=' lang="gsw"'), "gsw", True),
        (page(TEXTS["zh-Hant"], html=' lang="zh-TW"'), "zh-TW", True),
        (page(TEXTS["de"]), "de", True),
        (page(TEXTS["en"]), None, False),
    ],
)
def test_the_language_of_a_page(seed: bytes, language: str | None, told: bool) -> None:  # noqa: FBT001 (a table)
    article = read_seed("seeds/x.html", seed).article
    assert article
    spoken = article.source.language
    assert (spoken and spoken.removesuffix("-DE"), "language" in article.told) == (language, told)


def test_the_language_of_a_text() -> None:
    """An editor's word comes first; what is in the site's language is not told."""
    for site, language, expected in (
        ("en", "ar", "ar"),
        ("en", "en", None),
        (None, "en", None),
        ("de", "en", "en"),
        ("de", "de", None),
        ("pt-BR", "pt", None),
        ("zh", "zh-Hant", "zh-Hant"),
    ):
        article = read_seed("seeds/x.txt", f"# A title\n\n{TEXTS[language]}\n".encode(), language=site).article
        assert article
        assert article.source.language == expected
    article = read_seed("seeds/x.txt", f"---\nlanguage: en\n---\n# A title\n\n{TEXTS['de']}\n".encode()).article
    assert article
    assert (article.source.language, article.told) == ("en", ("title",))


def test_code_and_tables_tell_no_language() -> None:
    text = f"# A title\n\nWords.\n\n```\n{TEXTS['de']}\n```\n\n| a |\n| --- |\n| {TEXTS['de']} |\n"
    article = read_seed("seeds/x.md", text.encode()).article
    assert article
    assert article.source.language is None


def test_reference_managers_write_languages_in_words() -> None:
    read = read_export("works.bib", b"@book{a, title={T}, language={German}}\n@book{b, title={T}, langid={klingonese}}")
    assert [source.language for source in read.sources] == ["German", "klingonese"]
    assert not read.findings
    assert [foreign_to("en").given("Titel", source.language) for source in read.sources] == [' lang="de"', ""]


@pytest.mark.parametrize(
    ("text", "left", "begins"),
    [
        ("سد النهضة", True, True),
        ("GERD: مفاوضات بلا نهاية", True, False),
        ("وكتبت The Guardian, London", False, True),
        ("2021", False, False),
        ("(2021) סכר", True, True),
        ("Плотина", False, False),
    ],
)
def test_which_way_a_text_runs(text: str, left: bool, begins: bool) -> None:  # noqa: FBT001 (a table)
    assert (runs_left(text), begins_left(text)) == (left, begins)


@pytest.mark.parametrize(
    ("site", "line"),
    [
        ("en", "[الشرق الأوسط] · [أحمد حسن], [منى علي] · October 12, 2021"),
        ("en", "Reuters · October 12, 2021"),
        ("en", "El Niño, Łódź, Ελλάδα, 中国"),
        ("en", "[هارتس] and [הארץ]"),
        ("en", "seeds/[سد-النهضة].txt"),
        ("ar", "الشرق الأوسط · أحمد · 12 أكتوبر 2021"),
        ("ar", "[The Guardian (London) Ltd.] · [Jane Roe], [John Doe] · 12 أكتوبر 2021"),
        ("ar", "[Group of 77]"),
        ("ar", "[77 Group], [“Who rules?”], 3 مقالات"),
        ("ar", "[1,307 bytes]"),
        ("fa", "قمة [GERD 2021]"),
    ],
)
def test_names_that_run_the_other_way_stay_apart(site: str, line: str) -> None:
    plain = line.replace("[", "").replace("]", "")
    assert foreign_to(site).isolated(plain) == line.replace("[", "<bdi>").replace("]", "</bdi>")


@pytest.mark.parametrize(
    ("site", "text", "language", "attributes"),
    [
        ("en", "A title", None, {}),
        ("en", "A title", "en-GB", {}),
        ("en", "Ein Titel", "de-AT", {"lang": "de-AT"}),
        ("en", "Ein Titel", "German", {"lang": "de"}),
        ("en", "A title", "und", {}),
        ("en", "A title", '"><script>', {}),
        ("en", "سد النهضة", "ar", {"lang": "ar", "dir": "rtl"}),
        ("en", "سد النهضة", None, {"dir": "rtl"}),
        ("en", "GERD: مفاوضات بلا نهاية", "ar", {"lang": "ar", "dir": "rtl"}),
        ("en", "وكتبت The Guardian, London", "ar", {"lang": "ar", "dir": "rtl"}),
        ("en", "The dam", "ar", {}),  # A translation
        ("en", "The dam", "ru", {}),
        ("en", "Плотина", "ru", {"lang": "ru"}),
        ("en", "2021", "ar", {}),
        ("en", "Ebû Hanîfe (أبو حنيفة)", "tr", {"lang": "tr"}),
        ("de", "A title", "en", {"lang": "en"}),
        ("zh", "復興大壩", "zh-Hant", {"lang": "zh-Hant"}),
        ("ar", "سد النهضة", None, {}),
        ("ar", "سد النهضة", "ar-EG", {}),
        ("ar", "سد نهضت", "fa", {"lang": "fa"}),
        ("ar", "The dam", "en", {"lang": "en", "dir": "ltr"}),
        ("ar", "The dam", None, {"dir": "ltr"}),
        ("ar", "2021", None, {}),
    ],
)
def test_what_is_foreign_to_a_site(site: str, text: str, language: str | None, attributes: dict[str, str]) -> None:
    assert foreign_to(site).attributes(text, language) == attributes


LETTERS = st.text(alphabet=st.sampled_from("aZé 1,.;·|()“”-<&\nابא中٣"), max_size=40)


@given(LETTERS, st.sampled_from(("en", "ar")))
def test_a_line_that_is_taken_apart_is_the_same_line(text: str, site: str) -> None:
    foreign = foreign_to(site)
    written = foreign.isolated(text)
    assert unescape(re.sub("</?bdi>", "", written)) == text
    assert foreign.isolated(text, as_text) == written
    spans = apart(text, in_rtl=site == "ar")
    assert list(spans) == sorted(spans)
    assert all(start < end for start, end in spans)
    for start, end in spans:
        assert begins_left(text[start:end]) is (site == "en")
        assert not re.search("[,;·|]$", text[start:end])


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_where_all_is_the_sites_nothing_is_written(text: str) -> None:
    assert foreign_to("en").isolated(text) == escape(text, quote=False)
    assert foreign_to("en").attributes(text, "en-GB") == {}


@given(st.lists(st.text(), max_size=3))
def test_recognition_reads_any_text(texts: list[str]) -> None:
    assert recognized(texts) == recognized(list(texts))


def test_feeds_and_heads_tell_the_language(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "seeds/ar.txt": f"---\nissued: 2021-10-12\n---\n# سد النهضة\n\n{TEXTS['ar']}\n",
            "seeds/en.txt": f"---\nissued: 2021-10-11\n---\n# A title\n\n{TEXTS['en']}\n",
            "seeds/own.txt": f"---\ntitle: The editor’s words\nissued: 2021-10-10\n---\n{TEXTS['de']}\n",
            "docs/glossary/a.md": "---\ntitle: أحمد\nkind: person\naliases: [Ahmad, علي, حسن]\n---\nA man.\n",
        },
        CONFIG,
    )
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    items = ET.fromstring((site / "feed.xml").read_bytes()).iter("item")  # noqa: S314 (our own)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [item.get(lang) for item in items] == ["ar", None, None], "a title in brackets is the editor's"
    assert [item.get("language") for item in json.loads((site / "feed.json").read_text(encoding="utf8"))["items"]] == [
        "ar",
        None,
        None,
    ]
    head = (site / "articles/ar/index.html").read_text(encoding="utf8")
    assert '<meta name="citation_language" content="ar">' in head
    assert '"inLanguage": "ar"' in head
    english = (site / "articles/en/index.html").read_text(encoding="utf8")
    assert "citation_language" not in english
    assert "inLanguage" not in english
    own = (site / "articles/own/index.html").read_text(encoding="utf8")
    assert '<h1 id="top">[The editor’s words]</h1>' in own
    assert '<div class="bg-foreign" lang="de">' in own
    assert "<dd>Ahmad, <bdi>علي</bdi>, <bdi>حسن</bdi></dd>" in (site / "glossary/a/index.html").read_text(
        encoding="utf8"
    )


def test_a_quotation_in_another_language_says_so(tmp_path: Path) -> None:
    text = f"# A title\n\n{TEXTS['en']}\n\n> {TEXTS['ar']}\n\n> {TEXTS['de']}\n\n> As the minister said.\n\n{TEXTS['he']}\n"
    write_project(tmp_path, {"seeds/x.md": text})
    assert build(tmp_path, "--strict").returncode == 0
    shown = (tmp_path / "site/articles/x/index.html").read_text(encoding="utf8")
    found = re.findall(r'<p id="p(\d)"([^>]*)>', shown)
    assert found == [
        ("1", ""),
        ("2", ' lang="ar" dir="rtl"'),
        ("3", ' lang="de"'),
        ("4", ""),
        ("5", ' lang="he" dir="rtl"'),
    ]


def test_all_letters_that_run_left_are_known() -> None:
    """As Unicode has it: letters of Hebrew, Arabic, and all other scripts that are written from right to left."""
    letters = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)).startswith("L")]
    runs = {letter for letter in letters if unicodedata.bidirectional(letter) in ("R", "AL")}
    assert {letter for letter in letters if begins_left(letter)} == runs
