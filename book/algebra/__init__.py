"""Algebra: expressions, equations, functions, vectors, logic, sets and graphs."""
