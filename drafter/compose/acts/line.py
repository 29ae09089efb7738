"""The line being typed (正在输入的一行): begun, changed, pasted into, given up."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from drafter.compose import questions
from drafter.compose.adapting import GAP, STOPS
from drafter.compose.data import clean, lasting
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD, BY_KEY
from drafter.compose.state import Purpose, State, Typing, Wish
from drafter.compose.typing_line import insert
from drafter.language.visible import PICTURE, bare


def start(desk: Desk, state: State, purpose: Purpose, text: str = "", target: str = "", cited: str = "") -> State:
    """Begin to type. target: the node it is for, the current one if not said."""
    typing = Typing(
        purpose, text, len(text), target=target or state.node, cited=cited, begun=text, mark=_mark(purpose, text)
    )
    begun = replace(state, pick=-1 if purpose in ("point", "measure") else state.pick, typing=typing, message="")
    return offering(desk, begun)


def _mark(purpose: Purpose, text: str) -> int | None:
    """The name of a brief that is proposed gives way to what is typed."""
    return 0 if text and purpose == "file" else None


_ENDINGS = (".yaml", ".yml")
"""Of the name of a brief."""
_MOST_NAME = 250
"""Bytes of the longest name of a file, its ending aside."""


def drop(state: State) -> State:
    """Esc: the line is given up, nothing changes."""
    after = lay_by(state)
    if state.typing and state.typing.moved:
        text = state.typing.text
        said = "没有放，还在提纲末尾；要放到别处，到那里按 w，再按 Ctrl-Y"
        laid = {**state.laid, MOVED + state.typing.moved: text}
        return replace(state, laid=laid, pick=max(0, state.pick), typing=None, message=said)
    said = "没有改动" if after.laid is state.laid else "没有改动；打的字留着，下次在这里按 Ctrl-Y 取回"
    return replace(after, pick=max(0, state.pick), typing=None, message=said)


# --- lines given up ----------------------------------------------------------------------------------
#
# Two rules. A line given up is offered at its place; one whose place is gone is offered everywhere. It is kept till its
# whole text stands in the brief, or in a line kept in its stead, or the writer throws it away.

_SHELVES: dict[Purpose, str] = {
    "answer": "项",
    "own": "行",
    "edit": "行",
    "adapt": "行",
    "point": "加",
    "measure": "加",
}
MOVED = "移/"
"""Before the node without a place whose words were to be put elsewhere and were not yet: they may be fetched anywhere."""
LEFT = f"项/{ADD}/粘贴"
"""Under which name lines are kept that came where there was no place for them: they may be fetched anywhere."""
_EARLIER = "\n"
"""Between the place of a line given up there before the latest one and which of them it is."""


def shelf(state: State, typing: Typing | None) -> str:
    """Under which name a line is laid by: 行/意见/养老服务; "" for one that is not kept.

    A point, a measure or an item of a list is called by what it says, not by its number: others come and go.
    """
    name = _SHELVES.get(typing.purpose) if typing else None
    return f"{name}/{lasting(state.data, typing.target)}" if typing and name else ""


def _of(laid: Mapping[str, str], name: str) -> list[str]:
    """The names of what was given up at one place, the latest first."""
    earlier = [other for other in laid if other.startswith(name + _EARLIER)] if name else []
    return [*([name] if name in laid else []), *reversed(earlier)]


def _homeless(desk: Desk, state: State) -> list[str]:
    """Names of what was given up where there is no such row or line any more, the latest first."""
    if not state.laid:
        return []
    nodes = {lasting(state.data, item.id) for item in desk.look(state.data).nodes}
    rows = {lasting(state.data, row.id) for row in questions.rows(state.data)}
    there = {f"{kind}/{node}" for kind in ("行", "加") for node in nodes} | {f"项/{row}" for row in rows}
    return [name for name in reversed(list(state.laid)) if name.partition(_EARLIER)[0] not in there]


def lay_by(state: State) -> State:
    """`state` with what was typed so far kept, if it is anything new; what was given up here before is kept, too."""
    typing = state.typing
    if typing is None or not typing.text.strip() or typing.text == typing.begun:
        return state
    return laid_by(state, shelf(state, typing), typing.text, typing.fetched)


def laid_by(state: State, name: str, text: str, fetched: str = "") -> State:
    """`state` with `text` kept under `name`. fetched: the name under which a part of it was kept so far."""
    if not name:
        return state
    # What was taken up again and goes on is one line, not two.
    gone = {other for other in (fetched, *_of(state.laid, name)) if other in state.laid and state.laid[other] in text}
    kept = {other: words for other, words in state.laid.items() if other not in gone}
    if name in kept:
        numbers = [int(other.rpartition(_EARLIER)[2] or 0) for other in _of(kept, name) if other != name]
        kept = {
            (f"{name}{_EARLIER}{max(numbers, default=0) + 1}" if other == name else other): words
            for other, words in kept.items()
        }
    return replace(state, laid={**kept, name: text})


def offered(desk: Desk, state: State) -> list[str]:
    """Names of what may be fetched into the line being typed, in the order it is."""
    name = shelf(state, state.typing)
    return list(dict.fromkeys([*_of(state.laid, name), *_homeless(desk, state)])) if name else []


def placed(state: State, name: str) -> State:
    """`state` without what was kept under `name`: it has a place, or is wanted no more."""
    if name not in state.laid:
        return state
    return replace(state, laid={other: text for other, text in state.laid.items() if other != name})


def waiting(desk: Desk, state: State) -> dict[str, str]:
    """Lines given up that stand nowhere in the outline, the brief or the line being typed, by their names; what has no
    place in the outline is listed at its end instead."""
    typed = state.typing.text if state.typing else ""
    laid = {name: text for name, text in state.laid.items() if not name.startswith(MOVED) and not _stands(text, typed)}
    if not laid:
        return {}
    said = "\n".join(item.text for item in desk.look(state.data).nodes) + json.dumps(state.data, ensure_ascii=False)
    # The stop behind a line is put there or left off as its place wants it.
    return {name: text for name, text in laid.items() if clean(text).strip().rstrip(STOPS) not in said}


def place_of(desk: Desk, state: State, name: str) -> tuple[str, str]:
    """Where what is kept under `name` was typed: (node of the outline, row of the form), both "" where that is gone."""
    kind, _, target = name.partition(_EARLIER)[0].partition("/")
    if kind == "项":
        found = (row.id for row in questions.rows(state.data) if lasting(state.data, row.id) == target)
        return "", next(found, "")
    nodes = (item.id for item in desk.look(state.data).nodes if lasting(state.data, item.id) == target)
    return next(nodes, ""), ""


def takes_several(typing: Typing | None) -> bool:
    """Whether several things may go where the line goes."""
    if typing is None:
        return False
    if typing.purpose == "answer":
        return BY_KEY[typing.target.split("/")[0]].shape != "text"
    return typing.purpose in ("point", "measure")


def offering(desk: Desk, state: State) -> State:
    """`state` with a line begun; where one was given up at the same place, that is said."""
    names = offered(desk, state)
    if not names or (state.typing and state.typing.text == state.laid[names[0]]):
        return state
    if state.asking and names[0].partition(_EARLIER)[0] == LEFT and state.typing and state.typing.purpose == "answer":
        # That something waits is in the first line of the screen: it is not said again at every question.
        return state
    left, *others = [[one for one in state.laid[name].split("\n") if one.strip()] for name in names]
    if len(left) > 1 and takes_several(state.typing):
        return replace(state, message=f"剩下的 {len(left)} 条还在，按 Ctrl-Y 接着收")
    text = clean(left[0])
    shown = text if len(text) <= 16 else text[:16] + "…"
    count = sum(map(len, (left, *others)))
    more = f"（共 {count} 句，再按换一句）" if count > 1 else ""
    return replace(state, message=f"上次放下的“{shown}”还在，按 Ctrl-Y 取回{more}")


def next_laid(desk: Desk, state: State) -> str:
    """The name of what Ctrl-Y fetches: the latest; once one has been fetched, the one before it."""
    names, typing = offered(desk, state), state.typing
    if typing is not None and typing.fetched in names and typing.text == clean(state.laid[typing.fetched]):
        return names[(names.index(typing.fetched) + 1) % len(names)]
    return names[0] if names else ""


def fetch(desk: Desk, state: State) -> State:
    """The line given up here comes back: in place of what stood there, at the caret of what was typed since."""
    typing = state.typing
    name = next_laid(desk, state)
    if typing is None or not name:
        return replace(state, message="这里没有放下的字")
    text = clean(state.laid[name])
    if name.startswith(MOVED) and typing.purpose in ("own", "edit", "adapt"):
        typing = replace(typing, moved=name.removeprefix(MOVED))
    # What was typed where no line was open is no other wording of this one: it goes in where the caret is.
    besides = typing.text == typing.begun != "" and name.partition(_EARLIER)[0] == LEFT
    if (typing.text in ("", typing.begun, text) and not besides) or typing.text == clean(
        state.laid.get(typing.fetched, "")
    ):
        after = typed(desk, state, replace(typing, text=text, caret=len(text), mark=None, filling="", fetched=name))
        return after if after.message else replace(after, message="取回了；不要这一句就按 Ctrl-X 丢掉")
    return typed(desk, state, replace(insert(typing, text), fetched=name))


def throw_away(state: State) -> State:
    """Ctrl-X: the line that was fetched is wanted no more."""
    typing = state.typing
    if typing is None or typing.fetched not in state.laid or typing.text != clean(state.laid[typing.fetched]):
        return replace(state, message="先按 Ctrl-Y 取回要丢掉的那一句，再按 Ctrl-X")
    gone = placed(state, typing.fetched)
    text = typing.begun
    said = f"丢掉了“{typing.text[:16]}{'…' * (len(typing.text) > 16)}”"
    back = replace(typing, text=text, caret=len(text), mark=None, filling="", fetched="", moved="", fault="")
    return replace(gone, typing=back, message=said)


def _stands(laid: str, text: str) -> bool:
    """Whether all of a line that was given up stands in `text`, in its order; its gaps may have been filled."""
    return re.search(".*?".join(map(re.escape, GAP.split(clean(laid).strip())[::2])), text, re.DOTALL) is not None


def accepted(before: State, after: State) -> State:
    """Enter: what was kept of this line, or was fetched into it, is kept no longer once it stands there whole."""
    typing = before.typing
    name = shelf(before, typing)
    if typing is None or not name or after.typing is typing or (after.typing is not None and after.typing.fault):
        return after
    if after.data is before.data and after.laid is not before.laid:
        return after  # it could not be taken, and is kept
    done = {
        other
        for other in (*_of(after.laid, name), typing.fetched, *_of(after.laid, LEFT))
        if other in after.laid and _stands(after.laid[other], typing.text)
    }
    if not done:
        return after
    return replace(after, laid={other: words for other, words in after.laid.items() if other not in done})


def typed(desk: Desk, state: State, line: Typing) -> State:
    """The line has changed: validate, look for completions, ask for precedents."""
    match line.purpose:
        case "answer":
            line = replace(line, fault=questions.complaint(state.data, state.row, line.text, desk.occasions))
            after = replace(state, typing=line, pick=-1, message=questions.advice(state.data, state.row, line.text))
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


def file_named(text: str) -> str:
    """The name of a brief that `text` may be, as a file manager copies it, "" where it is none: several lines, or longer
    than a name. One without an ending gets it when it is opened.

    >>> file_named("'/家/简要.yaml'\\n"), file_named("推进会"), file_named("一行\\n又一行"), file_named("会" * 300)
    ('/家/简要.yaml', '推进会', '', '')
    """
    name = clean(text.strip().strip("'\"“”").strip()) if len(text.strip().splitlines()) == 1 else ""
    return name if len(PurePath(name).name.encode()) <= _MOST_NAME else ""


def open_file(state: State) -> State:
    """Enter in the name of a brief: opened, or begun where there is none. A name without an ending gets .yaml."""
    typing = state.typing
    name = typing.text.strip() if typing else ""
    if typing is None or not name:
        return state
    ending = PurePath(name).suffix.lower()
    if ending and ending not in _ENDINGS:
        return replace(state, typing=replace(typing, fault=f"简要是 .yaml 文件，不是 {ending}；写好了再导出别的格式"))
    return replace(state, wish=Wish("open", name if ending else f"{name}.yaml"))


def noted(typed: str, after: State) -> State:
    """`after`, and said if something that cannot be seen was in what was typed or pasted, which is not kept, or a picture,
    which is."""
    said = odd(typed)
    said = "" if said in after.message else said
    return replace(after, message="；".join(filter(None, (said, after.message)))) if said else after


def odd(text: str) -> str:
    """What is said of text that has what cannot be seen, or pictographs; "" of any other."""
    one = _LINE_ENDS.sub("", text)
    said = ["有看不见的字符，去掉了"] * (bare(one) != one)
    return "；".join([*said, *["有表情图案，公文里不用，不写进提纲"] * (PICTURE.search(one) is not None)])


_LINE_ENDS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]")


def complete(desk: Desk, state: State) -> State:
    """Tab: the highlighted completion, or the first one, into the line."""
    offered = desk.completions(state)
    if state.typing is None or not offered:
        return state
    choice = offered[max(0, min(state.pick, len(offered) - 1))]
    line = state.typing
    text = line.text[: choice.start] + choice.text
    return typed(desk, state, replace(line, text=text + line.text[line.caret :], caret=len(text), mark=None))
