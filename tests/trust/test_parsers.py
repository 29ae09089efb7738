"""Whatever a file holds, its parser gives a result or one of the program's own refusals, in Chinese."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank.load import load_bank
from drafter.brief.load import parse_brief
from drafter.check.check import check, fix
from drafter.check.lines import of_text
from drafter.clean.pipeline import clean
from drafter.errors import DrafterError
from drafter.flow.correcting import feed_back
from drafter.keep.corrections import load_corrections, load_not_duplicates
from drafter.keep.workspace import Workspace
from drafter.read.files import read_bytes
from drafter.read.options import Options
from drafter.split.pipeline import split
from drafter.strict_yaml import load_text
from tests.read.fixtures import W, docx

QUICK = settings(max_examples=40)
CHINESE = re.compile("[\u4e00-\u9fff]")

WORDS = st.sampled_from(
    "同志们： 一、 （一） 1. 一是 第一， 下面，我讲三点意见。 要抓紧抓实。 （2031年3月18日） 【待填：时间】 <会议> ** # > - | ``` \n \n\n \t \u3000 \u200b \u202e \x1b 𠮷 a 0 “ ” ； 。".split(
        " "
    )
)
TEXT = st.lists(WORDS | st.text(max_size=3), max_size=40).map("".join)
SCALAR = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
KEYS = st.sampled_from(
    "会议 意见 场合 日期 讲话人 姓名 职务 主题 措施 成绩 要点 事实 刚才 风格 层级 选定 "
    "框架 标题组 id 语步 步骤 文 来源 条件 次数 段落 开头 骨架 轮换词 主题词 领域".split()
)
YAML_TREE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | TEXT, inner, max_size=5), max_leaves=15
)
JSON_KEYS = st.sampled_from(
    ["sources", "speeches", "passages", "path", "id", "number", "move", "step", "text", "title"]
)
JSON_TREE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JSON_KEYS, inner, max_size=6), max_leaves=20
)


def _given_or_refused(parse: Callable[[], object]) -> None:
    refused = "无"
    try:
        parse()
    except DrafterError as refusal:
        refused = str(refusal)
    assert CHINESE.search(refused), refused


def _as_yaml(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False)  # a form of YAML, however odd the strings


@QUICK
@given(YAML_TREE)
def test_a_brief_of_any_shape(tree: object) -> None:
    _given_or_refused(lambda: parse_brief(load_text(_as_yaml(tree), "简要.yaml"), ("推进会", "工作会议")))


@QUICK
@given(
    st.dictionaries(st.sampled_from(["框架", "标题组", "主题", "主题短语", "语步", "场合"]), YAML_TREE, max_size=3)
    | YAML_TREE
)
def test_a_bank_file_of_any_shape(tree: object) -> None:
    for folder in ("frames", "sets", "topics"):
        _given_or_refused(lambda folder=folder: load_bank([], pending={Path(folder, "a.yaml"): _as_yaml(tree)}))  # type: ignore[misc]


@QUICK
@given(TEXT, st.sampled_from([".md", ".txt", ".html"]))
def test_a_speech_of_any_text(text: str, suffix: str) -> None:
    def understand() -> None:
        document = read_bytes(text.encode("utf-8", "surrogatepass"), f"a{suffix}", Options())
        cleaned = clean(document.blocks)
        assert clean(cleaned.blocks).blocks == cleaned.blocks
        split(cleaned, document.path, document.sha256)

    _given_or_refused(understand)


@QUICK
@given(TEXT)
def test_an_outline_of_any_text_is_checked_and_mended_once(text: str) -> None:
    check(of_text(text))
    mended = fix(text)
    assert fix(mended) == mended
    check(of_text(mended))


PIECES = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        *(
            '<w:pPr><w:pStyle w:val="1"/></w:pPr>',
            '<w:numPr><w:ilvl w:val="x"/></w:numPr>',
            "<w:br/>",
            "<w:del>",
            "</w:del>",
        ),
        *(
            "<w:ins>",
            "</w:ins>",
            "<w:sdt>",
            "</w:sdt>",
            '<w:outlineLvl w:val="99999999999999999999"/>',
            "&amp;",
            "<",
            "一、甲",
        ),
    ]
)
PARAGRAPH = st.lists(PIECES | TEXT.map(lambda text: re.sub("[<&]", "", text)), max_size=12).map("".join)


@QUICK
@given(st.lists(PARAGRAPH | PARAGRAPH.map(lambda inner: f"<w:p><w:r><w:t>同志们{inner}</w:t></w:r></w:p>"), max_size=4))
def test_a_docx_of_any_body(paragraphs: list[str]) -> None:
    data = docx("".join(paragraphs).encode("utf-8", "replace").decode("utf-8"))
    _given_or_refused(lambda: read_bytes(data, "a.docx", Options()))


@QUICK
@given(st.binary(max_size=200), st.integers(0, 5))
def test_a_docx_with_bytes_changed(noise: bytes, times: int) -> None:
    data = bytearray(docx(f"<w:p xmlns:w='{W}'><w:r><w:t>同志们：今天开会。</w:t></w:r></w:p>"))
    for place in range(min(times, len(noise))):
        data[(noise[place] * 251 + place * 97) % len(data)] = noise[place]
    _given_or_refused(lambda: read_bytes(bytes(data), "a.docx", Options()))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    found = Workspace(tmp_path_factory.mktemp("ws"))
    found.phrasebank.mkdir()
    return found


@settings(max_examples=25)  # each opens the model anew
@given(JSON_TREE)
def test_a_moves_file_of_any_shape(workspace: Workspace, tree: object) -> None:
    path = workspace.root / "订正.json"
    data = {"format": "drafter.moves/1", "sources": [], **tree} if isinstance(tree, dict) else tree
    path.write_text(json.dumps(data), encoding="utf-8")
    _given_or_refused(lambda: feed_back(workspace, path))
    workspace.corrections.unlink(missing_ok=True)


@QUICK
@given(YAML_TREE)
def test_corrections_of_any_shape(workspace: Workspace, tree: object) -> None:
    for path, load in ((workspace.corrections, load_corrections), (workspace.not_duplicates, load_not_duplicates)):
        path.write_bytes(_as_yaml(tree).encode("utf-8", "surrogatepass"))
        with contextlib.ExitStack() as stack:
            stack.callback(path.unlink)
            _given_or_refused(lambda load=load: load(workspace))  # type: ignore[misc]
