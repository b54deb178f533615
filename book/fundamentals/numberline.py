"""The number line: jumps, rounding, signed numbers, marked points, midpoints; posts, parts and overlapping groups."""
from ..pieces import PLAIN
from ..tools import Scene, ask, program


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

    return Scene(
        f"On a number line {k} jumps of length {s} are made to the right from the number {a}.", [
            ask("Skip Counting",
                "Equal Jumps from a Start", "All jumps on the number line are equally long. Which number belongs at "
                "the question mark?",
                a + k * s, f"{k} jumps of {s} start at {a}: ${a} + {k} \\times {s} = {a + k * s}$."),
            ask("Skip Counting",
                "Counting Backwards in Steps", "As many jumps of the same length as in the figure are made to "
                "the left from the same start. At which number do they end?", a - k * s,
                f"{k} jumps of {s} back from {a} lead to ${a} - {k} \\times {s} = {a - k * s}$."),
            ask("Applications of the Number Line",
                "Length of a Segment on the Line", "All jumps on the number line are equally "
                "long. How far is the end of the last jump from the start of the first one?", k * s,
                f"the points {a + k * s} and {a} are ${a + k * s} - {a} = {k * s}$ apart.")],
        [("A frog leaps along a beam marked in centimetres. It starts at the number on the left and makes equal leaps "
          "as in the figure.", "At which mark does it land at the end?"),
         ("A saver has as many euros as the number on the left says. Each jump is one week in which the same amount is "
          "added.",
          "How many euros are there at the question mark?"),
         ("A drone starts at the height on the left, in metres, and rises by the same amount with every jump.",
          "At which height in metres is it at the question mark?"),
         ("The marks under the ends of the jumps are terms of a sequence that grows by the same number every time.",
          "Determine the term at the question mark.")],
        dict(a=a, s=s), fixed=(k,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"On a scale with the mark {low} the arrow points to the mark {k} units to the right of it.", [
            ask("Rounding Numbers",
                "Rounding to the Nearest Ten", "On this scale of whole numbers the longest marks are multiples "
                "of ten. Round the number at the arrow to the nearest ten. What is the result?", answer,
                f"the arrow points to ${low} + {k} = {value}$. The last digit {value % 10} is "
                f"{'5 or more' if value % 10 > 4 else 'below 5'}, so the number is rounded "
                f"{'up' if value % 10 > 4 else 'down'} to {answer}."),
            ask("Rounding Numbers",
                "Error of Rounding", "On this scale of whole numbers the longest marks are multiples of ten. By "
                "how much does the number at the arrow change when it is rounded to the nearest ten?",
                abs(answer - value),
                f"{value} is rounded to {answer}, and $|{answer} - {value}| = {abs(answer - value)}$."),
            ask("Understanding the Number Line",
                "Reading a Marked Point", "On this scale of whole numbers the longest marks are "
                "multiples of ten. To which number does the arrow point?", value,
                f"the arrow is {k} small steps to the right of {low}: ${low} + {k} = {value}$.")],
        [("The arrow shows the mass of a letter in grams. The longest marks are multiples of ten.",
          "What is the mass, rounded to the nearest ten grams?"),
         ("The arrow shows how many visitors came today. The longest marks are multiples of ten.",
          "What is the number of visitors, rounded to the nearest ten?"),
         ("The arrow shows the speed of a train in kilometres per hour. The longest marks are multiples of ten.",
          "What is the speed in kilometres per hour, rounded to the nearest ten?"),
         ("Let $n$ be the whole number at the arrow; the longest marks are multiples of ten.",
          "Determine the multiple of ten that is closest to $n$, the larger one if two are equally close.")],
        dict(low=low), fixed=(k,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A thermometer shows {v} degrees.", [
            ask("Positive and Negative Numbers",
                "Rise and Fall of a Level", "The temperature falls by {fall} degrees. What is the "
                "temperature then, in degrees?", v - fall,
                f"the thermometer shows {v} degrees, and ${v} - {fall} = {v - fall}$."),
            ask("Positive and Negative Numbers",
                "Opposite Numbers", "Which number is opposite to the number of degrees on the thermometer?",
                -v, f"the thermometer shows {v} degrees. The opposite number is $-({v}) = {-v}$."),
            ask("Absolute Value", "Distance from Zero", "How many degrees is the temperature away from zero?", abs(v),
                f"the thermometer shows {v} degrees, and $|{v}| = {abs(v)}$.")],
        [("The thermometer shows the temperature in a mountain village in the evening. During the night it gets {fall} "
          "degrees colder.", "What is the temperature then, in degrees?"),
         ("A cooling system is switched on at the temperature in the figure and cools a store room by {fall} degrees.",
          "What is the temperature of the room then, in degrees?"),
         ("A weather balloon measures the temperature in the figure on the ground. Higher up it is {fall} degrees "
          "colder.",
          "Which temperature does it measure there, in degrees?"),
         ("Let $t$ be the number shown by the liquid.", "Determine $t - {fall}$.")],
        dict(fall=fall), fixed=(v,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A number line has equal divisions; from {low} to {high} there are {n} of them. The point A lies {abs(place)} "
        f"division{'s' * (abs(place) != 1)} to the {'right' if place > 0 else 'left'} of {low}.", [
            ask("Understanding the Number Line",
                "Reading a Marked Point", "All divisions of the number line are equal. Which number belongs to the "
                "point A?", value, f"one division is worth $({high} - {low}) \\div {n} = {step}$, and A lies "
                f"{abs(place)} of them to the {'right' if place > 0 else 'left'} of {low}: ${low} "
                f"{'+' if place > 0 else '-'} {abs(place)} \\times {step} = {value}$."),
            ask("Understanding the Number Line",
                "Mirror Image at Zero", "All divisions of the number line are equal. Which number belongs to the "
                "mirror image of A at zero?", -value, f"A is {value}, as one division is worth $({high} - {low}) "
                f"\\div {n} = {step}$. Its mirror image is $-({value}) = {-value}$."),
            ask("Observing Basic Charts",
                "Value of One Grid Step", "All divisions of the number line are equal. What is one division worth?",
                step, f"{n} divisions lead from {low} to {high}: $({high} - {low}) \\div {n} = {step}$.")],
        [("The scale is part of a straight road with equal distances between the marks; the numbers are kilometres "
          "from the harbour, negative ones to the west of it. A car stands at A.",
          "Which number belongs to its place?"),
         ("The scale is part of a time line with equal divisions; the numbers are years after the founding of a town, "
          "negative ones before it. An event is marked at A.", "Which number belongs to the event?"),
         ("The scale shows heights in metres above sea level, negative ones below it, with equal divisions. The "
          "entrance of a mine is marked at A.", "Which number belongs to the entrance?"),
         ("The marks have equal distances. Let $a$ be the coordinate of A.", "Determine $a$.")],
        dict(low=low, high=high), fixed=(n, place), figure=figure, upright=True, check=check, scale=False)


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
            c.line((x, -0.3), (x, 0.3))
            c.text((x, 0.9), name)
            c.text((x, -1.1), text)
        for x in (2.5, 7.5):
            for d in (-0.1, 0.1):
                c.line((x + d - 0.06, -0.25), (x + d + 0.06, 0.25), kind="thin")

    def check(c):
        one, two = c.numbers()
        ends = [next(p[0] for kind, p, _, _, text in c.labels if text == name) for name in "AMB"]
        part = (ends[1] - ends[0]) / (ends[2] - ends[0])
        return one + part * (two - one), two - one, one - (two - one)

    return Scene(
        f"On a number line A is the point {left} and B the point {b}; M lies halfway between them.", [
            ask("Applications of the Number Line",
                "Midpoint of Two Numbers", "On the number line M lies halfway between A and B. Which number belongs to "
                "M?", m, f"halfway between {left} and {b} lies $({left} + {b}) \\div 2 = {m}$."),
            ask("Applications of the Number Line",
                "Length of a Segment on the Line", "How many units are the points A and B of "
                "the number line apart?", length, f"A is {left} and B is {b}, and $|{left} - {b}| = {length}$."),
            ask("Applications of the Number Line",
                "Points at a Given Distance", "Which number other than that of B belongs to a "
                "point of the number line that is as far from A as B is?", left - length,
                f"B is $|{left} - {b}| = {length}$ units from A, so the other point is ${left} - {length} = "
                f"{left - length}$.")],
        [("On a straight road, places are named by their kilometres east of the town hall, negative ones to the west. "
          "Two friends start at A and B and meet halfway, at M.", "Which number belongs to M?"),
         ("A and B are the lowest and the highest temperature that a device stands, in degrees. M is exactly halfway "
          "between them.", "Which number belongs to M?"),
         ("A and B are heights in metres above the ground, negative ones below it. The lift of a mine halts halfway "
          "between these heights, at M.", "Which number belongs to M?"),
         ("The number of M is the arithmetic mean of the numbers of A and B.", "Determine the number of M.")],
        dict(a=a, b=b), fixed=(negative,), figure=figure, upright=True, check=check, scale=False)


@program("Ordinal Numbers and Positions")
def posts(rng):
    n, gap = rng.randint(6, 14), rng.randint(2, 20)
    i, j = sorted(rng.sample(range(1, n + 1), 2))
    while j - i < 2:
        i, j = sorted(rng.sample(range(1, n + 1), 2))

    def figure(c, g):
        c.without = set(PLAIN)
        for k in range(n):
            c.polygon((k - 0.24, 0), (k + 0.24, 0), (k + 0.24, 3), (k - 0.24, 3), fill=k + 1 in (i, j), accent=True)
        c.line((-0.6, 0), (n - 0.4, 0))
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
                "How far is it from the first post to the last one?", (n - 1) * gap,
                f"{n} posts have ${n} - 1 = {n - 1}$ gaps, and ${n - 1} \\times {gap} = {(n - 1) * gap}$."),
            ask("Ordinal Numbers and Positions",
                "Counting Places Inclusive", "How many posts are there from one dark post to the "
                "other, both included?", j - i + 1, f"the dark posts are at the places {i} and {j} from the left: "
                f"${j} - {i} + 1 = {j - i + 1}$."),
            ask("Observing Real-World Scenes",
                "Left and Right of the Viewer", "Which place, counted from the right, has the dark post further to the "
                "left?", n + 1 - i, f"it is the post number {i} of {n} from the left, so from the right it "
                f"is number ${n} + 1 - {i} = {n + 1 - i}$.")],
        [("Trees are planted along a straight avenue, as the posts in the figure; the number is the distance of "
          "neighbouring trees in metres.", "How many metres is it from the first tree to the last one?"),
         ("The posts stand for the stations of a straight railway line with equal distances; the number is the "
          "distance of neighbouring stations in kilometres.",
          "How many kilometres is it from the first station to the last one?"),
         ("The posts stand for the signals of a lighthouse at equal intervals; the number is the time from the start "
          "of a signal to the start of the next one in seconds.",
          "How many seconds pass from the start of the first signal to the start of the last one?"),
         ("The posts mark points of a line at equal distances, one of which is given.",
          "Determine the distance between the two outermost points.")],
        dict(gap=gap), fixed=(n, i, j), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"Two parts A and B make {s} together, and A is {d} larger than B.", [
            ask("Number Bonds",
                "Parts from Sum and Difference", "The number on the right is the total of the bars A and B; the "
                "other number is their difference. Which number does bar A stand for?", big,
                f"the total is {s} and the difference {d}, so A is $({s} + {d}) \\div 2 = {big}$."),
            ask("Number Bonds",
                "Parts Make the Whole", "The number on the right is the total of the bars A and B; the other number "
                "is their difference. Which number does bar B stand for?", small,
                f"A is $({s} + {d}) \\div 2 = {big}$, and the other part of {s} is ${s} - {big} = {small}$."),
            ask("Concept and Properties of Subtraction",
                "Same Change on Both Sides", "The number on the right is the total of the bars A and B; the other "
                "number is their difference. Both numbers are made larger by 10. What is their difference then?",
                d, f"the difference does not change when both grow equally: $({big} + 10) - ({small} + 10) = {d}$.")],
        [("Two sisters A and B have saved money. The number on the right is what they have together, in euros; the "
          "other number says how much A has more.", "How many euros has A saved?"),
         ("A rope is cut into the pieces A and B. The number on the right is its whole length in metres; the other "
          "number says by how many metres A is longer.", "How many metres long is A?"),
         ("Two classes A and B collect bottles. The number on the right is their common total; the other number says "
          "how many more A has.", "How many bottles has class A collected?"),
         ("Let $a + b$ be the number on the right of the bars A and B and $a - b$ the other number.",
          "Determine $a$.")],
        dict(s=s, d=d), figure=figure, upright=True, check=check, scale=False)


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

    text = "The number above each circle says how many elements the whole circle holds; the number in the middle " \
           "says how many lie in both circles. "
    return Scene(
        f"Circle A holds {a} elements and circle B holds {b}; {both} of them lie in both.", [
            ask("Counting in Overlapping Groups",
                "Subtract What is Counted Twice", text + "How many elements lie in at least one of the circles?",
                total, f"the {both} elements in the middle are counted twice: ${a} + {b} - {both} = {total}$."),
            ask("Counting in Overlapping Groups",
                "Only the First Feature", text + "How many elements lie in A only?", only_a,
                f"{both} of the {a} elements of A lie in B too, so ${a} - {both} = {only_a}$ are left."),
            ask("Counting in Overlapping Groups",
                "Subtract What is Counted Twice", text + "How many elements lie in exactly one of the circles?",
                only_a + only_b, f"in at least one circle lie ${a} + {b} - {both} = {total}$, and without the middle "
                f"these are ${total} - {both} = {only_a + only_b}$.")],
        [("In a club, circle A stands for all who play chess and circle B for all who play draughts; the number in the "
          "middle stands for those who play both.", "How many play at least one of the games?"),
         ("Of the guests of a hotel, circle A stands for all who booked breakfast and circle B for all who booked "
          "dinner; the number in the middle stands for those with both.", "How many guests booked at least one meal?"),
         ("Circle A stands for all flowers of a garden that are red and circle B for all that are scented; the number "
          "in the middle stands for those that are both.", "How many flowers are red or scented or both?"),
         ("Let $A$ and $B$ be the sets of the figure; the numbers are $|A|$, $|B|$ and, in the middle, $|A \\cap B|$.",
          "Determine $|A \\cup B|$.")],
        dict(a=a, b=b, both=both), figure=figure, upright=True, check=check, scale=False)
