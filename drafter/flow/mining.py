"""A folder of speeches in, phrasebank and library out: joins understand → mine → keep → index (挖掘流程)."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.bank.model import SLOT, Frame
from drafter.bank.places import bank_files
from drafter.errors import DrafterError, UnreadableFile
from drafter.files import open_file, read_utf8, unreadable
from drafter.flow.curating import forget_typing
from drafter.flow.manifest import MANIFEST, Place, place_of, read_manifest, read_places, read_rejected, write_manifest
from drafter.flow.remembering import forget_entries
from drafter.flow.understanding import by_id, keep_compiled, link_duplicates, model_files, open_model, understand_file
from drafter.keep.atomic import clear_leavings, inside, refusal, remove
from drafter.keep.corrections import load_corrections, load_not_duplicates
from drafter.keep.lock import writing
from drafter.keep.sources import (
    forget_sources,
    load_outdated,
    load_sources,
    record_name,
    save_sources,
    source_to_data,
)
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

_ID = re.compile(r"id: (\S+)")
_ANY_ID = re.compile(r"(?m)^[ \t]*(?:-[ \t]+)?\"?id\"?:[ \t]*[\"']?([\w-]+)")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORDING = re.compile(r"\n  (?:文|骨架): (.*)")
_FILLINGS = re.compile(r"\n  轮换: (.*)")


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
    _refuse_unknown(paths, workspace)  # to lock a workspace makes it
    with writing(workspace):
        _refuse_unknown(paths, workspace)
        return _mine((), paths, [], workspace, None)


def _refuse_unknown(paths: Sequence[Path], workspace: Workspace) -> None:
    manifest = read_manifest(workspace)
    if unknown := [path for path in paths if not any(_covered(name, [path]) for name in manifest)]:
        raise DrafterError(
            *(f"{path}：没有从这里挖过旧稿。挖过哪些文件，看 {workspace.root / MANIFEST}" for path in unknown)
        )


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
    drives = _Drives.seen(read_places(workspace))
    places = drives.before | drives.now
    kept = {path: sha for path, sha in manifest.items() if not _covered(path, paths)}
    once_rejected = read_rejected(workspace)
    rejected = {path for path in once_rejected if path in kept}
    away: Counter[str] = Counter()
    """Folders that are out of reach -> files mined from there before, which stay."""
    outdated: Counter[str] = Counter()
    """Folders -> files that cannot be read again, and stand as an older understanding has them."""
    lost: Counter[str] = Counter()
    """Folders -> files that cannot be read again, and of which nothing is kept that could stand for them."""
    untouched: set[str] = set()
    """sha256 of what cannot be read again."""
    sources: dict[str, tuple[Source, ...]] = {}
    fresh = reused = 0
    for number, file in enumerate(files, 1):
        if progress:
            progress(number, len(files), str(file))
        name = os.path.abspath(file)
        try:
            sha = _sha(file)
            with contextlib.suppress(OSError):  # gone since
                places[name] = place_of(file, drives.roots)
            known = load_sources(workspace, sha, variant)
            if known is not None:
                reused += 1
                sources[name] = known
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
            if name in manifest and _out_of_reach(file, name, drives):
                kept[name] = manifest[name]
    if fresh:
        keep_compiled(workspace)
    if files and not sources:
        raise DrafterError(*problems, "这些文件一个也读不了，工作区没有改动")
    if files and not any(source.speeches for found in sources.values() for source in found):
        raise DrafterError(
            *problems,
            f"读了 {len(sources)} 个文件，里面没有成篇的讲话，工作区没有改动。请检查文件是不是讲话稿、内容全不全",
        )
    if files:
        kept |= {name: sha for name, sha in manifest.items() if name not in kept and drives.is_away(name)}
        rejected |= once_rejected & (kept.keys() - sources.keys())
    for name in [name for name in kept if name not in sources]:
        folder = os.path.dirname(name)
        if out := drives.is_away(name):
            away[folder] += 1
            untouched.add(kept[name])
        elif not anew and not Path(name).exists():
            del kept[name]
            continue
        choice: TrackedChanges = "reject" if name in rejected else "accept"
        known = load_sources(workspace, kept[name], _variant(workspace, choice))
        if known is None and not out:
            known, kept[name] = _again(Path(name), kept[name], workspace, choice, model, corrections, problems)
        if known is None:
            untouched.add(kept[name])
            known = load_outdated(workspace, kept[name])
            (lost if known is None else outdated)[folder] += 1
        sources[name] = known or ()
    # What was read may be named as it was typed, in another folder: what is shown can be opened from anywhere.
    sources = {name: tuple(_renamed(source, name) for source in found) for name, found in sources.items()}
    problems += [
        _unread(folder, away[folder], outdated[folder], lost[folder]) for folder in sorted(away | outdated | lost)
    ]
    forgotten = tuple(sorted(manifest.keys() - kept.keys()))
    switched = {
        kept[name]
        for name in sources.keys() & manifest.keys()
        if kept[name] == manifest[name] and (name in rejected) != (name in once_rejected)
    }
    """sha256 of files whose tracked changes are read the other way now: what only the other way has is to go."""
    erase = bool(switched or set(manifest.values()) - set(kept.values()))
    """Whether texts are to go: of files forgotten, or as they were before they were edited; those of a file that was
    only moved stay."""
    linked = link_duplicates([s for name in sorted(sources) for s in sources[name]], load_not_duplicates(workspace))
    speeches = _distinct(linked)
    mined = mine([by_id(speech, model) for speech in speeches])
    entries = _entries(linked, mined.frames)
    build(entries, workspace.library, within=workspace.root, anew=anew)
    written = mined_files(mined)
    if gone := {manifest[name] for name in forgotten} - set(kept.values()):
        # First of all that goes: what it goes by is what stands in mined/ and sources/. Until the manifest, which is
        # written last, names those files no more, whoever is interrupted does all of this again.
        _forget_drafted(workspace, gone, written, {speech.id for source in linked for speech in source.speeches})
    write_mined(workspace, written)
    _write_ledger(workspace, linked, problems)
    alone = {
        record_name(sha, _variant(workspace, "reject" if name in rejected else "accept"))
        for name, sha in kept.items()
        if sha in switched
    }
    forget_sources(workspace, frozenset(kept.values()), frozenset(untouched), switched, alone)
    if erase:
        _erase(workspace, {id_ for text in written.values() for id_ in _ANY_ID.findall(text)})
    write_manifest(workspace, kept, rejected, {name: place for name, place in places.items() if name in kept})
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
) -> tuple[tuple[Source, ...] | None, str]:
    """A file of an earlier run whose understanding is no longer kept (a newer program): read once more, and kept.

    Its sources and its sha256 now; None and the old sha256 when it cannot be read just now.
    """
    before = sha
    try:
        sha = _sha(path)
        found, troubles = understand_file(path, model, corrections, tracked_changes)
    except UnreadableFile as error:
        problems.append(str(error))
        return None, before
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
    """The sha256 of a file."""
    try:
        with open_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from None


def _out_of_reach(path: Path, name: str, drives: _Drives) -> bool:
    """True when the bytes of a file cannot be had just now; False when they can, whatever may be wrong with them."""
    try:
        _sha(path)
    except UnreadableFile:
        return drives.is_away(name) or path.exists()
    return False


@dataclass(frozen=True, slots=True)
class _Drives:
    """Where the files of earlier runs were read, and where they are today."""

    before: dict[str, Place]
    """Absolute path -> where it was read."""
    now: dict[str, Place]
    """The same today, of those that are there."""
    roots: dict[int, Place]
    """Disks seen today, see place_of."""
    same: frozenset[tuple[Place | None, Place | None]]
    """(disk then, disk today) that are one: a network drive may bear another number whenever it is mounted, and a
    file that is where it was, under the inode it had, vouches for it."""

    @staticmethod
    def seen(before: dict[str, Place]) -> _Drives:
        now: dict[str, Place] = {}
        roots: dict[int, Place] = {}
        for name in before:
            with contextlib.suppress(OSError, ValueError):
                now[name] = place_of(Path(name), roots)
        same = {
            (before[name].disk, place.disk)
            for name, place in now.items()
            if place.file == before[name].file and place.may_share(before[name])
        }
        return _Drives(before, now, roots, frozenset(same))

    def is_away(self, name: str) -> bool:
        """True when the folder or drive of a file is out of reach, or may be; False when the file is there, or is
        known to be deleted or moved.

        Where it is not there, the nearest folder above it that is tells: if it is surely on the disk the file was read
        from, that disk is there and the file, or its folder, has been deleted or moved. A drive that was cut off leaves
        an empty folder of another disk in its place, or none; another drive may stand there under its number.
        """
        path = Path(name)
        for place in (path, *path.parents):
            try:
                found = place_of(place, self.roots)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, ValueError):
                return True
            if place == path:
                return False
            then = self.before.get(name)
            if then is None or then.disk is None or not then.may_share(found):
                return True
            return then.disk != found.disk and (then.disk, found.disk) not in self.same
        return True


def _unread(folder: str, away: int, outdated: int, lost: int) -> str:
    """What is told of a folder files of which cannot be read again: how many, and what stands for them."""
    told = [
        f"这个文件夹现在打不开，或认不准还是不是原来那块盘（网络盘没有连上？换了一块盘？），从那里挖过的 {away} 个文件仍按上次读到的算"
        if away
        else f"有 {outdated + lost} 个挖过的文件现在读不了"
    ]
    if outdated:
        told.append(f"其中 {outdated} 个用的是更早的记录，后来的订正、语步和程序的改进对它们还没有起作用")
    if lost:
        told.append(f"其中 {lost} 个没有留下能用的记录，这次没有算进去，能读时再运行一次 drafter mine 就补上")
    return f"{folder}：" + "；".join([*told, f"真的不要了，请运行 drafter mine --forget {folder}"])


def _entries_in(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The entries of files of a bank that an outline may name: id, and the YAML of it without its evidence."""
    found = set()
    for text in texts:
        for block in text.split("\n- ")[1:]:
            if named := _ID.match(block):
                found.add((named[1], block.partition("\n  来源:")[0]))
    return frozenset(found)


def _texts_in(folder: Path) -> Iterator[str]:
    """The files of a bank as they stand, as far as they can be read."""
    for path in bank_files([folder]):
        with contextlib.suppress(OSError):
            yield read_utf8(path, "replace", links=False)


def _forget_drafted(
    workspace: Workspace, gone: Collection[str], written: Mapping[str, str], still: Collection[str]
) -> None:
    """Blank in what was drafted the words of the mined entries that go with files, and the headings of their speeches.

    gone: sha256 of the files; written: what mined/ is to hold; still: ids of the speeches that stay.

    Entries a writer has taken into his own phrasebank are his; those of which the files do not hold the words go for
    another reason (a frame that is now one of two, an edit elsewhere) and stay in the drafts.
    """
    known = [load_outdated(workspace, sha) for sha in gone]
    said = "\n".join(
        "".join(_HAN.findall(passage.text))
        for found in known
        for source in found or ()
        for speech in source.speeches
        for passage in speech.passages
    )
    own = {id_ for text in _texts_in(workspace.phrasebank) for id_ in _ANY_ID.findall(text)}
    ids = {
        id_
        for id_, block in _entries_in(_texts_in(workspace.mined)) - _entries_in(written.values())
        if id_ not in own and (None in known or _holds(said, block))
    }
    ids |= {speech.id for found in known for source in found or () for speech in source.speeches} - set(still)
    try:
        forget_entries(workspace, ids)
    except OSError as error:
        raise refusal(workspace.root, error, workspace.root) from None


def _holds(said: str, block: str) -> bool:
    """True when a text, Chinese characters only, holds the words of an entry: all of a frame's, or any that fill a set."""
    wording, fillings = _WORDING.search(block), _FILLINGS.search(block)
    whole = _HAN.findall(SLOT.sub(" ", wording[1])) if wording else []
    some = _HAN.findall(fillings[1]) if fillings else []
    return all(words in said for words in whole) or any(words in said for words in some)


def _erase(workspace: Workspace, still: Collection[str]) -> None:
    """Take away what caches and crashes left of texts that are to be gone. still: ids of the entries that stay."""
    try:
        # What cues of mined entries hold is in all of them.
        for cached in (workspace.bank_cache, workspace.expressions, workspace.reading_expressions):
            inside(cached, workspace.root)
            remove(cached, workspace.root)
        forget_typing(workspace, still)
        clear_leavings(workspace.root)
    except OSError as error:
        raise refusal(workspace.root, error, workspace.root) from None


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
