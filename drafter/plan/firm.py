"""A firm's own meeting (企业内部的会): the phrasebank's lines as one says them inside, not as the government does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.bank.model import Group, Measure, Topic
from drafter.language.late import late

_AT_HOME = late(
    "(?:分公司|子公司|项目部|车间|班组|集团各|公司各|各事业部|各厂|全公司|全集团|全厂)|"
    "(?<!全)(?:集团|公司|矿业|煤矿|[一-龥]厂)(?:第|[0-9]|年|安全|党委|工作|[一-龥]{2,12}会)"
)
_MANY = late("企业(?:家|代表|负责人|座谈)|上市公司|小额贷款公司|物业公司|保险公司|平台公司|燃气公司|各类公司")

_SEEN_INSIDE = (
    (
        late("(?<=<主体>)(?:督促|指导|引导|推动|组织|要求)(?:各|相关|辖区|重点)?企业(?=[把将对按给从在向建落])"),
        "",
    ),
    (late("企业(?=主要负责人|负责人|班组|车间|职工|员工)"), ""),
    (late("^企业(?=[对把给将按在从].*<主体>)"), ""),
    (late("^企业(?=[^，]{4})"), "<主体>"),
    (late("群众(?=评价|意见|满意|监督|反映)"), "职工"),
)
"""What is said to firms from outside, and how it is said inside."""
_OUTSIDE = late(
    "企业(?!文化|标准|制度|年金|形象|精神)|群众|百姓|居民|村民|农户|村组|村级|镇村|乡镇|街道|社区|属地|辖区|县区|县直|市直|政府|财政|税务|公安|"
    "住建|水利|消防|市场监管|应急管理部门|监管部门|监管人员|检查人员|执法|行业主管|民政|送到厂里|惠企|涉企|进村|入户"
)
"""What only the government, or somebody outside, has to do with."""


def is_firm(meeting: str) -> bool:
    """Whether a meeting's name, with whom it addresses, is that of one firm.

    >>> is_firm("江南化工集团年度安全生产会各分公司"), is_firm("全市民营企业家座谈会"), is_firm("全市物业公司会议")
    (True, False, False)
    """
    return bool(_AT_HOME.search(meeting)) and not _MANY.search(meeting)


def is_outside(text: str) -> bool:
    """Whether a line speaks of firms, people or offices as only somebody outside would."""
    return bool(_OUTSIDE.search(text))


def inside(topic: Topic) -> Topic:
    """The topic as it is spoken of inside a firm: measures turned, those that cannot be turned left out."""
    return replace(
        topic,
        groups=groups_inside(topic.groups),
        aims=tuple(aim for aim in topic.aims if not is_outside(aim)),
        phrases=tuple(phrase for phrase in topic.phrases if not is_outside(phrase)),
    )


def groups_inside(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups with what a firm itself does; none of fewer than two measures."""
    kept = []
    for group in groups:
        measures = tuple(m for m in map(_turned, group.measures) if not is_outside(m.heading + m.text))
        if len(measures) >= 2 or (measures and len(measures) == len(group.measures)):
            kept.append(group if measures == group.measures else replace(group, measures=measures))
    return tuple(kept)


def _turned(measure: Measure) -> Measure:
    text = measure.text
    for pattern, word in _SEEN_INSIDE:
        text = pattern.sub(word, text)
    return measure if text == measure.text else replace(measure, text=text)
