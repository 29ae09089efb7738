"""One file changed in a large library: what `drafter mine` of it costs, beside mining everything (增量的基准).

    python benchmarks/updating.py [--files 3000] [--texts FILE] [--keep DIR]

Texts as in benchmarks/search.py, so many to a file that 3,000 files make about 80,000 passages. Processes of their own,
by the clock and by processor time, with their highest resident size. Then, in one more process, where the time goes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.search import paragraphs  # noqa: E402
from drafter.flow import mining  # noqa: E402
from drafter.keep.workspace import open_workspace  # noqa: E402

LINES = 27
"""Paragraphs to a file."""
STAGES = ("load_sources", "link_duplicates", "mine", "_entries", "build", "_write_ledger")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--texts", type=Path, default=None)
    parser.add_argument("--keep", default="", help="folder to keep files and workspace in, used again the next time")
    parser.add_argument("--stages", type=Path, default=None, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    base = Path(arguments.keep) if arguments.keep else Path(tempfile.mkdtemp(prefix="drafter-updating-"))
    if arguments.stages:
        _stages(arguments.stages, base / "workspace")
        return
    try:
        folder = base / "texts"
        if not folder.is_dir():
            _write(folder, arguments.files, arguments.texts)
        print(f"{len(list(folder.iterdir())):,} files")
        if not (base / "workspace").is_dir():
            _run("everything", folder, base)
        changed = sorted(folder.iterdir())[arguments.files // 2]
        for turn in ("one file changed", "another change"):
            with changed.open("a", encoding="utf-8") as file:
                file.write(f"\n再补一段：{time.time_ns()} 号文件要抓好落实。\n")
            _run(turn, changed, base)
        _run("nothing changed", changed, base)
        with changed.open("a", encoding="utf-8") as file:
            file.write("\n又补一段：要加强组织领导。\n")
        command = [sys.executable, __file__, "--keep", str(base), "--stages", str(changed)]
        subprocess.run(command, check=True)
    finally:
        if not arguments.keep:
            shutil.rmtree(base, ignore_errors=True)


def _write(folder: Path, files: int, texts: Path | None) -> None:
    folder.mkdir(parents=True)
    lines = paragraphs(texts)
    for number in range(files):
        part = [lines[k % len(lines)] for k in range(number * LINES, (number + 1) * LINES)]
        text = "\n\n".join((f"在第{number + 1}次工作会议上的讲话", *part))
        (folder / f"{number:05d}.txt").write_text(text + "\n", "utf-8")


def _run(what: str, path: Path, base: Path) -> None:
    command = [sys.executable, "-m", "drafter", "mine", str(path), "--workspace", str(base / "workspace")]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    if status:
        raise SystemExit(f"{what}: drafter mine failed")
    print(
        f"{what:17} {elapsed:7.1f} s by the clock, {usage.ru_utime + usage.ru_stime:7.1f} s of processor time,"
        f" highest resident {usage.ru_maxrss / 1024:.0f} MB"
    )


def _stages(changed: Path, workspace: Path) -> None:
    spent: dict[str, float] = {}

    def timed(name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            start = time.process_time()
            try:
                return stage(*arguments, **named)
            finally:
                spent[name] = spent.get(name, 0.0) + time.process_time() - start

        return run

    for name in STAGES:
        setattr(mining, name, timed(name, getattr(mining, name)))
    start = time.process_time()
    done = mining.mine_paths([changed], open_workspace(workspace))
    whole = time.process_time() - start
    print(f"{done.passages:,} passages; processor time by stage:")
    print(", ".join(f"{name} {seconds:.1f}" for name, seconds in spent.items()), f"— of {whole:.1f} s")


if __name__ == "__main__":
    main()
