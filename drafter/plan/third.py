"""The third level (第三层): which phrases of the topics stand under a measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from functools import lru_cache

from drafter.bank.model import Topic
from drafter.language.late import late
from drafter.language.saying_little import STOCK
from drafter.language.similar import bigrams
from drafter.plan.draft import Draft, Point
from drafter.plan.measures import Heading
from drafter.records import Item, Origin

PHRASES = 3
"""Phrases of a third level at most."""
ALIKE = 2 / 3
"""A phrase that shares no word with its measure must share so many of its characters (劝导文明祭扫, 管祭祀火)."""


def third_level(draft: Draft, point: Point, measures: Sequence[tuple[str, Heading]]) -> list[tuple[Item, ...]]:
    """Phrases under each of the measures (node, measure) where one more level is wanted (第三层).

    Three each where every measure has three that are near it, else two. Where one has fewer all go without: a phrase
    far from it says nothing of it, gaps say nothing at all, and siblings are of one depth.
    """
    headings = [measure for _, measure in measures]
    pools = [_pool(draft, point, measure) for measure in headings]
    # What the whole meeting is about (普查) is in whatever is said there and ties no phrase to a measure.
    theme = bigrams(draft.values.filled.get("主题", "").removesuffix("工作"))
    shared = _shared_out(headings, pools, PHRASES, theme)
    if min(map(len, shared), default=0) < PHRASES:
        shared = _shared_out(headings, pools, PHRASES - 1, theme)
    if min(map(len, shared), default=0) < PHRASES - 1:
        draft.shallow.append(point.sibling.name)
        return [()] * len(measures)
    below = []
    for (node, measure), pool, phrases in zip(measures, pools, shared, strict=True):
        draft.used.lines |= set(phrases)
        phrases.sort(key=_in_order(measure))
        rivals = [
            (phrase, f"{topic.id}/短语", "主题的其他短语")
            for phrase, topic in pool.items()
            if phrases and phrase not in phrases and len(phrase) == len(phrases[0])
        ]
        found = [
            _third(draft, point, f"{node}/{k}", phrase, pool[phrase], rivals) for k, phrase in enumerate(phrases, 1)
        ]
        below.append(_as_chosen(draft, point, found))
    return below


def _third(
    draft: Draft, point: Point, node: str, text: str, topic: Topic, rivals: Sequence[tuple[str, str, str]]
) -> Item:
    origin = Origin("frame", f"{topic.id}/短语", "主题短语")
    return Item(node, point.level + 1, text, point.move, point.step, origin, alternatives=draft.alternatives(rivals))


def _pool(draft: Draft, point: Point, measure: Heading) -> dict[str, Topic]:
    """Phrases that may go under a measure, with their topic: its own topic's, the point's, the meeting's."""
    theme = draft.topics.theme.topic if draft.topics.theme else None
    found: dict[str, Topic] = {}
    for topic in (measure.line.topic, point.match.topic if point.match else None, theme):
        for phrase in topic.phrases if topic else ():
            if phrase not in draft.used.lines and phrase not in measure.text:
                found.setdefault(phrase, topic)  # type: ignore[arg-type]
    return found


def _shared_out(
    measures: Sequence[Heading], pools: Sequence[dict[str, Topic]], many: int, theme: Set[str]
) -> list[list[str]]:
    """Up to `many` phrases that are near it for each measure, none twice, those under one measure of one length.

    What has most in common comes first; then each pool's own order.
    """
    pairs = [
        (-near, order, at, phrase)
        for at, (measure, pool) in enumerate(zip(measures, pools, strict=True))
        for order, phrase in enumerate(_of_one_length(pool, measure, many, theme))
        if (near := _akin(phrase, measure, theme)) > 0
    ]
    ranked = [[phrase for _, _, at, phrase in sorted(pairs) if at == k] for k in range(len(measures))]
    shared: list[list[str]] = [[] for _ in measures]
    given: set[str] = set()
    # Those with the least to choose from choose first, or they would go without.
    for k in sorted(range(len(measures)), key=lambda k: (len(ranked[k]), k)):
        shared[k] = [phrase for phrase in ranked[k] if phrase not in given][:many]
        given |= set(shared[k])
    return shared


def _of_one_length(pool: Iterable[str], measure: Heading, many: int, theme: Set[str]) -> list[str]:
    """Those of the pool that are of the length which has most that are near the measure."""
    near: dict[int, list[float]] = {}
    for phrase in pool:
        near.setdefault(len(phrase), []).append(_akin(phrase, measure, theme))
    best = max(
        near, key=lambda n: (min(many, sum(a > 0 for a in near[n])), sum(sorted(near[n])[-many:]), -n), default=0
    )
    return [phrase for phrase in pool if len(phrase) == best]


_SINGLED_OUT = late("(?:异常|可疑|重点|高危|问题)(?:人员|对象|人群)|(?:标出|揪出|清退|盯住)[一-龥]*人")
_SEARCHED = late("排查|防控|筛查|管控|巡查|检查|整治|清退|监测")
_COMMON = late("解决|难题|机构|困难|协调|产品")
"""Words that a phrase and a line may share without being about one thing."""


def _akin(phrase: str, measure: Heading, theme: Set[str]) -> float:
    """How much a phrase has in common with a measure: words of its heading weigh most, then of its line, then characters.

    0 where they share neither a word nor two thirds of its characters: 发展林下种养 has nothing to do with 林长巡山.
    theme: words of what the whole meeting is about, which tie nothing.
    """
    if _SINGLED_OUT.search(phrase) and not _SEARCHED.search(measure.text):
        # Those who are cared for are nobody to be marked.
        return 0.0
    words, own = _said_by(phrase)
    words -= theme
    for word in theme:
        own = own.replace(word, "")
    # A line of gaps says nothing that a phrase could be near to.
    line = measure.line.text if measure.line.topic else ""
    shared = 2 * len(words & bigrams(measure.text)) + len(words & bigrams(line))
    characters = sum(character in measure.text or character in line for character in set(own))
    if not shared and (not own or characters < ALIKE * len(own)):
        return 0.0
    return (shared + 0.1 * characters) / len(phrase)


@lru_cache(maxsize=8192)
def _said_by(phrase: str) -> tuple[frozenset[str], str]:
    """The words of a phrase that are not everybody's, and all of it that is not."""
    return frozenset[str]().union(*map(bigrams, _COMMON.split(phrase))) - STOCK, _COMMON.sub("", phrase)


_STEPS = tuple(
    late(f"^(?:{verbs})")
    for verbs in (
        "摸清|摸排|调查|排查|普查|登记|征集|了解|走访|听取|研判|分析|梳理|盘点|统计|测算|收集|调研|论证|找准|查清|核清|查摆|评估(?=[需风])",
        "明确|确定|核[定准算]|制定|编制|编[细好写]|拟定|规划|划分|划定|划片|选[定准派择树育]|遴选|设计|细化|统一|健全|建立|成立|组建|筹[措建集]|申报|出台|修订|完善|界定|立项|锁定|列出|排[出定]|发动|动员|招募|培[育养]|引进|储备",
        "配[备齐强]|签订|发布|公布|公开|公示|培训|部署|下达|分解|对接|告知|印发|宣讲|张贴|落实(?=[资经责人])",
    )
)
_LATER = tuple(
    late(f"^(?:{verbs})")
    for verbs in (
        "对照|检查|督查|督导|巡查|抽查|跟踪|调度|监测|通报|监督|盯[紧住]",
        "验收|核验|核查|复查|复核|评估|评价|考核|兑现|结算|整改|清算|审计|测评|回访|销号",
        "展示|总结|推广|归档|表彰|评选|复盘|推介|复制|宣传(?=[成典])",
    )
)
"""How what is done first begins, step by step, and how what comes after the work itself does (工作的先后)."""


def _step(phrase: str) -> int:
    """Which step of the work a phrase is, by its verb: before 0 those that make ready, after 0 those that look back.

    >>> sorted(("展示阶段成果", "划分实施阶段", "铺设主管道", "摸清地块底数", "核验作业面积", "签订服务协议"), key=_step)
    ['摸清地块底数', '划分实施阶段', '签订服务协议', '铺设主管道', '核验作业面积', '展示阶段成果']
    """
    for steps, first in ((_STEPS, -len(_STEPS)), (_LATER, 1)):
        for step, verbs in enumerate(steps, first):
            if verbs.search(phrase):
                return step
    return 0


def _in_order(measure: Heading) -> Callable[[str], tuple[int, int]]:
    """The key that puts phrases in the order of the work, those of one step in that of the line they stand under."""
    line = measure.line.text if measure.line.topic else ""

    def key(phrase: str) -> tuple[int, int]:
        found = [at for pair in bigrams(phrase) - STOCK if (at := line.find(pair)) >= 0]
        return _step(phrase), max(found, default=len(line))

    return key


def _as_chosen(draft: Draft, point: Point, below: list[Item]) -> tuple[Item, ...]:
    """Items of the third level with the writer's own words in, those left out gone; none when one alone would stay."""
    kept: list[Item] = []
    for item in below:
        if draft.leaves_out(item.id):
            continue
        typed = draft.brief.chosen.get(item.id)
        kept.append(draft.own_line(item.id, item.level, typed, point.move, point.step) if typed else item)
    return tuple(kept) if len(kept) >= 2 else ()
