"""Places where a publisher cut a name, a year or a number out (阙文): marked with □, never filled in."""

from __future__ import annotations

import re

from drafter.clean.rule import HAN, Outcome, joined, relined
from drafter.records import GAP, Block

# 20xx年, 党的xx届, xx市; letters of a product name (XX-3) have no Chinese on either side.
_LETTERS = re.compile(
    rf"(?<=[0-9{HAN}“《（])[xX]{{2,}}(?=[{HAN}”》）])|(?<![A-Za-z0-9])[xX]{{2,}}(?=[省市县区州年月日届次号])"
)
_CERTAIN = re.compile(
    # “”的开局之年, 《》
    r"“(?=”)|‘(?=’)|《(?=》)"
    # 习在视察我省时: a surname whose given name is gone, before a verb of speaking or going
    r"|习(?<=[，。；、！？：\n]习)(?=在|主持|强调|指出|视察|考察|亲自|多次|反复|先后|同)"
    # 以为的党中央周围, 以为核心的党中央
    r"|在以(?=为(?:核心|总书记)?的党中央)|在以□为(?=的党中央)"
    # 迎接党的胜利召开, 党的的胜利召开, 党的以来
    r"|党的(?=的?胜利召开|以来)"
)
# Only where the file is known to be cut: a sentence that says what somebody said, and nobody says it.
_SUBJECT = re.compile(
    r"(?<![^。！？\n])(?=(?:多次|曾|反复|明确|深刻)?(?:强调|指出|要求)(?:指出|强调)?，)|(?<=牢记)(?=的(?:嘱托|重托))"
)
_FRAGMENT = re.compile(r"^(?=[，、；：。）》”](?!$))|^(?=[^“”□\n]{1,12}”)|^(?=[上中下内外里后前时间]，)", re.M)
_PROVEN = 2


def mark_gaps(blocks: tuple[Block, ...]) -> Outcome:
    """□ at every place where something was cut out; × stands as it is."""
    text = marked = joined(blocks)
    count = 0
    if "xx" in text or "XX" in text or "Xx" in text or "xX" in text:
        marked, count = _LETTERS.subn(GAP, marked)
    marked, certain = _CERTAIN.subn(rf"\g<0>{GAP}", marked)
    # 以□为的党中央: the second half of the phrase shows only after the first is marked.
    marked, more = re.subn(r"在以□为(?=的党中央)", rf"\g<0>{GAP}", marked)
    count += certain + more
    if marked.count(GAP) >= _PROVEN:
        marked, soft = _SUBJECT.subn(GAP, marked)
        count += soft
    marked, fragments = _FRAGMENT.subn(GAP, marked)
    count += fragments
    return Outcome(relined(blocks, marked), count) if count else Outcome(blocks)
