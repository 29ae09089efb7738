"""The command line as a writer calls it, run within the test's own process: what it prints and how it ends."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from drafter.cli.main import run


@dataclass(frozen=True)
class Done:
    """A command that ended."""

    returncode: int
    stdout: str
    stderr: str


def drafter(*arguments: str, cwd: Path | None = None, workspace: Path | None = None, stdin: str = "") -> Done:
    """Run one command line. A process of its own shows the same, half a second later; a few tests do it that way."""
    command = [*arguments, *(["--workspace", str(workspace)] if workspace is not None else [])]
    given = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    before = sys.stdin
    sys.stdin = given
    try:
        with contextlib.chdir(cwd or Path.cwd()), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(command)
    finally:
        sys.stdin = before
    return Done(status, *(_text(stream) for stream in (out, err)))


def on_a_terminal(*arguments: str, **environment: str) -> tuple[int, int]:
    """Start one command line on a terminal of its own, in a process forked off: what is imported already need not be
    again. Its id, and the other end of the terminal. POSIX only."""
    import pty  # there is none on Windows

    pid, terminal = pty.fork()
    if not pid:
        status = 70
        try:
            os.environ.update(environment)
            # pytest holds the streams of the parent; the child's are the pty.
            sys.stdin, sys.stdout, sys.stderr = (os.fdopen(fd, mode) for fd, mode in ((0, "r"), (1, "w"), (2, "w")))
            status = run(list(arguments))
        finally:
            os._exit(status)
    return pid, terminal


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode("utf-8")
