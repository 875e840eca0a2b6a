"""Evidence: which place of which source states a claim."""
