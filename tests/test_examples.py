"""What the docstrings show (>>>) is what comes."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

import drafter

ROOT = Path(drafter.__file__).parent
SHOWING = sorted(
    ".".join(("drafter", *path.relative_to(ROOT).with_suffix("").parts))
    for path in ROOT.rglob("*.py")
    if re.search("(?m)^ *>>> ", path.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("name", SHOWING)
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried
    assert not failed
