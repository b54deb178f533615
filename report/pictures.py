"""The pictures of the README: problems of the book, the curves of a run, and the explorer as a browser shows it.

    python -m report pictures --run out --out docs                                  # after run.sh
    python -m report pictures --run out --out docs --data book/pro.parquet          # the explorer with other problems

problems.png is drawn anew by the book, at paper size; curve.png shows the run: eval/*/metrics.json, */metrics.jsonl;
explorer.png and cube.png are screenshots, and are skipped where chromium, chromedriver or selenium is not installed.
"""

import io
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from PIL import Image

import book
from report import explorer
from report.formulas import FORMULA
from report.plots import AXES, running_mean
from report.reading import STAGES, of_mathbook, read_evaluations, read_training, series
from runtime import write_whole

SEED = ("pyramid_volume", ("base", *AXES))  # the program and the nodes of the upper row
OTHERS = ("cone_net", "signed_area", "two_stage_tree", "clock")  # a problem of each domain, the lower row
WIDTH, DPI, GAP = 1200, 100, 24  # px, px an inch, px between cards
INK, SOFT, LINE = "#1b2230", "#525c6e", "#d5dae2"
COLOURS = ("#0b63b0", "#c24e00", "#00795a", "#9a3f8e")  # of the stages, as on the run page
RC = {"text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.edgecolor": SOFT}
COLOURS_MAX = 128  # colours of a PNG: figures are flat, and the file stays small
VIEW = (1280, 900)  # px, the browser's page


@dataclass
class Config:
    run: str = "out"  # folder of a run of run.sh
    out: str = "docs"  # folder for the pictures; those there are replaced
    data: tuple[str, ...] = ()  # problems in the explorer: files or folders; none: those of --run


def png(fig):
    """The figure as the bytes of a PNG with few colours."""
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    return small_png(Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3]))


def small_png(image):
    """Bytes of a PNG with few colours."""
    image.convert("RGB").quantize(COLOURS_MAX, dither=Image.Dither.NONE).save(out := io.BytesIO(), "PNG", optimize=True)
    return out.getvalue()


# ---------------------------------------------------------------------------------------------------------------------
# problems.png


def readable(text, measure):
    """Text for matplotlib: formulas that it can read stay between dollar signs, other signs stand for themselves."""
    out, at = "", 0
    for match in FORMULA.finditer(text):
        formula = f"${next(g for g in match.groups() if g).strip()}$"
        try:
            measure(formula)
        except ValueError:  # LaTeX beyond matplotlib's part of it
            continue
        out += text[at : match.start()].replace("$", r"\$") + formula
        at = match.end()
    return out + text[at:].replace("$", r"\$")


def wrapped(text, width, measure):
    """Lines of at most `width` px; a formula is not broken."""
    lines, line = [], ""
    for word in FORMULA.sub(lambda m: m[0].replace(" ", "\0"), text).split():
        longer = f"{line} {word}".strip().replace("\0", " ")
        if line and measure(longer) > width:
            lines.append(line)
            longer = word.replace("\0", " ")
        line = longer
    return [*lines, line]


def measure_with(font):
    """A function: text -> its width in px, as matplotlib will draw it; ValueError for a formula it cannot read."""
    renderer = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=DPI)).get_renderer()

    def measure(text):
        math = "$" in text.replace(r"\$", "")
        return renderer.get_text_width_height_descent(text, font, ismath=math)[0]

    return measure


def cards():
    """[(heading, [(tag, image, question, answer)])]: a seed at some nodes, and one problem of each domain."""
    name, nodes = SEED
    made, meaning = book.pro(name, random.Random(1)), {"base": "the seed", **AXES}
    upper = [(f"{node}: {meaning[node]}", made[node]) for node in nodes]
    lower = [(book.PROGRAMS[name].domain, book.pro(name, random.Random(2))["base"]) for name in OTHERS]
    rows = {"One seed at four nodes of the difficulty cube": upper, "A problem of each domain": lower}
    return [
        (heading, [(tag, p.images[0], p.question.replace("<image>", "").strip(), p.answer) for tag, p in row])
        for heading, row in rows.items()
    ]


def problems_figure():
    """Two rows of four problems: figure, question, answer."""
    font, line_height = FontProperties(size=10.5), 20  # points, px
    measure, rows = measure_with(font), cards()
    side = (WIDTH - GAP * 5) // 4
    texts = [[wrapped(readable(q, measure), side, measure) for *_, q, _ in row] for _, row in rows]
    heights = [GAP + 34 + side + 34 + line_height * (max(map(len, row)) + 1) + 14 for row in texts]  # px
    height = sum(heights) + GAP
    fig = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor="white")

    def write(x, y, text, **style):
        fig.text(x / WIDTH, 1 - y / height, text, va="top", **{"fontproperties": font, "color": INK} | style)

    top = 0
    for (heading, row), lines, size in zip(rows, texts, heights):
        write(GAP, top + GAP, heading, fontproperties=FontProperties(size=14, weight="bold"))
        for i, ((tag, image, _, answer), text) in enumerate(zip(row, lines)):
            x, y = GAP + i * (side + GAP), top + GAP + 34
            shown = np.asarray(image.convert("RGB").resize((side, side), Image.Resampling.LANCZOS))
            axes = fig.add_axes((x / WIDTH, 1 - (y + side) / height, side / WIDTH, side / height))
            axes.imshow(shown, interpolation="none")
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set_color(LINE)
            write(x, y + side + 10, tag, color=COLOURS[i], fontproperties=FontProperties(size=11, weight="bold"))
            for k, said in enumerate(text):
                write(x, y + side + 36 + k * line_height, said)
            said = readable(f"Answer: ${answer}$" if "\\" in answer else f"Answer: {answer}", measure)
            write(x, y + side + 42 + len(text) * line_height, said, color="#0a6b3b")
        top += size
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
            side = dict(ha="right", xytext=(-8, 5)) if j == 0 else dict(ha="left", xytext=(8, -12))
            ax.annotate(f"{value:.1f}", (at, value), textcoords="offset points", color=COLOURS[j], fontsize=11, **side)
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

OPENED = """typeof start === "object" && start && document.querySelector("#tree summary")"""
POINT = "openTree(true, start.points.reduce((best, point, i, all) => point[5] > all[best][5] ? i : best, 0))"
DRAWN = """document.querySelector("#sunburst .main-svg path")"""
CUBE = """location.hash = "view=cube" """
SHOWN = """get("node-problems").children[1] && [...document.images].every(image => image.complete)"""
WALK = "for (const id of ['right', 'right', 'wrong']) get(id).click()"


def no_browser():
    """Why there can be no screenshots, or None."""
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


def screenshots(site):
    """{name: bytes of a PNG} of a site: the knowledge system opened at its richest point, and a seed in the cube."""
    browser = open_browser()
    try:
        browser.get((site / "index.html").resolve().as_uri())
        wait(browser, OPENED)
        browser.execute_script(POINT)
        wait(browser, DRAWN)
        shots = {"explorer.png": browser.get_screenshot_as_png()}
        if browser.execute_script("return start.seeds"):
            browser.execute_script(CUBE)
            wait(browser, SHOWN)
            browser.execute_script(WALK)
            wait(browser, SHOWN)
            shots["cube.png"] = browser.get_screenshot_as_png()
    finally:
        browser.quit()
    return {name: small_png(Image.open(io.BytesIO(shot))) for name, shot in shots.items()}


def main(cfg):
    run, out = Path(cfg.run), Path(cfg.out)
    with matplotlib.rc_context(RC):
        pictures = {"problems.png": png(problems_figure()), "curve.png": png(curve_figure(run))}
    why = no_browser()
    if not why:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            explorer.build(explorer.Config(data=cfg.data, run=cfg.run), site)
            pictures |= screenshots(site)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in pictures.items():
        write_whole(out / name, content)
        print(f"written: {out / name} ({len(content) >> 10} KB)")
    if why:
        print(f"skipped: {out / 'explorer.png'} and {out / 'cube.png'}: {why}")
