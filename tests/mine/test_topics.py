from drafter.mine.mine import mine
from drafter.mine.topics import core, phrases
from tests.mine.speeches import passage, speech


def test_phrases_are_whole_verb_object_phrases() -> None:
    text = "要优化消费供给，大力激发消费潜力；健全医疗、教育制度，这是大事。"
    assert list(phrases(text)) == ["优化消费供给", "激发消费潜力"]


def test_a_figure_or_a_name_is_no_phrase() -> None:
    assert list(phrases("新建工会320家，推动青岚市发展，落实三项制度。")) == []


def test_the_core_of_a_heading_is_its_object() -> None:
    assert core("要进一步加强基层组织建设。") == "基层组织建设"
    assert core("关于全市垃圾分类") == "垃圾分类"


def test_a_topic_needs_headings_and_phrases_in_two_passages() -> None:
    one = speech("a", passage(1, "扩大居民消费。要优化消费供给，激发消费潜力。", "三点意见", "任务部署"))
    two = speech("b", passage(1, "促进农村消费。培育新型消费，拓展文旅消费。", "三点意见", "任务部署"))
    assert mine([one]).topics == ()
    (found,) = mine([one, two]).topics
    assert (found.field, found.name, found.reviewed) == ("自有稿件", "消费", False)
    assert {"优化消费供给", "激发消费潜力", "培育新型消费", "拓展文旅消费"} <= set(found.phrases)
    assert found.evidence.speeches == 2
