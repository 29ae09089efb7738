import pytest

from drafter.mine.steps import step_by_form


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("下面，我讲<点数>点意见", "领起"),
        ("总之，<总括内容>", "总括"),
        ("让我们<号召内容>", "号召"),
        ("我相信，<美好前景>", "希望"),
        ("刚才，<刚才>，我完全赞同", "回应前述"),
        ("今天，我们召开<会议>", "会议任务"),
        ("凝聚着<对象>的心血和汗水", "肯定感谢"),
        ("把<要抓的事项>落到实处", "责任落实"),
        ("加强党对<主题工作>的领导", "组织领导"),
        ("形成<事项>的强大合力", "协同配合"),
        ("营造有利于<事项>的良好环境", "任务部署"),
        ("推进<事项>常态化长效化", "任务部署"),
        ("推进作风建设常态化长效化", "作风"),
        ("<主题工作>是<事项>的重要组成部分", "形势意义"),
    ],
)
def test_the_words_of_a_frame_tell_its_step(text: str, step: str) -> None:
    found = step_by_form(text, {})
    assert found is not None
    assert found[1] == step


def test_thanks_belong_where_they_mostly_stand() -> None:
    text = "向<对象>表示衷心的感谢"
    assert step_by_form(text, {"开场": 3, "成绩回顾": 1}) == ("开场", "致意")
    assert step_by_form(text, {"开场": 1, "成绩回顾": 3}) == ("成绩回顾", "肯定感谢")


def test_what_has_no_cue_is_left_to_where_it_stands() -> None:
    assert step_by_form("健全<何种机制>机制", {}) is None
