"""Asking the library (查先例): open it, search, close it. The interface for compose, outline and programs of one's own.

    with Library.open(open_workspace().library) as library:
        for hit in library.search("加强组织领导", move="加强领导", limit=5):
            print(hit.tier, hit.text, hit.spans, cite(library.speech(hit.ref), hit.ref))

Everything an answer says stands in records.Hit. An open library stays as it was opened; `outdated` says when there
is a newer one. The README's example is run by tests/search/test_api.py.

Three tiers, never mixed: word for word (tiers.py); with slips or in another order (tiers.py); by pinyin (sounding.py, apart_by_sound.py).
Candidates come from the index (candidates.py), are compared with the query itself (closeness.py), and put in order
(ranking.py).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from drafter.errors import InvalidCondition, WorkspaceError
from drafter.files import AWAY, unreadable
from drafter.keep.atomic import POINTER, current_folder
from drafter.records import Hit
from drafter.search import apart, apart_by_sound, facets, lettered, near, ranking, sounding, tiers
from drafter.search.borders import TORN
from drafter.search.candidates import LONGEST, Ask
from drafter.search.cite import named_by_file
from drafter.search.copies import copies_of, count_of
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.integrity import rot_told
from drafter.search.layout import KINDS, META, of_another_format, read_meta
from drafter.search.numbers import asked, closed_up, without
from drafter.search.pinyin import typed
from drafter.search.shelf import Shelf, SpeechInfo

_T = TypeVar("_T")
_MIXED = re.compile("[\u4e00-\u9fff][a-z]|[a-z][\u4e00-\u9fff]")
_DEPTHS = tuple(10**power for power in range(1, 10))
"""How many are looked for, one after the other."""
_CONDITIONS = frozenset(("move", "step", "speaker", "position", "year", "occasion", "place", "level", "topic"))
MOST_WORDS = 500
"""Words a query has at most: each of them is looked for in every passage that has the others."""
_LONGEST_HEARD = 16
"""Characters of a query that is taken for one typed with the wrong homophones."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage as it stands in its speech (上下文)."""

    ref: str
    kind: str
    level: int
    move: str
    step: str
    text: str


class Hits(list[Hit]):
    """What a search found, best first (查到的). limited: whether there may be more: as many are shown as were asked for, or
    the library was not looked through to its end (列满了或没有看到底). unknown: where nothing was found, the names of the
    conditions that no passage of the library meets (库里没有的条件): another speaker, move or year is to be asked for."""

    def __init__(self, hits: Iterable[Hit] = (), *, limited: bool = False, unknown: tuple[str, ...] = ()) -> None:
        super().__init__(hits)
        self.limited = limited
        self.unknown = unknown


class Library:
    """An open library: one generation of it, whole, whatever is written meanwhile. Use it from one thread."""

    def __init__(self, folder: Path, shelf: Shelf, written: tuple[int, ...]) -> None:
        """Use Library.open. written: of the generation, before it was opened."""
        self._folder = folder
        self._shelf = shelf
        self._written = written
        self._closed = False
        self._places: dict[int, frozenset[str]] = {}
        """Speech -> what `places` found, since a speech is asked about with every key."""

    @classmethod
    def open(cls, folder: Path | str) -> Library:
        """Open the library in `folder` (workspace.library) as it is now.

        Raises WorkspaceError when there is none, or it is damaged or of another version.
        """
        folder = Path(folder)
        error: Exception | None = None
        for _ in range(5):
            generation = current_folder(folder)
            if generation is None:
                break
            try:
                written = _written(generation)
                meta = read_meta(generation)
                if meta is not None:
                    with rot_told(generation):
                        return cls(folder, Shelf(generation, meta), written)
                if of_another_format(generation):
                    error = WorkspaceError(
                        f"{folder}：先例库是另一个版本的程序建的，再运行一次 drafter mine 旧稿文件夹 就更新好了；旧稿和短语库不受影响"
                    )
            except (OSError, ValueError, KeyError, WorkspaceError) as refusal:
                # A writer may have replaced the generation between the look at the pointer and the opening.
                error = refusal
            if current_folder(folder) == generation:
                if isinstance(error, WorkspaceError):
                    raise error
                if isinstance(error, OSError) and error.errno in AWAY:
                    raise unreadable(folder, error) from None
                raise WorkspaceError(
                    f"{folder}：先例库打不开，可能已损坏或由别的版本建成{f'（{error}）' if error else ''}。请重新运行 drafter mine 文件夹"
                )
        if (folder / POINTER).is_file():
            raise WorkspaceError(
                f"{folder}：先例库里的 {POINTER} 文件坏了，或它指的那一份不见了。请重新运行 drafter mine 文件夹，旧稿和短语库不受影响"
            )
        raise WorkspaceError(f"{folder}：还没有先例库。请先运行 drafter mine 文件夹")

    @staticmethod
    def asked(library: Library | None, folder: Path, question: Callable[[Library], _T]) -> tuple[Library, _T]:
        """What the library in `folder` as it is now answers, and that library, open, for the next question.

        library: the one open till now; it is opened anew where there is none, it is outdated, or the drive it is on
        went away and came back. Raises DrafterError where the drive is not there, as Library.open does; `library` may
        be closed then.
        """
        for trial in range(2):
            try:
                if library is not None and (trial or library.outdated):
                    with contextlib.suppress(OSError):
                        library.close()
                    library = None
                library = library or Library.open(folder)
                return library, question(library)
            except (OSError, ValueError) as error:
                if isinstance(error, ValueError) and "os error" not in str(error):  # so tantivy tells of the disk
                    raise
                if trial and isinstance(error, OSError):
                    raise unreadable(folder, error) from None
        raise WorkspaceError(f"{folder}：先例库读不出来。请检查磁盘或网络盘，连好后再试")

    def close(self) -> None:
        """Let go of the files. What is asked of it afterwards raises WorkspaceError."""
        self._closed = True
        self._shelf.close()

    def _check_open(self) -> None:
        """Asked before every question. Raises WorkspaceError."""
        if self._closed:
            raise WorkspaceError("先例库已经关上了（close 过，或出了 with），要查请重新 Library.open")
        self._shelf.check_whole()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._shelf)

    @property
    def outdated(self) -> bool:
        """True when a newer generation has been written since this one was opened."""
        generation = self._shelf.generation
        # A library that was deleted and made anew begins with the first name again.
        return current_folder(self._folder) != generation or _written(generation) != self._written

    def search(
        self,
        query: str = "",
        *,
        move: str | None = None,
        step: str | None = None,
        speaker: str | None = None,
        position: str | None = None,
        year: int | str | None = None,
        occasion: str | None = None,
        place: str | None = None,
        level: int | None = None,
        topic: str | None = None,
        prefer_move: str | None = None,
        limit: int = 10,
        like: str | None = None,
        widely: bool = False,
        resembling: str | None = None,
        kind_of: Callable[[str], str] | None = None,
    ) -> Hits:
        """The precedents closest to `query`, best first: all exact ones, then fuzzy ones, then by pinyin.

        Facets narrow: move and step by their whole name; speaker, position, occasion and place by any part of it;
        year 2026, "2024-2026", "2024-" or "二〇二四"; level 0 to 5; topic by words in the title or the headings above. A blank
        one narrows nothing, nor does a topic without letters, digits or characters. prefer_move only ranks. kind_of: gives the kind of occasion that a text names, "" for none; an occasion then also is any meeting
        or title of its kind, unless a meeting is called just so: then it is that one. like: ref of a passage to find more of the same, widely: as it and
        its neighbours and headings together; resembling: a line of text, of which a passage must have
        a good part in whatever order; `query` may then be empty or narrows. Within a tier:
        closeness, the punctuation as it was typed, in one sentence, in a heading (at its beginning first), at the beginning of
        a sentence, elsewhere, preferred move, formulaic, the shorter, then by text and ref. Passages that say the same (copies.py) come once, with `copies`. A query without letters, digits or characters lists, where a
        facet is given, what that leaves: newest speech first, passages in their order; without one it finds nothing.
        Words in quotes of their own (“改革创新”, "改革创新") are meant to the letter, punctuation included; a number
        is meant whole, with what stands behind it (%, 万, 亿): another number is another fact, another spelling of it the
        same (二〇一六年, 2016年), near; only a number that may not be typed to its end is found in longer ones, last.

        Raises WorkspaceError when `like` is no passage of the library, InvalidCondition for a year that is none, a level
        there is not or a query of too many words, TypeError for a text or a limit that is none. A condition that no passage meets is told by `Hits.unknown`.
        """
        named = {
            "move": move,
            "step": step,
            "speaker": speaker,
            "position": position,
            "occasion": occasion,
            "place": place,
        }
        texts = {**named, "topic": topic, "prefer_move": prefer_move, "like": like, "resembling": resembling}
        facets.check_kinds(query, limit, texts)
        like, resembling = like or None, resembling or None
        query = closed_up(query)
        if (many := len(query.split())) > MOST_WORDS:
            raise InvalidCondition(
                f"查询有 {many} 个词，太多了，请少写几个（至多 {MOST_WORDS} 个），整段的话去掉空格再查"
            )
        shelf, folded = self._shelf, fold(query)
        given = {**named, "year": year, "level": level, "topic": topic}
        narrowed = any(each is not None and str(each).strip() for each in given.values())
        facets.check(year, level)
        if limit <= 0 or not (folded or like or resembling or narrowed):
            return Hits()
        with rot_told(shelf.generation):
            self._check_open()
            shelf.let_go()
            filters = facets.narrowed(shelf, named, year, level, topic, kind_of)
            if filters is None:
                return Hits(unknown=facets.unknown(shelf, given, kind_of))
            words = tuple(filter(None, map(fold, query[:LONGEST].split())))
            found: list[tuple[Found, int]] = []
            # What is asked of the whole library anyway leaves nothing to be looked for further.
            through, seen = like is not None or resembling is not None or bool(tiers.quoted(query)[0]), 0
            # Who asks for many is shown first what who asks for few is shown.
            for depth in _DEPTHS if folded or like or resembling else (limit,):
                ask = Ask(filters, prefer_move or "", min(limit, depth), depth, query, words)
                if resembling is not None:
                    more = ranking.best(shelf, tiers.resembling(shelf, fold(resembling), folded, ask), ask)
                elif like is not None:
                    more = self._till_full(tiers.alike(shelf, like, folded, ask, widely=widely), ask)
                else:
                    more = self._answers(query, folded, ask) if folded else facets.listed(shelf, ask)
                found = ranking.continued(found, more) if found else more
                # Nothing is only said to be found when it was looked for further, too.
                again = _crowded(found, limit, max(depth, seen)) or (not found and depth == _DEPTHS[0])
                end = through or not ask.cut.short
                if (end and len(more) < ask.limit) or (depth >= limit and (end or not again)):
                    break
                seen = sum(copies for _, copies in found)
            if not found:
                return Hits(unknown=facets.unknown(shelf, given, kind_of))
            found = found[:limit]
            compared = "" if like or resembling else query
            hits = (
                ranking.hit(shelf, each, count_of(shelf, each.row, ask), tiers.lacking(each, ask), compared)
                for each, _ in found
            )
            return Hits(hits, limited=len(found) == limit or (not through and ask.cut.short))

    def _answers(self, query: str, folded: str, ask: Ask) -> list[tuple[Found, int]]:
        shelf = self._shelf
        quoted, rest = tiers.quoted(query)
        if quoted:
            return self._till_full(tiers.to_the_letter(shelf, quoted, rest, ask), ask)
        if len(folded) > LONGEST:
            return ranking.best(shelf, tiers.pasted(shelf, folded, ask), ask)
        several = len(ask.words) > 1
        found = tiers.exact(shelf, folded, ask)
        kept = ranking.best(shelf, found, ask)
        # Where all that were looked at hold the very words, copies of a few, so would those that may come near: not those
        # that spell a number otherwise.
        seen_all = len(found) < ask.nominated or asked(query)
        heard: list[Found] = []
        if len(kept) < ask.limit and not several and _MIXED.search(folded):
            heard = lettered.by_letters(shelf, query, ask)
            if any(each.close.score > TORN for each in heard):
                return ranking.best(shelf, [*found, *heard], ask)  # 劳mo精神 is no 劳动精神 with a slip
        if len(kept) < ask.limit and seen_all and (more := tiers.fuzzy(shelf, folded, ask)):
            found = tiers.all_there([*found, *more], ask)
            kept = ranking.best(shelf, found, ask)
        if len(kept) >= ask.limit:
            return kept
        if kept and folded.isascii() and query.isupper():
            return kept  # GDP is a name that was found, no first letters
        # Letters may be pinyin; and what finds nothing may have been typed with the wrong homophones.
        # Those of a unit (5℃) are none.
        if re.search("[a-z]", typed(fold("".join(without(query))))):
            found = [*found, *(heard or lettered.by_letters(shelf, query, ask))]
            found = found or lettered.in_parts(shelf, query, ask)
            kept = ranking.best(shelf, found, ask)
            # chong fu is chongfu where that is found: a syllable alone is part of nearly anything.
            one_word = bool(found) and all(typed(word) in shelf.pinyin.code for word in ask.words)
            if several and len(kept) < ask.limit and not (one_word or any(_has_all(each, ask) for each in found)):
                together = apart_by_sound.beside(shelf, ask)
                if any(not each.lacks for each in together):
                    found = [each for each in found if not tiers.lacking(each, ask)]
                found += together or apart.with_some(shelf, ask, behind=found)
                kept = ranking.best(shelf, found, ask)
        else:
            if not kept and 2 <= len(folded) <= _LONGEST_HEARD and not asked(query):
                found = sounding.by_sound(shelf, folded, ask)
                kept = ranking.best(shelf, found, ask)
            # A word of letters that is not there may be anything: that it is lacking says nothing of the others.
            whole = any(each.tier != "fuzzy" or _has_all(each, ask) for each in found)
            if several and len(kept) < ask.limit and not whole:
                kept = ranking.best(shelf, [*found, *apart.with_some(shelf, ask, behind=found)], ask)
        if not kept and len(folded) > _LONGEST_HEARD and not asked(query):
            kept = ranking.best(shelf, tiers.pasted(shelf, folded, ask), ask)
        return kept

    def _till_full(self, batches: Iterable[list[Found]], ask: Ask) -> list[tuple[Found, int]]:
        """The best of as many batches as it takes to show `ask.limit` different ones."""
        found: list[Found] = []
        kept: list[tuple[Found, int]] = []
        for more in batches:
            found += more
            kept = ranking.best(self._shelf, found, ask) if more else kept
            if len(kept) >= ask.limit:
                break
        return kept

    def suggest(self, query: str, limit: int = 5) -> tuple[str, ...]:
        """What nearly matched, for a query that finds nothing: its longest parts the library has, then its own words, nearest first."""
        with rot_told(self._shelf.generation):
            self._check_open()
            return near.suggest(self._shelf, closed_up(query), limit)

    def count(self, words: str, most: int = 100) -> int:
        """How many passages hold `words` word for word, the same text counted once: up to `most`.

        Counts in a tenth of the time that `search` takes to show so many, which also takes those for one that differ in their label.
        """
        folded = fold(words)
        if not folded or most <= 0:
            return 0
        with rot_told(self._shelf.generation):
            self._check_open()
            found = tiers.exact(self._shelf, folded, Ask(limit=most, depth=most, typed=words, words=(folded,)))
            return min(most, len({each.row.folded for each in found if each.close.score == 1}))

    def values(self, name: str, limit: int = 10, kind_of: Callable[[str], str] | None = None) -> tuple[str, ...]:
        """The values a facet of `search` has in the library, those of most passages first.

        name: move, step, speaker, position, year, occasion, place or level; a topic is words, not one of a few values: it
        has none. limit: so many at most. kind_of: as `search` has it; an occasion is then its kind, where it has one. Raises ValueError for any other name.
        """
        if name not in _CONDITIONS:
            raise ValueError(f"{name}：没有这种条件，可以写 {'、'.join(sorted(_CONDITIONS))}")
        self._check_open()
        return facets.values(self._shelf, name, limit, kind_of)

    def is_meeting(self, name: str) -> bool:
        """Whether a meeting of the library is called so, by its whole name; white space never matters."""
        self._check_open()
        return facets.is_meeting(self._shelf, name)

    def copies(self, ref: str, *, kind_of: Callable[[str], str] | None = None, **conditions: Any) -> tuple[str, ...]:
        """The refs of all passages that say the same as `ref` (copies.py), itself left out, as they stand in the library.

        conditions, kind_of: as `search` has them; those that do not hold are left out. Raises WorkspaceError for an
        unknown ref, TypeError for a condition that is none.
        """
        self._check_open()
        shelf = self._shelf
        if other := conditions.keys() - _CONDITIONS:
            raise TypeError(f"no condition: {', '.join(sorted(other))}")
        named = {name: value for name, value in conditions.items() if name not in ("year", "level", "topic")}
        year, level, topic = (conditions.get(name) for name in ("year", "level", "topic"))
        filters = facets.narrowed(shelf, named, year, level, topic, kind_of)
        row = shelf.row_of(ref)
        found = copies_of(shelf, row, Ask(filters)) if filters is not None else []
        rows = shelf.rows(place for place in found if place != row[:2])
        return tuple(f"{shelf.info(each.speech).id}#{each.number}" for each in rows)

    def context(self, ref: str, before: int = 1, after: int = 1) -> tuple[Neighbour, ...]:
        """The passage `ref` with its neighbours in the speech, in order. Raises WorkspaceError for an unknown ref."""
        shelf = self._shelf
        self._check_open()
        row = shelf.row_of(ref)
        info = shelf.info(row.speech)
        last = min(shelf.count(row.speech), row.place + max(0, after) + 1)
        rows = [shelf.row(row.speech, place) for place in range(max(0, row.place - max(0, before)), last)]
        return tuple(
            Neighbour(
                f"{info.id}#{each.number}",
                KINDS[each.kind],
                each.level,
                shelf.names[each.move],
                shelf.names[each.step],
                shelf.text(each),
            )
            for each in rows
        )

    def places(self, ref: str) -> frozenset[str]:
        """The places that the speech of a passage names in full, title and file included, in short (青澜 for 青澜市).

        Raises WorkspaceError for an unknown ref.
        """
        # Takes longer to load than all the rest of a search, and only an outline asks.
        from drafter.language.places import short_names

        shelf = self._shelf
        self._check_open()
        speech = shelf.ordinal(ref)
        if speech not in self._places:
            info = shelf.info(speech)
            file = "/".join(Path(info.path).parts[-2:])  # farther up stands whose machine it is
            told = (info.title, info.place, info.occasion, file, info.position)
            texts = (shelf.text(row) for row in shelf.rows([(speech, place) for place in range(shelf.count(speech))]))
            self._places[speech] = short_names("\n".join((*told, *texts)))
        return self._places[speech]

    def speech(self, ref: str) -> SpeechInfo:
        """The speech of a passage (or of SPEECH without #). Raises WorkspaceError for an unknown ref."""
        self._check_open()
        speech = self._shelf.ordinal(ref)
        info = self._shelf.info(speech)
        return replace(info, part=self._shelf.part(speech)) if named_by_file(info) else info


def _written(generation: Path) -> tuple[int, ...]:
    """By what a generation is told from another of its name: meta.json is written once. Raises OSError."""
    try:
        meta = (generation / META).stat()
    except FileNotFoundError:
        return ()
    return meta.st_ino, meta.st_mtime_ns, meta.st_size


def _crowded(found: Sequence[tuple[Found, int]], limit: int, seen: int) -> bool:
    """Whether copies of a few took the room of others: fewer are shown than were asked for, they stand for as many, and
    for more than `seen`: than were looked for, or found before."""
    passages = sum(copies for _, copies in found)
    return len(found) < limit <= passages > seen


def _has_all(found: Found, ask: Ask) -> bool:
    """Whether every word is there as it was typed."""
    return all(word in found.row.folded for word in ask.words)
