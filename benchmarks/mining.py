"""Mining against two yardsticks: a plain n-gram list for coverage, jieba's cutting time for speed (挖掘的基准).

    python benchmarks/mining.py [--corpus DIR] [--coverage] [--time]

Coverage: one speech is left out at a time, everything is mined from the others, and the sentences of the speech left
out are held against the mined frames: opening (开场 save 致意), thanking (致意, 肯定感谢), announcing (领起), leadership
(加强领导), closing (结束语). A sentence is covered when a frame's literals occur in it in order with something in every
slot ("frames, any"). That is generous: a frame of any group counts, and a slot may swallow whole clauses. So the same
is counted strictly ("frames"): only a frame of the sentence's own group counts, and no slot reaches over a comma,
semicolon, colon or stop. The strict figure is the one to go by; it may be little above, or below, the yardstick's.
The yardstick ("n-grams"), which no group binds either, is as many 4- to 6-word n-grams of the same sentences, the
widest spread first; a sentence is covered when it holds one of them word for word. Sentences carry the labeller's
moves, not gold.

Time: reading, cleaning, splitting, labelling, linking duplicates and mining on one core, against jieba (pure Python,
dictionary loaded) cutting every file right after it was labelled and once more after mining, the mean of both; then
1, 4 and 16 times the text, each copy with its names, figures and a tenth of its words changed so that it is no
duplicate. Process time. Dictionaries and rules are loaded before, on a varied copy; what the program remembers of lines
and phrases is forgotten. At 1 and 4 times the best of --rounds, since other programs on the machine can only slow it.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.bank.model import Frame, pattern  # noqa: E402
from drafter.clean import furniture  # noqa: E402
from drafter.clean.damage import mojibake  # noqa: E402
from drafter.flow.understanding import link_duplicates, understand_file, understand_files  # noqa: E402
from drafter.label.model import Model, load_model  # noqa: E402
from drafter.language.words import cut  # noqa: E402
from drafter.mine import forms, topics  # noqa: E402
from drafter.mine.frames import mine_frames  # noqa: E402
from drafter.mine.mine import Mined, mine  # noqa: E402
from drafter.mine.topical import topic_words  # noqa: E402
from drafter.mine.units import Unit, distinct, units  # noqa: E402
from drafter.records import Source, Speech  # noqa: E402

GROUPS = ("开场", "致谢", "领起", "加强领导", "结束语")
SCALES = (1, 4, 16)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CHECKOUT.parent / "shared" / "corpus")
    options.add_argument("--coverage", action="store_true", help="only the coverage")
    options.add_argument("--time", action="store_true", help="only the time")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    files = sorted(given.corpus.glob("*.txt")) + sorted((given.corpus / "more").glob("*.txt"))
    if not files:
        print(f"no speeches in {given.corpus}", file=sys.stderr)
        return 1
    model = load_model([CHECKOUT / "phrasebank" / "moves.yaml"])
    both = given.coverage == given.time
    if given.coverage or both:
        coverage(distinct(speeches_of(files, model)))
    if given.time or both:
        timing(files, model, given.rounds)
    return 0


def speeches_of(files: Sequence[Path], model: Model) -> list[Speech]:
    sources = link_duplicates([source for _, found, _ in understand_files(files, model) for source in found])
    return [speech for source in sources for speech in source.speeches]


# --- coverage ----------------------------------------------------------------------------------------


def group_of(entry: Unit | Frame) -> str:
    """Of a sentence or a mined frame: the group it is counted in; empty outside the five."""
    if entry.step in ("致意", "肯定感谢"):
        return "致谢"
    if entry.step == "领起":
        return "领起"
    return entry.move if entry.move in GROUPS else ""


def coverage(speeches: Sequence[Speech]) -> None:
    total: Counter[str] = Counter()
    by_any: Counter[str] = Counter()
    by_frame: Counter[str] = Counter()
    by_gram: Counter[str] = Counter()
    sizes: list[int] = []
    for index, left_out in enumerate(speeches):
        rest = [speech for other, speech in enumerate(speeches) if other != index]
        found = units(rest)
        frames = mine_frames(rest, found, topic_words(rest, found))
        grams = ngrams(found, len(frames))
        sizes.append(len(frames))
        for unit in units([left_out]):
            group = group_of(unit)
            if group:
                total[group] += 1
                covering = [frame for frame in frames if covers(frame, unit.text)]
                by_any[group] += bool(covering)
                by_frame[group] += any(
                    group_of(frame) == group and covers_closely(frame, unit.text) for frame in covering
                )
                by_gram[group] += any(gram in grams for gram in _grams(cut(unit.text)))
    print(f"coverage, leave one speech out: {len(speeches)} speeches, {sum(sizes) / len(sizes):.0f} entries on average")
    print("group      sentences   frames   frames, any   n-grams")
    for name in (*GROUPS, "all"):
        groups = GROUPS if name == "all" else (name,)
        count = sum(total[group] for group in groups)
        shares = [sum(hits[group] for group in groups) / max(count, 1) for hits in (by_frame, by_any, by_gram)]
        print(f"{name:8}\t{count:6}\t" + "\t".join(f"{share:7.1%}" for share in shares))


def covers(frame: Frame, sentence: str) -> bool:
    return bool(pattern(frame.text.rstrip("。！")).search(sentence))


def covers_closely(frame: Frame, sentence: str) -> bool:
    """The same, each slot within one clause."""
    expression = pattern(frame.text.rstrip("。！")).pattern
    return bool(re.search(expression.replace("(.+?)", "([^，；：。！？]+?)"), sentence))


def ngrams(found: Sequence[Unit], size: int) -> frozenset[tuple[str, ...]]:
    """The `size` n-grams of the groups' sentences that occur in most speeches, the more frequent first."""
    spread: dict[tuple[str, ...], set[int]] = defaultdict(set)
    count: Counter[tuple[str, ...]] = Counter()
    for unit in found:
        if group_of(unit):
            for gram in _grams(cut(unit.text)):
                spread[gram].add(unit.speech)
                count[gram] += 1
    ranked = sorted(spread, key=lambda gram: (-len(spread[gram]), -count[gram], gram))
    return frozenset(ranked[:size])


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + n]) for n in (4, 5, 6) for i in range(len(words) - n + 1)]


# --- time --------------------------------------------------------------------------------------------


def timing(files: Sequence[Path], model: Model, rounds: int) -> None:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts = [file.read_text(encoding="utf-8", errors="ignore") for file in files]
    with tempfile.TemporaryDirectory() as folder:
        run(_copies(texts, 2, Path(folder) / "before")[1::2], model)
        print("scale   characters   speeches   jieba s   understand s   mine s   ratio")
        for scale in SCALES:
            copies = list(files) if scale == 1 else _copies(texts, scale, Path(folder) / str(scale))
            all_texts = [file.read_text(encoding="utf-8", errors="ignore") for file in copies]
            best = (float("inf"), float("inf"), 1.0)
            for _ in range(rounds if scale < SCALES[-1] else 1):
                forget(model)
                understanding = cutting = 0.0
                sources: list[Source] = []
                for path, text in zip(copies, all_texts, strict=True):
                    begin = time.process_time()
                    sources += understand_file(path, model)[0]
                    middle = time.process_time()
                    jieba.lcut(text)
                    understanding += middle - begin
                    cutting += time.process_time() - middle
                begin = time.process_time()
                understood = [speech for source in link_duplicates(sources) for speech in source.speeches]
                middle = time.process_time()
                mined = mine(understood)
                end = time.process_time()
                for text in all_texts:
                    jieba.lcut(text)
                cutting = (cutting + time.process_time() - end) / 2
                now = (understanding + middle - begin, end - middle, cutting)
                if sum(now[:2]) / cutting < sum(best[:2]) / best[2]:
                    best = now
            print(
                f"{scale:4}x\t{sum(map(len, all_texts)):10}\t{len(distinct(understood)):6}\t{best[2]:8.2f}\t{best[0]:8.2f}"
                f"\t{best[1]:8.2f}\t{(best[0] + best[1]) / best[2]:5.2f}   ({_sizes(mined)})",
                flush=True,
            )


def forget(model: Model) -> None:
    """What is remembered of lines and phrases met before."""
    for memo in (mojibake._suspect, furniture._line_reason, topics._key_words, topics._object, forms._names):
        memo.cache_clear()
    model.lexicon.forget()


def run(files: Sequence[Path], model: Model) -> Mined:
    return mine(speeches_of(files, model))


def _sizes(mined: Mined) -> str:
    return f"{len(mined.frames)} frames, {len(mined.sets)} sets, {len(mined.topics)} topics"


def _copies(texts: Sequence[str], scale: int, folder: Path) -> list[Path]:
    """`scale` variants of every text: every tenth character from the Chinese block moved, differently in each."""
    folder.mkdir()
    paths: list[Path] = []
    for number, text in enumerate(texts):
        for copy in range(scale):
            path = folder / f"{number:02}-{copy:02}.txt"
            path.write_text(_varied(text, copy) if copy else text, encoding="utf-8")
            paths.append(path)
    return paths


def _varied(text: str, copy: int) -> str:
    """The clauses of every line turned by `copy`, and every tenth two-character stretch swapped."""
    lines = []
    for line in text.split("\n"):
        clauses = line.split("，")
        if len(clauses) > 4:
            turn = copy % (len(clauses) - 2) or 1
            clauses = [clauses[0], *clauses[1 + turn : -1], *clauses[1 : 1 + turn], clauses[-1]]
        characters = list("，".join(clauses))
        for at in range(copy % 10 + 3, len(characters) - 2, 10):
            if all("\u4e00" <= c <= "\u9fff" for c in characters[at : at + 2]):
                characters[at], characters[at + 1] = characters[at + 1], characters[at]
        lines.append("".join(characters))
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
