"""Which original of a run is proved (判定), if any: by the text itself, then by its words and common ones (`wording`)."""

from __future__ import annotations

from math import exp, inf, log

from drafter.clean.damage.annotation import INNER_ANNOTATION
from drafter.clean.damage.gbk import everyday_characters
from drafter.clean.damage.marks import CHINESE, MARKS, WIDEN
from drafter.clean.damage.search import NUMERALS, Search, State
from drafter.clean.wording import Wording

MARGIN = log(19)
"""How far (natural log) the best candidate must lie before all others together: 95 in 100."""
STRICT = log(99)
"""How far it must lie before any single one where a character hangs on what stands on one side of it: the
last before a mark, or a mark whose place only the word before it shows."""
OWN, SURE, UNOPPOSED, FURTHER, LONGER = 0.7, 6.25, 2.5, 3.0, 3.0
"""The second opinion (`wording.Wording`): the weight of the text's own words beside it; how far (natural log) the best
must then lie before all others together, where the text alone did not decide and where it did; how much farther for
each further character that nothing shows; and what speaks for each longer original."""
_HOPELESS = 16.0
"""Candidates so far behind by the text's own words are not weighed again."""
REACH = 6
"""Characters on either side that a word across a spot's edge may reach."""


def judge(search: Search) -> tuple[str | None, tuple[str, ...], str, bool]:
    """(original or None, candidates, Chinese reason, whether it is damage at all)."""
    run = search.run
    if run.ending == "broken":
        # `?!` may be the writer's own where marks are half-width; an ASCII `?` before ！ is not.
        return None, (), "错位没有终点", not run.mark or not search.half
    if not run.leads:
        return None, (), "注音不在表内", True
    if run.ending == "lost":
        damaged = not run.mark or not search.half or _off(search)
        return None, (), "吞掉的字节带着内容", damaged
    ranked = search.ranked = search.candidates()
    found = tuple(s.text for s in ranked[:5])
    if run.mark:
        as_it_is = search.shown.translate(WIDEN) if search.half else search.shown
        as_it_is = INNER_ANNOTATION.sub("", as_it_is)
        own = search.words.weigh_all(search.left[-2:], as_it_is + ((run.after or "") + search.right)[:3])
        if not ranked:
            return None, (), "没有可证的原文", not search.half or _off(search)
        if own >= ranked[0].score:
            return None, found, "损坏与否难定", not search.half
    if not ranked:
        return None, (), "没有可证的原文", True
    best, text = ranked[0].score, ranked[0].text
    # All others together, and the character the text does not know at all.
    rivals = [s.score for s in ranked[1:]]
    if ranked[0].free:
        rivals.append(max(best, *rivals, -1e9) + search.words.novel())
    if run.after:
        # The swallowed byte may have been a digit of the text's own rather than the mark's.
        tail = ("0" + run.after + search.right)[:4]
        base = best - search.words.weigh_all((search.left + text)[-2:], (run.after + search.right)[:3])
        rivals.append(base + search.words.weigh_all((search.left + text)[-2:], tail))
    if not search.attested(ranked[0]):
        return None, found, "文中无旁证", True
    total = log(sum(exp(r - best) for r in rivals)) if rivals else -1e9
    head = bool(run.mark) and text[0] in MARKS and CHINESE.match(text[1:2]) is not None
    near = [s.score for s in ranked[1:] if (run.after and s.text[-1] != text[-1]) or (head and s.text[0] != text[0])][
        :1
    ]
    clear = -total >= MARGIN and all(best - score >= STRICT for score in near)
    if not clear and not search.elsewhere(ranked[:5]):
        return None, found, "几种原文难分高下", True
    return text, found, "错位已还原", True


def second_opinion(search: Search, wording: Wording) -> tuple[State, float] | None:
    """The original that the text's words and common words together prefer, and how far it lies before all others."""
    before, behind = search.around
    ranked = search.candidates() if search.ranked is None else search.ranked
    weighed = sorted(
        (
            (
                OWN * state.score
                + wording.likelihood(before[-REACH:] + state.text + behind)
                + _quoting(before, state.text),
                state,
            )
            for state in ranked
            if state.score > ranked[0].score - _HOPELESS
        ),
        key=lambda pair: (-pair[0], pair[1].text),
    )
    if not weighed:
        return None
    best, top = weighed[0]
    # Words that vanished make a text longer and by that alone less likely: they are given the benefit of the doubt.
    rivals = [weight + LONGER * (len(state.text) > len(top.text)) for weight, state in weighed[1:]]
    if search.run.after:
        # The swallowed byte may have been a digit of the text's own rather than the mark's.
        behind_top = (search.left + top.text)[-2:]
        tail = (search.run.after + search.right)[:3]
        more = search.words.weigh_all(behind_top, "0" + tail) - search.words.weigh_all(behind_top, tail)
        rivals.append(OWN * (top.score + more) + wording.likelihood(before[-REACH:] + top.text + "0" + behind))
    # A number is what must not be guessed.
    if any(top.text[at] in NUMERALS for at, _ in top.free):
        return None
    return top, best - _log_sum(rivals)


def _log_sum(values: list[float]) -> float:
    """Natural log of the sum of the exponentials, -inf for none."""
    if not values:
        return -inf
    most = max(values)
    return most + log(sum(exp(value - most) for value in values))


def _quoting(before: str, text: str) -> float:
    """What speaks for or against 。” behind an opened “: “三保” quotes a name, ：“…， … a sentence."""
    opened = before.rfind("“")
    if not text.startswith("。”") or opened < 0 or "”" in before[opened:]:
        return 0.0
    return -6.0 if len(before) - opened <= 4 else 2.0 if before[:opened].endswith(("：", "，", "。")) else 0.0


def _off(search: Search) -> bool:
    """Whether a run that starts with `?!` in half-width text reads like damage, not like the writer's own:
    most neighbours new to the text, and a character among them nobody uses."""
    shown = INNER_ANNOTATION.sub("", search.shown)[2:]
    pairs = [shown[i : i + 2] for i in range(len(shown) - 1)]
    new = sum(p not in search.words.pairs for p in pairs)
    known, common = search.words.single, everyday_characters()
    odd = any(c > "\x7f" and c not in known and c not in common for c in shown)
    return not pairs or (odd and new * 3 >= len(pairs) * 2)
