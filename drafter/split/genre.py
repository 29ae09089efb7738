"""What kind of text it is: a speech, a report, or neither (体裁)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from drafter.language.late import late
from drafter.records import Block, Passage
from drafter.split.edges import FIRST_PERSON, SOURCE_LINE
from drafter.split.metadata import EVENT, NAME, Metadata

_REPORT_TITLE = late(r"工作报告|(?:代表大会|党代会|全会|人代会).{0,8}报告$|述职报告|调研报告|情况报告|^报告$")
_REPORT_TEXT = late(r"(?:代表|受).{2,30}?(?:向大会|向会议|向.{2,12}会)(?:作|报告)(?:工作|报告|政府工作)?")
_OTHER_TITLE = late(
    r"解读|评论|述评|侧记|综述|心得|体会|感想|摘编|论述|语录|金句|笔记|纪实|观后感|读后感|讲话精神|启示|学习资料|新闻|报道|访谈|对话|会议记录|会议纪要|纪要$|答记者问|学思|导读|习语"
)
_COMMENT_LINE = late(r".{0,12}(?:评论员|编辑部|本报记者|特约记者)")
_TURN = late(rf"\s*({NAME}|记者|主持人|问|答|[甲乙丙丁])\s*[：:]")
_THIRD_PERSON = late(r"(?:出席|主持|参加)(?:了)?(?:会议|大会|座谈会|.{2,20}会)?并(?:作|发表)?(?:重要|总结)?讲话")


def genre(known: Metadata, head: Sequence[Block], passages: Sequence[Passage]) -> Literal["speech", "report", "other"]:
    """speech, report (工作报告) or other (a commentary about a speech, a collection of excerpts, a news item)."""
    title = known.title or ""
    opening = "".join(passage.text for passage in passages[:4])[:800]
    if _REPORT_TITLE.search(title) or _REPORT_TEXT.search(opening):
        return "report"
    spoken = any(passage.kind == "salutation" for passage in passages)
    if _OTHER_TITLE.search(title) and not re.search(rf"上的.{{0,4}}{EVENT}$", title):
        return "other"
    if any(_COMMENT_LINE.match(block.text) for block in head):
        return "other"
    sources = sum(1 for passage in passages if SOURCE_LINE.search(passage.text))
    if sources >= 3 and sources * 4 >= len(passages):
        return "other"
    turns = [turn[1] for passage in passages if (turn := _TURN.match(passage.text))]
    if len(turns) >= 4 and len(turns) * 3 >= len(passages) and len(set(turns)) >= 2:
        return "other"
    text = "".join(passage.text for passage in passages)
    if not spoken and _THIRD_PERSON.search(opening) and not FIRST_PERSON.search(text):
        return "other"
    return "speech"
