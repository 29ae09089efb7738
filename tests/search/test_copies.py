"""How many say the same (相同的几处): told is what the library has, whatever was asked and however few were looked at."""

from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library

MANY = 900
"""More than are looked at for any question."""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    texts = [*("守住渡口安全。" if n % 2 else "（一）守住渡口，安全！" for n in range(MANY)), "守住渡口要靠人。"]
    moves = ("加强领导", "结束语")
    build((Entry(f"s{n}#1", text, moves[n % 3 == 0], speech_id=f"s{n}") for n, text in enumerate(texts)), folder)
    return folder


@pytest.mark.parametrize(
    "query", ["守住渡口安全", "守住渡囗安全", "守住度口安全", "shouzhudukou", "szdkaq", "“守住渡口”"]
)
@pytest.mark.parametrize("limit", [1, 10, 40])
def test_the_number_of_copies_does_not_depend_on_the_question(crowded: Path, query: str, limit: int) -> None:
    with Library.open(crowded) as library:
        hit = library.search(query, limit=limit)[0]
        assert hit.copies == MANY == len(library.copies(hit.ref)) + 1


def test_only_copies_that_meet_the_conditions_are_counted(crowded: Path) -> None:
    with Library.open(crowded) as library:
        for query in ("守住渡口安全", "守住渡囗安全", "shouzhudukou", ""):
            hits = library.search(query, move="结束语", limit=5)
            assert max(hit.copies for hit in hits) == MANY // 3 == len(library.copies(hits[0].ref, move="结束语")) + 1


def test_copies_taken_out_are_not_counted(tmp_path: Path) -> None:
    def build_with(count: int) -> None:
        build((Entry(f"s{n}#1", "守住渡口安全。", speech_id=f"s{n}") for n in range(count)), tmp_path)

    build_with(30)
    build_with(12)
    with Library.open(tmp_path) as library:
        (hit,) = library.search("守住渡口安全")
        assert hit.copies == 12 == len(library.copies(hit.ref)) + 1
