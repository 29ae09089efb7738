"""`drafter search`: how did we say this last time? (查先例)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from drafter.cli.say import ChineseCommand, show, tell, workspace_option
from drafter.errors import DrafterError
from drafter.keep.workspace import open_workspace
from drafter.records import Hit
from drafter.search.query import Library

TIERS = {"exact": "原文", "fuzzy": "近似", "pinyin": "拼音"}
WIDTH = 30
"""Characters either side of the match in the one-line view."""


@click.command(
    "search",
    cls=ChineseCommand,
    help="查先例。错字、漏字、颠倒、拼音、首字母都能查；分原文、近似、拼音三级，从不混排。",
    epilog="例：drafter search 压实责任\n    drafter search jiaqianglingdao --move 加强领导 --year 2016\n    drafter search --like 3f2a9c10d4#12",
)
@click.argument("words", nargs=-1, metavar="[词句…]")
@click.option("--move", metavar="语步", help="只要这个语步")
@click.option("--step", metavar="步骤", help="只要这个步骤")
@click.option("--speaker", metavar="姓名", help="只要这位讲话人")
@click.option("--position", metavar="职务", help="只要这个职务")
@click.option("--year", metavar="年", help="只要这一年")
@click.option("--occasion", metavar="场合", help="只要这一场合")
@click.option("--place", metavar="地方", help="只要这个地方")
@click.option("--topic", metavar="主题词", help="题名或上级标题里有这个词")
@click.option("--level", type=click.IntRange(0, 5), metavar="层级", help="0 正文，1 一、，2 （一）…")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, metavar="N", help="最多几条（默认 10）")
@click.option("--like", metavar="编号", help="找与这一段（篇#段）相近的")
@click.option("--context", "around", type=click.IntRange(0, 20), default=0, metavar="N", help="连前后 N 段一起显示")
@click.option("--full", is_flag=True, help="显示整段，不只一行")
@click.option("--cite", is_flag=True, help="显示可以直接抄用的出处")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（drafter.search/1）")
@click.option("--stdin", "from_stdin", is_flag=True, help="逐行读查询，每行答一行 JSON")
@workspace_option
def command(
    words: tuple[str, ...],
    limit: int,
    like: str | None,
    around: int,
    full: bool,
    cite: bool,
    as_json: bool,
    from_stdin: bool,
    workspace_path: Path | None,
    **facets: Any,
) -> int:
    query = " ".join(words)
    if not (query or like or from_stdin):
        raise click.UsageError("请给出要查的词句，或 --like 编号")
    with Library.open(open_workspace(workspace_path).library) as library:
        if from_stdin:
            for line in sys.stdin:
                hits = library.search(line.strip(), limit=limit, **facets)
                show(json.dumps(as_data(line.strip(), hits), ensure_ascii=False))
                sys.stdout.flush()
            return 0
        hits = library.search(query, limit=limit, like=like, **facets)
        if as_json:
            show(json.dumps(as_data(query, hits), ensure_ascii=False, indent=1))
            return 0
        if not hits:
            near = library.suggest(query)
            raise DrafterError(
                f"没有查到“{query or like}”"
                + (f"。相近的有：{'；'.join(near)}" if near else "，换个说法，或放宽条件再试")
            )
        for number, hit in enumerate(hits, 1):
            show(_row(number, hit, full or bool(around)))
            if around:
                for neighbour in library.context(hit.ref, around, around):
                    mark = ">>" if neighbour.ref == hit.ref else "  "
                    show(f"   {mark} {neighbour.text}")
            if cite:
                show(f"      出处：{citation(hit)}")
    tell(f"{len(hits)} 条")
    return 0


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


def _row(number: int, hit: Hit, full: bool) -> str:
    head = f"{number:>2}. [{TIERS[hit.tier]} {hit.score:.2f}] {hit.move}·{hit.step or '—'}  {hit.ref}"
    about = " · ".join(part for part in (hit.title, hit.speaker, hit.date) if part) or hit.path
    copies = f"（另有 {hit.copies - 1} 处相同）" if hit.copies > 1 else ""
    return f"{head}  {about}{copies}\n    {_marked(hit, full)}"


def _marked(hit: Hit, full: bool) -> str:
    """The text with its matches in 【】; cut around the first one (KWIC) unless full."""
    start, end = (hit.spans[0][0], hit.spans[-1][1]) if hit.spans else (0, 0)
    left, right = (0, len(hit.text)) if full else (max(0, start - WIDTH), min(len(hit.text), end + WIDTH))
    pieces = ["……" if left else ""]
    at = left
    for first, last in hit.spans:
        if last <= left or first >= right:
            continue
        pieces += [hit.text[at:first], "【", hit.text[first:last], "】"]
        at = last
    pieces += [hit.text[at:right], "……" if right < len(hit.text) else ""]
    return "".join(pieces).replace("\n", " ")


def citation(hit: Hit) -> str:
    """Where a hit is from, ready to copy."""
    date = f"（{hit.date}）" if hit.date else ""
    speaker = f"{hit.speaker}：" if hit.speaker else ""
    return f"{speaker}{hit.title or '（无题）'}{date}，第 {hit.ref.rpartition('#')[2]} 段，{hit.path}"
