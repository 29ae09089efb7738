"""What is to be stopped, cut or got rid of (严控、减少、问题): nothing said of promoting a thing fits it."""

from __future__ import annotations

from drafter.language.late import late

CUTTING = late("(?:停止|停办|终止|缩减|削减|精简(?!高效|便捷|优化|明了)|禁止|严禁|不再|逐步(?:减少|压减|取消))..")
"""Verbs that are never the name of a thing (精简机构, 停止收费); what is 压减 or 取消 may be."""
_LESSENS = late(
    "^(?:坚决|大力|逐步|持续|严格|切实|全面|依法|有效|进一步)*"
    "(?:减少|压减|压缩|缩减|削减|精简(?!高效|便捷|优化|明了)|取消|停止|停办|终止|禁止|严禁|叫停|不再|避免|杜绝)(?=..)"
)
_TROUBLES = tuple(
    """
    纠纷 矛盾 隐患 短板 弱项 问题 污染 积案 欠账 违建 乱象 拥堵 事故 风险 障碍 瓶颈 堵点 难点 痛点 漏洞 陋习 浪费 欠薪 形式主义 官僚主义 不正之风 犯罪 诈骗 火灾 灾害 病虫害
    违法行为 失信 噪声 内涝 难题
    """.split()
)
_RESTRAINING = (
    "严控 遏制 遏止 遏阻 杜绝 严禁 禁止 压减 压降 压缩 叫停 制止 取缔 关停 淘汰 限制 防止 纠正 纠治 清退 取消 抵制 反对 减少 惩治 严惩 "
    "查处 严查 严打 打击 清理 清查 根除 根治 破除 消除 管控 控制 严防 防范 堵住 堵塞 不得 不准 不许 拒绝 整治 查纠 清除 控住 刹住 管住 "
    "戒除 扭转 停止 停办 终止 缩减 削减 精简(?!高效|便捷|优化|明了)"
).split()
_RESTRAINS = late(
    "^(?:坚决|严格|全面|持续|从严|依法|着力|有效|切实|大力|严肃|及时|深入|严厉|集中|坚持|彻底|重拳|逐步)*"
    f"(?:{'|'.join(_RESTRAINING)}|[控防堵清禁](?=[存增变漏入源]))"
)
_NOUNS_TOO = ("管控", "整治", "防范", "清理", "控制", "打击", "查处", "限制")
_NOUN_ENDINGS = ("机制", "制度", "体系", "平台", "建设", "行动", "能力", "工作")


def restrains(phrase: str) -> bool:
    """True for what is to be stopped, cut or kept out (严控两高项目, 清理乱收费): nothing said of promoting it fits.

    Troubles (消除隐患) are none: what is said of them is how to be rid of them.

    >>> restrains("坚决遏制高耗能项目盲目发展"), restrains("控增量，新账不再添"), restrains("清单管理"), restrains("项目建设")
    (True, True, False, False)
    """
    if is_trouble(phrase) or (phrase.startswith(_NOUNS_TOO) and phrase.endswith(_NOUN_ENDINGS)):
        return False
    return _RESTRAINS.match(phrase) is not None


def lessening(phrase: str) -> str:
    """The verb of what is to be done less or no more, with what stands before it, "" for any other phrase.

    >>> lessening("逐步减少检查"), lessening("停止评比"), lessening("检查督导"), lessening("严查二次收费")
    ('逐步减少', '停止', '', '')
    """
    found = _LESSENS.match(phrase)
    return found[0] if found and not is_trouble(phrase) else ""


def is_trouble(point: str) -> bool:
    """True for something bad that is to be got rid of (邻里纠纷), not taken up: one 化解s it and cannot 抓实 it."""
    return point.endswith(_TROUBLES)


DONE_AWAY = tuple("清退 取缔 关停 关闭 淘汰 拆除 拆解 退出 腾退 叫停 报废".split())
"""Last words of points by which a thing is done away with (网箱清退): no line on having it fits."""
