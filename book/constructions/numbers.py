"""Constructions on a number that has nothing but a letter: it is described in words."""

from . import Built, construction, say


@construction("letter", ("Linear Equation in One Variable", "Solution of a Linear Equation"))
def equation(board, h, rng):
    a, b = rng.randint(2, 6), rng.randint(1, 20)
    right = a * h.value + b
    return Built(
        [board.told(right)],
        f"The number {h.name} satisfies ${a}{h.name[1:-1]} + {b} = {say(right)}$.",
        f"The equation for {h.name} gives ${h.name[1:-1]} = ({say(right)} - {b}) \\div {a} = {say(h.value)}$.",
        lambda right: (right - b) / a,
    )
