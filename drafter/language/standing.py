"""Points that say how things are to stand (要达到的状态): what is not to be done, what is to be so, what has its verb last.

Beside headings that open with a verb such a one has 做到, 确保 or its own verb before it: 做到不收红包, 确保通道畅通,
补齐道路标识. Neither 抓实 nor 聚焦 takes it.
"""

from __future__ import annotations

from functools import lru_cache

from drafter.language.audience import is_people
from drafter.language.heads import called_by_doing, is_clause, is_doing, opens_with_verb, verb_and_thing, who_acts
from drafter.language.late import late
from drafter.language.verbs import ACTIVITY_ENDINGS, FURTHERS, HOW, NOUNS_TOO, OF_DOINGS, OPENING_VERBS, SOMEHOW, SURE

_NOT = late(
    "不(?!动产|锈|良|法|孕|育|明|断|仅|足|可|同|利|确定|正之风|文明|规范|诚信|道德|合格|安全|健康|适|"
    "[够太很敢愿肯想能会懂高强准实清顺畅严细灵牵戴系让守亮通管修]|"
    "(?:充[足裕分]|齐全|一致|透明|干净|整洁|稳定|牢固|协调|匹配|配套|完[整善好]|灵活|方便|便利|满意|理想|突出|明显|重视|积极|主动|"
    "清楚|熟悉|适应|配合|理解|知道|到位|平衡|均衡|及时|健全|合理|分类|排队|作为|担当)$)(?=..)"
)
"""Something that is not done; not the 不 of a word, nor that of a want (责任不落实)."""
_SO = late(
    "(?:通畅|畅通|顺畅|充足|充裕|到位|到人|到户|到岗|相符|一致|齐全|完好|干净|整洁|透明|和谐|完善|持证上岗|清零|见底|归零|"
    "有(?:回音|回应|着落|结果|答复|人管|人问|人抓|保障|依靠)|[少不]跑(?:腿|路)|零(?:跑腿|差错|投诉|距离|等待|事故))$"
)
"""What is said of a thing that stands as it should."""
_NO_SO = late("(?:不|未|难以?|欠)(?:够|太)?$")
"""What makes a want of it (物资不充足)."""
_RESULT = late(
    "(?:补齐|配齐|备齐|备足|补足|配强|建好|建强|建成|管好|管住|管牢|修好|办好|用好|用足|用活|打通|拓宽|加宽|盘活|理顺|查清|摸清|做强|做优|做大|"
    "守牢|守住|筑牢|扎紧|堵住|压实|拧紧|兜牢|拆除|腾退)$"
)
"""A verb with its result, which comes first wherever others open with theirs."""
_GOVERNED = late("^(?:把|将|让|使|对|由|从|按)|[，、；：]")


@lru_cache(maxsize=2048)
def in_verbs(point: str) -> str:
    """A point that says how things are to stand, as it is said beside others that open with a verb; "" for any other.

    >>> [in_verbs(x) for x in ("不收红包", "粮食收购不压级压价", "消防通道畅通", "账实相符", "办事少跑腿")]
    ['做到不收红包', '做到粮食收购不压级压价', '确保消防通道畅通', '确保账实相符', '确保办事少跑腿']
    >>> [in_verbs(x) for x in ("道路标识补齐", "传达贯彻", "学习宣传")]
    ['补齐道路标识', '抓好传达贯彻', '抓好学习宣传']
    >>> [in_verbs(x) for x in ("不动产登记", "物资不充足", "污水管网", "把通道打通", "联防联控", "确保物资充足", "不文明行为")]
    ['', '', '', '', '', '', '']
    """
    if len(point) < 4 or _GOVERNED.search(point) or point.startswith(("确保", "做到", "实现", "保证", "力争")):
        return ""
    if is_doing(point[:2]) and is_doing(point[2:]) and len(point) == 4:
        return f"抓好{point}" if _TWO_VERBS.match(point) else ""
    if opens_with_verb(point) or _NEVER.match(point):
        return ""  # 引导宗教和谐, 坚决不收过头税 say it in verbs already
    found = _RESULT.search(point)
    # 选优配强 is two of them side by side.
    one = found is not None and not (len(point) == 4 and point[1] in "优好强实细精准足齐")
    if found and one and found.start() >= 2 and not is_doing(point[:2]) and not who_acts(point):
        return f"{found.group()}{point[: found.start()]}"
    if is_clause(point) or who_acts(point):
        return ""
    found = _SO.search(point)
    if found and found.start() >= 2 and not _NO_SO.search(point[: found.start()]):
        return f"确保{point}"
    if _NOT.search(point):
        return f"做到{point}"
    return verb_first(point)


_TWO_VERBS = late("^(?:传达|学习|宣传|贯彻|落实|整改|宣讲|领会){2}$")
"""Doings without their thing, both verbs (传达贯彻)."""


_NEVER = late("^(?:坚决|绝对|严格|切实|一律|决)不")
_HOW_DONE = "逐[条处户栋村项盏件个片段楼店站]|限期|按期|分批|分期|分段|分片|分类|集中|统一|全面|定期|逐项|逐一|提前|及时|依法|从严|错峰|专项|动态|彻底|就近|限时|优先|公开"
_BEFORE_WHEN = late(
    "^(?:[今明]年)?(?:[一-龥]{0,2}节|汛期?|[0-9一二三四五六七八九十]+月(?:底|中旬)?|年底|开学|入[冬夏秋春汛]|供暖|封冻|秋收|春耕)[前后](?=.{6})"
)
_THING_HOW_DONE = late(f"^(?P<thing>(?!各|每|由|对|把)[一-龥]{{2,8}}?)(?P<how>{_HOW_DONE})(?P<verb>[一-龥]{{2}})$")
_ACTORS = late("(?:[员部人长组队站手师]|部门|机关|单位|企业|公司|中心|学校|医院|乡镇|街道|社区|村居)$")


def verb_first(point: str) -> str:
    """A thing, how it is done and the doing, in that order, turned round to a verb with its thing; "" for any other phrase,
    and where what stands first may be who does it.

    >>> [verb_first(x) for x in ("病险坝体限期加固", "老旧电梯分批更新", "占道经营集中整治")]
    ['限期加固病险坝体', '分批更新老旧电梯', '集中整治占道经营']
    >>> verb_first("汛期前涵洞集中疏通"), verb_first("春节前欠薪问题集中清理"), verb_first("破损路灯逐盏更换")
    ('汛期前集中疏通涵洞', '春节前集中清理欠薪问题', '逐盏更换破损路灯')
    >>> [verb_first(x) for x in ("村干部定期走访", "公安机关依法查处", "电梯更新改造", "定期走访")]
    ['', '', '', '']
    """
    if (dated := _BEFORE_WHEN.match(point)) and (rest := verb_first(point[dated.end() :])):
        # By when it is done is said of the doing, not of the thing (春节前集中清理欠薪问题).
        return f"{dated.group()}{rest}"
    found = _THING_HOW_DONE.match(point)
    if not found or _ACTORS.search(found["thing"]) or is_people(found["thing"]) or is_doing(found["thing"][-2:]):
        return ""
    verb = found["verb"]
    return f"{found['how']}{verb}{found['thing']}" if verb in NOUNS_TOO | SURE | OPENING_VERBS else ""


def turned(point: str) -> str:
    """A phrase whose verb stands last with its verb first (坝下警示牌补齐: 补齐坝下警示牌); any other as it is."""
    told = in_verbs(point)
    return told if sorted(told) == sorted(point) else point


def may_open_with_verb(point: str) -> bool:
    """Whether a phrase may be read as a verb with its thing, beside such as are no name for sure (扶持民宿发展, 保障经费).

    >>> [may_open_with_verb(x) for x in ("扶持民宿发展", "保障经费", "支持创业", "从严管理队伍", "送文化下乡", "保护饮用水源")]
    [True, True, True, True, True, True]
    >>> [may_open_with_verb(x) for x in ("保障措施", "发展规划", "民宿发展", "监督检查", "依法治校", "检查站建设", "送审稿")]
    [False, False, False, False, False, False, False]
    """
    verb, thing = point[:2], point[2:]
    if _BROUGHT.match(point):
        return True
    if verb in SOMEHOW - OPENING_VERBS and len(thing) >= 4:
        # What is no name's beginning (从严管理队伍) leaves no doubt.
        done = verb not in HOW or not called_by_doing(thing[:2], thing[2:])
        return done and is_doing(thing[:2]) and not is_doing(thing)
    if verb == "保障" and _SECURED.search(thing):
        return True
    if verb in FURTHERS and len(thing) >= 2 and not _NOUNS_MADE.match(thing):
        return thing in ACTIVITY_ENDINGS or not called_by_doing(verb, thing)
    whole = len(thing) >= 4 and not called_by_doing(verb, thing)
    return whole and verb_and_thing(point)[1] in NOUNS_TOO | OF_DOINGS | {"保护"}


_BROUGHT = late("^送[一-龥]{2,4}(?:下乡|上门|[进入到][一-龥]{1,2})$")
_SECURED = late(
    "(?:经费|资金|费用|用地|用工|用水|用电|用能|供应|供给|投入|权益|安全|民生|物资|运转|待遇|出行|需求|要素|畅通)$"
)
"""What is secured: behind 保障 it is called by that as often (保障经费), which beside other verbs nobody hears."""
_NOUNS_MADE = late("措施|机制|制度|体系|能力|水平|性|型|工作|范围|力量|网络|条件|功能|方案|重点|质量$|规划|计划")
"""What, behind such a verb, is called by it (保障措施, 发展质量)."""
