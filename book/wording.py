"""Whether two wordings of a problem say the same, by rules: numbers, units, formulas, names, question, notes, options.

The rules look at what can be counted; where they are in doubt, the new wording is refused.
"""

import re
from collections import Counter
from decimal import Decimal

SHORT, LONG = 0.4, 2.5  # length of a new text as a share of the old one
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += "seventeen eighteen nineteen".split()
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10)))
VALUES = {word: n for n, word in enumerate(ONES)} | TENS
GREAT = {"hundred": 100, "thousand": 1000, "million": 10**6}
PARTS = "half:half halves:half third:third thirds:third quarter:quarter quarters:quarter fourth:quarter fourths:quarter"
PARTS += " fifth:fifth fifths:fifth sixth:sixth eighth:eighth tenth:tenth first:first second:second twice:twice"
PARTS += " double:twice doubled:twice doubles:twice triple:thrice thrice:thrice dozen:dozen both:both"
PARTS = dict(pair.split(":") for pair in PARTS.split())  # words that say a number in their own way
UNITS = {
    "mm": "millimetre millimeter", "cm": "centimetre centimeter", "dm": "decimetre decimeter", "m": "metre meter",
    "km": "kilometre kilometer", "g": "gram gramme", "kg": "kilogram kilo", "mg": "milligram", "t": "tonne ton",
    "l": "litre liter", "mL": "millilitre milliliter ml", "min": "minute", "h": "hour hr", "s": "seconds sec",
    "day": "day", "week": "week", "month": "month", "year": "year", "°": "degree", "%": "percent percentage",
    "€": "euro", "$": "dollar", "£": "pound", "cent": "cent", "mph": "mph", "ha": "hectare", "square": "square squared",
    "cubic": "cubic", "unit": "unit", "rad": "radian", "inch": "inch inche", "foot": "foot feet", "mile": "mile",
}  # fmt: skip
SPELLED = {word: unit for unit, words in UNITS.items() for word in words.split()}
SHORTS = "mm cm dm km m kg mg g t ml mL L l min h s ha % € ° £ km/h m/s m² cm² km² m³ cm³".split()  # behind a number
SHORT_UNIT = "|".join(sorted(map(re.escape, SHORTS), key=len, reverse=True))
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?|(?<=\w)\d+(?:\.\d+)?")
NAME = re.compile(r"(?<![\w\\])[A-Z]{1,5}\d?['′]?(?![\w'])")
VERBS = set("is are lies lie to and or on in has of at by with from moves starts stands meets equals".split())
ASKED = """area perimeter circumference volume surface length width height depth radius diameter angle distance sum
difference product quotient ratio mean median mode range probability chance speed rate time age weight mass price cost
profit total slope gradient coordinate coordinates point equation value maximum minimum rest share scale factor
""".split()
SAME = {"average": "mean", "long": "length", "wide": "width", "tall": "height", "high": "height", "deep": "depth"}
SAME |= {"far": "distance", "fast": "speed", "old": "age", "heavy": "weight", "likely": "probability"}
LOGIC = {
    "not": "not no never without except neither nor cannot",
    "least": "least minimum smallest shortest fewest lowest minimal cheapest",
    "most": "most maximum greatest largest longest highest maximal biggest",
    "more": "more greater larger longer higher bigger taller",
    "less": "less fewer smaller shorter lower",
    "exact": "exact exactly",
    "round": "round rounded nearest approximately",
    "form": "multiple fraction decimal simplest terms form letter",
}
LOGIC = {word: kind for kind, words in LOGIC.items() for word in words.split()}
TAIL = re.compile(r"\n\s*(?:Answer with the letter|Choices|Options|\(?A[.)] ).*\Z", re.S)


def numbers(text):
    """The numbers of a text as a multiset: digits, and words for them but "one", which is mostly no number."""
    found = Counter(str(Decimal(digits.replace(",", "")).normalize()) for digits in NUMBER.findall(text))
    total, run = 0, []
    for word in [*re.findall(r"[A-Za-z]+|[^\sA-Za-z-]", text), "."]:
        low = word.lower()
        if low in VALUES or low in GREAT and run:
            run.append(low)
            continue
        if run and not (low == "and" and run[-1] in GREAT):
            total = spoken(run)
            if run != ["one"]:
                found[str(Decimal(total).normalize())] += 1
            run = []
        if low in PARTS:
            found[PARTS[low]] += 1
    return found


def spoken(words):
    """The value of number words in a row: two hundred five."""
    total, part = 0, 0
    for word in words:
        if word == "hundred":
            part *= 100
        elif word in GREAT:
            total, part = total + part * GREAT[word], 0
        else:
            part += VALUES[word]
    return total + part


def units(text):
    """(the set of units, the multiset of (number, unit) of those that follow a number)."""
    text = re.sub(r"\^?\{?\\circ\}?", "°", text)
    pairs = Counter()
    for number, unit in re.findall(rf"(\d[\d.,]*)\$?[\s-]?({SHORT_UNIT})(?!\w)", text):
        pairs[number.rstrip(".,"), {"ml": "mL", "L": "l"}.get(unit, unit)] += 1
    for number, word in re.findall(r"(\d[\d.,]*)\$?[\s-]([A-Za-z]+)", text):
        if unit := spelled(word):
            pairs[number.rstrip(".,"), unit] += 1
    words = {unit for word in re.findall(r"[A-Za-z]+", text) if (unit := spelled(word))}
    words |= {unit for _, unit in pairs} | {sign for sign in "€%°£" if sign in text}
    return words, pairs


def spelled(word):
    """The unit that a word names, in the singular or plural, or None."""
    low = word.lower()
    return SPELLED.get(low) or SPELLED.get(low.removesuffix("s"))


def names(text):
    """The capital letter names; an "A" before another small word than a verb is an article, "I" a person."""
    found = set()
    for m in NAME.finditer(text):
        follows = re.match(r"\s+([a-z]+)", text[m.end() :])
        if m[0] == "I" or m[0] == "A" and follows and follows[1] not in VERBS:
            continue
        found.add(m[0])
    return found


def formulas(text):
    """The formulas between dollar signs, as a multiset, without spaces."""
    return Counter(re.sub(r"\s", "", part) for part in re.findall(r"\$([^$]*)\$", text))


def questions(text):
    """(number of question marks, kind of the question, what it asks for and in which units, notes behind it)."""
    sentences = re.split(r"(?<=[.?!])\s+", text.strip())
    place = next((i for i, s in enumerate(sentences) if "?" in s), None)
    notes = [s for s in sentences if re.match(r"(Give|Round|Express|Write|Answer|Leave|Use|State) ", s)]
    asking = sentences[place] if place is not None else next((s for s in sentences[::-1] if s not in notes), "")
    words = re.findall(r"[a-z]+", asking.lower())
    first = next((word for word in words if word in QUESTION), "")
    kind = "yes or no" if words and words[0] in YES_OR_NO else QUESTION.get(first, "what")
    wanted = {SAME.get(word, word) for word in words} & {*ASKED, "mean"}
    return text.count("?"), kind, wanted, units(asking)[0], notes


QUESTION = dict.fromkeys("which who whose".split(), "which") | dict.fromkeys("where when why".split(), "where")
QUESTION |= dict.fromkeys("what how find determine calculate compute".split(), "what")
YES_OR_NO = "is are was were do does did can could will would has have must may".split()


def logic(text):
    """The words that change what is said: not, at least, more, exact ... by their kind."""
    words = re.findall(r"[a-z]+", text.lower())
    return {LOGIC[word] for word in words if word in LOGIC}


def shown(answer, text):
    """How often an answer stands in a text as a word of its own."""
    bare = answer.strip().strip("$").strip()
    squeezed, wanted = re.sub(r"[\s$]", "", text), re.sub(r"\s", "", bare)
    found = len(re.findall(rf"(?<![\w.]){re.escape(bare)}(?![\w]|\.\d)", text, re.I)) if bare else 0
    if re.fullmatch(r"\d+", bare):
        return max(found, numbers(text)[str(Decimal(bare).normalize())])
    return max(found, squeezed.count(wanted) if "\\" in wanted else 0)


def fault(old, new, answers=()):
    """Why a new text may not take the place of the old one, in one word; "" where it may.

    answers: what must not be told, unless the old text tells it as often.
    """
    (old_body, old_tail), (new_body, new_tail) = parted(old), parted(new)
    if not SHORT * len(old_body) <= len(new_body) <= LONG * len(old_body) + 80:
        return "length"
    if re.search(r"</?[A-Za-z|][^>]*>|\\boxed|```|\*\*|\[/?(?:Problem|End)", new.replace("<image>", "")):
        return "tags"
    if new.count("<image>") != old.count("<image>") or new.startswith("<image>") != old.startswith("<image>"):
        return "images"
    if old_tail != new_tail:
        return "options"
    if re.sub(r"\W", "", new_body).lower() == re.sub(r"\W", "", old_body).lower():
        return "unchanged"
    if new_body.count("$") % 2 or formulas(new_body) != formulas(old_body):
        return "formulas"
    if any(shown(answer, new_body) > shown(answer, old_body) for answer in answers):
        return "answer"
    plain_old, plain_new = (re.sub(r"\$[^$]*\$", " ", body) for body in (old_body, new_body))
    if numbers(plain_new) != numbers(plain_old):
        return "numbers"
    if units(new_body) != units(old_body):
        return "units"
    if names(plain_new) != names(plain_old):
        return "names"
    asked_old, asked_new = questions(old_body), questions(new_body)
    if asked_old[0] > 1 or asked_old != asked_new:
        return "question"
    return "wording" if logic(plain_old) != logic(plain_new) else ""


def parted(text):
    """(text, the block of options behind it)."""
    tail = TAIL.search(text)
    return (text[: tail.start()], tail[0]) if tail else (text, "")
