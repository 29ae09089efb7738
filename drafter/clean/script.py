"""Script: pinyin annotations, byte damage, traditional characters (注音、错码、繁体)."""

from __future__ import annotations

import functools
import re
from array import array

import opencc

from drafter.clean.damage.mojibake import mojibake
from drafter.clean.damage.repair import repair
from drafter.clean.rule import HAN, Outcome, joined, relined, substituted
from drafter.language.late import late
from drafter.records import DAMAGE_CLOSE, Block

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜêńňǹḿ"
_ANNOTATION = late(rf"[(（](?<=[{HAN}〇{DAMAGE_CLOSE}][(（])(?:[a-zɡü]*[{_TONED}][a-zɡü]*)[)）]")
_BARE_ANNOTATION = late(rf"[(（](?<=[{HAN}][(（])[b-df-hj-np-tw-z]{{0,2}}[aeiouüv]{{1,3}}(?:n|ng|r)?[)）]")
_PROVEN = 5

# Characters that are traditional in one word and simplified in another, or both at once.
_UNDECIDED = frozenset("么著乾昇沈徵藉瞭於甚夥蘋喂咤鍾穀")
# 著 stays where it means writing or being manifest (OpenCC's dictionary leaves these out).
_ZHU = late(
    "著(?:(?<=[卓原土編编論论專专遺遗巨譯译合拙撰顯显昭名所]著)(?![力眼手重想落實实])|(?=[名作書书述錄录稱称者]))"
)
_SHARE_OF_DOCUMENT = 0.1
_SHARE_OF_BLOCK = 0.1
_LEAST_IN_BLOCK = 4
_FEW = 8


def strip_pinyin(blocks: tuple[Block, ...]) -> Outcome:
    """總結(jié) → 總結. Syllables without a tone mark go only where the file is proven to be annotated."""
    outcome = substituted(blocks, _ANNOTATION, "")
    if outcome.count < _PROVEN:
        return outcome
    bare = substituted(outcome.blocks, _BARE_ANNOTATION, "")
    return Outcome(bare.blocks, outcome.count + bare.count)


def mend_mojibake(blocks: tuple[Block, ...]) -> Outcome:
    """Text decoded with the wrong codec and saved again (乱码)."""
    text = joined(blocks)
    mended, spots = mojibake(text)
    return Outcome(relined(blocks, mended), len(spots)) if mended != text else Outcome(blocks)


def mend_bytes(blocks: tuple[Block, ...]) -> Outcome:
    """Bytes shifted by an annotating scraper (字节错位); what cannot be proved is marked for the splitter."""
    text = joined(blocks)
    mended, spots = repair(text)
    return Outcome(relined(blocks, mended), len(spots)) if mended != text else Outcome(blocks)


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2s")


def simplify(blocks: tuple[Block, ...]) -> Outcome:
    """Traditional to simplified (OpenCC tw2s), only where the text is traditional.

    The document is when at least 10 % of its Chinese characters would change; in a simplified document a
    block is when 10 % and at least four of its own would.
    """
    text = joined(blocks)
    traditional = _traditional(set(text))
    if not traditional:
        return Outcome(blocks)
    any_of_them = re.compile(f"[{''.join(sorted(traditional))}]")
    # Most texts have a few kinds, which are sooner counted one by one.
    few = len(traditional) <= _FEW
    total = sum(map(text.count, traditional)) if few else len(any_of_them.findall(text))
    if _at_most(text, total / _SHARE_OF_DOCUMENT):
        changed = _simplified(text)
        count = _different(text, changed) if changed != text else 0
        return Outcome(relined(blocks, changed), count) if count else Outcome(blocks)
    if total < _LEAST_IN_BLOCK:
        return Outcome(blocks)
    lines: list[str] = []
    count = 0
    for block in blocks:
        line = block.text
        odd = len(any_of_them.findall(line))
        if odd >= _LEAST_IN_BLOCK and odd >= _SHARE_OF_BLOCK * len(re.findall(f"[{HAN}]", line)):
            changed = _simplified(line)
            count += _different(line, changed)
            line = changed
        lines.append(line)
    return Outcome(relined(blocks, "\n".join(lines)), count) if count else Outcome(blocks)


_RUN = late(f"[{HAN}]+")


def _different(one: str, other: str) -> int:
    """At how many places two texts have different characters, as far as the shorter reaches."""
    size = min(len(one), len(other))
    # As one long number each, whose bits differ where they do: ten times as fast as character by character.
    first, second = (
        int.from_bytes(text[:size].encode("utf-32-le", "surrogatepass"), "little") for text in (one, other)
    )
    return size - array("I", (first ^ second).to_bytes(4 * size, "little")).count(0)


def _at_most(text: str, number: float) -> bool:
    """Whether a text holds at most so many Chinese characters."""
    if len(text) <= number:
        return True
    count = 0
    for run in _RUN.finditer(text):
        count += run.end() - run.start()
        if count > number:
            return False
    return True


_IS_TRADITIONAL: dict[str, bool] = {}
"""Character -> whether it is one, as far as characters have come up."""


def _traditional(kinds: set[str]) -> frozenset[str]:
    """Those of some characters that have a simplified form."""
    new = [kind for kind in kinds if kind not in _IS_TRADITIONAL and "\u3400" <= kind <= "\u9fff"]
    if new:
        forms = _converter().convert("\n".join(new)).split("\n")
        _IS_TRADITIONAL.update(
            (kind, kind != form and kind not in _UNDECIDED) for kind, form in zip(new, forms, strict=True)
        )
    return frozenset(kind for kind in kinds if _IS_TRADITIONAL.get(kind))


def _simplified(text: str) -> str:
    converter = _converter()
    return "著".join(converter.convert(piece) for piece in _ZHU.split(text))
