"""`drafter outline`: brief in, outline out (由简要生成提纲)."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from drafter.cli.say import ChineseCommand, complain, refuse, show, show_json, tell, workspace_option
from drafter.errors import DrafterError, WorkspaceError
from drafter.flow.drafting import Drafted, draft, open_drafting
from drafter.flow.remembering import edited_since, note_written, remember
from drafter.keep.atomic import make_folder, refusal, write_bytes
from drafter.keep.workspace import Workspace
from drafter.language.remarks import gathered
from drafter.language.visible import one_line
from drafter.render.outline import FORMAT_OF, Format

FORMATS = ("md", "docx", "txt", "html", "json")


@click.command(
    "outline",
    cls=ChineseCommand,
    help="由一份或多份简要（YAML）生成讲话提纲。每一行都有出处，简要里没有的一律写成【待填：…】。",
    epilog="例：drafter outline 简要.yaml\n    drafter outline 简要.yaml --format docx -o 提纲.docx\n    drafter outline 一.yaml 二.yaml -o 提纲/",
)
@click.argument("briefs", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="简要…")
@click.option("-o", "named", type=click.Path(readable=False), metavar="文件或目录", help="写到文件；多份简要时写到目录")
@click.option("--format", "form", type=click.Choice(FORMATS), help="输出格式（默认看 -o 的后缀，再默认 md）")
@click.option("--json", "as_json", is_flag=True, help="等于 --format json；多份简要又没有 -o，每份一行（JSON Lines）")
@click.option("--force", is_flag=True, help="输出文件被改过也覆盖")
@click.option("--explain", is_flag=True, help="每行注明出处、选用理由、备选和相近先例")
@click.option("--strict", is_flag=True, help="还有待填之处就算失败（退出码 1）")
@click.option(
    "--profile",
    type=click.Choice(("gb", "read", "plain")),
    default="gb",
    show_default=False,
    help="docx 版式：gb 公文、read 宣读稿、plain 简单",
)
@click.option("--comments", is_flag=True, help="docx：出处写成批注，待填之处说明该写什么")
@click.option(
    "--reference",
    type=click.Path(readable=False, path_type=Path),
    metavar="docx",
    help="docx：样式取自这个文件（不写就用工作区 templates/reference.docx，没有就用自带的版式）",
)
@workspace_option
def command(
    briefs: tuple[Path, ...],
    named: str | None,
    form: Format | None,
    as_json: bool,
    force: bool,
    explain: bool,
    strict: bool,
    profile: str,
    comments: bool,
    reference: Path | None,
    workspace_path: Path | None,
) -> int:
    output = Path(named) if named is not None else None
    many = len(briefs) > 1 or (output is not None and named is not None and _is_folder(output, named))
    form = "json" if as_json else form or ("md" if many else form_of(output))
    if output is not None and not many and FORMAT_OF.get(output.suffix.lower(), form) != form:
        # What opens a file goes by its name.
        how, right = "--json" if as_json else f"--format {form}", output.with_suffix(f".{form}").name
        raise DrafterError(f"{output}：{how} 与后缀 {output.suffix} 不符，请改用 -o {right}，或去掉 {how}")
    if len(briefs) > 1 and output is not None and not _is_folder(output, named or "") and output.suffix in FORMAT_OF:
        raise DrafterError(f"{output}：这是文件名，{len(briefs)} 份简要要写到文件夹。请用 -o 文件夹/")
    if form == "docx" and output is None:
        raise DrafterError("docx 不能显示在屏幕上，请用 -o 提纲.docx 指明写到哪里")
    targets = _targets(briefs, output, form) if many and output is not None else [output] * len(briefs)
    refuse_inputs(targets, (*briefs, *((reference,) if reference else ())))
    drafting = open_drafting(workspace_path)
    failed = 0
    drafted: list[tuple[Path, Drafted]] = []
    for path, target in zip(briefs, targets, strict=True):
        try:
            result = draft(
                path, drafting, form, explain=explain, profile=profile, comments=comments, reference=reference
            )
        except DrafterError as error:
            if not many:
                raise
            refuse(error)
            failed += 1
            continue
        drafted.append((path, result))
        _note(partial(remember, result.outline, drafting.workspace))
        if target is None:
            if len(briefs) > 1 and form == "json":
                # One document a line: several below one another are no JSON.
                show_json(json.loads(result.content), indent=None)
                continue
            if len(briefs) > 1:
                show(one_line(f"<!-- {path} -->"))
            show(result.content.decode("utf-8").removesuffix("\n"))
            continue
        try:
            _write(target, result.content, drafting.workspace, force=force, make=many)
        except DrafterError as error:
            if not many:
                raise
            refuse(error)
            failed += 1
            drafted.pop()
    return _summary(briefs, drafted, failed, strict, many, output)


def _is_folder(output: Path, named: str) -> bool:
    """True for a folder, and for what the writer ended in a slash to say that it is one."""
    return output.is_dir() or named.endswith(("/", "\\"))


def _targets(briefs: Sequence[Path], folder: Path, form: Format) -> list[Path]:
    """A file in `folder` for each brief, named after it; briefs of one name also after the folder they lie in.

    Raises DrafterError, before anything is written, where two would still fall on one another.
    """
    stems = Counter(_same_name(path.stem) for path in briefs)
    names = [
        path.stem if stems[_same_name(path.stem)] == 1 else f"{path.absolute().parent.name}-{path.stem}"
        for path in briefs
    ]
    taken: dict[str, Path] = {}
    problems = []
    for path, name in zip(briefs, names, strict=True):
        other = taken.setdefault(_same_name(name), path)
        if other is not path:
            problems.append(
                f"{other} 和 {path} 都会写到 {folder / f'{name}.{form}'}，一份也没有写。请改名，或分两次写到不同目录"
            )
    if problems:
        raise DrafterError(*problems)
    return [folder / f"{name}.{form}" for name in names]


def _same_name(name: str) -> str:
    # Windows and macOS take 甲A and 甲a, and both spellings of an accented letter, for one file.
    return unicodedata.normalize("NFC", name).casefold()


def refuse_inputs(targets: Sequence[Path | None], inputs: Sequence[Path], what: str = "提纲") -> None:
    """Raises DrafterError where `what` would be written over a file it is made from; --force does not help."""
    for target in targets:
        for source in inputs:
            if target is not None and _same_file(target, source):
                raise DrafterError(f"{target}：这是输入的文件，不能把{what}写在它上面。请用 -o 换个名字")


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _write(target: Path, content: bytes, workspace: Workspace, *, force: bool, make: bool) -> None:
    """Write one outline. make: also its folder. Raises DrafterError when the file was edited or the disk refuses."""
    if make:
        try:
            make_folder(target.parent)
        except OSError as error:
            raise refusal(target.parent, error) from None
    if not force and edited_since(target, workspace):
        raise DrafterError(
            f"{target}：这个文件已经有了，而且不是 drafter 上次写的原样，没有覆盖。换个名字，或加 --force"
        )
    _note(partial(note_written, target, content, workspace))
    write_bytes(target, content)


def _note(keep: Callable[[], None]) -> None:
    """What the workspace is to remember. One that cannot be written does not keep anybody from an outline."""
    try:
        keep()
    except WorkspaceError as error:
        tell(f"提示：工作区没有记住这份提纲，以后 trace 查不到它的出处（{error}）")


def form_of(output: Path | None) -> Format:
    suffix = output.suffix.lower() if output else ""
    if suffix and suffix not in FORMAT_OF:
        raise DrafterError(f"{output}：不会写“{suffix}”文件。可用 .md .docx .txt .html .json，或用 --format 指明格式")
    return FORMAT_OF[suffix] if suffix else "md"


def _summary(
    briefs: tuple[Path, ...],
    drafted: list[tuple[Path, Drafted]],
    failed: int,
    strict: bool,
    many: bool,
    output: Path | None,
) -> int:
    gaps = 0
    for path, result in drafted:
        gaps += len(result.outline.gaps)
        name = f"{path}：" if many else ""
        if output is not None or many:
            tell(
                f"{name}{len(result.outline.gaps)} 处待填"
                + (f"，写到 {output}" if output is not None and not many else "")
            )
        for note in gathered(result.outline.notes):
            tell(f"{name}提示：{note}")
    if many:
        tell(f"共 {len(briefs)} 份简要：成 {len(drafted)} 份，败 {failed} 份，待填 {gaps} 处")
    if strict and gaps:
        complain(f"还有 {gaps} 处待填（--strict）")
        return 1
    sys.stdout.flush()
    return 1 if failed else 0
