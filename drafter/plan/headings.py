"""Bends the points of a brief into one family of parallel headings (排比标题).

What makes siblings parallel, in this order (genre rule 7): head type, number of clauses, words answering by
position, equal length. All siblings of a set share one skeleton, so the first three hold by construction; the
choice among sets is about fit: what the points are, which aims are known, occasion, length, variety.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drafter.bank.model import SLOT, Bank, ParallelSet, fill
from drafter.language.heads import Kind, is_clause, is_doing, is_predicate, kind, who_acts
from drafter.language.late import late
from drafter.language.restraints import restrains
from drafter.language.similar import bigrams
from drafter.language.troubles import as_task
from drafter.language.verbs import OPENING_VERBS, runs_into
from drafter.plan.values import LONGEST_NOUN, fits_verb, is_in_rhythm, verbs_for, verbs_of_others

_AIMS = {"要旨4": 4, "要旨6": 6, "要旨": 0}
LONGEST = 24
"""Headings longer than this lose points: they no longer fit one line of a speech outline."""
LONGEST_BENT = 12
"""Characters of the longest point that a set can put anything around."""
_SEVERAL = frozenset("，；：")
"""What a point of several clauses has between them."""


HEARD, MISFIT = 4.0, 1.0
"""What a set loses that was heard before, and for each verb that does not take its point."""
PLAIN, PLAIN_HEARD, UNEVEN = 1.4, 0.3, 0.3
"""What verb + point is worth under a point where each verb is the point's own; what it loses when heard before, and for
each character that the longest has more than the shortest."""
HOLLOW = 1.2
"""What a set for the second level loses whose tails say nothing of the matter."""
MIXED, MIXED_UNEVEN = 0.6, 0.1
"""The same where a verb that goes with anything stands before some of the points."""
OF_ITS_OWN = 2.0
"""What a set loses for each point that is closed with what is done to another thing (聚焦疫木清理，把责任扛起来)."""
STRANGE = 0.6
"""What a set loses for each point of which a single word is said that goes with other points."""
SAID = 2.2
"""What the writer's own verb-object phrases are worth as they stand: only a set that adds an aim to each says more."""


_HELD_DOWN = late(
    "流浪|收容|乞讨|散坟|乱葬|殡葬|治丧|禁(?:养|渔|捕|猎|燃|放|烧|伐|种|限|毒|火|区)|不文明|违(?:法|规|章|建|禁|停)|失信|病死|废弃|废旧|入侵|疫(?!苗)|涝|逃费|欠费"
)
"""What is dealt with, or kept in bounds, however it is put: it brings no 动能 and is no 强项."""


@dataclass(frozen=True)
class Sibling:
    """One point to be made a heading (同级要点). What is asked of it for every set there is, is worked out once."""

    name: str
    aims: tuple[str, ...] = ()
    safeguard: bool = False
    spare: tuple[str, ...] = ()
    """Aims in more general terms, for a set that the writer names and that its own do not suit."""
    ills: tuple[str, ...] = ()
    """The problems of the brief that the point answers."""
    as_a_name: bool = False
    """True for a short verb-object point that is to stand as the name of what is done (聚焦统筹施工)."""

    @cached_property
    def said(self) -> str:
        """The point as it stands in a heading: one that names an ill as what is done about it (治理工地扬尘)."""
        return as_task(self.name) or self.name

    @cached_property
    def kind(self) -> Kind:
        if self.as_a_name:
            return "活动"
        return "动宾" if self.said != self.name else kind(self.name)

    @cached_property
    def is_good(self) -> bool:
        """Whether the point names something that is to thrive: no ill, nothing to be cut, no predicate that says all there is."""
        return (
            self.said == self.name
            and not is_predicate(self.name)
            and not restrains(self.name)
            and not _HELD_DOWN.search(self.name)
        )

    @cached_property
    def is_long(self) -> bool:
        """Whether a point says so much already that nothing more goes around it (推行楼栋长制度，一户一户做工作 …管长远)."""
        return not self.safeguard and (len(self.said) > LONGEST_BENT or not _SEVERAL.isdisjoint(self.said))


@dataclass(frozen=True, slots=True)
class Family:
    """Siblings bent into one skeleton (一组标题)."""

    ref: str
    """Id of the parallel set; 并列动宾 for the plain fallback."""
    headings: tuple[str, ...]
    slots: tuple[dict[str, str], ...]
    score: float
    reason: str
    strange: int = 0
    """Siblings that got a rotor which is for other matters, in a set that says nothing else of them."""


def bends(
    bank: Bank, siblings: tuple[Sibling, ...], level: int, occasion: str, rank: str, taken: frozenset[str]
) -> tuple[Family, ...]:
    """Every set of the bank that can hold the siblings, in the bank's order. taken: aims used elsewhere."""
    found = []
    for entry in bank.sets:
        if level not in entry.levels or not entry.reviewed:
            continue
        if (entry.occasions and occasion not in entry.occasions) or (entry.ranks and rank not in entry.ranks):
            continue
        family = bend(entry, siblings, taken)
        if family is not None:
            found.append(family)
    return tuple(found)


def rank_families(
    bank: Bank,
    siblings: Sequence[Sibling],
    bent: Sequence[Family],
    avoid: frozenset[str] = frozenset(),
    level: int = 1,
) -> list[Family]:
    """The siblings bent into sets, best first; the plain fallback is last, save where its verbs are the points' own.

    bent: see `bends`. avoid: ids and wordings of sets used elsewhere in this outline.
    """
    sets = {entry.id: entry for entry in bank.sets}
    found = []
    wrong = [_wrong_verbs(bank, sibling) for sibling in siblings]
    for family in bent:
        heard = family.ref in avoid or wording(sets[family.ref].skeleton) in avoid
        loss = MISFIT * _misfits(siblings, family, wrong) + (HEARD if heard else 0.0)
        if level > 1:
            loss += HOLLOW * _at_random(sets[family.ref], siblings, family)
        found.append(replace(family, score=family.score - loss) if loss else family)
    last = plain(bank, siblings, level)
    if mixed(siblings):
        # What has a verb of its own is no noun to be put into a set: the others come to it.
        last = replace(last, score=SAID, reason=_why_plain(bank, siblings, last))
        found.sort(key=lambda family: (-family.score, family.ref))
        return [last, *found]
    if level > 1 and _collocated(bank, siblings, last):
        # Each with the verb that is its own: under a point this is as good a set as any.
        lengths = [len(heading) for heading in last.headings]
        said = _as_said(siblings)
        score = (SAID if said else PLAIN) - UNEVEN * (max(lengths) - min(lengths))
        score -= PLAIN_HEARD if last.ref in avoid and not said else 0.0
        last = replace(last, score=score, reason="动词与名词相配")
        found.append(last)
    elif level > 1:
        # Each with a verb that goes with anything says more than a tail that does (水费收缴抓在经常).
        lengths = [len(heading) for heading in last.headings]
        score = MIXED - MIXED_UNEVEN * (max(lengths) - min(lengths)) - (PLAIN_HEARD if last.ref in avoid else 0.0)
        last = replace(last, score=score, reason="都作动宾")
        found.append(last)
    found.sort(key=lambda family: (-family.score, family.ref))
    # Two sets that give the same headings are one choice.
    distinct = {family.headings: family for family in reversed(found)}
    ranked = [family for family in found if distinct[family.headings] is family]
    ranked = ranked if last in ranked else [*ranked, last]
    if level == 1 and ranked[0].strange > 1 and len({heading[:2] for heading in last.headings}) == len(siblings):
        # No set says something of each: a verb of its own before each point says more than another's tail.
        last = replace(last, reason="没有合适的排比句式能容下全部要点，每条用自己的动词")
        ranked = [last, *(family for family in ranked if family.ref != last.ref)]
    return ranked


def _verb_before(heading: str, name: str) -> str:
    """The two characters a heading has right before the point."""
    return heading.partition(name)[0][-2:]


def _misfits(siblings: Sequence[Sibling], family: Family, wrong: Sequence[frozenset[str]]) -> int:
    """How many things stand after a verb that does not take them (抓好维修资金). wrong: for each sibling those verbs."""
    return sum(
        _verb_before(heading, sibling.said) in verbs
        for sibling, heading, verbs in zip(siblings, family.headings, wrong, strict=True)
    )


def _at_random(entry: ParallelSet, siblings: Sequence[Sibling], family: Family) -> float:
    """Share of the siblings with a tail that has nothing to do with them (教育投入抓在经常), 0 to 1.

    A verb before the point, and a tail beside an aim of its own, say what they say of any point.
    """
    if "<轮换>" not in entry.skeleton.partition("<主题>")[2] or "<要旨" in entry.skeleton or not entry.affinity:
        return 0.0
    strange = [
        not _liking(entry, slots.get("轮换", ""), sibling)
        for sibling, slots in zip(siblings, family.slots, strict=True)
    ]
    return sum(strange) / len(strange)


def _wrong_verbs(bank: Bank, sibling: Sibling) -> frozenset[str]:
    """Verbs of the bank that do not take the sibling; none for a doing, which can always be 抓好."""
    return verbs_of_others(sibling.said, bank) if sibling.kind == "事物" else frozenset()


def _collocated(bank: Bank, siblings: Sequence[Sibling], family: Family) -> bool:
    """Whether each of the plain headings has a verb of its own that takes its point, or is a verb-object phrase."""
    if _as_said(siblings):
        return True
    verbs = [heading[:2] for heading in family.headings]
    return len(set(verbs)) == len(verbs) and all(
        sibling.kind == "动宾" or fits_verb(verb, sibling.said, bank)
        for sibling, verb in zip(siblings, verbs, strict=True)
    )


_RHYMED = late("^(.)(?!\\1).\\1.$")
"""A saying of two like halves (快查快处), which 做到 goes before, beside points that have a verb of their own."""
KEEP_TO = "做到"


def _kept_to(sibling: Sibling) -> bool:
    """Whether a point is such a saying: a doing (快查快处), no two things (良种良法), none that begins a heading itself."""
    said = sibling.said
    return bool(_RHYMED.match(said)) and is_predicate(said) and not _SAYING.match(said)


def _as_said(siblings: Sequence[Sibling]) -> bool:
    """Whether the points stand as they are: all of them verb-object phrases, or one of them a clause of its own.

    应收尽收, 优惠落地, 严查偷逃: beside a saying those as long as it is are as parallel without a verb.
    """
    if any(
        is_clause(sibling.said) or who_acts(sibling.said) or (sibling.is_long and sibling.kind != "动宾")
        for sibling in siblings
    ):
        # What is a clause of its own takes no verb; beside it a verb would be one too many, too.
        return True
    kinds = {"动宾" if _is_two_doings(sibling) else _kind_in_heading(sibling) for sibling in siblings}
    if kinds == {"动宾"} and (
        len({len(sibling.said) for sibling in siblings}) == 1 or not any(map(_is_two_doings, siblings))
    ):
        return True
    saying = any(is_predicate(sibling.said) and not _kept_to(sibling) for sibling in siblings)
    return saying and len({len(sibling.said) for sibling in siblings}) == 1


def _is_two_doings(sibling: Sibling) -> bool:
    """Whether a point is two doings side by side (关爱激励): as parallel to a verb with its object as another is."""
    said = sibling.said
    return sibling.kind == "活动" and len(said) == 4 and is_doing(said[:2]) and is_doing(said[2:])


def _kind_in_heading(sibling: Sibling) -> Kind:
    return "事物" if _kept_to(sibling) else sibling.kind


def mixed(siblings: Sequence[Sibling]) -> bool:
    """Whether some points have a verb of their own, not one that an ill is given, and others none (压减会议, 服务质量)."""
    points = [sibling for sibling in siblings if not sibling.safeguard]
    own = [_kind_in_heading(sibling) == "动宾" and sibling.said == sibling.name for sibling in points]
    return any(own) and not all(own) and not _as_said(siblings)


def _why_plain(bank: Bank, siblings: Sequence[Sibling], family: Family) -> str:
    """Why points of which some have a verb stand as they do, in Chinese."""
    if without_verb(bank, siblings):
        return family.reason
    return "动词与名词相配" if _collocated(bank, siblings, family) else "都作动宾"


def without_verb(bank: Bank, siblings: Sequence[Sibling]) -> tuple[str, ...]:
    """Of points beside such as have a verb of their own those that have none and that the bank knows none for."""
    if not mixed(siblings):
        return ()
    return tuple(
        sibling.said
        for sibling in siblings
        if sibling.kind == "事物"
        and not _kept_to(sibling)
        and not any(fits_verb(verb, sibling.said, bank) for verb in verbs_for(sibling.said, bank))
    )


LENT = ("突出", "注重")
"""Verbs that go before any matter called by a set phrase (突出仁心仁术), one each."""


def _is_a_saying(point: str) -> bool:
    """Whether a point is a set phrase of four characters (城乡同质), the name of no thing that could be 用好 or 管好."""
    return len(point) == 4 and not is_predicate(point) and _SEVERAL.isdisjoint(point)


def unaided(bank: Bank, siblings: Sequence[Sibling], level: int) -> tuple[str, ...]:
    """Of the points that the bank knows no verb for those that stand without one, since none is lent to them."""
    bare = without_verb(bank, siblings)
    lent = [name for name in bare if _is_a_saying(name)][: len(LENT)] if level == 1 else []
    return tuple(name for name in bare if name not in lent)


def wording(skeleton: str) -> str:
    """The literal words of a skeleton: two sets with the same ones sound the same (重在 at both levels)."""
    return SLOT.sub("", skeleton)


def bend(entry: ParallelSet, siblings: Sequence[Sibling], taken: frozenset[str] = frozenset()) -> Family | None:
    """The siblings in the skeleton of `entry`, or None when one of them cannot stand in it."""
    fixed = [_closes(entry, sibling) for sibling in siblings]
    skeletons = [entry.last if own else entry.skeleton for own in fixed]
    for sibling, own in zip(siblings, fixed, strict=True):
        if own:
            continue
        if sibling.is_long or (entry.fits and sibling.kind not in entry.fits):
            return None
        if is_predicate(sibling.said) and not (_WHOLE.search(entry.skeleton) and "<要旨" in entry.skeleton):
            return None
        if sibling.said.endswith(_NO_MEANS) and _HELD_AS.search(entry.skeleton):
            return None
        if sibling.said.endswith("工作") and _FOUGHT.search(entry.skeleton):
            return None
        if entry.skeleton.endswith("开展<主题>") and (_KEPT_UP.search(sibling.said) or is_in_rhythm(sibling.said)):
            return None
        if not entry.skeleton.startswith("<主题>") and _SAYING.match(sibling.said):
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
    if "<要旨" in entry.skeleton:
        return 0
    return sum(
        rotor in entry.affinity and not sibling.safeguard and _liking(entry, rotor, sibling) == 0
        for sibling, rotor in zip(siblings, rotors, strict=True)
    )


_HELD_AS = late("以<主题>为|[把将]<主题>作为")
_NO_MEANS = ("重点", "难点", "焦点", "热点", "短板", "弱项", "问题")
"""What is dealt with, and can be neither 先导 nor 抓手 of anything (以审计监督重点为先导)."""
_WHOLE = late("(?:^|，)<主题>(?:，|$)")
"""Where a whole predicate may stand, by itself and with an aim of its own: 把火源管住，守牢底线, never 紧盯把火源管住."""
_KEPT_UP = late("(?:带班|值守|值班|推进|调度|包[保联抓]|通报|落实|统筹|领导|负责)$")
"""What is kept up, or led, and is nothing one 开展s (领导带班, 专班推进)."""
_FOUGHT = late("打[好赢响胜]<主题>")
"""What is fought for (供水攻坚战), which no 工作 is."""
_SAYING = late("^(?:再.再.|善作善成|驰而不息|久久为功)$")
"""A saying (再接再厉), which begins a heading and is nobody's object."""
_GOOD = late(
    "提质|增效|大梁|动力|动能|活力|成色|温度|后劲|闯新|先行|标杆|表率|先锋|走在前|贡献|佳绩|气象|示范|同行|探路|共识|特色|愁盼|口碑|加油|奋斗|抓手|基础工程|更高标准|更优作风"
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
            named = re.search(f"(?:[在把以从]|紧扣|着眼|围绕)<{slot}>", skeleton) is not None
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
    "|^..(?:分明|顺畅|透明|充足|一致|可靠|牢固|舒适|耐用|并举|并重|兼顾|兼治|公正|真实|高效|见底|齐升|爽爽|好用|管用)$"
)
"""Aims that are a saying or a clause of their own (心往一处, 有业可就): 在 … 上 takes what is done, or a noun."""


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
            if not is_good and _GOOD.search(rotor):
                continue
            liking = _liking(entry, rotor, siblings[k])
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


def _liking(entry: ParallelSet, rotor: str, sibling: Sibling) -> float:
    """How well a rotor suits a point: an ending beats a problem it cures, that a word inside; the longer the surer; 0 for
    indifference.

    A verb goes with the last word alone (建强平台, 推进平台对接).
    """
    best = 0.0
    if sibling.ills and any(word in ill for word in entry.cures.get(rotor, ()) for ill in sibling.ills):
        best = CURES
    liked = entry.affinity.get(rotor)
    if not liked:
        return best
    name = sibling.said
    verb = entry.skeleton.startswith("<轮换><主题>")
    for word in liked:
        if name.endswith(word):
            best = max(best, 1.0 + 0.1 * len(word))
        elif word in name and not verb:
            best = max(best, 0.6 + 0.05 * len(word))
    return best


_SEAM = late(r"(.?)<(要旨4|要旨6|要旨|主题|轮换)>(.?)")


def _collides(skeleton: str, filled: Mapping[str, str]) -> bool:
    """True when a filler meets the same character at a seam (乘势而上|上下功夫), or 在…上 holds one with 上 in it."""
    for match in _SEAM.finditer(skeleton):
        before, slot, after = match.groups()
        value = filled.get(slot, "")
        if value and (value[0] == before or value[-1] == after or (after == "上" and "上" in value)):
            return True
        if runs_into(before, value):
            return True
    return False


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
    if entry.occasions:
        score += 0.5
        reasons.append("合场合")
    if entry.fits:
        score += 0.2 * (3 - len(entry.fits))
        reasons.append("合词性")
    wanting = [(sibling, rotor) for sibling, rotor in zip(siblings, rotors, strict=True) if rotor]
    likings = [_liking(entry, rotor, sibling) for sibling, rotor in wanting]
    liked = sum(liking > 0 for liking in likings)
    if "<要旨" not in entry.skeleton and len(entry.affinity) * 2 >= len(entry.rotors):
        # Rotors that are this particular sound odd with a point none of them likes.
        score -= sum(
            (OF_ITS_OWN if rotor.startswith("把") else 1.0 if sibling.kind == "事物" else 0.5) * (liking == 0)
            for (sibling, rotor), liking in zip(wanting, likings, strict=True)
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
_RESULTS = frozenset("好实牢细强住优活准密紧")
"""How a verb with its result ends (用好, 抓实); next to it 坚持 or 开展 is another build."""


def _alike(bank: Bank, siblings: Sequence[Sibling]) -> bool | None:
    """Whether all points can have a verb with its result (True), or all one without (False); None where neither."""
    for wanted in (False, True):
        if all(
            (sibling.said[1] in _RESULTS) is wanted
            if sibling.kind == "动宾"
            else any((verb[-1] in _RESULTS) is wanted for verb in _own_verbs(bank, sibling.said))
            for sibling in siblings
        ):
            return wanted
    return None


def _own_verbs(bank: Bank, name: str) -> list[str]:
    return [verb for verb in verbs_for(name, bank) if fits_verb(verb, name, bank) is not False]


def plain(bank: Bank, siblings: Sequence[Sibling], level: int = 1) -> Family:
    """Verb + point for each, no verb twice while others are left; a verb-object point stands as it is (并列动宾)."""
    used: set[str] = set()
    headings = [sibling.said for sibling in siblings]
    if _as_said(siblings):
        return Family("并列动宾", tuple(headings), tuple({} for _ in siblings), -9.0, "照简要的写法")
    bare = without_verb(bank, siblings)
    # Beside points with a verb of their own a name that no verb is known for takes one that goes before any name.
    lent = dict(zip((name for name in bare if _is_a_saying(name)), LENT if level == 1 else (), strict=False))
    bare = tuple(name for name in bare if name not in lent)
    alike = _alike(bank, [sibling for sibling in siblings if sibling.said not in bare])
    # The safeguard first: its verb does not hang on what the points are.
    for k, sibling in sorted(enumerate(siblings), key=lambda pair: not pair[1].safeguard):
        if _kept_to(sibling) and KEEP_TO not in used:
            used.add(KEEP_TO)
            headings[k] = KEEP_TO + sibling.said
            continue
        if sibling.kind == "动宾" or sibling.said in bare or (bare and len(sibling.said) > LONGEST_NOUN):
            # One that no verb is known for stands as it is; the others need not go without theirs for that.
            continue
        if sibling.said in lent:
            headings[k] = lent[sibling.said] + sibling.said
            continue
        verbs = verbs_for(sibling.said, bank) or ("抓好",)
        if alike is not None:
            verbs = tuple(sorted(verbs, key=lambda verb: (verb[-1] in _RESULTS) is not alike))
        fresh = [verb for verb in verbs if verb not in used and verb not in sibling.said] or verbs[:1]
        # 优化优质服务, 抓好…抓总 stumble: a verb with a character of the point comes last.
        apart = [verb for verb in fresh if not runs_into(verb, sibling.said)] or fresh
        verb = next((verb for verb in apart if not set(verb) & set(sibling.said)), apart[0])
        used.add(verb)
        headings[k] = verb + sibling.said
    reason = "有的没有相配的动词，照简要的写法" if bare else "没有更合适的句式，用并列动宾"
    return Family("并列动宾", tuple(headings), tuple({} for _ in siblings), -9.0, reason)
