"""From a brief to an outline (谋篇): what comes in which order, in which words, and where each line is from.

Pure and deterministic: the same brief and the same bank give the same outline. Random choice is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from drafter.bank.model import Bank, Group, Measure, Occasion, ParallelSet, Stage, fill
from drafter.brief.schema import Brief
from drafter.errors import InvalidData
from drafter.language.similar import bigrams, dice
from drafter.plan.frames import GAP_MARK, Choice, compose, gap_text, rank_frames
from drafter.plan.headings import Family, Sibling, bend, rank_families, wording
from drafter.plan.number import number
from drafter.plan.topics import Match, Topics, best_measure, coverage, opening_measure, shares_word
from drafter.plan.values import SAFEGUARD, Values, before_the_event, enumerate_run_in, values_of
from drafter.records import Alternative, Item, Origin, Outline

FRAME_ID = re.compile(r"[a-z]{2,4}\d?-[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id of the phrasebank looks like; nobody types such a thing as a line of a speech."""
POINTS, SAFEGUARDS, CLOSING = "意见", "保障", "结束"
OWN = 0.8
"""A measure as close as this to a topic is that topic."""
KINDRED = 0.4
PROBLEM_LEAST = 0.34
"""A problem closer than this to a point is answered there; at a 推进会 every problem is answered somewhere."""


def plan(brief: Brief, bank: Bank, topics_of: Callable[[Bank, str, str], Topics] = Topics) -> Outline:
    """The outline of `brief` (提纲). Never fails on a valid brief: what is unknown becomes a gap.

    topics_of: how the topics of (bank, theme, meeting) are come by; one who plans over and over may remember them.
    """
    return _Planner(brief, bank, topics_of).outline()


@dataclass(slots=True)
class _Used:
    """What this outline has used already, so that it does not repeat itself."""

    frames: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)
    aims: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)


class _Planner:
    def __init__(self, brief: Brief, bank: Bank, topics_of: Callable[[Bank, str, str], Topics]) -> None:
        self.brief = brief
        self.bank = bank
        self.occasion = _occasion(bank, brief.occasion)
        self.rank = "主持人" if self.occasion.name == "主持讲话" else brief.speaker.rank
        self.with_safeguard = brief.safeguard is not None
        self.count = len(brief.points) + self.with_safeguard
        self.values: Values = values_of(brief, bank, self.count)
        self.topics = topics_of(bank, self.values.filled.get("主题", ""), f"{brief.meeting}{brief.audience or ''}")
        self.matches: list[Match | None] = [self.topics.match(point.topic) for point in brief.points]
        self.notes: list[str] = []
        self.forced: set[int] = set()
        self.answers = self._answers()
        self._order_problems()
        self.used = _Used()
        self.total = sum(stage.share for stage in self.occasion.stages) or 100

    # --- the whole ---------------------------------------------------------------------------------

    def outline(self) -> Outline:
        items: list[Item] = []
        for stage in self.occasion.stages:
            if not self._stands(stage):
                continue
            if stage.name == POINTS:
                items += self._points(stage)
            elif stage.name == SAFEGUARDS:
                items += self._safeguard_paragraph(stage)
            elif stage.name == CLOSING:
                items += self._step(replace(stage, name=self._ending()), joined=stage.joined)
            elif stage.name == "串联":
                items += self._links(stage)
            else:
                items += self._step(stage, joined=stage.joined)
        numbered = number(tuple(items))
        self._unused_facts(numbered)
        self._left_out()
        self._unknown_choices(numbered)
        title = fill(self.brief.title or self.occasion.title, self.values.filled)
        return Outline(
            title=title,
            items=numbered,
            subtitle=self._subtitle(),
            gaps=(
                *(("标题", gap) for gap in GAP_MARK.findall(title)),
                *((item.id, gap) for item in walk(numbered) for gap in item.gaps),
            ),
            notes=tuple(self.notes),
        )

    def _stands(self, stage: Stage) -> bool:
        if stage.ranks and self.rank not in stage.ranks:
            return False
        if not stage.when:
            return True
        wanted = stage.when.removeprefix("无")
        given = {
            "刚才": self.brief.events,
            "成绩": self.brief.achievements,
            "问题": self.brief.problems,
            "对象": self.brief.audience,
        }
        return bool(given.get(wanted)) != stage.when.startswith("无")

    def _subtitle(self) -> tuple[str, ...]:
        lines = []
        if self.brief.date:
            day = self.brief.date
            lines.append(f"（{day.year}年{day.month}月{day.day}日）")
        speaker = " ".join(part for part in (self.brief.speaker.position, self.brief.speaker.name) if part)
        if speaker:
            lines.append(speaker)
        return tuple(lines)

    def _ending(self) -> str:
        if self.brief.ending:
            return self.brief.ending
        return "祝愿" if self.rank == "上级代表" else self.occasion.ending

    def _budget(self, share: int) -> int:
        return round(self.occasion.characters * share / self.total / 10) * 10

    # --- one line out of one frame -----------------------------------------------------------------

    def _step(
        self,
        stage: Stage,
        *,
        joined: bool = False,
        extra: dict[str, str] | None = None,
        material: str | None = None,
        suffix: str = "",
        node: str = "",
    ) -> list[Item]:
        """The item of one step, from the frame that suits best; [] when the bank has none for it."""
        node = node or f"{stage.move}/{stage.name}{suffix}"
        if stage.name == "称谓":
            return [self._salutation(stage, node)]
        values = self.values.within(**(extra or {}))
        if "对象" not in self.used.facts and self.brief.audience:
            # Named in full the first time, in short from then on.
            values["主体"] = self.brief.audience
        if (stage.name == "领起" and self.with_safeguard) or stage.move == "成绩回顾":
            # 围绕甲、乙、丙讲四点 would name one point too few; and the points are tasks to come, no work done.
            values.pop("各点", None)
        fresh = {slot for slot in values if slot not in self.used.facts or slot in (extra or {})}
        choices = rank_frames(
            self.bank,
            stage.name,
            values,
            occasion=self.occasion.name,
            rank=self.rank,
            material=self._material(stage.name) if material is None else material,
            unused=fresh,
            avoid=frozenset(self.used.frames),
        )
        typed = self.brief.chosen.get(node)
        if typed and FRAME_ID.fullmatch(typed) and all(choice.frame.id != typed for choice in choices):
            self.notes.append(f"选定的“{node}”：没有可用在这里的框架“{typed}”，改用最合适的一条")
            typed = None
        if typed:
            chosen = next((choice for choice in choices if choice.frame.id == typed), None)
            if chosen is None:
                return [self._own(node, 0, typed, stage.move, stage.name, joined, self._budget(stage.share))]
        elif not choices:
            self.notes.append(f"短语库里没有“{stage.name}”的框架，这一步空着，请自己写")
            return [
                Item(
                    node,
                    0,
                    gap_text(stage.name, {}),
                    stage.move,
                    stage.name,
                    Origin("template", f"空位/{stage.name}"),
                    gaps=(stage.name,),
                    budget=self._budget(stage.share),
                )
            ]
        else:
            chosen = choices[0]
        self.used.frames.add(chosen.frame.id)
        self.used.facts |= set(chosen.slots)
        if "主体" in chosen.slots and chosen.slots["主体"] == self.brief.audience:
            self.used.facts.add("对象")
        others = [choice for choice in choices if choice is not chosen and choice.text != chosen.text]
        return [
            Item(
                id=node,
                level=0,
                text=chosen.text,
                move=stage.move,
                step=stage.name,
                source=Origin("frame", chosen.frame.id, self._note(chosen)),
                slots=chosen.slots,
                gaps=chosen.gaps,
                alternatives=self._alternatives((choice.text, choice.frame.id, choice.reason) for choice in others),
                joined=joined,
                budget=self._budget(stage.share),
            )
        ]

    def _material(self, step: str) -> str:
        if step == "问题不足":
            return "；".join(self.brief.problems)
        if step in ("致意", "祝愿", "希望", "号召"):
            return "；".join(part for part in (self.brief.audience, self.brief.salutation, self.brief.meeting) if part)
        if step in ("总体评价", "分项成绩", "肯定感谢"):
            return "；".join(f"{item.topic or ''}{item.fact or ''}" for item in self.brief.achievements)
        return "；".join(event.who + event.what for event in self.brief.events)

    def _note(self, choice: Choice) -> str:
        fields = "、".join(
            dict.fromkeys(
                self.values.paths[slot] for slot in choice.slots if slot in self.values.paths and choice.slots[slot]
            )
        )
        return choice.reason + (f"；用到简要的 {fields}" if fields else "")

    def _alternatives(self, found: Iterable[tuple[str, str, str]]) -> tuple[Alternative, ...]:
        seen: dict[str, Alternative] = {}
        for text, ref, reason in found:
            seen.setdefault(text, Alternative(text, ref, reason))
            if len(seen) >= self.brief.style.alternatives:
                break
        return tuple(seen.values()) if self.brief.style.alternatives else ()

    def _own(
        self, node: str, level: int, text: str, move: str, step: str, joined: bool = False, budget: int = 0
    ) -> Item:
        """A line chosen or typed by the writer (选定)."""
        shown, gaps = compose(text, self.values.filled, self.bank.hints)
        return Item(
            node,
            level,
            shown,
            move,
            step,
            Origin("brief", f"选定.{node}", "手工选定"),
            gaps=gaps,
            joined=joined,
            budget=budget,
        )

    def _salutation(self, stage: Stage, node: str) -> Item:
        typed = self.brief.chosen.get(node) or self.brief.salutation
        text = (typed or self.occasion.address).rstrip("：:，, ") + "："
        origin = (
            Origin("brief", "称谓")
            if typed
            else Origin("template", f"场合/{self.occasion.name}/称谓", "简要没有写称谓，用这一场合的通例")
        )
        return Item(node, 0, text, stage.move, stage.name, origin)

    def _links(self, stage: Stage) -> list[Item]:
        """主持: one line to call each event up (串联), before the line that looks back on them all."""
        found: list[Item] = []
        events = self.brief.events
        for index, event in enumerate(events):
            order = "首先" if index == 0 else "最后" if index == len(events) - 1 and index > 1 else "下面"
            extra = {"序": order, "谁": event.who, "事": before_the_event(event.what)}
            found += self._step(stage, extra=extra, material=order, suffix=f"/{index + 1}")
        return found

    # --- the numbered points -----------------------------------------------------------------------

    def _points(self, stage: Stage) -> list[Item]:
        siblings = [
            Sibling(point.topic, match.topic.aims if match and match.score >= OWN else ())
            for point, match in zip(self.brief.points, self.matches, strict=True)
        ]
        if self.with_safeguard:
            known = self.topics.match(SAFEGUARD)
            siblings.append(Sibling(SAFEGUARD, known.topic.aims if known else (), safeguard=True))
        families = self._families(siblings, 1, "意见/句式")
        family = families[0]
        self._use_set(family.ref)
        for slots in family.slots:
            self.used.aims |= {value for name, value in slots.items() if name.startswith("要旨")}
        if family.ref == "并列动宾":
            self.notes.append("没有合适的排比句式能容下全部要点，一级标题用并列动宾")
        budget = self._budget(stage.share) // max(1, len(self.brief.points))
        items = []
        for index, (sibling, text) in enumerate(zip(siblings, family.headings, strict=True)):
            node = "保障" if sibling.safeguard else f"意见/{index + 1}"
            move, step = ("加强领导", "组织领导") if sibling.safeguard else (stage.move, "标题")
            typed = self.brief.chosen.get(node)
            slots = dict(family.slots[index])
            origin = Origin("frame", family.ref, self._heading_note(sibling, index, family))
            heading = (
                self._own(node, 1, typed, move, step) if typed else Item(node, 1, text, move, step, origin, slots=slots)
            )
            share = next((s.share for s in self.occasion.stages if s.name == SAFEGUARDS), 12)
            items.append(
                replace(
                    heading,
                    alternatives=self._alternatives(
                        (f.headings[index], f.ref, f.reason) for f in families if f is not family
                    ),
                    items=tuple(self._under(node, index, sibling, move)),
                    budget=self._budget(share) if sibling.safeguard else budget,
                )
            )
        return items

    def _heading_note(self, sibling: Sibling, index: int, family: Family) -> str:
        field_name = "保障" if sibling.safeguard else f"意见[{index}]"
        match = None if sibling.safeguard else self.matches[index]
        topic = f"；主题“{match.topic.id}”（按“{match.by}”，{match.score:.2f}）" if match else ""
        return f"{family.reason}；要点出自简要的 {field_name}{topic}"

    def _families(self, siblings: Sequence[Sibling], level: int, node: str) -> list[Family]:
        families = rank_families(
            self.bank,
            siblings,
            level=level,
            occasion=self.occasion.name,
            rank=self.rank,
            avoid=frozenset(self.used.sets),
            taken=frozenset(self.used.aims),
        )
        wanted = self.brief.chosen.get(node) or (self.brief.style.pattern if level == 1 else "自动")
        if wanted != "自动":
            named = self._named_set(wanted)
            family = bend(named, siblings) if named else None
            if family is not None:
                return [family, *(other for other in families if other.ref != family.ref)]
            self.notes.append(
                f"指定的句式“{wanted}”" + ("容不下这些要点" if named else "短语库里没有") + "，改用最合适的一组"
            )
        return families

    def _use_set(self, ref: str) -> None:
        entry = self._named_set(ref)
        self.used.sets |= {ref, wording(entry.skeleton)} if entry else {ref}

    def _named_set(self, name: str) -> ParallelSet | None:
        return next((entry for entry in self.bank.sets if entry.id == name), None)

    def _under(self, node: str, index: int, sibling: Sibling, move: str) -> list[Item]:
        """What stands under a level-1 heading: a lead-in where a problem is answered, then the measures."""
        items: list[Item] = []
        if not sibling.safeguard and self.answers.get(index):
            items += self._lead_in(node, index, sibling, move)
        given = (
            (self.brief.safeguard.measures if self.brief.safeguard else ())
            if sibling.safeguard
            else self.brief.points[index].measures
        )
        match = self.topics.match(SAFEGUARD) if sibling.safeguard else self.matches[index]
        field_name = "保障" if sibling.safeguard else f"意见[{index}]"
        actor = (
            self.brief.safeguard.actor if sibling.safeguard and self.brief.safeguard else None
        ) or self.values.filled["执行"]
        step = "组织领导" if sibling.safeguard else "任务部署"
        pairs = (
            self._given_measures(node, given, match, field_name)
            if given
            else self._known_measures(node, sibling, match)
        )
        if self.brief.style.depth == 1 or len(pairs) == 1:
            # A parent has no child or at least two: a single measure runs on as text.
            return items + [
                replace(
                    self._line(f"{node}/{k}", line, actor, move, step, sibling.name, also=heading if given else ""),
                    joined=False,
                )
                for k, (heading, line, _, _) in enumerate(pairs, 1)
            ]
        for k, (heading, line, origin, alternatives) in enumerate(pairs, 1):
            child = f"{node}/{k}"
            typed = self.brief.chosen.get(child)
            content = self._line(f"{child}/文", line, actor, move, step, sibling.name)
            deep = self.brief.style.depth >= 3
            below = self._third_level(child, heading, content, match, move, step) if deep else (content,)
            item = (
                self._own(child, 2, typed, move, step)
                if typed
                else Item(child, 2, heading, move, step, origin, alternatives=self._alternatives(alternatives))
            )
            items.append(replace(item, items=below))
        return items

    def _line(self, node: str, line: _Line, actor: str, move: str, step: str, point: str, also: str = "") -> Item:
        typed = self.brief.chosen.get(node)
        if typed:
            return self._own(node, 0, typed, move, step)
        values = self.values.within(主体=actor, 要点=point)
        wording = line.text
        if self.rank == "上级代表":
            wording = "希望" + wording
        if also and also not in wording:
            wording = f"{also}，{wording}"
        shown, gaps = compose(wording, values, self.bank.hints)
        shown = _without_doubling(shown, actor)
        self.used.lines.add(line.text)
        names: tuple[str, ...] = ("主体", "主题", "要点")
        slots = {name: values[name] for name in names if f"<{name}>" in line.text and name in values}
        return Item(
            node,
            0,
            shown,
            move,
            step,
            Origin("frame", line.ref, line.reason),
            slots=slots,
            gaps=gaps,
            alternatives=self._alternatives(
                (compose(t, values, self.bank.hints)[0], ref, "同组其他措施") for t, ref in line.others
            ),
        )

    def _third_level(
        self, node: str, heading: str, line: Item, match: Match | None, move: str, step: str
    ) -> tuple[Item, ...]:
        """What stands under a level-2 heading with a third level (第三层): its line and related phrases of the topic,
        or, where none is related, the line itself taken apart clause by clause."""
        about = bigrams(heading) | bigrams(line.text)
        phrases = [p for p in (match.topic.phrases if match else ()) if p not in self.used.lines and bigrams(p) & about]
        phrases.sort(key=lambda phrase: (-len(bigrams(phrase) & about) / len(bigrams(phrase)), phrase))
        if len(phrases) >= 2 and match is not None:
            same = [p for p in phrases[:6] if len(p) == len(phrases[0])]
            chosen = (same if len(same) >= 2 else phrases)[:3]
            self.used.lines |= set(chosen)
            origin = Origin("frame", f"{match.topic.id}/短语", "主题短语")
            return (line, *(Item(f"{node}/{k}", 3, p, move, step, origin) for k, p in enumerate(chosen, 1)))
        clauses = [clause for clause in re.split("[，；]", line.text.rstrip("。")) if clause]
        if len(clauses) < 2 or any(clause.count("【") != clause.count("】") for clause in clauses):
            return (line,)
        return tuple(
            replace(line, id=f"{node}/{k}", level=3, text=clause, gaps=tuple(GAP_MARK.findall(clause)), alternatives=())
            for k, clause in enumerate(clauses, 1)
        )

    # --- problems answered -------------------------------------------------------------------------

    def _answers(self) -> dict[int, list[int]]:
        """Point index -> indexes of the problems it answers. At a 推进会 every problem finds a point."""
        found: dict[int, list[int]] = {}
        for number_, problem in enumerate(self.brief.problems):
            scores = []
            for index, (point, match) in enumerate(zip(self.brief.points, self.matches, strict=True)):
                # Measures named in the brief count as the point's own words.
                score = max(_kinship(problem, text) for text in (point.topic, *point.measures))
                if shares_word(point.topic, problem):
                    score = max(score, KINDRED)
                if match:
                    known = " ".join((match.topic.name, *match.topic.synonyms, *match.topic.aims, *match.topic.phrases))
                    score = max(score, 0.8 * coverage(problem, known))
                scores.append((score - 0.05 * len(found.get(index, ())), -index))
            best, negative = max(scores)
            if best >= PROBLEM_LEAST or self.occasion.name == "推进会":
                if best < PROBLEM_LEAST / 2:
                    free = [index for index in range(len(self.brief.points)) if index not in found]
                    negative = -free[0] if free else negative
                found.setdefault(-negative, []).append(number_)
                if best < PROBLEM_LEAST:
                    self.forced.add(number_)
            else:
                self.notes.append(f"问题“{problem}”没有哪一点正对着它，请看要不要补一条对策")
        return found

    def _order_problems(self) -> None:
        """At a 推进会 problems and answers bite into each other only when they come in one order (问题与对策同序).

        Elsewhere the writer's order stands.
        """
        if self.occasion.name != "推进会":
            return
        answered = [k for index in sorted(self.answers) for k in self.answers[index]]
        order = answered + [k for k in range(len(self.brief.problems)) if k not in answered]
        if order:
            self.values.filled["问题"] = enumerate_run_in(tuple(self.brief.problems[k] for k in order), "；")

    def _lead_in(self, node: str, index: int, sibling: Sibling, move: str) -> list[Item]:
        """One sentence for each problem this point answers, in one paragraph (导语)."""
        items: list[Item] = []
        for order, k in enumerate(self.answers[index]):
            extra = {"要点": sibling.name, "问题点": f"“{self.brief.problems[k]}”"}
            # A problem that was only put here because every problem needs an answer gets no promise, but a gap.
            name = "对策待填" if k in self.forced else "导语"
            items += self._step(
                Stage(name, move),
                extra=extra,
                material="问题",
                node=f"{node}/导语/{order + 1}",
                joined=order > 0,
            )
        return items

    # --- second level ------------------------------------------------------------------------------

    def _given_measures(self, node: str, given: Sequence[str], match: Match | None, field_name: str) -> list[_Pair]:
        """Headings and lines for measures the brief names (简要给的措施)."""
        names = list(given)
        matches = [self.topics.match(name) for name in names]
        # A measure borrows the aims of a topic only when it is that topic: a near one's would miss the point.
        siblings = [
            Sibling(name, m.topic.aims if m and m.by == m.topic.name else ())
            for name, m in zip(names, matches, strict=True)
        ]
        origins = [f"{field_name}.措施[{k}]" for k in range(len(names))]
        if len(names) == 1:
            # One child is none: a second one, from the topic's own phrases, keeps it company.
            extra = self._companion(names[0], match)
            if extra:
                siblings.append(Sibling(extra[0]))
                matches.append(match)
                names.append(extra[0])
                origins.append(extra[1])
        families = self._families(siblings, 2, f"{node}/句式")
        family = families[0]
        self._use_set(family.ref)
        for slots in family.slots:
            self.used.aims |= {value for name, value in slots.items() if name.startswith("要旨")}
        pairs: list[_Pair] = []
        for k, (name, heading) in enumerate(zip(names, family.headings, strict=True)):
            line = self._line_for(name, matches[k], match)
            kind = "brief" if origins[k].startswith(field_name) else "frame"
            origin = Origin(kind, origins[k], f"句式 {family.ref}（{family.reason}）")  # type: ignore[arg-type]
            pairs.append((heading, line, origin, [(f.headings[k], f.ref, f.reason) for f in families[1:]]))
        return pairs

    def _companion(self, name: str, match: Match | None) -> tuple[str, str] | None:
        if match is None:
            return None
        phrases = [p for p in match.topic.phrases if not bigrams(p) & bigrams(name)]
        same = [p for p in phrases if len(p) == len(name)] or phrases
        return (same[0], f"{match.topic.id}/短语") if same else None

    def _line_for(self, name: str, own: Match | None, point: Match | None) -> _Line:
        """The line of content for a named measure: its own topic's, a close one's, else a general one bent to it."""
        if own and own.score >= OWN:
            near = best_measure(name, own.topic.groups, self.used.lines)
            measure = near[0] if near else opening_measure(own.topic.groups, self.used.lines)
            if measure:
                return _Line(measure.text, own.topic.id, f"主题“{own.topic.name}”的措施", ())
        best: tuple[float, str, Measure] | None = None
        # Only the point's own topic and the meeting's: a word in common with another field says nothing (联合检查).
        for topic in self.topics.home(point):
            found = best_measure(name, topic.groups, self.used.lines)
            if found and (best is None or found[1] > best[0]):
                best = (found[1], topic.id, found[0])
        if best:
            _, ref, close = best
            return _Line(close.text, ref, f"措施“{close.heading}”，与“{name}”相近", ())
        return self._open_line(name)

    def _open_line(self, name: str) -> _Line:
        """For a measure the bank has nothing fitting for: what ought to stand there, as gaps (措施待填)."""
        self.notes.append(f"短语库里没有贴合“{name}”的具体内容，这一条留了待填，没有凑句")
        choices = rank_frames(
            self.bank,
            "措施待填",
            {},
            occasion=self.occasion.name,
            rank=self.rank,
            avoid=frozenset(self.used.frames),
        )
        if not choices:
            return _Line(f"<主体>抓好“{name}”，<具体做法>。", "空位/措施待填", "没有贴合的内容", ())
        # All are gaps, so their number decides nothing: they take turns.
        frame = min((choice.frame for choice in choices), key=lambda frame: (frame.id in self.used.frames, frame.id))
        self.used.frames.add(frame.id)
        return _Line(frame.text.replace("<措施>", name), frame.id, "没有贴合的内容，留待填", ())

    def _known_measures(self, node: str, sibling: Sibling, match: Match | None) -> list[_Pair]:
        """A whole group of measures for a point without any of its own (主题的措施组)."""
        ranked = self._groups_for(sibling, match)
        wanted = self.brief.chosen.get(f"{node}/组")
        ref, group = next(((r, g) for r, g in ranked if g.name == wanted or f"{r}/{g.name}" == wanted), ranked[0])
        if ref == "通用":
            self.notes.append(f"短语库里没有合用于“{sibling.name}”的主题，这一条用的是通用措施，请重点核改")
        elif match is None:
            self.notes.append(f"短语库里没有“{sibling.name}”这个主题，借用了“{ref}”的措施，请重点核改")
        self.used.groups.add(f"{ref}/{group.name}")
        self.used.groups.add(group.name)
        limit = 3 if self.count <= 5 else 2
        chosen = group.measures[:4] if len(group.measures) == 4 and self.count <= 3 else group.measures[:limit]
        others = [(r, g) for r, g in ranked if g is not group]
        pairs: list[_Pair] = []
        for k, measure in enumerate(chosen):
            lines = tuple((g.measures[k].text, f"{r}/{g.name}") for r, g in others if k < len(g.measures))
            line = _Line(measure.text, f"{ref}/{group.name}", f"措施组“{group.name}”", lines)
            heading = fill(measure.heading, {"要点": sibling.name, "主题": self.values.filled.get("主题", "")})
            origin = Origin("frame", f"{ref}/{group.name}", f"主题 {ref} 的措施组“{group.name}”")
            alternatives = [
                (g.measures[k].heading, f"{r}/{g.name}", f"换一种切法：{g.name}")
                for r, g in others
                if k < len(g.measures)
            ]
            pairs.append((heading, line, origin, alternatives))
        return pairs

    def _groups_for(self, sibling: Sibling, match: Match | None) -> list[tuple[str, Group]]:
        found: list[tuple[float, int, str, Group]] = []
        if match:
            for order, group in enumerate(match.topic.groups):
                # A point that is only a part of the topic wants the group that deals with it.
                close = sum(_closest(sibling.name, measure) for measure in group.measures) / len(group.measures)
                score = 2.0 + close + self._freshness(match.topic.id, group)
                found.append((score, -order, match.topic.id, group))
        else:
            for topic in self.topics.neighbours(None):
                for group in topic.groups:
                    close = max(_closest(sibling.name, m) for m in group.measures)
                    if close >= 0.6:
                        found.append((1.0 + close + self._freshness(topic.id, group), 0, topic.id, group))
        for order, group in enumerate(self.bank.general):
            # For a point nobody knows, groups whose lines name the point come first.
            named = sum("<要点>" in m.text for m in group.measures) / len(group.measures)
            found.append((0.3 * named + self._freshness("通用", group), -order, "通用", group))
        found.sort(key=lambda entry: (-entry[0], -entry[1], entry[2], entry[3].name))
        if not found:
            return [
                (
                    "通用",
                    Group(
                        "清单", (Measure("列清单", "<主体>列出任务清单，由<牵头单位>牵头，<完成时限>前见到成效。"),) * 1
                    ),
                )
            ]
        return [(ref, group) for _, _, ref, group in found]

    def _freshness(self, ref: str, group: Group) -> float:
        penalty = 0.0
        if f"{ref}/{group.name}" in self.used.groups:
            penalty -= 1.5
        elif group.name in self.used.groups:
            penalty -= 0.5
        return penalty - 0.3 * sum(measure.text in self.used.lines for measure in group.measures)

    # --- safeguard without a number ----------------------------------------------------------------

    def _safeguard_paragraph(self, stage: Stage) -> list[Item]:
        if self.with_safeguard or self.occasion.safeguard != "段落":
            return []
        items = self._step(Stage("组织领导", stage.move, share=stage.share))
        return items + self._step(Stage("责任落实", stage.move), joined=True)

    # --- facts -------------------------------------------------------------------------------------

    def _left_out(self) -> None:
        """Say what the brief does not have and the outline therefore lacks (略去的部分)."""
        given = {"刚才": self.brief.events, "成绩": self.brief.achievements, "问题": self.brief.problems}
        absent = [
            name
            for name, value in given.items()
            if not value and any(stage.when == name for stage in self.occasion.stages) and not self._replaced(name)
        ]
        if not self.with_safeguard and self.occasion.safeguard != "段落":
            absent.append("保障")
        if absent:
            self.notes.append(f"简要没有写{'、'.join(absent)}，提纲里略去了相应的段落")
        if self.brief.occasion != self.occasion.name:
            self.notes.append(f"“{self.brief.occasion}”按“{self.occasion.name}”的次序写")

    def _unknown_choices(self, items: tuple[Item, ...]) -> None:
        """Say which choices have no place in this outline (选定里无处安放的)."""
        known = {item.id for item in walk(items)}
        for node in self.brief.chosen:
            base, _, tail = node.rpartition("/")
            placed = node in known or (tail in ("句式", "组") and (base in known or base == POINTS))
            if not placed and tail not in ("出处", "搁置"):
                self.notes.append(f"选定里的“{node}”在这份提纲里没有对应的位置，没有用上")

    def _replaced(self, name: str) -> bool:
        return any(stage.when == f"无{name}" for stage in self.occasion.stages)

    def _unused_facts(self, items: tuple[Item, ...]) -> None:
        """Say which facts of the brief no line holds (未用上的事实)."""
        text = "\n".join((self.brief.title or "", *(item.text for item in walk(items)), *self._subtitle()))
        for path, fact in facts(self.brief):
            if fact not in text:
                self.notes.append(f"简要里的“{fact}”（{path}）没有写进提纲，请看放在哪里合适")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of content before its slots are filled."""

    text: str
    ref: str
    reason: str
    others: tuple[tuple[str, str], ...]


_Pair = tuple[str, _Line, Origin, list[tuple[str, str, str]]]


def facts(brief: Brief) -> list[tuple[str, str]]:
    """Every fact of the brief that must stand in its outline, with its path."""
    found = [("会议", brief.meeting)]
    if brief.theme:
        found.append(("主题", brief.theme))
    if brief.audience:
        found.append(("对象", brief.audience))
    found += [(f"依据[{k}]", basis) for k, basis in enumerate(brief.bases)]
    for k, event in enumerate(brief.events):
        found += [(f"刚才[{k}].谁", event.who), (f"刚才[{k}].事", event.what)]
    for k, item in enumerate(brief.achievements):
        found += [(f"成绩[{k}].{name}", value) for name, value in (("要点", item.topic), ("事实", item.fact)) if value]
    found += [(f"问题[{k}]", problem) for k, problem in enumerate(brief.problems)]
    for k, point in enumerate(brief.points):
        found.append((f"意见[{k}].主题", point.topic))
        found += [(f"意见[{k}].措施[{m}]", measure) for m, measure in enumerate(point.measures)]
    if brief.safeguard:
        if brief.safeguard.actor:
            found.append(("保障.主体", brief.safeguard.actor))
        found += [(f"保障.措施[{m}]", measure) for m, measure in enumerate(brief.safeguard.measures)]
    return found


def walk(items: tuple[Item, ...]) -> list[Item]:
    """All items of an outline, depth first, in reading order."""
    found: list[Item] = []
    for item in items:
        found.append(item)
        found += walk(item.items)
    return found


def _occasion(bank: Bank, name: str) -> Occasion:
    for occasion in bank.occasions:
        if name == occasion.name or name in occasion.aliases:
            return occasion
    if not bank.occasions:
        raise InvalidData(["短语库里没有任何场合（occasions.yaml），请恢复程序自带的短语库"])
    return bank.occasions[0]


def _without_doubling(text: str, actor: str) -> str:
    """各级党委党组织把… → 各级党委把…: an actor that already is the body the line goes on to name."""
    for ending, doubled in (
        ("党委", "党组织"),
        ("党组", "党组织"),
        ("党组织", "党组织"),
        ("工会组织", "工会"),
        ("部门", "部门"),
    ):
        if actor.endswith(ending):
            text = text.replace(actor + doubled, actor)
    return text


def _kinship(problem: str, wording: str) -> float:
    return max(coverage(wording, problem), dice(bigrams(problem), bigrams(wording)))


def _closest(point: str, measure: Measure) -> float:
    return max(coverage(point, measure.heading), coverage(point, measure.text))
