"""Numbers in queries and texts (数), with what belongs to them: 二〇一六 is 2016, 13万 is 130000, 5.2% is not 5.2亿."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from drafter.language.late import late
from drafter.language.numerals import chinese

_HALF = str.maketrans("０１２３４５６７８９，．％﹪億萬兩點個", "0123456789,.%%亿万两点个")
_WIDE = re.compile("[０１２３４５６７８９％﹪億萬兩點個]|(?<=[0-9])[，．]")
"""Where any of these matters."""
_DIGITS = dict(zip("〇零○一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_TIMES = {"万亿": 10**12, "千万": 10**7, "百万": 10**6, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
_BELOW_MYRIAD = "(?:[0-9]千(?:[0-9]百)?|[0-9]百|[0-9]{4}(?![0-9年]))"
"""What follows a 万 in digits as part of one number; a year does not."""
_COMPOUND = (
    rf"(?:[0-9]+(?:\.[0-9]+)?[千百万]?亿(?:[0-9]{{1,4}}|[0-9]千[0-9]百|[0-9][千百])万{_BELOW_MYRIAD}?"
    rf"|[0-9]+(?:\.[0-9]+)?万亿[0-9]{{1,4}}亿|[0-9]+(?:\.[0-9]+)?[千百]?万{_BELOW_MYRIAD}亿?|[0-9]千[0-9]百[万亿]?)"
)
_NUMBER = re.compile(
    r"(?=[0-9〇零○一二三四五六七八九十百千万亿两])(?:"  # elsewhere none of the others is tried
    r"(?<![0-9/.])(?P<above>[0-9]{1,3})/(?P<below>[0-9]{1,3})(?![0-9/])"
    r"|(?<![0-9.])(?P<plan>1[0-9]五)(?![0-9〇零一二三四五六七八九十百千万亿点个])"  # 13五, as 十三五 is written, too
    rf"|(?<![0-9.,])(?P<compound>{_COMPOUND})"  # 1亿2000万, 1万2千: one number
    r"|(?P<of>[0-9]{1,3}|[一二三四五六七八九十两]+)分之(?P<part>[0-9]{1,3}|[一二三四五六七八九十两]+)"
    r"|(?P<hundredth>百分之)?(?:(?P<arabic>[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?)(?P<times>万亿|千万|百万|[亿万千]|百(?!分))?"
    r"|(?P<han>[〇零○一二三四五六七八九十百千万亿两]+)(?:点(?P<point>[〇零一二三四五六七八九]+)(?P<fold>万亿|千万|百万|[亿万千])?)?)(?P<unit>%|‰|℃|°C|摄氏度|个?百分点)?)"
)
_IN_NUMBERS = frozenset(
    "0123456789０１２３４５６７８９,.，．/%％﹪‰℃°C〇零○一二三四五六七八九十百千万亿两分之点个摄氏度億萬兩點個"
)
_TO_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
_TO_DIGITS = str.maketrans("一二三四五六七八九两", "1234567892")
_PLAN = re.compile("十[一二三四五六七八九]五")
"""A five-year plan (五年规划) by its number."""
_FAR = 40
"""Characters: more than a number takes."""
_LONGEST_TERM = 24
"""Digits by which a number is indexed; who looks for a longer one finds it by these."""
_COUNTED = frozenset(
    "年月日号届次个名家项条户人元岁倍成天周季期批组支场所座级类种件篇章节点步轮县市区省国位只台辆亩吨米里公千百分大中万亿度"
)
"""What stands behind a single digit that counts or names by number; elsewhere it may be part of a word (三农)."""
_NO_COUNT = frozenset(
    ("中央", "中国", "大家", "大会", "大力", "大量", "家庭", "国家", "人民", "年轻", "期间", "分别", "分析", "项目")
)
"""Words that begin like a unit."""
_GAP = late(
    rf"(?:(?<=[0-9０-９])|(?<=[〇零一二三四五六七八九十百千万亿两]{{2}}))\s+(?=[%％﹪‰℃]|个?百分点|[万亿萬億]{{1,2}}(?:\s|$|[元{''.join(sorted(_COUNTED))}])|[{''.join(sorted(_COUNTED))}](?:\s|$))"
)
"""Spaces that part a number from its unit."""
_NUMERALS = frozenset("0123456789〇零○一二三四五六七八九十百千万亿两几多余来数半")
"""What numbers are written with, about so many (十几万) included."""
_PLACES_ALONE = re.compile(f"(?<![{''.join(sorted(_NUMERALS))}])[百千万亿](?![{''.join(sorted(_NUMERALS))}])")
_DIGITS_TYPED = frozenset("123456789一二三四五六七八九两")
_WORDS = 3
_WORDING = 8
"""Characters that a query has at least beside a digit that may be a slip."""
_LONGEST_ROW = 3
"""Digits in characters side by side that are no year yet."""
_LONGEST_HAN = 99_999_999
_YEAR = range(1900, 2100)


class Number(NamedTuple):
    """A number where it stands; two are the same where value and unit are."""

    start: int
    end: int
    value: str
    """In digits, what multiplies it counted in, a fraction as 1/3; a run of characters that is no numeral (十四五) stands for
    itself."""
    unit: str
    """%, ‰, ℃, 个百分点, or empty."""
    digits: str
    """Without what multiplies it."""
    stands: bool
    """False where a single digit, or a few digits in characters without 十, 百 or 〇, are likelier parts of words, or a slip."""


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in order.

    >>> [(n.value, n.unit) for n in numbers("二〇一六年增长5.2%，达1,300万人、十三万户，“十四五”")]
    [('2016', ''), ('5.2', '%'), ('13000000', ''), ('130000', ''), ('十四五', '')]
    """
    plain = text.translate(_HALF) if _WIDE.search(text) else text
    return [_number(plain, match) for match in _NUMBER.finditer(plain)]


def numbers_at(text: str, first: int, last: int) -> list[Number]:
    """Those of the numbers of a text that have a character of text[first : last + 1]."""
    low, high = first, last + 1
    while low > 0 and first - low < _FAR and text[low - 1] in _IN_NUMBERS:
        low -= 1
    while high < len(text) and high - last < _FAR and text[high] in _IN_NUMBERS:
        high += 1
    plain = text.translate(_HALF) if _WIDE.search(text, low, high) else text
    return [
        _number(plain, match)
        for match in _NUMBER.finditer(plain, low, high)
        if match.start() <= last and match.end() > first
    ]


@lru_cache(maxsize=64)
def asked(query: str) -> tuple[Number, ...]:
    """The numbers of a query that a passage must have. Every part of a search asks this of the same few texts."""
    return tuple(number for number in numbers(query) if number.stands)


def same(wanted: Number, found: Number, *, open_end: bool) -> bool:
    """Whether it is the same number. open_end: the query ends with it, so that what is counted may still follow."""
    if (wanted.value, wanted.unit) == (found.value, found.unit):
        return True
    return open_end and not wanted.unit and wanted.value == wanted.digits == found.digits


def terms(text: str) -> frozenset[str]:
    """What the numbers of a text are indexed by: each by value and unit, and by its digits alone.

    >>> sorted(terms("增长5%，达13万"))
    ['=130000', '=5%', '~13', '~5']
    """
    return frozenset(term for each in numbers(text) for term in (_exactly(each), _begun(each)))


def either_term(wanted: Number, *, open_end: bool) -> tuple[str, ...]:
    """The terms of which a text has one that has the same number; open_end: see `same`.

    A decimal also by its digits, by which a library has it that was written when 三点九万 was not read as 3.9万.
    """
    begun = "." in wanted.digits or (open_end and not wanted.unit and wanted.value == wanted.digits)
    return (_exactly(wanted), _begun(wanted)) if begun else (_exactly(wanted),)


def _exactly(number: Number) -> str:
    return f"={number.value[:_LONGEST_TERM]}{number.unit}"


def _begun(number: Number) -> str:
    return f"~{number.digits[:_LONGEST_TERM]}"


def breaks(text: str, folded: str, at: Sequence[int], known: Sequence[Number]) -> frozenset[int]:
    """The places of the folded text where a digit follows one of another number (1-3, 9:30).

    at: places(text); known: numbers(text).
    """
    return frozenset(
        place
        for place in range(1, len(folded))
        if at[place] - at[place - 1] > 1
        and folded[place - 1].isdecimal()
        and folded[place].isdecimal()
        and not any(each.start <= at[place - 1] and at[place] < each.end for each in known)
    )


def spellings(query: str) -> list[str]:
    """The query with its numbers spelled in the other ways: 二〇一六年 → 2016年, 13万人 → 130000人, 十三万人."""
    found = asked(query)
    ways = [_spelled(number) for number in found]
    result: list[str] = []
    for way in range(max(map(len, ways), default=0)):
        text, at = "", 0
        for number, spelled in zip(found, ways, strict=True):
            text += query[at : number.start] + (spelled[min(way, len(spelled) - 1)] if spelled else "")
            at = number.end if spelled else number.start
        result.append(text + query[at:])
    values = [number.value for number in found]
    # Beside other digits, or with fewer of its own, a number may read as another or as none.
    return [way for way in dict.fromkeys(result) if way != query and [each.value for each in asked(way)] == values]


def closed_up(query: str) -> str:
    """The query without the spaces between a number and what it is counted in: 150.7 亿元, 14.3 %, 312 家."""
    return _GAP.sub("", query) if re.search(r"[0-9０-９]\s", query) else query


def as_words(query: str) -> list[str]:
    """A query whose digits are parts of words (3严3实, 两学一做) with them written the other way."""
    plain = query.translate(_HALF)
    ways = [plain.translate(_TO_HAN), plain.translate(_TO_HAN).replace("二", "两"), plain.translate(_TO_DIGITS)]
    # 一一路 is no line 11.
    return [way for way in dict.fromkeys(ways) if way != plain and not asked(way)]


def without(query: str) -> list[str]:
    """What is left of a query between its numbers and what they count."""
    at, parts = 0, []
    for number in asked(query):
        parts.append(query[at : number.start])
        at = number.end + (query[number.end : number.end + 1] in _COUNTED)
    return [*parts, query[at:]]


def bare(query: str, found: Sequence[Number]) -> bool:
    """Whether a query is nothing but a number, perhaps not yet typed to its end."""
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(query.strip()) and not found[0].unit


def may_slip(query: str) -> bool:
    """Whether a slip may have made a number of the query: see `slipped`."""
    return len(_numerals(query)) > 1 or bool(_typed_in(query))


def is_wording(query: str) -> bool:
    """Whether a query with numbers is so long a wording that one slip leaves no doubt which it is, be it in a number."""
    return sum(one not in _NUMERALS and one.isalnum() for one in query) >= _WORDING


def absent(query: str, window: str) -> tuple[str, ...]:
    """The numbers of a query, as typed, that a stretch of text does not have."""
    known = {(each.value, each.unit) for each in numbers(window)}
    return tuple(query[one.start : one.end] for one in asked(query) if (one.value, one.unit) not in known)


def slipped(query: str, window: str) -> tuple[str, ...] | None:
    """What of the query's numbers is not in a stretch of text one slip away, where that slip made the number; else None.

    Nothing is lacking where the same numerals stand there in their order, with another character between (十在四届 for
    在十四届); a single digit where it was typed inside other words (上1千名 for 上千名), and no numeral stands in its place.
    """
    ours, theirs = _numerals(query), _numerals(window)
    if ours == theirs:
        # Where the number itself is there, it is something else that differs: 312家 are not 312户.
        known = {(each.value, each.unit) for each in numbers(window)}
        return None if all((each.value, each.unit) in known for each in asked(query)) else ()
    # 十四伍 and 十四 for 十四五; 十五 is a plan of its own.
    for plan in {each.value for each in numbers(window) if _PLAN.fullmatch(each.value)}:
        if plan[:2] != "十五" and ours == theirs.replace(plan, plan[:2], 1):
            return ()
    for number in _typed_in(query):
        place = number.start
        rest, there = query[:place] + " " + query[place + 1 :], window
        if number.end == place + 1:
            # 上1名 may be 上千名, which says no number either.
            rest, there = _PLACES_ALONE.sub(" ", rest), _PLACES_ALONE.sub(" ", there)
        if _numerals(rest) == _numerals(there):
            return (query[place],)
    return None


def beside(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text and the numerals it begins or ends in the middle of."""
    while start > 0 and text[start - 1] in _NUMERALS:
        start -= 1
    while end < len(text) and text[end] in _NUMERALS:
        end += 1
    return start, end


def _numerals(text: str) -> str:
    return "".join(each for each in text.translate(_HALF) if each in _NUMERALS)


def _typed_in(query: str) -> list[Number]:
    """The numbers of one digit that stand inside a query with words on both sides."""
    return [
        each
        for each in asked(query)
        if each.start > 0
        and each.end < len(query)
        and not each.unit
        and sum(one not in _NUMERALS for one in query) >= _WORDS
        and query[each.start].translate(_HALF) in _DIGITS_TYPED
        and not any(one.translate(_HALF) in _DIGITS_TYPED for one in query[each.start + 1 : each.end])
        and query[each.start - 1] not in _NUMERALS
    ]


def _number(text: str, match: re.Match[str]) -> Number:
    start, end = match.span()
    if match["above"] or match["of"]:
        above, below = match["above"] or match["part"], match["below"] or match["of"]
        value = "/".join(each if each.isascii() else _value(each) for each in (above, below))
        return Number(start, end, value, "", value, True)
    if match["plan"]:
        plan = "十" + "〇一二三四五六七八九"[int(match["plan"][1])].replace("〇", "") + "五"
        return Number(start, end, plan, "", plan, True)
    if match["compound"]:
        value = _compound(match["compound"])
        return Number(start, end, value, "", value, True)
    unit = match["unit"] or ("%" if match["hundredth"] else "")
    unit = "个百分点" if unit.endswith("百分点") else "℃" if unit in ("°C", "摄氏度") else unit
    arabic, han = match["arabic"], match["han"]
    alone = not (match["times"] or match["point"] or unit)
    single = alone and len(arabic or han) == 1
    # 三三实, 两一做: what stands side by side where a character of 三严三实, 两学一做 is left out.
    parted = alone and bool(han) and 1 < len(han) <= _LONGEST_ROW and all(_DIGITS.get(each) for each in han)
    stands = not (single or parted) or _counts(text, start, end, arabic or han)
    if arabic:
        digits = arabic.replace(",", "")
        times = _TIMES.get(match["times"] or "", 1)
        value = _plain(Decimal(digits) * times) if times > 1 or "." in digits else digits
        return Number(start, end, value, unit, _plain(Decimal(digits)) if "." in digits else digits, stands)
    digits = value = _value(han)
    if match["point"] and value.isdecimal():
        digits += "." + "".join(str(_DIGITS[each]) for each in match["point"])
        digits = _plain(Decimal(digits))
        value = _plain(Decimal(digits) * _TIMES.get(match["fold"] or "", 1))
    # 千万, 百 by themselves are no number: they begin many a word.
    return Number(start, end, value, unit, digits, stands and any(each in _DIGITS or each == "十" for each in han))


def _compound(text: str) -> str:
    """Digits for a number of several parts in digits (1亿2000万), each of them less than what multiplies the one before."""
    total = section = Decimal(0)
    for digits, places in re.findall("([0-9.]+)([千百万亿]*)", text):
        count = Decimal(digits)
        for place in places:
            if place in _PLACES:
                count *= _PLACES[place]
            elif place == "万" or total >= _MYRIADS["亿"]:
                total, section, count = total + (section + count) * _MYRIADS[place], Decimal(0), Decimal(0)
            else:  # 3万5000亿, 1万亿
                total, section, count = (total + section + count) * _MYRIADS[place], Decimal(0), Decimal(0)
        section += count
    return _plain(total + section)


def _counts(text: str, start: int, end: int, digit: str) -> bool:
    if text[max(0, start - 1) : start] == "第":
        return True
    behind = text[end : end + 1]
    if text[end : end + 2] in _NO_COUNT:
        return False
    if digit == "一":
        return behind in ("年", "月", "日", "号", "届")
    return behind in _COUNTED if behind else len(text) == 1 and digit.isascii()


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=256)
def _value(han: str) -> str:
    """Digits for a numeral in characters, or for a row of digits that is a year or the like; else itself."""
    if all(each in _DIGITS for each in han):
        long = len(han) > _LONGEST_ROW or len(han) == 1 or any(_DIGITS[each] == 0 for each in han)
        return "".join(str(_DIGITS[each]) for each in han) if long else han
    total = section = digit = 0
    known = False
    least, largest = 10**4, 10**16
    for each in han:
        if each in _DIGITS:
            if known and digit:
                return han
            digit, known = _DIGITS[each], True
        elif each in _PLACES:
            if _PLACES[each] >= least or (not known and each != "十"):
                return han
            section += (digit if known else 1) * _PLACES[each]
            least, digit, known = _PLACES[each], 0, False
        else:
            if (section + digit == 0 and total == 0) or _MYRIADS[each] >= largest:
                return han
            if each == "亿":
                total, largest = (total + section + digit) * 10**8, 10**8
            else:
                total, largest = total + (section + digit) * 10**4, 10**8 + 1 if not total else 10**4
            section, digit, known, least = 0, 0, False, 10**4
    return str(total + section + digit)


def _spelled(number: Number) -> list[str]:
    """Other ways to write a number, the likeliest first."""
    value = number.value
    if number.unit == "%":
        return [f"{value}%", f"百分之{_aloud(value)}"]
    if "/" in value:
        above, below = value.split("/")
        return [value, f"{_aloud(below)}分之{_aloud(above)}"]
    if plan := re.fullmatch("十([一二三四五六七八九]?)五", value):
        return [value, f"1{'〇一二三四五六七八九'.index(plan[1] or '〇')}五"]
    if number.unit or not value.replace(".", "", 1).isdecimal():
        return []
    ways = [value]
    many = [
        (word, Decimal(value) / times)
        for word, times in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
        if Decimal(value) >= times
    ]
    short = [(word, _plain(count)) for word, count in many if count * 100 == int(count * 100)]
    ways += [count + word for word, count in short]
    ways += _parted(value)
    if len(value) == 4 and value.isdecimal() and int(value) in _YEAR:
        row = "".join("〇一二三四五六七八九"[int(each)] for each in value)
        ways += [row, row.replace("〇", "零"), row.replace("〇", "○")]
    if 0 < Decimal(value) <= _LONGEST_HAN:
        ways.append(_aloud(value))
    ways += [_aloud(count) + word for word, count in short]
    # 3000万 as a part of the next: 0.3亿.
    part = [(word, Decimal(value) / times) for word, times in (("亿", 10**8), ("万", 10**4))]
    ways += [_plain(count) + word for word, count in part if Decimal("0.1") <= count < 1 and not count * 100 % 1]
    return list(dict.fromkeys([*ways, *(re.sub("^二(?=$|[百千万亿])", "两", way) for way in ways)]))


def _parted(value: str) -> list[str]:
    """A number in two parts, where it has two: 1亿2000万, 一亿二千万, 1万2千."""
    for times, word, least, below in ((10**8, "亿", 10**4, "万"), (10**4, "万", 1000, "千")):
        high, low = divmod(Decimal(value), times)
        if 0 < high <= 9999 and low:
            if low % least:
                return []
            rest = int(low // least)
            said = [f"{_written(int(high))}亿{_written(rest)}万"] if word == "亿" else []
            return [f"{int(high)}{word}{rest}{below}", *said]
    return []


def _aloud(value: str) -> str:
    """A value in digits as it is said: 5.2 → 五点二."""
    whole, _, rest = value.partition(".")
    if not whole.isdecimal() or int(whole) > _LONGEST_HAN:
        return value
    said = _written(int(whole)) if int(whole) else "零"
    return said + ("点" + "".join("零一二三四五六七八九"[int(each)] for each in rest) if rest else "")


def _written(whole: int) -> str:
    """A number up to 99,999,999 in characters."""
    high, low = divmod(whole, 10**4)
    if not high:
        return _below(low)
    return _below(high) + "万" + (("零" if low < 1000 else "") + _below(low) if low else "")


def _below(number: int) -> str:
    if number < 100:
        return chinese(number)
    text, rest = "", number
    for word, place in (("千", 1000), ("百", 100)):
        count, rest = divmod(rest, place)
        text += "一二三四五六七八九"[count - 1] + word if count else "零" if text and rest and text[-1] != "零" else ""
    if not rest:
        return text
    ten = chinese(rest)
    return text + ("零" if rest < 10 and text[-1] != "零" else "一" if 10 <= rest < 20 else "") + ten
