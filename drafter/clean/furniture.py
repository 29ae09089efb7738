"""What surrounds a speech on a web page or in a file, and was never spoken (网页与版面附着文字)."""

from __future__ import annotations

import re

from drafter.clean.rule import HAN, Outcome, chained, cut, joined, reworded, sifted
from drafter.records import Block, Loss

_S = r"[ \t\u00a0\u3000]*"
_DATE = r"\d{4}[ ]?[年\-/.][ ]?\d{1,2}[ ]?[月\-/.][ ]?\d{1,2}[ ]?日?"
_TIME = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"

# Whole lines, wherever they stand.
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "网页信息栏",
        re.compile(
            rf"[-*]?{_S}(?:文[件档]格式|(?:(?:发布|发表|更新|上传)(?:时间|日期)|小编|编辑|责任编辑|责编|校对|来源|信息来源|"
            rf"稿源|文章来源|点击(?:次数|数|量)?|浏览(?:次数|量)?|阅读(?:次数|量)?|字号|字体|作者单位|供稿|审核|关键词|标签)"
            rf"{_S}[:：]){_S}[^。，；！？]{{0,60}}"
        ),
    ),
    (
        # 时间：2026年3月18日 may be the meeting's own; a web page writes 2026-03-18 08:00.
        "网页信息栏",
        re.compile(rf"[-*]?{_S}(?:时间|日期){_S}[:：]{_S}\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}{_TIME}.{{0,40}}"),
    ),
    ("网页信息栏", re.compile(rf"{_S}{_DATE}{_TIME}{_S}(?:来源|作者|编辑|信息来源)[:：].{{0,60}}")),
    (
        "网页按钮",
        re.compile(
            r"(?:[\[【(（|｜/]?\s*(?:下载|打印|全屏|收藏|加大|还原|减小|关闭|分享(?:到.{0,8})?|打印本页|关闭窗口|返回(?:顶部|首页|列表)?|"
            r"上一[篇页条].{0,40}|下一[篇页条].{0,40}|字号|字体|大|中|小|复制链接|加入收藏|设为首页|首页|我要纠错|扫一扫.{0,20}|"
            r"转入文章首发地址|阅读全文|点击下载|查看更多|展开全文|无障碍|繁体版?|手机版)\s*[\]】)）|｜/:：]?\s*)+|[\[【]?字号[:：]?|[】\]]"
        ),
    ),
    (
        "报刊出处",
        re.compile(rf"《{_S}[{HAN}]{{2,8}}{_S}》{_S}[（(]{_S}{_DATE}{_S}(?:第?{_S}\d{{1,2}}{_S}版)?{_S}[）)]"),
    ),
    (
        "通讯社电头",
        re.compile(rf"{_S}[（(]?(?:新华社|中新社|本报|人民网)[^。，：]{{1,12}}?\d{{1,2}}日{_S}(?:电|讯)[）)]?{_S}"),
    ),
    (
        "来源注明",
        re.compile(rf"{_S}[（(【\[]?{_S}(?:信息|文章|稿件|资料)?(?:来源|摘自|转自|据)[:：][^。]{{1,40}}[）)】\]]?{_S}"),
    ),
    ("编者注", re.compile(r"[\s（(]*[※*＊]\s*(?:这是|本文是|本文系|此文|根据).{4,120}")),
    (
        "印发说明",
        re.compile(
            rf"{_S}(?:(?:发|主送|抄送|抄报|分送|报送|抄发|印送|送)[:：].{{2,200}}|"
            rf"[{HAN} ]{{2,30}}(?:办公室|办公厅|秘书处|秘书科|委员会|研究室){_S}\d{{4}}{_S}年{_S}\d{{1,2}}{_S}月{_S}\d{{1,2}}{_S}日{_S}印发|"
            rf"[（(]?共印{_S}\d+{_S}份[）)]?)"
        ),
    ),
    (
        "版权与转载声明",
        re.compile(
            r"[^。]{0,30}(?:版权(?:归[^。]{0,20})?所有(?![者人权])|如有侵权|侵权.{0,6}(?:删除|联系)|未经.{0,12}(?:授权|许可|同意).{0,8}(?:转载|使用|复制)|"
            r"禁止转载|转载请|请注明(?:出处|来源)|©|[Cc]opyright|ICP备|京公网安备|扫描.{0,6}二维码.{0,6}(?:关注|下载)|"
            r"关注.{0,12}公众号|免责声明)[^。]{0,80}。?"
        ),
    ),
    (
        "推荐链接",
        re.compile(
            r"[-*]?\s*.{4,50}[（(](?:精选|优质|通用|汇总|热门|实用|专业|优秀|模板|大全|推荐|最新|共|合集|范文|必备|集锦)?\s*\d{1,3}\s*[篇份则条][）)]"
        ),
    ),
)
_LINE_LIMIT = 220

_LIST_HEAD = re.compile(
    rf"{_S}[\[【]?(?:您|你)?可能(?:关注|感兴趣|喜欢|需要)的?(?:文档|文章|内容|资料)?[】\]]?[:：]?|"
    rf"{_S}[\[【]?(?:相关|推荐|延伸|热门|精彩|更多|最新)(?:报道|阅读|链接|新闻|文章|文档|内容|推荐|范文|资料)[】\]]?[:：]?{_S}|"
    rf"{_S}猜你喜欢[:：]?"
)
_LIST_ITEM = re.compile(r"[^。！？；]{0,60}")

# A leader also says 给大家分享: only words of the trade tell an editor.
_EDITOR = re.compile(
    r"小编|(?:本站|本网站|公文站|范文网|文库网?)(?:小编|[为给]您|[为给]大家|整理|推荐|收集|精心)|这[些篇]范文|篇范文|范文[，。]?(?:仅供|欢迎|供大家)|"
    r"(?:以下|下面|这里)(?:是|为)[^。！？]{0,30}(?:整理|收集)的"
)
_EDITOR_CUE = re.compile(r"整理|推荐|分享|收集|带来|参考|阅读|范文|帮助|欣赏|喜欢|查阅")
_EDITOR_LIMIT = 250
_EDITOR_SENTENCE = re.compile(
    r"(?:^|(?<=[。！？]))[^。！？\n]*(?:本站|公文)?小编[^。！？\n]*(?:[。！？]|$)"
    r"|(?:^|(?<=[。！？]))(?:以上|下面|以下)(?:就)?是[^。！？\n]{0,20}(?:范文|模板|全部内容)[^。！？\n]*(?:[。！？]|$)",
    re.M,
)

_PHOTO = re.compile(
    rf"(?:记者|通讯员|(?:新华社|中新社)发){_S}[{HAN}·]{{2,4}}(?:[、 ][{HAN}·]{{2,4}})?(?:{_S}/{_S}摄|[ \u3000]+摄|(?<!拍)摄(?=[）)]|$))",
    re.M,
)
_DATED = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚)?，|这是|图为|上图|下图|左图|右图")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|图为|上图|下图|左图|右图")
_SENTENCE_END = re.compile(r"[。！？][”’）]*|[\n\u3000]+")
_CAPTION_SENTENCES = 5
_CAPTION_WIDTH = 400
_CAPTION_TITLE = 20

_TAILS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "报刊出处",
        re.compile(
            rf"《{_S}[{HAN}]{{2,8}}{_S}》{_S}[（(]{_S}{_DATE}{_S}(?:第?{_S}\d{{1,2}}{_S}版)?{_S}[）)]{_S}$", re.M
        ),
    ),
    ("通讯社电头", re.compile(r"[（(]新华社[^（）()。，\n]{2,16}?日电[）)]")),
    (
        "通讯社电头",
        re.compile(
            rf"^{_S}(?:新华社|中新社)[^。，：\n]{{2,12}}?\d{{1,2}}日电{_S}(?:[（(]?记者[^）)\n]{{2,20}}[）)]{_S})?(?=[{HAN}])",
            re.M,
        ),
    ),
    ("来源注明", re.compile(r"[（(]\s*(?:信息|文章|稿件)?来源[:：][^（）()。\n]{1,30}[）)]\s*$", re.M)),
    ("编者注", re.compile(r"※\s*(?:这是|本文是|本文系).{4,100}$", re.M)),
)
_NOTE_MARK = re.compile(r"※")


def drop_marked(blocks: tuple[Block, ...]) -> Outcome:
    """Page headers, footers, comments: what the format itself marks (版式标明的附着文字)."""
    if not any(block.furniture for block in blocks):
        return Outcome(blocks)
    return sifted(blocks, lambda _, block: "页眉、页脚或批注" if block.furniture else "")


def drop_lines(blocks: tuple[Block, ...]) -> Outcome:
    """Information bars, buttons, sources, distribution and copyright lines (整行的附着文字)."""
    return sifted(blocks, lambda _, block: _line_reason(block.text))


def _line_reason(line: str) -> str:
    text = line.strip()
    if not text or len(text) > _LINE_LIMIT:
        return ""
    for reason, pattern in _LINES:
        if pattern.fullmatch(text):
            return reason
    return ""


def drop_link_lists(blocks: tuple[Block, ...]) -> Outcome:
    """“您可能关注的文档” and the list under it (链接列表)."""
    kept: list[Block] = []
    losses: list[Loss] = []
    index = 0
    while index < len(blocks):
        if not _LIST_HEAD.fullmatch(blocks[index].text):
            kept.append(blocks[index])
            index += 1
            continue
        end = index + 1
        while end < len(blocks) and _LIST_ITEM.fullmatch(blocks[end].text.strip()):
            end += 1
        if end < len(blocks) and any(block.text.strip() for block in blocks[end:]):
            # Text follows: only lines that look like titles of documents belong to the list.
            end = index + 1
            while end < len(blocks) and _line_reason(blocks[end].text):
                end += 1
        losses.append(Loss("链接列表", "\n".join(block.text for block in blocks[index:end])))
        index = end
    return Outcome(tuple(kept), len(losses), tuple(losses)) if losses else Outcome(blocks)


def drop_lead_ins(blocks: tuple[Block, ...]) -> Outcome:
    """Editors' lead-ins: “下面是本站小编为大家整理的…，仅供参考。” (编者引语)."""

    if not _EDITOR.search(joined(blocks)):
        return Outcome(blocks)

    def reason_of(_: int, block: Block) -> str:
        text = block.text
        if len(text) > _EDITOR_LIMIT or not _EDITOR.search(text) or not _EDITOR_CUE.search(text):
            return ""
        return "编者引语"

    return chained(blocks, lambda each: sifted(each, reason_of), lambda each: cut(each, _EDITOR_SENTENCE, "编者引语"))


def drop_captions(blocks: tuple[Block, ...]) -> Outcome:
    """Photo captions in the text: back from 摄 to the sentence with the day, or to the sentence itself (图片说明)."""
    if "摄" not in joined(blocks):
        return Outcome(blocks)
    kept: list[Block] = []
    losses: list[Loss] = []
    for block in blocks:
        text = block.text
        pieces: list[str] = []
        position = 0
        for match in _PHOTO.finditer(text):
            start = _caption_start(text, position, match.start())
            end = match.end()
            if not position and start <= _CAPTION_TITLE and not text[end:].strip(" 。\u3000"):
                start = 0
            losses.append(Loss("图片说明", text[start:end].strip()))
            pieces.append(text[position:start])
            position = end
        if not position:
            kept.append(block)
            continue
        pieces.append(text[position:])
        rest = "".join(pieces)
        if rest.strip("。 \u3000"):
            kept.append(reworded(block, rest))
    return Outcome(tuple(kept), len(losses), tuple(losses)) if losses else Outcome(blocks)


def _caption_start(text: str, low: int, mark: int) -> int:
    low = max(low, mark - _CAPTION_WIDTH)
    ends = [low] if low == 0 or text[low - 1 : low] in "。！？\u3000" else []
    ends += [match.end() for match in _SENTENCE_END.finditer(text, low, mark)]
    ends = [end + len(text[end:mark]) - len(text[end:mark].lstrip(" \u3000\xa0")) for end in ends]
    starts = [end for end in ends if end < mark][-_CAPTION_SENTENCES:]
    if not starts:
        return mark
    # A bare credit (记者 某某 摄) has its caption before it, at most two undated sentences long.
    undated = 2 if re.fullmatch(r"[^。，]{0,14}", text[starts[-1] : mark]) else 0
    for start in reversed(starts):
        if _DAY.match(text, start):
            return start
        if not _DATED.match(text, start) and start != starts[-1]:
            undated -= 1
            if undated < 0:
                break
    return starts[-1]


def drop_tails(blocks: tuple[Block, ...]) -> Outcome:
    """News-agency heads and tails, newspaper references, ※ notes at the end of a line (电头、出处、编者注)."""
    steps = [lambda each, r=reason, p=pattern: cut(each, p, r) for reason, pattern in _TAILS]
    return chained(blocks, *steps, _strip_note_mark)


def _strip_note_mark(blocks: tuple[Block, ...]) -> Outcome:
    count = sum(block.text.count("※") for block in blocks)
    if not count:
        return Outcome(blocks)
    kept = tuple(reworded(b, _NOTE_MARK.sub("", b.text)) if "※" in b.text else b for b in blocks)
    return Outcome(tuple(b for b in kept if b.text.strip() or b in blocks), count)
