"""Labels of headings and items (编号样式): one table for all who look for them.

    head      at the head of a paragraph, where it may be a heading (drafter.split)
    sentence  at the head of a sentence, where it tells what the sentence is (drafter.label)
    glued     behind the end of a sentence, where a paragraph ran together with the one before (drafter.plan)
    item      behind the end of a sentence or clause, where a list reads on in a paragraph (drafter.plan)

They differ in what must stand beside the label: at the head of a paragraph little has to show that it is one, within
one much. ⟨…⟩ is what says the number, or the word that stands for it. Styles with a rung follow the ladder
一、→（一）→1.→（1）→① (GB/T 15834 B.3.8); the others take their level from what encloses them.
"""

from __future__ import annotations

from dataclasses import dataclass

NUMERAL = "[一二三四五六七八九十]{1,3}"
LONG_NUMERAL = "[一二三四五六七八九十百零]{1,5}"
"""Numbers at the head of a paragraph: chapters run high."""
NO_MEMBER = "[一二三四五六七八九十](?:[，。；、！？”）]|$)"
"""What stands behind 是 where nothing is counted (一是一，二是二)."""
_HAN = "\u3400-\u9fff"
_THINGS = "问题|方面|意见|要求|任务|希望|建议|环节|关键词|词语|词|字|意思|故事"
_COUNTED_THING = "(?:件(?:事情?)?|条|点|个(?:方面|问题)?|句话)"
ANOTHER = "(?:再|还有|另外?)一个"
_IN_ORDER = "首先|其次|再次|再者|最后"
_ON_BEHALF = "请|进[行入]|让我|我(?:谨?代表|向)|允许|谨|向"
"""首先，我代表县委… and 首先，请…发言 open a speech or a sitting, not a list."""


@dataclass(frozen=True, slots=True)
class Style:
    """A way of labelling (样式). A pattern that is empty says that the style is not looked for there."""

    name: str
    rung: int = 0
    """1 to 5 on the ladder, 0 for a style without a rung of its own."""
    code: str = ""
    """Letter of the style of a sentence (label.structure.Unit.style)."""
    head: str = ""
    sentence: str = ""
    glued: str = ""
    item: str = ""
    list_: str = ""
    """Kind of list an item belongs to: one counts on from another of its kind (一是……二要……)."""


STYLES: tuple[Style, ...] = (
    Style(
        "bare",
        1,
        "A",
        head=rf"{LONG_NUMERAL}[、．.](?=\S)",
        sentence=f"⟨{NUMERAL}⟩、",
        glued=f"{NUMERAL}、",
    ),
    Style("part", 1, head=rf"第{LONG_NUMERAL}(?:部分|章|篇)[：:，,、 ]?"),
    Style(
        "bracket",
        2,
        "B",
        head=rf"[（(]{LONG_NUMERAL}[）)][、，,.．]?",
        sentence=f"[（(]⟨{NUMERAL}⟩[)）]、?",
        glued=f"[（(]{NUMERAL}[)）]",
    ),
    Style(
        "digit",
        3,
        "C",
        head=r"\d{1,2}(?:[.．、](?!\d)|[)）])",
        sentence=r"⟨\d{1,2}⟩(?:[.．、](?!\d)|\s(?=[一-龥]))",
        glued=r"\d{1,2}[.．、](?!\d)",
        item=r"⟨\d{1,2}⟩[.．、](?!\d)",
        list_="digit",
    ),
    Style(
        "bracket-digit",
        4,
        "D",
        head=r"[（(]\d{1,2}[）)]",
        sentence=r"[（(]⟨\d{1,2}⟩[)）]",
        glued=r"[（(]\d{1,2}[)）]",
        item=r"⟨[（(]\d{1,2}[)）]⟩",
        list_="round",
    ),
    Style("circle", 5, head="[①-⑳⑴-⒇㈠-㈩]", glued="[①-⑳]", item="⟨[①-⑳]⟩", list_="circle"),
    Style(
        "question",
        0,
        "K",
        head=(
            rf"(?:第{LONG_NUMERAL}|头一)个(?:{_THINGS})(?:[：:，,、]|是)?|"
            rf"(?:第{LONG_NUMERAL}|头一)(?:个|句话?|层(?:意思)?|件(?:事情?)?|点|条|步)(?:{_THINGS})?(?:[：:，,、]|是)|"
            rf"问题{LONG_NUMERAL}[：:]"
        ),
        sentence=(
            rf"(?:第|头(?=一))⟨{NUMERAL}⟩(?:(?:个|句|层|件|大|步)?"
            "(?:方面|问题|要求|意见|希望|词|字|句|话|层|意思|关键词|关|事|部分)[，,、：:是]?|(?:点|条|项|步)[，,、：:是])"
        ),
        glued=f"(?:第{NUMERAL}|头一){_COUNTED_THING}[，是]",
        item=f"⟨(?:第{NUMERAL}|头一){_COUNTED_THING}[，、：是]⟩",
        list_="nth",
    ),
    Style("another", head=rf"(?:{ANOTHER}(?:就)?|一个)(?:{_THINGS})?是(?=(?!非)[{_HAN}“《])"),
    # 最后说说保障。: one point more, whatever the others are counted by.
    Style(
        "last",
        head=(
            r"最后，?(?:我?再|还)?(?:说说|讲讲|谈谈|[说讲谈]一[说讲谈])(?![我你几点些一两三个这]|心里话|感[想受谢悟]|体会)"
            rf"(?=[{_HAN}“]{{2,10}}。)"
        ),
    ),
    Style(
        "ordinal",
        0,
        "E",
        head=rf"第{LONG_NUMERAL}[，、,：:．.是]",
        sentence=f"第⟨{NUMERAL}⟩[，,、：:是]",
        glued=f"(?:第{NUMERAL}|头一)[，是]",
        item=f"⟨(?:第{NUMERAL}|头一)[，、：是]⟩",
        list_="nth",
    ),
    Style(
        "first",
        0,
        "G",
        head=rf"(?:{_IN_ORDER})[，,](?!{_ON_BEHALF})",
        sentence=f"⟨{_IN_ORDER}|其[一二三四五]⟩[，,：:]",
        glued="(?:其次|再次|再者|最后)，(?!请|让|我|允许|谨|向|祝|希望)",
        item=f"⟨(?:{_IN_ORDER})(?:[，是]|(?=要))(?!{_ON_BEHALF}|祝)⟩",
        list_="nth",
    ),
    Style(
        "its",
        head=rf"其{LONG_NUMERAL}[，,、：:是]",
        item="⟨其[一二三四五六七]⟩[，：是]",
        list_="its",
    ),
    Style(
        "is",
        0,
        "F",
        head=rf"{LONG_NUMERAL}是(?=\S)(?!{NO_MEMBER})",
        sentence=f"⟨{NUMERAL}⟩(?:是|为)(?!{NO_MEMBER})",
        glued=f"{NUMERAL}是(?!素|{NO_MEMBER})",
        item=f"⟨{NUMERAL}⟩是要?(?=[一-龥“《])(?!{NO_MEMBER})",
        list_="is",
    ),
    Style(
        "must",
        0,
        "J",
        head=rf"{LONG_NUMERAL}要(?=[{_HAN}“《])",
        sentence=f"⟨{NUMERAL}⟩要(?!素)",
        glued=f"{NUMERAL}要(?!素)",
        item=f"⟨{NUMERAL}⟩要(?!素)(?=[一-龥“《])",
        list_="is",
    ),
    Style("called", head=r"所谓(?=[“\"][^”\"]{1,12}[”\"])", item="⟨所谓⟩(?=“[^”]{1,12}”)", list_="called"),
    Style("dash", 0, "H", sentence="⟨——|—⟩", item=r"⟨(?<!\S)——⟩(?=[一-龥“])", list_="dash"),
)
UNNUMBERED = frozenset(("first", "called", "another", "last"))
"""Styles whose labels say no number at the head of a paragraph."""
RUNGLESS = rf"{NUMERAL}[是要]|第{NUMERAL}|头一|(?:{ANOTHER}|一个)|其[一二三四五六七]|首先|其次|再[次者]|最后"
"""What the labels without a rung of their own begin with."""


def named(pattern: str, name: str) -> str:
    """A pattern of the table with its number as a group of this name."""
    return pattern.replace("⟨", f"(?P<{name}>").replace("⟩", ")")
