"""What earlier sessions left on disk (以前的会话): their journals read, replayed, put aside, and the briefs they were about.

journal.py writes them and tells their form.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from drafter.brief.load import MOST_READ, parse_brief
from drafter.compose.data import Data, from_loaded, is_shaped
from drafter.compose.state import State, changed, redo, undo
from drafter.errors import DrafterError
from drafter.files import open_file, unreadable
from drafter.keep.atomic import refusal, sync_folder
from drafter.keep.workspace import Workspace
from drafter.strict_yaml import load_file

FORMAT = "drafter.compose/1"
FOLDER = "compose"
_TEXTS = ("do", "path", "what", "node", "at", "time", "for", "text")
"""Keys of a record whose value is text."""
JOURNAL = "journal.jsonl"
MOST_EARLIER = 50
"""How many earlier briefs are looked at for completion."""
MOST_BYTES = 64 * 1024 * 1024
"""A longer journal takes too long to replay: it is put aside, and the session begins from the brief."""


@dataclass(frozen=True, slots=True)
class Known:
    """A session found in the workspace (以前的会话)."""

    path: Path
    """The brief."""
    finished: bool
    changes: int
    when: str
    what: str
    """The last change."""
    laid: Mapping[str, str] = field(default_factory=dict)
    """Lines given up while they were being typed (see State)."""
    draft: tuple[str, str] = ("", "")
    """The line being typed when it broke off: where (as in `laid`), and what."""
    number: int = 0
    """That of the last record."""


def replay(path: Path) -> tuple[State, Data]:
    """Brief, undo chain and place as the journal tells them, and the brief before the last change."""
    state = State()
    before: Data = {}
    for record in _records(path):
        if record.get("do") in ("change", "undo", "redo"):
            before = state.data
            state = replace(state, node=record.get("at", state.node))
        match record.get("do"):
            case "begin":
                state = State(data=record["data"], node=record.get("node", ""))
            case "change":
                state = changed(state, record["data"], record.get("what", ""))
            case "undo":
                state = undo(state)
            case "redo":
                state = redo(state)
        state = replace(state, node=record.get("node", state.node))
    return replace(state, message=""), before


def steps(state: State) -> Iterator[Data]:
    """What the brief was before each step that can be undone, and after each that can be redone."""
    for step in (state.past, state.future):
        while step is not None:
            yield step.data
            step = step.before


def read_journal(path: Path) -> Known | None:
    """What a journal says of itself, or None when there is none."""
    brief, changes, finished, when, what, number = "", 0, True, "", "", 0
    laid: dict[str, str] = {}
    draft = "", ""
    for record in _records(path):
        brief = record.get("path", brief)
        number = record.get("n", 0)
        do = record.get("do")
        draft = (str(record.get("for", "")), str(record.get("text", ""))) if do == "draft" else ("", "")
        if do == "begin":
            changes = 0
            laid = dict(_texts(record.get("laid")))
        if do == "lay":
            name, text = str(record.get("for")), record.get("text")
            laid.pop(name, None)
            if isinstance(text, str) and text:
                laid[name] = text
        if do in ("change", "undo", "redo"):
            changes += 1
            finished = False
            what = record.get("what", what)
        if do in ("begin", "end"):
            finished = True
        when = record.get("time", when)
    return Known(Path(brief), finished, changes, when, what, laid, draft, number) if brief else None


def _texts(value: Any) -> list[tuple[str, str]]:
    """The pairs of text of what ought to be a mapping of them."""
    pairs = value.items() if isinstance(value, dict) else ()
    return [(name, text) for name, text in pairs if isinstance(name, str) and isinstance(text, str)]


def sessions(workspace: Workspace) -> list[Known]:
    """The sessions of the workspace whose brief is still there or can be written again, the latest first."""
    journals = [path for path in (workspace.root / FOLDER).glob(f"*/{JOURNAL}") if path.is_file()]
    journals.sort(key=lambda path: (-path.stat().st_mtime_ns, path.parent.name))
    known = []
    for path in journals[:MOST_EARLIER]:
        with suppress(DrafterError):  # one that cannot be read just now keeps nobody from the others
            known += [found] if (found := read_journal(path)) else []
    return [one for one in known if one.path.is_file() or _restorable(one)]


def _restorable(known: Known) -> bool:
    return not known.finished and not os.path.lexists(known.path) and known.path.parent.is_dir()


def earlier_briefs(workspace: Workspace, beside: Path | None, known: list[Known] | None = None) -> list[Data]:
    """The briefs of earlier sessions, and those beside the one being written, for completion. Faulty ones are left out."""
    paths = [one.path for one in (sessions(workspace) if known is None else known)]
    if beside is not None and beside.is_dir():
        paths += sorted(path for path in beside.glob("*.yaml") if path.is_file() and path.stat().st_size < 65536)
    found: list[Data] = []
    for path in dict.fromkeys(path.resolve() for path in paths[: 2 * MOST_EARLIER]):
        try:
            loaded = load_file(path, MOST_READ)
            parse_brief(loaded)
            found.append(from_loaded(loaded))
        except DrafterError:
            continue
    return found


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with open_file(path, links=False) as file:
            # Of one that is too long only its first line, which says whose it is.
            data = file.readline(4096) if _too_long(file) else file.read()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise unreadable(path, error) from None
    last: dict[str, Any] = {}
    for line in data.split(b"\n"):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue  # torn by a crash, or the empty line behind one
        if isinstance(record, dict) and _is_record(record):
            # What a disk refused may stand there all the same; what was done then bears its number.
            if last and not ("n" in record and record["n"] == last.get("n")):
                yield last
            last = record
    if last:
        yield last


def _is_record(record: dict[str, Any]) -> bool:
    """Whether what stands on a line is of the types the composer writes: anything may have been put there."""
    texts = all(isinstance(record.get(key, ""), str) for key in _TEXTS)
    return (
        texts
        and type(record.get("n", 0)) is int
        and (record.get("do") not in ("begin", "change") or is_shaped(record.get("data")))
    )


def _too_long(file: BinaryIO) -> bool:
    return os.fstat(file.fileno()).st_size > MOST_BYTES


def put_aside(path: Path, workspace: Workspace) -> Path | None:
    """Rename a journal that is too long, so that nothing in it is lost; its new name. Raises UnreadableFile, WorkspaceError."""
    try:
        with open_file(path, links=False) as file:
            if not _too_long(file):
                return None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(path, error) from None
    return rename_aside(path, workspace)


def rename_aside(path: Path, workspace: Workspace) -> Path:
    """Rename a journal to a name nothing has; the name. Raises WorkspaceError."""
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in itertools.count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    try:
        path.rename(aside)
        sync_folder(path.parent)
    except OSError as error:
        raise refusal(path, error, workspace.root) from None
    return aside


def folder(brief: Path, workspace: Workspace) -> Path:
    """Named by where the brief is from the workspace if both are on one drive: it may be mounted in several places."""
    root = os.path.realpath(workspace.root)
    names = [os.fspath(brief)]  # as an earlier program had it
    with suppress(OSError):
        if os.stat(brief.parent).st_dev == os.stat(root).st_dev:
            names.insert(0, os.path.relpath(brief, root))
    folders = [workspace.root / FOLDER / hashlib.sha256(os.fsencode(name)).hexdigest()[:16] for name in names]
    return next((folder for folder in folders if folder.is_dir()), folders[0])
