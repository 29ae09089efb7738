"""The moves as data: steps, cues, features, weights, transitions (语步模型)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from drafter.bank.model import move_id, name_taken
from drafter.errors import InvalidData
from drafter.label.lexicon import JUNCTIONS, Lexicon
from drafter.label.moves import Cue, Move, Step
from drafter.language.slowness import fault
from drafter.shipped import shipped
from drafter.strict_yaml import Loaded, Path_, Value, load_bytes, read_bounded, shortened

STEEPEST = 30.0
"""Bound of a transition weight: eight of them in a row are far from what a number can hold."""
ADDED = 3.5
"""How much more a cue says within its move where it is of a step an office added to one: the office knows what it calls
so, and a single such cue is to outweigh all that is said of the other steps in a sentence (decode.MOST)."""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything the labeller knows. Made by `load_model` or `learn`; read only."""

    moves: tuple[Move, ...]
    features: Mapping[str, str]
    """Name → regular expression of the word features."""
    weights: Mapping[str, Mapping[str, float]]
    """Feature → move id → weight."""
    transitions: Mapping[str, Mapping[str, Mapping[str, float]]]
    """Junction → move id before → move id after → weight."""
    lexicon: Lexicon = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lexicon", Lexicon(self.moves, self.features, self.weights, self.transitions))

    def names(self) -> tuple[str, ...]:
        """Names of the moves, in order."""
        return tuple(move.name for move in self.moves)


def load_model(path: Path | Sequence[Path]) -> Model:
    """Read moves from one YAML file, or from several of which later ones add to and override earlier ones.

    A move with a known 编号 replaces name and description and adds its steps, one with a known 名称 alone adds its steps
    too; a step of a known name adds
    its cues, of which one with a known 式 replaces the one there. Raises UnreadableFile, InvalidData (all faults at once, with lines).
    The patterns of the file that comes with the program are not compiled here, which would take longer than labelling
    a speech: a fault in one shows when it is first looked for.
    """
    paths = [path] if isinstance(path, Path) else list(path)
    own = shipped("phrasebank") / "moves.yaml"
    return _model(tuple((str(each), read_bounded(each), each == own) for each in paths))


@lru_cache(maxsize=4)
def _model(files: tuple[tuple[str, bytes, bool], ...]) -> Model:
    """The model out of its files: the name of each, its bytes, and whether its patterns are known to compile.

    Kept for a process that mines or labels again and again.
    """
    reader = _Reader()
    for name, data, reader.tried in files:
        reader.take(load_bytes(data, name))
    reader.close()
    if reader.problems:
        raise InvalidData(reader.problems)
    if not reader.moves:
        raise InvalidData([f"{files[-1][0] if files else '语步文件'}：没有语步，请在“语步”下至少写一个"])
    return Model(tuple(reader.moves.values()), reader.features, reader.weights, reader.transitions)


def default_model() -> Model:
    """The model shipped with the program."""
    return load_model(shipped("phrasebank") / "moves.yaml")


def _merged(cues: Sequence[Cue], further: Sequence[Cue]) -> tuple[Cue, ...]:
    """Cues and further ones; one of the same pattern takes the place of the one before."""
    anew = {cue.pattern: cue for cue in further}
    kept = tuple(anew.pop(cue.pattern, cue) for cue in cues)
    return (*kept, *anew.values())


class _Reader:
    """Takes YAML documents one after another and notes every fault."""

    def __init__(self) -> None:
        self.moves: dict[str, Move] = {}
        self.features: dict[str, str] = {}
        self.weights: dict[str, dict[str, float]] = {}
        self.transitions: dict[str, dict[str, dict[str, float]]] = {}
        self.problems: list[str] = []
        self.heirs: list[tuple[Loaded, Path_, str]] = []
        """Where a move takes over another's weights, and whose."""
        self.tried = False
        """Whether the patterns of the document being taken are known to compile."""

    def close(self) -> None:
        """Look at what can only be told when all files are read."""
        for loaded, path, parent in self.heirs:
            if parent not in self.moves:
                self._fault(loaded, path, f"没有编号为“{parent}”的语步，有：{'、'.join(self.moves)}")
            elif self._circles(parent):
                self._fault(loaded, path, f"绕了一圈又承接到自己，请把“承接: {parent}”改成另一个语步或删去")

    def _circles(self, move: str) -> bool:
        """Whether the parents of a move (承接) lead back to it."""
        seen = {move}
        at = self.moves[move].parent
        while at and at in self.moves:
            if at in seen:
                return at == move
            seen.add(at)
            at = self.moves[at].parent
        return False

    def take(self, loaded: Loaded) -> None:
        root = self._mapping(loaded, loaded.value, (), ("语步", "特征", "权重", "转移"))
        for index, value in enumerate(self._list(loaded, root.get("语步"), ("语步",))):
            self._move(loaded, value, ("语步", index))
        for name, pattern in self._mapping(loaded, root.get("特征"), ("特征",)).items():
            if text := self._pattern(loaded, pattern, ("特征", name)):
                self.features[name] = text
        for name, row in self._mapping(loaded, root.get("权重"), ("权重",)).items():
            self.weights[name] = self._numbers(loaded, row, ("权重", name))
        for junction, table in self._mapping(loaded, root.get("转移"), ("转移",), JUNCTIONS).items():
            rows = self.transitions.setdefault(junction, {})
            for before, row in self._mapping(loaded, table, ("转移", junction)).items():
                rows[before] = self._numbers(loaded, row, ("转移", junction, before), STEEPEST)

    def _move(self, loaded: Loaded, value: Value, path: Path_) -> None:
        entry = self._mapping(loaded, value, path, ("编号", "名称", "说明", "步骤", "承接"))
        if not self._text(loaded, entry.get("编号") or entry.get("名称"), (*path, "编号")):
            return
        given, called = (value.strip() if isinstance(value := entry.get(key), str) else "" for key in ("编号", "名称"))
        known = {each: move.name for each, move in self.moves.items()}
        id_ = move_id(given, called, known)
        if not id_:
            self._fault(loaded, (*path, "名称"), f"里的{name_taken(called, known)}")
            return
        old = self.moves.get(id_, Move(id_, id_))
        steps = {step.name: step for step in old.steps}
        for index, each in enumerate(self._list(loaded, entry.get("步骤"), (*path, "步骤"))):
            where = (*path, "步骤", index)
            fields = self._mapping(
                loaded, each, where, ("名称", "说明", "提示", "口语", "定步", "标题", "标题看下文", "默认")
            )
            name = self._text(loaded, fields.get("名称"), (*where, "名称"))
            if not name:
                continue
            step = steps.get(name, Step(name))
            within = ADDED if old.steps and name not in steps else 1.0
            cues = [
                cue
                for n, raw in enumerate(self._list(loaded, fields.get("提示"), (*where, "提示")))
                if (cue := self._cue(loaded, raw, (*where, "提示", n), within))
            ]
            cues += [
                replace(cue, homely=True)
                for n, raw in enumerate(self._list(loaded, fields.get("口语"), (*where, "口语")))
                if (cue := self._cue(loaded, raw, (*where, "口语", n), within))
            ]
            inner = [
                cue
                for n, raw in enumerate(self._list(loaded, fields.get("定步"), (*where, "定步")))
                if (cue := self._cue(loaded, raw, (*where, "定步", n), within))
            ]
            headings, borne_out = (
                [
                    text
                    for n, raw in enumerate(self._list(loaded, fields.get(key), (*where, key)))
                    if (text := self._pattern(loaded, raw, (*where, key, n)))
                ]
                for key in ("标题", "标题看下文")
            )
            if (usual := self._yes(loaded, fields.get("默认"), (*where, "默认"))) is not None:
                # Of a move's steps one is the usual: the last that says so takes the place of the one before.
                steps = {key: replace(other, default=other.default and not usual) for key, other in steps.items()}
            steps[name] = Step(
                name,
                self._note(loaded, fields.get("说明"), (*where, "说明"), step.description),
                _merged(step.cues, cues),
                (*step.headings, *headings),
                (*step.borne_out, *borne_out),
                _merged(step.inner, inner),
                step.default if usual is None else usual,
            )
        parent = self._note(loaded, entry.get("承接"), (*path, "承接"), old.parent)
        if entry.get("承接") is not None and parent:
            self.heirs.append((loaded, (*path, "承接"), parent))
        self.moves[id_] = Move(
            id_,
            called or old.name,
            self._note(loaded, entry.get("说明"), (*path, "说明"), old.description),
            tuple(steps.values()),
            parent,
        )

    def _cue(self, loaded: Loaded, value: Value, path: Path_, usual: float) -> Cue | None:
        """usual: how many times its weight a cue says within its move, where it is not told (定步)."""
        if not isinstance(value, dict):
            text = self._pattern(loaded, value, path)
            return Cue(text, within=usual) if text else None
        entry = self._mapping(loaded, value, path, ("式", "权重", "定步"))
        text = self._pattern(loaded, entry.get("式"), (*path, "式"))
        weight = self._number(loaded, entry.get("权重", "1"), (*path, "权重"), least=0)
        within = weight * usual
        if "定步" in entry:
            within = self._number(loaded, entry["定步"], (*path, "定步"), least=0)
        return Cue(text, weight, within) if text else None

    def _pattern(self, loaded: Loaded, value: Value, path: Path_) -> str:
        text = self._text(loaded, value, path)
        if self.tried:
            return text
        if text and (wrong := fault(text)):
            self._fault(loaded, path, f"里的“{shortened(text)}”{wrong}")
            return ""
        return text

    def _text(self, loaded: Loaded, value: Value, path: Path_) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._fault(loaded, path, "应当写一段文字")
        return ""

    def _note(self, loaded: Loaded, value: Value, path: Path_, before: str) -> str:
        """A text that may be left out or empty; `before` where it is left out."""
        if value is None or isinstance(value, str):
            return before if value is None else value
        self._fault(loaded, path, "应当写一段文字")
        return before

    def _yes(self, loaded: Loaded, value: Value, path: Path_) -> bool | None:
        """是 or 否; None where it is left out."""
        if value is None or (isinstance(value, str) and value.strip() in ("是", "否")):
            return None if value is None else value.strip() == "是"
        self._fault(loaded, path, f"写的是“{value}”，应当写 是 或 否" if isinstance(value, str) else "应当写 是 或 否")
        return None

    def _number(
        self, loaded: Loaded, value: Value, path: Path_, most: float = 1000, least: float | None = None
    ) -> float:
        try:
            number = float(value) if isinstance(value, str) else float("nan")
        except ValueError:
            number = float("nan")
        low = -most if least is None else least
        if not low <= number <= most:
            self._fault(loaded, path, f"应当是一个数（{low:g} 到 {most:g}）")
            return 0.0
        return number

    def _numbers(self, loaded: Loaded, value: Value, path: Path_, most: float = 1000) -> dict[str, float]:
        cells = self._mapping(loaded, value, path).items()
        return {key: self._number(loaded, raw, (*path, key), most) for key, raw in cells}

    def _list(self, loaded: Loaded, value: Value, path: Path_) -> list[Value]:
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self._fault(loaded, path, "应当是一个列表（每行以“- ”起头）")
        return []

    def _mapping(self, loaded: Loaded, value: Value, path: Path_, keys: Sequence[str] = ()) -> dict[str, Value]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._fault(loaded, path, "应当写成“键: 值”")
            return {}
        if keys:
            for key in value:
                if key not in keys:
                    self._fault(loaded, (*path, key), f"不认识“{key}”，这里可以写：{'、'.join(keys)}")
        return value

    def _fault(self, loaded: Loaded, path: Path_, message: str) -> None:
        name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if path and isinstance(path[-1], int):
            name += f"第 {path[-1] + 1} 条"
        self.problems.append(f"{loaded.name} 第 {loaded.line(path)} 行：{f'“{name}”' if name else ''}{message}")
