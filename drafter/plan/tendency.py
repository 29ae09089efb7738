"""Which way the figures of an achievement go (走势): what may be said of it, and whether anything may."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.language.late import late

_FALL = late("下降|降低|减少|减产|减收|回落|下滑|下跌|走低|负增长|缩减|缩水|流失|亏损|降[至到]|跌")
_RISE = late("增长|增加(?!值)|提高|提升|上升|上涨|攀升|增[至到]|升[至到]|新增|净增")
_BETTER_LESS = late(
    "事故|死亡|伤亡|亡人|受灾|火[灾情警点]|[发刑]案|案件|警情|信访|[上越重集缠闹]访|访量|投诉|诉讼|纠纷|矛盾|隐患|[能煤电水油物]耗|消耗|排放|浓度|PM|污染"
    "|负担|成本|费用|时限|时长|用时|耗时|工作日|环节|材料|债务|负债|杠杆|欠薪|欠款|拖欠|不良|风险|失业|返贫|贫困|[发患]病|病例|违[法规章建]"
    "|起火|失火|报警|故障|差错|纠错|错误|错敏|再犯|复发|停[电水气]|爆管|破损|误报|漏报|溺水|盗|诈骗|酒驾|醉驾|噪声|扬尘|超载|超限|退货|等候|排队|收费|[药电气水]费|运费|租金"
    "|(?<!开放)(?<!服务)(?<!营业)(?<!运营)(?<!锻炼)(?<!阅读)(?<!睡眠)时间"
    "|文件|会议|发文|检查|台账|漏损|库存|空置|闲置|跑动|赤字|“?三公”?|农药|化肥|拥堵|差评|问题|火化费|辍学|流失"
)
"""Of these fewer are better, and more are no achievement."""
_BETWEEN = late(
    "同比|环比|分别|均|累计|总体|[较比](?:上年|去年|上月|上季|年初|[上去前][一-龥]{1,3})(?:同期)?|[0-9.,%％]+|个?百分点"
)
_WORK = late(
    "新[建开增办修购]|恢复|救护|放[流飞归]|拆除|建[成设好立]|改[造建扩]|[修整]|清[理淤零退]|整治|治理|化解|开工|完[成工]|竣工|办[结理成]|受理|恢复|培[训育]|举办|开展|组织|排查|发放|兑[现付]"
    "|走访|慰问|接待|宣讲|引进|签约|落[地实户]|解决|巡[查护]|救助|帮扶|造林|植树|栽|铺设|更换|[安加]装|配[备置齐]|投[入用产运]|拨付|[收追]回|查处|调解|处置|打造"
    "|创[建成]|认定|选[派聘树]|评[定选为]|获[评得批]?|荣获|命名|打通|开[通办设放]|接[入通]|覆盖|全部|普及|推[出广行]|出台|制定|签订|调[处运]|转移|安置|争取|筹[集措]|减免|退[还税]|补[齐贴助]|种植|出栏|播种|突破|实现|压[减缩]|缩短|精简|升级|[扩新]建|入[库围选]|上[线榜]"
)
_SHARE = late(
    "(?:比重|占比|率|比例|面|度)[^，]{0,6}(?:达|为|超|在|突破)|达标|占[^，]{0,12}[0-9]|达到?[0-9]|第[一二三]|首位|超额"
)
_AGAINST = late("(?:防[控范治火汛疫]|预防|整治|治理|监管|打击|处置|化解|调解|救援|控制|管控|减负)$")
"""How a doing is called that is there to make less of something: what goes down is what it fights."""
_GOOD = late(
    "率|收入|产|投|销|利|税|力量|人员|经费|资金|检[出测查]|查处|发现|办结|执法|巡查|整改|服务|参保|就业|完成|处置|调解|化解|救"
)
"""What such a doing has for good, and should not have less of."""
_CLAUSE = late("[，；。、,;]")


def falls_short(topic: str, fact: str) -> bool:
    """Whether a fact tells of less of what is good, or more of what is not: it is no achievement to be praised.

    >>> falls_short("工业经济", "规上工业增加值下降2.1%"), falls_short("安全生产", "事故起数同比下降12%")
    (True, False)
    >>> falls_short("信访", "信访量上升8%"), falls_short("粮食生产", "增产1.2万吨")
    (True, False)
    """
    for clause in _CLAUSE.split(fact):
        for way, good in ((_FALL, False), (_RISE, True)):
            if found := way.search(clause):
                before = _BETWEEN.sub("", clause[: found.start()]) or clause[found.end() :]
                of = before if re.search("[一-龥]{2}", _BETWEEN.sub("", before)) else topic
                fought = not good and _AGAINST.search(topic) and not _GOOD.search(of)
                if bool(_BETTER_LESS.search(of)) is good and not fought:
                    return True
    return False


_HAPPENED = late("发生(?!率)[^，]{0,10}[0-9]")
_ONLY = late("仅(?!用)|只有|尚[有未]|未完成|未达|落后|滞后|倒数|逾期[^，]{0,4}[0-9]|超支|排名?末")
_NOT = late("[无未零没]|杜绝|防止|避免|下降|减少|降")


def goes_against(topic: str, fact: str) -> bool:
    """Whether a fact tells of what nobody would be praised for: less of what is good, what happened, what is still lacking.

    >>> goes_against("安全生产", "发生事故3起"), goes_against("安全生产", "未发生较大事故"), goes_against("管网", "仅完成3公里")
    (True, False, True)
    >>> goes_against("火灾防控", "起火数同比下降37%"), goes_against("学位供给", "尚有3所学校未开工")
    (False, True)
    """
    if falls_short(topic, fact):
        return True
    clauses = _CLAUSE.split(fact)
    return any(_ONLY.search(clause) or (_HAPPENED.search(clause) and not _NOT.search(clause)) for clause in clauses)


def moves(fact: str) -> str:
    """Which way the figures of a fact went: 升, 降, or "" where they went neither way, or both.

    >>> moves("户均增收提高到2100元"), moves("起数同比下降3起"), moves("登记186家")
    ('升', '降', '')
    """
    up, down = bool(_RISE.search(fact)), bool(_FALL.search(fact))
    return "" if up is down else "升" if up else "降"


def is_tally(topic: str) -> bool:
    """Whether an achievement is called by when or how it was counted (今年开工小区)."""
    return _TALLY.match(topic) is not None


def carries_praise(topic: str, fact: str) -> bool:
    """Whether a fact bears an evaluation (评价): it counts work done, tells of a rise, or of a share reached.

    What is called by when or how it was counted is a tally: nothing more is said of it than its figure.

    >>> carries_praise("管网更新", "更换管网31公里"), carries_praise("今年开工小区", "开工改造项目126个")
    (True, False)
    """
    if _TALLY.match(topic):
        return False
    told = _WORK.search(fact) or _RISE.search(fact) or _SHARE.search(fact) or _FALL.search(fact)
    return told is not None and not falls_short(topic, fact)


_TALLY = late("[今去前当本上]年|[上下]半年|[一二三四]季度|截至|截止|累计|共计|新增|已(?=..)|[0-9]")

_TREND = late("稳中|平稳|稳定|总体|形势|势头|向好")
"""How a whole goes on (稳中有进), of which one figure says nothing."""


def of_one_figure(predicates: Iterable[str], fact: str) -> tuple[str, ...]:
    """Those of the predicates that may be said of the fact: a trend takes two figures that went somewhere."""
    moves = len(_RISE.findall(fact)) + len(_FALL.findall(fact))
    return tuple(said for said in predicates if moves > 1 or not _TREND.search(said))


_CLAIM = late(
    "及时|按期|按时|快速|迅速|直达|高效|提速|精准|规范|透明|公开|到位|完好|简便|便捷|顺畅|畅通|贴心|周到|灵敏|严密|准确|优质|满意|见效|平稳|安全|有序|热情|干劲"
)
"""How fast, how well, how gladly a thing was done: no figure tells that by itself."""


def told_so(predicates: Iterable[str], topic: str, fact: str) -> tuple[str, ...]:
    """Those of the predicates that claim no promptness and no quality but what the achievement says itself.

    >>> told_so(("兑付及时", "稳步推进"), "财政补贴", "拨付1860万元"), told_so(("办理规范",), "办证", "规范办理30件")
    (('稳步推进',), ('办理规范',))
    """
    said = topic + fact
    return tuple(praise for praise in predicates if all(claim in said for claim in _CLAIM.findall(praise)))
