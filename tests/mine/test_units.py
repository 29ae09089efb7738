from drafter.mine.units import NUMBER, distinct, sentences, units, words
from tests.mine.speeches import passage, speech


def test_a_sentence_loses_its_label_and_the_vocative_in_front() -> None:
    assert list(sentences("同志们，让我们携手前进！2. 要抓好落实。")) == ["让我们携手前进！", "要抓好落实。"]


def test_a_sentence_with_a_cut_out_spot_is_no_model() -> None:
    assert list(sentences("过去的□年成绩很大。大家辛苦了！")) == ["大家辛苦了！"]


def test_the_number_before_a_counter_is_no_word() -> None:
    assert words("讲三点意见") == ("讲", NUMBER, "点", "意见")
    assert words("讲几点意见") == words("讲4点意见") == words("讲三点意见")
    assert "一个" in words("这是一个好机会")


def test_copies_and_what_is_no_speech_are_left_out_and_order_does_not_matter() -> None:
    one = speech("a", passage(1, "抓好落实。", "结束语"))
    copy = speech("b", passage(1, "抓好落实。", "结束语"), duplicate_of="a")
    comment = speech("c", passage(1, "评论一则。", "结束语"), genre="other")
    two = speech("d", passage(1, "再接再厉。", "结束语"))
    assert distinct([two, comment, copy, one]) == distinct([one, copy, two]) == (one, two)


def test_headings_are_not_sentences() -> None:
    found = units(
        [
            speech(
                "a", passage(1, "一、抓好落实", "三点意见", label="一、", level=1), passage(2, "要动真格。", "三点意见")
            )
        ]
    )
    assert [unit.text for unit in found] == ["要动真格。"]
