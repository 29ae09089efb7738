"""Entries of bank files as text blocks (条目): found, replaced and added without disturbing what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from drafter.bank.load import parsed
from drafter.bank.places import bank_files
from drafter.errors import DrafterError
from drafter.files import read_file, unreadable
from drafter.strict_yaml import Value, decode, load_text

KINDS = {"框架": "frames", "标题组": "sets", "主题": "topics"}
"""Key of the list in a file -> part of the bank."""
_NAMES = {"框架": "id", "标题组": "id", "主题": "名称"}


@dataclass(frozen=True, slots=True)
class EntryText:
    """One entry as it stands in its file (条目原文)."""

    kind: str
    """框架, 标题组 or 主题."""
    name: str
    """Its id; for a topic 领域/名称."""
    text: str
    """Its lines, from `- ` to the line before the next entry."""
    value: Value
    """The same, parsed."""
    path: Path
    first: int
    """0-based line of `- `."""
    last: int
    """0-based line behind its last one."""
    move: str = ""
    """The move (语步) at the head of its file, where it is a frame that names none itself."""


_FORMS = (
    ("utf-8", b""),
    ("utf-8", b"\xef\xbb\xbf"),
    ("gb18030", b""),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
)


@dataclass(frozen=True, slots=True)
class BankText:
    """A bank file's text, and how it was written, so that it goes back as it came (原文与写法)."""

    text: str
    """With \\n as line end."""
    codec: str = "utf-8"
    mark: bytes = b""
    """Byte order mark."""
    newline: str = "\n"

    def encode(self, text: str) -> bytes:
        """`text` (with \\n) in the encoding and with the line ends of the file."""
        return self.mark + text.replace("\n", self.newline).encode(self.codec)


def read_text(path: Path) -> BankText:
    """The text of a bank file in whatever encoding strict_yaml takes; an absent file is empty.

    Raises UnreadableFile, InvalidData.
    """
    try:
        data = read_file(path)
    except FileNotFoundError:
        return BankText("")
    except OSError as error:
        raise unreadable(path, error) from None
    text = decode(data, str(path))
    codec, mark = next(
        (form for form in _FORMS if data.startswith(form[1]) and text.encode(form[0]) == data[len(form[1]) :]),
        _FORMS[0],
    )
    newline = "\r\n" if "\r\n" in text else "\n"
    return BankText(text.replace("\r\n", "\n"), codec, mark, newline)


def entries_of(folder: Path) -> Iterator[EntryText]:
    """All entries of a bank folder, file by file in the order they are read. Raises InvalidData, UnreadableFile."""
    for path in bank_files([folder]):
        yield from entries_in(path, read_text(path).text)


@lru_cache(maxsize=128)
def entries_in(path: Path, text: str) -> tuple[EntryText, ...]:
    """The entries of one file's text; kept, for merging and reviewing ask again and again. Raises InvalidData."""
    return tuple(_entries(path, text))


def _entries(path: Path, text: str) -> Iterator[EntryText]:
    loaded = parsed(text, str(path))
    if not isinstance(loaded.value, dict):
        return
    lines = text.splitlines(keepends=True)
    area, move = loaded.value.get("领域"), loaded.value.get("语步")
    tops = sorted(loaded.line((key,)) - 1 for key in loaded.value)
    for kind in KINDS:
        rows = loaded.value.get(kind)
        if not isinstance(rows, list):
            continue
        starts = [loaded.line((kind, index)) - 1 for index in range(len(rows))]
        end = next((line for line in tops if line > loaded.line((kind,)) - 1), len(lines))
        for index, row in enumerate(rows):
            last = starts[index + 1] if index + 1 < len(starts) else end
            # Comments and blank lines before the next entry belong to that one.
            while last > starts[index] + 1 and (
                not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")
            ):
                last -= 1
            name = str(row.get(_NAMES[kind]) or "") if isinstance(row, dict) else ""
            if kind == "主题":
                name = f"{area}/{name}"
            bare = kind == "框架" and isinstance(row, dict) and "语步" not in row
            text = "".join(lines[starts[index] : last])
            yield EntryText(kind, name, text, row, path, starts[index], last, str(move or "") if bare else "")


def appended(text: str, kind: str, entry: str) -> str:
    """File text with `entry` (a block beginning `- `) added at the end of its list, all else untouched.

    Raises DrafterError when the file has no such list at its end.
    """
    if not text.strip():
        return f"{kind}:\n{entry}"
    if not text.endswith("\n"):
        text += "\n"
    loaded = load_text(text, "")
    keys = list(loaded.value) if isinstance(loaded.value, dict) else []
    if not keys or keys[-1] != kind:
        raise DrafterError(f"文件的最后一项不是“{kind}”，没法往后添加；请另用一个文件")
    if loaded.value[kind] == []:  # type: ignore[index,call-overload]
        text = text.replace(f"{kind}: []", f"{kind}:")
    indent = _indent(text, loaded.line((kind, 0)) - 1) if loaded.value[kind] else ""  # type: ignore[index,call-overload]
    return text + "".join(indent + line for line in entry.splitlines(keepends=True))


def replaced(text: str, entry: EntryText, new: str) -> str:
    """File text with the lines of `entry` replaced by `new` (or taken out when it is empty), all else untouched."""
    lines = text.splitlines(keepends=True)
    indent = _indent(text, entry.first)
    block = [indent + line for line in new.splitlines(keepends=True)]
    return "".join([*lines[: entry.first], *block, *lines[entry.last :]])


def _indent(text: str, line: int) -> str:
    row = text.splitlines()[line]
    return row[: len(row) - len(row.lstrip())]
