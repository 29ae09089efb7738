"""Whether a cue (条件), a regular expression of people's own, may be tried on every measure: none may take for ever."""

from __future__ import annotations

import re

LONGEST_CUE, OPEN_REPEATS, CHOICES = 200, 2, 10_000
"""A cue's (条件) characters, its unbounded repeats, and the ways its other choices multiply to, at most."""

_TOKEN = re.compile(
    r"""\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\((?:\?(?:P?<\w+>|P=\w+|<?[=!:]|[aiLmsux-]+:))?)|(?P<close>\))"""
    r"""|(?P<or>\|)|(?P<repeat>[*+?]|\{(?P<low>\d*)(?P<comma>,?)(?P<high>\d*)\})|.""",
    re.DOTALL,
)


def cue_fault(cue: str) -> str:
    """Why a cue (条件) is not taken, as a Chinese clause; empty when it is fine.

    A regular expression over all that was said in the meeting must come to an end: it is kept short, without
    back references and repeats within repeats, and the ways it can be gone through are counted.
    """
    if len(cue) > LONGEST_CUE:
        return f"有 {len(cue)} 个字符，最多 {LONGEST_CUE} 个，请拆成几条框架"
    try:
        re.compile(cue)
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None)
        return "不是合法的正则表达式" + (f"（毛病在第 {place + 1} 个字符）" if place is not None else "")
    if re.search(r"\\[1-9]|\(\?P=|\(\?\(", cue):
        return "里不能用反向引用，请改写"
    choices, endless = 1, 0
    branches = [1]
    """Alternatives of each open group."""
    loose = [False]
    """Whether each open group holds a repeat or an alternative."""
    closed = False
    """Whether what stands before is a group that holds one."""
    for token in _TOKEN.finditer(cue):
        before, closed = closed, False
        mark = token["repeat"]
        if token["open"]:
            branches.append(1)
            loose.append(False)
        elif token["close"]:
            choices *= branches.pop()
            closed = loose.pop()
            loose[-1] |= closed
        elif token["or"]:
            branches[-1] += 1
            loose[-1] = True
        elif mark:
            if before and mark != "?":
                return "里重复又套重复，会慢得停不下来，请改写"
            loose[-1] = True
            if mark in "*+" or (token["comma"] and not token["high"]):
                endless += 1
            elif mark == "?":
                choices *= 2
            elif token["comma"]:
                choices *= max(1, int(token["high"]) - int(token["low"] or 0) + 1)
    choices *= branches[0]
    if endless > OPEN_REPEATS:
        return f"里的 * 和 + 有 {endless} 处，最多 {OPEN_REPEATS} 处，否则会慢得停不下来，请改写"
    if choices > CHOICES:
        return "里可选的地方太多，会慢得停不下来，请改写"
    return ""
