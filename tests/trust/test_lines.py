"""A document of lines that repeat themselves, as broken and hostile files do, is understood in bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from drafter.bank.entries import entries_in
from drafter.bank.inspect import remarks
from drafter.bank.load import load_bank
from drafter.brief.load import load_brief
from drafter.clean.pipeline import clean
from drafter.errors import MOST_SHOWN, DrafterError, InvalidData
from drafter.label.decode import label
from drafter.label.model import Model, load_model
from drafter.read.files import read_bytes
from drafter.read.options import Options
from drafter.shipped import shipped
from drafter.split.pipeline import split

PIECES = (
    *" \t\u3000-=_*#>|<&;:：,，.。、“”\"'（）()[]【】《》{}?？!…—~`%\\/@a1一甲年",
    *("<!--", "- ", "甲，", "一、", "（一）", "1.", "甲 ", "2026年", "3月", "讲话", "同志", "& ", "**", "“甲", "（甲"),
    *("【待填：", "第一页", "?奥", "gong ", "要"),
)
HEAD = "在全县工作会议上的讲话\n\n同志们：\n\n今天，我们召开全县护林防火工作会议，主要任务是部署工作。\n\n"


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(shipped("phrasebank") / "moves.yaml")


@pytest.mark.parametrize("piece", PIECES)
def test_no_line_takes_for_ever(piece: str, model: Model) -> None:
    for body in (piece * 2000 + "甲。", (piece * 30 + "甲。\n") * 60, (piece * 30 + "\n") * 60):
        data = f"{HEAD}{body}\n各乡镇要抓紧落实。\n谢谢大家！\n".encode()
        started = time.process_time()
        try:
            document = read_bytes(data, "a.txt", Options())
        except DrafterError:
            continue
        speeches, _, _ = split(clean(document.blocks), "a.txt", document.sha256)
        for speech in speeches:
            label(speech, model, {})
        assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "body",
    ["意见:\n" + "- 甲乙\n" * 390_000, "意见: [" + "甲," * 399_000 + "]", "会议: 乙\n" * 280_000, "{甲:乙," * 280_000],
    ids=["list", "flow", "twice", "open"],
)
def test_a_huge_brief_is_refused_at_once_with_its_line(body: str, tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(f"会议: 甲\n{body}\n", "utf-8")
    started = time.process_time()
    with pytest.raises(InvalidData, match=r"第 \d+ 行"):
        load_brief(path)
    assert time.process_time() - started < 2


LONG_KEYS = [f"{number:04}{'会' * 330}" for number in range(3900)]


@pytest.mark.parametrize(
    "text",
    [
        "场合: " + "会" * 20_000 + "\n会议: 甲\n意见: [乙]",
        "会议: 甲\n意见: [乙]\n" + "".join(f"{key}: 丙\n" for key in LONG_KEYS),
        "会议: 甲\n意见: [{主题: 乙, " + ", ".join(f"{key}: 丙" for key in LONG_KEYS) + "}]",
        "会议: 甲\n意见: [{主题: 乙, " + ", ".join(LONG_KEYS) + "}]",
        "会议: 甲\n意见: [乙]\n"
        + "".join(f"会议意见主题保障结束风格选定场合标题{number}: 丙\n" for number in range(4900)),
    ],
    ids=["value", "keys", "point", "bare", "near"],
)
def test_a_brief_of_long_or_many_unknown_words_is_refused_at_once_and_in_few_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(f"{text}\n", "utf-8")
    started = time.process_time()
    with pytest.raises(InvalidData, match="不认识") as refused:
        load_brief(path, ("工作会议", "推进会"))
    assert time.process_time() - started < 2
    assert len(str(refused.value)) < 30_000
    assert "会" * 100 not in str(refused.value)


@pytest.mark.parametrize("size", [300, 5000])
def test_a_bank_of_many_unknown_steps_is_refused_in_little_time(size: int, tmp_path: Path) -> None:
    (tmp_path / "moves.yaml").write_text(
        "语步:\n- {名称: 甲, 步骤: [" + ", ".join(f"{{名称: 步骤第{number}}}" for number in range(size)) + "]}\n",
        "utf-8",
    )
    rows = (f"- {{id: 乙{number}, 步骤: 步骤几{number}, 文: 丙}}\n" for number in range(size))
    (tmp_path / "frames.yaml").write_text("语步: 甲\n框架:\n" + "".join(rows), "utf-8")
    started = time.process_time()
    with pytest.raises(InvalidData, match="是否为“步骤第1”？") as refused:
        load_bank([tmp_path])
    assert len(refused.value.problems) == size
    assert sum("是否为" in each for each in refused.value.problems) <= MOST_SHOWN
    assert time.process_time() - started < 8


def test_frames_of_thousands_of_strange_slots_are_looked_through_in_little_time(tmp_path: Path) -> None:
    names = [f"{chr(0x4E00 + number % 97)}{chr(0x5E00 + number // 97)}丙" for number in range(4000)]
    rows = (f"- {{id: 乙{number}, 步骤: 会议任务, 文: 甲<{name}>}}\n" for number, name in enumerate(names))
    path = tmp_path / "frames.yaml"
    path.write_text("语步: 开场\n框架:\n" + "".join(rows), "utf-8")
    entries, bank = entries_in(path, path.read_text("utf-8")), load_bank([tmp_path])
    started = time.process_time()
    assert len([remark for remark in remarks(entries, bank) if "空位" in remark.text]) == 4000
    assert time.process_time() - started < 6
