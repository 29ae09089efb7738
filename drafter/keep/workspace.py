"""The workspace (工作区): where a writer's own phrasebank, what was mined, and the library live.

phrasebank/   people's files: own YAML, corrections.yaml, not_duplicates.yaml; the program adds, never rewrites whole
mined/        the program's files, rewritten whole
library/      the search index and the speeches it was built from, one generation at a time
sources/      understood source files, so that an unchanged file is not read again
learnt/       weights learnt from corrections; may be deleted to be rid of them
cache/        may be deleted at any time
ledger.json   what the last mining repaired, dropped, quarantined
lock          who writes just now
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from drafter.errors import WorkspaceError
from drafter.files import read_file
from drafter.keep.atomic import come_to, inside, make_folder, refusal, remove, write_text
from drafter.shipped import shipped

VARIABLE = "DRAFTER_WORKSPACE"
_NAME = re.compile(r"[^/\\\x00:]+\.ya?ml\Z")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder and the places in it. Makes nothing by itself."""

    root: Path
    waiting: Callable[[str], None] | None = field(default=None, compare=False)
    """Told at once, in a Chinese line, when somebody else writes to it: who, and how long he is waited for at most."""

    @property
    def phrasebank(self) -> Path:
        return self.root / "phrasebank"

    @property
    def mined(self) -> Path:
        return self.root / "mined"

    @property
    def library(self) -> Path:
        return self.root / "library"

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def bank_cache(self) -> Path:
        return self.cache / "bank.json"

    @property
    def expressions(self) -> Path:
        """Regular expressions as they were compiled to draft, see language.compiled."""
        return self.cache / "expressions"

    @property
    def reading_expressions(self) -> Path:
        """The same to read and label a speech: fewer, and sooner read."""
        return self.cache / "expressions-reading"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.json"

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The writer's own templates win over the shipped ones."""
        return (self.root / "templates", shipped("templates"))

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def corrections(self) -> Path:
        return self.phrasebank / "corrections.yaml"

    @property
    def not_duplicates(self) -> Path:
        return self.phrasebank / "not_duplicates.yaml"

    def write(self, path: Path, text: str) -> None:
        """Write a file of the workspace atomically. Raises WorkspaceError, also for a path outside of it."""
        write_text(path, text, within=self.root)


def open_workspace(
    explicit: Path | str | None = None,
    waiting: Callable[[str], None] | None = None,
    *,
    missing: Literal["make", "empty", "refuse"] = "make",
) -> Workspace:
    """The workspace at `explicit`, else at $DRAFTER_WORKSPACE, else in the user's data folder.

    waiting: see Workspace. missing: what becomes of one that is not there: it is made (0700); for who only reads, it
    counts as one with nothing in it, and is not made; or it is an error. Raises WorkspaceError when it is no folder or
    cannot be made or entered.
    """
    given = explicit or os.environ.get(VARIABLE, "").strip()
    named = Path(given) if given else None
    try:
        root = named.expanduser().absolute() if named is not None else _default()
    except RuntimeError:  # ~somebody
        raise WorkspaceError(f"{named}：认不出“~”后面的用户，请写出工作区的完整路径") from None
    if missing != "make" and not os.path.lexists(root):
        if missing == "empty":
            return Workspace(root, waiting)
        raise WorkspaceError(f"{root}：没有这个工作区，还没有先例库。请检查 --workspace，或先运行 drafter mine 文件夹")
    try:
        make_folder(root)
        come_to(root)
    except (FileExistsError, NotADirectoryError):
        raise WorkspaceError(f"{root}：不是文件夹，不能作工作区。请用 --workspace 另指一个文件夹") from None
    except OSError as error:
        raise refusal(root, error, root) from None
    if not root.is_dir():
        raise WorkspaceError(f"{root}：不是文件夹，不能作工作区。请用 --workspace 另指一个文件夹")
    if not os.access(root, os.R_OK | os.X_OK):
        raise WorkspaceError(f"{root}：工作区打不开，没有权限。请检查权限，或用 --workspace 另指一个文件夹")
    return Workspace(root, waiting)


def _default() -> Path:
    # Only here: most calls name their workspace, and start-up is counted in milliseconds.
    import platformdirs

    return Path(platformdirs.user_data_dir("drafter", appauthor=False))


def _bytes(path: Path) -> bytes | None:
    """What stands there; None for what is to be written anew, whatever it is."""
    try:
        return read_file(path, links=False)
    except OSError:
        return None


def write_mined(workspace: Workspace, files: Mapping[str, str]) -> None:
    """Make `mined/` hold exactly `files` (name -> YAML text), each replaced atomically, others of ours removed.

    Files that stay the same are not touched. Raises WorkspaceError.
    """
    for name in files:
        if not _NAME.fullmatch(name):
            raise WorkspaceError(f"{name}：mined/ 里只放 YAML 文件，请改文件名")
    for name in sorted(files):
        path = workspace.mined / name
        if _bytes(path) != files[name].encode("utf-8"):
            workspace.write(path, files[name])
    inside(workspace.mined / "*", workspace.root)
    try:
        if workspace.mined.is_dir():
            for path in sorted(workspace.mined.iterdir()):
                if path.name not in files and not path.is_dir():
                    remove(path, workspace.root)
    except OSError as error:
        raise refusal(workspace.mined, error, workspace.root) from None
