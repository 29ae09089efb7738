"""What a meeting is about (会议的事), and which of the bank's topics and fields are its business.

A meeting belongs to the field of the topic that its theme names, else to the one its own name has, else to that of the
office whose business it is. Nobody knows every theme: what is not known here is strange to no point.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from drafter.bank.model import Bank, Measure, Topic
from drafter.language.heads import object_noun
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams
from drafter.language.verbs import SURE as SURE_VERBS
from drafter.plan.by_name import FIELD_BONUS, Here, best
from drafter.plan.firm import is_firm
from drafter.plan.known import known_of
from drafter.plan.match import COMPOUND, FIRMS, FOR_FIRMS, GENERAL, SURE, WORD, Match
from drafter.plan.wordings import ATOM

KEPT = 512
"""Answers of `Meeting.once` that are kept."""
_T = TypeVar("_T")
PART_SURE = 0.77
"""One of two things a meeting is about must be as close as this to what a topic is called by."""
THING_SURE = 0.65
"""A topic less close than this to a theme must be called by the theme's own thing."""
_OF_FIRMS = frozenset(("职工", "车间", "班组", "工会", "食堂"))
_OF_ENTREPRENEURS = late(
    "企业家|企业(?:负责人|代表|经营者|主(?!体))|商会会员|(?<!个体)工商户|个体户|民营经济(?:代表)?人士"
)
_CAMPAIGN = late(
    "(?<=[一-龥]{4})(?:(?:百日|[0-9一二三四五六两]+年|冬春|秋冬|[春夏秋冬]季|专项|集中|大|综合)*"
    "(?:攻坚|整治|提升|会战|排查|专项|百日|清零|集中)+(?:行动|会战|大会战|战役|战|年)|百日会战|三年行动|专项行动)$"
)
"""How a campaign on something is called, which says nothing of what it is on (饮用水水源地保护百日攻坚行动)."""
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
_LOOSE = frozenset("发展 退役 公共 社会 自然 项目 数字 机关".split())
"""First words of fields that say nothing of them alone (围棋事业发展, 退役运动员, 公共自行车)."""
INNER = frozenset(("党建", "机关作风"))
"""Fields of what every office does within itself."""
_WHOLE = late(
    "(?:[一-龥]{0,3}[省市县区镇乡州旗]|街道|村)?(?:全面|重点|经济|社会|经济社会|改革|高质量|发展|年度|全年|半年|上半年|下半年|季度|当前|近期|各项|中心|重大|民生|"
    "政府|党委|县委|市委|区委|镇党委|年终|岁末年初|总结|部署|贯彻|落实|目标|任务|工作|党政|干部|思想|会)*"
)
"""What a meeting on everything is about (经济社会发展重点工作): no point is strange to it."""
_JOINT = late("(?<![参赋])与|(?<![普涉以波])及(?!时)|和(?![谐平睦美解])|、")


class Meeting:
    """What a bank makes of a meeting, without its points. Built once a run; pure after that."""

    def __init__(self, bank: Bank, theme: str, meeting: str) -> None:
        """theme: what the meeting is about. meeting: its name and whom it addresses."""
        self._seen: dict[str, bool] = {}
        """Body → whether the meeting has to do with it, worked out when it is first asked for."""
        self._once: dict[Hashable, Any] = {}
        """What `once` was asked → what was found."""
        self.firm = is_firm(meeting)
        self.known = known_of(bank, self.firm)
        self.topics, self.general = self.known.topics, self.known.general
        self.named, self.wordings = self.known.named, self.known.wordings
        self.own_words = _OF_FIRMS if self.firm else frozenset()
        self.meeting = f"{theme}{meeting}"
        core = theme.removesuffix("工作")
        self.core = _CAMPAIGN.sub("", core) or core
        self.here = Here(self.known, self.meeting, self.core)
        fields = {topic.field for topic in self.topics}
        self.theme = self._theme(fields)
        self.fields = self._fields(theme, meeting, fields)
        unknown = bool(self.core) and not self.fields and not _WHOLE.fullmatch(self.core)
        self.here = replace(self.here, fields=self.fields, unknown=unknown)
        self.sure = bool(self.theme) and self._is_sure()
        """Whether the theme is what its topic is called, not only close to it."""
        self.wider = self._wider_topic()
        """The theme's topic where the theme is the matter of one of its groups alone (水源地 of 水环境治理); else None."""

    def _theme(self, fields: Collection[str]) -> Match | None:
        """The topic the meeting is about; None where nobody knows it, or it is a whole field or more than one thing."""
        # What a meeting is about is a matter of some field, never a general point such as 能力提升.
        found = best(self.here, self.core, skip=GENERAL) if self.core else None
        if found is None or (found.score < THING_SURE and not _thing_in(self.core, found.topic.names)):
            # 公益性岗位 has no more than 公益性 in common with 公益性公墓.
            return None
        for part in _parts_of(self.core):
            if not any(part in name or name in part for name in found.topic.names):
                # 燃气和电动车安全: what only one of the two is called by says nothing of the other.
                return None
        if found.score < SURE and any(field in self.core or self.core in field for field in fields):
            # 教育工作 is about the whole field, not about the one topic whose name happens to hold the word.
            return None
        return found

    def _fields(self, theme: str, meeting: str, fields: Collection[str]) -> frozenset[str]:
        """Of the fields those whose business the meeting is; none where nobody knows."""
        named = {field for field in fields if self._has(field, theme, meeting)}
        parts = _parts_of(self.core)
        if self.theme:
            # 食品安全 is a matter of 市场监管; that 安全生产 has a word in common with it says nothing more.
            named.add(self.theme.topic.field)
        else:
            named |= {field for part in parts for field in self._fields_of(part, fields)}
        if (not self.theme and not parts) or (self.theme and self.theme.score < SURE):
            short = {field for field in fields if field[:WORD] not in _LOOSE}
            named |= {field for field in short if self._has(field[:WORD], theme, meeting)}
        if not named:
            named |= {field for office, field in _OFFICES.items() if office in (theme or meeting) and field in fields}
        if _OF_ENTREPRENEURS.search(meeting) and not self.firm and FIRMS in fields:
            # What is asked of entrepreneurs is their firms' business, whatever the meeting is called.
            named.add(FIRMS)
        return frozenset(named)

    def _has(self, word: str, theme: str, meeting: str) -> bool:
        """Whether the theme or the meeting's name has a field's word; one that is but a verb (编制) must open the theme:
        in 噪声地图编制 it is what is done."""
        return self.core.startswith(word) if word in SURE_VERBS else word in theme or word in meeting

    def _fields_of(self, part: str, fields: Collection[str]) -> set[str]:
        """Whose matter one of the two things is that a meeting is about (粮食安全和耕地保护): a topic's called so, an office's."""
        named = best(self.here, part, skip=GENERAL)
        if named and named.score >= PART_SURE:
            return {named.topic.field}
        found = {field for field in fields if field in part or (len(part) >= WORD and part in field)}
        return found or {field for office, field in _OFFICES.items() if office in part and field in fields}

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
        topic = self.theme.topic if self.sure and self.theme else None
        runs = {self.core[at : at + ATOM] for at in range(len(self.core) - ATOM + 1)}
        if topic and any(run in group.name and run not in topic.name for run in runs for group in topic.groups):
            return topic
        return None

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
        most = max((score for score, _ in sure), default=0.0)
        called = [topic for score, topic in sure if score == most]
        alone = len({topic.field for topic in called}) == 1
        return min(topic.id for topic in called) if alone else self.core

    def strange(self, topic: Topic) -> bool:
        """Whether a topic is of another field than the meeting's, or the meeting of one that no topic knows."""
        if topic.field == GENERAL or topic.field in self.fields:
            return False
        if topic.field == FOR_FIRMS and FIRMS in self.fields:
            return False
        if any(word in self.meeting for word in bigrams(topic.name) - STOCK):
            # 人才工作 is no strange matter to a meeting of 青年人才, whose field that may be.
            return False
        return (bool(self.fields) or bool(self.core)) and not _WHOLE.fullmatch(self.core)

    def abroad(self, match: Match, point: str) -> bool:
        """Whether what the match is about is another field's matter than the meeting's, be the point called so or not."""
        topic = match.topic
        if match.general or not self.strange(topic):
            return False
        return topic.field not in INNER or point not in topic.names

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

    def once(self, asked: Hashable, find: Callable[[], _T]) -> _T:
        """What `find` gives, worked out when it is first asked for: it must hang on the meeting and `asked` alone."""
        if asked not in self._once:
            if len(self._once) >= KEPT:
                self._once.clear()
            self._once[asked] = find()
        found: _T = self._once[asked]
        return found

    def is_near(self, topic: Topic) -> bool:
        """Whether a topic is of what the meeting is about, as far as that is known."""
        return topic is self.theme.topic if self.theme else not self.fields or topic.field in self.fields

    def told(self, about: str, measure: Measure) -> float:
        """Of what `about` says that is rare, the share a measure says too, 0 to 1."""
        return self.wordings.share(about, f"{measure.heading}|{measure.text}")

    def home(self, match: Match | None) -> tuple[Topic, ...]:
        """The topics a named measure may borrow a line from: its point's own and the meeting's."""
        found = ([match.topic] if match else []) + ([self.theme.topic] if self.theme else [])
        return _apart(found)

    def whole(self, topic: Topic) -> Topic:
        """The topic with all its groups, where a point has been left some of them alone."""
        return self.known.by_id.get(topic.id, topic)

    def neighbours(self) -> tuple[Topic, ...]:
        """The topics whose measures may serve a point nobody knows: the theme's, those of the theme's fields."""
        found = [self.theme.topic] if self.theme else []
        return self.once("neighbours", lambda: _apart([*found, *(t for t in self.topics if t.field in self.fields)]))


def _apart(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """The topics, none twice. By which object they are: to hash one goes through all it says."""
    return tuple({id(topic): topic for topic in topics}.values())


def _thing_in(core: str, names: Collection[str]) -> bool:
    """Whether any of the names has the last word of what a theme is about (公益性岗位: 岗位)."""
    thing = object_noun(core)[-WORD:] or core[-WORD:]
    return thing in STOCK or any(thing in name for name in names)


def _parts_of(core: str) -> tuple[str, ...]:
    """The things that what a meeting is about joins (消费和物流); () for one."""
    parts = tuple(part for part in _JOINT.split(core) if part)
    return parts if len(parts) > 1 and all(len(part) >= WORD for part in parts) else ()
