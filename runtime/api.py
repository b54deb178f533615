"""What is common to all that asks a model behind an OpenAI-compatible server, which may be a stranger's: the address
and the key, a line with limits, and the reading of a reply."""

import asyncio
import functools
import os
import re
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .texts import parse

MOST = 1 << 20  # bytes of a reply: of a judge, of lists
CUT = ("length", "max_tokens", "model_length", "content_filter")  # finish_reason of what did not end by itself


def is_url(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def checked_url(url: str, flag: str) -> str:
    """The URL; ValueError, which does not repeat it, where it holds what may be a key: config.json would keep it."""
    parts = urlsplit(url)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"{flag}: a URL with a user, a key or a query in it is not taken: the key is OPENAI_API_KEY")
    if not is_url(url) or not parts.hostname:
        raise ValueError(f"{flag}: {url}: not of the form http://HOST:PORT/v1")
    return url


def api_key() -> str:
    """OPENAI_API_KEY, or "none", which servers without keys take."""
    key = os.environ.get("OPENAI_API_KEY", "").strip() or "none"
    if not key.isascii() or not key.isprintable():
        raise ValueError("OPENAI_API_KEY holds a character that no header can carry")
    return key


# ---------------------------------------------------------------------------------------------------------------------
# the line


def transport(url: str, most: int):
    """httpx's line to a server: a reply comes whole, not compressed (a megabyte can hold a thousand) and in at most
    `most` bytes. Proxies as the environment names them."""
    import httpx

    host, proxies = urlsplit(url).hostname or "", urllib.request.getproxies()
    proxy = None if urllib.request.proxy_bypass(host) else proxies.get(urlsplit(url).scheme, proxies.get("all"))

    class Bounded(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request):
            request.headers["accept-encoding"] = "identity"
            reply, body = await super().handle_async_request(request), bytearray()
            try:
                if 200 < reply.status_code < 300:
                    raise httpx.DecodingError(f"status {reply.status_code}, not 200")
                if reply.headers.get("content-encoding", "identity") != "identity":
                    raise httpx.DecodingError("a compressed reply, which was not asked for")
                async for part in reply.stream:
                    body += part
                    if len(body) > most:
                        raise httpx.ReadError(f"a reply of more than {most} bytes")
            finally:
                await reply.aclose()
            return httpx.Response(reply.status_code, headers=reply.headers, content=bytes(body))

    limits = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
    return Bounded(verify=trusted(), proxy=proxy, limits=limits)


@functools.cache
def trusted():
    import httpx

    return httpx.create_ssl_context()  # takes 20 ms


def connect(url: str, seconds: float):
    """A client of an OpenAI-compatible endpoint that has the whole reply `seconds` after it asked, or none.

    httpx's own limits are of a single read: a server that sends a byte a second would never end. Redirects are not
    followed, a reply has at most MOST bytes, and a key that comes back in it is masked.
    """
    import httpx
    from openai import OpenAI

    key = api_key()
    hidden = re.compile(re.escape(key).encode() if len(key) > 5 else b"(?!)")

    async def fetch(request):
        async with asyncio.timeout(seconds), transport(url, MOST) as line:
            reply = await line.handle_async_request(request)
        return httpx.Response(reply.status_code, headers=reply.headers, content=hidden.sub(b"***", reply.content))

    class Whole(httpx.BaseTransport):
        def handle_request(self, request):
            try:
                return asyncio.run(fetch(request))
            except TimeoutError as e:
                raise httpx.ReadTimeout(f"no whole reply within {seconds} s") from e

    try:
        http = httpx.Client(transport=Whole(), follow_redirects=False)
        return OpenAI(base_url=url, api_key=key, max_retries=0, timeout=seconds, http_client=http)
    except httpx.InvalidURL as e:
        raise ValueError(f"{url}: {e}") from e


def models(client) -> list[str]:
    """The names that a server lists. ValueError, LookupError or TypeError where its list is none."""
    return [str(model["id"]) for model in parse(client.models.with_raw_response.list().content.decode("utf-8"))["data"]]


# ---------------------------------------------------------------------------------------------------------------------
# a reply


@dataclass
class Answer:
    """One response. tokens: its share of what the server counted, None where it counts none."""

    text: str
    tokens: int | None
    finished: bool
    more: dict = field(default_factory=dict)  # refused: why; unset: parameters that the server does not take


class Fault(Exception):
    """A reply that is none; it is asked again."""


def answers_of(content: bytes, n: int, most: int, key: str) -> list[Answer]:
    """read, of the bytes of a reply; the key in a text is masked. ValueError where they are no sound JSON."""
    answers = read(parse(content.decode("utf-8")), n, most)
    for a in answers:
        a.text = a.text if len(key) < 8 else a.text.replace(key, "***")
    return answers


def read(reply, n: int, most: int) -> list[Answer]:
    """At most n answers of a parsed reply, in the order of their index. Fault where something has another type, or the
    reply contradicts itself. more["model"]: who answers, where it says so."""
    choices = reply.get("choices") if isinstance(reply, dict) else None
    if not isinstance(choices, list) or not choices or not all(isinstance(c, dict) for c in choices):
        raise Fault(f"no choices in the reply: {str(reply)[:120]}")
    if reply.get("error") or len(choices) > n:
        raise Fault(f"{len(choices)} choices where {n} were asked, error: {str(reply.get('error'))[:80]}")
    usage = reply.get("usage") or {}
    total = usage.get("completion_tokens") if isinstance(usage, dict) else usage
    if total is not None and (type(total) is not int or not 0 <= total < 2**53):
        raise Fault(f"usage.completion_tokens is {str(total)[:40]!r}")
    places = [c.get("index") for c in choices]
    if any(place is not None for place in places):
        if not all(type(place) is int for place in places) or sorted(places) != list(range(len(places))):
            raise Fault(f"the indices of the choices are {str(places)[:80]}")
        choices = sorted(choices, key=lambda c: c["index"])
    out = []
    by = {"model": reply["model"]} if isinstance(reply.get("model"), str) else {}
    for k, c in enumerate(choices):
        message, reason = c.get("message"), c.get("finish_reason")
        if not isinstance(message, dict) or not isinstance(reason, str | None):
            raise Fault(f"no message in the reply, or no finish_reason: {str(c)[:120]}")
        if message.get("role") not in (None, "assistant"):
            raise Fault(f"a message of the role {str(message['role'])[:40]!r}")
        text = message.get("content")
        text = (message.get("refusal") or "") if text is None else text
        if not isinstance(text, str):
            raise Fault(f"message.content is no text: {str(text)[:80]!r}")
        tokens = total if total is None else total // len(choices) + (k < total % len(choices))
        ended = reason not in CUT if reason else (tokens or 0) < most
        out.append(Answer(text, tokens, ended, {"refused": reason, **by} if reason == "content_filter" else {**by}))
    return out


def ask(client, body: dict, read: Callable, tries: int = 5, wait: float = 1.0, who: str = "the server") -> tuple:
    """(what `read` makes of the text of the reply to a request, that text); (None, why) after `tries` failures, with
    waits of 1, 2, 4 ... times `wait` s.

    client: of connect. A text that `read` does not take (ValueError) is a failure as well. A refusal (3xx, 4xx but 408,
    409 and 429) is a ValueError: it would come again every time.
    """
    import openai

    why = ""
    for attempt in range(tries):
        if attempt:
            time.sleep(wait * 2 ** (attempt - 1))
        try:
            raw = client.chat.completions.with_raw_response.create(**body)
            text = answers_of(raw.content, 1, body["max_tokens"], client.api_key)[0].text
            return read(text), text
        except openai.APIStatusError as e:
            told = e.body if isinstance(e.body, str) and e.body else e.message
            if 300 <= e.status_code < 500 and e.status_code not in (408, 409, 429):
                raise ValueError(f"{who} refuses: {e.status_code} {told:.200}") from e
            why = f"{e.status_code} {told:.80}"
        except (openai.OpenAIError, Fault, ValueError, RecursionError) as e:  # no reply, or no sensible one
            why = f"{type(e).__name__} {e!s:.80} {e.__cause__ or ''!s:.80}".strip()
    return None, why
