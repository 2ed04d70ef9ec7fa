"""The feeder for articles: their blocks become stretches; what an editor chose for them becomes choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backgrounder.findings import Finding
from backgrounder.glossary.entry import Entry, Form
from backgrounder.language.lexicon import ENGLISH, Lexicon
from backgrounder.linking.mention import Mention, Part, Policy, Reason, Stretch, Zone
from backgrounder.linking.occurrences import GlossaryIndex
from backgrounder.linking.resolver import resolve
from backgrounder.records import suggestion
from backgrounder.seeds.article import Article, Block, BlockKind, MarkKind
from backgrounder.text.folding import fold, fold_name, slug
from backgrounder.text.words import Phrases


def mentions_of(
    article: Article, glossary: GlossaryIndex, policy: Policy = Policy(), lexicon: Lexicon = ENGLISH
) -> tuple[tuple[Mention, ...], tuple[Finding, ...]]:
    """All mentions of an article, `stretch` counting its blocks, and what is wrong with the editor's choices for it.

    `lexicon`: that of the language the article is written in.
    """
    stretches = [_stretch(block) for block in article.blocks]
    links = []
    findings = []
    for link in article.links:
        entry = find_entry(link.target, glossary)
        if entry is None:
            message = f"`{link.text}` leads to `{link.target}`, which is no entry{_nearest(link.target, glossary)}"
            findings.append(Finding(link.place, "unknown-entry", message))
        else:
            links.append((link.text, entry))
    nolink = _not_to_link(article, glossary)
    return resolve(stretches, glossary, policy, links=links, nolink=nolink, lexicon=lexicon), tuple(findings)


def _stretch(block: Block) -> Stretch:
    """A block's text: nothing is linked in headings, quotations, code and links; links do not cross the edge of emphasis."""
    if block.kind in (BlockKind.HEADING, BlockKind.SUBHEADING):
        return Stretch.all_in(block.text, Reason.HEADING)
    if block.kind is BlockKind.QUOTATION:
        return Stretch.all_in(block.text, Reason.QUOTATION)
    if block.kind is BlockKind.CODE:
        return Stretch.all_in(block.text, Reason.CODE)
    part = Part.FOOTNOTE if block.note else Part.TABLE if block.kind is BlockKind.CELL else Part.TEXT
    if not block.marks:
        return Stretch(block.text, part=part)
    zones = [Zone(m.start, m.end, _NOT_LINKED[m.kind]) for m in block.marks if m.kind in _NOT_LINKED]
    elements = [(m.start, m.end) for m in block.marks if m.kind not in _NOT_LINKED]
    return Stretch(block.text, tuple(zones), tuple(elements), part)


_NOT_LINKED = {MarkKind.LINK: Reason.EXISTING_LINK, MarkKind.CODE: Reason.CODE}


def _nearest(target: str, glossary: GlossaryIndex) -> str:
    """The end of a sentence about a target that is no entry: the slug of the one that was probably meant."""
    wanted = slug(target.rpartition("/")[2])
    for entry in glossary.entries.values():
        if slug(entry.title) == wanted:
            return f"; did you mean `{entry.slug}`?"
    otherwise = "; name it by its path below the glossary folder, without `.md`."
    return suggestion(target, [entry.slug.rpartition("/")[2] for entry in glossary.entries.values()], otherwise)


def stale(article: Article, mentions: tuple[Mention, ...]) -> list[Finding]:
    """A finding for each choice of the editor's that no word of the text answers to."""
    if not (article.links or article.nolink):
        return []
    found = {fold_name(article.blocks[m.stretch].text[m.start : m.end]) for m in mentions}
    titles = {fold_name(m.entry.title) for m in mentions if m.entry}
    unused = [link for link in article.links if fold_name(link.text) not in found]
    there = _in_text([link.text for link in unused], article)
    findings = [
        Finding(link.place, "stale-choice", f"`{link.text}` of `links:` is not in the text; remove it or correct it.")
        for link in unused
        if link.text not in there
    ]
    return findings + [
        Finding(place, "stale-choice", f"`{name}` of `nolink:` is no mention in the text; remove it or correct it.")
        for name, place in article.nolink
        if fold_name(name) not in found | titles
    ]


def _in_text(choices: Sequence[str], article: Article) -> set[str]:
    """Those of some words that a text has and that lead nowhere: what is wrong with them is told elsewhere."""
    index = Phrases(choices)
    return {
        words
        for text in [block.text for block in article.blocks if choices]
        for words, start, end in index.find(text)
        if text[start:end] == words
        and not any(letter.isalnum() or letter == "_" for letter in text[start - 1 : start] + text[end : end + 1])
    }


def stale_phrases(articles: Iterable[Article], glossary: GlossaryIndex, lexicon: Lexicon = ENGLISH) -> list[Finding]:
    """A finding for each `never:` phrase that stands in no article: it protects nothing."""
    phrases = {(entry.uri, phrase): place for entry in glossary.entries.values() for phrase, place in entry.never}
    for block in (block for article in articles for block in article.blocks) if phrases else ():
        for occurrence in glossary.never.find(fold(block.text), lexicon):
            for claim in occurrence.claims:
                phrases.pop((claim.entry.uri, claim.name.text), None)
    message = "`{}` of `never:` stands in no article and protects nothing; remove it or correct it."
    return [Finding(place, "stale-phrase", message.format(phrase)) for (_, phrase), place in phrases.items()]


def _not_to_link(article: Article, glossary: GlossaryIndex) -> frozenset[str]:
    """The names not to link, folded. An entry's title stands for all its names."""
    names = {fold_name(name) for name, _ in article.nolink}
    for entry in glossary.entries.values() if names else ():
        if fold_name(entry.title) in names:
            names |= {fold_name(name.text) for name in entry.names}
    return frozenset(names)


def find_entry(target: str, glossary: GlossaryIndex) -> Entry | None:
    """The entry that a person names by uri, slug, title, or bare stem where it is unique."""
    wanted = target.removesuffix(".md")
    for uri, entry in glossary.entries.items():
        if wanted in (uri.removesuffix(".md"), entry.slug) or target == entry.title:
            return entry
    stems = [entry for entry in glossary.entries.values() if entry.slug.rpartition("/")[2] == wanted]
    return stems[0] if len(stems) == 1 else None


def ambiguous(article: Article, mentions: tuple[Mention, ...]) -> tuple[Finding, ...]:
    """A finding for each name that two entries claim by title or alias and that nothing in the article decides."""
    findings = []
    told: set[str] = set()
    for mention in mentions:
        if mention.reason is not Reason.AMBIGUOUS:
            continue
        surface = article.surface(mention.stretch, mention.start, mention.end)
        if surface in told or _by_nature(mention, surface):
            continue
        told.add(surface)
        titles = " or ".join(f"{entry.title} ({entry.slug})" for entry in mention.candidates)
        message = f"`{surface}` can be {titles}; write `links: {{{surface}: {mention.candidates[0].slug}}}` into the sidecar to choose."
        findings.append(Finding(article.place(mention.stretch, mention.start), "ambiguous", message))
    return tuple(findings)


def _by_nature(mention: Mention, surface: str) -> bool:
    """A city that stands for its state now and then: no editor need decide that."""
    folded = fold_name(surface)
    return any(
        name.form in (Form.DEMONYM, Form.METONYM) and fold_name(name.text) == folded
        for entry in mention.candidates
        for name in entry.names
    )
