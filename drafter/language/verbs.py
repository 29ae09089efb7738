"""Verbs and doings (动词、动作) and how they are done: one table of what each word does in a phrase.

A verb that opens a phrase either does something to what follows (清理河道) or names it (清理方案). Which one it is depends
on the verb and on the thing: `SURE` verbs always do, `NOUNS_TOO` do unless the thing is one that doings give their name to.
"""

from __future__ import annotations

_TABLE = """
opens: 坚定 坚守 加速 紧抓 严抓 压紧 抓紧 做精 办实 管住 用活 用足 守好 筑实 建强 建全 配强 配齐 选好 选准 育强 实化 量化 严守
opens: 严明 严把 严防 严控 理顺 理清 厘清 摸清 找准 把握 把牢 把好 认清 看清 围绕 紧盯 紧扣 瞄准 立足 着眼 聚力 凝聚 汇聚 激发 释放
opens: 增进 拓展 拓宽 延伸 补齐 补强 补足 破解 破除 消除 遏制 治理好 保护好 保障好 转变 创新开展 打好 打赢 营造 构建 组织好 协调好
opens: 畅通 减轻 控制 压减 盘活 引进 招引 学好 弄通 弄懂 吃透 领会好 传达好 宣传好 讲好 唱响 擦亮 扛起 扛牢 担起 种好 护好 盯住 盯紧
opens: 争做 争当 甘当 甘做 管紧 放活 服务好 倒排 整合 调动 摸排 加装
opens: 巩固 激活 活跃 织密 扭住 把稳
opens well: 做大 丰富 稳定 繁荣
opens compound how somehow ending many: 创新
opens compound ending: 落地 履职 尽责
opens compound ending many well: 推广
opens sure: 学懂
opens people ending doing many: 引导
opens how somehow: 统一 集中
opens how somehow ending: 公开
opens how somehow ending doing any many: 推进
opens how somehow ending doing any many well: 提升
opens how somehow ending doing many well: 规范
opens how somehow ending many: 统筹
opens how somehow doing any many: 强化 加强 严格
opens somehow: 严肃
opens ending: 弘扬 传承 培养 创建 兑现 储备 谋划
opens ending well: 培育 壮大
opens ending doing any: 争取
opens ending doing any many: 推动 促进
opens ending doing any many well: 健全 完善 优化 落实
opens ending many: 压实 化解 防范 打击 整治
opens doing: 增加 扩大 降低
opens doing any many: 坚持 加快 加大 狠抓 抓好 做好 建立 实施 开展 实行
opens doing any many well: 提高 深化 推行
opens doing many: 明确
opens any: 打造 搭建
opens any many: 抓实 抓牢 抓细 做实 办好 落细 突出 聚焦
opens many: 夯实 用好 守住 守牢 筑牢 建好 细化 贯彻 履行 严查 增强 维护 改进
opens many well: 做强 做优 管好 改善
compound sure: 归集
sure: 公布 曝光 添置 下放 发布 清掏 调处 悬挂 施划 严管 斩断 补装 补建 增建 抓捕 劝返 印制 张贴 追讨 讨回 放开 征求 征集 邀请 堵住
sure: 扭转 拜师 兑付 缴存 追回 追缴 清退 下发 撰写 汇编 填补 弥补 上传 开辟 开启 关停 淘汰 腾退 收回 劝阻 劝导 制订 拟定 拟订 选聘
sure: 选送 抽调 承办 赢得 获得 取得 实现 达到 维持 延续 缩小 消灭 根除 铲除 剔除 摒弃 克服 战胜 抵御 抵制 远离 拒绝 揭露 改正 追踪
sure: 遵守 恪守 坚信 牢记 铭记 懂得 熟悉 领悟 了解 尊重 珍惜 感恩 回报 回馈 反哺 带动 牵引 撬动 吸引 接纳 容纳 担负 肩负 托起 举起
sure: 竖起 树立 塑造 铸就 铸牢 锻造 锤炼 练就 磨练 展现 彰显 倾听 听取 回应 传达 转达 递交 提交 给予 赋予 授予 颁发 惩处 查封 扣押
sure: 吊销 注销 撤销 废止 中止 启用 投用 重塑 重构 翻新 翻修 粉刷 平整 开挖 回填 埋设 敷设 联结 并入 纳入 融入 嵌入 导入 注入 投向
sure: 用于 服从 依靠 借助 借鉴 吸取 汲取 提炼 归纳 梳理 核减 核销 遴选 甄别 辨别 判断 锁定 对准 校准 惠及 造福 节省 珍爱 谢绝 告别
sure: 走出 走向 迈向 迈出 跨越 冲破 打破 打开 开拓 开创 挖掘 发掘 下派 推出 深耕 储足 备足 备齐 配足 划定 划清 勘定 搞活 引入 增开
sure: 增设 增派 扩建 新建 改建 签订 修订 聘请 选派 选树 走进 下沉 攻克 满足 传递 读懂 办成 修好 保住 稳住 留住 抢抓 抢占 拉动
sure: 抓住 抓早 守护 呵护 涵养 厚植 关心 护送 制止 根治 纠治 取缔 惩治 晾晒 认领 领办 领衔 包抓 收储 清偿 追索 催缴 催收 缓缴 补缴
sure: 补录 补办 补选 增补 增添 增拨 新增 返还 退还 拨付 调拨 调剂 没收 归并 撤并 合并 压降 精简 停办 叫停 终止 削减 缩减 前移 承接
sure: 代建 陪跑 洽谈 置换 复垦 复耕 抢收 抢种 移栽 扑杀 封育 焚烧 分拣 划设 标注 编印 编纂 编写 移送 回购 赔付 召回 下架 封签 约访 稳控
sure: 订立 提取 申建 倡树 培树 培塑 植入 串联 互认 互派 互换 深挖 叫应 探望 陪护 募集 捐建 侦破 督战 比拼 迁移 迁改 拆解 封存 收缴 关闭 纠正
sure: 扑灭 扑救 转办 交办 办结 回复 续建 补栽 补发 补签 续签 改签 统购 统销 代收 代缴 代管 代养 预留 预存 预支 拖移 拖离 抓拍 布控
sure: 布防 拦截 劫阻 解绑 解封 表扬 嘉奖 提拔 重用 起用 启动 开建 抢建 抢通 扮靓 点亮 唤醒 留足 腾出 空出 剥离 划转 接管 替换 置办
sure: 购买 购入 购进 收编 收拢 收紧 放宽 放大 拉长 拉近 拉紧 串起 连通 贯通 打响 打磨 打捞 招租 讲述 讲授 传授 教会 掌握 摸准 核清 核准
sure: 核发 核定 签发 签收 换发 备好 备战 迎战 查清 查明 查实 查改 充实 学会 印发 购置 举行 召开 开通 铺设 架设 更换 修建 发放 安装
sure: 拆除 扩充 践行 分解 聚合 查找 查摆 反思 发挥 提倡 反对 安抚 照顾 追究 彻查 细查 勤查 狠刹 力促 力保 依托
sure well: 提振 关注
sure people: 组建 看望 招录 收治 表彰
sure somehow: 接续
sure ending: 领会 对接 跟进 引育 应对
sure doing: 倡导 压缩 简化 参加 取消 缩短 出台 延长 避免 减少 敦促 责令 提供 建成 防止 杜绝 帮助 鼓励 确定
sure doing any many: 制定
sure doing many: 设立
sure any: 推选 搞好
sure any many: 编制 举办 开办
sure many: 严打 严惩 查处 绘制 吸纳 敞开 开设 解决 核实
noun: 清除 清运 检修 疏通 疏浚 搬迁 修缮 加固 成立 登记 回访 补充 选择 抽查 检定 追溯 评定 轮换 加密 化验 检疫 补植 修剪 评选
noun: 受理 减免 抽检 评审 认定 收集 复核 流转 答复 清点 封堵 追查 注册 抑制 疏导 销毁 展出 检测 调查 划分 补贴 采集 清洗 鉴定
noun: 吸收 布设 增配 维修 清缴 申领 联系 复盘 确权 赋码 包联 揭榜 调整 述职 通报 督办 督导 观摩 评比 认证 监控 看护 诊治 宣讲 讲解
noun: 研学 审核 跟踪 播种 嫁接 免疫 转运 拍卖 出让 担保 贴息 稽查 稽核 溯源 脱敏 奖补 办理 仲裁 代理 公证 争创 筹备 筹建 设置 衔接
noun: 共建 预报 征收 征缴 征迁 租赁 入股 推介 推送 总结 固化 调配 清算 清收 研判 分析 授信 承保 理赔 续贷 增信 清淤 清扫 清障 疏解
noun: 分流 禁捕 放流 种植 养殖 栽培 配置 监理 运输 修补 翻建 重建 迁建 帮办 订购 储运 整修 整理 整顿 归还 结算 核算 测算 测绘 勘查
noun: 勘测 操练 教授 传唤 审查 审理 审定 复查 复检 查询 检索 检验 校验 试验 试种 试用 应用 运用 推荐 选举 任免 录用 报告 报送 上报
noun: 填报 汇总 统计 归档 建档 备案 解除 解散 组合 重组 改组 改制 转让 转租 出租 承包 发包 分包 竞拍 招标 投资 融资 外包 收购 捐赠
noun: 改种 补种 替代 填埋 抢修 疏散 交付 移交 接替 解读 编排 托管 代办 并购 兼并 引种 轮作 休耕 间作 套种 灌溉 施肥 收割 收获 烘干
noun: 部署 锻炼 历练 集聚 晾干 育苗 美化 亮化 硬化 美白 消杀 预约 预售 预付 支付 偿还 垫付 追偿 遏止 限制 禁止
noun well: 扶持 净化
noun people: 配备 聘用 招聘 安置 约谈 聘任 探访 招募 转移 轮训 考察 测评 随访 签约 照料 资助 辅导 奖励 警示 诫勉 问责 惩戒 派驻 帮教 接待
noun people: 处罚
noun people ending: 走访 慰问 培训 帮扶 救助 评议 救治 照护 援助 监督 关爱 激励
noun people ending doing many: 动员
noun people doing many: 指导
noun people many: 管控
noun how somehow ending doing many: 协调
noun ending: 升级 清理 修复 改造 核查 更新 查验 清查 公示 开放 监测 回收 防治 普查 巡查 筛查 处置 开发 研发 督查 巡护 值守 诊疗 普及 研讨
noun ending: 审批 利用 收运 验收 审计 共享 调解 执行 申报 联动 预警 孵化 转化 采购 调度 投放 接种 宣传 传播 展示 评估 评价 论证 研究 考核
noun ending: 减排 储存 加工 制作 配送 供应 养护 管护 演练 试点 使用 选拔 绿化 消毒 预防 交流
noun ending well: 发展
noun ending doing many: 发动
noun ending many: 排查 治理 监管 处理
noun doing: 停止 安排 委托 试行
noun doing many: 督促
people: 优待 团结
people ending: 教育 抚恤
people ending doing any many: 组织
people ending doing many well: 保障
people ending many: 服务
manner how somehow: 主动 及时
manner somehow: 抱团 组团 结伴 上门 兜底 分批 分期 分片 划片 包案 包片 压茬 定向 就地 延时 打包 择优 挂图 挂牌 按周 按季 按月 按需 提前 提标 提级 梯次 滚动
manner somehow: 足额 蹲点 轮流 逐人 逐件 逐企 逐户 逐村 逐校 逐级 逐项 错峰 错时 限时 限期 随机 靠前 顶格 驻点
manner somehow ending: 带头
how: 专项 特色 优质 绿色 系统 深度 日常 综合 常态 科学 高效 先行 整体 文明 高质量
how somehow: 重点 动态 全程 全面 深入 联合 定期 源头 依法 精准 分级 持续 全员 广泛 有效 快速 多方 共同 有序 全域 上下 一体 双向 闭环 长效
how somehow: 扎实 有力 合理 公正 全过程 全方位 全链条 全覆盖 拉网式
how somehow ending: 协同 分类
somehow: 妥善 交叉 从严 从快 优先 免费 入户 分区 分层 分段 切实 制度化 大力 定点 就近 异地 彻底 挂钩 无偿 有偿 着力 精细化 结对 联网 逐一
somehow ending: 标准化 规范化 常态化 网格化 一体化
ending: 规划 示范 布局 建设 管理 引领 武装 竞赛 改革 转型 找差 见效 立业 诚信 维权 配合 合作 招商 引资 就业 创业 增收 脱贫
ending: 灭除 捕杀 诱杀 防除 清剿 攻坚 防控 应急 救援 执法 征管 监察 巡视 整改 造林 运营 运行 运维 供给 留样 陪餐 关怀 领导 学习 调研 参与 自治 协商 议事 沟通
ending: 互动 接访 保密 安保 维稳 普法 禁毒 反诈 治超 节能 降碳 减负 降本 增效 提质 扩面 扩容 达标 突破 收官 开局 起步 攻关 诊断 康复
ending: 托育 养老 助餐 阅读 健身 体检 担当 作为 自律 值班 带班 巡逻 备勤 创作 防火 防汛 生产 练兵 集训 引路 筹措 反馈 信息化
ending: 数字化 法治化 补短板 强弱项
ending well: 振兴
ending many: 保护 检查
doing: 接受 申请
doing many well: 支持
any: 创办
any well: 兴办
many: 保证
"""
"""Marks: words. A word stands in one line alone, with all its marks; what a mark means is said below."""


def _marked() -> dict[str, frozenset[str]]:
    """Mark → the words that have it."""
    found: dict[str, list[str]] = {}
    for line in _TABLE.strip().splitlines():
        marks, _, words = line.partition(": ")
        for mark in marks.split():
            found.setdefault(mark, []).extend(words.split())
    return {mark: frozenset(words) for mark, words in found.items()}


_MARKED = _marked()

OPENING_VERBS = _MARKED["opens"]
"""Verbs that open headings. Nouns of action alone (建设, 管理) are none: 建设用地 and 管理体制 are things."""
LIGHT_VERBS = _MARKED["compound"]
"""Verbs that as often open a compound noun of four characters: 落地见效, 创新服务."""
SURE = _MARKED["sure"]
"""Verbs that no compound noun begins with (简化手续, never 简化处): a heading that opens with one needs no other."""
NOUNS_TOO = _MARKED["noun"]
"""Verbs that are nouns as well: they do something to the thing after them unless it is called by its doing (检测机构)."""
OF_PEOPLE = _MARKED["people"]
"""Verbs of NOUNS_TOO and others that are done to people: a worker after them is whom it is done to (培训护理员)."""
MANNERS = _MARKED["manner"]
"""What stands before a verb and says how it is done."""
HOW = _MARKED["how"]
"""Words before a doing that say how, when or how widely it is done, not to what (全面排查)."""
SOMEHOW = _MARKED["somehow"]
"""How a thing is done before the verb that does it; what as often tells of a noun (优质服务) is none."""
OF_DOINGS = _MARKED["doing"]
"""Verbs whose thing is as often a doing with its own: what follows is no second verb beside them (督促签订合同)."""
OF_ANY_DOING = _MARKED["any"]
"""Verbs that have a doing for their thing as often as not."""
FOR_MANY_DOINGS = _MARKED["many"]
"""Verbs for many a doing: a line need not have them to be about the measure's thing."""
FURTHERS = _MARKED["well"]
"""Verbs that say no more of a thing than that it is to do well, or to be as it should."""
ACTIVITY_ENDINGS = _MARKED["ending"]
"""Endings that make a noun phrase an activity (可以“在…上下功夫”的)."""
ENDINGS = tuple(sorted(ACTIVITY_ENDINGS, key=lambda ending: (-len(ending), ending)))
"""The same, the longest first."""
DONE_OPENLY = frozenset("曝光 通报 招聘 招考 选拔 遴选 竞聘 竞争 招标 拍卖 审理".split())
"""What 公开 only says the manner of: 公开曝光案例 is no matter of what is to be made public."""

ATTRIBUTES = frozenset(
    """
    重点 重大 典型 专项 专场 专题 困难 贫困 特困 闲置 低效 老旧 破旧 危旧 违规 违法 违章 非法 无证 假冒 涉嫌 特色 优质 先进 优秀 突出 基层 本地 周边 农村 城市 乡村 村级 镇级 县级 集体 国有 公益 民生 惠农 涉农 小微 中小 龙头
    全部 所有 各类 各级 各村 现有 在建 新建 存量 拖欠 不良 剩余 零散 零星 残疾 留守 独居 失能 高龄 患病 病困 受灾 受损 受威 水毁 一线 高新 绿色 有机 公共 临时 固定 流动 社会 青年 退役 外来 返乡 失业 失信 滞后 废弃 废旧 报废 撂荒 抛荒 酸化 超标 易发 高发 多发 偏远 沿线 沿街 沿河 田间 校外 校园 野外 专用 在谈 预付 病险 惠民 科研 非遗 抗旱
    """.split()
)
"""What tells of the thing after it: a doing that gave its name to the thing would stand nearer to it (专项检查方案)."""

NAMED_BY_DOINGS = frozenset(
    """
    机构 单位 部门 组织 团体 小组 专班 主体 职责 活动 规划 预案 体制 规则 规程 规范 规定 指标 目标 目录 名录 档案 记录 报告 报表 公告 通知 信息 数据 材料 资料 手续 程序 流程 环节 步骤 方式 方法 渠道 途径 系统 基地 场所 场地 现场 点位 站点 窗口 热线 电话 设施 器材 物资 工具 车辆 用品
    价格 收入 支出 状况 成果 成效 效果 困难 效率 力度 进展 频次 频率 范围 区域 时间 时段 期限 周期 期间 阶段 节点 条件 政策 法规 依据 内容 事项 需求 意识 理念 氛围 环境 秩序 经验 案例 典型 样板 技术 技能 技巧 知识 课程 教材 大会 会议 论坛 市场 产业 行业 领域 业务 产品 品牌 意见 建议 意愿
    协议 合同 证明 证书 凭证 票据 标识 标志 标牌 路线 通道 用地 用房 资源 功能 作用 模式 体验 文化 精神 指南 手册 细则 导则 协会 联盟 公司 资质 资格 等级 级别 类别 种类 数量 规模 总量 比例 幅度 原则 要求 重点 难点 特点 作风 纪律 安全 权限 大厅 大队 中队 装置 仪器 容器 示范 对象 场景 栏目 公告 产值
    收益 效益 效能 效应 优势 潜力 空间 布局 格局 结构 形式 形态 形势 趋势 动态 态势 过程 全程 档次 层次 品质 口径 尺度 力量 骨干 团队 岗位 学科 专业 院校 基金 预算 账户 账目 额度 款项 税收 利率 速度 强度 密度 深度 广度 精度 高度 程度 风气 习惯 素养 素质 本领 手艺 绩效 业绩 成绩 荣誉 称号
    """.split()
)
"""Things of two characters that are called by the doing before them more often than it is done to them (检测数据)."""

_RESULTS = "好实牢细紧住活准优强齐全"
_READ_TOGETHER = frozenset(
    "实用 实际 实行 实施 实地 实名 实验 实践 实力 实体 实物 实时 实训 实习 好转 好看 好处 细则 细节 细胞 紧急 紧张 紧缺 住房 住宅 住院 住户 活动 活力 活水 准入 准则 "
    "优先 优质 优势 优抚 强制 强化 强度 强降 齐全 全面 全域 全民 全员 全程 全市 全县 全区 全镇 全乡 全村".split()
)
"""Words of two characters that the end of a verb and the beginning of its thing make (抓实|用电用水: 实用)."""


def runs_into(before: str, after: str) -> bool:
    """Whether the end of a verb with its result and the beginning of what it is put before read as one word.

    >>> runs_into("抓实", "用水用气"), runs_into("抓实", "水电接通"), runs_into("", "用水")
    (True, False, False)
    """
    seam = before[-1:] + after[:1]
    return before[-1:] in _RESULTS and seam in _READ_TOGETHER
