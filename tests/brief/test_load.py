"""A brief is either taken whole or refused with every fault at once."""

from pathlib import Path

import pytest

from drafter.brief.load import load_brief, parse_brief
from drafter.errors import InvalidData
from drafter.strict_yaml import load_text
from tests.brief import brief_paths

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


@pytest.mark.parametrize(
    ("written", "topic", "measures"),
    [
        ("- 管护队伍：健全制度、落实经费", "管护队伍", ("健全制度", "落实经费")),
        ("- 管护队伍:健全制度", "管护队伍", ("健全制度",)),
        ("[管护队伍：学习《甲、乙条例》、落实经费, 供水]", "管护队伍", ("学习《甲、乙条例》", "落实经费")),
        ("管护队伍：健全制度、落实经费", "管护队伍", ("健全制度", "落实经费")),
        ("- 管护队伍：", "管护队伍", ()),
        ("- 管护队伍: 健全制度、落实经费", "管护队伍", ("健全制度", "落实经费")),
        ("- 管护队伍: [健全制度, 落实经费]", "管护队伍", ("健全制度", "落实经费")),
        ("- 管护队伍:\n  - 健全制度\n  - 落实经费", "管护队伍", ("健全制度", "落实经费")),
        ("- 管护队伍:", "管护队伍", ()),
        ("[{管护队伍: 学习《甲、乙条例》}, 供水]", "管护队伍", ("学习《甲、乙条例》",)),
        ("- 8:30 前到岗", "8:30 前到岗", ()),
        ("- 【待填：主题】工作", "【待填：主题】工作", ()),
        ("- 落实“三查：查人、查物”", "落实“三查：查人、查物”", ()),
        ("- {主题: 管护队伍：健全制度}", "管护队伍：健全制度", ()),
    ],
)
def test_a_point_may_carry_its_measures_behind_a_colon(written: str, topic: str, measures: tuple[str, ...]) -> None:
    separator = "\n" if written.startswith("-") else " "
    point = parse_brief(load_text(f"会议: 甲会\n意见:{separator}{written}\n", "简要.yaml")).points[0]
    assert (point.topic, point.measures) == (topic, measures)


def test_an_achievement_may_be_written_as_a_topic_with_its_fact() -> None:
    text = LEAST + "成绩:\n- 管网改造: 更换31公里\n- {要点: 水厂, 事实: 建成两座}\n- 用水户达到3万\n"
    brief = parse_brief(load_text(text, "简要.yaml"))
    assert [(each.topic, each.fact) for each in brief.achievements] == [
        ("管网改造", "更换31公里"),
        ("水厂", "建成两座"),
        (None, "用水户达到3万"),
    ]


def test_achievements_may_be_one_text() -> None:
    brief = parse_brief(load_text(LEAST + "成绩: 更换管道31公里\n", "简要.yaml"))
    assert [each.fact for each in brief.achievements] == ["更换管道31公里"]


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
        (LEAST + "刚才: 三个乡镇发言\n", "第 3 行：“刚才”应当是一列，每行一个“- {谁: …, 事: …}”，现在是“三个乡镇发言”"),
        ("会议: 甲会\n意见:\n- 甲事\n- 甲事：子、丑\n", "第 4 行：“意见”第 2 条“甲事”与第 1 条（第 3 行）重复"),
        ("会议: 甲会\n意见:\n- 甲事: 子\n- 乙事\n- 甲事\n", "第 5 行：“意见”第 3 条“甲事”与第 1 条（第 3 行）重复"),
        ("会议: 甲会\n意见:\n- {主體: 乙}\n", "第 3 行：不认识“主體”，是否为“主题”？"),
        (LEAST + "日期: 2026年3月\n", "第 3 行：“日期”：日期要写到哪一天，如 2026-03-18；还没定就删去这一行"),
        (LEAST + "日期: 2026-03\n", "第 3 行：“日期”：日期要写到哪一天，如 2026-03-18；还没定就删去这一行"),
        (LEAST + "日期: 下周\n", "第 3 行：“日期”：日期应当写成 2026-03-18；还没定就删去这一行"),
        ("", "文件是空的"),
        ("- 甲\n", "简要应当是“键: 值”"),
    ],
)
def test_each_fault_says_where_what_and_what_to_do(text: str, expected: str) -> None:
    assert expected in problems(text)


def test_all_faults_are_listed_at_once_in_the_order_of_lines() -> None:
    found = problems("场合: 工作会义\n会议: 甲会\n成迹: [甲]\n意见: []\n").splitlines()
    assert [line.split("：")[0] for line in found] == ["简要.yaml 第 1 行", "简要.yaml 第 3 行", "简要.yaml 第 4 行"]


def test_slips_of_the_keyboard_do_not_hide_what_else_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text("场合: 推进会义\n会议：全县供水会\n意见:\n  - 主题：供水\n日期: 明天\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_brief(path, OCCASIONS)
    assert [line.partition(" ")[2].split("：")[0] for line in caught.value.problems] == [
        f"第 {number} 行" for number in (1, 2, 4, 5)
    ]


def test_every_key_of_the_contract_is_known() -> None:
    wanted = "场合 会议 标题 讲话人 日期 地区 称谓 主题 对象 依据 刚才 成绩 问题 意见 保障 结束 风格 选定".split()
    assert set(wanted) <= set(brief_paths())


WIDE = "冒号用成了全角“：”，请改成英文冒号加空格"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAST + "讲话人: {姓名：某某，职务：书记}\n", f"第 3 行：{WIDE}"),
        (LEAST + "讲话人:\n  姓名：某某\n", f"第 4 行：{WIDE}"),
        (LEAST + "讲话人:\n  姓名:某某\n", "第 4 行：英文冒号后面缺空格"),
        (LEAST + "讲话人: {姓名: 某某，身份：主要领导}\n", "第 3 行：逗号用成了全角“，”"),
        ("会议: 甲会\n意见:\n- 主题：甲\n- 乙\n", f"第 3 行：{WIDE}"),
        ("会议: 甲会\n意见:\n- {主题：甲， 措施：乙}\n", f"第 3 行：{WIDE}；逗号用成了全角"),
        ("会议: 甲会\n意见:\n- {主题: 甲,措施:[乙]}\n", "第 3 行：“措施:”后面缺空格，请写成“措施: …”"),
        ("会议: 甲会\n意见:\n- {主题：甲, 措施: [乙]}\n", f"第 3 行：{WIDE}"),
    ],
)
def test_a_key_that_yaml_took_for_text_is_said_once(text: str, expected: str) -> None:
    assert problems(text).splitlines() == [next(line for line in problems(text).splitlines() if expected in line)]


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("[项目招引，要素保障，营商环境]", "疑似 3 点：请写成 [项目招引, 要素保障, 营商环境]"),
        ("项目招引、要素保障", "疑似 2 点：请写成 [项目招引, 要素保障]"),
        ("项目招引, 要素保障", "确实只有一点请写成 - {主题: …}"),
        ("［项目招引，要素保障］", "请写成 [项目招引, 要素保障]"),
        ("[甲事]\n依据: [省会精神，市会精神]", "“依据”疑似 2 条"),
        ("[甲事]\n问题: [建会率不高，服务不够]", "“问题”疑似 2 条"),
        ("[{主题: 甲事, 措施: [子，丑]}]", "“意见第 1 条·措施”疑似 2 条"),
        ("\n- 甲事: [子，丑]", "“意见第 1 条·甲事”疑似 2 条"),
    ],
)
def test_a_list_typed_as_one_text_is_refused(points: str, said: str) -> None:
    assert said in problems(f"会议: 甲会\n意见: {points}\n")


@pytest.mark.parametrize(
    "points",
    [
        "[{主题: 项目招引、要素保障}]",
        '"项目招引、要素保障"',
        "\n- 项目招引、要素保障",
        "[党建、业务, 服务]",
        "学习《甲、乙条例》",
        "[【待填：三点，由会议定】]",
        "[甲事]\n问题: 建会率不高，服务不够",
        "[甲事]\n问题:\n- 建会率不高，服务不够",
        "[甲事]\n依据: [省会、市会精神]",
        "[甲事]\n成绩: [{事实: 建成三家，在建两家}]",
    ],
)
def test_what_is_one_text_stays_one(points: str) -> None:
    parse_brief(load_text(f"会议: 甲会\n意见: {points}\n", "简要.yaml"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "会议: 甲会\n意见:\n  一、护林防火\n  二、封山育林\n",
            "第 3 行：“意见”每点一行，前面写“- ”，如“- 护林防火”；确实只有一点请写在一行里",
        ),
        (
            LEAST + "问题:\n  力量不足\n  经费不足\n",
            "第 4 行：“问题”每条一行，前面写“- ”，如“- 力量不足”；确实只有一条请写在一行里",
        ),
        (
            LEAST + "保障:\n  措施:\n    专班推进\n    月度调度\n",
            "第 5 行：“保障·措施”每条一行，前面写“- ”，如“- 专班推进”；确实只有一条请写在一行里",
        ),
        (
            "会议: 甲会\n意见:\n- 甲事:\n    子\n    丑\n",
            "第 4 行：“意见第 1 条·甲事”每条一行，前面写“- ”，如“- 子”；确实只有一条请写在一行里",
        ),
    ],
)
def test_a_list_without_dashes_is_refused_with_its_first_line_mended(text: str, expected: str) -> None:
    assert problems(text).splitlines() == [f"简要.yaml {expected}"]


def test_a_text_may_go_on_in_the_next_line() -> None:
    brief = parse_brief(load_text(LEAST + "问题:\n- 巡护力量\n  还不足\n主题:\n  护林\n  工作\n", "简要.yaml"))
    assert (brief.problems, brief.theme) == (("巡护力量 还不足",), "护林 工作")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "保障: {主体: 各乡镇党委, 措施: 专班推进, 资金保障}",
            "不认识“资金保障”；几条写在方括号里：措施: [专班推进, 资金保障]",
        ),
        (
            "保障: {措施: [专班推进, 月度调度], 资金保障}",
            "不认识“资金保障”；几条写在方括号里：措施: [专班推进, 月度调度, 资金保障]",
        ),
        ("讲话人: {姓名: 某某, 职务: 县委书记, 总林长}", "不认识“总林长”；并列用顿号：职务: 县委书记、总林长"),
    ],
)
def test_what_an_english_comma_cut_off_is_shown_as_meant(line: str, said: str) -> None:
    assert problems(LEAST + line + "\n") == f"简要.yaml 第 3 行：{said}"


def test_a_key_with_nothing_behind_it_is_no_cut_off_piece() -> None:
    assert (
        problems(LEAST + "保障:\n  措施: 专班推进\n  资金来源:\n")
        == "简要.yaml 第 5 行：不认识“资金来源”。这里可写：主体、措施"
    )


def test_a_dash_without_a_space_does_not_hide_what_else_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text("会议: 甲会\n日期: 2026-02-30\n意见:\n  -护林防火\n  - 封山育林\n", encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        load_brief(path)
    assert [line.partition(" ")[2] for line in caught.value.problems] == [
        "第 2 行：“日期”：没有“2026-02-30”这一天",
        "第 4 行：短横后面要空一格，请写成“- …”",
    ]


def test_a_point_made_twice_is_refused_with_both_places() -> None:
    text = "会议: 甲会\n意见:\n- 甲事\n- 乙事\n- {主题: 甲事 , 措施: [子]}\n"
    assert problems(text) == "简要.yaml 第 5 行：“意见”第 3 条“甲事”与第 1 条（第 3 行）重复，请合并或改写"


@pytest.mark.parametrize("key", [key for key in brief_paths() if not key.startswith("选定")])
def test_whatever_is_a_text_may_still_be_a_gap(key: str) -> None:
    mark = "【待填：甲，乙】"
    parents = {"讲话人", "刚才", "成绩", "意见", "保障", "风格"}
    head, _, tail = key.partition(".")
    base = {"会议": "甲会", "意见": "[甲事]"}
    if not tail:
        value = f"[{mark}]" if head in ("依据", "问题", "成绩", "意见") else mark
        if head in parents and head not in ("成绩", "意见"):
            return
    else:
        others = {"刚才": {"谁": "甲", "事": "乙"}, "意见": {"主题": "甲"}}.get(head, {})
        shown = {**others, tail: f"[{mark}]" if tail == "措施" else mark}
        value = "{" + ", ".join(f"{name}: {item}" for name, item in shown.items()) + "}"
        value = f"[{value}]" if head in ("刚才", "成绩", "意见") else value
    base[head] = value
    parse_brief(load_text("".join(f"{name}: {item}\n" for name, item in base.items()), "简要.yaml"), OCCASIONS)


def test_gaps_are_no_double_points_and_no_occasion() -> None:
    text = "会议: 【待填：会议】\n场合: 【待填：场合】\n日期: 【待填：日期】\n意见:\n- 【待填：甲】\n- 【待填：甲】\n"
    brief = parse_brief(load_text(text, "简要.yaml"), OCCASIONS)
    assert (brief.occasion, brief.date, brief.meeting) == ("工作会议", None, "【待填：会议】")
    assert [point.topic for point in brief.points] == ["【待填：甲】"] * 2


def test_labels_and_stops_are_no_part_of_a_wording() -> None:
    brief = parse_brief(
        load_text(
            "会议: 甲会\n对象: 各单位；全体职工。\n意见: [一、思想引领, （二）建功立业。, 3.维权服务；, 2.5亿元项目建设]\n"
            "刚才: [{谁: 某某同志, 事: 宣读了《决定》。}]\n",
            "简要.yaml",
        )
    )
    assert [point.topic for point in brief.points] == ["思想引领", "建功立业", "维权服务", "2.5亿元项目建设"]
    assert brief.audience == "各单位；全体职工"
    assert brief.events[0].what == "宣读了《决定》"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("会议: 甲会\n意见:\n- ~\n- 维权服务\n", ["第 3 行：“意见第 1 条”写成了 ~（YAML 的空值）"]),
        ("会议: yes\n意见: [甲事, NULL]\n", ["第 1 行：“会议”写成了 yes", "第 2 行：“意见第 2 条”写成了 NULL"]),
        (LEAST + "讲话人:\n  姓名: null\n", ["第 4 行：“讲话人·姓名”写成了 null"]),
        (LEAST + "结束: no\n", ["第 3 行：“结束”写成了 no（YAML 的真假值）"]),
        (LEAST + "成迹: ~\n", ["第 3 行：“成迹”写成了 ~", "第 3 行：不认识“成迹”"]),
        ("会议: 甲会\n意见:\n- 1\n- '2026-01-02'\n", ["第 3 行：“意见第 1 条·主题”", "第 4 行：“意见第 2 条·主题”"]),
        (LEAST + "主题: 2026\n问题: [12.5%]\n", ["第 3 行：“主题”：只有数字", "第 4 行：“问题第 1 条”：只有数字"]),
        ("会议: 甲会\n意见:\n- \n", ["第 3 行：“意见第 1 条”应当"]),
    ],
)
def test_what_is_no_text_is_refused_once_with_its_line(text: str, said: list[str]) -> None:
    lines = problems(text).splitlines()
    assert len(lines) == len(said)
    assert all(any(each in line for line in lines) for each in said), lines


def test_an_empty_key_is_left_out_and_digits_may_be_a_fact() -> None:
    text = LEAST + "主题:\n讲话人: {姓名: 'no'}\n成绩: [{要点: 建会, 事实: 320}]\n日期: 2026-03-18\n"
    brief = parse_brief(load_text(text, "简要.yaml"), OCCASIONS)
    assert (brief.theme, brief.speaker.name, brief.achievements[0].fact) == (None, "no", "320")


def test_running_text_may_be_long_and_names_may_not() -> None:
    brief = parse_brief(load_text(LEAST + f"成绩: [{{事实: {'字' * 2000}}}]\n问题: [{'字' * 2000}]\n", "简要.yaml"))
    assert len(brief.achievements[0].fact or "") == len(brief.problems[0]) == 2000
    assert "上限 2000 字" in problems(LEAST + f"成绩: [{{事实: {'字' * 2001}}}]\n")
    assert "上限 300 字" in problems(LEAST + f"主题: {'字' * 301}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("会议: 甲会\n意见: [" + "乙事," * 5000 + "]\n", "第 2 行：“意见”太多（5000 条，上限 20 条）"),
        (
            "会议: 甲会\n意见:\n- 主题: 乙\n  措施: [" + "丙," * 5000 + "]\n",
            "第 4 行：“意见第 1 条·措施”太多（5000 条，上限 40 条）",
        ),
        (
            LEAST + "选定: {" + ", ".join(f"甲{n}: 乙" for n in range(5001)) + "}\n",
            "第 3 行：简要里的内容太多（上限 5000 项）",
        ),
    ],
    ids=["points", "measures", "choices"],
)
def test_what_is_far_too_long_is_refused_by_its_count(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any of it is looked at: the work done on each would take half a minute in a file that may have 400,000."""

    def looked_at(*_: object) -> None:
        raise AssertionError("looked at one by one")

    monkeypatch.setattr("drafter.brief.load.without_marks", looked_at)
    found = problems(text)
    assert said in found
    assert "\n" not in found


@pytest.mark.parametrize(
    "typed", ["2026-3-8", "20260308", "'２０２６年３月８日'", "二〇二六年三月八日", "二零二六年三月八日"]
)
def test_a_date_is_taken_however_it_is_written(typed: str) -> None:
    brief = parse_brief(load_text(f"会议: 全县财政工作会议\n日期: {typed}\n意见: [收支管理]\n", "简要.yaml"))
    assert str(brief.date) == "2026-03-08"


@pytest.mark.parametrize("typed", ["2026-03", "二〇二六年三月", "20261308", "3月8日", "二〇二六年十三月八日"])
def test_what_is_no_day_is_no_date(typed: str) -> None:
    with pytest.raises(InvalidData, match=r"日期|没有"):
        parse_brief(load_text(f"会议: 全县财政工作会议\n日期: '{typed}'\n意见: [收支管理]\n", "简要.yaml"))


def test_every_key_in_traditional_characters_is_told_its_name() -> None:
    with pytest.raises(InvalidData) as found:
        parse_brief(load_text("會議: 全市会议\n場合: 工作会议\n意見: [甲事]\n", "简要.yaml"))
    assert all(f"是否为“{key}”" in "".join(found.value.problems) for key in ("会议", "场合", "意见"))


def test_a_stop_before_a_point_is_no_part_of_it() -> None:
    brief = parse_brief(load_text("会议: 全县林业工作会议\n意见: ['、病虫害', '；造林']\n", "简要.yaml"))
    assert [point.topic for point in brief.points] == ["病虫害", "造林"]


def test_what_cannot_be_seen_in_a_brief_is_in_no_outline() -> None:
    brief = parse_brief(
        load_text("会议: 全县养\u200b老服务会\n意见: [居家\u202e养老, {主题: 助餐, 措施: [送\u200b餐]}]\n", "简要.yaml")
    )
    assert brief.meeting == "全县养老服务会"
    assert brief.points[0].topic == "居家养老"
    assert brief.points[1].measures == ("送餐",)
