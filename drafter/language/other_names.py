"""What goes by several names (同物异名): 饭菜 in a complaint is 膳食 in a plan."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from drafter.language.late import late

_CALLED = (
    "食品 食材 陪餐 膳食 饭菜 伙食 食堂 用餐 就餐 菜谱 营养餐 供餐 口味",
    "医生 医疗 医养 看病 就医 诊疗 卫生院 巡诊 村医 护士",
    "教师 老师 师资 教员 带班",
    "班车 公交 客运 坐车 乘车 出行",
    "货车 货运 治超 超限 超载",
    "窗口 审批 政务 许可 办证 办照 一窗",
    "资金 经费 预算 钱 投入 筹资",
    "河 水质 水体 支流 断面 溪 湖",
    "垃圾 保洁 清运 环卫 分类投放",
    "厕所 改厕 公厕 户厕 旱厕",
    "绿化 造林 植树 苗木 补植",
    "用药 施药 打药 农药 喷药",
    "病虫 虫害 植保 统防统治 绿色防控",
    "种子 良种 种苗 制种 品种",
    "农机 机具 机械 机收 机手",
    "快递 寄递 物流 配送 运费",
    "车位 停车 泊位",
    "交通 车辆 拥堵 堵车 早晚高峰",
    "法律 律师 官司 诉讼 仲裁",
    "禁牧 牛羊 放牧 羊群",
    "欺凌 霸凌 欺负 打架",
    "充电 充电桩 充电口 换电",
    "电梯 维保 困人",
    "消防 火灾 灭火 火情",
    "安全 主体责任 事故 隐患",
    "工资 薪酬 待遇 津贴 收入",
    "就业 找工作 招工 用工 岗位",
    "培训 技能 本领 练兵 技术",
    "大棚 温室 设施农业 棚室",
    "冷库 冷链 保鲜 预冷 鲜货 变质",
    "品牌 牌子 名牌 招牌",
    "药品 用药 缺药 配药 药房",
    "粪污 粪便 养殖 畜禽",
    "水库 塘坝 大坝 堤防",
    "渠系 水渠 灌溉 支渠 斗渠",
    "作业 课业 双减 刷题",
    "校车 接送 上下学",
    "老人 养老 老年 敬老 助老 适老",
    "孩子 儿童 幼儿 婴幼儿 托育 托位",
    "残疾人 助残 康复 无障碍",
    "路灯 照明 亮化 不亮",
    "信号 基站 宽带 网速 5G",
    "停电 供电 电网 电压 线路",
    "自来水 供水 饮水 水压 水厂",
    "暖气 供热 供暖 室温 管网",
    "噪声 噪音 扰民 降噪",
    "扬尘 裸土 渣土 工地",
    "油烟 餐饮 烧烤",
    "古树 名木 复壮",
    "文物 古建 遗址 修缮",
    "非遗 手艺 技艺 工艺 老手艺 炮制",
    "民宿 客房 入住率 床位",
    "游客 旅游 景区 游览 旅行",
    "图书 阅读 借阅 书屋",
    "球场 健身 体育 运动",
    "彩礼 婚俗 大操大办 移风易俗",
    "坟 殡葬 丧事 公墓 祭扫",
    "流浪犬 养犬 犬只 遛狗",
    "土地 用地 地块 宗地 耕地",
    "房 住房 租房 公租房 宿舍",
    "物业 小区 业委会 楼院 居民楼 楼道",
    "门店 商户 销售 经营户 店铺",
    "税 办税 纳税 税费",
    "贷款 融资 信贷 担保 银行",
    "诈骗 反诈 电诈 劝阻",
    "毒 禁毒 吸毒 戒毒",
    "欠薪 讨薪 血汗钱 农民工工资",
    "档案 卷宗 归档 台账",
    "投诉 诉求 热线 接诉",
    "信访 上访 重复访 初访 首访",
    "河长 巡河",
    "林长 护林 巡林",
    "公章 印章 用印",
    "侨资 台资 外资 投资 引资 招商 兴业 办厂 项目落地 落户",
    "儿童 孩子 看护 监护 留守 家长 家校",
    "护理 护工 照护 陪护 医养",
)
"""What goes by several names (同物异名): each row is one matter, as it is called in complaints and in plans."""


_DONE = (
    ("拉运载搬", "运|清收|收运|配送|物流"),
    ("收捡拾", "收|捡|回收|清运|征集"),
    ("修补换", "修|养护|管护|维保|更换|更新|改造"),
    ("看守盯", "看护|看管|守|巡|监护|照[看护料]|管护"),
    ("查问管", "巡|查|监管|执法|管护|管理|看护"),
    ("教讲带", "培训|辅导|指导|传授|宣讲|带教|帮带|教学"),
    ("接替顶", "接续|接班|轮换|替补|补充|培养|招募|后备"),
    ("扫清掏", "清|保洁|扫|疏通|疏浚|环卫"),
    ("浇灌", "灌溉|供水|引水|补水|抗旱"),
    ("停放", "停车|车位|泊|停放|疏导"),
    ("卖销", "销售|营销|收购|产销|流通|市场"),
    ("坐乘", "班线|班次|客运|公交|运力|出行"),
    ("陪照", "陪护|照料|照护|关爱|探访"),
    ("送", "送|配送|投递|接送|物流"),
    ("验测检", "检测|检验|验收|监测|检定|校准|抽检"),
    ("办批", "审批|办理|代办|帮办|手续|登记|服务"),
)
"""What people say is not done (没人拉), by the characters for it, and how doing it is called in plans (转运)."""
_UNDONE = late(
    "(?:没(?:有)?(?:人|车|谁)|无人)(?:愿意?|肯|去|来|敢|给|帮|能)?([一-龥])|(?:没(?:有)?(?:处|地方|法)|无处|无法|难以)([一-龥])"
)


def undone(problem: str, wording: str) -> bool:
    """Whether a problem says that something is not done, or cannot be, and a wording does it under its name in plans.

    >>> undone("旧网堆在码头没人拉", "转运处置"), undone("旧网堆在码头没人拉", "宣传引导"), undone("货车没处停", "停车管理")
    (True, False, True)
    """
    chars = {char for found in _UNDONE.finditer(problem) for char in found.groups() if char}
    return any(chars & set(said) and re.search(done, wording) for said, done in _DONE)


@cache
def _names() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split()) for row in _CALLED)


def same_matter(problem: str, wording: str, beside: str = "") -> bool:
    """Whether both speak of one matter by whatever name (同物异名), and that is not what `beside` speaks of, too.

    What both call by the same name is left to those who weigh words. beside: the theme of the meeting, which is the matter
    of everything said there.

    >>> same_matter("老人反映饭菜不可口", "膳食服务"), same_matter("饭菜不可口", "食堂管理", "学校食堂工作")
    (True, False)
    """
    here = _matters(wording)
    return any(
        row in here and not there & here[row] and not any(name in beside for name in _names()[row])
        for row, there in _matters(problem).items()
    )


@lru_cache(maxsize=2000)  # every problem is held against every wording
def _matters(text: str) -> dict[int, frozenset[str]]:
    """Row of _names → which of its names stand in `text`, where any does."""
    found = ((row, frozenset(name for name in names if name in text)) for row, names in enumerate(_names()))
    return {row: names for row, names in found if names}
