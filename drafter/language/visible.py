"""Characters that could move the cursor, reverse the reading order or hide text are made visible (可见化).

Whatever comes from a file, a file's name or a colleague's bank passes here on its way to a screen or a file: `visible`
for text of several lines, `one_line` for what must not begin a line of its own, `plain_json` for JSON.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from drafter.language.late import late

# C0 and C1 controls save tab and newline; whatever shows nothing by itself (Unicode: default ignorable): soft hyphen,
# joiners, fillers, zero-width, bidi marks, overrides and isolates, separators, BOM, annotation, tags; format controls
# of rare scripts; and what is a sign to the tables and nothing to the eye: the empty braille cell, a note head that is
# not drawn, the filler of Khitan. Lone surrogates and non-characters, which no UTF-8 or XML file can hold, go with them.
_CLASS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001345f\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
# One selector behind a character chooses its form (葛 of a name); a run of them is a hidden message.
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# One class first, the rest looked at behind it: most text is passed over without a look back.
_HIDDEN = late(f"[{_CLASS}{_SELECTORS}](?:(?<=[{_CLASS}])|(?<=[{_SELECTORS}\\s][{_SELECTORS}])|(?<=^[{_SELECTORS}]))")
_SELECTOR = late(f"[{_SELECTORS}\u200d]")
# One behind every character is a message as well; a line has no more names than that.
_MOST_SELECTORS = 16
# A family of four has three joiners, a heart its selector: no line of a speech has more pictographs than that.
_MOST_JOINED = 40
# A few marks over a letter are spelling (Tibetan stacks three); a pile of them is painted over the lines around it.
_MOST_MARKS = 3
# Where no combining mark is, so that most text is passed over; elsewhere the tables are asked.
_MARKS = (
    "[^\x00-\u02ff\u2000-\u20cf\u2100-\u2cee\u2e00-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ufb1d\uff00-\uffff"
    "\U0001f000-\U000e00ff]"
)
_PILED = late(f"{_MARKS}{{{_MOST_MARKS + 1},}}")
_SUSPECT = late(f"[{_CLASS}{_SELECTORS}]|{_MARKS}")
"""Any one character that something may have to be done about."""
# From so many characters on it is quicker to look at each character of a text once than at each place.
_LONG = 2000
# Blanks wider or narrower than a space, with what spaces follow: a run of them drives what is behind it out of sight.
_BLANK = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = late(f"([{_BLANK}][ {_BLANK}]{{7}})[ {_BLANK}]+")


def visible(text: str) -> str:
    """`text` with every hidden or controlling character replaced by U+FFFD; tab and newline stay, and what joins two
    emoji into one, which is seen.

    >>> visible("甲\u200d乙"), visible("\U0001f469\u200d\U0001f4bb") == "\U0001f469\u200d\U0001f4bb"
    ('甲\ufffd乙', True)
    """
    return _hide(text, lambda _: "\ufffd")


# Pictographs alone: of the signs for typing, only those that Unicode has a coloured form of, no numbers in circles, no
# lines, no arrows but these.
_EMOJI = (
    "\u2194-\u2199\u21a9\u21aa\u231a\u231b\u23e9-\u23fa\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623"
    "\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f"
    "\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3"
    "\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733"
    "\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b"
    "\u2b1c\u2b50\u2b55\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
_JOINS = late(f"(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])")
_FORM = late(f"(?<=[{_EMOJI}])\ufe0f")


def bare(text: str) -> str:
    """`text` without its hidden and controlling characters, as it is kept: selectors of a form stay, and what joins two
    emoji into one. Tab and newline stay, too.

    >>> bare("甲\u200b乙\x1b"), bare("\U0001f469\u200d\U0001f4bb") == "\U0001f469\u200d\U0001f4bb"
    ('甲乙', True)
    """
    if _ordinary(text):
        return text
    text = _HIDDEN.sub(lambda found: found[0] if _joins(found) else "", text)
    return _PILED.sub(lambda run: _low(run[0], lambda _: ""), text)


PICTURE = late(f"[{_EMOJI}\U0001f1e6-\U0001f1ff]")
"""A pictograph (表情图案): seen, kept in what was typed, and none of an office's writing."""
_PICTURES = late(f"[{_EMOJI}\U0001f1e6-\U0001f1ff][{_EMOJI}\U0001f1e6-\U0001f1ff\u200d\ufe0e\ufe0f\u20e3]*")


def unpictured(text: str) -> str:
    """`text` without its pictographs, and without the space that stood apart from them at either end.

    >>> unpictured("\u2705 任务完成\U0001f389"), unpictured("三★级厨房"), unpictured(" 原样 ")
    ('任务完成', '三★级厨房', ' 原样 ')
    """
    if _ordinary(text):
        return text
    bare_of_them = _PICTURES.sub("", text)
    return text if bare_of_them == text else bare_of_them.strip()


def one_line(text: str) -> str:
    """`visible`, and tab and newline as one of them too, no more than 8 odd blanks in a row: what a name or value must not begin is a line of its own."""
    return _BLANKS.sub(r"\1", visible(text).replace("\t", " ").replace("\n", "\ufffd"))


def plain_json(value: Any, **layout: Any) -> str:
    """`value` as JSON, Chinese as it is, hidden characters as \\uXXXX: nothing is lost, and nothing acts on a screen.

    layout: indent, separators, sort_keys of json.dumps.
    """
    return _hide(json.dumps(value, ensure_ascii=False, **layout), lambda character: json.dumps(character)[1:-1])


def plain_yaml(value: Any) -> str:
    """`value` as one line of flow YAML, which is JSON but for characters beyond U+FFFF: these are no pairs there."""
    text = json.dumps(value, ensure_ascii=False)
    return _hide(text, lambda character: f"\\U{ord(character):08x}")


def _ordinary(text: str) -> bool:
    """Whether a text is of the characters of GBK alone, where nothing hides: told without an expression."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return text.replace("\n", "").replace("\t", "").isprintable()


def _hide(text: str, shown: Callable[[str], str]) -> str:
    """`text` with what each hidden character is `shown` as."""
    if _ordinary(text):
        return text
    if len(text) > _LONG and not _SUSPECT.search("".join(set(text))):
        return text
    text = _PILED.sub(
        lambda run: _low(run[0], shown), _HIDDEN.sub(lambda found: found[0] if _joins(found) else shown(found[0]), text)
    )
    return "\n".join(_few(line, shown) for line in text.split("\n")) if _SELECTOR.search(text) else text


def _joins(found: re.Match[str]) -> bool:
    """Whether a hidden character joins two emoji into one."""
    return found[0] == "\u200d" and _JOINS.match(found.string, found.start()) is not None


def _few(line: str, shown: Callable[[str], str]) -> str:
    """Of the selectors in a line, the first few as they are, and the first of those that join emoji or give them their
    colours."""
    selectors, joined = itertools.count(1), itertools.count(1)

    def keep(found: re.Match[str]) -> bool:
        if found[0] == "\u200d" or _FORM.match(line, found.start()):
            return next(joined) <= _MOST_JOINED
        return next(selectors) <= _MOST_SELECTORS

    return _SELECTOR.sub(lambda found: found[0] if keep(found) else shown(found[0]), line)


def _low(run: str, shown: Callable[[str], str]) -> str:
    """Of the combining marks over each letter, the first few as they are."""
    marks, low = 0, []
    for character in run:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        low.append(character if marks <= _MOST_MARKS else shown(character))
    return "".join(low)
