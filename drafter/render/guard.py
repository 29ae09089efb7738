"""What a page of a template that is not ours may hold (网页守卫): nothing that acts, nothing that leads outside.

The policy a page carries stops loading, not following: an invisible link over the whole page would hand the speech to
its address at the first click. So pages are looked through tag by tag. Not with a parser, which may take for a comment
or for text what a browser takes for a tag: whatever could begin a tag, wherever it stands, must be written so plainly
that every browser reads the same in it. Markdown is looked through for what makes a web page of it act or lead outside;
there no tag is needed at all.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from drafter.errors import DrafterError

POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'\">"
)
_ACTIVE = frozenset(
    "script iframe frame frameset fencedframe object embed applet link base form portal "
    "animate animatemotion animatetransform set "  # which may give a link its address later
    "maction plaintext".split()
)
_ADDRESSES = frozenset(
    "href xlink:href src srcset imagesrcset srcdoc action formaction poster background data cite manifest "
    "longdesc lowsrc dynsrc classid codebase archive profile usemap icon xml:base".split()
)
_LISTS = frozenset("srcset imagesrcset archive profile".split())
"""Of these, what may hold several addresses."""
_TELLING = frozenset("ping attributionsrc".split())
"""What sends word of a click somewhere, whatever else the link does."""
# As written: an address in entities (&#35;) is nothing an honest template needs.
_IMAGE = "data:image/(?:png|jpe?g|gif|webp)[;,]"
_WITHIN = re.compile(rf"\s*+(?:#|{_IMAGE}|\Z)", re.IGNORECASE)
_DESCRIPTOR = re.compile(r"[\d.]+[wxh]?,?|,", re.ASCII)
"""How wide a picture of a list is, or how dense."""
_HARMLESS = frozenset(("content-type", "content-security-policy", "x-ua-compatible", "content-language"))
"""What http-equiv may say: refresh, for one, goes elsewhere."""

_SPACE = "[ \t\n\r\f]"
_ATTRIBUTE = (
    rf"{_SPACE}++([a-z_:][\w:.-]*+)(?:{_SPACE}*+={_SPACE}*+(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([^\s\"'`=<>]++)))?+"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.IGNORECASE | re.ASCII)
_BEGIN = re.compile("<(?=[a-z!?])", re.IGNORECASE | re.ASCII)
# Of what <! and <? begin: a doctype without definitions, and comments that are no conditions. What stands in a comment
# is looked at as if it stood outside.
_DECLARATION = re.compile(r"<!(?:doctype\b[^<>\[]*+>|--(?!\s*+\[))", re.IGNORECASE)
_TAG = re.compile(rf"<([a-z][a-z0-9:-]*+)((?:{_ATTRIBUTE})*+){_SPACE}*+/?>", re.IGNORECASE | re.ASCII)
_STYLE = re.compile(r"<style\b[^<>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\n|(.))", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_FETCHING = re.compile(
    rf"@import|url\s*+\((?!\s*+[\"']?+\s*+(?:#|{_IMAGE}))|(?:image-set|cross-fade|image|src)\s*+\(", re.IGNORECASE
)
_MARKUP = re.compile(
    r"(?<!\\)(?P<escapes>\\*+)(?P<mark><(?!br */?>|[a-z](?![a-z])[^<>=]*+(?![>=]))[a-z/!?]|\](?P<address>[(:]))"
    r"|(?P<bare>(?:https?|ftp)://|www\.)",
    re.IGNORECASE | re.ASCII,
)
"""Where Markdown begins a tag, an address between < and >, the address of a link or picture, or its definition, and
what programs make a link by themselves. A line break is none, nor is a<b where no > follows that would close it, and no
= that would give it an attribute."""
_INSIDE = re.compile(rf"\s*+(?:#|{_IMAGE}|[^\s:/\\&<()]*+(?:\s*+\)|\s|\Z))", re.IGNORECASE)
"""An address in Markdown that leads to the page itself, is a picture, or no more than a word: 略, the first of a
footnote."""
# HTML's own white space alone: behind any other character the body has begun, where a policy counts for nothing.
_DOCTYPE = re.compile(r"[ \t\n]*(?:<!doctype[^<>]*>)?", re.IGNORECASE)


def guarded(page: str, name: str) -> str:
    """The page of the template `name`, with the policy before everything else: no script, nothing from outside.

    Raises DrafterError, with the first place, for what the policy would not stop, or only break.
    """
    for place, what in _faults(page):
        line = page.count("\n", 0, place) + 1
        raise DrafterError(
            f"模板 {name}：生成的网页第 {line} 行，网页里不许有 {what}（脚本、外部引用、跳转），请从模板里删去"
        )
    start = _DOCTYPE.match(page)
    at = start.end() if start else 0
    return page[:at] + POLICY + page[at:]


def guarded_markdown(text: str, name: str) -> str:
    """The text of the Markdown template `name` as it is. Raises DrafterError, with the first place, for a tag and for a
    link or a picture from outside."""
    for found in _MARKUP.finditer(text):
        if found["bare"] is None and (
            len(found["escapes"]) % 2 or (found["address"] is not None and _INSIDE.match(text, found.end()))
        ):
            continue
        start = found.start("mark") if found["bare"] is None else found.start()
        line = text.count("\n", 0, start) + 1
        what = _short(text[start:].split("\n")[0])
        raise DrafterError(
            f"模板 {name}：生成的 Markdown 第 {line} 行，里面不许有 {what}（网页标签、外部的链接和图片），请从模板里删去"
        )
    return text


def _faults(page: str) -> Iterator[tuple[int, str]]:
    """(place in the page, what) of all that is not allowed."""
    for begin in _BEGIN.finditer(page):
        place = begin.start()
        if page[place + 1] in "!?":
            if not _DECLARATION.match(page, place):
                yield place, _short(page[place : place + 61].split("\n")[0])
            continue
        tag = _TAG.match(page, place)
        if tag is None:
            yield place, f"写法不规整的标签 {_short(page[place : place + 60])}"
            return
        if tag[1].lower() in _ACTIVE:
            yield place, tag[1].lower()
        for found in _ATTRIBUTES.finditer(tag[2]):
            attribute, value = found[1].lower(), next((each for each in found.groups()[1:] if each is not None), "")
            if (
                # The policy stops events, but not every program that shows pages knows one; no list of them is whole.
                attribute.startswith("on")
                or attribute in _TELLING
                or (attribute in _ADDRESSES and _outside(attribute, value))
                or (attribute == "http-equiv" and html.unescape(value).strip().lower() not in _HARMLESS)
                or _fetches(value)
            ):
                yield place, _short(found[0].strip())
    for style in _STYLE.finditer(page):
        if _fetches(style[1]):
            yield style.start(), "取外部内容的样式（@import、url() 等）"


def _outside(attribute: str, value: str) -> bool:
    """Whether an address, or any of a list of them, leads out of the page."""
    addresses = value.split() if attribute in _LISTS else [value]
    return not all(_WITHIN.match(each) or _DESCRIPTOR.fullmatch(each) for each in addresses)


def _fetches(css: str) -> bool:
    """Whether a style fetches anything, also when written in entities or escapes.

    What looks like a comment may be part of a string, so that it is looked at with comments and without.
    """
    forms = {css, html.unescape(css)}
    forms |= {_COMMENT.sub(" ", form) for form in forms}
    return any(_FETCHING.search(_ESCAPE.sub(_plain, form)) for form in forms)


def _plain(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code < 0x110000 else escape[2] or ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
