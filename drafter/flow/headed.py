"""What stood under the same heading in an old speech (旧稿的小标题), for a point the phrasebank does not know by name.

The library is only opened where such a point comes up: to load what searches it takes a tenth of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.bank.model import Bank
from drafter.brief.schema import Brief, without_label
from drafter.errors import WorkspaceError
from drafter.keep.atomic import current_folder
from drafter.keep.workspace import Workspace
from drafter.language.late import late
from drafter.language.verbs import OPENING_VERBS, SOMEHOW
from drafter.plan.before import Before
from drafter.plan.facts import facts
from drafter.records import Headed

if TYPE_CHECKING:
    from drafter.search.query import Neighbour

SHORTEST = 3
"""Characters of a matter that says which one is meant."""
LOOKED_AT = 30
"""Passages that speak of the matter, among which its headings are looked for."""
READ = 120
"""Passages read on from a heading: no part of a speech has more."""
LONGEST = 14
"""Characters of a sub-heading; what is longer is a sentence about that speech's own matter."""
MOST = 3
"""Speeches whose sub-headings are handed over."""
_STOP = late("[，。；：！？\n]")
_MADE = re.compile("(?:工作|建设|力度)$")
_LEADING = OPENING_VERBS | SOMEHOW | {"切实", "着力", "大力"}


def said_before(workspace: Workspace, bank: Bank) -> Before:
    """What a planner asks for the headings of old speeches: (point, brief) → those called as the point, the closest first.

    Nothing where the workspace has no library. The same question is answered once for each state of the library.
    """
    known: dict[tuple[str, str, str], tuple[Headed, ...]] = {}

    def before(point: str, brief: Brief) -> tuple[Headed, ...]:
        folder = current_folder(workspace.library)
        if folder is None or len(matter_of(point)) < SHORTEST:
            return ()
        # What was chosen by hand has no say in it: only then does the composer find the same as who makes the outline again.
        brief = brief.model_copy(update={"chosen": {}})
        key = (str(folder), point, brief.model_dump_json())
        if key not in known:
            try:
                known[key] = tuple(_headed(workspace, bank, point, brief))[:MOST]
            except WorkspaceError:
                # A library that cannot be read keeps nobody from an outline; drafter doctor tells of it.
                return ()
        return known[key]

    return before


def matter_of(heading: str) -> str:
    """What a heading is about, without its label, the verbs it opens with and what says nothing at its end.

    >>> matter_of("一、全面推进漂流河道整治工作，守住安全底线"), matter_of("加强筏工队伍建设"), matter_of("落实")
    ('漂流河道整治', '筏工队伍', '落实')
    """
    said = _STOP.split(without_label(heading.strip()))[0]
    while said[:2] in _LEADING and len(said) > SHORTEST + 1:
        said = said[2:]
    return _MADE.sub("", said) if len(said) > SHORTEST + 1 else said


def _headed(workspace: Workspace, bank: Bank, point: str, brief: Brief) -> Iterator[Headed]:
    # tantivy takes a while to load, which only such a point needs to pay.
    from drafter.search.cite import cite
    from drafter.search.query import Library

    with Library.open(workspace.library) as library:
        said = "\n".join(fact for _, fact in facts(brief))
        near = [
            (same, number, hit)
            for number, hit in enumerate(library.search(matter_of(point), limit=LOOKED_AT))
            if (same := _same(point, hit.text, said)) is not None
        ]
        if not near:
            return
        # The words that tell names take a second to get ready.
        from drafter.flow.foreign import foreign
        from drafter.flow.subjects import topics_of

        ours = topics_of(brief, bank)
        for _, _, hit in sorted(near, key=lambda row: row[:2]):
            source = cite(library.speech(hit.ref), hit.ref)
            under = [
                (passage.ref, text)
                for passage in _under(library.context(hit.ref, 0, READ))
                if (text := _bare(passage.text)) and not foreign(text, source, brief, bank, ours).named
            ]
            if len(under) > 1:
                yield Headed(hit.ref, source, tuple(under))


def _same(point: str, heading: str, said: str) -> int | None:
    """How near a heading is to a point, 0 for one on the same matter; None for another: what it has more than the point the
    brief (`said`) must have, and what the point has more only tells which one is meant (农村厕所改造: 厕所改造)."""
    mine, theirs = matter_of(point), matter_of(heading)
    if mine == theirs:
        return 0
    more, less = theirs.removesuffix(mine), mine.removesuffix(theirs)
    if more != theirs and more in said:
        return 1
    return 2 if less != mine and len(theirs) > SHORTEST else None


def _under(passages: tuple[Neighbour, ...]) -> Iterator[Neighbour]:
    """The headings right below the first of `passages`, where that is a heading itself."""
    first, *others = passages
    if first.kind != "heading":
        return
    level = 0
    for passage in others:
        if passage.kind != "heading":
            continue
        if passage.level <= first.level:
            return
        level = level or passage.level
        if passage.level == level:
            yield passage


def _bare(heading: str) -> str:
    """A heading as it may stand under another point: without label and stop; "" for a sentence."""
    said = without_label(heading.strip()).strip("。；;，, ")
    return said if SHORTEST < len(said) <= LONGEST else ""
