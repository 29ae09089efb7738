"""What a writer types, and what is found."""

import dataclasses
import errno
import io
import itertools
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin
from rapidfuzz import fuzz, process

from drafter.cli.search import Wanted, _answer_lines
from drafter.compose.searching import Question, ask
from drafter.errors import DrafterError, InvalidCondition, WorkspaceError
from drafter.search.candidates import pairs
from drafter.search.cite import cite, name_of
from drafter.search.fold import fold
from drafter.search.found import TIERS
from drafter.search.index import Entry, build
from drafter.search.query import MOST_WORDS, Library
from drafter.search.shelf import SpeechInfo, _copied
from tests.search.conftest import entries

HAN = "".join(map(chr, range(0x4E00, 0x5E00)))
LENIENT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def found(library: Library, query: str, **facets: object) -> list[tuple[str, str]]:
    return [(hit.tier, hit.ref) for hit in library.search(query, **facets)]  # type: ignore[arg-type]


def matched(library: Library, query: str) -> list[str]:
    hit = library.search(query)[0]
    return [hit.text[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("query", "tier", "ref", "spans"),
    [
        # word for word, whatever the width, script, case, punctuation and spaces
        ("推动高质量发展", "exact", "滨江2025#3", ["推动高质量发展"]),
        ("推動高質量發展", "exact", "滨江2025#3", ["推动高质量发展"]),
        ("重点 推动高质量", "exact", "滨江2025#3", ["重点，推动高质量"]),
        ("早开工，早投产", "exact", "滨江2025#4", ["早开工、早投产"]),
        ("ｇｄｐ再高", "exact", "青山2024#2", ["GDP再高"]),
        ("血", "exact", "青山2024#2", ["血"]),
        # a slip
        ("推动高质数发展", "fuzzy", "滨江2025#3", ["推动高质量发展"]),
        ("加强组织领道", "fuzzy", "滨江2025#5", ["加强组织领导"]),
        ("佳强组织领导", "fuzzy", "滨江2025#5", ["加强组织领导"]),
        ("推动质量发展", "fuzzy", "滨江2025#3", ["推动", "质量发展"]),
        ("推动高质的量发展", "fuzzy", "滨江2025#3", ["推动高质量发展"]),
        ("推动高质发量展", "fuzzy", "滨江2025#3", ["推动高质量发展"]),
        ("推动高质量展发", "fuzzy", "滨江2025#3", ["推动高质量发展"]),
        ("谱写青山新发展篇章", "fuzzy", "青山2024#4", ["谱写青山发展", "篇章"]),
        ("甲乙", "exact", "", []),
        # words in another order
        ("组织领导 切实加强", "fuzzy", "滨江2025#6", ["切实加强组织领导"]),
        ("到底 查", "fuzzy", "青山2024#2", ["查到底"]),
        ("合力凝聚工作", "fuzzy", "滨江2025#5", ["凝聚工作合力"]),
        ("合力 凝聚", "fuzzy", "滨江2025#5", ["凝聚", "合力"]),
        # pinyin: full, first letters, mixed, by phrase
        ("tuidonggaozhiliang", "pinyin", "滨江2025#3", ["推动高质量"]),
        ("tdgzlfz", "pinyin", "滨江2025#3", ["推动高质量发展"]),
        ("gzl", "pinyin", "滨江2025#3", ["高质量"]),
        ("高质liang", "pinyin", "滨江2025#3", ["高质量"]),
        ("tuidonggzl", "pinyin", "滨江2025#3", ["推动高质量"]),
        ("yinhanghangzhang", "pinyin", "滨江2025#6", ["银行行长"]),
        ("zhongyaogangwei", "pinyin", "青山2024#2", ["重要岗位"]),
        ("yhhz", "pinyin", "滨江2025#6", ["银行行长"]),
        ("zhydao", "pinyin", "", []),
        ("加强zzld", "pinyin", "滨江2025#5", ["加强组织领导"]),
        ("zzld 带头", "pinyin", "滨江2025#6", ["组织领导", "带头"]),
        # words set apart, all of them by sound
        ("jiaqiang hangzhang", "pinyin", "滨江2025#6", ["加强", "行长"]),
        ("hangzhang jqzzld", "pinyin", "滨江2025#6", ["加强组织领导", "行长"]),
        ("hz zuzhi 带头", "pinyin", "滨江2025#6", ["组织", "行长", "带头"]),
        ("银行hz jiaqiang", "pinyin", "滨江2025#6", ["加强", "银行行长"]),
        ("jiaqiang gangwei", "pinyin", "", []),
        ("gw 2024", "pinyin", "", []),
        ("加强zuzhild", "pinyin", "滨江2025#5", ["加强组织领导"]),
        # typed with other characters that sound the same
        ("隐换", "pinyin", "青山2024#2", ["隐患"]),
        ("以茶道地", "pinyin", "青山2024#2", ["一查到底"]),
    ],
)
def test_finds(library: Library, query: str, tier: str, ref: str, spans: list[str]) -> None:
    hits = library.search(query)
    if not ref:
        assert hits == []
        return
    assert (hits[0].tier, hits[0].ref) == (tier, ref)
    assert matched(library, query) == spans


def test_a_number_is_the_same_number(tmp_path: Path) -> None:
    texts = {
        "a": "新建公路52公里。",
        "b": "增长5.2％，好于预期。",
        "c": "1952年建厂。",
        "d": "完成5，2公里以上的都算。",
        "e": "增长35.2%。",
        "f": "整合资金1,300万元。",
        "g": "投入1300.5万元。",
    }
    build((Entry(f"{speech}#1", text, speech_id=speech) for speech, text in texts.items()), tmp_path)
    with Library.open(tmp_path) as library:

        def answers(query: str) -> list[tuple[str, float]]:
            return [(hit.speech_id, hit.score) for hit in library.search(query)]

        assert answers("52") == [("a", 1.0), ("c", 0.9)]
        assert answers("5.2") == [("b", 1.0), ("e", 0.9)]
        assert answers("5.2%") == answers("５.２％") == [("b", 1.0)]
        assert answers("52%") == answers("52亿") == answers("300万") == []
        assert answers("增长5.2%")[0] == ("b", 1.0)
        assert answers("1300") == answers("1,300") == [("f", 1.0), ("g", 0.9)]
        assert answers("2519") == []


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("二〇一六年", [("fuzzy", "a")]),
        ("2016年", [("exact", "a")]),
        ("二零三五年", [("fuzzy", "b")]),
        ("2035年", [("fuzzy", "b")]),
        ("2036年", []),
        ("320家", []),
        ("三百万亩", [("fuzzy", "e")]),
        ("百分之九", [("fuzzy", "h")]),
        ("13万人", [("fuzzy", "d")]),
        ("10万人", []),
        ("1.5万", []),
        ("1.5万亿", [("exact", "f")]),
        ("二十届三中", []),
        ("二十届四中", [("exact", "c")]),
        ("20届四种全会", [("fuzzy", "c")]),
        ("第三届", []),
        ("十五五规划", []),
        ("十四五归划", [("fuzzy", "g")]),
        ("300万亩 粮食", [("fuzzy", "e")]),
        ("300万亩 增长", [("fuzzy", "e"), ("fuzzy", "h")]),
        ("30万亩 面条", []),
    ],
)
def test_another_number_is_no_slip_and_another_spelling_is_no_other_number(
    tmp_path: Path, query: str, hits: list[tuple[str, str]]
) -> None:
    texts = {
        "a": "2016年，市里新增饭店30家。",
        "b": "到二〇三五年基本实现目标。",
        "c": "要学习党的二十届四中全会精神。",
        "d": "年均减少十三万人，城镇新增1370万人。",
        "e": "粮食面积稳定在300万亩，新增320万户。",
        "f": "总量突破1.5万亿元，比第二届多。",
        "g": "“十四五”规划收官。",
        "h": "税收增长9％。",
    }
    build((Entry(f"{speech}#1", text, speech_id=speech) for speech, text in texts.items()), tmp_path)
    with Library.open(tmp_path) as library:
        assert [(hit.tier, hit.speech_id) for hit in library.search(query)] == hits


def test_a_number_with_its_unit_is_found_among_many_passages_with_the_same_digits(tmp_path: Path) -> None:
    texts = [f"第{n}组20人、5项，20{n % 10}5年建成，共20台。" for n in range(500)]
    texts += ["增长20%，好于预期。", "下降百分之五。", "占比１.２％。", "又降5%。", "约占1/3。", "不到三分之一。"]
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:

        def answers(query: str) -> list[tuple[str, str]]:
            return [(hit.tier, hit.ref) for hit in library.search(query)]

        assert answers("20%") == answers("20％") == [("exact", "s#500")]
        assert answers("5%") == [("exact", "s#503"), ("fuzzy", "s#501")]
        assert answers("百分之五") == [("exact", "s#501"), ("fuzzy", "s#503")]
        assert answers("1.2%") == [("exact", "s#502")]
        assert answers("1/3") == [("exact", "s#504"), ("fuzzy", "s#505")]
        assert answers("三分之一") == [("exact", "s#505"), ("fuzzy", "s#504")]
        assert answers("30%") == answers("2/3") == []


def test_digits_of_two_numbers_are_not_those_of_one(tmp_path: Path) -> None:
    texts = ("1—3月全部完工。", "13月刊停办，编号123。", "9：30开会。", "共930人。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "1-3月") == found(library, "1-3") == [("exact", "0#1")]
        assert found(library, "13月") == [("exact", "1#1")]
        assert found(library, "9:30") == [("exact", "2#1")]
        assert found(library, "930") == [("exact", "3#1")]


def test_a_number_and_what_it_counts_have_no_slips_beside_another_thing(tmp_path: Path) -> None:
    texts = ("新增312家。", "添置312台。", "气温降到5℃。", "升到15℃，5.COM大会，共8次。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "三百一十二家") == [("fuzzy", "0#1")]
        assert found(library, "312户") == []
        assert found(library, "5℃") == [("exact", "2#1")]
        assert found(library, "8℃") == []


@pytest.mark.parametrize("letters", ["lvse", "lüse", "LÜSE", "lǜsè", "zhanlve", "zhanlue"])
def test_an_u_with_dots_and_tones_may_be_typed(tmp_path: Path, letters: str) -> None:
    build([Entry("s#1", "绿色发展是战略。", speech_id="s")], tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, letters) == [("pinyin", "s#1")]


@pytest.mark.parametrize("query", ["取得实党各责任", "取得效实各责任"])
def test_a_slip_is_found_among_thousands_that_hold_the_same_pairs(tmp_path: Path, query: str) -> None:
    texts = ["要取得实效，各乡镇抓紧，各责任单位配合，不要责任不清。"] * 700 + ["要取得实效，各责任单位配合。"]
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts, 1)), tmp_path)
    with Library.open(tmp_path) as library:
        assert library.search(query, limit=1)[0].ref == "s#701"


def test_a_name_in_capitals_that_is_found_is_not_read_as_first_letters(tmp_path: Path) -> None:
    texts = ("GDP总量翻番。", "各地都要跟得牢。", "更多平台要搭起来。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "GDP") == [("exact", "0#1")]
        assert found(library, "gdp") == [("exact", "0#1"), ("pinyin", "2#1")]
        assert found(library, "DYGD") == [("pinyin", "1#1")]


@pytest.mark.parametrize("query", ["深化改革创新", "深化 改革创新"])
def test_behind_the_very_words_come_those_in_another_order(tmp_path: Path, query: str) -> None:
    texts = ("要深化改革创新。", "改革创新只会深化。", "持续深化改革。")
    with Library.open(_made(tmp_path, *texts)) as library:
        hits = [(hit.tier, hit.text) for hit in library.search(query)]
        assert hits[:2] == [("exact", texts[0]), ("fuzzy", texts[1])]
        # As many as are asked for are there word for word: nothing else is shown.
        assert [hit.tier for hit in library.search(query, limit=1)] == ["exact"]


def test_words_in_another_order_are_found_without_spaces_among_thousands_with_rarer_pairs(tmp_path: Path) -> None:
    texts = [f"第{n}个督导组到织加工厂看过。" for n in range(250)]
    texts += [f"各位领导第{n}次来看望，要组织好学习，还要加强锻炼。" for n in range(1000)]
    build(
        (Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate([*texts, "要切实加强组织领导。"], 1)), tmp_path
    )
    with Library.open(tmp_path) as library:
        for query in ("领导组织加强", "组织领导 加强", "领导 组织 加强"):
            assert library.search(query)[0].ref == "s#1251", query


def test_another_order_is_found_where_a_pair_of_the_query_is_no_word(tmp_path: Path) -> None:
    """实压 is where the two halves meet, and a pair the library knows from elsewhere."""
    texts = [f"第{n}组把实压机运到了工地。" for n in range(40)] + [f"第{n}组抓得紧、落得实。" for n in range(40)]
    texts += ["要层层压实责任，一件一件抓落实。"]
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts, 1)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "抓落实压实责任", limit=1) == [("fuzzy", "s#81")]


def test_what_a_full_stop_parts_comes_after_the_words_together(tmp_path: Path) -> None:
    texts = ("独立于党的领导之外的组织。加强信访工作。", "要切实加强组织领导。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "领导组织加强")[0] == ("fuzzy", "1#1")


def test_words_by_sound_that_stand_together_come_before_those_far_apart(tmp_path: Path) -> None:
    texts = ("项目要早开工。" + "各地情况不同，" * 9 + "建设要抓紧。", "项目要抓紧建设。", "项目建设不能停。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        for query in ("xiangmu jianshe", "xm js", "项目 jianshe", "jianshe xm"):
            assert [ref for _, ref in found(library, query)] == ["2#1", "1#1", "0#1"], query


def test_of_three_words_by_sound_one_may_lack_and_is_named(tmp_path: Path) -> None:
    texts = ("重点抓好项目。", "项目建设不能停。", "作风要实。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        hits = {hit.ref: hit.lacks for hit in library.search("ZHONGDIAN xiangmu jianshe")}
        assert hits == {"0#1": ("jianshe",), "1#1": ("ZHONGDIAN",)}
        assert library.search("zhongdian jianshe") == []


def test_a_reading_that_may_be_cut_out_of_a_word_comes_after_one_that_is_not(tmp_path: Path) -> None:
    """关重 is written twice, 机关 three times: it may be a word of its own, or the end of one and the beginning of the next."""
    texts = ("机关重要。", "有关重组。", "机关大院。", "机关食堂。", "做好工作才行。", "要把工作做实。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        read = [hit.text[slice(*hit.spans[0])] for hit in library.search("gz")]
        assert read[:2] == ["工作", "工作"]
        assert "关重" in read


def test_full_pinyin_is_found_wherever_it_is_read_so_and_whole_words_come_first(tmp_path: Path) -> None:
    """的重 is written more often than 重大: by the library's habits 的重大问题 would be cut 的重|大问题."""
    texts = (
        "要讨论的重大问题不少。",
        "重大问题要报告。",
        "好稻种大问题。",
        *(f"{thing}的重量。" for thing in "米面油盐糖"),
        *["稻种。"] * 3,
    )
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        for query in ("zhongdawenti", "zhongda问题"):
            hits = library.search(query)
            assert [hit.ref for hit in hits] == ["1#1", "0#1", "2#1"], query
            assert {hit.text[slice(*hit.spans[0])] for hit in hits[:2]} == {"重大问题"}
        assert {hit.ref for hit in library.search("zhongda baogao")} == {"1#1"}
        assert {hit.ref for hit in library.search("zhongda taolun")} == {"0#1"}


def test_no_guess_begins_inside_a_word(tmp_path: Path) -> None:
    texts = ("要严格执行。", "格外小心。", "执行到位。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert library.suggest("gezhixxxx") == ()
        assert library.suggest("zhixingxxxx") == ("执行",)


def test_words_apart_with_a_slip_are_matched_word_by_word_first(tmp_path: Path) -> None:
    texts = ("要加强道路交通管控。", "要加强领导。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "加强 领道")[0] == ("fuzzy", "1#1")


def test_of_words_apart_all_are_there_where_any_passage_has_them_all(tmp_path: Path) -> None:
    texts = [
        "乡村要振兴，关键在产业。" + "各地情况不同，" * 40 + "还要有人才。",
        "乡村产业要强。",
        "乡村产业人力要足。",
    ]
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "乡村 产业 人才") == [("fuzzy", "0#1")]
        assert {ref for _, ref in found(library, "乡村 产业 人财")} > {"1#1"}


def test_of_hits_that_lack_a_word_those_with_the_other_word_for_word_come_first(tmp_path: Path) -> None:
    with Library.open(_made(tmp_path, "组织的领导很重要。", "要切实地加强组织领导。")) as library:
        hits = library.search("组织领导 效率")
        assert [(hit.text[slice(*hit.spans[0])], hit.lacks) for hit in hits] == [
            ("组织领导", ("效率",)),
            ("组织的领导", ("效率",)),
        ]


def test_of_several_words_one_may_be_a_number_that_is_lacking(tmp_path: Path) -> None:
    with Library.open(
        _made(tmp_path, "评出劳模三百一十二名。", "到2018年底完成。", "职工之家。", "谢谢大家。")
    ) as library:
        assert {hit.text: hit.lacks for hit in library.search("2018年 劳模")} == {
            "评出劳模三百一十二名。": ("2018年",),
            "到2018年底完成。": ("劳模",),
        }
        assert [hit.lacks for hit in library.search("劳模 312名 奖章")] == [("奖章",)]
        assert [hit.text for hit in library.search("职工 12家")] == ["职工之家。"]
        assert library.search("四百一十二 家") == []


def test_of_several_words_one_in_letters_may_be_lacking(tmp_path: Path) -> None:
    with Library.open(_made(tmp_path, "职工之家要办好。", "全年GDP增长。", "推广5G应用。", "谢谢大家。")) as library:
        for query, letters in (("职工 5G", "5G"), ("GDP 职工", "GDP"), ("职工 abc", "abc")):
            lacks = {hit.text: hit.lacks for hit in library.search(query)}
            assert lacks.pop("职工之家要办好。") == (letters,)
            assert set(lacks.values()) <= {("职工",)}
            assert bool(lacks) == (letters != "abc")


def test_the_first_of_many_are_those_of_a_few(tmp_path: Path) -> None:
    texts = [f"{mark}{tail}" for mark in ("任务", "人物", "人无") for tail in map(_sentence, range(70))]
    with Library.open(_made(tmp_path, *texts, *(f"要组织{each}领导" for each in map(_sentence, range(90))))) as library:
        for query in ("renwu", "rw", "组织领导", "领导组织", "组织领倒"):
            many = [hit.ref for hit in library.search(query, limit=300)]
            for limit in (1, 3, 9, 10, 11, 40, 100):
                assert [hit.ref for hit in library.search(query, limit=limit)] == many[:limit], (query, limit)


def test_all_with_a_slip_are_found_where_many_are_asked_for(tmp_path: Path) -> None:
    texts = [f"{_sentence(n)}职工群众{_sentence(n + 200)}" for n in range(120)]
    with Library.open(_made(tmp_path, *texts)) as library:
        assert len(library.search("职工裙众", limit=1000)) == 120
        assert len(library.search("职工裙众", limit=60)) == 60


def test_what_has_the_punctuation_that_was_typed_comes_first(tmp_path: Path) -> None:
    with Library.open(_made(tmp_path, "工会法治建设要抓紧。", "要认真贯彻《工会法》精神。")) as library:
        assert [hit.text for hit in library.search("《工会法》")] == [
            "要认真贯彻《工会法》精神。",
            "工会法治建设要抓紧。",
        ]
        assert [hit.text for hit in library.search("工会法")] == ["工会法治建设要抓紧。", "要认真贯彻《工会法》精神。"]


def test_letters_find_what_they_can_be_cut_into_any_way(tmp_path: Path) -> None:
    texts = ("这个方案要细。", "不要反感批评。", "一方俺家也在。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert {ref for _, ref in found(library, "fangan")} == {"0#1", "1#1", "2#1"}


def test_tiers_are_never_mixed_and_scores_fall_within_them(library: Library) -> None:
    for query in ("加强组织领导", "加强组织领到", "要", "加强领导", "会议", "jqzzld"):
        hits = library.search(query, limit=20)
        order = [(TIERS.index(hit.tier), -hit.score) for hit in hits]
        assert order == sorted(order), query


def test_a_heading_comes_before_the_beginning_of_a_sentence_before_the_middle(tmp_path: Path) -> None:
    texts = {
        "s#1": ("paragraph", "我们必须持续转变作风，久久为功。"),
        "s#2": ("paragraph", "转变作风，重在平时。"),
        "s#3": ("paragraph", "这件事急不得。三是转变作风要有恒心。"),
        "s#4": ("heading", "（三）以更大力度转变作风"),
        "s#5": ("heading", "（四）转变作风，一抓到底"),
    }
    build([Entry(ref, text, kind=kind, speech_id="s") for ref, (kind, text) in texts.items()], tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("转变作风")] == ["s#5", "s#4", "s#2", "s#3", "s#1"]


def test_a_sentence_may_begin_with_the_words_behind_another_place_of_them(tmp_path: Path) -> None:
    texts = ("要转变作风，靠的是制度。", "开会多了要转变作风。转变作风，先从会风改起。")
    with Library.open(_made(tmp_path, *texts)) as library:
        assert [hit.text for hit in library.search("转变作风")] == [texts[1], texts[0]]


def test_headings_come_first_though_more_sentences_begin_with_the_word_than_are_looked_at(tmp_path: Path) -> None:
    texts = [("paragraph", f"转变作风，第{n}项重在平时。", "结束语") for n in range(300)]
    texts += [("paragraph", f"{n}号项目要转变作风。", "结束语") for n in range(300)]
    texts += [("heading", "以更大力度转变作风", "三点意见"), ("heading", "三、转变作风", "三点意见")]
    build(
        (Entry(f"s#{n}", text, move, kind=kind, speech_id="s") for n, (kind, text, move) in enumerate(texts, 1)),
        tmp_path,
    )
    with Library.open(tmp_path) as library:
        for prefer in ("", "结束语"):
            hits = library.search("转变作风", limit=4, prefer_move=prefer)
            assert [hit.ref for hit in hits[:2]] == ["s#602", "s#601"]
            assert all(hit.text.startswith("转变作风") for hit in hits[2:])


def test_what_a_full_stop_parts_comes_after_the_very_words(tmp_path: Path) -> None:
    texts = ("转变。作风要实。", "我们的干部都要真正转变作风。")
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts, 1)), tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("转变作风")] == ["s#2", "s#1"]


def test_then_the_wished_for_move_then_the_formula(tmp_path: Path) -> None:
    base = Entry("a#1", "转变作风要有恒心。", "三点意见", speech_id="a", formulaic=0.2)
    ours = [
        base,
        dataclasses.replace(base, ref="b#1", speech_id="b", text="转变作风，从我做起。", formulaic=0.9),
        dataclasses.replace(base, ref="c#1", speech_id="c", text="转变作风靠制度管人。", move="结束语", formulaic=0.1),
    ]
    build(ours, tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("转变作风")] == ["b#1", "a#1", "c#1"]
        assert [hit.ref for hit in library.search("转变作风", prefer_move="结束语")] == ["c#1", "b#1", "a#1"]


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("组织领导", ("三、要健全机制，加强组织领导。", "（二）要健全机制、加强组织领导！", "要健全机制加强组织领导")),
        ("得实", ("第一，把账做得实，管的好。", "把帐作得实，管得好。")),
        ("底前", ("３．5月底前收齐材料", "3．5月底前收齐材料。")),
        ("渠道", ("1.新修渠道5.2公里、增长6％", "（2）新修渠道５.２公里，增长6%。", "3、新修渠道5.2公里增长6%")),
    ],
)
def test_what_says_the_same_comes_once_with_its_number(tmp_path: Path, words: str, texts: tuple[str, ...]) -> None:
    with Library.open(_made(tmp_path, *texts)) as library:
        (hit,) = library.search(words)
        assert hit.copies == len(texts)
        assert len(library.copies(hit.ref)) == len(texts) - 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全县的干部职工都要认真学习领会并且贯彻好会议精神。", "全县的干部职工都不要认真学习领会并且贯彻好会议精神。"),
        ("今年全县计划新修渠道312公里，惠及沿线的群众。", "今年全县计划新修渠道313公里，惠及沿线的群众。"),
        ("今年三月底前，各乡镇都要把台账报到县水利局。", "今年四月底前，各乡镇都要把台账报到县水利局。"),
        ("刚才，苗建青同志讲了很好的意见，我都赞成。", "刚才，苗建清同志讲了很好的意见，我都赞成。"),
        ("要抓好全县农村饮水工程的管护，责任到人。", "要抓好全市农村饮水工程的管护，责任到人。"),
        ("要办好，3.5万亩水田一亩不落全面完成任务", "要办好，2.5万亩水田一亩不落全面完成任务"),
        ("3.5万亩水田一亩不落全面完成任务", "2.5万亩水田一亩不落全面完成任务"),
        ("今年全县工业税收增长5.2%，好于预期。", "今年全县工业税收增长52%，好于预期。"),
        ("今年1—3月全县税收增长，好于预期。", "今年13月全县税收增长，好于预期。"),
        ("一、今年增长5%，好于预期。", "二、今年增长5，好于预期。"),
        ("三、四季度开工的项目都要全面完成任务", "二、四季度开工的项目都要全面完成任务"),
    ],
)
def test_what_says_another_thing_is_shown_by_itself(tmp_path: Path, one: str, other: str) -> None:
    with Library.open(_made(tmp_path, one, other)) as library:
        hits = library.search(fold(one)[-4:])
        assert {hit.text: hit.copies for hit in hits} == {one: 1, other: 1}
        assert library.copies(hits[0].ref) == ()


def test_copies_come_once_however_many_are_shown(tmp_path: Path) -> None:
    draw = random.Random(7)
    texts = ["".join(draw.choices("天地玄黄宇宙洪荒日月盈昃", k=draw.choice((5, 12, 40)))) + "改革" for _ in range(80)]
    copies = [f"{label}{text[:at]}，{text[at:]}" for text in texts for label, at in (("（一）", 1), ("二、", 3))]
    with Library.open(_made(tmp_path, *texts, *copies)) as library:
        hits = library.search("改革", limit=500)
    assert {hit.copies for hit in hits} == {3}
    assert len(hits) == len(texts)


@pytest.mark.parametrize(
    ("facets", "speeches"),
    [
        ({"speaker": "李"}, {"青山2024"}),
        ({"position": "县长"}, {"青山2024", "青山2023"}),
        ({"place": "滨江"}, {"滨江2025"}),
        ({"occasion": "推进会"}, {"青山2024", "青山2023"}),
        ({"year": 2025}, {"滨江2025"}),
        ({"year": "2024年"}, {"青山2024"}),
        ({"year": "2023-2024"}, {"青山2024", "青山2023"}),
        ({"year": "2999"}, set()),
        ({"move": "加强领导"}, {"滨江2025", "青山2024", "青山2023"}),
        ({"move": "加强"}, set()),
        ({"move": "加强领导", "level": 1}, {"滨江2025"}),
        ({"topic": "凝聚合力", "move": "加强领导"}, set()),
        ({"topic": "工作合力", "level": 0}, {"滨江2025"}),
        ({"topic": "青山县"}, {"青山2024", "青山2023"}),
        ({"speaker": "赵六"}, set()),
        ({"step": "没有这个步骤"}, set()),
    ],
)
def test_facets_narrow(tmp_path: Path, library: Library, facets: dict[str, object], speeches: set[str]) -> None:
    refs = [ref for _, ref in found(library, "加强组织领导", limit=20, **facets)]
    copies = {"青山2023": "青山2024", "青山2024": "青山2023"}
    shown = {ref.partition("#")[0] for ref in refs}
    assert shown <= speeches
    assert all(speech in shown or copies.get(speech) in shown for speech in speeches)


def test_facets_alone_list_what_they_leave_newest_speech_first(library: Library) -> None:
    hits = library.search("", move="加强领导")
    assert [hit.ref for hit in hits] == ["滨江2025#5", "滨江2025#6", "青山2024#3"]
    assert (hits[2].copies, hits[2].spans) == (2, ())
    assert [hit.ref for hit in library.search("", move="加强领导", limit=1)] == ["滨江2025#5"]
    assert [hit.ref for hit in library.search("", year="2023-2024", level=1)] == ["青山2024#1"]
    assert library.search("", place="杭州") == []
    assert library.search("", prefer_move="加强领导") == []


def test_undated_speeches_are_listed_last(tmp_path: Path) -> None:
    texts = {"x": "项目要早开工。", "y": "安全要抓在日常。", "z": "作风要常抓不懈。"}
    dates = {"x": "", "y": "2024-01-01", "z": "2024-05-01"}
    build((Entry(f"{s}#1", texts[s], "三点意见", speech_id=s, date=dates[s]) for s in "xyz"), tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search("", move="三点意见")] == ["z#1", "y#1", "x#1"]


def test_the_values_of_a_facet_those_of_most_passages_first(library: Library) -> None:
    assert library.values("place") == ("滨江市", "青山县")
    assert library.values("move")[:2] == ("三点意见", "加强领导")
    assert library.values("year") == ("2025", "2024", "2023")
    assert library.values("occasion", limit=1) in (("工作会议",), ("推进会",))
    assert library.values("step") == library.values("topic") == ()


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("“高质量发展”", ["滨江2025#3"]),
        ("“，推动高质量”", ["滨江2025#3"]),
        ("“。推动高质量”", []),
        ("“加强组织领导。”", ["青山2024#3"]),
        ("“加强组织领导！”", ["青山2023#1"]),
        ("“加强组织领导；”", []),
        ('"突出重点推动"', []),
        ("“突出重点，推动”", ["滨江2025#3"]),
        ("「推動高質量」", ["滨江2025#3"]),
        ("“高质数发展”", []),
        ("“组织领导” 银行", ["滨江2025#6"]),
        ("“组织领导” 火星", []),
        ("推动“高质量”发展", ["滨江2025#3"]),
        ("“，”", []),
    ],
)
def test_quotes_mean_the_very_words(library: Library, query: str, refs: list[str]) -> None:
    assert [hit.ref for hit in library.search(query)] == refs


def test_of_what_is_quoted_that_with_the_very_quotes_comes_first(tmp_path: Path) -> None:
    plain, quoted = "六个一见成效。", "各乡镇要把“六个一”落到实处。"
    with Library.open(_made(tmp_path / "库", plain, quoted)) as library:
        assert [hit.text for hit in library.search("“六个一”")] == [quoted, plain]
        assert [hit.text for hit in library.search("「六个一」")] == [plain, quoted]


def test_punctuation_in_quotes_is_found_behind_any_number_that_have_other_and_is_marked(tmp_path: Path) -> None:
    texts = [f"要加强组织领导，第{k}项任务落到实处。" for k in range(1100)] + [
        "最后是加强组织 ，领导 ！",
        "要有组织领导；",
    ]
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        hits = library.search("“组织,领导!”") + library.search("“；”") + library.search("“领导；”")
        assert [hit.text[slice(*hit.spans[0])] for hit in hits] == ["组织 ，领导 ！", "领导；"]
        assert sum(hit.copies for hit in library.search("“组织领导，”", limit=2000)) == 1100


def test_few_first_letters_are_not_found_across_a_comma_or_inside_a_word(tmp_path: Path) -> None:
    texts = {
        "标题": "强化部署，切实担当",
        "跨句": "一是变化，不算数。",
        "整词": "我们要靠花布色彩取胜。",
        "甲": "强化督查，强化问效，优化环境。",
        "乙": "要强化监管，一抓到底。",
        "丙": "必须强化服务，做好保障。",
    }
    build(
        (
            Entry(f"{ref}#1", text, kind="heading" if ref == "标题" else "", speech_id=ref)
            for ref, text in texts.items()
        ),
        tmp_path,
    )
    with Library.open(tmp_path) as library:
        assert [(hit.ref, hit.score) for hit in library.search("hbs")] == [("整词#1", 0.9)]
        # So many letters are not there by chance.
        assert [(hit.ref, hit.score) for hit in library.search("qhbsqs")] == [("标题#1", 0.495)]


def test_syllables_across_a_comma_or_inside_a_word_are_meant_only_where_nothing_else_reads_so(tmp_path: Path) -> None:
    texts = ("吃农家饭，感受乡情。", "这个方案要细。", "织女星很亮。", "早开工、早投产。", "织女奖。", "织女节。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "fangan") == [("pinyin", "1#1")]
        assert found(library, "fangan", limit=1) == [("pinyin", "1#1")]
        (hit,) = library.search("nvxing")
        assert hit.ref == "2#1"
        assert hit.score < 0.6
        assert [(hit.ref, hit.score) for hit in library.search("kaigongzaotou")] == [("3#1", 0.55)]


def test_few_syllables_across_a_comma_are_no_hit(tmp_path: Path) -> None:
    build([Entry("s#1", "都很能干，贝类养殖。", speech_id="s")], tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "ganbei") == []


def test_few_first_letters_mean_no_stretch_that_begins_or_ends_with_a_particle(tmp_path: Path) -> None:
    texts = ("新的发展之路。", "要大幅增长。", "发展靠自己的。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "dfzz") == [("pinyin", "1#1")]
        assert found(library, "zjd") == []
        assert found(library, "fzkzjd") == [("pinyin", "2#1")]


def test_three_first_letters_do_not_begin_with_the_end_of_a_word_before_a_word(tmp_path: Path) -> None:
    texts = [
        "靠创新驱动发展。",
        "创新驱动不能松。",
        "用驱动发展来答卷。",
        "谋发展靠实干。",
        "抓发展不松劲。",
        "都发展了。",
    ]
    texts += ["促发展要快。", "学会发展自己。"]
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "dfz") == [("pinyin", "5#1")]


def test_letters_nearly_those_of_a_foreign_word_are_pinyin(tmp_path: Path) -> None:
    texts = ("新型NGUYA平台。", "高职院校要办好。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "gzy") == [("pinyin", "1#1")]


def test_a_run_of_letters_that_finds_nothing_is_told_words_rather_than_characters(tmp_path: Path) -> None:
    texts = ("因地制宜。", "银行行长。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert library.suggest("yinhangxinxi") == ("银行",)
        assert library.suggest("yinxi") == ()


def test_of_readings_that_seem_cut_the_word_comes_first(tmp_path: Path) -> None:
    cut = ["定了管理办法。", *(f"定了{what}。" for what in ("调子", "目标", "方向", "日子", "规矩"))]
    word = "遇事要乐观豁达一些才好。"
    with Library.open(_made(tmp_path / "一", *cut, word, *(f"要乐于{what}。" for what in ("助人", "奉献")))) as library:
        assert [hit.text for hit in library.search("leguan")] == [word, cut[0]]
    texts = (
        "要有真知灼见。",
        "对事业的执着追求。",
        "大家拿出真知灼见来交流。",
        "他的执法很严。",
        "队伍的执行力。",
        "干部的执念。",
    )
    with Library.open(_made(tmp_path / "二", *texts)) as library:
        assert library.search("zhizhuo")[0].text == texts[1]


def test_syllables_set_apart_are_one_word_where_there_is_one(tmp_path: Path) -> None:
    with Library.open(_made(tmp_path, "不要重复报送。", "充分做好服务。", "服务要充分。")) as library:
        assert [hit.text for hit in library.search("chong fu")] == [hit.text for hit in library.search("chongfu")]
        assert len(library.search("chong wu")) == 2


def test_one_syllable_that_can_be_two_is_both(tmp_path: Path) -> None:
    texts = ("展现新貌。", "飞往西安。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert found(library, "xian") == [("pinyin", "0#1"), ("pinyin", "1#1")]
        assert found(library, "xi'an") == found(library, "Xi’an") == [("pinyin", "1#1")]
        assert found(library, "feiwang xi'an") == [("pinyin", "1#1")]
        assert found(library, "xin'mao") == [("pinyin", "0#1")]
        assert found(library, "xi'nmao") == []


@pytest.mark.parametrize(
    ("speech", "name"),
    [
        ({"title": "《在甲会上的讲话》"}, "《在甲会上的讲话》"),
        ({"title": "在《条例》宣讲会上的讲话"}, "《在〈条例〉宣讲会上的讲话》"),
        ({"title": "《甲法》《乙法》"}, "《〈甲法〉〈乙法〉》"),
        ({"place": "青山县", "occasion": "推进会"}, "在青山县推进会上的讲话"),
        ({"occasion": "全县推进会"}, "在全县推进会上的讲话"),
        ({"path": "/深/处/讲话稿.docx"}, "讲话稿"),
        ({"path": "C:\\深\\处\\讲话稿.docx"}, "讲话稿"),
        ({"path": "04-讲话稿.docx"}, "讲话稿"),
        ({"path": "（12）讲话稿 (2).docx"}, "讲话稿"),
        ({"path": "2024年讲话稿.docx"}, "2024年讲话稿"),
        ({"path": "100 天攻坚动员会讲话.docx"}, "100 天攻坚动员会讲话"),
        ({"path": "8 项规定专题会.docx"}, "8 项规定专题会"),
        ({"path": "1 号文件宣讲.docx"}, "1 号文件宣讲"),
        ({"path": "12 月份工作会.docx"}, "12 月份工作会"),
        ({"path": "04 项目推进会.docx"}, "项目推进会"),
        ({"path": "04_年度工作会议.docx"}, "年度工作会议"),
        ({"path": "(3) 个人发言.docx"}, "个人发言"),
        ({"path": "3月1日讲话稿.docx"}, "3月1日讲话稿"),
        ({"path": "007.docx", "speaker": "张三", "date": "2024-03"}, "张三2024-03的讲话"),
        ({"path": "007.docx"}, "007"),
    ],
)
def test_a_speech_is_named_by_the_best_that_is_known(speech: dict[str, str], name: str) -> None:
    about = {"title": "", "speaker": "", "position": "", "date": "", "place": "", "occasion": "", "path": ""}
    assert name_of(SpeechInfo(id="s", **{**about, **speech})) == name


@pytest.mark.parametrize(
    "query",
    [
        *("", " ", "，。！", "\n", "□", "*", "?", "[]", "a OR b", '"', "(", "x:y", "^加", "加$", "\\", "加*强", "\x00"),
        *("\ud800", "𠮷", "加强" * 2500, "a" * 5000, "1" * 5000, "jiaqiang" * 600, "，" * 5000, ".*" * 100, "zcs" * 20),
    ],
    ids=lambda query: ascii(query[:8]),
)
def test_any_query_is_safe(library: Library, query: str) -> None:
    for hit in library.search(query):
        assert fold(query)
        assert hit.spans
    library.suggest(query)


@LENIENT
@given(st.text(max_size=30))
def test_no_query_raises_and_every_span_lies_in_its_text(library: Library, query: str) -> None:
    for hit in library.search(query):
        assert 0 <= hit.score <= 1
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.spans)


SLIPS = {
    "wrong": lambda words, at: words[:at] + "龘" + words[at + 1 :],
    "missing": lambda words, at: words[:at] + words[at + 1 :],
    "extra": lambda words, at: words[:at] + "龘" + words[at:],
    "swapped": lambda words, at: words[: at - 1] + words[at] + words[at - 1] + words[at + 1 :],
}


@LENIENT
@given(st.data(), st.sampled_from(sorted(SLIPS)))
def test_spans_lie_on_the_matched_characters(library: Library, data: st.DataObject, slip: str) -> None:
    text = fold(data.draw(st.sampled_from([entry.text for entry in entries() if len(fold(entry.text)) >= 8])))
    start = data.draw(st.integers(0, len(text) - 6))
    words = text[start : start + data.draw(st.integers(6, 12))]
    at = data.draw(st.integers(1, len(words) - 1))
    query = SLIPS[slip](words, at)
    hits = library.search(query, limit=30)
    assert hits
    for hit in hits:
        marked = "".join(fold(hit.text[first:last]) for first, last in hit.spans)
        # What stands where the query is wrong is marked, too: two characters in five at most, else it is not close.
        assert sum(character not in query for character in marked) <= 0.4 * len(query)
        assert all(hit.spans[n][1] < hit.spans[n + 1][0] for n in range(len(hit.spans) - 1))
        ends = [end for first, last in hit.spans for end in (first, last - 1)][1:-1]
        assert all(fold(hit.text[end]) in query for end in ends)
    best = "".join(fold(hits[0].text[first:last]) for first, last in hits[0].spans)
    assert len(best) >= len(words) - (slip != "swapped" and slip != "extra")


@LENIENT
@given(st.data())
def test_spans_by_pinyin_lie_on_the_characters_that_read_so(library: Library, data: st.DataObject) -> None:
    text = fold(data.draw(st.sampled_from([entry.text for entry in entries()])))
    start = data.draw(st.integers(0, len(text) - 2))
    words = text[start : start + data.draw(st.integers(2, 8))]
    syllables = lazy_pinyin(words)
    letters = data.draw(st.sampled_from(["".join(syllables), "".join(each[0] for each in syllables)]))
    for hit in library.search(letters, limit=30):
        for first, last in hit.spans if hit.tier == "pinyin" else ():
            readings = [_readings(character) for character in fold(hit.text[first:last])]
            assert re.fullmatch("".join(f"(?:{'|'.join(each)})" for each in readings), letters), hit.text[first:last]


def _readings(character: str) -> list[str]:
    """Its toneless readings and their first letters; a letter or digit itself."""
    known = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return sorted({*known, *(each[0] for each in known), *(each[:2] for each in known if each[1:2] == "h")})


@LENIENT
@given(st.data())
def test_whatever_stands_in_the_library_is_found_word_for_word(library: Library, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([entry.text for entry in entries()]))
    start = data.draw(st.integers(0, len(text) - 1))
    query = text[start : data.draw(st.integers(start + 1, len(text)))]
    if fold(query):
        hits = library.search(query, limit=50)
        assert hits
        assert all(hit.tier == "exact" and fold(query) in fold(hit.text) for hit in hits[:1])
        assert fold(hits[0].text[hits[0].spans[0][0] : hits[0].spans[0][1]]) == fold(query)


def test_with_a_wrong_or_missing_character_it_finds_no_less_than_comparing_everything(tmp_path: Path) -> None:
    parts = (
        ("各乡镇", "有关企业", "责任单位", "党员干部", "各村社区"),
        ("切实", "持续", "扎实", "主动", "全面"),
        ("压实工作责任", "改进服务作风", "排查安全隐患", "培育特色产业", "化解矛盾纠纷"),
        ("力求全面覆盖", "做到有始有终", "防止反弹回潮", "回应群众关切", "形成长效机制"),
    )
    texts = [f"{a}要{b}{c}，{d}。" for a, b, c, d in itertools.product(*parts)]
    build((Entry(f"s#{n}", text, speech_id="s") for n, text in enumerate(texts, 1)), tmp_path)
    folded = [fold(text) for text in texts]
    ours = brute = 0
    with Library.open(tmp_path) as library:
        for n in range(0, len(texts), 9):
            right = folded[n][2 + n % 4 : 10 + n % 4]
            for query in (right[:4] + "龙" + right[5:], right[:3] + right[4:]):
                ours += any(right in fold(hit.text) for hit in library.search(query, limit=5))
                nearest = process.extract(query, folded, scorer=fuzz.partial_ratio, processor=None, limit=5)
                brute += any(right in text for text, _, _ in nearest)
    assert ours >= brute
    assert ours > len(texts) / 9


def test_a_hit_says_which_of_the_words_set_apart_it_lacks(library: Library) -> None:
    def lacks(query: str) -> set[tuple[str, ...]]:
        return {hit.lacks for hit in library.search(query)}

    assert lacks("加强组织领导 火星") == {("火星",)}
    assert lacks("各级党委 带头 火星 组织") == {("火星",)}
    assert lacks("切实加强组织领导 火星 土豆") == {("火星", "土豆")}
    assert lacks("组织领导 带头") == lacks("加强 组织领到") == lacks("zzld 带头") == lacks("组织领道") == {()}


def test_a_passage_is_also_alike_with_what_surrounds_it(tmp_path: Path) -> None:
    texts = {
        "a": ("一、把旧渠道修通", "抓紧办。", "清淤、衬砌、换闸一件一件做，汛期前完工。"),
        "b": ("汛期前做好旧渠道的清淤和衬砌。",),
        "c": ("把学校食堂办好。",),
    }
    kinds = {"一": "heading"}
    build(
        (
            Entry(f"{s}#{n}", text, speech_id=s, kind=kinds.get(text[0], "paragraph"), level=int(text[0] in kinds))
            for s, each in texts.items()
            for n, text in enumerate(each, 1)
        ),
        tmp_path,
    )
    with Library.open(tmp_path) as library:
        assert library.search(like="a#2") == []
        assert [hit.ref for hit in library.search(like="a#2", widely=True)] == ["b#1"]


def test_a_heading_stands_under_none_of_its_own_level(tmp_path: Path) -> None:
    texts = ("一、食堂要办好", "先看菜价。", "二、渠道要修通", "三、清淤先行", "再说别的。")
    others = ("食堂要办好，人人满意。", "渠道要修通，清淤先行。")
    speech = [
        Entry(f"a#{n}", text, speech_id="a", kind="heading" if "、" in text else "paragraph", level=int("、" in text))
        for n, text in enumerate(texts, 1)
    ]
    build([*speech, *(Entry(f"{text[0]}#1", text, speech_id=text[0]) for text in others)], tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.ref for hit in library.search(like="a#4", widely=True)] == ["渠#1"]


def test_more_of_the_same_is_found_behind_many_that_share_what_is_rarer(tmp_path: Path) -> None:
    texts = ["清淤衬砌换闸修渠学习教育落到实处", "学习教育落到实处"]
    texts += [
        f"清淤衬砌换闸修渠{chr(0x4E00 + 40 * k)}{chr(0x5000 + 37 * k)}的这件事情今年汛期以前一定要抓紧办完办好不能拖"
        for k in range(250)
    ]
    texts += [
        f"学习教育{chr(0x4E00 + 40 * k)}{chr(0x5000 + 37 * k)}各级各单位都要当作大事来看待落到实处" for k in range(250)
    ]
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        assert library.search(like="s0#1")[0].text == texts[1]


def test_what_is_nearest_to_a_passage_is_what_comparing_it_with_all_of_them_says(tmp_path: Path) -> None:
    """Many share the common words, few the rare ones; a quarter have all the common ones and are long, hence not near."""
    chance = random.Random(7)
    common, rare = (["".join(chance.choices(range_, k=2)) for _ in range(60)] for range_ in ("甲乙丙丁戊己庚辛", HAN))
    texts = [
        "".join(chance.choices(common, k=chance.randrange(1, 9)) + chance.choices(rare, k=chance.randrange(1, 5)))
        if n % 4
        else "".join(chance.sample(common, k=60) + chance.choices(rare, k=5))
        for n in range(10_000)
    ]
    folder = tmp_path / "库"
    build((Entry(f"s{n // 1000}#{n % 1000}", text, speech_id=f"s{n // 1000}") for n, text in enumerate(texts)), folder)
    shared = [pairs(text) for text in texts]
    with Library.open(folder) as library:
        for model in range(1, 10_000, 1234):
            ours = shared[model]
            dice = [2 * len(ours & each) / (len(ours) + len(each)) for each in shared]
            rest = [n for n in range(10_000) if n != model]
            holding = [n for n in rest if texts[model] in texts[n]]
            nearest = sorted(set(rest) - set(holding), key=lambda n: -dice[n])[:200]
            hits = library.search(like=f"s{model // 1000}#{model % 1000}", limit=50)
            found = {int(hit.ref[1]) * 1000 + int(hit.ref.partition("#")[2]): hit for hit in hits}
            assert {n for n, hit in found.items() if hit.tier == "exact"} <= set(holding)
            assert all(found[n].score == round(dice[n], 3) for n in found if found[n].tier == "fuzzy")
            # Every one that is nearer than the last shown is shown, or is a copy of one that is.
            last = min(hit.score for hit in hits)
            missing = [n for n in nearest if round(dice[n], 3) > round(last, 3) and n not in found]
            assert {texts[n] for n in missing} <= {hit.text for hit in hits}
            assert len(hits) == 50


def test_what_is_like_a_passage_is_found_behind_any_number_of_copies_of_one(tmp_path: Path) -> None:
    texts = [
        "清淤衬砌换闸修渠，汛期前完工。",
        *["清淤衬砌换闸修渠，汛期以前都要完工。"] * 300,
        "修渠要赶在汛期前完工。",
    ]
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        hits = library.search(like="s0#1")
        assert [hit.copies for hit in hits] == [300, 1]
        assert hits[1].text == texts[-1]


def test_a_passage_is_meant_however_its_number_is_written(tmp_path: Path) -> None:
    build([Entry(f"df1a{n}#1", f"清淤衬砌换闸第{n}批", speech_id=f"df1a{n}") for n in range(2)], tmp_path)
    with Library.open(tmp_path) as library:
        for ref in ("df1a0#1", "df1a0＃１", " [df1a0#1] ", "【DF1A0#1】"):
            assert [hit.ref for hit in library.search(like=ref)] == ["df1a1#1"]
        with pytest.raises(WorkspaceError, match="df1a0：这是整篇讲话的编号，后面还要写上 # 和段号，如 df1a0#1"):
            library.search(like="df1a0")


def test_speeches_of_one_file_that_have_no_other_name_are_told_apart(tmp_path: Path) -> None:
    about = {"甲": "汇编.docx", "乙": "汇编.docx", "丙": "单篇.docx", "丁": "", "戊": ""}
    build((Entry(f"{each}#1", f"{each}方发言", speech_id=each, path=path) for each, path in about.items()), tmp_path)
    with Library.open(tmp_path) as library:
        names = [cite(library.speech(each), f"{each}#1") for each in "甲乙丙"]
        assert names == ["汇编（第 1 篇），第 1 段", "汇编（第 2 篇），第 1 段", "单篇，第 1 段"]
        assert name_of(library.speech("丁")) == "（无题）"


def test_more_of_the_same(library: Library) -> None:
    hits = library.search(like="青山2024#4")
    assert hits[0].ref == "青山2023#2"
    assert all(hit.ref != "青山2024#4" for hit in hits)
    with pytest.raises(WorkspaceError, match="没有这"):
        library.search(like="青山2024#99")


def test_a_pasted_paragraph_finds_the_passage_it_came_from(library: Library) -> None:
    pasted = "各位代表：" + "".join(entry.text for entry in entries() if entry.ref in ("滨江2025#4", "滨江2025#6")) * 2
    assert {hit.ref for hit in library.search(pasted)} >= {"滨江2025#4", "滨江2025#6"}


@pytest.mark.parametrize(
    ("query", "near"), [("组织纪律领导", "组织领导"), ("隐换", ""), ("jiaqiangzuzhijilv", "加强组织"), ("啊啊啊", "")]
)
def test_a_query_that_finds_nothing_says_what_nearly_matched(library: Library, query: str, near: str) -> None:
    if not library.search(query):
        assert any(near in words for words in library.suggest(query)) or not near


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("切实加强组织领导和猫王驾到", ("切实加强组织领导",)),
        ("健全机制作了很好的发言", ("健全机制",)),
        ("88家银行行长", ("银行行长",)),
        ("后勤", ()),
        ("2037年", ()),
    ],
)
def test_the_longest_part_of_a_query_that_is_there_is_named_and_no_fragment(
    library: Library, query: str, parts: tuple[str, ...]
) -> None:
    assert library.suggest(query)[: len(parts)] == parts
    assert parts or library.suggest(query) == ()


@pytest.mark.parametrize(
    ("letters", "near"),
    [
        ("gaozhiliangfazhang", "高质量发展"),  # a letter too many, another syllable
        ("gaozhilianfazhan", "高质量发展"),  # a letter too few
        ("gaoziliangfazhan", "高质量发展"),
        ("gaozhiliangfazahn", "高质量发展"),  # two swapped
        ("zuzhilngdao", "组织领导"),
        ("jianqiangzuzilingdao", "加强组织领导"),  # two slips
        ("jiaqangzuzhilingdoa", "加强组织领导"),
    ],
)
def test_a_slip_in_pinyin_is_told_what_it_nearly_reads(library: Library, letters: str, near: str) -> None:
    assert library.search(letters) == []
    assert library.suggest(letters) == (near,)


def test_of_words_by_sound_those_that_are_there_are_named(library: Library) -> None:
    assert library.suggest("jiaqang zuzhi lingdoa") == ("zuzhi", "加强组织领导")
    assert library.suggest("zuzhi qqqq") == ("zuzhi",)
    assert library.suggest("qqqq zuzhilngdao") == ("组织领导",)


def test_a_long_query_that_is_not_there_is_answered_by_what_shares_most(library: Library) -> None:
    hits = library.search("切实加强组织领导" * 6)
    assert all("加强组织领导" in hit.text for hit in hits)
    assert {hit.tier for hit in hits} == {"fuzzy"}


def test_first_letters_of_what_is_written_often_come_first(tmp_path: Path) -> None:
    texts = ("饭碗端在自己手上。", "抓党组织建设要细。", "对党组织建设有利。", "管党组织建设靠人，步步为营。")
    build((Entry(f"{n}#1", text, speech_id=str(n)) for n, text in enumerate(texts)), tmp_path)
    with Library.open(tmp_path) as library:
        assert [hit.speech_id for hit in library.search("dzzjs")][-1] == "0"


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("14.3%", "增长14.3%，居全市首位。", ["14.3%"]),
        ("增长14.3%", "增长14.3％。", ["增长14.3％"]),
        ("14.3", "增长14.3%，居全市首位。", ["14.3"]),
        ("百分之十四点三", "增长14.3%，居全市首位。", ["14.3%"]),
        ("加强组织领导", "要加强组织领。各地抓紧。", ["加强组织领"]),
        ("加强组织领导", "要加强组织领到位，到哪里都一样。", ["加强组织领到"]),
        ("加强组织领道", "要加强组织领导，领导要上前。", ["加强组织领导"]),
        ("加强组织领导", "要抓好活动的组织领导。", ["组织领导"]),
        ("加强组织领导", "要加强对学习活动的组织领导。", ["加强", "组织领导"]),
        ("加强组织领导", "要加强学习。抓好活动的组织领导。", ["组织领导"]),
        ("第一，加强组织领导", "必须进一步加强组织领导。", ["加强组织领导"]),
        ("加强组织领道", "要加·强·组织领导。", ["加·强·组织领导"]),
        ("切加强组织领", "工作要实。加强组织领导。", ["加强组织领"]),
        ("抓实干真", "大家真抓实干，务求实效。", ["真抓实干"]),
        ("城市带农村", "坚持农村带城市的路子。", ["农村带城市"]),
        ("“领导，” “，压实”", "要加强领导，压实责任。", ["领导，压实"]),
        ("“人人”", "一心为人，人人出力。", ["人人"]),
    ],
)
def test_what_is_marked_is_what_matches_with_its_sign_and_not_across_punctuation(
    tmp_path: Path, query: str, text: str, marked: list[str]
) -> None:
    with Library.open(_made(tmp_path / "库", text)) as library:
        (hit,) = library.search(query)
        assert [hit.text[slice(*span)] for span in hit.spans] == marked


def test_of_near_identical_speeches_the_sentence_one_alone_has_is_found(tmp_path: Path) -> None:
    common = "各级各部门要切实把思想和行动统一到会议部署上来，压实责任，细化措施，"
    own = ("把样板田种好。", "把旧渠道修通。", "把老校舍修好。")
    build((Entry(f"{n}#1", common + one, speech_id=str(n)) for n, one in enumerate(own)), tmp_path)
    with Library.open(tmp_path) as library:
        for n, one in enumerate(own):
            hit = library.search(one)[0]
            assert (hit.tier, hit.speech_id) == ("exact", str(n))


def test_context_source_and_citation(library: Library) -> None:
    around = library.context("滨江2025#5", before=1, after=5)
    assert [each.ref for each in around] == ["滨江2025#4", "滨江2025#5", "滨江2025#6"]
    assert (around[1].kind, around[1].level, around[1].move) == ("heading", 1, "加强领导")
    speech = library.speech("滨江2025#5")
    assert (speech.speaker, speech.position, speech.place) == ("张三", "市委副书记", "滨江市")
    assert cite(speech, "滨江2025#5") == "张三：《在滨江市会议上的讲话》（2025-03-18，滨江市），第 5 段"
    untitled = dataclasses.replace(speech, title="", occasion="", path="/旧稿/04-binjiang.txt")
    assert cite(untitled) == "张三：binjiang（2025-03-18，滨江市）"
    assert cite(dataclasses.replace(untitled, path="/旧稿/01.txt"), "x#3") == "张三2025-03-18的讲话（滨江市），第 3 段"
    assert cite(dataclasses.replace(untitled, occasion="推进会")) == "张三：在滨江市推进会上的讲话（2025-03-18）"
    for ref in ("无此篇#1", "滨江2025#0", "滨江2025", "#", ""):
        with pytest.raises(WorkspaceError):
            library.context(ref)


def test_no_library_or_a_damaged_one_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="还没有先例库"):
        Library.open(tmp_path)
    build(entries(), tmp_path / "library")
    (generation,) = (tmp_path / "library").glob("gen-*")
    (generation / "meta.json").write_text("{}")
    with pytest.raises(WorkspaceError, match="重新运行 drafter mine"):
        Library.open(tmp_path / "library")
    (generation / "meta.json").write_text('{"format": 1}')
    with pytest.raises(WorkspaceError) as told:
        Library.open(tmp_path / "library")
    assert "再运行一次 drafter mine 旧稿文件夹 就更新好了" in str(told.value)
    assert "损坏" not in str(told.value)


@pytest.mark.parametrize("part", ["rows.bin", "speeches.*", "texts-*", "pinyin.json", "index/*.idx"])
def test_a_file_shorter_than_it_was_written_is_refused_when_the_library_is_opened(part: str, tmp_path: Path) -> None:
    build(entries(), tmp_path)
    (generation,) = tmp_path.glob("gen-*")
    for path in generation.glob(part):
        whole = path.read_bytes()
        os.truncate(path, len(whole) - 1)
        with pytest.raises(WorkspaceError, match="先例库已损坏。请运行 drafter doctor --repair"):
            Library.open(tmp_path)
        path.write_bytes(whole)
    Library.open(tmp_path).close()


def _stale(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Have the drive of the library's texts be gone for so many reads, as one that is mounted anew."""
    read, left = os.pread, [times]

    def pread(*given: int) -> bytes:
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return read(*given)

    monkeypatch.setattr(os, "pread", pread)


@pytest.mark.skipif(not hasattr(os, "pread"), reason="POSIX")
def test_a_library_on_a_drive_that_came_back_is_opened_anew_and_one_that_is_away_said_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.search.shelf.on_network", lambda _: True)
    build(entries(), tmp_path)
    library, first = Library.asked(None, tmp_path, lambda one: one.search("加强组织领导"))
    with monkeypatch.context() as once:
        _stale(once, 1)
        again, hits = Library.asked(library, tmp_path, lambda one: one.search("加强组织领导"))
        assert again is not library
        assert hits == first != []
    with monkeypatch.context() as away:
        _stale(away, 10**9)
        with pytest.raises(DrafterError, match="网络盘断开了") as told:
            Library.asked(again, tmp_path, lambda one: one.search("加强组织领导"))
        assert "Errno" not in str(told.value)
        nothing, answer = ask(None, tmp_path, Question(1, "加强组织领导"))
        assert nothing is None
        assert "网络盘断开了" in answer.trouble
        assert "Errno" not in answer.trouble
    back, answer = ask(nothing, tmp_path, Question(2, "加强组织领导"))
    assert list(answer.hits) == first
    assert back is not None
    back.close()


@pytest.mark.skipif(not hasattr(os, "pread"), reason="POSIX")
def test_an_editor_is_answered_line_by_line_while_the_drive_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(entries(), tmp_path / "library")
    _stale(monkeypatch, 2)
    monkeypatch.setattr("sys.stdin", io.StringIO("加强组织领导\n加强组织领导\n"))
    assert _answer_lines(tmp_path / "library", Wanted()) == 0
    away, back = map(json.loads, capsys.readouterr().out.splitlines())
    assert "网络盘断开了" in away["error"]
    assert back["hits"]


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="Linux")
def test_a_copy_in_memory_is_whole_though_the_system_takes_a_part_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x").write_bytes(os.urandom(5000))
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:100]))
    with _copied(tmp_path / "x") as copy:
        assert copy.read_bytes() == (tmp_path / "x").read_bytes()


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="Linux")
def test_a_library_on_a_network_drive_outlives_that_its_files_are_cut_off_within_a_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own: where they are mapped, the system ends whoever touches them."""
    build(entries(), tmp_path)
    monkeypatch.setattr("drafter.search.shelf.on_network", lambda _: True)
    child = os.fork()
    if not child:
        try:
            library = Library.open(tmp_path)
            monkeypatch.setattr(library._shelf, "check_whole", lambda: None)  # it has been, a moment ago
            for path in tmp_path.rglob("*"):
                if path.parent.name == "index" or path.name in ("rows.bin", "speeches.idx"):
                    os.truncate(path, 0)
            os._exit(0 if library.search("加强组织领导") else 3)
        finally:
            os._exit(4)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("part", ["rows*", "speeches*", "index/*.idx", "index/*.fast", "*"])
def test_files_cut_off_under_an_open_library_are_said_in_chinese(part: str, tmp_path: Path) -> None:
    """What is mapped of them ends the program when it is touched, so each is looked at before that."""
    build(entries(), tmp_path)
    with Library.open(tmp_path) as library:
        ref = library.search("加强组织领导")[0].ref
        (generation,) = tmp_path.glob("gen-*")
        cut = [path for path in generation.glob(part) if path.is_file()]
        assert cut
        for path in cut:
            os.truncate(path, path.stat().st_size // 2)
        for ask in (
            lambda: library.search("压实责任"),
            lambda: library.suggest("压实责任"),
            lambda: library.values("speaker"),
            lambda: library.context(ref),
            lambda: library.speech(ref),
        ):
            with pytest.raises(WorkspaceError, match="先例库已损坏。请运行 drafter doctor --repair"):
                ask()


def test_a_library_too_large_to_be_mapped_answers_the_same(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.search.shelf._LARGE", 1)
    monkeypatch.setattr("drafter.search.shelf.LARGEST_MAPPED", 0)
    with Library.open(folder) as large:
        for query in ("加强组织领导", "加强组织领道", "jqzzld", "yinhang") * 10:  # in between its index is mapped anew
            assert large.search(query) == library.search(query) != []


def test_an_empty_library_can_be_searched(tmp_path: Path) -> None:
    build([], tmp_path)
    with Library.open(tmp_path) as library:
        assert len(library) == 0
        assert library.search("加强领导") == []
        assert library.suggest("加强领导") == ()


def test_a_chinese_query_loads_no_dictionary(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from drafter.search.query import Library\n"
        "with Library.open(Path(sys.argv[1])) as library: library.search('加强组织领导'); library.search('jqzzld')\n"
        "slow = 'jieba', 'pypinyin', 'pydantic', 'opencc', 'yaml', 'lxml', 'drafter.language.places'\n"
        "print([name for name in slow if name in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"


def _sentence(number: int) -> str:
    """Ten characters, others for each number, that no other text of a test has."""
    return "".join(chr(0x5000 + (number * 37 + place * place * 11 + place * number) % 2000) for place in range(10))


def _made(folder: Path, *texts: str) -> Path:
    """A library with a passage of each text, all in speeches of their own."""
    build((Entry(f"s{k}#1", text, speech_id=f"s{k}") for k, text in enumerate(texts)), folder)
    return folder


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("2016 总结", "二〇一六年度工作总结已经印发。"),
        ("脱贫攻坚 2016", "二〇一六年是决战之年，全县脱贫攻坚任务很重。"),
        ("13万 搬进新居", "十三万户群众搬进新居。"),
        ("农村危房改造3200", "改造农村危房三千二百户。"),
        ("2016工作总节", "二〇一六年度工作总结已经印发。"),
        ("两万亿", "经济总量突破2万亿元。"),
        ("一万亿元", "经济总量突破1万亿元。"),
        ("10000亿元", "经济总量突破1万亿元。"),
        ("1百家", "新办100家养老食堂。"),
    ],
)
def test_a_number_spelled_otherwise_is_found_with_words_apart_or_turned_or_with_a_slip(
    tmp_path: Path, query: str, text: str
) -> None:
    with Library.open(_made(tmp_path / "库", text, "今年的工作总结还没有写。")) as library:
        hits = library.search(query)
        assert hits, query
        assert (hits[0].text, hits[0].tier) == (text, "fuzzy")


def test_a_sign_that_says_something_is_not_jumped_over(tmp_path: Path) -> None:
    texts = ("建成5万㎡住房，另有１５万住房待建。", "建成15万㎡住房，另有５万住房待建。", "新建500㎡食堂。")
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        exact = [hit.text for hit in library.search("5万住房") if hit.tier == "exact"]
        assert exact == [texts[1]]
        assert [(hit.text, hit.score) for hit in library.search("shitang")] == [(texts[2], 1.0)]


def test_copies_of_one_passage_leave_the_place_of_others(tmp_path: Path) -> None:
    others = ("要加强学习，突出队伍建设，规范日常管理。", "把队伍建设和日常管理再加强。")
    few, many = (_made(tmp_path / str(copies), *["要加强队伍建设管控。"] * copies, *others) for copies in (1, 30))
    with Library.open(few) as one, Library.open(many) as other:
        assert {hit.text for hit in one.search("加强队伍建设管理")} == {
            hit.text for hit in other.search("加强队伍建设管理")
        }


def test_a_number_spelled_otherwise_is_found_behind_many_copies(tmp_path: Path) -> None:
    texts = ["2016年工作总结会议。"] * 230 + ["二〇一六年工作总结会议在县里召开。"]
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        assert {hit.text for hit in library.search("2016年工作总结")} == set(texts)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("150.7 亿元", 0),
        ("固定资产投资 150.7 亿元", 0),
        ("固定资产投资 150.7 億元", 0),
        ("一百五十点七亿元", 0),
        ("14.3 %", 1),
        ("3.9万人", 2),
        ("3.9 万人", 2),
        ("39000人", 2),
        ("三万九千人", 2),
        ("2个维护", 3),
        ("2学1做", 4),
        ("两严两实", 5),
        ("13五规划", 6),
        ("151.7 亿元", None),
    ],
)
def test_a_number_is_found_in_whatever_spelling(tmp_path: Path, query: str, found: int | None) -> None:
    texts = (
        "固定资产投资完成150.7亿元。",
        "同比增长14.3%。",
        "新增就业三点九万人。",
        "做到两个维护。",
        "抓好两学一做。",
        "开展2严2实教育。",
        "编好十三五规划。",
    )
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        assert [hit.text for hit in library.search(query)] == ([] if found is None else [texts[found]])


def _told(library: Library, query: str) -> list[tuple[str, str, list[str]]]:
    return [(hit.tier, hit.text, [hit.text[slice(*span)] for span in hit.spans]) for hit in library.search(query)]


def test_words_that_met_by_chance_do_not_hide_the_same_in_another_order(tmp_path: Path) -> None:
    texts = ("抓竞赛、劳动两项。", "开展劳动竞赛。", "会后劳动，竞赛暂停。", "竞赛劳动两不误。")
    with Library.open(_made(tmp_path / "库", *texts[:3])) as library:
        assert [(tier, text) for tier, text, _ in _told(library, "竞赛劳动")] == [
            ("exact", texts[0]),
            ("fuzzy", texts[1]),
            ("fuzzy", texts[2]),
        ]
    with Library.open(_made(tmp_path / "又", *texts)) as library:
        told = [(tier, text) for tier, text, _ in _told(library, "竞赛劳动")]
        assert set(told[:2]) == {("exact", texts[0]), ("exact", texts[3])}
        assert told[2:] == [("fuzzy", texts[1]), ("fuzzy", texts[2])]


def test_two_characters_swapped_are_near_the_word_that_is_written_so(tmp_path: Path) -> None:
    texts = ("要压实责任。", "责任在肩。", "大会工作要抓实。", "工会要有作为。", "县工会换届。")
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        assert {(tier, text) for tier, text, _ in _told(library, "任责")} == {("fuzzy", texts[0]), ("fuzzy", texts[1])}
        assert {text for _, text, _ in _told(library, "工会")} == {texts[3], texts[4]}


def test_characters_with_letters_among_them_are_pinyin_and_no_slip(tmp_path: Path) -> None:
    texts = ("弘扬劳模精神。", "弘扬劳动精神。", "加强组织领导。", "加强“六个一”。", "组一领导小组。")
    with Library.open(_made(tmp_path / "库", *texts)) as library:
        assert _told(library, "劳mo精神") == [("pinyin", texts[0], ["劳模精神"])]
        assert _told(library, "组z领导") == [("pinyin", texts[2], ["组织领导"])]
        assert _told(library, "加强组织l") == [("pinyin", texts[2], ["加强组织领"])]
        assert ("pinyin", texts[3], ["加强“六"]) not in _told(library, "加强l")


def test_copies_with_a_number_leave_the_place_of_others(tmp_path: Path) -> None:
    others = ("其中新建城乡养老服务站点312家，投用。", "去年全县新办养老服务站312家。")
    copies = [f"{n}、全县新建的养老服务站点一共312家，陆续投用。" for n in range(40)]
    with Library.open(_made(tmp_path / "库", *copies, *others)) as library:
        hits = library.search("新建养老服务站点312家", limit=3)
        assert {hit.text for hit in hits} > set(others)


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("查缺补泄", "查漏补缺"),  # no fragment (查漏补)
        ("zzzzqqq", None),  # the beginning of nonsense can be read: 重重正正
        ("clbqz", "查漏补缺"),
    ],
)
def test_what_is_like_a_query_is_whole_words_and_for_nonsense_there_is_none(
    tmp_path: Path, query: str, near: str | None
) -> None:
    texts = (
        "回头看要查漏补缺，一项一项过。",
        "查漏补缺工作交给专班。",
        "重中之重是防汛。",
        "各组查漏一遍。",
        "中专正招生。",
    )
    with Library.open(_made(tmp_path, *texts)) as library:
        assert library.suggest(query)[:1] == ((near,) if near else ())


def test_a_query_of_thousands_of_words_is_refused_at_once(tmp_path: Path) -> None:
    """It would be looked for minutes long; as many as are taken are looked for."""
    with Library.open(_made(tmp_path / "库", "要加强组织领导。")) as library:
        with pytest.raises(InvalidCondition, match="太多了"):
            library.search(" ".join(f"责任{n}" for n in range(1000)))
        padding = [f"责任{n}" for n in range(MOST_WORDS - 1)]
        assert [hit.lacks for hit in library.search(" ".join(["组织", *padding[:1]]))] == [("责任0",)]
        library.search(" ".join(["组织", *padding]))
