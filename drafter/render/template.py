"""Templates run in a sandbox (模板沙箱): the writer's own first, then the shipped ones.

A template may come from a colleague, so it reaches nothing but the page it is given: no private attributes, no
files outside the template folders, no chance (random, lipsum), a bounded number of steps, bounded strings and output.
What a sandbox inside one interpreter cannot bound (a comparison of nested lists that takes for ever, many strings of
allowed size) is bounded from outside: box.py runs a template that is not shipped in a process of its own.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.filters import do_join, do_replace
from jinja2.loaders import split_template_path
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from drafter.errors import DrafterError, UnreadableFile
from drafter.strict_yaml import read_bounded

MOST_OUTPUT = 16 * 1024 * 1024
"""Characters a template may print."""
MOST_STEPS = 100_000
"""Turns all loops of one run may take together; a long outline explained in full takes some 20,000."""
MOST_REPEAT = 1_000_000
"""Characters or elements a repetition 'x' * n may make."""
MOST_SECONDS = 2.0
"""Of computing, not of waiting: a busy machine does not stop a template. A long outline takes 0.1."""
MOST_SOURCE = 1024 * 1024
"""Bytes of a template."""

# What makes gigabytes out of one number; random and lipsum would break 同稿同字.
_BARRED_METHODS = frozenset(
    {"ljust", "rjust", "center", "zfill", "expandtabs", "format", "format_map", "join", "replace", "translate"}
)
# urlize would make links to outside of whatever looks like an address.
_BARRED_FILTERS = (
    *("center", "format", "indent", "random", "pprint", "filesizeformat", "batch", "slice", "wordwrap"),
    "urlize",
)
_BARRED_GLOBALS = ("lipsum",)
_LARGEST_BITS = 4096


class Outside(Exception):
    """A template that lies, through a symlink, outside of its folder."""


class _Inside(BaseLoader):
    """Templates of some folders, the first that has one winning; never a file from elsewhere."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = find_template(template, self.folders)
        if path is None:
            raise TemplateNotFound(template)
        try:
            return read_bounded(path, MOST_SOURCE).decode("utf-8"), str(path), lambda: True
        except UnreadableFile as error:
            raise Outside(error.reason) from None


def find_template(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of the template `name` in the first folder that has one. Raises Outside where a link leads out of it."""
    pieces = split_template_path(name)  # refuses ..
    for folder in folders:
        path = folder.joinpath(*pieces)
        if path.exists():
            if not path.resolve().is_relative_to(folder.resolve()):
                raise Outside(f"是符号链接，指向文件夹 {folder} 之外")
            return path
    return None


class TooMuch(Exception):
    """A template that wants more steps, time or memory than it gets."""


class _Counting(NodeTransformer):
    """Puts a step at the head of every loop, and `~` under the same bound as the other ways to grow a string."""

    def visit_For(self, node: nodes.For) -> nodes.For:
        self.generic_visit(node)
        step = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
        node.body.insert(0, nodes.ExprStmt(step, lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, "join", [], [], None, None, lineno=node.lineno)


def _concat(parts: Iterable[str]) -> str:
    found = list(parts)
    _bound(sum(len(part) for part in found))
    return "".join(found)


def _bound(size: int, most: int = MOST_OUTPUT) -> None:
    if size > most:
        raise TooMuch(f"一段内容超过 {most} 个字符")


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | None = None) -> Any:
    found = list(value)
    _bound(len(d) * len(found) + sum(len(part) for part in found if isinstance(part, str)))
    return do_join(context, found, d, attribute)


@pass_eval_context
def _replace(context: EvalContext, value: str, old: str, new: str) -> str:
    _bound(len(value) + str(value).count(old) * len(new))
    return do_replace(context, value, old, new)


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%", "+"})
    concat = staticmethod(_concat)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.steps = 0
        self.deadline = 0.0
        for name in _BARRED_FILTERS:
            self.filters.pop(name, None)
        for name in _BARRED_GLOBALS:
            self.globals.pop(name, None)
        self.filters |= {"join": _join, "replace": _replace}
        self.globals["range"] = self._range

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return template

    def _range(self, *bounds: int) -> range:
        found = range(*bounds)
        if len(found) > MOST_STEPS:
            raise TooMuch(f"循环超过 {MOST_STEPS} 次")
        return found

    def step(self) -> None:
        """One turn of any loop."""
        self.check_time()
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooMuch(f"循环超过 {MOST_STEPS} 次")

    def check_time(self) -> None:
        if time.process_time() > self.deadline:
            raise TooMuch(f"运行超过 {MOST_SECONDS:.0f} 秒")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr in _BARRED_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Any:
        if super().wrap_str_format(value) is not None:
            raise SecurityError("str.format")
        return None

    def getattr(self, obj: Any, attribute: str) -> Any:
        self.check_time()
        return super().getattr(obj, attribute)

    def call(self, context: Any, callee: Any, *args: Any, **kwargs: Any) -> Any:
        self.check_time()
        return super().call(context, callee, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        self.check_time()
        if operator == "**":
            raise TooMuch("不能用乘方")
        if operator == "%" and isinstance(left, str | bytes):
            raise TooMuch("不能用 % 拼字符串")
        sized = [isinstance(thing, str | bytes | list | tuple) for thing in (left, right)]
        if operator == "+" and all(sized):
            _bound(len(left) + len(right))
        if operator == "*":
            if isinstance(left, int) and isinstance(right, int):
                _bound(left.bit_length() + right.bit_length(), _LARGEST_BITS)
            elif sized[0] and isinstance(right, int):
                _bound(len(left) * right, MOST_REPEAT)
            elif sized[1] and isinstance(left, int):
                _bound(len(right) * left, MOST_REPEAT)
        return super().call_binop(context, operator, left, right)


def fill_here(
    name: str,
    folders: Sequence[Path],
    values: dict[str, Any],
    *,
    escape: bool = False,
    filters: dict[str, Callable[..., Any]] | None = None,
) -> str:
    """Text of the template `name`, looked up in `folders` in order, filled with `values`, in this process.

    escape: HTML autoescape. Raises DrafterError naming template and line when it is missing, not valid, asks
    for an unknown name, reaches outside the sandbox, or is too slow or too large.
    """
    environment = _Environment(
        loader=_Inside(folders),
        undefined=StrictUndefined,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters or {})
    environment.deadline = time.process_time() + MOST_SECONDS
    try:
        return _bounded(environment, environment.get_template(name), values)
    except TemplateSyntaxError as error:
        raise _refuse(_named(error.name or name, folders), error.lineno, _syntax(error.message or "")) from None
    except TemplateNotFound as error:
        if error.name == name:
            places = "、".join(str(folder) for folder in folders)
            raise DrafterError(f"找不到模板 {name}（找过 {places}）。请重新安装 drafter，或把模板放进工作区") from None
        raise _refuse(name, _line(error), f"要引入的模板“{error.name}”不存在") from None
    except Outside as error:
        raise _refuse(name, None, f"{error}，没有读") from None
    except UnicodeDecodeError:
        raise DrafterError(f"模板 {name}：不是 UTF-8 编码，请另存为 UTF-8") from None
    except (RecursionError, MemoryError):
        raise DrafterError(f"模板 {name}：自己引用自己或占用内存太多，请检查 include、extends 和宏") from None
    except UndefinedError as error:
        raise _refuse(_where(error, name, folders), _line(error), _undefined(error.message or "")) from None
    except TooMuch as error:
        raise _refuse(_where(error, name, folders), _line(error), f"{error}，已停下") from None
    except SecurityError:
        raise _refuse(name, None, "用了沙箱不允许的属性或方法，请删去") from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        where = _where(error, name, folders)
        raise _refuse(where, _line(error), f"运行出错（{type(error).__name__}：{error}）") from None


def _bounded(environment: _Environment, template: Template, values: dict[str, Any]) -> str:
    parts: list[str] = []
    size = 0
    for part in template.generate(values):
        environment.check_time()
        size += len(part)
        if size > MOST_OUTPUT:
            raise TooMuch(f"输出超过 {MOST_OUTPUT // 1024 // 1024} MB")
        parts.append(part)
    return "".join(parts)


def _refuse(name: str, line: int | None, reason: str) -> DrafterError:
    return DrafterError(f"模板 {name}" + (f" 第 {line} 行" if line else "") + f"：{reason}")


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    # Jinja rewrites the traceback so that frames inside a template carry the template's own file and line.
    return [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]


def _line(error: BaseException) -> int | None:
    frames = _frames(error)
    return frames[-1].lineno if frames else None


def _where(error: BaseException, name: str, folders: Sequence[Path]) -> str:
    frames = _frames(error)
    return _named(frames[-1].filename, folders) if frames else name


def _named(file: str, folders: Sequence[Path]) -> str:
    """A template as a message names it, whether Jinja says its name or its path."""
    path = Path(file)
    if not path.is_absolute():
        return file
    return next((path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder)), path.name)


def _undefined(message: str) -> str:
    found = re.match(r"'([^']+)' is undefined|.*has no (?:attribute|element) '?([^']+)'?$", message)
    if found:
        return f"没有“{found.group(1) or found.group(2)}”这个名字，请对照自带模板检查"
    return f"用了没有的名字（{message}），请对照自带模板检查"


def _syntax(message: str) -> str:
    if found := re.match(r"No (filter|test) named '([^']+)'", message):
        return f"没有“{found.group(2)}”这个{'过滤器' if found.group(1) == 'filter' else '判断'}"
    if found := re.match(r"Encountered unknown tag '([^']+)'", message):
        return f"不认识标签“{found.group(1)}”，或前面的标签没有配对"
    if message.startswith("Unexpected end of template"):
        return "标签没有配对（少了 endif 或 endfor）"
    return f"写法不对（{message}）"
