"""Arbitrary text for properties, with the pieces that steer the splitter."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *(
        "同志们：",
        "同志们！",
        "各位代表：",
        "一、",
        "（一）",
        "1.",
        "（1）",
        "第一，",
        "第一个问题：",
        "一是",
        "二要",
        "首先，",
        "最后，",
    ),
    *(
        "篇一",
        "第二篇",
        "范文三：",
        "【篇4】",
        "附件1",
        "名词解释",
        "在全市工作会议上的讲话",
        "1、在全省大会上的发言",
        "（2016年12月8日）",
    ),
    *(
        "市长 王小明",
        "张三",
        "习近平：",
        "——在大会上",
        "本报评论员",
        "今天召开会议，",
        "市委召开会议，目的是",
        "现在开会。",
    ),
    *(
        "让我们为胜利而努力奋斗！",
        "谢谢大家。",
        "工作",
        "要抓好落实。",
        "\ue000?乱\ue001",
        "\ue000",
        "\ue001",
        "。",
        "，",
        "：",
        "”",
    ),
    *(
        "\n",
        "\n",
        "\n",
        " ",
        "\u3000",
        "各级要统一思想，把责任扛在肩上，把工作抓在手上，一件一件办好，让群众得到实惠。" * 3,
    ),
)

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map(
    "".join
)
