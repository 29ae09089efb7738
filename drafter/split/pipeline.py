"""Compilations into speeches (汇编切篇): where one begins, what stands between, what kind each is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from drafter.records import DAMAGE_OPEN, Block, Cleaned, Loss, Speech
from drafter.split.around import LEAST_SPEECH, without_tail
from drafter.split.borders import chapters, speeches_in
from drafter.split.duplicates import copy_id
from drafter.split.edges import NOT_HAN, aside, han_length
from drafter.split.genre import genre
from drafter.split.labels import PART
from drafter.split.metadata import body_metadata, file_metadata, head_metadata, is_head_line, region_of
from drafter.split.passages import DAMAGED, passages_of, quarantine, unmarked


def split(cleaned: Cleaned, path: str, sha256: str) -> tuple[tuple[Speech, ...], tuple[Loss, ...], tuple[Loss, ...]]:
    """Speeches of one cleaned file, what stood outside them, and what is too damaged to use.

    cleaned: as `drafter.clean` gives; path: the file as named, for its last-resort metadata; sha256: of the
    file's bytes, unused in ids, so that a copy of a file keeps its ids. Every Chinese character of the
    blocks is in a passage, in the second or in the third result. Never raises.
    """
    blocks = tuple(block for block in cleaned.blocks if block.text.strip())
    dropped: list[Loss] = []
    segments: list[tuple[Block, ...]] = []
    for chapter in chapters(blocks, dropped):
        segments.extend(speeches_in(chapter, dropped))
    speeches: list[Speech] = []
    quarantined: list[Loss] = []
    seen: dict[str, int] = {}
    single = len(segments) == 1
    outside = [loss.text for loss in cleaned.dropped]
    for segment in segments:
        speech, out, damaged = _speech(segment, outside if single else [], path if single else "")
        if speech is None:
            dropped.extend(out)
            quarantined.extend(damaged)
            continue
        copies = seen.get(speech.id, 0)
        seen[speech.id] = copies + 1
        if copies:
            speech = replace(speech, id=copy_id(speech.id, copies + 1))
        speeches.append(speech)
        dropped.extend(replace(loss, speech=speech.id) for loss in out)
        quarantined.extend(replace(loss, speech=speech.id) for loss in damaged)
    dropped, broken = _without_damage(dropped)
    return tuple(speeches), tuple(dropped), (*quarantined, *broken)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _speech(
    segment: tuple[Block, ...], outside: Sequence[str], path: str
) -> tuple[Speech | None, list[Loss], list[Loss]]:
    size = 0
    while size < len(segment) and is_head_line(segment[size].text):
        size += 1
    while size and PART.fullmatch(segment[size - 1].text):
        size -= 1
    if size == len(segment):
        size = 0
    head = segment[:size]
    body, tail = without_tail(segment[size:])
    asides = [block for block in body if aside(block.text)]
    passages, damaged = quarantine(passages_of([block for block in body if not aside(block.text)]))
    lines = [block.text for block in head if DAMAGE_OPEN not in block.text]
    known = head_metadata(lines)
    if not passages or (
        not known.title
        and not any(passage.kind == "salutation" for passage in passages)
        and han_length(body) < LEAST_SPEECH
    ):
        text = "\n".join(block.text for block in segment)
        return None, [Loss("不成篇的文字", text)] if text.strip() else [], []
    known = body_metadata(known, lines, [passage.text for passage in passages[:4]])
    if not known.place:
        known = replace(known, place=region_of("".join(passage.text for passage in passages)))
    if path:
        known = file_metadata(known, outside, path)
    out = [Loss("题名、署名、日期行（已记入元数据）", "\n".join(block.text for block in head))] if head else []
    out += [Loss("文中说明", block.text) for block in asides]
    out += [Loss("落款", "\n".join(block.text for block in tail))] if tail else []
    content = NOT_HAN.sub("", "".join(block.text for block in body))
    speech = Speech(
        id=_digest(content),
        passages=passages,
        title=known.title,
        speaker=known.speaker,
        position=known.position,
        occasion=known.occasion,
        date=known.date,
        place=known.place,
        genre=genre(known, head, passages),
    )
    return speech, out, list(damaged)


def _without_damage(dropped: Sequence[Loss]) -> tuple[list[Loss], list[Loss]]:
    """What was dropped without its damaged lines, and those: they are quarantined wherever they stood."""
    kept: list[Loss] = []
    damaged: list[Loss] = []
    for loss in dropped:
        if DAMAGE_OPEN not in loss.text:
            kept.append(loss)
            continue
        lines = loss.text.split("\n")
        damaged += [Loss(DAMAGED, unmarked(line), loss.speech) for line in lines if DAMAGE_OPEN in line]
        whole = "\n".join(line for line in lines if DAMAGE_OPEN not in line)
        kept += [replace(loss, text=whole)] if whole.strip() else []
    return kept, damaged
