"""The outline of an existing speech, and a brief to start from (从现成讲话抽提纲).

The outline keeps every numbered heading with its level and order and the sentence that carries each step; the brief
keeps the build of the speech — occasion, points, measures, ending — and none of its facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from drafter.bank.model import Bank, ParallelSet, pattern
from drafter.language.heads import kind
from drafter.language.numerals import chinese
from drafter.language.official import WORDINGS
from drafter.language.verbs import OPENING_VERBS
from drafter.plan.campaigns import without_names
from drafter.plan.number import number
from drafter.plan.run_in import (
    LONGEST_ITEM,
    LONGEST_RUN_IN,
    LOST,
    LOST_HINT,
    first_clause,
    headed,
    is_item,
    is_list_label,
    ordinal,
    turns,
)
from drafter.records import Item, Origin, Outline, Passage, Speech

_LABEL_REST = re.compile(r"^[、.．，,：:\s]+")
_END = re.compile(r"[。！；;：:，,、]+$")
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]?")
_WHOLE_SENTENCE = re.compile("[^。！？]*[。！？]+[”’」』）)]*|[^。！？]+$")
_CALL = re.compile("\\s*(?:[^，。；：！？、]{0,4}们|各位[^，。；：！？]{1,8}|大家好)[！，：。]?\\s*")
"""Those present called, and nothing said to them yet."""
_CUE = re.compile("提示(?:语)?“(.+?)…?”(?=；|$)")
"""Words that made a passage its step, in the reasons of a passage; cut short where they are long."""
_ORDER_WORDS = re.compile(
    r"^(?:希望(?:大家|各位|同志们|同学们|你们)?|久久为功|坚定不移|一刻不停|坚定自觉|紧紧|要|着力|努力|切实|进一步|坚持(?![^，]{2,}(?:当头|至上|为先|为本|为要|优先|基调|导向)$)|大力|不断|全面|积极|必须|始终|扎实|深入|全力|聚力|持续|加快|准确|坚决|认真|严格|"
    r"继续|充分|牢牢|深刻|依法(?=.{4})|自觉(?=.{4}))+(?=[^和与及、].)"
)
"""Words before the topic; what is only held to (坚持|干字当头, 人民至上) is nothing that could be done without 坚持."""
_HANDLED = re.compile(
    r"^(?:抓好|抓实|狠抓|做好|突出(?!重点[^，])|聚焦|紧盯|紧扣|围绕|推进|推动|加强|强化|关于|落实)好?(?=[^，]{2}[^，]*$)"
)
"""Verbs that say no more than that the topic is dealt with."""
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"要?在(?P<topic>[^，]{2,12})上[^，]{2,10}$",
        r"从(?P<topic>[^，]{3,12})看$",
        r"(?P<topic>[^，]{3,14})的要求$",
        r"要?(?:把|将)(?P<topic>[^，]{2,14}?)(?:这根弦|这项工作|这件事)?(?:持续|长期|一直|坚决|始终)?"
        r"(?:(?:守护|管护|呵护|维护|保护|建设|管理|治理|[绷抓压做建管守护扛提筑立理拧])(?=[得到好紧实住起稳牢深细严出上下在成进入])"
        r"|作为|摆[在上]|放在|落[到实])[^，]{1,10}$",
        r"要?(?:把|将)(?P<topic>[^，]{2,12})得更?[^，]{1,4}$",
        r"以(?P<topic>[^，“\"]{2,14})为(?:抓手|引领|统领|牵引|载体|主线|重点|核心|指导|指针|中心|动力|关键|目标|导向|根本|支撑)$",
        r"[“\"](?P<topic>[^”\"]{2,12})[”\"]$",
        r"(?:今年|明年|下一步|下半年|当前|今后)的?(?!工作(?:要|必须|更|应))(?P<topic>[^，]{4,14})$",
        r"(?P<topic>[^，]{2,6}(?<!至))上$",
        r"以[“\"][^”\"]{1,8}[”\"](?:行动|工程|活动)?(?P<topic>[^，]{4,})$",
    )
)
"""Headings that hold their topic in a fixed place."""
_IMAGE = re.compile("(?:作为|当作|当成|成为)[^，。；]*?的?[^，。；的]{2,5}$")
"""What a topic is likened to at the end of its heading (把……作为……的压舱石)."""
MARK = "【待填"
"""How a gap begins, which a fact of the speech has become."""
_EMPTY = "重点|关键|核心|根本|主线|中心|目标|任务|落实|工作|措施|问题|导向|责任|重心|要点|大局|全局|实效"
_PLANNED = "要求|目标|任务|安排|部署|打算|思路"
_SAYS_NOTHING = re.compile(
    f"(?:{_EMPTY})|(?:{MARK}[^】]*】|[今明本去]年|[今此]后|过去|未来|下一步|当前|时期|[一二两三四五六七八九十几]+|年|个?阶段"
    f"|的|主要|总体|奋斗|具体|{_EMPTY}|{_PLANNED}|[、和与及])*?(?:{_PLANNED})"
)
"""Words that are no topic by themselves, one or several: what 突出重点, 狠抓落实 come to, 工作安排 (无主题)."""
_WHEREFROM = re.compile(
    "(?:立足|着眼|锚定|对标)|以.+为(?:抓手|引领|统领|牵引|契机|载体|主线|重点|核心|指导|中心|目标|导向|根本)$"
)
"""A clause that says from where the next one sets out."""
_NUMBERED_ILL = re.compile(
    "(?:^|[，；。：])(?:[一二三四五六七八九]是|第[一二三四五六七八九][，、]|其[一二三四五][，、])", re.MULTILINE
)
_SOME_ILL = re.compile("(?:^|[，；。：])(?:但是?|同时|另外|还|也)?(?:有的|个别|少数|部分|一些)", re.MULTILINE)
_JUST_NOW = re.compile("[^。！？]*?(?:^|(?<=[，！。]))刚才[^。！？]*[。！？]?")
_DID = re.compile(
    "[作做]了?[^，。；、]{0,8}?(?P<spoke>交流发言|表态发言|发言|工作报告|报告|汇报|通报|介绍|说明|讲话|部署|点评)"
    "|(?P<uttered>发了言|(?:先后|分别|依次|都)发言)"
    "|(?P<told>传达|宣读|通报|汇报|介绍|报告|审议|观看|表彰|签订|颁发)(?:学习)?了"
)
"""What was done in the meeting before the speech (刚才)."""
_DONE = {
    "传达": "传达了有关精神",
    "宣读": "宣读了有关文件",
    "审议": "审议了有关事项",
    "观看": "观看了专题片",
    "表彰": "表彰了先进",
    "签订": "签订了责任书",
    "颁发": "颁发了奖牌",
}
_QUOTED = re.compile('[“"]([^“”"]{2,16})[”"]')
OWN_TERM = f"{MARK}：提法】"
SHORTEST_FIELD = 4
"""Characters of the shortest name of a topic that is taken out of a longer heading."""
LONGEST_POINT = 16
"""Characters of the longest topic that is taken out of a set."""
_SAID_OF_IT = re.compile("(?:上|方面)?(?:要|再|必须|更|须|应|求|见)")
"""How a predicate begins: without it the subject before it (认识要再提高) says nothing of what is done."""


def skeleton(speech: Speech) -> Outline:
    """The outline of `speech`: labelled passages in, headings at their levels, one line for each step between.

    Each item's source is the passage it came from (precedent SPEECH#NUMBER).
    """
    items = number(tuple(_nest(_flat(speech))))
    subtitle = tuple(
        part for part in (speech.date, " ".join(p for p in (speech.position, speech.speaker) if p)) if part
    )
    return Outline(speech.title or "（无题）", items, subtitle)


def headings_of(speech: Speech) -> dict[int, list[tuple[int, str]]]:
    """Number of a passage → the headings that stand in it, in order, each with its level in the outline (1 一、 2 （一） …).

    Headings lost from the text are in none. The moves of `speech` are called by their ids.
    """
    found: dict[int, list[tuple[int, str]]] = {}
    for item in _flat(speech):
        if item.level and item.text != LOST:
            found.setdefault(int(item.source.ref.rpartition("#")[2]), []).append((item.level, item.text))
    return found


def _flat(speech: Speech) -> list[Item]:
    found: list[Item] = []
    last = ("", "")
    called: set[str] = set()
    """The salutations that have been."""
    uncued = -1
    """Where in `found` the line of the last step stands, while no cue speaks for it."""
    ordinals: dict[int, tuple[int, int]] = {}
    """Rung → number of the last heading on it, and how many there are, for the rungs that are open."""
    headings = headed(speech.passages)
    passages = headings.passages
    plain = not any(_heading_of(passage) for passage in passages)
    """Whether there is no heading at all, under which what a passage goes on with would be looked for."""
    deeper = 0
    turned = False
    """Whether the speaker turned to all again since the last heading."""
    border = 0
    """Where in `found` the points begin."""
    for place, passage in enumerate(passages):
        if place == headings.apart:
            ordinals, border = {}, len(found)
            deeper = 1 if headings.anew else 0
        heading = "" if _alone(passages, place) else _heading_of(passage)
        ref = f"{speech.id}#{passage.number}"
        source = Origin("precedent", ref)
        node = f"{passage.move}/{passage.number}"
        turned = turned or (not heading and turns(passage.text))
        if heading:
            level = min(passage.level, 4 - deeper)
            count = ordinal(passage.label)
            before, so_far = ordinals.get(level, (0, 0))
            if heading == LOST:
                found.append(_lost(node, level + deeper, passage, source))
                ordinals = _open(ordinals, level, before + 1, so_far + 1)
                last = ("", "")
                continue
            # A second list of one part (一是 … 三是 …… 一是 … 二是) goes on with the first, unless the part is over.
            listed = level > 1 and is_list_label(passage.label) and not turned
            if count == 1 and not listed and (before > 1 if level > 1 else deeper):
                # The count begins anew under the same parent: the parent's next heading was lost from the text.
                parent = max((rung for rung in ordinals if rung < level), default=level - 1)
                found.append(_lost(node, parent + deeper, passage, source))
                above, those = ordinals.get(parent, (0, 0))
                ordinals = _open(ordinals, parent, above + 1, those + 1)
                so_far = 0
            elif count == 2 and not so_far:
                # It begins with the second: the first stood before what is below it, or else after the announcement.
                behind = range(border, len(found))
                at = next((n for n in behind if found[n].level > level), None)
                if at is None:
                    at = next((n + 1 for n in behind if found[n].step == "领起"), None)
                if at is not None:
                    found.insert(at, _lost(node, level + deeper, passage, source))
                    so_far = 1
            elif count == before + 2 == so_far + 2:
                # 二、 and then 四、: the one between was lost.
                found.append(_lost(node, level + deeper, passage, source))
                so_far += 1
            ordinals = _open(ordinals, level, count, so_far + 1)
            found.append(Item(node, level + deeper, heading, passage.move, passage.step, source))
            last = ("", "")
            turned = False
        elif _CALL.fullmatch(passage.text):
            if (words := _END.sub("", passage.text.strip())) not in called:
                found.append(Item(node, 0, passage.text.strip(), passage.move, passage.step, source))
                last = ("", "")
            called.add(words)
        else:
            text, cued = _telling(passage)
            item = Item(node, 0, text, passage.move, passage.step, source)
            if passage.kind == "salutation" or (text and (plain or (passage.move, passage.step) != last)):
                uncued = -1 if cued else len(found)
                found.append(item)
                last = (passage.move, passage.step)
            elif cued and uncued >= 0 and found[uncued].step == passage.step:
                found[uncued] = item
                uncued = -1
    # The list of a review without a heading stands on the second level, below nothing.
    return [*_climb(found[:border], [1]), *_climb(found[border:], [])]


def _open(ordinals: dict[int, tuple[int, int]], level: int, number_: int, count: int) -> dict[int, tuple[int, int]]:
    return {rung: last for rung, last in ordinals.items() if rung < level} | {level: (number_, count)}


def _lost(node: str, level: int, passage: Passage, source: Origin) -> Item:
    return Item(f"{node}/缺", level, LOST, passage.move, passage.step, source, gaps=(LOST_HINT,))


def _alone(passages: Sequence[Passage], place: int) -> bool:
    """Whether running text opens with a first (首先，) that no second follows: no list, so no heading."""
    passage = passages[place]
    if passage.kind != "paragraph" or ordinal(passage.label) != 1:
        return False
    for other in passages[place + 1 :]:
        if 0 < other.level < passage.level:
            break
        if other.level == passage.level:
            return False
    return True


def _heading_of(passage: Passage) -> str:
    """The heading a passage is, or opens with; empty for running text."""
    if not passage.level or passage.kind == "salutation":
        return ""
    text = passage.text.strip()
    if passage.kind != "heading":
        text = _opening(text)
    text = _LABEL_REST.sub("", text.removeprefix(passage.label).strip())
    if passage.kind != "heading" and (is_item(passage.label) or len(text) > LONGEST_RUN_IN):
        text = first_clause(text)
    # 压实责任：各级林长要巡林，一级抓一级。is one line, of which only the beginning is a heading.
    head, _, body = text.removesuffix("。").partition("：")
    if text.endswith("。") and 2 <= len(head) < len(body) and len(head) <= LONGEST_ITEM and "，" not in head:
        text = head
    return _END.sub("", text)


def _telling(passage: Passage) -> tuple[str, bool]:
    """The sentence that carries the step of running text, and whether a cue says so; else the first one.

    "" where the text is only the beginning of a sentence (清明将近，) that went on in headings.
    """
    if passage.kind == "salutation":
        return passage.text.strip(), True
    sentences: list[str] = []
    for piece in _WHOLE_SENTENCE.findall(passage.text.strip()):
        before = sentences[-1] if sentences else ""
        # A quotation is not cut, and who is called is called to hear something.
        open_ = any(before.count(mark) > before.count(end) for mark, end in ("“”", "《》", "（）"))
        if before and (open_ or _CALL.fullmatch(before)):
            sentences[-1] += piece
        else:
            sentences.append(piece)
    sentences = [sentence.strip() for sentence in sentences if not sentence.rstrip().endswith(("，", "、"))]
    cues = _CUE.findall("；".join(passage.why))
    told = next((sentence for cue in cues for sentence in sentences if cue in sentence), "")
    return told or next(iter(sentences), ""), bool(told)


def _opening(text: str) -> str:
    match = _SENTENCE.match(text.strip())
    return match.group() if match else text


def _climb(items: list[Item], rungs: list[int]) -> list[Item]:
    """Levels closed up: a speech that begins at 1. or skips a rung still gives a ladder without gaps.

    rungs: those that are open before the first item.
    """
    closed = []
    for item in items:
        if item.level:
            while rungs and rungs[-1] > item.level:
                rungs.pop()
            if not rungs or rungs[-1] < item.level:
                rungs.append(item.level)
            item = Item(item.id, len(rungs), item.text, item.move, item.step, item.source)
        closed.append(item)
    return closed


def _nest(items: Sequence[Item]) -> list[Item]:
    """Flat items into a tree: running text under the heading before it, while it is of the same move or more
    headings of the same part follow."""
    top: list[tuple[Item, list[Item]]] = []
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        below: list[Item] = []
        if item.level:
            end = next((n for n in range(index, len(items)) if 0 < items[n].level <= item.level), len(items))
            inner = next((n for n in range(end - 1, index - 1, -1) if items[n].level), -1)
            while index < end and (index <= inner or items[index].level or items[index].move == item.move):
                below.append(items[index])
                index += 1
        top.append((item, below))
    return [
        Item(item.id, item.level, item.text, item.move, item.step, item.source, items=tuple(_nest(below)))
        for item, below in top
    ]


def starter_brief(speech: Speech, bank: Bank, mask: Callable[[str], str]) -> str:
    """A brief (YAML text) with the build of `speech`, for another meeting. mask: turns facts into gaps.

    Loads with brief.load; what must be written anew stands as 待填.
    """
    outline = skeleton(speech)
    occasion, wherefrom = _occasion(speech, bank)
    unnamed = without_names(bank)
    common = cache(lambda: _terms(bank))

    def without_facts(text: str) -> str:
        text = unnamed(text)
        # A term in quotation marks that the bank does not know is the speech's own.
        if _QUOTED.search(text):
            text = _QUOTED.sub(lambda term: term[0] if term[1] in WORDINGS or term[1] in common() else OWN_TERM, text)
        return mask(text)

    lines = [
        "# 照一篇现成讲话的结构起的头：要点和措施的条数、次序照旧，事实都要换成这次的",
        *([f"# 场合是{wherefrom}，请核对"] if wherefrom else []),
        f"场合: {occasion}",
        "会议: 【待填：会议名称】",
        "主题: 【待填：工作主题】",
        "#日期: 2026-01-01",
        "#讲话人: {姓名: 某某某, 职务: 待填, 身份: 主要领导}",
    ]
    tops = [item for item in outline.items if item.level == 1]
    reviews = [item for item in tops if item.move == "成绩回顾"]
    points = [item for item in tops if item not in reviews]
    # 保障 comes behind the points: a part of leadership between them is one of them.
    safeguard = points.pop() if len(points) > 1 and points[-1].move == "加强领导" else None
    steps = {(passage.move, passage.step) for passage in speech.passages}
    lines += _just_now(speech)
    lines += _review(reviews, outline.items, speech, bank, without_facts)
    lines.append("意见:")
    for item, topic in zip(points, _names(points, "要点", bank, without_facts), strict=True):
        lines += _point(item, topic, bank, without_facts)
    if not points:
        tasks = sum(passage.step == "任务部署" for passage in speech.passages)
        names = [f"要点{chinese(at)}" for at in range(1, tasks + 1)] if tasks > 1 else ["要点"]
        lines += [f"- {MARK}：{name}】" for name in names]
    if safeguard:
        children, measures = _measures(safeguard, bank, without_facts)
        lines += [*_originals(children, measures, without_facts), *_third(children, measures, without_facts)]
        inner = f", 措施: [{', '.join(map(_quote, measures))}]" if measures else ""
        lines.append(f"保障: {{主体: 【待填：责任主体】{inner}}}")
    elif ("加强领导" in {move for move, _ in steps}) and all(item.move != "加强领导" for item in points):
        lines.append("# 原稿讲了加强领导，没有单列成一部分；这次要单列，就写 保障: {主体: 待填, 措施: [待填]}")
    closing = [_ending(passage) for passage in speech.passages if passage.move == "结束语"]
    if not closing:
        ending = next(each.ending for each in bank.occasions if each.name == occasion)
        lines.append(f"# 原稿没有结束语，提纲会照场合的惯例写一句；不要，就在“选定”里写 结束语/{ending}: 不讲")
    else:
        lines.append(f"结束: {next((step for step in ('号召', '希望', '祝愿') if step in closing), '总结')}")
    if kept := _set_of(points, safeguard is not None, bank):
        lines.append(f"风格: {{句式: {_quote(kept)}}}")
    if safeguard and safeguard.text != LOST:
        text = _without_refrain(safeguard.text, points)
        lines.append(f"选定: {{保障: {_quote(_whole(text, without_facts))}}}")
    return "\n".join(lines) + "\n"


def _without_refrain(heading: str, others: Sequence[Item]) -> str:
    """`heading` without the first clause that others begin with as well: that is what the old speech was about."""
    refrain, comma, rest = heading.partition("，")
    shared = comma and any(item.text.startswith(refrain + comma) for item in others)
    return re.sub("^(?:就?必须|就?要)", "", rest) if shared else heading


def _just_now(speech: Speech) -> list[str]:
    """刚才 with one entry for everything the speech says was done before it, those who did it as gaps."""
    done: dict[str, None] = {}
    for passage in speech.passages:
        if passage.level:
            break
        for told in _JUST_NOW.findall(passage.text):
            for found in _DID.finditer(told):
                spoke = found["spoke"] or (found["uttered"] and "发言")
                done[f"作了{spoke}" if spoke else _DONE.get(found["told"], f"{found['told']}了有关情况")] = None
    events = ", ".join(f"{{谁: 【待填：谁{what}】, 事: {what}}}" for what in done)
    if events:
        return [f"刚才: [{events}]"]
    # It answers what was said before it without telling who did what: 刚才几位讲了难处.
    heard = any(passage.step == "回应前述" for passage in speech.passages)
    return [f"刚才: [{{谁: {MARK}：刚才谁】, 事: {MARK}：刚才做了什么】}}]"] if heard else []


def _terms(bank: Bank) -> str:
    """All the words of the bank."""
    topics = [
        word
        for topic in bank.topics
        for word in (
            topic.name,
            *topic.synonyms,
            *topic.phrases,
            *(text for group in topic.groups for each in group.measures for text in (each.heading, each.text)),
        )
    ]
    return "\n".join([*topics, *(frame.text for frame in bank.frames)])


def _review(
    reviews: Sequence[Item],
    alone: Sequence[Item],
    speech: Speech,
    bank: Bank,
    mask: Callable[[str], str],
) -> list[str]:
    """成绩 and 问题 as gaps: one result for every heading of the review, with the topic the bank knows in it.

    reviews: the parts of the review. alone: what stands at the top of the outline, with the results of a review that is
    no part. What was achieved is the old speech's own (造林绿化提速增效): the fact is a gap. That the review was a part with a
    heading of its own is told in a comment, for the brief has no place for it.
    """
    steps = {(passage.move, passage.step) for passage in speech.passages}
    if not any(move == "成绩回顾" for move, _ in steps):
        return []
    lines = [_comment(item, mask) for item in reviews if item.text != LOST]
    below = [child for item in reviews if item.step != "问题不足" for child in item.items]
    results = [item for item in (*alone, *below) if item.level == 2 and item.step != "问题不足"]
    if len(results) > 1:
        names = _fields([_topics(result.text, bank, mask)[0] for result in results], bank)
        lines.append("成绩:")
        for at, name in enumerate(names, 1):
            lines.append(
                f"- {{要点: {name or f'{MARK}：成绩{chinese(at)}】'}, 事实: {MARK}：成绩{chinese(at)}的事实】}}"
            )
    else:
        lines.append(f"成绩: [{{要点: {MARK}：成绩】, 事实: {MARK}：成绩的事实】}}]")
    if ("成绩回顾", "问题不足") in steps:
        lines.append(f"问题: [{', '.join(_problems(speech))}]")
    return lines


def _problems(speech: Speech) -> list[str]:
    """One gap for each of the problems the old speech tells apart (一是…二是…, 有的…有的…), at least one."""
    told = "\n".join(passage.text for passage in speech.passages if passage.step == "问题不足")
    numbered, some = (len(mark.findall(told)) for mark in (_NUMBERED_ILL, _SOME_ILL))
    count = numbered if numbered > 1 else some
    return [f"{MARK}：问题{chinese(at)}】" for at in range(1, count + 1)] if count > 1 else [f"{MARK}：存在的问题】"]


def _fields(topics: Sequence[str], bank: Bank) -> list[str]:
    """The name of a topic of the bank that each of `topics` begins with, the longest, none twice; else empty.

    What is done to something (防范化解风险) is called by all of it, and two characters begin too much (政府自身建设).
    """
    known = {name for topic in bank.topics for name in (topic.name, *topic.synonyms)}
    found: list[str] = []
    for topic in topics:
        least = len(topic) if kind(topic) == "动宾" else min(len(topic), SHORTEST_FIELD)
        begun = (topic[:size] for size in range(len(topic), max(least, 2) - 1, -1))
        found.append(next((name for name in begun if name in known and name not in found), ""))
    return found


def _comment(heading: Item, mask: Callable[[str], str]) -> str:
    # What is left of 2025年和…时期 without the year begins with 和.
    return f"# 原稿：{heading.label}{re.sub('^[和与及、]', '', mask(heading.text))}"


def _point(item: Item, topic: str, bank: Bank, mask: Callable[[str], str]) -> list[str]:
    """The lines of a point called `topic`."""
    children, measures = _measures(item, bank, mask)
    told = {child.step for child in item.items}
    why = [f"# “{topic}”原稿讲的是形势意义，不是要做的事；这次不单讲，就删去"] if told == {"形势意义"} else []
    lines = [*why, *_originals([item, *children], [topic, *measures], mask), *_third(children, measures, mask)]
    if not measures:
        return [*lines, f"- {_quote(topic)}"]
    return [*lines, f"- {{主题: {_quote(topic)}, 措施: [{', '.join(map(_quote, measures))}]}}"]


def _measures(item: Item, bank: Bank, mask: Callable[[str], str]) -> tuple[list[Item], list[str]]:
    """The headings below `item` and what they are called; none where there is but one, which divides nothing."""
    children = [child for child in item.items if child.level == 2]
    return (children, _names(children, "措施", bank, mask)) if len(children) > 1 else ([], [])


def _originals(headings: Sequence[Item], called: Sequence[str], mask: Callable[[str], str]) -> list[str]:
    """Comments with the headings of which but one clause became what a point or measure is called, or whose image (作为……的
    压舱石) it leaves out, without facts."""
    return [
        _comment(heading, mask)
        for heading, name in zip(headings, called, strict=True)
        if not name.startswith(MARK)
        and (re.search("[，；]", heading.text) or _IMAGE.search(heading.text))
        and name != _whole(heading.text, mask)
    ]


def _third(headings: Sequence[Item], called: Sequence[str], mask: Callable[[str], str]) -> list[str]:
    """Comments with the headings of the third level, which the brief has no place for, without facts."""
    below = [
        (name, [each for each in item.items if each.level == 3]) for item, name in zip(headings, called, strict=True)
    ]
    return [
        f"# “{name}”下面原稿还分：{'；'.join(mask(each.text) for each in thirds)}"
        for name, thirds in below
        if len(thirds) > 1
    ]


def _names(items: Sequence[Item], what: str, bank: Bank, mask: Callable[[str], str]) -> list[str]:
    """What sibling headings are called: cut alike, all to their first clause or all to their last, else none is cut.

    A gap, named for what it is (要点三), for a heading that names no topic or the same as another.
    """
    ways = list(zip(*(_topics(item.text, bank, mask) for item in items), strict=True))
    told = [any(topics) for topics in zip(*ways, strict=True)]
    whole = [_whole(item.text, mask) if each else "" for item, each in zip(items, told, strict=True)]
    fitting = (way for way in ways if [*map(bool, way)] == told and len({*filter(None, way)}) == sum(told))
    names = next(fitting, whole)
    return [
        name if name and name not in names[:at] else f"{MARK}：{what}{chinese(at + 1)}】"
        for at, name in enumerate(names)
    ]


def _whole(heading: str, mask: Callable[[str], str]) -> str:
    return _clean(mask(heading))


def _topics(heading: str, bank: Bank, mask: Callable[[str], str]) -> tuple[str, str]:
    """What a heading is about by its first clause, or the <主题> of the parallel set it was bent in, and by its last.

    Empty for a clause that names no topic, a gap and a heading of nothing but facts.
    """
    if heading == LOST:
        return "", ""
    clauses = re.split("[，。；：！？]", heading.rpartition("——")[2] or heading)
    first, last = (_told(clause, mask) for clause in (clauses[0], clauses[-1]))
    if first and last and _WHEREFROM.match(clauses[0]):
        first = ""
    for entry in bank.sets:
        match, names = _filled(entry, heading)
        if match and "主题" in names:
            at = names.index("主题") + 1
            found = match.group(at)
            rotor = _rotor(match, names)
            subject = not match.start(at) and _SAID_OF_IT.match(heading, match.end(at))
            whole = not subject and not heading.startswith(("要求", "要领"), match.end(at))
            fits = whole and (rotor is None or rotor in entry.rotors) and 2 <= len(found) <= LONGEST_POINT
            if fits and not _WHEREFROM.match(found) and not _SAYS_NOTHING.fullmatch(_bare(found)):
                topic = _clean(mask(_bare(found)))
                return topic, (last if len(clauses) > 1 else topic)
    return first, last


def _filled(entry: ParallelSet, heading: str) -> tuple[re.Match[str] | None, list[str]]:
    """`heading` held against the skeleton of a parallel set: the match, and what its groups are called."""
    text = entry.skeleton.replace("<轮换>", f"<轮换{len(entry.rotors)}>")
    return pattern(text).fullmatch(heading), re.findall(r"<([^<>]+)>", text)


def _rotor(match: re.Match[str], names: Sequence[str]) -> str | None:
    return next((match.group(k) for k, name in enumerate(names, 1) if name.startswith("轮换")), None)


def _set_of(points: Sequence[Item], safeguard: bool, bank: Bank) -> str:
    """The id of the parallel set all headings of these points are bent in, each with a rotor of its own; "" for none."""
    for entry in bank.sets:
        found = [_filled(entry, point.text) for point in points]
        rotors = [_rotor(match, names) for match, names in found if match and "主题" in names]
        fits = len(rotors) == len(points) > 1 and len(points) + safeguard <= len(entry.rotors)
        if fits and len({*rotors} & {*entry.rotors}) == len(points):
            return entry.id
    return ""


def _told(clause: str, mask: Callable[[str], str]) -> str:
    """What a clause is about; empty where it says nothing, or is of its own place and time throughout."""
    topic = mask(_bare(clause))
    told = topic.count(MARK) < 2 and not _SAYS_NOTHING.fullmatch(topic)
    return _clean(topic) if told and len(re.findall("[\u3400-\u9fff]", topic)) >= 2 else ""


def _bare(text: str) -> str:
    """The topic in a heading of a common shape: 在提质上做文章 → 提质, 扎实抓好安全生产 → 安全生产."""
    for shape in _SHAPES:
        if found := shape.match(text):
            text = found["topic"]
            break
    text = _ORDER_WORDS.sub("", text) or text
    shorter = _HANDLED.sub("", text)
    # 加强对疫情的监测 is about 疫情的监测; what is left of 强化显政 is no name.
    shorter = re.sub("^对(?=[^，]+的)", "", shorter)
    named = len(shorter) > 2 or (len(shorter) == 2 and (len(text) != 4 or _SAYS_NOTHING.fullmatch(shorter)))
    return _task(shorter if named else text)


def _task(topic: str) -> str:
    """The task of a topic that joins one to a noun or to why it matters: 疫情形势和做好防控工作 → 防控工作."""
    for join in re.finditer("[和与并]", topic):
        noun, rest = topic[: join.start()], topic[join.end() :]
        # 领会和把握 are two verbs of one object, 组织领导和统筹协调 two nouns, 建强队伍和完善机制 two tasks.
        task = len(noun) > 2 and len(rest) > 4 and rest[:2] in OPENING_VERBS and kind(rest) == "动宾"
        if task and (kind(noun) != "动宾" or noun.endswith(("形势", "意义", "重要性", "紧迫性"))):
            return _bare(rest)
    return topic


def _clean(text: str) -> str:
    return _END.sub("", text.strip()).removesuffix("的")[:60]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if re.search(r"[:#\[\]{},&*!|>'\"%@`]", text) else text


def _ending(passage: Passage) -> str:
    """The step of a passage of the ending; one that hopes and calls nobody up is a hope, as what the brief has for it."""
    hopes = passage.step == "号召" and "希望" in passage.text and not _CALLS_UP.search(passage.text)
    return "希望" if hopes else passage.step


_CALLS_UP = re.compile("让我们|携手|团结起来|共同努力|[奋拼][斗搏]|前进")
_CALLED_ON = re.compile(
    "(?:^|[。；！\\s])(?:首先|下面|接下来|最后|现在|然后)，?(?:先|有)?请[^。；！]{2,40}?(?:发言|讲话|通报|汇报|介绍|宣读|作)"
)
"""Somebody is called on to speak (下面，请某某同志发言): who says so twice chairs the meeting."""
_CHAIRED = "串联"
"""The stage an occasion has whose speaker calls on others."""
_TALK = "座谈"


def _occasion(speech: Speech, bank: Bank) -> tuple[str, str]:
    """The occasion of a speech, and where it was guessed from, "" where its title says it.

    A kind of speech the title ends in (推进会上的主持讲话) goes before the meeting it was held at.
    """
    title = speech.title or ""
    name = " ".join(part for part in (speech.occasion, title) if part)
    found = [
        (title.endswith(alias), len(alias), occasion.name)
        for occasion in bank.occasions
        for alias in (occasion.name, *occasion.aliases)
        if alias in name
    ]
    chaired = next((each.name for each in bank.occasions if _CHAIRED in {stage.name for stage in each.stages}), "")
    if found and max(found)[0]:
        return max(found)[2], ""
    if chaired and sum(len(_CALLED_ON.findall(passage.text)) for passage in speech.passages) > 1:
        return chaired, "看正文里请人发言认的"
    if found:
        return max(found, key=lambda one: one[1])[2], ""
    opening = "".join(passage.text for passage in speech.passages if passage.move == "开场")
    talk = next((each.name for each in bank.occasions if each.name.startswith(_TALK)), "")
    if talk and _TALK in opening:
        return talk, "看开场里的“座谈”认的"
    return bank.occasions[0].name, "猜的（题目没有写是什么会）"
