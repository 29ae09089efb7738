"""Speeches of our own, with invented places (测试用的讲话)."""

from __future__ import annotations

import pytest

from drafter.records import Passage, Speech


def speech(*texts: str) -> Speech:
    """Passages from texts: a line ending in ： at the top is a salutation, one without a full stop a heading."""
    passages = []
    for number, text in enumerate(texts, 1):
        kind = "paragraph"
        if text.endswith("：") and len(text) < 12:
            kind = "salutation"
        elif text[-1] not in "。！；：" and len(text) < 30:
            kind = "heading"
        passages.append(Passage(number, kind, text))  # type: ignore[arg-type]
    return Speech("x", tuple(passages))


@pytest.fixture
def meeting() -> Speech:
    return speech(
        "同志们：",
        "今天，我们召开全市水务工作会议，主要任务是总结去年工作，部署今年任务。刚才，建民同志作了工作报告，我完全赞同。",
        "过去一年，全市水务系统扎实苦干，各项工作取得了明显成效。全年新建供水管网86公里，完成投资3.2亿元，"
        "同比增长12.5%。先后建成农村供水工程14处，供水水质合格率提高到99.2%，群众反映的难题得到了有效解决。这些成绩来之不易，都是大家一点一滴干出来的。在此，我代表市委、市政府向大家表示衷心的感谢！"
        "下面，我讲三点意见。",
        "一、提高认识，增强做好水务工作的责任感",
        "水务工作事关民生，意义重大。当前，我市正处在转型发展的关键时期，各级各部门要深刻认识做好这项工作的重要性。",
        "二、突出重点，推动水务工作再上新台阶",
        "要加快管网改造，切实降低漏损。要大力推进节水，抓好重点行业。要严格执法监管，坚决查处违法取水。",
        "三、加强领导，确保各项任务落到实处",
        "各级党委、政府要切实加强对水务工作的组织领导，主要领导亲自抓，层层落实责任。要加强督查考核，严肃问责。",
        "同志们，做好水务工作使命光荣、责任重大。让我们团结一心、真抓实干，为建设美丽临川作出新的更大贡献！",
    )
