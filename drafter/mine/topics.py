"""Topic phrases (主题短语): short verb-object phrases that recur, under the topic of the heading they stand below."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from drafter.bank.model import Evidence, Topic
from drafter.language.entities import mask
from drafter.language.heads import OPENING_VERBS
from drafter.language.words import FUNCTION_WORDS, cut, tagged
from drafter.mine.units import UNUSABLE, body
from drafter.records import Speech

FIELD = "自有稿件"
SHORTEST, LONGEST = 4, 8
FEWEST = 3
"""Phrases a topic needs to be worth an entry."""
LONGEST_NAME = 8

_PIECES = re.compile(r"[，。；、：！？\n]")
_ADVERBS = re.compile(
    r"^(?:同时|此外|另外|还要|要|也要|都要|必须|进一步|切实|不断|大力|积极|着力|努力|全力|扎实|深入|全面|继续|认真|坚决|有效|有序|持续|加大力度|坚定不移|稳步|统筹|主动|充分|更好|更加)+"
)
_BAD = re.compile(r"[^\u3400-\u9fff]|这|那|我们|他们|什么|怎么|[一二三四五六七八九十百千万亿]+[个项条家次名]")


def mine_topics(speeches: Sequence[Speech], subjects: frozenset[str]) -> tuple[Topic, ...]:
    """Topics with the phrases used under them in two speeches or two passages, by name."""
    under: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    where: dict[str, set[int]] = defaultdict(set)
    passages: dict[str, int] = Counter()
    for index, speech in enumerate(speeches):
        open_: dict[int, str] = {}
        for passage in speech.passages:
            if passage.kind == "heading":
                open_ = {level: name for level, name in open_.items() if level < passage.level}
                name = core(body(passage))
                open_[passage.level] = name
                continue
            names = [name for _, name in sorted(open_.items()) if name][-1:]
            for phrase in dict.fromkeys(phrases(body(passage))):
                places[phrase].add((index, passage.number))
                for name in names:
                    under[name][phrase] += 1
            for name in names:
                where[name].add(index)
                passages[name] += 1
    found: list[Topic] = []
    for name in sorted(under):
        kept = [phrase for phrase in under[name] if len(places[phrase]) >= 2 and name not in phrase]
        kept = _different(sorted(kept, key=lambda p: (-len(places[p]), p)))
        if len(kept) >= FEWEST:
            evidence = Evidence("mined", sum(under[name][p] for p in kept), len(where[name]))
            found.append(Topic(f"{FIELD}/{name}", FIELD, name, phrases=tuple(kept), evidence=evidence, reviewed=False))
    return tuple(found)


def phrases(text: str) -> Iterator[str]:
    """The verb-object phrases that fill the space between two marks: 健全制度, 推进厂务公开."""
    for piece in _PIECES.split(text):
        if len(piece) > 24 or UNUSABLE.search(piece):
            continue
        phrase = _ADVERBS.sub("", piece)
        if SHORTEST <= len(phrase) <= LONGEST and phrase[:2] in OPENING_VERBS and not _BAD.search(phrase) and _object(phrase):
            yield phrase


def _object(phrase: str) -> bool:
    """True when what follows the verb is a noun phrase that can stand alone."""
    rest = phrase[2:]
    words = cut(rest)
    if not words or words[0] in FUNCTION_WORDS or words[-1] in FUNCTION_WORDS or rest[0] in "好了的地得着":
        return False
    if mask(phrase)[1] or any(word in FUNCTION_WORDS and word not in ("和", "与", "的", "不") for word in words):
        return False
    tag = tagged(rest)[-1][1]
    return len(rest) >= 2 and len(words[-1]) > 1 and (tag.startswith(("n", "v", "l", "i", "j")) or tag == "an")


def core(heading: str) -> str:
    """What a heading is about (名称): its object without adverbs and opening verb; empty when that is no short name.

    >>> core("要进一步加强基层组织建设。")
    '基层组织建设'
    """
    text = re.split("[，。；：！？]", heading.strip())[0]
    text = re.sub("^关于", "", text)
    text = _ADVERBS.sub("", text)
    named = re.search("^(?:在|围绕|聚焦|以|把)(.+?)(?:上|中|为|作为|，|$)", text)
    text = named[1] if named else text
    words = cut(text)
    while len(words) > 1 and words[0] in OPENING_VERBS:
        words.pop(0)
        if words[0] in ("和", "与", "、"):
            words.pop(0)
    text = "".join(words)
    text = re.sub("^(?:对|好|了|各项|全市|全县|全省|我市|我县|我省)+", "", text)
    if not 3 <= len(text) <= LONGEST_NAME or _BAD.search(text) or mask(text)[1] or re.search("^[的了]|[的了]$|要|是|得到|不断", text):
        return ""
    tag = tagged(text)[-1][1]
    return text if tag.startswith(("n", "v", "l", "i", "j")) else ""


def _different(ordered: Sequence[str]) -> list[str]:
    """Without phrases that hold another or say the same with another verb."""
    kept: list[str] = []
    for phrase in ordered:
        if not any(phrase in other or other in phrase or phrase[2:] == other[2:] for other in kept):
            kept.append(phrase)
    return kept
