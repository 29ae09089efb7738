"""A speech's blocks into passages (段落): salutation, headings with label and level, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.language.labels import UNNUMBERED
from drafter.language.late import late
from drafter.language.levels import BUSINESS
from drafter.language.verbs import OPENING_VERBS
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, Block, Loss, Passage
from drafter.split.labels import PART, Label, Ladder, label_of
from drafter.split.parting import parted

_WHOM = (
    r"同志们|朋友们|各位[^。！？：:，,]{0,24}|尊敬的[^。！？：:]{1,60}|女士们|先生们|老师们|同学们|乡亲们|青年朋友们|同事们|员工们|工友们|职工们|战友们|校友们|家长们|"
    r"亲爱的[^。！？：:]{1,30}|全[体县市省][^。！？：:，,]{1,16}|[^。！？：:，、,\s]{1,10}(?:主席|书记|市长|省长|县长|主任|部长|同志)"
)
_ADDRESS = rf"(?:{_WHOM})(?:\s*[，、,！!]\s*(?:{_WHOM}))*"
SALUTATION = late(rf"\s*{_ADDRESS}\s*[：:]\s*")
"""A salutation alone on its line, closed by a colon (称谓)."""
ADDRESS = late(rf"\s*{_ADDRESS}\s*[：:！!，,。]?\s*")
"""The same with any closing: an address in the middle of a speech (各位代表！)."""
_RUN_IN_SALUTATION = late(rf"(?:{_ADDRESS}|大家好)[：:！!](?=\S)")

_FINAL = late(r"[。！？!?；;：:，,、…][”’）)】》]*\s*$")
_FIRST_SENTENCE = late(r"[^。！？!?]*[。！？!?]+[”’）)】》]*")
# A label of the ladder promises a heading, 一是 and 一要 less so.
_HEADING_WIDTH = 60
_RUN_IN_WIDTH = 50
_LOOSE_WIDTH = 42
_LOOSE_STYLES = frozenset(("is", "must", "first", "its", "called", "another"))
_LISTED_STYLES = frozenset(("is", "must", "called", "another"))
"""Styles that head a paragraph only where other paragraphs go on with them."""
_COUNTING_STYLES = frozenset(("is", "must", "ordinal"))
"""Styles that go on counting from one another (一是 … 二要)."""
_CLAUSES = r"(?:[^，。；：！？\n]{4,36}?|[^，。；：！？\n]{2,24}?，[^，。；：！？\n]{2,24}?)"
_GLUED = late(
    rf"{_CLAUSES}(?=(?:过去的?[一两三四五]年|去年以来|今年以来|近年来|一年来|五年来|当前|目前|同志们)，"
    r"|(?<![对向把给让由和与及、的在为强高实动进])各级[^，。；]{0,12}(?:要|必须|应当))"
)
"""A heading of one or two clauses that ran together with the body: up to words bodies begin with."""
_DEMANDS = late(
    rf"{_CLAUSES}(?=(?<![对向把给让由和与及、的在为强高实动进级，])各(?:级|地|县区?|乡镇|街道|部门|单位|村)[^，。；]{{0,12}}(?:要|必须|应当|是)"
    r"|要(?![求点素害件领])[^。！？]*。要[^。！？]*。要)"
)
"""The same up to those who are to do it, or to the first of three demands (要…。要…。要…。)."""
_OFFICE = late(
    rf"{_CLAUSES}(?<![合持助托受从请同照由向对把给让和及与、的在为是到经报级])(?=全?[省市县区州旗镇乡](?:[委直]|政府)?[一-龥]{{0,5}}[部局办室组委]"
    r"(?![长员])[^，。；]{0,6}(?:要|必须|每[周月季半旬年天]|负责|牵头|会同|定期|按[周月季]|统一|组织开展))"
)
"""The same up to the office that is to do it (严格督查考核|县委组织部每季度……)."""
_UNIT = (
    "[级地方省市县区旗州盟镇乡村局委办厅署院校所站科处室队组部班厂矿店场园馆系行会社]"
    "|街道|部门|单位|机构|企业|公司|集团|中心|物业|车间|大厅|窗口|战线|商户|农户|业主"
)
"""How bodies are called at the end, and those who run a house of their own."""
_IS_TO = (
    "(?:的?(?:主要|分管|有关|党政|班子|包[村保联片]|挂[点钩]|驻村)*"
    "(?:领导|负责人|负责同志|责任人|一把手|书记|主任|[所院校局站队组班厂场馆园行会社镇乡区县市村]长|干部|党员|职工|同志|成员|人员))?"
    "(?:都|也|均|一律|一定)*(?:要(?![求点素害件领])|必须|应当|务必|每[周月季半旬年天]|负责|牵头)"
)
"""Who of a body acts, and that he is to; 各方力量要…… goes on with what is no body's."""
_BODIES = late(
    rf"{_CLAUSES}(?<![对向把给让由和与及、的在为据实挥筹合进级，])(?=各(?![项种类])"
    rf"(?:(?:[一-龥、]{{0,10}}?(?:{_UNIT})|[一-龥]{{1,4}}（[一-龥]{{1,4}}）)|包[村保联片]){_IS_TO}"
    rf"|(?<!成立|组建|建立|设立|发挥|依托|强化)(?:某{{1,2}}[一-龥]?(?:{_UNIT})|(?:{BUSINESS})(?:[局厅委]|部门)|(?:项目|工作)?专班|指挥部|管委会){_IS_TO})"
)
"""The same up to any bodies at all (各科室要……), an office by its business alone, or those who were put in charge."""
_RUN_IN_CLAUSES = 3
_PLAIN_WIDTH = 30
_SENTENCE = late(
    rf"(?:{DAMAGE_OPEN}[^{DAMAGE_OPEN}{DAMAGE_CLOSE}]*{DAMAGE_CLOSE}|[^。！？!?\n])*(?:[。！？!?\n]+[”’）)】》]*|$)"
)
_MARKS = str.maketrans("", "", DAMAGE_OPEN + DAMAGE_CLOSE)
DAMAGED = "字节损坏，无法复原"
"""Why something was quarantined."""


def passages_of(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Passages of a speech's body, numbered from 1.

    blocks: without title lines. The texts of the passages, put end to end, are the texts of the blocks.
    """
    blocks = parted(blocks)
    least = min((block.level for block in blocks if block.level), default=0)
    passages: list[Passage] = []

    def add(kind: str, text: str, level: int = 0, label: str = "") -> None:
        passages.append(Passage(len(passages) + 1, kind, text, level, label))  # type: ignore[arg-type]

    labels = [label_of(block.text.lstrip()) for block in blocks]
    ladder = Ladder(labels)
    for index, block in enumerate(blocks):
        text = block.text
        if not text:
            continue
        if passages and len(passages) < 3 and SALUTATION.fullmatch(text) and passages[-1].kind == "salutation":
            add("salutation", text)
            continue
        if len(passages) < 2 and not any(p.kind == "salutation" for p in passages):
            if SALUTATION.fullmatch(text) or (not passages and ADDRESS.fullmatch(text) and len(text) <= 60):
                add("salutation", text)
                continue
            greeting = _RUN_IN_SALUTATION.match(text) if not passages else None
            if greeting:
                add("salutation", greeting.group())
                text = text[greeting.end() :]
        label = labels[index] if text is block.text else label_of(text.lstrip())
        if label and label.style == "first" and label.text[:2] != "首先" and not ladder.has("first"):
            # 最后，预祝大会圆满成功: no list was opened.
            label = None
        if label and label.style == "last" and not ladder.counts():
            # 最后说说保障。 adds to nothing.
            label = None
        if label and label.style in _LISTED_STYLES and not _in_list(labels, index, label):
            # 一是……；二是…… within one paragraph heads nothing.
            label = None
        if label and not label.rung and _is_list(text):
            label = None
        if label is None:
            level = block.level - least + 1 if block.level else 0
            if not level and (PART.fullmatch(text) or _plain_heading(blocks, index, text)):
                level = 1
            if level:
                ladder.enter(level)
                add("heading", text, level)
            else:
                add("paragraph", text)
            continue
        level = ladder.level(label)
        if label.style == "last":
            # What it heads says what the paragraph is, and the speaker's own words before it do not.
            add("paragraph", text, level, label.text)
            continue
        loose = label.style in _LOOSE_STYLES
        first = _FIRST_SENTENCE.match(text)
        if block.level or not first or (not first.group().strip() and text):
            if block.level or (len(text) <= _HEADING_WIDTH and not _FINAL.search(text)):
                add("heading", text, level, label.text)
            else:
                add("paragraph", text, level, label.text)
        elif end := _glued(text, len(text) - len(text.lstrip()) + len(label.text), loose=not label.rung):
            add("heading", text[:end], level, label.text)
            add("paragraph", text[end:])
        elif first.end() >= len(text.rstrip()):
            short = len(text) <= (_LOOSE_WIDTH if loose else _HEADING_WIDTH) and text.count("，") < _RUN_IN_CLAUSES
            add("heading" if short else "paragraph", text, level, label.text)
        elif _is_run_in(first.group(), _LOOSE_WIDTH if loose else _RUN_IN_WIDTH):
            add("heading", first.group(), level, label.text)
            add("paragraph", text[first.end() :])
        else:
            add("paragraph", text, level, label.text)
    return tuple(passages)


def _glued(text: str, begin: int, *, loose: bool) -> int:
    """Where the heading that begins at `begin` ends within its sentence, 0 where it does not. loose: behind a label that
    may as well count sentences (一是), only at the office that is to do it."""
    if not loose and (found := _GLUED.match(text, begin)):
        return found.end()
    begin += text.startswith("要", begin)
    for ahead in (_OFFICE,) if loose else (_DEMANDS, _OFFICE, _BODIES):
        found = ahead.match(text, begin)
        # 各级党委要…… is a sentence; a heading begins with what is to be done.
        if found and text[begin : begin + 2] in OPENING_VERBS and "要" not in found.group():
            return found.end()
    return 0


def _in_list(labels: Sequence[Label | None], index: int, label: Label) -> bool:
    """Whether a paragraph before or after goes on counting where this one stands."""
    if label.style in UNNUMBERED:
        return sum(other is not None and other.style == label.style for other in labels) > 1
    for step, wanted in ((1, label.number + 1), (-1, label.number - 1)):
        at = index + step
        while 0 <= at < len(labels):
            other = labels[at]
            if other is not None and other.style in _COUNTING_STYLES:
                if other.number == wanted:
                    return True
                if other.style == label.style:
                    break
            at += step
    return False


def _is_list(text: str) -> bool:
    """Whether a paragraph is one sentence that counts on within itself (第一、……；第二、……): it heads nothing."""
    items = text.rstrip("。 ").split("；")
    counted = [each.number for item in items if (each := label_of(item.lstrip()))]
    return len(items) > 1 and "。" not in "".join(items) and counted == [*range(1, len(items) + 1)]


def _plain_heading(blocks: Sequence[Block], index: int, text: str) -> bool:
    """A short line without label and without final mark, with running text after it."""
    if len(text) > _PLAIN_WIDTH or _FINAL.search(text) or index + 1 >= len(blocks) or index == 0:
        return False
    if text.startswith("——"):  # where a quotation comes from
        return False
    return bool(re.search("[\u3400-\u9fff]{2}", text)) and len(blocks[index + 1].text) > len(text)


def _is_run_in(sentence: str, width: int) -> bool:
    return (
        len(sentence) <= width
        and sentence.count("，") + sentence.count("；") < _RUN_IN_CLAUSES
        and sentence.rstrip("”’）)】》").endswith("。")
        and "：" not in sentence[6:]
    )


def unmarked(text: str) -> str:
    """The text without the marks of damage."""
    return text.translate(_MARKS)


def quarantine(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Loss, ...]]:
    """Take sentences with an unrepaired damage mark out of the passages (隔离).

    Returns the passages renumbered, empty ones gone, and one loss a sentence, its text without the marks.
    """
    if not any(DAMAGE_OPEN in passage.text or DAMAGE_CLOSE in passage.text for passage in passages):
        return tuple(passages), ()
    kept: list[Passage] = []
    losses: list[Loss] = []
    for passage in passages:
        text = passage.text
        if DAMAGE_OPEN in text or DAMAGE_CLOSE in text:
            whole: list[str] = []
            for sentence in _SENTENCE.findall(text):
                if DAMAGE_OPEN in sentence or DAMAGE_CLOSE in sentence:
                    losses.append(Loss(DAMAGED, unmarked(sentence)))
                else:
                    whole.append(sentence)
            text = "".join(whole)
            if not text.strip():
                continue
        label = passage.label if text.lstrip().startswith(passage.label) else ""
        level = passage.level if label or not passage.label else 0
        kept.append(Passage(len(kept) + 1, passage.kind, text, level, label))
    return tuple(kept), tuple(losses)
