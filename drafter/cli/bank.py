"""`drafter bank`: look at, review, merge and validate the phrasebank (短语库)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from drafter.bank.model import Bank, Frame, ParallelSet, Topic
from drafter.cli.reviewing import Reviewing, undone_told
from drafter.cli.say import ChineseGroup, complain, show, tell, workspace_option
from drafter.errors import DrafterError
from drafter.flow.curating import (
    NAMES,
    Candidate,
    adopt,
    candidates,
    decide_all,
    named,
    refused,
    restore,
    selected,
    undo,
)
from drafter.flow.drafting import read_bank
from drafter.flow.merging import Side, merge
from drafter.flow.showing import Sources
from drafter.flow.validating import validate
from drafter.keep.decisions import ACCEPT, REJECT
from drafter.keep.workspace import open_workspace
from drafter.language.similar import nearest
from drafter.language.visible import one_line

Entry = TypeVar("Entry")
MOST_PLACES = 20
"""Steps and fields named at most where none is the one asked for."""
_MOST_LISTED = 1000
"""Faults, and reminders, that validate shows; a hostile bank may have a hundred thousand."""


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
    bank = read_bank(open_workspace(workspace_path, missing="empty"))
    rows: list[str] = []
    if kind in (None, "frames"):
        rows += [
            f"{frame.id}\t{frame.move}·{frame.step}\t{frame.text}\t{_origin(frame, bank)}"
            for frame in _frames(bank, word)
        ]
    if kind in (None, "sets"):
        rows += [
            f"{entry.id}\t{entry.head}\t{entry.skeleton}\t{'、'.join(entry.rotors)}\t{_origin(entry, bank)}"
            for entry in _sets(bank, word)
        ]
    if kind in (None, "topics"):
        rows += [
            f"{topic.id}\t短语 {len(topic.phrases)}\t措施 {sum(len(g.measures) for g in topic.groups)}\t{'、'.join(topic.synonyms)}{_in_place_of(topic, bank)}"
            for topic in _topics(bank, word)
        ]
    if not rows:
        raise DrafterError(_missing(word or "", kind, bank))
    show("\n".join(rows))


def _missing(word: str, kind: str | None, bank: Bank) -> str:
    """What is said where a list is empty."""
    if kind and not word:
        return f"短语库里没有{NAMES[kind]}"
    frames, sets, topics = len(_frames(bank, word)), len(_sets(bank, word)), len(_topics(bank, word))
    if kind and (frames or sets or topics):
        elsewhere = zip(NAMES.values(), (frames, sets, topics), strict=True)
        others = "，".join(f"{name} {count} 条" for name, count in elsewhere if count)
        return f"{NAMES[kind]}里没有与“{word}”对应的条目；别的有{others}，去掉 --kind 就列出"
    moves = list(dict.fromkeys(frame.move for frame in bank.frames))
    fields = {topic.field for topic in bank.topics}
    guess = nearest(word, sorted({*moves, *(frame.step for frame in bank.frames), *fields}))
    if guess:
        return f"没有与“{word}”对应的条目，是否为“{guess}”？"
    return f"没有与“{word}”对应的条目。可以写语步（{'、'.join(moves)}）、步骤、领域或更少的几个字；全部用 drafter bank list 列出"


def _frames(bank: Bank, word: str | None) -> list[Frame]:
    return _matching(bank.frames, word, _names_of, lambda f: (f.id, f.text))


def _sets(bank: Bank, word: str | None) -> list[ParallelSet]:
    return _matching(bank.sets, word, lambda s: (s.head,), lambda s: (s.id, s.skeleton, *s.rotors))


def _topics(bank: Bank, word: str | None) -> list[Topic]:
    return _matching(bank.topics, word, lambda t: (t.field, t.name), _texts_of)


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
    measures = (
        said for group in topic.groups for one in group.measures for said in (one.heading, one.text, *one.names)
    )
    return (topic.id, *topic.synonyms, *topic.phrases, *topic.aims, *measures)


def _names_of(frame: Frame) -> tuple[str, ...]:
    """Move and step, each alone and both as an outline, a review or a brief (选定) writes them."""
    return (frame.move, frame.step, f"{frame.move}·{frame.step}", f"{frame.move}/{frame.step}")


def _origin(entry: Frame | ParallelSet, bank: Bank) -> str:
    evidence = entry.evidence
    told = [] if evidence.mined else ["自撰"]
    if evidence.speeches:
        told.append(f"见于 {evidence.speeches} 篇")
    elif evidence.words:
        told.append("字句改过，原来数的篇数不算")
    return ("" if entry.reviewed else "未审 ") + "，".join(told) + _in_place_of(entry, bank)


def _in_place_of(entry: Frame | ParallelSet | Topic, bank: Bank) -> str:
    return "（顶替程序自带的同号条目）" if entry.id in bank.replaced else ""


@command.command(
    "show",
    help="显示一个条目的全文；提纲和溯源里写的出处（框架、标题组、主题、措施组、短语等）都查得到。",
    epilog="例：drafter bank show kc-renwu-01\n    drafter bank show 通用/摸底建账销号",
)
@click.argument("name", metavar="编号或出处")
@workspace_option
def show_(name: str, workspace_path: Path | None) -> None:
    show(Sources(open_workspace(workspace_path, missing="empty")).look_up(name))


@command.command(
    "validate",
    help="校验短语库的 YAML，列出全部问题（文件、行、毛病）；不写文件夹就校验工作区里自己的短语库。有问题退出码为 1，只有提醒为 0。",
    epilog="例：drafter bank validate\n    drafter bank validate phrasebank/\n    drafter bank validate phrasebank/frames/自己的.yaml",
)
@click.argument("target", required=False, type=click.Path(readable=False, path_type=Path), metavar="[文件夹或文件]")
@workspace_option
def validate_(target: Path | None, workspace_path: Path | None) -> int:
    found = validate(open_workspace(workspace_path, missing="empty"), target)
    for hint in found.hints[:_MOST_LISTED]:
        show(one_line(f"提醒：{hint}"))
    for fault in found.faults[:_MOST_LISTED]:
        complain(fault)
    if (left := len(found.hints[_MOST_LISTED:]) + len(found.faults[_MOST_LISTED:])) > 0:
        tell(f"……还有 {left} 处从略，改好以上这些再校验一次")
    bank = found.bank
    steps = [step for move in bank.moves for step in move.steps]
    counts = f"语步 {len(bank.moves)} 个、步骤 {len(steps)} 个、提示语 {found.cues} 条，" if bank.moves else ""
    counts += f"框架 {len(bank.frames)} 条，标题组 {len(bank.sets)} 组，主题 {len(bank.topics)} 个，场合 {len(bank.occasions)} 种"
    reminded = f"；提醒 {len(found.hints)} 处" if found.hints else ""
    if found.faults:
        tell(f"有 {len(found.faults)} 处问题要改{reminded}")
        return 1
    tell(f"没有问题：{counts}{reminded}")
    return 0


@command.command(
    "merge",
    help="三方合并同事的短语库：他改了而你没改的采用他的，你改了的留你的，两人改了同一处的列出来由你定。注释和次序不动。",
    epilog="例：drafter bank merge /u盘/phrasebank --list     先看会怎样，不写\n    drafter bank merge /u盘/phrasebank",
)
@click.argument("other", type=click.Path(readable=False, path_type=Path), metavar="同事的短语库")
@click.option("--theirs", is_flag=True, help="同一处两人改得不一样的用对方的；自己另加的都留着")
@click.option("--ours", is_flag=True, help="同一处两人改得不一样的用自己的，以后不再提")
@click.option("--list", "only_look", is_flag=True, help="只列出会怎样，什么也不写")
@workspace_option
def merge_(other: Path, theirs: bool, ours: bool, only_look: bool, workspace_path: Path | None) -> int:
    if theirs and ours:
        raise click.UsageError("--theirs 和 --ours 只能写一个")
    prefer: Side | None = "theirs" if theirs else "ours" if ours else None
    result = merge(open_workspace(workspace_path, tell, missing="empty"), other, prefer=prefer, only_look=only_look)
    for conflict in result.conflicts:
        place = f"（{conflict.our_place}）" if conflict.our_place else ""
        show(f"<<<<<<< 我的 {one_line(conflict.name)}{place}\n{conflict.ours or '  （已经删去）'}")
        if conflict.base:
            show(f"||||||| 两人改之前\n{conflict.base}")
        show(f"=======\n{conflict.theirs or '  （没有写）'}\n>>>>>>> 对方的（{conflict.their_place}）")
    for word, names in (
        ("新增", result.added),
        ("更新", result.updated),
        ("留下自己的", result.settled),
        ("对方已删、自己的还留着", result.dropped),
    ):
        if names:
            tell(f"{word}：{'、'.join(names)}")
    for both in result.doubled:
        tell(f"两人改得不一样，两种都留着，不要的请自己删去：{both}")
    if result.left:
        tell(f"没有合并（要手工对照）：{'、'.join(result.left)}")
    would = "将" if only_look else ""
    settled = f"，{would}留下自己的 {len(result.settled)} 条" if prefer == "ours" else ""
    tell(
        f"{would}新增 {len(result.added)} 条，{would}更新 {len(result.updated)} 条，相同 {result.same} 条{settled}，冲突 {len(result.conflicts)} 处"
    )
    if result.written:
        tell(f"{would}写入：{'、'.join(map(str, result.written))}")
    if result.conflicts:
        complain(
            "有冲突的条目一字未动；都用对方的加 --theirs，都用自己的加 --ours；想两边各取一些，先改好自己的，再加 --ours 合并一次"
        )
        return 1
    return 0


def _listed(candidate: Candidate) -> str:
    return f"{candidate.id}\t{candidate.kind}\t{candidate.evidence}\t{candidate.text}"


@command.command(
    "review",
    help="逐条审阅新挖出来的条目，每按一键就落盘，随时可停，下次接着来。不加选项就一条一条看；在终端里 A、R 要再按一次确定。从管道输入时一行一个键，A、R 不再问；e 的下一行是改好的字句，E 的下面各行是整条，到空行为止。",
    epilog=(
        "例：drafter bank review\n"
        "    drafter bank review --step 领起                 只看这一步骤的\n"
        "    drafter bank review --accept-range 5           见于 5 篇以上的一次全收\n"
        "    drafter bank review --reject 编号 --reject 编号  不逐条看，直接拒绝这几条\n"
        "    drafter bank review --rejected                 拒绝过哪些；收回用 --restore 编号"
    ),
)
@click.option("--kind", type=click.Choice(tuple(NAMES)), help="只看框架、标题组或主题")
@click.option("--step", "word", default="", metavar="语步或步骤", help="只看这一语步、步骤、领域的")
@click.option("--least", type=click.IntRange(1), default=1, metavar="N", help="只看见于 N 篇以上的")
@click.option(
    "--list",
    "only_list",
    is_flag=True,
    help="只列出待审条目；与 --accept-range、--accept、--reject 合用，只列出将要接受、拒绝的",
)
@click.option("--accept-range", type=click.IntRange(2), metavar="N", help="不逐条看，见于 N 篇以上的全部接受")
@click.option("--accept", "accepted", multiple=True, metavar="编号", help="不逐条看，接受这一条；可以写几次")
@click.option("--reject", "rejected", multiple=True, metavar="编号", help="不逐条看，拒绝这一条；可以写几次")
@click.option("--rejected", "list_rejected", is_flag=True, help="只列出拒绝过的条目")
@click.option("--restore", "restored", multiple=True, metavar="编号", help="收回对这一条的拒绝，重新待审；可以写几次")
@click.option("--undo", "take_back", is_flag=True, help="撤销上一个决定；成批的一次撤销")
@workspace_option
def review(
    kind: str | None,
    word: str,
    least: int,
    only_list: bool,
    accept_range: int | None,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    list_rejected: bool,
    restored: tuple[str, ...],
    take_back: bool,
    workspace_path: Path | None,
) -> None:
    workspace = open_workspace(workspace_path, tell, missing="empty")
    if list_rejected:
        rows = refused(workspace)
        show("\n".join(_listed(each) if each else f"{id_}\t旧稿里已经挖不出这一条" for id_, each in rows))
        tell(f"拒绝过 {len(rows)} 条" + ("；收回其中一条用 drafter bank review --restore 编号" if rows else ""))
        return
    if restored:
        restore(workspace, restored)
        tell(f"已收回对 {'、'.join(restored)} 的拒绝，重新待审")
        return
    if not only_list and (unrecorded := adopt(workspace)):
        tell(
            f"上次中断时写进短语库、没来得及记下的 {len(unrecorded)} 条已补记为接受；不要的话用 drafter bank review --undo 一次撤销"
        )
    if take_back:
        tell(undone_told(undo(workspace)))
        return
    at_once = only_list or accepted or rejected or accept_range is not None
    every = candidates(workspace, compared=not at_once)
    waiting = selected(every, kind=NAMES.get(kind or "", ""), word=word, least=least)
    if word and not waiting and every:
        places = list(dict.fromkeys(part for each in every for part in re.split("[·/]", each.place)))
        guess = nearest(word, places)
        some = f"。有的是：{'、'.join(places[:MOST_PLACES])}" + (" 等" if len(places) > MOST_PLACES else "")
        raise DrafterError(f"没有“{word}”的待审条目" + (f"，是否为“{guess}”？" if guess else some))
    if only_list and not (accepted or rejected or accept_range is not None):
        show("\n".join(map(_listed, waiting)))
        return
    if accepted or rejected or accept_range is not None:
        taken = named(workspace, every, accepted)
        if accept_range is not None:
            taken += [each for each in selected(waiting, least=accept_range) if each not in taken]
        turned_down = named(workspace, every, rejected)
        if both := {each.id for each in taken} & {each.id for each in turned_down}:
            raise DrafterError(f"{'、'.join(sorted(both))} 又要接受又要拒绝，请去掉一头")
        if only_list:
            show("\n".join(map(_listed, [*taken, *turned_down])))
            tell(f"将接受 {len(taken)} 条，拒绝 {len(turned_down)} 条；去掉 --list 就照办")
            return
        decide_all(workspace, [*((each, ACCEPT) for each in taken), *((each, REJECT) for each in turned_down)])
        tell(
            f"接受 {len(taken)} 条，拒绝 {len(turned_down)} 条，还有 {len(every) - len(taken) - len(turned_down)} 条待审"
        )
        return
    if not waiting:
        tell("没有待审的条目。先用 drafter mine 挖旧稿" if not every else "选出来的里面没有待审的条目")
        return
    Reviewing(workspace, waiting).run()
