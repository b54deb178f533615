"""Waves, turns and growth: quadrantal and double angles, sine waves, exponential and logarithmic curves."""
from fractions import Fraction
from math import atan2, cos, log, radians, sin, tan

from ..canvas import opening, polar
from ..pieces import bar_heights, bars, curve, curves
from ..tools import Scene, ask, draw_until, frac, pi, program
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

    return Scene(
        f"A circle about the origin has the radius {r}, and its point A lies at the angle ${90 * start}^\\circ$.", [
            ask("Quadrantal Angles", "Arm on an Axis",
                "The point A turns on the circle about the origin by {n} degrees anticlockwise. What are its "
                "coordinates then?", f"({x}, {y})",
                f"${n} = {quarters} \\times 90$, so A makes {quarters} quarter turn{'s' * (quarters > 1)}, from "
                f"${r * ways[start][0], r * ways[start][1]}$ to a point on an axis again, to $({x}, {y})$."),
            ask("Quadrantal Angles", "Values on the Axes",
                "The ray from the origin through A is the arm of an angle α, measured from the positive x-axis. What "
                "is $\\sin \\alpha$?", ways[start][1],
                f"A has the y-coordinate ${r * ways[start][1]}$ and the distance {r} from the origin, so "
                f"$\\sin \\alpha = \\frac{{{r * ways[start][1]}}}{{{r}}} = {ways[start][1]}$."),
            ask("Arc Length from an Angle", "Arc from Degrees",
                "How long is the path of A on the circle in a turn of {n} degrees? Give the exact value.",
                pi(Fraction(n * r, 180)), f"$\\frac{{{n} \\times \\pi \\times {r}}}{{180}} = "
                f"{pi(Fraction(n * r, 180))}$.")],
        [("A seat A of a carousel is seen from above, the centre is the origin; lengths are in decimetres. It turns "
          "by {n} degrees anticlockwise.", "What are the coordinates of the seat then?"),
         ("The tip A of a robot arm turns anticlockwise by {n} degrees about the origin; lengths are in centimetres.",
          "What are the coordinates of the tip then?"),
         ("The plane is rotated about the origin through {n} degrees anticlockwise.",
          "Determine the coordinates of the image of A.")],
        dict(r=r, n=n), fixed=(start,), figure=figure, upright=True, check=check)


@program("Trigonometric Identities")
def double_angle(rng):
    a, b, h = rng.choice([*TRIPLES, (7, 24, 25), (12, 35, 37), (28, 45, 53), (33, 56, 65)])
    if rng.random() < 0.5:
        a, b = b, a
    k = rng.randint(1, 14 if h < 14 else 6 if h < 30 else 2)
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

    return Scene(
        f"In a right triangle the hypotenuse is {h}, and the leg opposite the angle α is {a}.", [
            ask("Trigonometric Identities", "Double Angles", "What is $\\sin 2\\alpha$?", double,
                f"by the Pythagorean Theorem the other leg is $\\sqrt{{{h}^2 - {a}^2}} = {b}$, so $\\sin \\alpha = "
                f"{frac(a, h)}$ and $\\cos \\alpha = {frac(b, h)}$, and "
                f"$\\sin 2\\alpha = 2 \\times {frac(a, h)} \\times {frac(b, h)} = {double}$.",
                also=["Pythagorean Theorem"]),
            ask("Trigonometric Identities", "Pythagorean Identity", "What is $\\cos^2 \\alpha$?", frac(b * b, h * h),
                f"$\\sin \\alpha = {frac(a, h)}$, and $1 - \\left({frac(a, h)}\\right)^2 = {frac(b * b, h * h)}$."),
            ask("Definition of the Tangent Function", "Quotient of Sine and Cosine", "What is $\\tan \\alpha$?",
                frac(a, b), f"$\\sin \\alpha = {frac(a, h)}$ and $\\cos \\alpha = {frac(b, h)}$ have the quotient "
                f"${frac(a, h)} \\div {frac(b, h)} = {frac(a, b)}$.")],
        [("A ray of light runs along the hypotenuse and meets a mirror at the angle α; lengths are in centimetres. The "
          "reflection turns the direction of the ray by $2\\alpha$.", "What is the sine of this angle?"),
         ("The front of a tent consists of two copies of the triangle with the leg next to the angle α in common; "
          "lengths are in decimetres. The two hypotenuses form the angle $\\beta = 2\\alpha$.",
          "What is $\\sin \\beta$?"),
         ("The triangle is reflected in the leg next to the angle α; the hypotenuse and its image enclose the angle β.",
          "Determine $\\sin \\beta$.")],
        dict(a=a, h=h), fixed=(b,), figure=figure, check=check)


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

    first = end // 4 if kind > 0 else 3 * end // 4
    return Scene(
        f"A sine wave runs between the lowest height {low} and the highest height {high}; one whole wave from the "
        f"midline on ends at $x = {end}$, and it begins {'upwards' if kind > 0 else 'downwards'}.", [
            ask("Graphs of Sine and Cosine Functions", "Amplitude from the Graph",
                "What is the amplitude of the sine wave?", half,
                f"the amplitude is half of the distance of the dashed lines, "
                f"$({high} - {low}) \\div 2 = {half}$."),
            ask("Graphs of Sine and Cosine Functions", "Midline of a Wave",
                "About which height does the wave swing?", mid,
                f"the midline lies halfway, at $({high} + {low}) \\div 2 = {mid}$."),
            ask("Graphs of Sine and Cosine Functions", "Five Key Points",
                "One whole wave, begun at $x = 0$, ends at the number on the x-axis. At which x is the first highest "
                "point?", first, f"the quarter of the wave is ${end} \\div 4 = {end // 4}$ long, and the highest point "
                f"comes after {'one quarter' if kind > 0 else 'three quarters'}, at $x = {first}$.")],
        [("The wave shows the water level y in a harbour in decimetres.",
          "By how many decimetres does the level rise above its mean at most?"),
         ("The wave shows the height y of a seat of a big wheel in decimetres while the wheel turns.",
          "How many decimetres is the radius of the circle on which the seat moves?"),
         ("The wave shows the height y of a weight on a spring in millimetres.",
          "How many millimetres does it move away from its middle height at most?"),
         ("The curve is the graph of $y = m + A \\sin (bx)$ or $y = m - A \\sin (bx)$ with $A > 0$.",
          "Determine $A$.")],
        dict(high=high, low=low, end=end), fixed=(kind,), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"The graph of $y = A \\sin (bx)$ with $A > 0$ and $b > 0$ has {number} between $0^\\circ$ and "
        f"${end}^\\circ$, and its highest value is {tall}.", [
            ask("Transformations of Trigonometric Graphs", "Period of a Scaled Sine",
                "The function $y = A \\sin (bx)$ with $A > 0$, $b > 0$ and x in degrees is drawn from $0^\\circ$ on. "
                "What is $b$?", b,
                f"{number} reach to ${end}^\\circ$, so the period is ${end} \\div {waves} = "
                f"{frac(end, waves)}$ degrees, and $b = 360 \\div {frac(end, waves)} = {b}$."),
            ask("Periodic Function", "Period on the Graph", "What is the period of the wave in degrees?",
                f"{frac(end, waves)}^\\circ", f"{number} reach to ${end}^\\circ$, and ${end} \\div {waves} = "
                f"{frac(end, waves)}$."),
            ask("Transformations of Trigonometric Graphs", "Amplitude",
                "What is the least value of the function?", -tall,
                f"the wave swings between ${tall}$ and its opposite: $0 - {tall} = {-tall}$.")],
        [("An oscilloscope shows the signal $y = A \\sin (bx)$ with $A > 0$ and $b > 0$ over the angle x in degrees; "
          "the curve ends at the marked angle.", "What is $b$?"),
         ("While a crank turns from 0 degrees to the marked angle x, a toy moves up and down as $y = A \\sin (bx)$ "
          "with $A > 0$ and $b > 0$.", "Determine $b$."),
         ("The picture is a part of the graph of $y = A \\sin (bx)$ with $A > 0$ and $b > 0$, x in degrees; its right "
          "end is at the marked angle.", "How many whole waves does the graph have between $0^\\circ$ and "
          "$360^\\circ$?")],
        dict(tall=tall, end=end), fixed=(waves,), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A quantity of {first} is multiplied by the same factor each year; after 1 year it is {second}.", [
            ask("Exponential Growth and Decay", "Growth Factor",
                "The quantity grows by the same factor each year. How large is it {n} years from now?", last,
                f"the growth factor is ${second} \\div {first} = {share}$, so in {n} years the quantity is "
                f"${first} \\times \\left({share}\\right)^{n} = {last}$."),
            ask("Exponential Growth and Decay", "Going Back in Time",
                "The quantity grew by the same factor before. How large was it one year ago?", frac(first / q),
                f"one divides by the growth factor, ${first} \\div {share} = {frac(first / q)}$."),
            ask("Percentage of a Quantity", "Percentage Increase and Decrease",
                "By how many percent does the quantity grow in the first year?",
                f"{percent}\\%",
                f"it grows by ${second} - {first} = {second - first}$, and "
                f"$\\frac{{{second - first}}}{{{first}}} = {percent}\\%$.")],
        [("The bars show the area of a pond that is covered by water plants, in square metres. It grows by the same "
          "factor each year.", "How many square metres are covered {n} years from now?"),
         ("The bars show the members of a club. Their number grows by the same factor each year.",
          "How many members are there {n} years from now?"),
         ("The bars show the trees of a young forest. Their number grows by the same factor each year.",
          "How many trees are there {n} years from now?"),
         ("Let $N(x) = N_0 \\cdot k^x$ be the quantity after x years; the figure shows $N(0)$ and $N(1)$.",
          "Determine $N({n})$.")],
        dict(first=first, second=second, n=n), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"An exponential function $f(x) = c \\cdot a^x$ has the values $f(0) = {start}$ and $f(2) = {later}$.", [
            ask("Definition of an Exponential Function", "Start Value",
                "What is $f({n})$ for the function $f(x) = c \\cdot a^x$ with $a > 0$?", value,
                f"$c = f(0) = {start}$, and $a^2 = {later} \\div {start} = {base ** 2}$ gives $a = "
                f"\\sqrt{{{base ** 2}}} = {base}$, so $f({n}) = {start} \\times {base}^{n} = {value}$."),
            ask("Definition of an Exponential Function", "Equal Factors in Equal Steps",
                "By which factor does the function grow when x grows by 1?", base,
                f"two equal factors lead from {start} to {later}, so the factor is $\\sqrt{{{later} \\div {start}}} = "
                f"{base}$."),
            ask("Operations on Exponential Functions", "Difference of Exponents",
                "The curve is continued to the left. What is its height over $x = -1$?", frac(start, base),
                f"one step back divides by the factor $\\sqrt{{{later} \\div {start}}} = {base}$, which gives "
                f"${start} \\div {base} = {frac(start, base)}$.")],
        [("The curve shows the number y of bacteria in thousands, x hours after noon; it grows as $c \\cdot a^x$.",
          "How many thousand bacteria are there {n} hours after noon?"),
         ("The curve shows the views y of a film on the internet in thousands after x days; they grow as "
          "$c \\cdot a^x$.", "How many thousand views are there after {n} days?"),
         ("The curve shows the number y of cells in a computer simulation after x steps; it grows as $c \\cdot a^x$.",
          "How many cells are there after {n} steps?"),
         ("Each step of 1 to the right multiplies the height of the curve by the same number.",
          "What is the height of the curve over $x = {n}$?")],
        dict(start=start, later=later, n=n), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The graph of $y = \\log_a x$ passes through the point $({far}, {at})$.", [
            ask("Graph of a Logarithmic Function", "Equal Factors become Equal Steps",
                "What is the height of the graph of $y = \\log_a x$ over $x = {m}$?", power,
                f"from $a^{at} = {far}$ follows $a = {base}$; each factor {base} of x lifts the graph by 1, and "
                f"${base}^{power} = {m}$, so $\\log_{{{base}}} {m} = {power}$."),
            ask("Graph of a Logarithmic Function", "Base from the Graph",
                "At which x does the curve have the height 1?", base,
                f"that is the base $a$; from ${base}^{at} = {far}$ follows $a = {base}$."),
            ask("Inverse Relationship of Logarithm and Exponential", "Swapped Points",
                "The marked point is reflected in the line $y = x$. What is the y-coordinate of the image?", far,
                f"the coordinates {far} and {at} change places; the image lies on $y = {base}^x$, since "
                f"${base}^{at} = {far}$.")],
        [("Everybody who gets a chain letter sends it to $a$ new people. In round y it reaches x new people, and the "
          "curve shows $y = \\log_a x$.", "In which round does it reach {m} new people?"),
         ("A map on a screen is zoomed in several times by the same factor $a$. After y steps it is x times as wide as "
          "at first, and the curve shows $y = \\log_a x$.", "After how many steps is it {m} times as wide?"),
         ("The curve shows the solution y of the equation $a^y = x$ for each $x > 0$.",
          "What is the solution for $x = {m}$?")],
        dict(far=far, m=m), fixed=(at,), figure=figure, upright=True, check=check, scale=False)
