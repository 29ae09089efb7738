"""The cleaning pipeline (清洗): one visible, ordered list of small rules.

The whole list runs until nothing changes any more, so that cleaning cleaned text changes nothing.
"""

from __future__ import annotations

from drafter.clean import characters, furniture, gaps, lines, markup, notes, pages, script
from drafter.clean.rule import Outcome, Rule
from drafter.records import Block, Cleaned, Loss, Repair

RULES: tuple[Rule, ...] = (
    Rule("marked-furniture", "页眉、页脚、批注", furniture.drop_marked),
    Rule("line-breaks", "换行统一", characters.split_lines),
    # Before invisible characters go: control characters are part of the bytes of a misread text.
    Rule("mojibake", "编码错读的乱码", script.mend_mojibake),
    Rule("invisible-characters", "不可见字符", characters.strip_invisible, by_line=True),
    Rule("byte-damage", "字节错位", script.mend_bytes),
    Rule("pinyin-annotation", "拼音注音", script.strip_pinyin),
    Rule("traditional-simplified", "繁体转简体", script.simplify),
    Rule("full-width", "全角字母数字、部首变体", characters.narrow, by_line=True),
    Rule("front-matter", "文件头元数据", markup.drop_front_matter),
    Rule("html", "网页标记", markup.strip_html),
    Rule("site-furniture", "网页附着文字", furniture.drop_lines),
    Rule("blanked", "涂去的字（星号、下划线、圈）", gaps.mark_blanked),
    Rule("markdown", "Markdown 标记", markup.strip_markdown),
    Rule("stray-signs", "行末的版面符号", characters.drop_stray_signs, by_line=True),
    Rule("label-spaces", "序号里的空格", characters.close_labels, by_line=True),
    Rule("letter-head", "邮件信头", notes.drop_letter_head),
    Rule("link-list", "链接列表", furniture.drop_link_lists),
    Rule("lead-in", "编者引语", furniture.drop_lead_ins),
    Rule("contents", "目录", notes.drop_contents),
    Rule("gap-list", "提纲末尾的待填清单", notes.drop_gap_list),
    Rule("page-number", "页码、块号、书眉", pages.drop_page_numbers),
    Rule("repeated-title", "重复的标题", lines.drop_repeated_title),
    Rule("paragraphs", "重建分段", lines.rebuild_paragraphs),
    Rule("photo-caption", "图片说明", furniture.drop_captions),
    Rule("stage-note", "掌声、笑声等现场说明", notes.drop_stage_notes),
    Rule("footnote", "注码、注释", notes.drop_footnotes),
    Rule("agency", "电头、出处、编者注", furniture.drop_tails),
    Rule("link-text", "拆散的链接文字", lines.glue_links),
    Rule("blank-lines", "空行", lines.drop_blank),
    Rule("broken-lines", "句中断行", lines.join_broken),
    Rule("english-and", "英文 and", characters.replace_and, by_line=True),
    Rule("punctuation", "半角标点", characters.widen_punctuation, by_line=True),
    Rule("heading-space", "用空格和正文隔开的标题", lines.part_headings, by_line=True),
    Rule("spaces", "文中空格", characters.close_spaces, by_line=True),
    Rule("gap", "阙文", gaps.mark_gaps),
)

_PASSES = 12


def clean(blocks: tuple[Block, ...]) -> Cleaned:
    """Clean the blocks of one document.

    blocks: as read, one a line or paragraph. Returns the cleaned blocks, how often each rule did something
    (rules that did nothing are left out), and every piece of text taken out with its reason. Pure; raises nothing.
    """
    counts: dict[str, int] = {}
    dropped: list[Loss] = []
    settled: dict[str, set[str]] = {rule.id: set() for rule in RULES if rule.by_line}
    quiet = 0
    """How many rules on end have left the text alone: when all have, no more is to be done."""
    for rule in RULES * _PASSES:
        outcome = _by_line(rule, blocks, settled[rule.id]) if rule.by_line else rule.apply(blocks)
        if outcome.count:
            counts[rule.id] = counts.get(rule.id, 0) + outcome.count
            dropped.extend(outcome.dropped)
            blocks = outcome.blocks
            quiet = 0
            continue
        quiet += 1
        if quiet == len(RULES):
            break
    repairs = tuple(Repair(rule.id, counts[rule.id]) for rule in RULES if rule.id in counts)
    return Cleaned(blocks, repairs, tuple(dropped))


def _by_line(rule: Rule, blocks: tuple[Block, ...], settled: set[str]) -> Outcome:
    """The rule, where there is a line that it has not left alone before (settled)."""
    fresh = tuple(block for block in blocks if block.text not in settled)
    if not fresh or (len(fresh) < len(blocks) and not rule.apply(fresh).count):
        settled.update(block.text for block in fresh)
        return Outcome(blocks)
    outcome = rule.apply(blocks)
    if not outcome.count:
        settled.update(block.text for block in fresh)
    return outcome
