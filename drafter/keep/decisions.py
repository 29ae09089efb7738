"""The verdicts of a review (审阅决定): one line each in people's decisions.jsonl, the last one on an entry standing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import InvalidData
from drafter.files import read_utf8, unreadable
from drafter.keep.workspace import Workspace
from drafter.language.visible import plain_json

ACCEPT, EDIT, REJECT, SKIP, UNDO = "接受", "修改", "拒绝", "跳过", "撤销"
DRAFT = "草稿"
"""No verdict: what was typed for an entry, kept before it is read."""
DECISIONS = "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict (审阅决定)."""

    id: str
    verdict: str
    text: str
    """The entry's YAML as accepted; empty otherwise."""
    batch: str = ""
    """The same for verdicts that were given at once (成批), empty for one alone."""


def decisions(workspace: Workspace) -> tuple[Decision, ...]:
    """The verdicts that stand, oldest first: an undone one is gone. Raises InvalidData for a spoilt record."""
    standing: dict[str, Decision] = {}
    for decision in _rows(workspace):
        if decision.verdict == DRAFT:
            continue
        standing.pop(decision.id, None)
        if decision.verdict != UNDO:
            standing[decision.id] = decision
    return tuple(standing.values())


def drafts(workspace: Workspace) -> dict[str, str]:
    """Id -> the YAML last typed for an entry that has had no verdict since. Raises InvalidData for a spoilt record."""
    typed: dict[str, str] = {}
    for decision in _rows(workspace):
        typed.pop(decision.id, None)
        if decision.verdict == DRAFT:
            typed[decision.id] = decision.text
    return typed


def _rows(workspace: Workspace) -> Iterator[Decision]:
    path = workspace.phrasebank / DECISIONS
    for number, line in enumerate(_text(path, "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Decision(str(row["id"]), str(row["verdict"]), str(row.get("text", "")), str(row.get("batch", "")))
        except (ValueError, RecursionError, KeyError, TypeError):
            raise InvalidData([f"{path} 第 {number} 行：审阅记录坏了，请删去这一行再试"]) from None


def forget_texts(workspace: Workspace, still: Collection[str]) -> None:
    """Take out of the record the words of entries that are gone and stand accepted nowhere: typed, or undone.

    still: ids of the entries that stay. Raises InvalidData for a spoilt record, WorkspaceError.
    """
    kept = {*still, *(each.id for each in decisions(workspace) if each.text)}
    rows = list(_rows(workspace))
    left = [row for row in rows if not row.text or row.id in kept]
    if len(left) < len(rows):
        workspace.write(workspace.phrasebank / DECISIONS, "".join(map(_line, left)))


def rejected(workspace: Workspace) -> frozenset[str]:
    """Ids of the entries that were refused. Of a spoilt record none: the next review tells of it, drafting goes on."""
    try:
        return frozenset(each.id for each in decisions(workspace) if each.verdict == REJECT)
    except InvalidData:
        return frozenset()


def _text(path: Path, errors: str = "strict") -> str:
    try:
        return read_utf8(path, errors)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise unreadable(path, error) from None


def record(workspace: Workspace, rows: Sequence[Decision]) -> None:
    """Add verdicts, all or none; on disk when this returns. Raises WorkspaceError when the disk refuses, InvalidData
    when what is there is no text: it is left alone."""
    path = workspace.phrasebank / DECISIONS
    try:
        before = _text(path)
    except UnicodeDecodeError:
        raise InvalidData([f"{path}：审阅记录坏了（不是 UTF-8 文字），没有写。请找回备份，或把它移走再试"]) from None
    if before and not before.endswith("\n"):
        before += "\n"
    workspace.write(path, before + "".join(map(_line, rows)))


def _line(row: Decision) -> str:
    told = {"id": row.id, "verdict": row.verdict, "text": row.text, "batch": row.batch}
    return plain_json({key: value for key, value in told.items() if value}) + "\n"
