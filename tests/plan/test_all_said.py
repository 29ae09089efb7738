"""Whatever a brief says of a measure stands in the heading or the line of that measure, nowhere else (措施说到的都在)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.assignments import Assignment, split
from drafter.plan.facts import stands_in
from drafter.plan.outline import plan, walk
from drafter.strict_yaml import load_text

_MEASURES = (
    "发动志愿者劝导 设置拾便袋投放箱 扩建犬只收容所 安装恒温恒湿设备 每周巡库 虫霉防治 备足基肥 集中移栽7天完成 台站核查 "
    "清理僵尸台站 考试期间巡测 业主协商出资 错峰停梯 搬运服务上门 树葬花葬奖补 夜间巡护 清除粘网毒饵 野生动物致害保险 一窗办结 "
    "定期校准设备 空调不低于26度 推广土炕电烘干 图书按季更新 流动书车进村 选聘文化志愿者 跟班学习 蜂箱统一编号 联合巡查 每月通报 "
    "领导包片 一户一策帮扶 开展技能比武 配齐拾便箱和提示牌 减少重复检查 不得占道晾晒 倒排工期、挂图作战 签订管护协议 清淤疏浚 "
    "推行楼栋长制度，一户一户做工作"
).split()
_OWNERS = (
    "市档案馆 县图书馆 各街道 县公安局 市殡仪馆 区少年宫 县广播电视台 镇烟草站 市属国企 县自来水厂 县林业局、各乡镇 沿线各村 "
    "县民政局会同县财政局 市园林局牵头 县水利局牵头，各乡镇配合 副县长李某某 各包村干部"
).split()
_TIMES = (
    "",
    "6月底前",
    "3月25日前",
    "汛期前",
    "每月一次",
    "每周五",
    "7月至9月",
    "二季度",
    "长期坚持",
    "2026年9月",
    "5月1日起",
)


@st.composite
def _told(draw: st.DrawFn) -> str:
    """A measure with who does it and by when behind it in brackets."""
    who, when = draw(st.sampled_from(_OWNERS)), draw(st.sampled_from(_TIMES))
    return f"{draw(st.sampled_from(_MEASURES))}（{'，'.join(filter(None, (who, when)))}）"


def _parts(told: Assignment) -> tuple[str, ...]:
    # 由县民政局会同县财政局 may stand with a word between, each by its name.
    return tuple(part for fact in told.facts for part in fact.replace("会同", "、").split("、"))


@settings(max_examples=60)
@given(
    measures=st.lists(_told(), min_size=1, max_size=4, unique_by=lambda told: told.partition("（")[0]),
    point=st.sampled_from(("巡护值守", "设施改造", "收费管理", "文明养犬", "烤烟移栽", "协同配合")),
    occasion=st.sampled_from(("工作会议", "推进会", "动员会", "座谈会", "联席会议", "主持讲话")),
    rank=st.sampled_from(("主要领导", "分管领导", "上级代表")),
    under=st.sampled_from(("意见", "保障")),
)
def test_every_measure_keeps_its_words_its_owner_and_its_time(
    bank: Bank, measures: list[str], point: str, occasion: str, rank: str, under: str
) -> None:
    listed = ", ".join(f"“{m}”".replace("“", '"').replace("”", '"') for m in measures)
    said = f"意见: [{{主题: {point}, 措施: [{listed}]}}, 队伍建设]\n"
    if under == "保障":
        said = f"意见: [{point}, 队伍建设]\n保障: {{主体: 各成员单位, 措施: [{listed}]}}\n"
    text = (
        f"场合: {occasion}\n会议: 全县候鸟保护{occasion}\n讲话人: {{姓名: 骆某某, 职务: 副县长, 身份: {rank}}}\n{said}"
    )
    items = {item.id: item for item in walk(plan(parse_brief(load_text(text, "简要")), bank).items)}
    node = "意见/1" if under == "意见" else "保障"
    for number, measure in enumerate(measures, 1):
        name, told = split(measure)
        assert told is not None
        assert told.owner
        heading, line = items.get(f"{node}/{number}"), items.get(f"{node}/{number}/文")
        own = line or heading
        assert own is not None
        assert stands_in(name, f"{heading.text if heading else ''}\n{own.text}")
        assert [part for part in _parts(told) if not stands_in(part, own.text)] == []
