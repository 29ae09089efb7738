"""Network drives that are not at hand: what the system says there stands for them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def remember_absent(monkeypatch: pytest.MonkeyPatch, *names: Path) -> None:
    """From now on the drive answers from memory that these are not there, to all but who makes them.

    As sshfs does: who would be the first to make a file is told that he may not, where it is there.
    """
    monkeypatch.setattr("drafter.files.on_network", lambda _: True)
    remembered = set(names)

    def refuse(path: Any, made: bool) -> None:
        if isinstance(path, int):
            return
        if made:
            remembered.discard(Path(path))
        if not remembered.isdisjoint((Path(path), *Path(path).parents)):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

    def answering(call: Callable[..., Any], makes: Callable[..., bool] = lambda *_: False) -> Callable[..., Any]:
        def answered(path: Any, *rest: Any, **named: Any) -> Any:
            refuse(path, makes(path, *rest))
            return call(path, *rest, **named)

        return answered

    def makes(path: Any, flags: int, *_: Any) -> bool:
        if flags & os.O_EXCL and Path(path) in remembered:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))
        return bool(flags & os.O_CREAT)

    monkeypatch.setattr(os, "stat", answering(os.stat))
    monkeypatch.setattr(os, "lstat", answering(os.lstat))
    monkeypatch.setattr(os, "open", answering(os.open, makes))
    monkeypatch.setattr(os, "mkdir", answering(os.mkdir, lambda *_: True))
