"""Understood sources kept (已读懂的来源): one file per source, so that an unchanged file is not read again.

`sources/<sha256>.<version>.jsonl`: first line the source, then one line per speech. A file that is damaged or of
another program version counts as absent: it is only a memory of work done. Only for a file that cannot be read again
just now an older one stands (load_outdated).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.errors import WorkspaceError
from drafter.files import NotOrdinary, read_utf8, unreadable
from drafter.keep.atomic import inside, remove
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json
from drafter.records import Loss, Passage, Repair, Source, Speech

FORMAT = "drafter.source/1"
_SHA = re.compile(r"[0-9a-f]{64}\Z")


def source_to_data(source: Source) -> dict[str, Any]:
    """A Source as plain JSON values, every field of it."""
    return {
        "path": source.path,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "repairs": [_plain(repair) for repair in source.repairs],
        "dropped": [_plain(loss) for loss in source.dropped],
        "quarantined": [_plain(loss) for loss in source.quarantined],
        "speeches": [speech_to_data(speech) for speech in source.speeches],
    }


def source_from_data(data: Mapping[str, Any]) -> Source:
    """The inverse of source_to_data. Raises KeyError, TypeError or ValueError for anything else."""
    return Source(
        path=_text(data["path"]),
        encoding=_text(data["encoding"]),
        sha256=_text(data["sha256"]),
        repairs=tuple(Repair(_text(each["rule"]), int(each["count"])) for each in data["repairs"]),
        speeches=tuple(speech_from_data(each) for each in data["speeches"]),
        dropped=tuple(_loss(each) for each in data["dropped"]),
        quarantined=tuple(_loss(each) for each in data["quarantined"]),
    )


def speech_to_data(speech: Speech) -> dict[str, Any]:
    """A Speech as plain JSON values."""
    data = _plain(speech)
    data["passages"] = [{**_plain(passage), "why": list(passage.why)} for passage in speech.passages]
    return data


def speech_from_data(data: Mapping[str, Any]) -> Speech:
    """The inverse of speech_to_data. Raises KeyError, TypeError or ValueError for anything else."""
    passages = tuple(Passage(**{**each, "why": tuple(_text(why) for why in each["why"])}) for each in data["passages"])
    return Speech(**{**data, "passages": passages})


def save_sources(workspace: Workspace, sha256: str, sources: tuple[Source, ...], variant: str = "") -> None:
    """Keep what was understood of one file (a zip folder gives several sources), atomically.

    sha256: of the file's bytes, 64 hex digits. variant: whatever else the result depends on (path, model,
    corrections), any text; a record is only found again under the same one. Raises WorkspaceError.
    """
    lines = [plain_json({"format": FORMAT, "version": __version__, "count": len(sources)})]
    for source in sources:
        head = source_to_data(source)
        speeches = head.pop("speeches")
        lines.append(plain_json({**head, "speeches": len(speeches)}))
        lines += [plain_json(speech) for speech in speeches]
    workspace.write(workspace.sources / record_name(sha256, variant), "\n".join(lines) + "\n")


def load_sources(workspace: Workspace, sha256: str, variant: str = "") -> tuple[Source, ...] | None:
    """What was kept of the file with this hash, or None when there is nothing usable. Raises UnreadableFile when the
    disk refuses: on a drive that went away nothing is kept of any file."""
    return _kept(workspace.sources / record_name(sha256, variant), (__version__,))


def load_outdated(workspace: Workspace, sha256: str) -> tuple[Source, ...] | None:
    """What was kept last of a file whatever the variant and the version of the program, as far as it can still be read.

    For a file that cannot be read again just now. Raises UnreadableFile as load_sources does.
    """
    if not _SHA.match(sha256) or not workspace.sources.is_dir():
        return None
    records = [(path.lstat().st_mtime_ns, path) for path in workspace.sources.glob(f"{sha256}.*.jsonl")]
    for _, path in sorted(records, reverse=True):
        if (found := _kept(path, ())) is not None:
            return found
    return None


def _kept(path: Path, versions: tuple[str, ...]) -> tuple[Source, ...] | None:
    """A record of one of these versions of the program; of any, where none is named."""
    try:
        lines = iter(read_utf8(path, links=False).split("\n"))
        head = json.loads(next(lines))
        if head["format"] != FORMAT or (versions and head["version"] not in versions):
            return None
        return tuple(_read(lines) for _ in range(head["count"]))
    except (FileNotFoundError, NotOrdinary):
        return None
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, RecursionError, KeyError, TypeError, StopIteration):
        return None


def forget_sources(
    workspace: Workspace,
    keep: Collection[str],
    untouched: Collection[str] = (),
    switched: Collection[str] = (),
    alone: Collection[str] = (),
) -> int:
    """Remove kept records whose sha256 is not in `keep`, and those of other versions; how many went.

    untouched: sha256 of files that cannot be read just now, whose every record stays. switched: of files of which only
    the records named in `alone` (see record_name) may stay. Raises WorkspaceError.
    """
    gone = 0
    inside(workspace.sources / "*", workspace.root)
    if workspace.sources.is_dir():
        for path in sorted(workspace.sources.iterdir()):
            sha, _, rest = path.name.partition(".")
            old = sha not in keep or not rest.startswith(f"{_version()}.")
            if path.is_file() and sha not in untouched and (old or (sha in switched and path.name not in alone)):
                remove(path, workspace.root)
                gone += 1
    return gone


def _read(lines: Iterator[str]) -> Source:
    head = json.loads(next(lines))
    head["speeches"] = [json.loads(next(lines)) for _ in range(head["speeches"])]
    return source_from_data(head)


def record_name(sha256: str, variant: str) -> str:
    """The name of a record in the folder sources/. Raises WorkspaceError when `sha256` is none."""
    if not _SHA.match(sha256):
        raise WorkspaceError(f"{sha256[:70]}：不是文件的 SHA-256 值，来源没有保存")
    mark = hashlib.sha256(variant.encode("utf-8")).hexdigest()[:16] if variant else "0"
    return f"{sha256}.{_version()}.{mark}.jsonl"


def _version() -> str:
    return "v" + re.sub(r"[^0-9A-Za-z]", "_", __version__)


def _plain(record: Repair | Loss | Passage | Speech) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _loss(data: Mapping[str, Any]) -> Loss:
    return Loss(_text(data["reason"]), _text(data["text"]), _text(data["speech"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value
