import pytest

from drafter.mine.masking import masked
from drafter.mine.places import Sentences, matches, starts_of
from drafter.mine.skeleton import OPEN, REST
from drafter.mine.units import Unit, words


def fillers(text: str, *skeleton: str) -> tuple[str, ...] | None:
    tokens = masked(text, frozenset())
    keys = tuple(token.key for token in tokens)
    return next(matches(skeleton, tokens, keys, starts_of(keys)), None)


def test_a_skeleton_fits_whole_clauses() -> None:
    assert fillers("天气转凉，要不断提高巡护水平。", "提高", OPEN, "水平") == ("巡护",)
    assert fillers("要提高巡护水平和质量。", "提高", OPEN, "水平") is None
    assert fillers("要不断提高巡护水平。", "巡护", "水平") is None


def test_a_skeleton_is_found_at_every_place_and_no_two_overlap() -> None:
    tokens = masked("要提高巡护水平，提高养护水平，守好山林。", frozenset())
    keys = tuple(token.key for token in tokens)
    assert list(matches(("提高", OPEN, "水平"), tokens, keys, starts_of(keys))) == [("巡护",), ("养护",)]
    assert list(matches((OPEN, "，", "提高", OPEN, "水平"), tokens, keys, starts_of(keys))) == [
        ("要提高巡护水平", "养护")
    ]


def test_a_slot_stays_within_its_clause_and_the_rest_does_not() -> None:
    text = "让我们携起手来，共同守护这片山林！"
    assert fillers(text, "让", "我们", OPEN) == ("携起手来",)
    assert fillers(text, "让", "我们", REST) == ("携起手来，共同守护这片山林",)


def test_a_filler_ends_where_a_phrase_does() -> None:
    assert fillers("要提高巡护水平。", "提高", OPEN, "水平") == ("巡护",)
    assert fillers("巩固年前学习教育成果。", "巩固", OPEN, "教育", "成果") is None
    assert fillers("在县委正确领导下，守好山林。", "在", OPEN, "领导", "下") is None
    assert fillers("在县委领导下，守好山林。", "在", OPEN, "领导", "下") == ("县委",)


@pytest.mark.parametrize("text", ["向表示谢意。", "向的护林员表示谢意。", "向护林员和表示谢意。", "向各表示谢意。"])
def test_no_filler_is_empty_or_half_a_phrase(text: str) -> None:
    assert fillers("向护林员表示谢意。", "向", OPEN, "表示", "谢意") == ("护林员",)
    assert fillers(text, "向", OPEN, "表示", "谢意") is None


def test_a_subject_begins_after_the_last_comma() -> None:
    assert fillers("时间过半，下半年大有可为。", OPEN, "大有可为") == ("下半年",)


def test_a_complement_alone_is_no_filler() -> None:
    assert fillers("解决饮水难问题。", "解决", OPEN, "问题") == ("饮水难",)
    assert fillers("解决好问题。", "解决", OPEN, "问题") is None


def test_every_sentence_with_a_skeleton_is_found_running_argument_too() -> None:
    texts = [("会上，向护林员表示谢意。", "致意"), ("要向保洁员表示谢意。", "任务部署"), ("护林员辛苦了。", "致意")]
    found = [Unit(number, "开场", step, text, words(text), True) for number, (text, step) in enumerate(texts)]
    usable = frozenset("向 表示 谢意".split())
    places = Sentences(found, [frozenset()] * 3, usable).places(("向", OPEN, "表示", "谢意"))
    assert places == [(0, ("护林员",)), (1, ("保洁员",))]
