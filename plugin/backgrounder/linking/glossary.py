"""A glossary as the resolver needs it: its names and protected phrases in automata, its entries by uri."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backgrounder.glossary.entry import Entry, Form, Name
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.names import Claim, NameIndex, own_claims
from backgrounder.linking.persons import Bearers, bearers
from backgrounder.linking.short_forms import short_forms


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries, ready for the resolver. `never`: the phrases that protect them; `bearers`: who bears a surname."""

    entries: Mapping[str, Entry]
    names: NameIndex
    never: NameIndex
    bearers: Mapping[str, Bearers]

    @classmethod
    def of(cls, entries: Iterable[Entry], lexicon: Lexicon = ENGLISH) -> Glossary:
        """Builds the automata once for all articles. `lexicon`: that of the language the entries are written in."""
        by_uri = {entry.uri: entry for entry in sorted(entries, key=lambda e: e.uri)}
        known = by_uri.values()
        phrases = [
            Claim(entry, Name(phrase, Form.ALIAS, case_sensitive=False, place=place))
            for entry in known
            for phrase, place in entry.never
        ]
        names = NameIndex((*own_claims(known), *short_forms(known, lexicon)), lexicon)
        return cls(by_uri, names, NameIndex(phrases, lexicon), bearers(known, lexicon))
