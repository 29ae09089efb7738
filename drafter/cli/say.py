"""How the command line speaks (命令行的说话方式): Chinese help, results on stdout, messages on stderr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from drafter.language.visible import visible


class _Chinese(click.Command):
    """Help pages in Chinese: 用法, 选项, 例."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces: list[str] = super().collect_usage_pieces(ctx)
        return ["[选项]" if piece == "[OPTIONS]" else piece for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                rows.append((record[0], "显示这页帮助" if "--help" in record[0] else record[1]))
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        epilog: str | None = self.epilog
        if epilog:
            formatter.write_paragraph()
            for line in epilog.splitlines():
                formatter.write(line + "\n")


class ChineseCommand(_Chinese):
    """A verb whose --help is Chinese."""


class ChineseGroup(_Chinese, click.Group):
    """A verb with verbs of its own."""

    command_class = ChineseCommand

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [piece.replace("COMMAND [ARGS]...", "动词 …") for piece in super().collect_usage_pieces(ctx)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, (self.commands[name].get_short_help_str(60))) for name in self.list_commands(ctx)]
        with formatter.section("动词"):
            formatter.write_dl(rows)


def workspace_option(function: Any) -> Any:
    """--workspace, the same for every verb."""
    return click.option(
        "--workspace",
        "workspace_path",
        type=click.Path(path_type=Path),
        metavar="目录",
        help="工作区（默认 $DRAFTER_WORKSPACE，再默认用户数据目录）",
    )(function)


def revisions_option(function: Any) -> Any:
    """--revisions, the same for every verb that reads old speeches."""
    return click.option(
        "--revisions",
        type=click.Choice(["接受", "拒绝"]),
        default="接受",
        metavar="接受|拒绝",
        help="Word 稿里的修订痕迹按全部接受（默认）还是全部拒绝来读",
    )(function)


def complain(message: str) -> None:
    """One clear message on stderr. Corpus text in it cannot move the cursor or hide anything."""
    for line in message.splitlines() or [""]:
        print(f"drafter：{visible(line)}", file=sys.stderr)


def tell(message: str) -> None:
    """Progress and summaries, on stderr so that results pipe cleanly."""
    for line in message.splitlines():
        print(visible(line), file=sys.stderr)


def show(text: str) -> None:
    """Results, on stdout."""
    print("\n".join(visible(line) for line in text.split("\n")))
