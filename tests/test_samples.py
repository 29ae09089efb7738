"""What the project ships as text is its own: starter briefs load, sample speeches and phrasebank quote nobody.

The contract's rule: no run of 20 or more Chinese characters in the project may equal a run in the corpus,
fixed official wordings (提法) aside.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from drafter.bank.model import Bank
from drafter.brief.load import load_brief, parse_brief
from drafter.flow.drafting import read_bank
from drafter.flow.validating import validate
from drafter.keep.workspace import Workspace
from drafter.plan.outline import plan
from drafter.shipped import shipped
from drafter.strict_yaml import load_text
from tests.brief import brief_paths

RUN = 20
"""Chinese characters in a row that count as copied."""

BRIEFS = sorted((shipped("templates") / "briefs").glob("*.yaml"))
TEST_BRIEFS = sorted((Path(__file__).parent / "briefs").glob("*.yaml"))
SPEECHES = sorted((shipped("templates") / "speeches").glob("*.txt"))
SHIPPED = sorted(
    path
    for name in ("phrasebank", "templates")
    for path in shipped(name).rglob("*")
    if path.suffix in {".yaml", ".txt", ".j2", ".md"}
)

OFFICIAL: dict[str, str] = {}
"""Fixed official wordings (提法) that may stand in full: wording -> why it cannot be put otherwise."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_HAN = re.compile("[^\u3400-\u9fff]")
_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜêńňǹḿ"
_ANNOTATION = re.compile(rf"(?<=[\u3400-\u9fff])[(（][a-zɡü]*[{_TONED}][a-zɡü]*[)）]")


def read(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def bare(text: str) -> str:
    """Only the Chinese characters: what is left when layout, figures and punctuation are no disguise."""
    return _NOT_HAN.sub("", text)


def runs(text: str) -> set[str]:
    return {text[start : start + RUN] for start in range(len(text) - RUN + 1)}


def copied(text: str, theirs: set[str]) -> list[str]:
    """The longest runs of `text` (Chinese characters only) that stand in `theirs`, official wordings aside."""
    hits = [start for start in range(len(text) - RUN + 1) if text[start : start + RUN] in theirs]
    found: list[tuple[int, int]] = []
    for start in hits:
        if found and start <= found[-1][1] - RUN + 1:
            found[-1] = (found[-1][0], start + RUN)
        else:
            found.append((start, start + RUN))
    quoted = [text[start:end] for start, end in found]
    return [run for run in quoted if not any(run in bare(wording) for wording in OFFICIAL)]


def strings(value: object) -> list[str]:
    """Every string of a YAML value, keys included."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


def pieces(path: Path) -> list[str]:
    """The texts of a shipped file that are whole in themselves: the strings of YAML, a speech or template as one."""
    text = read(path)
    if path.suffix != ".yaml":
        return [bare(text)]
    comments = "\n".join(re.findall(r"(?m)(?:^|\s)#.*$", text))
    return [bare(string) for string in (*strings(yaml.load(text, Loader=_LOADER)), *comments.splitlines())]


@pytest.fixture(scope="module")
def theirs(corpus: Path) -> set[str]:
    """Every run of the corpus, pinyin annotations taken out, as it stands and in simplified characters."""
    try:
        from opencc import OpenCC
    except ImportError:
        simplified = None
    else:
        simplified = OpenCC("tw2s")
    found: set[str] = set()
    for path in sorted(corpus.rglob("*.txt")):
        text = _ANNOTATION.sub("", read(path))
        found |= runs(bare(text))
        if simplified is not None:
            found |= runs(bare(simplified.convert(text)))
    return found


def names(bank: Bank) -> list[str]:
    return [name for occasion in bank.occasions for name in (occasion.name, *occasion.aliases)]


def test_every_occasion_has_a_starter_brief_and_no_other(bank: Bank) -> None:
    assert sorted(path.stem for path in BRIEFS) == sorted(occasion.name for occasion in bank.occasions)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_starter_brief_loads_and_is_for_its_occasion(path: Path, bank: Bank) -> None:
    brief = load_brief(path, names(bank))
    assert brief.occasion == path.stem
    assert (brief.style.depth, brief.style.alternatives) == (2, 3)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_starter_brief_shows_every_key_with_a_word_on_what_belongs_there(path: Path) -> None:
    text = read(path)
    shown = set(re.findall(r"(?m)^\s*(?:- )?\{?([\u4e00-\u9fff]+):", text)) | set(
        re.findall(r"[{,] *([\u4e00-\u9fff]+):", text)
    )
    assert {key.rsplit(".", 1)[-1] for key in brief_paths()} - shown == set()
    explained = re.findall(r"(?m)^([\u4e00-\u9fff]+):.*?  # (.+)$", text)
    assert {key for key in brief_paths() if "." not in key} == {key for key, _ in explained}
    for key, comment in explained:
        assert ("必填" in comment) == (key in {"会议", "意见"}), f"{key}：{comment}"
        assert "必填" in comment or re.search(r"可删|删去", comment), f"{key}：{comment}"


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_any_key_of_a_starter_brief_but_two_may_be_deleted(path: Path, bank: Bank, tmp_path: Path) -> None:
    # A key with all that stands indented under it.
    parts = re.split(r"(?m)^(?=[\u4e00-\u9fff]+:)", read(path))
    for number, part in enumerate(parts[1:], 1):
        if part.startswith(("会议:", "意见:")):
            continue
        shorter = tmp_path / f"{number}.yaml"
        shorter.write_text("".join(parts[:number] + parts[number + 1 :]), encoding="utf-8")
        load_brief(shorter, names(bank))


@pytest.mark.parametrize("path", TEST_BRIEFS, ids=lambda path: path.stem)
def test_a_brief_made_for_tests_loads(path: Path, bank: Bank) -> None:
    assert load_brief(path, names(bank)).points


def test_the_briefs_for_tests_cover_what_writers_bring(bank: Bank) -> None:
    briefs = [load_brief(path, names(bank)) for path in TEST_BRIEFS]
    assert len(briefs) >= 12
    assert len({brief.occasion for brief in briefs}) >= 9
    assert {brief.speaker.rank for brief in briefs} == {"主要领导", "分管领导", "上级代表", "主持人"}
    assert {brief.style.depth for brief in briefs} == {1, 2, 3}
    assert max(len(brief.points) for brief in briefs) >= 5
    assert max(len(brief.achievements) for brief in briefs) >= 8


@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_a_sample_speech_has_the_form_of_a_speech(path: Path) -> None:
    text = read(path)
    assert 900 <= len(re.sub(r"\s", "", text)) <= 1800
    assert re.search(r"(?m)^[\s\u3000]*在.+(讲话)$", text.splitlines()[0])
    assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日", text)
    assert re.search(r"(?m)^[\s\u3000]*.*同志们：$", text)
    assert re.search(r"(讲|强调)[三四]点意见", text)
    assert "让我们" in text or "希望大家" in text


README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.+?)```", README, re.DOTALL)


def test_the_entries_the_readme_shows_are_read_as_they_stand(tmp_path: Path) -> None:
    shown = {match[1]: block for block in BLOCKS if (match := re.match(r"# phrasebank/(\S+\.yaml)\n", block))}
    assert {name.partition("/")[0] for name in shown} == {"frames", "sets", "topics", "moves.yaml"}
    for name, block in shown.items():
        path = tmp_path / "phrasebank" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    found = validate(Workspace(tmp_path), None)
    assert (found.faults, found.hints) == ((), ())
    assert (len(found.bank.frames), len(found.bank.sets), len(found.bank.topics)) == (1, 1, 1)
    assert [move.name for move in found.bank.moves] == ["点名通报"]
    own = read_bank(Workspace(tmp_path))
    text = next(block for block in BLOCKS if block.startswith("场合:")).replace("句式: 自动", "句式: bdw-zu-01")
    brief = parse_brief(load_text(text, "简要.yaml"))
    headings = [item.text for item in plan(brief, own).items if item.level == 1]
    assert headings == ["在工程建设上用真劲", "在管护队伍上使长劲", "在组织领导上鼓实劲"]
    # Nothing but what it is limited to keeps the frame from opening a speech.
    brief = brief.model_copy(update={"bases": (), "events": ()})
    for occasion, opens in (("推进会", True), ("动员会", False)):
        items = plan(brief.model_copy(update={"occasion": occasion}), own).items
        assert ("bdw-01" in [item.source.ref for item in items]) is opens


def test_the_brief_the_readme_shows_loads(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "简要.yaml"
    path.write_text(next(block for block in BLOCKS if block.startswith("场合:")), encoding="utf-8")
    assert load_brief(path, names(bank)).chosen == {}


def test_the_samples_come_in_more_than_one_encoding_and_layout() -> None:
    def utf8(path: Path) -> bool:
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    assert len(SPEECHES) == 8
    assert {utf8(path) for path in SPEECHES} == {True, False}
    assert {"\n\u3000\u3000" in read(path) for path in SPEECHES} == {True, False}


@pytest.mark.parametrize("path", [*SHIPPED, *TEST_BRIEFS], ids=lambda path: "/".join(path.parts[-2:]))
def test_nothing_shipped_repeats_a_run_of_the_corpus(path: Path, theirs: set[str]) -> None:
    assert [run for text in pieces(path) for run in copied(text, theirs)] == []


def test_the_check_sees_a_copy_through_layout_figures_and_punctuation() -> None:
    source = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    disguised = "　　话说甲乙丙，丁戊己庚3辛壬癸\n子丑（寅卯）辰巳午未申、酉。另说别的"
    assert copied(bare(disguised), runs(source)) == [source[: source.index("戌")]]
    assert copied(source, runs(source)) == [source]
    assert copied(source[: RUN - 1], runs(source)) == []


def test_every_official_wording_has_a_reason_and_is_long_enough_to_need_one() -> None:
    for wording, reason in OFFICIAL.items():
        assert len(bare(wording)) >= RUN
        assert len(reason) >= 6
