"""What a speech is called, and a citation ready to copy (篇名与出处)."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.language.visible import one_line
from drafter.search.shelf import SpeechInfo

_NUMBER = r"^[（(【\[]?\d{1,3}(?:[）)】\]]|(?=[\s._、．-]))[\s._、．-]*(?=[^\W\d_])|[\s_]*[（(]\d{1,3}[）)]$"
"""What puts files in order or tells copies apart: 04- in front, (1) behind. A year or a date says something."""


def name_of(speech: SpeechInfo) -> str:
    """What a speech is called: 《its title》, else what `called` says, which has no 《》."""
    return f"《{called(speech)}》" if speech.title.strip("《》 ") else called(speech)


def called(speech: SpeechInfo) -> str:
    """What a speech is called: its title, else by its meeting, its file without folders and number, who spoke when."""
    if title := speech.title.strip("《》 "):
        return one_line(title)
    if speech.occasion:
        place = "" if speech.occasion.startswith(speech.place) else speech.place
        return one_line(f"在{place}{speech.occasion}上的讲话")
    file = re.split(r"[/\\]", speech.path.rstrip("/\\"))[-1]
    stem = one_line(Path(file).stem)
    name = re.sub(_NUMBER, "", stem)
    if re.search(r"[^\W\d_]", name):
        return name
    if known := f"{speech.speaker}{speech.date}":
        return one_line(f"{known}的讲话")
    return stem or f"{speech.place}（无题）"


def cite(speech: SpeechInfo, ref: str = "") -> str:
    """A citation ready to copy (出处): 某某：《…》（2025-03-18），第 12 段. What is unknown is left out."""
    name = name_of(speech)
    titled = name.startswith("《")
    head = f"{speech.speaker}：" if speech.speaker and (titled or not name.startswith(speech.speaker)) else ""
    about = "，".join(part for part in (speech.date, speech.place) if part and (titled or part not in name))
    number = ref.rpartition("#")[2] if "#" in ref else ""
    return f"{head}{name}" + (f"（{about}）" if about else "") + (f"，第 {number} 段" if number else "")
