"""Search: speed, disk, memory and hit rates, side by side with other ways, on the same queries (检索评测).

    python benchmarks/search.py [--sizes 10k,100k,1M] [--queries 60] [--brute N] [--texts FILE] [--keep DIR]

Passages come from --texts, $DRAFTER_SCALE or ../shared/scale/passages.txt.gz beside the checkout (one text a line,
HTML taken off, a paragraph a passage), else from a small grammar; where there are too few, sentences are joined
anew by a fixed rule. Queries: passages at equal steps through the library, stretches of whole words of about 3, 4, 6, 8,
12 and 16 characters in turn, at a fixed place; for each the stretch itself, the same in quotes with the punctuation it has in the text, one character replaced, at every
place in turn, and the first and the last always, one by
another of its sound, one left out, one put in, two neighbours swapped, two with another between them exchanged, its two halves turned round, its pinyin and its first letters as pypinyin reads it. A
hit is a passage that holds the stretch.

Compared: rapidfuzz partial_ratio over every passage (--brute queries a kind, since it is slow; 0 for none), SQLite FTS5 over
bigrams with bm25, `rg --fixed-strings` and `fzf --filter` where they are installed (a process a query). What finds
nothing at all by its nature (FTS5 and fzf first letters) is not asked. More of the same (--like) is asked of passages at
equal steps, and timed only: that it misses nothing, a test holds against brute force. So is what is typed key by key,
beside the rest: every beginning, from two on, of a few exact queries and their pinyin, ten hits asked for (typed); and
the whole answer that an editor gets for each (--stdin).
Warm: every query of a kind once before they are timed, then the best of five rounds through them all (one round for
what takes long); beside it what they took when they were first asked, as a writer asks them. Memory: highest resident size of a process that only builds or searches.
"""

from __future__ import annotations

import argparse
import gzip
import html
import itertools
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from rapidfuzz import fuzz, process  # noqa: E402

from drafter.cli.missed import Wanted  # noqa: E402
from drafter.cli.search import answer_of  # noqa: E402
from drafter.language.words import cut  # noqa: E402
from drafter.search.fold import fold, places  # noqa: E402
from drafter.search.index import Entry, build  # noqa: E402
from drafter.search.query import Library  # noqa: E402

SHORTEST = 3
LENGTHS = (3, 4, 6, 8, 12, 16)
KINDS = (
    "exact",
    "quoted",
    "substituted",
    "first",
    "last",
    "sounding",
    "missing",
    "extra",
    "swapped",
    "exchanged",
    "turned",
    "pinyin",
    "initials",
)
OURS = ("quoted", "pinyin", "initials")
"""Kinds the other ways know nothing of."""
TYPED = 12
"""Queries that are typed key by key, and so many in pinyin."""
FZF = 3
"""Queries a kind for fzf, which takes seconds each in a large library."""
ROUNDS = 6
SPEECH = 60
STEP = 7919
OTHER_STEP = 104729
T = TypeVar("T")
Query = tuple[str, str]
"""What is asked, and the stretch that a hit holds."""


def main() -> None:
    arguments = _arguments()
    if arguments.child:
        _child(arguments)
        return
    base = Path(arguments.keep) if arguments.keep else Path(tempfile.mkdtemp(prefix="drafter-bench-"))
    base.mkdir(parents=True, exist_ok=True)
    try:
        for size in arguments.sizes.split(","):
            _size(_number(size), arguments, base)
    finally:
        if not arguments.keep:
            shutil.rmtree(base, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10k,100k,1M")
    parser.add_argument("--queries", type=int, default=60, help="queries of each kind")
    parser.add_argument(
        "--brute",
        type=int,
        default=None,
        help="of these, how many rapidfuzz, rg and fzf get; 0 for none; all of them up to 100k, else 12",
    )
    parser.add_argument("--texts", type=Path, default=None)
    parser.add_argument("--keep", default="", help="folder to keep libraries in, used again the next time")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, default=None, help=argparse.SUPPRESS)
    return parser.parse_args()


def _number(size: str) -> int:
    units = {"k": 1_000, "m": 1_000_000}
    return int(size[:-1]) * units[size[-1].lower()] if size[-1].lower() in units else int(size)


# --- the library -----------------------------------------------------------------------------------


def paragraphs(file: Path | None) -> list[str]:
    """The texts there are; see the head of this file."""
    file = file or Path(os.environ.get("DRAFTER_SCALE") or CHECKOUT.parent / "shared" / "scale" / "passages.txt.gz")
    if not file.is_file():
        return list(_grammar())
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        parts = (part for line in lines for part in re.split(r"</p>|<br\s*/?>|\n", line))
        texts = (html.unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in parts)
        return [text for text in texts if len(text) >= 6]


def _grammar() -> Iterator[str]:
    who = ("各级各部门", "各乡镇", "党员干部", "有关企业", "各村社区", "各责任单位", "各派出机构")
    how = ("切实", "进一步", "持续", "扎实", "着力", "全面", "主动")
    what = (
        "加强组织领导",
        "压实工作责任",
        "改进服务作风",
        "推动项目落地",
        "排查安全隐患",
        "培育特色产业",
        "化解矛盾纠纷",
    )
    end = (
        "确保取得实效",
        "努力走在前列",
        "形成长效机制",
        "回应群众关切",
        "防止反弹回潮",
        "做到有始有终",
        "力求全面覆盖",
    )
    for a, b, c, d, e in itertools.product(who, how, what, what, end):
        if c != d:
            yield f"{a}要{b}{c}，{d}，{e}。"


def texts_of(size: int, file: Path | None) -> list[str]:
    found = paragraphs(file)
    texts = found[:size]
    sentences = [s for p in found for s in re.findall(r"[^。！？；]+[。！？；]?”?", p) if len(s) > 4]
    for k in range(len(texts), size):
        texts.append(
            sentences[k * STEP % len(sentences)] + sentences[(k * OTHER_STEP + k // len(sentences)) % len(sentences)]
        )
    return texts


def entries_of(texts: list[str]) -> Iterator[Entry]:
    for number, text in enumerate(texts):
        speech, place = divmod(number, SPEECH)
        kind = "heading" if len(text) < 20 else "paragraph"
        yield Entry(
            f"s{speech:06d}#{place + 1}",
            text,
            move="三点意见" if speech % 2 else "成绩回顾",
            kind=kind,
            level=int(kind == "heading"),
            speech_id=f"s{speech:06d}",
            title=f"讲话{speech}",
            date=f"{2000 + speech % 25}-01-01",
            path=f"{speech}.txt",
        )


# --- the queries -----------------------------------------------------------------------------------


def queries_of(texts: list[str], count: int) -> dict[str, list[Query]]:
    from pypinyin import Style, lazy_pinyin

    folded: list[str] = []
    as_they_stand: list[str] = []
    for k in range(count * 4):
        whole = texts[k * len(texts) // (count * 4)]
        text = fold(whole)
        size = LENGTHS[len(folded) % len(LENGTHS)]
        if len(text) > size + 2 and len(folded) < count:
            # As a writer does, from the beginning of a word to the end of one.
            ends = [0, *itertools.accumulate(map(len, cut(text)))]
            start = min(ends, key=lambda end: (abs(end - (len(text) - size) * (1 + k % 5) // 6), end))
            end = min(
                (end for end in ends if end >= start + SHORTEST), key=lambda end: abs(end - start - size), default=start
            )
            stretch = text[start:end]
            if stretch and all("\u4e00" <= c <= "\u9fff" for c in stretch):
                folded.append(stretch)
                at = places(whole)
                as_they_stand.append(whole[at[start] : at[end - 1] + 1])
    alike: dict[str, list[str]] = {}
    for character in sorted(set("".join(folded))):
        alike.setdefault(lazy_pinyin(character)[0], []).append(character)
    strangers = [fold(text)[:1] or "的" for text in texts[:: max(1, len(texts) // 997)]]
    result: dict[str, list[Query]] = {kind: [] for kind in KINDS}
    for k, right in enumerate(folded):
        # In step with the lengths every length would have its slip at one and the same place.
        place = k // len(LENGTHS) % len(right)
        stranger = next(c for c in strangers[k % 97 :] + strangers if c not in right)
        swap = next((i for i in range(place, len(right) - 1) if right[i] != right[i + 1]), 0)
        sounds = alike[lazy_pinyin(right[place])[0]]
        same = next((c for c in sounds[k % len(sounds) :] + sounds if c != right[place]), "")
        apart = next((i for i in range(max(0, place - 1), len(right) - 2) if right[i] != right[i + 2]), 0)
        asked = {
            "exact": right,
            "quoted": f"「{as_they_stand[k]}」",
            "substituted": right[:place] + stranger + right[place + 1 :],
            "first": stranger + right[1:],
            "last": right[:-1] + stranger,
            "sounding": right[:place] + same + right[place + 1 :] if same else "",
            "missing": right[:place] + right[place + 1 :],
            "extra": right[:place] + stranger + right[place:],
            "swapped": right[:swap] + right[swap + 1] + right[swap] + right[swap + 2 :],
            "exchanged": right[:apart] + right[apart + 2] + right[apart + 1] + right[apart] + right[apart + 3 :],
            "turned": _turned(right),
            "pinyin": "".join(lazy_pinyin(right)),
            "initials": "".join(lazy_pinyin(right, style=Style.FIRST_LETTER)),
        }
        for kind, query in asked.items():
            if query:
                result[kind].append((query, right))
    return result


def _turned(right: str) -> str:
    ends = list(itertools.accumulate(map(len, cut(right))))
    middle = min(ends, key=lambda end: abs(2 * end - len(right)))
    return right[middle:] + right[:middle]


# --- the ways --------------------------------------------------------------------------------------


def _size(size: int, arguments: argparse.Namespace, base: Path) -> None:
    folder = base / f"library-{size}"
    texts = texts_of(size, arguments.texts)
    print(f"\n== {size:,} passages, {sum(map(len, texts)) / size:.0f} characters each on average")
    if not (folder / "current").exists():
        print("drafter build", _run(arguments, "build", size, folder))
    print(f"drafter disk {_disk(folder) / 1e6:.0f} MB (texts alone {sum(len(t.encode()) for t in texts) / 1e6:.0f} MB)")
    print("drafter update of one speech", _run(arguments, "update", size, folder))
    print("drafter search process", _run(arguments, "search", size, folder))
    print(f"drafter cold, the command as it is run: {_cold(folder):.3f} s")
    queries = queries_of(texts, arguments.queries)
    folded = [fold(text) for text in texts]
    with Library.open(folder) as library:
        _report("drafter", queries, lambda q: [fold(hit.text) for hit in library.search(q, limit=5)])
        _timed(
            "--like", range(0, size, max(1, size // arguments.queries)), lambda n: library.search(like=_ref(n), limit=5)
        )
        several = [query for each in queries.values() for query, _ in each][:: max(1, len(queries) // 2)]
        facets: dict[str, dict[str, Any]] = {
            "--move": {"move": "三点意见"},
            "--year": {"year": 2020},
            "--level": {"level": 0},
            "--topic": {"topic": "讲话"},
        }
        for name, given in facets.items():
            _timed(name, several, lambda query, given=given: library.search(query, limit=5, **given))
        _timed("misses", [query[::-1] + "甪" for query in several], lambda query: answer_of(library, query, Wanted()))
        keys = _keys(queries)
        _timed("typed", keys, lambda query: library.search(query))
        _timed("--stdin", keys, lambda query: answer_of(library, query, Wanted()))
        few = arguments.queries if size <= 100_000 else 12
        brute = few if arguments.brute is None else arguments.brute
        sample = {kind: each[:brute] for kind, each in queries.items()}
        print(f"-- the first {brute} of each kind")
        _report("drafter", sample, lambda q: [fold(hit.text) for hit in library.search(q, limit=5)])
    plain = {kind: each for kind, each in sample.items() if kind not in OURS}
    _report("rapidfuzz, all", plain, lambda q: _brute(q, folded), warm=False)
    _sqlite(folded, queries, base)
    listing = base / f"texts-{size}.txt"
    listing.write_text("\n".join(folded), "utf-8")
    if shutil.which("rg"):
        _report("rg -F", {"exact": sample["exact"]}, lambda q: _lines(["rg", "-F", "-m", "5", q, str(listing)]))
    if shutil.which("fzf"):
        few = {kind: each[:FZF] for kind, each in plain.items()}
        _report(f"fzf, first {FZF}", few, lambda q: _lines(["fzf", "--filter", q], listing))


def _brute(query: str, folded: list[str]) -> list[str]:
    return [text for text, _, _ in process.extract(query, folded, scorer=fuzz.partial_ratio, processor=None, limit=5)]


def _lines(command: list[str], listing: Path | None = None) -> list[str]:
    with (listing or Path(os.devnull)).open("rb") as stream:
        done = subprocess.run(command, stdin=stream, capture_output=True, check=False)
    return done.stdout.decode().splitlines()[:5]


def _sqlite(folded: list[str], queries: dict[str, list[Query]], base: Path) -> None:
    path = base / f"fts-{len(folded)}.db"
    path.unlink(missing_ok=True)
    start = time.perf_counter()
    database = sqlite3.connect(path)
    database.execute("create virtual table t using fts5(b, content='', tokenize='unicode61')")
    rows = ((n, " ".join(_bigrams(text))) for n, text in enumerate(folded))
    database.executemany("insert into t(rowid, b) values (?, ?)", rows)
    database.commit()
    print(f"sqlite build {time.perf_counter() - start:.1f} s, disk {path.stat().st_size / 1e6:.0f} MB")

    def ask(query: str) -> list[str]:
        wanted = " OR ".join(f'"{pair}"' for pair in _bigrams(query))
        found = database.execute("select rowid from t where t match ? order by bm25(t) limit 5", (wanted,))
        return [folded[row] for (row,) in found]

    _report("sqlite fts5", {kind: each for kind, each in queries.items() if kind not in OURS}, ask)
    database.close()
    path.unlink()


def _bigrams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _report(name: str, queries: dict[str, list[Query]], ask: Callable[[str], list[str]], warm: bool = True) -> None:
    queries = {kind: asked for kind, asked in queries.items() if asked}
    every: list[float] = []
    firsts: list[float] = []
    for kind, asked in queries.items():
        taken: list[list[float]] = [[] for _ in asked]
        first = fifth = 0
        # Round by round: what one query leaves behind must not serve the same query again.
        for number in range(ROUNDS if warm else 1):
            for (query, right), rounds in zip(asked, taken, strict=True):
                start = time.perf_counter()
                found = ask(query)
                rounds.append(time.perf_counter() - start)
                if number == 0:
                    first += any(right in text for text in found[:1])
                    fifth += any(right in text for text in found[:5])
        times = [min(rounds[1:] or rounds) for rounds in taken]
        every += times
        firsts += (asked_first := [rounds[0] for rounds in taken])
        shares = f"hit@1 {first / len(asked):5.3f} hit@5 {fifth / len(asked):5.3f}"
        print(f"{name:16} {kind:12} {shares}  {_times(times)}{_first(asked_first) if warm else ''}")
    if len(queries) > 1:
        print(f"{name:16} {'all':12} {'':25}  {_times(every)}{_first(firsts) if warm else ''}")


def _ref(number: int) -> str:
    return f"s{number // SPEECH:06d}#{number % SPEECH + 1}"


def _keys(queries: dict[str, list[Query]]) -> list[str]:
    """What is asked while a few of the queries are typed."""
    whole = [query for kind in ("exact", "pinyin") for query, _ in queries[kind][:TYPED]]
    return [query[:size] for query in whole for size in range(2, len(query) + 1)]


def _timed(name: str, asked: Sequence[T], ask: Callable[[T], object]) -> None:
    taken: list[list[float]] = [[] for _ in asked]
    for _ in range(ROUNDS):
        for each, rounds in zip(asked, taken, strict=True):
            start = time.perf_counter()
            ask(each)
            rounds.append(time.perf_counter() - start)
    print(
        f"{'drafter':16} {name:12} {'':25}  {_times([min(rounds[1:]) for rounds in taken])}{_first([rounds[0] for rounds in taken])}"
    )


def _times(times: list[float]) -> str:
    times = sorted(times)
    points = (times[min(len(times) - 1, int(len(times) * share))] * 1000 for share in (0.5, 0.95, 0.99))
    return " ".join(f"p{name} {value:8.2f} ms" for name, value in zip((50, 95, 99), points, strict=True))


def _first(times: list[float]) -> str:
    """What was asked for the first time."""
    return f" | first {_times(times)}"


# --- processes of their own ------------------------------------------------------------------------


def _run(arguments: argparse.Namespace, what: str, size: int, folder: Path) -> str:
    command = [sys.executable, __file__, "--child", what, "--size", str(size), "--folder", str(folder)]
    command += ["--queries", str(arguments.queries)] + (["--texts", str(arguments.texts)] if arguments.texts else [])
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _child(arguments: argparse.Namespace) -> None:
    if arguments.child == "search":
        queries = json.loads((arguments.folder.parent / f"queries-{arguments.size}.json").read_text("utf-8"))
        before = _memory()
        with Library.open(arguments.folder) as library:
            for query in queries * 2:
                library.search(query)
            found = _memory()
            library.suggest("甪".join(queries[0]))
        print(
            f"highest resident {found:.0f} MB, {_memory():.0f} MB after a miss, after {2 * len(queries)} queries ({before:.0f} MB before opening)"
        )
        return
    texts = texts_of(arguments.size, arguments.texts)
    asked = [query for each in queries_of(texts, arguments.queries).values() for query, _ in each]
    (arguments.folder.parent / f"queries-{arguments.size}.json").write_text(json.dumps(asked), "utf-8")
    entries = entries_of(texts)
    if arguments.child == "update":
        entries = itertools.chain((Entry("new#1", "新来的一篇讲话只有一段。", speech_id="new"),), entries)
    before = _memory()
    start, spent = time.perf_counter(), time.process_time()
    build(entries, arguments.folder)
    print(
        f"{time.perf_counter() - start:.1f} s ({time.process_time() - spent:.1f} s of processor time),"
        f" highest resident {_memory():.0f} MB (texts held by the benchmark {before:.0f})"
    )


def _memory() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s*(\d+)", status.read_text())[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _cold(folder: Path) -> float:
    """Seconds the command takes, as it is run: the median of seven."""
    with tempfile.TemporaryDirectory() as workspace:
        (Path(workspace) / "library").symlink_to(folder.absolute())
        command = [sys.executable, "-m", "drafter", "search", "加强组织领导", "--workspace", workspace]
        times = []
        for _ in range(7):
            start = time.perf_counter()
            done = subprocess.run(command, check=False, capture_output=True, cwd=CHECKOUT, text=True)
            times.append(time.perf_counter() - start)
            if done.returncode and "没有" not in done.stderr:
                raise RuntimeError(done.stderr)
    return statistics.median(times)


if __name__ == "__main__":
    main()
