"""What kind of phrase a point is (要点的词性): the facts of Chinese the heading planner stands on.

A parallel heading must suit what is put into it: 在…上下功夫 takes an activity (活动), 管好… a thing (事物), while a
verb-object phrase (动宾) already is a heading. No dictionary is loaded: verbs that open a verb-object phrase (`verbs`)
and nouns of action that close an activity are closed lists.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from drafter.language.audience import PEOPLE_ENDINGS, is_people
from drafter.language.clauses import is_whole
from drafter.language.late import late
from drafter.language.restraints import CUTTING
from drafter.language.verbs import (
    ACTIVITY_ENDINGS,
    ATTRIBUTES,
    DONE_OPENLY,
    ENDINGS,
    HOW,
    LIGHT_VERBS,
    MANNERS,
    NAMED_BY_DOINGS,
    NOUNS_TOO,
    OF_DOINGS,
    OF_PEOPLE,
    OPENING_VERBS,
    SOMEHOW,
    SURE,
)

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
_DEVICE = late("(?:视频|电子|高清|红外|技防)监控$")
"""A device called by what it does, and no doing itself."""
_ITS_OWN_WORD = late("[型式性度化率者链]|证(?![件据明人])|员(?!工)|器(?![材械具])")
"""What makes a word with the doing before it (保障性, 辅导员)."""
_ONE_DOES_IT_TO = late("(?:[员师手者]|干部|骨干|[^任责]人)$")


def called_by_doing(verb: str, thing: str, how: str = "") -> bool:
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
    "^(?:(?:开发|策划|创作|筹办)(?!区|商|者|人|部门|单位|机构|公司|(?:建设|利用|经营|管理|成本|投资|运营|规模|强度|能力|时序|环境|技术|保护)[^的，]{2,}$)(?=.{4})|攻坚(?!克难|行动|任务|会战|专班|力度|项目|成果|方向|阶段|计划|方案|工程|目标|战|组|队|期|年|月|点)(?=.{3})"
    "|保护(?=.{2,}(?:权益|隐私))|过(?=[紧苦]日子)|学习(?=(?:先进|榜样|典型|英模|英雄|模范|楷模|劳模|标杆)[^，]{0,4}$)|建设(?!工程|项目|用地|单位|资金|领域|市场|规划|标准|成本|质量|进度|管理|任务|成果|水平|力度|兵团|银行|行业|部门|周期|内容|方案|计划)(?=.{4})"
    "|(?:整顿|激励)(?!工作|机制|措施|政策|办法|约束|方案|行动|要求|任务|成果|效果|效应)(?=.{4}))"
)
"""Verbs that open as many nouns (攻坚行动, 建设工程): before a thing of some length they do something to it."""
_PREDICATE = late(
    "^(?:把(?![关脉握好牢住准控稳])|将(?!军|来)|以(?![工奖案赛岗文])(?=.{4})|与(?!会)(?=.{3})|[同和](?=.{2,12}(?:联|共|一起|合|对接|衔接|签|商))"
    "|让(?![利步渡座])|使(?![用命])|给(?!水|排水|养|付)|对(?![口标接比症照外内])(?=.{4})|由(?=.{3})|在(?=.{2,}[上中里])|从(?=.{2,}[抓起做])|从.{1,8}中(?=.{4})|为(?!主|民|农|企|老|侨)(?=.{6})|帮(?![扶助教带办困促代工厨派])(?=.{4})|(?:今天)?(?:会后|散会后|会议结束后)(?=.{4})|在.{2,9}(?:设|建|装|立|挂|开办)(?![备施计立设])(?=..)|进(?:校园|社区|企业|村组)(?=[开办讲送][^，])"
    "|包(?:山头|片区|地块|标段|楼栋|路段|村组)|(?:[今明]年)?[0-9一二三四五六七八九十]+月(?:[0-9一二三十]+[日号]|底|初)?前(?=(?:全面|全部|彻底|各)).{4,}|[寒暑年节汛]{1,2}假?前(?=(?:各|都|全面|至少)).{4,}"
    "|必须|务必|务求|一律|一概|绝不|决不|不得|不准|不许|不能|不要|应当|严禁|切忌|力争|确保|做到"
    "|每(?!周一|周五)|逐(?=[月周日旬季年级村户人项站点件个条家栋])|纳入|列入|并入|接入|融入|计入|写入|编入|嵌入|列为|挂钩"
    "|先.{1,5}[再后].{1,5}$|[评讲用选树建抓办做写晒帮带培请走送开演拍](?:[一二三两几]|好几)[批个件场次名堂轮本张条]|逐[块片区街楼栋校企课组](?=.{2})|[0-9一二三四五六七八九十两]+个?(?:工作日|天|小时|分钟|月)(?:内|之内)"
    "|按[年季月周日](?=.{3})|第一时间|(?:按时|足额|如期|按期|尽快|全力|坚决|切实|认真|从快)(?=.{4})"
    "|(?:迅速|立即|马上|立刻|抓紧)(?=.{4})(?![^，]*(?:机制|流程|方案|预案|队伍|能力|制度|体系|小组|平台)$)"
    "|(?:对照|对标)(?=[^，的]{2,}(?:整改|销号|验收|落实|检查|自查|排查|补课|执行|办理|查摆|剖析|评估|打分|提升|改进|补齐)$)|有(?=.+(?:就|必)))"
)
"""How a phrase begins that already is all that can be said of its matter: a verb before it would be one too many."""
_WHOLEHEARTED = late(
    "^(?:千方百计|想方设法|全力以赴|多措并举|多管齐下|多点发力|一心一意|齐心协力|同心协力|群策群力|齐抓共管|因地制宜|因势利导|循序渐进|持之以恒|坚持不懈|坚定不移|毫不动摇|毫不松懈|一以贯之"
    "|一鼓作气|一抓到底|久久为功|驰而不息|锲而不舍|真抓实干|埋头苦干|主动出击|主动作为|主动上门|乘势而上|迎难而上|攻坚克难|以点带面|上下联动|部门联动|协同联动|多方联动|双管齐下|分秒必争|争分夺秒"
    "|集中力量|集中精力|腾出手来|真金白银|真心实意|实打实地|大张旗鼓|雷厉风行|不遗余力|竭尽全力|尽心尽力|善作善成|精打细算|先易后难|因企施策|分类施策|精准施策)(?=[^，、的]{3,}$)"
    "(?!.*(?:格局|机制|局面|态势|氛围|精神|作风|劲头|原则|方式|办法|做法|要求|体系|战略|工程|行动|工作)$)"
)
"""What says how, in four characters, before the verb (千方百计稳就业): a verb of its own follows."""
# A dot is quicker to compile than [一-龥], and a point has no line breaks.
_CLAUSE_ENDS = late(
    "^少.{2,}多.{2,}|^.{2,6}同时(?=.{4})|[日周月]产[日周月]清$|[日周月]清[日周月]结$|..(?:优先看|先看|必看|人人讲|(?<![演宣听评主试])讲(?!座|解|台|话|堂|义|师[^德]|习|评|述)).{2}$"
    "|[0-9](?:[万亿]?元|[点时](?!到))"
    "|..一(?:个|张|本|支|把)[^，]{1,3}(?:办理?|受理|管到底|管|收|抓|包|通办)$|..[两三]头(?:管|抓|办|控)$|.{4,}(?:建|列|立)(?:台账|清单|档案)$"
    "|..齐(?:上阵|动手|发力|出力|出动|抓共管)$|..(?:[今明后]年|年[内底]|[春夏秋冬]季|[0-9]{1,2}月)[初中底末前内]{0,2}(?:投用|启用|开工|完工|竣工|建成|开学|通车|通水|通电|开园|交付)$"
)
"""A subject and what is said of it (垃圾日产日清, 开学第一课讲师德), or what has a sum or an hour in it."""
_SAID = late(
    "(?:一律|全部|直接|统一(?=..)|(?:[纳列并]|(?<!设)计)入(?=..)|逐[个一处户村人件项栋片站点](?=.)|一[周天月日旬季]一.|一(?P<same>.)一(?P=same).|(?:天天|月月|年年|日日|个个)[^，]{1,4}$|每[日天周旬月季年].*[次回遍趟轮]$|由(?=..)|[与同]..+(?:签约|同步|衔接|共[建享用]|挂钩|脱钩)"
    "|(?:上|方面)?要(?:再|更|进一步|不断|持续)..|向..+(?:公布|公开|公示|报告)|一个?[月周天]内|停止|不(?:少|多|低|高|超)[于过]|(?:负责|抓总|带头)$|(?:及时|按时|足额|如期|限时|按期|当[天日场]|提前|一次性?|同步|就近|就地|随时)..$|(?:优先|轮流|带头)(?!(?:作用|机制|制度|政策|意识|精神|示范|行动|活动|原则|发展|战略)$)..$|上门[办送教收修]$|按[^，]{1,3}[收付发补缴交计]$|的(?:砸掉|拆掉|推倒|重来|重做|返工|停工|退回|追回|换掉|关停))"
)
_CLAUSE = late(f"^(?![把将]).{{2,}}{_SAID.pattern}")
"""A subject and what it does, or what is done to it, in so many words (农事用火一律报批, 林长负责): nothing is 抓好 about it."""
_RHYTHMIC = late(
    "^(?:(?P<a>[打快严真常边早先敢勤细苦立]).(?P=a).(?:(?P=a).)?|应.尽.|[能该]?.则.|[有逢].{1,2}必.{1,2}|即.即.|.{2}即[办改报查转])$"
)
"""打早打小打了, 应收尽收, 能并则并: verbs on their own."""
_VERB_RESULT = late(
    "^(?:[备留配补给凑][足齐强优实]|[耐守]住|划[细清定]|[摸算理查弄分看认][清准透明]|[管守抓做建用筑护盯稳扎办开上选育练学讲织压订编定立树打把看防控兜种走拧绷扛提培引招留养带当][好实牢细住紧活准优强早]|[闯干打拼练做趟蹚迈唱带管育选跑创][出响](?=新?..)|打[通破]|做[深透]|走[深实]|叫[响停])(?=..)"
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
    >>> [is_predicate(x) for x in ("迅速传达学习", "对照清单整改", "迅速反应机制", "对照检查材料")]
    [True, True, False, False]
    >>> is_predicate("改造同时成立业主委员会"), is_predicate("同时施工")
    (True, False)
    >>> [is_predicate(x) for x in ("把关审核", "以工代赈", "与会人员管理", "对口支援", "每周五调度", "使用管理", "给水管网")]
    [False, False, False, False, False, False, False]
    """
    whole = _RHYTHMIC.match(point) or _PREDICATE.match(point) or _CLAUSE_ENDS.search(point) or _ALLOTTED.match(point)
    return whole is not None or _is_done_there(point) or is_clause(point)


_ALLOTTED = late(
    "^(?P<whole>一[个家户名座条所项处片村镇乡街县][^，一]{0,6}?)(?P<part>[一两三](?:[名个位支份本间](?!.{0,2}[长策档码照]$))[^，、]{2,})$"
)
"""So many to each (一镇一名联络员): it is what there is to be, and no thing to be 抓好. 一企一策 is called so."""


def allotted(point: str) -> str:
    """What there is to be for each, as it is done; "" for any other phrase.

    >>> allotted("一家企业一名联系干部"), allotted("一村一支护林队"), allotted("一户一档"), allotted("一村一个带头人工程")
    ('为每家企业明确一名联系干部', '为每村配备一支护林队', '', '')
    """
    found = _ALLOTTED.match(point)
    if not found or point.endswith(("工程", "行动", "活动", "计划", "制度", "机制")):
        return ""
    verb = "明确" if found["part"][1] in "名位" else "配备"
    return f"为每{found['whole'][1:]}{verb}{found['part']}"


_THERE = late("^在(?![建岗职册线校逃押编籍场库读学产乎])(?=.{6})")


def _is_done_there(point: str) -> bool:
    """Whether a phrase says where and then what is done (在全县形成敬老风气): its verb stands behind the place."""
    return _THERE.match(point) is not None and any(
        point[at : at + 2] in _MADE_THERE or (_is_verb(point[at : at + 2]) and at + 4 <= len(point))
        for at in range(3, min(LONGEST_PLACE, len(point) - 2))
    )


LONGEST_PLACE = 14
"""Characters of the longest place, 在 included, before what is done there (在商圈和写字楼周边)."""
_MADE_THERE = frozenset("营造 形成 掀起 树立 倡导 兴起 推出 开展 设立 建立 举办 推广".split())
"""Verbs of what is brought about in a place."""


def is_clause(point: str) -> bool:
    """True for a phrase with a subject of its own and what is said of it: it stands as it is.

    >>> is_clause("校车一律年检"), is_clause("把校车一律送检"), is_clause("校车年检"), is_clause("认识要再提高")
    (True, False, False, True)
    >>> is_clause("养护经费列入预算"), is_clause("整改结果与评先挂钩"), is_clause("检查预算")
    (True, True, False)
    >>> [is_clause(x) for x in ("落后标段一周一调度", "在建项目逐个过筛子", "超标的推倒重来", "水费按方收", "一村一品")]
    [True, True, True, True, False]
    """
    if _CLAUSE.match(point) is None:
        return is_whole(point)
    if point[:2] not in NOUNS_TOO or _SAID.match(point, 2) is not None:
        return True
    # 防治经费列入预算: what looks like a verb in front tells which 经费, and the verb of the clause follows.
    said = _SAID.search(point, 3)
    return said is not None and called_by_doing(point[:2], point[2 : said.start()])


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
            or CUTTING.match(point) is not None
            or _VERB_RESULT.match(point) is not None
        )
    )


def says_what_is_done(point: str) -> bool:
    """True for a predicate with no subject of its own (每学期上一堂课, 从水费中提取经费): who does it may stand before it.

    >>> [says_what_is_done(x) for x in ("每学期上一堂课", "从水费中提取经费", "校车一律年检", "河道清淤")]
    [True, True, False, False]
    """
    how = _PREDICATE.match(point) or _WHOLEHEARTED.match(point)
    return (how is not None or _is_done_there(point)) and not is_clause(point)


def object_of(phrase: str) -> str:
    """What a verb-object phrase is about, however it is done; any other phrase as it is.

    >>> object_of("攻克难题"), object_of("严格考核"), object_of("维权服务"), object_of("包山头")
    ('难题', '考核', '维权服务', '包山头')
    >>> object_of("抓试点村通气"), object_of("抓手作用")
    ('试点村通气', '抓手作用')
    >>> object_of("千方百计稳就业"), object_of("因地制宜发展林下经济")
    ('稳就业', '林下经济')
    >>> object_of("及时化解邻里纠纷"), object_of("常态化开展实战演练"), object_of("综合整治行动")
    ('邻里纠纷', '实战演练', '综合整治行动')
    """
    phrase = _WHOLEHEARTED.sub("", phrase)
    if _SEIZES.match(phrase):
        return phrase[1:]
    how, _, thing = _reading(phrase)
    if len(thing) < (3 if how else 2) or kind(phrase) != "动宾":
        return phrase
    return thing


def is_doing(word: str) -> bool:
    """True for a word that is known as a verb or as the name of a doing.

    >>> is_doing("评审"), is_doing("项目")
    (True, False)
    """
    return _is_verb(word) or word in ACTIVITY_ENDINGS


def _is_verb(word: str) -> bool:
    return word in SURE or word in NOUNS_TOO or word in OPENING_VERBS


def _ends_in_doing(point: str) -> bool:
    return point.endswith(ENDINGS) or point[-2:] in NOUNS_TOO


_NONE = ("", "", "")
_MANNER_ONLY = frozenset("集中 统一 公开".split())
"""Of the verbs that open a heading those that say no more than how, before a doing (集中处置)."""
_JOINS = "、和与及"
"""What stands between the members of a row."""
_SEIZES = late("^抓(?![手捕获取拍举早好实牢细紧住阄药])[^，、]{5,}$")
"""抓 before what is to come about (抓试点村通气): it is the verb of all that follows, as 抓好 would be."""


_KEPT = late("^(?:巩固|保持|延续|放大)(?:拓展|提升|深化|扩大)?[一-龥]{0,8}(?:成果|成效|态势|优势|势头|阵地|局面)$")
"""What was won and is to be kept: 巩固脱贫成果 has its verb."""
_BUILT_UP = late("(?:队伍|能力|机制|制度|体系|阵地|平台|力量|设施|网络|品牌|基地)建设$")


_WHOM = late(
    "^..[人户](?=(?:队伍|培[养育训]|管理|关爱|保护|认定|评选|待遇|权益|选[育拔]|登记|补[助贴]|津贴|名录|履职|激励|帮扶|扶持|建档|走访|清退|招募|管护|评价)(?:建设|工作|提升)?$)"
)
"""People called by what they do, with what is done for them (传承人培养, 养殖户帮扶): the doing before is no verb there."""


@lru_cache(maxsize=2048)
def _reading(point: str) -> tuple[str, str, str]:
    """How it is done, the verb and the thing of a phrase that says what is done to something, else three times ""."""
    if _WHOM.match(point):
        return _NONE
    starts = [0]
    for at in starts:
        starts += (at + n for n in (2, 3) if point[at : at + n] in SOMEHOW)
        starts += (at + 2,) if point[at : at + 1] == "逐" else ()  # 逐处, 逐栋, 逐店
        starts += (at + 3,) if point[at + 2 : at + 3] == "性" and _is_verb(point[at + 3 : at + 5]) else ()  # 抢救性修复
    starts += (4,) if point[:1] == point[2:3] == "一" else ()  # 一区一策
    for at in sorted(set(starts), reverse=True):
        how, verb, thing = point[:at], point[at : at + 2], point[at + 2 :]
        if len(thing) < 2 or thing[0] in _JOINS:
            continue  # 修剪、清运两家包: the first of several, and what follows is not done to by it
        doings = is_doing(thing) and point.endswith(ENDINGS)
        if verb in LIGHT_VERBS and doings:
            does = False
        elif verb in SURE or verb == "开展":
            # 编纂队伍建设: what is built up is called by what it is for.
            does = verb == "开展" or not _BUILT_UP.match(thing)
        elif verb in OPENING_VERBS:
            # 集中整治清理: doings side by side are a noun of action, and so is one with how it is done (集中灭鼠).
            manner = verb in _MANNER_ONLY and len(thing) == 2 and thing in ACTIVITY_ENDINGS
            does = not manner and not (how and (doings or _is_kind_of_doing(thing)))
        else:
            told = how or (len(thing) > 3 and thing[:2] in ATTRIBUTES)
            taken = verb in NOUNS_TOO or (told and verb in ACTIVITY_ENDINGS)
            ends_in_doing = _ends_in_doing(point) and not _DEVICE.search(thing)
            does = taken and not called_by_doing(verb, thing, how) and not ends_in_doing
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
    >>> verb_and_thing("建设实训基地"), verb_and_thing("建设工程质量")
    (('', '建设', '实训基地'), ('', '', ''))
    >>> verb_and_thing("传承人培养"), verb_and_thing("传承技艺")
    (('', '', ''), ('', '传承', '技艺'))
    """
    if _WHOM.match(measure):
        return _NONE
    verb, thing = measure[:2], measure[2:]
    if (verb in HOW and thing in ACTIVITY_ENDINGS) or (verb == "公开" and thing[:2] in DONE_OPENLY):
        return _NONE  # 统一配送, 公开曝光案例: how it is done
    if (found := _reading(measure)) != _NONE or len(thing) < 3 or thing[0] in _JOINS:
        return found
    if verb in ("建设", "开发", "策划", "创作", "筹办") and _DOING_TO.match(measure) and not _ends_in_doing(measure):
        return "", verb, thing  # 建设实训基地
    # What is a thing by itself (服务乡村振兴) may still be read as what is done to another, to find that other.
    doing = verb in ACTIVITY_ENDINGS or verb in NOUNS_TOO
    return ("", verb, thing) if doing and not called_by_doing(verb, thing) else _NONE


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
    if verb in SOMEHOW and verb not in ACTIVITY_ENDINGS and verb != "公开":
        return ""  # 严肃追责问责: how it is done, no verb
    if manner in OF_DOINGS:
        return ""  # 推进服务事项下沉: two verbs
    twice = _is_verb(thing[:2]) and (len(thing) > 3 or thing in SURE or thing in OPENING_VERBS)
    if len(thing) >= 4 and twice and verb not in OF_DOINGS and thing[2:] not in NAMED_BY_DOINGS:
        verb, thing, twice = verb + thing[:2], thing[2:], False  # 补充更新物资: two verbs
    # 督促签订劳动合同, 核查核实: two doings.
    doings = thing.endswith(ENDINGS) and not (verb[:2] in SURE or verb[:2] in OPENING_VERBS)
    if doings or twice or any(char.isdecimal() for char in measure):
        return ""
    return f"{thing}{manner}{verb}"


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


@lru_cache(maxsize=2048)
def done_by_then(point: str) -> bool:
    """Whether a point says when and then what is done, with a verb: no other verb goes before it."""
    found = _BY_THEN.match(point) if any(word in point for word in ("前", "后", "内", "期间")) else None
    rest = point[found.end() :] if found else ""
    return is_doing(rest[:2]) and (rest[:2] in ("开展", "完成") or not rest.endswith(ENDINGS))


_TWO_ACTS = late(
    "^(?:清退|拆除|查处|关停|取缔|查封|惩治|惩处|纠正|收缴|追缴|腾退|纠治|严打|严惩|打击)(?:整治|治理|清理|整改|处置|打击|整顿)$"
)
"""Two acts side by side on the same thing (清退整治): the second is no object of the first."""


_NO_DOING = late("(?:党|团|群众|社会|基层|群团|工会|妇联|自治|合作|经济)组织$|担当作为$")
"""What ends like a doing and is a body or a quality (整顿软弱涣散党组织)."""


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
    >>> [kind(x) for x in ("升级视频监控", "核查低保家庭就业台账", "维修农村供水设施", "升级改造", "核查台账", "检修清单")]
    ['动宾', '动宾', '动宾', '活动', '事物', '事物']
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
    >>> [kind(x) for x in ("清退整治", "查处打击", "清退养殖", "妥善安置退养渔民", "组织专场招聘会", "组织生活会")]
    ['活动', '活动', '动宾', '动宾', '动宾', '事物']
    >>> [kind(x) for x in ("组织夜间巡查", "组织护路员技能比武", "组织领导机制", "组织发动群众")]
    ['动宾', '动宾', '事物', '动宾']
    >>> [kind(x) for x in ("千方百计稳就业", "齐抓共管护堤埂", "齐抓共管机制", "因地制宜")]
    ['动宾', '动宾', '事物', '事物']
    >>> kind("巩固脱贫成果"), kind("巩固拓展治理成果"), kind("脱贫成果")
    ('动宾', '动宾', '事物')
    >>> [kind(x) for x in ("减材料", "减灾日", "建临时停车场", "修村道", "建制村道路", "配套设施", "建材市场")]
    ['动宾', '事物', '动宾', '动宾', '事物', '事物', '事物']
    """
    if _TWO_ACTS.match(point):
        return "活动"
    # What is stopped or cut (停止评比) is done by just that.
    if asks(point) or is_predicate(point) or done_by_then(point) or CUTTING.match(point) or is_role(point):
        # 学什么 is what is asked, 把火源管住 what is done: it can be neither 抓好 nor 抓实.
        return "动宾"
    if (
        _VERB_RESULT.match(point)
        or _KEPT.match(point)
        or _BUILDING.match(point)
        or _SEIZES.match(point)
        or _WHOLEHEARTED.match(point)
    ):
        return "动宾"
    if "不" in point[1:]:
        # 补台不拆台 says what is done and what is not: nothing more can be done to it.
        return "动宾"
    names_a_doing = not _NO_DOING.search(point)
    activity = names_a_doing and point.endswith(ENDINGS)
    doing = names_a_doing and _ends_in_doing(point)
    if (point[:2] in MANNERS and (len(point) > 4 or (len(point) == 4 and not doing))) or point[:2] == "定期":
        # 带头联系企业, 上门送医: how it is done stands before the verb, whatever the last word is.
        return "动宾"
    if len(point) in (3, 6) and all(
        point[at] in _ONE_VERB and point[at : at + 2] not in _ONE_WORD for at in range(0, len(point), 3)
    ):
        return "动宾"
    in_full = point[:2] in NOUNS_TOO and not is_doing(point[2:4]) and _NAMED_IN_FULL.match(point)
    if in_full or _reading(point) != _NONE or _IN_AID_OF.match(point) or _FOUNDS.match(point):
        return "动宾"
    if (_DOING_TO.match(point) and not activity) or _ORGANISES.match(point) or who_acts(point) or own_actor(point):
        return "动宾"
    return "活动" if doing else "事物"


_ORGANISES = late(
    "^(?:组织(?!生活|领导|建设|体系|保障|振兴|架构|机构|部门|关系|(?:发动|动员)(?:工作|机制|体系|力度|能力)|实施|管理|制度|力量|能力|覆盖|设置|工作|纪律|作用|程序|开展|协调|指挥|收入|推动)(?=.{4})|完成(?!率|情况|时限|时间|进度|度|标准|质量)(?=.{3})).+$"
)
"""What is organised or brought to an end (组织夜间巡查, 完成换热站检修): nothing more is done to that (推进组织…)."""
_NAMED_IN_FULL = late("^.{6,}(?:台账|名单|清单|账目|档案|设施)$")
"""A thing with a name of its own after such a verb: it is gone through or mended (核查退捕渔民就业台账, 维修农村供水设施)."""
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
    while len(rest) >= 2 and rest.endswith(ENDINGS):
        rest = rest[: -len(next(ending for ending in ENDINGS if rest.endswith(ending)))]
    return "" if rest in HOW or len(rest) < 2 else rest


def takes_no_verb(phrase: str) -> bool:
    """True for what opens with a verb beyond doubt: 抓好 before it is one verb too many (抓好简化手续).

    >>> [takes_no_verb(x) for x in ("简化办事手续", "及时化解邻里纠纷", "贯彻落实", "传达学习", "手续办理")]
    [True, True, False, False, False]
    """
    doings = len(phrase) == 4 and phrase.endswith(ENDINGS)
    return (len(phrase) >= 4 and phrase[:2] in SURE and not doings) or says_how_and_what(phrase)


_OWN_ACTOR = late(
    "^(?P<who>(?:[省市县区州旗镇乡村]级|[省市县区州旗镇乡](?!域)|各级|处级|科级)?(?:党政|主要|分管|挂点|包保|班子|机关|驻村|镇村|乡镇|街道|社区)*"
    "(?:领导班子成员|班子成员|领导干部|领导|负责同志|负责人|(?:(?:党委)?书记|[省市县区镇乡村局]长)、?(?:乡镇|[省市县区镇乡村局])长|(?:乡镇|镇|乡)长|村干部|书记|一把手|干部|党员|专家|河长|湖长|林长|田长|路长|街长|楼长|网格员|专班|民警|医生|教师|第一书记))"
    "(?=包(?!装|裹|容)|挂|联(?![合席]会议|系点制度)|带[队头班]|领[办衔]|驻|蹲点|下沉|上阵|督办|牵头|认领|到岗|轮[值流]|值[守班]|巡[河林田湖山护查]|入户|进[村户企]|走访|接访|上门|一线|坐诊|盯[办守]|亲自)"
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


_WHO_ACT = frozenset(
    ("领导", "专家", "人才", *(f"{place}长" for place in "楼河湖林田路街校院站所局厂村组班队"), *PEOPLE_ENDINGS)
)
"""How those end who act, in two characters or three."""
_ROLE = late(
    "(?:努力|自觉)?[争甘勇]?[做当](?:好|一名|一个|个)?[^，。；]{1,14}的[^，。；的]{1,5}"
    "(?:人|家|员|手|兵|牛|者|表率|模范|先锋|标兵|榜样|参谋)"
)


def is_role(phrase: str) -> bool:
    """Whether a phrase says what one is to be (做群众的贴心人), and no doing.

    >>> is_role("做群众的贴心人"), is_role("争当产业的带头人"), is_role("做好困难群众的帮扶"), is_role("做好群众工作")
    (True, True, False, False)
    """
    return _ROLE.fullmatch(phrase) is not None


LONGEST_WHO = 8
"""Characters of the longest name of those who act."""
_NAMED_BY_MANNER = ("作用", "性", "意识", "精神", "制度", "机制")
_BY_THEMSELVES = frozenset("带头 主动 亲自 带队 靠前 牵头 自觉 当好 争当".split())
"""How one acts oneself, right after who acts (主要领导带头招商)."""
