"""kill -9 at random moments: what is on disk is the old or the new, never half (断电试验).

    python benchmarks/kills.py [--runs N] [--seed N] [--only VERB…]

Each run takes a workspace in a known state, starts a verb that writes, and ends it with SIGKILL after a random share of
the time it takes undisturbed (now and then beyond, so that the very end is met as well). Then is looked at:

    every YAML and JSON file in use in the workspace and every output loads and is one of the two versions it may be;
    `bank validate` finds nothing wrong, the library opens and answers, the journal replays;
    the same verb run again to its end gives byte for byte what an undisturbed run gives.

The verbs: mine, outline (one file, a folder of docx), compose (a change saved), bank review, bank merge, moves
--corrections, check --fix, doctor --repair, skeleton. Printed: per verb the runs, how many were killed in time, how many left the old,
how many the new state, and each failure with its seed. Exit status 1 when there was one. Half a second a run: verbs are
forked from a process that has the program loaded, so that every kill falls into their work and not into start-up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.brief.load import load_brief  # noqa: E402
from drafter.cli.main import VERBS, run  # noqa: E402
from drafter.compose.desk import Desk  # noqa: E402
from drafter.compose.doing import begin  # noqa: E402
from drafter.compose.journal import Session  # noqa: E402
from drafter.compose.keys import press  # noqa: E402
from drafter.compose.retouch import sheet  # noqa: E402
from drafter.compose.sessions import JOURNAL, replay  # noqa: E402
from drafter.flow.drafting import open_drafting, read_bank  # noqa: E402
from drafter.keep.corrections import load_corrections  # noqa: E402
from drafter.keep.workspace import Workspace  # noqa: E402
from drafter.search.query import Library  # noqa: E402
from drafter.shipped import shipped  # noqa: E402

BRIEF = "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育, 应急演练]\n成绩: [{要点: 队伍建设, 事实: 新建专业队伍12支}]\n"
BANK = "框架:\n" + "".join(
    f"- {{id: own-{number}, 语步: 开场, 步骤: 会议任务, 文: 今天，我们第{number}次召开<会议>。}}\n"
    for number in range(40)
)
FAULTY = "# 讲话\n\n同志们:\n\n一，隐患排查,要抓紧.\n\n二，宣传教育,要抓实.\n" + "各乡镇要抓紧,抓实,抓细.\n" * 400
SERVER = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
SERVER.set_forkserver_preload([f"drafter.cli.{verb}" for verb in ("main", *VERBS)] + ["benchmarks.warm"])


def perform(folder: Path, command: tuple[str, ...], said: str = os.devnull) -> None:
    """What a forked process does: one verb in a folder, until it ends or is ended. said: where what it says goes."""
    os.chdir(folder)
    stream = os.open(said, os.O_RDWR | os.O_CREAT)
    for standard in (0, 1, 2):
        os.dup2(stream, standard)
    sys.exit(_compose(command[1]) if command[0] == "compose" else run([*command, "--workspace", "ws"]))


def _compose(brief: str) -> int:
    """Keys pressed in the composer, each on disk before the next."""
    drafting = open_drafting(Path("ws"))
    desk = Desk(drafting.bank, ())
    session = Session(Path(brief), drafting.workspace, desk.occasions)
    state = begin(desk, session, True)
    for keys in ["a", "甲", "乙", "enter"], ["u"], ["c-r"], ["a", "丙", "enter"], ["u"], ["u"]:
        for key in keys:
            new = press(desk, state, key)
            session.keep(state, new)
            state = new
    session.end()
    session.close()
    return 0


@dataclass(frozen=True, slots=True)
class Case:
    """A verb that writes: how its folder is prepared, how it is called, and what must hold whenever it was ended."""

    prepare: Callable[[Path], None]
    command: tuple[str, ...]
    outputs: tuple[str, ...] = ()
    """Files outside of the workspace that are the old or the new, whole."""
    steps: tuple[str, ...] = ()
    """Files that take several versions on their way, each of them whole; the verb is not run again then."""
    ends: tuple[int, ...] = (0,)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="*", choices=list(CASES), default=list(CASES))
    chosen = options.parse_args()
    failures = kill_often(chosen.only, chosen.runs, chosen.seed)
    return 1 if failures else 0


def kill_often(verbs: list[str], runs: int, seed: int) -> list[str]:
    """Shares `runs` kills among `verbs` and prints a line a verb; the failures, one line each."""
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="drafter-kills-") as name:
        for place, verb in enumerate(verbs):
            count = runs // len(verbs) + (place < runs % len(verbs))
            trial = Trial(Path(name), verb)
            chance = random.Random(f"{seed} {verb}")
            outcomes: Counter[str] = Counter()
            for number in range(count):
                outcome, faults = trial.once(chance)
                outcomes[outcome] += 1
                for fault in faults:
                    failures.append(f"{verb}, seed {seed}, run {number}: {fault}")
                    print(f"FAILED {failures[-1]}", flush=True)
            told = ", ".join(f"{what} {how_many}" for what, how_many in sorted(outcomes.items()))
            print(f"{verb:20s} {count:4d} runs of {trial.seconds:.2f} s: {told}", flush=True)
    print(f"{runs} kills, {len(failures)} failures")
    return failures


class Trial:
    """One verb: its folder before, its folder after an undisturbed run, and how long that took."""

    def __init__(self, folder: Path, verb: str) -> None:
        self.case = CASES[verb]
        self.folder = folder / verb.replace(" ", "-")
        self.before, self.work = self.folder / "before", self.folder / "work"
        # Prepared where it is used: the workspace remembers full paths.
        self.work.mkdir(parents=True)
        self.case.prepare(self.work)
        shutil.copytree(self.work, self.before)
        warm = SERVER.Process(target=os.getpid)  # the first of all loads the program
        warm.start()
        warm.join()
        started = time.perf_counter()
        done = self._start()
        done.join()
        self.seconds = time.perf_counter() - started
        if done.exitcode not in self.case.ends:
            raise SystemExit(f"{verb} undisturbed ended with {done.exitcode}")
        self.old, self.new = contents(self.before), contents(self.work)
        if self.old == self.new:
            raise SystemExit(f"{verb} undisturbed changed nothing")
        self.versions = _versions(self.work, self.before) | {self.old.get(name, "") for name in self.case.steps}

    def once(self, chance: random.Random) -> tuple[str, list[str]]:
        """Start, kill, look. (killed with the old, the new or some of each on disk, or ended in time; what is wrong.)"""
        self._lay()
        process = self._start()
        # What is written is written towards the end: half of the kills fall there.
        share = chance.uniform(0.0, 1.1) if chance.random() < 0.5 else chance.uniform(0.7, 1.1)
        time.sleep(share * self.seconds)
        process.kill()
        process.join()
        killed = process.exitcode == -signal.SIGKILL
        left = contents(self.work)
        faults = self._look(left)
        if not self.case.steps:
            self._start().join()
            faults += self._differences(contents(self.work), "after a second run")
        state = "old" if left == self.old else "new" if left == self.new else "some files new"
        return (f"killed, {state}" if killed else "ended in time"), faults

    def _lay(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before, self.work, symlinks=True)

    def _start(self) -> multiprocessing.process.BaseProcess:
        process = SERVER.Process(target=perform, args=(self.work, self.case.command))
        process.start()
        return process

    def _look(self, left: dict[str, str]) -> list[str]:
        faults = []
        for name in self.case.outputs:
            if left.get(name) not in (self.old.get(name), self.new.get(name)):
                faults.append(f"{name} is neither old nor new")
        faults += [f"{name} is no version of it" for name in self.case.steps if left.get(name) not in self.versions]
        workspace = Workspace(self.work / "ws")
        try:
            read_bank(workspace)
            load_corrections(workspace)
            if (workspace.library / "current").exists():
                with Library.open(workspace.library) as library:
                    if not library.search("防火") and not library.search("工作"):
                        faults.append("the library answers nothing")
            for path in workspace.root.rglob("*.json"):
                # A generation the pointer does not name yet may be half written; nobody reads it.
                if not any(part.startswith("gen-") for part in path.parts) or _is_current(self.work, path):
                    json.loads(path.read_text("utf-8"))
            for path in workspace.root.rglob("*.jsonl"):
                if path.name == JOURNAL:
                    replay(path)
            for path in self.work.glob("*.yaml"):
                load_brief(path)
        except Exception as error:  # whatever it is, it is a finding
            faults.append(f"{type(error).__name__}: {error}")
        return faults

    def _differences(self, now: dict[str, str], when: str) -> list[str]:
        # A journal tells of both sessions; what it stands for, the brief, is compared.
        names = {name for name in now.keys() | self.new.keys() if JOURNAL not in name}
        return [f"{name} differs {when}" for name in sorted(names) if now.get(name) != self.new.get(name)]


def _versions(folder: Path, before: Path) -> set[str]:
    """What the brief, typed as it is in `before`, may look like: after every record of the journal, replayed so far."""
    found = set()
    brief = before / "简要.yaml"
    typed = sheet(brief.read_bytes() if brief.exists() else b"")
    for journal in (folder / "ws").rglob(JOURNAL):
        lines = journal.read_bytes().splitlines(keepends=True)
        for end in range(1, len(lines) + 1):
            part = journal.with_suffix(".part")
            part.write_bytes(b"".join(lines[:end]))
            found.add(hashlib.sha256(typed.written(replay(part)[0].data).encode()).hexdigest())
            part.unlink()
    return found


_INODE = re.compile("(盘(?:\\d+:){4})\\d+".encode())
"""In the list of old speeches (see flow/manifest.py)."""
_BATCH = re.compile(rb', "batch": "[^"]*"')
"""In the record of verdicts (see keep/decisions.py)."""


def contents(folder: Path) -> dict[str, str]:
    """File -> digest. Left out: caches, locks, temporary files, numbers of generations, the index's own names and sums,
    and the inodes of old speeches, which are laid anew for every run. Nor do verdicts differ by which of them are undone
    at once: ended between two files of entries, those of the first are recorded before the rest is accepted."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (
            not path.is_file()
            or "/cache/" in name
            or name.endswith((".tmp", "/lock", "/current", "/sums.json"))
            or "/index/" in name
        ):
            continue
        parts = [part for part in name.split("/") if not part.startswith("gen-")]
        if len(parts) < name.count("/") + 1 and not _is_current(folder, path):
            continue
        found["/".join(parts)] = hashlib.sha256(_BATCH.sub(b"", _INODE.sub(rb"\1", path.read_bytes()))).hexdigest()
    return found


def _is_current(folder: Path, path: Path) -> bool:
    pointer = folder / "ws" / "library" / "current"
    return pointer.is_file() and pointer.read_text("ascii").strip() in path.parts


# --- the verbs ---------------------------------------------------------------------------------------


def _brief(folder: Path) -> None:
    (folder / "ws").mkdir()
    (folder / "简要.yaml").write_text(BRIEF, encoding="utf-8")
    read_bank(Workspace(folder / "ws"))


def _old_speeches(folder: Path, count: int) -> None:
    (folder / "旧稿").mkdir(exist_ok=True)
    for name in _names(count):
        shutil.copyfile(shipped("templates") / "speeches" / name, folder / "旧稿" / name)


def _names(count: int) -> list[str]:
    return sorted(path.name for path in (shipped("templates") / "speeches").iterdir())[:count]


def prepare_mined(folder: Path) -> None:
    _brief(folder)
    _old_speeches(folder, 4)
    run_quietly(folder, "mine", "旧稿")
    shutil.copyfile(sorted((folder / "旧稿").iterdir())[0], folder / "去年.txt")


def _rotten(folder: Path) -> None:
    """The library is not as it was written, though it still answers."""
    prepare_mined(folder)
    for path in (folder / "ws" / "library").glob("gen-*/texts-*.bin"):
        with path.open("ab") as file:
            file.write(b"rot")


def _more_speeches(folder: Path) -> None:
    prepare_mined(folder)
    _old_speeches(folder, 8)


def _outlined(folder: Path) -> None:
    _brief(folder)
    run_quietly(folder, "outline", "简要.yaml", "-o", "提纲.md")
    (folder / "简要.yaml").write_text(BRIEF.replace("应急演练", "队伍建设"), encoding="utf-8")


def _several(folder: Path) -> None:
    _brief(folder)
    for name in "甲乙丙丁":
        (folder / f"{name}.yaml").write_text(BRIEF.replace("全县", f"{name}县"), encoding="utf-8")


def _colleague(folder: Path) -> None:
    _brief(folder)
    for place in ("同事/frames", "ws/phrasebank/frames"):
        (folder / place).mkdir(parents=True)
    (folder / "同事" / "frames" / "a.yaml").write_text(BANK, encoding="utf-8")
    (folder / "ws/phrasebank/frames/own.yaml").write_text(
        "# 本单位的\n" + BANK.splitlines()[0] + "\n" + BANK.splitlines()[1] + "\n", encoding="utf-8"
    )


def _labelled(folder: Path) -> None:
    prepare_mined(folder)
    shown = subprocess.run(
        [sys.executable, "-m", "drafter", "moves", "--json", "旧稿", "--workspace", "ws"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    data = json.loads(shown)
    for source in data["sources"]:
        for speech in source["speeches"]:
            for passage in speech["passages"][1:8]:
                passage["move"], passage["step"] = "开场", ""
    (folder / "订正.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _faulty(folder: Path) -> None:
    _brief(folder)
    (folder / "稿.md").write_text(FAULTY, encoding="utf-8")


def run_quietly(folder: Path, *arguments: str) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            out, err = sys.stdout, sys.stderr
            sys.stdout = sys.stderr = nowhere
            try:
                run([*arguments, "--workspace", "ws"])
            finally:
                sys.stdout, sys.stderr = out, err
    finally:
        os.chdir(before)


CASES = {
    "mine": Case(_more_speeches, ("mine", "旧稿")),
    "mine --forget": Case(prepare_mined, ("mine", "--forget", f"旧稿/{_names(1)[0]}")),
    "outline": Case(_outlined, ("outline", "简要.yaml", "-o", "提纲.md"), ("提纲.md",)),
    "outline to a folder": Case(
        _several,
        ("outline", *(f"{name}.yaml" for name in "甲乙丙丁"), "--format", "docx", "-o", "稿/"),
        tuple(f"稿/{name}.docx" for name in "甲乙丙丁"),
    ),
    "compose": Case(_brief, ("compose", "简要.yaml"), steps=("简要.yaml",)),
    "bank review": Case(prepare_mined, ("bank", "review", "--accept-range", "2")),
    "bank merge": Case(_colleague, ("bank", "merge", "同事", "--theirs")),
    "moves --corrections": Case(_labelled, ("moves", "--corrections", "订正.json")),
    "check --fix": Case(_faulty, ("check", "稿.md", "--fix"), ("稿.md",), ends=(0, 1)),
    "doctor --repair": Case(_rotten, ("doctor", "--repair"), ends=(0, 1)),
    "skeleton": Case(prepare_mined, ("skeleton", "去年.txt", "-o", "抽.md"), ("抽.md",)),
}
"""What is prepared is what the verb is to change."""


if __name__ == "__main__":
    from benchmarks.kills import main as start  # by the name its processes know it under

    sys.exit(start())
