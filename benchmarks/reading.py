"""Reading, cleaning, splitting and labelling against jieba (读稿用时与分词用时之比).

    python benchmarks/reading.py [--rounds N] [--reasons] [FILE…]          default: ../shared/corpus/*.txt beside the checkout

Every file is timed step by step and jieba cuts the same file's text (as read, dictionary loaded beforehand) in the
same round, so that what else the machine is doing falls on both alike. Processor time of this process, the best of
N rounds, one core, garbage looked for as seldom as drafter itself does. Labelled as drafter mine does, without the
reasons; with --reasons as drafter moves does. Before each round over all files cleaner and labeller forget what they
remember of earlier lines, with --alone before each file. Printed: milliseconds of jieba, the ratio of each step to it
and what label adds to read + clean + split, by file and for all; the targets are 1.0 for the four steps together and
0.2 for what label adds.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

import jieba  # noqa: E402

from drafter.clean import furniture  # noqa: E402
from drafter.clean.damage import mojibake  # noqa: E402
from drafter.clean.pipeline import clean  # noqa: E402
from drafter.cli.main import SELDOM  # noqa: E402
from drafter.label.decode import label  # noqa: E402
from drafter.label.model import Model, load_model  # noqa: E402
from drafter.read.files import read  # noqa: E402
from drafter.split.pipeline import split  # noqa: E402

STEPS = ("jieba", "read", "clean", "split", "label")
T = TypeVar("T")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--alone", action="store_true", help="as if every file were read in a run of its own")
    options.add_argument("--reasons", action="store_true", help="label with the reasons")
    chosen = options.parse_args()
    files = chosen.files or sorted((CHECKOUT.parent / "shared" / "corpus").glob("*.txt"))
    if not files:
        print("no files: name some, or put the corpus beside the checkout", file=sys.stderr)
        return 1
    # As the program does: looking for garbage more often is a cost no writer pays.
    gc.set_threshold(*SELDOM)
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    model = load_model(CHECKOUT / "phrasebank" / "moves.yaml")
    whole = dict.fromkeys(STEPS, 0.0)
    print(f"{'':36s}{'jieba ms':>9s}" + "".join(f"{step:>8s}" for step in (*STEPS[1:], "all", "adds")))
    best = {path: dict.fromkeys(STEPS, float("inf")) for path in files}
    for _ in range(chosen.rounds):
        forget(model)
        for path in files:
            if chosen.alone:
                forget(model)
            for step, seconds in once(path, model, chosen.reasons).items():
                best[path][step] = min(best[path][step], seconds)
    for path in files:
        for step in STEPS:
            whole[step] += best[path][step]
        print(row(path.name, best[path]))
    print(row("all", whole))
    return 0


def forget(model: Model) -> None:
    """What is remembered of lines met before: a writer's file is read once."""
    for memo in (mojibake._suspect.cache_clear, furniture._line_reason.cache_clear, model.lexicon.forget):
        memo()


def once(path: Path, model: Model, reasons: bool) -> dict[str, float]:
    """Seconds of each step on one file; reasons: whether labelling says why."""
    found: dict[str, float] = {}

    def timed(step: str, work: Callable[[], T]) -> T:
        begin = process_time()
        result = work()
        found[step] = process_time() - begin
        return result

    documents = timed("read", lambda: list(read(path)))
    text = "\n".join(block.text for document in documents for block in document.blocks)
    timed("jieba", lambda: jieba.lcut(text))
    cleaned = timed("clean", lambda: [clean(document.blocks) for document in documents])
    speeches = timed(
        "split",
        lambda: [
            speech
            for document, one in zip(documents, cleaned, strict=True)
            for speech in split(one, document.path, document.sha256)[0]
        ],
    )
    timed("label", lambda: [label(speech, model, reasons=reasons) for speech in speeches])
    return found


def row(name: str, seconds: dict[str, float]) -> str:
    jieba_time = max(seconds["jieba"], 1e-9)
    ratios = [seconds[step] / jieba_time for step in STEPS[1:]]
    adds = ratios[-1] / max(sum(ratios[:-1]), 1e-9)
    cells = (*ratios, sum(ratios), adds)
    return f"{name[:35]:36s}{1000 * jieba_time:9.1f}" + "".join(f"{cell:8.2f}" for cell in cells)


if __name__ == "__main__":
    raise SystemExit(main())
