"""Node y: what is added to a figure is true, as measured in the drawing."""

import functools
import random
from math import dist

import pytest

from book.canvas import Canvas, middle, opening, polar
from book.constructions import extras
from book.constructions.board import copied
from book.constructions.extras_charts import tops
from book.constructions.extras_lines import foot
from book.constructions.extras_plane import circle_through
from book.constructions.extras_round import arcs_of
from book.constructions.extras_space import boxes, pyramid_of, round_of
from tests.test_extras import NAMES, scene_and_figure

SAME = 1e-3  # relative: how far measures may differ


@functools.cache
def figures(kind):
    """Scenes and figures of a kind, of all programs that have it."""
    found = []
    for name in NAMES:
        scene, canvas = scene_and_figure(name, 0)
        if canvas.strokes and kind in extras.kinds_of(canvas, scene):
            found += [(scene, canvas), *(scene_and_figure(name, seed) for seed in (1, 2))]
    return found


def drawn_by(one, wanted=8):
    """[(before, after)] of an extra in figures that it suits; its truth is measured, whatever the gate says."""
    found, pool = [], figures(one.kind)
    for seed, (scene, canvas) in enumerate(random.Random(one.name).sample(pool, len(pool))):
        if not one.suits({one.kind}, scene.asks[0].text):
            continue
        after = copied(canvas)
        after.base = canvas.base = len(canvas.strokes)
        if one.draw(after, random.Random(seed)) is not False:
            found.append((canvas, after))
        if len(found) == wanted:
            break
    return found


# ----------------------------------------------------------------------------------------------------- what is measured
def near(one, two):
    """Whether two measures are the same, or a row of them one."""
    return abs(one - two) <= SAME * max(abs(one), abs(two), 1e-9)


def added(before, after):
    """The polylines that an extra has drawn."""
    return [points for points, _ in after.strokes[len(before.strokes) :]]


def ends(lines):
    """The first and last points of polylines."""
    return [(points[0], points[-1]) for points in lines]


def is_corner(p, before):
    """Whether a point is a corner of a polygon."""
    return any(dist(p, q) < 1e-9 for polygon in before.polygons for q in polygon)


def is_middle(p, before):
    """Whether a point is the middle of a side of a polygon."""
    return any(dist(p, middle(a, b)) < 1e-6 for polygon in before.polygons for a, b in sides(polygon))


def sides(polygon):
    """The sides of a polygon as pairs of points."""
    return list(zip(polygon, [*polygon[1:], polygon[0]]))


def ring(points):
    """(centre, radius) of a curve whose points all lie on one circle."""
    o, r = circle_through(points[0], points[len(points) // 3], points[2 * len(points) // 3])
    assert all(near(dist(o, p), r) for p in points)
    return o, r


def touches(o, r, polygon):
    """Whether a circle touches all sides of a polygon."""
    return all(near(dist(o, foot(o, *side)[0]), r) for side in sides(polygon))


def one_of(circles, fits):
    """Whether one of the circles of a figure fits."""
    return any(fits(o, r) for o, r in circles)


def marks_true(before, after):
    """Whether all marks that were added say what the drawing shows, with numbers that no mark had."""
    ticks, heads, arcs = (getattr(after, m)[len(getattr(before, m)) :] for m in ("ticked", "arrowed", "arced"))
    for new, old in ((ticks, before.ticked), (heads, before.arrowed), (arcs, before.arced)):
        if {mark[-1] for mark in new} & {mark[-1] for mark in old} or len(new) == 1:
            return False
    turns = [opening((0, 0), sub(p, q), sub(*heads[0][:2])) for p, q, _ in heads]
    rights = [opening(v, p, q) for kind, v, p, q, _ in after.labels[len(before.labels) :] if kind == "right"]
    return (
        all(near(dist(p, q), dist(*ticks[0][:2])) for p, q, _ in ticks)
        and all(min(t, 180 - t) < 0.05 for t in turns)
        and all(near(opening(*arc[:3]), opening(*arcs[0][:3])) for arc in arcs)
        and all(abs(r - 90) < 0.05 for r in rights)
    )


def sub(p, q):
    """The vector from p to q."""
    return q[0] - p[0], q[1] - p[1]


def congruent(points, polygon):
    """Whether a polygon has the sides of another one in the same order, from any corner and in any sense."""
    one, two = ([dist(*side) for side in sides(list(corners))] for corners in (points, polygon))
    turns = [two[i:] + two[:i] for i in range(len(two))]
    return any(all(map(near, one, t)) or all(map(near, one, t[::-1])) for t in turns)


def regular_on(before, lines, n):
    """Whether a polyline is a regular polygon with its corners on a circle of the figure."""
    points = lines[0][:-1]
    lengths = [dist(*side) for side in sides(points)]
    on = one_of(before.circles, lambda o, r: all(near(dist(o, p), r) for p in points))
    return len(points) == n and on and all(near(a, lengths[0]) for a in lengths)


def round_about(before, lines):
    """Whether the sides of a closed polyline touch a circle of the figure."""
    return one_of(before.circles, lambda o, r: touches(o, r, lines[0][:-1]))


def from_corner_to_middle(before, lines):
    """Whether every line leads from a corner to the middle of a side."""
    return all(is_corner(p, before) and is_middle(q, before) for p, q in ends(lines))


def between_middles(before, lines):
    """Whether every line joins middles of sides."""
    return all(is_middle(p, before) for points in lines for p in points)


def closed_with(before, points, polygons, cut=0):
    """Whether an open polyline on a side completes a copy of a polygon of the figure."""
    return any(congruent(points[cut:], p) for p in polygons if len(p) == len(points) - cut)


def tangent_true(before, lines):
    """Whether the radius ends on the circle and both parts of the tangent start there."""
    (o, t), (a, _), (b, _) = ends(lines)
    return a == b == t and one_of(before.circles, lambda m, r: m == o and near(dist(o, t), r))


def level_true(before, after, height):
    """Whether the added line is level, at a height."""
    points = added(before, after)[0]
    return all(near(y, height) for _, y in points)


def mean(values):
    """The mean."""
    return sum(values) / len(values)


def median(values):
    """The median of an even number of values."""
    row = sorted(values)
    return (row[len(row) // 2 - 1] + row[len(row) // 2]) / 2


def parabola_true(points):
    """Whether second differences of a curve with equal steps are equal."""
    ys = [y for _, y in points]
    second = [a - 2 * b + c for a, b, c in zip(ys, ys[1:], ys[2:])]
    return all(abs(d - second[0]) < 1e-6 for d in second)


def halves(points, solid):
    """Whether the points are middles of edges of a box or of edges to the tip of a pyramid."""
    return all(any(dist(p, q) < 1e-6 for q in solid) for p in points)


def box_points(before, step):
    """All points of the boxes of a drawing in steps of an edge's half or whole."""
    grid = [i * step for i in range(round(1 / step) + 1)]
    return [at(i, j, k) for at in boxes(before) for i in grid for j in grid for k in grid]


def slant_middles(before):
    """The middles of the edges to the tip of a pyramid."""
    tip, base = pyramid_of(before)
    return [middle(tip, p) for p in base]


def cone_true(before, lines):
    """Whether both lines lead from the ends of a cylinder's diameter to its upper centre."""
    x, y, rx, _, _, high = round_of(before)
    return lines == [[(x - rx, y), (x, high), (x + rx, y)]]


def axial_true(before, lines):
    """Whether all ends lie in the plane through the axis that is seen from the front: on it or on a rim."""
    x, y, rx, _, top, high = round_of(before)
    places = [(x + s * r, h) for r, h in ((rx, y), (top, high), (0, y), (0, high)) for s in (1, -1)]
    return all(any(dist(p, q) < 1e-6 for q in places) for points in lines for p in points)


def prism_true(before, lines):
    """Whether the lines form a base once more, half-way to the other base, whose corners are ends of lines."""
    corners, drawn = [points[0] for points in lines], [p for points, _ in before.strokes for p in points]
    for base in before.polygons:
        steps = [sub(p, q) for p, q in zip(base, corners)]
        if len(base) == 3 and all(dist(step, steps[0]) < 1e-9 for step in steps):
            far = [(p[0] + 2 * steps[0][0], p[1] + 2 * steps[0][1]) for p in base]
            return halves(far, drawn)
    return False


def on_ellipse(points, x, y, rx, ry):
    """Whether all points lie on an ellipse."""
    return all(near(((p[0] - x) / rx) ** 2 + ((p[1] - y) / ry) ** 2, 1) for p in points)


def level_circle_true(before, lines):
    """Whether the circle lies half-way up with the mean radius."""
    x, y, rx, ry, top, high = round_of(before)
    return on_ellipse(lines[0] + lines[1], x, (y + high) / 2, (rx + top) / 2, ry * (rx + top) / (2 * rx))


def arc_true(before, line, check):
    """Whether something holds for the largest arc of the figure."""
    o, r, start, turn = arcs_of(before)[0]
    return check(o, r, polar(o, r, start), polar(o, r, start + turn), line)


TRUTHS = {  # name of the extra: (before, after, added polylines) -> whether it is what its docstring says
    "perpendicular_bisector": lambda b, a, s: len(a.ticked) - len(b.ticked) == 2 and a.labels[-1][0] == "right",
    "parallel_through_point": lambda b, a, s: len(a.arrowed) - len(b.arrowed) == 2,
    "perpendicular_to_line": lambda b, a, s: a.labels[-1][0] == "right" and a.labels[-1][1] == s[0][-1],
    "extension": lambda b, a, s: any(
        dist(p, s[0][0]) < 1e-9 and opening(p, q, s[0][1]) > 179.99
        for x, y in extras.segments(b, 0.2)
        for p, q in ((x, y), (y, x))
    ),
    "isosceles_in_angle": lambda b, a, s: len(a.ticked) - len(b.ticked) == 2,
    "circle_about_point": lambda b, a, s: ring(s[0][:-1]) and dist(ring(s[0][:-1])[0], a.dots[-1]) < 1e-6,
    "diagonals": lambda b, a, s: all(is_corner(p, b) for x in s for p in x),
    "fan": lambda b, a, s: all(is_corner(p, b) for x in s for p in x),
    "median": lambda b, a, s: from_corner_to_middle(b, s),
    "medians": lambda b, a, s: from_corner_to_middle(b, s) and len(s) == 3,
    "altitude": lambda b, a, s: is_corner(s[0][0], b) and a.labels[-1][0] == "right",
    "angle_bisector": lambda b, a, s: len(a.arced) - len(b.arced) == 2 and is_corner(s[0][0], b),
    "midline": lambda b, a, s: between_middles(b, s) and len(a.arrowed) - len(b.arrowed) == 2,
    "midpoint_figure": lambda b, a, s: between_middles(b, s),
    "cross_of_midlines": lambda b, a, s: between_middles(b, s),
    "incircle": lambda b, a, s: any(touches(*ring(s[0][:-1]), p) for p in b.polygons),
    "circumcircle": lambda b, a, s: any(
        all(near(dist(ring(s[0][:-1])[0], q), ring(s[0][:-1])[1]) for q in p) for p in b.polygons
    ),
    "arc_in_corner": lambda b, a, s: (
        is_corner(min((p for x in b.polygons for p in x), key=lambda p: dist(p, ring(s[0])[0])), b)
        and min(dist(p, ring(s[0])[0]) for x in b.polygons for p in x) < SAME * ring(s[0])[1]
    ),
    "mirror_image": lambda b, a, s: closed_with(b, s[0], b.polygons),
    "half_turn": lambda b, a, s: closed_with(b, s[0], b.polygons),
    "translated_copy": lambda b, a, s: closed_with(b, s[0], b.polygons, 1 if s[0][0] == s[0][-1] else 0),
    "enclosing_rectangle": lambda b, a, s: all(abs(opening(x[1], x[0], x[2]) - 90) < 0.01 for x in s),
    "triangle_on_side": lambda b, a, s: is_middle(s[0][1], b),
    "diameter": lambda b, a, s: one_of(b.circles, lambda o, r: near(dist(s[0][0], s[1][1]), 2 * r) and s[0][1] == o),
    "tangent": lambda b, a, s: tangent_true(b, s),
    "inscribed_triangle": lambda b, a, s: regular_on(b, s, 3),
    "inscribed_square": lambda b, a, s: regular_on(b, s, 4),
    "inscribed_hexagon": lambda b, a, s: regular_on(b, s, 6),
    "circumscribed_square": lambda b, a, s: round_about(b, s),
    "circumscribed_triangle": lambda b, a, s: round_about(b, s),
    "concentric": lambda b, a, s: one_of(b.circles, lambda o, r: dist(o, ring(s[0][:-1])[0]) < 1e-6),
    "chord_with_perpendicular": lambda b, a, s: one_of(
        b.circles, lambda o, r: near(dist(o, s[0][0]), r) and near(dist(o, s[1][1]), r)
    ),
    "two_tangents": lambda b, a, s: one_of(
        b.circles, lambda o, r: all(abs(opening(x[1], o, x[0]) - 90) < 0.01 and near(dist(o, x[1]), r) for x in s)
    ),
    "thales": lambda b, a, s: one_of(b.circles, lambda o, r: all(near(dist(o, p), r) for p in s[2])),
    "touching_circle": lambda b, a, s: one_of(
        b.circles, lambda o, r: near(dist(o, ring(s[0][:-1])[0]), r + ring(s[0][:-1])[1])
    ),
    "rest_of_the_circle": lambda b, a, s: arc_true(b, s[0], lambda o, r, p, q, x: near(dist(o, ring(x)[0]) + r, r)),
    "chord_of_arc": lambda b, a, s: arc_true(b, s[0], lambda o, r, p, q, x: dist(x[0], p) + dist(x[1], q) < 1e-6),
    "tangents_at_arc": lambda b, a, s: all(
        arc_true(b, x, lambda o, r, p, q, x: abs(opening(x[0], o, x[1]) - 90) < 0.01) for x in s
    ),
    "circle_in_sector": lambda b, a, s: arc_true(
        b,
        ring(s[0][:-1]),
        lambda o, r, p, q, c: (
            near(dist(o, c[0]) + c[1], r)
            and near(dist(c[0], foot(c[0], o, p)[0]), c[1])
            and near(dist(c[0], foot(c[0], o, q)[0]), c[1])
        ),
    ),
    "further_line": lambda b, a, s: len(s[0]) == 2 and a.labels[-1][4] not in b.texts(),
    "further_parabola": lambda b, a, s: parabola_true(s[0]) and a.labels[-1][4] not in b.texts(),
    "circle_in_the_plane": lambda b, a, s: bool(ring(s[0][:-1])),
    "mirror_point": lambda b, a, s: near(dist((0, 0), s[0][0]), dist((0, 0), s[0][1])),
    "rays_to_points": lambda b, a, s: all(x[0] == (0, 0) for x in s),
    "guides": lambda b, a, s: s[0][0] == (s[0][1][0], 0) and s[0][2] == (0, s[0][1][1]),
    "mean_line": lambda b, a, s: level_true(b, a, mean([y for _, y in tops(b)])) and a.key[-1] == ("dash", "mean"),
    "median_line": lambda b, a, s: level_true(b, a, median([y for _, y in tops(b)])),
    "target_line": lambda b, a, s: a.key[-1] == ("dash", "target"),
    "polygon_of_tops": lambda b, a, s: s[0] == tops(b),
    "level_of_the_highest": lambda b, a, s: level_true(b, a, max(y for _, y in tops(b))),
    "pyramid_in_box": lambda b, a, s: (
        halves([x[1] for x in s], box_points(b, 0.5)) and halves([x[0] for x in s], box_points(b, 1))
    ),
    "diagonal_section": lambda b, a, s: halves([p for x in s for p in x], box_points(b, 1)),
    "level_section": lambda b, a, s: halves([p for x in s for p in x], box_points(b, 0.5)),
    "upright_section": lambda b, a, s: halves([p for x in s for p in x], box_points(b, 0.5)),
    "space_diagonals": lambda b, a, s: dist(middle(*s[0]), middle(*s[1])) < 1e-9,
    "face_diagonals": lambda b, a, s: all(is_corner(p, b) for x in s for p in x),
    "face_medians": lambda b, a, s: from_corner_to_middle(b, s),
    "face_midline": lambda b, a, s: between_middles(b, s),
    "pyramid_section": lambda b, a, s: halves([p for x in s for p in x], slant_middles(b)),
    "base_diagonals": lambda b, a, s: dist(middle(*s[0]), middle(*s[1])) < 1e-6,
    "level_circle": lambda b, a, s: level_circle_true(b, s),
    "cone_in_cylinder": lambda b, a, s: cone_true(b, s),
    "axial_section": lambda b, a, s: axial_true(b, s),
    "prism_section": lambda b, a, s: prism_true(b, s),
    "square_in_base": lambda b, a, s: on_ellipse(s[0], *round_of(b)[:4]),
}


def fault(one, before, after):
    """What is untrue of an extra that was drawn, or ""."""
    if not marks_true(before, after):
        return "marks"
    return "" if TRUTHS[one.name](before, after, added(before, after)) else "shape"


# --------------------------------------------------------------------------------------------------------------- tests
def test_every_extra_has_a_truth_of_its_own():
    """At least 25 extras, each with a name of its own and a measure."""
    names = [one.name for one in extras.EXTRAS]
    assert len(names) >= 25 and len(set(names)) == len(names) and set(names) == set(TRUTHS)


@pytest.mark.slow
@pytest.mark.parametrize("one", extras.EXTRAS, ids=lambda one: one.name)
def test_extra_is_true(one):
    """Whatever an extra draws measures as it says, in several figures."""
    found = drawn_by(one)
    assert found, f"{one.name} suits no figure"
    for before, after in found:
        assert not fault(one, before, after), (one.name, added(before, after))


def test_an_untrue_extra_is_found():
    """Ticks on unequal parts, a line off the middle, a slanted right angle, a circle that cuts a side."""
    figure = Canvas()
    figure.polygon((0, 0), (10, 0), (3, 7))
    by_name = {one.name: one for one in extras.EXTRAS}

    def broken(name, draw):
        after = copied(figure)
        after.base = figure.base = len(figure.strokes)
        draw(after)
        return fault(by_name[name], figure, after)

    def uneven(c):
        c.line((3, 7), (5, 0), kind="thin")
        c.equal((0, 0), (4.5, 0))
        c.equal((4.5, 0), (10, 0))

    def slanted(c):
        c.line((3, 7), (4, 0), kind="dash")
        c.right((4, 0), (3, 7), (10, 0))

    assert broken("median", uneven) == "marks"
    assert broken("median", lambda c: c.line((3, 7), (5.2, 0))) == "shape"
    assert broken("altitude", slanted) == "marks"
    assert broken("incircle", lambda c: c.ring((4, 2.5), 2.2)) == "shape"
