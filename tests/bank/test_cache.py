"""The cache is never seen: what comes out of it is what the YAML says now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.bank import cache as caching
from drafter.bank.cache import cached_bank
from drafter.bank.load import load_bank
from drafter.errors import InvalidData, WorkspaceError
from drafter.shipped import shipped


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Nothing read before is at hand, nor what these tests read for the others."""
    caching._READ.clear()
    yield
    caching._READ.clear()


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_the_cached_bank_is_the_bank(tmp_path: Path) -> None:
    folders = (shipped("phrasebank"), tmp_path / "own")
    fresh = cached_bank(folders, None, [(tmp_path / "bank.json", write)])
    assert (tmp_path / "bank.json").is_file()
    caching._READ.clear()
    again = cached_bank(folders, None, [(tmp_path / "bank.json", write)])
    assert fresh == again == load_bank(folders)
    assert cached_bank(folders, None, [(tmp_path / "bank.json", write)]) is again


def test_what_is_kept_is_what_is_read_the_next_time(tmp_path: Path) -> None:
    cache = tmp_path / "bank.json"
    cached_bank((shipped("phrasebank"),), None, [(cache, write)])
    kept = cache.read_text("utf-8")
    assert json.loads(kept).keys() == {"key", "bank"}
    write(cache, kept.replace('"工会"', '"另记的领域"'))
    caching._READ.clear()
    again = cached_bank((shipped("phrasebank"),), None, [(cache, write)])
    assert "另记的领域" in {topic.field for topic in again.topics}


def test_a_changed_file_is_seen_at_once(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    folders = (shipped("phrasebank"), own)
    cached_bank(folders, None, [(tmp_path / "bank.json", write)])
    write(own / "slots.yaml", "空位: {观摩点位: 看了哪几个点}\n")
    assert cached_bank(folders, None, [(tmp_path / "bank.json", write)]).hints["观摩点位"] == "看了哪几个点"
    write(own / "frames.yaml", "框架: [{id: 甲}]\n")
    with pytest.raises(InvalidData):
        cached_bank(folders, None, [(tmp_path / "bank.json", write)])


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"key": 1, "bank": []}'])
def test_a_damaged_cache_is_passed_over(damage: str, tmp_path: Path) -> None:
    cache = tmp_path / "bank.json"
    expected = cached_bank((shipped("phrasebank"),), None, [(cache, write)])
    write(cache, damage)
    caching._READ.clear()
    assert cached_bank((shipped("phrasebank"),), None, [(cache, write)]) == expected


def test_a_cache_that_cannot_be_kept_costs_nothing_but_time(tmp_path: Path) -> None:
    def refuse(path: Path, text: str) -> None:
        raise WorkspaceError("盘满了")

    assert cached_bank((shipped("phrasebank"),), None, [(tmp_path / "bank.json", refuse)]).frames


def test_the_next_place_takes_what_the_first_refuses(tmp_path: Path) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "别人的文件夹", str(path))

    places = [(tmp_path / "shared.json", refuse), (tmp_path / "bank.json", write)]
    fresh = cached_bank((shipped("phrasebank"),), None, places)
    assert [path.name for path in tmp_path.iterdir()] == ["bank.json"]
    (tmp_path / "shared.json").write_text("{", "utf-8")
    kept = (tmp_path / "bank.json").read_text("utf-8")
    write(tmp_path / "bank.json", kept.replace('"工会"', '"另记的领域"'))
    caching._READ.clear()
    again = cached_bank((shipped("phrasebank"),), None, places)
    assert again != fresh, "it was read from the second place"


def test_what_is_cut_short_is_passed_over(tmp_path: Path) -> None:
    cache = tmp_path / "bank.json"
    expected = cached_bank((shipped("phrasebank"),), None, [(cache, write)])
    kept = json.loads(cache.read_text("utf-8"))
    kept["bank"][2][0] = []  # a frame without anything is none
    write(cache, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
    caching._READ.clear()
    assert cached_bank((shipped("phrasebank"),), None, [(cache, write)]) == expected
