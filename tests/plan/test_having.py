from hypothesis import given
from hypothesis import strategies as st

from drafter.plan.having import Having

TEXTS = st.lists(st.text("甲乙丙|", max_size=6), max_size=6)


@given(TEXTS, st.text("甲乙丙|", min_size=1, max_size=3))
def test_the_texts_that_have_a_word_are_those_it_stands_in(texts: list[str], word: str) -> None:
    assert Having(texts)[word] == [at for at, text in enumerate(texts) if word in text]


@given(TEXTS)
def test_no_text_has_nothing(texts: list[str]) -> None:
    assert Having(texts)[""] == []


@given(TEXTS, st.lists(st.text("甲乙丙|", max_size=3), max_size=6))
def test_many_words_at_once_are_found_where_each_is(texts: list[str], words: list[str]) -> None:
    having = Having(texts)
    assert having.each(words) == {word: having[word] for word in words}
