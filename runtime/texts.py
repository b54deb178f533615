"""Texts of strangers: JSON of theirs, and what of them is printed to a terminal."""

import json
import re

HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: object) -> str:
    """Text of data, models or servers for a terminal: signs that would steer it are written out, as \\x1b."""
    return HIDDEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), str(text))


def parse(text: str, what: str = ""):
    """The value of a JSON text. ValueError `what...`: it is none, nested too deeply, or an object has one key twice."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{what}not valid JSON: {e}") from e


def _object(pairs):
    out = dict(pairs)
    if len(out) < len(pairs):
        raise ValueError("one key stands twice in an object")
    return out
