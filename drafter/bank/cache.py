"""The bank read once and kept as JSON (短语库缓存): parsing its YAML takes half of what an outline may take in all.

A cache is good for one state of the files (path, size, modification time), one version of the program and one shape
of the records. One that is stale, damaged or cannot be kept is passed over: the YAML is the truth.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import json
import typing
from collections.abc import Callable, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.bank.load import bank_files, load_bank
from drafter.bank.model import Bank
from drafter.errors import DrafterError
from drafter.files import read_utf8
from drafter.language.visible import plain_json

KEPT = 4
"""Banks one process keeps: the composer and a review open the same one again and again."""
_READ: dict[str, Bank] = {}
"""Key -> bank, the one asked for last at the end."""


def cached_bank(
    folders: Sequence[Path], unreviewed: Path | None, cache: Path, write: Callable[[Path, str], None]
) -> Bank:
    """What load_bank(folders, unreviewed) gives, from `cache` when that is fresh. write: the workspace's atomic writer.

    Raises InvalidData as load_bank does; a faulty bank is never kept.
    """
    key = _key(folders, unreviewed)
    bank = _READ.pop(key, None) or _stored(cache, key) or _anew(folders, unreviewed, cache, key, write)
    _READ[key] = bank
    while len(_READ) > KEPT:
        del _READ[next(iter(_READ))]
    return bank


def _stored(cache: Path, key: str) -> Bank | None:
    try:
        text = read_utf8(cache, links=False)
        # One of another state is known by how it begins and costs no parsing.
        if text.startswith(_head(key)):
            return typing.cast(Bank, _reviver(Bank)(json.loads(text)["bank"]))
    except (OSError, ValueError, RecursionError, KeyError, TypeError, IndexError):
        pass
    return None


def _anew(
    folders: Sequence[Path], unreviewed: Path | None, cache: Path, key: str, write: Callable[[Path, str], None]
) -> Bank:
    bank = load_bank(folders, unreviewed)
    with contextlib.suppress(DrafterError, OSError):
        write(cache, _head(key) + plain_json(_flattener(Bank)(bank), separators=(",", ":")) + "}")
    return bank


def _head(key: str) -> str:
    return f'{{"key":"{key}","bank":'


def _key(folders: Sequence[Path], unreviewed: Path | None) -> str:
    # A folder without files says nothing, wherever it lies.
    parts = [__version__, str(unreviewed) if unreviewed and bank_files([unreviewed]) else ""]
    for path in bank_files(folders):
        stat = path.stat()
        parts.append(f"{path}|{stat.st_size}|{stat.st_mtime_ns}")
    parts += _shape()
    # Where names of files are not in the code page of the system, they are taken byte by byte.
    return hashlib.sha256("\n".join(parts).encode(errors="surrogateescape")).hexdigest()


@functools.cache
def _shape() -> list[str]:
    """How the records of a bank are made up."""
    classes = _classes(Bank)
    return sorted(f"{cls.__name__}:{[(f.name, str(f.type)) for f in dataclasses.fields(cls)]}" for cls in classes)


def _classes(cls: type) -> set[type]:
    found = {cls}
    for hint in typing.get_type_hints(cls).values():
        for inner in (hint, *typing.get_args(hint)):
            if isinstance(inner, type) and dataclasses.is_dataclass(inner):
                found |= _classes(inner)
    return found


def _as_it_is(value: Any) -> Any:
    return value


@functools.cache
def _flattener(kind: Any) -> Callable[[Any], Any]:
    """What makes of `kind` its flat form: records as lists of their fields in order, compact and quick to revive.

    JSON writes a tuple as it writes a list, so that most values may stay as they are.
    """
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        inner = [(attrgetter(f.name), _flattener(hints[f.name])) for f in dataclasses.fields(kind)]
        if all(flatten is _as_it_is for _, flatten in inner) and len(inner) > 1:
            return attrgetter(*[f.name for f in dataclasses.fields(kind)])
        return lambda value: [flatten(field(value)) for field, flatten in inner]
    if typing.get_origin(kind) is tuple:
        flatten_element = _flattener(typing.get_args(kind)[0])
        if flatten_element is _as_it_is:
            return _as_it_is
        return lambda value: [flatten_element(item) for item in value]
    if typing.get_origin(kind) is dict:
        flatten_value = _flattener(typing.get_args(kind)[1])
        return lambda value: {key: flatten_value(item) for key, item in value.items()}
    return _as_it_is


@functools.cache
def _reviver(kind: Any) -> Callable[[Any], Any]:
    """What turns the flat form back into `kind`."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        inner = [_reviver(hints[f.name]) for f in dataclasses.fields(kind)]
        return lambda value: kind(*[revive(item) for revive, item in zip(inner, value, strict=True)])
    if typing.get_origin(kind) is tuple:
        element = typing.get_args(kind)[0]
        if element in (str, int):
            return tuple
        revive_element = _reviver(element)
        return lambda value: tuple(revive_element(item) for item in value)
    if typing.get_origin(kind) is dict:
        revive_value = _reviver(typing.get_args(kind)[1])
        return lambda value: {key: revive_value(item) for key, item in value.items()}
    return lambda value: value
