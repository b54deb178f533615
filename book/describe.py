"""The description of a figure in plain sentences, from its Reading: only what the page shows, in a natural order."""

import math

from .reading import joined, kind_of, plain

LONGEST = 1500  # characters of a description
CROWD = 14  # unnamed things of one sort that a description still counts
WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
SWATCHES = {"accent": "a shaded box", "plain": "a light box", "dash": "a dashed line", "line": "a line"}
SWATCHES |= {"thick": "a thick line", "thin": "a thin line"}


def number(n, noun, plural=None):
    """ "one circle", "three circles", "14 circles"."""
    word = WORDS[n] if n < len(WORDS) else str(n)
    return f"{word} {noun if n == 1 else plural or noun + 's'}"


def article(noun):
    """The noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def big(text):
    """A sentence's beginning in upper case."""
    return text[:1].upper() + text[1:]


def quoted(texts):
    """Texts as a list in quotation marks."""
    return joined(f'"{plain(text)}"' for text in texts)


def describe(reading):
    """[(what it is about, sentence)] of a figure in a natural order: frame, shapes, points, lines, labels, marks."""
    used, found = set(), []  # used: ids of labels that have been told
    for part, about in PARTS:
        found += [(about, big(sentence)) for sentence in part(reading, used)]
    return found or [("shapes", "The figure shows a drawing without labels.")]


def order(sentences):
    """The thoughts before a description: in what order the figure is read, and how much there is of each."""
    abouts = [about for about, _ in sentences]
    return f"I read the figure in this order: {', then '.join(dict.fromkeys(abouts))}, and say what stands there."


def crowded(reading):
    """Whether a figure has so much without a name, or so many texts, that its description would say little."""
    lone = [p for p in reading.polygons if not reading.named(*p)]
    lines = [p for p, _ in reading.straight if len(p) == 2 and not reading.named(*p)]
    framed = reading.table() or reading.bars()
    many = max(len(lone), len(reading.circles), len(lines), len(reading.curves)) > CROWD and not framed
    return many or len(reading.labels) > 60 or len(" ".join(text for _, text in describe(reading))) > LONGEST


def frames(reading, used):
    """Table, bar chart or axes."""
    if rows := reading.table():
        used |= {id(label) for label in reading.labels if label[0] == "at"}
        yield f"The figure shows a table with {number(len(rows), 'row')} and {number(len(rows[0]), 'column')}."
        for i, row in enumerate(rows):
            yield f"Row {i + 1} reads: {'; '.join(plain(cell) if cell else 'empty' for cell in row)}."
    if bars := reading.bars():
        names = {text for name, over, _ in bars for text in (name, over)}
        used |= {id(label) for label in reading.labels if label[0] in ("tick", "corner") and label[4] in names}
        yield (
            f"The figure shows a bar chart with {number(len(bars), 'bar')}, from left to right "
            + joined(
                plain(name) + (f" with {'a question mark' if over == '?' else plain(over)} above it" if over else "")
                for name, over, _ in bars
            )
            + "."
        )
        low, high = (f(bars, key=lambda bar: bar[2])[0] for f in (min, max))
        heights = sorted(bar[2] for bar in bars)
        if heights[-1] - heights[-2] > reading.far:
            yield f"The bar {plain(high)} is the tallest."
        if heights[1] - heights[0] > reading.far:
            yield f"The bar {plain(low)} is the shortest."
    names, parts = reading.axis_names(), []
    for axis, word in enumerate(("horizontal", "vertical")):
        ticks = reading.scale(axis)
        own = [text for end, text in names if any(
            reading.near(q, end) and abs(p[1 - axis] - q[1 - axis]) < reading.eps for p, q in reading.heads
        )]  # fmt: skip
        used |= {id(label) for _, _, label in ticks}
        used |= {id(label) for label in reading.labels if label[0] == "corner" and label[4] in own}
        if ticks or own:
            span = f" with numbers from {plain(ticks[0][2][4])} to {plain(ticks[-1][2][4])}" if ticks else ""
            parts.append(f"a {word} axis{' named ' + plain(own[0]) if own else ''}{span}")
    if parts:
        grid = any(kind == "faint" for _, kind in reading.canvas.strokes)
        yield f"The drawing has {joined(parts)}{', over a faint grid' if grid else ''}."


def shapes(reading, used):
    """Polygons with the names at their corners, circles, sectors, arcs, curves."""
    named, lone = [], []
    boxed = bool(reading.table() or reading.bars())
    for corners in [] if boxed else reading.polygons:
        own, kind = reading.named(*corners), kind_of(corners, reading.exact)
        dark = "shaded " * any(
            accent and len(points) >= 3 and reading.same_polygon(corners, points)
            for points, accent in reading.canvas.fills
        )
        named.append(article(f"{dark}{kind} {own}")) if own else lone.append(dark + kind)
    lone = [article(k) if lone.count(k) == 1 else number(lone.count(k), k) for k in dict.fromkeys(lone)]
    if named or lone:
        yield f"The figure shows {joined(named + lone)}."
    yield from filled(reading, used, [] if boxed else reading.polygons)
    yield from round_shapes(reading)


def filled(reading, used, polygons):
    """The texts in the middle of circles and of unnamed polygons."""
    for noun, places in (("circle", [c for c, _ in reading.circles]), ("polygon", [centre_of(p) for p in polygons])):
        inside = []
        for label in reading.labels:
            over = noun == "polygon" and any(math.dist(label[1], c) < r for c, r in reading.circles)
            if label[0] == "at" and not over and sum(math.dist(label[1], c) < reading.far for c in places) == 1:
                inside.append(label)
        if len(inside) > 1 or len(inside) == len(places) == 1:
            used |= {id(label) for label in inside}
            inside.sort(key=lambda label: (-round(label[1][1], 1), label[1][0]))
            one = len(inside) == 1
            where = f"In the middle of the {noun}" if len(places) == 1 else f"Inside the {noun}s"
            yield f"{where} stand{'s' * one} {quoted(label[4] for label in inside)}."


def centre_of(points):
    """The middle of the box around points."""
    xs, ys = zip(*points)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def round_shapes(reading):
    """Circles with their centres and the points on them, sectors, arcs, ellipses, curves."""
    free, small = 0, 0
    for centre, radius in reading.circles:
        own = reading.name(centre)
        on = [n for n, p in reading.places.items() if abs(math.dist(p, centre) - radius) < 1e-4 * radius]
        if own or on:
            through = f" through {'the point' if len(on) == 1 else 'the points'} {joined(on)}" if on else ""
            yield f"There is a circle{f' with centre {own}' if own else ''}{through}."
        elif radius < reading.far:
            small += 1
        else:
            free += 1
    others = [(free, "circle"), (small, "small circle"), (len(reading.sectors), "sector of a circle")]
    others += [(len(reading.arcs), "arc")]
    half = sum(kind == "half" for _, kind in reading.ellipses)
    others += [(len(reading.ellipses) - half, "ellipse"), (half, "half dashed ellipse"), (len(reading.curves), "curve")]
    texts = [number(n, noun, "sectors of a circle" if "sector" in noun else None) for n, noun in others if n]
    if texts:
        yield f"There {'is' if texts[0].startswith('one ') else 'are'} {joined(texts)}."


def points(reading, used):
    """Points on a grid by their coordinates; points with a name on a side, and the rest."""
    for label in reading.labels:
        for name, p in reading.places.items():
            if label[0] == "corner" and label[4] == name + (reading.given[name] or "") and reading.near(label[1], p):
                used.add(id(label))
    corners = {reading.name(p) for corners in reading.polygons for p in corners if reading.named(*corners)}
    corners |= {reading.name(c) for c, _ in reading.circles}
    for name, p in reading.places.items():
        if reading.given[name]:
            yield f"The point {name} carries the coordinates {plain(reading.given[name])}."
        elif reading.unit_plane() and all(abs(v - round(v)) < 1e-6 for v in p):
            yield f"The point {name} lies at ({round(p[0])}, {round(p[1])})."
        elif name not in corners:
            for a, b in sides_of(reading):
                if name in reading.between(a, b):
                    yield f"The point {name} lies on the segment {reading.named(a, b)}."
                    break
            else:
                continue
        corners.add(name)
    rest = [name for name in reading.places if name not in corners]
    if rest:
        one = len(rest) == 1
        yield f"The letter{'s' * (not one)} {joined(rest)} name{'s' * one} {number(len(rest), 'point')}."
    if reading.canvas.open_dots:
        yield f"There {'is' if len(reading.canvas.open_dots) == 1 else 'are'} " + (
            f"{number(len(reading.canvas.open_dots), 'empty dot')}."
        )


def sides_of(reading):
    """The drawn segments between named points, each once: whole strokes and sides."""
    found = []
    for p, q, _ in reading.pieces:
        if reading.named(p, q) and not any({*map(reading.name, ends)} == {reading.name(p), reading.name(q)}
                                           for ends in found):  # fmt: skip
            found.append((p, q))
    return found


def lines(reading, used):
    """Segments that are no sides of the polygons told before; arrows."""
    if reading.table() or reading.bars():
        return
    own = [(p, q) for corners in reading.polygons for p, q in zip(corners, [*corners[1:], corners[0]])]
    axes = [end for end, _ in reading.axis_names()]
    arrows = [(p, q) for p, q in reading.heads if not any(reading.near(q, end) for end in axes)]
    named, lone = {}, {}
    for stroke, kind in reading.straight:
        if len(stroke) != 2 or any(reading.near(stroke[1], q) for _, q in reading.heads):
            continue
        p, q = stroke
        if any(abs(reading.off(p, a, b)) + abs(reading.off(q, a, b)) < reading.eps for a, b in own):
            continue
        word = {"dash": "dashed ", "thick": "thick ", "thin": "thin "}.get(kind, "")
        if name := reading.named(p, q):
            named.setdefault(word, []).append(name)
        else:
            lone[word] = lone.get(word, 0) + 1
    for word, names in named.items():
        names = list(dict.fromkeys(names))
        is_, s = ("is", "") if len(names) == 1 else ("are", "s")
        yield f"The {word}segment{s} {joined(names)} {is_} drawn."
    if lone:
        texts = [number(n, f"{word}straight line") for word, n in lone.items()]
        yield f"There {'is' if texts[0].startswith('one ') else 'are'} {joined(texts)}{' besides' if named else ''}."
    for p, q in arrows:
        if reading.named(p, q):
            yield f"An arrow goes from {reading.name(p)} to {reading.name(q)}."
    if free := sum(not reading.named(p, q) for p, q in arrows):
        yield f"There {'is' if free == 1 else 'are'} {number(free, 'arrow')}."


def measures(reading, used):
    """Labels at segments and angles, right angles, and all other texts."""
    rest, radii = [], reading.circles
    for label in reading.labels:
        kind, p, q, r, text = label
        said = "is marked with a question mark" if text == "?" else f"is labelled {plain(text)}"
        if kind == "side" and id(label) not in used:
            centres = [c for c, radius in radii if abs(math.dist(p, q) - radius) < 1e-6 * radius and (
                reading.near(c, p) or reading.near(c, q))]  # fmt: skip
            if reading.covered(p, q) and (name := reading.named(p, q)):
                yield f"The segment {name} {said}."
            elif centres:
                yield f"A radius {said}."
            elif name := reading.named(p, q):
                yield f"The distance between {reading.name(p)} and {reading.name(q)} {said}."
            elif side := side_of(reading, p, q):
                yield f"{side} {said}."
            else:
                rest.append(label)
        elif kind == "angle":
            yield f"The {reading.angle_name(p, q, r) or 'angle between two lines'} {said}."
        elif id(label) not in used:
            rest.append(label)
    squares = [reading.name(p) for kind, p, *_ in reading.canvas.labels if kind == "right"]
    if named := [name for name in squares if name]:
        square = "A small square marks a right angle" if len(named) == 1 else "Small squares mark right angles"
        yield f"{square} at {joined(named)}."
    if lone := squares.count(""):
        one = lone == 1
        yield f"{big(number(lone, 'small square'))} {'marks a right angle' if one else 'mark right angles'}."
    rest.sort(key=lambda label: (-round(label[1][1], 1), label[1][0]))
    if rest:
        one = len(rest) == 1
        texts = quoted(label[4] for label in rest)
        yield f"The {'text' if one else 'texts'} {texts} {'is' if one else 'are'} written in the figure."


def side_of(reading, p, q):
    """ "The bottom side of the rectangle" for a level or upright side of the only unnamed polygon; or ""."""
    if len(reading.polygons) != 1 or reading.named(*reading.polygons[0]):
        return ""
    corners = reading.polygons[0]
    middle, centre = [(p[i] + q[i]) / 2 for i in (0, 1)], [sum(c[i] for c in corners) / len(corners) for i in (0, 1)]
    if not all(any(reading.near(end, corner) for corner in corners) for end in (p, q)):
        return ""
    kind = kind_of(corners, reading.exact)
    if abs(p[1] - q[1]) < reading.eps:
        return f"The {'bottom' if middle[1] < centre[1] else 'top'} side of the {kind}"
    if abs(p[0] - q[0]) < reading.eps:
        return f"The {'left' if middle[0] < centre[0] else 'right'} side of the {kind}"
    return f"A slanted side of the {kind}"


def marks(reading, used):
    """Ticks, arrow heads and arcs that say what is equal or parallel."""
    for found, noun, what in (
        (reading.canvas.ticked, "tick", "equally long"),
        (reading.canvas.arrowed, "arrow head", "parallel"),
    ):
        for n in sorted({mark[2] for mark in found}):
            names = [reading.named(p, q) for p, q, k in found if k == n]
            if all(names) and len(names) > 1:
                yield f"The segments {joined(names)} carry {number(n, noun)} each: they are {what}."
            else:
                yield f"{big(number(len(names), 'segment'))} carr{'y' if len(names) > 1 else 'ies'} {number(n, noun)}."
    for n in sorted({mark[3] for mark in reading.canvas.arced}):
        names = [reading.angle_name(v, p, q) for v, p, q, k in reading.canvas.arced if k == n]
        if all(names) and len(names) > 1:
            yield f"{big(joined(f'the {name}' for name in names))} carry {number(n, 'arc')} each: they are equal."
        else:
            yield f"{big(number(len(names), 'angle'))} carr{'y' if len(names) > 1 else 'ies'} {number(n, 'arc')}."


def beside(reading, used):
    """Hatches, legend, givens, captions."""
    c = reading.canvas
    for kind in dict.fromkeys(kind for _, kind in c.hatches):
        n = sum(k == kind for _, k in c.hatches)
        yield f"{big(number(n, 'part'))} of the figure {'is' if n == 1 else 'are'} hatched ({kind})."
    if c.key:
        yield (
            "A legend explains: "
            + "; ".join(f"{SWATCHES.get(swatch, f'a {swatch} hatch')} means {plain(text)}" for swatch, text in c.key)
            + "."
        )
    if c.givens:
        yield f"Beside the drawing stands {quoted(c.givens)}."
    if c.captions:
        yield f"Under the drawing stands {quoted(c.captions)}."


PARTS = (
    (frames, "axes and tables"),
    (shapes, "shapes"),
    (points, "points"),
    (lines, "lines"),
    (measures, "labels"),
    (marks, "marks"),
    (beside, "what stands beside the drawing"),
)
