"""Explaining rules and claims: problem, reason, wrong and right, and what to do."""
