"""The sandbox: what a template may not do, and how it is told."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.records import Outline
from drafter.render import box, template
from drafter.render.box import fill_template
from drafter.render.guard import guarded, guarded_markdown
from drafter.render.outline import render
from drafter.render.template import fill_here
from drafter.shipped import shipped

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
    ("{% include '..\\\\secret.j2' %}", "不存在"),
    ("{% import '/etc/passwd' as p %}", "不存在"),
    ("{% extends '../secret.j2' %}", "不存在"),
    ("{{ page.title.__init__.__globals__ }}", "沙箱不允许"),
    ("{{ (page|attr('__class__')) ~ '' }}", "沙箱不允许"),
    ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "沙箱不允许"),
    ("{{ self.__init__.__globals__ }}", "沙箱不允许"),
    ("{{ lipsum.__globals__ }}", "没有“lipsum”"),
    ("{{ page.update({'title': 'x'}) }}", "沙箱不允许"),
    ("{{ 'x'|format }}", "没有“format”"),
    ("{{ 'x'|urlize }}", "没有“urlize”"),
    ("{% for a in range(99999) %}{% set b = 'x' * 1000000 %}{% endfor %}", "运行超过"),
]


@pytest.mark.parametrize(("source", "message"), REFUSED, ids=[source[:40] for source, _ in REFUSED])
def test_refused_with_template_and_reason(
    source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if message == "运行超过":
        monkeypatch.setattr(template, "MOST_SECONDS", 0.2)
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.j2").write_text("秘密", encoding="utf-8")
    (folder / "t.j2").write_text(source, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(DrafterError, match=r"^模板 t\.j2") as caught:
        fill_here("t.j2", [folder], {"page": {"title": "题"}})
    assert message in str(caught.value)
    assert time.process_time() - started < 5


def test_an_error_in_an_included_template_names_that_one(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{% include 'part.j2' %}", encoding="utf-8")
    (tmp_path / "part.j2").write_text("\n\n{{ x.y }}", encoding="utf-8")
    with pytest.raises(DrafterError, match=r"模板 part\.j2 第 3 行：没有“x”"):
        fill_here("t.j2", [tmp_path], {})


def test_ordinary_templates_run(tmp_path: Path) -> None:
    source = "{% for a in xs %}{{ loop.index ~ '.' ~ a|replace('，', ',') }}{{ '；' if not loop.last }}{% endfor %}"
    (tmp_path / "t.j2").write_text(source, encoding="utf-8")
    assert fill_here("t.j2", [tmp_path], {"xs": ["甲，乙", "丙"]}) == "1.甲,乙；2.丙"


def test_concatenation_escapes_in_html(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{{ '（' ~ x ~ '）' }}", encoding="utf-8")
    assert fill_here("t.j2", [tmp_path], {"x": "<b>"}, escape=True) == "（&lt;b&gt;）"


def test_a_template_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_bytes("标题".encode("gb18030"))
    with pytest.raises(DrafterError, match="UTF-8"):
        fill_here("t.j2", [tmp_path], {})


DEEP = "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(200) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}"
GREEDY = [
    # Each step is small and allowed; together they take for ever or more memory than there is.
    DEEP + "{{ n.a == n.b }}",
    DEEP + "{{ n.a }}",
    "{% set n = namespace(l=[]) %}{% for i in range(4000) %}{% set n.l = n.l + [('x' * 1000000) ~ i] %}{% endfor %}",
    "{{ ([[1]] * 99999)|sum(start=[]) }}",
    "{{ '(' * 1000 }}{% if " + "(" * 3000 + "1" + ")" * 3000 + " %}{% endif %}",
]


@pytest.mark.skipif(os.name == "nt", reason="memory is bounded by POSIX limits")
@pytest.mark.parametrize("source", GREEDY, ids=range(len(GREEDY)))
def test_what_the_sandbox_cannot_stop_the_process_does(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box, "MOST_SECONDS", 0.0)  # the process is ended a second later
    (tmp_path / "t.j2").write_text(source, encoding="utf-8")
    with pytest.raises(DrafterError, match=r"^模板 t\.j2"):
        fill_template("t.j2", [tmp_path, shipped("templates")], {"page": {"title": "题"}})


def written(path: str) -> str:
    """A filter that writes to a file, as a template that got out of the sandbox would."""
    try:
        Path(path).write_text("偷来的", encoding="utf-8")
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "写了"


@pytest.mark.skipif(os.name == "nt", reason="writing is bounded by POSIX limits")
def test_who_gets_out_of_the_sandbox_can_write_nothing_even_so(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{{ path|f }}", encoding="utf-8")
    stolen = tmp_path / "stolen"
    given = {"path": str(stolen)}
    assert fill_template("t.j2", [tmp_path], given, filters={"f": written}) == "EFBIG"
    assert stolen.read_bytes() == b""


def spun(_: str) -> str:
    """A filter that computes for ever and never asks the sandbox."""
    while True:
        pass


@pytest.mark.skipif(os.name == "nt", reason="processor time is bounded by POSIX limits")
def test_who_gets_out_of_the_sandbox_gets_no_more_time_than_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box, "MOST_SECONDS", 0.0)  # the process is ended a second later, long before the clock ends it
    (tmp_path / "t.j2").write_text("{{ 'x'|f }}", encoding="utf-8")
    with pytest.raises(DrafterError, match="占用的时间或内存太多"):
        fill_template("t.j2", [tmp_path], {}, filters={"f": spun})


def hoarded(length: int) -> int:
    """A filter that takes memory at one stroke, before any time has passed."""
    return len(bytearray(length))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded there")
def test_who_gets_out_of_the_sandbox_gets_no_more_memory_than_there_is(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{{ length|f }}", encoding="utf-8")
    little, much = {"length": box.MOST_MEMORY // 8}, {"length": box.MOST_MEMORY}
    assert fill_template("t.j2", [tmp_path], little, filters={"f": hoarded}) == str(little["length"])
    with pytest.raises(DrafterError, match="内存"):
        fill_template("t.j2", [tmp_path], much, filters={"f": hoarded})


def test_own_templates_give_what_they_would_give_here(tmp_path: Path) -> None:
    (tmp_path / "t.j2").write_text("{{ page.title|f }}", encoding="utf-8")
    given = {"page": {"title": "甲&乙"}}
    assert fill_template("t.j2", [tmp_path], given, escape=True, filters={"f": str.upper}) == "甲&amp;乙"


def test_modules_lying_about_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jinja2.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    (tmp_path / "t.j2").write_text("甲", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert fill_template("t.j2", [tmp_path], {}) == "甲"


@pytest.mark.skipif(os.name == "nt", reason="symlinks, pipes")
@pytest.mark.parametrize("fill", [fill_here, fill_template])
def test_no_link_leads_out_of_the_folder(fill, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret").write_text("秘密", encoding="utf-8")
    (folder / "link.j2").symlink_to(tmp_path / "secret")
    (folder / "t.j2").write_text("{% include 'link.j2' %}", encoding="utf-8")
    for name in ("t.j2", "link.j2"):
        with pytest.raises(DrafterError, match="之外"):
            fill(name, [folder], {})
    os.mkfifo(folder / "pipe.j2")
    with pytest.raises(DrafterError, match="不是普通文件"):
        fill("pipe.j2", [folder], {})


def _own(folder: Path, form: str, source: str) -> str:
    (folder / f"outline.{form}.j2").write_text(source, encoding="utf-8")
    return render(Outline("题", ()), form, template_folders=[folder, shipped("templates")]).decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["md", "txt", "html"])
def test_a_template_cannot_bring_control_characters(form: str, tmp_path: Path) -> None:
    assert "\x1b" not in _own(tmp_path, form, "\x1b]0;x\x07{{ '\\x1b[2J' }}\u202e{{ page.title }}")


def test_a_page_of_an_own_template_is_under_the_policy(tmp_path: Path) -> None:
    page = _own(tmp_path, "html", "<!DOCTYPE html><html><head><title>{{ page.title }}</title>")
    assert page.startswith('<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'')


@pytest.mark.parametrize("before", ["\u3000", "\u00a0", "x", "<!-- -->", "\x0c"])
def test_the_policy_stands_before_whatever_begins_the_body(before: str, tmp_path: Path) -> None:
    """A browser passes over a policy in the body, and any character but HTML's own white space begins one."""
    page = _own(tmp_path, "html", before + "<!DOCTYPE html><html><head><p>")
    assert page.startswith('<meta http-equiv="Content-Security-Policy"')


def test_a_copy_of_the_shipped_page_is_no_active_one(tmp_path: Path) -> None:
    assert "<title>" in _own(tmp_path, "html", (shipped("templates") / "outline.html.j2").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "mark",
    [
        *("<script>1</script>", "<IFRAME src=x>", '<meta http-equiv = "refresh" content=0>', "<base href=/>"),
        *('<meta http-equiv="&#114;efresh" content="0;url=//x">', "<meta http-equiv=&#82efresh content=0>"),
        # What a reader could follow, or a click would send:
        *('<a href="https://x.example/?x=1" style="position:fixed;inset:0">', "<A HREF = //x>"),
        *('<area href="&#35;">', "<svg><a xlink:href='x'/></svg>", '<a\nhref="mailto:x">', "<button formaction=x>"),
        *('<a href="javascript:1">', '<a href="#" ping="//x">', '<a href="data:text/html,x">', "<body background=x>"),
        *('<img src="http://x/y">', '<img srcset="x 2x">', "<video poster=x>", '<q cite="//x">', "<html manifest=x>"),
        *("<p onclick='alert(1)'>", "<details open ONTOGGLE=x>", "<p onpointerrawupdate>"),
        "<svg><a><animate attributeName=href values=//x /></a></svg>",
        # What a style fetches:
        *("<style>@import 'x';</style>", "<style>p { background: url(//x) }", '<p style="background:u\\72l(//x)">'),
        *("<style>p { background: url/**/(//x) }</style>", "<svg><style>&#64;import 'x'</style></svg>"),
        *('<p style="background: image-set(&quot;//x&quot; 1x)">', '<rect fill="url(&quot;//x#a&quot;)">'),
        *("<style>p { background: red/**/url(//x) }", "<style>p:before { content: '/*' } p { background: url(//x) }"),
        *('<p style="background: url( #a), xurl(//x)">', "<style>p { background: url(data:image/&#115;vg+xml,x) }"),
        # One harmless address before another:
        *(
            '<a href="#a" ping="#b //x">',
            '<img srcset="#a 1x, //x 2x">',
            '<img srcset="data:image/png;base64,A 1x,//x">',
        ),
        *('<link imagesrcset="#a, //x">', '<a href="#a" attributionsrc>', '<object archive="#a //x">'),
        *(
            '<img src="data:image/&#115;vg+xml,x">',
            '<img src="data:image/sv&Tab;g+xml,x">',
            '<img src="data:image/png">',
        ),
        # What other programs than browsers act on:
        *('<?xml-stylesheet href="//x"?>', '<!DOCTYPE a [<!ENTITY b SYSTEM "//x">]>', '<!ENTITY b "x">', "<![if IE]>"),
        *("<!--[if IE]>", "<!-- [if IE]>", "<plaintext>", "<math><maction actiontype=x>"),
        # What parsers and browsers read in different ways:
        *("<!--><a href=//x>-->", "<title><p title='</title><a href=//x>'>", "<a/href=//x>", "<a href=//x"),
        *("<a title='x'href=//x>", "<![CDATA[><a href=//x>]]>", "<svg><style><a href=//x></style></svg>"),
    ],
)
def test_a_page_that_acts_or_leads_outside_is_refused(mark: str) -> None:
    with pytest.raises(DrafterError, match=r"模板 t：生成的网页第 2 行，网页里不许有"):
        guarded(f"<p>\n{mark}", "t")


@pytest.mark.parametrize(
    "mark",
    [
        *("![徽](http://x.example/y.png)", "[看](//x.example)", "[看](javascript:1)", "![徽](data:image/svg+xml,x)"),
        *("[看]: http://x.example", "[看]:\n  http://x.example", "<http://x.example>", "<script>1</script>", "</div>"),
        *("<!-- -->\\<script>1</script>", "<img src=x>", "\\\\<script>", "[看\\\\](//x)"),
        *("<br onclick=x>", "a<b>", "a<b c=x", "a<b\nonclick=x", "甲<a@x.example>", "<svg", "![徽](data:image/x,y)"),
        *("[看](略:x)", "[看](\\\\x)", "[看](&#47;/x)", "[看](<//x>)", "[^1]: //x", "[^1]: x:y", "[^1]:\n //x 注"),
        *("见 http://x.example", "见HTTPS://x", "ftp://x", "www.x.example", "\\www.x.example"),
    ],
)
def test_markdown_that_acts_or_leads_outside_is_refused(mark: str) -> None:
    with pytest.raises(DrafterError, match=r"模板 t：生成的 Markdown 第 2 行，里面不许有"):
        guarded_markdown(f"# 题\n{mark}", "t")


@pytest.mark.parametrize(
    ("form", "source", "said"),
    [
        ("html", "<p>\n<a href='https://x.example/?x={{ page.title }}'>", "生成的网页第 2 行，网页里不许有"),
        ("md", "# 题\n[看](//x.example/{{ page.title }})", "生成的 Markdown 第 2 行，里面不许有"),
    ],
)
def test_what_a_template_brings_is_looked_through(form: str, source: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match=rf"模板 outline\.{form}\.j2：{said}"):
        _own(tmp_path, form, source)


def test_what_stays_within_markdown_may_stand(tmp_path: Path) -> None:
    source = (
        "[上](#题) ![徽](data:image/png;base64,AA==) \\<script> \\](//x) 3 < 5 <会议> [ ] 甲（http\\://x.example）\n"
    )
    source += "甲<br>乙<br/>丙<br />[附件](略) [空]() 若 a<b，则 x<y\n\n[^1]: 见附件，不印\n[^2]:\n"
    assert _own(tmp_path, "md", source) == source
    shown = (shipped("templates") / "outline.md.j2").read_text(encoding="utf-8")
    (tmp_path / "outline.md.j2").write_text(shown, encoding="utf-8")
    title = "[题](//x.example)<script>见 https://x.example、www.x.example"
    assert "\\<script>" in render(Outline(title, ()), "md", template_folders=[tmp_path]).decode()


@pytest.mark.parametrize("part", ["\\", "](", "[a]: ", "a<b ", "<!--", "a<", "www", "](" + " " * 9])
def test_long_markdown_is_looked_through_in_little_time(part: str) -> None:
    _grows_with_its_length(lambda text: guarded_markdown(text, "t"), part)


@pytest.mark.parametrize("part", ["<!--", "<style>/*", "<p a=", "<p style='/*/*' a='\\ '>", "<style>url( "])
def test_a_long_page_is_looked_through_in_little_time(part: str) -> None:
    _grows_with_its_length(lambda text: guarded(text, "t"), part)
    _grows_with_its_length(lambda text: guarded(f"<style>{text}</style>", "t"), part.removeprefix("<style>"), " ")


def _grows_with_its_length(look: Callable[[str], str], part: str, rest: str = "") -> None:
    """Ten times the text may take thirty times as long, not a hundred."""

    def seconds(text: str) -> float:
        def once() -> float:
            begun = time.process_time()
            with contextlib.suppress(DrafterError):
                look(text)
            return time.process_time() - begun

        return min(once() for _ in range(3))

    for repeated in {part, rest} - {""}:
        assert seconds(repeated * 20_000) < 30 * seconds(repeated * 2_000) + 0.05


def test_a_syntax_error_is_told_by_the_name_of_the_file_alone(tmp_path: Path) -> None:
    for source in ("{% raw %}\n", "{{ 'a", "{% if %}"):
        with pytest.raises(DrafterError, match=r"^模板 outline\.txt\.j2 第 1 行"):
            _own(tmp_path, "txt", source)


def test_what_stays_within_the_page_may_stand(tmp_path: Path) -> None:
    source = (
        '<!-- 注 --><a href="#a">上</a><a href="">上</a><img srcset="data:image/png;base64,A, data:image/webp,B 2x" alt="">'
        '<img src="data:image/jpeg;base64,A"> 3 < 5 <img alt=徽 src="data:image/png;base64,AA==" /> <details open>'
        "<style>p:before { content: '\\201C'; } .src { fill: url(#a) }</style><p title='href=//x'>见 https://x.example/"
    )
    assert _own(tmp_path, "html", source).endswith(source)


def test_what_leads_outside_in_the_texts_of_a_brief_is_text(tmp_path: Path) -> None:
    """The shipped page, and one of one's own, write it as the reader is to see it."""
    title = '<a href="https://x.example/">题</a>'
    for folders in ([shipped("templates")], [tmp_path, shipped("templates")]):
        (tmp_path / "outline.html.j2").write_text("<h1 title='{{ page.title }}'>{{ page.title }}</h1>", "utf-8")
        shown = render(Outline(title, ()), "html", template_folders=folders).decode()
        assert "&lt;a href=" in shown
        assert "<a " not in shown
