"""People's bank files changed at the entries meant and nowhere else (改条目): read by the bank reader before written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from drafter.bank.entries import BankText, EntryText, appended, entries_in, read_text, replaced
from drafter.bank.load import load_bank
from drafter.bank.model import Bank
from drafter.bank.write import scalar
from drafter.keep.atomic import write_bytes
from drafter.keep.workspace import Workspace
from drafter.shipped import shipped

OWN = "自有稿件"
"""Field (领域) of topics that came out of the office's own speeches."""


class Amendment:
    """Bank files as they are about to be: read by the bank reader first, and only then written (先验后写)."""

    def __init__(self, workspace: Workspace, bank: Bank | None = None) -> None:
        """bank: the whole bank read before; with it only the people's folder is read again to check what is coming."""
        self.workspace = workspace
        self.bank = bank
        self.before: dict[Path, BankText] = {}
        self.texts: dict[Path, str] = {}

    def text(self, path: Path) -> str:
        """The file's text as it is about to be."""
        if path not in self.texts:
            self.before[path] = read_text(path)
            self.texts[path] = self.before[path].text
        return self.texts[path]

    def entries(self, path: Path) -> list[EntryText]:
        """The file's entries as they are about to be."""
        return list(entries_in(path, self.text(path)))

    def add(self, path: Path, kind: str, yaml: str, field: str = OWN) -> None:
        """One more entry at the end of the file; a new file of topics is one of `field` (领域)."""
        before = self.text(path)
        if not before and kind == "主题":
            before = f"领域: {scalar(field)}\n主题: []\n"
        self.texts[path] = appended(before, kind, yaml if yaml.endswith("\n") else yaml + "\n")

    def put(self, entry: EntryText, yaml: str) -> None:
        """`entry`'s lines replaced, or taken out when `yaml` is empty."""
        current = next(e for e in self.entries(entry.path) if (e.kind, e.name) == (entry.kind, entry.name))
        self.texts[entry.path] = replaced(self.texts[entry.path], current, yaml)

    def changed(self) -> dict[Path, str]:
        """The files that are about to be otherwise than they are, with their text."""
        return {path: text for path, text in self.texts.items() if text != self.before[path].text}

    def commit(self) -> None:
        """Write what changed, in the encoding it had. Raises InvalidData, and writes nothing, for a faulty bank."""
        changed = self.changed()
        check_bank(self.workspace, changed, bank=self.bank)
        for path, text in changed.items():
            write_bytes(path, self.before[path].encode(text), within=self.workspace.root)


def check_bank(
    workspace: Workspace, pending: Mapping[Path, str], over: Sequence[Path] = (), bank: Bank | None = None
) -> None:
    """Read the whole bank with `pending` files in place and the folders `over` laid on top. Raises InvalidData.

    bank: the bank read before; then only people's files are read again, against it.
    """
    below = () if bank else (shipped("phrasebank"), workspace.mined)
    load_bank((*below, workspace.phrasebank, *over), unreviewed=workspace.mined, pending=pending, known=bank)
