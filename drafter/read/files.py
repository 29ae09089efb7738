"""Finding source files and reading them (找文件、读文件): the door to this package."""

from __future__ import annotations

import hashlib
import importlib
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from drafter.errors import UnreadableFile
from drafter.files import open_file, unreadable
from drafter.read.options import Options, TrackedChanges, Understood
from drafter.records import Document

MEGABYTE = 1024 * 1024
MAX_FILES = 20_000
MAX_ENTRIES = 500_000
MAX_DEPTH = 40
MAX_LINES = 100_000
"""Of one document: cleaning, dividing and labelling each takes its time, some 40 s of short ones for that many."""
REPETITION_FROM = 200_000
MAX_REPETITION = 100
"""Bytes to compressed ones that a text of at least REPETITION_FROM characters may have."""


class Format(NamedTuple):
    """A kind of file: the module that reads it and the largest file taken, in bytes."""

    module: str
    max_bytes: int


_TEXT = Format("text", 64 * MEGABYTE)
_HTML = Format("html", 64 * MEGABYTE)
_OFFICE = Format("office", 128 * MEGABYTE)

# Modules are named, not imported: python-docx's lxml, pypdf (0.12 s) and the like load only when such a file is
# met, because most runs read text alone and every verb of the command line comes past here.
FORMATS: dict[str, Format] = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".md": _TEXT,
    ".markdown": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".docx": Format("word", 128 * MEGABYTE),
    ".docm": Format("word", 128 * MEGABYTE),
    ".dotx": Format("word", 128 * MEGABYTE),
    ".pdf": Format("pdf", 128 * MEGABYTE),
    ".doc": _OFFICE,
    ".wps": _OFFICE,
    ".rtf": _OFFICE,
    ".odt": _OFFICE,
    ".zip": Format("archive", 512 * MEGABYTE),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave (读取结果): its documents, and one Chinese line for each part that could not be read."""

    documents: tuple[Document, ...]
    problems: tuple[str, ...] = ()


def read(path: Path, *, tracked_changes: TrackedChanges = "accept") -> tuple[Document, ...]:
    """The documents of one file: one, or for a zip one a member, named `outer.zip/inner.txt`.

    Raises UnreadableFile when nothing of it can be read. Members of a zip that fail while others succeed are
    reported by read_all only.
    """
    return read_all(path, tracked_changes=tracked_changes).documents


def read_all(path: Path, *, tracked_changes: TrackedChanges = "accept") -> Reading:
    """Like read, with the unreadable members of a zip as `problems`. Raises UnreadableFile."""
    name = str(path)
    if _suffix(name) not in FORMATS:
        _look_for(path)
    format_ = _format_of(name)
    data = _bytes_of(path, format_.max_bytes)
    options = Options(tracked_changes)
    if format_.module == "archive":
        return _read_archive(data, name, options)
    return Reading((read_bytes(data, name, options),))


def read_bytes(data: bytes, name: str, options: Options) -> Document:
    """One document from bytes; the format goes by `name`'s suffix (no zip). Raises UnreadableFile."""
    format_ = _format_of(name)
    if len(data) > format_.max_bytes:
        raise _too_large(name, len(data), format_.max_bytes)
    if not data:
        raise UnreadableFile(name, "文件是空的", "请确认内容已保存")
    module = _module_for(data, format_.module)
    understood: Understood = importlib.import_module(f"drafter.read.{module}").read(data, name, options)
    if not understood.blocks:
        raise UnreadableFile(name, "文件里没有文字", "请确认内容已保存")
    if len(understood.blocks) > MAX_LINES:
        count = len(understood.blocks)
        raise UnreadableFile(name, f"有 {count} 行，超过 {MAX_LINES} 行的上限，没有读", "请拆成几个文件")
    if _says_nothing(understood):
        raise UnreadableFile(name, "几十万字只是同样几个字的重复，不像文稿，没有读", "请确认文件没有选错")
    return Document(name, understood.encoding, hashlib.sha256(data).hexdigest(), understood.blocks)


def _says_nothing(understood: Understood) -> bool:
    """Whether a long text is little but repetition, which costs every rule and the labeller the most there is.

    zlib makes prose a third of its size, and one sentence over and over a thousandth.
    """
    if sum(len(block.text) for block in understood.blocks) < REPETITION_FROM:
        return False
    text = "\n".join(block.text for block in understood.blocks).encode("utf-8", "replace")
    return len(text) > MAX_REPETITION * len(zlib.compress(text, 1))


def is_temporary(name: str) -> bool:
    """Hidden files, the lock and temporary files of Word and WPS, and what systems leave in folders."""
    return (
        name.startswith((".", "~$", "~WRL", "~wps"))
        or name.endswith((".tmp", ".bak~", "~"))
        or name.lower() in {"thumbs.db", "desktop.ini", "__macosx"}
    )


def _read_archive(data: bytes, name: str, options: Options, depth: int = 0, budget: Any = None) -> Reading:
    documents: list[Document] = []
    problems: list[str] = []
    skipped: Counter[str] = Counter()

    def wanted(inner: str) -> bool:
        if any(is_temporary(part) for part in inner.split("/") if part != ".."):
            return False
        suffix = _suffix(inner)
        if suffix not in FORMATS:
            skipped[suffix] += 1
        return suffix in FORMATS

    archive = importlib.import_module("drafter.read.archive")
    budget = budget or archive.Budget()
    for path, content in archive.members(data, name, depth, budget, wanted):
        try:
            if isinstance(content, UnreadableFile):
                raise content
            if _suffix(path) == ".zip":
                inner = _read_archive(content, path, options, depth + 1, budget)
                documents += inner.documents
                problems += inner.problems
            else:
                documents.append(read_bytes(content, path, options))
        except UnreadableFile as error:
            problems.append(str(error))
    if skipped:
        problems.append(f"{name}：{_skipped(skipped)}")
    if not documents:
        raise UnreadableFile(name, "压缩包里没有读得了的文件", "；".join(problems[:3]))
    return Reading(tuple(documents), tuple(problems))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _format_of(name: str) -> Format:
    suffix = _suffix(name)
    format_ = FORMATS.get(suffix)
    if format_ is None:
        known = " ".join(sorted(FORMATS))
        raise UnreadableFile(
            name, f"不认识的文件类型“{suffix}”" if suffix else "文件没有后缀名", f"能读的类型：{known}"
        )
    return format_


def _module_for(data: bytes, module: str) -> str:
    """The reader for what an office file really is: .doc is the suffix of much that only Word opens."""
    if module not in ("word", "office"):
        return module
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"pk\x03\x04"):
        return "word" if b"opendocument.text" not in head else "office"
    if head.startswith(b"%pdf-"):
        return "pdf"
    if head.startswith((b"<html", b"<!doctype html")):
        return "html"
    return "office"


def _look_for(path: Path) -> None:
    """Raises UnreadableFile where there is no file at all: neither what is missing nor a folder has a wrong suffix."""
    try:
        open_file(path, name_alone=True).close()
    except OSError as error:
        raise unreadable(path, error) from None


def _bytes_of(path: Path, limit: int) -> bytes:
    name = str(path)
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise _too_large(name, size, limit)
            data = file.read(limit + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > limit:  # it grew meanwhile
        raise _too_large(name, len(data), limit)
    return data


def _too_large(name: str, size: int, limit: int) -> UnreadableFile:
    return UnreadableFile(
        name,
        f"文件有 {size / MEGABYTE:.0f} MB，超过 {limit // MEGABYTE} MB 的上限",
        "请拆成几个文件，或确认文件没有选错",
    )


# --- finding ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Walk:
    """One walk over the writer's files and folders, and what it noticed on the way."""

    max_files: int
    files: dict[Path, None] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    full: bool = False

    def add(self, path: Path) -> None:
        real = os.path.realpath(path)
        if real in self.seen:
            return
        if len(self.files) >= self.max_files:
            if not self.full:
                self.problems.append(f"文件超过 {self.max_files} 个，从“{path}”起没有读，请分几次处理")
            self.full = True
            return
        self.seen.add(real)
        self.files[path] = None

    def folder(self, folder: Path, root: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.problems.append(f"{folder}：文件夹套得太深（超过 {MAX_DEPTH} 层），没有进去")
            return
        for entry in self.listing(folder):
            self.entries += 1
            if self.full or self.entries > MAX_ENTRIES:
                if not self.full:
                    self.problems.append(f"{folder}：文件夹里的东西超过 {MAX_ENTRIES} 个，其余没有看，请缩小范围")
                self.full = True
                return
            if not is_temporary(entry.name):
                self.entry(Path(folder, entry.name), entry, root, depth)

    def listing(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return iter(sorted(entries, key=lambda entry: entry.name))
        except OSError as error:
            reason = "没有读取权限" if isinstance(error, PermissionError) else (error.strerror or str(error))
            self.problems.append(f"{folder}：文件夹打不开（{reason}），请检查权限")
            return iter(())

    def entry(self, path: Path, entry: os.DirEntry[str], root: str, depth: int) -> None:
        try:
            if entry.is_symlink():
                self.link(path, root)
            elif entry.is_dir(follow_symlinks=False):
                self.folder(path, root, depth + 1)
            elif not entry.is_file(follow_symlinks=False):
                self.problems.append(f"{path}：不是普通文件（管道或设备），跳过")
            elif _suffix(entry.name) in FORMATS:
                self.add(path)
            else:
                self.skipped[_suffix(entry.name)] += 1
        except OSError as error:
            self.problems.append(f"{path}：看不了（{error.strerror or error}），跳过")

    def link(self, path: Path, root: str) -> None:
        # A link inside the folder leads to something the walk meets anyway, under its own name; following it
        # could only go round in circles. One that leads out would read files the writer did not hand over.
        target = os.path.realpath(path)
        if not os.path.exists(target):
            self.problems.append(f"{path}：失效的链接，跳过")
        elif path.is_dir() and _inside(os.path.realpath(path.parent), target):
            self.problems.append(f"{path}：链接指回上级文件夹，会绕圈，跳过")
        elif not _inside(target, root):
            self.problems.append(f"{path}：链接指向文件夹之外（{target}），跳过；需要的话请直接给出那个路径")


def find(paths: Sequence[Path], *, max_files: int = MAX_FILES) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Walk files and folders: (files that can be read, in a fixed order; problems, one Chinese line each).

    Paths keep the writer's order, folders are walked by name. Hidden and temporary files are passed over; links
    inside folders are not followed; the same file is listed once. A file named by the writer is taken as it is,
    link or not, so that `read` can say what is wrong with it. At most `max_files` files.
    """
    walk = _Walk(max_files)
    for path in paths:
        if path.is_dir():
            walk.folder(path, os.path.realpath(path), 0)
        elif _suffix(path.name) in FORMATS or not path.exists():
            walk.add(path)
        else:
            walk.skipped[_suffix(path.name)] += 1
    if walk.skipped:
        walk.problems.append(_skipped(walk.skipped))
    return tuple(walk.files), tuple(walk.problems)


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _skipped(skipped: Counter[str]) -> str:
    kinds = "、".join(f"{suffix or '无后缀'} {count} 个" for suffix, count in sorted(skipped.items()))
    return f"跳过 {sum(skipped.values())} 个不认识的文件（{kinds}）"
