"""Geometry: plane, solid and analytic."""
