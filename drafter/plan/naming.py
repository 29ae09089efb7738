"""What a heading is about (标题讲的是什么): the topic in it, as a brief calls a point or a measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.bank.model import Bank, ParallelSet, pattern
from drafter.brief.schema import without_marks
from drafter.language.clauses import tells_how_it_is
from drafter.language.heads import kind
from drafter.language.numerals import chinese
from drafter.language.verbs import OPENING_VERBS
from drafter.plan.run_in import LOST
from drafter.records import Item

_ATTITUDES = ("意识", "作风", "观念", "精神", "形象", "思维", "信念", "信心", "担当", "本领")
"""What is nothing one could deal with by itself: 强化规范意识 is no 规范意识."""
_MEANS = re.compile(
    "(?:^是[^，。]*?|是[^，。]+的[^，。的]{0,6}?)(?:要求|需要|举措|途径|保证|关键|任务|选择|责任|大事|基础|前提|保障|使命|抓手|支撑)$"
    "|(?:事关|关系到?|关乎)[^，。]{2,}$"
)
"""How a heading ends that says why something is to be done: 加强普法，是依法治县的必然要求."""
MARK = "【待填"
"""How a gap begins, which a fact of the speech has become."""
_END = re.compile(r"[。！；;：:，,、]+$")
LONGEST_POINT = 16
"""Characters of the longest topic that is taken out of a set."""
_ORDER_WORDS = re.compile(
    r"^(?:希望(?:大家|各位|同志们|同学们|你们)?|久久为功|坚定不移|一刻不停|坚定自觉|紧紧|要|着力|努力|切实|进一步|坚持(?![^，]{2,}(?:当头|至上|为先|为本|为要|优先|基调|导向)$|以[^，]+为中心$)|大力|不断|全面|积极|必须|始终|扎实|深入(?!人心|浅出)|全力(?!以赴)|聚力|持续|加快(?![^，]*(?:步伐|进度|节奏)$)|准确|坚决|认真|严格|"
    r"继续|充分|牢牢|深刻|依法(?=.{4})|自觉(?=.{4}))+(?=[^和与及、].)"
)
"""Words before the topic; what is only held to (坚持|干字当头, 人民至上) is nothing that could be done without 坚持."""
_HANDLED = re.compile(
    r"^(?:抓(?![好实紧早细小大牢住出落两一])(?![^，]{1,4}[促带保]|[^，][上下里内外]$)|抓好|抓实|狠抓|做好|突出(?!重点[^，])|聚焦|紧盯|紧扣|围绕|推进|推动|加强|强化|关于|落实)好?(?!什么|哪|谁|怎|何)(?=[^，]{2}[^，]*$)"
)
"""Verbs that say no more than that the topic is dealt with."""
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"要?在(?P<topic>[^，]{2,12})上[^，]{2,10}$",
        r"从(?P<topic>[^，]{3,12})看$",
        r"(?:[一-龥]{2}){0,2}(?:掀起|兴起)(?P<topic>[^，]{4,14}?)的?(?:新|又一轮|一轮|大|建设)*(?:热潮|高潮)$",
        r"(?:抓好|做好|关于|就)?(?P<topic>[^，]{3,14}?)的(?:[几两二三四五六][点个项条方面]+)?(?:具体|主要|总体)?(?:要求|意见)$",
        # 把污水管住 is not about 污水: a thing by itself says nothing of what to do.
        r"要?(?:把|将)(?P<topic>[^，]{3,14}?)(?:这根弦|这项工作|这件事)?(?:持续|长期|一直|坚决|始终)?"
        r"(?:(?:守护|管护|呵护|维护|保护|建设|管理|治理|[绷抓压做建管守护扛提筑立理拧])(?=[得到好紧实住起稳牢深细严出上下在成进入])"
        r"|作为|摆[在上]|放在|落[到实])[^，]{1,10}$",
        r"要?(?:把|将)(?P<topic>[^，]{2,12})得更?[^，]{1,4}$",
        r"以(?P<topic>[^，“\"]{2,14})为(?:抓手|引领|统领|牵引|载体|主线|重点|核心|指导|指针|中心|动力|关键|目标|导向|根本|支撑)$",
        r"[“\"](?P<topic>[^”\"]{2,12})[”\"]$",
        r"(?:今年|明年|下一步|下半年|当前|今后)的?(?!工作(?:要|必须|更|应))(?P<topic>[^，]{4,14})$",
        r"在(?P<topic>[^，要]{2,12})上$",
        r"以[“\"][^”\"]{1,8}[”\"](?:行动|工程|活动)?(?P<topic>[^，]{4,})$",
    )
)
"""Headings that hold their topic in a fixed place."""
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
_SAID_OF_IT = re.compile("(?:上|方面)?(?:要|再|必须|更|须|应|求|见)")
"""How a predicate begins: without it the subject before it (认识要再提高) says nothing of what is done."""


def names_of(items: Sequence[Item], what: str, bank: Bank, mask: Callable[[str], str]) -> list[str]:
    """What sibling headings are called: cut alike, all to their first clause or all to their last, else none is cut.

    A gap, named for what it is (要点三), for a heading that names no topic or the same as another. Where one keeps its
    verb (严守纪律), none loses it (抓学习).
    """
    ways = list(zip(*(topics_in(item.text, bank, mask) for item in items), strict=True))
    named = [any(topics) for topics in zip(*ways, strict=True)]
    whole = [in_full(without_must(item.text), mask) if each else "" for item, each in zip(items, named, strict=True)]
    fitting = (way for way in ways if [*map(bool, way)] == named and len({*filter(None, way)}) == sum(named))
    names = next(fitting, whole)
    names = _alike(names, [_with_verb(item.text, name, mask) for item, name in zip(items, names, strict=True)])
    # Gaps count for nothing where a brief tells points apart.
    told = [without_marks(name) for name in names]
    return [
        name if name and told[at] not in told[:at] else f"{MARK}：{what}{chinese(at + 1)}】"
        for at, name in enumerate(names)
    ]


def without_must(heading: str) -> str:
    """`heading` without the word that demands it (要严格督查): a brief has no sibling with it beside one without.

    >>> without_must("要严格督查"), without_must("就必须严格督查"), without_must("要素保障跟得上"), without_must("必须")
    ('严格督查', '严格督查', '要素保障跟得上', '必须')
    """
    return re.sub("^就?(?:必须|务必|要(?![求素点件害领闻职塞义道地]))(?=[^，。]{2})", "", heading)


def tells_why(heading: str) -> bool:
    """Whether a heading says why something is to be done (形势意义), and nothing to do.

    >>> tells_why("加强普法，是依法治县的必然要求"), tells_why("做好信访，事关稳定大局"), tells_why("关键是压实责任")
    (True, True, False)
    >>> tells_why("这是多年的欠账"), tells_why("为什么要抓管网")
    (True, True)
    """
    plain = _END.sub("", heading)
    return _MEANS.search(plain.rpartition("，")[2]) is not None or _STATES.match(plain) is not None


_STATES = re.compile("(?:这|此|它)(?:既|也|更|正|都|就|不仅|不只|不光|首先)?是|为什么|为何")
"""How a heading begins that says what something is, or asks why, and nothing to do."""


_SEES = re.compile(
    "(?:必?须|一定)?要?(?:充分|清醒|准确|深刻|正确|全面|客观|辩证|科学|进一步|地)*(?:看到|看清|看准|认清|认识到?|把握|审视|研判|分析)"
    "[^，；]{0,16}?(?:成绩|成效|差距|压力|形势|不足|短板|问题|机遇|挑战|优势|困难|变化|态势|大势|紧迫性|重要性|意义)[^，；]{0,4}"
)


_TO_MIND = re.compile(
    "(?:要|务必|必须|进一步|切实|充分|深刻|深入|真正|不断|全面|着力|自觉|牢固|准确)*(?:"
    "(?:提高|深化|统一|增强|强化|凝聚|树牢|树立|澄清|端正|提升|厘清)[^，；]{0,20}?"
    "(?:认识|思想|共识|(?:紧迫|责任|使命|危机|压力|荣誉|光荣|自豪)感|(?:危机|忧患)意识|自觉性|主动性|政治站位|站位|政治自觉|思想自觉|信心|决心)"
    "(?:和(?:认识|行动|责任感|紧迫感|使命感|危机感|自觉性|主动性|决心|信心))?"
    "|(?:认识|认清|看清|领会|理解|把握|明确|懂得|明白|体会)[^，；]{0,24}(?:意义|重要性|必要性|紧迫性|极端重要|形势|大势|作用|地位|定位|内涵)(?:和[^，；]{2,8}[性义])?"
    "|(?:把|将)?(?:思想|认识)(?:和(?:行动|认识))?(?:高度)?统一到[^，；]+"
    "|(?:坚定|鼓足|增添|提振|树立)[^，；]{0,6}(?:信心|决心)|正视[^，；]{0,8}(?:差距|不足|问题|困难|短板)|认清形势|看清形势"
    ")"
)
"""What asks for nothing but a state of mind (提高认识, 增强紧迫感), as the part on why begins."""


def only_sees(heading: str) -> bool:
    """Whether a heading asks for nothing but to see how things are, and to mind it (形势意义), in every clause.

    >>> only_sees("看到差距"), only_sees("清醒认识面临的形势，准确把握有利的机遇"), only_sees("看清形势，补齐短板")
    (True, True, False)
    >>> only_sees("提高认识，切实增强抓好管网改造的紧迫感"), only_sees("提高认识，加快改造"), only_sees("增强法治意识")
    (True, False, False)
    """
    clauses = re.split("[，；]", _END.sub("", heading))
    return all(_SEES.fullmatch(clause) or _TO_MIND.fullmatch(clause) for clause in clauses)


_OF_MIND = re.compile(
    "认|识|看|把握|领会|理解|明[确白]|懂|思想|共识|政治|站位|形势|大势|意义|重要|紧迫|使命|信心|决心|机遇|意识|为什么|为何|[弄搞想]清"
)


def bids(heading: str) -> bool:
    """Whether a heading plainly says what to do, in every clause, and asks for no state of mind: its part is a point, though
    reasons are given in it.

    >>> bids("抢抓工期"), bids("守住山口，压实责任"), bids("提高认识"), bids("弄懂为什么干"), bids("防汛的分量")
    (True, True, False, False, False)
    >>> bids("堤防管护难度加大")
    False
    """
    clauses = re.split("[，；]", without_must(_END.sub("", heading)))
    if _OF_MIND.search(heading) or any(map(tells_how_it_is, clauses)):
        return False
    return all(kind(clause) == "动宾" for clause in clauses)


def _alike(names: Sequence[str], verbal: Sequence[str]) -> list[str]:
    """`names`, or `verbal`, the same with the verbs their headings begin with, where one of them keeps its verb anyhow and
    the headings are of one length: of 抓学习, 抓保管, 严自律 none is cut."""
    told = [verb for name, verb in zip(names, verbal, strict=True) if name]
    parallel = len(told) > 1 and len({*map(len, told)}) == 1 and len({*told}) == len(told)
    mixed = len({verb == name for name, verb in zip(names, verbal, strict=True) if name}) == 2
    return [*verbal] if parallel and mixed else [*names]


_ADVERBS = re.compile(
    "^(?:要|着力|努力|切实|进一步|大力|不断|全面|积极|必须|始终|扎实|深入(?!人心|浅出)|全力(?!以赴)|聚力|坚决|认真|严格|继续|充分|牢牢|深刻)+(?=[^，]{3})"
)


def _with_verb(heading: str, name: str, mask: Callable[[str], str]) -> str:
    """The clause of a heading that `name` ends, without adverbs before it; `name` where it ends none."""
    for clause in re.split("[，。；：！？]", heading.rpartition("——")[2] or heading) if name else ():
        whole = cleaned(_ADVERBS.sub("", mask(clause)))
        if whole.endswith(name) and len(whole) - len(name) <= 2:
            return whole
    return name


def in_full(heading: str, mask: Callable[[str], str]) -> str:
    return cleaned(mask(heading))


def topics_in(heading: str, bank: Bank, mask: Callable[[str], str]) -> tuple[str, str]:
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
                topic = cleaned(mask(_bare(found)))
                return topic, (last if len(clauses) > 1 else topic)
    return first, last


def _filled(entry: ParallelSet, heading: str) -> tuple[re.Match[str] | None, list[str]]:
    """`heading` held against the skeleton of a parallel set: the match, and what its groups are called."""
    text = entry.skeleton.replace("<轮换>", f"<轮换{len(entry.rotors)}>")
    return pattern(text).fullmatch(heading), re.findall(r"<([^<>]+)>", text)


def _rotor(match: re.Match[str], names: Sequence[str]) -> str | None:
    return next((match.group(k) for k, name in enumerate(names, 1) if name.startswith("轮换")), None)


def set_of(points: Sequence[Item], safeguard: bool, bank: Bank) -> str:
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
    return cleaned(topic) if told and len(re.findall("[\u3400-\u9fff]", topic)) >= 2 else ""


def _bare(text: str) -> str:
    """The topic in a heading of a common shape: 在提质上做文章 → 提质, 扎实抓好安全生产 → 安全生产."""
    for shape in _SHAPES:
        if found := shape.match(text):
            text = found["topic"]
            break
    if text.endswith("上") and kind(text[:-1]) == "活动":
        # 管网改造上; anywhere else 上 may be of a verb (要跟上) or of a place (盯岸上).
        text = text[:-1]
    text = _ORDER_WORDS.sub("", text) or text
    shorter = _HANDLED.sub("", text)
    if re.match("[两三四五六七八九十][个项条类大件种]", shorter):
        # What is called by its count (抓好五件大事) says nothing without its verb.
        shorter = text
    # 加强对疫情的监测 is about 疫情的监测; what is left of 强化显政 is no name.
    shorter = re.sub("^对(?=[^，]+的)", "", shorter)
    if shorter.endswith(_ATTITUDES):
        return _task(text)
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


def cleaned(text: str) -> str:
    return _END.sub("", text.strip()).removesuffix("的")[:60]
