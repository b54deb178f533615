"""What schedule.jsonl tells of a curriculum, read back: a frame a step."""

from collections import Counter

from scheduler import ENDS, KNOWN, moves_walk

SERVED = dict(step=int, epoch=int, question_id=(str, int), node=str, why=str, accurate=int, n=int, solved=bool)
SERVED |= {"next": (str, type(None))}  # what a line of the log holds; of an item that moves no walk next is None


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
        if moves_walk(item):
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
