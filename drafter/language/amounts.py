"""Figures as they are said (口语里的数、约数): 一千五, 上千万, 过半, 翻一番, 一比十五, 三号楼.

What is mined and checked takes a figure only with its unit (entities.py). In a line that is taken over whole any of
these tells of another place. A saying (千家万户, 成千上万) is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.language.late import late
from drafter.language.words import tagged

_ONE = "一二三四五六七八九"
_MANY = "十百千万亿"
_ALL = f"零{_ONE}{_MANY}两几"
_UNIT = "(?:人次|平方米|公里|千瓦|小时|[名位户家所元块吨亩株棵头只件项次场起套栋幢间处台辆条米斤岁年天级倍]|人(?![民才])|个(?:月|百分点)?)"
_STOP = "(?=[^\u3400-\u9fff]|[的了是以左]|$)"
"""What stands behind a figure without a unit: nothing that makes it part of a word (过百姓门前)."""
_AMOUNTS = late(
    "|".join(
        (
            # 一千五, 两百多, 两千来万, 二十来个
            rf"(?<![{_ALL}第])[{_ONE}两几][百千万亿](?![个众里般])(?:零?[{_ONE}][十百千万]?)*+[多余来]?[万亿]?[多余]?{_UNIT}?(?![行里])",
            rf"(?<![{_ALL}第])[{_ONE}两]?十[{_ONE}]?来{_UNIT}",
            # 数百名, 大几百; 上千万, 近千, 过亿; 百万吨, 千亿级
            rf"(?:好几|大几|几|(?<![\u3400-\u9fff])数|(?<=[、，有的了到达共])数)[{_MANY}]{{1,2}}[多余]?{_UNIT}?",
            rf"(?<![以之向路线])(?:[上过近超逾破成]|将近|接近)[{_MANY}]{{1,2}}[多余]?(?:{_UNIT}|{_STOP})",
            rf"(?<![{_ALL}])(?:[十百]万|[百千万]亿)[多余]?{_UNIT}",
            # 一半, 半数, 过半; 大半个月, 个把月, 一年有余, 两年半
            rf"(?<![功的成另])一大?半(?![是在靠])|一多半|半数(?:以上)?|(?<=[\u3400-\u9fff])(?<![间务双])[过近]半{_STOP}",
            rf"大半(?:个月|年|天)|半年多|(?:半|[{_ONE}两几])个多(?:月|小时|星期)|(?<!比)[{_ONE}两几]年(?:有余|半(?!载)|多(?![来前以]))|一个月(?=[都没未多里，。；])",
            # 翻了一番, 增长一倍, 打对折, 一比十五
            rf"(?:(?<=翻)|(?<=翻了))[{_ONE}两几]番|(?<=[长高加了翻])一倍多?|(?<=打)[{_ONE}对]折",
            rf"[{_ONE}两]{{1,2}}比[{_ONE}十百]+(?:点[{_ONE}]+)?(?![\u3400-\u9fff])|零的突破",
            # 三号楼, 倒数第三, 位列第五, 四层以上, 两毛
            rf"(?<!第)[{_ONE}十]{{1,3}}号(?:楼|院|库|桥|井|机组|厂房|车间|地块)|(?:倒数|正数|位[居列]|名列|排名?)第?[{_ONE}十]{{1,3}}[位名]?(?![书时责代线])",
            rf"(?<![{_ALL}第])[二三四五六七八九两](?:层(?=[以及住楼])|毛)",
        )
    )
)


def amounts(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each, in order; what stands in slots <…> of `text` is left alone.

    >>> text = "补贴从一千五提到两千，来了数百名，千家万户都办，成千上万的人来"
    >>> [text[start:end] for start, end in amounts(text)]
    ['一千五', '两千', '数百名']
    """
    found = [match.span() for match in _AMOUNTS.finditer(text)]
    sayings = list(_sayings(text)) if found else []
    yield from (one for one in found if not any(one[0] < end and start < one[1] for start, end in sayings))


def _sayings(text: str) -> Iterator[tuple[int, int]]:
    """Where words of four characters stand that the dictionary has as sayings; some that it has say how much (翻了一番)."""
    at = 0
    for word, tag in tagged(text):
        if len(word) > 3 and tag[0] in "il" and word[0] not in "翻零":
            yield at, at + len(word)
        at += len(word)
