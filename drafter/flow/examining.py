"""Health of an installation and a workspace (体检)."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import re
import shutil
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drafter import __version__
from drafter.errors import DrafterError
from drafter.files import Mount, mount_of, open_file
from drafter.flow.drafting import read_bank
from drafter.flow.manifest import read_manifest
from drafter.flow.mining import rebuild
from drafter.keep.atomic import clear_leavings, current_folder, refusal
from drafter.keep.lock import MARK, InUse, abandoned, writing
from drafter.keep.workspace import Workspace
from drafter.search.integrity import damaged
from drafter.search.query import Library

PACKAGES = (
    "click",
    "jieba",
    "jinja2",
    "lxml",
    "opencc",
    "prompt_toolkit",
    "pydantic",
    "pypdf",
    "pypinyin",
    "pyyaml",
    "rapidfuzz",
    "tantivy",
)
FONTS = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")

FONTS_WITHIN = 20.0
"""Seconds the list of fonts may take."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing examined (体检项)."""

    name: str
    good: bool | None
    """True fine, False wrong, None worth knowing."""
    finding: str


def examine(workspace: Workspace) -> tuple[Sign, ...]:
    """Versions, workspace, phrasebank, library, source files, fonts. Changes nothing."""
    return (
        Sign("程序", None, f"drafter {__version__}，Python {platform.python_version()}，{platform.system()}"),
        Sign("依赖", None, "，".join(f"{name} {_version(name)}" for name in PACKAGES)),
        _workspace(workspace),
        *drive_signs(mount_of(workspace.root)),
        *_locks(workspace),
        _bank(workspace),
        library_sign(workspace),
        _sources(workspace),
        fonts_sign(),
        Sign(
            "LibreOffice",
            None,
            "有，能读 doc、wps、rtf" if shutil.which("soffice") else "没有，读不了 doc、wps、rtf（可另存为 docx）",
        ),
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "缺"


def _workspace(workspace: Workspace) -> Sign:
    if not workspace.root.exists():
        return Sign("工作区", None, f"还没有 {workspace.root}，挖旧稿或起草时会建")
    mode = stat.S_IMODE(workspace.root.stat().st_mode)
    if os.name != "nt" and mode & 0o077:
        return Sign("工作区", False, f"{workspace.root} 别的用户也能进（{mode:o}），建议 chmod 700")
    if os.name != "nt" and (stranger := _stranger(workspace.root)):
        return Sign("工作区", False, stranger)
    if not os.access(workspace.root, os.W_OK):
        return Sign("工作区", False, f"{workspace.root} 不能写")
    return Sign("工作区", True, str(workspace.root))


_ALONE = {
    "nfs": r"nolock|local_lock=(?:all|flock)",
    "nfs4": r"nolock|local_lock=(?:all|flock)",
    "cifs": "nobrl",
    "smb3": "nobrl",
    "fuse.sshfs": "",
}
"""Kind of network drive whose locks are known -> the mount options under which they hold within one machine alone."""


def drive_signs(mount: Mount | None) -> tuple[Sign, ...]:
    """Of a workspace on a network drive: what keeps two who write at once apart there. mount: the workspace's."""
    if mount is None or not mount.shared:
        return ()
    if mount.kind not in _ALONE:
        told = "认不出它的系统锁管不管得到别的机器"
    elif re.search(_ALONE[mount.kind], mount.options):
        told = "它的系统锁只管本机，管不到别的机器"
    else:
        told = "它的系统锁管得到别的机器"
    finding = f"工作区在网络盘上（{mount.kind}，{mount.source}）：{told}；写的时候另放锁文件 {MARK}.…，请大家都用同一版 drafter"
    return (Sign("网络盘", None, finding),)


def _locks(workspace: Workspace) -> tuple[Sign, ...]:
    """Locks made of files that were left behind, if there are any."""
    try:
        names = [str(path.relative_to(workspace.root)) for path in abandoned(workspace)]
    except OSError:
        return ()
    finding = f"{'、'.join(names[:3])}{'等' if len(names) > 3 else ''} 像是断电或被中止的 drafter 丢下的"
    return (Sign("写锁", None, f"{finding}，drafter doctor --repair 可以清掉"),) if names else ()


def _stranger(root: Path) -> str:
    """Who else could put another workspace in this one's place; empty when nobody."""
    for path in (root, root.parent):
        known = path.stat()
        if known.st_uid not in (os.getuid(), 0):
            return f"{path} 是别的用户的，他能换掉工作区，建议把工作区移到自己的文件夹里"
        # The group many systems give each user for himself is no stranger.
        others = known.st_mode & (0o002 if known.st_gid == os.getgid() else 0o022)
        if others and not known.st_mode & stat.S_ISVTX:
            return f"{path} 别的用户也能写，他能换掉工作区，建议把工作区移到自己的文件夹里"
    return ""


def _bank(workspace: Workspace) -> Sign:
    try:
        bank = read_bank(workspace)
    except DrafterError as error:
        first, *more = str(error).split("\n")
        return Sign("短语库", False, first + ("；还有别的，drafter bank validate 列出全部" if more else ""))
    return Sign("短语库", True, f"框架 {len(bank.frames)} 条，标题组 {len(bank.sets)} 组，主题 {len(bank.topics)} 个")


def library_sign(workspace: Workspace) -> Sign:
    """Whether the library is as it was written, and opens. Sums come first: the index may crash on what rotted."""
    if workspace.library.is_symlink() and not workspace.library.exists():
        target = os.readlink(workspace.library)
        return Sign(
            "先例库",
            False,
            f"{workspace.library} 是断了的链接，指向 {target}。请移走它，再运行 drafter doctor --repair",
        )
    try:
        generation = current_folder(workspace.library)
    except DrafterError as error:
        return Sign("先例库", False, f"{error}。drafter doctor --repair 可以重建")
    faulty = damaged(generation) if generation else ()
    if faulty:
        names = "、".join(faulty[:3]) + ("等" if len(faulty) > 3 else "")
        return Sign("先例库", False, f"{names} 与写入时不一致，可能已损坏。drafter doctor --repair 可以重建")
    try:
        with Library.open(workspace.library) as library:
            size = len(library)
    except DrafterError as error:
        if (workspace.library / "current").exists():
            return Sign("先例库", False, str(error))
        if _mined(workspace):
            return Sign("先例库", False, "挖过旧稿，先例库却不见了。drafter doctor --repair 可以重建")
        return Sign("先例库", None, str(error))
    checked = "建库时没有留校验值" if faulty is None else "每个文件都与写入时一致"
    return Sign("先例库", True, f"能打开，{size} 段，{checked}")


def _mined(workspace: Workspace) -> bool:
    """Whether speeches were mined, as far as the list of them can be read."""
    try:
        return bool(read_manifest(workspace))
    except DrafterError:
        return False  # which is told of the list itself


def _sources(workspace: Workspace) -> Sign:
    try:
        manifest = read_manifest(workspace)
    except DrafterError as error:
        return Sign("旧稿", False, str(error))
    if not manifest:
        return Sign("旧稿", None, "还没有挖过旧稿")
    gone, changed = [], []
    for name, sha in sorted(manifest.items()):
        try:
            with open_file(name) as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != sha:
                    changed.append(name)
        except OSError:
            gone.append(name)
    if gone or changed:
        rows = [f"{len(manifest)} 个文件"]
        rows += [f"已不在：{'、'.join(gone[:5])}" + ("等" if len(gone) > 5 else "")] if gone else []
        rows += [f"挖过之后改过：{'、'.join(changed[:5])}" + ("等" if len(changed) > 5 else "")] if changed else []
        return Sign("旧稿", None, "，".join(rows) + "。再运行一次 drafter mine 即可")
    return Sign("旧稿", True, f"{len(manifest)} 个文件都与挖掘时一致")


def fonts_sign() -> Sign:
    """Whether the fonts of official documents are there."""
    if not shutil.which("fc-list"):
        return Sign("字体", None, "这台机器上查不到字体清单；公文版式要用 " + "、".join(FONTS))
    try:
        told = subprocess.run(["fc-list", ":", "family"], capture_output=True, timeout=FONTS_WITHIN, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return Sign("字体", None, "字体清单查不出来（fc-list 没有回应）；公文版式要用 " + "、".join(FONTS))
    listed = told.decode("utf-8", "replace")
    missing = [font for font in FONTS if font not in listed and font.replace("_GB2312", "") not in listed]
    if missing:
        return Sign("字体", None, "本机没有 " + "、".join(missing) + "；docx 里写明了字体名，到有字体的机器上打开就对")
    return Sign("字体", True, "公文字体齐全")


def tidy(workspace: Workspace) -> tuple[str, ...]:
    """Repair what can be repaired: permissions, leavings of a crash, the library. What was done, one line each.

    Raises WorkspaceError while somebody else is writing, and when the disk refuses.
    """
    done = []
    if os.name != "nt" and stat.S_IMODE(workspace.root.stat().st_mode) & 0o077:
        try:
            workspace.root.chmod(0o700)
        except OSError as error:
            raise refusal(workspace.root, error, workspace.root) from None
        done.append("工作区改为只有本人能进")
    left = abandoned(workspace)
    with writing(workspace):
        done += [f"清掉半截文件 {path.name}" for path in clear_leavings(workspace.root)]
    for folder in {path.parent for path in left} - {workspace.root}:
        with suppress(InUse), writing(Workspace(folder, workspace.waiting), 0):
            pass
    done += [f"清掉丢下的写锁 {path.relative_to(workspace.root)}" for path in left if not os.path.lexists(path)]
    if library_sign(workspace).good is False and read_manifest(workspace):
        rebuilt = rebuild(workspace)
        done += [f"重建先例库，{rebuilt.passages} 段", *rebuilt.problems]
    return tuple(done)
