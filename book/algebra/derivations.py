"""Derivations by equations, powers, sequences, functions and vectors (see steps.py)."""
from ..steps import scaled_triple, step
from ..tools import signed


@step("Linear Equation in One Variable", "Solution of a Linear Equation")
def equation(v, rng):
    a, b = rng.randint(2, 6), rng.randint(1, 20)
    return a * v + b, f"the solution of ${a}x + {b} = {{q}}$", f"x = ({{q}} - {b}) \\div {a} = {v}"


@step("System of Linear Equations", "Elimination by Addition")
def system(v, rng):
    y = rng.randint(1, 15)
    return v + y, f"the value of $x$ for which $x + y = {{q}}$ and $x - y = {v - y}$", \
        f"adding the equations, $2x = {{q}} {signed(v - y)} = {2 * v}$, and $x = {2 * v} \\div 2 = {v}$"


@step("Quadratic Equation", "Zero Product")
def positive_root(v, rng):
    b = rng.randint(2, 6)
    return (v * (v + b), f"the positive solution of $x^2 + {b}x = {{q}}$",
            f"the roots have the product $-{{q}} = {v} \\times (-{v + b})$ and the sum $-{b} = {v} - {v + b}$; the "
            f"positive one is $x = {v}$") if v <= 15 else None


@step("Absolute Value", "Distance between Two Numbers")
def apart(v, rng):
    a = rng.randint(1, 20)
    return (v - a, f"the distance between {{q}} and {-a} on the number line", f"|{{q}} - ({-a})| = {v}") \
        if v - a > 1 else None


@step("Square Roots", "Meaning of the Square Root")
def root(v, rng):
    a = rng.randint(1, 30)
    return (v * v - a, f"$\\sqrt{{{{q}} + {a}}}$", f"\\sqrt{{{{q}} + {a}}} = \\sqrt{{{v * v}}} = {v}") \
        if v <= 20 and v * v - a > 1 else None


@step("Powers and Exponents", "Power as Repeated Multiplication")
def power(v, rng):
    fits = [(a, n) for a in (2, 3, 4, 5) for n in (2, 3, 4) if a ** n < v]
    if not fits:
        return None
    a, n = rng.choice(fits)
    return v - a ** n, f"${a}^{n} + {{q}}$", f"{a}^{n} + {{q}} = {a ** n} + {{q}} = {v}"


@step("Arithmetic Sequence", "Term of an Arithmetic Sequence")
def arithmetic(v, rng):
    d, n = rng.randint(2, 6), rng.randint(4, 8)
    q = v - (n - 1) * d
    return (q, f"the term number {n} of the arithmetic sequence with first term {{q}} and common difference {d}",
            f"{{q}} + {n - 1} \\times {d} = {v}") if q > 0 else None


@step("Geometric Sequence", "Term of a Geometric Sequence")
def geometric(v, rng):
    fits = [(r, n) for r in (2, 3) for n in (3, 4) if v % r ** (n - 1) == 0 and v > r ** (n - 1)]
    if not fits:
        return None
    r, n = rng.choice(fits)
    return (v // r ** (n - 1), f"the term number {n} of the geometric sequence with first term {{q}} and ratio {r}",
            f"{{q}} \\times {r}^{n - 1} = {v}")


@step("Linear Function", "Form of a Linear Function")
def linear(v, rng):
    k, b = rng.randint(2, 5), rng.randint(1, 9)
    return ((v - b) // k, f"$g({{q}})$ for the function $g(x) = {k}x + {b}$",
            f"g({{q}}) = {k} \\times {{q}} + {b} = {v}") \
        if v > b and (v - b) % k == 0 else None


@step("Quadratic Function", "Height on the y-Axis")
def lowest(v, rng):
    h = rng.randint(1, 5)
    return (v - h * h, f"$h(0)$ for the function $h(x) = (x - {h})^2 + {{q}}$", f"h(0) = {h}^2 + {{q}} = {v}") \
        if v > h * h else None


@step("Dot Product of Vectors", "Dot Product by Components")
def dot(v, rng):
    a, b, c = rng.randint(2, 4), rng.randint(1, 4), rng.randint(1, 5)
    q = (v - b * c) // a
    return (q, f"the dot product of the vectors ({{q}}, {b}) and ({a}, {c})",
            f"{{q}} \\times {a} + {b} \\times {c} = {v}") if q > 0 and q * a + b * c == v else None


@step("Magnitude of a Vector", "Magnitude from Components")
def magnitude(v, rng):
    t = scaled_triple(rng, v, 2)
    return (t[0], f"the magnitude of the vector ({{q}}, {t[1]})",
            f"\\sqrt{{{{q}}^2 + {t[1]}^2}} = \\sqrt{{{v * v}}} = {v}") if t else None
