"""Letters and digits, or characters, in one query (字母夹着数、夹着汉字)."""

from pathlib import Path

import pytest

from drafter.search.index import Entry, build
from drafter.search.query import Library

TEXTS = {
    "峰会": "去年承办了G20峰会，上下一条心。",
    "会议": "今天召开2016年工作会议，部署2017年任务。",
    "规划": "“十三五”规划的任务要一件件落地。",
    "精神": "学习二十大精神要联系实际。",
    "户": "新增312家，共1312户。",
    "资金": "落实资金30万元以上，修渠13.5公里。",
    "分开": "2016年的账已经结清，全县工作会议照常开。",
    "景区": "建成5A级景区一处。",
    "三届": "十三届八次全会开过了。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("库")
    build((Entry(f"{each}#1", text, speech_id=each) for each, text in TEXTS.items()), folder)
    return folder


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("G20feng会", ["峰会"]),
        ("g20fenghui", ["峰会"]),
        ("G20 fenghui", ["峰会"]),
        ("2016nian工作会议", ["会议"]),
        ("2016年gongzuohuiyi", ["会议"]),
        ("2016ngzhy", ["会议"]),
        ("十三wu规划", ["规划"]),
        ("13wu规划", ["规划"]),
        ("13五guihua", ["规划"]),
        ("shi三五规划", ["规划"]),
        ("20da精神", ["精神"]),
        ("二十dajs", ["精神"]),
        ("312jia", ["户"]),
        ("三百一十二jia", ["户"]),
        ("30wanyuanyishang", ["资金"]),
        ("13.5gongli", ["资金"]),
        ("5Ajijingqu", ["景区"]),
        ("shi三届八次", ["三届"]),
        # Another number is another fact.
        ("16nian工作会议", []),
        ("6nian", []),
        ("312hu", []),
        ("3wanyuan", []),
        ("13gongli", []),
        # Not side by side, each part is looked for by itself, where it says something.
        ("2016nian照常", ["分开"]),
        ("zhang已经2016", []),
    ],
)
def test_letters_beside_digits_and_characters_are_read(library: Path, query: str, found: list[str]) -> None:
    with Library.open(library) as opened:
        hits = opened.search(query)
    assert [hit.speech_id for hit in hits if hit.tier == "pinyin"] == found
    assert not found or hits[0].tier == "pinyin"
