"""Every form an outline is written in can be traced and checked: what the form adds around it is nobody's line."""

import json
from pathlib import Path

import pytest

from drafter.errors import UnreadableFile
from drafter.flow.drafting import draft, open_drafting
from drafter.flow.proofing import proofread, trace_file
from drafter.flow.remembering import remember
from drafter.render.outline import Format, render

BRIEF = """会议: 全县护林防火工作会议
日期: 2026-03-18
讲话人: {姓名: 许某某, 职务: 县委副书记}
成绩: [{要点: 巡护, 事实: 新建瞭望塔12座}]
意见: [隐患排查, 宣传教育, 应急演练]
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one brief's outline in all forms, remembered in the workspace beside them."""
    folder = tmp_path_factory.mktemp("各种格式")
    (folder / "简要.yaml").write_text(BRIEF, encoding="utf-8")
    drafting = open_drafting(folder / "工作区")
    made = draft(folder / "简要.yaml", drafting, "md")
    remember(made.outline, drafting.workspace)
    forms: tuple[tuple[Format, bool], ...] = (("md", False), ("json", False), ("html", False), ("html", True))
    for form, explain in forms:
        content = render(made.outline, form, explain=explain, template_folders=drafting.template_folders)
        (folder / f"提纲{'详' if explain else ''}.{form}").write_bytes(content)
    return folder


def sources(folder: Path, name: str) -> list[tuple[str, str, str]]:
    return [(line.status, line.node, line.ref) for line in trace_file(folder / name, folder / "工作区").lines]


@pytest.mark.parametrize("name", ["提纲.json", "提纲.html", "提纲详.html"])
def test_all_forms_are_traced_alike(drafted: Path, name: str) -> None:
    expected = sources(drafted, "提纲.md")
    assert sources(drafted, name) == expected
    assert {status for status, _, _ in expected} == {"原样"}


@pytest.mark.parametrize("name", ["提纲.json", "提纲.html", "提纲详.html"])
def test_all_forms_are_checked_alike(drafted: Path, name: str) -> None:
    def found(name: str) -> list[tuple[str, str]]:
        proofed = proofread(drafted / name, drafted / "工作区", drafted / "简要.yaml")
        return [(finding.rule, finding.message) for finding in proofed.findings]

    assert found(name) == found("提纲.md")


def test_json_carries_its_own_sources(drafted: Path, tmp_path: Path) -> None:
    assert trace_file(drafted / "提纲.json", tmp_path).lines[-1].status == "原样"


@pytest.mark.parametrize("value", [{"format": "drafter.moves/1"}, [], {"format": "drafter.outline/1", "items": [1]}])
def test_other_json_is_refused(value: object, tmp_path: Path) -> None:
    path = tmp_path / "别的.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(UnreadableFile, match="不是 drafter 的提纲"):
        trace_file(path, tmp_path / "工作区")
    with pytest.raises(UnreadableFile, match="不是 drafter 的提纲"):
        proofread(path, tmp_path / "工作区")


def test_another_page_keeps_what_it_folds_away(tmp_path: Path) -> None:
    page = tmp_path / "讲话.html"
    page.write_text(
        "<p>同志们：</p><details><summary>全文</summary><p>今天开会,部署护林。</p></details>", encoding="utf-8"
    )
    assert "half-width-stop" in {finding.rule for finding in proofread(page, tmp_path / "工作区").findings}
