"""The shape of the house: layering, lint and types, held in the same run as the behaviour."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
    "cli/main.py": {"os.open"},
    "keep/atomic.py": {"os.open", "os.fdopen"},
    "keep/lock.py": {"os.open"},
    "search/index.py": {"(target / self.texts[-1]).open"},
}


def _opening(path: Path) -> set[str]:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    names = {ast.unparse(call) for call in calls}
    return {name for name in names - OURS if name.rpartition(".")[2] in OPENERS}


def test_files_are_opened_in_one_place() -> None:
    """Whoever opens a path by himself may wait for a pipe for ever: drafter/files.py does it for all."""
    package = ROOT / "drafter"
    found = {path.relative_to(package).as_posix(): _opening(path) for path in sorted(package.rglob("*.py"))}
    assert {name: calls for name, calls in found.items() if calls} == WELL


UNPACKERS = frozenset("read extract extractall testzip".split())
"""Last words of calls by which a ZipFile gives its members out."""


def test_zips_are_unpacked_in_one_place() -> None:
    """ZipFile.read unpacks all there is, whatever the directory says: drafter/container.py alone knows how much to ask for."""
    package = ROOT / "drafter"
    found = {}
    for path in sorted(package.rglob("*.py")):
        source = path.read_text("utf-8")
        if "open_zip" in source:
            calls = [ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
            found[path.relative_to(package).as_posix()] = {c for c in calls if c.rpartition(".")[2] in UNPACKERS}
    assert found == {
        "container.py": {"stream.read"},
        "read/archive.py": set(),
        "read/office.py": {"word.read"},  # functions of our own
        "read/word.py": {"html.read", "text.read"},
        "render/embedded.py": set(),
        "render/reference.py": set(),
    }
