"""What the program is made of (组成部分): every package it needs, its version and licence; as an SBOM on demand."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from typing import Any

from drafter import __version__

NAME = "drafter"
# Where a package only names its licence among its classifiers.
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
}


@dataclass(frozen=True, slots=True)
class Component:
    """An installed package (组件)."""

    name: str
    version: str
    licence: str
    """SPDX id where the package says enough to tell, else its own words; "" where it says nothing."""
    needs: tuple[str, ...]
    """Names of the packages it needs in turn, as they are installed here."""

    @property
    def purl(self) -> str:
        """Package URL, as SBOM tools look them up."""
        return f"pkg:pypi/{_plain(self.name)}@{self.version}"


def components() -> tuple[Component, ...]:
    """The packages drafter needs, direct or not, that are installed, by name. drafter itself is left out."""
    found: dict[str, Component] = {}
    waiting = list(_needs(NAME))
    while waiting:
        name = waiting.pop()
        if _plain(name) in found:
            continue
        try:
            about = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        needs = _needs(name)
        found[_plain(name)] = Component(about["Name"], about["Version"], _licence(about), needs)
        waiting += needs
    return tuple(found[key] for key in sorted(found))


def direct() -> tuple[str, ...]:
    """Names of the packages drafter itself asks for, in order."""
    return _needs(NAME)


def sbom() -> dict[str, Any]:
    """CycloneDX 1.5, without times and random numbers: the same installation gives the same document."""
    every = components()
    refs = {_plain(one.name): one.purl for one in every}
    top = f"pkg:pypi/{NAME}@{__version__}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": top, "name": NAME, "version": __version__, "purl": top}
        },
        "components": [
            {
                "type": "library",
                "bom-ref": one.purl,
                "name": one.name,
                "version": one.version,
                "purl": one.purl,
                **_licences(one.licence),
            }
            for one in every
        ],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(refs[_plain(name)] for name in needs if _plain(name) in refs)}
            for ref, needs in ((top, direct()), *((one.purl, one.needs) for one in every))
        ],
    }


def _needs(name: str) -> tuple[str, ...]:
    try:
        asked = importlib.metadata.requires(name) or ()
    except importlib.metadata.PackageNotFoundError:
        return ()
    plain = (line.partition(";") for line in asked)
    return tuple(
        found[0] for head, _, marker in plain if "extra" not in marker and (found := re.match(r"[\w.-]+", head))
    )


def _licence(about: importlib.metadata.PackageMetadata) -> str:
    stated = _field(about, "License-Expression")
    short = _field(about, "License")
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")
    ]
    first = classified[0] if classified else ""
    return stated or _SPDX.get(short, short if 0 < len(short) < 30 else "") or _SPDX.get(first, first)


def _field(about: importlib.metadata.PackageMetadata, name: str) -> str:
    return str((about.get_all(name) or [""])[0])


def _licences(licence: str) -> dict[str, Any]:
    if not licence:
        return {}
    if re.fullmatch(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*", licence):
        return {"licenses": [{"expression": licence}]}
    return {"licenses": [{"license": {"name": licence}}]}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
