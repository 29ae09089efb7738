"""Which words are the matter of single speeches rather than of the genre (主题词)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from drafter.language.verbs import OPENING_VERBS
from drafter.language.words import FUNCTION_WORDS
from drafter.mine.units import Unit, word_counts
from drafter.records import Speech

PEAK = 4.0
"""Uses per 1,000 words in some speech that make a word a subject of that speech."""
CONTRAST = 4.0
"""How many times its median rate over all speeches a subject's peak rate must be."""
DENSE = 4.0
"""Uses per 1,000 words over the whole corpus that make any word but the general ones its subject."""
OFTEN = 30
"""Uses below which a rate over the corpus says nothing."""

# Words any office's speeches are full of: they stand in meeting names too, and are never a subject by themselves.
GENERAL = (
    frozenset(
        """
    工作 会议 发展 改革 建设 党委 政府 同志 干部 群众 服务 人民 国家 社会 经济 全市 全县 全省 全区 全国 我市 我县 我省 我区 问题 任务 目标 能力 水平 机制 制度 组织 领导 精神 落实 推进 加强 提高 坚持 部门
    单位 方面 情况 重要 讲话 今年 去年 明年 成绩 作用 责任 意见 要求 部署 大局 中心 基层 管理 创新 思想 政治 认识 措施 重点 影响 优势 作风 队伍 形势 基础 环境 保障 活动 开展 实现 努力 做好 抓好 党 各级 广大
    企业 我国 时代 历史 世界 国际 国内 全球 海外 中国 主义 事业 力量 人员 团结 奋斗 综合 专题 座谈 总结 动员 推动 扎实 深入 贯彻 学习 研究 战略 规划 体系 质量 行动 项目
    全面 切实 积极 着力 持续 精准 自觉 真正 重大 伟大 扎实 大力 充分 牢固 牢牢 坚决 坚定 始终 稳步 有效 有力 做到 促进 引导 支持 带头 使命 关系 道路 大会 举措 建议 关心 重视 共同 各项 认真 发挥 维护
    """.split()
    )
    | OPENING_VERBS
)


def topic_words(speeches: Sequence[Speech], found: Sequence[Unit]) -> frozenset[str]:
    """Content words that are the subject of some speeches (工会, 脱贫, 哲学): they become slots, never literals.

    A word is a subject when it is far denser in some speeches than in most, or when it is dense throughout (an
    archive of one office) and no word that any office uses. The rule knows no field.
    """
    counts = word_counts(speeches, found)
    sizes = [max(sum(c.values()), 1) for c in counts]
    total = max(sum(sizes), 1)
    whole = Counter(chain.from_iterable(unit.words for unit in found))
    holders: dict[str, list[int]] = defaultdict(list)
    for i, c in enumerate(counts):
        for word in c:
            holders[word].append(i)
    topics: set[str] = set()
    # A short speech has a high rate by two uses of a word; it must be used five times somewhere.
    for word in {w for c in counts for w, uses in c.items() if uses >= 5 and _content(w)}:
        # Speeches without the word have rate 0, and come last.
        rates = sorted((counts[i][word] * 1000 / sizes[i] for i in holders[word]), reverse=True)
        middle = rates[len(counts) // 2] if len(counts) // 2 < len(rates) else 0.0
        if rates[0] >= max(PEAK, CONTRAST * max(middle, 0.5)):
            topics.add(word)
    topics |= {w for w, uses in whole.items() if uses >= OFTEN and uses * 1000 / total >= DENSE and _content(w)}
    return frozenset(topics - GENERAL)


def _content(word: str) -> bool:
    return len(word) >= 2 and word not in FUNCTION_WORDS and "\u4e00" <= word[0] <= "\u9fff"
