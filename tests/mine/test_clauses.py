from drafter.mine.clauses import as_sentence, beginnings, recurrent
from drafter.mine.skeleton import OPEN, REST
from drafter.mine.units import Unit, words

THANKS = ("向护林员表示衷心的感谢！", "向保洁员表示衷心的感谢！", "向后勤人员表示衷心的感谢！")


def units(*texts: str) -> list[Unit]:
    return [Unit(index, "开场", "致意", text, words(text), True) for index, text in enumerate(texts)]


def common(found: list[Unit]) -> frozenset[str]:
    return frozenset.intersection(*(frozenset(unit.words) for unit in found))


def test_a_beginning_and_an_end_that_recur_make_a_formula_with_a_slot_between() -> None:
    found = units(*THANKS)
    skeletons = recurrent(found, [unit.words for unit in found], common(found), 3)
    assert skeletons["向", OPEN, "表示", "衷心", "的", "感谢"] == {0, 1, 2}


def test_what_only_one_speech_says_proposes_nothing() -> None:
    found = [Unit(0, "开场", "致意", text, words(text), True) for text in THANKS]
    assert recurrent(found, [unit.words for unit in found], common(found), 2) == {}


def test_clauses_that_follow_one_another_are_chained() -> None:
    found = units("我代表专班，向村医表示衷心的感谢！", "我代表乡里，向网格员表示衷心的感谢！")
    skeletons = recurrent(found, [unit.words for unit in found], common(found), 2)
    assert any("".join(skeleton) == "我代表<*>，向<*>表示衷心的感谢" for skeleton in skeletons)


def test_the_beginning_of_a_sentence_is_proposed_with_the_rest_open() -> None:
    found = units("总之，要抓好落实。", "总之，要动真碰硬。", "让我们携起手来。")
    proposed = beginnings([unit.words for unit in found], frozenset("总之 让 我们".split()))
    assert proposed["总之", "，", REST] == {0, 1}
    assert proposed["让", "我们", REST] == {2}


def test_whoever_is_called_upon_is_a_slot_in_what_is_proposed() -> None:
    found = units("各级林场要抓好落实。", "各级林长要守好山林。", "各级林场，要抓好落实。")
    proposed = beginnings([unit.words for unit in found], frozenset("各级 要".split()))
    assert proposed["各级", OPEN, "要", REST] == {0, 1}


def test_a_clause_that_hangs_in_the_air_gets_the_rest_of_the_sentence() -> None:
    assert as_sentence(("在", OPEN, "领导", "下")) == ("在", OPEN, "领导", "下", "，", REST)
    assert as_sentence(("是", OPEN, "的", "根本", "保证")) == (OPEN, "，", "是", OPEN, "的", "根本", "保证")
    assert as_sentence(("希望", "大家", OPEN)) == ("希望", "大家", REST)
    assert as_sentence(("以", "护林", "为例", "，", REST)) == ("以", "护林", "为例", "，", REST)
    assert as_sentence(("向", OPEN, "表示", "祝贺")) == ("向", OPEN, "表示", "祝贺")


def test_what_something_is_like_is_said_of_the_clause_before() -> None:
    state = (OPEN, "，", "饱含着", OPEN, "的", "辛劳")
    assert as_sentence(state[2:]) == state
    assert as_sentence(("饱含", "着", OPEN, "的", "辛劳")) == (OPEN, "，", "饱含", "着", OPEN, "的", "辛劳")
    assert as_sentence(("随着", OPEN, "的", "发展", "，", REST)) == ("随着", OPEN, "的", "发展", "，", REST)
