"""The line being typed (正在输入的一行): begun, changed, pasted into, given up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from drafter.compose import questions
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD
from drafter.compose.state import Purpose, State, Typing, Wish
from drafter.compose.typing_line import insert


def start(state: State, purpose: Purpose, text: str = "", target: str = "", cited: str = "") -> State:
    """Begin to type. target: the node it is for, the current one if not said."""
    return replace(
        state,
        pick=-1 if purpose in ("point", "measure") else state.pick,
        typing=Typing(purpose, text, len(text), target=target or state.node, cited=cited, begun=text),
        message="",
    )


def drop(state: State) -> State:
    """Esc: the line is given up, nothing changes."""
    return replace(state, pick=max(0, state.pick), typing=None, message="没有改动")


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


def paste(desk: Desk, state: State, text: str) -> State:
    """A paste goes into the line being typed, whole."""
    if state.typing is None:
        return replace(state, message="粘贴的内容没有地方放：先按 w（自己写）或 e（编辑）")
    return typed(desk, state, insert(state.typing, text))


def complete(desk: Desk, state: State) -> State:
    """Tab: the highlighted completion, or the first one, into the line."""
    offered = desk.completions(state)
    if state.typing is None or not offered:
        return state
    choice = offered[max(0, min(state.pick, len(offered) - 1))]
    line = state.typing
    text = line.text[: choice.start] + choice.text
    return typed(desk, state, replace(line, text=text + line.text[line.caret :], caret=len(text), mark=None))
