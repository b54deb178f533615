"""Lines and circles in the coordinate plane: distances, crossings, mirror images, tangents, chords."""
from fractions import Fraction
from math import cos, dist, hypot, radians, sqrt

from ..canvas import area
from ..pieces import show
from ..plane import LEGS, coordinates, cross, guides, legs, named, num, plain, rays, spell
from ..tools import Quantity, Scene, ask, draw_until, frac, program, root, signed
from .analytic import beyond, steep, two_points, where


def half_root(n, d):
    """The root of n, divided by d, as LaTeX; n and d whole."""
    k = next(k for k in range(int(sqrt(n)), 0, -1) if n % (k * k) == 0)
    if k * k == n:
        return frac(k, d)
    part = Fraction(k, d)
    top = f"{part.numerator if part.numerator > 1 else ''}\\sqrt{{{n // (k * k)}}}"
    return top if part.denominator == 1 else f"\\frac{{{top}}}{{{part.denominator}}}"


def radius_to(c, m, r, turn, text, away):
    """A radius of a circle in the direction of turn degrees, with its length."""
    end = m[0] + r * cos(radians(turn)), m[1] + r * cos(radians(turn - 90))
    c.line(m, end)
    c.side(m, end, text, away)


@program("Circle in the Coordinate Plane")
def circle_in_plane(rng):
    m, (dx, dy) = (rng.randint(4, 9), rng.randint(4, 9)), rng.choice(LEGS)
    r, p = round(hypot(dx, dy)), (m[0] + dx, m[1] + dy)

    def figure(c, g):
        plain(c, (0, 0), (m[0] + r, m[1] + r), (m[0] - r, m[1] - r))
        c.circle(m, r, fill=False)
        c.line(m, p)
        named(c, "M", m, g["mx"], g["my"], p)
        named(c, "A", p, g["ax"], g["ay"], m)

    def check(c):
        (centre, size), (one, two) = c.circles[0], c.dots
        return size, f"(x - {one[0]})^2 + (y - {one[1]})^2 = {dist(centre, two) ** 2:.0f}", steep(one, two)

    return Scene(
        f"A circle with the centre M{m} goes through A{p}.", [
            ask("Circle in the Coordinate Plane", "Radius from a Point",
                "The circle with the centre M goes through A. What is its radius?", r,
                f"The figure shows the points M({m[0]}, {m[1]}) and A({p[0]}, {p[1]}). Every point of the circle is as "
                f"far from M as its radius is long, so by @ the radius is $\\sqrt{{({p[0]} - {m[0]})^2 + ({p[1]} - "
                f"{m[1]})^2}} = \\sqrt{{{r * r}}} = {r}$.", wrong=[dx + dy, r * r, 2 * r, root(p[0] ** 2 + p[1] ** 2)]),
            ask("Circle in the Coordinate Plane", "Centre and Radius Form",
                "The circle with the centre M goes through A. What is its equation, with the squares not expanded?",
                f"(x - {m[0]})^2 + (y - {m[1]})^2 = {r * r}",
                f"The figure shows the centre M({m[0]}, {m[1]}) and the point A({p[0]}, {p[1]}) of the circle. The "
                f"square of the radius is $({p[0]} - {m[0]})^2 + ({p[1]} - {m[1]})^2 = {r * r}$. By @ the equation is "
                f"$(x - {m[0]})^2 + (y - {m[1]})^2 = {r * r}$.",
                wrong=[f"(x + {m[0]})^2 + (y + {m[1]})^2 = {r * r}", f"(x - {m[0]})^2 + (y - {m[1]})^2 = {r}",
                       f"(x - {p[0]})^2 + (y - {p[1]})^2 = {r * r}"]),
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line MA?", frac(dy, dx),
                f"The figure shows the points M({m[0]}, {m[1]}) and A({p[0]}, {p[1]}). By @ the slope of MA is "
                f"$\\frac{{{p[1]} - {m[1]}}}{{{p[0]} - {m[0]}}} = {frac(dy, dx)}$.",
                wrong=[frac(dx, dy), frac(-dy, dx), frac(p[1], p[0])])],
        more=[guides, rays],
        givens=dict(mx=m[0], my=m[1], ax=p[0], ay=p[1]), quantities=where("M", "A"), figure=figure, upright=True,
        check=check)


@program("Position of a Point and a Circle")
def tangent_from_point(rng):
    m, (dx, dy) = (rng.randint(3, 9), rng.randint(3, 9)), rng.choice(LEGS[2:])
    d, a = round(hypot(dx, dy)), (m[0] + dx, m[1] + dy)
    r = rng.randint(d // 3, d // 2 + 2)
    along, off = r * r / d, r * sqrt(d * d - r * r) / d
    touch = m[0] + (along * dx + off * dy) / d, m[1] + (along * dy - off * dx) / d

    def figure(c, g):
        plain(c, (0, 0), a, (m[0] - r, m[1] - r), (m[0] + r, m[1] + r))
        c.circle(m, r, fill=False)
        c.line(a, touch)
        c.line(m, touch)
        c.side(m, touch, g["r"], a)
        c.side(a, touch, "?", m)
        named(c, "M", m, g["mx"], g["my"], touch)
        named(c, "A", a, g["ax"], g["ay"], touch)

    def check(c):
        (centre, size), (p, q) = c.circles[0], c.dots
        tangent = next(line for line, kind in c.strokes if kind == "line" and line[0] == q)
        return dist(*tangent), min(dist(q, (centre[0] + size * t * (q[0] - p[0]) / dist(p, q), centre[1] + size * t * (
            q[1] - p[1]) / dist(p, q))) for t in (1, -1)), dist(p, q)

    way = f"$\\sqrt{{({a[0]} - {m[0]})^2 + ({a[1]} - {m[1]})^2}} = {d}$"
    return Scene(
        f"A circle with the centre M{m} has the radius {r}. A tangent from A{a} touches it.", [
            ask("Position of a Point and a Circle", "Tangent Length from a Point",
                "The line from A marked with the question mark touches the circle with the centre M. How long is it?",
                root(d * d - r * r), f"The figure shows the centre M({m[0]}, {m[1]}), the point A({a[0]}, {a[1]}) and "
                f"the radius {r}. The square of the distance MA is $({a[0]} - {m[0]})^2 + ({a[1]} - {m[1]})^2 = "
                f"{d * d}$. By @ the marked line is $\\sqrt{{{d * d} - {r}^2}} = {root(d * d - r * r)}$ long.",
                wrong=[d - r, root(d * d + r * r), d, d * d - r * r]),
            ask("Position of a Point and a Circle", "Nearest Point of a Circle",
                "What is the distance from A to the nearest point of the circle?", d - r,
                f"The figure shows the points M({m[0]}, {m[1]}) and A({a[0]}, {a[1]}) and the radius {r}. A is {way} "
                f"away from M (Distance between Two Points). By @ the nearest point of the circle is "
                f"${d} - {r} = {d - r}$ away from A.", also=["Distance between Two Points"],
                wrong=[d, d + r, root(d * d - r * r)]),
            ask("Distance between Two Points", "Distance Formula", "What is the distance between A and M?", d,
                f"The figure shows the points M({m[0]}, {m[1]}) and A({a[0]}, {a[1]}). By @ their distance is {way}.",
                wrong=[dx + dy, d * d, d - r])],
        more=[lambda c, rng: c.line(m, a, kind="dash")],
        givens=dict(mx=m[0], my=m[1], ax=a[0], ay=a[1], r=r), quantities=where("M", "A"), figure=figure, upright=True,
        check=check)


@program("Chord Length and Distance from the Centre")
def chord_on_a_line(rng):
    m, r = (rng.randint(3, 12), rng.randint(3, 12)), rng.randint(5, 12)
    line = rng.choice([x for x in range(max(1, m[0] - r + 2), m[0] + r - 1)
                       if abs(x - m[0]) > max(1, 0.25 * r) and x > 0.3 * (m[0] + r)])  # off M and off the y-axis
    d = abs(line - m[0])

    def figure(c, g):
        plain(c, (0, 0), (m[0] - r, m[1] - r), (m[0] + r, m[1] + r))
        c.without |= {"line"}
        c.circle(m, r, fill=False)
        c.line((line, m[1] - r - 2), (line, m[1] + r + 2))
        c.corner((line, m[1] + r + 2), f"g: x = {g['line']}", (line, m[1]))
        radius_to(c, m, r, 140 if line > m[0] else 40, g["r"], (m[0], m[1] - r))
        named(c, "M", m, g["mx"], g["my"], (m[0] + (1 if line > m[0] else -1), m[1] + 1))

    def check(c):
        centre, size = c.circles[0]
        x = next(p[0][0] for p, kind in c.strokes if kind == "line" and p[0][0] == p[1][0])
        far = max(abs(centre[0] + s * size - x) for s in (1, -1))
        return 2 * sqrt((size - (x - centre[0])) * (size + x - centre[0])), size * cos(radians(30)), far

    return Scene(
        f"A circle with the centre M{m} has the radius {r}. The line g with x = {line} cuts it.", [
            ask("Chord Length and Distance from the Centre", "Chord Cut from a Line",
                "How long is the chord that the line g cuts out of the circle with the centre M?",
                root(4 * (r * r - d * d)),
                f"The figure shows the centre M({m[0]}, {m[1]}), the radius {r} and the line g with the equation $x = "
                f"{line}$. M is $|{line} - {m[0]}| = {d}$ away from this vertical line (Distance from a Point to a "
                f"Line). By @ the chord is $2\\sqrt{{{r}^2 - {d}^2}} = {root(4 * (r * r - d * d))}$ long.",
                also=["Distance from a Point to a Line"],
                wrong=[root(r * r - d * d), root(4 * (r * r + d * d)), 2 * r, 2 * (r - d)]),
            ask("Chord Length and Distance from the Centre", "Half Chord Triangle",
                "How far from M is a chord of this circle that is as long as the radius?", half_root(3 * r * r, 2),
                f"The figure shows the radius {r}, so half of this chord is $\\frac{{{r}}}{{2}}$ long. By @ the "
                f"distance of the chord from M is $\\sqrt{{{r}^2 - \\left(\\frac{{{r}}}{{2}}\\right)^2}} = "
                f"{half_root(3 * r * r, 2)}$.", wrong=[frac(r, 2), half_root(5 * r * r, 2), root(3 * r * r)]),
            ask("Position of a Line and a Circle", "Greatest Distance from the Line",
                "What is the greatest distance of a point of the circle from the line g?", d + r,
                f"The figure shows M({m[0]}, {m[1]}), the radius {r} and the line g with $x = {line}$. M is $|{line} - "
                f"{m[0]}| = {d}$ away from g (Distance from a Point to a Line). By @ the greatest distance is "
                f"${d} + {r} = {d + r}$.", also=["Distance from a Point to a Line"],
                wrong=[r, 2 * r, r - d, line + r])],
        more=[lambda c, rng: c.line(m, (line, m[1]), kind="dash")],
        givens=dict(mx=m[0], my=m[1], r=r, line=line),
        quantities={**where("M"), "line": Quantity("coordinate", "the x-value of the line g")}, figure=figure,
        upright=True, check=check)


@program("Position of Two Circles")
def two_circles(rng):
    names = ["apart", "touching from outside", "crossing in two points", "touching from inside", "one inside the other"]
    kind, (dx, dy) = rng.randrange(5), rng.choice(LEGS[2:])
    d = round(hypot(dx, dy))
    r = rng.randint(d * 3 // 10, d // 2)
    low, high = [(d // 4, d - r - 2), (d - r, d - r), (d - r + 2, d + r - 2), (d + r, d + r),
                 (d + r + 2, d + r + 5)][kind]
    other = rng.randint(low, high)
    a = rng.randint(2, 12), rng.randint(2, 12)
    b = a[0] + dx, a[1] + dy

    def figure(c, g):
        c.without |= {"line", "shapes"}
        c.circle(a, r, fill=False)
        c.circle(b, other, fill=False)
        radius_to(c, a, r, 180, g["r"], (a[0], a[1] - 1))
        radius_to(c, b, other, 0, g["s"], a)
        left, right = min(a[0] - r, b[0] - other), max(a[0] + r, b[0] + other)
        below = min(a[1] - r, b[1] - other) - 0.08 * max(right - left, a[1] + r, b[1] + other)
        for name, p, away, at in (("A", a, (a[0] - 1, a[1] + 1), 0.15), ("B", b, (b[0] + 1, b[1]), 0.85)):
            c.dot(p)
            c.corner(p, name, away)
            label = f"{name}({show(g[name.lower() + 'x'])}, {show(g[name.lower() + 'y'])})"
            c.text((left + at * (right - left), below), label)

    def check(c):
        (m, one), (n, two) = c.circles
        gap = round(dist(m, n) - one - two, 6), round(dist(m, n) - abs(one - two), 6)
        found = 0 if gap[0] > 0 else 1 if gap[0] == 0 else 2 if gap[1] > 0 else 3 if gap[1] == 0 else 4
        return names[found], dist(m, n) - one, dist(m, n)

    way = (f"The figure shows the centres A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}) and the radii {r} and {other}. The "
           f"distance of the centres is $\\sqrt{{({b[0]} - {a[0]})^2 + ({b[1]} - {a[1]})^2}} = {d}$ (Distance between "
           "Two Points).")
    sign = [f"{d} > {r} + {other}", f"{d} = {r} + {other}", f"|{r} - {other}| < {d} < {r} + {other}",
            f"{d} = |{r} - {other}|", f"{d} < |{r} - {other}|"][kind]
    reason = ["this is more than the sum of the radii", "this is the sum of the radii",
              "this lies between the difference and the sum of the radii", "this is the difference of the radii",
              "this is less than the difference of the radii"][kind]
    return Scene(
        f"A circle with the centre A{a} has the radius {r}, and one with the centre B{b} has the radius {other}.", [
            ask("Position of Two Circles", "Distance of the Centres", "What is the position of the two "
                "circles relative to each other?", names[kind],
                f"{way} By @ it must be compared with the radii: {reason}, ${sign}$. So the position of the two "
                f"circles is: {names[kind]}.", also=["Distance between Two Points"], options=names),
            ask("Position of Two Circles", "Touching Circles by Coordinates",
                "Another circle with the centre B touches the circle with the centre A from outside. What is its "
                "radius?", d - r, f"{way} By @ the radii of circles that touch from outside add up to this distance, "
                f"so the radius is ${d} - {r} = {d - r}$.", also=["Distance between Two Points"],
                wrong=[d + r, d, abs(r - other)]),
            ask("Distance between Two Points", "Distance Formula", "What is the distance between A and B?", d,
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ their distance is "
                f"$\\sqrt{{({b[0]} - {a[0]})^2 + ({b[1]} - {a[1]})^2}} = {d}$.", wrong=[dx + dy, d * d, r + other])],
        more=[legs, lambda c, rng: c.line(*c.dots[:2], kind="thin")],
        givens=dict(ax=a[0], ay=a[1], bx=b[0], by=b[1], r=r, s=other), quantities=where("A", "B"), figure=figure,
        upright=True, check=check)


@program("Common Chord of Two Circles")
def common_chord(rng):
    h, one, two = rng.choice([(12, 5, 9), (12, 5, 16), (12, 9, 16), (8, 6, 15), (3, 4, 4), (4, 3, 3), (12, 9, 9),
                              (15, 8, 20), (20, 15, 21), (24, 10, 18), (24, 18, 32), (8, 6, 6), (36, 15, 27),
                              (30, 16, 40), (21, 20, 28)])
    k, (one, two) = rng.randint(1, 8 if h < 8 else 4), rng.choice([(one, two), (two, one)])
    h, one, two = k * h, k * one, k * two
    r, s, d = round(hypot(h, one)), round(hypot(h, two)), one + two
    outer = d * d - (r - s) ** 2

    def figure(c, g):
        a, b, top = (0, 0), (d, 0), (one, h)
        c.without |= {"line", "dashed", "leaders"}
        c.circle(a, r, fill=False)
        c.circle(b, s, fill=False)
        low = -1.15 * max(r, s)
        for p in (a, b):
            c.line(p, (p[0], low), kind="dash")
            c.arrow((d / 2, low), (p[0], low), kind="thin")
        if c.asked in (None, 0, 1):
            c.line(top, (one, -h), kind="thick")
        c.line(a, b, top, a)
        c.side(a, top, g["r"], b)
        c.side(b, top, g["s"], a)
        c.side((0, low), (d, low), g["d"], (0, 2 * low))
        for name, p, away in (("A", a, b), ("B", b, a)):
            c.dot(p)
            c.corner(p, name, away)

    def check(c):
        (m, big), (n, small) = c.circles
        x = (big ** 2 - small ** 2 + dist(m, n) ** 2) / (2 * dist(m, n))
        chord = next(line for line, kind in c.strokes if kind == "thick")
        return dist(*chord), x, sqrt(dist(m, n) ** 2 - (big - small) ** 2)

    return Scene(
        f"Two circles with the centres A and B and the radii {r} and {s} cross in two points; AB is {d} long.", [
            ask("Common Chord of Two Circles", "Length of the Common Chord",
                "How long is the common chord of the two circles, drawn thick?", 2 * h,
                f"The figure shows the radii {r} and {s} and the distance {d} of A and B. Let $x$ be the distance of A "
                f"from the chord. Half of the chord is a leg of two right triangles, so $x^2 - ({d} - x)^2 = {r}^2 - "
                f"{s}^2$ by the Pythagorean Theorem, and $x$ has the value $\\frac{{{d}^2 + {r}^2 - {s}^2}}{{2 \\times "
                f"{d}}} = {one}$. By @ the common chord is $2\\sqrt{{{r}^2 - {one}^2}} = {2 * h}$ long.",
                also=["Pythagorean Theorem"], wrong=[h, 2 * one, 2 * two, r + s - d]),
            ask("Common Chord of Two Circles", "Subtracting Two Circle Equations",
                "How far is the centre A from the common chord, drawn thick?", one,
                f"The figure shows the radii {r} and {s} and the distance {d} of the centres. With A as the origin and "
                f"B at $({d}, 0)$ the circles are $x^2 + y^2 = {r * r}$ and $(x - {d})^2 + y^2 = {s * s}$ (Circle in "
                f"the Coordinate Plane). By @ the chord lies on the line ${2 * d}x - {d * d} = {r * r - s * s}$. Since "
                f"${2 * d} \\times {one} - {d * d} = {r * r - s * s}$, it is the line $x = {one}$, and A is {one} away "
                "from it.", also=["Circle in the Coordinate Plane"], wrong=[two, frac(d, 2), h]),
            ask("Common Tangent of Two Circles", "Outer Tangent Length",
                "An outer common tangent touches both circles. How long is it between the two points of contact?",
                root(outer), f"The figure shows the radii {r} and {s} and the distance {d} of the centres. By @ the "
                f"tangent is $\\sqrt{{{d}^2 - ({r} - {s})^2}} = {root(outer)}$ long between the points of contact.",
                wrong=[d, root(d * d + (r - s) ** 2), 2 * h])],
        more=[lambda c, rng: c.line((0, 0), (one, -h), (d, 0), kind="thin")],
        givens=dict(r=r, s=s, d=d), figure=figure, check=check)


@program("Equation of a Tangent to a Circle")
def circle_tangent(rng):
    m, (dx, dy) = (rng.randint(2, 12), rng.randint(2, 12)), rng.choice(LEGS[:6])
    a, r, k = (m[0] + dx, m[1] + dy), round(hypot(dx, dy)), Fraction(-dx, dy)
    cut = a[1] - k * a[0]

    def figure(c, g):
        ends = [(a[0] + t * dy, a[1] - t * dx) for t in (-1.2, 1.2)]
        plain(c, (0, 0), (m[0] - r, m[1] - r), (m[0] + r, m[1] + r), *ends)
        c.circle(m, r, fill=False)
        c.line(*ends)
        c.line(m, a)
        c.right(a, m, ends[0])
        named(c, "M", m, g["mx"], g["my"], a)
        named(c, "A", a, g["ax"], g["ay"], m)

    def check(c):
        (u, v), (x, y) = next(line for line, kind in c.strokes if kind == "line" and len(line) == 2)
        return (y - v) / (x - u), v - u * (y - v) / (x - u), c.circles[0][1]

    return Scene(
        f"A line touches the circle with the centre M{m} at A{a}.", [
            ask("Equation of a Tangent to a Circle", "Tangent Perpendicular to the Radius",
                "The line touches the circle with the centre M at A. What is its slope?", frac(k),
                f"The figure shows the points M({m[0]}, {m[1]}) and A({a[0]}, {a[1]}). The radius MA has the slope "
                f"$\\frac{{{a[1]} - {m[1]}}}{{{a[0]} - {m[0]}}} = {frac(dy, dx)}$ (Slope of a Line). By @ the tangent "
                f"is perpendicular to this radius, so the product of the slopes is $-1$: the tangent has the slope "
                f"${frac(k)}$, because ${frac(dy, dx)} \\times {num(k)} = -1$.", also=["Slope of a Line"],
                wrong=[frac(dy, dx), frac(dx, dy), frac(-dy, dx)]),
            ask("Equation of a Tangent to a Circle", "Tangent at a Point of a Shifted Circle",
                "At which value of y does the tangent at A meet the y-axis?", frac(cut),
                f"The figure shows the points M({m[0]}, {m[1]}) and A({a[0]}, {a[1]}), so the square of the radius is "
                f"${dx}^2 + {dy}^2 = {r * r}$ (Circle in the Coordinate Plane). By @ the tangent is ${dx}(x - {m[0]}) "
                f"+ {dy}(y - {m[1]}) = {r * r}$. On the y-axis $x = 0$, and then $y = {frac(cut)}$, since ${dx} (0 - "
                f"{m[0]}) + {dy} ({frac(cut)} - {m[1]}) = {r * r}$.", also=["Circle in the Coordinate Plane"],
                wrong=[frac(a[1]), frac(a[1] + k * a[0]), frac(-cut)]),
            ask("Circle in the Coordinate Plane", "Radius from a Point", "What is the radius of the circle?", r,
                f"The figure shows the centre M({m[0]}, {m[1]}) and the point A({a[0]}, {a[1]}) of the circle. By @ "
                f"the radius is $\\sqrt{{({a[0]} - {m[0]})^2 + ({a[1]} - {m[1]})^2}} = {r}$.",
                wrong=[dx + dy, r * r, 2 * r])],
        more=[guides, rays],
        givens=dict(mx=m[0], my=m[1], ax=a[0], ay=a[1]), quantities=where("M", "A"), figure=figure, upright=True,
        check=check)


@program("Distance from a Point to a Line")
def point_line_distance(rng):
    def wish():
        a, b = two_points(rng, rng.choice(LEGS[:6]))
        return a, b, (rng.randint(1, 14), rng.randint(1, 14))

    def foot(a, b, p):
        t = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / dist(a, b) ** 2
        return t, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))

    a, b, p = draw_until(wish, lambda w: abs(cross(*w)) >= 3 * dist(*w[:2]) and 0.15 < foot(*w)[0] < 0.85,
                         "point_line_distance")
    u, v, length = b[0] - a[0], b[1] - a[1], round(dist(a, b))
    twice, down = abs(cross(a, b, p)), foot(a, b, p)[1]

    def figure(c, g):
        plain(c, a, b, p)
        c.line(*beyond(a, b))
        if c.asked in (None, 0):
            c.line(p, down, kind="dash")
            c.right(down, p, b)
        named(c, "A", a, g["ax"], g["ay"], p)
        named(c, "B", b, g["bx"], g["by"], p)
        named(c, "C", p, g["cx"], g["cy"], down)

    def check(c):
        one, two, three = c.dots
        down = next(line for line, kind in c.strokes if kind == "dash")
        return dist(*down), abs(three[0] - two[0]), area((one, two, three))

    equation = f"{v}x {signed(-u)}y {signed(u * a[1] - v * a[0])} = 0"
    return Scene(
        f"In the coordinate plane there are the points A{a}, B{b} and C{p}.", [
            ask("Distance from a Point to a Line", "Point-Line Distance Formula", "What is the distance of C from the "
                "line AB?",
                frac(twice, length), f"The figure shows the points A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and C({p[0]}, "
                f"{p[1]}). The line AB is ${equation}$ (General Equation of a Line). By @ the distance of C from it is "
                f"$\\frac{{|{num(v)} \\times {p[0]} - {num(u)} \\times {p[1]} {signed(u * a[1] - v * a[0])}|}}"
                f"{{\\sqrt{{{num(v)}^2 + {num(u)}^2}}}} = {frac(twice, length)}$.", also=["General Equation of a Line"],
                wrong=[frac(twice, 2 * length), twice, frac(twice, length * length), frac(twice, abs(u))]),
            ask("Distance from a Point to a Line", "Distance to Lines along the Axes",
                "What is the distance of C from the vertical line through B?", abs(p[0] - b[0]),
                f"The figure shows B({b[0]}, {b[1]}) and C({p[0]}, {p[1]}), and the vertical line through B is $x = "
                f"{b[0]}$. By @ the distance is $|{p[0]} - {b[0]}| = {abs(p[0] - b[0])}$.",
                wrong=[abs(p[1] - b[1]), p[0] + b[0], root((p[0] - b[0]) ** 2 + (p[1] - b[1]) ** 2)]),
            ask("Area of a Triangle by Coordinates", "Triangle from Three Points", "What is the area of triangle ABC?",
                frac(twice, 2), f"The figure shows the points A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and C({p[0]}, "
                f"{p[1]}). By @ the area of the triangle is $\\frac{{1}}{{2}} |{a[0]} ({b[1]} - {p[1]}) + {b[0]} "
                f"({p[1]} - {a[1]}) + {p[0]} ({a[1]} - {b[1]})| = {frac(twice, 2)}$.",
                wrong=[twice, frac(twice, 4), frac(twice, length)])],
        more=[guides, rays],
        givens=coordinates(a, b, p), quantities=where("A", "B", "C"), figure=figure, upright=True, check=check)


@program("Intersection Point of Two Lines by Equations")
def line_crossing(rng):
    k, b, m, x = rng.randint(2, 6), rng.randint(2, 15), rng.randint(2, 6), rng.randint(2, 9)
    y, top = k * x + b, (k + m) * x + b
    shrink = 1.2 * x / top  # the axes have different units

    def figure(c, g):
        c.halo = True
        c.without |= {"line"}
        far = 1.5 * x
        c.arrow((-0.15 * x, 0), (1.2 * far, 0), kind="thin")
        c.arrow((0, -0.1 * x), (0, 1.5 * x), kind="thin")
        c.corner((1.2 * far, 0), "x", (0, 0))
        c.corner((0, 1.5 * x), "y", (0, 0))
        rise, fall = (far, (k * far + b) * shrink), (far, (top - m * far) * shrink)
        c.line((0, b * shrink), rise, kind="thick")
        c.line((0, top * shrink), fall, kind="thick")
        c.dot((x, y * shrink))
        c.corner(rise, f"y = {g['k']}x + {g['b']}", (far, 0))
        c.corner((0, top * shrink), f"y = {g['top']} − {g['m']}x", (-x, (top * shrink) - 0.5 * x))

    def check(c):
        (p, q), (u, v) = (line for line, kind in c.strokes if kind == "thick")
        t = (u[1] - p[1]) / (u[1] - p[1] + q[1] - v[1])
        at = t * q[0]
        return at, (at, c.dots[0][1] / shrink), area((p, u, c.dots[0])) / shrink

    return Scene(
        f"The lines y = {k}x + {b} and y = {top} - {m}x cross in one point.", [
            ask("Intersection Point of Two Lines by Equations", "Equating Two Heights",
                "What is the x-coordinate of the point where the two lines cross?", x,
                f"The figure shows the lines $y = {k}x + {b}$ and $y = {top} - {m}x$. Where they cross, both have the "
                f"same height, so by @ the equation ${k}x + {b} = {top} - {m}x$ holds. Collecting the terms gives "
                f"${k + m}x = {top - b}$, and therefore $x = {x}$, because ${top - b} \\div {k + m} = {x}$.",
                wrong=[y, frac(top + b, k + m), top - b, *([frac(top - b, abs(k - m))] if k != m else [])]),
            ask("Intersection Point of Two Lines by Equations", "Common Solution",
                "What are the coordinates of the point where the two lines cross?", spell(x, y),
                f"The figure shows the lines $y = {k}x + {b}$ and $y = {top} - {m}x$. By @ the point satisfies both "
                f"equations. From ${k}x + {b} = {top} - {m}x$ follows ${k + m}x = {top - b}$ and so $x = {x}$; both "
                f"lines then have the height ${k} \\times {x} + {b} = {y}$ and ${top} - {m} \\times {x} = {y}$. The "
                f"point is ${spell(x, y)}$.", wrong=[spell(y, x), spell(x, b), spell(x, top)]),
            ask("Area of a Triangle by Coordinates", "Side Parallel to an Axis",
                "What is the area of the triangle between the two lines and the y-axis, in units of the axes?",
                frac((top - b) * x, 2), f"The figure shows the lines $y = {k}x + {b}$ and $y = {top} - {m}x$, which "
                f"meet the y-axis at the heights {b} and {top}. The side of the triangle on the y-axis is ${top} - {b} "
                f"= {top - b}$ long. The lines cross where ${k + m}x = {top - b}$, at $x = {x}$ (Intersection Point of "
                f"Two Lines by Equations). By @ the area is ${top - b} \\times {x} \\div 2 = "
                f"{frac((top - b) * x, 2)}$.", also=["Intersection Point of Two Lines by Equations"],
                wrong=[(top - b) * x, frac(top * x, 2), frac((top - b) * y, 2)])],
        more=[lambda c, rng: c.line((x, 0), (x, y * shrink), (0, y * shrink), kind="dash")],
        givens=dict(k=k, b=b, top=top, m=m), quantities={
            "k": Quantity("coefficient", "the slope of the rising line"),
            "b": Quantity("coefficient", "the height at which the rising line starts on the y-axis"),
            "top": Quantity("coefficient", "the height at which the falling line starts on the y-axis"),
            "m": Quantity("coefficient", "the drop of the falling line for each unit to the right")},
        figure=figure, upright=True, check=check, scale=False)


@program("Reflection of a Point in a Line")
def mirror_in_a_line(rng):
    dx, dy = rng.choice(LEGS[2:4] + LEGS[6:])
    away = rng.choice([i for i in range(2, dx - 1) if 2 * i != dx and abs(2 * i - dx) < 0.8 * dx])
    line, y = dx + rng.randint(1, 6), rng.randint(2, 8)
    a, b = (line - away, y), (line - dx + away, y + dy)
    image, way = (line + away, y), round(hypot(dx, dy))

    def figure(c, g):
        high = max(a[1], b[1]) + 3
        plain(c, (line + 5, high), a, b)
        c.without |= {"line"}
        c.line((line, -1.5), (line, high), kind="thick")
        c.corner((line, high), f"g: x = {g['line']}", (line, 0))
        named(c, "A", a, g["ax"], g["ay"], (line, a[1] + 2))
        named(c, "B", b, g["bx"], g["by"], (line, b[1] - 2))

    def check(c):
        (one, two), x = c.dots, next(p[0][0] for p, kind in c.strokes if kind == "thick")
        low, high = one[1], two[1]
        for _ in range(200):  # the shortest way: the ends close in on the best point of the line
            p, q = ((x, low + (high - low) * t) for t in (0.4, 0.6))
            low, high = (low, q[1]) if dist(one, p) + dist(p, two) < dist(one, q) + dist(q, two) else (p[1], high)
        return (2 * x - one[0], one[1]), dist(one, (x, low)) + dist((x, low), two), dist(one, two)

    return Scene(
        f"The line g is x = {line}. On its left there are the points A{a} and B{b}.", [
            ask("Reflection of a Point in a Line", "Mirror in Vertical and Horizontal Lines",
                "A is reflected in the line g. What are the coordinates of its image?", spell(*image),
                f"The figure shows the point A({a[0]}, {a[1]}) and the line g with the equation $x = {line}$. By @ the "
                f"x-coordinate becomes $2 \\times {line} - {a[0]} = {image[0]}$ and the y-coordinate stays {a[1]}, so "
                f"the image of A is the point ${spell(*image)}$.",
                wrong=[spell(-a[0], a[1]), spell(a[0] + line, a[1]), spell(image[0], -a[1]), spell(line, a[1])]),
            ask("Reflection of a Point in a Line", "Shortest Way by a Mirror",
                "How long is the shortest way from A to the line g and on to B?", way,
                f"The figure shows A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and the line g with $x = {line}$. The mirror "
                f"image of A in g has the x-coordinate $2 \\times {line} - {a[0]} = {image[0]}$, so it is "
                f"${spell(*image)}$. By @ the shortest way is as long as the distance of this image from B, "
                f"$\\sqrt{{({image[0]} - {b[0]})^2 + ({image[1]} - {b[1]})^2}} = {way}$ (Distance between Two Points).",
                also=["Distance between Two Points"],
                wrong=[root((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2), dx + dy, 2 * line - a[0] - b[0]]),
            ask("Distance between Two Points", "Distance Formula", "What is the distance between A and B?",
                root((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ their distance is "
                f"$\\sqrt{{({b[0]} - {a[0]})^2 + ({b[1]} - {a[1]})^2}} = "
                f"{root((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)}$.",
                wrong=[abs(a[0] - b[0]) + abs(a[1] - b[1]), (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2, way])],
        more=[guides, rays], givens=dict(ax=a[0], ay=a[1], bx=b[0], by=b[1], line=line), quantities={
            **where("A"), "line": Quantity("coordinate", "the x-value of the line g")},
        figure=figure, upright=True, check=check)
