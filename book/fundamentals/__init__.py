"""Fundamental skills: numbers, operations, measures, ratios; and the pocket programs."""
