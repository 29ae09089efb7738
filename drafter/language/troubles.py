"""What a named problem is about and what kind of remedy it asks for (问题的病灶与对策的路数)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from drafter.language.compiled import compiled
from drafter.language.heads import takes_no_verb
from drafter.language.late import late
from drafter.language.verbs import ENDINGS

_WHO = late("^(?:部分|少数|个别|有的|有些|一些|极少数|不少|多数)(?=..)")
_HOW = late(
    "(?:[还仍较]|比较|相对|普遍|明显|有些|存在|依然|有所)*"
    "(?:参差(?:不齐)?|良莠不齐|不够?(?:[高强足深细实严畅稳紧广准清牢优多大好快全真匀]|平衡|均衡|健全|完善|深入|严格|到位|规范|及时|顺畅|稳定|统一|紧密|"
    "广泛|突出|明显|合理|充分|清楚|牢固|匹配|协调|便捷|精准|精细|鲜明|经常|彻底|落实)|不够|不足|难以?(?:统一|落实|到位|协调|见效|保证|监管)?|"
    "脏乱差?|偏?[低慢少弱差晚窄散乱紧高多大]|偏[长短贵]|滞后|薄弱|松懈|反弹|走过场|流于形式|形式化|粗放|缺乏|缺失|短缺|单一|老化|接不上|跟不上|脱节|"
    "乏力|松散|涣散|松垮|紧张|频发|多发|突出|缓慢|空转|缺位|失修|严重|压力大|屡禁不[止绝]|时有发生|屡有发生|依然存在|仍然存在)$"
)
_NO_NOUN = late("(?:重视|认识|开工|推进|执行|参与|投入|落实|配合|覆盖|发动|部门|单位)$")
"""What is left of 个别单位重视不够 says nothing by itself."""


@lru_cache(maxsize=1024)  # asked of one problem for every line there is
def core(problem: str) -> str:
    """What a problem is about, without who has it and how bad it is; the problem where nothing can be taken off.

    >>> core("部分支流水质差"), core("离田收储能力不足"), core("群众反映强烈")
    ('支流水质', '离田收储能力', '群众反映强烈')
    >>> core("背街小巷脏乱"), core("起垄质量参差"), core("司机水平参差不齐")
    ('背街小巷', '起垄质量', '司机水平')
    """
    bare = _WHO.sub("", problem)
    left = _HOW.sub("", bare)
    return left if len(left) >= 2 else bare


def noun_of(problem: str) -> str:
    """The core where it can stand in a sentence by itself (盯住管护机制); empty where it cannot."""
    found = core(problem)
    return "" if found == _WHO.sub("", problem) or _NO_NOUN.search(found) or len(found) > 8 else found


_AT_WORK = late(
    "^(?:防(?![汛火疫护灾空控])|治(?![安疗])|反(?!映)|除(?!险)|清(?![洁扫运真])|禁(?![毒烧])|打(?![工印捞])|减(?![灾速])|控(?!股)|止|破(?![损旧])|抗(?!旱)|"
    "灭(?!火)|救(?![助护援生灾])|避|惩|无(?!障碍.{2}|人)|零(?![工售])|不(?!文明|规范|诚信|道德|当)|戒|"
    "整治|治理|化解|消除|解决|破解|破除|遏制|遏止|杜绝|打击|严查|严打|严惩|查处|制止|根治|纠治|纠正|惩治|补齐|补强|攻克|解除|扭转|应对|处置|处理|抵制|远离|拒绝|清理|化减|压减|压降|降低|预防|警惕|严控|管控|疏导|疏通|排查|帮助|补上|填补)"
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
    >>> as_task("分期办理不动产证")
    ''
    >>> as_task("及时化解邻里纠纷"), as_task("调处邻里纠纷"), as_task("邻里纠纷")
    ('', '', '化解邻里纠纷')
    >>> as_task("不文明观赛行为"), as_task("文明行为")
    ('整治不文明观赛行为', '')
    >>> as_task("违法惩处"), as_task("乱象整治")
    ('', '')
    >>> as_task("防范化解风险"), as_task("污染防治"), as_task("供水补短板"), as_task("矛盾纠纷")
    ('', '', '', '化解矛盾纠纷')
    """
    if _AT_WORK.match(point) or _DEALT_WITH.search(point) or len(point) < LEAST_ILL or takes_no_verb(point):
        return ""
    # The 不 of 不动产 denies nothing.
    told = point.replace("不动产", "房地产")
    for wording, verb, after in _ILLS:
        if (found := wording.search(told)) and point[found.start() - 1 : found.start()] not in _DEALS:
            clause = _CLAUSE.search(point) or (len(point) > SHORT and _DISORDER.search(point))
            after = after or ("问题" if clause and not point.endswith(("问题", "难题")) else "")
            return f"{'解决' if after == '问题' and verb not in ('整治', '破解') else verb}{point}{after}"
    return f"解决{point}问题" if _CLAUSE.search(point) and not point.endswith(_DOINGS) else ""


_DEALT_WITH = late("(?:惩处|惩治|查处|查办|处罚|处置|处理|打击|整治|治理|整改|纠治|举报|曝光|澄清|清零)$")
"""How a phrase ends that says what is done about an ill before (违法惩处)."""
_DEALS = tuple("防治反除抗禁不")
"""What stands right before an ill and deals with it, or does not do it (暑期防溺水, 节日不乱涨价)."""
LEAST_ILL, SHORT = 3, 4
"""Characters of the shortest point that names an ill (停车难), and up to which disorder is a word (私搭乱建)."""
_DISORDER = late("乱[一-龥]{1,4}$")
_DOINGS = ENDINGS

_UPKEEP = "清掏|清淤|清运|清扫|保洁|维修|维护|养护|疏通|疏浚|修剪|除草|消毒"
"""What is done to a thing again and again: where that comes late, 调度 is no answer."""
_KINDS = (
    (
        "不知道|不了解|不懂(?!经营)|不清楚(?:怎|如何|政策)|认不[出得准]|不认[得识]|不会(?:防|辨|用|看|办|分|认)|分不清|看不懂|没听[说过]",
        "宣传|宣讲|讲清|讲明|入户|上门|发布|公开|公示|指南|科普|引导",
    ),
    (
        "嫌[^，]{1,10}(?:[贵高远少短长吵烦慢]|麻烦|噪音?大?)|不[愿想肯](?!景)|没人愿|无人愿|观望|顾虑|怕[^，]{1,6}|吃亏|不划算|抵触|不相信|不放心|不热心|想不通",
        "宣传|发动|动员|引导|宣讲|激励|奖补|优待|算清|算账|讲清|讲明|讲好|身边[人事]|典型|入户|上门|议事|协商|发布|公开|指南|科普|示范带动",
    ),
    (
        "没人(?:愿意?)?[来去]?[接种耕管包]|无人[接种耕]|没人愿意",
        "流转|托管|代耕|代种|代管|社会化服务|引进|认养|承包|大户",
    ),
    ("没有?上门|不上门|坐等|只[靠发][^，]{0,4}通知|坐在办公室", "上门|入户|逐户|逐人|包保|走访|摸排|排查|面对面|网格"),
    (
        "偏紧|吃紧|告急|供不应求|断供|断档$|不够用|一[座床位园]难求",
        "储备|扩容|扩建|扩大|招募|动员|调剂|供给|供应|保供|预案|新建|增设|配建|补足|轮换|错峰",
    ),
    (
        "(?:参与|自愿|报名|参加|参保|加入|入会|接种|知晓|志愿者|献血者|会员|读者|观众|听众|学员)[^，]{0,6}(?:不高|不多|偏低|较低|很低|偏少|较少|不足|少(?=[、，]|$))|(?:参与|自愿)[^，]{0,6}比例(?:不高|偏?低)",
        "宣传|动员|发动|招募|引导|宣讲|科普|知识|进校园|进社区|进企业|讲好|故事|推广|品牌|发展|队伍建设",
    ),
    ("人手(?:偏?紧|少|不够)|力量(?:偏?紧|吃紧)", "配强|配齐|队伍|招聘|招募|选聘|引育|调剂|补充|力量"),
    ("观念|偏见|重[^，]{1,4}轻|误解|偏差", "弘扬|宣传|宣讲|讲好|讲述|引导|典型|氛围|故事"),
    ("慢$|滞后|晚$|拖延|拖期|进度|未开工|缓慢", "倒排|工期|进度|调度|节点|提速|挂图|会战|施工组织"),
    (
        "后继|乏人|断档|断层|老龄|招不来|招人难",
        "培养|定向|招录|引育|引才|选派|人才|队伍|待遇|传帮带|带徒|收徒|传艺|徒弟|新人",
    ),
    ("外迁|外流|流失|出走|留不住|留人", "留住|稳住|挽留|回流|回引|待遇|留人"),
    ("等靠|观望|畏难|被动应付|拖沓", "督办|督查|督导|通报|约谈|考核|问责|责任|提级|带头"),
    ("力量|人手|队伍|缺人|人员|素质|本领|专业性|青黄不接", "配强|队伍|培训|练兵|人才|引育|选派|招聘|骨干|力量"),
    ("负担(?:过|偏|较|太)?重|事务多|不堪重负", "减轻|减负|松绑|清理进|精简"),
    ("招工|用工难|用工缺|缺工", "用工|招工|招聘|返岗|技能培训|劳务"),
    ("资金|经费|投入|归集|欠费|收缴", "资金|经费|投入|筹措|收缴|基金|以奖代补"),
    ("机制|制度|长效|规范|标准", "机制|制度|规范|长效|办法|标准|规程"),
    (
        "走过场|流于形式|松懈|重视|责任|传导|上热下冷|温差|空转|打折扣|作风",
        "责任|履职|督查|督导|考核|问责|暗访|值守|作风|点名",
    ),
    ("参与|积极性|知晓|统一|不理解|阻力|分歧|意见|配合", "发动|协商|宣传|引导|参与|议事|入户|公示|沟通|群众工作"),
    (
        "扰民|投诉|怨言|不满|纠纷|矛盾|信访|上访|遗留|积案|诉求|缠访|闹",
        "群众工作|信访|稳定|维稳|调解|化解|诉源|接访|协商|沟通|平安|和谐|减噪|降噪|文明施工",
    ),
    (
        "体验|排队|跑腿|多头跑|等候|等待时间|来回跑|办事难|不便|不方便|门难进",
        "便民|便利|服务|优化流程|流程再造|减材料|网上办|一窗|代办|导办",
    ),
    (
        "(?:单位|部门|企业|乡镇|街道|各方|权属)[^，]{0,4}(?:配合|支持|协作|不主动)",
        "协同|协调|协作|联动|统筹|会商|合力|配合",
    ),
    (
        "衔接|联动|扯皮|各自为政|不通|不畅|壁垒|孤岛|合力|协同|脱节",
        "协同|联动|共享|专班|协调|统筹|会商|互联|互通|贯通|打通|联通|对接|畅通",
    ),
    ("推诿|扯皮|不担当|不作为|躺平|责任不清|职责不清", "责任|担当|督查|问责|专班|协调|统筹"),
    ("底数|家底|情况不明", "摸排|摸底|排查|普查|清查|盘点|登记|建档|台账|入户|逐户"),
    ("盲区|死角|漏管|漏洞|(?<!底数)不清$", "排查|巡查|摸底|普查|清查|覆盖|网格|巡护"),
    ("悬空|缺位|脱管|失管|无人|没人|监护", "看护|监护|责任|包保|值守|管护|网格"),
    ("破坏|盗|侵占|损毁|乱占|乱建", "巡护|巡查|巡线|看护|执法|打击|防护|清理|整治"),
    ("混流|混接|错接|渗漏|漏损|溢流|内涝|积水|易涝", "分流|纠正|管网|清淤|排水|疏通"),
    (f"(?:{_UPKEEP})(?:不及时|不到位|不彻底|滞后|跟不上)", f"{_UPKEEP}|管护|管养|清疏|巡查"),
    (
        "(?<!清掏)(?<!清淤)(?<!清运)(?<!清扫)(?<!保洁)(?<!维修)(?<!养护)(?<!疏通)不及时|时效|超期|逾期|拖延",
        "移送|限时|提速|督办|反馈|调度|时限",
    ),
    ("不足$|不够$|缺口|偏少|短缺", "补足|扩容|供给|供应|储备|培育|配备|充实"),
    ("不响|不优|不鲜明|知名度|名气", "品牌|推介|打造"),
    ("两张皮|融合不", "引领|融合|结合"),
    ("隐患|违规|违法|非法|反弹|事故|乱象|超标|偷排|盗采|私搭", "整治|执法|排查|打击|监管|惩处|曝光|清理|检查|整改"),
    ("粗放|失管|管理|无人管|接不上|失修", "管理|管护|物业|准入|精细|运维"),
    ("污染|黑臭|返黑|返臭|脏乱|水质|排污|异味", "截污|清淤|整治|治理|保洁|排污|保护|净化"),
    ("设施|设备|老旧|配套|欠账|场地|站点|收储|短缺", "建设|设施|改造|更新|站点|补短板|装备|扩容"),
    ("质量|水平|同质|特色|品牌", "质量|提升|品牌|标准|创新|示范"),
)


_CAPITAL = late(
    "(?:引导|吸引|鼓励|支持|撬动|动员|发动|引入)?(?:社会|民间|民营|工商|金融|国有)(?:资本|资金)(?:[^，、]{0,4}(?:参与|投入|进入))?"
)
"""Capital that is led to take part (引导社会资本参与): money, nobody who would have to be won over."""


@cache
def _read(pattern: str) -> Callable[[str], object]:
    """What finds a pattern in a text. Most are words alone, $ where one must end it: to compile those takes longer than
    to look for them."""
    if "(" in pattern or "[" in pattern:
        return compiled(pattern).search
    words = pattern.split("|")
    return lambda text: any(text.endswith(word[:-1]) if word[-1] == "$" else word in text for word in words)


def _is(pattern: str, text: str) -> bool:
    # Read when first asked for: a brief without problems asks for none.
    return bool(_read(pattern)(text))


@lru_cache(maxsize=4096)  # a problem is held against the same lines for every point
def asks_for(problem: str, wording: str) -> bool:
    """Whether a wording names the kind of remedy a problem asks for: what is late wants 倒排工期, what is shirked 督查.

    >>> asks_for("部分项目开工晚", "倒排工期"), asks_for("部分项目开工晚", "典型曝光")
    (True, False)
    >>> asks_for("班主任负担偏重", "减轻教师负担"), asks_for("招工难", "用工保障")
    (True, True)
    >>> asks_for("雨水箅子清掏不及时", "双周调度"), asks_for("雨水箅子清掏不及时", "汛前清淤")
    (False, True)
    >>> asks_for("居民意见统一难", "引导社会资本参与"), asks_for("建设资金缺口大", "引导社会资本参与")
    (False, True)
    >>> asks_for("技术人才招不来", "支持企业引才"), asks_for("社会上重学历轻技能", "讲好成才故事")
    (True, True)
    >>> asks_for("部门信息系统不通", "信息互联互通"), asks_for("雨污混流突出", "分流改造")
    (True, True)
    >>> asks_for("群众嫌缴费标准高", "算清缴费账"), asks_for("部分居民观望", "宣传发动"), asks_for("地块零碎没人愿意接", "土地流转")
    (True, True, True)
    >>> asks_for("冬春血液偏紧", "季节性缺血预案"), asks_for("冬春血液偏紧", "血液安全"), asks_for("有的村没有上门", "逐户走访")
    (True, False, True)
    >>> asks_for("住户认不出、不会分", "宣传发动"), asks_for("机手不会用新机具", "组织领导")
    (True, False)
    >>> asks_for("散养户底数不清", "逐户登记散养户"), asks_for("散养户底数不清", "早晚巡查")
    (True, False)
    """
    wording = _CAPITAL.sub("资金", wording)
    return any(_is(remedy, wording) for remedy in _remedies(problem))


_TOO_LITTLE = late(
    "偏紧|人手(?:偏?紧|少|不够)|力量(?:偏?紧|吃紧)|紧缺|短缺|吃紧|告急|缺口|供不应求|不够用|(?<!重视)不足(?=$|[，、])|一[座床位园]难求"
)
_OF_QUALITY = late("(?:安全|质量|监管|管理|规范|纪律|保密|卫生|关爱|慰问)$")


def is_of_another_kind(problem: str, wording: str) -> bool:
    """Whether a problem is that there is too little of a thing, and a wording on how good or safe that is no answer to it,
    whatever words they share.

    >>> is_of_another_kind("冬春季节血液偏紧", "血液安全"), is_of_another_kind("冬春季节血液偏紧", "献血动员")
    (True, False)
    """
    return bool(_TOO_LITTLE.search(problem) and _OF_QUALITY.search(wording)) and not asks_for(problem, wording)


@lru_cache(maxsize=256)
def _remedies(problem: str) -> tuple[str, ...]:
    """Patterns of the remedies a problem asks for. Kept: a problem is held against every line of many groups."""
    return tuple(remedy for trouble, remedy in _KINDS if _is(trouble, problem))
