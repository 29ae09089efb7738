"""`drafter compose`: the outline written at the prompt (对话式起草)."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click

from drafter.cli.say import ChineseCommand, tell, workspace_option
from drafter.errors import DrafterError

NEW = "简要"
UNPAINTABLE = ("", "dumb", "unknown", "emacs")
"""What $TERM says of a terminal that only prints; "" is none at all, as on Windows, where it means nothing."""


@click.command(
    "compose",
    cls=ChineseCommand,
    help="在终端里对话式起草提纲。每一步都存进简要文件，随时可停，下次接着做。",
    epilog="例：drafter compose\n    drafter compose 简要.yaml",
)
@click.argument("brief", required=False, type=click.Path(readable=False, path_type=Path), metavar="[简要]")
@click.option("--plain", is_flag=True, help="不画屏幕，逐行问答（终端画不了或要用读屏软件时；TERM=dumb 时自动如此）")
@workspace_option
def command(brief: Path | None = None, plain: bool = False, workspace_path: Path | None = None) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise DrafterError("这里不是终端，不能对话。请写好简要，用 drafter outline 简要.yaml 生成提纲")
    _readable(sys.stdout.encoding)
    with unechoed(sys.stdin):
        return _composed(brief, plain, workspace_path)


def _composed(brief: Path | None, plain: bool, workspace_path: Path | None) -> int:
    # prompt_toolkit takes 0.15 s to load, which --help and the refusals above need not pay.
    from drafter.compose.acts import line
    from drafter.compose.desk import Desk
    from drafter.compose.doing import begin, entries_for
    from drafter.compose.journal import Session
    from drafter.compose.sessions import earlier_briefs, sessions
    from drafter.compose.state import Entry, State
    from drafter.flow.drafting import open_drafting
    from drafter.flow.headed import said_before

    tell("正在读短语库……")
    drafting = open_drafting(workspace_path)
    known = sessions(drafting.workspace)
    beside = (brief or Path()).absolute().parent if brief else Path.cwd()
    desk = Desk(
        drafting.bank,
        tuple(earlier_briefs(drafting.workspace, beside, known)),
        said_before(drafting.workspace, drafting.bank),
    )
    session = None
    if brief is not None and not brief.suffix and not brief.exists():
        brief = brief.with_suffix(".yaml")
    if brief is not None:
        session = Session(brief, drafting.workspace, desk.occasions, tell)
        if session.resumable:
            entries = entries_for(session)
            session.close()
            session = None
            state = State(mode="start", entries=entries, file=str(brief))
        else:
            state = begin(desk, session, False)
    else:
        entries = tuple(
            Entry(
                ("打开 " if one.finished else "接着做 ") + _short(one.path),
                str(one.path),
                not one.finished,
                f"{one.when}" + ("" if one.finished else f" 中断，{one.changes} 处改动，最后一处：{one.what}"),
            )
            for one in known
        )
        new = Entry("新写一份", "", detail="先定存在哪个文件，再逐项问")
        state = State(mode="start", entries=(*entries, new), file=_free_name())
        if not entries:
            state = replace(line.start(desk, state, "file", state.file), entries=())
    hear_all(sys.stdin)
    if plain or (os.name != "nt" and os.environ.get("TERM", "") in UNPAINTABLE):
        from drafter.compose.teletype import Teletype

        echo(sys.stdin, True)
        done: Teletype | Composer = Teletype(drafting, desk, state, session)
    else:
        from drafter.compose.burst import marks_pastes
        from drafter.compose.console import forget_typed
        from drafter.compose.screen import Composer

        forget_typed(sys.stdin.fileno())
        done = Composer(drafting, desk, state, session, pastes_marked=marks_pastes(os.environ))
    done.run()
    if done.session is not None and os.path.exists(done.session.path):
        tell(f"简要在 {done.session.brief}。再做一遍提纲：drafter outline {done.session.brief}")
    for path in done.state.ended.written:
        tell(f"已导出 {path}")
    return 0


@contextlib.contextmanager
def unechoed(stream: TextIO) -> Iterator[None]:
    """Keys pressed while the phrasebank is read are not painted over the screen (^[[B)."""
    echo(stream, False)
    try:
        yield
    finally:
        echo(stream, True)


def echo(stream: TextIO, on: bool) -> None:
    """Whether the terminal `stream` is shows what is typed; nothing on Windows, where only who reads shows it."""
    if sys.platform == "win32":
        return
    import termios

    # No terminal, or one that is gone.
    with contextlib.suppress(termios.error, OSError, ValueError):
        mode = termios.tcgetattr(stream)
        mode[3] = mode[3] | termios.ECHO if on else mode[3] & ~termios.ECHO
        termios.tcsetattr(stream, termios.TCSANOW, mode)


def _readable(encoding: str | None) -> None:
    """Refuse a console that has no Chinese: every screen would be a row of question marks."""
    try:
        "讲话提纲".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        # The one message that must not be in Chinese: it could not be read there.
        print(f"drafter: this terminal ({encoding}) cannot show Chinese; try LANG=C.UTF-8", file=sys.stderr)
        raise DrafterError(
            f"这个终端的编码（{encoding}）显示不了汉字，请改用 UTF-8 或 GBK 的终端，如 LANG=C.UTF-8"
        ) from None


def hear_all(stream: TextIO) -> None:
    """Let what is typed be read whatever comes: a GBK console may send characters of GB18030, which has all of
    GBK, and what is no character in any case reads as U+FFFD."""
    if isinstance(stream, io.TextIOWrapper):
        narrow = codecs.lookup(stream.encoding).name in ("gbk", "gb2312")
        stream.reconfigure(encoding="gb18030" if narrow else None, errors="replace")


def _free_name() -> str:
    number = 1
    while True:
        name = f"{NEW}.yaml" if number == 1 else f"{NEW}-{number}.yaml"
        if not os.path.lexists(name):
            return name
        number += 1


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
