"""What a figure holds: a display list in mathematical coordinates (y up), and plane geometry on points (x, y).

A program only says what there is: polygons, circles, sides with a text, corners with a name, angles.  page.py draws it.
"""

import functools
import math

HATCHES = ("rising", "falling", "crossed", "dotted")  # kinds of hatch
LINES = ("line", "thick", "dash", "thin")  # kinds of line that a legend can show
LOADS = ("turn", "mirror", "hatch", "leaders", "tint", "sparse")  # accents of a hard figure


def unit(dx, dy):
    """The vector of length 1 in the direction (dx, dy)."""
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def turned(vector, degrees):
    """A vector turned anticlockwise."""
    a = math.radians(degrees)
    return (vector[0] * math.cos(a) - vector[1] * math.sin(a), vector[0] * math.sin(a) + vector[1] * math.cos(a))


def polar(centre, radius, degrees):
    """The point at a distance and a direction from a centre."""
    a = math.radians(degrees)
    return centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)


def middle(*points):
    """The centre of mass of points."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


@functools.lru_cache(maxsize=1024)
def directions(start, end):
    """(cosine, sine) of the angles from start to end, in steps of about 5 degrees, and at least six."""
    n = max(6, int(abs(end - start) / 5))
    turns = [math.radians(start + (end - start) * i / n) for i in range(n + 1)]
    return [(math.cos(turn), math.sin(turn)) for turn in turns]


class Canvas:
    """Collects what a figure holds; polygons, circles (centre, radius), angles and dots serve a check too."""

    def __init__(self, upright=False):
        self.upright = upright  # a chart, a solid or a coordinate plane must not be turned
        self.strokes, self.fills, self.labels, self.angles, self.dots = [], [], [], [], []
        self.polygons, self.circles, self.halo = [], [], False
        self.without = set()  # loads that would change what this figure says
        self.room = 1.0  # how much larger than usual the drawing becomes on the page
        self.asked = None  # number of the question that the figure belongs to; None: of all
        self.solids = []  # pieces.Solid: what is drawn obliquely or in section, for constructions
        self.lettered = False  # whether a number that is not told leaves its letter, not a blank
        self.scales = []  # lists of tick labels of which every second one may be hidden
        # marks, as a check can read them: (p, q, n), (p, q, n), (vertex, p, q, n), points, (points, kind)
        self.ticked, self.arrowed, self.arced, self.open_dots, self.hatches = [], [], [], [], []
        self.key, self.givens, self.captions = [], [], []  # beside the drawing: (swatch, text), texts, texts

    def loads(self):
        """The loads that this figure can take and that would show."""
        unfit = self.without | ({"turn", "mirror"} if self.upright else set())
        dashed, shaded = any(kind == "dash" for _, kind in self.strokes), any(accent for _, accent in self.fills)
        unfit |= {"hatch"} if self.hatches or dashed or not shaded else set()  # a hatch means shaded, and stands alone
        if not any(label[0] == "side" for label in self.labels):
            unfit.add("leaders")
        if not self.scales:
            unfit.add("sparse")
        return [load for load in LOADS if load not in unfit]

    def same(self, other):
        """Whether another canvas shows the same, whatever question it belongs to."""
        mine, theirs = ({k: v for k, v in vars(c).items() if k not in ("asked", "solids")} for c in (self, other))
        return mine == theirs

    # what programs call
    def polygon(self, *points, fill=True, accent=False):
        """A closed polygon; accent fills it darker (shaded parts)."""
        self.polygons.append(points)
        if fill:
            self.fills.append((list(points), accent))
        self.strokes.append((list(points) + [points[0]], "line"))

    def line(self, *points, kind="line"):
        """An open polyline; kind: line, thick, dash, faint (grid lines, that labels may cross), thin."""
        self.strokes.append((list(points), kind))

    def arrow(self, p, q, kind="line"):
        """A segment with a head at q."""
        self.strokes.append(([p, q], kind))
        self.strokes.append(([p, q], "head"))

    def ring(self, centre, rx, ry=None, start=0, end=360, kind="line"):
        """An arc of an ellipse from start to end degrees, anticlockwise. Returns its points."""
        ry = rx if ry is None else ry
        points = [(centre[0] + rx * cos, centre[1] + ry * sin) for cos, sin in directions(start, end)]
        self.strokes.append((points, kind))
        return points

    def circle(self, centre, radius, fill=True, accent=False):
        """A whole circle; accent fills it darker."""
        self.circles.append((centre, radius))
        points = self.ring(centre, radius)
        if fill:
            self.fills.append((points, accent))

    def sector(self, centre, radius, start, end, accent=True):
        """A filled sector with its two radii."""
        points = [centre, *self.ring(centre, radius, start=start, end=end, kind="none"), centre]
        self.fills.append((points, accent))
        self.strokes.append((points, "line"))

    def dot(self, p):
        """A marked point."""
        self.dots.append(p)

    def side(self, p, q, text, away):
        """A text beside the segment pq, on the side turned from the point away."""
        self.labels.append(("side", p, q, away, str(text)))

    def corner(self, p, text, away):
        """A name at the point p, pointing away from another point."""
        self.labels.append(("corner", p, away, None, str(text)))

    def text(self, p, text, small=False):
        """A text centred at p (moved a little if it must)."""
        self.labels.append(("tick" if small else "at", p, None, None, str(text)))

    def ticks(self, places, texts):
        """The numbers of a scale, of which a hard figure may hide every second one."""
        labels = [("tick", p, None, None, str(text)) for p, text in zip(places, texts)]
        self.labels += labels
        if len(labels) >= 4:
            self.scales.append(labels)

    def texts(self):
        """All texts of the figure, in the order in which they were added; those of a scale too."""
        beside = [text for _, text in self.key] + self.givens + self.captions
        return [label[4] for label in self.labels if label[4]] + beside

    def numbers(self):
        """The numbers among texts(), as int or float; "60°" is 60, "−3" is -3."""
        plain = (text.replace("−", "-").removesuffix("°").removesuffix("%") for text in self.texts())
        return [float(t) if "." in t else int(t) for t in plain if t.lstrip("-").replace(".", "", 1).isdigit()]

    def angle(self, vertex, p, q, text=""):
        """The arc of the angle p-vertex-q (below 180 degrees) with its text, if any."""
        self.angles.append((vertex, p, q))
        self.labels.append(("angle", vertex, p, q, str(text)))

    def right(self, vertex, p, q):
        """The square mark of a right angle."""
        self.labels.append(("right", vertex, p, q, ""))

    # marks, which say something without a number
    def equal(self, p, q, n=1):
        """n short ticks across the middle of the segment pq: it is as long as the others with n ticks."""
        self.ticked.append((p, q, n))

    def parallel(self, p, q, n=1):
        """n arrow heads on the segment pq: it is parallel to the others with n heads."""
        self.arrowed.append((p, q, n))

    def arcs(self, vertex, p, q, n=1):
        """n arcs of the angle p-vertex-q, without a text: it is as wide as the others with n arcs."""
        self.arced.append((vertex, p, q, n))

    def open_dot(self, p):
        """A small empty circle: a point that does not belong to the line or curve through it."""
        self.open_dots.append(p)

    def hatched(self, points, kind="rising"):
        """A polygon filled with a hatch of a kind (HATCHES), without an outline."""
        if kind not in HATCHES:
            raise ValueError(f"book: no hatch {kind!r}; there are {', '.join(HATCHES)}")
        self.hatches.append((list(points), kind))

    # beside the drawing
    def legend(self, rows):
        """A box beside the drawing: rows = [(swatch, text), ...]; swatch: accent, plain, a kind of hatch or of line."""
        for swatch, text in rows:
            if swatch not in ("accent", "plain", *HATCHES, *LINES):
                raise ValueError(f"book: a legend cannot show {swatch!r}")
            self.key.append((swatch, str(text)))

    def aside(self, lines):
        """Givens written beside or under the figure, one text a line."""
        self.givens += map(str, lines)

    def caption(self, text):
        """A line under the figure, such as "Figure 2" or the title of a chart."""
        self.captions.append(str(text))


def outline(points):
    """Length of the closed polygon through the points."""
    return sum(map(math.dist, points, [*points[1:], points[0]]))


def area(points):
    """Area of a polygon from its corners (shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]]))) / 2


def opening(vertex, p, q):
    """The angle p-vertex-q in degrees, 0 to 180."""
    a, b = math.atan2(p[1] - vertex[1], p[0] - vertex[0]), math.atan2(q[1] - vertex[1], q[0] - vertex[0])
    return abs(math.degrees(math.remainder(a - b, 2 * math.pi)))
