"""Telling what a check found: one sequence of findings, in many forms."""
