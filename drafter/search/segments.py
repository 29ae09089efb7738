"""The index of the library as tantivy has it (索引): documents, segments, and how they are put together.

tantivy never takes a document out of a segment, it marks it; and merging as it likes, for which its Python package has no
switch, it makes one large segment in time, of which all would have to be written again. So what is written at once is an
index of its own while it is made, and never written to again; a library's index is nothing but the segments of these,
named in one meta.json (the format of tantivy 0.2x: `segments` is all that differs between two indexes of one schema).
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tantivy

from drafter.files import read_file
from drafter.language.visible import plain_json
from drafter.search.candidates import pairs
from drafter.search.copies import mark
from drafter.search.entries import Entry
from drafter.search.fold import fold
from drafter.search.layout import INITIALS, LABEL, facet
from drafter.search.numbers import terms

END = "$"
PADDING = END * (INITIALS - 1)
"""Behind the last character, so that every character begins a gram."""

Segment = dict[str, Any]
"""What tantivy's meta.json says of a segment."""
_META = "meta.json"
_HEAP = 128_000_000
_STARTS = 48
_SENTENCE = re.compile(r"[。！？；\n]+")


def schema() -> tantivy.Schema:
    """The fields; see layout.py."""
    builder = tantivy.SchemaBuilder()
    for name, tokenizer in (("b", "two"), ("s", "two"), ("y", "two"), ("i", "four"), ("t", "two"), ("f", "whitespace")):
        builder.add_text_field(name, tokenizer_name=tokenizer, index_option="basic")
    for name in ("id", "n"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


class Segments:
    """Segments being written (索引段), in a folder of their own beside the index they are for."""

    def __init__(self, index: Path) -> None:
        """index: the folder of the index, in a generation that is being written."""
        self._target = index
        self._folder = index.with_name("part")
        self._folder.mkdir(mode=0o700)
        made = tantivy.Index(schema(), path=str(self._folder))
        for name, size in (("two", 2), ("four", INITIALS)):
            analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(size, size, False)).build()
            made.register_tokenizer(name, analyzer)
        # One thread: the order of the documents, and with it the order of equals, stays that of the entries.
        self._writer = made.writer(_HEAP, 1)

    def add(self, entry: Entry, folded: str, codes: str, initials: str, above: str, number: int) -> None:
        """A passage. above: the headings it stands under; number: its identity; the others as layout.py has them."""
        self._writer.add_document(_document(entry, folded, codes, initials, above, number))

    def done(self) -> list[Segment]:
        """Move the files to the index, which is to name the segments (put_together). None is written after this."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        segments: list[Segment] = _meta(self._folder)["segments"]
        for segment in segments:
            for path in files_of(self._folder, segment):
                path.rename(self._target / path.name)
        shutil.rmtree(self._folder)
        return segments


def files_of(index: Path, segment: Segment) -> list[Path]:
    """The files of a segment in the folder of an index."""
    return sorted(index.glob(f"{segment['segment_id'].replace('-', '')}.*"))


def put_together(index: Path, segments: Sequence[Segment]) -> None:
    """Make a folder that holds the files of these segments an index of them."""
    tantivy.Index(schema(), path=str(index))
    (index / _META).write_text(plain_json(_meta(index) | {"segments": segments}), "utf-8")


def _meta(index: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_file(index / _META))
    return found


def _document(entry: Entry, folded: str, codes: str, initials: str, above: str, number: int) -> tantivy.Document:
    """A passage for the index. above: the headings it stands under; number: its identity."""
    document = tantivy.Document(
        b=folded + END,
        # The bigrams of every other character are the pairs with one between.
        s=f"{folded[0::2]}\n{folded[1::2]}",
        y=codes + END,
        i=initials + PADDING,
        t=fold(f"{entry.title}{above}"),
        f=" ".join(_facets(entry, folded)),
    )
    document.add_integer("id", number)
    document.add_integer("n", len(pairs(folded)))
    return document


def _facets(entry: Entry, folded: str) -> Iterator[str]:
    yield facet("r", entry.speech_id)
    yield f"l:{entry.level}"
    yield f"k:{entry.kind}"
    for name, value in (
        ("m", entry.move),
        ("s", entry.step),
        ("n", entry.speaker),
        ("p", entry.position),
        ("o", entry.occasion),
        ("w", entry.place),
        ("y", entry.date[:4]),
    ):
        if value.strip():
            yield facet(name, value)
    starts = {f"^{folded[:2]}"}
    for sentence in _SENTENCE.split(entry.text)[:_STARTS]:
        label = LABEL.match(sentence)
        starts.add(f"^{fold(sentence[:12])[:2]}")
        if label:
            starts.add(f"^{fold(sentence[label.end() : label.end() + 12])[:2]}")
    yield from sorted(start for start in starts if len(start) > 1)
    yield from sorted(terms(entry.text))
    yield mark(folded, entry.text)
