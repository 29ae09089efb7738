"""`drafter search`: how did we say this last time? (查先例)."""

from __future__ import annotations

import contextlib
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from drafter.cli.say import ChineseCommand, show, show_json, tell, workspace_option
from drafter.errors import DrafterError
from drafter.keep.workspace import open_workspace
from drafter.language.similar import nearest
from drafter.language.visible import one_line
from drafter.records import Hit
from drafter.search import numbers
from drafter.search.cite import called, cite, name_of
from drafter.search.facets import years_of
from drafter.search.fold import fold
from drafter.search.query import Library
from drafter.search.tiers import quoted
from drafter.shipped import shipped

if TYPE_CHECKING:
    # Takes 30 ms to load, and only one condition needs it.
    from drafter.bank.model import Occasion

TIERS = {"exact": "原文", "fuzzy": "近似", "pinyin": "拼音"}
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
WIDTH = 30
"""Characters either side of the match under a hit's line."""
BESIDE = 18
"""Characters either side of the match in the one-line view."""
BETWEEN, MOST_PIECES = 6, 4
"""Characters shown behind a piece of a match and before the next; pieces of one that are shown in a line."""
FEW = 3
"""Hits from which nothing is looked for beyond what is like the passage itself."""


@click.command(
    "search",
    cls=ChineseCommand,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="查先例。错字、漏字、颠倒、拼音、首字母都能查；分原文、近似、拼音三级，从不混排。"
    "加引号的词一字不差。不给词句、只给条件，就按条件列出。",
    epilog="例：drafter search 加强组织领导\n"
    "    drafter search jiaqiangzuzhilingdao --move 加强领导 --year 2025\n"
    "    drafter search --move 加强领导 --step 组织领导 --full\n"
    "    drafter search '“组织领导”' --cite\n"
    "    drafter search --like 编号        编号见结果，形如 3f2a9c10d4#12",
)
@click.argument("words", nargs=-1, metavar="[词句…]")
@click.option("--move", metavar="语步", help="只要这个语步")
@click.option("--step", metavar="步骤", help="只要这个步骤")
@click.option("--speaker", metavar="姓名", help="只要这位讲话人")
@click.option("--position", metavar="职务", help="只要这个职务")
@click.option("--year", metavar="年", help="只要这一年，或 2023-2025、2023-、-2025")
@click.option("--occasion", metavar="场合", help="只要这一场合：会议名称里的字，或一类场合（座谈会、主持讲话…）")
@click.option("--place", metavar="地方", help="只要这个地方")
@click.option("--topic", metavar="主题词", help="题名或上级标题里有这个词")
@click.option("--level", type=click.IntRange(0, 5), metavar="层级", help="0 正文，1 一、，2 （一）…")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, metavar="N", help="最多几条（默认 10）")
@click.option("--like", metavar="编号", help="找与这一段（篇#段）相近的")
@click.option("--context", "around", type=click.IntRange(0, 20), default=0, metavar="N", help="连前后 N 段一起显示")
@click.option("--full", is_flag=True, help="显示整段，不只一行")
@click.option("--kwic", is_flag=True, help="一条一行，查到的词上下对齐，前后各带几个字")
@click.option("--cite", "with_citation", is_flag=True, help="显示可以直接抄用的出处")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（drafter.search/1）")
@click.option("--stdin", "from_stdin", is_flag=True, help="逐行读查询，每行答一行 JSON")
@workspace_option
def command(
    words: tuple[str, ...],
    limit: int,
    like: str | None,
    around: int,
    full: bool,
    kwic: bool,
    with_citation: bool,
    as_json: bool,
    from_stdin: bool,
    workspace_path: Path | None,
    **facets: Any,
) -> int:
    query = " ".join(words)
    if from_stdin and query.strip():
        raise click.UsageError("--stdin 逐行读标准输入里的词句，命令行上就不要再写")
    for name, value in {**facets, "like": like}.items():
        if str(value).startswith("--"):
            raise click.UsageError(f"--{name} 后面没有写要什么，跟着的是另一个选项 {value}")
    given = _given(facets)
    if not (query.strip() or like or from_stdin or given):
        raise click.UsageError("请给出要查的词句，或 --move 等条件，或 --like 编号")
    workspace = open_workspace(workspace_path, missing="refuse")
    folder = workspace.library
    if facets["year"] is not None and not years_of(facets["year"]):
        raise click.UsageError(
            f"认不出年份“{facets['year']}”，请写成 2024、2023-2025、2023-（从这年起）或 -2025（到这年止）"
        )
    if "move" in given and (workspace.phrasebank / "moves.yaml").exists():
        # Only an office's own moves have a name beside their id; the model takes longer to load than a search.
        from drafter.flow.understanding import open_model

        names = {move.id: move.name for move in open_model(workspace).moves}
        given["move"] = names.get(given["move"], given["move"])
    kinds = None
    if facets["occasion"]:
        # Only this condition needs something of the bank, which takes longer to load than most searches.
        from drafter.bank.load import load_occasions

        kinds = partial(kind_of, occasions=load_occasions((shipped("phrasebank"), workspace.phrasebank)))
    wanted = Wanted(limit, like, given, kinds, around, with_citation)
    if from_stdin:
        return _answer_lines(folder, wanted)
    with Library.open(folder) as library:
        if as_json:
            show_json(_answer(library, query, wanted))
            return 0
        if kind := wanted.kind(library):
            tell(f"场合“{given['occasion']}”按“{kind}”一类查")
        hits, beyond = _found(library, query, wanted)
        if not hits:
            raise DrafterError(_nothing(library, query, wanted).why)
        hint = _misplaced(library, query, wanted, hits)
        width = max(_cells(_keyword(hit)) for hit in hits) if kwic else 0
        for number, hit in enumerate(hits, 1):
            speech = library.speech(hit.ref)
            name = name_of(speech)
            also = "（连前后一起比）" if hit in beyond else ""
            show((_kwic(hit, name, width) if kwic else _row(number, hit, name)) + also)
            if around:
                for each in library.context(hit.ref, around, around):
                    show(f"   >> {_shown(hit, full=True)}" if each.ref == hit.ref else f"      {each.text}")
            elif not kwic:
                show(f"    {_shown(hit, full)}")
            if with_citation:
                show(f"      出处：{cite(speech, hit.ref)}")
            if (around or with_citation) and speech.path:
                show(f"      文件：{one_line(speech.path)}")
    if kwic and full:
        tell("--kwic 一条一行，--full 没有用上；要看整段，去掉 --kwic")
    tell(f"{len(hits)} 条" + ("，后面可能还有，要多列用 --limit" if len(hits) == limit else ""))
    if hint.why:
        tell(hint.why)
    if beyond:
        own = len(hits) - len(beyond)
        tell(f"与这一段本身相近的有 {own} 条，{'其余' if own else '这些'}是连它的上级标题、前后各一段一起比的")
    return 0


def _given(facets: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions that were given. A move as results have it, with its step (加强领导·组织领导), is both."""
    given = {name: value for name, value in facets.items() if value is not None}
    for name, other in (("move", "step"), ("step", "move")):
        if "·" in given.get(name, "") and other not in given:
            given["move"], _, step = map(str.strip, given[name].partition("·"))
            given["step"] = step.strip("—")
            return {each: value for each, value in given.items() if value or each not in ("move", "step")}
    return given


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


def _found(library: Library, query: str, wanted: Wanted) -> tuple[list[Hit], list[Hit]]:
    """The hits; and which of them are only like a passage together with what surrounds it, for want of others."""
    asked: dict[str, Any] = {**wanted.given, "kind_of": wanted.kinds, "like": wanted.like, "limit": wanted.limit}
    hits = library.search(query, **asked)
    if wanted.like is None or len(hits) >= min(FEW, wanted.limit):
        return hits, []
    widely = library.search(query, widely=True, **asked)
    known = {hit.ref for hit in hits}
    beyond = [hit for hit in widely if hit.ref not in known][: wanted.limit - len(hits)]
    return hits + beyond, beyond


def kind_of(text: str, occasions: Sequence[Occasion]) -> str:
    """The kind of occasion a meeting's name or a speech's title says: what it ends with, else the longest name in it.

    在某某工作会议上的主持讲话 is 主持讲话; "" where no kind is named.
    """
    names = {name: one.name for one in occasions for name in (one.name, *one.aliases) if name in text}
    return max(names.items(), key=lambda each: (text.endswith(each[0]), len(each[0]), each), default=("", ""))[1]


def _answer_lines(folder: Path, wanted: Wanted) -> int:
    """Answer every line of standard input with one of JSON, at once, whatever stands in it (编辑器接口).

    What `drafter mine` changes meanwhile is seen from the next line on.
    """
    library: Library | None = Library.open(folder)

    def answered(query: str, library: Library) -> dict[str, Any]:
        return _answer(library, query, wanted)

    try:
        for raw in getattr(sys.stdin, "buffer", sys.stdin):
            query = _decoded(raw).strip()
            try:
                library, answer = Library.asked(library, folder, partial(answered, query))
            except DrafterError as error:
                answer = {**as_data(query), "error": str(error)}
                _close(library)
                library = None
            show_json(answer, indent=None)
            sys.stdout.flush()
    finally:
        _close(library)
    return 0


def _close(library: Library | None) -> None:
    if library is not None:
        with contextlib.suppress(OSError):
            library.close()


def _decoded(raw: bytes | str) -> str:
    """A line in UTF-8, as editors send it, or in GB 18030, as a Chinese Windows pipe does; what is neither is marked."""
    if isinstance(raw, str):
        return raw
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _nothing(library: Library, query: str, wanted: Wanted) -> Miss:
    """Why nothing was found, and what would be."""
    facets, like = wanted.given, wanted.like

    def count(words: str, like: str | None = None, **others: Any) -> int:
        asked = wanted._replace(limit=MOST_COUNTED, like=like, given=others)
        return len(_found(library, words, asked)[0])

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
    if (hint := _misplaced(library, query, wanted)).why:
        return hint._replace(why=f"没有查到{asked}；{hint.why}")
    # A number alone names nobody and nothing.
    values = {name: query.strip() for name in BY_PART if re.search(r"[^\W\d_]", query)}
    if year := _as_year(query):
        values["year"] = year
    for name, value in values.items():
        if found := count("", **{name: value}):
            return Miss(f"没有查到{asked}；按{FACETS[name]}查，有 {_much(found)}：写成 --{name} {value}")
    if len(query) > MOST_REPEATED:
        asked = f"“{query[:MOST_REPEATED]}……”"
    return _nearly(library, query, f"没有查到{asked}")


def _misplaced(library: Library, query: str, wanted: Wanted, hits: Sequence[Hit] = ()) -> Miss:
    """Where no hit has all of several words, one that is a year, a speaker or a place of the library: how to ask for it."""
    words = query.split()
    for word in words if len(words) > 1 else ():
        if len(word) < 2 or not all(hit.lacks for hit in hits):
            continue
        rest = " ".join(other for other in words if other != word)
        year = re.fullmatch(r"((?:19|20)\d\d)年?", word)
        for name, value in [("year", year[1])] if year else [("speaker", word), ("place", word)]:
            narrowed = wanted._replace(limit=MOST_COUNTED, given={**wanted.given, name: value})
            found = [hit for hit in _found(library, rest, narrowed)[0] if not hit.lacks] if rest else []
            if found and name not in wanted.given:
                whose = f"{value} 年" if year else f"{FACETS[name]}“{word}”"
                why = f"{whose}的“{rest}”有 {_much(len(found))}：写成 {rest} --{name} {value}"
                return Miss(f"没有一段有全部的词；{why}" if hits else why, {rest: len(found)})
    return Miss("")


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
    hits = {words: library.search(words, limit=MOST_COUNTED) for words in parts}
    counts = {words: sum(hit.tier == "exact" or words.isascii() for hit in found) for words, found in hits.items()}
    counts = {words: count for words, count in counts.items() if count}
    told = "、".join(f"“{words}”有 {_much(count)}" for words, count in counts.items())
    said = (f"。其中{told}" if told else "") + (f"。相近的有：{'；'.join(near)}" if near else "")
    other = "（别的数不算）" if numbers.asked(query) else ""
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
    if asked in library.values(other, MOST_GUESSED):
        return f"；“{asked}”是{FACETS[other]}，写成 --{other} {asked}"
    for other in ELSEWHERE if name in ELSEWHERE else ():
        value = _as_year(asked) if other == "year" else asked
        if (
            other != name
            and value
            and _found(library, "", wanted._replace(limit=1, like=None, given={other: value}))[0]
        ):
            return f"；“{asked}”是{FACETS[other]}，写成 --{other} {value}"
    guess = nearest(asked, every) if name != "year" and not kind else None
    near = f"，是否为“{guess}”？" if guess else f"（库里没有“{kind}”一类）；" if kind else "；"
    more = f"等 {len(every)} 个" if len(every) > len(values) else ""
    return f"{near}库里的{FACETS[name]}有：{'、'.join(values)}{more}"


def _answer(library: Library, query: str, wanted: Wanted) -> dict[str, Any]:
    """The form drafter.search/1 of the contract, and beside it, where nothing was found, or nothing with all the words that
    a condition would find, `why`, what of the query is there (`parts`) and what is like it (`near`); `limited`: whether there are as many hits as may be, so that there may
    be more; `occasion_kind`: what kind the occasion asked for was taken for.

    A hit has its neighbours as `context` and its source as `cite` where they are wanted, and `widely` where only the
    passage asked for and what surrounds it are like it.
    """
    hits, beyond = _found(library, query, wanted)
    data = as_data(query, [_hit(library, hit) for hit in hits])
    data["limited"] = len(hits) == wanted.limit
    for hit, told in zip(hits, data["hits"], strict=True):
        if wanted.around:
            told["context"] = [asdict(each) for each in library.context(hit.ref, wanted.around, wanted.around)]
        if wanted.cited:
            told["cite"] = cite(library.speech(hit.ref), hit.ref)
        if hit in beyond:
            told["widely"] = True
    if kind := wanted.kind(library):
        data["occasion_kind"] = kind
    miss = Miss("")
    if hits:
        miss = _misplaced(library, query, wanted, hits)
    elif query.strip() or wanted.like or wanted.given:
        miss = _nothing(library, query, wanted)
    if miss.why:
        parts = [{"words": words, "hits": count} for words, count in miss.parts.items()]
        data |= {"why": miss.why, "parts": parts, "near": list(miss.near)}
    return data


def as_data(query: str, hits: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The form drafter.search/1 of the contract."""
    return {"format": "drafter.search/1", "query": query, "hits": list(hits)}


def _hit(library: Library, hit: Hit) -> dict[str, Any]:
    return {
        "ref": hit.ref,
        "tier": hit.tier,
        "score": round(hit.score, 4),
        "move": hit.move,
        "step": hit.step,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "copies": hit.copies,
        "lacks": list(hit.lacks),
        "speech": {
            "id": hit.speech_id,
            "title": hit.title or called(library.speech(hit.ref)),
            "speaker": hit.speaker,
            "date": hit.date,
            "path": hit.path,
        },
    }


def _row(number: int, hit: Hit, name: str) -> str:
    head = f"{number:>2}. {_tier(hit)}{hit.move}·{hit.step or '—'}  {hit.ref}"
    about = " · ".join(part for part in (hit.title or name, hit.speaker, hit.date) if part)
    copies = f"（另有 {hit.copies - 1} 处相同）" if hit.copies > 1 else ""
    return f"{head}  {about}{copies}{_lacking(hit)}"


def _lacking(hit: Hit) -> str:
    return f"（没有{'、'.join(f'“{word}”' for word in hit.lacks)}）" if hit.lacks else ""


def _tier(hit: Hit) -> str:
    """Empty where conditions alone were given: nothing is compared."""
    return f"[{TIERS[hit.tier]} {hit.score:.2f}] " if hit.spans or hit.tier != "exact" else ""


def _kwic(hit: Hit, name: str, width: int) -> str:
    """Keyword in context: the matches of all hits below each other, what stands before and behind them, the source.

    width: cells from the match on that the source begins behind.
    """
    start = _pieces(hit)[0][0]
    left = hit.text[max(0, start - BESIDE) : start].replace("\n", " ")
    keyword = _keyword(hit)
    # Only the year may tell meetings of one name apart; what has a title is called by that.
    year = f"（{hit.date[:4]}）" if not hit.title and hit.date[:4] not in name else ""
    behind = f"{' ' * (width - _cells(keyword))}  {_tier(hit)}{hit.ref}  {name}{year}{_lacking(hit)}"
    return f"{' ' * (2 * BESIDE - _cells(left))}{left}{keyword}{behind}"


def _keyword(hit: Hit) -> str:
    """The match that is shown, and what stands behind it."""
    return _around_pieces(hit, 0, BESIDE)


def _pieces(hit: Hit) -> list[tuple[int, int]]:
    """What a hit is shown by, in order: the first of the longest matches, and those nearest to it that say something else."""
    longest = max(hit.spans, key=lambda span: span[1] - span[0], default=(0, 0))
    shown: dict[str, tuple[int, int]] = {}
    for span in sorted(hit.spans, key=lambda span: abs(span[0] - longest[0])):
        shown.setdefault(fold(hit.text[slice(*span)]), span)
    return sorted(list(shown.values())[:MOST_PIECES]) or [longest]


def _around_pieces(hit: Hit, before: int, behind: int) -> str:
    """The pieces of a hit, so many characters before the first and behind the last; what lies far between is left out."""
    pieces = _pieces(hit)
    text = _marked(hit, max(0, pieces[0][0] - before), pieces[0][1])
    for (_, end), (start, last) in pairwise(pieces):
        if start - end > 2 * BETWEEN:
            text += f"{_marked(hit, end, end + BETWEEN)}……{_marked(hit, start - BETWEEN, last)}"
        else:
            text += _marked(hit, end, last)
    return text + _marked(hit, pieces[-1][1], pieces[-1][1] + behind)


def _cells(text: str) -> int:
    """Columns of a terminal that a text takes: two for a wide character. Marks that may be either count as one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _shown(hit: Hit, full: bool) -> str:
    """The text with its matches in 【】; cut around one of them (KWIC) unless full."""
    if full:
        return _marked(hit, 0, len(hit.text))
    pieces = _pieces(hit)
    left, right = pieces[0][0] > WIDTH, pieces[-1][1] + WIDTH < len(hit.text)
    return f"{'……' * left}{_around_pieces(hit, WIDTH, WIDTH)}{'……' * right}"


def _marked(hit: Hit, left: int, right: int) -> str:
    """A stretch of the text, what matches of it in 【】."""
    pieces, at = [], left
    for first, last in ((max(left, first), min(right, last)) for first, last in hit.spans):
        if first < last:
            pieces += [hit.text[at:first], "【", hit.text[first:last], "】"]
            at = last
    return "".join([*pieces, hit.text[at:right]]).replace("\n", " ")
