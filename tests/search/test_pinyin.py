"""Readings, and what Latin letters may stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.language.words import cut
from drafter.search.pinyin import (
    Pinyin,
    Unit,
    compile_pinyin,
    load_pinyin,
    meanings,
    restricted,
    spelled_but_one,
    spelled_initials,
    to_text,
    toneless,
)


@pytest.fixture(scope="module")
def pinyin() -> Pinyin:
    return compile_pinyin()


@pytest.mark.parametrize(("toned", "plain"), [("lǜ", "lv"), ("háng", "hang"), ("ńg", ""), ("nüè", "nve"), ("ê̄", "e")])
def test_tones_go(toned: str, plain: str) -> None:
    assert toneless(toned) == plain


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("银行行长", "yhhz"),
        ("长期增长", "cqzz"),
        ("重要重庆", "zycq"),
        ("会计会议", "kjhy"),
        ("调整调研", "tzdy"),
        ("参与参加", "cycj"),
        ("5g网络abc", "5gwlabc"),
        ("", ""),
    ],
)
def test_first_letters_follow_the_phrase(pinyin: Pinyin, text: str, letters: str) -> None:
    assert pinyin.initials_of(text, pinyin.by_phrase(text)) == letters


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("推行长期护理保险", "tui xing chang qi hu li bao xian"),
        ("政治上行动上", "zheng zhi shang xing dong shang"),
        ("青年成长发展", "qing nian cheng zhang fa zhan"),
        ("银行行长重复强调重要性", "yin hang hang zhang chong fu qiang diao zhong yao xing"),
        ("会计人员参会", "kuai ji ren yuan can hui"),
        ("快乐和音乐", "kuai le he yin yue"),
        ("调整结构、调查研究", "tiao zheng jie gou 、 diao cha yan jiu"),
        ("建立长效机制，林长带头", "jian li chang xiao ji zhi ， lin zhang dai tou"),
        ("重塑流程、重点任务", "chong su liu cheng 、 zhong dian ren wu"),
        ("调休还款不超过最长期限", "tiao xiu huan kuan bu chao guo zui chang qi xian"),
        ("支行组织无偿献血", "zhi hang zu zhi wu chang xian xue"),
    ],
)
def test_a_phrase_counts_only_where_the_words_let_it(pinyin: Pinyin, text: str, reading: str) -> None:
    codes = pinyin.codes_of(text, pinyin.shifts(text, cut))
    assert " ".join(pinyin.syllable.get(code, code) for code in codes) == reading


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("jiaqianglingdao", "jia qiang ling dao"),
        ("gzxt", "g z x t"),
        ("jiaqiangld", "jia qiang l d"),
        ("jqlingdao", "j q ling dao"),
        ("加强ling", "加 强 ling"),
        ("5gwangluo", "5 g wang luo"),
        ("lvshi", "lv shi"),
        ("jiaqianglingd", "jia qiang ling d"),
    ],
)
def test_letters_are_cut_the_likeliest_way_first(pinyin: Pinyin, query: str, pieces: str) -> None:
    assert " ".join(unit.value for unit in meanings(query, pinyin)[0]) == pieces


def test_a_run_with_two_cuts_gives_both(pinyin: Pinyin) -> None:
    cuts = [" ".join(unit.value for unit in units) for units in meanings("fangan", pinyin)]
    assert {"fang an", "fan gan"} <= set(cuts)


def test_retroflex_initials_may_be_spelled_out() -> None:
    assert spelled_initials("zhgj") == (("z", "h", "g", "j"), ("zh", "g", "j"))
    assert spelled_initials("gzxt") == (("g", "z", "x", "t"),)


@given(st.text(max_size=30))
def test_codes_have_one_character_for_one(text: str) -> None:
    pinyin = Pinyin({"行": ("xing", "hang"), "银": ("yin",)}, {"银行": ("yin", "hang")}, {}, ("hang", "xing", "yin"))
    codes = pinyin.codes_of(text, pinyin.shifts(text, list))
    assert len(codes) == len(text)
    assert len(pinyin.initials_of(text, pinyin.shifts(text, list))) == len(text)


def test_the_kept_table_is_the_table(pinyin: Pinyin) -> None:
    small = restricted(pinyin, frozenset("银行长重庆要"))
    assert load_pinyin(to_text(small).encode()) == small
    assert small.by_phrase("银行重庆") == pinyin.by_phrase("银行重庆") == ((1, "hang"), (2, "chong"))
    assert small.knows("银行5g")
    assert not small.knows("银河")


@given(st.lists(st.sampled_from(["zhi", "xi", "an", "xian", "l", "gong", "zuo", "q", "jin"]), max_size=5).map("".join))
def test_a_run_is_cut_but_for_one_piece_as_its_parts_are_by_themselves(pinyin: Pinyin, letters: str) -> None:
    def cut(part: str) -> tuple[str, ...] | None:
        if not part:
            return ()
        units = next(iter(meanings(part, pinyin, 1)), (Unit("initial", ""),))
        return tuple(unit.value for unit in units) if all(unit.kind == "syllable" for unit in units) else None

    expected = [
        (before, letters[start:end], behind)
        for start in range(len(letters))
        for end in range(start + 1, min(len(letters), start + 7) + 1)
        if (before := cut(letters[:start])) is not None
        and (behind := cut(letters[end:])) is not None
        and len(before) + len(behind) >= 2
    ]
    assert list(spelled_but_one(letters, pinyin)) == expected
