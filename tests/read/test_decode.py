"""Encodings are told apart, nothing is lost, and what is damaged is refused with its lines."""

from __future__ import annotations

import codecs
import random
from collections import Counter
from functools import cache

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import UnreadableFile
from drafter.read.decode import decode, split_lines

from .fixtures import SAMPLES

CODECS = ("utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be")
TRADITIONAL = opencc.OpenCC("s2tw").convert


@cache  # one for all codecs
def passages(length: int) -> list[str]:
    """Stretches of `length` characters beginning all over the samples' run, in simplified and traditional: some forty, of
    long ones ten, which have nearly all in common."""
    run = "".join(SAMPLES)
    while len(run) < 2 * length + 200:
        run += "\n".join(SAMPLES[::-1]) + "".join(SAMPLES[1::2])
    step = max(1, (len(run) - length) // (40 if length <= 1000 else 10))
    windows = [run[start : start + length] for start in range(0, len(run) - length, step)]
    return windows + [TRADITIONAL(window) for window in windows]


@pytest.mark.parametrize("length", [10, 30, 100, 1000, 10_000])
@pytest.mark.parametrize("codec", CODECS)
def test_every_passage_from_ten_characters_on_is_read_back_as_it_was_written(codec: str, length: int) -> None:
    wrong = []
    for passage in passages(length):
        try:
            data = passage.encode(codec)
        except UnicodeEncodeError:  # simplified characters are not in Big5
            continue
        text, _ = decode(data, "稿.txt")
        if text != passage:
            wrong.append((passage[:20], text[:20]))
    assert wrong == []


@pytest.mark.parametrize(("codec", "share"), [("utf-8", 1.0), ("gb18030", 0.99), ("cp950", 0.95), ("utf-16-le", 0.95)])
def test_even_four_characters_mostly_suffice(codec: str, share: float) -> None:
    count = Counter()
    for passage in passages(4):
        try:
            data = passage.encode(codec)
        except UnicodeEncodeError:
            continue
        try:
            count[decode(data, "稿.txt")[0] == passage] += 1
        except UnreadableFile:
            count[False] += 1
    assert count[True] >= share * count.total()


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(bom: bytes, codec: str) -> None:
    assert decode(bom + "林".encode(codec), "稿.txt") == ("林", codec)


def test_plain_english_is_not_taken_for_utf16() -> None:
    assert decode(b"Bush hid the facts", "a.txt") == ("Bush hid the facts", "utf-8")


def test_a_long_english_head_does_not_hide_the_chinese_behind_it() -> None:
    text = "english line\n" * 20_000 + SAMPLES[0]
    assert decode(text.encode("gb18030"), "稿.txt") == (text, "gb18030")


@pytest.mark.parametrize("length", [30, 100, 1000, 10_000])
def test_damaged_utf8_is_refused_never_read_as_something_else(length: int) -> None:
    dice = random.Random(length)
    for passage in passages(length):
        data = bytearray(passage.encode())
        for _ in range(1 if length < 1000 else 3):
            del data[dice.randrange(len(data))]
        try:
            bytes(data).decode("utf-8")
        except UnicodeDecodeError:
            with pytest.raises(UnreadableFile, match="UTF-8"):
                decode(bytes(data), "稿.txt")


def test_the_refusal_names_the_damaged_lines() -> None:
    lines = [sample.encode() for sample in SAMPLES]
    lines[1] = lines[1][:-1]
    lines[4] = b"\xff" + lines[4]
    with pytest.raises(UnreadableFile, match=r"稿\.txt：按 UTF-8 编码读，第 2、5 行有损坏的字节"):
        decode(b"\n".join(lines), "稿.txt")


def test_damage_far_behind_the_scored_part_is_found_too() -> None:
    data = ("\n".join(SAMPLES) + "\n").encode("gb18030") * 500
    with pytest.raises(UnreadableFile, match="GB18030 编码读，第 4001 行"):
        decode(data + b"\xff\xff", "稿.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        bytes(range(256)) * 8,
        SAMPLES[0].encode() + b"\x00\x00" + SAMPLES[1].encode(),
        random.Random(5).randbytes(5000),
        "本日はお忙しい中、ご出席いただき誠にありがとうございます。".encode("euc_jp"),
        "오늘 회의에 참석해 주셔서 감사합니다. 업무에 대해 설명드리겠습니다.".encode("euc_kr"),
        "Сегодня мы собрались на совещание, чтобы обсудить итоги.".encode("cp1251"),
    ],
    ids=["png", "bytes", "nul", "noise", "japanese", "korean", "russian"],
)
def test_what_is_no_chinese_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"文本|编码"):
        decode(data, "图.txt")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "　　\n".encode()])
def test_empty_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"空的|没有文字"):
        decode(data, "空.txt")


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_read_whole_or_refused(data: bytes) -> None:
    try:
        text, codec = decode(data, "x.txt")
    except UnreadableFile:
        return
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    again = text.encode(codec)
    assert again == data or any(mark + again == data for mark in marks) or text == data.decode(codec)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1).filter(str.strip))
def test_any_utf8_text_long_enough_to_be_sure_of_comes_back(text: str) -> None:
    text = SAMPLES[0] + SAMPLES[1] + text
    assert decode(text.encode(), "x.txt") == (text, "utf-8")


def test_lines_end_as_every_system_ends_them() -> None:
    assert split_lines("甲\r\n乙\r丙\n丁\u2028戊\x0c己") == ["甲", "乙", "丙", "丁", "戊", "己"]
