"""What the workspace rests on: files that are gone are forgotten, what changes understanding is understood again."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import drafter.flow.mining as mining_flow
from drafter.errors import DrafterError
from drafter.files import Mount
from drafter.flow.drafting import read_bank
from drafter.flow.examining import examine
from drafter.flow.manifest import MANIFEST, read_manifest
from drafter.flow.mining import forget_paths, mine_paths, rebuild
from drafter.flow.proofing import trace_file
from drafter.flow.remembering import remember
from drafter.flow.understanding import learnt_file
from drafter.keep.atomic import current_folder
from drafter.keep.decisions import decisions
from drafter.keep.workspace import Workspace, open_workspace
from drafter.records import Alternative, Item, Origin, Outline
from drafter.search.layout import read_meta
from drafter.search.shelf import Shelf
from drafter.shipped import shipped
from tests.read.fixtures import docx, paragraph

SPEECHES = sorted((shipped("templates") / "speeches").glob("*.txt"))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    found = []
    for name, speech in zip(("甲", "乙"), SPEECHES, strict=False):
        (tmp_path / name).mkdir()
        (tmp_path / name / speech.name).write_bytes(speech.read_bytes())
        found.append(tmp_path / name)
    return found[0], found[1]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "工作区")


def names(workspace: Workspace) -> set[str]:
    return {Path(path).parent.name for path in read_manifest(workspace)}


def mined(workspace: Workspace) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(workspace.mined.glob("*.yaml"))}


def test_the_mined_yaml_is_the_same_whatever_the_way_to_the_files(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "旧稿", tmp_path / "移到别处"
    for place, names_ in ((folder, "甲乙丙丁"), (elsewhere, "丁丙乙甲")):
        place.mkdir()
        for name, speech in zip(names_, SPEECHES, strict=False):
            (place / f"{name}.txt").write_bytes(speech.read_bytes())
    at_once, bit_by_bit = open_workspace(tmp_path / "一次"), open_workspace(tmp_path / "分几次")
    mine_paths([folder], at_once)
    wanted = mined(at_once)
    assert b"id: mf-" in wanted["frames.yaml"]

    mine_paths([elsewhere / "乙.txt", elsewhere / "甲.txt"], bit_by_bit)
    assert mined(bit_by_bit) != wanted
    mine_paths([elsewhere / "丁.txt", elsewhere / "丙.txt"], bit_by_bit)
    assert mined(bit_by_bit) == wanted

    forget_paths([folder / "甲.txt"], at_once)
    forget_paths([elsewhere / "丁.txt"], bit_by_bit)
    assert mined(at_once) == mined(bit_by_bit) != wanted


def test_what_was_mined_from_elsewhere_stays(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths([folders[0]], workspace)
    second = mine_paths([folders[1]], workspace)
    assert (second.fresh, second.gone, names(workspace)) == (1, 0, {"甲", "乙"})


def test_a_deleted_folder_is_forgotten_at_the_next_mining_and_named(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    mine_paths(folders, workspace)
    gone = next(folders[0].iterdir())
    gone.unlink()
    mining = mine_paths([folders[1]], workspace)
    assert (mining.forgotten, mining.gone, mining.reused) == ((str(gone),), 1, 1)
    assert names(workspace) == {"乙"}
    assert len(mining.sources) == 1


OTHER_NUMBER = r" 盘987654321\2"
"""Of the disk the files were read from, in their notes: st_dev, then inode of the root, f_fsid, size; inode of the file; share."""


def elsewhere(workspace: Workspace, folder: Path, place: str = OTHER_NUMBER) -> None:
    """Have it that the files of `folder` were read from a disk of their own, which is not the one its parent is on."""
    path = workspace.root / MANIFEST
    entries = json.loads(path.read_text("utf-8"))
    moved = {
        name: re.sub(r" 盘(\d+)((?::\d+){5})$", place, entry) if Path(name).is_relative_to(folder) else entry
        for name, entry in entries.items()
    }
    assert moved != entries
    path.write_text(json.dumps(moved), "utf-8")


@pytest.mark.parametrize("place", [r" 盘\1:987:1:1:1", r" 盘\1", ""])
def test_another_disk_under_the_number_of_the_old_one_empties_nothing(
    place: str, folders: tuple[Path, Path], workspace: Workspace
) -> None:
    """Nor where an earlier program wrote down the number alone, or not even that: it may be another disk."""
    whole = mine_paths(folders, workspace)
    elsewhere(workspace, folders[0], place)
    old = next(folders[0].iterdir())
    old.unlink()  # the folder is there, the file is not
    mining = mine_paths([folders[1]], workspace)
    assert (mining.gone, mining.passages, names(workspace)) == (0, whole.passages, {"甲", "乙"})
    assert any(str(folders[0]) in problem and "--forget" in problem for problem in mining.problems)
    assert forget_paths([old], workspace).gone == 1


def test_a_file_of_the_same_name_on_another_disk_does_not_vouch_for_it(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    (folders[0] / "2019").mkdir()
    (folders[0] / "2019" / "稿.txt").write_bytes(SPEECHES[2].read_bytes())
    mine_paths(folders, workspace)
    elsewhere(workspace, folders[0], r" 盘\1:987:1:1:1")
    shutil.rmtree(folders[0] / "2019")
    assert mine_paths([folders[1]], workspace).gone == 0


@pytest.mark.parametrize("share", ["甲机:/旧稿", "乙机:/旧稿"])
def test_another_share_at_the_place_of_the_old_one_empties_nothing(
    share: str, folders: tuple[Path, Path], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sshfs drive bears one number, one label, one root; and its files may bear the numbers of the other's."""

    def mounted(source: str) -> None:
        monkeypatch.setattr("drafter.flow.manifest.mount_of", lambda _: Mount("fuse.sshfs", source, "/", "/mnt"))

    mounted("甲机:/旧稿")
    whole = mine_paths(folders, workspace)
    mounted(share)
    next(folders[0].iterdir()).unlink()
    mining = mine_paths([folders[1]], workspace)
    same = share == "甲机:/旧稿"
    assert mining.gone == (1 if same else 0)
    assert (mining.passages == whole.passages) is not same
    assert any("--forget" in problem for problem in mining.problems) is not same


@pytest.mark.parametrize("below", ["", "2019/一季度"])
def test_a_folder_that_was_deleted_or_renamed_is_forgotten_and_not_held_for_a_drive(
    below: str, folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    (folders[1] / "2019" / "一季度").mkdir(parents=True)
    (folders[1] / "2019" / "一季度" / "稿.txt").write_bytes(SPEECHES[2].read_bytes())
    first = mine_paths(folders, workspace)
    shutil.move(folders[1] / below if below else folders[0], tmp_path / "移走")
    mining = mine_paths([folders[1]], workspace)
    assert (mining.gone, mining.problems) == (1, ())
    assert mining.passages < first.passages
    assert names(workspace) == ({"甲", "乙"} if below else {"乙", "一季度"})


def test_a_disk_that_bears_another_number_today_is_the_same_where_its_other_files_are(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    (folders[0] / "2019").mkdir()
    (folders[0] / "2019" / "稿.txt").write_bytes(SPEECHES[2].read_bytes())
    mine_paths(folders, workspace)
    elsewhere(workspace, folders[0])
    shutil.rmtree(folders[0] / "2019")
    mining = mine_paths([folders[1]], workspace)
    assert (mining.gone, mining.problems, names(workspace)) == (1, (), {"甲", "乙"})


def test_what_was_mined_from_a_folder_out_of_reach_stays_and_is_told_of(
    folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    whole = mine_paths(folders, workspace)
    for mined_again in ([folders[1]], folders):  # named or not
        elsewhere(workspace, folders[0])
        folders[0].rename(tmp_path / "断开")
        mining = mine_paths(mined_again, workspace)
        assert (mining.gone, mining.passages, names(workspace)) == (0, whole.passages, {"甲", "乙"})
        assert any(str(folders[0]) in problem and "--forget" in problem for problem in mining.problems)
        (tmp_path / "断开").rename(folders[0])
        assert mine_paths(folders, workspace).problems == ()
    elsewhere(workspace, folders[0])
    folders[0].rename(tmp_path / "断开")
    assert forget_paths([folders[0]], workspace).gone == 1
    assert names(workspace) == {"乙"}


def test_a_file_that_is_within_reach_and_emptied_is_forgotten(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths(folders, workspace)
    next(folders[0].iterdir()).write_bytes(b"")
    assert mine_paths(folders, workspace).gone == 1


@pytest.mark.parametrize("content", [b"", b"\0" * 300, b'{"half', b"[]"])
def test_a_list_of_old_speeches_that_is_damaged_is_told_and_nothing_is_emptied(
    content: bytes, folders: tuple[Path, Path], workspace: Workspace
) -> None:
    mine_paths([folders[0]], workspace)
    (workspace.root / MANIFEST).write_bytes(content)
    before = mined(workspace)
    for work in (mine_paths, forget_paths):
        with pytest.raises(DrafterError, match="旧稿清单坏了"):
            work([folders[1]], workspace)
    assert mined(workspace) == before
    assert any(sign.name == "旧稿" and sign.good is False for sign in examine(workspace))
    (workspace.root / MANIFEST).unlink()
    mine_paths(folders, workspace)
    assert names(workspace) == {"甲", "乙"}


def test_where_nothing_is_a_speech_the_workspace_stays_as_it_was(
    folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    mine_paths([folders[0]], workspace)
    before = read_manifest(workspace)
    empty = tmp_path / "丙"
    empty.mkdir()
    (empty / "短.txt").write_text("备忘", encoding="utf-8")
    with pytest.raises(DrafterError, match="读了 1 个文件，里面没有成篇的讲话，工作区没有改动"):
        mine_paths([empty], workspace)
    assert read_manifest(workspace) == before


def test_forgetting_takes_folders_and_files_out_and_leaves_the_originals(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    both = mine_paths(folders, workspace)
    left = forget_paths([folders[0]], workspace)
    assert names(workspace) == {"乙"}
    assert 0 < left.passages < both.passages
    assert next(folders[0].iterdir()).is_file()
    last = forget_paths([next(folders[1].iterdir())], workspace)
    assert (last.passages, names(workspace)) == (0, set())


def test_forgetting_what_was_never_mined_is_refused(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths([folders[0]], workspace)
    with pytest.raises(DrafterError, match="没有从这里挖过"):
        forget_paths([folders[1]], workspace)
    assert names(workspace) == {"甲"}


def test_new_weights_have_every_file_understood_again_and_kept(
    folders: tuple[Path, Path], workspace: Workspace
) -> None:
    mine_paths(folders, workspace)
    learnt_file(workspace).parent.mkdir()
    learnt_file(workspace).write_text("权重:\n  段首提示：开场: {opening: 0.1}\n", encoding="utf-8")
    again = mine_paths([folders[0]], workspace)
    assert (again.fresh, again.reused) == (1, 0)
    kept = {path.name for path in workspace.sources.iterdir()}
    once_more = mine_paths(folders, workspace)
    assert (once_more.fresh, once_more.reused) == (0, 2)
    assert {path.name for path in workspace.sources.iterdir()} == kept


def outdate(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Have everything that was understood be so in another way than it would be today."""
    if how == "version":
        monkeypatch.setattr("drafter.keep.sources.__version__", "99.0")
    else:
        path = learnt_file(workspace) if how == "learnt" else workspace.corrections
        path.parent.mkdir(exist_ok=True)
        text = "权重:\n  段首提示：开场: {opening: 0.1}\n" if how == "learnt" else "- {段落: 无, 语步: 开场}\n"
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("how", ["version", "learnt", "corrections"])
def test_what_cannot_be_read_again_stands_as_it_was_understood_before(
    how: str, folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = mine_paths(folders, workspace)
    outdate(workspace, monkeypatch, how)
    elsewhere(workspace, folders[0])
    folders[0].rename(tmp_path / "断开")
    mining = mine_paths([folders[1]], workspace)
    assert (mining.gone, mining.passages, names(workspace)) == (0, whole.passages, {"甲", "乙"})
    assert any("打不开" in problem and "更早的记录" in problem for problem in mining.problems)
    assert rebuild(workspace).passages == whole.passages  # what stands for it has outlived the run
    (tmp_path / "断开").rename(folders[0])
    assert mine_paths(folders, workspace).problems == ()
    assert len(list(workspace.sources.iterdir())) == (2 if how == "version" else 4)


def test_where_no_record_can_stand_for_what_cannot_be_read_it_is_said(
    folders: tuple[Path, Path], workspace: Workspace, tmp_path: Path
) -> None:
    whole = mine_paths(folders, workspace)
    elsewhere(workspace, folders[0])
    for path in workspace.sources.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    folders[0].rename(tmp_path / "断开")
    mining = mine_paths([folders[1]], workspace)
    assert any("没有留下能用的记录，这次没有算进去" in problem for problem in mining.problems)
    assert (mining.gone, names(workspace)) == (0, {"甲", "乙"})
    (tmp_path / "断开").rename(folders[0])
    assert mine_paths([folders[1]], workspace).passages == whole.passages


SECRET = "要把青螺湾码头缓建一事暂时压下不对外讲"
"""Stands once in one speech; a part of it is what a grep would look for."""


def holders(folder: Path) -> list[str]:
    """Files below `folder` in which the secret stands, or a part of it."""
    wanted = [word.encode() for word in (SECRET, SECRET[2:9], "青螺", "螺湾")]
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    ]


@pytest.mark.parametrize("way", ["forget", "delete"])
def test_of_what_is_forgotten_no_byte_stands_in_the_workspace(
    way: str, folders: tuple[Path, Path], workspace: Workspace
) -> None:
    """Among others of which most stay, so that nothing is cleared up by the way."""
    for speech in SPEECHES[2:4]:
        (folders[1] / speech.name).write_bytes(speech.read_bytes())
    path = next(folders[0].iterdir())
    before = path.read_text("utf-8")
    # In a salutation's neighbourhood, thrice in one frame: it is mined, too.
    told = "".join(f"同志们，我们要把青螺湾码头{what}抓紧抓实抓好。" for what in ("项目", "工程", "建设"))
    path.write_text(f"{before}\n{SECRET}。\n{told}\n", encoding="utf-8")
    mine_paths(folders, workspace)
    read_bank(workspace)
    assert workspace.bank_cache.is_file()
    traces = workspace.root / "traces"
    traces.mkdir()
    ids = re.findall(r"id: (mf-\w+)", (workspace.mined / "frames.yaml").read_text("utf-8"))
    for id_ in ids:
        (traces / f"{id_}.json").write_text(f'{{"ref": "{id_}"}}', "utf-8")
    typed = workspace.cache / "review-typing.json"
    typed.write_text(f'{{"{ids[0]}": "打到一半", "mf-gone": "{SECRET}"}}', "utf-8")
    (workspace.root / ".ledger.json.ab_12xyz.tmp").write_text(SECRET, "utf-8")
    decided = workspace.phrasebank / "decisions.jsonl"
    rows = [("mf-gone", "草稿"), (ids[0], "跳过"), ("mf-gone", "跳过"), ("mf-back", "接受"), ("mf-back", "撤销")]
    workspace.write(
        decided,
        "".join(
            json.dumps({"id": id_, "verdict": verdict, "text": SECRET if verdict in ("草稿", "接受") else ""}) + "\n"
            for id_, verdict in rows
        ),
    )
    with decided.open("a", encoding="utf-8") as file:
        file.write(f'{{"id": "mf-gone", "verdict": "草稿", "text": "{SECRET}"}}\n')
    assert {".ledger.json.ab_12xyz.tmp", "texts-00000001.bin"} <= set(holders(workspace.root))
    if way == "forget":
        forget_paths([folders[0]], workspace)
    else:
        path.unlink()
        mine_paths([folders[1]], workspace)
    assert holders(workspace.root) == []
    assert not workspace.bank_cache.exists()
    assert [(each.id, each.verdict) for each in decisions(workspace)] == [(ids[0], "跳过"), ("mf-gone", "跳过")]
    assert "接受" not in decided.read_text("utf-8")
    still = re.findall(r"id: (mf-\w+)", (workspace.mined / "frames.yaml").read_text("utf-8"))
    left = {path.stem for path in traces.iterdir()}
    assert left
    assert left <= set(still)
    # Fewer speeches may make a frame of what was none; what only the forgotten one had is gone.
    assert set(ids) - set(still)


def terms(workspace: Workspace, prefix: str) -> list[str]:
    """Pairs of characters the index knows: it keeps them in a form in which no bytes are to be found."""
    generation = current_folder(workspace.library)
    assert generation is not None
    meta = read_meta(generation)
    assert meta is not None
    shelf = Shelf(generation, meta)
    try:
        return shelf.terms("b", prefix)
    finally:
        shelf.close()


def test_of_a_speech_that_was_edited_no_byte_of_the_old_text_stands_in_the_workspace(
    tmp_path: Path, workspace: Workspace
) -> None:
    """Not even in the terms of the index; among others that stay, so that nothing is cleared up by the way."""
    head, tail = "在推进会上的讲话\n\n同志们：\n", "\n一、压实责任\n各乡镇要把责任落实到人。\n"
    others = (
        "粮食收购要敞开，仓容要腾足。",
        "校车要逐辆检验，司机要逐人培训。",
        "河道清淤要抢在汛前，险段要日夜巡守。",
    )
    for number, other in enumerate(others, 1):
        (tmp_path / f"{number}.txt").write_text(f"{head}{other * 3}", "utf-8")
    path = tmp_path / "0.txt"
    path.write_text(f"{head}{SECRET}。{tail}", "utf-8")
    mine_paths([tmp_path], workspace)
    assert "texts-00000001.bin" in holders(workspace.root)
    assert terms(workspace, "螺湾") == ["螺湾"]
    path.write_text(f"{head}这一段改过了。{tail}", "utf-8")
    mine_paths([path], workspace)
    assert holders(workspace.root) == []
    assert terms(workspace, "螺湾") == []


HEAD = "在推进会上的讲话\n\n同志们：\n"
ALIKE = "要把青螺湾码头{}抓紧抓实抓好。"
OTHERS = (
    "粮食收购要敞开，仓容要腾足。",
    "校车要逐辆检验，司机要逐人培训。",
    "河道清淤要抢在汛前，险段要日夜巡守。",
)


TAIL = "一、压实责任\n各乡镇要把责任落实到人。\n"
MINED = "mf-5ea1abcd"


@pytest.fixture
def harbour(tmp_path: Path, workspace: Workspace) -> Path:
    """One of three speeches, all mined, of which an entry stands in mined/ that none of the others has the words of."""
    path = tmp_path / "0.txt"
    path.write_text(f"{HEAD}{SECRET}。{ALIKE.format('项目')}\n{TAIL}", "utf-8")
    for number, other in enumerate(OTHERS[:2], 1):
        (tmp_path / f"{number}.txt").write_text(f"{HEAD}{other * 3}\n{TAIL}", "utf-8")
    mine_paths([tmp_path / f"{number}.txt" for number in range(3)], workspace)
    entry = f"- id: {MINED}\n  语步: 三点意见\n  步骤: 要求\n  文: {ALIKE.format('<何事>')}\n  来源: {{类: mined}}\n"
    frames = workspace.mined / "frames.yaml"
    text = frames.read_text("utf-8").replace("框架: []", "框架:")
    frames.write_text(text.replace("框架:", f"框架:\n{entry}".rstrip("\n"), 1), "utf-8")
    return path


def drafted(workspace: Workspace) -> Path:
    """A draft with a line of the entry only the harbour's speech has, and another line that offers it."""
    remember(
        Outline(
            "在全县码头建设推进会上的讲话",
            (
                Item("意见/1", 0, ALIKE.format("项目"), "三点意见", "要求", Origin("frame", MINED)),
                Item(
                    "意见/2",
                    0,
                    "各级各部门要把岸线整治当成头等大事来办。",
                    "三点意见",
                    "要求",
                    Origin("brief", "要点[0]"),
                    alternatives=(Alternative(ALIKE.format("工程"), MINED), Alternative("要一抓到底。", "mf-other")),
                ),
            ),
        ),
        workspace,
    )
    return next((workspace.root / "traces").iterdir())


def test_what_was_drafted_with_an_old_speech_is_traced_after_the_speech_was_reworded(
    harbour: Path, workspace: Workspace
) -> None:
    draft = drafted(workspace)
    before = draft.read_bytes()
    harbour.write_text(f"{HEAD}{OTHERS[2] * 3}\n{TAIL}", "utf-8")
    mine_paths([harbour], workspace)
    assert "青螺湾" not in (workspace.mined / "frames.yaml").read_text("utf-8")
    assert draft.read_bytes() == before


@pytest.mark.parametrize("way", ["forget", "delete"])
def test_of_a_draft_only_the_words_of_what_is_forgotten_go(way: str, harbour: Path, workspace: Workspace) -> None:
    draft = drafted(workspace)
    if way == "forget":
        forget_paths([harbour], workspace)
    else:
        harbour.unlink()
        mine_paths([harbour.with_name("1.txt")], workspace)
    assert holders(workspace.root) == []
    speech = harbour.with_name("成稿.txt")
    speech.write_text("各级各部门要把岸线整治当成头等大事来办。\n", "utf-8")
    assert [line.status for line in trace_file(speech, workspace.root).lines] == ["原样"]
    assert "要一抓到底" in draft.read_text("utf-8")


def test_a_draft_of_an_entry_the_writer_took_as_his_own_stays(harbour: Path, workspace: Workspace) -> None:
    draft = drafted(workspace)
    before = draft.read_bytes()
    (workspace.phrasebank / "frames").mkdir(parents=True)
    (workspace.phrasebank / "frames" / "审阅通过.yaml").write_text(
        f"框架:\n- id: {MINED}\n  语步: 三点意见\n  步骤: 要求\n  文: 要把<某事>抓紧抓实抓好。\n", "utf-8"
    )
    forget_paths([harbour], workspace)
    assert draft.read_bytes() == before


class Interrupted(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize(
    "step",
    ["build", "forget_entries", "write_mined", "_write_ledger", "forget_sources", "clear_leavings", "write_manifest"],
)
@pytest.mark.parametrize("done", [False, True])
def test_forgetting_that_was_interrupted_is_completed_when_it_is_asked_for_again(
    step: str, done: bool, harbour: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(workspace)
    assert any(name.endswith(".json") and name != "ledger.json" for name in holders(workspace.root))
    work = getattr(mining_flow, step)

    def broken(*given: object, **named: object) -> None:
        if done:
            work(*given, **named)
        raise Interrupted

    with monkeypatch.context() as once:
        once.setattr(mining_flow, step, broken)
        with pytest.raises(Interrupted):
            forget_paths([harbour], workspace)
    if not (step == "write_manifest" and done):
        forget_paths([harbour], workspace)
    assert holders(workspace.root) == []
    assert str(harbour) not in read_manifest(workspace)


def test_words_that_are_rejected_since_are_no_longer_text(tmp_path: Path, workspace: Workspace) -> None:
    """Read with its tracked changes accepted, then rejected: in the ledger it is told what was left out, nowhere else."""
    path = tmp_path / "稿.docx"
    added = f"<w:ins><w:r><w:t>{SECRET}。</w:t></w:r></w:ins>"
    path.write_bytes(
        docx(
            paragraph("在推进会上的讲话")
            + paragraph("同志们：")
            + f"<w:p><w:r><w:t>{OTHERS[0] * 3}</w:t></w:r>{added}</w:p>"
            + paragraph("一、压实责任")
            + paragraph("各乡镇要把责任落实到人。")
        )
    )
    mine_paths([path], workspace)
    (before,) = workspace.sources.iterdir()
    assert terms(workspace, "螺湾") == ["螺湾"]
    mine_paths([path], workspace, tracked_changes="reject")
    assert terms(workspace, "螺湾") == []
    (now,) = workspace.sources.iterdir()
    assert now != before
    assert set(holders(workspace.root)) == {"ledger.json", now.name}
    assert SECRET not in now.read_text("utf-8").split("\n", 2)[2]  # the speech; above it stands what was left out


def test_the_ledger_names_every_source(folders: tuple[Path, Path], workspace: Workspace) -> None:
    mine_paths(folders, workspace)
    ledger = json.loads(workspace.ledger.read_text(encoding="utf-8"))
    assert {Path(source["path"]).parent.name for source in ledger["sources"]} == {"甲", "乙"}


def test_a_copy_of_a_file_has_an_id_of_its_own_in_the_ledger(folders: tuple[Path, Path], workspace: Workspace) -> None:
    original = next(folders[0].iterdir())
    (folders[0] / "另存.txt").write_bytes("\n".join(["来源：某某网", original.read_text("utf-8")]).encode())
    mining = mine_paths([folders[0]], workspace)
    first, copy = (source for source in json.loads(workspace.ledger.read_text("utf-8"))["sources"])
    (whole,), (again,) = first["speeches"], copy["speeches"]
    assert (whole["duplicate_of"], again["duplicate_of"]) == (None, whole["id"])
    assert again["id"] != whole["id"]
    assert again["id"] in {loss["speech"] for loss in copy["dropped"]}
    assert whole["id"] not in {loss["speech"] for loss in copy["dropped"]}
    assert mining.passages == sum(len(speech.passages) for speech in mining.sources[0].speeches)


def test_mining_calls_moves_by_their_ids_whatever_the_office_calls_them(tmp_path: Path) -> None:
    """Or its frames would be of moves that no occasion has."""
    samples = sorted((shipped("templates") / "speeches").iterdir())
    own = tmp_path / "本单位" / "phrasebank" / "moves.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("语步:\n- {编号: 开场, 名称: 起头}\n- {编号: 结束语, 名称: 收尾}\n", "utf-8")
    mined = []
    for name in ("工作区", "本单位"):
        workspace = open_workspace(tmp_path / name)
        mine_paths(samples, workspace)
        mined.append({path.name: path.read_bytes() for path in workspace.mined.rglob("*.yaml")})
    assert any("语步: 开场".encode() in text for text in mined[0].values())
    assert mined[0] == mined[1]
