"""Merging a colleague's bank takes what only they changed, keeps what only we changed, and shows the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.bank.entries import entries_of
from drafter.bank.model import Evidence, Frame
from drafter.bank.write import frames_file
from drafter.errors import DrafterError, InvalidData
from drafter.flow.drafting import read_bank
from drafter.flow.merging import Side, merge
from drafter.flow.validating import validate
from drafter.keep.workspace import Workspace

FRAME = "框架:\n# 我的注释\n- id: zj-1\n  语步: 开场\n  步骤: 会议任务\n  文: 今天召开<会议>。\n"
TOPIC = "领域: 林业\n主题:\n- 名称: 巡护管理\n  同义: [林区巡护]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "工作区")
    found.mined.mkdir(parents=True)
    return found


def files(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.phrasebank
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("fault", [("会议任务", "会议任勿"), ("<会议>", "<会议"), ("  文", "  闻")])
def test_a_faulty_bank_is_not_merged(
    workspace: Workspace, tmp_path: Path, single: bool, fault: tuple[str, str]
) -> None:
    put(workspace.phrasebank / "frames.yaml", FRAME)
    before = files(workspace)
    good = FRAME.replace("zj-1", "ts-1") + FRAME.partition("注释\n")[2].replace("zj-1", "ts-2").replace(*fault)
    other = put(tmp_path / "同事" / "frames.yaml", good)
    with pytest.raises(InvalidData, match=r"同事.*第"):
        merge(workspace, other if single else other.parent)
    assert files(workspace) == before
    assert not (workspace.cache / "merge-base.json").exists()


def test_a_merge_keeps_comments_encoding_and_the_field_of_topics(workspace: Workspace, tmp_path: Path) -> None:
    mine = put(workspace.phrasebank / "frames.yaml", FRAME, "gb18030")
    other = tmp_path / "同事"
    put(other / "frames.yaml", FRAME)
    put(other / "topics" / "林业.yaml", TOPIC, "gb18030")
    first = merge(workspace, other)
    assert (first.added, first.updated, first.same) == (("林业/巡护管理",), (), 1)
    put(other / "frames.yaml", FRAME.replace("今天召开", "这里召开"))
    second = merge(workspace, other)
    assert (second.added, second.updated, second.same) == ((), ("zj-1",), 1)
    assert mine.read_bytes().decode("gb18030") == FRAME.replace("今天召开", "这里召开")
    assert "林业/巡护管理" in {topic.id for topic in read_bank(workspace).topics}


EARLIER = FRAME + "  来源: {类: curated}\n"


@pytest.fixture
def both(workspace: Workspace, tmp_path: Path) -> tuple[Path, Path]:
    """Our file and theirs, the same at the last merge."""
    mine = put(workspace.phrasebank / "frames.yaml", EARLIER)
    theirs = put(tmp_path / "同事" / "frames.yaml", EARLIER)
    merge(workspace, theirs.parent)
    return mine, theirs


def test_changes_of_different_keys_are_both_kept(workspace: Workspace, both: tuple[Path, Path]) -> None:
    mine, theirs = both
    put(mine, EARLIER.replace("今天召开", "这里召开"))
    put(theirs, EARLIER.replace("curated", "mined, 次数: 3") + "  例: 今天召开全县大会。\n")
    assert merge(workspace, theirs.parent).updated == ("zj-1",)
    text = mine.read_text(encoding="utf-8")
    assert "# 我的注释\n" in text
    assert "这里召开<会议>" in text
    assert "次数: 3" in text
    assert "例: 今天召开全县大会。" in text


def test_a_conflict_keeps_ours_and_comes_up_until_it_is_settled(workspace: Workspace, both: tuple[Path, Path]) -> None:
    mine, theirs = both
    put(mine, EARLIER.replace("今天召开", "这里召开"))
    put(theirs, EARLIER.replace("今天召开", "现在召开"))
    for _ in range(2):
        (conflict,) = merge(workspace, theirs.parent).conflicts
        assert "这里召开" in conflict.ours
        assert "今天召开" in conflict.base
        assert "现在召开" in conflict.theirs
        assert "这里召开" in mine.read_text(encoding="utf-8")
    assert merge(workspace, theirs.parent, prefer="theirs").updated == ("zj-1",)
    assert mine.read_text(encoding="utf-8") == EARLIER.replace("今天召开", "现在召开")


def test_ours_can_be_kept_for_good(workspace: Workspace, both: tuple[Path, Path]) -> None:
    mine, theirs = both
    put(mine, EARLIER.replace("今天召开", "这里召开"))
    put(theirs, EARLIER.replace("今天召开", "现在召开"))
    assert merge(workspace, theirs.parent, prefer="ours").conflicts == ()
    assert merge(workspace, theirs.parent).conflicts == ()
    assert "这里召开" in mine.read_text(encoding="utf-8")


def test_looking_writes_nothing(workspace: Workspace, both: tuple[Path, Path]) -> None:
    _, theirs = both
    put(theirs, EARLIER.replace("今天召开", "现在召开"))
    before = files(workspace)
    assert merge(workspace, theirs.parent, only_look=True).updated == ("zj-1",)
    assert files(workspace) == before
    assert merge(workspace, theirs.parent, only_look=True).updated == ("zj-1",)


def test_what_was_deleted_on_one_side_stays_as_each_has_it(workspace: Workspace, both: tuple[Path, Path]) -> None:
    mine, theirs = both
    more = EARLIER + "- id: zj-2\n  语步: 开场\n  步骤: 会议任务\n  文: 现在召开<会议>。\n"
    put(mine, more)
    put(theirs, more)
    merge(workspace, theirs.parent)
    put(theirs, EARLIER)
    result = merge(workspace, theirs.parent)
    assert (result.dropped, result.added, result.updated) == (("zj-2",), (), ())
    assert "zj-2" in mine.read_text(encoding="utf-8")
    put(theirs, more)
    merge(workspace, theirs.parent)
    put(mine, EARLIER)
    assert merge(workspace, theirs.parent).added == ()
    assert "zj-2" not in mine.read_text(encoding="utf-8")


def test_what_they_accepted_and_was_only_mined_here_is_news(workspace: Workspace, tmp_path: Path) -> None:
    frame = Frame("wj-1", "开场", "会议任务", "这次会议专门研究<主题>。", evidence=Evidence("mined", 3, 3))
    put(workspace.mined / "frames.yaml", frames_file([frame]))
    put(tmp_path / "同事" / "frames.yaml", frames_file([frame]))
    assert merge(workspace, tmp_path / "同事").added == ("wj-1",)
    assert [entry.name for entry in entries_of(workspace.phrasebank)] == ["wj-1"]


def test_a_colleagues_workspace_will_do_and_ones_own_will_not(workspace: Workspace, tmp_path: Path) -> None:
    put(tmp_path / "同事" / "phrasebank" / "frames" / "甲.yaml", FRAME)
    put(tmp_path / "同事" / "phrasebank" / "slots.yaml", "空位: {会议: 会名}\n")
    result = merge(workspace, tmp_path / "同事")
    assert (result.added, result.left) == (("zj-1",), ("slots.yaml",))
    with pytest.raises(DrafterError, match="自己的短语库"):
        merge(workspace, workspace.phrasebank)


@pytest.mark.parametrize(
    "style",
    ["- id: ts-1\n  步骤: 会议任务\n  文: 现在召开<会议>。\n", "- {id: ts-1, 步骤: 会议任务, 文: 现在开会。}\n"],
)
def test_a_move_at_the_head_of_their_file_comes_along(workspace: Workspace, tmp_path: Path, style: str) -> None:
    put(tmp_path / "同事" / "frames.yaml", "语步: 开场\n框架:\n" + style)
    assert merge(workspace, tmp_path / "同事").added == ("ts-1",)
    assert validate(workspace, None).faults == ()
    (frame,) = (frame for frame in read_bank(workspace).frames if frame.id == "ts-1")
    assert frame.move == "开场"
    assert merge(workspace, tmp_path / "同事").same == 1


MINE = "领域: 林业\n主题:\n  - 名称: 巡护\n    同义: [林区巡护]\n    措施:\n      - 组: 按事项\n        条目:\n"
MINE += (
    "          - {题: 巡山, 文: 护林员每天上山。}\n          # 去年定的\n          - {题: 清枝, 文: 林场及时清枝。}\n"
)


@pytest.mark.parametrize("prefer", [None, "theirs", "ours"])
def test_whatever_is_preferred_measures_and_synonyms_of_both_are_kept(
    workspace: Workspace, tmp_path: Path, prefer: Side | None
) -> None:
    """Without a common past: he has a synonym and a measure more, worded one line otherwise, and lacks one of mine.

    As long as nothing is preferred the entry stays as it is.
    """
    mine = put(workspace.phrasebank / "topics" / "林业.yaml", MINE)
    more = "          - {题: 防火, 文: 入山口设卡查火种。}\n"
    theirs = (
        MINE.partition("          # 去年")[0].replace("每天上山", "每周上山").replace("[林区", "[巡山, 林区") + more
    )
    put(tmp_path / "同事" / "topics" / "林业.yaml", theirs)
    result = merge(workspace, tmp_path / "同事", prefer=prefer)
    if prefer is None:
        assert mine.read_text(encoding="utf-8") == MINE
        assert (result.updated, [each.name for each in result.conflicts]) == ((), ["林业/巡护"])
        return
    (topic,) = (topic for topic in read_bank(workspace).topics if topic.id == "林业/巡护")
    assert set(topic.synonyms) == {"巡山", "林区巡护"}
    lines = {measure.heading: measure.text for group in topic.groups for measure in group.measures}
    assert lines == {
        "巡山": "护林员每周上山。" if prefer == "theirs" else "护林员每天上山。",
        "清枝": "林场及时清枝。",
        "防火": "入山口设卡查火种。",
    }
    assert (result.conflicts, result.settled) == ((), ("林业/巡护",) if prefer == "ours" else ())
    assert "# 去年定的" in mine.read_text(encoding="utf-8")
    after = mine.read_bytes()
    assert merge(workspace, tmp_path / "同事").conflicts == ()
    assert mine.read_bytes() == after


def test_a_synonym_of_his_is_no_conflict_with_a_measure_of_mine(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace.phrasebank / "topics" / "林业.yaml", MINE)
    put(tmp_path / "同事" / "topics" / "林业.yaml", TOPIC.replace("巡护管理", "巡护").replace("[林区", "[巡山, 林区"))
    assert merge(workspace, tmp_path / "同事").conflicts == ()
    text = (workspace.phrasebank / "topics" / "林业.yaml").read_text(encoding="utf-8")
    assert "# 去年定的" in text
    assert "巡山, " in text or '"巡山"' in text


FLOW = (
    "框架:\n- {id: bdw-01, 语步: 开场, 步骤: 会议任务, 文: 今天召开<会议>。, 场合: [动员会]}   # 最常用\n# 下面是老的\n"
)


@pytest.mark.parametrize("prefer", [None, "theirs"])
def test_an_entry_in_braces_stays_one_and_keeps_its_remark(
    workspace: Workspace, tmp_path: Path, prefer: Side | None
) -> None:
    mine = put(workspace.phrasebank / "frames.yaml", FLOW)
    theirs = put(tmp_path / "同事" / "frames.yaml", FLOW.partition("   #")[0] + "\n")
    merge(workspace, theirs.parent)
    put(mine, FLOW.replace("今天召开", "现在召开"))
    put(theirs, FLOW.replace("[动员会]", "[动员会, 推进会]").replace("}   # 最常用", ", 例: 今天召开大会。}"))
    assert merge(workspace, theirs.parent, prefer=prefer).updated == ("bdw-01",)
    wanted = FLOW.replace("今天召开<", "现在召开<").replace("[动员会]}", "[动员会, 推进会], 例: 今天召开大会。}")
    assert mine.read_text(encoding="utf-8") == wanted


def test_what_only_they_changed_leaves_our_remarks(workspace: Workspace, tmp_path: Path) -> None:
    mine = put(workspace.phrasebank / "frames.yaml", FLOW)
    theirs = put(tmp_path / "同事" / "frames.yaml", FLOW)
    merge(workspace, theirs.parent)
    put(theirs, FLOW.replace("今天召开", "现在召开").replace("   # 最常用", ""))
    assert merge(workspace, theirs.parent).updated == ("bdw-01",)
    assert mine.read_text(encoding="utf-8") == FLOW.replace("今天召开", "现在召开")


def test_a_remark_among_the_measures_stays_where_it_is(workspace: Workspace, tmp_path: Path) -> None:
    mine = put(workspace.phrasebank / "topics" / "林业.yaml", MINE.replace("每天上山。}", "每天上山。}  # 老规矩"))
    more = "          - {题: 防火, 文: 入山口设卡查火种。}\n"
    put(tmp_path / "同事" / "topics" / "林业.yaml", MINE.replace("          # 去年定的\n", "") + more)
    assert merge(workspace, tmp_path / "同事").conflicts == ()
    assert mine.read_text(encoding="utf-8") == MINE.replace("每天上山。}", "每天上山。}  # 老规矩") + more


@pytest.mark.parametrize("planted", ["[]", "3", '{"x": [1]}', '{"x": null}'])
def test_a_base_that_is_none_is_none(planted: str, workspace: Workspace, tmp_path: Path) -> None:
    other = put(tmp_path / "x" / "frames.yaml", FRAME).parent
    base = put(workspace.cache / "merge-base.json", planted.replace("x", str(other.resolve())))
    assert merge(workspace, other).added == ("zj-1",)
    assert list(json.loads(base.read_text("utf-8"))) == [str(other.resolve())]


def test_a_conflict_leaves_an_entry_below_the_move_of_its_file_alone(workspace: Workspace, tmp_path: Path) -> None:
    bare = FRAME.replace("  语步: 开场\n", "").replace("框架:", "语步: 开场\n框架:")
    mine = put(workspace.phrasebank / "frames.yaml", bare)
    theirs = put(tmp_path / "同事" / "frames.yaml", bare.replace("今天召开", "现在召开") + "  例: 现在召开大会。\n")
    result = merge(workspace, theirs.parent)
    (conflict,) = result.conflicts
    assert (result.updated, result.written) == ((), ())
    assert mine.read_text(encoding="utf-8") == bare
    assert (conflict.our_place, conflict.their_place) == (f"{mine} 第 4 行", f"{theirs} 第 4 行")
    assert merge(workspace, theirs.parent, prefer="ours").written == (mine,)
    assert mine.read_text(encoding="utf-8") == bare + "  例: 现在召开大会。\n"


def test_what_we_deleted_and_they_changed_is_a_conflict(workspace: Workspace, both: tuple[Path, Path]) -> None:
    mine, theirs = both
    mine.unlink()
    assert merge(workspace, theirs.parent).conflicts == ()
    put(theirs, EARLIER.replace("今天召开", "现在召开"))
    for _ in range(2):
        result = merge(workspace, theirs.parent)
        (conflict,) = result.conflicts
        assert (conflict.ours, result.added) == ("", ())
        assert "今天召开" in conflict.base
    assert merge(workspace, theirs.parent, prefer="theirs", only_look=True).added == ("zj-1",)
    assert merge(workspace, theirs.parent, prefer="ours").settled == ("zj-1",)
    assert merge(workspace, theirs.parent).same == 1


def test_words_both_replaced_are_both_kept_and_said(workspace: Workspace, tmp_path: Path) -> None:
    earlier = TOPIC + "  短语: [加强巡山, 清理枯枝]\n"
    mine = put(workspace.phrasebank / "topics" / "林业.yaml", earlier)
    theirs = put(tmp_path / "同事" / "topics" / "林业.yaml", earlier)
    merge(workspace, tmp_path / "同事")
    put(mine, earlier.replace("加强巡山", "抓好巡山"))
    put(theirs, earlier.replace("加强巡山", "坚持巡山"))
    (said,) = merge(workspace, tmp_path / "同事").doubled
    assert said.endswith("原来的“加强巡山”，我的改作“抓好巡山”，对方的改作“坚持巡山”")
    (topic,) = (each for each in read_bank(workspace).topics if each.id == "林业/巡护管理")
    assert set(topic.phrases) == {"抓好巡山", "坚持巡山", "清理枯枝"}
