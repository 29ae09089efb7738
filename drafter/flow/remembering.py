"""What was drafted is kept, so that `trace` finds it again (溯源底稿). Apart from proofing: drafting must start fast."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from drafter.files import NotOrdinary, open_file, read_utf8
from drafter.keep.atomic import inside, remove
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json
from drafter.records import Outline
from drafter.render.structured import outline_from, structured

TRACES = "traces"
KEPT = 200
"""Outlines remembered; the oldest go first."""


def remember(outline: Outline, workspace: Workspace) -> None:
    """Keep what was drafted, so that `trace` finds it after the text was edited (溯源底稿)."""
    content = structured(outline, indent=None)
    folder = workspace.root / TRACES
    name = hashlib.sha256(content.encode()).hexdigest()[:24]
    path = folder / f"{name}.json"
    inside(path, workspace.root)
    if not path.is_file():
        workspace.write(path, content)
    _forget_oldest(folder, KEPT)


def forget_entries(workspace: Workspace, ids: Collection[str]) -> None:
    """Blank in what was drafted the words of entries of the mined bank that are gone with what they were mined from, and
    the headings of speeches that are gone, with what stands under them.

    ids: theirs. Every other line of such a draft stays and is traced as before; a file that is no outline goes whole.
    Raises WorkspaceError where the folder leads out of the workspace or the disk refuses, OSError.
    """
    folder = workspace.root / TRACES
    inside(folder / "*", workspace.root)
    for path in sorted(folder.glob("*.json")):
        with contextlib.suppress(FileNotFoundError, NotOrdinary):
            content = read_utf8(path, "replace", links=False)
            if not any(id_ in content for id_ in ids):
                continue
            outline = outline_from(content)
            if outline is None:
                remove(path, workspace.root)
                continue
            known = path.stat()
            made = _blanked(outline, frozenset(ids))
            words = set(_words_gone(outline, ids))
            made["notes"] = [note for note in outline.get("notes", []) if not any(word in note for word in words)]
            text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
            workspace.write(path, text)
            os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))  # the oldest are still the first to go


def _blanked(node: Mapping[str, Any], ids: frozenset[str], *, below: bool = False) -> dict[str, Any]:
    """The outline, or an item of it, without the lines and alternatives that come from these entries or speeches. below: a
    heading of such a speech, whose words the line has as well."""
    made = dict(node)
    source = node.get("source")
    if gone := below or _entry(source) in ids:
        made |= {"text": "", "slots": {}, "source": {"kind": "frame", "ref": "", "note": ""}}
    others = node.get("alternatives")
    if isinstance(others, list):
        made["alternatives"] = [other for other in others if _entry(other) not in ids]
    below = gone and isinstance(source, dict) and source.get("kind") == "precedent"
    made["items"] = [_blanked(item, ids, below=below) for item in node.get("items", [])]
    return made


def _words_gone(node: Mapping[str, Any], ids: Collection[str]) -> Iterator[str]:
    """The headings of these speeches in an outline, and how they are cited: remarks to the writer name them."""
    for item in node.get("items", []):
        source = item.get("source")
        if isinstance(source, dict) and source.get("kind") == "precedent" and _entry(source) in ids:
            yield from filter(None, (item.get("text"), str(source.get("note", "")).partition("：")[2]))
        yield from _words_gone(item, ids)


def _entry(origin: object) -> str:
    """The id of the entry a source or alternative names, a heading of a set being named ID/its own name, or of the speech."""
    return re.split("[/#]", str(origin.get("ref", "")))[0] if isinstance(origin, dict) else ""


def _forget_oldest(folder: Path, most: int) -> None:
    """Keep the newest files of a folder. Another process may be doing the same."""
    ages = []
    for kept in folder.glob("*.json"):
        with contextlib.suppress(OSError):
            ages.append((kept.stat().st_mtime_ns, kept.name))
    for _, name in sorted(ages)[:-most]:
        with contextlib.suppress(OSError):
            (folder / name).unlink()


WRITTEN = "written"
MOST_WRITTEN = 1000
"""Output files whose content is known."""


def edited_since(path: Path, workspace: Workspace) -> bool:
    """True when there is a file at `path` that holds something else than drafter last wrote there (被人改过)."""
    try:
        if not path.is_file() or not path.stat().st_size:
            return False
        with open_file(path) as file:
            sha = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    return sha not in _known(path, workspace)


def note_written(path: Path, content: bytes, workspace: Workspace) -> None:
    """Remember what is about to be written to `path`, beside what was written before: a crash leaves one of the two.

    A file of its own for each output, so that two processes do not undo each other's notes. A pipe or device is not
    remembered. Raises WorkspaceError.
    """
    if path.exists() and not path.is_file():
        return
    known = [hashlib.sha256(content).hexdigest(), *_known(path, workspace)]
    text = plain_json({"path": str(path.absolute()), "sha256": list(dict.fromkeys(known))[:2]})
    workspace.write(_note_of(path, workspace), text)
    _forget_oldest(workspace.cache / WRITTEN, MOST_WRITTEN)


def _known(path: Path, workspace: Workspace) -> list[str]:
    try:
        found = json.loads(read_utf8(_note_of(path, workspace), links=False))
        return [str(sha) for sha in found["sha256"]]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return []


def _note_of(path: Path, workspace: Workspace) -> Path:
    name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:24]
    return workspace.cache / WRITTEN / f"{name}.json"
