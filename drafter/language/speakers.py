"""Who speaks and who has spoken (“我”、刚才发言的人), in words: whoever takes the line over means another (由我牵头)."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.language.late import late

WHO, HEARD = "谁来做", "发言的人"
"""The slots of a speaker who says 我, of those who spoke before."""

_I = late("(?<![自忘小大无你舍敌真本唯超行有])我(?!行我素|见犹怜|中有你|所用)")
_AT_THE_DESK = late(
    "我(?:[国党军省市县区州旗盟镇乡村院校厂队]|们|等|方|将无我|[的和与]"
    "|(?:(?![带去到每抓盯亲]|牵头)[^，。；：！？<>“”]){0,5}?(?:讲|说|谈|想|看(?=[，,])|听(?:了|完|得)|代表|强调|认为|希望|相信|坚信|觉得|感到|感觉|理解|体会|琢磨|思考|知道|了解到|注意到|听到|看到|听说|记得|感谢|祝|建议|提议|提|宣布|补充|赞同|同意|赞成|完全|深信|深感|受|表示|致|要求|倡议)"
    "|就[^。；]{2,60}(?:讲|谈|提|说|强调))"
)
"""Where 我 is whoever gives the speech: what is said, thought and wished there. All else is what that one did or will do."""
_HEARD = late(
    "刚才[，、]?(?!大家|会议)(?P<who>[^，。；：！？<>的了我们]{1,16}?)(?=作|做|进行|讲|谈|说|分别|先后|表[了态]|发了?言|汇报|介绍|交流|通报|宣读|传达|播放|签)"
)


def speakers(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, slot) of each, in no order; what stands in slots <…> of `text` is left alone.

    >>> text = "刚才三位同志讲了做法，由我牵头"
    >>> [(text[start:end], slot) for start, end, slot in speakers(text)]
    [('三位同志', '发言的人'), ('我', '谁来做')]
    """
    for match in _HEARD.finditer(text):
        yield *match.span("who"), HEARD
    yield from _mine(text)


def _mine(text: str) -> Iterator[tuple[int, int, str]]:
    """Each 我 that is the speaker himself, outside of quotation marks (“要我干”)."""
    for match in _I.finditer(text):
        at = match.start()
        quoted = text.count("“", 0, at) > text.count("”", 0, at)
        if not quoted and not _AT_THE_DESK.match(text, at):
            yield *match.span(), WHO
