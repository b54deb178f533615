"""The table of the curriculum's rules (`python -m report.curriculum` prints it), and what schedule.jsonl tells of a
curriculum, read back: a frame a step.
"""

from collections import Counter
from pathlib import Path

from runtime import read_jsonl
from scheduler import ENDS, KNOWN, NODES, first_main, next_step

SERVED = dict(step=int, epoch=int, question_id=(str, int), node=str, why=str, accurate=int, n=int, solved=bool)
SERVED |= {"next": (str, type(None))}  # what a line of the log holds; of an item that moves no walk next is None


def table(has=frozenset(NODES)):
    """All reachable transitions as rows (main, failed, serve, next if solved, next if failed), in walking order."""
    rows, todo, seen = [], [(first_main(has), 0, first_main(has))], set()
    while todo:
        position = todo.pop(0)
        if isinstance(position, str) or position in seen:
            continue
        seen.add(position)
        pair = [next_step(position, solved, has) for solved in (True, False)]
        todo = pair[::-1] + todo  # down the failures first, then on
        rows.append((*position, *(p if isinstance(p, str) else p[2] for p in pair)))
    return rows


def rates(lines, where="schedule"):
    """The lines of a log that were drawn from the book -> {program: {node: [items, running success rate, last step]}}.

    The rates are the run's own (book/stream.py): those that its next draws went by. where: as in replay.
    """
    from book.stream import Seeds  # the whole book: only for runs that drew from it

    found, drawn = {}, [(n, line) for n, line in enumerate(lines, 1) if line["why"] == "drawn"]
    for n, line in drawn:
        if "/" not in str(line["question_id"]) or not 0 <= line["accurate"] <= line["n"] > 0:
            raise ValueError(f"{where}: line {n}: field question_id, accurate or n: not of a draw from the book")
        Seeds.learn(found, line, line["accurate"] / line["n"], line["step"])
    programs = {}
    for arm, rate in found.items():
        program, _, node = arm.rpartition("/")
        programs.setdefault(program, {})[node] = rate
    return programs


def rates_of(run):
    """(stage, nodes, rates() with the lowest mean first) of the stages of a run folder that drew from the book."""
    for stage in ("pre", "dynamic"):
        path = Path(run) / stage / "schedule.jsonl"
        if found := rates(read_jsonl(path, SERVED), str(path)) if path.is_file() else {}:
            mean = {name: sum(rate for _, rate, _ in cells.values()) / len(cells) for name, cells in found.items()}
            nodes = [node for node in NODES if any(node in cells for cells in found.values())]
            yield stage, nodes, {name: found[name] for name in sorted(found, key=mean.get)}


def replay(lines, where="schedule"):
    """The lines of a log -> a frame a step: where the walks stand after it, and sums since the start.

    A frame has step and epoch (from 1); moves, [(question, node or end)] of the walks that moved in this step; active,
    mastered and ended (walks); and counters by node: stand (walks that wait there), served, solved, accurate and
    rollouts. where: name of the log for ValueError, which says the line of an unknown node.
    """
    walks, frames, moves, stand, ends = {}, [], [], Counter(), Counter(dict.fromkeys(ENDS, 0))
    sums = {key: Counter() for key in ("served", "solved", "accurate", "rollouts")}
    for n, item in enumerate(lines, 1):
        node, after = item["node"], item["next"] and item["next"].removesuffix(" again")
        if unknown := {node, after or node} - KNOWN - {*ENDS}:
            raise ValueError(f"{where}: line {n}: unknown node {unknown.pop()!r}")
        for key, amount in zip(sums, (1, item["solved"], item["accurate"], item["n"])):
            sums[key][node] += amount
        if after:
            moves.append((item["question_id"], after))
            if was := walks.pop(item["question_id"], None):
                stand[was] -= 1
            if after in ENDS:
                ends[after] += 1
            else:
                walks[item["question_id"]] = after
                stand[after] += 1
        if n == len(lines) or lines[n]["step"] != item["step"]:
            counters = {key: Counter(counter) for key, counter in {"stand": stand, **sums}.items()}
            frame = {"step": item["step"] + 1, "epoch": item["epoch"] + 1, "active": len(walks), "moves": moves}
            frames.append({**frame, **ends, **counters})
            moves = []
    return frames


if __name__ == "__main__":
    print(f"{'main':6}{'failures':10}{'served':10}{'solved ->':12}failed ->")
    for main, failed, serve, up, down in table():
        print(f"{main:6}{failed:<10}{serve:10}{up:12}{down}")
