"""What a skeleton must be like to be a frame (合格的骨架): a visible list of small rules, each with a name.

A slot must be able to hold a phrase: something governs it on the left, and what follows on the right goes on from a
whole phrase. Parts of speech come from the dictionary; the closed lists are words of grammar.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from drafter.language.entities import mask
from drafter.language.heads import kind
from drafter.language.verbs import OPENING_VERBS
from drafter.language.words import FUNCTION_WORDS, tagged
from drafter.mine.skeleton import (
    ANNOUNCING,
    CALLED,
    COMMAS,
    ENDS,
    OPEN,
    PIVOTS,
    REST,
    Skeleton,
    clauses_of,
    known,
    matter,
    substance,
    weight,
)

LONGEST_RUN = 15
"""Chinese characters in a row a frame may keep; the contract's limit for text of others is below 20."""
MOST_SLOTS = 5
LEAST_MATTER = 4
"""Characters of fixed matter."""
LEAST_FIXED, LEAST_AROUND = 5, 8
"""Characters beside the one slot of a clause, and around it where they are a verb and a noun alone: fewer are a
collocation (加大…力度, 打造…营商环境), no formula."""
LEAST_SAID = 3
"""Characters between the slots of a frame that is no signal: <单位>召开<会议> is anything."""
FIXED = (5, 18)
"""Fewest and most characters of a frame without a slot."""

NO_START = frozenset(
    "的 （ 了 着 过 地 得 和 与 及 以及 而 并 并且 而且 且 也 又 等 、 ” ） 》 中 上 下 里 后 时 来 起来 性 化 们 之 所".split()
)
NO_END = frozenset(
    "的 地 和 与 及 以及 而 并 、 “ （ 《 在 把 向 对 为 以 从 由 将 被 让 使 更 最 很 不 要 进一步 不断 切实 就 都 是 总 各 该".split()
)

_NO_CLAUSE = NO_START - frozenset("而 并 并且 而且 且 也 又 以及 及".split())
_COMPLEMENTS = frozenset("好 出 到 成 起 了 着 过".split())
_GOVERNS = frozenset(
    "着 我 要 为 向 把 对 以 在 从 由 将 与 同 就 是 有 让 使 按照 围绕 根据 通过 结合 随着 的 到 给 了 于 关于 代表 报告 汇报 通报 部署 研究 总结 传达 来 必须 应 应当 一定 务必 能 会 能够 即 就是 希望 相信 我们 大家 请".split()
)
OPENS_PREDICATE = frozenset(
    "要 必须 应 应当 一定 务必 能 会 能够 一定要 大家 我们 希望 让我们 请 将 还要 都要 也要 就要".split()
)
_PREPOSITIONS = frozenset("对 为 向 把 以 在 由 从 将 用 同 与 就 被 让 使 给 关于".split())
_LOCAL = re.compile("(下|中|上|里|内|之际|之中|之下|之上|方面|过程|背景|基础|时候|形势|起)$")
_JOINING = frozenset("、 和 与 及 以及 等 之 们 性 化 型 者".split())
_DEPENDENT_STARTS = frozenset("在 随着 围绕 按照 根据 通过 为了 以 从 当 自 经过 针对 结合 面对 对于 关于 借".split())
_DEPENDENT_ENDS = tuple("下 中 上 时 后 前 来 之际 同时 基础 期间 以来 过程 时期 目的 方面 机会".split())
_NOT_DEPENDENT = ("起来", "而来", "下来", "上来", "下去")
_AFTER_THEME = frozenset("事业 队伍 领域 战线 系统 改革 建设 发展 制度 工作 水平 能力".split())
_NOMINAL = frozenset(
    "发展 建设 工作 要求 贡献 领导 管理 服务 改革 保障 监督 支持 创新 合作 保护 作用 问候 祝贺 感谢 敬意 发言 讲话 报告 汇报 部署 安排 意见 建议 努力 奋斗 影响 讨论".split()
)
_NOUN_TAGS = ("n", "vn", "an", "nr", "nz", "r", "m", "q", "t", "s")


class Grammar:
    """What the rules know of words: their parts of speech, looked up once a word, and which skeletons are signals."""

    def __init__(
        self,
        signals: frozenset[Skeleton] = frozenset(),
        nouns: frozenset[str] = frozenset(),
        verbs: frozenset[str] = frozenset(),
    ) -> None:
        """signals: beginnings of sentences that tell the step by themselves, however little they say: 总之，<…>.

        nouns, verbs: words the corpus uses as such, whatever the dictionary calls them.
        """
        self.signals = signals
        self.nouns = nouns
        self.verbs = verbs
        self.known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        tag = self.known.get(word)
        if tag is None:
            parts = tagged(word)
            tag = self.known[word] = parts[-1][1] if parts else "x"
        return tag

    def verb(self, word: str) -> bool:
        return (
            word in PIVOTS
            or word in self.verbs
            or (self(word)[0] in "vil" and self(word) != "vn")
            or word in OPENING_VERBS
        )

    def noun(self, word: str) -> bool:
        return (
            word in self.nouns
            or word in _NOMINAL
            or self(word).startswith(_NOUN_TAGS)
            or (self(word)[0] == "v" and kind(word) == "活动")
        )


Rule = Callable[[Skeleton, Grammar], bool]


def used_as(sentences: Iterable[Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Nouns: words that end a phrase after 的 twice or more (的成效，的需求。). Verbs: words after 要 进一步 … twice."""
    nouns: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for words in sentences:
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if before == "的":
                if after in _PHRASE_ENDS:
                    nouns[word] += 1
            elif before in _BEFORE_VERBS:
                verbs[word] += 1
    return _often(nouns), frozenset(word for word in _often(verbs) if tagged(word)[-1][1] not in _NO_VERBS)


def _often(seen: Counter[str]) -> frozenset[str]:
    return frozenset(
        word for word, number in seen.items() if number >= 2 and len(word) > 1 and word not in FUNCTION_WORDS
    )


_NO_VERBS = frozenset("n d ad a r m".split())
_PHRASE_ENDS = COMMAS | ENDS | {"、", "和", "的"}
_BEFORE_VERBS = frozenset("要 进一步 切实 不断 积极 着力 努力 必须 大力 继续 认真 充分".split())


def fault(skeleton: Skeleton, grammar: Grammar) -> str:
    """The name of the first rule the skeleton breaks; empty when it is well-formed."""
    return next((name for name, broken in _RULES if broken(skeleton, grammar)), "")


def dependent(clause: Skeleton) -> bool:
    """在…领导下, 借此机会: a clause that cannot stand without another behind it."""
    if clause[-1] == "<单位>" and "代表" in clause:
        return True
    if "就" in clause[:2] and ANNOUNCING.isdisjoint(clause):
        return True
    return (
        clause[-1].endswith(_DEPENDENT_ENDS)
        and not clause[-1].endswith(_NOT_DEPENDENT)
        and (clause[0] in _DEPENDENT_STARTS or clause[0] == OPEN or clause[0] in FUNCTION_WORDS or len(clause) <= 2)
    )


_FACT = re.compile(
    r"[0-9０-９A-Za-z□“”‘’《》（）]|[零〇一二两三四五六七八九十百千万亿]+(?:年|月|日|届|次全|大精神|万|亿|个|项|家)|今年|去年|明年"
)


def holds_fact(skeleton: Skeleton) -> bool:
    """True when its words name what belongs to one time or place: figures, quotations, names."""
    runs = re.split("<[^>]*>", "".join(skeleton).replace("党委（党组）", "党委"))
    return any(_FACT.search(run) or _names(run) for run in runs)


@lru_cache(maxsize=1 << 14)
def _names(run: str) -> bool:
    return bool(mask(run)[1])


# --- the rules ----------------------------------------------------------------------------------------


def _slots(skeleton: Skeleton, grammar: Grammar) -> bool:
    slots = [key for key in skeleton if key[0] == "<"]
    return len(slots) > MOST_SLOTS or slots.count("<主题>") > 1 or slots.count("<主题工作>") > 1


def _thin(skeleton: Skeleton, grammar: Grammar) -> bool:
    if skeleton in grammar.signals:
        return False
    if sum(len(key) for key in skeleton if key[0] != "<" and key not in COMMAS) < LEAST_SAID:
        return True
    weighed = substance(skeleton)
    pivot = any(key in PIVOTS for key in skeleton)
    opened = sum(key in (OPEN, REST) for key in skeleton)
    if not any(key[0] == "<" for key in skeleton):
        return weighed < LEAST_MATTER or not FIXED[0] <= len("".join(skeleton)) <= FIXED[1]
    return weighed < LEAST_MATTER - pivot or weighed < 2 * opened - pivot or matter(skeleton) < 2


def _collocation(skeleton: Skeleton, grammar: Grammar) -> bool:
    """加大<…>力度, 打造<…>营商环境, <…>责任重大: one clause with one open slot and hardly anything around it."""
    if skeleton in grammar.signals or skeleton[-1] == REST:
        return False
    clauses = clauses_of(skeleton)
    if len(clauses) > 1:
        # 创新<…>方式，拓展<…>领域: two of them are none, either.
        return PIVOTS.isdisjoint(skeleton) and all(_collocation(clause, grammar) for clause in clauses)
    slots = [key for key in skeleton if key[0] == "<"]
    words = [key for key in skeleton if key != OPEN]
    plain = OPEN not in (skeleton[0], skeleton[-1]) and all(
        (weight(key) and key not in PIVOTS) or key in _JOINING for key in words
    )
    return slots == [OPEN] and sum(map(len, words)) < (LEAST_AROUND if plain else LEAST_FIXED)


def _slogan(skeleton: Skeleton, grammar: Grammar) -> bool:
    """加强组织领导, 充分调动各方面的积极性和创造性: verb and object with nothing left open. A fixed sentence is a formula
    where somebody says it of himself or of his hearers (我完全赞同, 让我们共同努力), or as done (听了很受启发)."""
    return not any(key[0] == "<" or key in _SPOKEN for key in skeleton)


_SPOKEN = frozenset("我 我们 咱们 你们 您 大家 各位 同志们 请 让 谢谢 祝 祝愿 预祝 拜托 辛苦 了 过 很".split())


def _bare_verb(skeleton: Skeleton, grammar: Grammar) -> bool:
    """深入推进<…>: verbs and adverbs with everything else open say nothing."""
    if skeleton in grammar.signals:
        return False
    fixed = [key for key in skeleton if weight(key)]
    said = any(key in PIVOTS or (grammar.noun(key) and key not in OPENING_VERBS) for key in fixed)
    return not known(skeleton) and not said and skeleton[-1] == OPEN


def _edges(skeleton: Skeleton, grammar: Grammar) -> bool:
    clauses = clauses_of(skeleton)
    if not all(clauses) or clauses[0][0] in NO_START or any(clause[0] in _NO_CLAUSE for clause in clauses):
        return True
    # 是…的 ends a clause as it should.
    return any(clause[-1] in NO_END and not (clause[-1] == "的" and "是" in clause) for clause in clauses)


def _points_back(skeleton: Skeleton, grammar: Grammar) -> bool:
    """这是<…>的一件大事: what is meant stands in the sentence before and is another one every time."""
    return skeleton[0] in _POINTING or skeleton[0].removesuffix("是") in _POINTING


_POINTING = frozenset("这 这些 那 那些 此 它 它们 他 他们 她 她们 其".split())


def _long(skeleton: Skeleton, grammar: Grammar) -> bool:
    run = 0
    for key in skeleton:
        run = 0 if key[0] == "<" else run + len(re.sub(r"[^\u3400-\u9fff]", "", key))
        if run > LONGEST_RUN:
            return True
    return False


def _enumerates(skeleton: Skeleton, grammar: Grammar) -> bool:
    """A slot in a clause with 、 holds part of an enumeration."""
    return any(
        "、" in clause and OPEN in clause and clause.index(OPEN) > 0 and _near(clause)
        for clause in clauses_of(skeleton)
    )


def _near(clause: Skeleton) -> bool:
    return any(key in (OPEN, "<主题>") and "、" in clause[max(0, at - 3) : at + 4] for at, key in enumerate(clause))


def _verbless(skeleton: Skeleton, grammar: Grammar) -> bool:
    return skeleton[-1] != REST and not any(
        (len(key) > 1 or key in PIVOTS or key == "是") and (grammar.verb(key) or key in _VERBAL)
        for key in skeleton
        if key[0] != "<"
    )


_VERBAL = frozenset("代表 意义 强调 祝贺 感谢 问候 敬意 贡献 成绩 要求 希望 意见 讲话 光荣 重大 艰巨".split())


def _hanging(skeleton: Skeleton, grammar: Grammar) -> bool:
    """Ends with a clause that wants another behind it."""
    return dependent(clauses_of(skeleton)[-1])


def _slot(skeleton: Skeleton, grammar: Grammar) -> bool:
    return any(
        _open_slot(skeleton, at, grammar) if key == OPEN else _typed_slot(skeleton, at, grammar)
        for at, key in enumerate(skeleton)
        if key[0] == "<" and key != REST
    )


def _typed_slot(skeleton: Skeleton, at: int, grammar: Grammar) -> bool:
    key = skeleton[at]
    before = skeleton[at - 1] if at else ""
    after = skeleton[at + 1] if at + 1 < len(skeleton) else ""
    if key == "<数>":
        # 中央八项规定: a name, no count.
        return bool(before) and grammar(before).startswith("n")
    if OPEN in (before, after):
        return True
    if after in _JOINING or before in _JOINING:
        return True
    # A subject word before another noun is half a compound: <主题>关系.
    joined = key == "<主题>" and after and after not in COMMAS and after[0] != "<"
    if joined and grammar.noun(after) and after not in _AFTER_THEME:
        return True
    # 深入实施<主题>: fine; 新型<主题>, 世界<主题>: half a compound.
    return (
        bool(before) and before not in COMMAS and not before.startswith("<") and not _governs(skeleton, at - 1, grammar)
    )


def _governs(skeleton: Skeleton, at: int, grammar: Grammar) -> bool:
    """Whether skeleton[at] can take what follows as its object: a verb, a verb with its complement, a preposition."""
    word = skeleton[at]
    if at and skeleton[at - 1] == "<数>" and word == "点":
        return True
    if word in _COMPLEMENTS and at:
        word = skeleton[at - 1]
    return word in _GOVERNS or grammar.verb(word) or grammar(word).startswith("p")


def _open_slot(skeleton: Skeleton, at: int, grammar: Grammar) -> bool:
    """True when the open slot cannot hold a whole phrase between its neighbours."""
    before = skeleton[at - 1] if at else ""
    after = skeleton[at + 1] if at + 1 < len(skeleton) else ""
    if before.startswith("<") or after.startswith("<"):
        return True
    if after in _JOINING or before in _JOINING:
        return True
    heads = not before or before in COMMAS
    if heads and (not after or after in COMMAS):
        return False
    if heads:
        return _no_predicate(skeleton, at, grammar)
    if before in CALLED and at == 1:
        return after not in OPENS_PREDICATE
    if not _governs(skeleton, at - 1, grammar):
        return True
    if after == REST:
        return True
    if before in ("向", "对") and skeleton[at + 2 : at + 3] in (("致以",), ("表示",)):
        # 向<…>，致以崇高的敬意: the clause goes on behind the comma.
        return False
    if not after or after in COMMAS:
        # An object or a predicate ends the clause; a preposition alone with its object does not.
        return before in _PREPOSITIONS or before in _NOT_BEFORE_END or _as_noun(skeleton, at - 1, grammar)
    if before in OPENS_PREDICATE:
        return True
    if before in _PREPOSITIONS:
        if before in ("在", "从"):
            # 在<…>的正确领导下: the clause ends where the preposition does.
            end = next((n for n in range(at + 1, len(skeleton)) if skeleton[n] in COMMAS), len(skeleton))
            return not _LOCAL.search(skeleton[end - 1])
        if after == "的":
            return before == "就"
        return not (grammar.verb(after) or after in _PREPOSITIONS)
    if after == "的":
        return False
    if before == "的":
        return not grammar.noun(after)
    # Between a verb and what follows: its object's modifier.
    if before in ("代表",):
        return not grammar.verb(after) and after not in _PREPOSITIONS
    if grammar(after)[0] in "adfpcu" or (grammar.verb(after) and not grammar.noun(after)):
        return True
    # <…>时代形象的社会氛围: the slot ends inside a phrase.
    return "的" in skeleton[at + 2 : at + 5]


_NOT_BEFORE_END = frozenset("代表 的 强调 了 我 就是".split())


def _as_noun(skeleton: Skeleton, at: int, grammar: Grammar) -> bool:
    """Whether a noun of action stands behind a noun and so takes no object: 我地经济社会 发展 <…>."""
    before = skeleton[at - 1] if at else ""
    return skeleton[at] in _NOMINAL and before not in PIVOTS and grammar(before)[0] == "n" if before else False


def _no_predicate(skeleton: Skeleton, at: int, grammar: Grammar) -> bool:
    """True unless a predicate follows a slot that opens a clause: <…>取得明显成效, <…>责任重大."""
    rest = []
    for key in skeleton[at + 1 :]:
        if key in COMMAS:
            break
        rest.append(key)
    first, last = rest[0], rest[-1]
    if "、" in rest or _LOCAL.search(last):
        return True
    if first in _PREPOSITIONS:
        return not any(grammar.verb(key) and not grammar.noun(key) for key in rest[1:] if key[0] != "<")
    if "的" in rest[1:3] and rest[-1] != "的" and first != "是":
        # 相互促进的新发展格局: what follows belongs to a noun.
        return True
    if first == "是" or first in PIVOTS or (grammar.verb(first) and len(first) > 1 and len(rest) == 1):
        return False
    if len(rest) > 1 and grammar(first) == "v" and len(first) > 1:
        return False
    return not (len(rest) == 2 and grammar(last) in ("a", "nr", "nrt", "z", "ad", "an"))


def _fragment(skeleton: Skeleton, grammar: Grammar) -> bool:
    """表示<…>祝贺: half a formula whose beginning is missing."""
    last = clauses_of(skeleton)[-1]
    if last[0] in _ADDRESSING and skeleton[-1] != REST and not any(_does(key, grammar) for key in last[1:]):
        # 我代表<单位>，向<地区>各族人民: what is done to them is missing.
        return True
    return skeleton[-1] != REST and (
        skeleton[0] in ("表示", "致以", "作出", "作出了", "作了", "使", "为核心")
        or (skeleton[0] in _PREPOSITIONS and not any(_does(key, grammar) for key in skeleton[1:]))
    )


_ADDRESSING = frozenset("向 对 给 为 把 将".split())


def _does(key: str, grammar: Grammar) -> bool:
    """Whether a word is the verb of a clause that begins with a preposition."""
    return key[0] != "<" and (
        key in PIVOTS
        or key in OPENING_VERBS
        or ((grammar(key)[0] == "v" or key in grammar.verbs) and len(key) > 1 and key not in _NOMINAL)
    )


def _split(skeleton: Skeleton, grammar: Grammar) -> bool:
    """Halves of 把…起来, 以…为…: the one without the other."""
    text = "".join(skeleton)
    if re.search("<[^>]*>(起来|下去|出来)", text):
        return True
    return ("起来" in text and "把" not in text and OPEN in skeleton and ("结合" in text or "统一" in text)) or (
        bool(re.search("<[^>]*>为(?!了)", text))
        and not re.search("以[^，]*<[^>]*>为|把[^，]*<[^>]*>[^，]*为", text)
        and "为核心" in text
    )


_RULES: tuple[tuple[str, Rule], ...] = (
    ("slots", _slots),
    ("thin", _thin),
    ("slot", _slot),
    ("edges", _edges),
    ("points back", _points_back),
    ("verbless", _verbless),
    ("bare verb", _bare_verb),
    ("long", _long),
    ("hanging", _hanging),
    ("fragment", _fragment),
    ("split", _split),
    ("enumerates", _enumerates),
    ("collocation", _collocation),
    ("slogan", _slogan),
)
