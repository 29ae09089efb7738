"""The line being typed (正在输入的一行): begun, changed, pasted into, given up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from drafter.compose import questions
from drafter.compose.data import clean
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD
from drafter.compose.state import Purpose, State, Typing, Wish
from drafter.compose.typing_line import insert


def start(state: State, purpose: Purpose, text: str = "", target: str = "", cited: str = "") -> State:
    """Begin to type. target: the node it is for, the current one if not said."""
    return offering(
        replace(
            state,
            pick=-1 if purpose in ("point", "measure") else state.pick,
            typing=Typing(purpose, text, len(text), target=target or state.node, cited=cited, begun=text),
            message="",
        )
    )


def drop(state: State) -> State:
    """Esc: the line is given up, nothing changes."""
    after = lay_by(state)
    if state.typing and state.typing.moved:
        text = state.typing.text
        said = "没有放，还在提纲末尾；要放到别处，到那里按 w，再按 Ctrl-Y"
        laid = {**state.laid, FOR_LATER: text}
        return replace(state, laid=laid, pick=max(0, state.pick), typing=None, message=said)
    said = "没有改动" if after.laid is state.laid else "没有改动；打的字留着，下次在这里按 Ctrl-Y 取回"
    return replace(after, pick=max(0, state.pick), typing=None, message=said)


# --- lines given up ----------------------------------------------------------------------------------

_SHELVES: dict[Purpose, str] = {
    "answer": "项",
    "own": "行",
    "edit": "行",
    "adapt": "行",
    "point": "加",
    "measure": "加",
}
FOR_LATER = "后"
"""Under which what has no line of its own to come back to is laid by: it may be fetched anywhere."""
MOST_LAID = 50
"""Lines given up that are kept, the latest."""


def shelf(typing: Typing) -> str:
    """Under which name a line is laid by: 行/意见/1; "" for one that is not kept."""
    name = _SHELVES.get(typing.purpose)
    return f"{name}/{typing.target}" if name else ""


def lay_by(state: State) -> State:
    """`state` with what was typed so far kept, if it is anything new."""
    typing = state.typing
    name = shelf(typing) if typing else ""
    if typing is None or not name or not typing.text.strip() or typing.text == typing.begun:
        return state
    kept = {other: text for other, text in state.laid.items() if other != name}
    return replace(state, laid=dict([*kept.items(), (name, typing.text)][-MOST_LAID:]))


def laid_for(state: State, typing: Typing | None) -> str:
    """What was laid by for this line, or for any."""
    name = shelf(typing) if typing else ""
    return state.laid.get(name) or state.laid.get(FOR_LATER, "") if name else ""


def placed(state: State) -> State:
    """`state` without what could be fetched anywhere: it has a place, or is wanted no more."""
    if FOR_LATER not in state.laid:
        return state
    return replace(state, laid={name: text for name, text in state.laid.items() if name != FOR_LATER})


def offering(state: State) -> State:
    """`state` with a line begun; where one was given up at the same place, that is said."""
    text = laid_for(state, state.typing)
    if not text or (state.typing and state.typing.text == text):
        return state
    text = clean(text)
    shown = text if len(text) <= 16 else text[:16] + "…"
    return replace(state, message=f"上次放下的“{shown}”还在，按 Ctrl-Y 取回")


def fetch(desk: Desk, state: State) -> State:
    """The line given up here comes back: in place of what stood there, at the caret of what was typed since."""
    typing = state.typing
    text = state.laid.get(shelf(typing), "") if typing else ""
    if typing is None or not text:
        return replace(state, message="这里没有放下的字")
    if typing.text in ("", typing.begun, text):
        return typed(desk, state, replace(typing, text=text, caret=len(text), mark=None))
    return typed(desk, state, insert(typing, text))


def accepted(before: State, after: State) -> State:
    """Enter: what was laid by is done with once a line stands there; in a list, once it is what was added."""
    typing = before.typing
    name = shelf(typing) if typing else ""
    if typing is None or name not in after.laid or (after.typing is not None and after.typing.fault):
        return after
    if typing.text.strip() != after.laid[name].strip() and not name.startswith("行"):
        return after
    return replace(after, laid={other: text for other, text in after.laid.items() if other != name})


def typed(desk: Desk, state: State, line: Typing) -> State:
    """The line has changed: validate, look for completions, ask for precedents."""
    match line.purpose:
        case "answer":
            line = replace(line, fault=questions.complaint(state.data, state.row, line.text, desk.occasions))
            after = replace(state, typing=line, pick=-1, message="")
            # A word of a closed list is not wrong as long as one begins like it.
            begun = state.row in questions.CLOSED and any(o.text.startswith(line.text) for o in desk.completions(after))
            return replace(after, typing=replace(line, fault="")) if begun else after
        case "point":
            fault = questions.complaint(state.data, f"意见/{ADD}", line.text, desk.occasions)
            return replace(state, typing=replace(line, fault=fault), pick=-1)
        case "query" if line.text != state.search.query:
            search = replace(state.search, query=line.text, asked=state.search.asked + 1, pick=0, near=(), eager=False)
            if not line.text.strip():
                search = replace(search, hits=(), answered=search.asked, trouble="")
            return replace(state, typing=line, search=search)
    return replace(state, typing=replace(line, fault=""))


def open_file(state: State) -> State:
    """Enter in the name of a brief: opened, or begun where there is none. A name without an ending gets .yaml."""
    typing = state.typing
    name = typing.text.strip() if typing else ""
    if typing is None or not name:
        return state
    ending = PurePath(name).suffix.lower()
    if ending and ending not in (".yaml", ".yml"):
        return replace(state, typing=replace(typing, fault=f"简要是 .yaml 文件，不是 {ending}；写好了再导出别的格式"))
    return replace(state, wish=Wish("open", name if ending else f"{name}.yaml"))


_SHOWN = "\ufffd"
"""How a character that would not be seen is shown (see language/visible.py)."""


def noted(before: Typing, after: State) -> State:
    """`after`, and said if something that cannot be seen was typed: it is shown, not swallowed."""
    many = after.typing.text.count(_SHOWN) if after.typing else 0
    if many <= before.text.count(_SHOWN):
        return after
    return replace(after, message=f"有看不见的字符，显示成“{_SHOWN}”，不要就退格")


def complete(desk: Desk, state: State) -> State:
    """Tab: the highlighted completion, or the first one, into the line."""
    offered = desk.completions(state)
    if state.typing is None or not offered:
        return state
    choice = offered[max(0, min(state.pick, len(offered) - 1))]
    line = state.typing
    text = line.text[: choice.start] + choice.text
    return typed(desk, state, replace(line, text=text + line.text[line.caret :], caret=len(text), mark=None))
