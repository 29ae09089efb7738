"""The verb before a name is none of it; a name that looks so stays whole."""

from __future__ import annotations

import pytest

from drafter.compose.adapting import adapt
from drafter.flow.strange import GENERAL
from drafter.flow.vouched import unvouched
from drafter.language.done_to import verb_before


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("我们引来浙江恒翠集团落户。", "我们引来<单位名称>落户。"),
        ("对标苏州、宁波找差距。", "对标<地名一>、<地名二>找差距。"),
        ("周五前把清单报市防办。", "<时间>把清单报<单位名称>。"),
    ],
)
def test_the_gap_is_the_name_only(line: str, adapted: str) -> None:
    assert adapt(line, general=GENERAL, unvouched=unvouched) == adapted


@pytest.mark.parametrize("name", ["建设银行", "团结水库", "胜利油田", "报国寺", "学府路", "创新园"])
def test_a_name_that_begins_like_a_verb_is_whole(name: str) -> None:
    assert verb_before(name, 0, len(name)) == 0
