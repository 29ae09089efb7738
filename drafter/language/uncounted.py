"""A measure without how many, how often and when (不计数量、频次、程度、时间): what it is called by."""

from __future__ import annotations

from drafter.language.late import late

_UNITS = "个|家|处|条|名|项|户|所|台|套|支|座|批|宗|起|件|类|种|辆|位|栋|间|片|块|场|次|轮|期|公里|千米|亩|吨|平方米|万亩|万户|万人|亿元|万元|人"
_MANY = late(
    f"(?<![不达到])(?<!不少于)(?<!不低于)[0-9０-９]+(?:\\.[0-9]+)?[余多]?(?:{_UNITS})(?:以上|左右)?(?=[一-龥])(?!月|次$)"
)
_WHEN = late(
    "^(?:每(?:个?(?:半年|季度|月|周)|[年季月周旬日天])|[0-9一二两三四五六七八九十]+月(?:[0-9一二三十]+日|底|初|末|中旬|上旬|下旬)?(?:之?前|起)?"
    "|(?:五一|十一|国庆|中秋|春节|元旦|清明|端午|节|假|汛期?|雨季|入[冬夏汛春秋]|年底|月底|开学|高考|冬季|春季)(?:来临|到来)?前)(?=[一-龥]{3})"
)
_ONCE = late(
    "(?<=组织|开展|比对|召开|进行|举办|举行|核对|检查|通报|研究|回访|走访|公布|排查|巡查|听取|发布|集中)[一两]次(?!性)(?=[一-龥]{2})"
)
_SO_MANY = late(f"(?<=[一-龥]{{4}})[0-9]+(?:\\.[0-9]+)?[余多]?[万亿]?(?:{_UNITS})(?:次|以上|左右)?$")
_NO_LESS = late(
    "(?<=[一-龥]{4})(?:时间|总数|总量)?(?:不少于|不低于|不超过|达到|增加到|控制在)[^，、]{0,4}[0-9][^，、]{0,6}$"
)
_HOW_FAR = late("(?<=[一-龥]{3})(?:实现|做到)?(?:全覆盖|常态化|制度化|规范化|精细化|长效化)$")


def uncounted(measure: str) -> str:
    """The measure without numbers of things, how often, how far, and what stands before it of its time; as it is where too
    little is left.

    >>> uncounted("遴选建设8个市级重点专科"), uncounted("每季度通报排名"), uncounted("五一前开展景区安全检查")
    ('遴选建设市级重点专科', '通报排名', '开展景区安全检查')
    >>> uncounted("一户一策"), uncounted("每周调度"), uncounted("3个一批")
    ('一户一策', '每周调度', '3个一批')
    >>> uncounted("扩建城区学校3所"), uncounted("下派医师驻点不少于6个月"), uncounted("治理裸土12万平方米")
    ('扩建城区学校', '下派医师驻点', '治理裸土')
    >>> uncounted("护学岗全覆盖"), uncounted("每月比对一次数据"), uncounted("严查二次收费")
    ('护学岗', '比对数据', '严查二次收费')
    """
    left = _ONCE.sub("", _MANY.sub("", _WHEN.sub("", measure)))
    left = left if len(left) >= 4 else measure
    return _HOW_FAR.sub("", _SO_MANY.sub("", _NO_LESS.sub("", left)))


_DAY = "(?:[0-9]{1,2}|[一二三四五六七八九]|十[一二]?)月(?:[0-9一二三四五六七八九十]{1,3}[日号]|底|末|初|中旬|上旬|下旬|份)?"
_BY_WHEN = late(
    f"(?:(?:[0-9]{{4}}年|今年|明年)?(?:{_DAY}|(?:年|本月|月)?底|[一二三四]季度[底末]?)之?前(?![后期夕]))(?:，|要|必须)*(?=[一-龥]{{2}})"
)
_MADE_TIMES = late("^把(?P<thing>[^，]{2,10}?)(?P<how>逐[一-龥]|挨[一-龥]|全部|统一)?(?P<done>[一-龥]{1,3}?[一两]遍)$")


def without_deadline(measure: str) -> tuple[str, str]:
    """(by when a measure is to be done, the measure without it): the day belongs to the line under a heading (时限不进标题).

    ("", measure) where it names no day, or too little is left.

    >>> without_deadline("3月底前把结转项目逐个过一遍"), without_deadline("社保补贴四月底前发到手")
    (('3月底前', '逐个过一遍结转项目'), ('四月底前', '社保补贴发到手'))
    >>> without_deadline("明年3月20日前全面清完枯死松树"), without_deadline("汛期前疏浚河道"), without_deadline("6月底前完成")
    (('明年3月20日前', '全面清完枯死松树'), ('', '汛期前疏浚河道'), ('', '6月底前完成'))
    """
    found = _BY_WHEN.search(measure)
    if not found:
        return "", measure
    rest = measure[: found.start()] + measure[found.end() :]
    if len(rest) < 4:
        return "", measure
    if told := _MADE_TIMES.match(rest):
        rest = f"{told['how'] or ''}{told['done']}{told['thing']}"
    return found[0].rstrip("，要必须"), rest
