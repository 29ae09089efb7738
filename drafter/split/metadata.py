"""Title, speaker, position, occasion, date and place of a speech, as far as the text has them (元数据)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import add
from pathlib import PurePath

from drafter.language.late import late
from drafter.language.place_words import CITIES, PROVINCES
from drafter.records import DAMAGE_OPEN
from drafter.split.labels import label_of
from drafter.split.passages import SALUTATION

_HAN = "\u3400-\u9fff"

_COMPOUND = (
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|百里|呼延|南宫|轩辕|长孙|宇文|独孤|赫连|澹台|申屠"
)
_SURNAMES = (
    "王李张刘陈杨黄赵傅吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄"
    "窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班"
    "储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄"
    "邸雍辜羊阿乌母裘亓修邰赖习陀竺"
)
# Behind 某 the surname may be any: the name was taken out by whoever published the text.
NAME = rf"(?:(?:{_COMPOUND})[{_HAN}]{{1,2}}|[{_SURNAMES}][{_HAN}]{{1,2}}|(?![在向对与和同于给由是])[{_HAN}]某某?)"
_LONG_NAME = rf"(?:{NAME}|[{_HAN}]{{2,6}}(?:·[{_HAN}]{{2,8}})+|[{_HAN}]{{4}})"
_OFFICE = (
    r"(?:总书记|书记|主席|主任|部长|省长|市长|区长|县长|州长|盟长|旗长|镇长|乡长|局长|厅长|处长|科长|所长|院长|校长|会长|理事长|秘书长|"
    r"总经理|董事长|总裁|主委|委员长|总理|常委|委员|组长|行长|社长|台长|政委|政治委员|司令员|参谋长|检察长|庭长|关长|站长|支队长|调研员|巡视员|专员)"
)

_DIGIT = "〇○零Oo0一二三四五六七八九"
_WORD_DATE = late(
    rf"([一二][{_DIGIT}]{{3}})年(?:([一二三四五六七八九十]{{1,2}})月)?(?:([一二三四五六七八九十]{{1,3}})日)?"
)
_NUMERAL = "[0-9OoＯｏ〇○]"
"""A figure, also where a scan or an input method made another round sign of a nought (2O日, 2〇日)."""
_DATE = late(
    rf"(?<!\d)((?:19|20){_NUMERAL}{{2}})\s*(?:年\s*(?:(\d{{1,2}}|1{_NUMERAL})(?!{_NUMERAL})\s*月\s*"
    rf"(?:(\d{_NUMERAL}?)(?!{_NUMERAL}|\s*[0-9OoＯｏ〇○lI|]+\s*[日号])\s*(?:日|号)?)?)?|[.\-/_．](\d{{1,2}})[.\-/_．](\d{{1,2}})(?!\d))"
)
_NOUGHTS = str.maketrans("OoＯｏ〇○", "000000")

EVENT = r"(?:讲话|发言|致辞|致词|报告|讲稿|演讲|主持词|党课|寄语|贺词|祝词|开幕词|闭幕词|总结讲话)(?:摘要|节选|提纲|要点|稿|全文|实录)?"
_EVENT_LINE = late(rf".*{EVENT}(?:[（(][^（）()]*[）)])?$")
_AUTHOR = late(rf"({_LONG_NAME})({_OFFICE})?(?:同志)?\s*[：:]\s*(.+)$")
_AUTHOR_AT = late(rf"({NAME})({_OFFICE})?(?:同志)?\s*(在.+{EVENT}.*)$")
_AUTHOR_OF = late(rf"({NAME})({_OFFICE})?(?:同志)?的?{EVENT}$")
_OCCASION = late(rf"在(.+?)(?:上|时|期间|中|会)?的(?:重要|主持|总结|即席|开幕|闭幕)?{EVENT}")
_OCCASION_AT = late(r"(?:日|\d\d)\s*在(.+?)上[）)]?$")

_WHO = r"(?:(?:主讲|讲话|报告|发言|汇报|致辞|致词|主持)人|主讲|作者)"
_BYLINE = late(
    rf"(?:{_WHO}\s*[：:]\s*)?(?:"
    rf"(?P<office>[{_HAN}、，（）()\s]{{0,40}}?{_OFFICE})\s+(?P<name>{_LONG_NAME})|(?P<tight>[{_HAN}、，（）()]{{0,40}}?{_OFFICE})(?P<tightname>{NAME}))"
)
_NAME_FIRST = late(
    rf"(?:{_WHO}\s*[：:]\s*)?(?P<name>{_LONG_NAME})(?:\s+|\s*[（(])(?P<office>[{_HAN}、，]{{0,40}}?{_OFFICE})\s*[）)]?"
)
"""The post behind the name: 周某 副县长, 周某（副县长）."""
_NAME_ONLY = late(rf"{_WHO}?[：:]?\s*(?P<name>{_LONG_NAME})(?:同志)?")
_SPACED = late(rf"[{_HAN}](?:\s+[{_HAN}]){{1,3}}")
"""A name set wide (路 某 某)."""
_HEADER = late(
    r".*(?:通报|文件|材料|专题|简报|参考|情况|动态|资料|汇编|专刊|特刊|导读|目录|栏目|内部|绝密|机密|秘密|办公厅|办公室|委员会|人民政府|"
    r"研究室|秘书处|编印|印发|第\s*\d+\s*期|号)$|[（(〔\[【]?\s*\d{1,4}\s*[）)〕\]】]?|.{0,20}[〔\[（(]\d{4}[〕\])）]\s*\d*\s*号?"
)
_FIELD = late(r"(?:会议)?(?:时间|日期|地点|主持人?|参加(?:人员)?|出席|记录|整理)\s*[：:]")
_ENCLOSED = late(r"\s*[（(【\[].{1,80}[）)】\]]\s*")
_FINAL = late(r"[。！？；：，、!?;:,][”’）)】》]*\s*$")
_HEAD_WIDTH = 64

_MEETING = rf"(?:会议|大会|全会|座谈会|推进会|动员会|表彰会|总结会|联席会|[{_HAN}]会(?!议)|论坛|仪式)"
_HELD = late(
    rf"(?:(?:今天|今日|这次|此次|我们|专门)[^。；！？]{{0,30}}?|^[^，。；！？]{{0,12}}?)召开(?:的|了)?(?P<a>[^，。；！？：召]{{2,36}}?{_MEETING})(?:[，。；]|并|上)"
    rf"|这次(?P<b>[^，。；！？：]{{2,30}}?{_MEETING})，?(?:是|的主要)"
)
_HOLDER = late(rf"(?:今天|今日|^)，?(?P<holder>[{_HAN}]{{2,14}}?)召开(?P<what>第[^，。；]{{2,30}}?{_MEETING})")
_NO_MEETING = late(r"一[次场]|重要|这样|[的了]$|第一次[^，]{1,4}会$")
_PLACE = late(
    rf"(?<![{_HAN}])(?:中共|在)?(?P<p>[{_HAN}]{{2,3}}(?:省|市|县|区|州|盟|旗)|[{_HAN}]{{2,6}}自治[区州县])"
    r"(?=委|政府|人民|召开|各级|第|总工会|工会|[在的是有]|职工|经济|全|局|$|，|省|市长|主席)"
)
_NO_PLACE = late(
    r".*[全我各本该此两这那地城都超上会前度努力开创推进促凝聚关于次及暨和与的等个今年去明贫困委示范发景社园小郊了在向为对从把使让就围绕]|自治[区州县]$"
)
_NOTE = late(rf"这是({NAME})(总书记|主席|同志|{_OFFICE})?(.{{0,40}})在(.{{2,60}}?)(?:上|时)的")
_PRINTED = late(r"日\s*印发\s*$")
_DATELINE = late(r"(\d{1,2})月(\d{1,2})日(?:电|讯)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a speech; None where the text does not say."""

    title: str | None = None
    speaker: str | None = None
    position: str | None = None
    occasion: str | None = None
    date: str | None = None
    place: str | None = None


def date_of(text: str) -> str | None:
    """The first date in a text as YYYY-MM-DD, YYYY-MM or YYYY; None where there is none.

    Reads 2016年12月8日, 2022.10.23, 2016-05-17 and 二〇一七年十二月二十九日; a nought in another sign (2O日) is one.
    """
    match = _DATE.search(text)
    word = _WORD_DATE.search(text)
    if match and not (word and word.start() < match.start()):
        year, month, day = match.group(1), match.group(2) or match.group(4), match.group(3) or match.group(5)
        return _iso(*(int((part or "0").translate(_NOUGHTS)) for part in (year, month, day)))
    if word:
        year = "".join(str("〇一二三四五六七八九".find(c) if c not in "○零Oo0" else 0) for c in word.group(1))
        return _iso(int(year), _value(word.group(2)), _value(word.group(3)))
    return None


def _value(word: str | None) -> int:
    if not word:
        return 0
    tens, ten, ones = word.rpartition("十")
    digits = "〇一二三四五六七八九"
    if not ten:
        return max(0, digits.find(word))
    return (digits.find(tens) if tens else 1) * 10 + (digits.find(ones) if ones else 0)


def _iso(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"{year:04d}"
    if not 1 <= day <= 31:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def is_title(text: str) -> bool:
    """Whether a line is a title that names a speech: 在…上的讲话, also behind the speaker's name."""
    line = text.strip()
    return (
        len(line) <= _HEAD_WIDTH
        and bool(_EVENT_LINE.fullmatch(line))
        and not re.search(r"[。；！？]", line)
        and not label_of(line)
        and bool(
            re.search(
                rf"在.+(?:上|时|中|期间|会)的?.{{0,6}}{EVENT}|[：:].*{EVENT}|同志的?{EVENT}|^{EVENT}$|工作报告$", line
            )
        )
    )


def is_head_line(text: str) -> bool:
    """Whether a line at the top of a speech is title, byline, date or red head rather than text."""
    line = text.strip()
    if not line:
        return True
    if SALUTATION.fullmatch(line):
        return False
    if _ENCLOSED.fullmatch(line) and not label_of(line):
        return True
    if len(line) > _HEAD_WIDTH or re.search(r"[。！？；]", line):
        return False
    if is_title(line) or _AUTHOR.match(line):
        return True
    return not _FINAL.search(line) and not label_of(line)


# 2026-03-18 alone on a line is the day a page was put up, not the day of the meeting: only its month is taken.
_PUBLISHED = late(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*")
_FORWARDING = late(
    r".*(?:的?通知|的?函|的?通报|的?决定|的?批复)$|(?:关于)?(?:印发|转发|批转).*|.*[：:]$|[特加急机绝秘密\s★]{1,6}(?:\d+年)?|.*(?:注意保存|内部(?:资料|文件|刊物)).*"
)


def is_stated(text: str) -> bool:
    """Whether a line under a title states day or speaker and nothing else."""
    line = text.strip()
    if len(line) > _HEAD_WIDTH or re.search(r"[。；！？]", line):
        return False
    bare = _DATE.sub("", _WORD_DATE.sub("", line)).strip(" （）()，,.、\u3000")
    dated = date_of(line) is not None
    return (dated and len(bare) <= 12) or _byline(bare) or _name(bare)


def _byline(bare: str) -> bool:
    return _name_first(bare) is not None or (_BYLINE.fullmatch(bare) is not None and not is_title(bare))


def _name_first(bare: str) -> re.Match[str] | None:
    """A line that is a name with the post behind it; a place or a post before a post (云川市 市长) is none."""
    found = _NAME_FIRST.fullmatch(bare)
    return (
        found if found and re.fullmatch(f"{NAME}(?<![省市县区州盟旗镇乡村局厅委办院校长任记])", found["name"]) else None
    )


def _name(bare: str) -> bool:
    name = _NAME_ONLY.fullmatch(bare)
    return name is not None and len(bare) <= 12 and re.fullmatch(NAME, name.group("name")) is not None


def is_wrapper(text: str) -> bool:
    """Whether a head line belongs to a document that carries the speech, not to its title: 青政发〔2024〕17号, a day,
    an office, the name of a notice."""
    line = text.strip()
    dated = date_of(line) is not None and not re.search(rf"[{_HAN}]{{6}}", line)
    return bool(
        dated
        or _HEADER.fullmatch(line)
        or _FORWARDING.fullmatch(line)
        or _ENCLOSED.fullmatch(line)
        or _FIELD.match(line)
    )


_BODY_NAME = late(
    rf"(?:中共)?[{_HAN}（）()\s]{{2,30}}(?:委员会|人民政府|办公室|办公厅|委|局|厅|部|处|会|院|校|公司|中心|支部|小组|编辑部)"
)


def is_signature(text: str) -> bool:
    """Whether a line under a speech is a signature or a day (落款), which nobody spoke."""
    line = text.strip()
    if len(line) > _HEAD_WIDTH or _FINAL.search(line) or label_of(line):
        return False
    bare = _DATE.sub("", _WORD_DATE.sub("", line)).strip(" （）()，,.、\u3000")
    if date_of(line) is not None:
        return len(bare) <= 24 and not re.search(EVENT, line)
    return _byline(bare) or _name(bare) or (_BODY_NAME.fullmatch(bare) is not None and len(bare) >= 5)


def head_metadata(lines: Sequence[str]) -> Metadata:
    """What the lines above a speech say about it."""
    known = Metadata()
    candidates: list[str] = []
    best = -1
    published: str | None = None
    for line in (line.strip() for line in _rejoined(lines)):
        if not line or DAMAGE_OPEN in line:
            continue
        if _PUBLISHED.fullmatch(line):
            published = published or date_of(line)
            continue
        stated = date_of(line)
        bare = _DATE.sub("", _WORD_DATE.sub("", line)).strip(" （）()，,.、\u3000")
        if stated and (not known.date or len(stated) > len(known.date) or best >= 0):
            known = replace(known, date=stated)
        if _SPACED.fullmatch(bare):
            bare = re.sub(r"\s+", "", bare)
        if stated and (not bare or re.fullmatch(r"(?:根据)?.{0,6}(?:录音|记录|速记).{0,8}|据.{0,10}", bare)):
            continue
        if first := _name_first(bare):
            known = replace(known, position=first.group("office"), speaker=first.group("name"))
            continue
        byline = _BYLINE.fullmatch(bare)
        if byline and not is_title(line):
            known = replace(
                known,
                position=(byline.group("office") or byline.group("tight")).strip(),
                speaker=byline.group("name") or byline.group("tightname"),
            )
            continue
        name = _NAME_ONLY.fullmatch(bare)
        if (
            name
            and (re.fullmatch(NAME, name.group("name")) or "·" in bare)
            and len(bare) <= 12
            and (
                # Words like 党课 look like names; a name of two characters stands under a title.
                len(name.group("name")) > 2 or candidates or stated
            )
        ):
            known = replace(known, speaker=known.speaker or name.group("name"))
            continue
        at = _OCCASION_AT.search(line)
        if stated and at:
            known = replace(known, occasion=at.group(1))
            continue
        if _ENCLOSED.fullmatch(line) or _FIELD.match(line):
            continue
        title, speaker, office = _authored(line)
        if (
            speaker
            and not office
            and not re.search(EVENT, title)
            and not any(speaker in other for other in lines if other.strip() != line)
        ):
            # 方法论：… is no author.
            title, speaker = line, None
        if speaker:
            known = replace(known, speaker=known.speaker or speaker, position=known.position or office)
        if is_wrapper(line) and not is_title(line):
            continue
        if best < 0 or not is_title(candidates[best]) or title.startswith("——"):
            if title in candidates:
                continue
            if speaker and is_title(line):
                candidates = []
            candidates.append(title)
            if is_title(line) or (title.startswith("——") and re.search(EVENT, title)):
                best = len(candidates) - 1
    if candidates:
        title = _composed(candidates[: best + 1] if best >= 0 else candidates[:3])
        known = replace(known, title=title)
        occasion = _OCCASION.search(title)
        if occasion and not known.occasion:
            known = replace(known, occasion=occasion.group(1).strip())
    return known if known.date or not published else replace(known, date=published[:7])


def _rejoined(lines: Sequence[str]) -> list[str]:
    """A subtitle broken over two lines: ——2026年…在…第十四届 / 人民代表大会…上."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and joined[-1].startswith("——")
            and not re.search(rf"(?:[上）)]|{EVENT})$", joined[-1])
            and re.search(rf"(?:[上）)]|{EVENT})$", line)
        ):
            joined[-1] += line.strip()
        else:
            joined.append(line)
    return joined


def _authored(line: str) -> tuple[str, str | None, str | None]:
    """Title without a plain author prefix, and the author and office so found."""
    match = _AUTHOR.match(line)
    if match and (re.fullmatch(NAME, match.group(1)) or match.group(2)) and not re.match(r"[\d一二三]", match.group(3)):
        return match.group(3).strip(), match.group(1), match.group(2)
    match = _AUTHOR_AT.match(line)
    if match:
        return match.group(3).strip(), match.group(1), match.group(2)
    match = _AUTHOR_OF.match(line)
    if match:
        return line, match.group(1), match.group(2)
    return line, None, None


def _composed(parts: Sequence[str]) -> str:
    title = ""
    for part in parts:
        title += part if not title or part.startswith("——") or title.endswith("——") else f" {part}"
    return title


def body_metadata(known: Metadata, head: Sequence[str], paragraphs: Sequence[str]) -> Metadata:
    """Occasion from the first paragraphs, place from head or text, where the head did not say.

    A place found in running text counts only if its name stands there at least twice.
    """
    if not known.occasion:
        for text in paragraphs:
            opening = text[:300]
            held = _HOLDER.search(opening)
            match = _HELD.search(opening)
            if held:
                known = replace(known, occasion=held.group("holder") + held.group("what"))
                break
            found = (match.group("a") or match.group("b")).removeprefix("一个") if match else ""
            if found and not _NO_MEETING.search(found):
                known = replace(known, occasion=found)
                break
    whole = "".join(paragraphs)
    sources = [(text, 1) for text in (known.position, known.occasion, known.title, *head) if text]
    for text, least in [*sources, *((paragraph[:300], 2) for paragraph in paragraphs)]:
        for match in _PLACE.finditer(text):
            place = match.group("p")
            if not _NO_PLACE.match(place) and (least == 1 or whole.count(place[:-1]) >= least):
                return replace(known, place=place)
    return known


_OWN = {"市": ("全市", "我市"), "省": ("全省", "我省", "全区", "我区"), "县": ("全县", "我县"), "区": ("全区", "我区")}
"""How a speech speaks of its own place, by rank."""
_AUTONOMOUS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_MUNICIPAL = ("北京", "天津", "上海", "重庆")


def region_of(text: str) -> str | None:
    """The place a speech is about, by what it calls its own: 全市 with 郴州 again and again is 郴州市.

    text: the whole speech. Only provinces and prefectures, whose names are known; None where several fit alike.
    """
    said = {rank: sum(text.count(word) for word in words) for rank, words in _OWN.items()}
    rank = max(("市", "省"), key=lambda each: said[each])
    if said[rank] < 2 or said["县"] > said[rank] or (rank == "市" and said["区"] > said["市"]):
        return None
    names = (*CITIES, *_MUNICIPAL) if rank == "市" else PROVINCES
    # Three hundred names, of which a speech has a few: by their first two characters the rest are told at once.
    pairs = set(map(add, text, text[1:]))
    counts = sorted(((_times(text, name), name) for name in names if name[:2] in pairs), reverse=True)
    (most, name), (second, _) = [*counts, (0, ""), (0, "")][:2]
    if most < 2 or most < 2 * second:
        return None
    if rank == "省":
        return _AUTONOMOUS.get(name, name + ("市" if name in _MUNICIPAL else "省"))
    return name.removesuffix("市") + "市"


def _times(text: str, name: str) -> int:
    """How often a place is named as one's own; 学宁波, 宁波的经验, 宁波、绍兴等地 name others."""
    # 天门, 日照 … are words of their own: they count once they are called 市 somewhere.
    bare = name.removesuffix("市")
    if text.count(bare) < 2 or name not in text:
        return 0
    return len(re.findall(rf"(?<![学鉴赴像比及和与、到]){bare}(?!等地|等市|(?:的)?(?:经验|做法|模式|样板))", text))


def file_metadata(known: Metadata, dropped: Sequence[str], path: str) -> Metadata:
    """What an editor's note, front matter, an agency's dateline and, last, the file's name say.

    Only for a file that holds one speech. A dateline is the day of the report, 印发 that of the print, not of the
    speech, so only the month is taken.
    """
    front = ""
    for text in dropped:
        note = _NOTE.search(text)
        if note:
            known = replace(
                known,
                speaker=known.speaker or note.group(1),
                date=known.date or date_of(text),
                occasion=known.occasion or note.group(4),
            )
        if re.match(r"\s*\w+:", text) and "title:" in text:
            front = text
    if front:
        title = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front, re.M)
        if title and not known.title:
            known = replace(known, title=title.group(1).strip())
        elif title and known.title and " " in known.title and known.title.replace(" ", "") in title.group(1):
            known = replace(known, title=known.title.replace(" ", ""))
        stated = re.search(r"^date:\s*[\"']?(\S+)", front, re.M)
        if stated and not known.date:
            known = replace(known, date=date_of(stated.group(1)))
    if not known.date:
        line = next((m for m in (_DATELINE.search(text) for text in dropped) if m), None)
        year = next((d for d in (date_of(text) for text in dropped) if d), None)
        if line and year:
            known = replace(known, date=_iso(int(year[:4]), int(line.group(1)), 0))
    if not known.date:
        printed = next((d for d in (date_of(text) for text in dropped if _PRINTED.search(text)) if d), None)
        known = replace(known, date=printed[:7] if printed else None)
    stem = PurePath(path).stem
    if not known.title and re.search(f"[{_HAN}]{{4}}", stem):
        named = re.sub(r"^[\d\-_.年月日\s]+", "", stem).strip("_- ")
        title_text, speaker, office = _authored(named)
        known = replace(known, title=title_text, speaker=known.speaker or speaker, position=known.position or office)
        occasion = _OCCASION.search(title_text)
        if occasion and not known.occasion:
            known = replace(known, occasion=occasion.group(1))
    if not known.date:
        year_only = re.search(r"(?<!\d)(?:19[4-9]\d|20[0-4]\d)(?!\d)", stem)
        known = replace(known, date=date_of(stem) or (year_only.group() if year_only else None))
    return known
