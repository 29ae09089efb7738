"""Finds what is known about a point (找主题): which of the ways to look for its topic decides.

First the groups of the meeting's own topic (`by_group`), then names (`by_name`), then what the topics of the meeting's
field say (`by_content`), in the end the kind of work that the point's last word tells (`by_kind`).
"""

from __future__ import annotations

from dataclasses import replace

from drafter.bank.model import Bank, Topic
from drafter.language.heads import asks, doing_last, matters_of
from drafter.language.plainly import otherwise
from drafter.language.saying_little import STOCK
from drafter.language.sectors import SECTOR_WORDS
from drafter.plan.by_content import of_its_word, part_of, says, told_by_one
from drafter.plan.by_group import akin, by_group, group_called, of_theme, one_of_several, theme_for_short
from drafter.plan.by_kind import RAISED, WORKERS, by_head, by_its_tail, by_last_verb, by_thing, is_own_kind
from drafter.plan.by_name import (
    OWN_WORD,
    best,
    called,
    field_named,
    names_a_thing,
    of_firms,
    of_many,
    phrased,
    scattered,
    thing_called,
)
from drafter.plan.match import FIRMS, GENERAL, PLAIN, SURE, THRESHOLD, TOLD_IN_PASSING, WORD, Match, vague
from drafter.plan.meeting import Meeting

LAY = 0.02
"""A point found in other words is a little less than sure."""


class Topics(Meeting):
    """The bank's topics as a meeting knows them, ready to be asked for those of its points (主题检索)."""

    def __init__(self, bank: Bank, theme: str, meeting: str) -> None:
        """theme: what the meeting is about. meeting: its name and whom it addresses."""
        super().__init__(bank, theme, meeting)
        self._met: dict[str, Match | None] = {}
        """Point → what it was taken to mean, worked out when it is first asked for."""

    def match(self, point: str) -> Match | None:
        """The topic `point` names, by name, synonym or closeness, or whose work it is a part of.

        None when nobody knows it, nor what has no name.
        """
        if not point:
            return None
        if point not in self._met:
            found = self._match(point)
            self._met[point] = self._on_its_thing(point, found) if found else None
        return self._met[point]

    def _on_its_thing(self, point: str, match: Match) -> Match | None:
        """`match` without the groups that go through several things, where the meeting is on one of these (茶产业: no group of
        茶, 果 and 菌); its kind of work in general where none is left."""
        if not self.theme or match.topic.id != self.theme.topic.id:
            return match
        groups = tuple(group for group in match.topic.groups if not one_of_several(group, self.theme, point))
        if len(groups) == len(match.topic.groups):
            return match
        if groups:
            return replace(match, topic=replace(match.topic, groups=groups))
        return replace(by_head(self, point) or match.bare(), wider=match.topic)

    def phrased(self, point: str) -> Topic | None:
        """The topic of phrases alone that a point is about, see by_name.phrased."""
        return phrased(self.known, point)

    def by_head(self, point: str) -> Match | None:
        """The general topic for the kind of work a point ends in, by its last word, else by the verb in that."""
        return by_head(self, point) or by_last_verb(self, point)

    def beside(self, match: Match, point: str) -> tuple[str, ...]:
        """Words of the wording that matched which neither the point nor the meeting has (旁的意思), stock words aside."""
        if match.general or match.by == TOLD_IN_PASSING or point in match.topic.names or point in match.by:
            return ()
        runs = "".join(char if char not in f"{point}，、" else " " for char in match.by).split()
        return tuple(run for run in runs if len(run) >= WORD and run not in STOCK and run not in self.meeting)

    def _match(self, point: str) -> Match | None:
        """What the point means as it stands, or without the verb and the figure that say nothing of it (筑牢…防线)."""
        if own := by_group(self, point) or theme_for_short(self, point):
            return own
        found = self._meant(point)
        if found and point in found.topic.names:
            return found
        turned = doing_last(point)
        other = self._meant(turned) if turned else None
        if other and turned in other.topic.names and other.topic.field in self.fields:
            # 排查隐患 at a meeting on safety is 隐患排查.
            return replace(other, said=turned)
        for matter in matters_of(point):
            bare = self._meant(matter)
            if found and found.by == TOLD_IN_PASSING and matter[-WORD:] not in point[-WORD:]:
                # That some line has a 防线 in it, too, says nothing.
                found = None
            if not bare or (bare.score < PLAIN and not bare.general):
                continue
            if found is None or (bare.general, -bare.score) < (found.general, -found.score):
                found = bare
        if vague(found):
            part = of_theme(self, point) or group_called(self, point, found)
            found = part or scattered(self.here, point) or akin(self, point, found) or found
        for wording in otherwise(point) if vague(found) or (found and found.score < PLAIN and not found.part) else ():
            other = self._meant(wording)
            if vague(other):
                other = scattered(self.here, wording) or other
            if other and not vague(other) and (found is None or vague(found) or other.score > found.score):
                found = replace(other, score=min(other.score, SURE - LAY), said=wording)
        if found and not vague(found):
            found = by_its_tail(self, found, point) or found
        return found or by_thing(self, point) or by_last_verb(self, point)

    def _meant(self, point: str) -> Match | None:
        """What the point means just as it is worded."""
        general = by_head(self, point)
        if asks(point):
            # 学什么, 怎么干 say nothing of a matter yet.
            return called(self.known, point) or general
        found = (
            best(self.here, point)
            or part_of(self, point)
            or (called(self.known, point) if not self.here.unknown or names_a_thing(point) else None)
            or thing_called(self.known, point)
            or field_named(self.known, point)
        )
        if found is None and (own := of_its_word(self, point, general)):
            return own
        if found is None and (general is None or general.by != point):
            # A head word that is the whole point is no part of some other topic's work.
            found = told_by_one(self, point)
        if found is None or (
            found.topic.field == GENERAL and (found.score < PLAIN or is_own_kind(self, general, point))
        ):
            # Of two general answers the one for this kind of work is surer than one that only sounds alike.
            return general or found
        if general and self._is_kind_alone(found, general, point):
            return general
        if general and not self.theme and found.topic.field not in self.fields and self.beside(found, point):
            # 沿线环境 at a meeting on railways, of which nobody knows, is no 道路沿线环境: that is offered alone.
            return replace(general, wider=found.topic)
        if FIRMS in self.fields and self._elsewhere(found) and (own := of_firms(self.known, point)):
            # 科技创新 said to entrepreneurs is what their firms do, not how the state funds research.
            return own
        if FIRMS in self.fields and self._elsewhere(found) and general and general.by in RAISED:
            # 工匠培育 said to entrepreneurs is how they bring up their own, not whom trade unions honour.
            return general
        itself = point == found.topic.name and names_a_thing(point) and self.known.wordings.rarest(point) >= OWN_WORD
        shared = not itself and of_many(self.known, found.topic, point)
        if self.sure and self._elsewhere(found) and self.theme and shared:
            # What several fields have a work of that name for is here a matter of the theme's; 食品安全 is nobody's but its own.
            return Match(self.theme.topic, THRESHOLD, point, part=True)
        home = self._at_home(found, point)
        if not home.topic.groups and found.by == point and found.topic.field in point:
            # 职业教育 names its own sector: whoever meets, schools and teachers are no strangers to it.
            return found
        # What another sector alone does is no answer; the head word still says what kind of work it is.
        return home if home.topic.groups else general or home

    def _is_kind_alone(self, found: Match, general: Match, point: str) -> bool:
        """Whether the kind of work a point is says more of it than the topic it was taken to mean."""
        if point == found.by + general.by and found.by.endswith(WORKERS) and not says(found.topic, general.by):
            # 护林员待遇 is a matter of pay, of which the topic that 护林员 leads to says nothing.
            return True
        beside = self.beside(found, point)
        if found.topic.field[:WORD] in beside:
            # 班组安全建设 is a matter of 安全, of which neither 班组建设 nor the meeting says anything.
            return True
        if beside and self.theme and found.topic.id != self.theme.topic.id:
            # 许可管理 at a meeting on sand is no 取水许可.
            return True
        if not self._elsewhere(found):
            return False
        # 矛盾化解 at a meeting on power lines is no matter of petitions, though that is what it is called there.
        lone = general.by == point and point[-WORD:] not in found.topic.name
        # What only sounds like another field's matter is no better known than by the kind of work.
        return lone or (self.sure and found.score < SURE)

    def _elsewhere(self, found: Match) -> bool:
        """Whether a topic is of another field than the meeting is known to be of."""
        return bool(self.fields) and found.topic.field not in self.fields | {GENERAL}

    def _at_home(self, match: Match, point: str) -> Match:
        """The match without what only fits the topic's own sector, when the meeting belongs to another (工会之于食堂)."""
        topic = match.topic
        if not self.fields or topic.field in self.fields or topic.field == GENERAL:
            return match
        # Whom the meeting's own topic speaks of is no stranger there (学校 at one on 未成年人保护).
        own = (m.text for group in self.theme.topic.groups for m in group.measures) if self.sure and self.theme else ()
        known = (self.meeting, point, *own)
        foreign = [word for word in SECTOR_WORDS if word not in self.own_words and not any(word in k for k in known)]

        def fits(text: str) -> bool:
            return not any(word in text for word in foreign)

        groups = tuple(g for g in topic.groups if all(fits(m.heading + m.text) for m in g.measures))
        fitting = replace(
            topic,
            groups=groups,
            aims=tuple(aim for aim in topic.aims if fits(aim)) if groups else (),
            phrases=tuple(phrase for phrase in topic.phrases if fits(phrase)),
        )
        return replace(match, topic=fitting)
