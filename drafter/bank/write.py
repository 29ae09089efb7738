"""Phrasebank records as YAML text (写短语库): the one place that knows how an entry is written.

What load.py reads from this text equals the records it was written from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.bank.model import Evidence, Frame, Group, ParallelSet, Topic
from drafter.language.visible import plain_yaml

_PLAIN = re.compile(r"[\w<“《（①-⑳][^:#\n'\"\[\]{}\t]*")
_LOOKS_TYPED = re.compile(r"(?i)~|null|true|false|yes|no|on|off|[-+.\d][\d._:eExXoO+-]*")


def scalar(text: str, *, flow: bool = False) -> str:
    """`text` as a YAML scalar, plain where that is safe, else double-quoted. flow: inside [ ] or { }."""
    safe = _PLAIN.fullmatch(text) and not _LOOKS_TYPED.fullmatch(text) and text == text.strip()
    if safe and not (flow and "," in text):
        return text
    return plain_yaml(text)


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(scalar(value, flow=True) for value in values) + "]"


def _evidence(evidence: Evidence) -> str:
    parts = [f"类: {evidence.kind}"]
    if evidence.count:
        parts.append(f"次数: {evidence.count}")
    if evidence.speeches:
        parts.append(f"篇数: {evidence.speeches}")
    measures = (
        ("分布", evidence.range or None),
        ("离散", evidence.dispersion),
        ("变异", evidence.variability),
        ("可测", evidence.predictability),
        ("熵", evidence.entropy),
    )
    parts += [f"{key}: {value:.3f}" for key, value in measures if value is not None]
    if evidence.words:
        parts.append(f"指纹: {scalar(evidence.words)}")
    if evidence.references:
        parts.append(f"例篇: {_list(evidence.references)}")
    return "{" + ", ".join(parts) + "}"


def frame_yaml(frame: Frame) -> str:
    """One element of 框架."""
    rows = [
        f"- id: {scalar(frame.id)}",
        f"语步: {scalar(frame.move)}",
        f"步骤: {scalar(frame.step)}",
        f"文: {scalar(frame.text)}",
    ]
    if frame.occasions:
        rows.append(f"场合: {_list(frame.occasions)}")
    if frame.ranks:
        rows.append(f"身份: {_list(frame.ranks)}")
    if frame.cue:
        rows.append(f"条件: {scalar(frame.cue)}")
    if frame.things:
        rows.append(f"事物: {_list(frame.things)}")
    rows.append(f"来源: {_evidence(frame.evidence)}")
    if frame.example:
        rows.append(f"例: {scalar(frame.example)}")
    if frame.counter_example:
        rows.append(f"反例: {scalar(frame.counter_example)}")
    return "\n  ".join(rows) + "\n"


def set_yaml(entry: ParallelSet) -> str:
    """One element of 标题组."""
    rows = [f"- id: {scalar(entry.id)}", f"骨架: {scalar(entry.skeleton)}"]
    if entry.rotors:
        rows.append(f"轮换: {_list(entry.rotors)}")
    rows.append(f"层级: {_list(str(level) for level in entry.levels)}")
    if entry.head:
        rows.append(f"句型: {scalar(entry.head)}")
    if entry.fits:
        rows.append(f"适用: {_list(entry.fits)}")
    if entry.lengths:
        rows.append(f"字数: {_list(str(length) for length in entry.lengths)}")
    if entry.occasions:
        rows.append(f"场合: {_list(entry.occasions)}")
    if entry.ranks:
        rows.append(f"身份: {_list(entry.ranks)}")
    for key, words_of in (("搭配", entry.affinity), ("对症", entry.cures)):
        if words_of:
            inner = ", ".join(f"{scalar(rotor, flow=True)}: {_list(words)}" for rotor, words in words_of.items())
            rows.append(f"{key}: {{{inner}}}")
    if entry.last:
        rows.append(f"末条: {scalar(entry.last)}")
    if entry.hopes:
        rows.append("寄语: 是")
    rows.append(f"来源: {_evidence(entry.evidence)}")
    if entry.example:
        rows.append(f"例: {_list(entry.example)}")
    return "\n  ".join(rows) + "\n"


def topic_yaml(topic: Topic) -> str:
    """One element of 主题."""
    rows = [f"- 名称: {scalar(topic.name)}"]
    for key, values in (
        ("同义", topic.synonyms),
        ("中心", topic.heads),
        ("除外", topic.beyond),
        ("要旨", topic.aims),
        ("短语", topic.phrases),
    ):
        if values:
            rows.append(f"{key}: {_list(values)}")
    if topic.by_theme:
        rows.append("随题: 是")
    if topic.groups:
        rows.append("措施:")
        rows += [row for group in topic.groups for row in _group_rows(group)]
    rows.append(f"来源: {_evidence(topic.evidence)}")
    return "\n  ".join(rows) + "\n"


def _group_rows(group: Group) -> list[str]:
    rows = [f"- 组: {scalar(group.name)}"]
    rows += [f"  {key}: {_list(values)}" for key, values in (("要点", group.points), ("要旨", group.aims)) if values]
    rows += ["  条目:"]
    for measure in group.measures:
        rows += [f"  - 题: {scalar(measure.heading)}", f"    文: {scalar(measure.text)}"]
        rows += [f"    叫法: {scalar(measure.called)}"] if measure.called else []
    return rows


def frames_file(frames: Sequence[Frame], comment: str = "") -> str:
    """A whole frames file."""
    return _file("框架", [frame_yaml(frame) for frame in frames], comment)


def sets_file(sets: Sequence[ParallelSet], comment: str = "") -> str:
    """A whole sets file."""
    return _file("标题组", [set_yaml(entry) for entry in sets], comment)


def topics_file(field: str, topics: Sequence[Topic], comment: str = "") -> str:
    """A whole topics file of one field (领域)."""
    return _file("主题", [topic_yaml(topic) for topic in topics], comment, f"领域: {scalar(field)}\n")


def _file(key: str, entries: Sequence[str], comment: str, head: str = "") -> str:
    top = "".join(f"# {line}\n" for line in comment.splitlines()) + head
    return top + (f"{key}:\n" + "".join(entries) if entries else f"{key}: []\n")
