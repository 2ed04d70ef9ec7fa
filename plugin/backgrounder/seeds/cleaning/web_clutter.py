"""What is left of a web page when its text is pasted: buttons, advertisements, teasers, boxes, notices.

Whole lines only, and only what no sentence says: `Share prices fell` stays. English; other languages' remains stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backgrounder.seeds.article import Block, BlockKind
from backgrounder.seeds.cleaning.bylines import date_in, names_in
from backgrounder.seeds.cleaning.document import Act, Document, shortened

_NETWORKS = r"(?:facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|instagram|e-?mail|messenger|youtube|bluesky|mastodon)"
_BUTTONS = re.compile(
    rf"""(?:
      share(?:\ (?:(?:this\ )?(?:article|story|page|post)|full\ article|this))?(?:\ (?:on|via|to|with)\ (?:x|{_NETWORKS}))?
    | listen\ to\ (?:this\ )?(?:article|story)
    | (?:tweet|retweet|print|copy\ link|copied|save|bookmark|listen|like|reply|report|{_NETWORKS})(?:\ (?:this|article|page))?
    | (?:follow|find|join)\ us(?:\ on\ .{{1,40}})? | print\ this\ page | send\ to\ a\ friend
    | (?:advertisement|advertising|sponsored(?:\ content)?|promoted|paid\ (?:post|content))
      (?:\ ?[-–—]?\ ?(?:(?:story\ )?continues?\ (?:reading\ )?below|scroll\ to\ continue))?
    | (?:article|story|text)\ continues\ (?:below|after)(?:\ (?:the\ )?advertisement)? | continue\ reading(?:\ (?:below|the\ main\ story))?
    | continue\ reading\ the\ main\ story | skip\ advertisement | skip\ to\ (?:main\ )?content | back\ to\ top | go\ to\ top
    | (?:read|see|show|load|view)\ (?:more|less|all)(?:\ comments)? | (?:view|show|hide|read)\ (?:all\ )?(?:\d+\ )?comments | (?:leave|post|add)\ a\ comment
    | \d+\ (?:comments?|shares?|likes?|views?|replies) | \d+[\ -]min(?:ute)?s?(?:\ read)? | comments(?:\ \(\d+\))?
    | for\ immediate\ release | is\ this\ (?:page|article)\ useful\?(?:\ yes)?(?:\ no)? | click\ here\ to\ (?:subscribe|sign\ up|register|donate)
    | (?:terms\ (?:of\ (?:use|service)|and\ conditions)|privacy(?:\ (?:policy|notice))?|cookie\ policy|contact(?:\ us)?|about\ us|accessibility|imprint)
    | (?:subscribe|sign\ up|sign\ in|log\ in|register|donate)(?:\ (?:now|today|here|for\ free))? | learn\ more
    | menu | home | search | loading\b.{{0,20}} | close | next | previous | (?:accept|reject)(?:\ all)?(?:\ cookies)? | manage\ (?:cookies|preferences)
    | (?:tags?|filed\ under|topics?):(?:\ [^\s.!?]+){{1,8}}
    )(?=[\s.:!»›→>|·•/,]|\Z)[\s.:!»›→>|·•/,]*""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICES = re.compile(
    r"""(?:
      (?:last\ )?updated\ (?:at|on)\ \d.{0,40} | (?:this\ )?video\ (?:cannot|can['’]t)\ be\ played.{0,60} | presented\ by\ .{0,80}
    | you\ are\ receiving\ this\ (?:e-?mail|newsletter|message)\b.* | unsubscribe(?:\ (?:here|now|at\ any\ time)|\s*[|·].*)?[.]? | \[\d+\]\s*https?://\S+
    | a\ version\ of\ this\ article\ (?:appears|appeared)\ in\b.* | for\ information\ media\b.*
    | (?:additional\ )?reporting\ by\ (?-i:[A-Z]).*;\s+(?:additional\ .*;\s+)?editing\ by\ (?-i:[A-Z]).*
    | download\ (?:the\ )?(?:pdf|report|full\ \w+)(?:\ \(.{0,30}\))?
    | help\ us\ keep\ .{0,120}\bdonate\b.{0,40}
    | already\ a\ (?:subscriber|member)\?.{0,60}
    | (?:read|see|watch|listen)\ (?:more|also|next|now)\s*[:|–—-]\s*\S.*
    | (?:also\ read|related(?:\ (?:article|story|coverage|content))?|more\ on\ this(?:\ (?:story|topic))?|don['’]t\ miss|see\ also|recommended)\s*[:|–—-]\s*\S.*
    | (?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?(?:\d{4}|by\b).* | copyright\s+\d{4}(?:[-–]\d{4})?,?(?:\s+(?-i:[A-Z])\S*){1,8}
    | (?:(?:©|\(c\)|copyright).{0,120}[.\s])?all\ rights\ reserved\.?(?:\ .{0,80})?
    | (?:photo|image|picture|photograph|video|graphic|illustration)s?(?:\ (?:by|credit|courtesy\ of|source))?\s*[:/]\s*[^\s.!?]+(?:\s+[^\s.!?]+){0,7}
    | (?:sign\ up|subscribe)\b.{0,120}\b(?:newsletters?|inbox|e-?mail|updates|alerts|briefing|digest|bulletin)\b.{0,80}
    | get\ (?:the|our|all|more|breaking)\b[^,]{0,60}\b(?:newsletters?|in\ your\ inbox|briefing\ (?:in|delivered|by))\b.{0,80}
    | (?:enter|your)\ (?:your\ )?e-?mail\ address.{0,60}
    | (?:this\ (?:web)?site|we|our\ (?:web)?site)\ (?:and\ our\ partners\ )?uses?\ cookies(?:\.|\b.{0,200}\b(?:improve|personali[sz]e|experience|traffic|ads|advertis\w+|consent|accept|analy\w+|learn\ more)\b.{0,200})
    | by\ (?:continuing\ to|clicking|signing\ up).{0,60}\b(?:cookies|terms\ of|privacy)\b.{0,200}
    | image\ (?:source|caption),\s+\S.* | you(?:['’]ve|\ have)\ (?:read\ )?\d+\ (?:of\ \d+\ )?(?:free\ )?articles?\b.{0,60} | our\ standards:\s.{0,80}
    | enter\ your\ e-?mail | (?:please\ )?(?:enable|turn\ on)\ javascript.{0,120}
    | support\ (?:our|independent|local|quality)\ (?:journalism|newsroom|reporting)\b.{0,60}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FRAME = re.compile(r"(?:presented by|sponsored by|unsubscribe)\b", re.IGNORECASE)
"""Lines that make all of a short block a remain: a sponsor's box, the foot of a newsletter."""
_BOX = re.compile(
    r"(?:related|recommended|more|popular|trending|latest) (?:articles?|stories|story|news|content|topics|links|reading|posts?|from .{1,40})|related"
    r"|more on this (?:story|topic)|top (?:stories|news)|most (?:read|popular|viewed|shared)|you (?:may|might) also (?:like|be interested in)|read (?:next|also)|links|editors?['’]s? picks?|what to read next",
    re.IGNORECASE,
)
"""The heading of a box of teasers; the lines below it without a stop belong to it."""
_LONGEST_BOX = 60
"""No heading that `_BOX` knows is longer: the longest is `recommended from` and 40 characters."""
_SECTION = re.compile(
    r"home|menu|search|news|latest(?: news)?|breaking(?: news)?|live|exclusive|world(?: news)?|international|national|local|politics|business|economy|markets|money"
    r"|finance|tech(?:nology)?|science|health|climate|environment|sports?|football|culture|arts?|books|style|travel|food|lifestyle|life|entertainment"
    r"|weather|opinion|comment|editorial|analysis|features?|investigations?|video|photos?|pictures|podcasts?|newsletters?|audio|newsbeat|more|about(?: us)?|contact(?: us)?"
    r"|subscribe|sign in|log in|register|u\.?k\.?|u\.?s\.?(?: news)?|europe|asia|africa|middle east|americas?|latin america|asia[- ]pacific|print edition|e-paper",
    re.IGNORECASE,
)
"""Sections of a news site, as its menus and the lines above its headlines name them."""
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
"""A link that Markdown does not take for one, such as to a script."""
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_LONGEST_NOTICE = 400
_LONGEST_TEASER = 140
_SHORTEST_RUNNING = 100


def without_remains(document: Document) -> Document:
    """The document without the lines that are remains of a web page."""
    kept: list[Block] = []
    acts: list[Act] = []
    in_box: BlockKind | None = None
    dropped_heading = False
    menus = _menus(document.blocks)
    for number, block in enumerate(document.blocks):
        text = block.text
        if block.kind is BlockKind.RULE:
            kept.append(block)
            continue
        if number in menus:
            acts.append(_act("a menu", block))
            continue
        excerpt = dropped_heading and block.kind is BlockKind.PARAGRAPH and len(text) <= _LONGEST_TEASER
        teaser = in_box is not None and (excerpt or _is_teaser(block, in_box))
        heading = number > 0 and _is_box(text)
        rest = None if heading or teaser else _without_lines(block)
        if heading or (rest is None and block.kind is BlockKind.QUOTATION):
            in_box = block.kind
        elif not teaser:
            in_box = None
        dropped_heading = teaser and block.kind is BlockKind.SUBHEADING
        acts += (_act("a remain", gone) for gone in _gone(block, rest))
        if rest is not None:
            kept.append(rest)
    if not any(block.kind.is_read for block in kept):
        # A text of nothing else is a text all the same.
        return document
    return replace(document, blocks=tuple(kept), acts=(*document.acts, *acts))


def _act(what: str, gone: Block) -> Act:
    return Act("web-remains", gone.passage.origin(0), f"removed {what} of a web page: `{shortened(gone.text)}`")


def _gone(block: Block, rest: Block | None) -> list[Block]:
    """What is left out of a block of which `rest` stays: its first lines, its last ones, or all of it."""
    if rest is None or rest is block:
        return [] if rest else [block]
    start = block.text.index(rest.text) if rest.passage.origin(0) == block.passage.origin(0) else _before(block, rest)
    parts = (block.cut(0, start), block.cut(start + len(rest.text), len(block.text)))
    return [part.stripped() for part in parts if part.text.strip()]


def _before(block: Block, rest: Block) -> int:
    """How many characters of a block stand before what stays of it."""
    first = rest.passage.origin(0)
    return next(offset for offset in range(len(block.text)) if block.passage.origin(offset) == first)


def _menus(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks above the running text that name sections of a site, if something else there can be the headline."""
    running = next((number for number, block in enumerate(blocks) if _is_running(block.text)), 0)
    top = [number for number in range(running) if blocks[number].kind is BlockKind.PARAGRAPH]
    menus = frozenset(number for number in top if _is_menu(blocks[number].text))
    others = (blocks[number].text for number in top if number not in menus)
    return menus if any(map(_can_be_headline, others)) else frozenset()


def _is_running(text: str) -> bool:
    return len(text) > _SHORTEST_RUNNING and _STOP.search(text) is not None


def _is_menu(text: str) -> bool:
    """Whether a text is nothing but sections of a site: `World | Europe`, or a line for each."""
    return all(_SECTION.fullmatch(part.strip()) for part in re.split(r"[\n|·•›»>/]", text) if part.strip())


def _can_be_headline(text: str) -> bool:
    return not (all(map(is_remain, text.split("\n"))) or names_in(text) or date_in(text))


def _is_teaser(block: Block, box: BlockKind) -> bool:
    """Whether a block behind the heading of a box belongs to it: an item, the rest of a framed box, a line without a stop."""
    if len(block.text) > _LONGEST_TEASER:
        return False
    framed = box is BlockKind.QUOTATION and block.kind is BlockKind.QUOTATION
    return framed or block.kind is BlockKind.ITEM or _STOP.search(block.text) is None


def _without_lines(block: Block) -> Block | None:
    """A block without remains in its first and last lines; None if it has no other line."""
    lines = block.text.split("\n")
    if len(lines) == 1:
        return None if is_remain(block.text) else block
    if len(block.text) <= _LONGEST_NOTICE and any(map(_FRAME.match, lines)):
        return None
    first, last = 0, len(lines)
    while first < last and is_remain(lines[first]):
        first += 1
    while last > first and is_remain(lines[last - 1]):
        last -= 1
    boxed = last > first + 1 and _is_box(lines[first]) and not any(_STOP.search(line) for line in lines[first:last])
    left_over = last < len(lines) and _is_box("\n".join(lines[first:last]))
    if first == last or boxed or left_over:
        return None
    if (first, last) == (0, len(lines)):
        return block
    start = sum(len(line) + 1 for line in lines[:first])
    return block.cut(start, start + len("\n".join(lines[first:last])))


def is_remain(line: str) -> bool:
    """Whether a line is a remain of a web page and nothing else."""
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    line = line.strip()
    return bool(line) and len(line) <= _LONGEST_NOTICE and (_is_buttons(line) or _NOTICES.fullmatch(line) is not None)


def _is_buttons(line: str) -> bool:
    """Whether a line is a button, or several in a row: `Share Tweet Email`."""
    done = 0
    while done < len(line):
        match = _BUTTONS.match(line, done)
        if match is None:
            return False
        done = match.end()
    return True


def _is_box(text: str) -> bool:
    heading = text.strip().rstrip(":").strip()
    return len(heading) <= _LONGEST_BOX and _BOX.fullmatch(heading) is not None
