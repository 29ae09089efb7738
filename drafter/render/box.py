"""A template of the writer's own runs in a process of its own (模板进程), so that time and memory are bounded for good.

The shipped templates are the program's and run here; a process costs some 0.2 s that they need not pay. What the child
gives back is text or a refusal, as JSON; nothing of it is executed.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError
from drafter.render.template import MOST_SECONDS, Outside, fill_here, find_template
from drafter.shipped import shipped

MOST_MEMORY = 768 * 1024 * 1024
"""Bytes of address space, the interpreter's own 100 MB included (not bounded on Windows and macOS)."""
MOST_WAIT = 10 * MOST_SECONDS
"""Seconds by the clock, start included, after which the child is ended: a busy machine may need more than it computes."""


def fill_template(
    name: str,
    folders: Sequence[Path],
    values: dict[str, Any],
    *,
    escape: bool = False,
    filters: dict[str, Callable[..., Any]] | None = None,
) -> str:
    """As fill_here, in a bounded process where the template is not a shipped one.

    values and filters must be such as pickle takes: records, and functions of modules. Raises DrafterError.
    """
    if not is_own(name, folders):
        return fill_here(name, folders, values, escape=escape, filters=filters)
    order = pickle.dumps((MOST_SECONDS, name, [str(folder) for folder in folders], values, escape, filters))
    # -P and absolute paths: the child must not pick up modules that lie about in the current folder.
    paths = [os.path.abspath(path) for path in sys.path if path]
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=order,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            timeout=MOST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DrafterError(f"模板 {name}：运行超过 {MOST_WAIT:.0f} 秒，已停下") from None
    except OSError as error:
        raise DrafterError(f"模板 {name}：启动不了运行模板的进程（{error.strerror}），没有出稿") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        # Ended by the system before it could say why.
        raise DrafterError(f"模板 {name}：占用的时间或内存太多，已停下。请简化模板里的循环和拼接") from None
    if "refused" in answer:
        raise DrafterError(*answer["refused"])
    return str(answer["text"])


def is_own(name: str, folders: Sequence[Path]) -> bool:
    """True when `name` is a template somebody else than the program wrote, or could include one."""
    ours = shipped("templates")
    others = [folder for folder in folders if folder != ours and folder.is_dir()]
    with contextlib.suppress(Outside):
        return find_template(name, others) is not None
    return True


def _serve() -> None:
    """The child: bounded first, then the template, then one line of JSON."""
    seconds, name, folders, values, escape, filters = pickle.load(sys.stdin.buffer)
    _limit(seconds)
    answer: dict[str, Any]
    try:
        answer = {"text": fill_here(name, [Path(each) for each in folders], values, escape=escape, filters=filters)}
    except DrafterError as error:
        answer = {"refused": str(error).split("\n")}
    sys.stdout.write(json.dumps(answer))


def _limit(most: float) -> None:
    """most: seconds of processor time the template may take."""
    try:
        import resource  # not on Windows
    except ImportError:
        return
    seconds = round(most) + 1  # the sandbox says so first, with the line
    limits = (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),  # a pipe is no file: nothing can be written anywhere
        (resource.RLIMIT_CORE, 0),
    )
    for kind, limit in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    _serve()
