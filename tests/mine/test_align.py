from drafter.mine.align import OPEN, skeletons
from drafter.mine.masking import masked


def common(left: str, right: str) -> list[str]:
    return ["".join(s) for s in skeletons(masked(left, frozenset()), masked(right, frozenset()))]


def test_what_differs_becomes_a_slot_and_what_is_common_stays() -> None:
    assert f"认真落实{OPEN}提出的各项要求" in common(
        "认真落实县委提出的各项要求。".replace("县委", "专班"), "认真落实乡里提出的各项要求。"
    )


def test_clauses_without_anything_in_common_are_left_out() -> None:
    found = common("天气转凉，要切实加强组织领导。", "任务很重，要切实加强组织领导。")
    assert found == ["要切实加强组织领导"]


def test_no_filler_can_be_empty() -> None:
    # 再 stands in one sentence only: the slot takes in a neighbour, or the clause is given up.
    for skeleton in common("我再就村务公开讲几点意见。", "我就陪餐制度讲几点意见。"):
        assert OPEN + OPEN not in skeleton
