"""What writers told the program (更正): labels of passages, and speeches that are no duplicates.

`phrasebank/corrections.yaml` holds a list of {段落, 语步, 步骤, 开头}; `phrasebank/not_duplicates.yaml` a list of
pairs of speech ids. Both are people's files: entries are added at the end, comments and order stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drafter.errors import InvalidData, MissingFile
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_yaml
from drafter.strict_yaml import Loaded, decode, load_bytes, read_bounded

_KEYS = frozenset(("段落", "语步", "步骤", "开头"))


def load_corrections(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Passage fingerprint -> (move, step), the last entry winning, oldest first; empty when there is no file.

    Raises InvalidData listing every fault with its line.
    """
    loaded = _load(workspace, "corrections.yaml")
    result: dict[str, tuple[str, str]] = {}
    problems: list[str] = []
    for index, entry in enumerate(_list(loaded, problems)):
        where = f"{loaded.name} 第 {loaded.line((index,))} 行" if loaded else ""
        if not isinstance(entry, dict):
            problems.append(f"{where}：每条更正要写成“段落: …”“语步: …”“步骤: …”")
            continue
        problems += [f"{where}：不认识“{key}”，这里可写 段落 语步 步骤 开头" for key in entry if key not in _KEYS]
        passage, move, step = entry.get("段落"), entry.get("语步"), entry.get("步骤") or ""
        if not isinstance(passage, str) or not isinstance(move, str) or not isinstance(step, str):
            problems.append(f"{where}：缺“段落”或“语步”，或写法不对")
            continue
        result.pop(passage, None)  # the order is that in which they were made
        result[passage] = (move, step)
    if problems:
        raise InvalidData(problems)
    return result


def save_correction(workspace: Workspace, fingerprint: str, move: str, step: str, opening: str = "") -> None:
    """Add a correction; a later one for the same passage wins. opening: the passage's first words, for readers.

    Raises InvalidData when the file is faulty already (it is then left alone), WorkspaceError when it cannot be written.
    """
    save_corrections(workspace, [(fingerprint, move, step, opening)])


def save_corrections(workspace: Workspace, entries: Sequence[tuple[str, str, str, str]]) -> None:
    """As save_correction, several (fingerprint, move, step, opening) at once: all of them are kept, or none."""
    load_corrections(workspace)
    rows = [
        _flow({"段落": mark, "语步": move, "步骤": step, "开头": opening[:30]}) for mark, move, step, opening in entries
    ]
    _append(workspace, "corrections.yaml", "".join(rows))


def load_not_duplicates(workspace: Workspace) -> frozenset[frozenset[str]]:
    """Pairs of speech ids a writer told apart; empty when there is no file. Raises InvalidData."""
    loaded = _load(workspace, "not_duplicates.yaml")
    problems: list[str] = []
    pairs = set()
    for index, entry in enumerate(_list(loaded, problems)):
        ids = [each for each in entry if isinstance(each, str)] if isinstance(entry, list) else []
        if not isinstance(entry, list) or len(entry) != 2 or len(set(ids)) != 2:
            line = loaded.line((index,)) if loaded else 1
            problems.append(f"{loaded.name if loaded else ''} 第 {line} 行：要写两篇不同讲话的编号，如 [甲, 乙]")
            continue
        pairs.add(frozenset(ids))
    if problems:
        raise InvalidData(problems)
    return frozenset(pairs)


def save_not_duplicates(workspace: Workspace, one: str, other: str) -> None:
    """Remember that two speeches are no copies of each other. Raises InvalidData, WorkspaceError."""
    if one == other:
        raise InvalidData([f"{one}：与自己比不出重复，请给两篇不同讲话的编号"])
    if frozenset((one, other)) not in load_not_duplicates(workspace):
        _append(workspace, "not_duplicates.yaml", _flow(sorted((one, other))))


def _load(workspace: Workspace, name: str) -> Loaded | None:
    path = workspace.phrasebank / name
    data = _bytes(path)
    return None if data is None else load_bytes(data, str(path))


def _bytes(path: Path) -> bytes | None:
    """What is in the file; None when it is not there. Whether it is, only who opens it is told for certain."""
    try:
        return read_bounded(path)
    except MissingFile:
        return None


def _list(loaded: Loaded | None, problems: list[str]) -> list[object]:
    if loaded is None or loaded.value is None:
        return []
    if not isinstance(loaded.value, list):
        problems.append(f"{loaded.name} 第 1 行：要写成列表，每条以“- ”开头")
        return []
    return list(loaded.value)


def _flow(value: dict[str, str] | list[str]) -> str:
    """A one-line YAML entry; JSON strings are YAML strings."""
    return f"- {plain_yaml(value)}\n"


def _append(workspace: Workspace, name: str, line: str) -> None:
    path = workspace.phrasebank / name
    # Bytes that are there stay as they are, whatever their line ends.
    before = decode(_bytes(path) or b"", str(path))
    if before and not before.endswith("\n"):
        before += "\n"
    workspace.write(path, before + line)
