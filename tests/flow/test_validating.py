"""What is amiss in a bank is told with file and line; what would only be asked about is a hint and no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.flow.validating import Validated, validate
from drafter.keep.workspace import Workspace
from drafter.shipped import shipped

FRAME = "框架:\n- id: zj-1\n  语步: 开场\n  步骤: 会议任务\n  文: 今天召开<会议>。\n"
MOVE = "语步:\n- 编号: 点名\n  步骤:\n  - 名称: 通报问题\n    提示: ['在这里点名', '提出批评']\n"
SET = "标题组:\n- id: zj-s1\n  骨架: <主题><轮换>\n  轮换: [甲, 乙]\n"
TOPIC = (
    "领域: 林业\n主题:\n- 名称: 巡护\n  措施:\n  - 组: 甲\n    条目:\n"
    "    - 题: 抓早抓小\n      文: <主体>早抓。\n    - 题: 抓紧抓实\n      文: <主体>紧抓。\n"
)


def look(folder: Path, name: str, text: str) -> Validated:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return validate(Workspace(folder / "工作区"), folder)


@pytest.mark.parametrize(("name", "text"), [("frames.yaml", FRAME), ("sets.yaml", SET), ("topics/林业.yaml", TOPIC)])
def test_a_sound_file_has_neither_faults_nor_hints(tmp_path: Path, name: str, text: str) -> None:
    found = look(tmp_path, name, text)
    assert (found.faults, found.hints) == ((), ())
    assert len(found.bank.frames) + len(found.bank.sets) + len(found.bank.topics) == 1


def test_what_stands_beside_own_moves_is_counted(tmp_path: Path) -> None:
    look(tmp_path, "moves.yaml", MOVE)
    look(tmp_path, "topics/林业.yaml", TOPIC)
    found = look(tmp_path, "frames.yaml", FRAME)
    assert (found.faults, len(found.bank.frames), len(found.bank.topics)) == ((), 1, 1)
    assert ([len(move.steps) for move in found.bank.moves], found.cues) == ([1], 2)


def test_a_slot_nothing_goes_into_is_a_hint(tmp_path: Path) -> None:
    found = look(tmp_path, "frames.yaml", FRAME.replace("<会议>", "<会议>和<没有这个空>"))
    assert found.faults == ()
    assert next(hint.partition(" ")[2] for hint in found.hints if "<没有这个空>”别处没有" in hint).startswith("第 5 行")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("frames.yaml", FRAME.replace("<会议>", "<会议>，一是<要办的一>，二是<要办的二>")),
        ("frames.yaml", FRAME.replace("<会议>", "<何种会>") + "  来源: {类: mined, 次数: 2, 篇数: 2}\n"),
        ("slots.yaml", "空位:\n  没有这个空: 说明\n"),
    ],
)
def test_a_slot_that_is_meant_to_be_open_is_no_hint(tmp_path: Path, name: str, text: str) -> None:
    look(tmp_path, "frames/一.yaml", FRAME.replace("zj-1", "zj-2").replace("<会议>", "<会议>和<没有这个空>"))
    before = len(validate(Workspace(tmp_path / "工作区"), tmp_path).hints)
    assert before == 1
    assert len(look(tmp_path, name, text).hints) == before - (name == "slots.yaml")


def test_the_shipped_bank_has_neither_faults_nor_hints(tmp_path: Path) -> None:
    for target in (shipped("phrasebank"), shipped("phrasebank") / "frames"):
        found = validate(Workspace(tmp_path), target)
        assert (found.faults, found.hints) == ((), ())


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("frames.yaml", FRAME.replace("语步: 开场", "语步: 结束语"), 4, "是“开场”的步骤"),
        ("frames.yaml", FRAME.replace("  语步: 开场\n", ""), 2, "没有写“语步”"),
        ("frames.yaml", FRAME.replace("开场", "开厂"), 3, "是否为“开场”"),
        ("frames.yaml", FRAME.replace("id: zj-1", "id：zj-1"), 2, "全角"),
        ("frames.yaml", FRAME.replace("  步骤", "\t步骤"), 4, "制表符"),
        ("frames.yaml", FRAME.replace("文: 今", '文: "今'), 5, "引号没有配对"),
        ("frames.yaml", FRAME + "  频次: 3\n", 6, "不认识“频次”"),
        ("frames.yaml", FRAME + "  步骤: 致意\n", 6, "写了两次"),
        ("frames.yaml", FRAME + FRAME.partition("\n")[2], 6, "已经有了"),
        ("frames.yaml", FRAME.replace("文: 今天召开<会议>。", "文: ''"), 5, "是空的"),
        ("frames.yaml", "框架:\n- 今天召开<会议>\n", 2, "这里应当是“键: 值”"),
        ("frames.yaml", "框架: 今天\n", 1, "应当是一列条目"),
        ("frames.yaml", FRAME.partition("\n")[2], 1, "条目上面缺“框架:”一行"),
        ("sets/自己的.yaml", SET.partition("\n")[2], 1, "条目上面缺“标题组:”一行"),
        ("topics/林业.yaml", TOPIC.partition("主题:\n")[2], 1, "条目上面缺“领域: …”和“主题:”一行"),
        ("moves.yaml", MOVE.partition("\n")[2], 1, "条目上面缺“语步:”一行"),
        (
            "moves.yaml",
            MOVE.replace("批评'", "批评('"),
            5,
            "“提示第 2 条”里的“提出批评(”不是合法的正则表达式（毛病在第 5 个字符",
        ),
        ("moves.yaml", MOVE.replace("批评'", "(批评*)*'"), 5, "重复里又套重复"),
        ("frames.yaml", FRAME.replace("召开", "召开\x00"), 5, "不允许的字符（U+0000）"),
        ("frames.yaml", FRAME.replace("<会议>", "<会议"), 5, "空位没有写完整"),
        ("frames.yaml", FRAME.replace("<会议>", "＜会议＞"), 5, "不是半角尖括号"),
        ("topics/林业.yaml", TOPIC.replace("<主体>早", "‹主体›早"), 8, "不是半角尖括号"),
        ("frames.yaml", FRAME.replace("<会议>", "{会议}"), 5, "不用花括号"),
        ("frames.yaml", FRAME.replace("<会议>", "{{ 会议 }}"), 5, "不用花括号"),
        ("frames.yaml", FRAME.replace("<会议>", "【待填：会议】"), 5, "待填的记号"),
        ("frames.yaml", FRAME.replace("<会议>", "< 会议 >"), 5, "不要有空格"),
        ("frames.yaml", FRAME + "  例: 今天开会。\n", 6, "对不上"),
        ("frames.yaml", FRAME + "  反例: 今天召开甲会。\n", 6, "不成反例"),
        ("frames.yaml", FRAME + "  条件: '[甲'\n", 6, "毛病在第 1 个字符"),
        ("sets.yaml", SET.replace("[甲, 乙]", "[甲, 甲, 乙]"), 4, "写了 2 次"),
        ("sets.yaml", SET.replace("[甲, 乙]", "[甲]"), 4, "只有一个轮换词"),
        ("sets.yaml", SET + "  搭配: {丁: [建设]}\n", 5, "不在“轮换”里"),
        ("sets.yaml", SET.replace("<主题><轮换>", "<主题>要<轮换>") + "  例: [抓好食堂]\n", 5, "套不进骨架"),
        ("topics/林业.yaml", TOPIC.replace("题: 抓早", "题: 抓<早"), 7, "空位没有写完整"),
        ("topics/林业.yaml", TOPIC + "  短语: ['巡{山}']\n", 11, "不用花括号"),
        ("frames/自己.yml", FRAME, 0, "要以 .yaml 结尾"),
        ("frames/新/自己.yaml", FRAME, 0, "不再分文件夹"),
        ("我的框架.yaml", FRAME.replace("开场", "开厂"), 3, "是否为“开场”"),
        ("我的框架.yaml", FRAME, 0, "文件名或位置不对"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, name: str, text: str, line: int, word: str) -> None:
    faults = look(tmp_path, name, text).faults
    place = f"{tmp_path / name} 第 {line} 行：" if line else f"{tmp_path / name}："
    assert any(fault.startswith(place) and word in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("frames.yaml", FRAME.replace("<会议>", "<会仪>"), 5, "是否为“<会议>”"),
        ("frames.yaml", FRAME.replace("今天", "2026年今天"), 5, "像是具体的数或年份"),
        ("sets.yaml", SET.replace("乙", "乙丙"), 4, "字数不一样"),
        ("frames.yaml", FRAME.replace("zj-1", "kc-renwu-01"), 2, "程序自带的也有“kc-renwu-01”"),
        ("frames.yaml", FRAME + "  来源: {类: mined, 次数: 2, 篇数: 2, 指纹: 0a1b2c3d}\n", 6, "字句和数次数"),
        ("topics/林业.yaml", TOPIC.replace("<主体>紧", "<主题体>紧"), 10, "“<主题体>”别处没有，是否为“<主体>”"),
        # The same slip twice in one entry is no proof of it.
        ("topics/林业.yaml", TOPIC.replace("<主体>", "<主休>"), 8, "“<主休>”别处没有，是否为“<主体>”"),
        ("topics/林业.yaml", TOPIC.replace("紧抓。", "紧抓"), 10, "以句号收尾"),
        ("topics/林业.yaml", TOPIC.replace("抓紧抓实", "抓早抓小"), 9, "写了两次"),
        ("topics/林业.yaml", TOPIC.replace("抓紧抓实", "抓紧抓实。"), 9, "不加标点"),
        ("topics/林业.yaml", TOPIC + "  短语: [巡山, 护林, 巡山]\n", 11, "写了 2 次"),
    ],
)
def test_a_hint_is_no_fault(tmp_path: Path, name: str, text: str, line: int, word: str) -> None:
    found = look(tmp_path, name, text)
    assert found.faults == ()
    assert any(f"第 {line} 行" in hint and word in hint for hint in found.hints), found.hints


def test_faults_of_all_files_are_listed_at_once_in_their_order(tmp_path: Path) -> None:
    look(tmp_path, "frames.yaml", FRAME.replace("开场", "开厂") + "  频次: 3\n")
    look(tmp_path, "topics/坏.yaml", "领域: 林业\n主题：\n")
    faults = look(tmp_path, "frames/乙.yaml", FRAME).faults
    assert [Path(fault.partition("：")[0]).name for fault in faults] == [
        "frames.yaml 第 3 行",
        "frames.yaml 第 6 行",
        "乙.yaml 第 2 行",
        "坏.yaml 第 2 行",
    ]
    assert "会被盖掉" in faults[2]


def test_a_part_of_a_bank_is_looked_through_with_the_rest_of_it(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "工作区")
    look(tmp_path, "moves.yaml", MOVE)
    look(tmp_path, "sets/坏.yaml", SET.replace("[甲, 乙]", "[甲]"))
    own = FRAME.replace("语步: 开场", "语步: 点名").replace("会议任务", "通报问题")
    look(tmp_path, "frames/乙.yaml", own.replace("zj-1", "zj-2"))
    look(tmp_path, "frames/甲.yaml", own)
    for target, frames in ((tmp_path / "frames", 2), (tmp_path / "frames" / "甲.yaml", 1)):
        found = validate(workspace, target)
        assert (found.faults, found.hints, len(found.bank.frames)) == ((), (), frames)
    (fault,) = validate(workspace, tmp_path / "sets").faults
    assert fault.startswith(f"{tmp_path / 'sets' / '坏.yaml'} 第 4 行：只有一个轮换词")


def test_one_file_a_workspace_and_the_own_bank_can_be_looked_through(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "工作区")
    file = workspace.phrasebank / "frames" / "甲.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(FRAME.replace("开场", "开厂"), encoding="utf-8")
    for target in (file, workspace.phrasebank, workspace.root, None):
        (fault,) = validate(workspace, target).faults
        assert fault.startswith(f"{file} 第 3 行")
    (tmp_path / "空").mkdir()
    (tmp_path / "稿.docx").write_bytes(b"PK")
    for target, word in (
        (tmp_path / "空", "没有短语库"),
        (tmp_path / "无", "没有这个文件"),
        (tmp_path / "稿.docx", "不是 YAML 文件"),
    ):
        with pytest.raises(DrafterError, match=word):
            validate(workspace, target)


def test_a_slot_is_heard_of_wherever_it_stands_and_what_is_replaced_is_told_whatever_else_is_amiss(
    tmp_path: Path,
) -> None:
    workspace = Workspace(tmp_path / "工作区")
    bank = workspace.phrasebank
    look(bank, "frames/甲.yaml", FRAME.replace("zj-1", "kc-renwu-01").replace("<会议>", "<会议>和<本地叫法>"))
    look(bank, "frames/乙.yaml", FRAME.replace("zj-1", "zj-2").replace("<会议>", "<会议>和<挖来的叫法>"))
    look(workspace.mined, "frames.yaml", FRAME.replace("zj-1", "wj-1").replace("<会议>", "<挖来的叫法>"))
    look(bank, "frames/丙.yaml", FRAME.replace("zj-1", "zj-3").replace("<会议>", "<会议>和<本地叫法>"))
    for bad in (None, FRAME.replace("zj-1", "zj-4").replace("开场", "开厂"), "框架:\n- [<\n"):
        if bad:
            look(bank, "frames/坏.yaml", bad)
        for target in (None, bank, bank / "frames", bank / "frames" / "甲.yaml"):
            (hint,) = validate(workspace, target).hints
            assert "程序自带的也有“kc-renwu-01”" in hint
    # Where the other place cannot be read, it still counts; where there is none, that is told whatever else is amiss.
    look(bank, "frames/丙.yaml", FRAME.replace("<会议>", "<本地叫法>") + "  频次: [\n")
    assert not any("别处没有" in hint for hint in validate(workspace, None).hints)
    (bank / "frames" / "丙.yaml").unlink()
    assert any("“<本地叫法>”别处没有" in hint for hint in validate(workspace, None).hints)


def test_a_slip_in_a_skeleton_is_taken_for_what_a_skeleton_has(tmp_path: Path) -> None:
    found = look(tmp_path, "sets.yaml", SET.replace("<主题>", "<主提>"))
    assert [hint.partition("，")[2] for hint in found.hints] == ["是否为“<主题>”？"]
    (fault, *_) = (
        each for each in look(tmp_path, "sets.yaml", SET.replace("<主题>", "在‹主题>上")).faults if "半角" in each
    )
    assert fault.endswith("空位“‹主题>”用的不是半角尖括号，请改成半角的 <主题>")
