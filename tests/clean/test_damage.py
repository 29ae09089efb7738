"""Byte damage: simulated on texts of our own with a table of our own, and the spots of the real file."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import cycle, pairwise
from math import inf
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.clean.damage.annotation import annotation_table, damage
from drafter.clean.damage.mojibake import mojibake
from drafter.clean.damage.repair import repair
from drafter.clean.damage.spot import Spot
from drafter.clean.damage.trigrams import Trigrams
from drafter.records import DAMAGE_CLOSE, DAMAGE_OPEN

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("DRAFTER_CORPUS", ROOT.parent / "shared" / "corpus"))
REAL = CORPUS / "02-compound-scraped-traditional.txt"
ANNOTATION = re.compile(r"([\u3400-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")

# The table of the trade of these sites, as little of it as the invented texts need.
TRADITIONAL = {
    "業": "yè", "發": "fā", "務": "wù", "關": "guān", "創": "chuàng", "經": "jīng", "領": "lǐng",
    "優": "yōu", "驅": "qū", "數": "shù", "鎮": "zhèn", "規": "guī", "側": "cè", "結": "jié",
}  # fmt: skip
# Another one, of another script, chosen for how often its bytes lie across two characters of the text.
SIMPLIFIED = {
    "荒": "huāng", "戏": "xì", "拥": "yōng", "贪": "tān", "纷": "fēn", "温": "wēn", "档": "dàng", "平": "píng",
    "我": "wǒ", "头": "tóu", "先": "xiān", "度": "dù", "言": "yán", "背": "bèi", "牵": "qiān", "航": "háng",
    "缓": "huǎn", "业": "yè", "发": "fā", "务": "wù", "民": "mín",
}  # fmt: skip

TRADITIONAL_PARAGRAPHS = (
    "同志們：今天召開全縣校車安全會議。剛才，三個部門作了發言，講得都很實在。我們要實打實服務家長，實打實服務學校。",
    "校車安全的主要責任已轉變為企業責任，駕駛員是分不開的一環。大家要把實打實服務當成本分，把校車安全放在心上。",
    "過去一年，我們建成“放心校車”平臺。“放心校車”運行平穩，家長滿意。各學校都用上了“放心校車”平臺，事故逐漸減少。",
    "有的線路演變為空駛線路，有的線路演變為擁擠線路。要科學規劃線路，方便學生。要規劃線路，更要管好線路。",
    "德才兼備原則是選人的原則，駕駛員也要堅持德才兼備原則。當前，正當的訴求要回應，正當的權益要維護。",
    "要把服務學生當成大事。《校車管理辦法》印發后，各地都在落實。《校車管理辦法》講得明白，關鍵在落實。",
)
SIMPLIFIED_PARAGRAPHS = (
    "同志们：今天召开全县养老服务现场会。刚才，大家看了两个点，很受启发。养老服务是民生大事，养老服务要办到家门口。",
    "过去一年，我们建成“幸福小院”五十个。“幸福小院”办得好不好，老人说了算。要让“幸福小院”长久办下去。",
    "要发挥党员的带头作用，发挥邻里的互助作用。带头作用发挥得好，互助作用就发挥得好。",
    "当前，农村养老还有短板。短板要一块一块补，责任要一层一层落实。补短板要舍得投入，舍得下功夫。",
    "各镇要把责任落实到人。责任落实到人，工作才能推进。推进工作不能等，不能靠，更不能拖。",
)

# (what the file shows, what it must have been); each as short as the spot itself.
GOLD = (
    ("?qū)嵎?wù)", "實服務"),
    ("?yōu)榻?jīng)", "為經"),
    ("?yōu)榉枪髽I", "為非公企業"),
    ("?yōu)榉枪髽I", "為非公企業"),
    ("?yōu)榫S", "為維"),
    ("?yōu)楹诵?", "為核心"),
    ("?qū)嵎?wù)", "實服務"),
    ("?!奥毠ぶ摇?", "。“職工之家”"),
    ("?!奥毠ぶ摇笔欠?wù)", "。“職工之家”是服務"),
    ("?shù)木袷欠植婚_", "的精神是分不開"),
    ("?!稒C", "。《機"),
    ("?!弊饔?", "校”作用"),
    ("?zhèn)湓瓌t", "備原則"),
    ("?!比懈骷夵h", "。”全市各級黨"),
    ("?yōu)槿后w", "為群體"),
    ("?yōu)槿后w", "為群體"),
    ("?qū)崬槁毠し?wù)", "實為職工服務"),
    ("?!弊饔?", "校”作用"),
    ("?guī)ь^", "帶頭"),
    ("?cè)瘯h", "全委會議"),
    ("?guī)ь^", "帶頭"),
    ("?!薄ⅰ敖鹎镏鷮W", "模”、“金秋助學"),
    ("?shù)膭趧咏?jīng)", "的勞動經"),
    ("?qū)I", "專業"),
    ("??诎堵?lián)", "海口岸聯"),
    ("??刂聘吆哪?", "。控制高耗能"),
    ("?shù)母咚刭|", "的高素質"),
    ("?wù)?", None),  # 獎章?0名: a digit was swallowed
    ("?!拔逡弧逼陂g", "。“五一”期間"),
    ("?;I", "。籌"),
    ("?!斑M", "模“進"),
    ("?!兑瞬谢鶎庸傲辛谩苯ㄔO", "。《宜昌市基層工會“六有六好”建設"),
)


def plain(text: str) -> str:
    return ANNOTATION.sub(r"\1", text)


def outside(text: str) -> list[str]:
    """The pieces of a repaired text that stand unmarked, annotations taken off."""
    return [plain(p) for p in re.split(f"{DAMAGE_OPEN}[^{DAMAGE_CLOSE}]*{DAMAGE_CLOSE}", text)]


def unmarked_is_true(repaired: str, original: str) -> bool:
    """Whether everything outside the marked spots stands in the original, in order."""
    at = 0
    for piece in outside(repaired):
        # An annotation directly behind a marked spot belongs to a character inside it.
        piece = re.sub(r"^\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", "", piece)
        found = original.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def across(text: str, but: dict[str, str]) -> list[str]:
    """The characters of a text whose bytes lie most often across two others, so that annotating them damages."""
    seen: Counter[str] = Counter()
    for a, b in pairwise(text):
        if a > "\u2000" and b > "\u2000":
            first, second = a.encode("gbk", "replace"), b.encode("gbk", "replace")
            shown = (first[-1:] + second[:1]).decode("gbk", "replace")
            if "\u4e00" <= shown <= "\u9fff" and len(first) + len(second) == 4 and shown in text and shown not in but:
                seen[shown] += 1
    return [c for c, _ in seen.most_common(60)][20:]


def halved(text: str) -> str:
    return text.translate(str.maketrans("，；！？：（）", ",;!?:()"))


# --- the simulation ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clean", "table", "shown"),
    [
        ("實打實服務職工", {"驅": "qū", "務": "wù"}, "實打?qū)嵎?wù)職工"),
        ("轉變為核心，以我市", {"優": "yōu", "轉": "zhuǎn"}, "轉(zhuǎn)變?yōu)楹诵?，以我市"),
        ("德才兼備原則", {"鎮": "zhèn"}, "德才兼?zhèn)湓瓌t"),
        ("人”。“職工之家”、“娘家人”", {}, "人”?！奥毠ぶ摇?、“娘家人”"),
        ("擔當的高素質專業", {"數": "shù", "質": "zhì"}, "擔當?shù)母咚刭|(zhì)專業"),
        ("沿海口岸聯系", {"聯": "lián"}, "沿??？诎堵?lián)系".replace("??？", "?？")),
        ("就業。籌集", {}, "就業?；I集"),
        ("勞動獎章10名", {"務": "wù"}, "勞動獎?wù)?0名"),
        ("楷模、關心勞模。", {}, "楷模、關心勞模。"),
        ("全市各級黨組織", {}, "全市各級黨組織"),
    ],
)
def test_the_simulation_shows_what_the_scraper_shows(clean: str, table: dict[str, str], shown: str) -> None:
    assert damage(clean, table) == shown


def test_half_width_texts_are_damaged_as_the_full_width_ones_they_were() -> None:
    clean = "已轉變為核心，以我市為例。“放心校車”是好的，"
    table = {"優": "yōu"}
    assert damage(halved(clean), table) == halved(damage(clean, table))


def test_characters_gbk_lacks_stay() -> None:
    assert damage("勞模😀轉變為核心，😀。", {"優": "yōu"}) == "勞模😀轉變?yōu)楹诵?，😀。"


def test_without_a_table_only_marks_do_damage() -> None:
    assert damage("各位代表，大家好！", {}) == "各位代表，大家好！"


# --- the table -------------------------------------------------------------------------------------------------


def test_the_table_is_read_from_the_text() -> None:
    text = damage("".join(TRADITIONAL_PARAGRAPHS), TRADITIONAL)
    table = annotation_table(text)
    assert table
    assert table.items() <= TRADITIONAL.items()


@pytest.mark.parametrize("text", ["", "业(yè)", "这件事很尴(gān)尬(gà)，大家都觉得尴尬。", "会议(一)开始，见附件(b)"])
def test_a_gloss_or_two_is_no_habit(text: str) -> None:
    assert annotation_table(text) == {}
    assert repair(text + "真的吗?!不?") == (text + "真的吗?!不?", ())


def test_toneless_pinyin_counts_only_where_the_habit_is() -> None:
    assert annotation_table("我們(men)和你們(men)和他們(men)") == {}
    assert annotation_table("我們(men)發(fā)現(xiàn)你們(men)的業(yè)")["們"] == "men"


# --- the repair --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize(
    ("paragraphs", "table", "share"),
    [
        (TRADITIONAL_PARAGRAPHS, TRADITIONAL, 1.0),
        # Some of its twenty spots are a single character before a mark (能 or 年), told by nothing.
        (SIMPLIFIED_PARAGRAPHS, SIMPLIFIED, 0.6),
    ],
)
def test_own_texts_with_own_tables(
    paragraphs: tuple[str, ...], table: dict[str, str], share: float, half: bool
) -> None:
    """Every phrase stands a second time undamaged; then nearly every spot determines one answer."""
    clean = "\n".join(paragraphs)
    # Half of each spot's words are damaged everywhere in so short a text; the other copy keeps them.
    known = "\n".join(reversed(paragraphs))
    if half:
        clean, known = halved(clean), halved(known)
    shown = damage(clean, table)
    assert shown != clean
    repaired, spots = repair(shown, table, extra=known)
    assert spots
    exact = sum(s.repaired is not None for s in spots)
    assert exact >= share * len(spots), [s for s in spots if s.repaired is None]
    assert unmarked_is_true(repaired, clean)
    for spot in spots:
        assert repaired[spot.start : spot.end] == (
            spot.repaired if spot.repaired is not None else DAMAGE_OPEN + spot.damaged + DAMAGE_CLOSE
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_nothing_wrong_stands_unmarked(data: st.DataObject) -> None:
    """Any order of the paragraphs, any table of their characters: what is not marked is true."""
    paragraphs, full = data.draw(
        st.sampled_from([(TRADITIONAL_PARAGRAPHS, TRADITIONAL), (SIMPLIFIED_PARAGRAPHS, SIMPLIFIED)])
    )
    order = data.draw(st.permutations(paragraphs))
    table = {c: full[c] for c in data.draw(st.sets(st.sampled_from(sorted(full)), min_size=1))}
    clean = "\n".join(order)
    half = data.draw(st.booleans())
    known = "\n".join(paragraphs)
    if half:
        clean, known = halved(clean), halved(known)
    repaired, spots = repair(damage(clean, table), table, extra=known)
    assert unmarked_is_true(repaired, clean), [s for s in spots if s.repaired and s.repaired not in clean]
    assert repair(repaired, table, extra=known) == (repaired, ())


def test_a_file_proven_misread_gives_back_marks_and_single_characters_too() -> None:
    text = "（2024年4月8日）\n护林员要把路口守住\n（补充）各村要把名册造好，1、水源，2、道路"
    for codec in ("utf-8", "gbk"):
        assert mojibake(text.encode(codec).decode("latin-1"))[0] == text
    assert mojibake("Äê£©")[0] != "年）"


@pytest.mark.parametrize("marks", ["————", "——————————", "——××——", "”——“", "××××", "…………—", "“·”—"])
def test_marks_of_chinese_text_are_no_letters_of_a_wrong_codec(marks: str) -> None:
    assert mojibake(f"把路修好{marks}把桥架好") == (f"把路修好{marks}把桥架好", ())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TRADITIONAL_PARAGRAPHS + SIMPLIFIED_PARAGRAPHS), max_size=4), st.booleans())
def test_clean_text_comes_back_unchanged(paragraphs: list[str], half: bool) -> None:
    text = "\n".join(paragraphs)
    text = halved(text) + "真的嗎?!是的?" if half else text + "真的嗎？！是的？"
    assert repair(text) == (text, ())
    assert repair(text, TRADITIONAL) == (text, ())
    assert mojibake(text) == (text, ())


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("?!？！)(業務發展，。“”qūwèa1€\n\ue000\ue001㤘嵎") | st.characters(), max_size=60)
)
def test_any_text_is_survived_and_nothing_lost(text: str) -> None:
    for fixed, spots in (repair(text, TRADITIONAL), mojibake(text)):
        rest, at, back = fixed, 0, []
        for spot in spots:
            back += [rest[at : spot.start], spot.damaged]
            at = spot.end
        assert "".join(back) + rest[at:] == text
    damage(text, TRADITIONAL)
    annotation_table(text)


def test_nothing_is_put_back_that_no_chinese_text_has() -> None:
    text = (
        "今天，我們召開全縣(xiàn)水利工作會(huì)議，主要任務(wù)是總(zǒng)結冬修水利，部署今年的防汛抗旱工作?qū)偫u，"
        "水利局通報了情況，三個鄉鎮作?qū)税l(fā)言，我都贊成。\n過去一?qū)辏骷墡植啃n在前頭，修復水毀工程八十多處，"
        "清理溝渠三百多公里，爲糧食豐收打下了基礎。\n要抓好農村飲水工程，讓老百姓喝?qū)锨瑴Q水。\n"
        "同志?qū)儯屛覀冋駣^精神，紮實工作，奮力奪取水利建設的新勝利！"
    )
    fixed, spots = repair(text)
    assert f"喝{DAMAGE_OPEN}?qū)锨瑴Q{DAMAGE_CLOSE}水" in fixed  # 喝は乾淨水 fits the bytes
    assert all(not re.search("[\u3040-\u30ff]", spot.repaired or "") for spot in spots)


def test_a_swallowed_digit_is_not_guessed() -> None:
    text = "五一勞動獎?wù)?0名，任務(wù)很重，業(yè)務(wù)很多"
    fixed, (spot,) = repair(text)
    assert spot == Spot(5, 12, "?wù)?", None, (), "吞掉的字节带着内容")
    assert fixed == f"五一勞動獎{DAMAGE_OPEN}?wù)?{DAMAGE_CLOSE}0名，任務(wù)很重，業(yè)務(wù)很多"


def test_annotations_inside_go_those_behind_stay() -> None:
    known = "我們實打實服務職工，實打實服務家長，實打實服務學校。高素質專業隊伍。"
    table = {"驅": "qū", "務": "wù", "質": "zhì"}
    shown = damage(known.replace("，", "；"), table)
    fixed, spots = repair(shown, table, extra=known)
    assert [s.repaired for s in spots] == ["實服務"] * 3
    assert "質(zhì)" in fixed
    assert "務(wù)" not in fixed


# --- the real file ---------------------------------------------------------------------------------------------------

needs_corpus = pytest.mark.skipif(not REAL.exists(), reason="真实语料不在")


@pytest.fixture(scope="module")
def real() -> str:
    return REAL.read_text(encoding="utf-8")


@needs_corpus
def test_every_real_spot_is_found_and_most_repaired_exactly(real: str) -> None:
    fixed, spots = repair(real)
    assert [s.damaged for s in spots] == [shown for shown, _ in GOLD]
    wrong = [(s, gold) for s, (_, gold) in zip(spots, GOLD, strict=True) if s.repaired not in (None, gold)]
    exact = sum(s.repaired is not None for s in spots)
    assert not wrong
    assert exact >= 27  # of 32, one of which cannot be told
    assert repair(fixed) == (fixed, ())
    pieces = outside(fixed)
    assert not any(re.search(r"\?[a-zāáǎàèéīùūǔ]+\)", p) for p in pieces)


@needs_corpus
def test_other_speeches_decide_more_of_them(real: str) -> None:
    opencc = pytest.importorskip("opencc")
    others = [p for p in sorted(CORPUS.glob("**/*.txt")) if p != REAL]
    if len(others) < 20:
        pytest.skip("语料不全")
    extra = opencc.OpenCC("s2t").convert("\n".join(p.read_text(encoding="utf-8-sig") for p in others))
    _, spots = repair(real, extra=extra)
    assert [s for s, (_, gold) in zip(spots, GOLD, strict=True) if s.repaired not in (None, gold)] == []
    assert sum(s.repaired is not None for s in spots) >= 28


@needs_corpus
def test_the_simulation_reproduces_every_real_spot(real: str) -> None:
    """Damaging the originals in their places gives the file's spots to the character."""
    table = annotation_table(real)
    _, spots = repair(real)
    at = 0
    for spot, (shown, gold) in zip(spots, GOLD, strict=True):
        at = real.index(shown, at)
        left = plain(re.split("[?\n]", real[max(0, at - 30) : at])[-1])[-6:]
        rest = re.match(r"(\([a-zāáǎàèéīìùūǔ]+\))?", real[at + len(shown) :])
        assert rest is not None
        behind = real[at + len(shown) + rest.end() :][:1]
        original = gold if gold is not None else "章1"
        simulated = damage(halved(left) + original + behind + "們,", table)
        assert shown + (rest[0] or "") in simulated, (spot, simulated)
        at += len(shown)


@needs_corpus
def test_other_real_files_are_left_alone() -> None:
    for path in sorted(CORPUS.glob("**/*.txt")):
        if path == REAL:
            continue
        text = path.read_text(encoding="utf-8-sig")
        assert repair(text) == (text, ())
        assert mojibake(text) == (text, ())


@needs_corpus
def test_the_real_text_damaged_by_another_table(real: str) -> None:
    """Nothing is fitted to the file's table: another one, chosen to damage 25 times as many places, so that
    the words a repair needs are themselves mostly damaged. Half is still exact, one in two hundred wrong.

    The second half of the text: as many spots as it takes to tell, in half the time."""
    fixed, _ = repair(real)
    whole = plain("".join(outside(fixed))).translate(str.maketrans(",;!?:()", "，；！？：（）"))
    clean = whole[len(whole) // 2 :]
    sounds = cycle(f"{a}{b}" for a in "bdgjlmz" for b in ("āo", "í", "ǔ", "è"))
    table = dict(zip(across(clean, annotation_table(real)), sounds, strict=False))
    repaired, spots = repair(damage(clean, table), table)
    exact = [s for s in spots if s.repaired is not None]
    assert len(spots) > 200
    assert len(exact) >= 0.5 * len(spots)
    wrong = [s for s in exact if plain(repaired[max(0, s.start - 12) : s.start])[-1:] + (s.repaired or "") not in clean]
    assert len(wrong) <= 0.005 * len(exact), wrong


@needs_corpus
def test_other_texts_damaged_by_the_files_own_table(real: str) -> None:
    """Texts of other subjects with the file's table: a third at least exact, nothing wrong passed on."""
    opencc = pytest.importorskip("opencc")
    table = annotation_table(real)
    spots = exact = 0
    for name in ("more/020*", "more/022*", "more/043*", "more/045*"):
        (path,) = CORPUS.glob(name + ".txt")
        clean = opencc.OpenCC("s2tw").convert(path.read_text(encoding="utf-8").replace("?", "？"))
        repaired, found = repair(damage(clean, table))
        assert unmarked_is_true(repaired, clean)
        spots += len(found)
        exact += sum(s.repaired is not None for s in found)
    assert spots > 40
    assert exact >= 0.33 * spots


# --- whole characters misread ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "original", ["你好，各位代表。", "工作报告如下：全市经济平稳", "同志们：", "總結工作，部署任務。"]
)
@pytest.mark.parametrize(
    ("how", "reason"), [("latin-1", "UTF-8 误读为西文"), ("cp1252", "UTF-8 误读为西文"), ("gbk", "GBK 误读为西文")]
)
def test_misread_as_western(original: str, how: str, reason: str) -> None:
    if how == "cp1252":
        shown = "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in original.encode())
    else:
        shown = original.encode("utf-8" if how == "latin-1" else how).decode("latin-1")
    fixed, (spot,) = mojibake(f"他說：{shown}完")
    assert fixed == f"他說：{original}完"
    assert (spot.repaired, spot.reason) == (original, reason)
    assert mojibake(fixed) == (fixed, ())


@pytest.mark.parametrize("original", ["你好", "同志", "工作报告", "全市经济平稳发展"])
def test_utf8_misread_as_gbk(original: str) -> None:
    shown = original.encode().decode("gbk")
    fixed, (spot,) = mojibake(f"他说:{shown} 完")
    assert fixed == f"他说:{original} 完"
    assert spot.reason == "UTF-8 误读为 GBK"


def test_an_odd_end_is_marked_not_guessed() -> None:
    fixed, spots = mojibake("他说:浣犲ソ锛?完")
    assert fixed == f"他说:你好{DAMAGE_OPEN}锛?{DAMAGE_CLOSE}完"
    assert [s.repaired for s in spots] == ["你好", None]


def test_what_is_gone_is_marked() -> None:
    fixed, spots = mojibake("前文锟斤拷锟斤拷后文\ufffd\ufffd完")
    assert fixed == f"前文{DAMAGE_OPEN}锟斤拷锟斤拷{DAMAGE_CLOSE}后文{DAMAGE_OPEN}\ufffd\ufffd{DAMAGE_CLOSE}完"
    assert all(s.repaired is None and s.reason == "原字已失" for s in spots)
    assert mojibake(fixed) == (fixed, ())


_SPEECH = (
    "同志们：\n今天召开全县河道清淤推进会，主要任务是总结前段工作、部署下步任务。\n"
    "一、提高认识，增强做好河道清淤工作的责任感\n各乡镇要把清淤摆上重要位置，主要负责同志亲自抓。"
)


@pytest.mark.parametrize(
    ("written_in", "shown_in"),
    [("gb18030", "cp950"), ("gb18030", "cp949"), ("utf-8", "latin-1"), ("gb18030", "cp1252"), ("utf-8", "gb18030")],
)
def test_a_text_saved_in_a_wrong_codec_is_mended_or_marked_line_by_line(written_in: str, shown_in: str) -> None:
    """What the other codec has no character for is gone: those lines are marked, the rest comes back."""
    shown = "\n".join(line.encode(written_in).decode(shown_in, "replace") for line in _SPEECH.split("\n"))
    fixed, _ = mojibake(f"写于会前，未经本人审阅，仅供工作参考。\n{shown}\n以上是全部内容。")
    lines = ["写于会前，未经本人审阅，仅供工作参考。", *_SPEECH.split("\n"), "以上是全部内容。"]
    for line, original in zip(fixed.split("\n"), lines, strict=True):
        # A marked spot damages its whole sentence: what stands outside marks is as it was written.
        assert line == original or DAMAGE_OPEN in line
    assert fixed.split("\n")[0] == lines[0]
    assert mojibake(fixed) == (fixed, ())


def test_utf8_among_western_letters_with_bytes_missing_is_marked() -> None:
    shown = "工作报告如下".encode().decode("latin-1")
    fixed, (spot,) = mojibake(f"他说：{shown[:7]}{shown[8:]}完")
    assert fixed == f"他说：{DAMAGE_OPEN}{shown[:7]}{shown[8:]}{DAMAGE_CLOSE}完"
    assert spot.repaired is None


@pytest.mark.parametrize(
    "text",
    [
        "出席：龚玥、翟鑫、邝璟雯、佟睿、滕翀、覃韬、阚昱、冼晗、戚薇、缪霖、霍祺、裴钰、卞琪、屈旻",
        "品种：鳜鱼、鲈鱼、鲢鳙、泥鳅、牛蛙、菱角、莼菜、茭白、荸荠、慈姑",
        "《诗经》云：蒹葭苍苍，白露为霜。鹬蚌相争，渔翁得利。",
        "（日语）お疲れ様でした。",
    ],
)
def test_rare_characters_are_no_gibberish(text: str) -> None:
    assert mojibake(text) == (text, ())


@pytest.mark.parametrize("text", ["café, naïve, Ångström", "联通", "10±2℃，×条", "Ä ö ü ß", "· — …", "浣熊与犀牛"])
def test_honest_letters_stay(text: str) -> None:
    assert mojibake(text) == (text, ())


def test_weighing_many_characters_at_once_is_weighing_each() -> None:
    text = "总结工作，部署任务。總結工作经验，改进工会工作！" * 3
    for hit in (frozenset[int](), frozenset(a << 8 | b for a in range(0x81, 0xFF, 3) for b in range(0x81, 0xFF, 2))):
        words, again = Trigrams(text, hit), Trigrams(text, hit)
        for context in ("", "作", "工作", "，部", "验证", "A。"):
            for floor in (-inf, -6.0, -3.0):
                characters = sorted({*text, "鑫", "B", "　"})
                one_by_one = {c: weight for c in characters if (weight := again.weigh(context, c)) >= floor}
                assert dict(words.weigh_each(context, characters, floor)) == pytest.approx(one_by_one)
