"""Proof-reading and tracing files: joins read → check / trace with brief, library and what was drafted (校对、溯源流程)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.brief.load import load_brief
from drafter.brief.schema import Brief
from drafter.check.check import check, fix
from drafter.check.leaks import facts_of_library
from drafter.check.lines import Line, Text, of_blocks, of_outline, of_text
from drafter.check.reuse import Known
from drafter.errors import DrafterError, UnreadableFile, WorkspaceError
from drafter.files import read_file, read_utf8
from drafter.flow.drafting import Drafting, open_drafting
from drafter.flow.foreign import level_of, precedents_of, taken_over, told
from drafter.flow.headed import said_before
from drafter.flow.remembering import TRACES
from drafter.flow.strange import GENERAL
from drafter.flow.subjects import answered_for, put_in
from drafter.flow.vouched import opened
from drafter.keep.workspace import Workspace
from drafter.language.similar import bigrams
from drafter.plan.assignments import taken_out
from drafter.plan.facts import absent, facts, stands_in
from drafter.plan.outline import plan
from drafter.plan.slips import slips
from drafter.read.files import read, read_bytes
from drafter.read.options import Options
from drafter.records import Document, Finding
from drafter.render.embedded import read_embedded
from drafter.render.outline import render
from drafter.render.structured import outline_from
from drafter.search.query import Library
from drafter.strict_yaml import read_bounded
from drafter.trace.trace import Traced, trace

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
FLOOR = 0.25
"""Share of a text's lines that must be found in a remembered outline for it to be the text's own. Of speeches nobody
drafted here, lines like 同志们： and 下面，我讲三点意见 are found; of drafted ones, even half rewritten, nine in ten."""
_SENTENCE = re.compile(r"[^。！？；\n]{16,}")
MOST_JSON = 16 * 1024 * 1024
"""Bytes of an outline as JSON; ours have some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Proofed:
    """A file proof-read (校对结果)."""

    findings: tuple[Finding, ...]
    mended: str | None
    """The text after the mechanical fixes; None where the file cannot be mended in place."""
    codec: str = "utf-8"
    mark: bytes = b""
    """Byte order mark of the file."""

    def content(self, path: Path) -> bytes:
        """`mended` in the encoding the file came in. Raises DrafterError where that has no place for a mended mark."""
        text = self.mended or ""
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError as error:
            bad = text[error.start : error.end]
            raise DrafterError(
                f"{path}：改好的“{bad}”在这个文件的编码（{self.codec}）里没有，请另存为 UTF-8 再改"
            ) from None


def proofread(path: Path, workspace_path: Path | None, brief_path: Path | None = None) -> Proofed:
    """Check an outline or speech (yaml, md, txt, docx, json, …) by the rules, its facts against the brief.

    A yaml file is a brief: its outline is checked, and its facts are known. Raises DrafterError children.
    """
    drafting = open_drafting(workspace_path, only_read=True)
    brief: Brief | None = None
    mended: str | None = None
    codec, mark = "utf-8", b""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        brief = load_brief(path, drafting.occasions)
        text = _of_brief(brief, drafting)
    else:
        if brief_path is not None:
            brief = load_brief(brief_path, drafting.occasions)
        text, source = _text_of(path, brief.occasion if brief else "")
        if source is not None:
            mended, codec, mark = fix(source.text), source.codec, source.mark
    originals = _originals(precedents_of(brief).values(), drafting.workspace) if brief else {}
    known, places = _near(text, drafting.workspace)
    said, level = ("\n".join(told(brief)), level_of(brief)) if brief else ("", "")
    found = check(
        text,
        library_lines=[Known(passage, citation) for citation, passage in known],
        brief_facts=[*told(brief), *put_in(brief)] if brief else None,
        precedent_facts=facts_of_library(known) if brief else {},
        general=GENERAL,
        places=places,
        speakers=_speakers(drafting.workspace) if brief else (),
        level=level,
        opened=lambda line: opened(line, said, level),
    )
    if brief is not None:
        # What the writer has read and left nobody need ask about again; a leak it is none the less.
        answered = frozenset(answered_for(brief))
        found = tuple(
            one for one in found if one.severity != "warning" or one.rule != "leak" or one.text not in answered
        )
        if brief.style.depth > 2:
            # The writer asked for the third level.
            found = tuple(finding for finding in found if finding.rule != "depth")
        found = (
            *found,
            *taken_over(brief, drafting.bank, text, originals),
            *_unused(brief, text),
            *_misplaced(brief, text),
            *_slips(brief, text),
        )
    return Proofed(found, mended, codec, mark)


UNUSED = "unused-fact"
MOST_SPEAKERS = 10_000
"""So many speakers are looked for in a text, those of most passages first."""


def _unused(brief: Brief, text: Text) -> list[Finding]:
    """A warning for each fact of the brief that stands nowhere in the text (漏用的事实), at the line it most likely
    belongs to, else at the last one."""
    # As it stands, and without the marks of Markdown in it (3\*5).
    whole = "\n".join(f"{line.text}\n{line.body}" for line in text.lines)
    last = max((line.number for line in text.prose), default=1)
    told = facts(brief)
    return [
        Finding(
            UNUSED,
            "warning",
            _likely_line(path, fact, told, text) or last,
            fact,
            f"简要里的“{fact}”（{path}）没有写进来",
        )
        for path, fact in absent(told, whole)
    ]


def _misplaced(brief: Brief, text: Text) -> list[Finding]:
    """A warning for each measure that no longer names whom the brief charges with it, though another line does (换了责任单位)."""
    bare, assigned = taken_out(brief)
    measures = [
        (f"意见[{n}].措施[{k}]", name) for n, one in enumerate(bare.points) for k, name in enumerate(one.measures)
    ]
    measures += [(f"保障.措施[{k}]", name) for k, name in enumerate(bare.safeguard.measures if bare.safeguard else ())]
    found: list[Finding] = []
    for path, name in measures:
        owner = assigned[path].owner if path in assigned else ""
        places = [line for line in text.prose if stands_in(name, line.body)] if owner else []
        parts = [(at, *text.section(at)) if at.kind == "heading" else (at,) for at in places]
        lacking = [[who for who in _SEVERAL.split(owner) if not _named_in(who, part)] for part in parts]
        # What stands nowhere at all is told as left out.
        if lacking and all(lacking) and all(_named_in(who, text.prose) for who in lacking[-1]):
            number = next((line.number for line in parts[-1] if line.kind == "paragraph"), places[-1].number)
            missing = "、".join(lacking[-1])
            message = f"“{name}”这一条里没有简要写的责任单位“{missing}”（{path}），请核对"
            found.append(Finding("owner-moved", "warning", number, missing, message))
    return found


def _slips(brief: Brief, text: Text) -> list[Finding]:
    """A hint for each likely slip of the brief itself (疑误), at the last line that has its words, where the second of
    two would stand."""
    first = min((line.number for line in text.lines), default=1)
    return [
        Finding(
            slip.kind,
            "hint",
            max((line.number for line in text.prose if slip.text in line.body), default=first),
            slip.text,
            slip.message,
        )
        for slip in slips(brief)
    ]


def _named_in(who: str, lines: Sequence[Line]) -> bool:
    return any(stands_in(who, line.body) for line in lines)


_SEVERAL = re.compile("[、和及]")
ALIKE = 0.5
"""A line that has so great a share of the character pairs of a fact most likely had it (全国 for 全省)."""


def _likely_line(path: str, fact: str, told: Sequence[tuple[str, str]], text: Text) -> int:
    """Number of the line a fact that is missing belongs to: beside what the brief says with it, else where most of it
    still stands, else beside its like (another of the 成绩); 0 where nothing of the kind does."""
    prose = text.prose

    def beside(start: str) -> int:
        others = [other for place, other in told if place.startswith(start) and other != fact]
        # The line that has most of it: an office (县住建局) is named in other places, too.
        shares = [sum(len(other) for other in others if stands_in(other, line.body)) for line in prose]
        # What stands under a heading is said of what the heading names.
        headed = [line.kind == "heading" and line.alone for line in prose]
        shares = [
            share + (shares[k - 1] if k and headed[k - 1] and not headed[k] else 0) for k, share in enumerate(shares)
        ]
        best = max(shares, default=0)
        if not best:
            return 0
        at = shares.index(best)
        # Who and when stand in the line under the heading.
        below = prose[at].kind == "heading" and prose[at].alone and at + 1 < len(prose)
        return prose[at + below].number

    element = path.partition("].")[0] if path.startswith(("成绩", "刚才")) else path
    pairs = bigrams(fact)
    shares = ((len(pairs & bigrams(line.body)) / len(pairs), -line.number) for line in prose)
    share, number = max(shares, default=(0.0, 0))
    own = beside(element) or (-number if share >= ALIKE else 0)
    return own or (beside(re.split(r"[\[.]", path)[0]) if path.startswith(("成绩", "问题", "保障")) else 0)


def _of_brief(brief: Brief, drafting: Drafting) -> Text:
    outline = plan(brief, drafting.bank, said_before(drafting.workspace, drafting.bank))
    content = render(outline, "md", template_folders=drafting.template_folders)
    return of_text(content.decode("utf-8"), occasion=brief.occasion)


@dataclass(frozen=True, slots=True)
class _Source:
    """A text file's text and how it was encoded."""

    text: str
    codec: str
    mark: bytes
    """Byte order mark."""


def _text_of(path: Path, occasion: str) -> tuple[Text, _Source | None]:
    """The file as lines, and its text where that can be written back."""
    if path.suffix.lower() == ".json":
        return of_outline(_outline_in(path), occasion=occasion), None
    document = _document_of(path)
    if path.suffix.lower() in (".md", ".markdown", ".txt", ".text"):
        data = read_file(path)
        mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
        try:
            source = _Source(data[len(mark) :].decode(document.encoding), document.encoding, mark)
        except (LookupError, UnicodeDecodeError):
            return of_text("\n".join(block.text for block in document.blocks), occasion=occasion), None
        return of_text(source.text, occasion=occasion), source
    return of_blocks(document.blocks, occasion=occasion), None


def _outline_in(path: Path) -> Mapping[str, Any]:
    """The outline of a drafter.outline/1 file. Raises UnreadableFile for any other JSON."""
    try:
        data = read_bounded(path, MOST_JSON)
        outline = outline_from(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        outline = None
    if outline is None:
        raise UnreadableFile(
            str(path), "不是 drafter 的提纲（drafter.outline/1）", "请给出 outline --format json 写的文件"
        )
    return outline


_PAGE_NOTES = re.compile(
    r"<details\b[^>]*>\s*<summary\b[^>]*>\s*出处\s*</summary>.*?</details\s*>"
    r"|<section\b[^>]*\bclass=\"?list\b[^>]*>.*?</section\s*>"
    r"|<p\b[^>]*\bclass=\"?facts\b[^>]*>.*?</p\s*>",
    re.DOTALL | re.IGNORECASE,
)
"""What templates/outline.html.j2 says about the outline, not in it: 出处, 待填清单 and 提示, 字数."""
_PAGE_SOURCE = re.compile(r"<summary\b[^>]*>\s*出处\s*</summary>", re.IGNORECASE)


def _document_of(path: Path) -> Document:
    """The file read; of a page that drafter made, without the notes on it."""
    document = read(path)[0]
    if path.suffix.lower() not in (".html", ".htm", ".xhtml"):
        return document
    try:
        page = read_file(path).decode(document.encoding)
    except (OSError, LookupError, UnicodeDecodeError):
        return document
    if not _PAGE_SOURCE.search(page):
        return document
    return read_bytes(_PAGE_NOTES.sub("", page).encode("utf-8"), str(path), Options())


def _near(text: Text, workspace: Workspace) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(citation, passage) pairs of the library that the text may have taken something from, and what places their
    speeches name: short name → citation."""
    try:
        library = Library.open(workspace.library)
    except WorkspaceError:
        return [], {}
    found: dict[str, tuple[str, str]] = {}
    places: dict[str, str] = {}
    with library:
        for line in text.prose:
            for sentence in _SENTENCE.findall(line.body)[:40]:
                for hit in library.search(sentence[:60], limit=2):
                    date = f"（{hit.date}）" if hit.date else ""
                    found.setdefault(hit.ref, (f"{hit.title or hit.path}{date}", hit.text))
        for ref, (citation, _) in sorted(found.items()):
            for name in library.places(ref):
                places.setdefault(name, citation)
    return [found[ref] for ref in sorted(found)], places


def _originals(cited: Iterable[str], workspace: Workspace) -> dict[str, str]:
    """Citation (SPEECH#PASSAGE（…）) -> the passage, for those the library still has."""
    found: dict[str, str] = {}
    try:
        library = Library.open(workspace.library)
    except WorkspaceError:
        return found
    with library:
        for source in cited:
            with suppress(WorkspaceError):
                found[source] = library.context(source.partition("（")[0], 0, 0)[0].text
    return found


def _speakers(workspace: Workspace) -> tuple[str, ...]:
    """Those whose speeches the library holds; nobody where there is none."""
    try:
        library = Library.open(workspace.library)
    except WorkspaceError:
        return ()
    with library:
        return library.values("speaker", MOST_SPEAKERS)


# --- tracing ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tracing:
    """A file traced (溯源结果)."""

    title: str
    """Of the outline it was compared with (底稿)."""
    lines: tuple[Traced, ...]


def trace_file(path: Path, workspace_path: Path | None) -> Tracing:
    """For every line of the file where it comes from: the outline a docx or json carries, else the nearest remembered one.

    Raises DrafterError when nothing was drafted here before, or nothing that the text could come from (FLOOR).
    """
    workspace = open_drafting(workspace_path, only_read=True).workspace
    outlines: list[Mapping[str, Any]] = []
    lines: Sequence[str]
    suffix = path.suffix.lower()
    if suffix == ".json":
        outlines.append(_outline_in(path))
        lines = [line.text for line in of_outline(outlines[0]).lines]
    elif suffix == ".docx":
        document = read(path)[0]
        lines = [block.text for block in document.blocks if not block.furniture]
        embedded = read_embedded(read_file(path), str(path))
        if embedded is not None:
            outlines.append(embedded.outline)
    else:
        text, source = _text_of(path, "")
        lines = source.text.splitlines() if source is not None else [line.text for line in text.lines]
    carried = bool(outlines)
    if not outlines:
        outlines = _nearest(lines, workspace)
    if not outlines:
        raise DrafterError(f"{path}：没有对应的底稿，这个工作区里没有起草过与它相近的提纲。请用起草时的 --workspace")
    title = str(outlines[0].get("title", ""))
    traced = trace(lines, outlines)
    found = sum(line.status != "自己写的" for line in traced)
    if not carried and found < FLOOR * len(traced):
        raise DrafterError(
            f"{path}：没有对应的底稿。最相近的是《{title}》，{len(traced)} 行里只有 {found} 行对得上。"
            "请用起草时的 --workspace"
        )
    return Tracing(title, traced)


def _nearest(lines: Sequence[str], workspace: Workspace) -> list[Mapping[str, Any]]:
    """The remembered outline that shares most text with the lines."""
    whole = "".join(lines)
    best: tuple[int, str, Mapping[str, Any]] | None = None
    for kept in sorted((workspace.root / TRACES).glob("*.json")):
        try:
            data = outline_from(read_utf8(kept, links=False))
        except (OSError, ValueError):
            continue
        if data is None:
            continue
        shared = sum(len(text) for text in _texts(data.get("items", [])) if text in whole)
        pieces = sum(
            text[k : k + 6] in whole for text in _texts(data.get("items", [])) for k in range(0, len(text) - 5, 6)
        )
        score = shared + 6 * pieces
        if score and (best is None or (score, kept.name) > (best[0], best[1])):
            best = (score, kept.name, data)
    return [best[2]] if best else []


def _texts(items: Sequence[Mapping[str, Any]]) -> list[str]:
    return [text for item in items for text in (str(item.get("text", "")), *_texts(item.get("items", [])))]
