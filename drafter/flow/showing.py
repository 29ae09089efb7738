"""What a source that an outline names is (查出处): an entry of the bank, a part of one, or one sentence on the rest.

Every ref that `drafter outline` or `drafter trace` gives can be looked up here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from drafter.bank.entries import EntryText, entries_of, read_text
from drafter.bank.inspect import RECOUNT, recount
from drafter.bank.load import parsed
from drafter.bank.places import bank_files
from drafter.brief.schema import Brief
from drafter.errors import DrafterError
from drafter.flow.drafting import read_bank
from drafter.keep.workspace import Workspace
from drafter.language.similar import nearest
from drafter.language.visible import one_line
from drafter.render.view import ref_in
from drafter.shipped import shipped, short_name
from drafter.strict_yaml import Loaded

GENERAL = "通用"
"""Field of the groups of measures that fit any topic (通用组)."""
_PRECEDENT = re.compile(r"[^#\s]+#\d+")
_PART_OF_BRIEF = re.compile(r"[^\[\].]+(?=$|[\[.])")
_PLAIN = {
    "并列动宾": "“并列动宾”不是短语库的条目：没有更合适的标题组时，程序给每个要点配一个动词，并列成标题。",
}


class Sources:
    """What every source is, of the bank with a workspace laid over it; read once. Raises DrafterError children."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        folders = (shipped("phrasebank"), workspace.mined, workspace.phrasebank)
        self.shown: dict[str, list[str]] = defaultdict(list)
        """Ref -> the entries and groups that bear it, one for each file it stands in."""
        self.phrases: dict[str, str] = {}
        """领域/主题/短语 -> what is shown of them."""
        own = {entry.name for entry in entries_of(workspace.phrasebank)}
        for entry in (entry for folder in folders for entry in entries_of(folder)):
            overlaid = entry.name in own and not entry.path.is_relative_to(workspace.phrasebank)
            self.shown[entry.name].append(_entry(entry, overlaid=overlaid))
            if entry.kind == "主题":
                self.phrases[f"{entry.name}/短语"] = _phrases(entry)
        for name, text in (each for folder in folders for each in _groups_of(folder)):
            self.shown[name].append(text)

    def look_up(self, ref: str) -> str:
        """What `ref` is, to be shown; it may be written with its kind, as an outline does (短语框架 kc-renwu-01).

        Raises DrafterError when nothing bears it, with the nearest name.
        """
        ref = ref_in(ref)
        shown = "\n".join(self.shown.get(ref, ())) or self.phrases.get(ref) or _told(self.workspace, ref)
        if not shown:
            guess = nearest(ref, list(self.shown))
            raise DrafterError(
                f"没有条目“{ref}”" + (f"，是否为“{guess}”？" if guess else "。用 drafter bank list 查编号")
            )
        return shown


def _place(path: Path, line: int) -> str:
    """line: 0-based."""
    return one_line(f"{short_name(str(path))} 第 {line + 1} 行")


def _entry(entry: EntryText, *, overlaid: bool) -> str:
    """overlaid: whether another one of the same name stands in people's own bank."""
    head = "领域: …”和“主题" if entry.kind == "主题" else entry.kind
    notes = "# 自己的短语库里有同号的条目，用那一条，不用这一条\n" if overlaid else ""
    if recount(entry):
        notes += f"# {RECOUNT}\n"
    return f"# {_place(entry.path, entry.first)}（抄进自己的文件时，上面写“{head}:”）\n{notes}{entry.text.rstrip()}"


def _phrases(entry: EntryText) -> str:
    value = entry.value if isinstance(entry.value, dict) else {}
    phrases = value.get("短语")
    level = "三级标题" if value.get("措施") else "要点下的小标题"
    listed = [str(phrase) for phrase in phrases] if isinstance(phrases, list) else []
    return "\n".join(
        [
            f"# 主题“{entry.name}”的短语，用作{level}；{_place(entry.path, entry.first)}起",
            *(f"- {phrase}" for phrase in listed),
        ]
    )


def _groups_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Ref and shown text of every group of measures: 领域/主题/组, 通用/组."""
    for path in bank_files([folder]):
        text = read_text(path).text
        if "组:" not in text:
            continue
        loaded, lines = parsed(text, str(path)), text.splitlines()
        value = loaded.value
        if not isinstance(value, dict):
            continue
        for index, topic in enumerate(_rows(value.get("主题"))):
            if isinstance(topic, dict):
                name = f"{value.get('领域')}/{topic.get('名称')}"
                where = f"主题“{name}”的措施组"
                yield from _groups(path, lines, loaded, topic.get("措施"), ("主题", index, "措施"), name, where)
        where = "通用的措施组，没有合适的主题时用"
        yield from _groups(path, lines, loaded, value.get("通用组"), ("通用组",), GENERAL, where)


def _groups(
    path: Path,
    lines: list[str],
    loaded: Loaded,
    rows: object,
    at: tuple[str | int, ...],
    owner: str,
    what: str,
) -> Iterator[tuple[str, str]]:
    for k, group in enumerate(_rows(rows)):
        if not isinstance(group, dict):
            continue
        first = loaded.line((*at, k)) - 1
        indent = _indent(lines[first])
        # The group ends where something stands that is not indented below its dash.
        last = first + 1
        while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) > indent):
            last += 1
        block = "\n".join(line[indent:] for line in lines[first:last]).rstrip()
        yield f"{owner}/{group.get('组')}", f"# {what}；{_place(path, first)}\n{block}"


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _told(workspace: Workspace, ref: str) -> str:
    """One sentence on a ref that is no entry of the bank; empty where nothing is known of it."""
    if ref in _PLAIN:
        return _PLAIN[ref]
    kind, _, rest = ref.partition("/")
    if kind == "空位" and rest:
        return f"“{ref}”不是短语库的条目：短语库里没有可用于“{rest}”的框架，程序留出待填，请自己写。"
    for occasion in read_bank(workspace).occasions if kind == "场合" else ():
        if ref == f"场合/{occasion.name}/称谓":
            return f"简要没有写称谓时，场合“{occasion.name}”通用的称谓：{occasion.address}（写在 occasions.yaml 里）。"
    if _PRECEDENT.fullmatch(ref):
        return f"“{ref}”是先例库里的一段（#前是讲话，#后是第几段），用 drafter search 查那一段的话就能看到全文。"
    if ref == "副题":
        return "“副题”是标题下面的日期和讲话人，取自写作要求（简要）的“日期”“讲话人”两项。"
    part = _PART_OF_BRIEF.match(ref)
    keys = {field.alias or name for name, field in Brief.model_fields.items()}
    if part and part.group() in keys:
        return f"“{ref}”是写作要求（简要）里的这一项，原话在那份简要里；方括号里的数从 0 数起。"
    return ""
