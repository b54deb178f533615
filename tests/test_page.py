"""Tests of the looks of figures: book/page.py, style.py, labels.py, typeset.py, paint.py, icons.py."""

import functools
import hashlib
import math
import random
from collections import Counter

import pytest
from PIL import Image, ImageChops

import book
from book import labels, paint, tools, typeset
from book.canvas import HATCHES, LOADS, Canvas, middle
from book.icons import ICONS
from book.page import Page, show
from book.style import CHAINS, STYLES, Style, draw_style, font_folder, has

PAGE_PROGRAMS = sorted(name for name, program in book.PROGRAMS.items() if not program.pocket)
A, B, C, D = (0, 0), (8, 0), (10.5, 5), (2.5, 5)


@functools.cache
def page_canvas(name, seed=1):
    return tools.drawn(book.PROGRAMS[name].make(random.Random(seed)))


def page_laid(canvas, seed, hard=False, load="", icon=""):
    """A laid-out page; load: one that it carries."""
    for attempt in range(12):
        page = Page(canvas, 448, random.Random(f"{seed}/{attempt}"), hard, attempt, icon)
        if load:
            page.loads = {load}
        if page.laid_out():
            return page
    raise AssertionError("no place for the labels")


@functools.cache
def page_images():
    """Base figures of 110 programs."""
    return [show(page_canvas(name), 448, random.Random(name)) for name in PAGE_PROGRAMS[::4][:110]]


def page_plain(seed=0, **marks):
    """A parallelogram with names, and a page of it."""
    c = Canvas()
    c.polygon(A, B, C, D)
    for p, name in zip((A, B, C, D), "ABCD"):
        c.corner(p, name, middle(A, C))
    for mark, arguments in marks.items():
        getattr(c, mark)(*arguments)
    return c, page_laid(c, seed)


# ---------------------------------------------------------------------------------------------------------- style
def test_page_every_style_and_weight_appears():
    drawn = [draw_style(random.Random(seed), tint=seed % 5 == 0) for seed in range(400)]
    assert len(STYLES) >= 5 and {style.name for style in drawn} == set(STYLES)
    assert len({style.weight for style in drawn}) == 3
    assert any(style.lined for style in drawn) and all((style.wobble > 0) == (style.name == "hand") for style in drawn)
    grey = [style for style in drawn if style.name == "line art" and style.paper == "#ffffff"]
    assert grey and all(c[1:3] == c[3:5] == c[5:7] for s in grey for c in (s.ink, s.plain, s.accent, s.stroke))
    assert all((style.paper != "#ffffff") == (seed % 5 == 0) for seed, style in enumerate(drawn))


def test_page_fonts_are_those_of_matplotlib():
    files = {name for chain in CHAINS.values() for name, _ in chain}
    assert all((font_folder() / f"{name}.ttf").is_file() for name in files)
    assert all(fields[part] in CHAINS for _, fields in STYLES.values() for part in ("upright", "italic"))
    assert has("STIXGeneral", "√") and not has("cmr10", "√") and not has("cmmi10", "3")  # each sign from a font with it
    for chain, fonts in CHAINS.items():
        for sign in "Az09 %'()+,-./:<=>?[]{}|°²·×−π′αβθ≤≥√∠△∥⊥∞∈∪∩…":
            assert any(has(name, sign) for name, _ in fonts), (chain, sign)


def page_faces(text, style="serif"):
    """{font file: the signs set in it} of a label."""
    faces = {}
    for _, _, part, face in typeset.box_of(text, (STYLES[style][1]["upright"], STYLES[style][1]["italic"]), 20).glyphs:
        name = face.path.rsplit("/", 1)[-1].removesuffix(".ttf")
        faces[name] = faces.get(name, "") + part
    return {name: "".join(part.split()) for name, part in faces.items()}


@pytest.mark.parametrize(
    "text, slanted, upright",
    [
        ("y = 3x + 14", "yx", "=3+14"),
        ("A(3, 9)", "A", "(3,9)"),
        ("5 m", "", "5m"),
        ("10 km/h", "", "10km/h"),
        ("3ab", "ab", "3"),
        ("5 cm²", "", "5cm2"),
        ("A boy has 3 cats", "", "Aboyhas3cats"),
        ("AB = 6", "AB", "=6"),
        ("XIV", "", "XIV"),
        ("x_1", "x", "1"),
    ],
)
def test_page_variables_are_italic_and_numbers_upright(text, slanted, upright):
    faces = page_faces(text)
    assert faces.get("STIXGeneralItalic", "") == slanted and faces.get("STIXGeneral", "") == upright
    assert page_faces(text, "modern").get("cmmi10", "") == slanted
    assert page_faces(text, "sans").get("DejaVuSans-Oblique", "") == slanted


# -------------------------------------------------------------------------------------------------------- typeset
def page_box(text):
    return typeset.box_of(text, ("sans", "sans"), 20)


def test_page_fractions_roots_and_powers_are_set():
    plain = page_box("34")
    for text in (r"\frac{3}{4}", "3/4"):
        box = page_box(text)
        (((x0, y0), (x1, y1)), _), tall = box.bars[0], box.above + box.below
        over, under = box.glyphs
        assert (over[2], under[2]) == ("3", "4") and y0 == y1 and over[1] < y0 < under[1] - under[3].size * 0.6
        assert x0 <= over[0] < x1 and 1.4 < tall / (plain.above + plain.below) < 3 and box.width < plain.width
    for text in ("√24", r"\sqrt{24}"):
        box = page_box(text)
        ((*_, (x0, top), (x1, end)), _), *_ = box.bars
        assert top == end < -plain.above and x0 <= box.glyphs[0][0] and x1 > page_box("24").width
    assert [g[2] for g in page_box("√24x").glyphs] == ["24", "x"]  # the root is over the number alone
    for text in ("x^2", "x²", "x^{2}"):
        x, two = page_box(text).glyphs
        assert two[1] < x[1] and two[3].size < x[3].size
    x, one = page_box("x_1").glyphs
    assert one[1] > x[1] and one[3].size < x[3].size
    assert [g[2] for g in page_box(r"12\pi").glyphs] == ["12", "π"] and page_box(r"\overline{AB}").bars
    assert [g[2] for g in page_box("-28/53").glyphs] == ["−", "28", "53"]


def test_page_plain_text_stays():
    for text in (
        "Heights of the bars A, B and C",
        "10 km/h",
        "10 m/s",
        "9/10/2023",
        "3 : 4",
        "2023-24",
        "7 _ 3 = ?",
        "50%",
    ):
        box = page_box(text)
        assert "".join(part for *_, part, _ in box.glyphs) == text and not box.bars, text
    text = "Heights of the bars"
    assert page_box(text).width == page_box(text).glyphs[0][3].getlength(text)


# ------------------------------------------------------------------------------------------------- size and crop
def test_page_is_cut_to_the_drawing():
    shares = []
    for image in page_images():
        empty = Image.new("RGB", image.size, image.getpixel((0, 0)))
        left, top, right, bottom = ImageChops.difference(image, empty).convert("L").point(lambda v: v > 8).getbbox()
        shares.append((right - left) * (bottom - top) / image.width / image.height)
        assert left > 0 and top > 0 and right < image.width and bottom < image.height
    assert len(shares) >= 100 and sorted(shares)[len(shares) // 2] >= 0.65


def test_page_sizes_range():
    images = page_images()
    longest = sorted(max(image.size) for image in images)
    assert 240 <= longest[0] and longest[-1] <= 1200
    assert longest[-1] > 1.6 * longest[0] and len({image.size for image in images}) > 90
    assert sum(300 <= side <= 650 for side in longest) >= 0.7 * len(longest)
    assert all(max(image.size) <= 3.03 * min(image.size) and min(image.size) > 140 for image in images)
    assert 0.5 < sum(image.width * image.height for image in images) / len(images) / 448**2 < 1.3
    wide, tall = Canvas(), Canvas()
    wide.line((0, 0), (100, 0), (100, 2))
    tall.polygon((0, 0), (3, 0), (3, 9), (0, 9))
    assert show(wide, 448, random.Random(1)).width > 2.5 * show(wide, 448, random.Random(1)).height
    assert show(tall, 448, random.Random(1)).height > 2 * show(tall, 448, random.Random(1)).width
    assert show(tall, 84, random.Random(1)).size == (84, 84)


def test_page_is_deterministic():
    for name in PAGE_PROGRAMS[::120]:
        one, two = (show(page_canvas(name), 448, random.Random(3), True, "tree").tobytes() for _ in range(2))
        assert one == two != show(page_canvas(name), 448, random.Random(4), True, "tree").tobytes()


def test_page_pocket_figures_stay():
    """What the tiny models learn from: their pixels as in all earlier versions."""
    digest = hashlib.sha256()
    for name in ("bar_chart", "count_circles"):
        for size in (84, 112, 140):
            for seed in range(20):
                for hard in (False, True):
                    scene = book.PROGRAMS[name].make(random.Random(seed))
                    digest.update(scene.picture(size, random.Random(seed), hard).tobytes())
    assert digest.hexdigest() == "e659cfc78a7462fb1fc183c16aa48261f35ebe1b20a66d170e7224560ac37247"


# --------------------------------------------------------------------------------------------------------- labels
def test_page_labels_are_nearest_to_what_they_name():
    """Over many figures nearly every name is nearest to its own point, nearly every length to its own side; numbers of
    scales keep their place."""
    near = Counter()
    for name in PAGE_PROGRAMS[::5]:
        canvas = page_canvas(name)
        page = page_laid(canvas, 2)
        named = [page.place(p) for kind, p, *_ in canvas.labels if kind == "corner"]
        places = sorted((label for label in canvas.labels if label[4]), key=lambda label: labels.ORDER[label[0]])
        sides = [page.places((p, q)) for kind, p, q, *_ in canvas.labels if kind == "side"]
        for (kind, p, q, *_), box, (x, y, _, em) in zip(places, page.taken, page.texts):
            own = page.place(p)
            if kind == "tick":
                assert math.dist((x, y), own) <= 0.5 * em + 0.01
            elif kind == "corner":
                rest = [labels.off(box, other) for other in named if math.dist(other, own) > 3]
                near[labels.off(box, own) <= min(rest, default=math.inf)] += 1
            elif kind == "side":
                mine = labels.beside((x, y), *page.places((p, q)))
                near[mine <= 1 + min(labels.beside((x, y), *side) for side in sides)] += 1
    assert near[True] > 250 and near[False] <= 0.01 * near[True], near


def test_page_an_angle_has_its_number():
    """In a slim triangle the label of the small angle is nearer to its own arc than to the other vertices."""
    for degrees in (8, 12, 20, 35):
        c = Canvas()
        tip = (10, 10 * math.tan(math.radians(degrees)))
        c.polygon((0, 0), (10, 0), tip)
        c.angle((0, 0), (10, 0), tip, f"{degrees}°")
        for p, name in zip(((0, 0), (10, 0), tip), "PQR"):
            c.corner(p, name, (6, 1))
        page = page_laid(c, 3)
        (x, y), arc = page.texts[0][:2], page.lines[page.drawn_lines][0]
        to_arc = min(math.dist((x, y), p) for p in arc)
        assert to_arc < min(math.dist((x, y), page.place(p)) for p in ((10, 0), tip))
        assert to_arc < 2.2 * page.em, degrees


def page_crowd(seed):
    """Segments and named points without order, much closer than in any program."""
    c, rng = Canvas(), random.Random(seed)
    for i in range(9):
        p, q, away = ((rng.uniform(0, 10), rng.uniform(0, 10)) for _ in range(3))
        c.line(p, q)
        c.side(p, q, str(10 + i), away)
        c.corner(p, "ABCDEFGHI"[i], q)
    return c


def page_leader_faults(page):
    """What is wrong with the leaders of a page, worked out from its strokes, boxes and leaders alone."""
    kinds = [points for points, kind in page.lines if kind != "faint"]
    pieces = [piece for points in kinds for piece in zip(points, points[1:])]
    for i, (start, end) in enumerate(page.leaders):
        d = math.dist(start, end)
        begin = tuple(s + (e - s) * 5 / d for s, e in zip(start, end))  # beyond its own anchor
        if any(labels.cross(begin, end, a, b) for a, b in pieces):
            yield "crosses a stroke"
        if any(labels.cuts(start, end, box) for box in page.taken):
            yield "crosses a label"
        if any(labels.cross(start, end, *other) for other in page.leaders[:i]):
            yield "crosses a leader"
        if abs(end[1] - start[1]) < 0.2 * d:
            yield "is level: it looks like a minus sign"


@pytest.mark.slow
def test_page_leaders_cross_nothing():
    found = 0
    canvases = [page_canvas(name) for name in PAGE_PROGRAMS[::3]] + [page_crowd(seed) for seed in range(40)]
    for i, canvas in enumerate(canvases):
        if "leaders" in canvas.loads():
            page = page_laid(canvas, i, True, "leaders")
            assert not list(page_leader_faults(page)), i
            found += len(page.leaders)
    assert found > 300, found


def test_page_a_leader_keeps_off_another():
    _, page = page_plain()
    places, box = labels.Labels(page), (300, 300, 320, 314)
    page.taken, page.leaders = [], []
    page.mask = Image.new("L", (page.width, page.height))
    assert places.free(box, (250, 250))
    page.leaders = [((290, 250), (250, 290))]
    assert places.free(box, None) and not places.free(box, (250, 250))


def test_page_a_place_nearer_to_another_thing_costs():
    c = Canvas()
    c.line((0, 0), (12, 0))
    c.line((0, 6), (12, 6))
    c.side((0, 0), (12, 0), "12", (6, -5))
    c.angle((0, 0), (12, 0), (8, 8), "45°")
    c.corner((0, 0), "A", (1, 1))
    c.corner((0, 6), "B", (1, 5))
    page = page_laid(c, 1)

    def cost(label, p):
        x, y = page.place(p)
        return labels.Labels(page).doubt(*label[:4], (x - 9, y - 9, x + 9, y + 9))

    side, angle, corner, _ = c.labels
    assert cost(side, (6, 1)) == cost(side, (6, -2)) == cost(angle, (1, 0.4)) == cost(corner, (-1, 1)) == 0
    assert cost(side, (6, 5)) == cost(angle, (0.5, 5.5)) == cost(corner, (-1, 5)) == labels.FAR


def test_page_names_of_close_points_are_not_swapped():
    near = Counter()
    for seed in range(40):
        c, rng = Canvas(), random.Random(seed)
        for i in range(5):
            x, y = 4 * (i % 3) + rng.uniform(0, 1), 5 * (i // 3) + rng.uniform(0, 1)
            p, q = (x, y), (x + rng.uniform(0.4, 0.6), y + rng.uniform(-0.2, 0.2))
            c.line(p, q, kind="faint")
            c.corner(p, "ABCDE"[i], (x - 1, y))  # the first place is between both
            c.corner(q, "PQRST"[i], (x + 2, y))
        page = page_laid(c, seed)
        named = [page.place(label[1]) for label in c.labels]
        for own, box in zip(named, page.taken):
            near[all(labels.off(box, own) <= labels.off(box, other) for other in named)] += 1
    assert near[False] <= 0.01 * near[True], near


def test_page_hard_figures_carry_one_accent_at_most():
    counts = Counter()
    for seed in range(500):
        page = Page(page_canvas("triangle_area"), 448, random.Random(seed), True, 0)
        assert len(page.loads) <= 1 and page.loads <= set(LOADS)
        counts[len(page.loads)] += 1
    assert 150 < counts[1] < 250
    assert not Page(page_canvas("triangle_area"), 448, random.Random(0), False, 0).loads
    c = Canvas()
    c.polygon(A, B, C, D)
    assert "hatch" not in c.loads()  # it would look shaded
    c.polygon(A, B, D, accent=True)
    assert "hatch" in c.loads()
    c.hatched([B, C, D])
    assert "hatch" not in c.loads()  # a hatch with a meaning stands alone


# ---------------------------------------------------------------------------------------------------------- marks
def test_page_marks_are_recorded_and_drawn():
    marks = dict(
        equal=(A, B, 2), parallel=(A, D), arcs=(A, B, D, 3), open_dot=((4, 2),), hatched=([A, B, D], "crossed")
    )
    c, page = page_plain(**marks)
    assert c.ticked == [(A, B, 2)] and c.arrowed == [(A, D, 1)] and c.arced == [(A, B, D, 3)]
    assert c.open_dots == [(4, 2)] and c.hatches == [([A, B, D], "crossed")] and not c.angles
    bare = page_plain()[1]
    assert len(page.lines) == len(bare.lines) + 2 + 1 + 3
    mid, ticks = middle(*page.places((A, B))), [points for points, kind in page.lines if kind == "mark"][:2]
    assert all(math.dist(middle(*tick), mid) < page.em for tick in ticks)
    assert all(abs(x0 - x1) < 1e-6 for (x0, _), (x1, _) in ticks)  # across a level segment
    for mark, arguments in marks.items():
        assert paint.painted(page_plain(**{mark: arguments})[1]).tobytes() != paint.painted(bare).tobytes(), mark
    kinds = [paint.painted(page_plain(hatched=([A, B, D], kind))[1]).tobytes() for kind in HATCHES]
    assert len(set(kinds)) == len(HATCHES)
    with pytest.raises(ValueError, match="no hatch 'striped'; there are rising"):
        c.hatched([A, B, D], "striped")
    with pytest.raises(ValueError, match="a legend cannot show 'red'"):
        c.legend([("red", "2023")])


def test_page_legend_givens_and_caption_stand_beside_the_drawing():
    rows = [("accent", "2023"), ("crossed", "2024"), ("dash", "mean")]
    for seed in range(12):
        c = Canvas()
        c.polygon((0, 0), (4 + seed, 0), (4 + seed, 7), (0, 7))
        c.side((0, 0), (4 + seed, 0), "9 cm", (1, 5))
        c.legend(rows)
        c.aside(["AB = 8", r"\angle ABC = 63°"])
        c.caption("Figure 2: a garden")
        page = page_laid(c, seed)
        assert c.key == rows and c.givens[0] == "AB = 8" and c.captions == ["Figure 2: a garden"]
        assert {"2023", "AB = 8", "Figure 2: a garden"} <= set(c.texts())
        xs, ys = zip(*page.places([(0, 0), (4 + seed, 7)]))
        drawing = min(xs), min(ys), max(xs), max(ys)
        notes = [(x, y - box.above, x + box.width, y + box.below) for x, y, box in page.notes]
        assert len(notes) == 3 + 2 + 1 and len(page.swatches) == 3 and len(page.frames) == 1
        for note in notes:
            assert 0 < note[0] and 0 < note[1] and note[2] < page.width and note[3] < page.height
            assert not labels.meet(note, drawing) and not any(labels.meet(note, box) for box in page.taken)
        assert not any(labels.meet(a, b) for i, a in enumerate(notes) for b in notes[:i])
        assert notes[-1][1] > max([drawing[3], *(note[3] for note in notes[:-1])])  # the caption comes last


def test_page_hand_drawn_lines_keep_their_ends():
    rng = random.Random(2)
    corners = [(0.0, 0.0), (300.0, 0.0), (300.0, 200.0), (0.0, 0.0)]
    path = paint.wobbled(corners, rng, 3.0, 20)
    assert all(corner in path for corner in corners) and len(path) > 20
    assert max(abs(y) for x, y in path[:15]) <= 4.5 and any(abs(y) > 0.3 for _, y in path[:15])
    curve = [(10.0 * i, float(i * i)) for i in range(30)]
    path = paint.wobbled(curve, rng, 3.0, 20)
    assert path[0] == curve[0] and path[-1] == curve[-1] and len(path) == len(curve)
    assert max(map(math.dist, path, curve)) <= 4.6


# ---------------------------------------------------------------------------------------------------------- icons
def test_page_icons_stand_clear():
    """In an empty corner or beside: on no stroke, no fill, no label; left out where there is no room."""
    assert len(ICONS) >= 20
    placed = 0
    for i, name in enumerate(PAGE_PROGRAMS[::9]):
        icon = sorted(ICONS)[i % len(ICONS)]
        page = page_laid(page_canvas(name), i, icon=icon)
        if page.icon_box is None:
            continue
        box, placed = page.icon_box, placed + 1
        assert 0 < box[0] and 0 < box[1] and box[2] < page.width and box[3] < page.height
        assert not any(labels.meet(box, other, 2) for other in page.taken)
        assert not page.mask.crop([round(v) for v in box]).getbbox(), name
        xs, ys = zip(*(p for points, _ in page.icon_lines for p in points))
        assert box[0] <= min(xs) + 1 and max(xs) <= box[2] + 1 and box[1] <= min(ys) + 1 and max(ys) <= box[3] + 1
    assert placed > 20
    full = Canvas()
    full.polygon((0, 0), (30, 0), (30, 10), (0, 10))
    assert page_laid(full, 1, icon="tree").icon_box is None


@pytest.mark.parametrize("name", sorted(ICONS))
def test_page_icon_fills_its_square(name):
    c = Canvas()
    ICONS[name](c, 3, 5, 2)
    assert not c.labels and c.strokes
    points = [p for line, _ in c.strokes for p in line] + [p for fill, _ in c.fills for p in fill]
    assert all(2 <= x <= 4 and 4 <= y <= 6 for x, y in points)
    assert max(max(v) - min(v) for v in zip(*points)) > 1.6


def test_page_same_style_gives_the_same_boxes():
    assert typeset.box_of("1/2", Style("a", "sans", "sans").letters, 20) is typeset.box_of("1/2", ("sans", "sans"), 20)
