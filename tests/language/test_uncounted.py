import pytest

from drafter.language.uncounted import uncounted


@pytest.mark.parametrize(
    ("measure", "called"),
    [
        ("遴选建设8个市级重点专科", "遴选建设市级重点专科"),
        ("每季度通报排名", "通报排名"),
        ("五一前开展景区安全检查", "开展景区安全检查"),
        ("每月比对一次数据", "比对数据"),
        ("护学岗全覆盖", "护学岗"),
    ],
)
def test_how_many_how_often_and_how_far_are_left_out(measure: str, called: str) -> None:
    assert uncounted(measure) == called


@pytest.mark.parametrize(
    "measure", ["一户一策", "每周调度", "3个一批", "严查二次收费", "推行一次办好", "发放一次性补贴"]
)
def test_what_a_measure_is_called_by_stays(measure: str) -> None:
    assert uncounted(measure) == measure
