"""One generation of the library, open to be read (打开的先例库): its tables, its texts, its readings, its index."""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import tantivy

from drafter.errors import WorkspaceError
from drafter.files import check_ordinary, on_network, open_file
from drafter.search.fold import teach
from drafter.search.integrity import broken
from drafter.search.layout import PLACE, RECORDS, ROW, ROWS, SHIFT, SPEECHES, TEXT_PLACE, facet, parts
from drafter.search.pinyin import FILE as PINYIN_FILE
from drafter.search.pinyin import Pinyin, load_pinyin

Query = tantivy.Query
Occur = tantivy.Occur

_PREAD = hasattr(os, "pread")
LARGEST_APART = 64 * 1024 * 1024
"""Bytes of the largest index that is read whole from a network drive, half a second at a gigabit a second."""
LARGEST_MAPPED = 64 * 1024 * 1024
"""Bytes of the texts that are mapped, which makes reading a passage three times as fast: some 100,000 passages."""
_REFS = "编号见 drafter search 的结果，形如“讲话编号#段号”"
_BRACKETS = "[]()<>{}【】〔〕《》「」“”\"'"
_REMAP, _LARGE = 16, 300_000
"""Every so many queries, in libraries of at least so many passages, the index is mapped anew. It takes 0.7 ms."""
_MOST_KEPT = 4096
"""Terms, and how often they stand, are kept for so many: a query asks for its pairs again and again, and so does the next
key."""


@dataclass(frozen=True, slots=True)
class SpeechInfo:
    """A speech of the library (所在讲话). Unknown values are empty."""

    id: str
    title: str
    speaker: str
    position: str
    date: str
    place: str
    occasion: str
    path: str
    part: int = 0
    """Which speech of its file, where it has no name but the file's; 0 where there is no other."""


class Row(NamedTuple):
    """A passage that is looked at. A tuple, since hundreds are made for every query."""

    speech: int
    place: int
    folded: str
    packed: bytes
    """What the file of texts holds of it: folded, as it stands, first letters, unusual readings."""
    start: int
    """Of the text as it stands, bytes into `packed`."""
    length: int
    letters: int
    """First letters behind it."""
    number: int
    move: int
    step: int
    level: int
    kind: int
    formulaic: int


class Shelf:
    """The open files of a generation. Whatever is written meanwhile, they stay as they are."""

    def __init__(self, generation: Path, meta: dict[str, Any]) -> None:
        """Open what `generation` holds; meta: read_meta of it. Raises OSError or ValueError when it is damaged."""
        self.generation = generation
        self.names: list[str] = meta["names"]
        # What is mapped and shorter than what is looked up in it would end the program, or read as if nothing were there.
        if any((generation / name).stat().st_size < size for name, size in meta.get("sizes", {}).items()):
            raise broken(generation)
        with contextlib.ExitStack() as opened:
            self._records = opened.enter_context(open_file(generation / RECORDS))
            self._pinyin_file = opened.enter_context(open_file(generation / PINYIN_FILE))
            # On a drive others can write to as well, what they cut off while it is mapped would end the program.
            remote = on_network(generation)
            self._apart = remote and sum(p.stat().st_size for p in self._index_files()) <= LARGEST_APART
            self._rows = _mapped(generation / ROWS, self._apart)
            self._places = _mapped(generation / SPEECHES, self._apart)
            texts = [opened.enter_context(open_file(generation / name)) for name in meta["texts"]]
            # Mapped, those of a large library would in time all lie in memory: they are read where they are wanted.
            unmapped = remote or sum(os.fstat(file.fileno()).st_size for file in texts) > LARGEST_MAPPED
            self._texts = [_Unmapped(file) if unmapped else _map(file) for file in texts]
            self._map_index()
            parts = [generation / ROWS, generation / SPEECHES, *self._index_files()]
            others = [opened.enter_context(open_file(path)) for path in parts]
            files = (*texts, self._records, self._pinyin_file, *others)
            self._sizes = [(file, os.fstat(file.fileno()).st_size) for file in files]
            self._files = opened.pop_all()
        self._known: dict[int, SpeechInfo] = {}
        self._frequencies: dict[tuple[str, str], int] = {}
        self._terms: dict[tuple[str, str], Query] = {}
        self.by_kind: tuple[Callable[[str], str] | None, dict[str, list[str]]] = (None, {})
        """What was last asked what kind of occasion a text names, and for each kind the terms of its speeches."""
        teach(meta["unusual"])

    def close(self) -> None:
        """Let go of the files."""
        for table in (self._rows, self._places, *self._texts):
            if isinstance(table, mmap.mmap):
                table.close()
        self._files.close()

    def check_whole(self) -> None:
        """Asked before every query: to touch what is mapped of a file that was cut off since would end the program.

        Raises WorkspaceError.
        """
        if any(os.fstat(file.fileno()).st_size < size for file, size in self._sizes):
            raise broken(self.generation)

    def _index_files(self) -> list[Path]:
        return [path for path in (self.generation / "index").iterdir() if path.suffix != ".lock"]

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._rows) // ROW.size

    # --- tables and texts -----------------------------------------------------------------------------

    def row(self, speech: int, place: int) -> Row:
        """The passage at `place` of a speech, both counted from 0."""
        return self.rows([(speech, place)])[0]

    def rows(self, wanted: Iterable[tuple[int, int]]) -> list[Row]:
        """The passages (speech, place in it), both counted from 0."""
        made, new, rows, places, texts = [], tuple.__new__, self._rows, self._places, self._texts
        place_of, row_of = TEXT_PLACE.unpack_from, ROW.unpack_from
        place_size, row_size, shift_size = PLACE.size, ROW.size, SHIFT.size
        for speech, place in wanted:
            text, first, file = place_of(places, speech * place_size)
            offset, size, length, letters, number, shifts, *others = row_of(rows, (first + place) * row_size)
            start = text + offset
            packed = texts[file][start : start + size + length + letters + shifts * shift_size]
            folded = packed[:size].decode()
            made.append(new(Row, (speech, place, folded, packed, size, length, letters, number, *others)))
        return made

    def text(self, row: Row) -> str:
        """The passage as it stands."""
        return row.packed[row.start : row.start + row.length].decode()

    def initials(self, row: Row) -> bytes:
        """The first letters of the passage, folded, one a character; what has none stands for itself, or as ?."""
        start = row.start + row.length
        return row.packed[start : start + row.letters]

    def codes(self, row: Row, start: int, end: int) -> str:
        """A stretch of the passage, folded, as codes of its syllables (see pinyin.py)."""
        known = SHIFT.iter_unpack(row.packed[row.start + row.length + row.letters :])
        shifts = [(place - start, self.pinyin.alphabet[number]) for place, number in known if start <= place < end]
        return self.pinyin.codes_of(row.folded[start:end], shifts)

    def count(self, speech: int) -> int:
        """Passages of a speech; 0 where none has the number."""
        return int(PLACE.unpack_from(self._places, speech * PLACE.size)[5])

    def speeches(self) -> Iterator[int]:
        """Every speech there is."""
        return (speech for speech in range(len(self._places) // PLACE.size) if self.count(speech))

    def info(self, speech: int) -> SpeechInfo:
        """What is known of a speech."""
        if speech not in self._known:
            _, _, start, length, _, _, _ = PLACE.unpack_from(self._places, speech * PLACE.size)
            record = json.loads(_read(self._records, start, length))
            record.pop("digest")
            self._known[speech] = SpeechInfo(**record)
        return self._known[speech]

    def part(self, speech: int) -> int:
        """Which speech of its file it is, from 1; 0 for the only one of a file, or where no file is known."""
        others = self._of_one_file[self.info(speech).path]
        return others.index(speech) + 1 if len(others) > 1 and self.info(speech).path else 0

    @cached_property
    def _of_one_file(self) -> dict[str, list[int]]:
        """The speeches of each file, in their order: every record is read."""
        found: dict[str, list[int]] = {}
        for speech in sorted(
            self.speeches(), key=lambda each: TEXT_PLACE.unpack_from(self._places, each * PLACE.size)[1]
        ):
            found.setdefault(self.info(speech).path, []).append(speech)
        return found

    def ordinal(self, ref: str) -> int:
        """The speech of a passage's ref, or of a speech's id. Raises WorkspaceError when there is none."""
        return self._meant(ref)[0]

    def row_of(self, ref: str) -> Row:
        """The passage `ref`. Raises WorkspaceError when there is none."""
        speech, number = self._meant(ref)
        if number is None:
            raise WorkspaceError(
                f"{ref}：这是整篇讲话的编号，后面还要写上 # 和段号，如 {ref}#1，编号见 drafter search 的结果"
            )
        for row in self.rows((speech, place) for place in range(self.count(speech))):
            if str(row.number) == number:
                return row
        raise WorkspaceError(f"{ref}：这篇讲话里没有这一段。{_REFS}")

    def _meant(self, ref: str) -> tuple[int, str | None]:
        """The speech a ref means, and the number of the passage, if it has one; full width, brackets, capitals do not matter."""
        tidy = "".join(unicodedata.normalize("NFKC", ref).split()).strip(_BRACKETS)
        for each in dict.fromkeys((ref, tidy, tidy.lower())):
            speech_id, mark, number = each.rpartition("#")
            if found := self.heaviest(self.term("f", facet("r", speech_id if mark else each)), 1):
                return found[0][0], number if mark else None
        raise WorkspaceError(f"{ref}：先例库里没有这篇讲话。{_REFS}")

    @cached_property
    def pinyin(self) -> Pinyin:
        """Read when first wanted: most questions are asked in characters."""
        self._pinyin_file.seek(0)
        return load_pinyin(self._pinyin_file.read())

    # --- the index ------------------------------------------------------------------------------------

    def _map_index(self) -> None:
        folder = self.generation / "index"
        for path in folder.iterdir():
            check_ordinary(path, path.stat().st_mode)  # tantivy would wait for a pipe
        self._asked = 0
        if self._apart:
            with contextlib.ExitStack() as held:
                self._open({path.name: held.enter_context(_copied(path)) for path in self._index_files()})
            return
        try:
            index = tantivy.Index.open(str(folder))
            self.schema, self._searcher = index.schema, index.searcher()
        except ValueError as error:
            if "Lockfile" not in str(error):
                raise
            # tantivy makes a lock file even to read: where none can be made (somebody else's library, a disk that is
            # read-only or full) it is shown the same files from a folder of our own.
            self._open({path.name: path.absolute() for path in self._index_files()})

    def _open(self, files: dict[str, Path]) -> None:
        """The index of these files, shown to tantivy in a folder of our own; it keeps them open."""
        ours = tempfile.mkdtemp(prefix="drafter-")
        try:
            for name, path in files.items():
                (Path(ours) / name).symlink_to(path)
            index = tantivy.Index.open(ours)
            self.schema, self._searcher = index.schema, index.searcher()
        finally:
            # tantivy's watcher may make a lock file there at any moment, in the midst of clearing up.
            for _ in range(20):
                shutil.rmtree(ours, ignore_errors=True)
                if not os.path.lexists(ours):
                    break
                time.sleep(0.005)

    def let_go(self) -> None:
        """Map the index anew once in a while, so that pages once touched do not pile up in a long session."""
        self._asked += 1
        if self._asked >= _REMAP and len(self) >= _LARGE:
            # When a writer has removed this generation since, what is mapped stays mapped.
            with contextlib.suppress(ValueError, OSError):
                self._map_index()

    def term(self, field: str, value: str) -> Query:
        """The passages that have a term."""
        query = self._terms.get((field, value))
        if query is None:
            if len(self._terms) >= _MOST_KEPT:
                self._terms.clear()
            # Half a surrogate pair (a byte that is no text, out of a terminal) is in no passage.
            text = value.encode("utf-8", "replace").decode()
            query = self._terms[field, value] = Query.term_query(self.schema, field, text, "basic")
        return query

    def any_of(self, terms: Iterable[tuple[str, str]]) -> Query:
        """The passages that have one of a few terms (field, value)."""
        return Query.boolean_query([(Occur.Should, self.term(*term)) for term in terms])

    def pattern(self, field: str, pattern: str) -> Query:
        """The passages that have a term a regular expression fits."""
        return Query.regex_query(self.schema, field, pattern)

    def frequency(self, field: str, value: str) -> int:
        """In how many passages a term stands."""
        count = self._frequencies.get((field, value))
        if count is None:
            if len(self._frequencies) >= _MOST_KEPT:
                self._frequencies.clear()
            count = self._frequencies[field, value] = int(self._searcher.doc_freq(field, value))
        return count

    def terms(self, field: str, prefix: str) -> list[str]:
        """The terms that begin so."""
        return [term for term, _ in self._searcher.terms_with_prefix(field, prefix)]

    def often(self, field: str, value: str) -> int:
        """As `frequency`, of terms of which thousands are asked for once: what is kept stays."""
        return int(self._searcher.doc_freq(field, value))

    def heaviest(self, wanted: Query, most: int, worth: float = 0.0, behind: int = 0) -> list[tuple[int, int]]:
        """The passages that weigh most in a query, the heaviest first: speech, place in it.

        worth: leave out those with less than this share of the heaviest one's weight. behind: leave out so many of
        the heaviest.
        """
        return self.weighed(wanted, most, worth, behind)[1]

    def weighed(
        self, wanted: Query, most: int, worth: float = 0.0, behind: int = 0
    ) -> tuple[list[float], list[tuple[int, int]]]:
        """As `heaviest` has them; before them their weights."""
        hits = self._searcher.search(wanted, max(1, most), count=False).hits
        least = worth * hits[0][0] if hits else 0.0
        near = hits[behind:] if behind else hits
        if near and near[-1][0] < least:
            near = [hit for hit in near if hit[0] >= least]
        numbers = self._values_of("id", [address for _, address in near])
        return [weight for weight, _ in near], [parts(number) for number in numbers]

    def number_of(self, wanted: Query) -> int:
        """How many passages there are of a query."""
        found: Any = self._searcher.search(wanted, 1, count=True)  # tantivy's stubs leave the count out
        return int(found.count or 0)

    def counted(self, wanted: Query, most: int) -> tuple[list[float], list[int], list[int]]:
        """The `most` passages that weigh most in a query, the heaviest first: their weights, how many different pairs of
        characters they have, and their identities. Three lists, since there may be hundreds of thousands."""
        hits = self._searcher.search(wanted, max(1, most), count=False).hits
        near = [address for _, address in hits]
        return [weight for weight, _ in hits], self._values_of("n", near), self._values_of("id", near)

    def _values_of(self, field: str, addresses: list[Any]) -> list[int]:
        values = self._searcher.fast_field_values(field, addresses) if addresses else []
        return [int(value or 0) for value in values]


@contextlib.contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """A copy of a file in memory that stands on no disk, under a path only this process has."""
    descriptor = os.memfd_create("drafter")
    try:
        with open_file(path) as file:
            while piece := file.read(1 << 20):
                while piece:  # a part may be written
                    piece = piece[os.write(descriptor, piece) :]
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def _mapped(path: Path, apart: bool) -> mmap.mmap | bytes:
    """The file as memory, apart: of our own."""
    with open_file(path) as file:
        return file.read() if apart else _map(file)


def _map(file: BinaryIO) -> mmap.mmap | bytes:
    """The file as memory; an empty one cannot be mapped."""
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b""


class _Unmapped:
    """A file of which slices are read where they are wanted: the system's cache holds it, memory in use stays small."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __getitem__(self, part: slice) -> bytes:
        return _read(self._file, part.start, part.stop - part.start)


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    if _PREAD:
        return os.pread(file.fileno(), length, start)
    file.seek(start)
    return file.read(length)
