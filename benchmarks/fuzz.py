"""Coverage-guided fuzzing of everything that reads files of others (模糊测试).

    pip install atheris        (development only; Linux and macOS)
    python benchmarks/fuzz.py [--seconds N] [--seed N] [--only KIND…] [--keep FOLDER]

Every input is turned into a file of one kind: text, web page, docx, zip, PDF, brief, bank file, corrections, a moves
file fed back as JSON, an outline to check, mend and trace, the sources inside a docx, what the workspace remembers
(a composer's journal, the verdicts of a review, the list of old speeches). Text is put together from words
that the rules look for, so that the search is spent behind the decoder rather than at it. What a parser may do is give
a result or raise a DrafterError; cleaned text must clean to itself. Anything else is a find: its place in the program
and the input are kept in FOLDER and told at the end (exit status 1), and so is an input that takes over 20 seconds of the
processor. One that takes over 1.5 GB, or five minutes by the clock, ends the run and is kept by libFuzzer as well.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

REPORT = "report.json"
MOST_SECONDS = 20
CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

import atheris  # noqa: E402

with atheris.instrument_imports(include=["drafter"]):
    from drafter.bank.load import load_bank
    from drafter.brief.load import parse_brief
    from drafter.check.check import check, fix
    from drafter.check.lines import of_text
    from drafter.clean.pipeline import clean
    from drafter.compose.data import to_yaml
    from drafter.compose.sessions import read_journal, replay
    from drafter.errors import DrafterError
    from drafter.flow.handed import rows_of
    from drafter.flow.manifest import MANIFEST, read_manifest
    from drafter.keep.corrections import load_corrections, load_not_duplicates
    from drafter.keep.decisions import decisions
    from drafter.keep.workspace import Workspace
    from drafter.label.decode import label
    from drafter.label.model import load_model
    from drafter.read.files import read_bytes
    from drafter.read.options import Options
    from drafter.render.embedded import read_embedded
    from drafter.shipped import shipped
    from drafter.split.pipeline import split
    from drafter.strict_yaml import load_bytes
    from drafter.trace.trace import trace

WORDS = (
    *"的一是在有和了中为推进工作要把好，。、；：？！“”《》（）—…·　 \n\n\n\t",
    *(
        "同志们：",
        "各位代表：",
        "一、",
        "二、",
        "（一）",
        "（二）",
        "1.",
        "1、",
        "（1）",
        "①",
        "第一，",
        "一是",
        "二是",
        "三要",
    ),
    *(
        "下面，我讲三点意见。",
        "刚才，",
        "谢谢大家！",
        "过去一年，",
        "总之，",
        "让我们",
        "在全县工作会议上的讲话",
        "（2026年3月18日）",
    ),
    *(
        "县委书记 周某某",
        "第 3 页 共 9 页",
        "- 12 -",
        "目 录",
        "附件：",
        "（讲话稿）",
        "（gōng)作",
        "?奥毠ぶ摇",
        "锟斤拷",
        "\ufffd",
        "？？",
    ),
    *(
        "**",
        "# ",
        "## ",
        "> ",
        "- ",
        "* ",
        "1) ",
        "---",
        "【待填：时间】",
        "【",
        "】",
        "<会议>",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "：",
        ", ",
        "，",
    ),
    *(
        "会议: ",
        "意见: ",
        "场合: ",
        "日期: ",
        "2026-03-18",
        "主题: ",
        "措施: ",
        "选定: ",
        "框架:\n",
        "- id: ",
        "语步: ",
        "步骤: ",
        "文: ",
        "条件: ",
    ),
    *(
        "段落: ",
        "来源: {类: mined, 次数: 3}",
        "&a ",
        "*a ",
        "!!str ",
        "|\n  ",
        ">\n  ",
        "? ",
        "'",
        '"',
        "\\",
        "#",
        "%",
        "@",
        "`",
        "~",
        "null",
    ),
    *(
        "<p>",
        "</p>",
        "<div hidden>",
        "<ol type=a>",
        "<li value=9>",
        "<table><tr><td>",
        "<script>",
        "<!--",
        "-->",
        "<rt>",
        "&nbsp;",
        "&#12345;",
    ),
    *(
        "\u200b",
        "\u202e",
        "\x07",
        "\x1b[2J",
        "\u2028",
        "\r\n",
        "\x0c",
        "\ufeff",
        "\u3000\u3000",
        "𠮷",
        "\U000e0041",
        "ａｂ",
        "A",
        "z",
        "0",
        "%",
    ),
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PIECES = (
    *(
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
    ),
    *(
        "<w:pPr>",
        "</w:pPr>",
        '<w:pStyle w:val="1"/>',
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        "<w:br/>",
        "<w:tab/>",
    ),
    *(
        "<w:ins>",
        "</w:ins>",
        "<w:del>",
        "</w:del>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:sym/>",
        '<w:outlineLvl w:val="x"/>',
        "<w:vanish/>",
    ),
    *(
        '<w:bookmarkStart w:id="1" w:name="_drafter_x"/>',
        '<w:bookmarkEnd w:id="1"/>',
        "<w:fldSimple>",
        "</w:fldSimple>",
        "文字",
        "一、",
        "&amp;",
        "<",
        "&",
    ),
)


class Target:
    """Parsers by name, and what they have been found to do."""

    def __init__(self, kinds: list[str], keep: Path) -> None:
        self.kinds = kinds
        self.keep = keep
        self.runs: Counter[str] = Counter()
        self.found: dict[str, str] = {}
        self.model = load_model(shipped("phrasebank") / "moves.yaml")
        self.folder = Path(tempfile.mkdtemp(prefix="drafter-fuzz-"))
        self.workspace = Workspace(self.folder)
        self.workspace.phrasebank.mkdir()

    def __call__(self, data: bytes) -> None:
        if not data:
            return
        kind = self.kinds[data[0] % len(self.kinds)]
        self.runs[kind] += 1
        if sum(self.runs.values()) % 500 == 0:
            self.report()
        begun = time.process_time()  # by the clock a machine that was busy elsewhere would count as slow
        try:
            KINDS[kind](self, data[1:])
            if time.process_time() - begun > MOST_SECONDS:
                raise TimeoutError(f"{time.process_time() - begun:.0f} s")
        except DrafterError as refusal:
            str(refusal).encode("utf-8", "surrogateescape")
        except Exception as error:
            self.note(kind, error, data)

    def note(self, kind: str, error: Exception, data: bytes) -> None:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}drafter{os.sep}" in f.filename]
        place = (
            f"{kind}: {type(error).__name__} {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else kind
        )
        if place not in self.found:
            self.found[place] = str(error)[:200]
            self.report()
            (self.keep / f"{len(self.found):03d}-{kind}.bin").write_bytes(data)
            print(f"FOUND {place}: {error!s:.200}", file=sys.stderr, flush=True)

    def report(self) -> None:
        text = json.dumps({"runs": dict(self.runs.most_common()), "found": self.found}, ensure_ascii=False)
        (self.keep / REPORT).write_text(text, "utf-8")

    # --- the kinds -----------------------------------------------------------------------------------

    def text(self, data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        codec = provider.PickValueInList(["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5hkscs"])
        self.understand(words(provider).encode(codec, "replace"), "a.txt")

    def raw(self, data: bytes) -> None:
        suffix = (".txt", ".md", ".html", ".docx", ".pdf")[data[0] % 5] if data else ".txt"
        self.understand(data[1:], f"a{suffix}")

    def html(self, data: bytes) -> None:
        self.understand(words(atheris.FuzzedDataProvider(data)).encode(), "a.html")

    def docx(self, data: bytes) -> None:
        self.understand(package({"word/document.xml": document(data)}), "a.docx")

    def zip(self, data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        names = [provider.PickValueInList(["a.txt", "../b.txt", "甲/乙.md", "c.docx", "d.zip"]) for _ in range(3)]
        whole = bytearray(package({name: words(provider).encode() for name in dict.fromkeys(names)}))
        for _ in range(provider.ConsumeIntInRange(0, 4)):
            whole[provider.ConsumeIntInRange(0, len(whole) - 1)] = provider.ConsumeIntInRange(0, 255)
        self.understand(bytes(whole), "a.docx")
        from drafter.read.files import _read_archive

        _read_archive(bytes(whole), "a.zip", Options())

    def pdf(self, data: bytes) -> None:
        self.understand(
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + data + b"\ntrailer<</Root 1 0 R>>", "a.pdf"
        )

    def understand(self, data: bytes, name: str) -> None:
        document_ = read_bytes(data, name, Options())
        cleaned = clean(document_.blocks)
        if clean(cleaned.blocks).blocks != cleaned.blocks:
            raise AssertionError("cleaned text does not clean to itself")
        speeches, _, _ = split(cleaned, document_.path, document_.sha256)
        for speech in speeches:
            label(speech, self.model, {})

    def brief(self, data: bytes) -> None:
        parse_brief(
            load_bytes(words(atheris.FuzzedDataProvider(data)).encode("utf-8", "surrogatepass"), "b.yaml"), ("推进会",)
        )

    def bank(self, data: bytes) -> None:
        text = words(atheris.FuzzedDataProvider(data))
        load_bank([], pending={self.folder / "frames" / "a.yaml": text, self.folder / "topics" / "b.yaml": text})

    def corrections(self, data: bytes) -> None:
        text = words(atheris.FuzzedDataProvider(data)).encode("utf-8", "replace")
        for path, load in (
            (self.workspace.corrections, load_corrections),
            (self.workspace.not_duplicates, load_not_duplicates),
        ):
            path.write_bytes(text)
            with contextlib.suppress(DrafterError):
                load(self.workspace)

    def moves_json(self, data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        path = self.folder / "moves.json"
        path.write_text(
            json.dumps(tree(provider, 0)) if provider.ConsumeBool() else words(provider), "utf-8", "replace"
        )
        rows_of(path)

    def outline(self, data: bytes) -> None:
        text = words(atheris.FuzzedDataProvider(data))
        check(of_text(text))
        check(of_text(fix(text)))
        trace(
            text.split("\n"), [{"title": "题", "items": [{"id": "a/1", "text": "推进工作", "source": {}, "items": []}]}]
        )

    def sources(self, data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        inner = json.dumps(tree(provider, 0)).replace("<", "&lt;").replace("&", "&amp;")
        part = f'<sources xmlns="urn:drafter:sources:1"><outline>{inner}</outline><mark name="_drafter_x" node="a/1"/></sources>'
        found = read_embedded(
            package({"word/document.xml": document(data), "customXml/item1.xml": part.encode()}), "稿.docx"
        )
        if found is not None:
            trace([one.text for one in found.paragraphs], [found.outline])

    def memories(self, data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        rows = []
        while provider.remaining_bytes() and len(rows) < 20:
            row = tree(provider, 0)
            done = provider.PickValueInList(["begin", "change", "undo", "redo", "end", ""])
            rows.append(json.dumps({**row, "do": done} if isinstance(row, dict) and done else row))
        text = "\n".join(rows) if provider.ConsumeBool() else words(provider)
        journal = self.folder / "journal.jsonl"
        for path in (journal, self.workspace.phrasebank / "decisions.jsonl", self.folder / MANIFEST):
            path.write_text(text, "utf-8", "replace")
        read_journal(journal)
        to_yaml(replay(journal)[0].data)
        for load in (read_manifest, decisions):
            with contextlib.suppress(DrafterError):
                load(self.workspace)


def words(provider: atheris.FuzzedDataProvider) -> str:
    """Text of the rules' own words, with stray characters among them."""
    pieces = []
    while provider.remaining_bytes():
        number = provider.ConsumeIntInRange(0, 255)
        pieces.append(WORDS[number] if number < len(WORDS) else provider.ConsumeUnicodeNoSurrogates(number % 4))
    return "".join(pieces)


def tree(provider: atheris.FuzzedDataProvider, depth: int) -> object:
    """A JSON value with the keys of the program's own formats, some of them wrong."""
    kind = provider.ConsumeIntInRange(0, 5 if depth < 6 else 3)
    if kind < 4:
        return (provider.ConsumeIntInRange(-9, 9), "开场", None, "drafter.moves/1")[kind]
    if kind == 4:
        return [tree(provider, depth + 1) for _ in range(provider.ConsumeIntInRange(0, 3))]
    keys = (
        "format",
        "sources",
        "speeches",
        "passages",
        "path",
        "id",
        "number",
        "move",
        "step",
        "text",
        "items",
        "title",
        "source",
        "do",
        "data",
        "what",
        "at",
        "node",
        "verdict",
        "意见",
    )
    found = {
        provider.PickValueInList(list(keys)): tree(provider, depth + 1) for _ in range(provider.ConsumeIntInRange(0, 4))
    }
    return ({"format": "drafter.moves/1", "sources": []} if depth == 0 else {}) | found


def document(data: bytes) -> bytes:
    body = "".join(_PIECES[byte] if byte < len(_PIECES) else chr(0x4E00 + byte) for byte in data)
    return f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'.encode()


def package(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


KINDS: dict[str, Callable[[Target, bytes], None]] = {
    name: getattr(Target, name)
    for name in (
        "text",
        "raw",
        "html",
        "docx",
        "zip",
        "pdf",
        "brief",
        "bank",
        "corrections",
        "moves_json",
        "outline",
        "sources",
        "memories",
    )
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=1200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="*", choices=list(KINDS), default=list(KINDS))
    options.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "drafter-fuzz-finds")
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        fuzz(chosen)
    chosen.keep.mkdir(parents=True, exist_ok=True)
    (chosen.keep / REPORT).unlink(missing_ok=True)
    # libFuzzer ends its process by itself: what it found is told from here.
    ended = subprocess.run([sys.executable, *sys.argv, "--inside"], check=False).returncode
    told = json.loads((chosen.keep / REPORT).read_text("utf-8"))
    print(
        f"\n{sum(told['runs'].values())} inputs: "
        + ", ".join(f"{kind} {count}" for kind, count in told["runs"].items())
    )
    for place, message in told["found"].items():
        print(f"FOUND {place}: {message}")
    print(f"{len(told['found'])} finds, kept in {chosen.keep}" if told["found"] else "nothing found")
    return 1 if told["found"] or ended else 0


def fuzz(chosen: argparse.Namespace) -> NoReturn:
    """Run libFuzzer in this process; it does not come back."""
    target = Target(chosen.only, chosen.keep)
    corpus = Path(tempfile.mkdtemp(prefix="drafter-fuzz-corpus-"))
    limits = [
        f"-max_total_time={chosen.seconds}",
        "-timeout=300",
        "-rss_limit_mb=1500",
        f"-seed={chosen.seed}",
        "-max_len=1200",
    ]
    atheris.Setup(
        [sys.argv[0], *limits, "-verbosity=0", f"-artifact_prefix={chosen.keep}{os.sep}", str(corpus)], target
    )
    atheris.Fuzz()
    raise SystemExit


if __name__ == "__main__":
    sys.exit(main())
