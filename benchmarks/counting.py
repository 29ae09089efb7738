"""How often the entries written by hand stand in a folder of speeches (自撰条目的佐证).

    python benchmarks/counting.py [--corpus DIR] [--write]

Prints every curated entry of the shipped phrasebank that was seen, with its places and its distinct speeches; --write
puts both numbers into the entries' 来源, zeros too. An entry was seen

- as a frame: where it stands whole, from the beginning of a sentence to the end of one, in a passage of its move, each
  slot filled with something that is no sentence's end; a frame that is all slots (fewer than three characters of its
  own between them) fits anything and is seen nowhere;
- as a parallel set: in siblings under one parent of which three or more fit the skeleton, with a rotor of the set for
  <轮换> and as many characters as <要旨4> and <要旨6> ask for; where two open slots meet nobody can tell them apart;
- as a topic: where one of its phrases stands word for word.

Copies of a speech are counted once.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from drafter.bank.entries import EntryText, entries_of, read_text  # noqa: E402
from drafter.bank.load import load_bank  # noqa: E402
from drafter.bank.model import SLOT, Bank  # noqa: E402
from drafter.flow.understanding import link_duplicates, understand_files  # noqa: E402
from drafter.label.model import load_model  # noqa: E402
from drafter.mine.families import FEWEST, Family, families  # noqa: E402
from drafter.mine.units import body, distinct  # noqa: E402
from drafter.records import Speech  # noqa: E402

LEAST = 3
"""Characters of its own a frame with slots has at least, to be told from any other sentence."""
GRAM = 4
STOPS = "。！？"
PHRASEBANK = CHECKOUT / "phrasebank"

Seen = tuple[int, int]
"""(places, distinct speeches)."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CHECKOUT.parent / "shared" / "corpus")
    options.add_argument("--write", action="store_true", help="put the numbers into phrasebank/")
    given = options.parse_args()
    files = sorted(given.corpus.glob("*.txt")) + sorted((given.corpus / "more").glob("*.txt"))
    if not files:
        print(f"no speeches in {given.corpus}", file=sys.stderr)
        return 1
    model = load_model([PHRASEBANK / "moves.yaml"])
    sources = link_duplicates([source for _, found, _ in understand_files(files, model) for source in found])
    seen = counts(load_bank([PHRASEBANK]), [speech for source in sources for speech in source.speeches])
    for name, (places, speeches) in sorted(seen.items()):
        if places:
            print(f"{name}\t{places}\t{speeches}")
    print(f"{sum(places > 0 for places, _ in seen.values())} of {len(seen)} entries written by hand were seen")
    if given.write:
        write(seen)
    return 0


def counts(bank: Bank, speeches: Sequence[Speech]) -> dict[str, Seen]:
    """Places and distinct speeches of every curated frame, set and topic, by its id."""
    chosen = distinct(speeches)
    passages = [(number, p.move, body(p)) for number, speech in enumerate(chosen) for p in speech.passages]
    # What begins with four characters that no passage holds need not be looked for in all of them.
    grams = {text[at : at + GRAM] for _, _, text in passages for at in range(len(text) - GRAM + 1)}
    parents = families(chosen)
    of_move: dict[str, list[tuple[int, str]]] = {}
    for number, move, text in passages:
        of_move.setdefault(move, []).append((number, text))
    found: dict[str, Seen] = {}
    for frame in bank.frames:
        if frame.evidence.kind == "curated":
            found[frame.id] = _seen(_whole(frame.text, of_move.get(frame.move, ())))
    for entry in bank.sets:
        if entry.evidence.kind == "curated":
            shape = _shape(entry.skeleton, entry.rotors)
            found[entry.id] = _seen(family.speech for family in parents if shape and _is_of(family, shape))
    for topic in bank.topics:
        if topic.evidence.kind == "curated":
            phrases = [phrase for phrase in topic.phrases if len(phrase) < GRAM or phrase[:GRAM] in grams]
            found[topic.id] = _seen(
                number for phrase in phrases for number, _, text in passages for _ in range(text.count(phrase))
            )
    return found


def _seen(places: Iterable[int]) -> Seen:
    speeches = list(places)
    return len(speeches), len(set(speeches))


def _whole(frame: str, texts: Sequence[tuple[int, str]]) -> Iterator[int]:
    """The speech of every place where the frame stands whole."""
    literals = SLOT.split(frame.rstrip(STOPS))[:: SLOT.groups + 1]
    own = sum("\u4e00" <= character <= "\u9fff" for literal in literals for character in literal)
    if len(literals) > 1 and own < LEAST:
        return
    filler, longest = f"[^{STOPS}\n]+?", max(literals, key=len)
    texts = [(number, text) for number, text in texts if longest in text]
    if not texts:
        return  # to compile what is looked for takes longer than to look for it
    shape = re.compile(rf"(?:^|(?<=[{STOPS}\n]))" + filler.join(map(re.escape, literals)) + rf"(?=[{STOPS}\n]|$)")
    for number, text in texts:
        yield from (number for _ in shape.finditer(text))


def _is_of(family: Family, shape: re.Pattern[str]) -> bool:
    """True when FEWEST of the siblings or more follow the skeleton (see `_shape`)."""
    return sum(shape.fullmatch(text) is not None for text in family.texts) >= FEWEST


def _shape(skeleton: str, rotors: Sequence[str]) -> re.Pattern[str] | None:
    """What fits a skeleton; None where two open slots meet."""
    literals = SLOT.split(skeleton)
    parts, loose = [re.escape(literals[0])], False
    for name, literal in zip(literals[1::2], literals[2::2], strict=True):
        if name == "轮换":
            parts.append("(?:" + "|".join(map(re.escape, rotors)) + ")")
            loose = False
        elif loose:
            return None
        else:
            parts.append({"要旨4": "[^，。]{4}", "要旨6": "[^，。]{6}"}.get(name, "[^，。]+"))
            loose = True
        parts.append(re.escape(literal))
        loose = loose and not literal
    return re.compile("".join(parts))


# --- writing -----------------------------------------------------------------------------------------

_SOURCE = re.compile(r"^( *)来源: \{类: curated[^}]*\}$", re.MULTILINE)


def write(seen: Mapping[str, Seen]) -> None:
    """Put the counts into 来源 of the entries; a topic without one gets it below its name."""
    files: dict[Path, list[EntryText]] = {}
    for entry in entries_of(PHRASEBANK):
        files.setdefault(entry.path, []).append(entry)
    for path, entries in files.items():
        lines = read_text(path).text.splitlines(keepends=True)
        for entry in reversed(entries):
            if entry.name in seen:
                lines[entry.first : entry.last] = [_told(entry, *seen[entry.name])]
        path.write_text("".join(lines), encoding="utf-8")


def _told(entry: EntryText, places: int, speeches: int) -> str:
    source = f"来源: {{类: curated, 次数: {places}, 篇数: {speeches}}}"
    text, there = _SOURCE.subn(lambda match: match[1] + source, entry.text, count=1)
    if there:
        return text
    first, _, rest = entry.text.partition("\n")
    return f"{first}\n  {source}\n{rest}"


if __name__ == "__main__":
    raise SystemExit(main())
