"""What belongs into a gap (待填之处写什么), said to the writer beside it."""

from __future__ import annotations

_BELONGS = (
    ("时限 期限 日期 时间 时间点 报送日 工期 节点 日", "写具体到日的日期；会上还没定的，先同承办单位商定"),
    ("时段 周期 频次", "写从何时到何时，或多久一次，与材料里的口径一致"),
    ("单位 部门 科室 主体 机构 组织 平台 窗口 专班 团队", "写单位全称，牵头的只写一家"),
    ("领导 负责人 责任人 人员 联络员 名单", "写姓名、职务，次序照会务的名单"),
    ("清单 台账 目录 方案 办法 计划 规划 细则 文件 标准 要求", "写名称；已经印发的核对文号，没有的会前定下"),
    ("要点 原文要点 主题 精神 政策 依据", "照原文摘，一字不改，不凭印象写"),
    ("情况 成效 成绩 事项 问题 隐患 欠账 项目 做法 对策 措施 步骤 内容 形式", "写一两件具体的事，数字要有出处"),
    ("人数 数量 长度 面积 比例 金额 指标 目标 标准数 率 数", "写数字和单位，口径同上报的一致"),
    ("点位 地点 场所 路段 区域 地区 范围 品种 对象 环节", "写具体名称，按先后或轻重排"),
    ("问候 祝福", "按开会的日子写"),
)
_ENDINGS = sorted(
    ((ending, told) for endings, told in _BELONGS for ending in endings.split()),
    key=lambda row: (-len(row[0]), row[0]),
)
_UNKNOWN = "简要里没有，请补上；定不下来的，把这半句删去"


def gap_note(hint: str) -> str:
    """One sentence for the gap that shows `hint` (提示): what kind of thing belongs there, told by how it ends.

    >>> gap_note("完成时限")
    '待填“完成时限”：写具体到日的日期；会上还没定的，先同承办单位商定'
    """
    told = next((told for ending, told in _ENDINGS if hint.endswith(ending)), _UNKNOWN)
    return f"待填“{hint}”：{told}"
