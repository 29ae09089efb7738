"""What Windows lacks is asked for by no module of ours as it is imported: its modules and the names in os and signal."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

# What stands for the console's module, of which Windows alone has one, locks nothing.
_PROGRAM = """
import builtins, importlib, os, pkgutil, signal, sys, types
import drafter

ABSENT = {"fcntl", "termios", "tty", "pty", "resource", "pwd", "grp", "syslog"}
NAMES = {os: "fork forkpty getuid geteuid getgid getegid killpg setsid mkfifo uname statvfs fchmod fchown chown getpgid "
             "getloadavg O_NOFOLLOW O_NONBLOCK O_NOCTTY O_CLOEXEC O_DIRECTORY WNOHANG",
         signal: "SIGWINCH SIGKILL SIGHUP SIGALRM SIGPIPE SIGQUIT SIGCHLD SIGTSTP SIGCONT alarm setitimer pthread_sigmask"}
asked, given = [], builtins.__import__

def ours(scope):
    return (scope or {}).get("__name__", "").partition(".")[0] == "drafter"

def imported(name, globals=None, *rest, **named):
    if ours(globals):
        if name.partition(".")[0] in ABSENT:
            raise ImportError(name)
        if name in without:
            return without[name]
    return given(name, globals, *rest, **named)

without = {"msvcrt": types.ModuleType("msvcrt")}
for module, names in NAMES.items():
    without[module.__name__] = bare = types.ModuleType(module.__name__)
    bare.__dict__.update({name: each for name, each in vars(module).items() if name not in names.split()})
    assert any(hasattr(module, name) for name in names.split())
builtins.__import__ = imported
for found in pkgutil.walk_packages(drafter.__path__, "drafter."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
        asked.append(found.name)
assert "drafter.compose.screen" in asked and "drafter.keep.lock" in asked, asked
import drafter.keep.lock as lock
assert not hasattr(lock, "fcntl") and lock.msvcrt
"""


def test_every_module_is_imported_without_what_windows_lacks() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
