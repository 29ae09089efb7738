"""The end of a session (收尾): what is left to do, line by line, and the exports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath

from drafter.check.wording import TO_FILL
from drafter.compose.acts import choosing, line, moving
from drafter.compose.acts.form import ask, row_of_gap
from drafter.compose.acts.moving import focus
from drafter.compose.candidates import in_words
from drafter.compose.data import Data, choices, get, node_of
from drafter.compose.desk import Desk
from drafter.compose.hands import as_kept
from drafter.compose.looking import Look
from drafter.compose.questions import title
from drafter.compose.state import Mode, State, Typing, Wish
from drafter.flow.foreign import UNREAD
from drafter.flow.proofing import UNUSED
from drafter.flow.subjects import hands_of
from drafter.language.remarks import gathered
from drafter.records import Finding, Item
from drafter.render.outline import FORMAT_OF, Format

FORMS: dict[str, Format] = {"m": "md", "w": "docx", "t": "txt", "h": "html", "s": "json"}
"""Key at the end -> format."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing left to see to (收尾的一条)."""

    kind: str
    """待填, 校对, 不再合用, 请核对, 待取, 提示."""
    text: str
    node: str = ""
    """Where in the outline it is; "" where it has no single place."""
    row: str = ""
    """Where in the form it is seen to; "" where it is not."""


def remarks(desk: Desk, state: State) -> tuple[Remark, ...]:
    """All that is left to see to: gaps, findings of the check, choices that no longer fit, the planner's remarks."""
    seen = desk.look(state.data)
    if seen.outline is None:
        return ()
    items = {item.id: item for item in seen.nodes}
    seen_of = Counter[str]()
    found = [
        Remark("待填", f"{gap}：{_where(items[node], gap, seen_of)}", node)
        if node in items
        else Remark("待填", f"{gap}：{node}", row=row_of_gap(state.data, gap))
        for node, gap in seen.outline.gaps
    ]
    found += [
        Remark("校对", in_words(finding.message, desk.bank), _place(seen, finding.text))
        for finding in state.ended.findings
        # Gaps are listed above already, lines from precedents below.
        if finding.rule not in (TO_FILL, UNREAD)
        and not _answered_for(seen, state.data, finding)
        # The planner says so itself, below.
        and finding.message not in seen.notes
        and not (finding.rule == UNUSED and any(f"“{finding.text}”" in note for note in seen.notes))
    ]
    gone = {one.node for one in seen.lost}
    for key, why in seen.misfits:
        if node_of(key) not in gone:
            node = seen.shown_at(key)
            found.append(Remark("不再合用", f"{node_of(key)}：{why}", node if node in items else ""))
    found += [Remark("不再合用", f"{one.said}（原在 {one.node}，{one.why}）", one.id) for one in seen.lost]
    found += [Remark("请核对", f"{items[node].text}（{why}；仍用按 y）", node) for node, why in seen.doubts]
    found += [
        Remark("待取", f"{text}（放下了，没写进稿子；写字时按 Ctrl-Y 取回）", *line.place_of(desk, state, name))
        for name, text in line.waiting(desk, state).items()
    ]
    lacking = [key for key in ("讲话人.职务", "讲话人.姓名") if not get(state.data, key)]
    if len(lacking) == 1:
        # Neither is a gap of the outline; one of the two may be meant so.
        name = title(lacking[0]).replace("·", "")
        found.append(Remark("提示", f"没有写{name}，题目下面就不印；定了就在简要里补上", row=lacking[0]))
    found += [Remark("提示", in_words(note, desk.bank)) for note in gathered(seen.notes)]
    return tuple(found)


def marked(desk: Desk, state: State) -> int:
    """In how many places a precedent's own words stand that were underlined and that nobody has read yet (划线)."""
    nodes = desk.look(state.data).nodes
    return sum(len(desk.marked(state.data, item.id, item.text)) for item in nodes)


def stored(state: State) -> str:
    """What became of the brief, for the first line of the end."""
    if state.locked:
        return f"简要没有存：{state.file} 不能写，里面还是打开时的样子"
    return f"简要已存：{state.file}" if state.data or state.past else f"还没有写，没有存成文件：{state.file}"


def _where(item: Item, gap: str, seen: Counter[str]) -> str:
    """The line with the gap; from the second one of a line on the clause it is in. seen: gaps of each line so far."""
    seen[item.id] += 1
    seen[f"{item.id} {gap}"] += 1
    if seen[item.id] == 1:
        return item.label + item.text
    at = -1
    for _ in range(seen[f"{item.id} {gap}"]):
        at = item.text.find(f"【待填：{gap}】", at + 1)
    start = max((item.text.rfind(stop, 0, max(at, 0)) for stop in "，。；：、"), default=-1) + 1
    return f"…{item.text[start:]}"


def _answered_for(seen: Look, data: Data, finding: Finding) -> bool:
    """Whether a fact nobody else has was filled in or confirmed by the writer, or is asked about below."""
    if finding.rule != "leak" or finding.severity == "error":
        return False
    return any(as_kept(finding.text) in facts for facts in hands_of(choices(data))) or any(
        f"“{finding.text}”" in why for _, why in seen.doubts
    )


def _place(seen: Look, text: str) -> str:
    """The node a finding's line is, or holds."""
    return next((item.id for item in seen.nodes if item.text in text or text in item.text), "")


def finish(state: State) -> State:
    """To the end page."""
    back: Mode = state.back if state.mode in ("help", "search", "context") else state.mode
    ended = replace(state.ended, findings=(), trouble="", checking=True)
    state = replace(state, mode="end", back=back, typing=None, pick=0, scroll=0, message="")
    return replace(state, ended=ended, wish=Wish("review"))


def go_to(desk: Desk, state: State) -> State:
    """To the line the highlighted remark is about."""
    found = remarks(desk, state)
    if not found:
        return state
    remark = found[min(state.pick, len(found) - 1)]
    if remark.row:
        return ask(desk, replace(state, back="outline", asking=False), remark.row)
    if remark.kind == "待取":
        # Wherever a line is typed, it may be fetched.
        there = focus(desk, replace(state, mode="outline", back="outline"), remark.node or state.node)
        return replace(there, message="放下的字：按 w 自己写，再按 Ctrl-Y 取回")
    if not remark.node:
        return replace(state, message="这一条没有对着哪一行；按 Esc 回去接着写")
    return focus(desk, replace(state, mode="outline", back="outline"), remark.node)


def keep(desk: Desk, state: State) -> State:
    """The highlighted line was looked at and is right as it is."""
    found = remarks(desk, state)
    remark = found[min(state.pick, len(found) - 1)] if found else None
    if remark is None or remark.kind != "请核对":
        return replace(state, message="y 是“核对过了”，只对“请核对”的用")
    after = choosing.keep(desk, replace(state, node=remark.node))
    return replace(after, pick=min(state.pick, max(0, len(remarks(desk, after)) - 1)))


def back(desk: Desk, state: State) -> State:
    """Undo, and look at what is left once more."""
    return _again(desk, state, moving.back(desk, state))


def again(desk: Desk, state: State) -> State:
    """Redo, likewise."""
    return _again(desk, state, moving.again(desk, state))


def _again(desk: Desk, state: State, after: State) -> State:
    after = replace(finish(replace(after, mode="end", back=state.back)), back=state.back, message=after.message)
    return replace(after, pick=min(state.pick, max(0, len(remarks(desk, after)) - 1)))


def resume(desk: Desk, state: State) -> State:
    """Back to writing."""
    after = replace(state, mode="outline", back="outline", pick=0, scroll=0)
    return after if desk.look(state.data).nodes else replace(after, mode="form")


def export(desk: Desk, state: State, key: str) -> State:
    """Ask for the file to export to; the caret stands before the suffix, where a word is put to the name."""
    form = FORMS[key]
    proposed = str(PurePath(state.file).with_suffix(f".{form}"))
    begun = line.start(desk, state, "export", proposed, form)
    assert begun.typing is not None  # begun one line above
    return replace(begun, typing=replace(begun.typing, caret=len(proposed) - len(f".{form}")))


def accept_export(state: State) -> State:
    """Enter in the name of the export. Its suffix says the format; without one it gets that of the key pressed."""
    typing = state.typing
    if typing is None or not typing.text.strip():
        return line.drop(state)
    form = next(form for form in FORMS.values() if form == typing.target)
    path = typing.text.strip()
    suffix = PurePath(path).suffix
    if not suffix:
        path += f".{form}"
    elif (named := FORMAT_OF.get(suffix.lower())) is None:
        return replace(state, typing=replace(typing, fault=f"不会写“{suffix}”文件。可用 .md .docx .txt .html .json"))
    else:
        form = named
    ended = replace(state.ended, exporting=path)
    return replace(state, typing=None, ended=ended, wish=Wish("export", path, form, sure=typing.sure == path))


def exported(state: State, path: str, trouble: str = "") -> State:
    """The export is written, or was refused."""
    ended = replace(state.ended, exporting="")
    state = replace(state, wish=None, ended=ended)
    if trouble:
        return replace(state, message=trouble)
    written = (*(one for one in ended.written if one != path), path)
    return replace(state, ended=replace(ended, written=written), message=f"已导出 {path}")


def occupied(state: State, path: str, form: Format) -> State:
    """There is such a file already, which this session did not write: ask before it is replaced."""
    typing = Typing("export", path, len(path), target=form, sure=path, fault="已有这个文件：再按回车就覆盖，或改个名字")
    return replace(state, wish=None, typing=typing, ended=replace(state.ended, exporting=""))


def reviewed(state: State, findings: tuple[Finding, ...], trouble: str = "") -> State:
    """What check found, for the end page."""
    return replace(state, wish=None, ended=replace(state.ended, findings=findings, trouble=trouble, checking=False))
