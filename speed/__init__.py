"""Measuring: rivals, memory, the dry run, the grader bench. Each file is a command: `python -m speed.NAME`."""
