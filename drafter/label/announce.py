"""The sentence that announces the points (领起句), and how many it announces."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.language.late import late
from drafter.language.numerals import parse_chinese

_COUNT = r"(?P<count>几|若干|[一二两三四五六七八九十]{1,3}|[0-9]{1,2})\s*(?:点|个|条|方面|项|句|层|件|段|组)"
_THING = (
    r"(?:方面|大)?的?(?:不成熟的?|粗浅的?|个人的?)?(?:意见|希望|期望|期盼|要求|建议|倡议|问题|内容|体会|感悟|感想|感受|想法|看法|考虑|思考|打算|"
    r"认识|任务|工作|意思|事情|事|(?:心里|真心|实在|知心)?话|嘱托|嘱咐|叮嘱|寄语|心愿|提醒|忠告|请求|原则|要点|情况|关键词|词语|词|字|方面)?"
)
_SAY = r"(?:讲|谈|提|说|强调|提出|报告|汇报|部署|布置|交流|分享|补充|聊|唠叨?|啰嗦|拜托)"

_PATTERNS = tuple(
    late(source)
    for source in (
        # 我讲三点意见；再强调四个方面；提几点希望；讲点意见，讲3个问题
        rf"(?:{_SAY}(?:一下|一讲|一谈)?|送(?:给)?(?:大家|同学们|你们)?)(?:以下|这么|如下|自己的|我的|一些|点)?{_COUNT}{_THING}(?:[，,：:。！!；;]|$)",
        # 我有三句话送给大家；三点希望与大家共勉；有几个问题想强调一下
        rf"(?:我(?:还|也|就|这里)?|这里|在此)有{_COUNT}{_THING}[，,]?[^。；，]{{0,6}}(?:送给|献给|赠给|(?:要|想)(?:讲|说|强调|同|和|跟|与)|"
        rf"嘱托|嘱咐|叮嘱|(?:与|同|跟|和)(?:大家|同志们|同学们|各位))",
        rf"{_COUNT}{_THING}[，,]?(?:送给|赠给|献给|(?:与|同|和|跟)(?:大家|同志们|同学们|各位)[^。；，]{{0,4}}(?:共勉|分享|交流|说|讲|谈)(?:[，,：:。！!]|$))",
        # 有三件事要拜托大家；还有两句话要叮嘱同志们
        rf"(?:^|[，,])(?:今天|最后|另外)?(?:我)?(?:还)?有{_COUNT}{_THING}[，,]?(?:要|想)?(?:再)?(?:拜托|麻烦|嘱托|嘱咐|叮嘱|提醒|交代|请求|告诉)[^。；，]{{0,6}}(?:大家|同志们|各位|同学们|你们|乡亲们)",
        # 重点抓好以下五项工作；要做到三个坚持 is not one: it must end the sentence
        rf"(?:抓好|做好|做到|开展|把握好?|处理好|推进|落实|注意|突出)(?:以下|如下|这)?{_COUNT}(?:方面|大|重点)?的?(?:重点)?(?:工作|任务|方面|大事|实事|事情|事|问题|关系|要求)(?:[：:。]|$)",
        # 我从三个方面，同大家一起交流；用三个词，介绍一下我们县
        rf"(?:从|围绕|分)(?:以下|这)?{_COUNT}(?:方面|问题|层面|层次|部分|角度)?[^。；]{{0,12}}(?:讲|谈|说|交流|汇报|分享|学习)",
        # but 用八个字来概括：机遇难得 has said them already
        rf"用{_COUNT}(?:关键词|词|字|话|数字|故事)[^。；]{{0,12}}(?:讲|谈|说|交流|汇报|分享|介绍|概括)"
        r"(?!(?:一下)?(?:[，,]?就?是|[：:])(?!第?[一1]|首先)[^。；，、]{2,})",
        # 作三点表态；表三个态度；我当场定几件事
        rf"(?:作|做|表)(?:出|个|以下|如下)?{_COUNT}(?:方面)?的?(?:表态|态度|承诺|点评|说明|提醒|回应)(?:[，,：:。！!；;]|$)",
        rf"我[^。；，]{{0,8}}(?:定|交代|布置|安排|明确)(?:以下|这)?{_COUNT}(?:事情|事|工作|任务)(?:[：:。！!]|$)",
        # 主要有以下几个特点：
        r"(?:以下|如下)(?P<count>几|[一二两三四五六七八九十]{1,3}|[0-9]{1,2})\s*(?:点|个|条|项)?(?:方面)?(?:的)?"
        r"(?:意见|希望|要求|建议|问题|工作|任务|特点|内容)?(?:[：:。]|$)",
    )
)
# 下面，我讲点意见：announced without a number.
_OPEN = late(
    r"^(?:同志们[，！])?(?:下面|现在|这里|在此|借此机会|接下来|最后|今天)?[，,]?[^。；]{0,30}我[^。；]{0,24}"
    r"(?:(?:讲|谈|提|说|强调)(?:一?些|一?点|一下)(?:意见|希望|要求|建议|看法|体会|想法|问题)?|"
    r"(?:讲一?讲|谈一?谈|说一?说)[^。；，]{2,20}(?:意见|希望|要求|建议|看法|体会|想法|问题))(?:[：:。！，]|$)"
)
# 督查组发现以下三个问题 and 省委书记强调三点要求 tell what others said, 去年，我们抓好以下三项工作 what was done,
# 会议强调，要做好三件事 what a meeting said, 下面由李局长讲三点意见 who is about to speak.
_OF_OTHERS = late(
    r"(?<![向给对与同和])(?:同志(?!们)|书记|部长|省长|市长|州长|县长|区长|镇长|乡长|主任|局长|厅长|院长|校长|主席|组|中央|国务院|省委|市委|县委|区委|上级|会议|文件|"
    r"《[^《》]*》)[^，。；]{0,10}$"
)
_QUOTED = late(
    r"(?:会议|全会|大会|文件|中央|国务院|省委|市委|县委|区委|总书记|书记|[省市县区镇乡局厅院]长|主任|主席|同志)"
    r"[^，。；]{0,8}(?:强调|指出|要求|提出|明确|认为)[：:，,][^。；]{0,12}$"
)
_OF_BEFORE = late(r"^[^，。；]{0,6}(?:去年|前年|上年|过去一年|过去几年|一年来|几年来|近年来|上半年|上次|前不久|会前)")
_SAID_BEFORE = late(r"我[^，。；]{0,4}(?:去年|前年|上年|上次|上一次|前不久|昨天|曾经?|早就|已经)[^，。；]{0,12}$")
_ANOTHER = late(r"(?:由|请)(?:(?!我)[^，。；]){0,12}(?:同志|书记|[一-龥]长|主任|主席|教授|老师|总)[^，。；我]{0,4}$")
_NOW = late(
    "我(?!们)|代表|委托|(?:^|[，,：:。；])(?:再|还|就|也|想|要|先)*[向给对与同和](?!志)[^，。；]{1,10}(?:讲|谈|提|说|汇报|报告|交流|分享)|"
    "下面|接下来|这里|在此|借此|现在"
)
# None of these and it announces nothing: most sentences need no closer look.
_LIKELY = late(r"[几干一二两三四五六七八九十0-9]\s*[点个条方项句层件段组]|[以如]下|[些点]|一[下讲谈说]")


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcing sentence (领起句)."""

    count: int | None
    """The number of points, None where it says 几 or no number."""
    text: str
    """The words that announce."""


def announced(sentence: str) -> Announcement | None:
    """What `sentence` announces: 我讲三点意见 → 3, 提几点希望 → None, 强调四个方面 → 4; None if it announces nothing.

    Of several announcements in one sentence (讲点意见，讲三个问题) the one with a number counts.
    """
    if not _LIKELY.search(sentence):
        return None
    best: Announcement | None = None
    for pattern in _PATTERNS:
        for found in pattern.finditer(sentence):
            before = sentence[: found.start()]
            if _SAID_BEFORE.search(before) or _ANOTHER.search(before):
                continue
            if not _NOW.search(before + found.group()) and (
                _OF_OTHERS.search(before) or _QUOTED.search(before) or _OF_BEFORE.search(before)
            ):
                continue
            count = parse_chinese(found["count"])
            if best is None or (best.count is None and count is not None):
                best = Announcement(count, found.group().strip("，,：:。！!；;"))
    if best is None and (open_ended := _OPEN.search(sentence)):
        best = Announcement(None, open_ended.group().rstrip("，,：:。！!；;"))
    return best
