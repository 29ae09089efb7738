"""Siblings put into one skeleton (入句式): the aims and rotors each gets, and how well the set suits them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.bank.model import SLOT, ParallelSet, fill
from drafter.language.heads import is_doing, is_predicate, opens_with_verb
from drafter.language.late import late
from drafter.language.similar import bigrams
from drafter.language.standing import in_verbs
from drafter.language.verbs import OPENING_VERBS, runs_into
from drafter.plan.sibling import SAYING, Family, Sibling
from drafter.plan.values import is_by_rule, is_in_rhythm

_AIMS = {"要旨4": 4, "要旨6": 6, "要旨": 0}
LONGEST = 24
"""Headings longer than this lose points: they no longer fit one line of a speech outline."""
OF_ITS_OWN = 2.0
"""What a set loses for each point that is closed with what is done to another thing (聚焦疫木清理，把责任扛起来)."""
STRANGE = 0.6
"""What a set loses for each point of which a single word is said that goes with other points."""
HOLLOW = 1.2
"""What a set for the second level loses whose tails say nothing of the matter."""


ANSWERS = 0.5
"""What a set gains whose every heading turns the problem round that its point answers."""


def bend(entry: ParallelSet, siblings: Sequence[Sibling], taken: frozenset[str] = frozenset()) -> Family | None:
    """The siblings in the skeleton of `entry`, or None when one of them cannot stand in it."""
    fixed = [_closes(entry, sibling) for sibling in siblings]
    skeletons = [entry.last if own else entry.skeleton for own in fixed]
    for sibling, own in zip(siblings, fixed, strict=True):
        if own:
            continue
        if sibling.is_long or (entry.fits and sibling.kind not in entry.fits):
            return None
        stands = is_predicate(sibling.said) or in_verbs(sibling.name)
        if stands and not (_WHOLE.search(entry.skeleton) and "<要旨" in entry.skeleton):
            return None
        if sibling.kind == "动宾" and _VERB_BEFORE.search(entry.skeleton):
            return None
        if sibling.said.endswith(_NO_MEANS) and _HELD_AS.search(entry.skeleton):
            return None
        if sibling.said.endswith("工作") and _FOUGHT.search(entry.skeleton):
            return None
        if entry.skeleton.endswith("开展<主题>") and (
            _KEPT_UP.search(sibling.said) or is_in_rhythm(sibling.said) or is_by_rule(sibling.said)
        ):
            return None
        if not entry.skeleton.startswith("<主题>") and SAYING.match(sibling.said):
            return None
        if entry.lengths and len(sibling.said) not in entry.lengths and not sibling.safeguard:
            return None
    aims = _aims(skeletons, siblings, taken)
    if aims is None:
        return None
    rotors = _rotors(entry, siblings, skeletons, aims)
    if rotors is None:
        return None
    slots: list[dict[str, str]] = []
    headings: list[str] = []
    for sibling, skeleton, own_aims, rotor in zip(siblings, skeletons, aims, rotors, strict=True):
        filled = {"主题": sibling.said, **own_aims, **({"轮换": rotor} if rotor else {})}
        text = fill(skeleton, filled)
        if SLOT.search(text) or _stutters(text, sibling.said) or _collides(skeleton, filled):
            return None
        headings.append(text)
        slots.append({name: value for name, value in filled.items() if f"<{name}>" in skeleton})
    score, reason = _score(entry, siblings, headings, rotors)
    return Family(entry.id, tuple(headings), tuple(slots), score, reason, _strange(entry, siblings, rotors))


def _strange(entry: ParallelSet, siblings: Sequence[Sibling], rotors: Sequence[str]) -> int:
    """How many siblings have a rotor that is said of other matters and not of theirs (紧扣资料收集，激发内生动力)."""
    return sum(
        rotor in entry.affinity and not sibling.safeguard and liking_of(entry, rotor, sibling) == 0
        for sibling, rotor in zip(siblings, rotors, strict=True)
    )


_HELD_AS = late("以<主题>为|[把将]<主题>作为")
_NO_MEANS = ("重点", "难点", "焦点", "热点", "短板", "弱项", "问题")
"""What is dealt with, and can be neither 先导 nor 抓手 of anything (以审计监督重点为先导)."""
_WHOLE = late("(?:^|，)<主题>(?:，|$)")
"""Where a whole predicate may stand, by itself and with an aim of its own: 把火源管住，守牢底线, never 紧盯把火源管住."""
_KEPT_UP = late("(?:带班|值守|值班|推进|调度|包[保联抓]|通报|落实|统筹|领导|负责)$")
"""What is kept up, or led, and is nothing one 开展s (领导带班, 专班推进)."""
_VERB_BEFORE = late("(?:抓[好实住牢紧]?|抓紧抓实|做[实好]?|做深做实|开展|打好|健全|用好|提升|增强|推进|突出)<主题>")
"""A verb right before the point, one too many where that has its own (抓领会会议精神)."""
_FOUGHT = late("打[好赢响胜]<主题>")
"""What is fought for (供水攻坚战), which no 工作 is."""
_GOOD = late(
    "提质|增效|大梁|动力|动能|活力|成色|温度|后劲|闯新|先行|标杆|表率|先锋|走在前|贡献|佳绩|气象|示范|同行|探路|共识|特色|愁盼|口碑|加油|奋斗|抓手|基础工程|工作基础|更高标准|更优作风"
)
"""What comes of good things only, or is said of them: no ill is dealt with to 激发内生动力, none is a 抓手."""


def _closes(entry: ParallelSet, sibling: Sibling) -> bool:
    """True when the set has a wording of its own (末条) for this safeguard: one for 组织领导 does not suit 服务保障."""
    return sibling.safeguard and sibling.name in entry.last


def _aims(skeletons: Sequence[str], siblings: Sequence[Sibling], taken: frozenset[str]) -> list[dict[str, str]] | None:
    """For each sibling the aims its skeleton asks for: no word of the point repeated, no two siblings alike."""
    chosen: list[dict[str, str]] = []
    used_verbs: set[str] = set()
    used: set[str] = set(taken)
    fixed = "".join(skeletons)
    # <要旨> takes any length, but one length for all siblings that use it.
    lengths = _common_lengths([s for k, s in zip(skeletons, siblings, strict=True) if "<要旨>" in k])
    free = lengths[0] if lengths else 0
    for skeleton, sibling in zip(skeletons, siblings, strict=True):
        filled: dict[str, str] = {}
        for slot, length in _AIMS.items():
            if f"<{slot}>" not in skeleton:
                continue
            named = re.search(f"(?:[在把以从]|紧扣|着眼|围绕)<{slot}>|^<{slot}>，", skeleton) is not None
            bound = re.search(f"(?:<主题>[中要]?|全力|着力|必须)<{slot}>$|^<{slot}>，", skeleton) is not None
            wanted = length or free
            own = bigrams(sibling.said) | bigrams(skeleton)
            fitting = [
                aim
                for aim in sibling.aims
                if (len(aim) == wanted or not wanted)
                and aim not in used
                and aim not in fixed
                and "，" not in aim
                and not (named and (is_predicate(aim) or _NO_NOUN.search(aim)))
                and (not bound or is_doing(aim[:2]) or opens_with_verb(aim))
                and not (bigrams(aim) & own)
            ]
            fresh = [aim for aim in fitting if aim[:2] not in used_verbs and aim[-2:] not in used_verbs]
            if not fitting:
                return None
            aim = (fresh or fitting)[0]
            used.add(aim)
            used_verbs |= {aim[:2], aim[-2:]}
            filled[slot] = aim
        chosen.append(filled)
    return chosen


_NO_NOUN = late(
    "^(?:一[^律]..|[应能有无不遇逢凡召随先各令心言熟]...|再.再.|戒.戒.|[快稳]中..|(?:及时|始终|步步|处处|件件|事事|样样|人人|代代|环环|精益)..)$"
    "|^(?:.[不可必则即而于之其到往有无相].{2}|..[不可必则即而于之其得到在往有无相如].|..就[^业医]|.就[^业近医地].)$"
    "|^..(?:分明|顺畅|透明|充足|一致|可靠|牢固|舒适|耐用|并举|并重|兼顾|兼治|公正|真实|高效|见底|齐升|爽爽|好用|管用|清楚|价稳|质优|周到|利落)$"
)
"""Aims that are a saying or a clause of their own (心往一处, 有业可就): 在 … 上, and a verb after it, take what is done."""


def _common_lengths(siblings: Sequence[Sibling]) -> list[int]:
    if not siblings:
        return []
    shared = set.intersection(*({len(aim) for aim in sibling.aims if "，" not in aim} for sibling in siblings))
    return sorted(shared, key=lambda length: (abs(length - 6), length))


def _rotors(
    entry: ParallelSet, siblings: Sequence[Sibling], skeletons: Sequence[str], aims: Sequence[dict[str, str]]
) -> list[str] | None:
    """A rotor for each sibling that wants one ("" for the others); None when they do not go round.

    Pairs that like each other best come first, whoever they are; then the rest in the set's own order, a rotor some
    other point would have liked last. A rotor never repeats a word of its point or its aim.
    """
    wanting = [k for k, skeleton in enumerate(skeletons) if "<轮换>" in skeleton]
    if len(entry.rotors) < len(wanting):
        return None
    chosen = [""] * len(siblings)
    pairs = []
    for k in wanting:
        said, is_good = siblings[k].said, siblings[k].is_good
        taken = bigrams(said).union(*map(bigrams, aims[k].values()))
        for order, rotor in enumerate(entry.rotors):
            if not taken.isdisjoint(bigrams(rotor)) or (len(rotor) == 1 and rotor in said):
                continue
            if siblings[k].kind == "动宾" and len(rotor) > 1 and rotor[0] in said[:2]:
                # 守牢血液安全 is no 守底线: one verb is enough.
                continue
            if rotor[1:2] == "得" and rotor[0] in said:
                # 证照办理办得更好 stumbles.
                continue
            if not is_good and _GOOD.search(rotor):
                continue
            liking = liking_of(entry, rotor, siblings[k])
            neutral = 0.0 if liking else (0.1 if rotor not in entry.affinity else 0.0)
            pairs.append((-(liking + neutral), k, order, rotor))
    # What the wording of the safeguard itself has (让组织领导强起来) no other point has again.
    closing = "".join(skeletons[k] for k in range(len(siblings)) if k not in wanting)
    used = {rotor for rotor in entry.rotors if len(rotor) > 1 and rotor in closing}
    if len(entry.rotors) - len(used) < len(wanting):
        used = set()
    for weight, k, _, rotor in sorted(pairs):
        if weight < -0.5 and not chosen[k] and rotor not in used:
            chosen[k] = rotor
            used.add(rotor)
    for k in wanting:
        if not chosen[k] and siblings[k].said[2:3] == "即" and len(siblings[k].said) == 4:
            # 免申即享 is a clause of its own: it takes the predicate that is said of it, and no other.
            return None
        if not chosen[k]:
            left = sorted(pair for pair in pairs if pair[1] == k and pair[3] not in used)
            if not left:
                return None
            chosen[k] = left[0][3]
            used.add(chosen[k])
    return chosen


CURES = 0.9
"""How well a rotor suits a point that answers a problem of its kind: better than for a word inside, less than for an ending."""


def liking_of(entry: ParallelSet, rotor: str, sibling: Sibling) -> float:
    """How well a rotor suits a point: an ending beats a problem it cures, that a word inside; the longer the surer; 0 for
    indifference.

    A verb goes with the last word alone (建强平台, 推进平台对接), and so does what a whole point is said to come to
    (资金筹集 keeps no 底线).
    """
    best = 0.0
    if sibling.ills and any(word in ill for word in entry.cures.get(rotor, ()) for ill in sibling.ills):
        best = CURES
    liked = entry.affinity.get(rotor)
    if not liked:
        return best
    name = sibling.said
    verb = entry.skeleton.startswith("<轮换><主题>") or 1 in entry.levels
    for word in liked:
        if name.endswith(word):
            best = max(best, 1.0 + 0.1 * len(word))
        elif word in name and not verb:
            best = max(best, 0.6 + 0.05 * len(word))
    return best


_SEAM = late(r"(.?)<(要旨4|要旨6|要旨|主题|轮换)>(.?)")

_SIDE_BY_SIDE = late("<([^<>]+)>(?=<([^<>]+)>)")


def _collides(skeleton: str, filled: Mapping[str, str]) -> bool:
    """True when a filler meets the same character at a seam (乘势而上|上下功夫), or 在…上 holds one with 上 in it."""
    for match in _SEAM.finditer(skeleton):
        before, slot, after = match.groups()
        value = filled.get(slot, "")
        if value and (value[0] == before or value[-1] == after or (after == "上" and "上" in value)):
            return True
        if runs_into(before, value):
            return True
    # One slot right behind the other: <轮换><主题>.
    return any(runs_into(filled.get(one, ""), filled.get(two, "")) for one, two in _SIDE_BY_SIDE.findall(skeleton))


def _stutters(heading: str, name: str) -> bool:
    """True when the frame repeats a word next to the point: 加强加强领导, 工作工作, or the point's verb again."""
    if name[:2] in OPENING_VERBS and heading.replace(name, "", 1).count(name[:2]):
        return True
    tail = heading.split(name, 1)[-1]
    before = heading.split(name, 1)[0]
    return tail.startswith(name[-2:]) or before.endswith(name[:2]) or heading.count(name[-2:]) > name.count(name[-2:])


def _score(
    entry: ParallelSet, siblings: Sequence[Sibling], headings: Sequence[str], rotors: Sequence[str]
) -> tuple[float, str]:
    score, reasons = 0.0, []
    # The points' own lengths are the writer's; what the set adds to them should be even.
    own = {len(heading) - len(sibling.said) for heading, sibling in zip(headings, siblings, strict=True)}
    lengths = {len(heading) for heading in headings}
    if len(lengths) == 1:
        score += 1.0
        reasons.append("字数相等")
    elif len(own) > 1:
        score -= 0.15 * (max(own) - min(own))
    score -= 0.3 * max(0, max(lengths) - LONGEST)
    if any(slot in entry.skeleton for slot in ("<要旨4>", "<要旨6>", "<要旨>")):
        score += 1.5
        reasons.append("各有落点")
        cured = sum(
            any(aim in heading for aim, _ in each.cures) for each, heading in zip(siblings, headings, strict=True)
        )
        if cured:
            score += ANSWERS * cured / len(siblings)
            reasons.append("答问题")
    if entry.occasions:
        score += 0.5
        reasons.append("合场合")
    if entry.fits:
        score += 0.2 * (3 - len(entry.fits))
        reasons.append("合词性")
    wanting = [(sibling, rotor) for sibling, rotor in zip(siblings, rotors, strict=True) if rotor]
    likings = [liking_of(entry, rotor, sibling) for sibling, rotor in wanting]
    liked = sum(liking > 0 for liking in likings)
    if "<要旨" not in entry.skeleton and len(entry.affinity) * 2 >= len(entry.rotors):
        # Rotors that are this particular sound odd with a point none of them likes.
        score -= sum(
            (OF_ITS_OWN if rotor.startswith("把") else 1.0 if sibling.kind == "事物" else 0.5)
            for (sibling, rotor), liking in zip(wanting, likings, strict=True)
            # What is said of any matter (扎扎实实) is odd with none.
            if liking == 0 and (rotor in entry.affinity or 1 not in entry.levels)
        )
    if all(len(rotor) == 1 for rotor in entry.rotors) or (entry.rotors and entry.affinity.keys() >= set(entry.rotors)):
        # A single word is said of the point itself, and a set may have no word for just any matter: one that others
        # like is not true of it (议事协商要严, 树牢底线思维，抓实分类处置).
        score -= STRANGE * sum(
            rotor in entry.affinity and liking == 0 for (_, rotor), liking in zip(wanting, likings, strict=True)
        )
    hollow = sum(bool(_HOLLOW.search(rotor)) for _, rotor in wanting)
    if hollow and 1 not in entry.levels:
        score -= HOLLOW * hollow / len(wanting)
    if liked:
        score += 0.6 * liked / len(wanting)
        reasons.append("搭配相宜")
    if any(sibling.safeguard for sibling in siblings):
        score += 0.6 if any(_closes(entry, sibling) for sibling in siblings) else -0.3
    if entry.own:
        score += 0.8
        reasons.append("自己的短语库")
    if entry.evidence.mined:
        score += 0.2 * min(1.0, entry.evidence.speeches / 5)
        reasons.append(f"见于 {entry.evidence.speeches} 篇")
    return score, "、".join(reasons) or "可用"


_HOLLOW = late("不遗余力|凝心聚力|提质增效|做出特色|突出实效|抓出成效|落细落实|不减力度|持之以恒")
"""Tails that go with anything, and so tell nothing (空话)."""
