"""`drafter mine`: old speeches in, phrasebank and library out (挖掘旧稿)."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from drafter.cli.say import ChineseCommand, complain, revisions_option, show, tell, workspace_option
from drafter.errors import DrafterError
from drafter.flow.curating import candidates
from drafter.flow.mining import Mining, forget_paths, mine_paths, repairs_by_rule
from drafter.flow.understanding import rule_names
from drafter.keep.corrections import save_not_duplicates
from drafter.keep.lock import writing
from drafter.keep.workspace import Workspace, open_workspace
from drafter.language.visible import one_line
from drafter.shipped import shipped

SHOWN = 20
"""Forgotten files named one by one."""


@click.command(
    "mine",
    cls=ChineseCommand,
    help="读旧讲话稿（文件或文件夹），清洗、切篇、去重、认语步，更新工作区的短语库和先例库。没有变的文件不重做；原文件绝不改动。",
    epilog="例：drafter mine 旧稿/\n    drafter mine --samples        先用自带的样稿试试\n    drafter mine --forget 旧稿/2019年     这些稿子不要了",
)
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path), metavar="文件或文件夹…")
@click.option("--samples", is_flag=True, help="挖程序自带的样稿（虚构的地名和人名）")
@click.option("--forget", is_flag=True, help="不是挖，而是把这些文件或文件夹从工作区里去掉（原文件不动，已删的也行）")
@click.option(
    "--not-duplicate",
    "apart",
    nargs=2,
    multiple=True,
    metavar="篇 篇",
    help="这两篇不是重复稿，记住，以后不再并为一篇（篇号见 drafter moves）",
)
@revisions_option
@workspace_option
def command(
    paths: tuple[Path, ...],
    samples: bool,
    forget: bool,
    apart: tuple[tuple[str, str], ...],
    revisions: str,
    workspace_path: Path | None,
) -> int:
    if samples:
        paths = (*paths, shipped("templates") / "speeches")
    if not paths and not apart:
        raise click.UsageError("请给出旧稿的文件或文件夹，或加 --samples 用自带样稿")
    workspace = open_workspace(workspace_path, tell, missing="empty" if forget else "make")
    for one, other in apart:
        with writing(workspace):
            save_not_duplicates(workspace, one, other)
        tell(f"记住了：{one} 和 {other} 不是重复稿。再运行一次 drafter mine 就分开")
    if not paths:
        return 0
    if forget:
        mining = forget_paths(paths, workspace)
        _report(mining, workspace)
        return 0
    progress = _progress if sys.stderr.isatty() else None
    mining = mine_paths(paths, workspace, progress, "accept" if revisions == "接受" else "reject")
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    _report(mining, workspace)
    # What was named and could not be read is a refusal; what lay about in a folder is only worth a word.
    named = {str(path) for path in paths}
    return 1 if any(problem.split("：")[0] in named for problem in mining.problems) else 0


def _progress(done: int, total: int, name: str) -> None:
    width = 24
    filled = width * done // total
    print(f"\r\033[K[{'█' * filled}{'·' * (width - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)


def _line(text: str) -> None:
    """A line of the summary: a result, whatever names of files it holds."""
    show(one_line(text))


def _waiting(workspace: Workspace) -> str:
    """How many entries wait for a review, as review itself will say; "" where the bank cannot be read."""
    try:
        return f"，待审的有 {len(candidates(workspace, compared=False))} 条"
    except DrafterError:
        # Whoever reviews is told what is wrong with his files.
        return ""


def _report(mining: Mining, workspace: Workspace) -> None:
    speeches = [speech for source in mining.sources for speech in source.speeches]
    copies = [speech for speech in speeches if speech.duplicate_of]
    others = sum(speech.genre == "other" for speech in speeches)
    _line(
        f"读了 {mining.fresh} 个文件"
        + (f"，{mining.reused} 个没有变，沿用上次的" if mining.reused else "")
        + (f"，{mining.gone} 个不再用" if mining.gone else "")
    )
    for name in mining.forgotten[:SHOWN]:
        _line(f"  已去掉：{name}")
    if mining.gone > SHOWN:
        _line(f"  …… 等 {mining.gone} 个文件")
    _line(
        f"共 {len(speeches) - len(copies)} 篇不同的讲话"
        + (f"，另有 {len(copies)} 篇重复" if copies else "")
        + (f"，{others} 篇不是讲话（可检索，不挖掘）" if others else "")
    )
    for speech in copies:
        _line(f"  重复：{speech.title or speech.id} 与 {speech.duplicate_of} 相似 {speech.similarity:.0%}")
    repairs = repairs_by_rule(mining.sources)
    if repairs:
        _line(
            "修补：" + "，".join(f"{rule_names().get(rule, rule)} {count}" for rule, count in sorted(repairs.items()))
        )
    dropped = Counter(loss.reason for source in mining.sources for loss in source.dropped)
    if dropped:
        _line("剔除：" + "，".join(f"{reason} {count} 处" for reason, count in sorted(dropped.items())))
    damaged = [loss for source in mining.sources for loss in source.quarantined]
    if damaged:
        _line(f"隔离：{len(damaged)} 句损坏的文字没有进短语库和先例库")
    _line(
        f"先例库 {mining.passages} 段；挖出框架 {mining.frames} 条、标题组 {mining.sets} 组、主题 {mining.topics} 个"
        f"（自带的、审过的也在内{_waiting(workspace)}：drafter bank review）"
    )
    _line(f"明细见 {workspace.root / 'ledger.json'}")
    for problem in mining.problems:
        complain(problem)
