"""A brief to start from, with the build of an existing speech and none of its facts (照现成讲话起简要)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from drafter.bank.model import Bank
from drafter.brief.schema import MOST_ITEMS, MOST_POINTS
from drafter.language.clauses import tells_how_it_is
from drafter.language.heads import kind
from drafter.language.numerals import chinese
from drafter.language.official import WORDINGS
from drafter.plan import parallels
from drafter.plan.beforehand import agenda, done_before
from drafter.plan.campaigns import campaigns_in, without_names
from drafter.plan.naming import MARK, bids, in_full, names_of, only_sees, set_of, tells_why, topics_in, without_must
from drafter.plan.parts import by_parts, part_of, points_below
from drafter.plan.run_in import LOST
from drafter.plan.skeleton import chairs, skeleton, unlisted
from drafter.records import Item, Origin, Passage, Speech

_NUMBERED_ILL = re.compile(
    "(?:^|[，；。：])(?:[一二三四五六七八九]是|第[一二三四五六七八九][，、]|其[一二三四五][，、])", re.MULTILINE
)
_SOME_ILL = re.compile("(?:^|[，；。：])(?:但是?|同时|另外|还|也)?(?:有的|个别|少数|部分|一些)", re.MULTILINE)
_QUOTED = re.compile('[“"]([^“”"]{2,16})[”"]')
OWN_TERM = f"{MARK}：提法】"
_IMAGE = re.compile("(?:作为|当作|当成|成为)[^，。；]*?的?[^，。；的]{2,5}$")
"""What a topic is likened to at the end of its heading (把……作为……的压舱石)."""
SURE = 0.8
"""From this score on a passage is said to be on leadership."""
SHORTEST_FIELD = 4
"""Characters of the shortest name of a topic that is taken out of a longer heading."""


def starter_brief(speech: Speech, bank: Bank, mask: Callable[[str], str]) -> str:
    """A brief (YAML text) with the build of `speech`, for another meeting. mask: turns facts into gaps.

    Loads with brief.load; what must be written anew stands as 待填.
    """
    speech = by_parts(unlisted(speech))
    outline = skeleton(speech)
    occasion, wherefrom = _occasion(speech, bank)
    unnamed = without_names(
        bank, campaigns_in("\n".join((speech.title or "", *(each.text for each in speech.passages))))
    )
    common = cache(lambda: _terms(bank))

    def without_facts(text: str) -> str:
        text = unnamed(text)
        # A term in quotation marks that the bank does not know is the speech's own.
        if _QUOTED.search(text):
            text = _QUOTED.sub(lambda term: term[0] if term[1] in WORDINGS or term[1] in common() else OWN_TERM, text)
        return mask(text)

    lines = [
        "# 照一篇现成讲话的结构起的头：要点和措施的条数、次序照旧，事实（人名、地名、数、日期、专名）去掉了，要换成这次的",
        TOPIC_LINE,
        *([f"# 场合是{wherefrom}，请核对"] if wherefrom else []),
        f"场合: {occasion}",
        "会议: 【待填：会议名称】",
        "主题: 【待填：工作主题】",
        "#日期: 2026-01-01",
        "#讲话人: {姓名: 某某某, 职务: 待填, 身份: 主要领导}",
    ]
    if greeting := _greeting(speech, without_facts):
        lines.append(f"称谓: {_quote(greeting)}")
    tops = [item for item in outline.items if item.level == 1]
    passed_on = [item for item in tops if part_of(item.text) == "told"]
    reviews = [item for item in tops if item.move == "成绩回顾" and not _says_why(item)]
    points = [item for item in tops if item not in reviews and item not in passed_on]
    points, opened = _opened(points, speech)
    # 保障 comes behind the points: a part of leadership between them is one of them.
    safeguard = points.pop() if len(points) > 1 and _leads(points[-1]) else None
    if not tops and any(parallels.hoped_of(said) for _, said in parallels.points(speech.passages)):
        guests = parallels.called("".join(each.text for each in speech.passages if each.kind == "salutation"))
        lines.append(f"对象: {_quote(without_facts(guests)) if guests else f'{MARK}：对象】'}")
    if passed_on or occasion == _named(bank, _PASSED_ON):
        lines += [_comment(item, without_facts) for item in passed_on]
        lines.append(f"依据: [{MARK}：传达的会议精神】]")
    hosted = occasion == _chaired(bank)
    lines += (agenda(speech.passages) if hosted else []) or done_before(speech)
    lines += _review(reviews, outline.items, speech, bank, without_facts)
    lines += [_comment(item, without_facts) for item in opened]
    lines.append("意见:")
    names = names_of(points, "要点", bank, without_facts)
    told = [
        line
        for item, topic in zip(points[:MOST_POINTS], names, strict=False)
        for line in _point(item, topic, bank, without_facts)
    ]
    told += _too_many([item.text for item in points], MOST_POINTS, "要点", without_facts)
    if not any(line.startswith("- ") for line in told):
        # A brief has at least one point.
        told = [line.removeprefix("#") if line.startswith("#- ") else line for line in told]
    lines += told
    if not points:
        lines += _unnumbered(speech, without_facts)
    if safeguard:
        children, measures = _measures(safeguard, bank, without_facts)
        lines += [*_originals(children, measures, without_facts), *_third(children, measures, without_facts)]
        lines += _beyond(safeguard, without_facts)
        inner = f", 措施: [{', '.join(map(_quote, measures))}]" if measures else ""
        lines.append(f"保障: {{主体: 【待填：责任主体】{inner}}}")
    elif all(item.move != "加强领导" for item in points) and any(
        passage.move == "加强领导" and passage.score >= SURE for passage in speech.passages
    ):
        lines.append("# 原稿讲了加强领导，没有单列成一部分；这次要单列，就写 保障: {主体: 待填, 措施: [待填]}")
    closing = [_ending(passage) for passage in speech.passages if passage.move == "结束语"]
    if not closing:
        ending = next(each.ending for each in bank.occasions if each.name == occasion)
        lines.append(f"# 原稿没有结束语，提纲会照场合的惯例写一句；不要，就在“选定”里写 结束语/{ending}: 不讲")
    else:
        lines.append(f"结束: {next((step for step in ('号召', '希望', '祝愿') if step in closing), '总结')}")
    if kept := set_of(points, safeguard is not None, bank):
        lines.append(f"风格: {{句式: {_quote(kept)}}}")
    if safeguard and safeguard.text != LOST:
        text = _without_refrain(safeguard.text, points)
        lines.append(f"选定: {{保障: {_quote(in_full(text, without_facts))}}}")
    lines[lines.index(TOPIC_LINE)] = _topic_kept(speech.title or "", "\n".join(lines))
    return "\n".join(lines) + "\n"


def _greeting(speech: Speech, without_facts: Callable[[str], str]) -> str:
    """How the speech addresses its audience (称谓), where that is more than 同志们 and names nobody; else ""."""
    said = next((each.text for each in speech.passages if each.kind == "salutation"), "").rstrip("：:！!。，")
    plain = said in ("", "同志们", "各位同志") or len(said) > LONGEST_GREETING
    return "" if plain or without_facts(said) != said else said


LONGEST_GREETING = 40
"""Characters of a salutation that a brief takes over."""


def _opened(points: Sequence[Item], speech: Speech) -> tuple[list[Item], list[Item]]:
    """`points` with what stands under a part on what is to be done (下一步工作) in place of it, where it is the only one
    but for 加强领导; the parts opened so."""
    tasks = [item for item in points if not _leads(item) and not _says_why(item)]
    below = points_below(tasks[0], speech) if len(tasks) == 1 and part_of(tasks[0].text) == "next" else []
    if not below:
        return [*points], []
    at = points.index(tasks[0])
    return [*points[:at], *below, *points[at + 1 :]], tasks


def _leads(item: Item) -> bool:
    """Whether a part is on leadership; one on carrying out what another meeting said (抓好大会精神的贯彻落实) is what is to be
    done, whatever its heading is taken for."""
    return item.move == "加强领导" and part_of(item.text) != "next"


TOPIC_LINE = "# 讲什么事照原稿留着"
_SHOWN = 16
"""Characters of the longest topic the head names."""


def _topic_kept(title: str, brief: str) -> str:
    """The line of the head that tells what stays of the old speech: what it was about, in words of its title and points."""
    body = "\n".join(line for line in brief.splitlines() if not line.startswith(("#", "场合", "会议")))
    matter = re.sub(
        "在?[全本我]?[省市县区州乡镇村]|(?:动员|推进|工作|座谈|现场|总结|表彰|部署)*(?:大会|会议?)上?的?.*$",
        "\n",
        title,
    )
    runs = re.findall(f"(?=([一-龥]{{4,{_SHOWN}}}))", matter)
    found = {run[:size] for run in runs for size in range(4, len(run) + 1) if run[:size] in body}
    topic = re.sub("(?<=.{4})(?:攻坚|行动|工作)+$", "", max(sorted(found), key=len, default=""))
    return f"{TOPIC_LINE}{f'（如“{topic}”）' if topic else ''}：和这次要讲的不是一件事的，要点、措施里的说法请一并换掉"


def _too_many(said: Sequence[str], most: int, what: str, mask: Callable[[str], str]) -> list[str]:
    """Comments with what goes beyond the number a brief takes, to be merged by its writer."""
    if len(said) <= most:
        return []
    rest = [f"#   {in_full(each, mask)}" for each in said[most:]]
    return [f"# 原稿的{what}有 {len(said)} 条，简要最多 {most} 条，后面的没有写进去，请合并：", *rest]


def _unnumbered(speech: Speech, mask: Callable[[str], str]) -> list[str]:
    """The points of a speech without headings: its sentences that begin alike, else a gap for each task."""
    found = parallels.points(speech.passages)
    whole = [
        Item(str(number), 1, parallels.heading_of(said), "", "", Origin("precedent", "")) for number, said in found
    ]
    if items := whole[:MOST_POINTS]:
        # Sentences have no topic apart from what they say: 把学校建在家门口 is not about 学校.
        lines = []
        for at, (each, (_, said)) in enumerate(zip(items, found, strict=False), 1):
            if parallels.hoped_of(said):
                # Of whom it is hoped the point does not say.
                lines.append(f"# 原稿：{in_full(re.split('[，。；！？]', said)[0], mask)}")
            name = f"{MARK}：要点{chinese(at)}】" if parallels.says_no_matter(each.text) else ""
            lines.append(f"- {name or _quote(in_full(each.text, mask))}")
        return [*lines, *_too_many([each.text for each in whole], MOST_POINTS, "要点", mask)]
    tasks = min(MOST_POINTS, sum(passage.step == "任务部署" for passage in speech.passages))
    names = [f"要点{chinese(at)}" for at in range(1, tasks + 1)] if tasks > 1 else ["要点"]
    return [f"- {MARK}：{name}】" for name in names]


def _without_refrain(heading: str, others: Sequence[Item]) -> str:
    """`heading` without the first clause that others begin with as well: that is what the old speech was about."""
    refrain, comma, rest = heading.partition("，")
    shared = comma and any(item.text.startswith(refrain + comma) for item in others)
    return without_must(rest if shared else heading)


def _terms(bank: Bank) -> str:
    """All the words of the bank."""
    topics = [
        word
        for topic in bank.topics
        for word in (
            topic.name,
            *topic.synonyms,
            *topic.phrases,
            *(text for group in topic.groups for each in group.measures for text in (each.heading, each.text)),
        )
    ]
    return "\n".join([*topics, *(frame.text for frame in bank.frames)])


def _review(
    reviews: Sequence[Item],
    alone: Sequence[Item],
    speech: Speech,
    bank: Bank,
    mask: Callable[[str], str],
) -> list[str]:
    """成绩 and 问题 as gaps: one result for every heading of the review, with the topic the bank knows in it.

    reviews: the parts of the review. alone: what stands at the top of the outline, with the results of a review that is
    no part. What was achieved is the old speech's own (造林绿化提速增效): the fact is a gap. That the review was a part with a
    heading of its own is told in a comment, for the brief has no place for it.
    """
    told = [passage for passage in speech.passages if passage.move == "成绩回顾" and not _runs_meeting(passage.text)]
    problems = [f"问题: [{', '.join(_problems(ills))}]"] if (ills := _ills(speech)) else []
    if not told:
        return problems
    lines = [_comment(item, mask) for item in reviews if item.text != LOST]
    below = [child for item in reviews if item.step != "问题不足" for child in item.items]
    results = [item for item in (*alone, *below) if item.level == 2 and item.step != "问题不足"]
    if len(results) > 1:
        lines += _too_many([result.text for result in results], MOST_ITEMS, "成绩", mask)
        results = results[:MOST_ITEMS]
        names = _fields([topics_in(result.text, bank, mask)[0] for result in results], bank)
        lines.append("成绩:")
        for at, name in enumerate(names, 1):
            lines.append(
                f"- {{要点: {name or f'{MARK}：成绩{chinese(at)}】'}, 事实: {MARK}：成绩{chinese(at)}的事实】}}"
            )
    else:
        lines.append(f"成绩: [{{要点: {MARK}：成绩】, 事实: {MARK}：成绩的事实】}}]")
    return lines + problems


_HOUSEKEEPING = re.compile(
    "(?:把|将|关闭|请)[^，。]{0,4}手机|手机[^，。]{0,6}(?:静音|振动|震动|关)|静音|会[场议](?:纪律|秩序)|随意走动|中途离场|提前离场|对号入座|就座|签到|会议材料"
)
"""What a host asks of those present while the meeting lasts, which is nothing achieved."""
_ANNOUNCES = re.compile(
    "(?:同志们，)?(?:让我们以?[^，。]{0,6}掌声|(?:(?:今天|昨天)?[上下]午|昨天|此前|前面)，?(?:我们|大家|与会同志|同志们)?(?:已经?|一起|共同|集中|先后|实地)*(?:观摩|参观|考察|观看|察看|听取)了|(?:下面|接下来|下边|接着|随后)(?![的有这几]|一?阶段)|(?:首先|最后)?，?有?请(?!示|求)|现在(?:请|开会|进行|继续|由)|会议(?:正式|现在|继续)?(?:开始|进行)|(?:大家|请|热烈)*(?:鼓掌|欢迎)"
    "|(?:会议)?(?:逐项|依次|按(?:照)?(?:议程|程序))进行|(?:谢谢|感谢)[^。！]{0,14}(?:发言|讲话|汇报|通报|介绍|同志))"
)
"""How a sentence begins that says what comes next in the meeting (下面，逐项进行)."""


def _runs_meeting(text: str) -> bool:
    """Whether a passage only keeps a meeting going: it asks for order, or every sentence says what comes next."""
    sentences = [each for each in re.split("[。！；]", text.strip()) if each.strip()]
    return _HOUSEKEEPING.search(text) is not None or all(_ANNOUNCES.match(each.strip()) for each in sentences)


def _ills(speech: Speech) -> str:
    """What the old speech tells of problems (问题不足), "" where it tells of none: also where it does so among the points or
    behind the last one, as part of which it is taken."""
    review = [each for each in speech.passages if each.move == "成绩回顾" and not _runs_meeting(each.text)]
    told = [each.text for each in review if each.step == "问题不足"]
    told = told or [each.text for each in speech.passages if each.kind == "paragraph" and _OWNS_UP.search(each.text)]
    return "\n".join(told)


_OWNS_UP = re.compile(
    "(?:看到|认识到|意识到|正视|承认)[^。；]{0,30}?(?:存在|还有|仍有)[^。；，]{0,16}(?:问题|不足|差距|短板|薄弱)"
)
"""A sentence that owns up to problems (也要清醒认识到，还存在一些问题)."""


def _problems(told: str) -> list[str]:
    """One gap for each of the problems told apart (一是…二是…, 有的…有的…), at least one."""
    numbered, some = (len(mark.findall(told)) for mark in (_NUMBERED_ILL, _SOME_ILL))
    count = numbered if numbered > 1 else some
    return (
        [f"{MARK}：问题{chinese(at)}】" for at in range(1, min(count, MOST_ITEMS) + 1)]
        if count > 1
        else [f"{MARK}：存在的问题】"]
    )


def _fields(topics: Sequence[str], bank: Bank) -> list[str]:
    """The name of a topic of the bank that each of `topics` begins with, the longest, none twice; else empty.

    What is done to something (防范化解风险) is called by all of it, and two characters begin too much (政府自身建设).
    """
    known = {name for topic in bank.topics for name in (topic.name, *topic.synonyms)}
    found: list[str] = []
    for topic in topics:
        least = len(topic) if kind(topic) == "动宾" else min(len(topic), SHORTEST_FIELD)
        begun = (topic[:size] for size in range(len(topic), max(least, 2) - 1, -1))
        found.append(next((name for name in begun if name in known and name not in found), ""))
    return found


def _comment(heading: Item, mask: Callable[[str], str]) -> str:
    # What is left of 2025年和…时期 without the year begins with 和.
    return f"# 原稿：{heading.label}{re.sub('^[和与及、]', '', mask(heading.text))}"


def _point(item: Item, topic: str, bank: Bank, mask: Callable[[str], str]) -> list[str]:
    """The lines of a point called `topic`."""
    children, measures = _measures(item, bank, mask)
    told = {child.step for child in item.items}
    reasons = [_says_why(each) for each in children]
    if (told == {"形势意义"} and not bids(item.text)) or _says_why(item) or (children and all(reasons)):
        # Commented out: a point would be given measures. How things stand (天气形势不容乐观) is no measure of one, either.
        lines = [_comment(each, mask) for each in [item, *children]]
        tasks = measures if all(bids(each.text) for each in children) else []
        return [
            f"# “{topic}”原稿讲的是形势意义，不是要做的事，没有写成要点；要单讲，去掉这一组最后一行的 #",
            *lines,
            f"#{_entry(topic, tasks)}",
        ]
    if any(tells_how_it_is(each.text) for each in children):
        lines = [f"# “{topic}”下面是现状和问题、不是要做的事的，没有写成措施；是这次也要讲的问题，请写到“问题”里"]
        lines += [_comment(each, mask) for each in children if tells_how_it_is(each.text)]
        kept = [name for each, name in zip(children, measures, strict=True) if not tells_how_it_is(each.text)]
        return [*lines, *_beyond(item, mask), _entry(topic, kept)]
    lines = [*_originals([item, *children], [topic, *measures], mask), *_third(children, measures, mask)]
    lines += _beyond(item, mask)
    return [*lines, _entry(topic, measures)]


def _says_why(item: Item) -> bool:
    """Whether a heading itself says that the part is on why (形势意义), whatever its passages are taken for."""
    return tells_why(item.text) or only_sees(item.text) or tells_how_it_is(item.text)


def _entry(topic: str, measures: Sequence[str]) -> str:
    """A line of 意见."""
    if not measures:
        return f"- {_quote(topic)}"
    return f"- {{主题: {_quote(topic)}, 措施: [{', '.join(map(_quote, measures))}]}}"


def _measures(item: Item, bank: Bank, mask: Callable[[str], str]) -> tuple[list[Item], list[str]]:
    """The headings below `item` and what they are called; none where there is but one, which divides nothing."""
    children = [child for child in item.items if child.level == 2][:MOST_ITEMS]
    return (children, names_of(children, "措施", bank, mask)) if len(children) > 1 else ([], [])


def _beyond(item: Item, mask: Callable[[str], str]) -> list[str]:
    return _too_many([child.text for child in item.items if child.level == 2], MOST_ITEMS, "措施", mask)


def _originals(headings: Sequence[Item], called: Sequence[str], mask: Callable[[str], str]) -> list[str]:
    """Comments with the headings of which but one clause became what a point or measure is called, or whose image (作为……的
    压舱石) it leaves out, without facts."""
    return [
        _comment(heading, mask)
        for heading, name in zip(headings, called, strict=True)
        if not name.startswith(MARK)
        and (re.search("[，；]", heading.text) or _IMAGE.search(heading.text))
        and name != in_full(heading.text, mask)
    ]


def _third(headings: Sequence[Item], called: Sequence[str], mask: Callable[[str], str]) -> list[str]:
    """Comments with the headings of the third level, which the brief has no place for, without facts."""
    below = [
        (name, [each for each in item.items if each.level == 3]) for item, name in zip(headings, called, strict=True)
    ]
    return [
        f"# “{name}”下面原稿还分：{'；'.join(mask(each.text) for each in thirds)}"
        for name, thirds in below
        if len(thirds) > 1
    ]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if re.search(r"[:#\[\]{},&*!|>'\"%@`]", text) else text


def _ending(passage: Passage) -> str:
    """The step of a passage of the ending; one that hopes and calls nobody up is a hope, as what the brief has for it."""
    hopes = passage.step == "号召" and "希望" in passage.text and not _CALLS_UP.search(passage.text)
    return "希望" if hopes else passage.step


_CALLS_UP = re.compile("让我们|携手|团结起来|共同努力|[奋拼][斗搏]|前进")
_PASSED_ON = "传达"
"""How the occasion begins at which the spirit of another meeting is passed on."""
_CHAIRED = "串联"
"""The stage an occasion has whose speaker calls on others."""


def _chaired(bank: Bank) -> str:
    """The occasion whose speaker chairs the meeting, "" where there is none."""
    return next((each.name for each in bank.occasions if _CHAIRED in {stage.name for stage in each.stages}), "")


_SPIRIT = re.compile("(?:传达|学习|宣传|贯彻|落实)+[^，。]*精神")
"""The spirit of another meeting in a title: what that one was says nothing of this one."""
_MEETING = re.compile("[^，。班]{0,6}会")
_IN_OPENING = (
    ("座谈", re.compile("座谈")),
    (_PASSED_ON, re.compile("(?:今天|任务|议题|议程|开个?短?会|召开)[^。；]{0,30}?传达(?!了)[^。；]*?精神")),
)
"""How an occasion begins, and what tells of it in the opening."""


def _named(bank: Bank, beginning: str) -> str:
    """The first occasion whose name begins so, "" where there is none."""
    return next((each.name for each in bank.occasions if each.name.startswith(beginning)), "")


def _occasion(speech: Speech, bank: Bank) -> tuple[str, str]:
    """The occasion of a speech, and where it was guessed from, "" where its title says it.

    A kind of speech the title ends in (推进会上的主持讲话) goes before the meeting it was held at.
    """
    title = speech.title or ""
    spirit = _SPIRIT.search(title)
    name = " ".join(_SPIRIT.sub("", part) for part in (speech.occasion, title) if part)
    found = [
        (title.endswith(alias), len(alias), occasion.name)
        for occasion in bank.occasions
        for alias in (occasion.name, *occasion.aliases)
        if alias in name
    ]
    chaired = _chaired(bank)
    if found and max(found)[0]:
        return max(found)[2], ""
    if chaired and chairs(speech.passages):
        return chaired, "看正文里请人发言认的"
    study = _named(bank, _PASSED_ON)
    if study and spirit and (_PASSED_ON in spirit.group() or (not found and _MEETING.match(title, spirit.end()))):
        return study, ""
    if found:
        return max(found, key=lambda one: one[1])[2], ""
    opening = "".join(passage.text for passage in speech.passages if passage.move == "开场")
    for word, mark in _IN_OPENING:
        if mark.search(opening) and (told := _named(bank, word)):
            return told, f"看开场里的“{word}”认的"
    return bank.occasions[0].name, "猜的（题目没有写是什么会）"
