"""`drafter brief`: starter briefs, the JSON Schema for editors, validation (写作要求)."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.brief.json_schema import json_schema
from drafter.brief.load import load_brief
from drafter.cli.say import ChineseGroup, refuse_existing, show, show_json, tell, workspace_option
from drafter.errors import DrafterError, InvalidData
from drafter.files import read_utf8
from drafter.flow.drafting import open_bank
from drafter.keep.atomic import write_text
from drafter.language.similar import nearest
from drafter.shipped import shipped


@click.group(
    "brief",
    cls=ChineseGroup,
    help="写作要求（简要）：生成样板、导出 JSON Schema、校验。",
    epilog="例：drafter brief new 推进会 -o 简要.yaml",
)
def command() -> None:
    pass


@command.command(
    "new", help="生成某一场合的样板简要；不写场合就列出全部场合。", epilog="例：drafter brief new 座谈会 -o 简要.yaml"
)
@click.argument("occasion", required=False, metavar="[场合]")
@click.option(
    "-o",
    "output",
    type=click.Path(readable=False, path_type=Path),
    metavar="文件",
    help="写到这个文件（默认显示在屏幕上）",
)
@click.option("--force", is_flag=True, help="文件已有时也覆盖")
@workspace_option
def new(occasion: str | None, output: Path | None, force: bool, workspace_path: Path | None) -> None:
    folder = shipped("templates") / "briefs"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    if occasion is None:
        show("\n".join(names))
        return
    bank = open_bank(workspace_path)
    found = next((o.name for o in bank.occasions if occasion == o.name or occasion in o.aliases), occasion)
    if found not in names:
        guess = nearest(occasion, names)
        near = f"，是否为“{guess}”？" if guess else "。"
        raise DrafterError(f"没有场合“{occasion}”{near}可用的有：{'、'.join(names)}")
    text = read_utf8(folder / f"{found}.yaml")
    if output is None:
        show(text.rstrip("\n"))
        return
    refuse_existing(output, force=force)
    write_text(output, text)
    tell(f"已写好 {output}，改好后运行：drafter outline {output}")


@command.command(
    "schema", help="简要的 JSON Schema，供编辑器补全和校验。", epilog="例：drafter brief schema > 简要.schema.json"
)
@workspace_option
def schema(workspace_path: Path | None) -> None:
    show_json(json_schema(_occasions(workspace_path)), indent=2)


@command.command("check", help="校验简要，一次列出全部问题。", epilog="例：drafter brief check 简要.yaml")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="简要…")
@workspace_option
def check(paths: tuple[Path, ...], workspace_path: Path | None) -> None:
    occasions = _occasions(workspace_path)
    problems: list[str] = []
    for path in paths:
        try:
            load_brief(path, occasions)
            tell(f"{path}：没有问题")
        except InvalidData as error:
            problems += error.problems
        except DrafterError as error:
            problems.append(str(error))
    if problems:
        raise InvalidData(problems)


def _occasions(workspace_path: Path | None) -> list[str]:
    """The names of the occasions the bank knows, each with its aliases behind it."""
    return [name for each in open_bank(workspace_path).occasions for name in (each.name, *each.aliases)]
