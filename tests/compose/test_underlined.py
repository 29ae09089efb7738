"""The old speech's own words (旧稿自己的字眼): underlined as a precedent is adapted, and until somebody has read the line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.brief.load import parse_brief
from drafter.check.lines import of_text
from drafter.compose.acts import precedents
from drafter.compose.acts.ending import remarks, reviewed
from drafter.compose.data import GROUND, brief_of, choices, from_loaded, to_yaml
from drafter.compose.desk import Desk
from drafter.compose.state import State
from drafter.compose.view.frame import draw
from drafter.flow.drafting import Drafting, draft
from drafter.flow.foreign import taken_over
from drafter.keep.workspace import Workspace
from drafter.records import Hit
from drafter.strict_yaml import load_text
from tests.compose.conftest import HIT, Writer, outline_of, texts

STORE: Hit = replace(HIT, text="2023年3月，青岚市的粮站、火工品库都修好了。")
NODE = "意见/1/1/文"


def adapted(writer: Writer) -> Writer:
    """A line with words of the old speech's own, accepted."""
    writer.go(NODE).press("/").type("粮站")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (STORE,), ())
    return writer.press("c-a", "enter")


def marked(writer: Writer) -> list[str]:
    """What the brief holds of what was underlined at the line."""
    parts = dict(part.split("：", 1) for part in choices(writer.state.data).get(NODE + GROUND, "").split("｜") if part)
    return parts["划线"].split("、") if "划线" in parts else []


def ended(writer: Writer) -> Writer:
    writer.press("q").done()
    writer.state = reviewed(writer.state, ())
    return writer


def test_what_was_underlined_is_kept_with_the_line_and_told_at_the_end(writer: Writer) -> None:
    adapted(writer)
    assert marked(writer) == ["粮站", "火工品库"]
    writer.go(NODE)
    assert underlined(writer) == ["粮站", "火工品库"]
    ended(writer)
    (told,) = [one for one in remarks(writer.desk, writer.state) if one.kind == "请核对"]
    assert "旧稿自己的字眼：粮站、火工品库" in told.text
    assert "划过线的旧稿字眼 2 处" in writer.screen()
    place = remarks(writer.desk, writer.state).index(told)
    writer.press(*["down"] * place, "enter")
    assert (writer.state.mode, writer.state.node) == ("outline", NODE)


def test_what_was_underlined_is_so_when_the_line_is_edited_and_goes_with_the_word(writer: Writer) -> None:
    adapted(writer).go(NODE).press("e")
    # In the line as it stands and in the line as it is being typed.
    assert underlined(writer) == ["粮站", "火工品库"] * 2
    writer.state = replace(
        writer.state,
        typing=replace(writer.state.typing, caret=writer.state.typing.text.index("站"), mark=None),
    )
    writer.type("食").press("enter")
    assert marked(writer) == ["火工品库"]
    assert underlined(writer) == ["火工品库"]
    writer.press("u")
    assert marked(writer) == ["粮站", "火工品库"]


def test_a_line_that_was_read_is_underlined_no_more(writer: Writer) -> None:
    adapted(writer).go(NODE).press("y")
    assert marked(writer) == underlined(writer) == []
    ended(writer)
    assert "旧稿" not in writer.screen()


def test_a_line_written_anew_has_nothing_of_the_old_speech(writer: Writer) -> None:
    adapted(writer).go(NODE).press("w").type("粮站由县发改局来查。").press("enter")
    assert marked(writer) == underlined(writer) == []


def test_the_next_session_and_the_check_of_the_file_tell_it_too(writer: Writer, desk: Desk) -> None:
    adapted(writer)
    again = Writer(desk, State(data=from_loaded(load_text(to_yaml(writer.state.data), "简要.yaml")), file="简要.yaml"))
    again.go(NODE)
    assert underlined(again) == ["粮站", "火工品库"]
    brief = brief_of(writer.state.data)
    assert brief is not None
    (told,) = taken_over(brief, desk.bank, of_text(f"# 讲话\n\n{writer.line(NODE)}\n"))
    assert "旧稿自己的字眼：粮站、火工品库" in told.message
    (told,) = taken_over(brief, desk.bank, of_text(f"# 讲话\n\n{writer.line(NODE).replace('粮站', '仓库')}\n"))
    assert "旧稿自己的字眼：火工品库" in told.message


def test_what_was_underlined_changes_no_byte_of_the_outline(
    writer: Writer, workspace: Workspace, tmp_path: Path
) -> None:
    adapted(writer)
    kept = to_yaml(writer.state.data)
    without = kept.replace("｜划线：粮站、火工品库", "")
    assert kept != without
    (tmp_path / "甲.yaml").write_text(kept, encoding="utf-8")
    (tmp_path / "乙.yaml").write_text(without, encoding="utf-8")
    for form in ("md", "json", "docx"):
        one, other = (
            draft(tmp_path / name, Drafting(writer.desk.bank, workspace), form).content
            for name in ("甲.yaml", "乙.yaml")
        )
        assert one == other
    assert (
        texts(outline_of(writer.state.data, writer.desk.bank))[1:]
        == [item.label + item.text for item in writer.desk.look(writer.state.data).nodes][1:]
    )
    assert parse_brief(load_text(kept, "甲.yaml")).chosen[NODE] == choices(writer.state.data)[NODE]


def underlined(writer: Writer) -> list[str]:
    """What is underlined on the screen, and whether the line below says what that is."""
    lines = draw(writer.desk, writer.state, 100, 30).lines
    shown = [text for line in lines for style, text in line if style == "class:carried"]
    assert ("旧稿自己的字眼" in "".join(text for line in lines for _, text in line)) == bool(shown)
    return shown


def test_the_old_speechs_own_words_are_underlined_while_they_stand(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("/").type("粮站")
    old = replace(HIT, text="2023年3月，青岚市的粮站、火工品库都修好了。")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (old,), ())
    writer.press("c-a")
    assert underlined(writer) == ["粮站", "火工品库"]
    writer.press("end").type("粮站要查。")
    assert "粮站" in underlined(writer)
    for _ in "粮站要查。":
        writer.press("backspace")
    writer.press("home", "right")
    writer.state = replace(
        writer.state, typing=replace(writer.state.typing, caret=writer.state.typing.text.index("站"))
    )
    writer.type("食")
    assert underlined(writer) == ["火工品库"]


def test_only_what_came_from_the_precedent_is_underlined_in_a_line_begun_by_hand(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("w").type("先看茶寮，").press("c-f").type("粮站")
    old = replace(HIT, text="青岚市的粮站修好了。")
    writer.state = precedents.found(writer.state, writer.state.search.asked, (old,), ())
    writer.press("c-a")
    assert underlined(writer) == ["粮站"]


def test_that_words_are_underlined_is_said_however_long_the_message_is(writer: Writer) -> None:
    writer.go("意见/1/1/文").press("/").type("粮站")
    many = "、".join(f"{one}鸱吻" for one in "东西南北甲乙丙丁")
    old = replace(
        HIT, text=f"粮站修好了，{many}，{many}。", title="关于鸱吻、彩绘、缂丝、髹漆、错金工艺传承保护工作的讲话" * 3
    )
    writer.state = precedents.found(writer.state, writer.state.search.asked, (old,), ())
    writer.press("c-a")
    for columns, rows in ((80, 24), (40, 12)):
        low = draw(writer.desk, writer.state, columns, rows).text()
        assert "划线的是旧稿自己的字眼" in low
