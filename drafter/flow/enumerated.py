"""Names told in one breath with names (并列的名字): 白水乡、上寮、<地名>; 红旗、青山、前进<数>村.

    counted   [member 、]… member [等] <数> | 等, kind that goes by a name     all members
    people    member 、member <数> 同志 | 民警 …, each with a surname first        all members
    several   surname, given 等 <数>, where a clause begins                       the one that is named
    beside    a slot of a name among the members                            those that are no everyday words

A member stands between two 、, or between one and what joins the last (和, 及) or counts them; the first and the last
where nothing ends them are as much as may be a name. What is itself a kind (社区), a field (化工) or an office is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.flow.spans import placed
from drafter.flow.strange import GENERAL, has_word
from drafter.language.commonplace import COMMONPLACE
from drafter.language.late import late
from drafter.language.levels import NOT_IN_NAME, is_office
from drafter.language.named_things import CALLED, OF_A_KIND
from drafter.language.surnames import SURNAMES
from drafter.language.verbs import OPENING_VERBS, SURE
from drafter.language.words import FUNCTION_WORDS, how_often, listed

_HAN = "[\u3400-\u9fff]"
_NAMED = "<(?:地名|人名|名称|单位)>"
_NOT_COUNT = rf"(?:(?!等|[这那][些几]){_HAN})"
_MEMBER = rf"(?:{_NAMED}{_NOT_COUNT}{{0,6}}|{_NOT_COUNT}{{1,12}})"
_JOIN = "(?:、|(?<=[\u3400-\u9fff>][\u3400-\u9fff>])[和及](?!谐|平|睦|时|<数>))"
_LIST = late(rf"{_MEMBER}(?:{_JOIN}{_MEMBER})+(?P<count>等?<数>|等|[这那][些几])?")
_ONE = late(rf"(?<![、和及>\u3400-\u9fff])(?P<one>{_NOT_COUNT}{{2,16}})等<数>")
_PLACE = "村|乡镇?|镇街?|街道|社区|小区|片区|县区?|区县?|林场|农场|茶场|水库|码头|泵站|渡口|景区|景点|园区|隧道|大桥|桥梁|河流|渠道|港口|灌区|楼盘|牧场|行政村|自然村"
_FIRM = "企业|公司|集团|机构|厂|合作社|商场|超市|酒店|店|品牌|老字号|学校|小学|中学|幼儿园|医院|银行|房企|物业|作坊"
_KIND = late(rf"(?:[\u3400-\u9fff]{{0,4}}?(?:{_PLACE})(?![民干级]))|[\u3400-\u9fff]{{0,4}}?(?P<firm>{_FIRM})(?![家主])")
"""What the members are, behind their number."""
_PEOPLE = late("位?(?:同志|民警|老师|医生|工程师|师傅|干部|党员|选手|代表|教练|护士)")
"""Who the members are, behind their number."""
_SHORTEST, _LONGEST = 2, 8
"""Characters of a member that is a name."""
_FOUR = 4
_WORDS = 2
"""Words of two characters and more in one whose beginning nothing tells."""
_WHOLE = 3
"""Characters of a person's whole name at most."""
_PERSON, _BODY, _PLACE_SLOT = "<人名>", "<单位>", "<地名>"
_PART = ("n", "z", "g", "j", "x", "k", "v", "f")
"""How the tags begin of single characters that names are made of."""
_SPOKEN = 300
"""A word the dictionary counts so often says what firms do."""
_EVERYDAY = 20
"""A word the dictionary counts so often is everybody's."""
_TAILED = late(rf"{_NAMED}{_HAN}{{2}}(?<!企业|公司|集团|学校|医院|工厂|机构|银行|商场)")
"""The name of a firm that begins with another (<地名>时代)."""
_ADMIN = late("[\u3400-\u9fff]{1,4}(?:[省市县区乡镇村]|街道|社区)")
"""A place by its rank."""
_HEAD = late(
    "[\u3400-\u9fff]{2,5}(?:站|厂|店|坊|楼|馆|园|桥|渡|寺|湾|沟|岭|坡|坪|寨|屯|洲|塘|庄|铺|药房|诊所|水务|超市|公司|集团|学校|小学|中学|医院)"
)
_GENERAL_STEM = late("特色|优势|国际|国家|上市|现代|区域|大型|全[国省市县区]|周边|有关|相关|其[他它]")
"""What says which sort a place or a firm is."""
_RANKS = frozenset("省市县区乡镇村组街道社区城乡各有全本该某每两几一")
_NOT_IN = frozenset(NOT_IN_NAME) - frozenset("和新家老上下中里内")
_STOPS = ("v", "p", "d", "c", "u", "r", "m", "y", "vn")
"""How the tags begin of words a name neither begins behind nor goes on with."""


def enumerated(text: str, said: str = "") -> Iterator[tuple[int, int]]:
    """(start, end) of each member in `text`, a passage with slots <…>, that is a name; in no order.

    said: what the brief says.

    >>> text = "红旗、青山、前进<数>村要种好脆李，<地名>、上寮要补课，水利、交通等<数>部门跟上。"
    >>> [text[start:end] for start, end in enumerated(text)]
    ['红旗', '青山', '前进', '上寮']
    """
    if "、" not in text and "等<数>" not in text and "和" not in text:
        return
    for match in _LIST.finditer(text):
        yield from _in_list(text, match, said)
    for match in _ONE.finditer(text):
        kind = _KIND.match(text, match.end())
        name = match["one"]
        if kind is None and _person(name) == len(name) <= _WHOLE and _may_be(name, said) and not _everyday(name):
            yield match.span("one")
            continue
        start, end = _first(text, *match.span("one"))
        if kind is not None and _may_be(text[start:end], said) and not _everyday(text[start:end]):
            yield start, end


def _in_list(text: str, match: re.Match[str], said: str) -> Iterator[tuple[int, int]]:
    kind = _KIND.match(text, match.end()) if match["count"] else None
    members, at = list[tuple[int, int]](), match.start()
    end = match.start("count") if match["count"] else match.end()
    for joint in re.compile(_JOIN).finditer(text, match.start(), end):
        members.append((at, joint.start()))
        at = joint.end()
    members.append((at, end))
    if len(members) < _SHORTEST or ("、" not in match[0] and not match["count"]):
        return
    if any(start == end for start, end in members):
        return
    people = match["count"] is not None and _PEOPLE.match(text, match.end()) is not None
    if people and all(_person(text[a:b]) == b - a for a, b in members):
        # 柏林、舒展两位同志
        yield from members
        return
    members[0] = _first(text, *members[0])
    if not match["count"]:
        members[-1] = _last(text, *members[-1])
    # 本地的阿婆茶坊: what says which one is none of the name.
    members = [(start + text[start : end - 1].rfind("的") + 1, end) for start, end in members]
    names = [text[start:end] for start, end in members]
    slots = {name[: name.index(">") + 1] for name in names if name.startswith("<")}
    places = kind is not None and kind["firm"] is None and (bool(slots) or not any(map(_sort, names)))
    firms = kind is not None and kind["firm"] is not None and (bool(slots) or not any(map(_field, names)))
    for (start, end), name in zip(members, names, strict=True):
        if firms and _TAILED.fullmatch(name):
            yield start, end
            continue
        if "<" in name or not _may_be(name, said):
            continue
        if slots == {_PERSON}:
            end = start + _person(name)
            found = end > start and not _everyday(text[start:end])
        elif places or firms:
            found = places or not _field(name)
        elif slots == {_BODY}:
            found = _headed(name) or (name not in GENERAL and listed(name)[0] in ((name, "nz"), (name, "nt")))
        else:
            found = bool(slots) and (_headed(name) or _made_up(name, slots))
        if found:
            yield start, end


def _person(name: str) -> int:
    """How many characters of `name` are a surname and a given name; 0 where it begins with none."""
    reached = 0
    for word in placed(listed(name)) if name[0] in SURNAMES else ():
        if word.end > _WHOLE or word.text in FUNCTION_WORDS:
            break
        reached = word.end
    return reached if reached >= _SHORTEST else 0


def _sort(name: str) -> bool:
    """Whether `name` says which sort places are (城市、农村两个社区)."""
    return name in OF_A_KIND or name[-1:] in _RANKS or name.endswith(("型", "类", "式"))


def _field(name: str) -> bool:
    """Whether `name` is one word of everybody's (化工), which is what a firm does."""
    if name in CALLED:
        return False
    return (name in GENERAL and has_word(name, "n")) or how_often(name) >= _SPOKEN


def _does(name: str) -> bool:
    """Whether something is done in `name` (经济蓬勃发展), which then is no name."""
    words = listed(name)
    return len(words) > 1 and any(
        len(word) > 1 and tag.startswith((*_STOPS, "i", "l")) and word not in CALLED for word, tag in words
    )


def _headed(name: str) -> bool:
    """Whether `name` is a place or a house by what it is called by, and none of the phrasebank's."""
    kind = name.startswith(tuple(OF_A_KIND)) or _GENERAL_STEM.match(name) is not None
    return not kind and (_ADMIN.fullmatch(name) or _HEAD.fullmatch(name)) is not None and name not in GENERAL


def _may_be(name: str, said: str) -> bool:
    """Whether `name` has the length and the characters of one and is no kind, rank or office."""
    return (
        _SHORTEST <= len(name) <= _LONGEST
        and name not in said
        and name not in OF_A_KIND
        and not _RANKS.issuperset(name)
        and not is_office(name)
        and _NOT_IN.isdisjoint(name[:-1] + name[-1].strip("的所"))
        and name[0] not in "各有"
    )


def _everyday(name: str) -> bool:
    """Whether a member is what anybody says: the bank's, or made of everyday words."""
    if name in GENERAL and (len(name) > _SHORTEST or has_word(name, "n")):
        return True
    return not _headed(name) and all(
        len(word) > 1
        and (how_often(word) >= _EVERYDAY or word in GENERAL)
        and (not tag.startswith(("ns", "nt")) or word in COMMONPLACE)
        for word, tag in listed(name)
    )


def _made_up(name: str, slots: set[str]) -> bool:
    """Whether `name` has characters that make no word: one beside a place, two beside what is called by any name."""
    if _everyday(name) or _does(name):
        return False
    words = listed(name)
    part = [len(word) == 1 and tag.startswith(_PART) for word, tag in words]
    return any(part) if _PLACE_SLOT in slots else any(map(all, pairwise(part)))


def _first(text: str, start: int, end: int) -> tuple[int, int]:
    """As much of text[start:end], which runs on before, as may be a name and ends there."""
    if text[start] == "<":
        return start, end
    words = placed(listed(text[start:end]))
    if (
        end - start <= _FOUR
        and not re.match(_HAN, text[start - 1 : start])
        and not words[0].tag.startswith(("v", "p", "d", "c"))
    ):
        # 一品香: a clause that is no longer than a name and begins with nothing that is done.
        return start, end
    begin, count = end, 0
    for word in reversed(words):
        if word.text in FUNCTION_WORDS and word.text not in "上下中里":
            break
        verb = word.text in OPENING_VERBS | SURE or word.tag.startswith(_STOPS)
        if begin < end and (verb or end - start - word.start > _LONGEST or count == _WORDS):
            break
        begin, count = start + word.start, count + (len(word.text) > 1)
    return begin, end


def _last(text: str, start: int, end: int) -> tuple[int, int]:
    """As much of text[start:end], which runs on behind, as may be a name and begins there."""
    if text[start] == "<":
        return start, start + 4
    stop = start
    for word in placed(listed(text[start:end])):
        run_on = len(word.text) > 1 or stop - start >= _SHORTEST
        if _HEAD.fullmatch(text, start, start + word.end):
            # The dictionary has 诊所 as a verb.
            return start, start + word.end
        if stop > start and run_on and (word.text in FUNCTION_WORDS or word.tag.startswith(_STOPS)):
            break
        # 一心诊所 begins with a number.
        if word.text in FUNCTION_WORDS and word.text not in "上下中里" + "一二三四五六七八九" * (stop == start):
            break
        stop = start + word.end
    return start, stop
