"""From sequences to micro-batches: which rank trains on which, which share a row, the rows, and what attention wants
to know of them. All on the CPU, so that a forward pass asks the GPU for no number.
"""

import torch
from torch.nn.utils.rnn import pad_sequence

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


def rows_of(items: list[dict], limit: int) -> list[list[dict]]:
    """Items that share a row, longest row first: responses to one prompt, while the row has at most `limit` tokens;
    else one alone."""
    rows, open_rows = [], {}  # the row of each prompt that may still have room
    for item in sorted(items, key=lambda x: -len(x["ids"])):
        row = open_rows.get(id(item["prompt"]), [])
        if not row or row_length(row + [item]) > limit:
            rows.append(row := [])
            open_rows[id(item["prompt"])] = row
        row.append(item)
    return sorted(rows, key=lambda row: -row_length(row))


def row_length(row: list[dict]) -> int:
    """Tokens of a row: the prompt without its last token, then each response behind a last token of its own (it
    predicts the first)."""
    return len(row[0]["ids"]) - row[0]["n"] - 1 + sum(x["n"] + 1 for x in row)


def join(row: list[dict]):
    """Of one row of T tokens: ids [T], targets [T], positions [T, 4], segments [T] (0: the prompt, 1, 2, ...: its
    responses)."""
    shared = len(row[0]["ids"]) - row[0]["n"] - 1
    parts = [row[0]["ids"][:shared], *(x["ids"][shared:] for x in row)]
    positions = torch.cat([row[0]["positions"][:, :shared], *(x["positions"][:, shared:] for x in row)], 1)
    targets = torch.cat(
        [torch.full((shared,), -100), *(torch.cat([part[1:], torch.tensor([-100])]) for part in parts[1:])]
    )
    segments = torch.arange(len(parts)).repeat_interleave(torch.tensor([len(part) for part in parts]))
    return torch.cat(parts), targets, torch.cat([torch.arange(len(targets))[None], positions]).T, segments


def collate(rows: list[list[dict]], pad_id: int, one_row: bool) -> dict:
    """{"inputs": for Policy.forward, "columns": {name: [N]}, "items"}; columns and items follow the order of the
    targets.

    inputs["layout"]: the places of targets and image tokens in the rows, one after the other, and what attention wants
    to know: text (one_row) and vision.
    """
    joined = [join(row) for row in rows]

    def stacked(k, pad):
        parts = [row[k] for row in joined]
        return torch.cat(parts)[None] if one_row else pad_sequence(parts, True, pad)

    inputs = {
        "input_ids": stacked(0, pad_id),
        "targets": stacked(1, -100),
        "position_ids": stacked(2, 0).permute(2, 0, 1),
    }
    lengths, width = [len(row[0]) for row in joined], inputs["targets"].shape[1]
    layout = {"targets_at": (inputs["targets"].flatten() >= 0).nonzero()[:, 0]}
    if one_row:
        layout["text"] = text_layout(lengths)
    else:
        inputs["position_ids"][0] = torch.arange(width)
        if max(map(len, rows)) > 1:  # else causality is mask enough, and attention skips half of its work
            inputs["segments"] = stacked(3, -1)
    begins = [sum(lengths[:i]) if one_row else i * width for i in range(len(rows))]
    flat = [item for row in rows for item in row]
    images = [(row[0], begin) for row, begin in zip(rows, begins) if row[0]["pixel_values"] is not None]
    if images:
        first, offset = {}, 0  # rows with the same prompt share its pixel tensor: encode it once
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


def text_layout(lengths: list[int]) -> dict:
    """What an attention for packed rows wants to know of sequences of these lengths in one row."""
    ends = torch.tensor([0, *lengths], dtype=torch.int32).cumsum(0, dtype=torch.int32)
    return {
        "cu_seq_lens_q": ends,
        "cu_seq_lens_k": ends,
        "max_length_q": max(lengths),
        "max_length_k": max(lengths),
    }


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


def shared_mask(segments: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """[R, 1, L, L], of segments [R, L]: a token sees what stands before it in the prompt and in its own response."""
    seen = ((segments[:, None, :] == 0) | (segments[:, None, :] == segments[:, :, None])).tril()
    return torch.zeros_like(seen, dtype=dtype).masked_fill(~seen, -torch.inf)[:, None]


def each_tensor(tree, change):
    """Nested dicts with change(tensor) for every tensor; numbers stay."""
    if isinstance(tree, dict):
        return {k: each_tensor(v, change) for k, v in tree.items()}
    return change(tree) if isinstance(tree, torch.Tensor) else tree


def to_device(tree, device: torch.device):
    """Nested dicts with their tensors on the device; from pinned memory they go while the CPU does other things."""
    return each_tensor(tree, lambda x: x.to(device, non_blocking=True))
