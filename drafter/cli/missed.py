"""Why a search found nothing (查不到的原因), and what would be found."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from drafter.errors import DrafterError
from drafter.keep.workspace import Workspace
from drafter.language.similar import nearest
from drafter.records import GAP, Hit
from drafter.search import numbers
from drafter.search.fold import fold
from drafter.search.query import Hits, Library
from drafter.search.tiers import quoted

FACETS = {
    "move": "语步",
    "step": "步骤",
    "speaker": "讲话人",
    "position": "职务",
    "year": "年份",
    "occasion": "场合",
    "place": "地方",
    "topic": "主题词",
    "level": "层级",
}
BY_PART = ("speaker", "place", "occasion", "position", "topic")
"""Facets a writer may have typed as words."""
ELSEWHERE = ("speaker", "place", "position", "occasion", "year")
"""Facets whose values are taken for those of another."""
DATE = re.compile(r"((?:19|20)\d\d)(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|([-./])\d{1,2}(?:\2\d{1,2})?)?")
"""A year, or a month or day of one, that a writer may have typed as words."""
MOST_COUNTED = 100
"""Where a condition leaves nothing, so many of the passages without it are counted."""
MOST_GUESSED = 1000
"""Values of a facet among which the one meant is looked for."""
MOST_REPEATED = 40
"""Characters of a long query that are told again."""
LOST_MEANS = "是旧稿里涂去或缺了的字（人名、年份、数字等）"
FEW = 3
"""Hits from which nothing is looked for beyond what is like the passage itself."""


class Wanted(NamedTuple):
    """What is asked for beside the words of a query (条件和要带的)."""

    limit: int = 10
    like: str | None = None
    given: Mapping[str, Any] = MappingProxyType({})
    """Conditions, by the names Library.search has for them."""
    kinds: Callable[[str], str] | None = None
    """The kind of occasion that a text names; where an occasion is among the conditions."""
    around: int = 0
    cited: bool = False
    workspace: Workspace | None = None
    """Where it is known what the library was mined from."""

    def kind(self, library: Library) -> str:
        """The kind that the occasion asked for is taken for, where that has another name; else empty."""
        asked = "".join(str(self.given.get("occasion", "")).split())
        kind = self.kinds(asked) if self.kinds else ""
        return kind if kind != asked and not library.is_meeting(asked) else ""


class Miss(NamedTuple):
    """Why nothing was found (查不到的原因)."""

    why: str
    parts: Mapping[str, int] = MappingProxyType({})
    """What of the query is in the library, and how often: up to MOST_COUNTED."""
    near: tuple[str, ...] = ()
    """What the library has that is like the query."""


def hits_of(library: Library, query: str, wanted: Wanted) -> tuple[Hits, list[Hit]]:
    """The hits; and which of them are only like a passage together with what surrounds it, for want of others."""
    asked: dict[str, Any] = {**wanted.given, "kind_of": wanted.kinds, "like": wanted.like, "limit": wanted.limit}
    hits = library.search(query, **asked)
    if wanted.like is None or len(hits) >= min(FEW, wanted.limit):
        return hits, []
    widely = library.search(query, widely=True, **asked)
    known = {hit.ref for hit in hits}
    beyond = [hit for hit in widely if hit.ref not in known][: wanted.limit - len(hits)]
    every = [*hits, *beyond]
    return Hits(every, limited=len(every) >= wanted.limit), beyond


def why_nothing(library: Library, query: str, wanted: Wanted) -> Miss:
    """Why nothing was found, and what would be."""
    facets, like = wanted.given, wanted.like
    if not len(library):
        return Miss("先例库是空的，里面一段也没有。请先运行 drafter mine 旧稿文件夹")

    def count(words: str, like: str | None = None, **others: Any) -> int:
        asked = wanted._replace(limit=MOST_COUNTED, like=like, given=others)
        return len(hits_of(library, words, asked)[0])

    def known(*names: str) -> str:
        return "".join(_known(library, name, str(facets[name]), wanted) for name in names)

    told = query.strip() if re.search(r"[“”\"「」]", query) else f"“{query}”"
    asked = f"与“{like}”这一段相近的" if like else told if query.strip() else ""
    narrowed = "、".join(f"“{FACETS[name]}={value}”" for name, value in facets.items())
    # One condition may be to blame, or only all of them together.
    for blamed in (*([name] for name in facets), list(facets)):
        others = {name: value for name, value in facets.items() if name not in blamed}
        if not blamed or not (query.strip() or like or others):
            continue
        if found := count(query, like=like, **others):
            shown = "、".join(f"“{FACETS[name]}={facets[name]}”" for name in blamed)
            kept = "、".join([asked] * bool(asked) + [f"“{FACETS[name]}={value}”" for name, value in others.items()])
            return Miss(f"{kept}有 {_much(found)}，但加上{shown}就没有了{known(*blamed)}")
    if GAP in query and not fold(query):
        return Miss(f"“{GAP}”{LOST_MEANS}，不能当词句查；请打它旁边的字")
    if query.strip() and not fold(query) and not facets and not like:
        return Miss("打的都是标点，没有可查的字、字母或数字")
    if like:
        return Miss(f"先例库里没有{asked}段落" + (f"，去掉{narrowed}也没有" if facets else ""))
    if not query.strip():
        return Miss(f"先例库里没有{narrowed}的段落{known(*facets)}")
    if ref := _as_ref(library, query):
        return Miss(
            f"{asked}是{'一段' if re.search('[#＃]', query) else '一篇讲话'}的编号，不是词句；要找与它相近的，写成 --like {ref}"
        )
    bare = re.sub(r"[“”\"「」]", "", query)
    if bare != query and (found := count(bare)):
        quotes, unquoted = quoted(query)
        each = "、".join(f"“{text}”" for text in quotes)
        why = f"没有一段一字不差地同时有{each}" if len(quotes) > 1 else f"没有一字不差的{query.strip()}"
        if unquoted:
            why = f"没有一段既有一字不差的{each}，又有{'、'.join(f'“{word}”' for word in unquoted)}"
        return Miss(f"{why}；不加引号，有 {_much(found)}", {bare: found})
    if (hint := misplaced(library, query, wanted)).why:
        return hint._replace(why=f"没有查到{asked}；{hint.why}")
    # A number alone names nobody and nothing.
    values = {name: query.strip() for name in BY_PART if re.search(r"[^\W\d_]", query)}
    if year := _as_year(query):
        values["year"] = year
    for name, value in values.items():
        if found := count("", **{name: value}):
            return Miss(f"没有查到{asked}；按{FACETS[name]}查，有 {_much(found)}：写成 --{name} {value}")
    for name, value in _named_nearly(library, query.strip()):
        if found := count("", **{name: value}):
            why = f"没有查到{asked}；{FACETS[name]}里有相近的“{value}”，有 {_much(found)}：写成 --{name} {value}"
            return Miss(why, near=(value,))
    if len(query) > MOST_REPEATED:
        asked = f"“{query[:MOST_REPEATED]}……”"
    return _nearly(library, query, f"没有查到{asked}")


def misplaced(library: Library, query: str, wanted: Wanted, hits: Sequence[Hit] = ()) -> Miss:
    """Where no hit has all of several words, one that is a year, a speaker or a place of the library: how to ask for it."""
    words = query.split()
    for word in words if len(words) > 1 else ():
        if len(word) < 2 or not all(hit.lacks for hit in hits):
            continue
        rest = " ".join(other for other in words if other != word)
        year = re.fullmatch(r"((?:19|20)\d\d)年?", word)
        for name, value in [("year", year[1])] if year else [("speaker", word), ("place", word)]:
            narrowed = wanted._replace(limit=MOST_COUNTED, given={**wanted.given, name: value})
            found = [hit for hit in hits_of(library, rest, narrowed)[0] if not hit.lacks] if rest else []
            if found and name not in wanted.given:
                whose = f"{value} 年" if year else f"{FACETS[name]}“{word}”"
                why = f"{whose}的“{rest}”有 {_much(len(found))}：写成 {rest} --{name} {value}"
                return Miss(f"没有一段有全部的词；{why}" if hits else why, {rest: len(found)})
    return Miss("")


def only_heard(library: Library, query: str, hits: Sequence[Hit]) -> Miss:
    """Where two characters were only found as others that sound the same: words that have one of them."""
    if len(fold(query)) != 2 or fold(query).isascii() or not all(hit.tier == "pinyin" for hit in hits):
        return Miss("")
    near = library.suggest(query)
    return (
        Miss(f"没有“{query.strip()}”，列的是同音的；只差一个字的有：{'；'.join(near)}", near=near) if near else Miss("")
    )


def _named_nearly(library: Library, typed: str) -> Iterator[tuple[str, str]]:
    """The speakers and places that differ from what was typed in one character, of three or more; a place also without
    what kind of place it is (秦黄岛, 秦皇岛市). Of two characters one says too little."""
    if not re.fullmatch("[\u4e00-\u9fff]{3,}", typed):
        return
    for name in ("speaker", "place"):
        for value in library.values(name, MOST_GUESSED):
            ways = (value, value[:-1]) if name == "place" else (value,)
            if any(len(way) == len(typed) and sum(map(str.__ne__, way, typed)) == 1 for way in ways):
                yield name, value


def _as_year(typed: str) -> str:
    """The year of what is a year or a date and nothing else; else empty."""
    date = DATE.fullmatch(typed.strip())
    return date[1] if date else ""


def _as_ref(library: Library, query: str) -> str:
    """The ref that was typed as words, as the library has it, of a speech that of a passage of it; else empty."""
    if len(query.split()) == 1 and re.search(r"[#＃]\d", query):
        with contextlib.suppress(DrafterError):
            return library.context(query, 0, 0)[0].ref
    elif re.fullmatch(r"\w+", query.strip(), re.ASCII):
        with contextlib.suppress(DrafterError):
            return f"{library.speech(query).id}#段号"
    return ""


def _nearly(library: Library, query: str, why: str) -> Miss:
    """What of a query that finds nothing is there, and what is like it; else what to try."""
    suggested = library.suggest(query)
    parts = [words for words in suggested if words in fold(query)]
    near = tuple(words for words in suggested if words not in parts)
    counts = {
        words: len(library.search(words, limit=MOST_COUNTED)) if words.isascii() else library.count(words, MOST_COUNTED)
        for words in parts
    }
    counts = {words: count for words, count in counts.items() if count}
    counted = bool(numbers.asked(query))
    unlike = "而数不同" if counted else ""
    told = "、".join(f"“{words}”有 {_much(count)}" for words, count in counts.items())
    said = (f"。其中{told}" if told else "") + (f"。相近{unlike}的有：{'；'.join(near)}" if near else "")
    other = "（别的数不算）" if counted else ""
    tried = f"，库里也没有相近的{other}。少打几个字、只留一个词，或换个说法、放宽条件再试"
    return Miss(why + (said or tried), counts, near)


def _much(count: int) -> str:
    return f"{count} 条" + ("以上" if count == MOST_COUNTED else "")


def _known(library: Library, name: str, asked: str, wanted: Wanted) -> str:
    """What a facet has in the library, and which of it was meant."""
    values = library.values(name, kind_of=wanted.kinds)
    every = library.values(name, MOST_GUESSED, kind_of=wanted.kinds)
    kind = wanted.kind(library) if name == "occasion" else ""
    # What the library has needs no other suggested: it is the conditions together that leave nothing.
    part = name in BY_PART and any(asked in value for value in library.values(name, MOST_GUESSED))
    if not values or asked in every or kind in every or part:
        return ""
    other = {"move": "step", "step": "move"}.get(name, "")
    if other and asked in library.values(other, MOST_GUESSED):
        return f"；“{asked}”是{FACETS[other]}，写成 --{other} {asked}"
    for other in ELSEWHERE if name in ELSEWHERE else ():
        value = _as_year(asked) if other == "year" else asked
        if (
            other != name
            and value
            and hits_of(library, "", wanted._replace(limit=1, like=None, given={other: value}))[0]
        ):
            return f"；“{asked}”是{FACETS[other]}，写成 --{other} {value}"
    guess = nearest(asked, every) if name != "year" and not kind else None
    if other and not guess and (meant := nearest(asked, library.values(other, MOST_GUESSED))):
        return f"；是否为{FACETS[other]}“{meant}”？那就写成 --{other} {meant}"
    near = f"，是否为“{guess}”？" if guess else f"（库里没有“{kind}”一类）；" if kind else "；"
    more = f"等 {len(every)} 个" if len(every) > len(values) else ""
    return f"{near}库里的{FACETS[name]}有：{'、'.join(values)}{more}"
