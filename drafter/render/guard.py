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
    "animate animatemotion animatetransform set".split()  # which may give a link its address later
)
_ADDRESSES = frozenset(
    "href xlink:href src srcset imagesrcset srcdoc action formaction ping poster background data cite manifest "
    "longdesc lowsrc dynsrc classid codebase archive profile usemap icon attributionsrc xml:base".split()
)
# As written: an address in entities (&#35;) is nothing an honest template needs.
_WITHIN = re.compile(r"\s*(?:#|data:image/(?!svg))", re.IGNORECASE)
_HARMLESS = frozenset(("content-type", "content-security-policy", "x-ua-compatible", "content-language"))
"""What http-equiv may say: refresh, for one, goes elsewhere."""

_SPACE = "[ \t\n\r\f]"
_ATTRIBUTE = (
    rf"{_SPACE}++([a-z_:][\w:.-]*+)(?:{_SPACE}*+={_SPACE}*+(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([^\s\"'`=<>]++)))?+"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.IGNORECASE | re.ASCII)
_BEGIN = re.compile("<(?=[a-z])", re.IGNORECASE | re.ASCII)
_TAG = re.compile(rf"<([a-z][a-z0-9:-]*+)((?:{_ATTRIBUTE})*+){_SPACE}*+/?>", re.IGNORECASE | re.ASCII)
_STYLE = re.compile(r"<style\b[^<>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\n|(.))", re.IGNORECASE)
_FETCHING = re.compile(
    r"@import|\burl\s*\((?!\s*[\"']?\s*(?:#|data:image/(?!svg)))|\b(?:image-set|cross-fade|image|src)\s*\(",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(?P<escapes>\\*+)(?P<mark><[a-z/!?]|\](?P<address>[(:]))", re.IGNORECASE | re.ASCII)
"""Where Markdown begins a tag, an address between < and >, the address of a link or picture, or its definition."""
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
        if len(found["escapes"]) % 2 or (found["address"] is not None and _WITHIN.match(text, found.end())):
            continue
        line = text.count("\n", 0, found.start("mark")) + 1
        what = _short(text[found.start("mark") :].split("\n")[0])
        raise DrafterError(
            f"模板 {name}：生成的 Markdown 第 {line} 行，里面不许有 {what}（网页标签、外部的链接和图片），请从模板里删去"
        )
    return text


def _faults(page: str) -> Iterator[tuple[int, str]]:
    """(place in the page, what) of all that is not allowed."""
    for begin in _BEGIN.finditer(page):
        place = begin.start()
        tag = _TAG.match(page, place)
        if tag is None:
            yield place, f"写法不规整的标签 {_short(page[place : place + 60])}"
            return
        if tag[1].lower() in _ACTIVE:
            yield place, tag[1].lower()
        for found in _ATTRIBUTES.finditer(tag[2]):
            attribute, value = found[1].lower(), next((each for each in found.groups()[1:] if each is not None), "")
            if (
                attribute.startswith("on")  # the policy stops it, but not every program that shows pages knows one
                or (attribute in _ADDRESSES and not _WITHIN.match(value))
                or (attribute == "http-equiv" and html.unescape(value).strip().lower() not in _HARMLESS)
                or _fetches(value)
            ):
                yield place, _short(found[0].strip())
    for style in _STYLE.finditer(page):
        if _fetches(style[1]):
            yield style.start(), "取外部内容的样式（@import、url() 等）"


def _fetches(css: str) -> bool:
    """Whether a style fetches anything, also when written in entities, escapes or with comments between."""
    forms = {css, html.unescape(css)}
    return any(_FETCHING.search(_ESCAPE.sub(_plain, re.sub(r"/\*.*?\*/", "", form, flags=re.DOTALL))) for form in forms)


def _plain(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code < 0x110000 else escape[2] or ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
