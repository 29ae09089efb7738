"""What can go wrong, as one small family. Messages are Chinese, for the writer: what, where, what to do."""

from __future__ import annotations


class DrafterError(Exception):
    """Base of everything drafter refuses with a reason (exit status 1). Constructors never print."""


class UnreadableFile(DrafterError):
    """A source file that cannot be read (读不了的文件).

    path: the file as the writer named it; reason: Chinese clause; remedy: what to do next, may be empty.
    """

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{path}：{reason}" + (f"。{remedy}" if remedy else ""))
        self.path = path
        self.reason = reason
        self.remedy = remedy


class InvalidData(DrafterError):
    """A YAML file of the writer's (brief, bank, corrections) with one or more faults, all listed at once.

    problems: one Chinese line each, with file and line number.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class WorkspaceError(DrafterError):
    """The workspace (工作区) is missing, damaged, locked or cannot be written."""
