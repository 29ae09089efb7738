"""Where the data that travels with the program lies (随程序发布的数据).

In a wheel templates/ and phrasebank/ are inside the package (pyproject: force-include); in a checkout they
stand beside it. One function finds both.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from drafter.errors import WorkspaceError

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=256)  # `bank show` names the same few files for every entry
def short_name(path: str) -> str:
    """A path as a writer needs it: of what travels with the program only the part inside (随程序：frames/开场.yaml)."""
    for name in ("phrasebank", "templates"):
        with suppress(WorkspaceError, ValueError):
            return f"随程序：{Path(path).relative_to(shipped(name)).as_posix()}"
    return path


def shipped(name: str) -> Path:
    """The folder `name` ("templates" or "phrasebank"). Raises WorkspaceError if the installation is broken."""
    for base in (_PACKAGE / "_shipped", _PACKAGE.parent):
        folder = base / name
        if folder.is_dir():
            return folder
    raise WorkspaceError(f"程序自带的 {name} 文件夹不见了，请重新安装 drafter")


def beside_the_program(name: str) -> Path:
    """Where what is made of the shipped data alone may be kept for every workspace: with Python's own byte code.

    The folder may be missing, or not ours to write: an installation that others look after.
    """
    code = __spec__.cached if __spec__ else None
    return (Path(code).parent if code else _PACKAGE / "__pycache__") / name
