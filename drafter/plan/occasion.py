"""Which occasion a brief is for (场合)."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.bank.model import Bank, Occasion
from drafter.brief.schema import Brief
from drafter.errors import InvalidData


def occasion_of(brief: Brief, bank: Bank) -> Occasion:
    """The occasion the brief names, else the one its meeting's name says, else the default one.

    Raises InvalidData when the bank has no occasion at all.
    """
    named = brief.occasion if "occasion" in brief.model_fields_set else occasion_in(brief.meeting, bank.occasions)
    for occasion in bank.occasions:
        if (named or brief.occasion) in (occasion.name, *occasion.aliases):
            return occasion
    if not bank.occasions:
        raise InvalidData(["短语库里没有任何场合（occasions.yaml），请恢复程序自带的短语库"])
    return bank.occasions[0]


def occasion_in(meeting: str, occasions: Iterable[Occasion]) -> str:
    """The occasion a meeting's name says: the longest of its names that stands in it; "" if none does."""
    named = [(len(name), one.name) for one in occasions for name in (one.name, *one.aliases) if name in meeting]
    return max(named, default=(0, ""))[1]
