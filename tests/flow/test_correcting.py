"""Labels handed back: a file of another shape is refused with the place; what was learnt is the program's own file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from drafter.cli.moves import command as moves
from drafter.errors import DrafterError, InvalidData
from drafter.flow.correcting import HEAD, feed_back, relearn
from drafter.flow.mining import mine_paths
from drafter.flow.understanding import learnt_file, model_files, open_model
from drafter.keep.corrections import load_corrections
from drafter.keep.workspace import Workspace, open_workspace
from drafter.shipped import shipped

PASSAGE = {"number": 1, "move": "开场", "step": "", "text": "同志们："}


def wrapped(passages: Any) -> Any:
    return {"sources": [{"path": "甲.txt", "speeches": [{"id": "a", "passages": passages}]}]}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"sources": ["x"]}, r"sources\[0\]"),
        ({"a": 1}, "“sources”"),
        ({"sources": {}}, "“sources”"),
        ({"sources": [{"path": 3, "speeches": []}]}, r"sources\[0\]：“path”"),
        ({"sources": [{"path": "甲.txt", "speeches": [{"id": "a"}]}]}, r"speeches\[0\]：“passages”"),
        (wrapped([1]), r"passages\[0\]"),
        (wrapped([{**PASSAGE, "number": [1]}]), "“number”"),
        (wrapped([{**PASSAGE, "number": True}]), "“number”"),
        (wrapped([{**PASSAGE, "move": None}]), "“move”"),
        (wrapped([{**PASSAGE, "move": "开厂"}]), "是否为“开场”"),
    ],
)
def test_another_shape_is_refused_with_its_place(tmp_path: Path, data: dict[str, Any], place: str) -> None:
    path = tmp_path / "语步.json"
    path.write_text(json.dumps({"format": "drafter.moves/1", **data}), encoding="utf-8")
    with pytest.raises(InvalidData, match=place):
        feed_back(Workspace(tmp_path / "工作区"), path)


@pytest.mark.parametrize("text", ["[1]", "{", '{"a": 1}', "[" * 100_000, "\xff"])
def test_what_is_no_moves_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "语步.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(DrafterError):
        feed_back(Workspace(tmp_path / "工作区"), path)


def test_what_is_learnt_lies_under_the_offices_own_moves(tmp_path: Path) -> None:
    speech = sorted((shipped("templates") / "speeches").glob("*.txt"))[0]
    workspace = open_workspace(tmp_path / "工作区")
    mine_paths([speech], workspace)
    own = workspace.phrasebank / "moves.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("语步:\n- 名称: 授旗\n  步骤:\n  - {名称: 接旗, 提示: [接过旗帜]}\n", encoding="utf-8")
    before = own.read_bytes()
    shown = CliRunner().invoke(
        moves, [str(speech), "--json", "--workspace", str(workspace.root)], standalone_mode=False
    )
    data = json.loads(shown.stdout)
    row = next(p for p in data["sources"][0]["speeches"][0]["passages"] if p["kind"] == "paragraph")
    row["move"], row["step"] = ("加强领导" if row["move"] != "加强领导" else "开场"), ""
    path = tmp_path / "改过.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8-sig")
    assert feed_back(workspace, path) == 1
    assert len(load_corrections(workspace)) == 1
    assert relearn(workspace) == 1
    assert learnt_file(workspace).read_text(encoding="utf-8").startswith(HEAD)
    assert own.read_bytes() == before
    assert [file.parent.name for file in model_files(workspace)] == ["phrasebank", "learnt", "phrasebank"]
    assert "授旗" in open_model(workspace).names()
