"""Who is to do a thing and by when, where the brief says so after it in brackets (责任单位、时限).

倒排工期（责任单位：县交通局；时限：9月底前）, 专班推进（县发改局牵头，6月底前完成）: the brackets are no part of the heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.brief.schema import Brief

# 各县（市、区）: brackets stand inside of them, too.
_BRACKETS = re.compile("[（(](?P<told>(?:[^（）()]|[（(][^（）()]{1,20}[）)]){2,80})[）)]$")
_NAMED = re.compile(
    "^(?P<key>责任单位|责任部门|责任主体|责任人|主责单位|牵头单位|牵头部门|承办单位|实施单位|配合单位|协办单位|责任|牵头|完成时限|办结时限|完成时间|时限|期限|截止)[:：](?P<value>.+)$"
)
_DONE_BY = re.compile("^(?P<who>.{2,24}?)(?:牵头负责|负责落实|牵头|负责|承办)$")
_HELPED_BY = re.compile("^(?P<who>.{2,30}?)(?:配合|协助|协办)$")
_BY_WHEN = re.compile(
    "^(?:于|在)?(?P<when>(?:[0-9〇零一二三四五六七八九十]+年|今年|明年|本)?.{0,12}?(?:[月日周年天季]度?[底末初]?(?:之?[前内]|底|末)|会后[^，]{1,8}内|之前|以前))(?:完成|办结|见效|到位|落实)?$"
)
_SPLIT = re.compile("[；;，,]")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does a thing and by when, as the brief has it; "" for what it does not say."""

    owner: str = ""
    helper: str = ""
    deadline: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(part for part in (self.owner, self.helper, self.deadline) if part)

    def sentence(self, *, owner: bool = True, deadline: bool = True) -> str:
        """What is not said yet as a sentence: 由县交通局负责，9月底前完成。 Empty where all is said."""
        parts = [f"由{self.owner}负责"] if owner and self.owner else []
        parts += [f"{self.helper}配合"] if self.helper else []
        if deadline and self.deadline:
            by = self.deadline.endswith(("前", "内", "底", "末"))
            parts.append(f"{self.deadline}完成" if by else f"完成时限为{self.deadline}")
        return "，".join(parts) + "。" if parts else ""


def split(wording: str) -> tuple[str, Assignment | None]:
    """The wording without its brackets, and what they say; the wording as it is where they say something else.

    >>> split("倒排工期（责任单位：县交通局；时限：9月底前）")
    ('倒排工期', Assignment(owner='县交通局', helper='', deadline='9月底前'))
    >>> split("服务（含网上）")
    ('服务（含网上）', None)
    """
    found = _BRACKETS.search(wording)
    if not found or found.start() < 2:
        return wording, None
    owner, helper, deadline = "", "", ""
    for part in _SPLIT.split(found["told"]):
        told = part.strip()
        if named := _NAMED.match(told):
            value = named["value"].strip()
            if named["key"] in ("配合单位", "协办单位"):
                helper = value
            elif named["key"].startswith(("责任", "主责", "牵头", "承办", "实施")):
                owner = owner or value
            else:
                deadline = deadline or value
        elif by := _BY_WHEN.match(told):
            deadline = deadline or by["when"]
        elif who := _DONE_BY.match(told):
            owner = owner or who["who"]
        elif who := _HELPED_BY.match(told):
            helper = helper or who["who"]
        else:
            # Something else is said in the brackets: they stay.
            return wording, None
    return wording[: found.start()].rstrip(), Assignment(owner, helper, deadline)


def taken_out(brief: Brief) -> tuple[Brief, Mapping[str, Assignment]]:
    """The brief with bare wordings of points and measures, and path → what its brackets said (意见[0].措施[1] …)."""
    found: dict[str, Assignment] = {}

    def bare(wording: str, path: str) -> str:
        name, assigned = split(wording)
        if assigned:
            found[path] = assigned
        return name

    points = tuple(
        point.model_copy(
            update={
                "topic": bare(point.topic, f"意见[{k}]"),
                "measures": tuple(bare(m, f"意见[{k}].措施[{n}]") for n, m in enumerate(point.measures)),
            }
        )
        for k, point in enumerate(brief.points)
    )
    safeguard = brief.safeguard
    if safeguard:
        measures = tuple(bare(m, f"保障.措施[{n}]") for n, m in enumerate(safeguard.measures))
        safeguard = safeguard.model_copy(update={"measures": measures})
    return (brief.model_copy(update={"points": points, "safeguard": safeguard}), found) if found else (brief, found)
