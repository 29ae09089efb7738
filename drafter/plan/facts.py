"""What of the brief an outline must hold (事实), and what the writer is told about the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.brief.schema import Brief
from drafter.language import heads
from drafter.language.audience import named_among
from drafter.language.bodies import BODY
from drafter.language.late import late
from drafter.language.script import simplified
from drafter.language.uncounted import without_deadline
from drafter.language.visible import unpictured
from drafter.plan.assignments import taken_out
from drafter.plan.draft import Draft
from drafter.plan.values import after_the_event, run_on
from drafter.records import Item


def facts(brief: Brief) -> list[tuple[str, str]]:
    """Every fact of the brief that must stand in its outline, with its path: (path, fact)."""
    brief, assigned = taken_out(brief)
    found = [("会议", brief.meeting)]
    found += [(path, fact) for path, told in assigned.items() for fact in told.facts]
    if brief.theme:
        found.append(("主题", brief.theme))
    if brief.audience:
        found += [("对象", who) for who in named_among(brief.audience)]
    found += [(f"依据[{k}]", basis) for k, basis in enumerate(brief.bases)]
    for k, event in enumerate(brief.events):
        found += [(f"刚才[{k}].谁", event.who), (f"刚才[{k}].事", event.what)]
    for k, item in enumerate(brief.achievements):
        found += [(f"成绩[{k}].{name}", value) for name, value in (("要点", item.topic), ("事实", item.fact)) if value]
    found += [(f"问题[{k}]", problem) for k, problem in enumerate(brief.problems)]
    for k, point in enumerate(brief.points):
        found.append((f"意见[{k}].主题", point.topic))
        found += [(f"意见[{k}].措施[{m}]", measure) for m, measure in enumerate(point.measures)]
    if brief.safeguard:
        if brief.safeguard.actor:
            found.append(("保障.主体", brief.safeguard.actor))
        found += [(f"保障.措施[{m}]", measure) for m, measure in enumerate(brief.safeguard.measures)]
    return found


def unused_facts(draft: Draft, lines: Sequence[str]) -> None:
    """Say which facts of the brief no line holds (未用上的事实)."""
    text = "\n".join((draft.brief.title or "", *lines))
    told = [(path, fact) for path, each in draft.assigned.items() for fact in each.facts]
    for path, fact in absent([*facts(draft.brief), *told], text):
        draft.notes.append(f"简要里的“{fact}”（{path}）没有写进提纲，请看放在哪里合适")


def absent(found: Sequence[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """Those of the facts (path, fact) that a text does not say.

    A body that stands there only inside of a longer fact is not named by it: that 各区县政府和市直有关部门 are addressed
    charges 各区县政府 with nothing. Nor is a problem told by the sentence that leads in its answer and quotes it, where
    the others are told in words of their own.
    """

    def unquoted(fact: str) -> str:
        return text.replace(f"“{fact}”", "，")

    def apart(path: str, fact: str) -> str:
        if path.startswith("问题["):
            others = (other for place, other in found if place.startswith("问题[") and other != fact)
            return unquoted(fact) if any(stands_in(other, unquoted(other)) for other in others) else text
        longer = [other for _, other in found if fact in other and fact != other]
        if not longer or not (path == "保障.主体" or BODY.search(fact)):
            return text
        without = text
        for other in sorted(longer, key=len, reverse=True):
            without = without.replace(other, "，")
        return without

    return [
        (path, fact)
        for path, fact in found
        if not stands_in(fact, apart(path, fact)) and not (path.startswith(("意见", "保障")) and said_apart(fact, text))
    ]


def said_apart(fact: str, text: str) -> bool:
    """Whether a verb and its object stand there with a word between them (坚定发展信心 for 坚定信心), what is to be done in
    the heading and by when in the line below it, or its clauses one by one as items of the third level."""
    clauses = fact.split("，")
    if len(clauses) > 1 and all(stands_in(clause, text) for clause in clauses):
        return True
    when, rest = without_deadline(fact)
    if when and stands_in(when, text):
        return stands_in(rest, text) or stands_in(fact.replace(when, "", 1).lstrip("，"), text)
    if len(fact) != 4 or heads.kind(fact) != "动宾":
        return False
    return re.search(f"{re.escape(fact[:2])}[一-龥]{{1,4}}{re.escape(fact[2:])}", text) is not None


def stands_in(fact: str, text: str) -> bool:
    """Whether a text says a fact: as it is, or run in, with its quotation marks inside of others, or, of what the
    agenda announces, as done (作了讲话 for 作讲话); a gap says nothing.

    >>> stands_in("专班", "名单列入【待填：专班组成方案】。"), stands_in("“三个一”行动", "抓“‘三个一’行动”。")
    (False, True)
    """
    said = _level(_GAP.sub("【】", text))
    ways = (fact, run_on(fact), simplified(unpictured(fact)), after_the_event(fact))
    return any(_level(_GAP.sub("【】", way)) in said for way in ways)


_GAP = late("【待填[^】]*】")


def _level(text: str) -> str:
    return text.replace("‘", "“").replace("’", "”").replace("％", "%")


def left_out(draft: Draft) -> None:
    """Say what the brief does not have and the outline therefore lacks (略去的部分)."""
    conditions = {stage.when for stage in draft.occasion.stages}
    absent: list[str] = [
        name
        for name in ("刚才", "成绩", "问题")
        if not draft.gives(name) and name in conditions and f"无{name}" not in conditions
    ]
    if not draft.with_safeguard and draft.occasion.safeguard != "段落":
        absent.append("保障")
    if absent:
        draft.notes.append(f"简要没有写{'、'.join(absent)}，提纲里略去了相应的段落")
    if draft.shallow:
        draft.notes.append(
            f"{'、'.join(f'“{name}”' for name in draft.shallow)}下面的一句分不成几条，没有写第三级；写细了就有"
        )
    if draft.brief.occasion != draft.occasion.name:
        draft.notes.append(f"“{draft.brief.occasion}”按“{draft.occasion.name}”的次序写")


def unknown_choices(draft: Draft, items: Sequence[Item]) -> None:
    """Say which choices have no place in this outline (选定里无处安放的). items: all of them, flat."""
    known = {item.id for item in items} | draft.silent
    if draft.silent:
        draft.notes.append(f"按选定不讲：{'、'.join(sorted(draft.silent))}")
    for node in draft.brief.chosen:
        base, _, tail = node.rpartition("/")
        placed = node in known or (tail in ("句式", "组") and (base in known or base == "意见"))
        # The line as a whole, where its clauses stand as items of the third level.
        placed = placed or (tail == "文" and f"{base}/1" in known)
        if not placed and tail not in ("出处", "搁置", "所据"):
            meant = sorted(name for name in known if name.rpartition("/")[2] == node)
            hint = f"，要写全：{'、'.join(meant)}" if meant else ""
            draft.notes.append(f"选定里的“{node}”在这份提纲里没有对应的位置，没有用上{hint}")
