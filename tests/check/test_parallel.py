"""How parallel headings are, from their shape."""

import pytest

from drafter.check.parallel import closeness, odd_ones, shape

PARALLEL = [
    ["聚焦项目建设，在均衡进度上求突破", "聚焦长效管护，在健全机制上下功夫", "聚焦群众发动，在扩大参与上出实招"],
    ["强化思想引领", "深化维权服务", "优化队伍建设"],
    ["以组织为根本", "以服务为核心", "以创新为动力"],
    ["把以上率下抓实", "把监督检查抓严", "把工作成效抓好"],
    ["要抓得紧", "要管得严", "要做得实"],
    ["有人管，责任不断线", "有钱管，投入不断档", "有章管，规矩不断代"],
]


@pytest.mark.parametrize("family", PARALLEL)
def test_parallel_headings_are_close(family: list[str]) -> None:
    assert odd_ones(family, 0.55) == ()


@pytest.mark.parametrize(
    ("family", "odd"),
    [
        (["强化思想引领", "深化维权服务", "在队伍建设上下更大功夫，以严的作风抓好落实"], 2),
        (["以组织为根本", "关于当前形势", "以创新为动力"], 1),
        (["聚焦项目建设，在均衡进度上求突破", "聚焦长效管护，在健全机制上下功夫", "加强领导"], 2),
    ],
)
def test_the_odd_one_out_is_found(family: list[str], odd: int) -> None:
    assert [at for at, _, _ in odd_ones(family, 0.55)] == [odd]


def test_build_is_read_clause_by_clause() -> None:
    assert shape("把作风建设作为突破口").builds == ("把…作为",)
    assert shape("把责任扛在肩上，把以上率下抓实").builds == ("把…作为", "把…抓实")
    assert shape("把握方向").builds == ("动宾",)
    assert shape("谁来管，管什么").builds == ("问", "问")


@pytest.mark.parametrize("heading", [heading for family in PARALLEL for heading in family])
def test_a_heading_is_parallel_to_itself(heading: str) -> None:
    assert closeness(heading, heading) == pytest.approx(1.0)
