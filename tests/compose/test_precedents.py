"""Precedents looked for, read and adapted, without a library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.check.lines import of_text
from drafter.compose.acts import precedents
from drafter.compose.adapting import adapt
from drafter.compose.data import brief_of, to_yaml
from drafter.compose.desk import Desk
from drafter.compose.searching import Question, ask
from drafter.compose.state import State
from drafter.compose.view.frame import draw
from drafter.flow.foreign import taken_over
from drafter.flow.strange import GENERAL
from drafter.flow.subjects import answered_for
from drafter.records import Hit
from drafter.search.index import Entry, build
from drafter.search.query import Neighbour
from tests.compose.conftest import HIT, Writer, data_of


def test_a_stale_answer_is_dropped(writer: Writer) -> None:
    writer.press("/").type("幸")
    first = writer.state.search.asked
    writer.type("福")
    state = precedents.found(writer.state, first, (HIT,), ())
    assert state.search.hits == ()
    state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    assert state.search.hits == (HIT,)


def test_a_precedent_is_read_and_adapted_with_its_facts_as_slots(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("/").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("enter")
    assert writer.state.wish is not None
    assert writer.state.wish.kind == "context"
    writer.done()
    writer.state = precedents.in_context(writer.state, "sp1#2", (Neighbour("sp1#2", "paragraph", 0, "", "", HIT.text),))
    assert "青岚市" in writer.screen()
    before = writer.line("意见/1/1/文")
    writer.press("a")
    assert "3 处待填" in writer.screen()
    assert writer.line("意见/1/1/文") == before, "按了回车才进提纲"
    writer.press("home", "tab").type("今年").press("enter")
    assert writer.line("意见/1/1/文") == "今年，【待填：地名】新建幸福院【待填：数字】家。"
    assert writer.chosen["意见/1/1/文/出处"] == "sp1#2（祁某某，旧讲话，2023-03-01，原文是分项成绩）"
    assert "改自先例" in writer.screen(120, 40)
    writer.go("意见/1/1/文").press("e").type("好").press("enter")
    assert writer.chosen["意见/1/1/文/出处"].startswith("sp1#2")
    writer.press("u", "u")
    assert writer.chosen == {}


def test_only_a_salutation_is_adapted_into_the_salutation(writer: Writer) -> None:
    writer.go("开场/称谓").press("/").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("c-a")
    assert "不是" in writer.state.message
    assert writer.state.typing is not None
    assert writer.state.typing.purpose == "query"
    greeting = replace(HIT, step="称谓", text="各位代表、同志们：")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (greeting,), ())
    writer.press("c-a", "enter")
    assert "各位代表、同志们" in writer.line("开场/称谓")


def test_a_name_in_an_adapted_salutation_is_a_gap_like_any_other(writer: Writer) -> None:
    before = len(writer.desk.look(writer.state.data).outline.gaps)
    writer.go("开场/称谓").press("/").type("会长")
    greeting = replace(HIT, step="称谓", text="尊敬的罗建业会长，同志们：")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (greeting,), ())
    writer.press("c-a", "enter")
    assert writer.line("开场/称谓") == "尊敬的【待填：人名】会长，同志们："
    assert f"待填 {before + 1}" in writer.screen()
    writer.press("end", "n")
    assert writer.state.node == "开场/称谓"
    writer.press("e").type("某某").press("enter")
    assert writer.line("开场/称谓") == "尊敬的某某会长，同志们："


def test_a_query_that_stands_gives_way_to_what_is_typed(writer: Writer) -> None:
    writer.press("/").type("幸福院").press("escape", "/")
    assert writer.state.search.query == "幸福院"
    assert "Ctrl-U 清空" in writer.screen(120, 40)
    writer.type("供")
    assert writer.state.search.query == "供"
    writer.press("escape", "/", "end").type("水")
    assert writer.state.search.query == "供水"


def test_a_precedent_looked_at_and_not_used_changes_nothing(writer: Writer) -> None:
    before = writer.state.data
    writer.go("意见/1/1/文").press("/").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("c-a", "escape")
    assert writer.state.data is before
    assert writer.state.mode == "search", "另挑一条"
    writer.press("escape")
    assert writer.state.mode == "outline"


def test_a_precedent_goes_into_the_line_that_was_being_typed(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("前半句，").press("c-f").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("c-a")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "前半句，【待填：日期】，【待填：地名】新建幸福院【待填：数字】家。"
    writer.press("enter")
    assert writer.line("意见/1/1/文").startswith("前半句，")
    assert writer.chosen["意见/1/1/文/出处"].startswith("sp1#2")


def test_an_answer_being_typed_is_not_lost_to_a_precedent(newcomer: Writer) -> None:
    newcomer.type("写到一半").press("c-f").type("幸福院")
    newcomer.state = precedents.found(newcomer.state, newcomer.state.search.asked, (HIT,), ())
    newcomer.press("c-a", "escape")
    assert newcomer.state.typing is not None
    assert newcomer.state.typing.text == "写到一半"


def test_what_nearly_matched_is_looked_for_by_enter(writer: Writer) -> None:
    writer.press("/").type("压实则任")
    asked = writer.state.search.asked
    writer.state = precedents.found(writer.state, asked, (), ("责任",))
    assert "回车就查“责任”" in writer.screen(120, 40)
    writer.press("enter")
    assert writer.state.search.query == "责任"
    assert writer.state.search.asked == asked + 1


def test_enter_before_the_answer_opens_the_first_hit_when_it_comes(writer: Writer) -> None:
    writer.go("意见/1").press("/").type("幸福院").press("enter")
    assert writer.state.mode == "search"
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    assert writer.state.mode == "context"
    assert writer.state.wish is not None


def test_the_line_being_typed_comes_back_after_a_search(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("写到一半").press("c-f").type("查").press("escape")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "写到一半"
    writer.type("，接着写").press("enter")
    assert writer.line("意见/1/1/文") == "写到一半，接着写。"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (
            "今天，我们召开全县招商引资工作再动员大会，对今年的招商引资工作进行再部署。",
            "今天，我们召开全县养老服务工作会议，对今年的招商引资工作进行再部署。",
            "原文讲的是“招商引资”",
        ),
        ("路灯坏了，小修两天、大修七天。", "路灯坏了，小修【待填：数字一】天、大修【待填：数字二】天。", "2 处待填"),
        ("两手抓，三农工作抓在手上，一件一件办。", "两手抓，三农工作抓在手上，一件一件办。", "没有认出事实"),
        ("各乡镇要把居家养老抓在手上，加强队伍建设。", "各乡镇要把居家养老抓在手上，加强队伍建设。", ""),
    ],
)
def test_what_is_another_speechs_is_told_or_taken_out(writer: Writer, text: str, line: str, told: str) -> None:
    writer.go("意见/1/1/文").press("/").type("查")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (replace(HIT, text=text),), ())
    writer.press("c-a")
    assert writer.state.typing is not None
    assert writer.state.typing.text == line
    assert told in writer.state.message
    assert writer.state.message.endswith("其余请逐字看")


def test_esc_leads_from_the_context_back_to_the_hits(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("/").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("enter").done()
    assert writer.state.mode == "context"
    writer.press("escape")
    assert writer.state.mode == "search"
    assert writer.state.search.hits == (HIT,)
    writer.press("c-a")
    assert writer.state.typing is not None
    assert writer.state.typing.purpose == "adapt"
    writer.press("escape", "/").done()
    writer.press("enter").done()
    writer.press("c-a")
    assert writer.state.typing is not None
    assert writer.state.typing.purpose == "adapt", "两处都是 Ctrl-A"


@pytest.mark.parametrize(
    "line",
    """
    村推镇定、县审批。|名单报镇、镇报县。|县带乡、乡带村。|一村推一村，镇定自若。|抓镇促村，村帮村。|资料交县档案馆。|改革进入深水区。
    近年来农村变了样。|今年乡镇换届。|青云市集开张了。|边民互市贸易区扩大了。|如今空壳村少了。|这几年产品面市。
    """.replace("\n", "|").split("|"),
)
def test_ordinary_words_of_the_shape_of_a_name_stay(line: str) -> None:
    assert adapt(line.strip()) == line.strip()


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("今年栖岭镇率先完成。", "今年<地名>率先完成。"),
        ("今年云溪县新增就业。", "今年<地名>新增就业。"),
        ("经过汝城县文明乡。", "经过<地名>文明乡。"),
        ("青岚第一中学搬了家。", "<单位名称>搬了家。"),
        ("双河村、梧桐沟村先后通水。", "<地名一>、<地名二>先后通水。"),
        ("正定县、柳河镇都来了。", "<地名一>、<地名二>都来了。"),
    ],
)
def test_a_name_behind_what_runs_into_it_is_a_slot(line: str, adapted: str) -> None:
    assert adapt(line) == adapted


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        (
            "青禾镇起步早，建成青禾镇电商物流园，会同青禾镇办展。",
            "<地名>起步早，建成<地名>电商物流园，会同<地名>办展。",
        ),
        ("双汇集团、红星美凯龙，都是近邻。", "<单位名称一>、<单位名称二>，都是近邻。"),
        ("柳河镇和乡镇站所都来了，企业、柳河镇都受益。", "<地名>和乡镇站所都来了，企业、<地名>都受益。"),
        (
            "昌景高铁通车，G60从门前过，城际铁路、康庄大道越走越宽。",
            "<地名一>通车，<地名二>从门前过，城际铁路、康庄大道越走越宽。",
        ),
        (
            "吴某酒后开车，某某知情不报，从某种意义上说都是教训。",
            "<人名一>酒后开车，<人名二>知情不报，从某种意义上说都是教训。",
        ),
        ("市长钱明强调过，县长高度重视，主任常年在外。", "市长<人名>强调过，县长高度重视，主任常年在外。"),
        (
            "镇上的供水站老赵守了半辈子，村小康起来了，局老路改了道。",
            "镇上的供水站<人名>守了半辈子，村小康起来了，局老路改了道。",
        ),
        ("陡沟修了路，鱼塘、电池、蓄水池都管好。", "<地名>修了路，鱼塘、电池、蓄水池都管好。"),
        ("损耗降了一成多，办法不能一成不变。", "损耗降了<数字>，办法不能一成不变。"),
        ("守田同志、柏书记都到了，这才向书记汇报。", "<人名一>同志、<人名二>书记都到了，这才向书记汇报。"),
        (
            "春和社区、市金融办、县市场监管局、省直工委、全总一起抓。",
            "<单位名称一>、<单位名称二>、<单位名称三>、<单位名称四>、<单位名称五>一起抓。",
        ),
        (
            "县民政局会同县委组织部，市政法委、市委组织部，向市民报告。",
            "<单位名称一>会同<单位名称二>，<单位名称三>、<单位名称四>，向市民报告。",
        ),
        ("三位代表上台，每月住村不少于一次，各就各位。", "<数字一>位代表上台，每月住村不少于<数字二>次，各就各位。"),
        (
            "压缩到半个工作日，每周不少于一次，一个月内补齐两个缺环。",
            "压缩到<数字一>，每周不少于<数字二>次，<数字三>补齐<数字四>个缺环。",
        ),
        (
            "讲三点意见，抓好三件事，一个个过堂，一手抓账本、一手抓人。",
            "讲三点意见，抓好三件事，一个个过堂，一手抓账本、一手抓人。",
        ),
        ("两园一带、“四梁”工会、“邻里说、街道办”，千方百计推。", "<名称一>、“<名称二>”工会、“<名称三>”，千方百计推。"),
        (
            "石板坡、柳树屯都来了，城北有中国移动和中粮，蓝海物流搬走了。",
            "<地名一>、<地名二>都来了，<地名三>有<单位名称一>和<单位名称二>，<单位名称三>搬走了。",
        ),
        ("增强“四个意识”，他说“这件事，难！”。", "增强“四个意识”，他说“这件事，难！”。"),
        ("要落实柏政发〔2016〕15号文，把实事办好。", "要落实<文件名称>文，把实事办好。"),
        ("落实国办发〔2023〕8号文件。", "落实<文件名称>文件。"),
        ("客流突破百万，财政安排六百五十万。", "客流突破<数字一>，财政安排<数字二>。"),
    ],
)
def test_names_by_form_by_company_and_once_told_are_slots(line: str, adapted: str) -> None:
    assert adapt(line) == adapted


@pytest.mark.parametrize(
    "line",
    """
    加固小水库，盯紧山塘水库，精细水库调度。|河道水库、街巷社区、沿街社区都有人看。|物业当好社区的帮手。|今年入汛偏早，会商今年汛情。
    市委、市政府专门部署，县委、县政府也开了会。|各乡镇财政所、信访办理件。|各级教育局都要动。
    """.replace("\n", "|").split("|"),
)
def test_a_gap_cuts_no_word_in_half_and_what_bodies_are_called_by_kind_is_no_name(line: str) -> None:
    assert adapt(line.strip(), level="县", general=GENERAL) == line.strip()


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("去年汛情偏重，梧湾社区、松湾水库都受了灾。", "<时间>汛情偏重，<单位名称一>、<单位名称二>都受了灾。"),
        ("要求县教育局牵头，数据局限在一处。", "要求<单位名称>牵头，数据局限在一处。"),
        ("教育局牵头，督查室、乡镇食安办跟上。", "<单位名称一>牵头，<单位名称二>、<单位名称三>跟上。"),
        ("县政府督查室要盯住，市防汛指挥部已经部署。", "<单位名称一>要盯住，<单位名称二>已经部署。"),
        ("建好队伍；三是区民政局要牵头，区委很重视。", "建好队伍；三是<单位名称一>要牵头，<单位名称二>很重视。"),
        ("中国工会第十二次全国代表大会开过了，中国工会很关心。", "<会议名称>开过了，<单位名称>很关心。"),
    ],
)
def test_an_office_by_its_business_alone_is_somebodys(line: str, adapted: str) -> None:
    assert adapt(line, level="县", general=GENERAL) == adapted
    assert adapt("教育局牵头，督查室跟上。", own="县教育局、县政府督查室") == "教育局牵头，督查室跟上。"


def test_the_head_of_an_office_does_not_speak_for_the_county(bank: Bank) -> None:
    for position, gap in (("县民政局局长", True), ("副县长", False), ("县委副书记", False)):
        data = data_of(f"会议: 全县养老服务工作会议\n讲话人: {{职务: {position}}}\n意见: [居家养老]\n")
        writer = Writer(Desk(bank), State(data=data, file="新.yaml"))
        adapting(writer, replace(HIT, text="我代表县委、县政府感谢大家，把服务送到门口。"))
        assert writer.state.typing is not None
        assert ("县委、县政府" not in writer.state.typing.text) is gap
        writer.press("c-u").type("我代表县委、县政府感谢大家，把服务送到门口。").press("enter")
        assert ("“县委、县政府”简要里没有" in writer.doubts["意见/1/1/文"]) is gap


def test_what_the_bank_says_is_general() -> None:
    line = "领导同志来了，三本台账、“三色单子”都要有。"
    assert adapt(line, general=line) == line
    assert adapt(line, general="") == "<人名>同志来了，<数字>本台账、“<名称>”都要有。"


def test_what_the_title_of_the_precedent_names_is_a_slot() -> None:
    assert adapt("会同青禾镇办展。", title="在青禾镇电商推进会上的讲话") == "会同<地名>办展。"
    assert adapt("会同青禾镇办展。", {"青禾"}) == "会同<地名>办展。"


@pytest.mark.parametrize(
    ("line", "adapted"),
    [
        ("一要摸清底数，二要建好台账，三要常去看看。", "一要摸清底数，二要建好台账，三要常去看看。"),
        ("一是摸清底数。各村要逐户登记。", "摸清底数。各村要逐户登记。"),
        ("要下细功夫。一是摸清底数，二是建好台账。", "要下细功夫。一是摸清底数，二是建好台账。"),
        ("要下细功夫：一要摸清底数；二要建好台账；", "要下细功夫：一要摸清底数；二要建好台账。"),
    ],
)
def test_a_series_keeps_its_first_number_and_a_part_of_a_list_ends(line: str, adapted: str) -> None:
    assert adapt(line) == adapted


def test_a_heading_takes_a_heading_and_no_paragraph(writer: Writer) -> None:
    long = "把工作做在平时，把服务送到门口，" * 4 + "把事情办到心坎上。"
    begins = replace(HIT, ref="sp1#3", text="（一）把底数摸清。" + long)
    writer.go("意见/1").press("/").type("查")
    hits = (replace(HIT, text=long), begins)
    writer.state = precedents.found(writer.state, writer.state.search.asked, hits, ())
    writer.press("c-a")
    assert "没有改用" in writer.state.message
    writer.press("down", "c-a")
    assert writer.state.typing is not None
    assert writer.state.typing.text == "把底数摸清"


def test_an_adapted_line_is_begun_at_its_first_gap(writer: Writer) -> None:
    adapting(writer, RUBBISH).type("六十天").press("enter")
    assert writer.line("意见/1/1/文").startswith("六十天很短，六十天也很长，")


def test_what_fills_a_gap_by_hand_is_not_held_against_the_line(writer: Writer) -> None:
    line = "补贴提到八百元，把服务送到门口。"
    adapting(writer, replace(HIT, text=line, move="三点意见")).type("一千五").press("enter")
    assert "一千五" in writer.line("意见/1/1/文")
    assert writer.doubts == {"意见/1/1/文": "改自先例，还没有逐字看过"}
    writer.go("意见/1/1/文").press("e", "end").type("再加两千。").press("enter")
    assert "“两千”简要里没有" in writer.doubts["意见/1/1/文"]


def test_every_adapted_line_is_marked_till_it_was_read(writer: Writer) -> None:
    line = "把服务送到门口，把事情办到心坎上。"
    before = adapting(writer, replace(HIT, text=line, move="三点意见")).press("enter").state.data
    assert writer.doubts == {"意见/1/1/文": "改自先例，还没有逐字看过"}
    text = of_text(f"# 讲话\n\n{line}\n\n把服务送到门口，是老话。\n")
    brief = brief_of(before)
    assert brief is not None
    (told,) = taken_over(brief, writer.desk.bank, text)
    assert (told.line, "请逐字看" in told.message) == (3, True)
    writer.go("意见/1/1/文").press("y")
    assert writer.doubts == {}
    brief = brief_of(writer.state.data)
    assert brief is not None
    assert not taken_over(brief, writer.desk.bank, text)
    assert "逐字看过" not in answered_for(brief)
    writer.go("意见/1/1/文").press("e").type("好").press("enter")
    assert writer.doubts == {"意见/1/1/文": "改自先例，还没有逐字看过"}, "看过的是改动以前的那一句"
    writer.press("u", "u")
    assert writer.state.data == before


def test_a_long_hit_is_shown_where_it_matched(writer: Writer) -> None:
    text = "把工作做在平时，把服务送到门口。" * 60 + "老人食堂要常办。" + "把账算清楚。" * 60
    start = text.index("老人食堂")
    writer.go("意见/1/1/文").press("/").type("食堂")
    hit = replace(HIT, text=text, spans=((start + 2, start + 4),))
    writer.state = precedents.found(writer.state, writer.state.search.asked, (hit,), ())
    assert writer.screen().count("老人食堂") == 2, "列表里一处，下面原文里一处"


OTHER = replace(HIT, ref="sp2#7", move="三点意见", text="像抓垃圾分类那样，把台账建到户、把服务送到门口。")


def test_having_read_one_text_says_nothing_of_another_put_in_its_place(writer: Writer) -> None:
    adapting(writer, replace(OTHER, text="垃圾分类也要管，把事情办到心坎上。")).press("enter", "y")
    assert writer.doubts == {}
    read = writer.state.data
    for put in ("adapt", "edit"):
        if put == "adapt":
            adapting(writer, OTHER).press("enter")
        else:
            writer.go("意见/1/1/文").press("e", "c-u").type(
                "像抓垃圾分类那样，把事情办到心坎上，人人上门去看、常常回头去问。"
            )
            writer.press("enter")
        assert "还没有逐字看过" in writer.doubts["意见/1/1/文"]
        assert "“垃圾分类”是先例原文讲的事" in writer.doubts["意见/1/1/文"], "留在别的话里的，这里没有留过"
        brief = brief_of(writer.state.data)
        assert brief is not None
        (told,) = taken_over(brief, writer.desk.bank, of_text(f"# 讲话\n\n{writer.line('意见/1/1/文')}\n"))
        assert told.severity == "warning"
        assert "垃圾分类" not in answered_for(brief)
        writer.press("u")
        assert (writer.state.data, writer.doubts) == (read, {}), "退回看过的那一句，还是看过的"
        writer.press("c-r")
        assert "意见/1/1/文" in writer.doubts
        writer.press("u")


def test_a_line_confirmed_before_its_gaps_are_filled_is_asked_about_again(writer: Writer) -> None:
    adapting(writer, replace(HIT, text="补贴提到八百元，柏坪粮站、火工品库都修好了。", move="三点意见")).press(
        "enter", "y"
    )
    assert writer.doubts == {}
    writer.press("e").type("一千五").press("enter")
    assert "一千五" in writer.line("意见/1/1/文")
    assert "还没有逐字看过" in writer.doubts["意见/1/1/文"]
    assert "旧稿自己的字眼：火工品库" in writer.doubts["意见/1/1/文"], "看过时收起的划线又划上"
    writer.press("y").press("e", "enter")
    assert writer.doubts == {}, "打开看看、没有改动，还是看过的"


def test_a_candidate_and_a_line_taken_anew_are_not_read_yet(writer: Writer) -> None:
    adapting(writer, OTHER).press("enter", "y")
    adapting(writer, OTHER).press("enter")
    assert "意见/1/1/文" in writer.doubts
    writer.press("y").go("意见/1/1/文").press("right", "down", "enter")
    assert not any(key.endswith("/出处") for key in writer.chosen)
    brief = brief_of(writer.state.data)
    assert brief is not None
    assert answered_for(brief) == []


def test_a_text_changed_in_the_brief_file_is_asked_about_anew(writer: Writer) -> None:
    adapting(writer, OTHER).press("enter", "y")
    text = to_yaml(writer.state.data)
    for changed, asked in ((text, False), (text.replace("把台账建到户", "把台账建到七户"), True)):
        other = Writer(writer.desk, State(data=data_of(changed), file="简要.yaml"))
        assert ("意见/1/1/文" in other.doubts) is asked


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(("typed", "kept"), [("明天开标。", False), ("新建幸福院不停。", True)])
def test_a_source_goes_with_the_last_words_of_its_precedent(
    writer: Writer, typed: str, kept: bool, later: bool
) -> None:
    writer.go("意见/1/1/文").press("w").type("先说一句，").press("c-f").type("幸福院")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("c-a")
    if later:
        writer.press("enter")
        assert "意见/1/1/文/出处" in writer.chosen
        writer.go("意见/1/1/文").press("e")
    writer.press("c-u").type(typed).press("enter")
    assert ("意见/1/1/文/出处" in writer.chosen) is kept


def test_the_short_name_of_another_place_is_a_slot(writer: Writer) -> None:
    text = "澄岸的企业家要担当，全县企业家、县政府督查室要跟上，由市政府督查室来帮，各市政府办公室参照。"
    writer.go("意见/1/1/文").press("/").type("企业家")
    places = {HIT.speech_id: frozenset(("澄岸",))}
    hits = (replace(HIT, text=text, move="三点意见"),)
    writer.state = precedents.found(writer.state, writer.state.search.asked, hits, (), places=places)
    writer.press("c-a")
    assert writer.state.typing is not None
    shown = writer.state.typing.text
    assert "澄岸" not in shown
    assert "县政府督查室" not in shown, "简要里没有"
    assert "由【待填：" in shown
    assert "各市" not in shown, "县里的会不对各市讲"
    assert "待填" in writer.state.message


def test_a_line_of_another_move_or_count_is_told(writer: Writer) -> None:
    writer.go("结束语/号召").press("/").type("讲")
    hits = (replace(HIT, text="下面，我讲三点意见。", move="三点意见", step="领起"),)
    writer.state = precedents.found(writer.state, writer.state.search.asked, hits, ())
    writer.press("c-a")
    assert "原文在“三点意见”（领起），这里是“结束语”" in writer.state.message
    assert "原文说三点，这份稿子讲 4 点" in writer.state.message


def test_a_precedent_goes_into_the_speech_of_a_meeting_that_tells_no_theme(bank: Bank) -> None:
    data = data_of("会议: 全县民营企业座谈会\n意见: [营商环境]\n")
    writer = Writer(Desk(bank), State(data=data, file="新.yaml")).go("意见/1/1/文").press("/").type("企业家")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (HIT,), ())
    writer.press("c-a")
    assert writer.state.typing is not None
    assert writer.state.typing.purpose == "adapt"


RUBBISH = replace(
    HIT,
    title="在全区生活垃圾分类攻坚动员会上的讲话",
    text="一百天很短，一百天也很长，坚决打赢垃圾分类攻坚战，办好30件事。",
)


def adapting(writer: Writer, hit: Hit) -> Writer:
    writer.go("意见/1/1/文").press("/").type("攻坚战")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (hit,), ())
    return writer.press("c-a")


def test_one_fact_is_asked_for_once_and_what_the_precedent_is_about_is_a_gap(writer: Writer) -> None:
    adapting(writer, RUBBISH)
    assert writer.state.typing is not None
    gaps = (
        "【待填：数字一】天很短，【待填：数字一】天也很长，坚决打赢【待填：讲的事】攻坚战，办好【待填：数字二】件事。"
    )
    assert writer.state.typing.text == gaps
    assert "讲的事" in writer.state.message
    writer.press("home", "tab").type("六十天").press("tab")
    assert "另外 1 处" in writer.state.message
    assert writer.state.typing.text.startswith("六十天很短，六十天也很长，")
    writer.type("养老服务").press("tab").type("5件").press("enter")
    assert writer.line("意见/1/1/文") == "六十天很短，六十天也很长，坚决打赢养老服务攻坚战，办好5件事。"


def test_what_the_title_alone_tells_of_is_marked_as_well(writer: Writer) -> None:
    """渔港灯塔修复 is no topic of the bank: the title of the speech says what it is about."""
    told = replace(HIT, title="在全市渔港灯塔修复推进会上的讲话", text="渔港灯塔修复要抓紧。")
    adapting(writer, told)
    assert writer.state.typing is not None
    assert writer.state.typing.text == "【待填：讲的事】要抓紧。"
    writer.press("c-u").type("渔港灯塔修复要抓紧，养老也要抓紧。").press("enter")
    assert "“渔港灯塔修复”是先例原文讲的事" in writer.doubts["意见/1/1/文"]


def test_a_gap_filled_last_fills_its_like_as_the_line_is_accepted(writer: Writer) -> None:
    adapting(writer, RUBBISH).press("home", "tab").type("六十天").press("enter")
    assert writer.line("意见/1/1/文").startswith("六十天很短，六十天也很长，坚决打赢【待填：讲的事】")


def test_the_matter_of_another_speech_stays_marked_till_the_writer_answers_for_it(writer: Writer) -> None:
    line = "像抓垃圾分类那样，一户一户讲清楚。"
    adapting(writer, replace(HIT, text=line)).press("enter")
    assert "核对 1" in writer.screen()
    writer.press("up", "down")
    # Told as a matter of the precedent's, or, where the whole line is on that, of another field.
    assert "看过：这段讲的是“垃圾分类”" in writer.screen() or "“垃圾分类”是先例原文讲的事" in writer.screen()
    brief = brief_of(writer.state.data)
    assert brief is not None
    text = of_text(f"# 讲话\n\n{line}\n\n别的一句话。\n")
    (told,) = taken_over(brief, writer.desk.bank, text)
    assert (told.line, told.text) == (3, "垃圾分类")
    writer.press("y")
    assert writer.doubts == {}
    brief = brief_of(writer.state.data)
    assert brief is not None
    (told,) = taken_over(brief, writer.desk.bank, text)
    assert (told.severity, told.text) == ("hint", "垃圾分类"), "看过照留，别人校对时还看得见"
    assert "垃圾分类" in answered_for(brief)


def test_a_place_that_only_another_speech_of_the_library_is_from_is_no_part_of_ours(tmp_path: Path) -> None:
    entries = (
        Entry("a#1", "要把澄岸的好经验学到手，把服务送到门口。", speech_id="a", title="讲话甲", path="甲.txt"),
        Entry("b#1", "要把台账建起来。", speech_id="b", title="讲话乙", place="澄岸市", path="乙.txt"),
    )
    build(entries, tmp_path / "library")
    library, told = ask(None, tmp_path / "library", Question(1, "把服务送到门口"))
    assert library is not None
    library.close()
    (hit,) = told.hits
    assert "澄岸" in told.places[hit.speech_id]
    assert adapt(hit.text, told.places[hit.speech_id]) == "要把<地名>的好经验学到手，把服务送到门口。"


def test_the_first_hit_is_seen_however_few_there_are(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("/").type("食堂")
    for count in range(1, 12):
        hits = tuple(replace(HIT, ref=f"sp1#{k}", text=f"食堂第{k}号要常办。") for k in range(1, count + 1))
        writer.state = precedents.found(writer.state, writer.state.search.asked, hits, ())
        assert writer.screen().count("食堂第1号") == 2, f"{count} 条：列表里一处，下面原文里一处"


STRANGE = replace(
    HIT,
    move="成绩回顾",
    step="问题不足",
    text="纺织企业缫丝要补齐，垃圾分类、五链协同不能停；",
)


def test_words_that_neither_brief_nor_bank_has_are_named_until_the_line_is_the_writers_and_to_whoever_checks(
    writer: Writer,
) -> None:
    writer.go("成绩回顾/总体评价").press("/").type("缫丝")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (STRANGE,), ())
    writer.press("c-a")
    assert "没有的字句：五链——逐个核" in writer.state.message
    assert "原文讲的是“问题不足”，这里是“总体评价”" in writer.state.message
    writer.press("c-u").type("柏书记说，纺织企业缫丝要补齐，像垃圾分类那样，抓好17条五链。").press("enter")
    (why,) = writer.doubts.values()
    assert "原文讲的是“问题不足”，这里是“总体评价”" in why
    assert "“柏书记”、“17条”简要里没有" in why
    assert "字句：五链——逐个核" in why
    assert "五链——逐个核" in writer.screen(120, 40), "预览里是全的"
    assert "仍用按 y" in writer.press("up", "down").screen(80, 24)
    text = of_text(f"# 讲话\n\n{writer.line('成绩回顾/总体评价')}\n")
    for read in (False, True):
        if read:
            writer.press("y")
            assert writer.doubts == {}
        brief = brief_of(writer.state.data)
        assert brief is not None
        (told,) = taken_over(brief, writer.desk.bank, text)
        assert told.severity == ("hint" if read else "warning")
        assert all(f"“{one}”" in told.message for one in ("垃圾分类", "柏书记", "17条"))
        assert "五链" in told.message
    # That it was read holds for that text: of another everything is asked about.
    writer.press("e").type("再办9家。").press("enter")
    (why,) = writer.doubts.values()
    assert "“柏书记”、“17条”、“9家”简要里没有" in why
    assert "字句：五链——逐个核" in why


CANTEEN = replace(
    HIT,
    move="三点意见",
    step="任务部署",
    text="校长要每天陪餐，食材要留样，学生吃得怎样要问家长，班主任要常到灶台边看。",
)
OF_SCHOOLS = """\
会议: 全县校园安全工作会议
主题: 校园安全工作
意见: [校车安全, 责任落实]
"""


def test_a_passage_on_another_field_of_work_is_named_till_it_was_reworded(writer: Writer) -> None:
    adapting(writer, CANTEEN)
    told = writer.state.message.partition("这段讲的是")[2].partition("，与本次会议的主题不同")[0]
    assert "“陪餐”" in told
    writer.press("enter")
    assert "与本次会议的主题不同" in writer.doubts["意见/1/1/文"]
    writer.go("意见/1/1/文").press("y")
    assert writer.doubts == {}
    brief = brief_of(writer.state.data)
    assert brief is not None
    (finding,) = taken_over(brief, writer.desk.bank, of_text(f"# 讲话\n\n{writer.line('意见/1/1/文')}\n"))
    assert finding.severity == "hint"
    assert f"这段讲的是{told}" in finding.message
    writer.go("意见/1/1/文").press("e", "c-u").type("学生要常来看老人，护理员要每天陪餐，老人吃得怎样要问。").press(
        "enter"
    )
    brief = brief_of(writer.state.data)
    assert brief is not None
    said = [
        one.message for one in taken_over(brief, writer.desk.bank, of_text(f"# 讲话\n\n{writer.line('意见/1/1/文')}\n"))
    ]
    assert not [one for one in said if "主题不同" in one]


def test_what_is_named_is_seen_on_a_small_screen_however_long_the_passage(writer: Writer) -> None:
    long = "把工作做在平时，把服务送到门口，" * 14
    adapting(writer, replace(CANTEEN, text=f"昨天下午开了会。{CANTEEN.text}{long}五链要补齐。"))
    assert "五链" in writer.screen(80, 24).partition("改用到")[2]
    writer.press("tab").type("这个月").press("tab")
    foot = "".join(line.strip() for line in writer.screen(80, 24).split("\n")[-8:])
    assert "与本次会议的主题不同" in foot
    assert "五链" in foot
    assert "这个月" not in foot.partition("这段讲的是")[2], "自己填的不算"
    writer.press("enter", "up", "down")
    assert "五链" in writer.screen(80, 24), "正文长，要核对的在前"


@pytest.mark.parametrize(
    ("theme", "text", "named"),
    [
        ("老旧小区改造", "垃圾分类要养成习惯，桶站设到楼下，厨余垃圾另收另运。", {"垃圾分类"}),
        ("返乡创业", "工会干部要多往车间跑，把新就业群体请进门，当好职工的娘家人。", {"工会干部"}),
        ("保障性住房建设", "主汛期到了，防汛这根弦要绷紧，水库有人守，山洪来前人先走。", {"防汛", "水库", "山洪"}),
        ("防汛抗旱", "工会要把困难职工帮扶做细，把送温暖做到班组里。", {"工会", "困难职工帮扶", "送温暖"}),
        ("高校毕业生就业", "加装电梯要办实，加装电梯难在一楼住户。", {"加装电梯"}),
        ("高校毕业生就业", "上半年没干完的，过半的户还没走到，老百姓在等。", set()),
        ("防汛抗旱", "各乡镇要把课讲好，平常伸手就能拿到书。", set()),
        ("返乡创业", "该伸手的时候要伸手，平常也要问一问。", set()),
        ("老旧小区改造", "水管电线一次改到位，加装电梯先听一楼住户怎么说。", set()),
        ("返乡创业", "担保贷款放得快一点，厂房水电配得齐一点，回来的人就安得下心。", set()),
        ("保障性住房建设", "钱要花在房子上，审计跟着走，谁截留挪用就查谁。", set()),
        ("防汛抗旱", "水库、河道一处处看，沙袋水泵备在堤上，夜里有人值守。", set()),
        # One thing that only another field speaks of tells it, where nothing speaks for this one.
        ("养老服务", "来的游客翻了一番，住的地方还是不够。", {"游客"}),
        ("养老服务", "今年新种了一片茶园，采的人手不够。", {"茶园"}),
        ("养老服务", "这件事要有人盯，支书要上门，老百姓要看得见。", set()),
        ("文化旅游", "来的游客翻了一番，住的地方还是不够。", set()),
        # Those whom any meeting charges with something tell of no matter.
        ("农村供水", "纪检监察机关要跟进监督，看看谁在真抓、谁在应付。", set()),
        ("养老服务", "财政部门把钱备足，各乡镇党委把人用好，街道、社区天天有人跑。", set()),
    ],
)
def test_another_matter_is_told_by_what_it_is_called_and_ones_own_is_not(
    bank: Bank, theme: str, text: str, named: set[str]
) -> None:
    data = data_of(f"会议: 全县{theme}推进会\n主题: {theme}\n意见: [组织领导, 资金保障]\n")
    writer = Writer(Desk(bank), State(data=data, file="新.yaml"))
    adapting(writer, replace(HIT, text=text, move="三点意见")).press("enter")
    why = writer.doubts["意见/1/1/文"]
    assert ("与本次会议的主题不同" in why) is bool(named)
    assert all(f"“{name}”" in why for name in named)
    if named:
        writer.press("y")
        brief = brief_of(writer.state.data)
        assert brief is not None
        (told,) = taken_over(brief, bank, of_text(f"# 讲话\n\n{writer.line('意见/1/1/文')}\n"))
        assert (told.severity, "主题不同" in told.message) == ("hint", True)


def test_a_passage_of_the_same_field_is_not_named(bank: Bank) -> None:
    writer = Writer(Desk(bank), State(data=data_of(OF_SCHOOLS), file="新.yaml"))
    adapting(writer, CANTEEN)
    assert "主题不同" not in writer.state.message


def test_what_the_brief_says_is_no_strange_word(writer: Writer) -> None:
    answered = replace(STRANGE, text="居家养老的五链要补齐。")
    writer.go("意见/1/1/文").press("/").type("五链")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (answered,), ())
    writer.press("c-a")
    assert "字句：五链——" in writer.state.message


def test_a_name_of_everyday_words_is_named_before_and_after_the_line_was_read(writer: Writer) -> None:
    adapting(writer, replace(HIT, text="万和诊所撤了，把服务送到门口。"))
    assert "万和诊所" in writer.state.message
    writer.press("enter").go("意见/1/1/文").press("y")
    assert writer.doubts == {}
    brief = brief_of(writer.state.data)
    assert brief is not None
    (finding,) = taken_over(brief, writer.desk.bank, of_text(f"# 讲话\n\n{writer.line('意见/1/1/文')}\n"))
    assert finding.severity == "hint"
    assert "万和诊所" in finding.message


def test_a_person_the_proofreader_finds_is_a_gap(writer: Writer) -> None:
    adapting(writer, replace(HIT, text="书记柏长青多次讲，要把服务送到门口。"))
    assert writer.state.typing is not None
    assert writer.state.typing.text == "书记【待填：人名】多次讲，要把服务送到门口。"


def test_lines_from_precedents_are_kept_one_by_one(writer: Writer) -> None:
    for node, text in (("意见/1/1/文", "把服务送到门口。"), ("意见/1/2/文", "把事情办到心坎上。")):
        writer.go(node).press("/").type("查")
        hits = (replace(HIT, text=text, move="三点意见"),)
        writer.state = precedents.found(writer.state, writer.state.search.asked, hits, ())
        writer.press("c-a", "enter")
    writer.go("意见/2/1/文").press("w").type("去年新建63所。").press("enter")
    writer.go("意见/2").press("Y")
    assert set(writer.doubts) == {"意见/1/1/文", "意见/1/2/文"}
    assert "改自先例的 2 行还没有逐字看过" in writer.state.message
    assert writer.state.node == "意见/1/1/文", "到第一行去看"
    writer.go("意见/1").press("y")
    assert len(writer.doubts) == 2
    writer.go("意见/1/1/文").press("y").go("意见/2").press("Y")
    assert set(writer.doubts) == {"意见/1/2/文"}
    writer.press("q").done()
    writer.press("Y")
    assert set(writer.doubts) == {"意见/1/2/文"}, "收尾页上也一样"
    writer.press("escape").go("意见/1/2/文").press("Y")
    assert writer.doubts == {}, "当前这一行就在眼前"


def test_it_is_said_that_the_first_gap_is_marked_already(writer: Writer) -> None:
    adapting(writer, RUBBISH)
    assert "第一处已选中" in writer.state.message


@pytest.mark.parametrize(
    ("move", "step", "told"),
    [("加强领导", "督查考核", False), ("三点意见", "任务部署", False), ("结束语", "号召", True)],
)
def test_what_is_to_be_done_may_come_from_any_step_that_says_such(
    writer: Writer, move: str, step: str, told: bool
) -> None:
    adapting(writer, replace(HIT, text="各乡镇要把台账建起来，一件一件销号。", move=move, step=step))
    assert ("这里是“三点意见”" in writer.state.message) == told
    writer.press("enter")
    assert ("这里是“任务部署”" in writer.doubts["意见/1/1/文"]) == told


GRASSROOTS = replace(
    HIT,
    move="三点意见",
    text="9月中旬前，柏坪镇的三十一辆巡诊车要开到村口，"
    + "把事情办到心坎上，" * 20
    + "澄岸市派来的四十名医生要住下来。",
)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 20), (200, 50)])
def test_the_passage_is_seen_beside_the_line_that_is_made_from_it(writer: Writer, columns: int, rows: int) -> None:
    adapting(writer, GRASSROOTS)
    picture = draw(writer.desk, writer.state, columns, rows)
    off = "".join(text for line in picture.lines for style, text in line if style == "class:match")
    assert "柏坪镇" in off
    assert "巡诊车" not in off
    # At the last gap the end of the passage is in sight.
    while "住下来" not in writer.state.typing.text[writer.state.typing.caret :][:12]:
        writer.press("tab")
    shown = "".join(
        text
        for line in draw(writer.desk, writer.state, columns, rows).lines
        for style, text in line
        if style == "class:match"
    )
    assert "澄岸市" in shown
    writer.press("enter")
    assert "标出的没有抄过来" not in writer.screen(columns, rows)


def test_a_heading_is_made_from_the_sentence_that_was_found(writer: Writer) -> None:
    text = "要把底数摸清，逐户登记。医院要把专家派下乡。" + "把工作做在平时，把服务送到门口，" * 3 + "看得见。"
    for at, taken in ((14, "医院要把专家派下乡"), (0, "要把底数摸清，逐户登记"), (30, "要把底数摸清，逐户登记")):
        writer.go("意见/1").press("/").type("查")
        hit = replace(HIT, text=text, spans=((at, at + 2),))
        writer.state = precedents.found(writer.state, writer.state.search.asked, (hit,), ())
        writer.press("c-a")
        assert writer.state.typing is not None
        assert writer.state.typing.text == taken
        writer.press("escape", "escape")
