"""Best first, however many are asked for (越近越前)."""

import random
from collections.abc import Iterator

import pytest

from drafter.search import ranking
from drafter.search.closeness import LEAST, Closeness, slips, words
from drafter.search.fold import fold
from drafter.search.found import Found
from drafter.search.index import Entry, build
from drafter.search.query import Library


def test_what_is_closer_comes_first_though_it_was_only_found_by_looking_further(library: Library) -> None:
    rows = library._shelf.rows([(0, 2), (0, 3), (1, 1), (1, 3)])
    far, near, exact, as_far = (
        Found(row, tier, Closeness(score, ((0, 2),)))
        for row, tier, score in zip(rows, ("fuzzy", "fuzzy", "exact", "fuzzy"), (0.713, 0.75, 1.0, 0.713), strict=True)
    )
    shown = ranking.continued([(exact, 1), (far, 1)], [(exact, 1), (near, 1), (as_far, 1)])
    assert [found for found, _ in shown] == [exact, near, far, as_far]


_VERBS = ("修好", "管住", "疏通", "看护", "清理", "巡查", "加固", "守牢")
_THINGS = ("渡口码头", "山塘水坝", "村口石桥", "河道闸门", "林场界桩", "供水管道", "集镇沟渠", "乡间路灯")
_ENDS = ("不留死角", "当日办结", "逐户登记", "按月通报", "包干到人", "有始有终")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, list[str]]]:
    """A library of some thousand passages that are much alike, and their texts."""
    chance = random.Random(20)
    texts: dict[str, None] = {}
    while len(texts) < 4000:
        parts = []
        for _ in range(chance.randint(1, 4)):
            words = [chance.choice(_VERBS), chance.choice(_THINGS)]
            if chance.random() < 0.3:
                words.reverse()
            clause = "".join(words)
            if chance.random() < 0.6:  # a slip, as writers make them
                at, other = chance.randrange(len(clause)), chance.choice("的好全各都了再")
                clause = clause[:at] + chance.choice(("", other, clause[at] + other)) + clause[at + 1 :]
            parts.append(clause)
        texts[
            chance.choice(("要", "必须", ""))
            + "，".join(parts)
            + chance.choice(("", "，" + chance.choice(_ENDS)))
            + "。"
        ] = None
    folder = tmp_path_factory.mktemp("many")
    build((Entry(f"s{n // 50}#{n % 50 + 1}", text, speech_id=f"s{n // 50}") for n, text in enumerate(texts)), folder)
    with Library.open(folder) as library:
        yield library, list(texts)


def _slipped(chance: random.Random, words: str) -> str:
    at = chance.randrange(len(words))
    return words[:at] + chance.choice(("", "丙", words[at] + "丙")) + words[at + 1 :]


def test_the_first_ten_of_a_query_with_a_slip_are_as_close_as_any_in_the_library(
    many: tuple[Library, list[str]],
) -> None:
    library, texts = many
    folded = [fold(text) for text in texts]
    chance = random.Random(3)
    for _ in range(40):
        query = _slipped(chance, chance.choice(_VERBS) + chance.choice(_THINGS))
        hits = library.search(query)
        holding = sum(query in text for text in folded)
        near = sorted((slips(query, text).score for text in folded if query not in text), reverse=True)
        wanted = [1.0] * holding + [score for score in near if score >= LEAST]
        scores = [hit.score for hit in hits]
        assert len(scores) == min(10, len(wanted)), query
        assert all(ours >= score - 0.0006 for ours, score in zip(scores, wanted, strict=False)), query


def test_the_first_ten_of_words_set_apart_are_as_close_as_any_in_the_library(many: tuple[Library, list[str]]) -> None:
    library, texts = many
    folded = [fold(text) for text in texts]
    chance = random.Random(4)
    for _ in range(30):
        apart = (chance.choice(_VERBS), chance.choice(_THINGS + _ENDS))
        query = " ".join(chance.sample(apart, 2))
        joined = query.replace(" ", "")
        having = [text for text in folded if all(word in text for word in apart)]
        near = sorted((words(apart, text).score for text in having if joined not in text), reverse=True)
        wanted = ([1.0] * sum(joined in text for text in having) + near)[:10]
        scores = [hit.score for hit in library.search(query)]
        assert all(ours >= score - 0.0006 for ours, score in zip(scores, wanted, strict=False)), query
        assert len(scores) >= len(wanted), query


def test_the_first_ten_of_words_turned_round_are_those_of_a_look_at_the_whole_library(
    many: tuple[Library, list[str]],
) -> None:
    library, texts = many
    chance = random.Random(5)
    for _ in range(20):
        query = chance.choice(_THINGS) + chance.choice(_VERBS)
        few, all_of_them = library.search(query), library.search(query, limit=len(texts))
        assert [(hit.tier, hit.score) for hit in few] == [(hit.tier, hit.score) for hit in all_of_them[:10]], query
