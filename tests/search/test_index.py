"""The library on disk: the old one or the new one, whole; only what changed is indexed again."""

import json
import os
import threading
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from benchmarks.kills import SERVER
from drafter.errors import WorkspaceError
from drafter.keep.atomic import current_folder
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, Passage, Source, Speech
from drafter.search.index import Built, Entry, Unfit, build, entries_of
from drafter.search.query import Library
from tests.search.conftest import entries

COUNT = 6


def _contents(folder: Path) -> dict[str, str]:
    with Library.open(folder) as library:
        seen = {}
        for speech in ("滨江2025", "青山2024", "青山2023"):
            try:
                seen[speech] = "".join(each.text for each in library.context(f"{speech}#1", 0, 99))
            except Exception as error:
                seen[speech] = type(error).__name__
        return seen


def test_only_what_changed_is_indexed_again(tmp_path: Path) -> None:
    assert build(entries(), tmp_path) == Built(added=3, changed=0, removed=0, kept=0, passages=12)
    before = current_folder(tmp_path)
    assert build(entries(), tmp_path) == Built(added=0, changed=0, removed=0, kept=3, passages=12)
    assert current_folder(tmp_path) == before
    assert build(entries(青山2024="全新的内容。"), tmp_path) == Built(
        added=0, changed=1, removed=0, kept=2, passages=12
    )
    with Library.open(tmp_path) as library:
        assert library.search("全新的内容")[0].speech_id == "青山2024"
        assert all(hit.speech_id != "青山2024" for hit in library.search("安全生产要抓在日常"))
    rest = [entry for entry in entries() if entry.speech_id != "青山2023"]
    assert build(rest, tmp_path) == Built(added=0, changed=1, removed=1, kept=1, passages=10)
    assert len(list(tmp_path.glob("gen-*"))) == 1


def test_after_many_updates_the_answers_are_those_of_a_fresh_library(tmp_path: Path) -> None:
    for text in ("甲", "乙", "丙"):
        build(entries(滨江2025=text, 青山2023=f"{text}{text}"), tmp_path / "grown")
    build(entries(), tmp_path / "grown")
    build(entries(), tmp_path / "fresh")
    with Library.open(tmp_path / "grown") as grown, Library.open(tmp_path / "fresh") as fresh:
        for query in ("加强组织领导", "高质数发展", "gzlfz", "要", "青山", "推动"):
            one, other = (
                [(hit.tier, hit.score, hit.text, hit.spans, hit.copies) for hit in library.search(query, limit=50)]
                for library in (grown, fresh)
            )
            assert sorted(one) == sorted(other), query


@pytest.mark.parametrize("change", [{"青山2024": "全新的内容。"}, {}])
def test_texts_taken_out_are_off_the_disk_at_once(change: dict[str, str], tmp_path: Path) -> None:
    def files_with(text: str) -> set[str]:
        return {path.name for path in tmp_path.rglob("*") if path.is_file() and text.encode() in path.read_bytes()}

    kept, secret = [entry for entry in entries() if entry.speech_id != "青山2024"], "螺湾码头"
    others = [Entry(f"其他{n}#1", f"要落实第{n}项责任。", speech_id=f"其他{n}") for n in range(3)]
    build([*entries(青山2024=f"缓建青{secret}。"), *others], tmp_path)
    assert files_with(secret)
    build([*(entries(**change) if change else kept), *others], tmp_path)
    assert not any(files_with(pair) for pair in ("青螺", "螺湾", "湾码"))


def test_a_damaged_library_is_built_anew(tmp_path: Path) -> None:
    build(entries(), tmp_path)
    (generation,) = tmp_path.glob("gen-*")
    (generation / "meta.json").unlink()
    assert build(entries(), tmp_path).added == 3
    assert build(entries(), tmp_path, anew=True).added == 3


@pytest.mark.parametrize("without", ["sizes", "parts"])
def test_a_library_of_an_older_program_is_built_anew_once_its_speeches_are_mined_again(
    without: str, tmp_path: Path
) -> None:
    build(entries(), tmp_path)
    meta = current_folder(tmp_path) / "meta.json"
    told = json.loads(meta.read_text("utf-8"))
    meta.write_text(json.dumps({name: value for name, value in told.items() if name != without}), "utf-8")
    assert build(entries(), tmp_path) == Built(3, 0, 0, 0, len(entries()))
    assert build(entries(), tmp_path) == Built(0, 0, 0, 3, len(entries()))
    rows = current_folder(tmp_path) / "rows.bin"
    with Library.open(tmp_path) as library:
        assert library.search("组织领导")
    rows.write_bytes(rows.read_bytes()[:-1])
    with pytest.raises(WorkspaceError, match="先例库已损坏"):
        Library.open(tmp_path)


def test_scattered_passages_are_refused_and_the_old_library_stands(tmp_path: Path) -> None:
    build(entries(), tmp_path)
    before = _contents(tmp_path)
    with pytest.raises(Unfit, match="scattered"):
        build([*entries(), Entry("滨江2025#9", "又一段", speech_id="滨江2025")], tmp_path)
    assert _contents(tmp_path) == before


def test_a_speech_of_more_passages_than_sixteen_bits_count_is_taken_in_whole(tmp_path: Path) -> None:
    most = 1 << 16
    texts = [*("甲" for _ in range(most)), "末一段讲渡口。", "渡口之后还有一段。"]
    others = [Entry("别的#1", "渡口修好了。", speech_id="别的"), Entry("别的#2", "别的一段。", speech_id="别的")]
    build([*(Entry(f"长#{n}", text, speech_id="长") for n, text in enumerate(texts, 1)), *others], tmp_path)
    with Library.open(tmp_path) as library:
        assert {hit.ref for hit in library.search("渡口")} == {f"长#{most + 1}", f"长#{most + 2}", "别的#1"}
        assert [each.text for each in library.context(f"长#{most + 1}", 1, 1)] == texts[-3:]


def test_an_open_library_stays_as_it_was_and_knows_it_is_outdated(tmp_path: Path) -> None:
    build(entries(), tmp_path)
    with Library.open(tmp_path) as library:
        assert not library.outdated
        build(entries(滨江2025="全新的内容。"), tmp_path)
        assert library.outdated
        assert library.search("推动高质量发展")[0].ref == "滨江2025#3"
        assert library.context("滨江2025#3", 1, 1)[0].text.startswith("今天，我们召开")
        assert library.search("tdgzlfz")[0].tier == "pinyin"


def test_a_library_made_anew_under_the_name_of_the_one_before_is_another(tmp_path: Path) -> None:
    build(entries(), tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        assert not library.outdated
        (tmp_path / "library").rename(tmp_path / "away")
        build(entries(滨江2025="全新的内容。"), tmp_path / "library")
        assert current_folder(tmp_path / "library").name == current_folder(tmp_path / "away").name
        assert library.outdated


def test_a_source_gives_its_passages_save_damaged_ones() -> None:
    passages = (
        Passage(1, "salutation", "同志们：", move="开场", step="称谓"),
        Passage(2, "paragraph", f"实打{DAMAGE_OPEN}xx{DAMAGE_CLOSE}服务", move="三点意见"),
        Passage(3, "heading", "一、抓落实", level=1, label="一、", move="三点意见"),
    )
    source = Source("a.txt", "utf-8", "0" * 64, (), (Speech("s", passages, speaker="张三", date="2025"),))
    ours = list(entries_of(source, lambda passage: 0.5 if passage.kind == "heading" else 0.0))
    assert [(entry.ref, entry.level, entry.kind, entry.formulaic) for entry in ours] == [
        ("s#1", 0, "salutation", 0.0),
        ("s#3", 1, "heading", 0.5),
    ]
    assert (ours[0].speaker, ours[0].title, ours[0].path) == ("张三", "", "a.txt")


def many(mark: str) -> list[Entry]:
    """Forty speeches of thirty passages, each with the mark: enough for an update to take a while."""
    return [
        Entry(
            f"s{speech}#{n}",
            f"{mark}：第{speech}篇第{n}段，要切实压实工作责任，持续改进服务作风。",
            speech_id=f"s{speech}",
        )
        for speech in range(40)
        for n in range(1, 31)
    ]


def _marks(folder: Path) -> set[str]:
    with Library.open(folder) as library:
        assert len(library) == 1200
        found = {
            each.text.partition("：")[0] for speech in range(40) for each in library.context(f"s{speech}#15", 14, 15)
        }
        (mark,) = found
        # The index says the same as the texts.
        assert len(library.search(mark, limit=1000)) >= 1
        other = "旧" if mark.startswith("新") else "新"
        assert all(other not in hit.text for hit in library.search(other + mark[1:]))
        return found


def _writer(folder: Path, mark: str) -> BaseProcess:
    """A process of its own that brings the library up to date, forked from one that has the program loaded."""
    process = SERVER.Process(target=build, args=(many(mark), folder))
    process.start()
    return process


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killed_at_any_moment_it_leaves_all_of_the_old_or_all_of_the_new(tmp_path: Path) -> None:
    build(many("旧"), tmp_path)
    _writer(tmp_path, "旧").join()  # the first of all loads the program
    start = time.monotonic()
    _writer(tmp_path, "新").join()
    whole = time.monotonic() - start
    assert _marks(tmp_path) == {"新"}
    seen = set()
    for turn in range(6):
        mark = "旧" if turn % 2 == 0 else "新"
        (before,) = _marks(tmp_path)
        process = _writer(tmp_path, mark)
        time.sleep(whole * turn / 5)
        process.kill()
        process.join()
        (after,) = _marks(tmp_path)
        assert after in (before, mark)
        seen.add(after == before and after != mark)
    assert True in seen  # some were killed before they were done
    build(many("终"), tmp_path)
    assert len(list(tmp_path.glob("gen-*"))) == 1


def test_readers_see_the_old_or_the_new_while_it_is_written(tmp_path: Path) -> None:
    build(many("旧"), tmp_path)
    stop = threading.Event()
    seen: list[set[str]] = []
    failures: list[BaseException] = []

    def read() -> None:
        try:
            while not stop.is_set():
                seen.append(_marks(tmp_path))
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]

    def wait_for(mark: str) -> None:
        given_up = time.monotonic() + 30
        while {mark} not in seen and not failures and time.monotonic() < given_up:
            time.sleep(0.01)

    for reader in readers:
        reader.start()
    wait_for("旧")
    _writer(tmp_path, "新").join()
    wait_for("新")
    stop.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert {"旧"} in seen
    assert {"新"} in seen
