"""Zip folders (压缩包): their members as bytes, names decoded, bounds kept, nothing ever written to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from drafter.container import MAX_MEMBERS, MAX_TOTAL, open_zip, read_member
from drafter.errors import UnreadableFile

MAX_DEPTH: Final = 1
"""Zips inside the zip that are opened: one level."""
_UTF8_NAME: Final = 0x800
_PASSWORD: Final = 0x1


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, the zips inside the zip included (解压余量): bytes, and files that are listed."""

    left: int = MAX_TOTAL
    files: int = MAX_MEMBERS


def members(
    data: bytes, name: str, depth: int, budget: Budget, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, bytes | UnreadableFile]]:
    """(member's path, its content or why not) of a zip at nesting `depth` (0: a file on disk), sorted by path.

    A member's path is the zip's name, "/", its name inside. Folders are left out, and members `wanted` refuses by
    their path are not unpacked; what is listed and unpacked is taken off `budget`. Raises UnreadableFile for a damaged
    or oversized zip, one nested too deep, and each from the one on that lists more files than are left.
    """
    if depth > MAX_DEPTH:
        raise UnreadableFile(name, "压缩包里套的压缩包太多层，没有读", "请先解压")
    if budget.files <= 0:  # not even its directory is looked at
        raise _too_many(name)
    container = open_zip(data, name)
    budget.files -= len(container.infolist())
    if budget.files < 0:
        raise _too_many(name)
    listed = sorted((_name(member), index, member) for index, member in enumerate(container.infolist()))
    for inner, _, member in listed:
        if member.is_dir() or inner.endswith("/"):
            continue
        path = f"{name}/{inner}"
        if not wanted(inner):
            continue
        if inner.startswith("/") or ".." in inner.split("/") or ":" in inner.split("/")[0]:
            yield path, UnreadableFile(path, "压缩包里的路径指向包外，没有读", "请确认压缩包来源")
        elif member.flag_bits & _PASSWORD:
            yield path, UnreadableFile(path, "压缩包加了密码", "请先解压")
        elif member.file_size > budget.left:
            yield path, UnreadableFile(path, "压缩包解压后总量太大，这个文件没有读", "请拆成几个压缩包")
        else:
            budget.left -= member.file_size
            try:
                yield path, read_member(container, member, path)
            except UnreadableFile as error:
                yield path, error


def _too_many(name: str) -> UnreadableFile:
    return UnreadableFile(
        name, f"压缩包和套在里面的一共超过 {MAX_MEMBERS} 个文件，里面的这一个没有读", "请先解压，再挖那个文件夹"
    )


def _name(member: zipfile.ZipInfo) -> str:
    # Without the UTF-8 flag zipfile takes the name for cp437; Chinese Windows writes GBK there, macOS UTF-8.
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for codec in ("utf-8", "gb18030"):
            try:
                return raw.decode(codec).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
