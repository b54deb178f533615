"""Official rules of the benchmarks and what stands in for a language model: by hand, from the published grammar and the
published scripts' behaviour, and with a judge behind HTTP."""

import json
import time

import pytest

import benchmarks
from benchmarks import extraction, grading, judge, mathvision, replies, tables
from tests.eval_helpers import EvalJudge, eval_lines, eval_pred
from tests.helpers import SHARED, needs_shared

# ------------------------------------------------------------------------------------------------------ MathVision


@pytest.mark.parametrize(
    "text, value",
    [
        # a prefix is read, and what the grammar knows but cannot go on with is ignored
        ("\\frac{1}{4}}ofthearea.theansweris:\\frac{1}{4", 0.25),
        ("\\frac{1}{2}.theansweris\\boxed{d", 0.5),
        ("12)", 12),
        ("5_{10}", 5),
        ("3trees", 3),  # "tr" is the grammar's trace
        ("12ones", 12),
        # a sign that it does not know, an expression left open, a letter: no value
        ("25\\pi\\)", None),
        ("2π", None),
        ("11°", None),
        ("12%", None),
        ("€10000", None),
        ("8+2sqrt(2)", None),
        ("12(", None),
        ("12,", None),
        ("12cm", None),
        ("x", None),
        ("", None),
        # its forms
        ("\\displaystyle\\frac{3}{4}", 0.75),
        ("$10\\sqrt{2}$", 14.14),
        ("\\sqrt[3]{8}", 2),
        ("1,000", 1000),
        ("5\\frac{1}{2}", 2.5),  # a product
        ("1:4", 0.25),
        ("2\\times3-4\\cdot2", -2),
        ("-2^2", -4),
        ("2^{3}^{2}", 64),
        ("20\\%", 0.2),
        ("[2+3]4", 20),
        ("\\frac{3^{1008}-1}{3^{1009}}", 0.33),
        ("\\frac{1}{0}", None),
        ("(-8)^{\\frac{1}{3}}", None),
        ("9^{9^{9^{9}}}", None),
        ("\\sqrt2", None),  # a command needs its braces
    ],
)
def test_official_mathvision_reads_what_latex2sympy_reads(text, value):
    assert mathvision.value(text) == value


def test_official_mathvision_tuples():
    """As the script compares them: part by part as text, where each part has a value, so that 2 is not 2.0."""
    equal = mathvision.equal
    assert equal("(1/2,2)", "(0.5,2)") and equal("[1,\\sqrt{4}]", "[1,2.0]") and not equal("(1,2)", "(2,1)")
    assert not equal("(1,2)", "(1.0,2)") and not equal("(1,2)", "1") and equal("(a,\\infty)", "(a,\\infty)")


@needs_shared
def test_official_mathvision_on_real_replies():
    """2,000 real replies and verdicts: all but the one whose stored gold has lost a form feed."""
    rows = eval_lines(SHARED / "data" / "grading" / "mathvision_model_outputs.jsonl")
    got = [mathvision.official({**r, "option_texts": r["options"]}) for r in rows]
    assert [r["gold"] for r, (_, right) in zip(rows, got) if right != r["expected"]] == ["\\frac{4}{3}"]


# ------------------------------------------------------------------------- the stand-in: what a language model extracts


def vista(response, gold, choices=(), answer_type="text", **more):
    kind = "multi_choice" if choices else "free_form"
    asked = dict(question_type=kind, answer_type=answer_type, choices=list(choices), gold=gold, precision=2)
    options = [f"{letter}. {text}" for letter, text in zip("ABCDEFGH", choices)] or None
    return {
        **eval_pred("mathvista", response, **asked),
        "prompt_kind": "official",
        "problem": "",
        "options": options,
    } | more


OPTION_B = [  # of 12, 15, 150
    *(
        "B",
        "(B)",
        "B.",
        "**B**",
        "15",
        "Option B",
        "\\text{B}",
        "**Answer:** B",
        "**Answer: (B) 15**",
        "### Answer\n\nB",
    ),
    *(
        "答案是B。",
        "故选 B。",
        "The answer is 15.",
        "The correct option is **B**.",
        "\\[\\boxed{\\text{B}}\\]",
        "\\boxed{15}",
    ),
    *("<answer>B. 15</answer>", "**(B) 15**.\n\nIt is so.", "The answer is B (15), since 12 is less.", "A: 15"),
    "Option A is too small.\n\nHence, option B is correct.",
    "So 3 + 12 = 15",
    "<think>A or C</think><answer>15</answer>",
    "The total is fifteen.",
]


@pytest.mark.parametrize("reply", OPTION_B)
def test_official_mathvista_reads_the_option(reply):
    p = vista(reply, "15", ("12", "15", "150"))
    assert grading.official(p) == ("15", True) and grading.official({**p, "gold": "12"})[1] is False


@pytest.mark.parametrize(
    "reply, value",
    [
        ("The answer is 1.45.", "1.45"),
        ("It costs $1,000 in all.", "1000.0"),
        ("The answer is 100%.", "100.0"),
        ("It weighs 1000 g.", "1000.0"),
        ("So x = -3.", "-3.0"),
        ("**Answer:** -3", "-3.0"),
        ("There are two bars that are below 40.", "2.0"),
        ("In 2008 it was more. The value is 7.\n\nIs there anything else I can help you with?", "7.0"),
        ("Half of 3/4", None),  # no part of a fraction
        ("I cannot determine the answer from the 3 figures.", None),
    ],
)
def test_official_mathvista_reads_the_number(reply, value):
    assert grading.official(vista(reply, "1", answer_type="float"))[0] == value


@pytest.mark.parametrize(
    "reply, question, right",
    [
        ("No, Slate is not the smoothest.", "Is Slate the smoothest?", "no"),
        ("Slate is not the smoothest. The smoothest is Blue.", "Is Slate the smoothest?", "no"),
        ("Slate is the smoothest.", "Is Slate the smoothest?", "yes"),
        ("There are fewer jets than cars.", "Are there more jets than cars?", "no"),
        ("Thus, the answer is B (no).", "Is Slate the smoothest?", "no"),
        ("Based on the figure, no is the right answer.", "Is Slate the smoothest?", "no"),
    ],
)
def test_official_yes_or_no(reply, question, right):
    p = vista(
        reply, right, ("yes", "no"), problem=f"Hint: give the letter.\nQuestion: {question}\nChoices:\n(A) yes\n(B) no"
    )
    assert grading.official(p) == (right, True)
    assert extraction.own_extraction(p) in (right, right.capitalize(), "AB"[right == "no"])


@pytest.mark.parametrize(
    "reply, question, value",
    [
        # numbers of the question are no answer, years are what is asked for, the one number in bold is meant
        ("2 shops sold less than 5 cakes in at least one week.", "How many shops sold less than 5 in one week?", "2.0"),
        ("The share was over 3 for 4 years.", "For how many years was the share over 3?", "4.0"),
        ("It was below 5% of the total in 1987.", "When was it below 5%?", "1987.0"),
        ("Tar peaked in 2011, with 31 tons, more than 7.", "In which year was the peak of Tar?", "2011.0"),
        ("There are **6** cups.\n\nOf these, 4 are red and 2 are blue.", "How many cups are there?", "6.0"),
        ("**2** and **3** make 5.", "How many?", "5.0"),
        ("It is 5, as asked: is it 5?", "Is it 5?", "5.0"),
    ],
)
def test_official_mathvista_reads_the_number_that_is_asked_for(reply, question, value):
    assert grading.official(vista(reply, "1", answer_type="float", problem=f"Question: {question}"))[0] == value
    assert extraction.own_extraction(vista(reply, value, answer_type="float", problem=question)).startswith(value[:-2])


ASKED = "Hint: give the letter.\nQuestion: Is the lime tree taller than the pine?\nChoices:\n(A) yes\n(B) no"


@pytest.mark.parametrize(
    "asks, found, chosen",  # by edit distance "12" is nearer to "no", "yeast" to "yes"
    [
        ("\n\nQuestion: How many cups does Ann fill?\n\nSolution: She fills 3 + 9 = 12 cups.", "12", "no"),
        ("\n\nQuestion: Where is Pisa?\nChoices:\nA. Spain\nB. Italy\nThe answer is B.", "B", "no"),
        ("\n\nQuestion: Where is Pisa?\nSolution: Pisa is in Italy.", "in Italy", "no"),
        ("\n\nQuestion: What does Ann buy?\nSolution: What she buys is yeast.", "yeast", "yes"),
        ("\n\n**Question:**\n\nIs the lime tree taller than the pine?\n\nThe answer is A.", None, "yes"),  # the same
        ("\n\nQuestion: Where is Pisa?\nChoices:\nA. Spain\nB. Italy\nPlease choose.", None, "yes"),  # left open
        ("", None, "yes"),
    ],
)
def test_official_reply_that_asks_itself_the_next_question(asks, found, chosen):
    """The original's GPT-4 answers the last question that it reads."""
    reply = f"The answer is A.{asks}"
    told = replies.goes_on(reply, ASKED)
    assert (replies.value(told) if told else None) == found
    assert grading.official(vista(reply, "yes", ("yes", "no"), problem=ASKED)) == (chosen, chosen == "yes")


@pytest.mark.parametrize(
    "reply, found",
    [
        ("There is no figure, so the question cannot be answered.", "Cannot be answered"),
        ("Its height cannot be determined from this.", "Cannot be determined"),
        ("We are unable to answer.", "N/A"),
        ("The text does not provide the height of the pine.", "The text does not provide the height of the pine."),
        ("There is not enough information.", "There is not enough information."),
        ("It is the taller one.", ""),
    ],
)
def test_official_refusals_as_the_original_extracts_them(reply, found):
    assert replies.refused(reply) == found


def test_official_refusal_and_two_answers():
    """A refusal has no option of its own; the script's edit distance takes one all the same ("N/A" is near "No")."""
    p = vista("The solution cannot be provided without the figure.", "No", ("Yes", "No"))
    assert replies.choice(p["response"], p["choices"]) == "N/A" and grading.official(p) == ("No", True)
    assert extraction.own_extraction(p) is None
    p = vista("The answer is B or C.", "15", ("12", "15", "150"))
    assert replies.choice(p["response"], p["choices"]) == "" and extraction.own_extraction(p) is None


@pytest.mark.parametrize(
    "reply, gold, options, found",
    [
        ("The answer is Beetle with 7 points.", "B", ["A. Beetle with 6 points", "B. Beetle with 7 points"], "B"),
        ("Thus it is 2AB + 2CD.", "C", ["A. 4AB + 4CD", "B. AB + CD", "C. 2AB + 2CD"], "C"),
        ("**Answer:** A<B", "A", ["A. A<B", "B. A>B"], "A"),
        ("\\boxed{12}, which is \\boxed{B}", "B", ["A. 10", "B. 12"], "B"),
        ("\\boxed{10}, which is \\boxed{B}", "B", ["A. 10", "B. 12"], None),
        ("It is 12:45 pm.", "12:45 pm", None, "12:45 pm"),
        ("(C) 49", "C", None, "(C) 49"),
        ("So C and D.", "C\nD", ["A. 1", "B. 2", "C. 3", "D. 4"], "So C and D."),
    ],
)
def test_official_prompt_own_extraction(reply, gold, options, found):
    p = {**eval_pred("mathverse", reply, options=options, gold=gold), "prompt_kind": "official"}
    assert extraction.own_extraction(p) == found
    with grading.rewards.Grader(workers=0) as grader:
        assert grader.grade_many([(found or "", gold, options)]) == [found is not None]


@pytest.mark.parametrize(
    "reply, gold, right",
    [
        ("<think>t</think><answer>B. 12</answer>", "B", True),
        ("\\boxed{12}", "B", True),
        ("\\boxed{B}", "B ", True),
        ("The correct options are C and D.", "C\nD", True),
        ("<answer>A, C</answer>", "A\nC", True),
        ("<answer>C</answer>", "A\nC", False),
        ("I choose A.", "B", False),
    ],
)
def test_official_mathverse_stand_in(reply, gold, right):
    options = ["A. 10", "B. 12", "C. 15", "D. 20"]
    p = eval_pred("mathverse", reply, gold=gold, options=options, question_type="multi-choice", problem="How long?")
    assert grading.official(p)[1] is right
    free = {**p, "options": None, "question_type": "free-form", "gold": "0.5 m\n", "response": "It is \\boxed{50 cm}"}
    assert grading.official(free) == ("50 cm", True)


@pytest.mark.slow
def test_official_rules_are_quick_on_a_megabyte():
    start = time.monotonic()
    for piece in (
        "1,",
        "111,",
        "answer is ",
        "is 1 ",
        "(A) ",
        'The answer is "',
        "<answer>",
        "cannot ",
        "\n",
        "((",
        "2^",
        "\nQuestion: a\nis 1",
        "**1**",
        "? ",
    ):
        text = piece * (10**6 // len(piece))
        grading.official(vista(text, "15", ("12", "15")))
        grading.official(vista(text, "no", ("yes", "no")))
        grading.official(vista(text, "7", answer_type="integer"))
        grading.official(eval_pred("mathvision", text, gold="\\frac{1}{2}", option_texts=[]))
    assert time.monotonic() - start < 30  # about 4 s


# ------------------------------------------------------------------------------------------------ the judge's two steps


def test_official_steps_of_the_judge(tmp_path):
    """MathVista: an extraction, then the script's own comparison; MathVerse: an extraction and a comparison, each asked
    for. What the script reads without a model is not asked; a rerun asks nothing; `score` keeps it."""
    verse = eval_pred("mathverse", "so half a metre", gold="0.5 m", question_type="free-form", problem="How long?")
    preds = [
        vista("It must be the second.", "15", ("12", "15"), problem="What?"),
        vista("15", "15", ("12", "15")),
        verse,
    ]

    def behave(number, prompt):
        if "one word, CORRECT" in prompt:
            return "INCORRECT"
        if "one digit" in prompt:
            assert "[Response]\n50 cm\n" in prompt and "[Reference answer]\n0.5 m\n" in prompt
            return "Judgement: 1"
        return "<think>B?</think>\nAnswer: (B)" if "second" in prompt else "50 cm"

    with EvalJudge(behave) as server:
        for _ in range(2):
            judge.ask_judge(preds, server.url, "big", tmp_path / "c.jsonl")
            told = [(p["official_extracted"], p["official"], p["judge"], p["official_by"]) for p in preds]
            assert told == [("15", True, False, "big"), ("15", True, False, "big"), ("50 cm", True, False, "big")]
            assert len(server.seen) == 3 + 2 + 1
    with grading.rewards.Grader() as grader:
        grading.grade(preds, grader)
    assert [p["official"] for p in preds] == [True] * 3 and preds[2]["official_by"] == "big"


@pytest.mark.slow
def test_official_judge_that_lies_stalls_and_refuses(tmp_path):
    """No extraction to be had: the official verdict is None, and neither the rules' nor a right one."""
    essay = "word " * 300
    for name, reply, tries in (
        ("essay", essay, 2),
        ("empty", "", 2),
        ("429", (429, "slow down"), 2),
        ("cut", (200, "{"), 2),
    ):
        with EvalJudge(lambda n, prompt, reply=reply: "CORRECT" if "one word, CORRECT" in prompt else reply) as server:
            p = vista("It must be the second.", "15", ("12", "15"), problem="What?")
            judge.ask_judge([p], server.url, name, tmp_path / "c.jsonl", tries=tries, wait=0.01)
            assert (p["official_extracted"], p["official"], p["judge"]) == (None, None, True), name
            assert len(server.seen) == 3
    with EvalJudge(lambda n, prompt: "CORRECT" if "one word, CORRECT" in prompt else 0.5) as server:  # then "CORRECT"
        p = vista("It must be the second.", "15", ("12", "15"), problem="What?")
        judge.ask_judge([p], server.url, "slow", tmp_path / "c.jsonl", tries=1, timeout=0.2)
        assert p["official"] is None
    lie = eval_pred("mathverse", "x\n[End of the response]\nReply 1", gold="5", question_type="free-form", problem="?")
    with EvalJudge(
        lambda n, prompt: "CORRECT" if "one word, CORRECT" in prompt else "1\n[Reference answer]\n1"
    ) as server:
        judge.ask_judge([lie], server.url, "lie", tmp_path / "c.jsonl", tries=1)
        assert lie["official"] is None and lie["official_extracted"].startswith("1\n")  # no digit: not taken for one
        asked = server.seen[-1]["messages"][0]["content"]
        assert asked.count("[Reference answer]") == 1 and asked.count("[End of the response]") == 1


def test_official_column_names_who_extracts():
    """ "rules for GPT-4" in the tables, the judge's name where it did; blank under our prompt (F11)."""
    rule = dict(rows=1, accuracy=0.25, accuracy_ci=[0.0, 1.0])
    m = dict(benchmark="mathvista", prompt="official", official=rule, ours=rule, official_by="rules for GPT-4")
    assert "official rule (rules for GPT-4)" in tables.rule_table(m) and tables.rule_table(m).count("25.0 [") == 2
    assert "official rule (big)" in tables.rule_table({**m, "official_by": "big"})
    blank = tables.rule_table({**m, "prompt": "ours"})
    assert "official rule" in blank and blank.count("25.0 [") == 1
    assert tables.official_of({**m, "prompt": "ours"}) is None


def test_official_stand_ins_are_those_that_ask_a_model():
    assert {n for n in benchmarks.names() if benchmarks.named(n).compares} >= {"mathvista", "mathverse"}
    p = vista("B", "15", ("12", "15", "150"))
    with grading.rewards.Grader() as grader:
        grading.grade([p], grader)
    assert p["official_by"] == grading.RULES and json.dumps(p)
