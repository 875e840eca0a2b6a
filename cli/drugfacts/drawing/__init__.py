"""Pictures of what is claimed of a drug, and what of that a label endorses."""
