"""Which key does what where (键位): one table; the line of keys and F1 are read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from drafter.compose import actions, typing_line
from drafter.compose.desk import Desk
from drafter.compose.state import Mode, State, Typing, Wish, redo, undo

Action = Callable[[Desk, State], State]
PAGE = 10


@dataclass(frozen=True, slots=True)
class Key:
    """A binding (键)."""

    keys: tuple[str, ...]
    """As prompt_toolkit calls them; a character stands for itself."""
    shown: str
    does: str
    act: Action
    brief: str = ""
    """In the line of keys; "" keeps it out of there."""


def press(desk: Desk, state: State, key: str, text: str = "") -> State:
    """The state after one key. key: its name; text: what was pasted, for the key "paste"."""
    if state.wish is not None:
        return state
    state = replace(state, message="")
    if key == "f1":
        return replace(state, mode="help", back=state.mode, scroll=0) if state.mode != "help" else _close_help(state)
    if key == "paste":
        return actions.paste(desk, state, text)
    if state.mode == "help":
        return _help_key(state, key)
    if key in ("c-c", "c-q"):
        return _stop(desk, state)
    if key == "c-f":
        return actions.enter_search(state)
    if state.typing is not None:
        return _type(desk, state, key)
    for binding in BINDINGS[state.mode]:
        if key in binding.keys:
            return binding.act(desk, state)
    return state


def _stop(desk: Desk, state: State) -> State:
    """Ctrl-C gives up the line first; without one it goes to the end, and from there out."""
    if state.mode in ("end", "start"):
        return replace(state, wish=Wish("leave"))
    if state.typing is not None and state.mode not in ("form", "search"):
        return actions.drop_line(state)
    if state.mode in ("search", "context"):
        return _leave_search(desk, state)
    return actions.finish(state)


def _help_key(state: State, key: str) -> State:
    if key in ("down", "j", "pagedown", " "):
        return replace(state, scroll=state.scroll + (1 if key in ("down", "j") else PAGE))
    if key in ("up", "k", "pageup"):
        return replace(state, scroll=max(0, state.scroll - (1 if key in ("up", "k") else PAGE)))
    return _close_help(state)


def _close_help(state: State) -> State:
    return replace(state, mode=state.back, back="outline", scroll=0)


# --- typing ------------------------------------------------------------------------------------------


def _type(desk: Desk, state: State, key: str) -> State:
    line = state.typing
    if line is None:
        return state
    if key in ("enter", "c-j"):
        return _enter(desk, state, line)
    if key == "escape":
        return _escape(desk, state, line)
    if key in ("tab", "s-tab"):
        if line.purpose in ("answer", "point"):
            return actions.accept_completion(desk, state)
        if line.purpose == "query":
            return actions.read_hit(state)
        return replace(state, typing=typing_line.jump(line, backwards=key == "s-tab"))
    if key in ("up", "down", "pageup", "pagedown"):
        return _vertical(desk, state, line, key)
    if line.purpose == "query" and key == "c-a":
        return actions.adapt_hit(desk, state)
    changed = typing_line.key(line, key)
    if changed is None and len(key) == 1 and key.isprintable():
        changed = typing_line.insert(line, key)
    if changed is None:
        return state
    if changed.text == line.text:
        return replace(state, typing=changed)
    return actions.typed(desk, state, changed)


def _enter(desk: Desk, state: State, line: Typing) -> State:
    match line.purpose:
        case "answer":
            return actions.answer(desk, state)
        case "own" | "edit":
            return actions.accept_line(desk, state)
        case "point" | "measure":
            return actions.accept_added(desk, state)
        case "query":
            return actions.read_hit(state)
        case "export":
            return actions.accept_export(state)
    return replace(state, wish=Wish("open", line.text.strip())) if line.text.strip() else state


def _escape(desk: Desk, state: State, line: Typing) -> State:
    if line.purpose == "query":
        return _leave_search(desk, state)
    if line.purpose == "file":
        return replace(state, typing=None) if state.entries else replace(state, wish=Wish("leave"))
    if line.purpose == "answer" and state.asking:
        return actions.leave_form(desk, replace(state, typing=None, asking=False))
    return actions.drop_line(state)


def _vertical(desk: Desk, state: State, line: Typing, key: str) -> State:
    by = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}[key]
    if line.purpose == "query":
        return actions.move_hit(state, by)
    if line.purpose == "answer" and key in ("pageup", "pagedown"):
        if state.asking:
            return actions.following(desk, state, state.row.split("/")[0], backwards=by < 0)
        return state
    if line.purpose in ("answer", "point"):
        offered = desk.completions(state)
        if not offered:
            return state
        # Above the first one nothing is highlighted, and Enter takes what was typed.
        return replace(state, pick=max(-1, min(len(offered) - 1, state.pick + by)))
    return state


def _leave_search(desk: Desk, state: State) -> State:
    back = state.back if state.back not in ("search", "context", "help") else "outline"
    return replace(state, mode=back, back="outline", typing=state.held, held=None, scroll=0)


# --- the table ---------------------------------------------------------------------------------------


def _node(by: int) -> Action:
    return lambda desk, state: actions.move_node(desk, state, by)


def _row(by: int) -> Action:
    return lambda desk, state: actions.move_row(desk, state, by)


def _candidate(by: int) -> Action:
    return lambda desk, state: actions.move_pick(state, by, len(desk.candidates(state)))


def _family(by: int) -> Action:
    return lambda desk, state: actions.move_pick(state, by, len(desk.families(state)))


def _entry(by: int) -> Action:
    return lambda desk, state: actions.move_pick(state, by, len(state.entries))


def _hit(by: int) -> Action:
    return lambda desk, state: actions.read_hit(actions.move_hit(state, by))


def _scroll(by: int) -> Action:
    return lambda desk, state: replace(state, scroll=max(0, state.scroll + by))


def _to(mode: Mode) -> Action:
    return lambda desk, state: replace(state, mode=mode, marked=(), scroll=0)


def _open_entry(desk: Desk, state: State) -> State:
    entry = state.entries[min(state.pick, len(state.entries) - 1)]
    if not entry.path:
        return actions.start_line(state, "file", state.file)
    return replace(state, wish=Wish("open", entry.path, resume=entry.resume))


def _undo(desk: Desk, state: State) -> State:
    return _again(desk, undo(state))


def _redo(desk: Desk, state: State) -> State:
    return _again(desk, redo(state))


def _again(desk: Desk, state: State) -> State:
    if state.mode == "form":
        return state
    if not desk.look(state.data).nodes:
        return replace(state, mode="form", row="会议")
    return replace(actions.focus(desk, replace(state, mode="outline"), state.node), message=state.message)


def _form(desk: Desk, state: State) -> State:
    return replace(state, mode="form", row=actions.row_for(desk, state), asking=False, scroll=0)


def _export(key: str) -> Action:
    return lambda desk, state: actions.export(state, key)


_SEARCH = Key(("/", "c-f"), "/", "查先例（打字时用 Ctrl-F）", lambda desk, state: actions.enter_search(state), "查先例")
_HISTORY = (
    Key(("u",), "u", "撤销，步数不限", _undo, "撤销"),
    Key(("c-r",), "Ctrl-R", "重做", _redo),
)
_QUIT = Key(("q",), "q", "结束：待填、校对、导出", lambda desk, state: actions.finish(state), "结束")
_LINE = (
    Key(("e",), "e", "编辑这一行，Tab 跳到下一个待填", actions.edit, "编辑"),
    Key(("w",), "w", "自己写一行", actions.write, "自写"),
    Key(("x",), "x", "取消这里的选定；没有选定就跳过", actions.clear, "取消"),
)
_POINTS = (
    Key(("a",), "a", "加一点（在简要给的措施上：加一条措施）", actions.add, "加"),
    Key(("d",), "d", "删去这一点或这条措施", actions.remove, "删"),
    Key(("J",), "J", "这一点下移", lambda desk, state: actions.shift(desk, state, 1), ""),
    Key(("K",), "K", "这一点上移", lambda desk, state: actions.shift(desk, state, -1), ""),
    Key(("g",), "g", "整组换排比句式或措施组，边选边看", actions.enter_pattern, "换句式"),
)

BINDINGS: dict[Mode, tuple[Key, ...]] = {
    "start": (
        Key(("up", "k"), "↑", "上一项", _entry(-1)),
        Key(("down", "j"), "↓", "下一项", _entry(1)),
        Key(("enter",), "回车", "打开", _open_entry, "打开"),
        Key(("q", "escape"), "q", "离开", lambda desk, state: replace(state, wish=Wish("leave")), "离开"),
    ),
    "form": (
        Key(("up", "k"), "↑", "上一项", _row(-1)),
        Key(("down", "j"), "↓", "下一项", _row(1)),
        Key(("pageup",), "PgUp", "上十项（逐项问时：上一问）", _row(-PAGE)),
        Key(("pagedown",), "PgDn", "下十项（逐项问时：下一问）", _row(PAGE)),
        Key(("home",), "Home", "第一项", _row(-(10**6))),
        Key(("end",), "End", "最后一项", _row(10**6)),
        Key(
            ("enter", "e", "right"), "回车", "填写或修改", lambda desk, state: actions.ask(desk, state, state.row), "改"
        ),
        Key(("d", "x", "delete"), "d", "删去这一项", actions.remove_row, "删"),
        Key(("J",), "J", "下移", lambda desk, state: actions.shift_row(desk, state, 1)),
        Key(("K",), "K", "上移", lambda desk, state: actions.shift_row(desk, state, -1)),
        Key(("escape", "b", "tab"), "Esc", "去提纲", actions.leave_form, "提纲"),
        _SEARCH,
        *_HISTORY,
        _QUIT,
    ),
    "outline": (
        Key(("up", "k"), "↑", "上一行", _node(-1)),
        Key(("down", "j"), "↓", "下一行", _node(1)),
        Key(("pageup",), "PgUp", "上十行", _node(-PAGE)),
        Key(("pagedown",), "PgDn", "下十行", _node(PAGE)),
        Key(("home",), "Home", "第一行", _node(-(10**6))),
        Key(("end",), "End", "最后一行", _node(10**6)),
        Key(("right", "tab", "enter", "l"), "→", "去候选（Tab、回车也行）", actions.enter_candidates, "候选"),
        *_LINE,
        *_POINTS,
        Key(("n",), "n", "下一处待填", actions.next_gap, "待填"),
        Key(("b",), "b", "改简要里的各项", _form, "简要"),
        _SEARCH,
        *_HISTORY,
        _QUIT,
    ),
    "candidates": (
        Key(("up", "k"), "↑", "上一个候选", _candidate(-1)),
        Key(("down", "j"), "↓", "下一个候选", _candidate(1)),
        Key(("pageup",), "PgUp", "上十个", _candidate(-PAGE)),
        Key(("pagedown",), "PgDn", "下十个", _candidate(PAGE)),
        Key(("enter",), "回车", "选用（有标记的一起用），到下一行", actions.take, "选用"),
        Key((" ",), "空格", "标记，几条一起用", actions.mark, "标记"),
        Key(("left", "escape", "tab", "s-tab", "h"), "←", "回提纲", _to("outline"), "提纲"),
        *_LINE,
        *_POINTS,
        Key(("b",), "b", "改简要里的各项", _form),
        _SEARCH,
        *_HISTORY,
        _QUIT,
    ),
    "pattern": (
        Key(("up", "k"), "↑", "上一组", _family(-1)),
        Key(("down", "j"), "↓", "下一组，提纲随着变", _family(1)),
        Key(("pageup",), "PgUp", "上十组", _family(-PAGE)),
        Key(("pagedown",), "PgDn", "下十组", _family(PAGE)),
        Key(("enter",), "回车", "整组换成这一组", actions.take_pattern, "换成这组"),
        Key(("escape", "left", "q", "g"), "Esc", "不换", _to("outline"), "不换"),
    ),
    "search": (Key(("escape", "q"), "Esc", "回去", _leave_search, "回去"),),
    "context": (
        Key(("a",), "a", "改用到当前行：事实换成待填", actions.adapt_hit, "改用"),
        Key(("up", "k"), "↑", "上翻", _scroll(-1)),
        Key(("down", "j"), "↓", "下翻", _scroll(1)),
        Key(("n", "pagedown"), "n", "下一条先例", _hit(1), "下一条"),
        Key(("p", "pageup"), "p", "上一条先例", _hit(-1), "上一条"),
        Key(("/", "left", "tab"), "/", "接着查", lambda desk, state: actions.enter_search(state), "接着查"),
        Key(("escape", "q"), "Esc", "回提纲", _leave_search, "回去"),
    ),
    "help": (),
    "end": (
        Key(("m",), "m", "导出 Markdown", _export("m"), "md"),
        Key(("w",), "w", "导出 Word", _export("w"), "docx"),
        Key(("t",), "t", "导出纯文本", _export("t"), "txt"),
        Key(("h",), "h", "导出网页", _export("h"), "html"),
        Key(("s",), "s", "导出 JSON", _export("s"), "json"),
        Key(("up", "k"), "↑", "上翻", _scroll(-1)),
        Key(("down", "j"), "↓", "下翻", _scroll(1)),
        Key(("escape", "b", "left"), "Esc", "回去接着写", lambda desk, state: _back(desk, state), "接着写"),
        Key(("q", "enter"), "q", "离开", lambda desk, state: replace(state, wish=Wish("leave")), "离开"),
    ),
}


def _back(desk: Desk, state: State) -> State:
    after = replace(state, mode="outline", back="outline", scroll=0)
    return after if desk.look(state.data).nodes else replace(after, mode="form")


TYPING: dict[str, tuple[tuple[str, str], ...]] = {
    "answer": (("回车", "确定"), ("↑↓ Tab", "选、用补全"), ("PgUp/PgDn", "上一问/下一问"), ("Esc", "先不填了")),
    "own": (("回车", "写进提纲"), ("Tab", "下一处待填"), ("Ctrl-U", "清空"), ("Esc", "不写了")),
    "edit": (("回车", "改好"), ("Tab", "下一处待填"), ("Ctrl-W", "删一小句"), ("Esc", "不改了")),
    "point": (("回车", "加上"), ("↑↓ Tab", "选、用补全"), ("Esc", "不加了")),
    "measure": (("回车", "加上"), ("Esc", "不加了")),
    "query": (("↑↓", "选"), ("回车", "看上下文"), ("Ctrl-A", "改用"), ("Esc", "回去")),
    "file": (("回车", "开始"), ("Esc", "回去")),
    "export": (("回车", "写出"), ("Esc", "不导出了")),
}
"""What the line of keys says while a line is typed: purpose -> (key, what it does)."""

NAMES: dict[Mode, str] = {
    "start": "开始",
    "form": "简要",
    "outline": "提纲（左栏）",
    "candidates": "候选（右栏）",
    "pattern": "换句式",
    "search": "查先例",
    "context": "看先例",
    "end": "收尾",
}


def help_rows() -> tuple[tuple[str, str], ...]:
    """Everything F1 lists: (key, what it does); an empty key heads a section."""
    found: list[tuple[str, str]] = []
    for mode, name in NAMES.items():
        if mode == "search":
            continue
        found.append(("", name))
        found += [(binding.shown, binding.does) for binding in BINDINGS[mode]]
    found.append(("", "打字时"))
    found += [(shown, does) for purpose in ("answer", "edit", "query") for shown, does in TYPING[purpose]]
    found += [
        ("Ctrl-F", "查先例，打到一半也行"),
        ("Home End", "行首、行尾（Ctrl-A、Ctrl-E 也行，查先例时除外）"),
        ("Ctrl-K", "删到行尾"),
        ("Ctrl-C", "放下这一行；没有在打字就去收尾"),
        ("Ctrl-L", "重画屏幕"),
        ("Ctrl-Z", "挂起"),
    ]
    return tuple(found)
