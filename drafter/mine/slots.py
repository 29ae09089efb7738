"""What a slot is called (空位命名): by what fills it and by what stands beside it.

The names the planner fills from a brief (会议 主题 主题工作 地区 对象 主体 依据 刚才 分项 问题 点数 讲话单位) are used
only where the filler is that thing; every other name is a hint to the writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.language.audience import PEOPLE_ENDINGS
from drafter.language.verbs import OPENING_VERBS
from drafter.mine.skeleton import PIVOTS

TYPED = {
    "<单位>": "单位",
    "<人名>": "人名",
    "<地名>": "地名",
    "<日期>": "日期",
    "<会议>": "会议",
    "<我地>": "本地",
    "<主题工作>": "主题工作",
    "<主题>": "主题",
    "<依据>": "依据",
}

_MEETING = r"(会议?|大会|研讨班|培训班|仪式)$"
_BASIS = r"(精神|部署|要求|讲话|决定|意见|指示|批示|文件|论述)$"
_PEOPLE = "(" + "|".join((*PEOPLE_ENDINGS, "组织", "部门", "单位", "党委", "政府", "大家", "你们", "朋友")) + ")$"

# (left ends with, right begins with, every filler matches, name): the first row that fits all three.
_RULES: tuple[tuple[str, str, str, str], ...] = (
    (r"", r"点(意见|要求|希望|建议)|个(方面|问题)|方面", r"^[一二三四五六七八九十几两0-9]+$", "点数"),
    (r"(召开|举行|举办|参加|出席|开好|在)(了|这次|本次)?$", r"", _MEETING, "会议"),
    (r"(这次|本次|此次)$", r"", _MEETING, "会议"),
    (r"(贯彻|学习|传达|落实|领会|按照|根据|围绕)$", r"", _BASIS, "依据"),
    (r"(贯彻|学习|传达|落实|领会|按照|根据)$", r"(会议)?精神|部署|重要", r"", "上级会议或文件"),
    (r"刚才，?$", r"", r"..", "刚才"),
    (r"(^|，)$", r"(作|讲|谈|汇报|传达|介绍|通报)(?!为)了?", r"", "发言人"),
    (r"点$", r"$", r"(意见|希望|要求|建议|想法|体会|问题)$", "意见或希望"),
    (r"^$", r"(使命光荣|任务艰巨|责任重大|意义重大|大有可为|事关)", r"", "所谈工作"),
    (r"^(各级|广大|全体|各位|所有)$", r"(要|必须|应当?|务必|一定|能)", r"", "哪些人和单位"),
    (r"代表$", r"", r"(委|府|党委|政府|会|局|组织|中央)$", "讲话单位"),
    (r"(代表)$", r"", r"", "所代表的单位"),
    (r"(向|对)$", r"(的)?(圆满|胜利|顺利|隆重)?(召开|举行|开幕)", r"", "会议"),
    (r"(向|对)[^，]{0,4}$", r"，?(表示|致以|道|提|的)", _PEOPLE, "对象"),
    (r"(向|对)[^，]{0,4}$", r"，?表示[^，<]{0,5}祝贺", r"", "祝贺的人或事"),
    (r"(向|对)[^，]{0,4}$", r"，?(表示|致以|道)", r"", "致意对象"),
    (r"接受$", r"(民主|舆论|社会|群众)?监督", r"", "监督单位"),
    (r"接受$", r"$|，", r"监督$", "何种监督"),
    (r"(听取|征求|吸收)$", r"(意见|建议)", r"", "对象"),
    (r"支持$", r"(加快)?(发展|建设|工作)|[^，<]{0,5}开展工作", r"", "支持对象"),
    (r"就$", r"(再)?(讲|提|谈|强调)", r"", "主题"),
    (r"报告$", r"，", r"工作$", "哪方面工作"),
    (r"，$", r"，请予审议", r"代表", "谁代表谁报告什么"),
    (r"，$", r"，请予审议", r"", "向谁报告什么"),
    (r"今天，$", r"，.*(任务|目的)是", r"", "开什么会"),
    (r"，$", r"，", r"", "具体内容"),
    (r"给$", r"提", r"", "对象"),
    (r"(表示|致以)$", r"", r"的", "祝贺或谢意"),
    (r"(表示|致以)$", r"的(祝贺|感谢|问候|敬意|慰问)", r"", "什么样"),
    (r"(表示|致以)(热烈|衷心|诚挚|崇高|亲切|最)?的?$", r"的?(祝贺|感谢|问候|敬意|慰问)|$|和", r"", "致意用语"),
    (r"在$", r"(的)?(正确|坚强|统一|集中)?领导下", r"", "上级党组织"),
    (r"在$", r"(之际|时刻|形势下|背景下|时候|关头)", r"", "会议背景"),
    (r"为[^，<>]{0,8}$", r"(作出|做出|贡献|而|提供|奠定|创造)", r"", "奋斗目标"),
    (r"(作出|做出|作了|作出了)$", r"$", r"贡献$", "何种贡献"),
    (r"作为$", r"", r"", "工作定位"),
    (r"纳入$", r"", r"", "何处"),
    (r"离不开$", r"", r"", "谁的支持"),
    (r"让我们$", r"", r"", "号召内容"),
    (r"相信$", r"", r"", "美好前景"),
    (r"希望大家$", r"", r"", "希望内容"),
    (r"让我们", r"", r"，|、", "号召内容"),
    (r"(存在|看到|面临|解决)(着|了)?(的|一些)?$", r"", r"", "问题"),
    (r"坚持$", r"(相|紧密|有机)?(结合|统一)", r"", "相结合的两个方面"),
    (r"党对$", r"的?领导", r"", "工作领域"),
    (r"把$", r"(结合|统一|贯通|衔接)起来", r"", "相结合的两项工作"),
    (r"(把|将)$", r"(作为|摆|列|纳入|放|抓|落实|贯穿|融入|转化)", r"工作$", "主题工作"),
    (r"(把|将)$", r"", r"", "要抓的事项"),
    (r"(做好|抓好|推进|开展|加强|支持|重视)$", r"", r"工作$", "主题工作"),
    (r"(做好|抓好|推进|开展|重视|加强)$", r"工作", r"", "工作领域"),
    (r"以$", r"为指导", r"", "指导思想"),
    (r"以$", r"为重点", r"", "重点"),
    (r"以$", r"为(中心|核心|主题|主线)", r"", "中心"),
    (r"以$", r"为(目标|目的)", r"", "目标"),
    (r"以$", r"为", r"", "抓手"),
    (r"围绕$", r"", r"", "工作重心"),
    (r"(召开|举行|举办)$", r"(座谈会|会议|大会)", r"", "会议主题"),
    (r"", r"(建设|改革|创新|发展|管理|服务)", r"^[^，、]{2,8}$", "领域"),
    (r"(取得|获得|作出|做出|开创|创造)了?$", r"的?(成绩|成效|进展|成果|贡献|局面|突破|业绩)", r"", "程度用语"),
    (r"(^|，)$", r"(要|必须|应当?|都要|也要|一定要|务必|一定能)", _PEOPLE, "主体"),
    (r"(^|，)$", r"", r"(以来|期间|时期|阶段|过去[一二三四五]年|今年|去年|年来|年)$", "统计时段"),
    (r"是$", r"的一[件次项场]", r"[中上里]$", "何种范围中"),
    (r"任务是$", r"", r"", "会议任务"),
    (r"目的是$", r"", r"", "会议目的"),
    (r"(是|在于)$", r"", r"", "具体内容"),
    (r"(要|必须|应当?|务必|应该|切实|进一步)$", r"", r"", "工作要求"),
    (r"(希望|号召|要求)$", r"", _PEOPLE, "对象"),
    (r"(是|：|包括|在于|就是)$", r"", r"", "具体内容"),
)
_COMPILED = tuple((re.compile(a), re.compile(b), re.compile(c), name) for a, b, c, name in _RULES)


def typed_name(key: str, left: str, right: str) -> str:
    """Name of a slot whose kind is known from the masking. left, right: the literal text beside it."""
    if key == "<数>":
        return "点数" if re.match(r"点|个方面|个问题|方面", right) else "数"
    if key == "<文件>":
        return "依据" if re.search(r"(贯彻|学习|传达|落实|按照|根据|领会)$", left) else "文件"
    if key == "<地区>":
        return "地区" if right.startswith("各") else "本地区"
    if key == "<主体>":
        return "主体" if re.match(r"要|必须|应|一定|务必|都", right) else "对象"
    if key == "<单位>":
        return "讲话单位" if left.endswith("代表") else "单位"
    return TYPED[key]


def open_name(left: str, right: str, fillers: Sequence[str]) -> str:
    """Name of a slot known only by its fillers and its neighbours. left, right: the literal text beside it."""
    for before, after, inside, name in _COMPILED:
        if before.search(left) and after.match(right) and all(inside.search(filler) for filler in fillers):
            return _seen(name, fillers)
    if all(re.search(_PEOPLE, filler) for filler in fillers):
        return "对象"
    if all(filler[:2] in OPENING_VERBS for filler in fillers):
        return "工作内容"
    noun = re.match(r"(?![的之])[\u4e00-\u9fff]{2,4}$", right)
    if noun and left and noun.group() not in PIVOTS:
        if _BODY.search(noun.group()):
            return f"哪里的{noun.group()}"
        return f"何种{noun.group()}" if not _ACTIVITY.search(noun.group()) else "领域"
    return "事项"


_KINDS = {
    "何处": (("考核", "考核|考评"), ("规划", "规划|计划"), ("日程", "日程|议程")),
    "什么样": tuple((word, word) for word in ("热烈", "衷心", "诚挚", "亲切", "崇高", "节日")),
}
"""Names that say what was seen in the slot: its kinds, and how a filler of each is told."""


def _seen(name: str, fillers: Sequence[str]) -> str:
    """考核、规划或日程: the kinds the fillers are of; the name itself where they are of none or of one alone."""
    kinds = [kind for kind, said in _KINDS.get(name, ()) if any(re.search(said, filler) for filler in fillers)]
    return f"{'、'.join(kinds[:-1])}或{kinds[-1]}" if len(kinds) > 1 else name


_BODY = re.compile("(班子|队伍|机构|组织|部门)$")
_ACTIVITY = re.compile("(建设|改革|创新|发展|管理|服务|工作|治理|合作|升级|转型|保护|整治|监督|融合|转变)$")


_REST = (
    # what stands before the slot, move, name: the first row that fits
    (r"让我们$", "", "号召内容"),
    (r"希望[^，]{0,6}$", "", "希望内容"),
    (r"相信，?$", "", "美好前景"),
    (r"刚才，$", "", "刚才"),
    (r"为(载体|抓手|重点|中心|核心|主线|引领|导向|契机|目标)，$", "三点意见", "举措"),
    (r"总之，$", "", "总括内容"),
    (r"最后，$", "结束语", "最后的话"),
    (r"(要|必须|应当?|务必)$", "", "工作要求"),
    (r"代表<?[^，]*，$|^，$", "开场", "致意内容"),
    (r"(我|我们|大家)$", "开场", "做什么"),
    (r"", "开场", "会议内容"),
    (r"", "成绩回顾", "工作进展"),
    (r"", "结束语", "号召内容"),
    (r"", "加强领导", "工作要求"),
    (r"", "", "要讲的内容"),
)


def rest_name(left: str, move: str, fillers: Sequence[str]) -> str:
    """Name of a slot that takes the rest of the sentence, empty where its fillers are of no one kind.

    left: the literal text before it.
    """
    name = next(name for before, of, name in _REST if re.search(before, left) and of in ("", move))
    if name == "工作进展" and _most(_GREETING, fillers):
        return "致意内容"
    if name == "做什么" and all("召开" in filler for filler in fillers):
        return "开什么会"
    if name != "致意内容":
        return name
    return next((kind for kind, said in _TO_WHOM if _most(said, fillers)), "")


_GREETING = re.compile("表示|致以|祝|问候|道")
# What one does to whom: 我代表省政府向大会报告工作; 向大家表示感谢.
_TO_WHOM = (
    ("向谁报告什么", re.compile("报告|汇报|述职")),
    ("致意内容", _GREETING),
)


def _most(said: re.Pattern[str], fillers: Sequence[str]) -> bool:
    return 5 * sum(bool(said.search(filler)) for filler in fillers) >= 3 * len(fillers)
