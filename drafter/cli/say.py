"""How the command line speaks (命令行的说话方式): Chinese help, results on stdout, messages on stderr."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from drafter.errors import DrafterError
from drafter.language.visible import one_line, plain_json, visible


class _Chinese(click.Command):
    """Help pages in Chinese: 用法, 选项, 例."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # click forgets which verb an option without its value was for, and its help is where to look.
            error.ctx = error.ctx or ctx
            raise

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
        return [
            piece.replace("[COMMAND] [ARGS]...", "[动词 …]").replace("COMMAND [ARGS]...", "动词 …")
            for piece in super().collect_usage_pieces(ctx)
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The first sentence whole: click would cut a longer one in its midst.
        rows = [(name, (self.commands[name].help or "").partition("。")[0]) for name in self.list_commands(ctx)]
        with formatter.section("动词"):
            formatter.write_dl(rows)


def workspace_option(function: Any) -> Any:
    """--workspace, the same for every verb; what stands before the verb is for it, too."""

    def given(ctx: click.Context, _: click.Parameter, value: Path | None) -> Path | None:
        return value if value is not None else ctx.find_root().params.get("workspace_path")

    return click.option(
        "--workspace",
        "workspace_path",
        type=click.Path(readable=False, path_type=Path),
        metavar="目录",
        callback=given,
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


def stop_writing(descriptor: int) -> None:
    """Nobody hears this stream any more: what stays in its buffer, tried again at the end, must not fail there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def message(text: str) -> None:
    """A line on stderr. Where that takes no more (a full disk under 2>日志, a reader that left), the work goes on unheard."""
    try:
        print(text, file=sys.stderr)
    except OSError:
        stop_writing(2)


def complain(*lines: str) -> None:
    """One clear message on stderr. Text of others in it cannot move the cursor, hide anything or begin a line."""
    for line in lines:
        message(f"drafter：{one_line(line)}")


def refuse(error: DrafterError) -> None:
    """A refusal, on stderr: its constructor has parted it into lines already."""
    complain(*str(error).split("\n"))


def tell(said: str) -> None:
    """A word about what was done, on stderr so that results pipe cleanly."""
    message(one_line(said))


def show(text: str) -> None:
    """Results, on stdout."""
    print(visible(text))


def show_json(value: Any, indent: int | None = 1) -> None:
    """Results as JSON, on stdout."""
    print(plain_json(value, indent=indent))


def ask(prompt: str) -> str:
    """What the writer answers to a prompt, "" for Enter alone."""
    answer: str = click.prompt(one_line(prompt), prompt_suffix=" > ", default="", show_default=False)
    return answer.strip()


def refuse_existing(output: Path, *, force: bool) -> None:
    """Raises DrafterError where a file to be written on is there already: what its writer made of it stays."""
    if output.exists() and not force:
        raise DrafterError(f"{output}：文件已经有了。换个名字，或加 --force 覆盖")


def show_trace(error: BaseException) -> None:
    """Where an error of the program's own came from, on stderr."""
    message(visible("".join(traceback.format_exception(error))))
