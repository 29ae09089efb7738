"""The brief's own fields (填简要): asked one after another, or changed in the form."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from drafter.compose import data as paper
from drafter.compose import questions
from drafter.compose.acts.line import complete, lay_by, odd, offering
from drafter.compose.acts.moving import also_changed, amend, current, focus, remarked
from drafter.compose.adapting import without_bullet
from drafter.compose.data import Data
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD, BY_KEY, CLOSED, QUESTIONS, Question, Row, title
from drafter.compose.state import Mode, State, Typing
from drafter.plan.outline import WHEN, WHO

ASKED = "问完了，往下逐行挑：回车去候选，再按回车就选用；w 自己写，q 收尾。标题、地区、称谓、结束没有问，要填按 b"
"""Said where the questions end: from here on letters are keys, and Enter takes candidates."""

_CORE = tuple(question.key for question in QUESTIONS if question.core)
LONG_TITLE = 50
"""Characters beyond which a title no longer fits the two lines it is printed on."""


def opened(desk: Desk, state: State) -> State:
    """The brief is open: go on with the questions that must be answered, else to the outline."""
    state = replace(state, wish=None, typing=None, pick=0)
    asked = questions.missing(state.data)
    if asked:
        return ask(desk, replace(state, mode="form", asking=True), asked[0])
    return focus(desk, replace(state, mode="outline"), state.node)


def ask(desk: Desk, state: State, row: str) -> State:
    """Ask for the row `row`: its value stands in the line, ready to be changed."""
    found = questions.row_of(state.data, row)
    if state.asking and found.key in _CORE and (not state.reached or _before(state.reached, found.key)):
        state = replace(state, reached=found.key)
    typing = Typing("answer", found.text, len(found.text), target=found.id, begun=found.text)
    return offering(desk, replace(state, mode="form", row=found.id, typing=typing, pick=-1, marked=(), message=""))


def next_gap(desk: Desk, state: State) -> State:
    """The next line with something to fill in; where none is left, the field of the form for what stands with the title."""
    seen = desk.look(state.data)
    here = seen.index(state.node)
    order = [*range(here + 1, len(seen.nodes)), *range(here + 1)]
    place = next((k for k in order if seen.nodes[k].gaps and seen.nodes[k].id not in seen.silent), None)
    if place is not None:
        mode: Mode = "outline" if state.mode == "candidates" else state.mode
        return replace(focus(desk, state, seen.nodes[place].id), message="", mode=mode)
    nodes = {item.id for item in seen.nodes}
    gaps = [gap for node, gap in (seen.outline.gaps if seen.outline else ()) if node not in nodes]
    if not gaps:
        return replace(state, message="没有待填之处了")
    after = ask(desk, replace(state, back="outline", asking=False), row_of_gap(state.data, gaps[0]))
    return replace(after, message=f"只有题目和题目下面还待填：{'；'.join(gaps)}")


def row_of_gap(data: Data, gap: str) -> str:
    """The row where what is missing in the title or below it is filled in."""
    return {WHEN: "日期", WHO: "讲话人.职务"}.get(gap, "标题" if data.get("标题") else "会议")


def _before(key: str, other: str) -> bool:
    """Whether the field `key` is asked for before `other`."""
    return _CORE.index(key) < _CORE.index(other)


def answer(desk: Desk, state: State) -> State:
    """Enter in an answer: accept it, or the completion the arrows chose, and go on."""
    if state.pick >= 0:
        state = complete(desk, state)
    typing = state.typing
    if typing is None:
        return state
    row = questions.row_of(state.data, state.row)
    text = _meant(desk, state, row, typing.text.strip())
    if row.index is None and row.id.endswith(ADD):
        # Numbers are the outline's.
        text = without_bullet(text)
    fault = questions.complaint(state.data, row.id, text, desk.occasions)
    if not text and BY_KEY[row.key].needed and not _held(state.data, row):
        fault = "这一项必须填写"
    if fault:
        return replace(state, typing=replace(typing, fault=fault))
    after = state
    if text != row.text:
        if row.key == "意见" and not text and row.index is not None:
            data = paper.remove_point(state.data, row.index)
        else:
            data = questions.answered(state.data, row.id, text)
        what = f"{title(row.key)}：{text}" if text else f"清空{title(row.key)}"
        after = amend(desk, state, data, what)
        if not state.asking and row.key not in ("意见", "保障.措施"):
            # One field may be in many lines; what is said of a point changes where the writer looks.
            after = also_changed(desk, state, after)
        if row.key == "标题" and len(text) > LONG_TITLE:
            after = replace(after, message=f"题目有 {len(text)} 字，太长了，宜在 {LONG_TITLE} 字以内；按回车改")
        if row.key == "意见" and text:
            told = after.message.removeprefix(what).lstrip("；")
            after = _onward(desk, replace(after, message=told), row, text)
            after = replace(after, message="；".join(dict.fromkeys(filter(None, (told, after.message)))))
            point = questions.read(BY_KEY["意见"], text, questions.held_by(state.data, row))
            return remarked(desk, after, paper.topic_of(point))
    after = _onward(desk, after, row, text)
    if text and not typing.text.strip():
        # Enter alone took the first one offered: what that was is said.
        after = replace(after, message="；".join(filter(None, (f"{title(row.key)}取“{text}”", after.message))))
    advised = (
        "；".join(filter(None, (questions.advice(state.data, row.id, text), odd(text)))) if text != row.text else ""
    )
    return replace(after, message="；".join(filter(None, (advised, after.message)))) if advised else after


def _onward(desk: Desk, after: State, row: Row, text: str) -> State:
    """Behind an answer: the next row of the field, the next question, or the form."""
    adding = row.index is None and row.id.endswith(ADD)
    if adding and text:
        return ask(desk, after, row.id)
    # How it is seen to is a question only now that somebody sees to it.
    opens = row.key == "保障.主体" and text and not paper.get(after.data, "保障.措施")
    if after.asking and row.key in _CORE and _before(row.key, after.reached) and not opens:
        key = _next_empty(after.data, row.key, after.reached)
        back = _asked(desk, after, BY_KEY[key])
        return replace(back, message=back.message or f"回到“{title(key)}”接着答；要再改前面的按 PgUp")
    if after.asking:
        return _skipped(following(desk, after, row.key))
    # In the form filled or empty alike: whoever goes on with Enter after Enter is where he thinks he is.
    return move(desk, replace(after, typing=None, row=questions.row_of(after.data, row.id).id), 1, after.message)


def _next_empty(data: Data, key: str, reached: str) -> str:
    """The first question behind `key` with nothing in it, `reached` at the latest. One of a closed list means something
    when it is empty, and where nobody sees to it, how is none."""
    between = _CORE[_CORE.index(key) + 1 : _CORE.index(reached)]
    passed = CLOSED if data.get("保障") else CLOSED | {"保障.措施"}
    return next((one for one in between if one not in passed and not paper.get(data, one)), reached)


def _skipped(state: State) -> State:
    """`state` with the questions just before this one said that were passed over with nothing in them."""
    key = state.row.split("/")[0]
    if state.typing is None or key not in _CORE:
        return state
    place = _CORE.index(key)
    empty = list(takewhile(lambda key: not paper.get(state.data, key), reversed(_CORE[:place])))
    # Where nobody sees to it, it was not asked how.
    names = [title(key) for key in reversed(empty) if key != "保障.措施" or state.data.get("保障")]
    if "保障.主体" in empty and not state.data.get("保障"):
        names[names.index(title("保障.主体"))] += "（怎样保障也就不问）"
    said = f"{'、'.join(names[-3:])}空着；要填按 PgUp" if names else ""
    return replace(state, message="；".join(filter(None, (said, state.message))))


def _meant(desk: Desk, state: State, row: Row, text: str) -> str:
    """Of a closed list: the word that was begun, and the first one for nothing at all where one is wanted."""
    if row.key not in CLOSED:
        return text
    offered = [one.text for one in desk.completions(state)]
    if not text:
        return offered[0] if row.key == "场合" and not row.text and state.asking and offered else ""
    begun = [word for word in offered if word.startswith(text)]
    return begun[0] if len(begun) == 1 and text not in desk.occasions else text


def _held(data: Data, row: Row) -> bool:
    """True when the field holds something without this row."""
    if row.id == row.key:
        return False
    value = paper.get(data, row.key)
    return bool(value) if row.index is None else len(value or ()) > 1


def following(desk: Desk, state: State, key: str, backwards: bool = False) -> State:
    """The question after (or before) `key`. While they are asked one after another, those of the core only, and behind
    the last one the outline; in the form all of them, and behind the last one its list."""
    asking = state.asking and BY_KEY[key].core
    alone = asking and not state.data.get("保障") and key != "保障.措施"
    core = [question for question in QUESTIONS if question.core or not asking]
    # Where nobody sees to it, there is nothing to ask of how.
    core = [question for question in core if not (alone and question.key == "保障.措施")]
    place = next((k for k, question in enumerate(core) if question.key == key), -1)
    place += -1 if backwards else 1
    if place >= len(core) and not asking:
        return replace(state, typing=None, pick=0, message="这是最后一项；按 Esc 去提纲")
    if place >= len(core):
        after = leave(desk, replace(state, typing=None))
        return replace(after, message=ASKED) if after.mode == "outline" else after
    return _asked(desk, state, core[max(0, place)])


def _asked(desk: Desk, state: State, question: Question) -> State:
    return ask(desk, state, question.key if question.shape in ("text", "texts") else f"{question.key}/{ADD}")


def turned(desk: Desk, state: State, backwards: bool) -> State:
    """PgUp, PgDn: to another question; what was typed is not taken but kept, and that is said."""
    kept, key = lay_by(state), state.row.split("/")[0]
    after = following(desk, kept, key, backwards)
    if kept.laid is state.laid or after.message:
        return after
    return replace(after, message=f"{title(key)}打的字没有收下，留着；回到那一问按 Ctrl-Y 取回")


_ROWS = {"称谓": "称谓", "回应前述": "刚才/1", "串联": "刚才/1", "分项成绩": "成绩/1", "问题不足": "问题/1"}
_POINT = re.compile(r"意见/(\d+)")


def enter(desk: Desk, state: State) -> State:
    """To the form, at the row the current node mostly comes from."""
    return replace(state, mode="form", row=_row_for(desk, state), asking=False, scroll=0)


def _row_for(desk: Desk, state: State) -> str:
    item = current(desk, state)
    if item is None:
        return state.row or QUESTIONS[0].key
    point = _POINT.match(state.node)
    if point:
        return f"意见/{point[1]}"
    if state.node.startswith("保障"):
        return "保障.主体"
    row = "结束" if item.move == "结束语" else _ROWS.get(item.step, "会议")
    return questions.row_of(state.data, row).id


def leave(desk: Desk, state: State) -> State:
    """From the form to the outline, if the brief makes one."""
    if not desk.look(state.data).nodes:
        lacking = [title(q.key) for q in QUESTIONS if q.needed and not paper.get(state.data, q.key)]
        goes_on = "；按回车接着答" if state.asking else ""
        return replace(state, typing=None, message=f"还缺 {'、'.join(lacking)}，填了才有提纲{goes_on}")
    return focus(desk, replace(state, mode="outline", typing=None, asking=False), state.node)


def move(desk: Desk, state: State, by: int, message: str = "") -> State:
    """Another row of the form."""
    ids = [row.id for row in questions.rows(state.data)]
    place = ids.index(questions.row_of(state.data, state.row).id) if state.row else 0
    return replace(state, row=ids[max(0, min(len(ids) - 1, place + by))], message=message)


def remove(desk: Desk, state: State) -> State:
    """Take the current row's value out of the brief."""
    row = questions.row_of(state.data, state.row)
    if not row.text:
        return replace(state, message="这一行本来就空着")
    if BY_KEY[row.key].needed and not _held(state.data, row):
        return replace(state, message=f"{row.key}不能没有，按回车改")
    if row.key == "意见" and row.index is not None:
        data = paper.remove_point(state.data, row.index)
    else:
        data = questions.answered(state.data, row.id, "")
    after = amend(desk, state, data, f"删去{title(row.key)}：{row.text}")
    # The next one has moved up; behind the last one the one before it, and with none left the list's own row.
    left = len(paper.get(after.data, row.key) or ())
    beside = f"{row.key}/{min(row.index + 1, left)}" if row.index is not None and left else row.key
    return replace(after, row=questions.row_of(after.data, beside).id)


def shift(desk: Desk, state: State, by: int) -> State:
    """Move the current element of a field up or down."""
    row = questions.row_of(state.data, state.row)
    items = list(paper.get(state.data, row.key) or ())
    if row.index is None or not 0 <= row.index + by < len(items):
        return replace(state, message="不能再移了")
    target = row.index + by
    if row.key == "意见":
        data = paper.move_point(state.data, row.index, target)
    else:
        items.insert(target, items.pop(row.index))
        data = paper.put(state.data, row.key, items)
    return replace(amend(desk, state, data, f"{title(row.key)}移动一位"), row=f"{row.key}/{target + 1}")
