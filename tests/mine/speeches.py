"""Small labelled speeches of our own making, with invented places."""

from __future__ import annotations

from drafter.records import Passage, Speech


def passage(number: int, text: str, move: str, step: str = "", *, label: str = "", level: int = 0) -> Passage:
    kind = "heading" if level else "paragraph"
    return Passage(number, kind, text, level, label, move, step, 0.9)


def speech(name: str, *passages: Passage, duplicate_of: str | None = None, genre: str = "speech") -> Speech:
    return Speech(name, passages, duplicate_of=duplicate_of, genre=genre)  # type: ignore[arg-type]


OPENINGS = (
    ("林长制", "护林员", "巡护效率明显提高", "守护云溪县的青山绿水"),
    ("垃圾分类", "保洁员", "源头投放更加规范", "建设洁净青禾镇"),
    ("校园食堂", "后勤人员", "陪餐制度全面落地", "孩子们吃得放心"),
    ("老旧电梯", "维保单位", "隐患台账逐步清零", "南浦区老百姓平安出行"),
)


def four() -> list[Speech]:
    """Four speeches that share their formulae and nothing else."""
    return [
        speech(
            f"s{number}",
            passage(1, f"首先，我代表县委向在座的{people}表示衷心的感谢！", "开场", "致意"),
            passage(2, f"刚才，几位同志谈了{theme}的做法，{gain}，我完全赞同。", "开场", "回应前述"),
            passage(3, f"下面，我就{theme}讲{'三四五两'[number]}点意见。", "三点意见", "领起"),
            passage(4, f"一、围绕{theme}，在{gain[:4]}上下功夫。", "三点意见", "任务部署", label="一、", level=1),
            passage(5, f"让我们携起手来，为{goal}作出新的更大贡献！", "结束语", "号召"),
        )
        for number, (theme, people, gain, goal) in enumerate(OPENINGS)
    ]
