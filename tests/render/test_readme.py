"""What the README tells of 选定 and of templates of one's own holds as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.bank.model import Bank
from drafter.brief.load import parse_brief
from drafter.plan.outline import plan, walk
from drafter.records import Outline
from drafter.render.outline import render
from drafter.render.view import Block, Citation, Line, Open, Option, Page, Piece
from drafter.strict_yaml import load_text

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CHOSEN = "选定: {}                  # 手工选定的"


def test_every_node_the_readme_shows_is_obeyed(bank: Bank) -> None:
    blocks = re.findall(r"```yaml\n(.+?)```", README, re.DOTALL)
    brief = next(block for block in blocks if block.startswith("场合:"))
    chosen = next(block for block in blocks if block.startswith("选定:"))
    kept = "\n".join(line for line in brief.splitlines() if not line.startswith("选定:"))
    parsed = parse_brief(load_text(f"{kept}\n{chosen}", "简要.yaml"))
    outline = plan(parsed, bank)
    assert [note for note in outline.notes if "选定" in note and "不讲" not in note] == []
    assert not any("短语库里没有" in note and "句式" in note for note in outline.notes)
    items = {item.id: item for item in walk(outline.items)}
    assert "成绩回顾/肯定感谢" not in items
    assert items["开场/会议任务"].source.ref == "kc-renwu-05"
    assert items["意见/1"].source.ref == parsed.chosen["意见/句式"]
    for node in ("意见/2", "意见/1/2", "意见/1/2/文", "保障/1"):
        assert items[node].text == parsed.chosen[node]


def test_the_template_the_readme_shows_runs(tmp_path: Path, outline: Outline) -> None:
    (template,) = re.findall(r"```jinja\n(.+?)```", README, re.DOTALL)
    (tmp_path / "outline.txt.j2").write_text(template, encoding="utf-8")
    for explain in (False, True):
        text = render(outline, "txt", template_folders=[tmp_path], explain=explain).decode("utf-8")
        assert outline.title in text
        assert ("〔意见/1 " in text) is explain


def test_the_readme_names_all_a_template_sees() -> None:
    section = README.partition("## 自己的模板")[2].partition("\n## ")[0]
    words = set(re.findall(r"[a-z_]+", section))
    for record in (Page, Block, Line, Option, Citation, Open, Piece):
        shown = {name for name in dir(record) if not name.startswith("_")} - {"kind", "ref"}
        assert shown <= words, record
