"""What was mined as the YAML files of the workspace's mined/ folder (写出)."""

from __future__ import annotations

from drafter.bank.write import frames_file, sets_file, topics_file
from drafter.mine.mine import Mined
from drafter.mine.topics import FIELD

COMMENT = "程序生成，勿手改：每次 drafter mine 整个重写。要采用哪一条，用 drafter bank review。"


def mined_files(mined: Mined) -> dict[str, str]:
    """File name -> YAML text, as bank.load reads it; the same bytes for the same speeches in any order."""
    return {
        "frames.yaml": frames_file(mined.frames, COMMENT),
        "sets.yaml": sets_file(mined.sets, COMMENT),
        "topics.yaml": topics_file(FIELD, mined.topics, COMMENT),
    }
