"""Best first, however many are asked for (越近越前)."""

from drafter.search import ranking
from drafter.search.closeness import Closeness
from drafter.search.found import Found
from drafter.search.query import Library


def test_what_is_closer_comes_first_though_it_was_only_found_by_looking_further(library: Library) -> None:
    rows = library._shelf.rows([(0, 2), (0, 3), (1, 1), (1, 3)])
    far, near, exact, as_far = (
        Found(row, tier, Closeness(score, ((0, 2),)))
        for row, tier, score in zip(rows, ("fuzzy", "fuzzy", "exact", "fuzzy"), (0.713, 0.75, 1.0, 0.713), strict=True)
    )
    shown = ranking.continued([(exact, 1), (far, 1)], [(exact, 1), (near, 1), (as_far, 1)])
    assert [found for found, _ in shown] == [exact, near, far, as_far]
