"""The number line: jumps, rounding, signed numbers, marked points, midpoints; posts, parts and overlapping groups."""
from ..pieces import PLAIN
from ..tools import Quantity, Scene, ask, program


def whole_way(c, k):
    """More for jumps: the names of the points where they start and end."""
    for x, side, name in ((0, -0.35, "P"), (k, 0.35, "Q")):
        c.dot((x, 0))
        c.text((x + side, 0.4), name)


def halfway_marks(c, rng):
    """More for a scale: dashed lines halfway between the tens."""
    for x in (5, 15):
        c.line((x, 0), (x, 4), kind="dash")


def zero_line(c, rng):
    """More for a thermometer: the level of zero."""
    c.line((-4, 0), (4.6, 0), kind="dash")


def second_point(c, rng, place):
    """More for a marked point: another point of the line."""
    x = rng.choice([x for x in range(-4, 9) if abs(x - place) > 1])
    c.dot((x, 0))
    c.text((x, 0.9), "B")


def quarter_points(c, rng):
    """More for a midpoint: the points halfway from it to both ends."""
    for x, name in ((2.5, "P"), (7.5, "Q")):
        c.dot((x, 0))
        c.text((x, 0.9), name)


def post_numbers(c, n):
    """More for a row of posts: their numbers above them."""
    for k in range(n):
        c.text((k, 3.6), k + 1, small=True)


def universe(c, rng):
    """More for two circles: a frame for all that is looked at."""
    c.line((-6, -4.2), (6, -4.2), (6, 4.8), (-6, 4.8), (-6, -4.2))
    c.text((5.2, -3.4), "U")


@program("Skip Counting")
def jumps(rng):
    a, s, k = rng.randint(2, 90), rng.randint(3, 25), rng.randint(4, 8)

    def figure(c, g):
        c.without = set(PLAIN)
        c.arrow((-0.7, 0), (k + 0.8, 0))
        for i in range(k + 1):
            c.line((i, -0.12), (i, 0.12), kind="thin")
        for i in range(k):
            c.ring((i + 0.5, 0.12), 0.5, 0.55, 0, 180, kind="thick")
        c.text((0, -0.55), g["a"])
        c.text((k, -0.55), "?")
        c.text((0.5, 0.75 + 0.08 * k), "+" + g["s"])

    def check(c):
        arcs = [points for points, kind in c.strokes if kind == "thick"]
        start, step = (int(t) for t in c.texts() if t != "?")
        here, back = start, start
        for _ in arcs:
            here, back = here + step, back - step
        return here, back, here - start

    goal, back = a + k * s, a - k * s
    seen = f"The figure shows {k} jumps of length {s} from the number {a}."
    return Scene(
        f"On a number line {k} jumps of length {s} are made to the right from the number {a}.", [
            ask("Skip Counting",
                "Equal Jumps from a Start", "All jumps on the number line are equally long. Which number must replace "
                "the question mark?",
                goal, f"{seen} The question mark stands at the end of the last jump. By @ the number there is ${a} + "
                f"{k} \\times {s} = {goal}$.", wrong=[a + s, a + (k + 1) * s, a + (k - 1) * s, (a + s) * k, k * s]),
            ask("Skip Counting",
                "Counting Backwards in Steps", "As many jumps of the same length as in the figure are made to "
                "the left from the same start. At which number do they end?", back,
                f"{seen} By @ as many jumps back from {a} end at ${a} - {k} \\times {s} = {back}$.",
                wrong=[goal, a - s, a - (k + 1) * s, -back if back else s]),
            ask("Applications of the Number Line",
                "Length of a Segment on the Line", "All jumps on the number line are equally "
                "long. How far is the end of the last jump from the start of the first one?", k * s,
                f"{seen} By *Skip Counting* the last jump ends at ${a} + {k} \\times {s} = {goal}$. By @ this point "
                f"and the start are $|{goal} - {a}| = {k * s}$ apart.", also=["Skip Counting"],
                wrong=[goal, s, (k + 1) * s, (k - 1) * s])],
        givens=dict(a=a, s=s), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the number at the start"),
                    "s": Quantity("number", "the length of a jump")},
        more=[lambda c, rng: whole_way(c, k)])


@program("Rounding Numbers")
def rounding_scale(rng):
    low, k = 10 * rng.randint(2, 17), rng.choice([k for k in range(1, 20) if k != 10])
    value, answer = low + k, low + (k + 5) // 10 * 10

    def figure(c, g):
        c.without = set(PLAIN)
        c.arrow((-1.5, 0), (22, 0))
        for i in range(21):
            tall, kind = (1.5, "line") if i % 10 == 0 else (1, "thin") if i % 5 == 0 else (0.6, "thin")
            c.line((i, 0), (i, tall), kind=kind)
        c.text((0, -1.6), g["low"])
        c.arrow((k, 4.5), (k, 1.6))
        c.text((k, 5.3), "?")

    def check(c):
        tip = [points[1] for points, kind in c.strokes if kind == "head"][-1]
        read = c.numbers()[0] + tip[0]
        tens = min(range(0, 300, 10), key=lambda t: (abs(t - read), -t))
        return tens, abs(tens - read), read

    last, scale_text = value % 10, "On this scale of whole numbers the longest marks are multiples of ten. "
    seen = f"The arrow stands {k} small step{'s' * (k > 1)} to the right of {low}"
    return Scene(
        f"On a scale with the mark {low} the arrow points to the mark {k} units to the right of it.", [
            ask("Rounding Numbers",
                "Rounding to the Nearest Ten", scale_text + "Round the number at the arrow to the nearest ten. What is "
                "the result?", answer,
                f"{seen}, so it points to ${low} + {k} = {value}$. By @ the last digit decides. It is {last}, which is "
                f"{'5 or more' if last > 4 else 'at most 4'}, so the number is rounded "
                f"{'up' if last > 4 else 'down'} to {answer}.",
                wrong=[value // 10 * 10 + (0 if last > 4 else 10), value, (value + 50) // 100 * 100 or 100,
                       answer + 100]),
            ask("Rounding Numbers",
                "Error of Rounding", scale_text + "By how much does the number at the arrow change when it is rounded "
                "to the nearest ten?", abs(answer - value),
                f"{seen}, so it points to ${low} + {k} = {value}$. The nearest ten is {answer}. By @ the change is at "
                f"most half of ten, and it is $|{answer} - {value}| = {abs(answer - value)}$.",
                wrong=[10 - abs(answer - value) if last != 5 else 10, 10, answer]),
            ask("Understanding the Number Line",
                "Reading a Marked Point", scale_text + "To which number does the arrow point?", value,
                f"{seen}, and ten of these steps lead from one longest mark to the next, so each is worth 1. By @ the "
                f"number is ${low} + {k} = {value}$.", wrong=[low + 2 * k, answer, low + 20 - k, low + 10 * k])],
        givens=dict(low=low), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        quantities={"low": Quantity("number", "the number at the left end of the scale")}, more=[halfway_marks])


@program("Positive and Negative Numbers")
def thermometer(rng):
    v, fall = rng.choice([v for v in range(-19, 20) if v % 5 and abs(v) > 1]), rng.randint(2, 30)

    def figure(c, g):
        c.without = set(PLAIN)
        c.polygon((-1.2, -20), (-1.2, v), (1.2, v), (1.2, -20), accent=True)
        c.polygon((-1.2, -20), (-1.2, 21), (1.2, 21), (1.2, -20), fill=False)
        c.circle((0, -22.4), 2.7, accent=True)
        for t in range(-20, 21):
            c.line((1.8, t), (4.6 if t % 5 == 0 else 3.2, t), kind="thin")
        c.ticks([(7.2, t) for t in range(-20, 21, 5)], (str(t).replace("-", "−") for t in range(-20, 21, 5)))

    def check(c):
        top = max(p[1] for p in c.polygons[0])
        return top - fall, -top, abs(top)

    seen = f"The thermometer shows ${v}$ degrees."
    return Scene(
        f"A thermometer shows {v} degrees.", [
            ask("Positive and Negative Numbers",
                "Rise and Fall of a Level", "The temperature falls by {fall} degrees. What is the "
                "temperature then, in degrees?", v - fall,
                f"{seen} By @ a fall by {fall} is subtracted, also across zero. The temperature is then "
                f"${v} - {fall} = {v - fall}$ degrees.", wrong=[v + fall, abs(v) - fall, fall - v, -abs(v) - fall]),
            ask("Positive and Negative Numbers",
                "Opposite Numbers", "Which number is opposite to the number of degrees on the thermometer?",
                -v, f"{seen} By @ the opposite number has the same distance from zero and the other sign, $-({v}) = "
                f"{-v}$.", wrong=[v, 20 - v, f"\\frac{{1}}{{{v}}}" if v > 0 else f"-\\frac{{1}}{{{-v}}}"]),
            ask("Absolute Value", "Distance from Zero", "How many degrees is the temperature away from zero?", abs(v),
                f"{seen} By @ it is $|{v}| = {abs(v)}$ degrees away from zero.",
                wrong=[-abs(v), 20 - v, 20 + v])],
        givens=dict(fall=fall), fixed=(v,), figure=figure, upright=True, check=check, scale=False,
        quantities={"fall": Quantity("degrees", "the fall of the temperature", "degrees")}, more=[zero_line])


@program("Understanding the Number Line")
def marked_point(rng):
    step, n = rng.randint(2, 12), rng.randint(2, 5)
    low = rng.randint(2, 70)
    high, place = low + n * step, rng.choice([i for i in range(-4, 9) if i not in (0, n)])
    value = low + place * step

    def figure(c, g):
        c.without = set(PLAIN)
        c.arrow((-4.7, 0), (9.3, 0))
        for i in range(-4, 9):
            tall = 0.4 if i in (0, n) else 0.22
            c.line((i, -tall), (i, tall), kind="thin")
        c.text((0, -1), g["low"])
        c.text((n, -1), g["high"])
        c.dot((place, 0))
        c.text((place, 0.9), "A")

    def check(c):
        one, two = c.numbers()
        x = next(p[0] for kind, p, _, _, text in c.labels if text == str(two))
        read = one + c.dots[0][0] * (two - one) / x
        return read, -read, (two - one) / x

    right = "right" if place > 0 else "left"
    steps = f"{abs(place)} division{'s' * (abs(place) != 1)}"
    worth = f"From {low} to {high} there are {n} divisions, so a division is worth $({high} - {low}) \\div {n} = " \
            f"{step}$."
    reading = f"${low} {'+' if place > 0 else '-'} {abs(place)} \\times {step} = {value}$"
    equal = "All divisions of the number line are equal. "
    return Scene(
        f"A number line has equal divisions; from {low} to {high} there are {n} of them. The point A lies {abs(place)} "
        f"division{'s' * (abs(place) != 1)} to the {'right' if place > 0 else 'left'} of {low}.", [
            ask("Understanding the Number Line",
                "Reading a Marked Point", equal + "Which number belongs to the point A?", value,
                f"{worth} The point A lies {steps} to the {right} of {low}. By @ it stands for {reading}.",
                wrong=[low + place, low - place * step, high + place * step, value + step, low + place * (step + 1)]),
            ask("Understanding the Number Line",
                "Mirror Image at Zero", equal + "Which number belongs to the mirror image of A at zero?", -value,
                f"{worth} The point A lies {steps} to the {right} of {low}, so it stands for {reading}. By @ its "
                f"mirror image has the opposite number $-({value}) = {-value}$.",
                wrong=[value, 2 * low - value, high - value, -value - step]),
            ask("Observing Basic Charts",
                "Value of One Grid Step", equal + "What is one division worth?",
                step, f"From {low} to {high} there are {n} equal divisions. By @ one of them is worth "
                f"$({high} - {low}) \\div {n} = {step}$.", wrong=[high - low, 1, n, step + 1])],
        givens=dict(low=low, high=high), fixed=(n, place), figure=figure, upright=True, check=check, scale=False,
        quantities={"low": Quantity("number", "the number at the left one of the two longer marks"),
                    "high": Quantity("number", "the number at the right one of the two longer marks")},
        more=[lambda c, rng: second_point(c, rng, place)], say=dict(n=n))


@program("Applications of the Number Line")
def middle_point(rng):
    a, b = rng.randint(3, 60), rng.randint(3, 90)
    negative = rng.random() < 0.6
    left = -a if negative else a
    while b - left < 12 or (left + b) % 2:
        b = rng.randint(3, 90)
    m, length = (left + b) // 2, b - left

    def figure(c, g):
        c.without = set(PLAIN)
        c.arrow((-1.5, 0), (12, 0))
        for x, name, text in ((0, "A", ("−" if negative else "") + g["a"]), (5, "M", "?"), (10, "B", g["b"])):
            if name != "M" or c.asked in (None, 0):
                c.line((x, -0.3), (x, 0.3))
                c.text((x, 0.9), name)
                c.text((x, -1.1), text)
        for x in (2.5, 7.5) if c.asked in (None, 0) else ():
            for d in (-0.1, 0.1):
                c.line((x + d - 0.06, -0.25), (x + d + 0.06, 0.25), kind="thin")

    def check(c):
        one, two = c.numbers()
        ends = [next(p[0] for kind, p, _, _, text in c.labels if text == name) for name in "AMB"]
        part = (ends[1] - ends[0]) / (ends[2] - ends[0])
        return one + part * (two - one), two - one, one - (two - one)

    seen = f"A is the point {left} and B the point {b} of the number line."
    return Scene(
        f"On a number line A is the point {left} and B the point {b}; M lies halfway between them.", [
            ask("Applications of the Number Line",
                "Midpoint of Two Numbers", "On the number line M lies halfway between A and B. Which number belongs to "
                "M?", m, f"{seen} By @ M belongs to $({left} + {b}) \\div 2 = {m}$.",
                wrong=[length // 2, left + b, length, (a + b) // 2 if negative else m + 1, m - 1]),
            ask("Applications of the Number Line",
                "Length of a Segment on the Line", "How many units are the points A and B of "
                "the number line apart?", length, f"{seen} By @ they are $|{left} - {b}| = {length}$ units apart.",
                wrong=[abs(left + b) or b, length // 2, length + 1]),
            ask("Applications of the Number Line",
                "Points at a Given Distance", "Which number other than that of B belongs to a "
                "point of the number line that is as far from A as B is?", left - length,
                f"{seen} Their distance is $|{left} - {b}| = {length}$ units. By @ the other point at this distance "
                f"from A belongs to ${left} - {length} = {left - length}$.",
                wrong=[b + length, m, -b, left - length // 2])],
        givens=dict(a=a, b=b), say=dict(left=left), fixed=(negative,), figure=figure, upright=True, check=check,
        scale=False,
        quantities={"a": Quantity("measure", "the distance of A from zero"),
                    "b": Quantity("measure", "the distance of B from zero")}, more=[quarter_points])


@program("Ordinal Numbers and Positions")
def posts(rng):
    n, gap = rng.randint(6, 14), rng.randint(2, 20)
    i, j = sorted(rng.sample(range(1, n + 1), 2))
    while j - i < 2:
        i, j = sorted(rng.sample(range(1, n + 1), 2))

    def figure(c, g):
        c.without = set(PLAIN)
        for k in range(n):
            c.polygon((k - 0.24, 0), (k + 0.24, 0), (k + 0.24, 3), (k - 0.24, 3), fill=k + 1 in (i, j) and c.asked != 0,
                      accent=True)
        c.line((-0.6, 0), (n - 0.4, 0))
        if c.asked in (None, 0):
            c.line((0, -0.5), (0, -0.9), (1, -0.9), (1, -0.5), kind="thin")
            c.text((0.5, -1.6), g["gap"])

    def check(c):
        xs = sorted((p[0][0] + p[1][0]) / 2 for p in c.polygons)
        dark = sorted((p[0][0] + p[1][0]) / 2 for p, _ in c.fills)
        scale = c.numbers()[0]
        return ((xs[-1] - xs[0]) * scale, sum(dark[0] - 0.1 < x < dark[1] + 0.1 for x in xs),
                sum(x > dark[0] - 0.1 for x in xs))

    return Scene(
        f"A straight fence has {n} posts, and from the middle of a post to the middle of the next one it is {gap}. The "
        f"posts number {i} and {j} from the left are dark.", [
            ask("Ordinal Numbers and Positions",
                "Gaps between Posts", "Neighbouring posts are equally far apart, measured from middle to middle. "
                "What is the distance from the first post to the last one?", (n - 1) * gap,
                f"The figure shows {n} posts with the distance {gap} between neighbours. By @ there are ${n} - 1 = "
                f"{n - 1}$ gaps between {n} posts. From the first post to the last one it is ${n - 1} \\times {gap} = "
                f"{(n - 1) * gap}$.", wrong=[n * gap, (n + 1) * gap, (n - 2) * gap, n + gap]),
            ask("Ordinal Numbers and Positions",
                "Counting Places Inclusive", "How many posts are there from one dark post to the "
                "other, both included?", j - i + 1, f"The dark posts stand at the places {i} and {j} from the left. By "
                f"@ there are ${j} - {i} + 1 = {j - i + 1}$ posts.", wrong=[j - i, j - i - 1, i + j]),
            ask("Observing Real-World Scenes",
                "Left and Right of the Viewer", "At which place, counted from the right, does the dark post further to "
                "the left stand?", n + 1 - i, f"The dark post further to the left is number {i} of {n}, counted from "
                f"the left. By @ the order is reversed from the other side, and it is number ${n} + 1 - {i} = "
                f"{n + 1 - i}$.", wrong=[n - i, i, n + 1 - j])],
        givens=dict(gap=gap), fixed=(n, i, j), figure=figure, upright=True, check=check, scale=False,
        quantities={"gap": Quantity("measure", "the distance between neighbouring posts")},
        more=[lambda c, rng: post_numbers(c, n)])


def filled_up(c, short):
    """More for two bars: the shorter one, made as long as the other one, and the middle of what it lacks."""
    c.line((short, 0), (10, 0), (10, 1.4), kind="dash")
    c.line(((short + 10) / 2, 2.6), ((short + 10) / 2, 4), kind="dash")


@program("Number Bonds")
def two_rods(rng):
    small, d = rng.randint(4, 60), rng.randint(2, 50)
    while not 0.12 < d / small < 1.4:
        d = rng.randint(2, 50)
    big, s = small + d, 2 * small + d
    if s > 180:
        return two_rods(rng)

    def figure(c, g):
        c.without = set(PLAIN)
        end, short = 10.0, 10.0 * small / big
        c.polygon((0, 2.6), (end, 2.6), (end, 4), (0, 4))
        c.polygon((0, 0), (short, 0), (short, 1.4), (0, 1.4))
        c.line((short, 1.4), (short, 2.6), kind="dash")
        c.line((short, 1.9), (short, 1.6), (end, 1.6), (end, 1.9), kind="thin")
        c.text(((short + end) / 2, 0.8), g["d"])
        c.text((-0.9, 3.3), "A")
        c.text((-0.9, 0.7), "B")
        c.line((10.4, 0), (10.8, 0), (10.8, 4), (10.4, 4), kind="thin")
        c.text((11.9, 2), g["s"])

    def check(c):
        difference, total = c.numbers()
        pairs = [(x, total - x) for x in range(total + 1) if x - (total - x) == difference]
        return pairs[0][0], pairs[0][1], difference

    given = f"The bars A and B have the total {s} and the difference {d}."
    both = "The bracket on the right is for the total of the bars A and B, the other one for their difference. "
    return Scene(
        f"Two parts A and B make {s} together, and A is {d} larger than B.", [
            ask("Number Bonds",
                "Parts from Sum and Difference", both + "Which number does bar A stand for?", big,
                f"{given} Bar A is the longer one. By @ the number of A is half of the total and the difference "
                f"together, $({s} + {d}) \\div 2 = {big}$.",
                wrong=[small, s - d, s // 2 + d, s + d]),
            ask("Number Bonds",
                "Parts Make the Whole", both + "Which number does bar B stand for?", small,
                f"{given} The number of the longer bar A is $({s} + {d}) \\div 2 = {big}$. By @ the number of B is the "
                f"other part of the total, ${s} - {big} = {small}$.", wrong=[big, s - d, s // 2]),
            ask("Concept and Properties of Subtraction",
                "Same Change on Both Sides", both + "Both numbers that the bars stand for are made larger by 10. What "
                "is their difference then?",
                d, f"{given} By *Number Bonds* the bars stand for $({s} + {d}) \\div 2 = {big}$ and ${s} - {big} = "
                f"{small}$. By @ the difference stays the same, and indeed $({big} + 10) - ({small} + 10) = {d}$.",
                also=["Number Bonds"], wrong=[d + 10, d + 20, s + 20])],
        givens=dict(s=s, d=d), figure=figure, upright=True, check=check, scale=False,
        more=[lambda c, rng: filled_up(c, 10.0 * small / big)],
        quantities={"s": Quantity("number", "the total of the bars"),
                    "d": Quantity("number", "the difference of the bars")})


@program("Counting in Overlapping Groups")
def overlap(rng):
    both, only_a, only_b = rng.randint(2, 20), rng.randint(3, 40), rng.randint(3, 40)
    a, b = both + only_a, both + only_b
    total = only_a + only_b + both

    def figure(c, g):
        c.without = set(PLAIN)
        c.circle((-1.7, 0), 3, fill=False)
        c.circle((1.7, 0), 3, fill=False)
        c.text((0, 0), g["both"])
        for x, name, key in ((-2.6, "A", "a"), (2.6, "B", "b")):
            c.text((x, 3.7), f"{name}: {g[key]}")

    def check(c):
        n = [int(t.split()[-1]) for t in c.texts()]
        first, second = set(range(n[1])), set(range(n[1] - n[0], n[1] - n[0] + n[2]))
        return len(first | second), len(first - second), len(first ^ second)

    text = "A number above a circle counts all elements of this circle; a number in the middle counts those that " \
           "lie in both circles. "
    seen = f"Circle A holds {a} elements and circle B holds {b}, and {both} of them lie in both."
    return Scene(
        f"Circle A holds {a} elements and circle B holds {b}; {both} of them lie in both.", [
            ask("Counting in Overlapping Groups",
                "Subtract What is Counted Twice", text + "How many elements lie in at least one of the circles?",
                total, f"{seen} In the sum of both circles the elements in the middle are counted twice. By @ there "
                f"are ${a} + {b} - {both} = {total}$ elements in at least one of the circles.",
                wrong=[a + b, a + b + both, only_a + only_b, *([only_a + b - both] if b > both else [])]),
            ask("Counting in Overlapping Groups",
                "Only the First Feature", text + "How many elements lie in A only?", only_a,
                f"{seen} By @ the {both} elements in the middle are taken away from those of A: ${a} - {both} = "
                f"{only_a}$ lie in A only.", wrong=[a, a + both, only_b, abs(b - a) or both]),
            ask("Counting in Overlapping Groups",
                "Subtract What is Counted Twice", text + "How many elements lie in exactly one of the circles?",
                only_a + only_b, f"{seen} By @ there are ${a} + {b} - {both} = {total}$ elements in at least one "
                f"circle. Without those in the middle these are ${total} - {both} = {only_a + only_b}$.",
                wrong=[total, a + b, a + b - total, only_a])],
        givens=dict(a=a, b=b, both=both), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of elements in circle A", "elements"),
                    "b": Quantity("count", "the number of elements in circle B", "elements"),
                    "both": Quantity("count", "the number of elements in both circles", "elements")}, more=[universe])
