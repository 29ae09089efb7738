"""Which files a phrasebank is made of (短语库的文件), and in which order they are laid over one another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from drafter.files import unreadable

PARTS = ("moves.yaml", "occasions.yaml", "collocations.yaml", "slots.yaml")
FOLDERS = ("frames", "sets", "topics")


def bank_files(folders: Sequence[Path], pending: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The YAML files the bank is made of, in the order they are laid over one another.

    pending: files that are about to be written and count as being there. Raises UnreadableFile where a folder is shut.
    """
    coming = set(pending)
    found: list[Path] = []
    for folder in folders:
        try:
            found += [folder / name for name in PARTS if (folder / name).exists() or folder / name in coming]
            for name in FOLDERS:
                single = folder / f"{name}.yaml"
                found += [single] if single.exists() or single in coming else []
                new = {path for path in coming if path.parent == folder / name and path.suffix == ".yaml"}
                found += sorted({*_yaml_in(folder / name), *new})
        except OSError as error:
            raise unreadable(error.filename or folder, error) from None
    return tuple(found)


def _yaml_in(folder: Path) -> list[Path]:
    """glob would pass over a folder it may not look into, and the entries in it would be missing without a word."""
    try:
        return [folder / name for name in os.listdir(folder) if name.endswith(".yaml")]
    except (FileNotFoundError, NotADirectoryError):
        return []
