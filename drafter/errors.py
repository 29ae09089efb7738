"""What can go wrong, as one small family. Messages are Chinese, for the writer: what, where, what to do."""

from __future__ import annotations

import re

MOST_SHOWN = 200
"""Faults a message lists; a hostile file may have a million."""
LONGEST = 2000
"""Characters of one line of a message."""
MOST_CHARACTERS = 20_000
"""Characters of a whole message: some ten screens, of which nobody reads more."""
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class DrafterError(Exception):
    """Base of everything drafter refuses with a reason (exit status 1). Constructors never print.

    lines: the message, a line each. A line break inside one (a file's name may hold it) becomes U+FFFD, so that
    nothing but the program begins a line of its own; very long lines and lists are cut.
    """

    def __init__(self, *lines: str) -> None:
        shown: list[str] = []
        left = MOST_CHARACTERS
        for line in lines[:MOST_SHOWN]:
            shown.append(_flat(line))
            left -= len(shown[-1])
            if left < 0:
                break
        if len(lines) > len(shown):
            shown.append(f"…… 共 {len(lines)} 处，其余从略")
        super().__init__("\n".join(shown))


def in_one_line(error: Exception) -> str:
    """The message where there is room for one line only."""
    return "；".join(str(error).splitlines())


def _flat(line: str) -> str:
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]}……{line[-LONGEST // 2 :]}"
    return _BREAK.sub("\ufffd", line)


class UnreadableFile(DrafterError):
    """A source file that cannot be read (读不了的文件).

    path: the file as the writer named it; reason: Chinese clause; remedy: what to do next, may be empty.
    """

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{path}：{reason}" + (f"。{remedy}" if remedy else ""))
        self.path = path
        self.reason = reason
        self.remedy = remedy


class MissingFile(UnreadableFile):
    """A file that is not there (没有这个文件)."""


class InvalidData(DrafterError):
    """A YAML file of the writer's (brief, bank, corrections) with one or more faults, all listed at once.

    problems: one Chinese line each, with file and line number.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


class WorkspaceError(DrafterError):
    """The workspace (工作区) is missing, damaged, locked or cannot be written."""


class InvalidCondition(DrafterError):
    """A condition of a search (查询条件) that can hold for no passage of any library: a year that is none, a level there is not."""
