"""Position and direction: places in a line, floors, seats, compass, bearings, ordered pairs, routes on a grid."""
from math import atan2, comb, dist
from math import degrees as to_degrees

from ..canvas import opening, polar
from ..tools import Scene, ask, degrees, draw_until, program
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
                f"the dark one is number {k} from the front of {n}, so its place from the back is ${n} - {k} + 1 = "
                f"{n - k + 1}$; with the others behind it becomes ${n - k + 1} + {more} = {answer}$."),
            ask("Front and Back Position", "Place in a Line",
                "The circles are people in a line. Which place from the front does the dark one have? Give the "
                "number.", k,
                f"the number of people in front of the dark one is {k - 1}, so the place is ${k - 1} + 1 = {k}$."),
            ask("Front and Back Position", "Front and Back Together",
                "The circles are people in a line. How many people stand behind the dark one?", n - k,
                f"in front of the dark one stand {k - 1} of {n} people, so behind are ${n} - {k - 1} - 1 = {n - k}$.")],
        [("Children queue for ice cream; the dark circle is Mia. {more} more children join the end of the queue.",
          "Which place from the back does Mia then have? Give the number."),
         ("Cars wait at a traffic light; the dark circle is a taxi. {more} more cars stop behind the last one.",
          "Which place from the back does the taxi then have? Give the number."),
         ("Runners are on the track one behind the other; the dark circle is Tom. The {more} runners of another "
          "group follow behind the last one.", "Which place from the back does Tom then have? Give the number."),
         ("A sequence begins with the element beside the word front. It is continued after its last element by "
          "{more} more elements.", "Which place from the end does the dark element then have? Give the number.")],
        dict(more=more), fixed=(n, k, left), figure=figure, upright=True, check=check)


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
                f"A is in row {a + 1} and B in row {b + 1} from below, ${max(a, b) + 1} - {min(a, b) + 1} = "
                f"{gap}$ floors apart, and ${gap} \\times {h} = {gap * h}$."),
            ask("Up and Down Position", "Rows from Top and Bottom",
                "The rows are equal floors, one above the other. Which floor from the top is that of A? Give the "
                "number.",
                n - a, f"A is in row {a + 1} from below of {n} rows, so it is row ${n} - {a + 1} + 1 = {n - a}$ from "
                f"the top."),
            ask("Up and Down Position", "Above and Below are Opposite",
                "The rows are equal floors, one above the other. Where is A, seen from B?", where,
                f"B is {gap} rows {'below' if a > b else 'above'} A, so A is {where}.",
                options=["above B", "below B", "on the same floor as B"])],
        [("A lift goes from the floor A of a tower straight to the floor B. A floor is {h} decimetres high.",
          "How many decimetres does it travel?"),
         ("Boxes of a height of {h} centimetres are stacked. A spider crawls straight from the middle of box A to "
          "the middle of box B.", "How many centimetres does it crawl?"),
         ("A warehouse shelf has compartments one above the other, each {h} centimetres high. A parcel is moved from "
          "the compartment A to the compartment B.", "How many centimetres is it raised or lowered?"),
         ("Let $d$ be the difference of the levels of A and B, each row being {h} units high.", "Determine $d$.")],
        dict(h=h), fixed=(n, a, b), figure=figure, upright=True, check=check, scale=False)


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
                "What is the number of the dark seat?", answer, f"the dark seat is number {k} of {n} from the left, so "
                f"from the right it has the place ${n} + 1 - {k} = {n + 1 - k}$, and its number is ${first} + "
                f"{n + 1 - k} - 1 = {answer}$."),
            ask("Left and Right Position", "Objects to the Right",
                "How many seats are to the right of the dark seat in the figure?", n - k,
                f"the dark seat is number {k} of {n} from the left, and ${n} - {k} = {n - k}$."),
            ask("Left and Right Position", "Left and Right of a Facing Person",
                "Someone sits on the dark seat and faces you. How many seats are on this person's right-hand "
                "side?", k - 1,
                f"the right hand of a person who faces you is on your left, and ${k} - 1 = {k - 1}$ seats are there.")],
        [("A row of a cinema is numbered from right to left, beginning with {first}. Ben sits on the dark seat.",
          "What is the number of Ben's seat?"),
         ("In a train the seats of the row are numbered from right to left, beginning with {first}. The dark one is "
          "booked.",
          "What is the number of the booked seat?"),
         ("At a concert the chairs are numbered from right to left, beginning with {first}. Someone left a hat on "
          "the dark one.", "What is the number of the chair with the hat?"),
         ("Consecutive whole numbers are assigned to the seats of the figure from right to left; the first one is "
          "{first}.",
          "Which number belongs to the dark seat?")],
        dict(first=first), fixed=(n, k), figure=figure, upright=True, check=check)


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
    return Scene(
        f"From A someone goes {first} to the {ways[0]}, then {east} to the {side} and at last {back} to the "
        f"{ways[1]}, to B.", [
            ask("North, East, South and West Directions", "Distance after Two Perpendicular Ways",
                "The arrows show a way from A to B; north is at the top. What is the distance between A and B in a "
                "straight line?", z, f"B lies ${first} - {back} = {up}$ to the {ways[0]} and {east} to the {side} of "
                f"A, so the distance is $\\sqrt{{{up}^2 + {east}^2}} = {z}$."),
            ask("North, East, South and West Directions", "Compass on a Map",
                "The arrows show a way from A to B; north is at the top. In which direction does the last part of "
                "the way lead?", ways[1], f"its arrow points {'down' if sy > 0 else 'up'} on the map, so it leads to "
                f"the {ways[1]}.",
                options=WINDS),
            ask("North, East, South and West Directions", "Ways that Cancel",
                "The arrows show a way from A to B; north is at the top. In which direction is B, seen from A?",
                wind(sx, sy), f"${first} - {back} = {up}$ to the {ways[0]} and {east} to the {side} remain, so B is "
                f"to the {wind(sx, sy)}.", options=CORNERS)],
        [("A ship sails along the arrows from A to B; lengths are in kilometres, and north is at the top.",
          "How many kilometres is B from A in a straight line?"),
         ("A hiker walks along the arrows from A to B; lengths are in hundreds of metres, and north is at the top.",
          "How many hundreds of metres is the straight way back from B to A?"),
         ("A snowplough drives along the arrows from A to B; lengths are in kilometres, and north is at the top.",
          "How many kilometres does a bird fly straight from A to B?"),
         ("North is at the top. Let $d$ be the distance between A and B.", "Determine $d$.")],
        dict(first=first, east=east, back=back), fixed=(sx, sy), figure=figure, upright=True, check=check)


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

    way = {(0, 1): f"${a}$", (0, -1): f"$360 - {a} = {x}$", (180, 1): f"$180 + {a} = {x}$",
           (180, -1): f"$180 - {a} = {x}$"}[base, sense]
    start = f"B lies {a} degrees from {'north' if base == 0 else 'south'} towards {'east' if x < 180 else 'west'}, " \
            f"so its " \
            f"bearing is {way} degrees"
    return Scene(
        f"The direction from A to B makes an angle of ${degrees(a)}$ with the direction to the "
        f"{'north' if base == 0 else 'south'}, on the side of {'east' if x < 180 else 'west'}.", [
            ask("Bearing of a Direction", "Bearing Clockwise from North",
                "The arrow points north. What is the bearing of B from A, in degrees clockwise from north?", degrees(x),
                f"{start}."),
            ask("Bearing of a Direction", "Back Bearing",
                "The arrow points north. What is the bearing of A from B, in degrees clockwise from "
                "north?", degrees(back),
                f"{start}, and the way back has ${x} {'+' if x < 180 else '-'} 180 = {back}$ degrees."),
            ask("Bearing of a Direction", "Bearings of the Main Directions",
                "The arrow points north. How many degrees is the smaller angle between the direction from A to B "
                "and the direction to the east?", degrees(east), f"{start}; east has the bearing 90 degrees, and the "
                f"difference is "
                + (f"${max(x, 90)} - {min(x, 90)} = {east}$" if abs(x - 90) <= 180 else
                   f"$360 - ({x} - 90) = {east}$") + " degrees.")],
        [("A ship at A sees a lighthouse at B; the arrow points north.",
          "What is the bearing of the lighthouse from the ship, in degrees clockwise from north?"),
         ("An aeroplane flies from A straight to B; the arrow points north.",
          "On which bearing does it fly, in degrees clockwise from north?"),
         ("Scouts leave their camp A for a hut at B; the arrow points north.",
          "Which bearing do they set on their compass, in degrees clockwise from north?"),
         ("The arrow points north. Let $\\beta$ be the bearing of B from A, in degrees clockwise from north.",
          "Determine $\\beta$.")],
        dict(a=a), fixed=(base, sense), figure=figure, upright=True, check=check)


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
                f"A is ${a}$ and B is ${b}$, so ${abs(a[0] - b[0])} + {abs(a[1] - b[1])} = {steps}$ pieces of street "
                f"are needed, and ${steps} \\times {u} = {steps * u}$."),
            ask("Ordered Pairs and Position", "Column before Row",
                f"{start} Which ordered pair belongs to A?", f"({a[0]}, {a[1]})",
                f"A is in column {a[0]} and in row {a[1]}: $({a[0]}, {a[1]})$."),
            ask("Ordered Pairs and Position", "Same Row or Same Column",
                f"{start} Which ordered pair belongs to the crossing of the column of A with the row of B?",
                f"({a[0]}, {b[1]})", f"the column of A is {a[0]} and the row of B is {b[1]}: $({a[0]}, {b[1]})$.")],
        [("A taxi drives from A to B along the streets of a town; neighbouring crossings are {u} metres apart.",
          "How many metres does it drive at least?"),
         ("The lines are the paths of a formal garden; neighbouring crossings are {u} decimetres apart. A gardener "
          "pushes a cart from A to B along the paths.", "How many decimetres does the gardener walk at least?"),
         ("In a storehouse a robot drives along the lines from A to B; neighbouring crossings are {u} centimetres "
          "apart.",
          "How many centimetres does it drive at least?"),
         ("Neighbouring crossings are {u} units apart. Let $d$ be the least length of a way from A to B along the "
          "lines.",
          "Determine $d$.")],
        dict(u=u), fixed=(*a, *b), figure=figure, upright=True, check=check)


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
            c.dot(at)
            c.corner(at, name, (at[0] + 1, at[1] + 1) if name == "A" else (at[0] - 1, at[1] - 1))

    def check(c):
        a, b, via = c.dots

        def count(p, q):  # by adding the routes at each crossing
            return 1 if p == q else 0 if p[0] > q[0] or p[1] > q[1] else \
                count((p[0] + 1, p[1]), q) + count((p[0], p[1] + 1), q)

        return k * count(a, via) * count(via, b), count(a, b), count(a, via)

    way = f"there are $\\binom{{{x + y}}}{{{y}}} = {one}$ shortest routes from A to X"
    rest = f"$\\binom{{{m - x + n - y}}}{{{n - y}}} = {two}$ from X to B"
    return Scene(
        f"On a grid of streets B is {m} blocks to the east and {n} blocks to the north of A; X is {x} blocks to the "
        f"east and {y} to the north of A.", [
            ask("Routes on a Grid", "Routes through a Given Crossing",
                "The lines are streets. Every shortest route from A to B that passes through X is walked once, and "
                "each walk takes {k} minutes. How many minutes do all walks take together?", k * one * two,
                f"{way} and {rest}, so ${one} \\times {two} = {one * two}$ routes pass through X, and ${k} \\times "
                f"{one * two} = {k * one * two}$."),
            ask("Routes on a Grid", "Shortest Routes on a Grid",
                "The lines are streets. How many shortest routes are there from A to B?", comb(m + n, n),
                f"each consists of {m + n} pieces, {n} of them upwards, so there are $\\binom{{{m + n}}}{{{n}}} = "
                f"{comb(m + n, n)}$."),
            ask("Routes on a Grid", "Adding Routes at a Crossing",
                "The lines are streets. How many shortest routes are there from A to X?", one,
                f"the routes come from the left or from below, $\\binom{{{x + y - 1}}}{{{y}}} + \\binom{{{x + y - 1}}}"
                f"{{{y - 1}}} = {one}$.")],
        [("A postman tries every shortest route from the depot A to the house B past the kiosk X once, each in {k} "
          "minutes.",
          "How many minutes does he need for all of them?"),
         ("A test car drives every shortest route from A to B through the crossing X once, each in {k} minutes.",
          "How many minutes do all drives take together?"),
         ("In a puzzle each shortest way from A to B through X along the lines is worth {k} points.",
          "How many points are all these ways worth?"),
         ("Let $N$ be the number of shortest ways from A to B through X along the lines and $k = {k}$.",
          "Determine $k \\cdot N$.")],
        dict(k=k), fixed=(m, n, x, y), figure=figure, upright=True, check=check)
