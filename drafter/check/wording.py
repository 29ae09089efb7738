"""Rules on words, figures and marks inside the lines (字词与标点), genre.md 11, 13 and 14."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from drafter.check.lines import Text
from drafter.check.numbering import Found
from drafter.language.visible import PICTURE
from drafter.language.words import cut, tagged
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN, GAP

SENTENCE_MOST = 120
"""Characters of a sentence that can still be read aloud in two breaths [ours]."""
REPEATED_LEAST = 14
"""Characters of a sentence whose repetition is worth a word."""
CAP_SYSTEM, CAP_OTHER = 8000, 5000
"""Characters (State Council office 2007): whole-system meetings, other meetings."""

_GAP = re.compile(r"【待(?:填|明确)[^【】]*】")


TO_FILL, UNFILLED = "gap", "还没有填："
"""The rule of what is still to be filled in, and what its findings begin with, before the gap itself."""


def gaps(text: Text) -> Iterator[Found]:
    """What the writer still has to fill in (待填)."""
    for line in text.lines:
        if line.kind not in ("note", "blank"):
            for match in _GAP.finditer(line.body):
                yield line, f"{UNFILLED}{match.group()}"


_DONE = (
    "成立|建成|建立|组建|创建|创办|设立|出生|毕业|参加|入党|入伍|参军|启动|启用|投产|通车|竣工|开工|动工|试点|印发|出台|颁布|修订|"
    "召开|举办|获评|被评|荣获|撤县|撤乡|撤并|改制|挂牌|开始|以后|之后|以前|之前"
)
"""What happens in a year, not in so many years."""
_SHORT_YEAR = re.compile(
    r"(?<![\d.,，〔\[—－-])2\d年(?=工作(?!经|生涯|时间|中|来|岁|里|之|，)|计划|目标|任务|要点|预算|第?[一二三四]个?季度)|"
    r"(?<![\d.,，〔\[—－-])[’']?(?P<month>\d\d)年(?=\d{1,2}月|底|初|末|上半年|下半年|度|以来)|[’'](?P<marked>\d\d)年"
    rf"|(?<![\d.,，〔\[—－\-了时经过近约用花第共满前后达历隔超逾足整每这两的上下])(?P<done>\d\d)年(?={_DONE})"
    r"|(?<![\d.,，〔\[—－-])0\d年|(?<=[在从自于])[5-9]\d年(?![来间的多历])"
    r"|(?P<range>(?:19|20)\d\d年?(?:——|[-—－–~～至到])\d\d年)(?!\d{1,2}月\d{1,2}[-—至])"
    r"|(?<![一二三四五六七八九十百千零〇\d])(?P<spoken>[〇零五六七八九][〇零一二三四五六七八九])年(?=\d|[一二三四五六七八九十]{1,2}月|底|初|末|"
    rf"{_DONE})"
)
_ABOUT = re.compile("五六|六七|七八|八九")
"""七八年 is about that many years."""


def short_year(text: Text) -> Iterator[Found]:
    """16年3月 for 2016年3月, 96年成立, 2019-20年 (年份用全称)."""
    for line in text.prose:
        for match in _SHORT_YEAR.finditer(line.body):
            month = match.group("month")
            if month and line.body[match.end() : match.end() + 2] == "以来" and month[0] != "0" and int(month) < 13:
                continue  # 10年以来 counts years.
            # 60年之前, 20年以后 may count years, too: only what can be no span of an office's life is told.
            done = match.group("done")
            if done and line.body[match.end() + 1 : match.end() + 2] in ("后", "前") and int(done) < 90:
                continue
            if match.group("spoken") and _ABOUT.fullmatch(match.group("spoken")):
                continue
            yield line, f"年份“{match.group()}”要写四位数"


_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("【", "】"), ("‘", "’"), ("〔", "〕"))


def unbalanced(text: Text) -> Iterator[Found]:
    """“” （） 《》 without their other half (标点不成对)."""
    prose = list(text.prose)
    for line, after in zip_longest(prose, prose[1:]):
        for left, right in _PAIRS:
            depth = 0
            for character in line.body:
                depth += (character == left) - (character == right)
                if depth < 0:
                    break
            # Each paragraph of a long quotation may open anew; only its last closes.
            goes_on = left in "“‘" and line.body.startswith(left) and depth == 1
            if depth < 0 or (depth > 0 and not (goes_on and after and after.body.startswith(left))):
                missing = f"缺“{left}”一半" if depth < 0 else f"缺“{right}”一半"
                yield line, f"{left}{right}不成对，{missing}"


_DOCUMENT = re.compile(
    r"特此(?:通知|报告|公告|函告|函复|批复|通报|决定|说明|通告|公示)|^主送(?:机关)?[：:]|^抄送(?:机关)?[：:]|^附件\d?[：:]|(?:妥否|当否|可否|是否妥当)[，,]?(?:敬?请|望)(?:批示|批复|审批|审议|审定|审示|指示|核示|予?以?批准)|^印发机关|^(?:签发人|发文字号)[：:]"
)


_ADDRESSED = re.compile(
    r"(?:各(?!位)|[\u4e00-\u9fff]{2,8}[省市县区州]?)[^。！？：:]{1,60}(?:政府|部门|单位|机构|党委|党组|办公室|委员会|组织|公司|企业|院校|学校|局|厅|部|办|委)[：:]"
)
"""To whom a document is sent (主送机关): bodies before a colon, where a speech has the people who sit there."""


def document_words(text: Text) -> Iterator[Found]:
    """主送, 特此…, 附件, 落款 belong to official documents, not to speeches (公文套语)."""
    for line in text.prose:
        match = _DOCUMENT.search(line.body)
        if match:
            yield line, f"讲话稿里不用“{match.group()}”"
    yield from _sent_to(text)
    yield from _signature(text)


def _sent_to(text: Text) -> Iterator[Found]:
    """各县区人民政府： on a line by itself before the speech begins (主送)."""
    for line in text.prose:
        if line.kind in ("title", "subtitle"):
            continue
        if _ADDRESSED.fullmatch(line.body):
            yield line, f"讲话稿不写主送“{line.body.rstrip('：:')}”，改用称呼，如“同志们：”"
        return


_DATED = re.compile(
    r"(?P<who>[^，。；：！？]{0,24}?)[ \u3000]*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|二[〇○零][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_SIGNER = re.compile(
    r"(?:中共)?[^，。；：！？、“”]{2,24}(?:委员会|党委|党组|党工委|[省市县区州旗镇乡]委|政府|办公室|办公厅|总工会|妇联|团委|委|局|厅|部|院|校|处|会|公司|集团|中心)"
)
SIGNED_LEAST = 4
"""Lines a text must have for its last to be a signature."""


def _signature(text: Text) -> Iterator[Found]:
    """某某市委 and the date below, at the end of a speech (落款)."""
    last = list(text.prose)
    if len(last) <= SIGNED_LEAST or last[-1].kind != "paragraph":
        return
    dated = _DATED.fullmatch(last[-1].body.strip("（）()"))
    above = last[-2] if dated and not dated.group("who") else last[-1] if not dated else None
    if (
        above is not None
        and above.kind == "paragraph"
        and (_SIGNER.fullmatch(above.body) or (dated and re.fullmatch(r"[^，。；：！？、“”]{2,24}", above.body)))
    ):
        yield above, f"讲话稿末尾不写落款“{above.body}”，讲话人放在标题下面"
    if dated:
        signed = f"“{dated.group('who')}”和" if dated.group("who") else ""
        yield last[-1], f"讲话稿末尾不写落款{signed}日期，日期放在标题下面"


_ONE = re.compile(  # 实实在在, 参与与, 就是是否: the first character ends a word of its own
    r"(?<![目有])的的(?!确|士)|(?<![为不除末])了了(?!解|然)|(?<![存现内所实正自潜外])在在(?!处)|(?<![总共平温柔谐])和和(?!气|睦|美|平)|"
    r"(?<![参付赐])与与|(?<![以普涉顾触])及及|(?<![一大])把把(?!关)|(?<![面针绝反核校应成])对对(?!子|照|待|方|外|内|口|接)|"
    r"(?<![即大小])将将|而而|(?<![就但还不只凡于可若要总正更倒都也硬国])是是(?!非|否)|(?<![作认行成因称视列人])为为(?!了|何|什)|"
    r"前前(?![往后来期景任面进途沿者提方天年台夜])"
)
_AGAIN = re.compile(r"([\u3400-\u9fff]{2,8})\1")
_MAY_REPEAT = frozenset(
    [
        "研究",
        "商量",
        "讨论",
        "考虑",
        "了解",
        "学习",
        "总结",
        "交流",
        "检查",
        "锻炼",
        "思考",
        "体验",
        "感受",
        "反思",
        "梳理",
        "谋划",
        "比较",
        "核实",
        "打听",
        "琢磨",
        "很多",
        "许多",
        "非常",
        "特别",
        "一点",
        "一步",
        "一个",
        "一遍",
        "一年",
        "一次",
        "一件",
        "一批",
        "一户",
        "一代",
        "一级",
        "一层",
        "一茬",
        "一环",
        "一桩",
        "一项",
        "一笔",
        "一天",
        "哈哈",
        "哇啦",
        "常常",
        "往往",
        "渐渐",
        "千万",
        "多少",
        "慢慢",
        "好好",
        "大家",
        "永远",
        "休息",
        "收拾",
        "整理",
        "准备",
        "联系",
        "沟通",
        "协调",
        "试验",
        "表示",
        "庆祝",
        "热闹",
        "高兴",
    ]
)


# 该给什么给什么, 谁主管谁负责: the pattern of the idiom is the repetition.
_ASKING = re.compile("什么|谁|哪|怎么|多少")


def _across_words(body: str, match: re.Match[str]) -> bool:
    """True where one word ends and another begins with the character: 结对|对象."""
    left, right = body[: match.start() + 1], body[match.end() - 1 :]
    before, after = re.split("[，。；：、]", left)[-1], re.split("[，。；：、]", right)[0]
    words, at, border = cut(before + after), 0, len(before)
    for word, following in pairwise(words):
        at += len(word)
        if at == border:
            return len(word) > 1 and len(following) > 1
    return False


def doubled(text: Text) -> Iterator[Found]:
    """的的, 全市全市 (重字叠词)."""
    for line in text.prose:
        body = _GAP.sub("　", line.body)
        for match in _ONE.finditer(body):
            if not _across_words(body, match):
                yield line, f"“{match.group()}”多写了一个字"
        for match in _AGAIN.finditer(body):
            word = match.group(1)
            # 入户一户一卡: the repetition is 一户一 of what goes on.
            if (
                word in _MAY_REPEAT
                or word[0] in "一两几每越又"
                or word[-1] in "一每"
                or len(set(word)) == 1
                or _ASKING.search(word)
            ):
                continue
            # 干部的部的: a repetition across word borders is no doubled word unless it is long.
            if set(word) & set("的了和在是与及地得着不也") and len(word) < 4:
                continue
            yield line, f"“{match.group()}”重复"


_EARNESTLY = re.compile("切实(?![地的])")
_DONE_TO = re.compile("(?:落实|到位|解决|提升|提高|改善|加强|推进|见效|完成|整改|转变|增强|好转|明确|健全)")
_BEFORE_ITS_OBJECT = frozenset("把将对为让使从在以按用")


def adverb_before_subject(text: Text) -> Iterator[Found]:
    """切实责任落实: 切实 says how something is done and stands before a verb, not before the subject of one (副词错位)."""
    for line in text.prose:
        body = _GAP.sub("　", line.body)
        for match in _EARNESTLY.finditer(body):
            clause = re.split("[，。；：、！？　]", body[match.end() :])[0]
            words = tagged(clause[:16])
            if not words or words[0][0][0] in _BEFORE_ITS_OBJECT or words[0][1] != "n":
                continue
            rest = clause[len(words[0][0]) :]
            if found := _DONE_TO.search(rest):
                wrong = clause[: len(words[0][0]) + found.end()]
                yield line, f"“切实{wrong}”语序不顺，“切实”放到动词前面"


_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")


def _clean(sentence: str) -> str:
    return re.sub(r"[\s，、；：。！？“”（）《》,.;:!?]", "", sentence)


def long_sentence(text: Text) -> Iterator[Found]:
    """A sentence too long to be read aloud (句子过长)."""
    for line in text.prose:
        if line.kind != "paragraph":
            continue
        for match in _SENTENCE.finditer(_GAP.sub("", line.body)):
            # A run-in series is read member by member.
            parts = re.split(r"；", match.group())
            longest = max(len(part) for part in parts)
            if longest > SENTENCE_MOST:
                yield line, f"有一句长{longest}字，念起来费劲：{match.group()[:12]}…"


def too_long(text: Text) -> Iterator[Found]:
    """Longer than the occasion allows (篇幅超限)."""
    body = [line for line in text.prose if line.kind != "subtitle"]
    total = sum(len(_GAP.sub("", line.body)) for line in body)
    title = next((line.body for line in text.lines if line.kind == "title"), "")
    system = text.occasion in ("", "工作会议") and ("工作会议" in title or "全会" in title or not title)
    cap = CAP_SYSTEM if system else CAP_OTHER
    if body and total > cap:
        yield body[0], f"全文{total}字，超过{cap}字"


_CHARGED = re.compile("由[^，。]+负责。?")
"""A sentence that only says who is charged, as several measures may say of one body."""


def repeated(text: Text) -> Iterator[Found]:
    """The same sentence twice in one text (重复的句子)."""
    seen: dict[str, int] = {}
    for line in text.prose:
        if line.kind == "title":
            seen.clear()
        for match in _SENTENCE.finditer(line.body):
            sentence = _clean(match.group())
            if len(sentence) < REPEATED_LEAST or "【待" in sentence or _CHARGED.fullmatch(match.group()):
                continue
            if sentence in seen and seen[sentence] != line.number:
                yield line, f"这句话第{seen[sentence]}行已经说过：{match.group()[:14]}…"
            seen.setdefault(sentence, line.number)


_TONES = re.compile(r"[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*", re.IGNORECASE)


def pinyin(text: Text) -> Iterator[Found]:
    """Pinyin left over from a reading copy (拼音残留)."""
    for line in text.prose:
        match = _TONES.search(line.body)
        if match:
            yield line, f"夹有拼音“{match.group()}”"


def picture(text: Text) -> Iterator[Found]:
    """Pictographs, each line's first."""
    for line in text.prose:
        if match := PICTURE.search(line.body):
            yield line, f"有表情图案“{match[0]}”，公文里不用"


def damage(text: Text) -> Iterator[Found]:
    """Signs for what was cut out or broken (缺字与乱码)."""
    for line in text.prose:
        for sign in (GAP, "\ufffd", DAMAGE_OPEN, DAMAGE_CLOSE):
            if sign in line.body:
                yield line, f"有缺字或乱码“{sign if sign == TO_FILL else '�'}”"
                break
        else:
            match = re.search(r"(?:20|19)?[xX×ＸｘＱ]{2,}年|[xXＸｘ×]{2,}(?:同志|市|县|区|局|会议)", line.body)
            if match:
                yield line, f"“{match.group()}”没有写明"


# Characters that differ in the traditional script and never stand in simplified text. Frequent ones only: names of
# persons keep their own.
_TRADITIONAL = frozenset(
    "來個們動務員問國學實寧審寫寶將專尋對導屬島師帶幣幫幹幾庫廠廣廳後從態懇應懷戰戲擁擇擊擔據擴擺攜敗敵數斷時暫曉書會東業極構樓標樣樹橋機檔檢欄權歐歡歲殘毀氣決況準溝溫滅滿漁漸潔濟濤灣為"
    "無煙煩熱燈營爭爺牆狀獨獲現環產畝畢異當療發盜盡監盤眾矚確碼礎禍禮種稱積穩窮競筆節範築簡糧糾紀約紅納純紙級紛細終組結絕給統絲經維綱網緊線練縣總織繫繼續罰義習聞聯聲職聽肅脫腦與興舉舊藝"
    "藥蘇處虛號術衛補裝裡製複見規視親覺觀訂計討訓記訪設許評試詩話該詳語誠誤說課調談請論證識議護譽讀變讓貝負財貧貨販貫責貴買費貿賀資賓賞賠質賴賽趕趙躍車軍軟較載輕輛輝輩輪輸轉辦農這連進運"
    "過達遠選還邊鄉鄰醫釋針鋼錄錢錯鎮鏈鐵鑄鑒長門閃閉開閑間閱闊關陣陰陳陸陽隊階際隨險隱雖雙雜離難電霧靈靜項順須預頑頒頓領頭頻顆題額顏願類顧顯風飛養餘館馬驅驗驚體鬥鬧魚魯鮮鳥麼黨齊齒龍"
)


def traditional(text: Text) -> Iterator[Found]:
    """Traditional characters (繁体字)."""
    for line in text.prose:
        found = list(dict.fromkeys(character for character in line.body if character in _TRADITIONAL))
        if found:
            yield line, f"夹有繁体字：{'、'.join(found[:6])}"
