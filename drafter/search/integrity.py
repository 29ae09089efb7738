"""Is the library still what was written (完整性)? A checksum a file, compared when somebody asks.

`sums.json` of a generation: {file's path in it: SHA-256}. A file shared with the generation before keeps the sum it
had, so that one that rotted since is told however often it was passed on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from drafter.errors import DrafterError, WorkspaceError
from drafter.files import AWAY, open_file, read_utf8
from drafter.language.visible import plain_json
from drafter.search.layout import read_meta

SUMS = "sums.json"


def write_sums(generation: Path, before: Path | None) -> None:
    """Write the sums of a generation that is complete. before: the one whose files it shares. Raises OSError."""
    known = _read(before) or {} if before is not None else {}
    sums = {}
    for name in written(generation):
        shared = before is not None and name in known and (before / name).samefile(generation / name)
        sums[name] = known[name] if shared else _sum(generation / name)
    (generation / SUMS).write_text(plain_json(sums), "utf-8")


def damaged(generation: Path) -> tuple[str, ...] | None:
    """Files that are gone or not as they were written, by name; None where an older program left no sums."""
    sums = _read(generation)
    if sums is None:
        return (SUMS,) if (read_meta(generation) or {}).get("summed") else None
    faulty = []
    for name, wanted in sorted(sums.items()):
        try:
            good = _sum(generation / name) == wanted
        except OSError:
            good = False
        if not good:
            faulty.append(name)
    return tuple(faulty)


@contextlib.contextmanager
def rot_told(generation: Path) -> Iterator[None]:
    """Whatever goes wrong while a library that rotted is read becomes a WorkspaceError that says what to do.

    tantivy panics on what rotted: that is no Exception and would pass every handler.
    """
    try:
        yield
    except DrafterError:
        raise
    except OSError as error:
        if error.errno not in AWAY and damaged(generation):
            raise broken(generation) from None
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException" and not (isinstance(error, Exception) and damaged(generation)):
            raise
        raise broken(generation) from None


def broken(generation: Path) -> WorkspaceError:
    """What is told of a library that rotted or was cut off."""
    return WorkspaceError(f"{generation.parent}：先例库已损坏。请运行 drafter doctor --repair 重建")


def _read(generation: Path) -> dict[str, str] | None:
    try:
        found = json.loads(read_utf8(generation / SUMS))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        return {SUMS: ""}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {SUMS: ""}


def written(generation: Path) -> list[str]:
    """The files of a generation, as paths in it, but for the sums themselves."""
    # tantivy's lock files are taken anew by every writer.
    paths = (path for path in generation.rglob("*") if path.is_file() and path.suffix != ".lock" and path.name != SUMS)
    return sorted(path.relative_to(generation).as_posix() for path in paths)


def _sum(path: Path) -> str:
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
