"""The pictures of the README: problems of the book, the curves of a run, and the explorer as a browser shows it.

    python -m report pictures --run out --out docs                               # after run.sh
    python -m report pictures --run out --site site --seed pro-000384            # with the explorer of other problems

problems.png is drawn anew by the book, at paper size; curve.png shows the run: eval/*/metrics.json, */metrics.jsonl;
explorer.png and cube.png show a site of `python -m report book`: without a site, chromium, chromedriver or
selenium they are skipped.
"""

import io
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from PIL import Image, ImageOps

import book
from report.formulas import FORMULA
from report.plots import AXES, running_mean
from report.reading import STAGES, of_mathbook, read_evaluations, read_training, series
from runtime import write_whole

SEED, NODES = "parallelogram_area", ("base", *AXES)  # a program of the book and the nodes of the upper row
OTHERS = ("cone_net", "signed_area", "two_stage_tree", "three_set_circles", "clock")  # programs of the lower row
WIDTH, DPI, GAP, COLUMNS = 1200, 100, 22, 5  # px, px an inch, px between cards, cards in a row
SIDE, LINE_HEIGHT = (WIDTH - GAP * (COLUMNS + 1)) // COLUMNS, 20  # px, of a figure and of a line of text
PLAIN, BOLD = FontProperties(size=10.5), FontProperties(size=10.5, weight="bold")
INK, LINE, GOOD = "#1b2230", "#d5dae2", "#0a6b3b"
COLOURS = ("#0b63b0", "#c24e00", "#00795a", "#9a3f8e", "#8a6d00")  # of the stages, as on the run page
RC = {"text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.edgecolor": INK}
VIEW = (1280, 960)  # px, the browser's page


@dataclass
class Config:
    run: str = "out"  # folder of a run of run.sh
    out: str = "docs"  # folder for the pictures; those there are replaced
    site: str = ""  # folder of `python -m report book`; empty: RUN/site
    seed: str = ""  # question_id of the seed in the cube; empty: the first of those with the most nodes


def png(fig):
    """The figure as the bytes of a PNG."""
    fig.savefig(out := io.BytesIO(), format="png", facecolor="white", pil_kwargs={"optimize": True})
    return out.getvalue()


# ---------------------------------------------------------------------------------------------------------------------
# problems.png


def size_of(text, font=PLAIN):
    """(width, height) in px of a text as matplotlib draws it; ValueError for a formula that it cannot read."""
    renderer = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=DPI)).get_renderer()
    return renderer.get_text_width_height_descent(text, font, ismath="$" in text.replace(r"\$", ""))[:2]


def readable(text):
    """Text for matplotlib: formulas that it can read stay between dollar signs, other signs stand for themselves."""
    out, at = "", 0
    for match in FORMULA.finditer(text):
        formula = f"${next(g for g in match.groups() if g).strip()}$"
        try:
            size_of(formula)
        except ValueError:  # LaTeX beyond matplotlib's part of it
            continue
        out += text[at : match.start()].replace("$", r"\$") + formula
        at = match.end()
    return out + text[at:].replace("$", r"\$")


def wrapped(text, width):
    """[(line, its height in px)], lines of at most `width` px; a formula is not broken."""
    lines, line = [], ""
    for word in FORMULA.sub(lambda m: m[0].replace(" ", "\0"), text).split():
        word = word.replace("\0", " ")
        longer = f"{line} {word}".strip()
        if line and size_of(longer)[0] > width:
            lines.append(line)
            longer = word
        line = longer
    heights = [size_of(line)[1] for line in (*lines, line)]
    return [(line, max(LINE_HEIGHT, round(height) + 6)) for line, height in zip((*lines, line), heights)]


def squared(image):
    """An image in the middle of a white square, SIDE px wide."""
    return ImageOps.pad(image.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS, color="white")


def problem_rows():
    """[(heading, [(title, Problem, is its text long?)])]: a seed at some nodes, and problems of other programs."""
    made, meaning = book.pro(SEED, random.Random(1)), {"base": "the seed", **AXES}
    seed = [(f"{node}: {meaning[node]}", made[node], "x" in node) for node in NODES]
    others = [(book.PROGRAMS[name].domain, book.pro(name, random.Random(2))["base"], False) for name in OTHERS]
    return [("One seed at four of its eight nodes", seed), ("Problems of other chapters", others)]


def laid_out(rows):
    """The rows as [(x, y, what)] in px: an image, or (text, style); and the height of it all.

    A card is a title, the figure, and below it the question and the answer; a long question stands beside the figure.
    """
    placed, top = [], GAP
    for heading, cards in rows:
        placed.append((GAP, top, (heading, {"fontproperties": FontProperties(size=14, weight="bold")})))
        column, bottom = 0, 0
        for number, (title, problem, is_long) in enumerate(cards):
            x, y = GAP + column * (SIDE + GAP), top + 38
            placed.append((x, y, (title, {"fontproperties": BOLD, "color": COLOURS[number]})))
            placed.append((x, y + 26, squared(problem.images[0])))
            column += 1 + is_long
            x, y = (x + SIDE + GAP, y + 26) if is_long else (x, y + 26 + SIDE + 12)
            for line, height in wrapped(readable(problem.question.replace("<image>", "").strip()), SIDE):
                placed.append((x, y, (line, {})))
                y += height
            answer = f"${problem.answer}$" if "\\" in problem.answer else problem.answer
            placed.append((x, y + 6, (readable(f"Answer: {answer}"), {"color": GOOD})))
            bottom = max(bottom, y + 6 + LINE_HEIGHT)
        top = bottom + GAP
    return placed, top


def problems_figure():
    """Two rows of problems of the book, at paper size: figure, question, answer."""
    placed, height = laid_out(problem_rows())
    fig = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor="white")
    for x, y, what in placed:
        if isinstance(what, tuple):
            text, style = what
            fig.text(x / WIDTH, 1 - y / height, text, va="top", **{"fontproperties": PLAIN, "color": INK} | style)
            continue
        axes = fig.add_axes((x / WIDTH, 1 - (y + SIDE) / height, SIDE / WIDTH, SIDE / height))
        axes.imshow(np.asarray(what), interpolation="none")
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_color(LINE)
    return fig


# ---------------------------------------------------------------------------------------------------------------------
# curve.png


def bare(ax, title):
    """A light panel."""
    ax.set_title(title, fontsize=12.5, weight="bold", loc="left", pad=10)
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="y", color=LINE, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(labelsize=11)


def draw_stages(ax, shown):
    """Accuracy by stage in percent: greedy and avg@n, with 95 % intervals. shown: evaluations on MathBookEval."""
    bare(ax, "MathBookEval accuracy by stage (%)")
    for j, (key, name, marker) in enumerate((("greedy", "greedy", "o"), ("avg", "avg@{n}", "s"))):
        cells = [(i + (j - 0.5) * 0.12, e["metrics"]["overall"]) for i, e in enumerate(shown)]
        there = [(x, c[key], c.get(f"{key}_ci") or (c[key], c[key])) for x, c in cells if c[key] is not None]
        if not there:
            continue
        x, y = [x for x, *_ in there], [100 * value for _, value, _ in there]
        errors = [[100 * abs(value - ci[end]) for _, value, ci in there] for end in (0, 1)]
        label = name.format(n=max(e["metrics"].get("n") or 0 for e in shown))
        style = dict(fmt=f"{marker}-", color=COLOURS[j], capsize=4, linewidth=1.6, markersize=6, elinewidth=1.4)
        ax.errorbar(x, y, yerr=errors, label=label, **style)
        for at, value in zip(x, y):
            place = dict(ha="right", xytext=(-8, 5)) if j == 0 else dict(ha="left", xytext=(8, -12 if value > 5 else 5))
            ax.annotate(f"{value:.1f}", (at, value), textcoords="offset points", color=COLOURS[j], fontsize=11, **place)
    ax.set_xticks(range(len(shown)), [e["name"] for e in shown], fontsize=12)
    ax.set(xlim=(-0.5, len(shown) - 0.5), ylim=(0, None))
    ax.legend(frameon=False, fontsize=11, loc="upper left")


def draw_training(ax, title, curves, scale=1):
    """{stage: [(step, value)]}: thin as measured, thick the running mean; scale: 100 for percent."""
    bare(ax, title)
    for stage, points in curves.items():
        (x, y, mean), colour = running_mean(points), COLOURS[STAGES.index(stage)]
        ax.plot(x, scale * y, color=colour, alpha=0.25, linewidth=0.8)
        ax.plot(x, scale * mean, color=colour, linewidth=2.2, label=stage)
    ax.set_xlabel("step", fontsize=11)
    if len(curves) > 1:
        ax.legend(frameon=False, fontsize=11)


def curve_figure(run):
    """The stages of a run side by side, and what the training logs of the run hold."""
    _, shown = of_mathbook(read_evaluations(run)[0])
    if not shown:
        raise ValueError(f"{run}: no finished evaluation on MathBookEval (eval/*/metrics.json): nothing to draw")
    runs = read_training(run)
    loss = series({k: v for k, v in runs.items() if k == "sft"}, "loss")
    right = series({k: v for k, v in runs.items() if k != "sft"}, "accuracy")
    panels = [("SFT: loss", loss, 1), ("RL: right rollouts (%)", right, 100)]
    panels = [panel for panel in panels if panel[1]]
    fig = Figure(figsize=(WIDTH / DPI, 4), dpi=DPI, facecolor="white", layout="constrained")
    first, *others = fig.subplots(1, 1 + len(panels), width_ratios=[1.5] + [1] * len(panels), squeeze=False)[0]
    draw_stages(first, shown)
    for ax, panel in zip(others, panels):
        draw_training(ax, *panel)
    fig.get_layout_engine().set(wspace=0.05)
    return fig


# ---------------------------------------------------------------------------------------------------------------------
# explorer.png, cube.png

# What the page is asked to do, with names of site_files/*.js: open the tree at the point with the most problems; walk a
# seed to its first increment at xy.
STARTED = "typeof start === 'object' && start && document.querySelector('#tree summary')"
OPEN = "openTree(true, start.points.reduce((best, point, i, all) => point[5] > all[best][5] ? i : best, 0))"
DRAWN = "document.querySelector('#sunburst .main-svg path')"
SHOWN = "get('node-problems').children[1] && [...document.images].every(image => image.complete)"
WALK = "for (const id of ['right', 'right', 'wrong']) get(id).click()"


def no_screenshots(site):
    """Why there can be no screenshots of a site, or None."""
    if not (site / "index.html").is_file():
        return f"no site in {site} (python -m report book)"
    if missing := [name for name in ("chromium", "chromedriver") if not shutil.which(name)]:
        return f"{' and '.join(missing)} not installed (Debian: apt-get install chromium chromium-driver)"
    try:
        import selenium.webdriver  # noqa: F401
    except ImportError:
        return "selenium is not installed"
    return None


def open_browser():
    """Headless chromium with a light page of the size VIEW."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking", "hide-scrollbars"):
        options.add_argument(f"--{flag}")
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    light = {"features": [{"name": "prefers-color-scheme", "value": "light"}]}
    page = dict(width=VIEW[0], height=VIEW[1], deviceScaleFactor=1, mobile=False)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", light)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", page)
    return browser


def wait(browser, condition):
    """Until a JavaScript expression holds; OSError after 30 s."""
    end = time.monotonic() + 30
    while not browser.execute_script(f"return !!({condition})"):
        if time.monotonic() > end:
            raise OSError(f"the explorer did not come to stand in the browser within 30 s ({condition})")
        time.sleep(0.05)


def screenshots(site, seed):
    """{name: bytes of a PNG} of a site: the knowledge system opened at its richest point, and a seed in the cube."""
    browser = open_browser()
    try:
        browser.get((site / "index.html").resolve().as_uri())
        wait(browser, STARTED)
        browser.execute_script(OPEN)
        wait(browser, DRAWN)
        shots = {"explorer.png": browser.get_screenshot_as_png()}
        if browser.execute_script("return start.seeds"):
            address = {"seed": seed} if seed else {"view": "cube"}
            browser.execute_script("location.hash = new URLSearchParams(arguments[0])", address)
            wait(browser, SHOWN)
            browser.execute_script(WALK)
            wait(browser, SHOWN)
            shots["cube.png"] = browser.get_screenshot_as_png()
    finally:
        browser.quit()
    return {name: few_colours(shot) for name, shot in shots.items()}


def few_colours(shot):
    """A screenshot as the bytes of a PNG with a palette: flat colours, a third of the size."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(256, kmeans=1, dither=Image.Dither.NONE).save(out := io.BytesIO(), "PNG", optimize=True)
    return out.getvalue()


def main(cfg):
    run, out, site = Path(cfg.run), Path(cfg.out), Path(cfg.site or Path(cfg.run) / "site")
    with matplotlib.rc_context(RC):
        pictures = {"curve.png": png(curve_figure(run)), "problems.png": png(problems_figure())}
    why = no_screenshots(site)
    if not why:
        pictures |= screenshots(site, cfg.seed)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in pictures.items():
        write_whole(out / name, content)
        print(f"written: {out / name} ({len(content) >> 10} KB)")
    if why:
        print(f"skipped: {out / 'explorer.png'} and {out / 'cube.png'}: {why}")
