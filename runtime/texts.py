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
        return json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{what}not valid JSON: {e}") from e


def once(pairs: list[tuple[str, object]]) -> dict:
    """A JSON object; ValueError where it has a key twice, of which json.loads would keep the last without a word."""
    if len(out := dict(pairs)) < len(pairs):
        places = {}
        for place, (name, _) in enumerate(pairs, 1):
            if name in places:
                first = places[name]
                raise ValueError(f"the key {name[:100]!r} stands twice in one object, at places {first} and {place}")
            places[name] = place
    return out
