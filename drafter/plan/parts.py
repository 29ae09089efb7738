"""Headings that name a part of the speech and no topic (分段标题): 关于会议的主要精神, 我县的情况, 下一步工作打算.

A speech that passes on what another meeting said is built of such parts; what stands in them is told by the part: what
was said there, how things are here, what is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from drafter.language.late import late
from drafter.plan.parallels import heading_of
from drafter.plan.skeleton import headings_of
from drafter.records import Item, Origin, Passage, Speech

Part = Literal["told", "ours", "next", ""]
_VERBAL = "学习|领会|贯彻|落实|把握|吃透|深入|认真|切实|抓|准确|深刻|全面|充分|坚持|以"
_TOLD = late(
    f"(?:关于|传达)?(?!{_VERBAL})[一-龥“”‘’]{{0,28}}?(?:会议?|会上|讲话|文件|通知|批示|指示)的?(?:主要|基本|重要|核心)?的?(?:精神|内容|概况|情况|要点)"
)
_WHOSE = "(?:(?:我们|我|本|全|咱们?|我们的?)?(?:省|市|县|区|州|盟|旗|镇|乡|街道|村|校|院|局|厅|委|办|公司|集团|厂|单位|部门|系统))"
_WHEN = "(?:当前|目前|前段|前期|前一?阶段|今年以来|上半年|前三季度|[今去]年|近年来|过去一年)"
_OURS = late(
    f"(?:关于)?(?:(?:{_WHOSE}|{_WHEN})+的?[一-龥]{{0,10}}?(?:情况|现状|实际|家底|回顾|进展|做法)"
    "|(?:工作|发展)(?:的?(?:基本|主要|总体|进展))*(?:情况|现状|回顾)"
    f"|{_WHOSE}?{_WHEN}?(?:工作)?的?(?:存在|面临)?的?(?:主要|突出)?的?(?:问题|不足|短板|差距)(?:[和与、](?:问题|不足|短板|差距|困难))*)"
)
_NEXT = late(
    f"(?:关于)?(?:{_WHOSE}的?)?(?:"
    "(?:下一?步|下一?阶段|今后|今后一个时期|今后一段时间|下半年|明年|近期|后段)(?:要?抓好)?的?(?:重点|主要|几项)?的?(?:工作|任务)?的?"
    "(?:工作|打算|安排|思路|任务|重点|要求|措施|建议|意见|部署|计划)"
    "|(?:贯彻落实?|落实)(?:会议精神)?的?(?:具体|初步|几点)?(?:意见|措施|打算|要求|安排|建议)"
    "|(?:抓好|做好|就|对)?[^，]{0,12}(?:会议?|讲话|文件|批示|指示|通知)的?(?:主要|重要)?精神的?(?:贯彻|落实|学习)+(?:工作)?的?(?:几点|几个方面的?|具体|初步|主要)?(?:意见|措施|打算|要求|安排|建议)?"
    f"|(?:紧密|密切|立足)?(?:结合|立足|联系)?{_WHOSE}?的?(?:工作)?实际，(?:切实|认真|全面|坚决|扎实|不折不扣)*(?:抓好|做好|推进|推动)(?:会议?精神的?)?(?:学习|贯彻|落实)+(?:工作)?)"
)


def part_of(heading: str) -> Part:
    """What part of a speech a heading names: what was said elsewhere (told), how things are with us (ours), what is to be
    done (next); "" for a heading with a topic of its own.

    >>> part_of("关于会议的主要精神"), part_of("我县的情况"), part_of("关于下一步的工作"), part_of("下一步工作打算")
    ('told', 'ours', 'next', 'next')
    >>> part_of("抓好大会精神贯彻落实的几点要求"), part_of("结合我镇实际，认真抓好贯彻落实")
    ('next', 'next')
    >>> part_of("深入学习贯彻会议精神"), part_of("摸清我县的情况"), part_of("抓好下一步工作"), part_of("存在的问题")
    ('', '', '', 'ours')
    """
    heading = heading.rstrip("。：")
    if _NEXT.fullmatch(heading):
        return "next"
    if _OURS.fullmatch(heading):
        return "ours"
    return "told" if _TOLD.fullmatch(heading) else ""


_ILL = late(
    "差距(?!不断缩小|缩小)|短板|不足(?![一-龥]?[0-9一二三四五六七八九十百千])|薄弱|(?<!解决)(?<!整改)(?<!破解)问题(?:还|也|仍|依然|不少|不容|主要|突出|在|是|摆)|存在[^，。；]{0,8}问题|问题[^，。；]{0,4}存在"
    "|(?:看到|正视|承认|清楚|不能回避)[^。；]{0,14}(?:问题|困难|不够|落后)|不容乐观|困难(?:还|也|不少)|还有不少"
)
"""A sentence that goes on to what is not well."""
_REMEDIED = late("(?:解决|补齐|整改|破解|弥补|补上|缩小|攻克)了?[^，。；]{0,10}(?:问题|短板|差距|不足|弱项)")
_SENTENCE = late("[^。！？]*[。！？]+[”’」』）)]*|[^。！？]+$")


def by_parts(speech: Speech) -> Speech:
    """`speech` with the passages of its parts told by the part they stand in: of our own situation what was achieved and,
    from the sentence that turns to it on, what is not well; of the other meeting what was said there is its background.

    The moves of `speech` are called by their ids; nothing is kept of this but the brief.
    """
    heads = headings_of(speech)
    part: Part = ""
    ill = False
    found: list[Passage] = []
    for passage in speech.passages:
        top = next((text for level, text in heads.get(passage.number, ()) if level == 1), "")
        if top or passage.move == "结束语":
            part, ill = part_of(top) if top else "", False
            ill = part == "ours" and _ILL_HEAD.search(top) is not None
        if part == "told":
            found.append(replace(passage, move="开场", step="背景"))
        elif part == "ours":
            for text in (passage.text,) if top or ill else _turned(passage.text):
                ill = ill or (not top and _turns_ill(text))
                kind = passage if text == passage.text else replace(passage, text=text)
                found.append(replace(kind, move="成绩回顾", step="问题不足" if ill else "分项成绩"))
        else:
            found.append(passage)
    return replace(speech, passages=tuple(found))


_ILL_HEAD = late("(?:问题|不足|短板|差距)$")


def _turns_ill(sentence: str) -> bool:
    return _ILL.search(_REMEDIED.sub("", sentence)) is not None


def _turned(text: str) -> Iterator[str]:
    """A passage cut before the sentence that turns to what is not well."""
    sentences = _SENTENCE.findall(text)
    at = next((n for n, each in enumerate(sentences) if _turns_ill(each)), 0)
    yield from (part for part in ("".join(sentences[:at]), "".join(sentences[at:])) if part)


_DEMAND = late(
    "(?:[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十][，、]|首先，|其次，|再次，|最后，)?(?:我们)?(?:还)?(?P<said>(?:要|必须|务必)[^，。；：！？]{3,24})"
)


def points_below(item: Item, speech: Speech) -> list[Item]:
    """The points of a part on what is to be done: the headings under it, else the demands its paragraphs begin with
    (要做强主导产业。); none where there are fewer than two."""
    below = [replace(each, level=1, items=tuple(map(_raised, each.items))) for each in item.items if each.level == 2]
    if len(below) > 1:
        return below
    return [*_demands(int(item.source.ref.rpartition("#")[2]), speech)]


def _raised(item: Item) -> Item:
    return replace(item, level=max(item.level - 1, 0), items=tuple(map(_raised, item.items)))


def _demands(number: int, speech: Speech) -> Sequence[Item]:
    heads = headings_of(speech)
    found: list[Item] = []
    for passage in speech.passages:
        if passage.number <= number:
            continue
        if passage.number in heads or passage.move == "结束语":
            break
        if told := _DEMAND.match(passage.text.strip()):
            source = Origin("precedent", f"{speech.id}#{passage.number}")
            text = heading_of(told["said"]).removeprefix("务必")
            found.append(Item(f"{passage.move}/{passage.number}", 1, text, passage.move, passage.step, source))
    return found if len(found) > 1 else ()
