"""The sandbox: what a template may not do, and how it is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.render.template import fill_template

REFUSED = [
    ("一\n二\n{{ nope }}", "第 3 行：没有“nope”这个名字"),
    ("{{ page.titel }}", "第 1 行：没有“titel”这个名字"),
    ("\n{% if page %}", "第 2 行：标签没有配对"),
    ("{{ 'x'|foo }}", "第 1 行：没有“foo”这个过滤器"),
    ("{% nosuch %}", "不认识标签“nosuch”"),
    ("\n{{ 1 / 0 }}", "第 2 行：运行出错"),
    ("{{ ''.__class__.__mro__ }}", "沙箱不允许"),
    ("{{ page.title.join(['a']) }}", "沙箱不允许"),
    ("{{ '{:999999999}'.format(1) }}", "沙箱不允许"),
    ("{{ '%999999999d' % 1 }}", "不能用 %"),
    ("{{ 'a' * 999999999 }}", "超过"),
    ("{{ 9 ** 9 ** 9 }}", "不能用乘方"),
    ("{% for a in range(999999999) %}{% endfor %}", "循环超过"),
    ("{% for a in 'x' * 9999 %}{% for b in 'x' * 9999 %}{% endfor %}{% endfor %}", "循环超过"),
    ("{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "超过"),
    ("{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}", "超过"),
    (
        "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = n.x|replace('a', 'aa') %}{% endfor %}",
        "超过",
    ),
    (
        "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        "超过",
    ),
    ("{% for a in range(2000) %}{{ 'x' * 100000 }}{% endfor %}", "输出超过"),
    ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "自己引用自己"),
    ("{% include 't.j2' %}", "自己引用自己"),
    ("{% include '/etc/hostname' %}", "不存在"),
    ("{% include '../secret.j2' %}", "不存在"),
]


@pytest.mark.parametrize(("source", "message"), REFUSED, ids=[source[:40] for source, _ in REFUSED])
def test_refused_with_template_and_reason(source: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.j2").write_text("秘密", encoding="utf-8")
    (folder / "t.j2").write_text(source, encoding="utf-8")
    started = time.monotonic()
    with pytest.raises(DrafterError, match=r"^模板 t\.j2") as caught:
        fill_template("t.j2", [folder], {"page": {"title": "题"}})
    assert message in str(caught.value)
    assert time.monotonic() - started < 15


def test_an_error_in_an_included_template_names_that_one(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{% include 'part.j2' %}", encoding="utf-8")
    (tmp_path / "part.j2").write_text("\n\n{{ x.y }}", encoding="utf-8")
    with pytest.raises(DrafterError, match=r"模板 part\.j2 第 3 行：没有“x”"):
        fill_template("t.j2", [tmp_path], {})


def test_ordinary_templates_run(tmp_path: Path) -> None:
    source = "{% for a in xs %}{{ loop.index ~ '.' ~ a|replace('，', ',') }}{{ '；' if not loop.last }}{% endfor %}"
    (tmp_path / "t.j2").write_text(source, encoding="utf-8")
    assert fill_template("t.j2", [tmp_path], {"xs": ["甲，乙", "丙"]}) == "1.甲,乙；2.丙"


def test_concatenation_escapes_in_html(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{{ '（' ~ x ~ '）' }}", encoding="utf-8")
    assert fill_template("t.j2", [tmp_path], {"x": "<b>"}, escape=True) == "（&lt;b&gt;）"


def test_a_template_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_bytes("标题".encode("gb18030"))
    with pytest.raises(DrafterError, match="UTF-8"):
        fill_template("t.j2", [tmp_path], {})
