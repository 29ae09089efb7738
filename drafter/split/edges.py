"""How surely a paragraph opens or ends a speech, and lines that are no part of what is said (篇首、篇末)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.language.late import late
from drafter.records import Block
from drafter.split.labels import PART, label_of
from drafter.split.metadata import EVENT, is_head_line, is_signature, is_title

_GATHERING = r"(?:会|会议|大会|座谈会|仪式|典礼|班|活动)"
_OPENINGS = tuple(
    (weight, late(pattern))
    for weight, pattern in (
        (
            3,
            r"\s*(?:同志们[，！：])?(?:今天|今日)(?:上午|下午|晚上)?[，、]?(?:(?!我[到去看听]).){0,40}?"
            r"(?:召开|举行|举办|组织|开)(?!这样|过)"
            rf"[^，。]{{0,40}}{_GATHERING}(?:[，。：]|[^，。]{{0,10}}[，。])",
        ),
        (3, r"\s*(?:现在|大家|各位).{0,2}(?:开会|(?:上午|下午|晚上)?好)"),
        (3, r"\s*现在，?我(?:受.{2,30}委托|代表).{2,60}(?:报告|汇报)"),
        (3, r".{4,60}(?:今天|今日)(?:上午|下午)?.{0,8}(?:隆重|正式|胜利|顺利)?(?:召开|开幕|举行|开班)"),
        (2, rf"[^，。]{{0,24}}(?:召开|举行)[^，。]{{0,40}}{_GATHERING}，.{{0,6}}(?:目的|主要|是|就是|旨在|任务)"),
        (2, r".{0,60}?(?:热烈的?祝贺|亲切的?(?:慰问|问候)|诚挚的?(?:慰问|问候|感谢)|崇高的?敬意)"),
        (
            2,
            rf".{{0,30}}(?:这次|此次|本次)[^，。]{{0,24}}{_GATHERING}"
            r"[^，。]{0,16}(?:，?是|的?主要任务|的任务|开得|听取|开了|已经)",
        ),
        (2, r"\s*刚才，.{0,60}(?:发言|讲话|报告|通报|介绍|宣读|传达|汇报|讲了|作了)"),
        (2, r"[^。]{0,36}(?:很|十分|非常|感到|特别)高兴"),
        (2, rf"\s*(?:经|受|根据).{{2,30}}(?:研究|同意|批准|委托|安排).{{0,40}}{_GATHERING}"),
        (2, rf".{{0,60}}(?:今天|这次).{{0,30}}(?:召开|举行|举办|听取|安排|利用).{{0,40}}{_GATHERING}"),
        (
            1,
            r"\s*(?:今年|去年|20\d\d年|近年来|近段时间|.{0,12}(?:以来|以后|之后)|当前|最近|前不久|这段时间|"
            r".{2,8}(?:闭幕|召开|开幕))",
        ),
    )
)
"""What a speech begins with, by how sure it is: 3 said nowhere else, 2 also where a speaker turns to the day, 1 weak."""
ORDER = r"第[二三四五六七八九十]个?大?(?:问题|方面|议题|部分|专题|会议?|话题|内容|环节)"
_REPORTED = late(r"[：，说道][“‘][^”’]*[”’]\s*$")
"""Words of somebody else at the end of a paragraph."""
_ADDRESSED = r"^\s*(?:同志们|各位[^，！：。]{0,12})[，！：]"
_ENDINGS = tuple(
    (weight, late(pattern))
    for weight, pattern in (
        (
            4,
            r"(?:散会|到此结束)[^。！]{0,6}[。！]\s*$|讲(?:到)?(?:这里|这些|这么多|完了)[^。！后再下]{0,12}[。！]\s*$|"
            r"(?:^|[。！？，；：\s])(?:最后，?|再次)?谢谢(?:大家|各位|同志们)?(?:领导|同志|的?(?:聆听|收听|支持))?[。！]\s*$",
        ),
        (
            3,
            rf"{_ADDRESSED}.*(?:让我们|奋斗|贡献|前进|局面|篇章|胜利|成功|辉煌|力量|业绩|明天|答卷|未来|愉快|如意|幸福)"
            r"[^。！]*[！。][”’]?\s*$",
        ),
        (2, r"(?:让我们|我相信|我们相信|预祝|祝愿|衷心祝|祝大家|祝同志们|祝各位)[^。！]*[。！][”’]?\s*$"),
        (2, r"(?:^|[。！？，；\s])(?:最后，?|再次)?(?:祝(?!贺)|谢谢)[^。！]{2,40}！\s*$"),
        (
            2,
            r"(?:奋斗|贡献|前进|局面|篇章|胜利|成功|辉煌|业绩|答卷|未来|召开|伟业|复兴|中国梦|献礼|周年|如意)！\s*$",
        ),
        (
            1,
            r"！\s*$|(?:一定要|一定能够)[^。！]*。\s*$|^\s*(?:同志们|总之|最后)[，！：]|"
            r"(?:奋斗|贡献|前进|新局面|新篇章|胜利|成功|辉煌|业绩|答卷|未来|召开|伟业)。\s*$",
        ),
    )
)
"""What a speech ends with, by how sure it is: 4 nobody goes on after it, 3 a call to those addressed, 1 weak."""
SHORTEST = 100
"""Characters of a speech where all speaks for one: title with day, name or salutation; closing and opening."""
LEAD_IN = 800
_FORWARD = late(
    r"现将|印发给|转发给|刊发如下|刊登如下|全文如下|编者按|(?:讲话|发言|致辞|致词|报告)(?:稿|全文|摘要)?如下|供.{0,8}(?:学习|参考)|请查收"
)
_ASIDE = late(
    r"\s*(?:[（(【\[［〔](?:[^。！？；，：]{1,24}|[^。！？；：]{0,16}(?:录音|速记|速录|记录|未经)[^。！？；：]{1,20})[)）】\]］〕]|[….·\s]*…[….·\s]*)\s*"
)
"""A note in brackets (根据录音整理，未经本人审阅), or the dots that stand for what others said (……)."""
_ASIDE_WIDTH = 30
_PARTING = late(r"祝|谢|散会|再见|同志|大家|我们|让|辛苦|完了|结束|鼓掌")
NOT_HAN = late("[^\u3400-\u9fff]+")
SOURCE_LINE = late(
    r"(?:——|[（(]).{0,24}?\d{4}年\d{1,2}月(?:\d{1,2}日)?[^。）)]{0,90}(?:讲话|文章|致辞|演讲|报告|贺信|回信|指示|批示|发言|考察|座谈)[^。）)]{0,20}[）)]?\s*$"
)
FIRST_PERSON = late(r"同志们|我(?:就|讲|再|代表|完全|想|们要|提|强调)|下面，|各位|大家好|让我们")


def han_length(blocks: Sequence[Block]) -> int:
    return sum(len(NOT_HAN.sub("", block.text)) for block in blocks)


def opening_weight(text: str) -> int:
    """How surely a paragraph opens a speech, 0 to 3."""
    return next((weight for weight, pattern in _OPENINGS if pattern.match(text)), 0)


def ending_weight(text: str) -> int:
    """How surely a paragraph ends a speech, 0 to 4."""
    if _REPORTED.search(text):
        return 0
    return next((weight for weight, pattern in _ENDINGS if pattern.search(text)), 0)


def names_speech(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is the title of a speech; ——2023年…在…上的讲话 under a sentence says where that comes from."""
    text = blocks[index].text
    quoted = text.lstrip().startswith("——") and (index == 0 or not is_head_line(blocks[index - 1].text))
    return is_title(text) and not quoted


def forwarded(above: Sequence[Block]) -> bool:
    """Whether all that stands above a title only hands the speech on: a notice, an editor's note."""
    text = "".join(block.text for block in above)
    return len(text) <= LEAD_IN and _FORWARD.search(text) is not None and not FIRST_PERSON.search(text)


def hands_on(text: str) -> bool:
    """Whether a line above a speech hands it on: 现将…的讲话刊登如下, 下面是…的致辞，供学习参考."""
    return bool(
        len(text) <= SHORTEST
        and _FORWARD.search(text)
        and re.search(rf"{EVENT}|编者按|全文如下", text)
        and re.search(r"[：。]\s*$", text)
        and not FIRST_PERSON.search(text)
    )


def unspoken(text: str) -> bool:
    """Whether a line below a speech is none of it: a signature, a day, a few words that are no sentence."""
    words = len(text) <= _ASIDE_WIDTH and not re.search(r"[。！？；，、：]", text) and not _PARTING.search(text)
    return is_signature(text) or (words and not label_of(text) and not SOURCE_LINE.search(text))


def aside(text: str) -> bool:
    """A line in brackets inside a speech: （县长讲话）."""
    return (
        len(text) <= _ASIDE_WIDTH
        and _ASIDE.fullmatch(text) is not None
        and not label_of(text.strip())
        and not PART.fullmatch(text)
    )
