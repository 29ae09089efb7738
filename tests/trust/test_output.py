"""No verb lets text of others act on the terminal, or writes it raw to a file; none asks the network for anything."""

from __future__ import annotations

import io
import json
import os
import socket
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from drafter.cli.main import VERBS, run
from drafter.compose.desk import Desk
from drafter.compose.doing import begin
from drafter.compose.journal import Session
from drafter.compose.state import Entry, Mode, State
from drafter.compose.view.frame import draw
from drafter.flow.drafting import open_drafting
from drafter.keep.workspace import Workspace
from drafter.language.visible import visible
from tests.command import drafter
from tests.trust.hostile import EVIL, HIDDEN, NAMES, SPEECH, fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows allows no such file names")

BRIEF, BROKEN = f"简要{HIDDEN}.yaml", f"坏{EVIL}.yaml"
# In this order: each may stand on what the ones before left in the workspace.
COMMANDS = [
    ["mine", "旧稿"],
    ["mine", "旧稿", f"没有{EVIL}.txt"],
    ["mine", "--not-duplicate", f"甲{EVIL}", "乙\n丙"],
    ["moves", *(f"旧稿/{name}" for name in NAMES)],
    ["moves", "--json", "旧稿"],
    ["moves", f"没有{EVIL}\n.txt"],
    ["moves", "--corrections", f"没有{EVIL}\n.json"],
    ["search", f"护林{HIDDEN}防火"],
    ["search", "护林防火", "--full", "--cite", "--context", "2"],
    ["search", "护林防火", "--json"],
    ["search", f"查不到{EVIL}"],
    ["search", "--speaker", f"某{EVIL}"],
    ["search", "--like", f"无{EVIL}#1"],
    ["outline", BRIEF],
    ["outline", BRIEF, "--explain"],
    ["outline", BRIEF, "--json", "--explain"],
    ["outline", BRIEF, BRIEF.replace("简", "./简"), "-o", f"夹{EVIL}/"],
    ["outline", BRIEF, "-o", f"夹{EVIL}/"],
    *(["outline", BRIEF, "-o", f"稿{HIDDEN}.{form}", "--explain"] for form in ("md", "txt", "html", "json", "docx")),
    ["outline", BRIEF, "-o", f"稿{HIDDEN}.{EVIL}"],
    ["outline", BROKEN],
    ["outline", f"没有{EVIL}\n.yaml"],
    ["outline", BRIEF, "--reference", f"没有{EVIL}\n.docx", "-o", "a.docx"],
    ["outline", BRIEF, f"--没有{EVIL}"],
    ["outline", BRIEF, "--format", f"x{EVIL}"],
    ["skeleton", f"旧稿/{NAMES[0]}"],
    ["skeleton", f"旧稿/{NAMES[0]}", "--brief"],
    ["skeleton", f"旧稿/{NAMES[0]}", "--brief", "-o", f"抽{HIDDEN}.yaml"],
    ["skeleton", f"旧稿/坏{EVIL}.docx"],
    ["check", f"旧稿/{NAMES[0]}", "--brief", BRIEF],
    ["check", f"稿{HIDDEN}.md", "--json"],
    ["check", BRIEF],
    ["check", BROKEN],
    ["check", f"没有{EVIL}\n.md"],
    ["trace", f"稿{HIDDEN}.md"],
    ["trace", f"稿{HIDDEN}.docx"],
    ["trace", f"稿{HIDDEN}.docx", "--json"],
    ["trace", f"旧稿/{NAMES[1]}"],
    ["bank", "list"],
    ["bank", "list", f"没有{EVIL}\n"],
    ["bank", "show", f"evil-1{EVIL}"],
    ["bank", "show", "evil-1" + EVIL[:3]],
    ["bank", "validate"],
    ["bank", "validate", "同事的坏库"],
    ["bank", "merge", "同事"],
    ["bank", "merge", "同事", "--theirs"],
    ["bank", "merge", f"没有{EVIL}\n"],
    ["bank", "review", "--list"],
    ["bank", "review", "--accept-range", "2"],
    ["brief", "check", BRIEF, BROKEN],
    ["brief", "new", f"某{EVIL}\n会"],
    ["brief", "new", "推进会", "-o", BRIEF],
    ["brief", "new", "推进会", "-o", f"新{HIDDEN}.yaml"],
    ["compose", BRIEF],
    ["doctor"],
    ["doctor", "--repair"],
    ["mine", "--forget", f"旧稿/{NAMES[0]}"],
    ["mine", "--forget", f"没有{EVIL}\n"],
    [f"没有{EVIL}"],
]


GIVEN: set[Path] = set()
"""What stands in the folder before any command."""
DRIVEN: list[list[str]] = []
"""The commands that were run there."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("hostile")
    fill(path)
    GIVEN.update(path.rglob("*"))
    before = Path.cwd()
    os.chdir(path)
    yield path
    os.chdir(before)
    GIVEN.clear()
    DRIVEN.clear()


def _drive(command: list[str], folder: Path) -> int:
    DRIVEN.append(command)
    return run([*command, "--workspace", str(folder / "ws")] if command[0] in VERBS else command)


@pytest.fixture
def left(folder: Path) -> list[Path]:
    """What all the commands left behind, whatever tests were run before."""
    for command in COMMANDS:
        if command not in DRIVEN:
            _drive(command, folder)
    return [path for path in folder.rglob("*") if path not in GIVEN]


NETWORK: list[str] = []
"""What the interpreter was asked to do with sockets since the list was emptied."""


@pytest.fixture(scope="module")
def listening() -> None:
    def heard(event: str, arguments: tuple[object, ...]) -> None:
        # gethostname asks nobody else; sockets of the family unix stay within the machine.
        if event.startswith("socket.") and event != "socket.gethostname":
            family = arguments[1] if event == "socket.__new__" and len(arguments) > 1 else None
            if family != getattr(socket, "AF_UNIX", object()):
                NETWORK.append(event)

    sys.addaudithook(heard)


@pytest.mark.usefixtures("socket_enabled", "listening")
def test_what_listens_hears() -> None:
    """Else the silence below would mean nothing."""
    NETWORK.clear()
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
    assert NETWORK == ["socket.__new__"]


def test_every_verb_is_driven() -> None:
    assert {command[0] for command in COMMANDS} >= set(VERBS)


@pytest.mark.usefixtures("socket_enabled", "listening")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: ascii(" ".join(command))[1:60])
def test_nothing_raw_reaches_the_screen(command: list[str], folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    NETWORK.clear()
    status = _drive(command, folder)
    shown = capfd.readouterr()
    assert not NETWORK  # with sockets allowed, so that no refusal was swallowed
    assert status in (0, 1, 2)
    for stream in (shown.out, shown.err):
        raw = {character for character in stream if visible(character) != character}
        assert not raw, f"{raw!r} in {stream[:2000]!r}"
    # A name or a value must not begin a line that looks like the program's own word.
    assert not any(line.startswith("drafter：一切正常") or line == "假行" for line in shown.err.splitlines())
    assert "出了意外" not in shown.err, shown.err
    assert "Traceback" not in shown.err
    if "--json" in command and shown.out:
        json.loads(shown.out)


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Every text a file holds, a docx part by part."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield f"{path.name}/{name}", archive.read(name).decode("utf-8")
    else:
        yield path.name, data.decode("utf-8")


def test_nothing_raw_was_written(left: list[Path]) -> None:
    files = [path for path in left if path.suffix in (".yaml", ".json", ".jsonl", ".md", ".txt", ".html", ".docx")]
    assert {path.suffix for path in files} >= {".md", ".txt", ".html", ".json", ".docx", ".yaml"}
    for path in files:
        for name, text in _texts(path):
            raw = {character for character in text if visible(character) != character}
            assert not raw, f"{raw!r} in {name!r}"


def test_everything_written_is_private(left: list[Path]) -> None:
    """Nobody else reads what any verb leaves behind."""
    assert {path.name[0] for path in left} >= set("稿夹抽新")  # outline, into a folder, skeleton, brief new
    assert {path.name for path in left} >= {"library", "mined", "sources", "cache", "traces", "ledger.json"}
    for path in left:
        assert stat.S_IMODE(path.lstat().st_mode) == (0o700 if path.is_dir() else 0o600), path


_KILLED = """
import os, sys
def ending(event, arguments):
    if event == "os.chmod" and isinstance(arguments[0], int):
        os.kill(os.getpid(), 9)
sys.addaudithook(ending)
from drafter.cli.main import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="knows no modes")
def test_what_is_half_written_is_private_too(tmp_path: Path) -> None:
    """Killed before a library's files are closed to others, and so before anybody could mend what it made."""
    (tmp_path / "稿.txt").write_text(SPEECH, "utf-8")
    command = [sys.executable, "-c", f"import os; os.umask(0o022)\n{_KILLED}"]
    done = subprocess.run([*command, "mine", "稿.txt", "--workspace", "区"], cwd=tmp_path, check=False)
    assert done.returncode == -9
    written = [path for path in (tmp_path / "区").rglob("*") if not path.is_dir()]
    assert any(path.parent.parent.name == "library" for path in written)
    assert {path for path in written if stat.S_IMODE(path.lstat().st_mode) != 0o600} == set()


@pytest.mark.parametrize("mode", get_args(Mode))
def test_nothing_raw_reaches_the_composers_screen(mode: str, folder: Path) -> None:
    drafting = open_drafting(folder / "ws")
    desk = Desk(drafting.bank, ())
    session = Session(Path(BRIEF), Workspace(folder / "ws"), desk.occasions)
    try:
        state = begin(desk, session, False)
    finally:
        session.close()
    entries = (Entry(f"打开 {NAMES[0]}", NAMES[0], False, f"{EVIL} 中断，最后一处：{EVIL}"),)
    for node in (
        [item.id for item in desk.look(state.data).outline.items] if mode in ("outline", "candidates") else [""]
    ):  # type: ignore[union-attr]
        shown = State(
            **{
                **_fields(state),
                "mode": mode,
                "entries": entries,
                "file": NAMES[1],
                "message": EVIL,
                "node": node or state.node,
            }
        )
        text = draw(desk, shown, 100, 30).text()
        assert visible(text) == text
        assert len(text.split("\n")) == 30


def _fields(state: State) -> dict[str, object]:
    return {name: getattr(state, name) for name in State.__dataclass_fields__}


FORGING = "乙\n[好] 假行.yaml"
"""A file's name that would begin a line of the program's."""


@pytest.mark.parametrize(
    ("content", "verbs"),
    [
        ("good", [["bank", "show", "evil-1"], ["mine", "SPEECH"], ["search", "抓紧抓实", "--cite"], ["doctor"]]),
        ("hinted", [["bank", "validate", "FOLDER"]]),
        ("faulty", [["bank", "validate"], ["doctor"]]),
    ],
    ids=["good", "hinted", "faulty"],
)
def test_no_files_name_begins_a_line(
    content: str, verbs: list[list[str]], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither on stdout nor on stderr, whichever verb tells of the files of a workspace."""
    frames = tmp_path / "ws" / "phrasebank" / "frames"
    frames.mkdir(parents=True)
    entry = "- id: evil-1\n  语步: 开场\n  步骤: 会议任务\n  文: 今天，我们召开<会议>，把事情办好。\n"
    wrong = "- id: [\n" if content == "faulty" else ""
    (frames / FORGING).write_text(f"框架:\n{entry}{wrong}", encoding="utf-8")
    if content == "hinted":  # it lies where the bank does not read it
        (frames.parent / FORGING).write_text(f"框架:\n{entry}", encoding="utf-8")
    speech = tmp_path / FORGING.replace(".yaml", ".txt")
    speech.write_text(
        "同志们：\n\n今天开会，讲三点意见。\n\n一、要抓好护林防火\n\n各村要抓紧抓实，一刻也不能放松。\n\n谢谢大家！\n",
        "utf-8",
    )
    places = {"SPEECH": str(speech), "FOLDER": str(frames.parent)}
    for verb in verbs:
        if verb == ["doctor"] and speech.exists():
            speech.unlink()  # so that it is told of by its name
        run([*(places.get(word, word) for word in verb), "--workspace", str(tmp_path / "ws")])
        shown = capfd.readouterr()
        assert verb[0] == "mine" or "乙\ufffd[好] 假行" in shown.out + shown.err, verb
        assert not [line for line in f"{shown.out}\n{shown.err}".split("\n") if line.startswith("[好] 假行")], verb


@pytest.mark.parametrize(
    "command",
    [
        *(
            ["doctor"],
            ["brief", "check", "简.yaml"],
            ["brief", "new", "推进会"],
            ["brief", "schema"],
            ["check", "稿.txt"],
        ),
        *(["bank", "list", "食堂"], ["bank", "show", "kc-renwu-05"], ["bank", "validate"], ["trace", "稿.txt"]),
        *(["skeleton", "稿.txt"], ["search", "责任"], ["moves", "稿.txt"], ["bank", "review"]),
        # What has nothing to do, or is refused:
        *(["mine", "--forget", "稿.txt"], ["bank", "merge", "稿.txt"], ["bank", "merge", "自己的.yaml", "--list"]),
    ],
    ids=" ".join,
)
def test_a_verb_that_only_reads_makes_no_workspace(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(SPEECH, "utf-8")
    (tmp_path / "简.yaml").write_text("会议: 全县供水推进会\n意见: [工程建设]\n", "utf-8")
    (tmp_path / "自己的.yaml").write_text(
        "框架:\n- id: zj-01\n  语步: 结束语\n  步骤: 号召\n  文: 同志们，路在脚下。\n", "utf-8"
    )
    drafter(*command, cwd=tmp_path, workspace=Path("区"))
    assert sorted(os.listdir(tmp_path)) == ["稿.txt", "简.yaml", "自己的.yaml"]
