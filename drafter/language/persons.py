"""Persons as they are spoken of (称呼), by their grammar; names beside a post are particulars.py's.

    familiar  [老 小] surname [头]          老邵 小范 老周头, where the words are cut so, or by what stands around it
    called    [老 小] surname [given] role   钟老师 鲁大姐 小郝医生 冯玉珍大姐; the role itself stays
    elder     surname 老 | 总 | 工 | 嫂 …     焦老 柳总 桂嫂
    whole     surname given given             倪长根, where the surname is no other word and the given name none
    compound  surname of two, given           夏侯婉 欧阳振华
    word      surname, word of two            刘二柱 at the beginning of a clause, before what is done
    house     老 surname 家                   老林家的
    posted    word that is a surname, post  关教授 于主任 向书记, where no word and nothing said runs through it
    head      surname, head of a level or body  郎县长 林区长, where nothing runs into the surname, whatever word it makes
    told      姓 surname                     有个姓裴的师傅
    several   surname 、surname, how many     宋、梁两位工程师
    kin       number or what somebody is like, one character of kin   七奶奶 小黑哥 石头叔 胖婶, where no dictionary has it as a word
    speaker   surname, given, what is said   阮冰|作了发言 乔木|对大家说, where a clause begins

A surname that is an everyday word besides (小路, 老方法) makes a familiar name only beside a post, an office or a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from drafter.language.late import late
from drafter.language.levels import NOT_IN_NAME
from drafter.language.surnames import COMPOUND, ONLY_SURNAMES, SURNAMES
from drafter.language.words import FUNCTION_WORDS, how_often, listed, tagged

NO_SURNAME = "向于和任时管从关应解成与及由让给常单"
"""Surnames that stand before a post as words (向书记汇报)."""
EVERYDAY = frozenset("费路时车苗包房康石龙江单关成齐曲管解史方汤白平强冰安翁项查祝金毛雷田万高常文武乔麦乐水")
"""Surnames that make everyday words behind 老 or 小."""
_ROLE = "阿[公婆伯爹妈嬷]|大姐|大妈|大爷|大叔|大娘|大嫂|大哥|师傅|阿姨|奶奶|爷爷|老师|医生|大夫|护士长?|警官(?!兵)|律师|教授|工程师|会计|支书|老板|教练|班长|队长|连长|排长|营长|庭长|博士|姑娘|同学|组长|经理"
"""What stands behind a surname."""
_RARE = "仲宗闻蓝荀郎仇丛巩亢廉冀揭麻粟扈简蒙尚"
"""Surnames that few have, and that are words: somebody only before a role (荀奶奶)."""
_CALLED = late(
    f"(?![{NO_SURNAME}])(?:[{SURNAMES}{_RARE}](?:(?:(?![的了是在和与跟])[一-龥]){{1,2}}(?=大姐|大妈|大爷|大叔|大娘|大嫂|大哥|师傅|阿姨|奶奶|爷爷))?)(?={_ROLE})"
)
_POST = late(
    "(?:村医|校医|民警|主任|书记|经理|支书|会计|司机|师傅|医生|老师|老板|管家|[省市县区州镇乡局厅部院校会行所队站组班楼村]长|[办理格林水路]员)$"
)
"""What stands before a familiar name,"""
_OFFICE = late("(?:[局委办厅镇乡村站所队处科社]|中心)$")
"""and what stands before one that is no everyday word (局|老路)."""
_SAYING = 4
"""Characters of a saying behind somebody (老苗|一查到底)."""
_OF_AN_OFFICE = late("(?:>|[局委办厅站所队处科社]|中心)的$")
"""What stands before somebody who works there (市监所的老苗)."""
_BELONGINGS = frozenset("路车房包管水田单")
"""Surnames that an office has as things as well."""
_FAMILIAR = late(f"[老小][{SURNAMES}]")
_BEHIND = late(f"(?:{_ROLE}|同志|[说讲]|[两俩]口|[、，。](?<=[、，]))")
_HOLDER = late("(?:>|[局委办厅镇乡村站所队处科社]|中心)$")
_SAYS = late("[说讲](?![法明的])")
_ELDER = late(
    f"(?!高工|[{NO_SURNAME}])[{SURNAMES}](?=[老工][，。、]|老[讲说]|总(?:[讲说带要在来就把也给]|和[我你他大]|[^\u3400-\u9fff]|$))|[{SURNAMES}][嫂婶](?![一-龥]?[夫子])"
    f"|[{''.join(sorted(ONLY_SURNAMES))}](?:工(?![作人程业地资具艺厂集])|老(?![年旧百干师板])|队(?![伍员长]))"
)
_HAN = late("[\u3400-\u9fff]")
_COMPOUND = late(f"(?:{'|'.join(COMPOUND)})(?!见惯|氏|[省市县区州路街村镇山])")
_HOUSE = late(f"(?<![年月])老[{SURNAMES}](?=家(?:的|里|那|出|有|门口|大|小|两口|[一二三四五]口))")
_POSTED_WORD = late(
    f"(?![和党全班])[{SURNAMES}于管关解成任时常单向简尚](?=(?:主任|书记|局长|教授|县长|市长|区长|镇长|乡长|村长|院长|校长|厂长|队长|所长|站长|科长|处长|厅长|部长|庭长|行长|会长|秘书长|总经理|经理|老师|医生|师傅|大姐|大妈|大爷|大叔|大娘|大嫂|大哥|阿姨|奶奶|爷爷|师母)(?![医护]师|们|[级制任会室岗]))"
)
"""A surname that is a word besides, before a post or a form of address (关教授, 向大姐)."""
_HEADED = late(
    f"(?:(?<![\u3400-\u9fff>])(?![{NOT_IN_NAME}{NO_SURNAME}副老原前新现女男代正等好当请连找问叫省市县区州镇乡村局厅处院校])[\u3400-\u9fff]"
    f"|(?<=[和跟与对请听让找问给叫陪由、])(?![{NO_SURNAME}])[{SURNAMES}])(?=副?[省市县区州镇乡村局厅处院校]长(?![期效远足短久大方度子级城假官]))"
)
"""A surname before the head of a level (林区长, which the cutter takes for a wood); where a clause begins, any."""
_LEADS = frozenset("的 、 和 与 请 由 让 叫 找 问 听 跟 对 把 给 及 被 为 同 陪 了 有请 听取 感谢".split())
"""What stands before somebody, where no clause begins."""
_MET = frozenset(
    "碰到 碰见 遇到 遇见 见到 见 看 看望 看到 探望 慰问 拜访 去 到 来 在 找到 陪着 跟着 想起 认识 感激 佩服".split()
)
"""What is done to somebody: what stands behind it may be a surname."""
_RUN_IN = late(f"[去到请找见问叫让给在][{SURNAMES}]")
"""A verb and a surname that the dictionary has as one word (去|向大姐家, 请|安局长)."""
_ADDRESSED = frozenset(
    "汇报 请示 反映 报告 说明 请教 建议 提出 提问 述职 看齐 学习 递交 介绍 道歉 讨教 提交 致敬 表示 求助 靠拢 交 递 要 借 打 问 说 讲 提 借钱 报 告状 敬礼 作 做 保证 承诺 询问 咨询".split()
)
"""What is done towards somebody: before it 向 is no surname (向书记汇报)."""
_KIN = frozenset("哥姐嫂婶叔伯爷姨")
_NO_NICKNAME = ("v", "p", "r", "u", "d", "c", "x", "f", "t", "y", "e", "o", "i", "l")
"""How the tags begin of words nobody is called by before a word of kin."""
_LIKE = ("a", "nr", "z")
"""How the tags begin of single characters somebody is called by before a word of kin (胖|婶)."""
SPEAKS = late(
    "(?:作|做)(?:了|过|完)?(?:一[个次番])?(?:典型|交流|表态|重点|专题|书面|口头|情况|补充|经验|主题)?(?:发言|报告|汇报|介绍|讲话|动员|通报|点评|说明|总结|部署|演讲|宣讲|辅导)"
    "|[作讲谈]了|在(?:会上|发言|讲话|汇报)|对(?:大家|我|记者)[们]?(?:说|讲)|说得|讲得|说[，：“]|告诉我|就[\u3400-\u9fff]{2,8}(?:发言|作|做|谈)|(?:的)?发言[，。很]|通报了|介绍了|宣读了"
)
"""What somebody does who speaks at a meeting."""
_SPEAKER = late(f"(?<![\u3400-\u9fff>])(?![{NO_SURNAME}])[{SURNAMES}][\u3400-\u9fff]{{1,2}}(?={SPEAKS.pattern})")
_ACTS = frozenset("把 在 给 跟 也 都 就 说 又 还 一".split())
"""What stands behind somebody who does something."""
_NTH_KIN = late(
    "(?<![第初十两一二三四五六七八九])[二三四五六七八九幺](?:奶奶|爷爷|大爷|大娘|[叔婶伯嫂姨舅](?![一二三四五六七八九])|妹子)"
)
"""Kin by number (七奶奶)."""
_SEVERAL = late(
    f"(?<![\u3400-\u9fff、])[{SURNAMES}](?:、[{SURNAMES}])+(?=(?:<数>|[两二三四五六几]位|等[两二三四五六几]?位?)(?:同志|老师|师傅|工程师|医生|局长|主任|书记|乡长|镇长))"
)
"""Surnames told in one breath."""
_TOLD = late(f"(?<=[个位名]姓)[{SURNAMES}](?=的)")


_HOLDS = late(
    "(?:[员长任记工医师户迷兵手匠星模友生理]|支书|干部|党员|群众|老汉|代表|标兵|司机|会计|同志|作家|专家|青年|学生|教授|乡贤|能人|<职务>)$"
)
"""What somebody is, before the whole name."""


def whole_name(text: str, start: int, end: int) -> int:
    """Where the whole name of somebody that text[start:end] begins with ends; `start` where it is nobody by what stands
    before it (老支书|顾长根) or by what is said at a meeting (丁铁牛|作了发言).

    >>> text = "厂长钱四海心存侥幸，老支书顾长根说，顾家湾的水清"
    >>> [text[at : whole_name(text, at, to)] for at, to in ((2, 9), (13, 16), (18, 21))]
    ['钱四海', '顾长根', '']
    """
    if text[start] not in SURNAMES:
        return start
    if not _HOLDS.search(text, 0, start) and not SPEAKS.match(text, end):
        return start
    if end - start <= 1 + GIVEN:
        return end
    # What runs on behind it must be words of the language.
    rest = listed(text[start + 1 + GIVEN : end])
    return start + 1 + GIVEN if rest and all(len(word) > 1 for word, _ in rest) else start


def persons(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each person in `text`, in order, none overlapping.

    >>> text = "主任老费守着，小郝医生、鲁大姐和焦老，都在；姓裴的走老路，小时候过小康，问倪长根。"
    >>> [text[start:end] for start, end in persons(text)]
    ['老费', '小郝', '鲁', '焦', '倪长根']
    """
    reached = 0
    for start, end in sorted(_found(text), key=lambda one: (one[0], -one[1])):
        if start >= reached:
            yield start, end
            reached = end


def _found(text: str) -> Iterator[tuple[int, int]]:
    words = tagged(text)
    ends = list(accumulate(len(word) for word, _ in words))
    begins = {end - len(word): (word, tag) for (word, tag), end in zip(words, ends, strict=True)}
    for match in _FAMILIAR.finditer(text):
        if match[0] == "小康" and not _behind(_POST, text, match.start()):
            continue
        # 科小周 is what the cutter makes of 住房保障科|小周.
        run_in = match.end() in ends and match[0][1] not in EVERYDAY and _behind(_OFFICE, text, match.start())
        named = match.start() in begins and (
            _familiar(text, match.start(), begins) or _by_itself(text, match.start(), begins)
        )
        if run_in or named:
            yield match.start(), match.end() + (text[match.end() : match.end() + 1] == "头")
    for shape in (_CALLED, _ELDER):
        for match in shape.finditer(text):
            # 陶师|傅: nothing is cut before a stop or behind it.
            alone = match.start() in begins or not _HAN.match(text[match.start() - 1])
            # 司机师傅, 任课老师
            if how_often(match[0]) >= _A_WORD and len(match[0]) > 1:
                continue
            if alone and not text.endswith(("老", "小"), 0, match.start()):
                yield match.span()
    yield from (match.span() for shape in (_TOLD, _HEADED, _NTH_KIN, _SEVERAL) for match in shape.finditer(text))
    yield from _posted(text)
    yield from _kin(text)
    yield from _speakers(text)
    for match in _HOUSE.finditer(text):
        if match[0][1] not in EVERYDAY:
            yield match.span()
    yield from _whole_names(text)
    yield from _compound(text)
    if not ONLY_SURNAMES.isdisjoint(text):
        yield from _given_word(text)


def _posted(text: str) -> Iterator[tuple[int, int]]:
    """Where a surname that is a word besides stands before a post, cut off on both sides and where somebody is spoken of."""
    if _POSTED_WORD.search(text) is None:
        return
    words = [("", ""), *listed(text), ("", ""), ("", "")]
    at = 0
    for n, (word, _) in enumerate(words):
        start, at = at, at + len(word)
        before, (behind, does) = words[n - 1][0], words[n + 2] if n + 2 < len(words) else ("", "")
        if _RUN_IN.fullmatch(word):
            # 在于大姐的带动: what somebody has.
            if word[0] == "在" and behind not in ("的", "家", "家里"):
                continue
            before, word, start = word[0], word[1], start + 1
        if not word or _POSTED_WORD.match(text, start) is None or len(word) > 1:
            continue
        begins = not before or not _HAN.match(before[-1]) or before in _LEADS or before in _MET
        said = word == "向" and (behind in _ADDRESSED or does.startswith("r"))
        # 管主任的车, 任书记期间: what is done with a post, and when one is held.
        done = word in "管解成任" and (behind in ("的", "之") or does.startswith(("t", "n", "f", "r", "m")))
        if begins and not said and not done:
            yield start, start + 1


def _kin(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody is called by a word and one character of kin behind it (小黑|哥)."""
    if _KIN.isdisjoint(text):
        return
    at, before, little = 0, ("", ""), ""
    for word, tag in listed(text):
        start, at = at, at + len(word)
        name, kind = before
        # 小|墩|哥
        if word in _KIN and little in ("小", "老", "阿") and len(name) == 1 and name not in FUNCTION_WORDS:
            yield start - GIVEN, at
        if word in _KIN and _HAN.match(name) and not kind.startswith(_NO_NICKNAME) and name not in FUNCTION_WORDS:
            alike = kind.startswith(_LIKE) if len(name) == 1 else len(name) == GIVEN and how_often(name) < _EVERYDAY
            if alike and not name.endswith(("们", "家", "员", "工", "人")):
                yield start - len(name), at
        before, little = (word, tag), name


def _speakers(text: str) -> Iterator[tuple[int, int]]:
    """Where a clause begins with a surname and a given name, and what is said stands behind them."""
    for match in _SPEAKER.finditer(text):
        name = match[0]
        words = listed(name)
        # 车主, 高工, 方才: a word that is no person's.
        word = len(words) == 1 and (not words[0][1].startswith("nr") or how_often(name) >= _EVERYDAY)
        longer = any(len(part) > 1 and tag.startswith(("v", "d", "p", "c", "r")) for part, tag in words)
        if not word and not longer and _NO_GIVEN.isdisjoint(name[1:]) and name[0] not in "党全班":
            yield match.span()


def _compound(text: str) -> Iterator[tuple[int, int]]:
    """Where a surname of two characters stands, with the given name behind it as far as it makes no word."""
    for match in _COMPOUND.finditer(text):
        end = match.end()
        # 钟离|作报告
        speaks = SPEAKS.match(text, end) is not None
        given = 0 if speaks else _given_behind(text, end)
        if given or speaks:
            yield match.start(), end + given


def _given_behind(text: str, at: int) -> int:
    """Characters of the given name that stands at text[at], behind a surname that is nothing else; 0 where none does."""
    words = [*listed(text[at : at + GIVEN + _SAYING]), ("", ""), ("", "")]
    (first, _), (second, kind), (behind, _) = words[0], words[1], words[2]
    if not _HAN.match(first) or not _NO_GIVEN.isdisjoint(first):
        return 0
    if len(first) == GIVEN:
        return GIVEN
    if len(first) > GIVEN:
        return 0
    apart = len(second) == 1 and _HAN.match(second) and second not in _NO_GIVEN | FUNCTION_WORDS
    # 婉|医生, 明|两位: what is a word, or what is done, is no part of it.
    whole = apart and not kind.startswith(("v", "p", "d", "m", "q", "u")) and not behind.startswith(tuple("着了过"))
    return 1 + bool(whole)


def _given_word(text: str) -> Iterator[tuple[int, int]]:
    """Where a surname that is nothing else begins a clause, behind it a word of two characters and then what is done (刘|二柱|摔)."""
    words, at = [*listed(text), ("", ""), ("", "")], 0
    for n, (word, _) in enumerate(words[:-2]):
        start, at = at, at + len(word)
        if word not in ONLY_SURNAMES or (start and _HAN.match(text[start - 1])):
            continue
        (given, tag), (behind, does) = words[n + 1], words[n + 2]
        whole = len(given) == GIVEN and _HAN.match(given) and _NO_GIVEN.isdisjoint(given)
        acts = does.startswith(("v", "p", "d")) or behind in ("家", "的", "说")
        if whole and acts and not tag.startswith(("r", "c", "u")):
            yield start, start + 1 + GIVEN


def _whole_names(text: str) -> Iterator[tuple[int, int]]:
    """Where a surname that is nothing else stands by itself and a given name of two characters behind it (倪长根)."""
    if ONLY_SURNAMES.isdisjoint(text):
        return
    words, at = [*listed(text), ("", ""), ("", ""), ("", "")], 0
    for n, (word, _) in enumerate(words[:-3]):
        start, at = at, at + len(word)
        if word not in ONLY_SURNAMES or text.endswith(("老", "小", "姓"), 0, start):
            continue
        (first, _), (second, kind), (behind, _) = words[n + 1 : n + 4]
        # 长|根, but not 根|守着.
        apart = len(first) == len(second) == 1 and not (kind.startswith("v") and behind[:1] in tuple("着了过"))
        if apart and not {first, second} & _NO_GIVEN:
            yield start, start + 1 + GIVEN


_A_WORD = 1000
"""A word that the dictionary counts so often is nobody by a form of address."""
_EVERYDAY = 3000
"""A word that the dictionary counts so often is nobody's nickname."""
SHORTEST = 2
"""Characters of a familiar name."""
GIVEN = 2
"""Characters of a given name at most."""
_NO_GIVEN = frozenset(NOT_IN_NAME + "某氏庄村屯寨堡湾乡县市区总工队嫂婶局厂同志说讲，。、；：！？“”<>（）〈〉")
"""What is no given name behind a surname."""


def _by_itself(text: str, at: int, begins: dict[int, tuple[str, str]]) -> bool:
    """Whether the surname behind 老 or 小 at `at` is a word by itself (老|蔡|跑), nothing else, or runs into what is done
    as no word does (老|单守|着)."""
    words = [*listed(text[at + 1 : at + 2 + _SAYING]), ("", "")]
    # 老马识途 is a word.
    run_in = at + SHORTEST not in begins and len(begins[at][0]) <= 1 + GIVEN and words[1][1] == "v"
    # An office's 老路 is a road.
    acts = words[1][1][:1] in ("v", "l") or words[1][0] in _ACTS
    of_office = text[at + 1] not in _BELONGINGS and _behind(_OF_AN_OFFICE, text, at) and acts
    # 农业农村局老管说说
    of_office = of_office or (_behind(_HOLDER, text, at) and _SAYS.match(text, at + SHORTEST) is not None)
    return words[0][0] == text[at + 1] and (run_in or of_office or text[at + 1] in ONLY_SURNAMES)


def _familiar(text: str, at: int, begins: dict[int, tuple[str, str]]) -> bool:
    """Whether 老 or 小 at `at`, where a word begins, and the surname behind it are somebody."""
    word, _ = begins[at]
    posted = _behind(_POST, text, at)
    if len(word) > 2:
        # 老费守 is what the cutter makes of 主任|老费|守着.
        return word[2:] == "头" or (posted and word[1] not in EVERYDAY)
    evident = posted or _BEHIND.match(text, at + 2) is not None
    if len(word) == 2:
        return evident or word[1] not in EVERYDAY
    behind, kind = begins.get(at + 1, ("", ""))
    # 小|范围, 老|高层 are what they say; 老|邵守 is cut where nobody knows the name.
    return kind.startswith("nr") and (evident or behind[:1] not in EVERYDAY)


def _behind(shape: re.Pattern[str], text: str, at: int) -> bool:
    """Whether `shape` ends where text[at] begins."""
    return shape.search(text, max(0, at - 3), at) is not None
