"""The composer: key to repaint, p50, p95 and p99 in milliseconds, by the clock and in processor time (会话延迟).

    python benchmarks/compose.py [--frames 1000] [--passages 100000] [--pause 0.06] [--keep DIR]

The real application runs on a pipe and a virtual terminal of 80×24; a key is sent a while after the one before has been
painted (--pause seconds, 0.06 being a fast typist), and the time runs until the repaint is done. On a busy machine the
processor time tells what the composer itself takes. What is accepted is journalled and written to the brief within that time, as always. The bank is the shipped one with invented frames added
up to --frames; the library holds --passages invented passages. While queries are typed the search runs in its thread:
its answers are timed apart, from the key to the repaint that shows them.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from prompt_toolkit.data_structures import Size  # noqa: E402
from prompt_toolkit.input import create_pipe_input  # noqa: E402
from prompt_toolkit.output.vt100 import Vt100_Output  # noqa: E402

from drafter.bank.model import Bank  # noqa: E402
from drafter.compose.desk import Desk  # noqa: E402
from drafter.compose.doing import begin  # noqa: E402
from drafter.compose.journal import Session  # noqa: E402
from drafter.compose.screen import Composer  # noqa: E402
from drafter.flow.drafting import Drafting, read_bank  # noqa: E402
from drafter.keep.workspace import Workspace  # noqa: E402
from drafter.search.index import Entry, build  # noqa: E402

BRIEF = """\
会议: 全县养老服务工作会议
地区: 全县
主题: 养老服务工作
对象: 各乡镇和县直有关部门
刚才: [{谁: 县民政局, 事: 通报了情况}]
成绩: [{要点: 设施建设, 事实: 新建幸福院14所}]
问题: [护理人员不足]
意见: [居家养老, 农村养老, {主题: 队伍建设, 措施: [业务建设, 关爱建设]}]
保障: {主体: 各级党委, 措施: [健全机制, 配强干部]}
"""
SUBJECTS = "党组织 乡镇 部门 街道 社区 村委会 工作专班 牵头单位 责任单位 干部 行业协会 志愿队伍".split()
VERBS = "抓好 压实 推进 落实 完善 摸清 盘活 做细 强化 健全 统筹 带动 破解 守住".split()
OBJECTS = "养老服务 责任链条 助餐点位 床位配置 人才队伍 安全底线 资金监管 工作机制 项目进度 群众口碑 信息台账 应急预案".split()
UP, DOWN, RIGHT, LEFT, ENTER, ESCAPE, END = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\r", "\x1b", "\x1b[F"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=int, default=1000)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--pause", type=float, default=0.06)
    parser.add_argument("--keep", type=Path, default=None, help="folder to keep the library in, used again")
    arguments = parser.parse_args()
    base = arguments.keep or Path(tempfile.mkdtemp(prefix="drafter-compose-"))
    try:
        workspace = Workspace(base / "ws")
        workspace.root.mkdir(parents=True, exist_ok=True)
        if not (workspace.library / "current").exists():
            build(passages(arguments.passages), workspace.library)
        path = base / "brief.yaml"
        path.write_text(BRIEF, "utf-8")
        bank = grown(read_bank(workspace), arguments.frames)
        asyncio.run(measure(Drafting(bank, workspace), path, arguments.passages, arguments.pause))
    finally:
        if arguments.keep is None:
            shutil.rmtree(base, ignore_errors=True)


def grown(bank: Bank, count: int) -> Bank:
    """The bank with variants of its frames added, spread over the steps, up to `count`."""
    added = [
        replace(
            frame, id=f"bench-{round_}-{frame.id}", text=frame.text.rstrip("。") + f"，{OBJECTS[round_ % 12]}要跟上。"
        )
        for round_ in range(1 + count // max(1, len(bank.frames)))
        for frame in bank.frames
    ]
    return replace(bank, frames=(*bank.frames, *added[: max(0, count - len(bank.frames))]))


def passages(count: int) -> Iterator[Entry]:
    """Invented passages by a fixed rule, sixty a speech."""
    for number in range(count):
        a, b, c = number % 12, (number // 12 + number) % 14, (number // 168 + number * 5) % 12
        d, e = (number * 7 + number // 97) % 14, (number * 11 + number // 31) % 12
        text = f"各{SUBJECTS[a]}要{VERBS[b]}{OBJECTS[c]}，第{number}号台账逐项销号，{VERBS[d]}{OBJECTS[e]}，年底前见到成效。"
        speech = f"讲话{number // 60}"
        yield Entry(
            f"{speech}#{number % 60 + 1}",
            text,
            "三点意见",
            "任务部署",
            speech_id=speech,
            title=speech,
            path=f"{speech}.txt",
        )


class Terminal(io.StringIO):
    """Takes what is painted."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def isatty(self) -> bool:
        return True


async def measure(drafting: Drafting, path: Path, count: int, pause: float) -> None:
    terminal = Terminal()
    output = Vt100_Output(terminal, lambda: Size(rows=24, columns=80), term="xterm", enable_cpr=False)
    with create_pipe_input() as pipe:
        desk = Desk(drafting.bank)
        session = Session(path, drafting.workspace, desk.occasions)
        composer = Composer(drafting, desk, begin(desk, session, False), session, input=pipe, output=output)
        running = asyncio.create_task(composer.run_async())
        await asyncio.sleep(0.5)
        found: dict[str, list[float]] = {}
        worked: list[float] = []
        answers: list[float] = []

        rendered = asyncio.Event()
        composer.application.after_render += lambda _: rendered.set()

        async def key(kind: str, text: str, then: float = pause) -> None:
            rendered.clear()
            begun, work = time.perf_counter(), time.thread_time()
            pipe.send_text(text)
            await asyncio.wait_for(rendered.wait(), 5)
            found.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
            worked.append((time.thread_time() - work) * 1000)
            await asyncio.sleep(then)

        async def typed(kind: str, text: str) -> None:
            for character in text:
                await key(kind, character)

        async def to_state(text: str, mode: str) -> None:
            """Get somewhere without being timed."""
            pipe.send_text(text)
            for _ in range(500):
                await asyncio.sleep(0.01)
                if composer.state.mode == mode and composer.state.typing is None:
                    return
            raise RuntimeError(
                f"没有到 {mode}，在 {composer.state.mode} {composer.state.typing} {composer.state.message}"
            )

        for _round in range(3):
            await to_state("\x1b[H", "outline")
            for _ in range(30):
                await key("移动（提纲）", DOWN)
            for _ in range(30):
                await key("移动（提纲）", UP)
            await to_state("\x1b[H" + DOWN, "outline")
            await key("进入候选", RIGHT)
            for _ in range(12):
                await key("移动（候选）", DOWN)
            for _ in range(6):
                await key("选用", ENTER)
            await to_state(ESCAPE, "outline")
            for _ in range(6):
                await key("撤销", "u")
            for _ in range(6):
                await key("重做", "\x12")
            await key("开始写", "w")
            await typed("打字（行内）", "各乡镇要把责任落到人头、把台账记到项目，按月调度、按季通报。")
            await key("写完", ENTER)
            await to_state("\x1b[H", "outline")
            while composer.state.node != "意见/1":
                await key("移动（提纲）", DOWN)
            await key("换句式", "g")
            for _ in range(8):
                await key("换句式", DOWN)
            await key("换句式", ENTER)
            await key("查先例（按键）", "/")
            for query in ("压实责任链条", "乡镇统筹助餐点位", "chouliuanquan"):
                await key("查先例（按键）", "\x15")
                for character in query:
                    await key("查先例（按键）", character, 0)
                    begun = time.perf_counter()
                    while composer.state.search.answered != composer.state.search.asked:
                        rendered.clear()
                        await asyncio.wait_for(rendered.wait(), 5)
                    answers.append((time.perf_counter() - begun) * 1000)
                    await asyncio.sleep(pause)
                for _ in range(4):
                    await key("移动（先例）", DOWN)
            await to_state(ESCAPE, "outline")
        composer.application.exit()
        await running
    report(found, worked, answers, len(drafting.bank.frames), count)


def report(found: dict[str, list[float]], worked: list[float], answers: list[float], frames: int, count: int) -> None:
    everything = [value for values in found.values() for value in values]
    print(f"{frames} 个框架，{count} 段先例，80×24，{len(everything)} 次按键（毫秒）")
    for kind, values in found.items():
        print(f"  {kind:　<8}{len(values):>5} 次  p50 {quantile(values, 50):6.1f}  p95 {quantile(values, 95):6.1f}")
    for name, values in (("全部按键，按时钟", everything), ("全部按键，按处理器时间", worked)):
        print(
            f"  {name} p50 {quantile(values, 50):.1f}  p95 {quantile(values, 95):.1f}  p99 {quantile(values, 99):.1f}"
            f"  最慢 {max(values):.1f}"
        )
    print(f"  先例答案（按键画出之后再到答案画出）p50 {quantile(answers, 50):.1f}  p95 {quantile(answers, 95):.1f}")
    summary = {kind: [round(quantile(v, 50), 2), round(quantile(v, 95), 2)] for kind, v in found.items()}
    for name, values in (("all", everything), ("cpu", worked)):
        summary[name] = [round(quantile(values, percent), 2) for percent in (50, 95, 99)]
    print(json.dumps(summary, ensure_ascii=False))


def quantile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main()
