"""Building the library (建库), speech by speech; only what changed is indexed again. Its files: see layout.py.

A new generation takes over tantivy's files and the texts by hard links (they are never written again) and adds those
of its own: what an update writes anew is what changed, and the small tables.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import tantivy

from drafter.errors import WorkspaceError
from drafter.files import check_ordinary, copy_file, open_file, read_file
from drafter.keep.atomic import current_folder, remove_old, replace_folder
from drafter.language.visible import plain_json
from drafter.language.words import cut
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, Passage, Source
from drafter.search.candidates import pairs
from drafter.search.copies import mark
from drafter.search.fold import fold, unusual
from drafter.search.integrity import write_sums, written
from drafter.search.layout import (
    FORMAT,
    INITIALS,
    KINDS,
    LABEL,
    META,
    PASSAGE_BITS,
    PLACE,
    RECORDS,
    ROW,
    ROWS,
    SHIFT,
    SPEECHES,
    facet,
    identity,
    parts,
    read_meta,
)
from drafter.search.numbers import terms
from drafter.search.pinyin import FILE as PINYIN_FILE
from drafter.search.pinyin import Pinyin, compile_pinyin, load_pinyin, restricted, to_text

END = "$"
PADDING = END * (INITIALS - 1)
"""Behind the last character, so that every character begins a gram."""

_DAMAGE = (DAMAGE_OPEN, DAMAGE_CLOSE, "\ufffd")
_HEAP = 128_000_000
_MOST_FILES = 16
"""Files of texts from which they are written together into one."""
_STARTS = 48
_SENTENCE = re.compile(r"[。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the library takes it in (入库的段落)."""

    ref: str
    """SPEECH#NUMBER, as in Hit.ref."""
    text: str
    move: str = ""
    step: str = ""
    level: int = 0
    kind: str = "paragraph"
    speech_id: str = ""
    title: str = ""
    speaker: str = ""
    position: str = ""
    date: str = ""
    place: str = ""
    occasion: str = ""
    path: str = ""
    formulaic: float = 0.0
    """0 to 1: how much of it is formula rather than matter of its own."""


_INDEXED = tuple(each.name for each in fields(Entry) if each.name != "formulaic")


def entries_of(source: Source, formulaic: Callable[[Passage], float] = lambda passage: 0.0) -> Iterator[Entry]:
    """The passages of a source as entries. Damaged ones, should any come this far, are left out (contract 2).

    formulaic: passage -> 0 to 1. Copies of a speech are entries too: hits fold them.
    """
    for speech in source.speeches:
        for passage in speech.passages:
            if any(mark in passage.text for mark in _DAMAGE):
                continue
            yield Entry(
                f"{speech.id}#{passage.number}",
                passage.text,
                passage.move,
                passage.step,
                passage.level,
                passage.kind,
                speech.id,
                speech.title or "",
                speech.speaker or "",
                speech.position or "",
                speech.date or "",
                speech.place or "",
                speech.occasion or "",
                source.path,
                formulaic(passage),
            )


@dataclass(frozen=True, slots=True)
class Built:
    """What building did (建库结果), in speeches; passages: in the library now."""

    added: int
    changed: int
    removed: int
    kept: int
    passages: int


class Unfit(ValueError):
    """What is to be taken in is not as it must be (入库的东西不合要求)."""


class _Unchanged(Exception):
    """The library holds already what it is to hold."""


def build(entries: Iterable[Entry], folder: Path, *, within: Path | None = None, anew: bool = False) -> Built:
    """Make the library in `folder` hold exactly `entries`, indexing only speeches that are new or differ (建库).

    entries: the passages of a speech one after another, in their order. within: the workspace the folder must stay in.
    anew: index everything again; nothing of what the library held and is not among `entries` is then left on the disk.
    Otherwise the texts of such speeches go, and pairs of their characters may stand in the index until it is merged:
    to be given where texts are to be gone.
    The old library stands until the new one is whole. Hold the workspace's lock.
    Raises Unfit when the passages of a speech are scattered or more than 16 million, WorkspaceError when the disk refuses.
    """
    old = None if anew else _Old.load(folder)
    result: list[Built] = []
    grouped = [(speech_id, tuple(each)) for speech_id, each in groupby(entries, key=lambda entry: entry.speech_id)]
    speeches = [(speech_id, passages, _digest(passages)) for speech_id, passages in grouped]
    staying = {(speech_id, digest) for speech_id, _, digest in speeches}
    if old and any((speech_id, digest) not in staying for speech_id, (_, digest) in old.known.items()):
        old = replace(old, crowded=True)

    def fill(target: Path) -> None:
        work = _Work(target, old)
        try:
            for speech_id, passages, digest in speeches:
                work.take(speech_id, passages, digest)
            result.append(work.finish())
        finally:
            work.close()
        write_sums(target, old.folder if old else None)

    try:
        replace_folder(folder, fill, within=within)
    except _Unchanged:
        remove_old(folder)  # that a crash may have left
        return Built(0, 0, 0, len(old.known), len(old.rows) // ROW.size) if old else Built(0, 0, 0, 0, 0)
    except ValueError as error:
        if isinstance(error, Unfit):
            raise
        # tantivy reports what the disk or a damaged index said as ValueError.
        raise WorkspaceError(
            f"{folder}：先例库没有更新（{error}）。请检查磁盘空间，或删去该文件夹后重新 drafter mine"
        ) from None
    return result[0]


def schema() -> tantivy.Schema:
    """The fields; see layout.py."""
    builder = tantivy.SchemaBuilder()
    for name, tokenizer in (("b", "two"), ("s", "two"), ("y", "two"), ("i", "four"), ("t", "two"), ("f", "whitespace")):
        builder.add_text_field(name, tokenizer_name=tokenizer, index_option="basic")
    for name in ("id", "n"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


@dataclass(frozen=True, slots=True)
class _Old:
    """The generation before."""

    folder: Path
    meta: dict[str, Any]
    known: dict[str, tuple[int, str]]
    """Speech id -> ordinal, digest."""
    places: tuple[tuple[int, ...], ...]
    records: bytes
    rows: bytes
    crowded: bool
    """Whether its texts lie in too many files, or some are of speeches taken out: they are written anew."""

    @staticmethod
    def load(parent: Path) -> _Old | None:
        generation = current_folder(parent)
        meta = read_meta(generation) if generation else None
        if generation is None or meta is None or meta.get("made_with") != _made_with():
            return None
        try:
            places = tuple(PLACE.iter_unpack(read_file(generation / SPEECHES)))
            records = read_file(generation / RECORDS)
            rows = read_file(generation / ROWS)
            known = {}
            for ordinal, (_, _, start, length, _, count, _) in enumerate(places):
                if count:
                    record = json.loads(records[start : start + length])
                    known[record["id"]] = (ordinal, record["digest"])
            written = sum((generation / name).stat().st_size for name in meta["texts"])
        except (OSError, ValueError, KeyError, TypeError, struct.error):
            return None  # damaged: everything is indexed again
        if len(places) > 64 and len(known) * 2 < len(places):
            return None  # more holes than speeches: cheaper to begin again
        crowded = len(meta["texts"]) >= _MOST_FILES or sum(place[1] for place in places) < written
        return _Old(generation, meta, known, places, records, rows, crowded)

    def passages(self, ordinal: int) -> bytes:
        """The rows of a speech."""
        _, _, _, _, first, count, _ = self.places[ordinal]
        return self.rows[first * ROW.size : (first + count) * ROW.size]

    def record(self, ordinal: int) -> bytes:
        """What is known of a speech."""
        _, _, start, length, _, _, _ = self.places[ordinal]
        return self.records[start : start + length]


class _Work:
    """One generation being written."""

    def __init__(self, target: Path, old: _Old | None) -> None:
        self.target = target
        self.old = old
        self.names: list[str] = list(old.meta["names"]) if old else [""]
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.unusual: dict[str, str] = dict(old.meta["unusual"]) if old else {}
        self.places: list[tuple[int, ...]] = [(0,) * 7] * (len(old.places) if old else 0)
        self.rows = bytearray()
        self.records = bytearray()
        self.texts: list[str] = list(old.meta["texts"]) if old and not old.crowded else []
        self.seen: set[str] = set()
        self.kept = self.added = self.changed = self.text_end = 0
        self.pinyin: Pinyin | None = None
        self.compiled = False
        self.writer: tantivy.IndexWriter | None = None
        self.index: tantivy.Index | None = None
        self._link(old)
        number = 1 + max((int(name[6:14]) for name in (old.meta["texts"] if old else ())), default=0)
        self.texts.append(f"texts-{number:08d}.bin")
        self.file = len(self.texts) - 1
        self.text: BinaryIO = (target / self.texts[-1]).open("wb")
        self.sources: list[BinaryIO] = []
        if old and old.crowded:
            self.sources = [open_file(old.folder / name) for name in old.meta["texts"]]

    def take(self, speech_id: str, passages: tuple[Entry, ...], digest: str) -> None:
        """The next speech: taken over as it is, or indexed. digest: _digest of it."""
        if speech_id in self.seen:
            raise Unfit(f"passages of speech {speech_id} are scattered")
        if len(passages) >= 1 << PASSAGE_BITS:
            raise Unfit(f"speech {speech_id} has too many passages: {len(passages)}")
        self.seen.add(speech_id)
        known = self.old.known.get(speech_id) if self.old else None
        if known is not None and known[1] == digest:
            self._take_over(known[0], passages)
            self.kept += 1
            return
        if known is not None:
            self._writer().delete_documents_by_term("f", f"d:{known[0]}")
            self.changed += 1
        else:
            self.added += 1
        self._add(speech_id, passages, digest)

    def finish(self) -> Built:
        """Write what is left. Raises _Unchanged when nothing differs from the generation before."""
        removed = 0
        if self.old is not None:
            for speech_id, (ordinal, _) in sorted(self.old.known.items()):
                if speech_id not in self.seen:
                    self._writer().delete_documents_by_term("f", f"d:{ordinal}")
                    removed += 1
            # A library of an older program says not how long its files are to be: then it is written once more.
            told = "sizes" in self.old.meta
            if told and not (removed or self.added or self.changed) and self.rows == self.old.rows:
                raise _Unchanged
        if self.writer is not None or self.old is None:
            writer = self._writer()
            writer.commit()
            writer.wait_merging_threads()
        (self.target / ROWS).write_bytes(self.rows)
        (self.target / RECORDS).write_bytes(self.records)
        self.text.flush()
        (self.target / SPEECHES).write_bytes(b"".join(PLACE.pack(*place) for place in self.places))
        self._write_pinyin()
        count = len(self.rows) // ROW.size
        meta = {
            "format": FORMAT,
            "summed": True,
            "made_with": _made_with(),
            "names": self.names,
            "texts": self.texts,
            "unusual": dict(sorted(self.unusual.items())),
            "speeches": self.kept + self.added + self.changed,
            "passages": count,
            "sizes": {name: (self.target / name).stat().st_size for name in written(self.target)},
        }
        (self.target / META).write_text(plain_json(meta), "utf-8")
        return Built(self.added, self.changed, removed, self.kept, count)

    def close(self) -> None:
        for file in (self.text, *self.sources):
            file.close()
        self.writer = self.index = None

    def _link(self, old: _Old | None) -> None:
        """What never changes once it is written is shared with the generation before."""
        index = self.target / "index"
        index.mkdir(mode=0o700)
        if old is None:
            return
        shared = [
            *(old.folder / name for name in self.texts),
            *(path for path in sorted((old.folder / "index").iterdir()) if not path.name.endswith(".lock")),
        ]
        for path in shared:
            place = self.target / path.relative_to(old.folder)
            check_ordinary(path, path.stat().st_mode)
            try:
                os.link(path, place)
            except OSError:  # a file system without hard links
                copy_file(path, place)

    def _writer(self) -> tantivy.IndexWriter:
        if self.writer is None:
            self.index = tantivy.Index(schema(), path=str(self.target / "index"))
            for name, size in (("two", 2), ("four", INITIALS)):
                analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(size, size, False)).build()
                self.index.register_tokenizer(name, analyzer)
            # One thread: the order of the documents, and with it the order of equals, stays that of the entries.
            self.writer = self.index.writer(_HEAP, 1)
        return self.writer

    def _take_over(self, ordinal: int, passages: tuple[Entry, ...]) -> None:
        """A speech that is the same but for how formulaic its passages are, which no index knows of."""
        assert self.old is not None
        rows = bytearray(self.old.passages(ordinal))
        rows[ROW.size - 1 :: ROW.size] = bytes(_formulaic(entry) for entry in passages)
        text, length, _, _, _, _, file = self.old.places[ordinal]
        if self.old.crowded:
            self.sources[file].seek(text)
            text, file = self._put(self.sources[file].read(length)), self.file
        self._place(ordinal, text, length, self.old.record(ordinal), rows, file)

    def _add(self, speech_id: str, passages: tuple[Entry, ...], digest: str) -> None:
        ordinal = len(self.places)
        first = passages[0]
        record = plain_json(
            {
                "id": speech_id,
                "title": first.title,
                "speaker": first.speaker,
                "position": first.position,
                "date": first.date,
                "place": first.place,
                "occasion": first.occasion,
                "path": first.path,
                "digest": digest,
            },
        ).encode()
        offset = 0
        rows = bytearray()
        texts: list[bytes] = []
        for number, (entry, above) in enumerate(_under_headings(passages)):
            folded = fold(entry.text)
            matched, text = folded.encode("utf-8", "replace"), entry.text.encode("utf-8", "replace")
            readings = self._readings(folded)
            shifts = [each for each in readings.shifts(folded, cut) if each[0] < 1 << 16]
            codes, initials = readings.codes_of(folded, shifts), readings.initials_of(folded, shifts)
            rows += ROW.pack(
                offset,
                len(matched),
                len(text),
                len(initials),
                _passage_number(entry.ref, number),
                len(shifts),
                self._number(entry.move),
                self._number(entry.step),
                min(entry.level, 255),
                KINDS.index(entry.kind) if entry.kind in KINDS else 0,
                _formulaic(entry),
            )
            packed = b"".join(SHIFT.pack(place, readings.number[syllable]) for place, syllable in shifts)
            written = (matched, text, initials.encode("latin-1", "replace"), packed)
            texts += written
            offset += sum(map(len, written))
            self._index(entry, folded, codes, initials, above, identity(ordinal, number))
        self.places.append((0,) * 7)
        self._place(ordinal, self._put(b"".join(texts)), offset, record, rows, self.file)

    def _put(self, texts: bytes) -> int:
        """Write texts of a speech; where they begin."""
        start = self.text_end
        self.text.write(texts)
        self.text_end += len(texts)
        return start

    def _place(self, ordinal: int, text: int, length: int, record: bytes, rows: bytes | bytearray, file: int) -> None:
        count = len(rows) // ROW.size
        self.places[ordinal] = (text, length, len(self.records), len(record), len(self.rows) // ROW.size, count, file)
        self.records += record
        self.rows += rows

    def _index(self, entry: Entry, folded: str, codes: str, initials: str, above: str, number: int) -> None:
        for character in unusual(entry.text):
            self.unusual[character] = fold(character)
        document = tantivy.Document(
            b=folded + END,
            # The bigrams of every other character are the pairs with one between.
            s=f"{folded[0::2]}\n{folded[1::2]}",
            y=codes + END,
            i=initials + PADDING,
            t=fold(f"{entry.title}{above}"),
            f=" ".join(_facets(entry, parts(number)[0], folded)),
        )
        document.add_integer("id", number)
        document.add_integer("n", len(pairs(folded)))
        self._writer().add_document(document)

    def _readings(self, folded: str = "") -> Pinyin:
        """Readings that know the characters of a text: those of the generation before, where they do."""
        if self.pinyin is None and self.old is not None:
            self.pinyin = load_pinyin(read_file(self.old.folder / PINYIN_FILE))
        if self.pinyin is None or not (self.compiled or self.pinyin.knows(folded)):
            self.pinyin, self.compiled = compile_pinyin(), True
        return self.pinyin

    def _number(self, name: str) -> int:
        if name not in self.numbers:
            self.numbers[name] = len(self.names)
            self.names.append(name)
        return self.numbers[name]

    def _write_pinyin(self) -> None:
        path = self.target / PINYIN_FILE
        if self.old is not None and not self.compiled:
            copy_file(self.old.folder / PINYIN_FILE, path)
            return
        path.write_text(_compiled_text(_gb2312() | frozenset("".join(self.unusual.values()))), "utf-8")


def _made_with() -> str:
    """Versions of what the index is made with: one made with others is built again rather than trusted."""
    return f"{getattr(tantivy, '__version__', '')}; pypinyin {version('pypinyin')}"


def _digest(passages: tuple[Entry, ...]) -> str:
    """Of everything but `formulaic`, which changes with every speech that is mined and stands in the rows alone."""
    state = hashlib.blake2b(digest_size=16)
    for entry in passages:
        state.update(repr([getattr(entry, name) for name in _INDEXED]).encode("utf-8", "backslashreplace"))
    return state.hexdigest()


def _formulaic(entry: Entry) -> int:
    return round(255 * min(1.0, max(0.0, entry.formulaic)))


def _passage_number(ref: str, index: int) -> int:
    number = ref.rpartition("#")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else index + 1


def _under_headings(passages: tuple[Entry, ...]) -> Iterator[tuple[Entry, str]]:
    """Each passage with the headings it stands under, outermost first."""
    open_headings: list[tuple[int, str]] = []
    for entry in passages:
        if entry.kind == "heading":
            open_headings = [each for each in open_headings if each[0] < entry.level]
        yield entry, "".join(text for _, text in open_headings)
        if entry.kind == "heading":
            open_headings.append((entry.level, entry.text[:60]))


def _facets(entry: Entry, ordinal: int, folded: str) -> Iterator[str]:
    yield f"d:{ordinal}"
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


@lru_cache(maxsize=4)
def _compiled_text(alphabet: frozenset[str]) -> str:
    """The readings of `alphabet` as a library keeps them; the same for nearly every library a process builds."""
    return to_text(restricted(compile_pinyin(), alphabet))


@cache
def _gb2312() -> frozenset[str]:
    """The 6763 characters of GB 2312-1980."""
    return frozenset(
        text
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if (text := bytes((high, low)).decode("gb2312", "ignore"))
    )
