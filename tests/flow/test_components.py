"""What the program is made of: told whole, and with a licence each."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from drafter.cli.doctor import command
from drafter.flow.components import components

ROOT = Path(__file__).resolve().parents[2]


def _asked() -> list[Requirement]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in (*told["dependencies"], *told["optional-dependencies"]["dev"])]


def test_every_package_the_program_needs_is_among_them() -> None:
    named = {canonicalize_name(each.name) for each in components()}
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert named >= {canonicalize_name(Requirement(line).name) for line in asked}
    assert all(each.licence for each in components())


def test_the_page_of_licences_names_each_with_its_licence() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", (ROOT / "docs" / "许可.md").read_text("utf-8"), re.MULTILINE)
    told = {canonicalize_name(name): licence for names, licence in rows for name in names.split("、")}
    # A later release may state the same licence in other words; none may be missing.
    assert {canonicalize_name(each.name) for each in components()} <= told.keys()


def test_the_lowest_versions_are_those_the_program_allows() -> None:
    lines = (ROOT / ".ci" / "lowest.txt").read_text("utf-8").splitlines()
    lowest = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in lines if "==" in line}
    for each in _asked():
        bound = next((one.version for one in each.specifier if one.operator == ">="), None)
        if canonicalize_name(each.name) in lowest and bound:
            pinned = lowest[canonicalize_name(each.name)]
            assert pinned in each.specifier
            assert pinned.startswith(bound), each.name
    runtime = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert lowest.keys() >= {canonicalize_name(Requirement(line).name) for line in runtime}


def test_the_lock_holds_all_that_development_needs() -> None:
    lines = (ROOT / ".ci" / "lock.txt").read_text("utf-8").splitlines()
    locked = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in lines if "==" in line}
    for each in _asked():
        assert locked[canonicalize_name(each.name)] in each.specifier, each.name


def test_the_sbom_is_the_same_every_time_and_every_dependency_is_a_component() -> None:
    first, second = (CliRunner().invoke(command, ["--sbom"], standalone_mode=False).stdout for _ in range(2))
    assert first == second
    told = json.loads(first)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    refs = {each["bom-ref"] for each in told["components"]} | {told["metadata"]["component"]["bom-ref"]}
    assert {ref for each in told["dependencies"] for ref in (each["ref"], *each["dependsOn"])} == refs
