"""The final answer of a reply without tags, for evaluation: written from the forms of answer sentences."""

import re

from answers.forms import read_gold
from answers.text import PHRASE, attempt, boxes, clean
from answers.units import NAME, UNITS_AT_END, split

SAID = re.compile(
    rf"{PHRASE}|(?<![#])#{{1,6}} *(?:final )?answer[^\w−-]*|(?:^|\n)[^\w\n]*answer[^\w\n:：]*[:：]|答\s*[:：]|\bans\. ",
    re.I,
)
ONE = r"((?-i:[A-J]))(?![\w'])(?!\W{0,3}(?:or|and|或|和|/)\W{0,3}[A-J](?!\w))"  # a letter, and no second one
CHOSEN = re.compile(
    rf"(?:\b(?:option|choice)\b|选项?|选择)(?: is|[是为])?[\W_]*(?:\\text)?[\W_]*{ONE}"
    r"(?!\W*(?:is|was|would be|项)?\W*(?:incorrect|not\b|wrong|false|错|不))|"
    rf"(?<![\w']){ONE}\W* (?:is|would be) (?:the )?(?:correct|right|best)|"
    rf"\b(?:is|be|choose|select|pick|therefore|hence|thus|so|but|选)\b[\W_]*{ONE}[\W_]*$",
    re.I,
)
UNTRUE = re.compile(  # "not 5" of "not 5 but 6", ", not 15 g"
    r",?\s*(?:\b(?:and |but )?(?:it )?(?:is |are |was |does |will )?"
    r"(?:not|isn't|aren't|rather than|instead of|cannot|can't|neither|except)\b|[而也]?不[是选能]|而非)"
    r"(?:(?!,\D|[;。，]).)*?(?=,? (?:but|it's|it is)\b|,\D|[;，。]|$)",
    re.I,
)
REASON = re.compile(r"[,;]? \b(?:because|since|when|where|which|so that|for (?:part|all|any))\b.*|[，,]?因为.*", re.S)
SPAN = re.compile(
    r"(?:\$\$(.+?)\$\$|\$((?:\\.|[^$\\])+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]|"
    r"(?<![A-Za-z\d_.^])([-−]?(?:\\?[$€£¥] ?)?(?>\d[\d,]*(?:\.\d+)?(?:/\d+|:\d+)*(?:\s?[ap]\.?m\b\.?)?)))"
    rf"((?:\s*(?:{UNITS_AT_END}[²³]?(?![A-Za-z])|%)|°)?)",
    re.S | re.I,
)
UNITS_INSIDE = re.compile(rf"(?<=[\d)}}\]]) ?(?:{UNITS_AT_END})", re.I)
COMMENT = re.compile(  # a sentence that adds nothing
    r"\W*(?:as a check|to check|check|note|this (?:is|means|agrees|matches|makes|can|follows)|indeed|that is|i hope|"
    r"let me know|do you |is there anything|would you like|feel free|"
    r"remember|you can|we can (?:check|verify)|verif|注意|检验|验证)",
    re.I,
)
COPULA = re.compile(  # what stands before the answer in a sentence
    r"\b(?:is|are|was|were|equals?|be|becomes|gives?|yields|there are|get|has|have|needs?|makes?|reads?|takes?|costs?|"
    r"measures?|it's)\b:?|[为是]|等于|共有|共|有|[:：](?!\d)",
    re.I,
)
TELLING = (SPAN, CHOSEN, COPULA, re.compile(r"\b(?:so|thus|therefore|hence)\b|[所因故综答]|\*\*", re.I))
AGAIN = re.compile(  # what was said before is taken back
    r"\b(?:wait|actually|oops|correction|on (?:second thought|reflection)|i made an? (?:mistake|error)|let me re)\b|"
    r"\bthat(?:'s| is| was) (?:wrong|not right|incorrect)\b|等等|不对|更正",
    re.I,
)
ENDS = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|(?<=\.\$)\s+|\n+|(?<=[。！？])")


def read_prose(text, options=None):
    """The final answer of a text without tags: of the last "answer is" or the last boxes, whichever comes later; else
    of a first word that is a letter or yes or no; else of the last sentence that is no comment. A text without prose
    comes back as it is. options: where the row has them, their texts are looked for too."""
    text = text[-20_000:].partition("I hope it is correct")[0]
    token = text.find("<|")
    text = text[:token] if token >= 0 and "|>" in text[token + 2 :] else text  # what follows a special token
    text = re.sub(r"[ \t]+", " ", text).strip()
    depth = 0
    for i, char in enumerate(text):  # a closing brace too many ends a box that was cut too late
        depth += (char == "{") - (char == "}")
        if depth < 0:
            text = text[:i]
            break
    found, said = boxes(text), list(SAID.finditer(text))
    told = max([box[1] for box in found] + [m.end() for m in said], default=len(text))
    again = AGAIN.search(text, told)
    if again and SPAN.search(text, again.end()):
        return read_prose(text[again.end() :], options)
    if found and (not said or said[-1].start() < found[-1][1] or not text[said[-1].end() :].strip(" .*$")):
        return run_of_boxes(text, found)
    first = re.match(
        r"\W*(?:((?-i:[A-J]))(?:[).:,。，]|不|\s*$)|(yes|no|true|false)\b\s*(?=[.,;:\n—–-]|$))", text, re.I
    )
    if said:
        rest = text[said[-1].end() :].strip()
        return pick(ENDS.split(rest)[0] if rest else "", options, True)
    if not prose(text) and not CHOSEN.search(text):
        lines = [line for line in text.splitlines() if line.strip()]
        worked = len(lines) > 1 and all("=" in line for line in lines) and len(set(map(letters, lines))) == 1
        return result(lines[-1]) if worked or re.search(r"\\approx|≈|=.*=", text) else text
    if first and not CHOSEN.search(text):
        return first[1] or first[2]
    sentences = [s for s in ENDS.split(text) if re.search(r"\w", s)]
    while len(sentences) > 1 and (COMMENT.match(sentences[-1]) or not any(m.search(sentences[-1]) for m in TELLING)):
        sentences.pop()
    return pick(sentences[-1] if sentences else text, options)


def letters(text):
    return "".join(sorted(set(re.findall(r"[a-zA-Z]", re.sub(r"\\[a-zA-Z]+", " ", text)))))


def prose(text):
    """Is there more than an answer: a verb, a second sentence, or words beside a formula?"""
    words = re.findall(
        r"[^\W\d_]{2,}", re.sub(r"\\(?:text|mathrm|begin|end) *\{.{0,200}?\}|\\[a-zA-Z]+|\$.+?\$", " ", text)
    )
    return bool(
        len(words) > 5
        or len(words) > 1
        and re.search(r"\d", text)
        and not whole_answer(text)
        or words
        and (COPULA.search(text) or re.search(r"\$|\\[(\[]|[.。\n]\s*\w*[^\W\d_]{2}|\b(?:so|thus|donc)\b", text))
    )


def run_of_boxes(text, found):
    """The last boxes with nothing but joining words between them: \\boxed{2} and \\boxed{3} are one answer."""
    run = [found[-1]]
    for box in found[-2::-1]:
        gap = re.sub(r"\\(?:text|quad)|\b(?:and|or|for part)\b|\b[a-z]\b|\w+ *=", "", text[box[1] : run[0][0]])
        if re.search(r"[^\W_]", gap):
            break
        run.insert(0, box)
    return " and ".join(box[2] for box in run)


def pick(sentence, options, said=False):
    """The answer in one sentence; `said`: it follows "the answer is"."""
    bold = [b for b in re.findall(r"\*\*([^*]+)\*\*(?!\s*[:：])", sentence) if not b.rstrip().endswith((":", "："))]
    sentence = UNTRUE.sub("", re.sub(r"\*\*|__", "", sentence)).strip(" .。:：*")
    letter = said and re.match(rf"\W*(?:for sure )?{ONE}(?! [a-z])(?! ?[=<>+*/^\\_])", sentence)
    if letter:
        return letter[1]
    chosen = list(CHOSEN.finditer(sentence))
    if chosen:
        return next(filter(None, chosen[-1].groups()))
    if bold and (not said or len(bold) == 1) and re.search(r"\w", bold[-1]):
        sentence = bold[-1].strip()
    sentence = REASON.sub("", sentence) if not re.match(REASON, " " + sentence) else sentence
    if options:
        named = {
            o
            for o in options
            if re.search(r"[^\W\d]{2}", o)
            and not re.search(r"[\d\\]", o)
            and re.search(rf"(?<!\w){re.escape(o)}(?!\w)", sentence, re.I)
        }
        named = {o for o in named if not any(o != other and o.lower() in other.lower() for other in named)}
        if len(named) == 1:
            return named.pop()
    if whole_answer(sentence):
        return result(sentence)
    verbs = list(COPULA.finditer(re.sub(r"\$.*?\$|\\text\{.*?\}", lambda m: "_" * len(m[0]), sentence)))
    tail = sentence[verbs[-1].end() :].strip() if verbs else sentence
    bare = re.sub(r"^(?:at|the|an?|point|about|approximately|exactly|only|just) +", "", tail)
    if whole_answer(bare):
        return result(bare)
    spans = list(SPAN.finditer(tail))
    if not spans and SPAN.search(sentence):
        tail, verbs = sentence, []
        spans = list(SPAN.finditer(sentence))
    if not spans:
        return tail if verbs else sentence
    return of_spans(tail, spans, bool(verbs))


def whole_answer(text):
    """Is a text an answer as it stands, without a noun or a formula beside words?"""
    if "$" in text or "\\(" in text or not (p := attempt(clean, text)):
        return False
    forms = {form.name for form, _ in read_gold(p)}
    words = re.findall(r"(?<![\\a-zA-Z])[a-zA-Z]{2,}|[\u3400-\u9fff]", UNITS_INSIDE.sub(" ", p))
    return bool(forms & {"date", "clock", "truth", "nothing"} or forms and not set(words) - {"or", "and", "或", "和"})


def of_spans(tail, spans, first):
    """One answer out of the formulas and numbers of a text: the first run of them, or the last."""
    if not re.search(r"\$|\\[(\[]", tail) and "=" in tail:
        tail = tail.rsplit("=", 1)[1]
        spans, first = list(SPAN.finditer(tail)), True
        if not spans or whole_answer(tail):
            return tail.strip()
    runs = [[spans[0]]]
    for before, span in zip(spans, spans[1:]):
        gap = tail[before.end() : span.start()]
        joined = re.fullmatch(r"[\s,，、;]*(?:and|or|和|或|与)?\s*", gap)
        runs[-1:] = [[*runs[-1], span]] if joined else [runs[-1], [span]]
    run = runs[0] if first else runs[-1]
    if len(run) == 1:
        return result(" ".join(filter(None, run[0].groups())))
    return result(re.sub(r"\\[()\[\]]|(?<!\\)\$(?!\d)|(?<=\d)\$", "", tail[run[0].start() : run[-1].end()]))


def result(text):
    """The last exact member of a chain: of x = 2 + 1 = 3 it is 3, of \\frac{14}{3} \\approx 4.67 the fraction."""
    text = text.strip(" ,.;$")
    sides = re.split(r"\\approx|≈", text)
    text = sides[0].strip() if len(sides) > 1 and not NAME.fullmatch(sides[0].strip()) else text
    chain = split(text, "(?<![<>!])=")[0]
    whole = (
        len(chain) == 1
        or len(chain) == 2
        and letters(chain[0])
        or re.search(r"[<>,;，；、]|(?<![a-zA-Z])(?:or|and)(?![a-z])", text)
    )
    return text if whole else chain[-1]
