"""Opening zip containers safely (压缩容器): bounded in members, size and ratio; XML without definitions."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from drafter.errors import UnreadableFile

MEGABYTE: Final = 1024 * 1024
MAX_MEMBERS: Final = 5000
MAX_TOTAL: Final = 512 * MEGABYTE
"""Bytes a container may hold uncompressed."""
MAX_RATIO: Final = 200
"""Uncompressed to compressed, of a member or of all together, above RATIO_FROM. XML of real documents stays below 40."""
RATIO_FROM: Final = 8 * MEGABYTE


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a zip held in memory, its directory checked. Raises UnreadableFile: damaged, or a bomb."""
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        members = container.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, ValueError, EOFError):
        raise damaged(name) from None
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(name, f"里面有 {len(members)} 个文件，超过 {MAX_MEMBERS} 个的上限", "请拆开后再试")
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL:
        raise _bomb(name, total)
    # What is packed counts as no more than there is: members may lie over one another.
    packed = min(len(data), sum(member.compress_size for member in members))
    for size, small in ((total, packed), *((member.file_size, member.compress_size) for member in members)):
        if size > RATIO_FROM and size > MAX_RATIO * max(1, small):
            raise _bomb(name, size)
    return container


def read_member(container: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of one member, never more than its directory entry says. Raises UnreadableFile."""
    try:
        with container.open(member) as stream:
            # Asked for as much as it says: else zipfile unpacks all there is before it cuts it off there.
            return stream.read(member.file_size)
    except RuntimeError:  # how zipfile says that a password is wanted
        raise UnreadableFile(name, "加了密码", "请先解除密码") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise damaged(name) from None


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse an XML part. Documents with a DOCTYPE are refused: Office writes none, entity bombs need one.

    Raises UnreadableFile.
    """
    head = content[:4096].replace(b"\x00", b"")  # UTF-16 as well
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableFile(name, "文档里带有实体定义，可能是恶意文件，没有读", "请在 Word 里另存一份再试")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(name) from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile(name, "文档里带有实体定义，可能是恶意文件，没有读", "请在 Word 里另存一份再试")
    return root


def damaged(name: str) -> UnreadableFile:
    """The refusal of a container that is cut off or broken."""
    return UnreadableFile(name, "文件已损坏或不完整", "请重新复制或下载，或用 Word、WPS 打开修复后另存")


def _bomb(name: str, size: int) -> UnreadableFile:
    return UnreadableFile(
        name, f"解压后有 {size / MEGABYTE:.0f} MB，大得不正常（可能是压缩炸弹），没有读", "请确认文件来源"
    )
