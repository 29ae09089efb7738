"""What hostile files cost (炸弹): time and memory until each is refused or read, a process each.

    python benchmarks/bombs.py [--only WORD] [--most MB] [--seconds N]

Printed: the file's size, what came of it, processor time, and how far the process grew beyond what reading one
harmless file of the same kind takes. Exit status 1 where one took more than --most megabytes (400) or --seconds (20) of
processor time, or ended otherwise than with a result or a refusal.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.brief.load import load_brief  # noqa: E402
from drafter.clean.pipeline import clean  # noqa: E402
from drafter.errors import DrafterError  # noqa: E402
from drafter.read.files import read  # noqa: E402
from drafter.render.embedded import read_embedded  # noqa: E402
from drafter.render.reference import open_reference  # noqa: E402
from drafter.render.word_layout import GB  # noqa: E402
from drafter.split.pipeline import split  # noqa: E402
from drafter.strict_yaml import load_file  # noqa: E402

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPEECH = "同志们：今天，我们召开护林防火工作会议。各乡镇要抓紧落实。\n" * 20
_BRIEF = "会议: 甲\n意见: [乙]\n".encode()
Bomb = tuple[str, bytes, bytes]
"""Name, the harmless file, the bomb."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="bombs with this in their name")
    options.add_argument("--most", type=float, default=400)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        kind, harmless, bomb = chosen.measure
        measure(kind, Path(harmless), Path(bomb))
        return 0
    with tempfile.TemporaryDirectory(prefix="drafter-bombs-") as folder:
        return explode(Path(folder), chosen)


def explode(folder: Path, chosen: argparse.Namespace) -> int:
    """Make each bomb here and take it in a process that has seen nothing but files."""
    failed = 0
    for kind, make in BOMBS.items():
        if chosen.only not in kind:
            continue
        name, harmless, bomb = make()
        paths = [folder / f"{which}-{name}" for which in ("harmless", "bomb")]
        for path, data in zip(paths, (harmless, bomb), strict=True):
            path.write_bytes(data)
        del bomb, data
        done = subprocess.run(
            [sys.executable, __file__, "--measure", kind, *map(str, paths)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        print(done.stdout.strip() or f"{kind}: {done.stderr.strip()[-300:]}", flush=True)
        numbers = done.stdout.split("\t")
        failed += done.returncode != 0 or float(numbers[2]) > chosen.seconds or float(numbers[3]) > chosen.most
    return 1 if failed else 0


def measure(kind: str, harmless: Path, bomb: Path) -> None:
    """Read the harmless file, then the bomb, and print what the bomb took."""
    take(harmless)
    before, started = _peak(), time.process_time()
    try:
        take(bomb)
        told = "read"
    except DrafterError as refusal:
        told = str(refusal).split("\n")[0].replace(str(bomb), bomb.name)[:60]
    spent, grown = time.process_time() - started, _peak() - before
    print(f"{kind}: {bomb.stat().st_size / 1e6:.2f} MB\t{told}\t{spent:.2f}\t{grown:.0f}\ts, MB")


def take(path: Path) -> None:
    """As a verb would: YAML by the strict loader, a brief and a reference by their readers, anything else by the
    readers, as for trace."""
    if path.stem.endswith("brief"):
        load_brief(path, ("工作会议", "推进会"))
        return
    if path.suffix == ".yaml":
        load_file(path)
        return
    if path.stem.endswith("reference"):
        open_reference(path, GB)
        return
    for document in read(path):
        split(clean(document.blocks), document.path, document.sha256)
    if path.suffix == ".docx":
        read_embedded(path.read_bytes(), str(path))


def _peak() -> float:
    """Megabytes. The kernel's own figure of the process where there is one: rusage counts the parent's, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s*(\d+)", status.read_text())[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _long_keys() -> list[bytes]:
    """As many, and as long, as a brief may hold."""
    return [b"%04d" % number + b"a" * 996 for number in range(3900)]


def _zip(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _docx(body: str, prolog: str = "") -> bytes:
    document = f"<?xml version='1.0'?>{prolog}<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>"
    return _zip(**{"word/document.xml": document.encode()})


def _elements(count: int) -> str:
    """Empty elements in random order: their ratio stays at some 25, as a real document's does."""
    return "".join(random.Random(1).choices(("<w:p/>", "<w:r/>"), k=count))


def _lying(part: str) -> bytes:
    """_PARTS with 600 MB of blanks as another part, of which the directory says that they are 1000 bytes."""
    size = 600_000_000
    buffer = io.BytesIO(_zip(**_PARTS))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as stream:
        for _ in range(600):
            stream.write(b" " * (size // 600))
    return buffer.getvalue().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _odt(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


_LINE = f"<w:p><w:r><w:t>{SPEECH}</w:t></w:r></w:p>"
_PLAIN = _docx(_LINE)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{_LINE}</w:body></w:document>".encode(),
    **{
        rels: f"<r><r Id='r' Type='{_KIND}/{role}' Target='{target}'/></r>".encode()
        for rels, role, target in (
            ("_rels/.rels", "officeDocument", "word/document.xml"),
            ("word/_rels/document.xml.rels", "styles", "styles.xml"),
        )
    },
}
_STYLED = _zip(**_PARTS, **{"word/styles.xml": f"<w:styles xmlns:w='{W}'/>".encode()})
_ENTITIES = "<!DOCTYPE a [<!ENTITY a 'xxxxxxxxxx'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)


def _pdf(stream: bytes) -> bytes:
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    whole = b"%PDF-1.4\n"
    table = b"xref\n0 6\n0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return whole + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(whole)


_PDF = _pdf(b"BT /F 12 Tf 10 700 Td (Good morning everybody) Tj ET")

BOMBS: dict[str, Callable[[], Bomb]] = {
    "docx of zeros": lambda: ("a.docx", _PLAIN, _docx("<w:p/>" + " " * 300_000_000)),
    "docx, entities": lambda: ("a.docx", _PLAIN, _docx("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", _ENTITIES + "]>")),
    "docx, deep": lambda: ("a.docx", _PLAIN, _docx("<w:sdt>" * 200_000 + "</w:sdt>" * 200_000)),
    "docx, a million runs": lambda: (
        "a.docx",
        _PLAIN,
        _docx("<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * 1_000_000 + "</w:p>"),
    ),
    "docx, as many elements as are read": lambda: ("a.docx", _PLAIN, _docx(_elements(999_000) + _LINE)),
    "docx, ten million elements": lambda: ("a.docx", _PLAIN, _docx(_elements(10_000_000) + _LINE)),
    "docx, a part of 120 MB": lambda: ("a.docx", _PLAIN, _docx(_elements(20_000_000) + _LINE)),
    "odt, ten million elements": lambda: ("a.odt", _PLAIN, _odt(_elements(10_000_000).encode())),
    "docx, a part for trace that lies about its size": lambda: ("a.docx", _PLAIN, _lying("customXml/item1.xml")),
    "docx, a reference that lies about its size": lambda: ("reference.docx", _STYLED, _lying("word/styles.xml")),
    "zip of zeros": lambda: ("a.zip", _zip(**{"a.txt": SPEECH.encode()}), _zip(**{"a.txt": b"\0" * 500_000_000})),
    "zip in zip": lambda: (
        "a.zip",
        _zip(**{"a.txt": SPEECH.encode()}),
        _zip(**{f"{n}.zip": _zip(**{"a.txt": b"a" * 50_000_000}) for n in range(20)}),
    ),
    "zip of many": lambda: (
        "a.zip",
        _zip(**{"a.txt": SPEECH.encode()}),
        _zip(**{f"{n}.txt": b"a" for n in range(60_000)}),
    ),
    "zip of zips of many": lambda: (
        "a.zip",
        _zip(**{"a.txt": SPEECH.encode()}),
        _zip(**{f"{n}.zip": _zip(**{f"{m}.txt": SPEECH[:32].encode() for m in range(200)}) for n in range(100)}),
    ),
    "yaml, aliases": lambda: (
        "a.yaml",
        b"a: 1",
        b"a: &a [x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 20)) for n in range(20)),
    ),
    "yaml, deep": lambda: ("a.yaml", b"a: 1", b"[" * 1_000_000),
    "yaml, a huge scalar": lambda: ("a.yaml", b"a: 1", b"a: " + b"x" * 50_000_000),
    "yaml, many keys": lambda: ("a.yaml", b"a: 1", b"".join(b"k%d: 1\n" % n for n in range(1_000_000))),
    "brief, a word of 60,000 letters": lambda: (
        "brief.yaml",
        _BRIEF,
        "场合: ".encode() + b"a" * 60_000 + b"\n" + _BRIEF,
    ),
    "brief, thousands of long keys": lambda: ("brief.yaml", _BRIEF, _BRIEF + b": 1\n".join(_long_keys()) + b": 1\n"),
    "brief, thousands of keys without values": lambda: (
        "brief.yaml",
        _BRIEF,
        "会议: 甲\n意见: [{主题: 乙, ".encode() + b", ".join(_long_keys()) + b"}]\n",
    ),
    "html, deep": lambda: ("a.html", SPEECH.encode(), b"<div>" * 1_000_000 + "甲".encode()),
    "html, entities": lambda: ("a.html", SPEECH.encode(), (_ENTITIES + "]><p>&j;</p>" + SPEECH).encode()),
    "html, attributes": lambda: (
        "a.html",
        SPEECH.encode(),
        b"<p " + b"".join(b"a%d=1 " % n for n in range(300_000)) + b">x</p>" + SPEECH.encode(),
    ),
    "pdf, a stream of zeros": lambda: ("a.pdf", _PDF, _pdf(b" " * 500_000_000)),
    "pdf, a million texts": lambda: ("a.pdf", _PDF, _pdf(b"BT /F 12 Tf 10 700 Td " + b"(a) Tj " * 1_000_000 + b"ET")),
    "txt, one line": lambda: ("a.txt", SPEECH.encode(), "甲".encode() * 300_000),
    "txt, many lines": lambda: ("a.txt", SPEECH.encode(), "一、甲\n".encode() * 100_000),
    "txt, a million lines": lambda: ("a.txt", SPEECH.encode(), b"".join(b"%d\n" % n for n in range(1_000_000))),
}


if __name__ == "__main__":
    sys.exit(main())
