"""Building the library (建库), part by part; only parts that hold what changed are indexed again. Its files: see layout.py.

A new generation takes over the parts that stay as they are by hard links (their files are never written again) and adds
those it makes: what an update writes anew are a few parts, and the small tables. Nothing of a speech taken out or
changed is in a part that is taken over.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import tantivy

from drafter.errors import WorkspaceError
from drafter.files import check_ordinary, copy_file, read_file
from drafter.keep.atomic import current_folder, remove_old, replace_folder
from drafter.language.visible import plain_json
from drafter.language.words import cut
from drafter.search.entries import INDEXED, Entry, entries_of
from drafter.search.fold import fold, unusual
from drafter.search.integrity import write_sums, written
from drafter.search.layout import (
    FORMAT,
    KINDS,
    META,
    PASSAGE_BITS,
    PLACE,
    RECORDS,
    ROW,
    ROWS,
    SHIFT,
    SPEECHES,
    identity,
    read_meta,
)
from drafter.search.pinyin import FILE as PINYIN_FILE
from drafter.search.pinyin import Pinyin, compile_pinyin, load_pinyin, restricted, to_text
from drafter.search.segments import Segment, Segments, files_of, put_together

__all__ = ["Built", "Entry", "Unfit", "build", "entries_of"]

_PARTS, _SMALLEST, _LARGEST = 4, 2000, 100_000
"""A library is made in so many parts, of so many passages at least and at most each (see _size): with eight an update writes half
as much, and at 100,000 passages a query takes a tenth longer."""
_SPARE = 8
"""So many parts more than twice those a library would be made of at once are too many."""


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
    """Make the library in `folder` hold exactly `entries`, indexing only parts that hold what is new or differs (建库).

    entries: the passages of a speech one after another, in their order. within: the workspace the folder must stay in.
    anew: index everything again. Nothing of what the library held and is not among `entries` is left on the disk, in
    either case. The old library stands until the new one is whole. Hold the workspace's lock.
    Raises Unfit when the passages of a speech are scattered or more than 16 million, WorkspaceError when the disk refuses.
    """
    old = None if anew else _Old.load(folder)
    speeches = _speeches(entries)
    result: list[Built] = []

    def fill(target: Path) -> None:
        result.append(_Work(target, old, speeches).done())
        write_sums(target, old.folder if old else None)

    try:
        replace_folder(folder, fill, within=within)
    except _Unchanged:
        remove_old(folder)  # that a crash may have left
        return Built(0, 0, 0, len(speeches), sum(len(each.passages) for each in speeches))
    except ValueError as error:
        # tantivy reports what the disk or a damaged index said as ValueError.
        raise WorkspaceError(
            f"{folder}：先例库没有更新（{error}）。请检查磁盘空间，或删去该文件夹后重新 drafter mine"
        ) from None
    return result[0]


@dataclass(frozen=True, slots=True)
class _Speech:
    """A speech to be held."""

    id: str
    passages: tuple[Entry, ...]
    digest: str


def _speeches(entries: Iterable[Entry]) -> list[_Speech]:
    """The speeches of the entries, in their order. Raises Unfit."""
    found: dict[str, _Speech] = {}
    for speech_id, each in groupby(entries, key=lambda entry: entry.speech_id):
        if speech_id in found:
            raise Unfit(f"passages of speech {speech_id} are scattered")
        passages = tuple(each)
        if len(passages) >= 1 << PASSAGE_BITS:
            raise Unfit(f"speech {speech_id} has too many passages: {len(passages)}")
        found[speech_id] = _Speech(speech_id, passages, _digest(passages))
    return [*found.values()]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the library (一份): some speeches, their file of texts, their segments of tantivy's index."""

    texts: str
    segments: list[Segment]
    unusual: dict[str, str]
    """As `unusual` in meta.json, of this part."""
    passages: int


@dataclass(frozen=True, slots=True)
class _Old:
    """The generation before."""

    folder: Path
    names: list[str]
    """Of moves and steps."""
    parts: list[_Part]
    known: dict[str, tuple[int, str]]
    """Speech id -> ordinal, digest."""
    places: tuple[tuple[int, ...], ...]
    records: bytes
    rows: bytes

    @staticmethod
    def load(parent: Path) -> _Old | None:
        """The generation in use; None where there is none that can be taken over."""
        generation = current_folder(parent)
        meta = read_meta(generation) if generation else None
        if generation is None or meta is None or meta.get("made_with") != _made_with() or "parts" not in meta:
            return None
        try:
            if any((generation / name).stat().st_size != size for name, size in meta["sizes"].items()):
                return None
            places = tuple(PLACE.iter_unpack(read_file(generation / SPEECHES)))
            records = read_file(generation / RECORDS)
            known = {}
            passages = [0] * len(meta["texts"])
            for ordinal, (_, _, start, length, _, count, file) in enumerate(places):
                if count:
                    record = json.loads(records[start : start + length])
                    known[record["id"]] = (ordinal, record["digest"])
                    passages[file] += count
            parts = [
                _Part(texts, part["segments"], part["unusual"], count)
                for texts, part, count in zip(meta["texts"], meta["parts"], passages, strict=True)
            ]
            return _Old(generation, meta["names"], parts, known, places, records, read_file(generation / ROWS))
        except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error):
            return None  # damaged: everything is indexed again

    def of(self, ordinal: int) -> _Written:
        """What is written of a speech."""
        text, length, start, size, first, count, part = self.places[ordinal]
        rows = self.rows[first * ROW.size : (first + count) * ROW.size]
        return _Written(self.parts[part], text, length, self.records[start : start + size], rows)


class _Written(NamedTuple):
    """What is written of a speech: where its texts lie, and what goes into the tables."""

    part: _Part
    text: int
    length: int
    record: bytes
    rows: bytes


class _Work:
    """One generation being written."""

    def __init__(self, target: Path, old: _Old | None, speeches: list[_Speech]) -> None:
        self.target = target
        self.old = old
        self.speeches = speeches
        self.known = old.known if old else {}
        self.names: list[str] = list(old.names) if old else [""]
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.pinyin: Pinyin | None = None
        self.compiled = False
        self.written: dict[str, _Written] = {}
        self.text_number = max((int(part.texts[6:14]) for part in (old.parts if old else ())), default=0)
        self.ordinals = self._ordinals()

    def done(self) -> Built:
        """Write everything. Raises _Unchanged when nothing differs from the generation before."""
        same = {each.id for each in self.speeches if self.known.get(each.id, (0, ""))[1] == each.digest}
        changed = sum(each.id in self.known for each in self.speeches) - len(same)
        built = Built(
            len(self.speeches) - len(same) - changed,
            changed,
            len(self.known) - len(same) - changed,
            len(same),
            sum(len(each.passages) for each in self.speeches),
        )
        kept = self._kept(same, built.passages)
        for each in self.speeches:
            if each.id in same:
                written = self._taken_over(each)
                if written.part.texts in kept:
                    self.written[each.id] = written
        loose = [each for each in self.speeches if each.id not in self.written]
        rows = b"".join(self.written[each.id].rows for each in self.speeches) if not loose else b""
        if self.old and not loose and len(same) == len(self.known) and rows == self.old.rows:
            raise _Unchanged
        (self.target / "index").mkdir(mode=0o700)
        for part in kept.values():
            self._link(part)
        for batch in _batches(loose, _size(built.passages)):
            self._make(batch)
        self._write_tables(built)
        return built

    def _ordinals(self) -> dict[str, int]:
        """Speech id -> its number in this generation; those of speeches taken out are given to others."""
        staying = {each.id: self.known[each.id][0] for each in self.speeches if each.id in self.known}
        taken = set(staying.values())
        free = (number for number in itertools.count() if number not in taken)
        return {each.id: staying[each.id] if each.id in staying else next(free) for each in self.speeches}

    def _kept(self, same: set[str], passages: int) -> dict[str, _Part]:
        """The parts that stay as they are, by their file of texts: none that holds what goes, and none so small that it
        is better written together with what is written anyway. same: ids of the speeches that stay; passages: in all."""
        if self.old is None:
            return {}
        spoilt = {self.old.of(ordinal).part.texts for id_, (ordinal, _) in self.known.items() if id_ not in same}
        staying = sorted((part for part in self.old.parts if part.texts not in spoilt), key=lambda part: part.passages)
        loose = passages - sum(part.passages for part in staying)
        size = _size(passages)
        kept = {part.texts: part for part in staying}
        # A part no larger than what is written anyway: every passage is so written again few times, however small the
        # updates are, as each time it comes to lie in a part twice as large.
        for part in staying if loose else ():
            if (part.passages + loose <= size and part.passages <= loose) or len(kept) > 2 * passages // size + _SPARE:
                loose += part.passages
                del kept[part.texts]
        return kept

    def _taken_over(self, speech: _Speech) -> _Written:
        """A speech that is the same but for how formulaic its passages are, which no index knows of."""
        assert self.old is not None
        written = self.old.of(self.known[speech.id][0])
        rows = bytearray(written.rows)
        rows[ROW.size - 1 :: ROW.size] = bytes(_formulaic(entry) for entry in speech.passages)
        return written._replace(rows=bytes(rows))

    def _link(self, part: _Part) -> None:
        """What never changes once it is written is shared with the generation before."""
        assert self.old is not None
        index = self.old.folder / "index"
        files = [path for segment in part.segments for path in files_of(index, segment)]
        for path in (self.old.folder / part.texts, *files):
            place = self.target / path.relative_to(self.old.folder)
            check_ordinary(path, path.stat().st_mode)
            try:
                os.link(path, place)
            except OSError:  # a file system without hard links
                copy_file(path, place)

    def _make(self, speeches: list[_Speech]) -> None:
        """Write a part that holds these speeches."""
        segments = Segments(self.target / "index")
        self.text_number += 1
        part = _Part(f"texts-{self.text_number:08d}.bin", [], {}, sum(len(each.passages) for each in speeches))
        start = 0
        made: dict[str, tuple[int, int, bytes, bytes]] = {}
        with (self.target / part.texts).open("wb") as file:
            for speech in speeches:
                text, record, rows = self._add(segments, speech, part.unusual)
                file.write(text)
                made[speech.id] = (start, len(text), record, rows)
                start += len(text)
        part = replace(part, segments=segments.done())
        self.written |= {id_: _Written(part, *each) for id_, each in made.items()}

    def _add(self, segments: Segments, speech: _Speech, odd: dict[str, str]) -> tuple[bytes, bytes, bytes]:
        """Index a speech: its texts, its record, its rows. odd: to note unusual characters in."""
        first = speech.passages[0]
        record = plain_json(
            {
                "id": speech.id,
                "title": first.title,
                "speaker": first.speaker,
                "position": first.position,
                "date": first.date,
                "place": first.place,
                "occasion": first.occasion,
                "path": first.path,
                "digest": speech.digest,
            },
        ).encode()
        ordinal = self.ordinals[speech.id]
        offset = 0
        rows = bytearray()
        texts: list[bytes] = []
        for number, (entry, above) in enumerate(_under_headings(speech.passages)):
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
            odd |= {character: fold(character) for character in unusual(entry.text)}
            segments.add(entry, folded, codes, initials, above, identity(ordinal, number))
        return b"".join(texts), record, bytes(rows)

    def _write_tables(self, built: Built) -> None:
        """What says where everything is: written anew each time."""
        parts: dict[str, _Part] = {}
        places: list[tuple[int, ...]] = [(0,) * 7] * (max(self.ordinals.values(), default=-1) + 1)
        numbers: dict[str, int] = {}
        rows, records = bytearray(), bytearray()
        for speech in self.speeches:
            part, text, length, record, own = self.written[speech.id]
            parts[part.texts] = part
            number = numbers.setdefault(part.texts, len(numbers))
            first, count = len(rows) // ROW.size, len(own) // ROW.size
            places[self.ordinals[speech.id]] = (text, length, len(records), len(record), first, count, number)
            records += record
            rows += own
        (self.target / ROWS).write_bytes(rows)
        (self.target / RECORDS).write_bytes(records)
        (self.target / SPEECHES).write_bytes(b"".join(PLACE.pack(*place) for place in places))
        put_together(self.target / "index", [each for part in parts.values() for each in part.segments])
        odd = {character: folded for part in parts.values() for character, folded in part.unusual.items()}
        self._write_pinyin(odd.values())
        meta = {
            "format": FORMAT,
            "summed": True,
            "made_with": _made_with(),
            "names": self.names,
            "texts": [*parts],
            "parts": [
                {"segments": part.segments, "unusual": dict(sorted(part.unusual.items()))} for part in parts.values()
            ],
            "unusual": dict(sorted(odd.items())),
            "speeches": len(self.speeches),
            "passages": built.passages,
            "sizes": {name: (self.target / name).stat().st_size for name in written(self.target)},
        }
        (self.target / META).write_text(plain_json(meta), "utf-8")

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

    def _write_pinyin(self, odd: Iterable[str]) -> None:
        alphabet = _gb2312() | frozenset("".join(odd))
        path = self.target / PINYIN_FILE
        if self.old is None or self.compiled:
            path.write_text(_compiled_text(alphabet), "utf-8")
        elif self._readings().characters.keys() <= alphabet:
            copy_file(self.old.folder / PINYIN_FILE, path)
        else:  # characters that are gone with the only speech that had them
            path.write_text(to_text(restricted(self._readings(), alphabet)), "utf-8")


def _size(passages: int) -> int:
    """How many passages a part of a library of so many has at most: of few parts a query asks quickly, of small parts
    an update writes little."""
    return min(_LARGEST, max(_SMALLEST, passages // _PARTS))


def _batches(speeches: list[_Speech], size: int) -> Iterator[list[_Speech]]:
    """The speeches in their order, in parts of about as many passages each and hardly more than `size`."""
    passages = sum(len(each.passages) for each in speeches)
    share = passages / max(1, -(-passages // size))
    batch: list[_Speech] = []
    held = ended = 0
    for each in speeches:
        batch.append(each)
        held += len(each.passages)
        if held >= share * (ended + 1):
            yield batch
            batch, ended = [], int(held / share)
    if batch:
        yield batch


def _made_with() -> str:
    """Versions of what the index is made with: one made with others is built again rather than trusted."""
    return f"{getattr(tantivy, '__version__', '')}; pypinyin {version('pypinyin')}"


def _digest(passages: tuple[Entry, ...]) -> str:
    """Of everything but `formulaic`, which changes with every speech that is mined and stands in the rows alone."""
    state = hashlib.blake2b(digest_size=16)
    for entry in passages:
        state.update(repr([getattr(entry, name) for name in INDEXED]).encode("utf-8", "backslashreplace"))
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
