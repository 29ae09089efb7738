"""What surrounds a speech on a web page or in a file, and was never spoken (网页与版面附着文字)."""

from __future__ import annotations

import functools
import re

from drafter.clean.rule import HAN, SEPARATOR, Outcome, chained, cut, joined, reworded, sifted
from drafter.language.late import late
from drafter.records import Block, Loss

_S = r"[ \t\u00a0\u3000]*"
_DATE = r"\d{4}[ ]?[年\-/.][ ]?\d{1,2}[ ]?[月\-/.][ ]?\d{1,2}[ ]?日?"
_TIME = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"

# What a page says about itself, before a colon or a bar.
_LABEL = (
    r"(?:发布|发表|更新|上传|生成|公开|发文|成文|录入)(?:时间|日期)|小编|(?:本版|图文|责任|网络|执行|值班|实习|特约)?编辑|责编|美编|(?:责任)?校对|来源|(?:信息|文章|稿件|图片|资料)来源|"
    r"稿源|(?:点击|浏览|阅读|访问|转载)(?:次数|数|量|率)?|人气|热度|字号|字体(?:大小)?|作者单位|供稿(?:单位)?|供图|通讯员|楼主|撰稿|撰文|(?:信息)?审核|审签|监制|统筹|策划|排版|版式|制图|制作|"
    r"摄影|摄像|图[/／]文|文[/／]图|(?:记录|录音|文字)整理|记录整理|关键词|标签|主题词|(?:所属)?栏目|(?:主题|信息)?分类|索引号|文档编号|编号|发布机构|发文(?:机关|单位|字号)|公开方式|"
    r"主办(?:单位)?|承办(?:单位)?|协办(?:单位)?|技术支持|网站标识码|(?:网站)?备案号|联系电话|咨询电话|举报电话|邮政?编码?|传真|电子邮箱|网址|微信号|公众号"
)
_COLON = r"[:：丨|｜]"
# Words of a page's buttons and counters, alone or in a row.
_BUTTON = (
    r"下载(?:本文|全文|附件)?|打印(?:本页|本文|页面)?|全屏|收藏(?:本页|本文)?|加大|还原|减小|关闭(?:本页|窗口|页面)?|分享(?:到|至|给).{0,12}?|分享|一键分享|返回(?:顶部|首页|列表|上页)?|"
    r"上一[篇页条][:：]?.{0,40}|下一[篇页条][:：]?.{0,40}|没有了|字号|字体(?:大小)?|大|中|小|默认|复制(?:链接|网址)|加入收藏|设为首页|首页|我要纠错|纠错|扫一扫.{0,20}|"
    r"转入文章首发地址|阅读(?:全文|原文|数|量)?|点击(?:下载|查看|量|数)|查看(?:更多|原文|全文)|展开(?:全文)?|收起|无障碍(?:阅读)?|繁体版?|简体版?|手机版|语音播报|朗读|"
    r"(?:新浪|腾讯)?微博|微信(?:好友)?|朋友圈|QQ(?:空间|好友)?|人人网|豆瓣|百度贴吧|点赞|赞|在看|评论|转发|举报|关注|打赏|投诉|留言|浏览(?:量|次数)?|访问量|"
    r"使用道具|回复|支持|反对|沙发|板凳|只看该作者|倒序浏览|阅读模式|积分|帖子|精华|附件列表|联系我们|网站地图|关于我们|站点地图|网站声明|版权声明|隐私(?:声明|政策)|使用帮助|网站帮助"
)
_COUNT = r"(?:\s*[:：]?\s*[（(]?\d[\d,.]*万?\+?[)）]?)?"

# Whole lines, wherever they stand.
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "来源注明",
        late(rf"{_S}[（(【\[]{_S}(?:信息|文章|稿件|资料)?(?:来源|摘自|转自|据)[:：][^。]{{1,40}}[）)】\]]{_S}"),
    ),
    (
        "网页信息栏",
        late(rf"[-*（(【\[]?{_S}(?:文[件档]格式|(?:{_LABEL}){_S}{_COLON}){_S}[^。，；！？]{{1,120}}"),
    ),
    (
        # 时间：2026年3月18日 may be the meeting's own; a web page writes 2026-03-18 08:00.
        "网页信息栏",
        late(rf"[-*]?{_S}(?:时间|日期){_S}[:：]{_S}\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}{_TIME}.{{0,40}}"),
    ),
    ("网页信息栏", late(rf"{_S}{_DATE}{_TIME}{_S}(?:来源|作者|编辑|信息来源)[:：].{{0,60}}")),
    (
        # A line of a few words with a day and an hour: 原创 某某 某某发布 2026-03-18 08:30.
        "网页信息栏",
        late(
            rf"(?!.{{0,4}}(?:时间|日期)[:：])[^。，；！？]{{0,30}}{_DATE}\s*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?:\s*(?:发布于|发表于|编辑于)?[^。，；！？：]{{0,12}})?"
        ),
    ),
    ("网页信息栏", late(r".{0,24}(?:https?://|www\.)[\w\-./?=&%#:~+]+\s*")),
    (
        "网页导航",
        late(
            r".{0,8}(?:当前|所在)(?:的)?(?:位置|栏目)(?:是)?\s*[:：].{2,80}|"
            r"[^。，；！？>»›]{2,12}(?:\s*[>»›]{1,2}\s*[^。，；！？>»›]{2,20}){2,}|(?:网站)?首页\s*[>»›]{1,2}\s*[^。，；！？>»›]{2,20}"
        ),
    ),
    (
        "网页按钮",
        late(rf"(?:[\[【(（|｜/·]?\s*(?:{_BUTTON}){_COUNT}\s*[\]】)）|｜/:：·]?\s*)+|[\[【]?字号[:：]?|[】\]]"),
    ),
    (
        "公众号附着文字",
        late(
            r"[^。；]{0,16}(?:点击(?:上方|下方|右上角|文末|文尾|标题下|蓝字|“|阅读原文|关注)|长按.{0,8}(?:二维码|图片|关注)|(?:扫码|扫描)(?:关注|阅读|下载|进群|加入)|"
            r"收录于(?:合集|话题)|点(?:个|亮|击)?“?(?:在看|赞)”?|(?:记得|欢迎)(?:关注|转发|点赞)|关注我们|分享给更多人)[^。；]{0,40}"
        ),
    ),
    ("装饰行", late(r"[-—–=~·\s]*(?:THE\s*)?END[-—–=~·\s]*|[（(\[【]\s*(?:全文)?完\s*[)）\]】]", re.I)),
    (
        "报刊出处",
        late(rf"《{_S}[{HAN}]{{2,8}}{_S}》{_S}[（(]{_S}{_DATE}{_S}(?:第?{_S}\d{{1,2}}{_S}版)?{_S}[）)]"),
    ),
    (
        "通讯社电头",
        late(rf"{_S}[（(]?(?:新华社|中新社|本报|人民网)[^。，：]{{1,12}}?\d{{1,2}}日{_S}(?:电|讯)[）)]?{_S}"),
    ),
    (
        "来源注明",
        late(rf"{_S}[（(【\[]?{_S}(?:信息|文章|稿件|资料)?(?:来源|摘自|转自|据)[:：][^。]{{1,40}}[）)】\]]?{_S}"),
    ),
    ("编者注", late(r"[\s（(]*[※*＊]\s*(?:这是|本文是|本文系|此文|根据).{4,120}")),
    ("图片说明", late(r"[\s▲△↑]*(?:图为|上图|下图|左图|右图|图\s?\d{1,2}\s?[:：为])[^\n]{4,90}")),
    (
        "印发说明",
        late(
            rf"{_S}(?:(?:发|主送|抄送|抄报|分送|报送|抄发|印送|送)[:：].{{2,200}}|"
            rf"[{HAN} ]{{2,30}}(?:办公室|办公厅|秘书处|秘书科|委员会|研究室){_S}\d{{4}}{_S}年{_S}\d{{1,2}}{_S}月{_S}\d{{1,2}}{_S}日{_S}印发|"
            rf"[（(]?共印{_S}\d+{_S}份[）)]?|[（(]此件.{{2,16}}[）)])"
        ),
    ),
    (
        "版权与转载声明",
        late(
            r"[^。]{0,30}(?:版权(?:归[^。]{0,20})?所有(?![者人权])|如有侵权|侵权.{0,6}(?:删除|联系)|未经.{0,12}(?:授权|许可|同意).{0,8}(?:转载|使用|复制)|"
            r"禁止转载|转载请|请注明(?:出处|来源)|©|[Cc]opyright|ICP备|[京公]网安备|网安备|扫描.{0,6}二维码.{0,6}(?:关注|下载)|"
            r"关注.{0,12}公众号|免责声明|仅供.{0,6}(?:学习|交流).{0,4}(?:参考|使用|交流)?|勿用于.{0,4}商业|(?:内容|文章|图片|资料)(?:来源于|来自)(?:互联)?网络?)[^。]{0,80}。?[）)]?"
        ),
    ),
    (
        "文库附着文字",
        late(
            r"[^。]{0,16}(?:(?:试读|预览)(?:已)?结束|开通会员|(?:免费)?获取全文|联系(?:客服|老师)|添?加微信|文档无限下载)[^。]{0,40}|[^。]{0,12}(?:本文档?|该文档|此文档)(?:下载自|来自|来源于|由.{2,14}(?:提供|整理|上传|收集)|共\s*\d+\s*页).{0,60}|.{0,20}下载(?:后|文档).{0,8}(?:编辑|使用|查看|打印).{0,20}"
        ),
    ),
    (
        "推荐链接",
        late(
            r"[-*]?\s*.{4,50}[（(](?:精选|优质|通用|汇总|热门|实用|专业|优秀|模板|大全|推荐|最新|共|合集|范文|必备|集锦)?\s*\d{1,3}\s*[篇份则条][）)]"
        ),
    ),
)
# Only signs, no letter, figure or character: nothing was said by it.
_DECOR = late(r"[^\w\s…—?？!！]\W*|—[—\s]*—")  # of a stripped line
# The stop of a sentence that filled the line before.
_STOP = late("[。；，、：][”’）》]?|——")
_LINE_LIMIT = 220

_LIST_HEAD = late(
    rf"{_S}[\[【]?(?:您|你)?可能(?:还)?(?:会)?(?:关注|感兴趣|喜欢|需要)的?(?:文档|文章|内容|资料)?[】\]]?[:：]?|"
    rf"{_S}[\[【]?(?:相关|推荐|延伸|热门|精彩|更多|最新|往期|猜你喜欢)(?:报道|阅读|链接|新闻|文章|文档|内容|推荐|范文|资料|回顾|精彩|精选|专题)[】\]]?[:：]?{_S}|"
    rf"[【\[]?.{{0,40}}相关(?:文章|阅读|推荐|范文)[】\]]?[:：]?|{_S}(?:猜你喜欢|大家都在看|更多.{{0,10}}(?:内容|文章|范文)(?:请)?(?:点击|关注|访问).{{0,20}}|看(?:过|了).{{0,40}}的人(?:还|也).{{0,3}}看了?.{{0,4}})[:：]?"
)
_LIST_ITEM = late(r"[^。！？；]{0,60}")
_LIST_LINK = late(
    rf"{_S}(?:[·•●■\-*>]|\d{{1,2}}[.、．]|《).{{3,60}}|.{{3,50}}(?:[篇则份]|范文|大全|精选|合集|讲话稿?|发言稿?|致辞|通知|办法|方案|总结|心得|报告)"
)

# A leader also says 给大家分享: only words of the trade tell an editor.
_EDITOR = late(
    r"小编|(?:本站|本网站|公文站|范文网|文库网?)(?:小编|[为给]您|[为给]大家|整理|推荐|收集|精心)|这[些篇]范文|篇范文|范文[，。]?(?:仅供|欢迎|供大家)|"
    r"(?:以下|下面|这里)(?:是|为)[^。！？]{0,30}(?:整理|收集)的"
)
_EDITOR_WORDS = ("小编", "本站", "本网站", "公文站", "范文", "文库", "整理的", "收集的")
"""One of these stands in whatever `_EDITOR` finds."""
_EDITOR_CUE = late(r"整理|推荐|分享|收集|带来|参考|阅读|范文|帮助|欣赏|喜欢|查阅")
_EDITOR_LIMIT = 250
_EDITOR_SENTENCE = late(
    r"(?:^|(?<=[。！？]))[^。！？\n]*(?:本站|公文)?小编[^。！？\n]*(?:[。！？]|$)"
    r"|(?:^|(?<=[。！？]))(?:以上|下面|以下)(?:就)?是[^。！？\n]{0,20}(?:范文|模板|全部内容)[^。！？\n]*(?:[。！？]|$)",
    re.M,
)
_SENTENCE_WORDS = ("小编", "范文", "模板", "全部内容")
"""One of these stands in whatever `_EDITOR_SENTENCE` finds."""

_PHOTO = late(
    rf"(?:记者|通讯员|(?:新华社|中新社)发){_S}[{HAN}·]{{2,4}}(?:[、 ][{HAN}·]{{2,4}})?(?:{_S}/{_S}摄|[ \u3000]+摄|(?<!拍)摄(?=[）)]|$))",
    re.M,
)
_DATED = late(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日)?(?:上午|下午|晚)?，|这是|图为|上图|下图|左图|右图")
_DAY = late(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|图为|上图|下图|左图|右图")
_SHOWN = late(r"这是(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日")
"""A sentence that says when the picture was taken: of a caption whatever stands before it."""
_VISITED = late(
    rf"(?:(?!我)[^。！？\n]){{0,60}}?(?:书记|主席|总理|委员长|省长|市长|县长|区长|州长|部长|主任)[{HAN}]{{2,4}}(?:来到|前往|赴|到|在)(?:(?!我)[^。！？\n]){{2,30}}?"
    rf"(?:考察|调研|视察|看望|慰问)(?:(?!我)[^。！？\n])*。[ \u3000\xa0]*$"
)
"""A sentence that tells of whoever is in the picture, and where he went: the first of a caption that goes on 这是某日."""
_SENTENCE_END = late(r"[。！？][”’）]*|[\n\u3000]+")
_CAPTION_SENTENCES = 5
_CAPTION_WIDTH = 400
_CAPTION_TITLE = 20

_TAILS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "报刊出处",
        late(rf"《{_S}[{HAN}]{{2,8}}{_S}》{_S}[（(]{_S}{_DATE}{_S}(?:第?{_S}\d{{1,2}}{_S}版)?{_S}[）)]{_S}$", re.M),
    ),
    ("通讯社电头", late(r"[（(]新华社[^（）()。，\n]{2,16}?日电[）)]")),
    (
        "通讯社电头",
        late(
            rf"^{_S}(?:新华社|中新社)[^。，：\n]{{2,12}}?\d{{1,2}}日电{_S}(?:[（(]?记者[^）)\n]{{2,20}}[）)]{_S})?(?=[{HAN}])",
            re.M,
        ),
    ),
    (
        "通讯社电头",
        late(
            rf"^{_S}(?:(?:本报|本网|本台|本刊)(?:[{HAN}]{{0,6}}?\d{{1,2}}月\d{{1,2}}日)?|[{HAN}]{{2,6}}(?:日报|晚报|新闻网|网|社|电视台|融媒)[{HAN}]{{0,6}}?(?:\d{{1,2}}月\d{{1,2}}日)?)"
            rf"(?:电|讯|消息)(?:{_S}[（(][^）)\n]{{0,8}}(?:记者|通讯员)[^）)\n]{{0,30}}[）)]|{_S}(?:记者|通讯员)[{HAN}· ]{{2,20}}(?:报道|[:：])|[ \u3000]+){_S}",
            re.M,
        ),
    ),
    ("来源注明", late(r"[（(]\s*(?:信息|文章|稿件)?来源[:：][^（）()。\n]{1,30}[）)]\s*$", re.M)),
    ("编者注", late(r"※\s*(?:这是|本文是|本文系).{4,100}$", re.M)),
)
_NOTE_MARK = late(r"※")


def drop_marked(blocks: tuple[Block, ...]) -> Outcome:
    """Page headers, footers, comments: what the format itself marks (版式标明的附着文字)."""
    if not any(block.furniture for block in blocks):
        return Outcome(blocks)
    return sifted(blocks, lambda _, block: "页眉、页脚或批注" if block.furniture else "")


_OPEN_END = late(f"[{HAN}\\d%％]")


def drop_lines(blocks: tuple[Block, ...]) -> Outcome:
    """Information bars, buttons, sources, distribution and copyright lines (整行的附着文字)."""
    broken_off = False  # the last line that says something ends in mid-sentence

    def reason_of(_: int, block: Block) -> str:
        nonlocal broken_off
        if broken_off and _STOP.fullmatch(block.text.strip()):
            return ""
        reason = _line_reason(block.text)
        if not reason and re.search(f"[{HAN}]", block.text):
            broken_off = _OPEN_END.match(block.text.rstrip()[-1:]) is not None
        return reason

    return sifted(blocks, reason_of)


@functools.lru_cache(maxsize=10_000)
def _line_reason(line: str) -> str:
    text = line.strip()
    if not text or len(text) > _LINE_LIMIT:
        return ""
    for reason, pattern in _LINES:
        if pattern.fullmatch(text):
            return reason
    return SEPARATOR if _DECOR.fullmatch(text) else ""


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
            while end < len(blocks) and (_line_reason(blocks[end].text) or _is_link(blocks[end].text)):
                end += 1
        losses.append(Loss("链接列表", "\n".join(block.text for block in blocks[index:end])))
        index = end
    return Outcome(tuple(kept), len(losses), tuple(losses)) if losses else Outcome(blocks)


def _is_link(line: str) -> bool:
    """Whether a line under such a head is one more title; 在…上的讲话 may be the speech that follows."""
    return _LIST_LINK.fullmatch(line) is not None and not re.search(r"[。；！？]|^\s*在.+上的", line)


def drop_lead_ins(blocks: tuple[Block, ...]) -> Outcome:
    """Editors' lead-ins: “下面是本站小编为大家整理的…，仅供参考。” (编者引语)."""

    text = joined(blocks)
    if not any(word in text for word in _EDITOR_WORDS) or not _EDITOR.search(text):
        return Outcome(blocks)

    def reason_of(_: int, block: Block) -> str:
        text = block.text
        if len(text) > _EDITOR_LIMIT or not _EDITOR.search(text) or not _EDITOR_CUE.search(text):
            return ""
        return "编者引语"

    def sentences(each: tuple[Block, ...]) -> Outcome:
        text = joined(each)
        if not any(word in text for word in _SENTENCE_WORDS):
            return Outcome(each)
        return cut(each, _EDITOR_SENTENCE, "编者引语")

    return chained(blocks, lambda each: sifted(each, reason_of), sentences)


_PICTURED = late(
    r"^[^\n]{0,120}(?:这是|图为)\d{4}年\d{1,2}月\d{1,2}日(?:[上下]午|晚上?|凌晨|傍晚)，[^。\n]{6,90}。\s*$",
    re.MULTILINE,
)
"""A paragraph that ends by saying what a picture shows and when it was taken."""


def drop_captions(blocks: tuple[Block, ...]) -> Outcome:
    """Photo captions in the text: back from 摄 to the sentence with the day, or to the sentence itself (图片说明)."""
    whole = joined(blocks)
    if "摄" not in whole and not (("这是" in whole or "图为" in whole) and _PICTURED.search(whole)):
        return Outcome(blocks)
    kept: list[Block] = []
    losses: list[Loss] = []
    for block in blocks:
        text = block.text
        if _PICTURED.search(text):
            losses.append(Loss("图片说明", text.strip()))
            continue
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
    surely = starts[-1]
    for start in reversed(starts):
        if _DAY.match(text, start):
            return start
        if _SHOWN.match(text, start):
            surely = start
        elif _SHOWN.match(text, surely) and _VISITED.match(text[start:surely]):
            return start
        if not _DATED.match(text, start) and start != starts[-1]:
            undated -= 1
            if undated < 0:
                break
    return surely


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
