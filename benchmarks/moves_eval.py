"""How well moves are told apart on speeches the weights were not fitted to (语步判定的留一评估).

    python benchmarks/moves_eval.py [--corpus DIR] [--gold DIR] [--scorer FILE] [--by speech|group|kind|fold|own|none]
                                    [--marked DIR…] [--errors] [--write]

Reads the labelled speeches: DIR/*.txt with the scorer's gold (segments with their text), DIR/more/*.txt with
tests/gold (segments by anchors), our own in tests/gold/own (the text itself, segments opened by ⟦move/step⟧), more of
our own in tests/gold/homely (short, without numbers, most in plain words) and tests/gold/inner (short, with points in
which past work is reviewed), and the sample speeches with tests/gold/samples (anchors). Every file goes through read, clean and split as it would
for a writer; labels are carried over to the sentences the splitter made. Then, for each setting, the model is
fitted without the held-out speeches and labels them:

    speech  one speech of others held out at a time (37 fits): the figure to go by
    group   one download source held out at a time; central leaders' speeches come from several sources, so
            this does not keep one speaker's texts apart
    kind    all trade-union, all central or all other speeches held out together: the harshest
    fold    seven folds: quick, for development
    own     one batch of our own speeches held out at a time (…A, …B and so on), all others fitted on
    none    nothing held out: only shows how far the model can bend, no evidence of anything

Our own speeches, each also as one paragraph without line breaks, are fitted on in every setting but `own`; those in
tests/gold/homely and tests/gold/inner only for what such speeches have of their own (see label.learn), for they would
pull the figures of the others down; the sample speeches and those in tests/gold/unseen never are. The weights alone are
held out: the cues were written with the corpus in view. The scorer judges the answers as it does those of `drafter moves --json`. Printed: the
scorer's rows, figures per group, and calibration: of the sentences (weighted by characters) in passages with a
score above 0.9, how many are right; and of the text whose move is right and whose step is told in the gold, on how
much the step is right, and by the step's score. --marked scores further folders of marked speeches with the shipped weights,
as they stand and as one paragraph; --errors lists the runs that went wrong; --write fits on everything and writes
the 权重 and 转移 sections of phrasebank/moves.yaml anew, with a seal by which a test tells that what they were fitted
to has changed since, or they themselves.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from multiprocessing import Pool
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.clean.pipeline import clean  # noqa: E402
from drafter.label.decode import label  # noqa: E402
from drafter.label.features import observe  # noqa: E402
from drafter.label.learn import Labelled, align, learn, weights_yaml  # noqa: E402
from drafter.label.lexicon import BRIEF, HOMELY  # noqa: E402
from drafter.label.model import Model, load_model  # noqa: E402
from drafter.label.structure import lay_out  # noqa: E402
from drafter.read.files import read  # noqa: E402
from drafter.records import Passage, Speech  # noqa: E402
from drafter.split.pipeline import split  # noqa: E402

NOT_SPEECH = "非正文"
SEAL = "# 拟合印记（benchmarks/moves_eval.py --write 写的，下面的权重、转移请勿手改）："
STEP_SEGMENT = 300
"""Characters up to which the step of a labelled segment is that of its every passage."""
MARK = re.compile("⟦([^⟧]*)⟧")
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
    options.add_argument("--by", choices=("speech", "group", "kind", "fold", "own", "none"), default="speech")
    options.add_argument("--marked", type=Path, nargs="*", default=[])
    options.add_argument("--errors", action="store_true")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    base = shipped_model()
    sources, cases = gather(chosen.corpus, chosen.gold)
    own, homely = own_speeches(sources)
    samples = anchored_samples(sources)
    if chosen.write:
        write(weights_yaml(fit((labelled(cases), both_forms(own), both_forms(homely)), base)), base, [*own, *homely])
        return 0
    answers: dict[str, Speech] = {}
    further = [case for folder in chosen.marked for case in marked(folder, sources)]
    flat = [one_paragraph(case) for case in further]
    for case in (*further, *flat):
        answers |= {one.speech.id: label(one.speech, base) for one in case.labelled}
    groups: dict[str, list[Case]] = {"marked": further, "marked, one paragraph": flat} if further else {}
    if not further:
        groups = hold_out(cases, own, homely, samples, chosen.by, answers)
    report(sources, groups, answers, chosen.scorer)
    judged_cases = list({id(case): case for members in groups.values() for case in members}.values())
    calibration(judged_cases, answers)
    steps(judged_cases, answers)
    if chosen.errors:
        show_errors(judged_cases, answers)
    return 0


def write(weights: str, base: Model, own: Sequence[Case]) -> None:
    """Put `weights` in the place of those in phrasebank/moves.yaml, sealed."""
    path = CHECKOUT / "phrasebank" / "moves.yaml"
    kept = path.read_text(encoding="utf-8").partition(f"\n{SEAL}")[0].partition("\n权重:")[0]
    path.write_text(f"{kept}\n{SEAL}{seal(weights, base, own)}\n{weights}", encoding="utf-8")


def seal(weights: str, base: Model, own: Sequence[Case]) -> str:
    """A print of what the fit sees in our own speeches (features, joints, labels), and one of the weights it made.

    Our own stand for all: they travel with the program, and whatever changes the cues, the features or the layout
    changes what is seen in some of them.
    """
    inputs = blake2b(digest_size=8)
    for one in both_forms(own):
        for seen in observe(lay_out(one.speech), base.lexicon):
            inputs.update(f"{sorted(seen.names)} {seen.junction}".encode())
        inputs.update(repr(one.allowed).encode())
    return f"{inputs.hexdigest()} {blake2b(weights.encode(), digest_size=8).hexdigest()}"


def hold_out(
    cases: list[Case],
    own: list[Case],
    homely: list[Case],
    samples: list[Case],
    by: str,
    answers: dict[str, Speech],
) -> dict[str, list[Case]]:
    """Fit without what is held out, label it into `answers`; the cases to report on, by group."""
    groups: dict[str, list[Case]] = {}
    jobs: list[tuple[list[Case], Fitted]] = []
    if by == "own":
        flat = [one_paragraph(case) for case in (*own, *homely)]
        for batch in sorted({_batch(case) for case in flat}):
            held = [case for case in (*own, *homely, *flat) if _batch(case) == batch]
            rest_own, rest_homely = ([c for c in ours if _batch(c) != batch] for ours in (own, homely))
            jobs.append((held, (labelled(cases), both_forms(rest_own), both_forms(rest_homely))))
            groups[f"own {batch}"] = [case for case in (*own, *homely) if _batch(case) == batch]
        jobs.append((samples, (labelled(cases), both_forms(own), both_forms(homely))))
        groups |= {"own, one paragraph": flat, "samples": samples}
    else:
        always = both_forms(own), both_forms(homely)
        for names in folds(cases, by):
            held = [case for case in cases if case.name in names]
            rest = [case for case in cases if by == "none" or case.name not in names]
            jobs.append((held, (labelled(rest), *always)))
        groups = {"corpus": [], "more": [], "all": []}
        for case in cases:
            groups["corpus" if case.group == "union" else "more"].append(case)
            groups["all"].append(case)
            groups.setdefault(case.group, []).append(case)
    with Pool(2) as pool:
        for found in pool.imap(run_fold, jobs, chunksize=1):
            answers.update(found)
    return groups


def own_speeches(sources: dict[Path, SourceText]) -> tuple[list[Case], list[Case]]:
    """Our own speeches, and our own homely ones; their texts are added to `sources`."""
    own, homely, inner = (marked(CHECKOUT / "tests" / "gold" / name, sources) for name in ("own", "homely", "inner"))
    return own, homely + inner


def _batch(case: Case) -> str:
    """Which of the batches our own speeches were written in: the letter behind the number."""
    return case.name.partition("_")[0][-1]


def labelled(cases: Sequence[Case]) -> list[Labelled]:
    return [one for case in cases for one in case.labelled]


def both_forms(cases: Sequence[Case]) -> list[Labelled]:
    """Speeches as they stand and as one paragraph."""
    return [*labelled(cases), *labelled([one_paragraph(case) for case in cases])]


def one_paragraph(case: Case) -> Case:
    """`case` with each speech run together, as scraped texts are."""
    flat = []
    for one in case.labelled:
        text = "".join(passage.text for passage in one.speech.passages)
        speech = Speech(one.speech.id + "-flat", (Passage(1, "paragraph", text),))
        flat.append(align(speech, [(moves, words) for moves, _, words in case.segments if NOT_SPEECH not in moves]))
    return replace(case, labelled=tuple(flat))


def marked(folder: Path, sources: dict[Path, SourceText]) -> list[Case]:
    """Cases of a folder of speeches marked with ⟦move/step⟧; their texts are added to `sources`."""
    cases = []
    for path in sorted(folder.glob("*.txt")):
        pieces = MARK.split(path.read_text(encoding="utf-8").strip())
        segments: Segments = []
        for mark, text in zip(pieces[1::2], pieces[2::2], strict=True):
            moves, _, step = mark.partition("/")
            segments += [(tuple(moves.split("|")), step, line) for line in text.splitlines() if line.strip()]
        with tempfile.TemporaryDirectory() as scratch:
            plain = Path(scratch) / path.name
            plain.write_text("".join(pieces[2::2]), encoding="utf-8")
            sources[path] = understand(plain)
        cases.append(_case(path.stem, "own", path, segments, sources[path]))
    return cases


def anchored_samples(sources: dict[Path, SourceText]) -> list[Case]:
    """Cases of the sample speeches the program ships."""
    cases = []
    for path in sorted((CHECKOUT / "tests" / "gold" / "samples").glob("*.tsv")):
        source = CHECKOUT / "templates" / "speeches" / f"{path.stem}.txt"
        sources[source] = understand(source)
        cases.append(_case(path.stem, "samples", source, anchored(path, source), sources[source]))
    return cases


def _case(name: str, group: str, source: Path, segments: Segments, text: SourceText) -> Case:
    found = tuple(align(speech, [(moves, words) for moves, _, words in segments]) for speech in text.speeches)
    return Case(name, group, source, segments, found)


def gather(corpus: Path, gold: Path) -> tuple[dict[Path, SourceText], list[Case]]:
    """All sources of others, read and split, and all gold files with their labels carried over."""
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
        if not source.exists():
            raise SystemExit(f"no speech {source}: --corpus names the folder")
        wanted.append((path.stem, path.stem.split("_")[1], source, anchored(path, source)))
    if not any(group == "union" for _, group, _, _ in wanted):
        raise SystemExit(f"no gold files (*.tsv) in {gold}: --gold names their folder")
    sources: dict[Path, SourceText] = {}
    cases = []
    for name, group, source, segments in wanted:
        if source not in sources:
            sources[source] = understand(source)
        known = [
            one
            for one in _case(name, group, source, segments, sources[source]).labelled
            if sum(map(bool, one.allowed)) >= 0.5 * len(one.allowed)
        ]
        if name.startswith("S"):
            known = known[:1] if len(known) > 1 and _same(known) else known
        cases.append(Case(name, group, source, segments, tuple(known)))
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
    data = source.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
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


@cache
def shipped_model() -> Model:
    """The model every fit starts from; read in each process, for it cannot be sent from one to another."""
    return load_model(CHECKOUT / "phrasebank" / "moves.yaml")


Fitted = tuple[Sequence[Labelled], Sequence[Labelled], Sequence[Labelled]]
"""Speeches of others, our own, and our own homely ones."""


def fit(fitted: Fitted, base: Model) -> Model:
    """Weights for all speeches, then what homely ones have of their own."""
    others, own, further = fitted
    everything = [*others, *own, *further]
    return learn(everything, learn(everything, learn([*others, *own], base), own=HOMELY), own=BRIEF)


def run_fold(job: tuple[Sequence[Case], Fitted]) -> dict[str, Speech]:
    held, fitted = job
    model = fit(fitted, shipped_model())
    return {one.speech.id: label(one.speech, model) for one in labelled(held)}


def report(
    sources: dict[Path, SourceText], groups: dict[str, list[Case]], answers: dict[str, Speech], scorer: Path
) -> None:
    spec = importlib.util.spec_from_file_location("score_moves", scorer)
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
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
            if len(name) > 2:
                print(f"== {name}")
                if name != "all":
                    print("\n".join(line for line in lines if "accuracy" in line and not line.startswith("macro")))
                print("\n".join(lines[-7:]))
            else:
                print(f"-- {name}: {lines[-1]}")


def as_json(sources: dict[Path, SourceText], cases: Sequence[Case], answers: dict[str, Speech]) -> list[object]:
    result: list[object] = []
    for source in dict.fromkeys(case.source for case in cases):
        text = sources[source]
        # Speeches no gold file speaks of are left out, so are second copies: both would be unlabelled here.
        wanted = [one.speech.id for case in cases if case.source == source for one in case.labelled]
        speeches = [answers[id_] for id_ in dict.fromkeys(wanted) if id_ in answers]
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
                    bins[_bin(score)]["all"] += len(text)
                    bins[_bin(score)]["right"] += len(text) * (move in allowed)
    print_bins("score", bins)


def steps(cases: Sequence[Case], answers: dict[str, Speech]) -> None:
    """How often the step is right where the move is, and how often by its score; weighted by characters.

    The scores are judged on segments of up to STEP_SEGMENT characters: a longer one bears one step for many.
    """
    right = total = 0
    bins: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        told = [((f"{moves[0]}/{step}", str(len(text))), text) for moves, step, text in case.segments]
        for one in case.labelled:
            passages = answers[one.speech.id].passages
            got = [passage for passage in passages for _ in passage.text]
            units = lay_out(one.speech).units
            for unit, wanted in zip(units, align(one.speech, told).allowed, strict=True):
                named, length = wanted or ("", "0")
                move, _, step = named.partition("/")
                size, passage = len(unit.text), got[unit.start]
                if step and passage.move == move:
                    total += size
                    right += size * (passage.step == step)
                    if int(length) <= STEP_SEGMENT:
                        count = bins[_bin(passage.step_score)]
                        count["all"] += size
                        count["right"] += size * (passage.step == step)
    print(f"steps {right / max(total, 1):.3f} right of {total} characters with the right move")
    print_bins("step score", bins)


def _bin(score: float) -> str:
    return next((f">{low}" for low in (0.9, 0.7, 0.5) if score > low), "rest")


def print_bins(name: str, bins: dict[str, Counter[str]]) -> None:
    total = sum(count["all"] for count in bins.values())
    for bin_ in (">0.9", ">0.7", ">0.5", "rest"):
        count = bins[bin_]
        if count["all"]:
            print(f"{name} {bin_}: {count['all'] / total:.3f} of the text, {count['right'] / count['all']:.3f} right")


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
