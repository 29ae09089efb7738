"""Zip folders: names, bounds, and what stays closed."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from drafter.container import MEGABYTE
from drafter.errors import UnreadableFile
from drafter.read.archive import Budget, members
from drafter.read.files import REPETITION_FROM, read, read_all

from .fixtures import SAMPLES, archive, docx, paragraph

TEXT = SAMPLES[0].encode()


def zipped(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "包.zip"
    path.write_bytes(archive(files))
    return path


def test_members_are_documents_named_by_their_way(tmp_path: Path) -> None:
    path = zipped(
        tmp_path,
        {"乙/二.docx": docx(paragraph("第二篇")), "甲.txt": TEXT, ".隐.txt": TEXT, "~$甲.docx": b"x", "图.png": b"x"},
    )
    reading = read_all(path)
    assert [document.path for document in reading.documents] == [f"{path}/乙/二.docx", f"{path}/甲.txt"]
    assert reading.problems == (f"{path}：跳过 1 个不认识的文件（.png 1 个）",)


def test_names_without_the_utf8_flag_are_gbk(tmp_path: Path) -> None:
    data = archive({"XXXX.txt": TEXT}).replace(b"XXXX", "讲话".encode("gbk"))
    (tmp_path / "包.zip").write_bytes(data)
    assert read(tmp_path / "包.zip")[0].path.endswith("包.zip/讲话.txt")


def test_a_bad_member_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"好.txt": TEXT, "坏.docx": b"PK\x03\x04nonsense", "空.txt": b""})
    reading = read_all(path)
    assert [document.blocks[0].text for document in reading.documents] == [SAMPLES[0]]
    assert len(reading.problems) == 2
    assert any("坏.docx：文件已损坏" in problem for problem in reading.problems)


def test_a_zip_in_the_zip_is_opened_but_not_one_deeper(tmp_path: Path) -> None:
    inner = archive({"里.txt": TEXT, "更里.zip": archive({"底.txt": TEXT})})
    reading = read_all(zipped(tmp_path, {"中.zip": inner}))
    assert [Path(document.path).name for document in reading.documents] == ["里.txt"]
    assert "太多层" in reading.problems[0]


@pytest.mark.parametrize("name", ["../逃.txt", "/绝对.txt", "甲/../../逃.txt", "C:/盘.txt", "..\\逃.txt"])
def test_paths_leading_out_are_refused(tmp_path: Path, name: str) -> None:
    reading = read_all(zipped(tmp_path, {name: TEXT, "好.txt": TEXT}))
    assert len(reading.documents) == 1
    assert "指向包外" in reading.problems[0]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "弹.zip"
    path.write_bytes(archive({"大.txt": b"\x20" * 50_000_000}, level=9))
    with pytest.raises(UnreadableFile, match=r"解压后有 48 MB.*压缩炸弹"):
        read(path)


def test_a_directory_that_lies_about_sizes_does_not_get_more_out() -> None:
    data = archive({"大.txt": b"\x20" * (64 * MEGABYTE)})
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        size = container.infolist()[0].file_size.to_bytes(4, "little")
    lying = data.replace(size, (1000).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        ((_, refused),) = members(lying, "谎.zip", 0, Budget(), lambda _: True)
        assert "损坏" in str(refused)
        assert tracemalloc.get_traced_memory()[1] < 8 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_zips_within_share_one_allowance() -> None:
    budget = Budget(left=len(TEXT) + 10)
    data = archive({"一.txt": TEXT, "二.txt": TEXT})
    first = dict(members(data, "外.zip", 0, budget, lambda _: True))
    assert first["外.zip/一.txt"] == TEXT
    assert "总量太大" in str(first["外.zip/二.txt"])
    assert budget.left == 10
    inner = dict(members(archive({"三.txt": TEXT}), "外.zip/内.zip", 1, budget, lambda _: True))
    assert "总量太大" in str(inner["外.zip/内.zip/三.txt"])


def test_zips_within_share_one_count_of_files_and_each_that_is_not_read_is_named(tmp_path: Path) -> None:
    many = archive({f"{n:03}.txt": b"x" for n in range(499)})  # nothing to read in any, so that the test is quick
    reading = read_all(zipped(tmp_path, {**{f"{n:02}.zip": many for n in range(12)}, "99.txt": TEXT}))
    unread = [problem for problem in reading.problems if "一共超过 5000 个文件" in problem]
    assert [problem.split("：")[0][-6:] for problem in unread] == ["09.zip", "10.zip", "11.zip"]
    assert [Path(document.path).name for document in reading.documents][-1] == "99.txt"


def test_too_many_members(tmp_path: Path) -> None:
    path = zipped(tmp_path, {f"{n}.txt": b"x" for n in range(5001)})
    with pytest.raises(UnreadableFile, match="5001 个文件"):
        read(path)


def test_a_cut_off_zip(tmp_path: Path) -> None:
    path = tmp_path / "断.zip"
    path.write_bytes(archive({"甲.txt": TEXT})[:-30])
    with pytest.raises(UnreadableFile, match="损坏"):
        read(path)


def test_the_total_is_bounded_however_little_it_was_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path, {"一.txt": TEXT, "二.txt": TEXT})
    monkeypatch.setattr("drafter.container.MAX_TOTAL", 2 * len(TEXT))
    assert len(read_all(path).documents) == 2
    monkeypatch.setattr("drafter.container.MAX_TOTAL", 2 * len(TEXT) - 1)
    with pytest.raises(UnreadableFile, match="大得不正常"):
        read_all(path)


def test_many_small_members_are_a_bomb_together(tmp_path: Path) -> None:
    """Each of them stays below the size from which one alone is looked at."""
    path = zipped(tmp_path, {f"{n}.txt": b"\n" * (4 * MEGABYTE) for n in range(3)})
    with pytest.raises(UnreadableFile, match="解压后有 12 MB，大得不正常"):
        read_all(path)


def test_a_bomb_among_members_that_are_none_is_one(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"弹.txt": b"\n" * (16 * MEGABYTE), "图.txt": random.Random(1).randbytes(MEGABYTE // 2)})
    with pytest.raises(UnreadableFile, match="解压后有 16 MB，大得不正常"):
        read_all(path)


def test_members_that_lie_over_one_another_are_a_bomb(tmp_path: Path) -> None:
    """One packed text listed many times: each time it counts as packed anew."""
    data = archive({"甲.txt": random.Random(1).randbytes(MEGABYTE // 25) + b"\n" * (4 * MEGABYTE)})
    end = data.rindex(b"PK\5\6")
    size, start = struct.unpack("<II", data[end + 12 : end + 20])
    times = 50
    told = struct.pack("<HHII", times, times, size * times, start)
    listed = data[start : start + size] * times
    (tmp_path / "叠.zip").write_bytes(data[:start] + listed + data[end : end + 8] + told + data[end + 20 :])
    with pytest.raises(UnreadableFile, match="解压后有 202 MB，大得不正常"):
        read_all(tmp_path / "叠.zip")


def test_a_long_text_of_nothing_but_repetition_is_not_read(tmp_path: Path) -> None:
    """In a zip as beside one; a short text, and a long one that says something, are."""
    ordinary = "".join(f"第{n * n}项工作要抓紧抓实，{n * 7919 % 10007}户群众受益。\n" for n in range(12_000))
    assert len(ordinary) > REPETITION_FROM
    texts = {
        "甲.txt": "甲" * REPETITION_FROM,
        "乙.txt": "甲乙丙丁戊\n" * (REPETITION_FROM // 5),
        "短.txt": "甲" * 9999,
        "长.txt": ordinary,
    }
    reading = read_all(zipped(tmp_path, {name: text.encode() for name, text in texts.items()}))
    assert [Path(document.path).name for document in reading.documents] == ["短.txt", "长.txt"]
    assert [problem.partition("：")[2][:15] for problem in reading.problems] == ["几十万字只是同样几个字的重复，"] * 2
