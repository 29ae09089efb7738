from drafter.mine.folding import Found, folded
from drafter.mine.skeleton import OPEN, REST


def found(text: str, *speeches: int, move: str = "结束语", step: str = "号召") -> Found:
    hits = tuple((index, ("乙",)) for index in speeches)
    return Found(tuple(text.split()), hits, frozenset(speeches), move, step)


def kept(*results: Found) -> set[str]:
    return {"".join(result.skeleton) for result in folded(results)}


def test_the_fuller_one_takes_the_place_of_a_part_with_no_more_evidence() -> None:
    part = found(f"为 {OPEN} 贡献", 1, 2, 3, 4)
    whole = found(f"为 {OPEN} 作出 新的 更大 贡献", 1, 2, 3, 4)
    assert kept(part, whole) == {"为<*>作出新的更大贡献"}


def test_the_wider_one_stays_and_so_does_a_fuller_one_that_says_more() -> None:
    wide = found(f"让 我们 {REST}", 1, 2, 3, 4, 5, 6, 7, 8)
    full = found(f"让 我们 携手 共进 ， {REST}", 1, 2, 3)
    assert kept(wide, full) == {"让我们<**>", "让我们携手共进，<**>"}


def test_a_fuller_one_that_adds_next_to_nothing_goes() -> None:
    wide = found(f"发挥 {OPEN} 作用", 1, 2, 3, 4, 5, 6)
    more = found(f"充分 发挥 {OPEN} 作用", 1, 2, 3)
    assert kept(wide, more) == {"发挥<*>作用"}


def test_formulae_of_other_sentences_are_not_compared() -> None:
    one = found("坚持 问题 导向 不 动摇", 1, 2)
    other = found("坚持 问题 导向 抓 整改", 3, 4)
    assert len(kept(one, other)) == 2


def test_what_only_fills_an_open_end_with_fixed_words_goes() -> None:
    wide = found(f"现在 ， 我 代表 <单位> ， {REST}", 1, 2, 3)
    filled = found("现在 ， 我 代表 <单位> ， 向 大会 报告 工作 ， 请予 审议", 1, 2)
    open_end = found(f"现在 ， 我 代表 <单位> ， 向 大会 报告 {OPEN} 工作 ， 请予 审议", 1, 2)
    assert kept(wide, filled) == {"现在，我代表<单位>，<**>"}
    assert len(kept(wide, open_end)) == 2


def test_what_says_an_open_clause_in_fixed_words_goes() -> None:
    wide = found(f"我 代表 <单位> ， {OPEN} ， 请予 审议", 1, 2, 3)
    filled = found("现在 ， 我 代表 <单位> ， 向 大会 报告 工作 ， 请予 审议", 1, 2)
    open_still = found(f"现在 ， 我 代表 <单位> ， 向 大会 报告 {OPEN} 工作 ， 请予 审议", 1, 2)
    led_in = found(f"受 {OPEN} 委托 ， 我 代表 <单位> ， 向 大会 报告 工作 ， 请予 审议", 1, 2)
    assert kept(wide, filled) == {"我代表<单位>，<*>，请予审议"}
    assert len(kept(wide, open_still)) == 2
    assert len(kept(wide, led_in)) == 2


def test_of_two_cuts_of_one_formula_one_stays() -> None:
    begun = found(f"现在 ， 我 代表 <单位> ， {REST}", 1, 2, 3)
    ended = found(f"我 代表 <单位> ， {REST} ， 请予 审议", 1, 2, 3)
    assert kept(begun, ended) == {"我代表<单位>，<**>，请予审议"}
    elsewhere = found(f"我 代表 <单位> ， {REST} ， 请予 审议", 3, 4, 5)
    assert len(kept(begun, elsewhere)) == 2
    nothing_in_common = found(f"完全 赞同 {OPEN} 意见", 1, 2, 3)
    assert len(kept(begun, nothing_in_common)) == 2
