"""Names made of everyday words are named; things told by their kind are not."""

from __future__ import annotations

import pytest

from drafter.compose.adapting import adapt
from drafter.flow.called import called
from drafter.flow.strange import GENERAL, residue


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("今年万和物业撤了，大成科技也走了。", {"万和物业", "大成科技"}),
        ("和平路人才市场冷清，东风林场停了产，设立乡贤基金。", {"和平路", "东风林场", "乡贤基金"}),
        (
            "榆桥、七里、石坝等乡镇先开会，学而思、新东方、好未来三家转了行。",
            {"榆桥", "七里", "石坝", "学而思", "新东方", "好未来"},
        ),
        ("对万和、恒泰等企业列入名单。", {"万和", "恒泰"}),
        ("要学习老支书赵有福的精神，柏长青多次讲。", {"赵有福", "柏长青"}),
    ],
)
def test_names_of_everyday_words_are_named(text: str, names: set[str]) -> None:
    assert names <= set(called(text, GENERAL))


@pytest.mark.parametrize(
    "text",
    """
    要管好物业，办好学校，推进科技创新，建好农贸市场。|断头路、产业路要修通，街巷要干净。|学校、医院、超市等场所要检查。|农村小学、乡镇医院、国有公司都要改。
    思路决定出路，道路通了。|党员、干部、群众一起上，宣传、教育、监督都要有。|所有中学、个别公司要整改。|联手银行帮企业，全部学校都要查，纪委、监委跟上。|学校和物业都要管。
    """.replace("\n", "|").split("|"),
)
def test_what_is_told_by_its_kind_is_not(text: str) -> None:
    assert called(text.strip(), GENERAL) == []


def test_a_name_within_another_is_not_named_beside_it() -> None:
    assert called("向阳花培训中心关了门。", GENERAL) == ["向阳花培训中心"]


def test_what_runs_into_a_word_makes_it_nobodys_name() -> None:
    assert called("苗木要选好，浇水要跟上。", GENERAL) == []


def test_a_verb_before_a_name_is_no_part_of_it() -> None:
    assert called("去老渡口看过。", GENERAL) == ["老渡口"]


def test_what_the_bank_has_only_across_two_words_is_strange() -> None:
    # 规|格力|求: a pair of the bank need not be a word of it.
    assert residue("格力停了产，东关停了电。") == ["格力", "东关"]
    assert residue("格力停了产，东关停了电。", "支持格力发展") == ["东关"]


def test_words_that_only_join_are_no_strange_ones() -> None:
    assert residue("甚至有人不来，擦亮鸱吻。") == ["鸱吻"]
    assert any("鸿渐" in name for name in residue("鸿渐湖科创园留好了地。"))


def test_what_the_brief_names_is_its_own() -> None:
    assert called("万和物业撤了。", GENERAL, "由万和物业接手") == []


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        (
            "我代表县委、县人大、县政府、县政协问好。",
            "我代表<单位名称一>、<单位名称二>、<单位名称三>、<单位名称四>问好。",
        ),
        ("县委常委会研究过，县委书记讲过。", "<单位名称一>研究过，<单位名称二>书记讲过。"),
        ("贯彻落实省住建厅部署，省环保督察组点了名。", "贯彻落实<单位名称一>部署，<单位名称二>点了名。"),
        (
            "县少年宫、县图书馆开放，账户交给农商行，高新区先办。",
            "<单位名称一>、<单位名称二>开放，账户交给<单位名称三>，<单位名称四>先办。",
        ),
        ("区委、区政府研究过，市委有要求。", "区委、区政府研究过，市委有要求。"),
    ],
)
def test_bodies_of_another_level_are_gaps(line: str, adapted: str) -> None:
    assert adapt(line, level="区", general=GENERAL) == adapted
