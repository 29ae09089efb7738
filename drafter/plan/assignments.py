"""Who is to do a thing and by when, where the brief says so after it in brackets (责任单位、时限).

倒排工期（责任单位：县交通局；时限：9月底前）, 专班推进（县发改局牵头，6月底前完成）: the brackets are no part of the heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from drafter.brief.schema import Brief
from drafter.language import heads
from drafter.language.audience import is_people, names_apart
from drafter.language.bodies import BODY, does_itself, names_bodies, told_apart
from drafter.language.late import late
from drafter.language.verbs import OPENING_VERBS, SURE

# 各县（市、区）: brackets stand inside of them, too.
_BRACKETS = late("[（(](?P<told>(?:[^（）()]|[（(][^（）()]{1,20}[）)]){2,80})[）)]$")
_NAMED = late(
    "^(?P<key>责任单位|责任部门|责任主体|责任人|主责单位|牵头单位|牵头部门|承办单位|实施单位|配合单位|协办单位|责任|牵头|完成时限|办结时限|完成时间|时限|期限|截止)[:：](?P<value>.+)$"
)
_DONE_BY = late("^(?P<who>.{2,24}?)(?:牵头负责|负责落实|牵头|负责|承办|带队|(?<=[局委办厅院府镇乡])组织)$")
_HELPED_BY = late("^(?P<who>.{2,30}?)(?:配合|协助|协办)$")
_BY_WHEN = late(
    "^(?:于|在)?(?P<when>(?:[0-9〇零一二三四五六七八九十]+年|今年|明年|本)?.{0,12}?(?:(?:[月日周年天季]度?[底末初]?|月[上中下]旬|小时)(?:之?[前内]|底|末)|会后[^，]{1,8}内|之前|以前"
    "|.{0,8}?(?:节|节日|清明|端午|中秋|国庆|元旦|元宵|除夕|谷雨|立[春夏秋冬]|霜降|小雪|大雪|冬至|惊蛰|芒种|麦收|假期?|寒假|暑假|汛期?|入[汛冬夏秋春伏]|上冻|封冻|雨季|旺季|供暖|春耕|春播|三夏|秋收|收割|播种|开学|开园|开市|高考|中考|两会|会议?|检查|验收|迎检|复审|过年|年关|退休)之?前))(?:完成|办结|见效|到位|落实)?$"
)
_POST = late(
    "^[一-龥]{0,12}(?:[省市县区州旗镇乡村]长|[局厅部处科股所站院校会组队]长|书记|主任|总监|经理|委员|河长|林长|田长|常委)[一-龥×]{1,3}(?:同志)?$"
)
"""A person by his post and name (副县长周某)."""
_PEOPLE = late(
    "^(?:(?:广大|全体|各位|各级|在座|老|青年|骨干)[一-龥]{2,16}"
    "|(?:[省市县区州旗镇乡村]级?|乡镇|街道|镇村|党政|主要|分管|挂点|包保|班子|各级)+(?:领导|领导干部|负责同志|负责人|成员|一把手))$"
)
"""People by themselves in the brackets (广大科技工作者, 县级领导)."""
_LEADERS_ENDING = ("领导", "班子成员", "一把手")
_RHYTHM = late(
    "^(?:(?:长期|持续|常态化?|常年|全年|全程)(?:坚持|推进|抓好?|开展|进行)?|贯穿(?:全年|始终|全程)"
    "|立即|马上|即刻|即日起|现在起|当[天日]|尽快"
    "|[每逐][个]?(?:工作日|半月|[日天周旬月季年]).{0,6})$"
)
_OFTEN = late("^(?:[每逐].+)?[0-9一二两三四五六七八九十]+[次回遍轮]$")
"""How often a thing is done, which is said of the thing itself (每月一次)."""
_MEETS = late("(?:调度|通报|报告|报送|会商|研判|小结|检查|督查|巡查|碰头|例会)$")
"""How a rhythm ends that says itself what is done in it (每周一调度)."""
_FROM = late("^[^，]*[年月日季]起$")
"""From when on a thing is done."""
_RECURRING = late("^每(?:年|季度?|月|旬|周).*[前底末]$")
"""A deadline that comes again and again (每年12月底前, 每月10日前), by which the thing itself is done."""
_DONE_THEN = late("(?:[前内底末]|之前|以前)[一-龥][一-龥0-9.%％]{2,}$")
"""A deadline that says itself what is there by then (3月底前拿出方案, 10月底前新增车位800个)."""
_SPAN = late("[0-9一二三四五六七八九十年月日季度旬][至到—-][0-9一二三四五六七八九十]|期间$|前后$|左右$")
"""A time within which a thing is done, no day by which it is (7月至9月)."""
_PERIOD = late(
    "^(?:(?:今年|明年|[0-9]{4}年)?(?:[上下]半年|第?[一二三四1-4]季度|(?:[0-9]{1,2}|十?[一二三四五六七八九十])月(?:[上中下]旬)?)|[0-9]{4}年)$"
)
"""A part of the year, or a year, in which a thing is to be done."""
_SPLIT = late("[；;，,]|(?<=[一-龥])[ \u3000]+(?=[0-9一-龥])")


LEADING, IN_PERSON, GATHERING = "牵头", "带队", "组织"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does a thing and by when, as the brief has it; "" for what it does not say."""

    owner: str = ""
    helper: str = ""
    deadline: str = ""
    rhythm: str = ""
    """How often or how long: 每周五, 长期坚持."""
    besides: str = ""
    """What else the brackets say, as it is."""
    leads: str = ""
    """How the owner leads in it, as the brief says: 牵头, in person 带队, or as who gets others to do it 组织; "" where it
    only names him."""
    remark: str = ""
    """What brackets behind a point say that names neither (周末、节假日), as it is: it goes back behind the point's name."""

    @property
    def facts(self) -> tuple[str, ...]:
        said = (self.owner, self.helper, self.deadline, self.rhythm, self.besides, self.remark.strip("（）()"))
        return tuple(part for part in said if part)

    @property
    def assigns(self) -> bool:
        """Whether it says who or when at all."""
        return any((self.owner, self.helper, self.deadline, self.rhythm, self.besides))

    def sentence(self) -> str:
        """All of it as a sentence: 由县交通局负责，9月底前完成。"""
        parts = (
            self._charged if self.owner else "",
            f"{self.helper}配合" if self.helper else "",
            "" if self._start else self.besides,
            self._when(self._start),
            _rhythmic(self.rhythm) if self.rhythm else "",
        )
        return "，".join(part for part in parts if part) + "。"

    def woven(self, line: str, about: str = "") -> str:
        """`line`, a sentence of its own, with what it does not say yet: who does it, who helps, by when.

        about: the measure. By when it is done opens the sentence (9月底前，县水利局牵头疏浚河道，…): it is of all that follows,
        of the last clause least. Behind the name of a doing (停车场建设，由县水利局负责，9月底前完成) and behind what goes on all
        the time it stands by itself.
        """
        if not self.facts:
            return line
        line = self._led(line)
        often = bool(_OFTEN.search(self.rhythm)) and about != "" and self.rhythm not in line
        if often and f"{about}，" in line:
            # Named in the line, too: 做好水质检测，每月一次，….
            return replace(self, rhythm="").woven(line.replace(f"{about}，", f"{about}，{self.rhythm}，", 1), about)
        stop = line[-1] if line.endswith(("。", "！")) else ""
        named = line.startswith((f"{about}，", f"{about}。")) and about != ""
        clauses = line.removesuffix(stop).split("，")
        # What the line names first by itself (停车场建设，由县交通局负责) ends with who does it.
        end = about.count("，") + (2 if named else 1)
        if "，" in about and about in line:
            # How it is done stays with what is done (推行楼栋长制度，一户一户做工作), whoever leads in it before that.
            end = max(end, line[: line.index(about) + len(about)].count("，") + 1)
        if end < len(clauses) and clauses[end - 1] == self._charged:
            end = max(end, clauses.index(self._charged) + 1)
        head = "，".join(clauses[:end])
        own = about != "" and (named or head.endswith(about) or head.startswith(f"“{about}”"))
        start = self._start if self._start not in line else ""
        owner, helper, besides = (
            self._charged if self.owner and self.owner not in line else "",
            f"{self.helper}配合" if self.helper else "",
            "" if self._start else self.besides,
        )
        when = "" if self.deadline and self.deadline in line else self._when(start)
        rhythm = _rhythmic(self.rhythm) if self.rhythm and not often else ""
        goes_on = about != "" and about not in line and "，" not in about and _GOES_ON.search(line) is not None
        if when and goes_on and not own:
            # What is done again and again is never done by then: that it is done at all is.
            when = f"{self.deadline}落实到位" if when == f"{self.deadline}完成" else when
            rest = replace(self, deadline="", besides="").woven(line, about)
            return f"{rest.removesuffix('。')}，{when}。"
        dated = self.deadline if self._stands_first and self.deadline not in line else start
        # Nobody is hoped of by a day what comes after it (6月底前，希望…), nor does the name of a doing have one.
        opens = bool(when and dated) and not head.startswith(("希望", "“", "由"))
        if opens and not (named and not _says_what_is_done(about)):
            beside = [owner, helper, besides] + ([rhythm] if own else [])
            after = [] if own else [rhythm]
            if named and clauses[-1].startswith("由"):
                # Whoever helps stands behind who does it, not between the clauses of the measure.
                beside, after = [], beside + after
            said = "，".join(part for part in (head, *beside, *clauses[end:], *after) if part)
            line = f"{dated}，{said}{stop}"
        else:
            # Behind who does it at the end (…，由县水利局负责，9月底前完成), else beside the measure's own words, else by itself.
            closes = clauses[-1].startswith("由") and end < len(clauses)
            with_head = own or head.startswith("由")
            beside = [owner, helper, besides, "" if closes or not with_head else when, rhythm if with_head else ""]
            after = [when if closes or not with_head else "", "" if with_head else rhythm]
            said = "，".join(part for part in (head, *beside, *clauses[end:], *after) if part)
            line = f"{said}{stop}"
        if often:
            return f"{line.removesuffix('。')}，{self.rhythm}。" if about in line else f"{about}{self.rhythm}，{line}"
        return line

    @property
    def _charged(self) -> str:
        """Who does it, as a clause: 由县交通局牵头 where the brief says 牵头, 由县交通局负责 where it only names him."""
        return f"由{self.owner}{self.leads or '负责'}"

    def _led(self, line: str) -> str:
        """`line` with its owner leading where the brief says so (牵头), and nowhere else."""
        owner = re.escape(self.owner)
        if not self.owner or self.owner not in line:
            return line
        if not self.leads:
            return re.sub(f"{owner}牵头(?!单位|部门)", f"{self.owner}负责", line)
        if self.leads in (IN_PERSON, GATHERING):
            line, found = re.subn(
                f"(^|，|希望)由?{owner}(?:具体负责|抓好落实|要说到做到|负责|牵头(?!单位|部门)|抓紧|要)?(?![及与等的、和同])",
                rf"\1{self.owner}{self.leads}",
                line,
                count=1,
            )
            return line if found else f"{self._charged}，{line}"
        if f"{self.owner}牵头" in line:
            return line
        line, found = re.subn(
            f"(?<!希望)由?{owner}(?:具体负责|负责(?=，)|抓好落实|要说到做到)", self._charged, line, count=1
        )
        if found:
            return line
        # 负责完善设施: 牵头完善设施.
        line, found = re.subn(f"{owner}负责(?=[一-龥])", f"{self.owner}牵头", line, count=1)
        if found:
            return line
        line, found = re.subn(f"{owner}(?:抓好落实|负责)", f"{self.owner}牵头落实", line, count=1)
        if found:
            return line
        line, found = re.subn(f"(?<=由){owner}|{owner}(?=要)", f"{self.owner}牵头", line, count=1)
        if found:
            return line.replace(f"{self.owner}牵头要", f"{self.owner}要牵头", 1)
        line, found = re.subn(
            f"(^|，|希望){owner}(?:、|和|与|同(?![步意时样级]))", rf"\1{self.owner}牵头，会同", line, count=1
        )
        if found:
            return line
        # As the subject of a clause he leads in what it says; named anywhere else he leads in all of it.
        line, found = re.subn(f"(^|，|希望){owner}(?![及与等的])(?P<does>[一-龥]{{0,2}})", self._leading, line, count=1)
        return line if found else f"{self._charged}，{line}"

    def _leading(self, found: re.Match[str]) -> str:
        """The owner as who leads in the clause he opens: 县水利局牵头推行…, 县水利局牵头，把…."""
        does = found["does"]
        return f"{found[1]}{self.owner}牵头{'' if does in SURE | OPENING_VERBS else '，'}{does}"

    @property
    def _start(self) -> str:
        """From when on it is done (11月1日起); "" where the brackets do not say so."""
        return self.besides if _FROM.search(self.besides) else ""

    def _when(self, start: str) -> str:
        """The deadline, or the start, as a clause; "" for neither."""
        if _DONE_THEN.search(self.deadline):
            return self.deadline
        if _SPAN.search(self.deadline):
            return f"{self.deadline}进行"
        if _PERIOD.search(self.deadline):
            return f"{self.deadline}内完成"
        if self.deadline:
            return f"{self.deadline}完成" if self._by_a_day else f"完成时限为{self.deadline}"
        return f"{start}执行" if start else ""

    @property
    def _stands_first(self) -> bool:
        """Whether the deadline is a day, or a time within which it is done, that may open the sentence (7月至9月，…)."""
        return self._by_a_day or bool(_SPAN.search(self.deadline))

    @property
    def _by_a_day(self) -> bool:
        """Whether the deadline is one that a thing can be done by (9月底前), no bare month."""
        return self.deadline.endswith(("前", "内", "底", "末"))


def _says_what_is_done(about: str) -> bool:
    """Whether a measure is a predicate or a clause (河道逐段清淤): when may stand before it, as it may not before a name."""
    return heads.kind(about) == "动宾"


_GOES_ON = late(
    "雨[前中后]|每[日天周旬月季年次]|平时|定期|经常|日常|常年|年年|随时|一旦|接到|遇有|按规定给予|核验(?!一)|有回应|屡"
)
"""What a line tells of that goes on, or comes again, with no day by which it is done."""


def _rhythmic(rhythm: str) -> str:
    """A rhythm with what is done in it: 每周五 → 每周五进行, 长期 → 长期坚持; 每周一次 as it is."""
    if rhythm.startswith(("每", "逐")):
        return rhythm if _OFTEN.search(rhythm) or _MEETS.search(rhythm) else f"{rhythm}进行"
    return rhythm + {"长期": "坚持", "常年": "坚持", "全年": "坚持", "立即": "落实", "马上": "落实"}.get(
        rhythm, "推进" if len(rhythm) <= 3 else ""
    )


def _names_people(told: str) -> bool:
    return told.endswith("代表") or (
        _PEOPLE.match(told) is not None and (is_people(told) or told.endswith(_LEADERS_ENDING))
    )


_EACH_OF = late(
    "^各?[一-龥]{0,4}(?P<kind>乡镇|街道|学校|幼儿园|医院|卫生院|企业|村|社区|县|区|市|单位|部门|科室|园区|景区|林场|站所)"
    "(?:[、和][一-龥]{0,4}(?:乡镇|街道|学校|幼儿园|医院|卫生院|企业|村|社区|县|区|市|单位|部门|科室|园区|景区|林场|站所))+$"
)
"""Bodies of several kinds side by side, each of which is charged (各乡镇、街道)."""


def _is_owner(told: str) -> bool:
    """Whether what stands in brackets, by itself or beside others, names a body, or people, or one by his post."""
    return BODY.search(told) is not None or _POST.search(told) is not None or _names_people(told)


def split(wording: str, known: Collection[str] = ()) -> tuple[str, Assignment | None]:
    """The wording without its brackets, and what they say; the wording as it is where they say something else.

    known: those the brief speaks to, each by himself (对象), and the body it charges (保障的主体).

    >>> split("倒排工期（责任单位：县交通局；时限：9月底前）")[1].sentence()
    '由县交通局负责，9月底前完成。'
    >>> split("服务（含网上）")
    ('服务（含网上）', None)
    >>> split("上门对接（县领导带队）")[1].sentence(), split("到车间找课题（广大科技工作者）")[1].owner
    ('由县领导带队。', '广大科技工作者')
    >>> split("赶集摆摊（县商务局组织，9月底前）")[1].woven("县商务局抓紧赶集摆摊，带上样品。", "赶集摆摊")
    '9月底前，县商务局组织赶集摆摊，带上样品。'
    >>> split("志愿教学（县委老干部局、老干部代表）")[1].owner, split("健全制度（值守、巡查）")[1]
    ('县委老干部局、老干部代表', None)
    >>> split("用好护林员（各村，年底前）")[1].sentence()
    '由各村负责，年底前完成。'
    >>> split("集中整治（县公安局，7月至9月）")[1].sentence()
    '由县公安局负责，7月至9月进行。'
    >>> split("业务培训（市投促局；一季度）")[1].sentence()
    '由市投促局负责，一季度内完成。'
    >>> split("增设停车位（县城管局；10月底前新增车位800个）")[1].sentence(), split("验收（县水利局；9月）")[1].sentence()
    ('由县城管局负责，10月底前新增车位800个。', '由县水利局负责，9月内完成。')
    >>> split("备足化肥（各乡镇，每周一调度）")[1].sentence()
    '由各乡镇负责，每周一调度。'
    >>> split("制定方案（市场科；3月底前拿出初稿）")[1].sentence()
    '由市场科负责，3月底前拿出初稿。'
    >>> split("签订协议（县市场监管局负责，长期坚持）")[1].sentence()
    '由县市场监管局负责，长期坚持。'
    >>> split("公示收费项目（5月1日起）")[1].sentence(), split("提前开馆（周末起）")[1]
    ('5月1日起执行。', None)
    >>> split("节前排查（各乡镇、街道，1月底前）")[1].owner, split("排查（学校、幼儿园，1月底前）")[1].owner
    ('各乡镇、街道', '学校、幼儿园')
    >>> split("设卡（各乡镇，清明前）")[1].deadline, split("印发手册（县工信局，6月中旬前）")[1].deadline
    ('清明前', '6月中旬前')
    >>> split("种植水草（养殖户，3月底前）")[1].sentence()
    '由养殖户负责，3月底前完成。'
    """
    found = _BRACKETS.search(wording)
    if not found or found.start() < 2:
        return wording, None
    owner, helper, deadline, rhythm, besides, leads = "", "", "", "", list[str](), ""
    for part in _SPLIT.split(found["told"]):
        told = part.strip()
        if named := _NAMED.match(told):
            value = named["value"].strip()
            if _RHYTHM.match(value) and not _RECURRING.match(value):
                rhythm = rhythm or value
            elif named["key"] in ("配合单位", "协办单位"):
                helper = value
            elif named["key"].startswith(("责任", "主责", "牵头", "承办", "实施")):
                leads = leads or (LEADING if not owner and named["key"].startswith("牵头") else "")
                owner = owner or value
            else:
                deadline = deadline or value
        elif _RECURRING.match(told):
            deadline = deadline or told
        elif _RHYTHM.match(told):
            rhythm = rhythm or told
        elif by := _BY_WHEN.match(told):
            deadline = deadline or by["when"]
        elif _PERIOD.search(told):
            deadline = deadline or told
        elif _SPAN.search(told):
            deadline = deadline or told.removesuffix("进行")
        elif who := _DONE_BY.match(told):
            leads = leads or (
                "" if owner else next((how for how in (LEADING, IN_PERSON, GATHERING) if how in told), "")
            )
            owner = owner or who["who"]
        elif who := _HELPED_BY.match(told):
            helper = helper or who["who"]
        elif not owner and (
            names_bodies(told)
            or _EACH_OF.match(told)
            or all(map(_is_owner, told_apart(told)))
            or does_itself(told, wording[: found.start()], known)
        ):
            owner = told
        elif told:
            besides.append(told)
    if not any((owner, helper, deadline, rhythm, *filter(_FROM.search, besides))):
        # Something else is said in the brackets: they stay.
        return wording, None
    said = Assignment(owner, helper, deadline, rhythm, "，".join(besides), leads)
    return wording[: found.start()].rstrip(), said


_EXPLAINS = ("含", "如", "指", "即", "包括", "不含", "原", "简称", "又称", "试行", "暂行")
"""How brackets begin that only say what the words before them mean."""


def remarked(wording: str) -> tuple[str, str]:
    """The wording and the brackets at its end, where they say neither who nor when; "" for none.

    >>> remarked("夜间开放（周末、节假日）"), remarked("夜间开放")
    (('夜间开放', '（周末、节假日）'), ('夜间开放', ''))
    """
    found = _BRACKETS.search(wording)
    if not found or found.start() < 2 or split(wording)[1]:
        return wording, ""
    return wording[: found.start()].rstrip(), found.group()


def unassigned(brief: Brief) -> list[str]:
    """The points and measures of a brief without its brackets (see `taken_out`) or with them, whose brackets name neither
    an owner nor a deadline, as far as they may be meant to: what explains the words before it is no question."""
    wordings = [wording for point in brief.points for wording in (point.topic, *point.measures)]
    wordings += brief.safeguard.measures if brief.safeguard else ()
    asked = [
        wording for wording in wordings if (remark := remarked(wording)[1]) and not remark[1:].startswith(_EXPLAINS)
    ]
    return list(dict.fromkeys(asked))


def taken_out(brief: Brief) -> tuple[Brief, Mapping[str, Assignment]]:
    """The brief with bare wordings of points and measures, and path → what its brackets said (意见[0].措施[1] …)."""
    found: dict[str, Assignment] = {}
    charged = brief.safeguard.actor if brief.safeguard else None
    known = (*names_apart(brief.audience or ""), *names_apart(charged or ""))

    def bare(wording: str, path: str) -> str:
        name, assigned = split(wording, known)
        if assigned:
            found[path] = assigned
        return name

    def bare_point(wording: str, path: str) -> str:
        name, remark = remarked(bare(wording, path))
        if remark:
            found[path] = Assignment(remark=remark)
        return name

    points = tuple(
        point.model_copy(
            update={
                "topic": bare_point(point.topic, f"意见[{k}]"),
                "measures": tuple(bare(m, f"意见[{k}].措施[{n}]") for n, m in enumerate(point.measures)),
            }
        )
        for k, point in enumerate(brief.points)
    )
    safeguard = brief.safeguard
    if safeguard:
        measures = tuple(bare(m, f"保障.措施[{n}]") for n, m in enumerate(safeguard.measures))
        safeguard = safeguard.model_copy(update={"measures": measures})
    return (brief.model_copy(update={"points": points, "safeguard": safeguard}), found) if found else (brief, found)
