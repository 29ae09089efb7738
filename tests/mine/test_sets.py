from drafter.mine.families import families
from drafter.mine.mine import mine
from drafter.mine.sets import shape_of
from tests.mine.speeches import passage, speech


def skeleton(*texts: str) -> str:
    shape = shape_of(texts)
    return shape.skeleton if shape else ""


def test_a_rotor_is_short_of_one_length_and_different_in_every_sibling() -> None:
    shape = shape_of(["围绕林区管护，在巡查上下功夫", "围绕防火防虫，在预警上出实招", "围绕群众增收，在产业上求突破"])
    assert shape is not None
    assert shape.skeleton == "围绕<主题>，在<要旨>上<轮换>"
    assert shape.rotors == ("下功夫", "出实招", "求突破")


def test_the_common_beginning_and_end_are_literal() -> None:
    assert skeleton("要做巡山护林的表率", "要做为民服务的表率", "要做清正廉洁的表率") == "要做<主题>的表率"
    assert skeleton("以改革为动力", "以服务为中心", "以能力建设为关键") == "以<主题>为<轮换>"


def test_words_the_cutting_joins_are_parted() -> None:
    assert skeleton("以护林防火为主线", "以群众增收为目标", "以队伍建设为关键") == "以<主题>为<轮换>"


def test_verbs_with_nothing_fixed_beside_them_are_no_set() -> None:
    """加强制度, 完善领导: each verb has its own object."""
    assert skeleton("加强领导", "完善制度", "优化环境") == ""
    assert skeleton("要优化林区环境", "要健全巡护制度", "要弘扬护林精神") == ""


def test_one_stray_sibling_among_four_is_left_out() -> None:
    assert skeleton("认真学习", "围绕防火，在预警上出实招", "围绕增收，在产业上求突破", "围绕巡查，在制度上下功夫") == (
        "围绕<主题>，在<要旨>上<轮换>"
    )


def test_headings_without_a_pattern_are_no_set() -> None:
    assert skeleton("过去一年的工作", "存在的主要问题", "下一步怎么办") == ""


def test_verbs_alone_are_no_points() -> None:
    assert skeleton("要巡护好、看管好", "要宣讲好、发动好", "要养护好、修复好") == ""
    assert (
        skeleton("要山上秩序好、队伍形象好", "要林农生活好、村容村貌好", "要湿地水质好、鸟类种群好")
        == "要<主题>好、<要旨4>好"
    )


def test_a_word_that_may_stand_before_anything_is_no_pattern() -> None:
    assert skeleton("着力修渠引水", "着力平整土地", "着力管住用水节水") == ""
    assert skeleton("关于春季造林", "关于夏季防汛工作", "关于秋收") == ""
    assert skeleton("进一步统一思想，修渠引水", "进一步压实责任，平整土地", "进一步查漏补缺，管住用水") == ""
    assert skeleton("坚持依规巡护，修渠引水", "坚持节约用水，平整土地", "坚持科学防火，管住火种") == ""
    assert skeleton("千方百计增加护林收入", "千方百计增加就业岗位", "千方百计增加惠民实事项目") == "千方百计增加<主题>"


def test_what_is_to_be_done_is_no_turn_of_phrase() -> None:
    shape = shape_of(["要在巡护上全面覆盖", "要在防火上形成合力", "要在人手上选优配强"])
    assert shape is None or shape.rotors == ()
    shape = shape_of(["要在巡护上做出新贡献", "要在防火上推出新举措", "要在人手上创出新局面"])
    assert shape is not None
    assert shape.rotors == ("做出新贡献", "推出新举措", "创出新局面")


def test_a_word_that_goes_on_from_the_slot_is_no_pattern() -> None:
    assert skeleton("进一步强化质量意识", "进一步强化防火意识", "进一步强化品牌意识") == ""
    assert skeleton("要提高认识抓落实", "要突出重点抓落实", "要强化保障抓落实") == ""
    assert skeleton("扎实做好巡护工作", "扎实做好防火工作", "扎实做好造林工作") == "扎实做好<主题>工作"


def test_nouns_behind_a_noun_are_no_rotor() -> None:
    found = shape_of(["要改一改巡护理念", "要修一修巡护机制", "要换一换巡护方式"])
    assert found is None or found.rotors == ()


def test_a_second_verb_in_the_object_is_no_object() -> None:
    assert skeleton("突出重点抓项目", "强化服务促发展", "优化环境引客商") == ""


def test_a_pattern_that_points_back_or_holds_the_corpus_s_subject_is_no_set() -> None:
    assert skeleton("要走稳这条道路", "要走宽这条道路", "要走远这条道路") == ""
    assert shape_of(["发挥工会桥梁作用", "发挥工会主体作用", "发挥工会监督作用"], frozenset(["工会"])) is None


def test_what_is_done_with_it_and_what_is_done_are_two_slots() -> None:
    texts = (
        "希望大家守住阵地，用脚步丈量每一座青山",
        "希望大家勇于担当，用心血养护林木",
        "希望大家勤学苦练，用过硬的本领管好山场",
    )
    assert skeleton(*texts) == ""
    assert skeleton("提前研判应对山火隐患", "提前研判应对松材线虫", "提前研判应对极端天气") == "提前研判应对<主题>"


def test_whose_the_rotor_is_goes_with_the_corpus_s_subject() -> None:
    texts = (
        "把巡山护林作为做好林长工作的压舱石",
        "把联防联控作为做好林长工作的突破口",
        "把林下经济作为做好林长工作的催化剂",
    )
    shape = shape_of(texts, frozenset(["林长"]))
    assert shape is not None
    assert (shape.skeleton, shape.rotors) == ("把<主题>作为<轮换>", ("压舱石", "突破口", "催化剂"))


def _headings(name: str, *texts: str) -> object:
    labels = ("（一）", "（二）", "（三）", "（四）")
    return speech(
        name,
        *(
            passage(n, label + text, "三点意见", "任务部署", label=label, level=2)
            for n, (label, text) in enumerate(zip(labels, texts, strict=False), 1)
        ),
    )


def test_siblings_are_headings_of_one_level_and_run_in_ones() -> None:
    one = _headings("a", "抓好巡查。", "抓好预警。", "抓好宣传。")
    two = speech(
        "b", passage(1, "一要把紧源头，管住火种；二要把紧路口，管住车辆；三要把紧时段，管住人员。", "三点意见")
    )
    found = families([one, two])  # type: ignore[list-item]
    assert [(family.level, family.run_in) for family in found] == [(2, False), (0, True)]
    assert found[0].texts == ("抓好巡查", "抓好预警", "抓好宣传")
    assert found[1].texts == ("要把紧源头，管住火种", "要把紧路口，管住车辆", "要把紧时段，管住人员")


def test_sets_of_one_skeleton_are_merged_over_speeches() -> None:
    one = _headings("a", "以防火为重点", "以增收为目标", "以改革为动力")
    two = _headings("b", "以创新为动力", "以制度为保障", "以群众为中心")
    (found,) = mine([one, two]).sets  # type: ignore[list-item]
    assert (found.skeleton, found.evidence.speeches, found.head) == ("以<主题>为<轮换>", 2, "以…为…")
    assert found.rotors[0] == "动力"
    assert set(found.rotors) == {"动力", "中心", "保障", "目标", "重点"}


def test_what_a_point_is_called_is_kept_with_the_point() -> None:
    one = _headings("a", "要做群众的贴心人", "要做林区的守护人", "要做政策的明白人")
    two = _headings("b", "要在巡护上见实效", "要在防火上下功夫", "要在造林上出实招")
    sets = {found.skeleton: found for found in mine([one, two]).sets}  # type: ignore[list-item]
    called, turned = sets["要做<主题>的<轮换>"], sets["要在<主题>上<轮换>"]
    assert called.affinity == {"贴心人": ("群众",), "守护人": ("林区",), "明白人": ("政策",)}
    assert len(turned.rotors) == 3
    assert turned.affinity == {}
    (long,) = mine([_headings("c", "以筑牢山林生态安全屏障为底线", "以防火为重点", "以改革为动力")]).sets  # type: ignore[list-item]
    assert long.affinity["底线"] == ("安全屏障",)


def test_a_set_seen_with_what_is_done_alone_fits_nothing_else() -> None:
    def fits(*texts: str) -> tuple[str, ...]:
        (found,) = mine([_headings("a", *texts)]).sets  # type: ignore[list-item]
        return found.fits

    assert fits("要做密切联系林农的表率", "要做勇于改革创新的表率", "要做模范履行管护职责的表率") == ("动宾",)
    assert fits("要做为民服务的表率", "要做巡山护林的表率", "要做林区防火的表率") == ()


def test_three_points_of_one_length_may_be_chance() -> None:
    texts = ("要做巡护的表率", "要做防火的表率", "要做宣讲的表率", "要做造林的表率")
    (three,) = mine([_headings("a", *texts[:3])]).sets  # type: ignore[list-item]
    (four,) = mine([_headings("a", *texts)]).sets  # type: ignore[list-item]
    assert (three.lengths, four.lengths) == ((), (2,))


def test_a_rotor_seen_with_a_meeting_or_a_document_alone_goes_with_no_point() -> None:
    texts = ("以全省林长制工作会议精神为指针", "以防火为重点", "以改革为动力", "以护林员为主体")
    (found,) = mine([_headings("a", *texts)]).sets  # type: ignore[list-item]
    assert set(found.rotors) == set(found.affinity) == {"重点", "动力", "主体"}
    assert mine([_headings("a", *texts[:3])]).sets == ()  # type: ignore[list-item]
