"""What a speech is called, and a citation ready to copy (篇名与出处)."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.language.visible import one_line
from drafter.search.shelf import SpeechInfo


def name_of(speech: SpeechInfo) -> str:
    """What a speech is called: 《its title》, else by its meeting, else by its file, which has no 《》, without folders."""
    if title := speech.title.strip("《》 "):
        return f"《{one_line(title)}》"
    if speech.occasion:
        place = "" if speech.occasion.startswith(speech.place) else speech.place
        return one_line(f"在{place}{speech.occasion}上的讲话")
    file = re.split(r"[/\\]", speech.path.rstrip("/\\"))[-1]
    stem = one_line(Path(file).stem)
    return stem or f"{speech.place}（无题）"


def cite(speech: SpeechInfo, ref: str = "") -> str:
    """A citation ready to copy (出处): 某某：《…》（2025-03-18），第 12 段. What is unknown is left out."""
    head = f"{speech.speaker}：" if speech.speaker else ""
    name = name_of(speech)
    place = "" if speech.place and speech.place in name and not name.startswith("《") else speech.place
    about = "，".join(part for part in (speech.date, place) if part)
    number = ref.rpartition("#")[2] if "#" in ref else ""
    return f"{head}{name}" + (f"（{about}）" if about else "") + (f"，第 {number} 段" if number else "")
