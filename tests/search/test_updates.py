"""An updated library (更新过的先例库): only parts that hold what changed are written, nothing of what went stays, and it
answers as one built at once does."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
import tantivy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.keep.atomic import current_folder
from drafter.search import index
from drafter.search.index import Built, Entry, build
from drafter.search.query import Library

WORDS = "压实责任 加强组织领导 推动高质量发展 改进服务作风 查缺补漏 抓好防汛 修好渡口 管护队伍 春耕备耕 三十二家 3.5万人".split()
QUERIES = ("责任", "加强组织领道", "作风服务", "fangxun", "gzlfz", "32家", "防讯 渡口", "管护的队伍", "再说一遍")
Speeches = dict[str, list[str]]


def _entries(speeches: Speeches) -> list[Entry]:
    return [
        Entry(f"{id_}#{n}", text, "三点意见", "任务部署", 0, "paragraph", id_, f"在{id_}会上的讲话", path=f"{id_}.txt")
        for id_, texts in sorted(speeches.items())
        for n, text in enumerate(texts, 1)
    ]


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Path in the library's generation -> inode and size."""
    now = current_folder(folder)
    found = {path.relative_to(now).as_posix(): path.stat() for path in now.rglob("*") if path.is_file()}
    return {name: (stat.st_ino, stat.st_size) for name, stat in found.items() if not name.endswith(".lock")}


def _segments(folder: Path) -> list[dict[str, object]]:
    return list(json.loads((current_folder(folder) / "index" / "meta.json").read_text("utf-8"))["segments"])


def _assert_gone(folder: Path, texts: Iterable[str]) -> None:
    """Of texts nothing is left: not as they stand in any file, not as pairs of characters in the index, whose every file
    is of a segment that is asked, marked documents included."""
    held = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    named = tuple(str(segment["segment_id"]).replace("-", "") for segment in _segments(folder))
    for path in held:
        if path.parent.name == "index" and not path.name.endswith(("meta.json", ".lock", ".managed.json")):
            assert path.name.startswith(named), path
    asked = tantivy.Index.open(str(current_folder(folder) / "index")).searcher()
    for text in texts:
        for written in (text.encode(), json.dumps(text)[1:-1].encode()):
            assert not [path for path, data in held.items() if written in data], text
        for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
            assert asked.doc_freq("b", pair) == 0, pair


def _answers(folder: Path) -> list[object]:
    with Library.open(folder) as library:
        found: list[object] = [len(library)]
        for query in QUERIES:
            for limit in (3, 60):
                hits = library.search(query, limit=limit)
                found.append([(hit.ref, hit.tier, hit.score, hit.text, hit.spans, hit.copies) for hit in hits])
        hits = library.search("责任", limit=3)
        found.append([list(library.copies(hit.ref)) for hit in hits])
        found.append([[each.text for each in library.context(hit.ref, 2, 2)] for hit in hits])
        found.append([(hit.ref, hit.score) for hit in library.search("", like=hits[0].ref, limit=20)] if hits else [])
    return found


def _mark(number: int) -> str:
    """Four characters no other text has a pair of: the first two of them are unusual."""
    return "".join(chr(0x3400 + 4 * number + k) for k in range(4))


STEP = st.tuples(st.sampled_from(("add", "edit", "remove")), st.integers(0, 10**6))


@pytest.mark.hypothesis
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(STEP, min_size=1, max_size=3), min_size=1, max_size=9), st.integers(2, 12))
def test_after_any_updates_it_answers_as_one_built_at_once_and_holds_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, updates: list[list[tuple[str, int]]], smallest: int
) -> None:
    base = tmp_path_factory.mktemp("库")
    chance = random.Random(smallest)
    marks = iter(range(1000))
    gone: list[str] = []
    speeches: Speeches = {}
    marked: dict[str, str] = {}

    def write(id_: str) -> None:
        gone.extend(filter(None, [marked.pop(id_, "")]))
        marked[id_] = _mark(next(marks))
        texts = ["".join(chance.choices(WORDS, k=3)) + "。" for _ in range(chance.randint(1, 5))]
        speeches[id_] = [*texts, f"再说一遍{marked[id_]}。"]

    for number in range(12):
        write(f"s{number:03d}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_SMALLEST", smallest)
        build(_entries(speeches), base / "grown")
        for update in updates:
            for what, number in update:
                if what == "add":
                    write(f"s{number % 1000:03d}")
                elif speeches:
                    id_ = sorted(speeches)[number % len(speeches)]
                    if what == "edit":
                        write(id_)
                    else:
                        gone.append(marked.pop(id_))
                        del speeches[id_]
            build(_entries(speeches), base / "grown")
            _assert_gone(base / "grown", gone)
            most = 2 * max(1, sum(map(len, speeches.values())) // smallest) + index._SPARE + 2
            assert len(_segments(base / "grown")) <= most
    build(_entries(speeches), base / "fresh")
    assert _answers(base / "grown") == _answers(base / "fresh")


def _library(count: int) -> Speeches:
    return {f"s{k:04d}": [f"第{k}篇第{n}段：{WORDS[(k + n) % len(WORDS)]}。" for n in range(25)] for k in range(count)}


@pytest.mark.parametrize("change", ["edit", "remove", "add"])
def test_an_update_of_one_speech_writes_one_part_and_leaves_the_others(change: str, tmp_path: Path) -> None:
    speeches = _library(400)
    build(_entries(speeches), tmp_path)
    before = _files(tmp_path)
    if change == "add":
        speeches["s0200b"] = ["又来一篇。"]
    elif change == "edit":
        speeches["s0200"] = [*speeches["s0200"], "再补一段。"]
    else:
        del speeches["s0200"]
    assert build(_entries(speeches), tmp_path) == Built(
        change == "add",
        change == "edit",
        change == "remove",
        399 if change != "add" else 400,
        sum(map(len, speeches.values())),
    )
    after = _files(tmp_path)
    parts = {name: known for name, known in before.items() if name.startswith("texts-")}
    assert len(parts) == 4
    assert len({name for name in parts if after.get(name) == parts[name]}) == (4 if change == "add" else 3)
    heavy = {name: known for name, known in after.items() if name.startswith(("index/", "texts-"))}
    written = sum(size for name, (inode, size) in heavy.items() if before.get(name, (0, 0))[0] != inode)
    assert written < sum(size for _, size in heavy.values()) / 3


def test_twenty_updates_of_one_speech_each_leave_few_segments(tmp_path: Path) -> None:
    speeches: Speeches = {}
    most = 0
    for number in range(20):
        speeches[f"s{number:03d}"] = [f"第{number}篇：{word}。" for word in WORDS]
        build(_entries(speeches), tmp_path)
        most = max(most, len(_segments(tmp_path)))
    assert most <= 5
    for number in range(20):
        speeches[f"s{number:03d}"].append("再补一段。")
        build(_entries(speeches), tmp_path)
    assert len(_segments(tmp_path)) <= 5


def test_a_character_only_a_speech_taken_out_had_is_in_no_table(tmp_path: Path) -> None:
    speeches = {"s1": ["压实责任。"], "s2": ["渡口在\u5803上。"]}
    build(_entries(speeches), tmp_path)
    assert "\u5803" in (current_folder(tmp_path) / "pinyin.json").read_text("utf-8")
    del speeches["s2"]
    build(_entries(speeches), tmp_path)
    _assert_gone(tmp_path, ["\u5803"])
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("zeren")] == ["s1#1"]


def test_an_emptied_library_is_empty_and_can_be_filled_again(tmp_path: Path) -> None:
    build(_entries({"s1": ["压实责任。"]}), tmp_path)
    assert build([], tmp_path) == Built(0, 0, 1, 0, 0)
    with Library.open(tmp_path) as library:
        assert len(library) == 0
        assert library.search("责任") == []
    assert build(_entries({"s2": ["压实责任。"]}), tmp_path).added == 1
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("责任")] == ["s2#1"]


def test_a_library_a_file_of_which_was_lost_or_cut_off_is_built_anew(tmp_path: Path) -> None:
    speeches = {"s1": ["压实责任。"], "s2": ["修好渡口。"]}
    build(_entries(speeches), tmp_path)
    for suffix in (".term", ".idx", ".fast"):
        next((current_folder(tmp_path) / "index").glob(f"*{suffix}")).unlink()
        speeches["s2"] = [f"{speeches['s2'][0]}好。"]
        assert build(_entries(speeches), tmp_path).added == 2
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("责任")] == ["s1#1"]
