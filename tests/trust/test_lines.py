"""A document of lines that repeat themselves, as broken and hostile files do, is understood in bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from drafter.brief.load import load_brief
from drafter.clean.pipeline import clean
from drafter.errors import DrafterError, InvalidData
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
