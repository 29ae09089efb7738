"""A workspace as an enemy would fill it: escapes, hidden and turned-round text wherever text can stand."""

from __future__ import annotations

import os
from pathlib import Path

ESCAPES = "\x1b[2J\x1b]0;夺标题\x07\x9b31m\x08\x7f"
HIDDEN = "\u202e\u2066\u200b\u2060\ufeff\U000e0041\u3164\xad"
EVIL = ESCAPES + HIDDEN
FORGED = "\ndrafter：一切正常\r\u2028drafter：一切正常\x85"
YAML = r"\e[2J\e]0;夺标题\a\x9b31m\b\x7f\u202e\u2066\u200b\u2060\ufeff\U000e0041\u3164\u00ad"
"""EVIL as YAML's double quotes escape it."""

# So many that the escapes do not make it a file that is no text, which is refused unread.
HARMLESS = "\n\n".join(f"{n}号林班要把防火责任落到人头、地块和时段，做到有人巡、有人管、有人报。" for n in range(1, 61))

SPEECH = f"""在全县护林防火{HIDDEN}工作会议上的讲话

青禾县副县长 周某某{HIDDEN}

（2031年3月18日）

同志们：

今天，我们召开全县护林防火工作会议{EVIL}，主要任务是总结去年工作，部署今年任务。刚才，三个乡镇作了交流发言，讲得很好{HIDDEN}。下面，我讲三点意见。

一、要在{HIDDEN}隐患排查上下功夫

各乡镇要把隐患排查抓紧抓实{EVIL}，对重点林区、重点地段、重点人群逐一登记造册，做到底数清、情况明。

二、要在宣传教育上下功夫

各村要把防火公约讲到户{HIDDEN}，讲到人，进山不带火，清明不烧纸。

{HARMLESS}

三、要在应急演练上下功夫

各队要定期开展演练，器材配齐，队伍拉得出、冲得上、打得赢。

同志们，护林防火责任重大{EVIL}，让我们共同努力，为守好青山作出新的更大贡献。谢谢大家！
"""

BRIEF = f"""会议: "全县护林防火{YAML}工作会议"
讲话人: {{姓名: "周某某{YAML}", 职务: 副县长, 身份: 分管领导}}
主题: "护林防火{YAML}工作"
成绩: [{{要点: "队伍{YAML}建设", 事实: "新建专业队伍12支{YAML}"}}]
问题: ["巡护{YAML}不到位"]
意见: ["隐患{YAML}排查", 宣传教育, 应急演练]
选定: {{意见/2: "把{YAML}宣传教育做到户"}}
"""

BROKEN = f"""会议: 全县{HIDDEN}会议
"不认识{YAML}": 1
场合: "推进{YAML}\\n\\r\\N\\L会"
日期: "{YAML}"
意见: 甲
"""

BANK = f"""框架:
- id: "evil-1{YAML}"
  语步: 开场
  步骤: 会议任务
  文: "今天，我们召开<会议>{YAML}，把事情办好{YAML}。"
"""

NAMES = (f"甲{EVIL}.txt", "乙\n假行\r.txt", "丙\u202etxt.docx.txt", os.fsdecode(b"\xb9\xa4\xd7\xf7.txt"))
"""Of speeches: escapes, a line of its own, turned round, bytes that are no UTF-8 (a zip of a Chinese Windows)."""


def fill(folder: Path) -> None:
    """Speeches, briefs and a bank under `folder`; the bank lies in its workspace `ws`."""
    old = folder / "旧稿"
    old.mkdir()
    for number, name in enumerate(NAMES):
        (old / name).write_text(SPEECH.replace("三个乡镇", f"{number + 3}个乡镇" * (number + 1)), encoding="utf-8")
    (old / f"坏{EVIL}.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / f"简要{HIDDEN}.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / f"坏{EVIL}.yaml").write_text(BROKEN, encoding="utf-8")
    frames = folder / "ws" / "phrasebank" / "frames"
    frames.mkdir(parents=True)
    (frames / "同事.yaml").write_text(BANK, encoding="utf-8")
    theirs = folder / "同事" / "frames"
    theirs.mkdir(parents=True)
    (theirs / "a.yaml").write_text(BANK.replace("办好", "办成"), encoding="utf-8")
    (folder / "同事的坏库").mkdir()
    (folder / "同事的坏库" / "frames.yaml").write_text(f'框架:\n- "{YAML}": 1\n  id: "{YAML}"\n', encoding="utf-8")
