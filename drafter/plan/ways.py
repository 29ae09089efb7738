"""How a measure is done by what kind of doing it is (措施做法), and lines of gaps for what nothing is known of (待填).

What the measure is about is not known here: nothing is said of it that would not hold of any other.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from functools import lru_cache

from drafter.bank.model import SLOT, Frame, Same
from drafter.language import heads, restraints
from drafter.language.clauses import doer_of
from drafter.language.compiled import compiled
from drafter.language.late import late
from drafter.language.similar import bigrams
from drafter.language.standing import may_open_with_verb
from drafter.language.things import kinds_of
from drafter.language.verbs import OF_ANY_DOING, OPENING_VERBS, SURE
from drafter.plan.assignments import Assignment
from drafter.plan.draft import Draft
from drafter.plan.frames import frames_of, rank_frames
from drafter.plan.having import Having
from drafter.plan.line import Line
from drafter.plan.match import WORD
from drafter.plan.nearest import HOW_WELL, OTHER_WORDS
from drafter.plan.values import fits_verb, verbs_for

WAYS = "措施做法"
"""The step of the frames that say how a measure of one kind is done (培训, 检测), whatever it is about."""
_TAKES_NO_OBJECT = frozenset(
    "招商 引资 就业 创业 应急 执法 造林 留样 陪餐 履职 维权 养老 助餐 健身 体检 议事 走访 接访 值守 值班 带班 巡逻 备勤 保密 安保 维稳 普法 禁毒 反诈 治超 节能 减排 减负 托育 防火 防汛 练兵 集训 演练 养护 管护 调解".split()
)
"""Doings that, in front of a thing, say whose it is more often than what is done to it (防火宣传月, 养护工意外险)."""
_CALLED_BY_IT = late(
    "^(?:人员|政策|程序|电话|公司|机构|对象|单位|队伍|知识|资金|基金|经费|费用|收益|标准|流程|记录|质量|站|室)(?=..)"
)
"""What is called by the doing before it, where something more follows (执法人员轮训, 抢修电话公布)."""
_GOES_TO = late("[^送][进入到](?:小区|社区|自然村|楼栋|校园|园区|厂区|市场|景区|工地|车间|田间|家门口)$")
"""Where something is brought: what looks like a verb in front is part of what goes there (免疫点进小区)."""
_TURNED_INTO = late("^改[^，造进善建变正革]{1,8}(?:改?为|改?成)[^，]{2,}$")
"""A thing that is exchanged for another (改柴灶为电灶)."""
LONGEST_NAMED = 10
"""A measure longer than this is no mere doing with its thing."""

_BY_A_DAY = late(
    "^(?:[明今本次]?年)?(?:[0-9一二三四五六七八九十]+月)?(?:[0-9一二三十]+[日号]|[年月季][底末内]|[底末初]|[上中下]旬|[汛节开供停学][前期季学暖]?[前]?)前?(?=完成|建成|全面|拿出|开工|启动|落实|到位|实现)"
)
"""By when, and what is done by then."""


def line_by_doing(draft: Draft, name: str) -> Line | None:
    """How a measure is done, in its own words, by what kind of doing it is; None where none is left or it is none.

    What it is about is not known: nothing is said of it that would not hold of any other (水质检测, 饲料检测).
    """
    if _BY_A_DAY.match(name):
        return None  # 10月底前完成注水试压 says all there is, and nobody 组织s that
    if heads.is_predicate(name) or len(name) > LONGEST_NAMED or _TURNED_INTO.match(name):
        # 改柴灶为电灶 is 改…为, though no two characters of that stand side by side.
        wording = f"{name}，改为" if _TURNED_INTO.match(name) else name
        ways = ways_for(frames_of(Same(draft.bank.frames), WAYS), wording)
        if line := _line_of_way(draft, name, f"{MEASURE}：{name}，{WHOLE}", ways):
            return line
        # 顶层住户逐户测温 is a clause, and what is done has a name all the same.
        named = len(name) <= LONGEST_NAMED and "逐" in name and not doer_of(name) and heads.is_doing(name[-WORD:])
        ways = ways_for(frames_of(Same(draft.bank.frames), WAYS), name, kinds_of(name[:-WORD]))
        return _line_of_way(draft, name, f"{MEASURE}：{name}", ways) if named else None
    about = heads.object_of(name)
    how, verb, thing = heads.verb_and_thing(name)
    frames = frames_of(Same(draft.bank.frames), WAYS)
    if verb in _TAKES_NO_OBJECT or _CALLED_BY_IT.match(thing) or _GOES_TO.search(name):
        # What looks like a verb in front is part of the thing (陪餐记录公示, 执法人员轮训).
        kinds = kinds_of(name[:-WORD]) or kinds_of(heads.object_noun(name))
        if line := _line_of_way(draft, name, f"{MEASURE}：{name}", ways_for(frames, name, kinds)):
            return line
    turned = ("" if _CALLED_BY_IT.match(thing) else heads.doing_last(name), "")
    # What the verb itself is done like (安装动态监控), else its thing turned before it (修缮老旧粮仓: 老旧粮仓修缮): how a doing in
    # the thing is done only where the verb is one of anything (开展实战演练).
    of_any = not thing or verb in OF_ANY_DOING or verb[1] in HOW_WELL
    wordings = ((name, thing or about), *(((about, ""), turned) if of_any else (turned,)))
    wordings += ((verb + thing, thing),) if how else ()
    wordings += () if thing else ((name, ""),)
    # A doing at the end may be none that names an activity (检漏): the thing stands before it all the same.
    done_to = kinds_of(thing) if thing else kinds_of(heads.object_noun(name)) or kinds_of(name[:-WORD])
    for wording, not_for in dict.fromkeys(wordings):
        if not wording or wording == not_for:
            continue
        material = f"{MEASURE}：{wording}"
        ways = ways_for(frames, wording, done_to)
        if less := restraints.lessening(name):
            # How a thing is done is no way of doing less of it (减少检查, 压减会议).
            done = f"{MEASURE}：开展{name.removeprefix(less)}"
            ways = tuple(
                frame
                for frame in ways
                if compiled(frame.cue).search(f"{MEASURE}：{less}") or not compiled(frame.cue).search(done)
            )
        if wording == turned[0]:
            # What is done stands last in it: a cue that goes by the thing alone is for another doing (收缴率提高: 收缴).
            thing_alone = f"{MEASURE}：{wording[:-WORD]}甲乙"
            ways = tuple(frame for frame in ways if not compiled(frame.cue).search(thing_alone))
        if not_for:
            # The thing with something else before it: a cue may ask for two characters there (轮训网格员).
            things = (f"{MEASURE}：{not_for}", f"{MEASURE}：各种{not_for}")
            ways = tuple(frame for frame in ways if not any(compiled(frame.cue).search(thing) for thing in things))
        if line := _line_of_way(draft, name, material, ways, said=name if wording == verb + thing else wording):
            return line
    if name.endswith(tuple(OTHER_WORDS)):
        # What looks like a verb in front is part of the thing (维修资金审批提速).
        return _line_of_way(draft, name, f"{MEASURE}：{name}", ways_for(frames, name, done_to))
    return None


def _line_of_way(draft: Draft, name: str, material: str, ways: tuple[Frame, ...], said: str = "") -> Line | None:
    """A line for a measure out of the first fresh one of `ways` whose cue fits the material; None for none.

    said: the measure in the words the line has it in.
    """
    bank = replace(draft.bank, frames=ways)
    choices = rank_frames(bank, WAYS, {}, occasion=draft.occasion.name, rank=draft.rank, material=material)
    fresh = [choice.frame for choice in choices if choice.frame.id not in draft.used.frames]
    if not fresh:
        return None
    draft.used.frames.add(fresh[0].id)
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条按这类事的一般做法写，请核改")
    others = tuple((_said_in(frame.text, said or name), frame.id, "同类事的做法") for frame in fresh[1:])
    return Line(_said_in(fresh[0].text, said or name), fresh[0].id, "按是哪一类事取的做法", others)


_TELLS_WHICH = frozenset("新建 扩建 改建 增建 续建 补建".split())
"""Verbs that also tell which of such things is meant (新建水厂)."""
_DOES_IT = late("(?:落实|实施|推行|开展|实行|抓好|做好|办好|组织|推进|落细|做细)(?=<措施>)")
"""The verb a way of doing has before its measure, one too many before a measure that has its own."""


_FIRST = late("^<主体>(?:抓|做|开展)?<措施>(?=先)")
"""Where a way of doing begins with what comes first."""
_PUT_ON = late("^(?:[列纳编计]入|写[入进])(?P<what>[^，]{2,})$")
"""What something is put on (列入目标考核)."""
_DONE_WITHIN = late("(?<=..)[0-9一二两三四五六七八九十半]+(?:天|日|周|个月|小时)(?:之?内)?(?:完成|到位|办结|做完)$")
"""Within what time a thing is to be done, at the end of a measure (集中移栽7天完成)."""


def _said_in(text: str, name: str) -> str:
    """A way of doing with its measure in it, with one verb before it.

    >>> [_said_in("<主体>把<措施>的选址定好。", name) for name in ("建设公交首末站", "新建水厂", "操场建设")]
    ['<主体>把公交首末站的选址定好。', '<主体>把新建水厂的选址定好。', '<主体>把操场建设的选址定好。']
    >>> _said_in("<主体>对好<措施>的机具。", "集中移栽7天完成"), _said_in("<主体>做好<措施>。", "集中移栽7天完成")
    ('<主体>对好集中移栽的机具。', '<主体>做好集中移栽7天完成。')
    >>> _said_in("<主体>先讲清考什么，<措施>看平时。", "列入目标考核")
    '<主体>列入目标考核，先讲清考什么，目标考核看平时。'
    >>> _said_in("<主体>落实<措施>，先接到的人登记。", "推行首接负责"), _said_in("<主体>落实<措施>，先接到的人登记。", "首接负责")
    ('<主体>推行首接负责，先接到的人登记。', '<主体>落实首接负责，先接到的人登记。')
    >>> _said_in("<主体>抓<措施>先定标准。", "规范摊点经营"), _said_in("<主体>抓<措施>先定标准。", "摊点经营管理")
    ('<主体>规范摊点经营，先定标准。', '<主体>抓摊点经营管理先定标准。')
    >>> _said_in("<主体><措施>，轻车简从。", "样板楼栋现场观摩"), _said_in("<主体><措施>，轻车简从。", "组织现场观摩")
    ('<主体>开展样板楼栋现场观摩，轻车简从。', '<主体>组织现场观摩，轻车简从。')
    """
    if "<措施>的" in text:
        # What a doing has (its hands, its tools) is no matter of when it is done: that stands in the heading.
        name = _DONE_WITHIN.sub("", name)
    if entered := _PUT_ON.match(name):
        # What is said of it is said of what it is put on; that it is put there comes first.
        rest = text.removeprefix("<主体>").replace("<措施>", entered["what"])
        return f"<主体>{name}，{rest}" if text.startswith("<主体>") else rest
    _, verb, thing = heads.verb_and_thing(name)
    if "把<措施>的" in text and thing and heads.kind(name) == "动宾" and verb not in _TELLS_WHICH:
        # What a thing has is not what its doing has (把建设食堂的选址).
        return text.replace("<措施>", thing)
    if name[:2] in SURE | OPENING_VERBS and heads.kind(name) == "动宾":
        text = text.replace("<主体>抓<措施>", "<主体><措施>")
    if text.startswith("<主体><措施>，") and how_built(name) == "事项":
        # 各街道样板楼栋现场观摩 has no verb.
        text = text.replace("<主体>", "<主体>开展" if heads.kind(name) == "活动" else "<主体>抓好", 1)
    if heads.kind(name) == "动宾":
        # 减轻负担，先听…: what is said of a verb with its thing is a clause of its own.
        text = _FIRST.sub(r"\g<0>，", text)
    own = verb in OF_ANY_DOING or name.startswith(("对", "把", "将", "为每"))
    return (_DOES_IT.sub("", text) if own else text).replace("<措施>", name)


def ways_for(frames: tuple[Frame, ...], wording: str, done_to: Set[str] | None = None) -> tuple[Frame, ...]:
    """Of the frames of WAYS those that may be for a measure: an office's own, and those whose cue has two characters of it
    in a row.

    Compiling the cues of all the others takes longer than reading the bank's frames.

    done_to: kinds of the thing it is done to: a frame for some kinds (事物) is for no other, nor for a thing nobody knows;
    None for any.
    """
    cues = _cues(Same(frames))
    having = {at for word in bigrams(wording) for at in cues[word]}
    return tuple(
        frame
        for at, frame in enumerate(frames)
        if (frame.own or at in having) and (done_to is None or not frame.things or bool(done_to & set(frame.things)))
    )


@lru_cache(maxsize=4)
def _cues(frames: Same) -> Having:
    """The frames by the words of their cues. Kept, since a bank answers many measures."""
    # What every such cue begins with is no word of it (落实安全措施).
    return Having([frame.cue.removeprefix(f"^{MEASURE}：") for frame in frames.value])


MEASURE = "措施"
"""What stands before a measure where the cue of a frame asks for its kind (措施：每周调度)."""
WHOLE = "整句"
"""What stands behind a measure there that is a predicate or long: only frames whose cue asks for it say how that is done."""
DOES_IT = "自带主体"
"""What the cue of a frame for a measure that names its own actor asks for."""


def open_for_own_actor(draft: Draft, name: str) -> Line | None:
    """A line for a measure that says itself which of those in charge do it: nobody else 牵头s it, who they are is asked (自带主体)."""
    found = _cued(draft, DOES_IT)
    if found is None:
        return None
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条照简要原话写，缺的留了待填，没有凑句")
    return Line(found.text.replace("<措施>", name), found.id, "措施自己写明了谁来做，其余留待填")


def _cued(draft: Draft, cue: str) -> Frame | None:
    """The frame of 措施待填 with just this cue that is fresh; it is used then."""
    cued = [frame for frame in draft.bank.frames if frame.step == "措施待填" and frame.cue == f"^{cue}$"]
    if not cued:
        return None
    frame = min(cued, key=lambda frame: (frame.id in draft.used.frames, frame.id))
    draft.used.frames.add(frame.id)
    return frame


SETTLED = "已定"
"""What stands before a measure there instead, where the brief says who does it or by when."""
_LEFT_TO_WHOM = late("^<措施>，(?P<how>.+)，由<(?:责任|牵头|承办)单位>[^，。]+。$")
"""A frame that ends with who does it: a predicate has him in front (县商务局增设摊位，…)."""


_IN_TIME = late("^(?:今天)?(?P<time>(?:会后|散会后|会议结束后)[^，]{0,5}?(?:内|以?前|之后))(?=[^，]{4})")
"""By when after the meeting a thing is to be done, in front of it."""
BY_ITSELF = "自主"
"""How a measure is built that says itself who does it."""


def how_built(name: str) -> str:
    """How a measure is built, as the cues of frames ask for it: 自主 says itself who does it, 整句 is a clause, 谓语 a predicate
    with how it is done, 动宾 a verb with its object, 事项 the name of something.

    >>> [how_built(x) for x in ("各乡镇一周内开会部署", "不合格的砸掉重来", "会后三天内向负责人汇报", "疏浚河道", "竹编义卖")]
    ['自主', '整句', '谓语', '动宾', '事项']
    >>> [how_built(x) for x in ("改扩建8所小学", "城区8所小学改造", "每周2次夜查")]
    ['动宾', '事项', '谓语']
    """
    if doer_of(name) or heads.own_actor(name) or heads.who_acts(name):
        return BY_ITSELF
    if heads.is_clause(name):
        return "整句"
    if heads.done_by_then(name) or (heads.says_what_is_done(name) and not name.startswith("先")):
        return "谓语"
    if (
        heads.opens_with_verb(name)
        or may_open_with_verb(name)
        or (_SO_MANY.match(name) and not heads.is_doing(name[-WORD:]))
    ):
        return "动宾"
    return "整句" if heads.kind(name) == "动宾" else "事项"


_SO_MANY = late(
    "^[一-龥]{1,2}[^市县区镇乡村批年期月周每第约近超过0-9][0-9]+(?:\\.[0-9]+)?[余多]?[万亿]?(?!月|年|日|点|小时|天|分|次|%)[一-龥]{3,}"
)
"""What is done to so many of a thing (改扩建8所小学)."""


def open_frames(draft: Draft, name: str, *, settled: bool = False) -> list[Frame]:
    """The frames of gaps for a measure called `name`, those for its kind of measure first; none for a bank without."""
    built = how_built(name)
    # Nobody else gets to do what says itself who does it, whatever kind of measure it is.
    opening = BY_ITSELF + (SETTLED if settled else "") if built == BY_ITSELF else SETTLED if settled else MEASURE
    material = f"{opening}：{name}；{built}"
    choices = rank_frames(draft.bank, "措施待填", {}, occasion=draft.occasion.name, rank=draft.rank, material=material)
    if less := restraints.lessening(name):
        material = material.replace(name, less)
        choices = [choice for choice in choices if compiled(choice.frame.cue).search(material)]
    # All are gaps, so their number decides nothing: of kinds, and within one, what the bank has first comes first.
    frames = sorted(
        (choice.frame for choice in choices),
        key=lambda frame: (not frame.own, not frame.ranks, not frame.cue, frame.id),
    )
    kinds = list(dict.fromkeys(map(_kind_of, frames)))
    return sorted(frames, key=lambda frame: kinds.index(_kind_of(frame)))


def _kind_of(frame: Frame) -> tuple[tuple[str, ...], str]:
    """What kind of measure, and whose speech, a frame of gaps is for."""
    return tuple(frame.ranks), frame.cue.partition("；")[2] or frame.cue


_SET = late("^<主体>(?:抓好|做好|落实|坚持|实行|开展)(?=<措施>)")
"""The verb of a frame for the name of something, where the bank may know a better one for it."""
_SO_MUCH = late(
    "[0-9一二两三四五六七八九十百]+(?:[个条处名座台辆套家所支份批期场次人户亩米卷件枚间栋]|公里|万|亿|千米|吨)"
)
_SO_OFTEN = late("^(?:每|半月|一周|按[日周旬月季年])|[一两二三四0-9][次轮遍]")
_AT_A_PLACE = late("^在|周边|沿线|路口|现场|[东南西北]段|[东南西北][库区片]")
_ASKED_WHEN = ("工期", "时间", "时限", "到岗时间")
_ASKED_HOW_MANY = ("规模", "数量", "人数", "数额")
_ASKED_HOW_OFTEN = ("频次", "次数")
_ASKED_WHERE = ("地点",)


def still_asked(hint: str, name: str, told: Assignment | None) -> str:
    """What the hint of a gap asks for without what the brief has given already; "" where nothing is left.

    hint: things side by side (地点、规模和工期). name: the measure. told: what its brackets say.

    >>> still_asked("地点、规模和工期", "建设公交站30处", Assignment("县交通局", deadline="6月底前"))
    '地点'
    >>> still_asked("检查对象、内容和频次", "每月检查食堂", None), still_asked("人员名单", "派驻校医", None)
    ('检查对象和内容', '人员名单')
    """
    given = (
        (*_ASKED_WHEN,) if told and told.deadline else (),
        _ASKED_HOW_MANY if _SO_MUCH.search(name) else (),
        _ASKED_HOW_OFTEN
        if _SO_OFTEN.search(name) or (told and (told.rhythm or told.deadline.startswith("每")))
        else (),
        _ASKED_WHERE if _AT_A_PLACE.search(name) else (),
    )
    parts = re.split("[、和]", hint)
    left = [part for part in parts if not any(part.endswith(asked) for row in given for asked in row)]
    if len(left) == len(parts) or not left:
        return hint if left else ""
    return "和".join(filter(None, ("、".join(left[:-1]), left[-1])))


def _asking(draft: Draft, text: str, name: str, told: Assignment | None, turn: int) -> str:
    """A frame of gaps that asks for nothing the brief has given, and has a verb that goes with the name of its measure.

    turn: which one of the frames of its kind it is: their verbs take turns, too.
    """
    *_, last = SLOT.findall(text) or [""]
    slot = last.strip("<>")
    hint = draft.bank.hints.get(slot, "")
    if hint and text.endswith(f"，<{slot}>。"):
        said_all = slot == "具体做法" and told is not None and told.owner and told.deadline and len(name) >= SAYS_ALL
        asked = "" if said_all else still_asked(hint, name, told)
        if asked != hint:
            text = text.replace(f"，<{slot}>。", f"，<{asked}>。" if asked else "。")
    if _SET.match(text) and how_built(name) == "事项":
        known = [verb for verb in verbs_for(name, draft.bank) if fits_verb(verb, name, draft.bank)]
        known = [verb for verb in known if not set(verb) & set(name)]
        text = _SET.sub(f"<主体>{known[turn % len(known)]}", text) if known else text
    return text


SAYS_ALL = 8
"""Characters of a measure that, with who does it and by when, says all there is to say (12月底前完成土方工程)."""


def line_of_gaps(draft: Draft, name: str, *, settled: bool = False, told: Assignment | None = None) -> Line:
    """For a measure the bank has nothing fitting for: what ought to stand there, as gaps (措施待填).

    settled: whether it is known who does it or by when. told: what the brief says on it in brackets.
    """
    draft.notes.append(f"没有找到贴合“{name}”的具体内容，这一条照简要原话写，缺的留了待填，没有凑句")
    used = draft.used.frames
    frames = open_frames(draft, name, settled=settled)
    if not frames:
        return Line(f"<主体>抓好“{name}”，<具体做法>。", "空位/措施待填", "没有贴合的内容")
    # Those for its kind of measure take turns.
    kind = _kind_of(frames[0])
    frames = [frame for frame in frames if _kind_of(frame) == kind]
    if used.issuperset(frame.id for frame in frames):
        used -= {frame.id for frame in frames}
    frame = next(frame for frame in frames if frame.id not in used)
    used.add(frame.id)
    text = (
        _LEFT_TO_WHOM.sub(r"<主体><措施>，\g<how>。", frame.text) if how_built(name) in ("谓语", "动宾") else frame.text
    )
    text = _asking(draft, text, name, told, frames.index(frame))
    if text.startswith("<主体><措施>") and (when := _IN_TIME.match(name)):
        # 会后三天内，各乡镇向…汇报: who does it stands before what he does.
        text = f"{when['time']}，{text}"
        said = name[when.end() :]
    else:
        said = name
    said_whole = "<" not in text.replace("<措施>", "").replace("<主体>", "").replace("<责任单位>", "")
    reason = "措施自己说清了，照简要原话" if said_whole else "没有贴合的内容，留待填"
    return Line(text.replace("<措施>", said), frame.id, reason)
