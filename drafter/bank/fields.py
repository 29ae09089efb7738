"""One mapping of a phrasebank file, read field by field (逐项读): what is wrong with it is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.bank.model import (
    Evidence,
    fingerprint,
)
from drafter.errors import MOST_SHOWN
from drafter.language.similar import nearest
from drafter.strict_yaml import Loaded, Path_, Value, shortened


class Fields:
    """A mapping of the YAML with typed access; complains with file and line, and about keys it does not know."""

    def __init__(self, problems: list[str], loaded: Loaded, path: Path_, value: Value) -> None:
        self.problems = problems
        self.loaded = loaded
        self.path = path
        self.data: dict[str, Value] = value if isinstance(value, dict) else {}
        self.known: set[str] = set()
        self.told = False
        """True once the entry is known to be no mapping: then there is nothing more to say of it."""
        if not isinstance(value, dict):
            self.complain("这里应当是“键: 值”")
            self.told = True

    def complain(self, message: str, key: str | None = None) -> None:
        if self.told:
            return
        line = self.loaded.line((*self.path, key) if key else self.path)
        self.problems.append(f"{self.loaded.name} 第 {line} 行：{message}")

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            if required:
                self.complain(f"缺少“{key}”")
            return default
        if not isinstance(value, str):
            self.complain(f"“{key}”应当是一句话", key)
            return default
        if required and not value.strip():
            self.complain(f"“{key}”是空的", key)
        return value

    def number(self, key: str, default: int = 0) -> int:
        value = self.text(key, str(default))
        if not value.isdecimal():
            self.complain(f"“{key}”应当是整数", key)
            return default
        return int(value)

    def decimal(self, key: str) -> float:
        value = self.text(key, "0")
        if not re.fullmatch(r"\d+(?:\.\d+)?", value):
            self.complain(f"“{key}”应当是数", key)
            return 0.0
        return float(value)

    def measure(self, key: str) -> float | None:
        """A number that may not have been measured."""
        self.known.add(key)
        return self.decimal(key) if key in self.data else None

    def texts(self, key: str) -> tuple[str, ...]:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(f"“{key}”应当是一列词语，写成 [甲, 乙]", key)
            return ()
        return tuple(str(item) for item in value)

    def one_of(self, key: str, allowed: Sequence[str], default: str = "") -> str:
        """The text at `key`, which must be one of `allowed`."""
        value = self.text(key, default)
        self.check(key, (value,) if key in self.data else (), allowed)
        return value

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """The texts at `key`, each one of `allowed`."""
        values = self.texts(key)
        self.check(key, values, allowed)
        return values

    def check(self, key: str, values: Iterable[str], allowed: Sequence[str]) -> None:
        """Complain about each value that is not among the allowed ones, with the nearest of these."""
        for value in values:
            if value and value not in allowed:
                self.unknown(key, value, allowed)

    def unknown(self, key: str, value: str, allowed: Sequence[str]) -> None:
        """Complain about a value that is not among the allowed ones, with the nearest of these."""
        guess = self.guess(value, allowed)
        self.complain(
            f"“{key}”里没有“{shortened(value)}”这一种"
            + (f"，是否为“{guess}”？" if guess else f"。可用的有：{'、'.join(allowed[:20])}"),
            key,
        )

    def guess(self, word: str, candidates: Sequence[str]) -> str | None:
        """What was meant by `word`; no longer asked once more faults are found than a message shows: a hostile bank
        may have a hundred thousand, and as many names to compare each with."""
        return nearest(word, candidates) if len(self.problems) < MOST_SHOWN else None

    def entries(self, key: str) -> Iterator[Fields]:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.complain(f"“{key}”应当是一列条目，每条以“- ”开头", key)
            return
        for index, item in enumerate(value):
            yield Fields(self.problems, self.loaded, (*self.path, key, index), item)

    def mapping(self, key: str) -> dict[str, Value]:
        self.known.add(key)
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.complain(f"“{key}”应当是“键: 值”", key)
            return {}
        return value

    def evidence(self, wording: str = "") -> Evidence:
        """Of an entry whose `wording` is no longer the one that was counted, no counts: only the fingerprint is left."""
        value = self.mapping("来源")
        inner = Fields(self.problems, self.loaded, (*self.path, "来源"), value)
        result = Evidence(
            inner.text("类", "curated"),
            inner.number("次数"),
            inner.number("篇数"),
            inner.decimal("分布"),
            inner.measure("离散"),
            inner.measure("变异"),
            inner.measure("可测"),
            inner.measure("熵"),
            inner.texts("例篇"),
            inner.text("指纹"),
        )
        inner.done()
        return result if result.words in ("", fingerprint(wording)) else Evidence(words=result.words)

    def done(self) -> None:
        for key in self.data:
            if key not in self.known:
                guess = self.guess(key, sorted(self.known))
                self.complain(f"不认识“{shortened(key)}”" + (f"，是否为“{guess}”？" if guess else ""), key)
