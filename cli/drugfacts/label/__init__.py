"""Verdicts of claims against labels, short-cuts that labels endorse, changes between labels."""
