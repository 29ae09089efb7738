"""What a text is that no leader says to a meeting (述职报告, 表态发言, 工作总结, 经验交流): its moves are read as a speech's, and
a brief from it is only a start."""

from __future__ import annotations

from drafter.language.late import late
from drafter.records import Speech

_TITLES = (
    (late("述职(?:[和与、及]?述?[廉德责法学])*(?:报告|材料|发言|提纲)?$"), "述职报告"),
    (late("(?:表态|承诺)(?:性?发言|讲话)?(?:材料|稿|提纲)?$"), "表态发言"),
    (
        late("(?:经验|典型|先进)(?:交流)?(?:发言|材料|介绍)(?:材料|稿)?$|交流(?:发言|材料)(?:材料|稿)?$|事迹材料$"),
        "经验交流",
    ),
    (
        late(
            "(?:工作|年度|年终|全年|年|季度|个人|思想|学习|任期|挂职|活动)(?:情况)?(?:的)?(?:总结|小结)(?:报告|材料)?$"
        ),
        "工作总结",
    ),
    (late("(?:工作|情况|履职)汇报(?:材料|提纲)?$"), "工作汇报"),
    (
        late("心得体会$|(?:对照检查|剖析|检视|检讨)(?:材料|发言|报告)?$|(?:汇报|情况)(?:材料)$"),
        "汇报材料",
    ),
)
"""How their titles end; signs and brackets behind aside."""
_TAIL = late("[（(【〔][^）)】〕]*[）)】〕]$|[\\s。.：:]+$")
_SPOKEN = late("(?:讲话|致辞|主持词|串联词|寄语|党课)(?:稿|提纲|摘要|要点)?$")
_SAYS_SO = (
    (late("(?:我|代表)[^。；！？]{0,24}[作做](?:[^。；，]{0,6})?(?:表态|承诺)|我的表态"), "表态发言"),
    (
        late(
            "(?:履职|履行[^。；，]{0,6}职责|述职|任职以来|一年来)[^。；]{0,30}(?:报告|汇报|述职)如下|请予?以?(?:评议|测评)|(?:现|我)[^。；，]{0,4}述职如下"
        ),
        "述职报告",
    ),
    (late("(?:做法|经验|体会)[^。；]{0,16}(?:汇报|报告|介绍|交流)如下"), "经验交流"),
    (late("现[将就把][^。；]{2,40}总结如下"), "工作总结"),
)
"""How they say what they are."""
_I = late("我(?![们国省市县区镇乡村局校院厂司军党]|单位|讲|再讲|强调)")
_WE_WILL = late("(?:我们?|我[省市县区镇乡村局校院厂司]|本[人局镇乡村])(?:一定|将|会|决心|愿意?)")
_DEMAND = late(
    "(?:各[^，。；]{1,14}|大家|同志们|你们|全[省市县区][^，。；]{0,8}|干部|部门|单位)[^，。；]{0,8}(?:要|必须|务必|应当|需)"
    "|(?:^|[，。；：])(?:一?要|务必|必须|请大家|希望大家|希望各)"
)
"""What is asked of those who listen."""
LEAST = 3
ACCOUNTS = frozenset(("述职报告", "工作总结", "经验交流", "工作汇报"))
"""The kinds that tell of what the speaker, or those he speaks for, did."""
EDGES = 600
"""So many characters at either end are looked at for what an account says of itself."""


def other_kind(speech: Speech) -> str:
    """What `speech` is where it is none of a leader's to a meeting, "" where it may be.

    By how its title ends; where that says nothing, by what it says of itself, or by an I who asks nothing of anybody.
    """
    named = _titled(speech)
    if named is not None:
        return named
    text = "\n".join(passage.text for passage in speech.passages)
    if said := _said(text, text):
        return said
    promises = len(_WE_WILL.findall(text)) >= LEAST and len(_I.findall(text)) >= LEAST
    return "个人表态" if promises and not _DEMAND.search(text) else ""


def is_account(speech: Speech) -> bool:
    """Whether `speech` is one of ACCOUNTS, by its title or by what its first and last words say of it."""
    named = _titled(speech)
    if named is not None:
        return named in ACCOUNTS
    texts = [passage.text for passage in speech.passages]
    edges = "\n".join(texts[:6])[:EDGES] + "\n" + "\n".join(texts[-3:])[-EDGES:]
    return any(mark.search(edges) for mark, _ in _SAYS_SO) and _said(edges, "\n".join(texts)) in ACCOUNTS


def _titled(speech: Speech) -> str | None:
    """What the title says the text is, "" for a speech; None where it says nothing."""
    title = _TAIL.sub("", (speech.title or "").strip())
    if _SPOKEN.search(title):
        return ""
    for words in (title, *title.split()):
        for mark, name in _TITLES:
            if mark.search(words):
                return name
    return None


def _said(where: str, text: str) -> str:
    """What is said in one part of a text that it is, "" where it says nothing, or asks more than it promises."""
    said = next((name for mark, name in _SAYS_SO if mark.search(where)), "")
    return said if said and len(_DEMAND.findall(text)) <= max(1, len(_WE_WILL.findall(text))) else ""
