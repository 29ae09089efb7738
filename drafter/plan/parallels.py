"""Sentences that begin alike (开头相同的句子), which are the points of a speech without headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from drafter.language.late import late
from drafter.language.verbs import OPENING_VERBS
from drafter.plan.run_in import POINTS
from drafter.records import Passage

_SENTENCE = late("[^。！？]*[。！？]+[”’」』）)]*|[^。！？]+$")
_OPENING = late(
    "希望(?=[^，。]{3})|(?:我们)?(?:一定)?(?:要|必须)(?![求素点是])(?:(?:坚持|继续|始终|进一步|更加|注重)(?=[^，。]))?"
)
"""How a demand or a hope begins: those that begin in the same words are parallel."""
_HOW = "继续|多(?=[^数年])|常|更加|进一步|始终|一如既往|积极|主动|带头|都|能|要|真正|努力|在|把|为|替|当好"
_HOPED_OF = late(f"[^，。：]{{2,14}}?(?={_HOW}|{'|'.join(sorted(OPENING_VERBS))})")
"""Of whom something is hoped, up to what is hoped."""


def parallel(text: str) -> list[str]:
    """The sentences of a passage that begin in the same words as those beside them (我们要坚持……。我们要坚持……。), else none."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text.strip())]
    runs = [[*run] for key, run in groupby(sentences, _opening) if key]
    alike = max(runs, key=len, default=[])
    return alike if len(alike) > 1 else []


def points(passages: Sequence[Passage]) -> list[tuple[int, str]]:
    """The points of a speech without headings: (number of the passage, sentence) of each; none where no two are alike.

    Passages one after the other whose first sentences begin in the same words; else the sentences of a passage that
    do so among themselves.
    """
    # The last hope may be taken for the ending.
    told = [p for p in passages if p.move in POINTS or (p.move == "结束语" and p.text.startswith("希望"))]
    firsts = [(passage, _SENTENCE.match(passage.text.strip())) for passage in told]
    openings = [(passage.number, found.group()) for passage, found in firsts if found]
    runs = [[*run] for key, run in groupby(openings, lambda one: _opening(one[1])) if key]
    longest = max(runs, key=len, default=[])
    if len(longest) > 1:
        return longest
    within = [(passage.number, alike) for passage in told if (alike := parallel(passage.text))]
    number, alike = max(within, key=lambda one: len(one[1]), default=(0, []))
    return [(number, sentence) for sentence in alike]


def heading_of(sentence: str) -> str:
    """What a heading would say of such a sentence: its first clause, without how it begins and of whom it is hoped.

    >>> heading_of("希望各位老同志继续为县里出主意，看准了就说。"), heading_of("我们要坚持把水管好，一滴不漏。")
    ('继续为县里出主意', '把水管好')
    >>> heading_of("我们要坚持以群众为中心，把房子盖好。")
    '坚持以群众为中心'
    """
    clause = re.split("[，。；！？]", sentence)[0]
    opening = _opening(clause)
    rest = clause.removeprefix(opening)
    if opening.endswith("坚持") and rest.startswith("以"):
        return f"坚持{rest}"
    return rest.removeprefix(hoped_of(sentence))


def hoped_of(sentence: str) -> str:
    """Of whom something is hoped in such a sentence, "" where that is not said.

    >>> hoped_of("希望各位老同志继续为县里出主意，看准了就说。"), hoped_of("我们要坚持把水管好，一滴不漏。")
    ('各位老同志', '')
    """
    opening = _opening(sentence)
    found = _HOPED_OF.match(sentence.removeprefix(opening)) if opening == "希望" else None
    return found.group() if found else ""


def called(salutation: str) -> str:
    """Who is called in a salutation, joined by 、 and without the words of calling; "" where it says nothing of who they are.

    >>> called("各位老党员、老战士，企业家朋友们："), called("尊敬的滕书记，同志们："), called("各位朋友：")
    ('老党员、老战士、企业家', '', '')
    """
    found: list[str] = []
    several = False
    """Whether those named before are several, as those are that stand beside them (各位老党员、老战士)."""
    for part, comma in _CALLED.findall(salutation):
        who = _CALLING.sub("", part)
        bare = _FRIENDS.sub("", who)
        several = several or who != _DEAR.sub("", part) or who.endswith("们")
        if several and bare and bare not in _SAYS_NOT_WHO and bare not in found:
            found.append(bare)
        several = several and comma == "、"
    return "、".join(found)


_CALLED = late("([^，、,：:！!。\\s]+)([，、,：:！!。\\s]|$)")
_DEAR = late("^(?:(?:尊敬|敬爱|亲爱)的)?")
_CALLING = late(f"{_DEAR.pattern}(?:(?:在座|到场|到会|与会)?的?各位|广大|(?:在座|到场|到会|与会)的)?")
_FRIENDS = late("(?<=.)(?:朋友)?们?$")
_SAYS_NOT_WHO = frozenset("同志 朋友 大家 大家好 领导 女士 先生 同事 老师好 同学好".split())


def says_no_matter(heading: str) -> bool:
    """Whether what is hoped names nothing that a point could be called by (多走走看看).

    >>> says_no_matter("多走走看看"), says_no_matter("多跑跑腿"), says_no_matter("多带几个徒弟")
    (True, True, False)
    """
    return _NO_MATTER.fullmatch(heading) is not None


_NO_MATTER = late(r"(?:多|常|再|继续)*(?:(.)\1.?|(.)一\2)+")
"""A doing said twice (走走), with no more than a character behind it."""


def _opening(sentence: str) -> str:
    found = _OPENING.match(sentence)
    return found.group() if found else ""
