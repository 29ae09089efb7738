"""Older office formats (doc, wps, rtf, odt) through the LibreOffice on the machine, where there is one.

Converted to docx in a private profile and folder, so that a LibreOffice the writer has open is left alone, the
source is only read, and nothing stays behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from drafter.container import open_zip, read_xml
from drafter.errors import UnreadableFile
from drafter.files import read_file
from drafter.read import word
from drafter.read.options import Options, Understood

MAX_SECONDS: Final = 120
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/opt/libreoffice/program/soffice",
)
# What the private profile says: nothing is fetched for a document (pictures, sections and templates it points to),
# nothing in it is run, no link is brought up to date; and where a version of LibreOffice does not know one of these,
# what it asks of the network goes to a proxy that is not there. Names as in its officecfg schema files.
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_STREAM: Final = "WordDocument".encode("utf-16-le")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, name: str, options: Options) -> Understood:
    """Blocks as of a Word document; encoding "doc", "rtf" or "odt" (wps and doc are one format).

    Raises UnreadableFile: no LibreOffice, a password, a time limit of MAX_SECONDS, or a damaged file.
    """
    kind = _kind(data, name)
    if kind == "doc" and _ENCRYPTED in data:
        raise UnreadableFile(name, "加了密码", "请先解除密码")
    if kind == "doc" and _TEXT_STREAM not in data:
        # LibreOffice would take the bytes themselves for text.
        raise _damaged(name)
    if kind == "odt":
        _check_odt(data, name)
    program = find_program()
    if program is None:
        suffix = os.path.splitext(name)[1]
        raise UnreadableFile(
            name, f"读 {suffix} 文件要用 LibreOffice，这台机器上没有", "请安装 LibreOffice，或用 Word、WPS 另存为 docx"
        )
    converted = _convert(data, name, kind, program)
    return Understood(kind, word.read(converted, name, options).blocks)


def find_program() -> str | None:
    """The LibreOffice on this machine, None where there is none."""
    for command in ("soffice", "libreoffice"):
        found = shutil.which(command)
        if found:
            return found
    return next((place for place in _PLACES if os.path.isfile(place)), None)


def _kind(data: bytes, name: str) -> str:
    # Only what LibreOffice would take for a document of these kinds is handed to it: it also opens spreadsheets,
    # web pages and plain text, and would report the latter's mojibake as success.
    if data.startswith(_OLE):
        return "doc"
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return "rtf"
    if data.startswith(b"PK") and b"opendocument.text" in data[:200]:
        return "odt"
    raise _damaged(name)


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(name, "文件已损坏，或后缀名与内容不符", "请用 Word 或 WPS 打开后另存为 docx")


def _check_odt(data: bytes, name: str) -> None:
    """Raise UnreadableFile for what docx would be refused for: nothing bounds the memory LibreOffice takes."""
    with open_zip(data, name) as container:
        for member in container.infolist():
            if member.filename.endswith(".xml"):
                read_xml(container, member, name)


def _convert(data: bytes, name: str, kind: str, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        source = Path(folder, f"source.{kind}")
        source.write_bytes(data)
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        target = Path(folder, "out", "source.docx")
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(target.parent),
            str(source),
        ]
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # soffice is a script; the program it starts has to end with it
            )
        except OSError as error:
            raise UnreadableFile(name, f"LibreOffice 启动不了（{error.strerror}）", "请检查安装") from None
        try:
            process.wait(MAX_SECONDS)
        except subprocess.TimeoutExpired:
            raise UnreadableFile(
                name, f"LibreOffice 转换超过 {MAX_SECONDS} 秒，已停止", "请用 Word 或 WPS 打开后另存为 docx"
            ) from None
        finally:
            _end(process)
        try:
            return read_file(target)
        except OSError:
            raise UnreadableFile(
                name, "LibreOffice 转换失败（文件可能损坏或加了密码）", "请用 Word 或 WPS 打开后另存为 docx"
            ) from None


def _settings() -> str:
    """The profile's registrymodifications.xcu."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
