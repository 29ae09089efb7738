"""`drafter bank list` finds by name or by any few characters; `drafter bank review` at a terminal and through a pipe."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import select
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.bank.entries import entries_of
from drafter.bank.model import Bank, Evidence, Frame, Topic, fingerprint
from drafter.bank.write import frames_file, scalar, topics_file
from drafter.brief.load import load_brief
from drafter.cli.main import run
from drafter.cli.reviewing import Keyboard, Reviewing
from drafter.flow.curating import ACCEPTED, candidates, keep_typing
from drafter.flow.drafting import read_bank
from drafter.flow.showing import Sources
from drafter.keep.workspace import Workspace
from drafter.plan.outline import plan, walk
from drafter.records import Item
from drafter.shipped import shipped
from tests.command import on_a_terminal


def listed(word: str, workspace: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert run(["bank", "list", word, *options, "--workspace", str(workspace)]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_name_lists_what_bears_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed("领起", tmp_path, capsys, "--kind", "frames")
    assert rows
    assert all("·领起\t" in row for row in rows)


def test_an_entry_is_shown_with_where_it_stands_and_what_goes_above_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bank", "show", "kc-renwu-01", "--workspace", str(tmp_path)]) == 0
    head, first, *_ = capsys.readouterr().out.splitlines()
    assert head.startswith("# 随程序：frames/开场.yaml 第 ")
    assert head.endswith("上面写“框架:”）")
    assert first == "- id: kc-renwu-01"


def _refs(items: Iterable[Item]) -> Iterator[str]:
    for item in walk(items):
        yield item.source.ref
        yield from (other.ref for other in item.alternatives)


def test_every_source_an_outline_gives_can_be_looked_up(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    bank, sources = read_bank(workspace), Sources(workspace)
    occasions = tuple(name for one in bank.occasions for name in (one.name, *one.aliases))
    folders = (shipped("templates") / "briefs", Path(__file__).parents[1] / "briefs")
    briefs = [load_brief(path, occasions) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    refs = {ref for brief in briefs for ref in _refs(plan(brief, bank).items)}
    # All forms that there are; those below need a bank that lacks something, or a choice of the writer's.
    refs |= {
        "空位/措施待填",
        "工会/思想引领/短语",
        "民政/养老服务/按居家、社区、机构",
        "并列动宾",
        "选定.意见/1",
        "讲稿#12",
        "标题",
        "副题",
    }
    assert len(refs) > 300
    shown = {ref: sources.look_up(ref) for ref in sorted(refs)}
    assert all(text.strip() for text in shown.values())
    group = shown["民政/养老服务/按居家、社区、机构"]
    assert group.startswith("# 主题“民政/养老服务”的措施组；随程序：topics/民政.yaml 第 ")
    assert group.splitlines()[1] == "- 组: 按居家、社区、机构"
    assert group.count("- 题: ") == len(
        next(
            g for t in bank.topics if t.id == "民政/养老服务" for g in t.groups if g.name == "按居家、社区、机构"
        ).measures
    )
    assert "随程序：topics/通用.yaml" in sources.look_up("通用/摸底建账销号")
    assert all(f"- {each}" in shown["工会/思想引领/短语"] for each in bank_phrases(bank, "工会/思想引领"))
    assert "同志们" in sources.look_up("场合/工作会议/称谓")


def bank_phrases(bank: Bank, topic: str) -> tuple[str, ...]:
    return next(each.phrases for each in bank.topics if each.id == topic)


def test_what_no_source_bears_is_refused_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bank", "show", "民政/养老服务/按居家、社区、机关", "--workspace", str(tmp_path)]) == 1
    assert "是否为“民政/养老服务/按居家、社区、机构”" in capsys.readouterr().err


def test_a_source_is_found_as_other_verbs_print_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("短语框架 kc-renwu-01", "kc-renwu-01"):
        assert run(["bank", "show", name, "--workspace", str(tmp_path)]) == 0
        assert "- id: kc-renwu-01" in capsys.readouterr().out
    alone = listed("会议任务", tmp_path, capsys, "--kind", "frames")
    for word in ("开场/会议任务", "开场·会议任务"):
        assert listed(word, tmp_path, capsys) == alone


def test_phrases_are_shown_with_where_they_stand_in_an_outline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "phrasebank" / "topics" / "自己的.yaml"
    path.parent.mkdir(parents=True)
    topic = Topic("自有稿件/猫咖", "自有稿件", "猫咖", phrases=("规范猫咖经营",))
    path.write_text(topics_file("自有稿件", [topic]), encoding="utf-8")
    for name, level in (("自有稿件/猫咖/短语", "用作要点下的小标题"), ("工会/思想引领/短语", "用作三级标题")):
        assert run(["bank", "show", name, "--workspace", str(tmp_path)]) == 0
        assert level in capsys.readouterr().out


def test_an_own_entry_in_place_of_a_shipped_one_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "phrasebank" / "frames" / "自己的.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(frames_file([Frame("kc-renwu-01", "开场", "会议任务", "现在开<会议>。")]), encoding="utf-8")
    (row,) = listed("kc-renwu-01", tmp_path, capsys)
    assert "现在开<会议>。" in row
    assert "顶替程序自带的" in row
    assert not any("顶替" in each for each in listed("kc-renwu-02", tmp_path, capsys))
    assert run(["bank", "show", "kc-renwu-01", "--workspace", str(tmp_path)]) == 0
    shipped_one, own = capsys.readouterr().out.split(f"# {path}")
    assert "不用这一条" in shipped_one
    assert "不用这一条" not in own


def test_an_entry_with_other_words_than_were_counted_says_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "a\na\n", monkeypatch) == 0
    path = workspace.phrasebank / "frames" / ACCEPTED
    path.write_text(path.read_text(encoding="utf-8").replace("专门研究", "专门讨论"), encoding="utf-8")
    capsys.readouterr()
    (row,) = listed("wj-1", workspace.root, capsys)
    assert row.endswith("\t自撰，字句改过，原来数的篇数不算")
    (row,) = listed("wj-2", workspace.root, capsys)
    assert row.endswith("\t见于 7 篇")
    for name, said in (("wj-1", True), ("wj-2", False)):
        assert run(["bank", "show", name, "--workspace", str(workspace.root)]) == 0
        own = capsys.readouterr().out.split(f"# {path}")[1]
        assert ("“来源”里的数目不再用" in own) is said


def test_a_faulty_bank_names_file_line_and_the_verb_that_lists_all(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace.phrasebank / "frames" / "坏.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("框架:\n- [\n", encoding="utf-8")
    brief = workspace.root / "简要.yaml"
    brief.write_text("会议: 全县会议\n意见: [食堂管理, 供水保障]\n", encoding="utf-8")
    for command in (["bank", "list"], ["bank", "review"], ["outline", str(brief)]):
        assert run([*command, "--workspace", str(workspace.root)]) == 1
        err = capsys.readouterr().err
        assert f"{path} 第 " in err
        assert "drafter bank validate 一次列出全部毛病" in err


def test_a_few_characters_list_what_holds_them_in_name_synonym_or_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed("食堂", tmp_path, capsys, "--kind", "topics")
    assert "校园食堂" in rows[0]
    assert len(rows) > len([row for row in rows if "食堂" in row]) > 0
    assert all("下面" in row for row in listed("下面", tmp_path, capsys, "--kind", "frames"))


def test_a_word_of_another_kind_is_said_to_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bank", "list", "会议任务", "--kind", "sets", "--workspace", str(tmp_path)]) == 1
    err = capsys.readouterr().err
    assert "标题组里没有与“会议任务”对应的条目；别的有框架 " in err
    assert "是否为" not in err


def test_what_nothing_holds_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bank", "list", "火星车", "--workspace", str(tmp_path)]) == 1
    assert "没有与“火星车”对应的条目" in capsys.readouterr().err


FRAMES = tuple(
    Frame(f"wj-{n}", "开场", "会议任务", text, evidence=Evidence("mined", 9 - n, 9 - n), reviewed=False)
    for n, text in enumerate(
        ("这次会议专门研究<主题>。", "请大家围绕<主题>谈谈想法。", "现在开会，议程有<点数>项。"), 1
    )
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "工作区")
    found.mined.mkdir(parents=True)
    (found.mined / "frames.yaml").write_text(frames_file(FRAMES), encoding="utf-8")
    return found


def review(workspace: Workspace, keys: str, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    return run(["bank", "review", *options, "--workspace", str(workspace.root)])


def accepted(workspace: Workspace) -> list[str]:
    return [entry.name for entry in entries_of(workspace.phrasebank)]


def test_keys_may_come_through_a_pipe(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "a\nu\na\n\ne\n请大家就<主题>谈谈想法。\nx\nｒ\n", monkeypatch) == 0
    out, err = capsys.readouterr()
    assert out.count("[1/3] 框架 wj-1（见于 8 篇、8 处）") == 2
    assert "没有“x”这个键" in err
    assert "都审完了" in err
    assert accepted(workspace) == ["wj-1", "wj-2"]
    assert "文: 请大家就<主题>谈谈想法。" in (workspace.phrasebank / "frames" / ACCEPTED).read_text(encoding="utf-8")


def test_the_rest_of_a_step_can_be_settled_at_once_and_taken_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "r\nA\n", monkeypatch) == 0
    assert accepted(workspace) == ["wj-2", "wj-3"]
    assert run(["bank", "review", "--undo", "--workspace", str(workspace.root)]) == 0
    assert "撤销了：接受 wj-2、wj-3" in capsys.readouterr().err
    assert accepted(workspace) == []
    assert review(workspace, "s\nq\n", monkeypatch) == 0
    assert "还有 2 条待审" in capsys.readouterr().err


def test_a_whole_entry_may_come_through_a_pipe_and_its_lines_are_no_keys(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = "- id: wj-1\n  语步: 开场\n  步骤: 致意\n  文: 大家辛苦了。\n"
    assert review(workspace, f"E\n{entry}\nr\nq\n", monkeypatch) == 0
    assert accepted(workspace) == ["wj-1"]
    assert "文: 大家辛苦了。" in (workspace.phrasebank / "frames" / ACCEPTED).read_text(encoding="utf-8")
    assert [each.id for each in candidates(workspace)] == ["wj-3"]
    capsys.readouterr()
    assert review(workspace, "E\na\nA\n", monkeypatch) == 0
    assert "刚才改的还在，按 E 接着改" in capsys.readouterr().err
    assert accepted(workspace) == ["wj-1"]


def test_what_an_entry_is_for_is_said_with_the_first_of_its_kind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = Topic("自有稿件/食堂", "自有稿件", "食堂", phrases=("公开菜价",), evidence=Evidence("mined", 9, 9))
    (workspace.mined / "topics.yaml").write_text(topics_file("自有稿件", [topic]), encoding="utf-8")
    assert review(workspace, "s\ns\ns\ns\n", monkeypatch) == 0
    out = capsys.readouterr().out
    assert out.count("    框架：一句带空位的话") == out.count("    主题：讲到这一主题的要点") == 1


def test_a_number_out_of_range_is_told_what_it_may_be(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "", monkeypatch, "--accept-range", "1") == 2
    assert "--accept-range 应当是不小于 2 的整数" in capsys.readouterr().err


def test_what_was_refused_is_listed_and_waits_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "", monkeypatch, "--reject", "wj-1", "--reject", "wj-2") == 0
    assert review(workspace, "", monkeypatch, "--restore", "wj-1") == 0
    capsys.readouterr()
    assert review(workspace, "", monkeypatch, "--rejected") == 0
    assert [row.split("\t")[0] for row in capsys.readouterr().out.splitlines()] == ["wj-2"]
    assert [each.id for each in candidates(workspace)] == ["wj-1", "wj-3"]


def test_a_wording_that_spoils_the_entry_is_refused_and_asked_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "e\n这次会议专门研究<主题。\nq\n", monkeypatch) == 0
    out, err = capsys.readouterr()
    assert "空位没有写完整" in err
    assert out.count("[1/3]") == 2
    assert "刚才改的还在" in err
    assert accepted(workspace) == []
    assert candidates(workspace)[0].typed_wording == "这次会议专门研究<主题。"


def test_other_words_than_those_found_are_said_to_be(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "e\n这次会议专门研究<要议的事>。\ne\n请大家就<主题>谈谈。\nq\n", monkeypatch) == 0
    assert capsys.readouterr().err.count("字句已不是旧稿里的说法") == 1
    text = (workspace.phrasebank / "frames" / ACCEPTED).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "来源" in line] == [
        f"  来源: {{类: mined, 次数: 8, 篇数: 8, 指纹: {scalar(fingerprint(FRAMES[0].text))}}}",
        "  来源: {类: curated}",
    ]


def test_what_is_the_same_in_two_steps_shows_the_steps(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    again = replace(FRAMES[0], id="wj-9", step="致意")
    (workspace.mined / "frames.yaml").write_text(frames_file((*FRAMES, again)), encoding="utf-8")
    assert review(workspace, "q\n", monkeypatch) == 0
    assert review(workspace, "a\nq\n", monkeypatch) == 0
    assert "相近：wj-9（开场·致意，也待审）" in capsys.readouterr().out


def test_what_was_being_typed_is_offered_again(workspace: Workspace) -> None:
    first, *_ = candidates(workspace)
    keep_typing(workspace, first, "这次会议专门讨")
    again, *others = candidates(workspace)
    assert (again.typed_wording, again.wording) == ("这次会议专门讨", first.wording)
    assert [each.typing for each in others] == ["", ""]
    keep_typing(workspace, None)
    assert candidates(workspace)[0].typed_wording == first.wording


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes")
def test_on_a_full_disk_what_is_being_typed_stays_in_hand(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import resource

    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    reviewing = Reviewing(workspace, candidates(workspace))
    reviewing.at_terminal = True
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("\x15这次会议专门讨论<主题>。\r")
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            reviewing._obey("e", reviewing.waiting[0])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        told = capsys.readouterr().err
        # Who has had enough is told that it is not on the disk, with the words.
        monkeypatch.setattr(reviewing, "_key", lambda: "q")
        reviewing._run()
        left = capsys.readouterr().out
        assert "wj-1 刚才改的没有存上" in left
        assert "文: 这次会议专门讨论<主题>。" in left
        assert told.count("允许的大小") == 1
        assert "刚才改的还在，按 e 接着改" in told
        keys.send_text("\r")
        reviewing._obey("e", reviewing.waiting[0])
    assert not reviewing.unsaved
    assert accepted(workspace) == ["wj-1"]
    assert "文: 这次会议专门讨论<主题>。" in (workspace.phrasebank / "frames" / ACCEPTED).read_text(encoding="utf-8")


def test_what_acts_on_a_screen_is_not_put_on_the_line_to_be_changed(workspace: Workspace) -> None:
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    keep_typing(workspace, candidates(workspace)[0], "这次\u202e会议\u200b专门\n研究")
    reviewing = Reviewing(workspace, candidates(workspace))
    reviewing.at_terminal = True
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("\r")
        assert reviewing._line(reviewing.waiting[0]) == "这次会议专门研究"


def test_what_is_undone_of_an_earlier_session_is_shown_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "a\nq\n", monkeypatch) == 0
    capsys.readouterr()
    assert review(workspace, "u\nr\nq\n", monkeypatch) == 0
    assert "[1/3] 框架 wj-1" in capsys.readouterr().out
    assert (accepted(workspace), [c.id for c in candidates(workspace)]) == ([], ["wj-2", "wj-3"])


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
def test_after_a_stop_a_key_needs_no_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    import pty
    import termios

    master, slave = pty.openpty()
    with os.fdopen(slave) as terminal, os.fdopen(master, "wb", buffering=0) as typist:
        monkeypatch.setattr("sys.stdin", terminal)
        with Keyboard(True).taken():
            # What a shell does when it gives the terminal back: its own modes, then SIGCONT.
            modes = termios.tcgetattr(slave)
            modes[3] |= termios.ICANON | termios.ECHO
            termios.tcsetattr(slave, termios.TCSANOW, modes)
            os.kill(os.getpid(), signal.SIGCONT)
            typist.write(b"a")
            assert select.select([slave], [], [], 2)[0]
            assert os.read(slave, 1) == b"a"


def test_several_are_settled_without_being_shown(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "", monkeypatch, "--reject", "wj-2", "--accept-range", "8") == 0
    assert (accepted(workspace), [c.id for c in candidates(workspace)]) == (["wj-1"], ["wj-3"])
    assert review(workspace, "", monkeypatch, "--accept", "wj-9") == 1
    assert "待审的条目里没有 wj-9" in capsys.readouterr().err
    assert review(workspace, "", monkeypatch, "--accept", "wj-3", "--accept", "wj-9") == 1
    assert "这一次一条也没有动" in capsys.readouterr().err
    assert [c.id for c in candidates(workspace)] == ["wj-3"]
    assert review(workspace, "", monkeypatch, "--step", "会议任勿") == 1
    assert "是否为“会议任务”" in capsys.readouterr().err


def test_a_merge_says_where_a_conflict_stands_and_takes_one_side_only(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, text in ((workspace.phrasebank, "今天开会。"), (tmp_path / "同事", "现在开会。")):
        folder.mkdir(parents=True)
        (folder / "frames.yaml").write_text(frames_file([Frame("bdw-1", "开场", "会议任务", text)]), encoding="utf-8")
    command = ["bank", "merge", str(tmp_path / "同事"), "--workspace", str(workspace.root)]
    assert run([*command, "--ours", "--theirs"]) == 2
    assert "只能写一个" in capsys.readouterr().err
    assert run(command) == 1
    out, err = capsys.readouterr()
    for folder in (workspace.phrasebank, tmp_path / "同事"):
        assert f"（{folder / 'frames.yaml'} 第 " in out
    assert "写入" not in err
    assert run([*command, "--theirs"]) == 0
    assert f"写入：{workspace.phrasebank / 'frames.yaml'}" in capsys.readouterr().err


def test_what_would_be_settled_can_be_looked_at_first(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "", monkeypatch, "--reject", "wj-3", "--accept-range", "8", "--list") == 0
    assert [row.split("\t")[0] for row in capsys.readouterr().out.splitlines()] == ["wj-1", "wj-3"]
    assert (accepted(workspace), len(candidates(workspace))) == ([], 3)


def test_an_id_that_waits_no_more_is_told_what_became_of_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "", monkeypatch, "--reject", "wj-2", "--accept", "wj-1") == 0
    assert review(workspace, "", monkeypatch, "--accept", "wj-1", "--accept", "wj-2") == 1
    err = capsys.readouterr().err
    assert f"wj-1 已经在自己的短语库里：{workspace.phrasebank / 'frames' / ACCEPTED} 第 " in err
    assert "wj-2 拒绝过，收回用 drafter bank review --restore wj-2" in err


def test_a_misspelt_slot_is_told_when_it_is_accepted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(workspace, "e\n这次会议专门研究<主体工作>和<会仪>。\nq\n", monkeypatch) == 0
    err = capsys.readouterr().err
    assert "空位“<会仪>”别处没有，是否为“<会议>”？" in err
    assert f"提醒：{workspace.phrasebank / 'frames' / ACCEPTED} 第 " in err
    assert accepted(workspace) == ["wj-1"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
def test_a_review_killed_in_the_middle_goes_on_where_it_was(workspace: Workspace) -> None:
    first = Terminal(workspace)
    first.wait("[1/3]")
    first.type("a")
    first.wait("[2/3]")
    first.type("r")
    first.wait("[3/3]")
    os.kill(first.pid, signal.SIGKILL)
    first.close()
    assert accepted(workspace) == ["wj-1"]
    second = Terminal(workspace)
    second.wait("[1/1] 框架 wj-3")
    second.type("u")
    second.wait("[1/2] 框架 wj-2")
    second.type("q")
    second.close()
    assert [each.id for each in candidates(workspace)] == ["wj-2", "wj-3"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
def test_an_arrow_key_or_a_paste_decides_nothing_and_a_whole_step_is_asked_twice(workspace: Workspace) -> None:
    terminal = Terminal(workspace)
    terminal.wait("[1/3]")
    for burst in ("\x1b[A", "\x1bOR", "aar", "\x1b"):
        terminal.type(burst)
        terminal.wait("一次按一个键")
    terminal.type("A")
    terminal.wait(f"再按一次 A 确定{SURE}")
    terminal.type("s")
    terminal.wait("作罢")
    terminal.wait("[1/3]")
    assert accepted(workspace) == []
    terminal.type("A")
    terminal.wait(f"再按一次 A 确定{SURE}")
    terminal.type("A")
    terminal.wait("q 退出")
    assert accepted(workspace) == ["wj-1", "wj-2", "wj-3"]
    # The last verdict can be taken back, too.
    terminal.type("u")
    terminal.wait("撤销了：接受 wj-1、wj-2、wj-3")
    terminal.wait("[1/3]")
    terminal.type("q")
    terminal.close()
    assert accepted(workspace) == []


SURE = "，按别的键作罢\r\n> "
"""Behind what is to be sure of, once keys count again: those pressed before the prompt do not."""


class Terminal:
    """`drafter bank review` at a terminal of its own."""

    def __init__(self, workspace: Workspace) -> None:
        self.pid, self.file = on_a_terminal("bank", "review", "--workspace", str(workspace.root))
        self.seen = ""
        # Under load a read may end within a character: its bytes must wait for the rest.
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def type(self, key: str) -> None:
        self.seen = ""
        os.write(self.file, key.encode())

    def wait(self, text: str, seconds: float = 120) -> None:
        """Read until `text` has been shown. seconds: of a machine that is busy with other things."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self.file], [], [], 0.2)[0]:
                self.seen += self.decoder.decode(os.read(self.file, 65536))

    def close(self) -> None:
        """Read to the end, so that the program never waits for a reader; then see it off."""
        with contextlib.suppress(OSError):  # how Linux says that nobody holds the other end any more
            while os.read(self.file, 65536):
                pass
        os.waitpid(self.pid, 0)
        os.close(self.file)
