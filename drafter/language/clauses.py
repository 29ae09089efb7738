"""Measures that are clauses (措施是整句): they say all there is, who does it or what is done to what, and stand as they are.

不合格的砸掉重来, 漏点随报随修, 银行上门放贷: nobody 抓好s that. Told by words of closed classes (adverbs, 的 before what is done,
numbers that come twice, results behind a verb), since there is no tagger.
"""

from __future__ import annotations

from functools import lru_cache

from drafter.language.late import late
from drafter.language.verbs import (
    ENDINGS,
    NOUNS_TOO,
    OF_ANY_DOING,
    OPENING_VERBS,
    SURE,
)

_BODIES = (
    "[一-龥]局|[一-龥]委|[省市县区镇][一-龥]{1,4}办|办公室|[一-龥]站|[一-龥]所|[一-龥]院|学校|[一-龥]馆|[一-龥]厂|[一-龥]队|[一-龥]店|公司|企业|银行|协会|商会|合作社|机构|单位|部门|中心|乡镇|街道|镇街|社区|园区|专班"
    "|工会|妇联|政府|党委|支部|交警|民警|公安|法院|检察院"
)
_PEOPLE = (
    "[司船河湖林田路街楼院校园村居站所局厂队组巷塘链社县市区乡镇][长主]|书记|支书|主任|主席|领导|负责人|负责同志|班子成员|干部|党员|[^人成一全动社]员|[社职民护技茶卫矿电]工|[医教律厨技]师|医生|护士|老师|师傅|司机"
    "|专家|代表|家长|学生|业主|商户|农户|大户|[渔牧茶果菜蚕]农|渔民|牧民|村民|居民|市民|群众|志愿者|经营者|经营户|[摊店船车窑场]主|用户|住户|户主"
)
_ROW = "(?:[一-龥]{1,8}[、和与])*"
_DOER = late(
    f"^(?P<who>(?:各(?!类|种|项|方面)[一-龥]{{1,6}}?|每个?(?:[乡镇]镇?|村|社区|街道|单位|企业|学校|部门)|{_ROW}[一-龥]{{0,8}}?(?:{_BODIES}|{_PEOPLE})))"
    "(?P<said>(?:自己|自行|亲自|必须|一律|一起|全部|全都|都|均(?!衡|等)|要(?!求|素)|须|不(?!同|良|动产|足)|先(?!进|锋|行|导|期)|当(?=[一-龥]{2,}[长员人挥])|担任|负(?=[一-龥]{0,2}责)|具体(?=[抓办管])|当(?:天|场|好|日)|每[天日周旬月季年学班次人个户]"
    "|[一二两三四五六七八九十半0-9]+(?:天|日|周|个?月|小时|分钟|年|学期)|全天|随时|及时|按时|按期|轮流|联合|统一|主动|带头|带队|牵头|上门|入户|就近|就地|直接|提前|定期|开学前|节前|汛前|会后"
    "|能(?:当|给|做|办|抵)|与(?!会)[^，]+[脱挂]钩|同[^，]+[签商]|把(?!关|脉)|将|为(?!主)|给(?!水|排|付)|向(?!导)|到(?:田|场|村|校|岗|位于)|开会|上路|上岗(?!率|证|练|培训)|下田|下村|守(?!护|则|信|望|法)|蹲(?!点)|盯(?!防)|管(?:好|住|到|起)|看(?:好|住)"
    "|包(?!装|裹|容|括|保|联制)|挂[联包点]|捎|拿(?:出|到)|交(?:给|到)|停到|停在|找|报到|认领|领办|送(?=[^，]{2,})|进(?:村|户|校|厂|企|园|店|茶园|工地|田|社区|小区|网格)))[^，]+$"
)
"""Somebody, and behind him how or when he does what he does."""
SHORTEST = 6
"""Characters of the shortest clause that somebody opens; a shorter one (干部包村) is as often the name of what is done."""
_NO_ACT = late(
    "(?:制度|机制|制|办法|方案|体系|建设|管理|工作|行动|活动|服务|工程|培训|率|名单|台账|清单|作用|计划|预案|队伍)$"
)
"""How a name ends that begins so (党员联系群众制度)."""
_GIVEN_OUT = late("(?:拿出|交出|报出|晒出)[^，]{2,}$")
"""A verb of which such a name is the thing (各区县开学前拿出方案)."""
_CLAUSE = tuple(
    late(pattern)
    for pattern in (
        # What is done, behind 的: 不合格的砸掉重来, 乱收的钱全部退还.
        "^[^的，]{2,9}的(?!确|士)[^的，]{0,4}(?:一律|全部|坚决|依法|先|再|就|要|不|一[查追管办包]到底|砸掉|[一-龥]{2}(?:重来|到底|兜底|问责|出局|下架|停[产业工岗]|下岗|退场|清退|驾照|执照|资格|牌子|证))",
        # An adverb behind what it is done to: 电鱼网具当场销毁.
        "^(?![把将对在按以从由])[^，的]{2,10}?(?:一律|全部|统统|一起|一并|一概|当场|当天|当日|当面|立即|马上|立刻|挨[个家户村])(?!性|式|清|化|理|制)[一-龥]{1,6}$",
        "^[^，的]{2,10}?逐(?![步渐年月周日季旬])[一-龥](?![一-龥]?[的制])[一-龥]{2,6}$",
        # By when, then what: 三沿六区坟墓年内迁完.
        "^(?!今天|会后|散会|会议)[^，的]{2,10}?(?:(?:[0-9一二三四五六七八九十]+|[本当])?[月季年周旬][底内末初](?!度)|[0-9一二三四五六七八九十]+月(?:[0-9一二三十]+[日号])?(?:底|初)?前|[开放][学业工]前|[一二两三四五六七八九十0-9]+(?:天|周|个月|小时)(?:之?内))[一-龥]{2,7}$",
        # A number twice: 三无船舶见一条扣一条, 停一条补一条, 落后标段一周一调度, 一处停热、全网应急.
        "^[^，]{0,8}?[^，一]一(?P<unit>[条个起户处件家人项车次村店批天片段宗例])[^，一、]{1,2}一(?P=unit)$",
        # 漏点随报随修, 黑车露头就打, 雨雪天该停就停.
        "^[^，]{2,8}?(?:随[^，]随[^，]|即[^，]即[^，]|该[^，]就[^，]|能[^，]则[^，]|边[^，]边[^，]|[有逢][^，]{1,2}必[^，]{1,2})$",
        "^[^，]{2,8}就[打罚停查拆扣关改修抓撤换补退管送接][^，业]{0,2}$",
        # Every one of them: 村村设代办点, 月月到场站查一遍.
        "^(?P<each>[村户人家店校站车厂月天年周岗处事件楼])(?P=each)(?![通清户乐发])[^，]{2,}$",
        "^一[户人家村店校车]一[人户岗员车店][有能不都][^，]{2,}$",
        # Done to the end: 道路标识和停车位补齐, 社保补贴发到手, 红白理事会管起来.
        "^(?![把将])[^，的]{3,12}(?:[补配建修清还发迁拆查摘卖种收栽装办做销腾](?:齐|完|掉|光|净|清|好|出来|起来|下来|上去|到位|到手|到人|到底)|[管用动建立抓]起来|[抓查管]到底|(?:送|停)(?:到|在)[一-龥]{2,5})$",
        "^[^，]{2,6}(?:能|可以)(?:抵押|贷款|报销|买到|办成|看病|上学|喝上|用上|查到|领到|落户|流转|入股)$",
        # Told to somebody: 体检结果书面告知劳动者.
        "^[^，]{2,8}(?:书面|当面|电话|短信|逐一)(?:告知|通知|答复|反馈)(?!书|单|函|制)[^，]{2,}$",
        # When it is so, what is done: 干旱时抽水车送水.
        "^[一-龥]{2,6}(?<!及|按|实|准|定|限|临|同|随|延|小|错|工|课|农|学|平|耗|历|省|费|用)时(?!间|段|候|限|效|令|节|代|长|点|速|装|事|政|差|刻|空)[^，]{3,}$",
        # What must not be: 动态监控不准离线, 招投标不留暗箱, 重点隐患不过夜.
        "^[^，的不]{2,10}(?:不准|不许|不得|严禁|不留|不过)(?![率剩滤])[^，]{1,8}$",
        # Those who do not comply, and what is done: 不达标的退费, 逾期不改的停业, 材料齐全的当天办结.
        "^(?:不|未|逾期|超|拒不)[^的，]{1,6}的(?!确|士)[一-龥]{2}$",
        "^[^的，]{2,9}的(?:当[天日场]|立即|马上|优先|限期|直接|免)[一-龥]{2,4}$",
        # How many or when, right before what is done: 关键岗位双人值守, 运煤车辆错峰通行, 群众电话24小时畅通.
        "^[^，的]{4,8}(?:专人|双人|两人|错峰|限时)[一-龥]{2}$",
        "^[^，]{2,8}(?:24小时|二十四小时|全天|昼夜)[一-龥]{2,4}$",
        "^[^，的]{2,8}(?:半|[0-9一两三四]+个?)(?:小时|分钟)[到赶送办修][一-龥]{1,3}$",
        # Two or three acts side by side: 夜里蹲、凌晨巡.
        "^[^，、]{1,8}[蹲守巡查管堵约代补劝帮送接盯]、[^，、]{1,5}[蹲守巡查管堵约代补劝帮送接盯](?:、[^，、]{1,5}[蹲守巡查管堵约代补劝帮送接盯])?$",
    )
)
"""What is said of something, by the words that only a clause has."""
_COMES_TO = tuple(
    late(pattern)
    for pattern in (
        # 坟头烧纸改献花, 看护人签责任书, 章程入村规民约.
        "^[^，]{3,8}(?<![整修更批悔删])改(?=[送献种用烧走乘养成为穿])[^，、]{2,6}$",
        "^[^，]{3,10}签(?!约|证|名|字|章|收|到|发)(?:订|署|下)?[^，、]{0,5}(?:书|协议|合同|公约)$",
        "^[^，]{3,10}(?<![收投出纳列并计编引进加融流深转介植嵌])入(?!库率)[^，、]{0,5}(?:村规民约|章程|档案|系统|平台|台账|目录)$",
        # How much it comes to: 担保费率降到1%以内, 每件补贴三毛钱, 线路开通5条.
        "^[^，]{2,10}(?:[降升提减缩压扩增调][到至]|(?:降低|提高|增加|扩大|缩短|压缩|控制|延长|上调|下调)[到至在为])[^，、]{2,}$",
        "^[^，]{2,8}每[件亩户人个台辆吨头只份斤张册次][^，]{0,2}(?:补贴|补助|奖励|补|奖|收|发)[^，、]{2,}$",
        "^[^，]{3,10}(?:设置|设立|开通|新增|增加|建成|完成|配备|安排|投放|投用|栽植|种植|招录|招聘)(?:不少于|至少|不低于|约)?[0-9一二两三四五六七八九十百]+[条个处名座台辆套家所万亿亩公][^，、]{0,8}$",
        # Whom it goes to, what it hangs on: 补助向山区倾斜, 站点挂靠便民店, 摄像头覆盖所有镇街.
        "^[^，]{2,12}(?<![面方定双单转动去走流志])向[^，]{2,10}(?:倾斜|开放|延伸|集中|转移|下沉|看齐)$",
        "^[^，]{2,10}(?:挂靠|依托|入驻|接入|进驻)[^，、]{3,}$",
        "^[^，]{3,10}覆盖(?:所有|全部|全体|每[个一]|[0-9])[^，、]{2,}$",
        "^[^，]{4,10}(?:上墙|归槽|下地|入地|上锁|上架|下架|一票否决)$",
        # 经费从紧, 社区养老有处去, 居家有人帮助.
        "^[^，]{2,8}从(?:紧|优|严|宽|简|快|重|轻)$",
        "^[^，]{4,8}有处[去住]$",
        "^[^，]{2,8}有人(?!员|才|大|民|口)[一-龥]{2,3}$",
        # 一车一评估、一户一谈判.
        "^一[^，、一]{1,3}一[^，、一]{2,4}、一[^，、一]{1,3}一[^，、一]{2,4}$",
    )
)
"""What becomes of something, how much it comes to, or where it goes, behind what it is said of."""


def comes_to(measure: str) -> bool:
    """True for something and what is done to it or becomes of it, verb and all, in the midst of a measure.

    >>> [comes_to(x) for x in ("坟头烧纸改献花", "看护人签责任书", "贷款费率降到2%以内", "公交线路开通6条", "补助向山区倾斜")]
    [True, True, True, True, True]
    >>> [comes_to(x) for x in ("盲区配发卫星电话", "危险路段加装护栏", "小区安装充电桩", "后厨视频接入监管平台")]
    [True, True, True, True]
    >>> [comes_to(x) for x in ("农村新建住房管理", "项目签约服务", "城市建成区绿化", "志愿者招募", "面向社会开放", "土地整改方案")]
    [False, False, False, False, False, False]
    >>> [comes_to(x) for x in ("清理河道漂浮物", "家庭医生签约", "企业上市培育", "文物安全责任书签订", "农产品加工设备购置")]
    [False, False, False, False, False]
    """
    if measure[:2] in SURE | OPENING_VERBS or measure[:1] in _PREPOSITIONS or _names_a_doing(measure):
        return False
    if any(shape.match(measure) for shape in _COMES_TO):
        return True
    if measure[:2] in NOUNS_TOO or measure.endswith(tuple(NOUNS_TOO)):
        return False
    return any(
        measure[at : at + 2] in _DOES and measure[at - 1] not in "的、和与及" and measure[at + 2] not in "、和与的"
        for at in range(2, len(measure) - 4 + 1)
    )


_DOES = frozenset(
    "加装 安装 配发 发放 架设 铺设 增设 补装 添置 张贴 悬挂 施划 签订 公布 设立 开设 开通 更换 修建 订立 补建 印发".split()
)
"""Verbs that, in the midst of a measure, tell what is done at a place or to people and name nothing (道口加装栏杆)."""


_DONE_SO = tuple(
    late(pattern)
    for pattern in (
        "^[^，一]{2,8}一(?:天|日|周|旬|月|季|年)一(?![户村档策])[一-龥]{2,3}$",
        "^[^，]{3,10}带头(?!人|作用|示范)[一-龥]{2,6}$",
        "^[^，]{2,8}每(?:天|日|周|旬|月)一[一-龥]$",
        "^[一每][人户处村点家店校车][^，]{1,4}、全[一-龥]{2,}$",
        "^[^，]{2,8}零容忍$",
        # Who is at it himself: 书记镇长一线抓, 分管领导亲自督.
        "^[^，]{2,10}?(?:一线|亲自|靠前|直接|合力|现场)[抓督盯推管办守]$",
        # What must be, wherever that is said: 交付前必须完成备案.
        "^(?![把将])[^，]{2,}?(?:必须|务必|不得|严禁)(?=[^，的]{2})[^，]{2,}$",
        "^谁[^，]{1,5}谁[^，]{0,4}$",
        # 热线电话有人接、有人办, 投诉当天有回音.
        "^[^，]{4,10}有(?:人[一-龥]{1,4}|专人[一-龥]{1,4}|回音|着落|去处)(?:、有人[一-龥]{1,4})?$",
        "^[^，]{2,8}一[个户人家处件名校村]都?不[少漏落剩丢]$",
    )
)
"""The same, whatever is done at the end (落后标段一周一调度, 政府投资项目带头清欠)."""
_MUST_BE = late(
    "^(?![把将对在按以从由])[^，的要]{2,}?(?<![需重主必紧摘纪险扼简提概政显只首切机])要(?!求|素|点|件|害|领|道|塞|地|闻|员|事|旨|义|职|案|么|务|目|隘|命|略|冲|路|价|人)[^，的]{2,}$"
)
"""What is to be how (宣传教育要到位, 值班值守要严): 要 behind a matter, with what is said of it."""
_AS_IT_IS = late(
    "^(?![把将对在按以从由])[^，]{2,}?(?:"
    "(?:依然|仍然|仍旧|依旧|仍|还|依然还|还很|日益|日趋|越来越|十分|非常|相当|较为|比较|极为|更加|更为|尤为|异常|明显|突出)"
    "(?:存在|严峻|复杂|艰巨|繁重|紧迫|突出|严重|薄弱|滞后|脆弱|不足|不够|不强|不高|不力|偏[低少弱高重大]|较[大多重高低少]|[大多重高低少弱紧乱差]|频繁|集中|多发|困难|尖锐|堪忧|吃紧)"
    "|不容(?:乐观|忽视|小觑|低估|回避)|(?:有|亟)待[一-龥]{2,4}|刻不容缓|迫在眉睫|时有发生|屡禁不止|形同虚设|层出不穷|居高不下|参差不齐|令人担忧"
    "|(?:难度|风险|压力|隐患|缺口|矛盾|不确定性|差距|负担|负荷|问题|困难|因素|强度|密度|流量)(?:也|在|正在|还在|正|又|持续|不断|逐年|明显|进一步|日益)*"
    "(?:加大|增大|上升|增加|增多|加剧|攀升|加重|升高|凸显|显现|叠加|交织|犹存|存在|较[大多重高]|很[大多重高]|不小|不少)"
    "|(?:形势|任务|局面|挑战|时间)(?:也|更|很|较|十分|非常|异常|极其|尤为)?(?:严峻|复杂|艰巨|繁重|紧迫|逼人)"
    ")$"
)
"""How things stand (形势) or what is not well: a matter, and a predicate of closed classes that bids nothing."""


def tells_how_it_is(phrase: str) -> bool:
    """True for a clause that says how things stand and bids nothing (形势、问题): it is no point, no measure.

    >>> [tells_how_it_is(x) for x in ("汛情形势不容乐观", "监管难度加大", "麻痹思想依然存在", "养护力量明显不足")]
    [True, True, True, True]
    >>> [tells_how_it_is(x) for x in ("管控难度", "加大监管力度", "巡河护堤要严", "破解突出问题", "队伍力量补足")]
    [False, False, False, False, False]
    """
    return phrase[:2] not in SURE | OPENING_VERBS and _AS_IT_IS.match(phrase) is not None


_BEFORE_VERB = late(f"^(?:各?[一-龥]{{0,8}}?(?:{_BODIES}|{_PEOPLE})|[一每][个家户村人店校][一-龥]{{0,5}})$")
_RESULT = late("^[一-龥][好住实牢出](?!事|处|感)[^，]{2,}")


@lru_cache(maxsize=2048)  # asked of the same measures again and again
def doer_of(measure: str) -> str:
    """Who does a measure that says so itself; "" where it names nobody who acts.

    >>> [doer_of(x) for x in ("各乡镇一周内开会部署", "银行上门放贷", "书记、乡镇长包标段", "驾驶员每季体检一次")]
    ['各乡镇', '银行', '书记、乡镇长', '驾驶员']
    >>> [doer_of(x) for x in ("驾驶员培训", "党员联系群众制度", "企业包装设计", "各类专项行动", "不合格的砸掉重来")]
    ['', '', '', '', '']
    """
    verb = measure[:2] in SURE | OPENING_VERBS | NOUNS_TOO or measure[:1] in _PREPOSITIONS
    if len(measure) < SHORTEST or verb or _names_a_doing(measure):
        return ""
    if found := _DOER.match(measure):
        return found["who"]
    for at in range(2, min(LONGEST_WHO, len(measure) - 4) + 1) if len(measure) >= SHORTEST + 2 else ():
        # 民宿协会订立公约, 一家民宿讲好一个故事: a verb that needs no more than itself to be known as one.
        if (measure[at : at + 2] in SURE - OF_ANY_DOING or _RESULT.match(measure[at:])) and _BEFORE_VERB.match(
            measure[:at]
        ):
            return measure[:at]
    return ""


_PREPOSITIONS = "与和同把将对向给为让帮由从在按以请"
LONGEST_WHO = 10
"""Characters of the longest name of somebody before such a verb."""


def _names_a_doing(measure: str) -> bool:
    """Whether a measure ends as the name of a doing does (档案逐份审核, 党员联系群众制度)."""
    short = len(measure) < SHORTEST + 2
    given = _GIVEN_OUT.search(measure) is not None
    return (
        (_NO_ACT.search(measure) is not None and not given)
        or measure.endswith(ENDINGS)
        or (short and measure[-2:] in NOUNS_TOO)
    )


@lru_cache(maxsize=2048)
def is_whole(measure: str) -> bool:
    """True for a measure that is a clause, with somebody who does it or what is said of something.

    >>> [is_whole(x) for x in ("不合格的砸掉重来", "漏点随报随修", "三无船舶见一条扣一条", "村村设代办点", "社保补贴发到手")]
    [True, True, True, True, True]
    >>> [is_whole(x) for x in ("书记镇长一线抓", "工程交付前必须完成竣工备案", "分管领导亲自督")]
    [True, True, True]
    >>> [is_whole(x) for x in ("巡河护堤要到位", "库区水位依然偏高", "堤防要害部位", "水情会商纪要", "主要河段清障")]
    [True, True, False, False, False]
    >>> [is_whole(x) for x in ("群众的获得感", "一户一档", "一巷一长", "逐步推开", "统一配送", "停车场建设", "村村通工程")]
    [False, False, False, False, False, False, False]
    """
    if any(shape.match(measure) for shape in _DONE_SO) or comes_to(measure):
        return True
    if _MUST_BE.match(measure) or tells_how_it_is(measure):
        return True
    return doer_of(measure) != "" or (
        not _names_a_doing(measure) and any(shape.match(measure) is not None for shape in _CLAUSE)
    )
