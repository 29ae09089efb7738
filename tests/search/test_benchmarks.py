"""What the benchmarks measure is what they say they measure."""

import gzip
from pathlib import Path

from benchmarks import updating


def test_a_file_of_the_updating_benchmark_has_a_line_for_every_paragraph(tmp_path: Path) -> None:
    texts = tmp_path / "texts.gz"
    with gzip.open(texts, "wt", encoding="utf-8") as file:
        file.writelines(f"第{n}段要把渡口修好。\n" for n in range(100))
    updating._write(tmp_path / "files", 2, texts)
    for path in (tmp_path / "files").iterdir():
        assert len([line for line in path.read_text("utf-8").splitlines() if line]) == updating.LINES + 1
