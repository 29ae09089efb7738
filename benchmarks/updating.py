"""One file added, edited, removed in a large library: what `drafter mine` of it costs, beside mining everything (增量的基准).

    python benchmarks/updating.py [--files 3000] [--texts FILE] [--keep DIR]

Texts as in benchmarks/search.py, 27 paragraphs to a file under a title, as many different files as there are texts for.
Told first is how many passages the library then has: a file that is the same as another for the most part is one speech
with it. Each is a process of its own, one after another in the same workspace: by the clock and by processor time, with
its highest resident size, and how many bytes of the library it wrote, where the rest is shared with the one before. Then,
for one more edit, where the time goes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.search import paragraphs  # noqa: E402
from drafter.flow import mining  # noqa: E402
from drafter.keep.atomic import current_folder  # noqa: E402
from drafter.keep.workspace import open_workspace  # noqa: E402
from drafter.search.query import Library  # noqa: E402

LINES = 27
"""Paragraphs to a file."""
_OWN = [f"加开的会第{n}段，渡口、茶场和水塔的事要一件一件办好，办到第{n}件再回头看。" for n in range(1, LINES + 1)]
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
            _run("everything", [str(folder)], base)
        with Library.open(base / "workspace" / "library") as library:
            print(f"{len(library):,} passages")
        changed = sorted(folder.iterdir())[arguments.files // 2]
        for turn in range(2):
            added = folder / f"{time.time_ns()}.txt"
            added.write_text(_text(f"第{turn + 1}次加开", _OWN), "utf-8")
            _run("one file added", [str(added)], base)
            with changed.open("a", encoding="utf-8") as file:
                file.write(f"\n再补一段：{time.time_ns()} 号文件要抓好落实。\n")
            _run("one file edited", [str(changed)], base)
            added.unlink()
            _run("one file removed", ["--forget", str(added)], base)
        _run("nothing changed", [str(changed)], base)
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
        (folder / f"{number:05d}.txt").write_text(_text(f"第{number + 1}次工作", part), "utf-8")


def _text(meeting: str, lines: Sequence[str]) -> str:
    return "\n\n".join((f"在{meeting}会议上的讲话", *lines)) + "\n"


def _written(library: Path) -> dict[int, int]:
    """The files of the library in use: inode -> bytes."""
    now = current_folder(library)
    known = [path.stat() for path in now.rglob("*") if path.is_file()] if now else []
    return {each.st_ino: each.st_size for each in known}


def _run(what: str, paths: list[str], base: Path) -> None:
    command = [sys.executable, "-m", "drafter", "mine", *paths, "--workspace", str(base / "workspace")]
    library = base / "workspace" / "library"
    before = current_folder(library), _written(library)
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    if status:
        raise SystemExit(f"{what}: drafter mine failed")
    after = _written(library)
    # No file of the generation before goes until this one is whole: none of its numbers is given to another.
    new = (
        0 if current_folder(library) == before[0] else sum(size for ino, size in after.items() if ino not in before[1])
    )
    print(
        f"{what:17} {elapsed:7.1f} s by the clock, {usage.ru_utime + usage.ru_stime:7.1f} s of processor time,"
        f" highest resident {usage.ru_maxrss / 1024:.0f} MB, library {sum(after.values()) / 1e6:.1f} MB,"
        f" {new / 1e6:.1f} of them written"
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
