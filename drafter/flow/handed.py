"""A file of `drafter moves` that was edited and is handed back (交回的文件): its rows, read as a writer may have typed them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.errors import InvalidData
from drafter.language.similar import nearest
from drafter.strict_yaml import Loaded, decode, load_text, read_bounded

FORMAT = "drafter.moves/1"
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of the largest file taken back."""
_EDITED = {"move": "move", "语步": "move", "step": "step", "步骤": "step", "ok": "ok", "认可": "ok"}
"""What a writer may type for the keys that are his to change."""
_OURS = frozenset(("number", "kind", "level", "label", "text", "score", "step_score", "why", "headings", "was"))
_YES = frozenset(("true", "yes", "y", "1", "是", "对", "√", "✓", "✔", "认可"))
_NO = frozenset(("false", "no", "n", "0", "否"))


def was(move: str, step: str) -> str:
    """How a file that may be handed back tells beside a label what it was when the file was written."""
    return f"{move}/{step}"


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of a file handed back."""

    where: str
    """第 12 行 of YAML, sources[0].speeches[0].passages[3] of JSON."""
    file: Path
    speech: str
    move: str
    step: str
    text: str
    touched: bool
    """The label is another than when the file was written, or the file does not say what it was, or it is confirmed."""
    confirmed: bool = False
    """The writer says that the label is right as it stands (ok: true), or gave it in place of the one the file was written
    with: it is kept even where the program has come to give the same, which it may unlearn again."""

    @property
    def shown(self) -> str:
        """How a message names it."""
        text = self.text.strip()
        return f"{self.where}“{text if len(text) <= 20 else text[:20] + '……'}”"


def rows_of(path: Path) -> list[Row]:
    """Every passage of a file handed back, JSON or YAML by what is in it, whatever the file is called.

    Keys are taken in any case, with a colon of either width, with or without a space behind it, and by their Chinese
    names. Raises InvalidData with all that is wrong, a key nobody knows included, UnreadableFile.
    """
    text = decode(read_bounded(path, MOST_BYTES), str(path))
    loaded: Loaded | None = None
    data: Any
    if text.lstrip().startswith(("{", "[")):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            at = f" 第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else ""
            raise InvalidData([f"{path}{at}：不是合法的 JSON，请检查这里和上一行的引号、逗号、括号"]) from None
    else:
        loaded = load_text(text, str(path))
        data = loaded.value
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InvalidData([f"{path}：不是 drafter moves 写出的 JSON 或 YAML（format 应为 {FORMAT}）"])
    reader = _Reader(path, loaded)
    rows = list(reader.rows(data))
    if reader.problems:
        raise InvalidData(reader.problems)
    return rows


class _Reader:
    """Walks the file, noting what is wrong."""

    def __init__(self, path: Path, loaded: Loaded | None) -> None:
        self._path = path
        self._loaded = loaded
        self.problems: list[str] = []

    def rows(self, data: dict[str, Any]) -> Iterator[Row]:
        for i, source in self._objects(data, (), "sources", "一列来源"):
            file = Path(self._text(source, ("sources", i), "path"))
            for j, speech in self._objects(source, ("sources", i), "speeches", "一列讲话"):
                at = ("sources", i, "speeches", j)
                id_ = self._text(speech, at, "id")
                for k, row in self._objects(speech, at, "passages", "一列段落"):
                    yield self._row(row, (*at, "passages", k), file, id_)

    def _row(self, row: dict[str, Any], at: tuple[str | int, ...], file: Path, speech: str) -> Row:
        typed = self._keys(row, at)
        move = self._text(typed, at, "move", "").strip()
        step = self._text(typed, at, "step", "").strip()
        before = self._text(typed, at, "was", "")
        touched = before != was(move, step)
        confirmed = self._confirmed(typed, at) or (touched and bool(before))
        touched = touched or confirmed
        if touched and not move and isinstance(typed.get("move", ""), str):
            self._say(at, "move 是空的，请写语步的名称；不改就照 was 写回去")
        text = self._text(typed, at, "text")
        return Row(self._where(at), file, speech, move, step, text, touched, confirmed)

    def _keys(self, row: dict[str, Any], at: tuple[str | int, ...]) -> dict[str, Any]:
        """The row by our own keys."""
        result: dict[str, Any] = {}
        for key, value in row.items():
            plain = unicodedata.normalize("NFKC", key)
            if value is None and ":" in plain:
                # {move：开场}: to YAML it is a key without a value.
                plain, _, value = plain.partition(":")
                value = value.strip()
            plain = plain.strip()
            name = _EDITED.get(plain.casefold(), plain)
            if name not in _OURS and name not in _EDITED:
                guess = nearest(plain, list(_EDITED))
                meant = f"，是否为“{guess}”？" if guess else "；"
                self._say(at, f"不认识“{plain}”{meant}能改的是 move（语步）、step（步骤），没有错的写 ok: true")
            elif name in result:
                self._say(at, f"“{name}”写了两次，请留一个")
            else:
                result[name] = value
        return result

    def _confirmed(self, row: dict[str, Any], at: tuple[str | int, ...]) -> bool:
        value = row.get("ok", False)
        # Our YAML keeps what is typed: true is a text there.
        if isinstance(value, str) and (plain := value.strip().casefold()) in _YES | _NO:
            return plain in _YES
        if not isinstance(value, bool):
            self._say(at, "“ok”写法不对，认可写 ok: true")
        return value is True

    def _objects(
        self, of: dict[str, Any], at: tuple[str | int, ...], key: str, what: str
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        value = of.get(key)
        if not isinstance(value, list):
            self._say(at, f"“{key}”缺了或写法不对，应当是{what}")
            return
        for number, each in enumerate(value):
            if isinstance(each, dict):
                yield number, each
            else:
                self._say((*at, key, number), "这里应当是一个对象（{…}）")

    def _text(self, of: dict[str, Any], at: tuple[str | int, ...], key: str, default: str | None = None) -> str:
        value = of.get(key, default)
        if not isinstance(value, str):
            self._say(at, f"“{key}”缺了或写法不对，应当是文字")
            return ""
        return value

    def _where(self, at: tuple[str | int, ...]) -> str:
        if self._loaded is not None:
            return f"第 {self._loaded.line(at)} 行"
        return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in at).lstrip(".") or "顶层"

    def _say(self, at: tuple[str | int, ...], what: str) -> None:
        self.problems.append(f"{self._path} {self._where(at)}：{what}")


def check_names(path: Path, rows: Sequence[Row], known: Mapping[str, Sequence[str]]) -> None:
    """Raises InvalidData naming every move nobody knows, and every step that is none of its row's move.

    known: move → its steps.
    """
    problems = []
    for row in rows:
        if row.move and row.move not in known:
            problems.append(f"{path} {row.where}：没有语步“{row.move}”，{_meant(row.move, known)}")
        elif row.touched and row.step and row.step not in known[row.move]:
            problems.append(f"{path} {row.where}：{_strange_step(row.move, row.step, known)}")
    if problems:
        raise InvalidData(problems)


def _strange_step(move: str, step: str, known: Mapping[str, Sequence[str]]) -> str:
    own = f"“{move}”的步骤有：{'、'.join(known[move])}；拿不准就写 step: ''，由程序定"
    of = [other for other, steps in known.items() if step in steps]
    if of:
        return f"“{step}”是“{'”“'.join(of)}”的步骤，不是“{move}”的。{own}"
    guess = nearest(step, [each for steps in (known[move], *known.values()) for each in steps])
    return f"没有步骤“{step}”，" + (f"是否为“{guess}”？" if guess else "") + own


def _meant(name: str, known: Mapping[str, Sequence[str]]) -> str:
    """What move was meant by a name that none has: one like it, or that of a step like it."""
    if guess := nearest(name, list(known)):
        return f"是否为“{guess}”？"
    if step := nearest(name, [each for steps in known.values() for each in steps]):
        return f"步骤里有“{step}”，语步写“{'”或“'.join(move for move, steps in known.items() if step in steps)}”"
    return f"现有的是：{'、'.join(known)}"
