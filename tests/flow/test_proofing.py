"""Files are mended in the encoding they came in; a text drafter never drafted has no origin here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafter.cli.check import command as check
from drafter.cli.outline import command as outline
from drafter.cli.trace import command as trace
from drafter.errors import DrafterError
from drafter.flow.proofing import proofread, trace_file
from drafter.flow.subjects import fingerprint
from drafter.keep.workspace import Workspace
from drafter.search.index import Entry, build

DRAFT = "在全县护林防火工作会议上的讲话\n\n同志们：\n今天召开会议,主要任务是部署秋冬季护林工作。\n一,抓实隐患排查\n各乡镇要把巡护抓紧。\n"
FOREIGN = "".join(
    f"{text}\n"
    for text in (
        "同志们：",
        "渔港的灯塔上个月重新亮了，老船长们都很高兴。",
        "冷库的压缩机坏过两次，修理师傅连夜赶来。",
        "码头食堂的汤，今后每天要换一个花样。",
        "补网的大嫂们提了六条建议，都写在黑板上。",
        "台风季之前，防波堤的缺口必须堵上。",
    )
)


def run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments], standalone_mode=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_mended_file_keeps_its_encoding_and_line_ends(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(DRAFT.replace("\n", newline).encode(encoding))
    mark = path.read_bytes()[:2]
    result = run(check, path, "--fix", "--workspace", tmp_path / "工作区")
    assert result.exception is None
    text = path.read_bytes().decode(encoding)
    assert "今天召开会议，主要" in text
    assert text.count(newline) == DRAFT.count("\n")
    assert (path.read_bytes()[:2] == mark) or encoding in ("utf-8", "gb18030")


def test_a_file_without_faults_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "讲话.md"
    path.write_text("同志们：\n", encoding="utf-8")
    before = path.stat()
    run(check, path, "--fix", "--workspace", tmp_path / "工作区")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_mending_is_refused_where_the_encoding_lacks_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text(DRAFT, encoding="utf-8")
    proofed = proofread(path, tmp_path / "工作区")
    assert proofed.mended is not None
    narrow = type(proofed)(proofed.findings, proofed.mended, "ascii")
    with pytest.raises(DrafterError, match="另存为 UTF-8"):
        narrow.content(path)


def test_the_outline_compared_is_named_and_a_foreign_text_refused(tmp_path: Path) -> None:
    brief, made, foreign = tmp_path / "简要.yaml", tmp_path / "提纲.md", tmp_path / "别人.txt"
    brief.write_text("会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育, 应急演练]\n", encoding="utf-8")
    foreign.write_text(FOREIGN, encoding="utf-8")
    assert run(outline, brief, "-o", made, "--workspace", tmp_path / "工作区").exception is None
    traced = run(trace, made, "--workspace", tmp_path / "工作区")
    assert traced.exception is None
    assert "对照的底稿：《在全县护林防火工作会议上的讲话》" in traced.stderr
    mixed = made.read_text(encoding="utf-8") + FOREIGN
    made.write_text(mixed, encoding="utf-8")
    assert trace_file(made, tmp_path / "工作区").title == "在全县护林防火工作会议上的讲话"
    with pytest.raises(DrafterError, match="没有对应的底稿"):
        trace_file(foreign, tmp_path / "工作区")


BRIEF = "会议: 全县护林会议\n意见:\n- {主题: 巡护, 措施: [进山登记]}\n- {主题: 扑救, 措施: [队伍集训]}\n"
THREE = "一、巡护\n\n（一）进山登记\n\n1.设卡\n\n2.登记\n\n（二）分段巡查\n\n二、扑救\n"


def test_facts_that_are_missing_stand_together(tmp_path: Path) -> None:
    brief, text = tmp_path / "简要.yaml", tmp_path / "讲话.md"
    brief.write_text(BRIEF, encoding="utf-8")
    text.write_text("同志们：\n\n今天开会。\n", encoding="utf-8")
    said = run(check, text, "--brief", brief, "--workspace", tmp_path / "工作区").stdout
    assert said.count("没有写进来") == 1
    assert all(fact in said for fact in ("全县护林会议", "进山登记", "队伍集训"))


def test_a_problem_that_only_its_answer_quotes_is_missing_among_the_others(tmp_path: Path) -> None:
    brief, text = tmp_path / "简要.yaml", tmp_path / "讲话.md"
    brief.write_text("会议: 全县护林会议\n问题: [巡护不勤, 器材老化]\n意见: [巡护, 器材]\n", encoding="utf-8")
    answers = "一、巡护\n\n针对“巡护不勤”，要分段。\n\n二、器材\n\n针对“器材老化”，要更换。\n"
    for named, missing in (("一是巡护不勤；二是器材老化", []), ("器材老化", ["巡护不勤"])):
        text.write_text(f"今天召开全县护林会议。\n\n问题有：{named}。\n\n{answers}", encoding="utf-8")
        found = proofread(text, tmp_path / "工作区", brief_path=brief).findings
        assert [finding.text for finding in found if finding.rule == "unused-fact"] == missing


@pytest.mark.parametrize(("style", "scolded"), [("", True), ("风格: {层级: 3}\n", False)])
def test_a_third_level_asked_for_is_not_advised_against(style: str, scolded: bool, tmp_path: Path) -> None:
    brief, text = tmp_path / "简要.yaml", tmp_path / "讲话.md"
    brief.write_text(BRIEF + style, encoding="utf-8")
    text.write_text(THREE, encoding="utf-8")
    found = {finding.rule for finding in proofread(text, tmp_path / "工作区", brief).findings}
    assert ("depth" in found) is scolded


def test_the_short_name_of_a_place_in_a_precedent_is_told(tmp_path: Path) -> None:
    line = "把企业家当自己人，澄岸的企业家走到哪里，服务就跟到哪里。"
    workspace = Workspace(tmp_path / "工作区")
    whole = Entry("甲#1", "澄岸市的同志们：", "开场", "称谓", 0, "salutation", "甲", "旧讲话")
    build((whole, Entry("甲#2", line, "三点意见", "任务部署", speech_id="甲", title="旧讲话")), workspace.library)
    path = tmp_path / "简要.yaml"
    for meeting, told in (("全县民营企业座谈会", ["澄岸"]), ("澄岸民营企业座谈会", [])):
        path.write_text(f"会议: {meeting}\n意见: [融资服务]\n选定:\n  意见/1/1/文: {line}\n", encoding="utf-8")
        found = proofread(path, workspace.root).findings
        assert [one.text for one in found if one.rule == "leak"] == told


SWAPPED = """\
会议: 全县供水工作会议
讲话人: {姓名: 秦某某, 职务: 县长}
依据: [全省农村供水现场会精神]
成绩: [{要点: 管网改造, 事实: 更换管道31公里}, {要点: 水源建设, 事实: 新建水源7处}]
意见: [{主题: 工程建设, 措施: [倒排工期（县交通局，9月底前）, 严把质量]}, 坚定信心]
保障: {主体: 各乡镇党委, 措施: [专班推进]}
"""
SPEECH = """\
今天开会，主要任务是落实全国农村供水现场会精神。
更换管道31公里，管网改造有序推进。
## 一、工程建设
### （一）倒排工期
由县住建局负责，9月底前完成。
### （二）严把质量
逐段验收。
## 二、坚定发展信心
## 三、组织领导
### （一）专班推进
业务组到现场。
"""


def test_a_fact_that_is_missing_is_told_at_the_line_it_belongs_to(tmp_path: Path) -> None:
    (tmp_path / "稿.md").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "简要.yaml").write_text(SWAPPED, encoding="utf-8")
    found = proofread(tmp_path / "稿.md", tmp_path / "工作区", tmp_path / "简要.yaml").findings
    lines = {one.text: one.line for one in found if one.rule == "unused-fact"}
    assert lines["县交通局"] == 5
    assert lines["全省农村供水现场会精神"] == 1
    assert lines["新建水源7处"] == 2
    assert lines["各乡镇党委"] == 11
    # A word between the verb and its object leaves it said.
    assert "坚定信心" not in lines
    assert "严把质量" not in lines
    shown = run(check, tmp_path / "稿.md", "--brief", tmp_path / "简要.yaml", "--workspace", tmp_path / "工作区").output
    assert "“县交通局”（意见[0].措施[0]），看第 5 行" in shown


CHARGED = """\
场合: 推进会
会议: 全县供水推进会
主题: 供水
刚才: [{谁: 县水利局, 事: 通报了进展}]
意见: [{主题: 工程建设, 措施: [倒排工期（县水利局，9月底前）, 严把质量（县住建局、县水利局）]}]
"""
KEPT = """\
刚才，县水利局通报了进展。

抓工程建设，从倒排工期入手。
## 一、工程建设
### （一）倒排工期
9月底前，县水利局逐段排出工期。
### （二）严把质量
县住建局牵头，会同县水利局逐段验收。
"""


def test_an_owner_swapped_for_another_body_is_told_though_the_text_names_him_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "简要.yaml").write_text(CHARGED, encoding="utf-8")
    swapped = KEPT.replace("9月底前，县水利局", "9月底前，县自然资源局")
    for text, told in ((KEPT, []), (swapped, [(6, "县水利局")])):
        (tmp_path / "稿.md").write_text(text, encoding="utf-8")
        found = proofread(tmp_path / "稿.md", tmp_path / "工作区", tmp_path / "简要.yaml").findings
        assert [(one.line, one.text) for one in found if one.rule == "owner-moved"] == told


def test_a_deadline_changed_is_told_where_its_measure_stands_not_where_its_owner_spoke(tmp_path: Path) -> None:
    (tmp_path / "简要.yaml").write_text(CHARGED, encoding="utf-8")
    (tmp_path / "稿.md").write_text(KEPT.replace("9月底前", "10月底前"), encoding="utf-8")
    found = proofread(tmp_path / "稿.md", tmp_path / "工作区", tmp_path / "简要.yaml").findings
    assert [one.line for one in found if one.rule == "unused-fact" and one.text == "9月底前"] == [6]


ADAPTED = (
    "场合: 推进会\n会议: 全县供水推进会\n主题: 供水\n意见: [工程建设, 水质检测]\n"
    "选定:\n"
    "  结束语/号召: 让我们用六十天时间，像抓垃圾分类那样一户一户抓到底！\n"
    "  结束语/号召/出处: a#1（柏某某，在全区生活垃圾分类动员会上的讲话）\n"
    "  结束语/号召/所据: 场合：推进会｜手填：六十天{}\n"
)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("", ["unread-precedent"]),
        ("｜照留：垃圾分类", ["unread-precedent"]),
        ("｜照留：垃圾分类｜逐字看过：{}", ["kept-precedent"]),
        ("｜照留：垃圾分类｜逐字看过：0123abcd", ["unread-precedent"]),
    ],
    ids=["没看过", "没写看过", "看过", "看过的是另一句"],
)
def test_a_precedents_matter_is_told_till_the_writer_has_read_this_very_text_and_what_he_put_in_is_no_leak(
    tmp_path: Path, read: str, told: list[str]
) -> None:
    brief, draft = tmp_path / "简要.yaml", tmp_path / "提纲.md"
    text = ADAPTED.partition("号召: ")[2].partition("\n")[0]
    brief.write_text(ADAPTED.format(read.format(fingerprint(text))), encoding="utf-8")
    run(outline, brief, "-o", draft, "--workspace", tmp_path / "工作区")
    found = proofread(draft, tmp_path / "工作区", brief).findings
    assert not any("六十" in one.text for one in found if one.rule == "leak")
    asked = [one for one in found if one.rule in ("unread-precedent", "kept-precedent")]
    assert [(one.rule, one.text) for one in asked] == [(rule, "垃圾分类") for rule in told]
    line = next(k for k, row in enumerate(draft.read_text(encoding="utf-8").splitlines(), 1) if "垃圾分类" in row)
    assert all(one.line == line and "先例原文讲的事" in one.message for one in asked)


@pytest.mark.parametrize(
    ("ground", "told"),
    [("", ["error"]), ("｜照留：澄岸市｜逐字看过：{}", ["error"]), ("｜手填：澄岸市", [])],
    ids=["没看过", "看过照留", "自己填的"],
)
def test_what_was_read_and_left_is_a_leak_none_the_less(tmp_path: Path, ground: str, told: list[str]) -> None:
    workspace, brief, draft = tmp_path / "工作区", tmp_path / "简要.yaml", tmp_path / "提纲.md"
    text = "同志们，澄岸市的路子走得通，我们也走得通，大家一起把这件事办成办好。"
    entry = Entry("甲#1", text, "结束语", "发出号召", speech_id="甲", title="旧讲话")
    build((entry,), Workspace(workspace).library)
    brief.write_text(
        "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育]\n选定:\n"
        f"  结束语/号召: {text}\n  结束语/号召/出处: 旧讲话\n  结束语/号召/所据: 场合：工作会议{ground.format(fingerprint(text))}\n",
        encoding="utf-8",
    )
    run(outline, brief, "-o", draft, "--workspace", workspace)
    found = [one for one in proofread(draft, workspace, brief).findings if one.rule == "leak"]
    assert [one.severity for one in found if one.text == "澄岸市"] == told


def test_what_is_left_out_is_looked_for_in_the_speech_not_in_the_list_of_gaps_behind_it(tmp_path: Path) -> None:
    brief, path = tmp_path / "简要.yaml", tmp_path / "稿.md"
    brief.write_text("会议: 全县护林防火工作会议\n意见: [隐患排查]\n依据: [全省秋冬护林会商会精神]\n", encoding="utf-8")
    spoken = DRAFT.rstrip("\n")
    path.write_text(f"{spoken}\n\n---\n\n待填清单：\n\n- 一、抓实隐患排查：完成时限\n", encoding="utf-8")
    findings = proofread(path, tmp_path / "工作区", brief).findings
    unused = [one for one in findings if one.rule == "unused-fact"]
    assert unused
    assert all(one.line <= len(spoken.splitlines()) for one in unused)


@pytest.mark.parametrize("hidden", [False, True], ids=["原文在库里", "原文已忘掉"])
def test_a_line_is_held_against_the_passage_it_was_made_from(tmp_path: Path, hidden: bool) -> None:
    """Words of no ground to be names are told where the passage has them as well; a name put back is too."""
    workspace, brief, draft = tmp_path / "工作区", tmp_path / "简要.yaml", tmp_path / "提纲.md"
    text = "各村要把晨光护林工程办好，央视来拍过，当天回话。"
    original = "各村要把晨光护林工程办好，央视来拍过，当天回话，老粮站也要修。"
    if not hidden:
        build((Entry("甲#1", original, "三点意见", "任务部署", speech_id="甲"),), Workspace(workspace).library)
    brief.write_text(
        "会议: 全县护林防火工作会议\n意见: [隐患排查, 宣传教育]\n选定:\n"
        f"  意见/1/1/文: {text}\n  意见/1/1/文/出处: 甲#1（柏某某）\n"
        f"  意见/1/1/文/所据: 要点：隐患排查｜逐字看过：{fingerprint(text)}\n",
        encoding="utf-8",
    )
    run(outline, brief, "-o", draft, "--workspace", workspace)
    for put, told in ((text, "晨光护林工程、央视"), (text[:-1] + "，老粮站也要看。", "晨光护林工程、央视")):
        draft.write_text(draft.read_text(encoding="utf-8").replace(text, put), encoding="utf-8")
        (found,) = [one for one in proofread(draft, workspace, brief).findings if one.rule == "kept-precedent"]
        assert f"旧稿自己的字眼：{told}" in found.message
        assert ("粮站" in found.message) is (put != text and not hidden)


def test_what_is_to_be_filled_is_told_line_by_line_under_one_head(tmp_path: Path) -> None:
    path = tmp_path / "稿.md"
    path.write_text(
        "# 讲话\n\n同志们：\n\n【待填：时间】，【待填：谁】来了。\n\n【待填：数字】户通了水。\n", encoding="utf-8"
    )
    said = run(check, path, "--workspace", tmp_path / "工作区").stdout
    assert said.count("[警告]") == 1
    head, first, second = said.splitlines()[:3]
    assert "还有 3 处没有填" in head
    assert (first.strip(), second.strip()) == ("第 5 行：【待填：时间】、【待填：谁】", "第 7 行：【待填：数字】")
    data = json.loads(run(check, path, "--json", "--workspace", tmp_path / "工作区").stdout)
    assert [one["line"] for one in data["findings"] if one["rule"] == "gap"] == [5, 5, 7]
