"""Web pages: blocks, levels, furniture, encodings, hostile markup."""

from __future__ import annotations

import time

import pytest

from drafter.errors import UnreadableFile
from drafter.read.html import read
from drafter.read.options import Options

from .fixtures import SAMPLES

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>青禾网</title>
<style>.a{{color:red}}</style><script>var t="脚本里的话"; var n=1;</script></head>
<body><form><header>网站头</header><nav><ul><li>首页<li>专题</ul></nav>
<article><header><h1>在护林<b>现场会</b>上的讲话</h1></header>
<p>同志们：<p>今天&ldquo;看现场&rdquo;，明天
抓落实&#12290;<br>第二行</p>
<h2>一、认清形势</h2><div>甲块<div>里块</div>尾巴</div>
<ol style="list-style-type: cjk-ideographic"><li>头条<li>次条</ol><ol start="3"><li>三项</ol><ul><li>点</ul>
<table><tr><td>镇<th>亩数</tr><tr><td>云台<td>300</tr></table>
<p><ruby>总<rt>zǒng</rt></ruby>结</p><p style="display: none">藏着的</p></article>
<footer>版权所有</footer></form></body></html>"""


def blocks_of(page: str, codec: str = "utf-8") -> list[tuple[str, int, bool]]:
    return [(b.text, b.level, b.furniture) for b in read(page.encode(codec), "页.html", Options()).blocks]


def test_a_page_becomes_blocks_in_reading_order() -> None:
    body = [(text, level) for text, level, furniture in blocks_of(PAGE.format(charset="utf-8")) if not furniture]
    assert body == [
        ("在护林现场会上的讲话", 1),
        ("同志们：", 0),
        ("今天“看现场”，明天抓落实。", 0),
        ("第二行", 0),
        ("一、认清形势", 2),
        ("甲块", 0),
        ("里块", 0),
        ("尾巴", 0),
        ("一、头条", 0),
        ("二、次条", 0),
        ("3.三项", 0),
        ("点", 0),
        ("镇｜亩数", 0),
        ("云台｜300", 0),
        ("总结", 0),
    ]


def test_what_belongs_to_the_site_is_furniture_and_not_lost() -> None:
    furniture = [text for text, _, furniture in blocks_of(PAGE.format(charset="utf-8")) if furniture]
    assert furniture == [
        "青禾网", 'var t="脚本里的话"; var n=1;', "网站头", "首页", "专题", "藏着的", "版权所有",
    ]  # fmt: skip


@pytest.mark.parametrize(("codec", "stated"), [("gbk", "gb2312"), ("gbk", "utf-8"), ("utf-8", "gbk"), ("utf-16", "x")])
def test_the_bytes_decide_over_what_the_page_states(codec: str, stated: str) -> None:
    assert ("同志们：", 0, False) in blocks_of(PAGE.format(charset=stated), codec)


def test_the_statement_is_asked_where_the_bytes_give_no_answer() -> None:
    page = '<html><head><meta charset="shift_jis"></head><body>本日はご出席ありがとうございます</body></html>'
    assert read(page.encode("shift_jis"), "页.html", Options()).encoding == "shift_jis"


def test_entities_a_page_defines_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "哈哈哈哈">' + "".join(
        f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefgh", "abcdefg", strict=True)
    )
    page = bomb + f"]><html><body><p>{SAMPLES[0]}</p><p>&h;</p></body></html>"
    assert [text for text, *_ in blocks_of(page)] == [SAMPLES[0], "&h;"]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 300_000 + "深", "<b>" * 200_000 + "字" + "</i>" * 200_000, "<!--" * 200_000, "<a " * 200_000],
    ids=["deep", "unclosed", "comments", "tags"],
)
def test_tangled_markup_is_refused_in_little_time(page: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match="网页"):
        blocks_of(page)
    assert time.monotonic() - begun < 10


def test_a_page_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []
    monkeypatch.setattr(time, "monotonic", lambda: asked.append(None) or 60.0 * len(asked))
    with pytest.raises(UnreadableFile, match="网页结构损坏"):
        blocks_of("<p>一段话</p>" * 100_000)
    assert len(asked) < 10


def test_a_navigation_of_many_unclosed_items_does_not_swallow_the_text() -> None:
    page = "<nav><ul>" + "<li>项" * 1000 + "</ul></nav><p>正文在此</p>"
    assert blocks_of(page)[-1] == ("正文在此", 0, False)


def test_rules_and_empty_lines_leave_a_trace_on_the_block_below() -> None:
    page = "<p>甲</p><hr>\n<p>乙</p>\n<p>&nbsp;</p><p>\u3000\u3000</p><p>丙<br><br>丁</p><pre>戊\n\n\n己</pre>"
    blocks = read(page.encode(), "页.html", Options()).blocks
    assert [(block.text, block.blank, block.ruled) for block in blocks] == [
        ("甲", 0, False),
        ("乙", 0, True),
        ("丙", 2, False),
        ("丁", 1, False),
        ("戊", 0, False),
        ("己", 2, False),
    ]
