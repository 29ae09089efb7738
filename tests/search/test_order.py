"""The order of what is equally close (并列的先后) does not tell what was mined first."""

from itertools import permutations
from pathlib import Path

from drafter.search.index import Entry, build
from drafter.search.query import Library


def test_equals_come_in_the_same_order_whatever_was_mined_first(tmp_path: Path) -> None:
    texts = {
        "c": "库区要管好闸门，夜里巡两遍。",
        "a": "坝上要管好闸门，汛前查一遍。",
        "b": "库区要管好闸门，夜里巡两遍。",
    }
    answers = set()
    for number, order in enumerate(permutations(texts)):
        folder = tmp_path / str(number)
        for mined in range(1, len(order) + 1):
            build([Entry(f"{each}#1", texts[each], speech_id=each) for each in order[:mined]], folder)
        with Library.open(folder) as library:
            answers.add(tuple((hit.ref, hit.copies) for hit in library.search("管好闸门")))
    assert len(answers) == 1
    assert {copies for _, copies in answers.pop()} == {1, 2}
