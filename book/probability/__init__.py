"""Probability and statistics: charts, data, chance and counting."""
