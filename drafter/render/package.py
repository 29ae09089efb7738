"""Writing a docx package: same parts, same bytes (确定的打包)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MEDIA = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
"""Pictures a header or footer may bring along: ending -> content type."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship inside the package. target: a part's name, absolute, without the leading slash."""

    id: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its content type ("" where its ending says it), content and relationships."""

    content_type: str
    content: bytes
    relations: tuple[Relation, ...] = ()


def xml_part(content_type: str, text: str, relations: Sequence[Relation] = ()) -> Part:
    """A part out of XML text without a declaration."""
    return Part(content_type, (_HEAD + text).encode("utf-8"), tuple(relations))


def pack(parts: Mapping[str, Part], relations: Sequence[Relation]) -> bytes:
    """The package: content types first, then relationships and parts in the order given, dated 1980-01-01."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    overrides = []
    for name, part in parts.items():
        ending = name.rpartition(".")[2].lower()
        if part.content_type:
            overrides.append(f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(part.content_type)}/>")
        elif ending in MEDIA:
            defaults[ending] = MEDIA[ending]
    types = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults.items())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:

        def write(name: str, content: bytes) -> None:
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # The same on every system.
            archive.writestr(info, content)

        write("[Content_Types].xml", f'{_HEAD}<Types xmlns="{_TYPES}">{types}{"".join(overrides)}</Types>'.encode())
        write("_rels/.rels", _relations("", relations))
        for name, part in parts.items():
            write(name, part.content)
            if part.relations:
                folder, file = posixpath.split(name)
                write(posixpath.join(folder, "_rels", file + ".rels"), _relations(folder, part.relations))
    return buffer.getvalue()


def _relations(folder: str, relations: Sequence[Relation]) -> bytes:
    rows = "".join(
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)}"
        f" Target={quoteattr(posixpath.relpath(one.target, folder or '.'))}/>"
        for one in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'.encode()
