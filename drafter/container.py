"""Opening zip containers safely (压缩容器): bounded in members, size and ratio; XML bounded, without definitions.

The only place of the program that unpacks: what a directory entry says of a member's size may be a lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from drafter.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MEGABYTE: Final = 1024 * 1024
MAX_MEMBERS: Final = 5000
MAX_TOTAL: Final = 512 * MEGABYTE
"""Bytes a container may hold uncompressed."""
MAX_RATIO: Final = 200
"""Uncompressed to compressed, of a member or of all together, above RATIO_FROM. XML of real documents stays below 40."""
RATIO_FROM: Final = 8 * MEGABYTE
MAX_PART: Final = 64 * MEGABYTE
"""Bytes of one part of a document. A speech of a million characters takes some 20 MB."""
MAX_ELEMENTS: Final = 1_000_000
"""Of one XML part. A tree takes some 200 bytes for each, and there may be 30 million in what ratio and size allow."""
MAX_ATTRIBUTES: Final = 4 * MAX_ELEMENTS


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


def read_part(container: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """As read_member, of a part of the document `name`; one above MAX_PART is refused, too."""
    if member.file_size > MAX_PART:
        size = member.file_size // MEGABYTE
        raise UnreadableFile(name, f"文档里的 {member.filename} 有 {size} MB，大得不正常，没有读", "请确认文件来源")
    return read_member(container, member, name)


def read_xml(container: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """As read_part, of XML; one with more elements or attributes than any speech has is refused, too."""
    content = read_part(container, member, name)
    # Counted before anything is built, and rather too many than too few (comments, "=" in the text).
    elements, attributes = content.count(b"<") - content.count(b"</"), content.count(b"=")
    if elements > MAX_ELEMENTS or attributes > MAX_ATTRIBUTES:
        raise UnreadableFile(
            name,
            f"文档里的 {member.filename} 有 {max(elements, attributes)} 个标记，多得不正常，没有读",
            "请用 Word 打开，分成几份另存后再试",
        )
    return content


def parse_xml(content: bytes, name: str) -> _Element:
    """Parse an XML part that read_xml gave. One with a DOCTYPE is refused: Office writes none, entity bombs need one.

    Raises UnreadableFile.
    """
    from lxml import etree  # takes 30 ms to load, which a zip of texts does not need

    head = content[:4096].replace(b"\x00", b"")  # UTF-16 as well
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _defining(name)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(name) from None
    if root.getroottree().docinfo.doctype:  # behind a long comment
        raise _defining(name)
    return root


def damaged(name: str) -> UnreadableFile:
    """The refusal of a container that is cut off or broken."""
    return UnreadableFile(name, "文件已损坏或不完整", "请重新复制或下载，或用 Word、WPS 打开修复后另存")


def _defining(name: str) -> UnreadableFile:
    return UnreadableFile(name, "文档里带有实体定义，可能是恶意文件，没有读", "请在 Word 里另存一份再试")


def _bomb(name: str, size: int) -> UnreadableFile:
    return UnreadableFile(
        name, f"解压后有 {size / MEGABYTE:.0f} MB，大得不正常（可能是压缩炸弹），没有读", "请确认文件来源"
    )
