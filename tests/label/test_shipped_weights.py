"""The weights that ship are those the command fits (随程序的权重)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.moves_eval import CHECKOUT, SEAL, SourceText, own_speeches, seal, shipped_model


def test_the_shipped_weights_were_fitted_to_the_cues_features_and_labels_there_are_now() -> None:
    rest = (CHECKOUT / "phrasebank" / "moves.yaml").read_text(encoding="utf-8").partition(SEAL)[2]
    told, _, weights = rest.partition("\n")
    sources: dict[Path, SourceText] = {}
    own, homely = own_speeches(sources)
    assert told == seal(weights, shipped_model(), [*own, *homely]), (
        "提示语、特征、标注或权重改过：用 benchmarks/moves_eval.py --write 重新拟合"
    )
