"""Precedents (先例): looked for from anywhere, read in context, adapted into the current line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from drafter.brief.schema import Brief
from drafter.compose import data as paper
from drafter.compose.acts import line
from drafter.compose.acts.moving import current
from drafter.compose.adapting import SUBJECT, adapt, at_this_meeting, heading_of
from drafter.compose.candidates import fillers
from drafter.compose.desk import READ_ALL, Desk
from drafter.compose.looking import LOST, ORDERS, from_step, misplaced
from drafter.compose.state import Mode, State, Typing, Wish
from drafter.compose.typing_line import insert, jump
from drafter.flow.foreign import Foreign, foreign, told
from drafter.flow.strange import GENERAL, shipped_wordings
from drafter.flow.subjects import own_subjects, speaks_for_all
from drafter.flow.vouched import unvouched
from drafter.language.meetings import region_of
from drafter.language.numerals import parse_chinese
from drafter.plan.frames import compose
from drafter.records import Hit, Item
from drafter.search.query import Neighbour

SALUTATION = "称谓"


def enter(state: State) -> State:
    """Look for precedents; the line being typed waits. What was looked for before still stands till a key replaces it."""
    back: Mode = state.back if state.mode in ("search", "context", "help") else state.mode
    query = state.search.query
    held = state.held if state.typing is None or state.typing.purpose == "query" else state.typing
    typing = Typing("query", query, len(query), mark=0 if query else None)
    return replace(state, mode="search", back=back, typing=typing, held=held, message="")


def leave(desk: Desk, state: State) -> State:
    """Back to where the search was called up, and to the line that was being typed."""
    back = state.back if state.back not in ("search", "context", "help") else "outline"
    return replace(state, mode=back, back="outline", typing=state.held, held=None, scroll=0)


def found(
    state: State,
    asked: int,
    hits: tuple[Hit, ...],
    near: tuple[str, ...],
    trouble: str = "",
    places: Mapping[str, frozenset[str]] | None = None,
) -> State:
    """The library's answer; dropped when a newer question has been asked. places: see state.Searching."""
    if asked != state.search.asked:
        return state
    eager = state.search.eager and state.mode == "search"
    search = replace(
        state.search, answered=asked, hits=hits, places=places or {}, near=near, trouble=trouble, pick=0, eager=False
    )
    state = replace(state, search=search)
    return read(state) if eager and hits else state


def in_context(state: State, ref: str, neighbours: tuple[Neighbour, ...], trouble: str = "") -> State:
    """The passages around a hit; dropped when another hit is looked at by now."""
    search = state.search
    if state.mode != "context" or not search.hits or search.hits[search.pick].ref != ref:
        return state
    return replace(state, search=replace(search, context=neighbours, trouble=trouble))


def wanted(state: State) -> str:
    """The passage (SPEECH#PASSAGE) to be seen beside the line being edited, "" of none or where it is there: the line was
    made from it, in this session or an earlier one."""
    typing = state.typing
    if typing is None or typing.purpose not in ("edit", "own") or typing.original or typing.cited:
        return ""
    return paper.choices(state.data).get(typing.target + paper.SOURCE, "").partition("（")[0]


def recalled(state: State, ref: str, neighbours: tuple[Neighbour, ...], trouble: str = "") -> State:
    """The library's answer to `wanted`; dropped when another line is edited by now."""
    if state.typing is None or wanted(state) != ref:
        return state
    text = next((near.text for near in neighbours if near.ref == ref), "")
    if not text:
        return replace(state, message=state.message or f"原文取不到：{trouble or '先例库里没有了'}")
    return replace(state, typing=replace(state.typing, original=text))


def move(state: State, by: int) -> State:
    """Another hit."""
    search = state.search
    pick = max(0, min(len(search.hits) - 1, search.pick + by))
    return replace(state, search=replace(search, pick=pick), scroll=0)


def open_hit(desk: Desk, state: State) -> State:
    """Enter in a search: the hit in its context; where there is none, what nearly matched is looked for instead."""
    search = state.search
    if search.answered == search.asked and not search.hits and search.near and state.typing is not None:
        return line.typed(desk, state, replace(state.typing, text=search.near[0], caret=len(search.near[0])))
    return read(state)


def read(state: State) -> State:
    """Show the hit in its context; the first one when it comes, if it is still being looked for."""
    if state.search.answered != state.search.asked:
        return replace(state, search=replace(state.search, eager=True))
    if not state.search.hits:
        return state
    hit = state.search.hits[state.search.pick]
    search = replace(state.search, context=())
    return replace(state, mode="context", typing=None, scroll=0, search=search, wish=Wish("context", path=hit.ref))


def use(desk: Desk, state: State) -> State:
    """The hit in the line being typed, its facts as slots; Enter accepts it, Esc leaves everything as it was."""
    search = state.search
    item = current(desk, state)
    if not search.hits:
        return replace(state, message="还没有查到先例")
    if state.node.startswith(LOST):
        return replace(state, message="这一行没处放，不能改用；先回提纲里的一行再查")
    if item is None:
        return replace(state, message="提纲还没有成形，先填完“会议”和“意见”")
    hit = search.hits[search.pick]
    if item.step == SALUTATION and hit.step != SALUTATION:
        return replace(state, message="当前行是称谓，这条先例不是，没有改用；接着查，或按 Esc 回提纲换一行")
    brief = desk.look(state.data).brief
    said = _heading_in(hit) if item.level else hit.text
    if not said:
        return replace(state, message="当前行是标题，这条先例是一整段，没有改用；接着查，或按 Esc 回提纲换一行")
    own = brief.meeting + (brief.region or "") if brief else ""
    others = {name for name in search.places.get(hit.speech_id, ()) if name not in own + shipped_wordings()}
    ours = desk.topics_of(brief) if brief else frozenset()
    subjects = own_subjects(said, hit.title or "", brief, desk.bank, ours) if brief else []
    theirs = region_of((hit.title or "").removeprefix("在"))[1:]
    ours_too = "\n".join(told(brief)) if brief else ""
    proxy = brief is None or speaks_for_all(brief)
    text = at_this_meeting(
        adapt(
            said,
            others,
            region_of(own)[1:],
            subjects,
            theirs,
            hit.title or "",
            GENERAL,
            ours_too,
            proxy,
            unvouched=lambda text: unvouched(text, ours_too),
        )
    )
    if brief is not None:
        _, filled = fillers(item, brief, desk.bank)
        # A name the brief fills would bring this meeting where another was meant.
        text = re.sub(r"<([^<>]+)>", lambda m: f"<{m[1]}名称>" if m[1] in filled and m[1] != "会议" else m[0], text)
    text, gaps = compose(text, {"会议": brief.meeting} if brief else {}, desk.bank.hints)
    strange = foreign(text, hit.title or "", brief, desk.bank, ours) if brief else Foreign()
    other = "；".join(filter(None, (_elsewhere(hit, item, brief), _other(strange, text)))) if brief else ""
    held = state.held
    facts = f"事实换成了 {len(gaps)} 处待填，第一处已选中" if gaps else "没有认出事实"
    message = "；".join(filter(None, (facts, replace(strange, subjects=(), facts=()).told(), other, READ_ALL)))
    cited = _cited(hit, item)
    if held is not None and held.purpose in ("own", "edit", "adapt"):
        # In the middle of a line: the precedent goes in where the caret was.
        return replace(
            leave(desk, state),
            typing=replace(insert(held, text), cited=cited, taken=text, original=said),
            message=message,
        )
    if held is not None:
        return replace(state, message="有一行正写到一半，先按 Esc 回去写完，再来改用先例")
    back = replace(state, mode="outline", back="outline")
    begun = replace(line.start(desk, back, "adapt", text, item.id, cited), message=f"改用到“{item.step}”：{message}")
    # In its first gap, as where a line is edited.
    return replace(begun, typing=replace(jump(begun.typing), original=said)) if begun.typing else begun


def _heading_in(hit: Hit) -> str:
    """What of a hit a heading is made from: the sentence that is shown for it, else what it begins with."""
    return (heading_of(hit.text, hit.spans[0][0]) if hit.spans else "") or heading_of(hit.text)


_COUNTED = re.compile(r"讲([一两二三四五六七八九十\d]{1,3})(?=点|个方面|条|件事)")


def _elsewhere(hit: Hit, item: Item, brief: Brief) -> str:
    """What is said of a precedent from another place in its speech, or of one that counts other points than these."""
    # Problems are told under the achievements (成绩回顾): the step says which of the two it is.
    step = f"（{hit.step}）" if hit.step and hit.step != hit.move else ""
    elsewhere = hit.move and hit.move != item.move and not {hit.step, item.step} <= ORDERS
    said = f"原文在“{hit.move}”{step}，这里是“{item.move}”" if elsewhere else ""
    said = said or misplaced(item, from_step(item, hit.move, hit.step))
    count = len(brief.points) + (brief.safeguard is not None)
    counted = _COUNTED.search(hit.text)
    wrong = counted is not None and (parse_chinese(counted[1]) or 0) != count
    return "；".join(filter(None, (said, f"原文说{counted[1]}点，这份稿子讲 {count} 点" if counted and wrong else "")))


def _other(strange: Foreign, text: str) -> str:
    """What is said of a precedent on another matter; "" of one on this speech's. text: the line it was made into."""
    if not strange.subjects:
        return f"原文讲的事也换成了待填：{SUBJECT}" if f"【待填：{SUBJECT}】" in text else ""
    named = "、".join(f"“{name}”" for name in strange.subjects)
    return f"原文讲的是{named}，这份稿子不讲"


def _cited(hit: Hit, item: Item) -> str:
    """SPEECH#PASSAGE and whose words they are, for the note beside the choice at `item`."""
    about = "，".join(part for part in (hit.speaker, hit.title, hit.date) if part) + from_step(item, hit.move, hit.step)
    about = about.removeprefix("，")
    return paper.clean(f"{hit.ref}（{about}）" if about else hit.ref)
