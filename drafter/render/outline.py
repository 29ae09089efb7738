"""An outline as bytes of one of the formats (出稿)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from drafter.language.visible import visible
from drafter.records import Hit, Outline
from drafter.render.box import fill_template, is_own
from drafter.render.markdown import escape_markdown
from drafter.render.structured import structured
from drafter.render.view import FAST, SLOW, page

Format = Literal["md", "txt", "html", "json", "docx"]
FORMAT_OF: Mapping[str, Format] = {
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
"""Suffix of a file's name, in lower case -> what is written there."""
Profile = Literal["gb", "read", "plain"]
REFERENCE = "reference.docx"
"""Beside the templates of one's own: the docx whose styles are used (参照文档)."""


def render(
    outline: Outline,
    format: Format,
    *,
    explain: bool = False,
    precedents: Mapping[str, Sequence[Hit]] | None = None,
    template_folders: Sequence[Path],
    profile: Profile = "gb",
    comments: bool = False,
    reference: Path | None = None,
) -> bytes:
    """`outline` as a file of `format`: UTF-8 text, or a Word package for docx. Same input, same bytes.

    explain: under each line its source, alternatives, budget and up to three `precedents` (item id -> hits, best
    first); for docx the same as comments. template_folders: in order of precedence; they hold the templates of md, txt
    and html, and may hold a reference.docx. profile, comments, reference: docx only (layout; sources as Word comments;
    a docx whose styles are used, None for that of the folders).
    Raises DrafterError for a faulty template or reference file.
    """
    if format == "json":
        return structured(outline).encode("utf-8")
    view = page(outline, precedents or {})
    if format == "docx":
        # python-docx and lxml take 0.15 s to load, which the other formats need not pay.
        from drafter.render.word import word

        styles = reference or own_reference(template_folders)
        return word(view, outline, profile, comments=comments or explain, explain=explain, reference=styles)
    values = {"page": view, "explain": explain, "slow": SLOW, "fast": FAST}
    text = fill_template(
        f"outline.{format}.j2",
        template_folders,
        values,
        escape=format == "html",
        filters={"md": escape_markdown},
    )
    if is_own(f"outline.{format}.j2", template_folders):
        # The page is free of hidden characters and of markup; a template that is not ours may bring its own.
        text = visible(text)
        if format != "txt":
            # Takes time to load, which the program's own templates need not pay.
            from drafter.render.guard import guarded, guarded_markdown

            text = (guarded if format == "html" else guarded_markdown)(text, f"outline.{format}.j2")
    return text.encode("utf-8")


def own_reference(folders: Sequence[Path]) -> Path | None:
    """The reference docx of the first folder that has one; also what is none, which whoever opens it refuses."""
    return next((path for folder in folders if os.path.lexists(path := folder / REFERENCE)), None)
