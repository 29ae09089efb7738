"""`drafter search`, as a writer meets it: every miss says what would hit."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from drafter.bank.model import Bank
from drafter.cli.main import run
from drafter.cli.search import command, kind_of
from drafter.search.index import Entry, build

TEXTS = (
    ("a#1", "三点意见", "任务部署", "要持续深化改革创新，激发内生动力。"),
    ("a#2", "加强领导", "组织领导", "要加强组织领导，压实工作责任。"),
    ("b#1", "加强领导", "督查考核", "改革，创新两手抓，督查考核要跟上。"),
    ("b#2", "结束语", "号召", "让我们携手并肩，向着春天出发！"),
    ("c#1", "开场", "会议任务", "今天的会议，开得简短而紧凑。"),
)
ABOUT = {
    "a": {"title": "在全市改革工作会议上的讲话", "speaker": "张三", "date": "2024-03-18", "place": "滨江市"},
    "b": {"occasion": "督查工作推进会", "date": "2025-06-01", "place": "青山县"},
    "c": {},
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("工作区")
    build(
        (
            Entry(ref, text, move, step, speech_id=ref[0], path=f"/很/深的/文件夹/{ref[0]}稿.docx", **ABOUT[ref[0]])
            for ref, move, step, text in TEXTS
        ),
        folder / "library",
    )
    return folder


@pytest.fixture
def search(workspace: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def ask(*arguments: str) -> tuple[int, str, str]:
        status = run(["search", *arguments, "--workspace", str(workspace)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ask


def test_conditions_alone_list_passages_newest_first(search) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = search("--move", "加强领导")
    assert re.findall(r"[abc]#\d", out) == ["b#1", "a#2"]
    assert re.findall(r"[abc]#\d", search("--move", "加强领导", "--step", "组织领导")[1]) == ["a#2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("组织领导", "--place", "杭州"), "“组织领导”有 1 条，但加上“地方=杭州”就没有了；库里的地方有：滨江市、青山县"),
        (("组织领导", "--year", "1999"), "就没有了；库里的年份有：2024、2025"),
        (("组织领导", "--move", "领导"), "库里的语步有：加强领导、三点意见、开场、结束语"),
        (
            ("--move", "加强领导", "--speaker", "李四"),
            "“语步=加强领导”有 2 条，但加上“讲话人=李四”就没有了；库里的讲话人有：张三",
        ),
        (
            ("组织领导", "--move", "加强领导", "--year", "1999", "--level", "0"),
            "“组织领导”、“语步=加强领导”、“层级=0”有 1 条，但加上“年份=1999”就没有了",
        ),
        (("--place", "杭州"), "先例库里没有“地方=杭州”的段落；库里的地方有：滨江市、青山县"),
        (("“改革创新两手抓”",), "没有一字不差的“改革创新两手抓”；不加引号，有 1 条"),
        (("组织领导", "--move", "加强头领"), "就没有了，是否为“加强领导”？库里的语步有：加强领导"),
        (("组织领导", "--speaker", "张山"), "是否为“张三”？库里的讲话人有：张三"),
        (("组织领导", "--place", "青山县"), "“组织领导”有 1 条，但加上“地方=青山县”就没有了"),
        (("zzld qqqq",), "没有查到“zzld qqqq”。其中“zzld”有 1 条"),
        (("组织领导", "--speaker", "滨江市"), "就没有了；“滨江市”是地方，写成 --place 滨江市"),
        (("--place", "张三"), "；“张三”是讲话人，写成 --speaker 张三"),
        (("--occasion", "2025年6月"), "；“2025年6月”是年份，写成 --year 2025"),
        (("jqzzld 2024",), "2024 年的“jqzzld”有 1 条：写成 jqzzld --year 2024"),
        (("--like", "c#1"), "先例库里没有与“c#1”这一段相近的段落"),
        (("--like", "b#99"), "b#99：这篇讲话里没有这一段"),
        (("--like", "没有#1"), "没有#1：先例库里没有这篇讲话"),
        (("--like", "b"), "b：这是整篇讲话的编号，后面还要写上 # 和段号，如 b#1"),
        (("【B＃2】",), "“【B＃2】”是一段的编号，不是词句；要找与它相近的，写成 --like b#2"),
        (("组织领导", "--move", "督查考"), "就没有了；是否为步骤“督查考核”？那就写成 --step 督查考核"),
        (("组织领导", "--move", "督查考核"), "就没有了；“督查考核”是步骤，写成 --step 督查考核"),
        (("组织领导", "--step", "结束语"), "就没有了；“结束语”是语步，写成 --move 结束语"),
        (("“改革创新两手” “督查考核”",), "没有一段一字不差地同时有“改革创新两手”、“督查考核”；不加引号，有 1 条"),
        (("“改革创新两手” 督查",), "没有一段既有一字不差的“改革创新两手”，又有“督查”；不加引号，有 1 条"),
        (("“”",), "：打的都是标点，没有可查的字、字母或数字"),
        (("“",), "：打的都是标点，没有可查的字、字母或数字"),
        (("b",), "“b”是一篇讲话的编号，不是词句；要找与它相近的，写成 --like b#段号"),
        (("张三",), "没有查到“张三”；按讲话人查，有 2 条：写成 --speaker 张三"),
        (("滨江市",), "没有查到“滨江市”；按地方查，有 2 条：写成 --place 滨江市"),
        (("2025年6月1日",), "没有查到“2025年6月1日”；按年份查，有 2 条：写成 --year 2025"),
        (("2025-06",), "按年份查，有 2 条：写成 --year 2025"),
        (("滨红市",), "没有查到“滨红市”；地方里有相近的“滨江市”，有 2 条：写成 --place 滨江市"),
        (("青石县",), "地方里有相近的“青山县”，有 2 条：写成 --place 青山县"),
        (("督查工作推进会",), "按场合查，有 2 条：写成 --occasion 督查工作推进会"),
    ],
)
def test_a_miss_says_why_and_what_there_is(search, arguments: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    status, out, err = search(*arguments)
    assert (status, out) == (1, "")
    assert said in err
    assert "相近的有" not in err
    assert not any(f"是否为“{each}”" in err for each in arguments)


def test_a_move_with_its_step_is_understood_as_results_have_it(search) -> None:  # type: ignore[no-untyped-def]
    for condition in (
        ("--move", "加强领导·组织领导"),
        ("--step", "加强领导·组织领导"),
        ("--move", "加强领导 · 组织领导"),
    ):
        assert re.findall(r"[abc]#\d", search(*condition)[1]) == ["a#2"]
    assert re.findall(r"[abc]#\d", search("--move", "加强领导·—")[1]) == ["b#1", "a#2"]


def test_of_many_values_some_are_named_and_all_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build((Entry(f"{n}#1", f"第{n}段", place=f"某{n}县", speech_id=str(n)) for n in range(12)), tmp_path / "library")
    assert run(["search", "--place", "杭州", "--workspace", str(tmp_path)]) == 1
    assert capsys.readouterr().err.rstrip().endswith("县等 12 个")


def test_a_hit_with_its_context_is_shown_once_and_marked(search) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = search("压实工作责任", "--context", "1")
    assert out.count("工作责任") == 1
    assert (
        f"      {TEXTS[0][3]}\n   >> 要加强组织领导，【压实工作责任】。\n      文件：/很/深的/文件夹/a稿.docx\n" in out
    )


def test_a_place_asked_for_by_a_part_of_its_name_is_not_asked_about(search) -> None:  # type: ignore[no-untyped-def]
    assert search("组织领导", "--place", "青山")[2].strip().endswith("“组织领导”有 1 条，但加上“地方=青山”就没有了")


def test_a_condition_without_a_value_is_told(search) -> None:  # type: ignore[no-untyped-def]
    status, _, err = search("组织领导", "--move", "--year", "2024")
    assert status == 2
    assert "--move 后面没有写要什么，跟着的是另一个选项 --year" in err
    assert search("--year", "-2024")[0] == 0


def test_help_may_be_asked_for_briefly(search) -> None:  # type: ignore[no-untyped-def]
    assert search("-h")[0] == 0
    assert search("-h")[1] == search("--help")[1] != ""


def test_what_has_no_effect_is_said(search) -> None:  # type: ignore[no-untyped-def]
    assert "--full 没有用上" in search("组织领导", "--kwic", "--full")[2]
    assert "没有用上" not in search("组织领导", "--kwic")[2] + search("组织领导", "--full")[2]
    for others in (("组织领导", "--json"), ("--stdin",)):
        status, out, told = search(*others, "--kwic")
        assert (status, out) == (2, "")
        assert others[-1] in told


@pytest.mark.parametrize("year", ["二〇二六", "2025-", "2024-2025", "2025-2024", "2025年以来"])
def test_years_in_the_usual_forms(search, year: str) -> None:  # type: ignore[no-untyped-def]
    found = re.findall(r"[abc]#\d", search("--year", year)[1])
    expected = {"二〇二六": [], "2025-": ["b#1", "b#2"], "2025年以来": ["b#1", "b#2"]}
    assert found == expected.get(year, ["b#1", "b#2", "a#1", "a#2"])


def test_what_is_no_year_is_told_with_what_would_be(search) -> None:  # type: ignore[no-untyped-def]
    status, _, err = search("--year", "去年")
    assert status == 2
    assert "认不出年份“去年”，请写成 2024、2023-2025、2023-" in err


def test_an_occasion_is_also_a_kind_of_occasion(search) -> None:  # type: ignore[no-untyped-def]
    assert re.findall(r"[abc]#\d", search("--occasion", "调度会")[1]) == ["b#1", "b#2"], "推进会的一种叫法"
    assert re.findall(r"[abc]#\d", search("--occasion", "工作会议")[1]) == ["a#1", "a#2"], "题目里写着"
    status, _, err = search("--occasion", "座谈会")
    assert status == 1
    assert "先例库里没有“场合=座谈会”的段落；库里的场合有：工作会议、推进会" in err


def test_an_occasion_taken_for_another_is_said(search) -> None:  # type: ignore[no-untyped-def]
    _, out, err = search("--occasion", "调度会")
    assert "场合“调度会”按“推进会”一类查" in err
    assert "按“" not in out + search("--occasion", "推进会")[2]
    assert json.loads(search("--occasion", "调度会", "--json")[1])["occasion_kind"] == "推进会"
    assert "occasion_kind" not in json.loads(search("--occasion", "推进会", "--json")[1])
    status, _, err = search("组织领导", "--occasion", "茶话会")
    assert status == 1
    assert "加上“场合=茶话会”就没有了（库里没有“座谈会”一类）；库里的场合有：工作会议、推进会" in err


def test_a_meeting_called_just_so_is_meant_rather_than_its_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meetings = ("全市工会工作会议", "全市教育工作会议", "碰头 调度会")
    build(
        (Entry(f"{n}#1", "同志们", occasion=each, speech_id=f"{n}") for n, each in enumerate(meetings)),
        tmp_path / "library",
    )

    def found(occasion: str) -> list[str]:
        assert run(["search", "--occasion", occasion, "--json", "--workspace", str(tmp_path)]) == 0
        data = json.loads(capsys.readouterr().out)
        return [hit["ref"] for hit in data["hits"]] + [data.get("occasion_kind", "")]

    assert found("全市工会工作会议") == ["0#1", ""]
    assert found("碰头调度会") == ["2#1", ""]
    assert found("调度会") == ["2#1", "推进会"]
    assert found("工作会议") == ["0#1", ""], "两会只有称谓相同，并成一条"


def test_a_speaker_or_place_among_other_words_is_hinted_at(search) -> None:  # type: ignore[no-untyped-def]
    _, out, err = search("张三", "工作责任")
    assert "没有“张三”" in out
    assert "没有一段有全部的词；讲话人“张三”的“工作责任”有 1 条：写成 工作责任 --speaker 张三" in err
    assert "地方“青山县”的“督查考核”有 1 条：写成 督查考核 --place 青山县" in search("青山县", "督查考核")[2]
    assert "写成" not in search("改革", "创新")[2] + search("青山", "工作责任")[2]
    told = json.loads(search("张三", "工作责任", "--json")[1])
    assert told["why"] == "没有一段有全部的词；讲话人“张三”的“工作责任”有 1 条：写成 工作责任 --speaker 张三"
    assert told["parts"] == [{"words": "工作责任", "hits": 1}]
    assert "why" not in json.loads(search("改革", "创新", "--json")[1])


def test_a_number_alone_is_not_taken_for_a_condition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = ("增长很快。", "保持势头。")
    build(
        (Entry(f"a#{n}", text, speech_id="a", title="在100天攻坚会上的讲话") for n, text in enumerate(texts, 1)),
        tmp_path / "library",
    )
    assert run(["search", "0%", "--workspace", str(tmp_path)]) == 1
    assert "没有查到“0%”" in (said := capsys.readouterr().err)
    assert "写成" not in said


def test_it_is_said_that_there_may_be_more(search) -> None:  # type: ignore[no-untyped-def]
    assert "1 条，后面可能还有" in search("改革", "--limit", "1")[2]
    assert json.loads(search("改革", "--limit", "1", "--json")[1])["limited"] is True
    assert json.loads(search("改革", "--json")[1])["limited"] is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("在全区基层治理工作会议上的主持讲话", "主持讲话"),
        ("在主持召开民营企业座谈会时的讲话", "座谈会"),
        ("全县春季防火工作调度会", "推进会"),
        ("谈谈改革", ""),
    ],
)
def test_the_kind_of_occasion_a_title_says(text: str, kind: str, bank: Bank) -> None:
    assert kind_of(text, bank.occasions) == kind


def test_a_query_is_never_suggested_for_itself(search) -> None:  # type: ignore[no-untyped-def]
    for query in ("组织纪律领导", "督查问责考核", "携手出发"):
        status, _, err = search(query)
        assert status == 0 or query not in err.partition("相近的有")[2]


@pytest.mark.parametrize(
    ("query", "citation"),
    [
        ("压实工作责任", "张三：《在全市改革工作会议上的讲话》（2024-03-18，滨江市），第 2 段"),
        ("督查考核要跟上", "在青山县督查工作推进会上的讲话（2025-06-01），第 1 段"),
        ("简短而紧凑", "c稿，第 1 段"),
    ],
)
def test_a_citation_is_ready_to_copy(search, query: str, citation: str) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = search(query, "--cite")
    (_, told) = out.split("出处：")
    assert re.fullmatch(rf"{re.escape(citation)}\n      文件：/很/深的/文件夹/.稿\.docx\n", told)


def test_quotes_mean_the_very_words(search) -> None:  # type: ignore[no-untyped-def]
    assert sorted(re.findall(r"[abc]#\d", search("改革创新")[1])) == ["a#1", "b#1"]
    assert re.findall(r"[abc]#\d", search("“改革创新”")[1]) == ["a#1"]


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def test_keywords_in_context_stand_below_each_other(search) -> None:  # type: ignore[no-untyped-def]
    lines = search("改革创新", "--kwic")[1].splitlines()
    assert [re.sub(r"\s+", " ", line).strip() for line in lines] == [
        "【改革，创新】两手抓，督查考核要跟上。 [原文 1.00] b#1 在青山县督查工作推进会上的讲话（2025）",
        "要持续深化【改革创新】，激发内生动力。 [原文 1.00] a#1 《在全市改革工作会议上的讲话》 · 张三",
    ]
    assert len({_cells(line.partition("【")[0]) for line in lines}) == 1
    (loose,) = (line for line in search("改革考核", "--kwic")[1].splitlines() if "b#1" in line)
    assert "【改革】，创新两手抓，督查【考核】要跟上" in loose


@pytest.mark.parametrize("view", [(), ("--kwic",)])
def test_all_pieces_of_a_match_are_shown_however_far_apart(
    view: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["乡村要振兴，关键在产业。" + "各地情况不同，" * 40 + "还要留得住人才。"]
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts, 1)), tmp_path / "library")
    assert run(["search", "乡村 产业 人才", *view, "--workspace", str(tmp_path)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "【" in line]
    assert "【乡村】要振兴，关键在【产业】。各地情况不……，还要留得住【人才】。" in line


@pytest.mark.parametrize("view", [(), ("--kwic",)])
def test_a_word_that_stands_often_in_a_long_passage_is_shown_in_one_short_line(
    view: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["作风要实，转变作风。" + "说到做到，" * 300 + "作风建设没有完。", "近日又谈到转变作风的事，大家都说好。"]
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts, 1)), tmp_path / "library")
    assert run(["search", "作风", *view, "--workspace", str(tmp_path)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "【" in line]
    assert len(lines) == 2
    assert "【作风】要实，转变【作风】。" in lines[0]
    assert max(map(len, lines)) < 120
    if view:
        assert len({_cells(line.partition("【")[0]) for line in lines}) == 1
        assert len({_cells(line.partition("s#")[0]) for line in lines}) == 1


def _ask(lines: bytes, workspace: Path, *arguments: str) -> list[dict[str, Any]]:
    """What a process of its own answers to lines of standard input."""
    command = [sys.executable, "-m", "drafter", "search", "--stdin", "--workspace", str(workspace), *arguments]
    done = subprocess.run(command, input=lines, capture_output=True, check=True)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_does_not_end_is_refused_and_the_next_answered(end: bytes, workspace: Path) -> None:
    endless = b"a" * 3_000_000 + end
    answers = _ask("组织领导\n".encode() + endless + ("组织领导".encode() if end else b""), workspace)
    assert "没有换行" in answers[1]["error"]
    assert answers[2:] == [answers[0]] * bool(end)


def test_an_endless_line_is_told_at_once(workspace: Path) -> None:
    command = [sys.executable, "-m", "drafter", "search", "--stdin", "--workspace", str(workspace)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"a" * 2_000_000)
        process.stdin.flush()
        assert "没有换行" in json.loads(process.stdout.readline())["error"]  # the line has not ended yet
        process.stdin.close()
        assert process.stdout.read() == b""


def test_an_editor_gets_one_line_of_json_for_each_of_its_own_whatever_it_sends(workspace: Path) -> None:
    lines = [
        "组织领导",
        "",
        "组织岭导",
        "zzld",
        '{"query": "x"}',
        "\x00\x1b[2J‮",
        "。" * 3000,
        "组织" * 3000,
        "督查问责考核",
    ]
    sent = "\n".join(lines).encode() + b"\n\xff\xfe\x81\n" + "组织领导".encode("gb18030") + b"\r\nlast"
    answers = _ask(sent, workspace)
    assert [answer["query"] for answer in answers[:5]] == lines[:5]
    assert [answer["query"] for answer in answers[-2:]] == ["组织领导", "last"]
    assert len(answers) == len(lines) + 3
    assert [[hit["tier"] for hit in answer["hits"]] for answer in answers[:4]] == [["exact"], [], ["fuzzy"], ["pinyin"]]
    assert {tuple(sorted(answer)) for answer in answers} <= {
        ("format", "hits", "limited", "query"),
        ("format", "hits", "limited", "near", "parts", "query", "why"),
    }
    assert all(answer["hits"] == [] for answer in answers if "why" in answer)
    assert all(answer["why"] for answer in answers if not answer["hits"])


def test_a_byte_order_mark_is_no_part_of_a_query(workspace: Path) -> None:
    (answer,) = _ask("\ufeff组织领导\r\n".encode(), workspace)
    assert (answer["query"], answer["hits"][0]["tier"]) == ("组织领导", "exact")


def test_facets_and_likeness_hold_for_every_line_and_what_is_wrong_with_one_is_said_in_its_answer(
    workspace: Path,
) -> None:
    assert [hit["ref"] for hit in _ask("加强\n督查\n".encode(), workspace, "--speaker", "张三")[0]["hits"]] == ["a#2"]
    (answer,) = _ask("督查\n".encode(), workspace, "--like", "z#1")
    assert (answer["hits"], "z#1" in answer["error"]) == ([], True)


def test_an_answer_comes_at_once_and_sees_what_is_mined_meanwhile(tmp_path: Path) -> None:
    build([Entry("a#1", "要加强组织领导。", speech_id="a")], tmp_path / "library")
    command = [sys.executable, "-m", "drafter", "search", "--stdin", "--workspace", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(query: str) -> list[str]:
            process.stdin.write(query.encode() + b"\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            return [hit["ref"] for hit in json.loads(process.stdout.readline())["hits"]]  # type: ignore[union-attr]

        assert ask("组织领导") == ["a#1"]
        build([Entry("b#1", "要改进工作作风。", speech_id="b")], tmp_path / "library")
        assert (ask("工作作风"), ask("组织领导")) == (["b#1"], [])
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "parts", "near"),
    [
        (("携手出发向着未来",), [{"words": words, "hits": 1} for words in ("携手", "出发", "向着")], []),
        (("zzld qqqq",), [{"words": "zzld", "hits": 1}], []),
        (("zuzhilngdao",), [], ["组织领导"]),
        (("组织领导", "--year", "1999"), [], []),
        (("“改革创新两手抓”",), [{"words": "改革创新两手抓", "hits": 1}], []),
    ],
)
def test_json_says_why_nothing_is_found_and_apart_what_is_there_and_what_is_like_it(
    search, workspace: Path, arguments: tuple[str, ...], parts: list[object], near: list[str]
) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = search(*arguments, "--json")
    data = json.loads(out)
    assert (status, search(*arguments)[0]) == (0, 1)
    assert data["hits"] == []
    assert (data["parts"], data["near"]) == (parts, near)
    assert search(*arguments)[2] == f"drafter：{data['why']}\n"
    query, *conditions = arguments
    assert _ask(query.encode(), workspace, *conditions) == [data]
    assert not {"why", "parts", "near"} & set(json.loads(search("携手并肩", "--json")[1]))


def test_a_speech_without_a_title_is_named_in_json_too(search) -> None:  # type: ignore[no-untyped-def]
    titles = {
        query: json.loads(search(query, "--json")[1])["hits"][0]["speech"]
        for query in ("压实工作责任", "督查考核要跟上", "简短而紧凑")
    }
    assert [(each["title"], each["called"]) for each in titles.values()] == [
        ("在全市改革工作会议上的讲话", "在全市改革工作会议上的讲话"),
        (None, "在青山县督查工作推进会上的讲话"),
        (None, "c稿"),
    ]


def test_the_words_a_hit_lacks_are_said(search) -> None:  # type: ignore[no-untyped-def]
    for view in ((), ("--kwic",)):
        assert "（没有“火星”）" in search("组织领导 火星", *view)[1]
        assert "（没有" not in search("组织领导 责任", *view)[1]
    (hit,) = json.loads(search("组织领导 火星", "--json")[1])["hits"]
    assert hit["lacks"] == ["火星"]


def test_where_hardly_anything_is_like_a_passage_its_surroundings_are_looked_at_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ("抓紧办。", "清淤、衬砌、换闸一件一件做。", "旧渠道的清淤、衬砌、换闸不能拖。")
    build((Entry(f"{n // 2}#{n}", text, speech_id=str(n // 2)) for n, text in enumerate(texts)), tmp_path / "library")
    assert run(["search", "--like", "0#0", "--workspace", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert re.search("1#2 .*（连前后一起比）\n", said.out)
    assert "与这一段本身相近的有 0 条，这些是连它的上级标题、前后各一段一起比的" in said.err
    assert run(["search", "--like", "0#0", "--json", "--workspace", str(tmp_path)]) == 0
    assert [(hit["ref"], hit["widely"]) for hit in json.loads(capsys.readouterr().out)["hits"]] == [("1#2", True)]
    assert run(["search", "--like", "0#0", "--year", "2024", "--workspace", str(tmp_path)]) == 1
    assert "与“0#0”这一段相近的有 1 条，但加上“年份=2024”就没有了" in capsys.readouterr().err


def test_json_has_the_neighbours_and_the_source_where_they_are_asked_for(search, workspace: Path) -> None:  # type: ignore[no-untyped-def]
    (hit,) = json.loads(search("压实工作责任", "--json", "--context", "1", "--cite")[1])["hits"]
    assert [(each["ref"], each["text"]) for each in hit["context"]] == [(ref, text) for ref, _, _, text in TEXTS[:2]]
    assert hit["cite"].endswith("第 2 段")
    (answer,) = _ask("压实工作责任\n".encode(), workspace, "--cite")
    assert answer["hits"][0]["cite"] == hit["cite"]
    assert not {"context", "cite"} & set(json.loads(search("压实工作责任", "--json")[1])["hits"][0])


def test_words_on_the_command_line_are_not_taken_for_lines_of_standard_input(search) -> None:  # type: ignore[no-untyped-def]
    status, out, err = search("组织领导", "--stdin")
    assert (status, out) == (2, "")
    assert "--stdin" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--place", "滨江市", "--place", "青山县"), "--place 写了 2 次（滨江市、青山县）"),
        (("改革", "--level", "1", "--level", "2"), "--level 写了 2 次（1、2）"),
        (("改革", "--limit", "3", "--limit", "4"), "--limit 写了 2 次（3、4）"),
        (("改革", "--move", ""), "--move 后面是空的"),
    ],
)
def test_a_condition_is_written_once_and_with_a_value(search, arguments: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    status, out, err = search(*arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_an_option_without_its_value_points_to_the_help_of_its_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "改革", "--limit"]) == 2
    assert "用法见 drafter search --help" in capsys.readouterr().err


def test_a_name_one_character_off_is_told_as_the_right_one_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ("要把渡口管好。", "渡口的事要天天看。")
    build(
        (Entry(f"{n}#1", text, speaker="苗有禾", speech_id=str(n)) for n, text in enumerate(texts)),
        tmp_path / "library",
    )
    for typed, told in (("苗有和", True), ("苗优禾", True), ("田有水", False), ("苗禾", False)):
        assert run(["search", typed, "--workspace", str(tmp_path)]) == 1
        assert ("讲话人里有相近的“苗有禾”，有 2 条：写成 --speaker 苗有禾" in capsys.readouterr().err) == told


def test_a_mistyped_workspace_is_told_and_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "作风", "--occasion", "推进会", "--workspace", str(tmp_path / "打错")]) == 1
    assert "没有这个工作区" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_every_example_of_the_help_finds_something_in_the_sample_speeches(
    samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = re.findall(r"drafter (search .*)", command.epilog or "")
    assert len(examples) >= 4
    for example in examples:
        if "--like" not in example:
            assert run([*shlex.split(example), "--workspace", str(samples)]) == 0, example
    assert "组织领导" in capsys.readouterr().out


def test_an_occasion_of_the_office_is_a_kind_and_no_planner_is_loaded_for_it(tmp_path: Path) -> None:
    build([Entry("a#1", "抓紧办。", speech_id="a", title="在全县碰头会上的讲话")], tmp_path / "library")
    (tmp_path / "phrasebank").mkdir()
    own = "场合:\n  - 名称: 碰头会\n    别名: [通气会]\n    次序:\n      - {环节: 开场, 语步: 开场}\n"
    (tmp_path / "phrasebank" / "occasions.yaml").write_text(own, "utf-8")
    script = (
        "import sys; from drafter.cli.main import run\n"
        "status = run(['search', '--occasion', '通气会', '--workspace', sys.argv[1]])\n"
        "sys.exit(status or 'drafter.plan.outline' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "a#1" in done.stdout
    assert "场合“通气会”按“碰头会”一类查" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows 的管道断开报的是另一种错")
@pytest.mark.parametrize("copies", [1, 4000])
def test_a_reader_that_goes_away_ends_it_quietly(copies: int, tmp_path: Path) -> None:
    numerals = "甲乙丙丁戊己庚辛壬癸"
    build(
        (
            Entry(f"a#{n}", f"要把{''.join(numerals[int(each)] for each in f'{n:04d}')}号泵站管好", speech_id="a")
            for n in range(copies)
        ),
        tmp_path / "library",
    )
    command = [sys.executable, "-m", "drafter", "search", "泵站", "--limit", "1000", "--workspace", str(tmp_path)]
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(write)
    assert done.returncode == 0
    assert b"Error" not in done.stderr


def test_two_characters_that_only_sound_alike_are_told_what_they_may_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [f"{who}村扶贫济困。" for who in "东南西北中"] + ["负碳技术要推广。", "山野农付茶园。"]
    build((Entry(f"s{n}#1", text, speech_id=f"s{n}") for n, text in enumerate(texts)), tmp_path / "library")
    assert run(["search", "扶贪", "--workspace", str(tmp_path)]) == 0
    assert "没有“扶贪”，列的是同音的；只差一个字的有：扶贫" in capsys.readouterr().err
    assert run(["search", "扶贪", "--json", "--workspace", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert ({hit["tier"] for hit in told["hits"]}, told["near"]) == ({"pinyin"}, ["扶贫"])
    assert run(["search", "扶贫", "--workspace", str(tmp_path)]) == 0
    assert "只差一个字" not in capsys.readouterr().err
