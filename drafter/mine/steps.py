"""What a frame does by its own words (语步与步骤): the cue decides, where the passage did several things at once."""

from __future__ import annotations

import re
from collections.abc import Mapping

# form, move, step: the first row that fits a frame. The cues are those of the genre, in the order in which the more
# telling one comes first; a row of two steps that share their words is decided by where the frame stands.
_CUES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(form), move, step)
    for form, move, step in (
        ("<点数>(点|个)|[几数]点(意见|要求|希望)|[讲提谈]点意见", "三点意见", "领起"),
        ("^下面，|^这里，|^借此机会，<要讲的内容>|我就.*(讲|谈|说)", "三点意见", "领起"),
        ("强调<?[^，]*问题", "三点意见", "领起"),
        ("(提|讲|谈|强调)<[^>]*>[点个]", "三点意见", "领起"),
        ("^总之|^最后，", "结束语", "总括"),
        ("^让我们|谱写|再创|而.*奋斗|再立新功|再接再厉|作出新的.*贡献|新局面|新篇章|周围", "结束语", "号召"),
        ("祝(愿|大会|大家|各位)", "结束语", "祝愿"),
        ("^我相信|^相信|^希望大家|^希望同志们|^希望各", "结束语", "希望"),
        ("完全赞同|作了.*(发言|报告|讲话|汇报)|讲得很|听了.*启发|^刚才", "开场", "回应前述"),
        ("召开<会议|召开.*座谈会|主要任务是|目的是|向大会报告|请予审议|各项议程", "开场", "会议任务"),
        ("一件大事|纲领性文件|背景下召开", "开场", "背景"),
        ("来之不易|凝聚着|离不开|充分肯定", "成绩回顾", "肯定感谢"),
        ("不足|(存在|还有|仍有).*(差距|短板)|清醒(地)?(认识|看到)|存在.*问题", "成绩回顾", "问题不足"),
        ("取得了?<?[^，]*(成绩|成效|成就|进展|成果|突破)|作出了.*贡献", "成绩回顾", "总体评价"),
        ("责任制|主体责任|责任落实|压实|抓落实|落到实处|贯彻落实$|层层", "加强领导", "责任落实"),
        ("组织领导|党对.*领导|对.*的领导|议事日程|^各级党委|^各级党组织", "加强领导", "组织领导"),
        ("合力|密切配合|各司其职|协同配合|齐抓共管", "加强领导", "协同配合"),
        ("干部队伍|领导班子|党员干部|带头|先锋模范", "加强领导", "队伍建设"),
        ("督查|考核|督促检查|跟踪问效|问责", "加强领导", "督查考核"),
        ("形式主义|作风|之风$|反腐|不敢腐|纪律|政绩|调查研究|基层减负|实事求是", "加强领导", "作风"),
        ("^营造<?[^，]*(环境|氛围)$|常态化(长效化)?$", "三点意见", "任务部署"),
        (
            "重要意义|十分重要的意义|必然要求|迫切需要|重要性|根本保证|重要组成部分|的重要(力量|基础|保障|内容|途径)|责任重大|使命光荣|意义重大|大有可为|任务艰巨|事关",
            "三点意见",
            "形势意义",
        ),
        ("以<?[^，]*为(指导|统领|引领|主线|目标|重点|抓手|契机)", "三点意见", "总体要求"),
    )
)
_SHARED = (
    # what both steps say, told apart by the move most of the places have
    (re.compile("(表示|致以)[^，]*"), ("开场", "致意"), ("成绩回顾", "肯定感谢")),
    (re.compile("^在<?[^，]*(领导|努力|支持|关心|指导)下，"), ("结束语", "号召"), ("成绩回顾", "总体评价")),
)


def step_by_form(text: str, moves: Mapping[str, int]) -> tuple[str, str] | None:
    """Move and step a frame's own words tell, or None. moves: in how many places it stands in which move."""
    for form, one, two in _SHARED:
        if form.search(text):
            return two if moves.get(two[0], 0) > moves.get(one[0], 0) else one
    return next(((move, step) for form, move, step in _CUES if form.search(text)), None)
