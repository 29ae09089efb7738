"""Labels out of order: one slip is one finding, and counting goes on behind it."""

import pytest

from drafter.check.check import check
from drafter.check.lines import of_text
from drafter.language.numerals import chinese


def findings(text: str, rule: str) -> list[tuple[str, str]]:
    return [(one.text.lstrip("# ")[:2], one.message) for one in check(of_text(text)) if one.rule == rule]


def points(labels: str) -> str:
    bodies = zip(labels, "组织 宣传 监督 服务 保障 宣讲".split(), strict=False)
    return "# 在甲会上的讲话\n\n" + "\n\n".join(f"## {label}、抓好{body}工作" for label, body in bodies)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("一二三四", []),
        ("一三三四", [("三、", "序号“三、”不连续，此处应为第二个")]),
        ("一二二四", [("二、", "序号“二、”重复，此处应为第三个")]),
        ("一二二三", [("二、", "序号“二、”重复，此处应为第三个")]),
        ("一三四五", [("三、", "序号“三、”不连续，前面缺第二个")]),
        ("一二三五", [("五、", "序号“五、”不连续，此处应为第四个")]),
        ("二三四", [("二、", "序号“二、”不连续，应从第一个编起")]),
        ("一二一二三", [("一、", "序号“一、”重复，此处应为第三个")]),
        ("一六三四五", [("六、", "序号“六、”不连续，此处应为第二个")]),
    ],
)
def test_one_wrong_label_is_one_finding(labels: str, expected: list[tuple[str, str]]) -> None:
    assert findings(points(labels), "label-order") == expected


def test_two_swapped_labels_are_two() -> None:
    assert len(findings(points("一三二四"), "label-order")) == 2


@pytest.mark.parametrize(
    ("series", "count"),
    [
        ("一是甲。二是乙。三是丙。四是丁。", 0),
        ("一是甲。三是乙。三是丙。四是丁。", 1),
        ("一是甲。二是乙。二是丙。四是丁。", 1),
        ("一是甲。三是乙。四是丙。", 1),
        ("一是甲。三是乙。\n\n三是丙。四是丁。", 1),
    ],
)
def test_so_it_is_with_a_series_in_running_text(series: str, count: int) -> None:
    assert len(findings(f"同志们：\n\n{series}", "series-order")) == count


def test_run_in_ordinals_count_on_past_twenty() -> None:
    members = "；".join(f"{chinese(number)}是抓好这件事" for number in range(1, 33))
    found = check(of_text(f"要做到：{members}。"))
    assert [one.message for one in found if one.rule in ("series", "series-marks")] == []
