"""Words that say little of a matter (泛词): one table of which comparison each is light in.

What two wordings share is only telling where others have it not. Which words those are depends on what is compared: a
治理 in the name of a point says nothing of which part of a topic is meant, and yet tells one measure from another.
"""

from __future__ import annotations

from drafter.language.verbs import ACTIVITY_ENDINGS, HOW, OPENING_VERBS

_TABLE = (
    # what they say little of, separated by spaces | the words
    ("all", "工作 建设 管理 服务 保障 加强 提升 推进 落实 发展 机制 制度 监管 突出 问题 全面 组织 活动 体系 能力 重点"),
    ("all people", "责任"),
    ("point part", "优化 完善 促进 攻坚 深化 提质 增效"),
    (
        "point",
        "打造 壮大 做强 做优 推动 抓好 抓实 做好 健全 建强 培育 培养 夯实 改善 改进 扩大 拓展 构建 筑牢 增强 办好 用好 管好 创新",
    ),
    (
        "part",
        "治理 整治 规范 专项 防控 防治 保护 整改 改造 事业 水平 质量 管护 维护 运行 达标 创建 攻坚战 保障战 "
        "暑期 寒假 假期 冬季 夏季 春季 秋季 节日 节前 汛期 今冬明春 岁末年初",
    ),
    ("part measure", "行动"),
    (
        "measure",
        "情况 力度 力量 作用 办法 方案 措施 模式 方式 试点 示范 到位 平台 安排 时间 时段 规模 标准 流程 内容 事项 "
        "有关 相关 各类 本地 对象 一批 一个 专业 发现",
    ),
    ("measure problem", "企业"),
    ("measure people", "人员 单位 群众"),
    ("people", "领导 干部 部门 党员"),
    ("line", "定时 定点 错时 延时 限时 上门"),
    ("problem", "不足 偏少 不够 缺乏 滞后 基层"),
)


def _of(what: str) -> frozenset[str]:
    return frozenset(word for light, words in _TABLE if what in light.split() for word in words.split())


STOCK = _of("all")
"""Words that a wording shares with everything."""
LIGHT_IN_POINT = STOCK | HOW | _of("point")
"""Words of a point that say nearly nothing of what is meant, beside what groups of measures are called."""
LIGHT_IN_PART = STOCK | HOW | _of("part")
"""Doings that say nothing of which part of a topic is meant: whatever it is of, it may be called its 治理."""
LIGHT_IN_MEASURE = STOCK | ((HOW | OPENING_VERBS) - ACTIVITY_ENDINGS) | _of("measure")
"""Words that say next to nothing of which measure is meant."""
LIGHT_IN_LINE = STOCK | _of("line")
"""What says only how a thing is done tells no line from another (定时定点投放: 定时收)."""
ANYBODY = _of("people")
"""Words for people in general: that a line has them, too, says nothing (领导带班, 领导包联)."""
LIGHT_IN_PROBLEM = STOCK | HOW | ACTIVITY_ENDINGS | ANYBODY | _of("problem")
"""Words that a problem shares with whatever is said at a meeting."""


def shares_word(wording: str, text: str) -> bool:
    """True when a four-character wording has a two-character word of its own, no stock word, in `text`."""
    return len(wording) == 4 and any(half not in STOCK and half in text for half in (wording[:2], wording[2:]))
