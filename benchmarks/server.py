"""A model behind an OpenAI-compatible server (`vllm serve`, a commercial API), in the place of an engine of ours.

    server = Server("http://HOST:8000/v1", "NAME")
    server.stream(jobs, 64, max_tokens=2048, seed=0) -> (key, answers, seconds) of each job, as it is answered

The key is read from OPENAI_API_KEY and goes into the header alone: where a server repeats it, it is masked. What a
fault may do: wait (429, 5xx, a broken or empty reply, a time-out: asked again until the deadline), end the run (a wrong
key, no such model, 32 jobs in a row without an answer), or cost one answer (another 4xx: that job is refused).
"""

import asyncio
import base64
import hashlib
import io
import itertools
import random
import re
import sys
import time
from pathlib import Path

from tqdm import tqdm

import data
from runtime.api import Answer, Fault, answers_of, api_key, checked_url, connect, models, transport
from runtime.images import open_image

TRIES = 8  # of one request, busy answers (429, 503, time-outs) apart, which only the deadline ends
EMPTY = 3  # an answer that is empty so many times is the model's
WAIT, LONGEST = 1.0, 60.0  # seconds before the second try, doubled each time; at most
IN_A_ROW = 32  # jobs without an answer, one after the other, that end the run
ENDS = (401, 402, 404, 405)  # would be said of every row; so would a redirect, which is not followed
ANSWER_MAX = 1 << 24  # bytes of a reply
CELL = 28  # px: sides of images that are resized here are multiples of Qwen2.5-VL's


class Refused(Exception):
    """A 4xx for this request alone; the text says why."""


class Unanswered(Exception):
    """Every try failed; the text says how the last one did."""


# ----------------------------------------------------------------------------------------------------------- questions


def data_url(row: dict, image: dict) -> str:
    """One image of a row as a data URL: the file itself where every reader sees the same in it, else a PNG."""
    im = open_image(image, f"{row.get('source')}: row {row['id']}: field images: ", "load")
    plain = im.mode in ("RGB", "L", "P", "1") and "transparency" not in im.info and im.getexif().get(0x0112, 1) == 1
    if plain and im.format in ("PNG", "JPEG", "WEBP"):
        content = image["bytes"] or Path(image["path"]).read_bytes()
        return f"data:image/{im.format.lower()};base64,{base64.b64encode(content).decode()}"
    return png_url(*data.open_images({**row, "images": [image]}, 0, 0, CELL))


def png_url(im) -> str:
    im.save(png := io.BytesIO(), "PNG")
    return f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}"


def question(row: dict, bare: bool, pixels: tuple[int, int]) -> dict:
    """{"text": what is asked, "messages": the same with each image where its <image> stands}.

    bare: without our instruction. pixels: (least, most) area of an image after resizing; (0, 0): the files as they are.
    """
    text = row["problem"] if bare else f"{row['problem']}\n{data.INSTRUCTION}"
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
    if any(pixels):
        urls = [png_url(im) for im in data.open_images(row, *pixels, CELL)]
    else:
        urls = [data_url(row, image) for image in row["images"]]
    first, *others = text.split("<image>")
    if len(urls) != len(others):
        raise ValueError(f"row {row['id']}: field problem: {len(others)} <image> for {len(urls)} images")
    content = [{"type": "text", "text": first}] * bool(first)
    for url, piece in zip(urls, others):
        content += [{"type": "image_url", "image_url": {"url": url}}]
        content += [{"type": "text", "text": piece}] * bool(piece)
    return {"text": text, "messages": [{"role": "user", "content": content if urls else text}]}


def seed_of(*numbers: int) -> int:
    """31 bits, the most that every server takes, from the run's seed, the row and the sample."""
    return int.from_bytes(hashlib.sha256(repr(numbers).encode()).digest()[:4], "big") >> 1


# ------------------------------------------------------------------------------------------------------------- asking


class Gate:
    """How many requests are out at a time: twice as many each round, after the first trouble one more a round, and
    half as many at a 429, a 503 or a time-out."""

    def __init__(self, most: int):
        self.most, self.limit, self.out, self.halved = most, min(4.0, most), 0, 0.0
        self.free = asyncio.Condition()

    async def __aenter__(self):
        async with self.free:
            await self.free.wait_for(lambda: self.out < int(self.limit))
            self.out += 1

    async def __aexit__(self, *_):
        async with self.free:
            self.out -= 1
            self.free.notify_all()

    def answered(self) -> None:
        self.limit = min(self.most, self.limit + (1 / self.limit if self.halved else 1))

    def busy(self, sent: float) -> None:
        """sent: when the request went out. Of those that were out at a time, one halves the number."""
        if sent > self.halved:
            self.limit, self.halved = max(1.0, self.limit / 2), time.monotonic()


class Server:
    """The server as an engine. name: of the model there; empty: the only one that it lists. ValueError where nobody
    answers or the key is not taken. pixels: see question. deadline: seconds for an answer, all tries and waits
    together; one try has a third."""

    def __init__(self, url: str, name: str = "", pixels: tuple[int, int] = (0, 0), deadline: float = 1800.0):
        if bool(pixels[0]) != bool(pixels[1]):
            raise ValueError("--min_pixels and --max_pixels go together where --model is a server")
        self.url, self.pixels, self.deadline, self.key = checked_url(url, "--model"), pixels, deadline, api_key()
        self.name, self.singly, self.renamed, self.others = self.served(name), False, {}, set()
        if not any(pixels):
            say("images go as they are: the server's own pixel range holds (--min_pixels, --max_pixels)")

    def served(self, name: str) -> str:
        """The model's name; one look at the server's list, which not every server has."""
        import openai

        try:
            with connect(self.url, 30.0).with_options(max_retries=1) as client:
                listed = models(client)
        except openai.APIConnectionError as e:
            why = self.masked(f"{e} {e.__cause__ or ''}")
            raise ValueError(f"--model: no server answers at {self.url}: {why}") from None
        except openai.AuthenticationError as e:
            raise ValueError(f"--model: {self.url} does not take the key in OPENAI_API_KEY: {self.masked(e)}") from None
        except (openai.OpenAIError, ValueError, TypeError, LookupError):
            listed = []
        if not name and len(listed) != 1:
            raise ValueError(f"--served_name: {self.url} lists {', '.join(listed[:20]) or 'no models'}: name one")
        return name or listed[0]

    def masked(self, what) -> str:
        """A text of the server's without the key, on one line."""
        text = str(what) if len(self.key) < 8 else str(what).replace(self.key, "***")
        return " ".join(text.split())[:300]

    def prompt(self, row: dict, bare: bool) -> dict:
        return question(row, bare, self.pixels)

    def close(self) -> None:
        pass

    def stream(self, jobs, window: int, max_tokens: int, seed: int, begun: bool = False):
        """Jobs (key, prompt, n, temperature), key[0] a number -> (key, [Answer], seconds), as they are answered.

        window: jobs at a time, at most. begun: the run has answers already. Until one has come, refusals are held back:
        a server that refuses everything must leave nothing behind. ValueError then, after 32 jobs in a row without an
        answer, and at the end where some have none.
        """
        held, silent, missing = [], [], 0
        for key, answers, seconds, why in self._finished(jobs, window, max_tokens, seed):
            if why:
                say(f"row {key[0]}, {key[1]}: {'no answer' if answers is None else 'refused'}: {why}")
            missing = missing + 1 if answers is None or why and not begun else 0
            if answers is None:
                silent.append(f"row {key[0]}, {key[1]}: {why}")
            elif why and not begun:
                held.append((key, answers, seconds))
            else:
                begun = True
                yield from [*held, (key, answers, seconds)]
                held.clear()
            if missing == IN_A_ROW:
                raise ValueError(f"{self.url}: {missing} questions in a row without an answer; the last: {why}")
        if held:
            why = held[-1][1][0].more["refused"]
            raise ValueError(f"{self.url} refuses all {len(held)} questions, nothing is kept; the last: {why}")
        if silent:
            again = "the same command asks them again"
            raise ValueError(f"{self.url}: {len(silent)} questions have no answer ({silent[0]}): {again}")

    def _finished(self, jobs, window: int, max_tokens: int, seed: int):
        """(key, answers, seconds, why not answered or "") of each job as it ends; answers None: every try failed."""
        import httpx
        import openai

        jobs, pending = iter(jobs), {}
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            options = dict(base_url=self.url, api_key=self.key, max_retries=0, timeout=self.deadline)
            http = httpx.AsyncClient(transport=transport(self.url, ANSWER_MAX), follow_redirects=False)
            client, gate = openai.AsyncOpenAI(http_client=http, **options), Gate(window)
            try:
                while True:
                    for key, prompt, n, temperature in itertools.islice(jobs, window - len(pending)):
                        asked = self._job(client, gate, prompt["messages"], n, temperature, max_tokens, (seed, key[0]))
                        pending[loop.create_task(asked)] = key, n
                    if not pending:
                        return
                    done, _ = runner.run(asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED))
                    for task in done:
                        key, n = pending.pop(task)
                        try:
                            yield key, *task.result(), ""
                        except Refused as e:
                            yield key, [Answer("", 0, False, {"refused": str(e)})] * n, 0.0, str(e)
                        except Unanswered as e:
                            yield key, None, 0.0, str(e)
            finally:
                runner.run(stopped(pending, client))

    async def _job(self, client, gate, messages, n, temperature, max_tokens, seeds) -> tuple[list[Answer], float]:
        """(n answers, seconds each); more than one request where the server gives fewer than asked, or refuses n."""
        start, got = time.monotonic(), []
        while len(got) < n:
            want = 1 if self.singly else n - len(got)
            body = dict(model=self.name, messages=messages, temperature=temperature, max_tokens=max_tokens)
            body |= {"seed": seed_of(*seeds, len(got)), "n": want}
            try:
                new = await self._ask(client, gate, body)
            except Refused:
                if want == 1:
                    raise
                new = await self._ask(client, gate, {**body, "n": 1})  # refused again: it is not the number
            self.singly |= len(new) < want
            got += new
        return got, round((time.monotonic() - start) / n, 4)

    async def _ask(self, client, gate: Gate, body: dict) -> list[Answer]:
        """Up to body["n"] answers of one request, tried again until the deadline. Refused, Unanswered; ValueError."""
        import openai

        end, failures, empty = time.monotonic() + self.deadline, 0, 0
        for attempt in itertools.count():
            sent, wait, busy, asked = time.monotonic(), 0.0, False, self.named(body)
            try:
                async with gate:
                    sent = time.monotonic()
                    end = end if attempt else sent + self.deadline
                    async with asyncio.timeout(min(self.deadline / 3, max(end - sent, 0.1))):
                        raw = await client.chat.completions.with_raw_response.create(**asked)
                answers = self.answers(raw.content, body, asked)
                hollow = any(a.finished and not a.text.strip() for a in answers)
                empty += hollow
                if not hollow or empty == EMPTY:
                    gate.answered()
                    return answers
                why = "an empty answer"
            except (TimeoutError, openai.APITimeoutError):
                busy, why = True, "no reply in time"
            except openai.APIStatusError as e:
                busy, wait, why = self._status(e, asked)
            except (openai.OpenAIError, Fault, ValueError, RecursionError) as e:  # no reply, or no sensible one
                why = self.masked(f"{type(e).__name__} {e} {e.__cause__ or ''}")
            if not why:  # the same, named otherwise
                continue
            if busy:
                gate.busy(sent)
            failures += not busy
            wait = max(wait, min(LONGEST, WAIT * 2 ** min(attempt, 10)) * random.uniform(0.5, 1))
            if failures == TRIES or time.monotonic() + wait > end:
                raise Unanswered(f"{why}, after {attempt + 1} tries")
            await asyncio.sleep(wait)

    def named(self, body: dict) -> dict:
        """The parameters under the names that the server takes, without those that it does not take."""
        names = {name: self.renamed.get(name, name) for name in body if name != "n" or body["n"] > 1}
        return {new: body[name] for name, new in names.items() if new}

    def answers(self, content: bytes, body: dict, asked: dict) -> list[Answer]:
        """answers_of a reply, with what was not asked, and who answered where it is another than was asked."""
        answers = answers_of(content, body["n"], body["max_tokens"], self.key)
        unset = [name for name in ("temperature", "seed") if name not in asked]
        for a in answers:
            if (by := self.masked(a.more.pop("model", self.name))) != self.name:
                a.more["served_by"] = by
                if by not in self.others:
                    say(f"warning: {self.url} was asked for {self.name} and answers as {by}")
                    self.others.add(by)
            a.more |= {"unset": unset} if unset else {}
        return answers

    def _status(self, e, asked: dict) -> tuple[bool, float, str]:
        """(is the server busy?, seconds that it asks to wait, why) of an error status, where it is asked again; why is
        "" where a parameter is sent otherwise from here on. Refused for the others, ValueError where all would be."""
        told = e.body.get("message") if isinstance(e.body, dict) else None
        code, told = e.status_code, str(told or e.message)
        why = f"{code} {self.masked(told)}"
        if code in ENDS or code < 400 or e.code == "insufficient_quota":
            raise ValueError(f"{self.url}, model {self.name}: {why}") from None
        if code in (408, 409, 425, 429) or code >= 500:
            return code in (408, 429, 503, 529), retry_after(e.response.headers), why
        unknown = r"(?i)un(supported|known|recognized|expected)|(not|n't) (be )?(support|permit|allow)|extra"
        for name in ("max_tokens", "temperature", "seed"):
            about = e.param == name or re.search(rf"\b{name}\b", told)
            if name in asked and about and re.search(unknown, told):
                if name not in self.renamed:
                    self.renamed[name] = "max_completion_tokens" if name == "max_tokens" else ""
                    say(f"{self.url} does not take {name}: {self.renamed[name] or 'left out'}")
                return False, 0.0, ""
        raise Refused(why)


def retry_after(headers) -> float:
    """Seconds that a reply asks to wait, 0.0 where it does not say; a date counts as well."""
    from email.utils import parsedate_to_datetime

    said = headers.get("retry-after", "")
    try:
        if re.fullmatch(r"\d+(\.\d+)?", said):
            return float(said)
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def say(text: str) -> None:
    tqdm.write(text, file=sys.stderr)


async def stopped(tasks, client) -> None:
    """What is still asked is given up, the connections are closed."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await client.close()
