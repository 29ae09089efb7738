"""The skeleton of a speech that uses every rung, with headings glued to their text: each heading, its level, its order."""

from __future__ import annotations

from pathlib import Path

from drafter.flow.skeletons import skeletons
from drafter.plan.outline import walk

LADDER = """在全县老旧渠道改造推进会上的讲话
同志们：
今天我们召开全县老旧渠道改造推进会，主要任务是通报进度、部署冬修。下面，我讲三点意见。
一、摸清渠道家底
渠道修在哪里、坏在哪里，先要有一本账。
（一）查主渠。主渠逐段走到，一段一张表。
（1）查渗漏
渗水的地方当场插旗，三天之内报到水利站。
①查渠底
渠底清干净了再看。
②查渠坡
渠坡要敲一遍。
（2）查淤积
淤了多深、淤了多长，量准了再报。
（二）查支渠。支渠由村里自己查，水利站抽看。
二、抓紧冬修工期各乡镇要把劳力排到段上，上冻之前完成土方。工程队各村党支部要盯住。
第一，备足材料。水泥、砂石提前半个月拉到渠边。
第二，管好质量。哪段谁修的，立一块牌子。
三、加强组织领导各科室要包到乡镇，一周下去一次。
最后，希望大家赶在上冻前把渠修好。谢谢大家！
"""
HEADINGS = """一、摸清渠道家底
　（一）查主渠
　　1.查渗漏
　　　（1）查渠底
　　　（2）查渠坡
　　2.查淤积
　（二）查支渠
二、抓紧冬修工期
　（一）备足材料
　（二）管好质量
三、加强组织领导"""


def test_every_heading_is_on_its_level_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "讲话.txt"
    file.write_text(LADDER, encoding="utf-8")
    (found,) = skeletons(file, tmp_path / "工作区")
    told = ["　" * (item.level - 1) + item.label + item.text for item in walk(found.outline.items) if item.level]
    assert told == HEADINGS.splitlines()
