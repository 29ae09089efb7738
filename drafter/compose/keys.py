"""Which key does what where (键位): one table; the line of keys and F1 are read from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from drafter.compose import typing_line
from drafter.compose.acts import choosing, ending, form, line, lost, moving, pasting, patterns, points, precedents
from drafter.compose.adapting import GAP
from drafter.compose.desk import Desk
from drafter.compose.looking import LOST
from drafter.compose.state import Mode, Purpose, State, Typing, Wish
from drafter.language.visible import visible

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
    """The state after one key. key: its name; text: what was pasted, for the keys "paste" and "pasting" (more to come),
    or typed ahead, for "answers"."""
    if state.wish is not None:
        return state
    return _press(desk, replace(state, message=""), key, text, state.message)


def _press(desk: Desk, state: State, key: str, text: str, was: str) -> State:
    if key == "f1":
        return replace(state, mode="help", back=state.mode, scroll=0) if state.mode != "help" else _close_help(state)
    if key == "answers":
        return pasting.answers(desk, state, text)
    if key in ("paste", "pasting"):
        if state.typing is None and state.mode == "start" and (name := line.file_named(text)):
            # What is pasted onto the list of what there is to open is the name of another brief.
            return line.start(desk, state, "file", name)
        if state.typing is None:
            return pasting.homeless(state, text, _opener(state), again=was)
        return pasting.paste(desk, state, text, whole=key == "paste")
    if state.mode == "help":
        return _help_key(state, key)
    if key in ("c-c", "c-q"):
        return _stop(desk, state)
    if key == "c-f" and state.mode not in ("start", "end"):
        return precedents.enter(state)
    if state.typing is not None:
        return _type(desk, state, key)
    for binding in bindings(state):
        if key in binding.keys:
            return binding.act(desk, state)
    if len(key) == 1 and unicodedata.category(key) != "Cc":
        if not key.isascii():
            return pasting.homeless(state, key, _opener(state), again=was)
        return replace(state, message=f"“{visible(key)}”不是这里的键：{_opener(state)}")
    return state


def bindings(state: State) -> tuple[Key, ...]:
    """The keys where the writer is."""
    return LOST_KEYS if state.mode == "outline" and state.node.startswith(LOST) else BINDINGS[state.mode]


def adapts(state: State, key: str) -> bool:
    """Whether `key` makes a precedent into a line."""
    if state.mode == "search":
        return key == "c-a" and state.typing is not None
    return any(key in binding.keys and binding.act is precedents.use for binding in bindings(state))


def _opener(state: State) -> str:
    """What opens a line where none is open, by keys the line of keys has there."""
    if bindings(state) is LOST_KEYS:
        return "这句没处放，按回车放回同一步骤的一行，按 x 丢掉"
    return _OPENERS.get(state.mode, "按 Esc 回去")


def _stop(desk: Desk, state: State) -> State:
    """Ctrl-C gives up the line first; without one it goes to the end, and from there out."""
    if state.mode in ("search", "context"):
        return precedents.leave(desk, state)
    if state.typing is not None and state.typing.purpose != "file":
        return line.drop(state)
    if state.mode in ("end", "start"):
        return replace(state, wish=Wish("leave"))
    return ending.finish(state)


def _help_key(state: State, key: str) -> State:
    if key in ("down", "j", "pagedown", " ", "up", "k", "pageup"):
        by = (1 if key in ("down", "j", "up", "k") else PAGE) * (-1 if key in ("up", "k", "pageup") else 1)
        # Counted from the end where End was pressed (see picture.scrolled): how high the screen is nobody knows here.
        most = 2 * len(help_of(state))
        here = state.scroll + by
        return replace(state, scroll=max(-most, min(-1, here)) if state.scroll < 0 else max(0, min(most, here)))
    if key in ("home", "end"):
        return replace(state, scroll=0 if key == "home" else -1)
    return _close_help(state)


def _close_help(state: State) -> State:
    return replace(state, mode=state.back, back="outline", scroll=0)


# --- typing ------------------------------------------------------------------------------------------


def _type(desk: Desk, state: State, key: str) -> State:
    typing = state.typing
    if typing is None:
        return state
    if key in ("enter", "c-j"):
        return line.accepted(state, _enter(desk, state, typing))
    if key == "c-y":
        return pasting.fetch(desk, state)
    if key == "c-x":
        return line.throw_away(state)
    if key == "escape":
        return _escape(desk, state, typing)
    if key in ("tab", "s-tab"):
        if typing.purpose in ("answer", "point"):
            return line.complete(desk, state)
        if typing.purpose == "query":
            return precedents.open_hit(desk, state)
        return _jump(state, typing, backwards=key == "s-tab")
    if key in ("up", "down", "pageup", "pagedown"):
        return _vertical(desk, state, typing, key)
    if typing.purpose == "query" and key == "c-a":
        return precedents.use(desk, state)
    changed = typing_line.key(typing, key)
    if changed is None and len(key) == 1 and unicodedata.category(key) != "Cc":
        changed = typing_line.insert(typing, key)
    if changed is None:
        return state
    if changed.text == typing.text:
        return line.noted(key if len(key) == 1 else "", replace(state, typing=changed))
    return line.noted(key if len(key) == 1 else "", line.typed(desk, state, changed))


def _jump(state: State, typing: Typing, backwards: bool) -> State:
    """Tab: to the next gap; that what was put in went into others as well is said, and that there is none to go to."""
    after = typing_line.jump(typing, backwards)
    alike = typing.text.count(typing.filling) if typing.filling and after.text != typing.text else 0
    said = f"另外 {alike} 处同样的待填也填上了" if alike else "" if GAP.search(after.text) else "这一行没有待填之处了"
    return replace(state, typing=after, message=said)


def _enter(desk: Desk, state: State, typing: Typing) -> State:
    match typing.purpose:
        case "answer":
            return form.answer(desk, state)
        case "own" | "edit" | "adapt":
            return choosing.accept(desk, state)
        case "point" | "measure":
            return points.accept(desk, state)
        case "query":
            return precedents.open_hit(desk, state)
        case "export":
            return ending.accept_export(state)
    return line.open_file(state)


def _escape(desk: Desk, state: State, typing: Typing) -> State:
    if typing.purpose == "query":
        return precedents.leave(desk, state)
    if typing.purpose == "file":
        return replace(state, typing=None) if state.entries else replace(state, wish=Wish("leave"))
    if typing.purpose == "answer" and state.asking:
        return form.leave(desk, replace(line.lay_by(state), typing=None))
    after = line.drop(state)
    if typing.purpose == "adapt" and state.search.hits:
        # Another hit may do better.
        return replace(precedents.enter(after), message=after.message)
    return after


def _vertical(desk: Desk, state: State, typing: Typing, key: str) -> State:
    by = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}[key]
    if typing.purpose == "query":
        return precedents.move(state, by)
    if typing.purpose == "answer" and key in ("pageup", "pagedown"):
        return form.turned(desk, state, backwards=by < 0)
    if typing.purpose in ("answer", "point"):
        offered = desk.completions(state)
        if not offered:
            return state
        # Above the first one nothing is highlighted, and Enter takes what was typed.
        return replace(state, pick=max(-1, min(len(offered) - 1, state.pick + by)))
    return state


# --- the table ---------------------------------------------------------------------------------------


def _node(by: int) -> Action:
    return lambda desk, state: moving.move(desk, state, by)


def _row(by: int) -> Action:
    return lambda desk, state: form.move(desk, state, by)


def _candidate(by: int) -> Action:
    return lambda desk, state: moving.pick(state, by, len(desk.candidates(state)))


def _family(by: int) -> Action:
    return lambda desk, state: moving.pick(state, by, len(desk.families(state)))


def _entry(by: int) -> Action:
    return lambda desk, state: moving.pick(state, by, len(state.entries))


def _remark(by: int) -> Action:
    return lambda desk, state: moving.pick(state, by, len(ending.remarks(desk, state)))


def _hit(by: int) -> Action:
    return lambda desk, state: precedents.read(precedents.move(state, by))


def _scroll(by: int) -> Action:
    return lambda desk, state: replace(state, scroll=max(0, state.scroll + by))


def _to(mode: Mode) -> Action:
    return lambda desk, state: replace(state, mode=mode, marked=(), scroll=0)


def _open_entry(desk: Desk, state: State) -> State:
    entry = state.entries[min(state.pick, len(state.entries) - 1)]
    if not entry.path:
        return line.start(desk, state, "file", state.file)
    return replace(state, wish=Wish("open", entry.path, resume=entry.resume))


def _export(key: str) -> Action:
    return lambda desk, state: ending.export(desk, state, key)


def _leave(desk: Desk, state: State) -> State:
    return replace(state, wish=Wish("leave"))


_SEARCH = Key(("/",), "/", "查先例（打字时用 Ctrl-F）", lambda desk, state: precedents.enter(state), "查先例")
_HISTORY = (
    Key(("u",), "u", "撤销，步数不限", moving.back, "撤销"),
    Key(("c-r",), "Ctrl-R", "重做", moving.again),
)
_QUIT = Key(("q",), "q", "收尾：待填、校对、导出，再按一次离开", lambda desk, state: ending.finish(state), "收尾")
_LINE = (
    Key(("e",), "e", "编辑这一行，Tab 跳到下一个待填", choosing.edit, "编辑"),
    Key(("w",), "w", "自己写一行", choosing.write, "自写"),
    Key(("d",), "d", "删去这一点、这条措施；别的行就不讲了", points.remove, "删"),
    Key(("x",), "x", "取消这里的选定，恢复不讲的；都没有就跳过", choosing.clear, "恢复"),
)
_KEEP = (
    Key(("y",), "y", "核对过了，仍用（在标题上连它下面的一起）", choosing.keep),
    Key(("Y",), "Y", "全部核对过了，都仍用；改自先例的要逐行按 y", choosing.keep_all),
)
_POINTS = (
    Key(("a",), "a", "加一点（在措施上：加一条措施）", points.add, "加"),
    Key(("J",), "J", "这一点、这条措施下移", lambda desk, state: points.shift(desk, state, 1), ""),
    Key(("K",), "K", "这一点、这条措施上移", lambda desk, state: points.shift(desk, state, -1), ""),
    Key(("g",), "g", "整组换排比句式或措施组，边选边看", patterns.enter, "换句式"),
)

BINDINGS: dict[Mode, tuple[Key, ...]] = {
    "start": (
        Key(("up", "k"), "↑", "上一项", _entry(-1)),
        Key(("down", "j"), "↓", "下一项", _entry(1)),
        Key(("enter",), "回车", "打开", _open_entry, "打开"),
        Key(("q", "escape"), "q", "离开", _leave, "离开"),
    ),
    "form": (
        Key(("up", "k"), "↑", "上一项", _row(-1)),
        Key(("down", "j"), "↓", "下一项", _row(1)),
        Key(("pageup",), "PgUp", "上十项（打字时：上一问）", _row(-PAGE)),
        Key(("pagedown",), "PgDn", "下十项（打字时：下一问）", _row(PAGE)),
        Key(("home",), "Home", "第一项", _row(-(10**6))),
        Key(("end",), "End", "最后一项", _row(10**6)),
        Key(("enter", "e", "right"), "回车", "填写或修改", lambda desk, state: form.ask(desk, state, state.row), "改"),
        Key(("d", "x", "delete"), "d", "删去这一项", form.remove, "删"),
        Key(("J",), "J", "下移", lambda desk, state: form.shift(desk, state, 1)),
        Key(("K",), "K", "上移", lambda desk, state: form.shift(desk, state, -1)),
        Key(("escape", "b", "tab"), "Esc", "去提纲", form.leave, "提纲"),
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
        Key(("right", "tab", "enter", "l"), "→", "去候选（Tab、回车也行）", choosing.enter, "候选"),
        *_LINE,
        *_KEEP,
        *_POINTS,
        Key(("n",), "n", "下一处待填", form.next_gap, "待填"),
        Key(("b",), "b", "改简要里的各项", form.enter, "简要"),
        _SEARCH,
        *_HISTORY,
        _QUIT,
    ),
    "candidates": (
        Key(("up", "k"), "↑", "上一个候选", _candidate(-1)),
        Key(("down", "j"), "↓", "下一个候选", _candidate(1)),
        Key(("pageup",), "PgUp", "上十个", _candidate(-PAGE)),
        Key(("pagedown",), "PgDn", "下十个", _candidate(PAGE)),
        Key(("enter",), "回车", "选用（有标记的一起用），到下一行", choosing.take, "选用"),
        Key((" ",), "空格", "标记，几条一起用", choosing.mark, "标记"),
        Key(("left", "escape", "tab", "s-tab", "h"), "←", "回提纲", _to("outline"), "提纲"),
        *_LINE,
        *_KEEP,
        *_POINTS,
        Key(("n",), "n", "下一处待填", form.next_gap),
        Key(("b",), "b", "改简要里的各项", form.enter),
        _SEARCH,
        *_HISTORY,
        _QUIT,
    ),
    "pattern": (
        Key(("up", "k"), "↑", "上一组", _family(-1)),
        Key(("down", "j"), "↓", "下一组，提纲随着变", _family(1)),
        Key(("pageup",), "PgUp", "上十组", _family(-PAGE)),
        Key(("pagedown",), "PgDn", "下十组", _family(PAGE)),
        Key(("enter",), "回车", "整组换成这一组", patterns.take, "换成这组"),
        Key(("escape", "left", "q", "g"), "Esc", "不换", _to("outline"), "不换"),
    ),
    "search": (Key(("escape", "q"), "Esc", "回去", precedents.leave, "回去"),),
    "context": (
        Key(("c-a", "a"), "Ctrl-A", "改用到当前行：事实换成待填（a 也行）", precedents.use, "改用"),
        Key(("up", "k"), "↑", "上翻", _scroll(-1)),
        Key(("down", "j"), "↓", "下翻", _scroll(1)),
        Key(("n", "pagedown"), "n", "下一条先例", _hit(1), "下一条"),
        Key(("p", "pageup"), "p", "上一条先例", _hit(-1), "上一条"),
        Key(
            ("escape", "/", "left", "tab"),
            "Esc",
            "回到查到的各条，接着查",
            lambda desk, state: precedents.enter(state),
            "接着查",
        ),
        Key(("q",), "q", "回提纲", precedents.leave, "回提纲"),
    ),
    "help": (),
    "end": (
        Key(("m",), "m", "导出 Markdown", _export("m"), "Markdown"),
        Key(("w",), "w", "导出 Word", _export("w"), "Word"),
        Key(("t",), "t", "导出纯文本", _export("t"), "文本"),
        Key(("h",), "h", "导出网页", _export("h"), "网页"),
        Key(("s",), "s", "导出 JSON", _export("s"), "JSON"),
        Key(("up", "k"), "↑", "上一条", _remark(-1)),
        Key(("down", "j"), "↓", "下一条", _remark(1)),
        Key(("pageup",), "PgUp", "上十条", _remark(-PAGE)),
        Key(("pagedown",), "PgDn", "下十条", _remark(PAGE)),
        Key(("home",), "Home", "第一条", _remark(-(10**6))),
        Key(("end",), "End", "最后一条", _remark(10**6)),
        Key(("enter",), "回车", "到那一行去改", ending.go_to, "去改"),
        Key(("y",), "y", "这一条核对过了，仍用", ending.keep),
        _KEEP[1],
        Key(("u",), "u", "撤销", ending.back),
        Key(("c-r",), "Ctrl-R", "重做", ending.again),
        Key(("escape", "b", "left"), "Esc", "回去接着写", ending.resume, "接着写"),
        Key(("q",), "q", "离开", _leave, "离开"),
    ),
}

LOST_KEYS: tuple[Key, ...] = (
    *BINDINGS["outline"][:6],
    Key(("enter", "w", "e", "right", "tab"), "回车", "放回同一步骤的一行（w 也行）", lost.place, "放回去"),
    Key(("x", "d", "delete"), "x", "丢掉这句没处放的话", lost.drop, "丢掉"),
    Key(("n",), "n", "下一处待填", form.next_gap, "待填"),
    Key(("b",), "b", "改简要里的各项", form.enter, "简要"),
    *_HISTORY,
    _QUIT,
)
"""The keys at a choice whose place in the outline is gone."""

_SEEK = ("Ctrl-F", "查先例")
TYPING: dict[str, tuple[tuple[str, str], ...]] = {
    "answer": (("回车", "确定"), ("Esc", "先不填了"), ("↑↓ Tab", "补全"), ("PgUp/PgDn", "上/下一问"), _SEEK),
    "own": (("回车", "写进提纲"), ("Esc", "不写了"), _SEEK, ("Tab", "下一处待填"), ("Ctrl-U", "清空")),
    "edit": (("回车", "改好"), ("Esc", "不改了"), _SEEK, ("Tab", "下一处待填"), ("Ctrl-W", "删一小句")),
    "adapt": (("回车", "写进提纲"), ("Esc", "另挑一条"), _SEEK, ("Tab", "下一处待填"), ("Ctrl-W", "删一小句")),
    "point": (("回车", "加上"), ("Esc", "不加了"), ("↑↓ Tab", "选、用补全"), _SEEK),
    "measure": (("回车", "加上"), ("Esc", "不加了"), _SEEK),
    "query": (("回车", "看上下文"), ("Esc", "回去"), ("↑↓", "选"), ("Ctrl-A", "改用"), ("Ctrl-U", "清空")),
    "file": (("回车", "开始"), ("Esc", "回去")),
    "export": (("回车", "写出"), ("Esc", "不导出了")),
}
"""What the line of keys says while a line is typed: purpose -> (key, what it does), the most needed first."""

_OPENERS: dict[Mode, str] = {
    "start": "按回车打开选中的一项",
    "form": "要填写或修改，先按回车",
    "outline": "要写字，先按 w（自写）或 e（编辑）",
    "candidates": "要写字，先按 w（自写）或 e（编辑）",
    "pattern": "按回车换成这组，或按 Esc 不换",
    "context": "按 Ctrl-A 改用到当前行，再改字",
    "end": "要改哪一条，先按回车",
}
"""What a writer is told who types or pastes where no line is open."""

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


def help_of(state: State) -> tuple[tuple[str, str], ...]:
    """Everything F1 lists for the writer in `state`."""
    return help_rows(state.back, state.typing.purpose if state.typing is not None else None)


def help_rows(first: Mode = "start", purpose: Purpose | None = None) -> tuple[tuple[str, str], ...]:
    """Everything F1 lists, where the writer is first: (key, what it does); an empty key heads a section.

    purpose: of the line being typed, whose keys then come first: letters are text there.
    """
    found: list[tuple[str, str]] = []
    modes = [mode for mode in NAMES if mode != "search" and (mode, purpose) != ("start", "file")]
    for mode in [*(mode for mode in modes if mode == first), *(mode for mode in modes if mode != first)]:
        found.append(("", NAMES[mode]))
        found += [(binding.shown, binding.does) for binding in BINDINGS[mode]]
    typing: list[tuple[str, str]] = [("", "打字时（字母就是字）")]
    kinds = [purpose] if purpose else ["answer", "edit", "query"]
    typing += dict.fromkeys(pair for kind in kinds for pair in TYPING[kind])
    typing += [
        ("Ctrl-Y", "取回上次在这里放下的字，再按换一句"),
        ("Ctrl-X", "丢掉取回的这一句，不再留着"),
        ("Home End", "行首、行尾（Ctrl-A、Ctrl-E 也行，查先例时除外）"),
        ("Ctrl-K", "删到行尾"),
        ("Ctrl-C", "放下这一行；没有在打字就去收尾"),
        ("Ctrl-L", "重画屏幕"),
        ("Ctrl-Z", "挂起（Windows 上没有）"),
    ]
    at = found.index(("", NAMES["candidates"]))
    found[at:at] = [("", "提纲末尾没处放的话"), *((one.shown, one.does) for one in LOST_KEYS[6:8])]
    return (*typing, *found, *_WORDS) if purpose else (*found, *typing, *_WORDS)


_WORDS = (
    ("", "屏幕上的话"),
    ("3篇", "旧稿里有 3 篇这样说过；自拟：短语库自己编的；未审：还没有人审过；手写：自己写的"),
    ("核对", "选定的话还在，但当时所据的变了，或有简要里没有的事实；看过没错按 y"),
    ("不合", "选定的框架、句式现在用不上，或它的地方没有了"),
    ("?", "左栏里有这个记号的一行，程序没有十分把握，请核改；为什么，看预览下面的提示"),
    ("编号", "短语库里的名字，要查出处、改条目用得着"),
    ("相近", "要点与短语库里的主题像不像；不像的就不照着写，请核改"),
    ("（单位）", "措施后面用括号写责任单位：护理培训（县民政局）"),
)
"""What F1 says of the words on the screen."""
