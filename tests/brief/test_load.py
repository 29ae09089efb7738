"""A brief is either taken whole or refused with every fault at once."""

import pytest

from drafter.brief.load import brief_paths, parse_brief
from drafter.errors import InvalidData
from drafter.strict_yaml import load_text

OCCASIONS = ("工作会议", "推进会", "座谈会")
LEAST = "会议: 全县林长制工作会议\n意见: [护林防火]\n"


def problems(text: str) -> str:
    with pytest.raises(InvalidData) as caught:
        parse_brief(load_text(text, "简要.yaml"), OCCASIONS)
    return str(caught.value)


def test_the_least_brief_is_two_keys() -> None:
    brief = parse_brief(load_text(LEAST, "简要.yaml"), OCCASIONS)
    assert brief.meeting == "全县林长制工作会议"
    assert [point.topic for point in brief.points] == ["护林防火"]
    assert brief.occasion == "工作会议"


def test_points_may_be_words_or_mappings() -> None:
    text = "会议: 甲会\n意见:\n- 甲事\n- {主题: 乙事, 措施: [子, 丑]}\n"
    points = parse_brief(load_text(text, "简要.yaml")).points
    assert [(point.topic, point.measures) for point in points] == [("甲事", ()), ("乙事", ("子", "丑"))]


@pytest.mark.parametrize("typed", ["2026-03-08", "2026年3月8日", "2026/3/8"])
def test_dates_in_the_usual_forms(typed: str) -> None:
    brief = parse_brief(load_text(LEAST + f"日期: {typed}\n", "简要.yaml"))
    assert str(brief.date) == "2026-03-08"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAST + "成迹: [甲]\n", "第 3 行：不认识“成迹”，是否为“成绩”？"),
        (LEAST + "日期: 2026-02-30\n", "第 3 行：“日期”：没有“2026-02-30”这一天"),
        (
            LEAST + "讲话人: {身份: 领导}\n",
            "第 3 行：“讲话人·身份”只能是 主要领导、分管领导、上级代表、主持人，现在是“领导”",
        ),
        (LEAST + "场合: 工作会义\n", "第 3 行：不认识场合“工作会义”，是否为“工作会议”？"),
        (LEAST + "风格: {层级: 九}\n", "第 3 行：“风格·层级”应当是整数"),
        ("会议: 甲会\n意见: []\n", "第 2 行：“意见”至少要有一条"),
        ("会议: [甲]\n意见: [乙]\n", "第 1 行：“会议”应当是一句话，现在是一列"),
        ("会议: 甲会\n意见:\n- {主提: 乙}\n", "第 3 行：不认识“主提”，是否为“主题”？"),
        ("意见: [乙]\n", "缺少“会议”"),
        ("", "文件是空的"),
        ("- 甲\n", "简要应当是“键: 值”"),
    ],
)
def test_each_fault_says_where_what_and_what_to_do(text: str, expected: str) -> None:
    assert expected in problems(text)


def test_all_faults_are_listed_at_once_in_the_order_of_lines() -> None:
    found = problems("场合: 工作会义\n会议: 甲会\n成迹: [甲]\n意见: []\n").splitlines()
    assert [line.split("：")[0] for line in found] == ["简要.yaml 第 1 行", "简要.yaml 第 3 行", "简要.yaml 第 4 行"]


def test_every_key_of_the_contract_is_known() -> None:
    wanted = "场合 会议 标题 讲话人 日期 地区 称谓 主题 对象 依据 刚才 成绩 问题 意见 保障 结束 风格 选定".split()
    assert set(wanted) <= set(brief_paths())
