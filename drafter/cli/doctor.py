"""`drafter doctor`: is everything in order? (体检)."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.say import ChineseCommand, show, show_json, tell, workspace_option
from drafter.flow.components import sbom
from drafter.flow.examining import examine, tidy
from drafter.keep.workspace import open_workspace
from drafter.language.visible import one_line


@click.command(
    "doctor",
    cls=ChineseCommand,
    help="体检：程序和依赖的版本、工作区、短语库、先例库、旧稿是否变动、公文字体。--repair 修能修的。",
    epilog="例：drafter doctor\n    drafter doctor --repair",
)
@click.option("--repair", is_flag=True, help="修复能修的（权限、半截文件、损坏的先例库）")
@click.option("--sbom", "as_sbom", is_flag=True, help="只列组成部分：每个依赖包的版本和许可（CycloneDX JSON）")
@workspace_option
def command(repair: bool, as_sbom: bool, workspace_path: Path | None) -> int:
    if as_sbom:
        show_json(sbom())
        return 0
    workspace = open_workspace(workspace_path, tell, missing="make" if repair else "empty")
    if repair:
        for line in tidy(workspace) or ("没有要修的",):
            tell(line)
    signs = examine(workspace)
    for sign in signs:
        mark = {True: "好", False: "坏", None: "　"}[sign.good]
        show(one_line(f"[{mark}] {sign.name}：{sign.finding}"))
    return 1 if any(sign.good is False for sign in signs) else 0
