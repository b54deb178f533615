"""Constructions on a number of an algebraic figure: conditions in words and formulas that only this number fulfils."""

from fractions import Fraction
from math import gcd, log, sqrt

from . import Built, construction
from .quantities import cap, whole

NUMBERS = ("number", "coefficient", "coordinate", "component", "entry")  # kinds that measure and count nothing
LARGE = 600  # no number of a condition is larger


def subject(h):
    """The number at the start of a sentence."""
    return f"The number {h.name}" if h.name.startswith("$") else cap(h.name)


def suits(h, low=1, high=60):
    """The value as an int where it is a whole number from low to high, else None."""
    return int(h.value) if whole(h.value, low) and h.value <= high else None


def pure(h, low, high):
    """The same for a number that measures and counts nothing."""
    return suits(h, low, high) if not h.quantity or h.quantity.kind in NUMBERS else None


def minus(t, number):
    """A difference such as "t - 3" of a letter and a number."""
    return f"{t} - {number}"


@construction(
    "formal",
    ("System with a Quadratic Equation", "Numbers from Sum and Product"),
    ("Factoring Polynomials", "Factoring a Quadratic Trinomial"),
)
def sum_and_product(board, h, rng):
    """The greater of two numbers with a sum and a product."""
    v = suits(h, 3, 30)
    if not v:
        return None
    u = rng.randint(1 if v < 5 else 2, min(v - 1, 12))
    n, t, total = board.said_number(u * v), board.letter("t"), u + v
    return Built(
        [n],
        f"{subject(h)} is the greater one of two integers with the sum {total} and the product {n.name}.",
        f"Two integers with the sum ${u} + {v} = {total}$ and the product ${u} \\times {v} = {u * v}$ are the zeros of "
        f"${t}^2 - {total}{t} + {u * v}$, which is $({minus(t, u)})({minus(t, v)})$. So they are {u} and {v}, and "
        f"{h.name} is {v}.",
        lambda product: (total + sqrt(max(0, total * total - 4 * product))) / 2,
    )


@construction(
    "formal",
    ("Solving Systems of Linear Equations", "Comparing Two Rows"),
    ("Linear Equation in One Variable", "Solution of a Linear Equation"),
)
def two_equations(board, h, rng):
    """The first number of a pair that satisfies two equations."""
    v = suits(h, 2, 100)
    if not v:
        return None
    k, other = rng.randint(3, 5), rng.choice([w for w in range(2, 13) if w != v])
    p, q, less, total = board.letter("p"), board.letter("q"), k - 1, k * v + other
    return Built(
        [board.told(total), board.told(v + other)],
        f"{subject(h)} is the value of ${p}$ in the solution of the system ${p} + {q} = {v + other}$, "
        f"${k}{p} + {q} = {total}$.",
        f"The second equation of the system has ${less}{p}$ more than the first one, which makes "
        f"${total} - {v + other} = {less * v}$. So ${p}$ is ${less * v} \\div {less} = {v}$, and this is {h.name}.",
        lambda more, sum_of: (more - sum_of) / less,
    )


@construction(
    "formal",
    ("Arithmetic Sequence", "Term of an Arithmetic Sequence"),
    ("General Term of a Sequence", "Formula in n"),
    ("Order of Operations", "Multiplication before Addition"),
)
def term_of_a_sequence(board, h, rng):
    """A term of an arithmetic sequence of which three terms are told."""
    v = suits(h, 9, 200)
    fits = [(d, k) for d in range(2, 10) for k in range(5, 13) if 1 <= (v or 0) - (k - 1) * d <= 20]
    if not fits:
        return None
    d, k = rng.choice(fits)
    first, n = v - (k - 1) * d, board.said_number(k)
    start = f"{first}, {first + d}, {first + 2 * d}"
    return Built(
        [n],
        f"{subject(h)} is the value of term number {n.name} of the arithmetic sequence ${start}, \\ldots$.",
        f"The terms of the sequence grow by ${first + d} - {first} = {d}$ from one to the next, so {h.name}, term "
        f"number {k}, is ${first} + ({k} - 1) \\times {d} = {v}$.",
        lambda k: first + (k - 1) * d,
    )


@construction(
    "formal",
    ("Understanding of Logarithm", "Logarithm as an Exponent"),
    ("Concept of Exponent", "Base and Exponent"),
)
def exponent(board, h, rng):
    """The logarithm of a power."""
    v = pure(h, 2, 9)
    bases = [b for b in (2, 3, 5, 10) if v and b**v <= LARGE]
    if not bases:
        return None
    b = rng.choice(bases)
    n = board.said_number(b**v)
    return Built(
        [n],
        f"{subject(h)} is the logarithm of {n.name} to the base {b}.",
        f"The number {b**v} is the product of {v} factors {b}, so ${b}^{{{v}}} = {b**v}$, and the logarithm of {b**v} "
        f"to the base {b} is the exponent {v}; this is {h.name}.",
        lambda power: log(power) / log(b),
    )


@construction(
    "formal",
    ("Greatest Common Divisor", "Greatest Common Divisor by Prime Factors"),
    ("Prime Factorisation", "Unique Prime Factors"),
)
def common_divisor(board, h, rng):
    """The greatest common divisor of two numbers."""
    v = suits(h, 2, 40)
    fits = [(a, b) for a in range(2, 12) for b in range(2, 12) if a != b and gcd(a, b) == 1]
    fits = [(a, b) for a, b in fits if v and max(a, b) * v <= 300 and min(a, b) * v <= 150]
    if not fits:
        return None
    a, b = rng.choice(fits)
    n = board.said_number(a * v)
    return Built(
        [n],
        f"{subject(h)} is the greatest common divisor of {n.name} and {b * v}.",
        f"${product(a * v)} = {a * v}$ and ${product(b * v)} = {b * v}$; the prime factors that both have make {h.name}"
        f", which is {v if v < 4 or len(primes(v)) == 1 else f'${product(v)} = {v}$'}.",
        lambda one: gcd(int(one), b * v),
    )


def primes(number):
    """The prime factors of a number, in order."""
    found, p = [], 2
    while number > 1:
        while number % p == 0:
            found.append(p)
            number //= p
        p += 1
    return found


def product(number):
    """A number as a product of primes."""
    return " \\times ".join(map(str, primes(number)))


@construction(
    "formal",
    ("Radical Equation", "Isolating and Squaring"),
    ("Square Roots", "Meaning of the Square Root"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def root_of_a_sum(board, h, rng):
    """The square root of a sum with the number is told."""
    v = pure(h, 1, 90)
    fits = [r for r in range(3, 13) if v and 2 <= r * r - v <= 60]
    if not fits:
        return None
    r = rng.choice(fits)
    n, t = board.said_number(r * r - v), board.letter("t")
    return Built(
        [n],
        f"The square root of the sum of {h.name} and {n.name} is {r}.",
        f"With ${t}$ for {h.name} the root of ${t} + {r * r - v}$ is {r}. Squaring both sides gives "
        f"${t} + {r * r - v} = {r * r}$, so {h.name} is ${r * r} - {r * r - v} = {v}$.",
        lambda more: r * r - more,
    )


@construction(
    "formal",
    ("Linear Equation in One Variable", "Collecting Terms"),
    ("Expanding Brackets", "Factor times a Sum"),
    ("Like Terms", "Combining Like Terms"),
)
def equation_with_brackets(board, h, rng):
    """The solution of a linear equation with brackets."""
    v = suits(h, 2, 100)
    if not v:
        return None
    k, less = rng.randint(3, 6), rng.randint(1, min(v, 9))
    m = rng.choice([m for m in range(1, k) if k * (v - less) - m * v != 0] or [1])
    rest = k * (v - less) - m * v
    if not rest:
        return None
    t = board.letter("t")
    right = f"{'' if m == 1 else m}{t} {'+' if rest > 0 else '-'} {abs(rest)}"
    both = k - m
    gone = f"{both}{t}" if both > 1 else t
    end = "" if both == 1 else f", so ${t}$ is ${k * less + rest} \\div {both} = {v}$"
    total = f"{k * less} {'+' if rest > 0 else '-'} {abs(rest)} = {k * less + rest}"
    return Built(
        [board.told(rest)],
        f"{subject(h)} is the solution of the equation ${k}({minus(t, less)}) = {right}$.",
        f"Expanding the brackets gives ${k}{t} - {k * less} = {right}$. Collecting the terms with ${t}$ on the left, "
        f"${k}{t} - {'' if m == 1 else m}{t} = {gone}$, and the rest on the right, ${total}$, gives "
        f"${gone} = {k * less + rest}${end}. This is {h.name}.",
        lambda rest: (k * less + rest) / both,
    )


@construction(
    "formal",
    ("Vieta's Theorem", "Sum of the Roots"),
    ("Evaluation of an Algebraic Expression", "Substituting a Value"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def other_root(board, h, rng):
    """The second root of a quadratic equation of which one root is told."""
    v = suits(h, 2, 40)
    if not v:
        return None
    u = rng.choice([u for u in range(1, 12) if u != v])
    n, t = board.said_number(u), board.letter("t")
    first = f"{u}^2 - {u + v} \\times {u} + {u * v} = 0"
    return Built(
        [n],
        f"{subject(h)} is one root of the equation ${t}^2 - {u + v}{t} + {u * v} = 0$, and the other root is {n.name}.",
        f"Putting in {u} gives ${first}$, so {u} is indeed a root. Both roots have the sum {u + v}, so {h.name} is "
        f"${u + v} - {u} = {v}$.",
        lambda one: u + v - one,
    )


@construction(
    "formal",
    ("Sum of an Arithmetic Sequence", "Sum of the First Whole Numbers"),
    ("Doubling and Multiples", "Halving Undoes Doubling"),
)
def first_whole_numbers(board, h, rng):
    """The last of the first whole numbers, of which the sum is told."""
    v = pure(h, 4, 25)
    if not v:
        return None
    n = board.said_number(Fraction(v * (v + 1), 2))
    total = v * (v + 1) // 2
    return Built(
        [n],
        f"The sum of all integers from 1 to {h.name} is {n.name}.",
        f"The sum from 1 to a number is half of its product with its successor, so this product is "
        f"$2 \\times {total} = {2 * total}$. Because ${v} \\times {v + 1} = {v * (v + 1)}$, {h.name} is {v}.",
        lambda total: (sqrt(1 + 8 * total) - 1) / 2,
    )


@construction(
    "formal",
    ("Slope of a Line", "Rise over Run"),
    ("Linear Function", "Line from Two Values"),
    ("Evaluation of an Algebraic Expression", "Substituting a Value"),
)
def linear_value(board, h, rng):
    """A value of a linear function of which two values are told."""
    v = pure(h, 5, 150)
    fits = [(m, k) for m in range(2, 8) for k in range(4, 12) if 1 <= (v or 0) - m * k <= 15]
    if not fits or "linear function" in board.texts:
        return None
    m, k = rng.choice(fits)
    b, p = v - m * k, rng.choice([p for p in (2, 3) if p != k])
    n, t = board.said_number(k), board.letter("t")
    return Built(
        [n],
        f"A linear function has the value {b} at 0 and the value {m * p + b} at {p}, and {h.name} is its value at "
        f"{n.name}.",
        f"The slope of the linear function is $({m * p + b} - {b}) \\div {p} = {m}$, so its values are ${m}{t} + {b}$. "
        f"For ${t} = {k}$ this is ${m} \\times {k} + {b} = {v}$, and {h.name} is {v}.",
        lambda k: m * k + b,
    )


@construction(
    "formal",
    ("Extrema of a Quadratic Function", "Least Value at the Vertex"),
    ("Evaluation of an Algebraic Expression", "Substituting a Value"),
)
def least_value(board, h, rng):
    """The least value of a quadratic function."""
    v = pure(h, 1, 60)
    if not v or "quadratic function" in board.texts:
        return None
    s, t = rng.randint(2, 6), board.letter("t")
    c = s * s + v
    return Built(
        [board.told(c)],
        f"{subject(h)} is the least value of the quadratic function ${t}^2 - {2 * s}{t} + {c}$.",
        f"The term ${t}^2 - {2 * s}{t} + {c}$ equals $({t} - {s})^2 + {v}$, because ${s}^2 = {s * s}$ and "
        f"${c} - {s * s} = {v}$. Its least value is taken at ${t} = {s}$, so {h.name} is {v}.",
        lambda c: c - s * s,
    )


@construction(
    "formal",
    ("Inverse Proportional Function", "Constant Product"),
    ("Concept and Properties of Multiplication", "Missing Factor"),
)
def inverse_value(board, h, rng):
    """A value of an inverse proportion of which another pair is told."""
    v = pure(h, 2, 60)
    fits = [(p, k) for p in range(2, 13) for k in range(2, 13) if p not in (k, v) and v and v * k % p == 0]
    fits = [(p, k) for p, k in fits if v * k // p > 1 and v * k // p != k]
    if not fits:
        return None
    p, k = rng.choice(fits)
    q, n, s, t = v * k // p, board.said_number(k), board.letter("s"), board.letter("t")
    return Built(
        [n],
        f"The variable ${t}$ is inversely proportional to ${s}$; for ${s} = {p}$ it is {q}, and {h.name} is the value "
        f"of ${t}$ when ${s}$ is {n.name}.",
        f"The product of ${s}$ and ${t}$ is always ${p} \\times {q} = {p * q}$. When ${s}$ is {k}, ${t}$ is "
        f"${p * q} \\div {k} = {v}$, and this is {h.name}.",
        lambda k: Fraction(p * q) / k,
    )


@construction(
    "formal",
    ("Absolute Value", "Equation with an Absolute Value"),
    ("Applications of the Number Line", "Length of a Segment on the Line"),
)
def apart(board, h, rng):
    """The greater solution of an equation with an absolute value."""
    v = pure(h, 3, 100)
    if not v:
        return None
    c = rng.randint(2, min(v - 1, 20))
    n = board.said_number(v - c)
    return Built(
        [n],
        f"{subject(h)} is greater than {n.name}, and on the number line the two are {c} apart.",
        f"The values that are {c} apart from {v - c} are ${v - c} - {c} = {v - 2 * c}$ and ${v - c} + {c} = {v}$; "
        f"{h.name} is the greater one, {v}.",
        lambda other: other + c,
    )
