"""doc, rtf and odt through LibreOffice, and the refusals without it."""

from __future__ import annotations

import functools
import io
import select
import socket
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.container import MAX_ELEMENTS, MEGABYTE
from drafter.errors import UnreadableFile
from drafter.read.files import read
from drafter.read.office import find_program

from .fixtures import docx, level, numbered, numbering, paragraph

needs_libreoffice = pytest.mark.skipif(find_program() is None, reason="没有 LibreOffice")

SOURCE = docx(
    paragraph("同志们：") + numbered("认清形势", 1) + numbered("压实责任", 1),
    numbering=numbering({0: [level(0, "chineseCountingThousand", "%1、")]}, {1: (0, "")}),
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """SOURCE as LibreOffice writes it in an older format, each written once."""
    folder = tmp_path_factory.mktemp("旧格式")
    (folder / "稿.docx").write_bytes(SOURCE)

    @functools.cache
    def written(target: str) -> bytes:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [find_program() or "", profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "稿.docx")], check=True, capture_output=True, timeout=120)
        return (folder / f"稿.{target}").read_bytes()

    return written


@needs_libreoffice
@pytest.mark.parametrize(("suffix", "target"), [(".doc", "doc"), (".wps", "doc"), (".odt", "odt")])
def test_older_formats_read_like_docx(
    tmp_path: Path, suffix: str, target: str, converted: Callable[[str], bytes]
) -> None:
    path = tmp_path / f"旧稿{suffix}"
    path.write_bytes(before := converted(target))
    document = read(path)[0]
    assert document.encoding == target
    assert [block.text for block in document.blocks] == ["同志们：", "一、认清形势", "二、压实责任"]
    assert path.read_bytes() == before


@needs_libreoffice
def test_rtf_as_word_writes_it(tmp_path: Path) -> None:
    # By hand, because LibreOffice's own RTF loses the Chinese in list labels when it writes them.
    listed = (
        r"{\*\listtable{\list{\listlevel\levelnfc39\leveljc0\levelfollow2\levelstartat1"
        r"{\leveltext\'02\'00\u12289 ?;}{\levelnumbers\'01;}}\listid7}}"
        r"{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    )
    lines = [("", "同志们："), (r"\ls1\ilvl0 ", "认清形势"), (r"\ls1\ilvl0 ", "压实责任")]
    body = "".join(
        rf"\pard {mark}" + "".join(rf"\u{ord(character)} ?" for character in text) + r"\par" for mark, text in lines
    )
    (tmp_path / "稿.rtf").write_text(r"{\rtf1\ansi\ansicpg936" + listed + body + "}", encoding="ascii")
    document = read(tmp_path / "稿.rtf")[0]
    assert document.encoding == "rtf"
    assert [block.text for block in document.blocks] == ["同志们：", "一、认清形势", "二、压实责任"]


@needs_libreoffice
@pytest.mark.usefixtures("socket_enabled")
def test_nothing_is_fetched_for_a_strangers_file(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}"
        path = tmp_path / "外来.odt"
        path.write_bytes(odt_that_asks(there))
        assert "同志们" in read(path)[0].blocks[0].text
        assert not select.select([elsewhere], [], [], 0)[0], "LibreOffice 向外要了东西"


def odt_that_asks(there: str) -> bytes:
    """An odt of one line with a picture and a section that lie `there`."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        f' xmlns:draw="{names}:drawing:1.0" xmlns:svg="{names}:svg-compatible:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text><text:p>同志们：'
        '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{there}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        '</draw:frame></text:p><text:section text:name="S">'
        f'<text:section-source xlink:href="{there}/b.odt"/><text:p>甲</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    manifest = f"{names}:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entries}</m:manifest>')
    return buffer.getvalue()


def test_an_odt_is_looked_at_before_libreoffice_sees_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # nobody else to refuse it
    path = tmp_path / "外来.odt"
    for content, reason in ((b"<a/>" * (MAX_ELEMENTS + 1), "个标记"), (b" " * (9 * MEGABYTE), "压缩炸弹")):
        with zipfile.ZipFile(path, "w") as container:
            container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            container.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        with pytest.raises(UnreadableFile, match=reason):
            read(path)


def test_without_libreoffice_the_refusal_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if find_program() is not None:
        pytest.skip("LibreOffice 装在固定位置")
    (tmp_path / "旧.rtf").write_bytes(rb"{\rtf1 text}")
    with pytest.raises(UnreadableFile, match=r"要用 LibreOffice.*另存为 docx"):
        read(tmp_path / "旧.rtf")


@pytest.mark.parametrize("rest", [b"\xff" * 4096, b"\x00" * 4096, "同志们：".encode("utf-16-le") * 500])
def test_an_office_file_without_a_text_is_no_old_speech(rest: bytes, tmp_path: Path) -> None:
    path = tmp_path / "稿.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rest)
    with pytest.raises(UnreadableFile, match="文件已损坏，或后缀名与内容不符"):
        read(path)


def test_a_docx_under_the_name_of_a_doc_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "稿.doc").write_bytes(SOURCE)
    assert read(tmp_path / "稿.doc")[0].blocks[0].text == "同志们："


def test_a_password_on_a_word_file(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "密.docx").write_bytes(ole)
    with pytest.raises(UnreadableFile, match="加了密码"):
        read(tmp_path / "密.docx")


def test_text_that_only_bears_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "假.doc").write_bytes("随便写的".encode())
    with pytest.raises(UnreadableFile, match="后缀名与内容不符"):
        read(tmp_path / "假.doc")
