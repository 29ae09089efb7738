"""`drafter bank`: look at, review, merge and validate the phrasebank (短语库)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from drafter.bank.entries import entries_of
from drafter.bank.load import load_bank
from drafter.bank.model import Topic
from drafter.cli.say import ChineseGroup, ask, complain, refuse, show, tell, workspace_option
from drafter.errors import DrafterError
from drafter.flow.curating import ACCEPT, EDIT, REJECT, Candidate, candidates, decide, merge, undo
from drafter.flow.drafting import read_bank
from drafter.keep.workspace import Workspace, open_workspace
from drafter.language.similar import nearest
from drafter.shipped import shipped

Entry = TypeVar("Entry")


@click.group(
    "bank",
    cls=ChineseGroup,
    help="短语库：查看、审阅、合并、校验。程序自带的和挖出来的归程序，工作区 phrasebank/ 里的归人。",
    epilog="例：drafter bank list 开场\n    drafter bank review",
)
def command() -> None:
    pass


@command.command(
    "list",
    help="列出短语库；给出语步、步骤、领域，或名称、同义词、正文里的任何几个字，就只列相应的。",
    epilog="例：drafter bank list 领起\n    drafter bank list 食堂",
)
@click.argument("word", required=False, metavar="[语步、步骤、领域或几个字]")
@click.option("--kind", type=click.Choice(("frames", "sets", "topics")), help="只列框架、标题组或主题")
@workspace_option
def list_(word: str | None, kind: str | None, workspace_path: Path | None) -> None:
    bank = read_bank(open_workspace(workspace_path))
    rows: list[str] = []
    if kind in (None, "frames"):
        rows += [
            f"{frame.id}\t{frame.move}·{frame.step}\t{frame.text}\t{_origin(frame.reviewed, frame.evidence.speeches)}"
            for frame in _matching(bank.frames, word, lambda f: (f.move, f.step), lambda f: (f.id, f.text))
        ]
    if kind in (None, "sets"):
        rows += [
            f"{entry.id}\t{entry.head}\t{entry.skeleton}\t{'、'.join(entry.rotors)}\t{_origin(entry.reviewed, entry.evidence.speeches)}"
            for entry in _matching(bank.sets, word, lambda s: (s.head,), lambda s: (s.id, s.skeleton, *s.rotors))
        ]
    if kind in (None, "topics"):
        rows += [
            f"{topic.id}\t短语 {len(topic.phrases)}\t措施 {sum(len(g.measures) for g in topic.groups)}\t{'、'.join(topic.synonyms)}"
            for topic in _matching(bank.topics, word, lambda t: (t.field, t.name), _texts_of)
        ]
    if not rows:
        words = sorted(
            {*(f.move for f in bank.frames), *(f.step for f in bank.frames), *(t.field for t in bank.topics)}
        )
        guess = nearest(word or "", words)
        raise DrafterError(
            f"没有与“{word}”对应的条目" + (f"，是否为“{guess}”？" if guess else f"。可用的有：{'、'.join(words)}")
        )
    show("\n".join(rows))


def _matching(
    entries: Iterable[Entry],
    word: str | None,
    names: Callable[[Entry], Sequence[str]],
    texts: Callable[[Entry], Sequence[str]],
) -> list[Entry]:
    """Entries with `word` for one of their names; where there are none, those with it in a name, for a text, in one."""
    every = list(entries)
    if not word:
        return every
    if named := [entry for entry in every if word in names(entry)]:
        return named
    called = [entry for entry in every if any(word in name for name in names(entry))]
    rest = [entry for entry in every if entry not in called and any(word in text for text in texts(entry))]
    return called + sorted(rest, key=lambda entry: word not in texts(entry))


def _texts_of(topic: Topic) -> tuple[str, ...]:
    measures = (measure.text for group in topic.groups for measure in group.measures)
    return (topic.id, *topic.synonyms, *topic.phrases, *measures)


def _origin(reviewed: bool, speeches: int) -> str:
    return ("" if reviewed else "未审 ") + (f"见于 {speeches} 篇" if speeches else "自撰")


@command.command("show", help="显示一个条目的全文。", epilog="例：drafter bank show kc-renwu-01")
@click.argument("name", metavar="编号")
@workspace_option
def show_(name: str, workspace_path: Path | None) -> None:
    workspace = open_workspace(workspace_path)
    found = []
    names = []
    for folder in (shipped("phrasebank"), workspace.mined, workspace.phrasebank):
        for entry in entries_of(folder):
            names.append(entry.name)
            if entry.name == name:
                found.append(f"# {entry.path} 第 {entry.first + 1} 行\n{entry.text.rstrip()}")
    if not found:
        guess = nearest(name, names)
        raise DrafterError(f"没有条目“{name}”" + (f"，是否为“{guess}”？" if guess else "。用 drafter bank list 查编号"))
    show("\n".join(found))


@command.command(
    "validate",
    help="校验短语库的 YAML，列出全部问题（文件、行、毛病）。",
    epilog="例：drafter bank validate phrasebank/",
)
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=False), metavar="[文件夹]")
@workspace_option
def validate(folder: Path | None, workspace_path: Path | None) -> None:
    if folder is not None and not folder.is_dir():
        raise DrafterError(f"{folder}：不是文件夹，请给出放短语库 YAML 的文件夹")
    if folder is not None:
        # Held against the shipped moves and occasions, which an office's folder need not repeat.
        load_bank([shipped("phrasebank"), folder])
    bank = load_bank([folder]) if folder else read_bank(open_workspace(workspace_path))
    tell(
        f"没有问题：框架 {len(bank.frames)} 条，标题组 {len(bank.sets)} 组，主题 {len(bank.topics)} 个，场合 {len(bank.occasions)} 种"
    )


@command.command(
    "merge",
    help="三方合并同事的短语库：他改了而你没改的采用他的，两边都改的列出来由你定。注释和次序不动。",
    epilog="例：drafter bank merge /u盘/phrasebank",
)
@click.argument("other", type=click.Path(path_type=Path), metavar="同事的短语库")
@click.option("--theirs", is_flag=True, help="有冲突时用对方的")
@workspace_option
def merge_(other: Path, theirs: bool, workspace_path: Path | None) -> int:
    result = merge(open_workspace(workspace_path), other, take_theirs=theirs)
    for name, ours, other_text in result.conflicts:
        show(f"<<<<<<< 我的 {name}\n{ours}\n=======\n{other_text}\n>>>>>>> 对方的")
    tell(
        f"新增 {len(result.added)} 条，更新 {len(result.updated)} 条，相同 {result.same} 条，冲突 {len(result.conflicts)} 条"
    )
    if result.conflicts:
        complain("有冲突的条目保留了你的版本；要用对方的，加 --theirs 再合并一次")
        return 1
    return 0


@command.command(
    "review",
    help="逐条审阅新挖出来的条目：a 接受，e 修改，r 拒绝，u 撤销，s 跳过，q 退出。每按一键就落盘，随时可停。",
    epilog="例：drafter bank review\n    drafter bank review --accept-range 5     见于 5 篇以上的一次全收",
)
@click.option("--accept-range", type=click.IntRange(2), metavar="N", help="不逐条看，见于 N 篇以上的全部接受")
@click.option("--list", "only_list", is_flag=True, help="只列出待审条目")
@workspace_option
def review(accept_range: int | None, only_list: bool, workspace_path: Path | None) -> None:
    workspace = open_workspace(workspace_path)
    waiting = candidates(workspace)
    if only_list:
        show("\n".join(f"{c.id}\t{c.kind}\t{c.evidence}\t{c.text}" for c in waiting))
        return
    if accept_range is not None:
        ranges = {f.id: f.evidence.speeches for f in read_bank(workspace).frames}
        chosen = [c for c in waiting if c.kind == "框架" and ranges.get(c.id, 0) >= accept_range]
        for candidate in chosen:
            decide(workspace, candidate, ACCEPT)
        tell(f"接受 {len(chosen)} 条，还有 {len(waiting) - len(chosen)} 条待审")
        return
    if not waiting:
        tell("没有待审的条目。先用 drafter mine 挖旧稿")
        return
    if not sys.stdin.isatty():
        raise DrafterError("审阅要在终端里进行；要看清单用 --list，要成批接受用 --accept-range")
    _review_loop(workspace, list(waiting))


def _review_loop(workspace: Workspace, waiting: list[Candidate]) -> None:
    place = 0
    while place < len(waiting):
        candidate = waiting[place]
        show(
            f"\n[{place + 1}/{len(waiting)}] {candidate.kind} {candidate.id}（{candidate.evidence}）\n{candidate.text}"
        )
        for other in candidate.near:
            show(f"    相近：{other}")
        key = ask("a 接受  e 修改  r 拒绝  u 撤销  s 跳过  q 退出").lower()
        match key[:1]:
            case "a":
                decide(workspace, candidate, ACCEPT)
            case "r":
                decide(workspace, candidate, REJECT)
            case "e":
                edited = click.edit(candidate.yaml, extension=".yaml")
                if not edited:
                    tell("没有改动，仍待审")
                    continue
                try:
                    decide(workspace, candidate, EDIT, edited)
                except DrafterError as error:
                    refuse(error)
                    continue
            case "u":
                tell(f"已撤销 {undo(workspace)}")
                waiting = list(candidates(workspace))
                place = 0
                continue
            case "q":
                return
            case "s":
                pass
            case _:
                tell("请按 a e r u s q 之一")
                continue
        place += 1
