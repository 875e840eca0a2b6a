"""Facts as files for others: formats, and the part of the facts that is of one drug."""
