"""Finds what is known about a point (找主题): its topic, its measures, lines of content close to a wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.bank.model import Bank, Group, Measure, Same, Topic
from drafter.language.heads import (
    ACTIVITY_ENDINGS,
    DONE_OPENLY,
    HOW,
    OPENING_VERBS,
    SECTOR_WORDS,
    asks,
    doing_last,
    is_predicate,
    kind,
    matters_of,
    object_noun,
    object_of,
    opens_with_verb,
)
from drafter.language.late import late
from drafter.language.plainly import otherwise
from drafter.language.similar import bigrams
from drafter.plan.firm import groups_inside, inside, is_firm
from drafter.plan.wordings import ATOM, EXACT, SYNONYM, Wordings

THRESHOLD = 0.5
"""Below this closeness a topic is not taken (fitted by eye on points of invented briefs)."""
FIELD_BONUS = 0.12
GENERAL = "通用"
"""The field of points that recur everywhere."""
PART, PART_LEAST = 0.7, 0.5
TOLD, TOLD_MARGIN, TELLS = 0.65, 0.25, 0.75
"""Of a point's rarity a topic must tell so much, so much more than any of another field; what that is worth."""
STOCK = frozenset(
    "工作 建设 管理 服务 保障 加强 提升 推进 落实 发展 机制 制度 监管 突出 问题 全面 组织 责任 活动 体系 能力 重点".split()
)
"""Words that a wording shares with everything."""
SURE = 0.85
PART_SURE = 0.77
"""One of two things a meeting is about must be as close as this to what a topic is called by."""
FOREIGN, OWN_WORD = 0.8, 0.55
"""At a meeting of a known field a topic of another one must be as close as this, by a word as much its own as this."""
OWN_DOING = 0.8
RARE, PART_OF_THEME = 3.5, 0.35
"""A part of the theme's own topic shares a pair of characters as rare as this (idf) with a group that says so much of it."""
RIVAL = 0.3
"""A topic so little further away that speaks of what the point is about comes before one that does not."""
WORD = 2
"""Characters of a word."""
_WORKERS = ("员", "工", "者", "师", "手", "医生", "民警", "干部")
_OF_FIRMS = frozenset(("职工", "车间", "班组", "工会", "食堂"))
FIRMS, FOR_FIRMS = "企业发展", "营商环境"
"""The field of what firms themselves do, and of what is done for them."""
_OF_ENTREPRENEURS = late("企业家|企业(?:负责人|代表|经营者)|商会会员")
_CAMPAIGN = late(
    "(?<=[一-龥]{4})(?:(?:百日|[0-9一二三四五六两]+年|冬春|秋冬|[春夏秋冬]季|专项|集中|大|综合)*"
    "(?:攻坚|整治|提升|会战|排查|专项|百日|清零|集中)+(?:行动|会战|大会战|战役|战|年)|百日会战|三年行动|专项行动)$"
)
"""How a campaign on something is called, which says nothing of what it is on (饮用水水源地保护百日攻坚行动)."""
TOLD_IN_PASSING = ""
"""No wording of the topic matched: its phrases and lines speak of the point (内容提到)."""
PLAIN = 0.7
"""A topic of no field must be as close as this to come before the head word's."""
_ANY_FIELDS = frozenset(ACTIVITY_ENDINGS) | HOW | STOCK
_OFFICES = {
    office: field
    for field, offices in {
        "政法": "公安 法院 检察 司法 审判 警务 监狱 戒毒 交警",
        "公共事务": "档案 气象 史志 党史 人大 政协 外事 人防 老干部 武装",
        "群团统战": "妇联 妇女 共青团 残联 残疾人 科协 文联 侨联 工商联 统战 民族 宗教 红十字",
        "宣传文旅": "文物 文化 旅游 广电 新闻 网信",
        "市场监管": "烟草 药监",
        "林业": "林草 林场 绿化",
        "水利": "水务 水文 水库 河道 灌区",
        "自然资源": "海洋 测绘 地质",
        "农业农村": "渔业 农机 畜牧 种植",
        "商贸物流": "供销 商务 邮政",
        "卫生健康": "医院 疾控 卫健 卫生",
        "住建城管": "公积金 市政 住建 城管 城建 住房 城市建设 城乡建设",
        "财税审计": "税务 财政 审计 国资",
        "发展改革": "粮食 粮储 电力 供电 能源",
        "应急管理": "地震 消防救援",
        "数字政府": "数据 大数据 政务数据",
        "机关作风": "机关事务 机关后勤",
        "党建": "组织 党校",
        "科技工信": "通信 科技 工信",
        "人社": "人力资源 社会保障 就业",
    }.items()
    for office in offices.split()
}
"""Whose business is what field (部门), where the meeting's name has neither the field nor a topic of it."""
INNER = frozenset(("党建", "机关作风"))
"""Fields of what every office does within itself."""
_WHOLE = late(
    "(?:[一-龥]{0,3}[省市县区镇乡州旗]|街道|村)?(?:全面|重点|经济|社会|经济社会|改革|高质量|发展|年度|全年|半年|上半年|下半年|季度|当前|近期|各项|中心|重大|民生|"
    "政府|党委|县委|市委|区委|镇党委|年终|岁末年初|总结|部署|贯彻|落实|目标|任务|工作|党政|干部|思想|会)*"
)
"""What a meeting on everything is about (经济社会发展重点工作): no point is strange to it."""
TITLED, TITLED_ABROAD, TITLE = 0.55, 0.7, 3
"""So much of a heading, or of a measure, must be the other one, in another field than the meeting's so much; so many
characters it has at least."""
LAY = 0.02
"""A point found in other words is a little less than sure."""
JOINED, SCATTERED = 0.7, 0.6
"""How close a topic is all of whose names together are the point, and one of whose names has other words inside there."""
LEADING = {word: word for word in "公示 公开 宣传 排查 巡查 检查 抽查".split()} | {"公布": "公示"}
"""Doings that say in front what kind of work is done to the thing after them."""
OPENLY = "公开"
COMPOUND = 4
"""Characters of a head word that may be a whole point by itself: 发挥作用."""


@dataclass(frozen=True, slots=True)
class Match:
    """The topic a point was taken to mean (主题匹配)."""

    topic: Topic
    score: float
    by: str
    """The wording that matched: the name, a synonym, the head word (中心), or TOLD_IN_PASSING."""
    part: bool = False
    """True when the point is only a part of what the meeting is surely about, whose lines speak of it (主题的一部分)."""
    general: bool = False
    """True when nobody knows the point and only its head word says what kind of work it is (按中心词)."""
    wider: Topic | None = None
    """The topic the point is only a part of, or another office's, none of whose groups is about it (见 fitting)."""
    unspoken: bool = False
    """True when the topic is called so, too, though nothing it says is on the point's own words (没有专讲)."""
    said: str = ""
    """The point in the words it was found by, where those are not its own (换个说法)."""
    by_group: bool = False
    """True when the topic's groups that are left are called as the point is (措施组的要点)."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a bank knows whatever the meeting."""

    topics: tuple[Topic, ...]
    general: tuple[Group, ...]
    named: tuple[Topic, ...]
    """Without those for a head word, which go by that word alone: their name (服务类) is nobody's wording."""
    wordings: Wordings
    heads: Mapping[str, Sequence[Topic]]
    """Head word → the topics it is one of."""
    phrased: tuple[Topic, ...]
    """Those that hold phrases (短语) and no measures, as accepted ones out of old speeches do: they say how a matter is
    put, what is to be done is said by another topic, which they must not come before."""


@lru_cache(maxsize=4)
def _known(topics: Same, general: Same, firm: bool) -> _Known:
    """Kept, since a bank answers many briefs. topics, general: of the bank. firm: whether the meeting is a firm's own."""
    reviewed = tuple(topic for topic in topics.value if topic.reviewed)
    phrased = tuple(topic for topic in reviewed if topic.phrases and not topic.groups)
    reviewed = tuple(topic for topic in reviewed if topic not in phrased)
    spoken = tuple(map(inside, reviewed)) if firm else reviewed
    named = tuple(topic for topic in spoken if not topic.heads)
    heads: dict[str, list[Topic]] = {}
    for topic in spoken:
        for head in topic.heads:
            heads.setdefault(head, []).append(topic)
    general_ones = groups_inside(general.value) if firm else general.value
    return _Known(spoken, general_ones, named, Wordings(named), heads, phrased)


class Topics:
    """The bank's topics, ready to be asked (主题检索). Built once a run; pure after that."""

    def __init__(self, bank: Bank, theme: str, meeting: str) -> None:
        """theme: what the meeting is about. meeting: its name and whom it addresses."""
        self._seen: dict[str, bool] = {}
        """Body → whether the meeting has to do with it, worked out when it is first asked for."""
        self._met: dict[str, Match | None] = {}
        """Point → what it was taken to mean, worked out when it is first asked for."""
        self.firm = is_firm(meeting)
        known = _known(Same(bank.topics), Same(bank.general), self.firm)
        self.topics, self.general = known.topics, known.general
        self.named, self.wordings, self.heads = known.named, known.wordings, known.heads
        self._phrased = known.phrased
        self.meeting = f"{theme}{meeting}"
        self.own_words = _OF_FIRMS if self.firm else frozenset()
        fields = {topic.field for topic in self.topics}
        core = theme.removesuffix("工作")
        core = _CAMPAIGN.sub("", core) or core
        self.core = core
        self.fields: frozenset[str] = frozenset()
        self._whose_is_unknown = False
        """Whether the meeting is about something of its own whose field nobody knows: what any field may have is not meant."""
        # What a meeting is about is a matter of some field, never a general point such as 能力提升.
        self.theme = self._best(core, frozenset(), skip=GENERAL) if core else None
        parts = _parts_of(core)
        if self.theme and any(not any(part in name or name in part for name in _names(self.theme)) for part in parts):
            # 燃气和电动车安全: what only one of the two is called by says nothing of the other.
            self.theme = None
        if self.theme and self.theme.score < SURE and any(field in core or core in field for field in fields):
            # 教育工作 is about the whole field, not about the one topic whose name happens to hold the word.
            self.theme = None
        named = {field for field in fields if field in theme or field in meeting}
        if self.theme:
            # 食品安全 is a matter of 市场监管; that 安全生产 has a word in common with it says nothing more.
            named.add(self.theme.topic.field)
        else:
            named |= {field for part in parts for field in self._fields_of(part, fields)}
        if (not self.theme and not parts) or (self.theme and self.theme.score < SURE):
            named |= {field for field in fields if field[:2] in theme or field[:2] in meeting}
        if not named:
            named |= {field for office, field in _OFFICES.items() if office in (theme or meeting) and field in fields}
        if _OF_ENTREPRENEURS.search(meeting) and not self.firm:
            # What is asked of entrepreneurs is their firms' business, whatever the meeting is called.
            named |= {field for field in fields if field == FIRMS}
        self.fields = frozenset(named)
        self._whose_is_unknown = bool(core) and not named and not _WHOLE.fullmatch(core)
        self.sure = bool(self.theme) and self._is_sure()
        """Whether the theme is what its topic is called, not only close to it."""
        self._wider = self._wider_topic()

    def _fields_of(self, part: str, fields: Collection[str]) -> set[str]:
        """Whose matter one of the two things is that a meeting is about (粮食安全和耕地保护): a topic's called so, an office's."""
        best = self._best(part, frozenset(), skip=GENERAL)
        if best and best.score >= PART_SURE:
            return {best.topic.field}
        found = {field for field in fields if field in part or (len(part) >= WORD and part in field)}
        return found or {field for office, field in _OFFICES.items() if office in part and field in fields}

    def match(self, point: str) -> Match | None:
        """The topic `point` names, by name, synonym or closeness, or whose work it is a part of.

        None when nobody knows it, nor what has no name.
        """
        if not point:
            return None
        if point not in self._met:
            self._met[point] = self._match(point)
        return self._met[point]

    def phrased(self, point: str) -> Topic | None:
        """The topic of phrases alone that a point is about: called so, stock words aside (推进消费工作); None for none."""
        for topic in self._phrased:
            for name in (topic.name, *topic.synonyms):
                left = point.partition(name)
                if left[1] and all(not run or run in STOCK or run in OPENING_VERBS for run in (left[0], left[2])):
                    return topic
        return None

    def _match(self, point: str) -> Match | None:
        """What the point means as it stands, or without the verb and the figure that say nothing of it (筑牢…防线)."""
        if own := self._by_group(point) or self._theme_for_short(point):
            return own
        found = self._meant(point)
        if found and point in (found.topic.name, *found.topic.synonyms):
            return found
        turned = doing_last(point)
        other = self._meant(turned) if turned else None
        if other and turned in (other.topic.name, *other.topic.synonyms) and other.topic.field in self.fields:
            # 排查隐患 at a meeting on safety is 隐患排查.
            return replace(other, said=turned)
        for matter in matters_of(point):
            bare = self._meant(matter)
            if found and found.by == TOLD_IN_PASSING and matter[-WORD:] not in point[-WORD:]:
                # That some line has a 防线 in it, too, says nothing.
                found = None
            if not bare or (bare.score < PLAIN and not bare.general):
                continue
            if found is None or (bare.general, -bare.score) < (found.general, -found.score):
                found = bare
        if vague(found):
            part = self._of_theme(point) or self._group_called(point, found)
            found = part or self._scattered(point) or found
        for wording in otherwise(point) if vague(found) or (found and found.score < PLAIN and not found.part) else ():
            other = self._meant(wording)
            if vague(other):
                other = self._scattered(wording) or other
            if other and not vague(other) and (found is None or vague(found) or other.score > found.score):
                found = replace(other, score=min(other.score, SURE - LAY), said=wording)
        if found and not vague(found):
            found = self._by_its_tail(found, point) or found
        return found

    def _by_its_tail(self, found: Match, point: str) -> Match | None:
        """What else a point is, where its topic goes by whose it is and says nothing of what it is; else None.

        乡镇卫生院债务 is a matter of debts, 公租房资金监管 one of funds.
        """
        whose = found.by and found.by != found.topic.name and point.startswith(found.by)
        tail = point.removeprefix(found.by) if whose else ""
        if len(tail) < WORD or tail.endswith(("队伍", "人才", "人员")):
            return None
        kind = self.by_head(point)
        word = kind.by if kind and tail.endswith(kind.by) else tail
        if word in STOCK or word in ACTIVITY_ENDINGS or _has(found, word):
            return None
        called = self._called(tail) if not self.fields else None
        if called and called.topic.field != GENERAL:
            return replace(called, score=THRESHOLD)
        return replace(kind, wider=found.topic) if kind else None

    def _scattered(self, point: str) -> Match | None:
        """The topic whose names stand in the point, one of them with something between its words, or several that tell all.

        电动车充电 in 电动车在楼道充电; 商标 and 侵权 in 商标侵权. None where topics of two fields do.
        """
        if self.core and not self.fields and self.core not in STOCK | HOW:
            return None  # whose matter it is nobody knows
        whole: list[tuple[float, str, Match]] = []
        for topic in self.named:
            if topic.field == GENERAL or (self.fields and topic.field not in self.fields):
                continue
            names = (topic.name, *topic.synonyms)
            told = [name for name in names if len(name) >= WORD and name in point]
            left = point
            for name in sorted(told, key=len, reverse=True):
                left = left.replace(name, "|")
            if len(told) > 1 and all(run in STOCK for run in left.split("|") if run):
                whole.append((float(len(told)), topic.id, Match(topic, JOINED, max(told, key=len))))
            for name in names:
                tail = point.endswith(name) and bool(object_noun(name))
                if len(name) >= COMPOUND and (tail or (name not in point and _parted(name, point))):
                    whole.append((len(name) / len(point), topic.id, Match(topic, SCATTERED, name)))
        best = max(whole, key=lambda row: (row[2].score, row[0]), default=None)
        if best is None or self.wordings.rarest(best[2].by) < OWN_WORD:
            return None
        rivals = {row[2].topic.field for row in whole if (row[2].score, row[0]) == (best[2].score, best[0])}
        return best[2] if len(rivals) == 1 else None

    def _by_group(self, point: str) -> Match | None:
        """The groups that stand under points called so (要点): those of the meeting's own topic; where only its field is known,
        those of the one topic there that has such, if that name is hardly anybody else's. Else None."""
        names = {
            point,
            object_of(point),
            doing_last(point),
            point.removesuffix("工作"),
            point.removeprefix(self.core),
        } - {""}
        if self.theme:
            mine = [self.theme.topic] if self.sure or self.theme.by in self.core else []
        else:
            mine = self._alone_called(names) if self.wordings.rarest(point) >= OWN_WORD else []
        found = [(topic, groups) for topic in mine if (groups := _groups_of(topic, names))]
        if not found and self.theme and mine:
            # 队伍壮大 is 队伍建设 there, 阵地打造 阵地建设: what says little of a point says little of its name.
            found = [(topic, groups) for topic in mine if (groups := _groups_near(topic, point))]
        if len(found) != 1:
            return None
        topic, groups = found[0]
        aims = tuple(aim for group in groups for aim in group.aims if _is_aim(aim))
        part = replace(topic, groups=groups, aims=aims or topic.aims)
        return Match(part, SYNONYM, point, wider=topic, by_group=True)

    def _alone_called(self, names: Collection[str]) -> list[Topic]:
        """Of the topics of a field that the whole meeting is about those with a group for a point by one of the names: none
        where another field has such a point, too, or a topic is called so (压实责任, 应急救援)."""
        having = [topic for topic in self.named if _groups_of(topic, names)]
        called = any(name in names for topic in self.named for name in (topic.name, *topic.synonyms))
        alone = not called and len({topic.field for topic in having}) == 1
        return [topic for topic in having if alone and topic.field in self.fields]

    def _theme_for_short(self, point: str) -> Match | None:
        """The meeting's own topic, where the point is a verb and the last word of a theme of four characters (改善服务 at a
        meeting on 医疗服务); else None."""
        matter = self.matter() if len(self.core) == COMPOUND else ""
        if not self.theme or point[:WORD] not in OPENING_VERBS or point[WORD:] != self.core[WORD:]:
            return None
        return Match(self.theme.topic, SYNONYM, self.core) if self.theme.topic.id == matter else None

    def _of_theme(self, point: str) -> Match | None:
        """The topic of the meeting, with its group that speaks of the point's own thing, where that topic is sure.

        备用水源建设 at a meeting on 水源地保护 is no 建设 of just anything. What the kind of work alone says
        (护林员待遇), or a word that everybody has (居民), makes no part of it.
        """
        noun = object_noun(point)
        if not self.sure or not self.theme or not noun:
            return None
        topic = self.theme.topic
        kind = self.by_head(point)
        tail = kind.by if kind and noun.endswith(kind.by) and noun != kind.by else ""
        best: tuple[float, int] = (0.0, 0)
        for order, group in enumerate(topic.groups):
            text = "|".join(measure.heading + measure.text for measure in group.measures)
            if tail in text and self.wordings.rarest_shared(noun, text) >= RARE:
                best = max(best, (self.wordings.share(noun, text), -order))
        if best[0] < PART_OF_THEME:
            return None
        return Match(replace(topic, groups=(topic.groups[-best[1]],)), THRESHOLD, noun, part=True)

    def _group_called(self, point: str, kind: Match | None) -> Match | None:
        """The topic of the meeting with its group that goes by a word of the point (按行业: 行业监管), where any does.

        What the point ends in says what kind of work it is, in any group; nor does what the whole meeting is about.
        """
        if not self.theme:
            return None
        words = bigrams(point) - STOCK - HOW - bigrams(self.core) - (bigrams(kind.by) if kind else frozenset())
        topic = self.theme.topic
        for group in topic.groups:
            word = next((word for word in sorted(words) if word == group.name.removeprefix("按")), "")
            if word:
                return Match(replace(topic, groups=(group,)), THRESHOLD, word, part=True)
        return None

    def _is_sure(self) -> bool:
        """Whether the theme is called by a name of its topic, give or take two characters (饮用水水源地保护)."""
        theme = self.theme
        if theme is None:
            return False
        # In whatever order: 根治拖欠农民工工资 is 农民工工资拖欠.
        within = set(theme.by) <= set(self.core)
        near = len(theme.by) > COMPOUND and len(self.core) - len(theme.by) <= WORD and within
        return theme.score >= SURE + FIELD_BONUS or near or self.matter() == theme.topic.id

    def _wider_topic(self) -> Topic | None:
        """The theme's topic where the theme is the matter of one of its groups alone (水源地 of 水环境治理); else None."""
        topic = self.theme.topic if self.sure and self.theme else None
        runs = {self.core[at : at + ATOM] for at in range(len(self.core) - ATOM + 1)}
        if topic and any(run in group.name and run not in topic.name for run in runs for group in topic.groups):
            return topic
        return None

    def _thing_called(self, point: str) -> Match | None:
        """The topic that is called by what a point is about: 农业面源污染 for 农业面源污染防治."""
        noun = object_noun(point)
        return self._called(noun) if len(noun) >= COMPOUND and noun != point else None

    def _meant(self, point: str) -> Match | None:
        general = self.by_head(point)
        if asks(point):
            # 学什么, 怎么干 say nothing of a matter yet.
            return self._called(point) or general
        found = (
            self._best(point, self.fields)
            or self._part_of(point)
            or (self._called(point) if not self._whose_is_unknown or _names_a_thing(point) else None)
            or self._thing_called(point)
            or self._field_named(point)
        )
        if found is None and (own := self._of_its_word(point, general)):
            return own
        if found is None and (general is None or general.by != point):
            # A head word that is the whole point is no part of some other topic's work.
            found = self._told_by_one(point)
        if found is None or (found.topic.field == GENERAL and (found.score < PLAIN or self._own_kind(general, point))):
            # Of two general answers the one for this kind of work is surer than one that only sounds alike.
            return general or found
        if general and point == found.by + general.by and found.by.endswith(_WORKERS) and not _has(found, general.by):
            # 护林员待遇 is a matter of pay, of which the topic that 护林员 leads to says nothing.
            return general
        if general and found.topic.field[:WORD] in self.beside(found, point):
            # 班组安全建设 is a matter of 安全, of which neither 班组建设 nor the meeting says anything.
            return general
        if general and self.theme and found.topic.id != self.theme.topic.id and self.beside(found, point):
            # 许可管理 at a meeting on sand is no 取水许可.
            return general
        abroad = bool(self.fields) and found.topic.field not in self.fields | {GENERAL}
        if general and general.by == point and abroad and point[-WORD:] not in found.topic.name:
            # 矛盾化解 at a meeting on power lines is no matter of petitions, though that is what it is called there.
            return general
        if general and self.sure and abroad and found.score < SURE:
            # What only sounds like another field's matter is no better known than by the kind of work.
            return general
        if FIRMS in self.fields and found.topic.field not in self.fields | {GENERAL} and (own := self._of_firms(point)):
            # 科技创新 said to entrepreneurs is what their firms do, not how the state funds research.
            return own
        if self.sure and abroad and self.theme and self._of_many(found.topic, point):
            # What several fields have a work of that name for is here a matter of the theme's.
            return Match(self.theme.topic, THRESHOLD, point, part=True)
        home = self._at_home(found, point)
        if not home.topic.groups and found.by == point and found.topic.field in point:
            # 职业教育 names its own sector: whoever meets, schools and teachers are no strangers to it.
            return found
        # What another sector alone does is no answer; the head word still says what kind of work it is.
        return home if home.topic.groups else general or home

    def _of_many(self, topic: Topic, point: str) -> bool:
        """Whether other fields than the topic's have something that ends in the point (源头治理: 农产品源头治理)."""
        if all(point[at : at + WORD] in ACTIVITY_ENDINGS for at in range(0, len(point), WORD)):
            return False  # 监测预警 names no thing that the theme could have
        return any(
            other.field != topic.field and name != point and name.endswith(point)
            for other in map(self.named.__getitem__, self.wordings.named(point))
            for name in (other.name, *other.synonyms)
        )

    def _own_kind(self, general: Match | None, point: str) -> bool:
        """Whether a point that is a head word as a whole (矛盾化解) is not what a general topic is called besides."""
        called = (name for topic in self.named if topic.field == GENERAL for name in (topic.name, *topic.synonyms))
        return general is not None and general.by == point and point not in called

    def matter(self) -> str:
        """What the meeting is surely about (事项): a topic's id 领域/名称, else its theme as it was given, without 工作.

        Sure is a theme a topic or a synonym is called by, or one that ends in such a name of four characters; where
        two fields have it, or it merely sounds like one (民营经济健康发展 is no 健康), the theme stands for itself.
        """
        near = self.wordings.near(self.core).items() if self.core else ()
        sure = [
            (close.score, self.named[index])
            for index, close in near
            if close.score >= SURE or (len(close.by) >= COMPOUND and self.core.endswith(close.by))
        ]
        sure = [(score, topic) for score, topic in sure if topic.field != GENERAL]
        best = max((score for score, _ in sure), default=0.0)
        called = [topic for score, topic in sure if score == best]
        alone = len({topic.field for topic in called}) == 1
        return min(topic.id for topic in called) if alone else self.core

    def beside(self, match: Match, point: str) -> tuple[str, ...]:
        """Words of the wording that matched which neither the point nor the meeting has (旁的意思), stock words aside."""
        if (
            match.general
            or match.by == TOLD_IN_PASSING
            or point in (match.topic.name, *match.topic.synonyms)
            or point in match.by
        ):
            return ()
        runs = "".join(char if char not in f"{point}，、" else " " for char in match.by).split()
        return tuple(run for run in runs if len(run) >= WORD and run not in STOCK and run not in self.meeting)

    def strange(self, topic: Topic) -> bool:
        """Whether a topic is of another field than the meeting's, or the meeting of one that no topic knows."""
        if topic.field == GENERAL or topic.field in self.fields:
            return False
        if topic.field == FOR_FIRMS and FIRMS in self.fields:
            return False
        if any(word in self.meeting for word in bigrams(topic.name) - STOCK):
            # 人才工作 is no strange matter to a meeting of 青年人才, whose field that may be.
            return False
        return bool(self.fields) or (bool(self.core) and not _WHOLE.fullmatch(self.core))

    def abroad(self, match: Match, point: str) -> bool:
        """Whether what the match is about is another field's matter than the meeting's, be the point called so or not."""
        topic = match.topic
        if match.general or not self.strange(topic):
            return False
        return topic.field not in INNER or point not in (topic.name, *topic.synonyms)

    def knows(self, body: str) -> bool:
        """Whether the meeting has to do with such people (患者, 农户): its name has them, or what its fields say."""
        if body not in self._seen:
            texts = (
                measure.text
                for topic in self.named
                if topic.field in self.fields
                for group in topic.groups
                for measure in group.measures
            )
            self._seen[body] = self.firm or body in self.meeting or any(body in text for text in texts)
        return self._seen[body]

    def by_head(self, point: str) -> Match | None:
        """The general topic for the kind of work a point ends in (课程育人 → 育人); the longest ending decides.

        A lone word says too little to go by; one that is a doing (教育), has 工作 after it (宣传工作), or is of four
        characters, is a point.
        """
        if is_predicate(point) and not point.startswith("每"):
            return None  # 第一时间报告 is all that is done: no line on 报告 in general takes it
        core = point.removesuffix("工作")
        if (
            len(core) > COMPOUND
            and core[:WORD] in LEADING
            and core[WORD] not in "员人队站点组单表栏"
            and not (core.startswith(OPENLY) and core[WORD : 2 * WORD] in DONE_OPENLY)
            and kind(core[WORD:]) == "事物"
        ):
            # 公示收费标准 is a matter of 公示, not of 标准.
            core = LEADING[core[:WORD]]
            point = core + "工作"
        found = [
            (head, topic)
            for head in (core[at:] for at in range(len(core)))
            if len(point) > len(head) or len(head) >= COMPOUND or head in ACTIVITY_ENDINGS
            for topic in self.heads.get(head, ())
            if not any(word in point or word in self.core for word in topic.beyond)
        ]
        if not found:
            return None
        head, topic = min(found, key=lambda pair: (-len(pair[0]), pair[1].id))
        return Match(topic, THRESHOLD, head, general=True)

    def _at_home(self, match: Match, point: str) -> Match:
        """The match without what only fits the topic's own sector, when the meeting belongs to another (工会之于食堂)."""
        topic = match.topic
        if not self.fields or topic.field in self.fields or topic.field == GENERAL:
            return match
        # Whom the meeting's own topic speaks of is no stranger there (学校 at one on 未成年人保护).
        own = (m.text for group in self.theme.topic.groups for m in group.measures) if self.sure and self.theme else ()
        known = (self.meeting, point, *own)
        foreign = [word for word in SECTOR_WORDS if word not in self.own_words and not any(word in k for k in known)]

        def fits(text: str) -> bool:
            return not any(word in text for word in foreign)

        groups = tuple(g for g in topic.groups if all(fits(m.heading + m.text) for m in g.measures))
        fitting = replace(
            topic,
            groups=groups,
            aims=tuple(aim for aim in topic.aims if fits(aim)) if groups else (),
            phrases=tuple(phrase for phrase in topic.phrases if fits(phrase)),
        )
        return replace(match, topic=fitting)

    def _of_firms(self, point: str) -> Match | None:
        """The topic of what firms do that has a name with the point's last word (技术创新 for 科技创新), if that says anything."""
        word = point[-WORD:]
        for topic in self.named:
            by = next((name for name in (topic.name, *topic.synonyms) if name.endswith(word)), "")
            if topic.field == FIRMS and by and word not in STOCK:
                return Match(topic, THRESHOLD, by)
        return None

    def _field_named(self, point: str) -> Match | None:
        """The first topic of the field a point names: 营商环境 is a field, not a topic (领域名作要点)."""
        core = point.removesuffix("工作").removesuffix("建设")
        if point in ACTIVITY_ENDINGS:
            # 教育 alone is what is done, not the sector.
            return None
        first = next((topic for topic in self.topics if topic.field == core), None)
        return Match(first, SURE if point == core else THRESHOLD, core) if first else None

    def _part_of(self, point: str) -> Match | None:
        """The topic of the meeting's own field that speaks of the point in a phrase or a measure (分项归主题)."""
        if len(point) < 3:
            return None
        best: Match | None = None
        theme = self.theme.topic if self.theme else None
        noun = object_noun(point)
        for topic in self.neighbours():
            # Where the theme is known a phrase of another topic's work is no name for the point (开展诚信教育).
            near = topic is theme or not theme or _named_in(noun, (topic.name, *topic.synonyms))
            wordings = (*topic.phrases, *(measure.heading for group in topic.groups for measure in group.measures))
            for wording in wordings:
                known = near and (topic is theme or len(point) > 4 or point in wording)
                score = PART * coverage(point, wording) if known and _tells_all(point, wording) else 0.0
                if score > (best.score if best else PART * PART_LEAST):
                    best = Match(topic, score, wording)
        return best

    def _of_its_word(self, point: str, general: Match | None) -> Match | None:
        """The one topic a name of which stands whole in the point, no more of which is left than a kind of work and
        what that topic speaks of, too: 山火防控, 耕地撂荒治理.
        """
        if self.core and not self.fields:
            return None  # 岸线清理 at a meeting on ports, whose field nobody knows, is no matter of rivers
        core = point.removesuffix(general.by) if general else point
        found: list[tuple[int, str, Match]] = []
        for index, topic in enumerate(self.named):
            if topic.field == GENERAL or (self.fields and topic.field not in self.fields):
                continue
            for name in (topic.name, *topic.synonyms):
                if general and topic is self._wider and not _in_groups(topic, name):
                    continue  # what else the topic is about has nothing to say at this meeting
                if WORD <= len(name) <= len(core) and name in core and self.wordings.rarest(name) >= OWN_DOING:
                    rest = core.replace(name, " ").split()
                    if all(run in STOCK or self.wordings.says(index, run) for run in rest):
                        found.append((len(name), topic.id, Match(topic, THRESHOLD, name)))
        longest = max(found, default=None, key=lambda row: row[0])
        alone = longest and len({ref for size, ref, _ in found if size == longest[0]}) == 1
        return longest[2] if longest and alone else None

    def _told_by_one(self, point: str) -> Match | None:
        """The topic that says nearly all of the point in its phrases and lines, where those of no other field do."""
        told = [
            (share, topic)
            for share, i in self.wordings.told(point)
            if (topic := self.named[i]).field != GENERAL and self._near_the_theme(topic)
        ]
        noun = object_noun(point)
        if not told or told[0][0] < TOLD or not noun or self.wordings.rarest(noun) < OWN_WORD:
            # 质量验收 is of every field.
            return None
        share, topic = told[0]
        rival = next((other for other, t in told if t.field != topic.field), 0.0)
        return Match(topic, max(THRESHOLD, TELLS * share), TOLD_IN_PASSING) if share - rival >= TOLD_MARGIN else None

    def _near_the_theme(self, topic: Topic) -> bool:
        """Whether a topic is what the meeting is about, as far as that is known."""
        return topic is self.theme.topic if self.theme else not self.fields or topic.field in self.fields

    def _best(self, point: str, fields: frozenset[str], skip: str = "") -> Match | None:
        rows: list[tuple[float, str, Match]] = []
        near = {index: (close.score, close.by) for index, close in self.wordings.near(point).items()}
        near |= self._meant_here(point)
        for index, (score, by) in near.items():
            topic = self.named[index]
            if topic.field == skip or score < THRESHOLD - FIELD_BONUS or _another_kind(point, by):
                continue
            if not _about_the_same(point, by, (topic.name, *topic.synonyms)):
                continue
            elsewhere = topic.field not in fields and topic.field != GENERAL
            if elsewhere and fields and not self._sure_abroad(point, score):
                continue
            if elsewhere and self._whose_is_unknown and not _names_a_thing(point):
                continue
            if topic.field in fields:
                score += FIELD_BONUS
            elif topic.field == GENERAL:
                # A field's own topic, as close, knows more; a general one beats another field's.
                score += FIELD_BONUS / 3
            if score >= THRESHOLD:
                rows.append((score, topic.id, Match(topic, score, by)))
        if not rows:
            return None
        best = max(rows, key=lambda row: row[:2])
        if not _speaks_of(best[2].topic, point):
            # 管网改造 may be called a matter of 老旧小区: a topic with lines on pipes says more about it.
            called = point in (best[2].topic.name, *best[2].topic.synonyms) and self.wordings.rarest(point) >= OWN_WORD
            saying = [
                row
                for row in rows
                if row[0] >= best[0] - RIVAL
                and _speaks_of(row[2].topic, point)
                # 管网改造工程 is 管网改造; neither 医疗保障 nor 基层医疗服务 is the 医疗服务 by which a topic is called.
                and (not called or (row[2].by.startswith(point) and len(row[2].by) <= len(point) + WORD))
            ]
            best = max(saying, key=lambda row: row[:2], default=best)
        return best[2]

    def _meant_here(self, point: str) -> dict[int, tuple[float, str]]:
        """Topics that a point means at this meeting: 应急救援 at one on lifts is 电梯应急救援, 基金监管 at one on 医疗保障
        医保基金监管 (会上的意思)."""
        found: dict[int, tuple[float, str]] = {}
        if len(point) < WORD:
            return found
        for index in self.wordings.named(point):
            topic = self.named[index]
            if self.fields and topic.field not in self.fields:
                # 隐患排查 at a meeting on 安全生产 is not the 安全隐患排查 of schools.
                continue
            for name in (topic.name, *topic.synonyms):
                before = name.removesuffix(point)
                if before == name or len(before) < WORD:
                    continue
                if before in self.meeting or _short_for(before, self.core):
                    found[index] = (1.0, name)
        return found

    def _called(self, point: str) -> Match | None:
        """The topic of another field that is called just so: its content says more than any class of work does."""
        having = map(self.named.__getitem__, self.wordings.named(point))
        called = [topic for topic in having if point in (topic.name, *topic.synonyms)]
        topic = min(called, key=lambda topic: (topic.name != point, topic.id), default=None)
        return Match(topic, EXACT if topic.name == point else SYNONYM, point) if topic else None

    def _sure_abroad(self, point: str, score: float) -> bool:
        """Whether a topic of another field may be taken: 工程质量 and 源头治理 every field has, 就业创业 only one.

        What names only doings and no thing (监测预警) must be the more one field's own.
        """
        doings = all(point[at : at + WORD] in ACTIVITY_ENDINGS for at in range(0, len(point), WORD))
        return score >= FOREIGN and self.wordings.rarest(point) >= (OWN_DOING if doings else OWN_WORD)

    def titled(self, name: str) -> list[tuple[Topic, str, Measure]]:
        """(topic, title, line) of any field whose heading begins with what a measure is about (its title), closest first.

        撂荒地整治 is the matter of 撂荒地复耕，一块块有人种, whatever the meeting is about. What fields share
        (队伍建设) names no line of another field.
        """
        if all(name[at : at + WORD] in ACTIVITY_ENDINGS for at in range(0, len(name), WORD)):
            return []  # 巡查值守 names no thing
        noun = object_noun(name)
        found: list[tuple[float, bool, int, Topic, str, Measure]] = []
        # Few topics have anything of it in their headings.
        runs = {name[at : at + TITLE] for at in range(len(name) - TITLE + 1)}
        for topic in map(self.named.__getitem__, self.wordings.having(runs)):
            if topic.field == GENERAL:
                continue
            at_home = topic.field in self.fields
            for group in topic.groups:
                for measure in group.measures:
                    title = measure.heading.partition("，")[0]
                    close = max(_title_closeness(name, title), _title_closeness(noun, title) * len(noun) / len(name))
                    if (
                        close >= (TITLED if at_home else TITLED_ABROAD)
                        and self.wordings.rarest(min(name, title, key=len)) >= OWN_WORD
                    ):
                        found.append((close, at_home, -len(found), topic, title, measure))
        return [(row[3], row[4], row[5]) for row in sorted(found, key=lambda row: row[:3], reverse=True)]

    def told(self, about: str, measure: Measure) -> float:
        """Of what `about` says that is rare, the share a measure says too, 0 to 1."""
        return self.wordings.share(about, f"{measure.heading}|{measure.text}")

    def home(self, match: Match | None) -> tuple[Topic, ...]:
        """The topics a named measure may borrow a line from: its point's own and the meeting's."""
        found = ([match.topic] if match else []) + ([self.theme.topic] if self.theme else [])
        return tuple(dict.fromkeys(found))

    def whole(self, topic: Topic) -> Topic:
        """The topic with all its groups, where a point has been left some of them alone."""
        return next((known for known in self.topics if known.id == topic.id), topic)

    def neighbours(self) -> tuple[Topic, ...]:
        """The topics whose measures may serve a point nobody knows: the theme's, those of the theme's fields."""
        found = [self.theme.topic] if self.theme else []
        found += [topic for topic in self.topics if topic.field in self.fields]
        return tuple(dict.fromkeys(found))


_NO_AIM = late("[先再了不也都只就才，]")


def _is_aim(text: str) -> bool:
    """Whether a text can follow a point as what it comes to: a verb with its object, no rule of how a thing is done (先学后上)."""
    return kind(text) == "动宾" and opens_with_verb(text) and not _NO_AIM.search(text)


def _groups_of(topic: Topic, names: Collection[str]) -> tuple[Group, ...]:
    """The groups of a topic that stand under a point by any of the names."""
    return tuple(group for group in topic.groups if any(name in names for name in group.points))


_SAYS_LITTLE = (
    STOCK
    | HOW
    | frozenset(
        "打造 壮大 做强 做优 推动 促进 抓好 抓实 做好 健全 建强 培育 培养 完善 优化 提质 增效 夯实 攻坚 改善 改进 扩大 拓展 构建 筑牢 增强 办好 用好 管好 创新 深化".split()
    )
)
"""Words of a point that say nearly nothing of what is meant."""


def _groups_near(topic: Topic, point: str) -> tuple[Group, ...]:
    """The groups of a topic that stand under a point of four characters whose words are those of `point`, in any order and
    save such as say little (阵地打造: 阵地建设)."""
    words = _said_by(point)
    return tuple(group for group in topic.groups if words and any(_said_by(name) == words for name in group.points))


def _said_by(name: str) -> frozenset[str]:
    """The words of a name of four characters that say something; none for any other name."""
    words = {name[:WORD], name[WORD:]} if len(name) == COMPOUND else set()
    return frozenset(words) - _SAYS_LITTLE


def _names_a_thing(point: str) -> bool:
    """Whether a point has a word that is no doing and no way of doing, as any field may have them (源头治理)."""
    return any(point[at : at + WORD] not in _ANY_FIELDS for at in range(0, len(point), WORD))


def _names(match: Match) -> tuple[str, ...]:
    """What the topic of a match is called by."""
    return (match.topic.name, *match.topic.synonyms)


_JOINT = late("(?<![参赋])与|(?<![普涉以波])及(?!时)|和(?![谐平睦美解])|、")


def _parts_of(core: str) -> tuple[str, ...]:
    """The things that what a meeting is about joins (消费和物流); () for one."""
    parts = tuple(part for part in _JOINT.split(core) if part)
    return parts if len(parts) > 1 and all(len(part) >= WORD for part in parts) else ()


def _title_closeness(wording: str, title: str) -> float:
    """How much of the longer of the two the shorter one is, 0 to 1, where it stands in it whole and says enough."""
    short, long = sorted((wording, title), key=len)
    return len(short) / len(long) if len(short) >= TITLE and short in long else 0.0


def _in_groups(topic: Topic, word: str) -> bool:
    """Whether any measure of the topic has the word."""
    return any(word in m.heading + m.text for group in topic.groups for m in group.measures)


def _has(match: Match, word: str) -> bool:
    """Whether the topic says the word anywhere in its phrases and measures."""
    return any(word in text for text in match.topic.phrases) or _in_groups(match.topic, word)


def vague(match: Match | None) -> bool:
    """Whether a point found no topic by a name."""
    return match is None or match.general or match.by == TOLD_IN_PASSING


def _parted(name: str, point: str) -> bool:
    """Whether a name of two words stands in the point with other words between them."""
    return any(
        (at := point.find(name[:cut])) >= 0 and name[cut:] in point[at + cut :] and not STOCK & {name[:cut], name[cut:]}
        for cut in range(WORD, len(name) - 1)
    )


def _another_kind(point: str, name: str) -> bool:
    """True for two wordings of four characters that share one word and differ in another that says something.

    司法保护 is no 司法改革, 课程育人 no 实践育人; 水质提升 may be 水质改善.
    """
    if not len(point) == len(name) == 4 or point == name:
        return False
    mine, theirs = (point[:2], point[2:]), (name[:2], name[2:])
    different = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return len(different) == 1 and not any(a in STOCK or b in STOCK or set(a) & set(b) for a, b in different)


def _about_the_same(point: str, by: str, names: Iterable[str]) -> bool:
    """Whether what the point is about (its object noun) is spoken of in the topic's names.

    全面排查 and 全面发展 share but how it is done, 作业票管理 and 作业管理 but a doing. A wording that holds the point, or
    is held by it, needs no more proof.
    """
    if point in by or by in point:
        return True
    return _named_in(object_noun(point), names)


def _named_in(noun: str, names: Iterable[str]) -> bool:
    """Whether the names have the noun: a short one whole, of a longer one a word that says something."""
    if len(noun) <= COMPOUND - 1:
        return bool(noun) and any(runs_through(noun, name) for name in names)
    words = bigrams(noun) - STOCK - HOW
    return any(word in name for name in names for word in words)


def _speaks_of(topic: Topic, point: str) -> bool:
    """Whether the topic's name or any of its measures is about what the point is about (its object noun)."""
    noun = object_noun(point)
    if not noun or topic.name in point or point in topic.name:
        return True
    texts = [topic.name, *(m.heading + m.text for group in topic.groups for m in group.measures)]
    return _named_in(noun, texts) if len(noun) >= COMPOUND else any(noun in text for text in texts)


def _short_for(word: str, whole: str) -> bool:
    """Whether two characters are the short form of what four begin with, one of each word of it: 医保 of 医疗保障."""
    return len(word) == WORD and len(whole) >= 2 * WORD and word == whole[0] + whole[WORD]


def runs_through(word: str, name: str) -> bool:
    """Whether the characters of a word stand in the name in their order: 配网 in 配电网改造."""
    rest = iter(name)
    return all(char in rest for char in word)


def _tells_all(point: str, wording: str) -> bool:
    """Whether a wording has all words of a point of four characters that are not stock words (建后管护 is no 建后管住用)."""
    return len(point) != 4 or all(word in wording for word in (point[:2], point[2:]) if word not in STOCK)


def shares_word(wording: str, text: str) -> bool:
    """True when a four-character wording has a two-character word of its own, no stock word, in `text`."""
    return len(wording) == 4 and any(half not in STOCK and half in text for half in (wording[:2], wording[2:]))


def coverage(wording: str, text: str) -> float:
    """Share of the wording's character bigrams that stand in `text`, 0 to 1."""
    grams = bigrams(wording)
    return sum(map(text.__contains__, grams)) / len(grams) if grams else 0.0


def opening_measure(groups: tuple[Group, ...], used: set[str]) -> Measure | None:
    """The first measure of a topic that no line has used yet."""
    return next((m for group in groups for m in group.measures if m.text not in used), None)


def best_measure(
    wording: str, groups: tuple[Group, ...], used: set[str], least: float = 0.6
) -> tuple[Measure, float] | None:
    """The measure closest to a wording among `groups`, if at least `least` of it is covered; unused ones only."""
    best: tuple[float, Measure] | None = None
    for group in groups:
        for measure in group.measures:
            if measure.text in used:
                continue
            score = max(coverage(wording, measure.heading) * 1.1, coverage(wording, measure.text))
            if shares_word(wording, measure.heading):
                score = max(score, least)
            if score >= least and (best is None or score > best[0]):
                best = (score, measure)
    return (best[1], best[0]) if best else None
