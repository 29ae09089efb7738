"""How far an edit may go: outlines with a tenth to half of their characters changed, among lines of another outline.

Every edit is a function of the text (a checksum decides place and kind), so that the figures never move.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafter.bank.load import load_bank
from drafter.brief.load import load_brief
from drafter.plan.outline import plan
from drafter.read.files import read
from drafter.render.outline import render
from drafter.shipped import shipped
from drafter.trace.trace import trace

_POOL = "的工作要把好抓实推进组织建设服务群众提高能力水平强化责任落实机制项目发展安全基层干部队伍全面深入持续有效"

_BRIEFS = (
    """场合: 工作会议
会议: 全市工会工作会议
主题: 工会工作
日期: 2026-03-18
成绩: [{要点: 组织建设, 事实: 新建基层工会320家}]
意见: [思想引领, 建功立业, 维权服务]
""",
    """场合: 推进会
会议: 全县安全生产工作推进会
主题: 安全生产
问题: [部分企业主体责任没有压实, 基层监管力量不足]
意见: [隐患排查, 责任落实, 应急处置]
""",
)
# The writer's own lines: same genre, other matter.
_OWN = (
    "渔港码头的防波堤已经十几年没有大修，港务站要在汛期之前拿出方案。",
    "有的老同志跟我讲，坐公交去县医院要倒三趟车，这件事交通局要研究。",
    "图书馆晚上开不开门，看似小事，却关系到多少孩子放学以后有没有去处。",
    "我在青岚山区走访的时候，看到茶农自己搭起了直播间，很受触动。",
    "数据不会自己跑上来，哪一级录入、哪一级审核，要一级一级讲明白。",
    "对历史遗留的办证问题，要尊重历史、实事求是，成熟一批解决一批。",
    "招来的企业三个月没有开工，分管的同志要上门问清楚卡在哪个环节。",
    "文艺院团下乡，不要只在镇上演，要到最远的自然村去演几场。",
)


@pytest.fixture(scope="module")
def outlines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("briefs")
    bank = load_bank((shipped("phrasebank"),))
    made = []
    for number, brief in enumerate(_BRIEFS):
        path = folder / f"{number}.yaml"
        path.write_text(brief, encoding="utf-8")
        occasions = tuple(name for one in bank.occasions for name in (one.name, *one.aliases))
        outline = plan(load_brief(path, occasions), bank)
        made.append(json.loads(render(outline, "json", template_folders=(shipped("templates"),))))
    return made


def _lines(items: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield item["id"], item["label"] + item["text"]
        yield from _lines(item["items"])


def _edited(text: str, rate: float) -> str:
    out = []
    for place, character in enumerate(text):
        dice = zlib.crc32(f"{place}/{text}".encode())
        if dice % 1000 >= rate * 1000:
            out.append(character)
            continue
        other = _POOL[(dice >> 16) % len(_POOL)]
        out.append(("", other, character + other)[(dice >> 12) % 3])
    return "".join(out)


def _measure(outlines: list[dict[str, Any]], rate: float, *, moved: bool) -> tuple[float, float]:
    """(precision, recall) over the lines of all outlines, the writer's own mixed in."""
    right = wrong = missed = 0
    for outline in outlines:
        lines: list[tuple[str, str]] = [(node, _edited(text, rate)) for node, text in _lines(outline["items"])]
        own = [("", text) for text in _OWN]
        mixed = lines + own if moved else [pair for two in zip(lines, own, strict=False) for pair in two]
        mixed += [] if moved else lines[len(own) :]
        if moved:
            mixed.sort(key=lambda pair: zlib.crc32(pair[1].encode()))
        for traced in trace([text for _, text in mixed], [outline]):
            node = mixed[traced.line - 1][0]
            right += bool(node) and traced.node == node
            missed += bool(node) and traced.node != node
            wrong += bool(traced.node) and traced.node != node
    return right / max(1, right + wrong), right / max(1, right + missed)


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize(("rate", "precision", "recall"), [(0.1, 0.98, 0.97), (0.3, 0.97, 0.92), (0.5, 0.95, 0.8)])
def test_edited_lines_are_found_and_own_lines_are_not_taken(
    outlines: list[dict[str, Any]], rate: float, precision: float, recall: float, moved: bool
) -> None:
    measured = _measure(outlines, rate, moved=moved)
    assert measured[0] >= precision
    assert measured[1] >= recall


def test_a_word_file_keeps_its_sources(outlines: list[dict[str, Any]], tmp_path: Path) -> None:
    bank = load_bank((shipped("phrasebank"),))
    brief, word = tmp_path / "brief.yaml", tmp_path / "提纲.docx"
    brief.write_text(_BRIEFS[0], encoding="utf-8")
    occasions = tuple(name for one in bank.occasions for name in (one.name, *one.aliases))
    word.write_bytes(render(plan(load_brief(brief, occasions), bank), "docx", template_folders=(shipped("templates"),)))
    lines = [block.text for block in read(word)[0].blocks if not block.furniture]
    assert {line.status for line in trace(lines, outlines)} == {"原样"}
