"""An outline of our own making (invented place and facts), with everything a renderer has to show."""

from __future__ import annotations

import pytest

from drafter.records import Alternative, Hit, Item, Origin, Outline


def line(node: str, text: str, kind: str = "frame", ref: str = "kc-01", **more: object) -> Item:
    """A line of running text at `node` (语步/步骤)."""
    move, _, step = node.partition("/")
    return Item(node, 0, text, move, step, Origin(kind, ref), **more)  # type: ignore[arg-type]


@pytest.fixture
def outline() -> Outline:
    points = (
        Item(
            "意见/1",
            1,
            "在清淤护岸上下功夫",
            "三点意见",
            "任务部署",
            Origin("frame", "zhe-shang-01", "要点出自简要的 意见[0]"),
            label="一、",
            slots={"要点": "清淤护岸"},
            budget=800,
            items=(
                Item(
                    "意见/1/1",
                    2,
                    "摸清淤积底数",
                    "三点意见",
                    "任务部署",
                    Origin("brief", "意见[0].措施[0]"),
                    label="（一）",
                    items=(
                        Item(
                            "意见/1/1/文",
                            0,
                            "各镇对【待填：重点河段】逐段测量，把“账”记到人。",
                            "三点意见",
                            "任务部署",
                            Origin("frame", "水利/清淤/分步"),
                            gaps=("重点河段",),
                        ),
                        Item("意见/1/1/1", 3, "测", "三点意见", "任务部署", Origin("frame", "x"), label="1."),
                        Item("意见/1/1/2", 3, "记", "三点意见", "任务部署", Origin("frame", "x"), label="2."),
                    ),
                ),
                Item(
                    "意见/1/2",
                    2,
                    "排好施工次序",
                    "三点意见",
                    "任务部署",
                    Origin("frame", "水利/清淤/分步"),
                    label="（二）",
                ),
            ),
        ),
        Item(
            "意见/2",
            1,
            "在日常巡护上见实效",
            "三点意见",
            "任务部署",
            Origin("precedent", "a1b2#7"),
            label="二、",
            budget=700,
        ),
    )
    return Outline(
        title="在全县河湖长制工作会议上的讲话",
        subtitle=("（2026年3月18日）", "副县长 某某某"),
        items=(
            line("开场/称谓", "同志们：", "template", "场合/工作会议/称谓"),
            line(
                "开场/会议任务",
                "今天，我们召开全县河湖长制工作会议，主要任务是部署全年治水工作。",
                ref="kc-renwu-01",
                slots={"会议": "全县河湖长制工作会议"},
                alternatives=(Alternative("这次会议的任务是部署治水工作。", "kc-renwu-02", "更短"),),
                budget=200,
            ),
            line("开场/回应前述", "刚才，青石镇作了发言。", "brief", "刚才[0]", joined=True),
            line(
                "成绩回顾/分项成绩",
                "清理河道【待填：长度】，<b>&amp;*治理*</b>小流域3条。",
                gaps=("长度",),
                ref="cj-01",
            ),
            *points,
            line("结束语/号召", "同志们，让我们把河湖守好。", ref="js-01", joined=True),
        ),
        gaps=(("成绩回顾/分项成绩", "长度"), ("意见/1/1/文", "重点河段")),
        notes=("简要里的“岸线复绿”没有写进提纲",),
    )


@pytest.fixture
def precedents() -> dict[str, list[Hit]]:
    def hit(number: int) -> Hit:
        text = f"这次会议部署第{number}年的治水工作。"
        return Hit(
            f"s{number}#2", "fuzzy", 0.8, "开场", "会议任务", text, (), f"s{number}", f"治水会讲话{number}", "某某",
            f"201{number}-03-01", f"旧稿/{number}.txt",
        )  # fmt: skip

    return {"开场/会议任务": [hit(number) for number in range(1, 6)]}
