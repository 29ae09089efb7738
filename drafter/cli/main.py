"""The command line: one file per verb, loaded only when it is called (start-up time: --help in 0.2 s)."""

from __future__ import annotations

import codecs
import gc
import importlib
import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import click

from drafter import __version__
from drafter.cli.say import (
    ChineseCommand,
    ChineseGroup,
    complain,
    message,
    refuse,
    show_trace,
    stop_writing,
    tell,
    workspace_option,
)
from drafter.errors import DrafterError

VERBS = {
    "mine": "读旧讲话稿，清洗、切分、去重、认语步，更新短语库和先例库",
    "moves": "看程序怎样理解一个文件：篇、段、语步、步骤、理由",
    "search": "查先例：以前是怎么说的",
    "outline": "由写作要求（YAML 简要）生成讲话提纲",
    "compose": "在终端里对话式起草提纲",
    "skeleton": "从一篇现成讲话里抽出提纲和简要",
    "check": "校对提纲或讲话：编号、对仗、重叠、缺项、泄露的事实",
    "trace": "查提纲每一行的出处，改过的也能查",
    "bank": "短语库：查看、审阅、合并、校验",
    "brief": "写作要求：生成样板、导出格式、校验",
    "doctor": "体检：版本、工作区、索引、字体",
}


DEBUG = "DRAFTER_DEBUG"
SELDOM = (100_000, 50, 1_000)
"""So many new objects between two looks for garbage, and so many looks between deeper ones."""
_SLIPS = 2
"""A verb mistyped has its first letter right and at most so many others wrong: batch is no search."""


class _Verbs(ChineseGroup):
    """Lists the verbs without importing them: a module a verb, found by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb for verb in VERBS if importlib.util.find_spec(f"drafter.cli.{verb}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"drafter.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would end with 1, which means a refusal here.
            stop_writing(1)  # the reader went away (… | head)
            raise click.exceptions.Exit(0) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("动词"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])


@click.group(
    cls=_Verbs,
    invoke_without_command=True,
    help="把旧讲话稿变成短语库，把一份简要变成层次分明、逐行有出处的讲话提纲。不联网，不用模型，不编造。",
    epilog="例：drafter mine 旧稿/ && drafter outline 简要.yaml -o 提纲.docx",
)
@click.version_option(__version__, "--version", message="drafter %(version)s", help="显示版本")
@workspace_option
@click.pass_context
def cli(ctx: click.Context, workspace_path: Path | None = None) -> None:
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty() and "compose" in cli.list_commands(ctx):
            ctx.invoke(cli.get_command(ctx, "compose"), workspace_path=workspace_path)  # type: ignore[arg-type]
        else:
            click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 refused with a reason, 2 usage, 130 interrupted.

    What the program and its libraries make is the writer's alone from the first moment, not only once it is done.
    """
    os.umask(0o077)
    # Nearly all a command makes it needs to its end: looking for garbage among it at every 700 objects takes a tenth of the time.
    gc.set_threshold(*SELDOM)
    status = run(arguments)
    # What is left goes with the process: it is not looked through once more.
    gc.freeze()
    sys.exit(status)


def run(arguments: list[str] | None = None, **extra: Any) -> int:
    """Run one command line; returns the exit status instead of exiting."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character gets a mark for it, never a crash (Windows code pages).
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else MARKED)
    _LOST.clear()
    try:
        return _run(arguments, **extra)
    finally:
        _tell_lost()


def _open_closed() -> None:
    """What was closed before the start (>&-) is written to nowhere: else the first file opened would be taken for it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


MARKED = "drafter.marked"
"""The name under which `_mark` is known to streams."""
_LOST: dict[str, None] = {}
"""Characters the console could not show in this run, in their order."""
_LOST_SHOWN = 5


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    _LOST.update(dict.fromkeys(lost))
    return "?" * len(lost), error.end


codecs.register_error(MARKED, _mark)


def _tell_lost() -> None:
    """Say which characters stand as ? on this console: by their numbers, which any console has."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        stop_writing(1)  # the reader went away (… | head)
    except (OSError, ValueError):
        pass
    if _LOST:
        numbers = "、".join(f"U+{ord(one):04X}" for one in list(_LOST)[:_LOST_SHOWN])
        more = "等" if len(_LOST) > _LOST_SHOWN else ""
        tell(
            f"提示：有 {len(_LOST)} 个字这里的编码（{sys.stdout.encoding}）显示不了，写成了“?”（{numbers}{more}）；写成文件或换成 UTF-8 就是全的"
        )


def _run(arguments: list[str] | None, **extra: Any) -> int:
    try:
        result = cli.main(arguments, prog_name="drafter", standalone_mode=False, **extra)
    except DrafterError as error:
        refuse(error)
        return 1
    except click.exceptions.NoArgsIsHelpError as error:
        message(error.ctx.get_help() if error.ctx else "")
        return 2
    except click.UsageError as error:
        complain(usage_message(error))
        return 2
    except click.ClickException as error:
        complain(error.format_message())
        return 1
    except (KeyboardInterrupt, click.Abort):
        complain("已中断")
        return 130
    except OSError as error:
        from drafter.keep.atomic import refusal  # only when the disk refused: keeps start-up lean

        where = Path(error.filename or "文件操作")
        if isinstance(error, PermissionError):  # to read or to write: here nobody knows
            refuse(DrafterError(f"{where}：没有权限，请检查权限或换一个位置"))
        else:
            refuse(refusal(where, error))
        return 1
    except MemoryError:
        complain("内存不够，没有做完。请关掉别的程序，或把输入拆小后再试")
        return 1
    except Exception as error:
        # A fault of the program's own. What a stranger's file says must not reach the screen raw this way either.
        complain(
            f"程序出了意外，没有做完（{type(error).__name__}：{error}）。请把这一行和所用的命令告诉维护者；设 {DEBUG}=1 再运行可看详情"
        )
        if os.environ.get(DEBUG):
            show_trace(error)
        return 1
    return result if isinstance(result, int) else 0


def usage_message(error: click.UsageError) -> str:
    """click's complaint in Chinese, with where to look."""
    command = error.ctx.command_path if error.ctx else "drafter"
    match error:
        case click.NoSuchOption():
            near = f"，是否为 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            text = f"没有选项 {error.option_name}{near}"
        case click.MissingParameter():
            text = f"缺少 {_name(error.param)}"
        case click.BadOptionUsage():
            text = f"选项 {error.option_name} 用法不对，缺少值或多了值"
        case click.BadParameter():
            name = _name(error.param)
            if error.param is not None and isinstance(error.param.type, click.Choice):
                text = f"{name} 只能是 {'、'.join(error.param.type.choices)}"
            elif error.param is not None and isinstance(error.param.type, click.types.IntParamType | click.IntRange):
                text = f"{name} 应当是{_range(error.param.type)}整数"
            elif error.param is not None and isinstance(
                error.param.type, click.types.FloatParamType | click.FloatRange
            ):
                text = f"{name} 应当是{_range(error.param.type)}数，可以带小数"
            else:
                text = f"{name} 的值不对：{error.message}"
        case _ if error.message.startswith("No such command"):
            word = error.message.split("'")[1] if "'" in error.message else ""
            from drafter.language import similar  # only when a verb was mistyped: keeps start-up lean

            guess = similar.nearest(word, list(VERBS))
            if guess and (guess[0] != word[0] or similar.edit_distance(word, guess, _SLIPS) > _SLIPS):
                guess = None
            text = f"没有动词“{word}”"
            text += f"，是否为 {guess}？" if guess else "（由简要出提纲用 outline，几份简要一起写在它后面）"
        case _ if error.message.startswith("Got unexpected extra argument"):
            text = "参数多了：" + error.message.partition("(")[2].rstrip(")")
        case _:
            text = error.message
    return text + ("" if text.endswith("？") else "。") + f"用法见 {command} --help"


def _range(kind: object) -> str:
    """What a number must be, in front of 整数; empty where any will do."""
    low, high = (kind.min, kind.max) if isinstance(kind, click.IntRange | click.FloatRange) else (None, None)
    if low is not None and high is not None:
        return f" {low:.0f} 到 {high:.0f} 的"
    return f"不小于 {low:.0f} 的" if low is not None else f"不大于 {high:.0f} 的" if high is not None else ""


def _name(param: click.Parameter | None) -> str:
    """A parameter as it is typed: --format, or what the help calls an argument."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param else ""


__all__ = ["ChineseCommand", "main", "run"]
