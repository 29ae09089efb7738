"""`drafter skeleton`: the outline of an existing speech, and a brief to start from (从现成讲话抽提纲)."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.outline import form_of, refuse_inputs
from drafter.cli.say import ChineseCommand, refuse_existing, show, tell, workspace_option
from drafter.errors import DrafterError
from drafter.flow.skeletons import Skeleton, skeletons
from drafter.keep.atomic import write_bytes, write_text
from drafter.render.outline import Format


@click.command(
    "skeleton",
    cls=ChineseCommand,
    help="从一篇现成讲话里抽出提纲（Markdown）；加 --brief 抽出一份简要，结构照旧，事实去掉（讲什么事照留），换上这次的内容就能用 drafter outline 起草。",
    epilog="例：drafter skeleton 去年讲话.docx\n    drafter skeleton 去年讲话.docx --brief -o 简要.yaml",
)
@click.argument("path", type=click.Path(readable=False, path_type=Path), metavar="文件")
@click.option("--brief", "as_brief", is_flag=True, help="输出简要（YAML）而不是提纲")
@click.option("--number", type=click.IntRange(1), metavar="N", help="汇编里的第几篇（默认全部）")
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "json", "txt", "html", "docx")),
    help="提纲的格式（不写就看 -o 的文件名，没有就用 md）",
)
@click.option("-o", "output", type=click.Path(readable=False, path_type=Path), metavar="文件", help="写到文件")
@click.option("--force", is_flag=True, help="文件已有时也覆盖")
@workspace_option
def command(
    path: Path,
    as_brief: bool,
    number: int | None,
    form: Format | None,
    output: Path | None,
    force: bool,
    workspace_path: Path | None,
) -> None:
    form = form or ("md" if as_brief else form_of(output))
    if form == "docx" and output is None and not as_brief:
        raise DrafterError("docx 不能显示在屏幕上，请用 -o 提纲.docx 指明写到哪里")
    refuse_inputs([output], [path], "简要" if as_brief else "提纲")
    if output is not None:
        refuse_existing(output, force=force)
    found = skeletons(path, workspace_path)
    if number is not None:
        if number > len(found):
            raise DrafterError(f"{path}：只有 {len(found)} 篇讲话，没有第 {number} 篇")
        found = found[number - 1 : number]
    if as_brief and len(found) > 1:
        raise DrafterError(f"{path}：里面有 {len(found)} 篇讲话，请用 --number 指明第几篇")
    if output is not None and len(found) > 1:
        raise DrafterError(f"{path}：里面有 {len(found)} 篇讲话，写到一个文件请用 --number 指明第几篇")
    for entry in found:
        _deliver(entry, form, as_brief, output)
        for remark in (*entry.remarks, *((*entry.only_a_start, *entry.unplaced) if as_brief else ())):
            tell(f"提示：{remark}")


def _deliver(entry: Skeleton, form: Format, as_brief: bool, output: Path | None) -> None:
    if output is None:
        show((entry.brief() if as_brief else entry.content(form).decode("utf-8")).rstrip("\n"))
        return
    if as_brief:
        write_text(output, entry.brief())
        tell(f"已写好 {output}，把“待填”换成这次的内容后运行：drafter outline {output}")
    else:
        write_bytes(output, entry.content(form))
        tell(f"已写好 {output}")
