"""Learning from corrections: what they teach holds elsewhere, and what harms or cannot be tried is not learnt."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.flow.correcting import correct, place_in
from drafter.flow.learning import HEAD, SAFE, SAFE_MOVES, Right, Trial, relearn
from drafter.flow.mining import mine_paths
from drafter.flow.understanding import learnt_file, model_files, open_model, understand_files
from drafter.keep.workspace import Workspace, open_workspace
from drafter.shipped import shipped
from tests.command import drafter

OPENING = "在全县{0}工作推进会上的讲话\n\n同志们：\n今天，我们召开全县{0}工作推进会，主要任务是部署今年任务。\n下面，我讲两点意见。\n"
BODIES = {
    "护林": "一、管好山头\n各乡镇要把山头包到人。\n对巡山不到位的，{1}\n二、备足苗木\n苗圃要早整地、早育苗。\n对出苗不足的，{1}\n",
    "防汛": "一、看住河堤\n各乡镇要把险段包到人。\n对脱岗漏岗的，{1}\n二、备足物资\n砂石要早进场、早验收。\n对短斤少两的，{1}\n",
    "供水": "一、修好管网\n各乡镇要把泵站包到人。\n对停水不报的，{1}\n二、管好水源\n水源地要早围挡、早立牌。\n对乱排乱放的，{1}\n",
    "供暖": "一、备好煤炭\n各街道要把锅炉包到人。\n对压火减温的，{1}\n二、修好管沟\n管沟要早开挖、早回填。\n对漏水不修的，{1}\n",
}
"""{1} is what the office files otherwise than the program does."""
ENDING = "同志们，让我们携起手来，为建设美好家园而努力奋斗！\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "工作区")


def written(folder: Path, words: str) -> list[Path]:
    """Four speeches that say `words` twice; the last one nobody corrects."""
    paths = []
    for name, body in BODIES.items():
        path = folder / f"{name}.txt"
        path.write_text((OPENING + body + ENDING).format(name, words), encoding="utf-8")
        paths.append(path)
    return paths


def labels(path: Path, workspace: Workspace) -> list[tuple[str, str]]:
    """The passages with their moves, by what was learnt and no correction."""
    found = understand_files([path], open_model(workspace))
    passages = [p for _, sources, _ in found for s in sources for speech in s.speeches for p in speech.passages]
    return [(p.move, p.text.strip()) for p in passages]


def teach(paths: list[Path], workspace: Workspace, words: str, move: str) -> None:
    """Correct every passage of `paths` that ends in `words`."""
    for _, sources, _ in understand_files(paths, open_model(workspace)):
        for speech in [speech for source in sources for speech in source.speeches]:
            for passage in speech.passages:
                if passage.text.rstrip().endswith(words):
                    correct(workspace, passage.text, move, "", place_in(speech, passage.number))


@pytest.mark.parametrize(("words", "move"), [("让我们一起加油干。", "结束语"), ("取得了明显成效。", "成绩回顾")])
def test_what_several_speeches_teach_holds_for_one_nobody_corrected(
    words: str, move: str, tmp_path: Path, workspace: Workspace
) -> None:
    paths = written(tmp_path, words)
    before = labels(paths[-1], workspace)
    assert {label for label, text in before if text.endswith(words)} != {move}
    teach(paths[:-1], workspace, words, move)
    trial = relearn(workspace, paths)
    assert (trial.speeches, trial.passages) == (3, 6)
    assert trial.after.moves > trial.before.moves
    after = labels(paths[-1], workspace)
    assert {label for label, text in after if text.endswith(words)} == {move}
    assert [each for each in after if not each[1].endswith(words)] == [
        each for each in before if not each[1].endswith(words)
    ]


def test_learning_again_makes_the_same_file(tmp_path: Path, workspace: Workspace) -> None:
    paths = written(tmp_path, "取得了明显成效。")
    teach(paths, workspace, "取得了明显成效。", "成绩回顾")
    relearn(workspace, paths)
    first = learnt_file(workspace).read_bytes()
    assert first.decode("utf-8").startswith(HEAD)
    relearn(workspace, paths)
    assert learnt_file(workspace).read_bytes() == first


def test_the_command_tells_what_the_trial_showed(tmp_path: Path, workspace: Workspace) -> None:
    paths = written(tmp_path, "取得了明显成效。")
    teach(paths[:-1], workspace, "取得了明显成效。", "成绩回顾")
    told = drafter("moves", *map(str, paths), "--learn", workspace=workspace.root)
    assert told.returncode == 0
    shown = re.search(r"语步认对的由 (\d) 段到 (\d) 段", told.stderr)
    assert shown is not None
    assert int(shown[1]) < int(shown[2])
    assert "没有订正的旧稿" in told.stderr
    assert "学习完毕" in told.stderr
    # Six passages of one move show little of what else moves.
    assert "提示：只学了 6 段、1 种语步，别的讲话里没有订正过的段落也可能跟着改判" in told.stderr


def test_who_learns_from_enough_is_not_warned() -> None:
    right = Right(0, 0)
    enough = Trial(4, SAFE, right, Right(SAFE, 0), 300, 0, (), SAFE_MOVES)
    assert not enough.warning
    assert replace(enough, passages=SAFE - 1).warning
    assert replace(enough, kinds=SAFE_MOVES - 1).warning


def test_the_sentences_of_the_samples_that_moved_are_named() -> None:
    trial = Trial(4, 20, Right(0, 0), Right(9, 0), 300, 2, ("“甲”由开场到结束语", "“乙”由开场到成绩回顾"), 3)
    assert "改判 2 句（“甲”由开场到结束语；“乙”由开场到成绩回顾；" in trial.told()
    assert "改判 0 句（" not in replace(trial, moved=0, shifts=()).told()


def test_a_bargain_that_spoils_more_than_it_mends_is_refused_and_what_it_spoils_is_named() -> None:
    good = Trial(4, 20, Right(9, 5), Right(12, 7), 300, 0)
    assert good.helps
    assert good.helps == replace(good, moved=3, shifts=("“甲”由开场到结束语",) * 3).helps
    # Four of the samples for three passages; four that were right before for three more that are now.
    assert not replace(good, moved=4, beside=3000, shifts=("“甲”由开场到结束语",) * 4).helps
    spoilt = replace(good, lost=("“甲”由开场到结束语",) * 4)
    assert not spoilt.helps
    assert spoilt.harms
    assert "其中原来认对、学后认错的 4 段（“甲”由开场到结束语；" in spoilt.told()
    assert not replace(good, after=Right(8, 9)).helps


def test_what_shows_no_gain_is_refused_with_the_figures_and_what_was_learnt_before_stays(
    tmp_path: Path, workspace: Workspace
) -> None:
    """Corrections no word of the passages bears out."""
    words = "希望大家都来帮一把。"
    paths = written(tmp_path, words)
    teach(paths[:-1], workspace, words, "成绩回顾")
    workspace.write(learnt_file(workspace), HEAD + "\n")
    refused = drafter("moves", *map(str, paths), "--learn", workspace=workspace.root)
    assert refused.returncode == 1
    assert "语步认对的由 0 段到 0 段" in refused.stderr
    assert "看不出好处，没有学" in refused.stderr
    assert learnt_file(workspace).read_text(encoding="utf-8") == HEAD + "\n"


def test_what_would_make_others_worse_is_refused(tmp_path: Path, workspace: Workspace) -> None:
    """Corrections against all the program knows win where they were made; the sample speeches do not pay for them."""
    samples = sorted((shipped("templates") / "speeches").glob("*.txt"))[:3]
    for _, sources, _ in understand_files(samples, open_model(workspace)):
        for speech in [speech for source in sources for speech in source.speeches]:
            points = [p for p in speech.passages if p.move == "三点意见" and p.kind == "paragraph"]
            for passage in sorted(points, key=lambda each: len(each.text))[-2:]:
                correct(workspace, passage.text, "结束语", "", place_in(speech, passage.number))
    with pytest.raises(DrafterError, match=r"改判 [1-9][0-9]* 句（“.+”由.+到.+样稿原来几乎都认对.+没有学，照旧"):
        relearn(workspace)
    assert not learnt_file(workspace).exists()


def test_too_little_to_be_tried_is_refused(tmp_path: Path, workspace: Workspace) -> None:
    words = "取得了明显成效。"
    paths = written(tmp_path, words)
    with pytest.raises(DrafterError, match="还没有订正可学"):
        relearn(workspace, paths)
    teach(paths[:1], workspace, words, "成绩回顾")
    with pytest.raises(DrafterError, match="请写上文件"):
        relearn(workspace)
    with pytest.raises(DrafterError, match="只有 1 篇里的 2 段"):
        relearn(workspace, paths)
    assert not learnt_file(workspace).exists()


def test_what_is_learnt_lies_under_the_offices_own_moves(tmp_path: Path, workspace: Workspace) -> None:
    words = "取得了明显成效。"
    paths = written(tmp_path, words)
    mine_paths(paths, workspace)
    own = workspace.phrasebank / "moves.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("语步:\n- 名称: 授旗\n  步骤:\n  - {名称: 接旗, 提示: [接过旗帜]}\n", encoding="utf-8")
    before = own.read_bytes()
    teach(paths, workspace, words, "成绩回顾")
    # The mined files need not be named.
    assert relearn(workspace).speeches == 4
    assert own.read_bytes() == before
    assert [file.parent.name for file in model_files(workspace)] == ["phrasebank", "learnt", "phrasebank"]
    assert "授旗" in open_model(workspace).names()
