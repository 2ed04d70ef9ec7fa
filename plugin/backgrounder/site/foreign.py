"""What on a page is foreign to the site: text in another language (`lang`), or of another direction (`dir`, `<bdi>`).

What is in the site's own language and runs its way is written as if there were no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape

from backgrounder.language.tags import are_alike, is_rtl, meant, script_of
from backgrounder.text.direction import apart, begins_left, runs_left

Written = Callable[[str], str]
"""From text to HTML, or to Markdown that shows exactly this text."""


def as_text(text: str) -> str:
    """Text that stands between tags, escaped; in attributes quotation marks would have to be as well."""
    # As `html.escape` does it; this runs for each link of the site.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_tag(attributes: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, with a space before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


@dataclass(frozen=True, eq=False)
class Foreign:
    """Tells and writes what is foreign to a site. `language`: the tag of the site's."""

    language: str = "en"
    _known: dict[str | None, str] = field(default_factory=dict, repr=False)

    @cached_property
    def is_rtl(self) -> bool:
        """Whether the site is written from right to left."""
        return is_rtl(meant(self.language) or "en")

    def tag(self, language: str | None) -> str:
        """The tag of a source's language if it is another one than the site's, or else an empty text."""
        if language not in self._known:
            tag, own = meant(language) or "", meant(self.language) or "en"
            is_none = tag.partition("-")[0] in ("", "mis", "mul", "und", "zxx")
            self._known[language] = "" if is_none or are_alike(tag, own) else tag
        return self._known[language]

    def attributes(self, text: str, language: str | None = None) -> Mapping[str, str]:
        """`lang` and `dir` of an element with a text in a language, each if it is not the site's."""
        if not self.is_rtl and text.isascii() and not self.tag(language):
            return {}  # As nearly all are.
        tag = meant(language) or ""
        expected = is_rtl(tag) if tag else self.is_rtl
        # A text may begin with a name that runs the other way, or have many.
        ways = (runs_left(text), begins_left(text)) if any(map(str.isalpha, text)) else (self.is_rtl,)
        runs_back = expected if expected in ways else not expected
        # A title may be an editor's translation, in another script than the text.
        is_other = runs_back != expected or (text.isascii() and script_of(tag) not in ("Latn", ""))
        direction = "" if runs_back == self.is_rtl else "rtl" if runs_back else "ltr"
        given = {"lang": "" if is_other else self.tag(language), "dir": direction}
        return {name: value for name, value in given.items() if value}

    def runs_back(self, text: str) -> bool:
        """Whether a text runs the other way than the site, as far as its letters tell."""
        return (self.is_rtl or not text.isascii()) and "dir" in self.attributes(text)

    def given(self, text: str, language: str | None = None) -> str:
        """The same as it stands in a tag, with a space before it."""
        return in_tag(self.attributes(text, language))

    def marked(self, text: str, language: str | None = None, written: Written = as_text) -> str:
        """A text in an element that says what is foreign about all of it, or else with what is foreign in it isolated."""
        given = self.given(text, language)
        return f"<span{given}>{written(text)}</span>" if given else self.isolated(text, written)

    def name(self, text: str, inner: str = "") -> str:
        """A name or a title as HTML, in an element of its own if it runs the other way. `inner`: its HTML, if it has marks."""
        inner = inner or as_text(text)
        return f"<bdi>{inner}</bdi>" if self.runs_back(text) else inner

    def isolated(self, text: str, written: Written = as_text) -> str:
        """A line in which names that run the other way do not move what stands beside them."""
        pieces: list[str] = []
        done = 0
        for start, end in apart(text, in_rtl=self.is_rtl):
            pieces += written(text[done:start]), f"<bdi>{written(text[start:end])}</bdi>"
            done = end
        return "".join([*pieces, written(text[done:])])

    def inside(self, attributes: Mapping[str, str]) -> Foreign:
        """What is foreign to a text that has such attributes on a page of the site."""
        of_direction = {"rtl": "und-Arab", "ltr": "und-Latn"}.get(attributes.get("dir", ""), self.language)
        return foreign_to(attributes.get("lang", of_direction))

    @property
    def in_notes(self) -> Foreign:
        """What is foreign in references, which are in English: in a site that runs the other way they run their own way."""
        return foreign_to("en") if self.is_rtl else self

    def as_note(self, reference: str) -> str:
        """A reference (HTML, or Markdown on a line) on a page of the site."""
        return f'<span lang="en" dir="ltr">{reference}</span>' if self.is_rtl else reference


@lru_cache(maxsize=100)
def foreign_to(language: str) -> Foreign:
    """What is foreign to a site in a language, by its tag."""
    return Foreign(language)


TO_ENGLISH = foreign_to("en")
"""What is foreign to a site in English."""
