"""Loaded once by the process that verbs are forked from: what a run loads when it first needs it (dictionaries, patterns,
the model, the shipped bank) is there, so that neither time nor kills fall into the loading."""

import tempfile
from pathlib import Path

from benchmarks.kills import prepare_mined, run_quietly

with tempfile.TemporaryDirectory(prefix="drafter-warm-") as name:
    prepare_mined(Path(name))
    run_quietly(Path(name), "outline", "简要.yaml", "-o", "提纲.docx")
