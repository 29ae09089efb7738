"""Which line of the phrasebank each of several named measures is about (就近配对): all of them at once, one line each.

A measure named in the brief is compared with every line of the topics at hand by the pairs of characters and the single
characters they share (农事用火审批 and 管农事火), the rarer the weightier; what most of those lines have says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.bank.model import SLOT, Group, Measure, Topic
from drafter.language.heads import is_clause, object_noun, object_of, verb_and_thing
from drafter.language.late import late
from drafter.language.restraints import lessening
from drafter.language.saying_little import LIGHT_IN_LINE, LIGHT_IN_MEASURE, LIGHT_IN_PART, STOCK
from drafter.language.verbs import ACTIVITY_ENDINGS, FOR_MANY_DOINGS, HOW, OF_ANY_DOING, OPENING_VERBS, SOMEHOW, SURE
from drafter.plan.wordings import Wordings

HEADED, TOLD = 1.0, 0.6
"""What a pair of characters counts for in a line's heading, and in its text."""
CHARACTER = 0.5
"""Weight of single characters beside pairs of them."""
DOING = 0.5
"""What the doing of a measure weighs (管理, 设卡) beside what it is done to."""
ANCHOR = 2.5
"""At least one shared pair must be as rare as this (idf) among the topics, and tell one line from the others."""
JOINT = 3.8
"""So rare together are two pairs in one heading that tell as much."""
COMMON = 0.34
"""A pair that so great a share of the lines at hand have tells none of them from the others."""
LEAST, LEAST_HEADED = 0.36, 0.3
"""A line less near than this is about something else; one whose heading says a word of the measure may be less near."""
LEAST_CLAUSE = 0.5
"""The same for a measure that is a clause of its own (农事用火一律报批): it says all there is, a line must say most of it."""
BY_A_HAIR = 0.01
"""What the characters of the whole measure, its doing too, weigh where two lines are equally near."""
CHOICES = 4
"""So many lines are weighed for each measure."""
OF_A_KIND = frozenset(
    "培训 检查 巡查 抽查 检测 监测 抽检 宣传 改造 更新 建设 推广 公开 公示 评价 评估 审计 采购 普查 核查 演练 收缴 征缴 慰问 走访 论证 规划 绿化 亮化 打假 快检 体检 教育 救助".split()
)
"""Doings that are work of their own kind: a line that has none of it is about something else (民宿培训, 民宿改建)."""
WHOLE = frozenset("备勤 带班 值守 值班 回访 走访 签约 公布 住训 共享 互通".split())
"""Doings of their own kind whose characters are in many other words (装备, 班子): they must be heard as a whole."""
_LESS = tuple("减 少 压 停 禁 免 不得 不准 不许 不再 不开 取消 合并 杜绝".split())
"""One of these, or the measure's own verb, is in a line on doing less of a thing."""
_WHITHER = frozenset("下乡 进村 入村 进校 进企 进厂 入户 上门 到村 到户 驻村 下沉".split())
"""Where somebody goes with what he brings (送书下乡): it says neither what that is nor what is done there."""
_RULES = frozenset("办法 规程 细则".split())
"""What is set up for a thing, like 制度, is no doing."""
_OF_ANYTHING = LIGHT_IN_PART - OF_A_KIND | ACTIVITY_ENDINGS - OF_A_KIND - WHOLE | _RULES
"""Doings that say nothing of which line is meant; any other one (清障, 转移) must be heard in the line."""


@dataclass(frozen=True, slots=True)
class Near:
    """A line of a topic and how near it is to a measure, 0 to 1."""

    topic: Topic
    group: str
    measure: Measure
    score: float
    reason: str = ""
    """Why it may stand there, in Chinese."""
    note: str = ""
    """What the writer is to be told where it does, in Chinese."""
    own: bool = False
    """True where the topic is the measure itself."""


def nearness(wordings: Wordings, name: str, lines: Sequence[Measure]) -> list[float]:
    """How near each of the lines is to a measure called `name`, 0 to 1; 0 where it is about something else."""
    matter = object_of(name)
    noun = object_noun(name)
    # The pair across the seam of a thing and its doing is no word (合同推广: 协同推进).
    seam = matter[-3:-1] if len(matter) >= 4 and matter[-2:] in ACTIVITY_ENDINGS else ""
    pairs = [pair for pair in _pairs(matter) if pair not in LIGHT_IN_LINE and pair != seam and wordings.known(pair)]
    rarity = {pair: wordings.rarest_shared(pair, pair) for pair in pairs}
    # What a slot is called is a question to the writer, nothing the line says.
    texts = [_bare(f"{line.heading}|{line.text}") for line in lines]
    shares = {pair: _share(pair, texts) for pair in pairs}
    headed = {pair: _share(pair, [line.heading for line in lines]) for pair in pairs}
    weight = {
        pair: rare * (1 - shares[pair]) * (DOING if pair not in noun or pair in ACTIVITY_ENDINGS else 1.0)
        for pair, rare in rarity.items()
    }
    whole = sum(weight.values())
    if whole <= 0:
        return [0.0] * len(lines)
    stems = _stems(matter, texts)
    all_stems = sum(stems.values())
    doing = name[-2:]
    # A line on doing a thing is none on doing less of it (减少检查).
    less = (*_LESS, lessening(name)) if lessening(name) else ("",)
    clause = is_clause(name)
    found = []
    for line, text in zip(lines, map(_spoken, texts), strict=True):
        if not any(pair in text or pair in line.heading for pair in pairs):
            found.append(0.0)
            continue
        # What heads one line alone is that line's matter, however many others name it in passing.
        anchors = [
            pair
            for pair in pairs
            if rarity[pair] >= ANCHOR
            and pair not in _WHITHER
            and (
                (pair in text and shares[pair] <= COMMON and not _in_passing(pair, matter, line))
                or (pair in line.heading and headed[pair] <= COMMON)
            )
        ]
        said = sum(value * (HEADED if pair in line.heading else TOLD) for pair, value in weight.items() if pair in text)
        single = sum(value for char, value in stems.items() if char in text) / all_stems if all_stems else 0.0
        score = (said / whole + CHARACTER * single) / (1 + CHARACTER)
        least = LEAST_HEADED if any(pair in line.heading for pair in anchors) else LEAST
        if clause:
            least = LEAST_CLAUSE
        # Two words, one of them in its heading, tell as much as a rare one (居民代表监督: 居民能监督).
        if not anchors and any(pair in line.heading for pair in pairs):
            both = _apart(pair for pair in pairs if pair in text)
            anchors = both if len(both) > 1 and sum(map(rarity.__getitem__, both)) >= JOINT else []
        near = bool(anchors) and score >= least and (doing in _OF_ANYTHING or _heard(doing, text))
        if near and any(word in text for word in less) and does(name, line):
            score += BY_A_HAIR * sum(char in line.heading for char in name) / len(name)
        else:
            score = 0.0
        found.append(score)
    return found


def does(name: str, measure: Measure) -> bool:
    """Whether a line has what a measure that opens with a verb does and does it to, and its doing where that is work of its
    own kind (河道巡查: 巡查) or sets something up (组建抢险队, 扩建托育园); True for any other."""
    text = SLOT.sub("", measure.heading + measure.text)
    _, verb, thing = verb_and_thing(name)
    if not does_such(name, text):
        return False
    return not verb or (_says_thing(thing, text) and says_verb(verb, text))


def says_verb(verb: str, text: str) -> bool:
    """Whether a text has something of the verb of a measure, where that says what is done to the thing (清掏, 降低)."""
    says_little = not verb or verb in FOR_MANY_DOINGS or verb in _FOUNDING + _BUILDING or verb[1] in HOW_WELL
    telling = [char for char in verb if char not in _IN_ANY_WORD] or [verb]
    return says_little or any(part in text for part in telling)


def does_such(name: str, text: str) -> bool:
    """The same for the doing alone, whatever the verb in front says and whatever it is done to."""
    if "自查" not in name:
        # What somebody looks through himself is no inspection.
        text = text.replace("自查", "")
    _, verb, thing = verb_and_thing(name)
    doings = [doing for doing in (name[-2:], verb) if doing in _OF_ITS_OWN]
    if (found := _TO_THE_END.search(name)) and found["doing"] not in _OF_ANYTHING | HOW | SOMEHOW | OF_ANY_DOING:
        doings.append(found["doing"])
    if len(name) == 4 and name[:2] in ACTIVITY_ENDINGS and _heard(name[:2], text):
        doings = []  # of two doings (巡查值守) one will do
    if verb in _NAMES_WHO and _SOMEBODY.search(thing) and not any(word in text for word in _NAMED_SO):
        # How somebody is chosen or trained is not who it is.
        return False
    return _sets_up(verb, text) and all(_heard(doing, text) for doing in doings)


def keeps_head(name: str, said: str) -> bool:
    """Whether a line (`said`, with what it is called) is on the very thing a measure does something to, not on what only
    tells which one is meant (新建充电桩检定标准: no line on 充电桩); True for a short thing or none.

    >>> keeps_head("新建充电桩检定标准", "按车辆数测算缺口，空地补桩|充电桩建设"), keeps_head("新建充电桩检定标准", "检定装置配齐")
    (False, True)
    """
    _, verb, thing = verb_and_thing(name)
    if verb not in SURE | OPENING_VERBS | {"组织", "建设"}:
        return True  # 测绘资质双随机抽查: what looks like a verb may tell which one
    parts = [part for part in _JOINED.split(_HOW_FAR.sub("", thing)) if part]
    return any(len(part) <= _HEAD + 1 or any(pair in said for pair in _pairs(part[-_HEAD:])) for part in parts or [""])


def unsaid(name: str, said: str) -> tuple[str, ...]:
    """The words of a measure that carry a fact of it and that a line (`said`) has nothing of (错峰 in 错峰加油), in order;
    of several things side by side each is such a word.

    >>> unsaid("媒体暗访曝光", "选取反面典型公开曝光"), unsaid("配齐犬便箱和拾便袋", "设置取袋点和提示牌")
    (('媒体暗访',), ('犬便箱', '拾便'))
    >>> unsaid("配齐犬便箱和拾便袋", "犬便要清，设置取袋点")
    ('犬便箱',)
    >>> unsaid("开展电梯检测", "电梯逐台送检"), unsaid("强化灌渠管护工作", "灌渠按段包干")
    ((), ())
    """
    thing = verb_and_thing(name)[2] or name
    runs = "".join(char if char not in said and char not in "、和与及的" else " " for char in thing).split()
    lost = [run for run in runs if len(_LITTLE.sub("", run)) > 1]
    parts = _JOINED.split(thing)
    lost += [part for part in parts if len(parts) > 1 and len(part) > 1 and part[-1] not in said]
    return tuple(dict.fromkeys(lost))


_LITTLE = late("|".join(sorted(LIGHT_IN_MEASURE | ACTIVITY_ENDINGS)))
_HOW_FAR = late("(?:覆盖|参与|受益)?(?:面|率|范围|水平|力度|规模)$")
"""How far a thing reaches, which is no thing itself (扩大病种付费覆盖面)."""
_JOINED = late("[、和与及]")
_HEAD = 4
"""Characters at the end of a thing that say what it is (检定标准, 巡回示范), where more stands before them."""


def names_people(name: str, said: str) -> bool:
    """Whether a line says of whom a measure is that names people at work (检定员技能比武); True where it names none.

    >>> names_people("组织检定员技能比武", "各单位办业务比武"), names_people("组织技能比武", "各单位办业务比武")
    (False, True)
    """
    found = _AT_WORK.search(verb_and_thing(name)[2])
    return found is None or found["who"] in said


_AT_WORK = late("(?P<who>(?!人员|动员|成员|全员|党员)[一-龥]{2}[员工师手])(?=[一-龥]{4})")
_TO_THE_END = late("(?<=[一-龥]{2})(?P<doing>[一-龥]{2})(?:到[人户岗位底村]|清零|见底|归零)$")
"""What is done to the end, or to everybody (危险水域包保到人)."""
_NAMES_WHO = ("明确", "指定", "确定")
_SOMEBODY = late("(?:领导|负责人|责任人|联络人|干部|管家|专人|[^人成]员|[^院校]长)$")
_NAMED_SO = ("明确", "指定", "确定", "定人", "专人", "名单", "到人", "列出", "写明", "公布")
_OF_ITS_OWN = OF_A_KIND | WHOLE
_OF_WHATEVER = late(
    "(?:底数|情况|标准|条件|名单|信息|制度|机制|台账|清单|问题|工作|活动|项目|事项|成本|质量|水平|能力|方案|计划|范围|责任)$"
)
"""How a thing ends that is called by what stands before it (侨情底数): that a line has it, too, says nothing."""


_BY_OTHERS = late("(?:由|会同|报)[一-龥]{2,4}")
"""Who else acts in a line: it is not about him (由产权单位改正)."""


def _says_thing(thing: str, text: str) -> bool:
    """Whether a line says a word of the thing a measure does something to."""
    bare = _OF_WHATEVER.sub("", thing)
    text = _BY_OTHERS.sub("", text)
    return any(pair in text for pair in _pairs(bare if len(bare) > 1 else thing))


_IN_ANY_WORD = frozenset("开公出发上下用行定")
"""Characters of verbs that other words have as often (公开: 开口, 开学)."""
HOW_WELL = frozenset("好实牢细住足齐强优紧准清透")
"""What such a verb ends in where it says how well a thing is done (备足, 选好)."""
_FOUNDING = ("组建", "成立", "设立", "筹建")
_FOUNDED = tuple("组建 成立 设立 筹建 建立 建起 组成 抽调 选出 选聘 招募 招聘 筹备 聘".split())
_OPENING = ("开设", "开办", "创办")
_OPENED = ("设", "办", "开", "建")
_BUILDING = ("建设", "新建", "扩建", "增建", "修建", "增设", "新增", "补建", "加密")
_BUILT = tuple(
    "建设 新建 扩建 增建 改建 补建 配建 修建 建成 建好 建起 增设 新增 开设 设立 设置 设点 布点 布设 布局 补点 选址 开工 动土 用地 完工 工期".split()
)


_HIRING = ("选聘", "聘请", "聘任", "招聘", "招募", "遴选")
_HIRED = tuple("聘 招 请 选准 选好 选派 选拔 选出 选用 遴选 甄选 挑 推选 吸收 吸纳 配备 录用".split())
_FIGHTING = ("整治", "打击", "查处", "取缔", "惩治")
_FOUGHT = tuple(
    "整治 治理 整改 打击 查处 处罚 依法 清理 清查 清除 拆除 关停 纠正 取缔 曝光 追究 查封 核查 检查 排查 抽查 巡查 限期 劝 罚 停 打 惩 严".split()
)


def _sets_up(verb: str, text: str) -> bool:
    """Whether a line sets a thing up, opens it, hires or fights where the measure does: what a team does once it is there is no
    组建抢险队, what umpires do no 选聘裁判."""
    for begun, done in (
        (_FOUNDING, _FOUNDED),
        (_OPENING, _OPENED),
        (_BUILDING, _BUILT),
        (_HIRING, _HIRED),
        (_FIGHTING, _FOUGHT),
    ):
        if verb in begun and not any(word in text for word in done):
            return False
    return True


def _heard(doing: str, text: str) -> bool:
    return doing in text if doing in WHOLE else any(char in text for char in doing)


_LISTED = late("(?<=、)[^、，。|]{1,5}(?=、)")


@lru_cache(maxsize=4096)  # each measure is held against the same lines
def _bare(text: str) -> str:
    """A line without its slots."""
    return SLOT.sub("", text)


@lru_cache(maxsize=4096)  # each measure is held against the same lines
def _spoken(text: str) -> str:
    """A line without what it only lists among other things (补偿标准、过渡租金、安置房源、孩子上学逐户讲清)."""
    return _LISTED.sub("", text)


def _in_passing(pair: str, matter: str, line: Measure) -> bool:
    """Whether a line only names something further on: its heading and its first clause are on another thing.

    供水单位更换老化管线，水质定期检测，… is no line on 水质检测; one that says the measure as a whole is, and so is one
    that says more of it than the pair (摸排未参保人员: …，未参保的逐户问清原因).
    """
    at = matter.find(pair)
    if any(
        len(run) > len(pair) and run in line.text
        for run in (matter[at - 1 : at + 2] if at else "", matter[at : at + 3])
    ):
        return False
    first, *others = line.text.split("，")
    whole = others if len(others) < 2 else others[:-1]
    return not (pair in line.heading or pair in first or any(matter in clause for clause in whole))


def labels(group: Group) -> tuple[str, ...]:
    """What a group's name calls each of its measures where it lists them (按校园、聚餐、外卖), "" for each where not."""
    listed = tuple(group.name.removeprefix("按").split("、"))
    return listed if len(listed) == len(group.measures) else ("",) * len(group.measures)


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))


def _apart(pairs: Iterable[str]) -> list[str]:
    """Those of the pairs, in their order, that have no character of one before them."""
    kept: list[str] = []
    for pair in pairs:
        if not set(pair) & set("".join(kept)):
            kept.append(pair)
    return kept


def _share(pair: str, texts: Sequence[str]) -> float:
    """Of the texts, the share that has the pair, 0 to 1; 0 of none."""
    return sum(pair in text for text in texts) / len(texts) if texts else 0.0


def _stems(matter: str, texts: Sequence[str]) -> dict[str, float]:
    """Character of a measure → how few of the lines have it (idf among them)."""
    light = frozenset("".join(STOCK))
    return {
        char: math.log((len(texts) + 1) / (sum(char in text for text in texts) + 0.5))
        for char in dict.fromkeys(matter)
        if char not in light
    }


def assigned(choices: Mapping[str, Sequence[Near]]) -> dict[str, Near]:
    """Measure → its line, no line twice, so that all of them together are nearest; those without any are left out."""
    names = tuple(choices)
    best = [sorted(choices[name], key=lambda near: -near.score)[:CHOICES] for name in names]
    # What nobody after them wants is forgotten: else every choice made so far would be a case of its own.
    wanted = [{near.measure.text for later in best[at:] for near in later} for at in range(len(names) + 1)]

    @cache
    def rest(at: int, taken: frozenset[str]) -> tuple[float, tuple[int, ...]]:
        if at == len(names):
            return 0.0, ()
        open_score, open_choice = rest(at + 1, taken & wanted[at + 1])
        top = (open_score, (-1, *open_choice))
        for k, near in enumerate(best[at]):
            if near.measure.text not in taken:
                score, choice = rest(at + 1, (taken | {near.measure.text}) & wanted[at + 1])
                top = max(top, (score + near.score, (k, *choice)), key=lambda row: row[0])
        return top

    return {
        name: best[at][k] for at, (name, k) in enumerate(zip(names, rest(0, frozenset())[1], strict=True)) if k >= 0
    }


OTHER_WORDS = {
    "赛": ("赛", "比武", "比拼"),
    "惩戒": ("失信", "限制"),
    "取缔": ("取缔", "关停", "查封", "停"),
    "约谈": ("约谈", "谈话"),
    "曝光": ("曝光", "公布", "公开"),
    "公示": ("公示", "公布", "公开", "上墙", "亮", "晒"),
    "公告": ("公告", "公布", "公示", "公开"),
    "通报": ("通报", "公布", "公开", "排名"),
    "调度": ("调度", "进度", "进展", "滞后"),
    "小分队": ("分队", "小组", "队伍"),
    "专班": ("专班", "专人", "小组"),
    "挂牌": ("牌",),
    "补贴": ("补", "奖", "减免"),
    "奖励": ("奖",),
    "意外险": ("险",),
    "建账": ("账", "册", "档", "登记", "清单"),
    "台账": ("账", "册", "档", "登记"),
    "登记": ("登记", "实名", "册", "档", "备案", "账"),
    "提速": ("提速", "限时", "时限", "压缩", "缩短", "快", "即时"),
    "评选": ("评", "选"),
    "首接负责": ("首接", "首问", "首办"),
    "负责": ("负责", "责任", "牵头", "亲自", "首接", "首问", "首办"),
    "有奖举报": ("奖",),
    "以奖代补": ("奖", "补"),
    "活动日": ("活动日", "党日"),
    "等级评定": ("等级", "星级", "评级", "定级"),
    "学历提升": ("学历",),
    "推送": ("推送", "推荐", "送到", "发给"),
    "警长": ("警长",),
    "安全员": ("安全员", "专职", "专人"),
}
"""How a measure ends that says what is done → the words one of which a line on just that has, too."""


def ends_as(name: str, said: str) -> bool:
    """Whether a line (`said`, with what it is called last) has what a measure is by its end, where no other doing stands for
    that (护理员大赛: no line on 护理员培训); True for any other measure."""
    return all(
        said.endswith(end) or any(word in said for word in words)
        for end, words in OTHER_WORDS.items()
        if name.endswith(end)
    )
