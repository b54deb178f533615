"""What the tests of eval.py and of benchmarks/ share: an engine that says what it is told, rows with the columns of
each hub, a judge behind HTTP. The engine is the only thing faked: processor, data and grading are the real ones."""

import http.server
import io
import json
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

import eval as eval_py
from benchmarks import mathverse
from tests.helpers import jsonl, script


def eval_engine(reply=None):
    """An engine that answers reply(row number, sample number or None for greedy), eval_reply by itself."""
    import model

    reply = reply or eval_reply

    def generate(prompts, n=1, temperature=1.0, max_tokens=64, seed=0, ids=None, greedy=False):
        assert len(prompts) == len(ids) and (temperature > 0 or n + greedy == 1)
        numbers = [None] * greedy + list(range(n)) if temperature else [None]
        return [
            [SimpleNamespace(text=reply(i, k), token_ids=[7] * 5, logprobs=[0.0] * 5, finished=True) for k in numbers]
            for i in ids
        ]

    processor = model.load_processor("pocket")
    processor.image_processor.size = {"shortest_edge": 7056, "longest_edge": 19_600}  # small: only texts are looked at
    return SimpleNamespace(processor=processor, generate=generate)


def eval_said(answer):
    return f"<think>so</think><answer>{answer}</answer>"


EVAL_TOY = [  # question_id, node, domain, level, right greedy?, right samples of 2
    ("s0", "base", "Geometry", "1-3", True, (True, True)),
    ("s0", "x", "Geometry", "4-6", False, (True, False)),
    ("s1", "base", "Geometry", "1-3", True, (False, True)),
    ("s1", "xy", "Geometry", "4-6", True, (True, True)),
    ("s2", "xyz", "Algebra", "7-10", False, (False, False)),
    ("s2", "y", "Algebra", "1-3", True, (False, False)),
]


def eval_toy(folder, times=1):
    """Six rows with figures, written to folder; several times, under ids of their own."""
    rows = []
    for i, (seed, node, domain, level, _, _) in enumerate(EVAL_TOY):
        Image.new("RGB", (84, 84), (i, 0, 0)).save(folder / f"{i}.png")
        rows.append(
            {
                "id": f"r{i}",
                "problem": f"<image>What is {i} + 10?",
                "images": [f"{i}.png"],
                "answer": str(i + 10),
                "question_id": seed,
                "difficulty": node,
                "domain": domain,
                "level": level,
                "knowledge": ["Adding"],
            }
        )
    if times > 1:
        rows = [{**r, "id": f"{r['id']}_{j}"} for j in range(times) for r in rows]
    return jsonl(folder / "toy.jsonl", rows)


def eval_reply(i, k):
    """What EVAL_TOY says of row i; row 3's greedy reply has no think block."""
    right = EVAL_TOY[i][4] if k is None else EVAL_TOY[i][5][k]
    text = eval_said(i + 10 if right else 99)
    return text.replace("<think>so</think>", "so ") if (i, k) == (3, None) else text


def eval_config(tmp_path, **more):
    return eval_py.Config(
        **{
            **dict(
                model="toy",
                out_dir=str(tmp_path / "out"),
                batch=4,
                max_prompt=3000,
            ),
            **more,
        }
    )


def eval_toy_run(tmp_path, reply=eval_reply, **more):
    """The rows of eval_toy asked of an engine that says reply(row number, sample number) -> (settings, metrics)."""
    path = tmp_path / "toy.jsonl"
    cfg = eval_config(tmp_path, **{"data": str(path if path.exists() else eval_toy(tmp_path))} | more)
    return cfg, eval_py.evaluate(cfg, eval_engine(reply))


def eval_lines(path):
    return [json.loads(line) for line in Path(path).read_text().split("\n") if line]


def eval_cli(*args):
    return script("eval.py", *args)


def eval_png(color=0, size=(56, 56)):
    buffer = io.BytesIO()
    Image.new("RGB", size, (color % 256, 80, 160)).save(buffer, "PNG")
    return {"bytes": buffer.getvalue(), "path": f"{color}.png"}


def eval_parquet(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), path)


def eval_vista(
    pid, question_type, answer_type, answer, choices=None, precision=None, task="VQA", skills=("arithmetic",), **more
):
    """A row with the columns of AI4Math/MathVista."""
    return {
        "pid": str(pid),
        "question": f"Question {pid}?",
        "image": f"images/{pid}.jpg",
        "decoded_image": eval_png(pid),
        "choices": choices,
        "unit": None,
        "precision": precision,
        "answer": answer,
        "question_type": question_type,
        "answer_type": answer_type,
        "query": f"Hint: answer.\nQuestion: Question {pid}?",
        "metadata": {
            "category": "general-vqa",
            "context": "chart",
            "grade": "college",
            "img_height": 56,
            "img_width": 56,
            "language": "english",
            "skills": list(skills),
            "source": "Toy",
            "split": "testmini",
            "task": task,
        },
        **more,
    }


def eval_verse(sample, problem, version, answer="B", subject="Plane Geometry", image=True):
    """A row with the columns of AI4Math/MathVerse."""
    question = "" if version == "Vision Only" else "What is it?\nChoices:\nA:12\nB:15°"
    return {
        "sample_index": str(sample),
        "problem_index": str(problem),
        "problem_version": version,
        "question": question,
        "image": eval_png(sample) if image else "",
        "answer": answer,
        "question_type": "multi-choice",
        "metadata": {"split": "testmini", "source": "Toy", "subject": subject, "subfield": "Angle"},
        "query_wo": "Directly: " + question,
        "query_cot": "First conduct reasoning.\nQuestion: " + question,
        "question_for_eval": "What is it?\nChoices:\nA:12\nB:15°",
    }


def eval_dyna(seed, variant, answer="2.5", answer_type="float", question="How long?"):
    """A row with the columns of DynaMath/DynaMath_Sample."""
    return {
        "id": str(seed),
        "question": question,
        "image": f"image{seed}.png",
        "decoded_image": eval_png(seed * 10 + variant),
        "ground_truth": answer,
        "answer_type": answer_type,
        "subject": "algebra",
        "knowledge_level": "high school",
    }


def eval_data_mathvista(folder):
    rows = [
        eval_vista(
            1, "multi_choice", "text", "145°", ["135°", "140°", "145°"], task="geometry", skills=["geometry", "algebra"]
        ),
        eval_vista(2, "free_form", "integer", "7", task="counting"),
        eval_vista(3, "free_form", "float", "1.2", precision=1.0, skills=["algebra"]),
        eval_vista(4, "free_form", "list", "[2014, 2016]", task="counting", unit="year"),
    ]
    eval_parquet(folder / "data" / "testmini-00000-of-00001-ab12.parquet", rows)


def eval_data_mathvision(folder):
    kinds = [([], "12"), (["A", "B", "C", "D", "E"], "C"), (["3", "$\\frac{1}{2}$"], "B"), ([], "4")]
    rows = [
        {
            "id": str(i),
            "question": f"Which one?\n<image1>{'' if i < 3 else ' or <image2>'}",
            "options": options,
            "answer": answer,
            "image": f"images/{i}.jpg",
            "decoded_image": eval_png(i),
            "solution": None,
            "level": 1 + i % 2,
            "subject": "counting",
        }
        for i, (options, answer) in enumerate(kinds)
    ]
    eval_parquet(folder / "data" / "test-00000-of-00001.parquet", rows)
    eval_parquet(folder / "data" / "testmini-00000-of-00001.parquet", rows[:2])


def eval_data_mathverse(folder):
    shown = [
        eval_verse(4 * p + v, p, version, answer="AB"[p - 1])
        for p in (1, 2)
        for v, version in enumerate(mathverse.VERSIONS[:5])
    ]
    texts = [eval_verse(p, p, "Text Only", answer="AB"[p - 1], image=False) for p in (1, 2)]
    eval_parquet(folder / "testmini.parquet", shown)
    eval_parquet(folder / "testmini_text-only.parquet", texts)


def eval_data_dynamath(folder):
    choice = "Which? choice: (A) sine (B) cosine (C) tangent"
    for k in range(1, 11):
        rows = [eval_dyna(1, k), eval_dyna(2, k, "B", "multiple choice", choice)]
        eval_parquet(folder / "data" / f"sample_variant{k}-00000-of-00001.parquet", rows)


def eval_data_wemath(folder):
    nodes = [{"root2": "Figures", "root3": concept, "root4": None} for concept in ("Area", "Volume")]
    steps = [("2steps_1", "Area"), ("2steps_2", "Volume"), ("2steps_multi", "Area;Volume")]
    rows = [
        {
            "ID": "2steps_1",
            "split": "testmini",
            "knowledge concept": k,
            "question": "q?",
            "option": "A. 1; B. 2",
            "answer": "A",
            "image_path": eval_png(i),
            "key": key,
            "question number": i,
            "knowledge concept description": "d",
        }
        for i, (key, k) in enumerate(steps)
    ]
    eval_parquet(folder / "data" / "testmini-00000-of-00001-adbf.parquet", rows)
    (folder / "knowledge_structure_nodes.json").write_text(json.dumps(nodes))


def eval_data(tmp_path, name):
    """Parquet files of a benchmark with its hub's columns -> folder."""
    globals()[f"eval_data_{name}"](tmp_path / name)
    return tmp_path / name


def eval_pred(name, response, **more):
    return {
        "benchmark": name,
        "response": response,
        "prompt_kind": "ours",
        "options": None,
        "row": 0,
        "mode": "greedy",
        "sample": 0,
        **more,
    }


def eval_answers(rows, right):
    """Replies with the gold's letter or text where right[i]."""
    golds = list(rows["answer"])
    return lambda i, k: eval_said(golds[i] if right[i] else "never")


def eval_same(a, b):
    return [{**p, "seconds": 0} for p in eval_lines(a)] == [{**p, "seconds": 0} for p in eval_lines(b)]


class EvalJudge:
    """An OpenAI-compatible server on loopback.

    behave(n-th request, prompt) -> text, (status, body), or seconds to sleep first.
    """

    def __init__(self, behave):
        self.seen, self.lock, outer = [], threading.Lock(), self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer.lock:
                    outer.seen.append({**body, "path": self.path, "key": self.headers["Authorization"]})
                    number = len(outer.seen)
                result = behave(number, body["messages"][0]["content"])
                if isinstance(result, float):
                    time.sleep(result)
                    result = "CORRECT"
                status, text = (
                    result
                    if isinstance(result, tuple)
                    else (
                        200,
                        json.dumps(
                            {
                                "id": "1",
                                "object": "chat.completion",
                                "created": 0,
                                "model": body["model"],
                                "choices": [
                                    {
                                        "index": 0,
                                        "finish_reason": "stop",
                                        "message": {"role": "assistant", "content": result},
                                    }
                                ],
                            }
                        ),
                    )
                )
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.end_headers()
                    self.wfile.write(text.encode())
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the client gave up waiting

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def eval_judged(n):
    return [
        {**eval_pred("mathbook", eval_said(i)), "problem": f"Question {i}", "gold": str(i), "row": i, "verdict": True}
        for i in range(n)
    ]
