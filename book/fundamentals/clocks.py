"""Time: clocks, durations, calendar sheets, timetables, units of time, speed."""
from fractions import Fraction
from math import atan2, degrees

from ..canvas import Canvas, polar
from ..pieces import clock_face, table
from ..tools import Quantity, Scene, ask, draw_until, frac, over, program

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def stamp(minutes, hours=12):
    """Minutes after midnight as 3:05, on a dial of 12 or 24 hours."""
    h, m = minutes // 60 % hours, minutes % 60
    return f"{h or 12 if hours == 12 else h}:{m:02d}"


def later(start, wait):
    """The reasoning from a number of minutes past 12 to the time on a dial some minutes later."""
    n = start + wait
    whole = " and the dial starts anew after 12 hours" if n >= 780 else ""
    return f"Then it is ${start} + {wait} = {n} = {n // 60} \\times 60 + {n % 60}$ minutes past 12{whole}, so the " \
           f"time is {stamp(n)}"


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


def minute_ring(c, rng):
    """More for a clock: the numbers of the minutes around it."""
    for i in range(1, 13):
        c.text(polar((0, 0), 11.6, 90 - 30 * i), 5 * i, small=True)


def afternoon_hours(c, rng):
    """More for a clock: the hours from 13 to 24 around it."""
    for i in range(1, 13):
        c.text(polar((0, 0), 11.6, 90 - 30 * i), 12 + i, small=True)


def quarter_lines(c, rng):
    """More for clocks: faint lines that cut the dials into quarters."""
    for x in (0, 22):
        c.line((x, -10), (x, 10), kind="faint")
        c.line((x - 10, 0), (x + 10, 0), kind="faint")


def fourth_trip(c, rng, trips):
    """More for a timetable: a column with a later trip."""
    wait, wide, tall = rng.randint(20, 60), 3.4, 1.9
    for i, text in enumerate(["D", *(stamp(t + wait, 24) for t in trips[2])]):
        c.text((4.5 * wide, (4.5 - i) * tall), text)
    for i in range(6):
        c.line((4 * wide, i * tall), (5 * wide, i * tall), kind="thin")
    c.line((5 * wide, 0), (5 * wide, 5 * tall), kind="thin")
    c.fills.append(([(4 * wide, 4 * tall), (5 * wide, 4 * tall), (5 * wide, 5 * tall), (4 * wide, 5 * tall)], False))


def full_hours(c, rng, total):
    """More for a bar of a plan: faint lines at the full hours after its start."""
    for y in range(60, total, 60):
        c.line((0, -y), (0.15 * total, -y), kind="faint")


def slower_line(c, rng):
    """More for a journey: the graph of a slower traveller."""
    c.line((0, 0), (10, 8 * rng.choice((0.45, 0.55, 0.65))), kind="thin")


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
                stamp(now + wait), f"The short hand of the clock has passed {hour} and the long hand stands at minute "
                f"{minute}, so the clock shows {stamp(now)}. By @ times are counted in minutes: it is now $60 \\times "
                f"{hour % 12} + {minute} = {now}$ minutes past 12. {later(now, wait)}.",
                wrong=[stamp(now + wait + 60), stamp(now + wait - 60), stamp(now - wait)]),
            ask("Reading a Clock", "Hour Hand", "Which time does the clock show? Answer in the form 3:05.", stamp(now),
                f"By @ the hour is the last number that the short hand has reached, here {hour}. The long hand has "
                f"turned by ${6 * minute}$ degrees, 6 degrees a minute, so it shows ${6 * minute} \\div 6 = {minute}$ "
                f"minutes. The time is {stamp(now)}.",
                wrong=[stamp(60 * (minute // 5) + 5 * (hour % 12)), stamp(now + 60), stamp(now - 60)]),
            ask("Reading a Clock", "Angle between the Hands",
                "How many degrees is the smaller angle between the hands of the clock?",
                f"{half_of(min(gap, 720 - gap))}^\\circ", f"The clock shows {stamp(now)}. Since 12 o'clock the short "
                f"hand has turned by $30 \\times {hour % 12} + {minute} \\div 2 = {half_of(now)}$ degrees and the long "
                f"one by $6 \\times {minute} = {6 * minute}$ degrees. By @ the hands differ by $|{half_of(now)} - "
                f"{6 * minute}| = {half_of(gap)}$ degrees" +
                (f". This is more than 180 degrees, so the smaller angle has {other} degrees." if gap > 360 else "."),
                wrong=[f"{half_of(v)}^\\circ" for v in (720 - min(gap, 720 - gap), min(gap, 720 - gap) + 60,
                                                         2 * abs(30 * (hour % 12) - 6 * minute) or 360)])],
        givens=dict(wait=wait), fixed=(hour, minute), figure=figure, upright=True, check=check, scale=False,
        quantities={"wait": Quantity("duration", "the waiting time", "minutes")}, more=[minute_ring, afternoon_hours])


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
    read = f"*Reading a Clock* gives {stamp(start)} on the left and {stamp(end)} on the right."
    parts = f"it takes {first} minutes to the next full hour, then {hours} full hour{'s' * (hours != 1)} and {tail} " \
            f"more minutes, together {count}"
    clocks = ["Reading a Clock"]
    return Scene(
        f"Two clocks show the start and the end of an event: {stamp(start)} and {stamp(end)}.", [
            ask("Duration between Two Times", "Counting up to the Full Hour",
                "The clocks show the start and the end of a concert that is shorter than 12 hours. Its break lasts "
                "{rest} minutes. How many minutes does the concert last without the break?", length - rest,
                f"{read} By @ {parts}. This is the concert with its break. The break takes {rest} of these minutes, "
                f"so ${length} - {rest} = {length - rest}$ minutes are left.", also=clocks,
                wrong=[length, length + rest, length - rest + 60, length - rest + 40]),
            ask("Duration between Two Times", "End from Start and Duration",
                "Less than 12 hours pass from the time on the left clock to the time on the right clock. If just as "
                "much time passes once more, which time is it then? Answer in the form 3:05.", stamp(end + length),
                f"{read} From the first time to the second {parts}. The right clock shows ${end // 60} \\times 60 + "
                f"{end % 60} = {end}$ minutes past 12. By @ the duration is added to this. {later(end, length)}.",
                also=clocks, wrong=[stamp(end + length + 60), stamp(end + length - 60), stamp(start - length)]),
            ask("Duration between Two Times", "Duration in Hours and Minutes",
                "Less than 12 hours pass from the time on the left clock to the time on the right clock. How many full "
                "hours are in this span?", length // 60,
                f"{read} From the first time to the second {parts}. By @ the number of full hours is "
                f"$\\lfloor \\frac{{{length}}}{{60}} \\rfloor = {length // 60}$.", also=clocks,
                wrong=[length // 60 + 1, hours if hours != length // 60 else length // 60 + 2])],
        givens=dict(rest=rest), fixed=(start, length), figure=figure, upright=True, check=check, scale=False,
        quantities={"rest": Quantity("duration", "the length of the break", "minutes")}, more=[quarter_lines])


def week_numbers(c, _):
    """A column before the calendar sheet that numbers its weeks."""
    low = min(y for p in c.polygons for _, y in p)
    c.text((-0.7, 0.5), "week", small=True)
    for k in range(round(-low)):
        c.text((-0.7, -k - 0.5), str(k + 1), small=True)
    c.line((-1.4, 0), (0, 0), kind="thin")


@program("Reading a Calendar")
def calendar_sheet(rng):
    first, size, wait = rng.randrange(7), rng.choice((30, 31)), rng.randint(8, 90)
    day = rng.randint(1, size)
    column, after = (first + day - 1) % 7, (first + size) % 7
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
            if d == day and c.asked != 1:
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

    listed = f"{', '.join(map(str, same[:-1]))} and {same[-1]}"
    go_on = f"{wait % 7} day{'s' * (wait % 7 != 1)}"
    return Scene(
        f"A day is shaded in the calendar sheet of a month with {size} days: number {day}, a {DAYS[column]}.", [
            ask("Reading a Calendar", "Weekday by Remainder",
                "The figure is the calendar sheet of one month, and one day is shaded. Which day of the week lies "
                "{later} days after the shaded day? Answer with the full English name.", DAYS[(column + wait) % 7],
                f"The shaded day stands in the column of {DAYS[column]}. By @ only the remainder on division by 7 "
                f"matters, ${wait} \\bmod 7 = {wait % 7}$. Going on by {go_on} from {DAYS[column]} leads to "
                f"{DAYS[(column + wait) % 7]}.",
                wrong=[DAYS[(column + wait + 1) % 7], DAYS[(column + wait - 1) % 7], DAYS[(column - wait) % 7],
                       DAYS[wait % 7]]),
            ask("Reading a Calendar", "Weekday by Remainder",
                "On which day of the week does the next month begin? Answer with the full English name.", DAYS[after],
                f"This month begins on a {DAYS[first]} and has {size} days, so the next one begins {size} days later. "
                f"By @ the remainder ${size} \\bmod 7 = {size % 7}$ counts, and going on by {size % 7} days from "
                f"{DAYS[first]} leads to {DAYS[after]}.", wrong=[DAYS[first], DAYS[after - 1], DAYS[(after + 1) % 7]]),
            ask("Reading a Calendar", "Dates in One Column",
                "How many days of this month fall on the same day of the week as the shaded day?", len(same),
                f"The shaded day is a {DAYS[column]}. By @ the dates of its column go up by seven: {listed}. From "
                f"{same[0]} to {same[-1]} there are $({same[-1]} - {same[0]}) \\div 7 + 1 = {len(same)}$ of them.",
                wrong=[len(same) - 1, 9 - len(same), len(same) + 2]),
            ask("Reading a Calendar", "Counting Days Inclusively", "How many days are there from the shaded day to the "
                "last day of the month, both counted?", size - day + 1,
                f"The shaded day has the date {day} and the last day the date {size}. By @ there are ${size} - {day} + "
                f"1 = {size - day + 1}$ days.", wrong=[size - day, size - day + 2, 61 - size])],
        givens=dict(later=wait), fixed=(first, size, day), figure=figure, upright=True, check=check, scale=False,
        quantities={"later": Quantity("count", "the number of days to go on", "days")}, more=[week_numbers])


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
    hour_more = f", that is an hour and ${m + late} - 60 = {m + late - 60}$ minutes past {h}" if m + late >= 60 else ""

    def entries(a, b):
        return f"$60 \\times ({b // 60} - {a // 60}) + {b % 60} - {a % 60} = {b - a}$ minutes"

    return Scene(
        "A timetable gives for three trips the times at the stops " + ", ".join(stops) + ": " + "; ".join(
            f"trip {name} {', '.join(stamp(t, 24) for t in trip)}" for name, trip in zip("ABC", trips)) + ".", [
            ask("Reading a Timetable", "Delay Shifts All Times",
                "The timetable shows trips from the first stop down to the last stop. Trip B is {late} minutes "
                "late all the way. At which time does it reach the last stop? Answer in the form 8:05.",
                stamp(end + late, 24), f"By the timetable trip B reaches the last stop, {stops[3]}, at "
                f"{stamp(end, 24)}. By @ its delay of {late} minutes moves this arrival as well: it comes ${m} + "
                f"{late} = {m + late}$ minutes past {h}{hour_more}, at {stamp(end + late, 24)}.",
                wrong=[stamp(end - late, 24), stamp(trips[0][3] + late, 24), stamp(trips[1][2] + late, 24),
                       stamp(trips[2][3] + late, 24)]),
            ask("Reading a Timetable", "Travel Time from Two Entries",
                "How many minutes does trip A take from the first stop to the last stop?", ride,
                f"Trip A leaves {stops[0]} at {stamp(trips[0][0], 24)} and reaches {stops[3]} at "
                f"{stamp(trips[0][3], 24)}. By @ it takes {entries(trips[0][0], trips[0][3])}.",
                wrong=[trips[1][3] - trips[1][0], trips[0][2] - trips[0][0], ride + 40]),
            ask("Reading a Timetable", "Interval between Two Trips",
                "How many minutes after trip A does trip B leave the first stop?", gap,
                f"Trips A and B leave {stops[0]} at {stamp(trips[0][0], 24)} and {stamp(trips[1][0], 24)}. By @ the "
                f"difference of these entries of one row is wanted, {entries(trips[0][0], trips[1][0])}.",
                wrong=[trips[2][0] - trips[1][0], trips[1][3] - trips[0][3], ride])],
        givens=dict(late=late), fixed=(*(t for trip in trips for t in trip), stops[0]), figure=figure, upright=True,
        check=check, scale=False, quantities={"late": Quantity("duration", "the delay of trip B", "minutes")},
        more=[lambda c, rng: fourth_trip(c, rng, trips)])


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
        if c.asked != 1:
            c.line((-0.1 * total, 0), (-0.2 * total, 0), (-0.2 * total, y), (-0.1 * total, y), kind="thin")
            c.side((-0.2 * total, 0), (-0.2 * total, y), "?", (0, y / 2))

    def check(c):
        parts = [max(y for _, y in p) - min(y for _, y in p) for p in c.polygons]
        hours, *minutes = (int(t.split()[0]) for t in c.texts() if t != "?")
        whole = sum(60 for _ in range(hours)) + sum(minutes)
        return whole, 60 * min(parts), whole / 60

    parts = f"{h} hour{'s' * (h > 1)}, {a} minutes and {b} minutes"
    return Scene(
        f"A plan has three parts one after the other: {h} {'hour' if h == 1 else 'hours'}, {a} minutes and {b} "
        "minutes.", [
            ask("Conversion of Time Units", "Hours to Minutes",
                "The bar shows three parts of a plan that follow each other from top to bottom. How many minutes do "
                "the three parts last in all?", total,
                f"The bar shows parts of {parts}. By @ the hours are $60 \\times {h} = {60 * h}$ minutes. Together the "
                f"three parts last ${60 * h} + {a} + {b} = {total}$ minutes.",
                wrong=[100 * h + a + b, h + a + b, 60 * h + max(a, b), 30 * h + a + b]),
            ask("Conversion of Time Units", "Minutes to Seconds", "How many seconds does the shortest part last?",
                60 * short, f"The bar shows parts of {parts}, so the shortest part lasts {short} minutes. By @ these "
                f"are ${short} \\times 60 = {60 * short}$ seconds.",
                wrong=[100 * short, 60 * max(a, b), 3600 * h]),
            ask("Conversion of Time Units", "Parts of an Hour",
                "How many hours do the three parts last in all? Give a whole number or an exact fraction.",
                frac(total, 60), f"The bar shows parts of {parts}, together $60 \\times {h} + {a} + {b} = {total}$ "
                f"minutes. By @ a minute is $\\frac{{1}}{{60}}$ of an hour, so they last ${over(total, 60)}$ hours.",
                wrong=[frac(total, 100), frac(100 * h + a + b, 100), frac(60 * h + a, 60)])],
        givens=dict(h=h, a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"h": Quantity("duration", "the length of the top part", "hours"),
                    "a": Quantity("duration", "the length of the middle part", "minutes"),
                    "b": Quantity("duration", "the length of the bottom part", "minutes")},
        more=[lambda c, rng: full_hours(c, rng, total)])


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

    reading = f"The dashed lines show that the car covers {s} km in {t} hours."
    return Scene(
        f"A car covers {s} km in {t} hours at a constant speed.", [
            ask("Speed and Its Units", "Speed as Distance by Time",
                "The graph shows the journey of a car from its start. What is the speed of the car in kilometres per "
                "hour?", v,
                f"{reading} Its graph is a straight line, so the speed is constant. By @ it is ${s} \\div {t} = {v}$ "
                "kilometres per hour.", wrong=[s - t, v + t, s * t, 2 * v]),
            ask("Speed and Its Units", "Distance from Speed and Time",
                "The graph shows the journey of a car from its start. How many kilometres does it cover in 10 hours at "
                "the same speed?", 10 * v, f"{reading} Its graph is a straight line, so the speed is constant, ${s} "
                f"\\div {t} = {v}$ kilometres per hour. By @ it covers ${v} \\times 10 = {10 * v}$ kilometres in 10 "
                "hours.", wrong=[10 * s, s + 10, s + v]),
            ask("Speed and Its Units", "Metres per Second and Kilometres per Hour",
                "What is the speed shown by the graph in metres per second? Give a whole number or an exact fraction.",
                frac(5 * v, 18), f"{reading} Its speed is ${s} \\div {t} = {v}$ kilometres per hour. By @ this number "
                f"is divided by 3.6, and ${v} \\div 3.6 = {frac(5 * v, 18)}$ metres per second.",
                wrong=[frac(18 * v, 5), frac(v, 60), frac(50 * v, 3)])],
        givens=dict(s=s, t=t), figure=figure, upright=True, check=check, scale=False,
        quantities={"s": Quantity("measure", "the distance covered", "km"),
                    "t": Quantity("duration", "the driving time", "hours")}, more=[slower_line])
