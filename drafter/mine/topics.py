"""Topic phrases (主题短语): short verb-object phrases that recur, under the topic of the heading they stand below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafter.bank.model import Evidence, Topic
from drafter.language.entities import mask
from drafter.language.heads import OPENING_VERBS
from drafter.language.words import FUNCTION_WORDS, cut, tagged
from drafter.mine.topical import GENERAL
from drafter.mine.units import UNUSABLE, body
from drafter.records import Speech

FIELD = "自有稿件"
SHORTEST, LONGEST = 4, 8
FEWEST = 3
"""Phrases a topic needs to be worth an entry."""
LONGEST_NAME = 8

_CLAUSES = re.compile(r"[，。；：！？\n]")
_ADVERBS = re.compile(
    r"^(?:同时|此外|另外|还要|要|也要|都要|必须|进一步|切实|不断|大力|积极|着力|努力|全力|扎实|深入|全面|继续|认真|坚决|有效|有序|持续|加大力度|坚定不移|稳步|统筹|主动|充分|更好|更加)+"
)
_BAD = re.compile(r"[^\u3400-\u9fff]|这|那|我们|他们|什么|怎么|[一二三四五六七八九十百千万亿]+[个项条家次名]")


def mine_topics(speeches: Sequence[Speech]) -> tuple[Topic, ...]:
    """Topics by name: a word that heads several passages (消费, 就业) with the phrases that take it as object there.

    The word must stand in the headings of two passages and in phrases of two passages, so what is kept recurs; a
    phrase under such a heading that speaks of something else is left out.
    """
    under: dict[str, dict[str, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    headed: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for index, speech in enumerate(speeches):
        open_: dict[int, str] = {}
        for passage in speech.passages:
            text = body(passage)
            if passage.kind == "heading":
                open_ = {level: name for level, name in open_.items() if level < passage.level}
                open_[passage.level] = core(text)
                continue
            own = core(_run_in_head(text)) if passage.move in POINTS else ""
            name = own or next((n for _, n in sorted(open_.items(), reverse=True) if n), "")
            place = (index, passage.number)
            for word in _key_words(name):
                headed[word].add(place)
                for phrase in phrases(text):
                    if word in phrase[2:]:
                        under[word][phrase].add(place)
    found: list[Topic] = []
    for word in sorted(under):
        kept = _different(sorted(under[word], key=lambda p: (-len(under[word][p]), p)))
        places = {place for phrase in kept for place in under[word][phrase]}
        if len(kept) >= FEWEST and len(places) >= 2 and len(headed[word]) >= 2:
            evidence = Evidence(
                "mined",
                sum(len(under[word][p]) for p in kept),
                len({speech for speech, _ in places}),
                references=tuple(sorted({speeches[speech].id for speech, _ in places})[:3]),
            )
            found.append(Topic(f"{FIELD}/{word}", FIELD, word, phrases=tuple(kept), evidence=evidence, reviewed=False))
    return tuple(found)


def _key_words(name: str) -> list[str]:
    """The words of a heading's core that say what it is about."""
    words = [part for word in cut(name) for part in ((word, word[-2:]) if len(word) == 4 else (word,))]
    return [
        word
        for word in dict.fromkeys(words)
        if len(word) >= 2 and word not in FUNCTION_WORDS and word not in GENERAL and word not in _FRAMEWORK
    ]


# Words of many headings that are about nothing by themselves.
_FRAMEWORK = frozenset(
    "意识 权益 优化 升级 稳定 增长 转型 格局 活力 动力 潜力 结构 方式 模式 平台 载体 效能 质效 力度 空间 秩序 重点 地区 重大 高质量 现代化 水平 统筹 整体 区域 科学 自主 新型 传统 全面 合作 工作思路 主体 市场 治理 保护 修复".split()
)


POINTS = frozenset(["三点意见", "加强领导"])
"""Moves whose paragraphs open with the point they make."""


def _run_in_head(text: str) -> str:
    """The short sentence a paragraph opens with, its heading run in; empty for none."""
    head = re.match(r"[^，。；：！？]{5,18}(?=。)", re.sub("^[一二三四五六七八九十]{1,2}(?:是|要)", "", text))
    if not head:
        return ""
    bare = _ADVERBS.sub("", head.group())
    return head.group() if bare[:2] in OPENING_VERBS else ""


def phrases(text: str) -> Iterator[str]:
    """The verb-object phrases that fill the space between two marks: 健全制度, 推进厂务公开."""
    if UNUSABLE.search(text):
        return
    for clause in _CLAUSES.split(text):
        pieces = clause.split("、")
        for position, piece in enumerate(pieces):
            phrase = _ADVERBS.sub("", piece)
            if len(phrase) > LONGEST:
                phrase = _tail(piece)
            if not SHORTEST <= len(phrase) <= LONGEST or phrase[:2] not in OPENING_VERBS or phrase[:2] in _NOUNS_TOO:
                continue
            following = pieces[position + 1] if position + 1 < len(pieces) else ""
            # 健全医疗、教育制度: what stands before 、 is whole only when the next part has a verb too.
            if following and _ADVERBS.sub("", following)[:2] not in OPENING_VERBS:
                continue
            if not _BAD.search(phrase) and _object(phrase):
                yield phrase


def _tail(piece: str) -> str:
    """Verb and object at the end of a longer clause; empty unless a word of structure or an adverb stands before."""
    words = cut(piece)
    for position in range(len(words) - 1, 0, -1):
        if words[position] in OPENING_VERBS:
            before = words[position - 1]
            joined = before in ("的", "和", "与", "及") or before in OPENING_VERBS
            whole = before in FUNCTION_WORDS or bool(_ADVERBS.fullmatch(before))
            return "".join(words[position:]) if whole and not joined else ""
    return ""


# 创新能力, 突出问题: openings that are as often the first half of a noun.
_NOUNS_TOO = frozenset("创新 突出 规范 统筹 集中 协同 落地 履职 尽责 转变 统一".split())


def _object(phrase: str) -> bool:
    """True when what follows the verb is a noun phrase that can stand alone."""
    rest = phrase[2:]
    if rest[0] in "型性化力度率":
        return False
    words = cut(rest)
    if not words or words[0] in FUNCTION_WORDS or words[-1] in FUNCTION_WORDS or rest[0] in "好了的地得着":
        return False
    if (
        mask(phrase)[1]
        or mask(rest)[1]
        or any(word in FUNCTION_WORDS and word not in ("和", "与", "的", "不") for word in words)
    ):
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
    named = re.search("^(?:在|围绕|聚焦|以|把(?!握))(.+?)(?:上|中|为|作为|，|$)", text)
    text = named[1] if named else text
    words = cut(text)
    while len(words) > 1 and words[0] in OPENING_VERBS:
        words.pop(0)
        if words[0] in ("和", "与", "、"):
            words.pop(0)
    text = "".join(words)
    text = re.sub("^(?:对(?!外)|好|了|各项|更多|更高|更|全市|全县|全省|我市|我县|我省)+", "", text)
    if (
        not 3 <= len(text) <= LONGEST_NAME
        or _BAD.search(text)
        or mask(text)[1]
        or re.search("^[的了]|[的了]$|要|是|得到|不断|^几件|^以|做|大家|抓落实|^紧紧", text)
    ):
        return ""
    tag = tagged(text)[-1][1]
    return text if tag.startswith(("n", "v")) else ""


def _different(ordered: Sequence[str]) -> list[str]:
    """Without phrases that hold another or say the same with another verb."""
    kept: list[str] = []
    for phrase in ordered:
        if not any(phrase in other or other in phrase or phrase[2:] == other[2:] for other in kept):
            kept.append(phrase)
    return kept
