"""Walking folders and reading files: order, refusals, bounds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.errors import UnreadableFile
from drafter.read.files import MAX_LINES, _bytes_of, find, read

from .fixtures import SAMPLES

TEXT = SAMPLES[0].encode()


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT)
    return folder


def found(folder: Path, **options: int) -> tuple[list[str], tuple[str, ...]]:
    files, problems = find([folder], **options)
    return [path.relative_to(folder).as_posix() for path in files], problems


# --- find ------------------------------------------------------------------------------------------


def test_a_document_of_more_lines_than_any_collection_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_text("\n".join(f"第{number}行的话" for number in range(MAX_LINES + 1)), "utf-8")
    with pytest.raises(UnreadableFile, match="有 100001 行，超过 100000 行的上限，没有读。请拆成几个文件"):
        read(path)


def test_folders_are_walked_in_a_fixed_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.md", "a/10.docx", "c/深/稿.PDF")
    assert found(tmp_path) == (["a/10.docx", "a/2.md", "b.txt", "c/深/稿.PDF"], ())


def test_hidden_and_temporary_files_are_passed_over_and_unknown_kinds_told_of_once(tmp_path: Path) -> None:
    make(
        tmp_path, "稿.txt", ".git/x.txt", "~$稿.docx", "稿.docx.tmp", "Thumbs.db", "图.jpg", "图2.jpg", "表.xlsx", "无"
    )
    assert found(tmp_path) == (["稿.txt"], ("跳过 4 个不认识的文件（无后缀 1 个、.jpg 2 个、.xlsx 1 个）",))


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "甲/稿.txt")
    (tmp_path / "甲" / "回").symlink_to(tmp_path)
    names, problems = found(tmp_path)
    assert names == ["甲/稿.txt"]
    assert len(problems) == 1
    assert "会绕圈" in problems[0]


def test_links_leading_out_are_refused_those_within_are_not_read_twice(tmp_path: Path) -> None:
    inside = make(tmp_path / "里", "稿.txt")
    outside = make(tmp_path / "外", "秘.txt")
    (inside / "出去").symlink_to(outside)
    (inside / "出去.txt").symlink_to(outside / "秘.txt")
    (inside / "又.txt").symlink_to(inside / "稿.txt")
    (inside / "断.txt").symlink_to(inside / "没有.txt")
    names, problems = found(inside)
    assert names == ["稿.txt"]
    assert sum("文件夹之外" in problem for problem in problems) == 2
    assert sum("失效的链接" in problem for problem in problems) == 1


def test_the_same_file_is_listed_once(tmp_path: Path) -> None:
    make(tmp_path, "a/稿.txt")
    files, _ = find([tmp_path / "a" / "稿.txt", tmp_path, tmp_path / "a"])
    assert files == (tmp_path / "a" / "稿.txt",)


def test_the_number_of_files_is_bounded(tmp_path: Path) -> None:
    make(tmp_path, *(f"{n:02}.txt" for n in range(12)))
    names, problems = found(tmp_path, max_files=10)
    assert len(names) == 10
    assert "超过 10 个" in problems[0]


def test_a_named_pipe_does_not_stop_the_walk(tmp_path: Path) -> None:
    make(tmp_path, "稿.txt")
    os.mkfifo(tmp_path / "管.txt")
    names, problems = found(tmp_path)
    assert names == ["稿.txt"]
    assert "管道" in problems[0]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="files that hold more than their size")
def test_of_a_file_that_holds_more_than_it_said_no_more_is_read_than_may_be() -> None:
    with pytest.raises(UnreadableFile, match="上限"):
        _bytes_of(Path("/proc/self/environ"), 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="root 什么都读得了")
def test_unreadable_folders_are_told_of(tmp_path: Path) -> None:
    make(tmp_path, "锁/稿.txt", "开/稿.txt")
    (tmp_path / "锁").chmod(0)
    try:
        names, problems = found(tmp_path)
    finally:
        (tmp_path / "锁").chmod(0o700)
    assert names == ["开/稿.txt"]
    assert "没有读取权限" in problems[0]


def test_a_missing_path_is_left_for_read_to_refuse(tmp_path: Path) -> None:
    files, _ = find([tmp_path / "没有.txt"])
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read(files[0])


# --- read ------------------------------------------------------------------------------------------


def test_a_document_holds_its_path_encoding_hash_and_lines(tmp_path: Path) -> None:
    path = make(tmp_path, "稿.txt") / "稿.txt"
    (document,) = read(path)
    assert (document.path, document.encoding) == (str(path), "utf-8")
    assert document.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert [block.text for block in document.blocks] == [SAMPLES[0]]


def test_every_refusal_names_the_file_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "夹.txt").mkdir()
    (tmp_path / "空.txt").touch()
    (tmp_path / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "断.txt").symlink_to(tmp_path / "没了")
    (tmp_path / "怪.xyz").write_bytes(TEXT)
    os.mkfifo(tmp_path / "管.txt")
    expected = {
        "没有.txt": "没有这个文件",
        "夹.txt": "这是文件夹",
        "空.txt": "文件是空的",
        "图.txt": "PNG 图片",
        "断.txt": "失效的链接",
        "怪.xyz": "不认识的文件类型",
        "管.txt": "不是普通文件",
    }
    for name, reason in expected.items():
        with pytest.raises(UnreadableFile, match=reason) as refusal:
            read(tmp_path / name)
        assert str(refusal.value).startswith(str(tmp_path / name))


def test_a_file_of_200_mb_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match="文件有 200 MB，超过 64 MB 的上限"):
        read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root 什么都读得了")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = make(tmp_path, "锁.txt") / "锁.txt"
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="没有读取权限"):
        read(path)


def test_utf16_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes("\n".join(SAMPLES).encode("utf-16-le"))
    (document,) = read(path)
    assert document.encoding == "utf-16-le"
    assert [block.text for block in document.blocks] == list(SAMPLES)


def test_reading_text_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    path = make(tmp_path, "稿.txt") / "稿.txt"
    code = (
        "import sys; from pathlib import Path; from drafter.read.files import read; read(Path(sys.argv[1])); "
        "print([name for name in ('docx', 'lxml', 'pypdf') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert shown.stdout.strip() == "[]"
