"""Every format against its golden file, and what holds for all of them.

After a wanted change: DRAFTER_GOLDEN=write pytest tests/render, then read the difference.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import DrafterError
from drafter.language.visible import visible
from drafter.records import Hit, Item, Origin, Outline
from drafter.render.outline import render
from drafter.shipped import shipped

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = [shipped("templates")]


def text(outline: Outline, form: str, **more: object) -> str:
    return render(outline, form, template_folders=TEMPLATES, **more).decode("utf-8")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["md", "txt", "html", "json"])
@pytest.mark.parametrize("explain", [False, True], ids=["clean", "explained"])
def test_as_on_file(form: str, explain: bool, outline: Outline, precedents: dict[str, list[Hit]]) -> None:
    found = text(outline, form, explain=explain, precedents=precedents if explain else {})
    path = GOLDEN / f"{'explained' if explain else 'clean'}.{form}"
    if os.environ.get("DRAFTER_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_joined_lines_run_on_and_a_line_after_headings_does_not(outline: Outline) -> None:
    lines = text(outline, "md").splitlines()
    assert "今天，我们召开全县河湖长制工作会议，主要任务是部署全年治水工作。刚才，青石镇作了发言。" in lines
    assert "同志们，让我们把河湖守好。" in lines  # joined, but what stands before it are the points


def test_headings_carry_their_level_and_label(outline: Outline) -> None:
    heads = [line for line in text(outline, "md").splitlines() if line.startswith("#")]
    assert heads == [
        "# 在全县河湖长制工作会议上的讲话",
        "## 一、在清淤护岸上下功夫",
        "### （一）摸清淤积底数",
        "#### 1.测",
        "#### 2.记",
        "### （二）排好施工次序",
        "## 二、在日常巡护上见实效",
    ]


def test_the_closing_list_names_place_and_gap(outline: Outline) -> None:
    tail = text(outline, "md").partition("\n---\n")[2]
    assert tail.split("\n") == ["", "待填清单：", "", "- 分项成绩：长度", "- 一（一）摸清淤积底数：重点河段", ""]


def test_no_gap_no_list(outline: Outline) -> None:
    whole = Outline("题", (Item("a", 0, "正文。", "开场", "x", Origin("frame", "f")),))
    for form in ("md", "txt", "html"):
        assert "待填清单" not in text(whole, form)


def test_a_clean_outline_holds_no_source_and_no_precedent(outline: Outline, precedents: dict[str, list[Hit]]) -> None:
    for form in ("md", "txt"):
        assert "kc-renwu" not in text(outline, form, precedents=precedents)
    assert "旧稿" not in text(outline, "html", precedents=precedents)


def test_a_precedent_of_the_samples_is_told_without_where_the_program_lies(outline: Outline) -> None:
    sample = next((shipped("templates") / "speeches").glob("*.txt"))
    hit = Hit("s#1", "exact", 1.0, "开场", "会议任务", "今天开会。", (), "s", "", "", "", str(sample))
    found = text(outline, "txt", explain=True, precedents={outline.items[0].id: [hit]})
    assert f"随程序：speeches/{sample.name}" in found
    assert str(sample.parent) not in found


def test_at_most_three_precedents(outline: Outline, precedents: dict[str, list[Hit]]) -> None:
    found = text(outline, "md", explain=True, precedents=precedents)
    assert re.findall(r"旧稿/(\d)\.txt", found) == ["1", "2", "3"]
    assert "《治水会讲话1》，2011-03-01，某某，旧稿/1.txt" in found


def test_several_typed_paragraphs_stay_several() -> None:
    typed = Item("a", 0, "第一段。\n\n第二段。", "开场", "x", Origin("brief", "选定.a"))
    assert "第一段。\n\n第二段。\n" in text(Outline("题", (typed,)), "md")


# --- JSON ------------------------------------------------------------------------------------------


def test_json_keeps_the_contract(outline: Outline) -> None:
    value = json.loads(text(outline, "json"))
    assert value["format"] == "drafter.outline/1"
    keys = ["id", "level", "label", "text", "move", "step", "source", "slots", "gaps", "alternatives", "items"]
    stack = list(value["items"])
    while stack:
        item = stack.pop()
        assert [key for key in item if key in keys] == keys
        assert item["source"]["kind"] in {"brief", "frame", "precedent", "template"}
        assert not item["label"] or not item["text"].startswith(item["label"])
        stack += item["items"]


def test_json_is_the_outline_itself(outline: Outline) -> None:
    def ids(items: object) -> list[str]:
        return [x for item in items for x in (item["id"], *ids(item["items"]))]  # type: ignore[attr-defined]

    def own(items: tuple[Item, ...]) -> list[str]:
        return [x for item in items for x in (item.id, *own(item.items))]

    assert ids(json.loads(text(outline, "json"))["items"]) == own(outline.items)


# --- HTML ------------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_stands_alone_without_script(outline: Outline, precedents: dict[str, list[Hit]]) -> None:
    page = text(outline, "html", explain=True, precedents=precedents)
    parser = _Tags()
    parser.feed(page)
    assert parser.open == []
    assert not {"script", "link", "img", "iframe", "object", "b"} & {tag for tag, _ in parser.tags}
    for _, attributes in parser.tags:
        assert not {"src", "href", "onclick", "onload", "style"} & set(attributes)
    policy = next(a for _, a in parser.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert "url(" not in page
    assert "@import" not in page
    assert "http:" not in page


def test_html_marks_gaps_and_escapes_text(outline: Outline) -> None:
    page = text(outline, "html")
    assert '<mark class="gap">【待填：长度】</mark>' in page
    assert "&lt;b&gt;&amp;amp;*治理*&lt;/b&gt;" in page
    assert "@media print" in page


# --- all formats -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["md", "txt", "html", "json", "docx"])
def test_same_outline_same_bytes(form: str, outline: Outline) -> None:
    first = render(outline, form, template_folders=TEMPLATES, explain=True)  # type: ignore[arg-type]
    assert first == render(outline, form, template_folders=TEMPLATES, explain=True)  # type: ignore[arg-type]


NASTY = "\u202e倒\u200b序\x1b[31m\x00\ufeff\ud800\u2066"


@pytest.mark.parametrize("form", ["md", "txt", "html", "json"])
def test_nothing_hidden_gets_out(form: str) -> None:
    item = Item(f"a{NASTY}", 0, NASTY, NASTY, NASTY, Origin("frame", NASTY, NASTY), slots={NASTY: NASTY}, gaps=(NASTY,))
    hit = Hit(NASTY, "exact", 1.0, NASTY, NASTY, NASTY, (), NASTY, NASTY, NASTY, NASTY, NASTY)
    outline = Outline(NASTY, (item,), (NASTY,), ((item.id, NASTY),), (NASTY,))
    found = text(outline, form, explain=True, precedents={item.id: [hit]})
    assert visible(found) == found


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_text_stays_one_paragraph_of_markdown(words: str) -> None:
    flat = " ".join(words.split()) or "空"
    outline = Outline("题", (Item("a", 0, flat, "开场", "x", Origin("frame", "f")),))
    found = text(outline, "md")
    assert visible(found) == found
    assert found.startswith("# 题\n\n")
    assert len(found.rstrip("\n").split("\n")) == 3
    assert not re.match(r"(#{1,6}\s|>|[-+]\s|\d+[.)]\s)", found.split("\n")[2])


def test_text_formats_load_neither_lxml_nor_docx(outline: Outline) -> None:
    code = (
        "import sys; from drafter.records import Outline; from drafter.render.outline import render;"
        "from drafter.shipped import shipped;"
        "[render(Outline('题', ()), f, template_folders=[shipped('templates')]) for f in ('md','txt','html','json')];"
        "print([m for m in ('lxml', 'docx') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_template_of_the_writer_wins(tmp_path: Path, outline: Outline) -> None:
    (tmp_path / "outline.md.j2").write_text("题：{{ page.title }}\n", encoding="utf-8")
    found = render(outline, "md", template_folders=[tmp_path, *TEMPLATES]).decode()
    assert found == "题：在全县河湖长制工作会议上的讲话\n"
    assert render(outline, "txt", template_folders=[tmp_path, *TEMPLATES]).startswith("在全县".encode())


def test_a_missing_template_is_one_message(tmp_path: Path, outline: Outline) -> None:
    with pytest.raises(DrafterError, match=r"找不到模板 outline\.md\.j2"):
        render(outline, "md", template_folders=[tmp_path])


def test_what_is_to_be_filled_in_is_listed_once_with_all_its_places(outline: Outline) -> None:
    gaps = (*outline.gaps, ("意见/1/2", "长度"), ("意见/1/1/文", "长度"))
    listed = text(replace(outline, gaps=gaps), "md").partition("待填清单：")[2]
    assert "- 分项成绩、一（二）、一（一）：长度\n" in listed
    assert "- 一（一）摸清淤积底数：重点河段\n" in listed
