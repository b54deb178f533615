"""Perception rows: what a figure shows, from its canvas."""


def problem(name, rng, size=448, split="train"):
    """A question about what the figure of a program shows."""
    raise NotImplementedError
