"""The shape of the house: layering, lint and types, held in the same run as the behaviour."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "drafter"


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ],
    ids=["lint", "format", "types", "layers"],
)
def test_the_house_is_in_order(command: list[str]) -> None:
    result = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


OPENERS = frozenset(
    "open fdopen read_text read_bytes FileIO copyfile copy2 copytree mmap ZipFile PdfReader file_digest".split()
)
"""Last words of calls that open a path, or take what may be one."""
OURS = {"Library.open", "read_text", "read_bytes"}
"""Functions of our own that are called so."""
WELL = {
    "files.py": {"os.open", "open", "os.fdopen", "io.FileIO", "target.open"},
    # Of bytes in memory:
    "container.py": {"zipfile.ZipFile", "container.open"},
    "read/pdf.py": {"PdfReader"},
    "render/package.py": {"zipfile.ZipFile"},
    # Of what open_file has opened, or check_ordinary has looked at:
    "flow/examining.py": {"hashlib.file_digest"},
    "flow/mining.py": {"hashlib.file_digest"},
    "flow/remembering.py": {"hashlib.file_digest"},
    "search/integrity.py": {"hashlib.file_digest"},
    "search/shelf.py": {"mmap.mmap", "tantivy.Index.open"},
    # To write, or folders:
    "cli/main.py": {"os.open", "os.fdopen"},
    "cli/say.py": {"os.open"},
    "keep/atomic.py": {"os.open", "os.fdopen"},
    "keep/lock.py": {"os.open"},
    "search/index.py": {"(self.target / part.texts).open"},
}


def _modules(words: Set[str]) -> Iterator[tuple[str, ast.Module]]:
    """The modules of the package that have one of these words, parsed, under their paths in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if any(word in text for word in words):
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(text)


def _called(module: ast.Module, words: frozenset[str]) -> set[str]:
    """The calls in it whose last word is one of these, as they are written."""
    called = (node.func for node in ast.walk(module) if isinstance(node, ast.Call))
    return {ast.unparse(name) for name in called if getattr(name, "attr", getattr(name, "id", "")) in words}


def test_files_are_opened_in_one_place() -> None:
    """Whoever opens a path by himself may wait for a pipe for ever: drafter/files.py does it for all."""
    found = {name: _called(module, OPENERS) - OURS for name, module in _modules(OPENERS)}
    assert {name: calls for name, calls in found.items() if calls} == WELL


UNPACKERS = frozenset("read extract extractall testzip".split())
"""Last words of calls by which a ZipFile gives its members out."""


def test_zips_are_unpacked_in_one_place() -> None:
    """ZipFile.read unpacks all there is, whatever the directory says: drafter/container.py alone knows how much to ask for."""
    found = {name: _called(module, UNPACKERS) for name, module in _modules({"open_zip"})}
    assert found == {
        "container.py": {"stream.read"},
        "read/archive.py": set(),
        "read/office.py": {"word.read"},  # functions of our own
        "read/word.py": {"html.read", "text.read"},
        "render/embedded.py": set(),
        "render/reference.py": set(),
    }


POSIX = {"fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "crypt"}


def _imported(tree: ast.AST) -> Iterator[str]:
    """Modules imported when the file is loaded, whatever the system: not in functions, nor behind a condition."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.ClassDef):
            yield from _imported(node)


def test_nothing_of_posix_is_imported_at_the_top() -> None:
    assert {name: found for name, module in _modules(POSIX) if (found := POSIX & set(_imported(module)))} == {}
