"""What a named problem is about and what kind of remedy it asks for (问题的病灶与对策的路数)."""

from __future__ import annotations

import re

_WHO = re.compile("^(?:部分|少数|个别|有的|有些|一些|极少数|不少|多数)(?=..)")
_HOW = re.compile(
    "(?:[还仍较]|比较|相对|普遍|明显|有些|存在|依然|有所)*"
    "(?:不够?(?:[高强足深细实严畅稳紧广准清牢优多大好快全真匀]|平衡|均衡|健全|完善|深入|严格|到位|规范|及时|顺畅|稳定|统一|紧密|"
    "广泛|突出|明显|合理|充分|清楚|牢固|匹配|协调|便捷|精准|精细|鲜明|经常|彻底|落实)|不够|不足|难以?(?:统一|落实|到位|协调|见效|保证|监管)?|"
    "偏?[低慢少弱差晚窄散乱紧]|[高多大]|滞后|薄弱|松懈|反弹|走过场|流于形式|形式化|粗放|缺乏|缺失|短缺|单一|老化|接不上|跟不上|脱节|"
    "乏力|松散|涣散|松垮|紧张|频发|多发|突出|缓慢|空转|缺位|失修|严重|压力大)$"
)
_NO_NOUN = re.compile("(?:重视|认识|开工|推进|执行|参与|投入|落实|配合|覆盖|发动|部门|单位)$")
"""What is left of 个别单位重视不够 says nothing by itself."""


def core(problem: str) -> str:
    """What a problem is about, without who has it and how bad it is; the problem where nothing can be taken off.

    >>> core("部分支流水质差"), core("离田收储能力不足"), core("群众反映强烈")
    ('支流水质', '离田收储能力', '群众反映强烈')
    """
    bare = _WHO.sub("", problem)
    left = _HOW.sub("", bare)
    return left if len(left) >= 2 else bare


def noun_of(problem: str) -> str:
    """The core where it can stand in a sentence by itself (盯住管护机制); empty where it cannot."""
    found = core(problem)
    return "" if found == _WHO.sub("", problem) or _NO_NOUN.search(found) or len(found) > 8 else found


_KINDS = tuple(
    (re.compile(trouble), re.compile(remedy))
    for trouble, remedy in (
        ("慢$|滞后|晚$|拖延|拖期|进度|未开工|缓慢", "倒排|工期|进度|调度|节点|提速|挂图|会战|施工组织"),
        ("力量|人手|队伍|缺人|人员|素质|本领|专业性|青黄不接", "配强|队伍|培训|练兵|人才|引育|选派|招聘|骨干|力量"),
        ("资金|经费|投入|归集|欠费|收缴", "资金|经费|投入|筹措|收缴|基金|以奖代补"),
        ("机制|制度|长效|规范|标准", "机制|制度|规范|长效|办法|标准|规程"),
        (
            "走过场|流于形式|松懈|重视|责任|传导|上热下冷|温差|空转|打折扣|作风",
            "责任|履职|督查|督导|考核|问责|暗访|值守|作风|点名",
        ),
        ("参与|积极性|知晓|统一|不理解|阻力|分歧|意见|配合", "发动|协商|宣传|引导|参与|议事|入户|公示|沟通"),
        (
            "衔接|联动|扯皮|各自为政|不通|不畅|壁垒|孤岛|合力|协同|脱节",
            "协同|联动|共享|专班|协调|统筹|会商|互联|互通|贯通|打通|联通|对接|畅通",
        ),
        ("盲区|死角|漏管|漏洞|底数不清|不清$", "排查|巡查|摸底|普查|清查|覆盖|网格|巡护"),
        ("悬空|缺位|脱管|失管|无人|没人|监护", "看护|监护|责任|包保|值守|管护|网格"),
        ("破坏|盗|侵占|损毁|乱占|乱建", "巡护|巡查|巡线|看护|执法|打击|防护|清理|整治"),
        ("混流|混接|错接|渗漏|漏损|溢流|内涝|积水|易涝", "分流|纠正|管网|清淤|排水|疏通"),
        ("不及时|时效|超期|逾期|拖延", "移送|限时|提速|督办|反馈|调度|时限"),
        ("不足$|不够$|缺口|偏少|短缺", "补足|扩容|供给|供应|储备|培育|配备|充实"),
        ("不响|不优|不鲜明|知名度|名气", "品牌|推介|打造"),
        ("两张皮|融合不", "引领|融合|结合"),
        ("隐患|违规|违法|非法|反弹|事故|乱象|超标|偷排|盗采|私搭", "整治|执法|排查|打击|监管|惩处|曝光|清理|检查|整改"),
        ("粗放|失管|管理|无人管|接不上|失修", "管理|管护|物业|准入|精细|运维"),
        ("污染|黑臭|返黑|返臭|脏乱|水质|排污|异味", "截污|清淤|整治|治理|保洁|排污|保护|净化"),
        ("设施|设备|老旧|配套|欠账|场地|站点|收储|短缺", "建设|设施|改造|更新|站点|补短板|装备|扩容"),
        ("质量|水平|同质|特色|品牌", "质量|提升|品牌|标准|创新|示范"),
    )
)


def asks_for(problem: str, wording: str) -> bool:
    """Whether a wording names the kind of remedy a problem asks for: what is late wants 倒排工期, what is shirked 督查.

    >>> asks_for("部分项目开工晚", "倒排工期"), asks_for("部分项目开工晚", "典型曝光")
    (True, False)
    >>> asks_for("部门信息系统不通", "信息互联互通"), asks_for("雨污混流突出", "分流改造")
    (True, True)
    """
    return any(trouble.search(problem) and remedy.search(wording) for trouble, remedy in _KINDS)
