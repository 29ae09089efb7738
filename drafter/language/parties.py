"""Those named in an audience by what they are to the matter (对象中的各方): offices that administer it, and parties that are
regulated, served, or do business in it (企业, 维保单位, 经营户), and what each of the two does.

The kinds and the acts are data about how such bodies are called and what the law and usage leave to them; no names.
"""

from __future__ import annotations

import re

from drafter.language.late import late

_OF_THE_HOUSE = late("分公司|子公司|集团|总公司|直属|所属|权属|下属|[省市县区]属|国有|国企|平台公司|城投")
"""Firms that belong to whoever speaks, and take their orders as his own offices do."""
_PARTY = late(
    "(?:企业|公司|[一-龥]厂|厂家|合作社|家庭农场|定点医院|定点[一-龥]{0,4}药店|零售药店|酒店|宾馆|餐馆|饭店|门店|网店|药店|诊所|商超|超市|商场|农贸市场|批发市场|民宿|农家乐|网吧|影院|网点|驿站"
    "|(?:充装|加油|加气|加氢|充电|收购|回收|搅拌|汽修|检测|屠宰)(?:站|场|点)|(?:养殖|屠宰|采石|堆料|洗车|砂石|停车)[一-龥]?场|[一-龥]矿|矿山"
    "|(?:经营|市场|生产|种养|养殖|种植|新型农业经营)(?:主体|者|户)|商户|商家|商贩|摊贩|工商户|个体户|大户|[养种][一-龥]{0,3}户|货运车主|船东|业主|业委会|业主委员会|物业|开发商|运营商|服务商|承运[人商]|施工方|承包方"
    "|(?:使用|管理|使用管理|维保|维护|维修|施工|监理|设计|勘察|建设|参建|承建|经营|生产|运营|运输|作业|养护|产权|检[验测]|供[气水电热货]|中标|储运|加工|餐饮|用[工水电能气热]|排污|产废|物业|开发|托管|清运|储存)单位"
    "|(?:养老|托育|托管|培训|中介|检[验测]|评估|金融|服务|经营|定点医药|民办|民营|代理|保险|担保|家政|月子|美容|医美|寄递|直播)[一-龥]{0,2}机构)(?:代表|负责人|负责同志|法人代表)?$"
)
"""How those are called at the end who are regulated, or do business."""
_ADMINISTERS = late(
    "推广|监管|监督|(?<!自)检查|抽[查检]|督[查导办促]|考核|考评|核[验查准定]|评[定价估选级比]|验收|执法|查处|处罚|整治|曝光|通报|约谈|问责|追责|审[批核查]|备案|规划|布局|编制|立项|补[贴助]|奖[补励]|资金|经费|统筹|协调|用地|征[地收]|指导|普法|普查"
    "|摸[排底清]|征求|出台|选派|帮扶|表彰|挂牌督办|认定|黑名单|信用|(?<!企业)联合|暗访|举报|投诉|受理|准入|清[退理]|取缔|疏导|划定|排查|宣传|试点|示范|调度|包联|网格|政策|平台|观摩|竞赛|换届"
)
"""What is done by those who administer a matter, to or with those who are in it."""
_OF_A_BUSINESS = late(
    "主体责任|持证上岗|明码标价|自[查检纠改]|整改|投保|参保|缴[存纳]|计提|留样|索证|索票|进货|出厂|装载|充装|安全操作|操作规程|岗前|班前|三级教育|交底|明示|公示(?:收费|价格|收支|标价|服务)|公开(?:收费|价格|收支|承诺|服务)|(?:收费|价格|收支|服务)公[示开]"
    "|签[订约][^，]*合同|合同签订|履约|守约|诚信经营|让利|[不禁]涨价|发工资|工资发放|配[备齐足][^，]*(?:员|器|物资|设施)|备足|安装|更换|加装|保养|维保|检修|停用|消防改造|设备改造|技术改造|技改|扩产|投产|达产|登记住客|住客登记|晨检|消毒|动态监控|文明施工|规范施工|错峰施工"
    "|标准化生产|绿色生产|安全生产投入|应急物资|值班值守|隐患自|(?:到场|响应|抢修|上门)(?:时间|时限)"
)
"""What those do who run a business, at their own place and cost."""
_HAVE_IT_DONE = late("督促|组织|指导|会同|协调|引导|约谈|责令|抽查|核查")
"""How a clause begins in which somebody has another do a thing."""
_BARE = late("^(?:各类|各[个家级]?|全体|全部|有关|相关|广大|辖区|驻[一-龥])+")


def is_party(part: str) -> bool:
    """Whether one named in an audience is regulated or does business, and is no office of those who speak.

    >>> [is_party(x) for x in ("电梯使用管理单位", "各维保单位", "民宿经营户", "校外培训机构", "瓶装燃气充装站")]
    [True, True, True, True, True]
    >>> [is_party(x) for x in ("区直有关单位", "各中小学校", "市属国有企业", "各分公司", "各成员单位", "国有林场", "各社区")]
    [False, False, False, False, False, False, False]
    """
    return _PARTY.search(part) is not None and not _OF_THE_HOUSE.search(part)


_OF_AUTHORITY = late(
    "监管|(?<!自)(?<!日常)检查|抽检|督[查导]|考评|评[定估选级星][一-龥]{0,2}|定级|执法|查处|处罚|曝光|约谈|问责|追责|审批|许可|黑名单|红黑榜|信用(?:评价|档案|监管|修复)|准入|清退|取缔|挂牌督办|举报|奖补|补贴|补助"
)
"""What only those do who have authority over a trade, and nobody in it."""


def of_authority(measure: str) -> bool:
    """Whether a measure is what only those do who have authority over a trade, not what somebody in it also does at home.

    >>> [of_authority(x) for x in ("黑名单管理", "收费检查", "评星定级", "隐患排查", "自检自查", "服务公示")]
    [True, True, True, False, False, False]
    """
    return _OF_AUTHORITY.search(measure) is not None


_FROM_OUTSIDE = "企业|辖区|行业|商户|单位(?!负责)|监管|执法|检查|到(?:商超|[一-龥]?店|市场|景区|车间|工地|站点|小区|企业|学校|医院)|逐[家店企]"


def on_a_trade(line: str) -> bool:
    """Whether <主体> has to do with firms and the like in a line, as somebody outside.

    >>> on_a_trade("<主体>分行业轮训企业主要负责人。"), on_a_trade("<主体>安排领导带班，脱岗的通报。")
    (True, False)
    """
    clause = re.split("[，。；]", line.partition("<主体>")[2])[0]
    return re.search(_FROM_OUTSIDE, clause) is not None


def administers(measure: str) -> bool:
    """Whether a measure is what those do who administer a matter, whoever else sits there.

    >>> [administers(x) for x in ("推广示范合同", "维保质量抽查", "自查自改", "持证上岗")]
    [True, True, False, False]
    """
    return _ADMINISTERS.search(measure) is not None


def of_a_business(measure: str, line: str) -> bool:
    """Whether a measure is what those do who run a business, and its line has nobody made to do it.

    >>> of_a_business("明码标价", "<主体>把价目挂在门口。"), of_a_business("明码标价", "<主体>督促商户把价目挂在门口。")
    (True, False)
    """
    clause = line.partition("<主体>")[2][:6]
    return not administers(measure) and not _HAVE_IT_DONE.search(clause) and _OF_A_BUSINESS.search(measure) is not None


_COORDINATES = late(
    "(?:专班|领导小组|工作小组|协调小组|推进组|攻坚组|工作组|指挥部|联席会议|协调机制|安委会|食安委|防指|爱卫会|绿委|文明委)(?:办公室|办)?$"
)
"""How bodies are called that bring offices together: they have no budget, no staff of their own, and no power of law."""
_MONEY = late("经费|资金|预算|拨付|兑付|兑现|补贴|补助|奖补|列支|要花的钱|专款|筹措")
"""What only those who hold the purse do."""


def coordinates(body: str) -> bool:
    """Whether a body brings offices together and does nothing by its own power.

    >>> [coordinates(x) for x in ("区攻坚行动专班", "市安委会", "各级政府", "县财政局", "村民委员会")]
    [True, True, False, False, False]
    """
    return _COORDINATES.search(body) is not None


def of_the_purse(measure: str, line: str) -> bool:
    """Whether a measure, or what its line has <主体> do, is about money that somebody has to hold.

    >>> of_the_purse("经费保障", "<主体>把要花的钱逐项列清。"), of_the_purse("统筹调度", "<主体>按月听取进展。")
    (True, False)
    """
    clause = re.split("[，。；]", line.partition("<主体>")[2])[0]
    return _MONEY.search(f"{measure}，{clause}") is not None and not _HAVE_IT_DONE.search(clause[:6])


_GIVES = late("^(?:提供|发放|配备|购[买置]|采购|建设|修建|新建|兴建|减免|安排(?:场地|用地|岗位))")
"""What somebody does who has a thing to give, or builds it."""


def gives(measure: str) -> bool:
    """Whether a measure takes somebody who has what he gives, or builds it (提供场地)."""
    return _GIVES.search(measure) is not None


_SERVES = late(
    "^(?:公布|发布|协调|统一|选派|举办|简化|减免|减轻|畅通|出台|兑现|搭建|提供|组织|引导|发动|清理|解决)(?!思想|认识|标准生产)"
)
"""How a measure begins that offices take for those who run a business."""


def is_for_businesses(measure: str) -> bool:
    """Whether a measure is taken for those who run a business, by others.

    >>> [is_for_businesses(x) for x in ("公布价格行情", "统一供药", "推进技术改造", "黑名单管理")]
    [True, True, False, True]
    """
    return _SERVES.search(measure) is not None or of_authority(measure)


def kind_of(part: str) -> str:
    """What a party is called by itself, without what says which of its kind are meant: 各瓶装燃气经营企业 → 企业.

    >>> [kind_of(x) for x in ("各瓶装燃气经营企业", "电梯维保单位", "民宿经营户代表", "广大茶农", "各中小学校")]
    ['企业', '维保单位', '经营户', '茶农', '学校']
    """
    bare = _BARE.sub("", part).removesuffix("代表")
    found = _KIND.search(bare)
    return found[0] if found else bare[-2:]


_KIND = late(
    "(?:[一-龥]{2}(?:单位|机构)|经营户|合作社|工商户|养殖户|种植户|业委会|充装站|加油站|家庭农场|培训机构|[一-龥]{2})$"
)
_ALIKE = (
    ("企业|公司|企业家|厂|商会|园区", "企业|公司|厂家|加工厂|[茶蜂药粮酒渔林果菌]企|龙头企业|收购商|经销商"),
    ("合作社|农场", "合作社|家庭农场"),
    (
        "[茶蜂果菜药棉粮花烟蚕渔牧杞莲菇]农|农户|农民|合作社|[种养]殖?户|大户|农场",
        "农户|[茶蜂果菜药棉粮花烟蚕渔牧菇]农|[种养][殖植]?户|大户|社员|农场主",
    ),
    ("商户|经营户|店主|店家|摊主|商家|民宿|农家乐|餐饮", "商户|经营户|店主|店家|摊主|商家|民宿主"),
    ("艺人|匠|传承人|师傅|技师", "艺人|匠人|传承人|师傅"),
    ("青年|创业者|毕业生", "青年|创业者|毕业生"),
)
"""How guests are called in an audience, and how those are called in a line who are of their kind."""
_A_NOUN_OF = "的之家名诉需难间问主用"
"""What after such a name makes it part of another (企业家, 企业用工)."""


def one_of(guests: str, clause: str) -> str:
    """Who of the guests' own kind a clause begins with, as it calls him; "" where it begins with nobody of them.

    >>> one_of("枸杞合作社、枸杞企业", "合作社约定只收红透的鲜果"), one_of("各位企业家", "企业用工缺口逐月摸清")
    ('合作社', '')
    >>> one_of("各位企业家", "企业选几家同行去看"), one_of("各位企业家", "合作社约定收购"), one_of("广大茶农", "茶农培训")
    ('企业', '', '')
    """
    own = {kind_of(part) for part in re.split("[、和及与，]", guests)}
    for called in (
        "|".join(sorted(map(re.escape, own))),
        *(called for who, called in _ALIKE if re.search(who, guests)),
    ):
        found = re.match(
            f"(?:各类?|每家|重点|龙头|本地|规上|在座|加工|收购|参展)?(?:{called})(?![{_A_NOUN_OF}])", clause
        )
        if found and _DOES.match(clause[found.end() :]):
            return found[0]
    return ""


_DOES = late(
    "(?!(?:安全|技能|业务|岗前)?(?:培训|建设|管理|评价|评选|服务|发展|改革|上市|名录|认定|[^，]{0,4}机制|[^，]{0,4}制度)(?:[，。]|$))[^，。]{3,}"
)
"""What a name has behind it that acts, and is not the first part of a doing (企业培训)."""
_SOME = late("^(?:目前|仍|还)?(?:有?部分|个别|一些|少数|有的|有些|不少|极少数|多数|某些|一部分)")


def blamed(parts: list[str], problems: tuple[str, ...]) -> set[str]:
    """Those of the parties whom a problem names as who does wrong or falls short (部分维保单位只签字不干活), at its beginning.

    >>> sorted(blamed(["各街道", "使用管理单位", "维保单位"], ("部分维保单位只签字不干活", "老旧电梯多")))
    ['维保单位']
    >>> blamed(["各村", "施工单位"], ("施工单位进度偏慢",)), blamed(["各村", "施工单位"], ("施工单位数量少",))
    ({'施工单位'}, set())
    >>> sorted(blamed(["各乡镇", "广大村民", "合作社"], ("少数村民夜间偷烧", "合作社数量少")))
    ['广大村民']
    """
    found: set[str] = set()
    for problem in problems:
        some = _SOME.match(problem)
        said = problem[some.end() :] if some else problem
        for part in parts:
            kind = kind_of(part)
            at = said.find(kind)
            # Without 部分 and the like before it, it is somebody only where an act follows (施工企业开工不打招呼).
            if 0 <= at <= _BEFORE_KIND and (
                some or (at + len(kind) < len(said) and _ACTS.match(said[at + len(kind) :]))
            ):
                found.add(part)
    return found


_BEFORE_KIND = 4
"""Characters of a problem that may stand before the kind of those it blames (部分瓶装燃气企业)."""
_ACTS = late(
    "[^，]{0,6}?不(?!足|高|多|少|齐|够|大|平衡|稳定)|[^，]{0,4}?(?:占道|偷|乱|私|违|擅自|拒|逃|瞒|漏|拖欠|挂靠|超[期载限标]|临时涨|哄抬)"
    "|[^，]{0,6}?(?:偏慢|缓慢|滞后|走过场|敷衍|松懈|淡薄|流于形式|不力|缺位|缺斤短两)"
)
