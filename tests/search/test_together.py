"""Real processes: searching while mining, and mining killed at any moment. The library is all old or all new.

How often mining is killed: $DRAFTER_KILLS (3). Thirty times, at seeded points of a run:

    DRAFTER_KILLS=30 python -m pytest tests/search/test_together.py
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from benchmarks.kills import SERVER, perform
from drafter.bank.load import load_bank
from drafter.flow.manifest import read_manifest
from drafter.keep.workspace import Workspace
from drafter.search.index import Entry, build
from drafter.search.query import Library
from drafter.shipped import shipped

KILLS = int(os.environ.get("DRAFTER_KILLS", "3"))
SPEECHES = sorted((shipped("templates") / "speeches").glob("*.txt"))[:2]
OLD, NEW = "甲稿如此", "乙稿如此"
MARKED = sum(line.endswith("。") for path in SPEECHES for line in path.read_text("utf-8").splitlines())
"""Paragraphs that bear a mark."""
PAUSE = 0.05
"""Seconds between two questions: asking without a pause only keeps the mining from getting on."""


def _write(folder: Path, mark: str) -> None:
    """The sample speeches, with the mark in every paragraph."""
    folder.mkdir(exist_ok=True)
    for path in SPEECHES:
        lines = path.read_text("utf-8").splitlines()
        marked = [f"{line}{mark}。" if line.endswith("。") else line for line in lines]
        (folder / path.name).write_text("\n".join(marked) + "\n", "utf-8")


def _drafter(base: Path, *arguments: str, said: str = os.devnull) -> BaseProcess:
    """A process of its own, forked from one that has the program loaded: what happens to it falls into its work."""
    process = SERVER.Process(target=perform, args=(base, arguments, said))
    process.start()
    return process


def _mined(base: Path) -> float:
    """Seconds one whole mining takes."""
    start = time.monotonic()
    process = _drafter(base, "mine", "旧稿", said="说了什么")
    process.join()
    assert process.exitcode == 0, (base / "说了什么").read_text("utf-8")
    return time.monotonic() - start


def _mark(library: Library) -> str:
    """Which version the library holds; it must be one alone and all of it, in its index as in its texts."""
    counts = {mark: sum(hit.copies for hit in library.search(f"“{mark}”", limit=500)) for mark in (OLD, NEW)}
    first = {hit.speech_id: hit.ref for hit in library.search("", level=0, limit=500)}
    texts = [each.text for ref in first.values() for each in library.context(ref, 500, 500)]
    assert len(texts) == len(library)
    assert counts == {mark: sum(mark in text for text in texts) for mark in counts}
    assert sorted(counts.values()) == [0, MARKED]
    return max(counts, key=lambda mark: counts[mark])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of old speeches (旧稿), and beside it the workspace they were mined into (ws)."""
    base = tmp_path_factory.mktemp("单位")
    _write(base / "旧稿", OLD)
    _drafter(base, "doctor").join()  # the first of all loads the program
    _mined(base)
    return base


def _held(workspace: Path) -> str:
    with Library.open(workspace / "library") as library:
        return _mark(library)


def test_a_library_that_lacks_a_passage_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    entries = [Entry(f"s#{n}", f"第{n}段{OLD}。", speech_id="s") for n in range(1, MARKED + 1)]
    for count in (MARKED, MARKED - 1):
        build(entries[:count], tmp_path)
        with Library.open(tmp_path) as library, nullcontext() if count == MARKED else pytest.raises(AssertionError):
            assert _mark(library) == OLD


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_mining_killed_at_any_moment_leaves_all_of_the_old_or_all_of_the_new(office: Path) -> None:
    folder, workspace = office / "旧稿", office / "ws"
    _write(folder, NEW)
    whole = _mined(office)
    chance = random.Random(7)
    ended = {"killed": 0, "old": 0, "new": 0}
    turn = 0
    while ended["killed"] < KILLS and turn < 4 * KILLS:
        before = _held(workspace)
        target = OLD if before == NEW else NEW
        _write(folder, target)
        process = _drafter(office, "mine", "旧稿")
        # Half of the kills fall into the last third, where everything is written.
        time.sleep(whole * (chance.random() if turn % 2 else 1 - chance.random() / 3))
        process.kill()
        process.join()
        if process.exitcode == -signal.SIGKILL:
            ended["killed"] += 1
        else:
            # The machine has become quicker since a whole run was timed.
            whole *= 0.8
        ended["old" if _held(workspace) == before else "new"] += 1
        # What else was written can be read, too.
        load_bank([workspace / "phrasebank", workspace / "mined"])
        assert len(read_manifest(Workspace(workspace))) == len(SPEECHES)
        turn += 1
    print(ended)
    assert ended["killed"] == KILLS, ended
    assert ended["old"], ended
    _write(folder, NEW)
    _mined(office)
    assert _held(workspace) == NEW
    assert len(list((workspace / "library").glob("gen-*"))) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork")
@pytest.mark.parametrize(("after", "mark"), [(False, OLD), (True, NEW)])
def test_killed_as_the_pointer_is_replaced_it_is_all_of_the_old_or_all_of_the_new(
    tmp_path: Path, after: bool, mark: str
) -> None:
    def entries(mark: str) -> list[Entry]:
        return [Entry(f"{n}#1", f"第{n}篇{mark}。", speech_id=str(n)) for n in range(3)]

    build(entries(OLD), tmp_path)
    child = os.fork()
    if not child:
        replace = os.replace

        def dying(source: str, target: str) -> None:
            if after:
                replace(source, target)
            os.kill(os.getpid(), signal.SIGKILL)

        os.replace = dying
        try:
            build(entries(NEW), tmp_path)
        finally:
            os._exit(4)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with Library.open(tmp_path) as library:
        hits = library.search("稿如此", limit=20)
        assert sum(hit.copies for hit in hits) == 3
        assert all(mark in hit.text for hit in hits)


def test_two_searches_and_one_mining_at_once(office: Path) -> None:
    workspace = office / "ws"
    _write(office / "旧稿", OLD if _held(workspace) == NEW else NEW)
    done = threading.Event()
    answers: list[str] = []
    faults: list[str] = []

    def ask_anew() -> None:
        said = office / "查到什么"
        while not done.wait(PAUSE):
            said.unlink(missing_ok=True)
            process = _drafter(office, "search", "稿如此", "--json", "--limit", "200", said=str(said))
            process.join()
            out = said.read_bytes()
            if process.exitcode or not out.startswith(b"{"):
                faults.append(out.decode())
                return
            note(out)

    def keep_asking() -> None:
        command = [
            sys.executable,
            "-m",
            "drafter",
            "search",
            "--stdin",
            "--limit",
            "200",
            "--workspace",
            str(workspace),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin
            assert process.stdout
            while not done.wait(PAUSE):
                process.stdin.write("稿如此\n".encode())
                process.stdin.flush()
                note(process.stdout.readline())
            process.stdin.close()

    def note(answer: bytes) -> None:
        texts = [hit["text"] for hit in json.loads(answer)["hits"] if hit["tier"] == "exact"]
        held = {mark for mark in (OLD, NEW) if any(mark in text for text in texts)}
        answers.append(held.pop() if len(held) == 1 else f"mixed: {sorted(held)}")

    threads = [threading.Thread(target=ask) for ask in (ask_anew, keep_asking)]
    for thread in threads:
        thread.start()
    while len(answers) < 3 and not faults:
        time.sleep(0.02)
    _mined(office)
    given_up = time.monotonic() + 30
    while len(set(answers)) < 2 and not faults and time.monotonic() < given_up:
        time.sleep(0.02)
    done.set()
    for thread in threads:
        thread.join()
    assert not faults
    assert set(answers) == {OLD, NEW}
