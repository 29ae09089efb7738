"""Shared by all tests: where the data lies."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from drafter.bank.load import load_bank
from drafter.bank.model import Bank
from drafter.cli.main import SELDOM, run
from drafter.shipped import shipped

# How long one example takes says more about the machine than about the code; speed has its place in benchmarks/.
# The same examples each time, so that a red run is about what was changed; `--hypothesis-profile hunt` looks for new ones.
settings.register_profile("hunt", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=200)
settings.register_profile("drafter", settings.get_profile("hunt"), max_examples=100, derandomize=True)
settings.load_profile("drafter")

# As a command does: whoever looks more often through the bank and all else that stays needs a seventh more time.
gc.set_threshold(*SELDOM)

ROOT = Path(__file__).resolve().parent.parent

# Where no bytecode may lie beside the sources, each of the many processes the tests start would compile them all anew.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection(session: pytest.Session) -> None:
    """Every other worker imports the test files from the last to the first before it collects.

    To rewrite and compile them takes longer than anything else where no bytecode lies yet, and each worker has to have
    them all: so the two do half of it each, and find the other half done.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker.endswith(tuple("13579")) and session.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        for path in sorted(Path(__file__).parent.rglob("test_*.py"), reverse=True):
            with contextlib.suppress(Exception):  # what cannot be imported is told when it is collected
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


_LONG = frozenset(
    f"test_{name}.py" for name in ("shape", "repeat", "terminal", "killed", "damage", "index", "mined", "office")
)
"""Files whose few tests take long: started first, so that no worker is left alone with them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in _LONG)


def corpus_folder() -> Path | None:
    """The real corpus, where it is at hand: $DRAFTER_CORPUS, else ../shared/corpus beside the checkout."""
    for folder in (os.environ.get("DRAFTER_CORPUS"), ROOT.parent / "shared" / "corpus"):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return None


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = corpus_folder()
    if folder is None:
        pytest.skip("语料不在手边（设 DRAFTER_CORPUS 可指定）")
    return folder


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank([shipped("phrasebank")])


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace the sample speeches were mined into, for all that only look into it."""
    folder = tmp_path_factory.mktemp("样稿")
    assert run(["mine", "--samples", "--workspace", str(folder)]) == 0
    return folder
