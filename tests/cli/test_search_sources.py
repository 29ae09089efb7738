"""What `drafter search` says of the files its hits come from: where they are, whether they are still what was mined."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from drafter.cli.main import run
from drafter.errors import WorkspaceError
from drafter.keep.workspace import open_workspace
from drafter.search.index import Entry, build
from drafter.search.query import Library

SPEECH = """在全县水渠管护推进会上的讲话

同志们：

今天，我们在这里开会，专门研究水渠管护。

一、{first}

各村要把管水员的名单贴出来，谁管哪一段，一看就清楚。

二、把钱用在渠上

补助款按渠段拨付，年底逐段验收，张榜公布。
"""
OTHER = """在全县冬季取暖调度会上的讲话

同志们：

刚才，各乡镇汇报了煤炭和秸秆的储备情况。

一、逐户走一遍

包村干部带着名册走，老人独居的先走。

二、锅炉要试烧

学校和卫生院的锅炉月底前试烧完毕，坏了的当天报修。
"""


@pytest.fixture
def mined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workspace mined by a relative path, and the files it was mined from in 旧稿."""
    folder = tmp_path / "旧稿"
    folder.mkdir()
    (folder / "甲.txt").write_text(SPEECH.format(first="把人定下来"), "utf-8")
    (folder / "乙.txt").write_text(OTHER, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["mine", "旧稿", "--workspace", "库"]) == 0
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    capsys.readouterr()
    return tmp_path


def _asked(mined: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert run(["search", *arguments, "--workspace", str(mined / "库")]) == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_a_file_is_named_so_that_it_opens_from_anywhere(mined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = _asked(mined, capsys, "把人定下来", "--cite")
    assert f"文件：{mined / '旧稿' / '甲.txt'}\n" in out
    data = json.loads(_asked(mined, capsys, "把人定下来", "--json")[0])
    assert Path(data["hits"][0]["speech"]["path"]).is_file()


def test_mined_again_from_elsewhere_the_other_files_keep_their_whole_name(
    mined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = mined / "别处" / "丙.txt"
    other.write_text(
        OTHER.replace("逐户走一遍", "夜里也有人值班").replace("锅炉", "管道").replace("煤炭", "柴油"), "utf-8"
    )
    assert run(["mine", "丙.txt", "--workspace", str(mined / "库")]) == 0
    capsys.readouterr()
    for words, path in (("把人定下来", mined / "旧稿" / "甲.txt"), ("夜里也有人值班", other)):
        assert json.loads(_asked(mined, capsys, words, "--json")[0])["hits"][0]["speech"]["path"] == str(path)


def test_a_file_that_was_edited_or_is_gone_is_told(mined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = mined / "旧稿" / "甲.txt"
    kept = file.read_bytes()

    def told() -> tuple[str, object]:
        out, _ = _asked(mined, capsys, "把人定下来", "--cite")
        (line,) = (line for line in out.splitlines() if "文件：" in line)
        hit = json.loads(_asked(mined, capsys, "把人定下来", "--cite", "--json")[0])["hits"][0]
        return line.partition(".txt")[2], hit.get("stale")

    assert told() == ("", None)
    os.utime(file)  # touched, the same bytes
    assert told() == ("", None)
    file.write_bytes(kept + "改了一句。\n".encode())
    assert told() == ("（挖过以后改动了）", "changed")
    file.rename(file.with_name("丁.txt"))
    assert told() == ("（现在不在那里了）", "missing")
    file.write_bytes(kept)
    assert told() == ("", None)


def test_without_its_list_of_sources_a_library_still_answers(mined: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mined / "库" / "sources.json").write_text("{", "utf-8")
    assert "甲.txt\n" in _asked(mined, capsys, "把人定下来", "--cite")[0]


def test_an_older_library_with_names_as_they_were_typed_says_how_to_have_them_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build([Entry("a#1", "先把人定下来。", speech_id="a", path="旧稿/甲.txt")], tmp_path / "库" / "library")
    out, err = _asked(tmp_path, capsys, "把人定下来", "--cite")
    assert "文件：旧稿/甲.txt\n" in out
    assert "再运行一次 drafter mine" in err


def test_after_all_is_forgotten_the_library_is_told_to_be_empty(
    mined: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["mine", "--forget", str(mined / "旧稿"), "--workspace", str(mined / "库")]) == 0
    capsys.readouterr()
    for arguments in (("把人定下来",), ("--move", "开场")):
        assert run(["search", *arguments, "--workspace", str(mined / "库")]) == 1
        assert "先例库是空的" in capsys.readouterr().err


def test_where_there_is_no_library_json_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for workspace in (tmp_path, tmp_path / "没有"):
        assert run(["search", "责任", "--json", "--workspace", str(workspace)]) == 1
        said = capsys.readouterr()
        data = json.loads(said.out)
        assert (data["query"], data["hits"]) == ("责任", [])
        assert said.err == f"drafter：{data['error']}\n"
        assert "还没有先例库" in data["error"]
    assert not (tmp_path / "没有").exists()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A sentence that seven of eight speeches begin with, in one with a label and another character; another in each; a place cut out."""
    texts = ["把今年的账先算清楚，再说明年的打算。"] * 6 + ["一、把今年的帐先算清楚，再说明年的打算！"]
    passages = [(text, f"第{n}村有自己的难处，逐户去听。") for n, text in enumerate([*texts, "到□□镇走一走。"])]
    entries = (
        Entry(f"s{n}#{at}", text, "开场", speech_id=f"s{n}", date=f"20{10 + n}-01-01", occasion=f"第{n}次例会")
        for n, each in enumerate(passages)
        for at, text in enumerate(each, 1)
    )
    build(entries, tmp_path / "library")
    return tmp_path


def test_of_a_listing_the_copies_are_all_counted_however_many_are_listed(many: Path) -> None:
    with Library.open(many / "library") as library:
        counts = {limit: library.search(move="开场", limit=limit) for limit in (2, 3, 4, 40)}
        for limit, hits in counts.items():
            assert [hit.copies for hit in hits] == [hit.copies for hit in counts[40]][:limit]
        (first,) = (hit for hit in counts[40] if "先算清楚" in hit.text)
        assert first.copies == 7
        (of_2012,) = library.search(move="开场", year=2012, limit=1)
        assert of_2012.copies == 1


def test_where_the_copies_are_is_told(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(many / "library") as library:
        hit = library.search("先算清楚", limit=1)[0]
        refs = library.copies(hit.ref)
        assert sorted([hit.ref, *refs]) == [f"s{n}#1" for n in range(7)]
        assert library.copies(hit.ref, year="2011-2012") == tuple(f"s{n}#1" for n in (1, 2) if f"s{n}#1" != hit.ref)
        with pytest.raises(TypeError):
            library.copies(hit.ref, yaer=2011)
    assert run(["search", "先算清楚", "--cite", "--json", "--workspace", str(many)]) == 0
    (told,) = json.loads(capsys.readouterr().out)["hits"]
    assert [each["ref"] for each in told["places"]] == list(refs)
    assert run(["search", "先算清楚", "--cite", "--workspace", str(many)]) == 0
    assert "相同的：" in (out := capsys.readouterr().out)
    assert out.rstrip().endswith("等 6 处")


def test_only_what_says_the_same_is_told_as_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is cited must be what was said; where only a label or 的 is another, that is told, too."""
    texts = ("公安部门要把巡查的责任压得实而又实，一处也不放过。", "水利部门要把巡查的责任压得实而又实，一处也不放过。")
    texts = (*texts, texts[0].replace("。", "！"), texts[0].replace("得", "的"))
    build((Entry(f"s{n}#1", text, speech_id=f"s{n}") for n, text in enumerate(texts)), tmp_path / "library")
    assert run(["search", "部门要把巡查", "--cite", "--json", "--workspace", str(tmp_path)]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert {hit["text"][:2]: hit["copies"] for hit in hits} == {"公安": 3, "水利": 1}
    (places,) = (hit["places"] for hit in hits if hit["copies"] > 1)
    assert sorted(each["same"] for each in places) == [False, True]
    assert run(["search", "公安部门要把巡查", "--cite", "--workspace", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("用字不同") == 1


def test_every_letter_alone_is_answered(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert run(["search", letter, "--json", "--workspace", str(many)]) == 0, letter
        assert "hits" in json.loads(capsys.readouterr().out), letter


def test_what_was_cut_out_is_explained(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "走一走", "--workspace", str(many)]) == 0
    assert "□ 是旧稿里涂去或缺了的字" in capsys.readouterr().err
    assert run(["search", "难处", "--workspace", str(many)]) == 0
    assert "□" not in capsys.readouterr().err
    assert run(["search", "□□", "--workspace", str(many)]) == 1
    assert "请打它旁边的字" in capsys.readouterr().err


def test_years_the_wrong_way_round_are_told(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "难处", "--year", "2013-2011", "--workspace", str(many)]) == 0
    turned = capsys.readouterr()
    assert "按 2011-2013 查" in turned.err
    assert run(["search", "难处", "--year", "2011-2013", "--workspace", str(many)]) == 0
    straight = capsys.readouterr()
    assert (straight.out, "写反" in straight.err) == (turned.out, False)


def test_the_api_takes_paths_as_text_and_says_what_is_wrong(many: Path) -> None:
    assert open_workspace(str(many)).library == many / "library"
    with Library.open(str(many / "library")) as library:
        assert library.values("year", 1)
        with pytest.raises(ValueError, match="nonsense"):
            library.values("nonsense")
    for ask in (
        lambda: library.search("难处"),
        lambda: library.values("move"),
        lambda: library.context("s0#1"),
        lambda: library.suggest("难出"),
    ):
        with pytest.raises(WorkspaceError, match="已经关上"):
            ask()
