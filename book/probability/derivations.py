"""Derivations by data and counting (see steps.py)."""
from ..steps import step


@step("Mean of a Data Set", "Sum over Count")
def mean(v, rng):
    a, b = max(1, v + rng.randint(-6, 6)), max(1, v + rng.randint(-6, 6))
    return 3 * v - a - b, f"the mean of {a}, {b} and {{q}}", f"({a} + {b} + {{q}}) \\div 3 = {v}"


@step("Range of a Data Set", "Range as Maximum minus Minimum")
def spread(v, rng):
    low = rng.randint(1, 20)
    a = rng.randint(low, low + v)
    return low + v, f"the range of the data {a}, {low}, {{q}}", f"{{q}} - {low} = {v}"


@step("Median of a Data Set", "Middle of an Even Count")
def median(v, rng):
    if v < 2:
        return None
    d = rng.randint(1, min(8, v - 1))
    data = [str(max(0, v - d - rng.randint(1, 6))), "{q}", str(v - d), str(v + d + rng.randint(1, 6))]
    rng.shuffle(data)
    return v + d, "the median of " + ", ".join(data[:3]) + f" and {data[3]}", \
        f"the two middle values are {v - d} and {{q}}, and $({v - d} + {{q}}) \\div 2 = {v}$"


@step("Multiplication Principle of Counting", "Product of Choices")
def choices(v, rng):
    k = rng.choice([k for k in range(2, 10) if v % k == 0 and v // k > 1] or [0])
    return (v // k, f"the number of outfits from {{q}} shirts and {k} pairs of trousers", f"{{q}} \\times {k} = {v}") \
        if k else None
