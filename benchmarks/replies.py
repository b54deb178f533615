"""What a free reply to a benchmark's own prompt says: which option it chooses, which number it ends with.

Where the original script asks a language model, these rules stand in its place ("rules for GPT-4"); our extraction
reads replies that name an option with them, too. A reply is told by its statements: the tag, the last box, what follows
the last "answer is", else its sentences, the last one first. Only the last 20,000 characters count, every step is
linear in them, and nothing is evaluated.
"""

import re

import answers
from answers.text import ONES
from rewards import TAGS

STATED = re.compile(  # what follows it is the answer
    rf"{answers.PHRASE}|(?:correct|right|best|final|appropriate) (?:option|choice|letter)[\w ]{{0,20}}?(?: is|:)|"
    r"(?:^|\n)[^\w\n]{0,9}(?:final )?answer[^\w\n]{0,9}[:\n]|"
    r"(?:option|choice|answer) letter[\w ]{0,20}?(?: is|:)|答\s*[:：]",
    re.I,
)
MARKUP = re.compile(r"\*\*|__|`|\$|\\[()\[\]!,;]|\\(?:text|mathrm|mathbf|boxed)(?=\W)|(?<=\w)\\ |\\displaystyle|\u200b")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|\n+|(?<=[。！？])")
REFUSAL = re.compile(
    r"\b(?:cannot|can't|can not|could not|unable to|(?:not |im)possible to|not able to|hard to|difficult to)\b(?: be)?"
    r"(?: \w+){0,3}? (?:determine|answer|provide|say|tell|see|find|solve|conclude|give|specif|calculat|compute|process|"
    r"help|identif|know|view|confirm)|\bnot (?:enough|sufficient|provided|specif|given|available|mention|clear)|"
    r"\b(?:insufficient|without (?:more|further|additional|any|the|specific)|no information|unclear|unknown|"
    r"does(?: not|n't) (?:provide|specify|mention|contain|include|give)|please provide|need more|more information|"
    r"more context|none of the (?:options|choices)|not (?:in|among) the|mistake in the)\b",
    re.I,
)
REFUSED = re.compile(r"\b(cannot be (?:determined|answered))\b", re.I)
NOT_TOLD = re.compile(r"\b(?:cannot|can't|unable|(?:not |im)possible|please)\b", re.I)
NEGATED = re.compile(r"\b(?:not|no|never|none|neither|cannot|(?:is|are|does|do|was)n't|false|incorrect)\b", re.I)
NUMBER = re.compile(  # no part of a fraction, a time or a name
    r"(?<![\w.])(?<!\d[:/])(?<![A-Za-z]-)([-−]?)\s?[$€£¥]?\s?"
    r"((?>(?>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+))(?!\s?[:/]\s?\d)"
)
COUNT = re.compile(rf"{NUMBER.pattern}|\b({'|'.join(ONES)})\b", re.I)
ALONE = re.compile(rf"\W*?{NUMBER.pattern}\D{{0,30}}")
LETTERS = "ABCDEFGH"
ONE = rf"([{LETTERS}])(?![\w']|-?>)"
SEVERAL = re.compile(rf"{ONE}\W{{0,3}}(?:or|and|,|/|或|和)\W{{0,3}}{ONE}")
LETTER = re.compile(
    rf"\(([{LETTERS}{LETTERS.lower()}])\)|\b(?:[Oo]ption|[Cc]hoice|[Ll]etter)\W{{0,9}}(?:is )?\W?{ONE}|"
    rf"^\W{{0,9}}{ONE}\W{{0,9}}[().:,\n–—-]|选项?[为是]?\W{{0,9}}{ONE}|"
    rf"\b(?:is|be|choose|select|pick|so|therefore),?\W{{0,9}}{ONE}\W{{0,9}}(?:$|[.,:;()])"
)
ONLY_LETTER = re.compile(rf"\W*(?:option|choice)?\W*{ONE}\W*", re.I)
WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
YES = re.compile(
    r"(?:^\W{0,9}(?:[A-D][):.] *)?|[:,]\W{0,9}|\b(?:is|be|so|therefore|thus)\W{1,9})(yes|no|true|false)\b"
    r"(?=\W{0,9}$|\s?[,.;:)(\n—–-]| is (?:the|right|correct)\b)",
    re.I,
)
CONDITION = re.compile(r"^\W{0,9}(?:if|when|in)\b[^,]*,", re.I)
REASON = re.compile(r",? \b(?:because|since|as|which|so that|but|while|compared)\b.*", re.S)
VERB = re.compile(
    r"(?<!that )(?<!which )(?<!who )"
    r"\b(?:is|are|was|were|be|equals?|gives?|becomes|gets?|has|have|had|costs?|needs?|totals?|shows?)\b|[=≈:为是]|共有|等于"
)
COMPARED = [  # words that deny each other
    {"more", "greater", "larger", "bigger", "higher", "longer", "taller", "above"},
    {"less", "fewer", "smaller", "lower", "shorter", "below"},
    {"equal", "same", "identical"},
]
LISTED = re.compile(r"\n\W?[A-J][.):：].*")
OTHER = re.compile(r"\n\W{0,3}Question\W{0,3}:", re.I)
ASIDE = re.compile(
    r"(?:Hint:|Please |Choices:|Image:|\W?[A-J][.):：]|.*\?\s*$)"
)  # lines of a question, not of its answer
BOLD = re.compile(r"\*\*([^*\n]{1,30})\*\*")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
WHEN = re.compile(r"\b(?:which|what) years?\b|\bwhen\b", re.I)
TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


# ------------------------------------------------------------------------------------------------------------ the text


def plain(text: str) -> str:
    """A text without marks of LaTeX and Markdown."""
    return MARKUP.sub("", text).strip()


def end(response: str) -> str:
    """What follows the thinking, as far as it is looked at."""
    return response.rsplit(TAGS[1], 1)[-1][-20_000:]


def statements(response: str) -> list[str]:
    """The parts of a reply that may tell its answer, the most telling first."""
    rest, parts = end(response), []
    if TAGS[2] in rest and TAGS[3] in (tagged := rest.rsplit(TAGS[2], 1)[1]):
        parts.append(tagged.split(TAGS[3], 1)[0])
    parts += [box[2] for box in answers.boxes(rest)[-1:]]
    text, parts = plain(rest), [plain(part) for part in parts]
    if stated := list(STATED.finditer(text)):
        parts.append(SENTENCE.split(text[stated[-1].end() :].strip(), 1)[0])
    return parts + [part for part in SENTENCE.split(text) if re.search(r"\w", part)][:-200:-1]


def loose(text: str) -> str:
    """For the comparison of option texts: lower case, no LaTeX, single spaces."""
    text = re.sub(r"\\frac", "", text.casefold()).replace("\\sqrt", "√")
    text = re.sub(r"\^ ?\{?\\circ\}?| ?degrees?\b", "°", text)
    return re.sub(r"[\s{}]+", " ", text).strip(" .")


def words(text: str) -> list[str]:
    """Its words, without the s of a plural."""
    return [re.sub(r"(?<=\w{3})s$", "", word) for word in WORD.findall(loose(text))]


def refused(part: str) -> str:
    """A refusal as GPT-4 extracts it: its words, N/A, or a sentence that only says what is missing; "" of none."""
    if not REFUSAL.search(part):
        return ""
    if said := REFUSED.search(part):
        return said[1].capitalize()
    return "N/A" if NOT_TOLD.search(part) else part.strip()


# ------------------------------------------------------------------------------------------------------------- options


def named(part: str, texts: list[str]) -> set[int]:
    """Numbers of the options whose texts stand in a part as whole words; one inside another's does not count."""
    part, spans = re.sub(r"\b(?:right|correct) (?=answer|option|choice|one\b)", "", loose(part)), []
    for i, text in enumerate(map(loose, texts)):
        at = part.find(text) if text else -1
        while at >= 0:
            before, after = part[max(at - 1, 0) : at], part[at + len(text) : at + len(text) + 2]
            inside = before.isalnum() and text[0].isalnum() or after[:1].isalnum() and text[-1].isalnum()
            if not inside and not re.match(r"\.\d", after) and not (before in (".", ",") and text[0].isdigit()):
                spans.append((at, at + len(text), i))
                break
            at = part.find(text, at + 1)
    return {i for a, b, i in spans if not any(c <= a and b <= d and b - a < d - c for c, d, _ in spans)}


def lettered(part: str) -> list[str]:
    """The letters that a part names as options, each once, in order."""
    if alone := ONLY_LETTER.fullmatch(part):
        return [alone[1].upper()]
    return list(dict.fromkeys(next(filter(None, m.groups())).upper() for m in LETTER.finditer(part)))


def nearest(part: str, texts: list[str]) -> int | None:
    """The one option of whose own words (those that not all options have) a part has most, if more than half."""
    sides, said = [set(words(text)) for text in texts], set(words(part))
    common = set.intersection(*sides)
    shares = [len((side - common) & said) / max(len(side - common), 1) for side in sides]
    best = max(shares)
    return shares.index(best) if best > 0.5 and shares.count(best) == 1 else None


def affirms(part: str, question: str) -> bool:
    """Does a sentence that says the question again say yes to it?"""
    said, asked = set(words(part)), set(words(question))
    kinds = [{i for i, kind in enumerate(COMPARED) if kind & side} for side in (said, asked)]
    other = bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1])
    return (bool(NEGATED.search(part)) != bool(NEGATED.search(question))) == other


def truth(parts: list[str], question: str) -> bool | str:
    """Yes or no, by a word or by the sentence that is most like the question; a letter; a refusal; "" of none."""
    asked, found = set(words(question)), []
    for part in parts:
        if said := YES.search(part):
            return TRUTHS[said[1].lower()]
        if letters := lettered(part):
            return letters[-1]
        if said := refused(part):
            return said
        if not part.rstrip().endswith("?"):
            found.append((len(asked & set(words(part))), part))
    most, part = max(found, key=lambda pair: pair[0], default=(0, ""))
    return affirms(part, question) if most > 0.4 * len(asked) else last_number(parts)


def asked(problem: str) -> str:
    """The question of a prompt, without its hints and options."""
    text = problem.rsplit("Question:", 1)[-1].split("\nChoices:", 1)[0]
    return LISTED.sub("", text)


def choice(response: str, texts: list[str], question: str = "") -> str:
    """The letter of the option that a reply chooses (A-H also where there are fewer); a number that is no option; the
    words of a refusal; "" where it says nothing. texts: of the options, without their letters; question: the prompt."""
    whole = [i for i, text in enumerate(texts) if loose(plain(end(response))) == loose(text)]
    if whole:
        return chr(65 + whole[0])
    parts, kinds = statements(response), [TRUTHS.get(text.casefold()) for text in texts]
    if sorted(map(str, kinds)) == ["False", "True"]:
        said = truth(parts, asked(question))
        return said if isinstance(said, str) else chr(65 + kinds.index(said))
    digits = bool(texts) and all(re.search(r"\d", text) for text in texts)
    for part in parts:
        letters = lettered(part)
        if SEVERAL.search(part) and part is parts[0]:
            return ""
        if len(letters) > 1 and named(part, texts) != {ord(letters[0]) - 65}:
            continue
        known = letters and letters[0] < chr(65 + (len(texts) or 8))
        if known and not re.match(r"\W{0,9}A\W", part):  # "A: 12" may be an answer of 12
            return letters[0]
        hits = named(REASON.sub("", CONDITION.sub("", part)), texts) or named(part, texts)
        if len({loose(texts[i]) for i in hits}) == 1:
            return chr(65 + min(hits))
        if letters:
            return letters[0]
        if said := refused(part):
            return said
        if digits and (alone := ALONE.fullmatch(part)):
            return digits_of(alone)
        if digits and (said := after_verb(part)):
            return said
    single = (part for part in parts if len(lettered(part)) < 2 and part.count("(") < 3)  # no list of the options
    near = (nearest(part, texts) for part in single if texts)
    found = next((i for i in near if i is not None), None)
    return last_number(parts) if found is None else chr(65 + found)


# ------------------------------------------------------------------------------------------------------------- numbers


def digits_of(match: re.Match) -> str:
    """ "-1,000" -> "-1000", "two" -> "2"."""
    sign, number, *word = match.groups()
    return f"{'-' if sign else ''}{number.replace(',', '')}" if number else str(ONES[word[0].lower()])


def after_verb(part: str, known: set[str] = frozenset()) -> str:
    """The first number after the last verb that has one after it; "" of none. known: of the question, which count only
    where there are no others."""
    counts = list(COUNT.finditer(part))
    counts = [m for m in counts if digits_of(m) not in known] or counts
    verbs = [m.end() for m in VERB.finditer(part) if counts and m.end() <= counts[-1].start()]
    return digits_of(next(m for m in counts if m.start() >= verbs[-1])) if verbs else ""


def number(response: str, question: str = "") -> str:
    """The number that a reply ends with, as plain digits; "" of none and of a refusal."""
    parts, question = statements(response), asked(question)
    known = {digits_of(m) for m in COUNT.finditer(question)}
    if WHEN.search(question):
        parts = [" ".join(years) for part in parts if (years := YEAR.findall(part))] or parts
    bold = {digits_of(alone) for m in BOLD.finditer(end(response)) if (alone := ALONE.fullmatch(m[1]))}
    if len(bold) == 1:
        return bold.pop()
    for part in parts:
        if REFUSAL.search(part):
            return ""
        if alone := ALONE.fullmatch(part):
            return digits_of(alone)
        if found := after_verb(part, known):
            return found
    return last_number(parts, known) or last_number(parts)


def last_number(parts: list[str], known: set[str] = frozenset()) -> str:
    """The last number of the most telling part that has one that is not known; "" of none."""
    counts = ([found for m in COUNT.finditer(part) if (found := digits_of(m)) not in known] for part in parts)
    return next((found[-1] for found in counts if found), "")


# ------------------------------------------------------------------------------------ a reply that asks itself the next


def goes_on(response: str, question: str) -> str:
    """What a reply says to the last other question that it puts itself; "" where it does not go on so.

    The extraction prompt ends with the reply, so that GPT-4 answers that question, not the one that was asked.
    """
    wanted = set(words(asked(question)))
    for part in OTHER.split(end(response))[:0:-1]:
        asks, *lines = re.sub(r"^\W+", "", part).split("\n")
        said = "\n".join(line for line in lines if not ASIDE.match(line))
        if re.search(r"\w", said) and len(wanted & set(words(asks))) < 0.6 * len(wanted):
            return said
    return ""


def value(text: str) -> str:
    """The letter, number or words that a reply to a question without known options ends with."""
    for part in statements(text):
        if letters := lettered(part):
            return letters[0]
        if alone := ALONE.fullmatch(part):
            return digits_of(alone)
        if found := after_verb(part):
            return found
        if verbs := list(VERB.finditer(part)):
            return part[verbs[-1].end() :].strip(" .:")
    return ""
