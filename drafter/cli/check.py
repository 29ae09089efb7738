"""`drafter check`: proof-read an outline or a speech (校对)."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from drafter.check.wording import TO_FILL, UNFILLED
from drafter.cli.say import ChineseCommand, show, show_json, tell, workspace_option
from drafter.errors import DrafterError
from drafter.flow.proofing import UNUSED, proofread
from drafter.keep.atomic import write_bytes
from drafter.records import Finding

SEVERITIES = {"error": "错误", "warning": "警告", "hint": "建议"}


@click.command(
    "check",
    cls=ChineseCommand,
    help="校对提纲或讲话（yaml、md、txt、docx、html、json 等）：编号、对仗、重叠、缺项、标点；给出简要时查漏进来的事实，有先例库时查照搬。--fix 只改机械错误，绝不动措辞。",
    epilog="例：drafter check 提纲.md --brief 简要.yaml\n    drafter check 讲话.docx --json\n    drafter check 提纲.md --fix",
)
@click.argument("path", type=click.Path(readable=False, path_type=Path), metavar="文件")
@click.option(
    "--brief", "brief_path", type=click.Path(readable=False, path_type=Path), metavar="简要", help="对照这份简要查事实"
)
@click.option("--fix", "apply_fix", is_flag=True, help="改正机械错误（标点、序号写法等），写回原文件（md、txt）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（drafter.check/1）")
@workspace_option
def command(path: Path, brief_path: Path | None, apply_fix: bool, as_json: bool, workspace_path: Path | None) -> int:
    proofed = proofread(path, workspace_path, brief_path)
    findings = proofed.findings
    if apply_fix:
        if proofed.mended is None:
            raise DrafterError(f"{path}：--fix 只改 md 和 txt；其他格式请照下面的提示手工改")
        fixable = sum(finding.fix is not None for finding in findings)
        if fixable:
            write_bytes(path, proofed.content(path))
            findings = proofread(path, workspace_path, brief_path).findings
        tell(f"改了 {fixable} 处机械错误")
    if as_json:
        show_json(as_data(findings))
    else:
        missing = [finding for finding in findings if finding.rule == UNUSED]
        unfilled = [finding for finding in findings if finding.rule == TO_FILL]
        for finding in findings:
            if (finding.rule == UNUSED and len(missing) > 1) or (finding.rule == TO_FILL and len(unfilled) > 1):
                continue
            show(f"第 {finding.line} 行 [{SEVERITIES[finding.severity]}] {finding.message}\n    {finding.text}")
            if finding.fix is not None:
                show(f"  → {finding.fix}")
        if len(unfilled) > 1:
            show(f"[{SEVERITIES[unfilled[0].severity]}] 还有 {len(unfilled)} 处没有填：")
            for number, of_line in groupby(unfilled, key=lambda finding: finding.line):
                gaps = "、".join(finding.message.removeprefix(UNFILLED) for finding in of_line)
                show(f"    第 {number} 行：{gaps}")
        if len(missing) > 1:
            show(f"[{SEVERITIES[missing[0].severity]}] 简要里有 {len(missing)} 处没有写进来：")
            for finding in missing:
                told = finding.message.removeprefix("简要里的").removesuffix("没有写进来")
                show(f"    {told}，看第 {finding.line} 行")
    counts = {name: sum(finding.severity == name for finding in findings) for name in SEVERITIES}
    tell("，".join(f"{SEVERITIES[name]} {count}" for name, count in counts.items()))
    return 1 if counts["error"] else 0


def as_data(findings: tuple[Finding, ...]) -> dict[str, object]:
    """The form drafter.check/1 of the contract."""
    return {
        "format": "drafter.check/1",
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "line": finding.line,
                "text": finding.text,
                "message": finding.message,
                "fix": finding.fix,
            }
            for finding in findings
        ],
    }
