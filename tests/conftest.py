"""Fixtures that tests of several rooms share; made once a session, and only when a test asks for them."""

import shutil

import pytest

from tests.helpers import png, script, sft_config


@pytest.fixture(scope="session")
def pocket(tmp_path_factory):
    """A small pocket data set and a pocket model that has learnt the format and little else (rewards of both kinds)."""
    import merge
    import sft

    root = tmp_path_factory.mktemp("pocket")
    done = script("data.py", "build", "--size", "pocket", "--out", root / "data", "--scale", "0.02")
    assert done.returncode == 0, done.stderr
    sft.main(sft_config(root, root / "sft", batch_size=16, max_steps=100, lr=2e-3, micro_tokens=2000))
    merge.main(merge.Config(out=str(root / "hf"), checkpoint=str(root / "sft")))
    return root


@pytest.fixture(scope="session")
def policy(pocket):
    """The model of the `pocket` fixture."""
    import torch

    import model as M

    torch.set_num_threads(1)
    return M.load_model(str(pocket / "hf"), torch.device("cpu"))


@pytest.fixture(scope="session")
def rows():
    """Rows with one image, with two images of different shape, and without an image, in mixed lengths."""

    def image(w, h, colour):
        return {"bytes": png((w, h), colour), "path": None}

    made = [
        ("<image>How tall is the bar?", [image(84, 84, "red")]),
        ("What is 3+4?", []),
        ("<image>Compare with <image>: which is wider?", [image(56, 112, "blue"), image(140, 84, "green")]),
        ("How many circles are there in the figure with a long question?", []),
    ]
    common = dict(answer="7", solution="so it is", options=None)
    return [dict(id=str(i), problem=text, images=images, **common) for i, (text, images) in enumerate(made)]


@pytest.fixture(scope="session")
def report_browser(tmp_path_factory):
    """Headless Chromium with its logs; a test that wants it is skipped where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("no chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    flags = "headless=new no-sandbox disable-gpu disable-quic no-first-run disable-background-networking".split()
    flags += ["disable-component-update", "disable-sync", f"user-data-dir={tmp_path_factory.mktemp('profile')}"]
    for flag in flags:
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield browser
    browser.quit()
