from pathlib import Path

from drafter.bank.load import load_bank
from drafter.mine.mine import Mined, mine
from drafter.mine.write import mined_files
from tests.mine.speeches import four


def test_what_is_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    mined = mine(four())
    assert mined.frames
    for name, text in mined_files(mined).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    bank = load_bank([tmp_path], unreviewed=tmp_path)
    assert (bank.frames, bank.sets, bank.topics) == (mined.frames, mined.sets, mined.topics)


def test_every_file_says_that_it_is_the_program_s() -> None:
    for text in mined_files(mine([])).values():
        assert text.startswith("# 程序生成，勿手改")


def test_the_same_speeches_give_the_same_bytes_in_any_order() -> None:
    assert mined_files(mine(four())) == mined_files(mine(four()[::-1]))
    assert set(mined_files(Mined((), (), ()))) == {"frames.yaml", "sets.yaml", "topics.yaml"}
