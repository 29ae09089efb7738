"""The session without a screen (逐行问答): what is said line by line, and what a typed line does.

For terminals that cannot be painted, and for those who have the screen read to them. Pure, and made of the same acts
as the keys: a number picks, a short command acts, any other text is taken as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from drafter.compose import questions
from drafter.compose.acts import choosing, ending, form, line, lost, moving, pasting, patterns, points, precedents
from drafter.compose.completing import Completion
from drafter.compose.data import SOURCE, choices, clean
from drafter.compose.desk import Desk
from drafter.compose.questions import ADD, BY_KEY, title
from drafter.compose.state import State, Typing, Wish
from drafter.compose.view.picture import step_of
from drafter.language.visible import one_line
from drafter.records import Item

Act = Callable[[Desk, State], State]
SHOWN = 9
"""Candidates, completions and hits listed at once."""
HIDDEN = -SHOWN
"""As `scroll`: the list was read out already, m reads it again from its beginning."""
_PROMPTS = {
    "own": "自己写",
    "edit": "改写",
    "adapt": "改用先例",
    "point": "加一点",
    "measure": "加一条措施",
    "file": "存到哪个文件",
    "export": "导出到",
}
ASKED = "问完了，往下逐行看：回车下一行，打数字选用，直接打字就用这行字；f 改简要（标题、地区、称谓、结束没有问），q 收尾，? 看都能打什么"
HELP = (
    "数字　选第几条，几条一起用就写“2 5”；直接打一行字，就用这行字（以“=”开头的一定当文字）",
    "回车　下一行　　b 上一行　　n 下一处待填　　l 列出提纲　　@12 到第 12 行　　m 更多候选",
    "e 旧=新　把这一行里的“旧”换成“新”",
    "d 删去这一点、这条措施，别的行不讲　　x 恢复　　a 文字 加一点或一条措施　　J K 下移、上移",
    "z 取回放下的字，再打换一句；填写时也行（“-”这一项空着，一个接一个问时就问下一项）",
    "y 核对过了，仍用这一行（在标题上连下面的一起）　　Y 全部仍用，改自先例的除外",
    "g 整组换句式　　f 改简要里的各项　　/词 查先例　　u 撤销　　r 重做　　q 收尾、导出、离开",
)


# --- what is said ------------------------------------------------------------------------------------


def said(desk: Desk, state: State) -> list[str]:
    """What is printed before the next line is asked for."""
    told = _without_keys(state, state.message)
    found = ["※ " + told] if told else []
    if state.typing is not None and state.typing.purpose != "query" and state.mode != "help":
        found += _line_said(desk, state, state.typing)
    else:
        match state.mode:
            case "start":
                found += [f"{k}　{one.label}　{one.detail}" for k, one in enumerate(state.entries, 1)]
            case "form":
                found += _form_said(state)
            case "pattern":
                found += _numbered([one.text for one in desk.families(state)], state.scroll)
            case "search":
                found += _hits_said(state)
            case "context":
                found += _context_said(state)
            case "help":
                found += HELP
            case "end":
                found += _end_said(desk, state)
            case _:
                found += _node_said(desk, state)
    return [one_line(one) for one in found]


def prompt(desk: Desk, state: State) -> str:
    """What stands before the line to be typed."""
    typing = state.typing if state.mode != "help" else None
    if typing is not None and typing.purpose == "answer":
        row = questions.row_of(state.data, state.row)
        # What was not accepted is nothing that Enter would take.
        held = typing.text and not typing.fault
        return BY_KEY[row.key].ask + (f"［{one_line(typing.text)}］" if held else "") + " "
    if typing is not None and typing.purpose != "query":
        return f"{_PROMPTS[typing.purpose]}（回车就用上面这行）：" if typing.text else f"{_PROMPTS[typing.purpose]}："
    match state.mode:
        case "start":
            return "打开第几项（q 离开）："
        case "form":
            return "改第几项（d 3 删第 3 项，回车去提纲）："
        case "pattern":
            return "换成第几组（回车不换）："
        case "search":
            return "看第几条（/词 再查，回车回去）："
        case "context":
            return "a 改用到当前行，n 下一条，p 上一条，回车回去："
        case "help":
            return "回车回去："
        case "end":
            return "数字去改，w 导出 Word，m Markdown，t 文本，h 网页，s JSON，q 离开，回车接着写："
    return "> "


def _numbered(texts: Sequence[str], skip: int = 0) -> list[str]:
    shown = [f"{k}　{text}" for k, text in enumerate(texts, 1)][skip : skip + SHOWN]
    rest = len(texts) - skip - len(shown)
    return [*shown, f"　　还有 {rest} 条，打 m 看"] if rest > 0 else shown


def _line_said(desk: Desk, state: State, typing: Typing) -> list[str]:
    found: list[str] = []
    if typing.purpose == "answer":
        row = questions.row_of(state.data, state.row)
        found.append(f"〔{title(row.key)}〕{_without_keys(state, questions.hint_of(state.data, state.row))}")
        if row.id.endswith("/" + ADD):
            kept = [one for one in questions.rows(state.data) if one.key == row.key and one.text]
            found += [f"　　已有：{one.text}" for one in kept]
        found += [f"{k}　{one.text}" for k, one in enumerate(_offered(desk, state, typing), 1)]
    elif typing.text and typing.purpose in ("own", "edit", "adapt"):
        found += [f"　　原文：{typing.original}"] * bool(typing.original)
        found.append(f"　　{typing.text}")
        # What the screen underlines is told in words here.
        theirs = dict.fromkeys(typing.text[start:end] for start, end in desk.carried(state))
        told = filter(None, (desk.left_standing(state), f"旧稿自己的字眼：{'、'.join(theirs)}" if theirs else ""))
        found += [f"※ {one}" for one in told]
    if not typing.fault:
        return found
    again = "，重新打一行，回车就不要这一行" if typing.purpose == "answer" and typing.text else ""
    return [*found, f"！{_without_keys(state, typing.fault)}{again}"]


def _offered(desk: Desk, state: State, typing: Typing) -> list[Completion]:
    """What may be taken by its number; beside a refused answer all of it, since nothing begins like that."""
    found = desk.completions(state)[:SHOWN]
    if typing.fault and not found:
        found = desk.completions(replace(state, typing=replace(typing, text="", caret=0)))[:SHOWN]
    return list(found)


def _without_keys(state: State, told: str) -> str:
    """What is said, with what is typed here in place of the keys of the screen."""
    writing = state.typing is not None and state.typing.purpose != "query"
    told = told.replace("按 Ctrl-Y", "打 z").replace("按 PgUp", "打 b").replace("右边第一项", "列出的第一项")
    return told.replace("按 Esc", "打 -") if writing else re.sub("按 Esc ?", "按回车", told)


def _form_said(state: State) -> list[str]:
    return [f"{k}　{title(row.key)}：{row.text or '（空）'}" for k, row in enumerate(questions.rows(state.data), 1)]


def _node_said(desk: Desk, state: State) -> list[str]:
    seen = desk.look(state.data)
    item = seen.item(state.node)
    if (gone := seen.lost_at(state.node)) is not None:
        return [f"〔没处放，原在 {gone.node}〕{gone.said}", "　　x 丢掉，w 放回同一步骤的一行，u 撤销"]
    if item is None:
        return []
    place = seen.index(state.node)
    head = f"〔第 {place + 1} 行，共 {len(seen.nodes)} 行〕{item.move}·{step_of(item)}"
    if item.id in seen.silent:
        return [head, f"　　（不讲）{item.text}"]
    source = choices(state.data).get(item.id + SOURCE, "")
    why = [f"！{trouble}"] if (trouble := seen.trouble(item.id)) else []
    offered = [f"{one.text}（{one.evidence}）" if one.evidence else one.text for one in desk.candidates(state)]
    now = f"现在　{item.label}{item.text}" + (f"（改自 {source}）" if source else "")
    if state.scroll == HIDDEN and offered:
        return [head, *why, now, f"　　候选 {len(offered)} 条，打 m 看"]
    return [head, *why, now, *_numbered(offered, state.scroll)]


def _hits_said(state: State) -> list[str]:
    search = state.search
    if search.trouble:
        return [f"！{search.trouble}"]
    if not search.hits:
        return ["没有查到，相近的有：", *_numbered(search.near)] if search.near else ["没有查到，换个说法再试"]
    return _numbered([f"{hit.text}（{hit.title} {hit.date}）" for hit in search.hits], state.scroll)


def _context_said(state: State) -> list[str]:
    search = state.search
    hit = search.hits[search.pick]
    found = [f"〔{hit.title} {hit.speaker} {hit.date}〕"]
    found += [f"！{search.trouble}"] if search.trouble else []
    return found + [f"{'▶' if one.ref == hit.ref else '　'}{one.text}" for one in search.context]


def _end_said(desk: Desk, state: State) -> list[str]:
    left = ending.remarks(desk, state)
    found = [ending.stored(state)] + [f"已导出：{path}" for path in state.ended.written]
    found += [f"！校对没有做成：{state.ended.trouble}"] if state.ended.trouble else []
    return found + [f"{k}　{one.kind}　{one.text}" for k, one in enumerate(left, 1)]


def listed(desk: Desk, state: State) -> list[str]:
    """The whole outline, a line each, numbered as @ counts them."""
    seen = desk.look(state.data)
    gone = [f"{k}　（没处放）{one.said}" for k, one in enumerate(seen.lost, len(seen.nodes) + 1)]
    return [
        one_line(_row(seen.silent, item, depth, k))
        for k, (item, depth) in enumerate(zip(seen.nodes, seen.depths, strict=True), 1)
    ] + [one_line(one) for one in gone]


def _row(silent: frozenset[str], item: Item, depth: int, number: int) -> str:
    said_ = "（不讲）" if item.id in silent else item.label
    return f"{number}　{'　' * depth}{said_}{item.text}"


# --- what a typed line does --------------------------------------------------------------------------


def heard(desk: Desk, state: State, text: str) -> State:
    """The state after one line was typed. "l" is the shell's: it only prints (see `listed`)."""
    after = _heard(desk, state, clean(text).strip())
    return line.noted(text, after) if after.data is not state.data else after


_WITH_HELP = re.compile(r"[?？]\s*(\S.*)")
"""Help is called for, and there is more on the line."""


def _heard(desk: Desk, state: State, text: str) -> State:
    state = replace(state, message="")
    typing = state.typing
    command, _, rest = text.partition(" ")
    if state.mode == "help":
        # What is typed behind the help is meant for what stood before it.
        state = replace(state, mode=state.back, back="outline")
        if not text:
            return state
    if (asked := _WITH_HELP.fullmatch(text)) and (typing is None or typing.purpose in ("answer", "query")):
        kept = line.laid_by(state, line.LEFT, asked[1])
        return replace(kept, mode="help", back=state.mode, message=f"“{asked[1]}”留着，回车回去，打 z 取回")
    if typing is not None and typing.purpose != "query":
        return _line_heard(desk, state, typing, text)
    if text in _EVERYWHERE and state.mode != "start":
        return _EVERYWHERE[text](desk, state)
    if text.startswith("/") and state.mode != "start":
        return _search(desk, state, text[1:].strip())
    match state.mode:
        case "start":
            return _start_heard(desk, state, text)
        case "form":
            return _form_heard(desk, state, command, rest)
        case "pattern":
            return _pattern_heard(desk, state, text)
        case "search" | "context":
            return _precedent_heard(desk, state, text)
        case "end":
            return _end_heard(desk, state, text)
    after = _node_heard(desk, state, text, command, rest.strip())
    # The same line again, changed perhaps: its candidates need not be read out once more.
    same = (after.node, after.mode) == (state.node, "outline") and text != "m"
    return replace(after, scroll=HIDDEN) if same else after


_EVERYWHERE: dict[str, Act] = {
    "u": moving.back,
    "r": moving.again,
    "?": lambda desk, state: replace(state, mode="help", back=state.mode),
    "？": lambda desk, state: replace(state, mode="help", back=state.mode),
}


def _numbers(text: str) -> list[int]:
    """The numbers a line consists of, [] when it is anything else."""
    parts = re.split(r"[\s,，、]+", text.strip())
    return [int(part) for part in parts] if all(part.isdecimal() and len(part) < 5 for part in parts) else []


def _one_of(text: str, count: int) -> int | None:
    """The place a single number picks out of `count`."""
    numbers = _numbers(text)
    return numbers[0] - 1 if len(numbers) == 1 and 1 <= numbers[0] <= count else None


def _unclear(state: State, text: str) -> State:
    return replace(state, message=f"没有看懂“{text}”，打 ? 看都能打什么")


def _line_heard(desk: Desk, state: State, typing: Typing, text: str) -> State:
    if text in ("-", "－"):
        return _given_up(desk, state, typing)
    if text == "z" and typing.purpose in ("answer", "own", "edit", "adapt", "point", "measure"):
        return pasting.fetch(desk, state)
    if text == "b" and typing.purpose == "answer" and state.asking:
        return form.following(desk, state, state.row.split("/")[0], backwards=True)
    if text in ("q", "u", "r", "?", "？") and typing.purpose == "answer":
        if text == "q":
            return ending.finish(state)
        if text in ("?", "？"):
            # The question is asked again behind the help.
            return replace(state, mode="help", back=state.mode)
        return replace(_EVERYWHERE[text](desk, replace(state, typing=None)), asking=False)
    if typing.purpose in ("point", "measure") and re.fullmatch("[A-Za-z?？]", text):
        # A key of elsewhere, never a point.
        return replace(state, message=f"“{text}”不像要写的话；不加了打 -，真要写就打 ={text}")
    if not text and typing.purpose == "answer" and typing.fault:
        # An empty line ends a list; it does not say once more what was refused.
        typing = replace(typing, text=typing.begun, caret=len(typing.begun), fault="")
        state = replace(state, typing=typing)
    changed = _replaced(typing.text, text)
    if changed is not None:
        return replace(state, typing=replace(typing, text=changed, caret=len(changed)))
    if text:
        offered = _offered(desk, state, typing)
        place = _one_of(text, len(offered))
        picked = place is not None and typing.purpose in ("answer", "point")
        literal = offered[place].text if picked and place is not None else text.removeprefix("=").strip()
        state = line.typed(desk, state, replace(typing, text=literal, caret=len(literal), mark=None))
    elif typing.purpose == "answer" and not typing.text and not state.asking:
        return replace(state, typing=None)
    state = replace(state, pick=-1)
    return line.accepted(state, _accepted(desk, state, typing))


def _accepted(desk: Desk, state: State, typing: Typing) -> State:
    match typing.purpose:
        case "answer":
            after = form.answer(desk, state)
            return replace(after, message=ASKED) if after.message == form.ASKED else after
        case "point" | "measure":
            return points.accept(desk, state)
        case "export":
            return ending.accept_export(state)
        case "file":
            return line.open_file(state)
    return choosing.accept(desk, state)


def _given_up(desk: Desk, state: State, typing: Typing) -> State:
    """A line of a single dash: an answer is left empty, any other line is given up."""
    if typing.purpose == "answer" and state.asking:
        return _accepted(desk, replace(state, pick=-1, typing=replace(typing, text="", caret=0, fault="")), typing)
    if typing.purpose == "answer" and typing.text:
        return form.remove(desk, replace(state, typing=None))
    if typing.purpose == "file" and not state.entries:
        return replace(state, wish=Wish("leave"))
    return line.drop(state)


def _replaced(text: str, command: str) -> str | None:
    """The text with one wording put in place of another (e 旧=新); None when the line is no such command."""
    match = re.fullmatch(r"e\s+(.+?)=(.*)", command)
    return text.replace(match[1], match[2]) if match and match[1] in text else None


def _search(desk: Desk, state: State, query: str) -> State:
    after = precedents.enter(state)
    if after.typing is None or not query:
        return replace(after, typing=None)
    return replace(line.typed(desk, after, replace(after.typing, text=query, caret=len(query), mark=None)), scroll=0)


def _start_heard(desk: Desk, state: State, text: str) -> State:
    if text == "q":
        return replace(state, wish=Wish("leave"))
    place = 0 if not text else _one_of(text, len(state.entries))
    if place is None:
        return _unclear(state, text)
    entry = state.entries[place]
    if not entry.path:
        return line.start(desk, state, "file", state.file)
    return replace(state, wish=Wish("open", entry.path, resume=entry.resume))


def _form_heard(desk: Desk, state: State, command: str, rest: str) -> State:
    rows = questions.rows(state.data)
    if not command:
        return form.leave(desk, state)
    if command == "q":
        return ending.finish(state)
    place = _one_of(rest if command == "d" else command, len(rows))
    if place is None:
        return _unclear(state, f"{command} {rest}".strip())
    if command == "d":
        return form.remove(desk, replace(state, row=rows[place].id))
    return form.ask(desk, state, rows[place].id)


def _pattern_heard(desk: Desk, state: State, text: str) -> State:
    if text == "m":
        return _more(state, len(desk.families(state)))
    place = _one_of(text, len(desk.families(state)))
    if place is None:
        return replace(state, mode="outline", scroll=0)
    return patterns.take(desk, replace(state, pick=place))


def _precedent_heard(desk: Desk, state: State, text: str) -> State:
    if state.mode == "context" and text == "a":
        return precedents.use(desk, state)
    if state.mode == "context" and text in ("n", "p"):
        return precedents.read(precedents.move(state, 1 if text == "n" else -1))
    if text == "m":
        return _more(state, len(state.search.hits))
    near = state.search.near if not state.search.hits else ()
    if (place := _one_of(text, len(near))) is not None:
        return _search(desk, state, near[place])
    place = _one_of(text, len(state.search.hits))
    if place is None and _numbers(text):
        return replace(state, message=f"没有第 {text} 条")
    if place is not None:
        return precedents.read(replace(state, search=replace(state.search, pick=place)))
    return replace(precedents.leave(desk, state), scroll=0)


def _end_heard(desk: Desk, state: State, text: str) -> State:
    if text == "q":
        return replace(state, wish=Wish("leave"))
    if text in ending.FORMS:
        return ending.export(desk, state, text)
    place = _one_of(text, len(ending.remarks(desk, state)))
    if place is not None:
        return ending.go_to(desk, replace(state, pick=place))
    return ending.resume(desk, state) if not text else _unclear(state, text)


def _more(state: State, count: int) -> State:
    return replace(state, scroll=state.scroll + SHOWN if state.scroll + SHOWN < count else 0, message="")


_NODE: dict[str, Act] = {
    "": lambda desk, state: moving.move(desk, state, 1),
    "b": lambda desk, state: moving.move(desk, state, -1),
    "n": form.next_gap,
    "d": points.remove,
    "x": choosing.clear,
    "y": choosing.keep,
    "Y": choosing.keep_all,
    "J": lambda desk, state: points.shift(desk, state, 1),
    "K": lambda desk, state: points.shift(desk, state, -1),
    "g": patterns.enter,
    "f": form.enter,
    "q": lambda desk, state: ending.finish(state),
    "a": points.add,
}


_ANYWHERE = ("", "b", "n", "f", "q", "Y")
"""What may be said where the line has no place in the outline, as anywhere."""


def _node_heard(desk: Desk, state: State, text: str, command: str, rest: str) -> State:
    state = replace(state, mode="outline")
    if lost.current(desk, state) is not None and text not in _ANYWHERE and not text.startswith("@"):
        act = {"x": lost.drop, "d": lost.drop, "w": lost.place}.get(text)
        return act(desk, state) if act else replace(state, message="这句没处放：x 丢掉，w 放回同一步骤的一行")
    if text in _NODE:
        return replace(_NODE[text](desk, state), scroll=0)
    if text == "m":
        return _more(state, len(desk.candidates(state)))
    seen = desk.look(state.data)
    if text.startswith("@"):
        place = _one_of(text[1:], len(seen.rows))
        return _unclear(state, text) if place is None else moving.focus(desk, state, seen.rows[place])
    if command == "a":
        after = points.add(desk, state)
        return _line_heard(desk, after, after.typing, rest) if after.typing is not None else after
    if command == "e":
        return _edit(desk, state, text)
    if text == "z":
        after = pasting.fetch(desk, line.start(desk, state, "own"))
        return after if after.typing is not None and after.typing.text else replace(state, message=after.message)
    numbers = _numbers(text)
    if numbers:
        count = len(desk.candidates(state))
        if not all(1 <= number <= count for number in numbers):
            return replace(state, message=f"候选只有 {count} 条")
        marked = tuple(dict.fromkeys(number - 1 for number in numbers))
        return replace(choosing.take(desk, replace(state, marked=marked)), mode="outline", scroll=0)
    if re.fullmatch(r"[A-Za-z]{1,2}", text):
        return _unclear(state, text)
    if not any(character.isalnum() for character in text):
        # A dash too many, a stop by itself: no line of a speech is made of marks alone.
        return replace(state, message=f"“{text}”里没有字，没有收下；现在没有写到一半的话")
    return replace(_own(desk, state, text.removeprefix("=").strip()), scroll=0)


def _edit(desk: Desk, state: State, text: str) -> State:
    item = moving.current(desk, state)
    changed = _replaced(item.text, text) if item is not None else None
    if item is None or changed is None:
        return replace(state, message="写成“e 旧=新”，“旧”要是这一行里有的字")
    started = line.start(desk, state, "edit", item.text)
    assert started.typing is not None  # begun one line above
    return choosing.accept(desk, replace(started, typing=replace(started.typing, text=changed)))


def _own(desk: Desk, state: State, text: str) -> State:
    """A line of one's own for the node; it stays, to be looked at."""
    return choosing.accept(desk, line.start(desk, state, "own", text))
