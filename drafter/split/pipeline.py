"""Compilations into speeches (汇编切篇): where one begins, what stands between, what kind each is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, Block, Cleaned, Loss, Passage, Speech
from drafter.split.labels import label_of, number_of
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
from drafter.split.passages import SALUTATION, passages_of, quarantine

_N = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_CHAPTER = re.compile(
    rf"\s*(?:[^，。；！？：]{{0,40}}?(?:篇|范文|例文|范本)\s*[（(【]?{_N}[）)】]?(?:\s*[：:、].{{0,60}}|\s.{{0,60}})?|"
    rf"[【\[（(]?第{_N}篇[】\]）)]?(?:\s*[：:、]?.{{0,60}})?|[【\[](?:篇|范文){_N}[】\]].{{0,60}})\s*"
)
_NUMBERED_TITLE = re.compile(
    rf"\s*(?:{_N}\s*[、.．]|[（(]{_N}[）)]|(?:讲话|发言)稿?{_N}[：:]?)\s*[^。；！？]{{2,60}}{EVENT}\s*|[^，。；！？]{{0,40}}(?:讲话|发言|致辞)稿?\s*[（(]?{_N}[）)]?\s*"
)
_CHAPTER_MARK = re.compile(rf"^(?:{_N}\s*[、.．]|[（(]{_N}[）)]|.{{0,40}}?{_N}篇?[】\]）)]?\s*[：:、.．\s])\s*")
_CHAPTER_WIDTH = 90
_BARE_NUMBER = re.compile(rf"\s*[（(【\[]?(?:之|第)?{_N}(?:讲|部分)?[）)】\]]?[、.．]?\s*")

_OPENING = re.compile(
    r".{0,12}?(?:今天|今日|这次|此次|刚才|这段时间|经.{2,20}(?:研究|同意|批准)).{0,80}?(?:召开|举行|开会|会议|座谈|大会|班)|"
    r"[^，。]{0,24}(?:召开|举行)[^，。]{0,40}(?:会|会议|大会|仪式|班)，.{0,4}(?:目的|主要|是|就是|旨在|任务)|"
    r".{0,60}?(?:热烈的?祝贺|亲切的?(?:慰问|问候)|诚挚的?(?:慰问|问候|感谢)|崇高的?敬意)|"
    r"\s*大家(?:上午|下午|晚上)?好|\s*现在开会|.{0,40}(?:会议|大会)的主要任务是"
)
_CLOSING = re.compile(
    r"(?:让我们|我相信|我们相信|谢谢|散会|到此结束|预祝|祝愿|一定要|一定能够|衷心祝)[^。！]*[。！][”’]?\s*(?:谢谢大家[。！]?)?\s*$|"
    r"^同志们[，！].*(?:奋斗|贡献|前进|局面|篇章|胜利|成功|辉煌|力量|业绩|明天|答卷|未来)[！。]\s*$"
)
_LEAST_BODY = 200
_LEAST_REST = 300
_SHORTEST = 100
"""Characters of a speech where all speaks for one: title with day, name or salutation; closing and opening."""
_LONG_REST = 800
_LEAD_IN = 800
_LEAD_IN_BLOCKS = 24
_FORWARD = re.compile(
    r"现将|印发给|转发给|刊发如下|刊登如下|全文如下|编者按|(?:讲话|发言)(?:稿|全文|摘要)?如下|供.{0,8}(?:学习|参考)|请查收"
)
_TAIL_BLOCKS = 4
_ASIDE = re.compile(r"\s*[（(【\[［〔][^。！？；，：]{1,24}[)）】\]］〕]\s*")
_ASIDE_WIDTH = 30
_PARTING = re.compile(r"祝|谢|散会|再见|同志|大家|我们|让|辛苦|完了|结束|鼓掌")
_LEAST_SPEECH = 60

_ATTACHMENT = re.compile(
    r"\s*(?:附件|附录|附表|附)\s*[:：]?\s*[一二三四五六七八九十\d]{0,2}\s*[:：.．]?.{0,30}|\s*(?:名词解释|注释)\s*[:：]?\s*"
)
_NOT_HAN = re.compile("[^\u3400-\u9fff]+")

_REPORT_TITLE = re.compile(r"工作报告|(?:代表大会|党代会|全会|人代会).{0,8}报告$|述职报告|调研报告|情况报告|^报告$")
_REPORT_TEXT = re.compile(r"(?:代表|受).{2,30}?(?:向大会|向会议|向.{2,12}会)(?:作|报告)(?:工作|报告|政府工作)?")
_OTHER_TITLE = re.compile(
    r"解读|评论|述评|侧记|综述|心得|体会|感想|摘编|论述|语录|金句|笔记|纪实|观后感|读后感|讲话精神|启示|学习资料|新闻|报道|访谈|对话|会议记录|会议纪要|纪要$|答记者问|学思|导读|习语"
)
_COMMENT_LINE = re.compile(r".{0,12}(?:评论员|编辑部|本报记者|特约记者)")
_SOURCE_LINE = re.compile(
    r"(?:——|[（(]).{0,24}?\d{4}年\d{1,2}月(?:\d{1,2}日)?[^。）)]{0,90}(?:讲话|文章|致辞|演讲|报告|贺信|回信|指示|批示|发言|考察|座谈)[^。）)]{0,20}[）)]?\s*$"
)
_TURN = re.compile(rf"\s*({NAME}|记者|主持人|问|答|[甲乙丙丁])\s*[：:]")
_THIRD_PERSON = re.compile(r"(?:出席|主持|参加)(?:了)?(?:会议|大会|座谈会|.{2,20}会)?并(?:作|发表)?(?:重要|总结)?讲话")
_FIRST_PERSON = re.compile(r"同志们|我(?:就|讲|再|代表|完全|想|们要|提|强调)|下面，|各位|大家好|让我们")


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
            speech = replace(speech, id=_digest(f"{speech.id}#{copies + 1}"))
        speeches.append(speech)
        dropped.extend(replace(loss, speech=speech.id) for loss in out)
        quarantined.extend(replace(loss, speech=speech.id) for loss in damaged)
    return tuple(speeches), tuple(dropped), tuple(quarantined)


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
    starts = [0]
    spoken = False
    index = 0
    while index < len(chapter):
        body = rest[starts[-1]] - rest[index]
        if index > starts[-1] and spoken and _begins(chapter, index, rest, body):
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


def _begins(chapter: tuple[Block, ...], index: int, rest: Sequence[int], body: int) -> bool:
    """Whether a new speech begins here. rest: characters from each block on; body: those of the speech so far."""
    text = chapter[index].text
    after = chapter[index + 1].text if index + 1 < len(chapter) else ""
    before = chapter[index - 1].text
    remaining = rest[index + 1]
    if SALUTATION.fullmatch(text):
        if remaining < _LEAST_REST or body < _LEAST_BODY:
            return False
        return bool(_OPENING.match(after)) or (bool(_CLOSING.search(before)) and remaining >= _LONG_REST)
    if _names_speech(chapter, index):
        if before.rstrip().endswith(("：", "，", "、", "《")) or _forwarded(chapter[:index]):
            return False
        least = _SHORTEST if _stated_head(chapter, index) else _LEAST_REST
        return remaining >= least and body >= min(least, _LEAST_BODY)
    return (
        remaining >= _SHORTEST
        and body >= _LEAST_BODY // 2
        and len(text) >= 30
        and bool(_CLOSING.search(before))
        and before.lstrip().startswith(("同志们", "总之", "最后", "各位", "谢谢", "让我们", "散会"))
        and bool(_OPENING.match(text))
    )


def _names_speech(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is the title of a speech; ——2023年…在…上的讲话 under a sentence says where that comes from."""
    text = blocks[index].text
    quoted = text.lstrip().startswith("——") and (index == 0 or not is_head_line(blocks[index - 1].text))
    return is_title(text) and not quoted


def _forwarded(above: Sequence[Block]) -> bool:
    """Whether all that stands above a title only hands the speech on: a notice, an editor's note."""
    text = "".join(block.text for block in above)
    return len(text) <= _LEAD_IN and _FORWARD.search(text) is not None and not _FIRST_PERSON.search(text)


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
        if len(block.text) <= 40 and _ATTACHMENT.fullmatch(block.text) and _han_length(part[:index]) >= 500:
            closed = any(_CLOSING.search(before.text) for before in part[max(0, index - 4) : index])
            if closed or re.match(r"\s*附件", block.text):
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
    return len(text) <= _ASIDE_WIDTH and _ASIDE.fullmatch(text) is not None and not label_of(text.strip())


def _speech(
    segment: tuple[Block, ...], outside: Sequence[str], path: str
) -> tuple[Speech | None, list[Loss], list[Loss]]:
    size = 0
    while size < len(segment) and is_head_line(segment[size].text):
        size += 1
    if size == len(segment):
        size = 0
    head = segment[:size]
    body, tail = _without_tail(segment[size:])
    asides = [block for block in body if _aside(block.text)]
    passages, damaged = quarantine(passages_of([block for block in body if not _aside(block.text)]))
    known = head_metadata([block.text for block in head])
    if (
        not known.title
        and not any(passage.kind == "salutation" for passage in passages)
        and _han_length(body) < _LEAST_SPEECH
    ):
        text = "\n".join(block.text for block in segment)
        if DAMAGE_OPEN in text:
            clean_text = text.replace(DAMAGE_OPEN, "").replace(DAMAGE_CLOSE, "")
            return None, [], [Loss("字节损坏，无法复原", clean_text)]
        return None, [Loss("不成篇的文字", text)] if text.strip() else [], []
    known = body_metadata(known, [block.text for block in head], [passage.text for passage in passages[:4]])
    if not known.place:
        known = replace(known, place=region_of("".join(passage.text for passage in passages)))
    if path:
        known = file_metadata(known, outside, path)
    out = [Loss("题名、署名、日期行（已记入元数据）", "\n".join(block.text for block in head))] if head else []
    out += [Loss("文中说明", block.text) for block in asides]
    out += [Loss("落款", "\n".join(block.text for block in tail))] if tail else []
    if DAMAGE_OPEN in "".join(loss.text for loss in out):
        out = [Loss(loss.reason, loss.text.replace(DAMAGE_OPEN, "").replace(DAMAGE_CLOSE, "")) for loss in out]
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
