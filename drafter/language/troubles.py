"""What a named problem is about, and what is done about an ill (问题的病灶)."""

from __future__ import annotations

from functools import lru_cache

from drafter.language.heads import takes_no_verb
from drafter.language.late import late
from drafter.language.verbs import ENDINGS

_COMPLAINED = late(
    "，?(?:群众|居民|村民|住户|市民|家长|师生|职工|商户|旅客|乘客|业主|企业|大家|老百姓|百姓)(?:出行|生活|办事)?(?:很|较|比较|颇|多)?"
    "(?:不便|不方便|有意见|有怨言|有怨气|不满意?|意见(?:很|较|比较)?[大多]|怨言(?:很|较)?[大多]|反映(?:很|较|比较)?(?:强烈|集中|大|多)|投诉(?:很|较)?多|抱怨(?:很|较)?多)$"
)
"""That people complain of what a problem has said before (反复开挖群众有意见)."""


def fault_of(problem: str) -> str:
    """What is wrong, without who complains of it; the problem where nothing else is said.

    >>> fault_of("道路反复开挖群众有意见"), fault_of("路面恢复慢，居民出行不便"), fault_of("群众反映强烈")
    ('道路反复开挖', '路面恢复慢', '群众反映强烈')
    """
    left = _COMPLAINED.sub("", problem)
    return left if len(left) >= LEAST_FAULT else problem


LEAST_FAULT = 4
"""Characters that can say what is wrong."""

_WHO = late("^(?:部分|少数|个别|有的|有些|一些|极少数|不少|多数)(?=..)")
_HOW = late(
    "(?:[压抓做管打推落办扣盯守]得)?(?:[还仍较]|比较|相对|普遍|明显|有些|存在|依然|有所)*"
    "(?:参差(?:不齐)?|良莠不齐|不够?(?:[高强足深细实严畅稳紧广准清牢优多大好快全真匀]|平衡|均衡|健全|完善|深入|严格|到位|规范|及时|顺畅|稳定|统一|紧密|"
    "广泛|突出|明显|合理|充分|清楚|牢固|匹配|协调|便捷|精准|精细|鲜明|经常|彻底|落实)|不够|不足|难以?(?:统一|落实|到位|协调|见效|保证|监管)?|"
    "脏乱差?|偏?[低慢少弱差晚窄散乱紧高多大]|偏[长短贵]|滞后|薄弱|松懈|反弹|走过场|流于形式|形式化|粗放|缺乏|缺失|短缺|单一|老化|接不上|跟不上|脱节|"
    "乏力|松散|涣散|松垮|紧张|频发|多发|突出|缓慢|空转|缺位|失修|严重|压力大|屡禁不[止绝]|时有发生|屡有发生|依然存在|仍然存在)$"
)
_NO_NOUN = late("(?:重视|认识|开工|推进|执行|参与|投入|落实|配合|覆盖|发动|部门|单位|^工作|[得而地])$")
"""What is left of 个别单位重视不够 says nothing by itself."""


@lru_cache(maxsize=1024)  # asked of one problem for every line there is
def core(problem: str) -> str:
    """What a problem is about, without who has it and how bad it is; the problem where nothing can be taken off.

    >>> core("部分支流水质差"), core("离田收储能力不足"), core("群众反映强烈")
    ('支流水质', '离田收储能力', '群众反映强烈')
    >>> core("背街小巷脏乱"), core("起垄质量参差"), core("司机水平参差不齐")
    ('背街小巷', '起垄质量', '司机水平')
    >>> core("护林责任压得不实"), core("底子打得不牢")
    ('护林责任', '底子')
    """
    bare = _WHO.sub("", problem)
    left = _HOW.sub("", bare)
    return left if len(left) >= 2 else bare


def noun_of(problem: str) -> str:
    """The core where it can stand in a sentence by itself (盯住管护机制); empty where it cannot.

    >>> noun_of("管护机制不健全"), noun_of("办事跑得多"), noun_of("工作抓得不紧")
    ('管护机制', '', '')
    """
    found = core(problem)
    return "" if found == _WHO.sub("", problem) or _NO_NOUN.search(found) or len(found) > 8 else found


_AT_WORK = late(
    "^(?:防(?![汛火疫护灾空控])|治(?![安疗])|反(?!映)|除(?!险)|清(?![洁扫运真])|禁(?![毒烧])|打(?![工印捞])|减(?![灾速])|控(?!股)|止|破(?![损旧])|抗(?!旱)|"
    "灭(?!火)|救(?![助护援生灾])|避|惩|无(?!障碍.{2}|人)|零(?![工售])|不(?!文明|规范|诚信|道德|当)|戒|"
    "整治|治理|化解|消除|解决|破解|破除|遏制|遏止|杜绝|打击|严[查打惩防管]|根除|反对|狠刹|彻查|查处|制止|根治|纠治|纠正|惩治|补齐|补强|攻克|解除|扭转|应对|处置|处理|抵制|远离|拒绝|清理|化减|压减|压降|降低|预防|警惕|严控|管控|疏导|疏通|排查|帮助|补上|填补)"
)
"""How a phrase begins that already says what is done about an ill."""
_CLAUSE = late(
    "(?<![植])被(?![子褥服告害动装覆])(?=.)|没有?人(?![员才口工力机])|有人(?=.{0,3}[非违偷盗乱私滥毁])|不[敢愿想肯会能]|无人[看管照值过问]|没有(?=.{2,4}$)|怕[^，]{2}|沉迷|没[法地处]|没人[接送陪看]|得不到|时(?=.*(?:堵|乱))"
)
"""What only a clause has: who suffers or does not dare (农民工被拖欠血汗钱)."""
_ILLS = (
    # A dot is quicker to compile than [一-龥], and a point has no line breaks.
    # how an ill is worded at its end, what is done about it, and what must follow it then
    (late("(?:频发|多发|高发|蔓延|抬头|反弹|上升|居高不下)$"), "遏制", "势头"),
    (late("(?:屡禁不[止绝]|屡查屡犯|屡打不[绝止]|愈演愈烈)$"), "整治", "问题"),
    (late("(?:时有发生|屡有发生)$"), "解决", "问题"),
    (
        late(
            "(?:不(?:够.{1,2}|足|到位|规范|健全|完善|平衡|均衡|及时|畅|通|清|准|实|严|细|强|高|力|正|明|顺|优|齐|全|匹配|协调|充分|合理|落实|达标|统一|便|透明|作为|担当)"
            "|欠缺|缺失|短缺|紧缺|缺乏|缺位|缺口|滞后|薄弱|弱化|淡化|虚化|软化|失修|老化|老旧|破损|丢失|流失|外流|断档|断层|空转|脱节|闲置|撂荒|抛荒|荒废|空置|失管|失灵|失效|失真|失衡|超标|超载|超限|超员"
            "|拥挤|拖沓|推诿|扯皮|粗放|松散|涣散|松懈|单一|缓慢|时间长|周期长|环节多|材料多|成本高|费用高|负担重|压力大|缺口大|难度大|风险高|能耗高|投诉多|数量少|力量弱|[率例度量值效]低|[度量境件性力果质]差|[偏太过][低少弱慢窄小高大多长密重晚乱]|占比高|管理乱|秩序乱|收费乱"
            "|拖欠|欠费|堵塞|占用|扰民|断供|停摆|烂尾|逾期|走过场|两张皮|任性|慢作为|乱作为|久拖不决|悬而未决|优亲厚友|错.漏.|.不(?:到|出|了|上|起|成|完|动|来|进).{0,2}|堆满.{2}|没人管|无人管|没人修|没着落|不管|不亮|坑洼|破烂|荒芜|(?:彩礼|房价|药价|物价|收费|价格|门槛|学费|租金|房租)[高贵])$"
        ),
        "解决",
        "问题",
    ),
    (
        late("在.{2,4}(?:充电|停车|停放|堆放|晾晒|摆摊|吸烟|抽烟|焚烧|倾倒|排放|捕鱼|钓鱼|游泳|玩火)$"),
        "解决",
        "问题",
    ),
    (late(".(?<![患苦疑灾艰困两为发畏救])难(?:.{1,3}[贵慢难远])?$"), "破解", "问题"),
    (late("(?:纠纷|矛盾|争议|债务|积案|遗留问题|隐性债|不良贷款)$"), "化解", ""),
    (late("(?:隐患|盲区|死角|盲点|黑点)$"), "消除", ""),
    (late("(?<![补强])(?:短板|弱项)$"), "补齐", ""),
    (late("(?:难题|瓶颈|难点|堵点|痛点|障碍|壁垒|困境|梗阻|顽疾)$"), "破解", ""),
    (
        late("(?:污染|扬尘|噪声|噪音|内涝|拥堵|异味|黑臭|油烟|积水|脏乱差|脏乱|水土流失|飞线|超排|直排|漏排)$"),
        "治理",
        "",
    ),
    (late("浪费$"), "制止", ""),
    (late("(?:失信)$"), "惩治", "行为"),
    (late("(?:不文明|不规范|不诚信|不道德|违[法规章纪]|危险|不当|有害)[^，]{0,6}行为$"), "整治", ""),
    (late("欠薪$"), "根治", ""),
    (late("欠账$"), "补上", ""),
    (
        late(
            "(?:犯罪|诈骗|侵权|盗窃|盗采|盗伐|盗猎|偷盗|偷猎|偷排|走私|假冒|售假|制假|造假|欺诈|传销|赌博|非法.{2,6}|违法行为|黑恶势力|高利贷|套路贷|电鱼|毒鱼)$"
        ),
        "打击",
        "",
    ),
    (
        late(
            "(?:事故|火灾|灾害|风险|入侵|伤人|走失|溺水|坠落|中毒|返贫|疫情|霸凌|欺凌|自燃|爆炸|泄漏|泄露|塌方|滑坡|暴力)$"
        ),
        "防范",
        "",
    ),
    (
        late(
            "(?:乱象|陋习|形式主义|官僚主义|不正之风|微腐败|违建|违章|违规|违停|乱.{1,4}|乱.乱.|私搭乱建|假药|霸王条款|高价彩礼|天价彩礼|大操大办|回扣|加价|"
            "强制消费|强买强卖|吃拿卡要|围标串标|串通投标|焚烧|偷逃|二次收费|占道(?!管理|施工|审批|挖掘|收费).{2}|飞线充电|无[证照].{2,4}|闯红灯|宰客|欺客|吃差价|黑中介|甩客|拒载|绕路|谣言|虚假.{2}|违法.{2,6}|违规.{2,6})$"
        ),
        "整治",
        "",
    ),
    (late("问题$"), "解决", ""),
)


_MISBEHAVIOUR = late("不文明|不规范|陋习|违[章规停]|行为$")
_MISBEHAVES = late(
    "不(?:牵|清理?|戴|系|让|排队|分类|熄|按|守)|随[地手处意](?=.)|乱[扔丢停放倒贴挂排闯吐摆占]|大操大办|大吃大喝|烧纸|扬幡|抛洒|闯|吸烟|酗酒|斗殴|插队|占道|占座|喧哗|攀比"
)


def is_misbehaviour(problem: str, wording: str) -> bool:
    """Whether a problem tells what people do that they should not, and a wording is on conduct of that sort as a whole.

    >>> is_misbehaviour("车窗抛洒、乱停车的投诉多", "不文明出行行为"), is_misbehaviour("站点不够", "不文明出行行为")
    (True, False)
    """
    return _MISBEHAVIOUR.search(wording) is not None and _MISBEHAVES.search(problem) is not None


@lru_cache(maxsize=4096)
def as_task(point: str) -> str:
    """What is to be done about a point that names an ill (以弊为题); empty for one that names none, or does already.

    An ill is neither taken up nor carried on: it is 治理, 化解, 遏制, and where it is told in a clause 解决…问题.

    >>> as_task("工地扬尘污染"), as_task("农民工被拖欠血汗钱"), as_task("电信诈骗频发"), as_task("设备老化")
    ('治理工地扬尘污染', '解决农民工被拖欠血汗钱问题', '遏制电信诈骗频发势头', '解决设备老化问题')
    >>> as_task("分期办理不动产证"), as_task("每月研究一次积案")
    ('', '')
    >>> as_task("及时化解邻里纠纷"), as_task("调处邻里纠纷"), as_task("邻里纠纷")
    ('', '', '化解邻里纠纷')
    >>> as_task("不文明观赛行为"), as_task("文明行为")
    ('整治不文明观赛行为', '')
    >>> as_task("违法惩处"), as_task("乱象整治")
    ('', '')
    >>> as_task("防范化解风险"), as_task("污染防治"), as_task("供水补短板"), as_task("矛盾纠纷")
    ('', '', '', '化解矛盾纠纷')
    """
    if (
        _AT_WORK.match(point)
        or _EVERY.match(point)
        or _DEALT_WITH.search(point)
        or len(point) < LEAST_ILL
        or takes_no_verb(point)
    ):
        return ""
    # The 不 of 不动产 denies nothing.
    told = point.replace("不动产", "房地产")
    for wording, verb, after in _ILLS:
        if (found := wording.search(told)) and point[found.start() - 1 : found.start()] not in _DEALS:
            clause = _CLAUSE.search(point) or (len(point) > SHORT and _DISORDER.search(point))
            after = after or ("问题" if clause and not point.endswith(("问题", "难题")) else "")
            return f"{'解决' if after == '问题' and verb not in ('整治', '破解') else verb}{point}{after}"
    return f"解决{point}问题" if _CLAUSE.search(point) and not point.endswith(_DOINGS) else ""


_EVERY = late("每(?:个?(?:半年|季度|[月周])|[年季月周旬日天]|逢)")
"""What is done every so often (每月研究一次积案) says itself what is done."""
_DEALT_WITH = late("(?:惩处|惩治|查处|查办|处罚|处置|处理|打击|整治|治理|整改|纠治|举报|曝光|澄清|清零)$")
"""How a phrase ends that says what is done about an ill before (违法惩处)."""
_DEALS = tuple("防治反除抗禁不")
"""What stands right before an ill and deals with it, or does not do it (暑期防溺水, 节日不乱涨价)."""
LEAST_ILL, SHORT = 3, 4
"""Characters of the shortest point that names an ill (停车难), and up to which disorder is a word (私搭乱建)."""
_DISORDER = late("乱[一-龥]{1,4}$")
_DOINGS = ENDINGS
