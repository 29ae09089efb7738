"""`drafter search`: how did we say this last time? (查先例)."""

from __future__ import annotations

import contextlib
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.say import ChineseCommand, show, show_json, tell, workspace_option
from drafter.errors import DrafterError
from drafter.keep.workspace import open_workspace
from drafter.language.similar import nearest
from drafter.records import Hit
from drafter.search import numbers
from drafter.search.cite import cite, name_of
from drafter.search.facets import years_of
from drafter.search.fold import fold
from drafter.search.query import Library

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


@click.command(
    "search",
    cls=ChineseCommand,
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
    given = {name: value for name, value in facets.items() if value is not None}
    if not (query.strip() or like or from_stdin or given):
        raise click.UsageError("请给出要查的词句，或 --move 等条件，或 --like 编号")
    workspace = open_workspace(workspace_path, missing="refuse")
    folder = workspace.library
    if facets["year"] is not None and not years_of(facets["year"]):
        raise click.UsageError(
            f"认不出年份“{facets['year']}”，请写成 2024、2023-2025、2023-（从这年起）或 -2025（到这年止）"
        )
    if facets["occasion"]:
        # Only this condition needs the bank and the planner, which take longer to load than most searches.
        from drafter.flow.drafting import read_bank

        facets["kind_of"] = partial(kind_of, occasions=read_bank(workspace).occasions)
    if from_stdin:
        return _answer_lines(folder, around, with_citation, limit=limit, like=like, **facets)
    with Library.open(folder) as library:
        hits = library.search(query, limit=limit, like=like, **facets)
        if as_json:
            show_json(_answer(library, query, hits, around, with_citation))
            return 0
        if not hits:
            raise DrafterError(_nothing(library, query, like, given))
        width = max(_cells(_keyword(hit)) for hit in hits) if kwic else 0
        for number, hit in enumerate(hits, 1):
            name = name_of(library.speech(hit.ref))
            show(_kwic(hit, name, width) if kwic else _row(number, hit, name, full or bool(around)))
            if around:
                for neighbour in library.context(hit.ref, around, around):
                    mark = ">>" if neighbour.ref == hit.ref else "  "
                    show(f"   {mark} {neighbour.text}")
            if with_citation:
                show(f"      出处：{cite(library.speech(hit.ref), hit.ref)}")
    tell(f"{len(hits)} 条" + ("，后面可能还有，要多列用 --limit" if len(hits) == limit else ""))
    return 0


def kind_of(text: str, occasions: Sequence[Occasion]) -> str:
    """The kind of occasion a meeting's name or a speech's title says: what it ends with, else the longest name in it.

    在某某工作会议上的主持讲话 is 主持讲话; "" where no kind is named.
    """
    names = {name: one.name for one in occasions for name in (one.name, *one.aliases) if name in text}
    return max(names.items(), key=lambda each: (text.endswith(each[0]), len(each[0]), each), default=("", ""))[1]


def _answer_lines(folder: Path, around: int = 0, with_citation: bool = False, **asked: Any) -> int:
    """Answer every line of standard input with one of JSON, at once, whatever stands in it (编辑器接口).

    What `drafter mine` changes meanwhile is seen from the next line on.
    """
    library: Library | None = Library.open(folder)

    def answered(query: str, library: Library) -> dict[str, Any]:
        return _answer(library, query, library.search(query, **asked), around, with_citation)

    try:
        for raw in getattr(sys.stdin, "buffer", sys.stdin):
            query = _decoded(raw).strip()
            try:
                library, answer = Library.asked(library, folder, partial(answered, query))
            except DrafterError as error:
                answer = {**as_data(query, []), "error": str(error)}
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


def _nothing(library: Library, query: str, like: str | None, facets: dict[str, Any]) -> str:
    """Why nothing was found, and what would be."""
    asked = f"与“{like}”这一段相近的" if like else f"“{query}”" if query.strip() else ""
    narrowed = "、".join(f"“{FACETS[name]}={value}”" for name, value in facets.items())
    # One condition may be to blame, or only all of them together.
    for blamed in (*([name] for name in facets), list(facets)):
        others = {name: value for name, value in facets.items() if name not in blamed}
        if not blamed or not (query.strip() or like or others):
            continue
        count = len(library.search(query, limit=MOST_COUNTED, like=like, **others))
        if count:
            much = f"{count} 条以上" if count == MOST_COUNTED else f"{count} 条"
            shown = "、".join(f"“{FACETS[name]}={facets[name]}”" for name in blamed)
            kept = "、".join([asked] * bool(asked) + [f"“{FACETS[name]}={value}”" for name, value in others.items()])
            return f"{kept}有 {much}，但加上{shown}就没有了" + "".join(
                _known(library, name, str(facets[name])) for name in blamed
            )
    if like:
        return f"先例库里没有{asked}段落" + (f"，去掉{narrowed}也没有" if facets else "")
    if not query.strip():
        return f"先例库里没有{narrowed}的段落" + "".join(
            _known(library, name, str(value)) for name, value in facets.items()
        )
    bare = re.sub(r"[“”\"「」]", "", query)
    if bare != query and (count := len(library.search(bare, limit=MOST_COUNTED))):
        return f"没有一字不差的{bare}；不加引号，有 {count} 条{'以上' if count == MOST_COUNTED else ''}"
    words = query.split()
    for year in words if len(words) > 1 else ():
        if re.fullmatch(r"(?:19|20)\d\d年?", year):
            rest = " ".join(word for word in words if word != year)
            if count := len(library.search(rest, limit=MOST_COUNTED, year=year)):
                return f"没有查到{asked}；{year.rstrip('年')} 年的“{rest}”有 {count} 条：写成 {rest} --year {year.rstrip('年')}"
    if len(query) > MOST_REPEATED:
        asked = f"“{query[:MOST_REPEATED]}……”"
    return f"没有查到{asked}" + _nearly(library, query)


def _nearly(library: Library, query: str) -> str:
    """What of a query that finds nothing is there, and what is like it; else what to try."""
    near = library.suggest(query)
    parts = [words for words in near if words in fold(query)]
    others = [words for words in near if words not in parts]
    hits = {words: library.search(words, limit=MOST_COUNTED) for words in parts}
    counts = {words: sum(hit.tier == "exact" or words.isascii() for hit in found) for words, found in hits.items()}
    told = "、".join(f"“{words}”有 {n} 条{'以上' if n == MOST_COUNTED else ''}" for words, n in counts.items() if n)
    said = (f"。其中{told}" if told else "") + (f"。相近的有：{'；'.join(others)}" if others else "")
    other = "（别的数不算）" if numbers.asked(query) else ""
    return said or f"，库里也没有相近的{other}。少打几个字、只留一个词，或换个说法、放宽条件再试"


def _known(library: Library, name: str, asked: str) -> str:
    """What a facet has in the library, and which of it was meant."""
    values, every = library.values(name), library.values(name, MOST_GUESSED)
    # What the library has needs no other suggested: it is the conditions together that leave nothing.
    if not values or asked in every:
        return ""
    guess = nearest(asked, every) if name != "year" else None
    near = f"，是否为“{guess}”？" if guess else "；"
    return f"{near}库里的{FACETS[name]}有：{'、'.join(values)}"


def _answer(library: Library, query: str, hits: list[Hit], around: int, with_citation: bool) -> dict[str, Any]:
    """The form drafter.search/1 of the contract; `near`: what nearly matched, where nothing did.

    around: a hit has so many neighbours either side as its `context`. with_citation: and its source as `cite`.
    """
    data = as_data(query, hits)
    for hit, told in zip(hits, data["hits"], strict=True):
        if around:
            told["context"] = [asdict(each) for each in library.context(hit.ref, around, around)]
        if with_citation:
            told["cite"] = cite(library.speech(hit.ref), hit.ref)
    near = () if hits else library.suggest(query)
    return {**data, "near": list(near)} if near else data


def as_data(query: str, hits: list[Hit]) -> dict[str, Any]:
    """The form drafter.search/1 of the contract."""
    return {"format": "drafter.search/1", "query": query, "hits": [_hit(hit) for hit in hits]}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "ref": hit.ref,
        "tier": hit.tier,
        "score": round(hit.score, 4),
        "move": hit.move,
        "step": hit.step,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "copies": hit.copies,
        "speech": {
            "id": hit.speech_id,
            "title": hit.title,
            "speaker": hit.speaker,
            "date": hit.date,
            "path": hit.path,
        },
    }


def _row(number: int, hit: Hit, name: str, full: bool) -> str:
    head = f"{number:>2}. {_tier(hit)}{hit.move}·{hit.step or '—'}  {hit.ref}"
    about = " · ".join(part for part in (hit.title or name, hit.speaker, hit.date) if part)
    copies = f"（另有 {hit.copies - 1} 处相同）" if hit.copies > 1 else ""
    return f"{head}  {about}{copies}\n    {_shown(hit, full)}"


def _tier(hit: Hit) -> str:
    return f"[{TIERS[hit.tier]} {hit.score:.2f}] " if hit.spans else ""


def _kwic(hit: Hit, name: str, width: int) -> str:
    """Keyword in context: the matches of all hits below each other, what stands before and behind them, the source.

    width: cells from the match on that the source begins behind.
    """
    start, _ = _nearest(hit)
    left = hit.text[max(0, start - BESIDE) : start].replace("\n", " ")
    keyword = _keyword(hit)
    return f"{' ' * (2 * BESIDE - _cells(left))}{left}{keyword}{' ' * (width - _cells(keyword))}  {_tier(hit)}{hit.ref}  {name}"


def _keyword(hit: Hit) -> str:
    """The match that is shown, and what stands behind it."""
    start, end = _nearest(hit)
    return _marked(hit, start, end + BESIDE)


def _nearest(hit: Hit) -> tuple[int, int]:
    """The match a hit is shown by: the first of the longest."""
    return max(hit.spans, key=lambda span: span[1] - span[0], default=(0, 0))


def _cells(text: str) -> int:
    """Columns of a terminal that a text takes: two for a wide character. Marks that may be either count as one."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _shown(hit: Hit, full: bool) -> str:
    """The text with its matches in 【】; cut around one of them (KWIC) unless full."""
    if full:
        return _marked(hit, 0, len(hit.text))
    start, end = _nearest(hit)
    left, right = max(0, start - WIDTH), min(len(hit.text), end + WIDTH)
    return f"{'……' if left else ''}{_marked(hit, left, right)}{'……' if right < len(hit.text) else ''}"


def _marked(hit: Hit, left: int, right: int) -> str:
    """A stretch of the text, what matches of it in 【】."""
    pieces, at = [], left
    for first, last in ((max(left, first), min(right, last)) for first, last in hit.spans):
        if first < last:
            pieces += [hit.text[at:first], "【", hit.text[first:last], "】"]
            at = last
    return "".join([*pieces, hit.text[at:right]]).replace("\n", " ")
