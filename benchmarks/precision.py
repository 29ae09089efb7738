"""A draw of mined entries to be judged one by one (挖掘的准确率).

    python benchmarks/precision.py [--corpus DIR] [--seed N]

Everything is mined from the folder; frames, parallel sets and topic phrases are put in the order of their ids, the
order is cut into a hundred stretches as equal as may be, and of each the N-th entry is drawn (counted round). The same
corpus and the same seed give the same draw, and every entry is drawn by some seed. Behind the name of a slot stands
what a writer is told of it. An entry is good when all four questions are answered yes; what a hundred of them come to
is for a reader to say, not for this script.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.bank.load import load_bank  # noqa: E402
from drafter.bank.model import SLOT  # noqa: E402
from drafter.flow.understanding import link_duplicates, understand_files  # noqa: E402
from drafter.label.model import load_model  # noqa: E402
from drafter.mine.mine import Mined, mine  # noqa: E402

DRAWN = 100
CRITERIA = "recurrent formula? slots right? correct Chinese when filled? right move and step?"

Row = tuple[str, str, str, str]
"""(id, move·step or kind, speeches/places, text)."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CHECKOUT.parent / "shared" / "corpus")
    options.add_argument("--seed", type=int, default=0, help="which entry of each stretch")
    given = options.parse_args()
    files = sorted(given.corpus.glob("*.txt")) + sorted((given.corpus / "more").glob("*.txt"))
    if not files:
        print(f"no speeches in {given.corpus}", file=sys.stderr)
        return 1
    model = load_model([CHECKOUT / "phrasebank" / "moves.yaml"])
    sources = link_duplicates([source for _, found, _ in understand_files(files, model) for source in found])
    every = rows(mine([speech for source in sources for speech in source.speeches]))
    hints = load_bank([CHECKOUT / "phrasebank"]).hints
    print(f"# {len(every)} entries, seed {given.seed}; {CRITERIA}")
    for number, row in enumerate(draw(every, given.seed), 1):
        print(number, *row[:-1], explained(row[-1], hints), sep="\t")
    return 0


def explained(text: str, hints: Mapping[str, str]) -> str:
    """The slots with what a writer is told of them where nothing fills them: <刚才：会上发言和汇报情况>."""
    return SLOT.sub(lambda slot: f"<{slot[1]}：{hints[slot[1]]}>" if slot[1] in hints else slot[0], text)


def rows(mined: Mined) -> list[Row]:
    """All entries in the order of their ids; every phrase of a topic is one."""
    found: list[Row] = []
    for frame in mined.frames:
        seen = frame.evidence
        found.append((frame.id, f"{frame.move}·{frame.step}", f"{seen.speeches}/{seen.count}", frame.text))
    for entry in mined.sets:
        seen = entry.evidence
        told = entry.skeleton + (f"（{'、'.join(entry.rotors)}）" if entry.rotors else "")
        found.append((entry.id, "标题组", f"{seen.speeches}/{seen.count}", told))
    found += [(f"{topic.id}#{phrase}", "主题短语", "", phrase) for topic in mined.topics for phrase in topic.phrases]
    return sorted(found)


def draw(every: Sequence[Row], seed: int) -> list[Row]:
    """A hundred entries, or all there are, evenly spread over the order."""
    drawn = min(DRAWN, len(every))
    bounds = [len(every) * number // drawn for number in range(drawn + 1)] if drawn else []
    return [every[start + seed % (end - start)] for start, end in pairwise(bounds)]


if __name__ == "__main__":
    raise SystemExit(main())
