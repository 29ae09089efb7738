"""Topics that recur (主题) with the short verb-object phrases said of them (主题短语), most of them in one speech alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from drafter.bank.model import Evidence, Topic
from drafter.language.entities import mask
from drafter.language.verbs import OPENING_VERBS
from drafter.language.words import FUNCTION_WORDS, cut, tagged
from drafter.mine.topical import GENERAL
from drafter.mine.units import UNUSABLE, Unit, body
from drafter.records import Passage, Speech

FIELD = "自有稿件"
SHORTEST, LONGEST = 4, 8
FEWEST = 3
"""Phrases a topic needs to be worth an entry."""
LONGEST_HEAD = 24
"""A clause of more characters tells, and does not name."""
RECURS = 0.3
"""Of the passages that use a topic's word so many use it again (fitted by eye on the words of 37 speeches)."""
HEAD = 0.6
"""A word that ends more of its phrases than this is what matters of all kinds have (治理, 平台, 工程), none itself."""
STRAY = 7
"""Among so many phrases that begin with a word (生态保护, 生态修复) the one it ends is of another thing: 创新生态."""
_ITEM = re.compile("(?:^|[。；])[一二三四五六七八九十](?:是要|是|要)([^。；]{4,30})")

_MADE = re.compile("(?:工作|建设)$")
_CLAUSES = re.compile(r"[，。；：！？\n]")
_ADVERBS = re.compile(
    r"^(?:同时|此外|另外|还要|要|也要|都要|必须|进一步|切实|不断|大力|积极|着力|努力|全力|扎实|深入|全面|继续|认真|坚决|有效|有序|持续|加大力度|坚定不移|稳步|统筹|主动|充分|更好|更加)+"
)
_BAD = re.compile(
    r"[^\u3400-\u9fff]|这|那|我们|他们|自身|自己|各自|的|什么|怎么|[一二三四五六七八九十百千万亿]+[个项条家次名]"
)


def mine_topics(speeches: Sequence[Speech], found: Sequence[Unit]) -> tuple[Topic, ...]:
    """Topics by name: a word passages are about (消费, 就业) with the phrases that have it in their object.

    found: the units of the same speeches. A word names a topic when it stands in the heads of two passages (heading,
    opening clause, 一要…), when phrases with it stand in two speeches, FEWEST at least that differ, and when a passage
    that uses it once tends to use it again: that is what a subject does and a word such as 底线 or 活力 does not. Nor is
    it a subject where it is mostly the head of what the phrases are about (HEAD), or a quality (和谐); where it is almost
    never the head, the phrases that have it so are left out (STRAY).

    A phrase of two speeches is believed; one of a single speech only where a passage with it uses the word otherwise,
    too, for else the passage is of another thing (国防教育, once or twice among the duties to the forces), and only where
    it tells of nothing that speech alone pursues (_ONE_TIME). A phrase with the words of two topics is the first one's: 职工就业
    is said of 职工, and whoever speaks of 就业 may mean others.
    """
    under: dict[str, dict[str, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    dwelt: dict[str, set[str]] = defaultdict(set)
    headed: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for index, speech in enumerate(speeches):
        for passage in speech.passages:
            place = (index, passage.number)
            for word in {word for head in _heads(passage) for word in _key_words(head)}:
                headed[word].add(place)
            if passage.kind != "heading":
                text = body(passage)
                for phrase in phrases(text):
                    for word in _key_words(phrase[2:]):
                        if word != phrase[2:]:
                            under[word][phrase].add(place)
                            if word in text.replace(_close(phrase, word), ""):
                                dwelt[word].add(phrase)
    heading = frozenset(word for word in under if len(headed[word]) >= 2)
    recurring = _recurring(found, heading)
    said: dict[str, list[str]] = {}
    for word in sorted(heading):
        if recurring.get(word, 0.0) < RECURS:
            continue
        own = [
            phrase
            for phrase, seen in under[word].items()
            if _spread(seen) > 1 or (phrase in dwelt[word] and not _ONE_TIME.search(phrase))
        ]
        kept = _different(sorted(own, key=lambda p: (-len(under[word][p]), len(_told(p, word)), p)), word)
        if STRAY * sum(phrase.endswith(word) for phrase in kept) <= len(kept):
            kept = [phrase for phrase in kept if not phrase.endswith(word)]
        # 疫情防控工作 is 疫情防控, 网络平台建设 builds 网络平台.
        if sum(_MADE.sub("", phrase).endswith(word) for phrase in under[word]) > HEAD * len(under[word]):
            continue
        if len(kept) >= FEWEST:
            said[word] = kept
    topics: list[Topic] = []
    for word in said:
        kept = [phrase for phrase in said[word] if word == min(_named(phrase, said), key=phrase.index)]
        places = {place for phrase in kept for place in under[word][phrase]}
        if len(kept) >= FEWEST and _spread(places) >= 2:
            evidence = Evidence(
                "mined",
                sum(len(under[word][p]) for p in kept),
                _spread(places),
                round(_spread(places) / len(speeches), 3),
                references=tuple(sorted({speeches[speech].id for speech, _ in places})[:3]),
            )
            topics.append(Topic(f"{FIELD}/{word}", FIELD, word, phrases=tuple(kept), evidence=evidence, reviewed=False))
    return tuple(topics)


def _close(phrase: str, word: str) -> str:
    """The word with the two characters before it: 国防教育."""
    return phrase[: phrase.index(word)][-2:] + word


def _named(phrase: str, said: Mapping[str, Sequence[str]]) -> list[str]:
    """The topics that have the phrase."""
    return [word for word, own in said.items() if phrase in own]


def _spread(places: Iterable[tuple[int, int]]) -> int:
    """In how many speeches the places are."""
    return len({speech for speech, _ in places})


def _heads(passage: Passage) -> Iterator[str]:
    """What a passage says it is about: a heading, a paragraph's opening clause, the items of 一要…二要…."""
    text = body(passage)
    if passage.kind == "heading":
        yield text
        return
    first = re.split("[。；！？]", text)[0]
    for head in (first if len(first) <= LONGEST_HEAD else re.split("[，：]", first)[0], *_ITEM.findall(text)):
        if len(head) <= LONGEST_HEAD:
            yield head


def _recurring(found: Sequence[Unit], wanted: frozenset[str]) -> dict[str, float]:
    """Wanted word → of the passages that use it the share that use it again (adaptation; Church, COLING 2000)."""
    once: Counter[str] = Counter()
    again: Counter[str] = Counter()

    def close(words: list[str]) -> None:
        for word, uses in Counter(words).items():
            once[word] += 1
            if uses > 1:
                again[word] += 1

    passage: list[str] = []
    for unit in found:
        if unit.first:
            close(passage)
            passage = []
        if not wanted.isdisjoint(unit.words):
            passage += [word for word in unit.words if word in wanted]
    close(passage)
    return {word: again[word] / uses for word, uses in once.items()}


@lru_cache(maxsize=1 << 14)
def _key_words(text: str) -> tuple[str, ...]:
    """The words of a heading or an object that say what it is about."""
    words = [part for word in cut(text) for part in ((word, word[-2:]) if len(word) == 4 else (word,))]
    return tuple(
        word
        for word in dict.fromkeys(words)
        if len(word) >= 2
        and "\u4e00" <= word[0] <= "\u9fff"
        and word not in FUNCTION_WORDS
        and word not in GENERAL
        and not tagged(word)[0][1].startswith("a")
    )


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
    if OPENING_VERBS.isdisjoint([piece[at : at + 2] for at in range(max(1, len(piece) - LONGEST), len(piece) - 3)]):
        return ""
    words = cut(piece)
    for position in range(len(words) - 1, 0, -1):
        if words[position] in OPENING_VERBS:
            before = words[position - 1]
            joined = before in ("的", "和", "与", "及") or before in OPENING_VERBS
            # 西方国家等…: somebody else does it; 无论怎么…, 难以…: nobody is asked to.
            if before == "等" or _UNASKED.search(piece):
                return ""
            whole = before in FUNCTION_WORDS or bool(_ADVERBS.fullmatch(before))
            return "".join(words[position:]) if whole and not joined else ""
    return ""


_UNASKED = re.compile("无论|不论|怎么|如何|为什么|如果|没有|不[能会是]|难以")

# 创新能力, 突出问题: openings that are as often the first half of a noun.
_NOUNS_TOO = frozenset("创新 突出 规范 统筹 集中 协同 落地 履职 尽责 转变 统一".split())


_WEIGHS = ("责任", "担子", "任务", "举措", "整改", "包保")
# 实施科技兴海: what raises what is said whole, and wants its 战略 or 行动.
_RAISES = re.compile("兴[国省市县区乡镇村农企业校教军海林渔]$")


@lru_cache(maxsize=1 << 14)
def _object(phrase: str) -> bool:
    """True when what follows the verb is a noun phrase that can stand alone."""
    rest = phrase[2:]
    if rest[0] in "型性化力度率" or _RAISES.search(rest) or (phrase[:2] == "压实" and not rest.endswith(_WEIGHS)):
        return False
    words = cut(rest)
    if not words or words[0] in FUNCTION_WORDS or words[-1] in FUNCTION_WORDS or rest[0] in "好了的地得着":
        return False
    if len(words[-1]) < 2 or any(word in FUNCTION_WORDS and word not in ("和", "与", "的", "不") for word in words):
        return False
    tag = tagged(rest)[-1][1]
    if tag != "an" and not tag.startswith(("n", "v", "l", "i", "j")):
        return False
    return not _CAMPAIGN.search(rest) and not mask(phrase)[1] and not mask(rest)[1]


# What the Party has its members study at a time is no matter of schools, nor of the next year.
_CAMPAIGN = re.compile("(学习|主题|专题|专项|集中)教育(活动|工作)?$")
_ONE_TIME = re.compile("(攻坚战|保卫战|歼灭战|阻击战|大会战|战略|行动|工程|计划)$|强[省市县区]")
"""What is fought or pursued for some years in some place, or what one place calls its own aim (科技强市), unless several
speeches speak of it."""


def _different(ordered: Sequence[str], word: str) -> list[str]:
    """Without phrases that hold another, say the same with another verb or of something graded otherwise, or tell of a
    thing beside the word that another tells of, too (防控 of 疫情)."""
    kept: dict[str, frozenset[str]] = {}
    for phrase in ordered:
        told = _told(phrase, word)
        if not any(
            phrase in other
            or other in phrase
            or phrase[2:] == other[2:]
            or Levenshtein.distance(phrase, other) == 1
            or (phrase[:2], phrase[-4:]) == (other[:2], other[-4:])
            or told & also
            for other, also in kept.items()
        ):
            kept[phrase] = told
    return list(kept)


def _told(phrase: str, word: str) -> frozenset[str]:
    """What a phrase tells of beside its topic."""
    parts = cut(phrase[2:].replace(word, " "))
    return frozenset(part for part in parts if len(part) > 1 and part not in GENERAL)
