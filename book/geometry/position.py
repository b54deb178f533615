"""Position and direction: places in a line, floors, seats, compass, bearings, ordered pairs, routes on a grid."""
from math import atan2, comb, dist
from math import degrees as to_degrees

from ..canvas import opening, polar
from ..tools import Quantity, Scene, ask, degrees, draw_until, program, root
from .circle import O, triples

WINDS = ["north", "east", "south", "west"]
CORNERS = ["north-east", "south-east", "south-west", "north-west"]


def wind(dx, dy):
    """The name of a direction on a map with north at the top."""
    return CORNERS[{(1, 1): 0, (1, -1): 1, (-1, -1): 2, (-1, 1): 3}[dx > 0 or -1, dy > 0 or -1]] if dx and dy else \
        WINDS[1 if dx > 0 else 3 if dx else 0 if dy > 0 else 2]


def north(c, p, size):
    """An arrow that points north."""
    c.arrow(p, (p[0], p[1] + size))
    c.corner((p[0], p[1] + size), "N", p)


def ordinal(k):
    return f"{k}{'th' if 10 < k < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(k % 10, 'th')}"


@program("Front and Back Position")
def place_in_line(rng):
    n, more = rng.randint(5, 10), rng.randint(2, 30)
    k, left = rng.randint(2, n - 1), rng.random() < 0.5
    answer = n - k + 1 + more

    def figure(c, g):
        c.without = {"shapes", "hatch"}
        for i in range(n):
            x = i if left else n - 1 - i
            c.circle((x, 0), 0.43, fill=i + 1 == k, accent=True)
        at = -1.1 if left else n + 0.1
        c.line((at, -0.8), (at, 0.8), kind="thick")
        c.text((at, -1.4), "front")
        c.line((-1.6, -2.2), (n + 0.6, -2.2), kind="none")

    def check(c):
        door = next(points for points, kind in c.strokes if kind == "thick")[0][0]
        dark = sum(p[0] for p in c.fills[0][0][:-1]) / (len(c.fills[0][0]) - 1)
        behind = sum(abs(m[0] - door) > abs(dark - door) + 0.1 for m, _ in c.circles)
        before = sum(abs(m[0] - door) < abs(dark - door) - 0.1 for m, _ in c.circles)
        return behind + more + 1, before + 1, behind

    return Scene(
        f"{n} people stand in a line; the dark one is the {ordinal(k)} from the front.", [
            ask("Front and Back Position", "Place from the Back",
                "The circles are people in a line. {more} more people come to the end of the line. Which place from "
                "the back does the dark one then have? Give the number.", answer,
                f"The figure shows {n} people, and the dark one is number {k} from the front. By @ its place from the "
                f"back is ${n} - {k} + 1 = {n - k + 1}$. The {more} new people all stand farther back, so the "
                f"place becomes ${n - k + 1} + {more} = {answer}$.",
                wrong=[k + more, answer - 1, answer + 1, n + more]),
            ask("Front and Back Position", "Place in a Line",
                "The circles are people in a line. Which place from the front does the dark one have? Give the "
                "number.", k, f"The figure shows {k - 1} people in front of the dark one. By @ its place is one more, "
                f"${k - 1} + 1 = {k}$.", wrong=[k - 1, n - k + 1, n - k]),
            ask("Front and Back Position", "Front and Back Together",
                "The circles are people in a line. How many people stand behind the dark one?", n - k,
                f"The figure shows {n} people, {k - 1} of them in front of the dark one. By @ those in front, the dark "
                f"one itself and those behind make up the whole line, so ${n} - {k - 1} - 1 = {n - k}$ people stand "
                "behind it.", wrong=[n - k + 1, k - 1, n - k - 1])],
        givens=dict(more=more), fixed=(n, k, left), say=dict(front=k - 1, behind=n - k), quantities={
            "more": Quantity("count", "the number of people who come", "people")},
        figure=figure, upright=True, check=check)


@program("Up and Down Position")
def floors(rng):
    n, h = rng.randint(6, 12), rng.randint(22, 45)
    a, b = draw_until(lambda: rng.sample(range(n), 2), lambda v: abs(v[0] - v[1]) > 1, "floors")
    gap = abs(a - b)

    def figure(c, g):
        c.without = {"shapes", "line"}
        for i in range(n):
            c.polygon((0, i), (4, i), (4, i + 1), (0, i + 1), fill=False)
        c.line((-2, 0), (6, 0), kind="thick")
        for name, i in (("A", a), ("B", b)):
            if name == "A" or c.asked != 1:
                c.text((2, i + 0.5), name)

    def check(c):
        ya, yb = (p[1] for _, p, *_, text in c.labels if text in "AB")
        return abs(ya - yb) * h, len(c.polygons) - int(ya), "above B" if ya > yb else "below B"

    where = "above B" if a > b else "below B"
    return Scene(
        f"In a stack of {n} rows A is the {ordinal(a + 1)} row and B the {ordinal(b + 1)} row from below.", [
            ask("Up and Down Position", "Floors above and below",
                "The rows are equal floors, one above the other. A floor is {h} decimetres high. How many decimetres "
                "lie between the level of A and the level of B?", gap * h,
                f"Counted from below in the figure, A is in row {a + 1} and B in row {b + 1}. By @ they are "
                f"${max(a, b) + 1} - {min(a, b) + 1} = {gap}$ floors apart. A floor is {h} decimetres high, so "
                f"${gap} \\times {h} = {gap * h}$ decimetres lie between them.",
                wrong=[(gap + 1) * h, (gap - 1) * h, n * h, (a + b + 2) * h]),
            ask("Up and Down Position", "Rows from Top and Bottom",
                "The rows are equal floors, one above the other. Which floor from the top is that of A? Give the "
                "number.", n - a, f"The figure shows {n} rows, and A is in row {a + 1} from below. By @ it is row "
                f"${n} - {a + 1} + 1 = {n - a}$ from the top.", wrong=[n - a - 1, a + 1, n - a + 1]),
            ask("Up and Down Position", "Above and Below are Opposite",
                "The rows are equal floors, one above the other. Where is A, seen from B?", where,
                f"In the figure B is {gap} rows {'below' if a > b else 'above'} A. By @ A is {where}.",
                options=["above B", "below B", "on the same floor as B"])],
        givens=dict(h=h), fixed=(n, a, b), say=dict(rows=n), quantities={
            "h": Quantity("measure", "the height of a floor", "decimetres")},
        figure=figure, upright=True, check=check, scale=False)


@program("Left and Right Position")
def numbered_seats(rng):
    n, first = rng.randint(5, 10), rng.randint(2, 60)
    k = rng.randint(2, n - 1)
    answer = first + n - k

    def figure(c, g):
        c.without = {"shapes", "hatch"}
        for i in range(n):
            c.polygon((i, 0), (i + 0.8, 0), (i + 0.8, 1), (i, 1), fill=i + 1 == k, accent=True)
            c.line((i, 1), (i, 1.5), (i + 0.8, 1.5), (i + 0.8, 1))

    def check(c):
        dark = c.fills[0][0][0][0]
        right = sum(p[0][0] > dark for p in c.polygons)
        return first + right, right, len(c.polygons) - 1 - right

    return Scene(
        f"A row has {n} seats; the dark one is the {ordinal(k)} from the left.", [
            ask("Left and Right Position", "Places from Left and Right",
                "The seats of the row are numbered one after the other from right to left, beginning with {first}. "
                "What is the number of the dark seat?", answer,
                f"In the figure the dark seat is number {k} of {n} from the left. By @ it is number ${n} + 1 - {k} = "
                f"{n + 1 - k}$ from the right. The numbers begin with {first} on the right, so the dark seat has the "
                f"number ${first} + {n + 1 - k} - 1 = {answer}$.",
                wrong=[answer + 1, first + k - 1, first + k, answer - 1]),
            ask("Left and Right Position", "Objects to the Right",
                "How many seats are to the right of the dark seat in the figure?", n - k,
                f"In the figure the dark seat is number {k} of {n} seats from the left. By @ there are ${n} - {k} = "
                f"{n - k}$ seats to its right.", wrong=[k - 1, n - k + 1, k]),
            ask("Left and Right Position", "Left and Right of a Facing Person",
                "Someone sits on the dark seat and faces you. How many seats are on this person's right-hand "
                "side?", k - 1, f"In the figure the dark seat is number {k} from the left. By @ the right-hand side of "
                f"a person who faces you is on your left, where there are ${k} - 1 = {k - 1}$ seats.",
                wrong=[n - k, k, n - k + 1])],
        givens=dict(first=first), fixed=(n, k), say=dict(seats=n), quantities={
            "first": Quantity("number", "the first number of the row")}, figure=figure, upright=True, check=check)


@program("North, East, South and West Directions")
def walk(rng):
    east, up, z = rng.choice([t for t in triples(65) if 0.4 < t[0] / t[1] < 2.5])
    back = rng.randint(max(2, up // 5), max(3, up // 2))
    sx, sy = rng.choice((1, -1)), rng.choice((1, -1))
    first = up + back
    points = [O, (0, sy * first), (sx * east, sy * first), (sx * east, sy * up)]

    def figure(c, g):
        for p, q, name in zip(points, points[1:], ("first", "east", "back")):
            c.arrow(p, q)
            c.side(p, q, g[name], (sx * east / 2, sy * first / 2))
        c.dot(O)
        c.dot(points[3])
        c.corner(O, "A", points[1])
        c.corner(points[3], "B", points[2])
        c.without = {"grid"}
        north(c, (-sx * 0.3 * first, -0.1 * first + min(0, sy * first * 0.8)), 0.25 * first)

    def check(c):
        a, b = c.dots
        last = [p for p, kind in c.strokes if kind == "head"][2]
        return dist(a, b), wind(0, last[1][1] - last[0][1]), wind(b[0] - a[0], b[1] - a[1])

    ways = {1: ("north", "south"), -1: ("south", "north")}[sy]
    side = "east" if sx > 0 else "west"
    seen = f"The arrows lead {first} to the {ways[0]}, {east} to the {side} and {back} to the {ways[1]}."
    rest = f"By @ the first and the last part cancel in part: ${first} - {back} = {up}$ to the {ways[0]} remain"
    return Scene(
        f"From A someone goes {first} to the {ways[0]}, then {east} to the {side} and at last {back} to the "
        f"{ways[1]}, to B.", [
            ask("North, East, South and West Directions", "Distance after Two Perpendicular Ways",
                "The arrows show a way from A to B; north is at the top. What is the distance between A and B in a "
                "straight line?", z, f"{seen} So B lies ${first} - {back} = {up}$ to the {ways[0]} and {east} to the "
                f"{side} of A. By @ these two ways are the legs of a right triangle, and by the Pythagorean Theorem "
                f"the distance is $\\sqrt{{{up}^2 + {east}^2}} = {z}$.", also=["Pythagorean Theorem"],
                wrong=[up + east, first + east + back, root(first ** 2 + east ** 2), first + east - back]),
            ask("North, East, South and West Directions", "Compass on a Map",
                "The arrows show a way from A to B; north is at the top. In which direction does the last part of "
                "the way lead?", ways[1], f"The last arrow points {'down' if sy > 0 else 'up'} in the figure. By @ "
                f"with north at the top this is the direction to the {ways[1]}.", options=WINDS),
            ask("North, East, South and West Directions", "Ways that Cancel",
                "The arrows show a way from A to B; north is at the top. In which direction is B, seen from A?",
                wind(sx, sy), f"{seen} {rest}, together with {east} to the {side}. So B is to the {wind(sx, sy)} of A.",
                options=CORNERS)],
        givens=dict(first=first, east=east, back=back), fixed=(sx, sy), figure=figure, upright=True, check=check,
        more=[lambda c, rng: c.line(O, points[3], kind="dash")])


@program("Bearing of a Direction")
def bearing(rng):
    a, base, sense = rng.randint(25, 75), rng.choice((0, 180)), rng.choice((1, -1))
    x = (base + sense * a) % 360
    back = (x + 180) % 360
    east = abs((x - 90 + 180) % 360 - 180)

    def figure(c, g):
        c.without = {"line"}  # it would look like the line from west to east
        p, tip = O, polar(O, 6, 90 - x)
        c.arrow((0, -6.5), (0, 6.5), kind="thin")
        c.corner((0, 6.5), "N", O)
        c.line(p, tip)
        c.dot(p)
        c.dot(tip)
        c.corner(tip, "B", p)
        c.corner(p, "A", (tip[0], -tip[1] / 4))
        c.angle(p, (0, 6 if base == 0 else -6), tip, g["a"] + "°")

    def check(c):
        p, tip = c.dots
        n = round(90 - to_degrees(atan2(tip[1] - p[1], tip[0] - p[0])), 6) % 360
        return n, (n + 180) % 360, opening(p, tip, (9, 0))

    def west_to_east(c, rng):
        c.arrow((-6, 0), (6, 0), kind="thin")
        c.corner((6, 0), "E", O)

    way = {(0, 1): f"${a}$", (0, -1): f"$360 - {a} = {x}$", (180, 1): f"$180 + {a} = {x}$",
           (180, -1): f"$180 - {a} = {x}$"}[base, sense]
    seen = (f"In the figure B lies {a} degrees from the {'north' if base == 0 else 'south'} towards the "
            f"{'east' if x < 180 else 'west'}.")
    return Scene(
        f"The direction from A to B makes an angle of ${degrees(a)}$ with the direction to the "
        f"{'north' if base == 0 else 'south'}, on the side of {'east' if x < 180 else 'west'}.", [
            ask("Bearing of a Direction", "Bearing Clockwise from North",
                "The arrow points north. What is the bearing of B from A, in degrees clockwise from north?", degrees(x),
                f"{seen} By @ the turn from north to the direction AB counts, taken clockwise, so the bearing of B is "
                f"{way} degrees.", wrong=[degrees(360 - x), degrees(back), degrees(a), degrees((x + 90) % 360)]),
            ask("Bearing of a Direction", "Back Bearing",
                "The arrow points north. What is the bearing of A from B, in degrees clockwise from "
                "north?", degrees(back),
                f"{seen} So the bearing of B from A is {way} degrees. By @ the opposite direction differs by 180 "
                f"degrees, and the bearing of A from B is ${x} {'+' if x < 180 else '-'} 180 = {back}$ degrees.",
                wrong=[degrees(x), degrees(360 - x), degrees(360 - back)]),
            ask("Bearing of a Direction", "Bearings of the Main Directions",
                "The arrow points north. How many degrees is the smaller angle between the direction from A to B "
                "and the direction to the east?", degrees(east),
                f"{seen} So the bearing of B is {way} degrees. By @ east has the bearing 90 degrees, and the angle is "
                + (f"${max(x, 90)} - {min(x, 90)} = {east}$" if abs(x - 90) <= 180 else
                   f"$360 - ({x} - 90) = {east}$") + " degrees.",
                wrong=[degrees(180 - east), degrees(a), degrees(x)])],
        givens=dict(a=a), fixed=(base, sense), more=[west_to_east], figure=figure, upright=True, check=check)


def streets(c, wide, tall, numbers=False):
    """A grid of streets, with numbers at its left and lower border if wanted."""
    for x in range(wide + 1):
        c.line((x, 0), (x, tall), kind="thin")
    for y in range(tall + 1):
        c.line((0, y), (wide, y), kind="thin")
    if numbers:
        for x in range(wide + 1):
            c.text((x, -0.45), str(x + 1), small=True)
        for y in range(tall + 1):
            c.text((-0.45, y), str(y + 1), small=True)


@program("Ordered Pairs and Position")
def crossings(rng):
    u = rng.randint(20, 150)
    a, b = draw_until(lambda: [(rng.randint(1, 8), rng.randint(1, 8)) for _ in range(2)],
                      lambda v: v[0][0] != v[1][0] and v[0][1] != v[1][1] and v[0][0] != v[0][1], "crossings")
    steps = abs(a[0] - b[0]) + abs(a[1] - b[1])

    def figure(c, g):
        c.without = {"grid", "line"}
        streets(c, 7, 7, numbers=True)
        c.text((3.5, -1.05), "column", small=True)
        c.text((-0.9, 7.6), "row", small=True)
        for name, p in (("A", a), ("B", b)):
            if name == "B" and c.asked == 1:
                continue
            at = (p[0] - 1, p[1] - 1)
            c.dot(at)
            c.corner(at, name, (at[0] - 1, at[1] - 1.2))

    def check(c):
        (x, y), (v, w) = c.dots
        return u * (abs(x - v) + abs(y - w)), (x + 1, y + 1), (x + 1, w + 1)

    start = "The first number of an ordered pair is the column, the second one the row."
    return Scene(
        f"On a map of straight streets A is the crossing {a} and B the crossing {b}; the first number is the column, "
        f"the second one the row.", [
            ask("Ordered Pairs and Position", "Steps between Two Positions",
                "The lines are streets; neighbouring crossings are {u} metres apart. How many metres long is the "
                "shortest way from A to B along the streets?", steps * u,
                f"In the figure A is in column {a[0]} and row {a[1]}, and B is in column {b[0]} and row {b[1]}. By @ "
                f"the shortest way has as many pieces of street as the columns and the rows differ: "
                f"${abs(a[0] - b[0])} + {abs(a[1] - b[1])} = {steps}$. Each piece is {u} metres long, so the way has "
                f"${steps} \\times {u} = {steps * u}$ metres.",
                wrong=[(steps - 1) * u, (steps + 1) * u, abs((a[0] - b[0]) * (a[1] - b[1])) * u]),
            ask("Ordered Pairs and Position", "Column before Row",
                f"{start} Which ordered pair belongs to A?", f"({a[0]}, {a[1]})",
                f"In the figure A is in column {a[0]} and in row {a[1]}. By @ its ordered pair is "
                f"$({a[0]}, {a[1]})$.", wrong=[f"({a[1]}, {a[0]})", f"({a[0] - 1}, {a[1] - 1})",
                                               f"({a[0]}, {b[1]})"]),
            ask("Ordered Pairs and Position", "Same Row or Same Column",
                f"{start} Which ordered pair belongs to the crossing of the column of A with the row of B?",
                f"({a[0]}, {b[1]})", f"In the figure A is in column {a[0]} and B is in row {b[1]}. By @ the crossing "
                f"shares its first number with A and its second number with B, so its ordered pair is "
                f"$({a[0]}, {b[1]})$.", wrong=[f"({b[0]}, {a[1]})", f"({b[1]}, {a[0]})", f"({a[0]}, {a[1]})"])],
        givens=dict(u=u), fixed=(*a, *b), say=dict(across=abs(a[0] - b[0]), up=abs(a[1] - b[1])), quantities={
            "u": Quantity("measure", "the length of a piece of street between neighbouring crossings", "metres")},
        figure=figure, upright=True, check=check)


@program("Routes on a Grid")
def routes(rng):
    k = rng.randint(2, 12)
    m, n = rng.randint(3, 5), rng.randint(2, 4)
    x, y = draw_until(lambda: (rng.randint(1, m), rng.randint(1, n)), lambda p: p != (m, n), "crossing")
    one, two = comb(x + y, y), comb(m - x + n - y, n - y)

    def figure(c, g):
        c.without = {"grid", "line"}
        streets(c, m, n)
        for name, at in (("A", O), ("B", (m, n)), ("X", (x, y))):
            if c.asked == {"A": -1, "B": 2, "X": 1}[name]:  # the question that does not speak of it
                continue
            c.dot(at)
            c.corner(at, name, (at[0] + 1, at[1] + 1) if name == "A" else (at[0] - 1, at[1] - 1))

    def check(c):
        a, b, via = c.dots

        def count(p, q):  # by adding the routes at each crossing
            return 1 if p == q else 0 if p[0] > q[0] or p[1] > q[1] else \
                count((p[0] + 1, p[1]), q) + count((p[0], p[1] + 1), q)

        return k * count(a, via) * count(via, b), count(a, b), count(a, via)

    seen = (f"In the figure X is {x} {'block' if x == 1 else 'blocks'} to the right of A and {y} above it, and B is "
            f"{m - x} to the right of X and {n - y} above it.")
    way = f"$\\binom{{{x + y}}}{{{y}}} = {one}$"
    rest = f"$\\binom{{{m - x + n - y}}}{{{n - y}}} = {two}$"
    return Scene(
        f"On a grid of streets B is {m} blocks to the east and {n} blocks to the north of A; X is {x} blocks to the "
        f"east and {y} to the north of A.", [
            ask("Routes on a Grid", "Routes through a Given Crossing",
                "The lines are streets. Every shortest route from A to B that passes through X is walked once, and "
                "each walk takes {k} minutes. How many minutes do all walks take together?", k * one * two,
                f"{seen} A shortest route is a choice of the pieces that lead upwards, so there are {way} routes from "
                f"A to X and {rest} from X to B. By @ both numbers are multiplied: ${one} \\times {two} = {one * two}$ "
                f"routes pass through X. Each takes {k} minutes, so all take ${k} \\times {one * two} = "
                f"{k * one * two}$ minutes.", wrong=[k * comb(m + n, n), k * (one + two), one * two, k * one]),
            ask("Routes on a Grid", "Shortest Routes on a Grid",
                "The lines are streets. How many shortest routes are there from A to B?", comb(m + n, n),
                f"In the figure B is {m} blocks to the right of A and {n} above it, so each route consists of {m + n} "
                f"pieces, {n} of them upwards. By @ there are $\\binom{{{m + n}}}{{{n}}} = {comb(m + n, n)}$ routes.",
                wrong=[m * n, m + n, comb(m + n - 1, n)]),
            ask("Routes on a Grid", "Adding Routes at a Crossing",
                "The lines are streets. How many shortest routes are there from A to X?", one,
                f"In the figure X is {x} {'block' if x == 1 else 'blocks'} to the right of A and {y} above it. By @ "
                f"the routes that come from the left and those that come from below are added: $\\binom{{{x + y - 1}}}"
                f"{{{y}}} + \\binom{{{x + y - 1}}}{{{y - 1}}} = {one}$.", wrong=[x + y, x * y, one + 1])],
        givens=dict(k=k), fixed=(m, n, x, y), say=dict(pieces=m + n), quantities={
            "k": Quantity("duration", "the time for one walk", "minutes")},
        figure=figure, upright=True, check=check)
