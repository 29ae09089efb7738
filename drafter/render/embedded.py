"""What a docx of ours carries for `trace` (随文出处): hidden bookmarks, and a custom XML part that explains them.

Word keeps both on saving. The part holds the outline in the form drafter.outline/1, without slots, notes and
alternatives: what is handed on with the file is what stands in it and where that comes from, no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from drafter.container import damaged, open_zip, parse_xml, read_xml
from drafter.records import Item, Outline
from drafter.render.structured import outline_from, structured
from drafter.render.word_layout import W_NS

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:drafter:sources:1"
PREFIX = "_drafter_"
"""Word hides bookmarks whose name begins with an underscore."""
MOST_ITEMS = 64
_BODY = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph of a docx (段), and the outline nodes whose bookmarks touch it."""

    text: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What `read_embedded` finds."""

    outline: Mapping[str, Any]
    """drafter.outline/1, parsed."""
    paragraphs: tuple[Marked, ...]
    """All paragraphs of the body that hold text, in order."""


class Bookmarks:
    """Gives every line a bookmark name that says nothing and is found again: 26 characters of Word's 40."""

    def __init__(self) -> None:
        self.nodes: dict[str, str] = {}

    def name(self, node: str) -> str:
        """A fresh name for (another part of) `node`."""
        stem = PREFIX + hashlib.sha256(node.encode("utf-8", "replace")).hexdigest()[:16]
        name, count = stem, 1
        while name in self.nodes:
            count += 1
            name = f"{stem}_{count}"
        self.nodes[name] = node
        return name


def embedded_part(outline: Outline, nodes: Mapping[str, str]) -> str:
    """The custom XML part. nodes: bookmark name -> node id."""
    marks = "".join(f"<mark name={quoteattr(name)} node={quoteattr(node)}/>" for name, node in nodes.items())
    bare = replace(outline, notes=(), items=tuple(_bare(item) for item in outline.items))
    return f'<sources xmlns="{NAMESPACE}"><outline>{escape(structured(bare))}</outline>{marks}</sources>'


def read_embedded(data: bytes, name: str) -> Embedded | None:
    """The sources in a docx of ours, also after Word or LibreOffice has saved it; None where there are none.

    data: the file's bytes; name: of the file. Raises UnreadableFile when they are no docx, too large or damaged.
    """
    with open_zip(data, name) as container:
        members = {member.filename: member for member in container.infolist()}
        parts = sorted(each for each in members if each.startswith("customXml/item"))
        for part in parts[:MOST_ITEMS]:
            sources = parse_xml(read_xml(container, members[part], name), name)
            if sources.tag == f"{{{NAMESPACE}}}sources":
                break
        else:
            return None
        if _BODY not in members:
            raise damaged(name)
        body = parse_xml(read_xml(container, members[_BODY], name), name)
    outline = outline_from(sources.findtext(f"{{{NAMESPACE}}}outline") or "")
    if outline is None:
        return None
    nodes = {mark.get("name", ""): mark.get("node", "") for mark in sources.iterfind(f"{{{NAMESPACE}}}mark")}
    return Embedded(outline, tuple(_paragraphs(body.iter(), nodes)))


def _paragraphs(elements: Iterable[_Element], nodes: Mapping[str, str]) -> list[Marked]:
    """Bookmarks may begin in one paragraph and end in another, once a writer has split or merged them."""
    word = f"{{{W_NS}}}"
    found: list[tuple[list[str], list[str]]] = []
    open_marks: dict[str, str] = {}
    for element in elements:
        if element.tag == word + "p":
            found.append(([], []))
        elif element.tag == word + "bookmarkStart":
            node = nodes.get(element.get(word + "name", ""))
            if node is not None:
                open_marks[element.get(word + "id", "")] = node
        elif element.tag == word + "bookmarkEnd":
            open_marks.pop(element.get(word + "id", ""), None)
        elif element.tag == word + "t" and found and element.text:
            found[-1][0].append(element.text)
            found[-1][1].extend(open_marks.values())
    return [Marked("".join(texts), tuple(dict.fromkeys(ids))) for texts, ids in found if texts]


def _bare(item: Item) -> Item:
    return replace(
        item,
        slots={},
        alternatives=(),
        source=replace(item.source, note=""),
        items=tuple(_bare(child) for child in item.items),
    )
