"""What is told where nothing is found (相近的说法): whole words, the nearest first."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from drafter.language.words import cut
from drafter.search.fold import fold
from drafter.search.index import Entry, build
from drafter.search.query import Library

TEXTS = (
    "今年改造老旧院落68处，加固危房12户。",
    "渡口安全要天天查，船员培训要年年办。",
    "推进社会治安防控中心规范化建设。",
    "浩如烟海的山歌文化遗产要有人传。",
    "青年志愿者协会组织了三次清滩。",
    "各村要组织志愿服务，关爱留守老人。",
    "食堂饭菜要热，宣传教育要常抓不懈。",
    "优化“碧水年”提升行动，巩固河长制成果。",
    "提升渡口安全管理水平，培训船员队伍。",
    "茶园提质增效，茶农培训班办到田头。",
    "落实河长制，巡河台账一月一查。",
)
TOLD = (
    ("老旧院落加梯", ("老旧院落",)),  # no 老旧院落68
    ("渡口安全整治", ("渡口安全",)),
    ("船员年度考核培训", ("船员", "培训")),
    ("防控中心规范运行", ("防控中心", "防控中心规范化")),  # no 防控中心规范
    ("非遗文化遗产保护", ("文化遗产",)),  # no 浩如烟海的山歌文化遗产
    ("志愿者协会组织建设", ("志愿者协会组织", "建设")),
    ("村民协会组织清滩", ("协会组织", "清滩", "青年志愿者协会组织了三次清滩")),  # no 会组织
    ("留守老人关爱服务点", ("留守老人", "关爱", "服务")),
    ("宣传教育基地", ("宣传教育",)),
    ("碧水年优化提升行动", ("提升行动", "碧水年", "优化")),  # no 优化“碧水年”提升行动, of which half would be told
    ("河长制落实不力", ("河长制", "落实", "落实河长制")),
    ("茶农技能培训班次", ("培训班", "茶农", "茶农培训班")),
    ("安全管理渡口水平", ("安全管理", "渡口", "水平", "渡口安全管理水平")),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(TEXTS)), folder)
    return Library.open(folder)


@pytest.mark.parametrize(("query", "told"), TOLD)
def test_whole_words_are_told_and_no_parts_of_them(library: Library, query: str, told: tuple[str, ...]) -> None:
    assert library.suggest(query) == told


@pytest.mark.parametrize("query", [query for query, _ in TOLD])
def test_what_is_like_a_query_begins_and_ends_with_a_word_of_one_clause(library: Library, query: str) -> None:
    for words in library.suggest(query):
        if words not in query:
            (text,) = (text for text in TEXTS if words in text)
            ends = {0, *accumulate(map(len, cut(text)))}
            assert {text.find(words), text.find(words) + len(words)} <= ends
            assert fold(words) == words


def test_the_nearest_come_first(tmp_path: Path) -> None:
    texts = ("抓实渡口船只年检工作。", "抓实渡口货运船只的年检工作。", "抓实渡口船只年检。", "抓好码头船只保养工作。")
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        near = [words for words in library.suggest("抓紧渡船只年检验工作") if words not in "抓紧渡船只年检验工作"]
        assert near[0] == "抓实渡口船只年检工作"
        assert "抓好码头船只保养工作" not in near[:2]


def test_a_word_whose_last_character_is_wrong_is_told_though_the_rest_of_the_query_is_not_there(tmp_path: Path) -> None:
    texts = ("抓好水缸子这件小事。", "水缸子满不满，大家看。", "修水缸子的师傅来了。", "拎住山货大集。", "拎住重点。")
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert "水缸子" in library.suggest("拎住水缸了")
        assert "水缸子" not in library.suggest("拎住水缸子了")[1:]


def test_of_two_characters_one_may_be_wrong(tmp_path: Path) -> None:
    texts = [f"{who}要治理污染。" for who in "甲乙丙丁戊己"] + [f"{who}修桥梁。" for who in "甲乙丙丁戊"] + ["排污水。"]
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert library.search("污梁") == []
        assert library.suggest("污梁") == ("污染", "桥梁")
        assert library.suggest("孑孓") == ()
