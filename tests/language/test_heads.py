"""What kind of phrase a point is, and what is done to what in it."""

from __future__ import annotations

import pytest

from drafter.language.heads import doing_last, kind, verb_and_thing


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("坚定信心", "动宾"),
        ("压实主体责任", "动宾"),
        ("维权服务", "活动"),
        ("项目建设", "活动"),
        ("学习领会", "活动"),
        ("校园食堂", "事物"),
        ("老旧电梯", "事物"),
    ],
)
def test_kind_of_a_point(point: str, expected: str) -> None:
    assert kind(point) == expected


@pytest.mark.parametrize(
    "measure",
    """
    分批轮训骨干教师 遴选建设示范街 严守耕地红线 下派科技特派员 包联重点企业 开发研学课程 公示低保名册 规范宴席申报 慰问职工 化验水样
    晾晒整改成效 复盘招商案例 领办民生实事 收储零散土地 归并执法力量 常态化巡查山塘 及时足额发放工资 摸排整治危房 随机暗访窗口 上门送医
    发放优待证 延时开放图书馆 审核重点项目
    """.split(),
)
def test_a_verb_and_what_it_is_done_to(measure: str) -> None:
    assert kind(measure) == "动宾"


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("巡查路线", "事物"),
        ("检测数据", "事物"),
        ("应用场景", "事物"),
        ("奖励抚恤", "活动"),
        ("公示制度", "事物"),
        ("安全检查员", "事物"),
        ("辅导员选配", "事物"),
        ("外包队伍管理", "活动"),
        ("登记备案", "活动"),
        ("分批轮训", "活动"),
        ("联系服务", "活动"),
        ("净化器清洗", "活动"),
    ],
)
def test_what_is_called_by_a_doing_has_no_verb(point: str, expected: str) -> None:
    assert kind(point) == expected


def test_what_is_set_up_for_a_doing_is_no_doing() -> None:
    assert doing_last("建立维修资金账户") == ""
    assert verb_and_thing("确定一名联络员")[1] == "确定"
