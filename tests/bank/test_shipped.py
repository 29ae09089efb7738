"""The shipped phrasebank, entry by entry: what every reviewed entry promises."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from drafter.bank.model import SLOT, Bank, pattern
from drafter.language.sectors import SECTOR_WORDS
from drafter.language.similar import bigrams, dice
from drafter.language.trouble_kinds import BY_WORD, KINDS
from drafter.language.words import cut
from drafter.plan.bending import bend
from drafter.plan.sibling import Sibling
from drafter.plan.wishes import ANY_OTHER, BY_NAME

FACT = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千]{2,}年|20□")


def test_the_bank_is_as_large_as_promised(bank: Bank) -> None:
    assert len(bank.frames) >= 400
    assert len(bank.sets) >= 150
    assert len(bank.topics) >= 120
    assert len({topic.field for topic in bank.topics}) >= 20
    assert len(bank.general) >= 20


def test_every_example_fits_its_frame_and_no_counter_example_does(bank: Bank) -> None:
    for frame in bank.frames:
        assert frame.example, frame.id
        assert frame.counter_example, frame.id
        assert pattern(frame.text).fullmatch(frame.example), (frame.id, frame.text, frame.example)
        assert not pattern(frame.text).search(frame.counter_example), (frame.id, frame.counter_example)


def _words(text: str) -> set[str]:
    return {word for run in SLOT.split(text)[::2] for word in cut(run) if "\u4e00" <= word[0] <= "\u9fff"}


def test_a_counter_example_is_a_near_miss_of_its_own_frame(bank: Bank) -> None:
    """The same opening with a clause missing, another act or another ending; no other frame's example."""
    examples = {frame.example for frame in bank.frames}
    for frame in bank.frames:
        counter = frame.counter_example
        said = _words(frame.text)
        assert 2 * sum(word in counter for word in said) >= len(said), (frame.id, frame.text, counter)
        # Where a frame has next to no words of its own, what fills it is to be said nearly so, too.
        assert dice(bigrams(counter), bigrams(frame.example)) > 0.15, (frame.id, frame.example, counter)
        assert len(counter) <= 40, (frame.id, counter)
        assert not FACT.search(counter), (frame.id, counter)
        assert counter not in examples, (frame.id, counter)


def test_filling_a_frame_with_what_it_matched_gives_the_sentence_back(bank: Bank) -> None:
    for frame in bank.frames:
        match = pattern(frame.text).fullmatch(frame.example)
        assert match is not None
        pieces = SLOT.split(frame.text)[::2]
        assert "".join(a + b for a, b in zip(pieces, (*match.groups(), ""), strict=True)) == frame.example


def test_no_two_frames_say_the_same(bank: Bank) -> None:
    texts = Counter((frame.step, frame.text, frame.occasions, frame.ranks, frame.cue) for frame in bank.frames)
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_step_of_every_occasion_has_frames(bank: Bank) -> None:
    have = {frame.step for frame in bank.frames}
    wanted = {stage.name for occasion in bank.occasions for stage in occasion.stages}
    wanted -= {"称谓", "意见", "保障", "结束"}
    wanted |= {"导语", "组织领导", "责任落实", "号召", "希望", "总结", "祝愿"}
    assert wanted - have == set()


def test_every_step_and_rank_has_a_frame_that_asks_for_nothing_special(bank: Bank) -> None:
    for occasion in bank.occasions:
        for stage in occasion.stages:
            if stage.name in ("称谓", "意见", "保障", "结束"):
                continue
            ranks = ("主持人",) if occasion.name == "主持讲话" else ("主要领导", "分管领导", "上级代表", "主持人")
            for rank in stage.ranks or ranks:
                fitting = [
                    frame
                    for frame in bank.frames
                    if frame.step == stage.name
                    and (not frame.occasions or occasion.name in frame.occasions)
                    and (not frame.ranks or rank in frame.ranks)
                ]
                assert fitting, (occasion.name, stage.name, rank)


def test_examples_of_sets_fit_their_skeletons(bank: Bank) -> None:
    for entry in bank.sets:
        assert len(entry.example) >= 2, entry.id
        for text in entry.example:
            match = pattern(entry.skeleton).fullmatch(text)
            last = pattern(entry.last).fullmatch(text) if entry.last else None
            assert match or last, (entry.id, text)


def test_rotors_differ_and_are_of_one_length(bank: Bank) -> None:
    for entry in bank.sets:
        assert len(set(entry.rotors)) == len(entry.rotors), entry.id
        assert len({len(rotor) for rotor in entry.rotors}) <= 1, entry.id


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_set_is_never_stretched_beyond_its_rotors(bank: Bank, count: int) -> None:
    siblings = [
        Sibling(name, ("健全机制", "守住底线"))
        for name in ("项目建设", "维权服务", "宣传教育", "队伍培训", "督查考核")[:count]
    ]
    for entry in bank.sets:
        family = bend(entry, siblings)
        if family is not None and entry.rotors:
            assert len({slots["轮换"] for slots in family.slots if "轮换" in slots}) == len(
                [slots for slots in family.slots if "轮换" in slots]
            )


def test_topics_are_as_rich_as_promised(bank: Bank) -> None:
    for topic in bank.topics:
        if topic.evidence.kind == "mined":
            continue
        assert len(topic.phrases) >= 15, topic.id
        assert sum(len(group.measures) for group in topic.groups) >= 8, topic.id
        assert topic.synonyms or topic.heads, topic.id
        assert sum(len(aim) == 4 for aim in topic.aims) >= 2, topic.id
        assert sum(len(aim) == 6 for aim in topic.aims) >= 2, topic.id


def test_topics_and_frames_hold_no_fact(bank: Bank) -> None:
    texts = [frame.text for frame in bank.frames] + [entry.skeleton for entry in bank.sets]
    for topic in bank.topics:
        texts += [*topic.aims, *topic.phrases]
        texts += [
            text for group in topic.groups for measure in group.measures for text in (measure.heading, measure.text)
        ]
    for group in bank.general:
        texts += [text for measure in group.measures for text in (measure.heading, measure.text)]
    assert [text for text in texts if FACT.search(SLOT.sub("", text))] == []


def test_measures_are_one_finished_sentence_and_headings_have_no_stop(bank: Bank) -> None:
    for topic in bank.topics:
        for group in topic.groups:
            assert len(group.measures) >= 2, (topic.id, group.name)
            for measure in group.measures:
                assert measure.text.endswith("。"), measure.text
                assert not measure.heading.endswith(tuple("。；，、：")), measure.heading


def test_every_line_of_a_topic_goes_by_two_names_or_more(bank: Bank) -> None:
    lines = [
        (topic.id, measure.heading, measure.names)
        for topic in bank.topics
        if not topic.heads
        for group in topic.groups
        for measure in group.measures
    ]
    assert [(topic, heading) for topic, heading, names in lines if len(set(names)) < 2] == []


def test_every_head_word_belongs_to_one_topic(bank: Bank) -> None:
    seen = Counter(head for topic in bank.topics for head in topic.heads)
    assert len(seen) >= 1000
    assert [head for head, count in seen.items() if count > 1] == []


def test_a_topic_for_head_words_speaks_of_the_point_and_of_no_sector(bank: Bank) -> None:
    for topic in bank.topics:
        if not topic.heads:
            continue
        lines = [[measure.text for measure in group.measures] for group in topic.groups]
        assert any(all("<要点>" in text for text in group) for group in lines), topic.id
        said = [text for group in lines for text in group] + [m.heading for g in topic.groups for m in g.measures]
        said += [*topic.aims, *topic.phrases]
        assert [text for text in said if any(word in text for word in SECTOR_WORDS)] == [], topic.id
        assert all("<主题>" not in text for text in said), topic.id


def test_the_aims_for_head_words_are_fresh(bank: Bank) -> None:
    topics = [topic for topic in bank.topics if topic.heads]
    seen = Counter(aim for topic in topics for aim in topic.aims)
    assert [aim for aim, count in seen.items() if count > 1] == []
    for topic in topics:
        for length in (4, 6):
            assert sum(len(aim) == length for aim in topic.aims) >= 4, topic.id
        # A head of one character (防) is no word that a heading would say twice.
        words = [head for head in topic.heads if len(head) > 1]
        assert [aim for aim in topic.aims if any(word in aim for word in words)] == [], topic.id


def test_no_line_promises_what_is_not_the_speakers_to_give(bank: Bank) -> None:
    promised = re.compile("(?<!按规定)给(?:予)?奖励|优待窗口|全体[一-龥]{2,4}签订?承诺|及时兑付[一-龥]*补贴")
    lines = [measure.text for topic in bank.topics for group in topic.groups for measure in group.measures]
    assert len(lines) > 3000
    assert [line for line in lines if promised.search(line)] == []


def test_a_hard_battle_is_a_matter_and_no_work_of_one(bank: Bank) -> None:
    said = [frame.text for frame in bank.frames if not frame.own]
    assert not any(re.search("打[赢好][^，。]*工作>这场硬仗|工作>按期见效|对此是满意的", text) for text in said)


def test_no_line_gives_a_warning_another_level_than_the_brief(bank: Bank) -> None:
    """红色预警 stays 红色预警: what level it has the brief says."""
    lines = [measure.text for topic in bank.topics for group in topic.groups for measure in group.measures]
    assert any("预警" in line for line in lines)
    assert [line for line in lines if re.search("(?:高等级|[红橙黄蓝]色)预警", line)] == []


def test_hopes_for_guests_are_on_kinds_of_work_there_are_and_speak_to_them(bank: Bank) -> None:
    kinds = {topic.name for topic in bank.topics if topic.heads} | {ANY_OTHER}
    hopes = [group for group in bank.general if group.hopes]
    assert sum(ANY_OTHER in group.hopes for group in hopes) >= 3
    assert {kind for group in hopes for kind in group.hopes} <= kinds | {BY_NAME}
    for group in hopes:
        # A heading stands beside another, and a group by its words alone has some.
        assert len(group.measures) > 1, group.name
        assert group.points or BY_NAME not in group.hopes, group.name
        for measure in group.measures:
            assert re.search("大家|希望有经验的|希望还不熟的", measure.text), measure.text
            assert "<主体>" not in measure.text, measure.text


def test_groups_for_a_trouble_are_for_kinds_of_trouble_there_are(bank: Bank) -> None:
    kinds = [kind for group in bank.general for kind in group.troubles]
    assert len(kinds) > 40
    assert set(kinds) <= {name for name, _, _ in (*KINDS, *BY_WORD)}
    assert len(set(kinds)) == len(kinds)
    ends = [end for group in bank.general if not group.hopes for end in group.points]
    assert len(ends) > 100
    assert len(set(ends)) == len(ends)


def test_the_language_of_emergencies_is_kept_for_emergencies(bank: Bank) -> None:
    alarm = re.compile("接到指令|预警等级|值守电话|应急响应|启动预案")
    kinds = [topic for topic in bank.topics if topic.heads and topic.name not in ("应急类", "安全类", "调度类")]
    lines = [measure.text for topic in kinds for group in topic.groups for measure in group.measures]
    assert len(lines) > 700
    assert [line for line in lines if alarm.search(line)] == []
