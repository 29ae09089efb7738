"""A point that names an ill is dealt with, never taken up; one that is a whole predicate stands as it is."""

from __future__ import annotations

import re

import pytest

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.language.heads import is_predicate, kind
from drafter.language.troubles import as_task
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

ILLS = {
    "解决…问题": "租户被多收押金 人行道被占用 老人看病没人陪 职工不敢提意见 服务大厅等候时间长 水泵老化 库容不足 台账不规范 村道失修"
    " 底数不清 干劲不强 学生沉迷网络 门店被断电 技术力量薄弱 灯光扰民 涵洞无人看守 楼栋没有消火栓 巷道坑洼 房租高 民宿招不到保洁 救助错保漏保 拆迁款久拖不决 防汛沙袋短缺 治安岗亭闲置 无障碍坡道被占用",
    "遏制…势头": "养老诈骗多发 校车事故频发 电费诈骗高发 乱建反弹",
    "整治…问题": "夜间飙车屡禁不止 广场周边乱停车 出租车乱收费 门头乱搭乱建",
    "破解…问题": "老楼停车难 农户贷款难贷款贵",
    "化解…": "劳资纠纷 村级债务 土地权属争议 信访积案",
    "治理…": "河道污染 夜市油烟 施工噪声 桥洞积水 巷口拥堵",
    "打击…": "专利侵权 河道盗采 非法采砂 拐卖犯罪",
    "防范…": "储罐泄漏 山体滑坡 家庭暴力 工地坠落",
    "整治…": "摩托车闯红灯 餐馆无证经营 私搭乱建 乱收费 婚宴大操大办 网络谣言",
    "消除…": "燃气隐患 监控盲区",
    "制止…": "会议餐浪费",
}
NO_ILLS = (
    "纠纷调处 污染防治 打击盗采 防溺水 隐患排查 植被恢复 被装管理 无障碍环境 高质量发展 有人值守岗亭 救灾救难 治堵 反浪费 风险防控 "
    "欠薪治理 消除隐患 科技创新 组织领导 责任落实 校园食堂 没有围墙的博物馆 制止浪费 违建拆除 村务公开 清欠 除险加固 防汛抗旱 无障碍 零容忍 补短板 供水补短板 强弱项"
).split()
WHOLE = (
    "把水源守住 以网格联起邻里 必须双人在岗 每栋明确一名楼长 与学校共用场地 纳入年度考评 应改尽改 按月公布名次 同企业签订承诺 打早打小 接单即办 按时足额发放养老金 给基层松绑 "
    "让数据多跑路 从娃娃抓起 第一时间上报 一律公示 逐户上门"
).split()
NOUNS = "对口支援 从业人员 以工代赈 与会代表管理 每周五调度 给水管网 使用管理 有效投资 在建项目 把关审核 一户一档 市容市貌 党风党纪".split()


@pytest.mark.parametrize(("form", "point"), [(form, point) for form, row in ILLS.items() for point in row.split()])
def test_an_ill_is_named_with_what_is_done_about_it(form: str, point: str) -> None:
    before, after = form.split("…")
    assert as_task(point) == f"{before}{point}{after}"


@pytest.mark.parametrize("point", NO_ILLS)
def test_what_is_done_already_and_what_is_good_are_no_ills(point: str) -> None:
    assert as_task(point) == ""


@pytest.mark.parametrize("point", WHOLE)
def test_a_whole_predicate_is_one(point: str) -> None:
    assert is_predicate(point)
    assert kind(point) == "动宾"


@pytest.mark.parametrize("point", NOUNS)
def test_what_only_begins_like_one_is_none(point: str) -> None:
    assert not is_predicate(point)


def _headings(bank: Bank, occasion: str, points: list[str]) -> list[str]:
    listed = "".join(f"- {point}\n" for point in points)
    brief = parse_brief(load_text(f"场合: {occasion}\n会议: 全县重点工作会议\n主题: 重点工作\n意见:\n{listed}", "简要"))
    return [item.text for item in walk(plan(brief, bank).items) if item.level == 1]


OCCASIONS = "工作会议 推进会 动员会 联席会议 座谈会 主持讲话 总结表彰会 传达学习会".split()
TAKEN_UP = "抓实|抓好|紧扣|守牢|活力|提质|增效|成色|温度|抓手|依托"


@pytest.mark.parametrize("occasion", OCCASIONS)
@pytest.mark.parametrize("points", [["租户被多收押金", "河道污染"], ["养老诈骗多发", "项目建设", "会议餐浪费"]])
def test_no_heading_takes_an_ill_up(bank: Bank, occasion: str, points: list[str]) -> None:
    for point, heading in zip(points, _headings(bank, occasion, points), strict=True):
        assert as_task(point) in heading if as_task(point) else point in heading
        assert not (as_task(point) and re.search(TAKEN_UP, heading)), heading


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_no_heading_wraps_a_whole_predicate(bank: Bank, occasion: str) -> None:
    points = ["把水源守住", "每栋明确一名楼长", "与学校共用场地"]
    for point, heading in zip(points, _headings(bank, occasion, points), strict=True):
        assert heading.startswith(point)


def test_measures_that_are_whole_predicates_stand_as_they_are(bank: Bank) -> None:
    text = "会议: 全县重点工作会议\n意见:\n- 主题: 驿站建设\n  措施: [与超市共用场地, 每站明确一名站长, 纳入年度考评]\n- 组织领导\n"
    items = walk(plan(parse_brief(load_text(text, "简要")), bank).items)
    wanted = ["与超市共用场地", "每站明确一名站长", "纳入年度考评"]
    assert [item.text for item in items if item.level == 2][:3] == wanted
