"""Policy losses, one function each: (log-probs, columns, settings) -> (loss of each token, where it was clipped), [N].

logp [N]: the trainer's log-probs with gradient. col: old, advantage and sequence, each [N]; `sequence` is the number of
the response that a token belongs to. What all of them share (weights, the gap between engine and trainer, the KL term)
is in `policy_loss`.
"""

import torch


def clip(logp, col, cfg):
    """max(-A r, -A clip(r, 1 - low, 1 + high)), r = exp(logp - old) (PPO, arXiv 1707.06347, eq. 7, with the two bounds
    of DAPO, 2503.14476, eq. 10); at most -A `clip_dual` for a negative A (1912.09729, eq. 5)."""
    ratio, advantage = torch.exp(logp - col["old"]), col["advantage"]
    plain, clipped = -advantage * ratio, -advantage * ratio.clamp(1 - cfg.clip_low, 1 + cfg.clip_high)
    loss = torch.maximum(plain, clipped)
    loss = torch.where(advantage < 0, torch.minimum(loss, -advantage * cfg.clip_dual), loss)
    return loss, clipped > plain


def gspo(logp, col, cfg):
    """The clipped objective of sequences: r = exp(mean over the response of logp - old) for all of its tokens
    (arXiv 2507.18071, eq. 5 to 7). Its ratios are closer to 1: bounds of 3e-4 and 4e-4 there. No dual clip."""
    of = col["sequence"].long()
    size = torch.bincount(of).clamp(min=1)
    mean = torch.zeros(len(size), device=logp.device).index_add(0, of, logp - col["old"]) / size
    ratio, advantage = torch.exp(mean)[of], col["advantage"]
    plain, clipped = -advantage * ratio, -advantage * ratio.clamp(1 - cfg.clip_low, 1 + cfg.clip_high)
    return torch.maximum(plain, clipped), clipped > plain


def cispo(logp, col, cfg):
    """-A logp w, w = clip(r, 1 - low, 1 + high) without gradient: a clipped token still teaches (MiniMax-M1,
    arXiv 2506.13585, eq. 4 and 5; there only the upper bound is set)."""
    ratio = torch.exp(logp - col["old"]).detach()
    weight = ratio.clamp(1 - cfg.clip_low, 1 + cfg.clip_high)
    return -col["advantage"] * logp * weight, weight != ratio


def sapo(logp, col, cfg):
    """-A (4 / t) sigmoid(t (r - 1)): a soft gate in the place of the clip; t is 1.0 for a positive A, 1.05 for others
    (arXiv 2511.20347, eq. 5 to 7). Nothing is ever clipped."""
    ratio, advantage = torch.exp(logp - col["old"]), col["advantage"]
    t = torch.where(advantage > 0, 1.0, 1.05)
    return -advantage * torch.sigmoid(t * (ratio - 1)) * 4 / t, torch.zeros_like(ratio, dtype=torch.bool)


LOSSES = {"clip": clip, "gspo": gspo, "cispo": cispo, "sapo": sapo}


def policy_loss(logp: torch.Tensor, col: dict[str, torch.Tensor], cfg) -> tuple[torch.Tensor, dict]:
    """(loss, metrics) of one micro-batch; sums, since `weight` holds the global normaliser already.

    logp [N]: the trainer's log-probs with gradient. col: old, rollout, ref, advantage, weight, sequence, each [N]. To
    the loss of cfg.loss come a truncated importance weight for the gap between engine and trainer, and the k3 estimate
    of the KL to the start (GRPO, arXiv 2402.03300, eq. 4).
    """
    weight = col["weight"]
    loss, clipped = LOSSES[cfg.loss](logp, col, cfg)
    if cfg.importance_cap:
        loss = loss * torch.exp(col["old"] - col["rollout"]).clamp(max=cfg.importance_cap)
    sums = {"pg_loss": (loss * weight).sum(), "clip_fraction": (clipped * weight).sum()}
    if not cfg.kl:
        return sums["pg_loss"], sums
    log_ratio = col["ref"] - logp
    sums["kl"] = ((torch.exp(log_ratio) - log_ratio - 1) * weight).sum()
    return sums["pg_loss"] + cfg.kl * sums["kl"], sums
