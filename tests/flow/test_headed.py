"""A point the phrasebank knows by its head word only gets what stood under the same heading in an old speech (旧稿的小标题)."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.brief.load import parse_brief
from drafter.brief.schema import Brief
from drafter.flow.drafting import draft, open_drafting
from drafter.flow.headed import matter_of, said_before
from drafter.flow.mining import forget_paths, mine_paths
from drafter.flow.remembering import TRACES, remember
from drafter.keep.workspace import open_workspace
from drafter.plan.outline import plan, walk
from drafter.records import Headed, Item, Outline
from drafter.strict_yaml import load_text

SPEECH = """在全县溜索渡口整治工作会议上的讲话
青禾县副县长 常某某
（2024年5月16日）

同志们：
今天，我们召开全县溜索渡口整治工作会议，主要任务是安排下一步工作。下面，我讲三点意见。
一、全面推进溜索渡口整治
溜索渡口是山里人出门的必经之处，去年出过两起险情，必须下决心管好。
（一）检修渡口钢索。各乡镇要组织人手，在汛前把钢索逐根查一遍，不留死角。
（二）清理两岸杂树。林业部门要把挡住钢索的枝条清掉。
（三）设置警示标志。松湾镇要在3处渡口设置警示标志，注明限载几人。
（四）在松湾镇新建3座索桥。资金由县里统筹。
二、加强渡工队伍建设
渡工是渡口安全的第一道关口，要选好用好。
三、切实加强组织领导
各乡镇要把这项工作摆上重要位置，主要负责同志亲自抓。
同志们，汛期马上就要到了，让我们一起把渡口管好。
"""
BRIEF = "会议: 全县山区出行安全工作会议\n意见: [{point}, 应急救援]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    old = tmp_path / "旧稿" / "讲话.txt"
    old.parent.mkdir()
    old.write_text(SPEECH, encoding="utf-8")
    mine_paths([old], open_workspace(tmp_path / "区"))
    return tmp_path / "区"


def outlined(workspace: Path, text: str) -> Outline:
    path = workspace.parent / "简要.yaml"
    path.write_text(text, encoding="utf-8")
    return draft(path, open_drafting(workspace), "md").outline


def under(outline: Outline, node: str) -> list[Item]:
    point = next(item for item in walk(outline.items) if item.id == node)
    return [item for item in point.items if item.level == 2]


@pytest.mark.parametrize("point", ["溜索渡口整治", "推进溜索渡口整治工作", "山区溜索渡口整治"])
def test_what_stood_under_the_heading_stands_under_the_point(workspace: Path, point: str) -> None:
    outline = outlined(workspace, BRIEF.format(point=point))
    below = under(outline, "意见/1")
    assert [item.text for item in below] == ["检修渡口钢索", "清理两岸杂树", "设置警示标志"]
    for item in below:
        assert item.source.kind == "precedent"
        assert "常某某：《在全县溜索渡口整治工作会议上的讲话》" in item.source.note
        assert item.items[0].text.endswith("。")
        assert any("通用的措施组" in other.reason for other in item.alternatives)
    text = "".join(item.text for item in walk(outline.items))
    assert "松湾" not in text
    assert "3座" not in text
    assert any(f"短语库里没有“{point}”这个主题，小标题照旧稿（常某某" in note for note in outline.notes)
    assert outlined(workspace, BRIEF.format(point=point)) == outline


@pytest.mark.parametrize("point", ["悬索渡口整治", "溜索渡口修缮", "整治", "渡工队伍"])
def test_what_only_sounds_alike_or_has_nothing_below_brings_nothing(workspace: Path, point: str) -> None:
    outline = outlined(workspace, BRIEF.format(point=point))
    assert all(item.source.kind != "precedent" for item in walk(outline.items))


def test_who_names_measures_or_asks_for_a_group_gets_these(workspace: Path) -> None:
    named = outlined(workspace, BRIEF.format(point="{主题: 溜索渡口整治, 措施: [定期检查, 压实责任]}"))
    asked = BRIEF.format(point="溜索渡口整治") + "选定: {意见/1/组: 摸底分类巩固}\n"
    for outline in (named, outlined(workspace, asked)):
        assert all(item.source.kind != "precedent" for item in walk(outline.items))


def test_a_sub_heading_offered_beside_can_be_chosen(workspace: Path) -> None:
    text = BRIEF.format(point="溜索渡口整治")
    first, second, *_ = under(outlined(workspace, text), "意见/1")
    chosen = outlined(workspace, f"{text}选定: {{意见/1/1: {first.alternatives[0].ref}}}\n")
    assert under(chosen, "意见/1")[0].text == first.alternatives[0].text
    assert under(chosen, "意见/1")[1].text == second.text


def test_of_a_forgotten_speech_no_heading_stays_in_what_was_drafted(workspace: Path) -> None:
    outline = outlined(workspace, BRIEF.format(point="溜索渡口整治"))
    place = open_workspace(workspace)
    remember(outline, place)
    kept = [path.read_text(encoding="utf-8") for path in (workspace / TRACES).glob("*.json")]
    assert any("清理两岸杂树" in text for text in kept)
    forget_paths([workspace.parent / "旧稿" / "讲话.txt"], place)
    left = "".join(path.read_text(encoding="utf-8") for path in (workspace / TRACES).glob("*.json"))
    assert "应急救援" in left
    assert "两岸杂树" not in left
    assert "常某某" not in left


def test_without_a_library_and_for_a_known_point_nothing_is_opened(tmp_path: Path, workspace: Path) -> None:
    drafting, asked = open_drafting(workspace), list[str]()

    def before(point: str, brief: Brief) -> tuple[Headed, ...]:
        asked.append(point)
        return ()

    brief = parse_brief(load_text("会议: 全市工会工作会议\n意见: [维权服务, 思想引领]\n", "简要.yaml"))
    plan(brief, drafting.bank, before)
    assert asked == []
    bare = open_drafting(tmp_path / "空")
    assert said_before(bare.workspace, bare.bank)("溜索渡口整治", brief) == ()


def test_what_a_heading_is_about() -> None:
    assert matter_of("（二）切实加强溜索渡口整治工作。") == "溜索渡口整治"
    assert matter_of("推进整治") == "推进整治"
