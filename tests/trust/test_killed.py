"""A sample of benchmarks/kills.py: whenever a verb is ended, the old or the new is on disk, and running it again mends all."""

from __future__ import annotations

import os

import pytest

from benchmarks.kills import kill_often

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL and a fork server")


def test_a_verb_killed_at_random_leaves_the_old_or_the_new() -> None:
    assert kill_often(["outline"], runs=2, seed=7) == []
