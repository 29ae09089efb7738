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
from drafter.bank import model
from drafter.bank.model import Bank
from drafter.bank.places import bank_files
from drafter.errors import DrafterError
from drafter.files import read_file
from drafter.language.visible import plain_json

KEPT = 4
"""Banks one process keeps: the composer and a review open the same one again and again."""
_READ: dict[str, Bank] = {}
"""Key -> bank, the one asked for last at the end."""
_KEPT_AS: dict[int, tuple[Any, str]] = {}
"""Id of an entry -> the entry (so that no other one gets its id), as it was last kept. What a review or the composer
lays over the shipped bank is little: the rest is the same entries again, and to write these out takes longest."""


Places = Sequence[tuple[Path, Callable[[Path, str], None]]]
"""Where a cache may lie and what writes it there whole or not at all, the best first."""


def cached_bank(folders: Sequence[Path], unreviewed: Path | None, places: Places) -> Bank:
    """What load_bank(folders, unreviewed) gives, from the first of `places` where it is fresh; else kept in the first of
    them that takes it.

    Raises InvalidData as load_bank does; a faulty bank is never kept.
    """
    key = _key(folders, unreviewed)
    bank = _READ.pop(key, None) or _stored(places, key) or _anew(folders, unreviewed, places, key)
    _READ[key] = bank
    while len(_READ) > KEPT:
        del _READ[next(iter(_READ))]
    return bank


def _stored(places: Places, key: str) -> Bank | None:
    for cache, _ in places:
        with contextlib.suppress(OSError, ValueError, RecursionError, KeyError, TypeError, IndexError):
            text = read_file(cache, links=False).decode("utf-8")
            # One of another state is known by how it begins and costs no parsing.
            if text.startswith(_head(key)):
                return typing.cast(Bank, _reviver(Bank)(json.loads(text)["bank"]))
    return None


def _anew(folders: Sequence[Path], unreviewed: Path | None, places: Places, key: str) -> Bank:
    from drafter.bank.load import load_bank  # what reads YAML is only needed where the cache is not fresh

    bank = load_bank(folders, unreviewed)
    text = f"{_head(key)}{_written(bank)}}}"
    for cache, write in places:
        try:
            write(cache, text)
        except (DrafterError, OSError):
            continue
        break
    return bank


def _written(bank: Bank) -> str:
    """The bank in its flat form, as JSON."""
    known = _KEPT_AS.copy()
    _KEPT_AS.clear()
    hints = typing.get_type_hints(Bank)
    fields = []
    for name in (f.name for f in dataclasses.fields(Bank)):
        value = getattr(bank, name)
        if isinstance(value, tuple):
            flatten = _flattener(typing.get_args(hints[name])[0])
            for entry in value:
                at = id(entry)
                _KEPT_AS[at] = known.get(at) or (entry, _json(flatten(entry)))
            fields.append(f"[{','.join(_KEPT_AS[id(entry)][1] for entry in value)}]")
        else:
            fields.append(_json(_flattener(hints[name])(value)))
    return f"[{','.join(fields)}]"


def _json(value: Any) -> str:
    return plain_json(value, separators=(",", ":"))


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
    # The annotations as they are written: to find out what each of them means takes longer than to read the cache.
    records = [cls for cls in vars(model).values() if isinstance(cls, type) and dataclasses.is_dataclass(cls)]
    return sorted(
        f"{cls.__name__}:{[(f.name, str(f.type)) for f in dataclasses.fields(cls)]}{_usual(cls)}" for cls in records
    )


def _as_it_is(value: Any) -> Any:
    return value


@functools.cache
def _usual(kind: Any) -> Any:
    """The one record of `kind` that has nothing but defaults, kept as an empty list and shared; None where there is none.

    Most evidence is that: what was written by hand was counted nowhere.
    """
    return kind() if all(f.default is not dataclasses.MISSING for f in dataclasses.fields(kind)) else None


@functools.cache
def _flattener(kind: Any) -> Callable[[Any], Any]:
    """What makes of `kind` its flat form: records as lists of their fields in order, compact and quick to revive.

    JSON writes a tuple as it writes a list, so that most values may stay as they are.
    """
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        inner = [(attrgetter(f.name), _flattener(hints[f.name])) for f in dataclasses.fields(kind)]
        if all(flatten is _as_it_is for _, flatten in inner) and len(inner) > 1:
            fields: Callable[[Any], Any] = attrgetter(*[f.name for f in dataclasses.fields(kind)])
        else:

            def fields(value: Any) -> Any:
                return [flatten(field(value)) for field, flatten in inner]

        usual = _usual(kind)
        return fields if usual is None else lambda value: () if value == usual else fields(value)
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
    """What turns the flat form back into `kind`; it may write into what it is given."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        inner = [(at, _reviver(hints[f.name])) for at, f in enumerate(dataclasses.fields(kind))]
        # Text and numbers, which most fields are, stay as they are.
        other = [(at, revive) for at, revive in inner if revive is not _as_it_is]
        usual = _usual(kind)

        def record(value: Any) -> Any:
            if not value and usual is not None:
                return usual
            for at, revive in other:
                value[at] = revive(value[at])
            return kind(*value)

        return record
    if typing.get_origin(kind) is tuple:
        element = typing.get_args(kind)[0]
        if element in (str, int):
            return tuple
        revive_element = _reviver(element)
        return lambda value: tuple(map(revive_element, value))
    if typing.get_origin(kind) is dict:
        revive_value = _reviver(typing.get_args(kind)[1])
        return lambda value: {key: revive_value(item) for key, item in value.items()}
    return _as_it_is
