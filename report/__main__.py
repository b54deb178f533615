"""The commands of the room: `python -m report` (page.py), `... book` (explorer.py), `... pictures` (pictures.py)."""

import importlib
import sys

from runtime import one_line_errors, read_config

COMMANDS = {"book": "explorer", "pictures": "pictures"}

if __name__ == "__main__":
    command, args = "", sys.argv[1:]
    if args and args[0] in COMMANDS:
        command, *args = args
    with one_line_errors():
        room = importlib.import_module(f"report.{COMMANDS.get(command, 'page')}")
        prog = f"python -m report {command}".rstrip()
        room.main(read_config(room.Config, args, prog))
