"""The day a meeting honours (节日): named in its name, greeted when the speech opens and when it closes."""

from __future__ import annotations

from drafter.brief.schema import Brief
from drafter.language.late import late

_OF_A_CALLING = (
    "教师节|护士节|医师节|记者节|警察节|劳动节|妇女节|青年节|儿童节|建军节|丰收节|重阳节|老人节|建党节|环卫工人节"
    "|科技工作者日|社工日|志愿者日|助残日|消防日|法官日|母亲节"
)
_OF_ALL = "春节|新春|元旦|元宵节?|端午节?|重阳(?!节)|国庆节?|中秋节?|新年"
_FULL_NAMES = (
    ("五一", "劳动节"),
    ("三八", "妇女节"),
    ("五四", "青年节"),
    ("六一", "儿童节"),
    ("八一", "建军节"),
    ("重阳", "重阳节"),
)
_NAMED = late(f"(?:{_OF_A_CALLING}|(?:五一|三八|五四|六一|八一)(?!路|街|村)|(?:{_OF_ALL}))(?=[”’]?(?P<rest>.{{0,4}}))")
_ONLY_A_TIME = late("前|后|期间|假|旅游|安全|市场|保供|旺季|值班|双节|两节|行动|红旗|走基层|第一会")
"""What follows on a day that is only when something is done (国庆节前, 五一假期)."""
_HONOURS = late("庆祝|纪念|慰问|表彰|座谈|茶话|团拜|联欢|恳谈|颁奖")


_FIRST_THE_FEAST = late("^(?:庆祝|纪念|喜迎|迎)[^暨]{2,24}暨")


def besides_the_feast(meeting: str) -> str:
    """The meeting's name without the day it celebrates first.

    >>> besides_the_feast("庆祝第42个教师节暨全市教育工作表彰大会")
    '全市教育工作表彰大会'
    """
    return _FIRST_THE_FEAST.sub("", meeting)


def feast_of(brief: Brief, occasion: str) -> str:
    """The day the meeting honours, in full; "" where it honours none, or names one only as a time.

    A meeting that commends or listens honours the day it is named after, any other one only where it says so.
    """
    for name in (brief.meeting, brief.title or ""):
        for found in _NAMED.finditer(name):
            if _ONLY_A_TIME.search(found["rest"]) or not _HONOURS.search(f"{name}{occasion}"):
                continue
            day = found[0]
            return next((full for short, full in _FULL_NAMES if day == short), day).replace("国庆节", "国庆")
    return ""
