"""Small drawings of things, to stand beside a figure: strokes about a centre (x, y) in a square of side s.

They say what a scene is about and nothing else: no numbers, no measures, no letters.
"""

from math import cos, radians, sin


def strokes(c, x, y, s, *lines):
    """Polylines given in a square from -0.5 to 0.5."""
    for line in lines:
        c.line(*((x + s * px, y + s * py) for px, py in line))


def area(c, x, y, s, *points, accent=False):
    """A filled polygon with its outline."""
    placed = [(x + s * px, y + s * py) for px, py in points]
    c.fills.append((placed, accent))
    c.line(*placed, placed[0])


def disc(c, x, y, s, px, py, r, accent=False, fill=True):
    """A circle about a place in the square."""
    points = c.ring((x + s * px, y + s * py), s * r)
    if fill:
        c.fills.append((points, accent))


def house(c, x, y, s):
    area(c, x, y, s, (-0.36, -0.42), (0.36, -0.42), (0.36, 0.08), (-0.36, 0.08))
    area(c, x, y, s, (-0.48, 0.08), (0.48, 0.08), (0, 0.46), accent=True)
    strokes(c, x, y, s, [(-0.09, -0.42), (-0.09, -0.12), (0.09, -0.12), (0.09, -0.42)])


def tree(c, x, y, s):
    area(c, x, y, s, (-0.06, -0.48), (0.06, -0.48), (0.05, -0.14), (-0.05, -0.14))
    disc(c, x, y, s, 0, 0.16, 0.31, accent=True)


def ladder(c, x, y, s):
    strokes(c, x, y, s, [(-0.26, -0.48), (-0.12, 0.48)], [(0.14, -0.48), (0.28, 0.48)])
    rungs = [(-0.38 + 0.19 * i, -0.26 + 0.14 * (0.1 + 0.19 * i)) for i in range(5)]
    strokes(c, x, y, s, *([(left, h), (left + 0.4, h)] for h, left in rungs))


def wall(c, x, y, s):
    area(c, x, y, s, (-0.46, -0.36), (0.46, -0.36), (0.46, 0.36), (-0.46, 0.36), accent=True)
    strokes(c, x, y, s, *([(-0.46, h), (0.46, h)] for h in (-0.18, 0.0, 0.18)))
    for low, *places in ((-0.36, -0.2, 0.12), (-0.18, -0.34, 0.0, 0.32), (0, -0.2, 0.12), (0.18, -0.34, 0.0, 0.32)):
        strokes(c, x, y, s, *([(p, low), (p, low + 0.18)] for p in places))


def pin(c, x, y, s):
    turns = [radians(t) for t in range(-25, 206, 11)]
    area(c, x, y, s, (0, -0.46), *((0.27 * cos(t), 0.2 + 0.27 * sin(t)) for t in turns), accent=True)
    disc(c, x, y, s, 0, 0.2, 0.1)


def compass(c, x, y, s):
    disc(c, x, y, s, 0, 0, 0.34, fill=False)
    for t in range(4):
        a, b, d = (radians(90 * t + turn) for turn in (90, 135, 45))
        tip, one, two = (0.47 * cos(a), 0.47 * sin(a)), (0.1 * cos(b), 0.1 * sin(b)), (0.1 * cos(d), 0.1 * sin(d))
        area(c, x, y, s, (0, 0), one, tip, accent=True)
        area(c, x, y, s, (0, 0), two, tip)


def ruler(c, x, y, s):
    area(c, x, y, s, (-0.48, -0.14), (0.48, -0.14), (0.48, 0.14), (-0.48, 0.14), accent=True)
    strokes(c, x, y, s, *([(-0.4 + 0.1 * i, 0.14), (-0.4 + 0.1 * i, 0.0 if i % 2 else 0.05)] for i in range(9)))


def fence(c, x, y, s):
    for i in range(4):
        p = -0.36 + 0.24 * i
        area(
            c, x, y, s, (p - 0.06, -0.38), (p + 0.06, -0.38), (p + 0.06, 0.26), (p, 0.36), (p - 0.06, 0.26), accent=True
        )
    for h in (-0.2, 0.1):
        strokes(c, x, y, s, [(-0.5, h), (0.5, h)])


def tent(c, x, y, s):
    area(c, x, y, s, (-0.47, -0.36), (0.47, -0.36), (0, 0.36), accent=True)
    area(c, x, y, s, (-0.16, -0.36), (0.16, -0.36), (0, 0.12))
    strokes(c, x, y, s, [(0, 0.36), (0, 0.46)])


def boat(c, x, y, s):
    area(c, x, y, s, (-0.46, -0.16), (0.46, -0.16), (0.3, -0.4), (-0.3, -0.4), accent=True)
    area(c, x, y, s, (0.02, -0.08), (0.36, -0.08), (0.02, 0.46))
    area(c, x, y, s, (-0.05, -0.08), (-0.3, -0.08), (-0.05, 0.32))
    strokes(c, x, y, s, [(-0.015, -0.16), (-0.015, 0.48)])


def bridge(c, x, y, s):
    arch = [(0.3 * cos(radians(t)), -0.34 + 0.34 * sin(radians(t))) for t in range(0, 181, 12)]
    area(c, x, y, s, (-0.5, 0.12), (-0.5, -0.34), *arch[::-1], (0.5, -0.34), (0.5, 0.12), accent=True)
    strokes(c, x, y, s, [(-0.5, 0.26), (0.5, 0.26)], *([(p, 0.12), (p, 0.26)] for p in (-0.4, -0.2, 0, 0.2, 0.4)))


def lamp(c, x, y, s):
    strokes(c, x, y, s, [(0, -0.48), (0, 0.18)], [(-0.16, -0.48), (0.16, -0.48)])
    area(c, x, y, s, (-0.14, 0.18), (0.14, 0.18), (0.2, 0.4), (-0.2, 0.4), accent=True)
    strokes(c, x, y, s, [(-0.24, 0.4), (0, 0.5), (0.24, 0.4)])


def bottle(c, x, y, s):
    neck = ((0.07, 0.22), (0.07, 0.42), (-0.07, 0.42), (-0.07, 0.22), (-0.19, 0.06))
    area(c, x, y, s, (-0.19, -0.48), (0.19, -0.48), (0.19, 0.06), *neck)
    area(c, x, y, s, (-0.19, -0.34), (0.19, -0.34), (0.19, -0.06), (-0.19, -0.06), accent=True)


def cake(c, x, y, s):
    area(c, x, y, s, (-0.42, -0.42), (0.42, -0.42), (0.42, 0.06), (-0.42, 0.06), accent=True)
    wave = [(-0.42 + 0.07 * i, -0.12 + (0.06 if i % 2 else -0.04)) for i in range(13)]
    strokes(c, x, y, s, wave, *([(p, 0.06), (p, 0.3)] for p in (-0.22, 0, 0.22)))
    for p in (-0.22, 0, 0.22):
        disc(c, x, y, s, p, 0.37, 0.045, accent=True)


def ball(c, x, y, s):
    disc(c, x, y, s, 0, 0, 0.42, accent=True)
    arcs = ([(0.42 * sin(radians(t)) * k, 0.42 * cos(radians(t))) for t in range(0, 181, 10)] for k in (0.4, -0.4))
    strokes(c, x, y, s, *arcs, [(-0.42, 0), (0.42, 0)])


def box(c, x, y, s):
    area(c, x, y, s, (-0.42, -0.42), (0.2, -0.42), (0.2, 0.16), (-0.42, 0.16), accent=True)
    area(c, x, y, s, (-0.42, 0.16), (0.2, 0.16), (0.44, 0.38), (-0.18, 0.38))
    area(c, x, y, s, (0.2, -0.42), (0.44, -0.2), (0.44, 0.38), (0.2, 0.16))


def bus(c, x, y, s):
    body = ((0.36, -0.26), (0.48, -0.26), (0.48, 0.2), (0.4, 0.3), (-0.48, 0.3), (-0.48, -0.26), (-0.36, -0.26))
    c.fills.append(([(x + s * px, y + s * py) for px, py in body], True))
    strokes(c, x, y, s, body, [(-0.16, -0.26), (0.16, -0.26)])
    for p in (-0.4, -0.12, 0.16):
        area(c, x, y, s, (p, 0.02), (p + 0.22, 0.02), (p + 0.22, 0.2), (p, 0.2))
    for p in (-0.26, 0.26):
        disc(c, x, y, s, p, -0.27, 0.1)


def bicycle(c, x, y, s):
    for p in (-0.28, 0.28):
        disc(c, x, y, s, p, -0.16, 0.2, fill=False)
    strokes(c, x, y, s, [(-0.28, -0.16), (-0.12, 0.16), (0.18, 0.16), (0, -0.16), (-0.28, -0.16)])
    strokes(c, x, y, s, [(0, -0.16), (-0.15, 0.24)], [(-0.23, 0.24), (-0.07, 0.24)])
    strokes(c, x, y, s, [(0.28, -0.16), (0.15, 0.3), (0.27, 0.3)])


def coin(c, x, y, s):
    disc(c, x, y, s, 0, 0, 0.43, accent=True)
    disc(c, x, y, s, 0, 0, 0.33)
    points = [(0.16 * cos(radians(90 + 144 * i)), 0.16 * sin(radians(90 + 144 * i))) for i in range(5)]
    strokes(c, x, y, s, [*points, points[0]])


def clock(c, x, y, s):
    disc(c, x, y, s, 0, 0, 0.44)
    ends = [(cos(radians(30 * i)), sin(radians(30 * i))) for i in range(12)]
    strokes(c, x, y, s, *([(0.44 * a, 0.44 * b), (0.37 * a, 0.37 * b)] for a, b in ends))
    strokes(c, x, y, s, [(0.24, 0.14), (0, 0), (-0.15, 0.09)])


def thermometer(c, x, y, s):
    tube = [(0.07 * cos(radians(t)), 0.4 + 0.07 * sin(radians(t))) for t in range(0, 181, 20)]
    area(c, x, y, s, (0.07, -0.26), *tube, (-0.07, -0.26))
    disc(c, x, y, s, 0, -0.34, 0.13, accent=True)
    area(c, x, y, s, (-0.03, -0.26), (0.03, -0.26), (0.03, 0.12), (-0.03, 0.12), accent=True)
    strokes(c, x, y, s, *([(0.12, h), (0.19, h)] for h in (-0.1, 0.05, 0.2, 0.35)))


def sun(c, x, y, s):
    disc(c, x, y, s, 0, 0, 0.22, accent=True)
    rays = [(cos(radians(45 * i)), sin(radians(45 * i))) for i in range(8)]
    strokes(c, x, y, s, *([(0.3 * a, 0.3 * b), (0.46 * a, 0.46 * b)] for a, b in rays))


def flag(c, x, y, s):
    area(c, x, y, s, (-0.26, 0.06), (0.36, 0.06), (0.24, 0.25), (0.36, 0.44), (-0.26, 0.44), accent=True)
    strokes(c, x, y, s, [(-0.26, -0.48), (-0.26, 0.48)], [(-0.38, -0.48), (-0.14, -0.48)])


def book(c, x, y, s):
    area(c, x, y, s, (0, -0.34), (-0.46, -0.26), (-0.46, 0.32), (0, 0.24), accent=True)
    area(c, x, y, s, (0, -0.34), (0.46, -0.26), (0.46, 0.32), (0, 0.24))
    strokes(c, x, y, s, *([(0.08, h), (0.38, h + 0.05)] for h in (-0.16, -0.02, 0.12)))


DRAWN = (house, tree, ladder, wall, pin, compass, ruler, fence, tent, boat, bridge, lamp, bottle, cake, ball, box, bus)
DRAWN += (bicycle, coin, clock, thermometer, sun, flag, book)
ICONS = {draw.__name__: draw for draw in DRAWN}  # name: function(canvas, x, y, side)
