"""Fixtures that tests of several rooms share; made once a session, and only when a test asks for them."""

import collections
import gc
import os
import shutil

import pytest

from tests.helpers import png, sft_config


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="only what takes no time (bash run.sh quick)")


def pytest_configure(config):
    """Tests are made for CPUs: fp32, gloo, as many ranks as they like. Only `pytest -m gpu` shows GPUs to them."""
    if config.getoption("markexpr") != "gpu":
        os.environ["CUDA_VISIBLE_DEVICES"] = ""
    config.option.loadscopereorder = False  # of xdist, which would put the longest groups first, not the dearest


def pytest_itemcollected(item):
    """--quick: what the `pocket` fixture costs is more than all its tests; one worker makes it and runs them."""
    if item.config.getoption("--quick") and "pocket" in item.fixturenames:
        item.add_marker(pytest.mark.xdist_group("pocket"))


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """What is there after it (torch, all tests) stays: no collection of garbage looks at it, in this or in any test."""
    gc.disable()
    found = yield
    gc.collect()
    gc.freeze()
    gc.enable()
    return found


def pytest_collection_modifyitems(config, items):
    """Tests marked gpu: only with `-m gpu`. --quick: no test marked slow or in a browser, and of a test with over 10
    cases 6 to 10 of them."""
    if config.getoption("markexpr") != "gpu":
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("gpu")])
        items[:] = [item for item in items if not item.get_closest_marker("gpu")]
    items.sort(key=lambda item: not item.get_closest_marker("slow"))  # the dear ones first: no worker ends alone
    if not config.getoption("--quick"):
        return
    cases = collections.defaultdict(list)
    for item in items:
        if not (item.get_closest_marker("slow") or "report_browser" in item.fixturenames):
            cases[item.nodeid.split("[")[0]].append(item)
    kept = {item for found in cases.values() for item in found[:: -(-len(found) // 10)]}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


@pytest.fixture(scope="session")
def few(request) -> bool:
    """Whether a test is to make only a part of its random inputs."""
    return request.config.getoption("--quick")


@pytest.fixture(scope="session")
def pocket_data(tmp_path_factory):
    """A folder with a small pocket data set in data/."""
    import data

    root = tmp_path_factory.mktemp("pocket")
    data.build(data.Build(str(root / "data"), scale=0.02, workers=1))
    return root


@pytest.fixture(scope="session")
def pocket(pocket_data):
    """The same folder with a pocket model in hf/ that has learnt the format and little else (rewards of both kinds)."""
    import torch

    import merge
    import sft

    torch.set_num_threads(1)
    sft.main(sft_config(pocket_data, pocket_data / "sft", batch_size=4, max_steps=100, lr=2e-3, micro_tokens=4000))
    merge.main(merge.Config(out=str(pocket_data / "hf"), checkpoint=str(pocket_data / "sft")))
    return pocket_data


@pytest.fixture(scope="session")
def policy(pocket):
    """The model of the `pocket` fixture."""
    import torch

    import model as M

    torch.set_num_threads(1)
    return M.load_model(str(pocket / "hf"), torch.device("cpu"))


@pytest.fixture(scope="session")
def mixed(pocket):
    """The pocket sets with, in turn, one figure, none, two of different shape, a larger one; groups and seeds stay."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    import data

    (pocket / "mixed").mkdir()
    for name in ("sft", "standard", "pro"):
        rows = data.load(str(pocket / f"data/{name}.parquet")).to_list()
        for i, row in enumerate(rows):
            text, images = row["problem"].replace("<image>", ""), row["images"][:1]
            wide, large = ({"bytes": png(size, "red"), "path": None} for size in ((56, 140), (196, 112)))
            row["images"] = [images, [], [*images, wide], [large]][i % 4]
            marks = "<image>" * len(images)
            row["problem"] = [marks + text, text, f"{marks}{text}<image>", f"<image>{text}"][i % 4]
        pq.write_table(pa.Table.from_pylist(rows, data.FIELDS.arrow_schema), pocket / f"mixed/{name}.parquet")
    return pocket


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
