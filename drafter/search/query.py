"""Asking the library (查先例).

>>> with Library.open(workspace.library) as library:                                        # doctest: +SKIP
...     for hit in library.search("加强组织领导", move="加强领导", limit=5):
...         print(hit.tier, hit.text, hit.spans)

Three tiers, never mixed: word for word; with slips or in another order; by pinyin. Candidates come from the index
by the weight of the character pairs they share with the query, log(1 + N/n) each (Robertson & Spärck Jones 1976);
the best are then compared with the query itself.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import math
import mmap
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal, NamedTuple, Self

import tantivy
from rapidfuzz import fuzz, process

from drafter.errors import WorkspaceError
from drafter.keep.atomic import current_folder
from drafter.records import Hit
from drafter.search.closeness import LEAST, Closeness, occurrences, pieces, slips, words
from drafter.search.fold import fold, literal, places, teach
from drafter.search.index import INITIALS, KINDS, LABEL, PLACE, ROW, facet, parts, read_meta
from drafter.search.pinyin import FILE as PINYIN_FILE
from drafter.search.pinyin import Pinyin, Unit, load_pinyin, meanings, spelled_initials

Tier = Literal["exact", "fuzzy", "pinyin"]

CANDIDATES = 200
"""How many passages the index proposes and are compared with the query."""
LONGEST = 80
"""Characters of a query that are compared one by one; a longer one is compared by the pairs it shares."""
MOST_GRAMS = 48
"""Pairs of a long query that are looked up: the rarest."""
NEIGHBOURLY = 10
"""Up to this length pairs with one character between them are looked up too: a slip leaves few others whole."""
COPY = 90.0
"""Percentage of characters alike (rapidfuzz ratio) from which passages are one and the same."""

BRIEF = 6
"""Up to this length the pairs that each single slip would leave are looked for together."""

_ONE_SLIP = 8.0
"""Weight of holding them all: that of a rare pair."""
_AROUND = 1.0
"""Weight of a pair found with one character more or less between."""
_HEADING, _OPENING, _WISHED = 0.8, 0.6, 1.0
_WORTH = 0.3
"""Candidates with less than this share of the best one's weight are not compared."""
_REFINED, _MOST_REFINED = 30, 60
_SCORE_INITIALS, _SCORE_SCATTERED = 0.9, 0.5
_BOUND = 2
"""So many times as often a pair must be written as the next to be taken for a word that the next one cuts."""
_TO_THE_LETTER = 1000
_YEARS = range(1900, 2100)
_BY_SOUND = 60
"""Candidates by pinyin: they match as they come, and reading a text aloud takes its time."""
_LONGEST_PINYIN = 48
_LONGEST_LABEL = 8
TIERS: tuple[Tier, ...] = ("exact", "fuzzy", "pinyin")
_REMAP, _LARGE = 32, 300_000
"""Every so many queries, in libraries of at least so many passages, the index is mapped anew. It takes 0.7 ms."""
_DATA_FILES = ("rows.bin", "texts.bin", "speeches.bin", "speeches.idx")
_SENTENCE_ENDS = "。！？；\n"

Query = tantivy.Query
Occur = tantivy.Occur


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


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage as it stands in its speech (上下文)."""

    ref: str
    kind: str
    level: int
    move: str
    step: str
    text: str


class _Row(NamedTuple):
    """A passage that is looked at. A tuple, since hundreds are made for every query."""

    speech: int
    place: int
    folded: str
    start: int
    """Of the text as it stands, in texts.bin."""
    length: int
    number: int
    move: int
    step: int
    level: int
    kind: int
    formulaic: int


class _Found(NamedTuple):
    row: _Row
    tier: Tier
    close: Closeness


class Library:
    """An open library: one generation of it, whole, whatever is written meanwhile. Use it from one thread."""

    def __init__(self, folder: Path, generation: Path, meta: dict[str, Any]) -> None:
        """Use Library.open."""
        self._folder = folder
        self._generation = generation
        self._names: list[str] = meta["names"]
        self._map_index()
        self._files = {name: (generation / name).open("rb") for name in _DATA_FILES}
        # The two tables of fixed width are mapped; texts are read where they are wanted.
        self._rows = _mapped(self._files["rows.bin"])
        self._places = _mapped(self._files["speeches.idx"])
        self._pinyin_file = (generation / PINYIN_FILE).open("rb")
        self._speeches: dict[int, SpeechInfo] = {}
        teach(meta["unusual"])

    def _map_index(self) -> None:
        index = tantivy.Index.open(str(self._generation / "index"))
        self._schema, self._searcher, self._asked = index.schema, index.searcher(), 0

    def _let_go(self) -> None:
        """Map the index anew once in a while, so that pages once touched do not pile up in a long session."""
        self._asked += 1
        if self._asked >= _REMAP and len(self) >= _LARGE:
            # When a writer has removed this generation since, what is mapped stays mapped.
            with contextlib.suppress(ValueError, OSError):
                self._map_index()

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Open the library in `folder` (workspace.library) as it is now.

        Raises WorkspaceError when there is none, or it is damaged or of another version.
        """
        error: Exception | None = None
        for _ in range(5):
            generation = current_folder(folder)
            if generation is None:
                break
            try:
                meta = read_meta(generation)
                if meta is not None:
                    return cls(folder, generation, meta)
            except (OSError, ValueError) as refusal:
                # A writer may have replaced the generation between the look at the pointer and the opening.
                error = refusal
            if current_folder(folder) == generation:
                raise WorkspaceError(
                    f"{folder}：先例库打不开，可能已损坏或由别的版本建成{f'（{error}）' if error else ''}。请重新运行 drafter mine 文件夹"
                )
        raise WorkspaceError(f"{folder}：还没有先例库。请先运行 drafter mine 文件夹")

    def close(self) -> None:
        """Let go of the files."""
        for table in (self._rows, self._places):
            if isinstance(table, mmap.mmap):
                table.close()
        for file in (*self._files.values(), self._pinyin_file):
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._rows) // ROW.size

    @property
    def outdated(self) -> bool:
        """True when a newer generation has been written since this one was opened."""
        return current_folder(self._folder) != self._generation

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
    ) -> list[Hit]:
        """The precedents closest to `query`, best first: all exact ones, then fuzzy ones, then by pinyin.

        Facets narrow: move and step by their whole name; speaker, position, occasion and place by any part of it;
        year 2026 or "2024-2026"; level 0 to 4; topic by words in the title or the headings above. prefer_move only
        ranks. like: ref of a passage to find more of the same; `query` may then be empty or narrows. Within a tier:
        closeness, heading before sentence start before elsewhere, preferred move, formulaic, then ref. Passages near
        to identical come once, with `copies`. A query without letters, digits or characters lists, where a
        facet is given, what that leaves: newest speech first, passages in their order; without one it finds nothing.
        Words in quotes of their own (“改革创新”, "改革创新") are meant to the letter, punctuation included.
        Raises WorkspaceError when `like` is no passage of the library.
        """
        folded = fold(query)
        narrowed = any(
            each is not None for each in (move, step, speaker, position, year, occasion, place, level, topic)
        )
        if limit <= 0 or not (folded or like or narrowed):
            return []
        self._let_go()
        filters = self._filters(
            {"m": move, "s": step}, {"n": speaker, "p": position, "o": occasion, "w": place}, year, level, topic
        )
        if filters is None:
            return []
        ask = _Ask(filters, prefer_move or "", limit, tuple(filter(None, map(fold, query[:LONGEST].split()))))
        if like is not None:
            return self._hits(self._alike(like, folded, ask), ask)
        if not folded:
            return self._all(ask)
        quoted, rest = _quoted(query)
        if quoted:
            return self._hits(self._to_the_letter(quoted, rest, ask), ask)
        if len(folded) > LONGEST:
            return self._hits(self._long(folded, ask), ask)
        found = self._characters(folded, ask)
        hits = self._hits(found, ask)
        if len(hits) < limit:
            # Letters may be pinyin; and what finds nothing may have been typed with the wrong homophones.
            if re.search("[a-z]", folded):
                hits = self._hits([*found, *self._by_pinyin(folded, ask)], ask)
            elif not hits and 2 <= len(folded) <= 16:
                hits = self._hits(self._by_sound(folded, ask), ask)
        return hits

    def suggest(self, query: str, limit: int = 5) -> tuple[str, ...]:
        """What nearly matched, for a query that finds nothing: stretches of the library's own text, nearest first."""
        folded = fold(query)[:LONGEST]
        if not folded:
            return ()
        near: dict[str, float] = {}
        if len(folded) >= 2 and not re.fullmatch("[a-z]+", folded):
            for row, _ in self._candidates(self._by_pairs(folded), _Ask((), "", limit), worth=_WORTH):
                close = max(slips(folded, row.folded), pieces(folded, row.folded), key=lambda close: close.score)
                if close.spans:
                    text = self._text(row)
                    at = places(text)
                    words = text[at[close.spans[0][0]] : at[close.spans[-1][1] - 1] + 1]
                    if len(words) <= 2 * len(folded) + 8:
                        near[words] = max(close.score, near.get(words, 0.0))
        else:
            for size in range(len(folded) - 1, 1, -1):
                # A run of letters one of which is wrong: what can be read of its longest beginning.
                for hit in self._hits(self._by_pinyin(folded[:size], _Ask((), "", limit)), _Ask((), "", limit)):
                    near[hit.text[hit.spans[0][0] : hit.spans[-1][1]]] = hit.score
                if near:
                    break
        others = [words for words in near if fold(words) != folded]
        return tuple(sorted(others, key=lambda words: (-near[words], words)))[:limit]

    def values(self, name: str, limit: int = 10) -> tuple[str, ...]:
        """The values a facet of `search` has in the library, those of most passages first.

        name: move, step, speaker, position, year, occasion, place or level; any other has none.
        """
        counts: dict[str, int] = {}
        if name in ("move", "step"):
            letter = name[0]
            counts = {each: self._searcher.doc_freq("f", facet(letter, each)) for each in self._names if each}
        elif name == "level":
            counts = {str(level): self._searcher.doc_freq("f", f"l:{level}") for level in range(6)}
        elif name == "year":
            counts = {str(year): self._searcher.doc_freq("f", facet("y", str(year))) for year in _YEARS}
        elif name in ("speaker", "position", "occasion", "place"):
            for speech in range(len(self._places) // PLACE.size):
                if passages := self._place(speech)[5]:
                    value = str(getattr(self._info(speech), name))
                    counts[value] = counts.get(value, 0) + passages
        known = [value for value, count in counts.items() if value and count]
        return tuple(sorted(known, key=lambda value: (-counts[value], value)))[:limit]

    def context(self, ref: str, before: int = 1, after: int = 1) -> tuple[Neighbour, ...]:
        """The passage `ref` with its neighbours in the speech, in order. Raises WorkspaceError for an unknown ref."""
        row = self._row_of(ref)
        count = self._place(row.speech)[5]
        info = self._info(row.speech)
        around = range(max(0, row.place - max(0, before)), min(count, row.place + max(0, after) + 1))
        rows = [self._row(row.speech, index) for index in around]
        return tuple(
            Neighbour(
                f"{info.id}#{each.number}",
                KINDS[each.kind],
                each.level,
                self._names[each.move],
                self._names[each.step],
                self._text(each),
            )
            for each in rows
        )

    def speech(self, ref: str) -> SpeechInfo:
        """The speech of a passage (or of SPEECH without #). Raises WorkspaceError for an unknown ref."""
        return self._info(self._ordinal(ref))

    # --- where candidates come from -----------------------------------------------------------------

    def _all(self, ask: _Ask) -> list[Hit]:
        """All passages the facets leave, newest speech first; copies among those shown come once."""
        kept: list[tuple[_Found, int]] = []
        for rows in self._by_date(ask):
            for row in rows:
                for place, (first, copies) in enumerate(kept):
                    if _copy(first.row.folded, row.folded):
                        kept[place] = (first, copies + 1)
                        break
                else:
                    if len(kept) == ask.limit:
                        return [self._hit(each, copies) for each, copies in kept]
                    kept.append((_Found(row, "exact", Closeness(1.0, ())), 1))
        return [self._hit(each, copies) for each, copies in kept]

    def _by_date(self, ask: _Ask) -> Iterator[Iterator[_Row]]:
        """The passages that pass the facets, a year at a time, the newest first, the undated last."""
        years = [year for year in reversed(_YEARS) if self._searcher.doc_freq("f", facet("y", str(year)))]
        dated = [self._term("f", facet("y", str(year))) for year in years]
        undated = Query.boolean_query(
            [(Occur.Must, Query.all_query()), *((Occur.MustNot, each) for each in dated)],
        )
        for of_year in (*dated, undated):
            wanted = Query.boolean_query([(Occur.Must, each) for each in (of_year, *ask.filters)])
            hits = self._searcher.search(wanted, max(1, len(self)), count=False).hits
            numbers = self._searcher.fast_field_values("id", [address for _, address in hits])
            found = [parts(int(number or 0)) for number in numbers]
            order = {speech: self._info(speech) for speech in sorted({speech for speech, _ in found})}
            speeches = sorted(
                sorted(order, key=lambda speech: order[speech].id), key=lambda speech: order[speech].date, reverse=True
            )
            rank = {speech: place for place, speech in enumerate(speeches)}
            found.sort(key=lambda each: (rank[each[0]], each[1]))
            yield (self._row(*each) for each in found)

    def _to_the_letter(self, quoted: Sequence[str], rest: Sequence[str], ask: _Ask) -> list[_Found]:
        """Passages that hold every quoted text as it is typed, and the other words."""
        must: list[Query] = []
        for each in (*map(fold, quoted), *rest):
            grams = sorted(_pairs(each))[:MOST_GRAMS]
            must += [self._term("b", gram) for gram in grams] or [Query.regex_query(self._schema, "b", f"{each}.")]
        wanted = Query.boolean_query([(Occur.Must, Query.const_score_query(each, 1.0)) for each in must])
        result = []
        for row, _ in self._candidates(self._headings_first(wanted), ask, most=_TO_THE_LETTER):
            if not all(each in row.folded for each in rest):
                continue
            text = self._text(row)
            at = places(text)
            spans = []
            for phrase in quoted:
                folded = fold(phrase)
                found = [
                    (start, end)
                    for start, end in occurrences(folded, row.folded)
                    if literal(text[at[start] : at[end - 1] + 1]) == _bounded(literal(phrase))
                ]
                if not found:
                    break
                spans += found
            else:
                spans += [span for each in rest for span in occurrences(each, row.folded)[:1]]
                result.append(_Found(row, "exact", Closeness(1.0, _apart(spans))))
        return result

    def _characters(self, folded: str, ask: _Ask) -> list[_Found]:
        """Exact, and if these are too few fuzzy, by the characters of the query."""
        if len(folded) == 1:
            wanted = Query.const_score_query(Query.regex_query(self._schema, "b", f"{folded}."), 1.0)
            return _exact(folded, [row for row, _ in self._candidates(wanted, ask)])
        candidates = self._candidates(self._by_pairs(folded, ask, start=folded[:2]), ask, worth=_WORTH)
        exact = _exact(folded, [row for row, _ in candidates])
        if len(exact) >= 2 * ask.limit and len(self._hits(exact, ask)) >= ask.limit:
            return exact
        rest = [row for row, _ in candidates if folded not in row.folded]
        return exact + self._fuzzy(folded, rest, ask.words if len(ask.words) > 1 else ())

    def _fuzzy(self, folded: str, rows: Sequence[_Row], apart: Sequence[str]) -> list[_Found]:
        """Rows with slips, or with the query's words in another order; apart: the words, if the writer set them apart."""
        result: list[_Found] = []
        rest = set(range(len(rows)))
        texts = [row.folded for row in rows]
        ranked = process.extract(
            folded, texts, scorer=fuzz.partial_ratio, processor=None, limit=_MOST_REFINED, score_cutoff=50
        )
        if len(ranked) > _REFINED:
            # Those as close as the last of the best are no worse than it.
            ranked = [each for each in ranked if each[1] >= ranked[_REFINED - 1][1]]
        for text, _, number in ranked:
            close = slips(folded, text)
            if _same(folded, text, close):
                result.append(_Found(rows[number], "fuzzy", close))
                rest.discard(number)
        if apart:
            # Spaces say that the order is open: all of the words count, and may count for more than a slip.
            scored = {number: words(apart, texts[number]) for number in range(len(rows))}
            result = [each for each in result if scored[rows.index(each.row)].score <= each.close.score]
            taken = {each.row[:2] for each in result}
            result += [
                _Found(rows[number], "fuzzy", close)
                for number, close in scored.items()
                if close.score >= LEAST and rows[number][:2] not in taken
            ]
        elif len(folded) >= 4:
            for number in sorted(rest)[:_REFINED]:
                close = pieces(folded, texts[number])
                if close.score >= LEAST:
                    result.append(_Found(rows[number], "fuzzy", close))
        return result

    def _long(self, folded: str, ask: _Ask) -> list[_Found]:
        """A pasted paragraph: passages that hold it, then those that share most of its pairs."""
        rows = [row for row, _ in self._candidates(self._by_pairs(folded, ask), ask, worth=_WORTH)]
        return _sharing(folded, rows, least=0.3)

    def _alike(self, ref: str, folded: str, ask: _Ask) -> list[_Found]:
        """More of the same."""
        model = self._row_of(ref)
        must = [
            (Occur.Must, Query.const_score_query(self._term("b", pair), 0.0))
            for pair in sorted(_pairs(folded))[:MOST_GRAMS]
        ]
        wanted = Query.boolean_query([*must, (Occur.Must, self._by_pairs(model.folded, ask))])
        rows = [row for row, _ in self._candidates(wanted, ask) if row[:2] != model[:2]]
        return _sharing(model.folded, rows, least=0.1)

    def _by_pairs(self, folded: str, ask: _Ask | None = None, start: str = "") -> Query:
        """Any of the query's pairs, by weight; headings, sentence starts and the preferred move a little more."""
        total = max(1, self._searcher.num_docs)
        wanted: dict[tuple[str, str], float] = {}

        def want(field: str, pair: str, share: float) -> None:
            count = self._searcher.doc_freq(field, pair)
            if count:
                weight = share * math.log(1 + total / count)
                wanted[field, pair] = max(weight, wanted.get((field, pair), 0.0))

        for pair in sorted(_pairs(folded[:2000])):
            want("b", pair, 1.0)
        if len(folded) <= NEIGHBOURLY:
            for i in range(len(folded) - 1):
                want("s", folded[i : i + 2], _AROUND)  # the query lacks a character
            for i in range(len(folded) - 2):
                want("s", folded[i] + folded[i + 2], _AROUND)  # the one between is wrong
                want("b", folded[i] + folded[i + 2], _AROUND)  # the one between is too many, or two are swapped
        heaviest = sorted(wanted.items(), key=lambda each: (-each[1], each[0]))[:MOST_GRAMS]
        if not heaviest:
            return Query.empty_query()
        any_of = Query.boolean_query(
            [
                (Occur.Should, Query.const_score_query(self._term(field, pair), weight))
                for (field, pair), weight in heaviest
            ]
        )
        bonuses = [("k:heading", _HEADING)]
        if start:
            bonuses.append((f"^{start}", _OPENING))
        if ask is not None and ask.prefer:
            bonuses.append((facet("m", ask.prefer), _WISHED))
        return Query.boolean_query(
            [
                (Occur.Must, any_of),
                *self._one_slip(folded),
                *((Occur.Should, Query.const_score_query(self._term("f", term), weight)) for term, weight in bonuses),
            ]
        )

    def _one_slip(self, folded: str) -> list[tuple[Occur, Query]]:
        """For a short query: passages that hold all the pairs one slip leaves come before those with rarer pairs."""
        if not 3 <= len(folded) <= BRIEF:
            return []
        clauses = [
            Query.const_score_query(
                Query.boolean_query([(Occur.Must, self._term(field, pair)) for field, pair in sorted(left)]), _ONE_SLIP
            )
            for left in _left_by_slips(folded)
        ]
        return [(Occur.Should, Query.disjunction_max_query(clauses))]

    def _by_sound(self, folded: str, ask: _Ask) -> list[_Found]:
        """Chinese characters taken for any others that sound the same (同音)."""
        codes = self._pinyin.codes_of(folded)
        return self._syllables(codes, ask, 1.0) if codes != folded else []

    def _by_pinyin(self, folded: str, ask: _Ask) -> list[_Found]:
        """A query with Latin letters: syllables, first letters, and characters, mixed as they come."""
        folded = folded[:_LONGEST_PINYIN]
        found = self._initials(folded, ask) if re.fullmatch("[a-z]+", folded) else []
        for nth, units in enumerate(meanings(folded, self._pinyin)):
            if len(found) >= ask.limit:
                break
            score = 1 - 0.05 * nth  # a likelier reading of the letters counts for more
            if any(unit.kind == "initial" for unit in units):
                spelled = sum(len(unit.value) for unit in units if unit.kind != "initial")
                # Letters that are nearly all first letters were looked up as such.
                if spelled * 5 >= len(folded) * 2:
                    found += self._mixed(units, ask, score)
            else:
                codes = "".join(
                    self._pinyin.code[unit.value] if unit.kind == "syllable" else self._pinyin.codes_of(unit.value)
                    for unit in units
                )
                found += self._syllables(codes, ask, score) or self._mixed(units, ask, score)
        return found

    def _initials(self, folded: str, ask: _Ask) -> list[_Found]:
        """gzxt: first letters in a row."""
        result = []
        for letters in spelled_initials(folded):
            if len(letters) < 2:
                continue
            if len(letters) < INITIALS:
                wanted = Query.regex_query(self._schema, "i", letters + "." * (INITIALS - len(letters)))
            else:
                grams = sorted({letters[i : i + INITIALS] for i in range(len(letters) - INITIALS + 1)})
                wanted = Query.boolean_query([(Occur.Must, self._term("i", gram)) for gram in grams])
            found: list[_Found] = []
            for most in (_BY_SOUND, 4 * _BY_SOUND):
                rows = [row for row, _ in self._candidates(self._headings_first(wanted), ask, most=most)]
                found += self._spelled(letters, rows[len(found) :] if found else rows)
                whole = sum(each.close.score == _SCORE_INITIALS for each in found)
                if whole >= ask.limit or len(rows) < most:
                    break
            result += found
        return result

    def _spelled(self, letters: str, rows: Iterable[_Row]) -> list[_Found]:
        """Rows with the first letters in a row; less close where they run across punctuation or begin inside a word."""
        result = []
        for row in rows:
            spans = occurrences(letters, self._pinyin.initials_of(self._pinyin.codes_of(row.folded)))
            if not spans:
                continue
            at = places(self._text(row))
            whole = tuple(
                (start, end)
                for start, end in spans
                if at[end - 1] - at[start] == end - 1 - start and not self._inside_word(row.folded, at, start)
            )
            score = _SCORE_INITIALS if whole else _SCORE_SCATTERED
            result.append(_Found(row, "pinyin", Closeness(score, whole or spans)))
        return result

    def _inside_word(self, folded: str, at: Sequence[int], start: int) -> bool:
        """Whether the character before belongs to that at `start` rather than the one behind, as the library writes."""
        if start == 0 or start + 1 >= len(folded) or at[start] - at[start - 1] > 1:
            return False
        before = self._searcher.doc_freq("b", folded[start - 1 : start + 1])
        return bool(before > _BOUND * self._searcher.doc_freq("b", folded[start : start + 2]))

    def _syllables(self, codes: str, ask: _Ask, score: float) -> list[_Found]:
        """Texts that read so, phrases read as phrases."""
        if len(codes) == 1:
            wanted = Query.regex_query(self._schema, "y", f"{codes}.")
        else:
            wanted = Query.boolean_query([(Occur.Must, self._term("y", pair)) for pair in sorted(_pairs(codes))])
        result = []
        for row, _ in self._candidates(self._headings_first(wanted), ask, most=_BY_SOUND):
            spans = occurrences(codes, self._pinyin.codes_of(row.folded))
            if spans:
                result.append(_Found(row, "pinyin", Closeness(score, spans)))
        return result

    def _mixed(self, units: tuple[Unit, ...], ask: _Ask, score: float) -> list[_Found]:
        """Texts each character of which has a reading that fits its unit, its usual one or not."""
        classes = [self._class(unit) for unit in units]
        if not all(classes):
            return []
        # Two first letters side by side narrow nothing down.
        narrow = [
            first + second
            for (one, first), (other, second) in itertools.pairwise(zip(units, classes, strict=True))
            if one.kind != "initial" or other.kind != "initial"
        ]
        patterns = sorted(set(narrow)) or [f"{classes[0]}."]
        wanted = Query.boolean_query(
            [(Occur.Must, Query.regex_query(self._schema, "b", pattern)) for pattern in patterns]
        )
        pattern = re.compile("".join(classes))
        result = []
        for row, _ in self._candidates(self._headings_first(wanted), ask, most=_BY_SOUND):
            spans = tuple(match.span() for match in pattern.finditer(row.folded))
            if spans:
                reads = max(self._read_as(row.folded, start, units) for start, _ in spans)
                result.append(_Found(row, "pinyin", Closeness(score * reads, spans)))
        return result

    def _headings_first(self, wanted: Query) -> Query:
        heading = Query.const_score_query(self._term("f", "k:heading"), _HEADING)
        return Query.boolean_query([(Occur.Must, Query.const_score_query(wanted, 1.0)), (Occur.Should, heading)])

    def _read_as(self, folded: str, start: int, units: tuple[Unit, ...]) -> float:
        """1 when every character reads as typed in its phrase, less for each that only could."""
        wrong = 0
        for place, unit in enumerate(units, start):
            reading = self._pinyin.reading(folded, place)
            wrong += (unit.kind == "syllable" and reading != unit.value) or (
                unit.kind == "initial" and reading[0] != unit.value
            )
        return 1 - 0.5 * wrong / len(units)

    def _class(self, unit: Unit) -> str:
        """A regular expression for the characters a unit stands for; empty when there are none."""
        if unit.kind == "literal":
            return re.escape(unit.value)
        characters = (self._pinyin.syllables if unit.kind == "syllable" else self._pinyin.by_initial).get(
            unit.value, ""
        )
        return f"[{characters}]" if characters else ""

    @cached_property
    def _pinyin(self) -> Pinyin:
        return load_pinyin(self._pinyin_file.read())

    def _filters(
        self,
        whole: dict[str, str | None],
        part: dict[str, str | None],
        year: int | str | None,
        level: int | None,
        topic: str | None,
    ) -> tuple[Query, ...] | None:
        """One query per facet asked for; None when some facet has no such value."""
        result = [self._term("f", facet(name, value)) for name, value in whole.items() if value]
        for name, value in part.items():
            if not value:
                continue
            wanted = "".join(value.split())
            terms = [term for term, _ in self._searcher.terms_with_prefix("f", f"{name}:") if wanted in term[2:]]
            if not terms:
                return None
            result.append(Query.term_set_query(self._schema, "f", terms))
        if year is not None:
            years = [f"y:{each}" for each in _years(str(year))]
            if not years:
                return None
            result.append(Query.term_set_query(self._schema, "f", years))
        if level is not None:
            result.append(self._term("f", f"l:{level}"))
        if topic and (words := fold(topic)):
            grams = sorted(_pairs(words)) if len(words) > 1 else []
            result += [self._term("t", gram) for gram in grams[:MOST_GRAMS]]
            if not grams:
                result.append(Query.regex_query(self._schema, "t", f"{words}.|.{words}"))
        return tuple(Query.const_score_query(query, 0.0) for query in result)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")

    def _candidates(
        self, wanted: Query, ask: _Ask, worth: float = 0.0, most: int = CANDIDATES
    ) -> list[tuple[_Row, float]]:
        """The heaviest candidates that pass the facets, with their weights.

        worth: leave out those with less than this share of the heaviest one's weight.
        """
        if ask.filters:
            wanted = Query.boolean_query([(Occur.Must, wanted), *((Occur.Must, each) for each in ask.filters)])
        hits = self._searcher.search(wanted, max(most, 4 * ask.limit), count=False).hits
        least = worth * hits[0][0] if hits else 0.0
        hits = [hit for hit in hits if hit[0] >= least]
        numbers = self._searcher.fast_field_values("id", [address for _, address in hits])
        return [
            (self._row(*parts(int(number or 0))), weight) for (weight, _), number in zip(hits, numbers, strict=True)
        ]

    # --- what is shown ------------------------------------------------------------------------------

    def _hits(self, found: Iterable[_Found], ask: _Ask) -> list[Hit]:
        """Ranked, near-identical ones folded, the first `limit` of them."""
        kept: list[tuple[_Found, int]] = []
        seen: set[tuple[int, int]] = set()
        for each in sorted(found, key=lambda each: self._rank(each, ask)):
            passage = (each.row.speech, each.row.place)
            if passage in seen:
                continue
            seen.add(passage)
            for place, (first, copies) in enumerate(kept):
                if _copy(first.row.folded, each.row.folded):
                    kept[place] = (first, copies + 1)
                    break
            else:
                if len(kept) < ask.limit:
                    kept.append((each, 1))
        return [self._hit(each, copies) for each, copies in kept]

    def _rank(self, found: _Found, ask: _Ask) -> tuple[int, float, int, bool, int, int, int, int]:
        """Tier, closeness, standing, preferred move, formulaic; then the shorter, then as they stand in the library."""
        row = found.row
        return (
            TIERS.index(found.tier),
            -round(found.close.score, 3),
            self._standing(found),
            bool(ask.prefer) and self._names[row.move] != ask.prefer,
            -row.formulaic,
            len(row.folded),
            row.speech,
            row.place,
        )

    def _standing(self, found: _Found) -> int:
        """0 in a heading, 1 at the start of a sentence, 2 elsewhere."""
        if KINDS[found.row.kind] == "heading":
            return 0
        text = self._text(found.row)
        at: list[int] = []
        for start, end in found.close.spans[:3]:
            # Mostly the words stand in the text as they were folded; only else is every character counted.
            place = text.find(found.row.folded[start:end])
            if place < 0:
                at = at or places(text)
                place = at[start]
            sentence = text[max(text.rfind(mark, 0, place) for mark in _SENTENCE_ENDS) + 1 : place]
            if len(sentence) <= _LONGEST_LABEL and (not fold(sentence) or LABEL.fullmatch(sentence)):
                return 1
        return 2

    def _hit(self, found: _Found, copies: int) -> Hit:
        row = found.row
        info = self._info(row.speech)
        text = self._text(row)
        at = places(text)
        return Hit(
            ref=f"{info.id}#{row.number}",
            tier=found.tier,
            score=round(found.close.score, 4),
            move=self._names[row.move],
            step=self._names[row.step],
            text=text,
            spans=tuple((at[start], at[end - 1] + 1) for start, end in found.close.spans),
            speech_id=info.id,
            title=info.title,
            speaker=info.speaker,
            date=info.date,
            path=info.path,
            copies=copies,
        )

    # --- the tables ---------------------------------------------------------------------------------

    def _place(self, speech: int) -> tuple[int, ...]:
        return PLACE.unpack_from(self._places, speech * PLACE.size)

    def _row(self, speech: int, index: int) -> _Row:
        place = self._place(speech)
        offset, matched, length, *about = ROW.unpack_from(self._rows, (place[4] + index) * ROW.size)
        start = place[0] + offset
        folded = _read(self._files["texts.bin"], start, matched).decode("utf-8")
        return _Row(speech, index, folded, start + matched, length, *about)

    def _text(self, row: _Row) -> str:
        return _read(self._files["texts.bin"], row.start, row.length).decode("utf-8")

    def _info(self, speech: int) -> SpeechInfo:
        if speech not in self._speeches:
            _, _, start, length, _, _ = self._place(speech)
            record = json.loads(_read(self._files["speeches.bin"], start, length))
            record.pop("digest")
            self._speeches[speech] = SpeechInfo(**record)
        return self._speeches[speech]

    def _ordinal(self, ref: str) -> int:
        speech_id = ref.rpartition("#")[0] or ref
        hits = self._searcher.search(self._term("f", facet("r", speech_id)), 1, count=False).hits
        numbers = self._searcher.fast_field_values("id", [address for _, address in hits])
        if not numbers:
            raise WorkspaceError(f"{ref}：先例库里没有这篇讲话。编号见 drafter search 的结果，形如“讲话编号#段号”")
        return parts(int(numbers[0] or 0))[0]

    def _row_of(self, ref: str) -> _Row:
        speech = self._ordinal(ref)
        number = ref.rpartition("#")[2]
        count = self._place(speech)[5]
        if ref.rpartition("#")[0] and number.isascii() and number.isdigit():
            for index in range(count):
                row = self._row(speech, index)
                if row.number == int(number):
                    return row
        raise WorkspaceError(f"{ref}：这篇讲话里没有这一段。编号见 drafter search 的结果，形如“讲话编号#段号”")


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a search is narrowed to."""

    filters: tuple[Query, ...]
    prefer: str
    limit: int
    words: tuple[str, ...] = ()
    """The query's words, where spaces set them apart."""


def name_of(speech: SpeechInfo) -> str:
    """What a speech is called: 《its title》, else by its meeting, else by its file, without folders."""
    if title := speech.title.strip("《》 "):
        return f"《{title}》"
    if speech.occasion:
        place = "" if speech.occasion.startswith(speech.place) else speech.place
        return f"在{place}{speech.occasion}上的讲话"
    file = re.split(r"[/\\]", speech.path.rstrip("/\\"))[-1]
    stem = Path(file).stem
    return f"《{stem}》" if stem else f"{speech.place}（无题）"


def cite(speech: SpeechInfo, ref: str = "") -> str:
    """A citation ready to copy (出处): 某某：《…》（2025-03-18），第 12 段. What is unknown is left out."""
    head = f"{speech.speaker}：" if speech.speaker else ""
    name = name_of(speech)
    place = speech.place if name.startswith("《") else ""
    about = "，".join(part for part in (speech.date, place) if part)
    number = ref.rpartition("#")[2] if "#" in ref else ""
    return f"{head}{name}" + (f"（{about}）" if about else "") + (f"，第 {number} 段" if number else "")


_QUOTED = re.compile(r"(?:^|(?<=\s))(?:“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」)(?=\s|$)")


def _quoted(query: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts in quotes that stand by themselves, and the other words, folded. Quotes inside a text are its own."""
    quoted = tuple(text for groups in _QUOTED.findall(query.strip()) if fold(text := "".join(groups)))
    rest = tuple(word for each in _QUOTED.sub(" ", query.strip()).split() if (word := fold(each)))
    return quoted, rest


def _bounded(text: str) -> str:
    """`text` from its first letter, digit or character to its last."""
    inside = [place for place, character in enumerate(text) if character.isalnum()]
    return text[inside[0] : inside[-1] + 1] if inside else ""


def _apart(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap an earlier one left out."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return tuple(result)


def _exact(folded: str, rows: Iterable[_Row]) -> list[_Found]:
    return [
        _Found(row, "exact", Closeness(1.0, occurrences(folded, row.folded))) for row in rows if folded in row.folded
    ]


def _sharing(folded: str, rows: Iterable[_Row], least: float) -> list[_Found]:
    """Dice coefficient of the pairs (Dice 1945), for texts too long to be compared character by character."""
    pairs = _pairs(folded)
    result = _exact(folded, rows)
    for row in rows:
        if folded in row.folded:
            continue
        theirs = _pairs(row.folded)
        score = 2 * len(pairs & theirs) / max(1, len(pairs) + len(theirs))
        if score >= least:
            result.append(_Found(row, "fuzzy", Closeness(score, pieces(folded[:1000], row.folded, shortest=3).spans)))
    return result


def _same(query: str, text: str, close: Closeness) -> bool:
    """Whether a wording is close enough to count as the same."""
    if close.score >= LEAST:
        return True
    # Of two characters one may stand between them or they may be swapped: both must be there.
    return len(query) == 2 and close.score >= 0.4 and set(query) <= set(text[max(0, close.start - 2) : close.start + 4])


def _copy(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) * 100 < COPY * max(len(one), len(other)) * 0.9:
        return False
    return fuzz.ratio(one, other, score_cutoff=COPY) > 0


def _left_by_slips(folded: str) -> list[frozenset[tuple[str, str]]]:
    """For each single slip the query may hold, the pairs (field, pair) a text has that was meant.

    A pair of the query itself, or in field s one with a character between; two pairs at least, else it says nothing.
    """
    found = []
    size = len(folded)
    whole = [("b", folded[i : i + 2]) for i in range(size - 1)]
    for i in range(size):
        before, behind = whole[: max(0, i - 1)], whole[i + 1 :]
        inside = 0 < i < size - 1
        # folded[i] is wrong; or it is one too many
        found.append([*before, *([("s", folded[i - 1] + folded[i + 1])] if inside else []), *behind])
        found.append([*before, *([("b", folded[i - 1] + folded[i + 1])] if inside else []), *behind])
        if i < size - 1:
            # one is missing between i and i + 1; or the two are swapped
            found.append([*whole[:i], ("s", folded[i : i + 2]), *whole[i + 1 :]])
            turned = folded[:i] + folded[i + 1] + folded[i] + folded[i + 2 :]
            found.append([("b", turned[j : j + 2]) for j in range(size - 1)])
    return sorted({frozenset(each) for each in found if len(set(each)) >= 2}, key=sorted)


def _pairs(folded: str) -> frozenset[str]:
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1))


def _years(wanted: str) -> list[str]:
    match = re.fullmatch(r"\s*(\d{4})\s*年?\s*(?:[-—–~～至到]+\s*(\d{4})\s*年?\s*)?", wanted)
    if not match:
        return []
    first, last = int(match[1]), int(match[2] or match[1])
    return [str(year) for year in range(first, min(last, first + 200) + 1)]


def _mapped(file: BinaryIO) -> mmap.mmap | bytes:
    """The file as memory; an empty one cannot be mapped."""
    if os.fstat(file.fileno()).st_size == 0:
        return b""
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    # pread keeps the texts out of the process: the system's cache holds them, memory in use stays small.
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), length, start)
    file.seek(start)
    return file.read(length)
