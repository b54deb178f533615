"""Images of strangers: what is opened, how large it may be, where its file may lie, and how it becomes RGB."""

import functools
import io
import math
import os
import stat
import struct
import warnings
import zlib

import numpy as np
from PIL import Image

IMAGE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError, RuntimeError, MemoryError)
IMAGE_ERRORS += (struct.error, zlib.error, Image.DecompressionBombError)  # all that Pillow raises on broken files
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")  # no others are tried: an EPS named .png would start ghostscript
MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I;16B", "I;16L")  # that have a white
IMAGE_PIXELS, IMAGE_BYTES = 50_000_000, 64 << 20  # the largest image, decoded and as a file
TURNS = dict(zip(range(2, 9), (0, 3, 1, 5, 4, 6, 2)))  # EXIF orientation -> how PIL turns it upright
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)  # IMAGE_PIXELS is lower


def unreadable(image, what, error):
    """The ValueError `what...` for what went wrong with an image."""
    why = " ".join(str(getattr(error, "strerror", None) or error).split())  # else the path stands in it
    return ValueError(f"{what}unreadable image {image['path'] or '':.200}: {type(error).__name__} {why:.200}")


def open_image(image, what, step=None):
    """The PIL image of {"bytes", "path"}, its header read, then step "verify" or "load" done; ValueError `what...`."""
    try:
        held = os.stat(image["path"]) if not image["bytes"] else None
        if held and not stat.S_ISREG(held.st_mode):
            raise ValueError("no regular file")
        if (size := held.st_size if held else len(image["bytes"])) > IMAGE_BYTES:
            raise ValueError(f"{size:,} bytes, more than {IMAGE_BYTES:,}")
        opened = Image.open(image["path"] if held else io.BytesIO(image["bytes"]), formats=FORMATS)
        if math.prod(opened.size) > IMAGE_PIXELS or opened.mode not in MODES:
            raise ValueError(f"{opened.size} px, mode {opened.mode}: over {IMAGE_PIXELS:,} px, or none of {MODES}")
        if opened.format in ("JPEG", "MPO"):
            opened.getexif()
        if step:
            getattr(opened, step)()
        return opened
    except IMAGE_ERRORS as e:
        raise unreadable(image, what, e) from e


def rgb(image, what):
    """An image as RGB PIL, a camera's JPEG upright; what is transparent becomes white. ValueError `what...`."""
    im = open_image(image, what, "load")
    try:
        im = upright(im)
        im = im.point(lambda v: v / 256).convert("L") if im.mode.startswith("I;16") else im  # else all becomes white
        if im.mode in ("RGBA", "LA", "PA") or "transparency" in im.info:
            im = Image.alpha_composite(Image.new("RGBA", im.size, "white"), im.convert("RGBA"))
        return im.convert("RGB")
    except IMAGE_ERRORS as e:
        raise unreadable(image, what, e) from e


def upright(im):
    """A camera's JPEG may lie on its side: turned as its EXIF data say; any other image as it is."""
    turn = TURNS.get(im.getexif().get(0x0112)) if im.format in ("JPEG", "MPO") else None
    return im if turn is None else im.transpose(turn)


def checked_image(value, base, what):
    """{"bytes", "path"} of an image given in any form, after a look at its header and checksums.

    base: the folder that its path is relative to, and below which its file has to lie; None: who asks has looked.
    """
    image = value if isinstance(value, dict) else {"bytes" if isinstance(value, bytes) else "path": value}
    data, path = image.get("bytes"), image.get("path")
    if not (isinstance(data, bytes | None) and isinstance(path, str | None) and (data or path)):
        raise ValueError(f"{what}expected the path or bytes of an image, found {value!r:.60}")
    image = {"bytes": data, "path": path if data or base is None else inside(base, path, what)}
    open_image(image, what, "verify")
    return image


def inside(folder, path, what):
    """The path of a file below a folder; ValueError `what...` where it, or what it links to, lies elsewhere."""
    try:
        above, name = os.path.split(found := os.path.join(folder, path))
        place = os.path.join(_real(above), name)
        place = os.path.realpath(place) if os.path.islink(place) else place
        if place.startswith(os.path.join(_real(folder), "")):
            return found
    except ValueError as e:  # a NUL, half a surrogate pair
        raise ValueError(f"{what}no path: {path!r:.60}: {e}") from e
    raise ValueError(f"{what}{path!r:.200} lies outside of {folder}, the folder of the data")


_real = functools.lru_cache(maxsize=4096)(os.path.realpath)  # of a folder


def header_size(image):
    """(width, height) as shown, without decoding; a camera's JPEG may lie on its side."""
    with open_image(image, "field images: ") as im:
        turned = im.format in ("JPEG", "MPO") and im.getexif().get(0x0112) in (5, 6, 7, 8)
        return im.size[::-1] if turned else im.size


@functools.lru_cache(maxsize=65536)
def resize_size(width, height, min_pixels, max_pixels, cell):
    """(width, height) in px to resize to: multiples of `cell` with min_pixels <= width * height <= max_pixels.

    With r and c the real numbers of cells down and across for the area clamped to the range at the old aspect, it takes
    the allowed whole a and b with the least log(a/r)^2 + log(b/c)^2: the least change of shape and size together. An
    allowed size maps to itself. Sides differ by at most 200 times, Qwen's limit. ValueError where no pair fits.
    """
    low, high = -(-min_pixels // cell**2), max_pixels // cell**2  # cells
    area = min(max(width * height, min_pixels), max_pixels)
    r, c = math.sqrt(area * height / width) / cell, math.sqrt(area * width / height) / cell
    a = np.arange(1, high + 1)[:, None]  # [rows, 1]
    least, most = np.maximum(-(-low // a), -(-a // 200)), np.minimum(high // a, 200 * a)  # what a leaves for b
    b = np.clip([math.floor(c), math.ceil(c)], least, most)  # [rows, 2]: the cost is convex in log b
    cost = np.where(least <= most, np.log(a / r) ** 2 + np.log(b / c) ** 2, np.inf)
    if not np.isfinite(cost).any():
        raise ValueError(f"min_pixels {min_pixels}, max_pixels {max_pixels}: no multiples of {cell} fit between them")
    best = np.unravel_index(cost.argmin(), cost.shape)
    return int(b[best]) * cell, (int(best[0]) + 1) * cell
