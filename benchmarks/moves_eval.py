"""How well moves are told apart on speeches the labeller has not seen (语步判定的留一评估).

    python benchmarks/moves_eval.py [--corpus DIR] [--gold DIR] [--scorer FILE] [--by speech|group|kind|fold|none]
                                    [--errors] [--write]

Reads the labelled speeches: DIR/*.txt with the scorer's gold (segments with their text) and DIR/more/*.txt with
tests/gold (segments by anchors). Every file goes through read, clean and split as it would for a writer; labels
are carried over to the sentences the splitter made. Then, for each setting, the model is fitted without the
held-out speeches and labels them:

    speech  one speech held out at a time (37 fits, about three minutes): the figure to go by
    group   one download source held out at a time; central leaders' speeches come from several sources, so
            this does not keep one speaker's texts apart
    kind    all trade-union, all central or all other speeches held out together: the harshest
    fold    seven folds: quick, for development
    none    nothing held out: only shows how far the model can bend, no evidence of anything

and the scorer judges the answers as it does those of `drafter moves --json`. Printed: the scorer's rows for each
of the two gold sets and for both, figures per group, and calibration: of the sentences (weighted by characters)
in passages with a score above 0.9, how many are right. --errors lists the runs that went wrong, --write fits on
everything and prints the 权重 and 转移 sections for phrasebank/moves.yaml.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.clean.pipeline import clean  # noqa: E402
from drafter.label.decode import label  # noqa: E402
from drafter.label.learn import Labelled, align, learn, weights_yaml  # noqa: E402
from drafter.label.model import Model, load_model  # noqa: E402
from drafter.label.structure import lay_out  # noqa: E402
from drafter.read.files import read  # noqa: E402
from drafter.records import Speech  # noqa: E402
from drafter.split.pipeline import split  # noqa: E402

NOT_SPEECH = "非正文"
Segments = list[tuple[tuple[str, ...], str, str]]


@dataclass(frozen=True)
class Case:
    """A gold file and the speech of its source that it labels."""

    name: str
    group: str
    source: Path
    segments: Segments
    labelled: tuple[Labelled, ...]
    """All speeches of the source that the gold touches (the splitter may have cut it in two)."""


@dataclass(frozen=True)
class SourceText:
    speeches: tuple[Speech, ...]
    dropped: tuple[str, ...]
    quarantined: tuple[str, ...]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CHECKOUT.parent / "shared" / "corpus")
    options.add_argument("--gold", type=Path, default=CHECKOUT.parent / "shared" / "eval" / "gold")
    options.add_argument("--scorer", type=Path, default=CHECKOUT.parent / "shared" / "eval" / "score_moves.py")
    options.add_argument("--by", choices=("speech", "group", "kind", "fold", "none"), default="speech")
    options.add_argument("--errors", action="store_true")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    base = load_model(CHECKOUT / "phrasebank" / "moves.yaml")
    sources, cases = gather(chosen.corpus, chosen.gold)
    if chosen.write:
        print(weights_yaml(learn([one for case in cases for one in case.labelled], base)))
        return 0
    answers: dict[str, Speech] = {}
    with Pool(2) as pool:
        jobs = [(held, cases, base, chosen.by == "none") for held in folds(cases, chosen.by)]
        for found in pool.imap(run_fold, jobs, chunksize=1):
            answers.update(found)
    report(sources, cases, answers, chosen.scorer, chosen.errors)
    return 0


def gather(corpus: Path, gold: Path) -> tuple[dict[Path, SourceText], list[Case]]:
    """All sources, read and split, and all gold files with their labels carried over."""
    wanted: list[tuple[str, str, Path, Segments]] = []
    for path in sorted(gold.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        source = corpus / lines[0].removeprefix("# source:").strip()
        segments: Segments = []
        for line in lines[1:]:
            if line.strip():
                moves, step, text = line.split("\t", 2)
                segments.append((tuple(moves.split("|")), step, text))
        wanted.append((path.stem, "union", source, segments))
    for path in sorted((CHECKOUT / "tests" / "gold").glob("*.tsv")):
        source = corpus / "more" / f"{path.stem}.txt"
        wanted.append((path.stem, path.stem.split("_")[1], source, anchored(path, source)))
    sources: dict[Path, SourceText] = {}
    cases = []
    for name, group, source, segments in wanted:
        if source not in sources:
            sources[source] = understand(source)
        labelled = []
        for speech in sources[source].speeches:
            one = align(speech, [(moves, text) for moves, _, text in segments])
            known = sum(map(bool, one.allowed))
            if known >= 0.5 * len(one.allowed):
                labelled.append(one)
        if name.startswith("S"):
            labelled = labelled[:1] if len(labelled) > 1 and _same(labelled) else labelled
        cases.append(Case(name, group, source, segments, tuple(labelled)))
    return sources, cases


def _same(labelled: Sequence[Labelled]) -> bool:
    sizes = sorted(len(one.allowed) for one in labelled)
    return sizes[0] > 0.7 * sizes[-1]


def understand(source: Path) -> SourceText:
    speeches: list[Speech] = []
    dropped: list[str] = []
    quarantined: list[str] = []
    for document in read(source):
        cleaned = clean(document.blocks)
        found, lost, damaged = split(cleaned, document.path, document.sha256)
        speeches.extend(found)
        dropped.extend(loss.text for loss in (*cleaned.dropped, *lost))
        quarantined.extend(loss.text for loss in damaged)
    return SourceText(tuple(speeches), tuple(dict.fromkeys(dropped)), tuple(quarantined))


def anchored(path: Path, source: Path) -> Segments:
    """Segments of a file labelled by anchors, each running to the next anchor."""
    text = source.read_text(encoding="utf-8")
    marks: list[tuple[int, tuple[str, ...], str]] = []
    at = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        _, anchor, moves, step, *_ = [*line.split("\t"), "", ""]
        place = text.find(anchor, at)
        if place < 0:
            raise SystemExit(f"{path.name}: anchor not found: {anchor}")
        marks.append((place, tuple(moves.split("|")), step))
        at = place + len(anchor)
    ends = [mark[0] for mark in marks[1:]] + [len(text)]
    return [(moves, step, text[begin:end]) for (begin, moves, step), end in zip(marks, ends, strict=True)]


def folds(cases: Sequence[Case], by: str) -> list[frozenset[str]]:
    names = [case.name for case in cases]
    if by == "speech":
        return [frozenset((name,)) for name in names]
    if by == "fold":
        return [frozenset(names[start::7]) for start in range(7)]
    if by == "group":
        groups: dict[str, set[str]] = defaultdict(set)
        for case in cases:
            groups["sx" if case.group == "hw" else case.group].add(case.name)
        return [frozenset(group) for group in groups.values()]
    if by == "kind":
        kinds: dict[str, set[str]] = defaultdict(set)
        for case in cases:
            kinds["union" if case.group == "union" else "central" if "_xi" in case.name else "other"].add(case.name)
        return [frozenset(kind) for kind in kinds.values()]
    return [frozenset(names)]


def run_fold(job: tuple[frozenset[str], Sequence[Case], Model, bool]) -> dict[str, Speech]:
    held, cases, base, fit_all = job
    model = learn([one for case in cases if fit_all or case.name not in held for one in case.labelled], base)
    return {one.speech.id: label(one.speech, model) for case in cases if case.name in held for one in case.labelled}


def report(
    sources: dict[Path, SourceText], cases: Sequence[Case], answers: dict[str, Speech], scorer: Path, errors: bool
) -> None:
    spec = importlib.util.spec_from_file_location("score_moves", scorer)
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    groups: dict[str, list[Case]] = {"corpus": [], "more": [], "all": []}
    for case in cases:
        groups["corpus" if case.group == "union" else "more"].append(case)
        groups["all"].append(case)
        groups.setdefault(case.group, []).append(case)
    for name, members in groups.items():
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.json"
            out.write_text(json.dumps({"sources": as_json(sources, members, answers)}), encoding="utf-8")
            gold = Path(folder) / "gold"
            gold.mkdir()
            for case in members:
                rows = [f"# source: {case.source.name}"]
                rows += [f"{'|'.join(moves)}\t{step}\t{' '.join(text.split())}" for moves, step, text in case.segments]
                (gold / f"{case.name}.tsv").write_text("\n".join(rows), encoding="utf-8")
            heard = io.StringIO()
            with contextlib.redirect_stdout(heard):
                judge.main(["", str(out), str(gold)])
            lines = heard.getvalue().splitlines()
            if name in ("corpus", "more"):
                print("\n".join(line for line in lines if "accuracy" in line and not line.startswith("macro")))
            if name in ("corpus", "more", "all"):
                print(f"== {name}")
                print("\n".join(lines[-7:]))
            else:
                print(f"-- {name}: {lines[-1]}")
    calibration(cases, answers)
    if errors:
        show_errors(cases, answers)


def as_json(sources: dict[Path, SourceText], cases: Sequence[Case], answers: dict[str, Speech]) -> list[object]:
    result: list[object] = []
    for source in dict.fromkeys(case.source for case in cases):
        text = sources[source]
        # Speeches no gold file speaks of are left out, so are second copies: both would be unlabelled here.
        speeches = [answers[speech.id] for speech in text.speeches if speech.id in answers]
        result.append(
            {
                "path": str(source),
                "speeches": [
                    {"passages": [{"text": p.text, "move": p.move} for p in speech.passages]} for speech in speeches
                ],
                "dropped": [{"text": each} for each in text.dropped],
                "quarantined": [{"text": each} for each in text.quarantined],
            }
        )
    return result


def calibration(cases: Sequence[Case], answers: dict[str, Speech]) -> None:
    bins: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for one in case.labelled:
            for text, allowed, move, score, _ in judged(one, answers[one.speech.id]):
                if allowed and NOT_SPEECH not in allowed:
                    name = ">0.9" if score > 0.9 else ">0.7" if score > 0.7 else ">0.5" if score > 0.5 else "rest"
                    bins[name]["all"] += len(text)
                    bins[name]["right"] += len(text) * (move in allowed)
    total = sum(count["all"] for count in bins.values())
    for name in (">0.9", ">0.7", ">0.5", "rest"):
        count = bins[name]
        if count["all"]:
            print(f"score {name}: {count['all'] / total:.3f} of the text, {count['right'] / count['all']:.3f} right")


def judged(one: Labelled, answer: Speech) -> list[tuple[str, tuple[str, ...], str, float, tuple[str, ...]]]:
    """Sentence, allowed moves, answer, score, why."""
    units = lay_out(one.speech).units
    result = []
    passages = iter(answer.passages)
    current = next(passages)
    left = len(current.text)
    for unit, allowed in zip(units, one.allowed, strict=True):
        while left <= 0:
            current = next(passages)
            left = len(current.text)
        result.append((unit.text, allowed, current.move, current.score, current.why))
        left -= len(unit.text)
    return result


def show_errors(cases: Sequence[Case], answers: dict[str, Speech]) -> None:
    for case in cases:
        for one in case.labelled:
            print("##", case.name)
            before: tuple[object, ...] = ()
            run = 0
            for text, allowed, move, score, why in judged(one, answers[one.speech.id]):
                wrong = bool(allowed) and NOT_SPEECH not in allowed and move not in allowed
                key = (move, allowed, wrong)
                if key != before:
                    if run:
                        print(f"      … {run}")
                    run = 0
                    if wrong:
                        print(f"  {move} {score:.2f}, should be {'|'.join(allowed)}: {text.strip()[:40]} {why}")
                before = key
                run += len(text) * wrong
            if run:
                print(f"      … {run}")


if __name__ == "__main__":
    raise SystemExit(main())
