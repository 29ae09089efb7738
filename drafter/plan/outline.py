"""From a brief to an outline (谋篇): what comes in which order, in which words, and where each line is from.

Pure and deterministic: the same brief and the same bank give the same outline. Random choice is absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.bank.model import Bank, Stage
from drafter.brief.schema import Brief
from drafter.language import meetings
from drafter.language.script import simplified
from drafter.plan import points
from drafter.plan.answers import Answers, answers_of
from drafter.plan.before import Before, nothing_before
from drafter.plan.draft import CHOSEN, LEFT_OUT, Draft, begin
from drafter.plan.facts import facts, left_out, unknown_choices, unused_facts
from drafter.plan.frames import GAP_MARK, compose, gap_text
from drafter.plan.number import number
from drafter.plan.problems import put_in_order
from drafter.plan.script import as_written
from drafter.plan.slips import slips
from drafter.plan.steps import line_of, links, thanked
from drafter.plan.wishes import hoped_of
from drafter.records import Item, Outline

__all__ = ["facts", "plan", "walk"]

WHEN, WHO = "讲话日期", "讲话人职务、姓名"
"""What the gaps below the title ask for."""


def plan(brief: Brief, bank: Bank, before: Before = nothing_before) -> Outline:
    """The outline of `brief` (提纲). Never fails on a valid brief: what is unknown becomes a gap.

    before: gives what old speeches have under a heading called as a point is; asked only where the bank knows nothing of it.

    Raises InvalidData when the bank has no occasion at all.
    """
    plain, told = as_written(brief, bank.hints)
    outline = _plan(plain, bank, before)
    notes = list(told)
    by_hand = [item.text for item in walk(outline.items) if item.source.ref.startswith(CHOSEN)]
    if kept := next((text for text in by_hand if simplified(text) != text), ""):
        notes.append(f"选定里手写的句子有繁体字（如“{kept}”），照原样写，没有改成简体字")
    notes += [slip.message for slip in slips(plain)]
    return replace(outline, notes=(*notes, *outline.notes))


def _plan(brief: Brief, bank: Bank, before: Before) -> Outline:
    draft = begin(brief, bank, before)
    answers = answers_of(draft)
    put_in_order(draft, answers)
    points.tell_apart(draft, answers)
    only = points.alone(draft, answers)
    # One stage after the other: what stands already decides what is fresh further down.
    items = number(
        _spoken(
            draft,
            [
                item
                for stage in draft.occasion.stages
                if _stands(draft, stage)
                for item in _stage(draft, stage, answers, only)
            ],
        )
    )
    title, title_gaps = compose(brief.title or draft.occasion.title, draft.values.filled, bank.hints)
    subtitle = _subtitle(brief)
    nodes = walk(items)
    unused_facts(draft, [title, *(item.text for item in nodes), *subtitle])
    left_out(draft)
    unknown_choices(draft, nodes)
    return Outline(
        title=title,
        items=items,
        subtitle=subtitle,
        gaps=(
            *(("标题", gap) for gap in title_gaps),
            *(("题下", gap) for line in subtitle for gap in GAP_MARK.findall(line)),
            *((item.id, gap) for item in nodes for gap in item.gaps),
        ),
        notes=tuple(draft.notes),
    )


def walk(items: tuple[Item, ...]) -> list[Item]:
    """All items of an outline, depth first, in reading order."""
    found: list[Item] = []
    for item in items:
        found.append(item)
        found += walk(item.items)
    return found


def _spoken(draft: Draft, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without the lines the writer leaves out (不讲); what ran on from such a line begins a paragraph."""
    if LEFT_OUT not in draft.brief.chosen.values():
        return tuple(items)
    kept: list[Item] = []
    opens = False
    for item in items:
        if item.level == 0 and draft.leaves_out(item.id):
            opens = opens or not item.joined
            continue
        kept.append(replace(item, joined=item.joined and not opens, items=_spoken(draft, item.items)))
        opens = False
    return tuple(kept)


_THANKED_ANYHOW = ("座谈会", "总结表彰会")


def _stands(draft: Draft, stage: Stage) -> bool:
    if stage.ranks and draft.rank not in stage.ranks:
        return False
    if stage.name == "总体评价" and draft.after_the_speech:
        return False
    if stage.name == "肯定感谢" and not draft.brief.achievements:
        # Nothing is praised that the brief does not tell; guests and those who are honoured are thanked once.
        return draft.occasion.name in _THANKED_ANYHOW and not thanked(draft)
    if not stage.when:
        return True
    return draft.gives(stage.when.removeprefix("无")) != stage.when.startswith("无")


def _stage(draft: Draft, stage: Stage, answers: Answers, only: points.Alone | None) -> list[Item]:
    match stage.name:
        case points.STAGE if only and only.numbered:
            return points.unfolded(draft, stage, only, answers)
        case points.STAGE if only:
            return points.unnumbered(draft, stage, only, answers)
        case points.STAGE:
            return points.points(draft, stage, answers)
        case points.SAFEGUARD_STAGE:
            return points.safeguard_paragraph(draft, stage)
        case "串联":
            return links(draft, stage)
        case "结束":
            # Whom the meeting addresses is said at the latest here.
            carry = frozenset() if draft.named(draft.brief.audience) else frozenset(("对象", "主体"))
            return [line_of(draft, replace(stage, name=_ending(draft)), joined=stage.joined, carry=carry)]
        case _:
            return [line_of(draft, stage, joined=_joined(draft, stage))]


def _joined(draft: Draft, stage: Stage) -> bool:
    """Whether a line runs on; after the leader's speech the host touches on facts in one paragraph of its own."""
    if draft.after_the_speech and stage.name in ("分项成绩", "问题不足"):
        return stage.name == "问题不足" and draft.gives("成绩")
    return stage.joined


def _ending(draft: Draft) -> str:
    if draft.brief.ending:
        return draft.brief.ending
    if draft.rank == "上级代表":
        return "祝愿"
    # Colleagues who sit together (校内座谈会) are no guests to be wished well.
    among_themselves = (
        draft.occasion.name == "座谈会" and not hoped_of(draft) and meetings.of_one_house(draft.brief.meeting)
    )
    return "希望" if among_themselves else draft.occasion.ending


def _subtitle(brief: Brief) -> tuple[str, ...]:
    """When and by whom, below the title; marks for what the brief leaves out, since every speech has both there."""
    date = f"{brief.date.year}年{brief.date.month}月{brief.date.day}日" if brief.date else gap_text(WHEN, {})
    speaker = " ".join(part for part in (brief.speaker.position, brief.speaker.name) if part)
    return f"（{date}）", speaker or gap_text(WHO, {})
