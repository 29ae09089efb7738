"""What kind of trouble a problem is, and what answers trouble of that kind (问题的类别与对策的路数).

What the tables of `trouble_kinds` say of a problem and of what is done about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from drafter.language.compiled import compiled
from drafter.language.late import late
from drafter.language.trouble_kinds import BY_WORD, KINDS


@cache
def _read(pattern: str) -> Callable[[str], object]:
    """What finds a pattern in a text. Most are words alone, $ where one must end it: to compile those takes longer than
    to look for them."""
    if "(" in pattern or "[" in pattern:
        return compiled(pattern).search
    words = pattern.split("|")
    return lambda text: any(text.endswith(word[:-1]) if word[-1] == "$" else word in text for word in words)


def _is(pattern: str, text: str) -> bool:
    # Read when first asked for: a brief without problems asks for none.
    return bool(_read(pattern)(text))


_CAPITAL = late(
    "(?:引导|吸引|鼓励|支持|撬动|动员|发动|引入)?(?:社会|民间|民营|工商|金融|国有)(?:资本|资金)(?:[^，、]{0,4}(?:参与|投入|进入))?"
)
"""Capital that is led to take part (引导社会资本参与): money, nobody who would have to be won over."""


_ANYHOW = ("频发", "偏低")
"""Kinds told by a word alone that hold whatever is done about them."""


@lru_cache(maxsize=256)  # a problem is held against every line of many groups
def kinds_of(problem: str) -> tuple[str, ...]:
    """The kinds of trouble a problem is, what it says is wrong before what only a word in it tells.

    >>> kinds_of("有9个项目至今没有开工"), kinds_of("后生不肯学"), kinds_of("猫咪领养率忽上忽下")
    (('未动',), ('后继', '不愿'), ())
    """
    return tuple(name for name, trouble, _ in (*KINDS, *BY_WORD) if _is(trouble, problem))


@lru_cache(maxsize=256)
def _remedies(problem: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Patterns of the remedies a problem asks for: by what it says is wrong, and by a word in it alone."""
    first, then = (tuple(remedy for _, trouble, remedy in kinds if _is(trouble, problem)) for kinds in (KINDS, BY_WORD))
    return first, then


@lru_cache(maxsize=4096)  # a problem is held against the same lines for every point
def asks_for(problem: str, wording: str) -> bool:
    """Whether a wording names the kind of remedy a problem asks for: what is late wants 倒排工期, what is shirked 督查.

    >>> asks_for("部分项目开工晚", "倒排工期"), asks_for("部分项目开工晚", "典型曝光")
    (True, False)
    >>> asks_for("班主任负担偏重", "减轻教师负担"), asks_for("招工难", "用工保障")
    (True, True)
    >>> asks_for("雨水箅子清掏不及时", "双周调度"), asks_for("雨水箅子清掏不及时", "汛前清淤")
    (False, True)
    >>> asks_for("居民意见统一难", "引导社会资本参与"), asks_for("建设资金缺口大", "引导社会资本参与")
    (False, True)
    >>> asks_for("技术人才招不来", "支持企业引才"), asks_for("社会上重学历轻技能", "讲好成才故事")
    (True, True)
    >>> asks_for("部门信息系统不通", "信息互联互通"), asks_for("雨污混流突出", "分流改造")
    (True, True)
    >>> asks_for("群众嫌缴费标准高", "算清缴费账"), asks_for("部分居民观望", "宣传发动"), asks_for("地块零碎没人愿意接", "土地流转")
    (True, True, True)
    >>> asks_for("冬春血液偏紧", "季节性缺血预案"), asks_for("冬春血液偏紧", "血液安全"), asks_for("有的村没有上门", "逐户走访")
    (True, False, True)
    >>> asks_for("住户认不出、不会分", "宣传发动"), asks_for("机手不会用新机具", "组织领导")
    (True, False)
    >>> asks_for("散养户底数不清", "逐户登记散养户"), asks_for("散养户底数不清", "早晚巡查")
    (True, False)
    """
    return answer_of(problem, wording) > 0


_OF_ANY_MATTER = frozenset(("违规", "一阵风", "抱怨", "耗时", "脏乱", "病险"))
"""Kinds of trouble there are in any matter, mended there in any way: which matter it is says more."""
FIRST, OTHER, ASIDE = 1.0, 0.9, 0.5
"""How well a wording answers a problem: by the first kind of trouble it is, by another, by a word beside what is wrong."""


@lru_cache(maxsize=4096)
def answer_of(problem: str, wording: str) -> float:
    """How well what a wording does answers the kind of trouble a problem is, 0 for not at all to 1.

    Money that is not put to work asks for a start, and only then for a look after the money:

    >>> told = "拨了款的村至今没有开工"
    >>> answer_of(told, "倒排工期"), answer_of("管护机制不健全", "健全制度"), answer_of(told, "表彰先进")
    (1.0, 0.9, 0.0)
    """
    wording = _CAPITAL.sub("资金", wording)
    by_fault, by_word = _remedies(problem)
    hit = [k for k, remedy in enumerate(by_fault) if _is(remedy, wording)]
    if hit:
        return FIRST if hit[0] == 0 and kinds_of(problem)[0] not in _OF_ANY_MATTER else OTHER
    return (ASIDE if by_fault else OTHER) if any(_is(remedy, wording) for remedy in by_word) else 0.0


def kind_answered(problem: str, wordings: Sequence[str]) -> str:
    """The kind of trouble a problem is as far as that is sure: what one of the wordings mends; "" where it is in doubt.

    Several kinds joined by 、 where the clauses of a problem are of one each: what cures one of them is half a cure. What no
    wording mends is sure only where it is of one kind, and there is but one wording, so that no other remedy is told.

    >>> kind_answered("会修表的老师傅少、后生不肯学", ["师徒结对"]), kind_answered("猫咪领养率忽上忽下", ["建站"])
    ('后继', '')
    >>> kind_answered("渡口杂物乱堆，船主来回推诿", ["清理杂物", "联席会商"]), kind_answered("店面千篇一律", ["消防", "保洁"])
    ('脏乱、各管各', '')
    """
    said = [_CAPITAL.sub("资金", wording) for wording in wordings]
    told = [(name, remedy) for name, trouble, remedy in (*KINDS, *BY_WORD) if _is(trouble, problem)]
    mended = [name for name, remedy in told if any(_is(remedy, wording) for wording in said)]
    clauses = [names for clause in _CLAUSES.split(problem) if (names := _faults(clause))]
    if mended and len(clauses) > 1 and not frozenset(clauses[0]).intersection(*clauses[1:]):
        return "、".join(dict.fromkeys(names[0] for names in clauses))
    if mended:
        return mended[0]
    fault = _faults(problem)
    if len(fault) == 1 and len(said) == 1:
        return fault[0]
    return next((name for name, _ in told if name in _ANYHOW), "") if not fault else ""


_CLAUSES = late("[，；]")


@lru_cache(maxsize=512)
def _faults(text: str) -> tuple[str, ...]:
    """The kinds of trouble that a text tells by what is wrong."""
    return tuple(name for name, trouble, _ in KINDS if _is(trouble, text))


_TOO_LITTLE = late(
    "偏紧|人手(?:偏?紧|少|不够)|力量(?:偏?紧|吃紧)|紧缺|短缺|吃紧|告急|缺口|供不应求|不够用|(?<!重视)不足(?=$|[，、])|一[座床位园]难求"
)
_OF_QUALITY = late("(?:安全|质量|监管|管理|规范|纪律|保密|卫生|关爱|慰问)$")


def is_of_another_kind(problem: str, wording: str) -> bool:
    """Whether a problem is that there is too little of a thing, and a wording on how good or safe that is no answer to it,
    whatever words they share.

    >>> is_of_another_kind("冬春季节血液偏紧", "血液安全"), is_of_another_kind("冬春季节血液偏紧", "献血动员")
    (True, False)
    """
    return bool(_TOO_LITTLE.search(problem) and _OF_QUALITY.search(wording)) and not asks_for(problem, wording)
