"""Where each line of an edited text comes from (溯源).

The text is compared with the outline as drafter made it, sentence by sentence: a paragraph may have been split, joined,
moved or saved by a word processor. First what is the same but for marks, blanks and labels; then what is the same but
for filled gaps; then the closest pairs, best first, each sentence of the outline used once, neighbours preferred.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import fuzz

Status = Literal["原样", "改过", "自己写的"]

ALONE = 0.5
"""Closeness (Indel ratio plus what neighbours add) from which a sentence counts as reworded. Measured with
tests/trace/test_measure.py: lines of outlines with a tenth, three tenths and half of their characters edited, in order and
shuffled, among lines of other texts of the same genre. In four outlines of 137 lines
with 70 lines of other speeches mixed in, recall was 1.00, 0.98 and 0.93 in order, and no line found a wrong node; at 0.44 the
half-edited reach 0.96, at 0.62 they fall to 0.76."""
LEAST = 0.36
"""Bare ratio below which no neighbour helps: sentences of the genre that have nothing to do with each other measure
0.2 to 0.35."""
NEIGHBOUR = 0.12
"""Added for each side whose sentence comes from the neighbouring place in the outline."""
SHORT, SHORT_LEAST, TITLE_LEAST = 8, 0.5, 0.7
"""Characters below which a sentence must be closer than others, and how close; titles and date lines all look alike."""
PART_LEAST = 8
"""Characters a piece of a cut-up sentence must have to be recognised."""


@dataclass(frozen=True, slots=True)
class TracedPart:
    """One sentence of a line (句)."""

    text: str
    status: Status
    node: str
    """Id of the outline's node (意见/2/1), empty for the writer's own."""
    kind: str
    """Kind of source: brief, frame, precedent, template; empty for the writer's own."""
    ref: str
    similarity: float
    """0 to 1, 1 for the same words."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One line of the text (一行)."""

    line: int
    """1-based among the lines given."""
    text: str
    status: Status
    """原样 when every sentence is, 自己写的 when every sentence is, else 改过."""
    node: str
    """Of the sentence that weighs most."""
    kind: str
    ref: str
    similarity: float
    """Mean over the sentences, weighted by length."""
    parts: tuple[TracedPart, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """A sentence as drafter made it."""

    text: str
    plain: str
    pieces: tuple[str, ...]
    """The words between the gaps."""
    node: str
    kind: str
    ref: str
    outline: int
    place: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A sentence as it stands now."""

    line: int
    text: str
    plain: str


_GAP = re.compile(r"【待(?:填|明确)[^【】]*】")
_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；]*[”’）]*")
_MARKUP = re.compile(r"^[\s\u3000>*#•·-]*|\*\*|__|\\(?=[^\w\s])")
_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,2}[，、：])[\s\u3000]*"
)
_MARKS = re.compile(r"[\W_]+")
_NOTE_HEADS = ("待填清单", "提示：", "——以上")
_NOTE = re.compile(r"^\s*(?:>|〔|<!--|-{3,}\s*$)")


def trace(lines: Sequence[str], outlines: Sequence[Mapping[str, Any]]) -> tuple[Traced, ...]:
    """The origin of each line, in order; blank lines and drafter's own notes (待填清单, 出处行) are left out.

    lines: of a Markdown or text file, or the paragraphs of a docx; outlines: drafter.outline/1 objects, of which the
    first wins where two have the same sentence. Same input, same answer.
    """
    written = list(_written(lines))
    made = list(_made(outlines))
    matched = _match(written, made)
    by_line: dict[int, list[TracedPart]] = defaultdict(list)
    for at, sentence in enumerate(written):
        found = matched.get(at)
        if found is None:
            part = TracedPart(sentence.text, "自己写的", "", "", "", 0.0)
        else:
            one, score = made[found[0]], found[1]
            same = sentence.plain == one.plain
            part = TracedPart(sentence.text, "原样" if same else "改过", one.node, one.kind, one.ref, round(score, 3))
        by_line[sentence.line].append(part)
    return tuple(_traced(number, lines[number - 1], parts) for number, parts in sorted(by_line.items()))


def _traced(number: int, text: str, parts: list[TracedPart]) -> Traced:
    status: Status = parts[0].status if len({part.status for part in parts}) == 1 else "改过"
    weight: dict[str, int] = defaultdict(int)
    for part in parts:
        if part.node:
            weight[part.node] += len(part.text)
    main = max(weight, key=lambda node: (weight[node], -list(weight).index(node))) if weight else ""
    chosen = next((part for part in parts if part.node == main), parts[0])
    total = sum(len(part.text) for part in parts)
    mean = sum(part.similarity * len(part.text) for part in parts) / total if total else 0.0
    return Traced(number, text, status, chosen.node, chosen.kind, chosen.ref, round(mean, 3), tuple(parts))


# --- sentences ---------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """`text` as it is compared: no marks, blanks or labels, full-width digits and letters as half-width."""
    text = _LABEL.sub("", _MARKUP.sub("", text))
    text = "".join(chr(ord(c) - 0xFEE0) if "\uff10" <= c <= "\uff5a" else c for c in text)
    return _MARKS.sub("", text).casefold()


def _sentences(text: str) -> Iterator[str]:
    # A mark inside a gap ends no sentence.
    shielded = _GAP.sub(lambda match: re.sub(r"[。！？!?；]", "，", match.group()), text)
    for match in _SENTENCE.finditer(shielded):
        if plain(match.group()):
            yield match.group().strip()


def _written(lines: Iterable[str]) -> Iterator[_Written]:
    for number, line in enumerate(lines, 1):
        bare = _MARKUP.sub("", line).strip()
        if bare.startswith(_NOTE_HEADS):
            return
        if _NOTE.match(line):
            continue
        for sentence in _sentences(bare):
            yield _Written(number, sentence, plain(sentence))


def _made(outlines: Sequence[Mapping[str, Any]]) -> Iterator[_Made]:
    for index, outline in enumerate(outlines):
        place = 0
        nodes = [
            ("标题", str(outline.get("title", "")), {"kind": "brief", "ref": "标题"}),
            *(("副题", str(line), {"kind": "brief", "ref": "副题"}) for line in outline.get("subtitle", ())),
            *_nodes(outline.get("items", ())),
        ]
        for node, text, source in nodes:
            for sentence in _sentences(text):
                pieces = tuple(piece for piece in map(plain, _GAP.split(sentence)) if piece)
                yield _Made(
                    sentence,
                    plain(sentence),
                    pieces if _GAP.search(sentence) else (),
                    node,
                    str(source.get("kind", "")),
                    str(source.get("ref", "")),
                    index,
                    place,
                )
                place += 1
            place += 1  # A step between nodes: sentences of one node are nearer to each other.


def _nodes(items: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for item in items:
        yield str(item.get("id", "")), str(item.get("text", "")), item.get("source", {})
        yield from _nodes(item.get("items", ()))


# --- matching ----------------------------------------------------------------------------------------


def _match(written: Sequence[_Written], made: Sequence[_Made]) -> dict[int, tuple[int, float]]:
    """Index of the written sentence -> (index of the made one, closeness)."""
    found: dict[int, tuple[int, float]] = {}
    free = set(range(len(made)))
    _same(written, made, found, free)
    _filled(written, made, found, free)
    _closest(written, made, found, free)
    _pieces(written, made, found)
    return found


def _same(
    written: Sequence[_Written], made: Sequence[_Made], found: dict[int, tuple[int, float]], free: set[int]
) -> None:
    by_plain: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(made):
        by_plain[one.plain].append(index)
    for at, sentence in enumerate(written):
        candidates = by_plain.get(sentence.plain)
        if candidates:
            # A sentence written twice keeps its source twice.
            index = candidates.pop(0) if len(candidates) > 1 else candidates[0]
            found[at] = (index, 1.0)
            free.discard(index)


def _filled(
    written: Sequence[_Written], made: Sequence[_Made], found: dict[int, tuple[int, float]], free: set[int]
) -> None:
    """Sentences whose gaps the writer has filled: the words between the gaps stand there in order."""
    for index in sorted(free):
        pieces = made[index].pieces
        if sum(map(len, pieces)) < PART_LEAST:
            continue
        for at, sentence in enumerate(written):
            if at in found:
                continue
            share = _in_order(pieces, sentence.plain)
            if share:
                found[at] = (index, share)
                free.discard(index)
                break


def _in_order(pieces: Sequence[str], text: str) -> float:
    position = 0
    for piece in pieces:
        at = text.find(piece, position)
        if at < 0:
            return 0.0
        position = at + len(piece)
    words = sum(map(len, pieces))
    # What was filled in may be long; beyond twice the words around it this is another sentence.
    return words / len(text) if len(text) <= 3 * words else 0.0


def _closest(
    written: Sequence[_Written], made: Sequence[_Made], found: dict[int, tuple[int, float]], free: set[int]
) -> None:
    """Best pairs first by Indel ratio, counted with what their neighbours say so far; ties in reading order."""
    pairs: dict[int, list[tuple[int, float]]] = {}
    for at, sentence in enumerate(written):
        if at in found or len(sentence.plain) < 2:
            continue
        scores = ((index, fuzz.ratio(sentence.plain, _compared(made[index])) / 100) for index in sorted(free))
        pairs[at] = [(index, score) for index, score in scores if score >= _least(sentence, made[index])]
    heap: list[tuple[float, int, int, float]] = []

    def push(at: int) -> None:
        for index, score in pairs.get(at, ()):
            if index in free:
                total = score + _support(at, index, made, found)
                if total >= ALONE:
                    heapq.heappush(heap, (-total, at, index, score))

    for at in pairs:
        push(at)
    while heap:
        _, at, index, score = heapq.heappop(heap)
        if at in found or index not in free:
            continue
        found[at] = (index, score)
        free.discard(index)
        # The neighbours now have better support; their older, lower entries come later and find them taken.
        push(at - 1)
        push(at + 1)


def _least(sentence: _Written, one: _Made) -> float:
    if one.node in ("标题", "副题"):
        return TITLE_LEAST
    return SHORT_LEAST if min(len(sentence.plain), len(_compared(one))) < SHORT else LEAST


def _compared(one: _Made) -> str:
    return "".join(one.pieces) or one.plain


def _support(at: int, index: int, made: Sequence[_Made], found: Mapping[int, tuple[int, float]]) -> float:
    """NEIGHBOUR for each side whose sentence comes from the place next to this one in the outline."""
    support = 0.0
    for step in (-1, 1):
        beside = found.get(at + step)
        if beside is None:
            continue
        other = made[beside[0]]
        if other.outline == made[index].outline and 0 < (other.place - made[index].place) * step <= 2:
            support += NEIGHBOUR
    return support


def _pieces(written: Sequence[_Written], made: Sequence[_Made], found: dict[int, tuple[int, float]]) -> None:
    """Sentences cut in two or run together: one stands almost whole inside the other."""
    for at, sentence in enumerate(written):
        if at in found or len(sentence.plain) < PART_LEAST:
            continue
        best: tuple[float, int] | None = None
        for index, one in enumerate(made):
            if len(one.plain) < PART_LEAST:
                continue
            score = fuzz.partial_ratio(sentence.plain, one.plain, score_cutoff=80) / 100
            shorter = min(len(sentence.plain), len(one.plain)) / max(len(sentence.plain), len(one.plain))
            if score and shorter >= 0.2 and (best is None or score > best[0]):
                best = (score, index)
        if best:
            found[at] = (best[1], best[0] * 0.95)
