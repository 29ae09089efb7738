"""A folder of speeches in, phrasebank and library out: joins understand → mine → keep → index (挖掘流程)."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.bank.model import Frame
from drafter.errors import DrafterError, UnreadableFile
from drafter.files import open_file, unreadable
from drafter.flow.manifest import MANIFEST, read_manifest, read_rejected, write_manifest
from drafter.flow.understanding import link_duplicates, model_files, open_model, understand_file
from drafter.keep.corrections import load_corrections, load_not_duplicates
from drafter.keep.lock import writing
from drafter.keep.sources import forget_sources, load_sources, save_sources, source_to_data
from drafter.keep.workspace import Workspace, write_mined
from drafter.label.model import Model
from drafter.language.visible import plain_json
from drafter.mine.mine import mine
from drafter.mine.write import mined_files
from drafter.read.files import find
from drafter.read.options import TrackedChanges
from drafter.records import Source, Speech
from drafter.search.formulaic import Formulae
from drafter.search.index import Entry, build, entries_of
from drafter.strict_yaml import read_bounded


@dataclass(frozen=True, slots=True)
class Mining:
    """What one run did (挖掘小结)."""

    sources: tuple[Source, ...]
    """Every source the workspace now rests on, copies marked."""
    fresh: int
    """Files read anew."""
    reused: int
    """Files taken as they were understood before."""
    gone: int
    """Files of an earlier run that the workspace no longer rests on: deleted, moved or taken out."""
    problems: tuple[str, ...]
    """One line a file that could not be read."""
    frames: int
    sets: int
    topics: int
    passages: int
    forgotten: tuple[str, ...] = ()
    """Their absolute paths, in order."""


def mine_paths(
    paths: Sequence[Path],
    workspace: Workspace,
    progress: Callable[[int, int, str], None] | None = None,
    tracked_changes: TrackedChanges = "accept",
) -> Mining:
    """Mine files and folders into the workspace; what was mined from elsewhere before stays while its file is there,
    or its folder is out of reach (a network drive that is cut off).

    progress: called with (done, all, name) before each file. tracked_changes: how to read the revisions of these
    files; a file read the other way before is read again, files of other runs keep theirs. Raises DrafterError when nothing can be read or understood,
    WorkspaceError when somebody else is writing or the disk refuses. The workspace then is as it was.
    """
    files, problems = find(paths)
    if not files:
        raise DrafterError(*problems, "没有找到能读的讲话稿。支持 txt md html docx pdf doc wps rtf odt zip")
    with writing(workspace):
        return _mine(files, paths, list(problems), workspace, progress, tracked_changes)


def forget_paths(paths: Sequence[Path], workspace: Workspace) -> Mining:
    """Take files, or all files of folders, out of the workspace and mine what is left. They need not exist any more.

    Raises DrafterError when nothing of the kind was mined, WorkspaceError as mine_paths does.
    """
    with writing(workspace):
        manifest = read_manifest(workspace)
        unknown = [path for path in paths if not any(_covered(name, [path]) for name in manifest)]
        if unknown:
            raise DrafterError(
                *(f"{path}：没有从这里挖过旧稿。挖过哪些文件，看 {workspace.root / MANIFEST}" for path in unknown)
            )
        return _mine((), paths, [], workspace, None)


def rebuild(workspace: Workspace) -> Mining:
    """Make library and mined phrasebank anew from what is understood already, of files that are gone by now, too.

    Raises WorkspaceError as mine_paths does.
    """
    with writing(workspace):
        return _mine((), (), [], workspace, None, anew=True)


def _mine(
    files: Sequence[Path],
    paths: Sequence[Path],
    problems: list[str],
    workspace: Workspace,
    progress: Callable[[int, int, str], None] | None,
    tracked_changes: TrackedChanges = "accept",
    anew: bool = False,
) -> Mining:
    model = open_model(workspace)
    corrections = load_corrections(workspace)
    variant = _variant(workspace, tracked_changes)
    manifest = read_manifest(workspace)
    kept = {path: sha for path, sha in manifest.items() if not _covered(path, paths)}
    once_rejected = read_rejected(workspace)
    rejected = {path for path in once_rejected if path in kept}
    away: Counter[str] = Counter()
    """Folders that are out of reach -> files mined from there before, which stay."""
    sources: dict[str, tuple[Source, ...]] = {}
    fresh = reused = 0
    for number, file in enumerate(files, 1):
        if progress:
            progress(number, len(files), str(file))
        name = os.path.abspath(file)
        try:
            sha = _sha(file)
            known = load_sources(workspace, sha, variant)
            if known is not None:
                reused += 1
                sources[name] = tuple(_renamed(source, str(file)) for source in known)
            else:
                found, troubles = understand_file(file, model, corrections, tracked_changes)
                problems += troubles
                save_sources(workspace, sha, found, variant)
                sources[name] = found
                fresh += 1
            kept[name] = sha
            rejected |= {name} if tracked_changes == "reject" else set()
        except UnreadableFile as error:
            problems.append(str(error))
            if name in manifest and _out_of_reach(file):
                kept[name] = manifest[name]
    if files and not sources:
        raise DrafterError(*problems, "这些文件一个也读不了，工作区没有改动")
    if files and not any(source.speeches for found in sources.values() for source in found):
        raise DrafterError(
            *problems,
            f"读了 {len(sources)} 个文件，里面没有成篇的讲话，工作区没有改动。请检查文件是不是讲话稿、内容全不全",
        )
    if files:
        kept |= {name: sha for name, sha in manifest.items() if name not in kept and _is_away(Path(name))}
        rejected |= once_rejected & (kept.keys() - sources.keys())
    for name in [name for name in kept if name not in sources]:
        if not anew and _is_away(Path(name)):
            away[os.path.dirname(name)] += 1
        elif not anew and not Path(name).exists():
            del kept[name]
            continue
        choice: TrackedChanges = "reject" if name in rejected else "accept"
        known = load_sources(workspace, kept[name], _variant(workspace, choice))
        if known is None:
            sources[name], kept[name] = _again(Path(name), kept[name], workspace, choice, model, corrections, problems)
        else:
            sources[name] = known
    problems += [
        f"{folder}：这个文件夹现在打不开（网络盘没有连上？），从那里挖过的 {count} 个文件仍按上次读到的算；"
        f"真的不要了，请运行 drafter mine --forget {folder}"
        for folder, count in sorted(away.items())
    ]
    forgotten = tuple(sorted(manifest.keys() - kept.keys()))
    linked = link_duplicates([s for name in sorted(sources) for s in sources[name]], load_not_duplicates(workspace))
    speeches = _distinct(linked)
    mined = mine(speeches)
    entries = _entries(linked, mined.frames)
    build(entries, workspace.library, within=workspace.root, anew=anew)
    write_mined(workspace, mined_files(mined))
    _write_ledger(workspace, linked, problems)
    write_manifest(workspace, kept, rejected)
    forget_sources(workspace, frozenset(kept.values()))
    return Mining(
        linked,
        fresh,
        reused,
        len(forgotten),
        tuple(problems),
        len(mined.frames),
        len(mined.sets),
        len(mined.topics),
        len(entries),
        forgotten,
    )


def _again(
    path: Path,
    sha: str,
    workspace: Workspace,
    tracked_changes: TrackedChanges,
    model: Model,
    corrections: Mapping[str, tuple[str, str]],
    problems: list[str],
) -> tuple[tuple[Source, ...], str]:
    """A file of an earlier run whose understanding is no longer kept (a newer program): read once more, and kept.

    Its sources and its sha256 now; the old sha256 and nothing when it cannot be read just now.
    """
    try:
        sha = _sha(path)
        found, troubles = understand_file(path, model, corrections, tracked_changes)
    except UnreadableFile as error:
        problems.append(str(error))
        return (), sha
    problems += troubles
    save_sources(workspace, sha, found, _variant(workspace, tracked_changes))
    return found, sha


def _variant(workspace: Workspace, tracked_changes: TrackedChanges) -> str:
    """Whatever else understanding depends on: how revisions are read, the moves (shipped, learnt, the office's own),
    the corrections."""
    parts: list[str] = [] if tracked_changes == "accept" else [tracked_changes]
    for path in (*model_files(workspace), workspace.corrections):
        content = hashlib.sha256(read_bounded(path)).hexdigest() if path.exists() else "-"
        parts.append(f"{path.parent.name}:{content}")
    return "|".join(parts)


def _sha(path: Path) -> str:
    try:
        with open_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from None


def _out_of_reach(path: Path) -> bool:
    """True when the bytes of a file cannot be had just now; False when they can, whatever may be wrong with them."""
    try:
        _sha(path)
    except UnreadableFile:
        return _is_away(path) or path.exists()
    return False


def _is_away(path: Path) -> bool:
    """True when its folder or drive is out of reach; False when the file is there, or has been deleted or moved."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return not os.path.isdir(path.parent)
    except (OSError, ValueError):
        return True
    return False


def _renamed(source: Source, path: str) -> Source:
    # The same bytes may lie under another name today; a zip's members keep their inner name.
    inner = source.path.partition(".zip/")[2]
    return replace(source, path=f"{path}/{inner}" if inner else path)


def _covered(path: str, paths: Sequence[Path]) -> bool:
    """True when `path` is one of `paths` or inside a folder among them."""
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in map(os.path.abspath, paths))


def _distinct(sources: Sequence[Source]) -> list[Speech]:
    """Each speech once, whatever files it stands in; what is no speech is not mined."""
    seen: dict[str, Speech] = {}
    for source in sources:
        for speech in source.speeches:
            if speech.duplicate_of is None and speech.genre != "other":
                seen.setdefault(speech.id, speech)
    return [seen[key] for key in sorted(seen)]


def _entries(sources: Sequence[Source], frames: Sequence[Frame]) -> list[Entry]:
    """The passages of the distinct speeches, with how formulaic each is."""
    formulae = Formulae(frames)
    seen: set[str] = set()
    found: list[Entry] = []
    for source in sources:
        distinct = tuple(s for s in source.speeches if s.duplicate_of is None and s.id not in seen)
        seen |= {speech.id for speech in distinct}
        found += entries_of(replace(source, speeches=distinct), formulae.share)
    return found


def _write_ledger(workspace: Workspace, sources: Sequence[Source], problems: Sequence[str]) -> None:
    """What was repaired, dropped and quarantined, with the texts (台账)."""
    data = []
    for source in sources:
        plain = source_to_data(source)
        plain["speeches"] = [
            {key: value for key, value in speech.items() if key != "passages"} for speech in plain["speeches"]
        ]
        data.append(plain)
    ledger = {"format": "drafter.ledger/1", "sources": data, "problems": list(problems)}
    workspace.write(workspace.ledger, plain_json(ledger, indent=1))


def repairs_by_rule(sources: Sequence[Source]) -> Counter[str]:
    """How often each cleaning rule did something, over all sources."""
    total: Counter[str] = Counter()
    for source in sources:
        for repair in source.repairs:
            total[repair.rule] += repair.count
    return total
