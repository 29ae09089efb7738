"""What kind of phrase a point is (要点的词性): the facts of Chinese the heading planner stands on.

A parallel heading must suit what is put into it: 在…上下功夫 takes an activity (活动), 管好… a thing (事物), while a
verb-object phrase (动宾) already is a heading. No dictionary is loaded: verbs that open a verb-object phrase (`verbs`)
and nouns of action that close an activity are closed lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from drafter.language.late import late
from drafter.language.verbs import ATTRIBUTES, MANNERS, NAMED_BY_DOINGS, NOUNS_TOO, OF_PEOPLE, SURE
from drafter.language.verbs import LIGHT_VERBS as LIGHT_VERBS
from drafter.language.verbs import OPENING_VERBS as OPENING_VERBS

Kind = Literal["活动", "事物", "动宾"]

_ONE_VERB = frozenset("减降压增读学练讲抓查建管守育强促保防治补优提扩稳定选配亮赶晒惠解除控拓聚兜护包严")
"""Verbs of one character that open a phrase of three: 读原著, 补短板."""
_ONE_WORD = frozenset(
    "学习 学校 学生 学员 学科 读书 读者 练兵 讲话 讲解 讲座 抓手 查验 查询 建设 建筑 建议 管理 管网 管护 管道 守护 守则 育人 强制 强度 促进 保障 保险 保护 保洁 保密 保健 "
    "防控 防汛 防火 防疫 防灾 防范 治理 治安 治疗 补贴 补偿 补助 优势 优质 优化 提升 提案 扩大 扩面 稳定 稳岗 定点 定期 定额 选举 选址 选调 配套 配电 配送 亮点 亮化 "
    "包保 包联 包干 包案 包装 包裹 严重 严格 严肃 解放 除尘 控制 控烟 拓展 聚集 聚焦 护理 护林 护士 护航 惠民 惠企 减灾 减震 减速 降水 降雨 降温 降噪 降解 压力 压缩 压轴 压减 增量 增长 增值".split()
)
"""Words those verbs begin, which open a noun: 管理费, 防汛办."""

_LONG_NAMES = late(
    "(?:(?<!团)队伍?|人员|工作|责任|制度|机制|办法|方案|清单|台账|名单|情况|结果|问题|力量|装备|设备|能力|水平|质量|标准|成本|费用|资金|经费|行动|平台|体系|网络|中心|工程|项目|计划|任务|进度|措施|演出|手段)$"
)
_NAMED_BY_ITS_DOING = late(f"(?:{_LONG_NAMES.pattern}|(?:站点?|组|款|率|会|课|班|令|表|单|册)$)")
"""How a noun ends that such a verb only tells the kind of (检修队伍)."""

_THING_OF_DOING = late("(?:机构|电话|基地|栏目|公告|对象|责任人|负责人|办公室)$")
"""How a noun ends that begins with its own doing more often than not (检测机构, 培训基地)."""
_ONE_CHARACTER = late("(?:[^一-龥]|[点室馆所书票牌灯化站组款率会课班令表单册器])$")
"""The same for a short one, of one character (检修站)."""
_WORKER = late("(?<!人)员$")
_ITS_OWN_WORD = late("[型式性度化率者]|员(?!工)|器(?![材械具])")
"""What makes a word with the doing before it (保障性, 辅导员)."""
_ONE_DOES_IT_TO = late("(?:[员师手者]|干部|骨干|[^任责]人)$")


def _called_by_doing(verb: str, thing: str, how: str = "") -> bool:
    """Whether a doing with a thing after it may be a noun that is called by it (检测机构, 安全检查员, 保障性住房).

    how: what stands before the doing and tells how it is done, as seldom before such a noun (延时开放图书馆).
    """
    if _ITS_OWN_WORD.match(thing):
        return True
    if len(thing) > 3 and (thing[:2] in ATTRIBUTES or thing.endswith("人员")):
        return False
    if verb in OF_PEOPLE and not thing.endswith("人员") and (_ONE_DOES_IT_TO.search(thing) or is_people(thing)):
        return False  # 培训护理员 is no kind of worker
    if len(thing) == 2:
        return thing in NAMED_BY_DOINGS or is_doing(thing) or _NAMED_BY_ITS_DOING.search(thing) is not None
    endings = (
        (_WORKER, _NAMED_BY_ITS_DOING, _THING_OF_DOING, _ONE_CHARACTER)
        if len(thing) == 3 and not how
        else (_WORKER, _LONG_NAMES, _THING_OF_DOING)
    )
    return any(ending.search(thing) for ending in endings)


_IN_AID_OF = late(
    "^(?:保障(?!性|型|房|措施|对象|体系|机制|制度|方式|单位|范围|人员|中心|住房|水平|能力|标准|条件|服务|工作|供给|供应|基地|功能|队伍)"
    "|支持(?!政策|措施|体系|力度|方式|作用|平台|系统|服务)"
    "|(?:更新|补充)(?!改造|换代|迭代|升级|维护|工作|机制|项目|计划|方案|耕地|医疗|养老|协议|说明))(?=.{3})"
)
"""Verbs that as often are nouns and, before a thing of some length, say what is done to it (保障科研经费, 更新装备)."""

_DOING_TO = late(
    "^(?:攻坚(?!克难|行动|任务|会战|专班|力度|项目|成果|方向|阶段|计划|方案|工程|目标|战|组|队|期|年|月|点)(?=.{3})"
    "|保护(?=.{2,}(?:权益|隐私))|建设(?!工程|项目|用地|单位|资金|领域|市场|规划|标准|成本|质量|进度|管理|任务|成果|水平|力度|兵团|银行|行业|部门|周期|内容|方案|计划)(?=.{4}))"
)
"""Verbs that open as many nouns (攻坚行动, 建设工程): before a thing of some length they do something to it."""

_PREDICATE = late(
    "^(?:把(?![关脉握好牢住准控稳])|将(?!军|来)|以(?![工奖案赛岗文])(?=.{4})|与(?!会)(?=.{3})|[同和](?=.{2,12}(?:联|共|一起|合|对接|衔接|签|商))"
    "|让(?![利步渡座])|使(?![用命])|给(?!水|排水|养|付)|对(?![口标接比症照外内])(?=.{4})|由(?=.{3})|在(?=.{2,}[上中里])|从(?=.{2,}[抓起做])"
    "|必须|务必|务求|一律|一概|绝不|决不|不得|不准|不许|不能|不要|应当|严禁|切忌|力争|确保|做到"
    "|每(?!周一|周五)|逐(?=[月周日旬季年级村户人项站点件个条家栋])|纳入|列入|并入|接入|融入|计入|写入|编入|嵌入|列为|挂钩"
    "|先.{1,5}[再后].{1,5}$|[评讲用选树建抓办做写晒帮带培请走送开演拍](?:[一二三两几]|好几)[批个件场次名堂轮本张条]|逐[块片区街楼栋校企课组](?=.{2})|[0-9一二三四五六七八九十两]+个?(?:工作日|天|小时|分钟|月)(?:内|之内)"
    "|按[年季月周日](?=.{3})|第一时间|(?:按时|足额|如期|按期|尽快|全力|坚决|切实|认真|从快)(?=.{4})|有(?=.+(?:就|必)))"
)
"""How a phrase begins that already is all that can be said of its matter: a verb before it would be one too many."""
# A dot is quicker to compile than [一-龥], and a point has no line breaks.
_CLAUSE_ENDS = late(
    "^少.{2,}多.{2,}|^.{2,6}同时(?=.{4})|[日周月]产[日周月]清$|[日周月]清[日周月]结$|..(?:优先看|先看|必看|人人讲|(?<![演宣听评主试])讲(?!座|解|台|话|堂|义|师[^德]|习|评|述)).{2}$"
    "|[0-9](?:[万亿]?元|[点时](?!到))"
)
"""A subject and what is said of it (垃圾日产日清, 开学第一课讲师德), or what has a sum or an hour in it."""
_SAID = late(
    "(?:一律|全部|直接|统一(?=..)|(?:[纳列并]|(?<!设)计)入(?=..)|逐[处户村人件项栋片站点](?=.)|每[日天周旬月季年].*[次回遍趟轮]$|由(?=..)|[与同]..+(?:签约|同步|衔接|共[建享用]|挂钩|脱钩)"
    "|向..+(?:公布|公开|公示|报告)|一个?[月周天]内|停止|不(?:少|多|低|高|超)[于过]|(?:负责|抓总|带头)$|(?:及时|按时|足额|如期|限时|按期|当[天日场])..$)"
)
_CLAUSE = late(f"^(?![把将]).{{2,}}{_SAID.pattern}")
"""A subject and what it does, or what is done to it, in so many words (农事用火一律报批, 林长负责): nothing is 抓好 about it."""
_RHYTHMIC = late(
    "^(?:(?P<a>[打快严真常边早先敢勤细苦立]).(?P=a).(?:(?P=a).)?|应.尽.|[能该]?.则.|[有逢].{1,2}必.{1,2}|即.即.|.{2}即[办改报查转])$"
)
"""打早打小打了, 应收尽收, 能并则并: verbs on their own."""
_VERB_RESULT = late(
    "^(?:[备留配补给凑][足齐强优实]|[耐守]住|划[细清定]|[摸算理查弄分看认][清准透明]|[管守抓做建用筑护盯稳扎办选育练学讲织压订编定立树打把看防控兜种走拧绷扛提培引招留养带当][好实牢细住紧活准优强早]|打[通破]|做[深透]|走[深实]|叫[响停])(?=..)"
)
"""A verb with its result, which opens a verb-object phrase (备足扑救队伍)."""


@lru_cache(maxsize=2048)  # asked of the same points for every set of headings
def is_predicate(point: str) -> bool:
    """True for a phrase that is a whole predicate (把火源管住, 每站明确一名管护员): no verb takes it as its object.

    >>> [is_predicate(x) for x in ("与村级便民服务中心共建共用", "打早打小打了", "必须第一时间报告", "应收尽收")]
    [True, True, True, True]
    >>> [is_predicate(x) for x in ("评一批身边好人", "逐块核图斑", "3个工作日内受理", "建个体工商户", "办件质量")]
    [True, True, True, False, False]
    >>> [is_predicate(x) for x in ("开学第一课讲师德", "评先评优先看师德", "垃圾日产日清", "设立转贷资金5000万元")]
    [True, True, True, True]
    >>> [is_predicate(x) for x in ("先定物业再改造", "满意度纳入年度考核", "收费与服务质量挂钩", "先进典型宣讲")]
    [True, True, True, False]
    >>> [is_predicate(x) for x in ("校车一律年检", "护士每周上门一次", "楼长负责", "名单向社会公布")]
    [True, True, True, True]
    >>> is_predicate("改造同时成立业主委员会"), is_predicate("同时施工")
    (True, False)
    >>> [is_predicate(x) for x in ("把关审核", "以工代赈", "与会人员管理", "对口支援", "每周五调度", "使用管理", "给水管网")]
    [False, False, False, False, False, False, False]
    """
    whole = _RHYTHMIC.match(point) or _PREDICATE.match(point) or _CLAUSE_ENDS.search(point)
    return whole is not None or is_clause(point)


def is_clause(point: str) -> bool:
    """True for a phrase with a subject of its own and what is said of it: it stands as it is.

    >>> is_clause("校车一律年检"), is_clause("把校车一律送检"), is_clause("校车年检")
    (True, False, False)
    """
    return _CLAUSE.match(point) is not None and (point[:2] not in NOUNS_TOO or _SAID.match(point, 2) is not None)


def who_acts(point: str) -> str:
    """The people a phrase begins with that says what they themselves do; "" where it begins with nobody.

    >>> [who_acts(x) for x in ("老专家带好徒弟", "主要领导带头招商", "楼长牵头议事", "党员带头作用", "干部队伍建设")]
    ['老专家', '主要领导', '楼长', '', '']
    """
    for at in range(2, min(LONGEST_WHO, len(point) - 3) + 1):
        if point[at - 2 : at] not in _WHO_ACT and point[max(0, at - 3) : at] not in _WHO_ACT:
            continue
        rest = point[at:]
        acts = len(rest) >= 4 and (rest[:2] in SURE or bool(_VERB_RESULT.match(rest)))
        acts = acts or (rest[:2] in _BY_THEMSELVES and not rest.endswith(_NAMED_BY_MANNER))
        if acts:
            return point[:at]
    return ""


def opens_with_verb(point: str) -> bool:
    """True for a phrase that says what somebody is to do (疏浚河道, 把火源管住): who does it may stand right before it.

    >>> [opens_with_verb(x) for x in ("清理河道漂浮物", "把火源管住", "与企业签订协议", "校车一律年检", "河道清淤")]
    [True, True, True, False, False]
    """
    return (
        kind(point) == "动宾"
        and not is_clause(point)
        and (
            re.match("把|将|与|同|和|以|按|对|向|每..+明确", point) is not None
            or point[:2] in MANNERS
            or verb_and_thing(point)[1] != ""
            or _CUTTING.match(point) is not None
            or _VERB_RESULT.match(point) is not None
        )
    )


def object_of(phrase: str) -> str:
    """What a verb-object phrase is about, however it is done; any other phrase as it is.

    >>> object_of("攻克难题"), object_of("严格考核"), object_of("维权服务"), object_of("包山头")
    ('难题', '考核', '维权服务', '包山头')
    >>> object_of("及时化解邻里纠纷"), object_of("常态化开展实战演练"), object_of("综合整治行动")
    ('邻里纠纷', '实战演练', '综合整治行动')
    """
    how, _, thing = _reading(phrase)
    if len(thing) < (3 if how else 2) or kind(phrase) != "动宾":
        return phrase
    return thing


DONE_OPENLY = frozenset("曝光 通报 招聘 招考 选拔 遴选 竞聘 竞争 招标 拍卖 审理".split())
"""What 公开 only says the manner of: 公开曝光案例 is no matter of what is to be made public."""


def is_doing(word: str) -> bool:
    """True for a word that is known as a verb or as the name of a doing.

    >>> is_doing("评审"), is_doing("项目")
    (True, False)
    """
    return _is_verb(word) or word in ACTIVITY_ENDINGS


def _is_verb(word: str) -> bool:
    return word in SURE or word in NOUNS_TOO or word in OPENING_VERBS


def _ends_in_doing(point: str) -> bool:
    return point.endswith(_ACTIVITY_ENDINGS) or point[-2:] in NOUNS_TOO


_NONE = ("", "", "")


@lru_cache(maxsize=2048)
def _reading(point: str) -> tuple[str, str, str]:
    """How it is done, the verb and the thing of a phrase that says what is done to something, else three times ""."""
    starts = [0]
    for at in starts:
        starts += (at + n for n in (2, 3) if point[at : at + n] in _SOMEHOW)
        starts += (at + 2,) if point[at : at + 1] == "逐" else ()  # 逐处, 逐栋, 逐店
    starts += (4,) if point[:1] == point[2:3] == "一" else ()  # 一区一策
    for at in sorted(set(starts), reverse=True):
        how, verb, thing = point[:at], point[at : at + 2], point[at + 2 :]
        if len(thing) < 2:
            continue
        doings = is_doing(thing) and point.endswith(_ACTIVITY_ENDINGS)
        if verb in LIGHT_VERBS and doings:
            does = False
        elif verb in SURE or verb == "开展":
            does = True
        elif verb in OPENING_VERBS:
            # 集中整治清理: doings side by side are a noun of action.
            does = not (how and (doings or _is_kind_of_doing(thing)))
        else:
            told = how or (len(thing) > 3 and thing[:2] in ATTRIBUTES)
            taken = verb in NOUNS_TOO or (told and verb in ACTIVITY_ENDINGS)
            does = taken and not _called_by_doing(verb, thing, how) and not _ends_in_doing(point)
        if does:
            return how, verb, thing
    return _NONE


def verb_and_thing(measure: str) -> tuple[str, str, str]:
    """How it is done, the verb and the thing of a measure that opens with a verb of two characters; ("", "", "") for what is
    none, or may be a thing called by a doing.

    >>> verb_and_thing("逐栋排查自建房隐患"), verb_and_thing("逐步推进")
    (('逐栋', '排查', '自建房隐患'), ('', '', ''))
    >>> verb_and_thing("上门探访独居老人"), verb_and_thing("及时发布预警"), verb_and_thing("检测机构")
    (('上门', '探访', '独居老人'), ('及时', '发布', '预警'), ('', '', ''))
    """
    verb, thing = measure[:2], measure[2:]
    if (verb in HOW and thing in ACTIVITY_ENDINGS) or (verb == "公开" and thing[:2] in DONE_OPENLY):
        return _NONE  # 统一配送, 公开曝光案例: how it is done
    if (found := _reading(measure)) != _NONE or len(thing) < 3:
        return found
    # What is a thing by itself (服务乡村振兴) may still be read as what is done to another, to find that other.
    doing = verb in ACTIVITY_ENDINGS or verb in NOUNS_TOO
    return ("", verb, thing) if doing and not _called_by_doing(verb, thing) else _NONE


_OF_DOINGS = frozenset(
    "开展 推进 推动 加强 强化 抓好 做好 组织 实施 督促 敦促 责令 动员 发动 引导 倡导 鼓励 支持 帮助 指导 参加 停止 避免 防止 杜绝 减少 取消 争取 委托 安排 实行 推行 试行 坚持 落实 接受 提供 申请 协调 保障 建立 建成 设立 制定 出台 完善 健全 明确 确定 加快 加大 提高 提升 促进 优化 规范 深化 延长 缩短 扩大 增加 降低 压缩 简化 严格 狠抓".split()
)
"""Verbs whose thing is as often a doing with its own: what follows is no second verb beside them (督促签订合同)."""


def doing_last(measure: str) -> str:
    """A verb and its thing as the name of the doing, how it is done before the doing; "" where there is none.

    >>> doing_last("修缮老旧粮仓"), doing_last("抽查加油机"), doing_last("上门探访独居老人")
    ('老旧粮仓修缮', '加油机抽查', '独居老人上门探访')
    >>> doing_last("补充更新防汛物资"), doing_last("严肃追责问责")
    ('防汛物资补充更新', '')
    >>> doing_last("检测机构"), doing_last("培训基地建设"), doing_last("人行道修补")
    ('', '', '')
    >>> doing_last("加快拨付进度"), doing_last("推进服务事项下沉乡镇")
    ('', '')
    """
    manner, verb, thing = verb_and_thing(measure)
    if verb in _SOMEHOW and verb not in ACTIVITY_ENDINGS and verb != "公开":
        return ""  # 严肃追责问责: how it is done, no verb
    if manner in _OF_DOINGS:
        return ""  # 推进服务事项下沉: two verbs
    twice = _is_verb(thing[:2]) and (len(thing) > 3 or thing in SURE or thing in OPENING_VERBS)
    if len(thing) >= 4 and twice and verb not in _OF_DOINGS and thing[2:] not in NAMED_BY_DOINGS:
        verb, thing, twice = verb + thing[:2], thing[2:], False  # 补充更新物资: two verbs
    # 督促签订劳动合同, 核查核实: two doings.
    doings = thing.endswith(_ACTIVITY_ENDINGS) and not (verb[:2] in SURE or verb[:2] in OPENING_VERBS)
    if doings or twice or any(char.isdecimal() for char in measure):
        return ""
    return f"{thing}{manner}{verb}"


# Endings that make a noun phrase an activity (可以“在…上下功夫”的).
ACTIVITY_ENDINGS = """
    建设 管理 服务 引领 武装 竞赛 改革 创新 转型 升级 整治 治理 保障 保护 监管 监测 培训 宣传 教育 救助 帮扶 落实 发动 领会 找差 见效 立业 诚信 维权 监督 检查 督查 考核
    调度 推进 协调 协同 统筹 配合 联动 共享 开放 合作 对接 招商 引资 就业 创业 增收 振兴 脱贫 攻坚 防控 防治 防范 排查 化解 调解 处置 应对 应急 救援 预警 演练 执法 审批
    审计 征管 监察 巡查 巡视 整改 清理 规范 改造 更新 修复 绿化 造林 养护 管护 运营 运行 运维 供应 供给 配送 采购 加工 制作 留样 陪餐 消毒 储存 分类 回收 处理 收运 投放 开发
    利用 培育 培养 选拔 使用 激励 关爱 关怀 慰问 传承 弘扬 展示 传播 引导 动员 组织 领导 学习 研究 研讨 调研 论证 规划 布局 谋划 储备 争取 申报 验收 评价 评议 评估 公开 公示
    参与 自治 协商 议事 沟通 交流 互动 走访 接访 值守 保密 安保 维稳 普法 禁毒 反诈 打击 治超 节能 降碳 减排 减负 降本 增效 提质 扩面 扩容 达标 创建 示范 试点 推广 普及
    发展 突破 提升 优化 完善 跟进 落地 收官 开局 起步 转化 攻关 研发 孵化 诊疗 救治 诊断 筛查 接种 康复 照护 托育 养老 助餐 阅读 健身 体检 思想认识 履职 尽责 担当 作为 自律
    核查 普查 清查 巡护 值班 带班 巡逻 备勤 壮大 创作 预防 防火 防汛 生产 练兵 集训 引育 查验 援助 带头 引路 筹措 执行 兑现 推动 促进 健全 压实 反馈 信息化 数字化 标准化 规范化 常态化 法治化 网格化 一体化
    补短板 强弱项
    """.split()
_ACTIVITY_ENDINGS = tuple(sorted(ACTIVITY_ENDINGS, key=lambda ending: (-len(ending), ending)))


_QUESTION = late("为什么|为啥|为何|什么|怎么|怎样|如何|哪些|哪里|靠谁|谁来|何处")


def asks(point: str) -> bool:
    """True for a point that is a question (为什么学, 学什么, 怎么干) and names no matter.

    >>> asks("学什么"), asks("学习教育")
    (True, False)
    """
    return _QUESTION.search(point) is not None


_BY_THEN = late(
    "^(?:今年|明年|本)?(?:[0-9一二三四五六七八九十]{1,3}[年月日]|[上中下]旬|年|季度?|月|[一-龥]{0,2}节|[寒暑]?假|假期|汛期?|五一|十一|国庆|元旦|中秋|端午|清明|开学"
    "|入[冬夏秋春汛伏]|两会|高考|中考|供暖|雨季|旺季|春耕|秋收)[底初末]?(?:之?前|之?后|以前|期间|前夕|内)(?=.{4})"
)
"""When a thing is done, before the verb of what is done (五一前开展…)."""


def _done_by_then(point: str) -> bool:
    """Whether a point says when and then what is done, with a verb: no other verb goes before it."""
    found = _BY_THEN.match(point) if any(word in point for word in ("前", "后", "内", "期间")) else None
    rest = point[found.end() :] if found else ""
    return is_doing(rest[:2]) and (rest[:2] in ("开展", "完成") or not rest.endswith(_ACTIVITY_ENDINGS))


@lru_cache(maxsize=2048)
def kind(point: str) -> Kind:
    """动宾 when it opens with a verb or says what is not done, 活动 when it closes with a noun of action, else 事物.

    >>> kind("坚定信心"), kind("维权服务"), kind("老旧电梯"), kind("补台不拆台"), kind("补短板强弱项"), kind("管理费")
    ('动宾', '活动', '事物', '动宾', '动宾', '事物')
    >>> kind("五一前开展景区检查"), kind("汛期前疏浚河道"), kind("节前安全检查")
    ('动宾', '动宾', '活动')
    >>> [kind(x) for x in ("全面排查管网错接", "攻坚雨污分流", "建设充电设施", "一区一策制定方案", "财政补贴及时兑付")]
    ['动宾', '动宾', '动宾', '动宾', '动宾']
    >>> [kind(x) for x in ("入户征求改造意见", "联网管控运输车辆", "参加创业培训", "常态化开展实战演练")]
    ['动宾', '动宾', '动宾', '动宾']
    >>> [kind(x) for x in ("联合执法检查", "动态监测平台", "联网报警系统", "归集扩面")]
    ['活动', '事物', '事物', '活动']
    >>> [kind(x) for x in ("保障科研经费", "支持青年挑大梁", "错峰安排施工时间", "更新巡护装备", "保障措施", "保障性住房")]
    ['动宾', '动宾', '动宾', '动宾', '事物', '事物']
    >>> [kind(x) for x in ("分类选择治理模式", "划细责任段", "书记带头抓", "更新改造", "分级诊疗制度")]
    ['动宾', '动宾', '动宾', '活动', '事物']
    >>> [kind(x) for x in ("全面排查", "攻坚行动", "建设工程质量", "一事一议", "全面从严治党", "建设项目管理")]
    ['活动', '事物', '事物', '事物', '事物', '活动']
    >>> [kind(x) for x in ("成立业主委员会", "下派专家坐诊", "联合推出淡季套票", "县级领导包联企业", "成立时间")]
    ['动宾', '动宾', '动宾', '动宾', '事物']
    >>> [kind(x) for x in ("减材料", "减灾日", "建临时停车场", "修村道", "建制村道路", "配套设施", "建材市场")]
    ['动宾', '事物', '动宾', '动宾', '事物', '事物', '事物']
    """
    # What is stopped or cut (停止评比) is done by just that.
    if asks(point) or is_predicate(point) or _done_by_then(point) or _CUTTING.match(point):
        # 学什么 is what is asked, 把火源管住 what is done: it can be neither 抓好 nor 抓实.
        return "动宾"
    if _VERB_RESULT.match(point) or _BUILDING.match(point):
        return "动宾"
    if "不" in point[1:]:
        # 补台不拆台 says what is done and what is not: nothing more can be done to it.
        return "动宾"
    activity = point.endswith(_ACTIVITY_ENDINGS)
    doing = _ends_in_doing(point)
    if (point[:2] in MANNERS and (len(point) > 4 or (len(point) == 4 and not doing))) or point[:2] == "定期":
        # 带头联系企业, 上门送医: how it is done stands before the verb, whatever the last word is.
        return "动宾"
    if len(point) in (3, 6) and all(
        point[at] in _ONE_VERB and point[at : at + 2] not in _ONE_WORD for at in range(0, len(point), 3)
    ):
        return "动宾"
    if _reading(point) != _NONE or _IN_AID_OF.match(point) or _FOUNDS.match(point):
        return "动宾"
    if (_DOING_TO.match(point) and not activity) or who_acts(point) or own_actor(point):
        return "动宾"
    return "活动" if doing else "事物"


_FOUNDS = late("^(?:成立|组建|设立|组成)[^，]{2,}(?:会|队|组|专班|中心|站|机构|联盟|公司|基金)$")
"""What a body is set up by (成立业主委员会)."""
_BUILDING = late(
    "^(?:建(?![设制材筑成工立造档议国党言管交])|修(?![理订车复缮养建])|装(?![修备配置饰卸])|栽(?![种培])|铺(?![面装设])|挖(?![机掘])|架(?![空设构])|添(?![加置])"
    "|设(?![施备计立置])|配(?![套电送备件置合方])).{1,10}"
    "(?:[场站点路道桥厕房馆室池渠井灯栏牌棚库园亭坝堤树桩廊]|管网|电梯|设施|设备|器材)$"
)
"""A verb of one character and what is built or put up by it (建临时停车场)."""


_HOLDING = late(
    "^(?:坚决|坚定|切实|牢牢|全力|持续|全面|着力|扎实|从严|共同|全员|层层)?"
    "(?:筑牢|筑实|筑起|守牢|守住|守好|守稳|守护|织密|织牢|织好|扎紧|扎牢|扎密|坚守|坚持|打好|打赢|打胜|用好|用活|用足|抓好|抓实|抓牢|抓细|抓紧|"
    "做好|做实|做细|办好|建好|管好|把好|把牢|把紧|严把|扛牢|扛起|绷紧|拧紧|兜牢|兜住|兜实|走好|念好|下好|撑起|护好|护牢|压紧|牵住|挥好|拉起|构筑|织就|夯实)(?=..)"
)
"""Verbs that say only that a thing is kept up or done well, of whatever it may be (筑牢, 打好)."""
_FIGURES = tuple(
    "防线 底线 堤坝 屏障 关口 主动仗 攻坚战 生命线 保卫战 歼灭战 持久战 翻身仗 阻击战 安全网 保障网 防护网 防护墙 防火墙 铜墙铁壁 篱笆 笼子 压舱石 基石 "
    "根基 堡垒 指挥棒 牛鼻子 责任田 大坝 大堤 闸门 阀门 之弦 这根弦 硬仗".split()
)
"""Nouns that only serve such a verb, and what they are a figure of stands before them (消防安全防线)."""


def matters_of(point: str) -> tuple[str, ...]:
    """What a point is about without the verb that holds it up, then without the figure it is held up as; () if neither.

    >>> matters_of("筑牢消防安全防线"), matters_of("坚守耕地红线"), matters_of("安全生产攻坚战"), matters_of("提升服务本领")
    (('消防安全防线', '消防安全'), ('耕地红线',), ('安全生产',), ())
    >>> matters_of("及时化解邻里纠纷")
    ('邻里纠纷',)
    """
    found = [about] if says_how_and_what(point) and (about := object_of(point)) != point else []
    bare = _HOLDING.sub("", point)
    if bare != point:
        found.append(bare)
    verb = point.removesuffix(bare)
    figures = (*_FIGURES, *("关仗" if verb else ""), *("网" if "织" in verb else ""))
    figure = next((figure for figure in figures if bare.endswith(figure)), "")
    rest = bare.removesuffix(figure).removesuffix("的") if figure else ""
    # A figure of one character is a word's end without its verb (海关, 管网), and two characters before a longer one
    # are as often one word with it (安全屏障).
    if len(rest) >= (2 if found else 4):
        found.append(rest)
    return tuple(found)


HOW = frozenset(
    """
    全面 深入 联合 集中 重点 定期 日常 源头 综合 系统 依法 精准 统筹 协同 全程 专项 常态 动态 分类 分级 规范 科学 严格 持续 全员 广泛 有效 主动 及时 快速 统一 多方 协调 共同
    创新 有序 高效 优质 特色 先行 整体 深度 强化 加强 推进 提升 全域 上下 一体 双向 闭环 长效 扎实 有力 合理 公开 公正 文明 绿色 高质量 全过程 全方位 全链条 全覆盖 拉网式
    """.split()
)
"""Words before a doing that say how, when or how widely it is done, not to what (全面排查)."""
_SOMEHOW = (
    HOW
    | MANNERS
    | frozenset(
        "精准 入户 联网 结对 定点 就近 从严 严肃 优先 大力 着力 切实 常态化 网格化 精细化 制度化 规范化 标准化 一体化 彻底 逐一 全程 接续 免费 分层 分区 分段 从快 挂钩 交叉 异地 有偿 无偿".split()
    )
) - frozenset("优质 文明 绿色 特色 先行 整体 深度 专项 综合 系统 日常 高效 高质量 科学 常态".split())
"""How a thing is done before the verb that does it; what as often tells of a noun (优质服务) is left out."""


def _is_kind_of_doing(rest: str) -> bool:
    """Whether nothing follows a verb but what such a doing is called (整治|行动方案), no thing that it is done to."""
    while found := _NAMED_BY_ITS_DOING.search(rest):
        rest = rest[: found.start()]
    return len(rest) < 2


def says_how_and_what(point: str) -> bool:
    """True for how a thing is done, the verb and the thing itself (精准摸排未参保人员): no verb goes before it.

    >>> [says_how_and_what(x) for x in ("精准摸排未参保人员", "结对拜师学技术", "专项整治行动方案", "精准帮扶", "联合检查")]
    [True, True, False, False, False]
    """
    return _reading(point)[0] != ""


def object_noun(point: str) -> str:
    """The noun a point is about: what its doing is done to; empty where it says only how something is done.

    >>> object_noun("矛盾化解"), object_noun("全面排查"), object_noun("加强管网改造"), object_noun("作业票管理")
    ('矛盾', '', '管网', '作业票')
    >>> object_noun("老旧电梯"), object_noun("教育"), object_noun("盘活闲置资产")
    ('老旧电梯', '', '闲置资产')
    """
    rest = object_of(point.removesuffix("工作"))
    while len(rest) >= 2 and rest.endswith(_ACTIVITY_ENDINGS):
        rest = rest[: -len(next(ending for ending in _ACTIVITY_ENDINGS if rest.endswith(ending)))]
    return "" if rest in HOW or len(rest) < 2 else rest


_CUTTING = late("(?:停止|停办|终止|缩减|削减|精简(?!高效|便捷|优化|明了)|禁止|严禁|不再|逐步(?:减少|压减|取消))..")
"""Verbs that are never the name of a thing (精简机构, 停止收费); what is 压减 or 取消 may be."""
_LESSENS = late(
    "^(?:坚决|大力|逐步|持续|严格|切实|全面|依法|有效|进一步)*"
    "(?:减少|压减|压缩|缩减|削减|精简(?!高效|便捷|优化|明了)|取消|停止|停办|终止|禁止|严禁|叫停|不再|避免|杜绝)(?=..)"
)


def takes_no_verb(phrase: str) -> bool:
    """True for what opens with a verb beyond doubt: 抓好 before it is one verb too many (抓好简化手续).

    >>> [takes_no_verb(x) for x in ("简化办事手续", "及时化解邻里纠纷", "贯彻落实", "传达学习", "手续办理")]
    [True, True, False, False, False]
    """
    doings = len(phrase) == 4 and phrase.endswith(_ACTIVITY_ENDINGS)
    return (len(phrase) >= 4 and phrase[:2] in SURE and not doings) or says_how_and_what(phrase)


_TROUBLES = tuple(
    """
    纠纷 矛盾 隐患 短板 弱项 问题 污染 积案 欠账 违建 乱象 拥堵 事故 风险 障碍 瓶颈 堵点 难点 痛点 漏洞 陋习 浪费 欠薪 形式主义 官僚主义 不正之风 犯罪 诈骗 火灾 灾害 病虫害
    违法行为 失信 噪声 内涝 难题
    """.split()
)


_RESTRAINING = (
    "严控 遏制 遏止 遏阻 杜绝 严禁 禁止 压减 压降 压缩 叫停 制止 取缔 关停 淘汰 限制 防止 纠正 纠治 清退 取消 抵制 反对 减少 惩治 严惩 "
    "查处 严查 严打 打击 清理 清查 根除 根治 破除 消除 管控 控制 严防 防范 堵住 堵塞 不得 不准 不许 拒绝 整治 查纠 清除 控住 刹住 管住 "
    "戒除 扭转 停止 停办 终止 缩减 削减 精简(?!高效|便捷|优化|明了)"
).split()
_RESTRAINS = late(
    "^(?:坚决|严格|全面|持续|从严|依法|着力|有效|切实|大力|严肃|及时|深入|严厉|集中|坚持|彻底|重拳|逐步)*"
    f"(?:{'|'.join(_RESTRAINING)}|[控防堵清禁](?=[存增变漏入源]))"
)
_NOUNS_TOO = ("管控", "整治", "防范", "清理", "控制", "打击", "查处", "限制")
_NOUN_ENDINGS = ("机制", "制度", "体系", "平台", "建设", "行动", "能力", "工作")


def restrains(phrase: str) -> bool:
    """True for what is to be stopped, cut or kept out (严控两高项目, 清理乱收费): nothing said of promoting it fits.

    Troubles (消除隐患) are none: what is said of them is how to be rid of them.

    >>> restrains("坚决遏制高耗能项目盲目发展"), restrains("控增量，新账不再添"), restrains("清单管理"), restrains("项目建设")
    (True, True, False, False)
    """
    if is_trouble(phrase) or (phrase.startswith(_NOUNS_TOO) and phrase.endswith(_NOUN_ENDINGS)):
        return False
    return _RESTRAINS.match(phrase) is not None


def lessening(phrase: str) -> str:
    """The verb of what is to be done less or no more, with what stands before it, "" for any other phrase.

    >>> lessening("逐步减少检查"), lessening("停止评比"), lessening("检查督导"), lessening("严查二次收费")
    ('逐步减少', '停止', '', '')
    """
    found = _LESSENS.match(phrase)
    return found[0] if found and not is_trouble(phrase) else ""


def is_trouble(point: str) -> bool:
    """True for something bad that is to be got rid of (邻里纠纷), not taken up: one 化解s it and cannot 抓实 it."""
    return point.endswith(_TROUBLES)


REGIONS = (
    # what a region word makes of 我…, and who carries things out there when the brief names nobody
    ("全国", "我国", "各地区各部门"),
    ("全省", "我省", "各地各有关部门"),
    ("全自治区", "我区", "各地各有关部门"),
    ("全市", "我市", "各地各有关部门"),
    ("全州", "我州", "各地各有关部门"),
    ("全盟", "我盟", "各地各有关部门"),
    ("全县", "我县", "各乡镇各有关部门"),
    ("全旗", "我旗", "各乡镇各有关部门"),
    ("全区", "我区", "各街道各有关部门"),
    ("全镇", "我镇", "各村（社区）和镇直各部门"),
    ("全乡", "我乡", "各村和乡直各部门"),
    ("全街道", "我街道", "各社区和各科室"),
    ("全村", "我村", "村“两委”和各村民小组"),
    ("全校", "我校", "各部门各年级"),
    ("全院", "我院", "各科室各部门"),
    ("全局", "我局", "各科室各单位"),
    ("全委", "我委", "各科室各单位"),
    ("全厅", "我厅", "各处室各单位"),
    ("全行", "我行", "各部门各支行"),
    ("全公司", "我公司", "各部门各单位"),
    ("全集团", "我集团", "各部门各单位"),
    ("全厂", "我厂", "各车间各部门"),
    ("全系统", "我系统", "各单位各部门"),
    ("全队", "我队", "各中队各科室"),
)


_UNITS = (
    # what kind of body a meeting is held in, where its name says so, and who carries things out there
    (late("(?:中学|小学|学校|大学|学院|幼儿园|附中|附小|高中)(?!生)"), "各部门各年级"),
    (late("(?:医院|卫生院|保健院|疾控中心)"), "各科室各部门"),
    (late("(?:公司|集团|银行|.厂|矿业|煤矿)"), "各部门各单位"),
    (late("(?:局|厅|委|办|院|中心)(?:党组|党委|机关)"), "各科室各单位"),
    (late("(?:[局厅委办馆校站所社]|中心)(?:机关)?(?:全体|全系统)?(?:干部职工|党员干部|职工)"), "各科室"),
    (late("^.{2,3}街道"), "各社区和各科室"),
    (late("^.{2,3}[镇乡](?![村镇化建])"), "各村（社区）和各部门"),
)


_COUNCIL = late("(?:委员会|联席会议|领导小组|指挥部|工作专班)(?:第.{1,3}次)?(?:全体|扩大)?(?:会议|会)?$")
_PARTY_COMMITTEE = late("中共|中国共产党|[省市县区]委员会|代表大会")


def bodies_of(meeting: str, region: str) -> str:
    """Who carries things out when the brief names nobody: the general bodies such a meeting has, no organisation.

    A meeting of one school or firm has its own; one of a whole region (全市中小学…) has the region's.
    """
    if _COUNCIL.search(meeting) and not _PARTY_COMMITTEE.search(meeting):
        return "各成员单位"
    if not region_of(meeting):
        for pattern, bodies in _UNITS:
            if pattern.search(meeting):
                return bodies
    return next((bodies for name, _, bodies in REGIONS if name == region), "各有关单位和部门")


_HOUSES = ("全校", "全院", "全局", "全委", "全厅", "全行", "全公司", "全集团", "全厂", "全系统", "全队")


def of_one_house(meeting: str) -> bool:
    """Whether a meeting is that of one school, office or firm among themselves.

    >>> of_one_house("全校命题质量座谈会"), of_one_house("全市中小学座谈会")
    (True, False)
    """
    region = region_of(meeting)
    return region in _HOUSES or (not region and any(pattern.search(meeting) for pattern, _ in _UNITS))


_HOUSE_OFFICE = late("^(?:[一-龥]{0,4}?[省市县区州盟旗])?(?P<sphere>[一-龥]{2,8}?)(?:局|厅|委|办)(?:党组|党委|机关)")


def office_of(meeting: str) -> str:
    """The business of the office that a meeting of its own house is held in; empty for any other meeting.

    >>> office_of("县审计局党组（扩大）会议"), office_of("全县审计工作会议")
    ('审计', '')
    """
    found = _HOUSE_OFFICE.match(meeting) if of_one_house(meeting) else None
    return found["sphere"] if found else ""


def region_of(meeting: str) -> str:
    """全市 in 全市工会工作会议; empty when the name opens with none."""
    for region, _, _ in REGIONS:
        if meeting.startswith(region):
            return region
    return ""


_MEETING_ENDINGS = tuple(
    sorted(
        """
        工作会议 会议 推进会 推进会议 现场推进会 现场会 工作推进会 动员会 动员大会 动员部署会 动员部署大会 部署会 部署会议 总结表彰会 总结表彰大会 表彰大会 表彰会 总结大会 总结会
        座谈会 恳谈会 茶话会 交流会 传达学习会 传达学习会议 学习会 宣讲会 联席会议 联席会 协调会 全体会议 全体会 调度会 调度会议 启动会 启动仪式 誓师大会 大会 培训班 培训会 开班式
        开班仪式 开工仪式 集中开工仪式 签约仪式 揭牌仪式 仪式 视频会 视频调度会 视频调度会议 专题调度会 现场办公会 干部座谈会 干部大会 干部会议 总结会议 务虚会 碰头会 会商会
        例会 职代会 职工代表大会 会 专题会 专题会议 电视电话会议 视频会议 述职会 述职评议会 考核会 点评会 年会 例会 党组会议 委员会全体会议 领导小组会议 代表大会
        """.split(),
        key=lambda ending: (-len(ending), ending),
    )
)


_WHEN = late(
    "^(?:[0-9]{4}年(?:度|[春夏秋冬]季?)?|[春夏秋冬]季|[上下]半年|第?[一二三四]季度|[0-9一二三四五六七八九十]+月份?)"
)
_HOST = late("^[一-龥]{0,8}?(?:集团公司|集团|公司|局党组|党组|党委|机关)(?=[一-龥]{4}|[0-9]{4}年)")
_NO_PART = late(
    "(?:视频|紧急|常务|部署|专题|现场|集中|工作月|[0-9一二三四五六七八九十]+月份?|(?<=[一-龥]{3})[月周日]|[上下]半年|年度|第[一-龥]{1,3}次(?:全体|扩大)?)$"
)


_NO_THEME = late(
    "^(?:年度|年中|半年)?工作$|^[二三四五]级$|^(?:年度|工作)?总结$|(?:委会|委员会|领导小组|指挥部|[届节]|节(?:庆祝|纪念|慰问)|[换会节][届议日]?后)$"
    "|^(?:五四|七一|八一|六一|三八|五一|十一|国庆|元旦|新年|新春|春节|中秋|重阳)$"
)


_PLACE = late(
    "^(?:[一-龥]{2,3}(?:省|市|县|区|镇|乡|街道|自治州|自治县|州|盟|旗)(?:人民政府|政府|委员会|委|直)?"
    "|[省市县区](?:人民政府|政府|委|直))(?=[一-龥0-9]{4})"
)
_OFFICE = late("^[一-龥]{1,8}?(?:局|厅|办公室|委员会|联合会|总社|指挥部)(?=[一-龥0-9]{4})")
_RUNNING_NUMBER = late("[0-9]|第[一二三四五六七八九十]+[次届]")
_NUMBERED_MATTER = late(
    "第[一二三四五六七八九十]+[次届][一-龥]{2,}(?:普查|调查|清查|筹备|筹办|承办|保障|服务|工作|建设|活动|行动)$"
)
"""A matter that bears a number itself (第四次全国农业普查)."""
_LIFE = late("(?:民主|组织)生活会")
_JUDGED = late("(?:工作)?(?:述职|评议|考核|测评|述责|述廉)+$")
"""What a meeting does with the work it is about (基层党建述职评议考核会)."""
_FIELD_OF = (
    ("退役军人 转业军人 复退军人", "退役军人工作"),
    ("老干部 离退休干部 退休干部 老同志", "老干部工作"),
    ("劳模 劳动模范", "劳模工作"),
    ("妇女", "妇女工作"),
    ("青年", "青年工作"),
    ("人才 专家", "人才工作"),
    ("教师 教育工作者", "教育工作"),
    ("医务工作者 医师 护士", "卫生健康工作"),
    ("台商 台胞 台属", "对台工作"),
    ("侨商 侨胞 侨眷", "侨务工作"),
)
"""Whose matters there is an office for: a meeting with them is about those, as far as its name says."""


_PASSED_ON = late(
    "(?:传达|学习|贯彻|宣讲|落实)+(?:(?:全[国省市县区州]|中央|[省市县区州]委)?(?P<matter>[一-龥]{2,8}?)"
    "(?:电视电话|视频)?(?:大会|会议|座谈会|推进会)|[一-龥]*(?:全会|讲话))精神$"
)


def theme_of(meeting: str, region: str = "") -> str:
    """What a meeting's name says it is about: 全市工会工作会议 → 工会工作; empty when it does not say so plainly.

    region: the place the brief names, which is no part of it.

    >>> theme_of("集团公司安全生产月动员会"), theme_of("全县防汛视频调度会"), theme_of("2026年度全县供水会")
    ('安全生产', '防汛', '供水')
    >>> theme_of("县教育局传达学习全县教育大会精神会议"), theme_of("传达学习全省供水工作会议精神会议")
    ('教育工作', '供水工作')
    >>> theme_of("全县民营企业家座谈会"), theme_of("全县退役军人代表座谈会"), theme_of("全市安委会第三次全体会议")
    ('', '退役军人工作', '')
    >>> theme_of("临港建设集团2026年安全生产工作会议"), theme_of("全县第四次全国农业普查动员会")
    ('安全生产工作', '第四次全国农业普查')
    >>> theme_of("全市科技创新表彰暨高层次人才座谈会"), theme_of("全市安全生产动员部署暨培训会")
    ('科技创新', '安全生产')
    >>> theme_of("全县“一老一小”照护现场会暨托育推进会"), theme_of("最美园丁表彰会暨教师队伍建设座谈会")
    ('“一老一小”照护', '教师队伍建设')
    >>> theme_of("全县三级干部大会暨招商引资动员会")
    '招商引资'
    >>> theme_of("全区森林防火暨病虫害防治工作会议"), theme_of("全县返乡青年暨民宿经营户座谈会")
    ('森林防火和病虫害防治工作', '')
    """
    first, joined, second = meeting.partition("暨")
    if not joined:
        return _theme_of(meeting, region)
    # 科技创新表彰暨人才座谈会: the first of the two is a meeting as well, and says what of.
    itself = _MEETING_TOO.search(first)
    whole = first.endswith(("会", "式", "班", "会议"))
    one = _theme_of(first if whole else first + ("会" if itself else "会议"), region)
    other = _theme_of(second, region)
    return f"{one}和{other}" if one and other and not itself else one or other


_MEETING_TOO = late(
    "(?:会议?|式|班|表彰|动员|部署|启动|开工|签约|揭牌|庆祝|总结|述职|评议|培训|观摩|调度|宣誓|授[牌旗]|颁奖)$"
)
"""How the first of two meetings ends, where its matter is that of both (科技创新表彰暨人才座谈会)."""


def quoted_inside(text: str) -> str:
    """`text` as it stands within quotation marks.

    >>> quoted_inside("“一老一小”服务")
    '‘一老一小’服务'
    """
    return text.translate(_INNER)


_INNER = str.maketrans("“”", "‘’")
_COMMENDED = late("^[“”]?(?:最美|十佳|十大|优秀|先进(?:集体|个人|单位|工作者)|模范)")
"""Who is commended: no matter of work."""
_IN_GENERAL = "高质量发展"
"""What any work comes to, behind the matter itself (养老服务高质量发展)."""
_QUOTED = late("[“《](?P<name>[^“”《》]*)[”》]")


def _theme_of(meeting: str, region: str) -> str:
    """What one meeting is about, by its name."""
    meeting = _WHEN.sub("", meeting)
    meeting = meeting.removeprefix(region) if region else meeting
    region = region_of(meeting)
    rest = _HOST.sub("", meeting[len(region) :])
    rest = _WHEN.sub(
        "", _OFFICE.sub("", rest) if region or not _PLACE.match(rest) else _OFFICE.sub("", _PLACE.sub("", rest))
    )
    if _SITTING.search(rest) and _HONOURED.fullmatch(_SITTING.sub("", rest)):
        who = _SITTING.sub("", rest).removesuffix("节").removesuffix("代表")
        return next((field for words, field in _FIELD_OF if who.endswith(tuple(words.split()))), "")
    if _SITTING.search(rest) and _SITTING.sub("", rest).endswith("企业"):
        return ""
    for ending in _MEETING_ENDINGS:
        if rest.endswith(ending):
            rest = rest[: -len(ending)] + ("工作" if ending.startswith("工作会") else "")
            break
    if rest.endswith("生活") and _LIFE.search(meeting):
        # 民主生活会 is about itself.
        return ""
    judged = _JUDGED.sub("", rest)
    rest = f"{judged}工作" if judged != rest and len(judged) >= 2 else rest
    while _NO_PART.search(rest) and len(_NO_PART.sub("", rest)) >= 2:
        rest = _NO_PART.sub("", rest)
    rest = rest.strip(" ")
    bare = rest.removesuffix(_IN_GENERAL)
    rest = bare if kind(bare) == "活动" else rest
    # Marks around the whole go, those around a part of it stay.
    rest = whole["name"] if (whole := _QUOTED.fullmatch(rest)) else rest
    if passed_on := _PASSED_ON.search(rest):
        # What a meeting passes on is the spirit of another; the matter is that one's.
        matter = passed_on["matter"] or ""
        rest = matter + ("" if matter.endswith("工作") else "工作") if len(matter) >= 2 else ""
    # Those who come, and the body that meets, are not what the meeting is about.
    return (
        ""
        if len(rest) < 2
        or rest.endswith(PEOPLE_ENDINGS)
        or _COMMENDED.match(rest)
        or _NO_THEME.search(rest)
        or (_RUNNING_NUMBER.search(rest) and not _NUMBERED_MATTER.match(rest))
        else rest
    )


_HEADS_OF_UNITS = tuple(
    "副董事长 董事长 副总经理 总经理 副厂长 厂长 副馆长 馆长 副行长 行长 副主席 主席 副会长 会长 副局长 局长 副厅长 厅长 副主任 主任 副院长 院长 副校长 校长 副书记 书记".split()
)


_PLACED = late(
    "^(?:中共|中国共产党)?[一-龥]{2,8}?(?=(?P<body>(?P<level>[省市县区州盟旗镇乡])(?:委(?!员会|会)|(?:人民)?政府|人大|政协)))"
)


def _bare_post(post: str) -> str:
    """青禾县委副书记 → 县委副书记, 青禾县人民政府县长 → 县长: a post as it is called at home."""
    bare = _PLACED.sub("", post.strip()).replace("人民政府", "政府", 1)
    return re.sub("^([省市县区州盟旗镇乡])政府(?=(?:代|副|常务副)?\\1长$)", "", bare)


def unit_of(position: str) -> str:
    """Whom a post speaks for: 市委副书记 → 市委, 副县长 → 县政府, 市总工会主席 → 市总工会; empty when unclear.

    One who heads the government speaks for both: 县委副书记、县长 → 县委、县政府.
    """
    first, _, second = (_bare_post(post) for post in position.strip().partition("、"))
    for level in ("省", "市", "县", "区", "州", "盟", "旗"):
        if first.startswith(f"{level}委") and second in (f"{level}长", f"代{level}长", f"{level}政府{level}长"):
            return f"{level}委、{level}政府"
    position = first
    for title in ("党组书记", "党委书记", "党工委书记"):
        if position.endswith(title) and len(position) > len(title):
            return position[: -len("书记")]
    for level in ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"):
        if position.startswith(f"{level}委"):
            return f"{level}委"
        if position in (
            f"{level}长",
            f"副{level}长",
            f"代{level}长",
            f"常务副{level}长",
            f"{level}委常委、副{level}长",
        ):
            return f"{level}政府"
        if position.startswith((f"{level}政府", f"{level}人大", f"{level}政协")):
            return position[:3]
    for ending in _HEADS_OF_UNITS:
        if position.endswith(ending) and len(position) > len(ending):
            unit = position[: -len(ending)]
            # 市教育局局长 names the unit in full, 市教育局长 lends it the last character.
            office = ending[-2] if ending.endswith(("局长", "厅长")) else ""
            return unit if unit.endswith(office) else unit + office
    return ""


_OWN_ACTOR = late(
    "^(?P<who>(?:[省市县区州旗镇乡村]级|[省市县区州旗镇乡](?!域)|各级|处级|科级)?(?:党政|主要|分管|挂点|包保|班子|机关|驻村|镇村|乡镇|街道|社区)*"
    "(?:领导班子成员|班子成员|领导干部|领导|负责同志|负责人|书记|一把手|干部|党员|专家|河长|湖长|林长|田长|路长|街长|楼长|网格员|专班|民警|医生|教师|第一书记))"
    "(?=包(?!装|裹|容)|挂|联(?![合席]会议|系点制度)|带[队头班]|领[办衔]|驻|蹲点|下沉|上阵|督办|牵头|认领|到岗|轮值|值[守班]|巡[河林田湖山护查]|入户|进[村户企]|走访|接访|上门|一线|坐诊|盯[办守]|亲自)"
)


_TITLES = frozenset("专班 领导 领导干部 干部 党员 书记 负责人 负责同志".split())


def own_actor(measure: str) -> str:
    """Who does a measure that says so itself (市级领导包库 → 市级领导); "" where it names nobody in particular.

    >>> own_actor("市级领导包库"), own_actor("干部教育培训"), own_actor("领导包案"), own_actor("各级河长巡河")
    ('市级领导', '', '', '各级河长')
    """
    found = _OWN_ACTOR.match(measure)
    # Whose 领导 they are is the safeguard's to say.
    return found["who"] if found and found["who"] not in _TITLES else ""


SECTOR_WORDS = tuple(
    "工会 职工 团组织 团员 妇联 残联 工商联 学校 校长 学生 教师 班级 医院 医护 患者 法院 检察 银行 部队 高校 食堂 车间 班组 村民 养老院".split()
)
"""Bodies and people that belong to one sector: a line with one is out of place at a meeting of another."""


PEOPLE_ENDINGS = tuple(
    "家 者 户 模范 标兵 老师 干警 书记 责任人 负责人 个人 同志 干部 职工 群众 代表 师生 员工 青年 党员 学员 委员 教师 村民 居民 人员 战士 工人 妇女 企业家 "
    "军人 军属 台属 劳模 工匠 家属 家长 台商 侨商 客商 港商 商户 侨胞 台胞 侨眷 烈属 乡贤 校友 骑手 司机 农民工 老人 农民 运动员 快递员 志愿军 能人 艺人 匠人 传承人 师傅 院士 教授 亲友 朋友 老兵 嘉宾 来宾 学生".split()
)


_WHO_ACT = frozenset(
    ("领导", "专家", "人才", *(f"{place}长" for place in "楼河湖林田路街校院站所局厂村组班队"), *PEOPLE_ENDINGS)
)
"""How those end who act, in two characters or three."""
LONGEST_WHO = 8
"""Characters of the longest name of those who act."""
_NAMED_BY_MANNER = ("作用", "性", "意识", "精神", "制度", "机制")
_BY_THEMSELVES = frozenset("带头 主动 亲自 带队 靠前 牵头 自觉 当好 争当".split())
"""How one acts oneself, right after who acts (主要领导带头招商)."""
_OFFICE_NAMED = late("(?:镇街|街镇|镇|乡|街道|[县区市州盟旗][）)]?|局|委|办|办公室|政府|部门|单位|机关|管委会|指挥部)$")
"""How offices end that are to act, named beside people; firms and schools may stand for people of theirs (学校、企业代表)."""


def is_people(audience: str) -> bool:
    """Whether people are spoken to; where as many offices are named with guests, it is the offices that are.

    >>> is_people("广大民营企业家"), is_people("各乡镇和县直有关部门"), is_people("各镇街、区城管局、物业企业代表")
    (True, False, False)
    """
    return audience.endswith((*PEOPLE_ENDINGS, "人才")) and not (
        mostly_offices(audience) and not audience.endswith(_STAFF)
    )


def mostly_offices(audience: str) -> bool:
    """Whether at least half of those named are offices.

    >>> mostly_offices("各镇街、区城管局、物业企业代表"), mostly_offices("医护人员和患者代表")
    (True, False)
    """
    parts = _named_apart(audience)
    return 2 * sum(_OFFICE_NAMED.search(part) is not None for part in parts) >= len(parts)


_HONOURED = late(
    "(?P<who>[一-龥]*?(?:企业家|人才|专家|学者|艺术家|作家|科学家|工作者|教师|医师|医生|护士|劳模|劳动模范|模范|标兵|工匠|青年|"
    "代表|委员|退役军人|军属|台商|台胞|台属|侨商|侨眷|老干部|老同志|离退休干部|客商|乡贤|校友|侨胞|妇女|骑手|快递员|司机|农民工|户外劳动者))(?:节|日)?$"
)
_HOW_MANY = late("^(?:各|[0-9一二两三四五六七八九十几]+)(?:位|名)")
_SITTING = late(
    "(?:新春|迎春|迎新春|春节|中秋|国庆|重阳|年终|岁末|节前)?(?:专题)?(?:座谈会|恳谈会|茶话会|交流会|座谈)$"
)


_ON_THE_FEAST = late("^[一-龥]{2,3}节(?=[一-龥]{2})")
"""When guests are invited, before who they are (重阳节老干部)."""


def guests_of(meeting: str, region: str, spoke: Iterable[str]) -> str:
    """Those a meeting is held to listen to, by its name, else by who `spoke` there; "" where neither tells.

    >>> guests_of("全县教师节座谈会", "", ()), guests_of("全市人才工作座谈会", "", ["市人社局", "八位青年人才"])
    ('各位教师', '各位青年人才')
    >>> guests_of("全区重阳节老干部座谈会", "全区", ())
    '各位老干部'
    """
    named = _WHEN.sub("", meeting).removeprefix(region)
    named = _SITTING.sub("", _WHEN.sub("", named[len(region_of(named)) :]))
    named = _ON_THE_FEAST.sub("", named)
    for who in (named, *spoke):
        found = _HONOURED.match(_HOW_MANY.sub("", who))
        if found:
            return "各位" + found["who"].removeprefix("广大")
    return ""


_GUESTS = tuple("老干部 离退休干部 退休干部 老同志 老党员 老战士 农民工 老教师".split())
"""Who ends like those who serve and is served."""
_STAFF = tuple("书记 责任人 负责人 干部 职工 党员 员工 人员 干警 委员 学员 教师 老师 战士 工人 同志".split())


def is_guest(audience: str) -> bool:
    """True for those who are served (广大民营企业家, 各界代表), False for those who serve (全体职工, 各村党组织书记)."""
    return is_people(audience) and (audience.endswith(_GUESTS) or not audience.endswith(_STAFF))


def names_people(audience: str) -> bool:
    """True where people are spoken to, alone or beside bodies (广大妇女和各级妇联组织)."""
    return any(is_people(part) for part in _named_apart(audience))


def guests_among(audience: str) -> str:
    """The first of those named who is a guest, "" where all of them serve.

    >>> guests_among("各乡镇和特邀嘉宾"), guests_among("全体职工")
    ('特邀嘉宾', '')
    """
    return next((part for part in _named_apart(audience) if is_guest(part)), "")


def offices_among(audience: str) -> str:
    """Those who are to act where guests, or people of firms, are named beside offices; "" for any other audience.

    >>> offices_among("各乡镇、县直有关部门和种粮大户"), offices_among("民营企业家代表、各高校和市直有关部门")
    ('各乡镇、县直有关部门', '各高校、市直有关部门')
    >>> offices_among("各乡镇和县直有关部门"), offices_among("医护人员和患者代表"), offices_among("各乡镇、县直部门负责人")
    ('', '', '')
    """
    parts = _named_apart(audience)
    acting = [part for part in parts if not (is_guest(part) or ("企业" in part and is_people(part)))]
    return "、".join(acting) if len(acting) < len(parts) and any(map(_OFFICE_NAMED.search, acting)) else ""


def _named_apart(audience: str) -> list[str]:
    return re.split("[、和及与，]|以及", audience)


_SECRETARY = late("(?<=党组织|党支部|党总支|[一-龥]党委|[一-龥]党组|党工委)书记$")


def body_behind(audience: str) -> str:
    """The body that does what its head is told: 各村党组织书记 → 各村党组织; empty when no body is named.

    >>> body_behind("各乡镇党委书记"), body_behind("各级林长")
    ('各乡镇党委', '')
    """
    return _SECRETARY.sub("", audience) if audience.endswith("书记") and _SECRETARY.search(audience) else ""


_STAFF_OF = (
    ("教师 老师 教育工作者 教职工 校长 园长 师生", "各学校"),
    ("医务工作者 医务人员 医护人员 卫生健康工作者 医生 医师 护士", "各医疗卫生单位"),
    ("民警 干警 政法干警 辅警", "各政法单位"),
    ("科技工作者 科研人员", "各科研单位"),
    ("环卫工人 环卫工作者", "各环卫单位"),
    ("文艺工作者 文化工作者", "各文艺单位"),
    ("新闻工作者 记者", "各新闻单位"),
    ("社会工作者 社区工作者 社工", "各社区"),
    ("网格员 护林员 河管员", "各村（社区）"),
    ("劳模 劳动模范 先进工作者 职工 工人", "各单位"),
)


def body_of_staff(audience: str) -> str:
    """The bodies that those who are spoken to work in, named in general; empty where they are of none.

    >>> body_of_staff("全区广大教师和教育工作者"), body_of_staff("广大快递员")
    ('各学校', '')
    """
    # 教师代表 come from the same schools as the teachers they stand for.
    who = audience.removesuffix("代表") or audience
    found = [(len(word), body) for words, body in _STAFF_OF for word in words.split() if who.endswith(word)]
    return max(found, default=(0, ""))[1]


def short_audience(audience: str, region: str) -> str:
    """The audience in short: 全市各级工会组织和广大工会干部 → 各级工会组织; unchanged when it has one part."""
    text = audience.removeprefix(region) if region else audience
    for joint in ("和广大", "及广大", "以及", "、广大"):
        head, found, _ = text.partition(joint)
        if found and len(head) >= 4:
            return head
    return text or audience


_LOCAL = late(
    "(?:乡镇|镇街|街镇|街道|镇（街道）|乡（镇）|县区|区县|市县|旗县|县（市、区）|旗县（市、区）|市州|盟市|镇村|村（社区）|村居|社区|分公司|项目部|支部|年级|车间|班组)$"
)
_ON_THE_SPOT = late("(?:乡镇|镇|乡|街道|林场|农场|园区|开发区|新区|管委会|景区|保护区|企业|公司|社区|村)$")
_DEPARTMENTS = late("(?:部门|科室|处室|机关|职能部室|成员单位|直各?有?关?单位)$")
_DEPARTMENT_WORK = late(
    "标准|验收|审批|审核|核定|督查|督导|通报|指导|监管|执法|资金|预算|统筹|会同|印发|立项|规划|出台|政策|考评|评估|培训|联合|平台|数据|协调|检测|抽检|抽查|办法|汇总"
)
_LOCAL_WORK = late(
    "入户|逐户|上门|村|群众|居民|登记|排查|摸底|摸清|巡查|日常|发动|宣传|现场|点位|台账|张榜|公示|走访|清理|看守|施工|在建|包保|网格"
)


def audience_parts(audience: str) -> tuple[str, str] | None:
    """Those on the spot and the departments, out of an audience that names both; None for any other.

    >>> audience_parts("各乡镇和县直有关部门")
    ('各乡镇', '县直有关部门')
    """
    parts = re.split("[、和及与]", audience.replace("县（市、区）", "县\0市\1区\2")) if audience else []
    named = [part.replace("\0", "（").replace("\1", "、").replace("\2", "）") for part in parts]
    if len(named) == 3 and _DEPARTMENTS.search(named[2]) and _ON_THE_SPOT.search(named[1]):
        # 各乡镇、林场和县直有关部门: two kinds on the spot.
        named = [f"{named[0]}、{named[1]}", named[2]]
    if (
        len(named) == 3
        and _DEPARTMENTS.search(named[1])
        and named[2].endswith(("企业", "公司", "单位", "学校", "院校", "医院", "机构"))
    ):
        # Firms, schools and the like are told apart by the lines themselves.
        named = named[:2]
    if len(named) == 2 and (_LOCAL.search(named[0]) or "、" in named[0]) and _DEPARTMENTS.search(named[1]):
        return named[0], named[1]
    return None


def departments_of(audience: str) -> str:
    """The departments out of an audience, alone or beside others; "" where none are spoken to.

    >>> departments_of("各街道、区直有关部门和各学校"), departments_of("各学校")
    ('区直有关部门', '')
    """
    return next((part for part in re.split("[、和及与]", audience) if _DEPARTMENTS.search(part)), "")


def in_short(parts: tuple[str, str]) -> str:
    """Those on the spot and the departments together, once both were named in full, in the brief's own words.

    各地 only where those on the spot are called by a name too long.

    >>> in_short(("各乡镇", "县直有关部门")), in_short(("各分公司", "集团各部门"))
    ('各乡镇各部门', '各分公司各部门')
    >>> in_short(("各县（市、区）", "市直各单位")), in_short(("各镇街", "指挥部成员单位"))
    ('各地各单位', '各镇街各成员单位')
    >>> in_short(("各村（社区）", "镇直各单位")), in_short(("各街道、各园区", "区直有关部门"))
    ('各村各单位', '各街道各园区各部门')
    """
    ours = next((kind for kind in ("成员单位", "单位", "科室", "处室") if parts[1].endswith(kind)), "部门")
    there = re.match("各(?:行政)?村(?=（|$)", parts[0])
    several = parts[0].split("、")
    local = "各村" if there else "".join(several) if all(_SHORT.fullmatch(each) for each in several) else "各地"
    return f"{local}各{ours}"


_SHORT = late("各[一-龥]{2,3}")


def is_department_work(line: str) -> bool | None:
    """True for what departments do (定标准、管验收), False for what is done on the spot (入户、巡查), None when unclear."""
    department, local = len(_DEPARTMENT_WORK.findall(line)), len(_LOCAL_WORK.findall(line))
    return None if department == local else department > local


_BUILT = late(
    "(?:新改建|新建|改建|扩建|改造|建成|建起|修建|新修|铺设|安装|增设|新增)(?:了)?(?!老旧|破旧|危旧|老化|危房)"
    "([一-龥]{1,7}(?:厕|路|桥|网|道|线|厂|站|点|场|所|园|库|渠|井|池|灯|设施|设备|广场|电梯|校舍|食堂|农田|中心|阵地|车位|充电桩|驿站|书屋|泵房))"
    "(?=[约近超逾]?[0-9０-９一二三四五六七八九十百千万])"
)


def built(fact: str) -> tuple[str, ...]:
    """What stands now according to a fact, and has to be looked after: 改造提灌泵站29座 → 提灌泵站.

    >>> built("新改建林区道路52公里，安装路灯900盏"), built("改造老旧小区28个")
    (('林区道路', '路灯'), ())
    """
    return tuple(match.group(1) for match in _BUILT.finditer(fact))
