"""`drafter moves`: what the program understood of a file (看懂了什么)."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from drafter.cli.say import ChineseCommand, ask, complain, revisions_option, show, show_json, tell, workspace_option
from drafter.errors import DrafterError
from drafter.flow.correcting import feed_back, moved_along, steps_of, with_scores
from drafter.flow.handed import FORMAT, was
from drafter.flow.reviewing import Review, doubtful, every, unsure_steps
from drafter.flow.skeletons import headings_in, stuck
from drafter.flow.understanding import keep_compiled, link_duplicates, open_model, rule_names, understand_files
from drafter.keep.corrections import load_corrections, load_not_duplicates
from drafter.keep.workspace import Workspace, open_workspace
from drafter.label.decode import UNSURE
from drafter.label.model import Model
from drafter.language.genres import other_kind
from drafter.language.visible import one_line
from drafter.read.files import find
from drafter.read.options import TrackedChanges
from drafter.records import Passage, Source, Speech

MOST_TOLD = 10
"""So many passages that moved along with a correction are named."""


@click.command(
    "moves",
    cls=ChineseCommand,
    help="显示程序对文件的理解：分出哪几篇讲话，每段是什么语步、步骤，凭什么这样判断；修补、剔除、隔离了什么。",
    epilog="例：drafter moves 旧稿/2025年总结讲话.docx\n"
    "    drafter moves --yaml 旧稿/*.txt > 语步.yaml\n"
    "    改好其中的 move、step 之后：drafter moves --corrections 语步.yaml",
)
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path), metavar="文件…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（drafter.moves/1）")
@click.option("--yaml", "as_yaml", is_flag=True, help="输出 YAML，一段一行，便于修改后用 --corrections 交回")
@click.option("--review", is_flag=True, help="在终端里逐段订正没有把握的语步")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    metavar="分值",
    help=f"--review 只看语步的分值低于它的（默认 {UNSURE}），和步骤没有把握的",
)
@click.option("--all", "all_", is_flag=True, help="--review 从头到尾每一段都看，有把握的、订正过的也在内")
@click.option(
    "--corrections",
    type=click.Path(readable=False, path_type=Path),
    metavar="文件",
    help="采用改过的 --json 或 --yaml 输出里的语步",
)
@click.option(
    "--learn", is_flag=True, help="从订正中学习（mine 过的文件和这里写的文件），写进工作区的 learnt/moves.yaml"
)
@revisions_option
@workspace_option
def command(
    paths: tuple[Path, ...],
    as_json: bool,
    as_yaml: bool,
    review: bool,
    below: float | None,
    all_: bool,
    corrections: Path | None,
    learn: bool,
    revisions: str,
    workspace_path: Path | None,
) -> int:
    if all_ and not review:
        raise click.UsageError("--all 和 --review 一起用")
    if below is not None and not review:
        raise click.UsageError("--below 和 --review 一起用")
    writes = corrections is not None or learn
    workspace = open_workspace(workspace_path, tell, missing="make" if writes else "empty")
    choice: TrackedChanges = "accept" if revisions == "接受" else "reject"
    missed = False
    if corrections is not None:
        missed = _hand_back(workspace, corrections, choice)
    if learn:
        # Takes a while to load, which only who learns needs to pay.
        from drafter.flow.learning import relearn

        trial = relearn(workspace, find(paths)[0] if paths else (), choice)
        tell(f"{trial.told()}。学习完毕")
        if trial.warning:
            tell(f"提示：{trial.warning}")
    if not paths:
        if corrections is not None or learn:
            return int(missed)
        raise click.UsageError("请给出要看的文件")
    model = open_model(workspace)
    files, problems = find(paths)
    sources: list[Source] = []
    failed = list(problems)
    corrected = load_corrections(workspace)
    for _, found, troubles in understand_files(files, model, corrected, lambda _: choice, reasons=not as_yaml):
        sources += found
        failed += troubles
    if not sources:
        raise DrafterError(*(failed or ("没有找到能读的文件。支持 txt md html docx pdf doc wps rtf odt zip",)))
    linked = link_duplicates(sources, load_not_duplicates(workspace))
    if review:
        return _review(
            workspace,
            linked,
            None if all_ else UNSURE if below is None else below,
            lambda: _read(workspace, files, choice),
        )
    if as_json:
        show_json(as_data(linked, model))
    elif as_yaml:
        show(as_yaml_text(linked, steps_of(model)))
    else:
        for source in linked:
            show(describe(source, model))
    for source in linked:
        for speech in source.speeches:
            if kind := other_kind(speech):
                tell(
                    f"提示：{source.path} {f'《{speech.title}》' if speech.title else ''}像是{kind}，不是领导对会议的讲话，"
                    "语步照讲话的标，只供参考"
                )
            headings = [text for found in headings_in(speech, model).values() for _, text in found]
            for remark in stuck(speech, headings):
                tell(f"提示：{source.path} {f'《{speech.title}》' if speech.title else ''}{remark}")
    keep_compiled(workspace)
    for problem in failed:
        complain(problem)
    tell(
        f"{len(linked)} 个文件，{sum(len(s.speeches) for s in linked)} 篇"
        + (f"，{len(failed)} 处读不了" if failed else "")
    )
    return 1 if failed or missed else 0


def _hand_back(workspace: Workspace, path: Path, tracked_changes: TrackedChanges) -> bool:
    """Take a file handed back and tell what came of it; whether something in it was not taken."""
    taken = feed_back(workspace, path, tracked_changes)
    same = taken.touched - taken.changed - len(taken.missed)
    tell(
        f"改了 {taken.touched} 处（认可的也算），采用 {taken.changed} 处"
        + (f"，{same} 处从前已是这样" if same > 0 else "")
        + (f"，{len(taken.missed)} 处没有采用：" if taken.missed else "")
    )
    complain(*taken.missed)
    if taken.stale:
        tell(f"提示：有 {taken.stale} 段文件里没有改，而写出文件之后语步已经变了（另有订正等），照现在的，没有退回")
    if taken.unlisted:
        tell(f"提示：原稿另有 {taken.unlisted} 段文件里没有，没有动")
    _tell_along(taken.along)
    return bool(taken.missed)


def _read(workspace: Workspace, files: Sequence[Path], choice: TrackedChanges) -> dict[str, Speech]:
    """The speeches of the files as they are labelled by now."""
    found = understand_files(files, open_model(workspace), load_corrections(workspace), lambda _: choice)
    return {speech.id: speech for _, sources, _ in found for source in sources for speech in source.speeches}


def _tell_along(lines: Sequence[str]) -> None:
    if lines:
        tell(f"提示：前后连着判，有 {len(lines)} 段没有订正的跟着变了：{'；'.join(lines[:MOST_TOLD])}")


def _review(
    workspace: Workspace,
    sources: tuple[Source, ...],
    below: float | None,
    again: Callable[[], Mapping[str, Speech]],
) -> int:
    """Ask about every passage less sure than `below` and then about doubtful steps, about all where it is None, one line of
    keys at a time.

    again: labels the speeches anew, by their ids.
    """
    doubts = every(sources) if below is None else doubtful(sources, below)
    steps = [] if below is None else unsure_steps(sources, below)
    waiting = [*doubts, *steps]
    if not waiting:
        tell("没有可看的段落" if below is None else f"没有分值低于 {below} 的段落；--review --all 从头到尾每一段都看")
        return 0
    if not sys.stdin.isatty():
        raise DrafterError("订正要在终端里进行；也可以改好 --yaml 或 --json 的输出，用 --corrections 交回")
    model = open_model(workspace)
    closing = next(move.name for move in model.moves if move.id == "结束语")
    review = Review(workspace, waiting, steps_of(model), closing)
    if steps:
        tell(f"先问语步没有把握的 {len(doubts)} 段，再问语步有把握、步骤没有把握的 {len(steps)} 段")
    while not review.ended:
        if question := review.question():
            show(question)
        if remark := review.press(ask(review.options())):
            show(remark)
    rest = len(every(sources)) - len(waiting)
    if below is not None and rest:
        tell(
            f"另有 {rest} 段语步的分值不低于 {below}、步骤也有把握，没有问；要看写 --review --all（每一段），或 --below 0.95（多看一些）"
        )
    if not review.corrected:
        tell("没有订正")
        return 0
    former = [speech for source in sources for speech in source.speeches]
    _tell_along(moved_along(former, again(), review.corrected))
    tell(f"订正 {len(review.corrected)} 段，已存入 {workspace.corrections}；drafter moves 文件 --learn 可从中学习")
    return 0


def as_yaml_text(sources: tuple[Source, ...], known: Mapping[str, Sequence[str]]) -> str:
    """What --corrections takes back of the form drafter.moves/1, as YAML with one line a passage; known: move → steps."""
    lines = [
        "# 改 move（语步）、step（步骤）两项，改好后：drafter moves --corrections 这个文件",
        f"# 语步（步骤）：{'；'.join(f'{move}（{_listed(steps)}）' for move, steps in known.items())}",
        "# 改了语步，步骤也要改成那个语步的；拿不准写 step: ''，由程序定",
        "# 看过、没有错的，可以在行末的 } 前面加上 , ok: true（认可）：以后不再变，也供 --learn 学习",
        "# 每行末尾的 was 是写这个文件时的语步/步骤，请勿改动：没有改的段落，后来另有订正的照后来的",
        f"format: {FORMAT}",
    ]
    lines.append("sources:" if sources else "sources: []")
    for source in sources:
        lines += [f"- path: {_quoted(source.path)}", "  speeches:" if source.speeches else "  speeches: []"]
        for speech in source.speeches:
            lines += [f"  - id: {_quoted(speech.id)}", f"    title: {_quoted(speech.title or '')}"]
            lines.append("    passages:" if speech.passages else "    passages: []")
            for passage in speech.passages:
                label = f"move: {_quoted(passage.move)}, step: {_quoted(passage.step)}"
                before = _quoted(was(passage.move, passage.step))
                lines.append(f"    - {{{label}, text: {_quoted(passage.text)}, was: {before}}}")
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    return "、".join(names)


def _quoted(text: str) -> str:
    """A JSON string is a YAML string; names that need no quotes get none."""
    return text if re.fullmatch("[一-龥]+", text) else json.dumps(text, ensure_ascii=False)


def as_data(sources: tuple[Source, ...], model: Model) -> dict[str, Any]:
    """The form drafter.moves/1 of the contract; a passage tells what headings it gives an outline, run-in ones too."""
    return {"format": FORMAT, "sources": [_source(source, model) for source in sources]}


def _source(source: Source, model: Model) -> dict[str, Any]:
    return {
        "path": source.path,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "repairs": [{"rule": repair.rule, "count": repair.count} for repair in source.repairs],
        "speeches": [_speech(speech, model) for speech in source.speeches],
        "dropped": [{"reason": loss.reason, "text": loss.text} for loss in source.dropped],
        "quarantined": [
            {"reason": loss.reason, "text": loss.text, "speech": loss.speech} for loss in source.quarantined
        ],
    }


def _speech(speech: Speech, model: Model) -> dict[str, Any]:
    headings = headings_in(speech, model)
    return {
        "id": speech.id,
        "title": speech.title,
        "speaker": speech.speaker,
        "position": speech.position,
        "occasion": speech.occasion,
        "date": speech.date,
        "place": speech.place,
        "genre": speech.genre,
        "duplicate_of": speech.duplicate_of,
        "similarity": round(speech.similarity, 4),
        "passages": [_passage(passage, headings.get(passage.number, [])) for passage in speech.passages],
    }


def _passage(passage: Passage, headings: Sequence[tuple[int, str]]) -> dict[str, Any]:
    return {
        "number": passage.number,
        "kind": passage.kind,
        "level": passage.level,
        "label": passage.label,
        "text": passage.text,
        "move": passage.move,
        "step": passage.step,
        "score": round(passage.score, 4),
        "step_score": round(passage.step_score, 4),
        "why": list(passage.why),
        "headings": [{"level": level, "text": text} for level, text in headings],
        "was": was(passage.move, passage.step),
    }


GENRES = {"speech": "讲话", "report": "报告", "other": "非讲话"}


def describe(source: Source, model: Model) -> str:
    """The same for people: one line a passage, below it the headings that stand within it."""
    names = rule_names()
    lines = [f"■ {source.path}（{source.encoding}）"]
    if source.repairs:
        lines.append(
            "  修补：" + "，".join(f"{names.get(repair.rule, repair.rule)} {repair.count}" for repair in source.repairs)
        )
    for number, speech in enumerate(source.speeches, 1):
        about = [speech.title or "（无题）"]
        about += [
            part for part in (speech.position, speech.speaker, speech.date, speech.place, speech.occasion) if part
        ]
        lines.append(f"  【第 {number} 篇 {GENRES[speech.genre]} {speech.id}】" + " · ".join(about))
        if speech.duplicate_of:
            lines.append(f"    与 {speech.duplicate_of} 重复（相似 {speech.similarity:.0%}），短语只计一次")
        headings = headings_in(speech, model)
        for passage in speech.passages:
            inner = headings.get(passage.number, [])
            mark = "#" * inner[0][0] + " " if inner and passage.kind == "heading" else ""
            text = passage.text if len(passage.text) <= 48 else passage.text[:46] + "……"
            lines.append(f"    {passage.number:>3} {with_scores(passage)}  {mark}{text}")
            if len(inner) > bool(mark):
                lines.append(f"        标题：{'；'.join('#' * level + ' ' + heading for level, heading in inner)}")
            if passage.why:
                lines.append(f"        因：{'；'.join(passage.why)}")
    for title, losses in (("剔除", source.dropped), ("隔离", source.quarantined)):
        for loss in losses:
            text = loss.text.replace("\n", " ")
            lines.append(f"  {title}（{loss.reason}）：{text if len(text) <= 60 else text[:58] + '……'}")
    return "\n".join(one_line(line) for line in lines)
