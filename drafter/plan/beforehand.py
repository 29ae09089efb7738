"""What was done in the meeting before the speech (刚才), as an old speech tells it, and what a host has on the agenda."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from drafter.brief.schema import MOST_ITEMS
from drafter.language.numerals import chinese
from drafter.plan.naming import MARK
from drafter.records import Passage, Speech

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


def done_before(speech: Speech) -> list[str]:
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


_AGENDA = re.compile("(?:议程|程序|事项|内容)[^。；]{0,16}?[：:，]")
"""Words that lead the items of an agenda in (会议有三项议程：)."""
_AGENDA_ITEM = re.compile(
    "(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]+[项，、]，?)(?P<item>(?!议程|议题|会议)[^；。]+)"
)
_EVENT = re.compile(
    "(?:[作做]?[^，。；、做作]{0,6}?(?P<spoke>(?:交流|表态|典型|检讨|经验)发言|发言|工作报告|点评)"
    "|(?P<told>介绍经验|经验介绍|介绍|通报|汇报|宣读|传达|观看|参观|考察|观摩|表彰|颁发|颁奖|授牌|签订|签署|审议|讨论|研究|解读|部署|安排|说明|总结)(?![院所室组团队员])"
    "|(?:[作做][^，。；]{0,4})?(?P<talk>讲话|指示))"
)
"""What is done in a meeting, in the words a host announces it in."""
_TO_BE_DONE = _DONE | {
    "介绍经验": "介绍了经验",
    "经验介绍": "介绍了经验",
    "部署": "部署了有关工作",
    "安排": "安排了有关工作",
    "总结": "总结了有关工作",
    "通报": "通报了有关情况",
    "参观": "参观了现场",
    "考察": "考察了现场",
    "观摩": "观摩了现场",
    "颁奖": "颁发了奖牌",
    "授牌": "颁发了奖牌",
    "签署": "签订了责任书",
    "讨论": "讨论了有关事项",
    "研究": "研究了有关事项",
    "解读": "解读了有关文件",
    "说明": "作了说明",
}
_ALL, _BY_ALL = "大家", ("观看", "参观", "考察", "观摩", "讨论", "研究")
"""Who does what all do together, and how that begins."""
_CALLS = re.compile(
    "(?:请|欢迎|(?:首先|下面|接下来|接着|然后|最后|第[一二三四五六七八]项(?:议程)?)，?由)(?P<who>(?!大家|各|会后|同志们|认真)[^，。；！请]{2,40})"
)
"""Somebody is called on (下面，请某某同志发言)."""
_SEEN = re.compile("请(?:大家)?(?P<item>(?:观看|参观|观摩)[^，。；]{0,20})")


def agenda(passages: Sequence[Passage]) -> list[str]:
    """刚才 for a host: everything on the agenda in its order, those who do it as gaps; empty where no agenda is told.

    From the list that announces it, else from those called on one after the other, up to the first heading.
    """
    before = [passage.text for passage in passages[: next((n for n, p in enumerate(passages) if p.level), None)]]
    events: list[tuple[str, int]] = []
    """What is done, and by how many."""
    for text in before:
        lead = _AGENDA.search(text)
        items = [found["item"] for found in _AGENDA_ITEM.finditer(text, lead.end())] if lead else []
        if len(items) > 1:
            # An item in other words is one of the agenda all the same.
            events = [_event(item) or (f"{MARK}：议程{chinese(n)}做了什么】", 1) for n, item in enumerate(items, 1)]
            break
    calls = [found.group() for text in before for found in re.finditer(f"{_SEEN.pattern}|{_CALLS.pattern}", text)]
    called: list[tuple[str, int]] = []
    for call in calls:
        if event := _event(re.sub("^(?:请|欢迎|.{2,6}?由)", "", call)):
            called.append(event)
        elif called and _NEXT_ONE.search(call):
            called.append((called[-1][0], 1))
    events = (_with_called(events, called) if events else called)[:MOST_ITEMS]
    counts = Counter(what for what, _ in events)
    seen: Counter[str] = Counter()
    lines = []
    for what, many in events:
        seen[what] += 1
        nth = chinese(seen[what]) if counts[what] > 1 else ""
        gaps = [
            f"{MARK}：谁{'做' if what.startswith(MARK) else what}{nth or (chinese(n) if many > 1 else '')}】"
            for n in range(1, many + 1)
        ]
        who = _ALL if what.startswith(_BY_ALL) else "、".join(gaps)
        lines.append(f"- {{谁: {who}, 事: {what}}}")
    return ["刚才:", *lines] if lines else []


_NEXT_ONE = re.compile("[作做]好?[^，。]{0,2}准备$")
"""Who is to speak behind the one called on (请某某同志作准备)."""


def _with_called(listed: Sequence[tuple[str, int]], called: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The events of the list that announces them with those called on that it leaves out, where they are called on, and as
    many to speak as are called on.

    Nothing is put in where something listed was not called on: it may be that, in other words.
    """
    kinds = [_family(what) for what, _ in listed]
    heard = [_family(what) for what, _ in called]
    found = [
        (what, max(many, heard.count(kind)) if kind == _SPOKE and kinds.count(kind) == 1 else many)
        for (what, many), kind in zip(listed, kinds, strict=True)
    ]
    if any(kind not in heard and not kind.startswith(_BY_ALL) for kind in kinds):
        return found
    for at, event in enumerate(called):
        if heard[at] not in kinds:
            following = next((kinds.index(kind) for kind in heard[at + 1 :] if kind in kinds), len(kinds))
            found.insert(following, event)
            kinds.insert(following, heard[at])
    return found


_SPOKE = "发言"


def _family(what: str) -> str:
    """What is done, the same for all ways of speaking from one's own work (交流发言, 介绍经验)."""
    return _SPOKE if what.endswith("发言") or "经验" in what else what


def _event(words: str) -> tuple[str, int] | None:
    """What is done by the words it is announced in, as a brief has it (作了交流发言), and how many do it."""
    found = _EVENT.search(words)
    if found is None:
        return None
    who = re.split("、", words[: found.start()].removeprefix("请"))
    many = len(who) if all(len(each) > 1 for each in who) else 1
    if found["told"]:
        return _TO_BE_DONE.get(found["told"], f"{found['told']}了有关情况"), many
    return f"作了{'讲话' if found['talk'] else found['spoke']}", 1 if found["talk"] else many
