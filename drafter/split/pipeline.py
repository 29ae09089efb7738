"""Compilations into speeches (汇编切篇): where one begins, what stands between, what kind each is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from drafter.language.late import late
from drafter.records import DAMAGE_OPEN, Block, Cleaned, Loss, Passage, Speech
from drafter.split.duplicates import copy_id
from drafter.split.labels import PART, Label, label_of, number_of
from drafter.split.metadata import (
    EVENT,
    NAME,
    Metadata,
    body_metadata,
    file_metadata,
    head_metadata,
    is_head_line,
    is_signature,
    is_stated,
    is_title,
    is_wrapper,
    region_of,
)
from drafter.split.passages import DAMAGED, SALUTATION, passages_of, quarantine, unmarked

_N = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_CHAPTER = late(
    rf"\s*(?:[^，。；！？：]{{0,40}}?(?:篇|范文|例文|范本)\s*[（(【]?{_N}[）)】]?(?:\s*[：:、].{{0,60}}|\s.{{0,60}})?|"
    rf"[【\[（(]?第{_N}篇[】\]）)]?(?:\s*[：:、]?.{{0,60}})?|[【\[](?:篇|范文){_N}[】\]].{{0,60}})\s*"
)
_NUMBERED_TITLE = late(
    rf"\s*(?:{_N}\s*[、.．]|[（(]{_N}[）)]|(?:讲话|发言)稿?{_N}[：:]?)\s*[^。；！？]{{2,60}}{EVENT}\s*|[^，。；！？]{{0,40}}(?:讲话|发言|致辞)稿?\s*[（(]?{_N}[）)]?\s*"
)
_CHAPTER_MARK = late(rf"^(?:{_N}\s*[、.．]|[（(]{_N}[）)]|.{{0,40}}?{_N}篇?[】\]）)]?\s*[：:、.．\s])\s*")
_CHAPTER_WIDTH = 90
_BARE_NUMBER = late(rf"\s*[（(【\[]?(?:之|第)?{_N}(?:讲|部分)?[）)】\]]?[、.．]?\s*")

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
_ORDER = r"第[二三四五六七八九十]个?大?(?:问题|方面|议题|部分|专题|会议?|话题|内容|环节)"
_GOES_ON = late(
    rf"\s*(?:下面|接下来|接着|另外|此外|其次|同时|再者?[说讲谈，]|[^。！]{{0,12}}再(?:补充|强调|讲|说|谈)|[^。！]{{0,40}}{_ORDER}|"
    r"[^。！]{0,40}，还[有要想])"
)
"""A paragraph that adds to what was said (再补充三点, 第二个问题, 还有一层意思) and opens nothing."""
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
_PARTED = 4
"""Weights of ending and opening that part two speeches; one more where the speech before has a salutation and the next
none, one less at a separator, two less where headings count anew."""
_GAP = 2
"""Blank lines in a row that may stand for a separator, where few places have as many: one block in eight."""
_NEAR = 300
"""Paragraphs looked at on either side for headings that count anew."""
_TOP_STYLES = frozenset(("bare", "part", "ordinal"))
_SERIES_STYLES = _TOP_STYLES | {"question"}
_PART_WIDTH = 30
_LEAST_BODY = 200
_LEAST_REST = 300
_SHORTEST = 100
"""Characters of a speech where all speaks for one: title with day, name or salutation; closing and opening."""
_LONG_REST = 800
_LEAD_IN = 800
_LEAD_IN_BLOCKS = 24
_FORWARD = late(
    r"现将|印发给|转发给|刊发如下|刊登如下|全文如下|编者按|(?:讲话|发言|致辞|致词|报告)(?:稿|全文|摘要)?如下|供.{0,8}(?:学习|参考)|请查收"
)
_TAIL_BLOCKS = 4
_ASIDE = late(
    r"\s*(?:[（(【\[［〔](?:[^。！？；，：]{1,24}|[^。！？；：]{0,16}(?:录音|速记|速录|记录|未经)[^。！？；：]{1,20})[)）】\]］〕]|[….·\s]*…[….·\s]*)\s*"
)
"""A note in brackets (根据录音整理，未经本人审阅), or the dots that stand for what others said (……)."""
_ASIDE_WIDTH = 30
_PARTING = late(r"祝|谢|散会|再见|同志|大家|我们|让|辛苦|完了|结束|鼓掌")
_LEAST_SPEECH = 60

_ATTACHMENT = late(
    r"\s*(?:附件|附录|附表|附)\s*[:：]?\s*[一二三四五六七八九十\d]{0,2}\s*[:：.．]?.{0,30}|\s*(?:名词解释|注释)\s*[:：]?\s*"
)
_NOT_HAN = late("[^\u3400-\u9fff]+")

_REPORT_TITLE = late(r"工作报告|(?:代表大会|党代会|全会|人代会).{0,8}报告$|述职报告|调研报告|情况报告|^报告$")
_REPORT_TEXT = late(r"(?:代表|受).{2,30}?(?:向大会|向会议|向.{2,12}会)(?:作|报告)(?:工作|报告|政府工作)?")
_OTHER_TITLE = late(
    r"解读|评论|述评|侧记|综述|心得|体会|感想|摘编|论述|语录|金句|笔记|纪实|观后感|读后感|讲话精神|启示|学习资料|新闻|报道|访谈|对话|会议记录|会议纪要|纪要$|答记者问|学思|导读|习语"
)
_COMMENT_LINE = late(r".{0,12}(?:评论员|编辑部|本报记者|特约记者)")
_SOURCE_LINE = late(
    r"(?:——|[（(]).{0,24}?\d{4}年\d{1,2}月(?:\d{1,2}日)?[^。）)]{0,90}(?:讲话|文章|致辞|演讲|报告|贺信|回信|指示|批示|发言|考察|座谈)[^。）)]{0,20}[）)]?\s*$"
)
_TURN = late(rf"\s*({NAME}|记者|主持人|问|答|[甲乙丙丁])\s*[：:]")
_THIRD_PERSON = late(r"(?:出席|主持|参加)(?:了)?(?:会议|大会|座谈会|.{2,20}会)?并(?:作|发表)?(?:重要|总结)?讲话")
_FIRST_PERSON = late(r"同志们|我(?:就|讲|再|代表|完全|想|们要|提|强调)|下面，|各位|大家好|让我们")


def split(cleaned: Cleaned, path: str, sha256: str) -> tuple[tuple[Speech, ...], tuple[Loss, ...], tuple[Loss, ...]]:
    """Speeches of one cleaned file, what stood outside them, and what is too damaged to use.

    cleaned: as `drafter.clean` gives; path: the file as named, for its last-resort metadata; sha256: of the
    file's bytes, unused in ids, so that a copy of a file keeps its ids. Every Chinese character of the
    blocks is in a passage, in the second or in the third result. Never raises.
    """
    blocks = tuple(block for block in cleaned.blocks if block.text.strip())
    dropped: list[Loss] = []
    segments: list[tuple[Block, ...]] = []
    for chapter in _chapters(blocks, dropped):
        segments.extend(_speeches_in(chapter, dropped))
    speeches: list[Speech] = []
    quarantined: list[Loss] = []
    seen: dict[str, int] = {}
    single = len(segments) == 1
    outside = [loss.text for loss in cleaned.dropped]
    for segment in segments:
        speech, out, damaged = _speech(segment, outside if single else [], path if single else "")
        if speech is None:
            dropped.extend(out)
            quarantined.extend(damaged)
            continue
        copies = seen.get(speech.id, 0)
        seen[speech.id] = copies + 1
        if copies:
            speech = replace(speech, id=copy_id(speech.id, copies + 1))
        speeches.append(speech)
        dropped.extend(replace(loss, speech=speech.id) for loss in out)
        quarantined.extend(replace(loss, speech=speech.id) for loss in damaged)
    dropped, broken = _without_damage(dropped)
    return tuple(speeches), tuple(dropped), (*quarantined, *broken)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _han_length(blocks: Sequence[Block]) -> int:
    return sum(len(_NOT_HAN.sub("", block.text)) for block in blocks)


def _chapters(blocks: tuple[Block, ...], dropped: list[Loss]) -> list[tuple[Block, ...]]:
    """The stretches between chapter headings (篇一, 第一篇, 范文一, numbered titles)."""
    heads = [
        i for i, block in enumerate(blocks) if len(block.text) <= _CHAPTER_WIDTH and _CHAPTER.fullmatch(block.text)
    ]
    numbered = [
        i
        for i, block in enumerate(blocks)
        if len(block.text) <= _CHAPTER_WIDTH and _NUMBERED_TITLE.fullmatch(block.text)
    ]
    if not heads and len(numbered) >= 2 and all(b - a > 2 for a, b in pairwise(numbered)):
        heads = numbered
    if not heads:
        heads = _bare_numbers(blocks)
    if not heads:
        return [blocks]
    chapters: list[tuple[Block, ...]] = []
    preface = blocks[: heads[0]]
    if preface:
        if _han_length(preface) >= _LEAST_REST and any(
            SALUTATION.fullmatch(block.text) or is_title(block.text) for block in preface
        ):
            chapters.append(preface)
        else:
            dropped.append(Loss("篇前文字", "\n".join(block.text for block in preface)))
    for i, head in enumerate(heads):
        end = heads[i + 1] if i + 1 < len(heads) else len(blocks)
        title = _inner_title(blocks[head].text)
        dropped.append(
            Loss("篇目标题", blocks[head].text.strip() if not title else blocks[head].text.strip().removesuffix(title))
        )
        chapter = blocks[head + 1 : end]
        chapters.append((Block(title), *chapter) if title else chapter)
    return chapters


def _bare_numbers(blocks: tuple[Block, ...]) -> list[int]:
    """Lines that hold nothing but 一, （二）, 3 …, counting from one, each above a title or a salutation."""
    heads = [
        i
        for i, block in enumerate(blocks[:-1])
        if len(block.text) <= 8
        and _BARE_NUMBER.fullmatch(block.text)
        and (is_title(blocks[i + 1].text) or SALUTATION.fullmatch(blocks[i + 1].text))
    ]
    numbers = [number_of(blocks[i].text) for i in heads]
    return heads if len(heads) >= 2 and numbers == list(range(1, len(heads) + 1)) else []


def _inner_title(heading: str) -> str:
    """The speech's own title in 篇一：在…上的讲话 or 1、在…上的讲话, empty where the heading only counts."""
    bare = _CHAPTER_MARK.sub("", heading.strip())
    return bare if re.fullmatch(rf"(?:[^：:\s]{{2,8}}[：:])?[^：:\s]*在[^：:\s]+{EVENT}", bare) else ""


def _speeches_in(chapter: tuple[Block, ...], dropped: list[Loss]) -> list[tuple[Block, ...]]:
    """A chapter cut where a new speech begins without a chapter heading."""
    if not chapter:
        return []
    lengths = [len(block.text) for block in chapter]
    rest = [0] * (len(chapter) + 1)
    for i in range(len(chapter) - 1, -1, -1):
        rest[i] = rest[i + 1] + lengths[i]
    parted = _separated(chapter)
    labels = [label_of(block.text) for block in chapter]
    starts = [0]
    spoken = False
    index = 0
    while index < len(chapter):
        if index > starts[-1] and spoken and _begins(chapter, starts[-1], index, rest, parted, labels):
            start = index
            while start - 1 > starts[-1] and _is_preamble(chapter[start - 1].text):
                start -= 1
            starts.append(start)
            spoken = False
            while (
                index + 1 < len(chapter)
                and (is_head_line(chapter[index + 1].text) or SALUTATION.fullmatch(chapter[index + 1].text))
                and lengths[index] <= 64
            ):
                index += 1
        spoken = spoken or not (is_head_line(chapter[index].text) or SALUTATION.fullmatch(chapter[index].text))
        index += 1
    starts.append(len(chapter))
    parts: list[tuple[Block, ...]] = []
    for begin, end in pairwise(starts):
        part = chapter[begin:end]
        part = _without_attachments(part, dropped)
        part = _without_lead_in(part, dropped)
        if part:
            parts.append(part)
    return parts


def _is_preamble(text: str) -> bool:
    return bool(is_title(text) or (is_head_line(text) and len(text) <= 40 and not re.search("[。！？]", text)))


def _separated(chapter: Sequence[Block]) -> frozenset[int]:
    """Blocks with a separator (***, a page break, an unusual gap) above them or above the head lines they follow.

    A separator parts no speeches by itself: it stands between the sections of one as well.
    """
    gaps = sorted((block.blank for block in chapter[1:] if block.blank >= _GAP), reverse=True)
    few = max(2, len(chapter) // 8)
    gap = gaps[few] + 1 if len(gaps) > few else _GAP
    found: set[int] = set()
    for index, block in enumerate(chapter):
        above = index - 1 in found and _is_preamble(chapter[index - 1].text)
        if index and (block.ruled or block.blank >= gap or above):
            found.add(index)
    return frozenset(found)


def _begins(
    chapter: tuple[Block, ...],
    start: int,
    index: int,
    rest: Sequence[int],
    parted: frozenset[int],
    labels: Sequence[Label | None],
) -> bool:
    """Whether a new speech begins at `index`, where the last began at `start`.

    rest: characters from each block on; parted: the blocks below a separator; labels: of each block.
    """
    text = chapter[index].text
    after = chapter[index + 1].text if index + 1 < len(chapter) else ""
    before = chapter[index - 1].text
    remaining = rest[index + 1]
    body = rest[start] - rest[index]
    if _hands_on(text) and (_opening(after) >= 2 or SALUTATION.fullmatch(after)):
        return remaining >= _SHORTEST and body >= _LEAST_BODY // 2
    if SALUTATION.fullmatch(text):
        if remaining < _LEAST_REST or body < _LEAST_BODY or _counts_on(labels, start, index):
            return False
        ended = _ending(before)
        opened = _opening(after)
        return (
            opened >= 2
            or ended == 4
            or (ended >= 2 and remaining >= _LONG_REST)
            or (index in parted and bool(opened or ended))
        )
    if _names_speech(chapter, index):
        if before.rstrip().endswith(("：", "，", "、", "《")) or (
            rest[0] - rest[index] <= _LEAD_IN and _forwarded(chapter[:index])
        ):
            return False
        least = _SHORTEST if _stated_head(chapter, index) else _LEAST_REST
        return remaining >= least and body >= min(least, _LEAST_BODY)
    if remaining < _SHORTEST or body < _LEAST_BODY // 2:
        return False
    if any(_ATTACHMENT.fullmatch(block.text) for block in chapter[max(start, index - _TAIL_BLOCKS) : index + 1]):
        return False
    opening, ending = _joint(chapter, start, index)
    apart = index in parted
    if opening + ending + apart < _PARTED - 2 or _GOES_ON.match(text) or _counts_on(labels, start, index):
        return False
    anew = _counts_anew(chapter, start, index, labels)
    if anew and not any(
        sum(_joint(chapter, start, later)) + (later in parted) > opening + ending + apart
        for later in range(index + 1, anew)
    ):
        return True
    greeted = any(SALUTATION.fullmatch(block.text) for block in chapter[start : min(index, start + _LEAD_IN_BLOCKS)])
    wanting = _PARTED + greeted - opening - ending
    if apart and wanting <= 1 and (opening >= 2 + greeted or (ending >= 3 and remaining >= _LEAST_REST)):
        return True
    return bool(opening >= 2 and ending and wanting <= 0) or (opening == 1 and ending == 4)


def _joint(chapter: Sequence[Block], start: int, index: int) -> tuple[int, int]:
    """How surely a speech opens at `index`, and how surely one ends above it."""
    text = chapter[index].text
    return (0, 0) if label_of(text) else (_opening(text), _ending(_last_spoken(chapter, start, index)))


def _opening(text: str) -> int:
    """How surely a paragraph opens a speech, 0 to 3."""
    return next((weight for weight, pattern in _OPENINGS if pattern.match(text)), 0)


def _ending(text: str) -> int:
    """How surely a paragraph ends a speech, 0 to 4."""
    if _REPORTED.search(text):
        return 0
    return next((weight for weight, pattern in _ENDINGS if pattern.search(text)), 0)


def _last_spoken(chapter: Sequence[Block], start: int, index: int) -> str:
    """The last paragraph before `index` that is no signature, day or note."""
    above = (chapter[i].text for i in range(index - 1, max(start, index - 1 - _TAIL_BLOCKS), -1))
    return next((text for text in above if not (_unspoken(text) or _aside(text))), "")


def _counts_on(labels: Sequence[Label | None], start: int, index: int) -> bool:
    """Whether headings counted since `start` go on counting below `index`: 二、 above, 三、 below is one speech."""
    counted: dict[str, int] = {}
    for label in labels[max(start, index - _NEAR) : index]:
        if label and label.style in _SERIES_STYLES:
            counted[label.style] = label.number
    for label in labels[index : index + _NEAR] if counted else ():
        if label and (last := counted.pop(label.style, 0)) and label.number == last + 1:
            return True
    return False


def _counts_anew(chapter: Sequence[Block], start: int, index: int, labels: Sequence[Label | None]) -> int:
    """Where headings of the first level, counted to two or more since `start`, begin again at one; 0 if nowhere.

    Not where each series stands under a heading of its own (第一部分, 上篇, 怎么抓): those are parts of one speech.
    """
    first = max(start, index - _NEAR)
    counted = [(i, label) for i in range(first, index) if (label := labels[i]) and label.style in _TOP_STYLES]
    style = counted[0][1].style if counted else ""
    if max((label.number for _, label in counted if label.style == style), default=0) < 2:
        return 0
    for later in range(index, min(len(chapter), index + _NEAR)):
        label = labels[later]
        if label and label.style == style:
            if label.number != 1 or any(re.search(_ORDER, block.text[:60]) for block in chapter[index:later]):
                return 0
            return 0 if _in_parts(chapter, (start, counted[0][0]), (index, later)) else later
    return 0


def _in_parts(chapter: Sequence[Block], first: tuple[int, int], again: tuple[int, int]) -> bool:
    """Whether two series of headings stand under unlabelled headings (抓什么), the first in mid-speech.

    first: where the speech and its series begin; again: the same for what may be another speech.
    """
    spoken = next(
        (i for i in range(*first) if not (is_head_line(chapter[i].text) or SALUTATION.fullmatch(chapter[i].text))),
        first[1],
    )
    return any(_heads_part(chapter[i]) for i in range(spoken, first[1])) and any(
        _heads_part(chapter[i]) for i in range(again[0] - 1, again[1])
    )


def _heads_part(block: Block) -> bool:
    """Whether a line may head a part of a speech: short, no sentence, neither title nor byline."""
    if is_title(block.text) or is_stated(block.text) or SALUTATION.fullmatch(block.text):
        return False
    return block.level > 0 or (len(block.text) <= _PART_WIDTH and not re.search(r"[。！？；，][”’]?\s*$", block.text))


def _names_speech(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is the title of a speech; ——2023年…在…上的讲话 under a sentence says where that comes from."""
    text = blocks[index].text
    quoted = text.lstrip().startswith("——") and (index == 0 or not is_head_line(blocks[index - 1].text))
    return is_title(text) and not quoted


def _forwarded(above: Sequence[Block]) -> bool:
    """Whether all that stands above a title only hands the speech on: a notice, an editor's note."""
    text = "".join(block.text for block in above)
    return len(text) <= _LEAD_IN and _FORWARD.search(text) is not None and not _FIRST_PERSON.search(text)


def _hands_on(text: str) -> bool:
    """Whether a line above a speech hands it on: 现将…的讲话刊登如下, 下面是…的致辞，供学习参考."""
    return bool(
        len(text) <= _SHORTEST
        and _FORWARD.search(text)
        and re.search(rf"{EVENT}|编者按|全文如下", text)
        and re.search(r"[：。]\s*$", text)
        and not _FIRST_PERSON.search(text)
    )


def _stated_head(chapter: tuple[Block, ...], index: int) -> bool:
    """Whether day, name or salutation follow a title."""
    for block in chapter[index + 1 : index + 5]:
        if SALUTATION.fullmatch(block.text) or is_stated(block.text):
            return True
        if not is_head_line(block.text):
            return False
    return False


def _without_attachments(part: tuple[Block, ...], dropped: list[Loss]) -> tuple[Block, ...]:
    for index, block in enumerate(part):
        if len(block.text) <= 40 and _ATTACHMENT.fullmatch(block.text):
            closed = any(_ending(before.text) >= 2 for before in part[max(0, index - 4) : index])
            named = re.match(r"\s*附件", block.text)
            least = _LEAST_BODY if closed and named else 500
            if (closed or named) and _han_length(part[:index]) >= least:
                dropped.append(Loss("附件", "\n".join(each.text for each in part[index:])))
                return part[:index]
    return part


def _without_lead_in(part: tuple[Block, ...], dropped: list[Loss]) -> tuple[Block, ...]:
    """What stands above the title or the salutation of a speech: red heads, forwarding notes, editors' words."""
    salutation = next((i for i, block in enumerate(part[: _LEAD_IN_BLOCKS + 1]) if SALUTATION.fullmatch(block.text)), 0)
    top = salutation or min(len(part), _LEAD_IN_BLOCKS)
    title = next((i for i in range(top - 1, -1, -1) if _names_speech(part, i)), -1)
    if title >= 0 and (salutation or all(is_head_line(block.text) for block in part[:title])):
        start = _main_title(part, title)
        above = part[:start]
        if sum(len(block.text) for block in above) > _LEAD_IN or _han_length(part[title:]) < _LEAST_SPEECH:
            return part
        if all(is_head_line(block.text) for block in above):
            return part  # they may name place and day
        dropped.append(Loss("篇前文字", "\n".join(block.text for block in above)))
        return part[start:]
    size = next((i for i, block in enumerate(part) if not _hands_on(block.text)), 0)
    if size and not salutation and _opening(part[size].text) >= 2:
        dropped.append(Loss("篇前引语", "\n".join(block.text for block in part[:size])))
        return part[size:]
    above = part[:salutation]
    lead = [block for block in above if not is_head_line(block.text)]
    if not lead or sum(len(block.text) for block in above) > _LEAD_IN or _han_length(part[salutation:]) < _LEAST_REST:
        return part
    dropped.append(Loss("篇前引语", "\n".join(block.text for block in lead)))
    return tuple(block for block in above if is_head_line(block.text)) + part[salutation:]


def _main_title(part: Sequence[Block], title: int) -> int:
    """Where the lines of a title begin, of which `title` is the last: 把…落到实处 / ——在…上的讲话."""
    start = title
    while start and title - start < 2 and is_head_line(part[start - 1].text) and not is_wrapper(part[start - 1].text):
        start -= 1
    return start


def _without_tail(part: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """(the speech, what stands below its last sentence): a signature or a day nobody spoke (落款)."""
    end = len(part)
    while end > 1 and len(part) - end < _TAIL_BLOCKS and not part[end - 1].level and _unspoken(part[end - 1].text):
        end -= 1
    if end == len(part) or not re.search(r"[。！？][”’）]*\s*$", part[end - 1].text):
        return part, ()
    return part[:end], part[end:]


def _unspoken(text: str) -> bool:
    """Whether a line below a speech is none of it: a signature, a day, a few words that are no sentence."""
    words = len(text) <= _ASIDE_WIDTH and not re.search(r"[。！？；，、：]", text) and not _PARTING.search(text)
    return is_signature(text) or (words and not label_of(text) and not _SOURCE_LINE.search(text))


def _aside(text: str) -> bool:
    """A line in brackets inside a speech: （县长讲话）."""
    return (
        len(text) <= _ASIDE_WIDTH
        and _ASIDE.fullmatch(text) is not None
        and not label_of(text.strip())
        and not PART.fullmatch(text)
    )


def _speech(
    segment: tuple[Block, ...], outside: Sequence[str], path: str
) -> tuple[Speech | None, list[Loss], list[Loss]]:
    size = 0
    while size < len(segment) and is_head_line(segment[size].text):
        size += 1
    while size and PART.fullmatch(segment[size - 1].text):
        size -= 1
    if size == len(segment):
        size = 0
    head = segment[:size]
    body, tail = _without_tail(segment[size:])
    asides = [block for block in body if _aside(block.text)]
    passages, damaged = quarantine(passages_of([block for block in body if not _aside(block.text)]))
    lines = [block.text for block in head if DAMAGE_OPEN not in block.text]
    known = head_metadata(lines)
    if not passages or (
        not known.title
        and not any(passage.kind == "salutation" for passage in passages)
        and _han_length(body) < _LEAST_SPEECH
    ):
        text = "\n".join(block.text for block in segment)
        return None, [Loss("不成篇的文字", text)] if text.strip() else [], []
    known = body_metadata(known, lines, [passage.text for passage in passages[:4]])
    if not known.place:
        known = replace(known, place=region_of("".join(passage.text for passage in passages)))
    if path:
        known = file_metadata(known, outside, path)
    out = [Loss("题名、署名、日期行（已记入元数据）", "\n".join(block.text for block in head))] if head else []
    out += [Loss("文中说明", block.text) for block in asides]
    out += [Loss("落款", "\n".join(block.text for block in tail))] if tail else []
    content = _NOT_HAN.sub("", "".join(block.text for block in body))
    speech = Speech(
        id=_digest(content),
        passages=passages,
        title=known.title,
        speaker=known.speaker,
        position=known.position,
        occasion=known.occasion,
        date=known.date,
        place=known.place,
        genre=_genre(known, head, passages),
    )
    return speech, out, list(damaged)


def _without_damage(dropped: Sequence[Loss]) -> tuple[list[Loss], list[Loss]]:
    """What was dropped without its damaged lines, and those: they are quarantined wherever they stood."""
    kept: list[Loss] = []
    damaged: list[Loss] = []
    for loss in dropped:
        if DAMAGE_OPEN not in loss.text:
            kept.append(loss)
            continue
        lines = loss.text.split("\n")
        damaged += [Loss(DAMAGED, unmarked(line), loss.speech) for line in lines if DAMAGE_OPEN in line]
        whole = "\n".join(line for line in lines if DAMAGE_OPEN not in line)
        kept += [replace(loss, text=whole)] if whole.strip() else []
    return kept, damaged


def _genre(known: Metadata, head: Sequence[Block], passages: Sequence[Passage]) -> Literal["speech", "report", "other"]:
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
    sources = sum(1 for passage in passages if _SOURCE_LINE.search(passage.text))
    if sources >= 3 and sources * 4 >= len(passages):
        return "other"
    turns = [turn[1] for passage in passages if (turn := _TURN.match(passage.text))]
    if len(turns) >= 4 and len(turns) * 3 >= len(passages) and len(set(turns)) >= 2:
        return "other"
    text = "".join(passage.text for passage in passages)
    if not spoken and _THIRD_PERSON.search(opening) and not _FIRST_PERSON.search(text):
        return "other"
    return "speech"
