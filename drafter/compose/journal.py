"""What was done, line by line on disk (会话日志), so that nothing accepted is ever lost.

<workspace>/compose/<name>/journal.jsonl   one JSON record a change, appended and fsynced before the screen shows it
<workspace>/compose/<name>/lock            held by the composer that has the brief open

<name> follows from the brief's path. Replaying the journal gives the brief and the whole undo chain. Its last
line may be torn when the machine stopped in the middle of it; it is then as if that change had not been made.

The line being typed is noted there as well, once a second: a program that is killed loses what came since.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from drafter.brief.load import MOST_READ
from drafter.compose.data import Data, from_loaded
from drafter.compose.retouch import sheet
from drafter.compose.sessions import FORMAT, JOURNAL, folder, put_aside, read_journal, rename_aside, replay, steps
from drafter.compose.state import State, changed
from drafter.errors import DrafterError, WorkspaceError
from drafter.files import AWAY, afresh, open_file, open_to_write, read_file, unreadable
from drafter.keep.atomic import LostLock, inside, make_folder, refusal, still_there, sync_folder, write_text
from drafter.keep.lock import InUse, writing
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json
from drafter.strict_yaml import load_file


class ChangedElsewhere(DrafterError):
    """Somebody else has written the brief since it was read or written here; `data` is what they put there."""

    def __init__(self, data: Data) -> None:
        super().__init__("简要在别处改过，已经读进来；刚才那一步没有算，请再做一次（u 撤销那边的改动）")
        self.data = data


class Session:
    """A brief opened for composing: holds its lock, writes its journal and its file. Use from one thread."""

    def __init__(
        self,
        brief: Path,
        workspace: Workspace,
        occasions: tuple[str, ...] = (),
        waiting: Callable[[str], None] | None = None,
    ) -> None:
        """Open the session; the journal and the brief file are made with the first change.

        waiting: called with a Chinese line before a lock that seems to be left behind is watched for seconds.
        Raises WorkspaceError when another composer has the brief, or the workspace cannot be written; InvalidData
        when the brief file is faulty.
        """
        self.brief = brief
        self.path = Path(os.path.realpath(brief))
        self.folder = folder(self.path, workspace)
        self._workspace = workspace
        self._occasions = occasions
        self._stack = ExitStack()
        self._file: BinaryIO | None = None
        self._lost = False
        """The lock got lost, and has not been taken again."""
        self._ours = b""
        """The brief file as it was last read or written here."""
        self._drafted = "", ""
        """What the journal has of the line being typed."""
        if not self.path.parent.is_dir():
            raise WorkspaceError(f"{brief}：所在的文件夹不存在，请先建好或换一个位置")
        self.aside: Path | None = None
        """Where the journal of the session before has been put, if it was too long or held more than the file."""
        try:
            self._take(waiting)
            self.aside = put_aside(self.folder / JOURNAL, self._workspace)
            self.known = read_journal(self.folder / JOURNAL)
            self._number = self.known.number if self.known else 0
            self._ours = _bytes(self.path)
            self.data: Data = from_loaded(load_file(self.path, MOST_READ), occasions) if self._ours else {}
            self._sheet = sheet(self._ours)
            """The file as somebody typed it: what was not changed stays so, and comes back when it is undone."""
        except BaseException:
            self.close()
            raise

    def _take(self, waiting: Callable[[str], None] | None = None) -> None:
        try:
            still_there(self._workspace.root)
            inside(self.folder / JOURNAL, self._workspace.root)
            make_folder(self.folder)
        except OSError as error:
            raise refusal(self.folder, error, self._workspace.root) from None
        # The workspace's own lock is for those who rewrite the library; this one is the brief's.
        own = Workspace(self.folder, waiting)
        try:
            self._stack.enter_context(writing(own, 0))
            self._stack.enter_context(afresh(self.path))
        except InUse as error:
            raise WorkspaceError(
                f"{self.brief}：另一个 drafter compose 正开着这份简要（{error.holder}）。请先在那边按 q 结束，或换一个文件名"
            ) from None

    @property
    def unfinished(self) -> bool:
        """True when the last session on this brief did not come to its end."""
        return self.known is not None and not self.known.finished

    @property
    def resumable(self) -> bool:
        """True when there is something to go on with: a session that broke off, or one whose file is gone or older."""
        return self.unfinished or self.missing or self.older

    @property
    def locked(self) -> bool:
        """Whether the brief cannot be written, so far as the system says beforehand: a new one is put into its folder."""
        return not os.access(self.path.parent, os.W_OK)

    @property
    def missing(self) -> bool:
        """True when the last session left a brief and there is no such file, or nothing in it."""
        return not self._ours and (self.unfinished or bool(self._told().data))

    @property
    def older(self) -> bool:
        """True when the file holds what an earlier step left there: it was put back, not written by anybody."""
        return self.behind and self.data in steps(self._told())

    @property
    def behind(self) -> bool:
        """True when the file does not hold what the last session accepted."""
        return self.known is not None and self._told().data != self.data

    def _told(self) -> State:
        return replay(self.folder / JOURNAL)[0]

    def resumed(self, state: State) -> State:
        """`state` with the brief, the undo chain and the place of the session before; the file wins where they differ.

        A file that is not there is written again. Raises DrafterError when the disk refuses.
        """
        told, before = replay(self.folder / JOURNAL)
        state = replace(state, data=told.data, past=told.past, future=told.future, node=told.node)
        if self.missing or (self.data != state.data and self.data in (before, *steps(told))):
            # Broken off between journal and file, or the file was taken away or put back: what was accepted is in
            # the journal, and what the file held can be had by undoing.
            self._write(state.data)
        elif self.data != state.data:
            state = changed(state, self.data, "文件在别处改过，以文件为准")
            here = {"at": state.node, "node": state.node}
            self._append({"do": "change", "what": state.message, "data": state.data, **here})
        return state

    def begin(self, state: State) -> None:
        """Start a journal anew from what is in the file; one that holds more than the file is put aside.

        Raises UnreadableFile, WorkspaceError.
        """
        self._close_file()
        if self.behind:
            self.aside = rename_aside(self.folder / JOURNAL, self._workspace)
            self.known = replace(self.known, finished=True) if self.known else None
        head = {"format": FORMAT, "path": str(self.path)}
        first = {"do": "begin", "what": "", "node": state.node, "data": state.data, "laid": state.laid, "time": _now()}
        write_text(self.folder / JOURNAL, _line(head) + _line(first), within=self._workspace.root)
        self._number = 0

    def keep(self, old: State, new: State) -> None:
        """Put what changed from `old` to `new` on disk: journal first, then the brief file, whole or not at all.

        Raises ChangedElsewhere when the file is not what was left there, and DrafterError when the disk refuses;
        nothing may be shown then.
        """
        if new.data is not old.data or new.past is not old.past:
            self._keep_change(old, new)
        # Behind the change: a kept line that was taken up goes when it stands in the brief, not before.
        for name in [*new.laid, *old.laid] if new.laid is not old.laid else ():
            if new.laid.get(name) != old.laid.get(name):
                self._append({"do": "lay", "for": name, "text": new.laid.get(name, "")})

    def draft(self, place: str, text: str) -> None:
        """Note what stands in the line being typed at `place`; "" once there is none.

        Not asked to the disk: it outlives the program, and nobody's key waits for it. Raises DrafterError.
        """
        if (place, text) != self._drafted:
            self._append({"do": "draft", "for": place, "text": text}, lasting=False)
            self._drafted = place, text

    def _keep_change(self, old: State, new: State) -> None:
        self._hold_on()
        theirs = _bytes(self.path)
        if theirs not in (self._ours, b""):
            # An editor saved meanwhile; its words must not be written over unseen.
            self.data = from_loaded(load_file(self.path, MOST_READ), self._occasions)
            self._ours = theirs
            self._sheet = sheet(theirs)
            raise ChangedElsewhere(self.data)
        if new.future is not None and new.future.before is old.future and new.future.data is old.data:
            record: dict[str, Any] = {"do": "undo"}
        elif old.future is not None and new.future is old.future.before and new.data is old.future.data:
            record = {"do": "redo"}
        else:
            what = new.past.what if new.past is not None else ""
            record = {"do": "change", "what": what, "data": new.data}
        length = self._length()
        # Where the cursor was and where it went: undoing leads back there.
        self._append({**record, "at": old.node, "node": new.node})
        try:
            self._write(new.data)
        except BaseException:
            # Refused, so that it was not done: nobody shall go on from it.
            self._cut(length)
            raise

    def _length(self) -> int:
        try:
            return (self.folder / JOURNAL).stat().st_size
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise refusal(self.folder / JOURNAL, error, self._workspace.root) from None

    def _cut(self, length: int) -> None:
        """The journal without what was written behind `length`; where the disk refuses that as well it stays."""
        with suppress(OSError):
            if self._file is not None:
                os.ftruncate(self._file.fileno(), length)
                os.fsync(self._file.fileno())

    def _write(self, data: Data) -> None:
        text = self._sheet.written(data)
        try:
            still_there(self.folder)
        except OSError as error:
            raise refusal(self.folder, error, self.folder) from None
        write_text(self.path, text)
        self._ours = text.encode()

    def restore(self, data: Data) -> None:
        """Write the file again if it was taken away. Raises DrafterError when the disk refuses."""
        if data and not _bytes(self.path):
            self._hold_on()
            self._write(data)

    def end(self) -> None:
        """Say that the session came to its end; where the disk refuses, the next one is offered to go on with it."""
        with suppress(OSError, DrafterError):
            if (self.folder / JOURNAL).exists():
                self._append({"do": "end"})

    def close(self) -> None:
        """Let go of the brief."""
        self._close_file()
        self._stack.close()

    def _hold_on(self) -> None:
        """Make sure that the brief is still held, or hold it again where the lock got lost and nobody has taken it since:
        a drive that was cut off came back. Raises WorkspaceError."""
        try:
            still_there(self.folder)
        except LostLock:
            self._lost = True
        except OSError as error:
            raise refusal(self.folder, error, self._workspace.root) from None
        if self._lost:
            self.close()
            self._take()
            self._lost = False

    def _append(self, record: dict[str, Any], lasting: bool = True) -> None:
        path = self.folder / JOURNAL
        self._drafted = "", ""  # any other record ends it, see read_journal
        text = _line({**record, "n": self._number + 1, "time": _now()})
        self._hold_on()
        try:
            opened_before = self._file is not None
            try:
                self._put(path, text, lasting)
            except OSError as error:
                # What was open on a drive that went away is lost, whether it has come back or not.
                self._close_file()
                if not opened_before or error.errno not in AWAY:
                    raise
                self._put(path, text, lasting)
        except OSError as error:
            self._close_file()
            raise refusal(path, error, self._workspace.root) from None
        self._number += 1

    def _put(self, path: Path, text: str, lasting: bool) -> None:
        if self._file is None:
            inside(path, self._workspace.root)
            self._file = open_to_write(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            if not self._length():
                text = _line({"format": FORMAT, "path": str(self.path)}) + text
                sync_folder(self.folder)
            elif _torn(path):
                text = "\n" + text
        length = os.fstat(self._file.fileno()).st_size
        rest = text.encode()
        try:
            while rest:  # a disk that is nearly full takes a part
                rest = rest[self._file.write(rest) :]
            if lasting:
                os.fsync(self._file.fileno())
        except OSError:
            self._cut(length)
            raise

    def _close_file(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # of a drive that is away
                self._file.close()
            self._file = None


def _torn(path: Path) -> bool:
    with open_file(path) as file:
        file.seek(0, os.SEEK_END)
        if file.tell() == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _bytes(path: Path) -> bytes:
    """What is in the file, b"" when it is not there. Raises UnreadableFile: what cannot be read is not written over."""
    try:
        return read_file(path)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise unreadable(path, error) from None


def _line(record: dict[str, Any]) -> str:
    return plain_json(record, separators=(",", ":")) + "\n"


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")
