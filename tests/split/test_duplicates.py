"""Copies of a speech, cut, re-headed or lightly edited, point to the fullest one."""

from __future__ import annotations

from dataclasses import replace

from drafter.records import Passage, Speech
from drafter.split import duplicates
from drafter.split.duplicates import mark_duplicates

SIGNS = "天地山河日月星云风雨江海林田农工商学路桥城乡村镇人民心力志德法治文武金木水火土春夏秋冬东西南北中大小多少新旧远近高低"


def sentences(seed: int, count: int = 40) -> list[str]:
    """Text of our own, different for every seed, the same every time."""
    state = seed * 7919 + 17
    made = []
    for _ in range(count):
        signs = []
        for _ in range(24):
            state = (state * 1103515245 + 12345) % 2**31
            signs.append(SIGNS[(state >> 12) % len(SIGNS)])
        made.append("".join(signs) + "专人负责。")
    return made


def speech(name: str, lines: list[str]) -> Speech:
    return Speech(name, tuple(Passage(i + 1, "paragraph", line) for i, line in enumerate(lines)))


def links(speeches: list[Speech]) -> dict[str, str | None]:
    return {s.id: s.duplicate_of for s in mark_duplicates(speeches)}


def test_a_cut_a_reheaded_and_an_edited_copy() -> None:
    whole = sentences(1)
    edited = [line.replace("专人负责", "骨干把关") if i % 3 == 0 else line for i, line in enumerate(whole)]
    speeches = [
        speech("cut", whole[:15]),
        speech("whole", ["同志们：", *whole]),
        speech("headed", ["在全市工作会议上的讲话", *whole[:35]]),
        speech("edited", edited[:30]),
        speech("other", sentences(2)),
    ]
    assert links(speeches) == {"cut": "whole", "whole": None, "headed": "whole", "edited": "whole", "other": None}
    marked = {s.id: s.similarity for s in mark_duplicates(speeches)}
    assert marked["cut"] == 1.0
    assert 0.5 <= marked["edited"] < 1.0
    assert marked["whole"] == marked["other"] == 0.0


def test_last_years_speech_written_over_is_another() -> None:
    """What it says is searched for, too; sent out again by another paper it is still the same."""
    old, new = sentences(5), sentences(6)
    this_year = replace(speech("今年", [*old[:28], *new[:12]]), speaker="钱某某", date="2025-06-01")
    last_year = replace(speech("去年", old), speaker="赵某某", date="2024-06-03")
    assert links([this_year, last_year]) == {"今年": None, "去年": None}
    for change in ({"speaker": "钱某某"}, {"date": "2025-06-09"}, {"speaker": None, "date": None}):
        one = replace(last_year, speaker="钱某某", date="2025-06-01")
        assert sum(each is not None for each in links([this_year, replace(one, **change)]).values()) == 1
    again = replace(speech("转载", old), speaker="钱某某", date="2025-06-01")
    assert links([again, last_year])["转载"] or links([again, last_year])["去年"]


def test_a_speech_written_over_for_another_meeting_is_another() -> None:
    old, new = sentences(7), sentences(8)
    one = replace(speech("甲", [*old[:28], *new[:12]]), occasion="全县秸秆禁烧工作会议")
    other = replace(speech("乙", old), occasion="全县河道清淤推进会")
    assert links([one, other]) == {"甲": None, "乙": None}
    for occasion in (None, "秸秆禁烧会", "全县夏季秸秆禁烧和综合利用工作推进会", "工作会议"):
        named = replace(other, occasion=occasion)
        assert sum(each is not None for each in links([one, named]).values()) == 1, occasion


def test_a_shared_paragraph_does_not_make_a_copy() -> None:
    shared = sentences(9, 6)
    assert links([speech("a", sentences(1) + shared), speech("b", sentences(2) + shared)]) == {"a": None, "b": None}


def test_a_denial_is_remembered() -> None:
    pair = [speech("a", sentences(1)), speech("b", sentences(1)[:30])]
    assert links(pair) == {"a": None, "b": "a"}
    denied = mark_duplicates(pair, frozenset({frozenset({"a", "b"})}))
    assert [s.duplicate_of for s in denied] == [None, None]


def test_the_order_of_the_files_does_not_matter() -> None:
    speeches = [speech(f"s{n}", sentences(n % 4)[: 40 - n]) for n in range(12)]
    assert links(speeches) == links(speeches[::-1])


def test_marking_again_starts_afresh() -> None:
    once = mark_duplicates([speech("a", sentences(1)), speech("b", sentences(1)[:30])])
    assert mark_duplicates(once[1:])[0].duplicate_of is None


def test_a_large_collection_finds_the_same_copies_by_its_sample() -> None:
    speeches = [speech(f"{n:03}", sentences(n)) for n in range(duplicates._SMALL + 20)]
    copies = [speech(f"c{n}", sentences(n)[5:25]) for n in range(0, 40, 4)]
    found = links(speeches + copies)
    assert {c.id: found[c.id] for c in copies} == {f"c{n}": f"{n:03}" for n in range(0, 40, 4)}
    assert sum(target is not None for target in found.values()) == len(copies)


def test_empty_speeches_are_nobodys_copies() -> None:
    assert links([speech("a", []), speech("b", ["同志们："]), speech("c", [])]) == {"a": None, "b": None, "c": None}


def test_no_copy_is_one_of_itself_where_the_characters_are_the_same() -> None:
    same = [speech("a", sentences(1)), speech("a", sentences(1)), speech("b", sentences(2)), speech("a", sentences(1))]
    marked = mark_duplicates(same)
    assert [s.duplicate_of for s in marked] == [None, "a", None, "a"]
    assert len({s.id for s in marked}) == 4
    assert [marked[0].id, marked[2].id] == ["a", "b"]
    denied = frozenset(frozenset((marked[0].id, other.id)) for other in (marked[1], marked[3]))
    assert sum(s.duplicate_of is None for s in mark_duplicates(same, denied)) == 3
