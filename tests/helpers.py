"""What tests of several rooms share. Nothing heavy is imported here: the scheduler's tests must start at once."""

import dataclasses
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared not beside the checkout")
EVIL = (
    '</script><script>window.pwned = 1</script><img src="http://127.0.0.1:9/x.png" onerror="window.pwned = 2"> '
    "$x^2$ \x00\x1b \"q\" 'a' &amp;"
)

# ---------------------------------------------------------------------------------------------------------------------
# files


def png(size=(56, 56), colour="red", mode="RGB", **save) -> bytes:
    """Bytes of a PNG of one colour."""
    from PIL import Image

    image, out = Image.new(mode, size, colour), io.BytesIO()
    image.save(out, "PNG", **save)
    return out.getvalue()


def jsonl(path, rows):
    """Write rows as JSON lines; returns the path."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def metrics(folder) -> list[dict]:
    """The lines of a run's metrics.jsonl."""
    return [json.loads(line) for line in (Path(folder) / "metrics.jsonl").read_text().splitlines()]


def curve(run, *names):
    return [[row[n] for n in names] for row in metrics(run)]


def together(cases, name=str) -> list:
    """The cases as parameters of tests: all tests of a case run on one worker, so that they share what it caches."""
    return [pytest.param(case, id=name(case), marks=pytest.mark.xdist_group(name(case))) for case in cases]


# ---------------------------------------------------------------------------------------------------------------------
# scripts


def script(*args, env=None, **kw):
    """Run a project script as a user would; returns the finished process."""
    env = {**os.environ, "OMP_NUM_THREADS": "1", **(env or {})}
    command = [sys.executable, *map(str, args)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, env=env, **kw)


def as_flags(kw: dict) -> list[str]:
    """{"lr": 1, "std": False} -> ["--lr", "1", "--no-std"]"""
    flags = []
    for k, v in kw.items():
        flags += [f"--{k}" if v else f"--no-{k}"] if isinstance(v, bool) else [f"--{k}", str(v)]
    return flags


def given(settings: dict) -> list[str]:
    """The flags of all settings of a run, but for the empty ones."""
    return as_flags({k: v for k, v in settings.items() if v != ""})


def sft_config(pocket, out, **kw):
    """Settings of a tiny run of sft.py on the `pocket` fixture's data."""
    import sft

    tiny = dict(batch_size=8, lr=1e-3, micro_tokens=300, gradient_checkpointing=False, wandb="off", epochs=10)
    tiny["device"] = "cpu"
    data = str(pocket / "data/sft.parquet")
    return sft.Config(**{**dict(model="pocket", data=data, out_dir=str(out)), **tiny, **kw})


def rl_flags(pocket, out, stage="pre", **kw) -> dict:
    """Settings of a tiny run of rl.py on the `pocket` fixture's data and model."""
    data = pocket / "data" / ("standard.parquet" if stage == "pre" else "pro.parquet")
    tiny = dict(prompts=8, update_prompts=8, rollouts=4, max_response=48, max_prompt=300, micro_tokens=800)
    flags = dict(scale="paper", stage=stage, model=pocket / "hf", data=data, out_dir=out, lr=1e-4, kl=0, wandb="off")
    return {**flags, **tiny, "gradient_checkpointing": False, "device": "cpu", **kw}


def rl_config(*args, **kw):
    import rl

    flags = {k: str(v) if isinstance(v, Path) else v for k, v in rl_flags(*args, **kw).items()}
    return dataclasses.replace(rl.defaults("paper", flags["stage"]), **flags)


def weights_of(run) -> dict:
    """The merged weights of a run's newest checkpoint."""
    from safetensors.torch import load_file

    import merge

    merge.main(merge.Config(out=str(run / "merged"), checkpoint=str(run)))
    return load_file(run / "merged" / "model.safetensors")


def same_weights(a, b) -> bool:
    import torch

    a, b = weights_of(a), weights_of(b)
    return a.keys() == b.keys() and all(torch.equal(a[k], b[k]) for k in a)


# ---------------------------------------------------------------------------------------------------------------------
# a browser


def report_open(browser, path, width=1280, scheme="light"):
    """Open a file in the browser, as a page of that width, in light or dark."""
    browser.get_log("performance"), browser.get_log("browser")
    wanted = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})
    page = dict(width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", page)
    browser.get(Path(path).resolve().as_uri())


def report_requests(browser) -> list[str]:
    """Addresses that the page asked for, data: apart."""
    events = [json.loads(e["message"])["message"] for e in browser.get_log("performance")]
    urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return [u for u in urls if not u.startswith("data:")]
