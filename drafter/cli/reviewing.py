"""The review of mined entries at the prompt (逐条审阅): one key a verdict, each on disk before the next is shown."""

from __future__ import annotations

import os
import select
import signal
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import click

from drafter.cli.say import refuse, show, tell
from drafter.errors import DrafterError, WorkspaceError
from drafter.flow.curating import (
    Candidate,
    Undone,
    candidates,
    decide,
    decide_all,
    doubts,
    instances,
    keep_typed,
    keep_typing,
    marked,
    seen_in,
    undo,
)
from drafter.flow.drafting import whole_bank
from drafter.keep.decisions import ACCEPT, EDIT, REJECT, SKIP
from drafter.keep.workspace import Workspace
from drafter.language.visible import one_line
from drafter.search.query import Library

try:
    import termios
except ImportError:
    # Windows: its console keeps what is typed ahead by itself.
    termios = None  # type: ignore[assignment]

KEYS = "a 接受  e 改字句  E 改整条  r 拒绝  s 跳过  u 撤销  A/R 这一步骤余下的全接受/全拒绝  q 退出"
KINDS = {
    "框架": "一句带空位的话，起草时用简要里写的来填空位",
    "标题组": "一组并列标题的句式，<主题>处填要点，有轮换词的一点用一个",
    "主题": "讲到这一主题的要点，用这些短语作小标题",
}
"""What an entry of each kind is for, said with the first one."""
SHOWN = 3
_ESCAPE = b"\x1b"
_CAPITALS = ("A", "E", "R")
_ENTER = ("\r", "\n")
_END = ("", "\x04", "\x1a")
_AT_ONCE, _REST = 0.05, 0.2
"""Seconds within which what follows a character came with it (arrow key, paste), and until the last of that is there."""


def undone_told(undone: Undone) -> str:
    """The sentence about what an undo took back, and what it left where it is."""
    parts = []
    for verdict in dict.fromkeys(undone.verdicts):
        ids = [id_ for id_, each in zip(undone.ids, undone.verdicts, strict=True) if each == verdict]
        parts.append(f"{verdict} {'、'.join(ids[:SHOWN])}" + (f" 等 {len(ids)} 条" if len(ids) > SHOWN else ""))
    told = f"撤销了：{'；'.join(parts)}"
    if undone.kept:
        told += f"。只撤销了审阅决定，条目接受之后有人改过，仍留在原处：{'、'.join(undone.kept)}；不要的话请自己删去"
    return told


class Keyboard:
    """Single keys from a terminal: what comes several characters at once (arrow key, paste) is never a row of keys."""

    def __init__(self, at_terminal: bool) -> None:
        """at_terminal: False for a pipe, which needs no taking."""
        self.modes = termios if at_terminal else None
        self._ours = False
        """Whether the terminal gives each key at once now."""

    @contextmanager
    def taken(self) -> Iterator[None]:
        """The terminal gives each key at once, without showing it, until the end."""
        if not self.modes:
            yield
            return
        file = sys.stdin.fileno()
        before = self.modes.tcgetattr(file)
        # A shell gives the terminal back in its own modes after Ctrl-Z and fg.
        resumed = signal.signal(signal.SIGCONT, lambda *_: self._take() if self._ours else None)
        self._take()
        try:
            yield
        finally:
            self._ours = False
            signal.signal(signal.SIGCONT, resumed)
            self.modes.tcsetattr(file, self.modes.TCSADRAIN, before)

    def _take(self) -> None:
        assert self.modes
        file = sys.stdin.fileno()
        now = self.modes.tcgetattr(file)
        now[3] &= ~(self.modes.ICANON | self.modes.ECHO)
        self._ours = True
        self.modes.tcsetattr(file, self.modes.TCSADRAIN, now)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """The terminal as it was before, for a while: for an editor."""
        if not self.modes:
            yield
            return
        file = sys.stdin.fileno()
        usual = self.modes.tcgetattr(file)
        usual[3] |= self.modes.ICANON | self.modes.ECHO
        self._ours = False
        self.modes.tcsetattr(file, self.modes.TCSADRAIN, usual)
        try:
            yield
        finally:
            self._take()

    def key(self) -> str:
        """The next key, or all the characters that came at once; empty at the end of input."""
        if not self.modes:
            return click.getchar()
        typed = os.read(sys.stdin.fileno(), 1)
        if not typed:
            return ""
        typed += self.ahead(_AT_ONCE)
        if len(typed) > 1 or typed == _ESCAPE:
            # A slow line may bring a paste, or the rest of an arrow key, in pieces.
            typed += self.ahead(_REST)
        return typed.decode(errors="replace")

    def ahead(self, seconds: float = 0) -> bytes:
        """What has been typed already, taken away, until nothing comes for so long; b"" of a pipe."""
        if not self.modes:
            return b""
        file, found = sys.stdin.fileno(), b""
        while select.select([file], [], [], seconds)[0] and (more := os.read(file, 4096)):
            found += more
        return found


class Reviewing:
    """A review under way: what waits, and where one is in it."""

    def __init__(self, workspace: Workspace, waiting: Sequence[Candidate]) -> None:
        self.workspace = workspace
        self.waiting = list(waiting)
        self.place = 0
        self.bank = whole_bank(workspace)
        self.told: set[str] = set()
        """Kinds of which it was said what they are for."""
        self.unsaved: dict[str, str] = {}
        """Id -> what was typed for the entry and the disk would not take."""
        self.at_terminal = sys.stdin.isatty()
        self.keyboard = Keyboard(self.at_terminal)
        try:
            self.library: Library | None = Library.open(workspace.library)
        except WorkspaceError:
            # Without a library there are no sentences to show; the verdicts do not depend on them.
            self.library = None

    def run(self) -> None:
        """Show entry after entry until there is none, or the writer has had enough."""
        with self.keyboard.taken():
            self._run()

    def _run(self) -> None:
        tell(KEYS)
        if begun := [each.id for each in self.waiting if each.draft or each.typing]:
            more = f" 等 {len(begun)} 条" if len(begun) > SHOWN else ""
            tell(f"上次改了还没有收下的：{'、'.join(begun[:SHOWN])}{more}，轮到时按 e 或 E 接着改")
        while True:
            if self.keyboard.ahead():
                tell("提前按的键不算，请看过再按")
            candidate = self.waiting[self.place] if self.place < len(self.waiting) else None
            if candidate:
                self._present(candidate)
            elif self.at_terminal:
                # The last verdict can be taken back like any other.
                tell("这一批都看过了：u 撤销上一个决定，q 退出")
            key = self._key()
            if key in ("q", ""):
                break
            try:
                if candidate:
                    self._obey(key, candidate)
                elif key == "u":
                    self._undo()
                else:
                    tell(f"都看过了，“{key}”没有可用的条目")
            except DrafterError as error:
                refuse(error)
        for id_, typed in self.unsaved.items():
            show(f"{id_} 刚才改的没有存上，退出就没有了，要用请抄下来：\n{typed}")
        left = len(candidates(self.workspace, compared=False))
        tell(f"还有 {left} 条待审，下次接着来" if left else "都审完了")

    def _present(self, candidate: Candidate) -> None:
        skipped = "，上次跳过" if candidate.skipped else ""
        head = (
            f"\n[{self.place + 1}/{len(self.waiting)}] {candidate.kind} {candidate.id}（{candidate.evidence}{skipped}）"
        )
        show(f"{head}\n{candidate.text}")
        if candidate.draft or candidate.typing:
            show("    上次改的还没有收下，按 e 或 E 接着改")
        if candidate.kind not in self.told:
            self.told.add(candidate.kind)
            show(f"    {candidate.kind}：{KINDS[candidate.kind]}")
        sentences = instances(self.library, candidate) if self.library else ()
        for sentence in sentences:
            show(f"    原句：{sentence}")
        if self.library and not sentences and (names := seen_in(self.library, candidate)):
            show(f"    见于：{'、'.join(names)}")
        waiting = {each.id for each in self.waiting[self.place :]}
        for near in candidate.near:
            if not near.reviewed and near.id not in waiting:
                continue
            ours, theirs = marked(candidate, near)
            other = [near.place] if near.place != candidate.place else []
            about = "，".join(other + ([] if near.reviewed else ["也待审"]))
            show(f"    相近：{near.id}{f'（{about}）' if about else ''}\n      这条 {ours}\n      那条 {theirs}")

    def _obey(self, key: str, candidate: Candidate) -> None:
        match key:
            case "a":
                decide(self.workspace, candidate, ACCEPT, bank=self.bank)
                self._next("接受了")
            case "r":
                decide(self.workspace, candidate, REJECT)
                self._next("拒绝了")
            case "s":
                decide(self.workspace, candidate, SKIP)
                self._next("跳过了，下次排在最后")
            case "e" | "E":
                self._edit(candidate, whole=key == "E")
            case "A" | "R":
                self._all_of(candidate, ACCEPT if key == "A" else REJECT)
            case "u":
                self._undo()
            case _:
                tell(f"没有“{key}”这个键。{KEYS}")

    def _next(self, told: str, places: int = 1) -> None:
        tell(told)
        self.place += places

    def _edit(self, candidate: Candidate, whole: bool) -> None:
        if whole:
            edited = self._with_editor(candidate.draft or candidate.yaml) if self.at_terminal else self._block()
            edited = edited if edited and edited.strip() != candidate.yaml.strip() else None
        else:
            wording = self._line(candidate)
            edited = candidate.reworded(wording) if wording and wording != candidate.wording else None
        if not edited:
            tell("没有改动，仍待审")
            return
        # In hand even where the disk takes nothing.
        self.waiting[self.place] = candidate = replace(candidate, draft=edited, typing="")
        own = ""
        self.unsaved[candidate.id] = edited
        try:
            self.waiting[self.place] = candidate = keep_typed(self.workspace, candidate, edited)
            del self.unsaved[candidate.id]
            keep_typing(self.workspace, None)
            own = candidate.own_words(edited)
            edited = own or edited
            decide(self.workspace, candidate, EDIT, edited, self.bank)
        except DrafterError as error:
            refuse(error)
            tell(f"刚才改的还在，按 {'E' if whole else 'e'} 接着改")
            return
        self._next("改好，接受了" + ("。字句已不是旧稿里的说法，按自撰记，不带篇数" if own else ""))
        for doubt in doubts(self.workspace, candidate.kind, edited, self.bank):
            tell(f"提醒：{doubt}")

    def _all_of(self, candidate: Candidate, verdict: str) -> None:
        rest = self.waiting[self.place :]
        chosen = [each for each in rest if (each.kind, each.place) == (candidate.kind, candidate.place)]
        if candidate.kind == "主题":
            chosen = [each for each in rest if each.kind == candidate.kind]
        if self.at_terminal:
            key = "A" if verdict == ACCEPT else "R"
            tell(
                f"{candidate.place if candidate.kind != '主题' else '主题'}余下的 {len(chosen)} 条全部{verdict}：再按一次 {key} 确定，按别的键作罢"
            )
            self.keyboard.ahead()
            if self._key() != key:
                tell("作罢，一条也没有动")
                return
        decide_all(self.workspace, [(each, verdict) for each in chosen], self.bank)
        self.waiting = self.waiting[: self.place] + [each for each in rest if each not in chosen]
        tell(f"{verdict}了 {len(chosen)} 条；按 u 一次全退回（退出以后用 drafter bank review --undo）")

    def _undo(self) -> None:
        undone = undo(self.workspace, self.bank)
        taken = undone.ids
        tell(undone_told(undone))
        shown = {each.id for each in self.waiting}
        if not shown.issuperset(taken):
            # Accepted before this session: in the bank as it was read then, it waits no more.
            self.bank = whole_bank(self.workspace)
        back = [each for each in candidates(self.workspace, self.bank) if each.id in taken and each.id not in shown]
        self.waiting[self.place : self.place] = back
        first = next((i for i, each in enumerate(self.waiting) if each.id in taken), self.place)
        self.place = min(first, self.place)

    # --- what is typed ---

    def _key(self) -> str:
        """One key; empty at the end of input. Full-width letters are taken as they are meant, capitals where they differ."""
        if self.at_terminal:
            click.echo("> ", nl=False, err=True)
            while (
                (typed := self.keyboard.key()) in _ENTER or len(typed) > 1 or not (typed.isprintable() or typed in _END)
            ):
                if typed not in _ENTER:
                    click.echo(err=True)
                    tell("方向键、功能键和粘贴的字都不算，请一次按一个键")
                    click.echo("> ", nl=False, err=True)
            click.echo(err=True)
            if typed in _END:
                return ""
        else:
            while (line := sys.stdin.readline()) and not line.strip():
                pass
            typed = line.strip()
        key = unicodedata.normalize("NFKC", typed)[:1]
        return key if key in _CAPITALS else key.lower()

    def _line(self, candidate: Candidate) -> str:
        """One line, with the wording there to be changed, on disk at every key; the next line of a pipe."""
        if not self.at_terminal:
            return sys.stdin.readline().strip()
        # Only here: the prompt costs 0.1 s to load.
        from prompt_toolkit import PromptSession

        session: PromptSession[str] = PromptSession()
        buffer = session.default_buffer

        def keep(_: object) -> None:
            try:
                keep_typing(self.workspace, candidate, buffer.text)
                session.bottom_toolbar = None
            except DrafterError as error:
                session.bottom_toolbar = one_line(f"正在改的还没有存上：{error}")

        buffer.on_text_changed += keep
        # A bank or a record of typing may hold what acts on a screen.
        wording = one_line(candidate.typed_wording).replace("\ufffd", "")
        try:
            with self.keyboard.lent():
                return session.prompt("改成：", default=wording).strip()
        except (EOFError, KeyboardInterrupt):
            keep_typing(self.workspace, None)
            self.waiting[self.place] = replace(candidate, typing="")
            return ""

    def _block(self) -> str:
        """The lines of a pipe up to an empty one: a whole entry."""
        lines: list[str] = []
        while (line := sys.stdin.readline()).strip():
            lines.append(line)
        return "".join(lines)

    def _with_editor(self, yaml: str) -> str | None:
        try:
            if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
                tell(
                    "在编辑器里改好，存盘退出就收下，不存盘就没有改。打开的若是 vi：按 i 开始改，按 Esc 再打 :wq 回车存盘退出，"
                    ":q! 不存；若是 nano：Ctrl-O 回车存盘，Ctrl-X 退出。想用别的编辑器，先设好环境变量 EDITOR"
                )
            with self.keyboard.lent():
                return click.edit(yaml, extension=".yaml")
        except click.ClickException as error:
            raise DrafterError(
                f"打不开编辑器（{error.format_message()}）。请设好 EDITOR 环境变量，或用 e 改字句"
            ) from None
