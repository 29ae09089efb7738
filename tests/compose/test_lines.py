"""The session without a screen: whole conversations as text, and the same acts as the keys do."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.model import Bank
from drafter.cli.main import run
from drafter.compose.acts import form, precedents
from drafter.compose.acts.line import start
from drafter.compose.acts.moving import focus
from drafter.compose.data import brief_of
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.journal import Session
from drafter.compose.lines import heard, listed, prompt, said
from drafter.compose.questions import ADD
from drafter.compose.state import State
from drafter.compose.teletype import Teletype
from drafter.flow.drafting import Drafting
from drafter.keep.workspace import Workspace
from drafter.strict_yaml import load_file
from tests.compose.conftest import BRIEF, HIT, Writer, data_of, outline_of, texts


class Talk(Writer):
    """Says lines and reads what is said."""

    def say(self, *typed: str) -> Talk:
        for text in typed:
            self.state = replace(heard(self.desk, self.state, text), wish=None)
        return self

    def told(self) -> str:
        return "\n".join(said(self.desk, self.state))


@pytest.fixture
def talk(desk: Desk) -> Talk:
    return Talk(desk, State(data=data_of(BRIEF), file="简要.yaml"))


def converse(drafting: Drafting, desk: Desk, state: State, typed: list[str], session: Session | None = None) -> str:
    """A conversation on the real shell; it ends when there is nothing more to say."""
    rest = iter(typed)
    heard_: list[str] = []

    def read(prompt: str) -> str:
        heard_.append(prompt)
        try:
            text = next(rest)
        except StopIteration:
            raise EOFError from None
        heard_[-1] += text
        return text

    Teletype(drafting, desk, state, session, read=read, write=heard_.append).run()
    return "\n".join(heard_)


def test_from_nothing_to_a_finished_docx(
    bank: Bank, desk: Desk, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    state = replace(start(desk, State(mode="start"), "file", "简要.yaml"), entries=())
    questions = ["", "全县养老服务推进会", "", "2", "", "各乡镇", "全市养老服务会议精神", "县民政局：通报了情况", ""]
    questions += [
        "设施建设：新建14个",
        "",
        "护理人员不足",
        "",
        "居家养老",
        "1",
        "",
        "各级党委",
        "健全机制、配强干部",
        "",
        "",
        "",
    ]
    lines = ["", "3", "各位同事说得都很好。", "e 同事=同志", "d", "x", "/幸福院", "1", "a", "", "l", "q", "w", "", "q"]
    told = converse(Drafting(bank, workspace), desk, state, questions + lines)
    assert "〔场合〕" in told
    assert "右边" not in told, "这里没有右栏"
    assert "※ 问完了，往下逐行看：回车下一行" in told
    assert "讲话人职务、姓名：题下" in told
    assert "\x1b" not in told
    data = load_file(tmp_path / "简要.yaml").value
    assert data["场合"] == "推进会"
    assert data["讲话人"] == {"身份": "分管领导"}
    assert len(data["意见"]) == 2
    assert "已导出：简要.docx" in told
    by_hand = tmp_path / "手.docx"
    assert run(["outline", "简要.yaml", "-o", str(by_hand), "--workspace", str(workspace.root)]) == 0
    assert (tmp_path / "简要.docx").read_bytes() == by_hand.read_bytes()


def test_the_end_of_input_loses_nothing_and_the_lock_is_let_go(
    bank: Bank, desk: Desk, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(BRIEF, "utf-8")
    session = Session(path, workspace)
    converse(Drafting(bank, workspace), desk, begin(desk, session, False), ["", "说到一半。"], session)
    assert "说到一半。" in path.read_text("utf-8")
    again = Session(path, workspace)
    assert not again.unfinished
    again.close()


def test_a_line_with_what_could_not_be_read_is_not_taken(bank: Bank, desk: Desk, workspace: Workspace) -> None:
    state = form.ask(desk, State(data=data_of(BRIEF), file="简要.yaml"), "主题")
    told = converse(Drafting(bank, workspace), desk, state, ["供\ufffd工作"])
    assert "读不出来" in told
    assert "主题：供" not in told


def test_numbers_choose_one_or_several(talk: Talk) -> None:
    talk.go("开场/会议任务")
    offered = talk.desk.candidates(talk.state)
    talk.say("3")
    assert talk.line("开场/会议任务") == offered[2].text
    assert talk.state.node == "开场/回应前述"
    talk.go("三点意见/形势意义")
    offered = talk.desk.candidates(talk.state)
    talk.say("2 1")
    assert talk.line("三点意见/形势意义") == offered[1].text + offered[0].text
    before = talk.state.data
    talk.say("999")
    assert "只有" in talk.told()
    assert talk.state.data is before


def test_any_other_text_is_taken_as_it_stands_and_an_equals_sign_forces_it(talk: Talk) -> None:
    talk.go("意见/1/1/文").say("各乡镇逐户走访。")
    assert talk.line("意见/1/1/文") == "各乡镇逐户走访。"
    assert talk.state.node == "意见/1/1/文"
    talk.say("=2")
    assert talk.line("意见/1/1/文") == "2。"
    talk.say("zz")
    assert "没有看懂" in talk.told()


def test_wording_replaced_left_out_restored_undone(talk: Talk) -> None:
    talk.go("开场/回应前述").say("e 县民政局=县民政局和县财政局")
    assert "县财政局" in talk.line("开场/回应前述")
    talk.say("e 没有的=换")
    assert "要是这一行里有的字" in talk.told()
    talk.say("d")
    assert "开场/回应前述" not in talk.lines()
    assert "（不讲）" in talk.told()
    talk.say("x", "u", "u", "u")
    assert talk.state.data == data_of(BRIEF)
    talk.say("r")
    assert "县财政局" in talk.line("开场/回应前述")


def test_points_measures_and_sets(talk: Talk) -> None:
    talk.go("意见/2").say("a 医养结合")
    assert talk.state.data["意见"][2] == "医养结合"
    talk.say("K")
    assert talk.state.data["意见"][1] == "医养结合"
    talk.say("g")
    told = talk.told()
    second = talk.desk.families(talk.state)[1]
    assert second.text in told
    talk.say("2")
    assert talk.chosen["意见/句式"] == second.value
    talk.go("意见/4/1").say("a 待遇建设")
    assert talk.state.data["意见"][3]["措施"] == ["业务建设", "待遇建设", "关爱建设"]


def test_the_form_and_going_to_a_line_by_its_number(talk: Talk) -> None:
    talk.say("f")
    number = next(line.split("　")[0] for line in said(talk.desk, talk.state) if "日期" in line)
    talk.say(number, "2026-13-01")
    assert "没有“2026-13-01”这一天" in talk.told()
    talk.say("2026-03-18", "")
    assert talk.state.data["日期"] == "2026-03-18"
    rows = listed(talk.desk, talk.state)
    place = next(k for k, row in enumerate(rows, 1) if talk.line("意见/2") in row)
    talk.say(f"@{place}")
    assert talk.state.node == "意见/2"
    talk.say("@999")
    assert "没有看懂" in talk.told()


def test_the_list_is_read_out_once_and_again_when_asked(talk: Talk) -> None:
    talk.go("开场/会议任务")
    first = talk.desk.candidates(talk.state)[0].text
    assert first in talk.told().replace("现在　", "", 1)
    talk.say("自己的。")
    assert first not in talk.told()
    talk.say("m")
    assert first in talk.told()


def test_after_the_help_the_question_is_asked_again(desk: Desk) -> None:
    talk = Talk(desk, State(file="简要.yaml"))
    talk.say("全县养老服务推进会", "", "")
    asked = prompt(desk, talk.state)
    assert "打数字选用" not in talk.told()
    talk.say("?")
    assert "数字　选第几条" in talk.told()
    assert prompt(desk, talk.state) == "回车回去："
    talk.say("")
    assert prompt(desk, talk.state) == asked
    talk.say("", "各乡镇")
    assert talk.state.data["对象"] == "各乡镇", "一问接一问照旧"


def test_an_empty_line_ends_a_list_though_the_line_before_was_refused(desk: Desk) -> None:
    talk = Talk(desk, State(data=data_of("会议: 某会议\n"), file="简要.yaml"))
    talk.state = form.ask(desk, replace(talk.state, asking=True), "刚才/+")
    talk.say("作了通报")
    assert "！还差“谁”" in talk.told()
    assert "作了通报" not in prompt(desk, talk.state)
    talk.say("e 作了=县民政局作了", "")
    assert "刚才" not in talk.state.data, "改了还没有收，空行就不要它"
    assert talk.state.row == "成绩/+"
    talk.state = form.ask(desk, replace(talk.state, asking=True), "刚才/+")
    talk.say("作了通报", "县民政局：作了通报", "")
    assert talk.state.data["刚才"] == [{"谁": "县民政局", "事": "作了通报"}]


_SAID = ["", "b", "n", "d", "x", "J", "K", "g", "f", "u", "r", "q", "m", "1", "2 3", "@7", "a 网点建设", "a", "-", "?"]
_SAID += ["自己的一句。", "e 的=地", "/养老", "e", "0", "=", "／", "l", "w", "99999", "\x1b[A", "　"]


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_said_the_brief_stays_whole_and_makes_what_was_listed(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    talk = Talk(desk, State(data=data_of(BRIEF), file="简要.yaml"))
    talk.state = focus(desk, talk.state, chance.choice(list(talk.lines())))
    for _ in range(60):
        talk.say(chance.choice(_SAID)).told()
        assert brief_of(talk.state.data) is not None
    outline = desk.look(talk.state.data).outline
    assert outline is not None
    assert texts(outline) == texts(outline_of(talk.state.data, desk.bank))


def test_what_was_given_up_can_be_fetched_without_a_screen(talk: Talk) -> None:
    talk.go("意见/1/1/文").press("w").type("写到一半").press("escape")
    talk.state = focus(talk.desk, talk.state, "意见/1/1/文")
    talk.say("z")
    assert "写到一半" in talk.told()
    talk.say("")
    assert talk.line("意见/1/1/文") == "写到一半。"
    talk.say("z")
    assert talk.state.typing is None
    assert "没有放下的字" in talk.state.message


def test_a_dash_leaves_one_question_empty_and_goes_on_to_the_next(newcomer: Writer) -> None:
    for text in ("-", "全县养老服务推进会", "-", "-", "-"):
        newcomer.state = heard(newcomer.desk, newcomer.state, text)
        assert newcomer.state.asking
    assert newcomer.state.row == "对象"
    assert newcomer.state.data == {"会议": "全县养老服务推进会", "场合": "推进会"}
    assert "打 b" in said(newcomer.desk, newcomer.state)[0], "空着的，打 b 回去填"
    for text in ("各乡镇", "b", "-"):
        newcomer.state = heard(newcomer.desk, newcomer.state, text)
    assert "对象" not in newcomer.state.data, "答过的也空出来"
    assert newcomer.state.row == "依据"


def test_a_key_of_elsewhere_is_no_point(talk: Talk) -> None:
    talk.go("意见/1").say("a", "u")
    assert "不像要写的话" in talk.told()
    assert len(talk.state.data["意见"]) == 3
    talk.say("=u")
    assert talk.state.data["意见"][1] == "u"


def test_what_nearly_matched_is_looked_for_by_its_number(talk: Talk) -> None:
    talk.say("/食糖")
    talk.state = precedents.found(talk.state, talk.state.search.asked, (), ("食堂", "食品"))
    assert "2　食品" in talk.told()
    talk.say("3")
    assert "没有第 3 条" in talk.told()
    talk.say("2")
    assert (talk.state.mode, talk.state.search.query) == ("search", "食品")


def test_a_rejected_precedent_names_what_is_typed_here_and_no_key(talk: Talk) -> None:
    talk.say("@1", "/幸福院")
    talk.state = precedents.found(talk.state, talk.state.search.asked, (HIT,), ())
    talk.say("1", "a")
    assert "没有改用" in talk.told()
    assert "按回车回提纲换一行" in talk.told()
    assert "Esc" not in talk.told()


def test_the_old_speechs_own_words_are_told_where_nothing_can_be_underlined(talk: Talk) -> None:
    old = replace(HIT, text="2023年3月，青岚市的粮站、火工品库都修好了。")
    talk.state = focus(talk.desk, talk.state, "意见/1/1/文")
    talk.say("/粮站")
    talk.state = precedents.found(talk.state, talk.state.search.asked, (old,), ())
    talk.say("1", "a")
    assert "※ 旧稿自己的字眼：粮站、火工品库" in talk.told()
    talk.say("e 粮站=粮库")
    assert "※ 旧稿自己的字眼：火工品库" in talk.told()
    talk.say("")
    assert "旧稿自己的字眼" not in talk.told()


def test_what_enter_alone_took_is_said(desk: Desk) -> None:
    talk = Talk(desk, State(file="简要.yaml")).say("全市供水推进会", "")
    assert talk.state.data["场合"] == "推进会"
    assert "场合取“推进会”" in talk.told()


def test_a_number_takes_what_it_stands_before_beside_a_refused_answer(desk: Desk) -> None:
    talk = Talk(desk, State(file="简要.yaml"))
    talk.say("全县劳动模范大会", "表彰")
    assert "1　总结表彰会" in talk.told()
    talk.say("1")
    assert talk.state.data["场合"] == "总结表彰会"


def test_the_choices_are_listed_again_beside_a_refused_answer(desk: Desk) -> None:
    talk = Talk(desk, State(file="简要.yaml")).say("全县养老服务工作会议")
    first = [row for row in talk.told().split("\n") if row[:1].isdigit()]
    talk.say("没有这种场合")
    assert "！" in talk.told()
    assert first
    assert [row for row in talk.told().split("\n") if row[:1].isdigit()] == first


def test_what_the_meeting_did_before_somebody_spoke_is_an_event_as_well(desk: Desk) -> None:
    talk = Talk(desk, State(data={"会议": "全县护林表彰会", "意见": ["护林"]}))
    talk.state = form.ask(desk, talk.state, f"刚才/{ADD}")
    talk.say("颁发了奖牌，三名护林员作了事迹报告")
    assert talk.state.data["刚才"] == [{"谁": "会议", "事": "颁发了奖牌"}, {"谁": "三名护林员", "事": "作了事迹报告"}]
    talk.say("颁发了奖牌")
    assert "还差“谁”" in talk.told(), "单独一句不替人补"


def test_blanks_of_web_pages_and_drawing_forms_go_without_a_word(desk: Desk) -> None:
    talk = Talk(desk, State(data={"会议": "全县护林表彰会", "意见": ["护林"]}))
    talk.state = form.ask(desk, talk.state, "主题")
    talk.say("护林\xa0防火\ufe0f工作")
    assert talk.state.data["主题"] == "护林防火工作"
    assert "看不见" not in talk.told()


def test_what_is_typed_with_or_behind_the_help_is_not_lost(talk: Talk) -> None:
    talk.go("意见/1/1/文").say("? 饭要送到家。")
    assert talk.state.mode == "help"
    assert "打 z 取回" in talk.told()
    talk.say("", "z", "")
    assert talk.line("意见/1/1/文") == "饭要送到家。"
    talk.say("?", "饭要送上门。")
    assert talk.line("意见/1/1/文") == "饭要送上门。"


def test_an_answer_behind_the_help_is_the_answer(desk: Desk) -> None:
    talk = Talk(desk, State(file="简要.yaml")).say("?", "全市供水推进会")
    assert talk.state.data["会议"] == "全市供水推进会"


def test_back_from_behind_the_safeguard_nobody_named_leads_to_who_and_not_to_how(newcomer: Writer) -> None:
    for text in ("全县养老服务推进会", "推进会", *"-" * 20):
        newcomer.state = heard(newcomer.desk, newcomer.state, text)
        if newcomer.state.row.startswith("意见"):
            newcomer.state = heard(newcomer.desk, newcomer.state, "居家养老")
        if "怎样保障也就不问" in newcomer.state.message:
            break
    newcomer.state = heard(newcomer.desk, newcomer.state, "b")
    assert newcomer.state.row == "保障.主体"


def test_a_pictograph_and_what_cannot_be_seen_are_told_wherever_they_are_typed(talk: Talk) -> None:
    talk.go("意见/1/1/文").say("饭要送到家\U0001f389。")
    assert "有表情图案" in talk.told()
    talk.say("e 家=家\u200b门")
    assert "看不见的字符" in talk.told()
    assert talk.line("意见/1/1/文") == "饭要送到家门。"
    talk.go("意见/1").say("a 送餐\U0001f389")
    assert "有表情图案" in talk.told()


@pytest.mark.parametrize("typed", ["-", "－", "——", "。", "-："])
def test_a_dash_too_many_is_no_line_of_the_speech(talk: Talk, typed: str) -> None:
    before = talk.state.data
    talk.say(typed)
    assert talk.state.data is before
    assert "没有收下" in talk.told()
