from drafter.mine.mine import mine
from drafter.mine.topics import phrases
from tests.mine.speeches import passage, speech


def test_phrases_are_whole_verb_object_phrases() -> None:
    text = "要优化消费供给，大力激发消费潜力；健全医疗、教育制度，这是大事。"
    assert list(phrases(text)) == ["优化消费供给", "激发消费潜力"]


def test_a_figure_or_a_name_is_no_phrase() -> None:
    assert list(phrases("新建工会320家，推动青岚市发展，落实三项制度。")) == []


def test_what_others_do_or_nobody_is_asked_to_do_is_no_phrase() -> None:
    assert list(phrases("一些国家等强化贸易保护主义，无论怎么加强外部人才支持，要优化自身科研布局。")) == []
    assert list(phrases("要加强护林员的选树、培养和宣传。")) == []


def test_a_word_that_mostly_ends_its_phrases_is_what_many_topics_have() -> None:
    texts = (
        "加强河道治理。要强化沙尘治理，推进河道治理。治理要见效。",
        "抓好山体治理。要加强矿山治理，推动垃圾治理。治理要长久。",
    )
    ones = [speech(name, passage(1, text, "三点意见", "任务部署")) for name, text in zip("ab", texts, strict=True)]
    assert "治理" not in {topic.name for topic in mine(ones).topics}


def test_a_topic_needs_headings_and_phrases_in_two_passages() -> None:
    one = speech("a", passage(1, "扩大居民消费。要优化消费供给，激发消费潜力。", "三点意见", "任务部署"))
    two = speech("b", passage(1, "促进农村消费增长。培育新型消费，拓展文旅消费。", "三点意见", "任务部署"))
    assert mine([one]).topics == ()
    (found,) = mine([one, two]).topics
    assert (found.field, found.name, found.reviewed) == ("自有稿件", "消费", False)
    assert {"优化消费供给", "激发消费潜力", "培育新型消费", "拓展文旅消费"} <= set(found.phrases)
    assert found.evidence.speeches == 2


def test_a_word_each_passage_uses_once_is_no_topic() -> None:
    """底线 heads passages and is the object of phrases, but no passage is about it."""
    ones = [
        speech("a", passage(1, "守住安全底线。这是大事。", "三点意见", "任务部署")),
        speech("b", passage(1, "守好生态红线。这是要事。", "三点意见", "任务部署")),
        speech("c", passage(1, "坚持红线思维。还要坚守红线要求，牢记红线意识。", "三点意见", "任务部署")),
        speech("d", passage(1, "筑牢红线意识。不忘初衷。", "三点意见", "任务部署")),
        speech("e", passage(1, "增强红线观念。要有办法。", "三点意见", "任务部署")),
    ]
    assert mine(ones).topics == ()


def test_the_items_of_an_enumeration_head_a_passage_too() -> None:
    texts = (
        "要做两件事。一是推进林下种植。要扩大林下种植，提高种植效益。二是管好火种。",
        "还有两条。一要发展林下种植，健全种植标准，完善种植保险。二要看好山头。",
    )
    one, two = (speech(name, passage(1, text, "三点意见", "任务部署")) for name, text in zip("ab", texts, strict=True))
    (found,) = mine([one, two]).topics
    assert found.name == "种植"
    assert found.evidence.speeches == 2
