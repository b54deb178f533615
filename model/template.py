"""Chat templates are programs of strangers: each is rendered in a process of its own, with limits.

Jinja's sandbox keeps a template from files and attributes, not from endless loops or texts without end. The process has
SECONDS for a call, then the system ends it, whatever it does; it has MEMORY bytes and can write no file. It lasts as
long as its parent: a call costs a tenth of a millisecond, the first one a tenth of a second.

Run as a script, this file is that process (it imports nothing of the project): a template, then one line a call.
"""

import json
import os
import signal
import subprocess
import sys
import threading

SECONDS = 10
MEMORY = 1 << 30
LONGEST = 16 << 20  # characters that a call may give
MOST = 4  # processes

children: dict[tuple, subprocess.Popen] = {}  # of (process, template): a fork does not share its parent's
turn = threading.Lock()


def render(template: str, chats: list[list[dict]], variables: dict) -> list[str]:
    """The text of each chat. ValueError when the template fails, needs longer than SECONDS or gives too much."""
    with turn:
        key = (os.getpid(), template)
        try:
            if key not in children:
                while len(children) >= MOST:  # a run needs one
                    children.pop(next(iter(children))).kill()
                children[key] = start(template)
            said = ask(children[key], {"chats": chats, "variables": variables})
        except (BrokenPipeError, EOFError) as e:
            children.pop(key).kill()
            took = f"it took over {SECONDS} s or {MEMORY >> 20} MB"
            raise ValueError(f"the chat template was stopped: {took}") from e
        except BaseException:  # Ctrl-C between question and answer: the next answer would be to this question
            children.pop(key).kill()
            raise
    if "error" in said:
        raise ValueError(f"the chat template: {said['error']}")
    return said["texts"]


def start(template: str) -> subprocess.Popen:
    # -I: neither the environment nor this folder (whose types.py is not Python's) comes before Python's own modules
    limits = [json.dumps([x for x in sys.path if x]), str(SECONDS), str(MEMORY)]
    command = [sys.executable, "-I", os.path.abspath(__file__), *limits]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    send(child.stdin, template)
    return child


def ask(child: subprocess.Popen, question: dict) -> dict:
    send(child.stdin, question)
    if not (line := child.stdout.readline()).endswith(b"\n"):
        raise EOFError
    return json.loads(line)


def send(pipe, value) -> None:
    pipe.write(json.dumps(value).encode() + b"\n")
    pipe.flush()


# ----------------------------------------------------------------------------------------------------------------------
# the process


def environment():
    """Jinja as transformers sets it up for chat templates (its documentation, "Writing a chat template")."""
    import datetime

    from jinja2 import TemplateError, ext, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Generation(ext.Extension):  # {% generation %} marks the assistant's tokens; nothing here asks for them
        tags = {"generation"}

        def parse(self, parser):
            line = next(parser.stream).lineno
            return nodes.Scope(parser.parse_statements(["name:endgeneration"], drop_needle=True)).set_lineno(line)

    def raise_exception(message):
        raise TemplateError(message)

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, ext.loopcontrols])
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda form: datetime.datetime.now().strftime(form)
    return env


def texts_of(template, question: dict) -> list[str]:
    texts, size = [], 0
    for chat in question["chats"]:
        parts = []
        for part in template.generate(messages=chat, **question["variables"]):
            parts.append(part)
            size += len(part)
            if size > LONGEST:
                raise ValueError(f"it gives more than {LONGEST} characters")
        texts.append("".join(parts))
    return texts


def answers(lines, out, seconds: int) -> None:
    """Read a template, then questions; write an answer to each. The alarm's default is the end of the process."""
    source, template = json.loads(lines.readline()), None
    for line in lines:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            template = template or environment().from_string(source)
            said = {"texts": texts_of(template, json.loads(line))}
        except Exception as e:  # whatever a stranger's program ends with
            said = {"error": " ".join(f"{type(e).__name__}: {e}"[:200].split())}
        signal.setitimer(signal.ITIMER_REAL, 0)
        out.write(json.dumps(said).encode() + b"\n")
        out.flush()


if __name__ == "__main__":
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C goes to the parent, whose end is the end here
    sys.path += [x for x in json.loads(sys.argv[1]) if x not in sys.path]
    for limit, most in ((resource.RLIMIT_AS, int(sys.argv[3])), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
    answers(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[2]))
