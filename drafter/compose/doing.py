"""What a session does outside its thinking (外面的事): begin, check, export. The same for screen and plain lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from drafter.compose.acts import ending, form
from drafter.compose.acts.line import laid_by, odd, shelf
from drafter.compose.desk import Desk
from drafter.compose.journal import ChangedElsewhere, Session
from drafter.compose.sessions import MOST_BYTES
from drafter.compose.state import Entry, State, Wish, changed, depth
from drafter.errors import DrafterError, in_one_line
from drafter.flow.drafting import Drafting, draft
from drafter.flow.proofing import proofread
from drafter.keep.atomic import write_bytes

Then = Callable[[State], State]
"""What becomes of the state when something outside is done."""


def begin(desk: Desk, session: Session, resume: bool, brought: Mapping[str, str] | None = None) -> State:
    """The first state on an open session: where the last one broke off, or the file anew.

    brought: what was pasted before a brief was open (see State.laid).
    """
    known = session.known.laid if session.known is not None else {}
    state = State(file=str(session.brief), laid={**known, **(brought or {})})
    if session.known is not None and session.known.draft[1]:
        state = laid_by(state, *session.known.draft)
    if resume and session.resumable:
        gone, older = session.missing, session.older
        state = session.resumed(state)
        session.keep(replace(state, laid=known), state)
        back, forth = depth(state.past), depth(state.future)
        can = [f"{count} 步可以{word}" for count, word in ((back, "撤销"), (forth, "重做")) if count]
        told = ["接着上次的做", *[state.message] * bool(state.message)]
        told += ["文件不在了，或是空的，已经照上次的写回"] * gone + ["文件比上次的旧，已经照上次的写回"] * older
        state = replace(state, message="，".join([*told, *can]))
    else:
        state = replace(state, data=session.data)
        held, gone = session.behind, session.missing
        session.begin(state)
        if session.aside is not None and held:
            why = "上次写的比文件里的多，" if gone else "文件和上次写的不一样，以文件为准；上次写的"
            state = replace(state, message=f"{why}没有丢，原样留在 {session.aside}")
        elif session.aside is not None:
            long = f"上次的会话日志超过 {MOST_BYTES // 1024 // 1024} MB，接不上撤销记录，已原样留在 {session.aside}；从简要接着做"
            state = replace(state, message=long)
        elif session.known is not None and session.known.changes:
            state = replace(state, message="上次写的都在；上次已经收尾离开，撤销从现在算起")
    if session.locked:
        said = f"{session.path.name} 所在的文件夹不能写，改什么都存不下来；先改权限，或另存一份再打开"
        state = replace(state, locked=True, message=said)
    after = form.opened(desk, state)
    # What is in the file and has no place in an outline.
    amiss = odd(json.dumps(state.data, ensure_ascii=False))
    said = f"简要里{amiss}" if amiss else ""
    return replace(after, message="；".join(filter(None, (said, state.message or after.message))))


def drafted(session: Session, state: State) -> None:
    """What stands in the line being typed on disk, to be fetched there again should the program be killed."""
    typing = state.held or state.typing
    new = typing is not None and typing.text.strip() and typing.text != typing.begun
    place = shelf(state, typing) if new else ""
    with suppress(DrafterError):  # a disk that refuses is told of when something is accepted
        session.draft(place, typing.text if typing is not None and place else "")


def entries_for(session: Session) -> tuple[Entry, ...]:
    """What to offer when the last session on this brief broke off, or its file is gone or older."""
    known = session.known
    if known is None:
        return ()
    name = str(session.brief)
    other = Entry("只看文件，不要上次的撤销记录", name, False, "文件里已有上次确认过的全部内容")
    if session.missing:
        other = Entry("从头写一份，不要上次的", name, False, "文件不在了，上次写的只在会话日志里；选上一项就写回文件")
    elif session.behind:
        other = replace(other, detail="文件和上次确认过的不一样，以文件为准；上次写的另外留着")
    # How many steps can be undone is another number, told when it is taken up.
    done = f"最后一步：{known.what}" if known.changes else "还没有改动"
    if known.finished:
        done = "已经收尾；" + (
            "文件不在了，或是空的，照上次的写回" if session.missing else "文件比上次的旧，照上次的写回"
        )
    return (
        Entry("接着上次的做", name, True, f"{known.when} {'' if known.finished else '中断，'}{done}"),
        other,
    )


def keep(session: Session | None, old: State, new: State) -> State:
    """What changed on disk, then the state that may be shown: `new`, or `old` with the reason when it is refused."""
    if session is None:
        return new
    try:
        session.keep(old, new)
    except ChangedElsewhere as told:
        theirs = changed(replace(old, wish=None), told.data, "简要在别处改过")
        try:
            session.keep(old, theirs)
        except DrafterError as error:
            return replace(old, message=f"没有存上，这一步不算：{in_one_line(error)}")
        return replace(theirs, message=str(told))
    except DrafterError as error:
        return replace(old, message=f"没有存上，这一步不算：{in_one_line(error)}")
    return new


def review(session: Session | None, desk: Desk, state: State, root: Path) -> Callable[[], Then]:
    """The check of the brief as it is in the file, which is written again if it was taken away meanwhile.

    What is given back runs in any thread.
    """
    if session is None:
        return lambda: lambda state: ending.reviewed(state, ())
    try:
        session.restore(state.data)
    except DrafterError as error:
        said = in_one_line(error)
        return lambda: lambda state: ending.reviewed(state, (), said)
    if not desk.look(state.data).nodes:
        return lambda: lambda state: ending.reviewed(state, ())
    path = session.path

    def check() -> Then:
        try:
            findings = proofread(path, root).findings
        except (DrafterError, OSError, ValueError) as error:
            trouble = in_one_line(error)
            return lambda state: ending.reviewed(state, (), trouble)
        return lambda state: ending.reviewed(state, findings)

    return check


def export(session: Session, drafting: Drafting, wish: Wish, ours: Sequence[str]) -> Callable[[], Then]:
    """The outline as a file, from the brief's file, as `drafter outline` reads it: the same bytes.

    ours: files this session wrote. What is given back runs in any thread.
    """
    brief, target = session.path, Path(wish.path).expanduser()

    def write() -> Then:
        try:
            if target.exists() and target.resolve() == brief:
                raise DrafterError(f"{target}：这是简要本身，请换一个文件名")
            if target.exists() and not wish.sure and wish.path not in ours:
                return lambda state: ending.occupied(state, wish.path, wish.form)
            write_bytes(target, draft(brief, drafting, wish.form).content)
        except (DrafterError, OSError, ValueError) as error:
            trouble = in_one_line(error)
            return lambda state: ending.exported(state, wish.path, trouble)
        return lambda state: ending.exported(state, wish.path)

    return write
