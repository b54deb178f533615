"""Waves, turns and growth: quadrantal and double angles, sine waves, exponential and logarithmic curves."""
from fractions import Fraction
from math import atan2, cos, log, radians, sin, tan

from ..canvas import opening, polar
from ..pieces import bar_heights, bars, curve, curves
from ..tools import Quantity, Scene, ask, draw_until, frac, over, pi, program
from .graphs import pinned, quarter
from .trigonometry import TRIPLES, axes_cross


@program("Quadrantal Angles")
def quadrantal_point(rng):
    r, start, quarters = rng.randint(2, 60), rng.randrange(4), rng.randint(1, 9)
    n, end = 90 * quarters, (start + quarters) % 4
    ways = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    x, y = (r * v for v in ways[end])

    def figure(c, g):
        c.without = {"grid", "line", "shapes"}
        axes_cross(c, r)
        c.circle((0, 0), r, fill=False)
        p = polar((0, 0), r, 90 * start)
        c.dot(p)
        c.corner(p, "A", polar((0, 0), 0.8 * r, 90 * start + 12))
        q = polar((0, 0), r, 90 * start + 50)
        c.line((0, 0), q, kind="dash")
        c.side((0, 0), q, g["r"], p)

    def check(c):
        u, v = c.dots[0]
        r = c.circles[0][1]
        turn = atan2(v, u)
        return (round(r * cos(turn + radians(n)), 6), round(r * sin(turn + radians(n)), 6)), round(sin(turn), 6), (
            r * radians(n))

    here = f"({r * ways[start][0]}, {r * ways[start][1]})"
    seen = f"In the figure the circle has the radius ${r}$, and A is the point ${here}$."
    return Scene(
        f"A circle around the origin has the radius {r}, and its point A lies at the angle ${90 * start}^\\circ$.", [
            ask("Quadrantal Angles", "Arm on an Axis",
                "The point A turns on the circle around the origin by {n} degrees anticlockwise. What are "
                "the coordinates of A then?", f"({x}, {y})",
                f"{seen} Since ${n} = {quarters} \\times 90$, the turn consists of {quarters} quarter "
                f"turn{'s' * (quarters > 1)}. By @ each of them leads from one axis to the next, anticlockwise, so A "
                f"comes to the point $({x}, {y})$.",
                wrong=[f"({r * u}, {r * v})" for u, v in (ways[(start - quarters) % 4], *ways)]),
            ask("Quadrantal Angles", "Values on the Axes",
                "The ray from the origin through A is the arm of an angle α, measured from the positive x-axis. What "
                "is $\\sin \\alpha$?", ways[start][1],
                f"{seen} So the arm lies on an axis, and α is ${90 * start}^\\circ$ up to full turns. By @ its sine is "
                f"$\\sin {90 * start}^\\circ = {ways[start][1]}$.", options=["-1", "0", "1"]),
            ask("Arc Length from an Angle", "Arc from Degrees",
                "How long is the path of A on the circle in a turn of {n} degrees? Give the exact value.",
                pi(Fraction(n * r, 180)), f"{seen} By @ the path has the length $\\frac{{{n} \\times \\pi \\times "
                f"{r}}}{{180}} = {pi(Fraction(n * r, 180))}$.",
                wrong=[pi(Fraction(n * r, 360)), pi(2 * r), pi(Fraction(n * r * r, 360))])],
        givens=dict(r=r, n=n), fixed=(start,), figure=figure, upright=True, check=check,
        quantities={"n": Quantity("degrees", "the angle of the turn", "degrees")}, more=[quarter_points])


def quarter_points(c, rng):
    """The square whose corners are the points of the circle on the axes."""
    r = c.circles[0][1]
    c.line((r, 0), (0, r), (-r, 0), (0, -r), (r, 0), kind="thin")


@program("Trigonometric Identities")
def double_angle(rng):
    more = [(7, 24, 25), (12, 35, 37), (28, 45, 53), (16, 63, 65), (33, 56, 65), (13, 84, 85), (36, 77, 85)]
    a, b, h = rng.choice([*TRIPLES, *more])  # several with one hypotenuse: it does not fix the answer
    if rng.random() < 0.5:
        a, b = b, a
    k = rng.randint(1, 17 if h < 14 else 6 if h < 30 else 2)
    a, b, h = a * k, b * k, h * k
    double = frac(2 * a * b, h * h)

    def figure(c, g):
        c.polygon((0, 0), (b, 0), (b, a))
        c.right((b, 0), (0, 0), (b, a))
        c.angle((0, 0), (b, 0), (b, a), "α")
        c.side((b, 0), (b, a), g["a"], (0, 0))
        c.side((0, 0), (b, a), g["h"], (b, 0))

    def check(c):
        turn = radians(opening(*c.polygons[0]))
        return sin(2 * turn), cos(turn) ** 2, 1 / tan(radians(90) - turn)

    ratios, sine, cosine = "Trigonometric Ratios in a Right Triangle", frac(a, h), frac(b, h)
    seen = f"In the figure the leg opposite α is ${a}$ and the hypotenuse is ${h}$. By the {ratios} $\\sin \\alpha = " \
           f"{over(a, h)}$."
    return Scene(
        f"In a right triangle the hypotenuse is {h}, and the leg opposite the angle α is {a}.", [
            ask("Trigonometric Identities", "Double Angles",
                "A right triangle has the acute angle α. What is $\\sin 2\\alpha$?", double,
                f"{seen} The squares of sine and cosine add up to 1 and α is acute, so $\\cos \\alpha = \\sqrt{{1 - "
                f"\\left({sine}\\right)^2}} = {cosine}$. By @ $\\sin 2\\alpha = 2 \\times {sine} \\times {cosine} = "
                f"{double}$.", also=[ratios],
                wrong=[frac(a * b, h * h), frac(abs(b * b - a * a), h * h), frac(2 * a, h) if 2 * a < h else cosine]),
            ask("Trigonometric Identities", "Pythagorean Identity", "What is $\\cos^2 \\alpha$?", frac(b * b, h * h),
                f"{seen} By @ the squares of sine and cosine add up to 1, so $\\cos^2 \\alpha$ is "
                f"$1 - \\left({sine}\\right)^2 = {frac(b * b, h * h)}$.", also=[ratios],
                wrong=[frac(a * a, h * h), cosine, frac(h - a, h)]),
            ask("Definition of the Tangent Function", "Quotient of Sine and Cosine", "What is $\\tan \\alpha$?",
                frac(a, b), f"{seen} By the Pythagorean Theorem the other leg is $\\sqrt{{{h}^2 - {a}^2}} = {b}$, so "
                f"$\\cos \\alpha = {over(b, h)}$. By @ the tangent is ${sine} \\div {cosine} = {frac(a, b)}$.",
                also=[ratios, "Pythagorean Theorem"], wrong=[frac(b, a), sine, cosine])],
        givens=dict(a=a, h=h), fixed=(b,), figure=figure, check=check)


@program("Graphs of Sine and Cosine Functions")
def sine_wave(rng):
    half, mid = draw_until(lambda: (rng.randint(2, 30), rng.randint(4, 60)),
                           lambda d: 1.2 * d[0] <= d[1] <= 2.2 * d[0], "a wave that draws well to scale")
    high, low, end = mid + half, mid - half, 4 * rng.randint(2, 40)
    kind = rng.choice((1, -1))

    def figure(c, g):
        c.without = {"line", "grid"}
        quarter(c, "x", "y")
        unit = 9 / high
        curve(c, lambda x: unit * (mid + kind * half * sin(radians(36 * x))), 0, 11.5, 0, 12)
        for y, text in ((9, g["high"]), (unit * low, g["low"])):
            c.line((0, y), (11.5, y), kind="dash")
            c.corner((0, y), text, (5, y))
        c.line((10, 0), (10, unit * mid), kind="dash")
        c.corner((10, 0), g["end"], (10, 5))

    def check(c):
        points, (top, bottom, last) = curves(c)[0], c.numbers()
        ys = [p[1] for p in points]
        unit = (top - bottom) / (max(ys) - min(ys))
        peak = max((p for p in points if p[0] < 10), key=lambda p: p[1])[0]
        return (top - bottom) / 2, round(bottom + (points[0][1] - min(ys)) * unit, 1), round(4 * peak / 10) / 4 * last

    first, size = end // 4 if kind > 0 else 3 * end // 4, 9 / high
    seen = f"In the figure the wave swings between the heights ${low}$ and ${high}$ of the dashed lines."

    def cosine(c, rng):
        """The same wave, moved by a quarter of its length and drawn thin."""
        curve(c, lambda x: size * (mid + kind * half * cos(radians(36 * x))), 0, 11.5, 0, 12, kind="thin")
        c.corner(c.strokes[-1][0][-1], "cosine wave", c.strokes[-1][0][-12])

    return Scene(
        f"A sine wave runs between the lowest height {low} and the highest height {high}; one whole wave from the "
        f"midline on ends at $x = {end}$, and it begins {'upwards' if kind > 0 else 'downwards'}.", [
            ask("Graphs of Sine and Cosine Functions", "Amplitude from the Graph",
                "The figure shows a sine wave. What is the amplitude of the wave?", half,
                f"{seen} By @ the amplitude is half of the distance between them: $({high} - {low}) \\div 2 = {half}$.",
                wrong=[high - low, mid, high]),
            ask("Graphs of Sine and Cosine Functions", "Midline of a Wave",
                "Around which height does the wave swing?", mid,
                f"{seen} By @ the midline lies halfway between them, at the height $({high} + {low}) \\div 2 = {mid}$.",
                wrong=[half, high + low, high - low]),
            ask("Graphs of Sine and Cosine Functions", "Five Key Points",
                "One whole wave, begun at $x = 0$, ends at the number on the x-axis. At which x is the first highest "
                "point?", first, f"In the figure one whole wave ends at $x = {end}$, so a quarter of it is "
                f"${end} \\div 4 = {end // 4}$ long. By @ the wave reaches its highest point after "
                f"{'one quarter' if kind > 0 else 'three quarters, as it falls first'}, at $x = {first}$.",
                wrong=[end - first, end // 2, end])],
        givens=dict(high=high, low=low, end=end), fixed=(kind,), figure=figure, upright=True, check=check, scale=False,
        quantities={"high": Quantity("number", "the greatest height of the wave"),
                    "low": Quantity("number", "the least height of the wave")}, more=[cosine])


@program("Transformations of Trigonometric Graphs")
def wave_count(rng):
    waves = rng.randint(1, 4)
    fits = [b for b in range(2, 37) if 360 * waves % b == 0 and 10 <= 360 * waves // b <= 180]
    b, tall = rng.choice(fits), rng.randint(2, 30)
    end = 360 * waves // b

    def figure(c, g):
        c.without = {"line", "grid"}
        c.arrow((0, 0), (12, 0), kind="thin")
        c.arrow((0, -3.5), (0, 5), kind="thin")
        c.corner((12, 0), "x", (6, 0))
        c.corner((0, 5), "y", (0, 0))
        curve(c, lambda x: 3 * sin(radians(36 * waves * x)), 0, 10, -4, 4)
        c.line((0, 3), (10, 3), kind="dash")
        c.corner((0, 3), g["tall"], (5, 3))
        c.line((10, -0.3), (10, 0.3))
        c.corner((10, -0.3), g["end"] + "°", (10, 3))

    def check(c):
        high, last = c.numbers()
        ys = [p[1] for p in curves(c)[0]]
        peaks = sum(u < v >= w for u, v, w in zip(ys, ys[1:], ys[2:]))
        return 360 / (last / peaks), last / peaks, -high

    number = "1 whole wave" if waves == 1 else f"{waves} whole waves"
    period = frac(end, waves)
    seen = f"In the figure there {'is' if waves == 1 else 'are'} {number} between $0^\\circ$ and ${end}^\\circ$"
    say = "The function $y = A \\sin (bx)$ with $A > 0$, $b > 0$ and x in degrees is drawn from $0^\\circ$ on. "

    def cosine(c, rng):
        """The cosine with the same highest value and the same period, drawn thin."""
        curve(c, lambda x: 3 * cos(radians(36 * waves * x)), 0, 10, -4, 4, kind="thin")
        c.corner(c.strokes[-1][0][-1], "y = A cos(bx)", c.strokes[-1][0][-12])

    return Scene(
        f"The graph of $y = A \\sin (bx)$ with $A > 0$ and $b > 0$ has {number} between $0^\\circ$ and "
        f"${end}^\\circ$, and its highest value is {tall}.", [
            ask("Transformations of Trigonometric Graphs", "Period of a Scaled Sine", say + "What is $b$?", b,
                f"{seen}, so the period is ${end} \\div {waves} = {period}$ degrees. By @ the period of $\\sin (bx)$ "
                f"is $\\frac{{360^\\circ}}{{b}}$, so $b = 360 \\div {period} = {b}$.",
                wrong=[frac(360, end) if waves > 1 else 2 * b, period, waves, b * waves]),
            ask("Periodic Function", "Period on the Graph", say + "What is its period in degrees?",
                f"{period}^\\circ", f"{seen}. By @ the period is the length of one of them, "
                f"${end}^\\circ \\div {waves} = {period}^\\circ$.",
                wrong=[f"{end}^\\circ" if waves > 1 else "360^\\circ", f"{frac(end, 2 * waves)}^\\circ",
                       f"{end * waves}^\\circ"]),
            ask("Transformations of Trigonometric Graphs", "Amplitude", say + "What is the least value of the "
                "function?", -tall, f"In the figure the highest value is ${tall}$. By @ the wave swings between the "
                f"amplitude and its opposite, so the least value is $0 - {tall} = {-tall}$.",
                wrong=[tall, 0, -2 * tall])],
        givens=dict(tall=tall, end=end), fixed=(waves,), figure=figure, upright=True, check=check, scale=False,
        quantities={"end": Quantity("degrees", "the angle at the right end of the graph", "degrees")}, more=[cosine],
        say=dict(waves=waves))


@program("Exponential Growth and Decay")
def yearly_bars(rng):
    q = Fraction(*rng.choice([(3, 2), (2, 1), (5, 4), (6, 5), (3, 1), (7, 5)]))
    n = rng.randint(2, 4 if q.denominator < 4 else 3)
    first = q.denominator ** n * rng.randint(1, 6 if q.denominator > 1 else 40)
    while not 10 <= first <= 180:
        first = q.denominator ** n * rng.randint(1, 40)
    second, last = int(first * q), int(first * q ** n)

    def figure(c, g):
        c.without = {"hatch", "line"}
        bars(c, ["now", "in 1 year"], [first, second], second + 1, [g["first"], g["second"]])

    def check(c):
        one, two = bar_heights(c, second + 1)
        amount = Fraction(one)
        for _ in range(n):
            amount = amount * two / one
        return amount, Fraction(one * one, two), Fraction(two, one) - 1

    percent, share = frac((q - 1) * 100), frac(q)
    seen = f"In the figure the quantity is ${first}$ now and ${second}$ in 1 year."
    return Scene(
        f"A quantity of {first} is multiplied by the same factor each year; after 1 year it is {second}.", [
            ask("Exponential Growth and Decay", "Growth Factor",
                "The quantity grows by the same factor each year. How large is the quantity {n} years from now?", last,
                f"{seen} So the growth factor is ${second} \\div {first} = {share}$. By @ the quantity is multiplied "
                f"by it in each of the {n} years, which gives ${first} \\times \\left({share}\\right)^{n} = {last}$.",
                wrong=[first + n * (second - first), frac(first * q ** (n + 1)), n * second]),
            ask("Exponential Growth and Decay", "Going Back in Time",
                "The quantity grew by the same factor before. How large was it one year ago?", frac(first / q),
                f"{seen} So the growth factor is ${second} \\div {first} = {share}$. By @ one year back means dividing "
                f"by it, ${first} \\div {share} = {frac(first / q)}$.",
                wrong=[2 * first - second if 2 * first > second else frac(first, 2), second, frac(first / q ** 2)]),
            ask("Percentage of a Quantity", "Percentage Increase and Decrease",
                "By how many percent does the quantity grow in the first year?",
                f"{percent}\\%",
                f"{seen} It grows by ${second} - {first} = {second - first}$, and by @ this is compared with the old "
                f"value: $\\frac{{{second - first}}}{{{first}}} = {percent}\\%$.",
                wrong=[f"{frac(q * 100)}\\%", f"{second - first}\\%", f"{frac((1 - 1 / q) * 100)}\\%"])],
        givens=dict(first=first, second=second, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"first": Quantity("number", "the quantity now"),
                    "second": Quantity("number", "the quantity in 1 year"),
                    "n": Quantity("duration", "the time asked for", "years")})


@program("Definition of an Exponential Function")
def exponential_curve(rng):
    start, base, n = rng.randint(2, 12), rng.randint(2, 6), rng.randint(3, 5)
    while start * base * base > 180:
        start, base = rng.randint(2, 12), rng.randint(2, 6)
    later, value = start * base ** 2, start * base ** n

    def figure(c, g):
        c.without = {"line", "grid"}
        quarter(c, "x", "y")
        curve(c, lambda x: 9 * base ** ((x - 9) / 4.5), 0, 10.5, 0, 11.5)
        c.dot((0, 9 / base ** 2))
        c.corner((0, 9 / base ** 2), g["start"], (5, 9 / base ** 2))
        pinned(c, 9, 9, "2", g["later"])

    def check(c):
        one, two, far = c.numbers()
        factor = (far / one) ** (1 / two)
        return one * factor ** n, factor, one / factor

    seen = f"The figure shows that $f(0) = {start}$ and $f(2) = {later}$."

    def secant(c, rng):
        """The segment between the two marked points, drawn thin."""
        c.line((0, 9 / base ** 2), (9, 9), kind="thin")

    return Scene(
        f"An exponential function $f(x) = c \\cdot a^x$ has the values $f(0) = {start}$ and $f(2) = {later}$.", [
            ask("Definition of an Exponential Function", "Start Value",
                "The curve is the graph of $f(x) = c \\cdot a^x$ with $a > 0$. What is $f({n})$?", value,
                f"{seen} By @ $c = f(0) = {start}$. From 0 to 2 the value is multiplied by $a$ twice, so "
                f"$a^2 = {later} \\div {start} = {base ** 2}$ and $a = \\sqrt{{{base ** 2}}} = {base}$. Hence "
                f"$f({n}) = {start} \\times {base}^{n} = {value}$.",
                wrong=[frac(2 * start + n * (later - start), 2), start * base ** (2 * n), base ** n]),
            ask("Definition of an Exponential Function", "Equal Factors in Equal Steps",
                "By which factor does the function $f(x) = c \\cdot a^x$ with $a > 0$ grow when x grows by 1?", base,
                f"{seen} By @ two equal factors lead from ${start}$ to ${later}$, so the factor is "
                f"$\\sqrt{{{later} \\div {start}}} = {base}$.",
                wrong=[base ** 2, frac(base ** 2, 2), frac(later - start, 2)]),
            ask("Operations on Exponential Functions", "Difference of Exponents",
                "The curve is the graph of $f(x) = c \\cdot a^x$ with $a > 0$ and is continued to the left. What is "
                "its height over $x = -1$?", frac(start, base),
                f"{seen} Two equal factors lead from ${start}$ to ${later}$, so $a = \\sqrt{{{later} \\div {start}}} = "
                f"{base}$. By @ one step to the left divides the value by $a$, and ${start} \\div {base} = "
                f"{frac(start, base)}$.", wrong=[-start * base, frac(start, base ** 2), start - base])],
        givens=dict(start=start, later=later, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"start": Quantity("number", "the height of the curve over 0"),
                    "later": Quantity("number", "the height of the curve over 2"),
                    "n": Quantity("number", "the x for which the value is asked")}, more=[secant])


@program("Graph of a Logarithmic Function")
def log_curve(rng):
    base, at, power = draw_until(lambda: (rng.randint(2, 10), rng.randint(2, 8), rng.randint(1, 8)), lambda d: (
        d[1] != d[2] and d[0] ** min(d[1:]) <= 180 and d[0] ** max(d[1:]) <= 1024), "two powers")
    far, m = base ** at, base ** power

    def figure(c, g):
        c.without = {"line", "grid"}
        c.arrow((0, 0), (12, 0), kind="thin")
        c.arrow((0, -2.5), (0, 8), kind="thin")
        c.corner((12, 0), "x", (6, 0))
        c.corner((0, 8), "y", (0, 0))
        curve(c, lambda x: 3 * log(x / 1.4, 2), 0.9, 11, -3, 10)
        pinned(c, 1.4 * 2 ** 2, 6, g["far"], at)

    def check(c):
        x, y = c.numbers()
        base = x ** (1 / y)
        return log(m) / log(base), base, x

    seen = f"The figure shows that the curve passes through the point $({far}, {at})$, so $a^{{{at}}} = {far}$ and " \
           f"$a = {base}$, because ${base}^{{{at}}} = {far}$."
    say = "The curve is the graph of $y = \\log_a x$. "
    return Scene(
        f"The graph of $y = \\log_a x$ passes through the point $({far}, {at})$.", [
            ask("Graph of a Logarithmic Function", "Equal Factors become Equal Steps",
                "The curve is the graph of $y = \\log_a x$. What is the height of the curve over $x = {m}$?", power,
                f"{seen} By @ each factor {base} of x lifts the graph by 1, beginning with the height 0 over $x = 1$. "
                f"Since ${m} = {base}^{{{power}}}$, its height over ${m}$ is $\\log_{{{base}}} {m} = {power}$.",
                wrong=[power + 1, frac(at * m, far), at, power + 2]),
            ask("Graph of a Logarithmic Function", "Base from the Graph",
                say + "At which x does the curve have the height 1?", base,
                f"{seen} By @ the height 1 belongs to the base, so it is reached at $x = {base}$.",
                wrong=[frac(far, at), at, 1]),
            ask("Inverse Relationship of Logarithm and Exponential", "Swapped Points",
                say + "The marked point is reflected in the line $y = x$. What is the y-coordinate of the image?", far,
                f"{seen} By @ the coordinates {far} and {at} change places, and the image $({at}, {far})$ lies on the "
                f"curve $y = {base}^x$. So its y-coordinate is ${far}$.", wrong=[at, -at, base])],
        givens=dict(far=far, m=m), fixed=(at,), figure=figure, upright=True, check=check, scale=False,
        quantities={"far": Quantity("coordinate", "the x-coordinate of the marked point"),
                    "m": Quantity("coordinate", "the x over which the height is asked")}, more=[secant])


def secant(c, rng):
    """The secant through the zero of the logarithm and the marked point, drawn thin."""
    c.line((1.4, 0), c.dots[0], kind="thin")
    c.dot((1.4, 0))
