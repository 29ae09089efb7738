"""What was said of one day, from one desk, to one level (时、人、级), in words: whoever takes the line over means another.

Figures, dates and names are found elsewhere (entities.py, particulars.py); here is what has the shape of everyday words:
年底前, 昨天下午, 由我牵头, 区直部门, 刚才三位同志.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.language.late import late
from drafter.language.words import tagged

WHEN, WHOSE, WHO, HEARD = "时间", "本级称呼", "谁来做", "发言的人"
"""The slots of a time, of a level, of a speaker who says 我, of those who spoke before."""

_BEFORE = "(?:(?:之前|以前|之内|以内|以来|期间|前后|前(?![所面列夕沿辈])|起(?![来步点])|之后|以后|后(?![备面台代])))"
_DAY = "上午|下午|早上|早晨|中午|傍晚|晚上|夜里|凌晨"
_FEW = "一二三四五六七八九十两"
_SEASON = (
    "“?[五七八]一”?|“?十一”?|春节|元旦|元宵节?|清明节?|端午节?|中秋节?|国庆节?|重阳节?|除夕|腊八|两节|双节|立[春夏秋冬]|冬至"
    "|主?汛期|春耕|春播|夏收|秋收|麦收|三夏|春灌|冬灌|供暖[期季]|采暖[期季]|雨季|年关"
)
_EVENT = "开学|放假|入[春夏秋冬汛]|汛|供暖|采暖|封冻|上冻|霜冻"
"""What happens at a time: one itself only with 前 or 后 behind it (入汛前; 今年入汛偏早 tells of the weather)."""
_TIME = late(
    "(?:"
    + "|".join(
        (
            # Days: 今天 alone is the day of any speech, 昨天的 and 明天 are figures of speech.
            rf"[今昨明前后][天日](?:{_DAY})",
            "昨[天日](?![的和今])|昨[晚夜]|前天|今晚|前[几两三些]天",
            rf"(?<![{_FEW}每])[上这本下]个?(?:周|星期)(?:[一二三四五六日天])?(?![期末年转密边围到全岁])",
            rf"(?<![{_FEW}每])(?:周|星期)[一二三四五六日](?={_BEFORE}|{_DAY})",
            rf"(?:{_DAY})[{_FEW}]{{1,3}}点(?:半|钟)?",
            # The moon's calendar. 三点半 is no number of points.
            rf"腊月(?:[廿{_FEW}]{{1,3}})?|正月(?:初?[{_FEW}]{{1,3}})?",
            rf"[{_FEW}]{{1,3}}点(?:半|钟|整)(?!点)|去冬今春|今冬明春",
            # Months, quarters, halves.
            rf"(?:[上下这本]个|[上下这本])月(?:[底初末]|[上中下]旬)?(?![球亮光饼])|(?<![{_FEW}几个当每])月[底初末]|[{_FEW}]{{1,2}}月(?={_BEFORE})",
            "第?[一二三四]季度|[上下这本]一?个?季度|[上下这]个?学期|上半年|下半年|[今去明][春夏秋冬](?![装游])",
            # Years: what is done every 年底 is no deadline. A past or coming year may go on: 去年秋天, 明年一季度.
            rf"(?:大前|去|明|(?<![\u3400-\u9fff年以])来|[上下]一)年(?:的?(?:[春夏秋冬][天季]|[上下]半年|[一二三四]季度|[底初末]|{_SEASON}|(?:{_EVENT}){_BEFORE}))?",
            rf"(?<![目以])前年|今年(?:的?(?:[春夏秋冬][天季]|[上下]半年|[一二三四]季度|[底初末]|{_SEASON}|(?:{_EVENT}){_BEFORE}))",
            rf"(?<![{_FEW}几多半来青])(?:年[底末](?!考|评|述|总结|突击)|年内)|(?<![\u3400-\u9fff])上一?届",
        )
    )
    + rf"){_BEFORE}?|(?<![{_FEW}环])(?:{_SEASON}|{_EVENT}){_BEFORE}"
)
"""When it was, or is to be done."""

_UNDER = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3}
"""Level -> how many steps below the country."""
_LEVEL = "省市县区州旗盟"
_OWN = late(
    rf"(?:[全本我]|我们)(?P<one>[{_LEVEL}])(?![{_LEVEL}长委域场位块间]|政府)"
    rf"|(?<![{_LEVEL}])(?:(?<=[由和与及在到向对报请经从让给])|(?<![\u3400-\u9fff>]))(?P<two>[{_LEVEL}])(?:[里上](?!面)|直(?:各?(?:有关)?(?:部门|单位|机关))?(?!接|达|到|通|机?关?工委))"
    rf"|(?<![{_LEVEL}各])(?P<three>[{_LEVEL}])(?:直|级)(?:各?(?:有关)?(?:部门|单位|机关)|领导)"
)
"""A level that speaks of itself (全州, 县里, 区直部门)."""
_EACH = late(rf"各(?P<all>(?:[{_LEVEL}](?![级委直位域场民里别长])[、和（）]*)+)")
"""Those below that are spoken to (各旗县)."""

_I = late("(?<![自忘小大无你舍敌真本唯超行有])我(?!行我素|见犹怜|中有你|所用)")
_AT_THE_DESK = late(
    "我(?:[国党军省市县区州旗盟镇乡村院校厂队]|们|等|方|将无我|[的和与]"
    "|(?:(?![带去到每抓盯亲]|牵头)[^，。；：！？<>“”]){0,5}?(?:讲|说|谈|想|代表|强调|认为|希望|相信|坚信|觉得|感到|感觉|理解|体会|琢磨|思考|知道|了解到|注意到|听到|看到|听说|记得|感谢|祝|建议|提议|提|宣布|补充|赞同|同意|赞成|完全|深信|深感|受|表示|致|要求|倡议)"
    "|就[^。；]{2,60}(?:讲|谈|提|说|强调))"
)
"""Where 我 is whoever gives the speech: what is said, thought and wished there. All else is what that one did or will do."""
_HEARD = late(
    "刚才[，、]?(?!大家|会议)(?P<who>[^，。；：！？<>的了我们]{1,16}?)(?=作|做|进行|讲|谈|说|分别|先后|表[了态]|发了?言|汇报|介绍|交流|通报|宣读|传达|播放|签)"
)


def moments(text: str, level: str = "") -> Iterator[tuple[int, int, str]]:
    """(start, end, slot) of each, in no order; what stands in slots <…> of `text` is left alone.

    level: this meeting's (市, 县 …), "" where it is not known: whatever is called by a level is then another's.

    >>> text = "区里年底前完成，由我牵头"
    >>> [(text[start:end], slot) for start, end, slot in moments(text, "县")]
    [('年底前', '时间'), ('区里', '本级称呼'), ('我', '谁来做')]
    """
    for match in _TIME.finditer(text):
        start, end = match.span()
        if (whole := _whole(text, start, end)) > start and (whole == end or _TIME.fullmatch(text, start, whole)):
            yield start, whole, WHEN
    for match in _OWN.finditer(text):
        if (match["one"] or match["two"] or match["three"]) != level:
            yield *match.span(), WHOSE
    for match in _EACH.finditer(text):
        if any(not _below(one, level) for one in match["all"] if one in _UNDER):
            yield match.start(), match.start() + len(match[0].rstrip("、和（")), WHOSE
    for match in _HEARD.finditer(text):
        yield *match.span("who"), HEARD
    yield from _mine(text)


def _whole(text: str, start: int, end: int) -> int:
    """Where what begins at `start` ends without a part of a word that goes on behind `end` (今年春耕生产)."""
    if text[end - 1] in _ENDS_ONE:
        return end
    at = start
    for word, _ in tagged(text[start : end + _LONGEST_WORD]):
        if at + len(word) > end:
            break
        at += len(word)
    return at


_ENDS_ONE = "前后内来间起"
"""What ends a time whatever the cutter makes of what follows it (春节前发钱)."""
_LONGEST_WORD = 4
"""Characters behind a time that are looked at."""


def above(one: str, level: str) -> bool:
    """Whether those called `one` are above a meeting at `level`."""
    return _UNDER.get(one, 0) < _UNDER.get(level, 0)


def _below(one: str, level: str) -> bool:
    """Whether a meeting at `level` speaks to those called `one`; 旗, 盟 and 州 only some places have."""
    return level in _UNDER and one not in "旗盟州" and _UNDER[one] > _UNDER[level]


def _mine(text: str) -> Iterator[tuple[int, int, str]]:
    """Each 我 that is the speaker himself, outside of quotation marks (“要我干”)."""
    for match in _I.finditer(text):
        at = match.start()
        quoted = text.count("“", 0, at) > text.count("”", 0, at)
        if not quoted and not _AT_THE_DESK.match(text, at):
            yield *match.span(), WHO
