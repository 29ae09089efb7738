"""What a speech is called, and a citation ready to copy (篇名与出处)."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.language.visible import one_line
from drafter.search.shelf import SpeechInfo

_COUNTED = (
    "个(?![人体性])|天(?![气然])|号(?!召)|位(?!置)|件|次|届|周年|项(?!目)|月(?!度)|年(?![度终底初中末轻])|周(?!边|末|报)|日(?!常)|条(?!例)|类|级|轮(?!岗)|期(?!末)"
    "|批(?![示准复])|种(?![植子业])|名(?!单)|家(?![庭长])|户(?!外)|人(?![大民社才口居])|大(?![会型学])|点(?!评)|岁|亩|公里|万|亿"
)
"""What a number in front counts (量词), where no word begins so: 100 天攻坚, but 04 项目推进会."""
_NUMBER = (
    rf"^[（(【\[]?\d{{1,3}}(?:[）)】\]]|(?=[\s._、．-])(?!\s+(?:{_COUNTED})))[\s._、．-]*(?=[^\W\d_])"
    r"|[\s_]*[（(]\d{1,3}[）)]$"
)
"""What puts files in order or tells copies apart: 04- in front, (1) behind. A year, a date or a count says something."""


_INNER = str.maketrans("《》", "〈〉")
"""Titles inside a title."""
_IN_MARKS = re.compile("《((?:[^《》]|《[^《》]*》)*)》")


def _bare(title: str) -> str:
    """A title without the marks around all of it; those inside stay."""
    inside = _IN_MARKS.fullmatch(title.strip())
    return inside[1].strip() if inside else title.strip()


def name_of(speech: SpeechInfo) -> str:
    """What a speech is called: 《its title》, else what `called` says, which has no 《》."""
    return f"《{called(speech).translate(_INNER)}》" if _bare(speech.title) else called(speech)


def named_by_file(speech: SpeechInfo) -> bool:
    """Whether nothing but its file, or who spoke when, names a speech: others of the same file are called the same."""
    return not (_bare(speech.title) or speech.occasion)


def called(speech: SpeechInfo) -> str:
    """What a speech is called: its title, else by its meeting, its file without folders and number, who spoke when.

    Of several speeches of a file (`part`) it is said which.
    """
    if title := _bare(speech.title):
        return one_line(title)
    if speech.occasion:
        place = "" if speech.occasion.startswith(speech.place) else speech.place
        return one_line(f"在{place}{speech.occasion}上的讲话")
    file = re.split(r"[/\\]", speech.path.rstrip("/\\"))[-1]
    stem = one_line(Path(file).stem)
    name = re.sub(_NUMBER, "", stem)
    part = f"（第 {speech.part} 篇）" if speech.part else ""
    if re.search(r"[^\W\d_]", name):
        return name + part
    if known := f"{speech.speaker}{speech.date}":
        return one_line(f"{known}的讲话") + part
    return stem + part or f"{speech.place}（无题）"


def cite(speech: SpeechInfo, ref: str = "") -> str:
    """A citation ready to copy (出处): 某某：《…》（2025-03-18），第 12 段. What is unknown is left out."""
    name = name_of(speech)
    titled = name.startswith("《")
    head = f"{speech.speaker}：" if speech.speaker and (titled or not name.startswith(speech.speaker)) else ""
    about = "，".join(part for part in (speech.date, speech.place) if part and (titled or part not in name))
    number = ref.rpartition("#")[2] if "#" in ref else ""
    return f"{head}{name}" + (f"（{about}）" if about else "") + (f"，第 {number} 段" if number else "")
