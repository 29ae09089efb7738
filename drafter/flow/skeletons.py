"""An existing speech in, its outline and a starter brief out: joins understand → skeleton → render (抽提纲流程)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import DrafterError
from drafter.flow.drafting import open_drafting
from drafter.flow.understanding import open_model, understand_file
from drafter.language.entities import SLOT, mask
from drafter.plan.skeleton import skeleton, starter_brief
from drafter.render.outline import Format, render


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One speech taken apart."""

    content: bytes
    """The outline, rendered."""
    brief: str
    """YAML that `drafter outline` accepts."""


def skeletons(path: Path, workspace_path: Path | None, form: Format) -> tuple[Skeleton, ...]:
    """The skeleton of each speech in the file. Raises UnreadableFile, DrafterError when there is no speech in it."""
    drafting = open_drafting(workspace_path)
    sources, problems = understand_file(path, open_model(drafting.workspace))
    speeches = [speech for source in sources for speech in source.speeches if speech.passages]
    if not speeches:
        raise DrafterError(*(problems or (f"{path}：没有认出讲话。用 drafter moves {path} 看看它被怎样理解",)))
    return tuple(
        Skeleton(
            render(skeleton(speech), form, template_folders=drafting.template_folders),
            starter_brief(speech, drafting.bank, without_facts),
        )
        for speech in speeches
    )


_COUNT = re.compile(
    "(?:[一二两三四五六七八九十百千万几]+|[0-9０-９]+)(?:个|项|条|批|类|大|件|种|支|张|座|家)(?=[一-龥]{2})"
)
_CUT_OUT = re.compile("[^，。；：、的“”《》]*□[^，。；：、“”《》]*?(?=精神|讲话|$|[，。；：、“”《》])")
_FIGURE = re.compile("[0-9０-９]+(?:[.．][0-9０-９]+)?[%％]?年?")


def without_facts(text: str) -> str:
    """`text` with what is a fact of its own speech taken out (去事实): names and places become gaps, numbers,
    dates and counts go."""
    # What a publisher cut out (□) cannot be written on: the wording around it is left to the writer.
    text = _CUT_OUT.sub("【待填：原文缺字】", text)
    _, entities = mask(text)
    for entity in sorted(entities, key=lambda e: -e.start):
        gap = "" if entity.type in ("number", "date") else f"【待填：{SLOT[entity.type]}】"
        text = text[: entity.start] + gap + text[entity.end :]
    return _FIGURE.sub("", _COUNT.sub("", text))
