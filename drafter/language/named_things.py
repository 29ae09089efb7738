"""Schools, villages, markets and firms with a name of their own before what they are (有名称的单位、地点): 梧湾社区.

What is spoken of by its kind alone (农村小学, 碳市场) has none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from drafter.language.entities import is_name
from drafter.language.late import late
from drafter.language.levels import NOT_IN_NAME
from drafter.language.masked import SHORTEST
from drafter.language.verbs import LIGHT_VERBS, OPENING_VERBS
from drafter.language.words import tagged

# Places and bodies whose names no shape makes certain (栖岭二中, 梧湾社区). What is mined and checked leaves them alone
# (see language/entities.py); a line that is taken over whole had better show one gap too many.
_THINGS = (
    "中学(?![习位]) 小学(?!位) 学校 幼儿园 [一二三四五六七八九十]中(?!全会|[学心国央间期]) 职校 医院 卫生院 敬老院 福利院 水厂 水库 (?<!充)电站 大桥 隧道 广场(?!舞) 公园 小区 "
    "社区 村(?![超晚播歌]|字号|[Bb][Aa]) 公司 集团 合作社 市场(?!化|经济|主体|准入|机制|体系|竞争力|活力|预期|在资源) 商场 车站 景区 园区"
).replace(" ", "|")
_NAMED_THING = late(rf"(?:<地名>|([\u3400-\u9fff]{{2,8}}?))({_THINGS})(?![\u3400-\u9fff]?[级民务干部])")
OF_A_KIND = (
    "深入 走进 走访 走遍 办好 建好 建设 改造 完成 推进 加强 学习 借鉴 推广 组织 带动 引导 支持 帮助 依托 确保 实现 覆盖 现场 查看 "
    "公办 民办 公立 私立 定点 重点 示范 中心 城乡 城镇 农村 乡镇 乡村 县城 城市 城区 集镇 行政 自然 美丽 先进 文明 智慧 老旧 住宅 "
    "农贸 专业 批发 综合 大型 中型 小型 龙头 国有 民营 上市 科技 旅游 工业 农业 产业 物流 农民 骨干 饮用 污水 实训 培训 普惠 党建 开展 改扩建 扩建 新建"
).split()
"""What stands before a thing and is none of its name (推广东岭小学, 农村小学)."""
_VERBS = OPENING_VERBS - LIGHT_VERBS - {"丰富", "统一"} | frozenset(
    "发挥 放宽 形成 研究 弥补 熟悉 注重 通过 开拓 占领 引领 参与 扩建 提供 适应 面向 巩固 稳定 融入 列入 入选 妨碍 贯穿 事关 组建 联系 通知 前往 代表".split()
)
"""Verbs a thing stands behind; those that are names as well (团结公园, 创新园区) are none of them."""
_KIND = late(
    "(?:社会主义|国际|国内|国外|境外|海外|世界|全球|全国|国家|统一大?|区域|外部|消费|客源|劳动力|电力|碳|资本|金融|股票|证券|房?地产|租赁|住房"
    "|零售|数据|要素|产品|文旅|交易|产权|股权|招标|投标|行业|高端|后端|前端|传统|新兴|超?大?规模|高标准|广大|农贸|集贸|批发|专业|综合|跨国|头部"
    "|街巷|小巷|背街|沿街|临街|江河|山塘|河道|小|中小|大中小|派遣|劳务|运营|资产|征信|上市|供销|[省市县区]级|国家级|三甲|现代|收治|高水平|高职|职业|专科|本科|规范化|一届届|同类|义务教育段?|零碳"
    "|医疗|[一二三]级|平安|劳动|关系|(?:增量)?配?电网|融合|发展|铁路|(?:全球)?(?:人形)?机器人|智能|具身|[省市县区境][外内]|[\u3400-\u9fff](?<![前先奋跃促共推引走跟并改])进|未来|精品|文化|体育|郊野|口袋|地质|湿地|森林|主题|病险|街道|典型|平行|不少|强大|县乡|首批|层次|大|[\u3400-\u9fff]{2}型)+$"
)
"""What kind of thing it is, between its name and the thing: without a name before it there is none."""
_SPOKEN_OF = frozenset("市场 公司 集团 合作社 学校 医院 园区 景区 公园 社区 水库".split())
"""Things that are spoken of in general more than by name. Of any other (小区, 大桥, 村) the word before is the name."""
_TRADE = late("(?:农贸|集贸|批发|专业|综合|建材|水产|果蔬|蔬菜|花卉|家具|家居|粮油|药材|茶叶|小商品|商贸|钢材|国际)$")
"""What a market that has a name deals in: any other (碳市场, 外需市场, 开拓市场) is spoken of in general."""


def named_things(text: str, general: Container[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, a passage with slots <…>, in order, the slot of its place included. general: what
    names nobody.

    >>> text = "<地名>小学和梧湾社区，农村小学、碳市场"
    >>> [text[start:end] for start, end in named_things(text, "")]
    ['<地名>小学', '梧湾社区']
    """
    for match in _NAMED_THING.finditer(text):
        begins = _named_from(match)
        if begins is not None and not (match[1] and text[begins : match.end()] in general):
            yield begins, match.end()


def _behind_words(before: str, thing: str) -> int:
    """Where the last word of `before` ends that stands in no name: a verb, an adverb, a saying (盯紧, 精细)."""
    at = reached = 0
    for word, tag in tagged(before + thing):
        at += len(word)
        if at <= len(before) and tag.startswith(_NO_NAMES) and word not in CALLED:
            reached = at
    return reached


_NO_NAMES = ("v", "a", "d", "f", "c", "p", "r", "l", "i", "u", "t", "m", "q")
"""How the tags begin of words no body is called by, those of `CALLED` aside."""
CALLED = frozenset(
    "团结 光明 和谐 幸福 美好 富强 繁荣 安宁 平安 祥和 兴旺 友好 文明 先进 胜利 解放 跃进 奋斗 前进 建设 合作 创新 创业 振兴 开拓 奋进 进步 复兴 团圆 第一 第二 第三 第四 第五".split()
)
"""Verbs and what things are like that bodies are called by."""
_COUNT_BEFORE = late("[\u3400-\u9fff]*?[一二三四五六七八九十两几][次处片户批类栋届期轮回]")
"""A count behind which no name begins before (没进过一次小区)."""


def _named_from(match: re.Match[str]) -> int | None:
    """Where the name of a thing with a name of its own begins, None for one without."""
    before, thing = match[1], match[2]
    if before is None:
        return match.start()
    verbs = _VERBS if thing in _SPOKEN_OF else _VERBS - CALLED
    # Right behind a place all of it is the name (青岚国际市场).
    placed = match.string.endswith("<地名>", 0, match.start()) and not set(before) & set(NOT_IN_NAME)
    if thing == "市场" and not (placed or _TRADE.search(before)):
        return None
    if thing in _SPOKEN_OF and not placed:
        before = _KIND.sub("", before)
    start = max((place + 1 for place, char in enumerate(before) if char in NOT_IN_NAME), default=0)
    if counted := _COUNT_BEFORE.match(before):
        start = max(start, counted.end())
    for word in (*OF_A_KIND, *verbs):
        place = before.rfind(word)
        start = max(start, place + len(word)) if place >= 0 else start
    if thing in _SPOKEN_OF and not placed:
        start = max(start, _behind_words(before, thing))
    name = before[start:]
    behind = match.string[match.end() : match.end() + 1]
    if len(name) < SHORTEST or (thing == "村" and not is_name(name[-3:] + "村", behind)):
        return None
    # Of a longer run it is not known where the name begins; most have two characters.
    at = start if len(name) <= 4 else len(before) - 2
    return match.start() + at
