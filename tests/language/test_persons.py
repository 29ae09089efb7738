"""Persons as they are spoken of: who is somebody, and what only looks like it."""

from __future__ import annotations

import pytest

from drafter.language.persons import persons


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("村主任老阎蹲了一夜，小顾医生送来了药。", ["老阎", "小顾"]),
        ("老葛头说，邢大姐、陶师傅都肯来。", ["老葛头", "邢", "陶"]),
        ("宏远的秦总讲了三条，裘嫂、焦老，都点了头。", ["秦", "裘嫂", "焦"]),
        ("有位姓耿的大妈天天来，科里的小范记着账。", ["耿", "小范"]),
        ("谢桂珍大姐把门打开了。", ["谢桂珍"]),
        ("老蔡跑断了腿，老郑州人都知道。", ["老蔡"]),
        ("中心的老单守着电话，杜老讲旧事，周连长断后，老车坏了，老单位搬了。", ["老单", "杜", "周"]),
        ("市监所的老苗一查到底，大队的小戴堵住了门，供电所的老路通了车。", ["老苗", "小戴"]),
        ("邵工画图，庞老把关，姚队带人上堤。", ["邵工", "庞老", "姚队"]),
        ("倪长根守着闸口，网格员老穆也在，问过邬守田没有。", ["倪长根", "老穆", "邬守田"]),
        ("小墩哥划船，胖婶做饭，石头叔才问清楚。", ["小墩哥", "胖婶", "石头叔"]),
        ("我去向大姐家坐坐，碰到关大爷，请易主任记下。", ["向", "关", "易"]),
        ("给仲大夫打电话，宋、梁两位工程师画图，请水利局老管说说。", ["仲", "宋、梁", "老管"]),
        ("粮油店的钱总和我算过账，资金总和他报的一样。", ["钱"]),
        ("在于大姐的带动下，支书小康也上了门。", ["于", "小康"]),
        ("阮冰作了发言，乔木对大家说，汪洋讲了三条。", ["阮冰", "乔木", "汪洋"]),
    ],
)
def test_somebody_is_named_without_the_role(line: str, named: list[str]) -> None:
    assert [line[start:end] for start, end in sorted(persons(line))] == named


@pytest.mark.parametrize(
    "line",
    [
        "老路走不通，小车不倒只管推，小时候过的不是小康。",
        "小范围试点，小高层、老方法都要看，小金库一律查。",
        "向老师请教，尊老、敬老，扶老的事要多做。",
        "农民工、高工，都是师傅；包工头要守规矩。",
        "老马识途，老骥伏枥。",
        "我向大姐请教，由于主任外出，司机师傅说得对，表哥和的哥都来了。",
        "车主说得好，高工作了介绍，代表作了发言，乡镇作了汇报，方才讲了。",
        "邓队伍，赵工程、吴工厂、郑老年大学，高工带徒。",
        "刘家的地、赵庄村的路，都到过郑州，见过宋代的桥。",
    ],
)
def test_everyday_words_are_nobody(line: str) -> None:
    assert list(persons(line)) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("我和林区长任双主任", ["林"]),
        ("彭乡长当场免职，由高乡长、白镇长包干", ["彭", "高", "白"]),
        ("郎县长带队，骆副市长听汇报", ["郎", "骆"]),
        ("向县长汇报，时任县长签字，林区长期荒着，各镇长要到场", []),
    ],
)
def test_whoever_heads_a_place_is_somebody_whatever_word_the_surname_makes(text: str, named: list[str]) -> None:
    assert [text[start:end] for start, end in persons(text)] == named


@pytest.mark.parametrize("text", ["请简书记来讲一讲", "中心校的尚老师发了言"])
def test_a_surname_few_have_is_somebody_before_a_post(text: str) -> None:
    assert [text[start:end] for start, end in persons(text)] in (["简"], ["尚"])


@pytest.mark.parametrize("text", ["高尚老师", "简单的老师", "时尚教授装"])
def test_a_word_that_ends_in_such_a_surname_is_none(text: str) -> None:
    assert list(persons(text)) == []
