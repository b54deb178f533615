"""Fundamental skills: numbers, operations, measures, ratios; and the two pocket programs."""
