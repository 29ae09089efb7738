"""How often a thing is done (频次): a line has the rhythm of its measure, and no other."""

from __future__ import annotations

import re

from drafter.language.late import late
from drafter.language.uncounted import uncounted
from drafter.plan.assignments import Assignment

_EVERY = late(
    "^(?:每|按|逐)?(?P<unit>[双半]?[日周旬月季年](?!边|内|报|末|刊|光|期|(?<!季)度)"
    "|[一二两三四五六七八九十0-9]{1,2}(?:日|天|周|个月)(?=一(?:调度|通报|报告|报送|会商|研判|小结|检查|督查|巡查|碰头|例会)))"
)
"""How often a measure says it is done: 半月调度, 每周通报, 五日一调度."""

_REPORTS = "调度|通报|报告|报送|会商|研判|小结|检查|督查|巡查|碰头|例会|评比|排名|点评|晾晒"
_AT_THE_END = late(f"(?P<unit>半年|[双半]?[日周旬月季年])度?一?(?:{_REPORTS})$")
"""The same behind what it is done with (供稿情况季度通报)."""
_TWO_RHYTHMS = late(
    f"^[双半]?[日周旬月季年]度?一?(?:{_REPORTS})、(?P<often>[双半]?[日周旬月季年]度?)一?(?P<second>{_REPORTS})$"
)
"""Two doings, each in a rhythm of its own (日调度、周排名)."""


def in_rhythm(text: str, about: str, told: Assignment) -> str:
    """The line with the rhythm its measure has where it asks for one (半月调度: 每半月, not 按<调度周期>).

    told: what the brief says on it; a time in that rhythm (每季度末) stands in its place.
    """
    if two := _TWO_RHYTHMS.match(about):
        if f"“{about}”" in text and two["second"] not in text.replace(about, ""):
            # The line is on the first of them alone.
            return f"{text.removesuffix('。')}，每{two['often']}{two['second']}一次。"
        # Each is said as the measure has it; no period is left open.
        rest = re.sub("[按每]<[^>]{1,4}周期>", "", text).removeprefix("<主体>")
        return f"<主体>实行{about}，{rest}" if text.startswith("<主体>") and about not in text else text
    if day := _WEEKDAY.match(about):
        # 每周一通报 is done on Mondays.
        if day["day"] in text:
            return text
        if bent := _bent(text, day["day"], about[day.end() :]):
            return bent
        return re.sub("[按每]<[^>]{1,4}周期>|(?:^|(?<=[^不]))定期(?=[一-龥]{2})", day["day"], text, count=1)
    if (own := _OWN_RHYTHM.match(about)) and (bent := _bent(text, _spoken(own), own["doing"])):
        return bent
    every = _EVERY.match(about) or _AT_THE_END.search(about)
    if not every:
        return text
    often = f"每{every['unit'].replace('双', '两')}"
    spoken = "每季度" if often == "每季" else often
    when = next((time for time in (told.deadline, told.rhythm) if time.startswith(often)), spoken)
    told_so = re.sub("[按每]<[^>]{1,4}周期>", when, text)
    if told_so == text and not re.search("每(?:个?半|[日天周旬月季年])", text):
        # 定期召开例会 leaves open how often what the measure says (季度会商).
        return re.sub("(?:^|(?<=[^不]))定期(?=[一-龥]{2})", spoken, text, count=1)
    return told_so


_WEEKDAY = late("^(?P<day>每周[一二三四五六日])(?=[一-龥]{2})(?!一?次)")
"""On which day of the week a thing is done; 每周一次 is how often."""
_OWN_RHYTHM = late(
    "^(?:每|(?=[一二两三四五六七八九十半双0-9]{0,2}个?(?:年|季度?|月|旬|周|日|天)一))"
    "(?P<many>[一二两三四五六七八九十半双0-9]{0,2})个?(?P<unit>年(?!度)|季度?|月|旬|周|日|天)"
    "(?:一次|一|开展|组织|进行)*(?P<doing>[^一，、]{2,}?)(?:一次)?$"
)
"""How often a measure is done and what it is, where it says no more than that: 半年一观摩, 每半月通报一次."""
_SAID_RHYTHM = late(
    "每(?:个|[一二两三四五六七八九十半双])?个?(?:半年|年(?!度)|季度?|月|旬|周|日|天)(?![^，]{0,2}[前底初末])"
)


def _spoken(own: re.Match[str]) -> str:
    """A measure's own rhythm as a line says it: 半年一 → 每半年, 两月一 → 每两个月, 一周一 → 每周."""
    many = {"一": "", "双": "两"}.get(own["many"], own["many"])
    unit = {"季": "季度"}.get(own["unit"], own["unit"])
    return f"每{many}{'个' if many not in ('', '半') and unit in ('月', '季度') else ''}{unit}"


def _bent(text: str, often: str, doing: str) -> str:
    """A line that tells of some other rhythm than its measure's (每季组织观摩 under 半年一观摩) with the measure's own, without
    what is done in yet another; "" where it tells of none, or of that one alone.

    >>> _bent("<主体>每月通报进度，每季组织到现场观摩，靠后的说明原因。", "每半年", "观摩")
    '<主体>每半年组织到现场观摩，靠后的说明原因。'
    >>> _bent("<主体>每月会商一次，定下的事列明时限。", "每两周", "会商"), _bent("<主体>会商之前收齐议题。", "每两周", "会商")
    ('<主体>每两周会商一次，定下的事列明时限。', '')
    """
    told = [found[0] for found in _SAID_RHYTHM.finditer(text)]
    if not told or set(told) <= {often, often.removesuffix("度")}:
        return ""
    stop = "。" if text.endswith("。") else ""
    clauses = text.removesuffix("。").split("，")
    actor = "<主体>" if text.startswith("<主体>") else ""
    clauses[0] = clauses[0].removeprefix(actor)
    own = next((k for k, c in enumerate(clauses) if doing[-2:] in c and _SAID_RHYTHM.search(c)), None)
    if own is None:
        own = next(k for k, c in enumerate(clauses) if _SAID_RHYTHM.search(c))
    kept = [
        _SAID_RHYTHM.sub(often, clause, count=1) if k == own else clause
        for k, clause in enumerate(clauses)
        if k == own or not _SAID_RHYTHM.search(clause)
    ]
    return f"{actor}{'，'.join(kept)}{stop}"


_OFTEN = late("^每(?:个?(?:半年|季度|月|周)|[年季月周旬日天])")
_HAS_RHYTHM = late("每(?:个?半年|个?季度|个?月|个?周|[年季月周旬日天])|定期|周期>|按[年季月周]")


def as_often(text: str, about: str, told: Assignment, departments: str) -> str:
    """The line with how often its measure is done, where that was left aside to find it (每季度开展交叉检查).

    told: what the brief says on it besides; a rhythm there says it already. departments: those who are addressed.
    """
    often = _OFTEN.match(about)
    if not often or uncounted(about) == about or told.rhythm or about in text or _HAS_RHYTHM.search(text):
        return text
    actor = next((each for each in ("<主体>", departments) if each and text.startswith(each)), "")
    if actor:
        return text.replace(actor, f"{actor}{often[0]}", 1)
    return f"{text.removesuffix('。')}，{often[0]}进行。"
