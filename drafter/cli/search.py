"""`drafter search`: how did we say this last time? (查先例)."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from drafter.cli.hits import as_line, as_row, cells, keyword_of, shown
from drafter.cli.missed import LOST_MEANS, Miss, Wanted, hits_of, misplaced, only_heard, why_nothing
from drafter.cli.say import ChineseCommand, show, show_json, tell, workspace_option
from drafter.errors import DrafterError, InvalidCondition
from drafter.keep.workspace import Workspace, open_workspace
from drafter.language.visible import one_line
from drafter.records import GAP, Hit
from drafter.search.cite import called, cite, name_of
from drafter.search.facets import years_of, years_turned
from drafter.search.fold import fold
from drafter.search.query import Library
from drafter.shipped import shipped

if TYPE_CHECKING:
    # Takes 30 ms to load, and only one condition needs it.
    from drafter.bank.model import Occasion

_Function = TypeVar("_Function", bound=Callable[..., Any])
BYTE_ORDER = "\ufeff"
"""What some editors begin a text with; it is no part of a query."""
STALE = {"changed": "（挖过以后改动了）", "missing": "（现在不在那里了）"}
LIMIT = 10
"""Hits that are shown where it is not said how many."""
_LONGEST_LINE = 1_000_000
"""Bytes of a line of standard input, far more than any query has."""
MOST_PLACES = 5
"""Places of the same wording that are named under a hit."""
DIFFERS = "（编号或的、地一类用字不同）"
"""Behind a place whose words are the same but for what `search.copies` passes over: it is looked at before it is cited."""


def _condition(name: str, **settings: Any) -> Callable[[_Function], _Function]:
    """An option that is given once: of two values nobody knows which was meant."""

    def once(_: click.Context, parameter: click.Parameter, values: tuple[Any, ...]) -> Any:
        if len(set(values)) > 1:
            raise click.UsageError(
                f"{parameter.opts[0]} 写了 {len(values)} 次（{'、'.join(map(str, values))}），一次只查一个，请分开查"
            )
        return values[0] if values else None

    return click.option(name, multiple=True, callback=once, **settings)


@click.command(
    "search",
    cls=ChineseCommand,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="查先例。错字、漏字、颠倒、拼音、首字母都能查；分原文、近似、拼音三级，从不混排。"
    "加引号的词一字不差。不给词句、只给条件，就按条件列出；几个条件都要合，一个条件只写一次。",
    epilog="例：drafter search 加强组织领导\n"
    "    drafter search jiaqiangzuzhilingdao --move 加强领导 --year 2025\n"
    "    drafter search --move 加强领导 --step 组织领导 --full\n"
    "    drafter search '“组织领导”' --cite\n"
    "    drafter search --like 编号        编号见结果，形如 3f2a9c10d4#12",
)
@click.argument("words", nargs=-1, metavar="[词句…]")
@_condition("--move", metavar="语步", help="只要这个语步")
@_condition("--step", metavar="步骤", help="只要这个步骤")
@_condition("--speaker", metavar="姓名", help="只要这位讲话人")
@_condition("--position", metavar="职务", help="只要这个职务")
@_condition("--year", metavar="年", help="只要这一年，或 2023-2025、2023-、-2025")
@_condition("--occasion", metavar="场合", help="只要这一场合：会议名称里的字，或一类场合（座谈会、主持讲话…）")
@_condition("--place", metavar="地方", help="只要这个地方")
@_condition("--topic", metavar="主题词", help="题名或上级标题里有这个词")
@_condition("--level", type=click.IntRange(0, 5), metavar="层级", help="0 正文，1 一、，2 （一）…")
@_condition("--limit", type=click.IntRange(1, 1000), metavar="N", help="最多几条（默认 10）")
@_condition("--like", metavar="编号", help="找与这一段（篇#段）相近的")
@click.option("--context", "around", type=click.IntRange(0, 20), default=0, metavar="N", help="连前后 N 段一起显示")
@click.option("--full", is_flag=True, help="显示整段，不只一行")
@click.option("--kwic", is_flag=True, help="一条一行，查到的词上下对齐，前后各带几个字")
@click.option("--cite", "with_citation", is_flag=True, help="显示可以直接抄用的出处")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（drafter.search/1）")
@click.option("--stdin", "from_stdin", is_flag=True, help="逐行读查询，每行答一行 JSON")
@workspace_option
def command(
    words: tuple[str, ...],
    limit: int | None,
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
    query = " ".join(words).replace(BYTE_ORDER, "")
    if from_stdin and query.strip():
        raise click.UsageError("--stdin 逐行读标准输入里的词句，命令行上就不要再写")
    if kwic and (as_json or from_stdin):
        raise click.UsageError(
            f"--kwic 只管屏幕上怎样排，{'--stdin' if from_stdin else '--json'} 里没有用处，请去掉一个"
        )
    for name, value in {**facets, "like": like}.items():
        if str(value).startswith("--"):
            raise click.UsageError(f"--{name} 后面没有写要什么，跟着的是另一个选项 {value}")
        if value is not None and not str(value).strip():
            raise click.UsageError(f"--{name} 后面是空的，请写上要什么，或去掉它")
    given = _given(facets)
    if not (query.strip() or like or from_stdin or given):
        raise click.UsageError("请给出要查的词句，或 --move 等条件，或 --like 编号")
    if facets["year"] is not None and not years_of(facets["year"]):
        raise click.UsageError(
            f"认不出年份“{facets['year']}”，请写成 2024、2023-2025、2023-（从这年起）或 -2025（到这年止）"
        )
    try:
        # Who asks line by line is told with every line, and may mine meanwhile.
        workspace = open_workspace(workspace_path, missing="empty" if from_stdin else "refuse")
        wanted = Wanted(LIMIT if limit is None else limit, like, given, None, around, with_citation, workspace)
        return _answered(query, wanted, workspace, full, kwic, as_json, from_stdin)
    except DrafterError as error:
        if as_json and not from_stdin:
            show_json({**as_data(query), "error": str(error)})
        raise


def _answered(
    query: str, wanted: Wanted, workspace: Workspace, full: bool, kwic: bool, as_json: bool, from_stdin: bool
) -> int:
    given = dict(wanted.given)
    if "move" in given and (workspace.phrasebank / "moves.yaml").exists():
        # Only an office's own moves have a name beside their id; the model takes longer to load than a search.
        from drafter.flow.understanding import open_model

        names = {move.id: move.name for move in open_model(workspace).moves}
        given["move"] = names.get(given["move"], given["move"])
    kinds = None
    if "occasion" in given:
        # Only this condition needs something of the bank, which takes longer to load than most searches.
        from drafter.bank.load import load_occasions

        kinds = partial(kind_of, occasions=load_occasions((shipped("phrasebank"), workspace.phrasebank)))
    wanted = wanted._replace(given=given, kinds=kinds)
    if from_stdin:
        return _answer_lines(workspace.library, wanted)
    with Library.open(workspace.library) as library:
        if as_json:
            show_json(answer_of(library, query, wanted))
            return 0
        if kind := wanted.kind(library):
            tell(f"场合“{given['occasion']}”按“{kind}”一类查")
        if years := years_turned(given.get("year")):
            tell(f"年份前后写反了，按 {years} 查")
        hits, beyond = hits_of(library, query, wanted)
        if not hits:
            raise DrafterError(why_nothing(library, query, wanted).why)
        hint = misplaced(library, query, wanted, hits)
        if not hint.why:
            hint = only_heard(library, query, hits)
        _show(library, hits, beyond, wanted, full=full, kwic=kwic)
    if kwic and full:
        tell("--kwic 一条一行，--full 没有用上；要看整段，去掉 --kwic")
    tell(f"{len(hits)} 条" + ("，后面可能还有，要多列用 --limit" if hits.limited else ""))
    if any(GAP in hit.text for hit in hits):
        tell(f"{GAP} {LOST_MEANS}；抄用前请对照原文件")
    if hint.why:
        tell(hint.why)
    if beyond:
        own = len(hits) - len(beyond)
        tell(f"与这一段本身相近的有 {own} 条，{'其余' if own else '这些'}是连它的上级标题、前后各一段一起比的")
    return 0


def _show(
    library: Library, hits: Sequence[Hit], beyond: Sequence[Hit], wanted: Wanted, *, full: bool, kwic: bool
) -> None:
    around, cited = wanted.around, wanted.cited
    width = max(cells(keyword_of(hit)) for hit in hits) if kwic else 0
    named = {hit.path for hit in hits if (around or cited) and hit.path}
    stale = _stale(named, wanted)
    for number, hit in enumerate(hits, 1):
        speech = library.speech(hit.ref)
        name = name_of(speech)
        also = "（连前后一起比）" if hit in beyond else ""
        show((as_line(hit, name, width) if kwic else as_row(number, hit, name)) + also)
        if around:
            for each in library.context(hit.ref, around, around):
                show(f"   >> {shown(hit, full=True)}" if each.ref == hit.ref else f"      {each.text}")
        elif not kwic:
            show(f"    {shown(hit, full)}")
        if cited:
            show(f"      出处：{cite(speech, hit.ref)}")
        if hit.path in named:
            show(f"      文件：{one_line(hit.path)}{STALE.get(stale.get(hit.path, ''), '')}")
        if cited and hit.copies > 1 and (places := _copies(library, hit, wanted)):
            more = f"等 {len(places)} 处" if len(places) > MOST_PLACES else ""
            named_places = (f"{told}{'' if same else DIFFERS}" for _, told, same in places[:MOST_PLACES])
            show(f"      相同的：{'；'.join(named_places)}{more}")
    if any(not os.path.isabs(path) for path in named):
        tell("有的文件名没有写全，是从前建的先例库：对旧稿文件夹再运行一次 drafter mine 就好")


def _copies(library: Library, hit: Hit, wanted: Wanted) -> list[tuple[str, str, bool]]:
    """Where the same is said, too: ref, citation, and whether it is the same to the letter, punctuation aside."""
    refs = library.copies(hit.ref, kind_of=wanted.kinds, **wanted.given)
    here = fold(hit.text)
    return [(ref, cite(library.speech(ref), ref), fold(library.context(ref, 0, 0)[0].text) == here) for ref in refs]


def _stale(paths: Collection[str], wanted: Wanted) -> dict[str, str]:
    if not paths or wanted.workspace is None:
        return {}
    from drafter.flow.manifest import stale_files

    return dict(stale_files(wanted.workspace, paths))


def _given(facets: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions that were given. A move as results have it, with its step (加强领导·组织领导), is both."""
    given = {name: value for name, value in facets.items() if value is not None}
    for name, other in (("move", "step"), ("step", "move")):
        if "·" in given.get(name, "") and other not in given:
            given["move"], _, step = map(str.strip, given[name].partition("·"))
            given["step"] = step.strip("—")
            return {each: value for each, value in given.items() if value or each not in ("move", "step")}
    return given


def kind_of(text: str, occasions: Sequence[Occasion]) -> str:
    """The kind of occasion a meeting's name or a speech's title says: what it ends with, else the longest name in it.

    在某某工作会议上的主持讲话 is 主持讲话; "" where no kind is named.
    """
    names = {name: one.name for one in occasions for name in (one.name, *one.aliases) if name in text}
    return max(names.items(), key=lambda each: (text.endswith(each[0]), len(each[0]), each), default=("", ""))[1]


def _answer_lines(folder: Path, wanted: Wanted) -> int:
    """Answer every line of standard input with one of JSON, at once, whatever stands in it (编辑器接口).

    What `drafter mine` changes meanwhile is seen from the next line on. 1 where there was no library for a line: what is wrong with one is said in its answer.
    """
    library: Library | None = None
    status = 0

    def answered(query: str, library: Library) -> dict[str, Any]:
        return answer_of(library, query, wanted)

    try:
        for raw in _lines(getattr(sys.stdin, "buffer", sys.stdin)):
            query = "" if raw is None else _decoded(raw).replace(BYTE_ORDER, "").strip()
            try:
                if raw is None:
                    raise InvalidCondition(f"一行超过 {_LONGEST_LINE} 字节还没有换行，没有查；每个查询写一行")
                library, answer = Library.asked(library, folder, partial(answered, query))
            except DrafterError as error:
                answer = {**as_data(query), "error": str(error)}
                _close(library)
                library = None
                status = status or _refused(folder)
            show_json(answer, indent=None)
            sys.stdout.flush()
    finally:
        _close(library)
    return status


def _lines(stream: IO[Any]) -> Iterator[Any]:
    """The lines of a stream; None for one of more than _LONGEST_LINE, which is read to its end and not kept."""
    while line := stream.readline(_LONGEST_LINE):
        if len(line) < _LONGEST_LINE or line[-1:] in (b"\n", "\n"):
            yield line
            continue
        # Told at once: it may never end.
        yield None
        while len(line) == _LONGEST_LINE and line[-1:] not in (b"\n", "\n"):
            line = stream.readline(_LONGEST_LINE)


def _refused(folder: Path) -> int:
    """The exit status by whether the library opens."""
    try:
        Library.open(folder).close()
    except DrafterError:
        return 1
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


def answer_of(library: Library, query: str, wanted: Wanted) -> dict[str, Any]:
    """The form drafter.search/1 of the contract, and beside it, where nothing was found, or nothing with all the words that
    a condition would find, `why`, what of the query is there (`parts`) and what is like it (`near`); `limited`: whether there may be more: there are as many hits as were asked for, or
    the library was not looked through to its end; `occasion_kind`: what kind the occasion asked for was taken for.

    A hit has its neighbours as `context` and its source as `cite` where they are wanted, with these, too, `stale` where
    its file is "changed" or "missing" since it was mined; with `cite` the `places` of its copies; and `widely` where
    only the passage asked for and what surrounds it are like it. `year`: the years that were looked for, where they
    were given the later first.
    """
    hits, beyond = hits_of(library, query, wanted)
    data = as_data(query, [_hit(library, hit) for hit in hits])
    data["limited"] = hits.limited
    stale = _stale({hit.path for hit in hits if hit.path}, wanted) if wanted.around or wanted.cited else {}
    for hit, told in zip(hits, data["hits"], strict=True):
        if hit.path in stale:
            told["stale"] = stale[hit.path]
        if wanted.around:
            told["context"] = [asdict(each) for each in library.context(hit.ref, wanted.around, wanted.around)]
        if wanted.cited:
            told["cite"] = cite(library.speech(hit.ref), hit.ref)
            if hit.copies > 1:
                told["places"] = [
                    {"ref": ref, "cite": place, "same": same} for ref, place, same in _copies(library, hit, wanted)
                ]
        if hit in beyond:
            told["widely"] = True
    if kind := wanted.kind(library):
        data["occasion_kind"] = kind
    if years := years_turned(wanted.given.get("year")):
        data["year"] = years
    miss = Miss("")
    if hits:
        miss = misplaced(library, query, wanted, hits)
        if not miss.why:
            miss = only_heard(library, query, hits)
    elif query.strip() or wanted.like or wanted.given:
        miss = why_nothing(library, query, wanted)
    else:
        miss = Miss("没有写要查的词句")
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
            "title": hit.title or None,
            "called": called(library.speech(hit.ref)),
            "speaker": hit.speaker or None,
            "date": hit.date or None,
            "path": hit.path,
        },
    }
