"""Days, months and what the year brings, in words (历日), by a grammar and full lists: dates, festivals, terms, seasons.

    date       [year] month [day | part of month] | 二十三日 | 十七号      今年三月十七号 腊月二十三 本月二十六日
    day        昨天 前天 后天 明天 明早 今晚 当晚 翌日 | 第 numeral 天     (今天 is the day of any speech; 美好的明天 is no day)
    feast      [第 numeral 个] festival | professional day | 世界 国际 全国 … 日     第七个医师节 世界环境日
    jubilee    建党 建军 成立 … numeral 周年
    term       the 24 solar terms; those that are words as well (大雪 雨水) only where it is said that they come or went
    month      its old name                             霜月 腊月 仲秋 隆冬时节
    event      [今 去 明 年] 高考 中考 春运 … where a day or a stretch of days is meant by it
    saying     of the season                            一年之计在于春 春暖花开
    interval   半月 一                                  半月一督查

figures.py adds weekdays, clocks, and what speech makes of it (去年秋天, 年底前, 放学后). Everything may be what the speech
itself is about (防汛, 高考护航): that is no time of another's.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.language.late import late

_DIGIT = "一二三四五六七八九十"
_NUMBER = rf"(?:[{_DIGIT}百零廿卅]{{1,5}}|\d{{1,3}})"
_OF_MONTH = rf"(?:三十[一]?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九廿卅]|廿[一二三四五六七八九]|[12]\d|3[01]|0?[1-9])(?![\d{_DIGIT}])"
_PART = "(?:上午|下午|早上|早晨|清晨|中午|晌午|傍晚|晚上?|夜里|半夜|深夜|凌晨|当[天晚]|这天|那天|一早|一大早)"
_MONTH = rf"(?:闰?(?:十[一二]|[二三四五六七八九十正冬腊])|闰?一(?=月(?:份|[{_DIGIT}\d]+[日号]|初|[上中下]旬|[底末]))|(?<![\d.])(?:1[0-2]|0?[1-9]))月份?"
_YEAR = r"(?:(?<!\d)(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3}|[〇零一二三四五六七八九]{2}(?=年[一二三四五六七八九十\d]{1,2}月)|(?:大前|[今去明前后当同]))年"
_DAY = rf"(?:{_OF_MONTH}(?:[日号](?![子召称脉码角令志线]))|初[一二三四五六七八九十]|廿[一二三四五六七八九]|(?:二十|十|三十)[一二三四五六七八九]?(?![{_DIGIT}百千万亿\d\u3400-\u9fff]))"
_OF_A_DAY = rf"(?:{_PART}|前后|左右|那天|这天|当天|当日)?"
_DATE = (
    rf"(?:{_YEAR}的?)?(?:三月三(?![十\d日号])|七月半|(?:二月二|九月九|六月六)(?![十\d日号]))|"
    rf"(?:{_YEAR}的?|农历|阴历|阳历|公历)*(?:{_MONTH}|本月|上个?月|下个?月|当月|同月|每月)(?:的?{_DAY}(?:[至到—、和](?:{_MONTH})?{_DAY})*{_OF_A_DAY}|[上中下初]{{1,2}}旬|[初底末中](?![级心]))"
    rf"|(?:{_YEAR}的?|农历|阴历)+{_MONTH}(?:间|里)?"
    rf"|(?<![{_DIGIT}\d几个当每])(?:十[一二]?|[二三四五六七八九])月(?:份|间|里)?(?![饼季票嫂子薪租供活均报度])"
    rf"|(?<![{_DIGIT}\d百千万第])(?:(?!一日){_OF_MONTH}日(?=上午|下午|晚|凌晨|[前起，。、；]|之前|以前|当天|至|到)|{_OF_MONTH}号(?=上午|下午|早|晚|凌晨|[前起，。、；就那]|之前|以前|当天|[到至]))"
)

_FEASTS = (
    "元旦 新年 新春 春节 大年 小年 除夕 元宵 元宵节 龙抬头 花朝节 上巳 寒食 寒食节 清明节 端午 端午节 端阳 七夕 七夕节 中元节 中秋 中秋节 重阳 重阳节 腊八 腊八节 "
    "国庆 国庆节 劳动节 青年节 儿童节 妇女节 建军节 建党节 教师节 医师节 护士节 记者节 警察节 人民警察节 丰收节 农民丰收节 植树节 母亲节 父亲节 圣诞节 圣诞 "
    "平安夜 感恩节 情人节 万圣节 老人节 敬老节 环卫工人节 工人节 司机节 药师节 消防节 航海日 航天日 助残日 扶贫日 宪法日 国防教育日 全民国防教育日 科技工作者日 科普日 公祭日 国家公祭日 "
    "烈士纪念日 禁毒日 国际禁毒日 土地日 环境日 地球日 水日 气象日 无烟日 献血者日 爱眼日 爱耳日 爱牙日 睡眠日 读书日 人口日 湿地日 森林日 旅游日 中国旅游日 档案日 统计开放日 志愿者日 残疾人日 艾滋病日 消费者权益日 "
    "安全生产月 质量月 科技活动周 泼水节 火把节 开斋节 古尔邦节 那达慕 雪顿节 三月街 双节 两节 五四青年节 六一儿童节 五一劳动节 八一建军节 七一建党节 三八妇女节 三八国际妇女节 "
    "五一国际劳动节 六一国际儿童节 五四 黄金周 小长假 春假 暑假 寒假 国庆黄金周 五一黄金周 国庆长假 五一长假 春节长假"
)
_DAYS = r"(?:世界|国际|全国|中国|全民|联合国)[\u3400-\u9fff]{1,8}?日(?![报常益程子期历前后]|本)"
_OF_FEAST = r"(?:期间|前后|前夕|前(?![沿列景期提])|过后|之后|后|假期|长假|当天|当晚|那天|这天|这一天|那一天|当日|来临之际|到来之际|之际)?"
_JUBILEE = rf"(?:建[党国军团校县市区厂院站]|成立|创建|创刊|建成|通车|诞辰|逝世|解放|立国|恢复|改革开放|长征胜利|抗战胜利)?(?:{_NUMBER}|[一二三四五六七八九]?百[零一二三四五六七八九十]*)周年|建[党军国]节"
_TERMS = "立春 惊蛰 春分 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 冬至 小寒 大寒"
"""By itself each may be a name (支书谷雨): figures.py asks what stands beside it."""
_STRETCHES = "三伏 三伏天 三九 三九天 数九 入伏 出伏 头伏 二伏 末伏 入梅 出梅"
_TERMS_OF_WORDS = "清明|雨水|大雪|小雪"
_COMES = "(?:(?<=今天是)|(?<=明天是)|(?<=昨天是)|(?<=昨天)|(?<=正值)|(?<=时值)|(?<=适逢)|(?<=恰逢)|(?<=又逢)|(?<=刚过)|(?<=临近)|(?<=节气))"
_OLD_MONTHS = (
    "正月 腊月 冬月 霜月 杏月 桃月 槐月 蒲月 榴月 荷月 巧月 兰月 桂月 菊月 葭月 梅月 孟春 仲春 季春 暮春 初春 早春 阳春 阳春三月 孟夏 仲夏 季夏 初夏 盛夏 炎夏 酷暑 孟秋 仲秋 季秋 初秋 深秋 "
    "金秋 金秋十月 金秋九月 孟冬 仲冬 季冬 初冬 隆冬 严冬 岁末 岁末年初 岁末年终 年末岁首 岁首 开春 开年 年关 年前年后 春夏之交 夏秋之交 秋冬之交 冬春之交 去冬今春 今冬明春"
)
DURING = late(f"{_OF_FEAST[:-1]}$")
"""What stands behind a feast or an event and is none of its name."""
_OF_SEASON = "(?:时节|季节|时分|之际|伊始|里|前后|期间)?"
_SAYINGS = (
    "一年之计在于春 春回大地 春暖花开 万象更新 辞旧迎新 一元复始 春意盎然 春寒料峭 春光明媚 春和景明 春江水暖 莺飞草长 草长莺飞 夏日炎炎 烈日炎炎 骄阳似火 酷暑难耐 酷暑难当 秋高气爽 金风送爽 秋风送爽 "
    "秋意渐浓 丹桂飘香 天高云淡 层林尽染 寒冬腊月 数九寒天 冰天雪地 雪花纷飞 瑞雪兆丰年 天寒地冻 寒风凛冽 冬日暖阳 岁序更替 岁聿云暮 新年新气象 又是一年芳草绿 霜叶红于二月花 人间四月天"
)
_EVENTS = "高考|中考|会考|学业水平考试|研考|国考|省考|公考|春运|暑运|双十一|双11|双抢|开学季|毕业季|考试季|两会|村两委换届|征兵季"
_EVENT = (
    rf"(?:{_YEAR}的?|每年|本届)(?:{_EVENTS})(?:前后|前|期间|结束后|过后|后)?|(?<![\u3400-\u9fff])(?:{_EVENTS})(?=[，、。前后]|在即|临近|期间|结束|过后|那几天|当天|第)"
    rf"|(?:{_EVENTS})(?:期间|前夕|那几天|当天|那天|第{_NUMBER}天)"
)
_AFTER = r"(?:新春|新年|春节|节后|假后|年后|长假后|开学|开年|复工|上班|开业|开园|开工|开市)"
_NTH_DAY = rf"(?:{_AFTER}(?:假期)?(?:后)?(?:上班|开工|复工|开学)?后?的?)?第{_NUMBER}天"
_NTH_FEAST = (
    rf"第{_NUMBER}个?(?=(?:中国|全国|国际|世界|全民)?[\u3400-\u9fff]{{2,8}}?(?:节|纪念日|活动周|宣传周|宣传日|教育日))"
)
_DAY_WORDS = (
    r"昨[天日](?![的和今])|昨[晚夜]|大?前天|大后天|(?<![\u3400-\u9fff先])后天(?![努教])|今[晚早]|明[晚早]|翌日|次日(?=[一凌清早上下晚])|当晚"
    r"|(?:(?<![\u3400-\u9fff“])|(?<=[到从在于]))明[天日](?![的将更会和与之起])"
    r"|半月(?=一|之?内|前|后|[，。、；])|每半月"
    r"|(?<![\u3400-\u9fff今明昨])[上下]午(?=，|(?:我们|大家|各位|同志们)?[看听参观考察观摩去到又实])"
)


def _any(names: str) -> str:
    return "|".join(sorted(names.split(), key=lambda name: (-len(name), name)))


_FEAST = rf"(?:第{_NUMBER}个?)?(?:(?:国际|世界|全国|中国)?(?:{_any(_FEASTS)})|{_DAYS}){_OF_FEAST}"
_ALMANAC = late(
    "|".join(
        (
            rf"(?P<date>{_NTH_DAY}|(?:{_YEAR}的?)?前(?:[一两二三四五六七八九十]{{1,2}}|\d{{1,2}})个?(?:季度|月)|{_DATE}|{_DAY_WORDS})",
            _JUBILEE,
            _EVENT,
            rf"(?:{_any(_SAYINGS)})",
            rf"(?<![\u3400-\u9fff]一)(?:{_any(_OLD_MONTHS)}){_OF_SEASON}",
            rf"(?:{_YEAR}的?)?{_FEAST}",
            rf"{_NTH_FEAST}[\u3400-\u9fff]{{2,12}}?(?:节|纪念日|活动周|宣传周|宣传日|教育日){_OF_FEAST}",
            rf"{_YEAR}的?(?:{_any(_TERMS)})|(?:{_any(_TERMS)})(?:时节|前后|当天|那天|过后|以后|之后)",
            rf"(?:{_YEAR}的?)?(?:{_any(_STRETCHES)})(?:时节|前后|期间|里)?",
            rf"{_COMES}(?:{_TERMS_OF_WORDS})|(?:{_TERMS_OF_WORDS})(?:时节|前后|当天|那天|一过)|(?<!政治)(?<!风气)清明(?=[，。前后]|小长假)",
        )
    )
)
_NEVER = late(
    "新年度|新春风|大年[纪龄]|春节目|小年[轻龄]|阳春白雪|五四[运精]|正月[球饼]|两节[课约点省]|双节[能约]|中秋波|[上下]午[休睡餐]"
)
"""What begins or looks like one and is another word."""


def days(text: str, own: str = "") -> Iterator[tuple[int, int]]:
    """(start, end) of each date, feast, term and season in `text`, in order. own: see figures.figures.

    >>> text = "今年三月十七号，第七个医师节，小年前发钱，霜月里施工，美好的明天，建党一百周年"
    >>> [text[start:end] for start, end in days(text)]
    ['今年三月十七号', '第七个医师节', '小年前', '霜月里', '建党一百周年']
    """
    for match in _ALMANAC.finditer(text):
        start, end = match.span()
        ours = match.lastgroup != "date" and DURING.sub("", match[0]) in own
        if not ours and not _NEVER.match(text, start):
            yield start, end
