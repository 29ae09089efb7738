"""What was understood of a file is kept complete, and forgotten rather than trusted when anything is amiss."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drafter.keep.sources as sources
from drafter.errors import WorkspaceError
from drafter.keep.sources import (
    forget_sources,
    load_sources,
    save_sources,
    source_from_data,
    source_to_data,
)
from drafter.keep.workspace import open_workspace
from drafter.records import Loss, Passage, Repair, Source, Speech

SHA = "0123456789abcdef" * 4
texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
maybe = st.none() | texts
passages = st.builds(
    Passage,
    st.integers(1, 999),
    st.sampled_from(["salutation", "heading", "paragraph"]),
    texts,
    st.integers(0, 4),
    texts,
    texts,
    texts,
    st.floats(0, 1),
    st.lists(texts, max_size=3).map(tuple),
)
speeches = st.builds(
    Speech,
    texts,
    st.lists(passages, max_size=3).map(tuple),
    maybe,
    maybe,
    maybe,
    maybe,
    maybe,
    maybe,
    st.sampled_from(["speech", "report", "other"]),
    maybe,
    st.floats(0, 1),
)
losses = st.lists(st.builds(Loss, texts, texts, texts), max_size=2).map(tuple)
repairs = st.lists(st.builds(Repair, texts, st.integers(0, 9999)), max_size=2).map(tuple)
whole = st.builds(
    Source, texts, texts, st.just(SHA), repairs, st.lists(speeches, max_size=2).map(tuple), losses, losses
)


@given(whole)
def test_a_source_comes_back_from_plain_data(source: Source) -> None:
    assert source_from_data(source_to_data(source)) == source


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(whole, max_size=3).map(tuple))
def test_sources_come_back_from_disk(tmp_path: Path, several: tuple[Source, ...]) -> None:
    workspace = open_workspace(tmp_path)
    save_sources(workspace, SHA, several)
    assert load_sources(workspace, SHA) == several


SOURCE = Source(
    "a.txt", "utf-8", SHA, (Repair("r", 1),), (Speech("s", (Passage(1, "paragraph", "同志们：\u2028好"),)),)
)


def test_what_was_never_saved_is_absent(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    assert load_sources(workspace, SHA) is None
    save_sources(workspace, SHA, (SOURCE,))
    assert load_sources(workspace, SHA) == (SOURCE,)
    assert load_sources(workspace, SHA, "other corrections") is None


def test_another_version_of_the_program_reads_the_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(tmp_path)
    save_sources(workspace, SHA, (SOURCE,))
    monkeypatch.setattr(sources, "__version__", "99.0")
    assert load_sources(workspace, SHA) is None


@pytest.mark.parametrize("size", [0, 1, 40, 150, 300])
def test_a_damaged_record_is_no_record(tmp_path: Path, size: int) -> None:
    workspace = open_workspace(tmp_path)
    save_sources(workspace, SHA, (SOURCE,))
    (path,) = workspace.sources.iterdir()
    path.write_bytes(path.read_bytes()[:size])
    assert load_sources(workspace, SHA) is None
    path.write_bytes(b"\xff\xfe[]")
    assert load_sources(workspace, SHA) is None


def test_records_of_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    save_sources(workspace, SHA, (SOURCE,))
    save_sources(workspace, "f" * 64, (replace(SOURCE, sha256="f" * 64),))
    assert forget_sources(workspace, frozenset((SHA,))) == 1
    assert load_sources(workspace, SHA) is not None
    assert load_sources(workspace, "f" * 64) is None


@pytest.mark.parametrize("sha", ["", "../../x", "F" * 64, "0" * 63])
def test_a_key_that_is_no_hash_is_refused(tmp_path: Path, sha: str) -> None:
    with pytest.raises(WorkspaceError):
        save_sources(open_workspace(tmp_path), sha, (replace(SOURCE, sha256=sha),))
