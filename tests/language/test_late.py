"""Expressions compiled when first used."""

import gc
import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import drafter
from drafter.language.late import _METHODS, _Late, late


def test_every_method_answers_as_that_of_a_compiled_expression() -> None:
    text = "一是抓实，二是抓细"
    source = "[一二]是(抓.)"
    compiled = re.compile(source)
    assert late(source).pattern == source
    assert late(source).findall(text) == compiled.findall(text)
    assert [found.span() for found in late(source).finditer(text)] == [
        found.span() for found in compiled.finditer(text)
    ]
    for method in ("match", "fullmatch", "search"):
        got, expected = getattr(late(source), method)(text), getattr(compiled, method)(text)
        assert (got and got.groups()) == (expected and expected.groups())
    assert late(source).split(text) == compiled.split(text)
    assert late(source).sub(r"\1", text) == compiled.sub(r"\1", text)
    assert late(source).subn("", text, 1) == compiled.subn("", text, 1)
    assert late(b"\xd2.", re.DOTALL).findall("一".encode("gbk")) == [b"\xd2\xbb"]
    assert late("end", re.IGNORECASE).search("THE END")


def test_it_is_compiled_at_the_first_search_and_not_before() -> None:
    faulty = late("(一")
    with pytest.raises(re.error):
        faulty.search("一")


def test_every_expression_of_the_program_compiles() -> None:
    """A faulty one would come to light in the middle of somebody's work only."""
    for module in walk_packages(drafter.__path__, "drafter."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    written = [one for one in gc.get_objects() if type(one) is _Late and one.pattern != "(一"]
    assert len(written) > 200
    for one in written:
        assert all(getattr(one, method) for method in _METHODS)
