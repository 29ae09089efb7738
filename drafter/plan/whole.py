"""A line of the bank under a measure says all the measure says (措施说全): when, how much, each of its parts, each telling word."""

from __future__ import annotations

from dataclasses import replace

from drafter.bank.model import SLOT
from drafter.language import heads
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams
from drafter.language.verbs import ACTIVITY_ENDINGS, OF_ANY_DOING, SURE
from drafter.plan.assignments import Assignment
from drafter.plan.draft import Draft
from drafter.plan.line import Line
from drafter.plan.nearest import unsaid
from drafter.plan.rhythm import in_rhythm
from drafter.plan.sentence import but_once
from drafter.plan.ways import BY_ITSELF, how_built, line_by_doing

_BEFORE = late("(?:前|期间|起)$")
_SOME_TIME = late("(?:重要|重点|敏感)时段")


def in_time(name: str, bare: str, line: Line, told: Assignment | None) -> Line:
    """A line found for a measure without its time (bare) with that time in front (春节前，…), where it does not say it.

    told: what the brief says on it; a deadline there is said in its place.
    """
    when = name.removesuffix(bare) if name.endswith(bare) else ""
    if not _BEFORE.search(when) or when in line.text or line.path or (told and told.deadline):
        return line
    return replace(line, text=f"{when}，{_SOME_TIME.sub('', line.text, count=1)}")


def with_all_parts(draft: Draft, name: str, line: Line) -> Line:
    """A line of the bank under a measure of several doings side by side (集体备课、推门听课), with those it says nothing of
    behind it, in the measure's own words."""
    parts = name.split("、")
    if line.path or len(parts) < 2 or heads.is_predicate(name) or not all(map(_stands_alone, parts)):
        return line
    said = SLOT.sub("", line.text)
    lost = [part for part in parts if not bigrams(part) & bigrams(said)]
    if not lost or len(lost) == len(parts):
        return line if not lost else replace(line, text=f"<主体>抓好{name}，{line.text.removeprefix('<主体>')}")
    named = "、".join(lost)
    draft.notes.append(f"“{name}”里的“{named}”没有专讲它的句子，只带了一笔，请补上怎么做")
    return replace(line, text=f"{line.text.removesuffix('。')}，{named}一并抓好。")


_QUANTITY = late(
    "(?<![一二两三四五六七八九十百千0-9第每半])(?:[0-9]+(?:\\.[0-9]+)?|[二两三四五六七八九十百千]+)(?:[多几余])?[个]?"
    "(?:天|日|小时|分钟|工作日|周|月|年|公里|千米|米|亩|次|遍|轮|批|名|家|台|处|所|座|条|场|项|辆|套|万[一-龥]|亿[一-龥]|元|%|[一-龥](?=[一-龥]{2}))"
)
"""How much, how many, or in what time, with figures that a line of the bank cannot know (提前三天, 15个工作日)."""


_FIGURE = late("[0-9]+(?:\\.[0-9]+)?")
"""A figure of anything at all."""


def with_quantity(name: str, line: Line) -> Line:
    """A line of the bank under a measure with a figure in it (花期施药提前三天告知蜂农), behind the measure's own words where
    it does not say that figure; its first clause goes where it says the same without."""
    told = _QUANTITY.search(name) or _FIGURE.search(name)
    if line.topic is None or line.path or told is None or told[0] in line.text:
        return line
    said = {"谓语": f"<主体>{name}", "动宾": f"<主体>{name}", "事项": f"<主体>抓好{name}"}.get(how_built(name), name)
    return _behind(said, name, line)


def _behind(said: str, name: str, line: Line) -> Line:
    """A line behind a measure's own words (said), without a first clause that says the same with less."""
    clause, _, rest = line.text.removeprefix("<主体>").partition("，")
    again = len(bigrams(clause) & (bigrams(name) - STOCK)) > 1 and rest.count("，") > 0 and not SLOT.match(rest)
    return replace(line, text=f"{said}，{rest if again else line.text.removeprefix('<主体>')}")


def with_every_word(name: str, line: Line) -> Line:
    """A line of the bank that begins as its measure does and leaves a word of it out (经费列入街道年度预算: 把经费列入年度
    预算), behind the measure's own words instead. The name of a doing stands in the heading in full: it has no verb to
    open a line."""
    if line.topic is None or line.path or how_built(name) == "事项":
        return line
    clause = SLOT.sub("", line.text.partition("，")[0])
    begins = len(bigrams(clause) & (bigrams(name) - STOCK)) > 1 and name not in line.text
    if not begins or not any(_left_out(run, name, clause) for run in unsaid(name, SLOT.sub("", line.text))):
        return line
    if how_built(name) == BY_ITSELF:
        return _behind(name, name, line)
    # A clause has its doer behind it.
    clause = f"{name}，由<主体>负责"
    return _behind(clause if how_built(name) == "整句" else f"<主体>{name}", name, line)


def _left_out(run: str, name: str, clause: str) -> bool:
    """Whether a clause has what stands on either side of a run of a measure next to each other, or lacks its number: what is
    said in other words (工资: 薪酬) is not left out."""
    before, _, after = name.partition(run)
    return _FIRST_NUMBER.match(run) is not None or (
        len(before) > 1 and after != "" and before[-4:] + after[:2] in clause
    )


_FIRST_NUMBER = late("[一二两三四五六七八九十0-9]+[名个处家台套条支项]")


def _stands_alone(part: str) -> bool:
    """Whether one of several parts of a measure is a doing by itself (推门听课), no half of a name (饲料、苗种供应)."""
    return len(part) > 3 or heads.is_doing(part)


def in_full(draft: Draft, name: str, line: Line, owner: str) -> Line:
    """A line of the bank near to a measure; where it leaves out a word of the measure, how such things are done, else that
    line behind the measure's own words. A line that is called as the measure is may leave out any word but a doing.

    owner: who is charged, "" for nobody.
    """
    near = f"，与“{name}”相近"
    if line.topic is None or not ("又叫" in line.reason or near in line.reason):
        return line
    # What the line and its group are called tells what it is about as well as what it says.
    called = line.reason.replace(near, "") + "".join(
        group.name for group in line.topic.groups if any(measure.text == line.text for measure in group.measures)
    )
    thing = heads.verb_and_thing(name)[2] or name
    lost = [
        run
        for run in unsaid(name, SLOT.sub("", in_rhythm(line.text, name, Assignment())))
        # Of several things each must be there; else what the line is called by may stand for it.
        if (run[-2:] not in called if f"{run}和" in thing else not any(pair in called for pair in bigrams(run)))
    ]
    if near in line.reason:
        # How it is done, further on, is another wording more often than a fact (护林员网格巡护: 划片定线).
        lost = [run for run in lost if thing.startswith(run)]
        verb = heads.verb_and_thing(name)[1]
        lost += [verb] if verb in SURE - OF_ANY_DOING and verb not in SLOT.sub("", line.text) else []
    else:
        lost = [run for run in lost if bigrams(run) & ACTIVITY_ENDINGS]
    if not lost:
        return line
    if by_doing := line_by_doing(draft, name):
        draft.used.lines.discard(line.text)
        return by_doing
    if near in line.reason and heads.kind(name) == "动宾" and (owner or line.text.startswith("<主体>")):
        return replace(line, text=f"<主体>{name}，{but_once(name, line.text.removeprefix('<主体>'))}")
    return line
