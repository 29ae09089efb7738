"""What nobody vouches for in a line made from a precedent (无人作保的字句): it becomes a gap before the line stands.

language/particulars.py finds facts by their kinds, and there is always another kind. Here it is the other way round: a
word stays only where somebody vouches for it,

    the brief      says it
    the bank       has it in its wording, which names nobody
    the language   has it as a word that names nothing by itself: no name (nr ns nt nz), no noun hardly anybody uses

and whatever else stands is a gap, with what it is called by behind it (渡口|桥, 城北|所). A noun that everybody uses and
only this bank lacks (阳台) stays; what holds some ground to be a name is told to the writer besides (`doubtful`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.flow.called import OF_A_SORT, called
from drafter.flow.enumerated import enumerated
from drafter.flow.everyday import (
    BOOKISH,
    CALLED_BY,
    DOES,
    HEAD,
    LONG,
    OF_A_CLASS,
    PARALLEL,
    PROPER,
    SPOKEN,
    everybodys,
    runs_on,
    saying,
    stands_for,
)
from drafter.flow.formed import TAIL, by_form
from drafter.flow.spans import Word, blank, joined, placed
from drafter.flow.standing import TRADES, by_standing
from drafter.flow.strange import BY_NUMBER, GENERAL, NO_NEIGHBOUR, pieces
from drafter.flow.trades import firms
from drafter.language.commonplace import COMMONPLACE
from drafter.language.done_to import verb_before
from drafter.language.late import late
from drafter.language.masked import NAMED, SLOTS
from drafter.language.named_things import CALLED
from drafter.language.official import OFFICIAL
from drafter.language.particulars import particulars
from drafter.language.surnames import SURNAMES
from drafter.language.words import FUNCTION_WORDS, how_often, listed, tagged

_PAIR = 2
_SINGLE = ("n",)
"""How the tags begin of single characters that may be part of a name."""
_ROAD = late("[路街巷桥渠]")
"""What is called by any noun before it (渡口桥)."""
_BRIDGED = frozenset("解放 胜利 和平 跃进 前进".split())
"""No nouns, and roads and bridges are called so all the same."""
_SETTLED = late("[湾岭屯寨庄坪堡岛渡滩潭]")
"""What is called by any word before it (回水湾)."""
_VALLEY = late("[沟湾岭屯寨庄坪堡岛渡滩潭坡峪崖洼梁峁塬圩墩洲]")
"""What is called by whatever stands before it, where that is nobody's (野猫沟)."""
_HAN_BEFORE = late("[\u3400-\u9fff>]$")
_GROUP = late("(?:救援|突击|志愿|服务|文艺|宣传)队|宣讲团|艺术团|合唱团|夜市|早市|梯田|公寓")
"""What goes by a name (蓝天救援队) unless the phrasebank knows what is said of it (消防救援, 党员突击)."""
_UNDERTAKING = late("项目|工程|行动|计划|基地|小镇|产业园|景区|公司|集团|水库|大桥|社区")
_LEADS = (FUNCTION_WORDS - set("上下里内外前后")) | set("的了在是说讲办建")
"""Single characters that are no part of the name beside them."""
_YEARS = late("(?:[一二三四五六七八九十两]{1,2}年)?$")
"""How long, behind a name (凤鸣|九年一贯制)."""
_GOES_ON = ("地名", "名称", "单位")
"""Slots of names that may go on behind."""


def unvouched(text: str, said: str = "") -> list[tuple[int, int]]:
    """(start, end) of what nobody vouches for in `text`, a passage with slots <…>; in order, none overlapping. A slot
    whose name goes on beside it (<地名>所) is part of one.

    said: what the brief says.

    >>> text = "<时间>，鼓楼巷的阿依古丽开了店，大家都说好"
    >>> [text[start:end] for start, end in unvouched(text)]
    ['鼓楼巷', '阿依古丽']
    """
    bare = OFFICIAL.sub(blank, SLOTS.sub(blank, text))
    words, guessed = placed(listed(bare)), placed(tagged(bare))
    odd = pieces(bare, said)
    found = [span for span in odd if _names(bare, span, guessed) or _headed(bare, span, words) or _settled(span, words)]
    found += _by_place([*words, *guessed], said)
    for name in filter(stands_for, called(bare, GENERAL, said)):
        found += (
            _without_deeds(match.span(), bare, guessed)
            for match in re.finditer(re.escape(name), bare)
            if not _torn(match.span(), words)
        )
    found = [span for span in found if not parallel(text, *span)]
    slots = [match.span() for match in SLOTS.finditer(text) if match[1] in _GOES_ON]
    # 九曲|<地名>, <地名>|绒山羊: what nobody has beside a name is part of it.
    found += [
        span
        for span in odd
        for slot in slots
        # <地名>|两岸
        if (span[1] == slot[0] or span[0] == slot[1])
        and not (text[span[0]] in BY_NUMBER and how_often(text[slice(*span)]) >= SPOKEN)
    ]
    # 绿禾|农业, 翠|垄|农业: what nobody has before what a firm does.
    found += [
        (start, one.end)
        for start, end in odd
        for one in words
        if one.text in TRADES and one.start - end in (0, 1) and _PAIR <= one.start - start <= LONG
    ]
    grown = [_grown(words, *span) for span in (*found, *slots)]
    # 和|<地名>: at the beginning of a clause nothing is joined.
    grown += (
        (first - 1, last)
        for first, last in slots
        if text[first - 1 : first] == "和" and not _HAN_BEFORE.search(text, 0, first - 1)
    )
    grown += by_form(text)
    grown += by_standing(text)
    grown += firms(text)
    for match in SLOTS.finditer(text):
        if match[1] == "人名":
            grown += _whole_person(words, *match.span())
    # 苏黎世|联邦理工学院
    grown += ((start, rest.end()) for start, end in found if (rest := TAIL.match(text, end)))
    grown += _torn_off(text, words, [*grown, *slots])
    grown += enumerated(text, said)
    grown = [*joined(sorted(span for span in grown if span not in slots))]
    # A name is one beside what has become one.
    grown += _in_one_breath(text, grown, said)
    named = [
        (start + verb_before(text, start, end), start + len(_YEARS.sub("", text[start:end])))
        for start, end in joined(sorted(grown))
    ]
    return [
        (start, end)
        for start, end in named
        if start < end
        and (start, end) not in slots
        and text[start:end] not in said
        and not PARALLEL.fullmatch(text, start, end)
    ]


def parallel(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is part of what is said in pairs (高质|高效; 全方位、全领域): a saying, made for the speech."""
    for at in range(max(0, end - 4), start + 1):
        four = text[at : at + 4]
        if _PAIRED.fullmatch(four) and not HEAD.fullmatch(four[-1]):
            return True
    first, last = start, end
    while first and _HAN_BEFORE.match(text[first - 1]) and text[first - 1] != ">":
        first -= 1
    while last < len(text) and _HAN_BEFORE.match(text[last]) and text[last] != ">":
        last += 1
    # The first one runs on from before, the last one behind (构建|全方位、全领域|推进).
    return any(_beside_alike(text, begin, to) for begin in {first, start} for to in {last, end})


def _beside_alike(text: str, first: int, last: int) -> bool:
    """Whether what stands beside text[first:last], with 、 between, is as long and has a character at the same place."""
    piece = text[first:last]
    size = len(piece)
    if not LONG <= size <= _LONGEST_PIECE or (piece[0] in SURNAMES and size == LONG) or CALLED_BY.search(piece):
        return False
    before = text[max(0, first - 1 - size) : first - 1] if text[first - 1 : first] == "、" else ""
    behind = text[last + 1 : last + 1 + size] if text[last : last + 1] == "、" else ""
    # What both end in they are called by (青山渡、白马渡).
    return any(
        len(other) == size
        and CALLED_BY.search(other) is None
        and any(one == two for one, two in zip(piece[:-1], other[:-1], strict=True))
        for other in (before, behind)
    )


_PAIRED = late(
    r"([\u3400-\u9fff])(?!\1)[\u3400-\u9fff]\1(?!\1)[\u3400-\u9fff]|[\u3400-\u9fff]([\u3400-\u9fff])(?!\2)[\u3400-\u9fff]\2"
)
_LONGEST_PIECE = 8
"""Characters of what is said in pairs at most."""


def _in_one_breath(text: str, names: list[tuple[int, int]], said: str) -> Iterator[tuple[int, int]]:
    """(start, end) of what is told in one breath with a name, those at `names` among them."""
    masked, back, at = "", list[int](), 0
    for start, end in names:
        masked += text[at:start] + _NAME
        back += [*range(at, start), *[start] * len(_NAME)]
        at = end
    back += range(at, len(text))
    for start, end in enumerated(masked + text[at:], said):
        yield back[start], back[end - 1] + 1


_NAME = f"<{NAMED}>"


def opened(text: str, said: str = "", level: str = "") -> dict[str, bool]:
    """The names that adapting `text`, which holds no < and >, would leave open though no kind of fact has them, and whether
    form, place or what it is called by makes each one: else it is only a word that nobody vouches for (开弓).

    said: what the brief says. level: this meeting's, see language/particulars.py.

    >>> opened("2023年，鼓楼巷的阿依古丽开了店，开弓没有回头箭")
    {'鼓楼巷': True, '阿依古丽': True, '开弓': False}
    """
    line = particulars(text, GENERAL, level=level, own=said)
    spans = unvouched(line.text, said)
    words = placed(listed(OFFICIAL.sub(blank, SLOTS.sub(blank, line.text)))) if spans else []
    sure = (
        [
            *by_form(line.text),
            *by_standing(line.text),
            *firms(line.text),
            *enumerated(line.text, said),
            *_by_place(words, said),
        ]
        if spans
        else []
    )
    found: dict[str, bool] = {}
    for start, end in spans:
        # 新华书店 is one word of the dictionary.
        headed = any(start < one.start and one.end == end and HEAD.fullmatch(one.text) for one in words) or (
            end - start > _PAIR and HEAD.fullmatch(line.text, end - _PAIR, end) is not None
        )
        grounded = headed or any(first < end and start < last for first, last in sure)
        name = line.whole(start, end)
        found[name] = found.get(name, False) or grounded
    return found


def doubtful(text: str, said: str = "") -> list[str]:
    """What of `text` may be a name and is left to the writer (点名), each once: a piece that nobody vouches for and that
    holds a name of the dictionary's, or characters that make no word.

    >>> doubtful("北斗终端装上了渔船，椅子、筷子、抽屉都换了")
    ['北斗']
    """
    words, guessed = placed(listed(text)), placed(tagged(text))
    found = [text[slice(*span)] for span in pieces(text, said) if _grounded(text, span, words, guessed)]
    names = [name for name in called(text, GENERAL, said) if not runs_on(name)]
    # 王家湾 is one name, 王家 a piece of it.
    return list(dict.fromkeys([*(one for one in found if not any(one in name for name in names)), *names]))


def _grounded(text: str, span: tuple[int, int], words: list[Word], guessed: list[Word]) -> bool:
    """Whether something in the piece text[span] has ground to be a name."""
    start, end = span
    if not DOES.isdisjoint(text[start:end]) or PARALLEL.fullmatch(text, start, end):
        return False
    if _headed(text, span, words) or _names(text, span, guessed) or _begins_a_clause(text, span, words):
        return True
    if text[start] in BY_NUMBER and len(listed(text[start:end])) > 1:
        # 五|链
        return True
    return any(_maybe(one) for one in words if start <= one.start and one.end <= end)


def _begins_a_clause(text: str, span: tuple[int, int], words: list[Word]) -> bool:
    """Whether three characters or more begin a clause and have something, or a thing is called by them (拉面哥的, 金丝猴|奶糖厂)."""
    start, end = span
    # 副组长 is a post.
    if (
        end - start < LONG
        or text[start] == "副"
        or _HAN_BEFORE.search(text, 0, start)
        or OF_A_CLASS.fullmatch(text, start, end)
    ):
        return False
    behind = next((one for one in words if one.start == end), None)
    return behind is not None and (behind.text == "的" or (len(behind.text) > 1 and behind.tag.startswith("n")))


def _maybe(word: Word) -> bool:
    """Whether the dictionary has a word as a name that it is now and then, or as a time that it is not (胖|东来)."""
    if len(word.text) == 1 or word.text in COMMONPLACE or OF_A_CLASS.fullmatch(word.text) or saying(word):
        return False
    if word.tag == "t":
        return _OF_TIME.search(word.text) is None
    return word.tag.startswith(PROPER) and how_often(word.text) < _NOW_AND_THEN


_OF_TIME = late("[年月日天时节春夏秋冬晨早晚夜午昼期季周今昔古代世纪朝旦夕刻分秒初末底伏暑]")
_NOW_AND_THEN = 300
"""A word tagged as a name that is counted more often is a word."""


def _torn(span: tuple[int, int], words: list[Word]) -> bool:
    """Whether a name of two characters is torn out of two everyday words (人|员服|务)."""
    start, end = span
    met = [one for one in words if one.start < end and start < one.end]
    return (
        len(met) == _PAIR == end - start
        and met[0].start < start
        and end < met[1].end
        and all(len(one.text) > 1 for one in met)
    )


def _names(text: str, span: tuple[int, int], guessed: list[Word]) -> bool:
    """Whether a word in the piece `span` is none of the language."""
    start, end = span
    inside = [one for one in guessed if one.start < end and start < one.end]
    if HEAD.fullmatch(text, start, end):
        # 战队 by itself is what others are called.
        return False
    return (
        (DOES | BOOKISH).isdisjoint(text[start:end])
        and not all(map(everybodys, inside))
        and not _said_of(next((one for one in guessed if one.end == start), None), inside)
    )


def _said_of(before: Word | None, inside: list[Word]) -> bool:
    """Whether one noun that the dictionary has says how or what is done: behind an adverb or 得 (喊得|山响, 总|思源)."""
    if before is None or len(inside) != 1 or inside[0].tag != "n" or len(listed(inside[0].text)) > 1:
        return False
    return before.text in ("得", "总") or before.tag == "d"


def _settled(span: tuple[int, int], words: list[Word]) -> bool:
    """Whether a piece ends in what a settlement is called by, and a word stands before it (野猫|沟)."""
    inside = [one for one in words if span[0] <= one.start and one.end <= span[1]]
    return len(inside) > 1 and len(inside[-2].text) > 1 and _VALLEY.fullmatch(inside[-1].text) is not None


def _headed(text: str, span: tuple[int, int], words: list[Word]) -> bool:
    """Whether what is called by its kind stands behind a piece (夜鹰|行动)."""
    head = next((one for one in words if one.start == span[1]), None)
    inside = [one for one in words if span[0] <= one.start and one.end <= span[1]]
    # 三甲医院, 星级酒店 are of a kind.
    kind = len(inside) == 1 and (inside[0].tag == "b" or inside[0].text.endswith(OF_A_SORT))
    return (
        not kind
        and head is not None
        and HEAD.fullmatch(head.text) is not None
        and text[span[0] : head.end] not in GENERAL
    )


def _by_place(words: list[Word], said: str) -> Iterator[tuple[int, int]]:
    """(start, end) of everyday words that are a name together by where they stand: no general wording has them so."""
    for before, word in pairwise(words):
        name = before.text + word.text
        apart = before.end == word.start and len(before.text) > 1 and DOES.isdisjoint(name)
        if apart and name not in GENERAL and name not in said:
            noun, unknown = before.tag.startswith(("n", "t")), len(listed(before.text)) > 1
            if (
                ((noun or before.text in _BRIDGED) and _ROAD.fullmatch(word.text))
                or (len(before.text) == _PAIR and before.tag != "x" and _SETTLED.fullmatch(word.text))
                or (
                    (noun or unknown) and _GROUP.fullmatch(word.text) and before.text + word.text[:_PAIR] not in GENERAL
                )
                # 幸福里: what is like something has no inside.
                or (before.text in CALLED and word.text == "里")
            ):
                yield before.start, word.end


def _without_deeds(span: tuple[int, int], text: str, guessed: list[Word]) -> tuple[int, int]:
    """A name without what runs into it from behind (冯立|连, 吴妈|会)."""
    start, end = span
    for one, behind in pairwise(guessed):
        if one.start == start and one.tag == "nr" and one.end < end and not behind.tag.startswith("n"):
            end = one.end
    while end - start > _PAIR and text[end - 1] in NO_NEIGHBOUR:
        end -= 1
    return start, end


def _grown(words: list[Word], first: int, last: int) -> tuple[int, int]:
    """The name with the characters beside it that make no word, and with what it is called by behind it."""
    for word in reversed(words):
        if word.end == first and _alone(word, (*_SINGLE, "a")):
            first = word.start
    for word in words:
        # 郭家馄|饨: a word is no part of a name only.
        if word.start < last < word.end or (
            word.start == last and (HEAD.fullmatch(word.text) or _alone(word, _SINGLE))
        ):
            last = word.end
    return first, last


def _torn_off(text: str, words: list[Word], names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """A name or its slot with what was torn off it: one character before it where a clause begins (下|<名称>), one behind it
    before what an undertaking is called by (<名称>|养|项目)."""
    for start, end in names:
        for before, word in pairwise(words):
            alone = len(before.text) == 1 and before.text not in _LEADS
            if before.end == start and before.tag == "f" and alone and not _HAN_BEFORE.search(text, 0, before.start):
                yield before.start, end
            if (
                before.start == end
                and alone
                and before.tag.startswith(("v", "a", "n"))
                and _UNDERTAKING.fullmatch(word.text)
            ):
                yield start, before.end


def _whole_person(words: list[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The slot of a name with the character before it (麦|小青) that was cut off; nothing where there is none."""
    for word in words:
        if word.end == first and _alone(word, ("n", "z", "g")):
            yield word.start, last


def _alone(word: Word, tags: tuple[str, ...]) -> bool:
    """Whether a word is one character that may belong to the name beside it."""
    return (
        len(word.text) == 1 and word.tag.startswith(tags) and word.tag != "x" and word.text not in (*NO_NEIGHBOUR, "好")
    )
