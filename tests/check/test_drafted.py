"""What drafter drafts itself is clean: nothing but gaps and hints is found in it, and nothing leaks."""

import json
from pathlib import Path

import pytest

from drafter.bank.load import load_bank
from drafter.brief.load import load_brief
from drafter.check.check import check, fix
from drafter.check.lines import of_blocks, of_outline, of_text
from drafter.plan.outline import plan
from drafter.read.files import read
from drafter.render.outline import Format, render
from drafter.shipped import shipped

BRIEFS = {
    "工作会议": """场合: 工作会议
会议: 全市工会工作会议
讲话人: {姓名: 许某某, 职务: 市委副书记, 身份: 主要领导}
日期: 2026-03-18
主题: 工会工作
对象: 全市各级工会组织和广大工会干部
刚才: [{谁: 江晚舟同志, 事: 作了工作报告}]
成绩: [{要点: 组织建设, 事实: 新建基层工会320家、发展会员2.6万人}]
问题: [部分小微企业建会率不高]
意见: [思想引领, 建功立业, 维权服务]
保障: {主体: 各级党委和政府, 措施: [健全机制, 配强干部]}
""",
    "推进会": """场合: 推进会
会议: 全县安全生产工作推进会
主题: 安全生产
问题: [部分企业主体责任没有压实, 基层监管力量不足]
意见: [隐患排查, 责任落实, 应急处置]
""",
    "座谈会": "场合: 座谈会\n会议: 全区民营企业座谈会\n主题: 民营经济\n意见: [优化服务, 政策落实]\n",
    "主持讲话": "场合: 主持讲话\n会议: 全县森林防火工作会议\n主题: 森林防火\n意见: [火源管控, 队伍建设]\n",
    "传达学习会": "场合: 传达学习会\n会议: 全局党组会议\n主题: 作风建设\n意见: [学习领会, 检视整改, 建章立制]\n",
    "总结表彰会": "场合: 总结表彰会\n会议: 全镇抗旱救灾总结表彰会\n主题: 抗旱救灾\n意见: [水源调度, 生产恢复]\n",
}


def _drafted(name: str, folder: Path, form: Format) -> bytes:
    bank = load_bank((shipped("phrasebank"),))
    path = folder / "brief.yaml"
    path.write_text(BRIEFS[name], encoding="utf-8")
    occasions = tuple(name for one in bank.occasions for name in (one.name, *one.aliases))
    return render(plan(load_brief(path, occasions), bank), form, template_folders=(shipped("templates"),))


@pytest.mark.parametrize("form", ["md", "txt"])
@pytest.mark.parametrize("name", BRIEFS)
def test_an_outline_of_ours_is_clean(name: str, form: Format, tmp_path: Path) -> None:
    text = _drafted(name, tmp_path, form).decode("utf-8")
    faults = [one for one in check(of_text(text)) if one.severity != "hint" and one.rule != "gap"]
    assert faults == []
    assert fix(text) == text


@pytest.mark.parametrize("name", BRIEFS)
def test_an_outline_of_ours_has_no_fact_its_brief_has_not(name: str, tmp_path: Path) -> None:
    text = of_text(_drafted(name, tmp_path, "md").decode("utf-8"))
    assert [one for one in check(text, brief_facts=(BRIEFS[name],)) if one.rule == "leak"] == []


def test_all_forms_of_an_outline_are_read_alike(tmp_path: Path) -> None:
    markdown = of_text(_drafted("工作会议", tmp_path, "md").decode("utf-8"))
    structured = of_outline(json.loads(_drafted("工作会议", tmp_path, "json")))
    path = tmp_path / "提纲.docx"
    path.write_bytes(_drafted("工作会议", tmp_path, "docx"))
    word = of_blocks(read(path)[0].blocks)
    expected = [(line.level, line.label, line.body) for line in markdown.headings]
    assert [(line.level, line.label, line.body) for line in structured.headings] == expected
    assert [(line.level, line.label, line.body) for line in word.headings] == expected
