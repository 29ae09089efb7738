"""How byte damage arose (字节错位), done to a clean text; the characters a text is annotated with.

A scraper walked over the GBK bytes of a page without minding where characters begin. Wherever the two bytes of an
annotated character occur, also half in one character and half in the next, it put ``(pinyin)`` behind them; likewise
one ASCII byte before the bytes of ``，、。；！？``, invisible unless a lead byte stands in front of it. Reading the result,
a lead byte swallows a following byte below 0x40 and shows as ``?``; from there on everything is read one byte off, until
the next swallowed byte or a character whose second byte is ASCII puts it right. Pairs that are no character vanish.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from drafter.clean.damage.gbk import INSERTED, everyday_characters, gbk_bytes, gbk_characters, gbk_codes, shown_one_off
from drafter.clean.damage.marks import CHINESE, FALSE_MARKS, MARKS, NARROW, WIDEN, is_half_width
from drafter.language.late import late

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONED_SYLLABLE = f"[a-zêü]{{0,3}}[{TONED}][a-zêü]{{0,3}}"
SYLLABLE = f"(?:{_TONED_SYLLABLE}|[a-z]{{1,6}})"
ANNOTATION = late(f"\\((?<=[\u3007\u3400-\u9fff]\\()({SYLLABLE})\\)")
_TONED_ANNOTATION = late(f"\\((?<=[\u3007\u3400-\u9fff]\\(){_TONED_SYLLABLE}\\)")
_PLAIN_SYLLABLE = late("(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouü]{1,3}(?:n|ng|r)?")
START = late(f"\\?(?:({SYLLABLE})\\)|([!;?！；？]))")
INNER_ANNOTATION = late(f"\\(({SYLLABLE})\\)")


def occurrences_of(table: Mapping[str, str]) -> re.Pattern[bytes] | None:
    """What finds the bytes of the annotated characters, wherever they occur; None where GBK has none of them."""
    found = [re.escape(gbk_bytes(c)) for c in table if c in gbk_codes()]
    return re.compile(b"|".join(found), re.DOTALL) if found else None


def with_annotations(
    raw: bytes, inserted: Iterable[int], pattern: re.Pattern[bytes] | None, sounds: Mapping[bytes, bytes]
) -> bytes:
    """The byte stream after the scraper: ``(pinyin)`` behind every occurrence, one byte before `inserted`."""
    cuts: list[tuple[int, int, bytes]] = [(at, 1, INSERTED) for at in inserted]
    if pattern is not None:
        cuts += [(m.end(), 0, b"(" + sounds[m[0]] + b")") for m in pattern.finditer(raw)]
    out: list[bytes] = []
    done = 0
    for at, _, what in sorted(cuts):
        out += (raw[done:at], what)
        done = at
    out.append(raw[done:])
    return b"".join(out)


def sounds_in_bytes(table: Mapping[str, str]) -> dict[bytes, bytes]:
    """Bytes of each annotated character → those of its pinyin."""
    return {gbk_bytes(c): sound.encode("gbk", "replace") for c, sound in table.items() if c in gbk_codes()}


def damage(text: str, table: Mapping[str, str]) -> str:
    """Do to a clean text what the scraper did (模拟损坏); with it a repair is proved.

    text: clean text, marks full-width, or half-width throughout (then they are taken as full-width while
    the damage is done and shown half-width again). table: character -> pinyin, as `annotation_table`
    gives. Returns the text annotated and damaged. Never raises; characters GBK lacks stay as they are.

    The rule for marks: a byte is put before each of ``，、。；！？``, and before the bytes of ``！；？`` lying
    across two characters unless a true mark begins at the second of them (勞模、 is whole) or an annotation
    was put between them; two bytes at least lie between one such place and the next. On the page this was
    learned from, that happened at most but not at all such places, so `repair` believes a run where it is
    and does not expect one where it is not.
    """
    half = is_half_width(text)
    wide = text.translate(WIDEN) if half else text
    raw = gbk_bytes(wide)
    pattern = occurrences_of(table)
    between = {m.end() for m in pattern.finditer(raw)} if pattern else set()
    starts = set()
    marks: list[tuple[int, bool]] = []
    at = 0
    codes = gbk_codes()
    for c in wide:
        starts.add(at)
        if c in MARKS:
            marks.append((at, True))
        at += 2 if c in codes else 1
    true = {where for where, _ in marks}
    for m in re.finditer(b"|".join(gbk_bytes(c) for c in FALSE_MARKS), raw):
        where = m.start()
        # A second byte may be ASCII, so a pair off the grid is one that starts inside a character.
        if where not in starts and where + 1 not in true and where + 1 not in between:
            marks.append((where, False))
    inserted: list[int] = []
    last_false = -9
    for where, is_true in sorted(marks):
        if where - last_false < 4:
            continue
        inserted.append(where)
        if not is_true:
            last_false = where
    opaque = iter([c for c in wide if c not in codes and c >= "\x80"])
    shown = shown_one_off(with_annotations(raw, inserted, pattern, sounds_in_bytes(table)), opaque)
    return shown.translate(NARROW) if half else shown


def annotation_table(text: str) -> dict[str, str]:
    """Annotated characters (注音字表) of a text: character -> pinyin as annotated, the most frequent.

    Empty unless the text has the habit: at least three annotations, each character counted annotated at
    least half the times it stands in the text, so that a gloss or two in a normal text is none. Pinyin
    without a tone mark counts only in a text with the habit and at least twice. Never raises.
    """
    if _TONED_ANNOTATION.search(text) is None:
        return {}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for found in ANNOTATION.finditer(text):
        seen[text[found.start() - 1]][found[1]] += 1
    table: dict[str, str] = {}
    total = 0
    codes = gbk_codes()
    everywhere = Counter(text)
    for c, sounds in seen.items():
        for sound, times in sounds.most_common():
            toned = any(v in TONED for v in sound)
            if not toned and (times < 2 or not _PLAIN_SYLLABLE.fullmatch(sound)):
                continue
            if times * 2 >= everywhere[c] and c in codes:
                table[c] = sound
                total += times * toned
            break
    return table if total >= 3 else {}


def inferred(text: str, table: Mapping[str, str]) -> dict[str, str]:
    """Annotated characters that stand nowhere but in damaged runs, told by what is shown of them.

    `?lián)` behind 擔 has the second byte of 擔 for its first and is read lián: one character fits, if it stands
    nowhere without its annotation.
    """
    sounds = set(table.values())
    spots = {
        (text[m.start() - 1 : m.start()], m[1])
        for m in START.finditer(text)
        if m[1] is not None and m[1] not in sounds and any(v in TONED for v in m[1])
    }
    if not spots:
        return {}
    from pypinyin import Style, pinyin  # costs 0.1 s to load, and few files need it

    codes = gbk_codes()
    found: dict[str, str] = {}
    for before, sound in sorted(spots):
        if before not in codes:
            continue
        lead = codes[before][1]
        fitting = [
            c
            for trail in range(0x40, 0xFF)
            if (c := gbk_characters().get(lead << 8 | trail)) and CHINESE.match(c) and c not in text
            and sound in pinyin(c, style=Style.TONE, heteronym=True)[0]
        ]  # fmt: skip
        common = [c for c in fitting if c in everyday_characters()] or fitting
        if len(common) == 1:
            found[common[0]] = sound
    return found
