"""Tests of answers/: what is the same answer, and what is read out of prose."""

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import clean, equal
from rewards import Grader, exact, extract_answer, format_ok, read_prose
from speed import spellings
from speed.attacks import rewards_mutated
from tests.helpers import SHARED, needs_shared
from tests.test_rewards import OPEN_RIGHT, OPEN_WRONG


# ---- equal answers
@pytest.mark.parametrize(
    "prediction, gold",
    [
        ("5 cm", "50 mm"),
        ("36 km/h", "10 m/s"),
        ("12 square centimeters", "12 cm^2"),
        ("5 hours", "300 minutes"),
        ("50%", "0.5"),
        ("28 %", "$28\\%$"),
        ("30 degrees", "30^\\circ"),
        ("∠ABC = 30°", "30"),
        ("x=3", "3"),
        ("3", "x = 3"),
        ("1/2", "0.5"),
        ("2\\frac{1}{2}", "5/2"),
        ("2 1/2", "2.5"),
        ("½", "0.5"),
        ("1,234", "1234"),
        ("1 234", "1234"),
        ("1.2\\times 10^5", "120000"),
        ("1.2e5", "120000"),
        ("2√3", "\\sqrt{12}"),
        ("6π", "6\\pi"),
        ("18.85", "6\\pi"),
        ("\\frac{1}{3}", "0.33"),
        ("0.333", "1/3"),
        ("\\frac{1}{1+\\sqrt2}", "\\sqrt2-1"),
        ("1:2", "2:4"),
        ("2:3:4", "4:6:8"),
        ("(1, 2)", "(1,2)"),
        ("{2,1}", "\\{1, 2\\}"),
        ("x>3", "(3,\\infty)"),
        ("3 \\leq x", "[3,+\\infty)"),
        ("3<x", "x>3"),
        ("x<2 or x>5", "(-\\infty,2)\\cup(5,\\infty)"),
        ("0<x<1", "(0,1)"),
        ("±2", "2, -2"),
        ("2 or 3", "3 or 2"),
        ("(1,2),(3,4)", "(3,4),(1,2)"),
        ("a=1, b=2", "b=2, a=1"),
        ("x = 1, y = 2", "1, 2"),
        ("(x+1)^2", "x^2+2x+1"),
        ("2x-y+1=0", "y=2x+1"),
        ("f(x)=x+1", "y = 1+x"),
        ("\\sec^2 y", "\\tan^2(y)+1"),
        ("３千米", "3000米"),
        ("12平方厘米", "12 cm^2"),
        ("答案：12。", "12"),
        ("17个", "17"),
        ("The answer is 12.", "12"),
        ("$5.50", "5.5"),
        ("8:30 PM", "20:30"),
        ("20:34:00", "20:34"),
        ("Yes.", "yes"),
        ("an isosceles triangle", "Isosceles triangle"),
        ("(C)", "C"),
        ("c", "C"),
        ("C. the circle", "C"),
        ("\\boxed{5}", "5"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{bmatrix}1&2\\\\3&\\frac82\\end{bmatrix}"),
        ("√13", "\\sqrt{13}"),
        ("2√10", "2\\sqrt{10}"),
        ("53.\\overline{3}", "160/3"),
        ("`12`", "12"),
        ("7:05", "7:05"),
        ("72/18=4", "4"),
        ("3^{2023}+1", "1+3^{2023}"),
        ("0.5000", "1/2"),
        ("[1, 2)", "1 \\le x < 2"),
    ],
)
def test_rewards_equal(prediction, gold):
    assert exact(prediction, gold) is True


OPTIONS = ["40 cm", "$48 \\mathrm{~cm}$", "76 cm", "not determined"]


@pytest.mark.parametrize(
    "prediction, gold, right",
    [
        ("C", "C", True),
        ("(c)", "C", True),
        ("C. 76 cm", "C", True),
        ("Option C", "C", True),
        ("76 cm", "C", True),
        ("76", "C", True),
        ("C", "76 cm", True),
        ("760 mm", "C", True),
        ("Not determined", "D", True),
        ("C. 40 cm", "C", False),
        ("76 mm", "C", False),
        ("B", "C", False),
        ("C or B", "C", False),
        ("77", "C", False),
        ("C 76 cm D", "C", False),
        ("E", "C", False),
        ("40 cm, 76 cm", "C", False),
        ("76 cm", "A", False),
    ],
)
def test_rewards_options(prediction, gold, right):
    assert exact(prediction, gold, OPTIONS) is right


# kinds of answers that an earlier grader misjudged
WRONG = [
    ("5 never", "5"),
    ("5 million", "5"),
    ("5 squared", "5"),
    ("12 cm too long", "12 cm"),
    ("2⁴", "24"),
    ("10⁶", "106"),
    ("2⅓", "7"),
    ("101₂", "1012"),
    ("2x+3=7", "x=2"),
    ("3x>6", "x>2"),
    ("0.4 - 0.6", "0.0 - 0.2"),
    ("1990-2000", "1980-1990"),
    ("1/10", "3:30"),
    ("|x+3|", "x+3"),
    ("3-x", "|x-3|"),
    ("\\ln x+C", "\\ln|x|+C"),
    ("x+1000000000001", "x+1000000000000"),
    ("1.0000000000000001", "1"),
    ("5%", "5 cm"),
    ("90°", "90%"),
    ("€5", "\\$5"),
    ("0.5%", "0.5"),
    ("\\sum_{i=1}^{10} i", "55"),
    ("\\binom{5}{2}", "10"),
    ("24/4", "6"),
    ("\\sqrt{144}", "12"),
    ("\\log_2 3 \\approx 7", "\\log_2 3"),
    ("\\frac12 \\quad 1", "\\frac12"),
    ("on", "no"),
    ("DA", "AD"),
    ("g(f(x))", "f(g(x))"),
    ("\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}"),
    ("A. wrong", "A"),
    ("B", "(b)", ["(c)", "(a)", "(e)", "(d)", "(b)"]),
    ("12+7", "19"),
    ("-2x < -6", "x > 3"),
    ("\\sin 30°", "1/2"),
    ("5!", "120"),
    ("|−5|", "5"),
    ("0.67", "\\frac{2}{3}"),
    ("5 n", "5"),
    ("x**2", "2x"),
    ("x>2 and x<1", "x>2 or x<1"),
    ("A(3,2)", "A(2,3)"),
    ("(\\sqrt{x})^2", "x"),
    ("4:45", "5:45"),
    ("2:20", "4:40"),
    ("\\frac{x^2-9}{x-3}", "x+3"),
]
RIGHT = [
    ("A (Yes)", "A", ["A. Yes", "B. No"]),
    ("B - No", "B", ["A. Yes", "B. No"]),
    ("B, No", "B", ["A. Yes", "B. No"]),
    ("(Sep)", "B", ["Aug", "Sep"]),
    ("No", "no"),
    ("11,\\!111", "11111"),
    ("3,5", "3.5"),
    ("10weeks", "10 weeks"),
    ("5㎡", "5 m^2"),
    ("10 N", "10"),
    ("300 K", "300"),
    ("25°C", "25"),
    ("7:32", "S_{MBCN}:S=7:32"),
    ("|AB| = 5", "5"),
    ("A = \\pi r^2 = 25\\pi", "25\\pi"),
    ("x=2, y=3", "(2,3)"),
    ("P(2,3)", "(2,3)"),
    ("x₁=3, x₂=-2", "3, -2"),
    ("x=3或x=-2", "x=3 or x=-2"),
    ("7 (C)", "C", ["3", "5", "7", "9"]),
    ("故选C", "C"),
    ("AB", "A, B"),
    ("2 h 30 min", "150 min"),
    ("3 PM", "15:00"),
    ("\\{x|x>3\\}", "x>3"),
    ("no solution", "\\emptyset"),
    ("7", "C", ["3", "7", "7", "9"]),
    ("N", "N"),
    ("-x > -1", "x < 1"),
    ("3.1416", "\\pi"),
    ("1:10", "1:10"),
    ("4:45", "quarter to five"),
    ("quarter to five", "4:45"),
    ("\\boxed{\\text{South Korea}}", "South Korea"),
    ("So 5", "5"),
    ("3{,}25", "3.25"),
    ("2.345.678", "2345678"),
    ("7^{\\text{th}}", "7th"),
    ("②, ③", "②③"),
    ("d > c > b > a", "a < b < c < d"),
    ("¥68", "68元"),
    ("x^2", "x**2"),
    ("½", "0.5"),
    ("17", "17 apples"),
]


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_answers_that_are_wrong(case):
    assert exact(*case) is False


@pytest.mark.parametrize("case", RIGHT, ids=str)
def test_answers_that_are_right(case):
    assert exact(*case) is True


@pytest.mark.parametrize("seed", range(4))
def test_answers_by_construction(seed):
    """Every right spelling of every form is right, every smallest change of it is wrong."""
    made = list(spellings.pairs(1500, seed))
    assert {form for form, *_ in made} == {form.__name__ for form in spellings.FORMS}
    assert [row for row in made if exact(*row[1:4]) is not row[4]] == []


def test_answers_are_alike_to_themselves():
    """A gold is right as it stands, also one that no form reads."""
    for gold in [row[2] for row in spellings.pairs(1500, 9)] + [
        "\\alpha-particle",
        "H_2O",
        "see figure 3",
        "x \\to \\infty",
    ]:
        assert equal(clean(gold), clean(gold)) and exact(gold, gold) is True, gold


# a reply, a gold, is the reply right?, options
PROSE = [
    ("The total cost is \\$45. Therefore, she has \\$15 left.", "15", 1),
    ("The total cost is \\$45. Therefore, she has \\$15 left.", "45", 0),
    ("Therefore, the answer is 12. This is because 3 times 4 is 12, and not 13.", "12", 1),
    ("Therefore, the answer is 12. This is because 3 times 4 is 12, and not 13.", "13", 0),
    ("The answer is 12. There were 5 red balls.", "12", 1),
    ("The answer is 12. There were 5 red balls.", "5", 0),
    ("So the area is 24 cm². Note that the perimeter is 20 cm.", "24 cm^2", 1),
    ("So the area is 24 cm². Note that the perimeter is 20 cm.", "20 cm", 0),
    ("Hence x = 3 or x = 5.", "x=3 or x=5", 1),
    ("Hence x = 3 or x = 5.", "3", 0),
    ("So the solutions are x = 3 and x = 5.", "3, 5", 1),
    ("The solutions are $3$, $5$ and $7$.", "3,5,7", 1),
    ("The train leaves at 9:15 and arrives at 11:40, so the trip takes 2 hours and 25 minutes.", "145 min", 1),
    ("The train leaves at 9:15 and arrives at 11:40. The arrival time is 11:40.", "11:40", 1),
    ("The correct answer is (B) 12 cm.", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("The correct answer is (B).", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("I choose B.", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("Therefore B is correct.", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("So, the answer is 12 cm.", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("So the height is 12 cm, which is option B.", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("A is too short and C is too long. Hence B.", "B", 1, ["10 cm", "12 cm", "14 cm"]),
    ("The largest is Hawk.", "Hawk", 1, ["Snake", "Hawk", "Frog"]),
    ("The answer is Hawk (B).", "B", 1, ["Snake", "Hawk", "Frog"]),
    ("The answer is C (Serrulate).", "C", 1, ["Lobed", "Entire", "Serrulate"]),
    ("The answer is C (Serrulate).", "Serrulate", 1, ["Lobed", "Entire", "Serrulate"]),
    ("Answer: C. Serrulate", "C", 1, ["Lobed", "Entire", "Serrulate"]),
    ("**Answer:** C", "C", 1, ["Lobed", "Entire", "Serrulate"]),
    ("**Answer: C**", "C", 1, ["Lobed", "Entire", "Serrulate"]),
    ("### Final Answer\n\nC", "C", 1, ["1", "2", "3"]),
    ("**Final Answer**: $\\boxed{C}$", "C", 1, ["1", "2", "3"]),
    ("Option C is the correct answer.", "C", 1, ["1", "2", "3"]),
    ("Options A and B are wrong, therefore C.", "C", 1, ["1", "2", "3"]),
    ("The correct option is not A but C.", "C", 1, ["1", "2", "3"]),
    ("The correct option is not A but C.", "A", 0, ["1", "2", "3"]),
    ("We have $x\\approx11$.", "11", 1),
    ("$x\\approx 11$", "11", 1),
    ("So $x \\approx 3.14$", "3.14", 1),
    ("The value is approximately 3.14.", "3.14", 1),
    ("It is not 5", "5", 0),
    ("It is not 5.", "5", 0),
    ("The answer is not 5 but 6.", "6", 1),
    ("The answer isn't 5, it's 6.", "6", 1),
    ("It isn't 12, it's 15.", "15", 1),
    ("The length of AB is 5 cm.", "5", 1),
    ("The length of AB is 5 cm.", "5 cm", 1),
    ("AB is 5 cm long.", "5 cm", 1),
    ("Each side measures 5 cm.", "5 cm", 1),
    ("There are 12 ways to do this.", "12", 1),
    ("You need 12 tiles.", "12", 1),
    ("Tom has 7 apples left.", "7", 1),
    ("Tom has 7 more apples than Ann.", "7", 1),
    ("In total, 36 students took part.", "36", 1),
    ("The probability is 1/3.", "\\frac13", 1),
    ("The ratio is 2:3.", "2:3", 1),
    ("The ratio of boys to girls is 2:3.", "2:3", 1),
    ("The percentage is 25%.", "25%", 1),
    ("The slope is -2/3.", "-2/3", 1),
    ("The slope is −2/3.", "-2/3", 1),
    ("The equation of the line is y = 2x + 1.", "y=2x+1", 1),
    ("The equation of the line is $y = 2x + 1$.", "y=2x+1", 1),
    ("The point is (3, 4).", "(3,4)", 1),
    ("The vertex is at (3, −4).", "(3,-4)", 1),
    ("The coordinates of C are $(3,4)$.", "(3,4)", 1),
    ("The interval is $[0, 5)$.", "[0,5)", 1),
    ("The solution is x > 3.", "x>3", 1),
    ("The domain is all real numbers except $x=2$.", "x=2", 0),
    ("The triangle is isosceles.", "isosceles", 1),
    ("It is an isosceles triangle.", "isosceles triangle", 1),
    ("The shape is a rhombus because all sides are equal.", "rhombus", 1),
    ("Yes, because the sides are equal.", "Yes", 1),
    ("No, they are not equal.", "No", 1),
    ("Yes — the lines are parallel.", "yes", 1),
    ("The answer is yes.", "Yes", 1),
    ("The answer is no, since the lines meet.", "No", 1),
    ("Yes, the statement is true. No other case exists.", "Yes", 1),
    ("所以答案是12。", "12", 1),
    ("答：一共有12个苹果。", "12", 1),
    ("综上，x的值为3。", "3", 1),
    ("因此选B。", "B", 1, ["1", "2", "3"]),
    ("故答案为：$\\frac{1}{2}$", "1/2", 1),
    ("答案：B", "B", 1, ["1", "2", "3"]),
    ("所以面积是24平方厘米。", "24 cm^2", 1),
    ("所以∠A=30°。", "30°", 1),
    ("正确答案为C。", "C", 1, ["1", "2", "3"]),
    ("A、B都不对，所以选C。", "C", 1, ["1", "2", "3"]),
    ("因为3+4=7，所以答案是7，不是8。", "7", 1),
    ("因为3+4=7，所以答案是7，不是8。", "8", 0),
    ("First I thought 10, but actually the answer is 12.", "12", 1),
    ("Wait, that is wrong. The total is 15, so half of it is 7.5.", "7.5", 1),
    ("The answer is 10. Wait, let me recheck: 3+4 = 7. So the correct answer is 7.", "7", 1),
    ("The answer is 10. Wait, let me recheck: 3+4 = 7. So the correct answer is 7.", "10", 0),
    ("$$\\boxed{12}$$\nI hope this helps!", "12", 1),
    ("\\boxed{A}", "A", 1),
    ("The final answer is $\\boxed{x=2, y=3}$.", "x=2,y=3", 1),
    ("Thus, \\boxed{\\text{(B) } 12}", "B", 1, ["10", "12", "14"]),
    ("The answer is $\\boxed{\\text{B}}$.", "B", 1, ["10", "12", "14"]),
    ("Therefore $\\boxed{3}$ and $\\boxed{5}$.", "3,5", 1),
    ("**Solution**\n\n1. Area = 4 × 6 = 24\n2. Half = 12\n\n**Answer:** 12 square units", "12", 1),
    ("- Step 1: 2x = 8\n- Step 2: x = 4", "4", 1),
    ("2x = 8\nx = 4", "x=4", 1),
    ("2x = 8\nx = 4", "8", 0),
    ("x + 3 = 7\n\nx = 4", "4", 1),
    ("The sum is 3 + 4 = 7", "7", 1),
    ("3 + 4 = 7", "7", 1),
    ("Area = 3 × 4 = 12 cm²", "12 cm^2", 1),
    ("$A = \\pi r^2 = 25\\pi$", "25\\pi", 1),
    ("So $A = \\pi \\cdot 5^2 = 25\\pi \\approx 78.5$.", "25\\pi", 1),
    ("Thus the perimeter is $2(3+4) = 14$ cm.", "14 cm", 1),
    ("Thus the perimeter is $2(3+4) = 14$ cm.", "14", 1),
    ("The answer is 5 because 5 + 3 = 8.", "5", 1),
    ("The answer is 5, which is prime.", "5", 1),
    ("The answer is 5 (not 6).", "5", 1),
    ("The answer is five.", "5", 1),
    ("The answer is: 5", "5", 1),
    ("The answer is\n\n5", "5", 1),
    ("The answer is \\(5\\).", "5", 1),
    ("The answer: $5$.", "5", 1),
    ("My final answer: 5.", "5", 1),
    ("Final answer = 5", "5", 1),
    ("ANSWER: 5", "5", 1),
    ("Ans: 5", "5", 1),
    ("the value of x is $\\frac{3}{4}$", "3/4", 1),
    ("Thus, $x$ equals $\\dfrac{3}{4}$.", "3/4", 1),
    ("Therefore, the maximum value of $f$ on $[0,2]$ is $5$, attained at $x=1$.", "5", 1),
    ("Therefore, the maximum value of $f$ on $[0,2]$ is $5$, attained at $x=1$.", "1", 0),
    ("The function attains its minimum at $x = 2$.", "2", 1),
    ("So there are $\\binom{5}{2} = 10$ ways.", "10", 1),
    ("So there are 5 × 4 = 20 ways.", "20", 1),
]


@pytest.mark.parametrize("case", PROSE, ids=str)
def test_answers_in_prose(case):
    reply, gold, right, *options = case
    options = options[0] if options else None
    assert exact(read_prose(reply, options), gold, options) is bool(right)


def test_answers_hostile_texts_for_each_other():
    """Predictions are compared with each other too: no exception, and no pair takes long."""
    texts, rng = list(rewards_mutated(1500, seed=3)), random.Random(0)
    for text in texts:
        start = time.process_time()
        assert exact(text, rng.choice(texts)) in (True, False, None)
        read_prose(text)
        assert time.process_time() - start < 1.0, text[:80]


@pytest.mark.slow
def test_rewards_fuzz():
    """5,000 mutated texts: no crash, none over the item's limit, none right, the pool alive."""
    limit = 2.0
    with Grader(workers=2, timeout=limit) as grader:
        grader.grade_many([OPEN_RIGHT] * 2)
        texts, slowest = list(rewards_mutated(5_000)), 0.0
        for text in texts:
            start = time.monotonic()
            assert exact(text, "271828") in (False, None), repr(text)
            extract_answer(text), format_ok(text), extract_answer(f"<think>t</think><answer>{text}</answer>")
            slowest = max(slowest, time.monotonic() - start)
        assert slowest < limit
        assert not any(grader.grade_many([(text, "271828", None) for text in texts]))
        assert grader.grade_many([OPEN_RIGHT, OPEN_WRONG]) == [True, False]


@settings(max_examples=300, deadline=2000)
@given(
    st.text(alphabet="0123456789+-*/^(){}[]\\,;:=<>|!%°$_.& abxyπ√ABC", max_size=40),
    st.sampled_from(["5", "\\frac{1}{2}", "(1,2)", "x>3", "A", "y=2x", "1, 2", "\\{1,2\\}", "5 cm", "50\\%"]),
)
def test_rewards_random_texts(text, gold):
    assert exact(text, gold) in (True, False, None)
    assert exact(gold, text) in (True, False, None)
    extract_answer(text), read_prose(text)


def test_rewards_limits():
    assert exact("(" * 30 + "42" + ")" * 30, "42") is True and exact("(" * 60 + "42" + ")" * 60, "42") is False
    assert exact("0" * 1900 + "42", "42") is False and exact("+".join(["1"] * 500), "\\sqrt{500^2}") is False
    assert exact("x" * 2001, "x" * 2001) is False and exact("x" * 2000, "x" * 2000) is True


@pytest.mark.slow
# ---- real gradings
@needs_shared
def test_rewards_suites():
    floor = {
        "math_verify": 96,
        "lighteval_extractive_match": 87,
        "mario_eval_is_equiv": 29,
        "nemo_skills_math_equal": 10,
        "hendrycks_math_equivalence": 7,
        "mathvision_model_outputs": 1344,  # one of them calls 1/3 right for (3^1008 - 1) / 3^1009
    }
    agree = dict.fromkeys(floor, 0)
    rows = [json.loads(line) for line in (SHARED / "data/grading/reference_labels.jsonl").open(encoding="utf-8")]
    with Grader(timeout=10) as grader:
        verdicts = grader.grade_many([(row["pred"], row["gold"], None) for row in rows], prose=True)
    for row, verdict in zip(rows, verdicts):
        for asserted in row["asserted"]:
            if asserted["source"] in floor:
                agree[asserted["source"]] += verdict == asserted["expected"]
    assert all(agree[suite] >= floor[suite] for suite in floor), agree


@needs_shared
def test_rewards_real_outputs_without_sympy():
    rows = [
        json.loads(line) for line in (SHARED / "data/grading/mathvision_model_outputs.jsonl").open(encoding="utf-8")
    ]
    verdicts = [exact(row["extracted"], row["gold"], row["options"]) for row in rows]
    assert sum(v is None for v in verdicts) <= 0.01 * len(rows)  # settled by the exact rules
    assert sum(bool(v) == row["expected"] for v, row in zip(verdicts, rows)) >= 1980
