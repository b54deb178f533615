"""Time: clocks, durations, calendar sheets, timetables, units of time, speed."""
from fractions import Fraction
from math import atan2, degrees

from ..canvas import Canvas
from ..pieces import clock_face, table
from ..tools import Scene, ask, draw_until, frac, over, program

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def stamp(minutes, hours=12):
    """Minutes after midnight as 3:05, on a dial of 12 or 24 hours."""
    h, m = minutes // 60 % hours, minutes % 60
    return f"{h or 12 if hours == 12 else h}:{m:02d}"


def later(start, wait):
    """The reasoning from a number of minutes past 12 to the time on a dial some minutes later."""
    n = start + wait
    whole = " and the dial starts anew after 12 hours" if n >= 780 else ""
    return f"${start} + {wait} = {n} = {n // 60} \\times 60 + {n % 60}${whole}, so the time is then {stamp(n)}"


def half_of(t):
    """A number of halves as a decimal."""
    return f"{t / 2:g}"


def clock_at(c, hour, minute, x):
    """A clock face with its centre at (x, 0); of its numbers only 3, 6, 9 and 12, as it is small."""
    part = Canvas(upright=True)
    clock_face(part, hour, minute)

    def moved(p):
        return p[0] + x, p[1]

    c.strokes += [([moved(p) for p in points], kind) for points, kind in part.strokes]
    c.fills += [([moved(p) for p in points], accent) for points, accent in part.fills]
    c.labels += [(kind, moved(p), q, r, text) for kind, p, q, r, text in part.labels if int(text) % 3 == 0]
    c.dots += [moved(p) for p in part.dots]


def turn(points):
    """How far a hand has turned from the 12, clockwise, in degrees."""
    (x0, y0), (x1, y1) = points
    return degrees(atan2(x1 - x0, y1 - y0)) % 360


def dials(c):
    """The minutes after 12 that the clocks show, from left to right, and the turns of their hands."""
    short = sorted(points for points, kind in c.strokes if kind == "thick")
    long = sorted(points for points, kind in c.strokes if kind == "line" and len(points) == 2)
    turns = [(turn(a), turn(b)) for a, b in zip(short, long)]
    return [60 * int(a / 30 + 0.001) % 720 + round(b / 6) % 60 for a, b in turns], turns


@program("Reading a Clock")
def clock(rng):
    hour, minute = draw_until(lambda: (rng.randint(1, 12), 5 * rng.randint(0, 11)), lambda t: t != (12, 0), "clock")
    wait = 5 * rng.randint(4, 24)
    now = 60 * (hour % 12) + minute  # also the turn of the short hand in halves of a degree
    gap = abs(now - 12 * minute)
    other = f"$360 - {half_of(gap)} = {half_of(720 - gap)}$"

    def figure(c, g):
        c.without |= {"line", "hatch"}
        clock_face(c, hour, minute)

    def check(c):
        (t,), ((a, b),) = dials(c)
        for _ in range(wait):
            t = (t + 1) % 720
        return stamp(t), stamp(dials(c)[0][0]), min((a - b) % 360, (b - a) % 360)

    return Scene(
        f"A clock shows {stamp(now)}.", [
            ask("Reading a Clock", "Elapsed Time",
                "Which time will the clock show after {wait} more minutes? Answer in the form 3:05.",
                stamp(now + wait), f"the clock shows {stamp(now)}, that is $60 \\times {hour % 12} + {minute} = {now}$ "
                f"minutes past 12; {later(now, wait)}."),
            ask("Reading a Clock", "Hour Hand", "Which time does the clock show? Answer in the form 3:05.", stamp(now),
                f"the last number that the short hand has reached is {hour}, and the long hand has turned by "
                f"${6 * minute}$ degrees, so it shows ${6 * minute} \\div 6 = {minute}$ minutes: {stamp(now)}."),
            ask("Reading a Clock", "Angle between the Hands",
                "How many degrees is the smaller angle between the hands of the clock?",
                f"{half_of(min(gap, 720 - gap))}^\\circ", f"the short hand has turned by $30 \\times {hour % 12} + "
                f"{minute} \\div 2 = {half_of(now)}$ degrees and the long one by $6 \\times {minute} = {6 * minute}"
                f"$ degrees, so they differ by $|{half_of(now)} - {6 * minute}| = {half_of(gap)}$ degrees" +
                (f", and the smaller angle has {other} degrees." if gap > 360 else "."))],
        [("A bus leaves at the time on the clock. It arrives {wait} minutes later.",
          "When does it arrive? Answer in the form 3:05."),
         ("A cake goes into the oven at the time on the clock and bakes for {wait} minutes.",
          "When is it done? Answer in the form 3:05."),
         ("A football practice begins at the time on the clock and lasts {wait} minutes.",
          "When does it end? Answer in the form 3:05."),
         ("The long hand of the clock turns on by {wait} marks of the minute scale.",
          "Which time is shown then? Answer in the form 3:05.")],
        dict(wait=wait), fixed=(hour, minute), figure=figure, upright=True, check=check, scale=False)


@program("Duration between Two Times")
def two_clocks(rng):
    start = draw_until(lambda: 5 * rng.randint(0, 143), lambda t: t % 60, "two_clocks")
    length, rest = 5 * rng.randint(16, 54), rng.randint(8, 30)
    end = (start + length) % 720
    first = 60 - start % 60
    hours = (length - first) // 60
    tail = length - first - 60 * hours

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        for x, t, name in ((0, start, "start"), (22, end, "end")):
            clock_at(c, t // 60, t % 60, x)
            c.text((x, -12.5), name)

    def check(c):
        a, b = dials(c)[0]
        passed = next(k for k in range(720) if (a + k) % 720 == b)
        return passed - rest, stamp(b + passed), passed // 60

    count = f"${first} + {hours} \\times 60 + {tail} = {length}$ minutes"
    return Scene(
        f"Two clocks show the start and the end of an event: {stamp(start)} and {stamp(end)}.", [
            ask("Duration between Two Times", "Counting up to the Full Hour",
                "The clocks show the start and the end of a concert that is shorter than 12 hours. Its break lasts "
                "{rest} minutes. How many minutes does the concert last without the break?", length - rest,
                f"from {stamp(start)} to {stamp(end)}, minutes up to the full hour, whole hours and the rest make "
                f"{count}; without the break these are ${length} - {rest} = {length - rest}$ minutes."),
            ask("Duration between Two Times", "End from Start and Duration",
                "Less than 12 hours pass from the time on the left clock to the time on the right clock. If just as "
                "much time passes once more, which time is it then? Answer in the form 3:05.", stamp(end + length),
                f"the duration is {count}, and the right clock shows ${end // 60} \\times 60 + {end % 60} = {end}$ "
                f"minutes past 12; {later(end, length)}."),
            ask("Duration between Two Times", "Duration in Hours and Minutes",
                "Less than 12 hours pass from the time on the left clock to the time on the right clock. How many full "
                "hours are in this span?", length // 60,
                f"the span is {count}, and $\\lfloor \\frac{{{length}}}{{60}} \\rfloor = {length // 60}$.")],
        [("The clocks show when a hiker set out and when she came back, less than 12 hours later. She rested for "
          "{rest} minutes in all.", "How many minutes did she walk?"),
         ("The clocks show the start and the end of a film evening shorter than 12 hours. Advertisements took {rest} "
          "minutes of it.", "How many minutes were left for films?"),
         ("The clocks show when a train left and when it arrived, less than 12 hours later. It stood at stations for "
          "{rest} minutes in all.", "For how many minutes was it moving?"),
         ("Let $d$ be the number of minutes, below 720, from the time on the left dial to that on the right dial.",
          "Determine $d - {rest}$.")],
        dict(rest=rest), fixed=(start, length), figure=figure, upright=True, check=check, scale=False)


@program("Reading a Calendar")
def calendar_sheet(rng):
    first, size, wait = rng.randrange(7), rng.choice((30, 31)), rng.randint(8, 90)
    day = rng.randint(1, size)
    column = (first + day - 1) % 7
    after = (first + size) % 7
    same = [d for d in range(1, size + 1) if (d - day) % 7 == 0]

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        c.halo = True
        rows = (first + size + 6) // 7
        for j, name in enumerate(DAYS):
            c.text((j + 0.5, 0.5), name[:2])
        c.line((0, 0), (7, 0))
        for d in range(1, size + 1):
            i, j = divmod(first + d - 1, 7)
            if d == day:
                c.polygon((j, -i - 1), (j + 1, -i - 1), (j + 1, -i), (j, -i), accent=True)
            c.text((j + 0.5, -i - 0.5), d)
        c.polygon((0, -rows), (7, -rows), (7, 1), (0, 1), fill=False)

    def check(c):
        x = min(p[0] for p in c.polygons[0])
        names, numbers = c.texts()[:7], c.numbers()
        full, at = {name[:2]: name for name in DAYS}, x
        for _ in range(wait):
            at = at + 1 if at < 6 else 0
        last = [p for kind, p, _, _, text in c.labels if text == str(numbers[-1])][-1]
        centre = (x + 0.5, min(p[1] for p in c.polygons[0]) + 0.5)
        date = next(int(text) for _, p, _, _, text in c.labels if p == centre)
        dates = [p for _, p, _, _, text in c.labels if text.isdigit() and p[0] == x + 0.5]
        return full[names[at]], full[names[int(last[0] + 1) % 7]], len(dates), len(range(date, numbers[-1] + 1))

    return Scene(
        f"A day is shaded in the calendar sheet of a month with {size} days: number {day}, a {DAYS[column]}.", [
            ask("Reading a Calendar", "Weekday by Remainder",
                "The figure is the calendar sheet of one month, and one day is shaded. Which day of the week is it "
                "{later} days after the shaded day? Answer with the full English name.", DAYS[(column + wait) % 7],
                f"the shaded day is a {DAYS[column]}; ${wait} \\bmod 7 = {wait % 7}$, and going on by {wait % 7} "
                f"from {DAYS[column]} leads to {DAYS[(column + wait) % 7]}."),
            ask("Reading a Calendar", "Weekday by Remainder", "On which day of the week does the next month begin? "
                "Answer with the full English name.", DAYS[after],
                f"this month begins on a {DAYS[first]} and has {size} days; ${size} \\bmod 7 = {size % 7}$, and going "
                f"on by {size % 7} from {DAYS[first]} leads to {DAYS[after]}."),
            ask("Reading a Calendar", "Dates in One Column",
                "How many days of this month fall on the same day of the week as the shaded day?", len(same),
                f"the dates of the column go up by seven: {', '.join(map(str, same))}. From ${same[0]}$ to "
                f"${same[-1]}$ there are $({same[-1]} - {same[0]}) \\div 7 + 1 = {len(same)}$ of them."),
            ask("Reading a Calendar", "Counting Days Inclusively", "How many days are there from the shaded day to the "
                "last day of the month, both counted?", size - day + 1,
                f"from {day} to {size} there are ${size} - {day} + 1 = {size - day + 1}$ days.")],
        [("A library book is lent on the shaded day for {later} days.",
          "On which day of the week is it due? Answer with the full English name."),
         ("A parcel ship sails on the shaded day and is at sea for {later} days.",
          "On which day of the week does it arrive? Answer with the full English name."),
         ("On the shaded day a poster announces a concert that takes place {later} days later.",
          "On which day of the week does the concert take place? Answer with the full English name."),
         ("Let $w(k)$ be the day of the week $k$ days after the shaded day.",
          "Determine $w({later})$. Answer with the full English name.")],
        dict(later=wait), fixed=(first, size, day), figure=figure, upright=True, check=check, scale=False)


@program("Reading a Timetable")
def timetable(rng):
    def draw():
        starts = [60 * rng.randint(6, 9) + rng.randint(0, 59)]
        for _ in range(2):
            starts.append(starts[-1] + rng.randint(12, 75))
        legs = [[rng.randint(4, 38) for _ in range(3)] for _ in range(3)]
        return [[s, s + a, s + a + b, s + a + b + d] for s, (a, b, d) in zip(starts, legs)]

    trips = draw_until(draw, lambda t: all(a < b < d for a, b, d in zip(*t)) and t[1][3] - t[1][0] != t[0][3] - t[0][0],
                       "timetable")
    stops, late = rng.choice((["Mill", "Park", "Lake", "Town"], ["Port", "Zoo", "Hill", "Farm"])), rng.randint(3, 48)
    ride, gap, end = trips[0][3] - trips[0][0], trips[1][0] - trips[0][0], trips[1][3]

    def figure(c, g):
        c.without.add("line")
        table(c, [["", "A", "B", "C"], *([stop, *(stamp(t[i], 24) for t in trips)] for i, stop in enumerate(stops))],
              wide=3.4, tall=1.9)

    def check(c):
        times = [60 * int(h) + int(m) for h, m in (t.split(":") for t in c.texts() if ":" in t)]
        rows = [times[k:k + 3] for k in range(0, 12, 3)]
        at = rows[3][1]
        for _ in range(late):
            at += 1
        return stamp(at, 24), rows[3][0] - rows[0][0], rows[0][1] - rows[0][0]

    h, m = divmod(end, 60)
    hour_more = f", that is an hour and ${m + late} - 60 = {m + late - 60}$ minutes" if m + late >= 60 else ""
    return Scene(
        "A timetable gives for three trips the times at the stops " + ", ".join(stops) + ": " + "; ".join(
            f"trip {name} {', '.join(stamp(t, 24) for t in trip)}" for name, trip in zip("ABC", trips)) + ".", [
            ask("Reading a Timetable", "Delay Shifts All Times",
                "The timetable shows three trips from the first stop down to the last stop. Trip B is {late} minutes "
                "late all the way. At which time does it reach the last stop? Answer in the form 8:05.",
                stamp(end + late, 24), f"by the timetable trip B reaches the last stop at {stamp(end, 24)}; with the "
                f"delay these are ${m} + {late} = {m + late}$ minutes past {h}{hour_more}, so it is there at "
                f"{stamp(end + late, 24)}."),
            ask("Reading a Timetable", "Travel Time from Two Entries",
                "How many minutes does trip A take from the first stop to the last stop?", ride,
                f"it leaves at {stamp(trips[0][0], 24)} and arrives at {stamp(trips[0][3], 24)}: "
                f"$60 \\times ({trips[0][3] // 60} - {trips[0][0] // 60}) + {trips[0][3] % 60} - {trips[0][0] % 60} = "
                f"{ride}$ minutes."),
            ask("Reading a Timetable", "Interval between Two Trips",
                "How many minutes after trip A does trip B leave the first stop?", gap,
                f"they leave at {stamp(trips[0][0], 24)} and {stamp(trips[1][0], 24)}: "
                f"$60 \\times ({trips[1][0] // 60} - {trips[0][0] // 60}) + {trips[1][0] % 60} - {trips[0][0] % 60} = "
                f"{gap}$ minutes.")],
        [("The table is the timetable of a village bus. Because of road works trip B is {late} minutes late at every "
          "stop.", "At which time does trip B reach the last stop? Answer in the form 8:05."),
         ("The table is the timetable of a lake ferry. In the fog trip B runs {late} minutes late all the way.",
          "At which time does trip B reach the last stop? Answer in the form 8:05."),
         ("The table is the timetable of a mountain railway. Trip B waits {late} minutes for a school class at the "
          "first stop and makes up no time.", "At which time does it reach the last stop? Answer in the form 8:05."),
         ("Every entry of column B of the table is moved {late} minutes later.",
          "Which entry is then at the bottom of column B? Answer in the form 8:05.")],
        dict(late=late), fixed=(*(t for trip in trips for t in trip), stops[0]), figure=figure, upright=True,
        check=check, scale=False)


@program("Conversion of Time Units")
def day_plan(rng):
    h, a = rng.randint(1, 3), 5 * rng.randint(5, 11)
    b = rng.choice([m for m in range(25, 58) if m not in (30, 45, a)])
    total, short = 60 * h + a + b, min(a, b)

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        wide, y = 0.15 * total, 0
        for length, text in ((60 * h, f"{g['h']} h"), (a, f"{g['a']} min"), (b, f"{g['b']} min")):
            c.polygon((0, y), (wide, y), (wide, y - length), (0, y - length), accent=length == a)
            c.side((wide, y), (wide, y - length), text, (0, y - length / 2))
            y -= length
        c.line((-0.1 * total, 0), (-0.2 * total, 0), (-0.2 * total, y), (-0.1 * total, y), kind="thin")
        c.side((-0.2 * total, 0), (-0.2 * total, y), "?", (0, y / 2))

    def check(c):
        parts = [max(y for _, y in p) - min(y for _, y in p) for p in c.polygons]
        hours, *minutes = (int(t.split()[0]) for t in c.texts() if t != "?")
        whole = sum(60 for _ in range(hours)) + sum(minutes)
        return whole, 60 * min(parts), whole / 60

    return Scene(
        f"A plan has three parts one after the other: {h} {'hour' if h == 1 else 'hours'}, {a} minutes and {b} "
        "minutes.", [
            ask("Conversion of Time Units", "Hours to Minutes",
                "The bar shows three parts of a plan that follow each other from top to bottom. How many minutes do "
                "they last in all?", total,
                f"the hours are $60 \\times {h} = {60 * h}$ minutes, and ${60 * h} + {a} + {b} = {total}$."),
            ask("Conversion of Time Units", "Minutes to Seconds", "How many seconds does the shortest part last?",
                60 * short, f"the shortest part lasts {short} minutes, and ${short} \\times 60 = {60 * short}$."),
            ask("Conversion of Time Units", "Parts of an Hour",
                "How many hours do the three parts last in all? Give a whole number or an exact fraction.",
                frac(total, 60), f"they last $60 \\times {h} + {a} + {b} = {total}$ minutes, and a minute is "
                f"$\\frac{{1}}{{60}}$ of an hour: ${over(total, 60)}$.")],
        [("The bar shows an afternoon of a choir: singing, a break, and singing again.",
          "How many minutes does the afternoon last?"),
         ("The bar shows the stages of a bicycle tour: two rides with a rest between them.",
          "How many minutes is the tour from start to end?"),
         ("The bar shows how a bread is made: the dough rises, rises again in its tin, and is baked.",
          "How many minutes does this take?"),
         ("Three intervals of time lie end to end on a time axis, as in the figure.",
          "Find the measure of the whole interval in minutes.")],
        dict(h=h, a=a, b=b), figure=figure, upright=True, check=check, scale=False)


@program("Speed and Its Units")
def journey_graph(rng):
    v, t = rng.randint(30, 96), rng.randint(2, 8)
    s = v * t

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes", "grid"}
        c.arrow((0, 0), (11, 0))
        c.arrow((0, 0), (0, 10))
        c.line((0, 0), (10, 8), kind="thick")
        c.line((0, 6.4), (8, 6.4), (8, 0), kind="dash")
        c.dot((8, 6.4))
        c.corner((0, 6.4), f"{g['s']} km", (5, 6.4))
        c.corner((8, 0), f"{g['t']} h", (8, 5))
        c.text((1.6, 10), "distance")
        c.text((10.6, 0.7), "time")

    def check(c):
        far, hours = (int(text.split()[0]) for text in c.texts()[:2])
        speed = next(k for k in range(1, 500) if k * hours == far)
        return speed, sum(speed for _ in range(10)), Fraction(1000 * far, 3600 * hours)

    return Scene(
        f"A car covers {s} km in {t} hours at a constant speed.", [
            ask("Speed and Its Units", "Speed as Distance by Time",
                "The graph shows the journey of a car from its start. What is its speed in kilometres per hour?", v,
                f"the graph is a straight line, so the speed is constant: ${s} \\div {t} = {v}$."),
            ask("Speed and Its Units", "Distance from Speed and Time",
                "The graph shows the journey of a car from its start. How many kilometres does it cover in 10 hours at "
                "the same speed?", 10 * v, f"its speed is ${s} \\div {t} = {v}$ kilometres per hour, and ${v} \\times "
                f"10 = {10 * v}$."),
            ask("Speed and Its Units", "Metres per Second and Kilometres per Hour",
                "What is the speed shown by the graph in metres per second? Give a whole number or an exact fraction.",
                frac(5 * v, 18), f"the speed is ${s} \\div {t} = {v}$ kilometres per hour, and ${v} \\div 3.6 = "
                f"{frac(5 * v, 18)}$.")],
        [("A train leaves a station and runs at a constant speed; the graph shows the distance it has covered.",
          "How many kilometres does it run in an hour?"),
         ("A coach leaves a town and keeps the same speed on a motorway; the graph shows the distance it has covered.",
          "What is its speed in kilometres per hour?"),
         ("A lorry leaves a depot and drives at a constant speed; the graph shows the distance it has covered.",
          "How many kilometres does it drive in an hour?"),
         ("The straight line through the origin is the graph of $s = v t$, with $s$ in kilometres and $t$ in hours.",
          "Determine the constant $v$ in kilometres per hour.")],
        dict(s=s, t=t), figure=figure, upright=True, check=check, scale=False)
