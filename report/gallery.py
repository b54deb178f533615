"""The gallery of a run page: predictions of every evaluation as cards, with the figures that the model saw."""

import base64
import hashlib
import io
import re
from html import escape as esc
from pathlib import Path
from types import SimpleNamespace

import benchmarks
from report.plots import clean
from report.reading import STAGES
from runtime import read_jsonl
from runtime.images import IMAGE_ERRORS, open_image, unreadable, upright
from scheduler import CUBE

TEXT_MAX = 6000  # characters of a shown text
OPTIONAL_TEXT = (str, type(None))
PREDICTION = {  # what a line of predictions.jsonl must hold to be shown
    "id": str,
    "benchmark": str,
    "mode": str,
    "sample": int,
    "response": str,
    "gold": str,
    "verdict": bool,
    "prompt": str,
    "image_sha256": list,
    "extracted": OPTIONAL_TEXT,
    "difficulty": OPTIONAL_TEXT,
    "knowledge": (list, type(None)),
}
ASKED = {"benchmark": "mathbook", "data": "", "split": "", "limit": 0, "skip_bad": False}  # of eval.py's config.json


def even(items, keys, n):
    """n of the items, spread as evenly as they allow over the first key's values, within each over the next key's."""
    if n >= len(items) or not keys:
        return [items[i * len(items) // n] for i in range(n)] if n < len(items) else items
    groups, chosen = {}, []
    for item in items:
        groups.setdefault(item[keys[0]], []).append(item)
    for left, group in zip(range(len(groups), 0, -1), sorted(groups.values(), key=len)):  # small ones leave their share
        chosen += even(group, keys[1:], (n - len(chosen)) // left)
    return chosen


def find_rows(config, run):
    """{id: row} of what an evaluation asked; None when its data or their images are not on this disk (the hub is not
    asked)."""
    named = config.get("data") or ""
    for path in (Path(named), Path(__file__).parent.parent / named, run / "data" / Path(named).name):
        if named and path.exists():
            asked = ASKED | {k: v for k, v in config.items() if k in ASKED} | {"data": str(path)}
            try:
                return {row["id"]: row for row in benchmarks.load_rows(SimpleNamespace(**asked))[0]}
            except benchmarks.Missing:
                return None


def data_uri(image, sha256, longest):
    """The stored image as a data: address, shrunk if it is large; None when it is not the one that the model saw."""
    raw, out = image["bytes"] or Path(image["path"]).read_bytes(), io.BytesIO()
    if hashlib.sha256(raw).hexdigest() != sha256:
        return None
    image = {"bytes": raw, "path": image["path"] or sha256}
    try:
        im = upright(open_image(image, "", "load")).convert("RGBA")
    except IMAGE_ERRORS as e:
        raise unreadable(image, "", e) from e
    im.thumbnail((longest, longest))
    im.save(out, "WEBP", quality=85, lossless=max(im.size) < 128)  # anew, so that nothing but pixels is copied
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"


def figures(p, row, pixels, about):
    """The figures of a prediction as HTML; one that is not at hand is said. about: what the texts beside them say."""
    shown = ""
    for i, digest in enumerate(p["image_sha256"]):
        uri = row and i < len(row["images"]) and data_uri(row["images"][i], digest, pixels)
        alt = esc(f"Figure {i + 1} of problem {p['id']}: {about}")
        shown += f'<img src="{uri}" alt="{alt}">' if uri else f'<p class="wrong">Not at hand: {alt}</p>'
    return shown


def long_text(name, text):
    """A text that may be huge as HTML: its end is left out then, and so are many line breaks in a row."""
    more = f"\n[{len(text) - TEXT_MAX} more characters]" if len(text) > TEXT_MAX else ""
    text = re.sub(r"\n{4,}", lambda m: f"\n[{len(m[0])} line breaks]\n", text)
    return f'<h4>{name}</h4><pre dir="auto" tabindex="0">{esc(text[:TEXT_MAX] + more)}</pre>'


def card(number, p, row, values, pixels):
    """One sample as HTML. values: {filter: [values]}; row: of the data, or None; pixels: longest side of a figure."""
    points, node, word = "; ".join(values["knowledge"]), values["node"][0], values["verdict"][0]
    question = str(p.get("problem") or (row or {}).get("problem") or p["prompt"])
    question = question.replace("<image>", "[figure]" * (len(p["image_sha256"]) > 1)).strip()
    facts = {"Extracted": p["extracted"] or "(none)", "Gold": p["gold"], "Model": str(p.get("model"))}
    if p.get("official") is not None:
        facts["Official rule"] = "right" if p["official"] else "wrong"
    listed = "".join(f"<dt>{k}</dt><dd dir=auto>{esc(v)}</dd>" for k, v in facts.items())
    marks = " ".join(f'data-{name}="{esc(chr(10).join(v))}"' for name, v in values.items())
    title = esc(f"{p['evaluation']}, node {node}, {'greedy' if p['mode'] == 'greedy' else 'sample'}")
    return (
        f'<article class="card" {marks} aria-labelledby="s{number}"><h3 id="s{number}"><span class="{word}">'
        f'{"✓" if p["verdict"] else "✗"} {word}</span>: {title}</h3><p class="small" dir="auto">'
        f"{esc(p['benchmark'])} {esc(p['id'])}: {esc(points)}</p>{figures(p, row, pixels, f'{points}; node {node}')}"
        f"{long_text('Question', question)}{long_text('Response', p['response'])}<dl>{listed}</dl></article>"
    )


def read_predictions(page, shown, n):
    """n predictions of the evaluations, spread evenly, in the order of their ids. page: told which have none."""
    preds = []
    for e in shown if n else ():
        path = e["folder"] / "predictions.jsonl"
        if not path.is_file():
            page.text(f"{path}: the gallery has no samples of {e['name']}.", True)
            continue
        preds += [{**p, "evaluation": e["name"], "config": e["config"]} for p in read_jsonl(path, PREDICTION)]
    return sorted(even(preds, ("benchmark", "verdict", "evaluation", "difficulty"), n), key=lambda p: p["id"])


def add_gallery(page, shown, cfg, run):
    """Filters and cards. shown: evaluations of reading.read_evaluations; cfg: samples, figure_pixels."""
    page.section("gallery", "Samples")
    rows, options, cards = {}, {}, []
    for p in read_predictions(page, shown, cfg.samples):
        if (named := p["config"].get("data")) not in rows:
            rows[named] = find_rows(p["config"], run)
            if rows[named] is None:
                page.text(f"the data of {p['evaluation']} ({named}): its samples show the prompt and no figure.", True)
        values = {
            "benchmark": [p["benchmark"]],
            "evaluation": [p["evaluation"]],
            "knowledge": p["knowledge"] or ["none"],
            "node": [p["difficulty"] or "none"],
            "verdict": ["right" if p["verdict"] else "wrong"],
        }
        for name, found in values.items():
            values[name] = [" ".join(clean(str(v)).split()) for v in found]
            options.setdefault(name, {}).update(dict.fromkeys(values[name]))
        cards.append(card(len(cards) + 1, p, (rows[named] or {}).get(p["id"]), values, cfg.figure_pixels))
    if not cards:
        page.text("no samples (--samples, eval/*/predictions.jsonl).", True)
    order, selects = {v: i for i, v in enumerate((*STAGES, *CUBE))}, ""
    for name, found in options.items():
        found = sorted(found, key=lambda v: (order.get(v, 99), v))
        choices = "".join(f'<option value="{esc(v)}">{esc(v[:80])}</option>' for v in found)
        selects += f'<label>{name}<select name="{name}"><option value="">all</option>{choices}</select></label>'
    page.html.append(
        f'<form id="filters" aria-label="Filter the samples">{selects}<button type="reset">Show all'
        f'</button><output id="count">{len(cards)} samples</output></form>'
        f'<div class="cards">{"".join(cards)}</div>'
    )
    page.md.append(f"{len(cards)} samples with figures and filters are in report.html.")
