"""How figures look: fonts, colours, weights of lines. A Style is drawn anew for each figure.

All fonts are those that matplotlib brings (DejaVu, STIX, Computer Modern), so that they are the same everywhere.
"""

import functools
import importlib.util
import re
import string
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import ImageFont

# Computer Modern has TeX's own order of signs; these stand where Unicode has them.
PLACED = frozenset(string.ascii_letters + string.digits + "+=()[],.:;/!?%-")
WEIGHTS = {"fine": 0.78, "medium": 1.0, "heavy": 1.4}
CHAINS = {  # (file, its size beside DejaVu Sans) of a kind of letters; what one lacks comes from the next
    "sans": (("DejaVuSans", 1.0),),
    "slanted": (("DejaVuSans-Oblique", 1.0), ("DejaVuSans", 1.0)),
    "grotesque": (("cmss10", 1.14), ("DejaVuSans", 1.0)),
    "stix": (("STIXGeneral", 1.13), ("DejaVuSans", 1.0)),
    "stix italic": (("STIXGeneralItalic", 1.13), ("STIXGeneral", 1.13), ("DejaVuSans", 1.0)),
    "bold": (("STIXGeneralBol", 1.08), ("STIXGeneral", 1.13), ("DejaVuSans-Bold", 0.95)),
    "bold italic": (("STIXGeneralBolIta", 1.08), ("STIXGeneralBol", 1.08), ("STIXGeneral", 1.13)),
    "modern": (("cmr10", 1.16), ("STIXGeneral", 1.13), ("DejaVuSans", 1.0)),
    "modern italic": (("cmmi10", 1.16), ("STIXGeneralItalic", 1.13), ("STIXGeneral", 1.13)),
}


@functools.cache
def font_folder():
    """Where matplotlib keeps its fonts: Pillow's own font lacks pi, roots and most signs."""
    package = importlib.util.find_spec("matplotlib")
    if package is None:
        raise ValueError("book: matplotlib is not installed; its fonts are needed to label figures")
    return Path(package.origin).parent / "mpl-data/fonts/ttf"


@functools.lru_cache(maxsize=512)
def font(size, name="DejaVuSans"):
    """A font of matplotlib at a size in pixels."""
    return ImageFont.truetype(str(font_folder() / f"{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(maxsize=4096)
def has(name, sign):
    """Whether a font file has a sign."""
    if name.startswith("cm"):
        return sign in PLACED and (name != "cmmi10" or sign.isalpha())
    face = font(20, name)
    if bytes(face.getmask(sign)) != bytes(face.getmask("\uffff")):
        return True
    return sign.isspace()


@functools.lru_cache(maxsize=4096)
def face_of(chain, sign):
    """(file, relative size) of the first font of a chain that has a sign."""
    return next(((name, size) for name, size in CHAINS[chain] if has(name, sign)), CHAINS[chain][-1])


@dataclass(frozen=True)
class Style:
    """The look of one figure; colours as #rrggbb."""

    name: str
    upright: str  # key of CHAINS for numbers and words
    italic: str  # for variables and names of points
    ink: str = "#1a1a1a"  # lines and texts
    line: str = ""  # lines, where they have a colour of their own
    point: str = ""  # dots at named points and their names; "": no such dots
    plain: str = "#dbe7f5"  # fills
    accent: str = "#7ba6dc"
    faint: str = "#d0d0d0"  # grid lines
    paper: str = "#ffffff"
    weight: float = 1.0  # of lines
    wobble: float = 0.0  # deviation of hand-drawn lines, as a share of the height of letters
    lined: bool = False  # shaded parts are hatched

    @property
    def letters(self):
        """(upright, italic), as typeset.box_of() takes them."""
        return self.upright, self.italic

    @property
    def stroke(self):
        """The colour of lines."""
        return self.line or self.ink


PALES = ("#dbe7f5", "#e6f2dc", "#fbe8d3", "#efe2f5", "#f7f3cf", "#ffffff")
STRONG = ("#7ba6dc", "#e89a63", "#86bf78", "#ae86cc")
DARK = ("#1a1a1a", "#1a1a1a", "#12307a")
TINTS = (("#fdf8ec", "#6b1420"), ("#f1f7fb", "#12307a"), ("#fdf8ec", "#0c4a2c"), ("#f4f0fa", "#4a2270"))
# hue: (pale fill, strong fill, words of a scene whose things have it); no scene's milk is green
HUES = {
    "blue": ("#dbe7f5", "#7ba6dc", "blue|water|pool|lake|pond|sea|river|ice|sky|rain|aquarium|canal|ship|boat"),
    "green": (
        "#e6f2dc",
        "#86bf78",
        "green|lawn|parks?|gardens?|grass|meadow|fields?|trees?|lea(?:f|ves)|hedge|pitch|turf",
    ),
    "yellow": ("#f7f3cf", "#e3c75f", "yellow|gold(?:en)?|honey|cheese|butter|straw|sand|oil|brass|stars?"),
    "red": ("#f8dcd8", "#d9776c", "red|tomato|brick|wine|cherry"),
    "brown": (
        "#f1e4d3",
        "#c39a6b",
        "brown|wood(?:en)?|boards?|planks?|beams?|logs?|chocolate|bread|cake|biscuits?|earth|soil|"
        "clay|cardboard|table|floor|leather|tea|coffee|caramel|cork|dough",
    ),
    "grey": (
        "#f2f2f2",
        "#b9b9b9",
        "gr[ae]y|silver|milk|cream|snow|flour|salt|sugar|paper|stones?|concrete|steel|iron|metal|wax|"
        "marble|paving|road|glass|black|white|dark|window|photo",
    ),
}
TOLD = re.compile("|".join(rf"(?P<{hue}>\b(?:{words})\b)" for hue, (*_, words) in HUES.items()), re.IGNORECASE)
# name: (share of all figures, the fields that never vary)
STYLES = {
    "serif": (0.24, dict(upright="stix", italic="stix italic")),
    "modern": (0.16, dict(upright="modern", italic="modern italic")),
    "sans": (0.18, dict(upright="sans", italic="slanted")),
    "geogebra": (
        0.14,
        dict(upright="sans", italic="sans", ink="#333333", point="#1f4fb5", plain="#f6e7dc", accent="#cf9a68"),
    ),
    "line art": (0.14, dict(upright="stix", italic="stix italic", ink="#000000", plain="#ffffff", accent="#a8a8a8")),
    "bold": (0.07, dict(upright="bold", italic="bold italic", ink="#111111", plain="#f0f0f0", accent="#9aa3b5")),
    "hand": (0.07, dict(upright="grotesque", italic="slanted", ink="#2b2b33", wobble=0.065)),
}


def hue_of(text):
    """The hue of HUES that the first thing with one in a scene's text has; "": there is none."""
    found = TOLD.search(text)
    return found.lastgroup if found else ""


def draw_style(rng, tint=False, hue=""):
    """A Style drawn by a random.Random; tint: coloured paper and ink; hue: of fills, in styles that colour them."""
    (name,) = rng.choices(list(STYLES), [share for share, _ in STYLES.values()])
    style = Style(name, **STYLES[name][1], weight=WEIGHTS[rng.choice(list(WEIGHTS))])
    plain, accent, ink = rng.choice(PALES), rng.choice(STRONG), rng.choice(DARK)
    paper, dark = rng.choice(TINTS)
    dice = rng.random()
    if name in ("serif", "modern", "sans", "hand"):
        style = replace(style, plain=plain, accent=accent, ink=style.ink if name == "hand" else ink)
    elif name == "geogebra":
        line = ("#8a4a1f", "#333333", "#1f4fb5")[int(3 * dice)]
        blue = dict(plain="#e3ebf8", accent="#86a8e0") if dice > 0.5 else {}
        style = replace(style, line=line, faint="#dedede", **blue)
    elif name == "line art":
        style = replace(style, lined=dice < 0.5, plain="#f2f2f2" if dice > 0.8 else "#ffffff")
        if dice > 0.6:
            style = replace(style, upright="modern", italic="modern italic")
    else:
        style = replace(style, weight=max(style.weight, 1.0))
    if hue and name not in ("line art", "bold"):
        style = replace(style, plain=HUES[hue][0], accent=HUES[hue][1])
    return replace(style, paper=paper, ink=dark, line="") if tint else style
