"""A complaint turned round into its cure (问题翻成对策): 机制不健全 is answered by 健全机制.

What a heading promises then is just what was found wrong. A complaint is a thing and what is wrong with it; the table says
which verb sets which thing right. What stands in no row is left alone: a cure that is only half right is none.
"""

from __future__ import annotations

from functools import cache, lru_cache

from drafter.language.late import late
from drafter.language.troubles import core

_TURNED = (
    # what is wrong | the verb that sets it right | the things of which that is said
    ("不健全 不完善 不完备 不成熟 缺失 不全 滞后", "健全", "机制 制度 体系 体制 法规 规章 网格"),
    (
        "不健全 不完善 不齐全 不全 不配套 不足 缺乏 欠缺 薄弱 缺失 滞后 短缺 较差",
        "完善",
        "设施 配套 功能 网络 链条 政策 保障",
    ),
    ("不平衡 不均衡 不均", "均衡", "进度 发展 布局 配置"),
    (
        "滞后 缓慢 慢 偏慢 较慢 迟缓 不快 拖沓",
        "加快",
        "进度 进展=进度 建设 步伐 节奏 审批 转型 改造 施工 推进 拨付 办理",
    ),
    ("不高 偏低 较低 低 不够高", "提高", "效率 质量 标准 站位 水平 产量 单产 收入 待遇 成色"),
    (
        "不高 偏低 较低 低",
        "提高",
        "参与度 知晓率 知晓度 满意度 利用率 入住率 转化率 到位率 办结率 参保率 建档率 合格率 达标率 使用率 上座率 整改率 履约率 知名度 公信力 覆盖率 组织化",
    ),
    (
        "不高 偏低 不足 不够 不强 不广 较低 低",
        "扩大",
        "参与度=参与 参与率=参与 覆盖面=覆盖 覆盖率=覆盖 参与面=参与 影响力=影响 受益面=受益 宣传面=宣传",
    ),
    ("窄 不广 不宽 偏窄 较窄 不大 小 偏小", "扩大", "覆盖面=覆盖 参与面=参与 受益面=受益 范围 规模 影响"),
    ("不高 不足 不够 不强 较低", "调动", "积极性 主动性"),
    ("不高 不足 不够 较低", "激发", "热情 积极性=热情 主动性=热情 动力 活力 潜力"),
    (
        "不强 不足 不够 薄弱 偏弱 较弱 弱 欠缺 淡薄 不牢",
        "增强",
        "意识 后劲 实力 责任心 竞争力 凝聚力 带动力 执行力 辐射力 影响力 韧性 本领",
    ),
    ("不强 不足 不够 薄弱 偏弱 较弱 弱 欠缺 不高", "提升", "能力 素质 技能 水平 效能"),
    ("不足 不够 短缺 紧张 缺口大 欠缺 没着落 没有着落 难落实 不落实", "保障", "经费 资金 用地 要素 用工"),
    ("不足 不够 偏少 较少 少 偏低", "加大", "投入 力度 供给"),
    ("不足 不够 偏少 较少 短缺 偏紧 紧张", "扩大", "供给 产能 库容"),
    ("不足 不够 薄弱 偏弱 较弱 短缺 紧张 偏少", "充实", "力量 师资 人员 队伍 人手=力量 储备"),
    ("不足 短缺 缺乏 紧缺 匮乏 不够 偏少", "引育", "人才"),
    ("流失 外流 留不住", "留住", "人才 教师 医生 骨干"),
    ("不稳 不稳定 流动性大 流失", "稳定", "队伍 师资 就业 供应 价格"),
    ("不畅 不通 不畅通 受阻 不通畅", "畅通", "渠道 通道 流通 诉求 物流 交通 循环"),
    ("不规范 不严谨 混乱 随意", "规范", "管理 经营 操作 程序 秩序 流程 执法 使用 运行 收费 市场"),
    ("不严 不严格 不到位 不力 宽松软", "严格", "执法 管理 监管 考核 问责 标准 把关"),
    (
        "不到位 不力 不够 不足 缺位 缺失 薄弱 不深入",
        "加强",
        "监管 管理 宣传 引导 指导 巡查 培训 统筹 协调 管护 教育 监督 防护 养护",
    ),
    ("不到位 不优 不周 不高 不足 不够", "改进", "服务"),
    ("不落实 不到位 落实不到位 不清 不明 缺位 悬空 不实", "压实", "责任"),
    ("不清 不明 不清楚 不明确", "明晰", "责任 权责 产权 权属 边界 职责"),
    ("不清 不明 不准 不清楚", "摸清", "底数 家底 情况"),
    ("不紧 不紧密 不够 不顺 不畅 不到位 脱节", "加强", "衔接 协作 配合 协同 联动 对接"),
    ("不顺 不顺畅 不清 交叉", "理顺", "体制 关系 职能"),
    ("不实 漂浮 涣散 不硬 松散 拖拉", "改进", "作风 文风 会风"),
    ("不优 不合理 不够合理 失衡 单一", "优化", "结构 布局 环境 服务 流程 配置 专业"),
    ("单一 不多 不丰富 偏少 老套", "丰富", "产品 业态 内容 形式 载体 活动 供给 品种"),
    ("单一 老套 陈旧 落后 不新", "创新", "模式 方式 方法 手段"),
    ("薄弱 不牢 不实 不稳 较差 差", "夯实", "基础 根基 家底"),
    ("老化 老旧 陈旧 落后 破旧 失修", "更新", "设施 设备 装备 观念 机具"),
    ("老化 老旧 破旧 失修 破损", "改造", "管网 管道 线路 校舍 房屋 渠系"),
    ("粗放 不精细 不细", "细化", "管理 服务 分工 措施"),
    ("过重 偏重 较重 重 太重", "减轻", "负担"),
    ("过高 偏高 较高 高 太高", "降低", "成本 门槛 费用 能耗 损耗 库存"),
    ("过多 偏多 较多 多 繁琐 繁杂 太多 复杂", "精简", "环节 材料 程序 会议 文件"),
    ("过多 偏多 繁琐 繁杂 复杂", "简化", "手续 程序 流程"),
    ("过长 偏长 长 较长", "压缩", "时间 时限 周期"),
    ("过长 偏长 长 较长", "优化", "流程"),
    ("较多 多 突出 不少 依然存在 仍然存在 较大 严重 大量存在", "消除", "隐患 盲区 死角"),
    ("较多 多 突出 频发 多发 不少 尖锐", "化解", "矛盾 纠纷 积案 信访"),
    ("较多 多 突出 较大 上升 积聚", "防范", "风险"),
    ("较多 多 突出 明显 不少 依然存在", "补齐", "短板"),
    ("不统一 不一致 不一 难统一 多头", "统一", "标准 口径 认识 尺度 思想 管理 政策"),
    ("不响 不亮 不强 不多", "打响", "品牌 招牌"),
    ("不活 不灵活 僵化", "激活", "机制 市场 要素"),
    ("不深 不深入 不够 不透", "深化", "改革 融合 合作 认识 协作"),
    ("不力 不到位 不够 打折扣 走样", "狠抓", "落实 执行=落实"),
    ("不足 不够 不高 不到位", "提高", "重视=认识 认识 思想认识=认识"),
    ("闲置 低效 空置 沉睡", "盘活", "资产 土地 厂房 资源 校舍 资金"),
    ("不透明 不公开 不够公开", "公开", "信息 价格 标准 流程 账目"),
)
"""A thing with = has another name in the cure: 参与度 is what 扩大参与 widens."""
LONGEST_THING = 4
"""Characters of the longest thing that is named whole in a cure (健全管护机制)."""
_VERY = late("(?:还|仍|较为?|比较|相对|普遍|明显|有些|存在|依然|有所|十分|非常|很)+(?=[^，]{1,5}$)")
_HARD = late("[0-9“”，、；：（]")
"""A complaint of several clauses, or with a figure in it, is turned round by nobody."""


@cache
def _table() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(thing, what is wrong) → verbs with the thing as it is called after them, the first the closest."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for wrong, verb, things in _TURNED:
        for each in things.split():
            thing, _, after = each.partition("=")
            for ill in wrong.split():
                found.setdefault((thing, ill), []).append((verb, after or thing))
    return found


@lru_cache(maxsize=256)
def cures_of(problem: str) -> tuple[str, ...]:
    """What sets right what a problem complains of, the plainest first; empty where that is doubtful.

    >>> cures_of("管护机制不健全"), cures_of("项目进度不平衡"), cures_of("部分村庄环境脏乱")
    (('健全机制', '健全管护机制'), ('均衡进度', '均衡项目进度'), ())
    >>> cures_of("群众参与度不高"), cures_of("部分乡镇工作经费较为紧张"), cures_of("班主任负担偏重")
    (('扩大参与', '提高参与度'), ('保障经费',), ('减轻负担',))
    >>> cures_of("有9个项目进度滞后"), cures_of("进度滞后，责任不清"), cures_of("猫咪不健全")
    ((), (), ())
    """
    if _HARD.search(problem):
        return ()
    plain = _VERY.sub("", problem)
    table = _table()
    for at in range(2, len(plain)):  # the longest complaint first: 落实不到位 before 不到位
        for size in (3, 2):
            thing, wrong = plain[max(0, at - size) : at], plain[at:]
            if len(thing) == size and (thing, wrong) in table:
                turned = table[thing, wrong]
                plainest = sorted((verb + after for verb, after in turned), key=len)
                whole = core(plain) if core(plain).endswith(thing) else ""
                # 健全管护机制 where the thing is told more closely in a word that is not too long.
                longer = [verb + whole for verb, after in turned[:1] if after == thing and len(whole) == LONGEST_THING]
                return tuple(dict.fromkeys((*plainest, *longer)))
    return ()
