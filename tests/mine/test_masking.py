from hypothesis import given
from hypothesis import strategies as st

from drafter.mine.masking import masked

NONE: frozenset[str] = frozenset()


def keys(text: str, *topics: str) -> list[str]:
    return [token.key for token in masked(text, frozenset(topics))]


def test_a_body_and_its_sisters_are_one_placeholder() -> None:
    assert keys("我代表市委、市政府向护林员表示祝贺")[:4] == ["我", "代表", "<单位>", "向"]


def test_a_name_before_a_title_is_a_placeholder() -> None:
    assert keys("李明同志作了报告")[:2] == ["<人名>", "同志"]
    assert "<人名>" not in keys("各位同志作了报告")


def test_a_topic_word_and_工作_are_one_slot() -> None:
    assert keys("做好林长制工作", "林长制", "林长")[0] == "做好"
    assert "工会" not in keys("做好工会工作", "工会")
    assert "<主题工作>" in keys("做好工会工作", "工会")


def test_whom_the_speech_addresses_is_one_slot() -> None:
    assert keys("各级工会组织和广大职工要带头", "工会", "职工")[0] == "<主体>"


def test_only_the_number_before_点意见_is_a_slot() -> None:
    assert keys("讲三点意见") == ["讲", "<数>", "点", "意见"]


@given(st.text(alphabet="我代表市委全各级工会组织和广大职工讲三点意见0123456789年月日，。、“”", max_size=40))
def test_the_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(token.text for token in masked(text, frozenset(["工会", "职工"]))) == text
