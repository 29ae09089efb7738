"""What is called by its kind in a line made from a precedent (凭类名成名的): everyday words that name something together.

Each word by itself is anybody's (阳光, 午餐, 工程), so that no ground makes a gap of them; but no speech of this phrasebank
ever said them side by side, and what they end in is what places, bodies and undertakings are called by. So is a short word
for a body (央视), a day that goes by a number or by a word (五一, 小雪), and a number that is read out by its digits
(12345, 九八年). It is shown to the writer, not taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from drafter.flow.called import OF_A_SORT
from drafter.flow.everyday import HEAD, OF_A_CLASS
from drafter.flow.spans import Word
from drafter.flow.strange import BY_NUMBER, GENERAL, NO_NEIGHBOUR, has_word, widely
from drafter.language.commonplace import COMMONPLACE
from drafter.language.late import late
from drafter.language.verbs import OPENING_VERBS, SURE
from drafter.language.words import FUNCTION_WORDS

_HAN = late("[\u3400-\u9fff]+")
_SIGN = late(
    r"(?<![\d.〔〕])(?:\d{3,}(?![\d.,%％万亿]|年|月)|[A-Za-z]+\d+[A-Za-z]*)|(?<![一二三四五六七八九十百千万零〇\d])[零〇五六七八九][零〇一二三四五六七八九]年(?![代来间多])"
)
"""A number that counts nothing (12345, S217), a year of two digits."""
_DAY = late(
    "(?<![一二三四五六七八九十百千万第\\d])(?:五一|六一|七一|八一|十一|三八|五四)(?![一二三四五六七八九十百千万\\d点个条项次级届年月日号份只家户人届步类])|小雪|大雪(?!纷|封|天|灾)|清明(?!廉|政)|雨水(?![管井多少口收])"
)
"""A day by its number, a solar term that is a word as well."""
_OFFICE = late(
    "(?:[国省市县区州]委|[省市县区州]政府|[省市县区州](?:人大|政协|纪委))(?:(?![的和与、在])[\u3400-\u9fff]){0,6}?(?:办|局|厅|部|组|室|处)(?![理事法公署长门织分])"
)
"""An office of a government, short or whole (省委改革办)."""
_SHORT = ("j", "nt", "ns", "nz", "t")
"""How the tags begin of what is a name, or short for one."""
KIND = late(
    f"(?![所组会班案戏]$)(?:{HEAD.pattern})|[宫殿堂厅塔碑亭库连牌鼎]|大渠|干渠|支渠|项目|平台|热线|专线|礼堂|会堂|讲堂|课堂|教室|学堂|学院|大学|大厦|大楼|中心|广场|频道|栏目|晚会|论坛|讲座"
    "|[\u3400-\u9fff]*(?:恳谈|博览|交易|洽谈|招聘|促进|联合|商|协|学|总)会|协会|学会|商会|基金|基金会|联盟|俱乐部|夜校|大队|支队|中队|分队|志愿队|工作室|驿站|营地|步道|栈道|灌区|泵站|厂房|电站|电厂|水厂|货场|车站|线|港口|集市|超市|酒店|饭店|宾馆|餐厅|茶馆|银行|信用社"
    "|活动|节目|讲坛|计划|之家|之声|之星|先锋|标兵|卫士|模式|经验|精神|直通车|一条街|专列|专线|快报|日报|晚报|内参|专刊"
)
"""What something is called by, with a name before it."""
_MODIFIES = ("n", "j", "s", "vn", "an", "g", "b", "nr", "ns", "nt", "nz", "t", "z", "a", "m", "v", "x")
"""How the tags begin of what may stand before it as its name."""
_WHOSE = late("[全各我本每该][省市县区州旗乡镇村级地国局]?$")
_HELD = ("会", "工程", "计划")
"""What is called by what is done at it or for it (回乡|恳谈会)."""
_ACT = late("活动|经验|精神|计划|项目|平台|行动|工程|模式")
"""What is done, which has a name only where the phrasebank never says it so (教育|活动)."""
_FEAST, _LINE, _PAIR = "节", "线", 2
_LONGEST = 8
"""Characters of a name at most, what it is called by among them."""


def by_kind(text: str, words: list[Word], said: str = "") -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose gaps are blanked; words: its words by the dictionary; said: what the brief says."""
    for pattern in (_SIGN, _DAY, _OFFICE):
        yield from (match.span() for match in pattern.finditer(text) if match[0] not in said)
    for place, word in enumerate(words):
        if _short_name(word) and word.text not in said:
            yield word.start, word.end
        elif KIND.fullmatch(word.text):
            start = _begins(words, place)
            # 情|节, 环|节 are no feasts: 云雾|春茶|节.
            if (
                start < word.start
                and (word.text != _FEAST or word.start - start > _PAIR)
                and not _had(start, words, place, said)
            ):
                yield start, word.end


def _short_name(word: Word) -> bool:
    """Whether a word is short for a body or is a place, by itself."""
    if len(word.text) == 1 or not _HAN.fullmatch(word.text) or word.text in COMMONPLACE:
        return False
    # What the bank has across two words only (春|晚) it has not.
    if word.text in GENERAL and has_word(word.text, "n"):
        return False
    return word.tag.startswith(_SHORT) and OF_A_CLASS.fullmatch(word.text) is None


def _begins(words: list[Word], place: int) -> int:
    """Where the name begins that the kind at `place` stands behind; where that itself begins if there is none."""
    kind = words[place]
    before: list[Word] = []
    for word in reversed(words[:place]):
        if (
            word.end != (before[-1] if before else kind).start
            or kind.end - word.start > _LONGEST
            or not _modifies(word)
            # 口号|变成|行动: beside what it is done with a verb is one, but in 突击|连, 回乡|恳谈会.
            or (not before and word.tag == "v" and len(kind.text) > 1 and not kind.text.endswith(_HELD))
        ):
            break
        before.append(word)
    # One character that says what is done or how is part of a name only beside another that is no word (亲|商|直通车).
    while before and len(before[-1].text) == 1 and before[-1].tag.startswith(("v", "a")):
        if len(before) > 1 and len(before[-2].text) == 1:
            break
        before.pop()
    # What is done with it is none of it (抓好|栈道|项目), but in what is held (回乡|恳谈会).
    while before and len(before[-1].text) > 1 and before[-1].tag in ("v", "vd") and not kind.text.endswith("会"):
        before.pop()
    named = "".join(word.text for word in reversed(before))
    of_a_sort = before and before[0].text.endswith(OF_A_SORT)
    counted = all(word.tag.startswith("m") for word in before) and named not in BY_NUMBER
    if not before or of_a_sort or counted or (len(named) == 1 and named not in BY_NUMBER):
        return kind.start
    return before[-1].start


def _modifies(word: Word) -> bool:
    if word.text in BY_NUMBER:
        return True
    if not _HAN.fullmatch(word.text) or word.text in FUNCTION_WORDS | OPENING_VERBS | SURE:
        return False
    # 全县|签约项目 says whose.
    if _WHOSE.match(word.text) or word.text in NO_NEIGHBOUR:
        return False
    return word.tag.startswith(_MODIFIES)


def _had(start: int, words: list[Word], place: int, said: str) -> bool:
    """Whether the brief or the phrasebank has what stands before the kind with it, word by word."""
    name = [word.text for word in words[: place + 1] if word.start >= start]
    # 发展|线
    if name[-1] == _LINE and all(word in GENERAL for word in name):
        return True
    known = GENERAL.__contains__ if _ACT.fullmatch(name[-1]) else widely
    return all(pair in said or known(pair) for pair in map("".join, pairwise(name)))
