"""What was said from one desk, to one level (人、级), in words: whoever takes the line over means another.

Figures, times and names are found elsewhere (figures.py, entities.py, particulars.py); here is what has the shape of
everyday words: 由我牵头, 区直部门, 刚才三位同志.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.language.late import late

WHOSE, WHO, HEARD = "本级称呼", "谁来做", "发言的人"
"""The slots of a level, of a speaker who says 我, of those who spoke before."""

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

    >>> text = "区里成立专班，由我牵头"
    >>> [(text[start:end], slot) for start, end, slot in moments(text, "县")]
    [('区里', '本级称呼'), ('我', '谁来做')]
    """
    for match in _OWN.finditer(text):
        if (match["one"] or match["two"] or match["three"]) != level:
            yield *match.span(), WHOSE
    for match in _EACH.finditer(text):
        if any(not _below(one, level) for one in match["all"] if one in _UNDER):
            yield match.start(), match.start() + len(match[0].rstrip("、和（")), WHOSE
    for match in _HEARD.finditer(text):
        yield *match.span("who"), HEARD
    yield from _mine(text)


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
