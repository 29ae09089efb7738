"""What other systems and consoles ask for: signs a code page has, plain refusals."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from drafter.cli.compose import _readable, hear_all
from drafter.cli.main import run
from drafter.compose import console
from drafter.compose.lines import HELP, said
from drafter.compose.state import Mode
from drafter.compose.teletype import UNREAD
from drafter.compose.view.frame import draw
from drafter.compose.view.picture import FINE_MARKS, PLAIN_MARKS
from drafter.errors import DrafterError
from tests.compose.conftest import Writer


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5"])
def test_every_screen_can_be_shown_in_a_chinese_code_page(writer: Writer, encoding: str) -> None:
    """What the composer itself says; the bank is simplified Chinese, and a big5 console is held to the signs only."""
    shown: list[str] = list(HELP)
    keys: tuple[tuple[str, ...], ...] = (
        (),
        ("right", " "),
        ("escape", "d"),
        ("g",),
        ("escape", "b"),
        ("enter",),
        ("escape", "/"),
        ("escape", "escape", "f1"),
        ("escape", "q"),
    )
    modes: set[Mode] = set()
    for pressed in keys:
        writer.press(*pressed).done()
        modes.add(writer.state.mode)
        shown.append(draw(writer.desk, writer.state, 80, 60, PLAIN_MARKS).text())
        shown += said(writer.desk, writer.state)
    assert {"outline", "candidates", "form", "search", "help", "end"} <= modes
    text = "\n".join(shown)
    if encoding == "big5":
        text = "".join(char for char in text if not "\u4e00" <= char <= "\u9fff")
    assert not {char for char in text if not _fits(char, encoding)}


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("encoding", "term", "page", "fine"),
    [
        ("utf-8", "xterm", 0, True),
        ("utf-8", "xterm", 65001, True),
        ("utf-8", "xterm", 936, False),
        ("gbk", "xterm", 0, False),
        ("utf-8", "linux", 0, False),
        (None, "xterm", 0, False),
    ],
)
def test_the_signs_fit_the_console(
    monkeypatch: pytest.MonkeyPatch, encoding: str | None, term: str, page: int, fine: bool
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding) if encoding else io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(console, "_code_page", lambda: page)
    assert console.fitting_marks() is (FINE_MARKS if fine else PLAIN_MARKS)


def test_a_console_without_chinese_is_told_in_letters_it_can_show(capsys: pytest.CaptureFixture[str]) -> None:
    for encoding in ("ascii", "latin-1", "cp437", None):
        with pytest.raises(DrafterError, match="UTF-8"):
            _readable(encoding)
        assert capsys.readouterr().err.isascii()
    for encoding in ("utf-8", "gbk", "gb18030"):
        _readable(encoding)


def test_a_line_is_heard_in_what_a_gbk_console_sends_and_no_byte_stops_the_session() -> None:
    for encoding, sent in (("gbk", "㙍溪供水\n".encode("gb18030")), ("utf-8", "㙍溪供水\n".encode())):
        stream = io.TextIOWrapper(io.BytesIO(sent + b"\x82\xff\n"), encoding=encoding)
        hear_all(stream)
        assert stream.readline() == "㙍溪供水\n"
        assert UNREAD in stream.readline()


@pytest.mark.parametrize("arguments", [["compose"], ["compose", "简要.yaml"], ["compose", "--plain"]])
def test_without_a_terminal_one_message_names_outline(
    tmp_path: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "drafter outline" in told.err
    assert list(tmp_path.iterdir()) == []
