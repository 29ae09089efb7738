"""Names of persons and firms that a text has in common with a precedent and not with its brief (抄来的名字).

A bare name (张建国作了发言, 宏达公司投产) looks like any other word; what gives it away is that a precedent has the very
same one. So everything of the shape of a name is a candidate, and only what a precedent has is told.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from drafter.language.levels import PLACED_OFFICE
from drafter.language.surnames import SURNAMES
from drafter.language.words import how_often, tagged

_FIRM = re.compile("(?:公司|集团|合作社|厂|矿业|银行|农场|酒店|饭店|商行|商场|药业|工作室)$")
_TOWN = re.compile(
    "(?:(?<![一-龥])|(?<=[在到对向由和与是像让请])|(?<=去年|今年|前年|刚才|正如|其中))([一-龥]{2})(?:街道|[镇乡](?![镇村级里上风土亲情]))"
)
_IN_A_NAME = ("n", "vn", "b", "j", "a", "l", "x")
"""How the tags begin of what stands in the name of a firm."""
_BUILT = frozenset("阁寺庙塔亭殿戏区县")
"""What no given name ends with (文昌阁, 高新区)."""
_BEHIND_A_NAME = tuple("等说讲的了和与及在也都是")
"""What stands behind a whole name (秦工|说): one of two characters any word may be."""
_EVERYDAY = 100
"""A word that the dictionary counts so often is one."""
MOST_PARTS = 4
GIVEN = 2
"""Characters of a given name at most."""


def candidates(line: str) -> Iterator[tuple[str, str]]:
    """(kind, name) of what has the shape of a name in a line: kind is person, place or org.

    >>> list(candidates("张建国作了典型发言。")), list(candidates("宏达公司带头捐款。"))
    ([('person', '张建国')], [('org', '宏达公司')])
    >>> list(candidates("去年栖岭镇率先完成，由青岚市民政局牵头，在中心镇推开。"))
    [('place', '栖岭镇'), ('org', '青岚市民政局')]
    """
    words = tagged(line)
    for (word, tag), (following, _) in pairwise((*words, ("", ""))):
        if (
            not tag.startswith("nr")
            or word[0] not in SURNAMES
            or len(word) > 1 + GIVEN
            or word[-1] in _BUILT
            or "了" in word
        ):
            continue
        if len(word) == 1 + GIVEN:
            yield "person", word
        elif following[:1] in _BEHIND_A_NAME or word[-1] in _BEHIND_A_NAME:
            continue
        elif len(word) > 1 and how_often(word) >= _EVERYDAY:
            # 田野|车间: the dictionary has as a person what is none.
            continue
        elif "\u4e00" <= following[:1] <= "\u9fff":
            # 赵德|顺带, 王|秀英: a given name is cut wherever it makes a word.
            name = (word + following)[: 1 + GIVEN]
            if name[-1] not in _BUILT:
                yield "person", name
    for town in _TOWN.finditer(line):
        parts = tagged(town[1])
        # 中心镇, 各个乡 are of a kind: what is before them is one word that names nothing.
        if len(parts) > 1 or parts[0][1].startswith(("nr", "ns", "nz", "x")):
            yield "place", town.group()
    for office in PLACED_OFFICE.finditer(line):
        yield "org", office.group()
    for end, (word, _) in enumerate(words):
        if not _FIRM.search(word):
            continue
        start = end
        while (
            start and end - start < MOST_PARTS and len(words[start - 1][0]) > 1 and _part_of_name(words[start - 1][1])
        ):
            start -= 1
        name = "".join(part for part, _ in words[start : end + 1])
        if len(name) > len(_FIRM.search(word)[0]) + 1:  # type: ignore[index]
            yield "org", name


def _part_of_name(tag: str) -> bool:
    return tag.startswith(_IN_A_NAME)


def of_general_words(name: str, general: Container[str]) -> bool:
    """Whether `general` says every word of a body's name: it is none in particular (供水公司)."""
    return all(len(word) < 2 or word in general for word, _ in tagged(name))


def copied(
    line: str, told: str, precedents: Sequence[tuple[str, str]], general: Container[str]
) -> Iterator[tuple[str, str, str]]:
    """(kind, name, citation) for each name in a line that a precedent has and the brief has not.

    told: all the brief says. precedents: (citation, text). general: wordings that name nobody; a firm all of whose words
    stand there is none in particular (供水公司).
    """
    for kind, name in candidates(line):
        if name in told or name in general:
            continue
        if kind == "org" and not PLACED_OFFICE.fullmatch(name) and of_general_words(name, general):
            continue
        citation = next((citation for citation, text in precedents if name in text), None)
        if citation is not None:
            yield kind, name, citation
