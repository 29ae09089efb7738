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


def test_the_work_of_what_ends_the_phrases_ends_them_too() -> None:
    texts = (
        "加强河道治理。要强化沙尘治理工作，推进河道治理。治理要见效。",
        "抓好山体治理。要加强矿山治理工作，推动垃圾治理工作。治理要长久。",
    )
    ones = [speech(name, passage(1, text, "三点意见", "任务部署")) for name, text in zip("ab", texts, strict=True)]
    assert "治理" not in {topic.name for topic in mine(ones).topics}


def test_where_it_goes_out_of_its_way_to_end_a_phrase_it_is_another_thing() -> None:
    texts = (
        "农村生态好起来。要加强生态保护，守好生态底线，推进生态修复，打造创新生态。",
        "城市生态好起来。要健全生态补偿制度，完善生态监测网络，强化生态执法，拓宽生态富民路径。",
    )
    ones = [speech(name, passage(1, text, "三点意见", "任务部署")) for name, text in zip("ab", texts, strict=True)]
    (found,) = (topic for topic in mine(ones).topics if topic.name == "生态")
    assert len(found.phrases) == 7
    assert "打造创新生态" not in found.phrases


def test_what_raises_what_is_no_object() -> None:
    assert list(phrases("要实施科技兴林，实施科技兴林战略，培养学习兴趣。")) == ["实施科技兴林战略", "培养学习兴趣"]


def test_what_is_pressed_home_is_a_duty() -> None:
    assert list(phrases("要压实护林责任，压实护林责任体系，健全护林责任体系。")) == ["压实护林责任", "健全护林责任体系"]


def test_what_is_all_over_the_world_is_no_topic() -> None:
    texts = (
        "加强国际合作。要履行国际义务，拓展国际航线。国际上有先例。",
        "扩大国际交流。要开展国际比赛，引进国际展会。国际上有经验。",
    )
    ones = [speech(name, passage(1, text, "三点意见", "任务部署")) for name, text in zip("ab", texts, strict=True)]
    assert "国际" not in {topic.name for topic in mine(ones).topics}


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


def test_what_is_studied_for_a_time_is_no_matter_of_schools() -> None:
    assert list(phrases("要开展林纪学习教育，深化主题教育活动，推进护林教育。")) == ["推进护林教育"]


def test_a_campaign_one_speech_names_is_of_its_time() -> None:
    texts = (
        "加强林业发展。要推进林业改革，打赢林业攻坚战，实施林业强县战略，推进林业强县建设，实施林业振兴行动。林业要兴旺。",
        "抓好林业改革。要做好林业保护，健全林业制度，打赢林业攻坚战。林业要长久。",
    )
    ones = [speech(name, passage(1, text, "三点意见", "任务部署")) for name, text in zip("ab", texts, strict=True)]
    (found,) = (topic for topic in mine(ones).topics if topic.name == "林业")
    assert "打赢林业攻坚战" in found.phrases
    assert "实施林业强县战略" not in found.phrases
    assert not {"推进林业强县建设", "实施林业振兴行动"} & set(found.phrases)


def _of(word: str, *texts: str) -> tuple[str, ...]:
    ones = [speech(str(n), passage(1, text, "三点意见", "任务部署")) for n, text in enumerate(texts)]
    return next((topic.phrases for topic in mine(ones).topics if topic.name == word), ())


def test_what_one_speech_says_by_the_way_is_no_phrase_of_the_topic() -> None:
    about = "抓好林业改革。要健全林业制度，做好林业保险。林业要长久。"
    aside = "加强武装工作。要抓实民兵训练，加强林业民兵。"
    again = "加强林业保护。要提高林业效益，完善林业规划。林业要兴旺。"
    assert set(_of("林业", about, again)) >= {"健全林业制度", "提高林业效益"}
    assert "加强林业民兵" not in _of("林业", about, again, aside)


def test_a_phrase_with_two_topics_is_the_first_ones() -> None:
    texts = (
        "抓好职工的培训。职工很辛苦，培训要抓紧。要提高职工待遇，健全职工制度，加强职工培训管理，改进培训内容。培训不能少。",
        "抓好培训，关心职工。培训要常抓，职工要稳定。要改善职工食宿，扩大培训范围，完善培训课程，提高培训质量。",
    )
    assert "加强职工培训管理" in _of("职工", *texts)
    assert len(_of("培训", *texts)) == 4
    assert "加强职工培训管理" not in _of("培训", *texts)


def test_phrases_of_a_topic_do_not_tell_of_one_thing() -> None:
    texts = (
        "林区防火要紧。要抓实防火巡查，完善防火预案，强化防火演练。防火不能松。",
        "林区防火不松。要加强防火巡查工作，健全防火制度，激发防火潜力，激发防火潜能。防火要常抓。",
    )
    found = _of("防火", *texts)
    assert len([phrase for phrase in found if "巡查" in phrase]) == 1
    assert len([phrase for phrase in found if "潜" in phrase]) == 1
