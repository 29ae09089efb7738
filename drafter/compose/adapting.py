"""Lines of others and of one's own turned into what 选定 holds (改写): facts become slots, what the brief says stays tied to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from drafter.brief.schema import without_label
from drafter.language.levels import WHOSE
from drafter.language.masked import NAMED, SLOTS, Masked
from drafter.language.numerals import chinese
from drafter.language.particulars import particulars
from drafter.language.persons import whole_name
from drafter.language.quantities import CLASSIFIERS
from drafter.search.layout import LABEL

GAP = re.compile(r"【待填：([^【】]{1,24})】")
# A precedent's meeting is not this meeting: names no field of the brief fills.
_ADAPTED = {
    "会议": "会议名称",
    "单位": "单位名称",
    "人名": "人名",
    "地名": "地名",
    "日期": "日期",
    "数": "数字",
    "文件": "文件名称",
}
_HERE = re.compile(
    r"((?:今天|今日|这里|我们|此次|这次|本次)[^。；<>]{0,12}(?:召开|举行|举办|参加|出席)(?:的是|了)?)<会议名称[一二三四五六七八九十]*>"
)
"""Where a precedent names the meeting it was held at: it is this one's place."""
SHORTEST = 2
"""A filler of fewer characters is not tied to its slot: it could stand there by chance."""


def adapt(
    text: str,
    places: Collection[str] = (),
    level: str = "",
    subjects: Iterable[str] = (),
    theirs: str = "",
    title: str = "",
    general: Container[str] = "",
    own: str = "",
    proxy: bool = True,
    unvouched: Callable[[str], Iterable[tuple[int, int]]] = lambda text: (),
) -> str:
    """A precedent's passage as a line for the outline: label off, every name, date and figure a slot <…>.

    places, level, theirs, title, general, own, proxy: see language/particulars.py. subjects: what its speech is about and this one is
    not, the longest first (see flow/subjects.py). unvouched: (start, end) of what else becomes a slot in a passage that
    has its slots (see flow/vouched.py). One fact is one slot, wherever it stands: several of a kind are told
    apart by a number. What another place calls its whole (全市) is what this one does, where the speech says so (全县).

    >>> adapt("（一）2023年3月，青岚市新建工会320家")
    '<日期>，<地名>新建工会<数字>家'
    >>> adapt("全市平均降雨量312毫米", level="县", own="全县防汛工作会议")
    '全县平均降雨量<数字>毫米'
    >>> adapt("在全市技能比武中拿了团体第一", level="县", own="全县防汛工作会议")
    '在<本级称呼>技能比武中拿了团体第一'
    >>> adapt("一百天很短，一百天也很长，要办好3件事；")
    '<数字一>天很短，<数字一>天也很长，要办好<数字二>件事。'
    """
    bare = text if _SERIES.match(text) else _unlabelled(text)
    line = particulars(bare.replace("<", "〈").replace(">", "〉"), general, places, level, theirs, title, own, proxy)
    for subject in subjects:
        for match in reversed(list(re.finditer(re.escape(subject), line.text))):
            line.put(*match.span(), SUBJECT)
    for start, end in reversed([*unvouched(line.text)]):
        somebody = whole_name(line.text, start, end)
        line.put(start, *((somebody, "人名") if somebody > start else (end, NAMED)))
    for match in line.from_behind(_ADDRESS):
        if _DOOR.search(line.whole(*match.span())):
            line.put(*match.span(), ADDRESS)
    # The next item stood behind it: here it ends.
    here = f"全{level}" if level and f"全{level}" in own and not _RANKED.search(line.text) else ""
    return re.sub("[；;，,、]$", "。", re.sub(r"\s+", " ", _shown(line, here)).strip())


def _unlabelled(text: str) -> str:
    """`text` without the label it begins with; what counts on inside of it (…三件事。一是…二是…) stays whole."""
    label = LABEL.match(text)
    return text[label.end() :] if label else text


_SERIES = re.compile(
    r"\s*(?:[一二三四五六七八九](?P<kind>[是要])[\s\S]*[二三四五六七八九十](?P=kind)|第[一二三四五六七八九][，、,][\s\S]*第[二三四五六七八九十][，、,])"
)
"""A passage that counts on from what it begins with (一要…二要…): its first number is no label of the passage."""
SUBJECT = "讲的事"
"""The slot of what the precedent's whole speech is about."""


ADDRESS = "地址"
"""The slot of a road, its houses, doors and rooms (槐花巷17号, 幸福里3栋2单元501室)."""
_ADDRESS = re.compile(
    "<(?:名称|地名|单位|名)>(?:[东西南北]?[路街巷弄里])?(?:<(?:数|日期)>(?:号楼?|号院|[栋幢弄室院]|单元)?)+"
)
_DOOR = re.compile(r"(?:[路街巷弄里村苑园道区])[0-9一二三四五六七八九十百]+(?:号|栋|幢|弄)")
_UNIT = re.compile(
    rf"(?P<number>(?:约|近|超|逾|上|好|大|小|将近|接近|不到)?[\d.,，零〇一二三四五六七八九十百千万亿两几数半多余来把—–~～-]+)(?P<unit>(?:{'|'.join(CLASSIFIERS)}|%|％|‰|户|人|个百分点))"
)
"""A figure and what it counts: that stays where it stood, so that the gap tells what is wanted there (<数字>名)."""


def unit_of(figure: str) -> str:
    """What a figure counts or measures, "" of one that does not end in that.

    >>> unit_of("三百多名"), unit_of("1.8万亩"), unit_of("两年零三个月"), unit_of("九成")
    ('名', '亩', '', '')
    """
    match = _UNIT.fullmatch(figure)
    return match["unit"] if match else ""


_WHOLE = re.compile("(?:[全我本]|我们)[省市县区州旗盟]")
"""A whole place as its own people speak of it."""
_RANKED = re.compile(
    "第(?:<|[一二三四五六七八九十])|前[十百列茅<]|[十百]强|名列|位居|居于|排名|排在|领先|比武|大赛|竞赛|比赛|评比|评为|获评|获得|荣获|表彰|唯一|首[个家批例次]|最[大早高多好先]|>?[个家]?[^，。]{0,6}中(?:[排名位]|拿|的第)"
)
"""Where a passage says how somebody stands among others: that was so in that place, and is in no other."""


def _shown(line: Masked, here: str) -> str:
    """The passage with the slots as the writer reads them. here: what this speech calls its whole place (全县), "" where
    it does not say."""
    names = [_ADAPTED.get(match[1], match[1]) for match in SLOTS.finditer(line.text)]
    units = [unit_of(fact) if name == _ADAPTED["数"] else "" for name, fact in zip(names, line.facts, strict=True)]
    told: dict[str, list[str]] = {}
    for name, fact in zip(names, line.facts, strict=True):
        if fact not in told.setdefault(name, []):
            told[name].append(fact)
    numbered = iter(
        here
        if here and name == WHOSE and _WHOLE.fullmatch(fact) and (fact[-1] != "省" or here[-1] == "省")
        else f"<{name}{chinese(told[name].index(fact) + 1) if 1 < len(told[name]) < MOST_APART else ''}>{unit}"
        for name, fact, unit in zip(names, line.facts, units, strict=True)
    )
    return SLOTS.sub(lambda _: next(numbered), line.text)


MOST_APART = 100
"""So many facts of one kind are no longer told apart: no passage has them."""


def at_this_meeting(text: str) -> str:
    """An adapted line with the slot of this meeting where it says what is being held (今天，我们召开<会议>).

    >>> at_this_meeting("今天，我们召开<会议名称>，传达<会议名称>精神。")
    '今天，我们召开<会议>，传达<会议名称>精神。'
    """
    return _HERE.sub(r"\1<会议>", text)


_NAMING = ("place", "org", "person")


def heading_of(text: str, at: int = 0) -> str:
    """The sentence of a passage that has the character `at` (the first one: what it is or begins with), as a heading, without
    the stop behind it; "" where that is too long for one.

    >>> heading_of("（一）把底数摸清。各乡镇要逐户登记，不漏一人。"), heading_of("同志们，" + "把工作做在平时，" * 5)
    ('（一）把底数摸清', '')
    >>> heading_of("（一）把底数摸清。各乡镇要逐户登记，不漏一人。", 12)
    '各乡镇要逐户登记，不漏一人'
    """
    start = max(text.rfind(stop, 0, at) for stop in _SENTENCE_ENDS) + 1
    sentence = re.split(f"[{_SENTENCE_ENDS}]", text[start:], maxsplit=1)[0].strip()
    return sentence.rstrip(STOPS) if len(_unlabelled(sentence)) <= LONGEST_HEADING else ""


@lru_cache(maxsize=16)  # asked at every key
def taken_out(original: str, adapted: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of what of a passage does not stand in the line made from it: its facts, and what else became a slot.

    >>> text = "2023年3月，青岚市新建工会320家。"
    >>> [text[start:end] for start, end in taken_out(text, "【待填：日期】，【待填：地名】新建工会【待填：数字】家。")]
    ['2023年3月', '青岚市', '320']
    """
    match = SequenceMatcher(None, original, GAP.sub("\0", adapted), autojunk=False)
    found: list[tuple[int, int]] = []
    for kind, start, end, _, _ in match.get_opcodes():
        if kind not in ("replace", "delete"):
            continue
        # A character that by chance stands in both parts no fact.
        if found and start - found[-1][1] == 1 and original[start - 1].isalnum():
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)


_SENTENCE_ENDS = "。！？；\n"
LONGEST_HEADING = 30
"""Characters of the longest line that is taken for a heading."""
STOPS = "。．；，、：;,.: "
"""What a heading does not end with."""


_ORDINAL = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}(?:[，、,：:]|\s+)|\d{1,2}[)）])\s*(?=\S)")
_BULLET = re.compile(r"^(?:[•·●○■□◆◇▪▫★☆➢➤✓√→]+|[-–—*+]+(?!\d))\s*(?=\S)|^[一二三四五六七八九十]是[，：]?(?=\S)")


def _unnumbered(text: str) -> str:
    return _ORDINAL.sub("", without_label(text))


def as_item(text: str) -> str:
    """A line of a list as the thing it names: without bullet and number before it, and stop behind it.

    >>> [as_item(line) for line in ("1. 护理人员不足；", "- （二）设施老化", "二是经费不足。", "14所幸福院")]
    ['护理人员不足', '设施老化', '经费不足', '14所幸福院']
    >>> [as_item(line) for line in ("一、二、三产融合", "二、三产业发展", "二、三农工作")]
    ['一、二、三产融合', '二、三产业发展', '三农工作']
    """
    return without_bullet(text).rstrip("；;，,、。 ")


def without_bullet(text: str) -> str:
    """`text` without the bullets and numbers it begins with."""
    text = text.strip()
    while (shorter := _unnumbered(_BULLET.sub("", text)).strip()) != text:
        text = shorter
    return text


def as_heading(text: str) -> tuple[str, str]:
    """A typed heading without the number it begins with, which is the outline's, and the stop behind it; what went.

    >>> as_heading("（一）把底数摸清。")
    ('把底数摸清', '（一）…。')
    >>> as_heading("第一，把底数摸清")
    ('把底数摸清', '第一，')
    >>> as_heading("把底数摸清！")
    ('把底数摸清！', '')
    """
    bare = text
    # A character behind it, so that a number alone is seen as one.
    while (shorter := _unnumbered(bare + "题")[:-1].strip()) != bare:
        bare = shorter
    before = text[: len(text) - len(bare)]
    bare = bare.rstrip(STOPS)
    behind = text[len(before) + len(bare) :]
    return bare, "…".join(part.strip() for part in (before, behind)) if before and behind else (
        before or behind
    ).strip()


def template(text: str, fillers: Mapping[str, str], hints: Mapping[str, str], filled: Mapping[str, str]) -> str:
    """A typed line as it is kept: 【待填：…】 as slots, and what came from the brief as slots that stay tied to it.

    fillers: slot -> value in this line, tied. hints: slot -> its hint. filled: slots the brief fills anywhere.
    """
    names = {hint: name for name, hint in hints.items()}

    def slot(match: re.Match[str]) -> str:
        name = names.get(match[1], match[1])
        # A slot the brief fills would not come back as a gap.
        return match[0] if name in filled or "<" in name or hints.get(name, name) != match[1] else f"<{name}>"

    text = GAP.sub(slot, text)
    pieces = [text]
    for name, value in sorted(fillers.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(value) < SHORTEST or "<" in value or filled.get(name) != value:
            continue
        pieces = [part for piece in pieces for part in _tie(piece, name, value)]
    return "".join(pieces)


def _tie(piece: str, name: str, value: str) -> list[str]:
    if piece.startswith("<") and piece.endswith(">"):
        return [piece]
    parts: list[str] = []
    for number, part in enumerate(piece.split(value)):
        parts += [f"<{name}>", part] if number else [part]
    return parts
