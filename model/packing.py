"""From sequences to micro-batches: which rank trains on which, which share a row, the rows, and what attention wants
to know of them. All on the CPU, so that a forward pass asks the GPU for no number.
"""

import itertools

import torch

# ----------------------------------------------------------------------------------------------------------------------
# ranks

AS_MUCH = 65_000  # tokens of a sequence whose attention costs as much as its matrix products (Qwen2.5-VL-7B)


def cost(tokens: int) -> float:
    """What a sequence costs, in tokens of a short one: attention grows with the square."""
    return tokens + tokens**2 / AS_MUCH


def share_out(costs: list[float], homes: list[int], world: int) -> list[int]:
    """The rank of each piece of work, so that ranks have equal shares, and few pieces leave their home.

    Between the rank that has most and the one that has least a piece moves, or two change places: what comes nearest to
    half of the gap. It ends when nothing would help, or when the gap is a hundredth of a share.
    """
    owners, loads = list(homes), [0.0] * world
    for piece, rank in zip(costs, owners):
        loads[rank] += piece
    while (gap := max(loads) - min(loads)) > 0.01 * sum(loads) / world:
        most, least = loads.index(max(loads)), loads.index(min(loads))
        there, back = ([i for i, rank in enumerate(owners) if rank == r] for r in (most, least))
        moves = [(costs[i], i, None) for i in there] + [(costs[i] - costs[j], i, j) for i in there for j in back]
        moves = [move for move in moves if 0 < move[0] < gap]
        if not moves:
            break
        moved, i, j = min(moves, key=lambda move: abs(move[0] - gap / 2))
        owners[i], loads[most], loads[least] = least, loads[most] - moved, loads[least] + moved
        if j is not None:
            owners[j] = most
    return owners


def spread(costs: list[float], owners: list[int], world: int) -> float:
    """How much more than the mean the rank with the most work has: the others wait for it so long. 0.1 is 10 %."""
    loads = [sum(x for x, rank in zip(costs, owners) if rank == r) for r in range(world)]
    return max(loads) * world / max(sum(loads), 1e-9) - 1


# ----------------------------------------------------------------------------------------------------------------------
# rows


ROUND_TO = 64  # tokens; oneDNN takes as long to get ready for a new number of rows as for a product of them


def groups_of(items: list[dict], share: bool) -> list[list[dict]]:
    """Items that share their prompt, if they may, else each alone; longest first."""
    groups = {}
    for i, item in enumerate(items):
        groups.setdefault(id(item["prompt"]) if share else i, []).append(item)
    return sorted(groups.values(), key=lambda group: -max(len(x["ids"]) for x in group))


def micro_batches(items: list[dict], budget: int, share: bool) -> list[list[list[dict]]]:
    """Micro-batches of groups, each of at most `budget` tokens, or of one longer sequence.

    Of a sequence the last token of the prompt stands with the response, whose first token it predicts; the last token
    predicts nothing and is left out. share: whatever of a micro-batch has the same prompt needs the rest of it once.
    """
    parts, used = [], 0
    for group in groups_of(items, share):
        for i, item in enumerate(group):
            prompt, more = len(item["ids"]) - item["n"] - 1, 0 < i
            if not parts or used + item["n"] + prompt * (not more) > budget:
                parts.append([])
                used, more = 0, False
            if more:
                parts[-1][-1].append(item)
            else:
                parts[-1].append([item])
            used += item["n"] + prompt * (not more)
    return parts


def join(group: list[dict]) -> tuple:
    """Of a group of T tokens: ids [T], targets [T] or -100, positions [3, T], lengths of its parts (the prompt, then
    each response; one for an item alone)."""
    shared = len(group[0]["ids"]) - group[0]["n"] - 1
    ids = torch.cat([group[0]["ids"][:shared], *(x["ids"][shared:-1] for x in group)])
    positions = torch.cat([group[0]["positions"][:, :shared], *(x["positions"][:, shared:-1] for x in group)], 1)
    targets = torch.cat([torch.full((shared,), -100), *(x["ids"][shared + 1 :] for x in group)])
    lengths = [x["n"] for x in group]
    return ids, targets, positions, [shared, *lengths] if len(group) > 1 else [shared + lengths[0]]


def filler(n: int) -> tuple:
    """What join gives, of n tokens that nobody learns."""
    return torch.zeros(n, dtype=torch.long), torch.full((n,), -100), torch.arange(n).expand(3, n), [n]


def collate(groups: list[list[dict]], kernel: bool) -> dict:
    """{"inputs": for Policy.forward, "columns": {name: [N]}, "items"}; columns and items follow the order of the
    targets.

    All in one row without padding, but on CPUs up to a multiple of ROUND_TO. inputs["layout"]: the places of targets
    and image tokens in it, and what attention wants to know: text (see text_layout) and vision.
    """
    joined = [join(group) for group in groups]
    if not kernel:
        joined.append(filler(-sum(len(ids) for ids, *_ in joined) % ROUND_TO))
    ids, targets, positions, lengths = zip(*joined)
    targets = torch.cat(targets)
    at = (targets >= 0).nonzero()[:, 0]
    more = 0 if kernel else -len(at) % ROUND_TO
    inputs = {
        "input_ids": torch.cat(ids)[None],
        "targets": targets[at],
        "position_ids": torch.cat(positions, 1)[:, None],
    }
    layout = {"targets_at": torch.cat([at, at.new_zeros(more)]), "text": text_layout(lengths, kernel)}
    begins = [0, *itertools.accumulate(map(len, ids))]
    flat = [item for group in groups for item in group]
    images = [(group[0], begin) for group, begin in zip(groups, begins) if group[0]["pixel_values"] is not None]
    if images:
        first, offset = {}, 0  # groups of the same prompt share its pixel tensor: encode it once
        for x, _ in images:
            if id(x["pixel_values"]) not in first:
                size = len(x["pixel_values"]) // 4  # features: 2 x 2 patches each
                first[id(x["pixel_values"])] = (x, torch.arange(offset, offset + size))
                offset += size
        inputs["pixel_values"] = torch.cat([x["pixel_values"] for x, _ in first.values()])
        inputs["image_grid_thw"] = torch.cat([x["image_grid_thw"] for x, _ in first.values()])
        inputs["feature_index"] = torch.cat([first[id(x["pixel_values"])][1] for x, _ in images])
        layout["images_at"] = torch.cat([x["images_at"] + begin for x, begin in images])
        layout["vision"] = vision_layout(images[0][0]["tower"], inputs["image_grid_thw"])
    columns = {k: torch.cat([x["columns"][k] for x in flat]) for k in flat[0]["columns"]}
    columns["sequence"] = torch.arange(len(flat)).repeat_interleave(torch.tensor([x["n"] for x in flat]))
    return {"inputs": inputs | {"layout": layout}, "columns": columns, "items": flat}


def staged(batch: dict, device: torch.device) -> dict:
    """A micro-batch that can go to the device: for a GPU in pinned memory, its pixels in bf16, as the tower has it."""
    if device.type == "cuda":
        inputs = dict(batch["inputs"])
        if "pixel_values" in inputs:
            inputs["pixel_values"] = inputs["pixel_values"].bfloat16()
        pinned = each_tensor({"inputs": inputs, "columns": batch["columns"]}, torch.Tensor.pin_memory)
        return {**batch, **pinned}
    return batch


# ----------------------------------------------------------------------------------------------------------------------
# what is known of them before


def text_layout(groups: list[list[int]], kernel: bool) -> dict:
    """What kernels.packed_attention wants to know of a row of groups, each with the lengths of its parts (see join)."""
    begin, parts = 0, []  # (begin and end of the prompt or None, begin, length)
    for lengths in groups:
        prompt = (begin, begin + lengths[0])
        for i, length in enumerate(lengths):
            if length:
                parts.append((prompt if i else None, begin, length))
            begin += length
    return kernel_layout(parts) if kernel else dense_layout(parts)


def kernel_layout(parts: list[tuple]) -> dict:
    """For kernels.varied: ends of queries and keys, and where the keys are, if any are used by several."""
    keys = [torch.cat([torch.arange(*(prompt or (0, 0))), torch.arange(at, at + n)]) for prompt, at, n in parts]
    out = {}
    for name, lengths in (("q", [n for *_, n in parts]), ("k", [len(x) for x in keys])):
        out[f"cu_seq_lens_{name}"] = torch.tensor([0, *lengths], dtype=torch.int32).cumsum(0, dtype=torch.int32)
        out[f"max_length_{name}"] = max(lengths)
    return out | ({"keys": torch.cat(keys)} if any(prompt for prompt, *_ in parts) else {})


def dense_layout(parts: list[tuple]) -> dict:
    """For kernels.dense: jobs, and where each token's result stands in theirs, one after the other.

    A job: the responses to a prompt, or sequences alone of about the same length; queries [S, L] and keys [S, K] of its
    S sequences, places in the row, padded with their last; mask [L, K], None where causality is enough.
    """
    kinds = {}
    for prompt, begin, n in parts:
        kinds.setdefault(prompt or n.bit_length(), []).append((begin, n))
    jobs, order, made = [], torch.empty(sum(n for *_, n in parts), dtype=torch.long), 0
    for kind, sequences in kinds.items():
        begins, lengths = torch.tensor(sequences).T
        steps = torch.arange(int(lengths.max()))
        queries = begins[:, None] + steps.minimum(lengths[:, None] - 1)  # [S, L]
        keys, mask = queries, None
        if isinstance(kind, tuple):  # their prompt
            before = torch.arange(*kind).expand(len(queries), -1)
            keys = torch.cat([before, queries], 1)
            mask = torch.full((len(steps), keys.shape[1]), -torch.inf).triu(before.shape[1] + 1)
        inside = steps < lengths[:, None]
        order[queries[inside]] = made + inside.flatten().nonzero()[:, 0]
        made += queries.numel()
        jobs.append({"queries": queries, "keys": keys, "mask": mask})
    return {"jobs": jobs, "order": order}


def vision_layout(config, grid: torch.Tensor) -> dict:
    """What the vision tower would compute from image_grid_thw [k, 3] itself, asking the GPU for its numbers each time.

    config: of the tower. On the CPU, by transformers' own functions. Some towers attend inside windows, some have
    learned positions, which are stretched over each image.
    """
    from transformers import vision_utils

    def longest(ends):
        return int(ends.diff().max())

    size, ends = config.spatial_merge_size, vision_utils.get_vision_cu_seqlens(grid)
    out = {"position_ids": vision_utils.get_vision_position_ids(grid, size)}
    out |= {"cu_seqlens": ends, "max_seqlen": longest(ends)}
    if hasattr(config, "window_size"):
        order, windows = vision_utils.get_vision_window_index(grid, size, config.window_size, config.patch_size)
        out |= {"window_index": order, "cu_window_seqlens": windows, "max_window_seqlen": longest(windows)}
    if hasattr(config, "num_position_embeddings"):
        side = int(config.num_position_embeddings**0.5)
        stretch = vision_utils.get_vision_interpolation_indices_and_weights
        out |= zip(("interp_indices", "interp_weights"), stretch(grid, side, "bilinear", True, size))
    return out


def blank_image(conf) -> dict:
    """The smallest image, one feature, for the vision tower of this configuration."""
    size = conf.spatial_merge_size
    grid, width = torch.tensor([[1, size, size]]), conf.in_channels * conf.temporal_patch_size * conf.patch_size**2
    return {"hidden_states": torch.zeros(size**2, width), "grid_thw": grid, **vision_layout(conf, grid)}


def each_tensor(tree, change):
    """Nested dicts and lists with change(tensor) for every tensor; numbers stay."""
    if isinstance(tree, dict):
        return {k: each_tensor(v, change) for k, v in tree.items()}
    if isinstance(tree, list):
        return [each_tensor(x, change) for x in tree]
    return change(tree) if isinstance(tree, torch.Tensor) else tree


def to_device(tree, device: torch.device):
    """The tree with its tensors on the device; from pinned memory they go while the CPU does other things."""
    return each_tensor(tree, lambda x: x.to(device, non_blocking=True))
