"""Marks of the container rather than of the text: front matter, HTML, Markdown (标记残留)."""

from __future__ import annotations

import html
import re
from functools import partial

from drafter.clean.rule import HAN, Outcome, parted, reworded, ruled
from drafter.language.late import late
from drafter.records import Block, Loss

_FRONT_LINE = late(r"[\w\u3400-\u9fff-]+\s*:.*|\s*-\s.*|\s+.*|\s*", re.ASCII)
_FRONT_LIMIT = 80

_ENTITY = late(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# One without an end reaches to the end of the line, where it stays: else each would look for an end anew.
_COMMENT = late(r"<!--.*?(?:-->()|$)", re.M)
_BREAKING = late(r"<(?:br|hr|/?(?:p|div|li|ul|ol|tr|table|h[1-6]|section|article|blockquote))(?:\s[^<>]*)?/?>", re.I)
_INLINE = late(
    r"</?(?:a|abbr|b|big|body|center|code|em|font|head|html|i|iframe|img|input|label|link|main|meta|nav|o:p|pre|"
    r"s|small|span|strong|sub|sup|tbody|td|th|thead|title|tt|u|wbr|script|style)(?:\s[^<>]*)?/?>",
    re.I,
)
_HAN = late(f"[{HAN}]")
# Style sheets and the site's own placeholders, copied along: p.cjk { font-size: 10pt }, [标签:标题].
_STYLE = late(
    r"(?:@[\w-]{1,40}\s*|(?<![\w.#*,:>\[\]=\"-])[\w.#*,:>\[\]=\"-]{1,500}+(?:\s{1,9}[\w.#*,:>-]{1,100}+){0,30}\s{0,9})\{[^{}]{0,400}?[\w-]+\s*:[^{}]{0,400}\}",
    re.ASCII,
)
_PLACEHOLDER = late(r"\[(?:标签|字段)[:：][^\[\]\n]{1,20}\]|\{(?:dede|pboot|eyou|\$)[^{}\n]{0,60}\}")

_HEADING = late(r"\s{0,3}(#{1,6})[ \t]+(.*)")
_HEADING_END = late(r"(?<![ \t])[ \t]++#*+[ \t]*+$")
_RULE_LINE = late(r"\s{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_QUOTE = late(r"\A(?:\s{0,3}>)+[ \t]?")
_STRONG = late(r"(\*\*\*|\*\*|(?<!_)__(?!_))(?=\S)(.{1,500}?)(?<=\S)\1(?!_)")
# What ends a sentence may be followed at once by the next word (*一、……。*各级); else a star between words is a blank.
_EMPHASIS = late(r"(?<![*\w])\*(?=[^\s*])([^*]+?)(?:(?<=[。！？；：])\*(?!\*)|(?<=[^\s*])\*(?![*\w]))")
_LONE_STARS = late(r"\*{2,}")
_IMAGE = late(r"!\[([^\]]{0,500})\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = late(r"\[([^\[\]]*)\]\((?:https?:|/|#|mailto:|\.)[^()\s]*(?:\s+\"[^\"]*\")?\)")
# - 1 - is a page number.
_BULLET = late(
    rf"\A(?!\s*-\s*\d{{1,4}}\s*-\s*\Z)\s{{0,3}}(?:(?:[-*+•·●■◆▪◇○☆★►▶✓√]\s+)+(?=\S)|[●■◆▪➢►▶➤❖✦✓√Ø§][ \t\u3000]*(?=[{HAN}“《]))"
)
# Bullets of Word's symbol fonts, copied as the letters they are underneath.
_SYMBOL_BULLET = late(rf"\A\s{{0,3}}[lnuvpqØü§][ \t\u3000]+(?=[{HAN}“《])")
_SYMBOLS_LEAST = 2
_LEADS = "#>-*_=+•·●■◆▪◇○☆★➢➤►▶❖✦✓√Ø§"


def drop_front_matter(blocks: tuple[Block, ...]) -> Outcome:
    """A YAML head between two lines of `---` at the very beginning (文件头)."""
    start = next((i for i, block in enumerate(blocks) if block.text.strip()), len(blocks))
    if start == len(blocks) or blocks[start].text.strip() != "---":
        return Outcome(blocks)
    for end in range(start + 1, min(len(blocks), start + _FRONT_LIMIT)):
        line = blocks[end].text
        if line.strip() == "---":
            head = "\n".join(block.text for block in blocks[start + 1 : end])
            if ":" not in head:
                break
            return Outcome(blocks[:start] + blocks[end + 1 :], 1, (Loss("文件头（元数据）", head),))
        if not _FRONT_LINE.fullmatch(line):
            break
    return Outcome(blocks)


def strip_html(blocks: tuple[Block, ...]) -> Outcome:
    """Entities become their characters, tags and comments go; block tags break the line.

    Chinese inside a tag or comment (a picture's caption) is kept as a loss.
    """
    blocks, styles, outside = _strip_styles(blocks)
    if not any("<" in block.text or "&" in block.text for block in blocks):
        return Outcome(blocks, styles, outside)
    kept: list[Block] = []
    losses = list(outside)
    count = styles
    for block in blocks:
        text = block.text
        if "<" not in text and "&" not in text:
            kept.append(block)
            continue
        marks = 0
        for pattern, filler in ((_COMMENT, "\x00"), (_BREAKING, "\n"), (_INLINE, "")):
            whole = [match.group() for match in pattern.finditer(text) if match.lastindex or pattern is not _COMMENT]
            marks += len(whole)
            losses += [Loss("网页标记里的文字", each) for each in whole if _HAN.search(each)]
            if whole:
                text = pattern.sub(partial(_instead, filler), text)
        text, entities = _ENTITY.subn(_unescaped, text)
        marks += entities
        if not marks or text == block.text:
            kept.append(block)
            continue
        count += marks
        if text.strip() == "\x00" and kept and kept[-1].text.strip():
            # A comment on a line of its own (<!--more-->) often cuts a sentence in two; "broken-lines" mends it.
            continue
        kept.extend(parted(block, (line for line in text.replace("\x00", "").split("\n") if line.strip())))
    return Outcome(tuple(kept), count, tuple(losses)) if count else Outcome(blocks)


def _strip_styles(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int, tuple[Loss, ...]]:
    if not any("{" in block.text or "[标签" in block.text or "[字段" in block.text for block in blocks):
        return blocks, 0, ()
    kept: list[Block] = []
    losses: list[Loss] = []
    count = 0
    for block in blocks:
        found = [*_STYLE.finditer(block.text), *_PLACEHOLDER.finditer(block.text)]
        if not found:
            kept.append(block)
            continue
        count += len(found)
        losses += [Loss("网页标记里的文字", match.group()) for match in found if _HAN.search(match.group())]
        rest = _PLACEHOLDER.sub("", _STYLE.sub("", block.text))
        if rest.strip():
            kept.append(reworded(block, rest))
    return tuple(kept), count, tuple(losses)


def _instead(filler: str, match: re.Match[str]) -> str:
    """filler, but for a comment that has no end."""
    return match.group() if match.re is _COMMENT and not match.lastindex else filler


def _unescaped(match: re.Match[str]) -> str:
    character = html.unescape(match.group())
    return match.group() if character == match.group() or character in "\r\n\x00" else character


_GLUED = late(
    r"\s*(?:\*\*|__)(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、])[^*_。！？；：:]+(?:\*\*|__)(?=\s*[^\s。！？；：，:,*_])"
)
"""A bold heading with a label and no mark at its end, before the body on the same line."""


def _unglued(block: Block) -> tuple[Block, ...]:
    """A block cut where its bold heading ends (**一、认清形势**去年……)."""
    found = _GLUED.match(block.text) if "**" in block.text or "__" in block.text else None
    if not found:
        return (block,)
    head, body = found.group(), block.text[found.end() :]
    return Block(head, block.level, block.furniture, block.blank, block.ruled), Block(body, 0, block.furniture)


def strip_markdown(blocks: tuple[Block, ...]) -> Outcome:
    """#, **, >, ---, links and bullets go; a heading's level is kept in Block.level, its text always."""
    kept: list[Block] = []
    losses: list[Loss] = []
    count = 0
    below = False
    symbols = sum(_SYMBOL_BULLET.match(block.text) is not None for block in blocks) >= _SYMBOLS_LEAST
    for block in (piece for each in blocks for piece in _unglued(each)):
        text, level, marks = block.text, block.level, 0
        stripped = text.lstrip()
        if below and stripped and not _RULE_LINE.fullmatch(text):
            block, below = ruled(block), False
        if symbols:
            text, marks = _SYMBOL_BULLET.subn("", text, count=1)
        if stripped[:1] in _LEADS and stripped:
            if _RULE_LINE.fullmatch(text):
                count += 1
                below = True
                continue
            text, quotes = _QUOTE.subn("", text, count=1)
            marks += quotes
            heading = _HEADING.fullmatch(text)
            if heading:
                text, level, marks = _HEADING_END.sub("", heading.group(2)), len(heading.group(1)), marks + 1
            else:
                text, bullets = _BULLET.subn("", text, count=1)
                marks += bullets
        if "](" in text:
            for match in _IMAGE.finditer(text):
                if _HAN.search(match.group()):
                    losses.append(Loss("图片说明", match.group()))
            for match in _LINK.finditer(text):
                if _HAN.search(match.group()[len(match.group(1)) + 2 :]):
                    losses.append(Loss("链接地址", match.group()[len(match.group(1)) + 2 :]))
            text, images = _IMAGE.subn("", text)
            text, links = _LINK.subn(r"\1", text)
            marks += images + links
        if "*" in text or "__" in text:
            text, strong = _STRONG.subn(r"\2", text)
            text, weak = _EMPHASIS.subn(r"\1", text)
            text, lone = _LONE_STARS.subn("", text)
            marks += strong + weak + lone
        count += marks
        if not marks:
            kept.append(block)
        elif text.strip():
            kept.append(Block(text, level, block.furniture, block.blank, block.ruled))
    return Outcome(tuple(kept), count, tuple(losses)) if count else Outcome(blocks)
