"""Every rule with a skeleton that breaks it and one that does not."""

import pytest

from drafter.mine.forms import Grammar, fault, holds_fact, used_as

CASES = [
    # rule, breaks it, keeps it
    ("thin", "坚持 <*>", "坚持 党 对 <*> 的 领导"),
    ("collocation", "提高 <*> 水平", "不断 提高 <*> 能力 水平"),
    ("collocation", "打造 <*> 营商环境", "打造 <*> 的 营商环境"),
    ("collocation", "<*> 责任重大", "做好 <*> ， 责任重大"),
    ("slot", "不断 提高 <*> 和 水平", "不断 提高 <*> 能力 水平"),
    ("slot", "向 大会 <*> 工作", "向 <*> 表示 祝贺"),
    ("slot", "<*> 建设 和 反腐败 斗争", "<*> 取得 明显 成效"),
    ("slot", "<主题> 关系 更加 和谐", "加强 <主题> 队伍 建设"),
    ("slot", "各级 <*> 建设 队伍", "各级 <*> 要 <**>"),
    ("edges", "的 重要 讲话 精神", "我们 学习 重要 讲话 精神"),
    ("collocation", "坚持 和 完善 <*> 制度", "坚持 和 完善 党 对 <*> 的 领导"),
    ("collocation", "推动 <*> 高质量 发展", "持续 推动 <*> 高质量 发展"),
    ("collocation", "创新 <*> 方式 ， 拓展 <*> 领域", "创新 <*> 方式 ， 向 <*> 表示 感谢"),
    ("bare verb", "切实 防范 化解 <*>", "切实 防范 化解 风险 ， <**>"),
    ("thin", "<单位> 召开 <会议>", "今天 我们 召开 <会议>"),
    ("slot", "<我地> 经济社会 发展 <*>", "<我地> 经济社会 发展 面临 <*>"),
    ("slogan", "加强 组织 领导", "我 完全 赞同"),
    ("slogan", "充分调动 各 方面 的 积极性 和 创造性", "听 了 很 受 启发"),
    ("fragment", "我 代表 <单位> ， 向 <地区> 各族人民", "我 代表 <单位> ， 向 <地区> 各族人民 致以 问候"),
    ("verbless", "<主题> 战线 重要 力量", "<主题> 是 重要 力量"),
    ("bare verb", "充分 体现 <*>", "深入 开展 <*> 主题 活动"),
    ("slot", "落实 中央 <数> 项 规定", "讲 <数> 点 意见"),
    ("hanging", "在 <*> 召开 之际", "在 <*> 召开 之际 ， <**>"),
    ("fragment", "表示 <*> 的 祝贺", "向 <*> 表示 <*> 的 祝贺"),
    ("split", "把 <*> 起来", "把 <*> 统一 起来"),
    ("points back", "这 是 对 <*> 的 重要 肯定", "会议 是 对 <*> 的 重要 肯定"),
    ("points back", "这些 成绩 来之不易 ， <**>", "这次 会议 的 主要 任务 是 <**>"),
    ("enumerates", "弘扬 <*> 精神 、 优良 作风", "弘扬 <*> 精神 ， 改进 作风"),
]


def skeleton(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@pytest.mark.parametrize(("rule", "broken", "kept"), CASES, ids=[case[1] for case in CASES])
def test_a_rule_refuses_its_case_and_lets_the_other_pass(rule: str, broken: str, kept: str) -> None:
    grammar = Grammar(nouns=frozenset(["成效"]))
    assert fault(skeleton(broken), grammar) == rule
    assert fault(skeleton(kept), grammar) == ""


def test_a_signal_may_say_little() -> None:
    one = skeleton("总之 ， <**>")
    assert fault(one, Grammar()) == "thin"
    assert fault(one, Grammar(signals=frozenset([one]))) == ""


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("在 青岚市 召开 <会议>", True),
        ("今年 是 <*> 之 年", True),
        ("落实 “ 三个 一批 ” 要求", True),
        ("我们 召开 <会议>", False),
        ("各级 党委 （ 党组 ） 要 <**>", False),
        ("各级 党委 （ 林场 ） 要 <**>", True),
    ],
)
def test_names_figures_and_quotations_are_facts(text: str, fact: bool) -> None:
    assert holds_fact(skeleton(text)) == fact


def test_the_corpus_says_what_is_a_noun_and_what_a_verb() -> None:
    sentences = [
        tuple("进一步 亮化 村容 ， 巡护 的 成效 ， 明显 。".split()),
        tuple("切实 亮化 院落 的 成效 。".split()),
    ]
    nouns, verbs = used_as(sentences)
    assert nouns == {"成效"}
    assert verbs == {"亮化"}
