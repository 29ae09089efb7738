"""What is written is read back equal, whatever is in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank.load import load_bank
from drafter.bank.model import Bank, Evidence, Frame
from drafter.bank.write import frames_file, scalar, sets_file, topics_file
from drafter.shipped import shipped
from drafter.strict_yaml import load_text

TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp")), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)


@given(TEXT)
def test_a_scalar_is_read_back_as_it_was(text: str) -> None:
    assert load_text(f"值: {scalar(text)}\n", "甲").value == {"值": text}
    assert load_text(f"值: [{scalar(text, flow=True)}, 乙]\n", "甲").value == {"值": [text, "乙"]}


@pytest.mark.parametrize(
    "text", ["no", "12:30", "甲: 乙", "# 注", "- 丙", "<会议>", "*甲", "“引”", "甲, 乙", "1.", "null"]
)
def test_scalars_that_yaml_would_take_for_something_else(text: str) -> None:
    assert load_text(f"值: [{scalar(text, flow=True)}]\n", "甲").value == {"值": [text]}


@settings(max_examples=30)
@given(TEXT.filter(lambda text: not set(text) & set("{}｛｝")), st.integers(min_value=0, max_value=99))
def test_a_frame_survives_writing(tmp_path_factory: pytest.TempPathFactory, text: str, count: int) -> None:
    frame = Frame(
        "甲-1", "开场", "会议任务", text.replace("<", "《").replace(">", "》"), evidence=Evidence("mined", count, count)
    )
    folder = tmp_path_factory.mktemp("bank")
    (folder / "frames.yaml").write_text(frames_file([frame], "程序生成"), encoding="utf-8")
    assert load_bank([folder]).frames == (frame,)


def test_the_shipped_bank_survives_being_written_again(tmp_path: Path, bank: Bank) -> None:
    (tmp_path / "frames.yaml").write_text(frames_file(bank.frames), encoding="utf-8")
    (tmp_path / "sets.yaml").write_text(sets_file(bank.sets), encoding="utf-8")
    (tmp_path / "topics").mkdir()
    for number, field in enumerate(sorted({topic.field for topic in bank.topics})):
        text = topics_file(field, [topic for topic in bank.topics if topic.field == field])
        (tmp_path / "topics" / f"{number}.yaml").write_text(text, encoding="utf-8")
    again = load_bank([tmp_path])
    assert again.frames == bank.frames
    assert again.sets == bank.sets
    assert {topic.id: topic for topic in again.topics} == {topic.id: topic for topic in bank.topics}
    assert shipped("phrasebank").is_dir()
