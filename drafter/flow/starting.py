"""A brief to start from, out of an existing speech: joins skeleton → bank, its facts taken out (照旧稿起简要)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from drafter.flow.drafting import read_bank
from drafter.flow.everyday import HEAD, PROPER
from drafter.flow.standing import TRADES
from drafter.flow.strange import GENERAL
from drafter.flow.vouched import unvouched
from drafter.keep.workspace import Workspace
from drafter.language.entities import SLOT, entities
from drafter.language.masked import NAMED, SLOTS
from drafter.language.official import TIMELESS
from drafter.language.particulars import particulars
from drafter.language.persons import EVERYDAY, NO_SURNAME
from drafter.language.surnames import ONLY_SURNAMES, SURNAMES
from drafter.language.visible import visible
from drafter.language.words import listed
from drafter.plan.starter import starter_brief
from drafter.records import Speech


def started(speech: Speech, remarks: Sequence[str], workspace: Workspace) -> str:
    """The starter brief (YAML) of `speech`, whose moves are called by their ids, with `remarks` as comments.

    Raises InvalidData for a faulty bank.
    """
    brief = starter_brief(speech, read_bank(workspace), masking(speech))
    head, _, rest = brief.partition("\n")
    # What hides in an old speech must not hide in a file that is to be written on.
    return visible("\n".join((head, *(f"# {remark}" for remark in remarks), rest)))


# 统一大市场 and 同一件 hold no count, and who says 这三项 has named them.
_COUNT = re.compile(
    "(?<![统唯单同专划均归万第这那])(?:[一二两三四五六七八九十百千万几]+|[0-9０-９]+)(?:个|项|条|批|类|大|件|种|支|张|座|家)(?=[一-龥]{2})"
)
_NAMED_BY_COUNT = re.compile(
    "[两三四五六七八九十](?:(?:个|项|条|类|大|件|种|张)[一-龥]{0,2}?(?:防线|[底红]线|关口|[大实要小难]事|意识|观念|思维|理念|关系|本领|能力|作风|环节|[重难要]点|"
    "支撑|体系|机制|制度|责任|纪律|精神|优势|短板|目标|导向|原则|抓手|文章|转变|结合|统筹|突破|提升|坚持|到位|确保|确立|清单|台账|[硬攻]仗|关键|维度|层面|方面)"
    "|大(?:工程|行动|任务|战役|攻坚战|计划))(?![一-龥])"
)
"""What a heading is called by its count (守住三条防线): no quantity of anything, and without it nothing is named."""
_CUT_OUT = re.compile("[^，。；：、的“”《》]*□[^，。；：、“”《》]*?(?=精神|讲话|$|[，。；：、“”《》])")
_CODE = re.compile("[A-Za-z]+[0-9]+[A-Za-z0-9]*")
_FIGURE = re.compile("[0-9０-９]+(?:[.．][0-9０-９]+)?[%％]?年?")


_PLACE = re.compile("[一-龥]{2,6}?(?=(?:自治)?[省市县区州盟旗镇乡村])")
GAP = f"【待填：{SLOT['place']}】"


def masking(speech: Speech) -> Callable[[str], str]:
    """`without_facts` for the headings of one speech: a place it names in full (青岚市) goes where it stands bare, too."""
    names: set[str] = set()
    for text in (speech.title or "", *(passage.text for passage in speech.passages)):
        for entity in entities(text):
            if entity.type == "place" and (found := _PLACE.match(entity.text)):
                names.add(found.group())
    if not names:
        return without_facts
    named = re.compile(
        f"(?:{'|'.join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))})(?![省市县区州盟旗镇乡村])"
    )
    return lambda text: without_facts(named.sub(GAP, text))


def without_facts(text: str) -> str:
    """`text` with what is a fact of its own speech taken out (去事实): names and places become gaps, and so does the day
    something is due by (【待填：时限】前); other numbers, dates and counts go. Wordings of the Party and the State
    (两个维护) stay as they are."""
    # Every other part is such a wording.
    parts = enumerate(TIMELESS.split(text))
    return _GAPS_BESIDE.sub("", "".join(part if n % 2 else _without_facts(part) for n, part in parts))


def _without_facts(text: str) -> str:
    # What a publisher cut out (□) cannot be written on: the wording around it is left to the writer.
    text = _CODE.sub("【待填：专项名称】", _CUT_OUT.sub("【待填：原文缺字】", text))
    parts = enumerate(_APART.split(_without_figures(text)))
    # Two names in one breath are one gap.
    return _GAPS_BESIDE.sub("", "".join(part if n % 2 else _without_names(part) for n, part in parts))


def _without_figures(text: str) -> str:
    """`text` without numbers, dates and counts but those that are in a name (第三届茶博会)."""
    found = list(entities(text))
    figures = [(one.start, one.end) for one in found if one.type in ("number", "date")]
    named = [(one.start, one.end) for one in found if one.type not in ("number", "date")]
    named += [match.span() for match in _NAMED_BY_COUNT.finditer(text)]
    told = {span: _uncounted(match) for match in _COUNT.finditer(text) if (span := match.span())}
    told |= {match.span(): "" for match in _FIGURE.finditer(text)} | dict.fromkeys(figures, "")
    for one in found:
        if one.type == "date" and (due := _DUE.match(text, one.end)):
            told[one.start, due.end()] = DUE
    result, at = "", len(text)
    for (start, end), instead in sorted(told.items(), key=lambda each: (-each[0][1], each[0][0])):
        if end <= at and not any(begin < end and start < stop for begin, stop in named):
            result, at = instead + text[end:at] + result, start
    return text[:at] + result


def _uncounted(count: re.Match[str]) -> str:
    """Nothing, but for what goes on with classes: 四类、五类桥."""
    before = count.string[: count.start()]
    return count.group() if before.endswith(f"{count.group()[-1]}、") else ""


_DUE = re.compile("(?:[年月]?[底末]|上旬|中旬|下旬)?(?:之|以)?前")
"""What makes a day one that something is due by."""
DUE = "【待填：时限】前"
_APART = re.compile(
    f"({DUE}(?:[一-龥]{{2}}(?![一-龥]))?|【待填：[^【】]*】"
    "|(?<![一-龥])(?:[抓做建管守护用学打办修盯稳搞种走攻扭拧压扛兜][好实住紧牢细活强优大准稳赢起](?=[一-龥])))"
)
"""What no name goes on across: gaps, with what is due (前开园), and what is done at the head of a clause, which would run
into the name behind it (抓实|岭口县)."""
_GAPS_BESIDE = re.compile("(?:【待填：[^【】]*】[、和与及]?)+(?=【待填)")
_BEFORE_BODY = re.compile(f"(?P<before>[一-龥]{{2}})<{SLOT['org']}>")
_NAMES = frozenset((*(SLOT[kind] for kind in ("place", "org", "person", "event", "policy")), NAMED))
"""The slots of what has a name: a time that is no date (年内) is no speech's own."""


def _without_names(text: str) -> str:
    """`text` with a gap for every name in it, and for whatever else nobody vouches for (see vouched.py)."""
    line = particulars(text.replace("<", "〈").replace(">", "〉"), GENERAL)
    mottoes = [found.span() for found in _MOTTO.finditer(line.text)]
    for start, end in reversed(unvouched(line.text)):
        if any(begin < end and start < stop for begin, stop in mottoes):
            continue
        if _names_something(line.text[start:end]):
            line.put(start, end, NAMED)
    for start, end in reversed([*_posted(line.text)]):
        line.put(start, end, SLOT["person"])
    for match in line.from_behind(_MASKED_POST):
        # A post says who it was as the name does: 请【待填：人名】总带头.
        line.put(*match.span(), SLOT["person"])
    for match in line.from_behind(_BEFORE_BODY):
        # 宏远|机械公司: no general wording has the two characters.
        if match["before"] not in GENERAL:
            line.put(*match.span(), SLOT["org"])
    facts = iter(line.facts)
    told = ((match[1], next(facts)) for match in SLOTS.finditer(line.text))
    shown = (f"【待填：{slot}】" if slot in _NAMES else fact for slot, fact in told)
    return SLOTS.sub(lambda _: next(shown), line.text)


_POST = (
    "(?:(?:副|常务副|秘|党支|党委)?(?:书记|主席|主任|秘书长|总经理|总工程师|董事长|理事长|经理|支书|教授|老师|医生|师傅|委员|大[姐妈爷叔娘嫂哥])"
    "|副?(?!事)[一-龥]长(?![期效远足久短龄])|[总工](?=$|[，、。；：“”的要带把对在和与到就来为给]))"
)
_MASKED_POST = re.compile(
    f"<(?:{SLOT['person']}|{NAMED})>(?:{_POST}|[长总])(?![期效远足久短龄体])|<{SLOT['place']}>长(?![期效远足久短龄])"
)
"""A name that is masked with the post left behind it, whole (彭|总) or in part (卓厂|长, 厉镇|长)."""
_AT_A_POST = re.compile(f"(?P<surname>[{SURNAMES}]){_POST}")


def _posted(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of everybody called by surname and post in a line: where the surname is a word by itself there."""
    cut = list(accumulate(len(word) for word, _ in listed(text)))
    begins = {0, *cut}
    for match in _AT_A_POST.finditer(text):
        surname, at = match["surname"], match.start()
        apart = at in begins and at + 1 in begins and surname not in EVERYDAY and surname not in NO_SURNAME
        if apart or surname in ONLY_SURNAMES:
            yield match.span()


_DOING, _VIRTUE = (
    "明崇尚弘笃慎修立守铸养励厚树正固增知力善敬重求",
    "理道德学行信善文志身心业能教责廉法义礼勤公思本魂根智仁实新真",
)
_MOTTO = re.compile(
    f"(?<![一-龥][{_DOING}])(?:[{_DOING}][{_VIRTUE}]){{2}}(?![路街巷桥楼馆园]|书院|学[校院堂]|中学|小学|大道|广场|公园)"
)
"""Two classical pairs of a verb and what it honours (明理弘道), which name nobody unless something is called after them."""


def _names_something(words: str) -> bool:
    """Whether what nobody vouches for is more than a rare noun (伟力, 鳏寡) or a doing (治|林), which a heading may have
    from anybody."""
    parts = listed(words)
    found = [(word, tag) for word, tag in parts if len(word) > 1]
    return (
        HEAD.fullmatch(words[-1]) is not None
        # 汀|<地名>, 绿禾|农业, 华岳|轴承
        or SLOTS.search(words) is not None
        or (len(parts) > 1 and parts[-1][0] in TRADES)
        or (len(parts) > len(found) > 0 and any(len(word) == 1 and tag.startswith(PROPER) for word, tag in parts))
        or not (found or parts[0][1].startswith("v"))
        or any(
            HEAD.fullmatch(word) is not None or (tag.startswith(PROPER) and word not in GENERAL) for word, tag in found
        )
    )
