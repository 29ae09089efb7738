"""`drafter trace`: where every line of an outline comes from, also after editing (溯源)."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.say import ChineseCommand, show, show_json, tell, workspace_option
from drafter.flow.proofing import trace_file
from drafter.trace.trace import Traced, TracedPart

KINDS = {"brief": "简要", "frame": "短语库", "precedent": "先例", "template": "程序通例"}


@click.command(
    "trace",
    cls=ChineseCommand,
    help="drafter 起草的提纲（md、txt、docx、html、json 等），改过、挪过、用 Word 存过之后，逐行查出处；查不到的就是自己写的。",
    epilog="例：drafter trace 提纲.docx",
)
@click.argument("path", type=click.Path(readable=False, path_type=Path), metavar="文件")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（drafter.trace/1）")
@workspace_option
def command(path: Path, as_json: bool, workspace_path: Path | None) -> None:
    tracing = trace_file(path, workspace_path)
    traced = [line for line in tracing.lines if line.text.strip()]
    if as_json:
        rows = [
            {
                "line": line.line,
                "text": line.text,
                "status": line.status,
                "node": line.node,
                "source": {"kind": line.kind, "ref": line.ref},
                "similarity": round(line.similarity, 4),
                "parts": [
                    {
                        "text": part.text,
                        "status": part.status,
                        "node": part.node,
                        "source": {"kind": part.kind, "ref": part.ref},
                        "similarity": round(part.similarity, 4),
                    }
                    for part in line.parts
                ],
            }
            for line in traced
        ]
        show_json({"format": "drafter.trace/1", "outline": tracing.title, "lines": rows})
    else:
        for line in traced:
            show(f"{line.line:>4} {line.status}　{_short(line.text, 40)}")
            if len(line.parts) > 1:
                # A paragraph of several sentences has as many sources.
                for part in line.parts:
                    show(f"       {part.status}　{_short(part.text, 20)}　{_where(part)}".rstrip())
            elif line.kind:
                show(f"       {_where(line)}")
    counts = {status: sum(line.status == status for line in traced) for status in ("原样", "改过", "自己写的")}
    tell(f"对照的底稿：《{tracing.title}》")
    tell("，".join(f"{status} {count} 行" for status, count in counts.items()))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2]}……"


def _where(told: Traced | TracedPart) -> str:
    """Where a line or a sentence is from; "" for the writer's own."""
    if not told.kind:
        return ""
    return f"{KINDS.get(told.kind, told.kind)} {told.ref}（{told.node}，{told.similarity:.0%}）"
